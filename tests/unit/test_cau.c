/* What Vietnamese teachers have: typed "Câu 1. … A. …" and LaTeX with ex_test.
 */

#include "banks/cau.h"
#include "banks/cau_key.h"
#include "banks/extest.h"
#include "banks/ladder.h"
#include "banks/latex.h"
#include "tests/check.h"

static struct arena *arena;
static struct bundle bundle;
static struct report report;

static size_t read_with(const struct format *format, const char *text)
{
	struct sink sink;
	struct error err;

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	sink = bundle_sink(arena, &bundle);
	CHECK(format->read(arena, "f", str_from(text), &sink, &report, &err));
	return bundle.question_count;
}

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s%.*s", i ? "\n" : "",
			STR_ARG(report_line(arena, &report.entries[i])));
	return buf_str(&out);
}

static void codes(void)
{
	struct ladder code;

	CHECK(ladder_read(STR("2D1H3-6"), &code) && code.grade == 12 &&
		code.level == LEVEL_UNDERSTAND && str_is(code.code, "2D1H3-6"));
	CHECK(ladder_read(STR("7H2N1"), &code) && code.grade == 7 &&
		code.level == LEVEL_KNOW);
	CHECK(ladder_read(STR("VDC"), &code) && code.level == LEVEL_EXTEND &&
		!code.grade);
	CHECK(ladder_read(STR("0, NB"), &code) && code.level == LEVEL_KNOW);
	CHECK(!ladder_read(STR("5D1H3"), &code));
	CHECK(!ladder_read(STR("2D1X3"), &code));
	CHECK(!ladder_read(STR("Đề 1"), &code));
}

static void typed_text(void)
{
	const struct question *q;

	CHECK(read_with(&format_cau,
		      "TRƯỜNG THPT\nPHẦN I. Nhiều lựa chọn\n"
		      "Câu 1. [NB] Số nguyên tố là\n"
		      "A. 4\t*B. 7\tC. 9  D. 15\n"
		      "Lời giải: 7 là số nguyên tố.\nChọn B\n"
		      "Bài 2: [2D1H3-6] Hai\ndòng\nA) $x_1$\nB) 2\nĐáp án: A.\n"
		      "PHẦN II.\nCâu 3. Xét\na) p\nb) q\nĐáp án: ĐS\n"
		      "Question 4) Tính.\nĐáp số: -0,5\n"
		      "Câu 5. Viết. <key=Hà Nội>\n"
		      "Câu 6. Luận.\n"
		      "Câu 7. Bảng\nA. 1 B. 2 C. 3\n"
		      "BẢNG ĐÁP ÁN\n7.C 8-A\n") == 7);
	q = bundle.questions;
	CHECK(q[0].type == TYPE_CHOICE && q[0].option_count == 4 &&
		q[0].options[1].right && q[0].level == LEVEL_KNOW &&
		str_is(q[0].stem, "Số nguyên tố là"));
	CHECK(str_is(q[0].solution, "7 là số nguyên tố."));
	CHECK(q[1].grade == 12 && q[1].options[0].right &&
		str_is(q[1].options[0].text, "$x_1$") &&
		str_is(q[1].tags[0], "2D1H3-6") &&
		str_is(q[1].subject, "toan") && q[1].subject_guessed &&
		str_is(q[1].topic, "2D1") && str_is(q[1].stem, "Hai\\\ndòng"));
	CHECK(bundle.topic_count == 2 && str_is(bundle.topics[0].id, "2D") &&
		str_is(bundle.topics[1].parent, "2D") &&
		str_is(bundle.topics[1].name, "Chương 1"));
	CHECK(!q[2].topic.len && !q[2].subject.len);
	CHECK(q[2].type == TYPE_STATEMENTS && q[2].statements[0].key &&
		!q[2].statements[1].key);
	CHECK(q[3].type == TYPE_NUMERIC && q[3].numbers[0].value.units == -5);
	CHECK(q[4].type == TYPE_SHORT &&
		str_is(q[4].accepted[0].text, "Hà Nội"));
	CHECK(q[5].type == TYPE_ESSAY);
	CHECK(q[6].option_count == 3 && q[6].options[2].right);
	CHECK(str_is(findings(),
		"f:1:1: note: 3 lines beside the questions were passed over: "
		"the paper's head, headings and the like"));
	CHECK(format_cau.recognise(STR("Câu 1. x\nA. 1\nB. 2\n")) > 80);
	CHECK(!format_cau.recognise(STR("Some text.\nA. 1\n")));
}

