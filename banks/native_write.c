#include <assert.h>
#include <math.h>

#include "banks/native.h"
#include "banks/native_fields.h"
#include "base/base64.h"
#include "base/i18n.h"
#include "base/yaml.h"

/* Writes the native bank file: every field of the model, in the order a
 * teacher would type them, defaults gathered at the top. */

struct writer {
	struct buf *out;
	const struct question *defaults; /* what is not repeated; NULL none */
	unsigned indent;
};

static void put_indent(struct writer *w)
{
	buf_format(w->out, "%*s", (int)w->indent, "");
}

static void put_key(struct writer *w, const char *name)
{
	put_indent(w);
	buf_text(w->out, name);
	buf_char(w->out, ':');
}

static void put_text(struct writer *w, const char *name, struct str text)
{
	if (!text.len)
		return;
	put_key(w, name);
	buf_char(w->out, ' ');
	yaml_put_scalar(w->out, text, w->indent + 2);
	buf_char(w->out, '\n');
}

static void put_plain(struct writer *w, const char *name, const char *value)
{
	put_key(w, name);
	buf_format(w->out, " %s\n", value);
}

static void put_long(struct writer *w, const char *name, long value)
{
	if (!value)
		return;
	put_key(w, name);
	buf_format(w->out, " %ld\n", value);
}

static void put_bool(struct writer *w, const char *name, bool value)
{
	if (value)
		put_plain(w, name, "true");
}

static void put_points(struct writer *w, const char *name, long points)
{
	if (!points)
		return;
	put_key(w, name);
	buf_format(w->out, " %.*s\n",
		STR_ARG(native_thousandths(w->out->arena, points)));
}

/* The shortest form that reads back as the same double. */
static void put_double(struct writer *w, const char *name, double value)
{
	char text[40];

	for (int digits = 1; digits <= 17; digits++) {
		snprintf(text, sizeof text, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	put_plain(w, name, text);
}

static void put_flow_list(struct writer *w, const char *name,
	const struct str *texts, size_t count)
{
	if (!count)
		return;
	put_key(w, name);
	buf_text(w->out, " [");
	for (size_t i = 0; i < count; i++) {
		if (i)
			buf_text(w->out, ", ");
		yaml_put_flow(w->out, texts[i]);
	}
	buf_text(w->out, "]\n");
}

/* Long texts each on a line of its own. */
static void put_list(struct writer *w, const char *name,
	const struct str *texts, size_t count)
{
	if (!count)
		return;
	put_key(w, name);
	buf_char(w->out, '\n');
	for (size_t i = 0; i < count; i++) {
		put_indent(w);
		buf_text(w->out, "  - ");
		yaml_put_scalar(w->out, texts[i], w->indent + 4);
		buf_char(w->out, '\n');
	}
}

/* "- name: value" and further members below; began says whether the dash has
 * been written. */
static void put_member(
	struct writer *w, bool *began, const char *name, struct str value)
{
	put_indent(w);
	buf_text(w->out, *began ? "  " : "- ");
	*began = true;
	buf_format(w->out, "%s: ", name);
	yaml_put_scalar(w->out, value, w->indent + 4);
	buf_char(w->out, '\n');
}

static void put_member_plain(
	struct writer *w, bool *began, const char *name, struct str value)
{
	put_indent(w);
	buf_format(w->out, "%s%s: %.*s\n", *began ? "  " : "- ", name,
		STR_ARG(value));
	*began = true;
}

static void put_credit(struct writer *w, bool *began, long credit)
{
	put_member_plain(
		w, began, "credit", native_thousandths(w->out->arena, credit));
}

/* Which options keep their place is said by "fixed: [C, D]", but where
 * "fixed: true" stands already. */
static void put_option(
	struct writer *w, const struct option *option, bool pinned)
{
	bool began = false;

	if (!option->feedback.len && !option->credit && !pinned &&
		!option->misconception.len && !option->right_when.len) {
		put_indent(w);
		buf_text(w->out, "- ");
		yaml_put_scalar(w->out, option->text, w->indent + 2);
		buf_char(w->out, '\n');
		return;
	}
	put_member(w, &began, "text", option->text);
	if (option->feedback.len)
		put_member(w, &began, "feedback", option->feedback);
	if (pinned)
		put_member_plain(w, &began, "pinned", STR("true"));
	if (option->credit)
		put_credit(w, &began, option->credit);
	if (option->misconception.len)
		put_member(w, &began, "misconception", option->misconception);
	if (option->right_when.len)
		put_member(w, &began, "right",
			braced(w->out->arena, option->right_when));
}

static void put_letters(struct writer *w, const char *name,
	const struct option *options, size_t count, bool pinned)
{
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		if (!(pinned ? options[i].pinned : options[i].right))
			continue;
		if (!any)
			put_key(w, name);
		buf_format(w->out, "%s%c", any ? ", " : " [", option_letter(i));
		any = true;
	}
	if (any)
		buf_text(w->out, "]\n");
}

static void put_options(struct writer *w, const struct question *q)
{
	put_key(w, "options");
	buf_char(w->out, '\n');
	w->indent += 2;
	for (size_t i = 0; i < q->option_count; i++)
		put_option(w, &q->options[i], q->fixed && q->options[i].pinned);
	w->indent -= 2;
	if (!q->fixed)
		put_letters(w, "fixed", q->options, q->option_count, true);
}

static void put_choice(struct writer *w, const struct question *q)
{
	char letter[2] = {0};

	put_options(w, q);
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].right)
			letter[0] = option_letter(i);
	if (letter[0])
		put_plain(w, "key", letter);
}

