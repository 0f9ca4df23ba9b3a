/* Moodle XML: what is read, what is told, there and back, and hostile files. */

#include "banks/moodle.h"
#include "tests/samples.h"

static struct arena *arena;
static struct bundle bundle;
static struct report report;
static struct error fault;

static bool read_xml(const char *text)
{
	struct sink sink;

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	fault = (struct error){0};
	sink = bundle_sink(arena, &bundle);
	return format_moodle.read(
		arena, "f", str_from(text), &sink, &report, &fault);
}

static const struct question *one(const char *type, const char *inside)
{
	static const struct question none;
	struct str text = str_format(arena,
		"<?xml version=\"1.0\"?>\n<quiz>\n<question type=\"%s\">"
		"<name><text>N</text></name><questiontext "
		"format=\"html\"><text>"
		"<![CDATA[<p>x <b>y</b></p>]]></text></questiontext>%s"
		"</question></quiz>",
		type, inside);

	return CHECK(read_xml(text.ptr) && bundle.question_count == 1)
		? bundle.questions
		: &none;
}

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s%.*s", i ? "\n" : "",
			STR_ARG(report_line(arena, &report.entries[i])));
	return buf_str(&out);
}

static void types(void)
{
	const struct question *q = one("multichoice",
		"<single>true</single><answer fraction=\"0\"><text>a</text>"
		"</answer><answer fraction=\"100\" format=\"html\"><text>"
		"&lt;i&gt;b&lt;/i&gt;</text><feedback><text>f</text></feedback>"
		"</answer><idnumber>q.1</idnumber><defaultgrade>0.25"
		"</defaultgrade><tags><tag><text>level:apply</text></tag><tag>"
		"<text>t</text></tag></tags>");

	CHECK(q->type == TYPE_CHOICE && q->options[1].right &&
		str_is(q->options[1].text, "*b*") &&
		str_is(q->options[1].feedback, "f"));
	CHECK(str_is(q->stem, "x **y**") && str_is(q->id, "q.1") &&
		str_is(q->source, "N") && q->points == 250 &&
		q->level == LEVEL_APPLY && q->tag_count == 1);
	q = one("multichoice",
		"<single>false</single><answer fraction=\"50\"><text>a</text>"
		"</answer><answer fraction=\"50\"><text>b</text></answer>"
		"<answer fraction=\"-100\"><text>c</text></answer>");
	CHECK(q->type == TYPE_MULTIPLE && q->options[2].credit == -1000);
	q = one("truefalse",
		"<answer fraction=\"0\"><text>false</text></answer><answer "
		"fraction=\"100\"><text>true</text></answer>");
	CHECK(q->type == TYPE_TRUEFALSE && q->truth);
	q = one("shortanswer",
		"<answer fraction=\"100\"><text>a*</text></answer><answer "
		"fraction=\"0\"><text>*</text></answer>");
	CHECK(q->accepted_count == 1 &&
		str_is(q->accepted[0].text, "/^a.*$/i"));
	q = one("numerical",
		"<answer fraction=\"100\"><text>3.14</text><tolerance>0.01"
		"</tolerance></answer><units><unit><multiplier>1</multiplier>"
		"<unit_name>m</unit_name></unit></units>");
	CHECK(q->numbers[0].value.units == 314 &&
		q->numbers[0].tolerance.units == 1 && str_is(q->unit, "m"));
	q = one("matching",
		"<subquestion><text>1</text><answer><text>a</text></answer>"
		"</subquestion><subquestion><text>2</text><answer><text>b"
		"</text></answer></subquestion><subquestion><text></text>"
		"<answer><text>c</text></answer></subquestion>");
	CHECK(q->pair_count == 2 && q->distractor_count == 1);
	q = one("essay", "<graderinfo><text>g</text></graderinfo>");
	CHECK(q->type == TYPE_ESSAY && str_is(q->solution, "g"));
}

