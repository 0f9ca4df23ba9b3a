#ifndef BANKS_LADDER_H
#define BANKS_LADDER_H

#include "banks/foreign.h"

/* Vietnamese codes that teachers put before their questions. */

/* "[2D1H3-6]" (ID6: grade, subject, chapter, level, lesson, kind; ID5 without
 * the kind), "[NB]", "[0, NB]". Sets grade and level, and adds the code of
 * lesson as a tag "2D1H3-6"; false when it is no such code. Of the grade 0, 1
 * and 2 are 10 to 12, 6 to 9 themselves; of the level N H V C, and Y B K G T of
 * older books. */
struct ladder {
	int grade; /* 0 not said */
	enum level level;
	struct str code; /* "" not a lesson's */
};
bool ladder_read(struct str inside, struct ladder *out);

/* Gives a question what its code says: grade, level, the code as a tag, and of
 * a lesson's code the chapter as its topic ("2D1" below "2D", as teachers name
 * them) and the subject where the letter tells it: D and H are mathematics, P
 * and L physics; --subject goes before, for letters differ by subject. Without
 * a code the question has no topic. False when the sink stopped. */
MUST bool ladder_apply(struct foreign *f, struct question *q,
	const struct ladder *code, struct error *err);

#endif
