#ifndef BASE_ALGEBRA_RATIONAL_H
#define BASE_ALGEBRA_RATIONAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Exact rational numbers. Most fit two machine words and cost no memory; the
 * others are GMP's, with their limbs in the arena that makes them. Always in
 * lowest terms with a positive denominator, and small whenever they fit, so
 * that equal numbers look alike. Plain values: pass and copy them freely. */
struct big;
struct rational {
	int64_t n;
	int64_t d; /* > 0; 0: see big */
	const struct big *big;
};

/* Longer numerators and denominators are refused by the callers: see
 * rational_bits. About 4,900 digits. */
enum { RATIONAL_BITS = 16384 };

struct rational rational_long(int64_t n);
struct rational rational_ratio(int64_t n, int64_t d); /* d is not 0 */
/* Digits with at most one point, as "12" or "0.125"; false when it is none. */
bool rational_parse(struct arena *arena, struct str s, struct rational *out);
/* units × 10^-places. */
struct rational rational_decimal(
	struct arena *arena, int64_t units, int places);
/* The number a double is exactly; not for NAN or infinities. */
struct rational rational_double(struct arena *arena, double value);

struct rational rational_add(
	struct arena *arena, struct rational a, struct rational b);
struct rational rational_subtract(
	struct arena *arena, struct rational a, struct rational b);
struct rational rational_multiply(
	struct arena *arena, struct rational a, struct rational b);
/* b is not 0. */
struct rational rational_divide(
	struct arena *arena, struct rational a, struct rational b);
struct rational rational_negate(struct arena *arena, struct rational a);
/* a^n; a is not 0 when n < 0. The caller has seen that the result is not too
 * long: rational_bits(a) × |n|. */
struct rational rational_power(struct arena *arena, struct rational a, long n);

int rational_sign(struct rational a);
int rational_compare(struct arena *arena, struct rational a, struct rational b);
bool rational_equal(struct rational a, struct rational b);
bool rational_is(struct rational a, int64_t n);
bool rational_integer(struct rational a);
/* The integer, when it is one that fits. */
bool rational_to_long(struct rational a, long *out);
double rational_value(struct rational a); /* the nearest double */
/* Bits of the longer of numerator and denominator. */
unsigned long rational_bits(struct rational a);

struct rational rational_numerator(struct arena *arena, struct rational a);
struct rational rational_denominator(struct arena *arena, struct rational a);
struct rational rational_floor(struct arena *arena, struct rational a);
/* Of integers: greatest common divisor, >= 0. */
struct rational rational_gcd(
	struct arena *arena, struct rational a, struct rational b);
/* The exact n-th root of a, n >= 2; false when it is not rational (or a < 0
 * with n even). */
bool rational_root(struct arena *arena, struct rational a, unsigned long n,
	struct rational *out);
/* An integer >= 0 as outside^n × inside, inside without n-th powers of the
 * primes below 10,000 and itself no n-th power. */
void rational_split_root(struct arena *arena, struct rational a,
	unsigned long n, struct rational *outside, struct rational *inside);
/* Of an integer: Miller–Rabin with 30 rounds, as GMP does it. */
bool rational_prime(struct arena *arena, struct rational a);

/* The n with 10^n <= |a| < 10^(n + 1); a is not 0. */
int rational_magnitude(struct arena *arena, struct rational a);
/* Decimal places after which a stops, -1 when it never does. */
int rational_places(struct arena *arena, struct rational a);
/* Rounded to places after the point (negative: before it), halves away from
 * zero, as schools round. */
struct rational rational_round(
	struct arena *arena, struct rational a, int places);
/* "-12", or "3/4". */
struct str rational_text(struct arena *arena, struct rational a);
/* Rounded to exactly so many places >= 0, with the given point. */
struct str rational_fixed(
	struct arena *arena, struct rational a, int places, char point);

#endif
