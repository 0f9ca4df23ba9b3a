#include "base/algebra/radical.h"

#include <math.h>

#include "base/i18n.h"

bool radical_is(const struct value *v)
{
	return v->kind == ALGEBRA_POWER &&
		v->items[0]->kind == ALGEBRA_NUMBER &&
		v->items[1]->kind == ALGEBRA_NUMBER &&
		v->items[1]->number.n == 1 && v->items[1]->number.d > 1 &&
		rational_integer(v->items[0]->number) &&
		rational_sign(v->items[0]->number) > 0;
}

static const struct value *make_radical(
	struct algebra *c, struct rational inside, long degree)
{
	return value_pair(c, ALGEBRA_POWER, value_number(c, inside),
		value_ratio(c, 1, degree));
}

const struct value *radical_gather(struct algebra *c, struct radicals *radicals,
	const struct value *radical)
{
	long degree = radical->items[1]->number.d;
	struct rational inside = radical->items[0]->number, outside;
	size_t i = 0;

	while (i < radicals->count && radicals->list[i].degree != degree)
		i++;
	if (i == sizeof radicals->list / sizeof *radicals->list)
		return calc_fail(
			c, _("too many kinds of roots stand in one product"));
	if (i == radicals->count) {
		radicals->list[radicals->count++] =
			(struct radical){degree, inside};
		return &value_one;
	}
	inside = rational_multiply(c->arena, inside, radicals->list[i].inside);
	rational_split_root(c->arena, inside, (unsigned long)degree, &outside,
		&radicals->list[i].inside);
	return value_number(c, outside);
}

size_t radical_list(struct algebra *c, const struct radicals *radicals,
	const struct value **items)
{
	size_t count = 0;

	for (size_t i = 0; i < radicals->count; i++)
		if (!rational_is(radicals->list[i].inside, 1))
			items[count++] =
				make_radical(c, radicals->list[i].inside,
					radicals->list[i].degree);
	return count;
}

/* A positive rational's root of a degree: rational × radical. n/d becomes
 * n d^(q-1) under the root, over d. */
static const struct value *positive_root(
	struct algebra *c, struct rational a, long degree)
{
	struct rational top = rational_numerator(c->arena, a);
	struct rational bottom = rational_denominator(c->arena, a);
	struct rational outside, inside;
	const struct value *both[2];

	if (rational_bits(bottom) * (unsigned long)degree > RATIONAL_BITS)
		return calc_fail(c, _("a number here grows too long"));
	top = rational_multiply(
		c->arena, top, rational_power(c->arena, bottom, degree - 1));
	rational_split_root(
		c->arena, top, (unsigned long)degree, &outside, &inside);
	both[0] = value_number(c, rational_divide(c->arena, outside, bottom));
	if (rational_is(inside, 1))
		return both[0];
	both[1] = make_radical(c, inside, degree);
	if (value_is(both[0], 1))
		return both[1];
	return value_list(c, ALGEBRA_PRODUCT,
		(const struct value *const *)arena_copy(
			c->arena, both, sizeof both),
		2);
}

static const struct value *decimal_root(
	struct algebra *c, struct rational a, long degree)
{
	struct rational root;

	if (rational_root(c->arena, a, (unsigned long)degree, &root))
		return value_decimal(c, root);
	return value_real(c, pow(rational_value(a), 1.0 / (double)degree));
}

const struct value *radical_power(struct algebra *c, const struct value *number,
	const struct value *exponent)
{
	struct rational power = exponent->number, a = number->number;
	long p = power.n, q = power.d;
	bool negative;
	const struct value *root;

	if (!q || q > 1000 || p > 1000 || p < -1000)
		return calc_fail(c, _("the exponent is too unwieldy"));
	if (!rational_sign(a))
		return p < 0 ? calc_fail(c, _("division by zero")) : number;
	if (rational_bits(a) * (unsigned long)(p < 0 ? -p : p) > RATIONAL_BITS)
		return calc_fail(c, _("a number here grows too long"));
	a = rational_power(c->arena, a, p);
	negative = rational_sign(a) < 0;
	if (negative)
		a = rational_negate(c->arena, a);
	if (negative && q % 2 == 0 && q != 2)
		return calc_fail(
			c, _("a negative number has no root of degree %ld"), q);
	root = number->decimal ? decimal_root(c, a, q) : positive_root(c, a, q);
	if (!negative)
		return root;
	return value_multiply(
		c, q == 2 ? value_symbol(c, "i") : &value_minus_one, root);
}

