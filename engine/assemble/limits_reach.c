#include "engine/assemble/limits.h"

/* What any form could have at all, row by row. */

struct values {
	long *v;
	size_t count, without;
};

static int ascending(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void put(struct values *values, const struct limits *limits,
	const struct limit *limit, const struct plan_row *row, uint32_t c)
{
	struct tally one = limit_of(limits, limit, row, c);

	values->without += !one.count && limit->kind != RULE_COUNT;
	values->v[values->count++] = one.total;
}

/* Of a row's candidates of a class, in or out of passages. */
static struct values values_of(struct arena *arena, const struct limits *limits,
	const struct limit *limit, const struct plan_row *row, size_t class)
{
	const struct plan *plan = limits->plan;
	size_t room = row->single_count[class];
	struct values values = {0};

	for (size_t g = 0; g < row->group_count; g++)
		room += (size_t)row->groups[g].vector[class];
	values.v = NEW_ARRAY(arena, room, long);
	for (size_t i = 0; i < row->single_count[class]; i++)
		put(&values, limits, limit, row, row->singles[class][i]);
	for (size_t g = 0; g < row->group_count; g++)
		for (size_t i = 0; i < row->groups[g].size; i++)
			if (plan_class(plan, row, row->groups[g].members[i]) ==
				class)
				put(&values, limits, limit, row,
					row->groups[g].members[i]);
	if (room)
		qsort(values.v, room, sizeof *values.v, ascending);
	return values;
}

struct reach {
	long least, most;
	long count; /* questions that have a value */
	bool known; /* every question has one, and there are enough */
};

/* any: takes from what all classes leave, so each class's own are taken from
 * all of the class and the rest from all of the row: still a bound. */
static void reach_class(
	struct reach *reach, const struct values *values, long wanted)
{
	size_t n = (size_t)wanted;

	reach->known = reach->known && !values->without && n <= values->count;
	for (size_t i = 0; reach->known && i < n; i++) {
		reach->least += values->v[i];
		reach->most += values->v[values->count - 1 - i];
	}
	reach->count += wanted;
}

static void reach_any(struct arena *arena, const struct limits *limits,
	const struct limit *limit, const struct plan_row *row,
	struct reach *reach)
{
	struct values all = {0};
	size_t room = 0;

	for (size_t k = 0; k < row->class_count; k++) {
		struct values here = values_of(arena, limits, limit, row, k);
		long *v = NEW_ARRAY(arena, room + here.count, long);

		if (room)
			memcpy(v, all.v, room * sizeof *v);
		if (here.count)
			memcpy(v + room, here.v, here.count * sizeof *v);
		all.v = v;
		all.count = room += here.count;
		all.without += here.without;
	}
	if (room)
		qsort(all.v, room, sizeof *all.v, ascending);
	reach_class(reach, &all, row->any);
}

bool limit_reach(struct arena *arena, const struct limits *limits,
	const struct limit *limit, long *least, long *most)
{
	const struct plan *plan = limits->plan;
	struct tally fixed = limit_of_picks(limits, limit);
	struct reach reach = {fixed.total, fixed.total, fixed.count, true};

	for (size_t r = 0; reach.known && r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];

		for (size_t k = 0; k < row->class_count; k++) {
			struct values values =
				values_of(arena, limits, limit, row, k);

			if (row->min[k])
				reach_class(&reach, &values, row->min[k]);
		}
		if (row->any)
			reach_any(arena, limits, limit, row, &reach);
	}
	if (limit->kind == RULE_MEAN && reach.count) {
		reach.least = (reach.least + reach.count - 1) / reach.count;
		reach.most /= reach.count;
	}
	*least = reach.least;
	*most = reach.most;
	return reach.known && (reach.count || limit->kind != RULE_MEAN);
}

size_t limit_without(struct arena *arena, const struct limits *limits,
	const struct limit *limit, size_t *of)
{
	const struct plan *plan = limits->plan;
	size_t without = 0;

	*of = 0;
	for (size_t r = 0; r < plan->row_count; r++)
		for (size_t k = 0; k < plan->rows[r].class_count; k++) {
			struct values values = values_of(
				arena, limits, limit, &plan->rows[r], k);

			without += values.without;
			*of += values.count;
		}
	return without;
}
