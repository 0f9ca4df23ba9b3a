#ifndef BASE_ALGEBRA_SOLVE_H
#define BASE_ALGEBRA_SOLVE_H

#include "base/algebra/value.h"

/* Equations, inequalities, linear systems. Private to base/algebra. */

/* The solutions of an equation (or expression = 0) as a list in rising order;
 * of an inequality as an interval, set or union. Rational functions too. */
const struct value *solve_one(struct algebra *c, const struct value *relation,
	const char *x, bool complex);
/* The one solution of linear equations, in the order of the unknowns. */
const struct value *solve_system(struct algebra *c,
	const struct value *equations, const struct value *unknowns);
/* Of a square matrix, by elimination. */
const struct value *matrix_determinant(
	struct algebra *c, const struct value *m);
const struct value *matrix_inverse(struct algebra *c, const struct value *m);

#endif
