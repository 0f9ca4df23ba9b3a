#include "render/paper.h"

#include <math.h>

#include "tests/all_types.h"
#include "tests/tools.h"

/* Papers of an exam of every question type, as pupils and as programs that
 * read PDFs see them. */
static struct arena *arena;
static struct press *press;

static struct papers *made[128];
static size_t made_count;

static struct papers *set(const struct exam *exam, struct report *report)
{
	struct papers *papers = NULL;
	struct error err = {0};

	CHECK_OK(papers_set(arena, press, exam, report, &papers, &err), err);
	if (made_count < sizeof made / sizeof *made)
		made[made_count++] = papers;
	return papers;
}

static struct str print(const struct exam *exam, size_t form)
{
	struct papers *papers = set(exam, NULL);
	struct str out = STR("");
	struct error err = {0};

	if (papers)
		CHECK_OK(papers_print(papers, form, arena, &out, &err), err);
	return out;
}

/* All that is drawn, in the order of drawing, with a line for each line. */
static struct str text_of(const struct display *display)
{
	struct buf out = {.arena = arena};
	float y = 0;

	for (size_t p = 0; p < display->page_count; p++)
		for (size_t i = 0; i < display->pages[p].op_count; i++) {
			const struct op *op = &display->pages[p].ops[i];

			if (op->kind != OP_GLYPHS)
				continue;
			if (fabsf(op->glyphs->y - y) > 1)
				buf_char(&out, '\n');
			y = op->glyphs->y;
			buf_add(&out, op->text);
		}
	buf_char(&out, '\n');
	return buf_str(&out);
}

static struct str text_of_form(const struct all_types *all, size_t form)
{
	return text_of(papers_display(set(all_exam(arena, all), NULL), form));
}

static bool has(struct str text, const char *needle)
{
	return str_find(text, needle, 0) != SIZE_MAX;
}

/* Every text is there, one after the other. */
static void check_sequence(struct str text, const char *const *needles)
{
	size_t at = 0;

	for (; *needles; needles++) {
		size_t found = str_find(text, *needles, at);

		if (!CHECK(found != SIZE_MAX))
			printf("# no '%s' in order\n", *needles);
		else
			at = found;
	}
}

/* ---- what is on it ---- */

static void test_official_head(void)
{
	static const char *const head[] = {"SỞ GDĐT VĨNH LONG",
		"TRƯỜNG THPT NGUYỄN THÔNG", "gồm có ", "KIỂM TRA GIỮA KỲ I",
		"NĂM HỌC 2026-2027", "Môn: Tổng hợp – Lớp 12",
		"Thời gian làm bài: 45 phút", "(Không kể thời gian phát đề)",
		"Họ và tên:", "Số báo danh:", "Mã đề 101", "PHẦN I.", "HẾT",
		"Thí sinh không được sử dụng tài liệu.", NULL};
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	struct str text = text_of_form(&all, 0);

	for (size_t i = 0; head[i]; i++)
		if (!CHECK(has(text, head[i])))
			printf("# no '%s'\n", head[i]);
	CHECK(has(text, "Trang 1/"));
	CHECK(has(text, " - Mã đề 101"));
	CHECK(has(text, "\n------ HẾT ------\n"));
	CHECK(!has(text, "Trả lời:")); /* answers go on a sheet */
}

/* Room for them under the official head, when the blueprint says so. */
static void test_answers_on_the_paper(void)
{
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct blueprint *blueprint = (struct blueprint *)exam->blueprint;

	blueprint->answers = STR("paper");
	CHECK(has(text_of(papers_display(set(exam, NULL), 0)), "Trả lời:"));
}

/* However long the paper is, its end is not a page of its own. */
static void test_end_is_not_alone(void)
{
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct form form = exam->forms[0];
	struct item *items = NEW_ARRAY(arena, 60, struct item);

	for (size_t i = 0; i < 60; i++)
		items[i] = form.items[0];
	form.items = items;
	exam->forms = &form;
	for (size_t n = 20; n <= 60; n++) {
		const struct display *display;
		struct display last;

		form.item_count = n;
		display = papers_display(set(exam, NULL), 0);
		last = *display;
		last.pages += last.page_count - 1;
		last.page_count = 1;
		CHECK(has(text_of(&last), "HẾT"));
		CHECK(has(text_of(&last), "Cần Thơ"));
	}
}

