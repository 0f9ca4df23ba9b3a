#include "engine/assemble/search.h"

#include "engine/assemble/match.h"
#include "engine/assemble/shortage.h"
#include "engine/assemble/taken.h"

enum {
	BRANCH_LIMIT = 20000,
	WORK_LIMIT = 100000000,
	QUICK_LIMIT = 300,
	BRIEF = 100,
	DEPTH_LIMIT = 4000, /* of the recursion, for the stack's sake */
};

struct searcher {
	struct arena *arena;
	const struct plan *plan;
	struct match *match;
	struct rng *rng;
	size_t branches, limit, depth;
	/* group_of[row * items + item]: 1 + the passage, 0 none */
	uint32_t *group_of;
	uint32_t *seen;     /* by passage of the row at hand */
	size_t *group_base; /* by row: where its passages begin in seen */
	size_t group_total;
	struct taken taken;
	uint32_t *on_form;
};

/* What is wrong with a matching: a passage split on a form, or two questions
 * together that may not be. */
struct flaw {
	bool split;
	uint32_t form, row;
	const struct group *group;
	uint32_t a, b; /* items */
};

static uint32_t group_of(const struct searcher *s, uint32_t row, uint32_t item)
{
	return s->group_of ? s->group_of[row * s->match->item_count + item] : 0;
}

static void map_groups(struct searcher *s)
{
	const struct plan *plan = s->plan;

	s->group_base = NEW_ARRAY(s->arena, plan->row_count, size_t);
	for (size_t r = 0; r < plan->row_count; r++) {
		s->group_base[r] = s->group_total;
		s->group_total += plan->rows[r].group_count;
	}
	if (!s->group_total)
		return;
	s->seen = NEW_ARRAY(s->arena, s->group_total, uint32_t);
	s->group_of = NEW_ARRAY(
		s->arena, plan->row_count * s->match->item_count, uint32_t);
	for (size_t r = 0; r < plan->row_count; r++)
		for (size_t g = 0; g < plan->rows[r].group_count; g++) {
			const struct group *group = &plan->rows[r].groups[g];

			for (size_t m = 0; m < group->size; m++)
				for (uint32_t i = s->match->item_of
							  [group->members[m]] -
						1;
					i < s->match->item_count &&
					s->match->items[i].candidate ==
						group->members[m];
					i++)
					s->group_of[r * s->match->item_count +
						i] = (uint32_t)g + 1;
		}
}

/* Items on a form, into on_form. */
static size_t gather(struct searcher *s, uint32_t form)
{
	size_t count = 0;

	for (uint32_t i = 0; i < s->match->item_count; i++)
		if (s->match->items[i].slot != NOWHERE &&
			slot_form(s->match, s->match->items[i].slot) == form)
			s->on_form[count++] = i;
	return count;
}

static size_t group_index(const struct searcher *s, uint32_t item)
{
	uint32_t row = slot_row(s->match, s->match->items[item].slot);
	uint32_t group = group_of(s, row, item);

	return group ? s->group_base[row] + group : 0;
}

static bool split_on(
	struct searcher *s, uint32_t form, size_t count, struct flaw *flaw)
{
	bool found = false;

	for (size_t i = 0; s->group_total && i < count; i++) {
		size_t index = group_index(s, s->on_form[i]);

		if (index)
			s->seen[index - 1]++;
	}
	for (size_t i = 0; s->group_total && i < count; i++) {
		uint32_t item = s->on_form[i];
		size_t index = group_index(s, item);
		uint32_t row = slot_row(s->match, s->match->items[item].slot);
		const struct group *group;

		if (!index || !s->seen[index - 1])
			continue;
		group = &s->plan->rows[row].groups[group_of(s, row, item) - 1];
		if (s->seen[index - 1] != group->size && !found) {
			*flaw = (struct flaw){.split = true,
				.form = form,
				.row = row,
				.group = group};
			found = true;
		}
		s->seen[index - 1] = 0;
	}
	return found;
}

