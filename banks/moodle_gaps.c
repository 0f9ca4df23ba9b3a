#include <math.h>

#include "banks/moodle_parts.h"
#include "base/i18n.h"
#include "base/markup/html.h"

/* Questions with gaps: cloze codes, words to take. */

struct gaps {
	struct gap *v;
	size_t count, capacity;
};

/* One answer of "{1:SA:=a#fb~%50%b}": cut at ~ that no \ precedes. */
static bool cut_answer(struct str *rest, struct str *one)
{
	size_t at = 0;

	if (!rest->ptr)
		return false;
	while (at < rest->len && rest->ptr[at] != '~')
		at += rest->ptr[at] == '\\' ? 2 : 1;
	at = at < rest->len ? at : rest->len;
	*one = str_sub(*rest, 0, at);
	*rest = at < rest->len ? str_sub(*rest, at + 1, rest->len)
			       : (struct str){NULL, 0};
	return true;
}

struct cloze_answer {
	struct str text, feedback;
	long credit;
};

static struct cloze_answer cloze_answer(struct moodle_reader *r, struct str one)
{
	struct cloze_answer answer = {0};
	struct buf text = {.arena = r->f.arena};
	size_t end, at = 0;
	double percent;

	one = str_trim(one);
	if (str_starts(one, "=")) {
		answer.credit = POINT;
		one = str_sub(one, 1, one.len);
	} else if (str_starts(one, "%")) {
		end = str_find(one, "%", 1);
		if (end != SIZE_MAX &&
			str_to_double(str_sub(one, 1, end - 1), &percent) &&
			percent >= -100 && percent <= 100) {
			answer.credit = lround(percent * 10);
			one = str_sub(one, end + 1, one.len);
		}
	}
	/* "&#125;" is no feedback. */
	for (; at < one.len &&
		(one.ptr[at] != '#' || (at && one.ptr[at - 1] == '&'));
		at++) {
		if (one.ptr[at] == '\\' && at + 1 < one.len)
			at++;
		buf_char(&text, one.ptr[at]);
	}
	answer.text = buf_str(&text);
	answer.feedback =
		at < one.len ? str_sub(one, at + 1, one.len) : STR("");
	return answer;
}

static void gap_options(
	struct moodle_reader *r, struct gap *gap, struct str answers)
{
	struct option *options = NULL;
	size_t capacity = 0;
	struct str one;

	while (cut_answer(&answers, &one) && gap->option_count < PARTS_MOST) {
		struct cloze_answer a = cloze_answer(r, one);

		*PUSH(r->f.arena, options, gap->option_count,
			capacity) = (struct option){
			.text = moodle_markdown(r, a.text, STR("html")),
			.feedback = moodle_markdown(r, a.feedback, STR("html")),
			.right = a.credit == POINT};
		moodle_tell_credit(r, a.credit, gap->option_count - 1);
	}
	gap->options = options;
}

/* A number's tolerance is lost: "12:0.1". */
static void gap_texts(struct moodle_reader *r, struct gap *gap,
	struct str answers, bool number)
{
	struct accepted *accepted = NULL;
	size_t capacity = 0;
	struct str one;

	while (cut_answer(&answers, &one) && gap->accepted_count < PARTS_MOST) {
		struct cloze_answer a = cloze_answer(r, one);
		size_t colon = number ? str_find(a.text, ":", 0) : SIZE_MAX;

		if (colon != SIZE_MAX) {
			foreign_loss(&r->f, _("the tolerance '%.*s'"),
				STR_ARG(str_sub(
					a.text, colon + 1, a.text.len)));
			a.text = str_trim(str_sub(a.text, 0, colon));
		}
		if (str_is(a.text, "*") && !a.credit)
			continue;
		*PUSH(r->f.arena, accepted, gap->accepted_count,
			capacity) = moodle_accepted(r,
			foreign_plain(&r->f, a.text, FOREIGN_AUTO), a.credit,
			moodle_markdown(r, a.feedback, STR("html")));
	}
	gap->accepted = accepted;
}

