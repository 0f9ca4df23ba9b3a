#include <math.h>

#include "base/i18n.h"
#include "engine/model/figure_circuit.h"
#include "engine/model/figure_data.h"
#include "engine/model/figure_graph.h"
#include "engine/model/figure_keys.h"
#include "engine/model/figure_plane.h"

/* What the keys of a figure alone do not show: that lists fit each other, that
 * texts can be read. */

struct sound {
	struct arena *arena;
	const struct figure_value *keys;
	struct error *err;
};

static const struct figure_value *get(const struct sound *s, const char *name)
{
	return figure_get(s->keys, name);
}

static bool between(
	const struct sound *s, const char *name, size_t least, size_t most)
{
	const struct figure_value *v = get(s, name);

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
	const struct figure_value *rows = get(s, "rows");

	if (!between(s, "x", 2, 12) || !between(s, "rows", 1, 8))
		return false;
	for (size_t i = 0; i < rows->count; i++) {
		const struct figure_value *row = &rows->items[i];

		if (row->kind != VALUE_MAP)
			return figure_fault(s->err, row,
				_("each row must have 'name' and 'signs'"));
		if (!check_signs(
			    s, figure_get(row, "signs"), get(s, "x")->count))
			return false;
	}
	return true;
}

/* At each number of x one value; where the function is not defined, one on
 * either side. */
static bool check_values(const struct sound *s)
{
	const struct figure_value *values = get(s, "values");
	enum figure_sign signs[9], marks[9];
	size_t n = get(s, "x")->count;

	if (values->kind != VALUE_LIST)
		return figure_fault(s->err, values, _("'%s' must be %s"),
			"values", _("a list"));
	if (!as_many(s, values, "values", n) ||
		!figure_sign_row(s->arena, get(s, "signs"), n, signs, marks))
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
	return between(s, "x", 2, 9) &&
		check_signs(s, get(s, "signs"), get(s, "x")->count) &&
		between(s, "names", 3, 3) && check_values(s);
}

/* ---- a number line ---- */

