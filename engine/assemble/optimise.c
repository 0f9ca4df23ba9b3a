#include "engine/assemble/optimise.h"

#include <math.h>

#include "engine/assemble/bound.h"
#include "engine/assemble/branch.h"

enum {
	NODES = 2000,
	QUICK_NODES = 1000,
	FEW = 10,           /* columns for each question, at first */
	EACH_MOVES = 40000, /* of a cycle, for one form */
	EACH_CYCLES = 30,
	ONE_MOVES = 60000, /* for one form alone */
	ONE_CYCLES = 4,
	ALL_MOVES = 60000000, /* of a cycle, for all forms together */
	MOVES_MOST = 2500000, /* but for each no more */
	ALL_CYCLES = 1,
	CANDIDATES = 2, /* times as many as forms hold */

	CYCLES_IN_TIME = 100000,
};

static const double hair = 1e-9, proof = 1e-6;

struct optimiser {
	struct arena *arena;
	struct program *program;
	struct optimise_options options;
	struct optimum *out;
	struct rng rng;
	uint32_t *units;
	size_t *unit_counts;
	bool found;
};

/* One aim at a time. */
struct attempt {
	struct optimiser *o;
	struct goal goal;
	struct anneal *anneal;
	struct bound bound;
	bool bounded;
	bool settled; /* searched to the end */
	bool late;
	double cost;
};

static bool is_late(const struct optimiser *o)
{
	return o->options.deadline.passed &&
		o->options.deadline.passed(o->options.deadline.ctx);
}

/* ---- candidates ---- */

static int ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Units that are priced out of all good forms are not looked at. */
static void restrict_units(struct attempt *t)
{
	const struct program *p = t->o->program;
	size_t wanted = p->length * p->forms * CANDIDATES;
	double *costs, limit;
	uint8_t *allowed;

	if (wanted >= p->unit_count) {
		anneal_restrict(t->anneal, NULL);
		return;
	}
	costs = arena_copy(
		t->o->arena, t->bound.reduced, p->unit_count * sizeof *costs);
	allowed = NEW_ARRAY(t->o->arena, p->unit_count, uint8_t);
	qsort(costs, p->unit_count, sizeof *costs, ascending);
	limit = fmax(costs[wanted], hair);
	for (size_t u = 0; u < p->unit_count; u++)
		allowed[u] = t->bound.reduced[u] <= limit;
	anneal_restrict(t->anneal, allowed);
}

/* ---- searching ---- */

/* A cost that is as near the best as asked. */
static double enough(const struct attempt *t)
{
	double bound = t->bounded ? t->bound.cost : -INFINITY;

	if (t->goal.sense == GOAL_NEAR)
		return fmax(bound, 0) + t->goal.within;
	return bound + t->goal.within * fabs(bound);
}

static struct anneal_effort effort_for(
	const struct attempt *t, double aspired, double norm)
{
	size_t forms = t->o->program->forms;
	size_t moves = forms == 1 ? ONE_MOVES : ALL_MOVES / forms;
	size_t cycles = forms == 1 ? ONE_CYCLES : ALL_CYCLES;

	if (t->o->options.deadline.passed)
		cycles = CYCLES_IN_TIME;
	return (struct anneal_effort){.aspired = aspired,
		.enough = enough(t),
		.norm = norm,
		.pull = forms == 1 ? 1000 : 30,
		.strict = 10,
		.span = forms == 1 ? 6 : 9,
		.moves = moves < MOVES_MOST ? moves : MOVES_MOST,
		.cycles = cycles,
		.deadline = t->o->options.deadline};
}

static bool begin(struct attempt *t)
{
	t->anneal =
		anneal_new(t->o->arena, t->o->program, &t->goal, &t->o->rng);
	if (!t->o->found)
		return anneal_start(t->anneal);
	anneal_begin(t->anneal, t->o->units, t->o->unit_counts);
	return true;
}

