#include <math.h>

#include "render/figure/chart.h"

/* Biểu đồ hình quạt tròn: from the top clockwise, with a legend. */

enum { CURVE = 48 }; /* spots of a whole circle's edge */

struct pie {
	struct sketch *s;
	const double *values;
	size_t count;
	double sum;
	float radius;
	bool outside; /* a share is written there */
};

static struct spot on_edge(const struct pie *p, double share, float reach)
{
	double angle = M_PI / 2 - 2 * M_PI * share;

	return (struct spot){p->radius * reach * (float)cos(angle),
		-p->radius * reach * (float)sin(angle)};
}

/* A whole circle has no sides. */
static void draw_sector(struct pie *p, size_t index, double from, double to)
{
	struct spot spots[CURVE + 2];
	size_t count = 0;
	int pieces = (int)ceil((to - from) * CURVE);

	if (to - from < 1 - 1e-9)
		spots[count++] = (struct spot){0, 0};
	for (int i = 0; i <= pieces && count < CURVE + 2; i++)
		spots[count++] =
			on_edge(p, from + (to - from) * i / fmax(pieces, 1), 1);
	chart_fill(p->s->canvas, spots, count, index);
}

/* Inside where there is room, else just outside. */
static void put_share(struct pie *p, size_t index, double from, double to)
{
	struct str show = figure_text(key_of(p->s, "show"));
	double middle = (from + to) / 2, percent = (to - from) * 100;
	bool inside = to - from > 0.08;
	struct label label;
	struct spot at;

	if (str_is(show, "none") || to <= from)
		return;
	if (str_is(show, "value")) {
		label = canvas_number(p->s->canvas, p->values[index],
			places_of(p->values[index]));
	} else {
		int places = places_of(percent);
		struct str text = str_format(p->s->arena, "%.*f\\%%",
			places < 1 ? places : 1, percent);
		char *point = memchr(text.ptr, '.', text.len);

		if (point && *canvas_language(p->s->canvas) == 'v')
			*point = ',';
		label = canvas_formula(p->s->canvas, text);
	}
	if (inside) {
		at = on_edge(p, middle, p->count > 1 ? 0.62f : 0);
		if (chart_hatched(index))
			canvas_cover(p->s->canvas, &label, at, 0.5f, 0.5f);
		else
			canvas_place(p->s->canvas, &label, at, 0.5f, 0.5f);
		return;
	}
	p->outside = true;
	at = on_edge(p, middle, 1);
	put_beside(
		p->s->canvas, &label, at, (struct spot){at.x, -at.y}, 2, false);
}

static void draw_legend(struct pie *p)
{
	const struct figure_value *labels = key_of(p->s, "labels");
	float line = 1.5f * p->s->em;
	float x = p->radius + 2 * p->s->em;
	float y = -line * (float)(p->count - 1) / 2 + 0.35f * p->s->em;

	for (size_t i = 0; i < p->count; i++)
		chart_legend(p->s, figure_text(&labels->items[i]), i,
			(struct spot){x, y + line * (float)i});
}

bool draw_pie(struct sketch *s)
{
	struct pie p = {.s = s, .radius = 4.2f * s->em};
	double done = 0;

	p.values = figure_numbers(s->arena, key_of(s, "values"), &p.count);
	for (size_t i = 0; i < p.count; i++)
		p.sum += p.values[i];
	if (s->width > 0)
		p.radius = fminf(s->width / 4, 10 * s->em);
	for (size_t i = 0; i < p.count; i++) {
		if (p.values[i] > 0)
			draw_sector(&p, i, done / p.sum,
				(done + p.values[i]) / p.sum);
		done += p.values[i];
	}
	done = 0;
	for (size_t i = 0; i < p.count; i++) {
		put_share(&p, i, done / p.sum, (done + p.values[i]) / p.sum);
		done += p.values[i];
	}
	draw_legend(&p);
	chart_title(s, -p.radius, p.radius,
		-p.radius - (p.outside ? 1.9f : 0.8f) * s->em);
	return true;
}

/* ---- biểu đồ hộp ---- */

enum { BOXES_MOST = 8 };

struct boxes {
	struct sketch *s;
	double five[BOXES_MOST][5];
	struct str labels[BOXES_MOST];
	size_t count;
	double low, high;
	float width;
};

static bool read_boxes(struct boxes *b)
{
	const struct figure_value *list = key_of(b->s, "boxes");

	b->count = 1;
	if (!list)
		return figure_quartiles(b->s->arena, b->s->keys, b->five[0]);
	for (size_t i = 0; i < list->count && i < BOXES_MOST; i++) {
		if (!figure_quartiles(b->s->arena, &list->items[i], b->five[i]))
			return false;
		b->labels[i] =
			figure_text(figure_get(&list->items[i], "label"));
		b->count = i + 1;
	}
	return true;
}

