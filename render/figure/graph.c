#include <math.h>

#include "render/figure/curve.h"

/* Coordinate axes with functions, points and areas. */

struct graph {
	struct sketch *s;
	struct canvas *c;
	float em;
	struct window w;
	double axis_x, axis_y; /* where the y axis and the x axis stand */
	struct tick *ticks;
	size_t tick_count, tick_capacity;
	struct stretch *lines; /* that labels keep away from */
	size_t line_count, line_capacity;
	char point; /* decimal */
	bool grid;
};

struct stretch {
	struct spot a, b;
};

/* A number on an axis; far: better on its other side. */
struct tick {
	double value;
	struct str text, source;
	bool along_x, far;
};

static struct spot spot_at(const struct graph *g, double x, double y)
{
	return window_spot(&g->w, x, y);
}

/* ---- size ---- */

static void find_window(struct graph *g)
{
	const struct figure_value *said = key_of(g->s, "equal");
	double x[2] = {-5, 5}, y[2] = {-5, 5}, ratio;
	double wide = 14.1 * g->em, high = wide;
	bool equal;

	figure_pair(key_of(g->s, "x"), x);
	figure_pair(key_of(g->s, "y"), y);
	if (g->s->width > 0) {
		wide = fmax(g->s->width - 2.2 * g->em, 40);
		high = wide * 1.2;
	}
	ratio = (y[1] - y[0]) / (x[1] - x[0]);
	equal = said ? figure_flag(said) : ratio > 0.4 && ratio < 2.2;
	g->w = (struct window){x[0], x[1], y[0], y[1], wide / (x[1] - x[0]),
		high / (y[1] - y[0])};
	if (equal)
		g->w.x_scale = g->w.y_scale = fmin(g->w.x_scale, g->w.y_scale);
	else
		g->w.y_scale = fmin(high, 0.75 * wide) / (y[1] - y[0]);
	g->axis_x = fmin(fmax(0, x[0]), x[1]);
	g->axis_y = fmin(fmax(0, y[0]), y[1]);
}

/* ---- keeping out of the way ---- */

static void note(struct graph *g, struct spot a, struct spot b)
{
	*PUSH(g->s->arena, g->lines, g->line_count, g->line_capacity) =
		(struct stretch){a, b};
}

static void draw_noted(
	struct graph *g, struct spot a, struct spot b, const struct pen *pen)
{
	canvas_line(g->c, a, b, pen);
	note(g, a, b);
}

static void trace_noted(
	struct graph *g, const struct curve *curve, const struct pen *pen)
{
	canvas_trace(g->c, curve->spots, curve->count, false, pen);
	for (size_t i = 1; i < curve->count; i++)
		note(g, curve->spots[i - 1], curve->spots[i]);
}

/* Narrows [*from, *to] of a stretch to where it lies between two bounds. */
static bool narrow(
	float at, float by, float low, float high, float *from, float *to)
{
	float enter, leave;

	if (fabsf(by) < 1e-6f)
		return at >= low && at <= high;
	enter = (low - at) / by;
	leave = (high - at) / by;
	*from = fmaxf(*from, fminf(enter, leave));
	*to = fminf(*to, fmaxf(enter, leave));
	return *from <= *to;
}

static bool is_free(const struct graph *g, struct spot low, struct spot high)
{
	for (size_t i = 0; i < g->line_count; i++) {
		struct spot a = g->lines[i].a, b = g->lines[i].b;
		float from = 0, to = 1;

		if (narrow(a.x, b.x - a.x, low.x, high.x, &from, &to) &&
			narrow(a.y, b.y - a.y, low.y, high.y, &from, &to))
			return false;
	}
	return true;
}

/* Its middle, and what later labels keep away from. */
static void put_noted(struct graph *g, const struct label *label,
	struct spot middle, bool cover)
{
	float w = label->width / 2, h = (label->height + label->depth) / 2;

	if (cover)
		canvas_cover(g->c, label, middle, 0.5f, 0.5f);
	else
		canvas_place(g->c, label, middle, 0.5f, 0.5f);
	note(g, (struct spot){middle.x - w, middle.y - h},
		(struct spot){middle.x + w, middle.y + h});
	note(g, (struct spot){middle.x - w, middle.y + h},
		(struct spot){middle.x + w, middle.y - h});
}

/* The first of the directions (y upwards) in which nothing is met; covering
 * what is there when there is none. */
