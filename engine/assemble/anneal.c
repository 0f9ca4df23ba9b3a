#include "engine/assemble/anneal.h"

#include <math.h>

#include "engine/assemble/anneal_state.h"

enum {
	EXPONENTIALS = 4096,
	COOLING = 128, /* moves between two temperatures */
	PRESSING = 8192,
	LOOKING = 4096, /* between two looks at the clock */
	ANYWHERE = 2,   /* of eight picks, those from the whole row */
	PASSAGE_SHARE = 8,
	PASSAGE_TRIES = 8,
};

static const double hot = 0.5;
/* How much more than a step a missed want counts at first; then more while some
 * are missed, and less while none is. */
static const double change_of_stress = 0.02, stress_most = 20;

/* ---- making ---- */

/* The natural logarithm of 1 / u for u in (0, 1), by halving and the series of
 * atanh: the same on every machine. */
static double negative_log(double u)
{
	double log2 = 0.69314718055994530942, sum = 0, x, square, power;

	while (u < 0.70710678118654752) {
		u *= 2;
		sum += log2;
	}
	x = (u - 1) / (u + 1);
	square = x * x;
	power = 2 * x;
	for (int i = 1; i < 40; i += 2) {
		sum -= power / i;
		power *= square;
	}
	return sum;
}

/* Numbers as an exponential distribution has them, for taking what is worse by
 * d at temperature t with a chance of e^-(d/t). */
static void make_exponentials(struct anneal *a)
{
	a->exponentials = NEW_ARRAY(a->arena, EXPONENTIALS, double);
	for (size_t i = 0; i < EXPONENTIALS; i++)
		a->exponentials[i] =
			negative_log(((double)i + 0.5) / EXPONENTIALS);
}

static void list_units(struct anneal *a, struct lists *lists, size_t keys,
	bool by_kind, const uint8_t *allowed)
{
	const struct program *p = a->p;
	size_t *next;

	if (!lists->begin) {
		lists->begin = NEW_ARRAY(
			a->arena, (by_kind ? p->unit_count : keys) + 1, size_t);
		lists->units = NEW_ARRAY(a->arena, p->unit_count, uint32_t);
	}
	memset(lists->begin, 0, (keys + 1) * sizeof *lists->begin);
	for (size_t u = 0; u < p->unit_count; u++)
		if (!allowed || allowed[u])
			lists->begin[(by_kind ? p->units[u].kind
					      : p->units[u].row) +
				1]++;
	for (size_t k = 0; k < keys; k++)
		lists->begin[k + 1] += lists->begin[k];
	next = arena_copy(a->arena, lists->begin, (keys + 1) * sizeof *next);
	for (uint32_t u = 0; u < p->unit_count; u++)
		if (!allowed || allowed[u])
			lists->units[next[by_kind ? p->units[u].kind
						  : p->units[u].row]++] = u;
}

void anneal_restrict(struct anneal *a, const uint8_t *allowed)
{
	list_units(a, &a->rows, a->p->plan->row_count, false, allowed);
	list_units(a, &a->kinds, a->p->kind_count, true, allowed);
}

void anneal_price(struct anneal *a, const double *prices)
{
	a->prices = prices;
}

struct anneal *anneal_new(struct arena *arena, const struct program *program,
	const struct goal *goal, struct rng *rng)
{
	struct anneal *a = NEW(arena, struct anneal);

	*a = (struct anneal){
		.arena = arena, .p = program, .goal = goal, .rng = rng};
	anneal_state_make(a);
	make_exponentials(a);
	anneal_restrict(a, NULL);
	return a;
}

/* ---- the best ---- */

static size_t gather(const struct anneal *a, size_t form, uint32_t *out)
{
	size_t rows = a->p->plan->row_count, n = 0;

	for (size_t r = 0; r < rows; r++)
		for (size_t i = 0; i < a->row_on[form * rows + r]; i++)
			out[n++] = a->on[form * a->room + a->row_at[r] + i];
	return n;
}

static void keep_best(struct anneal *a, double cost)
{
	size_t measures = a->goal ? a->goal->measures : 0;

	a->found = true;
	a->best_cost = cost;
	for (size_t f = 0; f < a->p->forms; f++)
		a->best_counts[f] = gather(a, f, a->best + f * a->room);
	if (measures)
		memcpy(a->best_sums, a->measures,
			a->p->forms * measures * sizeof *a->best_sums);
}

