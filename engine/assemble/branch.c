#include "engine/assemble/branch.h"

#include <math.h>

#include "base/lp.h"

enum {
	COLUMNS_MOST = 4000,
	WORK = 2000000, /* columns looked at, in all nodes */
	FORMS_MOST = 8,
	SMALL = 600,       /* columns, of several forms */
	DEPTH_MOST = 2000, /* of the recursion */
};

static const double whole = 1e-6, hair = 1e-7;

struct brancher {
	struct arena *arena;
	const struct program *p;
	const struct goal *goal;
	struct branching known;
	struct branched *out;
	struct lp *lp;
	size_t measure_rows; /* of a form */
	size_t form_rows;    /* wants and measures */
	uint32_t *units;     /* of columns from 1 on: form, then unit */
	uint32_t *forms;
	size_t column_count;
	double *low, *high; /* bounds of columns, where nothing is branched */
	double cost;        /* the best so far */
	double open;        /* what unexplored nodes may cost */
	bool stopped;
	double dearest; /* units of a higher reduced cost are left out */
	bool doubtful;  /* a whole solution broke a want: rounding */
};

bool branch_is_tiny(const struct program *p)
{
	return p->forms <= FORMS_MOST && p->forms * p->unit_count <= SMALL;
}

/* ---- the programme ---- */

static double bound_of(long bound, double weight)
{
	if (bound == WANT_NO_LEAST)
		return -LP_INFINITY;
	return bound == WANT_NO_MOST ? LP_INFINITY : (double)bound * weight;
}

static void add_form_rows(struct brancher *b)
{
	const struct goal *goal = b->goal;
	size_t wants = b->p->want_count;
	double *least = NEW_ARRAY(b->arena, b->form_rows, double);
	double *most = NEW_ARRAY(b->arena, b->form_rows, double);
	int *begin = NEW_ARRAY(b->arena, b->form_rows + 1, int);
	const int index = 0;
	const double value = 0;

	for (size_t w = 0; w < wants; w++) {
		const struct want *want = &b->p->wants[w];

		least[w] = bound_of(want->least, want->weight);
		most[w] = bound_of(want->most, want->weight);
	}
	for (size_t m = 0; m < b->measure_rows; m++) {
		bool near = goal->sense == GOAL_NEAR;
		size_t k = near ? m / 2 : m;
		double at = ((near ? goal->target[k] : 0) - goal->base[k]) *
			goal->scale[k];

		least[wants + m] = near && m % 2 ? -LP_INFINITY : at;
		most[wants + m] = near && m % 2 ? at : LP_INFINITY;
	}
	lp_add_rows(b->lp, b->form_rows,
		(struct lp_entries){begin, &index, &value}, least, most);
}

/* The first column: what it costs. */
static void add_cost(struct brancher *b)
{
	size_t count = b->measure_rows * b->p->forms;
	int begin[] = {0, (int)count};
	int *index = NEW_ARRAY(b->arena, count, int);
	double *value = NEW_ARRAY(b->arena, count, double);
	bool near = b->goal && b->goal->sense == GOAL_NEAR;
	double least = near ? 0 : -LP_INFINITY, most = LP_INFINITY;
	double cost = count ? 1 : 0;

	if (!count)
		least = most = 0;
	for (size_t i = 0; i < count; i++) {
		size_t form = i / b->measure_rows, m = i % b->measure_rows;

		index[i] = (int)(form * b->form_rows + b->p->want_count + m);
		value[i] = near && m % 2 ? -1 : 1;
	}
	lp_add_columns(b->lp, 1, (struct lp_entries){begin, index, value},
		&least, &most, &cost);
}

