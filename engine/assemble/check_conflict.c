#include "engine/assemble/check_conflict.h"

#include "base/i18n.h"
#include "engine/assemble/conflict.h"

enum { TRIAL_SEED = 1, NAMED_MOST = 8, OFFERS = 6 };

struct explainer {
	struct limits_check *c;
	const struct limits *limits;
	struct program program;
	struct conflict conflict;
	struct relaxation *offers;
	size_t count, capacity;
};

/* ---- in words ---- */

static const struct cell *cell_of(
	const struct explainer *e, const struct want *want)
{
	const struct plan *plan = e->c->plan;
	const struct plan_row *row = &plan->rows[want->index];
	const struct part *part = &plan->blueprint->parts[row->part];

	return &part->cells[row->first_cell +
		(want->class < row->cell_count ? want->class : 0)];
}

static struct str want_text(struct explainer *e, const struct want *want)
{
	struct arena *arena = e->c->arena;
	const struct plan *plan = e->c->plan;

	switch (want->origin) {
	case WANT_ROW:
		return str_format(arena, _("line %u, %s (%ld)"), want->at.line,
			check_cell_text(arena, cell_of(e, want)).ptr,
			want->least);
	case WANT_WITH:
		return str_format(arena, _("line %u, question '%.*s'"),
			want->at.line,
			STR_ARG(plan->pool
					->candidates[plan->with[want->index]
							     .candidate]
					.id));
	case WANT_LIMIT:
	case WANT_AIM:
		break;
	}
	return str_format(arena, _("line %u, %s"), want->at.line,
		limit_text(arena, &e->limits->v[want->index]).ptr);
}

static struct str conflict_text(struct explainer *e)
{
	struct buf out = {.arena = e->c->arena};
	size_t count = e->conflict.count;

	for (size_t i = 0; i < count && i < NAMED_MOST; i++) {
		const struct want *want =
			&e->program.wants[e->conflict.wants[i]];

		buf_format(&out, "%s%s", i ? "; " : "", want_text(e, want).ptr);
	}
	if (count > NAMED_MOST)
		buf_text(&out, "; …");
	return str_format(e->c->arena,
		_("no form can keep all of these, and without any one of them "
		  "the others can be kept: %s"),
		buf_str(&out).ptr);
}

/* ---- what could give way ---- */

static bool can_be_drawn(struct explainer *e, const struct blueprint *changed)
{
	struct arena_mark mark = arena_mark(e->c->scratch);
	struct draw_fault fault;
	struct draw draw;
	bool drawn = draw_try(e->c->scratch, changed, e->c->plan->pool,
		TRIAL_SEED, &draw, &fault);

	arena_release(e->c->scratch, mark);
	return drawn;
}

static void offer(
	struct explainer *e, struct place at, struct str text, struct edit edit)
{
	*PUSH(e->c->arena, e->offers, e->count, e->capacity) =
		(struct relaxation){.at = at,
			.text = text,
			.edits = arena_copy(e->c->arena, &edit, sizeof edit),
			.edit_count = 1};
}

/* In the rule's own units: a mean's is of all questions together, information
 * has thousandths of thousandths. */
static long give_in_rule(
	const struct explainer *e, const struct limit *limit, long give)
{
	long length = (long)e->program.length;

	if (limit->kind == RULE_MEAN)
		return (give + length - 1) / (length ? length : 1);
	if (limit->kind == RULE_INFORMATION)
		return (give + POINT - 1) / POINT;
	return give;
}

static struct blueprint with_bound(struct explainer *e,
	const struct limit *limit, bool upper, long to, size_t *index)
{
	struct blueprint changed = *e->c->plan->blueprint;
	struct rule *rules = arena_copy(e->c->scratch, changed.rules,
		changed.rule_count * sizeof *rules);
	struct rule *rule = &rules[limit->rule - changed.rules];

	changed.aim_count = 0;
	changed.rules = rules;
	*index = 0;
	if (limit->kind == RULE_INFORMATION) {
		struct ability *abilities =
			arena_copy(e->c->scratch, rule->abilities,
				rule->ability_count * sizeof *abilities);

		while (*index + 1 < rule->ability_count &&
			abilities[*index].theta != limit->theta)
			++*index;
		*(upper ? &abilities[*index].at_most
			: &abilities[*index].at_least) = to;
		rule->abilities = abilities;
		return changed;
	}
	*(upper ? &rule->at_most : &rule->at_least) = to;
	return changed;
}

