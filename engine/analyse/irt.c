#include "engine/analyse/irt.h"

#include <math.h>

enum {
	NODES = 61,
	BYTE = 256,
	CYCLES_MOST = 3000,
	NEWTON_STEPS = 20,
	SLOPES_FULL = 400, /* parameters whose whole information is inverted */
};

static const double span = 6, slope_most = 10, tolerance = 1e-6;

/* People with the same answers are one row. */
struct row {
	const uint8_t *bits; /* right answers, then which there are */
	double weight;
};

struct fit {
	struct arena *arena;
	enum irt_model model;
	size_t items;  /* used */
	size_t *which; /* of the table's items */
	size_t groups; /* bytes of a row */
	struct row *rows;
	size_t row_count;
	size_t *row_of;                    /* by person */
	double theta[NODES], prior[NODES]; /* log */
	double *a, *d;
	double *table;           /* [group][byte][node] log likelihoods */
	double *sums;            /* the same for posteriors */
	double *right, *missing; /* [item][node] expected counts */
	double nodes[NODES];
};

/* ---- the data ---- */

static bool is_dichotomous(const struct answers *a, size_t item)
{
	bool seen[2] = {false, false};

	for (size_t p = 0; p < a->people; p++) {
		float x = a->scores[p * a->items + item];

		if (isnan(x))
			continue;
		if (x != 0 && x != 1)
			return false;
		seen[x > 0] = true;
	}
	return seen[0] && seen[1];
}

static void pack(const struct fit *f, const struct answers *a, size_t person,
	uint8_t *bits)
{
	memset(bits, 0, 2 * f->groups);
	for (size_t k = 0; k < f->items; k++) {
		float x = a->scores[person * a->items + f->which[k]];

		if (isnan(x))
			continue;
		bits[k / 8] |= (uint8_t)((x > 0) << k % 8);
		bits[f->groups + k / 8] |= (uint8_t)(1 << k % 8);
	}
}

/* Rows by what they hold, through a table of hashes at most half full. */
static void gather_rows(struct fit *f, const struct answers *a)
{
	size_t size = 1, bytes = 2 * f->groups;
	size_t *table;
	uint8_t *all = NEW_ARRAY(f->arena, a->people * bytes, uint8_t);

	while (size < 2 * a->people)
		size *= 2;
	table = NEW_ARRAY(f->arena, size, size_t);
	f->rows = NEW_ARRAY(f->arena, a->people, struct row);
	f->row_of = NEW_ARRAY(f->arena, a->people, size_t);
	for (size_t p = 0; p < a->people; p++) {
		uint8_t *bits = all + f->row_count * bytes;
		struct str key = {(const char *)bits, bytes};
		size_t at;

		pack(f, a, p, bits);
		for (at = str_hash(key) & (size - 1); table[at];
			at = (at + 1) & (size - 1))
			if (!memcmp(f->rows[table[at] - 1].bits, bits, bytes))
				break;
		if (!table[at]) {
			f->rows[f->row_count] = (struct row){bits, 0};
			table[at] = ++f->row_count;
		}
		f->row_of[p] = table[at] - 1;
		f->rows[table[at] - 1].weight++;
	}
}

/* Bits of a group that stand for items. */
static uint8_t whole(const struct fit *f, size_t group)
{
	size_t left = f->items - 8 * group;

	return (uint8_t)(left >= 8 ? 255 : (1U << left) - 1);
}

static void start_values(struct fit *f, const struct answers *a)
{
	for (size_t k = 0; k < f->items; k++) {
		double right = 0.5, n = 1;

		for (size_t p = 0; p < a->people; p++) {
			float x = a->scores[p * a->items + f->which[k]];

			right += isnan(x) ? 0 : (double)x;
			n += !isnan(x);
		}
		f->a[k] = 0.9;
		f->d[k] = 1.1 * log(right / (n - right));
	}
}

/* ---- expectation ---- */

static double log_right(double logit)
{
	return logit > 0 ? -log1p(exp(-logit)) : logit - log1p(exp(logit));
}

static double *cell_of(double *table, size_t group, size_t byte)
{
	return table + (group * BYTE + byte) * NODES;
}

