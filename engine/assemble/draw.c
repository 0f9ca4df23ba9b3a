#include "base/i18n.h"
#include "engine/assemble/check.h"
#include "engine/assemble/component.h"
#include "engine/assemble/laminar.h"
#include "engine/assemble/mix.h"
#include "engine/assemble/search.h"
#include "engine/assemble/shortage.h"
#include "engine/assemble/stratum.h"
#include "engine/assemble/taken.h"

enum { TRY_LIMIT = 20000, TRY_WORK = 400000, ROWS_NAMED = 6 };

struct drawer {
	struct arena *arena;
	struct arena *scratch; /* emptied after each form */
	const struct blueprint *blueprint;
	const struct pool *pool;
	struct plan plan;
	struct component *components;
	size_t component_count;
	struct taken taken;
	uint8_t *used;  /* by candidate: by earlier forms */
	uint32_t **row; /* what each row got on the form at hand */
	struct draw *out;
	struct str *notes;
	size_t note_count, note_capacity;
};

static void add_note(struct drawer *d, struct str text)
{
	*PUSH(d->arena, d->notes, d->note_count, d->note_capacity) = text;
}

/* "lines 4, 7 and more", for notes. */
static const char *lines_of(struct drawer *d, const struct component *c)
{
	struct buf buf = {.arena = d->arena};

	for (size_t i = 0; i < c->row_count && i < ROWS_NAMED; i++)
		buf_format(&buf, "%s%u", i ? ", " : "",
			d->plan.rows[c->rows[i]].at.line);
	if (c->row_count > ROWS_NAMED)
		buf_text(&buf, "…");
	return buf_str(&buf).ptr;
}

/* The component as a plan of one form. */
static struct plan sub_plan(struct drawer *d, const struct component *c)
{
	struct plan plan = d->plan;
	struct plan_with *with =
		NEW_ARRAY(d->scratch, plan.with_count, struct plan_with);

	plan.forms = 1;
	plan.rows = NEW_ARRAY(d->scratch, c->row_count, struct plan_row);
	plan.row_count = c->row_count;
	plan.with = with;
	plan.with_count = 0;
	for (size_t i = 0; i < c->row_count; i++)
		plan.rows[i] = d->plan.rows[c->rows[i]];
	for (size_t w = 0; w < d->plan.with_count; w++)
		for (size_t i = 0; i < c->row_count; i++)
			if (plan_holds(&plan.rows[i],
				    plan_class(&plan, &plan.rows[i],
					    d->plan.with[w].candidate),
				    d->plan.with[w].candidate)) {
				with[plan.with_count++] = d->plan.with[w];
				break;
			}
	return plan;
}

/* Which of the component's rows each question of with: fills; drawn when it
 * fits several. forced[i]: of the i-th row. False when it was drawn. */
static bool share_out_with(const struct plan *plan, struct rng *rng,
	uint32_t **forced, size_t *counts)
{
	bool one = true;

	for (size_t w = 0; w < plan->with_count; w++) {
		uint32_t candidate = plan->with[w].candidate;
		size_t chosen = 0, seen = 0;

		for (size_t r = 0; r < plan->row_count; r++) {
			const struct plan_row *row = &plan->rows[r];

			if (!plan_holds(row, plan_class(plan, row, candidate),
				    candidate))
				continue;
			if (rng_below(rng, ++seen) == 0)
				chosen = r;
		}
		forced[chosen][counts[chosen]++] = candidate;
		one = one && seen == 1;
	}
	return one;
}

/* False when some row cannot be counted or has no set at all. */
static bool make_strata(struct drawer *d, const struct plan *plan,
	struct rng *rng, struct stratum **strata, bool *exact)
{
	uint32_t **forced = NEW_ARRAY(d->scratch, plan->row_count, uint32_t *);
	size_t *counts = NEW_ARRAY(d->scratch, plan->row_count, size_t);

	for (size_t r = 0; plan->with_count && r < plan->row_count; r++)
		forced[r] = NEW_ARRAY(d->scratch, plan->with_count, uint32_t);
	*exact = share_out_with(plan, rng, forced, counts);
	for (size_t r = 0; r < plan->row_count; r++)
		if (stratum_new(d->scratch, plan, &plan->rows[r], forced[r],
			    counts[r], &strata[r]) != STRATUM_READY)
			return false;
	return true;
}

/* One try: all rows, given up at the first conflict. */
static bool try_rows(struct drawer *d, const struct component *c,
	struct stratum **strata, struct rng *rng)
{
	bool fits = true;
	size_t r, i = 0;

