#ifndef RENDER_TYPE_FLOW_H
#define RENDER_TYPE_FLOW_H

#include <stdbool.h>
#include <stddef.h>

#include "render/type/paragraph.h"
#include "render/type/work.h"

/* A flow is set matter of one width, from top to bottom: slabs, which no page
 * break divides, and gaps between them, which vanish at the top and the bottom
 * of a page. */

enum piece_kind {
	PIECE_LINE, /* of a paragraph; y is its baseline */
	PIECE_BOX,  /* y is its baseline */
	PIECE_RECT, /* filled; y is its top */
	PIECE_RULE, /* from x,y to x+w,y+h, thick */
	PIECE_DOTS, /* dotted from x to x+w at the baseline y */
};

/* Something drawn, placed from the slab's top left corner. */
struct piece {
	enum piece_kind kind;
	float x, y, w, h, thick;
	struct color color;
	const struct tag *tag; /* NULL: an artifact */
	const struct ink *ink; /* DOTS */
	const struct box *box;
	const struct line_item *items; /* LINE */
	const struct line *line;
	bool more; /* lines of the paragraph follow */
};

struct mark {
	struct str title;
	int level;
	struct mark *next;
};

struct slab {
	float height;
	float baseline; /* of its first line, from the top; 0 none */
	float slack;    /* a gap may grow by this to fill a page */
	bool gap;
	bool forced;  /* a page break stands before it */
	int penalty;  /* of a page break before it */
	bool soft;    /* that break is possible, but nobody looks for it */
	float repeat; /* height of head, put above when a page begins here */
	const struct slab *head;
	size_t head_count;
	struct piece *pieces;
	size_t piece_count, piece_capacity;
	struct mark *marks; /* bookmarks that point here */
};

/* Slabs first … end - 1 want to stay together. */
struct group {
	size_t first, end;
	size_t outer; /* index + 1 of the group around it; 0 none */
	bool soft;    /* but not at the price of much empty space */
};

struct flow {
	struct work *work;
	float width;
	float left; /* indent in force */
	struct slab *slabs;
	size_t count, capacity;
	struct group *groups;
	size_t group_count, group_capacity;
	size_t open;        /* index + 1 of the innermost group still open */
	bool glued;         /* the next slab stays with the one before */
	bool breaks;        /* a page break was asked for */
	struct mark *marks; /* for the next slab */
};

struct flow *flow_new(struct work *work, float width);

/* A new slab at the end; bookmarks, page breaks and so on come to rest on
 * it. The pointer is good until the next slab. */
struct slab *flow_slab(struct flow *flow, float height);

/* White space; merge: no more than the larger of it and a gap before it. */
void flow_gap(struct flow *flow, float height, float slack, bool merge);

/* A paragraph's lines, after paragraph_finish. No page begins with its last
 * line or ends with its first. */
void flow_lines(struct flow *flow, const struct paragraph *p,
	enum markup_align align, const struct ink *ink);

struct piece *slab_piece(
	struct work *work, struct slab *slab, enum piece_kind kind);

void flow_group_begin(struct flow *flow);
void flow_group_soften(struct flow *flow); /* the one just begun */
void flow_group_end(struct flow *flow);
void flow_group_drop(struct flow *flow); /* ends it as if it had not begun */
float flow_height(const struct flow *flow, size_t first, size_t end);

/* Puts flows side by side into another, each at its x, as slabs that are as
 * small as can be. baseline: the first lines stand on one line. Returns the
 * index of the first new slab. */
size_t flow_beside(struct flow *flow, struct flow *const *parts, const float *x,
	size_t count, bool baseline);

/* Groups that fit in height points forbid the breaks inside them; others make
 * them dear. Before break_pages. */
void flow_keep_groups(struct flow *flow, float height);

#endif
