#include "engine/analyse/irt_precision.h"

#include <math.h>

#include "engine/analyse/irt_lane.h"

enum {
	WHOLE_MOST = 400, /* parameters whose whole information is inverted */
	TILE = 4          /* rows of the information that are summed at once */
};

/* Columns of a gradient: an item's a, d and (3PL) g one after the other; of
 * Rasch the sum of all a's first. Padded to whole tiles. */
struct precision {
	struct fit *f;
	size_t kinds; /* parameters an item has: 2 or 3 */
	size_t wide;  /* columns of an item by item gradient, padded */
	size_t n, padded;
	bool whole;
	float *right; /* [node][column] dP / Q: what a wrong answer takes off */
	float *gain;  /* [node][column] dP / (P Q), 3PL only */
	float *raw;   /* [wide]: of one row */
	float *earned;
	float *g;      /* [row][padded] */
	float *gw;     /* [column][row] times the weight */
	double *m;     /* [n][n], the lower half; or blocks item by item */
	double shared; /* Rasch, item by item: of the slope */
};

static size_t pad(size_t n)
{
	return (n + 2 * LANE - 1) / (2 * LANE) * (2 * LANE);
}

/* (x - P) is multiplied with dP / (P Q); the share is that without guessing. */
static void fill(struct precision *e, size_t k, size_t q)
{
	const struct fit *f = e->f;
	double theta = f->theta[q], c = irt_guessing(f, k);
	double p = irt_chance(f, k, theta), share = (p - c) / ((1 - c) * p);
	double by[3] = {share * theta, share, c / p};

	for (size_t t = 0; t < e->kinds; t++) {
		size_t at = q * e->wide + e->kinds * k + t;

		e->right[at] = (float)(p * by[t]);
		if (e->gain)
			e->gain[at] = (float)by[t];
	}
}

struct precision *precision_new(struct fit *f)
{
	struct precision *e = NEW(f->arena, struct precision);

	e->f = f;
	e->kinds = f->model == IRT_3PL ? 3 : 2;
	e->n = f->model == IRT_RASCH ? f->items + 1 : e->kinds * f->items;
	e->wide = pad(e->kinds * f->items);
	e->padded = pad(e->n);
	e->whole = e->n <= WHOLE_MOST;
	e->right = NEW_ARRAY(f->arena, IRT_NODES * e->wide, float);
	if (e->kinds == 3)
		e->gain = NEW_ARRAY(f->arena, IRT_NODES * e->wide, float);
	e->raw = NEW_ARRAY(f->arena, e->wide, float);
	e->earned = NEW_ARRAY(f->arena, e->wide, float);
	e->g = NEW_ARRAY(f->arena, PRECISION_ROWS * e->padded, float);
	e->gw = NEW_ARRAY(f->arena, PRECISION_ROWS * e->padded, float);
	e->m = NEW_ARRAY(f->arena,
		e->whole ? e->padded * e->padded : 9 * f->items, double);
	for (size_t k = 0; k < f->items; k++)
		for (size_t q = 0; q < IRT_NODES; q++)
			fill(e, k, q);
	return e;
}

/* ---- gradients ---- */

/* Nodes without which nothing changes. */
static void find_window(const float *post, size_t *from, size_t *to)
{
	*from = 0;
	*to = IRT_NODES;
	while (*from < *to && post[*from] < 1e-9f)
		++*from;
	while (*to > *from && post[*to - 1] < 1e-9f)
		--*to;
}

/* Σ post × matrix, eight columns at a time. */
static void average(float *to, const float *matrix, const float *post,
	size_t from, size_t end, size_t wide)
{
	for (size_t c = 0; c < wide; c += 2 * LANE) {
		lane low = {0}, high = {0};

		for (size_t q = from; q < end; q++) {
			const float *row = matrix + q * wide + c;

			low += post[q] * lane_load(row);
			high += post[q] * lane_load(row + LANE);
		}
		lane_store(to + c, low);
		lane_store(to + c + LANE, high);
	}
}

