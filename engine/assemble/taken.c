#include "engine/assemble/taken.h"

struct taken taken_new(struct arena *arena, const struct plan *plan)
{
	return (struct taken){plan,
		NEW_ARRAY(arena, plan->pool->count, uint8_t),
		NEW_ARRAY(arena, plan->apart_count, uint8_t)};
}

static bool fits_beside(const struct taken *taken, uint32_t candidate)
{
	const struct plan *plan = taken->plan;
	const struct candidate *c = &plan->pool->candidates[candidate];

	if (taken->on[candidate])
		return false;
	for (uint32_t i = 0; plan->enemies && i < c->enemy_count; i++)
		if (taken->on[c->enemies[i]])
			return false;
	if (!plan->apart_of)
		return true;
	for (uint32_t l = plan->apart_of[candidate]; l;
		l = plan->links[l - 1].next)
		if (taken->apart_on[plan->links[l - 1].apart])
			return false;
	return true;
}

static void mark(struct taken *taken, uint32_t candidate, uint8_t on)
{
	const struct plan *plan = taken->plan;

	taken->on[candidate] = on;
	if (!plan->apart_of)
		return;
	for (uint32_t l = plan->apart_of[candidate]; l;
		l = plan->links[l - 1].next)
		taken->apart_on[plan->links[l - 1].apart] = on;
}

bool taken_add(struct taken *taken, uint32_t candidate)
{
	if (!fits_beside(taken, candidate))
		return false;
	mark(taken, candidate, 1);
	return true;
}

void taken_drop(struct taken *taken, uint32_t candidate)
{
	mark(taken, candidate, 0);
}
