#include "engine/model/figure_plane.h"

#include <ctype.h>
#include <math.h>

#include "base/i18n.h"
#include "engine/model/figure_keys.h"

struct vec {
	double x, y;
};

static struct vec add(struct vec a, struct vec b, double times)
{
	return (struct vec){a.x + b.x * times, a.y + b.y * times};
}

static struct vec minus(struct vec a, struct vec b)
{
	return add(a, b, -1);
}

static double dot(struct vec a, struct vec b)
{
	return a.x * b.x + a.y * b.y;
}

static double cross(struct vec a, struct vec b)
{
	return a.x * b.y - a.y * b.x;
}

static double length(struct vec a)
{
	return hypot(a.x, a.y);
}

/* ---- constructions: false where there is no such point ---- */

struct given {
	struct vec p[8];
	size_t count;
	double number;
};

static bool nearly_zero(double value, double scale)
{
	return fabs(value) <= 1e-9 * scale;
}

static bool midpoint(const struct given *g, struct vec *out)
{
	*out = add(g->p[0], minus(g->p[1], g->p[0]), 0.5);
	return true;
}

static bool between(const struct given *g, struct vec *out)
{
	*out = add(g->p[0], minus(g->p[1], g->p[0]), g->number);
	return true;
}

static bool centroid(const struct given *g, struct vec *out)
{
	*out = (struct vec){0, 0};
	for (size_t i = 0; i < g->count; i++)
		*out = add(*out, g->p[i], 1.0 / (double)g->count);
	return true;
}

static bool foot(const struct given *g, struct vec *out)
{
	struct vec along = minus(g->p[2], g->p[1]);
	double size = dot(along, along);

	if (size <= 0)
		return false;
	*out = add(g->p[1], along, dot(minus(g->p[0], g->p[1]), along) / size);
	return true;
}

static bool meet(
	struct vec a, struct vec b, struct vec c, struct vec d, struct vec *out)
{
	struct vec u = minus(b, a), v = minus(d, c);
	double area = cross(u, v);

	if (nearly_zero(area, length(u) * length(v)))
		return false;
	*out = add(a, u, cross(minus(c, a), v) / area);
	return true;
}

static bool intersection(const struct given *g, struct vec *out)
{
	return meet(g->p[0], g->p[1], g->p[2], g->p[3], out);
}

/* Divides the opposite side as the sides beside it. */
static bool bisector(const struct given *g, struct vec *out)
{
	double b = length(minus(g->p[1], g->p[0]));
	double c = length(minus(g->p[2], g->p[0]));

	if (b + c <= 0)
		return false;
	*out = add(g->p[1], minus(g->p[2], g->p[1]), b / (b + c));
	return true;
}

static bool is_flat(const struct given *g)
{
	struct vec u = minus(g->p[1], g->p[0]), v = minus(g->p[2], g->p[0]);

	return nearly_zero(cross(u, v), length(u) * length(v));
}

/* Weighted by the opposite sides. */
static bool incenter(const struct given *g, struct vec *out)
{
	double a = length(minus(g->p[1], g->p[2]));
	double b = length(minus(g->p[2], g->p[0]));
	double c = length(minus(g->p[0], g->p[1])), sum = a + b + c;

	if (is_flat(g))
		return false;
	out->x = (a * g->p[0].x + b * g->p[1].x + c * g->p[2].x) / sum;
	out->y = (a * g->p[0].y + b * g->p[1].y + c * g->p[2].y) / sum;
	return true;
}

static bool circumcenter(const struct given *g, struct vec *out)
{
	struct vec u = minus(g->p[1], g->p[0]), v = minus(g->p[2], g->p[0]);
	double area = 2 * cross(u, v), uu = dot(u, u), vv = dot(v, v);

	if (is_flat(g))
		return false;
	out->x = g->p[0].x + (v.y * uu - u.y * vv) / area;
	out->y = g->p[0].y + (u.x * vv - v.x * uu) / area;
	return true;
}

/* H = A + B + C - 2 O (Euler). */
static bool orthocenter(const struct given *g, struct vec *out)
{
	struct vec o;

	if (!circumcenter(g, &o))
		return false;
	*out = add(add(add(g->p[0], g->p[1], 1), g->p[2], 1), o, -2);
	return true;
}

static bool reflection(const struct given *g, struct vec *out)
{
	struct vec mirror = g->p[1];

	if (g->count == 3 && !foot(g, &mirror))
		return false;
	*out = add(mirror, minus(mirror, g->p[0]), 1);
	return true;
}

