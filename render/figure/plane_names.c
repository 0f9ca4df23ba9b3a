#include <math.h>

#include "render/figure/plane_parts.h"

/* The points of a plane figure and where there is room for their names. */

/* ---- what leaves a point ---- */

static void block(struct plan *p, size_t point, double angle)
{
	struct corner *corner = &p->corners[point];

	if (corner->count < BLOCKS_MOST)
		corner->blocked[corner->count++] = angle;
}

/* Points that lie on the segment see it in both directions. */
static void block_between(struct plan *p, size_t a, size_t b)
{
	const struct plane_point *points = p->plane.points;
	double ux = points[b].x - points[a].x, uy = points[b].y - points[a].y;
	double size = ux * ux + uy * uy;

	for (size_t i = 0; i < p->plane.count; i++) {
		double vx = points[i].x - points[a].x;
		double vy = points[i].y - points[a].y;
		double along = (ux * vx + uy * vy) / size;
		double off = fabs(ux * vy - uy * vx) / size;

		if (i == a || i == b || size <= 0 || along <= 0 || along >= 1 ||
			off > 0.02)
			continue;
		p->corners[i].lined = true;
		block(p, i, plan_angle(p, i, a));
		block(p, i, plan_angle(p, i, b));
	}
}

static void block_segment(struct plan *p, size_t a, size_t b)
{
	block(p, a, plan_angle(p, a, b));
	block(p, b, plan_angle(p, b, a));
	p->corners[a].lined = p->corners[b].lined = true;
	block_between(p, a, b);
}

static void block_list(struct plan *p, const char *name)
{
	size_t count, points[PLANE_POINTS];
	const struct figure_value *list =
		figure_words(p->s->arena, key_of(p->s, name), &count);
	bool closed = str_is(str_from(name), "polygons");
	bool line = str_is(str_from(name), "lines");
	bool ray = str_is(str_from(name), "rays");

	for (size_t i = 0; i < count; i++) {
		size_t n = plan_names(p, &list[i], points, PLANE_POINTS);

		for (size_t k = 0; k + 1 < n; k++)
			block_segment(p, points[k], points[k + 1]);
		if (n == 2 && (line || ray))
			block(p, points[1],
				plan_angle(p, points[0], points[1]));
		if (n == 2 && line)
			block(p, points[0],
				plan_angle(p, points[1], points[0]));
		if (closed && n > 2)
			block_segment(p, points[n - 1], points[0]);
	}
}

/* On a circle: along it to both sides, and inwards. */
static void block_circles(struct plan *p)
{
	struct plane_circle circle;

	for (size_t k = 0; k < count_of(key_of(p->s, "circles")); k++) {
		if (!plan_circle(p, k, &circle))
			continue;
		for (size_t i = 0; i < p->plane.count; i++) {
			double dx = circle.x - p->plane.points[i].x;
			double dy = circle.y - p->plane.points[i].y;
			double off = fabs(hypot(dx, dy) - circle.radius);
			double inward = atan2(dy, dx);

			if (off > 0.02 * circle.radius)
				continue;
			block(p, i, inward);
			block(p, i, inward + M_PI / 2);
			block(p, i, inward - M_PI / 2);
		}
	}
}

/* On an ellipse, likewise. */
static void block_ellipses(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "ellipses");
	double radii[2];
	size_t c;

	for (size_t k = 0; k < count_of(list); k++) {
		const struct figure_value *e = &list->items[k];

		if (!plane_names(&p->plane,
			    figure_text(figure_get(e, "center")), &c, 1) ||
			!figure_pair(figure_get(e, "radii"), radii))
			continue;
		for (size_t i = 0; i < p->plane.count; i++) {
			double x =
				(p->plane.points[i].x - p->plane.points[c].x) /
				radii[0];
			double y =
				(p->plane.points[i].y - p->plane.points[c].y) /
				radii[1];
			double along = atan2(x * radii[1], -y * radii[0]);

			if (fabs(hypot(x, y) - 1) > 0.02)
				continue;
			block(p, i, along);
			block(p, i, along + M_PI);
			block(p, i, plan_angle(p, i, c));
		}
	}
}

void plan_look(struct plan *p)
{
	p->corners = NEW_ARRAY(p->s->arena, p->plane.count, struct corner);
	block_list(p, "segments");
	block_list(p, "dashed");
	block_list(p, "lines");
	block_list(p, "rays");
	block_list(p, "polygons");
	block_circles(p);
	block_ellipses(p);
}

/* Halfway between lines is best; away from the middle of the figure breaks
 * ties. */
static struct spot free_direction(const struct plan *p, size_t point)
{
	const struct corner *corner = &p->corners[point];
	double dx = p->plane.points[point].x - p->cx;
	double dy = p->plane.points[point].y - p->cy;
	double outward = atan2(dy, dx), best = -INFINITY, angle = M_PI / 2;
	bool middle = hypot(dx, dy) * p->scale < 2;

	for (int i = 0; i < 48; i++) {
		double try = i * M_PI / 24, least = M_PI, score;

		for (size_t k = 0; k < corner->count; k++)
			least = fmin(least,
				fabs(remainder(
					try - corner->blocked[k], 2 * M_PI)));
		/* More than a right angle of room is no better. */
		score = fmin(least, M_PI / 2) + 0.001 * sin(try);
		if (!middle)
			score += 0.35 * cos(try - outward);
		if (score > best + 1e-9) {
			best = score;
			angle = try;
		}
	}
	return (struct spot){(float)cos(angle), (float)sin(angle)};
}

/* ---- points ---- */

static bool listed(const struct plan *p, const char *name, size_t point)
{
	size_t count, one;
	const struct figure_value *list =
		figure_words(p->s->arena, key_of(p->s, name), &count);

	for (size_t i = 0; i < count; i++)
		if (plan_names(p, &list[i], &one, 1) == 1 && one == point)
			return true;
	return false;
}

static struct str shown_name(const struct plan *p, size_t point)
{
	struct str name = p->plane.points[point].name;
	const struct figure_value *labels = key_of(p->s, "labels");

	for (size_t i = 0; i < count_of(labels); i++)
		if (str_equal(labels->items[i].name, name))
			return figure_text(&labels->items[i]);
	return name;
}

static struct spot direction_of(const struct plan *p, size_t point)
{
	const struct figure_value *places = key_of(p->s, "places");
	struct spot said;

	for (size_t i = 0; i < count_of(places); i++)
		if (str_equal(places->items[i].name,
			    p->plane.points[point].name) &&
			place_named(figure_text(&places->items[i]), &said))
			return said;
	return free_direction(p, point);
}

static bool has_dot(const struct plan *p, size_t point)
{
	const struct figure_value *dots = key_of(p->s, "dots");

	if (!dots)
		return !p->corners[point].lined;
	if (str_is(figure_text(dots), "all"))
		return true;
	return !str_is(figure_text(dots), "none") && listed(p, "dots", point);
}

void plan_points(struct plan *p)
{
	for (size_t i = 0; i < p->plane.count; i++) {
		struct str text;
		struct label label;
		bool dot = has_dot(p, i);

		if (listed(p, "hide", i))
			continue;
		if (dot)
			canvas_disc(p->c, plan_spot(p, i),
				(struct spot){1.4f, 1.4f}, 0);
		text = shown_name(p, i);
		if (!text.len)
			continue;
		label = smart_label(p->s, text);
		put_beside(p->c, &label, plan_spot(p, i), direction_of(p, i),
			dot ? 3.2f : 2.2f, false);
	}
}
