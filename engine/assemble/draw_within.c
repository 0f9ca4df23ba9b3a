#include "base/i18n.h"
#include "engine/assemble/drawer.h"
#include "engine/assemble/mix.h"

/* Forms that keep the limits: drawn again until one does, else searched for. */

enum {
	WORK = 4000000, /* candidates looked at, about */
	TRIES_LEAST = 50,
	TRIES_MOST = 5000,
	STARTS = 4,
	TRIALS = 21, /* forms, odd */
};

static bool draw_rows(struct drawer *d, struct rng *rng)
{
	for (size_t i = 0; i < d->component_count; i++)
		if (!draw_component(d, &d->components[i], rng))
			return false;
	return true;
}

void drawer_clear(struct drawer *d)
{
	for (size_t r = 0; r < d->plan.row_count; r++)
		for (size_t i = 0; i < (size_t)d->plan.rows[r].count; i++)
			taken_drop(&d->taken, d->row[r][i]);
}

static bool keeps(const struct drawer *d, struct tally *tallies)
{
	limits_tally(&d->limits, d->row, tallies);
	return !limits_excess(&d->limits, tallies);
}

static size_t tries_of(const struct drawer *d)
{
	size_t tries = WORK / (d->pool->count + 1);

	if (!d->limits.count)
		return 1;
	if (tries > TRIES_MOST)
		return TRIES_MOST;
	return tries > TRIES_LEAST && !d->again ? tries : TRIES_LEAST;
}

/* ---- searching ---- */

static void note_mended(struct drawer *d)
{
	if (!d->mended)
		drawer_note(d,
			str_from(_("hardly any draw keeps all the rules, so "
				   "one was searched for and then varied: the "
				   "draw is only approximately uniform")));
	d->mended = true;
}

/* The limit that was missed by most. */
static void blame(struct drawer *d, const struct tally *tallies)
{
	const struct limit *worst = d->limits.v;
	struct tally tally = tallies[0];

	for (size_t l = 1; l < d->limits.count; l++)
		if (limit_excess(&d->limits.v[l], tallies[l]) >
			limit_excess(worst, tally)) {
			worst = &d->limits.v[l];
			tally = tallies[l];
		}
	d->fault.at = worst->at;
	d->fault.text = str_format(d->arena,
		worst->rule
			? _("line %u: %s; no form was found that keeps this "
			    "and all the rest, the nearest has %s")
			: _("line %u: %s, which all forms would have to keep "
			    "to be so near each other; no such form was found, "
			    "the nearest has %s"),
		worst->at.line, limit_text(d->arena, worst).ptr,
		limit_number(d->arena, worst, limit_value(worst, tally)).ptr);
}

bool draw_mend(struct drawer *d, struct taken *taken, const uint8_t *elsewhere,
	struct rng *rng)
{
	struct tally *tallies =
		NEW_ARRAY(d->scratch, d->limits.count, struct tally);

	if (!mix_within(d->scratch, &d->limits, taken, elsewhere, rng, d->row,
		    tallies)) {
		blame(d, tallies);
		return false;
	}
	note_mended(d);
	return true;
}

static bool is_beyond(struct drawer *d, const struct limit *limit)
{
	long least, most;

	return limit->rule &&
		limit_reach(d->scratch, &d->limits, limit, &least, &most) &&
		((limit->at_least != RULE_NO_BOUND && most < limit->at_least) ||
			(limit->at_most != RULE_NO_BOUND &&
				least > limit->at_most));
}

/* Whether some limit is beyond what any form can have. */
static bool is_impossible(struct drawer *d)
{
	for (size_t l = 0; l < d->limits.count; l++) {
		const struct limit *limit = &d->limits.v[l];

		if (!is_beyond(d, limit))
			continue;
		d->fault.at = limit->at;
		d->fault.text = str_format(d->arena,
			_("line %u: %s; the questions there are, but for those "
			  "of earlier forms, allow no such form"),
			limit->at.line, limit_text(d->arena, limit).ptr);
		return true;
	}
	return false;
}

