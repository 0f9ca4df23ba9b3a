#ifndef RENDER_TYPE_DISPLAY_H
#define RENDER_TYPE_DISPLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "render/type/font.h"

/* A document ready to be drawn: pages of operations. Points (1/72 inch), the
 * origin at the top left, y downwards; a glyph's y is its baseline. A display
 * list says everything a PDF, an SVG or a test needs. */
struct glyph {
	uint32_t id;   /* in the face, before subsetting */
	float x, y;    /* of its origin on the page */
	uint32_t text; /* offset of its characters in the run's text … */
	uint16_t len;  /* … and their bytes; 0: part of the glyph before */
};

enum op_kind {
	OP_GLYPHS,
	OP_RECT,   /* filled */
	OP_STROKE, /* outline of a rectangle, width thick */
	OP_LINE,   /* from x,y to x+w,y+h, width thick */
	OP_IMAGE,
	OP_PATH,      /* lines and curves: filled, or drawn width thick */
	OP_AREA,      /* draws nothing: where a figure of other operations is */
	OP_TAG_BEGIN, /* structure, nested, may span pages by tag number */
	OP_TAG_END,
};

/* Structure types of PDF 1.7 §14.8.4. */
enum tag_role {
	TAG_ARTIFACT, /* running heads, rules: not read aloud */
	TAG_DOCUMENT,
	TAG_PART,
	TAG_H1,
	TAG_H2,
	TAG_P,
	TAG_LIST,
	TAG_ITEM,
	TAG_LABEL,
	TAG_BODY,
	TAG_TABLE,
	TAG_ROW,
	TAG_HEADER,
	TAG_CELL,
	TAG_FORMULA,
	TAG_FIGURE,
	TAG_CODE,
	TAG_SPAN,
	TAG_ROLES
};

/* Where a path goes on to. */
enum step_kind { STEP_MOVE, STEP_LINE, STEP_CURVE, STEP_CLOSE };

struct step {
	enum step_kind kind;
	float x, y;           /* its end; none of STEP_CLOSE */
	float ax, ay, bx, by; /* STEP_CURVE: the control points (Bézier) */
};

struct picture;

struct color {
	float r, g, b; /* 0–1 */
};

struct op {
	enum op_kind kind;
	struct color color;
	float x, y, w, h;
	float width; /* of strokes and lines */
	union {
		struct { /* OP_GLYPHS */
			struct face *face;
			const struct glyph *glyphs;
			size_t glyph_count;
			struct str text;
			float size;
		};
		struct { /* OP_TAG_BEGIN; OP_TAG_END has the tag */
			enum tag_role role;
			unsigned tag; /* the same number again continues that
					 element */
			struct str alt;
			struct str language;
		};
		struct { /* OP_IMAGE */
			const struct picture *picture;
			struct str image; /* its hash, for golden tests */
		};
		struct { /* OP_PATH; x, y, w, h are not used */
			const struct step *steps;
			size_t step_count;
			bool filled;
			float dash, gap; /* points, 0 where it is solid */
		};
	};
};

struct page {
	float width, height;
	const struct op *ops;
	size_t op_count;
};

struct bookmark {
	struct str title;
	size_t page;
	float y;
	int level; /* 0 at the top */
};

struct display {
	struct str title;
	struct str author;
	struct str language; /* "vi" */
	struct str subject;
	const struct page *pages;
	size_t page_count;
	const struct bookmark *bookmarks;
	size_t bookmark_count;
};

/* A copy of its own, of nothing but what is drawn, so that what it was made
 * with can be let go. Faces and pictures are shared. */
const struct display *display_copy(
	struct arena *arena, const struct display *display);

/* A text form for golden tests: one operation a line, numbers to 0.01 pt,
 * glyph runs as their text with face, size and position. */
struct str display_dump(struct arena *arena, const struct display *display);

#endif
