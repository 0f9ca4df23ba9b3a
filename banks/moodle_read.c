#include <math.h>

#include "banks/foreign.h"
#include "banks/moodle.h"
#include "base/base64.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/markup/html.h"
#include "base/utf8.h"
#include "base/xml.h"

enum { PATH_MOST = 64, MEDIA_MOST = 100, GAPS_MOST = 100, PARTS_MOST = 1000 };

struct reader {
	struct foreign f;
	struct media media[MEDIA_MOST];
	size_t media_count;
};

/* ---- files and texts ---- */

static struct str mime_of(struct str name)
{
	static const struct {
		const char *ending, *mime;
	} types[] = {{".png", "image/png"}, {".jpg", "image/jpeg"},
		{".jpeg", "image/jpeg"}, {".gif", "image/gif"},
		{".svg", "image/svg+xml"}, {".mp3", "audio/mpeg"},
		{".mp4", "video/mp4"}};

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (str_ends(name, types[i].ending))
			return str_from(types[i].mime);
	return STR("application/octet-stream");
}

static bool has_media(const struct reader *r, struct str name)
{
	for (size_t i = 0; i < r->media_count; i++)
		if (str_equal(r->media[i].name, name))
			return true;
	return false;
}

static void take_files(struct reader *r, const struct xml_node *node)
{
	for (const struct xml_node *c = node ? node->child : NULL; c;
		c = c->next) {
		struct str name = node_attribute(c, "name"), bytes;

		if (strcmp(c->name, "file") || !name.len || has_media(r, name))
			continue;
		if (!str_is(node_attribute(c, "encoding"), "base64") ||
			!base64_decode(r->f.arena, c->text, &bytes) ||
			r->media_count == MEDIA_MOST) {
			foreign_loss(
				&r->f, _("the file '%.*s'"), STR_ARG(name));
			continue;
		}
		r->media[r->media_count++] =
			(struct media){.name = utf8_nfc(r->f.arena, name),
				.hash = hash_hex(r->f.arena, bytes),
				.mime = mime_of(name),
				.bytes = bytes};
	}
}

/* "@@PLUGINFILE@@/a%20b.png" → "a b.png" */
static struct str name_of(void *ctx, struct str address)
{
	struct reader *r = ctx;
	struct buf out = {.arena = r->f.arena};

	if (!str_starts(address, "@@PLUGINFILE@@/")) {
		if (str_starts(address, "data:"))
			foreign_loss(&r->f, _("a picture within the text"));
		return str_starts(address, "data:") ? STR("") : address;
	}
	address = str_sub(address, 15, address.len);
	for (size_t i = 0; i < address.len; i++) {
		unsigned code;

		if (address.ptr[i] == '%' && i + 2 < address.len &&
			sscanf(address.ptr + i + 1, "%2x", &code) == 1) {
			buf_char(&out, (char)code);
			i += 2;
		} else {
			buf_char(&out, address.ptr[i]);
		}
	}
	return utf8_nfc(r->f.arena, buf_str(&out));
}

static void tell_loss(void *ctx, const char *what)
{
	struct reader *r = ctx;

	foreign_loss(&r->f, "%s", what);
}

static struct str to_markdown(
	struct reader *r, struct str text, struct str format)
{
	const struct html_reading reading = {
		.ctx = r, .picture = name_of, .loss = tell_loss};

	if (str_is(format, "markdown"))
		return foreign_markdown(&r->f, text, FOREIGN_MARKDOWN);
	if (str_is(format, "plain_text"))
		return foreign_markdown(&r->f, text, FOREIGN_PLAIN);
	if (!str_is(format, "html") && !html_is_likely(text))
		return foreign_markdown(&r->f, text, FOREIGN_PLAIN);
	return markup_from_html(
		r->f.arena, utf8_nfc(r->f.arena, text), &reading);
}

/* An element with <text>, of its own format or its parent's. */
static struct str markdown(
	struct reader *r, const struct xml_node *node, struct str otherwise)
{
	struct str format = node_attribute(node, "format");

