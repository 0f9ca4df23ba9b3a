#include "base/algebra/rational.h"

#include <assert.h>
#include <gmp.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* GMP takes its memory from the arena of the operation: what it asks for is
 * never freed singly, so that a failed evaluation leaves nothing behind. */

struct big {
	mpq_t q;
};

static _Thread_local struct arena *memory;

static void *take(size_t size)
{
	return arena_bytes(memory, size);
}

static void *retake(void *old, size_t old_size, size_t size)
{
	void *more = arena_bytes(memory, size);

	memcpy(more, old, old_size < size ? old_size : size);
	return more;
}

static void leave(void *old, size_t size)
{
	(void)old;
	(void)size;
}

static void set_memory(void)
{
	mp_set_memory_functions(take, retake, leave);
}

static void use(struct arena *arena)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, set_memory);
	memory = arena;
}

static_assert(sizeof(long) == sizeof(int64_t), "GMP's long is our word");

/* ---- small and big ---- */

/* The magnitude, of INT64_MIN too. */
static uint64_t magnitude(int64_t n)
{
	return n < 0 ? -(uint64_t)n : (uint64_t)n;
}

static uint64_t gcd_words(uint64_t a, uint64_t b)
{
	while (b) {
		uint64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static struct big *big_new(struct arena *arena)
{
	struct big *big = NEW(arena, struct big);

	use(arena);
	mpq_init(big->q);
	return big;
}

/* A view of any number as GMP's; scratch serves the small ones. */
static void widen(struct arena *arena, struct rational a, mpq_t out)
{
	use(arena);
	mpq_init(out);
	if (a.d)
		mpq_set_si(out, a.n, (unsigned long)a.d);
	else
		mpq_set(out, a.big->q);
}

/* In lowest terms already. */
static struct rational narrow(const struct big *big)
{
	if (mpz_fits_slong_p(mpq_numref(big->q)) &&
		mpz_fits_slong_p(mpq_denref(big->q)))
		return (struct rational){mpz_get_si(mpq_numref(big->q)),
			mpz_get_si(mpq_denref(big->q)), NULL};
	return (struct rational){0, 0, big};
}

/* 128 bits into GMP. */
static void set_wide(mpz_t z, __int128 value)
{
	unsigned __int128 size = value < 0 ? -(unsigned __int128)value
					   : (unsigned __int128)value;

	mpz_init(z);
	mpz_set_ui(z, (unsigned long)(size >> 64));
	mpz_mul_2exp(z, z, 64);
	mpz_add_ui(z, z, (unsigned long)(size & UINT64_MAX));
	if (value < 0)
		mpz_neg(z, z);
}

static struct rational from_wide(struct arena *arena, __int128 n, __int128 d)
{
	unsigned __int128 a =
		n < 0 ? -(unsigned __int128)n : (unsigned __int128)n;
	unsigned __int128 b = (unsigned __int128)d;
	struct big *big;

	while (b) {
		unsigned __int128 rest;

		if (!(a >> 64) && !(b >> 64)) {
			a = gcd_words((uint64_t)a, (uint64_t)b);
			break;
		}
		rest = a % b;
		a = b;
		b = rest;
	}
	if (a > 1) {
		n /= (__int128)a;
		d /= (__int128)a;
	}
	if (n >= INT64_MIN && n <= INT64_MAX && d <= INT64_MAX)
		return (struct rational){(int64_t)n, (int64_t)d, NULL};
	big = NEW(arena, struct big);
	use(arena);
	set_wide(mpq_numref(big->q), n);
	set_wide(mpq_denref(big->q), d);
	return (struct rational){0, 0, big};
}

struct rational rational_long(int64_t n)
{
	return (struct rational){n, 1, NULL};
}

struct rational rational_ratio(int64_t n, int64_t d)
{
	__int128 top = n, bottom = d;
	uint64_t common;

	assert(d);
	if (bottom < 0) {
		top = -top;
		bottom = -bottom;
	}
	common = gcd_words(magnitude(n), magnitude(d));
	top /= common;
	bottom /= common;
	assert(top <= INT64_MAX && bottom <= INT64_MAX);
	return (struct rational){(int64_t)top, (int64_t)bottom, NULL};
}

struct rational rational_decimal(struct arena *arena, int64_t units, int places)
{
	return rational_multiply(arena, rational_long(units),
		rational_power(arena, rational_long(10), -places));
}

bool rational_parse(struct arena *arena, struct str s, struct rational *out)
{
	char *digits = arena_bytes(arena, s.len + 1);
	size_t count = 0, places = 0;
	bool point = false;
	struct big *big;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '.' && !point && i && i + 1 < s.len) {
			point = true;
			continue;
		}
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
		digits[count++] = s.ptr[i];
		places += point;
	}
	if (!count)
		return false;
	digits[count] = '\0';
	big = big_new(arena);
	mpz_set_str(mpq_numref(big->q), digits, 10);
	mpz_ui_pow_ui(mpq_denref(big->q), 10, places);
	mpq_canonicalize(big->q);
	*out = narrow(big);
	return true;
}

