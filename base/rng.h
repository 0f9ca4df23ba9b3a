#ifndef BASE_RNG_H
#define BASE_RNG_H

#include <stddef.h>
#include <stdint.h>

/* xoshiro256** 1.0 (Blackman and Vigna, "Scrambled Linear Pseudorandom Number
 * Generators", ACM TOMS 47, 2021), seeded through SplitMix64 as its authors
 * advise. The same seed gives the same numbers on every machine, for ever:
 * printed papers depend on it. Not for secrets. */
struct rng {
	uint64_t state[4];
};

/* A stream of its own for each (seed, purpose, index): adding a form or a
 * purpose never changes the numbers of the others. Purposes in use are short
 * words such as "draw", "order", "options". */
struct rng rng_stream(uint64_t seed, const char *purpose, uint64_t index);

uint64_t rng_next(struct rng *rng); /* 64 random bits */

/* Uniform in 0 … bound-1, without bias (Lemire, "Fast Random Integer
 * Generation in an Interval", ACM TOMACS 29, 2019). bound > 0. */
uint64_t rng_below(struct rng *rng, uint64_t bound);

double rng_unit(struct rng *rng); /* uniform in [0, 1), 53 bits */

/* Puts count numbers in random order, each order equally likely
 * (Fisher–Yates). */
void rng_shuffle(struct rng *rng, size_t *values, size_t count);

#endif