	if (!node)
		return STR("");
	take_files(r, node);
	return to_markdown(
		r, node_text(node, "text"), format.len ? format : otherwise);
}

static struct str plain(struct reader *r, const struct xml_node *node)
{
	return foreign_plain(&r->f, node_text(node, "text"), FOREIGN_PLAIN);
}

/* ---- answers ---- */

/* A share of a hundred, in thousandths of all. */
static long fraction_of(struct reader *r, const struct xml_node *answer)
{
	struct str text = node_attribute(answer, "fraction");
	double percent = 0;

	if (!str_to_double(text, &percent) || percent < -100 || percent > 100) {
		foreign_fault(&r->f, _("'%.*s' is no share of a hundred"),
			STR_ARG(text));
		return 0;
	}
	return lround(percent * 10);
}

static size_t count_named(const struct xml_node *q, const char *name)
{
	size_t count = 0;

	for (const struct xml_node *c = q->child; c; c = c->next)
		count += !strcmp(c->name, name);
	return count < PARTS_MOST ? count : PARTS_MOST;
}

/* The next child of that name after one, or the first. */
static const struct xml_node *next_named(const struct xml_node *q,
	const struct xml_node *after, const char *name)
{
	const struct xml_node *c = after ? after->next : q->child;

	while (c && strcmp(c->name, name))
		c = c->next;
	return c;
}

static bool is_true(struct str text)
{
	return str_is(text, "true") || str_is(text, "1");
}

static void tell_credit(struct reader *r, long credit, size_t i)
{
	if (credit && credit != POINT)
		foreign_loss(&r->f,
			_("the %ld.%ld %% that option %c is worth, for one "
			  "option is right here"),
			credit / 10, labs(credit % 10), option_letter(i % 26));
}

/* Where right ones share the mark equally and wrong ones take nothing or as
 * much back, nothing need be said. */
static void settle_credits(struct option *options, size_t count)
{
	long right = 0;
	bool usual = true;

	for (size_t i = 0; i < count; i++)
		right += options[i].right;
	for (size_t i = 0; right && i < count; i++)
		usual = usual &&
			labs(options[i].credit -
				(options[i].right ? POINT : -POINT) / right) <=
				1;
	for (size_t i = 0; usual && i < count; i++)
		options[i].credit = 0;
}

static void read_multichoice(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	size_t count = count_named(node, "answer"), full = 0, n = 0;
	struct option *options = NEW_ARRAY(r->f.arena, count, struct option);
	struct str single = node_text(node, "single"), format;

	format = node_attribute(node_child(node, "questiontext"), "format");
	for (const struct xml_node *a = next_named(node, NULL, "answer");
		a && n < count; a = next_named(node, a, "answer")) {
		struct option *o = &options[n++];

		o->text = markdown(r, a, format);
		o->feedback = markdown(r, node_child(a, "feedback"), format);
		o->credit = fraction_of(r, a);
		o->right = o->credit > 0;
		full += o->credit == POINT;
	}
	q->type = is_true(single) && full == 1 ? TYPE_CHOICE : TYPE_MULTIPLE;
	for (size_t i = 0; q->type == TYPE_CHOICE && i < count; i++) {
		tell_credit(r, options[i].credit, i);
		options[i].right = options[i].credit == POINT;
		options[i].credit = 0;
	}
	if (q->type == TYPE_MULTIPLE && is_true(single))
		q->partial = STR("any");
	if (q->type == TYPE_MULTIPLE)
		settle_credits(options, count);
	q->fixed = str_is(node_text(node, "shuffleanswers"), "false") ||
		str_is(node_text(node, "shuffleanswers"), "0");
	q->options = options;
	q->option_count = count;
}

