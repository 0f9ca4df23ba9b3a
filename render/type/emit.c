#include "render/type/emit.h"

#include <math.h>
#include <string.h>

enum { GLYPH_CHUNK = 1024, TEXT_CHUNK = 4096 };

/* Everything that is not read aloud is drawn first, so that tags change
 * seldom; text is drawn over it. */
enum pass { PASS_UNDER, PASS_TEXT };

/* ---- tags ---- */

struct op *emit_op(struct emitter *e, enum op_kind kind)
{
	struct op *op = &PUSH(e->work->arena, e->ops, e->count, e->capacity)[0];

	*op = (struct op){.kind = kind};
	e->open = false;
	return op;
}

static void open_tag(
	struct emitter *e, const struct tag *tag, const struct tag *above)
{
	struct op *op;

	if (tag == above)
		return;
	open_tag(e, tag->parent, above);
	op = emit_op(e, OP_TAG_BEGIN);
	op->role = tag->role;
	op->tag = tag->number;
	op->alt = tag->alt;
	op->language = tag->language;
}

static void close_tags(struct emitter *e, const struct tag *above)
{
	for (; e->tag != above; e->tag = e->tag->parent)
		emit_op(e, OP_TAG_END)->tag = e->tag->number;
}

static const struct tag *common(const struct tag *a, const struct tag *b)
{
	while (a != b) {
		if (!a || !b)
			return NULL;
		if (a->depth >= b->depth)
			a = a->parent;
		else
			b = b->parent;
	}
	return a;
}

/* NULL: an artifact. */
static void set_tag(struct emitter *e, const struct tag *tag)
{
	if (!tag && !e->artifact) {
		close_tags(e, NULL);
		emit_op(e, OP_TAG_BEGIN)->role = TAG_ARTIFACT;
		e->artifact = true;
	}
	if (!tag || tag == e->tag)
		return;
	if (e->artifact)
		emit_op(e, OP_TAG_END);
	e->artifact = false;
	close_tags(e, common(e->tag, tag));
	open_tag(e, tag, e->tag);
	e->tag = tag;
}

static void end_tags(struct emitter *e)
{
	close_tags(e, NULL);
	if (e->artifact)
		emit_op(e, OP_TAG_END);
	e->artifact = false;
}

struct page emit_page(struct emitter *e, float width, float height)
{
	struct page page = {.width = width, .height = height};

	end_tags(e);
	page.op_count = e->count;
	page.ops =
		arena_copy(e->work->arena, e->ops, e->count * sizeof *e->ops);
	e->count = 0;
	e->open = false;
	return page;
}

/* ---- glyphs ---- */

static bool same_color(struct color a, struct color b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b;
}

/* The operation that takes glyphs of this face and ink, with room for one
 * glyph and len bytes of text more. */
static struct op *glyph_op(
	struct emitter *e, struct face *face, const struct ink *ink, size_t len)
{
	struct op *op = e->open ? &e->ops[e->count - 1] : NULL;

	if (op && op->face == face && op->size == ink->size &&
		same_color(op->color, ink->color) && e->glyph_room &&
		e->text_room > len)
		return op;
	if (!e->glyph_room) {
		e->glyph_room = GLYPH_CHUNK;
		e->glyphs =
			NEW_ARRAY(e->work->arena, e->glyph_room, struct glyph);
	}
	if (e->text_room <= len) {
		e->text_room = TEXT_CHUNK + len;
		e->text = arena_alloc(e->work->arena, e->text_room);
	}
	op = emit_op(e, OP_GLYPHS);
	op->face = face;
	op->size = ink->size;
	op->color = ink->color;
	op->glyphs = e->glyphs;
	op->text.ptr = e->text;
	e->open = true;
	return op;
}

static void put_glyph(struct emitter *e, struct op *op, const struct run *run,
	const struct run_glyph *from, float x, float y)
{
	*e->glyphs = (struct glyph){
		.id = from->id,
		.x = x,
		.y = y,
		.text = (uint32_t)op->text.len,
		.len = from->len,
	};
	memcpy(e->text, run->text.ptr + from->text, from->len);
	op->text.len += from->len;
	op->glyph_count++;
	e->text += from->len;
	e->text_room -= from->len;
	e->glyphs++;
	e->glyph_room--;
}

static void put_run(struct emitter *e, const struct ink *ink,
	const struct run *run, float x, float y)
{
	float spread = 0;

	for (size_t i = 0; i < run->piece_count; i++) {
		const struct run_piece *piece = &run->pieces[i];

		for (size_t k = 0; k < piece->count; k++) {
			const struct run_glyph *glyph =
				&run->glyphs[piece->first + k];
			struct op *op =
				glyph_op(e, piece->face, ink, glyph->len);

			put_glyph(e, op, run, glyph,
				x + spread + glyph->x * ink->size,
				y + glyph->y * ink->size);
			if (glyph->len)
				spread += ink->letter_space;
		}
	}
}

/* ---- what is not text ---- */