	for (r = 0; fits && r < c->row_count; r++) {
		uint32_t *row = d->row[c->rows[r]];
		size_t count = (size_t)d->plan.rows[c->rows[r]].count;

		stratum_draw(strata[r], rng, row);
		for (i = 0; fits && i < count; i++)
			fits = taken_add(&d->taken, row[i]);
	}
	if (fits)
		return true;
	/* Take back all but the one that failed. */
	for (i--; i-- > 0;)
		taken_drop(&d->taken, d->row[c->rows[r - 1]][i]);
	for (r--; r-- > 0;)
		for (i = 0; i < (size_t)d->plan.rows[c->rows[r]].count; i++)
			taken_drop(&d->taken, d->row[c->rows[r]][i]);
	return false;
}

static bool draw_strata(struct drawer *d, struct component *c,
	struct plan *plan, struct rng *rng)
{
	struct stratum **strata =
		NEW_ARRAY(d->scratch, c->row_count, struct stratum *);
	size_t tries = TRY_WORK / (c->questions + 1) + 1;
	bool exact;

	if (!make_strata(d, plan, rng, strata, &exact))
		return false;
	for (size_t t = 0; t < tries && t < TRY_LIMIT; t++) {
		if (!try_rows(d, c, strata, rng))
			continue;
		if (!exact && !c->noted)
			add_note(d,
				str_format(d->arena,
					_("a question that must be on every "
					  "form fits several rows (lines %s); "
					  "which of them it fills was drawn "
					  "first"),
					lines_of(d, c)));
		c->noted |= !exact;
		return true;
	}
	return false;
}

/* The rows' places for the component's questions. */
static uint32_t **component_rows(struct drawer *d, const struct component *c)
{
	uint32_t **rows = NEW_ARRAY(d->scratch, c->row_count, uint32_t *);

	for (size_t r = 0; r < c->row_count; r++)
		rows[r] = d->row[c->rows[r]];
	return rows;
}

static void take_rows(struct drawer *d, const struct component *c)
{
	for (size_t r = 0; r < c->row_count; r++)
		for (size_t i = 0; i < (size_t)d->plan.rows[c->rows[r]].count;
			i++)
			(void)taken_add(&d->taken, d->row[c->rows[r]][i]);
}

static bool draw_laminar(struct drawer *d, struct component *c,
	struct plan *plan, struct rng *rng)
{
	struct laminar *laminar;

	if (c->row_count < 2 || !laminar_new(d->scratch, plan, &laminar) ||
		!laminar_draw(laminar, rng, component_rows(d, c)))
		return false;
	take_rows(d, c);
	return true;
}

static bool draw_search(struct drawer *d, struct component *c,
	struct plan *plan, struct rng *rng)
{
	struct search search;
	size_t at = 0;

	if (search_run(d->scratch, plan, (struct search_options){.rng = rng},
		    &search) != SEARCH_FOUND)
		return false;
	for (size_t r = 0; r < c->row_count; r++)
		for (size_t i = 0; i < (size_t)plan->rows[r].count; i++)
			d->row[c->rows[r]][i] = search.places[0][at++];
	take_rows(d, c);
	mix_form(d->scratch, plan, &d->taken, NULL, rng, component_rows(d, c));
	if (!c->noted)
		add_note(d,
			str_format(d->arena,
				_("lines %s: the sets of questions that fit "
				  "are too few, or too many kinds of them, to "
				  "be drawn directly; one was searched for and "
				  "then varied, so the draw is only "
				  "approximately uniform"),
				lines_of(d, c)));
	c->noted = true;
	return true;
}

/* Where the cells of a row lie among a form's places. */
static size_t place_cell(struct drawer *d, const struct plan_row *row,
	const uint32_t *chosen, bool *gone, const struct cell *cell, size_t *to)
{
	size_t class = cell->level == LEVEL_NONE ? NO_CLASS
						 : row->class_of[cell->level];
	size_t n = 0;

	for (size_t i = 0; n < (size_t)cell->count && i < (size_t)row->count;
		i++) {
		if (gone[i] ||
			(class != NO_CLASS &&
				plan_class(&d->plan, row, chosen[i]) != class))
			continue;
		gone[i] = true;
		to[n++] = chosen[i];
	}
	return n;
}

/* Cells of levels come before any: in a row, so what is left is any:'s. */
static void place_row(
	struct drawer *d, size_t r, const size_t *starts, size_t *places)
{
	const struct plan_row *row = &d->plan.rows[r];
	const struct part *part = &d->blueprint->parts[row->part];
	bool *gone = NEW_ARRAY(d->scratch, (size_t)row->count, bool);

	for (size_t c = 0; c < row->cell_count; c++) {
		size_t cell = row->first_cell + c;

		place_cell(d, row, d->row[r], gone, &part->cells[cell],
			places + starts[cell]);
	}
}

