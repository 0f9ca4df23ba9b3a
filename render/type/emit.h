#ifndef RENDER_TYPE_EMIT_H
#define RENDER_TYPE_EMIT_H

#include <stddef.h>

#include "render/type/flow.h"
#include "render/type/work.h"

/* Placed slabs → the operations of a page. What is drawn belongs to tags, and
 * the operations that open and close them are made where they change. Text of
 * one line in one face is one operation, with its spaces. */
struct emitter {
	struct work *work;
	struct str pages; /* the number of pages, in two digits */
	struct op *ops;
	size_t count, capacity;
	const struct tag *tag; /* the innermost open; NULL none */
	bool artifact;         /* an artifact is open */
	bool open;             /* the last operation takes more glyphs */
	struct glyph *glyphs;  /* room for more */
	size_t glyph_room;
	char *text;
	size_t text_room;
};

/* One more operation, with no more than its kind. */
struct op *emit_op(struct emitter *e, enum op_kind kind);
/* The sketch of a box's picture: where it is, and its operations there, as
 * large as the box. The tag is open. */
void emit_sketch(struct emitter *e, const struct box *box, float x, float y);

/* x, y: the slab's top left corner on the page. artifact: all of it is one,
 * whatever its inks say. */
void emit_slab(struct emitter *e, const struct slab *slab, float x, float y,
	bool artifact);
/* The same with the baseline at y. */
void emit_box(struct emitter *e, const struct box *box, float x, float y,
	bool artifact);
void emit_rule(struct emitter *e, float x, float y, float w, float thick);

/* The page so far; the emitter is then ready for the next. */
struct page emit_page(struct emitter *e, float width, float height);

#endif
