#include "banks/foreign.h"
#include "banks/gift.h"
#include "base/markup/html.h"

struct writer {
	struct arena *arena;
	const struct bundle *bundle;
	struct buf *out;
	struct report *report;
	struct str topic; /* the category at hand */
};

static void put_escaped(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '\n') {
			buf_text(out, "\\n");
			continue;
		}
		if (strchr("~=#{}:\\", text.ptr[i]))
			buf_char(out, '\\');
		buf_char(out, text.ptr[i]);
	}
}

static void put_markdown(const struct writer *w, struct str text)
{
	const struct html_writing writing = {0};
	struct buf html = {.arena = w->arena};

	markup_to_html(&html, markup_parse(w->arena, text), &writing);
	put_escaped(w->out, buf_str(&html));
}

static void put_feedback(const struct writer *w, struct str text)
{
	if (!text.len)
		return;
	buf_char(w->out, '#');
	put_markdown(w, text);
}

/* "%33.3%" */
static void put_weight(const struct writer *w, long credit)
{
	buf_format(w->out, "%%%s%ld", credit < 0 ? "-" : "", labs(credit) / 10);
	if (credit % 10)
		buf_format(w->out, ".%ld", labs(credit % 10));
	buf_char(w->out, '%');
}

/* ---- types ---- */

static void put_option(const struct writer *w, const struct option *option,
	char sign, bool weighted, long credit)
{
	buf_format(w->out, "\n\t%c", sign);
	if (weighted)
		put_weight(w, credit);
	put_markdown(w, option->text);
	put_feedback(w, option->feedback);
}

static void put_choice(const struct writer *w, const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		put_option(w, &q->options[i], q->options[i].right ? '=' : '~',
			false, 0);
}

static bool has_credits(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].credit)
			return true;
	return false;
}

/* Where no credits are given, right options share the mark equally, and each
 * wrong one takes as much back. */
static long credit_of(const struct question *q, size_t i)
{
	size_t right = 0;

	if (has_credits(q))
		return q->options[i].credit;
	for (size_t k = 0; k < q->option_count; k++)
		right += q->options[k].right;
	return (q->options[i].right ? POINT : -POINT) / (long)right;
}

static void put_multiple(const struct writer *w, const struct question *q)
{
	bool any = str_is(q->partial, "any");

	for (size_t i = 0; i < q->option_count; i++) {
		bool full = any && q->options[i].right;

		put_option(w, &q->options[i], full ? '=' : '~', !any,
			credit_of(q, i));
	}
}

static void put_truth(const struct writer *w, const struct question *q)
{
	buf_text(w->out, q->truth ? "TRUE" : "FALSE");
}

/* Patterns of Moodle are stars alone; others are told. */
static void put_short(const struct writer *w, const struct question *q)
{
	for (size_t i = 0; i < q->accepted_count; i++) {
		const struct accepted *a = &q->accepted[i];

		if (a->pattern) {
			report_add(w->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
				STR_ARG(q->id), str_cstr(w->arena, a->text));
			continue;
		}
		buf_text(w->out, "\n\t=");
		if (a->credit != POINT)
			put_weight(w, a->credit);
		put_escaped(w->out, a->text);
		put_feedback(w, a->feedback);
	}
}

static struct str tolerance_of(const struct writer *w, const struct question *q,
	const struct number *n)
{
	if (n->relative)
		report_add(w->report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(q->id), "a relative tolerance");
	return decimal_format(w->arena,
		n->relative ? (struct decimal){0, 0} : n->tolerance, '.');
}

static void put_numeric(const struct writer *w, const struct question *q)
{
	buf_char(w->out, '#');
	for (size_t i = 0; i < q->number_count; i++) {
		const struct number *n = &q->numbers[i];

		buf_text(w->out, "\n\t=");
		if (n->credit != POINT)
			put_weight(w, n->credit);
		buf_format(w->out, "%.*s:%.*s",
			STR_ARG(decimal_format(w->arena, n->value, '.')),
			STR_ARG(tolerance_of(w, q, n)));
	}
}

static void put_match(const struct writer *w, const struct question *q)
{
	for (size_t i = 0; i < q->pair_count; i++) {
		buf_text(w->out, "\n\t=");
		put_markdown(w, q->pairs[i].left);
		buf_text(w->out, " -> ");
		put_markdown(w, q->pairs[i].right);
	}
	for (size_t i = 0; i < q->distractor_count; i++) {
		buf_text(w->out, "\n\t= -> ");
		put_markdown(w, q->distractors[i]);
	}
}

