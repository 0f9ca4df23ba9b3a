#ifndef BANKS_STATEMENTS_H
#define BANKS_STATEMENTS_H

#include "engine/model/question.h"

/* Statements that are true or false, for programs that have no such questions:
 * asked as gaps to choose from, below what is asked. */

/* The stem as a cloze's: a paragraph "a) … {{1}}" for each statement. */
struct str statements_stem(struct arena *arena, const struct question *q);

/* And back: of a cloze with such a stem, and gaps of two options of which the
 * first is "true". False, and nothing changed, when it is none. */
bool statements_take(struct arena *arena, struct question *q);

#endif
