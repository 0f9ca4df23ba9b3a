#include "base/algebra/value.h"

#include <math.h>

#include "base/i18n.h"

/* The elementary functions, exact at the arguments schools know: angles that
 * are twelfths of pi, powers under a logarithm, the size of a number. */

static bool inexact(const struct value *a)
{
	return a->kind == ALGEBRA_REAL ||
		(a->kind == ALGEBRA_NUMBER && a->decimal);
}

static const struct value *keep(
	struct algebra *c, const char *name, const struct value *a)
{
	const struct value **items =
		NEW_ARRAY(c->arena, 1, const struct value *);

	items[0] = a;
	return value_call(c, name, items, 1);
}

static double as_real(const struct value *a)
{
	return a->kind == ALGEBRA_REAL ? a->real : rational_value(a->number);
}

/* a as k × pi/12: k, if it is one. */
static bool twelfths(struct algebra *c, const struct value *a, long *k)
{
	const struct value *rest, *number;
	struct rational turns;

	if (value_is(a, 0)) {
		*k = 0;
		return true;
	}
	number = value_coefficient(c, a, &rest);
	if (number->kind != ALGEBRA_NUMBER || !value_is_symbol(rest, "pi"))
		return false;
	turns = rational_multiply(c->arena, number->number, rational_long(12));
	if (!rational_to_long(turns, k))
		return false;
	*k = (*k % 24 + 24) % 24;
	return true;
}

/* sin(k pi/12). */
static const struct value *sine(struct algebra *c, long k)
{
	const struct value *quarter = value_ratio(c, 1, 4);
	const struct value *two = value_sqrt(c, &value_two);
	const struct value *six = value_sqrt(c, value_long(c, 6));

	k = (k % 24 + 24) % 24;
	if (k > 12)
		return value_negate(c, sine(c, k - 12));
	if (k > 6)
		k = 12 - k;
	switch (k) {
	case 0:
		return &value_zero;
	case 1:
		return value_multiply(c, value_subtract(c, six, two), quarter);
	case 2:
		return value_ratio(c, 1, 2);
	case 3:
		return value_multiply(c, two, value_ratio(c, 1, 2));
	case 4:
		return value_multiply(c, value_sqrt(c, value_long(c, 3)),
			value_ratio(c, 1, 2));
	case 5:
		return value_multiply(c, value_add(c, six, two), quarter);
	default:
		return &value_one;
	}
}

/* Whether a is written with a minus in front. */
static bool negative(struct algebra *c, const struct value *a)
{
	const struct value *rest, *number = value_coefficient(c, a, &rest);

	return number->kind == ALGEBRA_NUMBER &&
		rational_sign(number->number) < 0;
}

static const struct value *trigonometric(
	struct algebra *c, const char *name, const struct value *a)
{
	bool cosine = name[0] == 'c' && name[2] == 's';
	const struct value *top, *bottom;
	long k;

	if (inexact(a)) {
		double x = as_real(a), y = cosine ? cos(x) : sin(x);

		if (name[0] == 't')
			y = tan(x);
		else if (!cosine && name[0] == 'c')
			y = 1 / tan(x);
		return value_real(c, y);
	}
	if (!twelfths(c, a, &k)) {
		if (!negative(c, a))
			return keep(c, name, a);
		top = keep(c, name, value_negate(c, a));
		return cosine ? top : value_negate(c, top);
	}
	if (cosine)
		return sine(c, k + 6);
	if (name[0] == 's')
		return sine(c, k);
	top = sine(c, name[0] == 't' ? k : k + 6);
	bottom = sine(c, name[0] == 't' ? k + 6 : k);
	if (value_is(bottom, 0))
		return calc_fail(c, _("%s is not defined here"), name);
	return value_divide(c, top, bottom);
}

static const struct value *inverse(
	struct algebra *c, const char *name, const struct value *a)
{
	static const struct {
		const char *name, *of;
		long from, to;
	} known[] = {{"asin", "sin", -6, 6}, {"acos", "cos", 0, 12},
		{"atan", "tan", -5, 5}};
	double x, y;

	for (size_t i = 0; i < 3; i++) {
		if (!str_is(str_from(name), known[i].name))
			continue;
		for (long k = known[i].from;
			!inexact(a) && k <= known[i].to && !c->failed; k++) {
			const struct value *angle = value_multiply(c,
				value_ratio(c, k, 12), value_symbol(c, "pi"));

			if (!value_order(
				    trigonometric(c, known[i].of, angle), a))
				return angle;
		}
		if (value_constant(a) && value_evaluate(a, NULL, 0, &x) &&
			i < 2 && (x < -1 || x > 1))
			return calc_fail(c, _("%s is not defined here"), name);
		if (!inexact(a))
			return keep(c, name, a);
		y = i == 0 ? asin(as_real(a))
			   : (i == 1 ? acos(as_real(a)) : atan(as_real(a)));
		return value_real(c, y);
	}
	return keep(c, name, a);
}

