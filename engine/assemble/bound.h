#ifndef ENGINE_ASSEMBLE_BOUND_H
#define ENGINE_ASSEMBLE_BOUND_H

#include "engine/assemble/goal.h"

/* What no forms can do better than: a linear programme in which units may be on
 * a form in part. Forms with equal wants and costs that are convex need not be
 * told apart there: the mean of all of them is as good, so one form stands for
 * F, each unit being on it for 1/F at most. It is solved over few units, and
 * those whose price is right are added until there are none (sifting). Enemies
 * and questions to be kept apart are not heeded, so it may promise too much,
 * never too little. */
enum bound_result {
	BOUND_FOUND,
	BOUND_NONE,   /* no forms keep the wants, for certain */
	BOUND_UNKNOWN /* numbers that cannot be handled */
};

struct bound {
	double cost; /* no forms cost less: proved by prices that are feasible
			whatever rounding did to the solution */
	const double *reduced;  /* by unit: what it would add to the cost */
	const double *share;    /* by unit: how much of it is on the form */
	const double *prices;   /* by want: of one step of it */
	size_t rounds, columns; /* of sifting, and of its last programme */
};

/* goal NULL: only whether there are such forms; cost is 0 then. */
enum bound_result bound_find(struct arena *arena, const struct program *program,
	const struct goal *goal, struct bound *out);

#endif
