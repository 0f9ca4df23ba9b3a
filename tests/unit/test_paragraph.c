#include "render/type/paragraph.h"

#include <math.h>

#include "base/utf8.h"
#include "tests/setting.h"

/* One text as one paragraph. */
static struct display set_text(struct str text, const struct style *style)
{
	struct galley *g = setting_galley(style);
	struct galley_notes notes = {0};
	struct display display;

	galley_paragraph(g, WORDS(TEXT(text, 0)), ALIGN_NONE);
	display = setting_finish(g, &notes);
	CHECK(notes.overfull == 0);
	setting_inside(&display, style);
	return display;
}

/* What a reader gets back when he asks for the text of a text. */
static void comes_back(struct str text, const char *want)
{
	struct style style = style_default();
	struct display display = set_text(text, &style);

	CHECK_STR(setting_text(&display), want);
}

static struct str refusal(struct str text)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct error err = {0};

	galley_context(g, STR("question toan12-001"));
	galley_paragraph(g, WORDS(TEXT(text, 0)), ALIGN_NONE);
	galley_context(g, STR("question toan12-002"));
	CHECK(!galley_finish(g, &display, NULL, &err));
	CHECK(err.code == ERROR_INVALID);
	return str_copy(arena, str_from(err.text));
}

/* ---- spaces and breaks ---- */

static void spaces(void)
{
	comes_back(STR("a  b\t\n c "), "a b c");
	comes_back(STR("   "), "");
	comes_back(STR(""), "");
	comes_back(STR("10\xc2\xa0km"), "10 km");
}

/* Where the lines of a text end, when it is as narrow as can be. */
static struct str breaks_of(struct str text)
{
	struct style style = style_default();
	struct display display;
	struct shown_list list;
	struct buf out = {.arena = arena};

	style.justify = false;
	style.page_width = style.margin_left + style.margin_right + 30;
	display = set_text(text, &style);
	list = setting_shown(&display);
	for (size_t i = 0; i < list.count; i++) {
		if (i)
			buf_char(&out,
				list.v[i].y > list.v[i - 1].y + 1 ? '|' : '_');
		buf_add(&out, str_trim(list.v[i].text));
	}
	return buf_str(&out);
}

static void lines_break_where_they_may(void)
{
	CHECK_STR(breaks_of(STR("trai hay gái")), "trai|hay|gái");
	CHECK_STR(breaks_of(STR("hữu-hạn")), "hữu-|hạn");
	CHECK_STR(breaks_of(STR("nam/nữ/cả")), "nam/|nữ/cả");
	CHECK_STR(breaks_of(STR("10 km/h")), "10|km/h");
	CHECK_STR(breaks_of(STR("v (m/s) (mg/l)")), "v|(m/s)|(mg/l)");
	CHECK_STR(breaks_of(STR("y = \xe2\x88\x92"
				"5 m")),
		"y =|\xe2\x88\x92"
		"5 m");
	CHECK_STR(breaks_of(STR("ab\xc2\xa0"
				"cd ef")),
		"ab cd|ef");
}

/* A mark that stands apart does not begin a line, nor is a line of such marks
 * too long for it. */
static void no_line_begins_with_what_closes(void)
{
	CHECK_STR(breaks_of(STR("là ta \xe2\x80\xa6 gái")),
		"là|ta \xe2\x80\xa6|gái");
	CHECK_STR(breaks_of(STR("gọi là ? !")), "gọi|là ? !");
	CHECK_STR(breaks_of(STR("nó ở .\xe2\x80\x9d thế")),
		"nó|ở .\xe2\x80\x9d|thế");
	CHECK_STR(breaks_of(STR(". . . . . . .")), ". . . . .|. .");
}

/* The last word of a paragraph is not alone for want of a little room. */
static void no_short_word_is_left_alone(void)
{
	struct style style = style_default();
	size_t alone = 0;

	for (unsigned seed = 0; seed < 600; seed++) {
		struct str text = str_format(arena, "%s là",
			setting_words(30 + seed % 40, seed).ptr);
		struct display display = set_text(text, &style);
		struct shown_list list = setting_shown(&display);

		alone += str_is(list.v[list.count - 1].text, "là");
	}
	/* 15 of them before this was looked for */
	CHECK(alone < 3);
}