/* starts[p][c]: where cell c of part p begins on a form. */
static size_t **layout(struct drawer *d)
{
	size_t **starts =
		NEW_ARRAY(d->arena, d->blueprint->part_count, size_t *);
	size_t *part = NEW_ARRAY(
		d->arena, (size_t)blueprint_count(d->blueprint), size_t);
	size_t *cell = NEW_ARRAY(
		d->arena, (size_t)blueprint_count(d->blueprint), size_t);
	size_t at = 0;

	for (size_t p = 0; p < d->blueprint->part_count; p++) {
		const struct part *here = &d->blueprint->parts[p];

		starts[p] = NEW_ARRAY(d->arena, here->cell_count, size_t);
		for (size_t c = 0; c < here->cell_count; c++) {
			starts[p][c] = at;
			for (long i = 0; i < here->cells[c].count; i++) {
				part[at] = p;
				cell[at++] = c;
			}
		}
	}
	d->out->part = part;
	d->out->cell = cell;
	d->out->count = at;
	return starts;
}

static void place_form(struct drawer *d, size_t **starts, size_t *places)
{
	for (size_t p = 0; p < d->plan.pick_count; p++) {
		const struct plan_pick *pick = &d->plan.picks[p];

		for (size_t i = 0; i < pick->count; i++)
			places[starts[pick->part][pick->cell] + i] =
				pick->candidates[i];
	}
	for (size_t r = 0; r < d->plan.row_count; r++)
		place_row(d, r, starts[d->plan.rows[r].part], places);
}

static bool is_with(const struct plan *plan, uint32_t candidate)
{
	for (size_t i = 0; i < plan->with_count; i++)
		if (plan->with[i].candidate == candidate)
			return true;
	return false;
}

/* A passage that with: brings comes whole to every form. */
static bool is_shared(
	const struct plan *plan, const struct plan_row *row, uint32_t candidate)
{
	size_t g;

	if (!plan->with_count)
		return false;
	if (is_with(plan, candidate))
		return true;
	g = plan_group(row, candidate);
	for (size_t i = 0; g < row->group_count && i < row->groups[g].size; i++)
		if (is_with(plan, row->groups[g].members[i]))
			return true;
	return false;
}

static void use_up(struct drawer *d)
{
	for (size_t r = 0; r < d->plan.row_count; r++) {
		const struct plan_row *row = &d->plan.rows[r];

		for (size_t i = 0; i < (size_t)row->count; i++)
			if (!is_shared(&d->plan, row, d->row[r][i]))
				d->used[d->row[r][i]] = 1;
	}
	plan_remove(&d->plan, d->used);
}

static void clear_taken(struct drawer *d)
{
	for (size_t r = 0; r < d->plan.row_count; r++)
		for (size_t i = 0; i < (size_t)d->plan.rows[r].count; i++)
			taken_drop(&d->taken, d->row[r][i]);
}

/* False when what is left holds no such form, as far as was searched. What
 * the rows got stays; all else is freed. */
static bool draw_form(struct drawer *d, uint64_t seed, size_t form)
{
	struct rng rng = rng_stream(seed, "draw", form);

	for (size_t i = 0; i < d->component_count; i++) {
		struct component *c = &d->components[i];
		struct plan plan = sub_plan(d, c);

		if (!draw_laminar(d, c, &plan, &rng) &&
			!draw_strata(d, c, &plan, &rng) &&
			!draw_search(d, c, &plan, &rng))
			return false;
	}
	return true;
}

static bool draw_one_by_one(
	struct drawer *d, uint64_t seed, size_t **starts, size_t **chosen)
{
	for (size_t f = 0; f < d->plan.forms; f++) {
		struct arena_mark mark = arena_mark(d->scratch);

		if (!draw_form(d, seed, f))
			return false;
		place_form(d, starts, chosen[f]);
		arena_release(d->scratch, mark);
		clear_taken(d);
		if (f + 1 < d->plan.forms)
			use_up(d);
	}
	return true;
}

static void mark_places(
	struct drawer *d, const struct search *search, size_t form, uint8_t on)
{
	for (size_t i = 0; i < search->place_count; i++)
		d->used[search->places[form][i]] = on;
}