static void put_free(struct graph *g, const struct label *label, struct spot at,
	const struct spot *directions, size_t count, float gap)
{
	float w = label->width / 2, h = (label->height + label->depth) / 2;
	struct spot first = at;

	for (size_t i = 0; i < count; i++) {
		struct spot d = directions[i], middle;

		middle.x = at.x + d.x * (w + gap);
		middle.y = at.y - d.y * (h + gap);
		if (!i)
			first = middle;
		if (!is_free(g,
			    (struct spot){
				    middle.x - w - 0.5f, middle.y - h - 0.5f},
			    (struct spot){
				    middle.x + w + 0.5f, middle.y + h + 0.5f}))
			continue;
		put_noted(g, label, middle, g->grid);
		return;
	}
	put_noted(g, label, first, true);
}

/* ---- numbers on the axes ---- */

static struct label tick_label(const struct graph *g, const struct tick *tick)
{
	double number;

	if (tick->text.len)
		return canvas_formula(g->c, tick->text);
	if (tick->source.len && figure_number(tick->source, &number))
		return canvas_formula(g->c,
			figure_number_tex(g->s->arena, tick->source, g->point));
	return canvas_number(g->c, tick->value, places_of(tick->value));
}

/* Each number once, and not where the axes meet. */
static void add_tick(struct graph *g, struct tick tick)
{
	const struct window *w = &g->w;
	double low = tick.along_x ? w->left : w->bottom;
	double high = tick.along_x ? w->right : w->top;

	if (tick.value < low || tick.value > high ||
		(fabs(tick.value) < 1e-9 &&
			(tick.along_x ? g->axis_x : g->axis_y) == 0))
		return;
	for (size_t i = 0; i < g->tick_count; i++)
		if (g->ticks[i].along_x == tick.along_x &&
			fabs(g->ticks[i].value - tick.value) < 1e-6)
			return;
	*PUSH(g->s->arena, g->ticks, g->tick_count, g->tick_capacity) = tick;
}

/* far: on the other side of the axis, where a guide comes from below. */
static void tick_x(struct graph *g, double value, struct str text,
	struct str source, bool far)
{
	add_tick(g, (struct tick){value, text, source, true, far});
}

static void tick_y(struct graph *g, double value, struct str text,
	struct str source, bool far)
{
	add_tick(g, (struct tick){value, text, source, false, far});
}

/* Along the x axis below it first, along the y axis at its left. */
static void draw_ticks(struct graph *g)
{
	static const struct spot ways[2][2][6] = {
		{{{-1, 0}, {-1, 1}, {-1, -1}, {1, 0}, {1, 1}, {1, -1}},
			{{1, 0}, {1, 1}, {1, -1}, {-1, 0}, {-1, 1}, {-1, -1}}},
		{{{0, -1}, {0.9f, -1}, {-0.9f, -1}, {0, 1}, {0.9f, 1},
			 {-0.9f, 1}},
			{{0, 1}, {0.9f, 1}, {-0.9f, 1}, {0, -1}, {0.9f, -1},
				{-0.9f, -1}}},
	};

	for (size_t i = 0; i < g->tick_count; i++) {
		const struct tick *t = &g->ticks[i];
		struct spot at = t->along_x ? spot_at(g, t->value, g->axis_y)
					    : spot_at(g, g->axis_x, t->value);
		float dx = t->along_x ? 0 : 1.8f, dy = t->along_x ? 1.8f : 0;
		struct label label = tick_label(g, t);

		canvas_line(g->c, (struct spot){at.x - dx, at.y - dy},
			(struct spot){at.x + dx, at.y + dy}, &pen_usual);
		put_free(g, &label, at, ways[t->along_x][t->far], 6,
			0.35f * g->em);
	}
}

static void ticks_of(struct graph *g, const char *name, bool along_x)
{
	const struct figure_value *list = key_of(g->s, name);

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];
		const struct figure_value *at = first_of(item, "at");
		struct str text = figure_text(figure_get(item, "label"));
		double value = figure_number_or(at, 0);

		if (along_x)
			tick_x(g, value, text, figure_text(at), false);
		else
			tick_y(g, value, text, figure_text(at), false);
	}
}

static const struct pen grid_pen = {0.3f, 0.7f, 0, 0};

/* Numbers stand no nearer than this, ems. */
static double step_of(double length, double scale, float em)
{
	int places;
	int parts = (int)fmax(2, fmin(20, length * scale / (1.6 * em)));

	return nice_step(length, parts, &places);
}

