#ifndef RENDER_PAPER_H
#define RENDER_PAPER_H

#include "engine/model/exam.h"
#include "render/press.h"

/* The papers of an exam: what the pupils get. They are made from struct shown
 * (shown.h) alone, so no key, solution or feedback can reach them.
 *
 *	struct papers *papers;
 *	if (!papers_set(arena, press, exam, report, &papers, err))
 *		return false;
 *	for (size_t i = 0; worked && i < exam->form_count; i++) {
 *		struct arena_mark mark = arena_mark(arena);
 *		worked = papers_print(papers, i, arena, &pdf, err) && …;
 *		arena_release(arena, mark);
 *	}
 *	papers_free(papers);
 *
 * The bytes depend on the exam and the style only. */
struct papers;

/* Sets every form, several at once, so that all papers share one subset of each
 * font. Only what is needed to print is kept, about 800 kB for a form of 40
 * questions, in memory of its own; the struct is in the arena. Warnings
 * (formulas shown as their source…) come once for all forms. ERROR_INVALID
 * names a character that no font has, and its question; there is nothing to
 * free then. */
MUST bool papers_set(struct arena *arena, struct press *press,
	const struct exam *exam, struct report *report, struct papers **out,
	struct error *err);
void papers_free(struct papers *papers); /* NULL is allowed */

/* The paper of one form, counted from 0, as a PDF in the arena; may be
 * released after use. Workers of a crew may print different forms at once, each
 * into an arena of its own. */
MUST bool papers_print(struct papers *papers, size_t form, struct arena *arena,
	struct str *out, struct error *err);

/* All of them one after the other in one PDF, with a bookmark for each. */
MUST bool papers_print_all(struct papers *papers, struct arena *arena,
	struct str *out, struct error *err);

/* The pages, for tests and other renderers. */
const struct display *papers_display(const struct papers *papers, size_t form);

#endif
