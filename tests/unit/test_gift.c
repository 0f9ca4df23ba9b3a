/* GIFT and Aiken: what is read, what is told, and there and back. */

#include "banks/aiken.h"
#include "banks/gift.h"
#include "tests/samples.h"

static struct arena *arena;
static struct bundle bundle;
static struct report report;

static size_t read_with(const struct format *format, const char *text)
{
	struct sink sink = bundle_sink(arena, &bundle);
	struct error err;

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	sink = bundle_sink(arena, &bundle);
	CHECK(format->read(arena, "f", str_from(text), &sink, &report, &err));
	return bundle.question_count;
}

static const struct question *one(const char *text)
{
	static const struct question none;

	return CHECK(read_with(&format_gift, text) == 1) ? bundle.questions
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

static void choices(void)
{
	const struct question *q = one("::T:: Who's \\{he\\}? {\n"
				       "~Grant #No.\n=no one#Yes\\: him\n"
				       "~%50%half\n####All}\n");

	CHECK(q->type == TYPE_CHOICE && q->option_count == 3);
	CHECK(str_is(q->stem, "Who's {he}?") && str_is(q->source, "T"));
	CHECK(q->options[1].right && !q->options[2].right);
	CHECK(str_is(q->options[0].text, "Grant"));
	CHECK(str_is(q->options[1].feedback, "Yes: him"));
	CHECK(str_is(q->feedback, "All"));
	CHECK(str_is(findings(),
		"f:1:1: warning: not kept: the 50.0 % that option C is worth, "
		"for one option is right here"));
	q = one("Two?{~%50%a ~%50%b ~%-100%c ~d}");
	CHECK(q->type == TYPE_MULTIPLE && q->options[1].right &&
		q->options[1].credit == 500 && q->options[2].credit == -1000 &&
		!q->options[3].right);
	q = one("Each?{=a =b ~c}");
	CHECK(q->type == TYPE_MULTIPLE && str_is(q->partial, "any"));
	q = one("It is {~a =b} here.");
	CHECK(str_is(q->stem, "It is _____ here."));
}

static void other_types(void)
{
	const struct question *q = one("x{T#no#yes}");

	CHECK(q->type == TYPE_TRUEFALSE && q->truth &&
		str_is(q->feedback, "no"));
	CHECK(str_is(findings(),
		"f:1:1: warning: not kept: feedback to a right "
		"answer: yes"));
	q = one("x{FALSE}");
	CHECK(q->type == TYPE_TRUEFALSE && !q->truth);
	q = one("x{=four =%50%4#near}");
	CHECK(q->type == TYPE_SHORT && q->accepted[1].credit == 500 &&
		str_is(q->accepted[1].feedback, "near"));
	q = one("x{=a*b.c}");
	CHECK(q->accepted[0].pattern &&
		str_is(q->accepted[0].text, "/^a.*b\\.c$/i"));
	q = one("x{#1822:5}");
	CHECK(q->type == TYPE_NUMERIC && q->numbers[0].value.units == 1822 &&
		q->numbers[0].tolerance.units == 5);
	q = one("x{#3.141..3.142}");
	CHECK(q->numbers[0].value.units == 31415 &&
		q->numbers[0].value.places == 4 &&
		q->numbers[0].tolerance.units == 5 &&
		q->numbers[0].tolerance.places == 4);
	q = one("x{#=1:0 =%50%1:2}");
	CHECK(q->number_count == 2 && q->numbers[1].credit == 500);
	q = one("x{=a -> 1 =b -> 2 = -> 3}");
	CHECK(q->type == TYPE_MATCH && q->pair_count == 2 &&
		q->distractor_count == 1 && str_is(q->pairs[1].right, "2"));
	q = one("x{}");
	CHECK(q->type == TYPE_ESSAY);
	q = one("x{>3 ALL VERTICAL\na\nb\nc\n}");
	CHECK(q->type == TYPE_ORDER && q->item_count == 3 &&
		str_is(q->items[2], "c"));
}

static void comments_and_categories(void)
{
	const struct question *q = one(
		"\xef\xbb\xbf// [id:q.1] [tag:thực tế] [tag:level:apply]\r\n"
		"$CATEGORY: $course$/top/Toán 12/Đạo hàm\r\n\r\n"
		"// [id:q.1] [tag:grade:12]\r\n[html]<p>a <b>b</b></p>{T}\r\n");

	CHECK(str_is(q->id, "q.1") && q->grade == 12 &&
		q->level == LEVEL_APPLY && q->tag_count == 1);
	CHECK(str_is(q->stem, "a **b**"));
	CHECK(bundle.topic_count == 2 && str_is(bundle.topics[1].id, "q.1") &&
		str_is(bundle.topics[1].name, "Đạo hàm") &&
		str_is(bundle.topics[0].id, "toan-12") &&
		str_is(bundle.topics[1].parent, "toan-12"));
	CHECK(str_is(q->topic, "q.1"));
}

static void texts(void)
{
	CHECK(str_is(one("[markdown]a *b*\n- c{}")->stem, "a *b*\n- c"));
	CHECK(str_is(one("[plain]a *b* <i>c</i>{}")->stem,
		"a \\*b\\* \\<i>c\\</i>"));
	CHECK(str_is(one("$$\\\\frac\\{1\\}\\{2\\}$$ x{}")->stem,
		"$$\\frac{1}{2}$$ x"));
	CHECK(str_is(one("long\nline\\nbreak{}")->stem, "long line\\\nbreak"));
	CHECK(str_is(one("a{\n=x\n\n=y}")->accepted[1].text, "y"));
}

static void faults(void)
{
	static const struct {
		const char *text;
		const char *findings;
	} cases[] = {
		{"x{=a",
			"f:1:1: error: the brace of the answers is not closed"},
		{"\n\nx{#a}", "f:3:1: error: 'a' is no number"},
		{"x{~a}", "f:1:1: error: question 'q-"},
		{"x{=%200%a}",
			"f:1:1: error: a weight of 200 % is more than all"},
		{"only text",
			"f:1:1: warning: not kept: a text without a question: "
			"only text"},
		{"x{=a -> b =c}", "f:1:1: error: 'c' has no '->'"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK(!read_with(&format_gift, cases[i].text));
		if (!CHECK(str_starts(findings(), cases[i].findings)))
			printf("# %s: %s\n", cases[i].text, findings().ptr);
	}
}

/* ---- there and back ---- */

static const struct question *questions_kept(size_t *count)
{
	const struct question *all = samples(arena);
	struct question *kept = NEW_ARRAY(arena, SAMPLES, struct question);

	*count = 0;
	for (size_t i = 0; i < SAMPLES; i++) {
		struct question *q = &kept[*count];

		if (all[i].type == TYPE_STATEMENTS || all[i].type == TYPE_CLOZE)
			continue;
		*q = all[i];
		q->stem = str_trim(q->stem);
		q->outcome = q->solution = q->stimulus = q->author =
			q->license = q->unit = STR("");
		q->media_count = q->enemy_count = q->rubric_count = 0;
		q->seconds = 0;
		q->difficulty = NAN;
		q->irt = question_empty().irt;
		q->fixed = false;
		q->status = STATUS_DRAFT;
		q->partial = STR("");
		++*count;
	}
	return kept;
}

/* What GIFT has no place for within the parts. */
static void lose_parts(struct question *q)
{
	struct option *options =
		NEW_ARRAY(arena, q->option_count, struct option);
	struct accepted *accepted =
		NEW_ARRAY(arena, q->accepted_count, struct accepted);
	struct number *numbers =
		NEW_ARRAY(arena, q->number_count, struct number);
	size_t n = 0;

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
	static const struct topic topics[] = {
		{.id = STR("toan12"), .name = STR("Toán 12")},
		{.id = STR("toan12.1"),
			.name = STR("Ứng dụng"),
			.parent = STR("toan12")}};
	struct bundle before = {.topics = topics, .topic_count = 2};
	struct buf out = {.arena = arena};
	struct question *kept;
	struct error err;

	before.questions = questions_kept(&before.question_count);
	kept = (struct question *)before.questions;
	for (size_t i = 0; i < before.question_count; i++)
		lose_parts(&kept[i]);
	/* One name for a wrong credit of multiple choices. */
	report = (struct report){.arena = arena};
	CHECK(format_gift.write(arena, &before, &out, &report, &err));
	CHECK(read_with(&format_gift, buf_str(&out).ptr) ==
		before.question_count);
	CHECK(!report.levels[REPORT_ERROR]);
	CHECK(bundle.topic_count == 2 &&
		str_is(bundle.topics[1].id, "toan12.1") &&
		str_is(bundle.topics[1].name, "Ứng dụng"));
	for (size_t i = 0; i < bundle.question_count; i++)
		if (!check_same_question(
			    arena, &before.questions[i], &bundle.questions[i]))
			printf("# %s\n", before.questions[i].id.ptr);
	if (check_failed)
		printf("# %s\n# %s\n", buf_str(&out).ptr, findings().ptr);
}

static void what_is_lost_is_told(void)
{
	struct bundle before = {0};
	struct buf out = {.arena = arena};
	struct error err;

	before.questions = samples(arena);
	before.question_count = SAMPLES;
	report = (struct report){.arena = arena};
	CHECK(format_gift.write(arena, &before, &out, &report, &err));
	CHECK(report.findings[FINDING_NOT_THIS_TYPE] == 4);
	CHECK(report.findings[FINDING_NOT_WRITTEN] >= 8);
	CHECK(str_find(findings(),
		      "'rich-choice': this format cannot hold outcome, "
		      "solution, pinned, partial, seconds, difficulty, irt, "
		      "stimulus, "
		      "enemies, author, license, media",
		      0) != SIZE_MAX);
}

/* ---- Aiken ---- */

static void aiken(void)
{
	CHECK(read_with(&format_aiken,
		      "What is\n2 * 2?\nA) 3\nb. 4\nANSWER: B\n\n"
		      "x\nA) 1\nB) 2\nANSWER: C\n"
		      "y\nA) 1\nB) 2\n\nz\nA. $x_1$\nB. 2\nANSWER: A\n") == 2);
	CHECK(str_is(bundle.questions[0].stem, "What is\\\n2 * 2?"));
	CHECK(bundle.questions[0].options[1].right);
	CHECK(str_is(bundle.questions[1].options[0].text, "$x_1$"));
	CHECK(str_is(findings(),
		"f:10:1: error: the answer 'C' is none of the options\n"
		"f:11:1: error: the question has no line 'ANSWER:'"));
}

static void aiken_there_and_back(void)
{
	struct bundle before = {0};
	struct buf out = {.arena = arena};
	struct question *q = NEW(arena, struct question);
	struct error err;

	*q = sample_bare(arena, TYPE_CHOICE);
	q->stem = STR("Tính $\\frac{1}{2}$ của 3 \\* 4?");
	before.questions = q;
	before.question_count = 1;
	CHECK(format_aiken.write(arena, &before, &out, &report, &err));
	CHECK(format_aiken.recognise(buf_str(&out)) > 50);
	CHECK(format_gift.recognise(buf_str(&out)) <
		format_aiken.recognise(buf_str(&out)));
	CHECK(read_with(&format_aiken, buf_str(&out).ptr) == 1);
	CHECK(str_is(
		bundle.questions[0].stem, "Tính $\\frac{1}{2}$ của 3 * 4?"));
}

/* Tags that are the answer, colours, a sign too many, the same twice. */
static void as_people_write_it(void)
{
	const struct question *q = one("Which tag?{=<a> ~<html> ~<div>}");

	CHECK(str_is(q->options[0].text, "\\<a>") &&
		str_is(q->options[2].text, "\\<div>"));
	q = one("Red?{=#ff0000 ~#00ff00#no}");
	CHECK(str_is(q->options[0].text, "#ff0000"));
	q = one("Which?{=~%50%a =~%50%b ~%-100%c}");
	CHECK(q->type == TYPE_MULTIPLE && q->option_count == 3);
	CHECK(read_with(&format_gift, "x{T}\n\ny{F}\n\nx{T}\n") == 2);
	CHECK(str_is(findings(),
		"f:5:1: warning: this is the question of line "
		"1 again; it is left out"));
}

static void hostile(void)
{
	struct buf text = {.arena = arena};

	for (size_t i = 0; i < 100000; i++)
		buf_text(&text, "~a");
	CHECK(!read_with(&format_gift,
		str_format(arena, "x{%.*s}", STR_ARG(buf_str(&text))).ptr));
	text.len = 0;
	for (size_t i = 0; i < 20000; i++)
		buf_text(&text, "x{\n\n");
	CHECK(!read_with(&format_gift, buf_str(&text).ptr));
	CHECK(read_with(&format_gift, "::::::{{{{}}}}\\") <= 1);
	CHECK(read_with(&format_gift, "<script>alert(1)</script>x{T}") == 1);
	CHECK(str_is(bundle.questions[0].stem, "x"));
}

int main(void)
{
	arena = arena_new();
	TEST(choices);
	TEST(other_types);
	TEST(comments_and_categories);
	TEST(texts);
	TEST(faults);
	TEST(there_and_back);
	TEST(what_is_lost_is_told);
	TEST(aiken);
	TEST(aiken_there_and_back);
	TEST(as_people_write_it);
	TEST(hostile);
	arena_free(arena);
	return check_result();
}