/* One of the forms found together, varied beside the others. */
static void vary_form(struct drawer *d, const struct search *search,
	size_t form, struct rng *rng)
{
	struct arena_mark mark = arena_mark(d->scratch);
	struct taken taken = taken_new(d->scratch, &d->plan);
	size_t at = 0;

	for (size_t r = 0; r < d->plan.row_count; r++)
		for (size_t i = 0; i < (size_t)d->plan.rows[r].count; i++) {
			d->row[r][i] = search->places[form][at++];
			(void)taken_add(&taken, d->row[r][i]);
		}
	mix_form(d->scratch, &d->plan, &taken, d->used, rng, d->row);
	for (size_t r = 0; r < d->plan.row_count; r++)
		for (size_t i = 0; i < (size_t)d->plan.rows[r].count; i++)
			d->used[d->row[r][i]] = 1;
	arena_release(d->scratch, mark);
}

/* All forms at once, when drawing one by one runs dry. */
static bool draw_together(
	struct drawer *d, uint64_t seed, size_t **starts, size_t **chosen)
{
	struct rng rng = rng_stream(seed, "draw together", 0);
	struct shortage shortage;
	struct search search;

	plan_make(d->arena, d->blueprint, d->pool, (struct plan_options){0},
		&d->plan);
	shortage_find(d->scratch, &d->plan, &shortage);
	if (shortage.filled < shortage.wanted)
		return false;
	if (search_run(d->scratch, &d->plan,
		    (struct search_options){.rng = &rng},
		    &search) != SEARCH_FOUND)
		return false;
	memset(d->used, 0, d->pool->count);
	for (size_t f = 0; f < d->plan.forms; f++)
		mark_places(d, &search, f, 1);
	for (size_t f = 0; f < d->plan.forms; f++) {
		mark_places(d, &search, f, 0);
		vary_form(d, &search, f, &rng);
		place_form(d, starts, chosen[f]);
	}
	d->note_count = 0;
	add_note(d,
		str_from(_("the forms nearly use the bank up, so they were "
			   "searched for together and then varied: the draw "
			   "is only approximately uniform, and another number "
			   "of forms gives other papers")));
	return true;
}

static bool unsatisfied(struct drawer *d, struct error *err)
{
	struct check check;
	const char *file = str_cstr(d->arena, d->blueprint->file);

	check_blueprint(d->arena, d->blueprint, d->pool, &check);
	if (!check.shortfall_count)
		return fail_at(err, ERROR_UNSAT, file, 0, 0,
			_("no questions were found that meet this blueprint; "
			  "ask for less, or add questions"));
	return fail_at(err, ERROR_UNSAT, file, check.shortfalls[0].at.line,
		check.shortfalls[0].at.column, "%.*s",
		STR_ARG(check.shortfalls[0].text));
}

static size_t **make_room(struct drawer *d)
{
	size_t **chosen = NEW_ARRAY(d->arena, d->plan.forms, size_t *);

	for (size_t f = 0; f < d->plan.forms; f++)
		chosen[f] = NEW_ARRAY(d->arena, d->out->count, size_t);
	d->row = NEW_ARRAY(d->arena, d->plan.row_count, uint32_t *);
	for (size_t r = 0; r < d->plan.row_count; r++)
		d->row[r] = NEW_ARRAY(
			d->arena, (size_t)d->plan.rows[r].count, uint32_t);
	d->used = NEW_ARRAY(d->arena, d->pool->count, uint8_t);
	d->taken = taken_new(d->arena, &d->plan);
	return chosen;
}

/* Forms of the same questions share one row of chosen. */
static void finish(struct drawer *d, size_t **chosen)
{
	size_t forms = (size_t)d->blueprint->forms.count;
	const size_t **all = NEW_ARRAY(d->arena, forms, const size_t *);

	for (size_t f = 0; f < forms; f++)
		all[f] = chosen[f < d->plan.forms ? f : 0];
	d->out->chosen = all;
	d->out->form_count = forms;
	d->out->notes = d->notes;
	d->out->note_count = d->note_count;
}

static bool draw_all(struct drawer *d, uint64_t seed, struct error *err)
{
	size_t **starts, **chosen;

	plan_make(d->arena, d->blueprint, d->pool, (struct plan_options){0},
		&d->plan);
	if (d->plan.fault_count)
		return unsatisfied(d, err);
	components_find(
		d->arena, &d->plan, &d->components, &d->component_count);
	starts = layout(d);
	chosen = make_room(d);
	if (!draw_one_by_one(d, seed, starts, chosen) &&
		(d->plan.forms == 1 || !draw_together(d, seed, starts, chosen)))
		return unsatisfied(d, err);
	finish(d, chosen);
	return true;
}

bool draw_forms(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct draw *out,
	struct error *err)
{
	struct drawer d = {.arena = arena,
		.scratch = arena_new(),
		.blueprint = blueprint,
		.pool = pool,
		.out = out};
	bool drawn;

	*out = (struct draw){0};
	drawn = draw_all(&d, seed, err);
	arena_free(d.scratch);
	return drawn;
}