/* Near a target there is no need for a bound: what is near enough is. */
static bool search_near(struct attempt *t)
{
	struct anneal_effort effort = {.aspired = t->goal.within * 0.8,
		.enough = t->goal.within,
		.norm = 1,
		.pull = 4000,
		.strict = 3,
		.span = 3.9,
		.moves = EACH_MOVES,
		.cycles = EACH_CYCLES,
		.deadline = t->o->options.deadline};

	return anneal_each(t->anneal, effort);
}

static double typical(const struct attempt *t)
{
	const struct program *p = t->o->program;
	double sum = 0;

	for (size_t u = 0; u < p->unit_count; u++)
		sum += fabs(t->goal.values[u] * t->goal.scale[0]);
	return sum > 0 ? sum / (double)p->unit_count : 1;
}

static void search_all(struct attempt *t)
{
	double bound = t->bounded ? t->bound.cost : 0;
	double norm = fmax(fabs(bound), hair), aspired;

	if (t->goal.sense == GOAL_NEAR) {
		norm = 1;
		aspired = fmax(bound, t->goal.within * 0.8);
	} else {
		aspired = bound + t->goal.within * 0.7 * fabs(bound);
	}
	if (t->goal.sense == GOAL_TOTAL)
		norm = typical(t);
	(void)anneal_all(t->anneal, effort_for(t, aspired, norm));
}

static void take_branched(struct attempt *t, const struct branched *branched)
{
	if (branched->found)
		anneal_begin(t->anneal, branched->units, branched->unit_counts);
	if (!t->bounded || branched->bound > t->bound.cost)
		t->bound.cost = branched->bound;
	t->bounded = t->bounded || branched->bound > -INFINITY;
}

static bool branch_once(
	struct attempt *t, struct branching *known, struct branched *branched)
{
	known->nodes = known->columns ? QUICK_NODES : NODES;
	branch(t->o->arena, t->o->program, &t->goal, *known, branched);
	t->o->out->nodes += branched->nodes;
	take_branched(t, branched);
	known->cost = fmin(known->cost, branched->cost);
	return branched->found;
}

/* What is small is searched to the end, those first that look best. */
static enum optimise_result search_exactly(struct attempt *t)
{
	struct branched branched;
	struct branching known = {.cost = INFINITY,
		.bound = t->bound.cost,
		.reduced = t->bounded ? t->bound.reduced : NULL,
		.enough = enough(t),
		.nodes = NODES,
		.deadline = t->o->options.deadline};
	bool found = anneal_best(t->anneal, &known.cost);
	size_t few = t->o->program->length * FEW;

	if (found && known.cost <= known.enough)
		return OPTIMISE_FOUND;
	if (t->bounded && few < t->o->program->unit_count) {
		known.columns = few;
		found = branch_once(t, &known, &branched) || found;
		known.columns = 0;
		if (known.cost <= known.enough)
			return OPTIMISE_FOUND;
	}
	found = branch_once(t, &known, &branched) || found;
	t->settled = branched.proved;
	if (branched.proved && !found)
		return OPTIMISE_NONE;
	return OPTIMISE_FOUND;
}

/* What is known of all forms before any is looked for; false when there are
 * none. */
static bool learn_bound(struct attempt *t)
{
	struct optimiser *o = t->o;
	enum bound_result result =
		bound_find(o->arena, o->program, &t->goal, &t->bound);

	t->bounded = result == BOUND_FOUND;
	if (!t->bounded)
		return result != BOUND_NONE;
	program_sort(o->arena, o->program, t->bound.prices);
	anneal_price(t->anneal, t->bound.prices);
	restrict_units(t);
	return true;
}

static enum optimise_result search(struct attempt *t)
{
	const struct program *p = t->o->program;
	bool begun = begin(t), tiny = branch_is_tiny(p);
	enum optimise_result result = OPTIMISE_FOUND;

	if (begun && !tiny && t->goal.sense == GOAL_NEAR && search_near(t)) {
		t->bounded = true;
		t->bound.cost = 0;
		return OPTIMISE_FOUND;
	}
	if (!learn_bound(t))
		return OPTIMISE_NONE;
	if (tiny)
		result = search_exactly(t);
	if (result != OPTIMISE_FOUND || t->settled)
		return result;
	if (begun)
		search_all(t);
	if (p->forms == 1 && !tiny)
		result = search_exactly(t);
	return result;
}