/* "6 m" is divided when it must be, but not for a little room. */
static void units_stay_with_their_numbers(void)
{
	struct style style = style_default();
	size_t divided = 0;

	CHECK_STR(breaks_of(STR("hay 60 cm. thế")), "hay|60|cm.|thế");
	for (unsigned seed = 0; seed < 600; seed++) {
		struct str text = str_format(arena, "%s 6 m %s",
			setting_words(8 + seed % 40, seed).ptr,
			setting_words(30, seed).ptr);
		struct display display = set_text(text, &style);
		struct shown_list list = setting_shown(&display);

		for (size_t i = 0; i < list.count; i++)
			divided += str_ends(list.v[i].text, " 6 ");
	}
	/* 20 of them before this was looked for */
	CHECK(divided < 4);
}

/* The charge of an ion, in fonts that have no such character: its sign, small
 * and high, in the line and on it when it is read. */
static void superscripts_no_font_has(void)
{
	struct style style = style_default();
	struct display display =
		set_text(STR("Na\xe2\x81\xba, a\xe2\x82\x99"), &style);
	struct shown_list list = setting_shown(&display);

	CHECK_STR(setting_text(&display), "Na+, an");
	if (!CHECK(list.count == 4))
		return;
	CHECK(str_is(list.v[1].text, "+"));
	CHECK(list.v[1].size < list.v[0].size * 0.8f);
	CHECK(list.v[1].y < list.v[0].y - 3);
	CHECK(list.v[1].x >= list.v[0].end - 0.1f);
	CHECK(list.v[2].x >= list.v[1].end - 0.1f);
	CHECK(fabsf(list.v[2].y - list.v[0].y) < 0.01f);
	CHECK(list.v[3].y > list.v[0].y + 1);
	/* what is not assigned is found nowhere */
	CHECK(str_find(refusal(STR("a\xe2\x81\xb2")), "U+2072", 0) != SIZE_MAX);
}

/* Where a formula is broken in a column of so many points. */
static struct str formula_breaks(const char *tex, float width)
{
	struct str text = str_format(arena, "$%s$", tex);
	struct style style = style_default();
	struct galley *g;
	struct display display;
	struct shown_list list;
	struct buf out = {.arena = arena};

	style.page_width = style.margin_left + style.margin_right + width;
	g = setting_galley(&style);
	galley_paragraph(
		g, WORDS(MARKUP(markup_parse(arena, text), 0)), ALIGN_NONE);
	display = setting_finish(g, NULL);
	list = setting_shown(&display);
	for (size_t i = 0; i < list.count; i++) {
		if (i && list.v[i].y > list.v[i - 1].y + 10)
			buf_char(&out, '|');
		buf_add(&out, str_trim(list.v[i].text));
	}
	return buf_str(&out);
}

static void formulas_break_after_relations(void)
{
	/* after a relation rather than an operator */
	CHECK_STR(formula_breaks("a+b+c=d+e+f", 75), "a+b+c=|d+e+f");
	CHECK_STR(formula_breaks("a+b+c+d+e+f", 75), "a+b+c+d+|e+f");
	/* not within braces, and not so that little is cut off */
	CHECK_STR(formula_breaks("x={a+b+c+d+e}", 75), "x=a+b+c+d+e");
	CHECK_STR(formula_breaks("a+b+c+d=0", 500), "a+b+c+d=0");
}

/* Words stay apart for who has them read aloud: a line ends with the space it
 * was broken at, or would have had, but not inside a word. */
static void lines_end_with_their_space(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;

	style.page_width = style.margin_left + style.margin_right + 30;
	display = set_text(STR("trai hay hữu-hạn"), &style);
	CHECK_STR(setting_text(&display), "trai hay hữu-hạn");
	galley_paragraph(g,
		WORDS(TEXT(STR("trai"), 0), BREAK, TEXT(STR("gái"), LOOK_BOLD)),
		ALIGN_NONE);
	display = setting_finish(g, NULL);
	CHECK_STR(setting_text(&display), "trai gái");
}

static void dots_share_the_line(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct shown_list list;
	float dots[2] = {0, 0}, right = 0;

	style.justify = true;
	galley_paragraph(g,
		WORDS(TEXT(STR("Họ tên: "), 0), DOTS(0), TEXT(STR(" Lớp: "), 0),
			DOTS(0)),
		ALIGN_NONE);
	display = setting_finish(g, NULL);
	list = setting_shown(&display);
	for (size_t i = 0, n = 0; i < list.count; i++)
		if (list.v[i].artifact && n < 2) {
			dots[n++] = list.v[i].end - list.v[i].x;
			right = list.v[i].end;
		}
	CHECK(dots[0] > 100 && fabsf(dots[0] - dots[1]) < 8);
	CHECK(right > style.page_width - style.margin_right - 8);
	CHECK_STR(setting_unspaced(setting_text(&display)), "Họtên:Lớp:");
}

