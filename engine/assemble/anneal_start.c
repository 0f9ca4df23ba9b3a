#include "engine/assemble/anneal_state.h"
#include "engine/assemble/search.h"

/* The forms that annealing begins with: rows of the right length, whatever the
 * wants say. */

enum { TRIES = 50 };

/* Questions of with: first, each in a row that it fits. */
static void put_shared(struct anneal *a, size_t form)
{
	const struct program *p = a->p;

	for (size_t w = 0; w < p->plan->with_count; w++) {
		uint32_t c = p->plan->with[w].candidate;
		size_t first = p->units_begin[c];
		size_t count = p->units_begin[c + 1] - first;
		uint32_t u;

		if (!count)
			continue;
		u = p->unit_of[first + rng_below(a->rng, count)];
		for (size_t r = 0, on = 0; r < p->plan->row_count; r++) {
			on = a->row_on[form * p->plan->row_count + r];
			for (size_t i = 0; i < on; i++)
				if (a->on[form * a->room + a->row_at[r] + i] ==
					u)
					u = UINT32_MAX;
			if (u == UINT32_MAX)
				break;
		}
		if (u != UINT32_MAX)
			anneal_put(a, form, u);
	}
}

static size_t row_size(const struct anneal *a, size_t form, size_t r)
{
	size_t size = 0;

	for (size_t i = 0; i < a->row_on[form * a->p->plan->row_count + r]; i++)
		size += a->p->units[a->on[form * a->room + a->row_at[r] + i]]
				.size;
	return size;
}

/* Any, and when luck fails one after the other from there. */
static bool put_one(struct anneal *a, size_t form, size_t r, size_t left)
{
	const uint32_t *units = a->rows.units + a->rows.begin[r];
	size_t count = a->rows.begin[r + 1] - a->rows.begin[r];
	size_t from;

	if (!count)
		return false;
	for (size_t t = 0; t < TRIES; t++) {
		uint32_t u = units[rng_below(a->rng, count)];

		if (a->p->units[u].size <= left && !a->p->units[u].shared &&
			anneal_fits(a, form, u)) {
			anneal_put(a, form, u);
			return true;
		}
	}
	from = (size_t)rng_below(a->rng, count);
	for (size_t i = 0; i < count; i++) {
		uint32_t u = units[(from + i) % count];

		if (a->p->units[u].size <= left && !a->p->units[u].shared &&
			anneal_fits(a, form, u)) {
			anneal_put(a, form, u);
			return true;
		}
	}
	return false;
}

static bool fill_form(struct anneal *a, size_t form)
{
	const struct plan *plan = a->p->plan;

	put_shared(a, form);
	for (size_t r = 0; r < plan->row_count; r++) {
		size_t wanted = (size_t)plan->rows[r].count;
		size_t size = row_size(a, form, r);

		while (size < wanted) {
			if (!put_one(a, form, r, wanted - size))
				return false;
			size = row_size(a, form, r);
		}
		if (size > wanted)
			return false;
	}
	return true;
}

/* ---- where rows compete ---- */

static uint32_t unit_in(const struct program *p, size_t row, uint32_t c)
{
	for (size_t i = p->units_begin[c]; i < p->units_begin[c + 1]; i++)
		if (p->units[p->unit_of[i]].row == row)
			return p->unit_of[i];
	return UINT32_MAX;
}

/* A passage's questions bring it once. */
static bool is_on(const struct anneal *a, size_t form, uint32_t u)
{
	size_t r = a->p->units[u].row;
	size_t on = a->row_on[form * a->p->plan->row_count + r];

	for (size_t i = 0; i < on; i++)
		if (a->on[form * a->room + a->row_at[r] + i] == u)
			return true;
	return false;
}

static void put_found(struct anneal *a, size_t form, const uint32_t *places)
{
	const struct plan *plan = a->p->plan;
	size_t at = 0;

	for (size_t r = 0; r < plan->row_count; r++)
		for (size_t i = 0; i < (size_t)plan->rows[r].count; i++) {
			uint32_t u = unit_in(a->p, r, places[at++]);

			if (u != UINT32_MAX && !is_on(a, form, u))
				anneal_put(a, form, u);
		}
}

static bool search_forms(struct anneal *a)
{
	struct arena *scratch = arena_new();
	struct plan plan = *a->p->plan;
	struct search search;
	bool found;

	plan.forms = a->p->forms;
	found = search_run(scratch, &plan,
			(struct search_options){.rng = a->rng},
			&search) == SEARCH_FOUND;
	if (found) {
		anneal_state_clear(a);
		for (size_t f = 0; f < plan.forms; f++)
			put_found(a, f, search.places[f]);
	}
	arena_free(scratch);
	return found;
}

static void count_all(struct anneal *a)
{
	for (size_t f = 0; f < a->p->forms; f++)
		anneal_count(a, f);
}

bool anneal_start(struct anneal *a)
{
	bool filled = true;

	anneal_state_clear(a);
	for (size_t f = 0; filled && f < a->p->forms; f++)
		filled = fill_form(a, f);
	if (!filled && !search_forms(a))
		return false;
	count_all(a);
	return true;
}

void anneal_begin(
	struct anneal *a, const uint32_t *units, const size_t *unit_counts)
{
	anneal_state_clear(a);
	for (size_t f = 0; f < a->p->forms; f++)
		for (size_t i = 0; i < unit_counts[f]; i++)
			anneal_put(a, f, units[f * a->room + i]);
	count_all(a);
	anneal_consider(a);
}
