#ifndef RENDER_FIGURE_CURVE_H
#define RENDER_FIGURE_CURVE_H

#include "engine/model/figure_graph.h"
#include "render/figure/sketch.h"

/* The plane of a graph on paper. */
struct window {
	double left, right, bottom, top; /* in the graph's numbers */
	double x_scale, y_scale;         /* points for one */
};
struct spot window_spot(const struct window *w, double x, double y);

/* A function between two x as pieces of a curve inside the window: broken at
 * jumps and poles and where there is no value, begun exactly where values
 * begin, with no more spots than 0.03 points of exactness need. Each piece has
 * two spots at least. */
struct curve {
	struct spot *spots;
	size_t count;
};
size_t curve_trace(struct arena *arena, const struct window *w,
	const struct figure_function *f, double from, double to,
	struct curve **out);

#endif