static void looks(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	struct shown_list list;
	size_t frames = 0, lines = 0;

	galley_paragraph(g,
		WORDS(TEXT(STR("a"), LOOK_BOLD), TEXT(STR("b"), LOOK_ITALIC),
			TEXT(STR("c"), LOOK_MONO), TEXT(STR("d"), LOOK_SMALL),
			TEXT(STR("e"), LOOK_LARGE),
			TEXT(STR("f g"), LOOK_UNDERLINE | LOOK_STRIKE),
			TEXT(STR("Mã đề 101"), LOOK_BOX | LOOK_BOLD)),
		ALIGN_LEFT);
	display = setting_finish(g, NULL);
	list = setting_shown(&display);
	CHECK(list.v[0].face->role == FACE_BOLD);
	CHECK(list.v[1].face->role == FACE_ITALIC);
	CHECK(list.v[2].face->role == FACE_MONO);
	CHECK(fabsf(list.v[3].size - 10) < 0.01f);
	CHECK(fabsf(list.v[4].size - 14) < 0.01f);
	for (size_t i = 0; i < display.pages[0].op_count; i++) {
		frames += display.pages[0].ops[i].kind == OP_STROKE;
		lines += display.pages[0].ops[i].kind == OP_LINE;
	}
	CHECK(frames == 1 && lines == 2);
	CHECK(str_ends(setting_text(&display), "Mã đề 101"));
}

/* ---- what nobody should write ---- */

static void a_word_without_end(void)
{
	struct style style = style_default();
	struct buf text = {.arena = arena};
	struct display display;

	while (text.len < 100000)
		buf_text(&text, "đườngTHẲNG");
	display = set_text(buf_str(&text), &style);
	CHECK(str_equal(setting_text(&display), buf_str(&text)));
	CHECK(display.page_count > 15);
}

static void a_text_without_end(void)
{
	struct style style = style_default();
	struct str text = setting_words(80000, 5);
	struct display display = set_text(text, &style);

	CHECK(text.len > 400000);
	CHECK(str_equal(setting_unspaced(setting_text(&display)),
		setting_unspaced(text)));
	CHECK(display.page_count > 60);
}

static void more_marks_than_anyone_can_see(void)
{
	struct style style = style_default();
	struct buf text = {.arena = arena};
	struct galley *g;
	struct display display;

	buf_text(&text, "a");
	for (int i = 0; i < 5000; i++)
		utf8_put(&text, 0x300 + (uint32_t)i % 5);
	g = setting_galley(&style);
	galley_paragraph(g, WORDS(TEXT(buf_str(&text), 0)), ALIGN_NONE);
	display = setting_finish(g, NULL);
	CHECK(str_equal(setting_text(&display), buf_str(&text)));
}

static void characters_that_do_not_show(void)
{
	comes_back(STR("a\xe2\x80\x8b"
		       "b"),
		"a\xe2\x80\x8b"
		"b");
	comes_back(STR("a\xc2\xad"
		       "b"),
		"a\xc2\xad"
		"b");
	comes_back(STR("\xef\xbb\xbf"
		       "a"),
		"\xef\xbb\xbf"
		"a");
	comes_back(STR("a\xe2\x80\xae"
		       "b"),
		"a\xe2\x80\xae"
		"b");
}

static void what_no_font_has_is_refused_by_name(void)
{
	CHECK_STR(refusal(STR("rất vui\xf0\x9f\xa6\x96!")),
		"question toan12-001: no font has the character U+1F996, in "
		"'vui\xf0\x9f\xa6\x96!'");
	CHECK(str_find(refusal(STR("漢字")), "U+6F22", 0) != SIZE_MAX);
	/* Set from left to right it would be wrong without a word. */
	CHECK(str_find(refusal(STR("שלום")), "U+05E9", 0) != SIZE_MAX);
	CHECK(str_find(refusal(STR("مرحبا")), "U+0645", 0) != SIZE_MAX);
	/* Nothing that steers a terminal gets into a message. */
	CHECK_STR(refusal(STR("a\x1b[2Jb")),
		"question toan12-001: no font has the character U+001B, in "
		"'a\xef\xbf\xbd[2Jb'");
	CHECK(str_find(refusal(STR("a\xc2\x85")), "U+0085", 0) != SIZE_MAX);
}

static void a_refusal_quotes_whole_characters(void)
{
	struct buf text = {.arena = arena};
	struct str said;

	for (int i = 0; i < 400; i++)
		buf_text(&text, "ề\xf0\x9f\xa6\x96");
	said = refusal(buf_str(&text));
	CHECK(utf8_invalid(said) == SIZE_MAX && said.len < 200);
}