static void gaps(void)
{
	CHECK(read_xml("<quiz><question type=\"cloze\"><questiontext "
		       "format=\"html\"><text><![CDATA[A {1:SHORTANSWER:=b#f~"
		       "%50%c} and {2:MC:=p~q\\}} {x}]]></text></questiontext>"
		       "</question></quiz>"));
	CHECK(bundle.question_count == 1);
	if (bundle.question_count == 1) {
		const struct question *q = bundle.questions;

		CHECK(str_is(q->stem, "A {{1}} and {{2}} {x}"));
		CHECK(q->gaps[0].accepted_count == 2 &&
			q->gaps[0].accepted[1].credit == 500);
		CHECK(q->gaps[1].option_count == 2 &&
			q->gaps[1].points == 2000 &&
			str_is(q->gaps[1].options[1].text, "q}"));
	}
	CHECK(read_xml("<quiz><question type=\"gapselect\"><questiontext><text>"
		       "a [[2]] b [[9]]</text></questiontext><selectoption>"
		       "<text>u</text></selectoption><selectoption><text>v"
		       "</text></selectoption></question></quiz>"));
	CHECK(bundle.question_count == 1 &&
		str_is(bundle.questions[0].stem, "a {{1}} b [[9]]") &&
		bundle.questions[0].gaps[0].options[1].right);
}

static void files_and_categories(void)
{
	CHECK(read_xml("<quiz><question type=\"category\"><category><text>"
		       "$course$/top/Toán/Hình</text></category><idnumber>h"
		       "</idnumber></question><question type=\"essay\">"
		       "<questiontext format=\"html\"><text>&lt;img "
		       "src=\"@@PLUGINFILE@@/a%20b.png\"&gt;</text><file "
		       "name=\"a b.png\" encoding=\"base64\">QUJD</file>"
		       "</questiontext></question><question type=\"stack\"/>"
		       "</quiz>"));
	CHECK(bundle.topic_count == 2 && str_is(bundle.topics[1].id, "h") &&
		str_is(bundle.questions[0].topic, "h"));
	CHECK(str_is(bundle.questions[0].stem, "![](<a b.png>)") &&
		bundle.questions[0].media_count == 1);
	CHECK(str_is(findings(),
		"f:1:1: warning: not kept: a question of the "
		"type 'stack'"));
}

static void lose_of_gaps(struct question *q)
{
	struct gap *gaps =
		arena_copy(arena, q->gaps, q->gap_count * sizeof *gaps);
	struct statement *statements = arena_copy(
		arena, q->statements, q->statement_count * sizeof *statements);

	for (size_t i = 0; i < q->statement_count; i++) {
		statements[i].feedback = statements[i].outcome = STR("");
		statements[i].level = LEVEL_NONE;
	}
	for (size_t i = 0; i < q->gap_count; i++) {
		struct option *options = arena_copy(arena, gaps[i].options,
			gaps[i].option_count * sizeof *options);
		struct accepted *accepted = NEW_ARRAY(
			arena, gaps[i].accepted_count, struct accepted);
		size_t n = 0;

		for (size_t k = 0; k < gaps[i].option_count; k++) {
			options[k].pinned = false;
			options[k].credit = 0;
		}
		for (size_t k = 0; k < gaps[i].accepted_count; k++)
			if (!gaps[i].accepted[k].pattern)
				accepted[n++] = gaps[i].accepted[k];
		gaps[i].options = options;
		gaps[i].accepted = accepted;
		gaps[i].accepted_count = n;
		/* Whole points only. */
		gaps[i].points = gaps[i].points ? 2 * POINT : 0;
	}
	q->gaps = gaps;
	q->statements = statements;
	/* As HTML keeps it: braces need no escape, a line's end is a space. */
	if (str_is(q->id, "rich-cloze"))
		q->stem = STR("Thủ đô có {{1}} quận; $\\frac{ {a} }{b}$, "
			      "{ {, tên là {{2}} {{3}}.");
}

static void lose_what_moodle_lacks(struct question *q)
{
	struct option *options =
		NEW_ARRAY(arena, q->option_count, struct option);
	struct accepted *accepted =
		NEW_ARRAY(arena, q->accepted_count, struct accepted);
	struct number *numbers =
		NEW_ARRAY(arena, q->number_count, struct number);
	size_t n = 0;

	q->stem = str_trim(q->stem);
	q->solution = q->feedback = q->partial = q->outcome = q->author =
		q->license = STR("");
	q->fixed = q->fixed && q->type != TYPE_STATEMENTS;
	lose_of_gaps(q);
	q->enemy_count = q->rubric_count = q->media_count = 0;
	q->seconds = 0;
	q->difficulty = NAN;
	q->irt = question_empty().irt;
	q->status = STATUS_DRAFT;
	q->fixed = q->fixed && q->type == TYPE_MULTIPLE;
	for (size_t i = 0; i < q->option_count; i++) {
		options[i] = q->options[i];
		options[i].text = str_trim(options[i].text);
		options[i].pinned = false;
	}
	for (size_t i = 0; i < q->accepted_count; i++)
		if (!q->accepted[i].pattern)
			accepted[n++] = q->accepted[i];
	q->accepted_count = n;
	n = 0;
	for (size_t i = 0; i < q->number_count; i++)
		if (!q->numbers[i].relative)
			numbers[n++] = q->numbers[i];
	q->number_count = n;
	q->options = options;
	q->accepted = accepted;
	q->numbers = numbers;
}

