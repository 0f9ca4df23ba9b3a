#include "engine/assemble/goal.h"

#include <math.h>

#include "base/i18n.h"

/* Information in millionths, all else in thousandths. */
static const double information_unit = 1e6, attribute_unit = 1e3;
/* A want that holds an aim is missed by a step for each percent of it. */
static const double hold_weight = 100;

/* ---- values ---- */

struct valuer {
	struct arena *arena;
	const struct program *program;
	struct goal *goal;
	double *values;
	bool sum; /* a mean is asked for, but the sum of its parts wanted */
};

static struct limit limit_for(struct arena *arena, const struct limits *limits,
	const struct aim *aim, size_t k)
{
	struct limits one = {.plan = limits->plan};

	if (aim->what == AIM_INFORMATION) {
		limits_add_information(
			arena, &one, aim->at, aim->points[k].theta);
		return one.v[0];
	}
	return (struct limit){
		.kind = aim->what == AIM_MEAN ? RULE_MEAN : RULE_SUM,
		.attribute = aim->attribute,
		.at_least = RULE_NO_BOUND,
		.at_most = RULE_NO_BOUND,
		.unit = 1};
}

static struct tally tally_of(const struct program *p, const struct limit *limit,
	const struct unit *unit, bool *silent)
{
	const struct plan_row *row = &p->plan->rows[unit->row];
	struct tally sum = {0};

	for (size_t i = 0; i < unit->size; i++) {
		struct tally one =
			limit_of(p->limits, limit, row, unit->members[i]);

		sum.total += one.total;
		sum.count += one.count;
		*silent = *silent || !one.count;
	}
	return sum;
}

/* Of a mean, what is above the target and below it; a measure of difference
 * has its middle at zero. */
static double value_of(
	const struct valuer *v, struct tally tally, double middle)
{
	if (v->goal->aim->what != AIM_MEAN)
		return (double)tally.total;
	return (double)tally.total - middle * (double)tally.count;
}

static void measure(struct valuer *v, size_t k, double middle)
{
	const struct program *p = v->program;
	struct limit limit = limit_for(v->arena, p->limits, v->goal->aim, k);
	bool silent = false;

	for (size_t u = 0; u < p->unit_count; u++)
		v->values[u * v->goal->measures + k] = value_of(
			v, tally_of(p, &limit, &p->units[u], &silent), middle);
	v->goal->base[k] =
		value_of(v, limit_of_picks(p->limits, &limit), middle);
	v->goal->loose =
		v->goal->loose || (silent && v->goal->aim->what == AIM_MEAN);
}

static void measure_use(struct valuer *v)
{
	const struct program *p = v->program;
	const struct candidate *candidates = p->plan->pool->candidates;
	long long newest = 0;

	for (size_t i = 0; i < p->plan->pool->count; i++)
		if (candidates[i].row > newest)
			newest = candidates[i].row;
	for (size_t u = 0; u < p->unit_count; u++)
		for (size_t i = 0; i < p->units[u].size; i++) {
			const struct candidate *c =
				&candidates[p->units[u].members[i]];

			v->values[u] += v->goal->aim->what == AIM_NEWEST
				? (double)(newest - c->row)
				: (double)c->uses;
		}
}

/* ---- goals ---- */

static double unit_of(const struct aim *aim)
{
	return aim->what == AIM_INFORMATION ? information_unit : attribute_unit;
}

/* Deviations are told as shares of the mean target, so that all kinds are
 * searched for alike. */
static void aim_near(struct goal *goal, const double *middle)
{
	const struct aim *aim = goal->aim;
	bool information = aim->what == AIM_INFORMATION;
	double unit = unit_of(aim), mean = 0;

	for (size_t k = 0; k < goal->measures; k++) {
		double target = middle ? middle[k]
			: information
			? (double)aim->points[k].target * unit / POINT
			: (double)aim->target;

		goal->target[k] = aim->what == AIM_MEAN ? 0 : target;
		mean += fabs(target) / (double)goal->measures;
	}
	if (!(mean > 0))
		mean = unit;
	for (size_t k = 0; k < goal->measures; k++)
		goal->scale[k] = 1 / mean;
	goal->factor = mean / unit;
	goal->within = (double)aim->within / POINT;
}

static void aim_most(struct goal *goal)
{
	const struct aim *aim = goal->aim;
	double unit = unit_of(aim);

	for (size_t k = 0; k < goal->measures; k++) {
		bool weighed = aim->what == AIM_INFORMATION && !aim->together;

		goal->scale[k] = (aim->want == AIM_LEAST ? -1 : 1) / unit;
		if (weighed)
			goal->scale[k] *= POINT / (double)aim->points[k].target;
	}
	goal->factor = 1;
	goal->within = (double)aim->within / POINT;
}

double goal_length(const struct program *p)
{
	double length = (double)p->length;

	for (size_t i = 0; i < p->plan->pick_count; i++)
		length += (double)p->plan->picks[i].count;
	return length;
}

static void divide(const struct program *p, struct goal *goal)
{
	double length = goal_length(p);

	for (size_t k = 0; length > 0 && k < goal->measures; k++)
		goal->scale[k] /= length;
}

static void add_together(struct valuer *v)
{
	size_t measures = v->goal->measures;
	double *sums = NEW_ARRAY(v->arena, v->program->unit_count, double);

	for (size_t u = 0; u < v->program->unit_count; u++)
		for (size_t k = 0; k < measures; k++)
			sums[u] += v->values[u * measures + k];
	for (size_t k = 1; k < measures; k++)
		v->goal->base[0] += v->goal->base[k];
	v->values = sums;
	v->goal->measures = 1;
}

