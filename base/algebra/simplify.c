#include "base/algebra/radical.h"
#include "base/algebra/value.h"

#include <math.h>
#include <stdlib.h>

#include "base/i18n.h"

/* Sums, products and powers in their simplified form (value.h). */

/* ---- numbers, exact or real ---- */

static bool numeric(const struct value *v)
{
	return v->kind <= ALGEBRA_REAL;
}

static double number_real(const struct value *v)
{
	return v->kind == ALGEBRA_REAL ? v->real : rational_value(v->number);
}

static const struct value *number_make(struct algebra *c, const struct value *a,
	const struct value *b, struct rational number)
{
	return a->decimal || b->decimal ? value_decimal(c, number)
					: value_number(c, number);
}

static const struct value *number_add(
	struct algebra *c, const struct value *a, const struct value *b)
{
	if (a->kind == ALGEBRA_REAL || b->kind == ALGEBRA_REAL)
		return value_real(c, number_real(a) + number_real(b));
	return number_make(
		c, a, b, rational_add(c->arena, a->number, b->number));
}

static const struct value *number_multiply(
	struct algebra *c, const struct value *a, const struct value *b)
{
	/* 1 changes neither the number nor how it is shown. */
	if (a == &value_one)
		return b;
	if (b == &value_one)
		return a;
	if (a->kind == ALGEBRA_REAL || b->kind == ALGEBRA_REAL)
		return value_real(c, number_real(a) * number_real(b));
	return number_make(
		c, a, b, rational_multiply(c->arena, a->number, b->number));
}

/* ---- parts ---- */

size_t value_terms(const struct value *v, enum value_kind kind,
	const struct value *const **items)
{
	if (v->kind == kind) {
		*items = v->items;
		return v->count;
	}
	return 1;
}

const struct value *value_coefficient(
	struct algebra *c, const struct value *v, const struct value **rest)
{
	if (numeric(v)) {
		*rest = &value_one;
		return v;
	}
	*rest = v;
	if (v->kind != ALGEBRA_PRODUCT || !numeric(v->items[0]))
		return &value_one;
	*rest = v->count == 2
		? v->items[1]
		: value_list(c, ALGEBRA_PRODUCT, v->items + 1, v->count - 1);
	return v->items[0];
}

/* coefficient × rest, where rest has no number in front. */
static const struct value *with_coefficient(struct algebra *c,
	const struct value *coefficient, const struct value *rest)
{
	const struct value *const *factors = &rest;
	size_t count = value_terms(rest, ALGEBRA_PRODUCT, &factors);
	const struct value **items;

	if (value_is(rest, 1))
		return coefficient;
	if (value_is(coefficient, 1))
		return rest;
	items = NEW_ARRAY(c->arena, count + 1, const struct value *);
	items[0] = coefficient;
	for (size_t i = 0; i < count; i++)
		items[i + 1] = factors[i];
	return value_list(c, ALGEBRA_PRODUCT, items, count + 1);
}

static int by_order(const void *a, const void *b)
{
	return value_order(*(const struct value *const *)a,
		*(const struct value *const *)b);
}

/* ---- sums ---- */

struct term {
	const struct value *rest; /* first: sorted by it */
	const struct value *coefficient;
};

struct terms {
	struct term *list;
	size_t count, capacity;
	const struct value *number;
};

static void add_term(struct algebra *c, struct terms *terms,
	const struct value *times, const struct value *v)
{
	const struct value *rest, *coefficient;

	if (!calc_step(c, 1 + terms->count / 8))
		return;
	if (v->kind == ALGEBRA_SUM) {
		for (size_t i = 0; i < v->count && !c->failed; i++)
			add_term(c, terms, times, v->items[i]);
		return;
	}
	coefficient = number_multiply(c, times, value_coefficient(c, v, &rest));
	if (rest->kind == ALGEBRA_SUM) {
		add_term(c, terms, coefficient, rest);
		return;
	}
	if (value_is(rest, 1)) {
		terms->number = terms->number == &value_zero
			? coefficient
			: number_add(c, terms->number, coefficient);
		return;
	}
	for (size_t i = 0; i < terms->count; i++)
		if (!value_order(terms->list[i].rest, rest)) {
			terms->list[i].coefficient = number_add(
				c, terms->list[i].coefficient, coefficient);
			return;
		}
	*PUSH(c->arena, terms->list, terms->count, terms->capacity) =
		(struct term){rest, coefficient};
}