/* Log likelihoods of every byte of right and wrong answers. */
static void fill_group(struct fit *f, size_t group)
{
	double yes[8][NODES], *first = cell_of(f->table, group, 0);
	size_t count = f->items - 8 * group < 8 ? f->items - 8 * group : 8;

	memset(first, 0, NODES * sizeof *first);
	for (size_t b = 0; b < count; b++)
		for (size_t q = 0; q < NODES; q++) {
			size_t k = 8 * group + b;
			double logit = f->d[k] + f->a[k] * f->theta[q];

			yes[b][q] = logit;
			first[q] += log_right(-logit);
		}
	/* One bit more adds log P - log Q, which is the logit. */
	for (size_t byte = 1; byte < (size_t)1 << count; byte++) {
		size_t bit = 0;
		double *to = cell_of(f->table, group, byte), *from;

		while (!(byte >> bit & 1))
			bit++;
		from = cell_of(f->table, group, byte & (byte - 1));
		for (size_t q = 0; q < NODES; q++)
			to[q] = from[q] + yes[bit][q];
	}
}

/* A group with missing answers, item by item. */
static void add_some(const struct fit *f, const struct row *row, size_t group,
	double *log_post)
{
	for (size_t b = 0; b < 8; b++) {
		size_t k = 8 * group + b;

		if (!(row->bits[f->groups + group] >> b & 1))
			continue;
		for (size_t q = 0; q < NODES; q++) {
			double logit = f->d[k] + f->a[k] * f->theta[q];

			log_post[q] += log_right(
				row->bits[group] >> b & 1 ? logit : -logit);
		}
	}
}

/* The posterior of a row over the nodes; its log likelihood. */
static double posterior(
	const struct fit *f, const struct row *row, double *post)
{
	double most = -INFINITY, sum = 0;

	memcpy(post, f->prior, sizeof f->prior);
	for (size_t g = 0; g < f->groups; g++) {
		if (row->bits[f->groups + g] == whole(f, g)) {
			const double *from = cell_of(f->table, g, row->bits[g]);

			for (size_t q = 0; q < NODES; q++)
				post[q] += from[q];
		} else {
			add_some(f, row, g, post);
		}
	}
	for (size_t q = 0; q < NODES; q++)
		most = post[q] > most ? post[q] : most;
	for (size_t q = 0; q < NODES; q++)
		sum += post[q] = exp(post[q] - most);
	for (size_t q = 0; q < NODES; q++)
		post[q] /= sum;
	return most + log(sum);
}

static void count_row(struct fit *f, const struct row *row, const double *post)
{
	for (size_t q = 0; q < NODES; q++)
		f->nodes[q] += row->weight * post[q];
	for (size_t g = 0; g < f->groups; g++) {
		uint8_t given = row->bits[f->groups + g];
		double *sums = cell_of(f->sums, g, row->bits[g]);

		for (size_t q = 0; q < NODES; q++)
			sums[q] += row->weight * post[q];
		for (size_t b = 0; given != whole(f, g) && b < 8; b++) {
			size_t k = 8 * g + b;

			if (k >= f->items || given >> b & 1)
				continue;
			for (size_t q = 0; q < NODES; q++)
				f->missing[k * NODES + q] +=
					row->weight * post[q];
		}
	}
}

/* Expected counts of right answers at the nodes, out of the bytes' sums. */
static void gather_counts(struct fit *f)
{
	memset(f->right, 0, f->items * NODES * sizeof *f->right);
	for (size_t k = 0; k < f->items; k++)
		for (size_t byte = 0; byte < BYTE; byte++) {
			const double *from;

			if (!(byte >> k % 8 & 1))
				continue;
			from = cell_of(f->sums, k / 8, byte);
			for (size_t q = 0; q < NODES; q++)
				f->right[k * NODES + q] += from[q];
		}
}

static double expect(struct fit *f)
{
	double post[NODES], sum = 0;

	memset(f->sums, 0, f->groups * BYTE * NODES * sizeof *f->sums);
	memset(f->missing, 0, f->items * NODES * sizeof *f->missing);
	memset(f->nodes, 0, sizeof f->nodes);
	for (size_t g = 0; g < f->groups; g++)
		fill_group(f, g);
	for (size_t r = 0; r < f->row_count; r++) {
		sum += f->rows[r].weight * posterior(f, &f->rows[r], post);
		count_row(f, &f->rows[r], post);
	}
	gather_counts(f);
	return sum;
}

/* ---- maximisation ---- */

/* First and second derivatives of an item's expected log likelihood. */
struct slope {
	double a, d, aa, ad, dd;
};

