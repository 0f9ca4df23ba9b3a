#include "banks/native_fields.h"
#include "base/i18n.h"

/* The gaps of a cloze stand in its stem as flow mappings in double braces:
 * {{keys: [Hà Nội]}} or {{options: [8, 10], key: A, points: 0.5}}. */

enum { GAPS_MOST = 100 };

/* A quote opens a text only where a value may begin. */
static bool may_quote(struct str stem, size_t at)
{
	size_t before = at;

	while (before && stem.ptr[before - 1] == ' ')
		before--;
	return before && strchr("[,{:", stem.ptr[before - 1]);
}

/* The offset of the quote that ends the text begun at `at`; the stem's length
 * when there is none. A quote within is '' or \". */
static size_t quote_end(struct str stem, size_t at)
{
	char quote = stem.ptr[at];

	for (size_t i = at + 1; i < stem.len; i++) {
		if (quote == '"' && stem.ptr[i] == '\\')
			i++;
		else if (stem.ptr[i] != quote)
			continue;
		else if (quote == '\'' && i + 1 < stem.len &&
			stem.ptr[i + 1] == quote)
			i++;
		else
			return i;
	}
	return stem.len;
}

/* The offset after the braces that open at `from`, or 0 when they do not
 * close: quotes and inner braces are respected. */
static size_t gap_end(struct str stem, size_t from)
{
	size_t depth = 0;

	for (size_t i = from; i < stem.len; i++) {
		char c = stem.ptr[i];

		if ((c == '\'' || c == '"') && may_quote(stem, i))
			i = quote_end(stem, i);
		else if (c == '{')
			depth++;
		else if (c == '}' && !--depth)
			return i + 1;
	}
	return 0;
}

static bool is_escaped(struct str stem, size_t at)
{
	size_t slashes = 0;

	while (slashes < at && stem.ptr[at - slashes - 1] == '\\')
		slashes++;
	return slashes % 2;
}

/* The next {{ at or after `at`, or SIZE_MAX. Not of "\{{", nor the first two of
 * "{{{": TeX may have a brace before a gap. */
static size_t gap_start(struct str stem, size_t at)
{
	while ((at = str_find(stem, "{{", at)) != SIZE_MAX) {
		if (!is_escaped(stem, at) &&
			(at + 2 >= stem.len || stem.ptr[at + 2] != '{'))
			break;
		at++;
	}
	return at;
}

struct raw_gap {
	struct gap gap;
	const struct yaml_node *key;
};

static void gap_options(struct slot *slot)
{
	struct raw_gap *raw = slot->base;

	read_options(slot->r, slot->name, slot->value, &raw->gap.options,
		&raw->gap.option_count);
}

static void gap_keys(struct slot *slot)
{
	struct raw_gap *raw = slot->base;

	read_accepted(slot->r, slot->name, slot->value, &raw->gap.accepted,
		&raw->gap.accepted_count);
}

static void gap_key(struct slot *slot)
{
	struct raw_gap *raw = slot->base;

	raw->key = slot->value;
}

static const struct field gap_fields[] = {
	{"options", gap_options, 0, 0},
	{"key", gap_key, 0, 0},
	{"keys", gap_keys, 0, 0},
	{"points", field_points, offsetof(struct raw_gap, gap.points), 0},
	{NULL, NULL, 0, 0},
};

static void settle_gap(struct native_reader *r, const struct yaml_node *node,
	size_t number, struct raw_gap *raw)
{
	struct gap *gap = &raw->gap;

	if (!gap->option_count && raw->key) {
		read_accepted(r, "key", raw->key, &gap->accepted,
			&gap->accepted_count);
	} else if (gap->option_count && raw->key) {
		struct option *options = arena_copy(r->arena, gap->options,
			gap->option_count * sizeof *options);

		settle_letters(r, "key", raw->key, options, gap->option_count);
		gap->options = options;
	} else if (!gap->accepted_count) {
		missing(r, node, _("the gap"),
			gap->option_count ? "key" : "keys");
	}
	if (gap->option_count && gap->accepted_count)
		report_add(r->report, FINDING_BAD_GAP, r->file, node->line,
			node->column, number,
			_("it has options and keys; a gap has one or the "
			  "other"));
}

/* Findings inside a gap are placed where the stem begins: the stem may be a
 * folded or escaped text, in which offsets mean nothing. */
static void place(struct yaml_node *node, const struct yaml_node *stem)
{
	node->line = stem->line;
	node->column = stem->column;
	for (size_t i = 0; i < node->count; i++)
		place((struct yaml_node *)node->items[i], stem);
}

static bool read_gap(struct native_reader *r, const struct yaml_node *stem,
	struct str text, size_t number, struct gap *out)
{
	const struct yaml_node *node = NULL;
	struct raw_gap raw = {0};
	struct error fault;

	if (!yaml_parse(r->arena, r->file, text, &node, &fault)) {
		report_add(r->report, FINDING_BAD_GAP, r->file, stem->line,
			stem->column, number, fault.text);
		return false;
	}
	if (!node)
		return true;
	place((struct yaml_node *)node, stem);
	if (read_mapping(r, node, gap_fields, &raw, NULL))
		settle_gap(r, node, number, &raw);
	*out = raw.gap;
	return true;
}

bool read_gaps(struct native_reader *r, const struct yaml_node *node,
	struct question *q)
{
	struct buf stem = {.arena = r->arena};
	struct gap *gaps = NULL;
	size_t count = 0, capacity = 0, at = 0;

	for (;;) {
		size_t open = gap_start(q->stem, at);
		size_t end = open == SIZE_MAX ? 0 : gap_end(q->stem, open);
		struct gap gap = {0};

		/* One too many is for question_check to refuse. */
		if (!end || count > GAPS_MOST)
			break;
		buf_add(&stem, str_sub(q->stem, at, open - at));
		if (!read_gap(r, node,
			    str_sub(q->stem, open + 1, end - open - 2),
			    count + 1, &gap))
			return false;
		*PUSH(r->arena, gaps, count, capacity) = gap;
		buf_format(&stem, "{{%zu}}", count);
		at = end;
	}
	buf_add(&stem, str_sub(q->stem, at, q->stem.len));
	q->stem = buf_str(&stem);
	q->gaps = gaps;
	q->gap_count = count;
	return true;
}