/* Beside a real number a surd is only its digits. */
static void fold_reals(struct algebra *c, struct terms *terms)
{
	size_t kept = 0;
	double real;

	for (size_t i = 0; i < terms->count; i++) {
		struct term *term = &terms->list[i];

		if (!value_evaluate(term->rest, NULL, 0, &real)) {
			terms->list[kept++] = *term;
			continue;
		}
		terms->number = value_real(c,
			number_real(terms->number) +
				real * number_real(term->coefficient));
	}
	terms->count = kept;
}

static const struct value *close_terms(struct algebra *c, struct terms *terms)
{
	const struct value **items =
		NEW_ARRAY(c->arena, terms->count + 1, const struct value *);
	size_t count = 0;

	if (terms->count > 1)
		qsort(terms->list, terms->count, sizeof *terms->list, by_order);
	for (size_t i = 0; i < terms->count; i++)
		if (!value_is(terms->list[i].coefficient, 0))
			items[count++] =
				with_coefficient(c, terms->list[i].coefficient,
					terms->list[i].rest);
	if (!value_is(terms->number, 0))
		items[count++] = terms->number;
	if (!count)
		return terms->number;
	return count == 1 ? items[0] : value_list(c, ALGEBRA_SUM, items, count);
}

const struct value *value_sum(
	struct algebra *c, const struct value *const *items, size_t count)
{
	struct terms terms = {.number = &value_zero};

	for (size_t i = 0; i < count && !c->failed; i++)
		add_term(c, &terms, &value_one, items[i]);
	if (c->failed)
		return &value_nothing;
	if (terms.number->kind == ALGEBRA_REAL)
		fold_reals(c, &terms);
	return close_terms(c, &terms);
}

/* ---- products ---- */

struct factor {
	const struct value *base; /* first: sorted by it */
	const struct value *exponent;
};

/* number × powers × roots; roots of whole numbers are gathered by degree. */
struct factors {
	struct factor *list;
	size_t count, capacity;
	const struct value *number;
	struct radicals radicals;
	long turns; /* factors i */
	bool reals; /* the number is real: constants become digits */
};

static void add_factor(
	struct algebra *c, struct factors *f, const struct value *v);

static void add_power(struct algebra *c, struct factors *f,
	const struct value *base, const struct value *exponent)
{
	for (size_t i = 0; i < f->count; i++)
		if (!value_order(f->list[i].base, base)) {
			f->list[i].exponent =
				value_add(c, f->list[i].exponent, exponent);
			return;
		}
	*PUSH(c->arena, f->list, f->count, f->capacity) =
		(struct factor){base, exponent};
}

static void add_factor(
	struct algebra *c, struct factors *f, const struct value *v)
{
	if (!calc_step(c, 1 + f->count / 8))
		return;
	if (v->kind == ALGEBRA_PRODUCT) {
		for (size_t i = 0; i < v->count && !c->failed; i++)
			add_factor(c, f, v->items[i]);
	} else if (numeric(v)) {
		f->number = number_multiply(c, f->number, v);
	} else if (value_is_symbol(v, "i")) {
		f->turns++;
	} else if (radical_is(v)) {
		f->number = number_multiply(
			c, f->number, radical_gather(c, &f->radicals, v));
	} else if (v->kind == ALGEBRA_POWER) {
		add_power(c, f, v->items[0], v->items[1]);
	} else {
		add_power(c, f, v, &value_one);
	}
}

