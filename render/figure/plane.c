#include <math.h>

#include "engine/model/figure_plane.h"
#include "render/figure/sketch.h"

/* Plane geometry, and solids by their projection. Names stand where there is
 * room for them: away from the lines that come together at their point. */

enum { BLOCKS_MOST = 24 };

/* Directions (radians) in which something leaves a point. */
struct corner {
	double blocked[BLOCKS_MOST];
	size_t count;
	bool lined; /* a line goes there or through */
};

struct plan {
	struct sketch *s;
	struct canvas *c;
	struct plane plane;
	struct corner *corners;
	double scale;  /* points for one unit */
	double cx, cy; /* the middle of all points */
	double low_x, low_y, high_x, high_y;
};

static struct spot spot_of(const struct plan *p, double x, double y)
{
	return (struct spot){(float)(x * p->scale), (float)(-y * p->scale)};
}

static struct spot at(const struct plan *p, size_t point)
{
	return spot_of(p, p->plane.points[point].x, p->plane.points[point].y);
}

/* The points that a list's entry names: a text, or its "of". */
static size_t names_of(const struct plan *p, const struct figure_value *entry,
	size_t *out, size_t most)
{
	return plane_names(
		&p->plane, figure_text(first_of(entry, "of")), out, most);
}

static double angle_to(const struct plan *p, size_t from, size_t to)
{
	const struct plane_point *a = &p->plane.points[from];
	const struct plane_point *b = &p->plane.points[to];

	return atan2(b->y - a->y, b->x - a->x);
}

/* Counterclockwise from one point to the other. */
struct arc {
	double x, y, radius, start, end;
};

static bool read_arc(
	const struct plan *p, const struct figure_value *e, struct arc *out)
{
	static const char *const keys[] = {"center", "from", "to"};
	const struct plane_point *center, *start;
	size_t names[3];

	for (size_t k = 0; k < 3; k++)
		if (!plane_names(&p->plane, figure_text(figure_get(e, keys[k])),
			    &names[k], 1))
			return false;
	center = &p->plane.points[names[0]];
	start = &p->plane.points[names[1]];
	*out = (struct arc){center->x, center->y,
		hypot(start->x - center->x, start->y - center->y),
		angle_to(p, names[0], names[1]),
		angle_to(p, names[0], names[2])};
	while (out->end <= out->start)
		out->end += 2 * M_PI;
	return true;
}

/* ---- size ---- */

static void reach(struct plan *p, double x, double y, double radius)
{
	p->low_x = fmin(p->low_x, x - radius);
	p->high_x = fmax(p->high_x, x + radius);
	p->low_y = fmin(p->low_y, y - radius);
	p->high_y = fmax(p->high_y, y + radius);
}

static bool circle_at(
	const struct plan *p, size_t i, struct plane_circle *circle)
{
	return plane_circle(
		&p->plane, &key_of(p->s, "circles")->items[i], circle);
}

static void reach_ellipses(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "ellipses");
	double radii[2];
	size_t c;

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *e = &list->items[i];
		const struct plane_point *center;

		if (!plane_names(&p->plane,
			    figure_text(figure_get(e, "center")), &c, 1) ||
			!figure_pair(figure_get(e, "radii"), radii))
			continue;
		center = &p->plane.points[c];
		reach(p, center->x - radii[0], center->y - radii[1], 0);
		reach(p, center->x + radii[0], center->y + radii[1], 0);
	}
}

static void reach_arcs(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "arcs");
	struct arc arc;

	for (size_t i = 0; i < count_of(list); i++)
		for (int k = 0; k <= 32 && read_arc(p, &list->items[i], &arc);
			k++) {
			double angle =
				arc.start + (arc.end - arc.start) * k / 32;

			reach(p, arc.x + arc.radius * cos(angle),
				arc.y + arc.radius * sin(angle), 0);
		}
}

/* As asked for; else 5 cm wide or 4.5 cm high in a text of
 * 12 points. */
static void find_scale(struct plan *p)
{
	struct plane_circle circle;
	double wide, high, n = (double)p->plane.count;
	double most_wide = p->s->width > 0 ? p->s->width - 1.5f * p->s->em
					   : 12.9 * p->s->em;
	double most_high = p->s->width > 0 ? 1.4 * most_wide : 11.6 * p->s->em;

	p->low_x = p->low_y = INFINITY;
	p->high_x = p->high_y = -INFINITY;
	for (size_t i = 0; i < p->plane.count; i++) {
		const struct plane_point *point = &p->plane.points[i];

		reach(p, point->x, point->y, 0);
		p->cx += point->x / n;
		p->cy += point->y / n;
	}
	for (size_t i = 0; i < count_of(key_of(p->s, "circles")); i++)
		if (circle_at(p, i, &circle))
			reach(p, circle.x, circle.y, circle.radius);
	reach_ellipses(p);
	reach_arcs(p);
	wide = p->high_x - p->low_x;
	high = p->high_y - p->low_y;
	p->scale = fmin(wide > 0 ? most_wide / wide : INFINITY,
		high > 0 ? most_high / high : INFINITY);
	if (!isfinite(p->scale))
		p->scale = 2.5 * p->s->em;
}

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
		block(p, i, angle_to(p, i, a));
		block(p, i, angle_to(p, i, b));
	}
}