struct rational rational_double(struct arena *arena, double value)
{
	struct big *big = big_new(arena);

	mpq_set_d(big->q, value);
	return narrow(big);
}

/* ---- arithmetic ---- */

typedef void (*operation)(mpq_ptr, mpq_srcptr, mpq_srcptr);

static struct rational by_gmp(struct arena *arena, struct rational a,
	struct rational b, operation operate)
{
	struct big *big = big_new(arena);
	mpq_t p, q;

	widen(arena, a, p);
	widen(arena, b, q);
	operate(big->q, p, q);
	return narrow(big);
}

struct rational rational_add(
	struct arena *arena, struct rational a, struct rational b)
{
	int64_t sum;

	if (a.d == 1 && b.d == 1 && !__builtin_add_overflow(a.n, b.n, &sum))
		return rational_long(sum);
	/* Two products of 63 bits each fit, and so does their sum. */
	if (a.d && b.d)
		return from_wide(arena,
			(__int128)a.n * b.d + (__int128)b.n * a.d,
			(__int128)a.d * b.d);
	return by_gmp(arena, a, b, mpq_add);
}

struct rational rational_subtract(
	struct arena *arena, struct rational a, struct rational b)
{
	return rational_add(arena, a, rational_negate(arena, b));
}

struct rational rational_multiply(
	struct arena *arena, struct rational a, struct rational b)
{
	int64_t product;

	if (a.d == 1 && b.d == 1 && !__builtin_mul_overflow(a.n, b.n, &product))
		return rational_long(product);
	if (a.d && b.d)
		return from_wide(
			arena, (__int128)a.n * b.n, (__int128)a.d * b.d);
	return by_gmp(arena, a, b, mpq_mul);
}

struct rational rational_divide(
	struct arena *arena, struct rational a, struct rational b)
{
	assert(rational_sign(b));
	if (a.d && b.d) {
		__int128 n = (__int128)a.n * b.d, d = (__int128)a.d * b.n;

		return d < 0 ? from_wide(arena, -n, -d)
			     : from_wide(arena, n, d);
	}
	return by_gmp(arena, a, b, mpq_div);
}

struct rational rational_negate(struct arena *arena, struct rational a)
{
	struct big *big;

	if (a.d && a.n != INT64_MIN)
		return (struct rational){-a.n, a.d, NULL};
	big = big_new(arena);
	widen(arena, a, big->q);
	mpq_neg(big->q, big->q);
	return narrow(big);
}

struct rational rational_power(struct arena *arena, struct rational a, long n)
{
	unsigned long size = (unsigned long)magnitude(n);
	struct big *big;
	mpq_t base;

	if (!n)
		return rational_long(1);
	if (n == 1)
		return a;
	if (n == 2)
		return rational_multiply(arena, a, a);
	big = big_new(arena);
	widen(arena, a, base);
	mpz_pow_ui(mpq_numref(big->q), mpq_numref(base), size);
	mpz_pow_ui(mpq_denref(big->q), mpq_denref(base), size);
	if (n < 0)
		mpq_inv(big->q, big->q);
	return narrow(big);
}

/* ---- questions ---- */

