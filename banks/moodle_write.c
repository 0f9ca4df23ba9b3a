#include "banks/moodle_parts.h"
#include "banks/statements.h"
#include "base/base64.h"
#include "base/markup/html.h"

struct writer {
	struct arena *arena;
	const struct bundle *bundle;
	struct buf *out;
	struct report *report;
	struct str topic;
	bool begun; /* a category was written */
	bool vietnamese;
	const struct question *q; /* at hand, whose gaps texts may have */
	bool *passages;           /* put already, by their place */
};

/* ---- texts ---- */

static void put_src(void *ctx, struct buf *out, struct str name)
{
	(void)ctx;
	buf_text(out, "@@PLUGINFILE@@/");
	for (size_t i = 0; i < name.len; i++)
		if (strchr(" %\"#?", name.ptr[i]))
			buf_format(out, "%%%02X", (unsigned char)name.ptr[i]);
		else
			buf_char(out, name.ptr[i]);
}

/* "]]>" within is parted. */
static void put_cdata(struct buf *out, struct str text)
{
	size_t at = 0;

	buf_text(out, "<![CDATA[");
	for (;;) {
		size_t end = str_find(text, "]]>", at);

		buf_add(out,
			str_sub(text, at,
				end == SIZE_MAX ? text.len : end + 2 - at));
		if (end == SIZE_MAX)
			break;
		buf_text(out, "]]><![CDATA[");
		at = end + 2;
	}
	buf_text(out, "]]>");
}

static struct gap truth_gap(const struct writer *w, bool key)
{
	struct option *options = NEW_ARRAY(w->arena, 2, struct option);

	options[0].text = w->vietnamese ? STR("Đúng") : STR("True");
	options[1].text = w->vietnamese ? STR("Sai") : STR("False");
	options[!key].right = true;
	return (struct gap){.options = options, .option_count = 2};
}

static void put_gap(void *ctx, struct buf *out, int number)
{
	const struct writer *w = ctx;
	size_t i = (size_t)number - 1;
	struct gap gap;

	if (w->q && w->q->type == TYPE_CLOZE && i < w->q->gap_count) {
		moodle_put_code(
			w->arena, out, &w->q->gaps[i], moodle_weight(w->q, i));
	} else if (w->q && i < w->q->statement_count) {
		gap = truth_gap(w, w->q->statements[i].key);
		moodle_put_code(w->arena, out, &gap, 1);
	}
}

static void put_html(const struct writer *w, struct str markdown)
{
	const struct html_writing writing = {
		.ctx = (void *)w, .picture = put_src, .gap = put_gap};
	struct buf html = {.arena = w->arena};

	markup_to_html(&html, markup_parse(w->arena, markdown), &writing);
	buf_text(w->out, "<text>");
	put_cdata(w->out, buf_str(&html));
	buf_text(w->out, "</text>");
}

static void put_element(
	const struct writer *w, const char *name, struct str markdown)
{
	buf_format(w->out, "    <%s format=\"html\">", name);
	put_html(w, markdown);
	buf_format(w->out, "</%s>\n", name);
}

static void put_plain(const struct writer *w, struct str text)
{
	buf_text(w->out, "<text>");
	html_escape(w->out, text);
	buf_text(w->out, "</text>");
}

static void put_files(
	const struct writer *w, const struct media *media, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_text(w->out, "<file name=\"");
		html_escape(w->out, media[i].name);
		buf_text(w->out, "\" path=\"/\" encoding=\"base64\">");
		buf_add(w->out, base64_encode(w->arena, media[i].bytes));
		buf_text(w->out, "</file>");
	}
}

/* Pictures go with the question's text. */
static void put_stem(const struct writer *w, const struct question *q)
{
	buf_text(w->out, "    <questiontext format=\"html\">");
	put_html(w,
		q->type == TYPE_STATEMENTS ? statements_stem(w->arena, q)
					   : q->stem);
	put_files(w, q->media, q->media_count);
	buf_text(w->out, "</questiontext>\n");
}

/* ---- answers ---- */

/* "33.3" */
static void begin_answer(
	const struct writer *w, long credit, const char *format)
{
	buf_format(w->out, "    <answer fraction=\"%s%ld",
		credit < 0 ? "-" : "", labs(credit) / 10);
	if (credit % 10)
		buf_format(w->out, ".%ld", labs(credit % 10));
	buf_format(w->out, "\" format=\"%s\">", format);
}

