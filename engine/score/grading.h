#ifndef ENGINE_SCORE_GRADING_H
#define ENGINE_SCORE_GRADING_H

#include "engine/score/score.h"

/* All sheets of an exam with what they earned. */
struct grading {
	const struct exam *exam; /* its keys as corrected */
	const struct scorer *scorer;
	const struct sheet *sheets; /* as they came */
	size_t count;
	const struct unmarked *unmarked;
	size_t unmarked_count;
	const struct score *scores;
	const long *most;  /* by form, thousandths */
	long scale, step;  /* of marks, thousandths; see score_scaled */
	const long *marks; /* scaled */
};

/* How a question went, on whatever forms it stood. */
struct item_summary {
	size_t given; /* sheets that had it */
	size_t right, blank, odd;
	double facility; /* mean share of its points; NAN */
};

/* By question of the exam. */
const struct item_summary *grading_items(
	struct arena *arena, const struct grading *grading);

/* Marks every sheet; odd answers go to the report. scale 0: the paper's own
 * points (of the first form, as it was printed). */
struct grading grade_sheets(struct arena *arena, struct scorer *scorer,
	const struct sheets *sheets, long scale, long step,
	struct report *report);

#endif
