#include "engine/assemble/conflict.h"

#include <math.h>

#include "base/lp.h"
#include "engine/assemble/bound.h"

static const double tiny = 1e-7;

enum { FEW_CELLS = 4000 };

/* Units that are alike in the wants that are looked at count as one cell, of
 * which there may be so many on a form. */
struct cells {
	uint32_t *first; /* a unit of each */
	double *most;
	size_t count;
};

struct finder {
	struct arena *arena;
	const struct program *p;
	uint8_t *in; /* by want: looked at */
};

/* ---- cells ---- */

static uint64_t mingle(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

static uint64_t cell_hash(const struct finder *f, size_t u)
{
	const struct program *p = f->p;
	uint64_t hash = 1;

	for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++)
		if (f->in[p->terms[t].want]) {
			hash = mingle(hash, p->terms[t].want);
			hash = mingle(hash, (uint64_t)p->terms[t].amount);
		}
	return hash | 1;
}

static bool next_term(
	const struct finder *f, size_t u, size_t *t, struct term *term)
{
	const struct program *p = f->p;

	for (; *t < p->begin[u + 1]; ++*t)
		if (f->in[p->terms[*t].want]) {
			*term = p->terms[(*t)++];
			return true;
		}
	return false;
}

static bool are_alike(const struct finder *f, size_t a, size_t b)
{
	size_t s = f->p->begin[a], t = f->p->begin[b];
	struct term x, y;

	for (;;) {
		bool more = next_term(f, a, &s, &x);

		if (more != next_term(f, b, &t, &y))
			return false;
		if (!more)
			return true;
		if (x.want != y.want || x.amount != y.amount)
			return false;
	}
}

static double share_of(const struct finder *f, size_t u)
{
	return (double)unit_most(f->p, &f->p->units[u]) / (double)f->p->forms;
}

/* False when there are too many to be of use. */
static bool find_cells(struct finder *f, struct cells *cells)
{
	enum { ROOM = 4 * FEW_CELLS };
	uint32_t *table = NEW_ARRAY(f->arena, ROOM, uint32_t);

	*cells = (struct cells){
		.first = NEW_ARRAY(f->arena, FEW_CELLS, uint32_t),
		.most = NEW_ARRAY(f->arena, FEW_CELLS, double)};
	for (size_t u = 0; u < f->p->unit_count; u++) {
		size_t at = (size_t)(cell_hash(f, u) >> 20) % ROOM;

		while (table[at] &&
			!are_alike(f, cells->first[table[at] - 1], u))
			at = (at + 1) % ROOM;
		if (!table[at]) {
			if (cells->count == FEW_CELLS)
				return false;
			cells->first[cells->count] = (uint32_t)u;
			table[at] = (uint32_t)++cells->count;
		}
		cells->most[table[at] - 1] += share_of(f, u);
	}
	return true;
}

/* ---- the programme over cells ---- */

struct cell_lp {
	struct lp *lp;
	size_t *rows; /* by want: its row */
	size_t *wants;
	size_t count;
};

static double bound_of(long bound, double weight)
{
	if (bound == WANT_NO_LEAST)
		return -LP_INFINITY;
	return bound == WANT_NO_MOST ? LP_INFINITY : (double)bound * weight;
}

static void add_rows(struct finder *f, struct cell_lp *c)
{
	double *least = NEW_ARRAY(f->arena, f->p->want_count, double);
	double *most = NEW_ARRAY(f->arena, f->p->want_count, double);
	int *begin = NEW_ARRAY(f->arena, f->p->want_count + 1, int);
	const int index = 0;
	const double value = 0;

	c->rows = NEW_ARRAY(f->arena, f->p->want_count, size_t);
	c->wants = NEW_ARRAY(f->arena, f->p->want_count, size_t);
	for (size_t w = 0; w < f->p->want_count; w++) {
		const struct want *want = &f->p->wants[w];

		if (!f->in[w])
			continue;
		least[c->count] = bound_of(want->least, want->weight);
		most[c->count] = bound_of(want->most, want->weight);
		c->wants[c->count] = w;
		c->rows[w] = c->count++;
	}
	lp_add_rows(c->lp, c->count, (struct lp_entries){begin, &index, &value},
		least, most);
}

static void add_slips(struct finder *f, struct cell_lp *c)
{
	size_t count = c->count * 2;
	int *begin = NEW_ARRAY(f->arena, count + 1, int);
	int *index = NEW_ARRAY(f->arena, count, int);
	double *value = NEW_ARRAY(f->arena, count, double);
	double *least = NEW_ARRAY(f->arena, count, double);
	double *most = NEW_ARRAY(f->arena, count, double);
	double *cost = NEW_ARRAY(f->arena, count, double);

	for (size_t i = 0; i < count; i++) {
		begin[i] = index[i] = (int)i;
		index[i] = (int)(i / 2);
		value[i] = i % 2 ? -1 : 1;
		most[i] = LP_INFINITY;
		cost[i] = 1;
	}
	begin[count] = (int)count;
	lp_add_columns(c->lp, count, (struct lp_entries){begin, index, value},
		least, most, cost);
}