static void block_segment(struct plan *p, size_t a, size_t b)
{
	block(p, a, angle_to(p, a, b));
	block(p, b, angle_to(p, b, a));
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
		size_t n = names_of(p, &list[i], points, PLANE_POINTS);

		for (size_t k = 0; k + 1 < n; k++)
			block_segment(p, points[k], points[k + 1]);
		if (n == 2 && (line || ray))
			block(p, points[1], angle_to(p, points[0], points[1]));
		if (n == 2 && line)
			block(p, points[0], angle_to(p, points[1], points[0]));
		if (closed && n > 2)
			block_segment(p, points[n - 1], points[0]);
	}
}

/* On a circle: along it to both sides, and inwards. */
static void block_circles(struct plan *p)
{
	struct plane_circle circle;

	for (size_t k = 0; k < count_of(key_of(p->s, "circles")); k++) {
		if (!circle_at(p, k, &circle))
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
			block(p, i, angle_to(p, i, c));
		}
	}
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

/* ---- lines ---- */

static void draw_segment(struct plan *p, const struct figure_value *entry,
	size_t a, size_t b, const struct pen *usual)
{
	const struct pen *pen =
		pen_named(figure_text(figure_get(entry, "style")), usual);

	canvas_line(p->c, at(p, a), at(p, b), pen);
	if (figure_flag(figure_get(entry, "arrow")))
		canvas_arrow(p->c, at(p, a), at(p, b));
}

/* Short strokes across the middle. */
static void draw_ticks(struct plan *p, size_t a, size_t b, int count)
{
	struct spot from = at(p, a), to = at(p, b);
	float dx = to.x - from.x, dy = to.y - from.y;
	float length = hypotf(dx, dy), half = 3, apart = 2.4f;

	if (length <= 0)
		return;
	dx /= length;
	dy /= length;
	for (int i = 0; i < count; i++) {
		float off = apart * ((float)i - (float)(count - 1) / 2);
		float x = (from.x + to.x) / 2 + dx * off;
		float y = (from.y + to.y) / 2 + dy * off;

		canvas_line(p->c, (struct spot){x - dy * half, y + dx * half},
			(struct spot){x + dy * half, y - dx * half},
			&pen_usual);
	}
}

/* The place along a segment nearest its middle that no other point's name is
 * near to. */
static struct spot label_spot(
	const struct plan *p, size_t a, size_t b, float room)
{
	static const float shares[] = {
		0.5f, 0.4f, 0.6f, 0.3f, 0.7f, 0.22f, 0.78f};
	struct spot from = at(p, a), to = at(p, b), spot = from;

	for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
		float nearest = INFINITY;

		spot.x = from.x + (to.x - from.x) * shares[k];
		spot.y = from.y + (to.y - from.y) * shares[k];
		for (size_t i = 0; i < p->plane.count; i++)
			if (i != a && i != b)
				nearest = fminf(nearest,
					hypotf(at(p, i).x - spot.x,
						at(p, i).y - spot.y));
		if (nearest > room)
			return spot;
	}
	return (struct spot){(from.x + to.x) / 2, (from.y + to.y) / 2};
}

/* Beside it, away from the figure's middle. */
static void label_segment(struct plan *p, struct str text, size_t a, size_t b)
{
	struct spot from = at(p, a), to = at(p, b), middle;
	struct spot center = spot_of(p, p->cx, p->cy);
	struct spot side = {from.y - to.y, from.x - to.x};
	struct label label;

	if (!text.len)
		return;
	label = smart_label(p->s, text);
	middle = label_spot(p, a, b, label.width / 2 + 0.9f * p->s->em);
	/* y upwards: as put_beside wants it. */
	if (side.x * (middle.x - center.x) - side.y * (middle.y - center.y) < 0)
		side = (struct spot){-side.x, -side.y};
	put_beside(p->c, &label, middle, side, 2.5f, false);
}

static void draw_segments(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "segments");
	size_t ends[2], count;

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *e = &list->items[i];

		if (names_of(p, e, ends, 2) != 2)
			continue;
		draw_segment(p, e, ends[0], ends[1], &pen_usual);
		draw_ticks(p, ends[0], ends[1],
			(int)fmin(4,
				figure_number_or(figure_get(e, "ticks"), 0)));
	}
	list = figure_words(p->s->arena, key_of(p->s, "dashed"), &count);
	for (size_t i = 0; i < count; i++)
		if (names_of(p, &list[i], ends, 2) == 2)
			draw_segment(p, NULL, ends[0], ends[1], &pen_dashed);
}

