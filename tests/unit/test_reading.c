#include "render/type/reading.h"

#include <stdio.h>

#include "tests/check.h"

static struct arena *arena;

static const char *const formulas[] = {"x^2+1", "\\dfrac{1}{2}", "0,5", "",
	"\\sqrt{x}", "\\khongco", "\\left(a", NULL};

/* What is kept is what would be read anew. */
static void keeps_what_it_read(void)
{
	struct readings *readings = readings_new(arena);

	for (size_t i = 0; formulas[i]; i++) {
		struct str tex = str_from(formulas[i]);
		struct reading fresh = reading_of(NULL, arena, tex, "vi");
		struct reading first = reading_of(readings, arena, tex, "vi");
		struct reading again = reading_of(readings, arena, tex, "vi");

		CHECK(first.math == again.math && first.math != fresh.math);
		CHECK(str_equal(first.speech, fresh.speech));
		CHECK(str_equal(first.fault, fresh.fault));
		CHECK(str_equal(
			math_to_mathml(arena, first.math, false, first.speech),
			math_to_mathml(
				arena, fresh.math, false, fresh.speech)));
	}
	CHECK(reading_of(readings, arena, STR("\\khongco"), "vi").fault.len);
	CHECK(!reading_of(readings, arena, STR("x^2+1"), "vi").fault.len);
}

static void languages_apart(void)
{
	struct readings *readings = readings_new(arena);
	struct reading vi = reading_of(readings, arena, STR("0,5+x"), "vi");
	struct reading en = reading_of(readings, arena, STR("0,5+x"), "en");

	CHECK(vi.math != en.math);
	CHECK(!str_equal(vi.speech, en.speech));
	CHECK(reading_of(readings, arena, STR("0,5+x"), "vi").math == vi.math);
}

/* The text asked with may go; what is kept may not change with it. */
static void text_may_go(void)
{
	struct readings *readings = readings_new(arena);
	struct arena *other = arena_new();
	struct str tex = str_format(other, "a_{%d}", 17);
	struct reading first = reading_of(readings, other, tex, "vi");
	struct reading fresh;

	arena_free(other);
	fresh = reading_of(NULL, arena, STR("a_{17}"), "vi");
	CHECK(str_equal(math_to_mathml(arena, first.math, false, STR("")),
		math_to_mathml(arena, fresh.math, false, STR(""))));
	CHECK(str_equal(first.speech, fresh.speech));
}

/* More than are kept: the first still are, the last are read each time. */
static void does_not_grow_for_ever(void)
{
	struct readings *readings = readings_new(arena);
	struct reading first = reading_of(readings, arena, STR("x_0"), "vi");
	struct reading last = {0};
	struct str tex = STR("");

	for (int i = 0; i < 5000; i++) {
		tex = str_format(arena, "x_{%d}", i);
		last = reading_of(readings, arena, tex, "vi");
	}
	CHECK(reading_of(readings, arena, STR("x_0"), "vi").math == first.math);
	CHECK(reading_of(readings, arena, tex, "vi").math != last.math);
	CHECK(str_equal(
		reading_of(readings, arena, tex, "vi").speech, last.speech));
}

int main(void)
{
	arena = arena_new();
	TEST(keeps_what_it_read);
	TEST(languages_apart);
	TEST(text_may_go);
	TEST(does_not_grow_for_ever);
	arena_free(arena);
	return check_result();
}
