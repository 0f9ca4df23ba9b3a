#include "render/type/shape.h"

#include "base/utf8.h"
#include "tests/check.h"

static struct arena *arena;

static struct fonts *open_fonts(const char *family)
{
	struct fonts *fonts = NULL;
	struct error err = {0};

	CHECK_OK(fonts_open(arena, family, &fonts, &err), err);
	return fonts;
}

/* The 134 accented letters of Vietnamese, decomposed: 12 vowels in 5 tones,
 * and the 7 letters with a mark of their own, in both cases. */
struct letters {
	struct str text[134];
	size_t count;
};

static void add_letter(struct letters *l, uint32_t base, uint32_t tone)
{
	struct buf buf = {.arena = arena};

	utf8_put(&buf, base);
	if (tone)
		utf8_put(&buf, tone);
	l->text[l->count++] = buf_str(&buf);
}

static struct letters vietnamese(void)
{
	static const uint32_t vowels[] = {'a', 0x103, 0xE2, 'e', 0xEA, 'i', 'o',
		0xF4, 0x1A1, 'u', 0x1B0, 'y', 'A', 0x102, 0xC2, 'E', 0xCA, 'I',
		'O', 0xD4, 0x1A0, 'U', 0x1AF, 'Y'};
	static const uint32_t tones[] = {0x300, 0x301, 0x303, 0x309, 0x323};
	struct letters l = {.count = 0};

	for (size_t i = 0; i < sizeof vowels / sizeof *vowels; i++) {
		for (size_t t = 0; t < 5; t++)
			add_letter(&l, vowels[i], tones[t]);
		if (vowels[i] > 127)
			add_letter(&l, vowels[i], 0);
	}
	add_letter(&l, 0x110, 0);
	add_letter(&l, 0x111, 0);
	return l;
}

static void letters_in_face(struct shaper *shaper, enum face_role role,
	const struct letters *letters)
{
	struct face *face = fonts_face(shaper_fonts(shaper), role);

	for (size_t i = 0; i < letters->count; i++) {
		struct str nfd = letters->text[i];
		struct str nfc = utf8_nfc(arena, nfd);
		const struct run *a = shape(shaper, role, nfc, false);
		const struct run *b = shape(shaper, role, nfd, false);

		CHECK(utf8_length(nfc) == 1);
		CHECK(!a->missing && !b->missing);
		CHECK(a->piece_count == 1 && a->pieces[0].face == face);
		CHECK(a->glyph_count == 1 && a->glyphs[0].id != 0);
		CHECK(a->width > 0.1f && a->height > 0.3f);
		/* Decomposed text looks the same. */
		CHECK(b->glyph_count == 1 &&
			b->glyphs[0].id == a->glyphs[0].id);
		CHECK(b->glyphs[0].len == nfd.len);
	}
}

static void every_vietnamese_letter_in_every_face(void)
{
	struct letters letters = vietnamese();

	CHECK(letters.count == 134);
	for (size_t f = 0; font_families[f]; f++) {
		struct fonts *fonts = open_fonts(font_families[f]);
		struct shaper *shaper = shaper_new(arena, fonts);

		for (int role = FACE_REGULAR; role <= FACE_MONO; role++)
			letters_in_face(shaper, (enum face_role)role, &letters);
		fonts_close(fonts);
	}
}

static void symbols_come_from_the_math_face(void)
{
	struct fonts *fonts = open_fonts("termes");
	struct shaper *shaper = shaper_new(arena, fonts);
	const struct run *run = shape(shaper, FACE_BOLD, STR("x⇔y"), false);

	CHECK(run->piece_count == 3);
	CHECK(run->pieces[0].face == fonts_face(fonts, FACE_BOLD));
	CHECK(run->pieces[1].face == fonts_face(fonts, FACE_MATH));
	CHECK(run->pieces[2].face == fonts_face(fonts, FACE_BOLD));
	CHECK(run->glyphs[1].text == 1 && run->glyphs[1].len == 3);
	CHECK(run->glyphs[2].text == 4 && run->glyphs[2].x > run->glyphs[1].x);
	CHECK(!run->missing);
	run = shape(shaper, FACE_REGULAR, STR("/ˈmæml/"), false);
	CHECK(!run->missing && run->piece_count == 3);
	CHECK(run->pieces[1].face == fonts_face(fonts, FACE_SPARE));
	fonts_close(fonts);
}

static void what_no_face_has_is_named(void)
{
	struct fonts *fonts = open_fonts("termes");
	struct shaper *shaper = shaper_new(arena, fonts);

	CHECK(shape(shaper, FACE_REGULAR, STR("a🦖b"), false)->missing ==
		0x1F996);
	CHECK(shape(shaper, FACE_MONO, STR("漢"), false)->missing == 0x6F22);
	CHECK(shape(shaper, FACE_REGULAR, STR("ab"), false)->missing == 0);
	fonts_close(fonts);
}

