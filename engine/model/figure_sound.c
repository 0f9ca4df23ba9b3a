#include "engine/model/figure_sound.h"

#include <math.h>

#include "base/i18n.h"
#include "engine/model/figure_data.h"
#include "engine/model/figure_keys.h"

/* What the keys of a figure alone do not show: that lists fit each other, that
 * texts can be read. Tables, number lines and charts; the rest is in
 * figure_sound_shapes.c. */

const struct figure_value *sound_get(const struct sound *s, const char *name)
{
	return figure_get(s->keys, name);
}

bool sound_between(
	const struct sound *s, const char *name, size_t least, size_t most)
{
	const struct figure_value *v = sound_get(s, name);

	if (v && (v->count < least || v->count > most))
		return figure_fault(s->err, v,
			_("'%s' must have from %zu to %zu values, not %zu"),
			name, least, most, v->count);
	return true;
}

static bool as_many(const struct sound *s, const struct figure_value *v,
	const char *name, size_t wanted)
{
	if (v && v->count != wanted)
		return figure_fault(s->err, v,
			_("'%s' must have %zu values, not %zu"), name, wanted,
			v->count);
	return true;
}

/* What is to be shown lies in the range that is said. */
bool sound_in_range(const struct sound *s, const char *name,
	const struct figure_value *v, double number)
{
	double range[2];

	return !figure_pair(sound_get(s, name), range) || isinf(number) ||
		(number >= range[0] && number <= range[1]) ||
		figure_fault(
			s->err, v, _("%g lies outside of '%s'"), number, name);
}

/* ---- tables of signs ---- */

static bool sign_fits(enum figure_sign sign, bool mark)
{
	if (mark)
		return sign == SIGN_NONE || sign == SIGN_ZERO ||
			sign == SIGN_DOUBLE || sign == SIGN_BAR;
	return sign == SIGN_NONE || sign == SIGN_PLUS || sign == SIGN_MINUS;
}

/* For n numbers of x: n - 1 signs, with a mark between any two; or also with
 * marks at both ends. */
static bool check_signs(
	const struct sound *s, const struct figure_value *v, size_t numbers)
{
	size_t count, wanted = 2 * numbers - 3;
	const struct figure_value *signs = figure_words(s->arena, v, &count);
	bool ends = count == wanted + 2;

	if (count != wanted && !ends)
		return figure_fault(s->err, v,
			_("between %zu numbers of x stand %zu signs and marks "
			  "in turn, not %zu"),
			numbers, wanted, count);
	for (size_t i = 0; i < count; i++) {
		bool mark = (i % 2 == 1) != ends;

		if (!sign_fits(figure_sign(signs[i].text), mark))
			return figure_fault(s->err, &signs[i],
				mark ? _("'%.*s' is no mark: they are 0, | "
					 "(nothing special), || (not "
					 "defined) and . (none)")
				     : _("'%.*s' is no sign: they are +, - "
					 "and . (not defined)"),
				STR_ARG(signs[i].text));
	}
	return true;
}

static bool sound_signs(const struct sound *s)
{
	const struct figure_value *rows = sound_get(s, "rows");

	if (!sound_between(s, "x", 2, 12) || !sound_between(s, "rows", 1, 8))
		return false;
	for (size_t i = 0; i < rows->count; i++) {
		const struct figure_value *row = &rows->items[i];

		if (row->kind != VALUE_MAP)
			return figure_fault(s->err, row,
				_("each row must have 'name' and 'signs'"));
		if (!check_signs(s, figure_get(row, "signs"),
			    sound_get(s, "x")->count))
			return false;
	}
	return true;
}

/* At each number of x one value; where the function is not defined, one on
 * either side. */
static bool check_values(const struct sound *s)
{
	const struct figure_value *values = sound_get(s, "values");
	enum figure_sign signs[9], marks[9];
	size_t n = sound_get(s, "x")->count;

	if (values->kind != VALUE_LIST)
		return figure_fault(s->err, values, _("'%s' must be %s"),
			"values", _("a list"));
	if (!as_many(s, values, "values", n) ||
		!figure_sign_row(
			s->arena, sound_get(s, "signs"), n, signs, marks))
		return false;
	for (size_t i = 0; i < n; i++) {
		const struct figure_value *v = &values->items[i];
		bool apart = i && i + 1 < n && marks[i] == SIGN_DOUBLE;

		if (v->kind == VALUE_MAP ||
			(v->kind == VALUE_LIST &&
				(!apart || v->count != 2 ||
					v->items[0].kind != VALUE_TEXT ||
					v->items[1].kind != VALUE_TEXT)))
			return figure_fault(s->err, v,
				_("a value is a text, or at a || two of them: "
				  "[left, right]"));
	}
	return true;
}

static bool sound_variation(const struct sound *s)
{
	return sound_between(s, "x", 2, 9) &&
		check_signs(
			s, sound_get(s, "signs"), sound_get(s, "x")->count) &&
		sound_between(s, "names", 3, 3) && check_values(s);
}

/* ---- a number line ---- */

static bool all_in_range(const struct sound *s, const char *name)
{
	const struct figure_value *list = sound_get(s, name);

	for (size_t i = 0; list && i < list->count; i++) {
		const struct figure_value *v = &list->items[i];

		if (v->kind == VALUE_MAP)
			v = figure_get(v, "at");
		if (!sound_in_range(s, "range", v, figure_number_or(v, 0)))
			return false;
	}
	return true;
}

