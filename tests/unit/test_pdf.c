#include "render/pdf/pdf.h"

#include "base/utf8.h"
#include "render/pdf/content.h"
#include "render/pdf/object.h"
#include "render/type/galley.h"
#include "tests/check.h"
#include "tests/tools.h"

/* A small document of everything the typesetter draws, printed and shown to
 * the programs that read PDFs. */
static struct arena *arena;
static struct fonts *fonts;

static const char *const lines[] = {
	"Câu 1. Thủ đô của nước Cộng hòa xã hội chủ nghĩa Việt Nam là",
	"ÀÁẢÃẠ ĂẰẮẲẴẶ ÂẦẤẨẪẬ ĐÈÉẺẼẸ ÊỀẾỂỄỆ ƠỜỚỞỠỢ ƯỪỨỬỮỰ ỲÝỶỸỴ",
	"àáảãạ ăằắẳẵặ âầấẩẫậ đèéẻẽẹ êềếểễệ ơờớởỡợ ưừứửữự ỳýỷỹỵ",
	"office, affine, fjord – “quoted” … 5 % ≤ 10 °C × 3 − 2",
	"tốc độ 3,5 m/s², góc 60°, AB ⟂ CD, x ∈ ℝ",
	NULL,
};

static void set_list(struct galley *g)
{
	const struct labelled options[] = {
		{WORDS(TEXT(STR("A. "), LOOK_BOLD)),
			WORDS(TEXT(STR("Hà Nội"), 0))},
		{WORDS(TEXT(STR("B. "), LOOK_BOLD)),
			WORDS(TEXT(STR("Huế"), LOOK_ITALIC))},
		{WORDS(TEXT(STR("C. "), LOOK_BOLD)),
			WORDS(TEXT(STR("Đà Nẵng"), LOOK_BOLD | LOOK_ITALIC))},
		{WORDS(TEXT(STR("D. "), LOOK_BOLD)),
			WORDS(TEXT(STR("int x = 0;"), LOOK_MONO))},
	};

	galley_options(g, options, 4);
}

static void set_table(struct galley *g)
{
	const struct table_column columns[] = {{60, ALIGN_CENTER}, {0, 0}};
	const struct table_cell head[] = {{.words = WORDS(TEXT(STR("Câu"), 1))},
		{.words = WORDS(TEXT(STR("Đáp án"), 1))}};
	const struct table_cell cells[] = {{.words = WORDS(TEXT(STR("1"), 0))},
		{.words = WORDS(TEXT(STR("ĐSSĐ"), 0))}};
	const struct table_row rows[] = {{head, 2, true}, {cells, 2, false}};
	const struct table table = {.columns = columns,
		.column_count = 2,
		.rows = rows,
		.row_count = 2};

	galley_table(g, &table);
}

/* The second page shows that an element may go on there. */
static const struct display *set_document(const char *family_title, int repeat)
{
	struct display *display = NEW(arena, struct display);
	struct style style = style_default();
	struct galley_info info = {.title = str_from(family_title),
		.author = STR("Tổ Toán"),
		.subject = STR("Toán <12> & \"hình\""),
		.language = STR("vi")};
	struct galley *g =
		galley_new(arena, typesetter_new(arena, fonts), &style, &info);
	struct running footer = {.center = STR("Trang {page}/{pages}")};
	struct buf all = {.arena = arena};
	struct error err = {0};

	galley_footer(g, &footer);
	galley_bookmark(g, 0, STR("PHẦN I – 🙂"));
	galley_heading(g, 1, WORDS(TEXT(STR("PHẦN I. Đề kiểm tra"), 1)));
	for (size_t i = 0; lines[i]; i++)
		galley_paragraph(
			g, WORDS(TEXT(str_from(lines[i]), 0)), ALIGN_LEFT);
	set_list(g);
	galley_bookmark(g, 1, STR("Bảng"));
	set_table(g);
	galley_rule(g, 100, ALIGN_CENTER);
	for (int i = 0; i < repeat; i++)
		buf_text(&all, "một đoạn văn rất dài, dài mãi không hết, ");
	galley_paragraph(g, WORDS(TEXT(buf_str(&all), 0)), ALIGN_NONE);
	CHECK_OK(galley_finish(g, display, NULL, &err), err);
	return display;
}

