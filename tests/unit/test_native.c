#include "banks/native.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "base/yaml.h"
#include "tests/samples.h"

#if defined __SANITIZE_ADDRESS__
enum { RUNS = 200 };
#else
enum { RUNS = 2000 };
#endif

static struct arena *arena;
static struct error err;
static struct report report;
static struct bundle bundle;

/* The text read into bundle and report. */
static bool read_text(struct str text)
{
	struct sink sink = bundle_sink(arena, &bundle);

	report = (struct report){.arena = arena};
	return native_read(arena, "f", text, &sink, &report, &err);
}

static void show_report(void)
{
	for (size_t i = 0; i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
}

/* Read without a word of complaint. */
static bool read_well(struct str text)
{
	bool well = CHECK_OK(read_text(text), err) && CHECK(!report.count);

	if (!well) {
		show_report();
		printf("# %.*s\n", STR_ARG(text));
	}
	return well;
}

static bool read_cstr(const char *text)
{
	return read_well(str_from(text));
}

static struct str written(const struct bundle *from)
{
	struct report findings = {.arena = arena};
	struct buf out = {.arena = arena};

	CHECK_OK(native_write(arena, from, &out, &findings, &err), err);
	CHECK(!findings.count);
	return buf_str(&out);
}

/* Written and read again, the questions are the same. */
static bool goes_round(const struct question *questions, size_t count)
{
	struct bundle from = {.questions = questions, .question_count = count};
	struct str text = written(&from);
	bool same = read_well(text) && CHECK(bundle.question_count == count);

	for (size_t i = 0; same && i < count; i++)
		same = check_same_question(
			arena, &questions[i], &bundle.questions[i]);
	if (!same)
		printf("# %.*s\n", STR_ARG(str_sub(text, 0, 3000)));
	return same && CHECK(str_equal(written(&bundle), text));
}

/* ---- writing and reading ---- */

static void every_type_goes_round(void)
{
	const struct question *all = samples(arena);

	goes_round(all, SAMPLES);
	for (size_t i = 0; i < SAMPLES; i++)
		goes_round(&all[i], 1);
}

static void one_question_alone(void)
{
	const struct question *all = samples(arena);

	for (size_t i = 0; i < SAMPLES; i++) {
		struct buf out = {.arena = arena};

		buf_text(&out, "questions:\n");
		native_write_question(&out, &all[i]);
		if (read_well(buf_str(&out)) &&
			CHECK(bundle.question_count == 1))
			check_same_question(
				arena, &all[i], &bundle.questions[0]);
	}
}

static struct str long_text(void)
{
	struct buf out = {.arena = arena};

	while (out.len < 10240)
		buf_text(&out, "Một câu rất dài; $x_1$: \"hai\" # ba\n");
	return buf_str(&out);
}

static const char *const awkward[] = {"a: b", "a:", ":a", ": ", "\"a\"", "'a'",
	"it's", "\"", "'", "''", " a", "a ", "  a  ", "a\nb", "a\n", "\na",
	"\n\na\n\n", "a\n\n\n", " a\nb", "a\n b", "a\n  \nb", "a\n  ", "a \nb",
	"\ta", "a\tb", "a\t", "a\n\tb", "# x", "a # x", "a #x", "#", "- x", "-",
	"--- x", "---", "...", "... x", "yes", "No", "true", "NULL", "null",
	"~", "1e3", "0x1F", "0o7", "1_000", "12:30:45", "2026-11-25", "+.inf",
	".nan", "1.", "=", "<<", "? a", "?", "! a", "!tag x", "&a b", "*a",
	"%a", "@a", "`a`", "| a", "|", ">", "> a", "[a]", "[", "]", "{a: b}",
	"{", "}", ",", "a, b", "a]", "a}", "a{", "\\", "\\n", "a\\", "😀",
	"😀\n😀", "é", "ế", "Nguyễn Thị Ánh", "a\xc2\xa0", "\xe2\x80\x8b",
	"\xe2\x80\xa8",
	("a\xc2\x85"
	 "b"),
	"a\xef\xbb\xbf", "\x01", "a\x1b[0m", "a\rb", "a\r\nb", "\x7f",
	"$x^{2}$", "\\$5", "$\\frac{1}{2}$", "**a**", "![](a.png)",
	"<b>&amp;</b>", "a|b", "| a | b |\n|---|---|\n| 1 | 2 |\n",
	"```\n  code\n```\n", "\xef\xbf\xbe", "\xf0\x9f\xbf\xbf"};
enum { AWKWARD = sizeof awkward / sizeof *awkward };

/* In every place that holds a text. */
static void awkward_texts_go_round(void)
{
	for (size_t i = 0; i <= AWKWARD; i++) {
		struct str text =
			i < AWKWARD ? str_from(awkward[i]) : long_text();
		struct option options[2] = {
			{.text = text, .feedback = text, .right = true},
			{.text = STR("b")}};
		struct statement statements[2] = {
			{.text = text, .feedback = text}, {.text = text}};
		struct accepted accepted[2] = {
			{.text = text, .feedback = text, .credit = 1000},
			{.text = text, .credit = 1000}};
		struct pair pairs[2] = {{text, text}, {text, text}};
		struct str texts[2] = {text, text};
		struct criterion rubric[1] = {{text, 1}};
		struct gap gaps[2] = {{.options = options, .option_count = 2},
			{.accepted = accepted, .accepted_count = 2}};
		struct question all[TYPE_COUNT];

		if (!str_trim(text).len)
			continue;
		for (int t = 0; t < TYPE_COUNT; t++) {
			struct question *q = &all[t];

			*q = sample_bare(arena, (enum question_type)t);
			q->stem = q->solution = q->feedback = text;
			q->author = q->source = q->license = text;
			q->partial = text;
			if (text.len <= 200)
				q->tags = texts, q->tag_count = 2;
		}
		all[TYPE_CHOICE].options = options;
		all[TYPE_STATEMENTS].statements = statements;
		all[TYPE_SHORT].accepted = accepted;
		all[TYPE_SHORT].accepted_count = 2;
		all[TYPE_NUMERIC].unit = text;
		all[TYPE_MATCH].pairs = pairs;
		all[TYPE_MATCH].distractors = texts;
		all[TYPE_MATCH].distractor_count = 2;
		all[TYPE_ORDER].items = texts;
		all[TYPE_ESSAY].rubric = rubric;
		all[TYPE_ESSAY].rubric_count = 1;
		all[TYPE_CLOZE].stem = str_format(arena, "%.*s {{1}}{{2}}%.*s",
			STR_ARG(text), STR_ARG(text));
		all[TYPE_CLOZE].gaps = gaps;
		all[TYPE_CLOZE].gap_count = 2;
		if (!goes_round(all, TYPE_COUNT))
			printf("# awkward text %zu\n", i);
	}
}

/* ---- random questions ---- */

static struct rng rng;

static size_t below(size_t bound)
{
	return (size_t)rng_below(&rng, bound);
}

/* A text of one to four pieces, of which some mean something to YAML, to
 * Markdown or to gaps. */
static struct str random_text(void)
{
	static const char *const joints[] = {"", " ", "\n", ": ", ", ", " #",
		"'", "\"", "\\", "}", "{", "  \n", "\n\n", "\t", "]", "- "};
	struct buf out = {.arena = arena};

	do {
		buf_text(&out, awkward[below(AWKWARD)]);
		if (below(2))
			buf_text(&out, joints[below(16)]);
	} while (below(2));
	if (!str_trim(buf_str(&out)).len)
		buf_char(&out, 'x');
	return utf8_nfc(arena, buf_str(&out));
}

static struct str maybe_text(void)
{
	return below(3) ? STR("") : random_text();
}

/* Of a gap's stem: no braces, which would open one. */
static void put_between(struct buf *out)
{
	struct str text = maybe_text();

	for (size_t i = 0; i < text.len; i++)
		if (!strchr("{}\\", text.ptr[i]))
			buf_char(out, text.ptr[i]);
}

static struct str random_id(void)
{
	static const char *const ids[] = {"a", "toan12.1-001", "1", "true",
		"đề.á_1", "-", "1e3", "12-30", "x", "0", "ế"};

	return str_from(ids[below(11)]);
}

static long random_credit(void)
{
	return below(2) ? 1000 : (long)below(2001) - 1000;
}

static const struct str *random_texts(size_t count)
{
	struct str *texts = NEW_ARRAY(arena, count, struct str);

	for (size_t i = 0; i < count; i++)
		texts[i] = random_text();
	return texts;
}

/* right: how many; 0 any number but none. */
static const struct option *random_options(size_t count, bool one)
{
	struct option *options = NEW_ARRAY(arena, count, struct option);

	for (size_t i = 0; i < count; i++)
		options[i] = (struct option){.text = random_text(),
			.feedback = maybe_text(),
			.pinned = !below(4),
			.right = !one && below(2),
			.credit = below(2) ? 0 : random_credit()};
	options[below(count)].right = true;
	return options;
}

static const struct accepted *random_accepted(size_t count)
{
	struct accepted *accepted = NEW_ARRAY(arena, count, struct accepted);

	for (size_t i = 0; i < count; i++) {
		accepted[i] = (struct accepted){.text = random_text(),
			.feedback = maybe_text(),
			.credit = random_credit()};
		if (!below(4)) {
			accepted[i].text = STR("/^[a-z]{2,3}\\s\"'?$/i");
			accepted[i].pattern = true;
		}
	}
	return accepted;
}

static void random_numbers(struct question *q)
{
	size_t count = q->number_count = 1 + below(3);
	struct number *numbers = NEW_ARRAY(arena, count, struct number);

	q->numbers = numbers;
	for (size_t i = 0; i < count; i++) {
		numbers[i].value = (struct decimal){
			(long long)below(2000000) - 1000000, (int)below(7)};
		numbers[i].relative = below(2);
		if (below(2) || numbers[i].relative)
			numbers[i].tolerance = (struct decimal){
				(long long)below(1000), 2 + (int)below(4)};
		numbers[i].credit = random_credit();
	}
	q->unit = maybe_text();
}

static void random_statements(struct question *q)
{
	size_t count = q->statement_count = 2 + below(5);
	struct statement *all = NEW_ARRAY(arena, count, struct statement);

	q->statements = all;
	for (size_t i = 0; i < count; i++) {
		all[i] = (struct statement){.text = random_text(),
			.feedback = maybe_text(),
			.key = below(2),
			.level = (enum level)below(LEVEL_COUNT)};
		if (below(2))
			all[i].outcome = random_id();
	}
}

static void random_pairs(struct question *q)
{
	size_t count = q->pair_count = 2 + below(4);
	struct pair *pairs = NEW_ARRAY(arena, count, struct pair);

	q->pairs = pairs;
	for (size_t i = 0; i < count; i++)
		pairs[i] = (struct pair){random_text(), random_text()};
	q->distractor_count = below(3);
	q->distractors = random_texts(q->distractor_count);
}

static void random_gaps(struct question *q)
{
	struct buf stem = {.arena = arena};
	size_t count = q->gap_count = 1 + below(4);
	struct gap *gaps = NEW_ARRAY(arena, count, struct gap);

	q->gaps = gaps;
	for (size_t i = 0; i < count; i++) {
		gaps[i].points = below(2) ? 0 : (long)below(5000);
		if (below(2)) {
			gaps[i].option_count = 2 + below(3);
			gaps[i].options =
				random_options(gaps[i].option_count, true);
		} else {
			gaps[i].accepted_count = 1 + below(3);
			gaps[i].accepted =
				random_accepted(gaps[i].accepted_count);
		}
		put_between(&stem);
		buf_format(&stem, "{{%zu}}", i + 1);
	}
	put_between(&stem);
	q->stem = utf8_nfc(arena, buf_str(&stem));
}

static void random_rubric(struct question *q)
{
	size_t count = q->rubric_count = below(4);
	struct criterion *rubric = NEW_ARRAY(arena, count, struct criterion);

	q->rubric = rubric;
	q->points = 0;
	for (size_t i = 0; i < count; i++)
		rubric[i] =
			(struct criterion){random_text(), (long)below(3000)};
}

static void random_parts(struct question *q)
{
	switch (q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		q->option_count = 2 + below(5);
		q->options =
			random_options(q->option_count, q->type == TYPE_CHOICE);
		q->fixed = !below(3);
		break;
	case TYPE_TRUEFALSE:
		q->truth = below(2);
		break;
	case TYPE_STATEMENTS:
		random_statements(q);
		q->fixed = !below(3);
		break;
	case TYPE_SHORT:
		q->accepted_count = 1 + below(4);
		q->accepted = random_accepted(q->accepted_count);
		break;
	case TYPE_NUMERIC:
		random_numbers(q);
		break;
	case TYPE_MATCH:
		random_pairs(q);
		q->fixed = !below(3);
		break;
	case TYPE_ORDER:
		q->item_count = 2 + below(5);
		q->items = random_texts(q->item_count);
		break;
	case TYPE_CLOZE:
		random_gaps(q);
		break;
	default:
		random_rubric(q);
	}
}

static struct question random_question(void)
{
	struct question q = question_empty();

	q.id = random_id();
	q.type = (enum question_type)below(TYPE_COUNT);
	if (below(2))
		q.subject = random_id();
	q.grade = (int)below(13);
	if (below(2))
		q.topic = random_id();
	q.level = (enum level)below(LEVEL_COUNT);
	q.tag_count = below(3);
	q.tags = random_texts(q.tag_count);
	q.stem = random_text();
	q.solution = maybe_text();
	q.feedback = maybe_text();
	q.partial = maybe_text();
	q.points = (long)below(3) * (long)below(100000);
	q.seconds = (long)below(3) * 60;
	if (below(2))
		q.difficulty = rng_unit(&rng);
	if (below(2))
		q.irt = (struct irt){true, 0.1 + rng_unit(&rng),
			6 * rng_unit(&rng) - 3, rng_unit(&rng) / 2};
	q.status = (enum status)below(STATUS_COUNT);
	q.author = maybe_text();
	q.source = maybe_text();
	q.license = maybe_text();
	random_parts(&q);
	return q;
}

static void random_questions_go_round(void)
{
	for (size_t run = 0; run < RUNS; run++) {
		struct arena_mark start = arena_mark(arena);
		struct question questions[3];
		size_t count = 1 + run % 3;

		rng = rng_stream(1, "native", run);
		for (size_t i = 0; i < count; i++) {
			questions[i] = random_question();
			CHECK_OK(question_check(&questions[i], &err), err);
		}
		if (!goes_round(questions, count)) {
			printf("# run %zu\n", run);
			break;
		}
		arena_release(arena, start);
	}
}

/* ---- all but the questions ---- */

static void check_topics(const struct bundle *a, const struct bundle *b)
{
	if (!CHECK(a->topic_count == b->topic_count))
		return;
	for (size_t i = 0; i < a->topic_count; i++)
		CHECK(str_equal(
			json_print(arena, topic_to_json(arena, &a->topics[i]),
				false),
			json_print(arena, topic_to_json(arena, &b->topics[i]),
				false)));
}

static void check_stimuli(const struct bundle *a, const struct bundle *b)
{
	if (!CHECK(a->stimulus_count == b->stimulus_count))
		return;
	for (size_t i = 0; i < a->stimulus_count; i++) {
		const struct stimulus *s = &a->stimuli[i];
		const struct stimulus *t = &b->stimuli[i];

		CHECK(str_equal(s->id, t->id) && str_equal(s->text, t->text));
		CHECK(str_equal(s->title, t->title));
		CHECK(str_equal(s->source, t->source));
		CHECK(s->print_title == t->print_title);
		CHECK(s->print_source == t->print_source);
		CHECK(s->numbered == t->numbered);
		CHECK(str_equal(
			stimulus_hash(arena, s), stimulus_hash(arena, t)));
		for (size_t k = 0; k < s->media_count; k++)
			CHECK(str_equal(s->media[k].bytes, t->media[k].bytes));
	}
}

static void bundle_goes_round(const struct bundle *from)
{
	struct str text = written(from);
	struct bundle got;

	if (!read_well(text))
		return;
	got = bundle;
	CHECK(str_equal(got.header.title, from->header.title));
	CHECK(str_equal(got.header.language, from->header.language));
	CHECK(str_equal(got.header.license, from->header.license));
	CHECK(str_equal(got.header.author, from->header.author));
	CHECK(str_equal(got.header.description, from->header.description));
	check_topics(from, &got);
	check_stimuli(from, &got);
	CHECK(str_equal(written(&got), text));
}

static void banks_go_round(void)
{
	static const struct outcome outcomes[] = {
		{SAMPLE_TEXT("t.1"), LEVEL_KNOW, SAMPLE_TEXT("Nêu: được\n\n")},
		{SAMPLE_TEXT("t.2"), LEVEL_NONE, SAMPLE_TEXT("")}};
	static const struct topic topics[] = {
		{.id = SAMPLE_TEXT("t"),
			.name = SAMPLE_TEXT("# Hàm số: 'một'"),
			.subject = SAMPLE_TEXT("ly"),
			.grade = 11,
			.outcomes = outcomes,
			.outcome_count = 2},
		{.id = SAMPLE_TEXT("t.u"),
			.name = SAMPLE_TEXT("yes"),
			.parent = SAMPLE_TEXT("t")}};
	struct stimulus stimuli[2] = {
		{.id = STR("p"),
			.title = STR("- a"),
			.text = STR("Một\n\n| a |\n|---|\n\n\n"),
			.source = STR("x: y")},
		{.id = STR("q"), .text = STR("~")}};
	struct question questions[2] = {sample_bare(arena, TYPE_CHOICE),
		sample_bare(arena, TYPE_ESSAY)};
	struct bundle from = {.header = {STR("a: b"), STR("vi"), STR("CC0"),
				      STR("'x'"), STR("một\nhai\n\n\n")},
		.topics = topics,
		.topic_count = 2,
		.stimuli = stimuli,
		.stimulus_count = 2,
		.questions = questions,
		.question_count = 2};

	stimuli[0].media = sample_media(arena, &stimuli[0].media_count);
	for (size_t i = 0; i < 2; i++) {
		questions[i].subject = STR("toan");
		questions[i].grade = 12;
		questions[i].status = STATUS_APPROVED;
		questions[i].author = STR("a\n\n\n");
	}
	bundle_goes_round(&from);
	from.question_count = 0;
	bundle_goes_round(&from);
	from.topic_count = from.stimulus_count = 0;
	bundle_goes_round(&from);
	from = (struct bundle){.question_count = 0};
	bundle_goes_round(&from);
	from = (struct bundle){.stimuli = stimuli, .stimulus_count = 1};
	bundle_goes_round(&from);
	from = (struct bundle){.topics = topics, .topic_count = 1};
	bundle_goes_round(&from);
}

/* ---- DESIGN.md §4, its example block ---- */

static const char example[] =
	"bank: {title: Toán 12, language: vi, license: CC-BY-4.0}\n"
	"defaults: {subject: toan, grade: 12, status: approved}\n"
	"topics:\n"
	"  - id: toan12.1\n"
	"    name: Khảo sát hàm số\n"
	"    outcomes:\n"
	"      - {id: toan12.1.a, level: know, text: 'Nhận biết, nêu'}\n"
	"stimuli:\n"
	"  - {id: p1, text: 'Đọc đoạn văn sau …'}\n"
	"questions:\n"
	"  - id: toan12.1-001\n"
	"    type: choice\n"
	"    topic: toan12.1\n"
	"    level: know\n"
	"    stem: Hàm số $y=x^3-3x$ nghịch biến trên khoảng nào?\n"
	"    options: ['$(-1;1)$', '$(1;+\\infty)$', '$(0;2)$']\n"
	"    key: A                       # multiple: [A, C]\n"
	"    solution: |\n"
	"      $y'<0 \\Leftrightarrow -1<x<1$.\n"
	"  - type: statements\n"
	"    topic: toan12.1\n"
	"    level: understand\n"
	"    stem: Cho hàm số $y=\\frac{x+1}{x-2}$.\n"
	"    statements:\n"
	"      - {text: 'Tập $\\{2\\}$.', key: true, level: know}\n"
	"      - {text: 'Đồng biến.', key: false}\n"
	"  - {type: numeric, topic: t, level: apply, stem: '…', key: 0.17, "
	"tolerance: 0.005}\n"
	"  - {type: short, topic: t, level: know, stem: '…', "
	"keys: [Hà Nội, '/^ha\\s*noi$/i']}\n"
	"  - {type: match, topic: t, level: know, stem: '…', "
	"pairs: [[Na, natri], [K, kali]], distractors: [sắt]}\n"
	"  - {type: order, topic: t, level: know, stem: '…', "
	"items: [một, hai, ba]}\n"
	"  - {type: cloze, topic: t, level: know, stem: 'Thủ đô là "
	"{{keys: [Hà Nội]}}, dân số {{options: [8, 10], key: A}} triệu.'}\n"
	"  - {type: essay, topic: t, level: apply, stem: '…', points: 2, "
	"rubric: [{text: Mở bài, points: 0.5}, {text: Thân, points: 1.5}]}\n";

static void check_example_parts(const struct question *q)
{
	CHECK_STR(q[0].id, "toan12.1-001");
	CHECK_STR(q[0].options[1].text, "$(1;+\\infty)$");
	CHECK(q[0].options[0].right && !q[0].options[1].right);
	CHECK_STR(q[0].solution, "$y'<0 \\Leftrightarrow -1<x<1$.\n");
	CHECK(q[1].statements[0].key && !q[1].statements[1].key);
	CHECK(q[1].statements[0].level == LEVEL_KNOW);
	CHECK(q[2].numbers[0].value.units == 17 &&
		q[2].numbers[0].value.places == 2 &&
		q[2].numbers[0].tolerance.units == 5 &&
		q[2].numbers[0].tolerance.places == 3 &&
		!q[2].numbers[0].relative);
	CHECK_STR(q[3].accepted[0].text, "Hà Nội");
	CHECK(!q[3].accepted[0].pattern && q[3].accepted[1].pattern);
	CHECK_STR(q[4].pairs[1].right, "kali");
	CHECK_STR(q[4].distractors[0], "sắt");
	CHECK_STR(q[5].items[2], "ba");
	CHECK_STR(q[6].stem, "Thủ đô là {{1}}, dân số {{2}} triệu.");
	CHECK_STR(q[6].gaps[0].accepted[0].text, "Hà Nội");
	CHECK(q[6].gaps[1].option_count == 2 && q[6].gaps[1].options[0].right);
	CHECK(q[7].points == 2000 && q[7].rubric[0].points == 500);
}

static void design_example(void)
{
	const struct question *q;

	CHECK_OK(read_text(str_from(example)), err);
	CHECK(report.count == 7 && report.findings[FINDING_ID_MADE] == 7);
	CHECK_STR(bundle.header.title, "Toán 12");
	CHECK_STR(bundle.header.license, "CC-BY-4.0");
	if (!CHECK(bundle.question_count == 8 && bundle.topic_count == 1 &&
		    bundle.stimulus_count == 1)) {
		show_report();
		return;
	}
	CHECK_STR(bundle.topics[0].subject, "toan");
	CHECK(bundle.topics[0].grade == 12);
	CHECK_STR(bundle.topics[0].outcomes[0].id, "toan12.1.a");
	CHECK_STR(bundle.stimuli[0].text, "Đọc đoạn văn sau …");
	q = bundle.questions;
	for (size_t i = 0; i < 8; i++)
		CHECK(q[i].status == STATUS_APPROVED && q[i].grade == 12 &&
			str_is(q[i].subject, "toan") && q[i].line);
	check_example_parts(q);
}

/* The other fields of DESIGN.md §3, under the same names. */
static void other_fields(void)
{
	const struct question *q = bundle.questions;

	read_cstr("questions:\n"
		  "  - id: a\n"
		  "    type: multiple\n"
		  "    stem: x\n"
		  "    options: [a, {text: b, credit: -0.25}, c]\n"
		  "    key: [A, C]\n"
		  "    tags: [một, hai]\n"
		  "    difficulty: 0.6\n"
		  "    irt: {a: 1.2, b: -0.5, c: 0.2}\n"
		  "    seconds: 90\n"
		  "    points: 0.25\n"
		  "    partial: each\n"
		  "    stimulus: p1\n"
		  "    enemies: [b, c]\n"
		  "    fixed: [C]\n"
		  "    outcome: o.1\n"
		  "    source: sách\n"
		  "    author: Lan\n"
		  "    license: CC0\n"
		  "    feedback: [một, '', ba]\n"
		  "    media: [{name: a.png, data: '"
		  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptV"
		  "AAAACklEQVR42mNoAAAAggCB2kUIOwAAAABJRU5ErkJggg=="
		  "'}]\n");
	q = bundle.questions;
	if (!CHECK(bundle.question_count == 1))
		return;
	CHECK(q->tag_count == 2 && str_is(q->tags[1], "hai"));
	CHECK(q->difficulty == 0.6 && q->seconds == 90 && q->points == 250);
	CHECK(q->irt.known && q->irt.a == 1.2 && q->irt.b == -0.5 &&
		q->irt.c == 0.2);
	CHECK_STR(q->partial, "each");
	CHECK_STR(q->stimulus, "p1");
	CHECK(q->enemy_count == 2 && str_is(q->enemies[1], "c"));
	CHECK(!q->fixed && q->options[2].pinned && !q->options[0].pinned);
	CHECK(q->options[1].credit == -250 && q->options[2].right);
	CHECK_STR(q->options[2].feedback, "ba");
	CHECK_STR(q->outcome, "o.1");
	CHECK_STR(q->source, "sách");
	CHECK_STR(q->author, "Lan");
	CHECK_STR(q->license, "CC0");
	CHECK_STR(q->media[0].mime, "image/png");
	CHECK(q->media[0].bytes.len == 67 && q->media[0].hash.len == 64);
}

/* ---- forms of keys ---- */

/* The one question of that text in flow style, or NULL. */
static const struct question *read_one(const char *members)
{
	CHECK_OK(read_text(str_format(arena,
			 "questions:\n  - {id: a, stem: x, %s}\n", members)),
		err);
	if (bundle.question_count == 1 && !report.count)
		return bundle.questions;
	return NULL;
}

static void key_forms(void)
{
	static const struct {
		const char *members;
		const char *key; /* in Vietnamese; NULL: refused */
	} cases[] = {
		{"type: choice, options: [a, b], key: B", "B"},
		{"type: choice, options: [a, b], key: b", "B"},
		{"type: choice, options: [a, b], key: [B]", "B"},
		{"type: choice, options: [a, b], key: 'B'", "B"},
		{"type: choice, options: [a, b], key: [A, B]", NULL},
		{"type: choice, options: [a, b], key: []", NULL},
		{"type: choice, options: [a, b], key: C", NULL},
		{"type: choice, options: [a, b], key: AB", NULL},
		{"type: choice, options: [a, b], key: 1", NULL},
		{"type: choice, options: [a, b], key: Б", NULL},
		{"type: choice, options: [a, b], key: ''", NULL},
		{"type: choice, options: [a, b], key: {A: B}", NULL},
		{"type: choice, options: [a, b]", NULL},
		{"type: choice, options: [a, b], keys: [A]", NULL},
		{"type: choice, key: A", NULL},
		{"type: multiple, options: [a, b, c], key: [A, C]", "A, C"},
		{"type: multiple, options: [a, b, c], key: [c, a]", "A, C"},
		{"type: multiple, options: [a, b, c], key: B", "B"},
		{"type: truefalse, key: true", "Đ"},
		{"type: truefalse, key: false", "S"},
		{"type: truefalse, key: 'true'", NULL},
		{"type: truefalse, key: yes", NULL},
		{"type: truefalse, key: Đ", NULL},
		{"type: truefalse, key: [true]", NULL},
		{"type: truefalse", NULL},
		{"type: statements, statements: [{text: a, key: true}, "
		 "{text: b, key: false}]",
			"Đ S"},
		{"type: statements, statements: [{text: a, key: Đ}, "
		 "{text: b, key: S}]",
			NULL},
		{"type: statements, statements: [{text: a, key: true}, "
		 "{text: b}]",
			NULL},
		{"type: statements, statements: [a, b]", NULL},
		{"type: statements, statements: [{key: true}, "
		 "{text: b, key: true}]",
			NULL},
		{"type: numeric, key: 0.170", "0,170"},
		{"type: numeric, key: '0,17'", "0,17"},
		{"type: numeric, key: -1.5", "-1,5"},
		{"type: numeric, key: 1e-3", "0,001"},
		{"type: numeric, key: '-1,5'", "-1,5"},
		{"type: numeric, keys: ['1,5', 2]", "1,5 | 2"},
		{"type: numeric, key: [1, 2]", "1 | 2"},
		{"type: numeric, keys: [{value: '1,5', credit: 0.5}]", "1,5"},
		{"type: numeric, keys: []", NULL},
		{"type: numeric, key: 1, keys: [2]", NULL},
		{"type: numeric, keys: [{credit: 0.5}]", NULL},
		{"type: numeric, keys: [{value: }]", NULL},
		{"type: statements, statements: [{text: a, key: true}, "
		 "{text: b, key: }]",
			NULL},
		{"type: statements, statements: [{text: a, key: true}, "
		 "{text: b, key: ~}]",
			NULL},
		{"type: choice, options: [a, b], key: ", NULL},
		{"type: truefalse, key: ~", NULL},
		{"type: numeric, key: '1,5,2'", NULL},
		{"type: numeric, key: 1.5.2", NULL},
		{"type: numeric, key: 1 m", NULL},
		{"type: numeric, key: 1e999", NULL},
		{"type: numeric, key: 12345678901234567890", NULL},
		{"type: numeric, key: .nan", NULL},
		{"type: numeric, key: 1, tolerance: -1", NULL},
		{"type: numeric, key: 1, tolerance: '5 %'", "1"},
		{"type: numeric, key: 1, tolerance: '0,5'", "1"},
		{"type: numeric, key: 1, tolerance: x%", NULL},
		{"type: numeric, key: 1, tolerance: '%'", NULL},
		{"type: short, keys: [a, b]", "a | b"},
		{"type: short, keys: a", "a"},
		{"type: short, keys: ['']", NULL},
		{"type: short, keys: ['/(/']", NULL},
		{"type: short, keys: [{text: a, credit: 2}]", NULL},
		{"type: short, key: a", NULL},
		{"type: match, pairs: [[a, b], [c, d]]", "1-a 2-b"},
		{"type: match, pairs: [[a, b]]", NULL},
		{"type: match, pairs: [[a, b], [c]]", NULL},
		{"type: match, pairs: [[a, b], [c, '']]", NULL},
		{"type: match, pairs: [{a: b}, [c, d]]", NULL},
		{"type: order, items: [a, b]", "a b"},
		{"type: order, items: [a, '']", NULL},
		{"type: order, items: [a, [b]]", NULL},
		{"type: order, items: [a, b], fixed: true", NULL},
		{"type: essay", "–"},
		{"type: essay, rubric: [{text: ''}]", NULL},
		{"type: essay, points: 1, rubric: [{text: a, points: 2}]",
			NULL},
		{"type: essay, difficulty: .nan", NULL},
		{"type: essay, difficulty: .inf", NULL},
		{"type: essay, difficulty: 1.01", NULL},
		{"type: essay, irt: {a: 0}", NULL},
		{"type: essay, irt: {b: .nan}", NULL},
		{"type: essay, irt: {a: .inf}", NULL},
		{"type: essay, irt: {c: 1}", NULL},
		{"type: essay, points: -1", NULL},
		{"type: essay, points: 1.0005", NULL},
		{"type: essay, points: 1001", NULL},
		{"type: essay, points: 1e9", NULL},
		{"type: essay, seconds: 1.5", NULL},
		{"type: essay, seconds: 99999999999999999999", NULL},
		{"type: essay, grade: 0", NULL},
		{"type: essay, level: Vận dụng cao", "–"},
		{"type: essay, level: VDC", "–"},
		{"type: essay, level: 5", NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct question *q = read_one(cases[i].members);
		bool right = cases[i].key ? q &&
				str_is(question_key(arena, q, NULL, "vi"),
					cases[i].key)
					  : !q && !bundle.question_count &&
				report.levels[REPORT_ERROR];

		if (!CHECK(right)) {
			printf("# %s\n", cases[i].members);
			show_report();
		}
	}
}

/* ---- gaps ---- */

static void gap_forms(void)
{
	static const struct {
		const char *stem;
		const char *model; /* NULL: refused */
	} cases[] = {
		{"{{keys: [a]}}", "{{1}}"},
		{"{{keys: a}}", "{{1}}"},
		{"{{key: a}} {{keys: [b, c]}}", "{{1}} {{2}}"},
		{"{{ keys: [ a ] }}.", "{{1}}."},
		{"{{options: [a, b], key: b}}", "{{1}}"},
		{"{{options: [{text: a, pinned: true}, b], key: A}}", "{{1}}"},
		{"{{keys: ['it''s }} x', \"a \\\" }}\"]}}", "{{1}}"},
		{"{{keys: [a \"b, c 'd]}}", "{{1}}"},
		{"{{keys: [a]}}, {{ mở", "{{1}}, {{ mở"},
		{"\\{{a}} {{keys: [a]}}", "\\{{a}} {{1}}"},
		{"\\\\{{keys: [a]}}", "\\\\{{1}}"},
		{"$\\frac{{{keys: [1]}}}{2}$", "$\\frac{{{1}}}{2}$"},
		{"a", NULL},
		{"{{}}", NULL},
		{"{{a}}", NULL},
		{"{{[a]}}", NULL},
		{"{{keys: []}}", NULL},
		{"{{keys: ['']}}", NULL},
		{"{{keys: [a], key: b, options: [c, d]}}", NULL},
		{"{{keys: [a], kays: [b]}}", NULL},
		{"{{options: [a, b]}}", NULL},
		{"{{options: [a, b], key: C}}", NULL},
		{"{{options: [a, b], key: [A, B]}}", NULL},
		{"{{options: [a], key: A}}", NULL},
		{"{{keys: [a}}", NULL},
		{"{{keys: [a], points: -1}}", NULL},
		{"{{keys: [a], points: x}}", NULL},
		{"{{1}}{{keys: [a]}}", NULL},
		{"{{ {{keys: [a]}}", NULL},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct buf text = {.arena = arena};
		bool right;

		buf_text(&text,
			"questions:\n  - id: a\n    type: cloze\n"
			"    stem: ");
		yaml_put_scalar(&text, str_from(cases[i].stem), 6);
		buf_char(&text, '\n');
		CHECK_OK(read_text(buf_str(&text)), err);
		right = cases[i].model
			? bundle.question_count == 1 && !report.count &&
				str_is(bundle.questions->stem, cases[i].model)
			: !bundle.question_count && report.levels[REPORT_ERROR];
		if (!CHECK(right)) {
			printf("# %s\n", cases[i].stem);
			show_report();
		}
		if (cases[i].model && bundle.question_count)
			goes_round(bundle.questions, 1);
	}
}

/* A stem may come of the defaults; a fault in its gaps then stands there. */
static void gaps_of_a_default_stem(void)
{
	CHECK_OK(
		read_text(STR("defaults: {type: cloze, stem: '{{keys: [a]}}'}\n"
			      "questions: [{id: a}]\n")),
		err);
	CHECK(!report.count && bundle.question_count == 1);
	CHECK_OK(read_text(STR("defaults: {type: cloze, stem: '{{kes: [a]}}'}\n"
			       "questions: [{id: a}]\n")),
		err);
	CHECK(!bundle.question_count && report.count == 3);
	CHECK(report.entries[0].line == 1 && report.entries[0].column == 31);
}

/* ---- faults and where they are ---- */

static void check_report(const char *text, const char *wanted)
{
	struct buf got = {.arena = arena};

	CHECK_OK(read_text(str_from(text)), err);
	for (size_t i = 0; i < report.count; i++)
		buf_format(&got, "%s\n",
			report_line(arena, &report.entries[i]).ptr);
	CHECK_STR(buf_str(&got), wanted);
}

static void faults_have_places(void)
{
	check_report("bonk: {}\n"
		     "bank: {titel: x}\n"
		     "topics: [{nam: x}]\n"
		     "stimuli:\n"
		     "  - {id: p}\n"
		     "  - một\n",
		"f:1:1: error: unknown key 'bonk'; did you mean 'bank'?\n"
		"f:2:8: error: unknown key 'titel'; did you mean 'title'?\n"
		"f:3:11: error: unknown key 'nam'; did you mean 'name'?\n"
		"f:3:10: error: the topic has no 'id'\n"
		"f:5:5: error: the passage has no 'text'\n"
		"f:6:5: error: a list of 'name: value' belongs here, not a "
		"text\n");
	check_report("questions:\n"
		     "  - {id: đ, stém: x, typ: choice}\n"
		     "  - {id: b, type: essay, stem: x}\n"
		     "  - id: c\n"
		     "    type: choice\n"
		     "    stem: x\n"
		     "    options:\n"
		     "      - {text: a, feedbak: b}\n"
		     "      - [a]\n"
		     "    key: A\n"
		     "    unit: m\n"
		     "  - {id: d, type: essay, stem: x}\n",
		"f:2:13: error: unknown key 'stém'; did you mean 'stem'?\n"
		"f:2:22: error: unknown key 'typ'; did you mean 'type'?\n"
		"f:2:5: error: the question has no 'type'\n"
		"f:2:5: error: the question has no 'stem'\n"
		"f:2:5: note: question 'đ' is left out\n"
		"f:8:19: error: unknown key 'feedbak'; did you mean "
		"'feedback'?\n"
		"f:9:9: error: a list of 'name: value' belongs here, not a "
		"list\n"
		"f:11:5: error: 'unit' does not belong to a question of type "
		"'choice'\n"
		"f:4:5: note: question 'c' is left out\n");
	CHECK(bundle.question_count == 2);
	CHECK_STR(bundle.questions[0].id, "b");
	CHECK_STR(bundle.questions[1].id, "d");
}

/* One fault does not hide the next. */
static void all_faults_in_one_run(void)
{
	check_report(
		"questions:\n"
		"  - {id: a b, type: choice, level: hard, key: C,\n"
		"     options: [a, b], fixed: [D], feedback: [a], grade: x,\n"
		"     tags: a, enemies: [a/b], media: [{name: a}]}\n"
		"  - {id: b, type: numeric, stem: x, points: x, key: y}\n"
		"  - {id: c, type: choice, stem: x, options: a, key: A}\n",
		"f:2:10: error: 'a b' cannot be an id: letters, digits and . - "
		"_ only, at most 100\n"
		"f:2:36: error: 'level' cannot be 'hard'; expected know, "
		"understand, apply or extend\n"
		"f:3:57: error: 'grade' cannot be 'x'; expected a whole "
		"number\n"
		"f:4:12: error: 'tags' must be a list, not a text\n"
		"f:4:25: error: 'a/b' cannot be an id: letters, digits and . - "
		"_ only, at most 100\n"
		"f:4:39: error: media 'a': it has neither 'data' nor 'file'\n"
		"f:2:5: error: the question has no 'stem'\n"
		"f:2:47: error: 'key' cannot be 'C'; expected a letter from A "
		"to B\n"
		"f:3:31: error: 'fixed' cannot be 'D'; expected a letter from "
		"A to B\n"
		"f:3:45: error: 'feedback' cannot be 'a list'; expected a "
		"text, "
		"or a list with one for each option\n"
		"f:2:5: note: question 'a b' is left out\n"
		"f:5:45: error: 'points' cannot be 'x'; expected a number with "
		"at most three decimals\n"
		"f:5:53: error: 'key' cannot be 'y'; expected a number\n"
		"f:5:5: note: question 'b' is left out\n"
		"f:6:45: error: 'options' cannot be 'a'; expected a list\n"
		"f:6:5: note: question 'c' is left out\n");
}

static void defaults_are_laid_under(void)
{
	read_cstr(
		"defaults:\n"
		"  type: choice\n"
		"  topic: t\n"
		"  level: know\n"
		"  tags: [a]\n"
		"  tolerance: 0.5\n"
		"  points: 0.25\n"
		"questions:\n"
		"  - {id: a, stem: x, options: [a, b], key: A}\n"
		"  - {id: b, type: numeric, stem: x, key: 1, level: apply,\n"
		"     tags: [], points: 1}\n"
		"  - {id: c, type: numeric, stem: x, key: 1, tolerance: 1}\n");
	if (!CHECK(bundle.question_count == 3))
		return;
	CHECK(bundle.questions[0].type == TYPE_CHOICE &&
		bundle.questions[0].points == 250 &&
		bundle.questions[0].tag_count == 1);
	CHECK(bundle.questions[1].level == LEVEL_APPLY &&
		bundle.questions[1].tag_count == 0 &&
		bundle.questions[1].points == 1000);
	CHECK_STR(bundle.questions[1].topic, "t");
	CHECK(bundle.questions[1].numbers[0].tolerance.units == 5);
	CHECK(bundle.questions[2].numbers[0].tolerance.units == 1);
	check_report("defaults: {level: hard, grad: 3}\n"
		     "questions: [{id: a, type: essay, stem: x},\n"
		     "    {id: b, type: essay, stem: x},\n"
		     "    {id: c, type: essay, stem: x, level: know}]\n",
		"f:1:19: error: 'level' cannot be 'hard'; expected know, "
		"understand, apply or extend\n"
		"f:1:25: error: unknown key 'grad'; did you mean 'grade'?\n"
		"f:2:13: note: question 'a' is left out\n"
		"f:3:5: note: question 'b' is left out\n");
	CHECK(bundle.question_count == 1);
	check_report("defaults: {subject: a b, grade: 0}\n"
		     "topics: [{id: t}]\n",
		"f:1:21: error: 'a b' cannot be an id: letters, digits and . - "
		"_ only, at most 100\n"
		"f:1:33: error: 'grade' is 0; it must lie between 1 and 12\n");
	CHECK(bundle.topic_count == 1 && !bundle.topics[0].subject.len);
}

/* Without an id the content names it, and the same content the same. */
static void ids_are_made(void)
{
	struct str first;

	CHECK_OK(read_text(STR("questions: [{type: essay, stem: x}]")), err);
	CHECK(bundle.question_count == 1 &&
		report.findings[FINDING_ID_MADE] == 1);
	first = bundle.questions[0].id;
	CHECK(str_starts(first, "q-") && first.len == 14);
	CHECK_OK(read_text(STR("# a\nquestions:\n- stem: x\n  type: essay\n")),
		err);
	CHECK(str_equal(bundle.questions[0].id, first));
	CHECK_OK(read_text(STR("questions: [{type: essay, stem: y}]")), err);
	CHECK(!str_equal(bundle.questions[0].id, first));
}

static void text_is_nfc(void)
{
	read_cstr("questions:\n  - {id: e\xcc\x82\xcc\x81, type: essay, "
		  "stem: Hu\xc3\xaa\xcc\x81}\n");
	if (!CHECK(bundle.question_count == 1))
		return;
	CHECK_STR(bundle.questions[0].id, "ế");
	CHECK_STR(bundle.questions[0].stem, "Huế");
}

/* ---- what is a bank file ---- */

static void files_are_recognised(void)
{
	static const char *const banks[] = {"questions:\n",
		"# a\nquestions: []", "\xef\xbb\xbfquestions:\r\n- stem: x\r\n",
		"bank: {title: x}\ntopics:\n", "\n\nquestions:\n",
		"defaults: {}\nquestions:\n"};
	static const char *const others[] = {"", "x", "title: x\nparts: []\n",
		"Câu 1. questions: một\nA. x\n", "// questions:\n::a:: b {}\n",
		"\\begin{ex} x \\end{ex}", "PK\x03\x04"};

	for (size_t i = 0; i < sizeof banks / sizeof *banks; i++)
		CHECK(format_recognise(str_from(banks[i])) == &format_native);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		CHECK(format_recognise(str_from(others[i])) != &format_native);
	CHECK(format_by_ending("a/b.yaml") == &format_native);
	CHECK(format_by_ending("B.YML") == &format_native);
	CHECK(!format_by_ending("yaml") && !format_by_ending("a.yaml/b"));
	CHECK(format_by_name(STR("native")) == &format_native);
	CHECK(!format_by_name(STR("")) && !format_by_name(STR("nativ")));
}

static void empty_sections_are_nothing(void)
{
	read_cstr("bank:\ndefaults:\ntopics:\nstimuli: ~\nquestions:\n");
	CHECK(!bundle.question_count);
	read_cstr("\xef\xbb\xbfquestions:\r\n- id: a\r\n  type: essay\r\n"
		  "  stem: |\r\n    một\r\n    hai\r\n");
	if (CHECK(bundle.question_count == 1))
		CHECK_STR(bundle.questions[0].stem, "một\nhai\n");
}

/* ---- hostile files ---- */

static void ids_are_plain(void)
{
	static const char *const bad[] = {"a b", "a/b", "..\\a", "a\\u200bb",
		"\\u202ea", "a\\u00ad", "a\\ufeff", "a\\u00a0b", "a\\u3000b",
		"a\\nb", "a\\u0001", "a\\u2028b", "a:b", "a'b", "$(x)", "*",
		"a\\te", "\\ufe0f", "\\U000e0041"};
	struct buf longer = {.arena = arena};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (!CHECK(read_text(str_format(arena,
				   "questions:\n  - {id: \"%s\", type: essay, "
				   "stem: x}\n",
				   bad[i])) &&
			    !bundle.question_count &&
			    report.findings[FINDING_BAD_ID]))
			printf("# %s\n", bad[i]);
	for (size_t i = 0; i < 101; i++)
		buf_char(&longer, 'a');
	read_cstr(str_format(arena,
		"questions:\n  - {id: %s, type: essay, stem: x}\n",
		buf_str(&longer).ptr + 1)
			  .ptr);
	CHECK(read_text(str_format(arena,
		      "questions:\n  - {id: %s, type: essay, stem: x}\n",
		      buf_str(&longer).ptr)) &&
		!bundle.question_count);
}

/* A good question behind each shows that reading went on. */
static bool survives(struct str text, size_t questions)
{
	bool well = CHECK_OK(read_text(text), err) &&
		CHECK(bundle.question_count == questions) &&
		CHECK(report.levels[REPORT_ERROR]);

	if (!well) {
		printf("# %.*s…\n", STR_ARG(str_sub(text, 0, 80)));
		for (size_t i = 0; i < report.count && i < 5; i++)
			printf("# %s\n",
				report_line(arena, &report.entries[i]).ptr);
	}
	return well;
}

static void repeated(struct buf *out, const char *piece, size_t times)
{
	while (times--)
		buf_text(out, piece);
}

static const char good[] = "\n  - {id: good, type: essay, stem: x}\n";

static void many_options(void)
{
	static const struct {
		const char *before, *piece, *after;
	} cases[] = {
		{"{id: a, type: choice, stem: x, key: A, options: [", "o,",
			"o]}"},
		{"{id: a, type: choice, stem: x, key: [", "A,",
			"A], options: [a, b]}"},
		{"{id: a, type: order, stem: x, items: [", "o,", "o]}"},
		{"{id: a, type: match, stem: x, pairs: [", "[a, b],",
			"[c, d]]}"},
		{"{id: a, type: short, stem: x, keys: [", "o,", "o]}"},
		{"{id: a, type: numeric, stem: x, keys: [", "1,", "1]}"},
		{"{id: a, type: cloze, stem: '", "{{keys: [a]}}", "'}"},
		{"{id: a, type: cloze, stem: '", "{{", "'}"},
		{"{id: a, type: cloze, stem: '", "{{'' ", "'}"},
		{"{id: a, type: statements, stem: x, statements: [",
			"{text: a, key: true},", "{text: b, key: true}]}"},
		{"{id: a, type: essay, stem: x, rubric: [", "{text: a},",
			"{text: b}]}"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct arena_mark start = arena_mark(arena);
		struct buf text = {.arena = arena};

		buf_format(&text, "questions:\n  - %s", cases[i].before);
		repeated(&text, cases[i].piece, 20 * RUNS);
		buf_text(&text, cases[i].after);
		buf_text(&text, good);
		/* A million right letters still say A. */
		if (i == 1)
			CHECK(read_text(buf_str(&text)) &&
				bundle.question_count == 2);
		else
			survives(buf_str(&text), 1);
		arena_release(arena, start);
	}
}

static void a_million_options(void)
{
	struct arena_mark start = arena_mark(arena);
	struct buf text = {.arena = arena};

	buf_text(&text,
		"questions:\n  - {id: a, type: choice, stem: x, key: A, "
		"options: [");
	repeated(&text, "o,", 500 * RUNS);
	buf_text(&text, "o]}");
	buf_text(&text, good);
	survives(buf_str(&text), 1);
	arena_release(arena, start);
}

static void deep_and_long(void)
{
	struct buf deep = {.arena = arena}, longer = {.arena = arena};
	struct arena_mark start = arena_mark(arena);
	static const char bytes[] =
		"questions:\n  - {id: a, type: essay, stem: \"x\0y\"}\n";

	buf_text(&deep, "questions:\n  - {id: a, type: essay, stem: ");
	repeated(&deep, "[", 1000);
	repeated(&deep, "]", 1000);
	buf_char(&deep, '}');
	buf_text(&deep, good);
	CHECK(!read_text(buf_str(&deep)) || report.levels[REPORT_ERROR]);
	buf_text(&longer, "questions:\n  - {id: a, type: essay, stem: ");
	repeated(&longer, "mười byte ", QUESTION_TEXT_LIMIT / 10);
	buf_char(&longer, '}');
	buf_text(&longer, good);
	survives(buf_str(&longer), 1);
	CHECK(!read_text((struct str){bytes, sizeof bytes - 1}) ||
		report.levels[REPORT_ERROR]);
	CHECK(!bundle.question_count);
	CHECK(!read_text(STR("questions: [{stem: \xff}]")) ||
		report.levels[REPORT_ERROR]);
	arena_release(arena, start);
}

/* ---- media ---- */

static char folder[] = "/tmp/dethi-native-XXXXXX";

static const char *inside(const char *name)
{
	return file_join(arena, folder, name);
}

/* The media of a question in a bank file of that folder, or NULL. */
static const struct media *read_media_of(const char *members)
{
	struct sink sink = bundle_sink(arena, &bundle);
	struct str text = str_format(arena,
		"questions:\n  - {id: a, type: essay, stem: x, media: "
		"[{%s}]}\n",
		members);

	report = (struct report){.arena = arena};
	CHECK_OK(native_read(arena, inside("bank/b.yaml"), text, &sink, &report,
			 &err),
		err);
	return bundle.question_count ? bundle.questions->media : NULL;
}

static void media_stay_in_the_folder(void)
{
	static const char *const bad[] = {"file: ../out.png",
		"file: /etc/passwd", "file: sub/../../out.png",
		"file: ./in.png", "file: sub//in.png", "file: link.png",
		"file: linked/out.png", "file: none.png", "file: sub",
		"file: ''", "file: .., name: a", "file: 'a\\b'",
		"file: \"in.png\\0x\"", "name: a.png",
		"data: aGk=", "name: a.png, data: 'a*b'",
		"name: ../a.png, data: aGk=", "name: /a.png, data: aGk=",
		"name: a.png, data: ''", "name: a, data: '='",
		"nam: a.png, data: aGk="};
	const struct media *media;

	CHECK(mkdtemp(folder) != NULL);
	CHECK_OK(file_make_folder(inside("bank/sub"), &err), err);
	CHECK_OK(file_write(inside("out.png"), STR("out"), &err), err);
	CHECK_OK(file_write(inside("bank/in.png"), STR("GIF89a"), &err), err);
	CHECK_OK(file_write(inside("bank/sub/in.png"), STR("in"), &err), err);
	CHECK(!symlink("../out.png", inside("bank/link.png")));
	CHECK(!symlink("..", inside("bank/linked")));
	CHECK(!symlink("sub/in.png", inside("bank/good.png")));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (!CHECK(!read_media_of(bad[i]) &&
			    report.levels[REPORT_ERROR]))
			printf("# %s\n", bad[i]);
	media = read_media_of("file: in.png");
	CHECK(media && str_is(media->mime, "image/gif") &&
		str_is(media->name, "in.png") &&
		str_is(media->bytes, "GIF89a"));
	media = read_media_of("file: sub/in.png, name: b, mime: x/y");
	CHECK(media && str_is(media->bytes, "in") && str_is(media->name, "b") &&
		str_is(media->mime, "x/y"));
	media = read_media_of("file: good.png");
	CHECK(media && str_is(media->bytes, "in"));
	media = read_media_of("name: a, data: 'aG\n    k='");
	CHECK(media && str_is(media->bytes, "hi"));
	CHECK(!system(str_format(arena, "rm -rf %s", folder).ptr));
}

int main(void)
{
	arena = arena_new();
	TEST(every_type_goes_round);
	TEST(one_question_alone);
	TEST(awkward_texts_go_round);
	TEST(random_questions_go_round);
	TEST(banks_go_round);
	TEST(design_example);
	TEST(other_fields);
	TEST(key_forms);
	TEST(gap_forms);
	TEST(gaps_of_a_default_stem);
	TEST(faults_have_places);
	TEST(all_faults_in_one_run);
	TEST(defaults_are_laid_under);
	TEST(ids_are_made);
	TEST(text_is_nfc);
	TEST(files_are_recognised);
	TEST(empty_sections_are_nothing);
	TEST(ids_are_plain);
	TEST(many_options);
	TEST(a_million_options);
	TEST(deep_and_long);
	TEST(media_stay_in_the_folder);
	arena_free(arena);
	return check_result();
}
