#include "base/algebra/calculus.h"
#include "base/algebra/expression_parts.h"
#include "base/algebra/polynomial.h"
#include "base/algebra/solve.h"

#include "base/i18n.h"

/* Functions of expressions with symbols. */

typedef const struct value *const *args_t;

/* The symbol given as argument i, or the one the expression has. */
static const char *symbol(struct algebra *c, args_t v, size_t n, size_t i)
{
	if (n <= i)
		return polynomial_symbol(c, v[0]);
	if (v[i]->kind != ALGEBRA_SYMBOL) {
		calc_fail(c, _("a symbol such as x belongs here, not %s"),
			value_describe(v[i]));
		return "x";
	}
	return str_cstr(c->arena, v[i]->text);
}

static const struct value *f_expand(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_expand(c, v[0]);
}

static const struct value *f_simplify(struct algebra *c, args_t v, size_t n)
{
	const struct value *top, *bottom;

	(void)n;
	if (!value_algebraic(v[0]))
		return v[0];
	polynomial_fraction(c, v[0], polynomial_symbol(c, v[0]), &top, &bottom);
	return value_divide(c, top, bottom);
}

static const struct value *f_numerator(struct algebra *c, args_t v, size_t n)
{
	const struct value *top, *bottom;

	(void)n;
	polynomial_fraction(c, v[0], polynomial_symbol(c, v[0]), &top, &bottom);
	return top;
}

static const struct value *f_denominator(struct algebra *c, args_t v, size_t n)
{
	const struct value *top, *bottom;

	(void)n;
	polynomial_fraction(c, v[0], polynomial_symbol(c, v[0]), &top, &bottom);
	return bottom;
}

/* 360 as 2^3 · 3^2 · 5, to be shown. */
static const struct value *factor_number(
	struct algebra *c, const struct value *number)
{
	const struct function *function =
		function_find(STR("primefactors"), NULL);
	const struct value *primes = function->call(c, &number, 1);
	struct buf tex = {.arena = c->arena}, plain = {.arena = c->arena};

	for (size_t i = 0; i < primes->count && !c->failed;) {
		size_t power = 1;
		long p = 0;

		(void)value_to_long(primes->items[i], &p);
		while (i + power < primes->count &&
			!value_order(
				primes->items[i], primes->items[i + power]))
			power++;
		buf_format(&tex, "%s%ld", i ? " \\cdot " : "", p);
		buf_format(&plain, "%s%ld", i ? "*" : "", p);
		if (power > 1) {
			buf_format(&tex, "^{%zu}", power);
			buf_format(&plain, "^%zu", power);
		}
		i += power;
	}
	if (!primes->count)
		return number;
	return value_formula(c, buf_str(&tex), buf_str(&plain));
}

static const struct value *f_factor(struct algebra *c, args_t v, size_t n)
{
	const char *x = symbol(c, v, n, 1);
	struct polynomial p;

	if (v[0]->kind == ALGEBRA_NUMBER)
		return factor_number(c, v[0]);
	if (!polynomial_of(c, v[0], x, &p))
		return calc_fail(c, _("only polynomials are factored"));
	return polynomial_factor(c, &p, x);
}

static const struct value *f_coeff(struct algebra *c, args_t v, size_t n)
{
	const char *x = symbol(c, v, n, 2);
	struct polynomial p;
	long k;

	if (!polynomial_of(c, v[0], x, &p))
		return calc_fail(c, _("this is not a polynomial"));
	if (!value_to_long(v[1], &k) || k < 0)
		return calc_fail(c, _("an exponent is a whole number from 0"));
	return (size_t)k > p.degree ? &value_zero : p.factors[k];
}

static const struct value *f_coeffs(struct algebra *c, args_t v, size_t n)
{
	const char *x = symbol(c, v, n, 1);
	const struct value **items;
	struct polynomial p;

	if (!polynomial_of(c, v[0], x, &p))
		return calc_fail(c, _("this is not a polynomial"));
	items = NEW_ARRAY(c->arena, p.degree + 1, const struct value *);
	for (size_t i = 0; i <= p.degree; i++)
		items[i] = p.factors[p.degree - i];
	return value_list(c, ALGEBRA_LIST, items, p.degree + 1);
}

static const struct value *f_degree(struct algebra *c, args_t v, size_t n)
{
	struct polynomial p;

	if (!polynomial_of(c, v[0], symbol(c, v, n, 1), &p))
		return calc_fail(c, _("this is not a polynomial"));
	return value_long(c, (long)p.degree);
}