/* The powers whose exponents met may have become numbers, or roots, again:
 * those go round once more. */
static void settle_powers(struct algebra *c, struct factors *f)
{
	struct factors again = {.number = f->number,
		.radicals = f->radicals,
		.turns = f->turns};

	for (size_t i = 0; i < f->count && !c->failed; i++) {
		const struct value *power =
			value_power(c, f->list[i].base, f->list[i].exponent);

		if (power->kind == ALGEBRA_PRODUCT || numeric(power) ||
			radical_is(power) || power->kind == ALGEBRA_SUM)
			add_factor(c, &again, power);
		else if (power->kind == ALGEBRA_POWER)
			add_power(c, &again, power->items[0], power->items[1]);
		else
			add_power(c, &again, power, &value_one);
	}
	*f = again;
}

static const struct value *multiply_sums(
	struct algebra *c, const struct value *a, const struct value *b);

/* Sums of constants are multiplied out: (1 + √2)(1 - √2) is -1. */
static const struct value *constant_sums(struct algebra *c, struct factors *f)
{
	const struct value *product = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < f->count && !c->failed; i++) {
		const struct value *base = f->list[i].base;

		if (base->kind != ALGEBRA_SUM ||
			!value_is(f->list[i].exponent, 1) ||
			!value_constant(base)) {
			f->list[kept++] = f->list[i];
			continue;
		}
		product = product ? multiply_sums(c, product, base) : base;
	}
	f->count = kept;
	return product;
}

static const struct value *close_factors(struct algebra *c, struct factors *f)
{
	size_t most = f->count + f->radicals.count + 2, count = 0;
	const struct value **items =
		NEW_ARRAY(c->arena, most, const struct value *);
	const struct value *number = f->number;
	double real;

	if (f->turns % 4 > 1)
		number = number_multiply(c, number, &value_minus_one);
	if (value_is(number, 0))
		return number;
	count += radical_list(c, &f->radicals, items);
	if (f->turns % 2)
		items[count++] = value_symbol(c, "i");
	for (size_t i = 0; i < f->count; i++)
		items[count++] = value_is(f->list[i].exponent, 1)
			? f->list[i].base
			: value_pair(c, ALGEBRA_POWER, f->list[i].base,
				  f->list[i].exponent);
	if (number->kind == ALGEBRA_REAL) {
		size_t kept = 0;

		for (size_t i = 0; i < count; i++)
			if (value_evaluate(items[i], NULL, 0, &real))
				number = value_real(
					c, number_real(number) * real);
			else
				items[kept++] = items[i];
		count = kept;
	}
	if (!count)
		return number;
	if (count > 1)
		qsort(items, count, sizeof *items, by_order);
	if (count == 1)
		return with_coefficient(c, number, items[0]);
	return with_coefficient(
		c, number, value_list(c, ALGEBRA_PRODUCT, items, count));
}

const struct value *value_product(
	struct algebra *c, const struct value *const *items, size_t count)
{
	struct factors f = {.number = &value_one};
	const struct value *sum, *rest;

	for (size_t i = 0; i < count && !c->failed; i++)
		add_factor(c, &f, items[i]);
	if (c->failed)
		return &value_nothing;
	settle_powers(c, &f);
	sum = constant_sums(c, &f);
	if (c->failed)
		return &value_nothing;
	rest = close_factors(c, &f);
	if (!sum)
		return rest;
	if (value_constant(rest))
		return multiply_sums(c, sum, rest);
	/* A constant sum beside a variable: (1 + √2)x stays a product. */
	{
		const struct value *number = value_coefficient(c, rest, &rest);
		const struct value *const *factors = &rest;
		size_t more = value_terms(rest, ALGEBRA_PRODUCT, &factors);
		const struct value **all =
			NEW_ARRAY(c->arena, more + 1, const struct value *);

		sum = multiply_sums(c, sum, number);
		if (sum->kind != ALGEBRA_SUM)
			return value_multiply(c, sum, rest);
		for (size_t i = 0; i < more; i++)
			all[i] = factors[i];
		all[more] = sum;
		qsort(all, more + 1, sizeof *all, by_order);
		return value_list(c, ALGEBRA_PRODUCT, all, more + 1);
	}
}