static void put_multiple(struct writer *w, const struct question *q)
{
	put_options(w, q);
	put_letters(w, "key", q->options, q->option_count, false);
}

static void put_truefalse(struct writer *w, const struct question *q)
{
	if (q->truth_when.len)
		put_text(w, "key", braced(w->out->arena, q->truth_when));
	else
		put_plain(w, "key", q->truth ? "true" : "false");
}

static void put_statement(struct writer *w, const struct statement *s)
{
	bool began = false;

	put_member(w, &began, "text", s->text);
	if (s->key_when.len)
		put_member(
			w, &began, "key", braced(w->out->arena, s->key_when));
	else
		put_member_plain(
			w, &began, "key", s->key ? STR("true") : STR("false"));
	if (s->level)
		put_member_plain(
			w, &began, "level", str_from(level_name(s->level)));
	if (s->outcome.len)
		put_member(w, &began, "outcome", s->outcome);
	if (s->feedback.len)
		put_member(w, &began, "feedback", s->feedback);
}

static void put_statements(struct writer *w, const struct question *q)
{
	put_key(w, "statements");
	buf_char(w->out, '\n');
	w->indent += 2;
	for (size_t i = 0; i < q->statement_count; i++)
		put_statement(w, &q->statements[i]);
	w->indent -= 2;
}

bool native_plain_accepted(const struct accepted *a)
{
	return a->credit == 1000 && !a->feedback.len;
}

static void put_accepted(struct writer *w, const struct accepted *a)
{
	bool began = false;

	if (native_plain_accepted(a)) {
		put_indent(w);
		buf_text(w->out, "- ");
		yaml_put_scalar(w->out, a->text, w->indent + 2);
		buf_char(w->out, '\n');
		return;
	}
	put_member(w, &began, "text", a->text);
	if (a->credit != 1000)
		put_credit(w, &began, a->credit);
	if (a->feedback.len)
		put_member(w, &began, "feedback", a->feedback);
}

static void put_short(struct writer *w, const struct question *q)
{
	put_key(w, "keys");
	buf_char(w->out, '\n');
	w->indent += 2;
	for (size_t i = 0; i < q->accepted_count; i++)
		put_accepted(w, &q->accepted[i]);
	w->indent -= 2;
}

static struct str tolerance_text(struct arena *arena, const struct number *n)
{
	struct decimal d = n->tolerance;
	struct buf quoted = {.arena = arena};

	if (n->tolerance_formula.len) {
		yaml_put_flow(&quoted, braced(arena, n->tolerance_formula));
		return buf_str(&quoted);
	}
	if (!n->relative)
		return decimal_format(arena, d, '.');
	/* Reading divided by 100 by moving the point two places. */
	for (; d.places < 2; d.places++)
		d.units *= 10;
	d.places -= 2;
	return str_format(
		arena, "%.*s%%", STR_ARG(decimal_format(arena, d, '.')));
}

