/* Canvas packages: what is written comes back through the reader of packages,
 * and lies in the zip as Canvas exports it. */
#include "banks/canvas_quiz.h"
#include "banks/package.h"
#include "base/archive.h"
#include "base/xml.h"
#include "tests/samples.h"

static struct arena *arena;

/* ---- what Canvas has no place for ---- */

static struct accepted *without_patterns(
	const struct accepted *list, size_t *count)
{
	struct accepted *kept = NEW_ARRAY(arena, *count, struct accepted);
	size_t n = 0;

	for (size_t i = 0; i < *count; i++) {
		if (list[i].pattern || list[i].credit <= 0)
			continue;
		kept[n] = list[i];
		kept[n++].feedback = STR("");
	}
	*count = n;
	return kept;
}

/* Written gaps beside others: those take the word of the right option. */
static void lose_gaps(struct question *q)
{
	struct gap *gaps =
		arena_copy(arena, q->gaps, q->gap_count * sizeof *gaps);
	bool written = false;

	for (size_t i = 0; i < q->gap_count; i++)
		written |= !gaps[i].option_count;
	for (size_t i = 0; i < q->gap_count; i++) {
		struct accepted *accepted = without_patterns(
			gaps[i].accepted, &gaps[i].accepted_count);

		for (size_t k = 0; k < gaps[i].accepted_count; k++)
			accepted[k].credit = POINT;
		for (size_t k = 0; written && k < gaps[i].option_count; k++)
			if (gaps[i].options[k].right) {
				accepted = NEW(arena, struct accepted);
				accepted->text = gaps[i].options[k].text;
				accepted->credit = POINT;
				gaps[i].accepted_count = 1;
			}
		if (written) {
			gaps[i].options = NULL;
			gaps[i].option_count = 0;
		}
		gaps[i].points = 0;
		gaps[i].accepted = accepted;
	}
	q->gaps = gaps;
}

static void lose_options(struct question *q)
{
	struct option *options = arena_copy(
		arena, q->options, q->option_count * sizeof *options);

	for (size_t i = 0; i < q->option_count; i++) {
		options[i].text = str_trim(options[i].text);
		options[i].feedback = str_trim(options[i].feedback);
	}
	q->options = options;
}

/* A share of the value is the range it makes. */
static void lose_numbers(struct question *q)
{
	struct number *numbers = NEW_ARRAY(arena, 3, struct number);
	size_t n = 0;

	for (size_t i = 0; i < q->number_count; i++) {
		if (q->numbers[i].credit <= 0)
			continue;
		numbers[n] = q->numbers[i];
		if (numbers[n].relative) {
			numbers[n].tolerance.units *= numbers[n].value.units < 0
				? -numbers[n].value.units
				: numbers[n].value.units;
			numbers[n].tolerance.places += numbers[n].value.places;
			numbers[n].relative = false;
		}
		n++;
	}
	q->numbers = numbers;
	q->number_count = n;
}

static void lose(struct question *q)
{
	struct statement *statements = arena_copy(
		arena, q->statements, q->statement_count * sizeof *statements);

	for (size_t i = 0; i < q->statement_count; i++) {
		statements[i].feedback = statements[i].outcome = STR("");
		statements[i].level = LEVEL_NONE;
	}
	q->stem = str_trim(q->stem);
	/* As HTML keeps it: braces need no escape, a line's end is a space. */
	if (str_is(q->id, "rich-cloze"))
		q->stem = STR("Thủ đô có {{1}} quận; $\\frac{ {a} }{b}$, "
			      "{ {, tên là {{2}} {{3}}.");
	q->solution = str_trim(q->solution);
	q->feedback = str_trim(q->feedback);
	q->statements = statements;
	q->accepted = without_patterns(q->accepted, &q->accepted_count);
	if (q->number_count)
		lose_numbers(q);
	lose_options(q);
	lose_gaps(q);
	q->outcome = STR("");
	q->irt = (struct irt){0};
	q->enemy_count = q->rubric_count = 0;
	q->media_count = 0;
}

/* ---- there and back ---- */

