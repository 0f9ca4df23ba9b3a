#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stdbool.h>

#include "base/str.h"

/* An exact decimal number, units × 10^-places: 0.170 is {170, 3} and stays
 * so when written again. At most 18 digits; places 0 to 18. */
struct decimal {
	long long units;
	int places;
};

/* Reads "-1.5", "−1,5" (U+2212), "+3", "1e-3" (optional sign, digits, one point
 * or comma, optional exponent), the whole string; false when it is not such a
 * number or does not fit. */
bool decimal_parse(struct str s, struct decimal *out);

/* With the given point, '.' or ','. */
struct str decimal_format(struct arena *arena, struct decimal d, char point);

double decimal_value(struct decimal d); /* the nearest double */

/* <0, 0 or >0, exactly: 0.5 equals 0.50. */
int decimal_compare(struct decimal a, struct decimal b);

/* |a - value| <= tolerance, or with relative <= tolerance × |value|, exactly.
 * tolerance >= 0. */
bool decimal_within(struct decimal a, struct decimal value,
	struct decimal tolerance, bool relative);

/* The middle of two numbers, and how far each is from it, exactly. False when
 * high is below low, or it does not fit. */
bool decimal_middle(struct decimal low, struct decimal high,
	struct decimal *middle, struct decimal *half);

#endif