static void there_and_back(void)
{
	const struct question *all = samples(arena);
	struct question *kept = NEW_ARRAY(arena, SAMPLES, struct question);
	struct stimulus passage = {.id = STR("doan-1"),
		.title = STR("Đoạn <1>"),
		.text = STR("Một đoạn có $x^2$.")};
	struct bundle before = {
		.questions = kept, .stimuli = &passage, .stimulus_count = 1};
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < SAMPLES; i++) {
		if (!(format_moodle.types >> all[i].type & 1))
			continue;
		kept[before.question_count] = all[i];
		lose_what_moodle_lacks(&kept[before.question_count++]);
	}
	report = (struct report){.arena = arena};
	CHECK(format_moodle.write(arena, &before, &out, &report, &fault));
	CHECK(format_moodle.recognise(buf_str(&out)) == 95);
	if (!CHECK(read_xml(buf_str(&out).ptr) &&
		    bundle.question_count == before.question_count))
		printf("# %s %s\n", fault.text, findings().ptr);
	for (size_t i = 0; i < bundle.question_count; i++)
		check_same_question(arena, &kept[i], &bundle.questions[i]);
	CHECK(before.question_count == SAMPLES && !report.count);
	CHECK(bundle.stimulus_count == 1 &&
		str_equal(bundle.stimuli[0].id, passage.id) &&
		str_equal(bundle.stimuli[0].title, passage.title) &&
		str_equal(bundle.stimuli[0].text, passage.text));
	if (check_failed)
		printf("# %s\n# %s\n", buf_str(&out).ptr, findings().ptr);
}

static void hostile(void)
{
	struct buf deep = {.arena = arena};

	CHECK(!read_xml("<!DOCTYPE q [<!ENTITY e SYSTEM \"file:///etc/passwd\">"
			"]><quiz><question type=\"essay\"><questiontext><text>"
			"&e;</text></questiontext></question></quiz>"));
	CHECK(fault.code == ERROR_DENIED && fault.line == 1);
	CHECK(!read_xml("<quiz><question type=\"essay\">"));
	CHECK(fault.code == ERROR_SYNTAX);
	CHECK(!read_xml("no xml") && fault.code == ERROR_SYNTAX);
	buf_text(&deep, "<quiz>");
	for (size_t i = 0; i < 200000; i++)
		buf_text(&deep, "<a>");
	CHECK(!read_xml(buf_str(&deep).ptr) && fault.code == ERROR_DENIED);
	deep.len = 0;
	buf_text(&deep,
		"<quiz><question type=\"multichoice\"><questiontext>"
		"<text>x</text></questiontext>");
	for (size_t i = 0; i < 100000; i++)
		buf_text(&deep,
			"<answer fraction=\"0\"><text>a</text></answer>");
	buf_text(&deep, "</question></quiz>");
	CHECK(read_xml(buf_str(&deep).ptr) && !bundle.question_count);
	one("essay", "");
	CHECK(read_xml("<quiz><question type=\"essay\"><questiontext "
		       "format=\"html\"><text>&lt;script&gt;alert(1)&lt;/script"
		       "&gt;&lt;p onclick=\"x()\"&gt;hi&lt;/p&gt;</text>"
		       "</questiontext></question></quiz>"));
	CHECK(str_is(bundle.questions[0].stem, "hi"));
}

int main(void)
{
	arena = arena_new();
	TEST(types);
	TEST(gaps);
	TEST(files_and_categories);
	TEST(there_and_back);
	TEST(hostile);
	arena_free(arena);
	return check_result();
}
