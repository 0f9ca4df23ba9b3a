#include "engine/assemble/plan_fixed.h"

#include "base/i18n.h"
#include "engine/assemble/taken.h"

struct fixer {
	struct arena *arena;
	struct plan *plan;
	uint8_t *gone, *barred;
	uint8_t *with; /* by candidate */
	struct plan_fault *faults;
	size_t fault_count, fault_capacity;
};

static void add_fault(struct fixer *m, struct place at, struct str text)
{
	*PUSH(m->arena, m->faults, m->fault_count, m->fault_capacity) =
		(struct plan_fault){at, text};
}

/* Ids to candidates; those the bank has not are faults when they must be. */
static size_t find_ids(struct fixer *m, struct place at, const struct str *ids,
	size_t count, bool must, const uint32_t **out)
{
	uint32_t *found = NEW_ARRAY(m->arena, count, uint32_t);
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		const struct candidate *c = pool_find(m->plan->pool, ids[i]);

		if (c)
			found[n++] = (uint32_t)(c - m->plan->pool->candidates);
		else if (must)
			add_fault(m, at,
				str_format(m->arena,
					_("the bank has no question '%.*s'"),
					STR_ARG(ids[i])));
	}
	*out = found;
	return n;
}

static void check_type(struct fixer *m, const struct part *part,
	const struct cell *cell, uint32_t candidate)
{
	const struct candidate *c = &m->plan->pool->candidates[candidate];

	if (part->has_type && c->type != part->type)
		add_fault(m, cell->at,
			str_format(m->arena,
				_("question '%.*s' is of type %s, but part "
				  "'%.*s' takes %s"),
				STR_ARG(c->id),
				question_type_name((enum question_type)c->type),
				STR_ARG(part->name),
				question_type_name(part->type)));
}

static void make_picks(struct fixer *m)
{
	struct plan_pick *picks = NULL;
	size_t capacity = 0;

	for (size_t p = 0; p < m->plan->blueprint->part_count; p++) {
		const struct part *part = &m->plan->blueprint->parts[p];

		for (size_t c = 0; c < part->cell_count; c++) {
			const struct cell *cell = &part->cells[c];
			struct plan_pick pick = {
				.at = cell->at, .part = p, .cell = c};

			if (!cell->pick)
				continue;
			pick.count = find_ids(m, cell->at, cell->pick,
				cell->pick_count, true, &pick.candidates);
			for (size_t i = 0; i < pick.count; i++) {
				check_type(m, part, cell, pick.candidates[i]);
				m->gone[pick.candidates[i]] = 1;
			}
			*PUSH(m->arena, picks, m->plan->pick_count, capacity) =
				pick;
		}
	}
	m->plan->picks = picks;
}

/* Those already picked are on every form anyway; one named twice is there
 * once. */
static void make_with(struct fixer *m)
{
	struct plan_with *with = NULL;
	size_t capacity = 0;

	for (size_t i = 0; i < m->plan->blueprint->rule_count; i++) {
		const struct rule *rule = &m->plan->blueprint->rules[i];
		const uint32_t *ids;
		size_t count;

		if (rule->kind != RULE_WITH)
			continue;
		count = find_ids(
			m, rule->at, rule->ids, rule->id_count, true, &ids);
		for (size_t k = 0; k < count; k++)
			if (!m->gone[ids[k]] && !m->with[ids[k]]++)
				*PUSH(m->arena, with, m->plan->with_count,
					capacity) =
					(struct plan_with){rule->at, ids[k]};
	}
	m->plan->with = with;
}

static void make_aparts(struct fixer *m)
{
	struct plan_apart *aparts = NULL;
	struct apart_link *links = NULL;
	size_t capacity = 0, link_count = 0, link_capacity = 0;
	uint32_t *apart_of = NULL;

	for (size_t i = 0; i < m->plan->blueprint->rule_count; i++) {
		const struct rule *rule = &m->plan->blueprint->rules[i];
		struct plan_apart apart = {.at = rule->at};

		if (rule->kind != RULE_APART)
			continue;
		if (!apart_of)
			apart_of = NEW_ARRAY(
				m->arena, m->plan->pool->count, uint32_t);
		apart.count = find_ids(m, rule->at, rule->ids, rule->id_count,
			false, &apart.candidates);
		for (size_t k = 0; k < apart.count; k++) {
			uint32_t *head = &apart_of[apart.candidates[k]];

			*PUSH(m->arena, links, link_count, link_capacity) =
				(struct apart_link){
					(uint32_t)m->plan->apart_count, *head};
			*head = (uint32_t)link_count;
		}
		*PUSH(m->arena, aparts, m->plan->apart_count, capacity) = apart;
	}
	m->plan->aparts = aparts;
	m->plan->apart_of = apart_of;
	m->plan->links = links;
}

