#include <glob.h>
#include <stdlib.h>

#include "base/file.h"
#include "render/pdf/pdf.h"
#include "render/type/galley.h"
#include "tests/setting.h"

/* Whole documents, as display lists: tests/golden/type_NAME.md is Markdown set
 * as one text; the other documents are made here. Beside them stand
 * type_NAME.display, what they should come to. UPDATE=1 writes what they come
 * to now: read the difference before you commit it. PDF=folder prints them
 * there, to be looked at. */
#define BOLD(text) TEXT(STR(text), LOOK_BOLD)
#define PLAIN(text) TEXT(STR(text), 0)

static struct words markdown(const char *text)
{
	struct span *span = NEW(arena, struct span);

	*span = MARKUP(markup_parse(arena, str_from(text)), 0);
	return (struct words){span, 1};
}

/* ---- a paper ---- */

static void letterhead(struct galley *g)
{
	static const float shares[] = {2, 3};

	galley_split_begin(g, shares, 2, 12);
	galley_paragraph(g,
		WORDS(PLAIN("SỞ GDĐT VĨNH LONG"), BREAK,
			BOLD("TRƯỜNG THPT LƯU VĂN LIỆT")),
		ALIGN_CENTER);
	galley_rule(g, 60, ALIGN_CENTER);
	galley_paragraph(g,
		WORDS(TEXT(STR("(Đề thi gồm có "), LOOK_ITALIC),
			PAGES(LOOK_ITALIC), TEXT(STR(" trang)"), LOOK_ITALIC)),
		ALIGN_CENTER);
	galley_split_next(g);
	galley_paragraph(
		g, WORDS(BOLD("ĐỀ KIỂM TRA GIỮA HỌC KỲ I")), ALIGN_CENTER);
	galley_paragraph(g, WORDS(BOLD("Môn: TOÁN – Lớp 12")), ALIGN_CENTER);
	galley_paragraph(g,
		WORDS(TEXT(STR("Thời gian làm bài: 90 phút"), LOOK_ITALIC)),
		ALIGN_CENTER);
	galley_split_end(g);
	galley_space(g, 6);
	galley_paragraph(g,
		WORDS(PLAIN("Họ và tên thí sinh: "), DOTS(0), SPACE(12),
			TEXT(STR("Mã đề 101"), LOOK_BOLD | LOOK_BOX)),
		ALIGN_NONE);
	galley_paragraph(
		g, WORDS(PLAIN("Số báo danh: "), DOTS(150)), ALIGN_NONE);
}

static void question(struct galley *g, int number, const char *stem,
	const char *const *texts)
{
	static const char *const names[] = {"A. ", "B. ", "C. ", "D. "};
	struct labelled options[4];
	struct span labels[4];
	size_t n = 0;

	galley_tag_begin(g, TAG_PART, str_format(arena, "Câu %d", number));
	galley_keep_begin(g);
	galley_paragraph(g,
		WORDS(TEXT(str_format(arena, "Câu %d. ", number), LOOK_BOLD),
			markdown(stem).spans[0]),
		ALIGN_NONE);
	for (; texts && n < 4; n++) {
		labels[n] = TEXT(str_from(names[n]), LOOK_BOLD);
		options[n].label = (struct words){&labels[n], 1};
		options[n].body = markdown(texts[n]);
	}
	galley_options(g, options, n);
	galley_keep_end(g);
	galley_tag_end(g);
}

static void statements(struct galley *g)
{
	static const char *const texts[] = {
		"Tập xác định của hàm số là $\\mathbb{R}\\setminus\\{2\\}$.",
		("Hàm số nghịch biến trên từng khoảng xác định, đồ thị của "
		 "hàm số có tiệm cận đứng là đường thẳng $x=2$ và tiệm cận "
		 "ngang."),
		"Đồ thị cắt trục tung tại điểm có tung độ âm.",
		"Giá trị lớn nhất trên đoạn $[3;5]$ là 4."};

	question(
		g, 4, "Cho hàm số $y=\\frac{x+1}{x-2}$ có đồ thị $(C)$.", NULL);
	for (size_t i = 0; i < 4; i++)
		galley_item(g,
			WORDS(TEXT(
				str_format(arena, "%c) ", (int)('a' + i)), 0)),
			0, markdown(texts[i]));
}

