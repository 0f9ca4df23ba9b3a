#include "engine/assemble/match.h"

/* What a list holds on the way: which candidates, with how many first that
 * must not be cut. */
struct gathering {
	struct match *match;
	struct match_options options;
	uint8_t *special; /* by candidate: has a passage, an enemy, is with */
	uint8_t *shared;  /* by candidate: may stand on every form */
};

static void mark_special(struct gathering *g)
{
	const struct plan *plan = g->match->plan;

	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];

		for (size_t i = 0; i < row->group_count; i++)
			for (size_t m = 0; m < row->groups[i].size; m++)
				g->special[row->groups[i].members[m]] = 1;
	}
	for (size_t i = 0; i < plan->pool->count; i++)
		g->special[i] |=
			g->shared[i] | plan_has_conflicts(plan, (uint32_t)i);
}

static void shuffle(struct rng *rng, uint32_t *values, size_t count)
{
	for (size_t i = count; rng && i > 1; i--) {
		size_t j = (size_t)rng_below(rng, i);
		uint32_t swap = values[i - 1];

		values[i - 1] = values[j];
		values[j] = swap;
	}
}

static void move_to(struct gathering *g, uint32_t *list, size_t count,
	uint8_t special, size_t *out)
{
	uint32_t *kept = NEW_ARRAY(g->match->arena, count, uint32_t);
	size_t n = 0, m;

	for (size_t i = 0; i < count; i++)
		if (g->special[list[i]] == special)
			kept[n++] = list[i];
	m = n;
	for (size_t i = 0; i < count; i++)
		if (g->special[list[i]] != special)
			kept[m++] = list[i];
	memcpy(list, kept, count * sizeof *list);
	*out = n;
}

/* Keeps what is special, and as many others as all forms together want: more
 * could never be needed, for the place could always be filled last. */
static size_t cut(struct gathering *g, uint32_t *list, size_t count)
{
	size_t specials, kept;

	shuffle(g->options.rng, list, count);
	move_to(g, list, count, 1, &specials);
	kept = specials + g->match->wanted;
	if (kept > count)
		kept = count;
	if (g->options.free_first)
		move_to(g, list, kept, 0, &specials);
	else
		shuffle(g->options.rng, list, kept);
	return kept;
}

static size_t row_class(const struct gathering *g, const struct plan_row *row,
	size_t class, uint32_t *out)
{
	size_t n = 0;

	if (row->single_count[class])
		memcpy(out, row->singles[class],
			row->single_count[class] * sizeof *out);
	n = row->single_count[class];
	for (size_t i = 0; i < row->group_count; i++)
		for (size_t m = 0; m < row->groups[i].size; m++) {
			uint32_t c = row->groups[i].members[m];

			if (plan_class(g->match->plan, row, c) == class)
				out[n++] = c;
		}
	return n;
}

static size_t row_size(const struct plan_row *row)
{
	size_t n = 0;

	for (size_t k = 0; k < row->class_count; k++)
		n += row->single_count[k];
	for (size_t i = 0; i < row->group_count; i++)
		n += row->groups[i].size;
	return n;
}

/* Items of a candidate: one, or one for each form. */
static uint32_t items_of(struct gathering *g, uint32_t candidate, size_t *count)
{
	struct match *match = g->match;
	size_t forms = match->plan->forms;

	*count = g->shared[candidate] ? forms : 1;
	if (!match->item_of[candidate]) {
		match->item_of[candidate] = (uint32_t)match->item_count + 1;
		for (size_t f = 0; f < *count; f++)
			match->items[match->item_count++] = (struct match_item){
				.candidate = candidate,
				.form = *count > 1 ? (uint32_t)f : NOWHERE,
				.slot = NOWHERE,
				.forced_form = NOWHERE,
				.forced_row = NOWHERE};
	}
	return match->item_of[candidate] - 1;
}

static void add_list(struct gathering *g, size_t row, size_t wish,
	const uint32_t *candidates, size_t count)
{
	struct match *match = g->match;
	size_t room = 0, n = 0, copies;
	uint32_t *list;

	for (size_t i = 0; i < count; i++)
		room += g->shared[candidates[i]] ? match->plan->forms : 1;
	list = NEW_ARRAY(match->arena, room, uint32_t);
	for (size_t i = 0; i < count; i++) {
		uint32_t first = items_of(g, candidates[i], &copies);

		for (size_t k = 0; k < copies; k++)
			list[n++] = first + (uint32_t)k;
	}
	match->lists[row * WISHES + wish] = list;
	match->list_counts[row * WISHES + wish] = n;
}

static void add_row(struct gathering *g, size_t r)
{
	const struct plan_row *row = &g->match->plan->rows[r];
	size_t all = 0;
	uint32_t *scratch = NEW_ARRAY(g->match->arena, row_size(row), uint32_t);

	for (size_t k = 0; k < row->class_count; k++) {
		size_t count = row_class(g, row, k, scratch);

		if (row->min[k])
			add_list(g, r, k, scratch, cut(g, scratch, count));
	}
	if (!row->any)
		return;
	for (size_t k = 0; k < row->class_count; k++)
		all += row_class(g, row, k, scratch + all);
	add_list(g, r, WISH_ANY, scratch, cut(g, scratch, all));
}

