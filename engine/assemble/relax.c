#include "engine/assemble/relax.h"

#include "base/i18n.h"

enum { OFFERS = 4, FARTHEST = 3 };

static void offer(struct relaxer *r, struct place at, struct str text)
{
	*PUSH(r->arena, r->found, r->count, r->capacity) =
		(struct relaxation){.at = at, .text = text};
}

/* How the last offer would be made. */
static void offer_edit(struct relaxer *r, struct edit edit)
{
	struct relaxation *last = &r->found[r->count - 1];
	struct edit *edits =
		NEW_ARRAY(r->arena, last->edit_count + 1, struct edit);

	for (size_t i = 0; i < last->edit_count; i++)
		edits[i] = last->edits[i];
	edits[last->edit_count++] = edit;
	last->edits = edits;
}

static void offer_cell_edit(struct relaxer *r, const struct cell *cell, long to)
{
	offer_edit(r,
		(struct edit){.kind = EDIT_COUNT,
			.at = cell->at,
			.level = cell->level,
			.to = to});
}

/* Cells of levels come in the order of classes, any: is the last. */
const struct cell *relax_cell(const struct plan *plan, size_t row, size_t wish)
{
	const struct plan_row *r = &plan->rows[row];
	const struct part *part = &plan->blueprint->parts[r->part];
	size_t cell = wish == WISH_ANY ? r->cell_count - 1 : wish;

	return &part->cells[r->first_cell + cell];
}

static long wish_count(const struct plan *plan, size_t row, size_t wish)
{
	return wish == WISH_ANY ? plan->rows[row].any
				: plan->rows[row].min[wish];
}

static void set_wish(struct plan *plan, size_t row, size_t wish, long to)
{
	struct plan_row *r = &plan->rows[row];

	r->count += to - wish_count(plan, row, wish);
	if (wish == WISH_ANY)
		r->any = to;
	else
		r->min[wish] = to;
}

/* A plan whose rows' counts may be changed. */
static struct plan copy_plan(struct arena *arena, const struct plan *plan)
{
	struct plan copy = *plan;

	copy.rows = NEW_ARRAY(arena, plan->row_count, struct plan_row);
	for (size_t r = 0; r < plan->row_count; r++)
		copy.rows[r] = plan->rows[r];
	return copy;
}

static bool has_place(const struct plan *plan, uint32_t candidate)
{
	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];
		size_t class = plan_class(plan, row, candidate);

		if (plan_holds(row, class, candidate) &&
			(row->min[class] || row->any))
			return true;
	}
	return false;
}

void relax_keep_with(struct arena *arena, struct plan *plan)
{
	struct plan_with *with =
		NEW_ARRAY(arena, plan->with_count, struct plan_with);
	size_t count = 0;

	for (size_t i = 0; i < plan->with_count; i++)
		if (has_place(plan, plan->with[i].candidate))
			with[count++] = plan->with[i];
	plan->with = with;
	plan->with_count = count;
}

/* Without what else is wanted too often: those are shortfalls of their own. */
static struct plan group_plan(
	struct relaxer *r, const struct shortage *shortage, uint32_t group)
{
	struct plan plan = copy_plan(r->scratch, r->plan);

	for (size_t row = 0; row < plan.row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++) {
			uint32_t tight = shortage->tight[row * WISHES + wish];

			if (tight && tight != group)
				set_wish(&plan, row, wish, 0);
		}
	if (shortage->group_count > 1)
		relax_keep_with(r->scratch, &plan);
	return plan;
}

/* Of the group alone. */
static struct plan lines_plan(
	struct relaxer *r, const struct shortage *shortage, uint32_t group)
{
	struct plan plan = copy_plan(r->scratch, r->plan);

	for (size_t w = 0; w < plan.row_count * WISHES; w++)
		if (shortage->tight[w] != group)
			set_wish(&plan, w / WISHES, w % WISHES, 0);
	plan.pick_count = 0;
	relax_keep_with(r->scratch, &plan);
	return plan;
}

/* Whether the plan can be met; counting is tried first, for it is quick. */
static bool meets(struct relaxer *r, const struct plan *plan)
{
	struct arena_mark mark = arena_mark(r->scratch);
	struct search_options brief = {.brief = true};
	struct shortage shortage;
	struct search search;
	bool met;

	if (!r->trials)
		return false;
	r->trials--;
	shortage_find(r->scratch, plan, &shortage);
	met = shortage.filled == shortage.wanted &&
		(r->counts_only ||
			search_run(r->scratch, plan, brief, &search) ==
				SEARCH_FOUND);
	arena_release(r->scratch, mark);
	return met;
}

