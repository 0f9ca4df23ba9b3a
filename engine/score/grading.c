#include "engine/score/grading.h"

#include <math.h>

#include "engine/score/item_name.h"

static bool markers_differ(
	const struct exam *exam, const struct item *item, struct str answer)
{
	return exam->questions[item->question].type == TYPE_ESSAY &&
		str_find(answer, "/", 0) != SIZE_MAX;
}

/* What somebody should look at. */
static void tell(struct arena *arena, const struct exam *exam,
	const struct sheet *sheet, const struct score *score,
	struct report *report)
{
	const struct form *form = &exam->forms[sheet->form];

	for (size_t i = 0; i < form->item_count; i++) {
		const struct item *item = &form->items[i];
		enum mark_kind kind = score->marks[i].kind;
		enum finding finding = FINDING_ODD_ANSWER;

		if (kind == MARK_OPEN &&
			markers_differ(exam, item, sheet->answers[i]))
			finding = FINDING_MARKERS_DIFFER;
		else if (kind != MARK_ODD)
			continue;
		report_add(report, finding, sheet->file, sheet->line, 0,
			STR_ARG(sheet->person),
			STR_ARG(item_label(arena, exam, item)),
			STR_ARG(str_sub(sheet->answers[i], 0, 60)));
	}
}

struct grading grade_sheets(struct arena *arena, struct scorer *scorer,
	const struct sheets *sheets, long scale, long step,
	struct report *report)
{
	const struct exam *exam = scorer_exam(scorer);
	struct score *scores = NEW_ARRAY(arena, sheets->count, struct score);
	long *marks = NEW_ARRAY(arena, sheets->count, long);
	long *most = NEW_ARRAY(arena, exam->form_count, long);

	for (size_t f = 0; f < exam->form_count; f++)
		most[f] = score_most(scorer, exam, &exam->forms[f]);
	if (!scale && exam->form_count)
		scale = score_most(NULL, exam, &exam->forms[0]);
	for (size_t i = 0; i < sheets->count; i++) {
		const struct sheet *sheet = &sheets->v[i];

		scores[i] = score_sheet(scorer, arena, sheet);
		marks[i] = score_scaled(
			scores[i].points, most[sheet->form], scale, step);
		tell(arena, exam, sheet, &scores[i], report);
	}
	return (struct grading){.exam = exam,
		.scorer = scorer,
		.sheets = sheets->v,
		.count = sheets->count,
		.unmarked = sheets->unmarked,
		.unmarked_count = sheets->unmarked_count,
		.scores = scores,
		.most = most,
		.scale = scale,
		.step = step,
		.marks = marks};
}

const struct item_summary *grading_items(
	struct arena *arena, const struct grading *g)
{
	struct item_summary *items =
		NEW_ARRAY(arena, g->exam->question_count, struct item_summary);
	double *shares = NEW_ARRAY(arena, g->exam->question_count, double);

	for (size_t s = 0; s < g->count; s++) {
		const struct form *form = &g->exam->forms[g->sheets[s].form];

		for (size_t i = 0; i < form->item_count; i++) {
			const struct item *item = &form->items[i];
			const struct mark *mark = &g->scores[s].marks[i];
			struct item_summary *sum = &items[item->question];

			if (mark->kind == MARK_CANCELLED)
				continue;
			sum->given++;
			sum->right += mark->kind == MARK_RIGHT;
			sum->blank += mark->kind == MARK_BLANK;
			sum->odd += mark->kind == MARK_ODD;
			if (item->points)
				shares[item->question] += (double)mark->points /
					(double)item->points;
		}
	}
	for (size_t q = 0; q < g->exam->question_count; q++)
		items[q].facility = items[q].given
			? shares[q] / (double)items[q].given
			: NAN;
	return items;
}
