#ifndef RENDER_TYPE_DRAWING_H
#define RENDER_TYPE_DRAWING_H

#include "render/type/galley.h"

/* A drawing of lines, filled rectangles and words, as a block of a galley: for
 * plots. Points from its top left corner, y downwards. */
enum drawn_kind {
	DRAWN_LINE, /* from x,y to x+w,y+h, thick */
	DRAWN_RECT, /* filled; w and h not below 0 */
	DRAWN_TEXT, /* its baseline at y; x is its left end, middle or right end
		       by align */
};

struct drawn {
	enum drawn_kind kind;
	float x, y, w, h, thick;
	struct color color;
	struct str text;
	unsigned look; /* DRAWN_TEXT */
	enum markup_align align;
};

struct drawing {
	float width, height;
	const struct drawn *v;
	size_t count;
	struct str alt; /* what it shows, for who has it read aloud */
};

/* align: of the drawing on the line; not broken over pages. */
void galley_drawing(struct galley *g, const struct drawing *drawing,
	enum markup_align align);

#endif