static long total_count(const struct plan *plan)
{
	long total = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		total += plan->rows[row].count;
	return total;
}

/* A blueprint must want something. */
static bool leaves_some(
	const struct relaxer *r, size_t row, size_t wish, long to)
{
	const struct plan *plan = r->plan;

	return plan->pick_count ||
		total_count(plan) + to > wish_count(plan, row, wish);
}

static void offer_count(
	struct relaxer *r, size_t row, size_t wish, long from, long to)
{
	const struct cell *cell = relax_cell(r->plan, row, wish);
	const char *text = check_cell_text(r->arena, cell).ptr;

	offer(r, cell->at,
		to ? str_format(r->arena,
			     _("line %u: ask for %ld instead of %ld: %s"),
			     cell->at.line, to, from, text)
		   : str_format(r->arena, _("line %u: ask for none of: %s"),
			     cell->at.line, text));
	offer_cell_edit(r, cell, to);
}

/* The least by which this count alone would have to go down. */
static bool lower_one(struct relaxer *r, const struct plan *plan, size_t row,
	size_t wish, long least, long *by)
{
	struct plan trial = copy_plan(r->scratch, plan);
	long count = wish_count(plan, row, wish);

	for (*by = least; *by <= count && *by < least + FARTHEST; ++*by) {
		if (!leaves_some(r, row, wish, count - *by))
			return false;
		set_wish(&trial, row, wish, count - *by);
		if (meets(r, &trial))
			return true;
	}
	return false;
}

/* A count of the group, and by how much it would have to go down. */
struct lowering {
	size_t row, wish;
	long by;
};

static size_t lower_each(struct relaxer *r, const struct plan *plan,
	const uint8_t *wishes, long least, struct lowering *out)
{
	size_t count = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++) {
			struct lowering lowering = {row, wish, 0};

			if (!wishes[row * WISHES + wish] ||
				!lower_one(r, plan, row, wish, least,
					&lowering.by))
				continue;
			out[count++] = lowering;
		}
	return count;
}

static void offer_least(
	struct relaxer *r, struct lowering *lowerings, size_t count)
{
	for (size_t n = 0; n < count && n < OFFERS; n++) {
		struct lowering best = lowerings[n];
		size_t at = n;
		long from;

		for (size_t i = n + 1; i < count; i++)
			if (lowerings[i].by < best.by) {
				best = lowerings[i];
				at = i;
			}
		lowerings[at] = lowerings[n];
		from = wish_count(r->plan, best.row, best.wish);
		offer_count(r, best.row, best.wish, from, from - best.by);
	}
}

/* When no count alone is enough: the greatest goes down until the rest can be
 * met, then the next. */
static bool lower_greatest(struct plan *plan, const uint8_t *wishes)
{
	size_t best_row = 0, best_wish = 0;
	long most = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++)
			if (wishes[row * WISHES + wish] &&
				wish_count(plan, row, wish) > most) {
				most = wish_count(plan, row, wish);
				best_row = row;
				best_wish = wish;
			}
	if (!most)
		return false;
	set_wish(plan, best_row, best_wish, most - 1);
	return true;
}

static bool raise_one(struct relaxer *r, struct plan *trial, size_t row,
	size_t wish, long most)
{
	long count = wish_count(trial, row, wish);

	if (count >= most)
		return false;
	set_wish(trial, row, wish, count + 1);
	if (meets(r, trial))
		return true;
	set_wish(trial, row, wish, count);
	return false;
}

/* Takes back what need not go down; with whole passages one more of this may
 * allow one more of that. */
static void raise_again(
	struct relaxer *r, const struct plan *plan, struct plan *trial)
{
	bool raised = true;

	while (raised) {
		raised = false;
		for (size_t row = 0; row < plan->row_count; row++)
			for (size_t wish = 0; wish < WISHES; wish++)
				while (raise_one(r, trial, row, wish,
					wish_count(plan, row, wish)))
					raised = true;
	}
}