static void put_rect(struct emitter *e, float x, float y, float w, float h,
	struct color color)
{
	struct op *op;

	set_tag(e, NULL);
	op = emit_op(e, OP_RECT);
	op->x = x;
	op->y = y;
	op->w = w;
	op->h = h;
	op->color = color;
}

static void put_line(struct emitter *e, float x, float y, float w, float h,
	float thick, struct color color)
{
	struct op *op;

	set_tag(e, NULL);
	op = emit_op(e, OP_LINE);
	op->x = x;
	op->y = y;
	op->w = w;
	op->h = h;
	op->width = thick;
	op->color = color;
}

void emit_rule(struct emitter *e, float x, float y, float w, float thick)
{
	put_line(e, x, y, w, 0, thick, e->work->style.line);
}

static void put_frame(
	struct emitter *e, const struct box *box, float x, float y)
{
	struct op *op;

	set_tag(e, NULL);
	op = emit_op(e, OP_STROKE);
	op->x = x;
	op->y = y - box->height;
	op->w = box->width;
	op->h = box->height + box->depth;
	op->width = box->thick;
	op->color = e->work->style.line;
}

static void put_stroke(
	struct emitter *e, const struct box *box, float x, float y)
{
	float height = box->height + box->depth;

	put_line(e, x, box->falling ? y - box->height : y + box->depth,
		box->width, box->falling ? height : -height, box->thick,
		box->ink->color);
}

/* Full stops on a grid of the page, so that lines of them stand in columns. */
static void put_dots(
	struct emitter *e, const struct ink *ink, float x, float y, float width)
{
	const struct run *dot =
		shape(e->work->shaper, ink->role, STR("."), false);
	float pitch = 0.28f * ink->size;
	float at = ceilf(x / pitch) * pitch;

	set_tag(e, NULL);
	e->open = false;
	for (; at + pitch <= x + width; at += pitch)
		put_run(e, ink, dot, at, y);
	e->open = false;
}

/* ---- boxes ---- */

static void put_pages(
	struct emitter *e, const struct box *box, float x, float y)
{
	const struct run *run =
		shape(e->work->shaper, box->ink->role, e->pages, false);
	float room = box->width - run->width * box->ink->size;

	put_run(e, box->ink, run, x + room / 2, y);
}

/* A tag's drawing, unless all of it is an artifact. */
struct target {
	struct emitter *e;
	enum pass pass;
	bool artifact;
};

/* Glyphs without characters, as the parts of a large bracket, are drawn as
 * rules are. */
static void put_text(const struct target *t, const struct box *box,
	const struct run *run, float x, float y)
{
	bool mute = run->glyph_count && !run->text.len;

	if (t->pass != (mute ? PASS_UNDER : PASS_TEXT))
		return;
	set_tag(t->e, mute || t->artifact ? NULL : box->ink->tag);
	put_run(t->e, box->ink, run, x, y);
}

static void put_image(
	const struct target *t, const struct box *box, float x, float y)
{
	struct op *op;

	if (t->pass != PASS_TEXT)
		return;
	set_tag(t->e, t->artifact ? NULL : box->ink->tag);
	if (box->picture->sketch) {
		emit_sketch(t->e, box, x, y);
		return;
	}
	op = emit_op(t->e, OP_IMAGE);
	op->x = x;
	op->y = y - box->height;
	op->w = box->width;
	op->h = box->height + box->depth;
	op->image = box->picture->hash;
	op->picture = box->picture;
}

static void put_box(const struct target *t, const struct box *box, float x,
	float y, float width)
{
	struct emitter *e = t->e;
	bool under = t->pass == PASS_UNDER;

	switch (box->kind) {
	case BOX_RUN:
	case BOX_SPACE:
		put_text(t, box, box->run, x, y);
		break;
	case BOX_IMAGE:
		put_image(t, box, x, y);
		break;
	case BOX_PAGES:
		if (under)
			break;
		set_tag(e, t->artifact ? NULL : box->ink->tag);
		put_pages(e, box, x, y);
		break;
	case BOX_RULE:
		if (under)
			put_rect(e, x, y - box->height, width,
				box->height + box->depth, box->ink->color);
		break;
	case BOX_FRAME:
		if (under)
			put_frame(e, box, x, y);
		break;
	case BOX_STROKE:
		if (under)
			put_stroke(e, box, x, y);
		break;
	case BOX_DOTS:
		if (under)
			put_dots(e, box->ink, x, y, width);
		break;
	case BOX_GROUP:
		for (size_t i = 0; i < box->child_count; i++) {
			const struct box_child *child = &box->children[i];

			put_box(t, child->box, x + child->x, y + child->y,
				child->box->width);
		}
		break;
	case BOX_EMPTY:
		break;
	}
}

void emit_box(struct emitter *e, const struct box *box, float x, float y,
	bool artifact)
{
	struct target under = {e, PASS_UNDER, artifact};
	struct target text = {e, PASS_TEXT, artifact};

	e->open = false;
	put_box(&under, box, x, y, box->width);
	put_box(&text, box, x, y, box->width);
}

