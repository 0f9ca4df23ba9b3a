#include <math.h>

#include "banks/moodle_parts.h"
#include "banks/statements.h"
#include "base/base64.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/markup/html.h"
#include "base/utf8.h"

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

static bool has_media(const struct moodle_reader *r, struct str name)
{
	for (size_t i = 0; i < r->media_count; i++)
		if (str_equal(r->media[i].name, name))
			return true;
	return false;
}

static void take_files(struct moodle_reader *r, const struct xml_node *node)
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
	struct moodle_reader *r = ctx;
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
	struct moodle_reader *r = ctx;

	foreign_loss(&r->f, "%s", what);
}

struct str moodle_markdown(
	struct moodle_reader *r, struct str text, struct str format)
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
static struct str markdown(struct moodle_reader *r, const struct xml_node *node,
	struct str otherwise)
{
	struct str format = node_attribute(node, "format");

	if (!node)
		return STR("");
	take_files(r, node);
	return moodle_markdown(
		r, node_text(node, "text"), format.len ? format : otherwise);
}

static struct str plain(struct moodle_reader *r, const struct xml_node *node)
{
	return foreign_plain(&r->f, node_text(node, "text"), FOREIGN_PLAIN);
}

/* ---- answers ---- */

/* A share of a hundred, in thousandths of all. */
static long fraction_of(struct moodle_reader *r, const struct xml_node *answer)
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

size_t moodle_count(const struct xml_node *q, const char *name)
{
	size_t count = 0;

	for (const struct xml_node *c = q->child; c; c = c->next)
		count += !strcmp(c->name, name);
	return count < PARTS_MOST ? count : PARTS_MOST;
}