static void draw_grid(struct graph *g)
{
	const struct window *w = &g->w;
	double dx = step_of(w->right - w->left, w->x_scale, g->em);
	double dy = step_of(w->top - w->bottom, w->y_scale, g->em);

	if (!g->grid)
		return;
	for (double x = ceil(w->left / dx - 1e-9) * dx;
		x <= w->right + 1e-9 * dx; x += dx)
		canvas_line(g->c, spot_at(g, x, w->bottom),
			spot_at(g, x, w->top), &grid_pen);
	for (double y = ceil(w->bottom / dy - 1e-9) * dy;
		y <= w->top + 1e-9 * dy; y += dy)
		canvas_line(g->c, spot_at(g, w->left, y),
			spot_at(g, w->right, y), &grid_pen);
}

static bool any_guides(const struct graph *g)
{
	const struct figure_value *list = key_of(g->s, "points");

	for (size_t i = 0; i < count_of(list); i++)
		if (figure_flag(figure_get(&list->items[i], "guides")))
			return true;
	return count_of(key_of(g->s, "asymptotes")) > 0;
}

/* Said, or those of guides; all where there is a grid or nothing else. */
static void usual_ticks(struct graph *g)
{
	const struct window *w = &g->w;
	const struct figure_value *said = key_of(g->s, "numbers");
	double dx = step_of(w->right - w->left, w->x_scale, g->em);
	double dy = step_of(w->top - w->bottom, w->y_scale, g->em);
	bool all = said ? figure_flag(said) : g->grid || !any_guides(g);

	/* The ends have the axes' names. */
	for (double x = ceil(w->left / dx - 1e-9) * dx;
		all && !key_of(g->s, "x_ticks") &&
		x < w->right - 0.4 * g->em / w->x_scale;
		x += dx)
		tick_x(g, x, STR(""), STR(""), false);
	for (double y = ceil(w->bottom / dy - 1e-9) * dy;
		all && !key_of(g->s, "y_ticks") &&
		y < w->top - 0.4 * g->em / w->y_scale;
		y += dy)
		tick_y(g, y, STR(""), STR(""), false);
}

static void draw_axes(struct graph *g)
{
	const struct figure_value *names = key_of(g->s, "names");
	struct spot left = spot_at(g, g->w.left, g->axis_y);
	struct spot right = spot_at(g, g->w.right, g->axis_y);
	struct spot low = spot_at(g, g->axis_x, g->w.bottom);
	struct spot high = spot_at(g, g->axis_x, g->w.top);
	float over = 0.9f * g->em, off = 0.35f * g->em;
	struct label label;

	right.x += over;
	high.y -= over;
	canvas_line(
		g->c, left, (struct spot){right.x - 3, right.y}, &pen_usual);
	canvas_arrow(g->c, left, right);
	canvas_line(g->c, low, (struct spot){high.x, high.y + 3}, &pen_usual);
	canvas_arrow(g->c, low, high);
	label = canvas_formula(
		g->c, names ? figure_text(&names->items[0]) : STR("x"));
	canvas_place(
		g->c, &label, (struct spot){right.x, right.y + off}, 0.7f, 0);
	label = canvas_formula(
		g->c, names ? figure_text(&names->items[1]) : STR("y"));
	canvas_place(
		g->c, &label, (struct spot){high.x - off, high.y}, 1, 0.2f);
	note(g, left, right);
	note(g, low, high);
}

static void draw_origin(struct graph *g)
{
	static const struct spot ways[] = {{-1, -1}, {1, -1}, {-1, 1}, {1, 1}};
	struct str origin = figure_text(key_of(g->s, "origin"));
	struct label label;

	if (g->axis_x != 0 || g->axis_y != 0)
		return;
	label = canvas_formula(g->c, origin.len ? origin : STR("O"));
	put_free(g, &label, (struct spot){0, 0}, ways, 4, 0.22f * g->em);
}

/* ---- functions ---- */

/* In the place that is said, else where there is room. */
static void put_label(struct graph *g, const struct figure_value *item,
	struct str text, struct spot at)
{
	static const struct spot ways[] = {{0.9f, 0.9f}, {-0.9f, 0.9f}, {1, 0},
		{0.9f, -0.9f}, {-0.9f, -0.9f}, {0, 1}, {0, -1}, {-1, 0}};
	struct label label = smart_label(g->s, text);
	struct spot place;