/* ---- conjugates ---- */

/* A term's radical number: the whole number under its square root, 1 without
 * any; 0: it is no rational multiple of a square root or i times one. */
static long radicand(struct algebra *c, const struct value *term, bool *turned)
{
	const struct value *rest;
	const struct value *const *factors = &rest;
	size_t count;
	long inside = 1;

	*turned = false;
	if (value_coefficient(c, term, &rest)->kind != ALGEBRA_NUMBER)
		return 0;
	if (value_is(rest, 1))
		return 1;
	count = value_terms(rest, ALGEBRA_PRODUCT, &factors);
	for (size_t i = 0; i < count; i++) {
		const struct value *f = factors[i];

		if (value_is_symbol(f, "i"))
			*turned = true;
		else if (!radical_is(f) || f->items[1]->number.d != 2 ||
			inside != 1 || !value_to_long(f->items[0], &inside))
			return 0;
	}
	return inside;
}

static long smallest_prime(long n)
{
	for (long p = 2; p < 10000 && p * p <= n; p++)
		if (n % p == 0)
			return p;
	return n;
}

/* What the next conjugate turns: -1 is i, a prime its square root, 1 nothing
 * is left to turn, 0 not such a sum. */
static long next_turn(struct algebra *c, const struct value *sum)
{
	long turn = 1;

	for (size_t i = 0; i < sum->count; i++) {
		bool turned;
		long inside = radicand(c, sum->items[i], &turned);

		if (!inside)
			return 0;
		if (turned)
			turn = -1;
		else if (inside > 1 && turn == 1)
			turn = smallest_prime(inside);
	}
	return turn;
}

static const struct value *conjugate(
	struct algebra *c, const struct value *sum, long turn)
{
	const struct value **items =
		NEW_ARRAY(c->arena, sum->count, const struct value *);

	for (size_t i = 0; i < sum->count; i++) {
		bool turned;
		long inside = radicand(c, sum->items[i], &turned);
		bool turns = turn < 0 ? turned : inside % turn == 0;

		items[i] =
			turns ? value_negate(c, sum->items[i]) : sum->items[i];
	}
	return value_sum(c, items, sum->count);
}

const struct value *radical_inverse(struct algebra *c, const struct value *sum)
{
	const struct value *top = &value_one, *bottom = sum;

	for (int round = 0; round < 8 && bottom->kind == ALGEBRA_SUM; round++) {
		long turn = next_turn(c, bottom);
		const struct value *other;

		if (!turn || turn == 1)
			return NULL;
		other = conjugate(c, bottom, turn);
		top = value_multiply(c, top, other);
		bottom = value_multiply(c, bottom, other);
		if (c->failed)
			return &value_nothing;
	}
	if (bottom->kind == ALGEBRA_SUM)
		return NULL;
	return value_multiply(c, top, value_power(c, bottom, &value_minus_one));
}

/* Borodin, Fagin, Hopcroft, Tompa, "Decreasing the nesting depth of expressions
 * involving square roots" (1985): √(a + b√n) = √x ± √y with x, y the halves of
 * a ± √(a² - b²n), when that root is rational. */
const struct value *radical_denest(struct algebra *c, const struct value *sum,
	const struct value *exponent)
{
	const struct value *half = value_ratio(c, 1, 2), *number, *surd;
	const struct value *root, *x, *y, *norm;
	bool turned;
	long inside;

	if (sum->count != 2 || !value_equal(c, exponent, half))
		return NULL;
	surd = sum->items[0];
	number = sum->items[1];
	inside = radicand(c, surd, &turned);
	if (number->kind != ALGEBRA_NUMBER || inside < 2 || turned)
		return NULL;
	norm = value_subtract(c, value_power(c, number, &value_two),
		value_power(c, surd, &value_two));
	if (norm->kind != ALGEBRA_NUMBER || rational_sign(norm->number) < 0 ||
		rational_sign(number->number) < 0)
		return NULL;
	root = value_power(c, norm, half);
	if (root->kind != ALGEBRA_NUMBER)
		return NULL;
	x = value_multiply(c, value_add(c, number, root), half);
	y = value_multiply(c, value_subtract(c, number, root), half);
	x = value_power(c, x, half);
	y = value_power(c, y, half);
	return value_sign(c, surd) < 0 ? value_subtract(c, x, y)
				       : value_add(c, x, y);
}