static void set_demand(struct match *match)
{
	const struct plan *plan = match->plan;

	match->forms = plan->forms;
	match->slot_count = match->forms * plan->row_count * WISHES;
	match->demand = NEW_ARRAY(match->arena, match->slot_count, long);
	match->load = NEW_ARRAY(match->arena, match->slot_count, long);
	match->visited = NEW_ARRAY(match->arena, match->slot_count, uint32_t);
	match->queue = NEW_ARRAY(match->arena, match->slot_count, uint32_t);
	match->steps =
		NEW_ARRAY(match->arena, match->slot_count, struct match_step);
	for (size_t f = 0; f < match->forms; f++)
		for (size_t r = 0; r < plan->row_count; r++) {
			const struct plan_row *row = &plan->rows[r];

			for (size_t k = 0; k < row->class_count; k++)
				match->demand[slot_of(match, f, r, k)] =
					row->min[k];
			match->demand[slot_of(match, f, r, WISH_ANY)] =
				row->any;
			match->wanted += (size_t)row->count;
		}
}

struct match *match_new(struct arena *arena, const struct plan *plan,
	struct match_options options)
{
	struct match *match = NEW(arena, struct match);
	struct gathering g = {match, options,
		NEW_ARRAY(arena, plan->pool->count, uint8_t),
		NEW_ARRAY(arena, plan->pool->count, uint8_t)};
	size_t room = plan->pool->count;

	*match = (struct match){
		.arena = arena, .plan = plan, .work = options.work};
	plan_mark_shared(plan, g.shared);
	mark_special(&g);
	set_demand(match);
	for (size_t i = 0; i < plan->pool->count; i++)
		room += g.shared[i] ? plan->forms : 0;
	match->items = NEW_ARRAY(arena, room, struct match_item);
	match->item_of = NEW_ARRAY(arena, plan->pool->count, uint32_t);
	match->lists = NEW_ARRAY(arena, plan->row_count * WISHES, uint32_t *);
	match->list_counts = NEW_ARRAY(arena, plan->row_count * WISHES, size_t);
	match->list_starts = NEW_ARRAY(arena, plan->row_count * WISHES, size_t);
	for (size_t r = 0; r < plan->row_count; r++)
		add_row(&g, r);
	for (size_t i = 0; i < plan->with_count; i++) {
		uint32_t first = match->item_of[plan->with[i].candidate];

		match->stranded |= !first;
		for (size_t f = 0; first && f < plan->forms; f++)
			match->items[first - 1 + f].forced = true;
	}
	return match;
}

void match_ban(struct match *match, uint32_t item, uint32_t form, uint32_t row)
{
	struct match_item *it = &match->items[item];

	*PUSH(match->arena, match->bans, match->ban_count,
		match->ban_capacity) = (struct match_ban){form, row, it->bans};
	it->bans = (uint32_t)match->ban_count;
	if (it->slot != NOWHERE && !match_allows(match, item, it->slot))
		match_unplace(match, item);
}

void match_unban(struct match *match, uint32_t item)
{
	match->items[item].bans = match->bans[--match->ban_count].next;
}

bool match_allows(const struct match *match, uint32_t item, uint32_t slot)
{
	const struct match_item *it = &match->items[item];
	uint32_t form = slot_form(match, slot), row = slot_row(match, slot);

	if (it->form != NOWHERE && it->form != form)
		return false;
	if (it->forced_row != NOWHERE &&
		(it->forced_row != row || it->forced_form != form))
		return false;
	for (uint32_t b = it->bans; b; b = match->bans[b - 1].next)
		if (match->bans[b - 1].form == form &&
			(match->bans[b - 1].row == NOWHERE ||
				match->bans[b - 1].row == row))
			return false;
	return true;
}

static void lift(struct match *match, uint32_t item)
{
	match->load[match->items[item].slot]--;
	match->items[item].slot = NOWHERE;
	match->placed--;
}

void match_unplace(struct match *match, uint32_t item)
{
	lift(match, item);
	memset(match->list_starts, 0,
		match->plan->row_count * WISHES * sizeof *match->list_starts);
}

/* Counts what is looked at; false when too much was. */
static bool spend(struct match *match, size_t work)
{
	match->work -= work < match->work ? work : match->work;
	return match->work;
}

static void place(struct match *match, uint32_t item, uint32_t slot)
{
	if (match->items[item].slot != NOWHERE)
		lift(match, item);
	match->items[item].slot = slot;
	match->load[slot]++;
	match->placed++;
}

static size_t list_index(const struct match *match, uint32_t slot)
{
	return slot_row(match, slot) * WISHES + slot % WISHES;
}

static size_t list_of(
	const struct match *match, uint32_t slot, const uint32_t **list)
{
	size_t index = list_index(match, slot);

	*list = match->lists[index];
	return match->list_counts[index];
}

