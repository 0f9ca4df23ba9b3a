#include <math.h>

#include "render/marks.h"
#include "render/phrases.h"
#include "render/xlsx/book.h"

/* Marks as a workbook: the list, each question, and every share. */

struct writing {
	struct arena *arena;
	struct book *book;
	const struct grading *g;
	struct str language;
};

static struct str say(const struct writing *w, enum phrase which)
{
	return phrase(w->language, which);
}

static void text(const struct writing *w, size_t row, size_t column,
	struct str words, enum book_look look)
{
	if (words.len)
		book_text(w->book, row, column, words, look);
}

static double points(long thousandths)
{
	return (double)thousandths / POINT;
}

/* ---- the list ---- */

static void put_sheet(const struct writing *w, size_t i)
{
	const struct sheet *sheet = &w->g->sheets[i];
	const struct score *score = &w->g->scores[i];
	size_t row = i + 1;

	text(w, row, 0, sheet->person, BOOK_PLAIN);
	text(w, row, 1, sheet->name, BOOK_PLAIN);
	text(w, row, 2, sheet->class, BOOK_PLAIN);
	text(w, row, 3, w->g->exam->forms[sheet->form].code, BOOK_PLAIN);
	book_number(w->book, row, 4, (double)score->right, BOOK_PLAIN);
	book_number(w->book, row, 5, (double)score->blank, BOOK_PLAIN);
	book_number(w->book, row, 6, points(score->points), BOOK_MARK);
	book_number(w->book, row, 7, points(w->g->marks[i]), BOOK_MARK);
	if (score->open)
		text(w, row, 8, say(w, PHRASE_MARKS_OPEN), BOOK_PLAIN);
}

static void put_unmarked(
	const struct writing *w, size_t row, const struct unmarked *u)
{
	text(w, row, 0, u->person, BOOK_PLAIN);
	text(w, row, 1, u->name, BOOK_PLAIN);
	text(w, row, 2, u->class, BOOK_PLAIN);
	text(w, row, 3, u->code, BOOK_PLAIN);
	text(w, row, 8, marks_why(u->why, w->language), BOOK_PLAIN);
}

static void put_list(const struct writing *w)
{
	static const double widths[] = {12, 26, 10, 9, 8, 8, 9, 9, 34};

	book_sheet(w->book, say(w, PHRASE_MARKS_TITLE));
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		book_width(w->book, i, widths[i]);
		text(w, 0, i,
			say(w, (enum phrase)((size_t)PHRASE_MARKS_PERSON + i)),
			BOOK_HEAD);
	}
	for (size_t i = 0; i < w->g->count; i++)
		put_sheet(w, i);
	for (size_t i = 0; i < w->g->unmarked_count; i++)
		put_unmarked(w, w->g->count + 1 + i, &w->g->unmarked[i]);
}

/* ---- every share ---- */

/* "B", "AA" */
static struct str column_name(struct arena *arena, size_t column)
{
	if (column < 26)
		return str_format(arena, "%c", (char)('A' + (int)column));
	return str_format(arena, "%.*s%c",
		STR_ARG(column_name(arena, column / 26 - 1)),
		(char)('A' + (int)(column % 26)));
}

/* As they are written: thousandths of one. Sums and counts by question. */
static void put_shares(const struct writing *w, double *sums, size_t *counts)
{
	size_t questions = w->g->exam->question_count;
	long *shares = NEW_ARRAY(w->arena, questions, long);

	book_sheet(w->book, say(w, PHRASE_MARKS_SHARES));
	text(w, 0, 0, say(w, PHRASE_MARKS_PERSON), BOOK_HEAD);
	for (size_t q = 0; q < questions; q++)
		text(w, 0, q + 1, w->g->exam->questions[q].id, BOOK_HEAD);
	for (size_t i = 0; i < w->g->count; i++) {
		marks_shares(w->g, i, shares);
		text(w, i + 1, 0, w->g->sheets[i].person, BOOK_PLAIN);
		for (size_t q = 0; q < questions; q++) {
			if (shares[q] == MARKS_NO_SHARE)
				continue;
			book_number(w->book, i + 1, q + 1, points(shares[q]),
				BOOK_PLAIN);
			sums[q] += points(shares[q]);
			counts[q]++;
		}
	}
}

/* ---- questions, and the class ---- */