static bool sound_line(const struct sound *s)
{
	const struct figure_value *list = get(s, "intervals");
	struct figure_interval interval;
	double range[2];

	for (size_t i = 0; list && i < list->count; i++)
		if (!figure_interval(list->items[i].text, &interval))
			return figure_fault(s->err, &list->items[i],
				_("'%.*s' is no interval such as (-3; 2] or "
				  "[1; +\\infty)"),
				STR_ARG(str_sub(list->items[i].text, 0, 60)));
	if (figure_pair(get(s, "range"), range) && range[0] >= range[1])
		return figure_fault(s->err, get(s, "range"),
			_("'%s' must go from less to more"), "range");
	if (!list && !get(s, "points") && !get(s, "ticks"))
		return figure_fault(
			s->err, s->keys, _("'%s' is missing"), "intervals");
	return between(s, "intervals", 1, 10) && between(s, "points", 1, 30) &&
		between(s, "ticks", 1, 60);
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
	const struct figure_value *values = get(s, "values");
	const struct figure_value *series = get(s, "series");
	size_t labels = get(s, "labels")->count;

	if (!values == !series)
		return figure_fault(s->err, s->keys,
			_("it needs 'values' or 'series', not both"));
	if (!between(s, "labels", 1, 24) || !between(s, "series", 1, 4) ||
		!between(s, "names", 2, 2) ||
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
	return figure_number_or(get(s, "step"), 1) > 0 ||
		figure_fault(s->err, get(s, "step"), _("'%s' must be above 0"),
			"step");
}

static bool sound_pie(const struct sound *s)
{
	const struct figure_value *values = get(s, "values");
	double sum = 0;

	if (!between(s, "labels", 1, 12) ||
		!as_many(s, values, "values", get(s, "labels")->count) ||
		!none_negative(s, values))
		return false;
	for (size_t i = 0; i < values->count; i++)
		sum += figure_number_or(&values->items[i], 0);
	return sum > 0 ||
		figure_fault(
			s->err, values, _("'%s' must be above 0"), "values");
}

static bool sound_box(const struct sound *s)
{
	const struct figure_value *boxes = get(s, "boxes");
	double five[5], range[2];

	if (!boxes && !figure_quartiles(s->arena, s->keys, five))
		return figure_fault(s->err, s->keys,
			_("it needs 'values', five numbers in order, or "
			  "'data'"));
	for (size_t i = 0; boxes && i < boxes->count; i++)
		if (!figure_quartiles(s->arena, &boxes->items[i], five))
			return figure_fault(s->err, &boxes->items[i],
				_("it needs 'values', five numbers in order, "
				  "or 'data'"));
	if (figure_pair(get(s, "range"), range) && range[0] >= range[1])
		return figure_fault(s->err, get(s, "range"),
			_("'%s' must go from less to more"), "range");
	return between(s, "boxes", 1, 8) && between(s, "ticks", 1, 60);
}

static bool sound_histogram(const struct sound *s)
{
	const struct figure_value *counts = get(s, "counts");
	const struct figure_value *edges = get(s, "edges");

	if (!between(s, "counts", 1, 30) || !between(s, "names", 2, 2) ||
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

/* ---- plane geometry ---- */

static bool has_names(const struct sound *s, const struct plane *plane,
	const struct figure_value *v, size_t least, size_t most)
{
	size_t names[PLANE_POINTS];
	size_t count = plane_names(plane, figure_text(v), names, most);

	return count >= least ||
		figure_fault(s->err, v,
			_("'%.*s' does not name points that there are, from "
			  "%zu to %zu of them"),
			STR_ARG(str_sub(figure_text(v), 0, 60)), least, most);
}

/* Of each entry of a list the text that names points. */
static bool lists_names(const struct sound *s, const struct plane *plane,
	const char *name, size_t least, size_t most)
{
	size_t count;
	const struct figure_value *list =
		figure_words(s->arena, get(s, name), &count);

	for (size_t i = 0; i < count; i++) {
		const struct figure_value *v = &list[i];

		if (v->kind == VALUE_MAP)
			v = figure_get(v, "of");
		if (!has_names(s, plane, v, least, most))
			return false;
	}
	return true;
}

static bool check_arcs(const struct sound *s, const struct plane *plane)
{
	static const char *const ends[] = {"center", "from", "to"};
	const struct figure_value *list = get(s, "arcs");

	for (size_t i = 0; list && i < list->count; i++)
		for (size_t k = 0; k < 3; k++)
			if (!has_names(s, plane,
				    figure_get(&list->items[i], ends[k]), 1, 1))
				return false;
	list = get(s, "ellipses");
	for (size_t i = 0; list && i < list->count; i++)
		if (!has_names(s, plane, figure_get(&list->items[i], "center"),
			    1, 1))
			return false;
	return true;
}

static bool check_circles(const struct sound *s, const struct plane *plane)
{
	const struct figure_value *list = get(s, "circles");
	struct plane_circle circle;

	for (size_t i = 0; list && i < list->count; i++)
		if (!plane_circle(plane, &list->items[i], &circle))
			return figure_fault(s->err, &list->items[i],
				_("a circle has 'center' with 'through' or "
				  "'radius', or is 'around' or 'in' a "
				  "triangle"));
	return true;
}

/* Groups of segments of one length. */
static bool check_equal(const struct sound *s, const struct plane *plane)
{
	const struct figure_value *list = get(s, "equal");

	if (list && list->kind != VALUE_LIST)
		return figure_fault(s->err, list, _("'%s' must be %s"), "equal",
			_("a list"));
	for (size_t i = 0; list && i < list->count; i++) {
		size_t count;
		const struct figure_value *group =
			figure_words(s->arena, &list->items[i], &count);

		for (size_t k = 0; k < count; k++)
			if (!has_names(s, plane, &group[k], 2, 2))
				return false;
	}
	return true;
}

/* Names of points with texts, of words where there are any. */
static bool check_named(const struct sound *s, const struct plane *plane,
	const char *name, const char *const *words)
{
	const struct figure_value *map = get(s, name);

	if (map && map->kind != VALUE_MAP)
		return figure_fault(s->err, map, _("'%s' must be %s"), name,
			_("a list of 'name: value'"));
	for (size_t i = 0; map && i < map->count; i++) {
		const struct figure_value *v = &map->items[i];
		struct figure_value named = {
			.text = v->name, .line = v->line, .column = v->column};
		size_t k = 0;

		if (!has_names(s, plane, &named, 1, 1))
			return false;
		while (words && words[k] && !str_is(figure_text(v), words[k]))
			k++;
		if (v->kind != VALUE_TEXT || (words && !words[k]))
			return figure_fault(s->err, v,
				_("'%s' cannot be '%.*s': try '%s'"), name,
				STR_ARG(str_sub(v->text, 0, 60)),
				words ? words[0] : "A");
	}
	return true;
}

static bool sound_plane(const struct sound *s)
{
	struct plane plane;
	const struct figure_value *dots = get(s, "dots");
	struct str word = figure_text(dots);

	if (!figure_plane(s->arena, s->keys, &plane, s->err))
		return false;
	if (!str_is(word, "all") && !str_is(word, "none") &&
		!lists_names(s, &plane, "dots", 1, 1))
		return false;
	return lists_names(s, &plane, "segments", 2, 2) &&
		lists_names(s, &plane, "dashed", 2, 2) &&
		lists_names(s, &plane, "lines", 2, 2) &&
		lists_names(s, &plane, "rays", 2, 2) &&
		lists_names(s, &plane, "polygons", 3, PLANE_POINTS) &&
		lists_names(s, &plane, "angles", 3, 3) &&
		lists_names(s, &plane, "right", 3, 3) &&
		lists_names(s, &plane, "hide", 1, 1) &&
		check_circles(s, &plane) && check_arcs(s, &plane) &&
		check_equal(s, &plane) &&
		check_named(s, &plane, "labels", NULL) &&
		check_named(s, &plane, "places", figure_places);
}

/* ---- graphs ---- */

static bool check_range(const struct sound *s, const char *name)
{
	double range[2];

	return !figure_pair(get(s, name), range) ||
		(range[0] < range[1] && fabs(range[0]) < 1e6 &&
			fabs(range[1]) < 1e6) ||
		figure_fault(s->err, get(s, name),
			_("'%s' must go from less to more"), name);
}

/* Somewhere in the range it must have a value: else a name in it is none. */
static bool check_function(const struct sound *s, const struct figure_value *v)
{
	struct figure_function f;
	double range[2] = {0, 1}, y;

	figure_pair(get(s, "x"), range);
	if (!figure_function(s->arena, v, &f, s->err))
		return false;
	for (int i = 0; i <= 64; i++)
		if (figure_function_at(&f,
			    range[0] + (range[1] - range[0]) * (i + 0.37) / 65,
			    &y))
			return true;
	return figure_fault(s->err, v,
		_("'%.*s' has no value for x anywhere in the range"),
		STR_ARG(str_sub(figure_text(v), 0, 60)));
}

static bool check_shade(const struct sound *s, const struct figure_value *shade)
{
	const struct figure_value *under = figure_get(shade, "under");
	const struct figure_value *two = figure_get(shade, "between");

	if (!under == !two || (two && two->count != 2))
		return figure_fault(s->err, shade,
			_("an area is 'under' a function or 'between' two"));
	return under ? check_function(s, under)
		     : check_function(s, &two->items[0]) &&
			check_function(s, &two->items[1]);
}

static bool sound_graph(const struct sound *s)
{
	const struct figure_value *list = get(s, "functions");
	struct figure_asymptote line;

	if (!between(s, "functions", 1, FUNCTIONS_MOST) ||
		!between(s, "points", 1, MARKS_MOST) ||
		!between(s, "segments", 1, MARKS_MOST) ||
		!between(s, "asymptotes", 1, FUNCTIONS_MOST) ||
		!between(s, "shade", 1, FUNCTIONS_MOST) ||
		!between(s, "names", 2, 2) ||
		!between(s, "x_ticks", 1, MARKS_MOST) ||
		!between(s, "y_ticks", 1, MARKS_MOST) || !check_range(s, "x") ||
		!check_range(s, "y"))
		return false;
	for (size_t i = 0; list && i < list->count; i++)
		if (!check_function(s,
			    list->items[i].kind == VALUE_MAP
				    ? figure_get(&list->items[i], "y")
				    : &list->items[i]))
			return false;
	list = get(s, "asymptotes");
	for (size_t i = 0; list && i < list->count; i++)
		if (!figure_asymptote(s->arena, &list->items[i], &line, s->err))
			return false;
	list = get(s, "shade");
	for (size_t i = 0; list && i < list->count; i++)
		if (!check_shade(s, &list->items[i]))
			return false;
	return true;
}

/* ---- circuits ---- */

static bool sound_circuit(const struct sound *s)
{
	const struct figure_value *source = get(s, "source");
	struct circuit circuit;

	return figure_circuit(s->arena, get(s, "parts"), &circuit, s->err) &&
		(!source ||
			figure_circuit(s->arena, source, &circuit, s->err)) &&
		between(s, "ends", 2, 2);
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