/* Each term by each. */
static const struct value *multiply_sums(
	struct algebra *c, const struct value *a, const struct value *b)
{
	const struct value *const *p = &a, *const *q = &b;
	size_t m = value_terms(a, ALGEBRA_SUM, &p);
	size_t n = value_terms(b, ALGEBRA_SUM, &q);
	struct terms terms = {.number = &value_zero};

	if (m * n > ALGEBRA_ITEMS)
		return calc_fail(c, _("an expression here grows too long"));
	for (size_t i = 0; i < m && !c->failed; i++)
		for (size_t k = 0; k < n && !c->failed; k++) {
			const struct value *both[2] = {p[i], q[k]};

			add_term(c, &terms, &value_one,
				value_product(c, both, 2));
		}
	if (c->failed)
		return &value_nothing;
	if (terms.number->kind == ALGEBRA_REAL)
		fold_reals(c, &terms);
	return close_terms(c, &terms);
}

/* ---- powers ---- */

static const struct value *power_of_number(
	struct algebra *c, const struct value *a, const struct value *b)
{
	struct rational result;
	long n;

	if (a->kind == ALGEBRA_REAL || b->kind == ALGEBRA_REAL) {
		double real = pow(number_real(a), number_real(b));

		if (isnan(real))
			return calc_fail(
				c, _("a negative number has no such power"));
		return value_real(c, real);
	}
	if (!value_to_long(b, &n))
		return radical_power(c, a, b);
	if (value_is(a, 0) && n < 0)
		return calc_fail(c, _("division by zero"));
	if (value_is(a, 1) || value_is(a, 0))
		return a;
	if (value_is(a, -1))
		return n % 2 ? a : &value_one;
	if (rational_bits(a->number) <= 64 ? labs(n) > RATIONAL_BITS / 2
					   : labs(n) >
				RATIONAL_BITS / (long)rational_bits(a->number))
		return calc_fail(c, _("a number here grows too long"));
	result = rational_power(c->arena, a->number, n);
	return a->decimal ? value_decimal(c, result) : value_number(c, result);
}

static const struct value *power_of_sum(
	struct algebra *c, const struct value *a, long n)
{
	const struct value *result = a;

	if (labs(n) > 200)
		return calc_fail(c, _("an expression here grows too long"));
	if (n < 0) {
		result = radical_inverse(c, a);
		if (!result) /* no way known */
			return NULL;
		return n == -1 ? result
			       : value_power(c, result, value_long(c, -n));
	}
	for (long i = 1; i < n && !c->failed; i++)
		result = multiply_sums(c, result, a);
	return result;
}

static const struct value *power_of_product(
	struct algebra *c, const struct value *a, const struct value *b)
{
	const struct value **items =
		NEW_ARRAY(c->arena, a->count, const struct value *);

	for (size_t i = 0; i < a->count && !c->failed; i++)
		items[i] = value_power(c, a->items[i], b);
	return value_product(c, items, a->count);
}

static const struct value *power_of_i(struct algebra *c, long n)
{
	switch (((n % 4) + 4) % 4) {
	case 0:
		return &value_one;
	case 1:
		return value_symbol(c, "i");
	case 2:
		return &value_minus_one;
	default:
		return value_negate(c, value_symbol(c, "i"));
	}
}

/* a^n for a whole n that is neither 0 nor 1. */
static const struct value *whole_power(
	struct algebra *c, const struct value *a, const struct value *b, long n)
{
	const struct value *result;