static struct str written(const struct bundle *bundle, struct report *report)
{
	struct buf out = {.arena = arena};
	struct error err = {0};

	*report = (struct report){.arena = arena};
	CHECK_OK(format_canvas.write(arena, bundle, &out, report, &err), err);
	return buf_str(&out);
}

static struct bundle read_back(struct str bytes)
{
	struct report report = {.arena = arena};
	struct error err = {0};
	struct bundle after;
	struct sink sink = bundle_sink(arena, &after);

	CHECK(format_package.recognise(bytes) > 0);
	CHECK_OK(format_package.read(
			 arena, "p.zip", bytes, &sink, &report, &err),
		err);
	for (size_t i = 0; i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
	CHECK(!report.levels[REPORT_ERROR]);
	return after;
}

static void same_question(const struct question *a, const struct question *b)
{
	if (!check_same_question(arena, a, b))
		printf("#   %.*s\n#   %.*s\n",
			STR_ARG(json_print(
				arena, question_to_json(arena, a), false)),
			STR_ARG(json_print(
				arena, question_to_json(arena, b), false)));
}

static void comes_back(void)
{
	const struct question *all = samples(arena);
	struct question *kept = NEW_ARRAY(arena, SAMPLES, struct question);
	struct topic topic = {
		.id = STR("toan12.1"), .name = STR("Đạo hàm & …")};
	struct stimulus passage = {.id = STR("doan-1"),
		.title = STR("Đoạn văn <1>"),
		.text = STR("Một đoạn có $x^2$.")};
	struct bundle before = {.questions = kept,
			      .question_count = SAMPLES,
			      .topics = &topic,
			      .topic_count = 1,
			      .stimuli = &passage,
			      .stimulus_count = 1},
		      after;
	struct report report;
	struct str bytes;

	for (size_t i = 0; i < SAMPLES; i++) {
		kept[i] = all[i];
		lose(&kept[i]);
	}
	bytes = written(&before, &report);
	CHECK(str_equal(bytes, written(&before, &report)));
	after = read_back(bytes);
	if (!CHECK(after.question_count == SAMPLES))
		printf("# %zu came back\n", after.question_count);
	for (size_t i = 0; i < after.question_count; i++)
		for (size_t k = 0; k < SAMPLES; k++)
			if (str_equal(kept[k].id, after.questions[i].id))
				same_question(&kept[k], &after.questions[i]);
	CHECK(after.topic_count == 1 &&
		str_equal(after.topics[0].name, topic.name));
	CHECK(after.stimulus_count == 1 &&
		str_equal(after.stimuli[0].id, passage.id) &&
		str_equal(after.stimuli[0].title, passage.title) &&
		str_equal(after.stimuli[0].text, passage.text));
}

/* ---- as Canvas has it ---- */

static struct archive *opened(struct str bytes)
{
	struct archive *archive;
	struct error err = {0};

	CHECK_OK(archive_open(arena, "p.zip", bytes, &archive, &err), err);
	return archive;
}

/* The last file whose name ends so. */
static struct str part(struct archive *archive, const char *ending)
{
	struct str bytes = {0};
	struct error err = {0};

	for (size_t i = 0; i < archive_count(archive); i++)
		if (str_ends(archive_name(archive, i), ending))
			CHECK_OK(archive_read(archive, arena, i, &bytes, &err),
				err);
	return bytes;
}

static struct str quiz_of(struct str bytes)
{
	struct archive *archive = opened(bytes);
	struct str quiz = {0};
	struct error err = {0};

	for (size_t i = 0; i < archive_count(archive) && !quiz.len; i++) {
		CHECK_OK(archive_read(archive, arena, i, &quiz, &err), err);
		if (str_find(quiz, "<questestinterop", 0) == SIZE_MAX)
			quiz = STR("");
	}
	archive_close(archive);
	return quiz;
}

static struct str part_of(struct str bytes, const char *ending)
{
	struct archive *archive = opened(bytes);
	struct str text = part(archive, ending);

