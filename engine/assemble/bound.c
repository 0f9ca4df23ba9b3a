#include "engine/assemble/bound.h"

#include <math.h>

#include "base/lp.h"

enum { BATCH = 1500, ROUNDS = 60 };

static const double tiny = 1e-9, outside = 1e-7, dear = 20;

struct sifter {
	struct arena *arena;
	const struct program *program;
	const struct goal *goal; /* or NULL */
	struct lp *lp;
	size_t want_count, measure_rows; /* rows: wants, then measures */
	size_t first_unit;               /* columns: the cost, slips, units */
	uint32_t *units;                 /* of the columns from there on */
	size_t unit_count, unit_capacity;
	uint8_t *in;       /* by unit */
	double penalty;    /* of a slip */
	bool feasibility;  /* only slips cost */
	uint32_t *pack_of; /* by candidate: 1 + its row; 0 none */
	size_t pack_count;
	double *reduced; /* by unit */
	double best;     /* bound so far */
};

/* ---- rows ---- */

static double unit_cost(const struct sifter *s, size_t u)
{
	if (!s->goal || s->feasibility || s->goal->sense != GOAL_TOTAL)
		return 0;
	return s->goal->values[u] * s->goal->scale[0] *
		(double)s->program->forms;
}

/* What costs whatever is drawn. */
static double constant(const struct sifter *s)
{
	if (!s->goal || s->feasibility || s->goal->sense != GOAL_TOTAL)
		return 0;
	return s->goal->base[0] * s->goal->scale[0] * (double)s->program->forms;
}

static double bound_of(long bound, double weight)
{
	if (bound == WANT_NO_LEAST)
		return -LP_INFINITY;
	if (bound == WANT_NO_MOST)
		return LP_INFINITY;
	return (double)bound * weight;
}

static void row_bounds(struct sifter *s, double *least, double *most)
{
	const struct goal *goal = s->goal;

	for (size_t w = 0; w < s->want_count; w++) {
		const struct want *want = &s->program->wants[w];

		least[w] = bound_of(want->least, want->weight);
		most[w] = bound_of(want->most, want->weight);
	}
	for (size_t m = 0; m < s->measure_rows; m++) {
		size_t k = goal->sense == GOAL_NEAR ? m / 2 : m;
		double at = (goal->sense == GOAL_NEAR ? goal->target[k] : 0) -
			goal->base[k];

		least[s->want_count + m] = m % 2 && goal->sense == GOAL_NEAR
			? -LP_INFINITY
			: at * goal->scale[k];
		most[s->want_count + m] = m % 2 && goal->sense == GOAL_NEAR
			? at * goal->scale[k]
			: LP_INFINITY;
	}
}

/* The cost itself: measure + cost is at least the target (or zero), measure -
 * cost at most. */
static void add_cost_column(struct sifter *s)
{
	int begin[] = {0, (int)s->measure_rows};
	int *index = NEW_ARRAY(s->arena, s->measure_rows, int);
	double *value = NEW_ARRAY(s->arena, s->measure_rows, double);
	bool near = s->goal && s->goal->sense == GOAL_NEAR;
	double least = near ? 0 : -LP_INFINITY, most = LP_INFINITY;
	double cost = s->measure_rows ? 1 : 0;

	if (!s->measure_rows)
		least = most = 0;
	for (size_t m = 0; m < s->measure_rows; m++) {
		index[m] = (int)(s->want_count + m);
		value[m] = near && m % 2 ? -1 : 1;
	}
	lp_add_columns(s->lp, 1, (struct lp_entries){begin, index, value},
		&least, &most, &cost);
}

/* A want may be missed, at a penalty, while its units are not there yet. */
static void add_slips(struct sifter *s)
{
	size_t count = s->want_count * 2;
	int *begin = NEW_ARRAY(s->arena, count + 1, int);
	int *index = NEW_ARRAY(s->arena, count, int);
	double *value = NEW_ARRAY(s->arena, count, double);
	double *least = NEW_ARRAY(s->arena, count, double);
	double *most = NEW_ARRAY(s->arena, count, double);
	double *cost = NEW_ARRAY(s->arena, count, double);

	for (size_t i = 0; i < count; i++) {
		begin[i] = (int)i;
		index[i] = (int)(i / 2);
		value[i] = i % 2 ? -1 : 1;
		most[i] = LP_INFINITY;
		cost[i] = s->penalty;
	}
	begin[count] = (int)count;
	lp_add_columns(s->lp, count, (struct lp_entries){begin, index, value},
		least, most, cost);
}

