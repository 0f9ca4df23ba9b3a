#include "engine/fairness.h"

#include <math.h>

#include "engine/assemble/limits.h"

const double fairness_abilities[FAIRNESS_ABILITIES] = {-2, -1, 0, 1, 2};

static const double alike = 0.01, near = 0.025; /* of the points */

static double facility(const struct question *q)
{
	return isnan(q->facility) ? q->difficulty : q->facility;
}

static const struct question *question_of(
	const struct exam *exam, const struct item *item)
{
	return &exam->questions[item->question];
}

/* ---- a form ---- */

static void count_letter(struct fairness_form *f, const struct item *item)
{
	char letter = item->key.len == 1 ? item->key.ptr[0] : 0;

	if (letter >= 'A' && letter <= 'Z')
		f->letters[letter - 'A']++;
}

/* Parts that are answered instead of another count for nothing, and of parts
 * where pupils choose, the share that is answered: as in struct form. */
static double share_of(
	const struct exam *exam, const struct form *form, size_t p)
{
	const struct part *part = &exam->blueprint->parts[p];
	size_t count = 0;

	for (size_t i = 0; i < form->item_count; i++)
		count += form->items[i].part == p;
	if (part->instead_of.len)
		return 0;
	return part->answer && (size_t)part->answer < count
		? (double)part->answer / (double)count
		: 1;
}

static void add_information(struct fairness_form *f, const struct question *q)
{
	struct candidate c = {.irt_a = q->irt.known ? (float)q->irt.a : 0,
		.irt_b = (float)q->irt.b,
		.irt_c = (float)q->irt.c};

	for (size_t k = 0; k < FAIRNESS_ABILITIES; k++)
		f->information[k] +=
			candidate_information(&c, fairness_abilities[k]);
}

static struct fairness_form form_of(
	const struct exam *exam, const struct form *form)
{
	struct fairness_form f = {.form = form};
	double variance = 0, sum = 0;

	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		const struct question *q = question_of(exam, item);
		double share = share_of(exam, form, item->part);
		double points = share * (double)item->points / POINT;
		double p = facility(q);

		if (q->type == TYPE_CHOICE)
			count_letter(&f, item);
		add_information(&f, q);
		variance += points * points * p * (1 - p);
		if (isnan(p))
			f.without++;
		else
			sum += p;
	}
	f.expected = form->expected;
	f.deviation = sqrt(variance);
	f.difficulty = sum / (double)(form->item_count - f.without);
	f.seconds = form->seconds ? (double)form->seconds : NAN;
	return f;
}

/* ---- topics and levels ---- */

struct kinds {
	struct arena *arena;
	const struct exam *exam;
	struct fairness_kind *v;
	size_t count, capacity;
};

static struct fairness_kind *kind_of(
	struct kinds *kinds, const struct question *q)
{
	const struct topic *topic;

	for (size_t i = 0; i < kinds->count; i++)
		if (kinds->v[i].level == q->level &&
			str_equal(kinds->v[i].id, q->topic))
			return &kinds->v[i];
	topic = exam_topic(kinds->exam, q->topic);
	*PUSH(kinds->arena, kinds->v, kinds->count,
		kinds->capacity) = (struct fairness_kind){.id = q->topic,
		.topic = topic && topic->name.len ? topic->name : q->topic,
		.level = q->level,
		.least = SIZE_MAX};
	return &kinds->v[kinds->count - 1];
}

static void count_kinds(struct kinds *kinds, const struct form *form)
{
	size_t *counts = NEW_ARRAY(kinds->arena, kinds->count, size_t);

	for (size_t i = 0; i < form->item_count; i++)
		counts[kind_of(kinds,
			       question_of(kinds->exam, &form->items[i])) -
			kinds->v]++;
	for (size_t k = 0; k < kinds->count; k++) {
		struct fairness_kind *kind = &kinds->v[k];

		kind->least = counts[k] < kind->least ? counts[k] : kind->least;
		kind->most = counts[k] > kind->most ? counts[k] : kind->most;
	}
}

static int by_topic(const void *a, const void *b)
{
	const struct fairness_kind *x = a, *y = b;
	int order = str_compare(x->id, y->id);

	return order ? order : (int)x->level - (int)y->level;
}

