#ifndef ENGINE_ASSEMBLE_CONFLICT_H
#define ENGINE_ASSEMBLE_CONFLICT_H

#include "engine/assemble/program.h"

/* Wants of a programme that no form can keep together, and each of which is
 * needed for that: without any one of them the others can be kept, as far as
 * the linear programme knows (which puts units on a form in part and heeds no
 * enemies). Found by prices that prove it (Farkas 1902) and then leaving out
 * one want after the other (Chinneck and Dravnieks 1991). */
struct conflict {
	size_t *wants; /* rising */
	size_t count;  /* 0: no such conflict */
	/* By how much each of them alone would have to give way, in the units
	 * of its bounds, rounded up; and which bound: true the upper. */
	long *give;
	bool *upper;
};

void conflict_find(struct arena *arena, const struct program *program,
	struct conflict *out);

#endif