static struct str print(const struct display *const *displays, size_t count)
{
	struct pdf_writer *writer = pdf_writer_new(arena);
	struct error err = {0};
	struct str out = STR("");

	for (size_t i = 0; i < count; i++)
		pdf_writer_add(writer, displays[i]);
	CHECK_OK(pdf_print(writer, arena, displays, count,
			 STR("Đề kiểm tra <số 1>"), &out, &err),
		err);
	pdf_writer_free(writer);
	return out;
}

static void test_tools_are_content(void)
{
	static const char *const commands[][2] = {
		{"qpdf", "qpdf --check one.pdf"},
		{"qpdf", "qpdf --check two.pdf"},
		{"mutool",
			"mutool draw -q -o page.png one.pdf 2>&1 |"
			" sed '/ICC support/d'"},
		{"pdftoppm", "pdftoppm -r 30 one.pdf page"},
		{"pdftotext", "pdftotext two.pdf /dev/null"},
		{"pdfinfo", "pdfinfo -struct one.pdf >struct.txt"},
	};
	static const char *const bad[] = {
		"WARN", "warning", "Warning", "rror:", NULL};

	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		int status;
		struct str said;

		if (!tools_have(arena, commands[i][0]))
			continue;
		said = tools_run(arena, &status, "%s", commands[i][1]);
		CHECK(!status);
		for (size_t k = 0; bad[k]; k++)
			if (!CHECK(str_find(said, bad[k], 0) == SIZE_MAX))
				printf("# %s: %.*s\n", commands[i][1],
					STR_ARG(said));
	}
}

static void test_fonts_are_embedded(void)
{
	int status, fonts_seen = 0;
	struct str line, rest;

	if (!tools_have(arena, "pdffonts"))
		return;
	rest = tools_run(arena, &status, "pdffonts two.pdf | tail -n +3");
	CHECK(!status);
	while (str_cut(&rest, '\n', &line)) {
		if (!line.len)
			continue;
		fonts_seen++;
		CHECK(str_find(line, "yes yes yes", 0) != SIZE_MAX);
		CHECK(str_find(line, "CID ", 0) != SIZE_MAX);
	}
	CHECK(fonts_seen >= 5); /* and not once for each document */
	CHECK(fonts_seen <= 6);
}

static void test_text_comes_back(void)
{
	struct str text;
	int status;

	if (!tools_have(arena, "pdftotext"))
		return;
	text = tools_run(arena, &status, "pdftotext -layout one.pdf -");
	CHECK(utf8_invalid(text) == SIZE_MAX && utf8_is_nfc(text));
	for (size_t i = 0; lines[i]; i++)
		if (!CHECK(str_find(text, lines[i], 0) != SIZE_MAX))
			printf("# missing: %s\n", lines[i]);
	CHECK(str_find(text, "Đà Nẵng", 0) != SIZE_MAX);
	CHECK(str_find(text, "ĐSSĐ", 0) != SIZE_MAX);
	if (!tools_have(arena, "mutool"))
		return;
	text = tools_run(arena, &status, "mutool draw -q -F text one.pdf");
	for (size_t i = 0; lines[i]; i++)
		CHECK(str_find(text, lines[i], 0) != SIZE_MAX);
}

static void check_says(struct str text, const char *const *wanted)
{
	size_t at = 0;

	for (; *wanted; wanted++) {
		at = str_find(text, *wanted, at);
		if (!CHECK(at != SIZE_MAX)) {
			printf("# missing, or not in this order: %s\n",
				*wanted);
			return;
		}
	}
}

