/* Estimates from many rows, in single precision at first, are those of the
 * most likely parameters all the same. */

#include <math.h>

#include "base/rng.h"
#include "engine/analyse/irt_fast.h"
#include "tests/check.h"

enum { PEOPLE = 24000, ITEMS = 30 };

static struct arena *arena;

static bool near(double got, double want, double apart)
{
	if (fabs(got - want) <= apart)
		return true;
	printf("# got %.9g, want %.9g\n", got, want);
	return false;
}

static void exponentials(void)
{
	float v[FAST_BLOCK], x[FAST_BLOCK];

	for (int at = 0; at < 90 * FAST_BLOCK; at++) {
		x[at % FAST_BLOCK] = -(float)at / (float)FAST_BLOCK * 0.96f;
		if (at % FAST_BLOCK != FAST_BLOCK - 1)
			continue;
		memcpy(v, x, sizeof v);
		fast_exp(v, FAST_BLOCK);
		for (int i = 0; i < FAST_BLOCK; i++)
			CHECK(fabs((double)v[i] / exp((double)x[i]) - 1) <
				3e-7);
	}
}

static void simulate(struct answers *a, bool holes)
{
	struct rng rng = rng_stream(9, "fast", holes);
	float *scores = NEW_ARRAY(arena, PEOPLE * ITEMS, float);
	float *most = NEW_ARRAY(arena, ITEMS, float);

	for (size_t k = 0; k < ITEMS; k++)
		most[k] = 1;
	for (size_t p = 0; p < PEOPLE; p++) {
		double theta = -6;

		for (int i = 0; i < 12; i++)
			theta += rng_unit(&rng);
		for (size_t k = 0; k < ITEMS; k++) {
			double slope = 0.6 + 0.05 * (double)k;
			double logit = slope * theta + 1.5 - 0.1 * (double)k;
			bool right = rng_unit(&rng) < 1 / (1 + exp(-logit));

			scores[p * ITEMS + k] = holes && !rng_below(&rng, 8)
				? NAN
				: right ? 1
					: 0;
		}
	}
	*a = (struct answers){.people = PEOPLE,
		.items = ITEMS,
		.scores = scores,
		.most = most};
}

/* Where the likelihood is greatest, moving all abilities or spreading them
 * changes nothing: the posteriors' mean is 0 and their mean square 1. */
static void check_top(const struct irt_fit *fit)
{
	double mean = 0, square = 0, p;

	for (size_t i = 0; i < PEOPLE; i++) {
		mean += fit->ability[i] / PEOPLE;
		square += (fit->ability[i] * fit->ability[i] +
				  fit->ability_sd[i] * fit->ability_sd[i]) /
			PEOPLE;
	}
	CHECK(fit->converged && near(mean, 0, 6e-5) && near(square, 1, 1e-4));
	for (size_t k = 0; k < ITEMS; k++) {
		const struct irt_item *item = &fit->items[k];

		CHECK(fabs(item->a - 0.6 - 0.05 * (double)k) <
			4.5 * item->a_se);
		CHECK(fabs(item->d - 1.5 + 0.1 * (double)k) < 4.5 * item->d_se);
		p = item->a_se;
		CHECK(p > 0.01 && p < 0.06);
	}
}

static void many_rows(void)
{
	struct answers a;
	struct irt_fit fit;

	simulate(&a, false);
	fit = irt_estimate(arena, &a, IRT_2PL);
	check_top(&fit);
	CHECK(fit.aic == 2 * 60 - 2 * fit.log_likelihood);
}

static void rows_with_holes(void)
{
	struct answers a;
	struct irt_fit fit;

	simulate(&a, true);
	fit = irt_estimate(arena, &a, IRT_2PL);
	check_top(&fit);
}

/* A few people more, and the other way, change next to nothing. */
static void the_slow_way(void)
{
	struct answers a;
	struct irt_fit slow, fast;

	simulate(&a, false);
	a.people = FAST_LEAST - 1;
	slow = irt_estimate(arena, &a, IRT_2PL);
	a.people = FAST_LEAST + 100;
	fast = irt_estimate(arena, &a, IRT_2PL);
	CHECK(slow.converged && fast.converged);
	for (size_t k = 0; k < ITEMS; k++) {
		CHECK(near(slow.items[k].a, fast.items[k].a, 0.005));
		CHECK(near(slow.items[k].a_se / fast.items[k].a_se, 1, 0.01));
	}
}

int main(void)
{
	arena = arena_new();
	TEST(exponentials);
	TEST(many_rows);
	TEST(rows_with_holes);
	TEST(the_slow_way);
	arena_free(arena);
	return check_result();
}