static void bar(struct fixer *m, uint32_t candidate)
{
	m->barred[candidate] |= !m->with[candidate];
}

/* What is on every form keeps its enemies off every form, but for those that
 * must be there too: that is a fault. */
static void keep_out(struct fixer *m, uint32_t candidate)
{
	const struct plan *plan = m->plan;
	const struct candidate *c = &m->plan->pool->candidates[candidate];

	for (uint32_t i = 0; plan->enemies && i < c->enemy_count; i++)
		bar(m, c->enemies[i]);
	if (!plan->apart_of)
		return;
	for (uint32_t l = plan->apart_of[candidate]; l;
		l = plan->links[l - 1].next) {
		const struct plan_apart *apart =
			&plan->aparts[plan->links[l - 1].apart];

		for (size_t k = 0; k < apart->count; k++)
			if (apart->candidates[k] != candidate)
				bar(m, apart->candidates[k]);
	}
}

/* What is on every form, in the order of the blueprint. */
struct fixed {
	struct place at;
	uint32_t candidate;
};

static void list_fixed(const struct plan *plan, struct fixed *out)
{
	size_t n = 0;

	for (size_t p = 0; p < plan->pick_count; p++)
		for (size_t i = 0; i < plan->picks[p].count; i++)
			out[n++] = (struct fixed){plan->picks[p].at,
				plan->picks[p].candidates[i]};
	for (size_t i = 0; i < plan->with_count; i++)
		out[n++] = (struct fixed){
			plan->with[i].at, plan->with[i].candidate};
}

/* The first of those before that it may not stand with; itself when there is
 * none. */
static uint32_t opponent(
	const struct plan *plan, const struct fixed *fixed, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (plan_conflict(plan, fixed[i].candidate, fixed[k].candidate))
			return fixed[k].candidate;
	return fixed[i].candidate;
}

/* The questions on every form: may they stand together? */
static void settle_fixed(struct fixer *m)
{
	const struct plan *plan = m->plan;
	const struct candidate *candidates = plan->pool->candidates;
	size_t room = plan->with_count;
	struct taken taken = taken_new(m->arena, plan);
	struct fixed *fixed;

	for (size_t p = 0; p < plan->pick_count; p++)
		room += plan->picks[p].count;
	fixed = NEW_ARRAY(m->arena, room, struct fixed);
	list_fixed(plan, fixed);
	for (size_t i = 0; i < room; i++) {
		keep_out(m, fixed[i].candidate);
		if (taken_add(&taken, fixed[i].candidate))
			continue;
		add_fault(m, fixed[i].at,
			str_format(m->arena,
				_("questions '%.*s' and '%.*s' must be on "
				  "every form, but may not stand on one "
				  "together"),
				STR_ARG(candidates[opponent(plan, fixed, i)]
						.id),
				STR_ARG(candidates[fixed[i].candidate].id)));
	}
}

void plan_fix(
	struct arena *arena, struct plan *plan, uint8_t *gone, uint8_t *barred)
{
	struct fixer m = {.arena = arena,
		.plan = plan,
		.gone = gone,
		.barred = barred,
		.with = NEW_ARRAY(arena, plan->pool->count, uint8_t)};

	make_picks(&m);
	make_with(&m);
	make_aparts(&m);
	settle_fixed(&m);
	plan->faults = m.faults;
	plan->fault_count = m.fault_count;
}

static bool fits_a_row(const struct plan *plan, uint32_t candidate)
{
	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];

		if (plan_holds(
			    row, plan_class(plan, row, candidate), candidate))
			return true;
	}
	return false;
}

void plan_check_with(struct arena *arena, struct plan *plan)
{
	struct fixer m = {.arena = arena};

	for (size_t i = 0; i < plan->fault_count; i++)
		add_fault(&m, plan->faults[i].at, plan->faults[i].text);
	for (size_t i = 0; i < plan->with_count; i++) {
		uint32_t candidate = plan->with[i].candidate;

		if (!fits_a_row(plan, candidate))
			add_fault(&m, plan->with[i].at,
				str_format(arena,
					_("question '%.*s' must be on every "
					  "form, but no row of the parts can "
					  "take it (with its whole passage)"),
					STR_ARG(plan->pool
							->candidates[candidate]
							.id)));
	}
	plan->faults = m.faults;
	plan->fault_count = m.fault_count;
}