static const struct value *natural(struct algebra *c, const struct value *a)
{
	double x;

	if (value_constant(a) && !value_has_i(a) &&
		value_evaluate(a, NULL, 0, &x) && x <= 0)
		return calc_fail(
			c, _("only positive numbers have a logarithm"));
	if (inexact(a))
		return value_real(c, log(as_real(a)));
	if (value_is(a, 1))
		return &value_zero;
	if (value_is_symbol(a, "e"))
		return &value_one;
	if (a->kind == ALGEBRA_POWER && value_is_symbol(a->items[0], "e"))
		return a->items[1];
	return keep(c, "ln", a);
}

/* ---- logarithms to a base ---- */

/* p/q with b^(p/q) = a, sought where the doubles say it could be. */
static const struct value *rational_log(
	struct algebra *c, const struct value *a, const struct value *b)
{
	double x, y;

	if (!value_evaluate(a, NULL, 0, &x) || !value_evaluate(b, NULL, 0, &y))
		return NULL;
	for (long q = 1; q <= 6; q++) {
		double p = rint(log(x) / log(y) * (double)q);

		if (fabs(p) > 500 ||
			fabs(p - log(x) / log(y) * (double)q) > 1e-9)
			continue;
		if (!value_order(value_power(c, a, value_long(c, q)),
			    value_power(c, b, value_long(c, (long)p))))
			return value_ratio(c, (long)p, q);
	}
	return NULL;
}

const struct value *value_log(
	struct algebra *c, const struct value *a, const struct value *base)
{
	const struct value *exact;
	const struct value **items;
	double x, y;

	if (c->failed)
		return &value_nothing;
	if (value_is_symbol(base, "e"))
		return natural(c, a);
	if (value_constant(base) &&
		(!value_evaluate(base, NULL, 0, &y) || y <= 0 ||
			fabs(y - 1) < 1e-15))
		return calc_fail(
			c, _("the base of a logarithm is positive and not 1"));
	if (value_constant(a) && (!value_evaluate(a, NULL, 0, &x) || x <= 0))
		return calc_fail(
			c, _("only positive numbers have a logarithm"));
	if (value_is(a, 1))
		return &value_zero;
	if (a->kind == ALGEBRA_POWER && !value_order(a->items[0], base))
		return a->items[1];
	if (value_constant(a) && value_constant(base)) {
		exact = a->kind == ALGEBRA_REAL || base->kind == ALGEBRA_REAL
			? NULL
			: rational_log(c, a, base);
		if (exact)
			return exact;
		if (inexact(a) || inexact(base))
			return value_real(c, log(x) / log(y));
	}
	items = NEW_ARRAY(c->arena, 2, const struct value *);
	items[0] = a;
	items[1] = base;
	return value_call(c, "log", items, 2);
}

/* ---- size ---- */

/* Real and imaginary part of a sum. */
static const struct value *modulus(struct algebra *c, const struct value *a)
{
	const struct value *const *terms = &a;
	size_t count = value_terms(a, ALGEBRA_SUM, &terms);
	const struct value **re =
		NEW_ARRAY(c->arena, count, const struct value *);
	const struct value **im =
		NEW_ARRAY(c->arena, count, const struct value *);
	const struct value *i = value_symbol(c, "i"), *x, *y;
	size_t m = 0, n = 0;

	for (size_t k = 0; k < count; k++)
		if (value_has_i(terms[k]))
			im[n++] = value_divide(c, terms[k], i);
		else
			re[m++] = terms[k];
	x = value_sum(c, re, m);
	y = value_sum(c, im, n);
	return value_sqrt(c,
		value_add(c, value_power(c, x, &value_two),
			value_power(c, y, &value_two)));
}

static const struct value *absolute(struct algebra *c, const struct value *a)
{
	const struct value *rest, *number, *both[2];

	if (value_constant(a) && value_has_i(a))
		return modulus(c, a);
	if (value_constant(a))
		return value_sign(c, a) < 0 ? value_negate(c, a) : a;
	number = value_coefficient(c, a, &rest);
	if (value_is(number, 1) || number->kind != ALGEBRA_NUMBER)
		return keep(c, "abs", a);
	both[0] = absolute(c, number);
	both[1] = keep(c, "abs", rest);
	return value_product(c, both, 2);
}

const struct value *value_apply(
	struct algebra *c, const char *name, const struct value *a)
{
	struct str s = str_from(name);

	if (c->failed)
		return &value_nothing;
	if (!value_algebraic(a))
		return calc_fail(c, _("%s() takes a number, not %s"), name,
			value_describe(a));
	if (str_is(s, "sin") || str_is(s, "cos") || str_is(s, "tan") ||
		str_is(s, "cot"))
		return trigonometric(c, name, a);
	if (str_is(s, "asin") || str_is(s, "acos") || str_is(s, "atan"))
		return inverse(c, name, a);
	if (str_is(s, "ln"))
		return natural(c, a);
	if (str_is(s, "abs"))
		return absolute(c, a);
	return keep(c, name, a);
}
