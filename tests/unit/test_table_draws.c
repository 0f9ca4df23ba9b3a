/* Over ten thousand seeds, every question of a table of topics and levels is
 * used as often as its chance says, and so is every pair. */

#include "tests/pools.h"

enum { SEEDS = 10000, TOPICS = 4, LEVELS = 3, PAIRS_OF = 12 };

static struct arena *arena;
static struct test_pool p;
static size_t uses[POOL_MOST];
static size_t pairs[PAIRS_OF][PAIRS_OF];

static const size_t sizes[TOPICS][LEVELS] = {
	{12, 9, 20}, {30, 5, 7}, {8, 8, 8}, {40, 11, 6}};
static const size_t wanted[TOPICS][LEVELS] = {
	{3, 2, 1}, {2, 1, 2}, {1, 4, 0}, {5, 0, 3}};

static void put_bank(void)
{
	static const char *const topics[] = {"a", "b", "c", "d"};

	pool_begin(&p, arena);
	for (size_t t = 0; t < TOPICS; t++)
		for (size_t l = 0; l < LEVELS; l++)
			pool_put(&p, sizes[t][l], TYPE_CHOICE, topics[t],
				(enum level)(LEVEL_KNOW + (int)l), NULL, NULL);
}

static const struct blueprint *table(void)
{
	struct buf out = {.arena = arena};

	buf_text(&out, "parts:\n  - name: I\n    points: 1\n    take:\n");
	for (size_t t = 0; t < TOPICS; t++)
		buf_format(&out,
			"    - {topic: %c, know: %zu, understand: %zu, "
			"apply: %zu}\n",
			(int)('a' + (int)t), wanted[t][0], wanted[t][1],
			wanted[t][2]);
	return blueprint_read(arena, buf_str(&out).ptr);
}

static void count_draw(const struct draw *draw)
{
	for (size_t i = 0; i < draw->count; i++) {
		size_t a = draw->chosen[0][i];

		uses[a]++;
		for (size_t k = 0; k < i; k++) {
			size_t b = draw->chosen[0][k];

			if (a < PAIRS_OF && b < PAIRS_OF)
				pairs[a < b ? a : b][a < b ? b : a]++;
		}
	}
}

static void draw_all(const struct blueprint *b)
{
	memset(uses, 0, sizeof uses);
	memset(pairs, 0, sizeof pairs);
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct arena_mark mark = arena_mark(arena);
		struct draw draw;
		struct error err;

		if (!CHECK_OK(draw_forms(arena, b, &p.pool, seed, &draw, &err),
			    err))
			return;
		CHECK(draw.note_count == 0);
		count_draw(&draw);
		arena_release(arena, mark);
	}
}

/* Of n drawn k without putting back: uses vary by np(1 - p), and their sum is
 * fixed, which takes a degree of freedom and (n - 1) / n of the statistic. */
static double cell_statistic(size_t first, size_t n, size_t k)
{
	double chance = (double)k / (double)n, sum = 0;
	double mean = SEEDS * chance, variance = mean * (1 - chance);

	for (size_t i = first; i < first + n; i++)
		sum += ((double)uses[i] - mean) * ((double)uses[i] - mean);
	return sum / variance * (double)(n - 1) / (double)n;
}

static void every_question_has_its_chance(void)
{
	double chi = 0, freedom = 0;
	size_t first = 0;

	put_bank();
	draw_all(table());
	for (size_t t = 0; t < TOPICS; t++)
		for (size_t l = 0; l < LEVELS; l++) {
			size_t n = sizes[t][l], k = wanted[t][l];

			for (size_t i = first; !k && i < first + n; i++)
				CHECK(uses[i] == 0);
			if (k) {
				chi += cell_statistic(first, n, k);
				freedom += (double)(n - 1);
			}
			first += n;
		}
	printf("# chi-square %.1f of at most %.1f\n", chi,
		chi_square_limit(freedom));
	CHECK(chi < chi_square_limit(freedom));
}

/* Of the first cell: pairs are drawn together with k(k-1) / n(n-1). */
static void every_pair_has_its_chance(void)
{
	double each = SEEDS * 3.0 * 2.0 / (12.0 * 11.0), chi = 0;

	for (size_t a = 0; a < PAIRS_OF; a++)
		for (size_t b = a + 1; b < PAIRS_OF; b++)
			chi += ((double)pairs[a][b] - each) *
				((double)pairs[a][b] - each) / each;
	CHECK(chi < chi_square_limit(PAIRS_OF * (PAIRS_OF - 1) / 2 - 1));
}

/* A row within another: the smaller first, then any of what is left. */
static void rows_within_rows(void)
{
	double chi = 0, inner, outer;

	put_bank();
	draw_all(blueprint_read(arena,
		"parts:\n  - name: I\n    points: 1\n    take:\n"
		"    - {topic: a, know: 3}\n    - {topic: a, any: 4}\n"));
	/* 12 + 29 questions: 3 of 12, then 4 of the 38 that are left. */
	inner = 3.0 / 12 + 9.0 / 12 * 4 / 38;
	outer = 4.0 / 38;
	for (size_t i = 0; i < 41; i++) {
		double chance = i < 12 ? inner : outer;
		double mean = SEEDS * chance;

		chi += ((double)uses[i] - mean) * ((double)uses[i] - mean) /
			(mean * (1 - chance));
	}
	CHECK(chi < chi_square_limit(40));
}

int main(void)
{
	arena = arena_new();
	TEST(every_question_has_its_chance);
	TEST(every_pair_has_its_chance);
	TEST(rows_within_rows);
	arena_free(arena);
	return check_result();
}
