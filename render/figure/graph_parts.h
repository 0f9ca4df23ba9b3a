#ifndef RENDER_FIGURE_GRAPH_PARTS_H
#define RENDER_FIGURE_GRAPH_PARTS_H

#include "render/figure/curve.h"

/* What the files of draw_graph share, for them only. */
struct stretch {
	struct spot a, b;
};

/* A number on an axis; far: better on its other side. */
struct tick {
	double value;
	struct str text, source;
	bool along_x, far;
};

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

struct spot graph_spot(const struct graph *g, double x, double y);

/* Lines that labels keep away from: noted, and drawn as well. */
void graph_note(struct graph *g, struct spot a, struct spot b);
void graph_line(
	struct graph *g, struct spot a, struct spot b, const struct pen *pen);
void graph_curve(
	struct graph *g, const struct curve *curve, const struct pen *pen);
/* A label's middle; later ones keep away from it. */
void graph_put(struct graph *g, const struct label *label, struct spot middle,
	bool cover);
/* In the first of the directions (y upwards) in which nothing is met, a little
 * farther off each time; covering what is there when there is none. */
void graph_put_free(struct graph *g, const struct label *label, struct spot at,
	const struct spot *directions, size_t count, float gap, int tries);

/* A number to be written on an axis, each once. far: better on its other
 * side. source: as the figure has it, text: as it is to be shown; "" none. */
void graph_tick_x(struct graph *g, double value, struct str text,
	struct str source, bool far);
void graph_tick_y(struct graph *g, double value, struct str text,
	struct str source, bool far);
void graph_said_ticks(struct graph *g, const char *name, bool along_x);
/* Those of a grid, or all where nothing else says some. */
void graph_usual_ticks(struct graph *g);

/* In this order: behind the curves; and after all lines. */
void graph_grid(struct graph *g);
void graph_axes(struct graph *g);
void graph_ticks(struct graph *g);
void graph_origin(struct graph *g);

#endif
