#include "engine/assemble/check.h"

#include "base/i18n.h"
#include "engine/assemble/check_limits.h"
#include "engine/assemble/relax.h"

enum { TRIALS = 200, NAMED_MOST = 6 };

struct checker {
	struct arena *arena;
	struct arena *scratch;
	const struct blueprint *blueprint;
	const struct pool *pool;
	struct plan plan;
	uint8_t *shared; /* by candidate: on every form, by with: */
	struct cell_check *cells;
	size_t cell_count, cell_capacity;
	struct shortfall *shortfalls;
	size_t shortfall_count, shortfall_capacity;
	struct str *warnings;
	size_t warning_count, warning_capacity;
	struct limits_check limits;
	uint8_t *wishes; /* that would have to change, by row and wish */
	long lacking;    /* by so many on each form, at least */
	size_t counted;  /* shortfalls but for those of the whole form */
};

struct str check_cell_text(struct arena *arena, const struct cell *cell)
{
	struct buf buf = {.arena = arena};

	if (cell->pick)
		buf_text(&buf, _("chosen by id"));
	else
		buf_add(&buf,
			cell->topic.len ? cell->topic
					: str_from(_("any topic")));
	if (cell->level)
		buf_format(&buf, " · %s", level_label(cell->level));
	if (cell->has_type)
		buf_format(&buf, " · %s", question_type_label(cell->type));
	if (cell->tag.len)
		buf_format(&buf, " · #%.*s", STR_ARG(cell->tag));
	if (cell->outcome.len)
		buf_format(&buf, " · %.*s", STR_ARG(cell->outcome));
	if (cell->query_text.len)
		buf_format(&buf, " · “%.*s”", STR_ARG(cell->query_text));
	return buf_str(&buf);
}

static void warn(struct checker *c, struct str text)
{
	*PUSH(c->arena, c->warnings, c->warning_count, c->warning_capacity) =
		text;
}

static struct shortfall *add_shortfall(struct checker *c, struct place at,
	struct str text, const struct relaxer *relaxer)
{
	struct shortfall *shortfall = PUSH(c->arena, c->shortfalls,
		c->shortfall_count, c->shortfall_capacity);

	*shortfall = (struct shortfall){.at = at,
		.text = text,
		.relaxations = relaxer->found,
		.relaxation_count = relaxer->count};
	return shortfall;
}

/* How many of a row's candidates are of the class, or all with WISH_ANY. */
static long available(const struct plan_row *row, size_t wish)
{
	size_t count = 0;

	for (size_t k = 0; k < row->class_count; k++) {
		if (wish != WISH_ANY && wish != k)
			continue;
		count += row->single_count[k];
		for (size_t g = 0; g < row->group_count; g++)
			count += (size_t)row->groups[g].vector[k];
	}
	return (long)count;
}

static void add_cell(struct checker *c, struct cell_check cell)
{
	*PUSH(c->arena, c->cells, c->cell_count, c->cell_capacity) = cell;
}

static bool fits_wish(
	const struct plan *plan, size_t r, size_t wish, uint32_t candidate)
{
	const struct plan_row *row = &plan->rows[r];
	size_t class = plan_class(plan, row, candidate);

	return (wish == WISH_ANY || wish == class) &&
		plan_holds(row, class, candidate);
}

/* Of the questions that are on every form, those that fit one of the marked
 * wishes: such a question fills as many places as there are forms. */
static long shared_among(struct checker *c, const uint8_t *wishes)
{
	size_t count = c->plan.row_count * WISHES;
	long shared = 0;

	for (size_t i = 0; c->plan.forms > 1 && i < c->pool->count; i++) {
		size_t w = 0;

		if (!c->shared[i])
			continue;
		while (w < count &&
			!(wishes[w] &&
				fits_wish(&c->plan, w / WISHES, w % WISHES,
					(uint32_t)i)))
			w++;
		shared += w < count;
	}
	return shared;
}

/* Different questions for a cell of all forms. */
static long wanted_of(
	struct checker *c, const struct plan_row *row, size_t wish, long each)
{
	size_t count = c->plan.row_count * WISHES;
	uint8_t *wishes = NEW_ARRAY(c->scratch, count, uint8_t);
	long forms = (long)c->plan.forms, shared;