/* On a small page the name has a line to itself. */
static void test_room_for_a_name(void)
{
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	const struct exam *exam = all_exam(arena, &all);
	struct press *large = press, *small;
	struct style style = style_default();
	struct error err = {0};
	struct str text;

	CHECK_OK(style_set_paper(&style, STR("a5"), &err), err);
	if (!CHECK_OK(press_open(arena, &style, &small, &err), err))
		return;
	press = small;
	text = text_of(papers_display(set(exam, NULL), 0));
	press = large;
	CHECK(has(text, "Họ và tên: \n"));
	text = text_of(papers_display(set(exam, NULL), 0));
	CHECK(has(text, "Họ và tên:  Số báo danh: Mã đề 101"));
	press_close(small);
}

/* Long names get more of the line, and lines of like length. */
static void test_long_names(void)
{
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	const struct exam *exam = all_exam(arena, &all);
	struct blueprint *b = (struct blueprint *)exam->blueprint;
	struct str text;

	b->school.department =
		STR("SỞ GIÁO DỤC VÀ ĐÀO TẠO THÀNH PHỐ HỒ CHÍ MINH");
	b->school.name = STR("TRƯỜNG TRUNG HỌC PHỔ THÔNG CHUYÊN LÊ HỒNG PHONG");
	text = text_of(papers_display(set(exam, NULL), 0));
	CHECK(has(text, "\nSỞ GIÁO DỤC VÀ ĐÀO TẠO"));
	CHECK(has(text, "\nTHÀNH PHỐ HỒ CHÍ MINH"));
	CHECK(has(text, "\nTRƯỜNG TRUNG HỌC PHỔ"));
	CHECK(has(text, "\nTHÔNG CHUYÊN LÊ HỒNG PHONG"));
}

static void test_plain_head(void)
{
	static const char *const sequence[] = {"TRƯỜNG THPT NGUYỄN THÔNG",
		"KIỂM TRA GIỮA KỲ I", "Form 101",
		"Tổng hợp · Grade 12 · 45 minutes · 7.5 points",
		"Name:", "Class:", "Date:", "Part I. Multiple choice.",
		"questions 1 to 3", "Question 1.", NULL};
	struct all_types all = {"en", "plain", 1, .other_keys = false};
	struct str text = text_of_form(&all, 0);

	check_sequence(text, sequence);
	CHECK(has(text, "Page 1 of "));
	CHECK(has(text, "– Form 101"));
	CHECK(has(text, "Answer:"));
	CHECK(!has(text, "Câu"));
	CHECK(!has(text, "HẾT"));
}

static void test_parts_and_questions(void)
{
	static const char *const sequence[] = {"PHẦN I. Câu trắc nghiệm nhiều",
		"từ câu 1 đến câu 3", "Câu 1.", "Thủ đô của", "A.", "Hà Nội",
		"D.", "Cần Thơ", "Đọc thông tin sau", "từ câu 2 đến câu 3",
		"Con đường ấy", "Nó đi qua ba miền", "Câu 2.", "Câu 3.",
		"PHẦN II. Câu trắc nghiệm đúng sai.", "câu 1.", "Câu 1.", "a)",
		"Mặt Trời mọc", "d)", "PHẦN III. Trả lời ngắn.",
		"Từ câu 1 đến câu 2 (2 câu).", "Truyện Kiều", "rơi trong",
		"PHẦN IV.", "từ câu 1 đến câu 6", "(0,5 điểm)",
		"(Chọn tất cả các phương án đúng.)", "nguyên tố", "Đúng", "Sai",
		"Ghép kí hiệu", "Cột A", "Cột B", "1.", "Na", "a.", "kali",
		"2.", "K", "b.", "sắt", "c.", "natri", "Xếp các việc", "a)",
		"nấu cơm", "b)", "vo gạo", "c)", "ăn cơm", "(1)", "triệu dân",
		"(2)", "A.", "80", "C.", "120", "(2,0 điểm)", "Tả con đường",
		"HẾT", NULL};
	struct all_types all = {"vi", "official", 1, .other_keys = false};

	check_sequence(text_of_form(&all, 0), sequence);
}

/* The second form: the passage first, its options turned round. */
static void test_second_form(void)
{
	static const char *const sequence[] = {"Mã đề 102",
		"từ câu 1 đến câu 2", "Con đường ấy", "Câu 1.", "A.", "Bốn dãy",
		"D.", "Một con đường", "Câu 3.", "Thủ đô", "A.", "Cần Thơ",
		"D.", "Hà Nội", NULL};
	struct all_types all = {"vi", "official", 2, .other_keys = false};

	check_sequence(text_of_form(&all, 1), sequence);
}

