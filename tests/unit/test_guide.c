#include "render/guide.h"

#include "tests/all_types.h"
#include "tests/tools.h"

/* The marking guide holds what papers must not. */
static struct arena *arena;
static struct press *press;

static size_t count_of(struct str text, const char *needle)
{
	size_t count = 0, at = 0;

	while ((at = str_find(text, needle, at)) != SIZE_MAX) {
		count++;
		at++;
	}
	return count;
}

static bool has(struct str text, const char *needle)
{
	return count_of(text, needle) > 0;
}

static struct str print(const struct exam *exam)
{
	struct report report = {.arena = arena};
	struct str out = STR("");
	struct error err = {0};

	CHECK_OK(guide_print(press, exam, arena, &report, &out, &err), err);
	CHECK(!report.findings[FINDING_FORMULA]);
	return out;
}

static struct str text_of(const struct exam *exam)
{
	int status;

	tools_write("guide.pdf", print(exam));
	return tools_run(arena, &status, "pdftotext -layout guide.pdf -");
}

static void check_all(struct str text, const char *const *needles)
{
	for (; *needles; needles++)
		if (!CHECK(has(text, *needles)))
			printf("# no '%s'\n", *needles);
}

static void test_answers(void)
{
	static const char *const said[] = {"HƯỚNG DẪN CHẤM",
		"Tổng điểm của đề: 7,5 điểm.",
		"3 câu, 0,75 điểm. Mỗi câu đúng được 0,25 điểm.",
		"1 câu, 1,0 điểm.", "Số ý đúng", "0,1", "Đáp án: A. Hà Nội",
		"Đáp án: C. Ba dòng sông lớn",
		"a) Đúng; b) Sai; c) Đúng; d) Sai", "ZQXNguyễn Du",
		"/^ZQXn\\.?\\s*du$/i", "−1,5 giây", "±0,05",
		"A. số 2 nguyên tố; C. số 5 nguyên tố", "Đáp án: Sai",
		"Đáp án: 1-c 2-a", "Đáp án: b a c", "(1) B. 100",
		"(2) ZQXHà Nội", "ZQXmở bài", "ZQXkết bài", "Tổng",
		"Vận dụng. Mã đề: 101: câu 1 – A; 102: câu 3 – D.", NULL};
	struct all_types all = {"vi", "official", 2, false, 0};
	struct str text = text_of(all_exam(arena, &all));

	check_all(text, said);
	CHECK(count_of(text, "ZQXsolution") == ALL_QUESTIONS);
	CHECK(count_of(text, "Con đường ấy") == 1);
	CHECK(!has(text, "ZQXfeedback"));
}

static void test_in_english(void)
{
	static const char *const said[] = {"MARKING GUIDE",
		"The whole paper: 7.5 points.",
		"Each right answer earns 0.25 points.", "Right statements",
		"Answer: A. Hà Nội", "a) True; b) False", "Solution.",
		"What is marked", "Application", NULL};
	struct all_types all = {"en", "plain", 1, false, 0};
	struct str text = text_of(all_exam(arena, &all));

	check_all(text, said);
	CHECK(!has(text, "Forms:")); /* there is but one */
}

/* Forms that share nothing: each question once, with its code. */
static void test_different_forms(void)
{
	struct all_types all = {"vi", "official", 2, false, 0};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct form forms[2] = {exam->forms[0], exam->forms[1]};
	struct str text;

	forms[0].item_count = 3;
	forms[1].items += 3;
	forms[1].item_count -= 3;
	exam->forms = forms;
	text = text_of(exam);
	CHECK(count_of(text, "ZQXsolution") == ALL_QUESTIONS);
	CHECK(has(text, "Câu 1 (mã đề 102)."));
	CHECK(has(text, "Câu 6 (mã đề 102)."));
	CHECK(!has(text, "(mã đề 101)"));
}

/* "101: câu 3 – B" is never divided. */
static void test_many_places(void)
{
	struct all_types all = {"vi", "official", 24, false, 0};
	struct str text = text_of(all_exam(arena, &all));

	CHECK(has(text, "124: câu"));
	CHECK(!has(text, "câu\n"));
	CHECK(!has(text, ":\n"));
	CHECK(!has(text, " –\n"));
}

/* What earns nothing is not said to earn 0,0. */
static void test_no_points(void)
{
	struct all_types all = {"vi", "official", 1, false, 0};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct form form = exam->forms[0];
	struct item *items =
		arena_copy(arena, form.items, form.item_count * sizeof *items);
	struct str text;

	items[0].points = 0;
	form.items = items;
	exam->forms = &form;
	text = text_of(exam);
	CHECK(has(text, "Câu 1. Thủ đô"));
	CHECK(has(text, "Câu 2. (0,25 điểm)"));
}

static void test_same_bytes_twice(void)
{
	struct all_types all = {"vi", "official", 3, false, 0};
	const struct exam *exam = all_exam(arena, &all);

	CHECK(str_equal(print(exam), print(exam)));
}

static void test_qpdf_is_content(void)
{
	struct str said;
	int status;

	if (!tools_have(arena, "qpdf"))
		return;
	said = tools_run(arena, &status, "qpdf --check guide.pdf");
	CHECK(!status);
	CHECK(!has(said, "WARN"));
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
	if (tools_have(arena, "pdftotext")) {
		TEST(test_answers);
		TEST(test_in_english);
		TEST(test_different_forms);
	}
	TEST(test_many_places);
	TEST(test_no_points);
	TEST(test_same_bytes_twice);
	TEST(test_qpdf_is_content);
	tools_end();
	press_close(press);
	arena_free(arena);
	return check_result();
}
