#ifndef BANKS_LATEX_H
#define BANKS_LATEX_H

#include "base/arena.h"
#include "base/str.h"

/* Enough of LaTeX for the questions people write in it: braces that match,
 * comments, and text as our Markdown. */

/* The offset after the group that begins with the brace at `at` (or with [ when
 * square), or SIZE_MAX when it is not closed. \{ and comments are heeded. */
size_t latex_group_end(struct str tex, size_t at, char open);
/* The inside of the next group after white space at *at, which moves past it;
 * false when none stands there. */
bool latex_group(struct str tex, size_t *at, char open, struct str *inside);

/* Without comments: from % (but \%) to the end of the line. */
struct str latex_without_comments(struct arena *arena, struct str tex);

/* What a reader is told; both may be NULL. picture: of a drawing given as
 * source (TikZ) or \includegraphics; gives the name under which the text is to
 * show it, "" to leave it out. */
struct latex_reading {
	void *ctx;
	struct str (*picture)(void *ctx, struct str source);
	void (*loss)(void *ctx, struct str what);
};

/* Text as Markdown: formulas stay TeX (with \heva and \hoac of the package
 * ex_test as braces and brackets), \textbf and \textit become marks, \\ a
 * break, itemize and enumerate lists, tabular a table. Other commands of text
 * are left out with their name told, their arguments stay. Nested at most 50
 * deep. */
struct str latex_to_markdown(struct arena *arena, struct str tex,
	const struct latex_reading *reading);

#endif