/* The first earlier item on the form that may not meet this one. */
static uint32_t partner(const struct searcher *s, size_t i)
{
	const struct match_item *items = s->match->items;

	for (size_t k = 0; k < i; k++) {
		uint32_t a = items[s->on_form[k]].candidate;
		uint32_t b = items[s->on_form[i]].candidate;

		if (a == b || plan_conflict(s->plan, a, b))
			return s->on_form[k];
	}
	return NOWHERE;
}

static bool meets_on(
	struct searcher *s, uint32_t form, size_t count, struct flaw *flaw)
{
	const struct match_item *items = s->match->items;
	size_t added = 0;
	bool found = false;

	while (added < count && !found) {
		if (taken_add(&s->taken, items[s->on_form[added]].candidate)) {
			added++;
			continue;
		}
		*flaw = (struct flaw){.form = form,
			.a = s->on_form[added],
			.b = partner(s, added)};
		found = true;
	}
	for (size_t i = 0; i < added; i++)
		taken_drop(&s->taken, items[s->on_form[i]].candidate);
	return found;
}

static bool find_flaw(struct searcher *s, struct flaw *flaw)
{
	for (uint32_t f = 0; f < s->match->forms; f++) {
		size_t count = gather(s, f);

		if (split_on(s, f, count, flaw) || meets_on(s, f, count, flaw))
			return true;
	}
	return false;
}

static enum search_result descend(struct searcher *s);

/* The item of a member; NOWHERE when its class is not asked for, so that the
 * passage cannot come whole. */
static uint32_t member_item(
	const struct searcher *s, const struct flaw *flaw, size_t i)
{
	return match_item_on(s->match, flaw->group->members[i], flaw->form);
}

static enum search_result without_group(
	struct searcher *s, const struct flaw *flaw)
{
	enum search_result result;
	size_t n = 0;

	for (; n < flaw->group->size; n++)
		if (member_item(s, flaw, n) != NOWHERE)
			match_ban(s->match, member_item(s, flaw, n), flaw->form,
				flaw->row);
	result = descend(s);
	while (result != SEARCH_FOUND && n-- > 0)
		if (member_item(s, flaw, n) != NOWHERE)
			match_unban(s->match, member_item(s, flaw, n));
	return result;
}

static bool force_member(struct match_item *item, const struct flaw *flaw)
{
	bool possible = item->forced_row == NOWHERE ||
		(item->forced_row == flaw->row &&
			item->forced_form == flaw->form);

	item->forced = true;
	item->forced_row = flaw->row;
	item->forced_form = flaw->form;
	return possible;
}

static enum search_result with_group(
	struct searcher *s, const struct flaw *flaw)
{
	size_t size = flaw->group->size;
	struct match_item *before =
		NEW_ARRAY(s->arena, size, struct match_item);
	enum search_result result = SEARCH_NONE;
	bool possible = true;

	for (size_t i = 0; i < size; i++)
		if (member_item(s, flaw, i) == NOWHERE)
			return SEARCH_NONE;
	for (size_t i = 0; i < size; i++) {
		struct match_item *item =
			&s->match->items[member_item(s, flaw, i)];

		before[i] = *item;
		possible = force_member(item, flaw) && possible;
	}
	if (possible)
		result = descend(s);
	for (size_t i = 0; result != SEARCH_FOUND && i < size; i++) {
		struct match_item *item =
			&s->match->items[member_item(s, flaw, i)];

		item->forced = before[i].forced;
		item->forced_row = before[i].forced_row;
		item->forced_form = before[i].forced_form;
	}
	return result;
}

/* Either of two items stays off the form; one that is forced cannot. */
static enum search_result without_item(
	struct searcher *s, uint32_t form, uint32_t item)
{
	const struct match_item *it = &s->match->items[item];
	enum search_result result;

	if (it->forced &&
		(it->form == form || it->forced_form == form ||
			s->match->forms == 1))
		return SEARCH_NONE;
	match_ban(s->match, item, form, NOWHERE);
	result = descend(s);
	if (result != SEARCH_FOUND)
		match_unban(s->match, item);
	return result;
}

static enum search_result take_branch(
	struct searcher *s, const struct flaw *flaw, bool first)
{
	if (flaw->split)
		return first ? without_group(s, flaw) : with_group(s, flaw);
	return without_item(s, flaw->form, first ? flaw->a : flaw->b);
}

