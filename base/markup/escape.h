#ifndef BASE_MARKUP_ESCAPE_H
#define BASE_MARKUP_ESCAPE_H

#include "base/arena.h"
#include "base/str.h"

/* Other people's text as our Markdown, so that it is shown as it stood. */

/* Plain text: marks of Markdown are escaped. Formulas stay formulas: $…$ and
 * $$…$$ as markup.h has them, and \(…\) and \[…\], which become those. Lines
 * are joined to one paragraph where there is a single line end, a blank line
 * ends it; breaks: a line end is a line break. */
struct str markup_escape(struct arena *arena, struct str plain, bool breaks);

/* The parts of it, for readers of richer text. escape_inline leaves a stop
 * (MARKUP_STOP) where a mark would begin a block if it stood first on a line;
 * escape_settle turns stops at the beginning of a line into a backslash when
 * the text has several lines, and takes the others out. */
enum { MARKUP_STOP = 3 };
void escape_inline(struct buf *out, struct str plain);
struct str escape_settle(struct arena *arena, struct str text);

#endif
