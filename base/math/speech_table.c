/* Matrices, systems, aligned lines. */
#include "base/math/speech.h"
#include "base/utf8.h"

/* What a table is by the fence around it. */
static const struct {
	uint32_t left, right;
	enum phrase begin, end;
} tables[] = {
	{'(', ')', SAY_MATRIX, SAY_END_MATRIX},
	{'[', ']', SAY_MATRIX, SAY_END_MATRIX},
	{'|', '|', SAY_DETERMINANT, SAY_END_DETERMINANT},
	{'{', 0, SAY_SYSTEM, SAY_END_SYSTEM},
	{'[', 0, SAY_EITHER, SAY_END_EITHER},
	{0, '}', SAY_SYSTEM, SAY_END_SYSTEM},
};

static void say_cells(struct speech *s, const struct math *row)
{
	const struct math *cell;

	for (cell = row->child; cell; cell = cell->next) {
		size_t before = s->out.len;

		speech_say_list(s, cell->child);
		if (s->out.len == before)
			speech_say_phrase(s, SAY_BLANK);
		if (cell->next)
			speech_say(s, ";");
	}
}

static void say_grid(struct speech *s, const struct math *table,
	enum phrase begin, enum phrase end)
{
	const struct math *row;
	size_t number = 0;
	char text[64];

	speech_say_phrase(s, begin);
	snprintf(text, sizeof text, "%zu %s %zu %s", table->columns->row_count,
		speech_words_of(SAY_ROWS, s->language), table->columns->count,
		speech_words_of(SAY_COLUMNS, s->language));
	speech_say(s, text);
	for (row = table->child; row; row = row->next) {
		speech_pause(s);
		snprintf(text, sizeof text,
			"%s %zu:", speech_words_of(SAY_ROW, s->language),
			++number);
		speech_say(s, text);
		say_cells(s, row);
	}
	speech_pause(s);
	speech_say_phrase(s, end);
}

static const struct math *first_piece(const struct math *row)
{
	const struct math *node = row->child;

	while (node && speech_is_blank(node))
		node = node->next;
	return node;
}

/* The second cell is a condition: a formula, or words of its own. */
static bool is_condition(const struct math *cell)
{
	const struct math *first = first_piece(cell);

	return first && first->class != CLASS_REL && first->class != CLASS_BIN;
}

static bool has_words(const struct math *cell)
{
	const struct math *node;

	for (node = cell->child; node; node = node->next)
		if (node->kind == MATH_TEXT)
			return true;
	return false;
}

/* One line of a system, whose cells go on. */
static void say_line_of(struct speech *s, const struct math *row, bool cases)
{
	const struct math *cell;

	for (cell = row->child; cell; cell = cell->next) {
		if (cell != row->child && cases && is_condition(cell)) {
			speech_pause(s);
			if (!has_words(cell))
				speech_say_phrase(s, SAY_IF);
		}
		speech_say_list(s, cell->child);
	}
}

static bool is_cases(const struct math *table)
{
	const struct math *row;

	if (table->columns->pairs || table->columns->count != 2)
		return false;
	for (row = table->child; row; row = row->next)
		if (row->child && row->child->next &&
			!is_condition(row->child->next))
			return false;
	return true;
}

static void say_lines(struct speech *s, const struct math *table,
	const char *between, bool cases)
{
	const struct math *row;

	for (row = table->child; row; row = row->next) {
		say_line_of(s, row, cases);
		if (!row->next || !first_piece(row))
			continue;
		speech_say(s, ";");
		speech_say(s, between);
	}
}

static void say_system(struct speech *s, const struct math *table,
	enum phrase begin, enum phrase end)
{
	bool either = begin == SAY_EITHER;
	bool cases = !either && is_cases(table);

	speech_say_phrase(s, cases ? SAY_CASES : begin);
	speech_say(s, ":");
	say_lines(s, table,
		cases ? ""
		      : speech_words_of(either ? SAY_OR : SAY_AND, s->language),
		cases);
	speech_pause(s);
	speech_say_phrase(s, cases ? SAY_END_CASES : end);
}

static bool is_list(const struct math_columns *c)
{
	return c->pairs || c->count <= 1 || c->style == STYLE_DISPLAY;
}

void speech_say_table(struct speech *s, const struct math *table)
{
	if (is_list(table->columns))
		say_lines(s, table, "", false);
	else
		say_grid(s, table, SAY_TABLE, SAY_END_TABLE);
}

void speech_say_fence(struct speech *s, const struct math *fence)
{
	const struct math *table = speech_fenced_table(fence);

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		if (tables[i].left != fence->left ||
			tables[i].right != fence->right)
			continue;
		if (fence->left && fence->right)
			say_grid(s, table, tables[i].begin, tables[i].end);
		else
			say_system(s, table, tables[i].begin, tables[i].end);
		return;
	}
	say_grid(s, table, SAY_TABLE, SAY_END_TABLE);
}
