#include "base/csv.h"
#include "render/marks.h"
#include "render/phrases.h"

/* Marks as tables for a spreadsheet. */

static struct str decimal_text(
	struct arena *arena, long thousandths, char point)
{
	struct decimal d = {thousandths, 3};

	for (; d.places && d.units % 10 == 0; d.places--)
		d.units /= 10;
	return decimal_format(arena, d, point);
}

static void put(struct buf *out, struct str cell, bool first)
{
	if (!first)
		buf_char(out, ',');
	csv_put(out, cell, ',');
}

static struct str number_cell(struct arena *arena, size_t number)
{
	return str_format(arena, "%zu", number);
}

static void put_sheet(
	struct buf *out, struct arena *arena, const struct grading *g, size_t i)
{
	const struct sheet *sheet = &g->sheets[i];
	const struct score *score = &g->scores[i];
	struct str language = g->exam->blueprint->language;

	put(out, sheet->person, true);
	put(out, sheet->name, false);
	put(out, sheet->class, false);
	put(out, g->exam->forms[sheet->form].code, false);
	put(out, number_cell(arena, score->right), false);
	put(out, number_cell(arena, score->blank), false);
	put(out, decimal_text(arena, score->points, '.'), false);
	put(out, decimal_text(arena, g->marks[i], '.'), false);
	put(out, score->open ? phrase(language, PHRASE_MARKS_OPEN) : STR(""),
		false);
	buf_text(out, "\r\n");
}

static void put_unmarked(
	struct buf *out, const struct unmarked *u, struct str language)
{
	static const enum phrase why[] = {
		[UNMARKED_NO_SHEET] = PHRASE_MARKS_NO_SHEET,
		[UNMARKED_CODE] = PHRASE_MARKS_NO_CODE,
		[UNMARKED_TWICE] = PHRASE_MARKS_TWICE,
	};

	put(out, u->person, true);
	put(out, u->name, false);
	put(out, u->class, false);
	put(out, u->code, false);
	buf_text(out, ",,,,");
	put(out, phrase(language, why[u->why]), false);
	buf_text(out, "\r\n");
}

struct str marks_csv(struct arena *arena, const struct grading *g)
{
	struct buf out = {.arena = arena};
	struct arena *work = arena_new();

	buf_text(&out, "\xef\xbb\xbf");
	for (enum phrase p = PHRASE_MARKS_PERSON; p <= PHRASE_MARKS_NOTE; p++)
		put(&out, phrase(g->exam->blueprint->language, p),
			p == PHRASE_MARKS_PERSON);
	buf_text(&out, "\r\n");
	for (size_t i = 0; i < g->count; i++) {
		struct arena_mark mark = arena_mark(work);

		put_sheet(&out, work, g, i);
		arena_release(work, mark);
	}
	for (size_t i = 0; i < g->unmarked_count; i++)
		put_unmarked(
			&out, &g->unmarked[i], g->exam->blueprint->language);
	arena_free(work);
	return buf_str(&out);
}

/* shares[q]: of the sheet, -1 where it had it not; in thousandths of one. */
static void find_shares(const struct grading *g, size_t sheet, long *shares)
{
	const struct form *form = &g->exam->forms[g->sheets[sheet].form];

	for (size_t q = 0; q < g->exam->question_count; q++)
		shares[q] = -1;
	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		long points = g->scores[sheet].marks[i].points;

		if (g->scores[sheet].marks[i].kind == MARK_CANCELLED)
			continue;
		shares[item->question] = item->points
			? (2 * points * POINT + item->points) /
				(2 * item->points)
			: 0;
	}
}

struct str marks_matrix(struct arena *arena, const struct grading *g)
{
	struct buf out = {.arena = arena};
	struct arena *work = arena_new();
	long *shares = NEW_ARRAY(arena, g->exam->question_count, long);

	buf_text(&out,
		"\xef\xbb\xbf"
		"id");
	for (size_t q = 0; q < g->exam->question_count; q++)
		put(&out, g->exam->questions[q].id, false);
	buf_text(&out, "\r\n");
	for (size_t s = 0; s < g->count; s++) {
		struct arena_mark mark = arena_mark(work);

		find_shares(g, s, shares);
		put(&out, g->sheets[s].person, true);
		for (size_t q = 0; q < g->exam->question_count; q++)
			put(&out,
				shares[q] < 0
					? STR("")
					: decimal_text(work, shares[q], '.'),
				false);
		buf_text(&out, "\r\n");
		arena_release(work, mark);
	}
	arena_free(work);
	return buf_str(&out);
}
