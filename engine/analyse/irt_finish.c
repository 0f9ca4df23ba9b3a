#include <math.h>

#include "engine/analyse/irt_precision.h"

/* A last look at all rows, in double precision: the log likelihood, abilities
 * and standard errors. */

static void find_ability(const struct fit *f, const double *post, double *mean,
	double *deviation)
{
	double m = 0, s = 0;

	for (size_t q = 0; q < IRT_NODES; q++)
		m += post[q] * f->theta[q];
	for (size_t q = 0; q < IRT_NODES; q++)
		s += post[q] * (f->theta[q] - m) * (f->theta[q] - m);
	*mean = m;
	*deviation = sqrt(s);
}

static double look_at_rows(
	struct fit *f, struct precision *precision, double *means)
{
	float chunk[PRECISION_ROWS * IRT_NODES];
	double post[IRT_NODES], sum = 0;
	size_t first = 0;

	for (size_t r = 0; r < f->row_count; r++) {
		float *to = chunk + (r - first) * IRT_NODES;

		sum += f->rows[r].weight * irt_posterior(f, &f->rows[r], post);
		find_ability(f, post, &means[2 * r], &means[2 * r + 1]);
		for (size_t q = 0; q < IRT_NODES; q++)
			to[q] = (float)post[q];
		if (r + 1 - first < PRECISION_ROWS && r + 1 < f->row_count)
			continue;
		precision_add(precision, first, r + 1 - first, chunk);
		first = r + 1;
	}
	return sum;
}

void irt_finish(struct fit *f, const struct answers *a, struct irt_item *items,
	struct irt_fit *out)
{
	double *mean = NEW_ARRAY(f->arena, a->people, double);
	double *deviation = NEW_ARRAY(f->arena, a->people, double);
	double *means = NEW_ARRAY(f->arena, 2 * f->row_count, double);
	struct precision *precision = precision_new(f);

	irt_fill(f);
	out->log_likelihood = look_at_rows(f, precision, means);
	precision_find(precision, items);
	for (size_t p = 0; p < a->people; p++) {
		mean[p] = means[2 * f->row_of[p]];
		deviation[p] = means[2 * f->row_of[p] + 1];
	}
	out->ability = mean;
	out->ability_sd = deviation;
}
