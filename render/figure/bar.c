#include <math.h>

#include "render/figure/chart.h"

/* Biểu đồ cột and biểu đồ đoạn thẳng. */

enum { SERIES_MOST = 4 };

struct bars {
	struct sketch *s;
	struct chart_axis axis;
	const struct figure_value *labels;
	const struct figure_value *series[SERIES_MOST]; /* their values */
	struct str names[SERIES_MOST];
	size_t series_count;
	float group; /* width for one label */
	float wide;  /* of a bar */
	bool lines;
};

static void read_series(struct bars *b)
{
	const struct figure_value *list = key_of(b->s, "series");

	b->labels = key_of(b->s, "labels");
	b->series[0] = key_of(b->s, "values");
	b->series_count = list ? 0 : 1;
	for (size_t i = 0; i < count_of(list) && i < SERIES_MOST; i++) {
		b->series[i] = figure_get(&list->items[i], "values");
		b->names[i] = figure_text(figure_get(&list->items[i], "name"));
		b->series_count++;
	}
}

static double value_at(const struct bars *b, size_t series, size_t i)
{
	return figure_number_or(&b->series[series]->items[i], 0);
}

static double greatest(struct bars *b)
{
	double most = 0;

	b->axis.whole = true;

	for (size_t k = 0; k < b->series_count; k++)
		for (size_t i = 0; i < b->labels->count; i++) {
			double value = value_at(b, k, i);

			b->axis.whole &= places_of(value) == 0;
			most = fmax(most, value);
		}
	return most;
}

static bool with_numbers(const struct bars *b)
{
	const struct figure_value *said = key_of(b->s, "numbers");

	return said ? figure_flag(said) : true;
}

/* Wide enough for labels and bars; all of them as wide as is asked for. */
static void set_groups(struct bars *b)
{
	float em = b->s->em, count = (float)b->labels->count;
	float group;

	b->wide = 1.1f * em;
	for (size_t k = 0; k < b->series_count && with_numbers(b); k++)
		for (size_t i = 0; i < b->labels->count; i++) {
			double value = value_at(b, k, i);
			struct label label = canvas_number(
				b->s->canvas, value, places_of(value));

			b->wide = fmaxf(b->wide, label.width + 2.4f);
		}
	group = 1.3f * em + b->wide * (float)b->series_count;
	for (size_t i = 0; i < b->labels->count; i++) {
		struct label label = canvas_label(
			b->s->canvas, figure_text(&b->labels->items[i]), 0);

		group = fmaxf(group, label.width + 0.8f * em);
	}
	if (b->s->width > 0)
		group = fmaxf(group, (b->s->width - 4 * em) / count);
	b->group = group;
	b->axis.width = group * count + 0.6f * em;
}

static float center(const struct bars *b, size_t i)
{
	return b->group * ((float)i + 0.5f) + 0.3f * b->s->em;
}

static void put_value(struct bars *b, double value, float x, float y)
{
	struct label label =
		canvas_number(b->s->canvas, value, places_of(value));

	canvas_cover(b->s->canvas, &label,
		(struct spot){x, y - 0.25f * b->s->em}, 0.5f, 1);
}

static void draw_bars(struct bars *b, size_t i)
{
	float wide = b->wide, count = (float)b->series_count;
	float left = center(b, i) - wide * count / 2;

	if (b->series_count == 1) {
		wide = fminf(b->group * 0.5f, 2.2f * b->s->em);
		left = center(b, i) - wide / 2;
	}
	for (size_t k = 0; k < b->series_count; k++) {
		double value = value_at(b, k, i);
		float y = -chart_height(&b->axis, value);
		struct spot box[] = {{left, 0}, {left, y}, {left + wide, y},
			{left + wide, 0}};

		chart_fill(b->s->canvas, box, 4, k);
		if (with_numbers(b))
			put_value(b, value, left + wide / 2, y);
		left += wide;
	}
}

static void draw_path(struct bars *b, size_t k)
{
	static const struct pen *const pens[SERIES_MOST] = {
		&pen_thick, &pen_dashed, &pen_usual, &pen_dotted};
	struct spot *spots =
		NEW_ARRAY(b->s->arena, b->labels->count, struct spot);

	for (size_t i = 0; i < b->labels->count; i++)
		spots[i] = (struct spot){center(b, i),
			-chart_height(&b->axis, value_at(b, k, i))};
	canvas_trace(b->s->canvas, spots, b->labels->count, false, pens[k]);
	for (size_t i = 0; i < b->labels->count; i++) {
		canvas_disc(b->s->canvas, spots[i], (struct spot){2, 2}, 0);
		if (with_numbers(b))
			put_value(b, value_at(b, k, i), spots[i].x,
				spots[i].y - 0.1f * b->s->em);
	}
}

static void draw_labels(struct bars *b)
{
	for (size_t i = 0; i < b->labels->count; i++) {
		struct label label = canvas_label(
			b->s->canvas, figure_text(&b->labels->items[i]), 0);
		float x = center(b, i);

		if (b->lines)
			canvas_line(b->s->canvas, (struct spot){x, 0},
				(struct spot){x, 2.5f}, &pen_usual);
		canvas_put(b->s->canvas, &label,
			(struct spot){x - label.width / 2, 1.1f * b->s->em});
	}
}

