#include "render/type/paragraph.h"

#include <math.h>

#include "base/utf8.h"

/* Penalties of breaks inside what is written without spaces. */
enum {
	AFTER_HYPHEN = 50,
	AFTER_SLASH = 300,
	INSIDE_LONG = 2000,
	AT_SPACE_IN_SOURCE = 100,
	IN_SOURCE = 400,
};

/* No word is shaped that is longer; what is, is cut into such parts. */
enum { WORD_LIMIT = 192 };

static struct line_item *push(struct paragraph *p, enum item_kind kind)
{
	struct line_item *item =
		&PUSH(p->work->arena, p->items, p->count, p->capacity)[0];

	*item = (struct line_item){.kind = kind};
	return item;
}

static void push_penalty(struct paragraph *p, int penalty, bool flagged)
{
	struct line_item *item = push(p, ITEM_PENALTY);

	item->penalty = penalty;
	item->flagged = flagged;
}

void paragraph_box(struct paragraph *p, const struct box *box)
{
	struct line_item *item = push(p, ITEM_BOX);

	item->box = box;
	item->width = box->width;
}

static const struct box *box_empty(
	struct work *work, const struct ink *ink, float width)
{
	struct box *box = NEW(work->arena, struct box);

	box->ink = ink;
	box->width = width;
	return box;
}

static const struct box *box_of(
	struct work *work, enum box_kind kind, const struct ink *ink)
{
	struct box *box = NEW(work->arena, struct box);

	box->kind = kind;
	box->ink = ink;
	return box;
}

/* The space between words: half as much more, or a third less (Knuth). */
static void push_space(struct paragraph *p, const struct ink *ink)
{
	struct line_item *glue;
	const struct line_item *last = p->items + p->count - 1;

	if (!p->count || p->count == p->line ||
		(last->kind == ITEM_GLUE && !last->fill))
		return;
	glue = push(p, ITEM_GLUE);
	glue->box = &ink->space_box;
	glue->width = ink->space_width;
	glue->stretch = ink->space_width / 2;
	glue->shrink = ink->space_width / 3;
}

/* A space that no line breaks at. */
static void push_hard_space(struct paragraph *p, const struct ink *ink)
{
	struct line_item *glue;

	push_penalty(p, PENALTY_NEVER, false);
	glue = push(p, ITEM_GLUE);
	glue->box = &ink->space_box;
	glue->width = ink->space_width;
	glue->stretch = ink->space_width / 2;
	glue->shrink = ink->space_width / 3;
}

/* Glue that takes its share of the rest of the line. */
static void push_fill(struct paragraph *p, const struct box *box)
{
	struct line_item *glue;

	push_penalty(p, PENALTY_NEVER, false);
	glue = push(p, ITEM_GLUE);
	glue->fill = 1;
	glue->box = box;
	p->filled = true;
}

static void end_line(struct paragraph *p)
{
	if (!p->filled)
		push_fill(p, NULL);
	push_penalty(p, PENALTY_ALWAYS, false);
	p->filled = false;
	p->line = p->count;
}

void paragraph_break(struct paragraph *p)
{
	end_line(p);
}

bool paragraph_is_empty(const struct paragraph *p)
{
	return !p->count;
}

/* ---- text ---- */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' ||
		c == '\v';
}

static bool starts_at(struct str s, size_t i, const char *what, size_t len)
{
	return s.len - i >= len && !memcmp(s.ptr + i, what, len);
}

static bool is_letter(char c)
{
	return (c | 32) >= 'a' && (c | 32) <= 'z';
}

/* Letters on both sides, two at least: "nam/nữ", not "km/h" or "2026-27". */
static bool between_words(
	struct str word, size_t start, size_t at, size_t after)
{
	const char *c = word.ptr;

	if (at < start + 2 || after + 2 > word.len)
		return false;
	return (is_letter(c[at - 1]) || (c[at - 1] & 0x80)) &&
		(is_letter(c[after]) || (c[after] & 0x80));
}

