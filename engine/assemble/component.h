#ifndef ENGINE_ASSEMBLE_COMPONENT_H
#define ENGINE_ASSEMBLE_COMPONENT_H

#include "engine/assemble/plan.h"

/* Rows that share questions, enemies or apart rules, directly or through
 * others: what one of them gets, the others cannot have. Components are
 * independent of each other. */
struct component {
	size_t *rows; /* of the plan, ascending */
	size_t row_count;
	size_t questions; /* wanted */
	bool noted;       /* that its chances are not exactly equal */
	/* Made ready for one form. */
	struct plan plan;        /* its rows alone */
	struct stratum **strata; /* NULL: not counted beforehand */
};

void components_find(struct arena *arena, const struct plan *plan,
	struct component **out, size_t *count);

#endif
