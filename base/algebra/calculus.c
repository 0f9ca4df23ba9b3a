#include "base/algebra/calculus.h"

#include "base/algebra/polynomial.h"
#include "base/i18n.h"

/* ---- derivatives ---- */

static const struct value *product_rule(
	struct algebra *c, const struct value *v, const char *x)
{
	const struct value **terms =
		NEW_ARRAY(c->arena, v->count, const struct value *);

	for (size_t i = 0; i < v->count && !c->failed; i++) {
		const struct value **factors =
			NEW_ARRAY(c->arena, v->count, const struct value *);

		for (size_t k = 0; k < v->count; k++)
			factors[k] = v->items[k];
		factors[i] = calculus_derivative(c, v->items[i], x);
		terms[i] = value_product(c, factors, v->count);
	}
	return value_sum(c, terms, v->count);
}

static const struct value *power_rule(
	struct algebra *c, const struct value *v, const char *x)
{
	const struct value *base = v->items[0], *exponent = v->items[1];
	const struct value *inner = calculus_derivative(c, base, x);
	const struct value *outer;

	if (!value_contains(exponent, x)) {
		outer = value_multiply(c, exponent,
			value_power(c, base,
				value_subtract(c, exponent, &value_one)));
		return value_multiply(c, outer, inner);
	}
	/* (u^w)' = u^w (w' ln u + w u'/u) */
	outer = value_multiply(c, calculus_derivative(c, exponent, x),
		value_apply(c, "ln", base));
	if (value_contains(base, x))
		outer = value_add(c, outer,
			value_divide(
				c, value_multiply(c, exponent, inner), base));
	return value_multiply(c, v, outer);
}

static const struct value *outer_derivative(
	struct algebra *c, const struct value *v)
{
	const struct value *u = v->items[0], *square;

	if (value_is_call(v, "sin"))
		return value_apply(c, "cos", u);
	if (value_is_call(v, "cos"))
		return value_negate(c, value_apply(c, "sin", u));
	if (value_is_call(v, "ln"))
		return value_power(c, u, &value_minus_one);
	if (value_is_call(v, "tan"))
		return value_power(
			c, value_apply(c, "cos", u), value_long(c, -2));
	if (value_is_call(v, "cot"))
		return value_negate(c,
			value_power(c, value_apply(c, "sin", u),
				value_long(c, -2)));
	if (value_is_call(v, "log"))
		return value_power(c,
			value_multiply(c, u, value_apply(c, "ln", v->items[1])),
			&value_minus_one);
	square = value_power(c, u, &value_two);
	if (value_is_call(v, "atan"))
		return value_power(
			c, value_add(c, &value_one, square), &value_minus_one);
	if (value_is_call(v, "asin") || value_is_call(v, "acos")) {
		square = value_power(c, value_subtract(c, &value_one, square),
			value_ratio(c, -1, 2));
		return value_is_call(v, "asin") ? square
						: value_negate(c, square);
	}
	if (value_is_call(v, "abs"))
		return value_divide(c, u, v);
	return calc_fail(
		c, _("%.*s() has no derivative here"), STR_ARG(v->text));
}

const struct value *calculus_derivative(
	struct algebra *c, const struct value *v, const char *x)
{
	const struct value **items;

	if (c->failed || !calc_step(c, 1))
		return &value_nothing;
	if (!value_algebraic(v))
		return calc_fail(
			c, _("%s has no derivative"), value_describe(v));
	if (!value_contains(v, x))
		return &value_zero;
	switch (v->kind) {
	case ALGEBRA_SYMBOL:
		return &value_one;
	case ALGEBRA_SUM:
		items = NEW_ARRAY(c->arena, v->count, const struct value *);
		for (size_t i = 0; i < v->count; i++)
			items[i] = calculus_derivative(c, v->items[i], x);
		return value_sum(c, items, v->count);
	case ALGEBRA_PRODUCT:
		return product_rule(c, v, x);
	case ALGEBRA_POWER:
		return power_rule(c, v, x);
	default:
		return value_multiply(c, outer_derivative(c, v),
			calculus_derivative(c, v->items[0], x));
	}
}

/* ---- integrals ---- */

