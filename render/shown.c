#include "render/shown.h"

static size_t at_place(const struct item *item, size_t place)
{
	return place < item->order_count ? item->order[place] : place;
}

static struct str choice_text(const struct question *q, size_t i)
{
	switch (q->type) {
	case TYPE_CHOICE:
	case TYPE_MULTIPLE:
		return q->options[i].text;
	case TYPE_STATEMENTS:
		return q->statements[i].text;
	case TYPE_ORDER:
		return q->items[i];
	case TYPE_MATCH:
		return i < q->pair_count ? q->pairs[i].right
					 : q->distractors[i - q->pair_count];
	default:
		return STR("");
	}
}

static void show_choices(struct arena *arena, const struct question *q,
	const struct item *item, struct shown *out)
{
	size_t count = question_places(q);
	struct str *choices = NEW_ARRAY(arena, count, struct str);

	for (size_t place = 0; place < count; place++)
		choices[place] = choice_text(q, at_place(item, place));
	out->choices = choices;
	out->choice_count = count;
}

static void show_lefts(
	struct arena *arena, const struct question *q, struct shown *out)
{
	struct str *lefts = NEW_ARRAY(arena, q->pair_count, struct str);

	for (size_t i = 0; i < q->pair_count; i++)
		lefts[i] = q->pairs[i].left;
	out->lefts = lefts;
	out->left_count = q->pair_count;
}

static struct shown_gap show_gap(struct arena *arena, const struct gap *gap)
{
	struct str *options = NEW_ARRAY(arena, gap->option_count, struct str);

	for (size_t i = 0; i < gap->option_count; i++)
		options[i] = gap->options[i].text;
	return (struct shown_gap){options, gap->option_count};
}

static void show_gaps(
	struct arena *arena, const struct question *q, struct shown *out)
{
	struct shown_gap *gaps =
		NEW_ARRAY(arena, q->gap_count, struct shown_gap);

	for (size_t i = 0; i < q->gap_count; i++)
		gaps[i] = show_gap(arena, &q->gaps[i]);
	out->gaps = gaps;
	out->gap_count = q->gap_count;
}

struct shown shown_of(
	struct arena *arena, const struct exam *exam, const struct item *item)
{
	const struct question *q = &exam->questions[item->question];
	struct shown shown = {
		.id = q->id,
		.type = q->type,
		.number = item->number,
		.points = item->points,
		.stem = q->stem,
		.unit = q->unit,
		.stimulus = q->stimulus,
		.media = q->media,
		.media_count = q->media_count,
		.figures = q->figures,
		.figure_count = q->figure_count,
	};

	show_choices(arena, q, item, &shown);
	show_lefts(arena, q, &shown);
	show_gaps(arena, q, &shown);
	return shown;
}