static void keep_forms(struct attempt *t)
{
	struct optimiser *o = t->o;
	const struct program *p = o->program;

	for (size_t f = 0; f < p->forms; f++) {
		const uint32_t *units;

		o->unit_counts[f] = anneal_form(t->anneal, f, &units);
		memcpy(o->units + f * p->length, units,
			o->unit_counts[f] * sizeof *units);
	}
	o->found = true;
}

/* ---- what is told of it ---- */

static double shown(const struct goal *goal, double cost)
{
	if (goal->sense == GOAL_MOST && goal->aim->want == AIM_MOST)
		cost = -cost;
	return cost * goal->factor;
}

/* How far apart forms are, by the measure that is worst. */
static double spread_of(const struct attempt *t, const double *sums)
{
	const struct goal *goal = &t->goal;
	double worst = 0;

	for (size_t k = 0; k < goal->measures; k++) {
		double least = INFINITY, most = -INFINITY;

		for (size_t f = 0; f < t->o->program->forms; f++) {
			double sum = sums[f * goal->measures + k];

			least = fmin(least, sum);
			most = fmax(most, sum);
		}
		worst = fmax(worst, (most - least) * goal->scale[k]);
	}
	return worst;
}

/* Of the forms there are in the end. */
static void tell(struct attempt *t, struct aim_outcome *out)
{
	const struct goal *goal = &t->goal;
	const struct optimiser *o = t->o;
	bool alike = goal->aim->want == AIM_ALIKE;
	const double *sums =
		goal_sums(o->arena, o->program, goal, o->units, o->unit_counts);
	double cost = alike ? spread_of(t, sums)
			    : goal_cost(goal, sums, o->program->forms);
	double bound = alike ? 0 : t->bound.cost;

	*out = (struct aim_outcome){
		.value = shown(goal, cost), .late = t->late};
	if (goal->sense == GOAL_NEAR)
		out->enough = cost <= goal->within + hair;
	if ((!t->bounded && !alike) || goal->loose)
		return;
	out->bounded = true;
	out->bound = shown(goal, bound);
	out->gap = fmax(0, cost - bound);
	if (goal->sense != GOAL_NEAR)
		out->gap /= fmax(fabs(bound), hair);
	out->best = cost - bound <= proof * fmax(1, fabs(bound));
	out->enough = out->enough || out->best || out->gap <= goal->within;
}

/* ---- aims one after the other ---- */

/* About which value all forms are to be: the mean of those there are. */
static double *find_middle(struct optimiser *o, const struct aim *aim)
{
	struct aim plain = *aim;
	double *middle = NEW_ARRAY(o->arena, MEASURES_MOST, double);
	double length = 0;
	struct goal goal;

	plain.want = AIM_MOST;
	goal_make(o->arena, o->program, &plain, NULL, &goal);
	for (size_t k = 0; k < goal.measures; k++) {
		for (size_t f = 0; f < o->program->forms; f++)
			for (size_t i = 0; i < o->unit_counts[f]; i++)
				middle[k] +=
					goal.values
						[o->units[f * o->program->length +
							 i] * goal.measures +
							k];
		middle[k] /= (double)o->program->forms;
		middle[k] += goal.base[k];
	}
	length = goal_length(o->program);
	if (aim->what == AIM_MEAN && length > 0)
		middle[0] /= length;
	return middle;
}

static enum optimise_result find_any(struct optimiser *o);

/* What later aims must leave of this one: what was found, or if that is better
 * than asked, what is near enough. */
static void hold(struct attempt *t)
{
	struct optimiser *o = t->o;

	goal_hold(o->arena, o->program, &t->goal, fmax(t->cost, enough(t)),
		goal_sums(o->arena, o->program, &t->goal, o->units,
			o->unit_counts));
}

static enum optimise_result attempt(struct attempt *t, const struct aim *aim)
{
	struct optimiser *o = t->o;
	enum optimise_result result = OPTIMISE_FOUND;
	const double *middle = NULL;

