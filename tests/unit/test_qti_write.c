/* QTI packages: what is written comes back through the reader of packages, in
 * both versions, and lies in the zip as other programs want it. */
#include "banks/package.h"
#include "banks/qti_write.h"
#include "base/archive.h"
#include "base/xml.h"
#include "tests/samples.h"

static struct arena *arena;

/* ---- what QTI has no place for ---- */

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

static void lose_gaps(struct question *q)
{
	struct gap *gaps =
		arena_copy(arena, q->gaps, q->gap_count * sizeof *gaps);

	for (size_t i = 0; i < q->gap_count; i++) {
		struct option *options = arena_copy(arena, gaps[i].options,
			gaps[i].option_count * sizeof *options);

		for (size_t k = 0; k < gaps[i].option_count; k++) {
			options[k].feedback = STR("");
			options[k].pinned = false;
			options[k].credit = 0;
		}
		gaps[i].points = 0;
		gaps[i].options = options;
		gaps[i].accepted = without_patterns(
			gaps[i].accepted, &gaps[i].accepted_count);
	}
	q->gaps = gaps;
}

static struct option *trimmed_options(const struct question *q)
{
	struct option *options = arena_copy(
		arena, q->options, q->option_count * sizeof *options);

	for (size_t i = 0; i < q->option_count; i++) {
		options[i].text = str_trim(options[i].text);
		options[i].feedback = str_trim(options[i].feedback);
	}
	return options;
}

static void lose(struct question *q)
{
	struct statement *statements = arena_copy(
		arena, q->statements, q->statement_count * sizeof *statements);

	for (size_t i = 0; i < q->statement_count; i++) {
		statements[i].feedback = statements[i].outcome = STR("");
		statements[i].level = LEVEL_NONE;
	}
	/* White space around a text is none of it. */
	q->stem = str_trim(q->stem);
	/* As HTML keeps it: braces need no escape, a line's end is a space. */
	if (str_is(q->id, "rich-cloze"))
		q->stem = STR("Thủ đô có {{1}} quận; $\\frac{ {a} }{b}$, "
			      "{ {, tên là {{2}} {{3}}.");
	q->solution = str_trim(q->solution);
	q->feedback = str_trim(q->feedback);
	q->options = trimmed_options(q);
	q->statements = statements;
	q->accepted = without_patterns(q->accepted, &q->accepted_count);
	/* What takes points off is told. */
	while (q->number_count && q->numbers[q->number_count - 1].credit <= 0)
		q->number_count--;
	lose_gaps(q);
	q->outcome = STR("");
	q->irt = (struct irt){0};
	q->enemy_count = q->rubric_count = 0;
	q->media_count = 0;
	if (q->type != TYPE_MULTIPLE)
		q->partial = STR("");
}

/* ---- there and back ---- */

