#ifndef ENGINE_ASSEMBLE_MATCH_H
#define ENGINE_ASSEMBLE_MATCH_H

#include "base/rng.h"
#include "engine/assemble/plan.h"

/* Questions matched to the places of forms: a maximum bipartite matching by
 * augmenting paths (Berge 1957), with bans and forced questions that a search
 * adds and takes back. */
enum { NOWHERE = UINT32_MAX };

/* A question that can be placed once; what must be on every form has one of
 * these for each form. */
struct match_item {
	uint32_t candidate;
	uint32_t form;                    /* only on this; NOWHERE: on any */
	uint32_t slot;                    /* NOWHERE: not placed */
	uint32_t bans;                    /* 1 + its last ban; 0 none */
	bool forced;                      /* must be placed */
	uint32_t forced_form, forced_row; /* NOWHERE: wherever it fits */
};

struct match_ban {
	uint32_t form, row; /* NOWHERE: any row */
	uint32_t next;
};

struct match {
	struct arena *arena;
	const struct plan *plan;
	size_t forms;
	struct match_item *items;
	size_t item_count;
	/* by candidate: its first item + 1, 0 none; its items stand together */
	uint32_t *item_of;
	/* lists[row * WISHES + wish]: the items that fit */
	uint32_t **lists;
	size_t *list_counts;
	size_t *list_starts; /* none before this is free */
	/* slot = (form * rows + row) * WISHES + wish */
	long *demand, *load;
	size_t slot_count;
	struct match_ban *bans;
	size_t ban_count, ban_capacity;
	uint32_t *visited; /* by slot: the round that last saw it */
	uint32_t round;
	/* Of the way being looked for: slots to look at, and by slot, which of
	 * its items would go where. */
	uint32_t *queue;
	struct match_step {
		uint32_t item, to;
	} * steps;
	size_t wanted, placed;
	bool stranded; /* something of with: fits no wish */
	size_t work;   /* left; when there is none, nothing is certain */
};

/* free_first: questions without passage or enemy are tried first. Lists longer
 * than any solution can need are cut, at random when there is an rng; never
 * those with a passage or an enemy. work: how many looks at a question may be
 * taken in all. */
struct match_options {
	struct rng *rng;
	bool free_first;
	size_t work;
};
struct match *match_new(struct arena *arena, const struct plan *plan,
	struct match_options options);

/* Places what is forced, then fills every slot. False when something forced
 * has no place or a slot cannot be filled, or the work is used up. */
bool match_fill(struct match *match);

/* A row's or all of a form's places are forbidden to an item. */
void match_ban(struct match *match, uint32_t item, uint32_t form, uint32_t row);
/* Takes the last ban back, which was this item's. */
void match_unban(struct match *match, uint32_t item);

bool match_allows(const struct match *match, uint32_t item, uint32_t slot);
void match_unplace(struct match *match, uint32_t item);

/* The item of a candidate on that form, or NOWHERE. */
uint32_t match_item_on(
	const struct match *match, uint32_t candidate, uint32_t form);

static inline uint32_t slot_of(
	const struct match *match, size_t form, size_t row, size_t wish)
{
	return (uint32_t)((form * match->plan->row_count + row) * WISHES +
		wish);
}

static inline uint32_t slot_form(const struct match *match, uint32_t slot)
{
	return (uint32_t)(slot / WISHES / match->plan->row_count);
}

static inline uint32_t slot_row(const struct match *match, uint32_t slot)
{
	return (uint32_t)(slot / WISHES % match->plan->row_count);
}

#endif