static void begin_lp(struct sifter *s)
{
	size_t rows = s->want_count + s->measure_rows;
	double *least = NEW_ARRAY(s->arena, rows, double);
	double *most = NEW_ARRAY(s->arena, rows, double);
	int *begin = NEW_ARRAY(s->arena, rows + 1, int);
	const int index = 0;
	const double value = 0;

	s->lp = lp_new();
	row_bounds(s, least, most);
	lp_add_rows(s->lp, rows, (struct lp_entries){begin, &index, &value},
		least, most);
	add_cost_column(s);
	add_slips(s);
	s->first_unit = lp_columns(s->lp);
}

/* ---- units ---- */

/* Rows and amounts of a unit; returns how many. */
static size_t unit_entries(
	const struct sifter *s, size_t u, int *index, double *value)
{
	const struct program *p = s->program;
	const struct goal *goal = s->goal;
	size_t n = 0;

	for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++) {
		const struct term *term = &p->terms[t];

		index[n] = (int)term->want;
		value[n++] = (double)term->amount * p->wants[term->want].weight;
	}
	for (size_t m = 0; m < s->measure_rows; m++) {
		size_t k = goal->sense == GOAL_NEAR ? m / 2 : m;

		index[n] = (int)(s->want_count + m);
		value[n++] =
			goal->values[u * goal->measures + k] * goal->scale[k];
	}
	for (size_t i = 0; s->pack_count && i < p->units[u].size; i++)
		if (s->pack_of[p->units[u].members[i]]) {
			index[n] = (int)s->pack_of[p->units[u].members[i]] - 1;
			value[n++] = 1;
		}
	return n;
}

static size_t entries_most(const struct sifter *s, size_t u)
{
	return s->program->begin[u + 1] - s->program->begin[u] +
		s->measure_rows + s->program->units[u].size;
}

static double upper(const struct sifter *s, size_t u)
{
	return (double)unit_most(s->program, &s->program->units[u]) /
		(double)s->program->forms;
}

static void add_units(struct sifter *s, const uint32_t *units, size_t count)
{
	struct arena_mark mark = arena_mark(s->arena);
	int *begin = NEW_ARRAY(s->arena, count + 1, int);
	double *least = NEW_ARRAY(s->arena, count, double);
	double *most = NEW_ARRAY(s->arena, count, double);
	double *cost = NEW_ARRAY(s->arena, count, double);
	size_t room = 0, n = 0;
	int *index;
	double *value;

	for (size_t i = 0; i < count; i++)
		room += entries_most(s, units[i]);
	index = NEW_ARRAY(s->arena, room, int);
	value = NEW_ARRAY(s->arena, room, double);
	for (size_t i = 0; i < count; i++) {
		begin[i] = (int)n;
		n += unit_entries(s, units[i], index + n, value + n);
		most[i] = upper(s, units[i]);
		cost[i] = unit_cost(s, units[i]);
		s->in[units[i]] = 1;
		s->units[s->unit_count++] = units[i];
	}
	begin[count] = (int)n;
	if (count)
		lp_add_columns(s->lp, count,
			(struct lp_entries){begin, index, value}, least, most,
			cost);
	arena_release(s->arena, mark);
}

/* Some of all rows and kinds to begin with. */
static void add_first(struct sifter *s)
{
	size_t all = s->program->unit_count;
	size_t step = all <= 2 * BATCH ? 1 : all / BATCH;
	uint32_t *units = NEW_ARRAY(s->arena, all / step + 1, uint32_t);
	size_t count = 0;

	for (size_t u = 0; u < all; u += step)
		units[count++] = (uint32_t)u;
	add_units(s, units, count);
}

/* ---- prices ---- */

/* Makes the prices of measures such that the cost's own column is right: they
 * must come to one, or of GOAL_NEAR to one at most. */
static double *settle_prices(struct sifter *s)
{
	size_t rows = lp_rows(s->lp);
	double *prices =
		arena_copy(s->arena, lp_prices(s->lp), rows * sizeof *prices);
	double *own = prices + s->want_count, sum = 0;
	bool near = s->goal && s->goal->sense == GOAL_NEAR;

	if (s->feasibility)
		for (size_t m = 0; m < s->measure_rows; m++)
			own[m] = 0;
	if (s->feasibility || !s->measure_rows)
		return prices;
	for (size_t m = 0; m < s->measure_rows; m++) {
		own[m] = near && m % 2 ? fmin(own[m], 0) : fmax(own[m], 0);
		sum += fabs(own[m]);
	}
	if (!near && !(sum > 0))
		own[0] = sum = 1;
	for (size_t m = 0; m < s->measure_rows; m++)
		if (!near || sum > 1)
			own[m] /= sum;
	return prices;
}