static struct slope slope_of(const struct fit *f, size_t k)
{
	struct slope s = {0};

	for (size_t q = 0; q < NODES; q++) {
		double theta = f->theta[q];
		double n = f->nodes[q] - f->missing[k * NODES + q];
		double p = 1 / (1 + exp(-(f->d[k] + f->a[k] * theta)));
		double e = f->right[k * NODES + q] - n * p;
		double w = n * p * (1 - p);

		s.d += e;
		s.a += e * theta;
		s.dd += w;
		s.ad += w * theta;
		s.aa += w * theta * theta;
	}
	return s;
}

static double within(double value, double most)
{
	return value > most ? most : value < -most ? -most : value;
}

static void maximise_item(struct fit *f, size_t k)
{
	for (int step = 0; step < NEWTON_STEPS; step++) {
		struct slope s = slope_of(f, k);
		double det = s.aa * s.dd - s.ad * s.ad, da, dd;

		if (!(det > 1e-12))
			return;
		da = within((s.dd * s.a - s.ad * s.d) / det, 1);
		dd = within((s.aa * s.d - s.ad * s.a) / det, 2);
		f->a[k] = within(f->a[k] + da, slope_most);
		f->d[k] = within(f->d[k] + dd, 30);
		if (fabs(da) + fabs(dd) < 1e-9)
			return;
	}
}

/* One slope for all: Newton on all intercepts and it, whose Hessian is an
 * arrow. */
static void maximise_rasch(struct fit *f)
{
	for (int step = 0; step < NEWTON_STEPS; step++) {
		double g = 0, h = 0, da, worst = 0;

		for (size_t k = 0; k < f->items; k++) {
			struct slope s = slope_of(f, k);

			g += s.a - s.ad * s.d / s.dd;
			h += s.aa - s.ad * s.ad / s.dd;
		}
		da = h > 1e-12 ? within(g / h, 0.5) : 0;
		for (size_t k = 0; k < f->items; k++) {
			struct slope s = slope_of(f, k);
			double dd = within((s.d - s.ad * da) / s.dd, 2);

			f->d[k] = within(f->d[k] + dd, 30);
			worst = fmax(worst, fabs(dd));
		}
		for (size_t k = 0; k < f->items; k++)
			f->a[k] += da;
		if (worst + fabs(da) < 1e-9)
			return;
	}
}

static void maximise(struct fit *f)
{
	if (f->model == IRT_RASCH)
		maximise_rasch(f);
	else
		for (size_t k = 0; k < f->items; k++)
			maximise_item(f, k);
}

/* ---- the cycles ---- */

/* All parameters: slopes, then intercepts. */
static void save(const struct fit *f, double *to)
{
	memcpy(to, f->a, f->items * sizeof *to);
	memcpy(to + f->items, f->d, f->items * sizeof *to);
}

static void restore(struct fit *f, const double *from)
{
	memcpy(f->a, from, f->items * sizeof *from);
	memcpy(f->d, from + f->items, f->items * sizeof *from);
}

static double step_length(
	const double *p0, const double *p1, const double *p2, size_t count)
{
	double rr = 0, vv = 0, length;

	for (size_t i = 0; i < count; i++) {
		double r = p1[i] - p0[i], v = p2[i] - p1[i] - r;

		rr += r * r;
		vv += v * v;
	}
	length = vv > 0 ? -sqrt(rr / vv) : -1;
	return length > -1 ? -1 : length < -30 ? -30 : length;
}

static void leap(struct fit *f, const double *p0, const double *p1,
	const double *p2, double *to)
{
	size_t count = 2 * f->items;
	double length = step_length(p0, p1, p2, count);

	for (size_t i = 0; i < count; i++) {
		double r = p1[i] - p0[i], v = p2[i] - p1[i] - r;

		to[i] = within(p0[i] - 2 * length * r + length * length * v,
			i < f->items ? slope_most : 30);
	}
	restore(f, to);
}

static double largest_change(const double *a, const double *b, size_t count)
{
	double most = 0;

	for (size_t i = 0; i < count; i++)
		most = fmax(most, fabs(a[i] - b[i]));
	return most;
}

