#include "engine/analyse/irt_fast.h"

#include <math.h>

#include "engine/analyse/irt_lane.h"

/* Rows between carrying sums over. */
enum { CARRY = 4096 };

struct fast *fast_new(const struct fit *f)
{
	size_t cells = f->groups * IRT_BYTE * FAST_LANES;
	struct fast *fast = NEW(f->arena, struct fast);

	fast->step = fast->stride = 1;
	fast->table = NEW_ARRAY(f->arena, cells, float);
	fast->sums = NEW_ARRAY(f->arena, cells, float);
	fast->wrong = NEW_ARRAY(f->arena, f->items * FAST_LANES, float);
	fast->odds = NEW_ARRAY(f->arena, f->items * FAST_LANES, float);
	return fast;
}

/* ---- arithmetic ---- */

/* 2^n times a polynomial for what is left (Cephes, expf; Moshier 1989). */
static lane exp_lane(lane x)
{
	const lane low = {-87, -87, -87, -87};
	lane_bits far = x < low;
	lane n, r, p;

	x = (lane)((far & (lane_bits)low) | (~far & (lane_bits)x));
	/* To the nearest whole number. */
	n = x * 1.44269504f + 12582912.0f;
	n -= 12582912.0f;
	r = x - n * 0.693359375f + n * 2.12194440e-4f;
	p = 1.9875691500e-4f * r + 1.3981999507e-3f;
	p = p * r + 8.3334519073e-3f;
	p = p * r + 4.1665795894e-2f;
	p = p * r + 1.6666665459e-1f;
	p = p * r + 5.0000001201e-1f;
	p = p * r * r + r + 1;
	return p * (lane)((__builtin_convertvector(n, lane_bits) + 127) << 23);
}

void fast_exp(float *v, size_t count)
{
	for (size_t i = 0; i < count; i += LANE)
		lane_store(v + i, exp_lane(lane_load(v + i)));
}

static void add_lanes(float *restrict to, const float *restrict from)
{
	for (size_t q = 0; q < FAST_LANES; q++)
		to[q] += from[q];
}

static float largest(const float *v)
{
	float most[FAST_BLOCK];

	memcpy(most, v, sizeof most);
	for (size_t q = FAST_BLOCK; q < FAST_LANES; q += FAST_BLOCK)
		for (size_t i = 0; i < FAST_BLOCK; i++)
			most[i] = v[q + i] > most[i] ? v[q + i] : most[i];
	for (size_t i = 1; i < FAST_BLOCK; i++)
		most[0] = most[i] > most[0] ? most[i] : most[0];
	return most[0];
}

static float sum_of(const float *v)
{
	float sum[FAST_BLOCK];

	memcpy(sum, v, sizeof sum);
	for (size_t q = FAST_BLOCK; q < FAST_LANES; q += FAST_BLOCK)
		for (size_t i = 0; i < FAST_BLOCK; i++)
			sum[i] += v[q + i];
	for (size_t i = 1; i < FAST_BLOCK; i++)
		sum[0] += sum[i];
	return sum[0];
}

/* ---- the tables ---- */

static void fill_lanes(const struct fit *f, struct fast *fast)
{
	for (size_t q = 0; q < FAST_LANES; q++) {
		size_t node = q * fast->stride;

		fast->prior[q] =
			node < IRT_NODES ? (float)f->prior[node] : -1e30f;
		for (size_t k = 0; k < f->items; k++) {
			size_t at = k * FAST_LANES + q;
			double theta = node < IRT_NODES ? f->theta[node] : 0;

			fast->wrong[at] = (float)irt_log_wrong(f, k, theta);
			fast->odds[at] = (float)irt_log_odds(f, k, theta);
		}
	}
}

static float *lanes_of(float *table, size_t group, size_t byte)
{
	return table + (group * IRT_BYTE + byte) * FAST_LANES;
}

static void fill_group(const struct fit *f, struct fast *fast, size_t group)
{
	size_t left = f->items - 8 * group, count = left < 8 ? left : 8;
	float *first = lanes_of(fast->table, group, 0);

	memset(first, 0, FAST_LANES * sizeof *first);
	for (size_t b = 0; b < count; b++)
		add_lanes(first, fast->wrong + (8 * group + b) * FAST_LANES);
	for (size_t byte = 1; byte < (size_t)1 << count; byte++) {
		float *to = lanes_of(fast->table, group, byte);
		size_t bit = 0;

		while (!(byte >> bit & 1))
			bit++;
		memcpy(to, lanes_of(fast->table, group, byte & (byte - 1)),
			FAST_LANES * sizeof *to);
		add_lanes(to, fast->odds + (8 * group + bit) * FAST_LANES);
	}
}

/* ---- rows ---- */

static void add_some(const struct fit *f, const struct fast *fast,
	const struct irt_row *row, size_t group, float *post)
{
	for (size_t b = 0; b < 8; b++) {
		size_t k = 8 * group + b;

		if (!(row->bits[f->groups + group] >> b & 1))
			continue;
		add_lanes(post, fast->wrong + k * FAST_LANES);
		if (row->bits[group] >> b & 1)
			add_lanes(post, fast->odds + k * FAST_LANES);
	}
}

