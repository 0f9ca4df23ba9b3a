#ifndef BASE_MARKUP_EMPHASIS_H
#define BASE_MARKUP_EMPHASIS_H

#include "base/arena.h"
#include "base/str.h"

/* Around emphasis until it is known whether it can stand there. */
enum { STRONG_OPEN = 4, STRONG_CLOSE = 5, EM_OPEN = 6, EM_CLOSE = 7 };

/* A text put together of pieces with these marks: they become stars, or nothing
 * where Markdown would not take those as emphasis, as in "**end.**x". */
struct str emphasis_settle(struct arena *arena, struct str text);

#endif