void anneal_consider(struct anneal *a)
{
	double cost =
		a->goal ? goal_cost(a->goal, a->measures, a->p->forms) : 0;

	for (size_t f = 0; f < a->p->forms; f++)
		if (a->broken[f])
			return;
	if (cost < a->best_cost)
		keep_best(a, cost);
}

static double want_missed(const struct want *want, long sum)
{
	return sum < want->least   ? (double)(want->least - sum) * want->weight
		: sum > want->most ? (double)(sum - want->most) * want->weight
				   : 0;
}

/* Of what is furthest from all wants so far, the want missed by most. */
static void note_missed(struct anneal *a, size_t from, size_t to)
{
	size_t wants = a->p->want_count;
	double missed = 0, most = 0;

	for (size_t f = from; f < to; f++)
		missed += a->missed[f];
	if (missed >= a->least_missed)
		return;
	a->least_missed = missed;
	for (size_t f = from; f < to; f++)
		for (size_t w = 0; w < wants; w++) {
			double one = want_missed(
				&a->p->wants[w], a->sums[f * wants + w]);

			if (one <= most)
				continue;
			most = one;
			a->worst_want = w;
			a->worst_sum = a->sums[f * wants + w];
		}
}

/* ---- moves ---- */

struct run {
	struct anneal *a;
	size_t first, count; /* forms that may change */
	double heat;
	double missed, far; /* of those forms, for feeling how far it is */
	long broken;
};

/* By how much the energy may grow in the next move. */
static double room_for(struct run *run)
{
	struct anneal *a = run->a;

	return run->heat * a->exponentials[rng_next(a->rng) % EXPONENTIALS];
}

static void account(struct run *run, const struct change *change, double before)
{
	run->broken += change->broken;
	run->missed += change->missed;
	run->far += change->far - before;
}

static bool make(struct run *run, struct change *change)
{
	struct anneal *a = run->a;
	double before = a->far[change->form], room = room_for(run);

	if (!change_weigh(a, change, room) || change_energy(a, change) > room ||
		!change_make(a, change))
		return false;
	account(run, change, before);
	return true;
}

/* A unit of the same row that holds just this question, or none. */
static uint32_t twin_in(const struct anneal *a, size_t row, uint32_t unit)
{
	const struct program *p = a->p;
	uint32_t c = p->units[unit].members[0];

	if (p->units[unit].row == row)
		return unit;
	for (size_t i = p->units_begin[c]; i < p->units_begin[c + 1]; i++)
		if (p->units[p->unit_of[i]].row == row &&
			p->units[p->unit_of[i]].size == 1)
			return p->unit_of[i];
	return UINT32_MAX;
}

/* The unit on a form that holds a question. */
static uint32_t unit_on(const struct anneal *a, uint32_t candidate)
{
	const struct program *p = a->p;

	for (size_t i = p->units_begin[candidate];
		i < p->units_begin[candidate + 1]; i++)
		if (a->place[p->unit_of[i]])
			return p->unit_of[i];
	return UINT32_MAX;
}

/* Two forms, or two rows of one, trade: in is held where the unit held is. */
static bool trade(
	struct run *run, size_t form, uint32_t out, uint32_t in, uint32_t held)
{
	struct anneal *a = run->a;
	size_t other = (a->place[held] - 1) / a->room;
	uint32_t back = twin_in(a, a->p->units[held].row, out);
	struct change one = {.form = form,
		.outs = {out},
		.ins = {in},
		.out_count = 1,
		.in_count = 1};
	struct change two = {.form = other,
		.outs = {held},
		.ins = {back},
		.out_count = 1,
		.in_count = 1};
	double far_one = a->far[form], far_two = a->far[other], room;

	if (back == UINT32_MAX || other < run->first ||
		other >= run->first + run->count)
		return false;
	if (other == form) {
		if (held == in)
			return false;
		one.outs[1] = held;
		one.ins[1] = back;
		one.out_count = one.in_count = 2;
		return make(run, &one);
	}
	/* What one wins the other may lose. */
	room = room_for(run);
	if (!change_weigh(
		    a, &one, room + far_two + a->stress * a->missed[other]) ||
		!change_weigh(a, &two, room - change_energy(a, &one)) ||
		change_energy(a, &one) + change_energy(a, &two) > room ||
		!change_make_both(a, &one, &two))
		return false;
	account(run, &one, far_one);
	account(run, &two, far_two);
	return true;
}

