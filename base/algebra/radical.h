#ifndef BASE_ALGEBRA_RADICAL_H
#define BASE_ALGEBRA_RADICAL_H

#include "base/algebra/value.h"

/* Roots of rational numbers. A radical is the power m^(1/q) of a whole number
 * m > 1 without q-th powers in it; every root of a rational number is a
 * rational times a radical, times i where it must. Private to base/algebra. */

bool radical_is(const struct value *v);

/* Radicals in a product, one of each degree. */
struct radicals {
	struct radical {
		long degree;
		struct rational inside;
	} list[4];
	size_t count;
};

/* Multiplies one in; the rational number that comes out of the root. */
const struct value *radical_gather(struct algebra *c, struct radicals *radicals,
	const struct value *radical);
/* Puts them into items; how many. */
size_t radical_list(struct algebra *c, const struct radicals *radicals,
	const struct value **items);

/* number^exponent, the exponent not whole. */
const struct value *radical_power(struct algebra *c, const struct value *number,
	const struct value *exponent);

/* 1 / sum for a sum of rational multiples of square roots, i and their
 * products, its denominator made rational by conjugates; NULL for others. */
const struct value *radical_inverse(struct algebra *c, const struct value *sum);

/* √(a + b√n) as √x + √y where that is possible, else NULL. */
const struct value *radical_denest(struct algebra *c, const struct value *sum,
	const struct value *exponent);

#endif