static void answer_table(struct galley *g)
{
	const struct table_cell head[] = {
		{.words = WORDS(BOLD("Câu")), .rows = 2},
		{.words = WORDS(BOLD("Mức độ đánh giá")), .columns = 3},
		{.words = WORDS(BOLD("Tổng")), .rows = 2}};
	const struct table_cell levels[] = {{.words = WORDS(BOLD("Biết"))},
		{.words = WORDS(BOLD("Hiểu"))},
		{.words = WORDS(BOLD("Vận dụng"))}};
	const struct table_cell cells[] = {
		{.words = WORDS(PLAIN("Phương trình, bất phương trình mũ")),
			.align = ALIGN_LEFT},
		{.words = WORDS(PLAIN("2"))}, {.words = WORDS(PLAIN("1"))},
		{.words = WORDS(PLAIN(""))}, {.words = WORDS(PLAIN("0,75"))}};
	const struct table_column columns[] = {{0, ALIGN_CENTER},
		{0, ALIGN_CENTER}, {0, ALIGN_CENTER}, {0, ALIGN_CENTER},
		{50, ALIGN_RIGHT}};
	const struct table_row rows[] = {{head, 3, true}, {levels, 3, true},
		{cells, 5, false}, {cells, 5, false}};
	const struct table table = {.columns = columns,
		.column_count = 5,
		.rows = rows,
		.row_count = 4,
		.align = ALIGN_CENTER};

	galley_table(g, &table);
}

static void essay(struct galley *g)
{
	galley_frame_begin(g, 6);
	galley_paragraph(g,
		markdown("Cho bảng số liệu:\n\n| Năm | 2010 | 2020 |\n|---|--:"
			 "|--:|\n| Dân số (triệu người) | 87,1 | 97,6 |\n\n"
			 "*(Nguồn: Tổng cục Thống kê)*"),
		ALIGN_NONE);
	galley_frame_end(g);
	question(g, 5,
		"Nhận xét sự thay đổi dân số nước ta trong giai đoạn trên và "
		"giải thích. *(1,0 điểm)*",
		NULL);
	galley_answer_lines(g, 4);
}

static void paper(struct galley *g)
{
	static const char *const shorts[] = {
		"$(-1;1)$", "$(1;2)$", "$(0;3)$", "$(-2;0)$"};
	static const char *const middle[] = {"Nguyên phân và thụ tinh",
		"Giảm phân và thụ tinh", "Phân đôi và nảy chồi",
		"Nguyên phân, giảm phân"};
	static const char *const longs[] = {
		("Hàm số đồng biến trên khoảng $(-\\infty;-1)$ và nghịch biến "
		 "trên khoảng $(-1;+\\infty)$, không có điểm cực trị nào "
		 "khác."),
		"Hàm số có đúng hai điểm cực trị.", "Hàm số không có cực trị.",
		"Hàm số nghịch biến trên $\\mathbb{R}$."};
	struct running footer = {.right = STR("Trang {page}/{pages} - Mã đề "
					      "101"),
		.look = LOOK_SMALL,
		.rule = true};

	galley_footer(g, &footer);
	letterhead(g);
	galley_body(g);
	galley_bookmark(g, 0, STR("PHẦN I"));
	galley_heading(g, 1,
		WORDS(BOLD("PHẦN I. "),
			PLAIN("Câu trắc nghiệm nhiều phương án lựa chọn. "
			      "Thí sinh trả lời từ câu 1 đến câu 3.")));
	question(g, 1,
		"Hàm số $y=x^3-3x$ nghịch biến trên khoảng nào dưới đây?",
		shorts);
	question(
		g, 2, "Quá trình duy trì bộ nhiễm sắc thể của loài là", middle);
	question(g, 3,
		"Phát biểu nào sau đây **đúng**?\n\n1. một ý;\n2. hai ý.",
		longs);
	galley_bookmark(g, 0, STR("PHẦN II"));
	galley_heading(g, 1, WORDS(BOLD("PHẦN II. "), PLAIN("Đúng sai.")));
	statements(g);
	answer_table(g);
	galley_heading(g, 2, WORDS(BOLD("PHẦN III. "), PLAIN("Tự luận.")));
	essay(g);
	galley_space(g, 8);
	galley_paragraph(g, WORDS(BOLD("------ HẾT ------")), ALIGN_CENTER);
}

