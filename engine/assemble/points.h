#ifndef ENGINE_ASSEMBLE_POINTS_H
#define ENGINE_ASSEMBLE_POINTS_H

#include "engine/model/exam.h"

/* What questions are worth on a form, in thousandths of a point. */

/* The cell's, the part's, the question's own, or its rubric's; 0 when nothing
 * says. */
long points_of(const struct part *part, const struct cell *cell,
	const struct question *q);

/* What the part's total leaves goes to the items that have none, in equal
 * shares; the last take what does not divide. Where some of the questions are
 * answered and none has points, each gets the share of an answered one. */
void points_share(const struct part *part, struct item *items, size_t count);

/* What a student can get of a part: of questions of which some are chosen,
 * those with the most points count. */
long points_of_part(struct arena *arena, const struct part *part,
	const struct item *items, size_t count);

/* Fills the form's points, seconds and expected from its items: of parts of
 * which one is answered instead of the other, the first counts. */
void points_sum(
	struct arena *arena, const struct exam *exam, struct form *form);

#endif
