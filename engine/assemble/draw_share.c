#include "base/i18n.h"
#include "engine/assemble/drawer.h"

/* Forms that overlap: which questions of the first they have in common. */

/* What is common or not as one: a question, or a passage's. */
struct unit {
	const uint32_t *members;
	size_t size;
};

struct units {
	struct unit *v;
	size_t count, capacity;
	size_t fixed; /* questions on every form anyway */
};

/* Each passage once, at its first question in the row. */
static bool comes_first(
	const struct group *group, const uint32_t *row, size_t i)
{
	for (size_t k = 0; k < i; k++)
		for (size_t m = 0; m < group->size; m++)
			if (group->members[m] == row[k])
				return false;
	return true;
}

/* The form was drawn, so its passages are whole in the row; with: has taken
 * its own out of what is left to choose. */
static void add_row(
	struct drawer *d, size_t r, const uint8_t *shared, struct units *units)
{
	const struct plan_row *row = &d->plan.rows[r];
	const uint32_t *held = d->row[r];

	for (size_t i = 0; i < (size_t)row->count; i++) {
		size_t g = plan_group(row, held[i]);
		struct unit unit = {&held[i], 1};

		if (shared[held[i]]) {
			units->fixed++;
			continue;
		}
		if (g < row->group_count) {
			if (!comes_first(&row->groups[g], held, i))
				continue;
			unit = (struct unit){
				row->groups[g].members, row->groups[g].size};
		}
		*PUSH(d->scratch, units->v, units->count, units->capacity) =
			unit;
	}
}

static struct units find_units(struct drawer *d)
{
	uint8_t *shared = NEW_ARRAY(d->scratch, d->pool->count, uint8_t);
	struct units units = {0};

	plan_mark_shared(&d->plan, shared);
	for (size_t p = 0; p < d->plan.pick_count; p++)
		units.fixed += d->plan.picks[p].count;
	for (size_t r = 0; r < d->plan.row_count; r++)
		add_row(d, r, shared, &units);
	return units;
}

/* ways[i * (wanted + 1) + s]: in how many ways the units from i on give s
 * questions. */
static double *count_ways(
	struct arena *arena, const struct units *units, size_t wanted)
{
	size_t width = wanted + 1;
	double *ways = NEW_ARRAY(arena, (units->count + 1) * width, double);

	ways[units->count * width] = 1;
	for (size_t i = units->count; i-- > 0;)
		for (size_t s = 0; s <= wanted; s++) {
			size_t size = units->v[i].size;

			ways[i * width + s] = ways[(i + 1) * width + s];
			if (s >= size)
				ways[i * width + s] +=
					ways[(i + 1) * width + s - size];
		}
	return ways;
}

/* Each choice of units with that many questions is equally likely. */
static size_t choose(struct drawer *d, const struct units *units, size_t wanted,
	struct rng *rng, struct str *ids)
{
	const double *ways = count_ways(d->scratch, units, wanted);
	size_t width = wanted + 1, left = wanted, n = 0;

	if (ways[wanted] <= 0)
		return 0;
	for (size_t i = 0; i < units->count; i++) {
		const struct unit *unit = &units->v[i];
		double with = left < unit->size
			? 0
			: ways[(i + 1) * width + left - unit->size];

		if (rng_unit(rng) * ways[i * width + left] >= with)
			continue;
		left -= unit->size;
		for (size_t m = 0; m < unit->size; m++)
			ids[n++] = d->pool->candidates[unit->members[m]].id;
	}
	return n;
}

/* The blueprint of the other forms: these questions must be on them. */
static const struct blueprint *blueprint_with(
	struct drawer *d, const struct str *ids, size_t count)
{
	struct blueprint *out = NEW(d->arena, struct blueprint);
	size_t rules = d->blueprint->rule_count;
	struct rule *list = NEW_ARRAY(d->arena, rules + 1, struct rule);

	*out = *d->blueprint;
	if (rules)
		memcpy(list, out->rules, rules * sizeof *list);
	list[rules] =
		(struct rule){.kind = RULE_WITH, .ids = ids, .id_count = count};
	out->rules = list;
	out->rule_count = rules + 1;
	return out;
}

static void mark_used(
	struct drawer *d, const size_t *first, const struct str *ids, size_t n)
{
	uint8_t *shared = NEW_ARRAY(d->scratch, d->pool->count, uint8_t);

	memset(d->used, 0, d->pool->count);
	for (size_t i = 0; i < d->out->count; i++)
		d->used[first[i]] = 1;
	for (size_t i = 0; i < n; i++)
		d->used[pool_find(d->pool, ids[i]) - d->pool->candidates] = 0;
	plan_mark_shared(&d->plan, shared);
	for (size_t p = 0; p < d->plan.pick_count; p++)
		for (size_t i = 0; i < d->plan.picks[p].count; i++)
			shared[d->plan.picks[p].candidates[i]] = 1;
	for (size_t i = 0; i < d->pool->count; i++)
		d->used[i] &= !shared[i];
}

static bool make_rest(
	struct drawer *d, const size_t *first, const struct str *ids, size_t n)
{
	mark_used(d, first, ids, n);
	plan_make(d->arena, blueprint_with(d, ids, n), d->pool,
		(struct plan_options){.without = d->used}, &d->plan);
	d->plan.forms = (size_t)d->blueprint->forms.count;
	components_find(
		d->arena, &d->plan, &d->components, &d->component_count);
	return !d->plan.fault_count;
}

static bool refuse(struct drawer *d, struct str text)
{
	d->fault = (struct draw_fault){.text = text};
	d->hopeless = true;
	return false;
}

bool drawer_share(
	struct drawer *d, uint64_t seed, size_t try, const size_t *first)
{
	struct rng rng = rng_stream(seed, "share", try);
	struct units units = find_units(d);
	size_t overlap = (size_t)d->blueprint->forms.overlap, n;
	struct str *ids = NEW_ARRAY(d->arena, d->out->count, struct str);

	if (overlap < units.fixed)
		return refuse(d,
			str_format(d->arena,
				_("pick: and with: already put %zu questions "
				  "on every form, more than the %zu that any "
				  "two are to share"),
				units.fixed, overlap));
	overlap -= units.fixed;
	n = choose(d, &units, overlap, &rng, ids);
	if (n < overlap)
		return refuse(d,
			str_format(d->arena,
				_("no choice of whole passages and single "
				  "questions makes exactly %zu common "
				  "questions"),
				overlap + units.fixed));
	return make_rest(d, first, ids, n);
}
