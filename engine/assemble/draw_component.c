#include "base/i18n.h"
#include "engine/assemble/drawer.h"
#include "engine/assemble/laminar.h"
#include "engine/assemble/mix.h"
#include "engine/assemble/search.h"
#include "engine/assemble/stratum.h"

/* One component of a form: the questions of its rows. */

enum { TRY_LIMIT = 20000, TRY_WORK = 400000, ROWS_NAMED = 6 };

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

static void note_shared_out(struct drawer *d, struct component *c)
{
	if (!c->noted)
		drawer_note(d,
			str_format(d->arena,
				_("a question that must be on every form fits "
				  "several rows (lines %s); which of them it "
				  "fills was drawn first"),
				lines_of(d, c)));
	c->noted = true;
}

/* Counted beforehand where nothing is drawn for it. */
static bool draw_strata(struct drawer *d, struct component *c, struct rng *rng)
{
	struct stratum **strata = c->strata;
	size_t tries = TRY_WORK / (c->questions + 1) + 1;
	bool exact = true;

	if (!strata) {
		strata = NEW_ARRAY(d->scratch, c->row_count, struct stratum *);
		if (!make_strata(d, &c->plan, rng, strata, &exact))
			return false;
	}
	for (size_t t = 0; t < tries && t < TRY_LIMIT; t++) {
		if (!try_rows(d, c, strata, rng))
			continue;
		if (!exact)
			note_shared_out(d, c);
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

static bool draw_laminar(struct drawer *d, struct component *c, struct rng *rng)
{
	struct laminar *laminar;

	if (c->row_count < 2 || c->strata ||
		!laminar_new(d->scratch, &c->plan, &laminar) ||
		!laminar_draw(laminar, rng, component_rows(d, c)))
		return false;
	take_rows(d, c);
	return true;
}

static bool draw_search(struct drawer *d, struct component *c, struct rng *rng)
{
	const struct plan *plan = &c->plan;
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
		drawer_note(d,
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

void component_ready(struct drawer *d, struct component *c, bool often)
{
	struct stratum **strata;
	struct laminar *laminar;
	bool exact;

	c->plan = sub_plan(d, c);
	c->strata = NULL;
	if (!often || c->plan.with_count ||
		(c->row_count > 1 &&
			laminar_new(d->scratch, &c->plan, &laminar)))
		return;
	strata = NEW_ARRAY(d->scratch, c->row_count, struct stratum *);
	if (make_strata(d, &c->plan, NULL, strata, &exact))
		c->strata = strata;
}

bool draw_component(struct drawer *d, struct component *c, struct rng *rng)
{
	return draw_laminar(d, c, rng) || draw_strata(d, c, rng) ||
		draw_search(d, c, rng);
}
