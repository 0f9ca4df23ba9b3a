#include "base/rng.h"

#include <stdlib.h>

#include "tests/check.h"

/* The first numbers from state 1, 2, 3, 4, as in the tests of other people's
 * implementations (rand_xoshiro for Rust). */
static void is_xoshiro(void)
{
	static const uint64_t want[] = {11520, 0, 1509978240,
		1215971899390074240, 1216172134540287360, 607988272756665600,
		16172922978634559625u, 8476171486693032832,
		10595114339597558777u, 2904607092377533576};
	struct rng rng = {{1, 2, 3, 4}};

	for (size_t i = 0; i < sizeof want / sizeof *want; i++)
		CHECK(rng_next(&rng) == want[i]);
}

/* Worked out apart, with SplitMix64 checked against its published numbers.
 * Papers printed years ago depend on these. */
static void streams_stay_as_they_are(void)
{
	static const struct {
		uint64_t seed;
		const char *purpose;
		uint64_t index;
		uint64_t want[3];
	} streams[] = {
		{0, "draw", 0,
			{15735540880489820375u, 193439457950652555,
				13767925696858135259u}},
		{2026, "options", 101,
			{7852159134677870720, 8393482201240162139,
				377800747277065616}},
		{UINT64_MAX, "", UINT64_MAX,
			{12491493063876670406u, 3135324047900388350,
				7367905234617704203}},
	};

	for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
		struct rng rng = rng_stream(
			streams[i].seed, streams[i].purpose, streams[i].index);

		for (int k = 0; k < 3; k++)
			CHECK(rng_next(&rng) == streams[i].want[k]);
	}
}

static int compare(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

enum { STREAMS = 100, NUMBERS = 100 };

/* No stream is a part of another: all numbers differ. */
static void streams_do_not_meet(void)
{
	static const char *const purposes[] = {"draw", "order", "options"};
	static uint64_t seen[3 * STREAMS * NUMBERS];
	size_t count = 0;

	for (size_t p = 0; p < 3; p++)
		for (uint64_t i = 0; i < STREAMS; i++) {
			struct rng rng =
				rng_stream(i / 10, purposes[p], i % 10);

			for (int k = 0; k < NUMBERS; k++)
				seen[count++] = rng_next(&rng);
		}
	qsort(seen, count, sizeof *seen, compare);
	for (size_t i = 1; i < count; i++)
		CHECK(seen[i - 1] != seen[i]);
}

/* Of two streams side by side half the bits are equal, at each of 64 places:
 * 5 standard deviations of 4096 draws are 160. */
static void streams_are_independent(void)
{
	int equal[64] = {0};

	for (uint64_t i = 0; i < 4096; i++) {
		struct rng a = rng_stream(1, "draw", i);
		struct rng b = rng_stream(1, "draw", i + 1);
		uint64_t same = ~(rng_next(&a) ^ rng_next(&b));

		for (int bit = 0; bit < 64; bit++)
			equal[bit] += (int)(same >> bit & 1);
	}
	for (int bit = 0; bit < 64; bit++)
		CHECK(equal[bit] > 2048 - 160 && equal[bit] < 2048 + 160);
}

static double chi_squared(const size_t *counts, size_t cells, double expected)
{
	double sum = 0;

	for (size_t i = 0; i < cells; i++) {
		double off = (double)counts[i] - expected;

		sum += off * off / expected;
	}
	return sum;
}

/* The 0.999 quantiles of χ² are 20.5, 13.8 and 49.7 for 5, 2, 23 degrees of
 * freedom. */
static void draws_are_even(void)
{
	struct rng rng = rng_stream(3, "test", 0);
	size_t counts[6] = {0};

	for (int i = 0; i < 60000; i++)
		counts[rng_below(&rng, 6)]++;
	CHECK(chi_squared(counts, 6, 10000) < 20.5);
	for (int i = 0; i < 100; i++)
		CHECK(rng_below(&rng, 1) == 0);
	for (int i = 0; i < 100; i++)
		CHECK(rng_below(&rng, UINT64_MAX) < UINT64_MAX);
}

/* Where a remainder prefers the first third two to one, and a product without
 * rejection every third number. */
static void draws_have_no_bias(void)
{
	const uint64_t third = (uint64_t)1 << 62;
	struct rng rng = rng_stream(4, "test", 0);
	size_t parts[3] = {0}, remainders[3] = {0};

	for (int i = 0; i < 30000; i++) {
		uint64_t value = rng_below(&rng, 3 * third);

		parts[value / third]++;
		remainders[value % 3]++;
	}
	CHECK(chi_squared(parts, 3, 10000) < 13.8);
	CHECK(chi_squared(remainders, 3, 10000) < 13.8);
}

static void units_fill_the_interval(void)
{
	struct rng rng = rng_stream(5, "test", 0);
	size_t counts[6] = {0};

	for (int i = 0; i < 60000; i++) {
		double unit = rng_unit(&rng);

		if (CHECK(unit >= 0 && unit < 1))
			counts[(int)(unit * 6)]++;
	}
	CHECK(chi_squared(counts, 6, 10000) < 20.5);
	rng.state[1] = (uint64_t)-1; /* makes the next one large */
	CHECK(rng_unit(&rng) < 1);
}

/* A number of its own, 0 to 23, for each order of four. */
static size_t rank(const size_t order[4])
{
	size_t rank = 0;

	for (size_t i = 0; i < 4; i++) {
		size_t smaller = 0;

		for (size_t j = i + 1; j < 4; j++)
			smaller += order[j] < order[i];
		rank = rank * (4 - i) + smaller;
	}
	return rank;
}

static void orders_are_even(void)
{
	struct rng rng = rng_stream(6, "test", 0);
	size_t counts[24] = {0};

	for (int i = 0; i < 24000; i++) {
		size_t order[4] = {0, 1, 2, 3};

		rng_shuffle(&rng, order, 4);
		counts[rank(order)]++;
	}
	CHECK(chi_squared(counts, 24, 1000) < 49.7);
	rng_shuffle(&rng, NULL, 0);
}

int main(void)
{
	TEST(is_xoshiro);
	TEST(streams_stay_as_they_are);
	TEST(streams_do_not_meet);
	TEST(streams_are_independent);
	TEST(draws_are_even);
	TEST(draws_have_no_bias);
	TEST(units_fill_the_interval);
	TEST(orders_are_even);
	return check_result();
}