int rational_sign(struct rational a)
{
	if (a.d)
		return (a.n > 0) - (a.n < 0);
	return mpq_sgn(a.big->q);
}

int rational_compare(struct arena *arena, struct rational a, struct rational b)
{
	mpq_t p, q;

	if (a.d && b.d) {
		__int128 left = (__int128)a.n * b.d;
		__int128 right = (__int128)b.n * a.d;

		return (left > right) - (left < right);
	}
	widen(arena, a, p);
	widen(arena, b, q);
	return mpq_cmp(p, q);
}

bool rational_equal(struct rational a, struct rational b)
{
	if (a.d || b.d)
		return a.n == b.n && a.d == b.d;
	return mpq_equal(a.big->q, b.big->q);
}

bool rational_is(struct rational a, int64_t n)
{
	return a.d == 1 && a.n == n;
}

bool rational_integer(struct rational a)
{
	return a.d == 1 || (!a.d && !mpz_cmp_ui(mpq_denref(a.big->q), 1));
}

bool rational_to_long(struct rational a, long *out)
{
	if (a.d != 1)
		return false;
	*out = a.n;
	return true;
}

double rational_value(struct rational a)
{
	if (a.d == 1)
		return (double)a.n;
	/* Both exact: one rounding, so the nearest. */
	if (a.d && a.d < (INT64_C(1) << 53) &&
		magnitude(a.n) < (UINT64_C(1) << 53))
		return (double)a.n / (double)a.d;
	if (a.d)
		return (double)((long double)a.n / (long double)a.d);
	return mpq_get_d(a.big->q);
}

unsigned long rational_bits(struct rational a)
{
	size_t n, d;

	if (a.d)
		return 64;
	n = mpz_sizeinbase(mpq_numref(a.big->q), 2);
	d = mpz_sizeinbase(mpq_denref(a.big->q), 2);
	return n > d ? n : d;
}

/* ---- integers ---- */

static struct rational from_integer(struct arena *arena, mpz_srcptr z)
{
	struct big *big = big_new(arena);

	mpq_set_z(big->q, z);
	return narrow(big);
}

struct rational rational_numerator(struct arena *arena, struct rational a)
{
	if (a.d)
		return rational_long(a.n);
	return from_integer(arena, mpq_numref(a.big->q));
}

struct rational rational_denominator(struct arena *arena, struct rational a)
{
	if (a.d)
		return rational_long(a.d);
	return from_integer(arena, mpq_denref(a.big->q));
}

struct rational rational_floor(struct arena *arena, struct rational a)
{
	mpz_t z;

	if (a.d)
		return rational_long(a.n / a.d - (a.n % a.d < 0 ? 1 : 0));
	use(arena);
	mpz_init(z);
	mpz_fdiv_q(z, mpq_numref(a.big->q), mpq_denref(a.big->q));
	return from_integer(arena, z);
}

struct rational rational_gcd(
	struct arena *arena, struct rational a, struct rational b)
{
	mpq_t p, q;
	mpz_t z;

	widen(arena, a, p);
	widen(arena, b, q);
	mpz_init(z);
	mpz_gcd(z, mpq_numref(p), mpq_numref(q));
	return from_integer(arena, z);
}

bool rational_root(struct arena *arena, struct rational a, unsigned long n,
	struct rational *out)
{
	struct big *big;
	mpq_t q;

	if (n < 2 || (rational_sign(a) < 0 && n % 2 == 0))
		return false;
	widen(arena, a, q);
	big = big_new(arena);
	if (!mpz_root(mpq_numref(big->q), mpq_numref(q), n) ||
		!mpz_root(mpq_denref(big->q), mpq_denref(q), n))
		return false;
	*out = narrow(big);
	return true;
}

