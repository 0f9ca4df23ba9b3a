#include "engine/assemble/relax.h"

#include "base/i18n.h"

enum { OFFERS = 4, FARTHEST = 3 };

static void offer(struct relaxer *r, struct place at, struct str text)
{
	*PUSH(r->arena, r->found, r->count, r->capacity) =
		(struct relaxation){at, text};
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

/* Only the wishes of the group; the others do not compete with them. */
static struct plan group_plan(
	struct relaxer *r, const struct shortage *shortage, uint32_t group)
{
	struct plan plan = copy_plan(r->scratch, r->plan);

	for (size_t row = 0; row < plan.row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++)
			if (shortage->tight[row * WISHES + wish] != group)
				set_wish(&plan, row, wish, 0);
	return plan;
}

static bool enough(struct relaxer *r, const struct plan *plan)
{
	struct arena_mark mark = arena_mark(r->scratch);
	struct shortage shortage;

	if (!r->trials)
		return false;
	r->trials--;
	shortage_find(r->scratch, plan, &shortage);
	arena_release(r->scratch, mark);
	return shortage.filled == shortage.wanted;
}

static void offer_count(
	struct relaxer *r, size_t row, size_t wish, long from, long to)
{
	const struct cell *cell = relax_cell(r->plan, row, wish);

	offer(r, cell->at,
		str_format(r->arena,
			_("line %u: ask for %ld instead of %ld: %s"),
			cell->at.line, to, from,
			check_cell_text(r->arena, cell).ptr));
}

/* The least by which this count alone would have to go down. */
static bool lower_one(struct relaxer *r, const struct plan *plan, size_t row,
	size_t wish, long least, long *by)
{
	struct plan trial = copy_plan(r->scratch, plan);
	long count = wish_count(plan, row, wish);

	for (*by = least; *by <= count && *by < least + FARTHEST; ++*by) {
		set_wish(&trial, row, wish, count - *by);
		if (enough(r, &trial))
			return true;
	}
	return false;
}

/* A count of the group, and by how much it would have to go down. */
struct lowering {
	size_t row, wish;
	long by;
};

static size_t lower_each(struct relaxer *r, const struct plan *plan, long least,
	struct lowering *out)
{
	size_t count = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++) {
			struct lowering lowering = {row, wish, 0};

			if (!wish_count(plan, row, wish) ||
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

static long total_count(const struct plan *plan)
{
	long total = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		total += plan->rows[row].count;
	return total;
}

/* When no count alone is enough: the greatest goes down until the rest can be
 * met, then the next. */
static bool lower_greatest(struct plan *plan)
{
	size_t best_row = 0, best_wish = 0;
	long most = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++)
			if (wish_count(plan, row, wish) > most) {
				most = wish_count(plan, row, wish);
				best_row = row;
				best_wish = wish;
			}
	if (!most)
		return false;
	set_wish(plan, best_row, best_wish, most - 1);
	return true;
}

/* Nobody is helped by giving up most of the paper. */
static void lower_several(
	struct relaxer *r, const struct plan *plan, long least)
{
	struct plan trial = copy_plan(r->scratch, plan);
	struct buf buf = {.arena = r->arena};
	struct place at = {0};

	for (long n = 0; n < least; n++)
		if (!lower_greatest(&trial))
			return;
	while (!enough(r, &trial))
		if (!r->trials || !lower_greatest(&trial))
			return;
	if (2 * total_count(&trial) < total_count(plan))
		return;
	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++) {
			long from = wish_count(plan, row, wish);
			long to = wish_count(&trial, row, wish);
			const struct cell *cell;

			if (from == to)
				continue;
			cell = relax_cell(plan, row, wish);
			at = at.line ? at : cell->at;
			buf_format(&buf,
				_("%sline %u (%s): %ld instead of %ld"),
				buf.len ? ", " : "", cell->at.line,
				check_cell_text(r->arena, cell).ptr, to, from);
		}
	offer(r, at,
		str_format(r->arena, _("ask for less in several lines: %s"),
			buf_str(&buf).ptr));
}

static void offer_forms(struct relaxer *r, size_t forms)
{
	if (forms > 1)
		offer(r, (struct place){0},
			str_format(r->arena, _("make %zu forms instead of %zu"),
				forms, r->plan->forms));
	if (forms)
		offer(r, (struct place){0},
			str_from(_("let all forms hold the same questions "
				   "(forms: {questions: same})")));
}

/* The most forms for which there are enough questions. */
static void fewer_forms(struct relaxer *r, const struct plan *plan)
{
	struct plan trial = *plan;
	size_t low = 0, high = plan->forms - 1;

	while (low < high) {
		trial.forms = low + (high - low + 1) / 2;
		if (enough(r, &trial))
			low = trial.forms;
		else
			high = trial.forms - 1;
	}
	offer_forms(r, low);
}

static void offer_addition(
	struct relaxer *r, const struct plan *plan, size_t lacking)
{
	const struct cell *cell = NULL;
	size_t cells = 0;

	for (size_t row = 0; row < plan->row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++)
			if (wish_count(plan, row, wish)) {
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

void relax_shortage(
	struct relaxer *r, const struct shortage *shortage, uint32_t group)
{
	struct arena_mark mark = arena_mark(r->scratch);
	struct plan plan = group_plan(r, shortage, group);
	size_t lacking = shortage->lacking[group - 1];
	long least = (long)((lacking + plan.forms - 1) / plan.forms);
	struct lowering *lowerings =
		NEW_ARRAY(r->scratch, plan.row_count * WISHES, struct lowering);
	size_t count = lower_each(r, &plan, least, lowerings);

	offer_least(r, lowerings, count);
	if (!count)
		lower_several(r, &plan, least);
	if (plan.forms > 1)
		fewer_forms(r, &plan);
	offer_addition(r, &plan, lacking);
	arena_release(r->scratch, mark);
}

static bool meets(struct relaxer *r, const struct plan *plan)
{
	struct arena_mark mark = arena_mark(r->scratch);
	enum search_result result;
	struct search search;

	if (!r->trials)
		return false;
	r->trials--;
	result = search_run(r->scratch, plan,
		(struct search_options){.brief = true}, &search);
	arena_release(r->scratch, mark);
	return result == SEARCH_FOUND;
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

/* Each count of the rows by that much more or less. */
static void shift_counts(struct relaxer *r, const uint8_t *rows, long by)
{
	struct plan trial = copy_plan(r->scratch, r->plan);

	for (size_t row = 0; row < trial.row_count; row++)
		for (size_t wish = 0; wish < WISHES; wish++) {
			long from = wish_count(r->plan, row, wish);

			if (!rows[row] || !from || from + by < 0 ||
				r->count >= OFFERS)
				continue;
			set_wish(&trial, row, wish, from + by);
			if (meets(r, &trial))
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

/* A question of with: left out of it; or a rule apart: taken out whole. */
static void drop_rules(struct relaxer *r)
{
	const struct blueprint *old = r->plan->blueprint;
	struct blueprint blueprint = *old;
	struct rule *rules =
		NEW_ARRAY(r->scratch, old->rule_count, struct rule);

	blueprint.rules = rules;
	blueprint.rule_count = old->rule_count - 1;
	for (size_t i = 0; i < old->rule_count; i++) {
		for (size_t k = 0; k + 1 < old->rule_count; k++)
			rules[k] = old->rules[k < i ? k : k + 1];
		if (remade_meets(r, &blueprint))
			offer(r, old->rules[i].at,
				str_format(r->arena,
					_("take out the rule on line %u"),
					old->rules[i].at.line));
	}
}

/* Passages of one row drawn question by question. */
static void split_passages(struct relaxer *r, size_t row)
{
	const struct plan_row *pr = &r->plan->rows[row];
	struct blueprint blueprint = *r->plan->blueprint;
	struct part *parts =
		NEW_ARRAY(r->scratch, blueprint.part_count, struct part);
	struct cell *cells = NEW_ARRAY(
		r->scratch, blueprint.parts[pr->part].cell_count, struct cell);

	memcpy(parts, blueprint.parts, blueprint.part_count * sizeof *parts);
	memcpy(cells, parts[pr->part].cells,
		parts[pr->part].cell_count * sizeof *cells);
	parts[pr->part].cells = cells;
	blueprint.parts = parts;
	for (size_t c = 0; c < pr->cell_count; c++)
		cells[pr->first_cell + c].stimulus = STIMULUS_ANY;
	if (remade_meets(r, &blueprint))
		offer(r, pr->at,
			str_format(r->arena,
				_("line %u: let questions with a passage be "
				  "drawn one by one (stimulus: any)"),
				pr->at.line));
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

	for (long by = 1; by <= FARTHEST && r->count < OFFERS; by++) {
		shift_counts(r, rows, -by);
		shift_counts(r, rows, by);
	}
	for (size_t row = 0; row < r->plan->row_count; row++)
		if (rows[row] && r->plan->rows[row].group_count)
			split_passages(r, row);
	if (r->plan->blueprint->rule_count)
		drop_rules(r);
	fewer_whole_forms(r);
	arena_release(r->scratch, mark);
}
