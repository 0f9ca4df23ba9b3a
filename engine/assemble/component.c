#include "engine/assemble/component.h"

static size_t find_root(size_t *parent, size_t i)
{
	while (parent[i] != i)
		i = parent[i] = parent[parent[i]];
	return i;
}

static void unite(size_t *parent, size_t a, size_t b)
{
	parent[find_root(parent, a)] = find_root(parent, b);
}

/* owner[i]: 1 + a row that candidate i fits, 0 none. */
static void own(uint32_t *owner, size_t *parent, uint32_t candidate, size_t row)
{
	if (owner[candidate])
		unite(parent, owner[candidate] - 1, row);
	else
		owner[candidate] = (uint32_t)row + 1;
}

static void unite_shared(
	const struct plan *plan, uint32_t *owner, size_t *parent)
{
	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];

		for (size_t k = 0; k < row->class_count; k++)
			for (size_t i = 0; i < row->single_count[k]; i++)
				own(owner, parent, row->singles[k][i], r);
		for (size_t g = 0; g < row->group_count; g++)
			for (size_t i = 0; i < row->groups[g].size; i++)
				own(owner, parent, row->groups[g].members[i],
					r);
	}
}

static void unite_conflicts(
	const struct plan *plan, const uint32_t *owner, size_t *parent)
{
	for (size_t i = 0; plan->enemies && i < plan->pool->count; i++) {
		const struct candidate *c = &plan->pool->candidates[i];

		for (uint32_t e = 0; owner[i] && e < c->enemy_count; e++)
			if (owner[c->enemies[e]])
				unite(parent, owner[i] - 1,
					owner[c->enemies[e]] - 1);
	}
	for (size_t a = 0; a < plan->apart_count; a++) {
		const struct plan_apart *apart = &plan->aparts[a];
		uint32_t first = 0;

		for (size_t i = 0; i < apart->count; i++) {
			uint32_t here = owner[apart->candidates[i]];

			if (here && first)
				unite(parent, here - 1, first - 1);
			first = here ? here : first;
		}
	}
}

void components_find(struct arena *arena, const struct plan *plan,
	struct component **out, size_t *count)
{
	size_t rows = plan->row_count;
	uint32_t *owner = NEW_ARRAY(arena, plan->pool->count, uint32_t);
	size_t *parent = NEW_ARRAY(arena, rows, size_t);
	size_t *number = NEW_ARRAY(arena, rows, size_t);

	*out = NEW_ARRAY(arena, rows, struct component);
	*count = 0;
	for (size_t r = 0; r < rows; r++)
		parent[r] = r;
	unite_shared(plan, owner, parent);
	unite_conflicts(plan, owner, parent);
	for (size_t r = 0; r < rows; r++) {
		size_t root = find_root(parent, r);
		struct component *c;

		if (!number[root])
			number[root] = ++*count;
		c = &(*out)[number[root] - 1];
		if (!c->rows)
			c->rows = NEW_ARRAY(arena, rows, size_t);
		c->rows[c->row_count++] = r;
		c->questions += (size_t)plan->rows[r].count;
	}
}