static void end_answer(const struct writer *w, struct str feedback)
{
	if (feedback.len) {
		buf_text(w->out, "<feedback format=\"html\">");
		put_html(w, feedback);
		buf_text(w->out, "</feedback>");
	}
	buf_text(w->out, "</answer>\n");
}

static bool has_credits(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].credit)
			return true;
	return false;
}

static long credit_of(const struct question *q, size_t i)
{
	long right = 0;

	for (size_t k = 0; k < q->option_count; k++)
		right += q->options[k].right;
	if (q->type == TYPE_CHOICE || str_is(q->partial, "any"))
		return q->options[i].right ? POINT : 0;
	if (has_credits(q))
		return q->options[i].credit;
	return (q->options[i].right ? POINT : -POINT) / right;
}

static void put_multichoice(const struct writer *w, const struct question *q)
{
	bool single = q->type == TYPE_CHOICE || str_is(q->partial, "any");

	buf_format(w->out,
		"    <single>%s</single>\n    <shuffleanswers>%s"
		"</shuffleanswers>\n    <answernumbering>ABCD"
		"</answernumbering>\n",
		single ? "true" : "false", q->fixed ? "false" : "true");
	for (size_t i = 0; i < q->option_count; i++) {
		begin_answer(w, credit_of(q, i), "html");
		put_html(w, q->options[i].text);
		end_answer(w, q->options[i].feedback);
	}
}

static void put_truefalse(const struct writer *w, const struct question *q)
{
	begin_answer(w, q->truth ? POINT : 0, "moodle_auto_format");
	buf_text(w->out, "<text>true</text></answer>\n");
	begin_answer(w, q->truth ? 0 : POINT, "moodle_auto_format");
	buf_text(w->out, "<text>false</text></answer>\n");
}

static void put_shortanswer(const struct writer *w, const struct question *q)
{
	buf_text(w->out, "    <usecase>0</usecase>\n");
	for (size_t i = 0; i < q->accepted_count; i++) {
		const struct accepted *a = &q->accepted[i];

		if (a->pattern) {
			report_add(w->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
				STR_ARG(q->id), str_cstr(w->arena, a->text));
			continue;
		}
		begin_answer(w, a->credit, "moodle_auto_format");
		put_plain(w, a->text);
		end_answer(w, a->feedback);
	}
}

/* A relative tolerance is worked out. */
static struct str tolerance_of(const struct writer *w, const struct number *n)
{
	double value = decimal_value(n->value);

	if (!n->relative)
		return decimal_format(w->arena, n->tolerance, '.');
	return str_format(w->arena, "%.15g",
		(value < 0 ? -value : value) * decimal_value(n->tolerance));
}

static void put_numerical(const struct writer *w, const struct question *q)
{
	for (size_t i = 0; i < q->number_count; i++) {
		const struct number *n = &q->numbers[i];

		begin_answer(w, n->credit, "moodle_auto_format");
		put_plain(w, decimal_format(w->arena, n->value, '.'));
		buf_format(w->out, "<tolerance>%.*s</tolerance></answer>\n",
			STR_ARG(tolerance_of(w, n)));
	}
	if (!q->unit.len)
		return;
	buf_text(w->out,
		"    <units><unit><multiplier>1</multiplier><unit_name>");
	html_escape(w->out, q->unit);
	buf_text(w->out,
		"</unit_name></unit></units>\n    <showunits>2</showunits>\n"
		"    <unitgradingtype>0</unitgradingtype>\n");
}

static void put_subquestion(
	const struct writer *w, struct str left, struct str right)
{
	buf_text(w->out, "    <subquestion format=\"html\">");
	put_html(w, left);
	buf_text(w->out, "<answer>");
	put_plain(w, markup_plain(w->arena, markup_parse(w->arena, right)));
	buf_text(w->out, "</answer></subquestion>\n");
}

static void put_matching(const struct writer *w, const struct question *q)
{
	buf_format(w->out, "    <shuffleanswers>%s</shuffleanswers>\n",
		q->fixed ? "false" : "true");
	for (size_t i = 0; i < q->pair_count; i++)
		put_subquestion(w, q->pairs[i].left, q->pairs[i].right);
	for (size_t i = 0; i < q->distractor_count; i++)
		put_subquestion(w, STR(""), q->distractors[i]);
}