	archive_close(archive);
	return text;
}

static void pictures(void)
{
	struct question q = sample_rich(arena, TYPE_CHOICE);
	struct bundle bundle = {.questions = &q, .question_count = 1}, after;
	struct report report;
	struct archive *archive;
	struct str bytes, quiz;

	q.stem = STR("Hình ![](<hình 1.png>) và $a<b$.");
	bytes = written(&bundle, &report);
	archive = opened(bytes);
	quiz = part(archive, ".xml");
	CHECK(str_find(quiz, "type=\"webcontent\"", 0) != SIZE_MAX);
	CHECK(part(archive, "hình 1.png").len == q.media[0].bytes.len);
	archive_close(archive);
	after = read_back(bytes);
	if (!CHECK(after.question_count == 1 &&
		    after.questions[0].media_count >= 1))
		return;
	CHECK(str_equal(after.questions[0].stem, q.stem));
	CHECK(str_equal(after.questions[0].media[0].name, q.media[0].name));
	CHECK(str_equal(after.questions[0].media[0].hash, q.media[0].hash));
}

/* What its importer looks for; other programs' packages are compared in the
 * corpus. */
static void form(void)
{
	static const char *const wanted[] = {
		"<fieldlabel>question_type</fieldlabel>",
		"<fieldentry>multiple_dropdowns_question</fieldentry>",
		"<response_lid ident=\"response_gap1\"",
		"<fieldlabel>points_possible</fieldlabel>",
		"<section ident=\"root_section\">", "<decvar maxvalue=\"100\"",
		"class=&quot;equation_image&quot;",
		"data-equation-content=&quot;x^2&quot;",
		"<setvar action=\"Add\" varname=\"SCORE\">50.00</setvar>"};
	const struct statement statements[] = {
		{.text = STR("$x^2$"), .key = true}, {.text = STR("[a] & b")}};
	struct question q = question_empty();
	struct bundle bundle = {.questions = &q, .question_count = 1};
	struct report report;
	struct archive *archive;
	struct str quiz = {0};
	struct error err = {0};

	q.id = STR("câu-1");
	q.type = TYPE_STATEMENTS;
	q.stem = STR("Xét");
	q.statements = statements;
	q.statement_count = 2;
	archive = opened(written(&bundle, &report));
	CHECK_OK(archive_read(archive, arena, 0, &quiz, &err), err);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!CHECK(str_find(quiz, wanted[i], 0) != SIZE_MAX))
			printf("# %s\n", wanted[i]);
	CHECK(str_find(part(archive, "assessment_meta.xml"),
		      "<quiz identifier=\"g", 0) != SIZE_MAX);
	CHECK(str_find(part(archive, "imsmanifest.xml"),
		      "type=\"imsqti_xmlv1p2\"", 0) != SIZE_MAX);
	archive_close(archive);
}

/* Where there is no HTML, formulas stand between \\( and \\). */
static void plain_sides(void)
{
	const struct pair pairs[] = {
		{STR("**a** $x$"), STR("$\\frac12<y$ m & n")},
		{STR("![](p.png)"), STR("$3$")}};
	const struct str more[] = {STR("giá $z$"), STR("\\<b>x\\</b>")};
	struct question q = question_empty();
	struct bundle bundle = {.questions = &q, .question_count = 1}, after;
	struct report report;
	struct str bytes;

	q.id = STR("q");
	q.type = TYPE_MATCH;
	q.stem = STR("S");
	q.pairs = pairs;
	q.pair_count = 2;
	q.distractors = more;
	q.distractor_count = 2;
	bytes = written(&bundle, &report);
	CHECK(str_find(quiz_of(bytes),
		      "\"text/plain\">\\(\\frac12&lt;y\\) m &amp; n<",
		      0) != SIZE_MAX);
	after = read_back(bytes);
	if (CHECK(after.question_count == 1))
		same_question(&q, &after.questions[0]);
}

/* What looks like a gap of ours in a text is none. */
static void words_of_gaps(void)
{
	struct question q = sample_bare(arena, TYPE_CLOZE);
	struct bundle bundle = {.questions = &q, .question_count = 1}, after;
	struct report report;

	q.stem = STR("Viết [gap1], \\[gap2\\] và [gapx1] vào {{1}}.");
	after = read_back(written(&bundle, &report));
	if (CHECK(after.question_count == 1)) {
		CHECK(after.questions[0].gap_count == 1);
		CHECK(str_find(after.questions[0].stem, "gap1", 0) != SIZE_MAX);
	}
}

