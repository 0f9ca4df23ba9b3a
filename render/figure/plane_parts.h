#ifndef RENDER_FIGURE_PLANE_PARTS_H
#define RENDER_FIGURE_PLANE_PARTS_H

#include "engine/model/figure_plane.h"
#include "render/figure/sketch.h"

/* What the files of draw_plane share, for them only. */
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

struct spot plan_spot_of(const struct plan *p, double x, double y);
struct spot plan_spot(const struct plan *p, size_t point);
/* The points that a list's entry names: a text, or its "of". */
size_t plan_names(const struct plan *p, const struct figure_value *entry,
	size_t *out, size_t most);
double plan_angle(const struct plan *p, size_t from, size_t to);
/* The i-th of "circles". */
bool plan_circle(const struct plan *p, size_t i, struct plane_circle *circle);

/* Finds what leaves each point; needs the middle (cx, cy). */
void plan_look(struct plan *p);
/* Dots and names. */
void plan_points(struct plan *p);

#endif