static void offer_bound(
	struct explainer *e, const struct limit *limit, bool upper, long give)
{
	bool information = limit->kind == RULE_INFORMATION;
	long now = upper ? limit->at_most : limit->at_least, to;
	struct limit shown = *limit;
	struct blueprint changed;
	size_t index;

	if (!limit->rule || now == RULE_NO_BOUND)
		return;
	now = information ? now / POINT : now;
	give = give_in_rule(e, limit, give);
	to = upper ? now + give : now - give;
	if (to < 0)
		return;
	changed = with_bound(e, limit, upper, to, &index);
	if (!can_be_drawn(e, &changed))
		return;
	offer(e, limit->at,
		str_format(e->c->arena,
			upper ? _("raise the most of line %u to %s")
			      : _("lower the least of line %u to %s"),
			limit->at.line,
			limit_number(e->c->arena, &shown,
				information ? to * POINT : to)
				.ptr),
		(struct edit){.kind = upper ? EDIT_MOST : EDIT_LEAST,
			.at = limit->at,
			.to = to,
			.index = index,
			.whole = limit->kind == RULE_COUNT});
}

static struct blueprint with_count(
	struct explainer *e, const struct want *want, long to)
{
	struct blueprint changed = *e->c->plan->blueprint;
	const struct plan_row *row = &e->c->plan->rows[want->index];
	struct part *parts = arena_copy(e->c->scratch, changed.parts,
		changed.part_count * sizeof *parts);
	struct part *part = &parts[row->part];
	size_t cell = (size_t)(cell_of(e, want) - part->cells);
	struct cell *cells = arena_copy(
		e->c->scratch, part->cells, part->cell_count * sizeof *cells);

	cells[cell].count = to;
	part->cells = cells;
	changed.parts = parts;
	changed.aim_count = 0;
	return changed;
}

/* Only of a wish that is a cell of its own: of a row that counts levels and
 * any: beside them, it would not be clear which. */
static void offer_count(
	struct explainer *e, const struct want *want, bool upper, long give)
{
	const struct plan_row *row = &e->c->plan->rows[want->index];
	const struct cell *cell = cell_of(e, want);
	long to = upper ? cell->count + give : cell->count - give;
	struct blueprint changed;

	if (to <= 0 || (row->any && row->cell_count > 1))
		return;
	changed = with_count(e, want, to);
	if (!can_be_drawn(e, &changed))
		return;
	offer(e, cell->at,
		str_format(e->c->arena,
			_("line %u: ask for %ld instead of %ld: %s"),
			cell->at.line, to, cell->count,
			check_cell_text(e->c->arena, cell).ptr),
		(struct edit){.kind = EDIT_COUNT,
			.at = cell->at,
			.level = cell->level,
			.to = to});
}

/* A want that is missed from above has its upper bound raised. */
static void offer_changes(struct explainer *e)
{
	for (size_t i = 0; i < e->conflict.count && e->count < OFFERS; i++) {
		const struct want *want =
			&e->program.wants[e->conflict.wants[i]];
		long give = e->conflict.give[i];
		bool upper = e->conflict.upper[i];

		if (give <= 0)
			continue;
		if (want->origin == WANT_LIMIT)
			offer_bound(e, &e->limits->v[want->index], upper, give);
		else if (want->origin == WANT_ROW)
			offer_count(e, want, upper, give);
	}
}

/* The line that says most of it: the last, which is a rule. */
static struct place place_of_conflict(const struct explainer *e)
{
	size_t last = e->conflict.wants[e->conflict.count - 1];

	return e->program.wants[last].at;
}

static bool is_of_rules(const struct explainer *e)
{
	for (size_t i = 0; i < e->conflict.count; i++)
		if (e->program.wants[e->conflict.wants[i]].origin == WANT_LIMIT)
			return true;
	return false;
}

void check_conflict(struct limits_check *c, const struct limits *limits)
{
	struct explainer e = {.c = c, .limits = limits};
	struct shortfall *shortfall;

	program_make(c->scratch, c->plan, limits, c->plan->forms, &e.program);
	conflict_find(c->scratch, &e.program, &e.conflict);
	if (!e.conflict.count || !is_of_rules(&e))
		return;
	offer_changes(&e);
	shortfall = PUSH(c->arena, c->shortfalls, c->shortfall_count,
		c->shortfall_capacity);
	*shortfall = (struct shortfall){.at = place_of_conflict(&e),
		.text = conflict_text(&e),
		.relaxations = e.offers,
		.relaxation_count = e.count};
}
