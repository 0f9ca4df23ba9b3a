#ifndef ENGINE_GRADE_H
#define ENGINE_GRADE_H

#include "engine/score/grading.h"
#include "engine/store/store.h"

/* Marks in the bank: what the faces share of keeping them. */

/* How marks were made, beside the exam itself. */
struct grade_rules {
	long scale, step; /* thousandths; see score_scaled */
	const struct correction *corrections;
	size_t correction_count;
};

/* Keeps a grading as a new scoring. ERROR_NOTFOUND when the bank does not hold
 * the exam. */
MUST bool grade_keep(struct store *store, struct arena *arena,
	const struct grading *grading, const struct grade_rules *rules,
	long long now, struct error *err);

/* The sheets kept of an exam, and how they were marked last. ERROR_NOTFOUND
 * when there are none. */
MUST bool grade_recall(struct store *store, struct arena *arena,
	const struct exam *exam, struct sheets *sheets,
	struct grade_rules *rules, struct error *err);

#endif
