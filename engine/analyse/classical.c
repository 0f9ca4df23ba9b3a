#include "engine/analyse/classical.h"

#include <math.h>

#include "engine/analyse/quantile.h"

static const double kelley = 0.27;

struct work {
	struct arena *arena;
	const struct answers *a;
	double *totals;
	size_t *order; /* people, worst first */
	/* Of those given an item, the 27 % at each end. */
	size_t *worst, *best;
	size_t tail;
};

static bool is_given(const struct answers *a, size_t person, size_t item)
{
	return !isnan(a->scores[person * a->items + item]);
}

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
		.order = NEW_ARRAY(arena, a->people, size_t),
		.worst = NEW_ARRAY(arena, a->people, size_t),
		.best = NEW_ARRAY(arena, a->people, size_t)};

	for (size_t p = 0; p < a->people; p++) {
		w.order[p] = p;
		for (size_t i = 0; i < a->items; i++)
			w.totals[p] += score(a, p, i);
	}
	sort_people(w.order, NEW_ARRAY(arena, a->people, size_t), a->people,
		w.totals);
	return w;
}

/* ---- the best and the worst ---- */

/* So many of those who were given the item, the worst or the best first. */
static size_t find_tail(
	const struct work *w, size_t item, bool best, size_t *out)
{
	const struct answers *a = w->a;
	size_t given = 0, wanted, n = 0;

	for (size_t p = 0; p < a->people; p++)
		given += is_given(a, p, item);
	wanted = (size_t)floor(kelley * (double)given + 0.5);
	for (size_t k = 0; n < wanted; k++) {
		size_t p = w->order[best ? a->people - 1 - k : k];

		if (is_given(a, p, item))
			out[n++] = p;
	}
	return n;
}

/* ---- options ---- */

static bool took(
	const struct answers *a, size_t person, size_t item, char letter)
{
	return a->letters[person * a->items + item] == letter;
}

static double share_of_tail(
	const struct work *w, size_t item, char letter, const size_t *tail)
{
	double n = 0;

	for (size_t k = 0; k < w->tail; k++)
		n += took(w->a, tail[k], item, letter);
	return w->tail ? n / (double)w->tail : NAN;
}

static struct option_figures option_of(
	const struct work *w, size_t item, size_t option, size_t answered)
{
	const struct answers *a = w->a;
	struct option_figures o = {.letter = (char)(a->first + (int)option),
		.key = a->rights[item] >> option & 1};
	struct moments m = {0};

	for (size_t p = 0; p < a->people; p++) {
		bool taken = took(a, p, item, o.letter);

		if (!is_given(a, p, item))
			continue;
		o.count += taken;
		add_pair(&m, taken, w->totals[p] - score(a, p, item));
	}
	o.share = answered ? (double)o.count / (double)answered : NAN;
	o.lower = share_of_tail(w, item, o.letter, w->worst);
	o.upper = share_of_tail(w, item, o.letter, w->best);
	o.discrimination = correlation(&m);
	return o;
}

/* As many as the item has; when that is not known, up to the last one that
 * anyone took, and at least four. */
static size_t count_options(const struct answers *a, size_t item)
{
	size_t count = a->option_counts ? a->option_counts[item] : 0;

	if (count)
		return count;
	count = 4;
	for (size_t p = 0; p < a->people; p++) {
		char letter = a->letters[p * a->items + item];

		if (letter >= a->first + (int)count)
			count = (size_t)(letter - a->first) + 1;
	}
	while (count < OPTIONS_MOST && a->rights[item] >> count &&
		!(a->rights[item] >> 31))
		count++;
	return count;
}

static void find_options(
	const struct work *w, size_t item, struct item_figures *figures)
{
	struct option_figures *options;

	figures->option_count = count_options(w->a, item);
	options = NEW_ARRAY(
		w->arena, figures->option_count, struct option_figures);
	for (size_t k = 0; k < figures->option_count; k++)
		options[k] = option_of(w, item, k, figures->answered);
	figures->options = options;
}

/* ---- items ---- */

