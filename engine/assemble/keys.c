#include "engine/assemble/keys.h"

#include <string.h>

enum { LETTERS = 32, NO_LETTER = LETTERS, RESTARTS = 8, RUN = 3 };

struct keys {
	struct arena *arena;
	struct rng *rng;
	struct key_slot *slots;
	size_t count;
	size_t load[LETTERS];
};

static bool may(const struct key_slot *slot, size_t letter)
{
	return slot->letters >> letter & 1;
}

/* The possible letter that fewest have so far; each of several equally
 * likely. */
static size_t least_loaded(struct keys *k, const struct key_slot *slot)
{
	size_t best = NO_LETTER, ties = 0;

	for (size_t letter = 0; letter < LETTERS; letter++) {
		if (!may(slot, letter))
			continue;
		if (best == NO_LETTER || k->load[letter] < k->load[best]) {
			best = letter;
			ties = 1;
		} else if (k->load[letter] == k->load[best] &&
			rng_below(k->rng, ++ties) == 0) {
			best = letter;
		}
	}
	return best;
}

static void deal(struct keys *k)
{
	size_t *order = NEW_ARRAY(k->arena, k->count, size_t);

	memset(k->load, 0, sizeof k->load);
	for (size_t i = 0; i < k->count; i++)
		order[i] = i;
	rng_shuffle(k->rng, order, k->count);
	for (size_t i = 0; i < k->count; i++) {
		struct key_slot *slot = &k->slots[order[i]];

		slot->letter = least_loaded(k, slot);
		k->load[slot->letter]++;
	}
}

/* Letters reached by changing one slot after another; via[b] is the slot that
 * would change to b. */
struct reach {
	size_t via[LETTERS];
	bool seen[LETTERS];
	size_t queue[LETTERS], head, tail;
};

static void visit(const struct keys *k, struct reach *r, size_t letter)
{
	for (size_t i = 0; i < k->count; i++) {
		if (k->slots[i].letter != letter)
			continue;
		for (size_t to = 0; to < LETTERS; to++) {
			if (!may(&k->slots[i], to) || r->seen[to])
				continue;
			r->seen[to] = true;
			r->via[to] = i;
			r->queue[r->tail++] = to;
		}
	}
}

/* Moves one question from a letter to one that two fewer have, through others
 * when need be. */
static bool relieve(struct keys *k, size_t from)
{
	struct reach r = {.seen = {[0] = false}};

	r.seen[from] = true;
	r.queue[r.tail++] = from;
	while (r.head < r.tail) {
		size_t letter = r.queue[r.head++];

		if (k->load[letter] + 2 > k->load[from]) {
			visit(k, &r, letter);
			continue;
		}
		k->load[letter]++;
		k->load[from]--;
		while (letter != from) {
			size_t slot = r.via[letter], before;

			before = k->slots[slot].letter;
			k->slots[slot].letter = letter;
			letter = before;
		}
		return true;
	}
	return false;
}

static void even_out(struct keys *k)
{
	bool moved = true;

	while (moved) {
		moved = false;
		for (size_t letter = 0; letter < LETTERS; letter++)
			while (k->load[letter] > 1 && relieve(k, letter))
				moved = true;
	}
}

static bool run_at(const struct key_slot *slots, size_t count, size_t i)
{
	return i + 2 < count && slots[i].letter == slots[i + 1].letter &&
		slots[i].letter == slots[i + 2].letter;
}

/* Runs that a slot is in. */
static size_t runs_around(const struct keys *k, size_t i)
{
	size_t runs = 0;

	for (size_t start = i < 2 ? 0 : i - 2; start <= i; start++)
		runs += run_at(k->slots, k->count, start);
	return runs;
}

/* Runs that either is in, those of both counted once or twice alike before and
 * after: only the difference counts, and a change that leaves none is seen. */
static size_t runs_of(const struct keys *k, size_t i, size_t j)
{
	return runs_around(k, i) + (i == j ? 0 : runs_around(k, j));
}

static void swap_letters(struct keys *k, size_t i, size_t j)
{
	size_t letter = k->slots[i].letter;

	k->slots[i].letter = k->slots[j].letter;
	k->slots[j].letter = letter;
}

