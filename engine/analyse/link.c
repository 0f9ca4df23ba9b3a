#include "engine/analyse/link.h"

#include <math.h>

#include "base/i18n.h"

enum { NODES = 61, STEPS_MOST = 200 };

struct linking {
	const struct irt_fit *fit;
	const struct anchor *anchors;
	size_t items, count;
	bool sums; /* of curves: Stocking and Lord */
	double theta[NODES], weight[NODES];
};

static bool is_common(const struct linking *l, size_t i)
{
	return l->anchors[i].known && l->fit->items[i].used;
}

/* ---- mean and sigma ---- */

struct moments {
	double n, mean, deviation;
};

static struct moments moments_of(
	const struct linking *l, bool bank, bool slopes)
{
	struct moments m = {0};
	double squares = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < l->items; i++) {
			const struct irt_item *item = &l->fit->items[i];
			const struct anchor *anchor = &l->anchors[i];
			double value = slopes ? (bank ? anchor->a : item->a)
					      : (bank ? anchor->b : item->b);

			if (!is_common(l, i))
				continue;
			if (pass)
				squares += (value - m.mean) * (value - m.mean);
			else
				m.mean += (value - m.mean) / ++m.n;
		}
	m.deviation = sqrt(squares / m.n);
	return m;
}

static bool mean_sigma(const struct linking *l, struct link *out)
{
	struct moments ours = moments_of(l, false, false);
	struct moments bank = moments_of(l, true, false);
	struct moments slopes = moments_of(l, false, true);
	struct moments bank_slopes = moments_of(l, true, true);
	bool equal = slopes.deviation < 1e-9 && bank_slopes.deviation < 1e-9;

	out->slope = equal ? slopes.mean / bank_slopes.mean
			   : bank.deviation / ours.deviation;
	out->intercept = bank.mean - out->slope * ours.mean;
	out->loss = NAN;
	return isfinite(out->slope) && out->slope > 1e-6 &&
		(equal || l->count > 1);
}

/* ---- curves ---- */

/* An item's chance at an ability of the bank's scale after linking, and its
 * derivatives by slope and intercept. */
struct curve {
	double p, by_slope, by_intercept;
};

static struct curve curve_at(const struct irt_item *item, double theta,
	double slope, double intercept)
{
	double z = item->a * ((theta - intercept) / slope - item->b);
	double known = 1 / (1 + exp(-z));
	double by = (1 - item->c) * known * (1 - known) * item->a / slope;

	return (struct curve){item->c + (1 - item->c) * known,
		-by * (theta - intercept) / slope, -by};
}

static double bank_chance(const struct anchor *anchor, double theta)
{
	return anchor->c +
		(1 - anchor->c) / (1 + exp(-anchor->a * (theta - anchor->b)));
}

/* Normal equations of the squared differences, and their sum. */
struct equations {
	double loss, ss, si, ii, s, i;
};

static void add_difference(
	struct equations *e, double weight, double apart, struct curve c)
{
	e->loss += weight * apart * apart;
	e->ss += weight * c.by_slope * c.by_slope;
	e->si += weight * c.by_slope * c.by_intercept;
	e->ii += weight * c.by_intercept * c.by_intercept;
	e->s += weight * c.by_slope * apart;
	e->i += weight * c.by_intercept * apart;
}

static struct equations equations_at(
	const struct linking *l, double slope, double intercept)
{
	struct equations e = {0};

	for (size_t q = 0; q < NODES; q++) {
		struct curve sum = {0};
		double apart = 0;

		for (size_t i = 0; i < l->items; i++) {
			struct curve c;
			double bank;

			if (!is_common(l, i))
				continue;
			c = curve_at(&l->fit->items[i], l->theta[q], slope,
				intercept);
			bank = bank_chance(&l->anchors[i], l->theta[q]);
			if (!l->sums)
				add_difference(&e, l->weight[q], bank - c.p, c);
			apart += bank - c.p;
			sum.by_slope += c.by_slope;
			sum.by_intercept += c.by_intercept;
		}
		if (l->sums)
			add_difference(&e, l->weight[q], apart, sum);
	}
	return e;
}

static void find_curves(const struct linking *l, struct link *out)
{
	double damping = 1e-3;
	struct equations e = equations_at(l, out->slope, out->intercept);

	for (int step = 0; step < STEPS_MOST && damping < 1e12; step++) {
		double ss = e.ss * (1 + damping), ii = e.ii * (1 + damping);
		double det = ss * ii - e.si * e.si;
		double slope = out->slope + (ii * e.s - e.si * e.i) / det;
		double intercept =
			out->intercept + (ss * e.i - e.si * e.s) / det;
		struct equations next;
		double moved;

		if (!(det > 0))
			break;
		next = equations_at(l, slope > 1e-3 ? slope : 1e-3, intercept);
		if (!(next.loss <= e.loss) || slope <= 1e-3) {
			damping *= 10;
			continue;
		}
		moved = fabs(slope - out->slope) +
			fabs(intercept - out->intercept);
		out->slope = slope;
		out->intercept = intercept;
		e = next;
		damping /= 10;
		if (moved < 1e-12)
			break;
	}
	out->loss = sqrt(e.loss / (l->sums ? 1 : (double)l->count));
}

/* ---- all of it ---- */

static void weigh(struct linking *l)
{
	double sum = 0;

	for (size_t q = 0; q < NODES; q++) {
		l->theta[q] = -6 + 12 * (double)q / (NODES - 1);
		l->weight[q] = exp(-l->theta[q] * l->theta[q] / 2);
		sum += l->weight[q];
	}
	for (size_t q = 0; q < NODES; q++)
		l->weight[q] /= sum;
}

bool link_find(const struct irt_fit *fit, size_t items,
	const struct anchor *anchors, enum link_method method, struct link *out,
	struct error *err)
{
	struct linking l = {.fit = fit,
		.anchors = anchors,
		.items = items,
		.sums = method == LINK_STOCKING_LORD};

	weigh(&l);
	for (size_t i = 0; i < items; i++)
		l.count += is_common(&l, i);
	*out = (struct link){.method = method, .anchors = l.count};
	if (!l.count || !mean_sigma(&l, out))
		return fail(err, ERROR_INVALID,
			i18n_plural("only %zu item is known on the bank's "
				    "scale: too few to link by",
				"%zu items are known on the bank's scale: too "
				"few, or too alike, to link by",
				l.count),
			l.count);
	if (method != LINK_MEAN_SIGMA)
		find_curves(&l, out);
	return true;
}

struct irt_fit link_apply(struct arena *arena, const struct irt_fit *fit,
	size_t items, size_t people, const struct link *link)
{
	struct irt_item *linked = NEW_ARRAY(arena, items, struct irt_item);
	double *ability = NEW_ARRAY(arena, people, double);
	double *deviation = NEW_ARRAY(arena, people, double);
	struct irt_fit out = *fit;

	for (size_t i = 0; i < items; i++) {
		linked[i] = fit->items[i];
		if (!linked[i].used)
			continue;
		linked[i].a /= link->slope;
		linked[i].a_se /= link->slope;
		linked[i].b = link->slope * linked[i].b + link->intercept;
		linked[i].d = -linked[i].a * linked[i].b;
		linked[i].d_se = NAN;
	}
	for (size_t p = 0; p < people && fit->used; p++) {
		ability[p] = link->slope * fit->ability[p] + link->intercept;
		deviation[p] = link->slope * fit->ability_sd[p];
	}
	out.items = linked;
	if (fit->used) {
		out.ability = ability;
		out.ability_sd = deviation;
	}
	return out;
}
