#include "base/markup/markup.h"

static bool is_block(const struct markup *node)
{
	return node->kind < MARKUP_TEXT;
}

static void put_plain(struct buf *out, const struct markup *node);

/* Blocks on lines of their own, cells of a row on one. */
static void put_children(struct buf *out, const struct markup *node)
{
	const struct markup *child = node->child;

	for (; child; child = child->next) {
		if (is_block(child) && out->len &&
			out->ptr[out->len - 1] != '\n')
			buf_char(out, child->kind == MARKUP_CELL ? ' ' : '\n');
		put_plain(out, child);
	}
}

static void put_plain(struct buf *out, const struct markup *node)
{
	switch (node->kind) {
	case MARKUP_BREAK:
		buf_char(out, ' ');
		break;
	case MARKUP_GAP:
		buf_text(out, "…");
		break;
	default:
		buf_add(out, node->text);
		put_children(out, node);
		break;
	}
}

struct str markup_plain(struct arena *arena, const struct markup *tree)
{
	struct buf out = {.arena = arena};

	put_plain(&out, tree);
	return buf_str(&out);
}

bool markup_is_inline(const struct markup *tree)
{
	const struct markup *paragraph = tree->child;

	if (!paragraph)
		return true;
	if (paragraph->kind != MARKUP_PARAGRAPH || paragraph->next)
		return false;
	for (const struct markup *i = paragraph->child; i; i = i->next)
		if (i->kind == MARKUP_DISPLAY)
			return false;
	return true;
}
