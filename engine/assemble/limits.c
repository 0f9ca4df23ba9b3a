#include "engine/assemble/limits.h"

#include <math.h>

/* Parts of a bound that are one step too far; a mean's in thousandths. */
enum { SUM_STEPS = 100, MEAN_UNIT = 5, FINE = 1000 };

/* ---- which questions a rule counts ---- */

static const uint64_t *filter_bits(
	struct arena *arena, const struct pool *pool, const struct cell *filter)
{
	uint64_t *bits = NEW_ARRAY(arena, pool->count / 64 + 1, uint64_t);
	const struct part any = {0};

	for (size_t i = 0; i < pool->count; i++)
		if (pool_fits(pool, &pool->candidates[i], &any, filter, 0))
			bits[i / 64] |= UINT64_C(1) << i % 64;
	return bits;
}

/* ---- making ---- */

/* Narrow bounds are approached in steps as narrow. */
static long unit_of(const struct limit *limit)
{
	long bound = limit->at_most == RULE_NO_BOUND ? limit->at_least
						     : limit->at_most;
	long unit = limit->kind == RULE_MEAN ? MEAN_UNIT : bound / SUM_STEPS;
	long width = limit->at_most - limit->at_least;

	if (limit->kind == RULE_COUNT)
		return 1;
	if (limit->at_least != RULE_NO_BOUND &&
		limit->at_most != RULE_NO_BOUND && width < unit)
		unit = width;
	return unit > 1 ? unit : 1;
}

static void add(struct arena *arena, struct limits *limits, struct limit limit)
{
	limit.unit = unit_of(&limit);
	*PUSH(arena, limits->v, limits->count, limits->capacity) = limit;
}

double candidate_information(const struct candidate *c, double theta)
{
	double a = (double)c->irt_a, guess = (double)c->irt_c;
	double right, share;

	if (!(a > 0))
		return NAN;
	share = 1 / (1 + exp(-a * (theta - (double)c->irt_b)));
	right = guess + (1 - guess) * share;
	return right > 0 ? a * a * (1 - right) / right * share * share : 0;
}

static const long *informations(
	struct arena *arena, const struct pool *pool, long theta)
{
	long *values = NEW_ARRAY(arena, pool->count, long);

	for (size_t i = 0; i < pool->count; i++) {
		double value = candidate_information(
			&pool->candidates[i], (double)theta / POINT);

		values[i] = isnan(value) ? -1 : lround(value * POINT * FINE);
	}
	return values;
}

static long finer(long bound)
{
	return bound == RULE_NO_BOUND ? bound : bound * FINE;
}

static void add_information(
	struct arena *arena, struct limits *limits, const struct rule *rule)
{
	for (size_t i = 0; i < rule->ability_count; i++) {
		const struct ability *ability = &rule->abilities[i];

		add(arena, limits,
			(struct limit){.at = rule->at,
				.rule = rule,
				.kind = RULE_INFORMATION,
				.values = informations(arena,
					limits->plan->pool, ability->theta),
				.theta = ability->theta,
				.at_least = finer(ability->at_least),
				.at_most = finer(ability->at_most)});
	}
}

void limits_add_information(
	struct arena *arena, struct limits *limits, struct place at, long theta)
{
	add(arena, limits,
		(struct limit){.at = at,
			.kind = RULE_INFORMATION,
			.values =
				informations(arena, limits->plan->pool, theta),
			.theta = theta,
			.at_least = RULE_NO_BOUND,
			.at_most = RULE_NO_BOUND});
}

void limits_make(
	struct arena *arena, const struct plan *plan, struct limits *out)
{
	*out = (struct limits){.plan = plan};
	for (size_t i = 0; i < plan->blueprint->rule_count; i++) {
		const struct rule *rule = &plan->blueprint->rules[i];
		struct limit limit = {.at = rule->at,
			.rule = rule,
			.kind = rule->kind,
			.attribute = rule->attribute,
			.at_least = rule->at_least,
			.at_most = rule->at_most};

		if (rule->kind == RULE_INFORMATION)
			add_information(arena, out, rule);
		if (rule->kind != RULE_COUNT && rule->kind != RULE_SUM &&
			rule->kind != RULE_MEAN)
			continue;
		if (rule->kind == RULE_COUNT)
			limit.fits =
				filter_bits(arena, plan->pool, &rule->filter);
		add(arena, out, limit);
	}
}

void limits_add(struct arena *arena, struct limits *limits,
	enum attribute attribute, struct place at, long at_least, long at_most)
{
	add(arena, limits,
		(struct limit){.at = at,
			.kind = attribute == ATTRIBUTE_DIFFICULTY ? RULE_MEAN
								  : RULE_SUM,
			.attribute = attribute,
			.at_least = at_least > 0 ? at_least : 0,
			.at_most = at_most});
}