static void find_kinds(
	struct arena *arena, const struct exam *exam, struct fairness *out)
{
	struct kinds kinds = {.arena = arena, .exam = exam};

	for (size_t f = 0; f < exam->form_count; f++)
		for (size_t i = 0; i < exam->forms[f].item_count; i++)
			(void)kind_of(&kinds,
				question_of(exam, &exam->forms[f].items[i]));
	for (size_t f = 0; f < exam->form_count; f++)
		count_kinds(&kinds, &exam->forms[f]);
	if (kinds.count)
		qsort(kinds.v, kinds.count, sizeof *kinds.v, by_topic);
	out->kinds = kinds.v;
	out->kind_count = kinds.count;
	out->same_kinds = true;
	for (size_t k = 0; k < kinds.count; k++)
		out->same_kinds =
			out->same_kinds && kinds.v[k].least == kinds.v[k].most;
}

/* ---- what forms share ---- */

/* on: by question, the forms it is on, a bit each. */
static void find_shared(
	struct arena *arena, const struct exam *exam, struct fairness *out)
{
	size_t forms = exam->form_count;
	uint8_t *on = NEW_ARRAY(arena, forms * exam->question_count, uint8_t);

	out->shared_least = SIZE_MAX;
	for (size_t f = 0; f < forms; f++)
		for (size_t i = 0; i < exam->forms[f].item_count; i++)
			on[f * exam->question_count +
				exam->forms[f].items[i].question] = 1;
	for (size_t f = 0; f < forms; f++)
		for (size_t g = 0; g < f; g++) {
			size_t shared = 0;

			for (size_t q = 0; q < exam->question_count; q++)
				shared += on[f * exam->question_count + q] &
					on[g * exam->question_count + q];
			if (shared < out->shared_least)
				out->shared_least = shared;
			if (shared > out->shared_most)
				out->shared_most = shared;
		}
	if (forms < 2)
		out->shared_least = 0;
}

/* ---- the verdict ---- */

static enum fairness_verdict verdict_of(
	const struct exam *exam, const struct fairness *f)
{
	double points = 0;

	if (exam->form_count < 2)
		return FAIRNESS_ONE;
	if (f->shared_least == exam->question_count)
		return FAIRNESS_SAME;
	if (isnan(f->apart))
		return FAIRNESS_UNKNOWN;
	for (size_t i = 0; i < exam->form_count; i++)
		points = fmax(points, (double)exam->forms[i].points / POINT);
	/* A hair for what sums of binary fractions lose. */
	if (f->apart <= alike * points + 1e-9)
		return FAIRNESS_ALIKE;
	return f->apart <= near * points + 1e-9 ? FAIRNESS_NEAR
						: FAIRNESS_UNEQUAL;
}

static void compare_forms(struct fairness *f)
{
	for (size_t i = 1; i < f->form_count; i++) {
		if (f->forms[i].expected < f->forms[f->hardest].expected)
			f->hardest = i;
		if (f->forms[i].expected > f->forms[f->easiest].expected)
			f->easiest = i;
	}
	f->apart = f->form_count
		? f->forms[f->easiest].expected - f->forms[f->hardest].expected
		: NAN;
	for (size_t i = 0; i < f->form_count; i++) {
		if (isnan(f->forms[i].expected))
			f->apart = NAN;
		for (size_t k = 0; k < FAIRNESS_LETTERS; k++)
			if (f->forms[i].letters[k] && k >= f->letters)
				f->letters = k + 1;
	}
}

struct fairness fairness_of(struct arena *arena, const struct exam *exam)
{
	struct fairness out = {.form_count = exam->form_count};
	struct fairness_form *forms =
		NEW_ARRAY(arena, exam->form_count, struct fairness_form);

	for (size_t i = 0; i < exam->form_count; i++)
		forms[i] = form_of(exam, &exam->forms[i]);
	out.forms = forms;
	compare_forms(&out);
	find_kinds(arena, exam, &out);
	find_shared(arena, exam, &out);
	out.verdict = verdict_of(exam, &out);
	return out;
}
