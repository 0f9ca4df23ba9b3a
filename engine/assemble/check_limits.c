#include "engine/assemble/check_limits.h"

#include "base/i18n.h"
#include "engine/assemble/assemble.h"
#include "engine/assemble/check_conflict.h"
#include "engine/assemble/limits.h"

enum { TRIAL_SEED = 1 };

static void warn(struct limits_check *c, struct str text)
{
	*PUSH(c->arena, c->warnings, c->warning_count, c->warning_capacity) =
		text;
}

static struct shortfall *add_shortfall(
	struct limits_check *c, struct place at, struct str text)
{
	struct shortfall *shortfall = PUSH(c->arena, c->shortfalls,
		c->shortfall_count, c->shortfall_capacity);

	*shortfall = (struct shortfall){.at = at, .text = text};
	return shortfall;
}

static struct rule_check *add_rule(
	struct limits_check *c, struct place at, struct str text)
{
	struct rule_check *rule =
		PUSH(c->arena, c->rules, c->rule_count, c->rule_capacity);

	*rule = (struct rule_check){.at = at, .text = text};
	return rule;
}

/* ---- what cannot be ---- */

static size_t ability_of(const struct limit *limit)
{
	size_t k = 0;

	while (k + 1 < limit->rule->ability_count &&
		limit->rule->abilities[k].theta != limit->theta)
		k++;
	return k;
}

/* A bound on information has a thousandth to spare, for its millionths. */
static const struct edit *bound_edit(
	struct limits_check *c, const struct limit *limit, bool low, long bound)
{
	struct edit *edit = NEW(c->arena, struct edit);
	bool information = limit->kind == RULE_INFORMATION;

	*edit = (struct edit){.kind = low ? EDIT_LEAST : EDIT_MOST,
		.at = limit->at,
		.to = information ? bound / POINT + !low : bound,
		.whole = limit->kind == RULE_COUNT};
	if (information)
		edit->index = ability_of(limit);
	return edit;
}

/* bound: what would be enough. */
static void add_impossible(
	struct limits_check *c, const struct limit *limit, bool low, long bound)
{
	const char *number = limit_number(c->arena, limit, bound).ptr;
	struct relaxation *mend = NEW(c->arena, struct relaxation);
	struct shortfall *shortfall = add_shortfall(c, limit->at,
		str_format(c->arena,
			low ? _("line %u: %s; but whatever is drawn, it is %s "
				"at most")
			    : _("line %u: %s; but whatever is drawn, it is %s "
				"at least"),
			limit->at.line, limit_text(c->arena, limit).ptr,
			number));

	mend->at = limit->at;
	mend->text = str_format(c->arena,
		low ? _("lower the least of line %u to %s")
		    : _("raise the most of line %u to %s"),
		limit->at.line, number);
	mend->edits = bound_edit(c, limit, low, bound);
	mend->edit_count = 1;
	shortfall->relaxations = mend;
	shortfall->relaxation_count = 1;
}

static void check_reach(struct limits_check *c, const struct limits *limits,
	const struct limit *limit)
{
	long least, most;

	if (!limit_reach(c->scratch, limits, limit, &least, &most))
		return;
	if (limit->at_least != RULE_NO_BOUND && most < limit->at_least)
		add_impossible(c, limit, true, most);
	else if (limit->at_most != RULE_NO_BOUND && least > limit->at_most)
		add_impossible(c, limit, false, least);
}

/* ---- what is not said ---- */

static const char *silent_text(const struct limit *limit, size_t count)
{
	if (limit->kind == RULE_MEAN)
		return i18n_plural(
			"line %u: %zu of the %zu questions that may be drawn "
			"does not say its %s; the mean is of the others",
			"line %u: %zu of the %zu questions that may be drawn "
			"do not say their %s; the mean is of the others",
			count);
	return i18n_plural(
		"line %u: %zu of the %zu questions that may be drawn does not "
		"say its %s, and counts as 0",
		"line %u: %zu of the %zu questions that may be drawn do not "
		"say their %s, and count as 0",
		count);
}

