#ifndef ENGINE_ASSEMBLE_SHORTAGE_H
#define ENGINE_ASSEMBLE_SHORTAGE_H

#include "base/rng.h"
#include "engine/assemble/plan.h"

/* The greatest number of places of all forms that can be filled when passages
 * may be split and enemies may meet: a maximum flow from kinds of questions,
 * those that fit the same wishes, to the wishes of the rows (Edmonds and Karp
 * 1972). And, when that is not all, which wishes want more than there is:
 * tight[r * WISHES + k] numbers the group of competing wishes from 1, 0 none;
 * lacking[g] says by how many group g + 1 is short, available[g] how many
 * questions there are for it, demand[] what each wishes for all forms. */
struct shortage {
	size_t wanted, filled;
	uint32_t *tight;
	long *demand;
	size_t *lacking;
	size_t *available;
	size_t group_count;
};
void shortage_find(
	struct arena *arena, const struct plan *plan, struct shortage *out);

/* Of a plan that plan_is_plain(), the flow is a way to fill all forms, when
 * any is. places[f] has room for what a form holds and is filled row by row,
 * each row's wishes in order. Questions of one kind are dealt at random when
 * there is an rng. False when there are too few. */
bool shortage_deal(struct arena *arena, const struct plan *plan,
	struct rng *rng, uint32_t *const *places);

#endif