static struct str written(const struct format *format,
	const struct bundle *bundle, struct report *report)
{
	struct buf out = {.arena = arena};
	struct error err = {0};

	*report = (struct report){.arena = arena};
	CHECK_OK(format->write(arena, bundle, &out, report, &err), err);
	return buf_str(&out);
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

static void comes_back(const struct format *format)
{
	const struct question *all = samples(arena);
	struct question *kept = NEW_ARRAY(arena, SAMPLES, struct question);
	struct topic topic = {
		.id = STR("toan12.1"), .name = STR("Đạo hàm & …")};
	struct stimulus passage = {.id = STR("doan-1"),
		.title = STR("Đoạn <1>"),
		.text = STR("Một đoạn có $x^2$.\n\nHai.")};
	struct bundle before = {.questions = kept,
			      .question_count = SAMPLES,
			      .topics = &topic,
			      .topic_count = 1,
			      .stimuli = &passage,
			      .stimulus_count = 1},
		      after;
	struct sink sink = bundle_sink(arena, &after);
	struct report report;
	struct error err = {0};
	struct str bytes, again;

	for (size_t i = 0; i < SAMPLES; i++) {
		kept[i] = all[i];
		lose(&kept[i]);
	}
	bytes = written(format, &before, &report);
	again = written(format, &before, &report);
	CHECK(str_equal(bytes, again));
	CHECK(format_package.recognise(bytes) > 0);
	report = (struct report){.arena = arena};
	CHECK_OK(format_package.read(
			 arena, "p.zip", bytes, &sink, &report, &err),
		err);
	for (size_t i = 0; i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
	CHECK(!report.levels[REPORT_ERROR]);
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

static void version_21(void)
{
	comes_back(&format_qti21);
}

static void version_3(void)
{
	comes_back(&format_qti3);
}

/* ---- what does not come back is told ---- */

static bool told(const struct report *report, struct str id)
{
	for (size_t i = 0; i < report->count; i++)
		if (str_find(report_line(arena, &report->entries[i]),
			    str_cstr(arena, id), 0) != SIZE_MAX)
			return true;
	return false;
}

/* Whatever the test above takes away before it writes, one by one. */
static void losses_told(void)
{
	static const char *const names[] = {"pattern", "feedback of answers",
		"numbers worth nothing or less", "points and feedback of gaps",
		"level, outcome and feedback of statements", "partial"};
	const struct accepted accepted[] = {
		{.text = STR("a"), .feedback = STR("f"), .credit = POINT},
		{.text = STR("/b+/"), .pattern = true, .credit = POINT}};
	const struct number numbers[2] = {
		{.value = {1, 0}, .credit = POINT}, {.value = {2, 0}}};
	const struct gap gap = {
		.accepted = accepted, .accepted_count = 1, .points = POINT};
	const struct statement statements[2] = {
		{.text = STR("s"), .level = LEVEL_APPLY}, {.text = STR("t")}};
	struct question list[6];
	struct bundle bundle = {.questions = list, .question_count = 1};
	struct report report;

	for (size_t i = 0; i < 6; i++) {
		list[i] = question_empty();
		list[i].id = STR("q");
		list[i].type = TYPE_SHORT;
		list[i].stem = STR("S {{1}}");
		list[i].accepted = accepted;
		list[i].accepted_count = 1;
	}
	list[0].accepted_count = 2;
	list[2].type = TYPE_NUMERIC;
	list[2].numbers = numbers;
	list[2].number_count = 2;
	list[3].type = TYPE_CLOZE;
	list[3].gaps = &gap;
	list[3].gap_count = 1;
	list[4].type = TYPE_STATEMENTS;
	list[4].statements = statements;
	list[4].statement_count = 2;
	list[5].partial = STR("ladder");
	for (size_t i = 0; i < 6; i++) {
		bundle.questions = &list[i];
		(void)written(&format_qti3, &bundle, &report);
		if (!CHECK(told(&report, str_from(names[i]))))
			printf("# %s\n", names[i]);
	}
	/* What is written whole is told nothing of. */
	list[0].accepted_count = 0;
	list[0].type = TYPE_ESSAY;
	bundle.questions = &list[0];
	(void)written(&format_qti3, &bundle, &report);
	CHECK(report.count == 0);
}

/* ---- what lies in it ---- */

static struct str entry_of(struct archive *archive, const char *name)
{
	size_t at = archive_find(archive, str_from(name));
	struct str bytes = STR("");
	struct error err = {0};

	if (CHECK(at != SIZE_MAX))
		CHECK_OK(archive_read(archive, arena, at, &bytes, &err), err);
	return bytes;
}

static void contents(void)
{
	struct question q = question_empty();
	struct option options[2] = {{.text = STR("$\\frac12$"), .right = true},
		{.text = STR("<b> & \"c\"")}};
	struct media media = {.name = STR("h 1.png"),
		.mime = STR("image/png"),
		.bytes = STR("\211PNG\r\n\032\nx"),
		.hash = STR("00")};
	struct bundle bundle = {.questions = &q, .question_count = 1};
	struct archive *archive;
	struct report report;
	struct error err = {0};
	struct str item, manifest;

	q.id = STR("câu-1");
	q.type = TYPE_CHOICE;
	q.stem = STR("Xem ![hình](<h 1.png>)");
	q.options = options;
	q.option_count = 2;
	q.media = &media;
	q.media_count = 1;
	if (!CHECK_OK(archive_open(arena, "p.zip",
			      written(&format_qti3, &bundle, &report), &archive,
			      &err),
		    err))
		return;
	item = entry_of(archive, "câu-1/item.xml");
	manifest = entry_of(archive, "imsmanifest.xml");
	CHECK(str_is(entry_of(archive, "câu-1/h 1.png"), "\211PNG\r\n\032\nx"));
	CHECK_STR(xml_root(arena, item), "qti-assessment-item");
	CHECK_STR(xml_root(arena, manifest), "manifest");
	CHECK_STR(xml_root(arena, entry_of(archive, "test.xml")),
		"qti-assessment-test");
	CHECK(str_find(item,
		      "<qti-simple-choice identifier=\"A\" "
		      "fixed=\"false\"><math",
		      0) != SIZE_MAX);
	CHECK(str_find(item, "max-choices=\"1\"", 0) != SIZE_MAX);
	CHECK(str_find(item, "&lt;b&gt; &amp; &quot;c&quot;", 0) != SIZE_MAX);
	CHECK(str_find(item,
		      "<annotation encoding=\"application/x-tex\">"
		      "\\frac12</annotation>",
		      0) != SIZE_MAX);
	CHECK(str_find(manifest, "imsqti_item_xmlv3p0", 0) != SIZE_MAX);
	CHECK(str_find(manifest, "href=\"câu-1/item.xml\"", 0) != SIZE_MAX);
	archive_close(archive);
	/* The picture is found beside the item. */
	{
		struct bundle after;
		struct sink sink = bundle_sink(arena, &after);

		report = (struct report){.arena = arena};
		CHECK_OK(format_package.read(arena, "p.zip",
				 written(&format_qti21, &bundle, &report),
				 &sink, &report, &err),
			err);
		CHECK(after.question_count == 1 &&
			after.questions[0].media_count == 1);
	}
}

/* ---- as the schema wants it ---- */

/* No block stands in a paragraph or in a line. */
static void look_for_blocks(const struct xml_node *node, const char *line)
{
	static const char *const lines[] = {"p", "feedbackInline",
		"qti-feedback-inline", "inlineChoice", "qti-inline-choice",
		NULL};
	static const char *const blocks[] = {"p", "div", "ul", "ol", "table",
		"pre", "blockquote", "hr", NULL};

	for (size_t i = 0; blocks[i]; i++)
		if (line && !CHECK(strcmp(node->name, blocks[i]) != 0))
			printf("# <%s> in <%s>\n", node->name, line);
	for (size_t i = 0; lines[i]; i++)
		if (!strcmp(node->name, lines[i]))
			line = lines[i];
	for (const struct xml_node *c = node->child; c; c = c->next)
		look_for_blocks(c, line);
}

static void look_at_items(struct str bytes)
{
	struct archive *archive;
	struct error err = {0};

	if (!CHECK_OK(archive_open(arena, "p.zip", bytes, &archive, &err), err))
		return;
	for (size_t i = 0; i < archive_count(archive); i++) {
		struct str text;
		const struct xml_node *node = NULL;
		struct xml *xml;

		if (!str_ends(archive_name(archive, i), "item.xml"))
			continue;
		CHECK_OK(archive_read(archive, arena, i, &text, &err), err);
		xml = xml_open(arena, "item.xml", text);
		CHECK_OK(xml_next(xml, arena,
				 str_cstr(arena, xml_root(arena, text)), &node,
				 &err),
			err);
		if (CHECK(node != NULL))
			look_for_blocks(node, NULL);
		xml_close(xml);
	}
	archive_close(archive);
}

static void no_blocks_in_lines(void)
{
	static const struct criterion rubric[] = {
		{SAMPLE_TEXT("Một:\n\n- a\n- b"), 500}};
	struct option options[] = {{.text = STR("a\n\nb"),
					   .right = true,
					   .feedback = STR("x:\n\n- y\n- z")},
		{.text = STR("c"), .feedback = STR("$d$")}};
	struct question list[2] = {sample_bare(arena, TYPE_CHOICE),
		sample_bare(arena, TYPE_ESSAY)};
	struct bundle bundle = {.questions = list, .question_count = 2}, after;
	const struct format *both[] = {&format_qti21, &format_qti3};
	struct report report;
	struct error err = {0};

	list[0].options = options;
	list[0].option_count = 2;
	list[1].rubric = rubric;
	list[1].rubric_count = 1;
	for (size_t i = 0; i < 2; i++) {
		struct str bytes = written(both[i], &bundle, &report);
		struct sink sink = bundle_sink(arena, &after);

		look_at_items(bytes);
		report = (struct report){.arena = arena};
		CHECK_OK(format_package.read(
				 arena, "p.zip", bytes, &sink, &report, &err),
			err);
		if (CHECK(after.question_count == 2 && !report.count))
			same_question(&list[0], &after.questions[0]);
	}
}

static struct str one_item(const struct question *q)
{
	struct bundle bundle = {.questions = q, .question_count = 1};
	struct archive *archive;
	struct report report;
	struct error err = {0};
	struct str text = STR("");

	if (!CHECK_OK(archive_open(arena, "p.zip",
			      written(&format_qti21, &bundle, &report),
			      &archive, &err),
		    err))
		return text;
	text = entry_of(archive,
		str_format(arena, "%.*s/item.xml", STR_ARG(q->id)).ptr);
	archive_close(archive);
	return text;
}

#define HAS(text, what) CHECK(str_find(text, what, 0) != SIZE_MAX)

/* What is right gives the points, not one. */
static void scores(void)
{
	static const struct number numbers[] = {
		{.value = {5, 1}, .credit = 500},
		{.value = {7, 0}, .credit = POINT}};
	struct question q = sample_bare(arena, TYPE_CHOICE);
	struct str text;

	HAS(one_item(&q), "rptemplates/match_correct");
	q.points = 250;
	text = one_item(&q);
	CHECK(str_find(text, "rptemplates", 0) == SIZE_MAX);
	HAS(text, "normalMaximum=\"0.250\"");
	HAS(text,
		"identifier=\"SCORE\"><baseValue "
		"baseType=\"float\">0.250</baseValue>");
	q = sample_bare(arena, TYPE_MATCH);
	text = one_item(&q);
	HAS(text,
		"<divide><product><mapResponse identifier=\"RESPONSE\"/>"
		"<baseValue baseType=\"float\">1.000</baseValue></product>"
		"<baseValue baseType=\"float\">2</baseValue></divide>");
	/* A wrong option takes off what a right one gives. */
	q = sample_bare(arena, TYPE_MULTIPLE);
	text = one_item(&q);
	HAS(text, "<mapping lowerBound=\"0\" upperBound=\"1\"");
	HAS(text, "<mapEntry mapKey=\"B\" mappedValue=\"-1.000\"/>");
	q.partial = STR("any");
	CHECK(str_find(one_item(&q), "mapKey=\"B\"", 0) == SIZE_MAX);
	q = sample_bare(arena, TYPE_NUMERIC);
	q.numbers = numbers;
	q.number_count = 2;
	q.points = 500;
	text = one_item(&q);
	CHECK(str_find(text, "float\">7</baseValue></equal>", 0) <
		str_find(text, "float\">0.5</baseValue></equal>", 0));
	HAS(text,
		"float\">0.250</baseValue></setOutcomeValue>"
		"</responseElseIf>");
}

static void sections(void)
{
	const struct bundle_part list[] = {
		{STR("Phần I & II"), 1}, {STR("Phần III"), 2}};
	struct bundle bundle = {.questions = samples(arena),
		.question_count = 3,
		.parts = list,
		.part_count = 2};
	struct archive *archive;
	struct report report;
	struct error err = {0};
	struct str test;

	if (!CHECK_OK(archive_open(arena, "p.zip",
			      written(&format_qti21, &bundle, &report),
			      &archive, &err),
		    err))
		return;
	test = entry_of(archive, "test.xml");
	HAS(test,
		"<assessmentSection identifier=\"section-1\" title=\"Phần I "
		"&amp; II\" visible=\"true\">\n<assessmentItemRef "
		"identifier=\"i-rich-choice\"");
	HAS(test,
		"</assessmentSection>\n<assessmentSection "
		"identifier=\"section-2\" title=\"Phần III\"");
	archive_close(archive);
}

int main(void)
{
	arena = arena_new();
	TEST(version_21);
	TEST(version_3);
	TEST(losses_told);
	TEST(contents);
	TEST(no_blocks_in_lines);
	TEST(scores);
	TEST(sections);
	arena_free(arena);
	return check_failures != 0;
}