/* A paper of the form of 2025: parts that count anew, keys of each at the end.
 */
static void typed_paper(void)
{
	const struct question *q;

	CHECK(read_with(&format_cau,
		      "SỞ GIÁO DỤC\n"
		      "PHẦN I. Thí sinh chỉ chọn một phương án.\n"
		      "Câu 1 (NB): Đơn vị của nhiệt lượng là\n"
		      "A. jun.\u00a0\u00a0B. oát.\n#C. niutơn.\tD. kenvin.\n"
		      "Câu 2: Chọn phát biểu\nđúng\nA. p\nB. q\n"
		      "Câu 3. Đo góc A. độ\tB. mét\tC. giây\tD. kg\n"
		      "PHẦN II. Trong mỗi ý thí sinh chọn đúng hoặc sai.\n"
		      "Câu 1. Khí\na) p\nb) q\nc) r\nd) s\n"
		      "Câu 2. Khí\na) p (Đ)\nb) q (Sai)\n"
		      "Câu 3. Khí\na) p\nb) q\nLời giải\na) Đúng vì x\nb) Sai\n"
		      "PHẦN III. Trả lời ngắn\nCâu 1. Dài?\nCâu 2. Nhanh?\n"
		      "------ HẾT ------\nGiám thị\n"
		      "ĐÁP ÁN\nPHẦN I\nCâu\t1\t2\nĐáp án\tA\tB\n3-A\n"
		      "PHẦN II\nCâu 1: a) Đ b) S c) Đ d) S\n"
		      "PHẦN III\nCâu 1: 12,5 cm\nCâu 2: -3\n") == 8);
	q = bundle.questions;
	CHECK(q[0].options[0].right && q[0].level == LEVEL_KNOW &&
		q[0].options[2].pinned && str_is(q[0].options[0].text, "jun."));
	CHECK(q[1].options[1].right && str_ends(q[1].stem, "đúng"));
	CHECK(q[2].options[0].right && str_is(q[2].stem, "Đo góc"));
	CHECK(q[3].statements[0].key && !q[3].statements[1].key &&
		q[3].statements[2].key && !q[3].statements[3].key);
	CHECK(q[4].statements[0].key && !q[4].statements[1].key &&
		str_is(q[4].statements[0].text, "p"));
	CHECK(q[5].statements[0].key && !q[5].statements[1].key);
	CHECK(q[6].numbers[0].value.units == 125 && str_is(q[6].unit, "cm"));
	CHECK(q[7].numbers[0].value.units == -3);
	CHECK(!report.levels[REPORT_ERROR] && !report.levels[REPORT_WARNING]);
}

static void typed_essays(void)
{
	const struct question *q;

	CHECK(read_with(&format_cau,
		      "I. TRẮC NGHIỆM (3,0 điểm)\nCâu 1: Số nào?\nA. 1 B. 2\n"
		      "Chọn đáp án B vì 2 chẵn.\n"
		      "II. TỰ LUẬN (7,0 điểm)\n"
		      "Câu 2 (1,5 điểm). Giải phương trình\na) x = 1\nb) 2x = "
		      "4\n"
		      "ĐÁP ÁN VÀ HƯỚNG DẪN CHẤM\nCâu 2:\na) 1\nb) 2\n") == 2);
	q = bundle.questions;
	CHECK(q[0].options[1].right && str_is(q[0].solution, "vì 2 chẵn."));
	CHECK(q[1].type == TYPE_ESSAY && q[1].points == 1500 &&
		str_is(q[1].solution, "a) 1\\\nb) 2") &&
		str_is(q[1].stem,
			"Giải phương trình\\\na) x = 1\\\nb) 2x = 4"));
	CHECK(read_with(&format_cau,
		      "Bài 1. (2 điểm) Tính:\na) 1 + 1\nb) 2 + 2\n") == 1);
	CHECK(bundle.questions[0].type == TYPE_ESSAY &&
		str_is(bundle.questions[0].stem,
			"Tính:\\\na) 1 + 1\\\nb) 2 + 2"));
	CHECK(!read_with(&format_cau, "PHẦN III. Trả lời ngắn\nCâu 1. x?\n"));
	CHECK(str_find(findings(), "question 1 has no key", 0) != SIZE_MAX);
}