/* ---- what a question brings ---- */

static long points_in(const struct part *part, const struct cell *cell,
	const struct candidate *c)
{
	if (cell->points)
		return cell->points;
	return part->points ? part->points : c->points;
}

/* In thousandths; -1 when the question does not say. */
static long attribute_in(enum attribute attribute, const struct part *part,
	const struct cell *cell, const struct candidate *c)
{
	long points = points_in(part, cell, c);

	switch (attribute) {
	case ATTRIBUTE_POINTS:
		return points ? points : -1;
	case ATTRIBUTE_SECONDS:
		return c->seconds ? c->seconds * POINT : -1;
	case ATTRIBUTE_DIFFICULTY:
		return isnan(c->difficulty) ? -1
					    : lroundf(c->difficulty * POINT);
	case ATTRIBUTE_EXPECTED:
		return isnan(c->difficulty) || !points
			? -1
			: lround((double)points * (double)c->difficulty);
	case ATTRIBUTE_COUNT:
		break;
	}
	return -1;
}

static long part_size(const struct part *part)
{
	long count = 0;

	for (size_t i = 0; i < part->cell_count; i++)
		count += part->cells[i].count;
	return count;
}

/* The share of it that pupils answer. */
static long answered(const struct part *part, long value)
{
	long count = part->answer ? part_size(part) : 0;

	return count > part->answer ? value * part->answer / count : value;
}

struct tally limit_at(const struct limits *limits, const struct limit *limit,
	size_t p, size_t cell, size_t candidate)
{
	const struct part *part = &limits->plan->blueprint->parts[p];
	long value;

	if (limit->kind == RULE_COUNT) {
		value = (long)(limit->fits[candidate / 64] >> candidate % 64 &
			1);
		return (struct tally){value, value};
	}
	if (part->instead_of.len)
		return (struct tally){0};
	value = limit->values
		? limit->values[candidate]
		: attribute_in(limit->attribute, part, &part->cells[cell],
			  &limits->plan->pool->candidates[candidate]);
	if (value < 0)
		return (struct tally){0};
	return (struct tally){
		limit->kind == RULE_MEAN ? value : answered(part, value), 1};
}

struct tally limit_of(const struct limits *limits, const struct limit *limit,
	const struct plan_row *row, uint32_t candidate)
{
	return limit_at(limits, limit, row->part, row->first_cell, candidate);
}

struct tally limit_of_picks(
	const struct limits *limits, const struct limit *limit)
{
	struct tally sum = {0};

	for (size_t p = 0; p < limits->plan->pick_count; p++) {
		const struct plan_pick *pick = &limits->plan->picks[p];

		for (size_t i = 0; i < pick->count; i++) {
			struct tally one = limit_at(limits, limit, pick->part,
				pick->cell, pick->candidates[i]);

			sum.total += one.total;
			sum.count += one.count;
		}
	}
	return sum;
}

/* ---- whether it holds ---- */

long limit_value(const struct limit *limit, struct tally tally)
{
	if (limit->kind != RULE_MEAN)
		return tally.total;
	return tally.count ? (tally.total + tally.count / 2) / tally.count : -1;
}

/* The distance beyond a bound, in units, rounded up; means are compared
 * without rounding. */
static long beyond(const struct limit *limit, long much, long count)
{
	long unit = limit->unit * count;

	return much > 0 ? (much + unit - 1) / unit : 0;
}

long limit_excess(const struct limit *limit, struct tally tally)
{
	long count = limit->kind == RULE_MEAN ? tally.count : 1;
	long low = 0, high = 0;

	if (!count)
		return 0;
	if (limit->at_least != RULE_NO_BOUND)
		low = beyond(
			limit, limit->at_least * count - tally.total, count);
	if (limit->at_most != RULE_NO_BOUND)
		high = beyond(
			limit, tally.total - limit->at_most * count, count);
	return low + high;
}

void limits_tally(const struct limits *limits, uint32_t *const *rows,
	struct tally *tallies)
{
	const struct plan *plan = limits->plan;

	for (size_t l = 0; l < limits->count; l++)
		tallies[l] = limit_of_picks(limits, &limits->v[l]);
	for (size_t r = 0; r < plan->row_count; r++)
		for (size_t i = 0; i < (size_t)plan->rows[r].count; i++)
			for (size_t l = 0; l < limits->count; l++) {
				struct tally one =
					limit_of(limits, &limits->v[l],
						&plan->rows[r], rows[r][i]);

				tallies[l].total += one.total;
				tallies[l].count += one.count;
			}
}

long limits_excess(const struct limits *limits, const struct tally *tallies)
{
	long excess = 0;

	for (size_t l = 0; l < limits->count; l++)
		excess += limit_excess(&limits->v[l], tallies[l]);
	return excess;
}
