#include "render/phrases.h"

#include "tests/check.h"

static struct arena *arena;

/* Every phrase has words in both languages, with the same blanks. */
static void test_nothing_is_missing(void)
{
	for (int i = 0; i < PHRASE_COUNT_OF; i++) {
		struct str vi = phrase(STR("vi"), (enum phrase)i);
		struct str en = phrase(STR("en"), (enum phrase)i);
		size_t blanks = 0;

		CHECK(vi.len > 0);
		CHECK(en.len > 0 || i == PHRASE_END_NOTES);
		for (size_t k = 0; k < vi.len; k++)
			blanks += vi.ptr[k] == '{';
		for (size_t k = 0; k < en.len; k++)
			blanks -= en.ptr[k] == '{';
		if (!CHECK(blanks == 0))
			printf("# '%.*s'\n", STR_ARG(vi));
	}
	for (int i = 0; i <= TYPE_COUNT; i++) {
		enum question_type type = (enum question_type)i;

		CHECK(str_find(phrase_part(STR("vi"), type), "{range}", 0) !=
			SIZE_MAX);
		CHECK(str_find(phrase_part(STR("en"), type), "{name}", 0) !=
			SIZE_MAX);
		if (i == TYPE_COUNT)
			break;
		CHECK(phrase_hint(STR("vi"), type).len > 0);
		CHECK(phrase_hint(STR("en"), type).len > 0);
	}
}

static void test_languages(void)
{
	CHECK_STR(phrase(STR("vi-VN"), PHRASE_TRUE), "Đúng");
	CHECK_STR(phrase(STR("en"), PHRASE_TRUE), "True");
	CHECK_STR(phrase(STR("fr"), PHRASE_TRUE), "True");
	CHECK_STR(phrase(STR(""), PHRASE_TRUE), "True");
}

static void test_blanks(void)
{
	CHECK_STR(FILL(arena, STR("{a}-{b}-{a}"), {"a", STR("1")},
			  {"b", STR("{a}")}),
		"1-{a}-1");
	CHECK_STR(FILL(arena, STR("{page} {code}{"), {"code", STR("101")}),
		"{page} 101{");
	CHECK_STR(FILL(arena, STR("{codes} {cod}"), {"code", STR("101")}),
		"{codes} {cod}");
	CHECK_STR(FILL(arena, STR(""), {"code", STR("101")}), "");
}

static void test_points(void)
{
	static const struct {
		long points;
		const char *vi, *en;
	} cases[] = {{250, "0,25 điểm", "0.25 points"},
		{1000, "1,0 điểm", "1 point"}, {2000, "2,0 điểm", "2 points"},
		{10000, "10,0 điểm", "10 points"},
		{1125, "1,125 điểm", "1.125 points"},
		{0, "0,0 điểm", "0 points"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK_STR(points_phrase(arena, STR("vi"), cases[i].points),
			cases[i].vi);
		CHECK_STR(points_phrase(arena, STR("en"), cases[i].points),
			cases[i].en);
	}
}

static void subjects_have_names(void)
{
	CHECK_STR(phrase_subject(STR("vi"), STR("toan")), "Toán");
	CHECK_STR(phrase_subject(STR("en"), STR("toan")), "Mathematics");
	CHECK_STR(phrase_subject(STR("vi"), STR("Toán")), "Toán");
	CHECK_STR(phrase_subject(STR("vi"), STR("")), "");
}

int main(void)
{
	arena = arena_new();
	TEST(subjects_have_names);
	TEST(test_nothing_is_missing);
	TEST(test_languages);
	TEST(test_blanks);
	TEST(test_points);
	arena_free(arena);
	return check_result();
}