static void read_truefalse(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	q->type = TYPE_TRUEFALSE;
	for (const struct xml_node *a = next_named(node, NULL, "answer"); a;
		a = next_named(node, a, "answer")) {
		struct str feedback =
			markdown(r, node_child(a, "feedback"), STR("html"));
		bool right = fraction_of(r, a) == POINT;
		struct str text = utf8_fold(r->f.arena, node_text(a, "text"));

		if (right)
			q->truth = str_is(text, "true");
		if (feedback.len)
			foreign_loss(&r->f,
				right ? _("feedback to a right answer: %.*s")
				      : _("feedback to a wrong answer: %.*s"),
				STR_ARG(feedback));
	}
}

/* Stars stand for anything, as in GIFT. */
static struct str pattern_of(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	buf_text(&out, "/^");
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '*') {
			buf_text(&out, ".*");
			continue;
		}
		if (strchr("\\^$.|?+()[]{}/", text.ptr[i]))
			buf_char(&out, '\\');
		buf_char(&out, text.ptr[i]);
	}
	buf_text(&out, "$/i");
	return buf_str(&out);
}

static struct accepted accepted_of(
	struct reader *r, struct str text, long credit, struct str feedback)
{
	bool pattern = str_find(text, "*", 0) != SIZE_MAX;

	return (struct accepted){
		.text = pattern ? pattern_of(r->f.arena, text) : text,
		.pattern = pattern,
		.feedback = feedback,
		.credit = credit};
}

static void read_shortanswer(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	size_t count = count_named(node, "answer"), n = 0;
	struct accepted *accepted =
		NEW_ARRAY(r->f.arena, count, struct accepted);

	q->type = TYPE_SHORT;
	for (const struct xml_node *a = next_named(node, NULL, "answer");
		a && n < count; a = next_named(node, a, "answer")) {
		struct str feedback =
			markdown(r, node_child(a, "feedback"), STR("html"));
		struct str text = plain(r, a);
		long credit = fraction_of(r, a);

		/* What everything else gets is no answer. */
		if (!credit && str_is(text, "*")) {
			if (feedback.len)
				foreign_loss(&r->f,
					_("feedback to a wrong answer: %.*s"),
					STR_ARG(feedback));
			continue;
		}
		accepted[n++] = accepted_of(r, text, credit, feedback);
	}
	if (is_true(node_text(node, "usecase")))
		foreign_loss(&r->f, _("that capitals matter"));
	q->accepted = accepted;
	q->accepted_count = n;
}

static void read_numerical(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	size_t count = count_named(node, "answer"), n = 0;
	struct number *numbers = NEW_ARRAY(r->f.arena, count, struct number);
	const struct xml_node *unit =
		node_child(node_child(node, "units"), "unit");

	q->type = TYPE_NUMERIC;
	for (const struct xml_node *a = next_named(node, NULL, "answer");
		a && n < count; a = next_named(node, a, "answer")) {
		struct number number = {.credit = fraction_of(r, a)};
		struct str tolerance = node_text(a, "tolerance");
		struct str feedback =
			markdown(r, node_child(a, "feedback"), STR("html"));

		if (feedback.len)
			foreign_loss(&r->f,
				_("feedback to the number %.*s: "
				  "%.*s"),
				STR_ARG(plain(r, a)), STR_ARG(feedback));
		if (str_is(plain(r, a), "*") || !number.credit)
			continue;
		if (tolerance.len &&
			!decimal_parse(tolerance, &number.tolerance))
			foreign_loss(&r->f, _("the tolerance '%.*s'"),
				STR_ARG(tolerance));
		if (decimal_parse(plain(r, a), &number.value))
			numbers[n++] = number;
		else
			foreign_fault(&r->f, _("'%.*s' is no number"),
				STR_ARG(plain(r, a)));
	}
	q->unit = node_text(unit, "unit_name");
	q->numbers = numbers;
	q->number_count = n;
}

