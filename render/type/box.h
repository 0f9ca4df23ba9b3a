#ifndef RENDER_TYPE_BOX_H
#define RENDER_TYPE_BOX_H

#include <stddef.h>

#include "base/str.h"
#include "render/type/display.h"
#include "render/type/shape.h"

/* What stands on a line. Points; a box is placed by the left end of its
 * baseline; height is above it and depth below, both usually positive. */

/* A structure element. Everything drawn names the innermost one it belongs
 * to; the display list opens and closes them as they change. */
struct tag {
	const struct tag *parent;
	enum tag_role role;
	unsigned number; /* the same element wherever it goes on */
	unsigned depth;
	struct str alt;
	struct str language;
};

enum decor {
	DECOR_UNDERLINE = 1 << 0,
	DECOR_STRIKE = 1 << 1,
	DECOR_TINT = 1 << 2, /* a tinted ground */
};

enum box_kind {
	BOX_EMPTY,
	BOX_RUN,
	BOX_SPACE,  /* of glue: the line says how wide */
	BOX_RULE,   /* filled, width × (height + depth) */
	BOX_FRAME,  /* an outline of thickness thick */
	BOX_STROKE, /* a line thick points wide from the lower left to the
		       upper right corner, or falling from the upper left */
	BOX_DOTS,   /* a dotted line, of glue or a box */
	BOX_IMAGE,  /* a picture */
	BOX_PAGES,  /* the number of pages, when it is known */
	BOX_GROUP,  /* other boxes: a formula, a framed word */
};

struct ink;
struct box_child;

struct box {
	enum box_kind kind;
	float width, height, depth;
	const struct ink *ink;
	const struct run *run;
	const struct picture *picture;
	float thick;
	bool falling;
	const struct box_child *children;
	size_t child_count;
};

/* How a stretch of text is drawn; shared by its boxes and the glue between
 * them, so that a line drawn under it has no holes. */
struct ink {
	const struct tag *tag;
	unsigned look; /* of galley.h */
	unsigned decor;
	enum face_role role;
	float size;
	struct color color;
	struct color ground;     /* DECOR_TINT */
	const struct run *space; /* a space in that face */
	float space_width;
	struct box space_box; /* what glue of this ink is made of */
	float letter_space;
};

struct box_child {
	float x, y; /* from the parent's origin, y downwards */
	const struct box *box;
};

/* Boxes without children are complete but for the sizes left at 0; width and
 * so on may be set before the box is used. */
struct work;
struct box *box_new(
	struct work *work, enum box_kind kind, const struct ink *ink);
const struct box *box_empty(
	struct work *work, const struct ink *ink, float width);
const struct box *box_frame(struct work *work, const struct ink *ink,
	float width, float height, float depth);
/* Takes so many children; has no size of its own. */
struct box *box_group(struct work *work, size_t most);
void box_add(struct box *group, float x, float y, const struct box *box);

#endif