/* Where the part of a word that begins at start ends, and the penalty of
 * breaking there. */
static size_t part_end(struct str word, size_t start, int *penalty)
{
	for (size_t i = start; i < word.len; i++) {
		size_t after = i + 1;

		*penalty = AFTER_HYPHEN;
		if (word.ptr[i] == '/')
			*penalty = AFTER_SLASH;
		else if (starts_at(word, i, "\xe2\x80\x93", 3) ||
			starts_at(word, i, "\xe2\x80\x94", 3))
			after = i + 3;
		else if (word.ptr[i] != '-')
			after = 0;
		if (after && between_words(word, start, i, after))
			return after;
	}
	return word.len;
}

/* Before a letter, not before a mark that sits on one. */
static size_t cut_long(struct str word, size_t start, size_t end)
{
	size_t cut = start + WORD_LIMIT;

	if (end - start <= WORD_LIMIT)
		return end;
	while (cut > start + WORD_LIMIT / 2 &&
		((word.ptr[cut] & 0xC0) == 0x80 ||
			(unsigned char)word.ptr[cut] == 0xCC ||
			(unsigned char)word.ptr[cut] == 0xCD))
		cut--;
	while ((word.ptr[cut] & 0xC0) == 0x80)
		cut++;
	return cut < end ? cut : end;
}

/* A word without spaces, in parts between which a line may break. */
static void push_word(
	struct paragraph *p, struct str word, const struct ink *ink)
{
	size_t start = 0;

	while (start < word.len) {
		int penalty = 0;
		size_t end = part_end(word, start, &penalty);
		size_t cut = cut_long(word, start, end);

		paragraph_box(p,
			box_text(p->work, ink,
				str_sub(word, start, cut - start)));
		if (cut < end)
			push_penalty(p, INSIDE_LONG, false);
		else if (end < word.len)
			push_penalty(p, penalty, penalty == AFTER_HYPHEN);
		start = cut;
	}
}

void paragraph_text(struct paragraph *p, struct str text, const struct ink *ink)
{
	size_t i = 0, start;

	while (i < text.len) {
		if (is_space(text.ptr[i])) {
			push_space(p, ink);
			i++;
			continue;
		}
		if (starts_at(text, i, "\xc2\xa0", 2)) {
			push_hard_space(p, ink);
			i += 2;
			continue;
		}
		for (start = i; i < text.len && !is_space(text.ptr[i]) &&
			!starts_at(text, i, "\xc2\xa0", 2);
			i++)
			;
		push_word(p, str_sub(text, start, i - start), ink);
	}
}

/* ---- formulas and pictures ---- */

/* Long sources may break after these. */
static bool breaks_source(char c)
{
	return c == '=' || c == '+' || c == '-' || c == ',' || c == ';' ||
		c == '<' || c == '>' || c == '&' || c == '}';
}

static void push_source(
	struct paragraph *p, struct str tex, const struct ink *ink)
{
	size_t start = 0, i;

	for (i = 0; i < tex.len; i++) {
		bool space = is_space(tex.ptr[i]);
		bool more = i + 1 < tex.len && !is_space(tex.ptr[i + 1]);

		if (!space &&
			!(breaks_source(tex.ptr[i]) && more &&
				i + 1 - start > 3) &&
			i - start < WORD_LIMIT)
			continue;
		if (!space && (tex.ptr[i + 1] & 0xC0) == 0x80)
			continue;
		if (i + !space > start) {
			paragraph_box(p,
				box_text(p->work, ink,
					str_sub(tex, start,
						i + !space - start)));
			push_penalty(p, space ? AT_SPACE_IN_SOURCE : IN_SOURCE,
				false);
		}
		if (space)
			push_space(p, ink);
		start = i + 1;
	}
	if (start < tex.len)
		paragraph_box(p,
			box_text(p->work, ink, str_sub(tex, start, tex.len)));
}