static void long_table(struct galley *g)
{
	struct table_row rows[70];
	const struct table_column columns[] = {
		{40, ALIGN_CENTER}, {0, 0}, {0, ALIGN_RIGHT}};
	const struct table table = {.columns = columns,
		.column_count = 3,
		.rows = rows,
		.row_count = 70,
		.rules = RULES_HEAD,
		.wide = true,
		.look = LOOK_SMALL};

	for (size_t i = 0; i < 70; i++) {
		struct table_cell *cells =
			NEW_ARRAY(arena, 3, struct table_cell);
		struct span *spans = NEW_ARRAY(arena, 3, struct span);

		spans[0] = TEXT(i ? str_format(arena, "%zu", i) : STR("TT"), 0);
		spans[1] = TEXT(i ? setting_words(3 + i * 7 % 40, (unsigned)i)
				  : STR("Nội dung"),
			0);
		spans[2] = TEXT(STR("0,25"), 0);
		for (size_t k = 0; k < 3; k++)
			cells[k].words = (struct words){&spans[k], 1};
		rows[i] = (struct table_row){cells, 3, i == 0};
	}
	galley_table(g, &table);
}

/* ---- compared ---- */

static struct str stem_path(const char *path)
{
	return str_sub(str_from(path), 0, str_find(str_from(path), ".md", 0));
}

static void print_pdf(struct str name, const struct display *display)
{
	const struct display *displays[] = {display};
	struct pdf_writer *writer = pdf_writer_new(arena);
	struct error err = {0};
	struct str out;

	pdf_writer_add(writer, display);
	if (CHECK_OK(pdf_print(writer, arena, displays, 1, name, &out, &err),
		    err))
		CHECK_OK(file_write(str_format(arena, "%s/%.*s.pdf",
					    getenv("PDF"), STR_ARG(name))
					    .ptr,
				 out, &err),
			err);
	pdf_writer_free(writer);
}

/* The first line that is not as it was. */
static void show_difference(struct str got, struct str want)
{
	struct str a, b;
	int line = 0;

	do {
		line++;
		if (!str_cut(&got, '\n', &a))
			a = STR("(the end)");
		if (!str_cut(&want, '\n', &b))
			b = STR("(the end)");
	} while (str_equal(a, b) && got.ptr && want.ptr);
	printf("# line %d: got  %.*s\n# line %d: want %.*s\n", line, STR_ARG(a),
		line, STR_ARG(b));
}

static void compare(struct str stem, struct galley *g)
{
	struct display display = setting_finish(g, NULL);
	const char *path = str_format(arena, "%.*s.display", STR_ARG(stem)).ptr;
	struct str got = display_dump(arena, &display), want;
	struct error err = {0};

	if (getenv("PDF"))
		print_pdf(str_sub(stem, strlen("tests/golden/"), stem.len),
			&display);
	if (getenv("UPDATE")) {
		CHECK_OK(file_write(path, got, &err), err);
		return;
	}
	if (!CHECK_OK(file_read(arena, path, FILE_LIMIT, &want, &err), err))
		return;
	if (CHECK(str_equal(got, want)))
		return;
	printf("# %s\n", path);
	show_difference(got, want);
}

static void markdown_files(void)
{
	struct style style = style_default();
	struct error err = {0};
	glob_t found;

	CHECK(glob("tests/golden/type_*.md", 0, NULL, &found) == 0);
	CHECK(found.gl_pathc >= 2);
	for (size_t i = 0; i < found.gl_pathc; i++) {
		struct galley *g = setting_galley(&style);
		const char *path = found.gl_pathv[i];
		struct str text;

		if (!CHECK_OK(file_read(arena, path, FILE_LIMIT, &text, &err),
			    err))
			continue;
		galley_paragraph(g, WORDS(MARKUP(markup_parse(arena, text), 0)),
			ALIGN_NONE);
		compare(stem_path(path), g);
	}
	globfree(&found);
}

static void a_paper(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);

	paper(g);
	compare(STR("tests/golden/type_paper"), g);
}

static void a_paper_in_two_columns(void)
{
	struct style style = style_default();
	struct error err = {0};
	struct galley *g;

	style.columns = 2;
	CHECK_OK(style_set_paper(&style, STR("A4-landscape"), &err), err);
	g = setting_galley(&style);
	paper(g);
	compare(STR("tests/golden/type_columns"), g);
}

static void a_paper_in_large_print(void)
{
	struct style style = style_default();
	struct galley *g;

	style_set_size(&style, 18);
	style.justify = false;
	g = setting_galley(&style);
	paper(g);
	compare(STR("tests/golden/type_large"), g);
}

static void a_long_table(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);

	long_table(g);
	compare(STR("tests/golden/type_table"), g);
}

int main(void)
{
	if (!setting_begin())
		return 0;
	TEST(markdown_files);
	TEST(a_paper);
	TEST(a_paper_in_two_columns);
	TEST(a_paper_in_large_print);
	TEST(a_long_table);
	setting_end();
	return check_result();
}