static bool translation(const struct given *g, struct vec *out)
{
	*out = add(g->p[0], minus(g->p[2], g->p[1]), 1);
	return true;
}

static bool rotation(const struct given *g, struct vec *out)
{
	double turn = g->number * M_PI / 180;
	struct vec arm = minus(g->p[0], g->p[1]);

	out->x = g->p[1].x + arm.x * cos(turn) - arm.y * sin(turn);
	out->y = g->p[1].y + arm.x * sin(turn) + arm.y * cos(turn);
	return true;
}

static bool on_circle(const struct given *g, struct vec *out)
{
	double r = length(minus(g->p[1], g->p[0]));
	double angle = g->number * M_PI / 180;

	*out = add(g->p[0], (struct vec){cos(angle), sin(angle)}, r);
	return true;
}

/* The farther of two: where A lies on the circle or in it, the one before B or
 * beyond; where it lies outside, where the ray leaves. */
static bool cut(const struct given *g, struct vec *out)
{
	struct vec u = minus(g->p[1], g->p[0]), w = minus(g->p[0], g->p[2]);
	double r = length(minus(g->p[3], g->p[2]));
	double a = dot(u, u), b = dot(u, w), c = dot(w, w) - r * r;
	double under = b * b - a * c;

	if (a <= 0 || under < 0)
		return false;
	*out = add(g->p[0], u, (-b + sqrt(under)) / a);
	return true;
}

static bool touch(const struct given *g, double side, struct vec *out)
{
	struct vec away = minus(g->p[0], g->p[1]);
	double d = length(away), r = length(minus(g->p[2], g->p[1]));
	double along, aside;

	if (r <= 0 || d <= r)
		return false;
	along = r / d;
	aside = side * sqrt(1 - along * along);
	out->x = g->p[1].x + r / d * (away.x * along + away.y * aside);
	out->y = g->p[1].y + r / d * (away.y * along - away.x * aside);
	return true;
}

static bool tangent(const struct given *g, struct vec *out)
{
	return touch(g, 1, out);
}

static bool tangent2(const struct given *g, struct vec *out)
{
	return touch(g, -1, out);
}

static const struct construction {
	const char *name;
	size_t least, most; /* points */
	bool number, affine;
	bool (*find)(const struct given *g, struct vec *out);
} constructions[] = {
	{"midpoint", 2, 2, false, true, midpoint},
	{"between", 2, 2, true, true, between},
	{"centroid", 2, 8, false, true, centroid},
	{"foot", 3, 3, false, false, foot},
	{"intersection", 4, 4, false, true, intersection},
	{"bisector", 3, 3, false, false, bisector},
	{"incenter", 3, 3, false, false, incenter},
	{"circumcenter", 3, 3, false, false, circumcenter},
	{"orthocenter", 3, 3, false, false, orthocenter},
	{"reflection", 2, 3, false, false, reflection},
	{"translation", 3, 3, false, true, translation},
	{"rotation", 2, 2, true, false, rotation},
	{"circle", 2, 2, true, false, on_circle},
	{"cut", 4, 4, false, false, cut},
	{"tangent", 3, 3, false, false, tangent},
	{"tangent2", 3, 3, false, false, tangent2},
};
enum { CONSTRUCTIONS = sizeof constructions / sizeof *constructions };

static const char *nearest_construction(struct str word)
{
	const char *names[CONSTRUCTIONS + 1];

	for (size_t i = 0; i < CONSTRUCTIONS; i++)
		names[i] = constructions[i].name;
	names[CONSTRUCTIONS] = NULL;
	return str_nearest(word, names);
}

/* ---- names ---- */

/* The length of the name that the text begins with; 0 none. */
static size_t name_length(struct str text)
{
	size_t i = 1;

	if (!text.len || !isalpha((unsigned char)text.ptr[0]))
		return 0;
	while (i < text.len && isdigit((unsigned char)text.ptr[i]))
		i++;
	while (i < text.len && text.ptr[i] == '\'')
		i++;
	return i;
}

static size_t find_name(const struct plane *plane, struct str name)
{
	size_t i = 0;

	while (i < plane->count && !str_equal(plane->points[i].name, name))
		i++;
	return i;
}

