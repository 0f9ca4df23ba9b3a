#include "cli/terminal_markup.h"

#include "base/i18n.h"
#include "base/markup/markup.h"

/* ---- within a paragraph ---- */

static void add_children(
	struct terminal_words *words, unsigned look, const struct markup *node);

static void add_formula(struct terminal_words *words, unsigned look,
	const char *dollars, struct str tex)
{
	look |= TERMINAL_MATH;
	terminal_add(words, look, str_from(dollars));
	terminal_add(words, look, str_trim(tex));
	terminal_add(words, look, str_from(dollars));
}

static void add_image(
	struct terminal_words *words, unsigned look, const struct markup *node)
{
	struct arena *arena = words->arena;

	terminal_add(words, look | TERMINAL_CODE,
		str_format(arena, _("[picture: %.*s]"), STR_ARG(node->url)));
	if (node->text.len)
		terminal_add(words, look,
			str_format(arena, " (%.*s)", STR_ARG(node->text)));
}

static void add_link(
	struct terminal_words *words, unsigned look, const struct markup *node)
{
	struct str shown = markup_plain(words->arena, node);

	add_children(words, look | TERMINAL_UNDERLINE, node);
	if (!str_equal(shown, node->url))
		terminal_add(words, look | TERMINAL_DIM,
			str_format(
				words->arena, " (%.*s)", STR_ARG(node->url)));
}

static void add_inline(
	struct terminal_words *words, unsigned look, const struct markup *node)
{
	switch (node->kind) {
	case MARKUP_EMPHASIS:
		add_children(words, look | TERMINAL_ITALIC, node);
		break;
	case MARKUP_STRONG:
		add_children(words, look | TERMINAL_BOLD, node);
		break;
	case MARKUP_STRIKE:
		add_children(words, look | TERMINAL_STRIKE, node);
		break;
	case MARKUP_UNDERLINE:
		add_children(words, look | TERMINAL_UNDERLINE, node);
		break;
	case MARKUP_CODE:
		terminal_add(words, look | TERMINAL_CODE, node->text);
		break;
	case MARKUP_MATH:
		add_formula(words, look, "$", node->text);
		break;
	case MARKUP_DISPLAY:
		add_formula(words, look, "$$", node->text);
		break;
	case MARKUP_LINK:
		add_link(words, look, node);
		break;
	case MARKUP_IMAGE:
		add_image(words, look, node);
		break;
	case MARKUP_BREAK:
		terminal_add(words, look, STR("\n"));
		break;
	case MARKUP_GAP:
		terminal_add(words, look | TERMINAL_BOLD,
			str_format(words->arena, "[%d]", node->level));
		break;
	default:
		terminal_add(words, look, node->text);
		add_children(words, look, node);
		break;
	}
}

static bool is_block(const struct markup *node)
{
	return node->kind < MARKUP_TEXT;
}

/* Blocks within are parted by a space. */
static void add_children(
	struct terminal_words *words, unsigned look, const struct markup *node)
{
	for (const struct markup *i = node->child; i; i = i->next) {
		add_inline(words, look, i);
		if (is_block(i) && i->next)
			terminal_add(words, look, STR(" "));
	}
}

void terminal_add_markup(
	struct terminal_words *words, unsigned look, struct str text)
{
	add_children(words, look, markup_parse(words->arena, text));
}

/* ---- blocks ---- */

static void put_blocks(struct terminal *t, unsigned look,
	const struct markup *first, bool tight);

/* Inlines from *node on up to a displayed formula, which stands alone. */
static void put_inlines(struct terminal *t, unsigned look,
	const struct markup *first, const struct markup *end)
{
	struct terminal_words words = {.arena = t->out.arena};

	for (const struct markup *i = first; i != end; i = i->next)
		add_inline(&words, look, i);
	if (words.count)
		terminal_put(t, &words);
}

static void put_display(
	struct terminal *t, unsigned look, const struct markup *node)
{
	terminal_hang(t, 4, 0, STR(""));
	put_inlines(t, look, node, node->next);
	terminal_unhang(t, 4);
}

/* The inlines of a paragraph or a tight item, up to the first block. */
static const struct markup *put_text(
	struct terminal *t, unsigned look, const struct markup *node)
{
	while (node && !is_block(node)) {
		const struct markup *end = node;

		while (end && !is_block(end) && end->kind != MARKUP_DISPLAY)
			end = end->next;
		put_inlines(t, look, node, end);
		if (!end || is_block(end))
			return end;
		put_display(t, look, end);
		node = end->next;
	}
	return node;
}

