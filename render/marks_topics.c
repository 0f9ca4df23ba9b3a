#include "render/marks_parts.h"

/* What a pupil's pages say, on paper and on a screen. */

const char *marks_sign(enum mark_kind kind)
{
	static const char *const signs[] = {
		[MARK_BLANK] = "–",
		[MARK_WRONG] = "✗",
		[MARK_PARTLY] = "½",
		[MARK_RIGHT] = "✓",
		[MARK_ODD] = "?",
		[MARK_OPEN] = "…",
		[MARK_CANCELLED] = "0",
	};

	return signs[kind];
}

static struct str topic_name(const struct exam *exam, struct str id)
{
	const struct topic *topic = exam_topic(exam, id);

	return topic && topic->name.len ? topic->name : id;
}

static struct topic_sum *sum_of(
	struct topic_sum *sums, size_t *count, struct str name)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal(sums[i].name, name))
			return &sums[i];
	sums[*count] = (struct topic_sum){.name = name};
	return &sums[(*count)++];
}

/* Where most was lost comes first; as much, as the paper has them. */
static void sort_sums(struct topic_sum *sums, size_t count)
{
	for (size_t i = 1; i < count; i++)
		for (size_t k = i; k &&
			sums[k].most - sums[k].got >
				sums[k - 1].most - sums[k - 1].got;
			k--) {
			struct topic_sum sum = sums[k];

			sums[k] = sums[k - 1];
			sums[k - 1] = sum;
		}
}

size_t marks_topics(struct arena *arena, const struct grading *g, size_t sheet,
	struct topic_sum **out)
{
	const struct form *form = &g->exam->forms[g->sheets[sheet].form];
	struct topic_sum *sums =
		NEW_ARRAY(arena, form->item_count, struct topic_sum);
	size_t count = 0, weak = 0;

	for (size_t k = 0; k < form->item_count; k++) {
		const struct item *item = &form->items[k];
		const struct mark *mark = &g->scores[sheet].marks[k];
		struct str id = g->exam->questions[item->question].topic;
		struct topic_sum *sum;

		if (!id.len || mark->kind == MARK_CANCELLED ||
			mark->kind == MARK_OPEN)
			continue;
		sum = sum_of(sums, &count, topic_name(g->exam, id));
		sum->got += mark->points > 0 ? mark->points : 0;
		sum->most += item->points;
	}
	sort_sums(sums, count);
	for (size_t k = 0; k < count; k++)
		if (10 * sums[k].got < 7 * sums[k].most)
			sums[weak++] = sums[k];
	*out = sums;
	return weak;
}
