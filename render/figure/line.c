#include <math.h>
#include <stdlib.h>

#include "render/figure/sketch.h"

/* A number line, y of the axis is 0. */
struct axis {
	struct sketch *s;
	struct canvas *c;
	double low, high;
	float width;
	bool hatched;
};

static float at(const struct axis *a, double value)
{
	return (float)((value - a->low) / (a->high - a->low)) * a->width;
}

/* ---- what it must show ---- */

static void reach(struct axis *a, double value)
{
	if (isinf(value))
		return;
	a->low = fmin(a->low, value);
	a->high = fmax(a->high, value);
}

static void reach_list(struct axis *a, const struct figure_value *list)
{
	for (size_t i = 0; i < count_of(list); i++)
		reach(a, figure_number_or(first_of(&list->items[i], "at"), 0));
}

static void find_range(struct axis *a)
{
	const struct figure_value *list = key_of(a->s, "intervals");
	struct figure_interval interval;
	double range[2], margin;

	if (figure_pair(key_of(a->s, "range"), range)) {
		a->low = range[0];
		a->high = range[1];
		return;
	}
	a->low = INFINITY;
	a->high = -INFINITY;
	for (size_t i = 0; i < count_of(list); i++)
		if (figure_interval(list->items[i].text, &interval)) {
			reach(a, interval.low);
			reach(a, interval.high);
		}
	reach_list(a, key_of(a->s, "points"));
	reach_list(a, key_of(a->s, "ticks"));
	if (a->low > a->high)
		a->low = a->high = 0;
	margin = a->high > a->low ? (a->high - a->low) * 0.35 : 1;
	a->low -= margin;
	a->high += margin;
}

/* ---- labels ---- */

static void put_number(struct axis *a, double value, struct str text)
{
	struct label label = text.len
		? canvas_formula(a->c, text)
		: canvas_number(a->c, value, places_of(value));

	canvas_place(a->c, &label, (struct spot){at(a, value), 0.7f * a->s->em},
		0.5f, 0);
}

static void draw_ticks(struct axis *a)
{
	const struct figure_value *list = key_of(a->s, "ticks");

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];
		double value = figure_number_or(first_of(item, "at"), 0);
		float x = at(a, value);

		canvas_line(a->c, (struct spot){x, -2.5f},
			(struct spot){x, 2.5f}, &pen_usual);
		put_number(a, value, figure_text(figure_get(item, "label")));
	}
}

static bool is_tick(const struct axis *a, double value)
{
	const struct figure_value *list = key_of(a->s, "ticks");

	for (size_t i = 0; i < count_of(list); i++)
		if (figure_number_or(first_of(&list->items[i], "at"), 0) ==
			value)
			return true;
	return false;
}

static void draw_points(struct axis *a)
{
	const struct figure_value *list = key_of(a->s, "points");
	struct spot radii = {2, 2};

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];
		double value = figure_number_or(first_of(item, "at"), 0);
		struct spot spot = {at(a, value), 0};
		struct str name = figure_text(figure_get(item, "name"));
		bool open = figure_flag(figure_get(item, "open"));

		canvas_disc(a->c, spot, radii, open ? 1 : 0);
		canvas_arc(a->c, spot, radii, 0, 2 * M_PI, &pen_usual);
		if (!is_tick(a, value) || figure_get(item, "label"))
			put_number(a, value,
				figure_text(figure_get(item, "label")));
		if (name.len) {
			struct label label = canvas_formula(a->c, name);

			canvas_place(a->c, &label,
				(struct spot){spot.x, -0.45f * a->s->em}, 0.5f,
				1);
		}
	}
}

/* ---- intervals ---- */

static const struct pen band = {1.8f, 0, 0, 0};

static void draw_bracket(
	struct axis *a, double value, struct str text, bool opening, bool in)
{
	struct spot spot = {at(a, value), 0}, radii = {2, 2};
	struct label label;

	put_number(a, value, text);
	if (!a->hatched) {
		canvas_disc(a->c, spot, radii, in ? 0 : 1);
		canvas_arc(a->c, spot, radii, 0, 2 * M_PI, &pen_usual);
		return;
	}
	label = canvas_formula(a->c,
		opening      ? in ? STR("\\big[") : STR("\\big(")
			     : in ? STR("\\big]")
			     : STR("\\big)"));
	canvas_place(a->c, &label, spot, 0.5f, 0.5f);
}

/* Slanted strokes over what is left out. */
static void strike(struct axis *a, double from, double to)
{
	float start = at(a, from), end = at(a, to), high = 3.2f, apart = 4.2f;

	start += isfinite(from) && from > a->low ? 3.2f : 0;
	end -= to < a->high ? 3.2f : 7;
	for (float x = start + 1; x + 2 <= end; x += apart)
		canvas_line(a->c, (struct spot){x - 1, high},
			(struct spot){x + 3, -high}, &pen_thin);
}

static int by_low(const void *x, const void *y)
{
	const struct figure_interval *a = x, *b = y;

	return (a->low > b->low) - (a->low < b->low);
}

static size_t read_intervals(struct axis *a, struct figure_interval *out)
{
	const struct figure_value *list = key_of(a->s, "intervals");
	size_t count = 0;

	for (size_t i = 0; i < count_of(list) && i < 10; i++)
		if (figure_interval(list->items[i].text, &out[count]))
			count++;
	qsort(out, count, sizeof *out, by_low);
	return count;
}

static void draw_intervals(struct axis *a)
{
	struct figure_interval list[10];
	size_t count = read_intervals(a, list);
	double done = a->low;

	for (size_t i = 0; i < count; i++) {
		double low = fmax(list[i].low, a->low);
		double high = fmin(list[i].high, a->high);

		if (a->hatched && low > done)
			strike(a, done, low);
		if (!a->hatched)
			canvas_line(a->c, (struct spot){at(a, low), 0},
				(struct spot){at(a, high) -
						(isinf(list[i].high) ? 4 : 0),
					0},
				&band);
		done = fmax(done, high);
	}
	if (a->hatched && count && done < a->high)
		strike(a, done, a->high);
	for (size_t i = 0; i < count; i++) {
		if (!isinf(list[i].low))
			draw_bracket(a, list[i].low, list[i].low_text, true,
				list[i].low_in);
		if (!isinf(list[i].high))
			draw_bracket(a, list[i].high, list[i].high_text, false,
				list[i].high_in);
	}
}

bool draw_line(struct sketch *s)
{
	struct axis a = {.s = s, .c = s->canvas};
	struct str variable = figure_text(key_of(s, "variable"));
	struct label name;

	a.width = s->width > 0 ? s->width : fminf(20 * s->em, s->column);
	a.hatched = !str_is(figure_text(key_of(s, "style")), "thick");
	find_range(&a);
	canvas_line(a.c, (struct spot){0, 0}, (struct spot){a.width - 3, 0},
		&pen_usual);
	canvas_arrow(a.c, (struct spot){0, 0}, (struct spot){a.width, 0});
	draw_ticks(&a);
	draw_intervals(&a);
	draw_points(&a);
	if (variable.len) {
		name = canvas_formula(a.c, variable);
		canvas_place(
			a.c, &name, (struct spot){a.width, 0.5f * s->em}, 1, 0);
	}
	return true;
}