static void put_questions(
	const struct writing *w, const double *sums, const size_t *counts)
{
	const struct item_summary *items = grading_items(w->arena, w->g);
	static const enum phrase heads[] = {PHRASE_MARKS_QUESTION,
		PHRASE_MARKS_FACILITY, PHRASE_MARKS_RIGHT, PHRASE_MARKS_BLANK};
	struct str shares = say(w, PHRASE_MARKS_SHARES);
	size_t row = 0;

	book_sheet(w->book, say(w, PHRASE_MARKS_QUESTIONS));
	book_width(w->book, 0, 20);
	for (size_t i = 0; i < 4; i++)
		text(w, 0, i, say(w, heads[i]), BOOK_HEAD);
	for (size_t q = 0; q < w->g->exam->question_count; q++) {
		struct str column = column_name(w->arena, q + 1);

		if (!counts[q])
			continue;
		row++;
		text(w, row, 0, w->g->exam->questions[q].id, BOOK_PLAIN);
		book_formula(w->book, row, 1,
			str_format(w->arena, "=AVERAGE('%.*s'!%.*s2:%.*s%zu)",
				STR_ARG(shares), STR_ARG(column),
				STR_ARG(column), w->g->count + 1),
			sums[q] / (double)counts[q], BOOK_PERCENT);
		book_number(
			w->book, row, 2, (double)items[q].right, BOOK_PLAIN);
		book_number(
			w->book, row, 3, (double)items[q].blank, BOOK_PLAIN);
	}
}

static void put_figure(const struct writing *w, size_t row, enum phrase which,
	const char *function, double value)
{
	struct str list = say(w, PHRASE_MARKS_TITLE);

	text(w, row, 0, say(w, which), BOOK_PLAIN);
	book_formula(w->book, row, 1,
		str_format(w->arena, "=%s('%.*s'!H2:H%zu)", function,
			STR_ARG(list), w->g->count + 1),
		value, BOOK_MARK);
}

/* A number in a criterion's text would be read by the reader's language. */
static struct str spread_formula(
	const struct writing *w, long span, double low, double high)
{
	struct str cells = str_format(w->arena, "'%.*s'!H2:H%zu",
		STR_ARG(say(w, PHRASE_MARKS_TITLE)), w->g->count + 1);

	if (!span)
		return str_format(w->arena, "=COUNTIF(%.*s,\"<\"&%g)",
			STR_ARG(cells), high);
	if (span == 9)
		return str_format(w->arena, "=COUNTIF(%.*s,\">=\"&%g)",
			STR_ARG(cells), low);
	return str_format(w->arena, "=COUNTIFS(%.*s,\">=\"&%g,%.*s,\"<\"&%g)",
		STR_ARG(cells), low, STR_ARG(cells), high);
}

/* Ten spans of the scale; the last holds its end too. */
static void put_spread(const struct writing *w, size_t row)
{
	long counts[10] = {0}, scale = w->g->scale;

	for (size_t i = 0; i < w->g->count; i++) {
		long span = scale ? w->g->marks[i] * 10 / scale : 0;

		counts[span < 0 ? 0 : span > 9 ? 9 : span]++;
	}
	for (long i = 0; i < 10; i++) {
		double low = points(scale) * (double)i / 10;
		double high = points(scale) * (double)(i + 1) / 10;

		text(w, row + (size_t)i, 0,
			str_format(w->arena, "%g–%g", low, high), BOOK_PLAIN);
		book_formula(w->book, row + (size_t)i, 1,
			spread_formula(w, i, low, high), (double)counts[i],
			BOOK_PLAIN);
	}
}

static void put_class(const struct writing *w)
{
	double sum = 0, low = INFINITY, high = -INFINITY;

	for (size_t i = 0; i < w->g->count; i++) {
		double mark = points(w->g->marks[i]);

		sum += mark;
		low = fmin(low, mark);
		high = fmax(high, mark);
	}
	book_sheet(w->book, say(w, PHRASE_MARKS_CLASS_SHEET));
	book_width(w->book, 0, 24);
	text(w, 0, 0, w->g->exam->blueprint->title, BOOK_HEAD);
	if (!w->g->count)
		return;
	put_figure(w, 1, PHRASE_MARKS_COUNT, "COUNT", (double)w->g->count);
	put_figure(
		w, 2, PHRASE_MARKS_MEAN, "AVERAGE", sum / (double)w->g->count);
	put_figure(w, 3, PHRASE_MARKS_LOWEST, "MIN", low);
	put_figure(w, 4, PHRASE_MARKS_HIGHEST, "MAX", high);
	text(w, 6, 0, say(w, PHRASE_MARKS_SPREAD), BOOK_HEAD);
	put_spread(w, 7);
}

bool marks_workbook(const struct grading *g, struct arena *arena,
	struct str *out, struct error *err)
{
	struct arena *work = arena_new();
	struct writing w = {.arena = work,
		.g = g,
		.language = g->exam->blueprint->language};
	double *sums = NEW_ARRAY(work, g->exam->question_count, double);
	size_t *counts = NEW_ARRAY(work, g->exam->question_count, size_t);
	struct str bytes;
	bool worked = book_open(work, g->exam->blueprint->title, &w.book, err);

	if (worked) {
		put_list(&w);
		put_class(&w);
		put_shares(&w, sums, counts);
		put_questions(&w, sums, counts);
		worked = book_finish(w.book, &bytes, err);
	}
	if (worked)
		*out = str_copy(arena, bytes);
	arena_free(work);
	return worked;
}