/* From the form at hand, and then from others. */
static bool mend(struct drawer *d, struct rng *rng)
{
	if (is_impossible(d)) {
		d->hopeless = d->plan.forms == 1;
		return false;
	}
	for (size_t start = 0; start < STARTS; start++) {
		struct arena_mark mark = arena_mark(d->scratch);
		bool found;

		if (start) {
			drawer_clear(d);
			if (!draw_rows(d, rng))
				return false;
		}
		found = draw_mend(d, &d->taken, NULL, rng);
		arena_release(d->scratch, mark);
		if (found)
			return true;
	}
	return false;
}

bool draw_within(struct drawer *d, struct rng *rng)
{
	size_t tries = tries_of(d);
	struct tally *tallies =
		NEW_ARRAY(d->scratch, d->limits.count, struct tally);

	for (size_t t = 0; t < tries; t++) {
		struct arena_mark mark = arena_mark(d->scratch);

		if (t)
			drawer_clear(d);
		if (!draw_rows(d, rng))
			return false;
		if (keeps(d, tallies))
			return true;
		arena_release(d->scratch, mark);
	}
	return mend(d, rng);
}

/* ---- balance ---- */

static int ascending(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Where the rules bound the same thing, the middle keeps within. */
static long keep_inside(
	const struct drawer *d, const struct limit *of, long middle, long half)
{
	for (size_t l = 0; l < d->limits.count; l++) {
		const struct limit *rule = &d->limits.v[l];

		if (!rule->rule || rule->kind != of->kind ||
			rule->attribute != of->attribute)
			continue;
		if (rule->at_most != RULE_NO_BOUND &&
			middle > rule->at_most - half)
			middle = rule->at_most - half;
		if (rule->at_least != RULE_NO_BOUND &&
			middle < rule->at_least + half)
			middle = rule->at_least + half;
	}
	return middle;
}

/* values[k]: of the k-th trial. */
static void add_window(struct drawer *d, enum attribute a, long *values)
{
	struct place at = d->blueprint->balance.at[a];
	long spread = d->blueprint->balance.spread[a], middle;
	struct limit like = {
		.kind = a == ATTRIBUTE_DIFFICULTY ? RULE_MEAN : RULE_SUM,
		.attribute = a};

	qsort(values, TRIALS, sizeof *values, ascending);
	middle = keep_inside(d, &like, values[TRIALS / 2], spread / 2);
	limits_add(d->arena, &d->limits, a, at, middle - spread / 2,
		middle - spread / 2 + spread);
}

/* What a form drawn for a trial comes to. */
static long trial_value(struct drawer *d, enum attribute a)
{
	struct limits one = {.plan = &d->plan};
	struct tally tally;

	limits_add(d->scratch, &one, a, (struct place){0}, 0, 0);
	limits_tally(&one, d->row, &tally);
	return limit_value(one.v, tally);
}

static bool is_wanted(const struct drawer *d, int a)
{
	return d->blueprint->balance.spread[a] != RULE_NO_BOUND;
}

static bool try_forms(struct drawer *d, uint64_t seed, long (*values)[TRIALS])
{
	for (size_t t = 0; t < TRIALS; t++) {
		struct arena_mark mark = arena_mark(d->scratch);
		struct rng rng = rng_stream(seed, "balance", t);

		if (!draw_rows(d, &rng))
			return false;
		for (int a = 0; a < ATTRIBUTE_COUNT; a++)
			values[a][t] = trial_value(d, (enum attribute)a);
		drawer_clear(d);
		arena_release(d->scratch, mark);
	}
	return true;
}

bool draw_balance(struct drawer *d, uint64_t seed)
{
	struct arena_mark mark = arena_mark(d->scratch);
	long values[ATTRIBUTE_COUNT][TRIALS];
	bool wanted = false, drawn;

	for (int a = 0; a < ATTRIBUTE_COUNT; a++)
		wanted = wanted || is_wanted(d, a);
	if (!wanted || d->blueprint->forms.count < 2 ||
		d->blueprint->forms.mode == FORMS_SAME)
		return true;
	for (size_t i = 0; i < d->component_count; i++)
		component_ready(d, &d->components[i], true);
	drawn = try_forms(d, seed, values);
	arena_release(d->scratch, mark);
	for (int a = 0; drawn && a < ATTRIBUTE_COUNT; a++)
		if (is_wanted(d, a))
			add_window(d, (enum attribute)a, values[a]);
	return drawn;
}
