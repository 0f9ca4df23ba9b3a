#include <math.h>

#include "render/figure/plane_parts.h"

/* Plane geometry, and solids by their projection. Names stand where there is
 * room for them: away from the lines that come together at their point. */

struct spot plan_spot_of(const struct plan *p, double x, double y)
{
	return (struct spot){(float)(x * p->scale), (float)(-y * p->scale)};
}

struct spot plan_spot(const struct plan *p, size_t point)
{
	return plan_spot_of(
		p, p->plane.points[point].x, p->plane.points[point].y);
}

size_t plan_names(const struct plan *p, const struct figure_value *entry,
	size_t *out, size_t most)
{
	return plane_names(
		&p->plane, figure_text(first_of(entry, "of")), out, most);
}

double plan_angle(const struct plan *p, size_t from, size_t to)
{
	const struct plane_point *a = &p->plane.points[from];
	const struct plane_point *b = &p->plane.points[to];

	return atan2(b->y - a->y, b->x - a->x);
}

bool plan_circle(const struct plan *p, size_t i, struct plane_circle *circle)
{
	return plane_circle(
		&p->plane, &key_of(p->s, "circles")->items[i], circle);
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
		plan_angle(p, names[0], names[1]),
		plan_angle(p, names[0], names[2])};
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
		if (plan_circle(p, i, &circle))
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

/* ---- lines ---- */

static void draw_segment(struct plan *p, const struct figure_value *entry,
	size_t a, size_t b, const struct pen *usual)
{
	const struct pen *pen =
		pen_named(figure_text(figure_get(entry, "style")), usual);

	canvas_line(p->c, plan_spot(p, a), plan_spot(p, b), pen);
	if (figure_flag(figure_get(entry, "arrow")))
		canvas_arrow(p->c, plan_spot(p, a), plan_spot(p, b));
}

/* Short strokes across the middle. */
static void draw_ticks(struct plan *p, size_t a, size_t b, int count)
{
	struct spot from = plan_spot(p, a), to = plan_spot(p, b);
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
	struct spot from = plan_spot(p, a), to = plan_spot(p, b), spot = from;

	for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
		float nearest = INFINITY;

		spot.x = from.x + (to.x - from.x) * shares[k];
		spot.y = from.y + (to.y - from.y) * shares[k];
		for (size_t i = 0; i < p->plane.count; i++)
			if (i != a && i != b)
				nearest = fminf(nearest,
					hypotf(plan_spot(p, i).x - spot.x,
						plan_spot(p, i).y - spot.y));
		if (nearest > room)
			return spot;
	}
	return (struct spot){(from.x + to.x) / 2, (from.y + to.y) / 2};
}

/* Beside it, away from the figure's middle. */
static void label_segment(struct plan *p, struct str text, size_t a, size_t b)
{
	struct spot from = plan_spot(p, a), to = plan_spot(p, b), middle;
	struct spot center = plan_spot_of(p, p->cx, p->cy);
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

		if (plan_names(p, e, ends, 2) != 2)
			continue;
		draw_segment(p, e, ends[0], ends[1], &pen_usual);
		draw_ticks(p, ends[0], ends[1],
			(int)fmin(4,
				figure_number_or(figure_get(e, "ticks"), 0)));
	}
	list = figure_words(p->s->arena, key_of(p->s, "dashed"), &count);
	for (size_t i = 0; i < count; i++)
		if (plan_names(p, &list[i], ends, 2) == 2)
			draw_segment(p, NULL, ends[0], ends[1], &pen_dashed);
}

static void label_segments(struct plan *p)
{
	const struct figure_value *list = key_of(p->s, "segments");
	size_t ends[2];

	for (size_t i = 0; i < count_of(list); i++)
		if (plan_names(p, &list->items[i], ends, 2) == 2)
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

		if (plan_names(p, e, ends, 2) != 2)
			continue;
		a = plan_spot(p, ends[0]);
		b = plan_spot(p, ends[1]);
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
		size_t n = plan_names(p, e, names, PLANE_POINTS);

		for (size_t k = 0; k < n; k++)
			spots[k] = plan_spot(p, names[k]);
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

		if (!plan_circle(p, i, &circle))
			continue;
		center = plan_spot_of(p, circle.x, circle.y);
		radii.x = radii.y = (float)(circle.radius * p->scale);
		for (int k = 0; k < ROUND; k++)
			edge[k] = plan_spot_of(p,
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
		canvas_arc(p->c, plan_spot_of(p, arc.x, arc.y),
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
		canvas_arc(p->c, plan_spot(p, c), size, M_PI, 2 * M_PI, pen);
		canvas_arc(p->c, plan_spot(p, c), size, 0, M_PI,
			pen_named(figure_text(figure_get(e, "back")), pen));
	}
}

/* ---- angles ---- */

static void draw_right(struct plan *p, const size_t *names)
{
	struct spot corner = plan_spot(p, names[1]), mark[3];
	float size = 0.52f * p->s->em;
	double a = plan_angle(p, names[1], names[0]);
	double b = plan_angle(p, names[1], names[2]);

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
	struct spot corner = plan_spot(p, names[1]), far;
	double a = plan_angle(p, names[1], names[0]);
	double turn =
		remainder(plan_angle(p, names[1], names[2]) - a, 2 * M_PI);
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
		if (plan_names(p, &list->items[i], names, 3) == 3)
			draw_angle(p, &list->items[i], names);
	list = figure_words(p->s->arena, key_of(p->s, "right"), &count);
	for (size_t i = 0; i < count; i++)
		if (plan_names(p, &list[i], names, 3) == 3)
			draw_right(p, names);
	list = key_of(p->s, "equal");
	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *group =
			figure_words(p->s->arena, &list->items[i], &count);

		for (size_t k = 0; k < count; k++)
			if (plan_names(p, &group[k], ends, 2) == 2)
				draw_ticks(p, ends[0], ends[1], (int)i % 4 + 1);
	}
}

bool draw_plane(struct sketch *s)
{
	struct plan p = {.s = s, .c = s->canvas};

	if (!figure_plane(s->arena, s->keys, &p.plane, s->err))
		return false;
	find_scale(&p);
	plan_look(&p);
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
	plan_points(&p);
	return true;
}
