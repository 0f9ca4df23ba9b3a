#include "base/utf8.h"

#include "base/rng.h"
#include "tests/check.h"

static struct arena *arena;

static struct str encode(const uint32_t *codes, size_t count)
{
	struct buf buf = {.arena = arena};

	for (size_t i = 0; i < count; i++)
		utf8_put(&buf, codes[i]);
	return buf_str(&buf);
}

static size_t invalid(const char *text)
{
	return utf8_invalid(str_from(text));
}

static void finds_invalid(void)
{
	CHECK(invalid("") == SIZE_MAX);
	CHECK(invalid("Đề thi 12345678 \xf0\x9f\x98\x80 …") == SIZE_MAX);
	CHECK(utf8_invalid(STR("abcdefghijk\0lm")) == 11);
	CHECK(invalid("abc\xff") == 3);
	CHECK(invalid("\xc0\xaf") == 0);
	CHECK(invalid("\xe0\x9f\xbf") == 0);
	CHECK(invalid("\xf0\x8f\xbf\xbf") == 0);
	CHECK(invalid("a\xed\xa0\x80") == 1);
	CHECK(invalid("\xf4\x90\x80\x80") == 0);
	CHECK(invalid("\xe1\xba") == 0);
	CHECK(invalid("\x80") == 0);
	CHECK(utf8_invalid((struct str){NULL, 0}) == SIZE_MAX);
}

static void every_code_point_survives(void)
{
	for (uint32_t code = 1; code < 0x110000; code += 1 + code / 512) {
		struct arena_mark mark = arena_mark(arena);
		size_t at = 0;
		struct str s;

		if (code >= 0xd800 && code < 0xe000)
			continue;
		s = encode(&code, 1);
		CHECK(utf8_invalid(s) == SIZE_MAX);
		CHECK(utf8_next(s, &at) == code && at == s.len);
		arena_release(arena, mark);
	}
}

static void counts(void)
{
	unsigned line, column;

	CHECK(utf8_length(STR("đề thi")) == 6);
	CHECK(utf8_width(STR("đề 字 e\xcc\x81\t")) == 7);
	utf8_position(STR("a\nđề thi"), 2 + 5, &line, &column);
	CHECK(line == 2 && column == 3);
	utf8_position(STR("a\nb"), 1, &line, &column);
	CHECK(line == 1 && column == 2);
	utf8_position(STR("a\n"), 99, &line, &column);
	CHECK(line == 2 && column == 1);
}

static void composes(void)
{
	struct str nfc = STR("Đề thi Toán: hoà, thuở ∀x∈ℝ 2€ …");

	CHECK(utf8_nfc(arena, nfc).ptr == nfc.ptr);
	CHECK(utf8_is_nfc(nfc));
	CHECK_STR(utf8_nfc(arena, STR("e\xcc\x82\xcc\x81")), "ế");
	CHECK_STR(utf8_nfc(arena, STR("\uac00\u11a7")), "\uac00\u11a7");
	CHECK_STR(utf8_nfc(arena, STR("ha e\xcc\xa3\xcc\x82 hb")), "ha ệ hb");
	CHECK_STR(utf8_nfc(arena, STR("ê\xcc\xa3 o\xcc\x9b\xcc\x89")), "ệ ở");
	CHECK(!utf8_is_nfc(STR("abcdefgho\xcc\x9b")));
	CHECK_STR(utf8_nfc(arena, STR("\xe2\x84\xa6")), "Ω"); /* Ohm sign */
	CHECK_STR(utf8_nfc(arena, STR("=\xcc\xb8")), "≠");
	CHECK_STR(utf8_nfc(arena, STR("\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8")),
		"각");
	CHECK_STR(utf8_nfc(arena, STR("\xcc\x81")), "\xcc\x81");
	CHECK_STR(utf8_nfc(arena, STR("")), "");
}

/* Every canonical composite, spelled out, is put together again, whatever
 * stands around it: so the ranges in utf8.c that are not looked at are right.
 */
static void knows_every_composite(void)
{
	for (uint32_t code = 0xa0; code < 0x30000; code++) {
		struct arena_mark mark = arena_mark(arena);
		uint32_t parts[4];
		size_t count = utf8_decompose(code, parts);
		struct str apart, once, again;

		if (count < 2 && parts[0] == code)
			continue;
		apart = encode(parts, count);
		once = utf8_nfc(arena, encode(&code, 1));
		again = utf8_nfc(arena, apart);
		CHECK(str_equal(once, again));
		CHECK(utf8_is_nfc(once));
		CHECK(str_equal(once, apart) || !utf8_is_nfc(apart));
		arena_release(arena, mark);
	}
}

/* Random strings over the letters that make trouble: the result is NFC, and
 * pieces do not depend on what stands beside them. */