static bool has_tolerance(const struct number *n)
{
	return n->relative || n->tolerance.units || n->tolerance.places ||
		n->tolerance_formula.len;
}

static struct str value_text(struct arena *arena, const struct number *n)
{
	struct buf quoted = {.arena = arena};

	if (!n->value_formula.len)
		return decimal_format(arena, n->value, '.');
	yaml_put_flow(&quoted, braced(arena, n->value_formula));
	return buf_str(&quoted);
}

static void put_number(struct writer *w, const struct number *n)
{
	struct arena *arena = w->out->arena;
	bool began = false;

	put_member_plain(w, &began, "value", value_text(arena, n));
	if (has_tolerance(n))
		put_member_plain(
			w, &began, "tolerance", tolerance_text(arena, n));
	if (n->credit != 1000)
		put_credit(w, &began, n->credit);
}

static void put_numeric(struct writer *w, const struct question *q)
{
	struct arena *arena = w->out->arena;
	const struct number *n = q->numbers;

	if (q->number_count == 1 && n->credit == 1000) {
		put_key(w, "key");
		buf_format(w->out, " %.*s\n", STR_ARG(value_text(arena, n)));
		if (has_tolerance(n)) {
			put_key(w, "tolerance");
			buf_format(w->out, " %.*s\n",
				STR_ARG(tolerance_text(arena, n)));
		}
	} else {
		put_key(w, "keys");
		buf_char(w->out, '\n');
		w->indent += 2;
		for (size_t i = 0; i < q->number_count; i++)
			put_number(w, &q->numbers[i]);
		w->indent -= 2;
	}
	put_text(w, "unit", q->unit);
}

static void put_match(struct writer *w, const struct question *q)
{
	put_key(w, "pairs");
	buf_char(w->out, '\n');
	for (size_t i = 0; i < q->pair_count; i++) {
		put_indent(w);
		buf_text(w->out, "  - [");
		yaml_put_flow(w->out, q->pairs[i].left);
		buf_text(w->out, ", ");
		yaml_put_flow(w->out, q->pairs[i].right);
		buf_text(w->out, "]\n");
	}
	put_list(w, "distractors", q->distractors, q->distractor_count);
}

static void put_order(struct writer *w, const struct question *q)
{
	put_list(w, "items", q->items, q->item_count);
}

/* The gaps went into the stem. */
static void put_nothing(struct writer *w, const struct question *q)
{
	(void)w;
	(void)q;
}

static void put_essay(struct writer *w, const struct question *q)
{
	struct arena *arena = w->out->arena;

	if (!q->rubric_count)
		return;
	put_key(w, "rubric");
	buf_char(w->out, '\n');
	w->indent += 2;
	for (size_t i = 0; i < q->rubric_count; i++) {
		bool began = false;

		put_member(w, &began, "text", q->rubric[i].text);
		if (q->rubric[i].points)
			put_member_plain(w, &began, "points",
				native_thousandths(arena, q->rubric[i].points));
	}
	w->indent -= 2;
}

static void put_parts(struct writer *w, const struct question *q)
{
	static void (*const parts[])(
		struct writer *, const struct question *) = {
		[TYPE_CHOICE] = put_choice,
		[TYPE_MULTIPLE] = put_multiple,
		[TYPE_TRUEFALSE] = put_truefalse,
		[TYPE_STATEMENTS] = put_statements,
		[TYPE_SHORT] = put_short,
		[TYPE_NUMERIC] = put_numeric,
		[TYPE_MATCH] = put_match,
		[TYPE_ORDER] = put_order,
		[TYPE_CLOZE] = put_nothing,
		[TYPE_ESSAY] = put_essay,
	};
	static_assert(sizeof parts / sizeof *parts == TYPE_COUNT,
		"every type can be written");

	put_text(w, "stem", native_stem_text(w->out->arena, q));
	parts[q->type](w, q);
	put_bool(w, "fixed", q->fixed);
}

