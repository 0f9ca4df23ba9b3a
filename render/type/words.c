#include "render/type/paragraph.h"

/* Spans and markup → calls on a paragraph. */

/* The words between with a frame around. */
static void push_framed(
	struct paragraph *p, struct words words, const struct ink *ink)
{
	struct work *work = p->work;
	struct paragraph inside = {.work = work, .tag = p->tag};
	struct box *group = box_group(work, 2);
	float pad = 0.4f * ink->size;
	const struct box *text;

	paragraph_words(&inside, words);
	text = paragraph_pack(&inside);
	group->width = text->width + 2 * pad;
	group->height = strut_height(work, ink->size) + 0.2f * pad;
	group->depth = strut_depth(work, ink->size) + 0.2f * pad;
	box_add(group, 0, 0,
		box_frame(
			work, ink, group->width, group->height, group->depth));
	box_add(group, pad, 0, text);
	paragraph_box(p, group);
}

static void push_blank(
	struct paragraph *p, const struct span *span, const struct ink *ink)
{
	struct work *work = p->work;
	bool dots = span->kind == SPAN_DOTS;
	struct box *box;

	if (span->width > 0) {
		box = box_new(work, dots ? BOX_DOTS : BOX_EMPTY, ink);
		box->width = span->width;
		paragraph_box(p, box);
		return;
	}
	/* Boxes at both ends keep it from vanishing at a line's end. */
	paragraph_box(p, box_empty(work, ink, 0));
	paragraph_fill(p, dots ? box_new(work, BOX_DOTS, ink) : NULL);
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
	struct box *line = box_new(work, BOX_RULE, ink);

	paragraph_text(
		p, str_format(work->arena, "(%d)\xc2\xa0", gap->level), ink);
	line->width = 5 * ink->size;
	line->height = -0.12f * ink->size;
	line->depth = 0.12f * ink->size + work->style.rule;
	paragraph_penalty(p, PENALTY_NEVER, false);
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
		paragraph_picture(p, node, look, false);
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
	if (paragraph_pictures(p, node, look))
		return;
	for (node = node->child; node; node = node->next)
		if (!markup_is_block(node))
			push_inline(p, node, look);
}
