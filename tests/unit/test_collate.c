#include "base/collate.h"

#include "base/rng.h"
#include "tests/check.h"

/* Every pair of the list, which is in order. */
static void check_order(int (*order)(struct str, struct str),
	const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < count; j++) {
			int got = order(str_from(list[i]), str_from(list[j]));

			if (!CHECK((got > 0) - (got < 0) == (i > j) - (i < j)))
				printf("# %s ? %s\n", list[i], list[j]);
		}
}

#define CHECK_ORDER(order, ...)                                                \
	do {                                                                   \
		static const char *const list[] = {__VA_ARGS__};               \
		check_order(order, list, sizeof list / sizeof *list);          \
	} while (0)

static void letters(void)
{
	CHECK_ORDER(collate, "", "a", "A", "à", "À", "ả", "ã", "á", "ạ", "ă",
		"ằ", "ặ", "â", "ấ", "ậ", "b", "c", "d", "đ", "Đ", "e", "ẹ", "ê",
		"ề", "f", "i", "o", "ọ", "ô", "ơ", "ợ", "p", "u", "ụ", "ư", "ự",
		"v", "y", "ỵ", "z", "字");
}

static void letters_before_tones(void)
{
	CHECK_ORDER(
		collate, "ba", "bà", "bá", "bac", "bác", "bạc", "băc", "bắc");
	CHECK_ORDER(collate, "hoa", "hoà", "hòa", "hóa", "hoan");
	CHECK_ORDER(collate, "toan", "Toan", "toán", "Toán", "toanh");
	CHECK_ORDER(collate, "de", "đe", "đề", "đề thi", "đến");
}

static void numbers_by_value(void)
{
	CHECK_ORDER(collate, "Bài 1", "Bài 2", "Bài 02", "Bài 2a", "Bài 10",
		"Bài 10.2", "Bài 10.10", "Bài 99999999999999999999999",
		"Bài 100000000000000000000000", "Bài a");
	CHECK_ORDER(collate, "toan12.1", "toan12.1.a", "toan12.2", "toan12.10");
}

static void marks_apart_count_alike(void)
{
	CHECK(collate(STR("e\xcc\x82\xcc\x81n"), STR("êm")) > 0);
	CHECK(collate(STR("e\xcc\x82\xcc\x81m"), STR("ến")) < 0);
	CHECK(collate(STR("o\xcc\x9b\xcc\xa3"), STR("ơ")) > 0);
	CHECK(collate(STR("é"), STR("ệ")) < 0);
}

static void names(void)
{
	CHECK_ORDER(collate_names, "Lê An", "Nguyễn Văn An", "Trần Ân",
		"Vũ Bình", "Lê Thị Hà", "Nguyễn Hà", "Bùi Hạ", "Ánh Dương Lan",
		"Đỗ Thị Lan", "Lan Lan");
	CHECK(collate_names(STR("An"), STR("Lê An")) < 0);
	CHECK(collate_names(STR("Lê an"), STR("Vũ An")) < 0);
	CHECK(collate_names(STR("  Lê An "), STR("Lê Bình")) < 0);
	CHECK(collate_names(STR(""), STR("")) == 0);
}

/* A sort needs an order that is one: antisymmetric and transitive. */
static void is_an_order(void)
{
	static const char *const parts[] = {"a", "A", "á", "ạ", "ă", "đ", "1",
		"01", "10", " ", ".", "o\xcc\x9b", "\xcc\x81", "Ơ", "字", "0"};
	struct arena *arena = arena_new();
	struct rng rng = rng_stream(1, "collate", 0);
	struct str s[3];

	for (int round = 0; round < 20000; round++) {
		struct arena_mark mark = arena_mark(arena);

		for (int i = 0; i < 3; i++) {
			struct buf buf = {.arena = arena};

			for (size_t n = rng_below(&rng, 4); n; n--)
				buf_text(&buf, parts[rng_below(&rng, 16)]);
			s[i] = buf_str(&buf);
		}
		CHECK((collate(s[0], s[1]) < 0) == (collate(s[1], s[0]) > 0));
		CHECK((collate(s[0], s[1]) == 0) == str_equal(s[0], s[1]));
		if (collate(s[0], s[1]) < 0 && collate(s[1], s[2]) < 0 &&
			!CHECK(collate(s[0], s[2]) < 0))
			printf("# '%s' '%s' '%s'\n", s[0].ptr, s[1].ptr,
				s[2].ptr);
		arena_release(arena, mark);
	}
	arena_free(arena);
}

int main(void)
{
	TEST(letters);
	TEST(letters_before_tones);
	TEST(numbers_by_value);
	TEST(marks_apart_count_alike);
	TEST(names);
	TEST(is_an_order);
	return check_result();
}
