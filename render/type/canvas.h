#ifndef RENDER_TYPE_CANVAS_H
#define RENDER_TYPE_CANVAS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "render/type/galley.h"
#include "render/type/picture.h"

/* Where figures are drawn. Points, y downwards, the origin anywhere: what is
 * drawn ends up with its top left at the drawing's. Calls cannot fail; the
 * first fault (a character that no font has) is kept for canvas_finish. */
struct canvas;

struct canvas *canvas_new(struct arena *arena, struct typesetter *setter,
	const struct style *style, struct str language);
struct arena *canvas_arena(const struct canvas *c);
const struct style *canvas_style(const struct canvas *c);
const char *canvas_language(const struct canvas *c); /* "vi", "en" */

/* ---- lines and areas ---- */

struct pen {
	float width; /* 0: that of usual lines */
	float grey;  /* 0 black … 1 white */
	float dash, gap;
};

struct spot {
	float x, y;
};

extern const struct pen pen_usual, pen_curve, pen_thick, pen_thin, pen_dashed,
	pen_dotted;

void canvas_line(
	struct canvas *c, struct spot a, struct spot b, const struct pen *pen);
/* Lines from spot to spot. */
void canvas_trace(struct canvas *c, const struct spot *spots, size_t count,
	bool closed, const struct pen *pen);
void canvas_area(
	struct canvas *c, const struct spot *spots, size_t count, float grey);
/* Of an ellipse's arc, angles in radians from the x axis, counterclockwise
 * where end is greater than start; a whole one when they are 2π apart. */
void canvas_arc(struct canvas *c, struct spot center, struct spot radii,
	double start, double end, const struct pen *pen);
void canvas_disc(
	struct canvas *c, struct spot center, struct spot radii, float grey);
/* A sector of a circle, filled. */
void canvas_sector(struct canvas *c, struct spot center, float radius,
	double start, double end, float grey);
/* The point of an arrow that comes from "from" and ends at tip. */
void canvas_arrow(struct canvas *c, struct spot from, struct spot tip);
/* Slanted lines this far apart over the inside of a polygon (even-odd).
 * falling: from the upper left. */
void canvas_hatch(struct canvas *c, const struct spot *spots, size_t count,
	float apart, bool falling, const struct pen *pen);

/* ---- labels ---- */

struct label {
	float width, height, depth; /* above and below the baseline */
	const struct box *box;
};

/* Markdown with formulas, on one line. */
struct label canvas_label(struct canvas *c, struct str text, unsigned look);
/* The same, and what has no $ in it is a formula as a whole. */
struct label canvas_formula(struct canvas *c, struct str text);
/* A number as a formula: -1.5 becomes −1,5 in Vietnamese. */
struct label canvas_number(struct canvas *c, double value, int places);

/* Its left end and baseline. */
void canvas_put(struct canvas *c, const struct label *label, struct spot at);
/* Where in the label the spot lies: x 0 its left, 1 its right; y 0 its top, 1
 * its bottom. */
void canvas_place(struct canvas *c, const struct label *label, struct spot at,
	float x, float y);
/* The same, with what is beneath it covered. */
void canvas_cover(struct canvas *c, const struct label *label, struct spot at,
	float x, float y);

/* Room that is kept though nothing is drawn there. */
void canvas_keep(struct canvas *c, struct spot a, struct spot b);

/* As large as what was drawn. ERROR_INVALID names a character that no font
 * has. */
MUST bool canvas_finish(
	struct canvas *c, struct sketched *out, struct error *err);

#endif