	if (value_is_symbol(a, "i"))
		return power_of_i(c, n);
	if (a->kind == ALGEBRA_PRODUCT)
		return power_of_product(c, a, b);
	if (a->kind == ALGEBRA_POWER)
		return value_power(
			c, a->items[0], value_multiply(c, a->items[1], b));
	if (a->kind == ALGEBRA_SUM && value_constant(a)) {
		result = power_of_sum(c, a, n);
		if (result)
			return result;
	}
	return value_pair(c, ALGEBRA_POWER, a, b);
}

/* √(4x) is 2√x; √(3 + 2√2) is 1 + √2. */
static const struct value *root_power(
	struct algebra *c, const struct value *a, const struct value *b)
{
	const struct value *rest, *number, *both[2];

	if (a->kind == ALGEBRA_SUM && value_constant(a)) {
		const struct value *plain = radical_denest(c, a, b);

		if (plain)
			return plain;
	}
	number = value_coefficient(c, a, &rest);
	if (value_is(number, 1) || number->kind != ALGEBRA_NUMBER ||
		rational_sign(number->number) < 0)
		return value_pair(c, ALGEBRA_POWER, a, b);
	both[0] = value_power(c, number, b);
	both[1] = value_power(c, rest, b);
	return value_product(c, both, 2);
}

/* e^(2 ln x) is x^2. */
static const struct value *power_of_e(
	struct algebra *c, const struct value *a, const struct value *b)
{
	const struct value *rest, *number = value_coefficient(c, b, &rest);

	if (value_is_call(rest, "ln"))
		return value_power(c, rest->items[0], number);
	return value_pair(c, ALGEBRA_POWER, a, b);
}

const struct value *value_power(
	struct algebra *c, const struct value *a, const struct value *b)
{
	long n;

	if (c->failed)
		return &value_nothing;
	if (!value_algebraic(a) || !value_algebraic(b))
		return calc_fail(c, _("%s cannot be raised to a power"),
			value_describe(value_algebraic(a) ? b : a));
	if (value_is(b, 1))
		return a;
	if (numeric(a) && numeric(b)) {
		if (value_is(b, 0) && value_is(a, 0))
			return calc_fail(c, _("0^0 has no value"));
		return power_of_number(c, a, b);
	}
	if (value_is(b, 0) || value_is(a, 1))
		return &value_one;
	if (value_to_long(b, &n))
		return whole_power(c, a, b, n);
	if (b->kind == ALGEBRA_NUMBER)
		return root_power(c, a, b);
	if (value_is_symbol(a, "e"))
		return power_of_e(c, a, b);
	return value_pair(c, ALGEBRA_POWER, a, b);
}

/* ---- expansion ---- */

static const struct value *expand_power(struct algebra *c,
	const struct value *base, const struct value *exponent)
{
	const struct value *result = base;
	long n;

	if (base->kind != ALGEBRA_SUM || !value_to_long(exponent, &n) ||
		n < 2 || n > 200)
		return value_power(c, base, exponent);
	for (long i = 1; i < n && !c->failed; i++)
		result = multiply_sums(c, result, base);
	return result;
}

const struct value *value_expand(struct algebra *c, const struct value *v)
{
	const struct value *result = &value_one;

	if (c->failed || !calc_step(c, 1))
		return &value_nothing;
	switch (v->kind) {
	case ALGEBRA_SUM: {
		const struct value **items =
			NEW_ARRAY(c->arena, v->count, const struct value *);

		for (size_t i = 0; i < v->count; i++)
			items[i] = value_expand(c, v->items[i]);
		return value_sum(c, items, v->count);
	}
	case ALGEBRA_PRODUCT:
		for (size_t i = 0; i < v->count && !c->failed; i++)
			result = multiply_sums(
				c, result, value_expand(c, v->items[i]));
		return result;
	case ALGEBRA_POWER:
		return expand_power(
			c, value_expand(c, v->items[0]), v->items[1]);
	default:
		return v;
	}
}