/* Two cycles, a leap along them, and back when that was worse. */
static double run_cycles(struct fit *f, struct irt_fit *out)
{
	size_t count = 2 * f->items;
	double *p0 = NEW_ARRAY(f->arena, 5 * count, double);
	double *p1 = p0 + count, *p2 = p1 + count, *far = p2 + count;
	double likelihood = expect(f), after;

	while (out->cycles < CYCLES_MOST && !out->converged) {
		save(f, p0);
		maximise(f);
		save(f, p1);
		after = expect(f);
		out->cycles += 2;
		out->converged = largest_change(p0, p1, count) < tolerance;
		if (out->converged)
			return after;
		maximise(f);
		save(f, p2);
		leap(f, p0, p1, p2, far);
		likelihood = expect(f);
		if (likelihood >= after - 1e-9)
			continue;
		restore(f, p2);
		likelihood = expect(f);
		out->cycles++;
	}
	return likelihood;
}

/* ---- standard errors ---- */

/* A row's gradient: (x - P) θ and (x - P), averaged over its posterior. */
static void gradient(const struct fit *f, const struct row *row,
	const double *post, const double *right, double *out)
{
	for (size_t k = 0; k < f->items; k++) {
		double x = row->bits[k / 8] >> k % 8 & 1, a = 0, d = 0;
		bool given = row->bits[f->groups + k / 8] >> k % 8 & 1;

		for (size_t q = 0; given && q < NODES; q++) {
			double e = post[q] * (x - right[k * NODES + q]);

			d += e;
			a += e * f->theta[q];
		}
		out[2 * k] = a;
		out[2 * k + 1] = d;
	}
	if (f->model == IRT_2PL)
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

/* Chances of being right, [item][node]. */
static double *rights_of(const struct fit *f)
{
	double *right = NEW_ARRAY(f->arena, f->items * NODES, double);

	for (size_t k = 0; k < f->items; k++)
		for (size_t q = 0; q < NODES; q++)
			right[k * NODES + q] = 1 /
				(1 + exp(-(f->d[k] + f->a[k] * f->theta[q])));
	return right;
}

static double *information_of(struct fit *f, size_t n)
{
	double *m = NEW_ARRAY(f->arena, n * n, double);
	double *g = NEW_ARRAY(f->arena, 2 * f->items + 1, double);
	double *right = rights_of(f), post[NODES];

	for (size_t r = 0; r < f->row_count; r++) {
		posterior(f, &f->rows[r], post);
		gradient(f, &f->rows[r], post, right, g);
		for (size_t i = 0; i < n; i++)
			for (size_t j = 0; j <= i; j++)
				m[i * n + j] += f->rows[r].weight * g[i] * g[j];
	}
	return m;
}

/* As if the other items were known: their own blocks of the information. */
static void find_errors_by_item(struct fit *f, struct irt_item *items)
{
	size_t n = f->items;
	double *sums = NEW_ARRAY(f->arena, 3 * n, double), shared = 0;
	double *g = NEW_ARRAY(f->arena, 2 * n + 1, double);
	double *right = rights_of(f), post[NODES];

	for (size_t r = 0; r < f->row_count; r++) {
		double weight = f->rows[r].weight;

		posterior(f, &f->rows[r], post);
		gradient(f, &f->rows[r], post, right, g);
		if (f->model == IRT_RASCH) {
			shared += weight * g[0] * g[0];
			for (size_t k = 0; k < n; k++)
				sums[k] += weight * g[k + 1] * g[k + 1];
			continue;
		}
		for (size_t k = 0; k < n; k++) {
			double a = g[2 * k], d = g[2 * k + 1];

			sums[3 * k] += weight * a * a;
			sums[3 * k + 1] += weight * a * d;
			sums[3 * k + 2] += weight * d * d;
		}
	}
	for (size_t k = 0; k < n; k++) {
		struct irt_item *item = &items[f->which[k]];
		const double *s = &sums[3 * k];
		double det = s[0] * s[2] - s[1] * s[1];

		if (f->model == IRT_RASCH) {
			item->a_se = 1 / sqrt(shared);
			item->d_se = 1 / sqrt(sums[k]);
		} else if (det > 0) {
			item->a_se = sqrt(s[2] / det);
			item->d_se = sqrt(s[0] / det);
		}
	}
}

static void find_errors(struct fit *f, struct irt_item *items)
{
	size_t n = f->model == IRT_2PL ? 2 * f->items : f->items + 1;
	double *m, *x;

	if (n > SLOPES_FULL) {
		find_errors_by_item(f, items);
		return;
	}
	m = information_of(f, n);
	x = NEW_ARRAY(f->arena, n, double);
	if (!factor(m, n))
		return;
	for (size_t k = 0; k < f->items; k++) {
		struct irt_item *item = &items[f->which[k]];
		bool rasch = f->model == IRT_RASCH;

		item->a_se = sqrt(inverse_at(m, n, rasch ? 0 : 2 * k, x));
		item->d_se =
			sqrt(inverse_at(m, n, rasch ? k + 1 : 2 * k + 1, x));
	}
}

/* ---- people ---- */

static void find_abilities(
	struct fit *f, const struct answers *a, struct irt_fit *out)
{
	double *mean = NEW_ARRAY(f->arena, a->people, double);
	double *deviation = NEW_ARRAY(f->arena, a->people, double);
	double *by_row = NEW_ARRAY(f->arena, 2 * f->row_count, double);
	double post[NODES];

	for (size_t r = 0; r < f->row_count; r++) {
		double m = 0, s = 0;

		posterior(f, &f->rows[r], post);
		for (size_t q = 0; q < NODES; q++)
			m += post[q] * f->theta[q];
		for (size_t q = 0; q < NODES; q++)
			s += post[q] * (f->theta[q] - m) * (f->theta[q] - m);
		by_row[2 * r] = m;
		by_row[2 * r + 1] = sqrt(s);
	}
	for (size_t p = 0; p < a->people; p++) {
		mean[p] = by_row[2 * f->row_of[p]];
		deviation[p] = by_row[2 * f->row_of[p] + 1];
	}
	out->ability = mean;
	out->ability_sd = deviation;
}

/* ---- all of it ---- */

static struct fit fit_new(
	struct arena *arena, const struct answers *a, enum irt_model model)
{
	struct fit f = {.arena = arena,
		.model = model,
		.which = NEW_ARRAY(arena, a->items, size_t)};
	double sum = 0;

	for (size_t i = 0; i < a->items; i++)
		if (is_dichotomous(a, i))
			f.which[f.items++] = i;
	f.groups = (f.items + 7) / 8;
	for (size_t q = 0; q < NODES; q++) {
		f.theta[q] = -span + 2 * span * (double)q / (NODES - 1);
		sum += exp(-f.theta[q] * f.theta[q] / 2);
	}
	for (size_t q = 0; q < NODES; q++)
		f.prior[q] = -f.theta[q] * f.theta[q] / 2 - log(sum);
	f.a = NEW_ARRAY(arena, f.items, double);
	f.d = NEW_ARRAY(arena, f.items, double);
	f.table = NEW_ARRAY(arena, f.groups * BYTE * NODES, double);
	f.sums = NEW_ARRAY(arena, f.groups * BYTE * NODES, double);
	f.right = NEW_ARRAY(arena, f.items * NODES, double);
	f.missing = NEW_ARRAY(arena, f.items * NODES, double);
	return f;
}

struct irt_fit irt_estimate(
	struct arena *arena, const struct answers *a, enum irt_model model)
{
	struct fit f = fit_new(arena, a, model);
	struct irt_fit out = {.model = model, .used = f.items};
	struct irt_item *items = NEW_ARRAY(arena, a->items, struct irt_item);
	double free;

	out.items = items;
	for (size_t i = 0; i < a->items; i++)
		items[i].a = items[i].d = items[i].b = items[i].a_se =
			items[i].d_se = NAN;
	if (!f.items)
		return out;
	gather_rows(&f, a);
	start_values(&f, a);
	out.log_likelihood = run_cycles(&f, &out);
	for (size_t k = 0; k < f.items; k++)
		items[f.which[k]] = (struct irt_item){
			true, f.a[k], f.d[k], -f.d[k] / f.a[k], NAN, NAN};
	find_errors(&f, items);
	find_abilities(&f, a, &out);
	free = (double)(model == IRT_2PL ? 2 * f.items : f.items + 1);
	out.aic = 2 * free - 2 * out.log_likelihood;
	out.bic = free * log((double)a->people) - 2 * out.log_likelihood;
	return out;
}

double irt_information(const struct irt_fit *fit, size_t items, double theta)
{
	double sum = 0;

	for (size_t i = 0; i < items; i++) {
		const struct irt_item *item = &fit->items[i];
		double p;

		if (!item->used)
			continue;
		p = 1 / (1 + exp(-(item->d + item->a * theta)));
		sum += item->a * item->a * p * (1 - p);
	}
	return sum;
}