/* The next child of that name after one, or the first. */
const struct xml_node *moodle_next(const struct xml_node *q,
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

void moodle_tell_credit(struct moodle_reader *r, long credit, size_t i)
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

static void read_multichoice(struct moodle_reader *r,
	const struct xml_node *node, struct question *q)
{
	size_t count = moodle_count(node, "answer"), full = 0, n = 0;
	struct option *options = NEW_ARRAY(r->f.arena, count, struct option);
	struct str single = node_text(node, "single"), format;

	format = node_attribute(node_child(node, "questiontext"), "format");
	for (const struct xml_node *a = moodle_next(node, NULL, "answer");
		a && n < count; a = moodle_next(node, a, "answer")) {
		struct option *o = &options[n++];

		o->text = markdown(r, a, format);
		o->feedback = markdown(r, node_child(a, "feedback"), format);
		o->credit = fraction_of(r, a);
		o->right = o->credit > 0;
		full += o->credit == POINT;
	}
	q->type = is_true(single) && full == 1 ? TYPE_CHOICE : TYPE_MULTIPLE;
	for (size_t i = 0; q->type == TYPE_CHOICE && i < count; i++) {
		moodle_tell_credit(r, options[i].credit, i);
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

static void read_truefalse(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	q->type = TYPE_TRUEFALSE;
	for (const struct xml_node *a = moodle_next(node, NULL, "answer"); a;
		a = moodle_next(node, a, "answer")) {
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

struct accepted moodle_accepted(struct moodle_reader *r, struct str text,
	long credit, struct str feedback)
{
	bool pattern = str_find(text, "*", 0) != SIZE_MAX;

	return (struct accepted){
		.text = pattern ? pattern_of(r->f.arena, text) : text,
		.pattern = pattern,
		.feedback = feedback,
		.credit = credit};
}

static void read_shortanswer(struct moodle_reader *r,
	const struct xml_node *node, struct question *q)
{
	size_t count = moodle_count(node, "answer"), n = 0;
	struct accepted *accepted =
		NEW_ARRAY(r->f.arena, count, struct accepted);

	q->type = TYPE_SHORT;
	for (const struct xml_node *a = moodle_next(node, NULL, "answer");
		a && n < count; a = moodle_next(node, a, "answer")) {
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
		accepted[n++] = moodle_accepted(r, text, credit, feedback);
	}
	if (is_true(node_text(node, "usecase")))
		foreign_loss(&r->f, _("that capitals matter"));
	q->accepted = accepted;
	q->accepted_count = n;
}

static void read_numerical(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	size_t count = moodle_count(node, "answer"), n = 0;
	struct number *numbers = NEW_ARRAY(r->f.arena, count, struct number);
	const struct xml_node *unit =
		node_child(node_child(node, "units"), "unit");

	q->type = TYPE_NUMERIC;
	for (const struct xml_node *a = moodle_next(node, NULL, "answer");
		a && n < count; a = moodle_next(node, a, "answer")) {
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

static void read_matching(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	size_t count = moodle_count(node, "subquestion");
	struct pair *pairs = NEW_ARRAY(r->f.arena, count, struct pair);
	struct str *others = NEW_ARRAY(r->f.arena, count, struct str);

	q->type = TYPE_MATCH;
	for (const struct xml_node *s = moodle_next(node, NULL, "subquestion");
		s; s = moodle_next(node, s, "subquestion")) {
		struct str left = markdown(r, s, STR("html"));
		struct str right = moodle_markdown(r,
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
static void read_ordering(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	size_t count = moodle_count(node, "answer"), n = 0;
	struct str *items = NEW_ARRAY(r->f.arena, count, struct str);

	q->type = TYPE_ORDER;
	for (const struct xml_node *a = moodle_next(node, NULL, "answer");
		a && n < count; a = moodle_next(node, a, "answer"))
		items[n++] = markdown(r, a, STR("html"));
	q->items = items;
	q->item_count = n;
}

static void read_essay(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	struct str info =
		markdown(r, node_child(node, "graderinfo"), STR("html"));

	q->type = TYPE_ESSAY;
	if (info.len)
		q->solution = info;
}

/* ---- a question ---- */

static const struct kind {
	const char *type;
	void (*read)(struct moodle_reader *r, const struct xml_node *node,
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
	{"cloze", moodle_read_cloze},
	{"multianswer", moodle_read_cloze},
	{"gapselect", moodle_read_words},
	{"ddwtos", moodle_read_words},
};

static void take_tags(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
{
	const struct xml_node *tags = node_child(node, "tags");

	for (const struct xml_node *t = tags ? tags->child : NULL; t;
		t = t->next) {
		struct str text = utf8_nfc(r->f.arena, node_text(t, "text"));

		if (str_is(text, STATEMENTS_TAG))
			r->statements = true;
		else if (str_starts(text, PASSAGE_TAG))
			q->stimulus =
				str_sub(text, strlen(PASSAGE_TAG), text.len);
		else if (text.len)
			foreign_set_tag(&r->f, q, text);
	}
}

static void take_common(struct moodle_reader *r, const struct xml_node *node,
	struct question *q)
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
	struct moodle_reader *r, const struct xml_node *node, struct error *err)
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

/* One that our writer put before its questions is a passage. */
static bool read_description(
	struct moodle_reader *r, const struct xml_node *node, struct error *err)
{
	struct str name = utf8_nfc(
		r->f.arena, node_text(node_child(node, "name"), "text"));
	struct stimulus s = {.id = node_text(node, "idnumber"),
		.line = r->f.line,
		.column = r->f.column};
	struct question tagged = question_empty();

	take_tags(r, node, &tagged);
	if (!question_id_sound(s.id) || !str_equal(tagged.stimulus, s.id)) {
		foreign_loss(&r->f, _("a text without a question: %.*s"),
			STR_ARG(name));
		return true;
	}
	s.text = markdown(r, node_child(node, "questiontext"), STR(""));
	if (!str_equal(name, s.id))
		s.title = name;
	s.media = r->media;
	s.media_count = r->media_count;
	return r->f.sink->stimulus(r->f.sink->ctx, &s, err);
}

static bool read_question(
	struct moodle_reader *r, const struct xml_node *node, struct error *err)
{
	struct str type = node_attribute(node, "type");
	struct question q = question_empty();
	size_t faults = r->f.report->levels[REPORT_ERROR];

	r->f.line = node->line;
	r->media_count = 0;
	r->statements = false;
	if (str_is(type, "category"))
		return read_category(r, node, err);
	if (str_is(type, "description"))
		return read_description(r, node, err);
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		if (!str_is(type, kinds[i].type))
			continue;
		take_common(r, node, &q);
		kinds[i].read(r, node, &q);
		if (r->statements && q.type == TYPE_CLOZE)
			(void)statements_take(r->f.arena, &q);
		q.media = r->media;
		q.media_count = r->media_count;
		return r->f.report->levels[REPORT_ERROR] > faults ||
			foreign_put(&r->f, &q, err);
	}
	foreign_loss(&r->f, _("a question of the type '%.*s'"), STR_ARG(type));
	return true;
}

static bool read_all(
	struct moodle_reader *r, struct xml *xml, struct error *err)
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
	struct moodle_reader r = {.f = {.arena = arena_new(),
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
