#ifndef ENGINE_ANALYSE_IRT_FAST_H
#define ENGINE_ANALYSE_IRT_FAST_H

#include "engine/analyse/irt_parts.h"

/* Expectation over many rows in single precision: sums of so many are right to
 * six digits or more, which the cycles that get near the estimates need not
 * have. Sums are carried over into double precision every so many rows. What
 * comes out does not depend on the processor. */
enum { FAST_LANES = 64, FAST_BLOCK = 8 };

/* Rows from which on it is used. */
enum { FAST_LEAST = 20000 };

struct fast {
	size_t step;         /* every so many rows are looked at */
	size_t stride;       /* and of the nodes: 1 all, 2 every second one */
	float *table;        /* [group][byte][lane] log likelihoods */
	float *sums;         /* the same for posteriors, of the last rows */
	float *wrong, *odds; /* [item][lane], for rows with missing answers */
	float prior[FAST_LANES];
};

/* With room for the fit's groups and items. */
struct fast *fast_new(const struct fit *f);

/* Fills the fit's right, missing and nodes; gives the log likelihood, nearly.
 */
double fast_expect(struct fit *f, struct fast *fast);

/* Exponentials of numbers up to 0, to about seven digits; in place. count is a
 * multiple of FAST_BLOCK. */
void fast_exp(float *v, size_t count);

#endif
