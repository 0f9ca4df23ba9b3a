#include "engine/analyse/analysis.h"

#include <math.h>

struct placed {
	double total;
	size_t person;
};

static int by_total(const void *x, const void *y)
{
	const struct placed *a = x, *b = y;

	if (a->total < b->total || a->total > b->total)
		return a->total < b->total ? -1 : 1;
	return a->person < b->person ? -1 : a->person > b->person;
}

const size_t *trace_groups(
	struct arena *arena, const struct answers *a, const double *totals)
{
	struct placed *order = NEW_ARRAY(arena, a->people, struct placed);
	size_t *group = NEW_ARRAY(arena, a->people, size_t);

	for (size_t p = 0; p < a->people; p++)
		order[p] = (struct placed){totals[p], p};
	qsort(order, a->people, sizeof *order, by_total);
	for (size_t k = 0; k < a->people; k++)
		group[order[k].person] = k * TRACE_GROUPS / a->people;
	return group;
}

void item_trace(const struct answers *a, const size_t *group, size_t item,
	char letter, double shares[TRACE_GROUPS])
{
	double sums[TRACE_GROUPS] = {0}, given[TRACE_GROUPS] = {0};

	for (size_t p = 0; p < a->people; p++) {
		size_t at = p * a->items + item;

		if (isnan(a->scores[at]))
			continue;
		given[group[p]]++;
		if (letter)
			sums[group[p]] += a->letters[at] == letter;
		else
			sums[group[p]] += answers_share(a, p, item);
	}
	for (size_t g = 0; g < TRACE_GROUPS; g++)
		shares[g] = given[g] > 0 ? sums[g] / given[g] : NAN;
}

struct spread spread_of(const struct analysis *s)
{
	const struct answers *a = s->answers;
	struct spread out = {.spans = SPREAD_MOST, .most = 1};
	double whole;

	for (size_t i = 0; i < a->items; i++)
		out.best += (double)a->most[i];
	if (out.best < SPREAD_MOST && floor(out.best) == out.best)
		out.spans = (size_t)out.best + 1;
	/* Whole totals each have a span around them. */
	whole = out.spans == (size_t)out.best + 1 ? out.best + 1 : out.best;
	for (size_t p = 0; p < a->people; p++) {
		double at = s->test.totals[p] / whole * (double)out.spans;
		size_t span = at > 0 ? (size_t)(at + 1e-9) : 0;

		span = span < out.spans ? span : out.spans - 1;
		if (++out.counts[span] > out.most)
			out.most = out.counts[span];
	}
	return out;
}