/* poly([1, -2, 3]) is x^2 - 2x + 3. */
static const struct value *f_poly(struct algebra *c, args_t v, size_t n)
{
	const char *x = n > 1 ? symbol(c, v, n, 1) : "x";
	const struct value *sum = &value_zero;

	if (v[0]->kind != ALGEBRA_LIST)
		return calc_fail(c, _("a list belongs here, not %s"),
			value_describe(v[0]));
	for (size_t i = 0; i < v[0]->count; i++)
		sum = value_expand(c,
			value_add(c, value_multiply(c, sum, value_symbol(c, x)),
				v[0]->items[i]));
	return sum;
}

static const struct value *divide(
	struct algebra *c, args_t v, size_t n, bool rest)
{
	const char *x = symbol(c, v, n, 2);
	struct polynomial a, b, quotient, remainder;

	if (!polynomial_of(c, v[0], x, &a) || !polynomial_of(c, v[1], x, &b))
		return calc_fail(c, _("this is not a polynomial"));
	if (polynomial_zero(&b))
		return calc_fail(c, _("division by zero"));
	polynomial_divide(c, &a, &b, &quotient, &remainder);
	return polynomial_value(c, rest ? &remainder : &quotient, x);
}

static const struct value *f_quo(struct algebra *c, args_t v, size_t n)
{
	return divide(c, v, n, false);
}

static const struct value *f_rem(struct algebra *c, args_t v, size_t n)
{
	return divide(c, v, n, true);
}

static const struct value *f_diff(struct algebra *c, args_t v, size_t n)
{
	const struct value *result = v[0];
	long times = 1;

	if (n > 2 && (!value_to_long(v[2], &times) || times < 0 || times > 20))
		return calc_fail(c, _("a derivative is taken 0 to 20 times"));
	for (long i = 0; i < times; i++)
		result = calculus_derivative(c, result, symbol(c, v, n, 1));
	return result;
}

static const struct value *f_integral(struct algebra *c, args_t v, size_t n)
{
	const char *x = symbol(c, v, n, 1);
	const struct value *whole = calculus_integral(c, v[0], x);

	if (n == 2 || n == 1)
		return whole;
	if (n == 3)
		return calc_fail(c,
			_("an integral has both its limits, or "
			  "none"));
	return value_expand(c,
		value_subtract(c, value_substitute(c, whole, x, v[3]),
			value_substitute(c, whole, x, v[2])));
}

static const struct value *f_subs(struct algebra *c, args_t v, size_t n)
{
	return value_substitute(c, v[0], symbol(c, v, n, 1), v[2]);
}

static const struct value *f_solve(struct algebra *c, args_t v, size_t n)
{
	if (v[0]->kind == ALGEBRA_LIST) {
		if (n < 2)
			return calc_fail(c,
				_("name the unknowns of a system: "
				  "solve([…], [x, y])"));
		return solve_system(c, v[0], v[1]);
	}
	return solve_one(c, v[0], symbol(c, v, n, 1), false);
}

static const struct value *f_csolve(struct algebra *c, args_t v, size_t n)
{
	return solve_one(c, v[0], symbol(c, v, n, 1), true);
}

static const struct value *f_det(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return matrix_determinant(c, v[0]);
}

static const struct value *f_inverse(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return matrix_inverse(c, v[0]);
}

static const struct value *f_lhs(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return v[0]->kind == ALGEBRA_RELATION
		? v[0]->items[0]
		: calc_fail(c, _("only an equation has sides"));
}

static const struct value *f_rhs(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return v[0]->kind == ALGEBRA_RELATION
		? v[0]->items[1]
		: calc_fail(c, _("only an equation has sides"));
}

static const struct value *f_symbol(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	if (v[0]->kind != ALGEBRA_TEXT || !v[0]->text.len ||
		v[0]->text.len > 20)
		return calc_fail(c, _("a symbol's name is a text"));
	return value_symbol(c, str_cstr(c->arena, v[0]->text));
}

const struct function functions_algebra[] = {
	{"expand", 1, 1, f_expand, false},
	{"simplify", 1, 1, f_simplify, false},
	{"numerator", 1, 1, f_numerator, false},
	{"denominator", 1, 1, f_denominator, false},
	{"factor", 1, 2, f_factor, false},
	{"coeff", 2, 3, f_coeff, false},
	{"coeffs", 1, 2, f_coeffs, false},
	{"degree", 1, 2, f_degree, false},
	{"poly", 1, 2, f_poly, false},
	{"quo", 2, 3, f_quo, false},
	{"rem", 2, 3, f_rem, false},
	{"diff", 1, 3, f_diff, false},
	{"integral", 1, 4, f_integral, false},
	{"subs", 3, 3, f_subs, false},
	{"solve", 1, 2, f_solve, false},
	{"csolve", 1, 2, f_csolve, false},
	{"det", 1, 1, f_det, false},
	{"inverse", 1, 1, f_inverse, false},
	{"lhs", 1, 1, f_lhs, false},
	{"rhs", 1, 1, f_rhs, false},
	{"symbol", 1, 1, f_symbol, false},
	{NULL, 0, 0, NULL, false},
};