	if (place_named(figure_text(figure_get(item, "place")), &place))
		put_beside(g->c, &label, at, place, 3, g->grid);
	else
		put_free(g, &label, at, ways, 8, 2.5f);
}

static void label_curve(struct graph *g, const struct figure_value *item,
	const struct figure_function *f, const struct curve *curves,
	size_t count)
{
	struct str text = figure_text(figure_get(item, "label"));
	double x = figure_number_or(figure_get(item, "at"), NAN), y;
	struct spot at;

	if (!text.len || !count)
		return;
	at = curves[count - 1].spots[curves[count - 1].count - 1];
	if (x >= g->w.left && x <= g->w.right && figure_function_at(f, x, &y) &&
		y >= g->w.bottom && y <= g->w.top)
		at = spot_at(g, x, y);
	put_label(g, item, text, at);
}

/* Labels come when all lines are there. */
static bool draw_functions(struct graph *g, bool labels)
{
	const struct figure_value *list = key_of(g->s, "functions");

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];
		const struct pen *pen = pen_named(
			figure_text(figure_get(item, "style")), &pen_curve);
		struct figure_function f;
		struct curve *curves;
		size_t count;

		if (!figure_function(
			    g->s->arena, first_of(item, "y"), &f, g->s->err))
			return false;
		count = curve_trace(g->s->arena, &g->w, &f,
			figure_number_or(figure_get(item, "from"), g->w.left),
			figure_number_or(figure_get(item, "to"), g->w.right),
			&curves);
		for (size_t k = 0; !labels && k < count; k++)
			trace_noted(g, &curves[k], pen);
		if (labels)
			label_curve(g, item, &f, curves, count);
	}
	return true;
}

static bool draw_asymptotes(struct graph *g)
{
	const struct figure_value *list = key_of(g->s, "asymptotes");
	const struct window *w = &g->w;

	for (size_t i = 0; i < count_of(list); i++) {
		struct figure_asymptote line;
		struct curve *curves;
		size_t count;
		struct str text = figure_text(&list->items[i]), right;
		double level;

		if (!figure_asymptote(
			    g->s->arena, &list->items[i], &line, g->s->err))
			return false;
		right = str_trim(
			str_sub(text, str_find(text, "=", 0) + 1, text.len));
		if (line.upright && (line.x < w->left || line.x > w->right))
			continue;
		if (line.upright) {
			draw_noted(g, spot_at(g, line.x, w->bottom),
				spot_at(g, line.x, w->top), &pen_dashed);
			if (!key_of(g->s, "x_ticks"))
				tick_x(g, line.x, STR(""), right, false);
			continue;
		}
		count = curve_trace(g->s->arena, w, &line.function, w->left,
			w->right, &curves);
		for (size_t k = 0; k < count; k++)
			trace_noted(g, &curves[k], &pen_dashed);
		if (!key_of(g->s, "y_ticks") && figure_number(right, &level))
			tick_y(g, level, STR(""), right, false);
	}
	return true;
}

/* ---- areas ---- */

enum { AREA = 160 };

static double clamp(double value, double low, double high)
{
	return fmin(fmax(value, low), high);
}

/* Along the upper function and back along the lower. */
static bool draw_area(struct graph *g, const struct figure_value *shade)
{
	static const struct figure_value axis = {.text = {"0", 1}};
	const struct figure_value *two = figure_get(shade, "between");
	const struct window *w = &g->w;
	double from = figure_number_or(figure_get(shade, "from"), w->left);
	double to = figure_number_or(figure_get(shade, "to"), w->right);
	struct figure_function above, below;
	struct spot *spots = NEW_ARRAY(g->s->arena, 2 * AREA + 2, struct spot);
	size_t count = 0;

	if (!figure_function(g->s->arena,
		    two ? &two->items[0] : figure_get(shade, "under"), &above,
		    g->s->err) ||
		!figure_function(g->s->arena, two ? &two->items[1] : &axis,
			&below, g->s->err))
		return false;
	from = clamp(from, w->left, w->right);
	to = clamp(to, w->left, w->right);
	for (int i = 0; i <= 2 * AREA + 1; i++) {
		bool back = i > AREA;
		int k = back ? 2 * AREA + 1 - i : i;
		double x = from + (to - from) * k / AREA, y;

		if (figure_function_at(back ? &below : &above, x, &y))
			spots[count++] =
				spot_at(g, x, clamp(y, w->bottom, w->top));
	}
	if (count < 3 || from >= to)
		return true;
	if (str_is(figure_text(figure_get(shade, "style")), "grey"))
		canvas_area(g->c, spots, count, 0.82f);
	else
		canvas_hatch(g->c, spots, count, 3.4f, false, &pen_thin);
	canvas_line(g->c, spots[0], spots[count - 1], &pen_thin);
	canvas_line(g->c, spots[count / 2 - 1], spots[count / 2], &pen_thin);
	return true;
}