static void add_cells(
	struct finder *f, struct cell_lp *c, const struct cells *cells)
{
	const struct program *p = f->p;
	int *begin = NEW_ARRAY(f->arena, cells->count + 1, int);
	double *least = NEW_ARRAY(f->arena, cells->count, double);
	double *cost = NEW_ARRAY(f->arena, cells->count, double);
	size_t room = 0, n = 0;
	int *index;
	double *value;

	for (size_t i = 0; i < cells->count; i++)
		room += p->begin[cells->first[i] + 1] -
			p->begin[cells->first[i]];
	index = NEW_ARRAY(f->arena, room, int);
	value = NEW_ARRAY(f->arena, room, double);
	for (size_t i = 0; i < cells->count; i++) {
		size_t t = p->begin[cells->first[i]];
		struct term term;

		begin[i] = (int)n;
		while (next_term(f, cells->first[i], &t, &term)) {
			index[n] = (int)c->rows[term.want];
			value[n++] = (double)term.amount *
				p->wants[term.want].weight;
		}
	}
	begin[cells->count] = (int)n;
	if (cells->count)
		lp_add_columns(c->lp, cells->count,
			(struct lp_entries){begin, index, value}, least,
			cells->most, cost);
}

/* ---- what prices prove ---- */

/* The programme with the other wants out of the way. */
static struct program masked(struct finder *f)
{
	struct program p = *f->p;

	p.wants = arena_copy(f->arena, p.wants, p.want_count * sizeof *p.wants);
	for (size_t w = 0; w < p.want_count; w++)
		if (!f->in[w]) {
			p.wants[w].least = WANT_NO_LEAST;
			p.wants[w].most = WANT_NO_MOST;
		}
	return p;
}

static bool keep_priced(struct finder *f, const double *prices)
{
	for (size_t w = 0; w < f->p->want_count; w++)
		f->in[w] = fabs(prices[w]) > tiny;
	return true;
}

/* Where there are too many cells. */
static bool is_broken_by_units(struct finder *f)
{
	struct program p = masked(f);
	struct bound bound;

	return bound_find(f->arena, &p, NULL, &bound) == BOUND_NONE &&
		keep_priced(f, bound.prices);
}

/* Whether the wants looked at break each other; if so only those with a price
 * are looked at from then on. */
static bool is_broken(struct finder *f)
{
	double *prices = NEW_ARRAY(f->arena, f->p->want_count, double);
	struct cell_lp c = {0};
	struct cells cells;
	bool broken;

	if (!find_cells(f, &cells))
		return is_broken_by_units(f);
	c.lp = lp_new();
	add_rows(f, &c);
	add_slips(f, &c);
	add_cells(f, &c, &cells);
	broken = lp_solve(c.lp) == LP_OPTIMAL &&
		lp_value(c.lp) > tiny * (double)(c.count + 1);
	for (size_t i = 0; broken && i < c.count; i++)
		prices[c.wants[i]] = lp_prices(c.lp)[i];
	lp_free(c.lp);
	return broken && keep_priced(f, prices);
}

/* ---- one after the other ---- */

static void leave_out(struct finder *f)
{
	for (size_t w = 0; w < f->p->want_count; w++) {
		uint8_t *before;

		if (!f->in[w])
			continue;
		before = arena_copy(f->arena, f->in, f->p->want_count);
		f->in[w] = 0;
		if (!is_broken(f))
			memcpy(f->in, before, f->p->want_count);
	}
}

/* The least a want alone must give way, by a programme in which only it may be
 * missed. */
static double give_of(struct finder *f, size_t want, bool *upper)
{
	struct cell_lp c = {0};
	struct cells cells;
	double give = NAN;

	if (!find_cells(f, &cells))
		return NAN;
	c.lp = lp_new();
	add_rows(f, &c);
	add_slips(f, &c);
	add_cells(f, &c, &cells);
	for (size_t i = 0; i < c.count * 2; i++)
		if (c.wants[i / 2] != want)
			lp_bound_column(c.lp, i, 0, 0);
	if (lp_solve(c.lp) == LP_OPTIMAL) {
		const double *x = lp_solution(c.lp) + c.rows[want] * 2;

		*upper = x[1] > x[0];
		give = fmax(x[0], x[1]) / f->p->wants[want].weight;
	}
	lp_free(c.lp);
	return give;
}

void conflict_find(struct arena *arena, const struct program *program,
	struct conflict *out)
{
	struct finder f = {.arena = arena,
		.p = program,
		.in = NEW_ARRAY(arena, program->want_count, uint8_t)};

	*out = (struct conflict){
		.wants = NEW_ARRAY(arena, program->want_count, size_t),
		.give = NEW_ARRAY(arena, program->want_count, long),
		.upper = NEW_ARRAY(arena, program->want_count, bool)};
	memset(f.in, 1, program->want_count);
	if (!is_broken(&f))
		return;
	leave_out(&f);
	for (size_t w = 0; w < program->want_count; w++) {
		double give;

		if (!f.in[w])
			continue;
		give = give_of(&f, w, &out->upper[out->count]);
		out->give[out->count] =
			isnan(give) ? 0 : (long)ceil(give - tiny);
		out->wants[out->count++] = w;
	}
}
