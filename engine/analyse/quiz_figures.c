#include "engine/analyse/quiz_figures.h"

#include <math.h>

/* Scores in ascending order, of so many different ones by merging. */
enum { VALUES_MOST = 64 };

struct placed {
	double x, rest;
};

struct work {
	struct arena *arena;
	const struct answers *a;
	const double *totals;
	size_t *order;        /* people by total */
	struct placed *given; /* of one item, by total */
	double *rests;
	size_t n;
};

/* ---- order ---- */

struct keyed {
	double total;
	size_t person;
};

static int by_total(const void *x, const void *y)
{
	const struct keyed *a = x, *b = y;

	if (a->total < b->total || a->total > b->total)
		return a->total < b->total ? -1 : 1;
	return a->person < b->person ? -1 : a->person > b->person;
}

static int ascending(const void *x, const void *y)
{
	const double *a = x, *b = y;

	return *a < *b ? -1 : *a > *b;
}

static int by_score(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	return a->x < b->x ? -1 : a->x > b->x;
}

static void sort_people(struct work *w)
{
	struct keyed *keyed = NEW_ARRAY(w->arena, w->a->people, struct keyed);

	for (size_t p = 0; p < w->a->people; p++)
		keyed[p] = (struct keyed){w->totals[p], p};
	qsort(keyed, w->a->people, sizeof *keyed, by_total);
	for (size_t p = 0; p < w->a->people; p++)
		w->order[p] = keyed[p].person;
}

static void gather(struct work *w, size_t item)
{
	const struct answers *a = w->a;

	w->n = 0;
	for (size_t k = 0; k < a->people; k++) {
		size_t p = w->order[k];
		float x = a->scores[p * a->items + item];

		if (!isnan(x))
			w->given[w->n++] = (struct placed){
				(double)x, w->totals[p] - (double)x};
	}
}

/* The different scores, up to so many; 0: there are more. */
static size_t find_values(const struct work *w, double *values)
{
	size_t count = 0;

	for (size_t k = 0; k < w->n; k++) {
		size_t i = 0;

		while (i < count && values[i] != w->given[k].x)
			i++;
		if (i < count)
			continue;
		if (count == VALUES_MOST)
			return 0;
		values[count++] = w->given[k].x;
	}
	qsort(values, count, sizeof *values, ascending);
	return count;
}

static size_t next_of(const struct work *w, size_t from, double value)
{
	while (from < w->n && w->given[from].x != value)
		from++;
	return from;
}

/* Of people with the same score the rests go up with the totals: so many lists
 * to merge. */
static void merge_rests(struct work *w, const double *values, size_t count)
{
	size_t at[VALUES_MOST];

	for (size_t i = 0; i < count; i++)
		at[i] = next_of(w, 0, values[i]);
	for (size_t k = 0; k < w->n; k++) {
		size_t best = count;

		for (size_t i = 0; i < count; i++)
			if (at[i] < w->n &&
				(best == count ||
					w->given[at[i]].rest <
						w->given[at[best]].rest))
				best = i;
		w->rests[k] = w->given[at[best]].rest;
		at[best] = next_of(w, at[best] + 1, values[best]);
	}
}

/* Both in ascending order; of given, x only. */
static void sort_both(struct work *w)
{
	double values[VALUES_MOST];
	size_t count = find_values(w, values), counts[VALUES_MOST] = {0};

	if (count) {
		merge_rests(w, values, count);
		for (size_t k = 0; k < w->n; k++)
			for (size_t i = 0; i < count; i++)
				counts[i] += w->given[k].x == values[i];
		for (size_t i = 0, k = 0; i < count; i++)
			for (; counts[i]; counts[i]--)
				w->given[k++].x = values[i];
	} else {
		for (size_t k = 0; k < w->n; k++)
			w->rests[k] = w->given[k].rest;
		qsort(w->rests, w->n, sizeof *w->rests, ascending);
		qsort(w->given, w->n, sizeof *w->given, by_score);
	}
}

/* ---- figures ---- */

struct means {
	double x, y;
};

static struct means means_of(const struct work *w)
{
	struct means m = {0, 0};

	for (size_t k = 0; k < w->n; k++) {
		m.x += w->given[k].x;
		m.y += w->given[k].rest;
	}
	m.x /= (double)w->n;
	m.y /= (double)w->n;
	return m;
}

/* Both in ascending order; given is put so. */
static double most_covariance(struct work *w, struct means m)
{
	double sum = 0;

	sort_both(w);
	for (size_t k = 0; k < w->n; k++)
		sum += (w->given[k].x - m.x) * (w->rests[k] - m.y);
	return sum / (double)(w->n - 1);
}

/* *with: the covariance of the item with the total. */
static void find_figures(struct work *w, struct quiz_figures *f, double *with)
{
	struct means m;
	double xx = 0, yy = 0, xy = 0, n = (double)w->n - 1;

	*with = f->discrimination = f->efficiency = NAN;
	f->covariance = f->other_variance = f->covariance_most = NAN;
	if (w->n < 2)
		return;
	m = means_of(w);
	for (size_t k = 0; k < w->n; k++) {
		double x = w->given[k].x - m.x, y = w->given[k].rest - m.y;

		xx += x * x;
		yy += y * y;
		xy += x * y;
	}
	*with = (xy + xx) / n;
	f->covariance = xy / n;
	f->other_variance = yy / n;
	f->covariance_most = most_covariance(w, m);
	if (xx > 1e-12 && yy > 1e-12)
		f->discrimination = 100 * xy / sqrt(xx * yy);
	if (f->covariance_most > 1e-12)
		f->efficiency = 100 * f->covariance / f->covariance_most;
}

/* One of so many options, at random. */
static double guess_of(const struct answers *a, size_t item)
{
	double right = 0, options;

	if (!a->rights || !a->rights[item] || !a->option_counts ||
		!a->option_counts[item])
		return NAN;
	options = a->option_counts[item];
	for (size_t k = 0; k < a->option_counts[item]; k++)
		right += a->rights[item] >> k & 1;
	return right / options;
}

const struct quiz_figures *quiz_figures(struct arena *arena,
	const struct answers *a, const double *totals, const double *guesses)
{
	struct quiz_figures *figures =
		NEW_ARRAY(arena, a->items, struct quiz_figures);
	double *with = NEW_ARRAY(arena, a->items, double), best = 0, sum = 0;
	struct work w = {.arena = arena,
		.a = a,
		.totals = totals,
		.order = NEW_ARRAY(arena, a->people, size_t),
		.given = NEW_ARRAY(arena, a->people, struct placed),
		.rests = NEW_ARRAY(arena, a->people, double)};

	sort_people(&w);
	for (size_t i = 0; i < a->items; i++) {
		gather(&w, i);
		find_figures(&w, &figures[i], &with[i]);
		best += (double)a->most[i];
		sum += with[i] > 0 ? sqrt(with[i]) : 0;
	}
	for (size_t i = 0; i < a->items; i++) {
		figures[i].guess =
			100 * (guesses ? guesses[i] : guess_of(a, i));
		figures[i].intended = 100 * (double)a->most[i] / best;
		figures[i].effective = with[i] >= 0 && sum > 0
			? 100 * sqrt(with[i]) / sum
			: NAN;
	}
	return figures;
}