static void read_matching(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	size_t count = count_named(node, "subquestion");
	struct pair *pairs = NEW_ARRAY(r->f.arena, count, struct pair);
	struct str *others = NEW_ARRAY(r->f.arena, count, struct str);

	q->type = TYPE_MATCH;
	for (const struct xml_node *s = next_named(node, NULL, "subquestion");
		s; s = next_named(node, s, "subquestion")) {
		struct str left = markdown(r, s, STR("html"));
		struct str right = to_markdown(r,
			node_text(node_child(s, "answer"), "text"),
			STR("plain_text"));

		if (q->pair_count + q->distractor_count == count)
			break;
		if (left.len)
			pairs[q->pair_count++] = (struct pair){left, right};
		else if (right.len)
			others[q->distractor_count++] = right;
	}
	q->fixed = str_is(node_text(node, "shuffleanswers"), "false");
	q->pairs = pairs;
	q->distractors = others;
}

/* Items stand in their right order; their fractions number them. */
static void read_ordering(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	size_t count = count_named(node, "answer"), n = 0;
	struct str *items = NEW_ARRAY(r->f.arena, count, struct str);

	q->type = TYPE_ORDER;
	for (const struct xml_node *a = next_named(node, NULL, "answer");
		a && n < count; a = next_named(node, a, "answer"))
		items[n++] = markdown(r, a, STR("html"));
	q->items = items;
	q->item_count = n;
}

static void read_essay(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	struct str info =
		markdown(r, node_child(node, "graderinfo"), STR("html"));

	q->type = TYPE_ESSAY;
	if (info.len)
		q->solution = info;
}

/* ---- gaps ---- */

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

static struct cloze_answer cloze_answer(struct reader *r, struct str one)
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
	for (; at < one.len && one.ptr[at] != '#'; at++) {
		if (one.ptr[at] == '\\' && at + 1 < one.len)
			at++;
		buf_char(&text, one.ptr[at]);
	}
	answer.text = buf_str(&text);
	answer.feedback =
		at < one.len ? str_sub(one, at + 1, one.len) : STR("");
	return answer;
}

static void gap_options(struct reader *r, struct gap *gap, struct str answers)
{
	struct option *options = NULL;
	size_t capacity = 0;
	struct str one;

	while (cut_answer(&answers, &one) && gap->option_count < PARTS_MOST) {
		struct cloze_answer a = cloze_answer(r, one);

		*PUSH(r->f.arena, options, gap->option_count,
			capacity) = (struct option){
			.text = to_markdown(r, a.text, STR("html")),
			.feedback = to_markdown(r, a.feedback, STR("html")),
			.right = a.credit == POINT};
		tell_credit(r, a.credit, gap->option_count - 1);
	}
	gap->options = options;
}

