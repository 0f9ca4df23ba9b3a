#include "base/csv.h"
#include "render/marks.h"
#include "render/phrases.h"

/* Marks as tables for a spreadsheet. */

/* "8.25": no spreadsheet needs it quoted. */
static void put_points(struct buf *out, long thousandths)
{
	long rest = labs(thousandths);

	if (thousandths < 0)
		buf_char(out, '-');
	buf_long(out, rest / POINT);
	rest %= POINT;
	if (!rest)
		return;
	buf_char(out, '.');
	for (long unit = POINT / 10; rest; unit /= 10) {
		buf_char(out, (char)('0' + rest / unit));
		rest %= unit;
	}
}

static void put(struct buf *out, struct str cell, bool first)
{
	if (!first)
		buf_char(out, ',');
	csv_put(out, cell, ',');
}

static void put_number(struct buf *out, size_t number)
{
	buf_char(out, ',');
	buf_long(out, (long)number);
}

static void put_sheet(struct buf *out, const struct grading *g, size_t i)
{
	const struct sheet *sheet = &g->sheets[i];
	const struct score *score = &g->scores[i];
	struct str language = g->exam->blueprint->language;

	put(out, sheet->person, true);
	put(out, sheet->name, false);
	put(out, sheet->class, false);
	put(out, g->exam->forms[sheet->form].code, false);
	put_number(out, score->right);
	put_number(out, score->blank);
	buf_char(out, ',');
	put_points(out, score->points);
	buf_char(out, ',');
	put_points(out, g->marks[i]);
	put(out, score->open ? phrase(language, PHRASE_MARKS_OPEN) : STR(""),
		false);
	buf_text(out, "\r\n");
}

struct str marks_why(enum unmarked_why why, struct str language)
{
	static const enum phrase phrases[] = {
		[UNMARKED_NO_SHEET] = PHRASE_MARKS_NO_SHEET,
		[UNMARKED_CODE] = PHRASE_MARKS_NO_CODE,
		[UNMARKED_TWICE] = PHRASE_MARKS_TWICE,
		[UNMARKED_EXAM] = PHRASE_MARKS_OTHER_EXAM,
		[UNMARKED_TICKET] = PHRASE_MARKS_NOT_SIGNED,
	};

	return phrase(language, phrases[why]);
}

static void put_unmarked(
	struct buf *out, const struct unmarked *u, struct str language)
{
	put(out, u->person, true);
	put(out, u->name, false);
	put(out, u->class, false);
	put(out, u->code, false);
	buf_text(out, ",,,,");
	put(out, marks_why(u->why, language), false);
	buf_text(out, "\r\n");
}

struct str marks_csv(struct arena *arena, const struct grading *g)
{
	struct buf out = {.arena = arena};

	buf_text(&out, "\xef\xbb\xbf");
	for (enum phrase p = PHRASE_MARKS_PERSON; p <= PHRASE_MARKS_NOTE; p++)
		put(&out, phrase(g->exam->blueprint->language, p),
			p == PHRASE_MARKS_PERSON);
	buf_text(&out, "\r\n");
	for (size_t i = 0; i < g->count; i++)
		put_sheet(&out, g, i);
	for (size_t i = 0; i < g->unmarked_count; i++)
		put_unmarked(
			&out, &g->unmarked[i], g->exam->blueprint->language);
	return buf_str(&out);
}

void marks_shares(const struct grading *g, size_t sheet, long *shares)
{
	const struct form *form = &g->exam->forms[g->sheets[sheet].form];

	for (size_t q = 0; q < g->exam->question_count; q++)
		shares[q] = MARKS_NO_SHARE;
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

static void put_share(struct buf *out, long share)
{
	buf_char(out, ',');
	if (share != MARKS_NO_SHARE)
		put_points(out, share);
}

struct str marks_matrix(struct arena *arena, const struct grading *g)
{
	struct buf out = {.arena = arena};
	long *shares = NEW_ARRAY(arena, g->exam->question_count, long);

	buf_text(&out,
		"\xef\xbb\xbf"
		"id");
	for (size_t q = 0; q < g->exam->question_count; q++)
		put(&out, g->exam->questions[q].id, false);
	buf_text(&out, "\r\n");
	for (size_t s = 0; s < g->count; s++) {
		marks_shares(g, s, shares);
		put(&out, g->sheets[s].person, true);
		for (size_t q = 0; q < g->exam->question_count; q++)
			put_share(&out, shares[q]);
		buf_text(&out, "\r\n");
	}
	return buf_str(&out);
}
