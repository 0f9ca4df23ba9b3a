#include "engine/analyse/irt_parts.h"

#include <math.h>

#include "engine/analyse/irt_fast.h"

enum { CYCLES_MOST = 3000, NEWTON_STEPS = 20 };

static const double span = 6, slope_most = 10, change_least = 1e-6;

/* ---- the data ---- */

static bool is_dichotomous(const struct answers *a, size_t item)
{
	bool seen[2] = {false, false};

	for (size_t p = 0; p < a->people; p++) {
		float x = a->scores[p * a->items + item];

		if (isnan(x))
			continue;
		if (x > 0 && x != a->most[item])
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
	f->rows = NEW_ARRAY(f->arena, a->people, struct irt_row);
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
			f->rows[f->row_count] = (struct irt_row){bits, 0};
			table[at] = ++f->row_count;
		}
		f->row_of[p] = table[at] - 1;
		f->rows[table[at] - 1].weight++;
	}
}

/* Bits of a group that stand for items. */
uint8_t irt_whole(const struct fit *f, size_t group)
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

			right += x > 0;
			n += !isnan(x);
		}
		f->a[k] = 0.9;
		f->d[k] = 1.1 * log(right / (n - right));
		if (f->model == IRT_3PL) {
			double known = (right / n - 0.2) / 0.8;

			known = known < 0.05 ? 0.05 : known;
			f->g[k] = log(0.2 / 0.8);
			f->d[k] = 1.1 * log(known / (1 - known));
		}
	}
}

/* ---- expectation ---- */

static double log_right(double logit)
{
	return logit > 0 ? -log1p(exp(-logit)) : logit - log1p(exp(logit));
}

double irt_guessing(const struct fit *f, size_t k)
{
	return f->model == IRT_3PL ? 1 / (1 + exp(-f->g[k])) : 0;
}

double irt_chance(const struct fit *f, size_t k, double theta)
{
	double c = irt_guessing(f, k);

	return c + (1 - c) / (1 + exp(-(f->d[k] + f->a[k] * theta)));
}

/* log Q, and log P - log Q, at an ability. */
double irt_log_wrong(const struct fit *f, size_t k, double theta)
{
	double c = irt_guessing(f, k);

	return log_right(-(f->d[k] + f->a[k] * theta)) +
		(c > 0 ? log1p(-c) : 0);
}

double irt_log_odds(const struct fit *f, size_t k, double theta)
{
	double p;

	if (f->model != IRT_3PL)
		return f->d[k] + f->a[k] * theta;
	p = irt_chance(f, k, theta);
	return log(p) - irt_log_wrong(f, k, theta);
}

static double *cell_of(double *table, size_t group, size_t byte)
{
	return table + (group * IRT_BYTE + byte) * IRT_NODES;
}

/* Log likelihoods of every byte of right and wrong answers. */
static void fill_group(struct fit *f, size_t group)
{
	double yes[8][IRT_NODES], *first = cell_of(f->table, group, 0);
	size_t count = f->items - 8 * group < 8 ? f->items - 8 * group : 8;

	memset(first, 0, IRT_NODES * sizeof *first);
	for (size_t b = 0; b < count; b++)
		for (size_t q = 0; q < IRT_NODES; q++) {
			size_t k = 8 * group + b;

			yes[b][q] = irt_log_odds(f, k, f->theta[q]);
			first[q] += irt_log_wrong(f, k, f->theta[q]);
		}
	/* One bit more adds log P - log Q. */
	for (size_t byte = 1; byte < (size_t)1 << count; byte++) {
		size_t bit = 0;
		double *to = cell_of(f->table, group, byte), *from;

		while (!(byte >> bit & 1))
			bit++;
		from = cell_of(f->table, group, byte & (byte - 1));
		for (size_t q = 0; q < IRT_NODES; q++)
			to[q] = from[q] + yes[bit][q];
	}
}

/* A group with missing answers, item by item. */
static void add_some(const struct fit *f, const struct irt_row *row,
	size_t group, double *log_post)
{
	for (size_t b = 0; b < 8; b++) {
		size_t k = 8 * group + b;

		if (!(row->bits[f->groups + group] >> b & 1))
			continue;
		for (size_t q = 0; q < IRT_NODES; q++) {
			log_post[q] += irt_log_wrong(f, k, f->theta[q]);
			if (row->bits[group] >> b & 1)
				log_post[q] += irt_log_odds(f, k, f->theta[q]);
		}
	}
}