static float along(const struct boxes *b, double value)
{
	return (float)((value - b->low) / (b->high - b->low)) * b->width;
}

static void find_range(struct boxes *b)
{
	double range[2], margin;

	b->low = INFINITY;
	b->high = -INFINITY;
	for (size_t i = 0; i < b->count; i++) {
		b->low = fmin(b->low, b->five[i][0]);
		b->high = fmax(b->high, b->five[i][4]);
	}
	margin = b->high > b->low ? (b->high - b->low) * 0.08 : 1;
	b->low -= margin;
	b->high += margin;
	if (figure_pair(key_of(b->s, "range"), range)) {
		b->low = range[0];
		b->high = range[1];
	}
}

static void put_tick(struct boxes *b, double value, const struct label *label)
{
	float x = along(b, value);

	canvas_line(b->s->canvas, (struct spot){x, -2.5f},
		(struct spot){x, 2.5f}, &pen_usual);
	canvas_place(b->s->canvas, label, (struct spot){x, 0.45f * b->s->em},
		0.5f, 0);
}

static void draw_axis(struct boxes *b)
{
	const struct figure_value *ticks = key_of(b->s, "ticks");
	struct str variable = figure_text(key_of(b->s, "variable"));
	struct canvas *c = b->s->canvas;
	struct label label;
	int places;
	double step = nice_step(b->high - b->low, 8, &places);
	float end = b->width + 1.2f * b->s->em;

	canvas_line(
		c, (struct spot){0, 0}, (struct spot){end - 3, 0}, &pen_usual);
	canvas_arrow(c, (struct spot){0, 0}, (struct spot){end, 0});
	for (size_t i = 0; i < count_of(ticks); i++) {
		const struct figure_value *item = &ticks->items[i];
		double value = figure_number_or(first_of(item, "at"), 0);
		struct str text = figure_text(figure_get(item, "label"));

		label = text.len ? canvas_formula(c, text)
				 : canvas_number(c, value, places_of(value));
		put_tick(b, value, &label);
	}
	for (double v = ceil(b->low / step - 1e-9) * step;
		!ticks && v <= b->high + step * 1e-6; v += step) {
		label = canvas_number(c, v, places);
		put_tick(b, v, &label);
	}
	label = canvas_label(c, variable, 0);
	canvas_place(
		c, &label, (struct spot){end + 0.3f * b->s->em, 0}, 0, 0.5f);
}

static void draw_one(struct boxes *b, size_t i, float y)
{
	struct canvas *c = b->s->canvas;
	const double *five = b->five[i];
	float half = 0.8f * b->s->em, x[5];
	struct label label;

	for (size_t k = 0; k < 5; k++)
		x[k] = along(b, five[k]);
	const struct spot box[] = {{x[1], y - half}, {x[3], y - half},
		{x[3], y + half}, {x[1], y + half}};

	canvas_area(c, box, 4, 0.88f);
	canvas_trace(c, box, 4, true, &pen_usual);
	canvas_line(c, (struct spot){x[2], y - half},
		(struct spot){x[2], y + half}, &pen_thick);
	canvas_line(
		c, (struct spot){x[0], y}, (struct spot){x[1], y}, &pen_usual);
	canvas_line(
		c, (struct spot){x[3], y}, (struct spot){x[4], y}, &pen_usual);
	for (size_t k = 0; k < 5; k += 4)
		canvas_line(c, (struct spot){x[k], y - half / 2},
			(struct spot){x[k], y + half / 2}, &pen_usual);
	for (size_t k = 0; k < 5 && figure_flag(key_of(b->s, "numbers")); k++) {
		label = canvas_number(c, five[k], places_of(five[k]));
		canvas_place(c, &label,
			(struct spot){x[k], y - half - 0.2f * b->s->em}, 0.5f,
			1);
	}
	label = canvas_label(c, b->labels[i], 0);
	canvas_place(c, &label, (struct spot){-0.8f * b->s->em, y}, 1, 0.5f);
}

bool draw_box(struct sketch *s)
{
	struct boxes *b = NEW(s->arena, struct boxes);
	bool numbers = figure_flag(key_of(s, "numbers"));
	float line = (numbers ? 3.1f : 2.3f) * s->em;

	b->s = s;
	b->width = s->width > 0 ? s->width - 2 * s->em : 20 * s->em;
	if (!read_boxes(b))
		return false;
	find_range(b);
	draw_axis(b);
	for (size_t i = 0; i < b->count; i++)
		draw_one(b, i, -1.7f * s->em - line * (float)i);
	chart_title(s, 0, b->width, -1.5f * s->em - line * (float)b->count);
	return true;
}
