#include <math.h>

#include "base/i18n.h"
#include "engine/model/figure_circuit.h"
#include "engine/model/figure_graph.h"
#include "engine/model/figure_keys.h"
#include "engine/model/figure_plane.h"
#include "engine/model/figure_sound.h"

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
		figure_words(s->arena, sound_get(s, name), &count);

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
	const struct figure_value *list = sound_get(s, "arcs");

	for (size_t i = 0; list && i < list->count; i++)
		for (size_t k = 0; k < 3; k++)
			if (!has_names(s, plane,
				    figure_get(&list->items[i], ends[k]), 1, 1))
				return false;
	return true;
}

static bool check_ellipses(const struct sound *s, const struct plane *plane)
{
	const struct figure_value *list = sound_get(s, "ellipses");
	double radii[2];

	for (size_t i = 0; list && i < list->count; i++) {
		const struct figure_value *e = &list->items[i];

		if (!has_names(s, plane, figure_get(e, "center"), 1, 1))
			return false;
		if (figure_pair(figure_get(e, "radii"), radii) &&
			!(radii[0] > 0 && radii[0] < 1e6 && radii[1] > 0 &&
				radii[1] < 1e6))
			return figure_fault(
				s->err, e, _("'%s' must be above 0"), "radii");
	}
	return true;
}

static bool check_circles(const struct sound *s, const struct plane *plane)
{
	const struct figure_value *list = sound_get(s, "circles");
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
	const struct figure_value *list = sound_get(s, "equal");

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
	const struct figure_value *map = sound_get(s, name);

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

bool sound_plane(const struct sound *s)
{
	struct plane plane;
	const struct figure_value *dots = sound_get(s, "dots");
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
		check_ellipses(s, &plane) && check_equal(s, &plane) &&
		check_named(s, &plane, "labels", NULL) &&
		check_named(s, &plane, "places", figure_places);
}

/* ---- graphs ---- */

static bool check_range(const struct sound *s, const char *name)
{
	double range[2];

	return !figure_pair(sound_get(s, name), range) ||
		(range[0] < range[1] && fabs(range[0]) < 1e6 &&
			fabs(range[1]) < 1e6) ||
		figure_fault(s->err, sound_get(s, name),
			_("'%s' must go from less to more"), name);
}

/* Somewhere in the range it must have a value: else a name in it is none. */
static bool check_function(const struct sound *s, const struct figure_value *v)
{
	struct figure_function f;
	double range[2] = {0, 1}, y;

	figure_pair(sound_get(s, "x"), range);
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

static bool spot_in_window(const struct sound *s, const struct figure_value *at)
{
	double pair[2];

	return !figure_pair(at, pair) ||
		(sound_in_range(s, "x", at, pair[0]) &&
			sound_in_range(s, "y", at, pair[1]));
}

static bool check_spots(const struct sound *s)
{
	const struct figure_value *list = sound_get(s, "points");

	for (size_t i = 0; list && i < list->count; i++)
		if (!spot_in_window(s,
			    list->items[i].kind == VALUE_MAP
				    ? figure_get(&list->items[i], "at")
				    : &list->items[i]))
			return false;
	list = sound_get(s, "segments");
	for (size_t i = 0; list && i < list->count; i++)
		if (!spot_in_window(s, figure_get(&list->items[i], "from")) ||
			!spot_in_window(s, figure_get(&list->items[i], "to")))
			return false;
	return true;
}

bool sound_graph(const struct sound *s)
{
	const struct figure_value *list = sound_get(s, "functions");
	struct figure_asymptote line;

	if (!sound_between(s, "functions", 1, FUNCTIONS_MOST) ||
		!sound_between(s, "points", 1, MARKS_MOST) ||
		!sound_between(s, "segments", 1, MARKS_MOST) ||
		!sound_between(s, "asymptotes", 1, FUNCTIONS_MOST) ||
		!sound_between(s, "shade", 1, FUNCTIONS_MOST) ||
		!sound_between(s, "names", 2, 2) ||
		!sound_between(s, "x_ticks", 1, MARKS_MOST) ||
		!sound_between(s, "y_ticks", 1, MARKS_MOST) ||
		!check_range(s, "x") || !check_range(s, "y") || !check_spots(s))
		return false;
	for (size_t i = 0; list && i < list->count; i++)
		if (!check_function(s,
			    list->items[i].kind == VALUE_MAP
				    ? figure_get(&list->items[i], "y")
				    : &list->items[i]))
			return false;
	list = sound_get(s, "asymptotes");
	for (size_t i = 0; list && i < list->count; i++)
		if (!figure_asymptote(s->arena, &list->items[i], &line, s->err))
			return false;
	list = sound_get(s, "shade");
	for (size_t i = 0; list && i < list->count; i++)
		if (!check_shade(s, &list->items[i]))
			return false;
	return true;
}

/* ---- circuits ---- */

bool sound_circuit(const struct sound *s)
{
	const struct figure_value *source = sound_get(s, "source");
	struct circuit circuit;

	return figure_circuit(
		       s->arena, sound_get(s, "parts"), &circuit, s->err) &&
		(!source ||
			figure_circuit(s->arena, source, &circuit, s->err)) &&
		sound_between(s, "ends", 2, 2);
}
