#include <math.h>
#include <string.h>

#include "render/type/galley_parts.h"

/* Markup blocks → calls on the galley. */

static const struct tag *child_tag(struct galley *g, enum tag_role role)
{
	return tag_new(&g->work, g->tag, role, (struct str){NULL, 0});
}

/* Inlines that stand among blocks without a paragraph around them, as in the
 * items of a tight list. Returns the node after them. */
static const struct markup *loose_inlines(
	struct galley *g, const struct markup *node, unsigned look)
{
	struct markup around = {.kind = MARKUP_PARAGRAPH};
	const struct markup *end = node;
	struct markup *copy, **link = (struct markup **)&around.child;

	for (; end && !markup_is_block(end); end = end->next) {
		copy = NEW(g->work.arena, struct markup);
		*copy = *end;
		copy->next = NULL;
		*link = copy;
		link = (struct markup **)&copy->next;
	}
	galley_set(g, WORDS(MARKUP(&around, look)), 0, ALIGN_NONE,
		child_tag(g, TAG_P));
	return end;
}

static bool is_emphasised(const struct markup *node)
{
	const struct markup *child = node->child;

	return node->kind == MARKUP_PARAGRAPH && child && !child->next &&
		(child->kind == MARKUP_STRONG ||
			child->kind == MARKUP_EMPHASIS);
}

/* An instruction and a title, but not a whole text of bold lines. */
bool galley_heads(const struct markup *node)
{
	const struct markup *next = node->next;

	if (!is_emphasised(node) || !next)
		return false;
	return !is_emphasised(next) ||
		(next->next && !is_emphasised(next->next));
}

/* A paragraph of pictures and nothing else stands in the middle. */
static enum markup_align paragraph_align(const struct markup *node)
{
	return markup_is_pictures(node) ? ALIGN_CENTER : ALIGN_NONE;
}

static void paragraph(
	struct galley *g, const struct markup *node, unsigned look)
{
	enum markup_align align = paragraph_align(node);

	if (align == ALIGN_CENTER)
		galley_block_apart(g);
	galley_set(g, WORDS(MARKUP(node, look)), 0, align, child_tag(g, TAG_P));
	if (align == ALIGN_CENTER)
		galley_block_apart(g);
	g->flow->glued = galley_heads(node);
}

static void heading(struct galley *g, const struct markup *node, unsigned look)
{
	flow_group_begin(g->flow);
	galley_set(g, WORDS(MARKUP(node, look | LOOK_BOLD)), 0, ALIGN_LEFT,
		child_tag(g, TAG_H2));
	flow_group_end(g->flow);
	g->flow->glued = true;
}

/* Deep nesting stops to indent before the line is too narrow for text. */
static float indent_by(const struct galley *g, float wanted)
{
	float least = 8 * g->work.style.size;

	return galley_room(g) - wanted >= least ? wanted : 0;
}

/* Of an item with such a label: where it is narrow, by no more than that. */
static float item_indent(const struct galley *g, float label)
{
	float size = g->work.style.size, wanted = g->work.style.indent;
	float hanging = label + 0.3f * size;
	float indent = indent_by(g, fmaxf(wanted, hanging));

	if (indent <= 0 && galley_room(g) - hanging >= 3 * size)
		indent = hanging;
	return indent;
}

static struct str item_label(
	struct galley *g, const struct markup *list, int number)
{
	if (list->start < 0)
		return STR("–");
	return str_format(g->work.arena, "%d.", list->start + number);
}

static void item(struct galley *g, const struct markup *node, struct str text,
	unsigned look)
{
	const struct tag *outer = g->tag;
	const struct tag *mark;
	const struct box *label;
	struct flow *flow = g->flow;
	size_t start = flow->count;
	float indent;

	g->tag = child_tag(g, TAG_ITEM);
	mark = child_tag(g, TAG_LABEL);
	label = galley_pack(g, WORDS(TEXT(text, look)), mark);
	indent = item_indent(g, label->width);
	g->tag = child_tag(g, TAG_BODY);
	flow->left += indent;
	galley_blocks(g, node->child, look);
	galley_label(g, label,
		flow->left - label->width - 0.3f * g->work.style.size, start,
		mark);
	flow->left -= indent;
	g->tag = outer;
}

static void list(struct galley *g, const struct markup *node, unsigned look)
{
	const struct tag *outer = g->tag;
	int number = 0;

	g->tag = child_tag(g, TAG_LIST);
	for (const struct markup *i = node->child; i; i = i->next) {
		if (number)
			flow_gap(g->flow, g->work.style.paragraph_gap / 2, 0,
				true);
		item(g, i, item_label(g, node, number++), look);
	}
	g->tag = outer;
}

static void quote(struct galley *g, const struct markup *node, unsigned look)
{
	float indent = indent_by(g, 2 * g->work.style.indent) / 2;

	g->flow->left += indent;
	g->flow->width -= indent;
	galley_blocks(g, node->child, look);
	g->flow->width += indent;
	g->flow->left -= indent;
}

/* White space above and below code, on its ground. */
static const float code_pad = 2;

/* Every space counts in code, so each is one that does not vanish; but after a
 * word a line that is too long may be broken. */
static struct str code_line(struct arena *arena, struct str line)
{
	struct buf out = {.arena = arena};
	bool word = false; /* before this */