static void glyphs_cover_the_text(void)
{
	struct fonts *fonts = open_fonts("liberation");
	struct shaper *shaper = shaper_new(arena, fonts);
	struct str text = STR("Ti\xe1\xbb\x87pồ√∞fi");
	const struct run *run = shape(shaper, FACE_ITALIC, text, false);
	size_t at = 0;

	for (size_t i = 0; i < run->glyph_count; i++) {
		CHECK(run->glyphs[i].len == 0 || run->glyphs[i].text == at);
		at += run->glyphs[i].len;
	}
	CHECK(at == text.len);
	CHECK(str_equal(run->text, text));
	fonts_close(fonts);
}

static void a_word_is_shaped_once(void)
{
	struct fonts *fonts = open_fonts("termes");
	struct shaper *shaper = shaper_new(arena, fonts);
	const struct run *a = shape(shaper, FACE_REGULAR, STR("fin"), false);

	CHECK(a == shape(shaper, FACE_REGULAR, STR("fin"), false));
	CHECK(a != shape(shaper, FACE_BOLD, STR("fin"), false));
	CHECK(shaper_count(shaper).runs == 2);
	CHECK(shaper_count(shaper).asked == 3);
	/* fi is one glyph, unless letters are set apart. */
	CHECK(a->letters == 2);
	CHECK(shape(shaper, FACE_REGULAR, STR("fin"), true)->letters == 3);
	for (int i = 0; i < 3000; i++)
		shape(shaper, FACE_REGULAR, str_format(arena, "%d", i), false);
	CHECK(a == shape(shaper, FACE_REGULAR, STR("fin"), false));
	fonts_close(fonts);
}

static void many_marks_on_one_letter(void)
{
	struct fonts *fonts = open_fonts("termes");
	struct shaper *shaper = shaper_new(arena, fonts);
	struct buf buf = {.arena = arena};
	size_t bytes = 0;
	const struct run *run;

	buf_text(&buf, "a");
	for (int i = 0; i < 40000; i++)
		utf8_put(&buf, 0x301);
	run = shape(shaper, FACE_REGULAR, buf_str(&buf), false);
	for (size_t i = 0; i < run->glyph_count; i++)
		bytes += run->glyphs[i].len;
	CHECK(bytes > 60000 && bytes <= buf.len);
	fonts_close(fonts);
}

static void faults_of_fonts(void)
{
	struct fonts *fonts;
	struct error err = {0};

	CHECK(!fonts_open(arena, "terms", &fonts, &err));
	CHECK(err.code == ERROR_NOTFOUND && strstr(err.text, "'termes'"));
	CHECK(!fonts_open_in(arena, "termes", "tests/unit", &fonts, &err));
	CHECK(err.code == ERROR_NOTFOUND);
	CHECK(strstr(err.text, "tests/unit/texgyretermes-regular.otf") != NULL);
	CHECK(strstr(err.text, "fonts-texgyre") != NULL);
}

static void faces_know_their_measures(void)
{
	struct fonts *fonts = open_fonts("termes");
	const struct face *face = fonts_face(fonts, FACE_REGULAR);

	CHECK(!strcmp(face->name, "texgyretermes-regular"));
	CHECK(face->cff && face->units == 1000 && face->glyph_count > 500);
	CHECK(face->cap_height > 0.6f && face->cap_height < 0.7f);
	CHECK(face->descent > 0.1f);
	CHECK(face_glyph(face, 'A') != 0 && face_glyph(face, 0x6F22) == 0);
	CHECK(face_advance(face, face_glyph(face, ' ')) == 0.25f);
	fonts_close(fonts);
}

/* Signs that teachers put into questions. */
static void everyday_symbols(void)
{
	static const char *const symbols[] = {"\xe2\x98\x90", "\xe2\x98\x91",
		"\xe2\x9c\x97", "\xe2\x91\xa0", "\xe2\x91\xa2", "\xe2\x98\x85",
		"\xe2\x97\x86"};

	struct fonts *fonts = open_fonts("termes");
	struct shaper *shaper = shaper_new(arena, fonts);

	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++)
		CHECK(!shape(shaper, FACE_REGULAR, str_from(symbols[i]), false)
				->missing);
	fonts_close(fonts);
}

int main(void)
{
	arena = arena_new();
	TEST(everyday_symbols);
	TEST(every_vietnamese_letter_in_every_face);
	TEST(symbols_come_from_the_math_face);
	TEST(what_no_face_has_is_named);
	TEST(glyphs_cover_the_text);
	TEST(a_word_is_shaped_once);
	TEST(many_marks_on_one_letter);
	TEST(faults_of_fonts);
	TEST(faces_know_their_measures);
	arena_free(arena);
	return check_result();
}
