#include "engine/assemble/anneal_state.h"

#include <math.h>

static const double slack = 1e-9;
/* Where costs are missed by a percent or two, missing a want of a price saves
 * about so much of the energy for each of that price. */
static const double worth = 0.15;

/* ---- making ---- */

static void mark_careful(struct anneal *a)
{
	const struct program *p = a->p;

	a->careful = NEW_ARRAY(a->arena, p->unit_count, uint8_t);
	for (size_t u = 0; u < p->unit_count; u++)
		for (size_t i = 0; i < p->units[u].size; i++)
			a->careful[u] |= plan_has_conflicts(
				p->plan, p->units[u].members[i]);
}

static void lay_rows(struct anneal *a)
{
	const struct plan *plan = a->p->plan;

	a->row_at = NEW_ARRAY(a->arena, plan->row_count + 1, size_t);
	for (size_t r = 0; r < plan->row_count; r++) {
		a->row_at[r] = a->room;
		a->room += (size_t)plan->rows[r].count;
		a->passages = a->passages || plan->rows[r].group_count > 0;
	}
	a->row_at[plan->row_count] = a->room;
}

void anneal_state_make(struct anneal *a)
{
	const struct program *p = a->p;
	size_t forms = p->forms;
	size_t measures = a->goal ? a->goal->measures : 0;

	lay_rows(a);
	mark_careful(a);
	a->on = NEW_ARRAY(a->arena, forms * a->room, uint32_t);
	a->row_on = NEW_ARRAY(a->arena, forms * p->plan->row_count, size_t);
	a->sums = NEW_ARRAY(a->arena, forms * p->want_count, long);
	a->measures = NEW_ARRAY(a->arena, forms * measures, double);
	a->missed = NEW_ARRAY(a->arena, forms, double);
	a->far = NEW_ARRAY(a->arena, forms, double);
	a->broken = NEW_ARRAY(a->arena, forms, long);
	a->holder = NEW_ARRAY(a->arena, p->plan->pool->count, uint32_t);
	a->place = NEW_ARRAY(a->arena, p->unit_count, uint32_t);
	a->aparts = NEW_ARRAY(a->arena, forms * p->plan->apart_count, uint16_t);
	a->step = NEW_ARRAY(a->arena, p->want_count, long);
	a->touched = NEW_ARRAY(a->arena, p->want_count, uint32_t);
	a->is_touched = NEW_ARRAY(a->arena, p->want_count, uint8_t);
	a->best = NEW_ARRAY(a->arena, forms * a->room, uint32_t);
	a->best_counts = NEW_ARRAY(a->arena, forms, size_t);
	a->best_sums = NEW_ARRAY(a->arena, forms * measures, double);
	a->best_cost = INFINITY;
	a->least_missed = INFINITY;
	a->press = NEW_ARRAY(a->arena, p->want_count, double);
	anneal_aspire(a, &(struct anneal_effort){0});
}

void anneal_state_clear(struct anneal *a)
{
	const struct program *p = a->p;

	if (p->plan->pool->count)
		memset(a->holder, 0, p->plan->pool->count * sizeof *a->holder);
	if (p->unit_count)
		memset(a->place, 0, p->unit_count * sizeof *a->place);
	if (p->plan->row_count)
		memset(a->row_on, 0,
			p->forms * p->plan->row_count * sizeof *a->row_on);
	if (p->plan->apart_count)
		memset(a->aparts, 0,
			p->forms * p->plan->apart_count * sizeof *a->aparts);
}

/* ---- who holds what ---- */

static void count_aparts(
	struct anneal *a, size_t form, const struct unit *unit, int by)
{
	const struct plan *plan = a->p->plan;

	for (size_t i = 0; plan->apart_of && i < unit->size; i++)
		for (uint32_t l = plan->apart_of[unit->members[i]]; l;
			l = plan->links[l - 1].next) {
			uint16_t *count = &a->aparts[form * plan->apart_count +
				plan->links[l - 1].apart];

			*count = (uint16_t)(*count + by);
		}
}

