#ifndef RENDER_TYPE_GALLEY_PARTS_H
#define RENDER_TYPE_GALLEY_PARTS_H

#include "render/type/flow.h"
#include "render/type/galley.h"
#include "render/type/reading.h"
#include "render/type/work.h"

/* Inside the galley: for its own files only. */

struct typesetter {
	struct shaper *shaper;
	struct readings *readings;
};

/* Blocks that are set apart and then put into the flow around them. */
struct container {
	struct container *outer;
	struct flow *flow; /* the flow around */
	struct flow **parts;
	float *x;
	size_t count, at;
	float padding; /* of a frame */
};

struct galley {
	struct work work;
	struct typesetter *setter;
	struct galley_info info;
	const struct tag *tag;   /* what new blocks belong to */
	const struct tag *list;  /* the list that a next item goes on with */
	enum markup_align align; /* of paragraphs that say none */
	struct flow *flow;       /* where new blocks go */
	struct flow *head;       /* over all columns; NULL none */
	struct container *container;
	struct running header, footer;
	size_t numbered; /* the first slab of numbered lines */
};

/* Before a block: the gap above it. */
void galley_block(struct galley *g);
/* Before and after what is no text: tables, frames, code. */
void galley_block_apart(struct galley *g);

/* Width of a line here, and ink for plain text. */
float galley_room(const struct galley *g);
const struct ink *galley_ink(struct galley *g, unsigned look);

/* Words as a paragraph of a tag and the blocks that follow, without a gap
 * above. look is added to all of them. */
void galley_set(struct galley *g, struct words words, unsigned look,
	enum markup_align align, const struct tag *tag);

/* Blocks of markup: a node and those after it. */
void galley_blocks(struct galley *g, const struct markup *first, unsigned look);

/* A paragraph that is emphasised as a whole, over a text that is not: it stays
 * with what follows. */
bool galley_heads(const struct markup *node);

/* A label at the left of what was set from slab start on, hanging at x. */
void galley_label(struct galley *g, const struct box *label, float x,
	size_t start, const struct tag *tag);
const struct box *galley_pack(
	struct galley *g, struct words words, const struct tag *tag);

/* Narrowest and natural width of a cell; INFINITY with blocks inside. */
float galley_extent(
	struct galley *g, struct words words, unsigned look, float *narrowest);

#endif
