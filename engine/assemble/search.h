#ifndef ENGINE_ASSEMBLE_SEARCH_H
#define ENGINE_ASSEMBLE_SEARCH_H

#include "base/rng.h"
#include "engine/assemble/plan.h"

/* Looks for one way to fill all rows of all forms of a plan, or proves that
 * there is none: a maximum flow where nothing else stands in the way (see
 * shortage_deal()), else a maximum matching of questions to the places of the
 * rows, and branching where the matching splits a passage or puts two questions
 * together that may not be (each branch forbids or forces something, and what
 * is left is a matching again). Complete within its limits: SEARCH_UNKNOWN only
 * after too much work. */
enum search_result { SEARCH_FOUND, SEARCH_NONE, SEARCH_UNKNOWN };

/* rng NULL: the first in pool order; else what is tried first is random.
 * brief: gives up after a hundredth of the work, for one try among many. */
struct search_options {
	struct rng *rng;
	bool brief;
};

/* places[f][k]: candidate of the k-th place of form f; places go row by row,
 * the rows' counts by class and any: last. */
struct search {
	uint32_t *const *places;
	size_t place_count;
	size_t branches; /* how many were tried */
};

enum search_result search_run(struct arena *arena, const struct plan *plan,
	struct search_options options, struct search *out);

#endif
