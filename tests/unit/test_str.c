#include "base/str.h"

#include <float.h>
#include <limits.h>
#include <math.h>

#include "tests/check.h"

static struct arena *arena;

static const struct str none = {NULL, 0};

static void compares(void)
{
	CHECK(str_equal(STR("ab"), STR("ab")) && str_equal(none, STR("")));
	CHECK(!str_equal(STR("ab"), STR("aB")) && !str_equal(STR("a"), none));
	CHECK(str_is(STR("đề"), "đề") && !str_is(STR("đề"), "đ"));
	CHECK(str_compare(STR("a"), STR("b")) < 0);
	CHECK(str_compare(STR("ab"), STR("a")) > 0);
	CHECK(str_compare(STR("\xff"), STR("a")) > 0);
	CHECK(str_compare(none, STR("")) == 0);
	CHECK(str_starts(STR("abc"), "ab") && str_starts(none, ""));
	CHECK(!str_starts(STR("a"), "ab"));
	CHECK(str_ends(STR("abc"), "bc") && !str_ends(STR("c"), "bc"));
	CHECK(str_hash(STR("")) == 14695981039346656037u);
	CHECK(str_hash(STR("a")) == 12638187200555641996u);
}

static void takes_parts(void)
{
	CHECK_STR(str_sub(STR("abcdef"), 2, 3), "cde");
	CHECK_STR(str_sub(STR("abc"), 1, SIZE_MAX), "bc");
	CHECK_STR(str_sub(STR("abc"), SIZE_MAX, SIZE_MAX), "");
	CHECK(str_sub(none, 1, 1).len == 0);
	CHECK_STR(str_trim(STR(" \t\r\n a b \v\f")), "a b");
	CHECK_STR(str_trim(STR(" \n ")), "");
	CHECK_STR(str_trim(STR("\u00a0x")), "\u00a0x");
	CHECK(str_trim(none).len == 0);
}

static void finds(void)
{
	CHECK(str_find(STR("abcabc"), "bc", 0) == 1);
	CHECK(str_find(STR("abcabc"), "bc", 2) == 4);
	CHECK(str_find(STR("abcabc"), "bc", 5) == SIZE_MAX);
	CHECK(str_find(STR("abcabc"), "cabc", 0) == 2);
	CHECK(str_find(STR("aab"), "ab", 0) == 1);
	CHECK(str_find(STR("ab"), "abc", 0) == SIZE_MAX);
	CHECK(str_find(STR("ab"), "", 1) == 1);
	CHECK(str_find(STR("ab"), "", 3) == SIZE_MAX);
	CHECK(str_find(none, "a", 0) == SIZE_MAX);
	CHECK(str_find(none, "", 0) == 0);
}

static void cuts(void)
{
	struct str rest = STR("a,,b"), piece;

	CHECK(str_cut(&rest, ',', &piece) && str_is(piece, "a"));
	CHECK(str_cut(&rest, ',', &piece) && str_is(piece, ""));
	CHECK(str_cut(&rest, ',', &piece) && str_is(piece, "b"));
	CHECK(!str_cut(&rest, ',', &piece));
	rest = STR(",");
	CHECK(str_cut(&rest, ',', &piece) && str_is(piece, ""));
	CHECK(str_cut(&rest, ',', &piece) && str_is(piece, ""));
	CHECK(!str_cut(&rest, ',', &piece));
	rest = STR("");
	CHECK(str_cut(&rest, ',', &piece) && !str_cut(&rest, ',', &piece));
}

static void reads_integers(void)
{
	static const char *const wrong[] = {"", " 1", "1 ", "1.0", "0x1", "a",
		"9223372036854775808", "--1", "+", "\n1", NULL};
	long value = 7;

	CHECK(str_to_long(STR("-12"), &value) && value == -12);
	CHECK(str_to_long(STR("+007"), &value) && value == 7);
	CHECK(str_to_long(STR("9223372036854775807"), &value) &&
		value == LONG_MAX);
	CHECK(str_to_long(STR("-9223372036854775808"), &value) &&
		value == LONG_MIN);
	value = 7;
	for (size_t i = 0; wrong[i]; i++)
		if (!CHECK(!str_to_long(str_from(wrong[i]), &value)))
			printf("# '%s'\n", wrong[i]);
	CHECK(!str_to_long(STR("1\0"), &value));
	CHECK(value == 7);
}

