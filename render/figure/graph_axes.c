#include <math.h>

#include "render/figure/graph_parts.h"

/* The axes of a graph, and labels that keep out of the way of lines. */

struct spot graph_spot(const struct graph *g, double x, double y)
{
	return window_spot(&g->w, x, y);
}

/* ---- keeping out of the way ---- */

void graph_note(struct graph *g, struct spot a, struct spot b)
{
	*PUSH(g->s->arena, g->lines, g->line_count, g->line_capacity) =
		(struct stretch){a, b};
}

void graph_line(
	struct graph *g, struct spot a, struct spot b, const struct pen *pen)
{
	canvas_line(g->c, a, b, pen);
	graph_note(g, a, b);
}

void graph_curve(
	struct graph *g, const struct curve *curve, const struct pen *pen)
{
	canvas_trace(g->c, curve->spots, curve->count, false, pen);
	for (size_t i = 1; i < curve->count; i++)
		graph_note(g, curve->spots[i - 1], curve->spots[i]);
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
void graph_put(struct graph *g, const struct label *label, struct spot middle,
	bool cover)
{
	float w = label->width / 2, h = (label->height + label->depth) / 2;

	if (cover)
		canvas_cover(g->c, label, middle, 0.5f, 0.5f);
	else
		canvas_place(g->c, label, middle, 0.5f, 0.5f);
	graph_note(g, (struct spot){middle.x - w, middle.y - h},
		(struct spot){middle.x + w, middle.y + h});
	graph_note(g, (struct spot){middle.x - w, middle.y + h},
		(struct spot){middle.x + w, middle.y - h});
}

/* In the first of the directions where nothing is met. */
static bool try_ways(struct graph *g, const struct label *label, struct spot at,
	const struct spot *directions, size_t count, float gap)
{
	float w = label->width / 2, h = (label->height + label->depth) / 2;

	for (size_t i = 0; i < count; i++) {
		struct spot d = directions[i], middle;

		middle.x = at.x + d.x * (w + gap);
		middle.y = at.y - d.y * (h + gap);
		if (!is_free(g,
			    (struct spot){
				    middle.x - w - 0.5f, middle.y - h - 0.5f},
			    (struct spot){
				    middle.x + w + 0.5f, middle.y + h + 0.5f}))
			continue;
		graph_put(g, label, middle, g->grid);
		return true;
	}
	return false;
}

void graph_put_free(struct graph *g, const struct label *label, struct spot at,
	const struct spot *directions, size_t count, float gap, int tries)
{
	float w = label->width / 2, h = (label->height + label->depth) / 2;
	struct spot d = directions[0];

	for (int k = 0; k < tries; k++)
		if (try_ways(g, label, at, directions, count,
			    gap + 2.5f * (float)k))
			return;
	graph_put(g, label,
		(struct spot){at.x + d.x * (w + gap), at.y - d.y * (h + gap)},
		true);
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
void graph_tick_x(struct graph *g, double value, struct str text,
	struct str source, bool far)
{
	add_tick(g, (struct tick){value, text, source, true, far});
}

void graph_tick_y(struct graph *g, double value, struct str text,
	struct str source, bool far)
{
	add_tick(g, (struct tick){value, text, source, false, far});
}

/* Along the x axis below it first, along the y axis at its left. */
void graph_ticks(struct graph *g)
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
		struct spot at = t->along_x
			? graph_spot(g, t->value, g->axis_y)
			: graph_spot(g, g->axis_x, t->value);
		float dx = t->along_x ? 0 : 1.8f, dy = t->along_x ? 1.8f : 0;
		struct label label = tick_label(g, t);

		canvas_line(g->c, (struct spot){at.x - dx, at.y - dy},
			(struct spot){at.x + dx, at.y + dy}, &pen_usual);
		graph_put_free(g, &label, at, ways[t->along_x][t->far], 6,
			0.35f * g->em, 1);
	}
}

void graph_said_ticks(struct graph *g, const char *name, bool along_x)
{
	const struct figure_value *list = key_of(g->s, name);

	for (size_t i = 0; i < count_of(list); i++) {
		const struct figure_value *item = &list->items[i];
		const struct figure_value *at = first_of(item, "at");
		struct str text = figure_text(figure_get(item, "label"));
		double value = figure_number_or(at, 0);

		if (along_x)
			graph_tick_x(g, value, text, figure_text(at), false);
		else
			graph_tick_y(g, value, text, figure_text(at), false);
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

void graph_grid(struct graph *g)
{
	const struct window *w = &g->w;
	double dx = step_of(w->right - w->left, w->x_scale, g->em);
	double dy = step_of(w->top - w->bottom, w->y_scale, g->em);

	if (!g->grid)
		return;
	for (double x = ceil(w->left / dx - 1e-9) * dx;
		x <= w->right + 1e-9 * dx; x += dx)
		canvas_line(g->c, graph_spot(g, x, w->bottom),
			graph_spot(g, x, w->top), &grid_pen);
	for (double y = ceil(w->bottom / dy - 1e-9) * dy;
		y <= w->top + 1e-9 * dy; y += dy)
		canvas_line(g->c, graph_spot(g, w->left, y),
			graph_spot(g, w->right, y), &grid_pen);
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
void graph_usual_ticks(struct graph *g)
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
		graph_tick_x(g, x, STR(""), STR(""), false);
	for (double y = ceil(w->bottom / dy - 1e-9) * dy;
		all && !key_of(g->s, "y_ticks") &&
		y < w->top - 0.4 * g->em / w->y_scale;
		y += dy)
		graph_tick_y(g, y, STR(""), STR(""), false);
}

void graph_axes(struct graph *g)
{
	const struct figure_value *names = key_of(g->s, "names");
	struct spot left = graph_spot(g, g->w.left, g->axis_y);
	struct spot right = graph_spot(g, g->w.right, g->axis_y);
	struct spot low = graph_spot(g, g->axis_x, g->w.bottom);
	struct spot high = graph_spot(g, g->axis_x, g->w.top);
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
	graph_note(g, left, right);
	graph_note(g, low, high);
}

void graph_origin(struct graph *g)
{
	static const struct spot ways[] = {{-1, -1}, {1, -1}, {-1, 1}, {1, 1}};
	struct str origin = figure_text(key_of(g->s, "origin"));
	struct label label;

	if (g->axis_x != 0 || g->axis_y != 0)
		return;
	label = canvas_formula(g->c, origin.len ? origin : STR("O"));
	graph_put_free(
		g, &label, (struct spot){0, 0}, ways, 4, 0.22f * g->em, 1);
}
