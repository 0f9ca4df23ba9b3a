#ifndef ENGINE_ASSEMBLE_RELAX_H
#define ENGINE_ASSEMBLE_RELAX_H

#include "engine/assemble/check.h"
#include "engine/assemble/search.h"
#include "engine/assemble/shortage.h"

/* Small changes of a blueprint, tried one by one on its plan: which of them
 * would mend a shortfall. */
struct relaxer {
	struct arena *arena;   /* for what is kept */
	struct arena *scratch; /* for trials */
	const struct plan *plan;
	size_t trials;    /* how many more searches may be spent */
	bool counts_only; /* of passages, enemies and rules nothing is asked */
	struct relaxation *found;
	size_t count, capacity;
};

/* The cell of a row's wish: a class, or WISH_ANY. */
const struct cell *relax_cell(const struct plan *plan, size_t row, size_t wish);

/* Leaves in plan->with, which is made anew in the arena, what has a place. */
void relax_keep_with(struct arena *arena, struct plan *plan);

/* For counts that want more questions than there are: those numbered group in
 * the shortage. What is offered mends the whole, but for the other groups; when
 * nothing does it is partial: it mends these lines, or at least their counts.
 */
void relax_shortage(struct relaxer *relaxer, const struct shortage *shortage,
	uint32_t group);

/* For what cannot be met whatever is drawn, and a rule asks. An offer is
 * partial when something else stands in the way too. */
void relax_fault(struct relaxer *relaxer, const struct plan_fault *fault);

/* For a plan with questions enough that still cannot be met. rows: which may
 * ask for other counts. */
void relax_structure(struct relaxer *relaxer, const uint8_t *rows);

/* Lower counts that mend the whole, by least in all or more: of these wishes
 * if that is enough. Offers one change or none. */
void relax_together(struct relaxer *relaxer, uint8_t *wishes, long least);

/* One row alone, or all of them when row is row_count. */
enum search_result relax_try(struct relaxer *relaxer, size_t row);

#endif
