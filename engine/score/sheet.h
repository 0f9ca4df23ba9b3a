#ifndef ENGINE_SCORE_SHEET_H
#define ENGINE_SCORE_SHEET_H

#include "base/report.h"
#include "engine/model/exam.h"

/* What came back from one person, as it came: answers in the order of the
 * form's items, "" where nothing was answered. */
struct sheet {
	struct str person; /* candidate number or id */
	struct str name;
	struct str class;
	size_t form;
	const struct str *answers;
	const char *file;
	unsigned line;
};

struct sheets {
	struct sheet *v;
	size_t count, capacity;
	size_t rows; /* that were read, sheets or not */
};

enum { SHEETS_MOST = 1000000 };

/* Reads answers from a table (CSV, TSV) and adds the sheets to those there.
 *
 * Wide: a row for each person. Columns of the number ("SBD", "id"), the name,
 * the class and the code ("Mã đề", "form") are known by their heads in English
 * or Vietnamese; all heads that are numbers ("1", "Câu 12", "Q3", "II.4",
 * "13a") are answers: the number through the whole paper, of its part when the
 * part stands before it, and a letter for one statement of several. Numbers
 * that begin again are taken in the order of the columns.
 *
 * Long: columns of the number, the code, the question ("câu", "item") and the
 * answer ("trả lời").
 *
 * An exam of one form needs no code. Findings tell, each with its line: codes
 * that the exam has not, people who come twice (the first counts), questions
 * that a form has not. False when it is no such table: ERROR_SYNTAX. */
MUST bool sheets_read(struct arena *arena, const struct exam *exam,
	const char *file, struct str text, struct sheets *sheets,
	struct report *report, struct error *err);

#endif
