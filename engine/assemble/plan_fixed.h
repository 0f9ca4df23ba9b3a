#ifndef ENGINE_ASSEMBLE_PLAN_FIXED_H
#define ENGINE_ASSEMBLE_PLAN_FIXED_H

#include "engine/assemble/plan.h"

/* The part of a plan that the rows are made around: what the blueprint names
 * by id. Fills picks, with, aparts and faults. gone, by candidate: is picked,
 * so no row has it; barred: may not stand with what is on every form. */
void plan_fix(
	struct arena *arena, struct plan *plan, uint8_t *gone, uint8_t *barred);

/* When the rows are made: what must be on every form must fit one of them, or
 * it is a fault. */
void plan_check_with(struct arena *arena, struct plan *plan);

#endif