static void make_use(struct valuer *v)
{
	v->goal->sense = GOAL_TOTAL;
	v->goal->scale[0] = 1;
	v->goal->factor = 1;
	v->goal->within = 0;
	measure_use(v);
}

void goal_make(struct arena *arena, const struct program *program,
	const struct aim *aim, const double *middle, struct goal *out)
{
	struct valuer v = {.arena = arena, .program = program, .goal = out};
	bool near = aim->want == AIM_TARGET || aim->want == AIM_ALIKE;

	*out = (struct goal){.aim = aim,
		.sense = near ? GOAL_NEAR : GOAL_MOST,
		.measures =
			aim->what == AIM_INFORMATION ? aim->point_count : 1};
	v.values =
		NEW_ARRAY(arena, program->unit_count * out->measures, double);
	if (aim->what == AIM_LEAST_USED || aim->what == AIM_NEWEST) {
		make_use(&v);
		out->values = v.values;
		return;
	}
	for (size_t k = 0; k < out->measures; k++)
		measure(&v, k,
			middle                            ? middle[k]
				: aim->want == AIM_TARGET ? (double)aim->target
							  : 0);
	if (aim->together && out->sense == GOAL_MOST)
		add_together(&v);
	out->values = v.values;
	if (near)
		aim_near(out, middle);
	else
		aim_most(out);
	if (aim->what == AIM_MEAN)
		divide(program, out);
}

double goal_cost(const struct goal *goal, const double *sums, size_t forms)
{
	double cost = goal->sense == GOAL_TOTAL ? 0 : -INFINITY;

	for (size_t f = 0; f < forms; f++)
		for (size_t k = 0; k < goal->measures; k++) {
			double sum = sums[f * goal->measures + k];

			if (goal->sense == GOAL_TOTAL)
				cost += sum * goal->scale[k];
			else if (goal->sense == GOAL_MOST)
				cost = fmax(cost, -sum * goal->scale[k]);
			else
				cost = fmax(cost,
					fabs(sum - goal->target[k]) *
						goal->scale[k]);
		}
	return cost;
}

/* ---- kept ---- */

double *goal_sums(struct arena *arena, const struct program *p,
	const struct goal *goal, const uint32_t *units,
	const size_t *unit_counts)
{
	size_t measures = goal->measures;
	double *sums = NEW_ARRAY(arena, p->forms * measures, double);

	for (size_t f = 0; f < p->forms; f++)
		for (size_t k = 0; k < measures; k++) {
			double *sum = &sums[f * measures + k];

			*sum = goal->base[k];
			for (size_t i = 0; i < unit_counts[f]; i++)
				*sum += goal->values[units[f * p->length + i] *
						measures +
					k];
		}
	return sums;
}

/* Bounds of one measure, before the picks' part is taken out; never so narrow
 * that forms of these sums are outside. */
static struct want hold_measure(const struct program *p,
	const struct goal *goal, size_t k, double cost, const double *sums)
{
	double room = cost / fabs(goal->scale[k]), least = INFINITY;
	double most = -INFINITY, low = -INFINITY, high = INFINITY;
	struct want want = {.origin = WANT_AIM,
		.at = goal->aim->at,
		.least = WANT_NO_LEAST,
		.most = WANT_NO_MOST,
		.weight = hold_weight / (fabs(room) + 1)};

	for (size_t f = 0; f < p->forms; f++) {
		least = fmin(least, sums[f * goal->measures + k]);
		most = fmax(most, sums[f * goal->measures + k]);
	}
	if (goal->sense == GOAL_TOTAL)
		high = most;
	else if (goal->sense == GOAL_NEAR) {
		low = fmin(least, goal->target[k] - room);
		high = fmax(most, goal->target[k] + room);
	} else if (goal->scale[k] > 0)
		low = fmin(least, -room);
	else
		high = fmax(most, room);
	if (low > -INFINITY)
		want.least = (long)floor(low - goal->base[k]);
	if (high < INFINITY)
		want.most = (long)ceil(high - goal->base[k]);
	return want;
}

void goal_hold(struct arena *arena, struct program *program,
	const struct goal *goal, double cost, const double *sums)
{
	long *amounts = NEW_ARRAY(arena, program->unit_count, long);

	for (size_t k = 0; k < goal->measures; k++) {
		for (size_t u = 0; u < program->unit_count; u++)
			amounts[u] =
				lround(goal->values[u * goal->measures + k]);
		program_add_want(arena, program,
			hold_measure(program, goal, k, cost, sums), amounts);
	}
}

/* ---- in words ---- */

static struct str points_text(struct arena *arena, const struct aim *aim)
{
	struct buf buf = {.arena = arena};
	char number[I18N_NUMBER];

	for (size_t k = 0; k < aim->point_count; k++)
		buf_format(&buf, "%s%s", k ? "; " : "",
			i18n_number(
				(double)aim->points[k].theta / POINT, number));
	return buf_str(&buf);
}

struct str aim_text(struct arena *arena, const struct aim *aim)
{
	struct limit limit = {
		.kind = aim->what == AIM_MEAN ? RULE_MEAN : RULE_SUM,
		.attribute = aim->attribute};

	switch (aim->what) {
	case AIM_INFORMATION:
		return str_format(arena,
			aim->together
				? _("information at abilities %s together")
				: _("information at abilities %s"),
			points_text(arena, aim).ptr);
	case AIM_SUM:
	case AIM_MEAN:
		return str_from(limit_name(&limit));
	case AIM_LEAST_USED:
		return str_from(_("uses in earlier exams"));
	case AIM_NEWEST:
		break;
	}
	return str_from(_("age of the questions"));
}