/* "line 5 (a · know): 2 instead of 3, line 7 …" */
static void offer_several(
	struct relaxer *r, const struct plan *plan, const struct plan *trial)
{
	struct buf buf = {.arena = r->arena};
	struct lowering last = {0};
	struct place at = {0};
	size_t count = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++) {
			long from = wish_count(plan, row, wish);
			long to = wish_count(trial, row, wish);
			const struct cell *cell;

			if (from == to)
				continue;
			cell = relax_cell(plan, row, wish);
			at = count++ ? at : cell->at;
			last = (struct lowering){row, wish, from - to};
			buf_format(&buf,
				_("%sline %u (%s): %ld instead of %ld"),
				buf.len ? ", " : "", cell->at.line,
				check_cell_text(r->arena, cell).ptr, to, from);
		}
	if (count == 1)
		offer_least(r, &last, 1);
	else
		offer(r, at,
			str_format(r->arena,
				_("ask for less in several lines: %s"),
				buf_str(&buf).ptr));
	for (size_t w = 0; count > 1 && w < plan->row_count * WISHES; w++) {
		long to = wish_count(trial, w / WISHES, w % WISHES);

		if (to != wish_count(plan, w / WISHES, w % WISHES))
			offer_cell_edit(r,
				relax_cell(plan, w / WISHES, w % WISHES), to);
	}
}

/* Nobody is helped by giving up most of the paper. */
static void lower_several(struct relaxer *r, const struct plan *plan,
	const uint8_t *wishes, long least)
{
	struct plan trial = copy_plan(r->scratch, plan);

	do {
		if (!r->trials || !lower_greatest(&trial, wishes) ||
			2 * total_count(&trial) < total_count(plan))
			return;
	} while (--least > 0 || !meets(r, &trial));
	raise_again(r, plan, &trial);
	offer_several(r, plan, &trial);
}

static void offer_forms(struct relaxer *r, size_t forms)
{
	if (forms > 1)
		offer(r, (struct place){0},
			str_format(r->arena, _("make %zu forms instead of %zu"),
				forms, r->plan->forms));
	if (forms > 1)
		offer_edit(r,
			(struct edit){.kind = EDIT_FORMS, .to = (long)forms});
	if (!forms)
		return;
	offer(r, (struct place){0},
		str_from(_("let all forms hold the same questions "
			   "(forms: {questions: same})")));
	offer_edit(r, (struct edit){.kind = EDIT_SAME});
}

/* The most forms for which there are enough questions. */
static void fewer_forms(struct relaxer *r, const struct plan *plan)
{
	struct plan trial = *plan;
	size_t low = 0, high = plan->forms - 1;

	while (low < high) {
		trial.forms = low + (high - low + 1) / 2;
		if (meets(r, &trial))
			low = trial.forms;
		else
			high = trial.forms - 1;
	}
	offer_forms(r, low);
}

static void offer_addition(struct relaxer *r, const struct plan *plan,
	const uint8_t *wishes, size_t lacking)
{
	const struct cell *cell = NULL;
	size_t cells = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++)
			if (wishes[row * WISHES + wish]) {
				cell = relax_cell(plan, row, wish);
				cells++;
			}
	if (cells == 1)
		offer(r, cell->at,
			str_format(r->arena,
				_("add to the bank %zu more of: %s"), lacking,
				check_cell_text(r->arena, cell).ptr));
	else if (cells)
		offer(r, cell->at,
			str_format(r->arena,
				_("add to the bank %zu more that fit these "
				  "lines"),
				lacking));
}

static uint8_t *group_wishes(
	struct relaxer *r, const struct shortage *shortage, uint32_t group)
{
	size_t count = r->plan->row_count * WISHES;
	uint8_t *wishes = NEW_ARRAY(r->scratch, count, uint8_t);

	for (size_t i = 0; i < count; i++)
		wishes[i] = shortage->tight[i] == group && shortage->demand[i];
	return wishes;
}

static void lower(struct relaxer *r, const struct plan *plan,
	const uint8_t *wishes, long least)
{
	struct lowering *lowerings = NEW_ARRAY(
		r->scratch, plan->row_count * WISHES, struct lowering);
	size_t count = lower_each(r, plan, wishes, least, lowerings);

	offer_least(r, lowerings, count);
	if (!count)
		lower_several(r, plan, wishes, least);
}

/* When nothing mends the whole. */
static void lower_partly(struct relaxer *r, const struct plan *plan,
	const struct plan *lines, const uint8_t *wishes, long least)
{
	lower(r, lines, wishes, least);
	if (!r->count) {
		r->counts_only = true;
		lower(r, plan, wishes, least);
		r->counts_only = false;
	}
	for (size_t i = 0; i < r->count; i++)
		r->found[i].partial = true;
}