static void put_media(struct writer *w, const struct media *media, size_t count)
{
	if (!count)
		return;
	put_key(w, "media");
	buf_char(w->out, '\n');
	w->indent += 2;
	for (size_t i = 0; i < count; i++) {
		bool began = false;

		put_member(w, &began, "name", media[i].name);
		if (media[i].mime.len)
			put_member(w, &began, "mime", media[i].mime);
		put_member(w, &began, "data",
			base64_encode(w->out->arena, media[i].bytes));
	}
	w->indent -= 2;
}

/* A text unless the defaults say the same. */
static void put_own(
	struct writer *w, const char *name, struct str text, struct str common)
{
	if (!w->defaults || !str_equal(text, common))
		put_text(w, name, text);
}

static const struct question no_defaults;

static void put_origin(struct writer *w, const struct question *q)
{
	const struct question *d = w->defaults ? w->defaults : &no_defaults;

	put_own(w, "subject", q->subject, d->subject);
	if (q->grade != d->grade)
		put_long(w, "grade", q->grade);
	put_text(w, "topic", q->topic);
	if (q->level)
		put_plain(w, "level", level_name(q->level));
	put_text(w, "outcome", q->outcome);
	put_flow_list(w, "tags", q->tags, q->tag_count);
}

static void put_numbers(struct writer *w, const struct question *q)
{
	put_text(w, "partial", q->partial);
	put_points(w, "points", q->points);
	put_long(w, "seconds", q->seconds);
	if (!isnan(q->difficulty))
		put_double(w, "difficulty", q->difficulty);
	if (!q->irt.known)
		return;
	put_key(w, "irt");
	buf_char(w->out, '\n');
	w->indent += 2;
	put_double(w, "a", q->irt.a);
	put_double(w, "b", q->irt.b);
	put_double(w, "c", q->irt.c);
	w->indent -= 2;
}

static void put_relations(struct writer *w, const struct question *q)
{
	const struct question *d = w->defaults ? w->defaults : &no_defaults;

	put_text(w, "stimulus", q->stimulus);
	put_flow_list(w, "enemies", q->enemies, q->enemy_count);
	if (!w->defaults || q->status != d->status)
		put_plain(w, "status", status_name(q->status));
	put_own(w, "author", q->author, d->author);
	put_own(w, "source", q->source, d->source);
	put_own(w, "license", q->license, d->license);
	put_figures(w->out, w->indent, q->figures, q->figure_count);
	put_media(w, q->media, q->media_count);
}

static void put_question(struct writer *w, const struct question *q)
{
	size_t start = w->out->len;

	w->indent += 2;
	put_text(w, "id", q->id);
	put_plain(w, "type", question_type_name(q->type));
	put_origin(w, q);
	native_put_template(w->out, w->indent, q);
	put_parts(w, q);
	put_text(w, "solution", q->solution);
	put_text(w, "feedback", q->feedback);
	put_numbers(w, q);
	put_relations(w, q);
	w->indent -= 2;
	/* The first line takes the dash of the list. */
	w->out->ptr[start + w->indent] = '-';
}

void native_write_question(struct buf *out, const struct question *q)
{
	struct writer writer = {out, NULL, 0};

	put_question(&writer, q);
}

static void put_topic(struct writer *w, const struct topic *topic)
{
	bool began = false;

	put_member(w, &began, "id", topic->id);
	put_member(w, &began, "name", topic->name);
	if (topic->parent.len)
		put_member(w, &began, "parent", topic->parent);
	if (topic->subject.len)
		put_member(w, &began, "subject", topic->subject);
	if (topic->grade)
		put_member_plain(w, &began, "grade",
			str_format(w->out->arena, "%d", topic->grade));
	if (!topic->outcome_count)
		return;
	w->indent += 2;
	put_key(w, "outcomes");
	buf_char(w->out, '\n');
	w->indent += 2;
	for (size_t i = 0; i < topic->outcome_count; i++) {
		const struct outcome *outcome = &topic->outcomes[i];
		bool first = false;

		put_member(w, &first, "id", outcome->id);
		if (outcome->level)
			put_member_plain(w, &first, "level",
				str_from(level_name(outcome->level)));
		if (outcome->text.len)
			put_member(w, &first, "text", outcome->text);
	}
	w->indent -= 4;
}