static double reduced_cost(
	const struct sifter *s, const double *prices, size_t u)
{
	const struct program *p = s->program;
	const struct goal *goal = s->goal;
	double cost = unit_cost(s, u);

	for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++)
		cost -= prices[p->terms[t].want] * (double)p->terms[t].amount *
			p->wants[p->terms[t].want].weight;
	for (size_t m = 0; m < s->measure_rows; m++) {
		size_t k = goal->sense == GOAL_NEAR ? m / 2 : m;

		cost -= prices[s->want_count + m] *
			goal->values[u * goal->measures + k] * goal->scale[k];
	}
	for (size_t i = 0; s->pack_count && i < p->units[u].size; i++)
		if (s->pack_of[p->units[u].members[i]])
			cost -= prices[s->pack_of[p->units[u].members[i]] - 1];
	return cost;
}

/* What the prices prove of rows: a price counts with the bound it presses on;
 * one without that bound proves nothing, so it is taken as none. */
static double priced_rows(struct sifter *s, double *prices)
{
	size_t rows = lp_rows(s->lp), plain = s->want_count + s->measure_rows;
	double *least = NEW_ARRAY(s->arena, plain, double);
	double *most = NEW_ARRAY(s->arena, plain, double);
	double sum = constant(s);

	row_bounds(s, least, most);
	for (size_t r = 0; r < rows; r++) {
		double low = r < plain ? least[r] : -LP_INFINITY;
		double high =
			r < plain ? most[r] : 1 / (double)s->program->forms;
		double bound = prices[r] > 0 ? low : high;

		if (fabs(bound) >= LP_INFINITY)
			prices[r] = 0;
		else
			sum += prices[r] * bound;
	}
	return sum;
}

/* Reduced costs of all units, and the bound that the prices prove (weak
 * duality; Lagrange). */
static double price_all(struct sifter *s)
{
	struct arena_mark mark = arena_mark(s->arena);
	double *prices = settle_prices(s);
	double bound = priced_rows(s, prices);

	for (size_t u = 0; u < s->program->unit_count; u++) {
		s->reduced[u] = reduced_cost(s, prices, u);
		if (s->reduced[u] < 0)
			bound += s->reduced[u] * upper(s, u);
	}
	arena_release(s->arena, mark);
	return bound;
}

/* ---- sifting ---- */

struct offer {
	double cost;
	uint32_t unit;
};

static int by_cost(const void *a, const void *b)
{
	const struct offer *x = a, *y = b;

	if (x->cost < y->cost || x->cost > y->cost)
		return x->cost < y->cost ? -1 : 1;
	return x->unit < y->unit ? -1 : x->unit > y->unit;
}

/* The units not there that would lower the cost most; false when there are
 * none. */
static bool add_offers(struct sifter *s)
{
	struct arena_mark mark = arena_mark(s->arena);
	size_t all = s->program->unit_count, count = 0;
	struct offer *offers = NEW_ARRAY(s->arena, all, struct offer);
	uint32_t *units = NEW_ARRAY(s->arena, BATCH, uint32_t);

	for (size_t u = 0; u < all; u++)
		if (!s->in[u] && s->reduced[u] < -tiny)
			offers[count++] =
				(struct offer){s->reduced[u], (uint32_t)u};
	if (count > 1)
		qsort(offers, count, sizeof *offers, by_cost);
	if (count > BATCH)
		count = BATCH;
	for (size_t i = 0; i < count; i++)
		units[i] = offers[i].unit;
	add_units(s, units, count);
	arena_release(s->arena, mark);
	return count > 0;
}

static bool sift(struct sifter *s, enum lp_result *result)
{
	double bound;

	for (size_t round = 0; round < ROUNDS; round++) {
		*result = lp_solve(s->lp);
		if (*result != LP_OPTIMAL)
			return false;
		bound = price_all(s);
		s->best = fmax(s->best, bound);
		if (!add_offers(s))
			return true;
	}
	return true;
}

/* ---- questions that fit several units ---- */

static double share_of(const struct sifter *s, const double *shares, size_t c)
{
	const struct program *p = s->program;
	double sum = 0;

	for (size_t i = p->units_begin[c]; i < p->units_begin[c + 1]; i++)
		sum += shares[p->unit_of[i]];
	return sum;
}

static double *find_shares(const struct sifter *s)
{
	double *shares = NEW_ARRAY(s->arena, s->program->unit_count, double);
	const double *x = lp_solution(s->lp) + s->first_unit;

	for (size_t i = 0; i < s->unit_count; i++)
		shares[s->units[i]] = x[i];
	return shares;
}