static const char *const attributes[] = {
	[ATTRIBUTE_POINTS] = N_("points"),
	[ATTRIBUTE_SECONDS] = N_("seconds"),
	[ATTRIBUTE_DIFFICULTY] = N_("difficulty"),
	[ATTRIBUTE_EXPECTED] = N_("points or difficulty"),
};

static void check_silent(struct limits_check *c, const struct limits *limits,
	const struct limit *limit)
{
	size_t of, without;

	if (limit->kind == RULE_COUNT)
		return;
	without = limit_without(c->scratch, limits, limit, &of);
	if (!without || (limit > limits->v && limit[-1].rule == limit->rule))
		return;
	warn(c,
		str_format(c->arena, silent_text(limit, without),
			limit->at.line, without, of,
			limit->values ? _("IRT parameters")
				      : _(attributes[limit->attribute])));
}

/* What the aims are about. */
static void check_aims(struct limits_check *c)
{
	const struct blueprint *b = c->plan->blueprint;

	for (size_t i = 0; i < b->aim_count; i++) {
		const struct aim *aim = &b->aims[i];
		struct limits one = {.plan = c->plan};

		if (aim->what == AIM_INFORMATION && aim->point_count)
			limits_add_information(c->scratch, &one, aim->at,
				aim->points[0].theta);
		else if (aim->what == AIM_SUM || aim->what == AIM_MEAN)
			limits_add(c->scratch, &one, aim->attribute, aim->at, 0,
				0);
		if (one.count)
			check_silent(c, &one, one.v);
	}
}

/* ---- what is left to chance ---- */

static bool fits_limit(const struct limit *limit, uint32_t candidate)
{
	return limit->fits[candidate / 64] >> candidate % 64 & 1;
}

/* Questions that may be drawn and that the rule counts. */
static size_t count_fitting(struct limits_check *c, const struct limit *limit)
{
	const struct plan *plan = c->plan;
	uint8_t *seen = NEW_ARRAY(c->scratch, plan->pool->count, uint8_t);
	size_t count = 0;

	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];

		for (size_t k = 0; k < row->class_count; k++)
			for (size_t i = 0; i < row->single_count[k]; i++)
				seen[row->singles[k][i]] = 1;
		for (size_t g = 0; g < row->group_count; g++)
			for (size_t i = 0; i < row->groups[g].size; i++)
				seen[row->groups[g].members[i]] = 1;
	}
	for (uint32_t i = 0; i < plan->pool->count; i++)
		count += seen[i] && fits_limit(limit, i);
	return count;
}

/* A rule that takes all there is of something. */
static void check_chance(struct limits_check *c, const struct limits *limits,
	const struct limit *limit)
{
	long wanted = limit->at_least;
	size_t there;

	if (limit->kind != RULE_COUNT || wanted <= 0)
		return;
	wanted -= limit_of_picks(limits, limit).total;
	there = count_fitting(c, limit);
	if (wanted <= 0 || (size_t)wanted * c->plan->forms != there)
		return;
	warn(c,
		str_format(c->arena,
			i18n_plural(
				"line %u leaves nothing to chance: it takes "
				"the only %zu question there is of %s",
				"line %u leaves nothing to chance: it takes "
				"all %zu questions there are of %s",
				there),
			limit->at.line, there,
			check_cell_text(c->arena, &limit->rule->filter).ptr));
}

/* ---- a trial ---- */

static long value_on(const struct limits *limits, const struct limit *limit,
	const struct draw *draw, size_t form)
{
	struct tally sum = {0};

	for (size_t k = 0; k < draw->count; k++) {
		struct tally one = limit_at(limits, limit, draw->part[k],
			draw->cell[k], draw->chosen[form][k]);

		sum.total += one.total;
		sum.count += one.count;
	}
	return limit_value(limit, sum);
}