void paragraph_formula(
	struct paragraph *p, struct str tex, unsigned look, bool display)
{
	struct work *work = p->work;
	const struct tag *tag = tag_new(work, p->tag, TAG_FORMULA, tex);
	struct ink *ink = (struct ink *)ink_of(work, tag,
		(look & (LOOK_SMALL | LOOK_LARGE)) | LOOK_MONO, DECOR_TINT);

	ink->color = work->style.source;
	work->notes.formulas++;
	if (display && p->count > p->line)
		end_line(p);
	if (display) {
		paragraph_box(p, box_empty(work, NULL, 0));
		push_fill(p, NULL);
	}
	paragraph_box(p, box_empty(work, ink, 0.15f * ink->size));
	push_penalty(p, PENALTY_NEVER, false);
	push_source(p, str_trim(tex), ink);
	push_penalty(p, PENALTY_NEVER, false);
	paragraph_box(p, box_empty(work, ink, 0.15f * ink->size));
	if (display) {
		push_fill(p, NULL);
		end_line(p);
	}
}

static void add_child(
	struct box_child *child, float x, float y, const struct box *box)
{
	*child = (struct box_child){x, y, box};
}

static const struct box *box_frame(struct work *work, const struct ink *ink,
	float width, float height, float depth)
{
	struct box *box = NEW(work->arena, struct box);

	*box = (struct box){
		.kind = BOX_FRAME,
		.width = width,
		.height = height,
		.depth = depth,
		.ink = ink,
		.thick = work->style.rule,
	};
	return box;
}

/* A group of children, as large as its first. */
static struct box *box_group(struct work *work, size_t count)
{
	struct box *box = NEW(work->arena, struct box);

	box->kind = BOX_GROUP;
	box->children = NEW_ARRAY(work->arena, count, struct box_child);
	box->child_count = count;
	return box;
}

static struct str shorten(struct arena *arena, struct str text, size_t most)
{
	size_t offset = 0;

	for (size_t n = 0; n < most; n++) {
		if (offset >= text.len)
			return text;
		utf8_next(text, &offset);
	}
	return str_format(arena, "%.*s…", (int)offset, text.ptr);
}

const struct box *box_picture(struct work *work, const struct tag *parent,
	struct str name, struct str alt)
{
	const struct tag *tag =
		tag_new(work, parent, TAG_FIGURE, alt.len ? alt : name);
	const struct ink *ink = ink_of(work, tag, LOOK_SMALL | LOOK_MUTED, 0);
	struct str texts[2] = {name, alt};
	const struct box *lines[2];
	struct box *group = box_group(work, 3);
	struct box_child *child = (struct box_child *)group->children;
	float size = ink->size, width = 8 * size;

	work->notes.images++;
	for (int i = 0; i < 2; i++) {
		struct paragraph line = {.work = work, .tag = tag};

		paragraph_text(&line, shorten(work->arena, texts[i], 60), ink);
		lines[i] = paragraph_pack(&line);
		width = fmaxf(width, lines[i]->width + 2 * size);
	}
	group->width = width;
	group->height = 3.4f * size;
	group->depth = 1.2f * size;
	add_child(&child[0], 0, 0,
		box_frame(work, ink, width, group->height, group->depth));
	add_child(&child[1], (width - lines[0]->width) / 2, -1.6f * size,
		lines[0]);
	add_child(&child[2], (width - lines[1]->width) / 2, -0.2f * size,
		lines[1]);
	return group;
}

/* ---- packing and measuring ---- */

float paragraph_measure(const struct paragraph *p, float *narrowest)
{
	float width = 0, part = 0, most = 0;
	bool broken = false;

	for (size_t i = 0; i < p->count; i++) {
		const struct line_item *item = &p->items[i];

		if (item->kind != ITEM_PENALTY) {
			width += item->width;
			part += item->width;
		}
		if (item->kind == ITEM_GLUE && i &&
			p->items[i - 1].kind == ITEM_BOX)
			part = 0;
		if (item->kind == ITEM_PENALTY && item->penalty < PENALTY_NEVER)
			part = 0;
		if (item->kind == ITEM_PENALTY &&
			item->penalty <= PENALTY_ALWAYS && i + 1 < p->count)
			broken = true;
		most = fmaxf(most, part);
	}
	if (narrowest)
		*narrowest = most;
	return broken ? INFINITY : width;
}

