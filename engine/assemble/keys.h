#ifndef ENGINE_ASSEMBLE_KEYS_H
#define ENGINE_ASSEMBLE_KEYS_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/rng.h"

/* The key letters of choice questions that follow one another on a form. */
struct key_slot {
	uint32_t letters; /* bit k: letter k is possible; at least one */
	size_t letter;    /* the one it gets, 0 for A */
};

/* Gives every slot a letter so that the letters are as even as they can be
 * (the sum of squares of their counts is least, by cost-reducing paths: Harvey,
 * Ladner, Lovász and Tamir 2003, "Semi-matchings for bipartite graphs"), and
 * no three slots in a row have the same one where a search over exchanges finds
 * it. Where all letters are possible everywhere each slot has each letter with
 * equal chances. */
void keys_settle(struct arena *arena, struct rng *rng, struct key_slot *slots,
	size_t count);

/* Greatest count of a letter minus the least, over letters that some slot can
 * have. */
size_t keys_spread(const struct key_slot *slots, size_t count);

/* How many slots begin three of the same letter. */
size_t keys_runs(const struct key_slot *slots, size_t count);

/* Whether in any order of the slots three of one letter follow one another,
 * because so many can have no other. */
bool keys_must_run(const struct key_slot *slots, size_t count);

#endif