/* Canvas keeps the options of all gaps of a question by their names alone. */
static void names_differ(void)
{
	const struct statement statements[] = {
		{.text = STR("a"), .key = true}, {.text = STR("b")}};
	struct question q = question_empty();
	struct bundle bundle = {.questions = &q, .question_count = 1};
	struct report report;
	struct str quiz, ident;
	size_t at = 0, count = 0;

	q.id = STR("q");
	q.type = TYPE_STATEMENTS;
	q.stem = STR("S");
	q.statements = statements;
	q.statement_count = 2;
	quiz = quiz_of(written(&bundle, &report));
	while ((at = str_find(quiz, "<response_label ident=\"", at)) !=
		SIZE_MAX) {
		size_t end = str_find(quiz, ">", at);

		ident = str_sub(quiz, at, end - at);
		CHECK(str_find(quiz, str_cstr(arena, ident), end) == SIZE_MAX);
		at = end;
		count++;
	}
	CHECK(count == 4);
	/* Points are added up over all of them. */
	CHECK(str_find(quiz, "continue=\"No\"", 0) == SIZE_MAX);
}

/* Of parts, whether options may move, what is told. */
static void parts(void)
{
	struct question questions[3];
	const struct bundle_part list[] = {
		{STR("Phần I & <"), 2}, {STR("Phần II"), 1}};
	struct bundle bundle = {.questions = questions,
		.question_count = 3,
		.parts = list,
		.part_count = 2};
	struct report report;
	struct str bytes, quiz;

	for (size_t i = 0; i < 3; i++) {
		questions[i] = sample_bare(arena, TYPE_ESSAY);
		questions[i].id = str_format(arena, "q%zu", i);
	}
	bytes = written(&bundle, &report);
	quiz = quiz_of(bytes);
	CHECK(str_find(quiz,
		      "<section ident=\"section-1\" title=\"Phần I &amp; "
		      "&lt;\">",
		      0) < str_find(quiz, "ident=\"q0\"", 0));
	CHECK(str_find(quiz, "title=\"Phần II\">\n<item ident=\"q2\"", 0) !=
		SIZE_MAX);
	CHECK(read_back(bytes).question_count == 3);
	CHECK(str_find(part_of(bytes, "assessment_meta.xml"),
		      "<shuffle_answers>true<", 0) != SIZE_MAX);
	questions[1] = sample_rich(arena, TYPE_CHOICE);
	CHECK(str_find(
		      part_of(written(&bundle, &report), "assessment_meta.xml"),
		      "<shuffle_answers>false<", 0) != SIZE_MAX);
}

static void told(enum question_type type, const char *what)
{
	struct question q = sample_rich(arena, type);
	struct bundle bundle = {.questions = &q, .question_count = 1};
	struct report report;

	(void)written(&bundle, &report);
	for (size_t i = 0; i < report.count; i++)
		if (str_find(report_line(arena, &report.entries[i]), what, 0) !=
			SIZE_MAX)
			return;
	CHECK(!what);
}

static void losses_told(void)
{
	told(TYPE_SHORT, "answers worth a part");
	told(TYPE_NUMERIC, "answers worth a part");
	told(TYPE_NUMERIC, "answers worth nothing or less");
	told(TYPE_MULTIPLE, "partial: Canvas");
	told(TYPE_SHORT, "pattern");
	told(TYPE_STATEMENTS, "level, outcome and feedback of statements");
	told(TYPE_CLOZE, "points and feedback of gaps");
}

int main(void)
{
	arena = arena_new();
	TEST(comes_back);
	TEST(pictures);
	TEST(form);
	TEST(plain_sides);
	TEST(words_of_gaps);
	TEST(names_differ);
	TEST(parts);
	TEST(losses_told);
	arena_free(arena);
	return check_result();
}