/* A passage that says itself what to do is only told its questions. */
static void test_passage_with_instruction(void)
{
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct stimulus stimulus = exam->stimuli[0];
	struct str text;

	stimulus.text = STR("*Đọc bài thơ và trả lời.*\n\nMột dòng thơ.");
	exam->stimuli = &stimulus;
	text = text_of(papers_display(set(exam, NULL), 0));
	CHECK(has(text, "Câu 2 đến câu 3."));
	CHECK(has(text, "bài thơ"));
	CHECK(!has(text, "Đọc thông tin sau"));
}

/* Title, source and numbers of lines are printed when they are asked for. */
static void test_passage_around(void)
{
	static const char *const sequence[] = {"Đọc thông tin sau", "Nhan đề",
		"Dòng một", "Dòng hai", "(Theo báo)", "Câu 2.", NULL};
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct stimulus stimulus = exam->stimuli[0];
	struct str text;

	stimulus.title = STR("Nhan đề");
	stimulus.source = STR("Theo báo");
	stimulus.text = STR("Dòng một\\\nDòng hai\\\nDòng ba\\\nDòng bốn");
	exam->stimuli = &stimulus;
	text = text_of(papers_display(set(exam, NULL), 0));
	CHECK(!has(text, "Nhan đề") && !has(text, "Theo báo"));
	stimulus.print_title = stimulus.print_source = true;
	stimulus.numbered = 2;
	check_sequence(text_of(papers_display(set(exam, NULL), 0)), sequence);
}

static size_t artifacts_on(const struct page *page, const char *text)
{
	bool artifact = false;
	size_t count = 0;

	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];

		if (op->kind == OP_TAG_BEGIN || op->kind == OP_TAG_END)
			artifact = op->kind == OP_TAG_BEGIN &&
				op->role == TAG_ARTIFACT;
		else if (op->kind == OP_GLYPHS && artifact)
			count += str_is(op->text, text);
	}
	return count;
}

static size_t artifacts_of(const struct exam *exam, const char *text)
{
	const struct display *display = papers_display(set(exam, NULL), 0);
	size_t count = 0;

	for (size_t i = 0; i < display->page_count; i++)
		count += artifacts_on(&display->pages[i], text);
	return count;
}

static void test_numbered_lines(void)
{
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct stimulus stimulus = exam->stimuli[0];

	stimulus.text = STR("a\\\nb\\\nc\n\nd\\\ne");
	exam->stimuli = &stimulus;
	CHECK(artifacts_of(exam, "4") == 0);
	stimulus.numbered = 2;
	CHECK(artifacts_of(exam, "2") == 1 && artifacts_of(exam, "4") == 1);
	CHECK(artifacts_of(exam, "1") == 0 && artifacts_of(exam, "6") == 0);
}

static void test_choose_some(void)
{
	struct all_types all = {"vi", "official", 1, .answers = 2};

	CHECK(has(text_of_form(&all, 0), "chọn 2 trong 3 câu"));
}

/* No page begins in the middle of a question. */
static void test_questions_stay_whole(void)
{
	enum { COPIES = 30 };
	struct all_types all = {"vi", "official", 1, .other_keys = false};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct item *items = NEW_ARRAY(arena, COPIES, struct item);
	struct form form = exam->forms[0];
	const struct display *display;

	for (size_t i = 0; i < COPIES; i++) {
		items[i] = exam->forms[0].items[3];
		items[i].number = (long)i + 1;
	}
	form.items = items;
	form.item_count = COPIES;
	exam->forms = &form;
	display = papers_display(set(exam, NULL), 0);
	CHECK(display->page_count > 3);
	for (size_t p = 1; p < display->page_count; p++) {
		const struct page *page = &display->pages[p];
		size_t i = 0;

		/* The foot is an artifact, drawn last. */
		while (i < page->op_count && page->ops[i].kind != OP_GLYPHS)
			i++;
		if (CHECK(i < page->op_count))
			CHECK(str_starts(page->ops[i].text, "Câu ") ||
				str_starts(page->ops[i].text, "----"));
	}
}

/* ---- what must not be on it ---- */

static const char *const headings[] = {"official", "plain"};

static void test_no_secrets(void)
{
	for (size_t h = 0; h < 2; h++) {
		struct all_types all = {"vi", headings[h], 2, true, 0};

		for (size_t form = 0; form < 2; form++) {
			struct str text = text_of_form(&all, form);

			CHECK(!has(text, SECRET));
			CHECK(!has(text, "918273"));
			CHECK(!has(text, "91827"));
			CHECK(!has(text, "Đáp án"));
			CHECK(!has(text, "q-"));
		}
	}
}