static void typed_passages(void)
{
	const struct question *q;

	CHECK(read_with(&format_cau,
		      "Mark the letter A, B, C, or D to indicate the word that "
		      "differs in pronunciation.\n"
		      "Question 1. A. cat\tB. hat\tC. cake\n"
		      "Read the following passage and answer\nthe questions "
		      "from 2 to 3.\nHanoi is old.\n\nIt is big.\n"
		      "Question 2: Old?\nA. Yes\nB. No\n"
		      "Question 3: Big?\nA. Yes\nB. No\n"
		      "Question 4: Else?\nA. Yes\nB. No\n"
		      "ANSWER KEY\n1. C 2. A 3. A 4. B\n") == 4);
	q = bundle.questions;
	CHECK(str_starts(q[0].stem, "Mark the letter") && !q[0].stimulus.len &&
		q[0].options[2].right);
	CHECK(bundle.stimulus_count == 1 &&
		str_equal(q[1].stimulus, bundle.stimuli[0].id) &&
		str_equal(q[2].stimulus, q[1].stimulus) && !q[3].stimulus.len);
	CHECK(str_is(bundle.stimuli[0].text,
		"Read the following passage and answer the questions from 2 to "
		"3.\n\nHanoi is old.\n\nIt is big."));
}

static void keys(void)
{
	static const struct {
		const char *key;
		const char *truths; /* "" none are read */
	} cases[] = {{"ĐSĐS", "1010"}, {"Đ, S, Đ, S", "1010"},
		{"a) Đúng; b) Sai; c) Sai; d) Đúng", "1001"},
		{"a-Đ b-S c-Đ d-Đ", "1011"}, {"TFFT", "1001"},
		{"D S S D", "1001"}, {"a Đ b S c S d S", "1000"}, {"ĐSĐ", ""},
		{"ĐSĐSĐ", ""}, {"A", ""}, {"a) có", ""}};
	struct str rest;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		bool truths[4] = {0};
		bool read = cau_key_truths(
			arena, str_from(cases[i].key), 4, truths);

		CHECK(read == (cases[i].truths[0] != '\0'));
		for (size_t t = 0; read && t < 4; t++)
			CHECK(truths[t] == (cases[i].truths[t] == '1'));
	}
	CHECK(cau_key_letters(arena, STR("B"), 4, &rest) == 2);
	CHECK(cau_key_letters(arena, STR("A, C"), 4, &rest) == 5);
	CHECK(cau_key_letters(arena, STR("đáp án B. Vì A lớn"), 4, &rest) ==
			2 &&
		str_is(rest, "Vì A lớn"));
	CHECK(cau_key_letters(arena, STR("là AC"), 4, &rest) == 5);
	CHECK(!cau_key_letters(arena, STR("phát biểu đúng"), 4, &rest));
	CHECK(!cau_key_letters(arena, STR("E"), 4, &rest));
}

static void typed_text_without_a_key(void)
{
	CHECK(!read_with(&format_cau, "\nCâu 8. x\nA. 1\nB. 2\n"));
	CHECK(str_is(findings(),
		"f:2:1: error: question 8 has no key: put * before the right "
		"option, or a line 'Đáp án: B'"));
	CHECK(!read_with(&format_cau, "Câu 9. x\na) 1\nb) 2\nĐáp án: Đ\n"));
	CHECK(str_find(findings(), "Đáp án: ĐSĐS", 0) != SIZE_MAX);
}

