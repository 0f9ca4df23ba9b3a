#include "base/decimal.h"

#include <limits.h>

#include <stdio.h>
#include <stdlib.h>

enum { DIGITS = 18 };

struct scan {
	long long units;
	int digits;
	int places;
	bool point;
	bool any;
};

/* Takes digits and at most one point; stops at the first other character. */
static bool scan_digits(struct str *s, struct scan *scan)
{
	for (; s->len; *s = str_sub(*s, 1, s->len)) {
		char c = s->ptr[0];

		if (c == '.' || c == ',') {
			if (scan->point)
				return false;
			scan->point = true;
			continue;
		}
		if (c < '0' || c > '9')
			break;
		if (scan->digits || c != '0')
			scan->digits++;
		if (scan->digits > DIGITS || scan->places >= DIGITS)
			return false;
		scan->units = scan->units * 10 + (c - '0');
		scan->places += scan->point;
		scan->any = true;
	}
	return scan->any;
}

/* units × 10^-places with the exponent worked in; false when too long. */
static bool shift(struct scan *scan, long exponent)
{
	long places = scan->places - exponent;

	while (places < 0) {
		if (scan->units && ++scan->digits > DIGITS)
			return false;
		if (scan->units == 0)
			places = -1;
		scan->units *= 10;
		places++;
	}
	scan->places = (int)places;
	return places <= DIGITS;
}

/* Takes a sign; true for a minus. Word processors write the true one, U+2212,
 * and so do we in print. */
static bool take_sign(struct str *s)
{
	static const char *const signs[] = {"+", "-", "\xe2\x88\x92"};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_starts(*s, signs[i])) {
			*s = str_sub(*s, strlen(signs[i]), s->len);
			return i > 0;
		}
	return false;
}

bool decimal_parse(struct str s, struct decimal *out)
{
	struct scan scan = {0};
	bool negative = take_sign(&s);
	long exponent = 0;

	if (!scan_digits(&s, &scan))
		return false;
	if (s.len && (s.ptr[0] == 'e' || s.ptr[0] == 'E')) {
		s = str_sub(s, 1, s.len);
		if (!str_to_long(s, &exponent) || exponent < -2 * DIGITS ||
			exponent > 2 * DIGITS)
			return false;
		s.len = 0;
	}
	if (s.len || !shift(&scan, exponent))
		return false;
	out->units = negative ? -scan.units : scan.units;
	out->places = scan.places;
	return true;
}

struct str decimal_format(struct arena *arena, struct decimal d, char point)
{
	struct buf buf = {.arena = arena};
	unsigned long long units = d.units < 0 ? 0 - (unsigned long long)d.units
					       : (unsigned long long)d.units;
	unsigned long long scale = 1;

	for (int i = 0; i < d.places; i++)
		scale *= 10;
	buf_format(&buf, "%s%llu", d.units < 0 ? "-" : "", units / scale);
	if (d.places)
		buf_format(&buf, "%c%0*llu", point, d.places, units % scale);
	return buf_str(&buf);
}

double decimal_value(struct decimal d)
{
	char text[32];

	/* Rounds once, also beyond 2^53. */
	snprintf(text, sizeof text, "%llde-%d", d.units, d.places);
	return strtod(text, NULL);
}

__extension__ typedef __int128 wide;

/* x × 10^places; false when it has more than 38 digits. x >= 0. */
static bool widen(wide *x, int places)
{
	for (; places > 0; places--) {
		if (*x > ((wide)1 << 126) / 10)
			return false;
		*x *= 10;
	}
	return true;
}

bool decimal_within(struct decimal a, struct decimal value,
	struct decimal tolerance, bool relative)
{
	int places = a.places > value.places ? a.places : value.places;
	wide x = a.units, y = value.units, apart, limit = tolerance.units;

	/* At most 18 digits and 18 places each: 37 digits fit. */
	for (int i = a.places; i < places; i++)
		x *= 10;
	for (int i = value.places; i < places; i++)
		y *= 10;
	apart = x < y ? y - x : x - y;
	if (relative) {
		limit *= value.units < 0 ? -(wide)value.units : value.units;
		tolerance.places += value.places;
	}
	/* What outgrows the type is larger than the other, which has fewer
	 * than 38 digits. */
	if (!widen(&apart, tolerance.places - places))
		return false;
	return !widen(&limit, places - tolerance.places) || apart <= limit;
}

int decimal_compare(struct decimal a, struct decimal b)
{
	wide x = a.units, y = b.units;

	for (; a.places < b.places; a.places++)
		x *= 10;
	for (; b.places < a.places; b.places++)
		y *= 10;
	return (x > y) - (x < y);
}

/* With so many places; false when it does not fit. */
static bool with_places(struct decimal *d, int places)
{
	for (; d->places < places; d->places++) {
		if (d->units > LLONG_MAX / 100 || d->units < LLONG_MIN / 100)
			return false;
		d->units *= 10;
	}
	return true;
}

/* Half of units × 10^-places. */
static bool halve(long long units, int places, struct decimal *out)
{
	*out = (struct decimal){units, places};
	if (units % 2 == 0) {
		out->units /= 2;
		return true;
	}
	if (places >= 18 || units > LLONG_MAX / 10 || units < LLONG_MIN / 10)
		return false;
	*out = (struct decimal){units * 5, places + 1};
	return true;
}

bool decimal_middle(struct decimal low, struct decimal high,
	struct decimal *middle, struct decimal *half)
{
	int places = low.places > high.places ? low.places : high.places;

	return with_places(&low, places) && with_places(&high, places) &&
		low.units <= high.units &&
		halve(low.units + high.units, places, middle) &&
		halve(high.units - low.units, places, half);
}