/* What a right answer earns in each of an item's parameters. */
static void find_earned(
	struct precision *e, const float *post, size_t from, size_t to)
{
	double mean = 0, sum = 0;

	if (e->gain) {
		average(e->earned, e->gain, post, from, to, e->wide);
		return;
	}
	for (size_t q = from; q < to; q++) {
		mean += (double)post[q] * e->f->theta[q];
		sum += (double)post[q];
	}
	for (size_t k = 0; k < e->f->items; k++) {
		e->earned[2 * k] = (float)mean;
		e->earned[2 * k + 1] = (float)sum;
	}
}

static void find_raw(
	struct precision *e, const struct irt_row *row, const float *post)
{
	size_t from, to;

	find_window(post, &from, &to);
	average(e->raw, e->right, post, from, to, e->wide);
	find_earned(e, post, from, to);
	for (size_t k = 0; k < e->f->items; k++) {
		bool right = row->bits[k / 8] >> k % 8 & 1;
		bool given = row->bits[e->f->groups + k / 8] >> k % 8 & 1;

		for (size_t t = 0; t < e->kinds; t++) {
			size_t c = e->kinds * k + t;

			e->raw[c] = !given
				? 0
				: (right ? e->earned[c] : 0) - e->raw[c];
		}
	}
}

static void put_gradient(struct precision *e, size_t r, double weight)
{
	float *g = e->g + r * e->padded;

	if (e->f->model == IRT_RASCH) {
		g[0] = 0;
		for (size_t k = 0; k < e->f->items; k++) {
			g[0] += e->raw[2 * k];
			g[k + 1] = e->raw[2 * k + 1];
		}
	} else {
		memcpy(g, e->raw, e->n * sizeof *g);
	}
	for (size_t c = 0; c < e->n; c++)
		e->gw[c * PRECISION_ROWS + r] = (float)weight * g[c];
}

/* ---- sums ---- */

/* Rows i … i + 3 of the information, columns j … j + 7. */
static void add_tile(struct precision *e, size_t i, size_t j, size_t count)
{
	lane sum[TILE][2] = {{{0}}};

	for (size_t r = 0; r < count; r++) {
		const float *g = e->g + r * e->padded + j;
		lane low = lane_load(g), high = lane_load(g + LANE);

		for (size_t t = 0; t < TILE; t++) {
			float by = e->gw[(i + t) * PRECISION_ROWS + r];

			sum[t][0] += by * low;
			sum[t][1] += by * high;
		}
	}
	for (size_t t = 0; t < TILE; t++)
		for (size_t c = 0; c < 2 * LANE; c++)
			e->m[(i + t) * e->padded + j + c] +=
				(double)sum[t][c / LANE][c % LANE];
}

static void add_whole(struct precision *e, size_t count)
{
	for (size_t i = 0; i < e->padded; i += TILE)
		for (size_t j = 0; j < i + TILE; j += 2 * LANE)
			add_tile(e, i, j, count);
}

static void add_block(
	struct precision *e, size_t k, const float *g, double weight)
{
	size_t kinds = e->kinds;
	bool rasch = e->f->model == IRT_RASCH;
	double *m = e->m + kinds * kinds * k;

	if (rasch) {
		m[0] += weight * (double)g[k + 1] * (double)g[k + 1];
		return;
	}
	for (size_t i = 0; i < kinds * kinds; i++)
		m[i] += weight * (double)g[kinds * k + i / kinds] *
			(double)g[kinds * k + i % kinds];
}

void precision_add(
	struct precision *e, size_t first, size_t count, const float *post)
{
	for (size_t r = 0; r < count; r++) {
		const struct irt_row *row = &e->f->rows[first + r];

		find_raw(e, row, post + r * IRT_NODES);
		put_gradient(e, r, row->weight);
		if (e->whole)
			continue;
		e->shared += row->weight * (double)e->g[r * e->padded] *
			(double)e->g[r * e->padded];
		for (size_t k = 0; k < e->f->items; k++)
			add_block(e, k, e->g + r * e->padded, row->weight);
	}
	if (e->whole)
		add_whole(e, count);
}