/* u = ax + b: a. */
static bool linear(struct algebra *c, const struct value *u, const char *x,
	const struct value **slope)
{
	struct polynomial p;

	if (!polynomial_of(c, u, x, &p) || p.degree != 1)
		return false;
	*slope = p.factors[1];
	return true;
}

static const struct value *integrate_power(
	struct algebra *c, const struct value *v, const char *x)
{
	const struct value *base = v->kind == ALGEBRA_POWER ? v->items[0] : v;
	const struct value *n =
		v->kind == ALGEBRA_POWER ? v->items[1] : &value_one;
	const struct value *slope, *up;

	if (!value_contains(n, x) && linear(c, base, x, &slope)) {
		if (value_is(n, -1))
			return value_divide(c,
				value_apply(
					c, "ln", value_apply(c, "abs", base)),
				slope);
		up = value_add(c, n, &value_one);
		return value_divide(c, value_power(c, base, up),
			value_multiply(c, slope, up));
	}
	if (!value_contains(base, x) && linear(c, n, x, &slope))
		return value_divide(c, v,
			value_multiply(c, slope, value_apply(c, "ln", base)));
	/* 1/cos² u and 1/sin² u */
	if (base->kind == ALGEBRA_CALL && value_is(n, -2) &&
		linear(c, base->items[0], x, &slope)) {
		if (value_is_call(base, "cos"))
			return value_divide(c,
				value_apply(c, "tan", base->items[0]), slope);
		if (value_is_call(base, "sin"))
			return value_divide(c,
				value_negate(c,
					value_apply(c, "cot", base->items[0])),
				slope);
	}
	return NULL;
}

static const struct value *integrate_term(
	struct algebra *c, const struct value *v, const char *x)
{
	const struct value *slope, *done = NULL;

	if (v->kind == ALGEBRA_CALL && linear(c, v->items[0], x, &slope)) {
		if (value_is_call(v, "sin"))
			return value_divide(c,
				value_negate(
					c, value_apply(c, "cos", v->items[0])),
				slope);
		if (value_is_call(v, "cos"))
			return value_divide(
				c, value_apply(c, "sin", v->items[0]), slope);
	} else if (v->kind == ALGEBRA_SYMBOL || v->kind == ALGEBRA_POWER ||
		v->kind == ALGEBRA_SUM) {
		done = integrate_power(c, v, x);
	}
	return done ? done
		    : calc_fail(c,
			      _("no integral is known here for this "
				"expression"));
}

const struct value *calculus_integral(
	struct algebra *c, const struct value *v, const char *x)
{
	const struct value *const *factors;
	const struct value **items, *rest;
	size_t count, outside = 0, inside = 0;

	if (c->failed || !calc_step(c, 1))
		return &value_nothing;
	if (!value_algebraic(v))
		return calc_fail(c, _("%s has no integral"), value_describe(v));
	if (!value_contains(v, x))
		return value_multiply(c, v, value_symbol(c, x));
	if (v->kind == ALGEBRA_PRODUCT || v->kind == ALGEBRA_SUM) {
		const struct value *open = value_expand(c, v);

		/* (ax + b)^n alone is better left together. */
		if (open->kind == ALGEBRA_SUM) {
			items = NEW_ARRAY(
				c->arena, open->count, const struct value *);
			for (size_t i = 0; i < open->count; i++)
				items[i] =
					calculus_integral(c, open->items[i], x);
			return value_sum(c, items, open->count);
		}
		v = open;
	}
	factors = &v;
	count = value_terms(v, ALGEBRA_PRODUCT, &factors);
	items = NEW_ARRAY(c->arena, count * 2, const struct value *);
	for (size_t i = 0; i < count; i++)
		if (value_contains(factors[i], x))
			items[count + inside++] = factors[i];
		else
			items[outside++] = factors[i];
	rest = inside == 1 ? items[count]
			   : value_product(c, items + count, inside);
	if (inside != 1 && rest->kind == ALGEBRA_PRODUCT)
		return calc_fail(
			c, _("no integral is known here for this expression"));
	return value_multiply(c, value_product(c, items, outside),
		integrate_term(c, rest, x));
}