size_t plane_names(
	const struct plane *plane, struct str text, size_t *out, size_t most)
{
	size_t count = 0;

	while ((text = str_trim(text)).len) {
		size_t len = name_length(text);
		size_t i = find_name(plane, str_sub(text, 0, len));

		if (!len || i == plane->count || count == most)
			return 0;
		out[count++] = i;
		text = str_sub(text, len, text.len);
	}
	return count;
}

/* ---- finding the points ---- */

struct finder {
	const struct figure_value *entries;
	struct plane_point *points;
	struct plane plane; /* the same points */
	bool *known;
	bool solid;
	struct error *err;
};

static bool read_coordinates(struct finder *f, size_t i)
{
	const struct figure_value *v = &f->entries[i];
	double c[3];

	if (v->count != 2 && v->count != 3)
		return figure_fault(f->err, v,
			_("a point has two coordinates, or three in space"));
	for (size_t k = 0; k < v->count; k++)
		if (!figure_number(figure_text(&v->items[k]), &c[k]) ||
			fabs(c[k]) > 1e6)
			return figure_fault(f->err, &v->items[k],
				_("'%.*s': '%.*s' is not a number"),
				STR_ARG(v->name),
				STR_ARG(str_sub(
					figure_text(&v->items[k]), 0, 60)));
	if (v->count == 3) {
		f->points[i].x = c[1] - c[0] / 2 * cos(40 * M_PI / 180);
		f->points[i].y = c[2] - c[0] / 2 * sin(40 * M_PI / 180);
		f->solid = true;
	} else {
		f->points[i].x = c[0];
		f->points[i].y = c[1];
	}
	return f->known[i] = true;
}

struct reading {
	const struct construction *how;
	size_t points[8];
	size_t count;
	double number;
	bool has_number;
};

static bool bad_words(struct finder *f, const struct figure_value *v)
{
	return figure_fault(f->err, v,
		_("'%.*s': '%.*s' is no construction of points that there "
		  "are"),
		STR_ARG(v->name), STR_ARG(str_sub(v->text, 0, 60)));
}

static bool read_name_of(
	struct finder *f, const struct figure_value *v, struct reading *r)
{
	struct str text = str_trim(v->text);
	size_t end = 0, i = 0;
	const char *near;

	while (end < text.len && text.ptr[end] != ' ')
		end++;
	while (i < CONSTRUCTIONS &&
		!str_is(str_sub(text, 0, end), constructions[i].name))
		i++;
	r->how = i < CONSTRUCTIONS ? &constructions[i] : NULL;
	if (r->how)
		return true;
	near = nearest_construction(str_sub(text, 0, end));
	return near ? figure_fault(f->err, v,
			      _("'%.*s' is no construction: did you mean "
				"'%s'?"),
			      STR_ARG(str_sub(text, 0, end)), near)
		    : figure_fault(f->err, v,
			      _("'%.*s' is no construction such as "
				"'midpoint AB' and no list of coordinates"),
			      STR_ARG(str_sub(text, 0, 60)));
}

static bool read_words(
	struct finder *f, const struct figure_value *v, struct reading *r)
{
	struct str rest = str_trim(v->text), word;

	*r = (struct reading){0};
	if (!read_name_of(f, v, r))
		return false;
	str_cut(&rest, ' ', &word);
	while (rest.ptr && str_cut(&rest, ' ', &word)) {
		size_t some;

		if (!word.len)
			continue;
		if (!r->has_number && figure_number(word, &r->number)) {
			r->has_number = true;
			continue;
		}
		some = plane_names(
			&f->plane, word, r->points + r->count, 8 - r->count);
		if (!some)
			return bad_words(f, v);
		r->count += some;
	}
	return (r->count >= r->how->least && r->count <= r->how->most &&
		       r->has_number == r->how->number) ||
		bad_words(f, v);
}

/* *found: it was, now. */
static bool construct(struct finder *f, size_t i, bool *found)
{
	const struct figure_value *v = &f->entries[i];
	struct given given = {.count = 0};
	struct reading r;
	struct vec at;
	bool affine;

	if (!read_words(f, v, &r))
		return false;
	for (size_t k = 0; k < r.count; k++) {
		const struct plane_point *p = &f->points[r.points[k]];

		if (!f->known[r.points[k]])
			return true;
		given.p[given.count++] = (struct vec){p->x, p->y};
	}
	given.number = r.number;
	affine = r.how->affine || (r.how->find == reflection && r.count == 2);
	if (f->solid && !affine)
		return figure_fault(f->err, v, _("'%s' does not work in space"),
			r.how->name);
	if (!r.how->find(&given, &at) || !isfinite(at.x) || !isfinite(at.y))
		return figure_fault(f->err, v,
			_("'%.*s': there is no such point, '%.*s'"),
			STR_ARG(v->name), STR_ARG(str_sub(v->text, 0, 60)));
	f->points[i].x = at.x;
	f->points[i].y = at.y;
	return *found = f->known[i] = true;
}

