#include "render/key.h"

#include "tests/all_types.h"
#include "tests/tools.h"

/* Key tables, as bytes and as people see them. */
static struct arena *arena;
static struct press *press;

static bool has(struct str text, const char *needle)
{
	return str_find(text, needle, 0) != SIZE_MAX;
}

static struct str print(const struct exam *exam)
{
	struct str out = STR("");
	struct error err = {0};

	CHECK_OK(key_print(press, exam, arena, &out, &err), err);
	return out;
}

static struct str printed_text(struct str pdf)
{
	int status;

	tools_write("key.pdf", pdf);
	return tools_run(arena, &status, "pdftotext -layout key.pdf -");
}

/* Without spaces at the start of a line, and one between words. */
static struct str squeezed(struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++) {
		char last = out.len ? out.ptr[out.len - 1] : '\n';

		if (text.ptr[i] != ' ' || (last != ' ' && last != '\n'))
			buf_char(&out, text.ptr[i]);
	}
	return buf_str(&out);
}

/* ---- CSV ---- */

static void test_csv(void)
{
	struct all_types all = {"vi", "official", 2, false, 0};

	CHECK_STR(key_csv(arena, all_exam(arena, &all)),
		"\xef\xbb\xbf"
		"Câu\\Mã đề,101,102\r\n"
		"1,A,B\r\n"
		"2,C,B\r\n"
		"3,C,D\r\n"
		"4,ĐSĐS,ĐSĐS\r\n"
		"5,ZQXNguyễn Du,ZQXNguyễn Du\r\n"
		"6,\"-1,5\",\"-1,5\"\r\n"
		"7,\"A, C\",\"A, C\"\r\n"
		"8,S,S\r\n"
		"9,1-c 2-a,1-c 2-a\r\n"
		"10,b a c,b a c\r\n"
		"11,\"(1) B; (2) ZQXHà Nội\",\"(1) B; (2) ZQXHà Nội\"\r\n"
		"12,–,–\r\n");
}

static void test_csv_in_english(void)
{
	struct all_types all = {"en", "plain", 1, false, 0};
	struct str csv = key_csv(arena, all_exam(arena, &all));

	CHECK(str_starts(csv, "\xef\xbb\xbfQuestion\\Form,101\r\n1,A\r\n"));
	CHECK(has(csv, "\r\n4,TFTF\r\n"));
	CHECK(has(csv, "\r\n6,-1.5\r\n"));
	CHECK(has(csv, "\r\n8,F\r\n"));
}

/* ---- what a spreadsheet would run ---- */

static struct str csv_of_key(const char *key)
{
	struct all_types all = {"vi", "official", 1, false, 0};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct form form = exam->forms[0];
	struct item item = form.items[0];
	struct str csv;

	item.key = str_from(key);
	form.items = &item;
	form.item_count = 1;
	exam->forms = &form;
	csv = key_csv(arena, exam);
	return str_sub(csv, str_find(csv, "\r\n1,", 0) + 4, csv.len);
}

static void test_formulas_are_disarmed(void)
{
	static const char *const cells[][2] = {
		{"=1+1", "'=1+1"},
		{"+cmd", "'+cmd"},
		{"-2+3", "'-2+3"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"  =1", "\"'  =1\""},
		{"\xc2\xa0=1", "'\xc2\xa0=1"},
		{"\t=1", "\"'\t=1\""},
		{"=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""},
		/* numbers are answers */
		{"-3", "-3"},
		{"-1,5", "\"-1,5\""},
		{"+2.5", "+2.5"},
		{"a=b", "a=b"},
		{"a;b", "\"a;b\""},
		{"two\r\nlines", "\"two\r\nlines\""},
	};

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
		CHECK_STR(csv_of_key(cells[i][0]),
			str_cstr(arena,
				str_format(arena, "%s\r\n", cells[i][1])));
}

/* ---- PDF ---- */

static void test_table(void)
{
	struct all_types all = {"vi", "official", 4, false, 0};
	const struct exam *exam = all_exam(arena, &all);
	struct str pdf = print(exam), text;

	CHECK(str_equal(pdf, print(exam)));
	if (!tools_have(arena, "pdftotext"))
		return;
	text = printed_text(pdf);
	CHECK(has(text, "ĐÁP ÁN"));
	CHECK(has(text, "Câu\\Mã đề"));
	CHECK(has(text, "Phần IV"));
	CHECK(has(text, "101"));
	CHECK(has(text, "104"));
	CHECK(has(text, "ĐSĐS"));
	CHECK(has(text, "−1,5"));
	CHECK(has(text, "1-c 2-a"));
}

/* More codes than there is room for side by side. */
static void test_many_codes(void)
{
	enum { FORMS = 40 };
	struct all_types all = {"vi", "official", 1, false, 0};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct form *forms = NEW_ARRAY(arena, FORMS, struct form);
	struct str text;

	for (size_t i = 0; i < FORMS; i++) {
		forms[i] = exam->forms[0];
		forms[i].code = str_format(arena, "%04zu", 2001 + i);
	}
	exam->forms = forms;
	exam->form_count = FORMS;
	if (!tools_have(arena, "pdftotext"))
		return;
	text = printed_text(print(exam));
	for (size_t i = 0; i < FORMS; i++)
		CHECK(has(text, str_cstr(arena, forms[i].code)));
}

/* Forty questions in four codes are one page: the second twenty stand beside
 * the first. */
static void test_long_parts_stand_side_by_side(void)
{
	enum { ITEMS = 40 };
	struct all_types all = {"vi", "official", 4, false, 0};
	struct exam *exam = (struct exam *)all_exam(arena, &all);
	struct item *items = NEW_ARRAY(arena, ITEMS, struct item);
	struct form *forms = NEW_ARRAY(arena, 4, struct form);
	struct str text;
	int status;

	for (size_t i = 0; i < ITEMS; i++) {
		items[i] = exam->forms[0].items[0];
		items[i].number = (long)i + 1;
	}
	for (size_t i = 0; i < 4; i++) {
		forms[i] = exam->forms[i];
		forms[i].items = items;
		forms[i].item_count = ITEMS;
	}
	exam->forms = forms;
	if (!tools_have(arena, "pdftotext"))
		return;
	text = squeezed(printed_text(print(exam)));
	for (size_t i = 0; i < 20; i++)
		CHECK(has(text,
			str_format(arena, "\n%zu A A A A %zu A A A A", i + 1,
				i + 21)
				.ptr));
	text = tools_run(arena, &status, "pdfinfo key.pdf");
	CHECK(has(squeezed(text), "Pages: 1\n"));
}

static void test_qpdf_is_content(void)
{
	struct all_types all = {"en", "plain", 3, false, 0};
	struct str said;
	int status;

	if (!tools_have(arena, "qpdf"))
		return;
	tools_write("key.pdf", print(all_exam(arena, &all)));
	said = tools_run(arena, &status, "qpdf --check key.pdf");
	CHECK(!status);
	CHECK(!has(said, "WARN"));
}

int main(void)
{
	struct style style = style_default();
	struct error err = {0};

	arena = arena_new();
	tools_begin();
	TEST(test_csv);
	TEST(test_csv_in_english);
	TEST(test_formulas_are_disarmed);
	if (press_open(arena, &style, &press, &err)) {
		TEST(test_table);
		TEST(test_many_codes);
		TEST(test_long_parts_stand_side_by_side);
		TEST(test_qpdf_is_content);
	} else {
		printf("skip - %s\n", err.text);
	}
	tools_end();
	press_close(press);
	arena_free(arena);
	return check_result();
}