static size_t entries_of(const struct brancher *b, size_t form, size_t u,
	int *index, double *value)
{
	const struct program *p = b->p;
	int first = (int)(form * b->form_rows);
	size_t n = 0;

	for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++) {
		index[n] = first + (int)p->terms[t].want;
		value[n++] = (double)p->terms[t].amount *
			p->wants[p->terms[t].want].weight;
	}
	for (size_t m = 0; m < b->measure_rows; m++) {
		size_t k = b->goal->sense == GOAL_NEAR ? m / 2 : m;

		index[n] = first + (int)(p->want_count + m);
		value[n++] = b->goal->values[u * b->goal->measures + k] *
			b->goal->scale[k];
	}
	return n;
}

/* Prices of the root say which units no better forms can hold. */
static bool is_priced_out(const struct brancher *b, size_t u)
{
	if (b->known.reduced && b->known.reduced[u] > b->dearest)
		return true;
	return b->known.reduced && b->known.cost < INFINITY &&
		b->known.bound + b->known.reduced[u] / (double)b->p->forms >
		b->known.cost + hair;
}

static void add_columns_of(struct brancher *b, size_t form)
{
	const struct program *p = b->p;
	size_t room = p->begin[p->unit_count] + p->unit_count * b->measure_rows;
	int *begin = NEW_ARRAY(b->arena, p->unit_count + 1, int);
	int *index = NEW_ARRAY(b->arena, room, int);
	double *value = NEW_ARRAY(b->arena, room, double);
	double *low = b->low + b->column_count;
	double *high = b->high + b->column_count;
	double *cost = NEW_ARRAY(b->arena, p->unit_count, double);
	size_t count = 0, n = 0;

	for (size_t u = 0; u < p->unit_count; u++) {
		if (is_priced_out(b, u))
			continue;
		begin[count] = (int)n;
		n += entries_of(b, form, u, index + n, value + n);
		if (b->goal && b->goal->sense == GOAL_TOTAL)
			cost[count] = b->goal->values[u] * b->goal->scale[0];
		b->units[b->column_count + count] = (uint32_t)u;
		b->forms[b->column_count + count] = (uint32_t)form;
		low[count] = 0;
		high[count++] = 1;
	}
	begin[count] = (int)n;
	if (count)
		lp_add_columns(b->lp, count,
			(struct lp_entries){begin, index, value}, low, high,
			cost);
	b->column_count += count;
}

/* ---- what may not be together ---- */

static void forbid(struct brancher *b, size_t one, size_t other)
{
	int begin[] = {0, 2}, index[] = {(int)one + 1, (int)other + 1};
	double value[] = {1, 1}, least = -LP_INFINITY, most = 1;

	lp_add_rows(b->lp, 1, (struct lp_entries){begin, index, value}, &least,
		&most);
}

static bool share_question(const struct unit *a, const struct unit *b)
{
	for (size_t i = 0; i < a->size; i++)
		for (size_t k = 0; k < b->size; k++)
			if (a->members[i] == b->members[k])
				return true;
	return false;
}

/* On one form, or on two that share no question. */
static bool clash(const struct brancher *b, size_t one, size_t other)
{
	const struct unit *x = &b->p->units[b->units[one]];
	const struct unit *y = &b->p->units[b->units[other]];

	if (b->forms[one] == b->forms[other])
		return units_conflict(b->p, x, y);
	return !x->shared && share_question(x, y);
}

/* A passage with enemies within itself is never whole. */
static bool is_torn(const struct brancher *b, const struct unit *unit)
{
	for (size_t i = 0; i < unit->size; i++)
		for (size_t k = 0; k < i; k++)
			if (plan_conflict(b->p->plan, unit->members[i],
				    unit->members[k]))
				return true;
	return false;
}

/* Of the columns that are wholly there. True when rows were added. */
static bool forbid_clashes(struct brancher *b, const double *x)
{
	size_t *on = NEW_ARRAY(b->arena, b->column_count, size_t), count = 0;
	bool clashed = false;

	for (size_t j = 0; j < b->column_count; j++)
		if (x[j] > 1 - whole)
			on[count++] = j;
	for (size_t i = 0; i < count; i++) {
		if (is_torn(b, &b->p->units[b->units[on[i]]])) {
			b->high[on[i]] = 0;
			lp_bound_column(b->lp, on[i] + 1, 0, 0);
			clashed = true;
		}
		for (size_t k = 0; k < i; k++)
			if (clash(b, on[k], on[i])) {
				forbid(b, on[k], on[i]);
				clashed = true;
			}
	}
	return clashed;
}