static void add_pack(struct sifter *s, size_t candidate)
{
	const struct program *p = s->program;
	size_t first = p->units_begin[candidate];
	size_t count = p->units_begin[candidate + 1] - first, n = 0;
	int *index = NEW_ARRAY(s->arena, count, int);
	double *value = NEW_ARRAY(s->arena, count, double);
	double least = -LP_INFINITY, most = 1 / (double)p->forms;
	int begin[2] = {0};

	for (size_t i = 0; i < s->unit_count; i++)
		for (size_t k = 0; k < count; k++)
			if (p->unit_of[first + k] == s->units[i]) {
				index[n] = (int)(s->first_unit + i);
				value[n++] = 1;
			}
	begin[1] = (int)n;
	s->pack_of[candidate] = (uint32_t)lp_rows(s->lp) + 1;
	s->pack_count++;
	lp_add_rows(s->lp, 1, (struct lp_entries){begin, index, value}, &least,
		&most);
}

/* A question is not on more of the form than there is of it; what breaks that
 * is forbidden one by one. True when something was. */
static bool add_packs(struct sifter *s)
{
	struct arena_mark mark = arena_mark(s->arena);
	const struct program *p = s->program;
	const double *shares;
	size_t before = s->pack_count;

	if (!p->crowded)
		return false;
	shares = find_shares(s);
	for (size_t c = 0; c < p->plan->pool->count; c++)
		if (p->units_begin[c + 1] - p->units_begin[c] > 1 &&
			!s->pack_of[c] &&
			!p->units[p->unit_of[p->units_begin[c]]].shared &&
			share_of(s, shares, c) > 1 / (double)p->forms + outside)
			add_pack(s, c);
	arena_release(s->arena, mark);
	return s->pack_count > before;
}

static bool sift_all(struct sifter *s, enum lp_result *result)
{
	s->best = -INFINITY;
	do {
		if (!sift(s, result))
			return false;
	} while (add_packs(s));
	return true;
}

/* By how much the wants are missed in all. */
static double slips(const struct sifter *s)
{
	const double *x = lp_solution(s->lp);
	double sum = 0;

	for (size_t i = 1; i < s->first_unit; i++)
		sum += x[i];
	return sum;
}

/* Wants that are missed at a penalty might be kept at a higher one: that they
 * cannot be is only certain when nothing else costs. */
static void cost_only_slips(struct sifter *s)
{
	s->feasibility = true;
	lp_set_cost(s->lp, 0, 0);
	for (size_t i = 1; i < s->first_unit; i++)
		lp_set_cost(s->lp, i, 1);
	for (size_t i = 0; i < s->unit_count; i++)
		lp_set_cost(s->lp, s->first_unit + i, 0);
}

static enum bound_result settle(struct sifter *s, struct bound *out)
{
	enum lp_result result;

	if (!sift_all(s, &result))
		return BOUND_UNKNOWN;
	*out = (struct bound){.cost = s->best,
		.reduced = s->reduced,
		.share = find_shares(s),
		.prices = arena_copy(s->arena, lp_prices(s->lp),
			s->want_count * sizeof(double)),
		.columns = lp_columns(s->lp)};
	if (slips(s) <= outside * (double)(s->want_count + 1))
		return BOUND_FOUND;
	cost_only_slips(s);
	if (!sift_all(s, &result))
		return BOUND_UNKNOWN;
	out->prices = arena_copy(
		s->arena, lp_prices(s->lp), s->want_count * sizeof(double));
	return s->best > outside * (double)(s->want_count + 1) ? BOUND_NONE
							       : BOUND_UNKNOWN;
}

/* More than any unit could be worth. */
static double penalty_of(const struct sifter *s)
{
	const struct goal *goal = s->goal;
	double most = 0;

	if (!goal)
		return 1;
	for (size_t u = 0; u < s->program->unit_count; u++)
		for (size_t k = 0; k < goal->measures; k++)
			most = fmax(most,
				fabs(goal->values[u * goal->measures + k] *
					goal->scale[k]));
	if (goal->sense == GOAL_TOTAL)
		most *= (double)s->program->forms;
	return dear * most + tiny;
}

enum bound_result bound_find(struct arena *arena, const struct program *program,
	const struct goal *goal, struct bound *out)
{
	struct sifter s = {.arena = arena,
		.program = program,
		.goal = goal,
		.want_count = program->want_count,
		.in = NEW_ARRAY(arena, program->unit_count, uint8_t),
		.units = NEW_ARRAY(arena, program->unit_count, uint32_t),
		.reduced = NEW_ARRAY(arena, program->unit_count, double),
		.pack_of =
			NEW_ARRAY(arena, program->plan->pool->count, uint32_t)};
	enum bound_result result;

	if (goal && goal->sense != GOAL_TOTAL)
		s.measure_rows =
			goal->measures * (goal->sense == GOAL_NEAR ? 2 : 1);
	s.feasibility = !goal;
	s.penalty = penalty_of(&s);
	begin_lp(&s);
	add_first(&s);
	result = settle(&s, out);
	lp_free(s.lp);
	return result;
}