/* The posterior of a row over the nodes; its log likelihood. */
double irt_posterior(
	const struct fit *f, const struct irt_row *row, double *post)
{
	double most = -INFINITY, sum = 0;

	memcpy(post, f->prior, sizeof f->prior);
	for (size_t g = 0; g < f->groups; g++) {
		if (row->bits[f->groups + g] == irt_whole(f, g)) {
			const double *from = cell_of(f->table, g, row->bits[g]);

			for (size_t q = 0; q < IRT_NODES; q++)
				post[q] += from[q];
		} else {
			add_some(f, row, g, post);
		}
	}
	for (size_t q = 0; q < IRT_NODES; q++)
		most = post[q] > most ? post[q] : most;
	for (size_t q = 0; q < IRT_NODES; q++)
		sum += post[q] = exp(post[q] - most);
	for (size_t q = 0; q < IRT_NODES; q++)
		post[q] /= sum;
	return most + log(sum);
}

static void count_row(
	struct fit *f, const struct irt_row *row, const double *post)
{
	for (size_t q = 0; q < IRT_NODES; q++)
		f->nodes[q] += row->weight * post[q];
	for (size_t g = 0; g < f->groups; g++) {
		uint8_t given = row->bits[f->groups + g];
		double *sums = cell_of(f->sums, g, row->bits[g]);

		for (size_t q = 0; q < IRT_NODES; q++)
			sums[q] += row->weight * post[q];
		for (size_t b = 0; given != irt_whole(f, g) && b < 8; b++) {
			size_t k = 8 * g + b;

			if (k >= f->items || given >> b & 1)
				continue;
			for (size_t q = 0; q < IRT_NODES; q++)
				f->missing[k * IRT_NODES + q] +=
					row->weight * post[q];
		}
	}
}

/* Expected counts of right answers at the nodes, out of the bytes' sums. */
static void gather_counts(struct fit *f)
{
	memset(f->right, 0, f->items * IRT_NODES * sizeof *f->right);
	for (size_t k = 0; k < f->items; k++)
		for (size_t byte = 0; byte < IRT_BYTE; byte++) {
			const double *from;

			if (!(byte >> k % 8 & 1))
				continue;
			from = cell_of(f->sums, k / 8, byte);
			for (size_t q = 0; q < IRT_NODES; q++)
				f->right[k * IRT_NODES + q] += from[q];
		}
}

void irt_fill(struct fit *f)
{
	for (size_t g = 0; g < f->groups; g++)
		fill_group(f, g);
}

