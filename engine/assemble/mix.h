#ifndef ENGINE_ASSEMBLE_MIX_H
#define ENGINE_ASSEMBLE_MIX_H

#include "base/rng.h"
#include "engine/assemble/limits.h"
#include "engine/assemble/taken.h"

/* Walks at random from one way to fill a form's rows to others, by exchanges
 * that are as likely forth as back: a symmetric Markov chain (Metropolis et
 * al. 1953), which tends to equal chances for all ways it can reach. For what
 * a search has found, whose chances are not equal. Questions in plan->with
 * and their passages stay; passages are exchanged for passages of their size.
 *
 * taken: what the form holds, kept up to date. elsewhere: candidates that
 * other forms hold, or NULL. rows[r] is changed in place.
 *
 * mix_within() walks among forms that keep limits: first towards them, one
 * step further away being taken half as often as one that is not, then on
 * among all, and ends where it keeps them. False when it never did: tallies
 * has then what the nearest form came to. */
void mix_form(struct arena *arena, const struct plan *plan, struct taken *taken,
	const uint8_t *elsewhere, struct rng *rng, uint32_t *const *rows);
MUST bool mix_within(struct arena *arena, const struct limits *limits,
	struct taken *taken, const uint8_t *elsewhere, struct rng *rng,
	uint32_t *const *rows, struct tally *tallies);

#endif