static void put_stimulus(struct writer *w, const struct stimulus *s)
{
	bool began = false;

	put_member(w, &began, "id", s->id);
	if (s->title.len)
		put_member(w, &began, "title", s->title);
	put_member(w, &began, "text", s->text);
	if (s->source.len)
		put_member(w, &began, "source", s->source);
	if (s->print_title || s->print_source)
		put_member_plain(w, &began, "print",
			!s->print_source          ? STR("[title]")
				: !s->print_title ? STR("[source]")
						  : STR("[title, source]"));
	if (s->numbered)
		put_member_plain(w, &began, "numbered",
			str_format(w->out->arena, "%ld", s->numbered));
	w->indent += 2;
	put_figures(w->out, w->indent, s->figures, s->figure_count);
	put_media(w, s->media, s->media_count);
	w->indent -= 2;
}

/* Keeps what all questions share. */
static void keep_common(struct question *common, const struct question *q)
{
	if (!str_equal(common->subject, q->subject))
		common->subject = STR("");
	if (common->grade != q->grade)
		common->grade = 0;
	if (!str_equal(common->author, q->author))
		common->author = STR("");
	if (!str_equal(common->source, q->source))
		common->source = STR("");
	if (!str_equal(common->license, q->license))
		common->license = STR("");
	if (common->status != q->status)
		common->status = STATUS_COUNT;
}

/* Subject and grade of the defaults become the topics', too. */
static void keep_of_topic(struct question *common, const struct topic *topic)
{
	if (!topic->subject.len)
		common->subject = STR("");
	if (!topic->grade)
		common->grade = 0;
}

static struct question find_common(const struct bundle *bundle)
{
	struct question common = {.status = STATUS_COUNT};

	if (bundle->question_count)
		common = bundle->questions[0];
	for (size_t i = 1; i < bundle->question_count; i++)
		keep_common(&common, &bundle->questions[i]);
	for (size_t i = 0; i < bundle->topic_count; i++)
		keep_of_topic(&common, &bundle->topics[i]);
	return common;
}

/* A blank line sets it off, but where it would become the last of a text that
 * keeps its line ends. */
static void put_section(struct writer *w, const char *name)
{
	if (w->out->len && !str_ends(buf_str(w->out), "\n\n"))
		buf_char(w->out, '\n');
	buf_format(w->out, "%s:\n", name);
}

static void put_header(struct writer *w, const struct bank_header *header)
{
	put_section(w, "bank");
	w->indent = 2;
	put_text(w, "title", header->title);
	put_text(w, "language", header->language);
	put_text(w, "license", header->license);
	put_text(w, "author", header->author);
	put_text(w, "description", header->description);
	w->indent = 0;
}

static void put_defaults(struct writer *w, const struct question *common)
{
	size_t start = w->out->len, head;

	put_section(w, "defaults");
	head = w->out->len;
	w->indent = 2;
	put_text(w, "subject", common->subject);
	put_long(w, "grade", common->grade);
	if (common->status != STATUS_COUNT)
		put_plain(w, "status", status_name(common->status));
	put_text(w, "author", common->author);
	put_text(w, "source", common->source);
	put_text(w, "license", common->license);
	w->indent = 0;
	if (w->out->len == head)
		w->out->len = start;
}

bool native_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	struct question common = find_common(bundle);
	struct writer writer = {out, &common, 0};
	const struct bank_header *header = &bundle->header;

	(void)arena;
	(void)report;
	(void)err;
	if (header->title.len || header->language.len || header->license.len ||
		header->author.len || header->description.len)
		put_header(&writer, header);
	put_defaults(&writer, &common);
	writer.indent = 2;
	if (bundle->topic_count)
		put_section(&writer, "topics");
	for (size_t i = 0; i < bundle->topic_count; i++)
		put_topic(&writer, &bundle->topics[i]);
	if (bundle->stimulus_count)
		put_section(&writer, "stimuli");
	for (size_t i = 0; i < bundle->stimulus_count; i++)
		put_stimulus(&writer, &bundle->stimuli[i]);
	if (bundle->question_count)
		put_section(&writer, "questions");
	for (size_t i = 0; i < bundle->question_count; i++)
		put_question(&writer, &bundle->questions[i]);
	/* An empty file would be taken for a mistake. */
	if (!out->len)
		buf_text(out, "questions: []\n");
	return true;
}