static void put_ordering(const struct writer *w, const struct question *q)
{
	buf_text(w->out,
		"    <layouttype>VERTICAL</layouttype>\n"
		"    <selecttype>ALL</selecttype>\n"
		"    <gradingtype>ALL_OR_NOTHING</gradingtype>\n");
	for (size_t i = 0; i < q->item_count; i++) {
		buf_format(w->out,
			"    <answer fraction=\"%zu\" format=\"html\">", i + 1);
		put_html(w, q->items[i]);
		buf_text(w->out, "</answer>\n");
	}
}

static void put_essay(const struct writer *w, const struct question *q)
{
	(void)q;
	buf_text(w->out,
		"    <responseformat>editor</responseformat>\n"
		"    <responserequired>1</responserequired>\n"
		"    <responsefieldlines>15</responsefieldlines>\n");
}

/* All is in the text. */
static void put_nothing(const struct writer *w, const struct question *q)
{
	(void)w;
	(void)q;
}

static const struct kind {
	const char *name;
	void (*put)(const struct writer *w, const struct question *q);
} kinds[TYPE_COUNT] = {
	[TYPE_CHOICE] = {"multichoice", put_multichoice},
	[TYPE_MULTIPLE] = {"multichoice", put_multichoice},
	[TYPE_TRUEFALSE] = {"truefalse", put_truefalse},
	[TYPE_SHORT] = {"shortanswer", put_shortanswer},
	[TYPE_NUMERIC] = {"numerical", put_numerical},
	[TYPE_MATCH] = {"matching", put_matching},
	[TYPE_ORDER] = {"ordering", put_ordering},
	[TYPE_ESSAY] = {"essay", put_essay},
	[TYPE_CLOZE] = {"cloze", put_nothing},
	[TYPE_STATEMENTS] = {"cloze", put_nothing},
};

/* ---- the file ---- */

static const struct topic *topic_of(const struct writer *w, struct str id)
{
	for (size_t i = 0; i < w->bundle->topic_count; i++)
		if (str_equal(w->bundle->topics[i].id, id))
			return &w->bundle->topics[i];
	return NULL;
}

static void put_path(const struct writer *w, struct str id, int depth)
{
	const struct topic *topic = topic_of(w, id);
	struct str name = topic && topic->name.len ? topic->name : id;

	if (topic && topic->parent.len && depth < 32)
		put_path(w, topic->parent, depth + 1);
	buf_char(w->out, '/');
	for (size_t i = 0; i < name.len; i++)
		if (strchr("/\n", name.ptr[i]))
			buf_char(w->out, '-');
		else
			html_escape(w->out, (struct str){name.ptr + i, 1});
}

static void put_category(struct writer *w, struct str topic)
{
	if (w->begun && str_equal(topic, w->topic))
		return;
	w->begun = true;
	w->topic = topic;
	buf_text(w->out,
		"  <question type=\"category\">\n    <category><text>"
		"$course$/top");
	if (topic.len)
		put_path(w, topic, 0);
	buf_text(w->out, "</text></category>\n    <idnumber>");
	html_escape(w->out, topic);
	buf_text(w->out, "</idnumber>\n  </question>\n");
}

static void put_branch(struct writer *w, struct str id, int depth)
{
	const struct topic *topic = topic_of(w, id);

	if (topic && topic->parent.len && depth < 32)
		put_branch(w, topic->parent, depth + 1);
	put_category(w, id);
}

static void put_passage_tag(const struct writer *w, struct str id)
{
	buf_text(w->out, "<tag>");
	put_plain(w, str_format(w->arena, PASSAGE_TAG "%.*s", STR_ARG(id)));
	buf_text(w->out, "</tag>");
}

/* A text without a question, before the first that belongs to it. */
static void put_passage(struct writer *w, const struct stimulus *s)
{
	buf_text(w->out, "  <question type=\"description\">\n    <name>");
	put_plain(w, s->title.len ? s->title : s->id);
	buf_text(w->out, "</name>\n    <questiontext format=\"html\">");
	put_html(w, s->text);
	put_files(w, s->media, s->media_count);
	buf_text(w->out,
		"</questiontext>\n    <defaultgrade>0</defaultgrade>\n"
		"    <penalty>0</penalty>\n    <hidden>0</hidden>\n"
		"    <idnumber>");
	html_escape(w->out, s->id);
	buf_text(w->out, "</idnumber>\n    <tags>");
	put_passage_tag(w, s->id);
	buf_text(w->out, "</tags>\n  </question>\n");
}