static double expect(struct fit *f)
{
	double post[IRT_NODES], sum = 0;

	if (f->fast)
		return fast_expect(f, f->fast);
	memset(f->sums, 0, f->groups * IRT_BYTE * IRT_NODES * sizeof *f->sums);
	memset(f->missing, 0, f->items * IRT_NODES * sizeof *f->missing);
	memset(f->nodes, 0, sizeof f->nodes);
	irt_fill(f);
	for (size_t r = 0; r < f->row_count; r++) {
		sum += f->rows[r].weight * irt_posterior(f, &f->rows[r], post);
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

	for (size_t q = 0; q < IRT_NODES; q++) {
		double theta = f->theta[q];
		double n = f->nodes[q] - f->missing[k * IRT_NODES + q];
		double p = 1 / (1 + exp(-(f->d[k] + f->a[k] * theta)));
		double e = f->right[k * IRT_NODES + q] - n * p;
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

/* ---- the 3PL ---- */

struct irt_prior irt_prior_a(double a)
{
	const double variance = 0.25;
	double l = log(a);

	return (struct irt_prior){-l * l / (2 * variance), -l / (variance * a),
		1 / (variance * a * a)};
}

struct irt_prior irt_prior_g(double g)
{
	const double alpha = 5, beta = 17;
	double c = 1 / (1 + exp(-g));

	return (struct irt_prior){
		(alpha - 1) * log(c) + (beta - 1) * log(1 - c),
		(alpha - 1) * (1 - c) - (beta - 1) * c,
		(alpha + beta - 2) * c * (1 - c)};
}

static double log_prior(const struct fit *f)
{
	double sum = 0;

	for (size_t k = 0; k < f->items && f->model == IRT_3PL; k++)
		sum += irt_prior_a(f->a[k]).log + irt_prior_g(f->g[k]).log;
	return sum;
}

/* Gradient and Fisher information of an item's a, d and g. */
struct score3 {
	double s[3], i[3][3];
};

static struct score3 score3_of(const struct fit *f, size_t k)
{
	struct score3 out = {0};
	double c = irt_guessing(f, k);
	struct irt_prior pa = irt_prior_a(f->a[k]), pg = irt_prior_g(f->g[k]);

	for (size_t q = 0; q < IRT_NODES; q++) {
		double theta = f->theta[q];
		double n = f->nodes[q] - f->missing[k * IRT_NODES + q];
		double known = 1 / (1 + exp(-(f->d[k] + f->a[k] * theta)));
		double p = c + (1 - c) * known, pq = p * (1 - p);
		double slope = (1 - c) * known * (1 - known);
		double dp[3] = {
			slope * theta, slope, (1 - known) * c * (1 - c)};
		double e = f->right[k * IRT_NODES + q] - n * p;

		if (pq < 1e-12)
			continue;
		for (int r = 0; r < 3; r++) {
			out.s[r] += e / pq * dp[r];
			for (int t = 0; t < 3; t++)
				out.i[r][t] += n / pq * dp[r] * dp[t];
		}
	}
	out.s[0] += pa.slope;
	out.i[0][0] += pa.information;
	out.s[2] += pg.slope;
	out.i[2][2] += pg.information;
	return out;
}

/* Gauss on a small positive matrix; false when it is none. */
static bool solve3(double m[3][3], double x[3])
{
	for (int r = 0; r < 3; r++) {
		if (!(m[r][r] > 1e-12))
			return false;
		for (int t = r + 1; t < 3; t++) {
			double by = m[t][r] / m[r][r];

			for (int u = r; u < 3; u++)
				m[t][u] -= by * m[r][u];
			x[t] -= by * x[r];
		}
	}
	for (int r = 2; r >= 0; r--) {
		for (int t = r + 1; t < 3; t++)
			x[r] -= m[r][t] * x[t];
		x[r] /= m[r][r];
	}
	return true;
}

static void maximise_guessed(struct fit *f, size_t k)
{
	for (int step = 0; step < NEWTON_STEPS; step++) {
		struct score3 s = score3_of(f, k);

		if (!solve3(s.i, s.s))
			return;
		f->a[k] += within(s.s[0], 0.5);
		f->a[k] = f->a[k] < 0.05 ? 0.05 : within(f->a[k], slope_most);
		f->d[k] = within(f->d[k] + within(s.s[1], 1), 30);
		f->g[k] = within(f->g[k] + within(s.s[2], 1), 8);
		if (fabs(s.s[0]) + fabs(s.s[1]) + fabs(s.s[2]) < 1e-8)
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
	if (f->model == IRT_RASCH) {
		maximise_rasch(f);
		return;
	}
	for (size_t k = 0; k < f->items; k++)
		if (f->model == IRT_3PL)
			maximise_guessed(f, k);
		else
			maximise_item(f, k);
}

/* ---- the cycles ---- */

/* All parameters: slopes, intercepts, guessings. */
static void save(const struct fit *f, double *to)
{
	memcpy(to, f->a, f->items * sizeof *to);
	memcpy(to + f->items, f->d, f->items * sizeof *to);
	memcpy(to + 2 * f->items, f->g, f->items * sizeof *to);
}

static void restore(struct fit *f, const double *from)
{
	memcpy(f->a, from, f->items * sizeof *from);
	memcpy(f->d, from + f->items, f->items * sizeof *from);
	memcpy(f->g, from + 2 * f->items, f->items * sizeof *from);
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
	size_t count = 3 * f->items;
	double length = step_length(p0, p1, p2, count);

	for (size_t i = 0; i < count; i++) {
		double r = p1[i] - p0[i], v = p2[i] - p1[i] - r;

		to[i] = within(p0[i] - 2 * length * r + length * length * v,
			i < f->items ? slope_most : 30);
		if (f->model == IRT_3PL && i < f->items && to[i] < 0.05)
			to[i] = 0.05;
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

/* Two cycles, a leap along them, and back when that was worse (the log
 * likelihood with the priors, which are 0 but for the 3PL), until nothing
 * changes by as much as tolerance. slack: by how much the likelihood is not
 * known. */
static void run_cycles(
	struct fit *f, struct irt_fit *out, double tolerance, double slack)
{
	size_t count = 3 * f->items;
	double *p0 = NEW_ARRAY(f->arena, 5 * count, double);
	double *p1 = p0 + count, *p2 = p1 + count, *far = p2 + count;
	double after;

	(void)expect(f);
	for (out->converged = false;
		out->cycles < CYCLES_MOST && !out->converged;) {
		save(f, p0);
		maximise(f);
		save(f, p1);
		after = expect(f) + log_prior(f);
		out->cycles += 2;
		out->converged = largest_change(p0, p1, count) < tolerance;
		if (out->converged)
			return;
		maximise(f);
		save(f, p2);
		leap(f, p0, p1, p2, far);
		if (expect(f) + log_prior(f) >= after - slack)
			continue;
		restore(f, p2);
		(void)expect(f);
		out->cycles++;
	}
}

/* Of many rows, first an eighth, then all at every second node, then all of
 * it. */
static void run_fast(struct fit *f, struct irt_fit *out)
{
	static const struct {
		size_t step, stride;
		double tolerance;
	} phases[] = {{8, 2, 1e-3}, {1, 2, 1e-4}, {1, 1, 1e-5}};

	f->fast = fast_new(f);
	for (size_t i = 0; i < sizeof phases / sizeof *phases; i++) {
		f->fast->step = phases[i].step;
		f->fast->stride = phases[i].stride;
		run_cycles(f, out, phases[i].tolerance, 0.01);
	}
	f->fast = NULL;
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
	for (size_t q = 0; q < IRT_NODES; q++) {
		f.theta[q] = -span + 2 * span * (double)q / (IRT_NODES - 1);
		sum += exp(-f.theta[q] * f.theta[q] / 2);
	}
	for (size_t q = 0; q < IRT_NODES; q++)
		f.prior[q] = -f.theta[q] * f.theta[q] / 2 - log(sum);
	f.a = NEW_ARRAY(arena, f.items, double);
	f.d = NEW_ARRAY(arena, f.items, double);
	f.g = NEW_ARRAY(arena, f.items, double);
	f.table = NEW_ARRAY(arena, f.groups * IRT_BYTE * IRT_NODES, double);
	f.sums = NEW_ARRAY(arena, f.groups * IRT_BYTE * IRT_NODES, double);
	f.right = NEW_ARRAY(arena, f.items * IRT_NODES, double);
	f.missing = NEW_ARRAY(arena, f.items * IRT_NODES, double);
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
		items[i] = (struct irt_item){
			false, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, 0, NAN};
	if (!f.items)
		return out;
	gather_rows(&f, a);
	start_values(&f, a);
	if (f.row_count >= FAST_LEAST)
		run_fast(&f, &out);
	else
		run_cycles(&f, &out, change_least, 1e-9);
	for (size_t k = 0; k < f.items; k++) {
		struct irt_item *item = &items[f.which[k]];

		item->used = true;
		item->a = f.a[k];
		item->d = f.d[k];
		item->b = -f.d[k] / f.a[k];
		item->c = irt_guessing(&f, k);
	}
	irt_finish(&f, a, items, &out);
	irt_find_fit(&f, a, items);
	free = (double)(model == IRT_RASCH ? f.items + 1
			: model == IRT_2PL ? 2 * f.items
					   : 3 * f.items);
	out.aic = 2 * free - 2 * out.log_likelihood;
	out.bic = free * log((double)a->people) - 2 * out.log_likelihood;
	return out;
}

/* a^2 (Q / P) ((P - c) / (1 - c))^2 (Lord 1980). */
double irt_information(const struct irt_fit *fit, size_t items, double theta)
{
	double sum = 0;

	for (size_t i = 0; i < items; i++) {
		const struct irt_item *item = &fit->items[i];
		double known, p;

		if (!item->used)
			continue;
		known = 1 / (1 + exp(-(item->d + item->a * theta)));
		p = item->c + (1 - item->c) * known;
		sum += item->a * item->a * (1 - p) / p * known * known;
	}
	return sum;
}
