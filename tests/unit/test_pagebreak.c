#include "render/type/pagebreak.h"

#include <math.h>

#include "base/rng.h"
#include "tests/check.h"

static struct arena *arena;

enum { MOST = 11 };

struct text {
	struct slab v[MOST];
	size_t n;
	float heights[2];
	size_t classes;
};

static float height_of(const struct text *t, size_t column)
{
	return t->heights[column < t->classes ? column : t->classes - 1];
}

/* The column could go on to the next place where it may end. */
static bool is_early(const struct text *t, size_t end, double room)
{
	double more = 0;

	for (size_t i = end; i < t->n; i++) {
		size_t next = i + 1;

		more += t->v[i].height;
		if (t->v[i].gap)
			continue;
		while (next < t->n && t->v[next].gap)
			next++;
		if (next == t->n || t->v[next].forced ||
			(t->v[next].penalty < PENALTY_NEVER &&
				!t->v[next].soft))
			break;
	}
	return more < room + 0.01;
}

/* Of one column, as pagebreak.h says: as few as can be, then the penalties
 * squared and what is left empty. INFINITY when it does not fit. */
static double column_cost(
	const struct text *t, size_t first, size_t end, size_t next, size_t k)
{
	double used = 0, room, cost = 1e6;

	for (size_t i = first; i < end; i++) {
		used += t->v[i].height;
		if (i > first && t->v[i].forced)
			return INFINITY;
	}
	room = height_of(t, k) - used;
	if (room < -0.01 && end > first + 1)
		return INFINITY;
	if (room < -0.01)
		cost += 1e12;
	if (next == t->n || t->v[next].forced)
		return cost;
	if (t->v[next].penalty >= PENALTY_NEVER)
		cost += 1e9;
	else
		cost += (double)t->v[next].penalty * t->v[next].penalty;
	if (is_early(t, end, room))
		cost += 1e4;
	return cost + 1e4 * pow(room / height_of(t, k), 2);
}

static size_t past_gaps(const struct text *t, size_t i)
{
	while (i < t->n && t->v[i].gap)
		i++;
	return i;
}

/* Every way, tried one by one. */
static double best_cost(const struct text *t, size_t first, size_t k)
{
	double best = INFINITY;

	first = past_gaps(t, first);
	if (first == t->n)
		return 0;
	for (size_t end = first + 1; end <= t->n; end++) {
		size_t next = past_gaps(t, end);
		double cost;

		if (t->v[end - 1].gap)
			continue;
		cost = column_cost(t, first, end, next, k);
		if (cost < INFINITY)
			cost += best_cost(t, next, k + 1);
		best = fmin(best, cost);
	}
	return best;
}

static double cost_of(
	const struct text *t, const struct column *columns, size_t count)
{
	double cost = 0;

	for (size_t k = 0; k < count; k++)
		cost += column_cost(t, columns[k].first, columns[k].end,
			past_gaps(t, columns[k].end), k);
	return cost;
}

static struct text random_text(struct rng *rng)
{
	struct text t = {.n = 1 + rng_below(rng, MOST),
		.heights = {(float)rng_below(rng, 60) + 20, 60},
		.classes = 1 + rng_below(rng, 2)};

	for (size_t i = 0; i < t.n; i++) {
		struct slab *s = &t.v[i];

		s->height = (float)rng_below(rng, 30) + 1;
		s->gap = rng_below(rng, 4) == 0;
		if (s->gap)
			continue;
		s->forced = rng_below(rng, 12) == 0;
		s->penalty = (int)rng_below(rng, 500);
		if (rng_below(rng, 4) == 0)
			s->penalty = PENALTY_NEVER;
		s->soft = rng_below(rng, 3) == 0;
		if (rng_below(rng, 20) == 0)
			s->height = 100;
	}
	return t;
}

/* All slabs but gaps between columns stand in one column, in order. */
static void check_whole(
	const struct text *t, const struct column *columns, size_t count)
{
	size_t at = 0;

	for (size_t k = 0; k < count; k++) {
		at = past_gaps(t, at);
		CHECK(columns[k].first == at && columns[k].end > at);
		CHECK(!t->v[columns[k].end - 1].gap);
		CHECK(columns[k].forced == t->v[columns[k].first].forced);
		at = columns[k].end;
	}
	CHECK(past_gaps(t, at) == t->n);
}

static void as_good_as_brute_force(void)
{
	struct rng rng = rng_stream(1, "pagebreak", 0);
	size_t many = 0;

	for (int round = 0; round < 3000; round++) {
		struct text t = random_text(&rng);
		size_t count;
		const struct column *columns = break_pages(
			arena, t.v, t.n, t.heights, t.classes, &count);
		double want = best_cost(&t, 0, 0);

		check_whole(&t, columns, count);
		CHECK(fabs(cost_of(&t, columns, count) - want) <=
			1e-9 * fmax(want, 1));
		many += count > 2;
	}
	CHECK(many > 500);
}

static void a_repeated_head_takes_room(void)
{
	const struct slab slabs[] = {{.height = 10},
		{.height = 30, .repeat = 10}, {.height = 30, .repeat = 10},
		{.height = 30, .repeat = 10}};
	const float height = 70;
	const struct column *columns;
	size_t count;

	columns = break_pages(arena, slabs, 4, &height, 1, &count);
	CHECK(count == 2 && columns[1].first == 3);
	CHECK(fabsf(columns[0].used - 70) < 0.01f);
	CHECK(fabsf(columns[1].used - 40) < 0.01f);
}

static void nothing_at_all(void)
{
	const struct slab gap = {.height = 10, .gap = true};
	const float height = 70;
	size_t count;

	break_pages(arena, NULL, 0, &height, 1, &count);
	CHECK(count <= 1);
	break_pages(arena, &gap, 1, &height, 1, &count);
	CHECK(count <= 1);
}

int main(void)
{
	arena = arena_new();
	TEST(as_good_as_brute_force);
	TEST(a_repeated_head_takes_room);
	TEST(nothing_at_all);
	arena_free(arena);
	return check_result();
}