void relax_shortage(
	struct relaxer *r, const struct shortage *shortage, uint32_t group)
{
	struct arena_mark mark = arena_mark(r->scratch);
	struct plan plan = group_plan(r, shortage, group);
	uint8_t *wishes = group_wishes(r, shortage, group);
	size_t lacking = shortage->lacking[group - 1];
	long least = (long)((lacking + plan.forms - 1) / plan.forms);

	lower(r, &plan, wishes, least);
	if (!r->count) {
		struct plan lines = lines_plan(r, shortage, group);

		lower_partly(r, &plan, &lines, wishes, least);
	}
	if (plan.forms > 1)
		fewer_forms(r, &plan);
	offer_addition(r, &plan, wishes, lacking);
	arena_release(r->scratch, mark);
}

void relax_together(struct relaxer *r, uint8_t *wishes, long least)
{
	size_t count = r->plan->row_count * WISHES;
	struct arena_mark mark = arena_mark(r->scratch);

	lower_several(r, r->plan, wishes, least);
	if (!r->count) {
		memset(wishes, 1, count);
		lower_several(r, r->plan, wishes, least);
	}
	arena_release(r->scratch, mark);
}

enum search_result relax_try(struct relaxer *r, size_t row)
{
	struct arena_mark mark = arena_mark(r->scratch);
	struct plan plan = *r->plan;
	enum search_result result;
	struct search search;

	if (row < plan.row_count) {
		plan.rows += row;
		plan.row_count = 1;
		plan.with_count = 0;
	}
	result = search_run(
		r->scratch, &plan, (struct search_options){0}, &search);
	arena_release(r->scratch, mark);
	return result;
}

/* Each count of the rows by that much more or less, but where less of the same
 * is enough. */
static void shift_counts(
	struct relaxer *r, const uint8_t *rows, long by, uint8_t *offered)
{
	struct plan trial = copy_plan(r->scratch, r->plan);

	for (size_t row = 0; row < trial.row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++) {
			long from = wish_count(r->plan, row, wish);
			uint8_t *done = &offered[row * WISHES + wish];

			if (!rows[row] || !from || from + by < 0 || *done ||
				r->count >= OFFERS ||
				!leaves_some(r, row, wish, from + by))
				continue;
			set_wish(&trial, row, wish, from + by);
			*done = meets(r, &trial);
			if (*done)
				offer_count(r, row, wish, from, from + by);
			set_wish(&trial, row, wish, from);
		}
}

/* The plan of the blueprint with one thing changed. */
static bool remade_meets(struct relaxer *r, const struct blueprint *blueprint)
{
	struct arena_mark mark = arena_mark(r->scratch);
	struct plan plan;
	bool met;

	plan_make(r->scratch, blueprint, r->plan->pool,
		(struct plan_options){0}, &plan);
	met = meets(r, &plan);
	arena_release(r->scratch, mark);
	return met;
}

static struct blueprint without_rule(struct relaxer *r, size_t rule)
{
	struct blueprint blueprint = *r->plan->blueprint;
	const struct rule *old = blueprint.rules;
	struct rule *rules =
		NEW_ARRAY(r->scratch, blueprint.rule_count, struct rule);

	blueprint.rules = rules;
	blueprint.rule_count--;
	for (size_t k = 0; k < blueprint.rule_count; k++)
		rules[k] = old[k < rule ? k : k + 1];
	return blueprint;
}

static void offer_without_rule(struct relaxer *r, size_t rule)
{
	struct place at = r->plan->blueprint->rules[rule].at;

	offer(r, at,
		str_format(
			r->arena, _("take out the rule on line %u"), at.line));
	offer_edit(r, (struct edit){.kind = EDIT_DROP, .at = at});
}

static void drop_rules(struct relaxer *r)
{
	for (size_t i = 0; i < r->plan->blueprint->rule_count; i++) {
		struct blueprint blueprint = without_rule(r, i);

		if (remade_meets(r, &blueprint))
			offer_without_rule(r, i);
	}
}