static void test_structure_is_read(void)
{
	static const char *const order[] = {"Document", "H1", "\"PHẦN I. Đề",
		"P", "Câu 1.", "L", "LI", "Lbl", "A.", "LBody", "Hà Nội",
		"Table", "TR", "TH", "Đáp án", "TD", "ĐSSĐ", "P",
		"một đoạn văn", NULL};
	struct str text;
	int status;

	if (!tools_have(arena, "pdfinfo"))
		return;
	text = tools_run(arena, &status, "pdfinfo -struct-text one.pdf");
	check_says(text, order);
	CHECK(str_find(text, "Trang 1", 0) == SIZE_MAX); /* an artifact */
	text = tools_run(arena, &status, "pdfinfo one.pdf");
	CHECK(str_find(text, "Đề kiểm tra <số 1>", 0) != SIZE_MAX);
	CHECK(str_find(text, "Tổ Toán", 0) != SIZE_MAX);
	CHECK(str_find(text, "yes", str_find(text, "Tagged:", 0)) != SIZE_MAX);
	CHECK(str_find(text, "CreationDate", 0) == SIZE_MAX);
	CHECK(str_find(text, "1.7", 0) != SIZE_MAX);
	text = tools_run(arena, &status, "pdfinfo -meta one.pdf");
	CHECK(str_find(text, "<pdfuaid:part>1<", 0) != SIZE_MAX);
	CHECK(str_find(text, "Đề kiểm tra &lt;số 1&gt;", 0) != SIZE_MAX);
}

static void test_bookmarks(void)
{
	static const char *const one[] = {"PHẦN I – 🙂", "Bảng", NULL};
	static const char *const two[] = {"Mã đề 101", "PHẦN I – 🙂",
		"Bảng", "Mã đề 102", "PHẦN I – 🙂", "Bảng", NULL};
	struct str text;
	int status;

	if (!tools_have(arena, "mutool"))
		return;
	text = tools_run(arena, &status, "mutool show one.pdf outline");
	check_says(text, one);
	text = tools_run(arena, &status, "mutool show two.pdf outline");
	check_says(text, two);
}

/* A page as it stands in the file, when qpdf has taken it apart. */
static void test_artifacts_and_marks(void)
{
	struct str text;
	int status;

	if (!tools_have(arena, "qpdf"))
		return;
	text = tools_run(arena, &status,
		"qpdf --qdf --object-streams=disable one.pdf - | cat");
	CHECK(!status);
	CHECK(str_find(text, "/Artifact BMC", 0) != SIZE_MAX);
	CHECK(str_find(text, "/P<</MCID ", 0) != SIZE_MAX);
	CHECK(str_find(text, "/MarkInfo", 0) != SIZE_MAX);
	CHECK(str_find(text, "/DisplayDocTitle true", 0) != SIZE_MAX);
	CHECK(str_find(text, "/Type /MCR", 0) != SIZE_MAX); /* two pages */
	CHECK(str_find(text, "Haru", 0) == SIZE_MAX);
}

static void test_same_bytes(void)
{
	const struct display *displays[2];
	struct str first, again, other;

	for (int i = 0; i < 2; i++)
		displays[i] = set_document("Mã đề 101", 3);
	first = print(displays, 1);
	again = print(displays + 1, 1);
	CHECK(first.len && str_equal(first, again));
	displays[0] = set_document("Mã đề 101", 4);
	other = print(displays, 1);
	CHECK(!str_equal(first, other));
	/* and another identity */
	CHECK(!str_equal(str_sub(first, str_find(first, "/ID[", 0), 40),
		str_sub(other, str_find(other, "/ID[", 0), 40)));
}

/* Thousands of elements: more than one object stream. */
static void test_many_objects(void)
{
	const struct display *displays[60];
	struct str out;

	for (size_t i = 0; i < 60; i++)
		displays[i] = set_document("Mã đề", 1);
	out = print(displays, 60);
	tools_write("many.pdf", out);
	CHECK(out.len < 60 * 6000);
	if (tools_have(arena, "qpdf")) {
		int status;
		struct str said =
			tools_run(arena, &status, "qpdf --check many.pdf");

		if (!CHECK(!status))
			printf("# %.*s\n", STR_ARG(said));
	}
}

