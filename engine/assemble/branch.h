#ifndef ENGINE_ASSEMBLE_BRANCH_H
#define ENGINE_ASSEMBLE_BRANCH_H

#include "engine/assemble/anneal.h"

/* The best forms there are, by branch and bound (Land and Doig 1960): a linear
 * programme over all forms, in which a unit that is on a form in part is tried
 * off it and on it. Units whose price at the root rules them out beside what
 * was found are left out beforehand (reduced-cost fixing: Dantzig, Fulkerson
 * and Johnson 1954). Enemies, questions to be kept apart and questions that fit
 * several units become rows where a solution breaks them. */
struct branching {
	/* What is known before: cost INFINITY, when nothing is; reduced NULL,
	 * or by unit as bound_find() gives them, with its bound. */
	double cost, bound;
	const double *reduced;
	double enough;  /* costs that are good enough */
	size_t nodes;   /* at most */
	size_t columns; /* 0: all; else the cheapest so many by reduced, and
			   nothing is proved */
	struct deadline deadline;
};

struct branched {
	bool found;  /* cheaper than cost */
	bool proved; /* nothing is cheaper than the cheaper of both */
	double cost;
	double bound;    /* nothing is cheaper than this */
	uint32_t *units; /* units[form * length + k] */
	size_t *unit_counts;
	size_t nodes;
};

/* Whether the programme is so small that it is best tried at once. */
bool branch_is_tiny(const struct program *program);

/* goal NULL: any forms that keep the wants. */
void branch(struct arena *arena, const struct program *program,
	const struct goal *goal, struct branching known, struct branched *out);

#endif
