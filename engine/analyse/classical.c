#include "engine/analyse/classical.h"

#include <math.h>

#include "engine/analyse/quantile.h"

static const double kelley = 0.27;

struct work {
	struct arena *arena;
	const struct answers *a;
	double *totals;
	size_t *order; /* people, worst first */
	size_t tail;   /* people in each 27 % */
};

static double score(const struct answers *a, size_t person, size_t item)
{
	float value = a->scores[person * a->items + item];

	return isnan(value) ? 0 : (double)value;
}

/* ---- moments ---- */

struct moments {
	double n, x, y, xx, yy, xy;
};

static void add_pair(struct moments *m, double x, double y)
{
	m->n++;
	m->x += x;
	m->y += y;
	m->xx += x * x;
	m->yy += y * y;
	m->xy += x * y;
}

static double correlation(const struct moments *m)
{
	double vx = m->n * m->xx - m->x * m->x;
	double vy = m->n * m->yy - m->y * m->y;

	if (vx <= 1e-12 * m->n || vy <= 1e-12 * m->n)
		return NAN;
	return (m->n * m->xy - m->x * m->y) / sqrt(vx * vy);
}

static double variance(double n, double sum, double squares)
{
	double v = n > 1 ? (squares - sum * sum / n) / (n - 1) : NAN;

	return v < 0 ? 0 : v;
}

/* ---- totals ---- */

static int compare_totals(const void *x, const void *y, void *ctx)
{
	const double *totals = ctx;
	const size_t *a = x, *b = y;

	if (totals[*a] != totals[*b])
		return totals[*a] < totals[*b] ? -1 : 1;
	return *a < *b ? -1 : *a > *b;
}

/* Stable, by merging: qsort_r is not everywhere. */
static void sort_people(
	size_t *order, size_t *spare, size_t count, double *totals)
{
	size_t half = count / 2, i = 0, j = half;

	if (count < 2)
		return;
	sort_people(order, spare, half, totals);
	sort_people(order + half, spare, count - half, totals);
	for (size_t n = 0; n < count; n++)
		spare[n] = j == count ||
				(i < half &&
					compare_totals(&order[i], &order[j],
						totals) <= 0)
			? order[i++]
			: order[j++];
	memcpy(order, spare, count * sizeof *order);
}

static struct work work_for(struct arena *arena, const struct answers *a)
{
	struct work w = {.arena = arena,
		.a = a,
		.totals = NEW_ARRAY(arena, a->people, double),
		.order = NEW_ARRAY(arena, a->people, size_t)};

	for (size_t p = 0; p < a->people; p++) {
		w.order[p] = p;
		for (size_t i = 0; i < a->items; i++)
			w.totals[p] += score(a, p, i);
	}
	sort_people(w.order, NEW_ARRAY(arena, a->people, size_t), a->people,
		w.totals);
	w.tail = (size_t)floor(kelley * (double)a->people + 0.5);
	return w;
}

/* ---- options ---- */

static bool took(
	const struct answers *a, size_t person, size_t item, char letter)
{
	return a->letters[person * a->items + item] == letter;
}

static struct option_figures option_of(
	const struct work *w, size_t item, char letter, size_t answered)
{
	const struct answers *a = w->a;
	struct option_figures o = {
		.letter = letter, .key = (a->key[item] & ~32) == letter};
	struct moments m = {0};

	for (size_t p = 0; p < a->people; p++) {
		bool taken = took(a, p, item, letter);

		o.count += taken;
		add_pair(&m, taken, w->totals[p] - score(a, p, item));
	}
	for (size_t k = 0; k < w->tail; k++) {
		o.lower += took(a, w->order[k], item, letter);
		o.upper += took(a, w->order[a->people - 1 - k], item, letter);
	}
	o.share = answered ? (double)o.count / (double)answered : NAN;
	o.lower = w->tail ? o.lower / (double)w->tail : NAN;
	o.upper = w->tail ? o.upper / (double)w->tail : NAN;
	o.discrimination = correlation(&m);
	return o;
}

/* Up to the last letter that anyone took, at least A to D. */
static void find_options(
	const struct work *w, size_t item, struct item_figures *figures)
{
	const struct answers *a = w->a;
	char last = 'D';
	struct option_figures *options;

	for (size_t p = 0; p < a->people; p++)
		if (a->letters[p * a->items + item] > last)
			last = a->letters[p * a->items + item];
	if ((a->key[item] & ~32) > last)
		last = (char)(a->key[item] & ~32);
	figures->option_count = (size_t)(last - 'A') + 1;
	options = NEW_ARRAY(
		w->arena, figures->option_count, struct option_figures);
	for (size_t k = 0; k < figures->option_count; k++)
		options[k] = option_of(
			w, item, (char)('A' + (int)k), figures->answered);
	figures->options = options;
}

/* ---- items ---- */

/* chance: a correlation that hardly comes by chance (1.96 / sqrt n). */
static void flag_options(struct item_figures *f, double chance)
{
	double own = NAN;

	for (size_t k = 0; k < f->option_count; k++)
		if (f->options[k].key)
			own = f->options[k].upper;
	for (size_t k = 0; k < f->option_count; k++) {
		const struct option_figures *o = &f->options[k];

		if (!o->key && o->upper > own && o->discrimination > chance) {
			f->flags |= FLAG_KEY_DOUBTFUL;
			f->rival = o->letter;
		}
		if (!o->key && o->share < 0.02)
			f->flags |= FLAG_DEAD_OPTION;
	}
}

