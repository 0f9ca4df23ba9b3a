#include "base/algebra/solve.h"

#include "base/algebra/collection.h"
#include "base/algebra/polynomial.h"
#include "base/i18n.h"

static const struct value *difference(
	struct algebra *c, const struct value *relation)
{
	if (relation->kind == ALGEBRA_RELATION)
		return value_subtract(
			c, relation->items[0], relation->items[1]);
	return relation;
}

/* The roots of v in x; a number without x has none. */
static const struct value *roots_of(
	struct algebra *c, const struct value *v, const char *x, bool complex)
{
	struct polynomial p;

	if (c->failed)
		return &value_nothing;
	if (!polynomial_of(c, v, x, &p))
		return calc_fail(c,
			_("only polynomials and their quotients are solved"));
	if (!p.degree && !polynomial_zero(&p))
		return value_list(c, ALGEBRA_LIST, NULL, 0);
	return polynomial_roots(c, &p, complex);
}

/* ---- inequalities ---- */

static bool wanted(enum relation op, int sign)
{
	switch (op) {
	case RELATION_LT:
		return sign < 0;
	case RELATION_LE:
		return sign <= 0;
	case RELATION_GT:
		return sign > 0;
	case RELATION_GE:
		return sign >= 0;
	case RELATION_NE:
		return sign != 0;
	default:
		return !sign;
	}
}

/* The sign of top × bottom between two neighbouring points. */
static int sign_between(struct algebra *c, const struct value *v, const char *x,
	const struct value *from, const struct value *to)
{
	const struct value *at = &value_zero;
	double sample;

	if (from && to)
		at = value_multiply(
			c, value_add(c, from, to), value_ratio(c, 1, 2));
	else if (from)
		at = value_add(c, from, &value_one);
	else if (to)
		at = value_subtract(c, to, &value_one);
	if (c->failed || !value_evaluate(at, NULL, 0, &sample))
		return 0;
	return value_sign(c,
		value_substitute(c, v, x,
			value_number(c, rational_double(c->arena, sample))));
}

static const struct value *solve_inequality(struct algebra *c, enum relation op,
	const struct value *top, const struct value *bottom, const char *x)
{
	const struct value *zeros = roots_of(c, top, x, false);
	const struct value *poles = roots_of(c, bottom, x, false);
	const struct value *points, *all, *oo = value_symbol(c, "oo");
	const struct value *product = value_multiply(c, top, bottom);

	points = collection_union(c, zeros, poles);
	all = collection_set(c, NULL, 0);
	for (size_t i = 0; i <= points->count && !c->failed; i++) {
		const struct value *from = i ? points->items[i - 1] : NULL;
		const struct value *to =
			i < points->count ? points->items[i] : NULL;

		if (wanted(op, sign_between(c, product, x, from, to)))
			all = collection_union(c, all,
				collection_interval(c,
					from ? from : value_negate(c, oo),
					to ? to : oo, true, true));
		if (to && wanted(op, 0) && !collection_contains(c, poles, to))
			all = collection_union(
				c, all, collection_set(c, &to, 1));
	}
	return all;
}

const struct value *solve_one(struct algebra *c, const struct value *relation,
	const char *x, bool complex)
{
	const struct value *top, *bottom, *found, *poles;
	const struct value **kept;
	size_t count = 0;

	polynomial_fraction(c, difference(c, relation), x, &top, &bottom);
	if (c->failed)
		return &value_nothing;
	if (relation->kind == ALGEBRA_RELATION && relation->op != RELATION_EQ)
		return solve_inequality(c, relation->op, top, bottom, x);
	found = roots_of(c, top, x, complex);
	poles = roots_of(c, bottom, x, complex);
	if (c->failed)
		return &value_nothing;
	kept = NEW_ARRAY(c->arena, found->count, const struct value *);
	for (size_t i = 0; i < found->count; i++)
		if (!collection_contains(c, poles, found->items[i]))
			kept[count++] = found->items[i];
	return value_list(c, ALGEBRA_LIST, kept, count);
}

/* ---- linear systems ---- */

struct grid {
	size_t rows, columns;
	const struct value **cells;
};

static struct grid grid_new(struct algebra *c, size_t rows, size_t columns)
{
	struct grid g = {rows, columns,
		NEW_ARRAY(c->arena, rows * columns, const struct value *)};

	for (size_t i = 0; i < rows * columns; i++)
		g.cells[i] = &value_zero;
	return g;
}

#define CELL(g, i, k) ((g)->cells[(i) * (g)->columns + (k)])

/* Gauss–Jordan on the first `square` columns; the determinant, 0 when they are
 * singular. */
static const struct value *eliminate(
	struct algebra *c, struct grid *g, size_t square)
{
	const struct value *determinant = &value_one;

