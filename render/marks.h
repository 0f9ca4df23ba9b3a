#ifndef RENDER_MARKS_H
#define RENDER_MARKS_H

#include <limits.h>

#include "engine/score/grading.h"
#include "render/press.h"

/* What came of marking. All in the exam's language. */

/* A row for each sheet (UTF-8 with a byte order mark): number, name, class,
 * code, right answers, blank ones, points, mark, note; then those that are not
 * marked, with the reason. */
struct str marks_csv(struct arena *arena, const struct grading *grading);

/* The share of its points that each person got of each question, by question
 * id, whatever the form: 1, 0, 0.25; empty where the form had it not. For
 * item analysis. */
struct str marks_matrix(struct arena *arena, const struct grading *grading);

/* The same of one sheet, in thousandths, by question. */
#define MARKS_NO_SHARE LONG_MIN
void marks_shares(const struct grading *grading, size_t sheet, long *shares);

/* Why a sheet is not marked. */
struct str marks_why(enum unmarked_why why, struct str language);

/* All of it as a workbook (XLSX): the list, a summary with formulas that have
 * their values, every share, question by question. ERROR_IO. */
MUST bool marks_workbook(const struct grading *grading, struct arena *arena,
	struct str *out, struct error *err);

/* One person's page as HTML, for a screen: what was answered, the key, the
 * points, the topics to work on; then the questions that were not right, with
 * the key and the worked solution. It asks for nothing and runs nothing. */
struct str marks_page(
	struct arena *arena, const struct grading *grading, size_t i);

enum { MARKS_LISTED = 2000 };

enum marks_pages {
	MARKS_CLASS,  /* mean, spread, question by question, and the list, when
			 it  is no book */
	MARKS_PUPILS, /* a page for each person: what was answered, the key, the
			 points, the topics to work on */
	MARKS_SOLUTIONS, /* the same with the solutions of what was not right */
};
MUST bool marks_print(const struct grading *grading, enum marks_pages pages,
	struct arena *arena, struct str *out, struct error *err);

#endif