static bool starts_as(struct str type, const char *const *names)
{
	for (; *names; names++)
		if (str_starts(type, *names))
			return true;
	return false;
}

/* The inside of one pair of braces: "1:MULTICHOICE:…". */
static bool read_gap(
	struct moodle_reader *r, struct str inside, struct gap *gap)
{
	static const char *const choices[] = {
		"MULTICHOICE", "MC", "MULTIRESPONSE", "MR", NULL};
	static const char *const numbers[] = {"NUMERICAL", "NM", NULL};
	static const char *const texts[] = {"SHORTANSWER", "SA", "MW", NULL};
	size_t first = str_find(inside, ":", 0);
	size_t second =
		first == SIZE_MAX ? SIZE_MAX : str_find(inside, ":", first + 1);
	struct str type, answers;
	long weight;

	if (second == SIZE_MAX)
		return false;
	/* A brace of a formula before the code's own is none of it. */
	for (size_t i = 0; i < first; i++)
		if (!strchr("0123456789 ", inside.ptr[i]))
			return false;
	type = str_sub(inside, first + 1, second - first - 1);
	answers = str_sub(inside, second + 1, inside.len);
	if (str_to_long(str_trim(str_sub(inside, 0, first)), &weight) &&
		weight > 1 && weight <= 1000)
		gap->points = weight * POINT;
	if (starts_as(type, choices))
		gap_options(r, gap, answers);
	else if (starts_as(type, numbers) || starts_as(type, texts))
		gap_texts(r, gap, answers, starts_as(type, numbers));
	else
		return false;
	return true;
}

static size_t brace_end(struct str text, size_t at)
{
	while (at < text.len && text.ptr[at] != '}')
		at += text.ptr[at] == '\\' ? 2 : 1;
	return at < text.len ? at : SIZE_MAX;
}

/* Gaps become marks that no converter touches, and those {{1}}, {{2}}… */
void moodle_read_cloze(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	struct str text = node_text(node_child(node, "questiontext"), "text");
	struct buf html = {.arena = r->f.arena}, stem = {.arena = r->f.arena};
	struct gaps gaps = {0};
	size_t at = 0;

	q->type = TYPE_CLOZE;
	while (at < text.len) {
		size_t end =
			text.ptr[at] == '{' ? brace_end(text, at) : SIZE_MAX;
		struct gap gap = {0};

		if (end == SIZE_MAX || gaps.count == GAPS_MOST ||
			!read_gap(
				r, str_sub(text, at + 1, end - at - 1), &gap)) {
			buf_char(&html, text.ptr[at++]);
			continue;
		}
		*PUSH(r->f.arena, gaps.v, gaps.count, gaps.capacity) = gap;
		buf_format(&html, "GAP%zuGAP", gaps.count);
		at = end + 1;
	}
	text = moodle_markdown(r, buf_str(&html), STR("html"));
	for (at = 0; at < text.len; at++) {
		size_t number = 0, i = at + 3;

		while (i < text.len && text.ptr[i] >= '0' && text.ptr[i] <= '9')
			number = number * 10 + (size_t)(text.ptr[i++] - '0');
		if (!str_starts(str_sub(text, at, 3), "GAP") || i == at + 3 ||
			!str_starts(str_sub(text, i, 3), "GAP")) {
			buf_char(&stem, text.ptr[at]);
			continue;
		}
		buf_format(&stem, "{{%zu}}", number);
		at = i + 2;
	}
	q->stem = buf_str(&stem);
	q->gaps = gaps.v;
	q->gap_count = gaps.count;
}