/* Lines have a sample of the line, bars a little square. */
static void draw_legend(struct bars *b)
{
	float x = 0, y = 3 * b->s->em;

	for (size_t k = 0; k < b->series_count; k++)
		if (b->names[k].len)
			x += chart_legend(b->s, b->names[k], k,
				     (struct spot){x, y}) +
				1.5f * b->s->em;
}

bool draw_bar(struct sketch *s)
{
	struct bars b = {.s = s, .axis = {.s = s}};
	const struct figure_value *grid = key_of(s, "grid");

	b.lines = str_is(figure_text(key_of(s, "style")), "lines");
	read_series(&b);
	set_groups(&b);
	chart_scale(&b.axis, greatest(&b));
	b.axis.height = fminf(12 * s->em, fmaxf(8 * s->em, b.axis.width / 2));
	b.axis.grid = !grid || figure_flag(grid);
	chart_back(&b.axis);
	for (size_t i = 0; !b.lines && i < b.labels->count; i++)
		draw_bars(&b, i);
	chart_front(&b.axis);
	for (size_t k = 0; b.lines && k < b.series_count; k++)
		draw_path(&b, k);
	draw_labels(&b);
	if (!b.lines)
		draw_legend(&b);
	chart_title(s, 0, b.axis.width, -b.axis.height - 3 * s->em);
	return true;
}

/* ---- biểu đồ tần số ghép nhóm ---- */

struct groups {
	struct sketch *s;
	struct chart_axis axis;
	const double *edges, *counts;
	size_t count;
	float left, right; /* room before and after them */
};

static float edge_at(const struct groups *g, size_t i)
{
	double all = g->edges[g->count] - g->edges[0];
	float room = g->axis.width - g->left - g->right;

	return g->left + room * (float)((g->edges[i] - g->edges[0]) / all);
}

static void draw_groups(struct groups *g)
{
	const struct figure_value *said = key_of(g->s, "numbers");
	bool polygon = figure_flag(key_of(g->s, "polygon"));
	bool numbers = said ? figure_flag(said) : !polygon;
	struct canvas *c = g->s->canvas;

	for (size_t i = 0; i < g->count; i++) {
		float x = edge_at(g, i), end = edge_at(g, i + 1);
		float y = -chart_height(&g->axis, g->counts[i]);
		struct spot box[] = {{x, 0}, {x, y}, {end, y}, {end, 0}};
		struct label label =
			canvas_number(c, g->counts[i], places_of(g->counts[i]));

		chart_fill(c, box, 4, 0);
		if (numbers)
			canvas_cover(c, &label,
				(struct spot){
					(x + end) / 2, y - 0.2f * g->s->em},
				0.5f, 1);
	}
	for (size_t i = 0; i <= g->count; i++) {
		struct label label =
			canvas_number(c, g->edges[i], places_of(g->edges[i]));

		canvas_place(c, &label,
			(struct spot){edge_at(g, i), 0.45f * g->s->em}, 0.5f,
			0);
	}
}

/* Đa giác tần số: the middles of the tops, down to the axis half a group
 * before and after. */
static void draw_polygon(struct groups *g)
{
	struct spot *spots = NEW_ARRAY(g->s->arena, g->count + 2, struct spot);
	float first = edge_at(g, 1) - edge_at(g, 0);
	float last = edge_at(g, g->count) - edge_at(g, g->count - 1);

	if (!figure_flag(key_of(g->s, "polygon")))
		return;
	spots[0] = (struct spot){edge_at(g, 0) - first / 2, 0};
	for (size_t i = 0; i < g->count; i++)
		spots[i + 1] =
			(struct spot){(edge_at(g, i) + edge_at(g, i + 1)) / 2,
				-chart_height(&g->axis, g->counts[i])};
	spots[g->count + 1] = (struct spot){edge_at(g, g->count) + last / 2, 0};
	canvas_trace(g->s->canvas, spots, g->count + 2, false, &pen_thick);
}

bool draw_histogram(struct sketch *s)
{
	struct groups g = {
		.s = s, .axis = {.s = s, .grid = true, .whole = true}};
	double most = 0;
	float width;
	size_t edges;

	g.edges = figure_numbers(s->arena, key_of(s, "edges"), &edges);
	g.counts = figure_numbers(s->arena, key_of(s, "counts"), &g.count);
	for (size_t i = 0; i < g.count; i++) {
		g.axis.whole &= places_of(g.counts[i]) == 0;
		most = fmax(most, g.counts[i]);
	}
	g.left = 1.6f * s->em;
	width = fmaxf(2.8f * s->em * (float)g.count, 12 * s->em);
	if (figure_flag(key_of(s, "polygon")))
		g.left = g.right = fmaxf(
			g.left, width / (float)g.count / 2 + 0.6f * s->em);
	g.axis.width = (s->width > 0 ? s->width - 3 * s->em
				     : width + g.left + g.right);
	g.axis.height = fminf(12 * s->em, fmaxf(8 * s->em, g.axis.width / 2));
	chart_scale(&g.axis, most);
	chart_back(&g.axis);
	draw_groups(&g);
	chart_front(&g.axis);
	draw_polygon(&g);
	chart_title(s, 0, g.axis.width, -g.axis.height - 3 * s->em);
	return true;
}
