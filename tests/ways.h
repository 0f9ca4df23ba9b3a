#ifndef TESTS_WAYS_H
#define TESTS_WAYS_H

#include "tests/pools.h"

/* Every way to fill the rows of a blueprint from a small pool, by trying every
 * set of questions: what assembly is compared with. Nothing here is shared with
 * it but pool_fits(). A test holds one pool and one list of ways at a time. */
enum { ROWS = 4, WAYS = 4000, POOL_SMALL = 14 };

static struct arena *arena;
static struct test_pool p;

struct way {
	uint32_t rows[ROWS]; /* by row: which candidates, as bits */
};

static struct way ways[WAYS];
static size_t way_count;

static inline void begin(void)
{
	arena_free(arena);
	arena = arena_new();
	pool_begin(&p, arena);
}

static inline bool fits(
	const struct part *part, const struct cell *cell, size_t i)
{
	return pool_fits(&p.pool, &p.candidates[i], part, cell, 0);
}

static inline long bits(uint32_t set)
{
	long count = 0;

	for (; set; set &= set - 1)
		count++;
	return count;
}

/* The cells of a row. */
struct span {
	const struct part *part;
	size_t first, count;
};

static inline size_t find_rows(const struct blueprint *b, struct span rows[])
{
	size_t n = 0;

	for (size_t k = 0; k < b->part_count; k++)
		for (size_t c = 0; c < b->parts[k].cell_count; c++) {
			const struct part *part = &b->parts[k];

			if (c && part->cells[c].row == part->cells[c - 1].row)
				rows[n - 1].count++;
			else
				rows[n++] = (struct span){part, c, 1};
		}
	return n;
}

static inline uint32_t eligible(const struct span *row, const struct cell *cell)
{
	uint32_t set = 0;

	for (size_t i = 0; i < p.pool.count; i++)
		set |= (uint32_t)fits(row->part, cell, i) << i;
	return set;
}

static inline bool passages_whole(uint32_t set, uint32_t all)
{
	for (uint32_t s = 1; s <= p.pool.stimulus_count; s++) {
		uint32_t members = 0;

		for (size_t i = 0; i < p.pool.count; i++)
			members |= (uint32_t)(p.candidates[i].stimulus == s)
				<< i;
		if (set & members && (members & all & ~set))
			return false;
	}
	return true;
}

static inline bool satisfies(const struct span *row, uint32_t set)
{
	uint32_t all = 0;
	long total = 0, any = 0;

	for (size_t c = 0; c < row->count; c++) {
		const struct cell *cell = &row->part->cells[row->first + c];

		all |= eligible(row, cell);
		total += cell->count;
		any += cell->level ? 0 : cell->count;
	}
	if (set & ~all || bits(set) != total)
		return false;
	for (size_t c = 0; c < row->count; c++) {
		const struct cell *cell = &row->part->cells[row->first + c];
		long have = bits(set & eligible(row, cell));

		if (cell->level &&
			(any ? have < cell->count : have != cell->count))
			return false;
	}
	return row->part->cells[row->first].stimulus == STIMULUS_ANY ||
		passages_whole(set, all);
}

static inline bool may_meet(const struct blueprint *b, uint32_t set)
{
	for (size_t i = 0; i < p.pool.count; i++)
		for (uint32_t e = 0; e < p.candidates[i].enemy_count; e++)
			if (set >> i & 1 &&
				set >> p.candidates[i].enemies[e] & 1)
				return false;
	for (size_t i = 0; i < b->rule_count; i++) {
		long on = 0;

		for (size_t k = 0; k < b->rules[i].id_count; k++) {
			const struct candidate *c =
				pool_find(&p.pool, b->rules[i].ids[k]);

			on += set >> (c - p.candidates) & 1;
		}
		if (b->rules[i].kind == RULE_APART
				? on > 1
				: on != (long)b->rules[i].id_count)
			return false;
	}
	return true;
}

/* By row: every set that satisfies it. */
static uint32_t sets[ROWS][1 << POOL_SMALL];
static size_t set_counts[ROWS];

static inline void add_ways(const struct blueprint *b, size_t row_count,
	size_t row, struct way *way, uint32_t used)
{
	if (row == row_count) {
		if (may_meet(b, used) && way_count < WAYS)
			ways[way_count++] = *way;
		return;
	}
	for (size_t i = 0; i < set_counts[row]; i++) {
		if (sets[row][i] & used)
			continue;
		way->rows[row] = sets[row][i];
		add_ways(b, row_count, row + 1, way, used | sets[row][i]);
	}
}

static inline void list_ways(
	const struct blueprint *b, const struct span *rows, size_t row_count)
{
	struct way way = {0};

	way_count = 0;
	for (size_t r = 0; r < row_count; r++) {
		set_counts[r] = 0;
		for (uint32_t set = 0; set < UINT32_C(1) << p.pool.count; set++)
			if (satisfies(&rows[r], set))
				sets[r][set_counts[r]++] = set;
	}
	add_ways(b, row_count, 0, &way, 0);
}

static inline uint32_t used_by(const struct way *way)
{
	return way->rows[0] | way->rows[1] | way->rows[2];
}

/* Whether so many forms that share nothing, but for one, can be had. */
static inline bool have_forms(
	size_t forms, size_t from, uint32_t used, uint32_t shared)
{
	for (size_t w = from; forms && w < way_count; w++)
		if (!(used_by(&ways[w]) & used & ~shared) &&
			have_forms(
				forms - 1, w, used | used_by(&ways[w]), shared))
			return true;
	return !forms;
}

#endif
