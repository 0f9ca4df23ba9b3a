#ifndef BASE_ALGEBRA_CALCULUS_H
#define BASE_ALGEBRA_CALCULUS_H

#include "base/algebra/value.h"

/* Derivatives and integrals. Private to base/algebra. */

const struct value *calculus_derivative(
	struct algebra *c, const struct value *v, const char *x);
/* One antiderivative, without a constant: of sums of constants times powers of
 * x or of ax + b, and of sin, cos, e^u, a^u with u = ax + b; a failure for
 * others. */
const struct value *calculus_integral(
	struct algebra *c, const struct value *v, const char *x);

#endif
