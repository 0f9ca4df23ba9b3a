#ifndef BASE_ALGEBRA_POLYNOMIAL_H
#define BASE_ALGEBRA_POLYNOMIAL_H

#include "base/algebra/value.h"

/* Polynomials in one symbol, and what is solved by them. Private to
 * base/algebra. */

enum { POLYNOMIAL_DEGREE = 100 };

struct polynomial {
	size_t degree;                /* of zero: 0 */
	const struct value **factors; /* degree + 1, of x^0 first */
};

/* False, without a failure, when v is no polynomial in x of degree at most
 * POLYNOMIAL_DEGREE. Its coefficients may hold other symbols. */
bool polynomial_of(struct algebra *c, const struct value *v, const char *x,
	struct polynomial *out);
const struct value *polynomial_value(
	struct algebra *c, const struct polynomial *p, const char *x);
bool polynomial_zero(const struct polynomial *p);
/* All coefficients are rational. */
bool polynomial_rational(const struct polynomial *p);
/* dividend = quotient × divisor + rest; the divisor is not zero. */
void polynomial_divide(struct algebra *c, const struct polynomial *dividend,
	const struct polynomial *divisor, struct polynomial *quotient,
	struct polynomial *rest);
/* Monic; coefficients rational. */
struct polynomial polynomial_gcd(
	struct algebra *c, struct polynomial a, struct polynomial b);

/* The only symbol in v that is no constant; "x" when there is none or x is
 * among several. */
const char *polynomial_symbol(struct algebra *c, const struct value *v);

/* The distinct roots in rising order (complex ones after the real, in the
 * order found). Degrees 1 and 2, and what rational roots and x^n bring down to
 * these. A failure when there is more. */
const struct value *polynomial_roots(
	struct algebra *c, const struct polynomial *p, bool complex);
/* number × powers of (x - r) and of factors without rational roots. */
const struct value *polynomial_factor(
	struct algebra *c, const struct polynomial *p, const char *x);

/* v as one fraction, top and bottom multiplied out and without common factor
 * in x where the coefficients are rational. */
void polynomial_fraction(struct algebra *c, const struct value *v,
	const char *x, const struct value **top, const struct value **bottom);

#endif
