#include "banks/qti1_parts.h"

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

/* "\n\na) … {{1}}": where statement i begins and its gap stands. */
static bool statement_at(
	struct str stem, size_t from, size_t i, size_t *start, size_t *gap)
{
	const char label[] = {'\n', '\n', (char)('a' + i), ')', ' ', '\0'};
	const char mark[] = {'{', '{', (char)('1' + i), '}', '}', '\0'};
	size_t next;

	*gap = i < 9 ? str_find(stem, mark, from) : SIZE_MAX;
	*start = str_find(stem, label, from);
	if (*gap == SIZE_MAX || *start > *gap)
		return false;
	/* The stem may have such lines of its own: the last before the gap. */
	while (!i && (next = str_find(stem, label, *start + 1)) < *gap)
		*start = next;
	return true;
}

static bool first_right(const struct gap *gap)
{
	return gap->option_count == 2 && gap->options[0].right;
}

static bool make_statements(struct qti1_item *item, struct question *q)
{
	struct statement *statements =
		NEW_ARRAY(item->f->arena, q->gap_count, struct statement);
	size_t from = 0, stem_end = 0;

	for (size_t i = 0; i < q->gap_count; i++) {
		size_t start, gap;

		if (!statement_at(q->stem, from, i, &start, &gap))
			return false;
		if (!i)
			stem_end = start;
		statements[i].text =
			str_trim(str_sub(q->stem, start + 5, gap - start - 5));
		statements[i].key = first_right(&q->gaps[i]);
		from = gap;
	}
	q->type = TYPE_STATEMENTS;
	q->stem = str_trim(str_sub(q->stem, 0, stem_end));
	q->statements = statements;
	q->statement_count = q->gap_count;
	q->gaps = NULL;
	q->gap_count = 0;
	return true;
}

static void make_type(struct qti1_item *item, struct question *q)
{
	struct str type = field(item, "dethi-type");

	if (str_is(type, "order") && q->type == TYPE_MATCH)
		make_order(item, q);
	else if (str_is(type, "statements") && q->type == TYPE_CLOZE)
		(void)make_statements(item, q);
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