static void latex_texts(void)
{
	static const struct {
		const char *tex, *markdown;
	} cases[] = {
		{"a \\textbf{b} \\textit{c} % d\n e", "a **b** *c*\ne"},
		{"50\\% \\& 3\\$ \\_", "50% & 3\\$ \\_"},
		{"$\\heva{&x\\\\&y}$ và \\(z\\)",
			"$\\left\\{\\begin{aligned}&x\\\\&y\\end{aligned}"
			"\\right.$ và $z$"},
		{"a\\\\b\n\nc", "a\\\nb\n\nc"},
		{"\\begin{enumerate}\\item x\\item[b)] y\\end{enumerate}",
			"1. x\n2. y"},
		{"\\vspace{1cm}\\centerline{x}\\hfill y", "x  y"},
		{"\\begin{align*}a&=b\\\\c&=d\\end{align*}",
			"$$\\begin{aligned}a&=b\\\\c&=d\\end{aligned}$$"},
		{"{\\bf x} ~y", "**x** \xc2\xa0y"},
		{"{\\it x y} \\bf z", "*x y*  z"},
		{"``a'' -- b --- c", "“a” – b — c"},
		{"\\begin{enumerate}[a)]\\item x\\item y\\end{enumerate}",
			"a) x\n\nb) y"},
		{"\\begin{itemize}\\item x\\begin{enumerate}\\item y\\item z"
		 "\\end{enumerate}\\item w\\end{itemize}",
			"- x\n\n  1. y\n  2. z\n- w"},
		{"\\begin{itemchoice}\\itemch Đúng.\\itemch "
		 "Sai.\\end{itemchoice}",
			"a) Đúng.\n\nb) Sai."},
		{"\\begin{listEX}[2]\\item x\\item y\\end{listEX}",
			"a) x\n\nb) y"},
		{"\\unknowncommand{x}", "x"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct str got =
			latex_to_markdown(arena, str_from(cases[i].tex), NULL);

		if (!CHECK(str_is(got, cases[i].markdown)))
			printf("# %s: %s\n", cases[i].tex, got.ptr);
	}
}

static void ex_test(void)
{
	const struct question *q;

	CHECK(read_with(&format_extest,
		      "\\begin{ex}%[Đề 1]%[2D1H1-1]\n Stem $x$?\n"
		      " \\choice[2]{a}{\\True b}\n {c}{d}\n"
		      " \\loigiai{Vì \\[y\\]}\n\\end{ex}\n"
		      "\\begin{bt}\n\\immini{Hình. \\choiceTFt{\\True p}{q}}"
		      "{\\begin{tikzpicture}\\draw(0,0);\\end{tikzpicture}}\n"
		      "\\end{bt}\n"
		      "\\begin{ex} x \\shortans[oly]{$14{,}1$}\\end{ex}\n"
		      "\\begin{vd} luận\\end{vd}") == 4);
	q = bundle.questions;
	CHECK(q[0].options[1].right && str_is(q[0].options[1].text, "b") &&
		str_is(q[0].source, "Đề 1") && q[0].grade == 12 &&
		str_is(q[0].topic, "2D1") && str_is(q[0].subject, "toan") &&
		str_is(q[0].stem, "Stem $x$?") &&
		str_is(q[0].solution, "Vì $$y$$"));
	CHECK(q[1].type == TYPE_STATEMENTS && q[1].statement_count == 2 &&
		q[1].statements[0].key && q[1].media_count == 1 &&
		str_is(q[1].stem, "Hình.\n\n![](hinh-1.tikz)"));
	CHECK(q[2].numbers[0].value.units == 141 && q[2].line == 10);
	CHECK(q[3].type == TYPE_ESSAY);
	CHECK(str_is(findings(),
		"f:7:1: warning: not kept: a drawing, but for "
		"its TikZ source"));
}

static void ex_test_faults(void)
{
	CHECK(!read_with(&format_extest,
		"\n\\begin{ex} x \\choice{a}{b}{c}{d}\\end{ex}"));
	CHECK(str_is(findings(),
		"f:2:1: error: none of the options is marked with \\True: the "
		"key is missing"));
	CHECK(!read_with(&format_extest, "\\begin{ex} x \\choice{\\True a}"));
	CHECK(str_is(
		findings(), "f:1:1: error: \\begin{ex} without \\end{ex}"));
}

static void hostile(void)
{
	struct buf deep = {.arena = arena};

	buf_text(&deep, "\\begin{ex} ");
	for (size_t i = 0; i < 20000; i++)
		buf_text(&deep, "\\textbf{");
	buf_text(&deep, "\\end{ex}");
	CHECK(read_with(&format_extest, buf_str(&deep).ptr) <= 1);
	deep.len = 0;
	for (size_t i = 0; i < 2000; i++)
		buf_text(&deep, "\\begin{itemize}\\item ");
	CHECK(latex_to_markdown(arena, buf_str(&deep), NULL).len < 100000);
	deep.len = 0;
	buf_text(&deep, "Câu 1. x\n");
	for (size_t i = 0; i < 100; i++)
		buf_format(&deep, "%c. a\n", (char)('A' + i % 26));
	CHECK(!read_with(&format_cau, buf_str(&deep).ptr));
}

int main(void)
{
	arena = arena_new();
	TEST(codes);
	TEST(typed_text);
	TEST(typed_paper);
	TEST(typed_essays);
	TEST(typed_passages);
	TEST(keys);
	TEST(typed_text_without_a_key);
	TEST(latex_texts);
	TEST(ex_test);
	TEST(ex_test_faults);
	TEST(hostile);
	arena_free(arena);
	return check_result();
}