/* Exchanges the letters of two slots when no more runs come of it. */
static bool exchange(struct keys *k, size_t i, size_t j, bool strictly)
{
	size_t before, after;

	if (k->slots[i].letter == k->slots[j].letter ||
		!may(&k->slots[i], k->slots[j].letter) ||
		!may(&k->slots[j], k->slots[i].letter))
		return false;
	before = runs_of(k, i, j);
	swap_letters(k, i, j);
	after = runs_of(k, i, j);
	if (after < before || (!strictly && after == before))
		return true;
	swap_letters(k, i, j);
	return false;
}

/* Another letter for a slot, of which one fewer are there: as even as
 * before. */
static bool change(struct keys *k, size_t i, size_t letter)
{
	size_t old = k->slots[i].letter, before = runs_around(k, i);

	if (!may(&k->slots[i], letter) || k->load[letter] + 1 != k->load[old])
		return false;
	k->slots[i].letter = letter;
	if (runs_around(k, i) >= before) {
		k->slots[i].letter = old;
		return false;
	}
	k->load[letter]++;
	k->load[old]--;
	return true;
}

/* Takes one slot out of a run, or moves things about so that the next try has
 * other chances. */
static void mend(struct keys *k, size_t run)
{
	size_t i = run + (size_t)rng_below(k->rng, RUN);
	size_t from = (size_t)rng_below(k->rng, k->count);

	for (size_t n = 0; n < k->count; n++)
		if (exchange(k, i, (from + n) % k->count, true))
			return;
	for (size_t letter = 0; letter < LETTERS; letter++)
		if (change(k, i, letter))
			return;
	for (size_t n = 0; n < k->count; n++)
		if (exchange(k, (size_t)rng_below(k->rng, k->count),
			    (from + n) % k->count, false))
			return;
}

/* A run of slots that can have no other letter. */
static bool is_stuck(const struct key_slot *slots, size_t count, size_t i)
{
	return i + 2 < count && slots[i].letters == slots[i + 1].letters &&
		slots[i].letters == slots[i + 2].letters &&
		!(slots[i].letters & (slots[i].letters - 1));
}

static size_t count_stuck(const struct key_slot *slots, size_t count)
{
	size_t stuck = 0;

	for (size_t i = 0; i < count; i++)
		stuck += is_stuck(slots, count, i);
	return stuck;
}

static void break_runs(struct keys *k)
{
	size_t tries = 4 * k->count + 20;

	while (tries-- > 0) {
		size_t run = 0;

		while (run < k->count &&
			(!run_at(k->slots, k->count, run) ||
				is_stuck(k->slots, k->count, run)))
			run++;
		if (run == k->count)
			return;
		mend(k, run);
	}
}

void keys_settle(struct arena *arena, struct rng *rng, struct key_slot *slots,
	size_t count)
{
	struct keys k = {
		.arena = arena, .rng = rng, .slots = slots, .count = count};
	struct key_slot *best = NEW_ARRAY(arena, count, struct key_slot);
	size_t least = SIZE_MAX, stuck = count_stuck(slots, count);

	for (int n = 0; least > stuck && n < RESTARTS; n++) {
		size_t runs;

		deal(&k);
		even_out(&k);
		break_runs(&k);
		runs = keys_runs(slots, count);
		if (runs < least) {
			memcpy(best, slots, count * sizeof *slots);
			least = runs;
		}
	}
	memcpy(slots, best, count * sizeof *slots);
}

size_t keys_spread(const struct key_slot *slots, size_t count)
{
	size_t load[LETTERS] = {0}, most = 0, least = SIZE_MAX;
	uint32_t possible = 0;

	for (size_t i = 0; i < count; i++) {
		load[slots[i].letter]++;
		possible |= slots[i].letters;
	}
	for (size_t letter = 0; letter < LETTERS; letter++) {
		if (!(possible >> letter & 1))
			continue;
		most = load[letter] > most ? load[letter] : most;
		least = load[letter] < least ? load[letter] : least;
	}
	return count ? most - least : 0;
}

size_t keys_runs(const struct key_slot *slots, size_t count)
{
	size_t runs = 0;

	for (size_t i = 0; i < count; i++)
		runs += run_at(slots, count, i);
	return runs;
}

bool keys_must_run(const struct key_slot *slots, size_t count)
{
	size_t only[LETTERS] = {0};

	for (size_t i = 0; i < count; i++)
		for (size_t letter = 0; letter < LETTERS; letter++)
			only[letter] +=
				slots[i].letters == UINT32_C(1) << letter;
	for (size_t letter = 0; letter < LETTERS; letter++)
		if (only[letter] > 2 * (count - only[letter] + 1))
			return true;
	return false;
}