static void put_order(const struct writer *w, const struct question *q)
{
	buf_format(
		w->out, ">%zu ALL VERTICAL ABSOLUTE_POSITION", q->item_count);
	for (size_t i = 0; i < q->item_count; i++) {
		buf_char(w->out, '\n');
		put_markdown(w, q->items[i]);
	}
	buf_char(w->out, '\n');
}

static void put_essay(const struct writer *w, const struct question *q)
{
	(void)w;
	(void)q;
}

static void (*const puts_of[TYPE_COUNT])(
	const struct writer *w, const struct question *q) = {
	[TYPE_CHOICE] = put_choice,
	[TYPE_MULTIPLE] = put_multiple,
	[TYPE_TRUEFALSE] = put_truth,
	[TYPE_SHORT] = put_short,
	[TYPE_NUMERIC] = put_numeric,
	[TYPE_MATCH] = put_match,
	[TYPE_ORDER] = put_order,
	[TYPE_ESSAY] = put_essay,
};

/* ---- the file ---- */

static const struct topic *topic_of(const struct writer *w, struct str id)
{
	for (size_t i = 0; i < w->bundle->topic_count; i++)
		if (str_equal(w->bundle->topics[i].id, id))
			return &w->bundle->topics[i];
	return NULL;
}

/* "Toán 12/Ứng dụng đạo hàm", from the top; a slash in a name would part it. */
static void put_path(const struct writer *w, struct str id, int depth)
{
	const struct topic *topic = topic_of(w, id);
	struct str name = topic && topic->name.len ? topic->name : id;

	if (topic && topic->parent.len && depth < 32) {
		put_path(w, topic->parent, depth + 1);
		buf_char(w->out, '/');
	}
	for (size_t i = 0; i < name.len; i++)
		buf_char(
			w->out, strchr("/\n", name.ptr[i]) ? '-' : name.ptr[i]);
}

static void put_category(struct writer *w, struct str topic)
{
	if (str_equal(topic, w->topic))
		return;
	w->topic = topic;
	if (!topic.len) {
		buf_text(w->out, "$CATEGORY: $course$/top\n\n");
		return;
	}
	buf_format(w->out, "// [id:%.*s]\n$CATEGORY: $course$/top/",
		STR_ARG(topic));
	put_path(w, topic, 0);
	buf_text(w->out, "\n\n");
}

/* Each topic above it before, so that it keeps its id. */
static void put_branch(struct writer *w, struct str id, int depth)
{
	const struct topic *topic = topic_of(w, id);

	if (topic && topic->parent.len && depth < 32)
		put_branch(w, topic->parent, depth + 1);
	put_category(w, id);
}

static void put_tags(const struct writer *w, const struct question *q)
{
	size_t count;
	const struct str *tags = foreign_tags(w->arena, q, &count);

	buf_format(w->out, "// [id:%.*s]", STR_ARG(q->id));
	for (size_t i = 0; i < count; i++) {
		buf_text(w->out, " [tag:");
		for (size_t k = 0; k < tags[i].len; k++) {
			if (strchr("\\]", tags[i].ptr[k]))
				buf_char(w->out, '\\');
			buf_char(w->out, tags[i].ptr[k]);
		}
		buf_char(w->out, ']');
	}
	buf_char(w->out, '\n');
}

static void put_question(struct writer *w, const struct question *q)
{
	put_category(w, q->topic);
	put_tags(w, q);
	buf_text(w->out, "::");
	put_escaped(w->out, q->source.len ? q->source : q->id);
	buf_text(w->out, "::[html]");
	put_markdown(w, q->stem);
	buf_char(w->out, '{');
	puts_of[q->type](w, q);
	if (q->feedback.len) {
		buf_text(w->out, "\n\t####");
		put_markdown(w, q->feedback);
	}
	buf_text(w->out, "\n}\n\n");
}

bool gift_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	struct writer w = {
		.arena = arena, .bundle = bundle, .out = out, .report = report};

	(void)err;
	for (size_t i = 0; i < bundle->topic_count; i++)
		put_branch(&w, bundle->topics[i].id, 0);
	for (size_t i = 0; i < bundle->question_count; i++) {
		const struct question *q = &bundle->questions[i];

		if (foreign_may_write(report, q, &format_gift))
			put_question(&w, q);
	}
	return true;
}