	wishes[(size_t)(row - c->plan.rows) * WISHES + wish] = 1;
	shared = c->plan.with_count ? shared_among(c, wishes) : 0;
	return each * forms - (shared < each ? shared : each) * (forms - 1);
}

/* Where all there are must come, nothing is left to chance. */
static void warn_all_used(
	struct checker *c, const struct cell *cell, long count)
{
	warn(c,
		str_format(c->arena,
			i18n_plural("line %u: every exam gets the same %ld "
				    "question, for the bank has no more: %s",
				"line %u: every exam gets the same %ld "
				"questions, for the bank has no more: %s",
				(unsigned long)count),
			cell->at.line, count,
			check_cell_text(c->arena, cell).ptr));
}

static void check_row(struct checker *c, const struct plan_row *row)
{
	const struct part *part = &c->blueprint->parts[row->part];

	for (size_t i = 0; i < row->cell_count; i++) {
		const struct cell *cell = &part->cells[row->first_cell + i];
		size_t wish = cell->level == LEVEL_NONE ? WISH_ANY : i;
		struct cell_check check = {
			.part = row->part,
			.cell = row->first_cell + i,
			.wanted = wanted_of(c, row, wish, cell->count),
			.available = available(row, wish),
		};

		add_cell(c, check);
		if (check.wanted == check.available)
			warn_all_used(c, cell, check.wanted);
	}
}