const struct box *paragraph_pack(const struct paragraph *p)
{
	struct work *work = p->work;
	struct box *group = box_group(work, p->count);
	struct box_child *child = (struct box_child *)group->children;
	size_t count = 0;

	for (size_t i = 0; i < p->count; i++) {
		const struct line_item *item = &p->items[i];
		const struct box *box = item->box;

		if (item->kind == ITEM_PENALTY)
			continue;
		if (box) {
			add_child(&child[count++], group->width, 0, box);
			group->height = fmaxf(group->height, box->height);
			group->depth = fmaxf(group->depth, box->depth);
		}
		group->width += item->width;
	}
	group->child_count = count;
	return group;
}

/* ---- words ---- */

/* The words between with a frame around. */
static void push_framed(
	struct paragraph *p, struct words words, const struct ink *ink)
{
	struct work *work = p->work;
	struct paragraph inside = {.work = work, .tag = p->tag};
	struct box *group = box_group(work, 2);
	struct box_child *child = (struct box_child *)group->children;
	float pad = 0.4f * ink->size;
	const struct box *text;

	paragraph_words(&inside, words);
	text = paragraph_pack(&inside);
	group->width = text->width + 2 * pad;
	group->height = strut_height(work, ink->size) + 0.2f * pad;
	group->depth = strut_depth(work, ink->size) + 0.2f * pad;
	add_child(&child[0], 0, 0,
		box_frame(
			work, ink, group->width, group->height, group->depth));
	add_child(&child[1], pad, 0, text);
	paragraph_box(p, group);
}

static void push_blank(
	struct paragraph *p, const struct span *span, const struct ink *ink)
{
	struct work *work = p->work;
	bool dots = span->kind == SPAN_DOTS;
	struct box *box;

	if (span->width > 0) {
		box = (struct box *)box_of(
			work, dots ? BOX_DOTS : BOX_EMPTY, ink);
		box->width = span->width;
		paragraph_box(p, box);
		return;
	}
	/* Boxes at both ends keep it from vanishing at a line's end. */
	paragraph_box(p, box_empty(work, ink, 0));
	push_fill(p, dots ? box_of(work, BOX_DOTS, ink) : NULL);
	paragraph_box(p, box_empty(work, ink, 0));
}

static void push_pages(struct paragraph *p, const struct ink *ink)
{
	struct box *box = (struct box *)box_text(p->work, ink, STR("00"));

	box->kind = BOX_PAGES;
	paragraph_box(p, box);
}

static void push_span(struct paragraph *p, const struct span *span)
{
	unsigned look = span->look | p->look;
	const struct ink *ink = ink_of(p->work, p->tag, look, 0);
	struct span plain = *span;

	p->all = p->any || p->count ? p->all & look : look;
	p->any |= look;
	if (look & LOOK_BOX) {
		plain.look = look & ~(unsigned)LOOK_BOX;
		push_framed(p, (struct words){&plain, 1}, ink);
		return;
	}
	switch (span->kind) {
	case SPAN_TEXT:
		paragraph_text(p, span->text, ink);
		break;
	case SPAN_MARKUP:
		paragraph_markup(p, span->markup, look);
		break;
	case SPAN_DOTS:
	case SPAN_SPACE:
		push_blank(p, span, ink);
		break;
	case SPAN_PAGES:
		push_pages(p, ink);
		break;
	case SPAN_BREAK:
		paragraph_break(p);
		break;
	}
}

void paragraph_words(struct paragraph *p, struct words words)
{
	for (size_t i = 0; i < words.count; i++)
		push_span(p, &words.spans[i]);
}

/* ---- markup ---- */

bool markup_is_block(const struct markup *node)
{
	return node->kind < MARKUP_TEXT;
}

