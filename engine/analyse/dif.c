#include "engine/analyse/dif.h"

#include <math.h>

/* A stratum: people of one total, by group and score. */
struct table22 {
	double right[2], wrong[2];
};

struct sums {
	double num, den; /* of the odds ratio */
	double observed, expected, spread;
};

static double people_of(const struct table22 *t)
{
	return t->right[0] + t->wrong[0] + t->right[1] + t->wrong[1];
}

static bool compares(const struct table22 *t)
{
	return t->right[0] + t->wrong[0] > 0 && t->right[1] + t->wrong[1] > 0 &&
		people_of(t) >= 2;
}

static void add_stratum(struct sums *s, const struct table22 *t)
{
	double first = t->right[0] + t->wrong[0];
	double second = t->right[1] + t->wrong[1];
	double right = t->right[0] + t->right[1];
	double wrong = t->wrong[0] + t->wrong[1];
	double n = people_of(t);

	s->num += t->right[0] * t->wrong[1] / n;
	s->den += t->wrong[0] * t->right[1] / n;
	s->observed += t->right[0];
	s->expected += first * right / n;
	s->spread += first * second * right * wrong / (n * n * (n - 1));
}

/* Of ln(odds): sum of U V / n^2 over 2 (sum of A D / n)^2, where U = A D +
 * odds B C and V = A + D + odds (B + C). */
static double log_odds_error(
	const struct table22 *strata, size_t count, const struct sums *s)
{
	double odds = s->num / s->den, sum = 0;

	for (size_t i = 0; i < count; i++) {
		const struct table22 *t = &strata[i];
		double u, v;

		if (!compares(t))
			continue;
		u = t->right[0] * t->wrong[1] +
			odds * t->wrong[0] * t->right[1];
		v = t->right[0] + t->wrong[1] +
			odds * (t->wrong[0] + t->right[1]);
		sum += u * v / (people_of(t) * people_of(t));
	}
	return sqrt(sum / (2 * s->num * s->num));
}

static char class_of(const struct dif *d)
{
	double size = fabs(d->delta);

	if (!(d->chi_square > 3.841459) || !(size >= 1))
		return 'A';
	/* Without a standard error the odds are 0 or infinite. */
	if (size >= 1.5 &&
		(isnan(d->error) || (size - 1) / d->error > 1.644854))
		return 'C';
	return 'B';
}

static struct dif dif_of(const struct table22 *strata, size_t count)
{
	struct sums s = {0};
	struct dif d;

	for (size_t i = 0; i < count; i++)
		if (compares(&strata[i]))
			add_stratum(&s, &strata[i]);
	d.odds = s.den > 0 ? s.num / s.den : s.num > 0 ? INFINITY : NAN;
	d.delta = -2.35 * log(d.odds);
	d.error = s.num > 0 && s.den > 0
		? 2.35 * log_odds_error(strata, count, &s)
		: NAN;
	d.chi_square = s.spread > 0
		? pow(fmax(0, fabs(s.observed - s.expected) - 0.5), 2) /
			s.spread
		: NAN;
	d.class = class_of(&d);
	return d;
}

/* Sums of parts come out a hair below whole numbers. */
static size_t stratum_of(const struct answers *a, size_t person)
{
	double total = 0;

	for (size_t i = 0; i < a->items; i++) {
		double x = answers_share(a, person, i);

		total += isnan(x) ? 0 : x;
	}
	return total > 0 ? (size_t)floor(total + 0.5) : 0;
}

const struct dif *mantel_haenszel(struct arena *arena, const struct answers *a,
	struct str first, struct str second)
{
	size_t *stratum = NEW_ARRAY(arena, a->people, size_t);
	struct dif *difs = NEW_ARRAY(arena, a->items, struct dif);
	struct table22 *strata = NEW_ARRAY(arena, a->items + 1, struct table22);

	for (size_t p = 0; p < a->people; p++)
		stratum[p] = stratum_of(a, p);
	for (size_t i = 0; i < a->items; i++) {
		memset(strata, 0, (a->items + 1) * sizeof *strata);
		for (size_t p = 0; a->groups && p < a->people; p++) {
			struct table22 *t = &strata[stratum[p]];
			double x = answers_share(a, p, i);
			bool focal = str_equal(a->groups[p], second);

			if (isnan(x) ||
				(!focal && !str_equal(a->groups[p], first)))
				continue;
			x = x < 0 ? 0 : x;
			t->right[focal] += x;
			t->wrong[focal] += 1 - x;
		}
		difs[i] = dif_of(strata, a->items + 1);
	}
	return difs;
}
