#include "base/algebra/expression_parts.h"
#include "base/algebra/show_parts.h"

#include <math.h>

#include "base/i18n.h"

/* Functions of numbers: rounding, divisibility, counting. */

typedef const struct value *const *args_t;

/* A real constant as an exact number; reals by their 15 digits. */
static bool exact(
	struct algebra *c, const struct value *v, struct rational *out)
{
	double real;

	if (v->kind == ALGEBRA_NUMBER) {
		*out = v->number;
		return !c->failed;
	}
	if (!c->failed && value_algebraic(v) &&
		value_evaluate(v, NULL, 0, &real)) {
		*out = show_decimal(c, real, 15);
		return true;
	}
	calc_fail(c, _("a number belongs here, not %s"), value_describe(v));
	return false;
}

static bool whole(
	struct algebra *c, const struct value *v, struct rational *out)
{
	if (!c->failed && v->kind == ALGEBRA_NUMBER &&
		rational_integer(v->number)) {
		*out = v->number;
		return true;
	}
	calc_fail(c, _("a whole number belongs here"));
	return false;
}

static bool count_of(
	struct algebra *c, const struct value *v, long most, long *out)
{
	if (!c->failed && value_to_long(v, out) && *out >= 0 && *out <= most)
		return true;
	calc_fail(c, _("a whole number from 0 to %ld belongs here"), most);
	return false;
}

/* ---- parts of a number ---- */

static const struct value *f_sqrt(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_sqrt(c, v[0]);
}

static const struct value *f_root(struct algebra *c, args_t v, size_t n)
{
	long degree;

	(void)n;
	if (!count_of(c, v[1], 1000, &degree) || degree < 1)
		return calc_fail(c, _("the degree of a root is at least 1"));
	return value_power(c, v[0], value_ratio(c, 1, degree));
}

static const struct value *f_exp(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_power(c, value_symbol(c, "e"), v[0]);
}

static const struct value *f_log(struct algebra *c, args_t v, size_t n)
{
	return value_log(c, v[0], n > 1 ? v[1] : value_long(c, 10));
}