static size_t count_of(const struct markup *first)
{
	size_t count = 0;

	for (; first; first = first->next)
		count++;
	return count;
}

/* Numbers stand in a column as wide as the last. */
static void put_list(
	struct terminal *t, unsigned look, const struct markup *list)
{
	struct arena *arena = t->out.arena;
	int number = list->start, last = number + (int)count_of(list->child);
	unsigned columns = number < 0
		? 2
		: (unsigned)str_format(arena, "%d. ", last - 1).len;

	for (const struct markup *i = list->child; i; i = i->next) {
		struct str label = number < 0
			? STR("•")
			: str_format(arena, "%*d.", (int)columns - 2, number++);

		terminal_hang(t, columns, look, label);
		put_blocks(t, look, i->child, true);
		terminal_unhang(t, columns);
	}
}

static void put_quote(
	struct terminal *t, unsigned look, const struct markup *quote)
{
	terminal_hang(t, 4, 0, STR(""));
	put_blocks(t, look | TERMINAL_ITALIC, quote->child, false);
	terminal_unhang(t, 4);
}

static void put_code(
	struct terminal *t, unsigned look, const struct markup *code)
{
	terminal_hang(t, 4, 0, STR(""));
	terminal_code(t, look | TERMINAL_CODE, code->text);
	terminal_unhang(t, 4);
}

static void put_heading(
	struct terminal *t, unsigned look, const struct markup *heading)
{
	put_text(t, look | TERMINAL_BOLD, heading->child);
}

static void put_rule(
	struct terminal *t, unsigned look, const struct markup *rule)
{
	(void)look;
	(void)rule;
	terminal_rule(t);
}

static void put_table(
	struct terminal *t, unsigned look, const struct markup *node)
{
	static const enum terminal_align aligns_of[] = {
		[ALIGN_NONE] = TERMINAL_LEFT,
		[ALIGN_LEFT] = TERMINAL_LEFT,
		[ALIGN_CENTER] = TERMINAL_CENTER,
		[ALIGN_RIGHT] = TERMINAL_TO_RIGHT,
	};
	struct arena *arena = t->out.arena;
	size_t rows = count_of(node->child), columns = (size_t)node->columns;
	struct terminal_words *cells =
		NEW_ARRAY(arena, rows * columns, struct terminal_words);
	enum terminal_align *aligns =
		NEW_ARRAY(arena, columns, enum terminal_align);
	struct terminal_table table = {.cells = cells,
		.rows = rows,
		.columns = columns,
		.aligns = aligns,
		.box = true};
	const struct markup *row = node->child;

	for (size_t i = 0; i < rows * columns; i++)
		cells[i].arena = arena;
	for (size_t r = 0; row; row = row->next, r++) {
		const struct markup *cell = row->child;

		table.head += row->level == 1;
		for (size_t c = 0; cell && c < columns;
			cell = cell->next, c++) {
			aligns[c] = aligns_of[cell->align];
			add_children(&cells[r * columns + c],
				look | (row->level == 1 ? TERMINAL_BOLD : 0),
				cell);
		}
	}
	terminal_table(t, &table);
}

static void put_paragraph(
	struct terminal *t, unsigned look, const struct markup *paragraph)
{
	put_text(t, look, paragraph->child);
}

/* Blocks with an empty line between, but not those of a tight list's item. */
static void put_blocks(struct terminal *t, unsigned look,
	const struct markup *first, bool tight)
{
	static void (*const put[MARKUP_KINDS])(
		struct terminal *, unsigned, const struct markup *) = {
		[MARKUP_PARAGRAPH] = put_paragraph,
		[MARKUP_HEADING] = put_heading,
		[MARKUP_LIST] = put_list,
		[MARKUP_QUOTE] = put_quote,
		[MARKUP_CODE_BLOCK] = put_code,
		[MARKUP_RULE] = put_rule,
		[MARKUP_TABLE] = put_table,
	};
	const struct markup *node = first;

	while (node) {
		if (node != first && !tight)
			terminal_blank(t);
		if (!is_block(node)) {
			node = put_text(t, look, node);
			continue;
		}
		if (put[node->kind])
			put[node->kind](t, look, node);
		else
			put_blocks(t, look, node->child, tight);
		node = node->next;
	}
}

void terminal_markup(struct terminal *t, unsigned look, struct str text)
{
	put_blocks(t, look, markup_parse(t->out.arena, text)->child, false);
}