static bool read_points(struct finder *f)
{
	for (size_t i = 0; i < f->plane.count; i++) {
		const struct figure_value *v = &f->entries[i];

		if (name_length(v->name) != v->name.len || !v->name.len)
			return figure_fault(f->err, v,
				_("'%.*s' is no name of a point such as A, M1 "
				  "or B'"),
				STR_ARG(v->name));
		f->points[i].name = v->name;
		if (v->kind == VALUE_MAP)
			return figure_fault(f->err, v,
				_("a point has two coordinates, or three in "
				  "space"));
	}
	for (size_t i = 0; i < f->plane.count; i++)
		if (f->entries[i].kind == VALUE_LIST && !read_coordinates(f, i))
			return false;
	return true;
}

/* As often as a point is found; those left over name each other. */
static bool find_points(struct finder *f)
{
	bool found = true;

	while (found) {
		found = false;
		for (size_t i = 0; i < f->plane.count; i++)
			if (!f->known[i] && !construct(f, i, &found))
				return false;
	}
	for (size_t i = 0; i < f->plane.count; i++)
		if (!f->known[i])
			return figure_fault(f->err, &f->entries[i],
				_("'%.*s' is made from points that are made "
				  "from it"),
				STR_ARG(f->points[i].name));
	return true;
}

bool figure_plane(struct arena *arena, const struct figure_value *keys,
	struct plane *out, struct error *err)
{
	const struct figure_value *points = figure_get(keys, "points");
	struct finder f = {.err = err};

	if (!points || points->kind != VALUE_MAP)
		return figure_fault(err, points, _("'%s' must be %s"), "points",
			_("a list of 'name: value'"));
	if (points->count > PLANE_POINTS)
		return figure_fault(err, points,
			_("'%s' must have from %zu to %zu values, not %zu"),
			"points", (size_t)1, (size_t)PLANE_POINTS,
			points->count);
	f.entries = points->items;
	f.points = NEW_ARRAY(arena, points->count, struct plane_point);
	f.known = NEW_ARRAY(arena, points->count, bool);
	f.plane = (struct plane){f.points, points->count};
	*out = f.plane;
	return read_points(&f) && find_points(&f);
}

/* ---- circles ---- */

static bool around_three(
	const struct plane *plane, struct str text, bool in, struct given *g)
{
	size_t names[3];

	if (plane_names(plane, text, names, 3) != 3)
		return false;
	for (size_t i = 0; i < 3; i++)
		g->p[i] = (struct vec){
			plane->points[names[i]].x, plane->points[names[i]].y};
	g->count = 3;
	return in ? incenter(g, &g->p[3]) : circumcenter(g, &g->p[3]);
}

bool plane_circle(const struct plane *plane, const struct figure_value *entry,
	struct plane_circle *out)
{
	struct str around = figure_text(figure_get(entry, "around"));
	struct str in = figure_text(figure_get(entry, "in"));
	struct str through = figure_text(figure_get(entry, "through"));
	struct given g;
	struct vec touches;
	size_t center, edge;

	if (around.len || in.len) {
		if (!around_three(plane, in.len ? in : around, in.len, &g))
			return false;
		out->x = g.p[3].x;
		out->y = g.p[3].y;
		touches = g.p[0];
		/* The foot of the centre on a side. */
		g.p[0] = g.p[3];
		if (in.len && !foot(&g, &touches))
			return false;
		out->radius = length(minus(touches, g.p[3]));
		return true;
	}
	if (plane_names(plane, figure_text(figure_get(entry, "center")),
		    &center, 1) != 1)
		return false;
	out->x = plane->points[center].x;
	out->y = plane->points[center].y;
	if (plane_names(plane, through, &edge, 1) == 1)
		out->radius = hypot(plane->points[edge].x - out->x,
			plane->points[edge].y - out->y);
	else
		out->radius = figure_number_or(figure_get(entry, "radius"), -1);
	return out->radius > 0 && out->radius < 1e6;
}