static bool sound_line(const struct sound *s)
{
	const struct figure_value *list = sound_get(s, "intervals");
	struct figure_interval interval;
	double range[2];

	for (size_t i = 0; list && i < list->count; i++)
		if (!figure_interval(list->items[i].text, &interval))
			return figure_fault(s->err, &list->items[i],
				_("'%.*s' is no interval such as (-3; 2] or "
				  "[1; +\\infty)"),
				STR_ARG(str_sub(list->items[i].text, 0, 60)));
		else if (!sound_in_range(
				 s, "range", &list->items[i], interval.low) ||
			!sound_in_range(
				s, "range", &list->items[i], interval.high))
			return false;
	if (figure_pair(sound_get(s, "range"), range) && range[0] >= range[1])
		return figure_fault(s->err, sound_get(s, "range"),
			_("'%s' must go from less to more"), "range");
	if (!list && !sound_get(s, "points") && !sound_get(s, "ticks"))
		return figure_fault(
			s->err, s->keys, _("'%s' is missing"), "intervals");
	return sound_between(s, "intervals", 1, 10) &&
		sound_between(s, "points", 1, 30) &&
		sound_between(s, "ticks", 1, 60) && all_in_range(s, "points") &&
		all_in_range(s, "ticks");
}

/* ---- charts ---- */

static bool none_negative(const struct sound *s, const struct figure_value *v)
{
	double number;

	for (size_t i = 0; i < v->count; i++)
		if (figure_number(figure_text(&v->items[i]), &number) &&
			number < 0)
			return figure_fault(s->err, &v->items[i],
				_("a number here cannot be negative"));
	return true;
}

static bool sound_bar(const struct sound *s)
{
	const struct figure_value *values = sound_get(s, "values");
	const struct figure_value *series = sound_get(s, "series");
	size_t labels = sound_get(s, "labels")->count;

	if (!values == !series)
		return figure_fault(s->err, s->keys,
			_("it needs 'values' or 'series', not both"));
	if (!sound_between(s, "labels", 1, 24) ||
		!sound_between(s, "series", 1, 4) ||
		!sound_between(s, "names", 2, 2) ||
		!as_many(s, values, "values", labels) ||
		(values && !none_negative(s, values)))
		return false;
	for (size_t i = 0; series && i < series->count; i++) {
		values = figure_get(&series->items[i], "values");
		if (!values)
			return figure_fault(s->err, &series->items[i],
				_("each series must have 'name' and "
				  "'values'"));
		if (!as_many(s, values, "values", labels) ||
			!none_negative(s, values))
			return false;
	}
	return figure_number_or(sound_get(s, "step"), 1) > 0 ||
		figure_fault(s->err, sound_get(s, "step"),
			_("'%s' must be above 0"), "step");
}

static bool sound_pie(const struct sound *s)
{
	const struct figure_value *values = sound_get(s, "values");
	double sum = 0;

	if (!sound_between(s, "labels", 1, 12) ||
		!as_many(s, values, "values", sound_get(s, "labels")->count) ||
		!none_negative(s, values))
		return false;
	for (size_t i = 0; i < values->count; i++)
		sum += figure_number_or(&values->items[i], 0);
	return sum > 0 ||
		figure_fault(
			s->err, values, _("'%s' must be above 0"), "values");
}

static bool box_fits(const struct sound *s, const struct figure_value *map)
{
	double five[5];

	if (!figure_quartiles(s->arena, map, five))
		return figure_fault(s->err, map,
			_("it needs 'values', five numbers in order, or "
			  "'data'"));
	return sound_in_range(s, "range", map, five[0]) &&
		sound_in_range(s, "range", map, five[4]);
}

static bool sound_box(const struct sound *s)
{
	const struct figure_value *boxes = sound_get(s, "boxes");
	double range[2];

	if (!boxes && !box_fits(s, s->keys))
		return false;
	for (size_t i = 0; boxes && i < boxes->count; i++)
		if (!box_fits(s, &boxes->items[i]))
			return false;
	if (figure_pair(sound_get(s, "range"), range) && range[0] >= range[1])
		return figure_fault(s->err, sound_get(s, "range"),
			_("'%s' must go from less to more"), "range");
	return sound_between(s, "boxes", 1, 8) &&
		sound_between(s, "ticks", 1, 60) && all_in_range(s, "ticks");
}

static bool sound_histogram(const struct sound *s)
{
	const struct figure_value *counts = sound_get(s, "counts");
	const struct figure_value *edges = sound_get(s, "edges");

	if (!sound_between(s, "counts", 1, 30) ||
		!sound_between(s, "names", 2, 2) ||
		!as_many(s, edges, "edges", counts->count + 1) ||
		!none_negative(s, counts))
		return false;
	for (size_t i = 1; i < edges->count; i++)
		if (figure_number_or(&edges->items[i - 1], 0) >=
			figure_number_or(&edges->items[i], 0))
			return figure_fault(s->err, &edges->items[i],
				_("'%s' must go from less to more"), "edges");
	return true;
}

/* ---- by kind ---- */

bool figure_sound(const struct figure *figure, struct error *err)
{
	static bool (*const checks[FIGURE_KINDS])(const struct sound *) = {
		[FIGURE_GRAPH] = sound_graph,
		[FIGURE_VARIATION] = sound_variation,
		[FIGURE_SIGNS] = sound_signs,
		[FIGURE_LINE] = sound_line,
		[FIGURE_PLANE] = sound_plane,
		[FIGURE_CIRCUIT] = sound_circuit,
		[FIGURE_BAR] = sound_bar,
		[FIGURE_PIE] = sound_pie,
		[FIGURE_BOX] = sound_box,
		[FIGURE_HISTOGRAM] = sound_histogram,
	};
	struct sound s = {.keys = &figure->keys, .err = err};
	bool sound;

	if (!checks[figure->kind])
		return true;
	s.arena = arena_new();
	sound = checks[figure->kind](&s);
	arena_free(s.arena);
	return sound;
}