/* Where and how the right answer is makes no difference to a single byte. */
static void test_keys_change_nothing(void)
{
	for (size_t h = 0; h < 2; h++) {
		struct all_types all = {"vi", headings[h], 1, false, 0};
		struct all_types other = {"vi", headings[h], 1, true, 0};
		const struct exam *exams[] = {
			all_exam(arena, &all), all_exam(arena, &other)};

		for (size_t i = 0; i < ALL_QUESTIONS - 1; i++)
			CHECK(!str_equal(exams[0]->forms[0].items[i].key,
				exams[1]->forms[0].items[i].key));
		CHECK(str_equal(print(exams[0], 0), print(exams[1], 0)));
	}
}

/* ---- bytes ---- */

static void test_same_bytes_twice(void)
{
	struct all_types all = {"vi", "official", 2, false, 0};
	struct str one = print(all_exam(arena, &all), 1), two;
	struct press *again = NULL;
	struct error err = {0};

	CHECK(str_starts(one, "%PDF-1.7"));
	/* Neither what was set before nor what is printed before matters. */
	if (!CHECK_OK(press_open(arena, &press->style, &again, &err), err))
		return;
	struct press *first = press;
	press = again;
	two = print(all_exam(arena, &all), 1);
	press_close(again);
	press = first;
	CHECK(str_equal(one, two));
}

static struct str bytes_with(const char *threads)
{
	struct all_types all = {"vi", "official", 5, false, 0};
	struct error err = {0};
	struct str out = STR("");

	setenv("DETHI_THREADS", threads, 1);
	CHECK_OK(papers_print_all(
			 set(all_exam(arena, &all), NULL), arena, &out, &err),
		err);
	unsetenv("DETHI_THREADS");
	return out;
}

/* How many set the forms at once does not matter. */
static void test_same_bytes_of_any_crew(void)
{
	struct str alone = bytes_with("1");

	CHECK(str_starts(alone, "%PDF-1.7"));
	CHECK(str_equal(alone, bytes_with("2")));
	CHECK(str_equal(alone, bytes_with("4")));
}

/* What printing one paper needs is not lost with its bytes. */
static void test_bytes_may_be_released(void)
{
	struct all_types all = {"vi", "official", 3, false, 0};
	const struct exam *exam = all_exam(arena, &all);
	struct papers *one = set(exam, NULL), *other = set(exam, NULL);
	struct str out, again;
	struct error err = {0};

	for (size_t i = 0; i < 3; i++) {
		struct arena_mark mark = arena_mark(arena);

		CHECK_OK(papers_print(one, i, arena, &out, &err), err);
		arena_release(arena, mark);
		memset(arena_alloc(arena, 1 << 16), 'x', 1 << 16);
	}
	CHECK_OK(papers_print_all(one, arena, &out, &err), err);
	CHECK_OK(papers_print_all(other, arena, &again, &err), err);
	CHECK(str_equal(out, again));
	CHECK_OK(papers_print(one, 0, arena, &out, &err), err);
	CHECK(str_equal(out, print(exam, 0)));
}

static void test_no_such_form(void)
{
	struct all_types all = {"vi", "official", 1, false, 0};
	struct papers *papers = set(all_exam(arena, &all), NULL);
	struct error err = {0};
	struct str out;

	CHECK(!papers_print(papers, 1, arena, &out, &err));
	CHECK(err.code == ERROR_NOTFOUND);
	CHECK(papers_display(papers, 1) == NULL);
}

static void test_warnings_come_once(void)
{
	struct all_types all = {"vi", "official", 3, false, 0};
	struct report report = {.arena = arena};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct question *q = (struct question *)&exam->questions[3];

	set(exam, &report);
	CHECK(report.count == 0);
	q->stem = STR("Cho $\\frakc{1}{2}$.");
	set(exam, &report);
	CHECK(report.count == 1);
	CHECK(report.findings[FINDING_FORMULA] == 1);
	CHECK(report.levels[REPORT_WARNING] == 1);
	if (report.count) {
		struct str text = report.entries[0].text;

		CHECK_STR(report.entries[0].file, "all.yaml");
		CHECK(str_find(text, "\\frakc", 0) != SIZE_MAX);
		CHECK(str_find(text, "\\frac", 0) != SIZE_MAX);
	}
}

static void test_unknown_character(void)
{
	struct all_types all = {"vi", "official", 1, false, 0};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct question *q = (struct question *)&exam->questions[3];
	struct papers *papers;
	struct error err = {0};

	q->stem = STR("Chữ 漢 nghĩa là gì?");
	CHECK(!papers_set(arena, press, exam, NULL, &papers, &err));
	CHECK(err.code == ERROR_INVALID);
	CHECK(has(str_from(err.text), "q-statements"));
}