static bool draw_areas(struct graph *g)
{
	const struct figure_value *list = key_of(g->s, "shade");

	for (size_t i = 0; i < count_of(list); i++)
		if (!draw_area(g, &list->items[i]))
			return false;
	return true;
}

/* ---- points ---- */

static void draw_guides(
	struct graph *g, const struct figure_value *at, double x, double y)
{
	struct spot spot = spot_at(g, x, y);

	draw_noted(g, spot, spot_at(g, x, g->axis_y), &pen_dashed);
	draw_noted(g, spot, spot_at(g, g->axis_x, y), &pen_dashed);
	if (!key_of(g->s, "x_ticks"))
		tick_x(g, x, STR(""), figure_text(&at->items[0]),
			y < g->axis_y);
	if (!key_of(g->s, "y_ticks"))
		tick_y(g, y, STR(""), figure_text(&at->items[1]),
			x < g->axis_x);
}

static void draw_point(struct graph *g, const struct figure_value *item)
{
	const struct figure_value *at =
		item->kind == VALUE_MAP ? figure_get(item, "at") : item;
	const struct figure_value *dot = figure_get(item, "dot");
	struct spot spot, radii = {1.9f, 1.9f};
	double pair[2];

	if (!figure_pair(at, pair))
		return;
	spot = spot_at(g, pair[0], pair[1]);
	note(g, (struct spot){spot.x - 1.5f, spot.y},
		(struct spot){spot.x + 1.5f, spot.y});
	if (figure_flag(figure_get(item, "open"))) {
		canvas_disc(g->c, spot, radii, 1);
		canvas_arc(g->c, spot, radii, 0, 2 * M_PI, &pen_usual);
	} else if (!dot || figure_flag(dot)) {
		canvas_disc(g->c, spot, radii, 0);
	}
}

static void label_points(struct graph *g)
{
	const struct figure_value *list = key_of(g->s, "points");
	double pair[2];

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];
		struct str text = figure_text(figure_get(item, "label"));

		if (text.len && figure_pair(figure_get(item, "at"), pair))
			put_label(g, item, text, spot_at(g, pair[0], pair[1]));
	}
}

static void draw_points(struct graph *g)
{
	const struct figure_value *list = key_of(g->s, "points");
	double pair[2];

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];

		if (figure_flag(figure_get(item, "guides")) &&
			figure_pair(figure_get(item, "at"), pair))
			draw_guides(
				g, figure_get(item, "at"), pair[0], pair[1]);
	}
	for (size_t i = 0; i < count_of(list); i++)
		draw_point(g, &list->items[i]);
}

static void draw_segments(struct graph *g)
{
	const struct figure_value *list = key_of(g->s, "segments");
	double a[2], b[2];

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];

		if (!figure_pair(figure_get(item, "from"), a) ||
			!figure_pair(figure_get(item, "to"), b))
			continue;
		draw_noted(g, spot_at(g, a[0], a[1]), spot_at(g, b[0], b[1]),
			pen_named(figure_text(figure_get(item, "style")),
				&pen_usual));
		if (figure_flag(figure_get(item, "arrow")))
			canvas_arrow(g->c, spot_at(g, a[0], a[1]),
				spot_at(g, b[0], b[1]));
	}
}

bool draw_graph(struct sketch *s)
{
	struct graph g = {.s = s, .c = s->canvas, .em = s->em};

	g.point = *canvas_language(s->canvas) == 'v' ? ',' : '.';
	g.grid = figure_flag(key_of(s, "grid"));
	find_window(&g);
	draw_grid(&g);
	if (!draw_areas(&g))
		return false;
	draw_axes(&g);
	ticks_of(&g, "x_ticks", true);
	ticks_of(&g, "y_ticks", false);
	usual_ticks(&g);
	if (!draw_asymptotes(&g) || !draw_functions(&g, false))
		return false;
	draw_segments(&g);
	draw_points(&g);
	draw_ticks(&g);
	draw_origin(&g);
	label_points(&g);
	return draw_functions(&g, true);
}