/* ---- errors ---- */

/* Cholesky's factor in place of the lower half; false when not positive. */
static bool factor(double *m, size_t n, size_t wide)
{
	for (size_t j = 0; j < n; j++) {
		for (size_t i = j; i < n; i++) {
			double sum = m[i * wide + j];

			for (size_t k = 0; k < j; k++)
				sum -= m[i * wide + k] * m[j * wide + k];
			if (i == j && sum <= 1e-12)
				return false;
			m[i * wide + j] =
				i == j ? sqrt(sum) : sum / m[j * wide + j];
		}
	}
	return true;
}

/* Of the inverse of the factored matrix, one of the diagonal: the squared
 * length of L^-1 e_j. */
static double inverse_at(
	const double *l, size_t n, size_t wide, size_t j, double *x)
{
	double sum = 0;

	for (size_t i = j; i < n; i++) {
		double value = i == j;

		for (size_t k = j; k < i; k++)
			value -= l[i * wide + k] * x[k];
		x[i] = value / l[i * wide + i];
		sum += x[i] * x[i];
	}
	return sum;
}

/* The standard error of c from that of its logit. */
static double guessing_error(const struct fit *f, size_t k, double error)
{
	double c = irt_guessing(f, k);

	return c * (1 - c) * error;
}

/* As if the other items were known: their own blocks of the information. */
static void find_by_item(struct precision *e, size_t k, struct irt_item *item)
{
	double *m = e->m + e->kinds * e->kinds * k, x[3];

	if (e->f->model == IRT_RASCH) {
		item->a_se = 1 / sqrt(e->shared);
		item->d_se = 1 / sqrt(m[0]);
		return;
	}
	if (e->kinds == 3) {
		m[0] += irt_prior_a(e->f->a[k]).information;
		m[8] += irt_prior_g(e->f->g[k]).information;
	}
	if (!factor(m, e->kinds, e->kinds))
		return;
	item->a_se = sqrt(inverse_at(m, e->kinds, e->kinds, 0, x));
	item->d_se = sqrt(inverse_at(m, e->kinds, e->kinds, 1, x));
	if (e->kinds == 3)
		item->c_se = guessing_error(
			e->f, k, sqrt(inverse_at(m, e->kinds, e->kinds, 2, x)));
}

static void add_priors(struct precision *e)
{
	for (size_t k = 0; k < e->f->items && e->kinds == 3; k++) {
		e->m[3 * k * e->padded + 3 * k] +=
			irt_prior_a(e->f->a[k]).information;
		e->m[(3 * k + 2) * e->padded + 3 * k + 2] +=
			irt_prior_g(e->f->g[k]).information;
	}
}

static void find_whole(struct precision *e, struct irt_item *items)
{
	const struct fit *f = e->f;
	bool rasch = f->model == IRT_RASCH;
	double *x = NEW_ARRAY(f->arena, e->n, double);

	add_priors(e);
	if (!factor(e->m, e->n, e->padded))
		return;
	for (size_t k = 0; k < f->items; k++) {
		struct irt_item *item = &items[f->which[k]];
		size_t a = rasch ? 0 : e->kinds * k;
		size_t d = rasch ? k + 1 : e->kinds * k + 1;

		item->a_se = sqrt(inverse_at(e->m, e->n, e->padded, a, x));
		item->d_se = sqrt(inverse_at(e->m, e->n, e->padded, d, x));
		if (e->kinds == 3)
			item->c_se = guessing_error(f, k,
				sqrt(inverse_at(
					e->m, e->n, e->padded, 3 * k + 2, x)));
	}
}

void precision_find(struct precision *e, struct irt_item *items)
{
	if (e->whole) {
		find_whole(e, items);
		return;
	}
	for (size_t k = 0; k < e->f->items; k++)
		find_by_item(e, k, &items[e->f->which[k]]);
}
