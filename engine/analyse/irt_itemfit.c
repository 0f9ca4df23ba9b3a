#include "engine/analyse/irt_parts.h"

#include <math.h>

#include "engine/analyse/quantile.h"

/* S-X2 of Orlando and Thissen (2000). */

enum { ITEMS_MOST = 200 };

/* Likelihoods of summed scores at the nodes, by Lord and Wingersky (1984):
 * scores[s * IRT_NODES + q]. without: an item that is left out; SIZE_MAX. */
static void score_chances(const struct fit *f, const double *chance,
	size_t without, double *scores)
{
	size_t n = 0;

	for (size_t q = 0; q < IRT_NODES; q++)
		scores[q] = 1;
	for (size_t k = 0; k < f->items; k++) {
		const double *p = &chance[k * IRT_NODES];

		if (k == without)
			continue;
		n++;
		for (size_t q = 0; q < IRT_NODES; q++)
			scores[n * IRT_NODES + q] =
				scores[(n - 1) * IRT_NODES + q] * p[q];
		for (size_t s = n - 1; s > 0; s--)
			for (size_t q = 0; q < IRT_NODES; q++)
				scores[s * IRT_NODES + q] =
					scores[s * IRT_NODES + q] * (1 - p[q]) +
					scores[(s - 1) * IRT_NODES + q] * p[q];
		for (size_t q = 0; q < IRT_NODES; q++)
			scores[q] *= 1 - p[q];
	}
}

/* People with no answer missing, by summed score; and those right on each. */
static double count_scores(const struct fit *f, double *people, double *right)
{
	double all = 0;

	for (size_t r = 0; r < f->row_count; r++) {
		const struct irt_row *row = &f->rows[r];
		size_t score = 0, given = 0;

		for (size_t k = 0; k < f->items; k++) {
			score += row->bits[k / 8] >> k % 8 & 1;
			given += row->bits[f->groups + k / 8] >> k % 8 & 1;
		}
		if (given < f->items)
			continue;
		all += row->weight;
		people[score] += row->weight;
		for (size_t k = 0; k < f->items; k++)
			if (row->bits[k / 8] >> k % 8 & 1)
				right[score * f->items + k] += row->weight;
	}
	return all;
}

/* Neighbouring scores, until at least one person is expected right and one
 * wrong. */
struct cell {
	double people, right, expected;
};

static void close_cell(struct cell *c, double *sum, size_t *cells)
{
	double e = c->expected / c->people, o = c->right / c->people;

	*sum += c->people * (o - e) * (o - e) / (e * (1 - e));
	++*cells;
	*c = (struct cell){0, 0, 0};
}

static void fit_of(const struct fit *f, size_t k, const double *expected,
	const double *people, const double *right, struct irt_item *item)
{
	size_t parameters = f->model == IRT_RASCH ? 1
		: f->model == IRT_2PL             ? 2
						  : 3;
	struct cell c = {0, 0, 0};
	double sum = 0;
	size_t cells = 0;

	for (size_t s = 1; s < f->items; s++) {
		c.people += people[s];
		c.right += right[s * f->items + k];
		c.expected += people[s] * expected[s];
		if (c.expected >= 1 && c.people - c.expected >= 1)
			close_cell(&c, &sum, &cells);
	}
	if (cells <= parameters)
		return;
	item->fit = sum;
	item->fit_df = cells - parameters;
	item->fit_p = chi_square_above(sum, (double)item->fit_df);
}

/* The share right among those with each score: of scores with the item right
 * over all. */
static void expect_item(const struct fit *f, size_t k, const double *chance,
	const double *all, double *without, double *expected)
{
	score_chances(f, chance, k, without);
	for (size_t s = 1; s < f->items; s++) {
		double num = 0, den = 0;

		for (size_t q = 0; q < IRT_NODES; q++) {
			double weight = exp(f->prior[q]);

			num += weight * chance[k * IRT_NODES + q] *
				without[(s - 1) * IRT_NODES + q];
			den += weight * all[s * IRT_NODES + q];
		}
		expected[s] = den > 0 ? num / den : 0.5;
	}
}

void irt_find_fit(
	struct fit *f, const struct answers *a, struct irt_item *items)
{
	size_t n = f->items, room = (n + 1) * IRT_NODES;
	double *chance, *all, *without, *expected, *people, *right;

	(void)a;
	if (n < 3 || n > ITEMS_MOST)
		return;
	chance = NEW_ARRAY(f->arena, n * IRT_NODES, double);
	all = NEW_ARRAY(f->arena, room, double);
	without = NEW_ARRAY(f->arena, room, double);
	expected = NEW_ARRAY(f->arena, n + 1, double);
	people = NEW_ARRAY(f->arena, n + 1, double);
	right = NEW_ARRAY(f->arena, (n + 1) * n, double);
	for (size_t k = 0; k < n; k++)
		for (size_t q = 0; q < IRT_NODES; q++)
			chance[k * IRT_NODES + q] =
				irt_chance(f, k, f->theta[q]);
	if (count_scores(f, people, right) < 1)
		return;
	score_chances(f, chance, SIZE_MAX, all);
	for (size_t k = 0; k < n; k++) {
		expect_item(f, k, chance, all, without, expected);
		fit_of(f, k, expected, people, right, &items[f->which[k]]);
	}
}