static uint32_t pick(struct anneal *a, uint32_t out)
{
	const struct unit *unit = &a->p->units[out];
	const struct lists *lists = &a->kinds;
	size_t key = unit->kind, count;
	uint64_t bits = rng_next(a->rng);

	if ((bits & 7) < ANYWHERE) {
		lists = &a->rows;
		key = unit->row;
	}
	count = lists->begin[key + 1] - lists->begin[key];
	if (!count)
		return out;
	return lists->units[lists->begin[key] +
		(size_t)(((bits >> 32) * count) >> 32)];
}

static bool move_one(struct run *run)
{
	struct anneal *a = run->a;
	uint64_t bits = rng_next(a->rng);
	size_t form =
		run->first + (size_t)(((bits & UINT32_MAX) * run->count) >> 32);
	size_t place = (size_t)(((bits >> 32) * a->room) >> 32), r = 0;
	const struct unit *unit;
	uint32_t out, in, held;

	while (place >= a->row_at[r + 1])
		r++;
	if (place - a->row_at[r] >= a->row_on[form * a->p->plan->row_count + r])
		return false;
	out = a->on[form * a->room + place];
	unit = &a->p->units[out];
	if (unit->shared)
		return false;
	in = pick(a, out);
	if (in == out || a->p->units[in].size != unit->size ||
		a->p->units[in].shared)
		return false;
	if (unit->size > 1 ? anneal_is_free(a, in)
			   : !a->holder[a->p->units[in].members[0]]) {
		struct change change = {.form = form,
			.outs = {out},
			.ins = {in},
			.out_count = 1,
			.in_count = 1};

		return make(run, &change);
	}
	held = a->place[in] ? in : unit_on(a, a->p->units[in].members[0]);
	if (held == UINT32_MAX || a->p->units[held].size != unit->size ||
		(unit->size > 1 && held != in))
		return false;
	return trade(run, form, out, in, held);
}

/* ---- passages ---- */

static bool is_among(const uint32_t *units, size_t count, uint32_t unit)
{
	for (size_t i = 0; i < count; i++)
		if (units[i] == unit)
			return true;
	return false;
}

/* Units of a row leave at random until there is room; what is left over is
 * filled with others. */
static bool make_room(
	struct anneal *a, struct change *change, size_t r, size_t size)
{
	size_t on = a->row_on[change->form * a->p->plan->row_count + r];
	const uint32_t *row = a->on + change->form * a->room + a->row_at[r];
	size_t gone = 0, count = a->rows.begin[r + 1] - a->rows.begin[r];

	for (size_t t = 0; gone < size && t < CHANGE_MOST * 4; t++) {
		uint32_t u = row[rng_below(a->rng, on)];

		if (a->p->units[u].shared ||
			is_among(change->outs, change->out_count, u))
			continue;
		if (change->out_count == CHANGE_MOST)
			return false;
		change->outs[change->out_count++] = u;
		gone += a->p->units[u].size;
	}
	for (size_t t = 0; gone > size && t < CHANGE_MOST * 4; t++) {
		uint32_t u = a->rows.units[a->rows.begin[r] +
			rng_below(a->rng, count)];

		if (a->p->units[u].size > gone - size ||
			a->p->units[u].shared || !anneal_is_free(a, u) ||
			is_among(change->ins, change->in_count, u))
			continue;
		if (change->in_count == CHANGE_MOST)
			return false;
		change->ins[change->in_count++] = u;
		size += a->p->units[u].size;
	}
	return gone == size;
}

/* A unit of any size comes instead of others. */
static bool move_passage(struct run *run)
{
	struct anneal *a = run->a;
	size_t form = run->first + (size_t)rng_below(a->rng, run->count);
	size_t r = (size_t)rng_below(a->rng, a->p->plan->row_count);
	size_t count = a->rows.begin[r + 1] - a->rows.begin[r];
	struct change change = {.form = form, .in_count = 1};
	uint32_t in;

	if (!a->p->plan->rows[r].group_count || !count)
		return false;
	for (size_t t = 0; t < PASSAGE_TRIES; t++) {
		in = a->rows.units[a->rows.begin[r] + rng_below(a->rng, count)];
		if (!a->p->units[in].shared && anneal_is_free(a, in) &&
			a->p->units[in].size <=
				(uint32_t)a->p->plan->rows[r].count)
			break;
		if (t + 1 == PASSAGE_TRIES)
			return false;
	}
	change.ins[0] = in;
	return make_room(a, &change, r, a->p->units[in].size) &&
		make(run, &change);
}

