#include <math.h>

#include "banks/foreign.h"
#include "banks/table.h"

/* A row for each question, the columns that any of them needs for options. */
struct writer {
	struct arena *arena;
	struct buf *out;
	size_t options; /* columns */
};

static size_t parts_of(const struct question *q)
{
	return q->option_count + q->statement_count + q->pair_count +
		q->distractor_count + q->item_count;
}

static struct str part_of(
	struct arena *arena, const struct question *q, size_t i)
{
	if (i < q->option_count)
		return q->options[i].text;
	if (i < q->statement_count)
		return q->statements[i].text;
	if (i < q->item_count)
		return q->items[i];
	if (i < q->pair_count)
		return str_format(arena, "%.*s -> %.*s",
			STR_ARG(q->pairs[i].left), STR_ARG(q->pairs[i].right));
	if (i < q->pair_count + q->distractor_count)
		return str_format(arena, "-> %.*s",
			STR_ARG(q->distractors[i - q->pair_count]));
	return STR("");
}

/* ---- keys ---- */

static void put_between(struct buf *out, const char *between)
{
	if (out->len)
		buf_text(out, between);
}

static struct str key_of(struct arena *arena, const struct question *q)
{
	struct buf key = {.arena = arena};

	if (q->type == TYPE_TRUEFALSE)
		return q->truth ? STR("true") : STR("false");
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].right)
			buf_char(&key, option_letter(i));
	for (size_t i = 0; i < q->statement_count; i++)
		buf_char(&key, q->statements[i].key ? 'T' : 'F');
	for (size_t i = 0; i < q->accepted_count; i++) {
		put_between(&key, "|");
		buf_add(&key, q->accepted[i].text);
	}
	for (size_t i = 0; i < q->number_count; i++) {
		put_between(&key, "|");
		buf_add(&key, decimal_format(arena, q->numbers[i].value, '.'));
	}
	return buf_str(&key);
}

/* Of the first number; they have one column. */
static struct str tolerance_of(struct arena *arena, const struct question *q)
{
	struct decimal d = q->number_count ? q->numbers[0].tolerance
					   : (struct decimal){0, 0};

	if (!d.units)
		return STR("");
	if (!q->numbers[0].relative)
		return decimal_format(arena, d, '.');
	for (; d.places < 2; d.places++)
		d.units *= 10;
	d.places -= 2;
	return str_format(
		arena, "%.*s%%", STR_ARG(decimal_format(arena, d, '.')));
}

static struct str tags_of(struct arena *arena, const struct question *q)
{
	struct buf tags = {.arena = arena};

	for (size_t i = 0; i < q->tag_count; i++) {
		put_between(&tags, "; ");
		buf_add(&tags, q->tags[i]);
	}
	return buf_str(&tags);
}

static struct str number_of(struct arena *arena, double value)
{
	return isnan(value) ? STR("") : str_format(arena, "%g", value);
}

static struct str points_of(struct arena *arena, long points)
{
	struct decimal d = {points, 3};

	for (; d.places && d.units % 10 == 0; d.places--)
		d.units /= 10;
	return points ? decimal_format(arena, d, '.') : STR("");
}

static struct str cell_of(
	struct arena *arena, const struct question *q, enum column column)
{
	switch (column) {
	case COLUMN_ID:
		return q->id;
	case COLUMN_TYPE:
		return str_from(question_type_name(q->type));
	case COLUMN_SUBJECT:
		return q->subject;
	case COLUMN_GRADE:
		return q->grade ? str_format(arena, "%d", q->grade) : STR("");
	case COLUMN_TOPIC:
		return q->topic;
	case COLUMN_LEVEL:
		return str_from(level_name(q->level));
	case COLUMN_OUTCOME:
		return q->outcome;
	case COLUMN_POINTS:
		return points_of(arena, q->points);
	case COLUMN_SECONDS:
		return q->seconds ? str_format(arena, "%ld", q->seconds)
				  : STR("");
	case COLUMN_DIFFICULTY:
		return number_of(arena, q->difficulty);
	case COLUMN_STEM:
		return q->stem;
	case COLUMN_KEY:
		return key_of(arena, q);
	case COLUMN_TOLERANCE:
		return tolerance_of(arena, q);
	case COLUMN_UNIT:
		return q->unit;
	case COLUMN_TAGS:
		return tags_of(arena, q);
	case COLUMN_SOLUTION:
		return q->solution;
	case COLUMN_FEEDBACK:
		return q->feedback;
	case COLUMN_SOURCE:
		return q->source;
	case COLUMN_AUTHOR:
		return q->author;
	case COLUMN_LICENSE:
		return q->license;
	case COLUMN_STATUS:
		return str_from(status_name(q->status));
	case COLUMN_NONE:
	case COLUMN_OPTIONS:
	case COLUMN_OPTION:
	case COLUMN_COUNT:
		break;
	}
	return part_of(arena, q, (size_t)column - COLUMN_OPTION);
}

/* ---- rows ---- */

/* q NULL: the head. Options stand after the stem. */
static void put_row(const struct writer *w, const struct question *q)
{
	bool first = true;

	for (unsigned i = COLUMN_ID; i < COLUMN_OPTION; i++) {
		size_t parts = i == COLUMN_OPTIONS ? w->options : 1;

		for (size_t k = 0; k < parts; k++) {
			enum column c = i == COLUMN_OPTIONS
				? (enum column)(COLUMN_OPTION + k)
				: (enum column)i;

			if (!first)
				buf_char(w->out, ',');
			first = false;
			csv_put(w->out,
				q ? cell_of(w->arena, q, c)
				  : str_from(column_name(c)),
				',');
		}
	}
	buf_text(w->out, "\r\n");
}

static bool is_written(const struct question *q)
{
	return q->type != TYPE_CLOZE && parts_of(q) <= TABLE_OPTIONS;
}

/* What the parts of a question have and a cell has not. */
static void tell_parts(struct report *report, const struct question *q)
{
	bool credit = false;

	for (size_t i = 0; i < q->option_count; i++)
		credit = credit || q->options[i].credit;
	for (size_t i = 0; i < q->accepted_count; i++)
		credit = credit || q->accepted[i].credit != POINT;
	for (size_t i = 0; i < q->number_count; i++)
		credit = credit || q->numbers[i].credit != POINT;
	if (credit)
		report_add(report, FINDING_NOT_WRITTEN, NULL, 0, 0,
			STR_ARG(q->id), "credit");
}

bool table_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err)
{
	struct writer w = {.arena = arena, .out = out, .options = 4};

	(void)err;
	for (size_t i = 0; i < bundle->question_count; i++) {
		const struct question *q = &bundle->questions[i];

		if (is_written(q) && parts_of(q) > w.options)
			w.options = parts_of(q);
	}
	buf_text(out, "\xef\xbb\xbf");
	put_row(&w, NULL);
	for (size_t i = 0; i < bundle->question_count; i++) {
		const struct question *q = &bundle->questions[i];

		if (!foreign_may_write(report, q, &format_table) ||
			!is_written(q))
			continue;
		tell_parts(report, q);
		put_row(&w, q);
	}
	return true;
}