void anneal_put(struct anneal *a, size_t form, uint32_t u)
{
	const struct unit *unit = &a->p->units[u];
	size_t *count = &a->row_on[form * a->p->plan->row_count + unit->row];
	size_t at = a->row_at[unit->row] + (*count)++;

	a->on[form * a->room + at] = u;
	if (!unit->shared)
		a->place[u] = (uint32_t)(form * a->room + at) + 1;
	for (size_t i = 0; i < unit->size; i++)
		a->holder[unit->members[i]] =
			unit->shared ? (uint32_t)ON_ALL : (uint32_t)form + 1;
	count_aparts(a, form, unit, 1);
}

/* The last of the row takes its place. Shared units are never taken off. */
void anneal_take(struct anneal *a, size_t form, uint32_t u)
{
	const struct unit *unit = &a->p->units[u];
	size_t *count = &a->row_on[form * a->p->plan->row_count + unit->row];
	uint32_t *hole = &a->on[a->place[u] - 1];
	uint32_t last = a->on[form * a->room + a->row_at[unit->row] + --*count];

	*hole = last;
	if (!a->p->units[last].shared)
		a->place[last] = a->place[u];
	a->place[u] = 0;
	for (size_t i = 0; i < unit->size; i++)
		a->holder[unit->members[i]] = FREE;
	count_aparts(a, form, unit, -1);
}

bool anneal_is_free(const struct anneal *a, uint32_t u)
{
	const struct unit *unit = &a->p->units[u];

	for (size_t i = 0; i < unit->size; i++)
		if (a->holder[unit->members[i]])
			return false;
	return true;
}

static bool meets(const struct anneal *a, size_t form, uint32_t candidate)
{
	const struct plan *plan = a->p->plan;
	const struct candidate *c = &plan->pool->candidates[candidate];

	for (uint32_t i = 0; plan->enemies && i < c->enemy_count; i++) {
		uint32_t holder = a->holder[c->enemies[i]];

		if (holder == (uint32_t)form + 1 || holder == (uint32_t)ON_ALL)
			return true;
	}
	if (!plan->apart_of)
		return false;
	for (uint32_t l = plan->apart_of[candidate]; l;
		l = plan->links[l - 1].next)
		if (a->aparts[form * plan->apart_count +
			    plan->links[l - 1].apart])
			return true;
	return false;
}

/* A passage with enemies within itself never fits. */
static bool meets_itself(const struct anneal *a, const struct unit *unit)
{
	for (size_t i = 0; i < unit->size; i++)
		for (size_t k = 0; k < i; k++)
			if (plan_conflict(a->p->plan, unit->members[i],
				    unit->members[k]))
				return true;
	return false;
}

static bool stands_alone(const struct anneal *a, size_t form, uint32_t u)
{
	const struct unit *unit = &a->p->units[u];

	if (!a->careful[u])
		return false;
	for (size_t i = 0; i < unit->size; i++)
		if (meets(a, form, unit->members[i]))
			return true;
	return unit->size > 1 && meets_itself(a, unit);
}

bool anneal_fits(const struct anneal *a, size_t form, uint32_t u)
{
	return anneal_is_free(a, u) && !stands_alone(a, form, u);
}

/* ---- weighing ---- */

static inline long excess(const struct want *want, long sum)
{
	return sum < want->least   ? want->least - sum
		: sum > want->most ? sum - want->most
				   : 0;
}

/* Beyond what is aspired to, in squares; a goal that adds up just adds up. */
static double far_of(const struct anneal *a, const double *measures)
{
	const struct goal *goal = a->goal;
	double sum = 0;

	if (!goal)
		return 0;
	if (goal->sense == GOAL_TOTAL)
		return measures[0] * a->gain[0];
	for (size_t k = 0; k < goal->measures; k++) {
		double cost = goal->sense == GOAL_NEAR
			? fabs(measures[k] - goal->target[k]) * a->gain[k]
			: -measures[k] * a->gain[k];
		double over = cost - a->aspired / a->norm;

		if (over > 0)
			sum += over * over;
	}
	return a->pull * sum;
}

