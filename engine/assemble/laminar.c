#include "engine/assemble/laminar.h"

/* The questions of one class of a row, of which count are wanted. */
struct set {
	size_t row, class;
	const uint32_t *members;
	size_t size;
	long count;
};

struct laminar {
	const struct plan *plan;
	struct set *sets; /* the smaller first */
	size_t count;
	uint8_t *taken;    /* by candidate */
	uint32_t *scratch; /* room for the largest */
	size_t *got;       /* by row */
};

static bool has_choices(const struct plan *plan)
{
	for (size_t r = 0; r < plan->row_count; r++)
		if (plan->rows[r].any && plan->rows[r].class_count > 1)
			return true;
	return false;
}

/* No two are equal, for sorting differs from one C library to another. */
static int compare_sets(const void *a, const void *b)
{
	const struct set *x = a, *y = b;

	if (x->size != y->size)
		return x->size < y->size ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->class < y->class ? -1 : x->class > y->class;
}

static void gather_sets(struct arena *arena, struct laminar *l)
{
	size_t largest = 0;

	l->sets = NEW_ARRAY(arena, l->plan->row_count * CLASS_MAX, struct set);
	for (size_t r = 0; r < l->plan->row_count; r++) {
		const struct plan_row *row = &l->plan->rows[r];

		for (size_t k = 0; k < row->class_count; k++) {
			struct set set = {r, k, row->singles[k],
				row->single_count[k], row->min[k] + row->any};

			largest = set.size > largest ? set.size : largest;
			l->sets[l->count++] = set;
		}
	}
	qsort(l->sets, l->count, sizeof *l->sets, compare_sets);
	l->scratch = NEW_ARRAY(arena, largest, uint32_t);
}

/* Every earlier set that a set meets must be in it whole. Of those, only the
 * latest that a question is in need be looked at. */
static bool is_nested(const struct set *set, const struct set *sets,
	uint32_t *top, size_t *met)
{
	for (size_t i = 0; i < set->size; i++)
		if (top[set->members[i]])
			met[top[set->members[i]] - 1]++;
	for (size_t i = 0; i < set->size; i++) {
		uint32_t t = top[set->members[i]];

		if (t && met[t - 1] != sets[t - 1].size)
			return false;
	}
	for (size_t i = 0; i < set->size; i++) {
		uint32_t t = top[set->members[i]];

		if (t)
			met[t - 1] = 0;
		top[set->members[i]] = (uint32_t)(set - sets) + 1;
	}
	return true;
}

bool laminar_new(
	struct arena *arena, const struct plan *plan, struct laminar **out)
{
	struct laminar *l = NEW(arena, struct laminar);
	uint32_t *top;
	size_t *met;

	if (!plan_is_plain(plan) || has_choices(plan))
		return false;
	*l = (struct laminar){.plan = plan,
		.taken = NEW_ARRAY(arena, plan->pool->count, uint8_t),
		.got = NEW_ARRAY(arena, plan->row_count, size_t)};
	gather_sets(arena, l);
	top = NEW_ARRAY(arena, plan->pool->count, uint32_t);
	met = NEW_ARRAY(arena, l->count, size_t);
	for (size_t i = 0; i < l->count; i++)
		if (!is_nested(&l->sets[i], l->sets, top, met))
			return false;
	*out = l;
	return true;
}

static size_t left_of(struct laminar *l, const struct set *set)
{
	size_t left = 0;

	for (size_t i = 0; i < set->size; i++)
		if (!l->taken[set->members[i]])
			l->scratch[left++] = set->members[i];
	return left;
}

bool laminar_draw(struct laminar *l, struct rng *rng, uint32_t **rows)
{
	for (size_t s = 0; s < l->count; s++) {
		const struct set *set = &l->sets[s];
		size_t left = left_of(l, set);

		if (left < (size_t)set->count)
			return false;
		for (size_t n = 0; n < (size_t)set->count; n++) {
			size_t i = n + (size_t)rng_below(rng, left - n);
			uint32_t chosen = l->scratch[i];

			l->scratch[i] = l->scratch[n];
			l->taken[chosen] = 1;
			rows[set->row][l->got[set->row]++] = chosen;
		}
	}
	return true;
}
