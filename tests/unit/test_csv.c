/* Tables: cells, columns by their names, questions there and back. */

#include "banks/table.h"
#include "tests/samples.h"

static struct arena *arena;
static struct bundle bundle;
static struct report report;

static struct str row_of(const char *text, size_t number)
{
	struct csv csv = csv_open(str_from(text));
	struct buf out = {.arena = arena};
	const struct str *cells;
	size_t count;
	struct error err;

	for (size_t i = 0; i <= number; i++)
		if (!csv_row(&csv, arena, &cells, &count, &err))
			return str_format(arena, "%u: %s", err.line, err.text);
	for (size_t i = 0; i < count; i++)
		buf_format(&out, "%s%.*s", i ? "/" : "", STR_ARG(cells[i]));
	return buf_str(&out);
}

static void cells(void)
{
	CHECK(str_is(row_of("a,b,c\n1,2,3", 1), "1/2/3"));
	CHECK(str_is(row_of("\xef\xbb\xbf"
			    "a;b,c\r\n1,5;2\r\n",
			     1),
		"1,5/2"));
	CHECK(str_is(row_of("a\tb\n\n x \t \"y\"\"z\" ", 1), "x/y\"z"));
	CHECK(str_is(row_of("a,\"b\nc\",d", 0), "a/b\nc/d"));
	CHECK(str_is(row_of("a,\"b\nc\nd,e", 0),
		"1: a quotation mark is not closed"));
	CHECK(str_is(row_of("x,y\na,\"b\"c,d", 1),
		"2: there is text after a closed quotation mark"));
	CHECK(str_is(row_of("one column\nx", 1), "x"));
	CHECK(str_is(row_of("a,b\r1,2\r", 1), "1/2"));
}

static void cells_are_bounded(void)
{
	struct buf many = {.arena = arena};

	for (size_t i = 0; i < 20000; i++)
		buf_text(&many, "a,");
	CHECK(str_is(row_of(buf_str(&many).ptr, 0),
		"1: a row has more than 10000 cells"));
}

static void spreadsheets_run_nothing(void)
{
	static const struct {
		const char *cell, *written;
	} cases[] = {{"=1+1", "'=1+1"}, {"-5", "-5"}, {"-5x", "'-5x"},
		{"@a", "'@a"}, {"a,b", "\"a,b\""}, {"a\"b", "\"a\"\"b\""},
		{" a", "\" a\""}, {"+84", "+84"}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf out = {.arena = arena};

		csv_put(&out, str_from(cases[i].cell), ',');
		CHECK(str_is(buf_str(&out), cases[i].written));
	}
}

static void columns(void)
{
	static const struct {
		const char *head;
		unsigned column;
	} cases[] = {{"Câu hỏi", COLUMN_STEM},
		{"NỘI DUNG CÂU HỎI", COLUMN_STEM},
		{"Question text", COLUMN_STEM}, {"A", COLUMN_OPTION},
		{"Phương án B", COLUMN_OPTION + 1},
		{"dap an c", COLUMN_OPTION + 2}, {"Đáp án", COLUMN_KEY},
		{"Đáp án đúng", COLUMN_KEY}, {"Option 4", COLUMN_OPTION + 3},
		{"Correct answer", COLUMN_KEY}, {"Mức độ", COLUMN_LEVEL},
		{"Lời giải", COLUMN_SOLUTION}, {"Môn", COLUMN_SUBJECT},
		{"STT", COLUMN_NONE}, {"", COLUMN_NONE}};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK(column_of(arena, str_from(cases[i].head)) ==
			    cases[i].column))
			printf("# %s\n", cases[i].head);
	for (unsigned c = COLUMN_ID; c < COLUMN_COUNT; c++)
		CHECK(column_of(arena, str_from(column_name(c))) == c);
}