void anneal_aspire(struct anneal *a, const struct anneal_effort *effort)
{
	a->aspired = effort->aspired;
	a->norm = effort->norm > 0 ? effort->norm : 1;
	a->pull = effort->pull;
	for (size_t w = 0; w < a->p->want_count; w++)
		a->press[w] = a->p->wants[w].weight *
			(1 +
				worth * (a->prices ? fabs(a->prices[w]) : 0) /
					a->norm);
	for (size_t k = 0; a->goal && k < a->goal->measures; k++)
		a->gain[k] = a->goal->scale[k] / a->norm;
}

void anneal_count(struct anneal *a, size_t form)
{
	const struct program *p = a->p;
	size_t measures = a->goal ? a->goal->measures : 0;
	long *sums = a->sums + form * p->want_count;
	double *m = a->measures + form * measures;

	for (size_t w = 0; w < p->want_count; w++)
		sums[w] = 0;
	for (size_t k = 0; k < measures; k++)
		m[k] = a->goal->base[k];
	for (size_t r = 0; r < p->plan->row_count; r++)
		for (size_t i = 0; i < a->row_on[form * p->plan->row_count + r];
			i++) {
			uint32_t u = a->on[form * a->room + a->row_at[r] + i];

			for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++)
				sums[p->terms[t].want] += p->terms[t].amount;
			for (size_t k = 0; k < measures; k++)
				m[k] += a->goal->values[u * measures + k];
		}
	a->missed[form] = 0;
	a->broken[form] = 0;
	for (size_t w = 0; w < p->want_count; w++) {
		long over = excess(&p->wants[w], sums[w]);

		a->missed[form] += (double)over * a->press[w];
		a->broken[form] += over > 0;
	}
	a->far[form] = far_of(a, m);
}

static inline void add_step(struct anneal *a, uint32_t u, long sign)
{
	const struct program *p = a->p;
	const struct term *end = p->terms + p->begin[u + 1];

	for (const struct term *t = p->terms + p->begin[u]; t < end; t++) {
		if (!a->is_touched[t->want]) {
			a->is_touched[t->want] = 1;
			a->touched[a->touched_count++] = t->want;
			a->step[t->want] = 0;
		}
		a->step[t->want] += sign * t->amount;
	}
}

/* Adds up what one want's step means. */
static inline void weigh_step(const struct anneal *a, struct change *change,
	const long *sums, uint32_t w, long step)
{
	const struct want *want = &a->p->wants[w];
	long before, after;

	if (!step)
		return;
	before = excess(want, sums[w]);
	after = excess(want, sums[w] + step);
	if (before == after)
		return;
	change->missed += (double)(after - before) * a->press[w];
	change->broken += (after > 0) - (before > 0);
}

static void weigh_many(struct anneal *a, struct change *change)
{
	const long *sums = a->sums + change->form * a->p->want_count;

	for (size_t i = 0; i < change->out_count; i++)
		add_step(a, change->outs[i], -1);
	for (size_t i = 0; i < change->in_count; i++)
		add_step(a, change->ins[i], 1);
	for (size_t i = 0; i < a->touched_count; i++) {
		a->is_touched[a->touched[i]] = 0;
		weigh_step(
			a, change, sums, a->touched[i], a->step[a->touched[i]]);
	}
	a->touched_count = 0;
}

/* One for one: both have their terms by want. */
static void weigh_pair(struct anneal *a, struct change *change)
{
	const struct program *p = a->p;
	const long *sums = a->sums + change->form * p->want_count;
	const struct term *out = p->terms + p->begin[change->outs[0]];
	const struct term *out_end = p->terms + p->begin[change->outs[0] + 1];
	const struct term *in = p->terms + p->begin[change->ins[0]];
	const struct term *in_end = p->terms + p->begin[change->ins[0] + 1];

	while (out < out_end && in < in_end) {
		if (out->want == in->want) {
			weigh_step(a, change, sums, in->want,
				in->amount - out->amount);
			out++;
			in++;
		} else if (out->want < in->want) {
			weigh_step(a, change, sums, out->want, -out->amount);
			out++;
		} else {
			weigh_step(a, change, sums, in->want, in->amount);
			in++;
		}
	}
	for (; out < out_end; out++)
		weigh_step(a, change, sums, out->want, -out->amount);
	for (; in < in_end; in++)
		weigh_step(a, change, sums, in->want, in->amount);
}

