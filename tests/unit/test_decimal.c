#include "base/decimal.h"

#include <float.h>
#include <math.h>

#include "tests/check.h"

static struct arena *arena;

static struct decimal parse(const char *text)
{
	struct decimal d = {-1, -1};

	if (!CHECK(decimal_parse(str_from(text), &d)))
		printf("# '%s'\n", text);
	return d;
}

static void reads(const char *text, long long units, int places)
{
	struct decimal d = parse(text);

	if (!CHECK(d.units == units && d.places == places))
		printf("# '%s': %lld, %d\n", text, d.units, d.places);
}

static void reads_as_written(void)
{
	reads("0", 0, 0);
	reads("-1.5", -15, 1);
	reads("1,50", 150, 2);
	reads("+3", 3, 0);
	reads("\xe2\x88\x92"
	      "0,25",
		-25, 2);
	reads(".5", 5, 1);
	reads("5.", 5, 0);
	reads("007", 7, 0);
	reads("1e-3", 1, 3);
	reads("1.5E+2", 150, 0);
	reads("0.170", 170, 3);
	reads("999999999999999999", 999999999999999999, 0);
	reads("0.000000000000000001", 1, 18);
	reads("0e20", 0, 0);
	reads("1e17", 100000000000000000, 0);
}

static void refuses(void)
{
	static const char *const wrong[] = {"", "-", ".", ",", "1.2.3", "1,2.3",
		"1 000", " 1", "1 ", "e5", "1e", "1e1.5", "1e 5", "--1", "+-1",
		"-\xe2\x88\x92"
		"1",
		"\xe2\x88\x92",
		"\xe2\x88"
		"1",
		"0x10", "1000000000000000000", "0.0000000000000000001", "1e18",
		"1e-19", "1e99", "1e9223372036854775807",
		"1e-9223372036854775808", "1e-99999999999999999999", "½", "NaN",
		NULL};
	struct decimal d = {7, 7};

	for (size_t i = 0; wrong[i]; i++)
		if (!CHECK(!decimal_parse(str_from(wrong[i]), &d)))
			printf("# '%s'\n", wrong[i]);
	CHECK(d.units == 7 && d.places == 7);
}

static void writes(void)
{
	CHECK_STR(decimal_format(arena, parse("0.170"), '.'), "0.170");
	CHECK_STR(decimal_format(arena, parse("-1.05"), ','), "-1,05");
	CHECK_STR(decimal_format(arena, parse("-0.05"), ','), "-0,05");
	CHECK_STR(decimal_format(arena, parse("42"), ','), "42");
	CHECK_STR(decimal_format(arena, parse("-.000000000000000001"), '.'),
		"-0.000000000000000001");
	CHECK_STR(decimal_format(arena, parse("-999999999999999999"), '.'),
		"-999999999999999999");
}

static void compares_exactly(void)
{
	CHECK(decimal_compare(parse("0.5"), parse("0.50")) == 0);
	CHECK(decimal_compare(parse("-0.5"), parse("0.5")) < 0);
	CHECK(decimal_compare(parse("-0.5"), parse("-0.51")) > 0);
	CHECK(decimal_compare(parse("999999999999999999"),
		      parse("0.999999999999999999")) > 0);
	CHECK(decimal_compare(parse("0.3"), parse("0.300000000000000001")) < 0);
}

static void near(const char *text, double want)
{
	CHECK(fabs(decimal_value(parse(text)) - want) < DBL_MIN);
}

/* The very double that the compiler makes of the number. */
static void values_are_the_nearest(void)
{
	near("0.1", 0.1);
	near("-2.675", -2.675);
	near("0.123456789012345678", 0.123456789012345678);
	near("9007199254740993.1", 9007199254740993.1);
	near("90071992547409.931", 90071992547409.931);
	near("999999999999999999", 999999999999999999.0);
	near("0", 0);
}

int main(void)
{
	arena = arena_new();
	TEST(reads_as_written);
	TEST(refuses);
	TEST(writes);
	TEST(compares_exactly);
	TEST(values_are_the_nearest);
	arena_free(arena);
	return check_result();
}