	if (aim->want == AIM_ALIKE) {
		if (!o->found)
			result = find_any(o);
		if (result != OPTIMISE_FOUND)
			return result;
		middle = find_middle(o, aim);
	}
	goal_make(o->arena, o->program, aim, middle, &t->goal);
	result = search(t);
	t->late = is_late(o);
	o->out->moves += t->anneal ? anneal_moves(t->anneal) : 0;
	if (result != OPTIMISE_FOUND)
		return result;
	if (!anneal_best(t->anneal, &t->cost)) {
		o->out->missed = anneal_missed(t->anneal, &o->out->missed_sum);
		return OPTIMISE_UNKNOWN;
	}
	keep_forms(t);
	return OPTIMISE_FOUND;
}

/* ---- wants alone ---- */

static enum optimise_result any_exactly(struct attempt *t)
{
	struct branching known = {.cost = INFINITY,
		.nodes = NODES,
		.deadline = t->o->options.deadline};
	struct branched branched;

	if (t->o->program->forms > 1 && !branch_is_tiny(t->o->program))
		return OPTIMISE_UNKNOWN;
	branch(t->o->arena, t->o->program, NULL, known, &branched);
	if (branched.found)
		anneal_begin(t->anneal, branched.units, branched.unit_counts);
	return branched.found     ? OPTIMISE_FOUND
		: branched.proved ? OPTIMISE_NONE
				  : OPTIMISE_UNKNOWN;
}

static enum optimise_result any(struct attempt *t)
{
	struct bound bound;
	double cost;

	t->anneal = anneal_new(t->o->arena, t->o->program, NULL, &t->o->rng);
	if (anneal_start(t->anneal) &&
		anneal_all(t->anneal, effort_for(t, 0, 1)) &&
		anneal_best(t->anneal, &cost))
		return OPTIMISE_FOUND;
	t->o->out->missed = anneal_missed(t->anneal, &t->o->out->missed_sum);
	if (bound_find(t->o->arena, t->o->program, NULL, &bound) == BOUND_NONE)
		return OPTIMISE_NONE;
	return any_exactly(t);
}

static enum optimise_result find_any(struct optimiser *o)
{
	struct attempt t = {.o = o};
	enum optimise_result result = any(&t);

	o->out->moves += anneal_moves(t.anneal);
	if (result == OPTIMISE_FOUND)
		keep_forms(&t);
	return result;
}

static void begin_with(struct optimiser *o)
{
	const struct program *p = o->program;

	if (!o->options.units)
		return;
	memcpy(o->units, o->options.units,
		p->forms * p->length * sizeof *o->units);
	memcpy(o->unit_counts, o->options.unit_counts,
		p->forms * sizeof *o->unit_counts);
	o->found = true;
}

enum optimise_result optimise(struct arena *arena, struct program *program,
	const struct aim *aims, size_t aim_count,
	struct optimise_options options, struct optimum *out)
{
	struct optimiser o = {.arena = arena,
		.program = program,
		.options = options,
		.out = out,
		.rng = rng_stream(options.seed, "optimise", 0),
		.units = NEW_ARRAY(
			arena, program->forms * program->length, uint32_t),
		.unit_counts = NEW_ARRAY(arena, program->forms, size_t)};
	struct attempt *attempts;
	enum optimise_result result;

	*out = (struct optimum){.units = o.units,
		.unit_counts = o.unit_counts,
		.outcomes = NEW_ARRAY(arena, aim_count, struct aim_outcome)};
	attempts = NEW_ARRAY(arena, aim_count, struct attempt);
	begin_with(&o);
	if (!aim_count)
		return find_any(&o);
	for (size_t i = 0; i < aim_count; i++) {
		attempts[i].o = &o;
		result = attempt(&attempts[i], &aims[i]);
		if (result != OPTIMISE_FOUND)
			return result;
		if (i + 1 < aim_count)
			hold(&attempts[i]);
	}
	for (size_t i = 0; i < aim_count; i++)
		tell(&attempts[i], &out->outcomes[i]);
	out->outcome_count = aim_count;
	return OPTIMISE_FOUND;
}