/* A number's tolerance is lost: "12:0.1". */
static void gap_texts(
	struct reader *r, struct gap *gap, struct str answers, bool number)
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
			capacity) = accepted_of(r,
			foreign_plain(&r->f, a.text, FOREIGN_AUTO), a.credit,
			to_markdown(r, a.feedback, STR("html")));
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
static bool read_gap(struct reader *r, struct str inside, struct gap *gap)
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
static void read_cloze(
	struct reader *r, const struct xml_node *node, struct question *q)
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
	text = to_markdown(r, buf_str(&html), STR("html"));
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
static void read_words(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	bool drag = str_is(node_attribute(node, "type"), "ddwtos");
	const char *name = drag ? "dragbox" : "selectoption";
	size_t count = count_named(node, name), n = 0, at = 0;
	struct str *words = NEW_ARRAY(r->f.arena, count, struct str);
	struct gap *gaps = NULL;
	struct buf stem = {.arena = r->f.arena};
	size_t capacity = 0;

	for (const struct xml_node *w = next_named(node, NULL, name);
		w && n < count; w = next_named(node, w, name))
		words[n++] = to_markdown(r, node_text(w, "text"), STR(""));
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

/* ---- a question ---- */

static const struct kind {
	const char *type;
	void (*read)(struct reader *r, const struct xml_node *node,
		struct question *q);
} kinds[] = {
	{"multichoice", read_multichoice},
	{"truefalse", read_truefalse},
	{"shortanswer", read_shortanswer},
	{"numerical", read_numerical},
	{"matching", read_matching},
	{"match", read_matching},
	{"ordering", read_ordering},
	{"essay", read_essay},
	{"cloze", read_cloze},
	{"multianswer", read_cloze},
	{"gapselect", read_words},
	{"ddwtos", read_words},
};

static void take_tags(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	const struct xml_node *tags = node_child(node, "tags");

	for (const struct xml_node *t = tags ? tags->child : NULL; t;
		t = t->next) {
		struct str text = utf8_nfc(r->f.arena, node_text(t, "text"));

		if (text.len)
			foreign_set_tag(&r->f, q, text);
	}
}

static void take_common(
	struct reader *r, const struct xml_node *node, struct question *q)
{
	struct str id = node_text(node, "idnumber");
	struct str name = utf8_nfc(
		r->f.arena, node_text(node_child(node, "name"), "text"));
	struct decimal grade;

	if (id.len && question_id_sound(id))
		q->id = id;
	else if (id.len)
		foreign_loss(&r->f, _("the id '%.*s'"), STR_ARG(id));
	if (!str_equal(name, q->id))
		q->source = name;
	q->stem = markdown(r, node_child(node, "questiontext"), STR(""));
	q->solution =
		markdown(r, node_child(node, "generalfeedback"), STR("html"));
	take_tags(r, node, q);
	if (!q->points &&
		decimal_parse(node_text(node, "defaultgrade"), &grade))
		q->points = lround(decimal_value(grade) * POINT);
	/* One point is what Moodle says of every question. */
	if (q->points == POINT || q->points < 0 || q->points > 1000 * POINT)
		q->points = 0;
}

static bool read_category(
	struct reader *r, const struct xml_node *node, struct error *err)
{
	struct str path = node_text(node_child(node, "category"), "text"), part;
	struct str parts[PATH_MOST], id = node_text(node, "idnumber");
	size_t count = 0;

	while (count < PATH_MOST && str_cut(&path, '/', &part)) {
		part = str_trim(part);
		if (!part.len || (str_starts(part, "$") && !count) ||
			(str_is(part, "top") && !count))
			continue;
		parts[count++] = part;
	}
	return foreign_topic(
		&r->f, parts, count, question_id_sound(id) ? id : STR(""), err);
}

static bool read_question(
	struct reader *r, const struct xml_node *node, struct error *err)
{
	struct str type = node_attribute(node, "type");
	struct question q = question_empty();
	size_t faults = r->f.report->levels[REPORT_ERROR];

	r->f.line = node->line;
	r->media_count = 0;
	if (str_is(type, "category"))
		return read_category(r, node, err);
	if (str_is(type, "description")) {
		foreign_loss(&r->f, _("a text without a question: %.*s"),
			STR_ARG(node_text(node_child(node, "name"), "text")));
		return true;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_is(type, kinds[i].type))
			continue;
		take_common(r, node, &q);
		kinds[i].read(r, node, &q);
		q.media = r->media;
		q.media_count = r->media_count;
		return r->f.report->levels[REPORT_ERROR] > faults ||
			foreign_put(&r->f, &q, err);
	}
	foreign_loss(&r->f, _("a question of the type '%.*s'"), STR_ARG(type));
	return true;
}

static bool read_all(struct reader *r, struct xml *xml, struct error *err)
{
	for (;;) {
		struct arena_mark mark = arena_mark(r->f.arena);
		const struct xml_node *node;

		if (!xml_next(xml, r->f.arena, "question", &node, err))
			return false;
		if (!node)
			return true;
		if (!read_question(r, node, err))
			return false;
		arena_release(r->f.arena, mark);
	}
}

bool moodle_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct reader r = {.f = {.arena = arena_new(),
				   .keep = arena,
				   .file = file,
				   .report = report,
				   .sink = sink,
				   .column = 1}};
	struct xml *xml = xml_open(arena, file, text);
	bool worked = read_all(&r, xml, err);

	xml_close(xml);
	arena_free(r.f.arena);
	return worked;
}