/* ---- markup made by hand ---- */

static const struct markup *node(enum markup_kind kind, struct str text,
	const struct markup *child, const struct markup *next)
{
	struct markup *n = NEW(arena, struct markup);

	*n = (struct markup){.kind = kind,
		.text = text,
		.child = child,
		.next = next,
		.start = -1};
	return n;
}

static struct str alt_of_formula(struct str tex, struct str language)
{
	struct style style = style_default();
	struct galley_info info = {.title = STR("Đề"), .language = language};
	struct galley *g;
	struct display display;
	const struct markup *paragraph = node(MARKUP_PARAGRAPH, STR(""),
		node(MARKUP_MATH, tex, NULL, NULL), NULL);

	g = galley_new(arena, setter, &style, &info);
	galley_paragraph(g, WORDS(MARKUP(paragraph, 0)), ALIGN_NONE);
	display = setting_finish(g, NULL);
	for (size_t i = 0; i < display.pages[0].op_count; i++) {
		const struct op *op = &display.pages[0].ops[i];

		if (op->kind == OP_TAG_BEGIN && op->role == TAG_FORMULA)
			return op->alt;
	}
	return STR("no formula");
}

static void formulas_are_read_aloud(void)
{
	CHECK_STR(alt_of_formula(STR("x^2+0,5"), STR("vi")),
		"x bình phương cộng 0,5");
	CHECK_STR(alt_of_formula(STR("x^2+1"), STR("en")), "x squared plus 1");
}

static void formulas_and_pictures_are_counted(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct galley_notes notes;
	struct display display;
	const struct markup *inlines = node(MARKUP_TEXT, STR("Cho "), NULL,
		node(MARKUP_MATH, STR("x^2 + \\foo 1"), NULL,
			node(MARKUP_IMAGE, STR("hình thang"), NULL,
				node(MARKUP_DISPLAY, STR("\\int_0^1"), NULL,
					NULL))));
	const struct markup *paragraph =
		node(MARKUP_PARAGRAPH, STR(""), inlines, NULL);

	galley_measure(g, WORDS(MARKUP(paragraph, 0))); /* leaves no trace */
	galley_paragraph(g, WORDS(MARKUP(paragraph, 0)), ALIGN_NONE);
	display = setting_finish(g, &notes);
	CHECK(notes.formulas == 1 && notes.images == 1);
	/* what is not understood does not vanish */
	CHECK(str_find(notes.fault, "\\foo", 0) != SIZE_MAX);
	CHECK(str_find(setting_text(&display), "\\foo", 0) != SIZE_MAX);
	CHECK(str_find(setting_text(&display), "hình thang", 0) != SIZE_MAX);
}

static void nested_to_the_bottom(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	const struct markup *tree =
		node(MARKUP_TEXT, setting_words(30, 1), NULL, NULL);

	tree = node(MARKUP_PARAGRAPH, STR(""), tree, NULL);
	for (int i = 0; i < 32; i++) {
		tree = node(MARKUP_ITEM, STR(""), tree, NULL);
		tree = node(i % 3 ? MARKUP_LIST : MARKUP_QUOTE, STR(""), tree,
			NULL);
	}
	tree = node(MARKUP_DOCUMENT, STR(""), tree, NULL);
	galley_paragraph(g, WORDS(MARKUP(tree, 0)), ALIGN_NONE);
	display = setting_finish(g, NULL);
	setting_inside(&display, &style);
	CHECK(display.page_count == 1);
}

int main(void)
{
	if (!setting_begin())
		return 0;
	TEST(spaces);
	TEST(lines_break_where_they_may);
	TEST(no_line_begins_with_what_closes);
	TEST(no_short_word_is_left_alone);
	TEST(units_stay_with_their_numbers);
	TEST(superscripts_no_font_has);
	TEST(formulas_break_after_relations);
	TEST(lines_end_with_their_space);
	TEST(dots_share_the_line);
	TEST(looks);
	TEST(a_word_without_end);
	TEST(a_text_without_end);
	TEST(more_marks_than_anyone_can_see);
	TEST(characters_that_do_not_show);
	TEST(what_no_font_has_is_refused_by_name);
	TEST(a_refusal_quotes_whole_characters);
	TEST(formulas_are_read_aloud);
	TEST(formulas_and_pictures_are_counted);
	TEST(nested_to_the_bottom);
	setting_end();
	return check_result();
}
