#include "banks/native_fields.h"

/* A cloze as it is written: its gaps in the stem, in YAML's flow style. */

/* Thousandths as a decimal without trailing zeros. */
struct str native_thousandths(struct arena *arena, long value)
{
	struct decimal d = {value, 3};

	while (d.places && d.units % 10 == 0) {
		d.units /= 10;
		d.places--;
	}
	return decimal_format(arena, d, '.');
}

static void put_flow_option(struct buf *out, const struct option *option)
{
	if (!option->feedback.len && !option->credit && !option->pinned) {
		yaml_put_flow(out, option->text);
		return;
	}
	buf_text(out, "{text: ");
	yaml_put_flow(out, option->text);
	if (option->feedback.len) {
		buf_text(out, ", feedback: ");
		yaml_put_flow(out, option->feedback);
	}
	if (option->pinned)
		buf_text(out, ", pinned: true");
	if (option->credit)
		buf_format(out, ", credit: %.*s",
			STR_ARG(native_thousandths(
				out->arena, option->credit)));
	buf_char(out, '}');
}

static void put_flow_options(struct buf *out, const struct gap *gap)
{
	buf_text(out, "options: [");
	for (size_t i = 0; i < gap->option_count; i++) {
		buf_text(out, i ? ", " : "");
		put_flow_option(out, &gap->options[i]);
	}
	buf_text(out, "], key: ");
	for (size_t i = 0; i < gap->option_count; i++)
		if (gap->options[i].right)
			buf_char(out, option_letter(i));
}

static void put_flow_accepted(struct buf *out, const struct gap *gap)
{
	buf_text(out, "keys: [");
	for (size_t i = 0; i < gap->accepted_count; i++) {
		const struct accepted *a = &gap->accepted[i];

		buf_text(out, i ? ", " : "");
		if (native_plain_accepted(a)) {
			yaml_put_flow(out, a->text);
			continue;
		}
		buf_text(out, "{text: ");
		yaml_put_flow(out, a->text);
		if (a->credit != 1000)
			buf_format(out, ", credit: %.*s",
				STR_ARG(native_thousandths(
					out->arena, a->credit)));
		if (a->feedback.len) {
			buf_text(out, ", feedback: ");
			yaml_put_flow(out, a->feedback);
		}
		buf_char(out, '}');
	}
	buf_char(out, ']');
}

static void put_gap(struct buf *out, const struct gap *gap)
{
	buf_text(out, "{{");
	if (gap->option_count)
		put_flow_options(out, gap);
	else
		put_flow_accepted(out, gap);
	if (gap->points)
		buf_format(out, ", points: %.*s",
			STR_ARG(native_thousandths(out->arena, gap->points)));
	buf_text(out, "}}");
}

/* A cloze's stem with its gaps back in their places. */
struct str native_stem_text(struct arena *arena, const struct question *q)
{
	struct buf stem = {.arena = arena};
	size_t at = 0;

	if (q->type != TYPE_CLOZE)
		return q->stem;
	for (size_t i = 0; i < q->gap_count; i++) {
		char mark[32];
		size_t open;

		snprintf(mark, sizeof mark, "{{%zu}}", i + 1);
		open = str_find(q->stem, mark, at);
		if (open == SIZE_MAX)
			break;
		buf_add(&stem, str_sub(q->stem, at, open - at));
		put_gap(&stem, &q->gaps[i]);
		at = open + strlen(mark);
	}
	buf_add(&stem, str_sub(q->stem, at, q->stem.len));
	return buf_str(&stem);
}