/* chance: a correlation that hardly comes by chance (1.96 / sqrt n). */
static void flag_options(struct item_figures *f, double chance)
{
	double own = NAN;

	for (size_t k = 0; k < f->option_count; k++)
		if (f->options[k].key && !(f->options[k].upper <= own))
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

static void flag(struct item_figures *f, double people)
{
	double chance = 1.96 / sqrt(people);

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

static double tail_facility(
	const struct work *w, size_t item, const size_t *tail)
{
	double sum = 0;

	for (size_t k = 0; k < w->tail; k++)
		sum += score(w->a, tail[k], item);
	return w->tail ? sum / (double)w->tail / (double)w->a->most[item] : NAN;
}

static struct item_figures item_of(struct work *w, size_t item)
{
	const struct answers *a = w->a;
	struct item_figures f = {0};
	struct moments total = {0}, rest = {0};

	for (size_t p = 0; p < a->people; p++) {
		double x = score(a, p, item);

		if (!is_given(a, p, item)) {
			f.missing++;
			continue;
		}
		f.omitted += a->blank && a->blank[p * a->items + item];
		add_pair(&total, x, w->totals[p]);
		add_pair(&rest, x, w->totals[p] - x);
	}
	w->tail = find_tail(w, item, false, w->worst);
	(void)find_tail(w, item, true, w->best);
	f.answered = (size_t)total.n - f.omitted;
	f.mean = total.n > 0 ? total.x / total.n : NAN;
	f.facility = f.mean / (double)a->most[item];
	f.deviation = sqrt(variance(total.n, total.x, total.xx));
	f.total_r = correlation(&total);
	f.rest_r = correlation(&rest);
	f.upper_lower = tail_facility(w, item, w->best) -
		tail_facility(w, item, w->worst);
	if (a->letters && a->rights[item])
		find_options(w, item, &f);
	flag(&f, total.n);
	return f;
}

/* ---- the test ---- */

static bool sat(const struct answers *a, size_t person, size_t form)
{
	return !a->form_count || a->forms[person] == form;
}

/* Variance of an item with missing answers as 0. */
static double item_variance(const struct answers *a, size_t item, size_t form)
{
	double n = 0, sum = 0, squares = 0;

	for (size_t p = 0; p < a->people; p++) {
		double x = score(a, p, item);

		if (!sat(a, p, form))
			continue;
		n++;
		sum += x;
		squares += x * x;
	}
	return variance(n, sum, squares);
}

static double alpha_of(double k, double items, double total)
{
	return k > 1 && total > 0 ? k / (k - 1) * (1 - items / total) : NAN;
}

/* Without an item of the totals (SIZE_MAX: with all). */
static double total_variance(const struct work *w, size_t without, size_t form)
{
	double n = 0, sum = 0, squares = 0;

	for (size_t p = 0; p < w->a->people; p++) {
		double total = w->totals[p];

		if (!sat(w->a, p, form))
			continue;
		if (without != SIZE_MAX)
			total -= score(w->a, p, without);
		n++;
		sum += total;
		squares += total * total;
	}
	return variance(n, sum, squares);
}

/* Whether anyone was given the item on the form. */
static bool has_item(const struct answers *a, size_t item, size_t form)
{
	for (size_t p = 0; p < a->people; p++)
		if (sat(a, p, form) && is_given(a, p, item))
			return true;
	return false;
}

/* Of one form's people and items. */
static double form_alpha(const struct work *w, size_t form)
{
	double k = 0, sum = 0;

	for (size_t i = 0; i < w->a->items; i++)
		if (!w->a->form_count || has_item(w->a, i, form)) {
			k++;
			sum += item_variance(w->a, i, form);
		}
	return alpha_of(k, sum, total_variance(w, SIZE_MAX, form));
}

/* Of forms with other questions, the mean by people. */
static double mean_alpha(const struct work *w)
{
	double sum = 0, people = 0;

	for (size_t f = 0; f < w->a->form_count; f++) {
		double n = 0, alpha = form_alpha(w, f);

		for (size_t p = 0; p < w->a->people; p++)
			n += sat(w->a, p, f);
		if (isnan(alpha))
			continue;
		sum += n * alpha;
		people += n;
	}
	return people > 0 ? sum / people : NAN;
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

/* Hyndman and Fan's type 7, R's own. */
static double quantile(const struct work *w, double p)
{
	double at = p * (double)(w->a->people - 1);
	size_t low = (size_t)at;
	double value = w->totals[w->order[low]];

	if (low + 1 < w->a->people)
		value += (at - (double)low) *
			(w->totals[w->order[low + 1]] - value);
	return value;
}

static void find_moments(const struct work *w, struct test_figures *t)
{
	double n = (double)w->a->people, sum = 0, squares = 0, m2 = 0, m3 = 0;
	double m4 = 0;

	t->least = t->most = w->totals[0];
	for (size_t p = 0; p < w->a->people; p++) {
		sum += w->totals[p];
		t->least = fmin(t->least, w->totals[p]);
		t->most = fmax(t->most, w->totals[p]);
	}
	t->mean = sum / n;
	for (size_t p = 0; p < w->a->people; p++) {
		double away = w->totals[p] - t->mean;

		squares += away * away;
		m3 += away * away * away;
		m4 += away * away * away * away;
	}
	m2 = squares;
	t->deviation = n > 1 ? sqrt(squares / (n - 1)) : NAN;
	t->skewness = m2 > 0 ? m3 / n / pow(m2 / n, 1.5) : NAN;
	t->kurtosis = m2 > 0 ? m4 / n / pow(m2 / n, 2) - 3 : NAN;
	for (int q = 1; q <= 3; q++)
		t->quartile[q - 1] = quantile(w, q / 4.0);
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

/* All were given the same. */
static void find_reliability(const struct work *w, struct test_figures *t,
	struct item_figures *items)
{
	double *variances = NEW_ARRAY(w->arena, w->a->items, double), sum = 0;

	for (size_t i = 0; i < w->a->items; i++)
		sum += variances[i] = item_variance(w->a, i, 0);
	t->alpha =
		alpha_of((double)w->a->items, sum, t->deviation * t->deviation);
	find_interval(t);
	find_split(w, t);
	for (size_t i = 0; i < w->a->items; i++)
		items[i].alpha_without = alpha_of((double)w->a->items - 1,
			sum - variances[i], total_variance(w, i, 0));
}

struct test_figures classical(struct arena *arena, const struct answers *a)
{
	struct work w = work_for(arena, a);
	struct test_figures t = {
		.people = a->people, .items = a->items, .totals = w.totals};
	struct item_figures *items =
		NEW_ARRAY(arena, a->items, struct item_figures);

	find_moments(&w, &t);
	for (size_t i = 0; i < a->items; i++) {
		items[i] = item_of(&w, i);
		items[i].alpha_without = NAN;
	}
	if (a->form_count) {
		t.alpha = mean_alpha(&w);
		t.alpha_low = t.alpha_high = NAN;
		t.split_half = t.spearman_brown = NAN;
	} else {
		find_reliability(&w, &t, items);
	}
	t.error = t.deviation * sqrt(1 - t.alpha);
	t.item = items;
	return t;
}