static enum search_result branch(struct searcher *s, const struct flaw *flaw)
{
	enum search_result result, other;
	bool first = s->rng ? rng_below(s->rng, 2) == 0 : true;

	result = take_branch(s, flaw, first);
	if (result == SEARCH_FOUND)
		return result;
	other = take_branch(s, flaw, !first);
	return other == SEARCH_NONE ? result : other;
}

static enum search_result descend(struct searcher *s)
{
	enum search_result result;
	struct flaw flaw;

	if (s->branches++ >= s->limit || s->depth >= DEPTH_LIMIT)
		return SEARCH_UNKNOWN;
	if (!match_fill(s->match))
		return s->match->work ? SEARCH_NONE : SEARCH_UNKNOWN;
	if (!find_flaw(s, &flaw))
		return SEARCH_FOUND;
	s->depth++;
	result = branch(s, &flaw);
	s->depth--;
	return result;
}

/* The matched questions as the rows' places, class by class, any: last. */
static void read_off(struct searcher *s, struct search *out)
{
	size_t rows = s->plan->row_count, count = 0;
	size_t *next = NEW_ARRAY(s->arena, s->match->slot_count, size_t);
	uint32_t **places = NEW_ARRAY(s->arena, s->match->forms, uint32_t *);

	for (size_t f = 0; f < s->match->forms; f++) {
		count = 0;
		for (size_t slot = f * rows * WISHES;
			slot < (f + 1) * rows * WISHES; slot++) {
			next[slot] = count;
			count += (size_t)s->match->demand[slot];
		}
		places[f] = NEW_ARRAY(s->arena, count, uint32_t);
	}
	for (size_t i = 0; i < s->match->item_count; i++) {
		const struct match_item *item = &s->match->items[i];

		if (item->slot != NOWHERE)
			places[slot_form(s->match, item->slot)]
			      [next[item->slot]++] = item->candidate;
	}
	out->places = places;
	out->place_count = count;
}

static enum search_result run(struct arena *arena, const struct plan *plan,
	struct search_options options, bool free_first, struct search *out)
{
	struct searcher s = {.arena = arena, .plan = plan, .rng = options.rng};
	size_t most = free_first ? BRANCH_LIMIT : QUICK_LIMIT;
	enum search_result result;

	s.match = match_new(arena, plan,
		(struct match_options){.rng = options.rng,
			.free_first = free_first,
			.work = options.brief ? WORK_LIMIT / BRIEF
					      : WORK_LIMIT});
	s.limit = (size_t)(options.brief ? WORK_LIMIT / BRIEF : WORK_LIMIT) /
			(s.match->item_count * s.match->forms + 1) +
		10;
	if (s.limit > most)
		s.limit = most;
	s.taken = taken_new(arena, plan);
	s.on_form = NEW_ARRAY(arena, s.match->item_count, uint32_t);
	map_groups(&s);
	result = descend(&s);
	if (result == SEARCH_FOUND)
		read_off(&s, out);
	out->branches += s.branches;
	return result;
}

static enum search_result deal(struct arena *arena, const struct plan *plan,
	struct rng *rng, struct search *out)
{
	uint32_t **places = NEW_ARRAY(arena, plan->forms, uint32_t *);

	for (size_t r = 0; r < plan->row_count; r++)
		out->place_count += (size_t)plan->rows[r].count;
	for (size_t f = 0; f < plan->forms; f++)
		places[f] = NEW_ARRAY(arena, out->place_count, uint32_t);
	out->places = places;
	return shortage_deal(arena, plan, rng, places) ? SEARCH_FOUND
						       : SEARCH_NONE;
}

enum search_result search_run(struct arena *arena, const struct plan *plan,
	struct search_options options, struct search *out)
{
	enum search_result result = SEARCH_UNKNOWN;

	*out = (struct search){0};
	if (plan->fault_count)
		return SEARCH_NONE;
	if (plan_is_plain(plan))
		return deal(arena, plan, options.rng, out);
	if (options.rng)
		result = run(arena, plan, options, false, out);
	if (result == SEARCH_UNKNOWN)
		result = run(arena, plan, options, true, out);
	return result;
}