	for (size_t k = 0; k < square && !c->failed; k++) {
		size_t pivot = k;
		const struct value *lead;

		while (pivot < g->rows && value_is(CELL(g, pivot, k), 0))
			pivot++;
		if (pivot >= g->rows)
			return &value_zero;
		for (size_t j = 0; pivot != k && j < g->columns; j++) {
			const struct value *swap = CELL(g, k, j);

			CELL(g, k, j) = CELL(g, pivot, j);
			CELL(g, pivot, j) = swap;
		}
		if (pivot != k)
			determinant = value_negate(c, determinant);
		lead = CELL(g, k, k);
		determinant =
			value_expand(c, value_multiply(c, determinant, lead));
		for (size_t j = 0; j < g->columns; j++)
			CELL(g, k, j) = value_divide(c, CELL(g, k, j), lead);
		for (size_t i = 0; i < g->rows && !c->failed; i++) {
			const struct value *times = CELL(g, i, k);

			if (i == k || value_is(times, 0))
				continue;
			for (size_t j = 0; j < g->columns; j++)
				CELL(g, i, j) = value_expand(c,
					value_subtract(c, CELL(g, i, j),
						value_multiply(c, times,
							CELL(g, k, j))));
		}
	}
	return determinant;
}

/* One equation's row: its coefficients, and what stands on the right. */
static bool linear_row(struct algebra *c, struct grid *g, size_t row,
	const struct value *v, const struct value *unknowns)
{
	struct polynomial p;

	for (size_t k = 0; k < unknowns->count; k++) {
		const char *x = str_cstr(c->arena, unknowns->items[k]->text);

		if (!polynomial_of(c, v, x, &p) || p.degree > 1)
			return false;
		v = p.factors[0];
		if (!p.degree)
			continue;
		for (size_t j = 0; j < unknowns->count; j++)
			if (value_contains(p.factors[1],
				    str_cstr(c->arena,
					    unknowns->items[j]->text)))
				return false;
		CELL(g, row, k) = p.factors[1];
	}
	CELL(g, row, unknowns->count) = value_negate(c, v);
	return true;
}

const struct value *solve_system(struct algebra *c,
	const struct value *equations, const struct value *unknowns)
{
	size_t n = unknowns->count;
	struct grid g;
	const struct value **found;

	if (equations->kind != ALGEBRA_LIST || unknowns->kind != ALGEBRA_LIST ||
		equations->count != n || !n || n > 10)
		return calc_fail(c,
			_("a system has as many equations as unknowns, at most "
			  "10"));
	g = grid_new(c, n, n + 1);
	for (size_t i = 0; i < n; i++)
		if (unknowns->items[i]->kind != ALGEBRA_SYMBOL)
			return calc_fail(c, _("the unknowns are symbols"));
	for (size_t i = 0; i < n && !c->failed; i++)
		if (!linear_row(c, &g, i,
			    value_expand(c, difference(c, equations->items[i])),
			    unknowns))
			return calc_fail(
				c, _("only linear systems are solved"));
	if (value_is(eliminate(c, &g, n), 0))
		return calc_fail(
			c, _("the system does not have exactly one solution"));
	found = NEW_ARRAY(c->arena, n, const struct value *);
	for (size_t i = 0; i < n; i++)
		found[i] = CELL(&g, i, n);
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, found, n);
}

/* ---- matrices ---- */

static bool square_grid(
	struct algebra *c, const struct value *m, size_t more, struct grid *out)
{
	size_t n = m->count;

	if (m->kind != ALGEBRA_LIST || !n || n > 10) {
		calc_fail(
			c, _("a square matrix belongs here, at most 10 × 10"));
		return false;
	}
	*out = grid_new(c, n, n + more);
	for (size_t i = 0; i < n; i++) {
		if (m->items[i]->kind != ALGEBRA_LIST ||
			m->items[i]->count != n) {
			calc_fail(c,
				_("a square matrix belongs here, at most 10 × "
				  "10"));
			return false;
		}
		for (size_t k = 0; k < n; k++)
			CELL(out, i, k) = m->items[i]->items[k];
	}
	return true;
}

const struct value *matrix_determinant(struct algebra *c, const struct value *m)
{
	struct grid g;

	return square_grid(c, m, 0, &g) ? eliminate(c, &g, m->count)
					: &value_nothing;
}

const struct value *matrix_inverse(struct algebra *c, const struct value *m)
{
	const struct value **rows;
	struct grid g;

	if (!square_grid(c, m, m->count, &g))
		return &value_nothing;
	for (size_t i = 0; i < m->count; i++)
		CELL(&g, i, m->count + i) = &value_one;
	if (value_is(eliminate(c, &g, m->count), 0))
		return calc_fail(c, _("the matrix has no inverse"));
	rows = NEW_ARRAY(c->arena, m->count, const struct value *);
	for (size_t i = 0; i < m->count && !c->failed; i++)
		rows[i] = value_list(
			c, ALGEBRA_LIST, &CELL(&g, i, m->count), m->count);
	return value_list(c, ALGEBRA_LIST, rows, m->count);
}