static void put_passage_of(struct writer *w, const struct question *q)
{
	for (size_t i = 0; i < w->bundle->stimulus_count; i++) {
		const struct stimulus *s = &w->bundle->stimuli[i];

		if (!str_equal(s->id, q->stimulus) || w->passages[i])
			continue;
		w->passages[i] = true;
		w->q = NULL;
		put_passage(w, s);
	}
}

static void put_tags(const struct writer *w, struct question q)
{
	const struct str *tags;
	size_t count;

	q.points = 0;
	tags = foreign_tags(w->arena, &q, &count);
	if (!count && q.type != TYPE_STATEMENTS && !q.stimulus.len)
		return;
	buf_text(w->out, "    <tags>");
	if (q.type == TYPE_STATEMENTS)
		buf_text(w->out, "<tag><text>" STATEMENTS_TAG "</text></tag>");
	if (q.stimulus.len)
		put_passage_tag(w, q.stimulus);
	for (size_t i = 0; i < count; i++) {
		buf_text(w->out, "<tag>");
		put_plain(w, tags[i]);
		buf_text(w->out, "</tag>");
	}
	buf_text(w->out, "</tags>\n");
}

static void tell(const struct writer *w, const char *what, bool there)
{
	if (there)
		report_add(w->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(w->q->id), what);
}

/* Of gaps and statements, beyond the fields that the format's table names. */
static void tell_lost(const struct writer *w, const struct question *q)
{
	bool weights = false, patterns = false, pinned = false, own = false;

	for (size_t i = 0; i < q->gap_count; i++) {
		const struct gap *gap = &q->gaps[i];

		weights |= gap->points % POINT != 0;
		for (size_t k = 0; k < gap->accepted_count; k++)
			patterns |= gap->accepted[k].pattern;
		for (size_t k = 0; k < gap->option_count; k++)
			pinned |= gap->options[k].pinned;
	}
	for (size_t i = 0; i < q->statement_count; i++)
		own |= q->statements[i].feedback.len ||
			q->statements[i].outcome.len || q->statements[i].level;
	tell(w, "points of gaps", weights);
	tell(w, "pattern", patterns);
	tell(w, "pinned", pinned);
	tell(w, "level, outcome and feedback of statements", own);
}

static void put_question(struct writer *w, const struct question *q)
{
	long points = q->points ? q->points : POINT;

	put_category(w, q->topic);
	put_passage_of(w, q);
	w->q = q;
	tell_lost(w, q);
	buf_format(w->out, "  <question type=\"%s\">\n    <name>",
		kinds[q->type].name);
	put_plain(w, q->source.len ? q->source : q->id);
	buf_text(w->out, "</name>\n");
	put_stem(w, q);
	if (q->solution.len)
		put_element(w, "generalfeedback", q->solution);
	buf_format(w->out, "    <defaultgrade>%ld.%03ld</defaultgrade>\n",
		points / POINT, points % POINT);
	buf_text(w->out,
		"    <penalty>0.3333333</penalty>\n"
		"    <hidden>0</hidden>\n    <idnumber>");
	html_escape(w->out, q->id);
	buf_text(w->out, "</idnumber>\n");
	kinds[q->type].put(w, q);
	put_tags(w, *q);
	buf_text(w->out, "  </question>\n");
}

bool moodle_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	struct writer w = {.arena = arena,
		.bundle = bundle,
		.out = out,
		.report = report,
		.vietnamese = !bundle->header.language.len ||
			str_starts(bundle->header.language, "vi"),
		.passages = NEW_ARRAY(arena, bundle->stimulus_count, bool)};

	(void)err;
	buf_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<quiz>\n");
	for (size_t i = 0; i < bundle->topic_count; i++)
		put_branch(&w, bundle->topics[i].id, 0);
	for (size_t i = 0; i < bundle->question_count; i++)
		if (foreign_may_write(
			    report, &bundle->questions[i], &format_moodle))
			put_question(&w, &bundle->questions[i]);
	buf_text(out, "</quiz>\n");
	return true;
}