static void test_numbers(void)
{
	static const struct {
		double value;
		const char *text;
	} cases[] = {{0, "0"}, {-0.001, "0"}, {0.05, "0.05"}, {-0.5, "-0.5"},
		{12.3456, "12.35"}, {-7.1, "-7.1"}, {100, "100"},
		{-3.999, "-4"}, {595.276, "595.28"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = {.arena = arena};

		put_number(&out, cases[i].value);
		CHECK_STR(buf_str(&out), cases[i].text);
	}
}

static void test_text_strings(void)
{
	const struct {
		struct str text, want;
	} cases[] = {
		{STR("Đ🙂"), STR("(\xFE\xFF\x01\x10\xD8\x3D\xDE\x42)")},
		{STR("x (1) \\"), STR("(x \\(1\\) \\\\)")},
		{STR(""), STR("()")},
		{STR("Č(ܩ"), STR("(\xFE\xFF\x01\x0C\0\\(\x07\\))")},
		{STR("č\r\n"), STR("(\xFE\xFF\x01\\r\0\\r\0\n)")},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = {.arena = arena};

		put_text(&out, cases[i].text);
		CHECK(str_equal(buf_str(&out), cases[i].want));
	}
}

/* A glyph that stands for other characters than usual says which; several for
 * one character say it together. */
static void test_actual_text(void)
{
	struct face *face = fonts_face(fonts, FACE_REGULAR);
	uint32_t a = face_glyph(face, 'a'), b = face_glyph(face, 'b');
	const struct glyph glyphs[] = {{a, 10, 20, 0, 1}, {a, 20, 20, 1, 1},
		{b, 30, 20, 2, 2}, {a, 40, 20, 4, 0}};
	const struct op ops[] = {{.kind = OP_GLYPHS,
		.face = face,
		.size = 10,
		.glyphs = glyphs,
		.glyph_count = 4,
		.text = STR("axđ")}};
	const struct page page = {100, 100, ops, 1};
	const struct display display = {.pages = &page, .page_count = 1};
	const struct display *displays[] = {&display};
	struct str text;
	int status;

	tools_write("actual.pdf", print(displays, 1));
	if (!tools_have(arena, "pdftotext"))
		return;
	text = tools_run(arena, &status, "pdftotext actual.pdf -");
	CHECK(str_find(text, "axđ", 0) != SIZE_MAX ||
		str_find(text, "a x đ", 0) != SIZE_MAX);
}

static void test_refusals(void)
{
	const struct display *displays[] = {NULL};
	struct pdf_writer *writer = pdf_writer_new(arena);
	struct error err = {0};
	struct str out;

	CHECK(!pdf_print(writer, arena, displays, 0, STR("x"), &out, &err));
	CHECK(err.code == ERROR_INVALID);
	pdf_writer_free(writer);
	pdf_writer_free(NULL);
}

int main(void)
{
	const struct display *displays[2];
	struct error err = {0};

	arena = arena_new();
	if (!fonts_open(arena, "termes", &fonts, &err)) {
		printf("skip - %s\n", err.text);
		arena_free(arena);
		return 0;
	}
	tools_begin();
	displays[0] = set_document("Mã đề 101", 300);
	displays[1] = set_document("Mã đề 102", 1);
	tools_write("one.pdf", print(displays, 1));
	tools_write("two.pdf", print(displays, 2));
	TEST(test_tools_are_content);
	TEST(test_fonts_are_embedded);
	TEST(test_text_comes_back);
	TEST(test_structure_is_read);
	TEST(test_bookmarks);
	TEST(test_artifacts_and_marks);
	TEST(test_same_bytes);
	TEST(test_many_objects);
	TEST(test_numbers);
	TEST(test_text_strings);
	TEST(test_actual_text);
	TEST(test_refusals);
	if (!getenv("KEEP"))
		tools_end();
	else
		printf("# %s\n", tools_folder);
	fonts_close(fonts);
	arena_free(arena);
	return check_result();
}