/* ---- solutions ---- */

static bool keeps_wants(struct brancher *b, size_t form, const double *x)
{
	const struct program *p = b->p;
	long *sums = NEW_ARRAY(b->arena, p->want_count, long);

	for (size_t j = 0; j < b->column_count; j++) {
		size_t u = b->units[j];

		if (b->forms[j] != form || x[j] < 0.5)
			continue;
		for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++)
			sums[p->terms[t].want] += p->terms[t].amount;
	}
	for (size_t w = 0; w < p->want_count; w++)
		if (sums[w] < p->wants[w].least || sums[w] > p->wants[w].most)
			return false;
	return true;
}

static double cost_of(struct brancher *b, const double *x)
{
	size_t measures = b->goal ? b->goal->measures : 0;
	double *sums = NEW_ARRAY(b->arena, measures * b->p->forms, double);

	if (!b->goal)
		return 0;
	for (size_t f = 0; f < b->p->forms; f++)
		for (size_t k = 0; k < measures; k++)
			sums[f * measures + k] = b->goal->base[k];
	for (size_t j = 0; j < b->column_count; j++)
		for (size_t k = 0; x[j] > 0.5 && k < measures; k++)
			sums[b->forms[j] * measures + k] +=
				b->goal->values[b->units[j] * measures + k];
	return goal_cost(b->goal, sums, b->p->forms);
}

static void keep_solution(struct brancher *b, const double *x)
{
	size_t length = b->p->length;

	memset(b->out->unit_counts, 0,
		b->p->forms * sizeof *b->out->unit_counts);
	for (size_t j = 0; j < b->column_count; j++)
		if (x[j] > 0.5)
			b->out->units[b->forms[j] * length +
				b->out->unit_counts[b->forms[j]]++] =
				b->units[j];
	b->out->found = true;
}

static void take_solution(struct brancher *b, const double *x)
{
	double cost = cost_of(b, x);

	for (size_t f = 0; f < b->p->forms; f++)
		if (!keeps_wants(b, f, x)) {
			b->doubtful = true;
			return;
		}
	if (cost >= b->cost)
		return;
	b->cost = cost;
	keep_solution(b, x);
	if (b->cost <= b->known.enough)
		b->stopped = true;
}

/* ---- branching ---- */

/* The column that is nearest to being there and is not yet, or column_count
 * when all are whole. */
static size_t undecided(const struct brancher *b, const double *x)
{
	size_t best = b->column_count;
	double most = whole;

	for (size_t j = 0; j < b->column_count; j++)
		if (x[j] > most && x[j] < 1 - whole) {
			most = x[j];
			best = j;
		}
	return best;
}

static bool is_late(const struct brancher *b)
{
	return b->out->nodes >= b->known.nodes ||
		(b->known.deadline.passed &&
			b->known.deadline.passed(b->known.deadline.ctx));
}

static double margin(double cost)
{
	return cost < INFINITY ? hair * fmax(1, fabs(cost)) : 0;
}

static void explore(struct brancher *b, double parent, size_t depth);

static void try_value(struct brancher *b, size_t column, double value,
	double parent, size_t depth)
{
	if (b->low[column] > value || b->high[column] < value)
		return;
	lp_bound_column(b->lp, column + 1, value, value);
	explore(b, parent, depth + 1);
	lp_bound_column(b->lp, column + 1, b->low[column], b->high[column]);
}

