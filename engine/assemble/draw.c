#include "base/i18n.h"
#include "engine/assemble/check.h"
#include "engine/assemble/drawer.h"
#include "engine/assemble/mix.h"
#include "engine/assemble/search.h"
#include "engine/assemble/shortage.h"

/* How often forms that share are tried, and how often all of it again. */
enum { SHARE_TRIES = 40, AIMED_TRIES = 3, BEGINNINGS = 4 };

void drawer_note(struct drawer *d, struct str text)
{
	*PUSH(d->arena, d->notes, d->note_count, d->note_capacity) = text;
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

/* False when what is left holds no such form, as far as was searched. What
 * the rows got stays; all else is freed. */
static bool draw_form(struct drawer *d, uint64_t seed, size_t form)
{
	struct rng rng = rng_stream(seed, "draw", form);

	for (size_t i = 0; i < d->component_count; i++)
		component_ready(d, &d->components[i], d->limits.count);
	return draw_within(d, &rng);
}

/* From the form first on. */
static bool draw_one_by_one(
	struct drawer *d, uint64_t seed, size_t first, size_t **chosen)
{
	for (size_t f = first; f < d->plan.forms; f++) {
		struct arena_mark mark = arena_mark(d->scratch);

		if (!draw_form(d, seed, f))
			return false;
		drawer_place(d, chosen[f]);
		arena_release(d->scratch, mark);
		drawer_clear(d);
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
static bool vary_form(struct drawer *d, const struct search *search,
	size_t form, struct rng *rng)
{
	struct arena_mark mark = arena_mark(d->scratch);
	struct taken taken = taken_new(d->scratch, &d->plan);
	bool kept = true;
	size_t at = 0;

	for (size_t r = 0; r < d->plan.row_count; r++)
		for (size_t i = 0; i < (size_t)d->plan.rows[r].count; i++) {
			d->row[r][i] = search->places[form][at++];
			(void)taken_add(&taken, d->row[r][i]);
		}
	if (d->limits.count)
		kept = draw_mend(d, &taken, d->used, rng);
	else
		mix_form(d->scratch, &d->plan, &taken, d->used, rng, d->row);
	for (size_t r = 0; r < d->plan.row_count; r++)
		for (size_t i = 0; i < (size_t)d->plan.rows[r].count; i++)
			d->used[d->row[r][i]] = 1;
	arena_release(d->scratch, mark);
	return kept;
}

/* All forms at once, when drawing one by one runs dry. */
static bool draw_together(struct drawer *d, uint64_t seed, size_t **chosen)
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
		if (!vary_form(d, &search, f, &rng))
			return false;
		drawer_place(d, chosen[f]);
	}
	d->note_count = 0;
	drawer_note(d,
		str_from(_("the forms nearly use the bank up, so they were "
			   "searched for together and then varied: the draw "
			   "is only approximately uniform, and another number "
			   "of forms gives other papers")));
	return true;
}

static size_t **make_room(struct drawer *d)
{
	size_t forms = (size_t)d->blueprint->forms.count;
	size_t **chosen = NEW_ARRAY(d->arena, forms, size_t *);

	for (size_t f = 0; f < forms; f++)
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

static void make_plan(struct drawer *d)
{
	plan_make(d->arena, d->blueprint, d->pool, (struct plan_options){0},
		&d->plan);
	components_find(
		d->arena, &d->plan, &d->components, &d->component_count);
}

static bool draw_from(
	struct drawer *d, uint64_t seed, size_t first, size_t **chosen)
{
	if (d->blueprint->aim_count)
		return draw_aimed(d, seed, first, chosen);
	return draw_one_by_one(d, seed, first, chosen);
}

/* Forms that share some: the first is drawn whole; those of its questions that
 * are to be common must then be on the others. */
static bool share_and_draw(
	struct drawer *d, uint64_t seed, size_t try, size_t **chosen)
{
	d->taken = taken_new(d->arena, &d->plan);
	if (!draw_from(d, seed, 0, chosen))
		return false;
	if (d->blueprint->forms.count == 1)
		return true;
	return drawer_share(d, seed, try, chosen[0]) &&
		draw_from(d, seed, 1, chosen);
}

/* What the first has and the others cannot have anew must be common; that is
 * left to chance. */
static bool draw_overlapping(struct drawer *d, uint64_t seed, size_t **chosen)
{
	size_t tries = d->blueprint->aim_count ? AIMED_TRIES : SHARE_TRIES;

	for (size_t try = 0; try < tries; try++) {
		struct arena_mark mark = arena_mark(d->scratch);

		if (try)
			make_plan(d);
		if (share_and_draw(d, seed, try, chosen))
			return true;
		arena_release(d->scratch, mark);
		if (d->hopeless)
			return false;
	}
	if (!d->fault.text.len)
		d->fault.text = str_format(d->arena,
			_("no forms were found of which any two share exactly "
			  "%ld questions; let them share more, or ask for "
			  "fewer forms"),
			d->blueprint->forms.overlap);
	return false;
}

/* Where neither drawing nor walking from a draw keeps the rules, a search that
 * is complete where it is small does, or proves that nothing can. */
static bool draw_found(struct drawer *d, uint64_t seed, size_t **chosen)
{
	if (!d->limits.count || d->again || d->hopeless)
		return false;
	plan_make(d->arena, d->blueprint, d->pool, (struct plan_options){0},
		&d->plan);
	d->note_count = 0;
	if (!draw_aimed(d, seed, 0, chosen))
		return false;
	drawer_note(d,
		str_from(_("no draw keeps all the rules, so one that does was "
			   "searched for: not all such forms are equally "
			   "likely")));
	return true;
}

static bool draw_chosen(struct drawer *d, uint64_t seed, size_t **chosen)
{
	bool aimed = d->blueprint->aim_count > 0;

	if (!aimed && !draw_balance(d, seed))
		return false;
	if (d->blueprint->forms.mode == FORMS_OVERLAP)
		return draw_overlapping(d, seed, chosen);
	if (aimed)
		return draw_aimed(d, seed, 0, chosen);
	return draw_one_by_one(d, seed, 0, chosen) ||
		(d->plan.forms > 1 && draw_together(d, seed, chosen)) ||
		draw_found(d, seed, chosen);
}

static bool draw_all(struct drawer *d, uint64_t seed)
{
	size_t **chosen;

	make_plan(d);
	if (d->plan.fault_count)
		return false;
	limits_make(d->arena, &d->plan, &d->limits);
	drawer_layout(d);
	chosen = make_room(d);
	if (!draw_chosen(d, seed, chosen))
		return false;
	finish(d, chosen);
	return true;
}

static bool draw_once(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct deadline deadline,
	bool again, struct draw *out, struct drawer *d)
{
	bool drawn;

	*d = (struct drawer){.arena = arena,
		.deadline = deadline,
		.scratch = arena_new(),
		.blueprint = blueprint,
		.pool = pool,
		.out = out,
		.again = again};
	*out = (struct draw){0};
	drawn = draw_all(d, seed);
	arena_free(d->scratch);
	return drawn;
}

/* Where it was a matter of luck, another beginning may have it; the first
 * fault is told. */
static bool try_until(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct deadline deadline,
	struct draw *out, struct draw_fault *fault)
{
	struct rng again = rng_stream(seed, "again", 0);
	struct drawer d;

	if (draw_once(arena, blueprint, pool, seed, deadline, false, out, &d))
		return true;
	*fault = d.fault;
	for (size_t i = 0; i < BEGINNINGS && !d.hopeless; i++) {
		if (!d.fault.text.len)
			break;
		if (draw_once(arena, blueprint, pool, rng_next(&again),
			    deadline, true, out, &d))
			return true;
	}
	return false;
}

bool draw_try(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct draw *out,
	struct draw_fault *fault)
{
	return try_until(
		arena, blueprint, pool, seed, (struct deadline){0}, out, fault);
}

static bool unsatisfied(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, const struct draw_fault *fault,
	struct error *err)
{
	struct check check;
	const char *file = str_cstr(arena, blueprint->file);

	check_blueprint(arena, blueprint, pool, &check);
	if (check.shortfall_count)
		return fail_at(err, ERROR_UNSAT, file,
			check.shortfalls[0].at.line,
			check.shortfalls[0].at.column, "%.*s",
			STR_ARG(check.shortfalls[0].text));
	if (fault->text.len)
		return fail_at(err, ERROR_UNSAT, file, fault->at.line,
			fault->at.column, "%.*s", STR_ARG(fault->text));
	return fail_at(err, ERROR_UNSAT, file, 0, 0,
		_("no questions were found that meet this blueprint; "
		  "ask for less, or add questions"));
}

bool draw_forms_until(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct deadline deadline,
	struct draw *out, struct error *err)
{
	struct draw_fault fault;

	return try_until(arena, blueprint, pool, seed, deadline, out, &fault) ||
		unsatisfied(arena, blueprint, pool, &fault, err);
}

bool draw_forms(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, uint64_t seed, struct draw *out,
	struct error *err)
{
	return draw_forms_until(
		arena, blueprint, pool, seed, (struct deadline){0}, out, err);
}