#define ELEMENTARY(name)                                                       \
	static const struct value *f_##name(                                   \
		struct algebra *c, args_t v, size_t n)                         \
	{                                                                      \
		(void)n;                                                       \
		return value_apply(c, #name, v[0]);                            \
	}
ELEMENTARY(sin)
ELEMENTARY(cos)
ELEMENTARY(tan)
ELEMENTARY(cot)
ELEMENTARY(asin)
ELEMENTARY(acos)
ELEMENTARY(atan)
ELEMENTARY(ln)
ELEMENTARY(abs)

static const struct value *f_sign(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_long(c, value_sign(c, v[0]));
}

static const struct value *f_num(struct algebra *c, args_t v, size_t n)
{
	double real;

	(void)n;
	if (!value_algebraic(v[0]) || !value_evaluate(v[0], NULL, 0, &real))
		return calc_fail(
			c, _("%s is no real number"), value_describe(v[0]));
	return value_real(c, real);
}

static const struct value *f_dec(struct algebra *c, args_t v, size_t n)
{
	struct rational a;

	(void)n;
	return exact(c, v[0], &a) ? value_decimal(c, a) : &value_nothing;
}

static const struct value *f_frac(struct algebra *c, args_t v, size_t n)
{
	struct rational a;

	(void)n;
	return exact(c, v[0], &a) ? value_number(c, a) : &value_nothing;
}

/* ---- rounding ---- */

static const struct value *f_round(struct algebra *c, args_t v, size_t n)
{
	struct rational a;
	long places = 0;

	if (n > 1 &&
		(!value_to_long(v[1], &places) || places < -15 || places > 15))
		return calc_fail(
			c, _("a number is rounded to -15 to 15 decimals"));
	if (!exact(c, v[0], &a))
		return &value_nothing;
	a = rational_round(c->arena, a, (int)places);
	return places > 0 ? value_decimal(c, a) : value_number(c, a);
}

static const struct value *f_sig(struct algebra *c, args_t v, size_t n)
{
	struct rational a;
	long digits;

	(void)n;
	if (!count_of(c, v[1], 15, &digits) || !digits || !exact(c, v[0], &a))
		return calc_fail(c, _("a number has 1 to 15 digits"));
	if (!rational_sign(a))
		return value_decimal(c, a);
	return value_decimal(c,
		rational_round(c->arena, a,
			(int)digits - 1 - rational_magnitude(c->arena, a)));
}

static const struct value *f_floor(struct algebra *c, args_t v, size_t n)
{
	struct rational a;

	(void)n;
	return exact(c, v[0], &a) ? value_number(c, rational_floor(c->arena, a))
				  : &value_nothing;
}

static const struct value *f_ceil(struct algebra *c, args_t v, size_t n)
{
	struct rational a;

	(void)n;
	if (!exact(c, v[0], &a))
		return &value_nothing;
	a = rational_floor(c->arena, rational_negate(c->arena, a));
	return value_number(c, rational_negate(c->arena, a));
}

/* ---- divisibility ---- */

static const struct value *f_div(struct algebra *c, args_t v, size_t n)
{
	struct rational a, b;

	(void)n;
	if (!exact(c, v[0], &a) || !exact(c, v[1], &b))
		return &value_nothing;
	if (!rational_sign(b))
		return calc_fail(c, _("division by zero"));
	return value_number(
		c, rational_floor(c->arena, rational_divide(c->arena, a, b)));
}

static const struct value *f_mod(struct algebra *c, args_t v, size_t n)
{
	const struct value *quotient = f_div(c, v, n);

	return value_subtract(c, v[0], value_multiply(c, v[1], quotient));
}

static const struct value *f_gcd(struct algebra *c, args_t v, size_t n)
{
	struct rational all = rational_long(0), a;

	if (n == 1 && v[0]->kind == ALGEBRA_LIST)
		return f_gcd(c, v[0]->items, v[0]->count);
	for (size_t i = 0; i < n; i++) {
		if (!whole(c, v[i], &a))
			return &value_nothing;
		all = rational_gcd(c->arena, all, a);
	}
	return value_number(c, all);
}

static const struct value *f_lcm(struct algebra *c, args_t v, size_t n)
{
	struct rational all = rational_long(1), a;

	if (n == 1 && v[0]->kind == ALGEBRA_LIST)
		return f_lcm(c, v[0]->items, v[0]->count);
	for (size_t i = 0; i < n; i++) {
		if (!whole(c, v[i], &a))
			return &value_nothing;
		if (!rational_sign(a))
			return &value_zero;
		all = rational_multiply(c->arena, all,
			rational_divide(
				c->arena, a, rational_gcd(c->arena, all, a)));
		if (rational_bits(all) > RATIONAL_BITS)
			break;
	}
	return value_apply(c, "abs", value_number(c, all));
}

static const struct value *f_isprime(struct algebra *c, args_t v, size_t n)
{
	struct rational a;

	(void)n;
	return whole(c, v[0], &a) ? value_bool(c, rational_prime(c->arena, a))
				  : &value_nothing;
}

/* Prime factors by trial division, for numbers up to 10^12. */
static const struct value *f_primefactors(struct algebra *c, args_t v, size_t n)
{
	const struct value **items =
		NEW_ARRAY(c->arena, 64, const struct value *);
	size_t count = 0;
	long a;

	(void)n;
	if (!count_of(c, v[0], 1000000000000, &a) || !a)
		return calc_fail(c, _("0 has no prime factors"));
	for (long p = 2; p * p <= a; p += 1 + (p > 2)) {
		if (p % 1000 == 999 && !calc_step(c, 100))
			return &value_nothing;
		for (; a % p == 0; a /= p)
			items[count++] = value_long(c, p);
	}
	if (a > 1)
		items[count++] = value_long(c, a);
	return value_list(c, ALGEBRA_LIST, items, count);
}

static const struct value *f_divisors(struct algebra *c, args_t v, size_t n)
{
	const struct value **items;
	size_t count = 0;
	long a;

	(void)n;
	if (!count_of(c, v[0], 100000000, &a) || !a)
		return calc_fail(c, _("0 has too many divisors"));
	items = NEW_ARRAY(c->arena, 2000, const struct value *);
	for (long d = 1; d * d <= a; d++)
		if (a % d == 0) {
			items[count++] = value_long(c, d);
			if (d * d != a)
				items[count++] = value_long(c, a / d);
		}
	/* Small and large ones came in pairs: in order now. */
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k &&
			rational_compare(c->arena, items[k]->number,
				items[k - 1]->number) < 0;
			k--) {
			const struct value *swap = items[k];

			items[k] = items[k - 1];
			items[k - 1] = swap;
		}
	return value_list(c, ALGEBRA_LIST, items, count);
}

static const struct value *f_digits(struct algebra *c, args_t v, size_t n)
{
	const struct value **items;
	struct rational a;
	struct str text;

	(void)n;
	if (!whole(c, v[0], &a))
		return &value_nothing;
	text = rational_text(c->arena, a);
	if (text.ptr[0] == '-')
		text = str_sub(text, 1, text.len);
	items = NEW_ARRAY(c->arena, text.len, const struct value *);
	for (size_t i = 0; i < text.len; i++)
		items[i] = value_long(c, text.ptr[i] - '0');
	return value_list(c, ALGEBRA_LIST, items, text.len);
}