void relax_fault(struct relaxer *r, const struct plan_fault *fault)
{
	struct arena_mark mark = arena_mark(r->scratch);

	for (size_t i = 0; i < r->plan->blueprint->rule_count; i++) {
		const struct rule *rule = &r->plan->blueprint->rules[i];
		struct blueprint blueprint;
		struct plan plan;

		if (rule->at.line != fault->at.line ||
			rule->at.column != fault->at.column)
			continue;
		blueprint = without_rule(r, i);
		plan_make(r->scratch, &blueprint, r->plan->pool,
			(struct plan_options){0}, &plan);
		if (plan.fault_count >= r->plan->fault_count)
			continue;
		offer_without_rule(r, i);
		r->found[r->count - 1].partial =
			plan.fault_count || !meets(r, &plan);
	}
	arena_release(r->scratch, mark);
}

/* Passages of those rows drawn question by question. */
static bool split_passages(struct relaxer *r, const uint8_t *rows)
{
	struct blueprint blueprint = *r->plan->blueprint;
	struct part *parts =
		NEW_ARRAY(r->scratch, blueprint.part_count, struct part);

	for (size_t p = 0; p < blueprint.part_count; p++) {
		struct cell *cells = NEW_ARRAY(
			r->scratch, blueprint.parts[p].cell_count, struct cell);

		parts[p] = blueprint.parts[p];
		if (parts[p].cell_count)
			memcpy(cells, parts[p].cells,
				parts[p].cell_count * sizeof *cells);
		parts[p].cells = cells;
		for (size_t row = 0; row < r->plan->row_count; row++) {
			const struct plan_row *pr = &r->plan->rows[row];

			for (size_t c = 0; pr->part == p && rows[row] &&
				c < pr->cell_count;
				c++)
				cells[pr->first_cell + c].stimulus =
					STIMULUS_ANY;
		}
	}
	blueprint.parts = parts;
	return remade_meets(r, &blueprint);
}

static void offer_split(struct relaxer *r, size_t row)
{
	offer_edit(r,
		(struct edit){
			.kind = EDIT_STIMULUS, .at = r->plan->rows[row].at});
}

/* Row by row; when none alone is enough, all together. */
static void split_rows(struct relaxer *r, const uint8_t *rows)
{
	const struct plan *plan = r->plan;
	uint8_t *some = NEW_ARRAY(r->scratch, plan->row_count, uint8_t);
	struct buf lines = {.arena = r->arena};
	size_t count = r->count, split = 0;

	for (size_t row = 0; row < plan->row_count; row++) {
		if (!rows[row] || !plan->rows[row].group_count)
			continue;
		some[row] = 1;
		if (split_passages(r, some)) {
			offer(r, plan->rows[row].at,
				str_format(r->arena,
					_("line %u: let questions with a "
					  "passage be drawn one by one "
					  "(stimulus: any)"),
					plan->rows[row].at.line));
			offer_split(r, row);
		}
		some[row] = 0;
		buf_format(&lines, "%s%u", lines.len ? ", " : "",
			plan->rows[row].at.line);
		split++;
	}
	if (r->count > count || split < 2 || !split_passages(r, rows))
		return;
	offer(r, (struct place){0},
		str_format(r->arena,
			_("lines %s: let questions with a passage be drawn one "
			  "by one (stimulus: any)"),
			buf_str(&lines).ptr));
	for (size_t row = 0; row < plan->row_count; row++)
		if (rows[row] && plan->rows[row].group_count)
			offer_split(r, row);
}

static void fewer_whole_forms(struct relaxer *r)
{
	struct plan trial = *r->plan;

	while (trial.forms > 1 && r->trials) {
		trial.forms--;
		if (!meets(r, &trial))
			continue;
		offer_forms(r, trial.forms);
		return;
	}
}

void relax_structure(struct relaxer *r, const uint8_t *rows)
{
	struct arena_mark mark = arena_mark(r->scratch);
	size_t wishes = r->plan->row_count * WISHES;
	uint8_t *less = NEW_ARRAY(r->scratch, wishes, uint8_t);
	uint8_t *more = NEW_ARRAY(r->scratch, wishes, uint8_t);

	for (long by = 1; by <= FARTHEST && r->count < OFFERS; by++) {
		shift_counts(r, rows, -by, less);
		shift_counts(r, rows, by, more);
	}
	split_rows(r, rows);
	if (r->plan->blueprint->rule_count)
		drop_rules(r);
	fewer_whole_forms(r);
	if (!r->count) {
		memset(less, 1, wishes);
		lower_several(r, r->plan, less, 1);
	}
	arena_release(r->scratch, mark);
}
