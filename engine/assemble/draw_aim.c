#include <math.h>

#include "base/i18n.h"
#include "engine/assemble/drawer.h"
#include "engine/assemble/optimise.h"

/* Forms that come near to the aims, in place of forms that are drawn. */

/* ---- from units to rows ---- */

static bool take_unit(struct drawer *d, const struct unit *unit, size_t *at)
{
	for (size_t i = 0; i < unit->size; i++) {
		if (*at >= (size_t)d->plan.rows[unit->row].count ||
			!taken_add(&d->taken, unit->members[i]))
			return false;
		d->row[unit->row][(*at)++] = unit->members[i];
	}
	return true;
}

/* What the search gives is looked over once more: a form that breaks a rule
 * would be our fault, and never leaves here. */
static bool take_form(struct drawer *d, const struct program *p,
	const struct optimum *o, size_t form)
{
	size_t *at = NEW_ARRAY(d->scratch, d->plan.row_count, size_t);
	struct tally *tallies =
		NEW_ARRAY(d->scratch, d->limits.count, struct tally);

	for (size_t i = 0; i < o->unit_counts[form]; i++) {
		const struct unit *unit =
			&p->units[o->units[form * p->length + i]];

		if (!take_unit(d, unit, &at[unit->row]))
			return false;
	}
	for (size_t r = 0; r < d->plan.row_count; r++)
		if (at[r] != (size_t)d->plan.rows[r].count)
			return false;
	limits_tally(&d->limits, d->row, tallies);
	return !limits_excess(&d->limits, tallies);
}

static bool place_forms(struct drawer *d, const struct program *p,
	const struct optimum *o, size_t first, size_t **chosen)
{
	for (size_t f = 0; f < p->forms; f++) {
		struct arena_mark mark = arena_mark(d->scratch);

		d->taken = taken_new(d->scratch, &d->plan);
		if (!take_form(d, p, o, f))
			return false;
		drawer_place(d, chosen[first + f]);
		arena_release(d->scratch, mark);
	}
	return true;
}

/* ---- balance ---- */

static long spread_of(const struct drawer *d, const struct program *p,
	const struct optimum *o, enum attribute a, long *middle)
{
	struct limits one = {.plan = &d->plan};
	long least = 0, most = 0;

	limits_add(d->scratch, &one, a, (struct place){0}, 0, 0);
	for (size_t f = 0; f < p->forms; f++) {
		struct tally sum = limit_of_picks(&one, one.v);
		long value;

		for (size_t i = 0; i < o->unit_counts[f]; i++) {
			const struct unit *unit =
				&p->units[o->units[f * p->length + i]];

			for (size_t k = 0; k < unit->size; k++) {
				struct tally t = limit_of(&one, one.v,
					&d->plan.rows[unit->row],
					unit->members[k]);

				sum.total += t.total;
				sum.count += t.count;
			}
		}
		value = limit_value(one.v, sum);
		least = !f || value < least ? value : least;
		most = !f || value > most ? value : most;
	}
	*middle = least + (most - least) / 2;
	return most - least;
}

/* Where forms lie too far apart, all must be near the middle of those found. */
static bool add_balance(
	struct drawer *d, const struct program *p, const struct optimum *o)
{
	const struct balance *balance = &d->blueprint->balance;
	bool added = false;

	for (int a = 0; p->forms > 1 && a < ATTRIBUTE_COUNT; a++) {
		long spread = balance->spread[a], middle;

		if (spread == RULE_NO_BOUND ||
			spread_of(d, p, o, (enum attribute)a, &middle) <=
				spread)
			continue;
		limits_add(d->arena, &d->limits, (enum attribute)a,
			balance->at[a], middle - spread / 2,
			middle - spread / 2 + spread);
		added = true;
	}
	return added;
}

/* ---- what stood in the way ---- */

/* The want that the nearest forms missed by most; that of a rule is told. */
static void blame(struct drawer *d, const struct program *p,
	const struct optimum *o, bool proved)
{
	const struct want *want = p->wants + o->missed;

	d->hopeless = true;
	if (p->want_count && want->origin == WANT_LIMIT) {
		d->fault.at = want->at;
		d->fault.text = str_format(d->arena,
			proved ? _("line %u: %s; no form can keep this and all "
				   "the rest: that is proved")
			       : _("line %u: %s; no form was found that keeps "
				   "this and all the rest"),
			want->at.line,
			limit_text(d->arena, &d->limits.v[want->index]).ptr);
	} else if (proved && !d->fault.text.len) {
		d->fault.text = str_from(
			_("no form can keep all rows and rules: that is "
			  "proved"));
	}
}

/* ---- the whole ---- */

/* Of forms found in two steps, what was worse in either. */
static void merge_outcomes(struct drawer *d, const struct optimum *o)
{
	struct aim_outcome *kept =
		NEW_ARRAY(d->arena, o->outcome_count, struct aim_outcome);

	for (size_t i = 0; i < o->outcome_count; i++) {
		kept[i] = o->outcomes[i];
		if (i < d->out->aim_count) {
			const struct aim_outcome *before = &d->out->aims[i];

			kept[i].best = kept[i].best && before->best;
			kept[i].enough = kept[i].enough && before->enough;
			kept[i].late = kept[i].late || before->late;
			if (before->gap > kept[i].gap)
				kept[i] = *before;
		}
	}
	d->out->aims = kept;
	d->out->aim_count = o->outcome_count;
}

static size_t forms_from(const struct drawer *d, size_t first)
{
	return first ? (size_t)d->blueprint->forms.count - first
		     : d->plan.forms;
}

static void keep_bounds(struct optimum *o, const struct optimum *before)
{
	for (size_t i = 0; i < o->outcome_count; i++) {
		struct aim_outcome *now = &o->outcomes[i];

		/* What balance: adds to the rules is not in the aims' bounds,
		 * for other middles were possible. */
		now->bounded = before->outcomes[i].bounded && i == 0;
		now->best = false;
		if (now->bounded && before->outcomes[i].bound != 0) {
			now->bound = before->outcomes[i].bound;
			now->gap = fabs(now->value - now->bound) /
				fabs(now->bound);
		}
	}
}

static enum optimise_result optimise_once(struct drawer *d, uint64_t seed,
	size_t forms, const struct optimum *before, struct program *p,
	struct optimum *o)
{
	struct optimise_options options = {
		.seed = seed, .deadline = d->deadline};

	if (before) {
		options.units = before->units;
		options.unit_counts = before->unit_counts;
	}
	program_make(d->scratch, &d->plan, &d->limits, forms, p);
	return optimise(d->scratch, p, d->blueprint->aims,
		d->blueprint->aim_count, options, o);
}

bool draw_aimed(struct drawer *d, uint64_t seed, size_t first, size_t **chosen)
{
	struct arena_mark mark = arena_mark(d->scratch);
	size_t forms = forms_from(d, first);
	enum optimise_result result;
	struct optimum o, balanced;
	struct program p;

	result = optimise_once(d, seed + first, forms, NULL, &p, &o);
	if (result == OPTIMISE_FOUND && add_balance(d, &p, &o)) {
		result = optimise_once(
			d, seed + first, forms, &o, &p, &balanced);
		if (result == OPTIMISE_FOUND)
			keep_bounds(&balanced, &o);
		o = balanced;
	}
	if (result != OPTIMISE_FOUND) {
		blame(d, &p, &o, result == OPTIMISE_NONE);
		return false;
	}
	if (!place_forms(d, &p, &o, first, chosen))
		return false;
	merge_outcomes(d, &o);
	arena_release(d->scratch, mark);
	return true;
}