static const struct value *f_isint(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_bool(c,
		v[0]->kind == ALGEBRA_NUMBER && rational_integer(v[0]->number));
}

static const struct value *f_isrational(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_bool(c, v[0]->kind == ALGEBRA_NUMBER);
}

static const struct value *f_numer(struct algebra *c, args_t v, size_t n)
{
	struct rational a;

	(void)n;
	return exact(c, v[0], &a)
		? value_number(c, rational_numerator(c->arena, a))
		: &value_nothing;
}

static const struct value *f_denom(struct algebra *c, args_t v, size_t n)
{
	struct rational a;

	(void)n;
	return exact(c, v[0], &a)
		? value_number(c, rational_denominator(c->arena, a))
		: &value_nothing;
}

/* ---- counting ---- */

/* from × (from - 1) × … , count factors. */
static const struct value *falling(struct algebra *c, long from, long count)
{
	struct rational product = rational_long(1);

	if (!calc_step(c, (size_t)count))
		return &value_nothing;
	for (long i = 0; i < count; i++)
		product = rational_multiply(
			c->arena, product, rational_long(from - i));
	return value_number(c, product);
}

static const struct value *f_fact(struct algebra *c, args_t v, size_t n)
{
	long a;

	(void)n;
	return count_of(c, v[0], 1000, &a) ? falling(c, a, a) : &value_nothing;
}

static const struct value *f_perm(struct algebra *c, args_t v, size_t n)
{
	long a, k;

	(void)n;
	if (!count_of(c, v[0], 1000, &a) || !count_of(c, v[1], 1000, &k))
		return &value_nothing;
	return k > a ? &value_zero : falling(c, a, k);
}

static const struct value *f_comb(struct algebra *c, args_t v, size_t n)
{
	long a, k;

	(void)n;
	if (!count_of(c, v[0], 1000, &a) || !count_of(c, v[1], 1000, &k))
		return &value_nothing;
	if (k > a)
		return &value_zero;
	if (k > a - k)
		k = a - k;
	return value_divide(c, falling(c, a, k), falling(c, k, k));
}

/* ---- complex numbers ---- */

static const struct value *f_conj(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_substitute(
		c, v[0], "i", value_negate(c, value_symbol(c, "i")));
}

static const struct value *f_re(struct algebra *c, args_t v, size_t n)
{
	return value_multiply(
		c, value_ratio(c, 1, 2), value_add(c, v[0], f_conj(c, v, n)));
}

static const struct value *f_im(struct algebra *c, args_t v, size_t n)
{
	return value_divide(c, value_subtract(c, v[0], f_conj(c, v, n)),
		value_multiply(c, &value_two, value_symbol(c, "i")));
}

const struct function functions_number[] = {
	{"sqrt", 1, 1, f_sqrt, false},
	{"root", 2, 2, f_root, false},
	{"exp", 1, 1, f_exp, false},
	{"ln", 1, 1, f_ln, false},
	{"log", 1, 2, f_log, false},
	{"sin", 1, 1, f_sin, false},
	{"cos", 1, 1, f_cos, false},
	{"tan", 1, 1, f_tan, false},
	{"cot", 1, 1, f_cot, false},
	{"asin", 1, 1, f_asin, false},
	{"acos", 1, 1, f_acos, false},
	{"atan", 1, 1, f_atan, false},
	{"abs", 1, 1, f_abs, false},
	{"sign", 1, 1, f_sign, false},
	{"num", 1, 1, f_num, false},
	{"dec", 1, 1, f_dec, false},
	{"frac", 1, 1, f_frac, false},
	{"round", 1, 2, f_round, false},
	{"sig", 2, 2, f_sig, false},
	{"floor", 1, 1, f_floor, false},
	{"ceil", 1, 1, f_ceil, false},
	{"div", 2, 2, f_div, false},
	{"mod", 2, 2, f_mod, false},
	{"gcd", 1, -1, f_gcd, false},
	{"lcm", 1, -1, f_lcm, false},
	{"isprime", 1, 1, f_isprime, false},
	{"primefactors", 1, 1, f_primefactors, false},
	{"divisors", 1, 1, f_divisors, false},
	{"digits", 1, 1, f_digits, false},
	{"isint", 1, 1, f_isint, false},
	{"isrational", 1, 1, f_isrational, false},
	{"numer", 1, 1, f_numer, false},
	{"denom", 1, 1, f_denom, false},
	{"fact", 1, 1, f_fact, false},
	{"perm", 2, 2, f_perm, false},
	{"comb", 2, 2, f_comb, false},
	{"conj", 1, 1, f_conj, false},
	{"re", 1, 1, f_re, false},
	{"im", 1, 1, f_im, false},
	{NULL, 0, 0, NULL, false},
};