static size_t read_table(const char *text)
{
	struct sink sink;
	struct error err = {0};

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	sink = bundle_sink(arena, &bundle);
	if (!format_table.read(
		    arena, "f", str_from(text), &sink, &report, &err))
		report_error(&report, FINDING_SYNTAX, &err);
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

static void a_teachers_table(void)
{
	const struct question *q;

	CHECK(read_table("STT;Câu hỏi;A;B;C;D;Đáp án;Mức độ;Chủ đề\n"
			 "1;Tính 2*3*4;12;24;20;8;B;NB;Số học\n"
			 "2;Chọn;a;b;c;d;A, C;VDC;Số học\n"
			 "3;Xét;p;q;r;s;ĐSSĐ;TH;Hình học\n"
			 "4;Số π;;;;;3,14;VD;\n"
			 "5;Thủ đô?;;;;;Hà Nội | Ha Noi;;\n"
			 "6;Đúng không?;;;;;Sai;;\n"
			 "7;Viết.;;;;;;;\n"
			 "8;Theo lời;một;hai;;;hai;;\n") == 8);
	q = bundle.questions;
	CHECK(q[0].type == TYPE_CHOICE && q[0].options[1].right &&
		str_is(q[0].stem, "Tính 2\\*3\\*4") &&
		q[0].level == LEVEL_KNOW && str_is(q[0].topic, "so-hoc"));
	CHECK(q[1].type == TYPE_MULTIPLE && q[1].options[2].right &&
		q[1].level == LEVEL_EXTEND);
	CHECK(q[2].type == TYPE_STATEMENTS && q[2].statements[3].key &&
		!q[2].statements[1].key && str_is(q[2].topic, "hinh-hoc"));
	CHECK(q[3].type == TYPE_NUMERIC && q[3].numbers[0].value.units == 314);
	CHECK(q[4].type == TYPE_SHORT && q[4].accepted_count == 2);
	CHECK(q[5].type == TYPE_TRUEFALSE && !q[5].truth);
	CHECK(q[6].type == TYPE_ESSAY);
	CHECK(q[7].type == TYPE_CHOICE && q[7].options[1].right);
	CHECK(bundle.topic_count == 2);
	CHECK(str_is(findings(), "f:1:1: warning: not kept: the column 'STT'"));
}

static void faults(void)
{
	CHECK(read_table("question,A,B,answer,level,grade\n"
			 "x,1,2,E,know,10\n"
			 "\"y\nz\",1,2,A,hard,13\n"
			 "w,1,2,A,know,10\n"
			 "v,\"1,2") == 1);
	CHECK(str_is(findings(),
		"f:2:1: error: 'key' cannot be 'E'; expected the letter of a "
		"right option, or its words\n"
		"f:3:1: error: 'grade' cannot be '13'; expected 1 to 12\n"
		"f:3:1: error: 'level' cannot be 'hard'; expected know, "
		"understand, apply or extend\n"
		"f:6: error: a quotation mark is not closed"));
	CHECK(!read_table("name,age\nx,1\n"));
	CHECK(format_table.recognise(STR("name,age\nx,1\n")) == 0);
	CHECK(format_table.recognise(STR("Câu hỏi,Đáp án\nx,1\n")) == 75);
}

static void keep_what_a_cell_holds(struct question *q)
{
	struct option *options =
		NEW_ARRAY(arena, q->option_count, struct option);
	struct statement *statements =
		NEW_ARRAY(arena, q->statement_count, struct statement);
	struct accepted *accepted =
		NEW_ARRAY(arena, q->accepted_count, struct accepted);
	struct number *numbers = NEW(arena, struct number);

	q->stem = str_trim(q->stem);
	q->solution = str_trim(q->solution);
	q->partial = q->stimulus = STR("");
	q->fixed = false;
	q->media_count = q->enemy_count = q->rubric_count = 0;
	q->irt = question_empty().irt;
	for (size_t i = 0; i < q->option_count; i++)
		options[i] =
			(struct option){.text = str_trim(q->options[i].text),
				.right = q->options[i].right};
	for (size_t i = 0; i < q->statement_count; i++)
		statements[i] =
			(struct statement){.text = q->statements[i].text,
				.key = q->statements[i].key};
	for (size_t i = 0; i < q->accepted_count; i++)
		accepted[i] = (struct accepted){.text = q->accepted[i].text,
			.pattern = q->accepted[i].pattern,
			.credit = POINT};
	if (q->number_count)
		*numbers = q->numbers[0];
	q->number_count = q->number_count > 0;
	q->options = options;
	q->statements = statements;
	q->accepted = accepted;
	q->numbers = numbers;
}

static void there_and_back(void)
{
	const struct question *all = samples(arena);
	struct question *kept = NEW_ARRAY(arena, SAMPLES, struct question);
	struct bundle before = {.questions = kept};
	struct buf out = {.arena = arena};
	struct error err;

	for (size_t i = 0; i < SAMPLES; i++) {
		if (all[i].type == TYPE_CLOZE)
			continue;
		kept[before.question_count] = all[i];
		keep_what_a_cell_holds(&kept[before.question_count++]);
	}
	report = (struct report){.arena = arena};
	CHECK(format_table.write(arena, &before, &out, &report, &err));
	CHECK(format_table.recognise(buf_str(&out)) == 95);
	CHECK(read_table(buf_str(&out).ptr) == before.question_count);
	CHECK(!report.count);
	for (size_t i = 0; i < bundle.question_count; i++)
		check_same_question(arena, &kept[i], &bundle.questions[i]);
	if (check_failed)
		printf("# %s\n# %s\n", buf_str(&out).ptr, findings().ptr);
}

int main(void)
{
	arena = arena_new();
	TEST(cells);
	TEST(cells_are_bounded);
	TEST(spreadsheets_run_nothing);
	TEST(columns);
	TEST(a_teachers_table);
	TEST(faults);
	TEST(there_and_back);
	arena_free(arena);
	return check_result();
}
