#ifndef ENGINE_ASSEMBLE_ANNEAL_H
#define ENGINE_ASSEMBLE_ANNEAL_H

#include "base/rng.h"
#include "engine/assemble/goal.h"

/* Forms that keep a programme's wants and cost little by a goal, looked for by
 * exchanging units at random: one that makes things worse is taken the less
 * often the worse and the later (simulated annealing: Kirkpatrick, Gelatt and
 * Vecchi 1983). What is missed of the wants counts in steps, what is missed of
 * the cost aspired to by its square. Whole numbers and plain arithmetic alone,
 * so that a seed finds the same on every machine. */
struct anneal;

/* goal NULL: wants alone. */
struct anneal *anneal_new(struct arena *arena, const struct program *program,
	const struct goal *goal, struct rng *rng);

/* Any forms with rows of the right length, at random; false when none were
 * found: of the rows alone, there are none. */
MUST bool anneal_start(struct anneal *anneal);
/* Those given: units[form * length + k], as many as unit_counts[form]. */
void anneal_begin(struct anneal *anneal, const uint32_t *units,
	const size_t *unit_counts);

/* From here on only units marked are put on forms; NULL: all. */
void anneal_restrict(struct anneal *anneal, const uint8_t *allowed);
/* By want: what a step of it is worth in costs, so that missing it does not
 * pay. Must last. */
void anneal_price(struct anneal *anneal, const double *prices);

struct anneal_effort {
	double aspired; /* the cost that is looked for */
	double enough;  /* one that ends the search */
	double norm;    /* costs are divided by this: about their size */
	double pull;    /* what a cost missed counts, squared, beside a want
			   missed by a step */
	double strict;  /* by how much more wants count at first */
	double span;    /* it ends at e^-span of the first heat */
	size_t moves;   /* of each cycle, tried, for each form */
	size_t cycles;  /* from hot to cold, at most */
	struct deadline deadline;
};

/* One form after the other, each from what the others do not hold, until each
 * costs what is aspired. False at the first that does not get there. */
bool anneal_each(struct anneal *anneal, struct anneal_effort effort);
/* All together. */
bool anneal_all(struct anneal *anneal, struct anneal_effort effort);

/* The best so far that keeps all wants: false when there is none. */
bool anneal_best(const struct anneal *anneal, double *cost);
/* Its form's units, in no order. */
size_t anneal_form(
	const struct anneal *anneal, size_t form, const uint32_t **units);
/* sums[form * measures + k], base included. */
const double *anneal_sums(const struct anneal *anneal);
/* When there is none: of a want, by how much the nearest forms missed it; the
 * want missed by most. */
size_t anneal_missed(const struct anneal *anneal, long *sum);

size_t anneal_moves(const struct anneal *anneal); /* tried so far */

#endif