static void reads_numbers(void)
{
	static const char *const wrong[] = {"", ".", "-", "e5", "1e", "1,5",
		"0x1p3", "inf", "nan", "1e999", " 1", "1 ", "1.2.3", NULL};
	double value = 7;

	for (size_t i = 0; wrong[i]; i++)
		if (!CHECK(!str_to_double(str_from(wrong[i]), &value)))
			printf("# '%s'\n", wrong[i]);
	CHECK(fabs(value - 7) < DBL_MIN);
	CHECK(str_to_double(STR("-1.5e-3"), &value) &&
		fabs(value + 0.0015) < DBL_EPSILON);
	CHECK(str_to_double(STR("1e-400"), &value) && fabs(value) < DBL_MIN);
	CHECK(str_to_double(STR(".5"), &value) &&
		fabs(value - 0.5) < DBL_EPSILON);
}

static void near(const char *slip, const char *want)
{
	static const char *const names[] = {
		"options", "key", "keys", "solution", "statements", NULL};
	const char *got = str_nearest(str_from(slip), names);

	if (!CHECK(want ? got && !strcmp(got, want) : !got))
		printf("# %s: %s\n", slip, got ? got : "nothing");
}

static void finds_the_nearest_name(void)
{
	near("option", "options");
	near("soultion", "solution");
	near("opions", "options");
	near("statemants", "statements");
	near("kye", "key");
	near("keys", "keys");
	near("banana", NULL);
	near("a very long name that is no name at all, and more", NULL);
}

static void grows_text(void)
{
	struct buf buf = {.arena = arena};
	struct buf whole = {.arena = arena};

	CHECK_STR(buf_str(&(struct buf){.arena = arena}), "");
	for (int i = 0; i < 1000; i++) {
		buf_char(&buf, 'a');
		buf_add(&buf, none);
		buf_text(&buf, "bc");
		buf_format(&buf, "%d,", i);
	}
	CHECK(buf.len == 3000 + 10 * 2 + 90 * 3 + 900 * 4);
	CHECK(str_starts(buf_str(&buf), "abc0,abc1,"));
	CHECK(str_ends(buf_str(&buf), "abc999,"));
	CHECK(strlen(buf.ptr) == buf.len);
	buf_reserve(&whole, 100000);
	CHECK(whole.capacity > 100000);
	for (size_t i = 1; i < 70; i++) { /* around the first capacity */
		struct buf b = {.arena = arena};

		buf_format(&b, "%*d", (int)i, 1);
		CHECK(b.len == i && strlen(b.ptr) == i);
	}
	CHECK_STR(str_format(arena, "%.*s-%s", STR_ARG(none), "x"), "-x");
}

static void copies(void)
{
	char text[] = "abc";
	struct str copy = str_copy(arena, str_from(text));

	text[0] = 'x';
	CHECK_STR(copy, "abc");
	CHECK(copy.ptr[3] == 0);
	CHECK(!strcmp(str_cstr(arena, none), ""));
	CHECK(str_from(NULL).len == 0);
}

static void long_numbers(void)
{
	static const long values[] = {
		0, 1, -1, 9, 10, -10, 123456789, LONG_MAX, LONG_MIN};
	struct arena *numbers = arena_new();

	for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
		struct buf got = {.arena = numbers};
		struct buf want = {.arena = numbers};

		buf_long(&got, values[i]);
		buf_format(&want, "%ld", values[i]);
		CHECK(str_equal(buf_str(&got), buf_str(&want)));
	}
	arena_free(numbers);
}

int main(void)
{
	arena = arena_new();
	TEST(compares);
	TEST(takes_parts);
	TEST(finds);
	TEST(cuts);
	TEST(reads_integers);
	TEST(reads_numbers);
	TEST(finds_the_nearest_name);
	TEST(grows_text);
	TEST(copies);
	TEST(long_numbers);
	arena_free(arena);
	return check_result();
}
