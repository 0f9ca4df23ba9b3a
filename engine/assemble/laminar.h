#ifndef ENGINE_ASSEMBLE_LAMINAR_H
#define ENGINE_ASSEMBLE_LAMINAR_H

#include "base/rng.h"
#include "engine/assemble/plan.h"

/* Rows that share questions, where of any two cells one holds all the other's
 * questions or none of them. Drawing the smaller cell first leaves the larger
 * the same number whatever was drawn, so one cell after the other gives every
 * way to fill them all equal chances, without rejection. */
struct laminar;

/* False when the plan's rows are not so: cells cross; there are passages,
 * questions that may not meet or must be there; or a row has levels and any:
 * beside them. */
bool laminar_new(
	struct arena *arena, const struct plan *plan, struct laminar **out);

/* rows[r] gets the questions of row r. Once only. False when there are too
 * few. */
bool laminar_draw(struct laminar *laminar, struct rng *rng, uint32_t **rows);

#endif