/* What is far below the largest is nothing. */
static void exp_block(float *v)
{
	float most = v[0];

	for (size_t i = 1; i < FAST_BLOCK; i++)
		most = v[i] > most ? v[i] : most;
	if (most > -23)
		fast_exp(v, FAST_BLOCK);
	else
		memset(v, 0, FAST_BLOCK * sizeof *v);
}

/* The row's posterior times its weight; its log likelihood. */
static double weigh_row(const struct fit *f, struct fast *fast,
	const struct irt_row *row, float *post)
{
	float most, sum;

	memcpy(post, fast->prior, sizeof fast->prior);
	for (size_t g = 0; g < f->groups; g++)
		if (row->bits[f->groups + g] == irt_whole(f, g))
			add_lanes(post, lanes_of(fast->table, g, row->bits[g]));
		else
			add_some(f, fast, row, g, post);
	most = largest(post);
	for (size_t q = 0; q < FAST_LANES; q++)
		post[q] -= most;
	for (size_t q = 0; q < FAST_LANES; q += FAST_BLOCK)
		exp_block(post + q);
	sum = sum_of(post);
	for (size_t q = 0; q < FAST_LANES; q++)
		post[q] *= (float)row->weight / sum;
	return (double)most + log((double)sum);
}

/* Which blocks of lanes say anything. */
static void find_window(const float *post, size_t *from, size_t *to)
{
	*from = FAST_LANES;
	*to = 0;
	for (size_t q = 0; q < FAST_LANES; q += FAST_BLOCK) {
		float most = 0;

		for (size_t i = 0; i < FAST_BLOCK; i++)
			most = post[q + i] > most ? post[q + i] : most;
		if (most < 1e-8f)
			continue;
		*from = *from < q ? *from : q;
		*to = q + FAST_BLOCK;
	}
}

static void add_window(
	float *restrict to, const float *restrict post, size_t from, size_t end)
{
	for (size_t q = from; q < end; q += FAST_BLOCK)
		for (size_t i = 0; i < FAST_BLOCK; i++)
			to[q + i] += post[q + i];
}

static void count_missing(struct fit *f, const struct fast *fast, size_t group,
	uint8_t given, const float *post)
{
	for (size_t b = 0; b < 8; b++) {
		size_t k = 8 * group + b;

		if (k >= f->items || given >> b & 1)
			continue;
		for (size_t q = 0; q * fast->stride < IRT_NODES; q++)
			f->missing[k * IRT_NODES + q * fast->stride] +=
				(double)post[q];
	}
}

static void count_row(struct fit *f, struct fast *fast,
	const struct irt_row *row, const float *post, float *nodes)
{
	size_t from, to;

	find_window(post, &from, &to);
	add_window(nodes, post, from, to);
	for (size_t g = 0; g < f->groups; g++) {
		uint8_t given = row->bits[f->groups + g];

		add_window(
			lanes_of(fast->sums, g, row->bits[g]), post, from, to);
		if (given != irt_whole(f, g))
			count_missing(f, fast, g, given, post);
	}
}

/* ---- carrying over ---- */

/* Counts of right answers out of the bytes' sums, which begin anew. */
static void carry(struct fit *f, struct fast *fast, float *nodes)
{
	size_t stride = fast->stride;

	for (size_t q = 0; q * stride < IRT_NODES; q++) {
		f->nodes[q * stride] += (double)nodes[q];
		nodes[q] = 0;
	}
	for (size_t k = 0; k < f->items; k++) {
		float right[FAST_LANES] = {0};

		for (size_t byte = 0; byte < IRT_BYTE; byte++)
			if (byte >> k % 8 & 1)
				add_lanes(right,
					lanes_of(fast->sums, k / 8, byte));
		for (size_t q = 0; q * stride < IRT_NODES; q++)
			f->right[k * IRT_NODES + q * stride] +=
				(double)right[q];
	}
	memset(fast->sums, 0,
		f->groups * IRT_BYTE * FAST_LANES * sizeof *fast->sums);
}

double fast_expect(struct fit *f, struct fast *fast)
{
	float post[FAST_LANES], nodes[FAST_LANES] = {0};
	double sum = 0;
	size_t done = 0;

	memset(f->right, 0, f->items * IRT_NODES * sizeof *f->right);
	memset(f->missing, 0, f->items * IRT_NODES * sizeof *f->missing);
	memset(f->nodes, 0, sizeof f->nodes);
	memset(fast->sums, 0,
		f->groups * IRT_BYTE * FAST_LANES * sizeof *fast->sums);
	fill_lanes(f, fast);
	for (size_t g = 0; g < f->groups; g++)
		fill_group(f, fast, g);
	for (size_t r = 0; r < f->row_count; r += fast->step) {
		const struct irt_row *row = &f->rows[r];

		sum += row->weight * weigh_row(f, fast, row, post);
		count_row(f, fast, row, post, nodes);
		if (++done % CARRY == 0)
			carry(f, fast, nodes);
	}
	carry(f, fast, nodes);
	return sum;
}
