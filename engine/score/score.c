#include "engine/score/score.h"

#include "engine/score/judge.h"

struct scorer {
	const struct exam *exam;
	const struct question_keys *keys; /* by question */
};

/* ---- an answer ---- */

static struct mark mark_of(const struct judging *j, struct share share)
{
	struct mark mark = {
		.points = (int32_t)((2 * j->item->points * share.num +
					    share.den) /
			(2 * share.den)),
		.kind = share.odd};

	if (share.odd != MARK_WRONG)
		return mark;
	if (share.num >= share.den)
		mark.kind = MARK_RIGHT;
	else if (share.num > 0)
		mark.kind = MARK_PARTLY;
	else if (j->q->type != TYPE_ESSAY)
		mark.points = (int32_t)j->part->scoring.wrong;
	return mark;
}

static struct judging judging_of(const struct scorer *scorer,
	struct arena *arena, const struct item *item, struct str answer)
{
	return (struct judging){.arena = arena,
		.part = &scorer->exam->blueprint->parts[item->part],
		.item = item,
		.q = &scorer->exam->questions[item->question],
		.keys = &scorer->keys[item->question],
		.answer = str_trim(answer)};
}

size_t score_taken(struct arena *arena, const struct scorer *scorer,
	const struct item *item, struct str answer)
{
	struct judging j = judging_of(scorer, arena, item, answer);

	return j.answer.len && j.q->type == TYPE_CHOICE ? option_taken(&j)
							: SIZE_MAX;
}

static struct mark judge(const struct scorer *scorer, struct arena *arena,
	const struct item *item, struct str answer)
{
	struct judging j = judging_of(scorer, arena, item, answer);

	if (j.keys->cancelled)
		return (struct mark){0, MARK_CANCELLED};
	if (j.keys->bonus)
		return (struct mark){(int32_t)item->points, MARK_RIGHT};
	if (!j.answer.len)
		return (struct mark){
			0, j.q->type == TYPE_ESSAY ? MARK_OPEN : MARK_BLANK};
	return mark_of(&j, judge_answer(&j));
}

/* ---- a paper ---- */

struct adding {
	struct arena *arena;
	const struct scorer *scorer; /* NULL: nothing is cancelled */
	const struct exam *exam;
	const struct form *form;
	const struct mark *marks; /* NULL: the most there is */
};

static int descending(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x < *y) - (*x > *y);
}

/* Points of a part: all of its items, or the best of so many. */
static long part_points(const struct adding *a, size_t index)
{
	const struct part *part = &a->exam->blueprint->parts[index];
	long *points = NEW_ARRAY(a->arena, a->form->item_count, long), sum = 0;
	size_t count = 0, answer = (size_t)part->answer;

	for (size_t i = 0; i < a->form->item_count; i++) {
		const struct item *item = &a->form->items[i];

		if (item->part != index ||
			(a->scorer &&
				a->scorer->keys[item->question].cancelled))
			continue;
		points[count++] = a->marks ? a->marks[i].points : item->points;
	}
	if (answer && answer < count) {
		qsort(points, count, sizeof *points, descending);
		count = answer;
	}
	for (size_t i = 0; i < count; i++)
		sum += points[i];
	return sum > part->scoring.floor ? sum : part->scoring.floor;
}

static long paper_points(const struct adding *a)
{
	const struct blueprint *b = a->exam->blueprint;
	long *parts = NEW_ARRAY(a->arena, b->part_count, long), sum = 0;

	for (size_t p = 0; p < b->part_count; p++)
		parts[p] = part_points(a, p);
	for (size_t p = 0; p < b->part_count; p++)
		for (size_t o = 0; b->parts[p].instead_of.len && o < p; o++)
			if (str_equal(
				    b->parts[o].name, b->parts[p].instead_of)) {
				parts[o] = parts[p] > parts[o] ? parts[p]
							       : parts[o];
				parts[p] = 0;
			}
	for (size_t p = 0; p < b->part_count; p++)
		sum += parts[p];
	return sum > 0 ? sum : 0;
}

struct score score_sheet(
	struct scorer *scorer, struct arena *arena, const struct sheet *sheet)
{
	const struct form *form = &scorer->exam->forms[sheet->form];
	struct mark *marks = NEW_ARRAY(arena, form->item_count, struct mark);
	struct score score = {.marks = marks};
	struct adding adding = {arena, scorer, scorer->exam, form, marks};
	struct arena_mark mark = arena_mark(arena);

	for (size_t i = 0; i < form->item_count; i++) {
		marks[i] = judge(
			scorer, arena, &form->items[i], sheet->answers[i]);
		score.right += marks[i].kind == MARK_RIGHT;
		score.blank += marks[i].kind == MARK_BLANK;
		score.open = score.open || marks[i].kind == MARK_OPEN;
	}
	score.points = paper_points(&adding);
	arena_release(arena, mark);
	return score;
}

long score_most(const struct scorer *scorer, const struct exam *exam,
	const struct form *form)
{
	struct arena *arena = arena_new();
	struct adding adding = {arena, scorer, exam, form, NULL};
	long most = paper_points(&adding);

	arena_free(arena);
	return most;
}

long score_scaled(long points, long most, long scale, long step)
{
	if (most <= 0 || step <= 0)
		return 0;
	return (2 * points * scale + most * step) / (2 * most * step) * step;
}

/* ---- keys ---- */

bool scorer_new(struct arena *arena, const struct exam *exam,
	const struct correction *corrections, size_t correction_count,
	struct scorer **out, struct error *err)
{
	struct scorer *scorer = NEW(arena, struct scorer);
	struct question_keys *keys =
		NEW_ARRAY(arena, exam->question_count, struct question_keys);

	if (!exam_correct(arena, exam, corrections, correction_count,
		    &scorer->exam, err))
		return false;
	for (size_t i = 0; i < exam->question_count; i++)
		if (!question_keys_make(
			    arena, &scorer->exam->questions[i], &keys[i], err))
			return false;
	for (size_t i = 0; i < correction_count; i++) {
		size_t q = exam_question(exam, corrections[i].question);

		keys[q].bonus = corrections[i].kind == CORRECTION_BONUS;
		keys[q].cancelled = corrections[i].kind == CORRECTION_CANCEL;
	}
	scorer->keys = keys;
	*out = scorer;
	return true;
}

const struct exam *scorer_exam(const struct scorer *scorer)
{
	return scorer->exam;
}
