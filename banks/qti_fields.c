#include "banks/qti_parts.h"
#include "banks/qti_write.h"

#include "base/utf8.h"

/* What our writer notes for itself in a rubric for authors: the type, and the
 * fields that QTI has no place for. */

static bool is_ours(const struct xml_node *node)
{
	return qti_is(node, "rubricBlock") &&
		str_is(qti_attribute(node, "class"), "dethi-fields");
}

const struct xml_node *qti_fields_in(const struct xml_node *node)
{
	for (const struct xml_node *c = node->child; c; c = c->next)
		if (is_ours(c))
			return c;
	return NULL;
}

const struct xml_node *qti_passage_in(const struct xml_node *body)
{
	for (const struct xml_node *c = body->child; c; c = c->next)
		if (str_is(qti_attribute(c, "class"), QTI_PASSAGE))
			return c;
	return NULL;
}

/* The paragraphs stand in it, or in a content body within. */
static const struct xml_node *first_field(const struct xml_node *fields)
{
	const struct xml_node *body = qti_child(fields, "contentBody");

	return body ? body->child : fields->child;
}

struct str qti_field(const struct qti_item *item, const char *name)
{
	size_t length = strlen(name);

	if (!item->fields)
		return STR("");
	for (const struct xml_node *c = first_field(item->fields); c;
		c = c->next) {
		struct str text = qti_words(item->f->arena, c);

		if (str_starts(text, name) && text.len > length &&
			text.ptr[length] == ':')
			return utf8_nfc(item->f->arena,
				str_sub(text, length + 1, text.len));
	}
	return STR("");
}

/* A truth that was asked as two choices. */
static void make_truth(struct question *q)
{
	q->type = TYPE_TRUEFALSE;
	q->truth = q->option_count && q->options[0].right;
	q->options = NULL;
	q->option_count = 0;
}

/* Shares that were only made for the mapping. */
static void forget_shares(struct qti_item *item, struct question *q)
{
	struct option *options = arena_copy(
		item->f->arena, q->options, q->option_count * sizeof *options);

	for (size_t i = 0; i < q->option_count; i++)
		options[i].credit = 0;
	q->options = options;
}

/* The line to write on was put behind what is asked. */
static struct str without_line(struct str stem)
{
	struct str trimmed = str_trim(stem);

	while (trimmed.len && trimmed.ptr[trimmed.len - 1] == '_')
		trimmed.len--;
	return str_trim(trimmed);
}

static void take_tags(struct qti_item *item, struct question *q)
{
	for (const struct xml_node *c = first_field(item->fields); c;
		c = c->next) {
		struct str text = str_trim(qti_words(item->f->arena, c));

		if (text.len && !str_starts(text, "dethi-"))
			foreign_set_tag(
				item->f, q, utf8_nfc(item->f->arena, text));
	}
}

static bool take_topic(struct qti_item *item, struct error *err)
{
	struct str name = qti_field(item, "dethi-topic"), id;

	if (!name.len || !str_cut(&name, '|', &id) || !question_id_sound(id))
		return true;
	if (!name.len)
		name = id;
	return foreign_topic(item->f, &name, 1, id, err);
}

/* What several questions share; each item has it, and the bank once. */
static bool take_stimulus(
	struct qti_item *item, struct question *q, struct error *err)
{
	struct str title = qti_field(item, "dethi-stimulus"), id;
	struct stimulus s = {.line = item->f->line, .column = item->f->column};

	if (!item->passage || !str_cut(&title, '|', &id) ||
		!question_id_sound(id))
		return true;
	s.id = q->stimulus = id;
	s.title = title;
	s.text = qti_text(item, item->passage);
	return item->f->sink->stimulus(item->f->sink->ctx, &s, err);
}

bool qti_take_fields(
	struct qti_item *item, struct question *q, struct error *err)
{
	struct str seconds = qti_field(item, "dethi-seconds");
	double share;

	if (!item->fields)
		return true;
	if (str_is(qti_field(item, "dethi-type"), "truefalse"))
		make_truth(q);
	if (q->type == TYPE_SHORT || q->type == TYPE_NUMERIC)
		q->stem = without_line(q->stem);
	if (q->type == TYPE_MULTIPLE)
		q->partial = qti_field(item, "dethi-partial");
	if (str_is(qti_field(item, "dethi-shares"), "equal"))
		forget_shares(item, q);
	q->fixed = str_is(qti_field(item, "dethi-fixed"), "true");
	q->unit = qti_field(item, "dethi-unit");
	q->author = qti_field(item, "dethi-author");
	q->license = qti_field(item, "dethi-license");
	if (str_to_double(qti_field(item, "dethi-difficulty"), &share) &&
		share >= 0 && share <= 1)
		q->difficulty = share;
	(void)status_parse(qti_field(item, "dethi-status"), &q->status);
	if (!str_to_long(seconds, &q->seconds) || q->seconds < 0)
		q->seconds = 0;
	take_tags(item, q);
	return take_stimulus(item, q, err) && take_topic(item, err);
}