/* A free item that the slot may have, or NOWHERE. Those before the list's start
 * are placed and stay so, if elsewhere, until one is set free. */
static uint32_t free_item(struct match *match, uint32_t slot)
{
	size_t *start = &match->list_starts[list_index(match, slot)];
	const uint32_t *list;
	size_t count = list_of(match, slot, &list), i;

	while (*start < count && match->items[list[*start]].slot != NOWHERE)
		++*start;
	for (i = *start; i < count; i++)
		if (match->items[list[i]].slot == NOWHERE &&
			match_allows(match, list[i], slot))
			break;
	(void)spend(match, i - *start + 1);
	return i < count ? list[i] : NOWHERE;
}

/* Queues the slots whose items this one could take over. */
static size_t queue_rivals(struct match *match, uint32_t slot, size_t tail)
{
	const uint32_t *list;
	size_t count = list_of(match, slot, &list);

	if (!spend(match, count))
		return tail;
	for (size_t i = 0; i < count; i++) {
		uint32_t other = match->items[list[i]].slot;

		if (other == NOWHERE || match->visited[other] == match->round ||
			!match_allows(match, list[i], slot))
			continue;
		match->visited[other] = match->round;
		match->steps[other] = (struct match_step){list[i], slot};
		match->queue[tail++] = other;
	}
	return tail;
}

/* One more question for the slot: a free one, or one of another slot that can
 * find another for itself, and so on, by a shortest way. */
static bool augment(struct match *match, uint32_t start)
{
	size_t head = 0, tail = 0;

	match->visited[start] = match->round;
	match->queue[tail++] = start;
	while (head < tail) {
		uint32_t slot = match->queue[head++];
		uint32_t item = free_item(match, slot);

		if (item == NOWHERE) {
			tail = queue_rivals(match, slot, tail);
			continue;
		}
		while (slot != start) {
			struct match_step step = match->steps[slot];

			place(match, item, slot);
			lift(match, step.item);
			item = step.item;
			slot = step.to;
		}
		place(match, item, slot);
		return true;
	}
	return false;
}

static bool in_list(struct match *match, uint32_t slot, uint32_t item)
{
	const uint32_t *list;
	size_t count = list_of(match, slot, &list);

	if (!spend(match, count))
		return false;
	for (size_t i = 0; i < count; i++)
		if (list[i] == item)
			return true;
	return false;
}

/* An item of the slot that need not be placed, or NOWHERE. */
static uint32_t loose_item(const struct match *match, uint32_t slot)
{
	const uint32_t *list;
	size_t count = list_of(match, slot, &list);

	for (size_t i = 0; i < count; i++)
		if (match->items[list[i]].slot == slot &&
			!match->items[list[i]].forced)
			return list[i];
	return NOWHERE;
}

static bool force(struct match *match, uint32_t item);

/* Moves one forced item of a full slot elsewhere. */
static bool make_room(struct match *match, uint32_t slot)
{
	uint32_t loose = loose_item(match, slot);
	const uint32_t *list;
	size_t count = list_of(match, slot, &list);

	if (match->load[slot] < match->demand[slot])
		return true;
	if (loose != NOWHERE) {
		match_unplace(match, loose);
		return true;
	}
	for (size_t i = 0; i < count; i++)
		if (match->items[list[i]].slot == slot && force(match, list[i]))
			return true;
	return false;
}

/* Finds a place for a forced item; slots are looked at once a round. */
static bool force(struct match *match, uint32_t item)
{
	for (uint32_t slot = 0; slot < match->slot_count; slot++) {
		if (match->visited[slot] == match->round ||
			!match->demand[slot] ||
			!match_allows(match, item, slot) ||
			!in_list(match, slot, item))
			continue;
		match->visited[slot] = match->round;
		if (make_room(match, slot)) {
			place(match, item, slot);
			return true;
		}
	}
	return false;
}

bool match_fill(struct match *match)
{
	if (match->stranded)
		return false;
	for (uint32_t i = 0; i < match->item_count; i++) {
		struct match_item *item = &match->items[i];

		if (item->slot != NOWHERE &&
			!match_allows(match, i, item->slot))
			match_unplace(match, i);
	}
	for (uint32_t i = 0; i < match->item_count; i++) {
		match->round++;
		if (match->items[i].forced && match->items[i].slot == NOWHERE &&
			!force(match, i))
			return false;
	}
	for (uint32_t slot = 0; slot < match->slot_count; slot++)
		while (match->load[slot] < match->demand[slot]) {
			match->round++;
			if (!augment(match, slot))
				return false;
		}
	return true;
}

uint32_t match_item_on(
	const struct match *match, uint32_t candidate, uint32_t form)
{
	uint32_t first = match->item_of[candidate];

	if (!first)
		return NOWHERE;
	for (uint32_t i = first - 1;
		i < match->item_count && match->items[i].candidate == candidate;
		i++)
		if (match->items[i].form == NOWHERE ||
			match->items[i].form == form)
			return i;
	return NOWHERE;
}