/* gapselect, ddwtos: "[[2]]" in the text takes the second of the words. */
void moodle_read_words(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	bool drag = str_is(node_attribute(node, "type"), "ddwtos");
	const char *name = drag ? "dragbox" : "selectoption";
	size_t count = moodle_count(node, name), n = 0, at = 0;
	struct str *words = NEW_ARRAY(r->f.arena, count, struct str);
	struct gap *gaps = NULL;
	struct buf stem = {.arena = r->f.arena};
	size_t capacity = 0;

	for (const struct xml_node *w = moodle_next(node, NULL, name);
		w && n < count; w = moodle_next(node, w, name))
		words[n++] = moodle_markdown(r, node_text(w, "text"), STR(""));
	q->type = TYPE_CLOZE;
	while (at < q->stem.len) {
		struct str rest = str_sub(q->stem, at, q->stem.len);
		size_t end = str_find(rest, "]]", 0);
		struct option *options;
		long number;

		if (!str_starts(rest, "[[") || end == SIZE_MAX ||
			!str_to_long(str_sub(rest, 2, end - 2), &number) ||
			number < 1 || (size_t)number > n ||
			q->gap_count == GAPS_MOST) {
			buf_char(&stem, q->stem.ptr[at++]);
			continue;
		}
		options = NEW_ARRAY(r->f.arena, n, struct option);
		for (size_t i = 0; i < n; i++)
			options[i] = (struct option){.text = words[i],
				.right = i + 1 == (size_t)number};
		*PUSH(r->f.arena, gaps, q->gap_count, capacity) =
			(struct gap){.options = options, .option_count = n};
		buf_format(&stem, "{{%zu}}", q->gap_count);
		at += end + 2;
	}
	q->stem = buf_str(&stem);
	q->gaps = gaps;
}

/* ---- writing ---- */

/* What ends an answer or the code, as entities: Moodle decodes those last. */
static void put_coded(struct buf *out, struct str html)
{
	for (size_t i = 0; i < html.len; i++) {
		char c = html.ptr[i];

		if (strchr("}~#=%\\", c) &&
			!(c == '#' && i && html.ptr[i - 1] == '&'))
			buf_format(out, "&#%d;", c);
		else
			buf_char(out, c);
	}
}

static void put_markdown(
	struct arena *arena, struct buf *out, struct str markdown)
{
	struct buf html = {.arena = arena};

	markup_to_html(&html, markup_parse(arena, markdown),
		&(struct html_writing){0});
	put_coded(out, buf_str(&html));
}

static void put_credit(struct buf *out, bool right, long credit)
{
	if (right)
		buf_char(out, '=');
	else if (credit && credit % 10)
		buf_format(out, "%%%s%ld.%ld%%", credit < 0 ? "-" : "",
			labs(credit) / 10, labs(credit) % 10);
	else if (credit)
		buf_format(out, "%%%ld%%", credit / 10);
}

static void put_feedback(
	struct arena *arena, struct buf *out, struct str feedback)
{
	if (!feedback.len)
		return;
	buf_char(out, '#');
	put_markdown(arena, out, feedback);
}

void moodle_put_code(struct arena *arena, struct buf *out,
	const struct gap *gap, long weight)
{
	bool first = true;

	buf_format(out, "{%ld:%s:", weight,
		gap->option_count ? "MULTICHOICE" : "SHORTANSWER");
	for (size_t i = 0; i < gap->option_count; i++) {
		const struct option *o = &gap->options[i];

		buf_text(out, i ? "~" : "");
		put_credit(out, o->right, o->credit);
		put_markdown(arena, out, o->text);
		put_feedback(arena, out, o->feedback);
	}
	for (size_t i = 0; i < gap->accepted_count; i++) {
		const struct accepted *a = &gap->accepted[i];
		struct buf text = {.arena = arena};

		if (a->pattern)
			continue;
		buf_text(out, first ? "" : "~");
		first = false;
		put_credit(out, a->credit == POINT, a->credit);
		html_escape(&text, a->text);
		put_coded(out, buf_str(&text));
		put_feedback(arena, out, a->feedback);
	}
	buf_char(out, '}');
}

long moodle_weight(const struct question *q, size_t gap)
{
	for (size_t i = 0; i < q->gap_count; i++)
		if (q->gaps[i].points % POINT ||
			q->gaps[i].points > 1000 * POINT)
			return 1;
	return q->gaps[gap].points ? q->gaps[gap].points / POINT : 1;
}
