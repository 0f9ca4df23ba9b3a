#include <math.h>

#include "render/figure/graph_parts.h"

/* Coordinate axes with functions, points and areas. */

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
		graph_put_free(g, &label, at, ways, 8, 2.5f, 4);
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
		at = graph_spot(g, x, y);
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
			graph_curve(g, &curves[k], pen);
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
			graph_line(g, graph_spot(g, line.x, w->bottom),
				graph_spot(g, line.x, w->top), &pen_dashed);
			if (!key_of(g->s, "x_ticks"))
				graph_tick_x(g, line.x, STR(""), right, false);
			continue;
		}
		count = curve_trace(g->s->arena, w, &line.function, w->left,
			w->right, &curves);
		for (size_t k = 0; k < count; k++)
			graph_curve(g, &curves[k], &pen_dashed);
		if (!key_of(g->s, "y_ticks") && figure_number(right, &level))
			graph_tick_y(g, level, STR(""), right, false);
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
				graph_spot(g, x, clamp(y, w->bottom, w->top));
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
	struct spot spot = graph_spot(g, x, y);

	graph_line(g, spot, graph_spot(g, x, g->axis_y), &pen_dashed);
	graph_line(g, spot, graph_spot(g, g->axis_x, y), &pen_dashed);
	if (!key_of(g->s, "x_ticks"))
		graph_tick_x(g, x, STR(""), figure_text(&at->items[0]),
			y < g->axis_y);
	if (!key_of(g->s, "y_ticks"))
		graph_tick_y(g, y, STR(""), figure_text(&at->items[1]),
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
	spot = graph_spot(g, pair[0], pair[1]);
	graph_note(g, (struct spot){spot.x - 1.5f, spot.y},
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
			put_label(
				g, item, text, graph_spot(g, pair[0], pair[1]));
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
		graph_line(g, graph_spot(g, a[0], a[1]),
			graph_spot(g, b[0], b[1]),
			pen_named(figure_text(figure_get(item, "style")),
				&pen_usual));
		if (figure_flag(figure_get(item, "arrow")))
			canvas_arrow(g->c, graph_spot(g, a[0], a[1]),
				graph_spot(g, b[0], b[1]));
	}
}

bool draw_graph(struct sketch *s)
{
	struct graph g = {.s = s, .c = s->canvas, .em = s->em};

	g.point = *canvas_language(s->canvas) == 'v' ? ',' : '.';
	g.grid = figure_flag(key_of(s, "grid"));
	find_window(&g);
	graph_grid(&g);
	if (!draw_areas(&g))
		return false;
	graph_axes(&g);
	graph_said_ticks(&g, "x_ticks", true);
	graph_said_ticks(&g, "y_ticks", false);
	graph_usual_ticks(&g);
	if (!draw_asymptotes(&g) || !draw_functions(&g, false))
		return false;
	draw_segments(&g);
	draw_points(&g);
	graph_ticks(&g);
	graph_origin(&g);
	label_points(&g);
	return draw_functions(&g, true);
}