	for (size_t i = 0; i < line.len; i++) {
		if (line.ptr[i] == '\t')
			buf_text(&out, "\xc2\xa0\xc2\xa0\xc2\xa0\xc2\xa0");
		else if (line.ptr[i] == ' ')
			buf_text(&out, word ? " " : "\xc2\xa0");
		else if (line.ptr[i] != '\r')
			buf_char(&out, line.ptr[i]);
		word = !strchr(" \t", line.ptr[i]);
	}
	return buf_str(&out);
}

/* Code with lines that are too long is set smaller, and broken if need be. */
static unsigned code_look(struct galley *g, struct str text)
{
	struct str line;

	while (str_cut(&text, '\n', &line))
		if (galley_measure(g,
			    WORDS(TEXT(code_line(g->work.arena, line),
				    LOOK_MONO))) > galley_room(g))
			return LOOK_MONO | LOOK_SMALL;
	return LOOK_MONO;
}

static void tint_slab(struct galley *g, struct slab *slab, float x, float w)
{
	struct piece *piece = slab_piece(&g->work, slab, PIECE_RECT);

	piece->x = x;
	piece->w = w;
	piece->h = slab->height;
	piece->color = g->work.style.source_tint;
}

static void code(struct galley *g, const struct markup *node)
{
	struct flow *flow = g->flow;
	const struct tag *tag = child_tag(g, TAG_CODE);
	struct str rest = node->text, line;
	float left = flow->left;
	size_t start = flow->count;
	unsigned look;

	if (rest.len && rest.ptr[rest.len - 1] == '\n')
		rest.len--;
	flow->left += g->work.style.padding;
	look = code_look(g, rest);
	flow_group_begin(flow);
	flow_slab(flow, code_pad);
	while (str_cut(&rest, '\n', &line))
		galley_set(g,
			WORDS(TEXT(code_line(g->work.arena, line), look),
				BREAK),
			0, ALIGN_LEFT, tag);
	flow->glued = true;
	flow_slab(flow, code_pad);
	if (start + 1 < flow->count)
		flow->slabs[start + 1].penalty = PENALTY_NEVER;
	flow_group_end(flow);
	flow->left = left;
	for (size_t i = start; i < flow->count; i++)
		tint_slab(g, &flow->slabs[i], left, galley_room(g));
}

static size_t count_children(const struct markup *node)
{
	size_t count = 0;

	for (node = node->child; node; node = node->next)
		count++;
	return count;
}

static struct table_row markup_row(struct arena *arena,
	const struct markup *row, struct table_column *columns, size_t most,
	unsigned look)
{
	size_t count = count_children(row), i = 0;
	struct table_cell *cells = NEW_ARRAY(arena, count, struct table_cell);

	for (const struct markup *c = row->child; c; c = c->next, i++) {
		struct span *span = NEW(arena, struct span);

		*span = MARKUP(c, look | (row->level ? LOOK_BOLD : 0));
		cells[i].words = (struct words){span, 1};
		cells[i].align = c->align;
		if (i < most && columns[i].align == ALIGN_NONE)
			columns[i].align = c->align;
	}
	return (struct table_row){cells, count, row->level == 1};
}

static void markup_table(
	struct galley *g, const struct markup *node, unsigned look)
{
	struct arena *arena = g->work.arena;
	size_t n = count_children(node), i = 0, most = 0;
	struct table_row *rows = NEW_ARRAY(arena, n, struct table_row);
	struct table_column *columns;
	struct table table = {
		.rows = rows, .row_count = n, .align = ALIGN_CENTER};

	/* What hangs from a label stays near it. */
	if (g->flow->left > 0)
		table.align = ALIGN_LEFT;

	for (const struct markup *r = node->child; r; r = r->next)
		if (count_children(r) > most)
			most = count_children(r);
	columns = NEW_ARRAY(arena, most, struct table_column);
	for (const struct markup *r = node->child; r; r = r->next)
		rows[i++] = markup_row(arena, r, columns, most, look);
	table.columns = columns;
	table.column_count = most;
	galley_table(g, &table);
}

static void block(struct galley *g, const struct markup *node, unsigned look)
{
	switch (node->kind) {
	case MARKUP_PARAGRAPH:
		paragraph(g, node, look);
		break;
	case MARKUP_HEADING:
		galley_block_apart(g);
		heading(g, node, look);
		break;
	case MARKUP_LIST:
		list(g, node, look);
		break;
	case MARKUP_QUOTE:
		quote(g, node, look);
		break;
	case MARKUP_CODE_BLOCK:
		galley_block_apart(g);
		code(g, node);
		galley_block_apart(g);
		break;
	case MARKUP_RULE:
		galley_block_apart(g);
		galley_rule(g, 0, ALIGN_LEFT);
		galley_block_apart(g);
		break;
	case MARKUP_TABLE:
		markup_table(g, node, look);
		break;
	default:
		galley_blocks(g, node->child, look);
		break;
	}
}

void galley_blocks(struct galley *g, const struct markup *node, unsigned look)
{
	bool first = true;

	while (node) {
		if (!first)
			galley_block(g);
		first = false;
		if (markup_is_block(node)) {
			block(g, node, look);
			node = node->next;
		} else {
			node = loose_inlines(g, node, look);
		}
	}
}