static void range_on(const struct limits *limits, const struct limit *limit,
	const struct draw *draw, long *least, long *most)
{
	for (size_t f = 0; f < draw->form_count; f++) {
		long value = value_on(limits, limit, draw, f);

		*least = !f || value < *least ? value : *least;
		*most = !f || value > *most ? value : *most;
	}
}

/* "3", or of forms that differ "3 to 5". */
static struct str drawn_text(struct limits_check *c,
	const struct limits *limits, const struct limit *limit,
	const struct draw *draw)
{
	long least = 0, most = 0;

	range_on(limits, limit, draw, &least, &most);
	if (least < 0)
		return STR("");
	if (least == most)
		return limit_number(c->arena, limit, least);
	return str_format(c->arena, _("%s to %s"),
		limit_number(c->arena, limit, least).ptr,
		limit_number(c->arena, limit, most).ptr);
}

static bool is_balanced(const struct blueprint *b, int a)
{
	return b->balance.spread[a] != RULE_NO_BOUND;
}

static bool has_balance(const struct blueprint *b)
{
	for (int a = 0; a < ATTRIBUTE_COUNT; a++)
		if (is_balanced(b, a))
			return true;
	return false;
}

/* draw NULL: there is no trial. */
static void add_balance(struct limits_check *c, const struct draw *draw)
{
	const struct blueprint *b = c->plan->blueprint;
	struct limits one = {.plan = c->plan};

	for (int a = 0; a < ATTRIBUTE_COUNT; a++) {
		struct rule_check *rule;
		long least = 0, most = 0;
		const struct limit *limit;

		if (!is_balanced(b, a))
			continue;
		limits_add(c->scratch, &one, (enum attribute)a,
			b->balance.at[a], 0, b->balance.spread[a]);
		limit = &one.v[one.count - 1];
		rule = add_rule(c, limit->at,
			str_format(c->arena,
				_("%s: at most %s apart from form to form"),
				limit_name(limit),
				limit_number(c->arena, limit, limit->at_most)
					.ptr));
		if (!draw)
			continue;
		range_on(&one, limit, draw, &least, &most);
		rule->drawn = limit_number(c->arena, limit, most - least);
	}
}

/* Whether there are such forms, not which come nearest to the aims. */
static void try_draw(struct limits_check *c, const struct limits *limits)
{
	struct blueprint aimless = *c->plan->blueprint;
	struct draw_fault fault;
	struct draw draw;

	aimless.aim_count = 0;
	if (!draw_try(c->scratch, &aimless, c->plan->pool, TRIAL_SEED, &draw,
		    &fault)) {
		add_balance(c, NULL);
		add_shortfall(c, fault.at,
			str_copy(c->arena,
				fault.text.len
					? fault.text
					: str_from(_("no questions were found "
						     "that make such "
						     "forms"))));
		return;
	}
	for (size_t l = 0; l < limits->count; l++)
		c->rules[l].drawn = drawn_text(c, limits, &limits->v[l], &draw);
	add_balance(c, &draw);
	for (size_t i = 0; i < draw.note_count; i++)
		warn(c, str_copy(c->arena, draw.notes[i]));
}

void check_limits(struct limits_check *c, bool trial)
{
	const struct blueprint *b = c->plan->blueprint;
	struct limits limits;

	limits_make(c->scratch, c->plan, &limits);
	check_aims(c);
	for (size_t l = 0; l < limits.count; l++) {
		add_rule(c, limits.v[l].at, limit_text(c->arena, &limits.v[l]));
		check_silent(c, &limits, &limits.v[l]);
		check_reach(c, &limits, &limits.v[l]);
		check_chance(c, &limits, &limits.v[l]);
	}
	if (!limits.count && !has_balance(b) && b->forms.mode != FORMS_OVERLAP)
		return;
	if (trial && limits.count && !c->shortfall_count)
		check_conflict(c, &limits);
	if (trial && !c->shortfall_count)
		try_draw(c, &limits);
	else
		add_balance(c, NULL);
}
