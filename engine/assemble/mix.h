#ifndef ENGINE_ASSEMBLE_MIX_H
#define ENGINE_ASSEMBLE_MIX_H

#include "base/rng.h"
#include "engine/assemble/taken.h"

/* Walks at random from one way to fill a form's rows to others, by exchanges
 * that are as likely forth as back: a symmetric Markov chain (Metropolis et
 * al. 1953), which tends to equal chances for all ways it can reach. For what
 * a search has found, whose chances are not equal. Questions in plan->with
 * and their passages stay; passages are exchanged for passages of their size.
 *
 * taken: what the form holds, kept up to date. elsewhere: candidates that
 * other forms hold, or NULL. rows[r] is changed in place. */
void mix_form(struct arena *arena, const struct plan *plan, struct taken *taken,
	const uint8_t *elsewhere, struct rng *rng, uint32_t *const *rows);

#endif
