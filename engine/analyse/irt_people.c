#include "engine/analyse/irt_parts.h"

#include <math.h>

/* Abilities by maximum likelihood. */

static const double farthest = 6;

/* First derivative of a person's log likelihood, and the information. */
static double slope_at(const struct answers *a, const struct irt_item *items,
	size_t person, double theta, double *information)
{
	double slope = 0;

	*information = 0;
	for (size_t i = 0; i < a->items; i++) {
		float x = a->scores[person * a->items + i];
		const struct irt_item *item = &items[i];
		double known, p, weight;

		if (!item->used || isnan(x))
			continue;
		known = 1 / (1 + exp(-(item->d + item->a * theta)));
		p = item->c + (1 - item->c) * known;
		weight = item->a * known / p;
		slope += weight * ((x > 0) - p);
		*information += weight * weight * p * (1 - p);
	}
	return slope;
}

/* Fisher's scoring, step by step no farther than 1. */
static double most_likely(const struct answers *a, const struct irt_item *items,
	size_t person, double theta)
{
	for (int step = 0; step < 100; step++) {
		double information;
		double slope = slope_at(a, items, person, theta, &information);
		double by = information > 1e-10 ? slope / information
			: slope > 0             ? 1
						: -1;

		by = by > 1 ? 1 : by < -1 ? -1 : by;
		theta += by;
		if (theta >= farthest || theta <= -farthest)
			return theta > 0 ? farthest : -farthest;
		if (fabs(by) < 1e-9)
			break;
	}
	return theta;
}

const double *irt_most_likely(
	struct arena *arena, const struct answers *a, const struct irt_fit *fit)
{
	double *likely = NEW_ARRAY(arena, a->people, double);

	for (size_t p = 0; p < a->people; p++) {
		size_t given = 0;
		double right = 0;

		for (size_t i = 0; i < a->items; i++) {
			float x = a->scores[p * a->items + i];

			if (!fit->items[i].used || isnan(x))
				continue;
			given++;
			right += x > 0;
		}
		likely[p] = !given   ? NAN
			: right <= 0 ? -farthest
			: right >= (double)given
			? farthest
			: most_likely(a, fit->items, p, fit->ability[p]);
	}
	return likely;
}