static void weigh_measures(struct anneal *a, struct change *change)
{
	size_t measures = a->goal ? a->goal->measures : 0;
	const double *now = a->measures + change->form * measures;

	for (size_t k = 0; k < measures; k++)
		change->measures[k] = now[k];
	for (size_t i = 0; i < change->out_count; i++)
		for (size_t k = 0; k < measures; k++)
			change->measures[k] -=
				a->goal->values[change->outs[i] * measures + k];
	for (size_t i = 0; i < change->in_count; i++)
		for (size_t k = 0; k < measures; k++)
			change->measures[k] +=
				a->goal->values[change->ins[i] * measures + k];
	change->far = far_of(a, change->measures);
}

/* The goal first: when it alone makes the change worse than room allows, and
 * all wants kept again would not make up for it, no want need be looked at. */
bool change_weigh(struct anneal *a, struct change *change, double room)
{
	weigh_measures(a, change);
	change->missed = 0;
	change->broken = 0;
	if (change->far - a->far[change->form] -
			a->stress * a->missed[change->form] >
		room + slack)
		return false;
	if (change->out_count == 1 && change->in_count == 1)
		weigh_pair(a, change);
	else
		weigh_many(a, change);
	return true;
}

double change_energy(const struct anneal *a, const struct change *change)
{
	return a->stress * change->missed + change->far - a->far[change->form];
}

/* ---- making ---- */

static void take_outs(struct anneal *a, const struct change *change)
{
	for (size_t i = 0; i < change->out_count; i++)
		anneal_take(a, change->form, change->outs[i]);
}

/* How many came before one that may not. */
static size_t put_ins(struct anneal *a, const struct change *change)
{
	size_t n = 0;

	while (n < change->in_count &&
		!stands_alone(a, change->form, change->ins[n])) {
		anneal_put(a, change->form, change->ins[n]);
		n++;
	}
	return n;
}

static void put_back(struct anneal *a, const struct change *change, size_t n)
{
	while (n-- > 0)
		anneal_take(a, change->form, change->ins[n]);
}

static void put_outs(struct anneal *a, const struct change *change)
{
	for (size_t i = 0; i < change->out_count; i++)
		anneal_put(a, change->form, change->outs[i]);
}

static void settle(struct anneal *a, const struct change *change)
{
	const struct program *p = a->p;
	long *sums = a->sums + change->form * p->want_count;
	size_t measures = a->goal ? a->goal->measures : 0;

	for (size_t i = 0; i < change->out_count; i++)
		for (size_t t = p->begin[change->outs[i]];
			t < p->begin[change->outs[i] + 1]; t++)
			sums[p->terms[t].want] -= p->terms[t].amount;
	for (size_t i = 0; i < change->in_count; i++)
		for (size_t t = p->begin[change->ins[i]];
			t < p->begin[change->ins[i] + 1]; t++)
			sums[p->terms[t].want] += p->terms[t].amount;
	for (size_t k = 0; k < measures; k++)
		a->measures[change->form * measures + k] = change->measures[k];
	a->missed[change->form] += change->missed;
	a->broken[change->form] += change->broken;
	a->far[change->form] = change->far;
}

bool change_make(struct anneal *a, struct change *change)
{
	size_t n;

	take_outs(a, change);
	n = put_ins(a, change);
	if (n < change->in_count) {
		put_back(a, change, n);
		put_outs(a, change);
		return false;
	}
	settle(a, change);
	return true;
}

bool change_make_both(
	struct anneal *a, struct change *one, struct change *other)
{
	size_t n, m = 0;

	take_outs(a, one);
	take_outs(a, other);
	n = put_ins(a, one);
	if (n == one->in_count)
		m = put_ins(a, other);
	if (m < other->in_count) {
		put_back(a, other, m);
		put_back(a, one, n);
		put_outs(a, one);
		put_outs(a, other);
		return false;
	}
	settle(a, one);
	settle(a, other);
	return true;
}
