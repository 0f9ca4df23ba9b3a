#ifndef ENGINE_ASSEMBLE_ASSEMBLE_H
#define ENGINE_ASSEMBLE_ASSEMBLE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "engine/model/exam.h"
#include "engine/model/pool.h"

/* Which questions stand on each form, before order and keys are settled. */
struct draw {
	/* chosen[f][k]: candidate index of form f's k-th question, part by
	 * part and cell by cell in the blueprint's order. */
	const size_t *const *chosen;
	const size_t *part; /* of the k-th question */
	const size_t *cell; /* within its part */
	size_t form_count;
	size_t count; /* questions of a form */
};

/* Draws uniformly over all the sets of questions that fit (see draw.c for
 * what is exact and when it is not). ERROR_UNSAT with the first shortfall's
 * sentence when there is none. */
MUST bool draw_forms(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct draw *out,
	struct error *err);

/* Settles printed order, option permutations and keys of a draw whose
 * questions have been loaded: questions[i] is candidate used[i]'s full text.
 * Fills exam->forms, notes, and nothing else. */
MUST bool arrange_forms(struct arena *arena, struct exam *exam,
	const struct draw *draw, const size_t *question_of_candidate,
	struct error *err);

#endif
