#include "engine/assemble/points.h"

#include <math.h>

static long rubric_points(const struct question *q)
{
	long points = 0;

	for (size_t i = 0; i < q->rubric_count; i++)
		points += q->rubric[i].points;
	return points;
}

long points_of(const struct part *part, const struct cell *cell,
	const struct question *q)
{
	if (cell->points)
		return cell->points;
	if (part->points)
		return part->points;
	return q->points ? q->points : rubric_points(q);
}

static bool has_points(const struct item *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].points)
			return true;
	return false;
}

/* Any answered ones give the total together, but for what does not divide:
 * that is with the first. */
static void share_among_answered(
	const struct part *part, struct item *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		items[i].points = part->total / part->answer +
			((long)i < part->total % part->answer);
}

void points_share(const struct part *part, struct item *items, size_t count)
{
	long left = part->total, without = 0;

	if (part->answer && (size_t)part->answer < count &&
		!has_points(items, count)) {
		share_among_answered(part, items, count);
		return;
	}
	for (size_t i = 0; i < count; i++) {
		left -= items[i].points;
		without += !items[i].points;
	}
	for (size_t i = 0; i < count && left > 0; i++) {
		if (items[i].points)
			continue;
		items[i].points = left / without--;
		left -= items[i].points;
	}
}

/* What a student can get of a part, and is expected to need and to get. */
struct sums {
	long points, seconds;
	double expected;
};

static double facility(const struct question *q)
{
	return isnan(q->facility) ? q->difficulty : q->facility;
}

static int compare_points(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return x->points > y->points ? -1 : x->points < y->points;
}

static size_t answered_of(const struct part *part, size_t count)
{
	return part->answer && (size_t)part->answer < count
		? (size_t)part->answer
		: count;
}

long points_of_part(struct arena *arena, const struct part *part,
	const struct item *items, size_t count)
{
	struct item *sorted = NEW_ARRAY(arena, count, struct item);
	long points = 0;

	if (!count)
		return 0;
	memcpy(sorted, items, count * sizeof *items);
	qsort(sorted, count, sizeof *sorted, compare_points);
	for (size_t i = 0; i < answered_of(part, count); i++)
		points += sorted[i].points;
	return points;
}

/* Of questions of which some are chosen, time and expectation are the
 * average's. */
static struct sums sum_items(struct arena *arena, const struct exam *exam,
	const struct part *part, const struct item *items, size_t count)
{
	struct sums sums = {
		.points = points_of_part(arena, part, items, count)};
	size_t answered = answered_of(part, count);
	bool timed = true;

	if (!count)
		return sums;
	for (size_t i = 0; i < count; i++) {
		const struct question *q = &exam->questions[items[i].question];

		timed = timed && q->seconds;
		sums.seconds += q->seconds;
		sums.expected += (double)items[i].points * facility(q);
	}
	sums.seconds = timed ? sums.seconds * (long)answered / (long)count : -1;
	sums.expected *= (double)answered / (double)count;
	return sums;
}

void points_sum(struct arena *arena, const struct exam *exam, struct form *form)
{
	bool timed = true;
	double expected = 0;

	for (size_t p = 0, at = 0; p < exam->blueprint->part_count; p++) {
		const struct part *part = &exam->blueprint->parts[p];
		size_t first = at;
		struct sums sums;

		while (at < form->item_count && form->items[at].part == p)
			at++;
		if (part->instead_of.len)
			continue;
		sums = sum_items(
			arena, exam, part, form->items + first, at - first);
		form->points += sums.points;
		form->seconds += sums.seconds;
		expected += sums.expected;
		timed = timed && sums.seconds >= 0;
	}
	if (!timed)
		form->seconds = 0;
	form->expected = expected / POINT;
}