/* ---- lines ---- */

static float item_width(const struct line_item *item, const struct line *line)
{
	float give = line->ratio > 0 ? item->stretch : item->shrink;

	if (item->kind == ITEM_GLUE)
		return item->width + line->ratio * give +
			line->fill * item->fill;
	return item->kind == ITEM_BOX ? item->width : 0;
}

static void put_decor(
	struct emitter *e, const struct ink *ink, float x, float y, float width)
{
	float size = ink->size;

	if (ink->decor & DECOR_TINT)
		put_rect(e, x, y - 0.8f * size, width, 1.08f * size,
			ink->ground);
	if (ink->decor & DECOR_UNDERLINE)
		put_line(e, x, y + 0.14f * size, width, 0, 0.05f * size,
			ink->color);
	if (ink->decor & DECOR_STRIKE)
		put_line(e, x, y - 0.24f * size, width, 0, 0.05f * size,
			ink->color);
}

/* Grounds and underlines go on over all items of one ink. */
static void decorate(
	struct emitter *e, const struct piece *piece, float x, float y)
{
	const struct line *line = piece->line;
	const struct ink *ink = NULL;
	float start = x;

	for (size_t i = line->first; i < line->end; i++) {
		const struct line_item *item = &piece->items[i];
		const struct ink *now = item->box ? item->box->ink : NULL;

		if (item->kind == ITEM_PENALTY)
			continue;
		if (now != ink) {
			if (ink && ink->decor)
				put_decor(e, ink, start, y, x - start);
			ink = now;
			start = x;
		}
		x += item_width(item, line);
	}
	if (ink && ink->decor)
		put_decor(e, ink, start, y, x - start);
}

/* The last thing on a line. */
static const struct box *last_box(const struct piece *piece)
{
	for (size_t i = piece->line->end; i-- > piece->line->first;)
		if (piece->items[i].box)
			return piece->items[i].box;
	return NULL;
}

static const struct box *glue_box(const struct line_item *item)
{
	return item->kind == ITEM_GLUE ? item->box : NULL;
}

/* The space that a line ends at, also where a new line was asked for; NULL
 * inside a word and at the paragraph's end. */
static const struct box *end_space(const struct piece *piece)
{
	const struct line_item *end = &piece->items[piece->line->end];
	const struct box *box;

	if (!piece->more)
		return NULL;
	if (end->kind == ITEM_PENALTY && end->penalty <= PENALTY_ALWAYS)
		box = last_box(piece);
	else
		box = glue_box(end->kind == ITEM_GLUE ? end : end + 1);
	return box && box->ink ? &box->ink->space_box : NULL;
}

/* The space at a line's end is not seen, but who has the text read aloud, or
 * copies it, wants the words apart. */
static void put_items(
	const struct target *t, const struct piece *piece, float x, float y)
{
	const struct line *line = piece->line;
	const struct box *space = end_space(piece);

	for (size_t i = line->first; i < line->end; i++) {
		const struct line_item *item = &piece->items[i];
		float width = item_width(item, line);

		if (item->box && item->kind != ITEM_PENALTY)
			put_box(t, item->box, x, y, width);
		x += width;
	}
	if (space)
		put_box(t, space, x, y, space->width);
}

static void put_piece(
	const struct target *t, const struct piece *piece, float x, float y)
{
	bool under = t->pass == PASS_UNDER;

	x += piece->x;
	y += piece->y;
	t->e->open = false;
	switch (piece->kind) {
	case PIECE_LINE:
		if (under)
			decorate(t->e, piece, x, y);
		put_items(t, piece, x, y);
		break;
	case PIECE_BOX:
		put_box(t, piece->box, x, y, piece->box->width);
		break;
	case PIECE_RECT:
		if (under)
			put_rect(t->e, x, y, piece->w, piece->h, piece->color);
		break;
	case PIECE_RULE:
		if (under)
			put_line(t->e, x, y, piece->w, piece->h, piece->thick,
				piece->color);
		break;
	case PIECE_DOTS:
		if (under)
			put_dots(t->e, piece->ink, x, y, piece->w);
		break;
	}
}

static void put_slab(
	const struct target *t, const struct slab *slab, float x, float y)
{
	/* Grounds lie under everything. */
	for (size_t i = 0; i < slab->piece_count; i++)
		if (slab->pieces[i].kind == PIECE_RECT)
			put_piece(t, &slab->pieces[i], x, y);
	for (size_t i = 0; i < slab->piece_count; i++)
		if (slab->pieces[i].kind != PIECE_RECT)
			put_piece(t, &slab->pieces[i], x, y);
}

void emit_slab(struct emitter *e, const struct slab *slab, float x, float y,
	bool artifact)
{
	struct target under = {e, PASS_UNDER, artifact};
	struct target text = {e, PASS_TEXT, artifact};

	put_slab(&under, slab, x, y);
	put_slab(&text, slab, x, y);
}
