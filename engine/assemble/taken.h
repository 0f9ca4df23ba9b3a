#ifndef ENGINE_ASSEMBLE_TAKEN_H
#define ENGINE_ASSEMBLE_TAKEN_H

#include "engine/assemble/plan.h"

/* Which candidates a form holds so far, to see conflicts in no time. */
struct taken {
	const struct plan *plan;
	uint8_t *on;       /* by candidate */
	uint8_t *apart_on; /* by apart rule */
};
struct taken taken_new(struct arena *arena, const struct plan *plan);
/* False, and nothing done, when it is there already, or an enemy is, or one
 * that must stand apart from it. */
bool taken_add(struct taken *taken, uint32_t candidate);
void taken_drop(struct taken *taken, uint32_t candidate);

#endif