static void test_large_print_and_columns(void)
{
	struct all_types all = {"vi", "official", 1, false, 0};
	struct style kept = press->style;
	const struct exam *exam = all_exam(arena, &all);
	size_t pages = papers_display(set(exam, NULL), 0)->page_count;

	style_set_size(&press->style, 18);
	CHECK(papers_display(set(exam, NULL), 0)->page_count > pages);
	press->style = kept;
	press->style.columns = 2;
	CHECK(has(text_of(papers_display(set(exam, NULL), 0)), "HẾT"));
	press->style = kept;
}

/* ---- other people's programs ---- */

static void write_papers(void)
{
	struct all_types all = {"vi", "official", 4, false, 0};
	struct papers *papers = set(all_exam(arena, &all), NULL);
	struct error err = {0};
	struct str out;

	CHECK_OK(papers_print(papers, 0, arena, &out, &err), err);
	tools_write("one.pdf", out);
	CHECK_OK(papers_print_all(papers, arena, &out, &err), err);
	tools_write("all.pdf", out);
	all.heading = "plain";
	all.language = "en";
	tools_write("plain.pdf", print(all_exam(arena, &all), 0));
}

static void check_content(const char *program, const char *command)
{
	static const char *const bad[] = {
		"WARN", "warning", "Warning", "rror:", NULL};
	static const char *const files[] = {"one", "all", "plain"};

	if (!tools_have(arena, program))
		return;
	for (size_t i = 0; i < 3; i++) {
		int status;
		struct str said = tools_run(
			arena, &status, "f=%s; %s", files[i], command);

		CHECK(!status);
		for (size_t k = 0; bad[k]; k++)
			if (!CHECK(!has(said, bad[k])))
				printf("# %s: %.*s\n", command, STR_ARG(said));
	}
}

static void test_programs_are_content(void)
{
	check_content("qpdf", "qpdf --check $f.pdf");
	check_content("mutool",
		"mutool draw -q -r 30 -o $f%d.png $f.pdf 2>&1 |"
		" sed '/ICC support/d'");
	check_content("pdftoppm", "pdftoppm -r 30 $f.pdf page");
	check_content("pdfinfo", "pdfinfo -struct $f.pdf >struct.txt");
}

static void test_fonts_are_embedded(void)
{
	struct str line, rest;
	int status, seen = 0;

	if (!tools_have(arena, "pdffonts"))
		return;
	rest = tools_run(arena, &status,
		"for f in one all plain; do pdffonts $f.pdf; done |"
		" grep -v -e '^name' -e '^---'");
	while (str_cut(&rest, '\n', &line)) {
		if (!line.len)
			continue;
		seen++;
		CHECK(has(line, "yes yes yes"));
	}
	CHECK(seen >= 9);
}

static void test_extracted_text(void)
{
	struct str text;
	int status;

	if (!tools_have(arena, "pdftotext"))
		return;
	text = tools_run(arena, &status, "pdftotext all.pdf -");
	CHECK(!status);
	CHECK(has(text, "Mã đề 101"));
	CHECK(has(text, "Mã đề 104"));
	CHECK(has(text, "Thủ đô của nước ta là thành phố nào?"));
	CHECK(!has(text, SECRET));
	text = tools_run(arena, &status, "pdfinfo -meta all.pdf one.pdf");
	CHECK(!has(text, SECRET));
}

int main(void)
{
	struct style style = style_default();
	struct error err = {0};

	arena = arena_new();
	if (!press_open(arena, &style, &press, &err)) {
		printf("skip - %s\n", err.text);
		arena_free(arena);
		return 0;
	}
	tools_begin();
	TEST(test_official_head);
	TEST(test_answers_on_the_paper);
	TEST(test_long_names);
	TEST(test_end_is_not_alone);
	TEST(test_room_for_a_name);
	TEST(test_plain_head);
	TEST(test_parts_and_questions);
	TEST(test_second_form);
	TEST(test_passage_with_instruction);
	TEST(test_passage_around);
	TEST(test_numbered_lines);
	TEST(test_choose_some);
	TEST(test_questions_stay_whole);
	TEST(test_no_secrets);
	TEST(test_keys_change_nothing);
	TEST(test_same_bytes_twice);
	TEST(test_same_bytes_of_any_crew);
	TEST(test_bytes_may_be_released);
	TEST(test_no_such_form);
	TEST(test_warnings_come_once);
	TEST(test_unknown_character);
	TEST(test_large_print_and_columns);
	write_papers();
	TEST(test_programs_are_content);
	TEST(test_fonts_are_embedded);
	TEST(test_extracted_text);
	tools_end();
	while (made_count)
		papers_free(made[--made_count]);
	press_close(press);
	arena_free(arena);
	return check_result();
}
