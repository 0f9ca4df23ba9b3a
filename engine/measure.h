#ifndef ENGINE_MEASURE_H
#define ENGINE_MEASURE_H

#include "engine/analyse/analysis.h"
#include "engine/score/grading.h"
#include "engine/store/store.h"

/* What an exam's answers say of its questions: marks to item analysis, and that
 * to the bank. */

/* Answers by question, whatever the code: scores are points of the question,
 * options the author's own, missing what a form had not, is not marked yet or
 * does not count. about: by item; titles are the beginnings of the stems. */
void measure_answers(struct arena *arena, const struct grading *grading,
	struct answers *out, const struct item_about **about);

/* What is known of the questions on the bank's scale, by item: the parameters
 * their author says; else, with a store, what another exam measured of the same
 * version, the newest. */
MUST bool measure_anchors(struct store *store, struct arena *arena,
	const struct exam *exam, const struct analysis *analysis,
	const struct anchor **out, struct error *err);

/* Keeps what was measured as statistics of the questions' versions, in place of
 * what was kept of the exam before; one event, "analyse". ERROR_NOTFOUND when
 * the bank does not hold the exam. */
MUST bool measure_keep(struct store *store, struct arena *arena,
	const struct exam *exam, const struct analysis *analysis, long long now,
	struct error *err);

#endif
