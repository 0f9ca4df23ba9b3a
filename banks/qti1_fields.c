#include "banks/qti1_parts.h"
#include "banks/statements.h"

#include "base/i18n.h"
#include "base/utf8.h"

/* What our writer of Canvas' packages (canvas_quiz.c) notes for itself. */

static struct str field(const struct qti1_item *item, const char *label)
{
	return utf8_nfc(item->f->arena, qti1_field(item->root, label));
}

bool qti1_is_stimulus(const struct qti1_item *item)
{
	return str_is(qti1_field(item->root, "dethi-type"), "stimulus");
}

bool qti1_put_stimulus(struct qti1_item *item, struct str text,
	struct str title, struct error *err)
{
	struct foreign *f = item->f;
	struct stimulus s = {.id = node_attribute(item->root, "ident"),
		.text = text,
		.line = f->line,
		.column = f->column};

	if (!question_id_sound(s.id) || !text.len) {
		foreign_loss(f, _("a text without a question: %.*s"),
			STR_ARG(title));
		return true;
	}
	if (!str_equal(title, s.id))
		s.title = title;
	return f->sink->stimulus(f->sink->ctx, &s, err);
}

/* ---- types that Canvas asks as others ---- */

/* The rights, in the order of their places. */
static void make_order(struct qti1_item *item, struct question *q)
{
	struct str *items =
		NEW_ARRAY(item->f->arena, q->pair_count, struct str);

	for (size_t i = 0; i < q->pair_count; i++)
		items[i] = q->pairs[i].right;
	q->type = TYPE_ORDER;
	q->items = items;
	q->item_count = q->pair_count;
	q->pairs = NULL;
	q->distractors = NULL;
	q->pair_count = q->distractor_count = 0;
}

static void make_type(struct qti1_item *item, struct question *q)
{
	struct str type = field(item, "dethi-type");

	if (str_is(type, "order") && q->type == TYPE_MATCH)
		make_order(item, q);
	else if (str_is(type, "statements") && q->type == TYPE_CLOZE)
		(void)statements_take(item->f->arena, q);
}

/* ---- fields ---- */

static void take_tags(
	struct qti1_item *item, struct question *q, const struct xml_node *node)
{
	for (const struct xml_node *c = node ? node->child : NULL; c;
		c = c->next) {
		if (strcmp(c->name, "qtimetadatafield"))
			take_tags(item, q, c);
		else if (str_is(node_text(c, "fieldlabel"), "dethi-tag"))
			foreign_set_tag(item->f, q,
				utf8_nfc(item->f->arena,
					node_text(c, "fieldentry")));
	}
}

static bool take_topic(struct qti1_item *item, struct error *err)
{
	struct str name = field(item, "dethi-topic"), id;

	if (!name.len || !str_cut(&name, '|', &id) || !question_id_sound(id))
		return true;
	if (!name.len)
		name = id;
	return foreign_topic(item->f, &name, 1, id, err);
}

/* "334,-500,666", an option each. */
static void take_credits(struct qti1_item *item, struct question *q)
{
	struct str list = field(item, "dethi-credits"), one;
	struct option *options = arena_copy(
		item->f->arena, q->options, q->option_count * sizeof *options);

	for (size_t i = 0; i < q->option_count && str_cut(&list, ',', &one);
		i++) {
		long credit;

		if (str_to_long(one, &credit) && credit >= -POINT &&
			credit <= POINT)
			options[i].credit = credit;
	}
	q->options = options;
}

/* Of one response, whose labels are the options in their order. */
static void take_pinned(struct qti1_item *item, struct question *q)
{
	struct option *options = arena_copy(
		item->f->arena, q->options, q->option_count * sizeof *options);
	const struct xml_node *l = item->labels[0];

	for (size_t i = 0; l && i < q->option_count; i++, l = l->next)
		options[i].pinned = str_is(node_attribute(l, "rshuffle"), "No");
	q->options = options;
}

bool qti1_take_fields(
	struct qti1_item *item, struct question *q, struct error *err)
{
	double share;

	if (!field(item, "dethi-type").len)
		return true;
	make_type(item, q);
	q->partial = field(item, "dethi-partial");
	q->points = 0; /* a tag says them */
	q->fixed = str_is(field(item, "dethi-fixed"), "true");
	if (q->option_count)
		take_pinned(item, q);
	q->unit = field(item, "dethi-unit");
	q->author = field(item, "dethi-author");
	q->license = field(item, "dethi-license");
	q->stimulus = field(item, "dethi-stimulus");
	if (q->type == TYPE_MULTIPLE)
		take_credits(item, q);
	if (str_to_double(field(item, "dethi-difficulty"), &share) &&
		share >= 0 && share <= 1)
		q->difficulty = share;
	(void)status_parse(field(item, "dethi-status"), &q->status);
	if (!str_to_long(field(item, "dethi-seconds"), &q->seconds) ||
		q->seconds < 0)
		q->seconds = 0;
	take_tags(item, q, node_child(item->root, "itemmetadata"));
	return take_topic(item, err);
}