static void label_segments(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "segments");
	size_t ends[2];

	for (size_t i = 0; i < count_of(list); i++)
		if (names_of(p, &list->items[i], ends, 2) == 2)
			label_segment(p,
				figure_text(
					figure_get(&list->items[i], "label")),
				ends[0], ends[1]);
}

/* Beyond the second point, and for lines beyond the first. */
static void draw_beyond(struct plan *p, const char *name, bool both)
{
	const struct figure_value *list = key_of(p->s, name);
	float more = 1.3f * p->s->em;
	size_t ends[2];

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *e = &list->items[i];
		struct spot a, b;
		float dx, dy, length;

		if (names_of(p, e, ends, 2) != 2)
			continue;
		a = at(p, ends[0]);
		b = at(p, ends[1]);
		dx = b.x - a.x;
		dy = b.y - a.y;
		length = hypotf(dx, dy);
		if (length <= 0)
			continue;
		if (both)
			a = (struct spot){a.x - dx / length * more,
				a.y - dy / length * more};
		b = (struct spot){
			b.x + dx / length * more, b.y + dy / length * more};
		canvas_line(p->c, a, b,
			pen_named(figure_text(figure_get(e, "style")),
				&pen_usual));
	}
}

/* ---- areas ---- */

static void fill(
	struct plan *p, const struct spot *spots, size_t count, struct str how)
{
	if (str_is(how, "grey"))
		canvas_area(p->c, spots, count, 0.85f);
	else if (str_is(how, "hatch"))
		canvas_hatch(p->c, spots, count, 4, false, &pen_thin);
}

static void draw_polygons(struct plan *p, bool fills)
{
	const struct figure_value *list = key_of(p->s, "polygons");
	size_t names[PLANE_POINTS];
	struct spot spots[PLANE_POINTS];

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *e = &list->items[i];
		size_t n = names_of(p, e, names, PLANE_POINTS);

		for (size_t k = 0; k < n; k++)
			spots[k] = at(p, names[k]);
		if (fills)
			fill(p, spots, n, figure_text(figure_get(e, "fill")));
		else
			canvas_trace(p->c, spots, n, true,
				pen_named(figure_text(figure_get(e, "style")),
					&pen_usual));
	}
}

enum { ROUND = 72 };

static void draw_circles(struct plan *p, bool fills)
{
	const struct figure_value *list = key_of(p->s, "circles");
	struct plane_circle circle;
	struct spot edge[ROUND];

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *e = &list->items[i];
		struct spot center, radii;

		if (!circle_at(p, i, &circle))
			continue;
		center = spot_of(p, circle.x, circle.y);
		radii.x = radii.y = (float)(circle.radius * p->scale);
		for (int k = 0; k < ROUND; k++)
			edge[k] = spot_of(p,
				circle.x +
					circle.radius *
						cos(k * 2 * M_PI / ROUND),
				circle.y +
					circle.radius *
						sin(k * 2 * M_PI / ROUND));
		if (fills)
			fill(p, edge, ROUND,
				figure_text(figure_get(e, "fill")));
		else
			canvas_arc(p->c, center, radii, 0, 2 * M_PI,
				pen_named(figure_text(figure_get(e, "style")),
					&pen_usual));
	}
}

static void draw_arcs(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "arcs");
	struct arc arc;

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *e = &list->items[i];
		float radius;

		if (!read_arc(p, e, &arc))
			continue;
		radius = (float)(arc.radius * p->scale);
		canvas_arc(p->c, spot_of(p, arc.x, arc.y),
			(struct spot){radius, radius}, arc.start, arc.end,
			pen_named(figure_text(figure_get(e, "style")),
				&pen_usual));
	}
}

/* Front half and back half. */
static void draw_ellipses(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "ellipses");

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *e = &list->items[i];
		const struct pen *pen = pen_named(
			figure_text(figure_get(e, "style")), &pen_usual);
		double radii[2];
		struct spot size;
		size_t c;

		if (!plane_names(&p->plane,
			    figure_text(figure_get(e, "center")), &c, 1) ||
			!figure_pair(figure_get(e, "radii"), radii))
			continue;
		size = (struct spot){(float)(radii[0] * p->scale),
			(float)(radii[1] * p->scale)};
		canvas_arc(p->c, at(p, c), size, M_PI, 2 * M_PI, pen);
		canvas_arc(p->c, at(p, c), size, 0, M_PI,
			pen_named(figure_text(figure_get(e, "back")), pen));
	}
}

/* ---- angles ---- */