static int compare_cells(const void *a, const void *b)
{
	const struct cell_check *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* In the blueprint's order. */
static void check_cells(struct checker *c)
{
	for (size_t r = 0; r < c->plan.row_count; r++)
		check_row(c, &c->plan.rows[r]);
	for (size_t p = 0; p < c->plan.pick_count; p++) {
		const struct plan_pick *pick = &c->plan.picks[p];

		add_cell(c,
			(struct cell_check){.part = pick->part,
				.cell = pick->cell,
				.wanted = c->blueprint->parts[pick->part]
						  .cells[pick->cell]
						  .count,
				.available = (long)pick->count});
	}
	if (c->cell_count)
		qsort(c->cells, c->cell_count, sizeof *c->cells, compare_cells);
}

/* Against what the preset wants of a part. */
static void check_part(struct checker *c, const struct part *part)
{
	long count = 0, points = blueprint_part_points(part);
	char given[I18N_NUMBER], total[I18N_NUMBER];

	for (size_t i = 0; i < part->cell_count; i++)
		count += part->cells[i].count;
	if (part->expected && part->expected != count)
		warn(c,
			str_format(c->arena,
				_("part %.*s: its format has %ld questions, "
				  "the blueprint takes %ld"),
				STR_ARG(part->name), part->expected, count));
	if (part->total && points > 0 && part->total != points)
		warn(c,
			str_format(c->arena,
				_("part %.*s: its questions give %s points, "
				  "the part should give %s"),
				STR_ARG(part->name),
				i18n_number((double)points / POINT, given),
				i18n_number(
					(double)part->total / POINT, total)));
	if (part->answer > count)
		warn(c,
			str_format(c->arena,
				_("part %.*s: %ld questions are to be "
				  "answered, but it holds only %ld"),
				STR_ARG(part->name), part->answer, count));
}

/* The nearest of names, when the wanted one is not among them. */
static const char *nearest(struct checker *c, const struct str *names,
	size_t count, struct str wanted)
{
	const char **list = NEW_ARRAY(c->scratch, count + 1, const char *);

	for (size_t i = 0; i < count; i++)
		list[i] = str_cstr(c->scratch, names[i]);
	return str_nearest(wanted, list);
}

static void check_name(struct checker *c, const struct cell *cell,
	const char *noun, const struct str *names, size_t count,
	struct str wanted)
{
	const char *near;

	for (size_t i = 0; i < count; i++)
		if (!wanted.len || str_equal(names[i], wanted))
			return;
	if (!wanted.len)
		return;
	near = nearest(c, names, count, wanted);
	warn(c,
		near ? str_format(c->arena,
			       _("line %u: no question of the bank has the %s "
				 "'%.*s'; did you mean '%s'?"),
			       cell->at.line, noun, STR_ARG(wanted), near)
		     : str_format(c->arena,
			       _("line %u: no question of the bank has the %s "
				 "'%.*s'"),
			       cell->at.line, noun, STR_ARG(wanted)));
}

static bool is_topic(const struct pool *pool, struct str id)
{
	size_t i = 0;

	while (i < pool->topic_count && !pool_below(pool, i, id))
		i++;
	return i < pool->topic_count;
}

static void check_cell_names(struct checker *c, const struct cell *cell)
{
	const struct pool *pool = c->pool;

	if (!is_topic(pool, cell->topic))
		check_name(c, cell, _("topic"), pool->topics, pool->topic_count,
			cell->topic);
	check_name(c, cell, _("tag"), pool->tags, pool->tag_count, cell->tag);
	check_name(c, cell, _("outcome"), pool->outcomes, pool->outcome_count,
		cell->outcome);
}

/* One cell of each row is enough. */
static void check_names(struct checker *c)
{
	const struct blueprint *b = c->blueprint;

	for (size_t r = 0; r < c->plan.row_count; r++) {
		const struct plan_row *row = &c->plan.rows[r];

		check_cell_names(
			c, &b->parts[row->part].cells[row->first_cell]);
	}
	for (size_t i = 0; i < b->rule_count; i++)
		if (b->rules[i].kind == RULE_COUNT)
			check_cell_names(c, &b->rules[i].filter);
}

/* The wishes that compete, by line. */
struct rivals {
	struct buf names;
	struct cell_at *cells;
	size_t count, capacity;
	const struct cell *first;
	const struct part *part;
};

static void add_rival(struct checker *c, struct rivals *rivals,
	const struct plan_row *row, const struct cell *cell)
{
	struct cell_at at = {row->part,
		(size_t)(cell - c->blueprint->parts[row->part].cells)};

	*PUSH(c->arena, rivals->cells, rivals->count, rivals->capacity) = at;
	if (rivals->count == 1) {
		rivals->first = cell;
		rivals->part = &c->blueprint->parts[row->part];
	}
	if (rivals->count <= NAMED_MOST)
		buf_format(&rivals->names, _("%sline %u, %s (%ld)"),
			rivals->count > 1 ? "; " : "", cell->at.line,
			check_cell_text(c->arena, cell).ptr, cell->count);
	else if (rivals->count == NAMED_MOST + 1)
		buf_text(&rivals->names, "; …");
}

static struct rivals find_rivals(
	struct checker *c, const struct shortage *shortage, uint32_t group)
{
	struct rivals rivals = {.names = {.arena = c->arena}};

	for (size_t r = 0; r < c->plan.row_count; r++)
		for (size_t wish = 0; wish < WISHES; wish++)
			if (shortage->tight[r * WISHES + wish] == group &&
				shortage->demand[r * WISHES + wish])
				add_rival(c, &rivals, &c->plan.rows[r],
					relax_cell(&c->plan, r, wish));
	return rivals;
}

static struct str shortage_text(struct checker *c, const struct rivals *rivals,
	size_t wanted, size_t have)
{
	const char *names = str_cstr(c->arena,
		rivals->names.arena
			? (struct str){rivals->names.ptr, rivals->names.len}
			: STR(""));

	if (rivals->count > 1 && c->plan.forms > 1)
		return str_format(c->arena,
			_("these lines compete for the same questions; %zu "
			  "forms with different questions want %zu together, "
			  "but the bank has only %zu: %s"),
			c->plan.forms, wanted, have, names);
	if (rivals->count > 1)
		return str_format(c->arena,
			_("these lines compete for the same questions and want "
			  "%zu together, but the bank has only %zu: %s"),
			wanted, have, names);
	if (c->plan.forms > 1)
		return str_format(c->arena,
			_("part %.*s, %s: %zu forms with different questions "
			  "want %zu, but the bank has only %zu"),
			STR_ARG(rivals->part->name),
			check_cell_text(c->arena, rivals->first).ptr,
			c->plan.forms, wanted, have);
	return str_format(c->arena,
		_("part %.*s, %s: %zu wanted, but the bank has only %zu"),
		STR_ARG(rivals->part->name),
		check_cell_text(c->arena, rivals->first).ptr, wanted, have);
}

static struct relaxer relaxer_for(struct checker *c)
{
	return (struct relaxer){.arena = c->arena,
		.scratch = c->scratch,
		.plan = &c->plan,
		.trials = TRIALS};
}

/* Places that questions on every form fill beyond their first. */
static size_t repeats_of(
	struct checker *c, const struct shortage *shortage, uint32_t group)
{
	size_t count = c->plan.row_count * WISHES;
	uint8_t *wishes = NEW_ARRAY(c->scratch, count, uint8_t);

	for (size_t w = 0; w < count; w++)
		wishes[w] = shortage->tight[w] == group;
	return (size_t)shared_among(c, wishes) * (c->plan.forms - 1);
}

static void check_group(
	struct checker *c, const struct shortage *shortage, uint32_t group)
{
	size_t lacking = shortage->lacking[group - 1];
	size_t have =
		shortage->available[group - 1] - repeats_of(c, shortage, group);
	struct rivals rivals = find_rivals(c, shortage, group);
	struct relaxer relaxer = relaxer_for(c);
	struct shortfall *shortfall;

	relax_shortage(&relaxer, shortage, group);
	shortfall = add_shortfall(c, rivals.first->at,
		shortage_text(c, &rivals, have + lacking, have), &relaxer);
	shortfall->cells = rivals.cells;
	shortfall->cell_count = rivals.count;
	c->lacking += (long)((lacking + c->plan.forms - 1) / c->plan.forms);
	for (size_t w = 0; w < c->plan.row_count * WISHES; w++)
		c->wishes[w] |= shortage->tight[w] == group;
}

static void check_shortage(struct checker *c)
{
	struct shortage shortage;

	shortage_find(c->scratch, &c->plan, &shortage);
	for (uint32_t g = 1; g <= shortage.group_count; g++)
		check_group(c, &shortage, g);
}

/* Questions enough, and yet: what stands in the way? */
enum obstacle {
	OBSTACLE_PASSAGES,
	OBSTACLE_ENEMIES,
	OBSTACLE_APART,
	OBSTACLE_WITH,
	OBSTACLE_COUNT
};

static const char *const obstacle_texts[] = {
	[OBSTACLE_PASSAGES] =
		N_("there are questions enough, but a passage comes with all "
		   "its questions, and no choice of whole passages gives these "
		   "counts"),
	[OBSTACLE_ENEMIES] =
		N_("there are questions enough, but too many of them may not "
		   "stand on one form (enemies)"),
	[OBSTACLE_APART] =
		N_("there are questions enough, but the rules of questions to "
		   "be kept apart leave too few"),
	[OBSTACLE_WITH] =
		N_("there are questions enough, but not with those that must "
		   "be on every form"),
	[OBSTACLE_COUNT] =
		N_("there are questions enough, but whole passages, enemies "
		   "and the rules cannot all be heeded at once"),
};

static const struct rule *rules_without(
	struct checker *c, enum rule_kind kind, size_t *count)
{
	const struct blueprint *old = c->blueprint;
	struct rule *rules =
		NEW_ARRAY(c->scratch, old->rule_count, struct rule);

	*count = 0;
	for (size_t i = 0; i < old->rule_count; i++)
		if (old->rules[i].kind != kind)
			rules[(*count)++] = old->rules[i];
	return rules;
}

static const struct part *parts_of_singles(struct checker *c)
{
	const struct blueprint *old = c->blueprint;
	struct part *parts =
		NEW_ARRAY(c->scratch, old->part_count, struct part);

	for (size_t p = 0; p < old->part_count; p++) {
		const struct part *part = &old->parts[p];
		struct cell *cells =
			NEW_ARRAY(c->scratch, part->cell_count, struct cell);

		parts[p] = *part;
		parts[p].cells = cells;
		for (size_t i = 0; i < part->cell_count; i++) {
			cells[i] = part->cells[i];
			if (cells[i].stimulus == STIMULUS_WHOLE)
				cells[i].stimulus = STIMULUS_ANY;
		}
	}
	return parts;
}

/* Whether it could be met without the obstacle. */
static bool is_obstacle(struct checker *c, enum obstacle obstacle)
{
	struct arena_mark mark = arena_mark(c->scratch);
	struct blueprint blueprint = *c->blueprint;
	struct plan_options options = {
		.ignore_enemies = obstacle == OBSTACLE_ENEMIES};
	enum search_result result;
	struct search search;
	struct plan plan;

	if (obstacle == OBSTACLE_PASSAGES)
		blueprint.parts = parts_of_singles(c);
	if (obstacle == OBSTACLE_APART)
		blueprint.rules =
			rules_without(c, RULE_APART, &blueprint.rule_count);
	if (obstacle == OBSTACLE_WITH)
		blueprint.rules =
			rules_without(c, RULE_WITH, &blueprint.rule_count);
	plan_make(c->scratch, &blueprint, c->pool, options, &plan);
	result = search_run(c->scratch, &plan,
		(struct search_options){.brief = true}, &search);
	arena_release(c->scratch, mark);
	return result == SEARCH_FOUND;
}

/* Marks the rows that cannot be met alone; all of them when each can. */
static size_t guilty_rows(
	struct checker *c, struct relaxer *relaxer, uint8_t *rows)
{
	size_t first = c->plan.row_count;

	for (size_t r = c->plan.row_count; r-- > 0;) {
		rows[r] = relax_try(relaxer, r) == SEARCH_NONE;
		if (rows[r])
			first = r;
	}
	for (size_t r = 0; first == c->plan.row_count && r < first; r++)
		rows[r] = 1;
	return first == c->plan.row_count ? 0 : first;
}

static void explain(struct checker *c, struct relaxer *relaxer)
{
	enum obstacle obstacle = OBSTACLE_PASSAGES;
	uint8_t *rows = NEW_ARRAY(c->scratch, c->plan.row_count, uint8_t);
	size_t row = guilty_rows(c, relaxer, rows);
	struct place at =
		c->plan.row_count ? c->plan.rows[row].at : (struct place){0};

	for (size_t w = 0; w < c->plan.row_count * WISHES; w++)
		c->wishes[w] |= rows[w / WISHES];
	while (obstacle < OBSTACLE_COUNT && !is_obstacle(c, obstacle))
		obstacle++;
	if (obstacle == OBSTACLE_APART || obstacle == OBSTACLE_WITH)
		for (size_t i = c->blueprint->rule_count; i-- > 0;)
			if (c->blueprint->rules[i].kind ==
				(obstacle == OBSTACLE_APART ? RULE_APART
							    : RULE_WITH))
				at = c->blueprint->rules[i].at;
	relax_structure(relaxer, rows);
	add_shortfall(c, at,
		str_format(c->arena, _("line %u: %s"), at.line,
			_(obstacle_texts[obstacle])),
		relaxer);
}

static void check_structure(struct checker *c)
{
	struct relaxer relaxer = relaxer_for(c);

	switch (relax_try(&relaxer, c->plan.row_count)) {
	case SEARCH_FOUND:
		break;
	case SEARCH_NONE:
		explain(c, &relaxer);
		break;
	case SEARCH_UNKNOWN:
		warn(c,
			str_from(_("so many passages, enemies and rules meet "
				   "here that it could not be settled whether "
				   "the bank can meet this blueprint; building "
				   "will try")));
		break;
	}
}

/* The blueprint without what is wanted too often. */
static struct part *parts_with_enough(struct checker *c)
{
	const struct blueprint *old = c->blueprint;
	struct part *parts =
		NEW_ARRAY(c->scratch, old->part_count, struct part);

	for (size_t p = 0; p < old->part_count; p++) {
		size_t count = old->parts[p].cell_count;
		struct cell *cells = NEW_ARRAY(c->scratch, count, struct cell);

		parts[p] = old->parts[p];
		if (count)
			memcpy(cells, parts[p].cells, count * sizeof *cells);
		parts[p].cells = cells;
		for (size_t w = 0; w < c->plan.row_count * WISHES; w++) {
			const struct plan_row *row = &c->plan.rows[w / WISHES];

			if (c->wishes[w] && row->part == p)
				cells[relax_cell(&c->plan, w / WISHES,
					      w % WISHES) -
					old->parts[p].cells]
					.count = 0;
		}
	}
	return parts;
}

/* Whether the lines that have enough can be met: else those are shown at once,
 * and not only when the others are mended. */
static void check_rest(struct checker *c)
{
	struct blueprint blueprint = *c->blueprint;
	struct checker rest = *c;
	struct relaxer relaxer;

	blueprint.parts = parts_with_enough(c);
	rest.blueprint = &blueprint;
	plan_make(c->scratch, &blueprint, c->pool, (struct plan_options){0},
		&rest.plan);
	relax_keep_with(c->scratch, &rest.plan);
	relaxer = relaxer_for(&rest);
	if (relax_try(&relaxer, rest.plan.row_count) == SEARCH_NONE)
		explain(&rest, &relaxer);
	c->shortfalls = rest.shortfalls;
	c->shortfall_count = rest.shortfall_count;
	c->shortfall_capacity = rest.shortfall_capacity;
}

static bool is_partial(const struct checker *c)
{
	for (size_t i = 0; i < c->counted; i++)
		for (size_t k = 0; k < c->shortfalls[i].relaxation_count; k++)
			if (c->shortfalls[i].relaxations[k].partial)
				return true;
	return false;
}

static const struct relaxation *mend_together(struct checker *c)
{
	struct relaxer relaxer = relaxer_for(c);

	if (c->plan.fault_count || (c->counted < 2 && !is_partial(c)))
		return NULL;
	relax_together(&relaxer, c->wishes, c->lacking);
	return relaxer.count ? &relaxer.found[0] : NULL;
}

/* What it found joins the rest. */
static void check_whole_form(struct checker *c)
{
	struct limits_check *l = &c->limits;

	*l = (struct limits_check){
		.arena = c->arena, .scratch = c->scratch, .plan = &c->plan};
	if (c->plan.fault_count)
		return;
	check_limits(l, !c->shortfall_count);
	for (size_t i = 0; i < l->shortfall_count; i++)
		*PUSH(c->arena, c->shortfalls, c->shortfall_count,
			c->shortfall_capacity) = l->shortfalls[i];
	for (size_t i = 0; i < l->warning_count; i++)
		warn(c, l->warnings[i]);
}

static void check_all(struct checker *c)
{
	check_cells(c);
	for (size_t p = 0; p < c->blueprint->part_count; p++)
		check_part(c, &c->blueprint->parts[p]);
	check_names(c);
	for (size_t i = 0; i < c->plan.fault_count; i++) {
		struct relaxer relaxer = relaxer_for(c);

		relax_fault(&relaxer, &c->plan.faults[i]);
		add_shortfall(c, c->plan.faults[i].at, c->plan.faults[i].text,
			&relaxer);
	}
	check_shortage(c);
	if (!c->shortfall_count)
		check_structure(c);
	else if (!c->plan.fault_count)
		check_rest(c);
	c->counted = c->shortfall_count;
	check_whole_form(c);
}

void check_blueprint(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, struct check *out)
{
	struct checker c = {.arena = arena,
		.scratch = arena_new(),
		.blueprint = blueprint,
		.pool = pool};

	plan_make(
		c.scratch, blueprint, pool, (struct plan_options){0}, &c.plan);
	c.shared = NEW_ARRAY(c.scratch, pool->count, uint8_t);
	plan_mark_shared(&c.plan, c.shared);
	c.wishes = NEW_ARRAY(c.scratch, c.plan.row_count * WISHES, uint8_t);
	check_all(&c);
	*out = (struct check){.cells = c.cells,
		.cell_count = c.cell_count,
		.shortfalls = c.shortfalls,
		.shortfall_count = c.shortfall_count,
		.together = mend_together(&c),
		.rules = c.limits.rules,
		.rule_count = c.limits.rule_count,
		.warnings = c.warnings,
		.warning_count = c.warning_count};
	for (size_t i = 0; i < out->shortfall_count; i++)
		c.shortfalls[i].text = str_copy(arena, c.shortfalls[i].text);
	arena_free(c.scratch);
}