/* ---- running ---- */

static bool is_late(const struct anneal_effort *effort, size_t move)
{
	return effort->deadline.passed && move % LOOKING == 0 &&
		effort->deadline.passed(effort->deadline.ctx);
}

static void begin_run(struct run *run)
{
	struct anneal *a = run->a;

	run->missed = run->far = 0;
	run->broken = 0;
	for (size_t f = run->first; f < run->first + run->count; f++) {
		anneal_count(a, f);
		run->missed += a->missed[f];
		run->broken += a->broken[f];
		run->far += a->far[f];
	}
}

static bool is_there(const struct run *run)
{
	const struct goal *goal = run->a->goal;

	if (run->broken)
		return false;
	if (!goal)
		return true;
	if (goal->sense == GOAL_TOTAL)
		return run->far * run->a->norm <= run->a->aspired;
	for (size_t f = run->first; f < run->first + run->count; f++)
		if (run->a->far[f] > 0)
			return false;
	return true;
}

static void press(struct run *run)
{
	struct anneal *a = run->a;

	a->stress *= run->broken ? 1 + change_of_stress : 1 - change_of_stress;
	a->stress = fmin(fmax(a->stress, 1), stress_most);
}

/* One cooling; ends early when what is aspired to is there. all: all forms
 * change, so that what is found may be the best. */
static bool cool(struct run *run, const struct anneal_effort *effort, bool all)
{
	struct anneal *a = run->a;
	size_t moves = effort->moves * run->count;
	double step = effort->span * COOLING / (double)moves;
	double least = INFINITY;

	run->heat = hot;
	a->stress = effort->strict;
	begin_run(run);
	for (size_t n = 0; n < moves; n++) {
		if (is_late(effort, n))
			return false;
		if (n % COOLING == 0)
			run->heat -= run->heat * step;
		if (n % PRESSING == 0)
			press(run);
		a->moves++;
		if (!(a->passages && n % PASSAGE_SHARE == 0 ? move_passage(run)
							    : move_one(run)))
			continue;
		if (run->broken || run->far >= least)
			continue;
		least = run->far;
		if (all)
			anneal_consider(a);
		if (is_there(run) || (all && a->best_cost <= effort->enough))
			return true;
	}
	if (run->broken && !a->found)
		note_missed(a, run->first, run->first + run->count);
	return is_there(run);
}

static bool run_cycles(
	struct run *run, const struct anneal_effort *effort, bool all)
{
	begin_run(run);
	if (all && !run->broken)
		anneal_consider(run->a);
	if (is_there(run))
		return true;
	for (size_t c = 0; c < effort->cycles; c++) {
		if (cool(run, effort, all))
			return true;
		if (is_late(effort, 0))
			return false;
	}
	return false;
}

bool anneal_each(struct anneal *a, struct anneal_effort effort)
{
	anneal_aspire(a, &effort);
	for (size_t f = 0; f < a->p->forms; f++) {
		struct run run = {.a = a, .first = f, .count = 1};

		if (!run_cycles(&run, &effort, false))
			return false;
	}
	anneal_consider(a);
	return true;
}

bool anneal_all(struct anneal *a, struct anneal_effort effort)
{
	struct run run = {.a = a, .count = a->p->forms};

	anneal_aspire(a, &effort);
	return a->room && run_cycles(&run, &effort, true);
}

/* ---- what was found ---- */

bool anneal_best(const struct anneal *a, double *cost)
{
	*cost = a->best_cost;
	return a->found;
}

size_t anneal_form(const struct anneal *a, size_t form, const uint32_t **units)
{
	*units = a->best + form * a->room;
	return a->best_counts[form];
}

const double *anneal_sums(const struct anneal *a)
{
	return a->best_sums;
}

size_t anneal_missed(const struct anneal *a, long *sum)
{
	*sum = a->worst_sum;
	return a->worst_want;
}

size_t anneal_moves(const struct anneal *a)
{
	return a->moves;
}