/* Solves the node; false when it holds nothing better. x: its solution. */
static bool solve_node(struct brancher *b, double *value, const double **x)
{
	do {
		enum lp_result result = b->out->nodes > 1
			? lp_solve_again(b->lp)
			: lp_solve(b->lp);

		if (result == LP_INFEASIBLE)
			return false;
		if (result != LP_OPTIMAL) {
			b->stopped = true;
			return false;
		}
		*value = lp_value(b->lp);
		if (b->goal && b->goal->sense == GOAL_TOTAL)
			*value += b->goal->base[0] * b->goal->scale[0] *
				(double)b->p->forms;
		if (*value >= b->cost - margin(b->cost))
			return false;
		*x = arena_copy(b->arena, lp_solution(b->lp) + 1,
			b->column_count * sizeof **x);
	} while (forbid_clashes(b, *x));
	return true;
}

static void explore_node(struct brancher *b, double parent, size_t depth)
{
	const double *x;
	double value = parent;
	size_t column;

	if (!solve_node(b, &value, &x)) {
		if (b->stopped)
			b->open = fmin(b->open, parent);
		return;
	}
	column = undecided(b, x);
	if (column == b->column_count) {
		take_solution(b, x);
		return;
	}
	try_value(b, column, 1, value, depth);
	try_value(b, column, 0, value, depth);
}

static void explore(struct brancher *b, double parent, size_t depth)
{
	struct arena_mark mark = arena_mark(b->arena);

	if (b->stopped || depth > DEPTH_MOST || is_late(b)) {
		b->stopped = true;
		b->open = fmin(b->open, parent);
		return;
	}
	b->out->nodes++;
	explore_node(b, parent, depth);
	arena_release(b->arena, mark);
}

static int ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double dearest_of(const struct brancher *b)
{
	size_t count = b->p->unit_count;
	double *costs;

	if (!b->known.columns || !b->known.reduced || b->known.columns >= count)
		return INFINITY;
	costs = arena_copy(b->arena, b->known.reduced, count * sizeof *costs);
	qsort(costs, count, sizeof *costs, ascending);
	return costs[b->known.columns];
}

static void begin(struct brancher *b)
{
	size_t columns = b->p->forms * b->p->unit_count;

	b->dearest = dearest_of(b);
	b->lp = lp_new();
	b->units = NEW_ARRAY(b->arena, columns, uint32_t);
	b->forms = NEW_ARRAY(b->arena, columns, uint32_t);
	b->low = NEW_ARRAY(b->arena, columns, double);
	b->high = NEW_ARRAY(b->arena, columns, double);
	for (size_t f = 0; f < b->p->forms; f++)
		add_form_rows(b);
	add_cost(b);
	for (size_t f = 0; f < b->p->forms; f++)
		add_columns_of(b, f);
}

/* Too large: nothing is known then. */
static void give_up(struct brancher *b)
{
	b->stopped = true;
	b->open = -INFINITY;
}

static void finish(struct brancher *b)
{
	struct branched *out = b->out;

	lp_free(b->lp);
	out->cost = b->cost;
	out->proved = !b->stopped && !b->doubtful && b->dearest == INFINITY;
	out->bound = out->proved ? b->cost : fmin(b->open, b->cost);
	if (b->doubtful || b->dearest < INFINITY)
		out->bound = -INFINITY;
}

void branch(struct arena *arena, const struct program *program,
	const struct goal *goal, struct branching known, struct branched *out)
{
	struct brancher b = {.arena = arena,
		.p = program,
		.goal = goal,
		.known = known,
		.out = out,
		.cost = known.cost,
		.open = INFINITY};

	*out = (struct branched){
		.units = NEW_ARRAY(
			arena, program->forms * program->length, uint32_t),
		.unit_counts = NEW_ARRAY(arena, program->forms, size_t)};
	if (goal && goal->sense != GOAL_TOTAL)
		b.measure_rows =
			goal->measures * (goal->sense == GOAL_NEAR ? 2 : 1);
	b.form_rows = program->want_count + b.measure_rows;
	begin(&b);
	if (b.column_count && b.known.nodes > WORK / b.column_count)
		b.known.nodes = WORK / b.column_count + 1;
	if (b.column_count <= COLUMNS_MOST)
		explore(&b, -INFINITY, 0);
	else
		give_up(&b);
	finish(&b);
}