static void flag(struct item_figures *f, size_t people)
{
	double chance = 1.96 / sqrt((double)people);

	if (!(f->deviation > 0)) {
		f->flags |= FLAG_CONSTANT;
		return;
	}
	if (f->rest_r < -chance)
		f->flags |= FLAG_NEGATIVE;
	else if (f->rest_r < 0.1)
		f->flags |= FLAG_WEAK;
	if (f->facility < 0.2)
		f->flags |= FLAG_HARD;
	if (f->facility > 0.95)
		f->flags |= FLAG_EASY;
	flag_options(f, chance);
}

static double tail_facility(const struct work *w, size_t item, bool upper)
{
	double sum = 0;

	for (size_t k = 0; k < w->tail; k++)
		sum += score(
			w->a, w->order[upper ? w->a->people - 1 - k : k], item);
	return w->tail ? sum / (double)w->tail : NAN;
}

static struct item_figures item_of(const struct work *w, size_t item)
{
	const struct answers *a = w->a;
	struct item_figures f = {0};
	struct moments total = {0}, rest = {0};
	double n = 0, sum = 0, squares = 0;

	for (size_t p = 0; p < a->people; p++) {
		double x = score(a, p, item);

		add_pair(&total, x, w->totals[p]);
		add_pair(&rest, x, w->totals[p] - x);
		if (isnan(a->scores[p * a->items + item])) {
			f.missing++;
			continue;
		}
		n++;
		sum += x;
		squares += x * x;
	}
	f.answered = (size_t)n;
	f.facility = n > 0 ? sum / n : NAN;
	f.deviation = sqrt(variance(n, sum, squares));
	f.total_r = correlation(&total);
	f.rest_r = correlation(&rest);
	f.upper_lower =
		tail_facility(w, item, true) - tail_facility(w, item, false);
	if (a->letters)
		find_options(w, item, &f);
	flag(&f, a->people);
	return f;
}

/* ---- the test ---- */

/* Variance of an item with missing answers as 0. */
static double item_variance(const struct answers *a, size_t item)
{
	double sum = 0, squares = 0;

	for (size_t p = 0; p < a->people; p++) {
		double x = score(a, p, item);

		sum += x;
		squares += x * x;
	}
	return variance((double)a->people, sum, squares);
}

static double alpha_of(double k, double items, double total)
{
	return k > 1 && total > 0 ? k / (k - 1) * (1 - items / total) : NAN;
}

/* Of the totals without an item: var(T - x) = var T + var x - 2 cov. */
static double alpha_without(
	const struct work *w, size_t item, double items, double own)
{
	double n = (double)w->a->people, sum = 0, squares = 0;

	for (size_t p = 0; p < w->a->people; p++) {
		double rest = w->totals[p] - score(w->a, p, item);

		sum += rest;
		squares += rest * rest;
	}
	return alpha_of((double)w->a->items - 1, items - own,
		variance(n, sum, squares));
}

static void find_split(const struct work *w, struct test_figures *t)
{
	struct moments m = {0};

	for (size_t p = 0; p < w->a->people; p++) {
		double half[2] = {0, 0};

		for (size_t i = 0; i < w->a->items; i++)
			half[i % 2] += score(w->a, p, i);
		add_pair(&m, half[0], half[1]);
	}
	t->split_half = correlation(&m);
	t->spearman_brown = 2 * t->split_half / (1 + t->split_half);
}

static void find_moments(const struct work *w, struct test_figures *t)
{
	double n = (double)w->a->people, sum = 0, squares = 0, m2 = 0, m3 = 0;

	t->least = t->most = w->totals[0];
	for (size_t p = 0; p < w->a->people; p++) {
		sum += w->totals[p];
		squares += w->totals[p] * w->totals[p];
		t->least = fmin(t->least, w->totals[p]);
		t->most = fmax(t->most, w->totals[p]);
	}
	t->mean = sum / n;
	t->deviation = sqrt(variance(n, sum, squares));
	for (size_t p = 0; p < w->a->people; p++) {
		double away = w->totals[p] - t->mean;

		m2 += away * away;
		m3 += away * away * away;
	}
	t->skewness = m2 > 0 ? m3 / n / pow(m2 / n, 1.5) : NAN;
}

static void find_interval(struct test_figures *t)
{
	double n = (double)t->people - 1, k = n * ((double)t->items - 1);

	t->alpha_low = t->alpha_high = NAN;
	if (isnan(t->alpha) || n < 1 || k < 1)
		return;
	t->alpha_low = 1 - (1 - t->alpha) * f_quantile(0.975, n, k);
	t->alpha_high = 1 - (1 - t->alpha) * f_quantile(0.025, n, k);
}

struct test_figures classical(struct arena *arena, const struct answers *a)
{
	struct work w = work_for(arena, a);
	struct test_figures t = {
		.people = a->people, .items = a->items, .totals = w.totals};
	struct item_figures *items =
		NEW_ARRAY(arena, a->items, struct item_figures);
	double *variances = NEW_ARRAY(arena, a->items, double), sum = 0;

	for (size_t i = 0; i < a->items; i++)
		sum += variances[i] = item_variance(a, i);
	find_moments(&w, &t);
	t.alpha = alpha_of((double)a->items, sum, t.deviation * t.deviation);
	t.error = t.deviation * sqrt(1 - t.alpha);
	find_interval(&t);
	find_split(&w, &t);
	for (size_t i = 0; i < a->items; i++) {
		items[i] = item_of(&w, i);
		items[i].alpha_without =
			alpha_without(&w, i, sum, variances[i]);
	}
	t.item = items;
	return t;
}