static void composes_anything(void)
{
	static const uint32_t nasty[] = {'a', 'o', ' ', 0x300, 0x301, 0x323,
		0x31b, 0x302, 0x306, 0xea, 0x1ed9, 0x1a1, 0x1100, 0x1161,
		0x11a8, 0xac00, 0x212b, 0x345, 0x3b1, 0x5b4, 0x1d15e, 0x4e00,
		0x958, 0xfb1d, 0x344, 0x0f73};
	struct rng rng = rng_stream(1, "utf8", 0);

	for (int round = 0; round < 2000; round++) {
		struct arena_mark mark = arena_mark(arena);
		uint32_t codes[12];
		size_t count = rng_below(&rng, 12);
		struct str s, nfc;

		for (size_t i = 0; i < count; i++)
			codes[i] = nasty[rng_below(
				&rng, sizeof nasty / sizeof *nasty)];
		s = encode(codes, count);
		nfc = utf8_nfc(arena, s);
		CHECK(utf8_is_nfc(nfc));
		CHECK(utf8_is_nfc(s) == str_equal(s, nfc));
		CHECK(utf8_nfc(arena, nfc).ptr == nfc.ptr);
		CHECK(str_equal(utf8_fold(arena, s), utf8_fold(arena, nfc)));
		arena_release(arena, mark);
	}
}

static void long_runs_of_marks(void)
{
	struct buf buf = {.arena = arena};
	struct str nfc;

	buf_char(&buf, 'a');
	for (int i = 0; i < 50000; i++)
		buf_text(&buf, "\xcc\x81\xcc\xa3");
	nfc = utf8_nfc(arena, buf_str(&buf));
	CHECK(utf8_is_nfc(nfc));
	CHECK(str_starts(nfc, "ạ\xcc\xa3"));
}

static void folds(void)
{
	CHECK_STR(utf8_fold(arena, STR("Đạo HÀM của Hàm số")),
		"dao ham cua ham so");
	CHECK_STR(utf8_fold(arena, STR("e\xcc\x82\xcc\x81 Ơ Ư ƒ Ünïté № 字")),
		"e o u ƒ unite № 字");
	CHECK_STR(utf8_fold(arena, STR("Ñandú ÇA Łódź Ǻ")), "nandu ca łodz a");
	/* Ð of Icelandic, which stands for Đ in many old files. */
	CHECK_STR(utf8_fold(arena, STR("Ðạo hàm")), "dao ham");
	CHECK_STR(utf8_fold(arena, STR("ΆΣ 각")),
		"ασ \xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8");
	CHECK_STR(utf8_lower(arena, STR("ĐẠO Hàm Σ")), "đạo hàm σ");
	CHECK_STR(utf8_capital(arena, STR("đọc câu hỏi")), "Đọc câu hỏi");
	CHECK_STR(utf8_capital(arena, STR("a")), "A");
	CHECK_STR(utf8_capital(arena, STR("")), "");
}

/* The short cut for common letters says what the tables say. */
static void folds_letters_alike(void)
{
	for (uint32_t code = 0xc0; code < 0x1f00; code++) {
		struct arena_mark mark = arena_mark(arena);
		uint32_t parts[4];
		size_t count = utf8_decompose(code, parts);

		if (count > 1)
			CHECK(str_equal(utf8_fold(arena, encode(&code, 1)),
				utf8_fold(arena, encode(parts, count))));
		arena_release(arena, mark);
	}
}

static void same_words(void)
{
	CHECK_STR(
		utf8_same(arena, STR("  Hòa \t\n bình\xc2\xa0 ")), "hoà bình");
	CHECK_STR(utf8_same(arena, STR("hoà bình")), "hoà bình");
	CHECK_STR(utf8_same(arena, STR("THỦY, khỏe; thuỷ khoẻ")),
		"thuỷ, khoẻ; thuỷ khoẻ");
	CHECK_STR(utf8_same(arena, STR("của toán hoài òai")),
		"của toán hoài òai");
	CHECK_STR(utf8_same(arena,
			  STR("a\xe2\x80\x8b"
			      "b\x01 Đ")),
		"ab đ");
	CHECK_STR(utf8_same(arena,
			  STR("ho\xcc\x80"
			      "a")),
		"hoà");
	CHECK_STR(utf8_same(arena, STR("T\u0308 ho\u200b\u0300a \u00ad")),
		"\u1e97 hoà");
	CHECK_STR(utf8_same(arena, STR(" ")), "");
}

static void hidden(void)
{
	static const uint32_t yes[] = {0, 9, 0x7f, 0x85, 0xa0, 0xad, 0x200b,
		0x200f, 0x202e, 0x2028, 0x2066, 0x3000, 0xfeff, 0x3164,
		0xe0041};
	static const uint32_t no[] = {
		' ', 'a', '-', 0xe2, 0x1ed9, 0x4e00, 0x1f600, 0x2192, 0x301};

	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		if (!CHECK(utf8_is_hidden(yes[i])))
			printf("# U+%04X\n", (unsigned)yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		CHECK(!utf8_is_hidden(no[i]));
}

int main(void)
{
	arena = arena_new();
	TEST(finds_invalid);
	TEST(every_code_point_survives);
	TEST(counts);
	TEST(composes);
	TEST(knows_every_composite);
	TEST(composes_anything);
	TEST(long_runs_of_marks);
	TEST(folds);
	TEST(folds_letters_alike);
	TEST(same_words);
	TEST(hidden);
	arena_free(arena);
	return check_result();
}
