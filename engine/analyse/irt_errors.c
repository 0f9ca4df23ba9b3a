#include "engine/analyse/irt_parts.h"

#include <math.h>

/* Standard errors from the people's gradients. */

enum { WHOLE_MOST = 400 }; /* parameters whose whole information is inverted */

/* For each item and node: the chance of being right, and what (x - P) is
 * multiplied with for the gradient in a, d and g: dP / (P Q). */
struct slopes {
	const struct fit *f;
	size_t kinds; /* parameters an item has: 2 or 3 */
	double *right;
	double *by[3];
};

static struct slopes slopes_of(const struct fit *f)
{
	size_t cells = f->items * IRT_NODES;
	struct slopes s = {.f = f,
		.kinds = f->model == IRT_3PL ? 3 : 2,
		.right = NEW_ARRAY(f->arena, cells, double)};

	for (size_t t = 0; t < 3; t++)
		s.by[t] = NEW_ARRAY(f->arena, cells, double);
	for (size_t k = 0; k < f->items; k++)
		for (size_t q = 0; q < IRT_NODES; q++) {
			size_t at = k * IRT_NODES + q;
			double theta = f->theta[q], c = irt_guessing(f, k);
			double p = irt_chance(f, k, theta);
			/* Without guessing dP/dd is P Q. */
			double share = (p - c) / ((1 - c) * p);

			s.right[at] = p;
			s.by[0][at] = share * theta;
			s.by[1][at] = share;
			s.by[2][at] = c / p;
		}
	return s;
}

/* Of a row, averaged over its posterior; Rasch has one slope for all. */
static void gradient(const struct slopes *s, const struct irt_row *row,
	const double *post, double *out)
{
	const struct fit *f = s->f;

	for (size_t k = 0; k < f->items; k++) {
		double x = row->bits[k / 8] >> k % 8 & 1, sum[3] = {0, 0, 0};
		bool given = row->bits[f->groups + k / 8] >> k % 8 & 1;

		for (size_t q = 0; given && q < IRT_NODES; q++) {
			size_t at = k * IRT_NODES + q;
			double e = post[q] * (x - s->right[at]);

			for (size_t t = 0; t < s->kinds; t++)
				sum[t] += e * s->by[t][at];
		}
		for (size_t t = 0; t < s->kinds; t++)
			out[s->kinds * k + t] = sum[t];
	}
	if (f->model != IRT_RASCH)
		return;
	for (size_t k = 1; k < f->items; k++)
		out[0] += out[2 * k];
	for (size_t k = 0; k < f->items; k++)
		out[k + 1] = out[2 * k + 1];
}

/* Cholesky's factor in place of the lower half; false when not positive. */
static bool factor(double *m, size_t n)
{
	for (size_t j = 0; j < n; j++) {
		for (size_t i = j; i < n; i++) {
			double sum = m[i * n + j];

			for (size_t k = 0; k < j; k++)
				sum -= m[i * n + k] * m[j * n + k];
			if (i == j && sum <= 1e-12)
				return false;
			m[i * n + j] = i == j ? sqrt(sum) : sum / m[j * n + j];
		}
	}
	return true;
}

/* Of the inverse of the factored matrix, one of the diagonal: the squared
 * length of L^-1 e_j. */
static double inverse_at(const double *l, size_t n, size_t j, double *x)
{
	double sum = 0;

	for (size_t i = j; i < n; i++) {
		double value = i == j;

		for (size_t k = j; k < i; k++)
			value -= l[i * n + k] * x[k];
		x[i] = value / l[i * n + i];
		sum += x[i] * x[i];
	}
	return sum;
}

static double *gradient_room(const struct fit *f)
{
	return NEW_ARRAY(f->arena, 3 * f->items + 1, double);
}

static double *information_of(struct fit *f, size_t n)
{
	struct slopes s = slopes_of(f);
	double *m = NEW_ARRAY(f->arena, n * n, double);
	double *g = gradient_room(f), post[IRT_NODES];

	for (size_t r = 0; r < f->row_count; r++) {
		(void)irt_posterior(f, &f->rows[r], post);
		gradient(&s, &f->rows[r], post, g);
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j <= i; j++)
				m[i * n + j] += f->rows[r].weight * g[i] * g[j];
	}
	for (size_t k = 0; k < f->items && f->model == IRT_3PL; k++) {
		m[3 * k * n + 3 * k] += irt_prior_a(f->a[k]).information;
		m[(3 * k + 2) * n + 3 * k + 2] +=
			irt_prior_g(f->g[k]).information;
	}
	return m;
}

/* The standard error of c from that of its logit. */
static double guessing_error(const struct fit *f, size_t k, double error)
{
	double c = irt_guessing(f, k);

	return c * (1 - c) * error;
}

/* As if the other items were known: their own blocks of the information. */
static void find_by_item(struct fit *f, struct irt_item *items)
{
	struct slopes s = slopes_of(f);
	size_t n = f->items, kinds = s.kinds, block = kinds * kinds;
	double *sums = NEW_ARRAY(f->arena, 9 * n, double), shared = 0;
	double *g = gradient_room(f), post[IRT_NODES], x[3];
	bool rasch = f->model == IRT_RASCH;

	for (size_t r = 0; r < f->row_count; r++) {
		double weight = f->rows[r].weight;

		(void)irt_posterior(f, &f->rows[r], post);
		gradient(&s, &f->rows[r], post, g);
		shared += weight * g[0] * g[0];
		for (size_t k = 0; k < n; k++)
			for (size_t i = 0; i < (rasch ? 1 : block); i++)
				sums[block * k + i] += rasch
					? weight * g[k + 1] * g[k + 1]
					: weight * g[kinds * k + i / kinds] *
						g[kinds * k + i % kinds];
	}
	for (size_t k = 0; k < n; k++) {
		struct irt_item *item = &items[f->which[k]];
		double *m = &sums[block * k];

		if (rasch) {
			item->a_se = 1 / sqrt(shared);
			item->d_se = 1 / sqrt(m[0]);
			continue;
		}
		if (kinds == 3) {
			m[0] += irt_prior_a(f->a[k]).information;
			m[8] += irt_prior_g(f->g[k]).information;
		}
		if (!factor(m, kinds))
			continue;
		item->a_se = sqrt(inverse_at(m, kinds, 0, x));
		item->d_se = sqrt(inverse_at(m, kinds, 1, x));
		if (kinds == 3)
			item->c_se = guessing_error(
				f, k, sqrt(inverse_at(m, kinds, 2, x)));
	}
}

void irt_find_errors(struct fit *f, struct irt_item *items)
{
	bool rasch = f->model == IRT_RASCH;
	size_t kinds = f->model == IRT_3PL ? 3 : 2;
	size_t n = rasch ? f->items + 1 : kinds * f->items;
	double *m, *x;

	if (n > WHOLE_MOST) {
		find_by_item(f, items);
		return;
	}
	m = information_of(f, n);
	x = NEW_ARRAY(f->arena, n, double);
	if (!factor(m, n))
		return;
	for (size_t k = 0; k < f->items; k++) {
		struct irt_item *item = &items[f->which[k]];

		item->a_se = sqrt(inverse_at(m, n, rasch ? 0 : kinds * k, x));
		item->d_se = sqrt(
			inverse_at(m, n, rasch ? k + 1 : kinds * k + 1, x));
		if (kinds == 3)
			item->c_se = guessing_error(
				f, k, sqrt(inverse_at(m, n, 3 * k + 2, x)));
	}
}