static void draw_right(struct plan *p, const size_t *names)
{
	struct spot corner = at(p, names[1]), mark[3];
	float size = 0.52f * p->s->em;
	double a = angle_to(p, names[1], names[0]);
	double b = angle_to(p, names[1], names[2]);

	mark[0] = (struct spot){corner.x + size * (float)cos(a),
		corner.y - size * (float)sin(a)};
	mark[2] = (struct spot){corner.x + size * (float)cos(b),
		corner.y - size * (float)sin(b)};
	mark[1] = (struct spot){mark[0].x + mark[2].x - corner.x,
		mark[0].y + mark[2].y - corner.y};
	canvas_trace(p->c, mark, 3, false, &pen_usual);
}

static void draw_angle(
	struct plan *p, const struct figure_value *e, const size_t *names)
{
	struct spot corner = at(p, names[1]), far;
	double a = angle_to(p, names[1], names[0]);
	double turn = remainder(angle_to(p, names[1], names[2]) - a, 2 * M_PI);
	int arcs = (int)figure_number_or(figure_get(e, "arcs"), 1);
	double said = figure_number_or(figure_get(e, "radius"), 0);
	/* A sharp angle is marked farther out. */
	float radius =
		(float)fmin(2.4, fmax(1.1, 0.55 / fmax(fabs(turn), 0.2))) *
		p->s->em;
	struct str text = figure_text(figure_get(e, "label"));
	struct label label;

	if (said > 0)
		radius = (float)fmin(said * p->scale, 12 * p->s->em);
	for (int i = 0; i < arcs && i < 4; i++) {
		float r = radius + 2.2f * (float)i;

		canvas_arc(p->c, corner, (struct spot){r, r}, a, a + turn,
			&pen_usual);
	}
	if (!text.len)
		return;
	radius += 2.2f * (float)(arcs > 1 ? arcs - 1 : 0);
	far.x = (float)cos(a + turn / 2);
	far.y = (float)sin(a + turn / 2);
	label = canvas_formula(p->c, text);
	put_beside(p->c, &label,
		(struct spot){
			corner.x + far.x * radius, corner.y - far.y * radius},
		far, 2.2f, false);
}

static void draw_marks(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "angles");
	size_t names[3], count, ends[2];

	for (size_t i = 0; i < count_of(list); i++)
		if (names_of(p, &list->items[i], names, 3) == 3)
			draw_angle(p, &list->items[i], names);
	list = figure_words(p->s->arena, key_of(p->s, "right"), &count);
	for (size_t i = 0; i < count; i++)
		if (names_of(p, &list[i], names, 3) == 3)
			draw_right(p, names);
	list = key_of(p->s, "equal");
	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *group =
			figure_words(p->s->arena, &list->items[i], &count);

		for (size_t k = 0; k < count; k++)
			if (names_of(p, &group[k], ends, 2) == 2)
				draw_ticks(p, ends[0], ends[1], (int)i % 4 + 1);
	}
}

/* ---- points ---- */

static bool listed(const struct plan *p, const char *name, size_t point)
{
	size_t count, one;
	const struct figure_value *list =
		figure_words(p->s->arena, key_of(p->s, name), &count);

	for (size_t i = 0; i < count; i++)
		if (names_of(p, &list[i], &one, 1) == 1 && one == point)
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

static void draw_points(struct plan *p)
{
	for (size_t i = 0; i < p->plane.count; i++) {
		struct str text;
		struct label label;
		bool dot = has_dot(p, i);

		if (listed(p, "hide", i))
			continue;
		if (dot)
			canvas_disc(
				p->c, at(p, i), (struct spot){1.4f, 1.4f}, 0);
		text = shown_name(p, i);
		if (!text.len)
			continue;
		label = smart_label(p->s, text);
		put_beside(p->c, &label, at(p, i), direction_of(p, i),
			dot ? 3.2f : 2.2f, false);
	}
}

bool draw_plane(struct sketch *s)
{
	struct plan p = {.s = s, .c = s->canvas};

	if (!figure_plane(s->arena, s->keys, &p.plane, s->err))
		return false;
	p.corners = NEW_ARRAY(s->arena, p.plane.count, struct corner);
	find_scale(&p);
	block_list(&p, "segments");
	block_list(&p, "dashed");
	block_list(&p, "lines");
	block_list(&p, "rays");
	block_list(&p, "polygons");
	block_circles(&p);
	block_ellipses(&p);
	draw_polygons(&p, true);
	draw_circles(&p, true);
	draw_circles(&p, false);
	draw_ellipses(&p);
	draw_arcs(&p);
	draw_polygons(&p, false);
	draw_segments(&p);
	draw_beyond(&p, "lines", true);
	draw_beyond(&p, "rays", false);
	draw_marks(&p);
	label_segments(&p);
	draw_points(&p);
	return true;
}