void rational_split_root(struct arena *arena, struct rational a,
	unsigned long n, struct rational *outside, struct rational *inside)
{
	mpz_t rest, power, out;
	mpq_t q;

	widen(arena, a, q);
	mpz_init_set(rest, mpq_numref(q));
	mpz_init(power);
	mpz_init_set_ui(out, 1);
	for (unsigned long p = 2; p<10000; p += p> 2 ? 2UL : 1UL) {
		mpz_ui_pow_ui(power, p, n);
		if (mpz_cmp(power, rest) > 0)
			break;
		while (mpz_divisible_p(rest, power)) {
			mpz_divexact(rest, rest, power);
			mpz_mul_ui(out, out, p);
		}
	}
	if (mpz_cmp_ui(rest, 1) > 0 && mpz_root(power, rest, n)) {
		mpz_mul(out, out, power);
		mpz_set_ui(rest, 1);
	}
	*outside = from_integer(arena, out);
	*inside = from_integer(arena, rest);
}

bool rational_prime(struct arena *arena, struct rational a)
{
	mpq_t q;

	if (!rational_integer(a) || rational_sign(a) <= 0)
		return false;
	widen(arena, a, q);
	return mpz_probab_prime_p(mpq_numref(q), 30) > 0;
}

/* ---- decimals ---- */

int rational_magnitude(struct arena *arena, struct rational a)
{
	struct rational ten = rational_long(10);
	mpq_t q;
	int power;

	widen(arena, a, q);
	mpq_abs(q, q);
	/* Off by one at most: sizes in digits are rounded up. */
	power = (int)mpz_sizeinbase(mpq_numref(q), 10) -
		(int)mpz_sizeinbase(mpq_denref(q), 10);
	if (rational_sign(a) < 0)
		a = rational_negate(arena, a);
	while (rational_compare(arena, a, rational_power(arena, ten, power)) <
		0)
		power--;
	while (rational_compare(
		       arena, a, rational_power(arena, ten, power + 1)) >= 0)
		power++;
	return power;
}

int rational_places(struct arena *arena, struct rational a)
{
	unsigned long twos, fives = 0;
	mpq_t q;

	if (a.d == 1)
		return 0;
	widen(arena, a, q);
	twos = mpz_scan1(mpq_denref(q), 0);
	mpz_fdiv_q_2exp(mpq_denref(q), mpq_denref(q), twos);
	while (mpz_divisible_ui_p(mpq_denref(q), 5)) {
		mpz_divexact_ui(mpq_denref(q), mpq_denref(q), 5);
		fives++;
	}
	if (mpz_cmp_ui(mpq_denref(q), 1))
		return -1;
	return (int)(twos > fives ? twos : fives);
}

struct rational rational_round(
	struct arena *arena, struct rational a, int places)
{
	struct rational scale =
		rational_power(arena, rational_long(10), places);
	struct rational half = rational_ratio(1, 2), moved;
	bool negative = rational_sign(a) < 0;

	moved = rational_multiply(
		arena, negative ? rational_negate(arena, a) : a, scale);
	moved = rational_floor(arena, rational_add(arena, moved, half));
	moved = rational_divide(arena, moved, scale);
	return negative ? rational_negate(arena, moved) : moved;
}

struct str rational_text(struct arena *arena, struct rational a)
{
	if (a.d == 1)
		return str_format(arena, "%lld", (long long)a.n);
	if (a.d)
		return str_format(
			arena, "%lld/%lld", (long long)a.n, (long long)a.d);
	use(arena);
	return str_from(mpq_get_str(NULL, 10, a.big->q));
}

struct str rational_fixed(
	struct arena *arena, struct rational a, int places, char point)
{
	struct rational moved =
		rational_multiply(arena, rational_round(arena, a, places),
			rational_power(arena, rational_long(10), places));
	struct str digits = rational_text(arena, moved);
	struct buf out = {.arena = arena};
	size_t after = (size_t)places;

	if (digits.len && digits.ptr[0] == '-') {
		buf_char(&out, '-');
		digits = str_sub(digits, 1, digits.len);
	}
	if (digits.len <= after) {
		buf_char(&out, '0');
	} else {
		buf_add(&out, str_sub(digits, 0, digits.len - after));
		digits = str_sub(digits, digits.len - after, after);
	}
	if (!places)
		return buf_str(&out);
	buf_char(&out, point);
	for (size_t i = digits.len; i < after; i++)
		buf_char(&out, '0');
	buf_add(&out, digits);
	return buf_str(&out);
}
