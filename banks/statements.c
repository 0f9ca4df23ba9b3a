#include "banks/statements.h"

enum { STATEMENTS_MOST = 9 };

struct str statements_stem(struct arena *arena, const struct question *q)
{
	struct buf text = {.arena = arena};

	buf_add(&text, str_trim(q->stem));
	for (size_t i = 0; i < q->statement_count; i++)
		buf_format(&text, "\n\n%c) %.*s {{%zu}}", (char)('a' + i),
			STR_ARG(str_trim(q->statements[i].text)), i + 1);
	return buf_str(&text);
}

/* "\n\na) … {{1}}": where statement i begins and its gap stands. */
static bool statement_at(
	struct str stem, size_t from, size_t i, size_t *start, size_t *gap)
{
	const char label[] = {'\n', '\n', (char)('a' + i), ')', ' ', '\0'};
	const char mark[] = {'{', '{', (char)('1' + i), '}', '}', '\0'};
	size_t next;

	*gap = str_find(stem, mark, from);
	*start = str_find(stem, label, from);
	if (*gap == SIZE_MAX || *start > *gap)
		return false;
	/* The stem may have such lines of its own: the last before the gap. */
	while (!i && (next = str_find(stem, label, *start + 1)) < *gap)
		*start = next;
	return true;
}

bool statements_take(struct arena *arena, struct question *q)
{
	struct statement *statements =
		NEW_ARRAY(arena, q->gap_count, struct statement);
	size_t from = 0, stem_end = 0;

	if (!q->gap_count || q->gap_count > STATEMENTS_MOST)
		return false;
	for (size_t i = 0; i < q->gap_count; i++) {
		size_t start, gap;

		if (q->gaps[i].option_count != 2 ||
			!statement_at(q->stem, from, i, &start, &gap))
			return false;
		if (!i)
			stem_end = start;
		statements[i].text =
			str_trim(str_sub(q->stem, start + 5, gap - start - 5));
		statements[i].key = q->gaps[i].options[0].right;
		from = gap;
	}
	q->type = TYPE_STATEMENTS;
	q->stem = str_trim(str_sub(q->stem, 0, stem_end));
	q->statements = statements;
	q->statement_count = q->gap_count;
	q->gaps = NULL;
	q->gap_count = 0;
	return true;
}