/* "(2) ______" */
static void push_gap(
	struct paragraph *p, const struct markup *gap, const struct ink *ink)
{
	struct work *work = p->work;
	struct box *line = (struct box *)box_of(work, BOX_RULE, ink);

	paragraph_text(
		p, str_format(work->arena, "(%d)\xc2\xa0", gap->level), ink);
	line->width = 5 * ink->size;
	line->height = -0.12f * ink->size;
	line->depth = 0.12f * ink->size + work->style.rule;
	push_penalty(p, PENALTY_NEVER, false);
	paragraph_box(p, line);
}

static unsigned look_inside(const struct markup *node, unsigned look)
{
	switch (node->kind) {
	case MARKUP_EMPHASIS:
		return look ^ LOOK_ITALIC;
	case MARKUP_STRONG:
		return look | LOOK_BOLD;
	case MARKUP_STRIKE:
		return look | LOOK_STRIKE;
	case MARKUP_UNDERLINE:
		return look | LOOK_UNDERLINE;
	default:
		return look;
	}
}

static void push_inline(
	struct paragraph *p, const struct markup *node, unsigned look)
{
	const struct ink *ink = ink_of(p->work, p->tag, look, 0);

	switch (node->kind) {
	case MARKUP_TEXT:
		paragraph_text(p, node->text, ink);
		break;
	case MARKUP_CODE:
		paragraph_text(p, node->text,
			ink_of(p->work, p->tag, look | LOOK_MONO, 0));
		break;
	case MARKUP_MATH:
	case MARKUP_DISPLAY:
		paragraph_formula(
			p, node->text, look, node->kind == MARKUP_DISPLAY);
		break;
	case MARKUP_IMAGE:
		paragraph_box(
			p, box_picture(p->work, p->tag, node->url, node->text));
		break;
	case MARKUP_BREAK:
		paragraph_break(p);
		break;
	case MARKUP_GAP:
		push_gap(p, node, ink);
		break;
	default:
		paragraph_markup(p, node, look_inside(node, look));
		break;
	}
}

/* The inline content of a node; for a document, of its first paragraph. */
void paragraph_markup(
	struct paragraph *p, const struct markup *node, unsigned look)
{
	if (!node)
		return;
	if (node->kind == MARKUP_DOCUMENT && node->child &&
		node->child->kind == MARKUP_PARAGRAPH)
		node = node->child;
	for (node = node->child; node; node = node->next)
		if (!markup_is_block(node))
			push_inline(p, node, look);
}

/* ---- the end ---- */

/* A word wider than the line becomes one box for each letter. */
static void split_word(struct paragraph *p, const struct box *box)
{
	const struct run *run = box->run;
	bool first = true;

	for (size_t i = 0; i < run->glyph_count; i++) {
		const struct run_glyph *glyph = &run->glyphs[i];

		if (!glyph->len)
			continue;
		if (!first)
			push_penalty(p, INSIDE_LONG, false);
		first = false;
		paragraph_box(p,
			box_text(p->work, box->ink,
				str_sub(run->text, glyph->text, glyph->len)));
	}
}

static bool too_wide(const struct line_item *item, float width)
{
	return item->kind == ITEM_BOX && item->box->kind == BOX_RUN &&
		item->width > width;
}

static void split_wide(struct paragraph *p, float width)
{
	const struct line_item *old = p->items;
	size_t count = p->count, first = 0;

	while (first < count && !too_wide(&old[first], width))
		first++;
	if (first == count)
		return;
	p->items = NULL;
	p->count = p->capacity = 0;
	for (size_t i = 0; i < count; i++)
		if (too_wide(&old[i], width))
			split_word(p, old[i].box);
		else
			*push(p, old[i].kind) = old[i];
}

void paragraph_finish(struct paragraph *p, float width)
{
	const struct line_item *last = p->items + p->count - 1;

	/* A space at the end is not part of the line. */
	if (p->count > p->line && last->kind == ITEM_GLUE && !last->fill)
		p->count--;
	if (p->count > p->line || !p->count)
		end_line(p);
	split_wide(p, width);
}
