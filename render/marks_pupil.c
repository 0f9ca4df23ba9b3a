#include "engine/score/item_name.h"
#include "render/guide_question.h"
#include "render/key.h"
#include "render/marks_parts.h"

static void set_head(const struct printing *p, size_t i)
{
	const struct grading *g = p->grading;
	const struct sheet *sheet = &g->sheets[i];
	struct str name = sheet->name.len ? sheet->name : sheet->person;
	struct str title = FILL(p->arena,
		phrase(p->language, PHRASE_MARKS_PUPIL), {"name", name});
	struct str code = FILL(p->arena, phrase(p->language, PHRASE_CODE),
		{"code", g->exam->forms[sheet->form].code});
	struct str number = phrase(p->language, PHRASE_MARKS_PERSON);

	galley_bookmark(p->g, 0, title);
	galley_heading(p->g, 1, WORDS(TEXT(title, 0)));
	galley_paragraph(p->g,
		WORDS(TEXT(str_format(p->arena, "%.*s %.*s · %.*s · ",
				   STR_ARG(number), STR_ARG(sheet->person),
				   STR_ARG(code)),
			      0),
			TEXT(str_format(p->arena, "%.*s: %.*s",
				     STR_ARG(phrase(
					     p->language, PHRASE_MARKS_MARK)),
				     STR_ARG(marks_text(p, g->marks[i]))),
				LOOK_BOLD)),
		ALIGN_NONE);
}

static void set_answers(const struct printing *p, size_t i)
{
	const struct grading *g = p->grading;
	const struct sheet *sheet = &g->sheets[i];
	const struct form *form = &g->exam->forms[sheet->form];
	struct filling f = {.p = p, .columns = 5};

	marks_row(&f, true);
	marks_phrase(&f, PHRASE_MARKS_QUESTION);
	marks_phrase(&f, PHRASE_MARKS_ANSWER);
	marks_phrase(&f, PHRASE_MARKS_KEY);
	marks_cell(&f, STR(""));
	marks_phrase(&f, PHRASE_MARKS_MARK);
	for (size_t k = 0; k < form->item_count; k++) {
		const struct mark *mark = &g->scores[i].marks[k];
		const struct item *item = &form->items[k];

		marks_row(&f, false);
		marks_cell(&f, item_label(p->arena, g->exam, item));
		marks_cell(&f, str_sub(sheet->answers[k], 0, 200));
		marks_cell(&f, key_printed(p->arena, g->exam, item));
		marks_cell(&f, str_from(marks_sign(mark->kind)));
		marks_cell(&f, marks_text(p, mark->points));
	}
	marks_table(&f, 0);
}

/* Topics of which less than seven tenths were earned. */
static void set_topics(const struct printing *p, size_t i)
{
	struct topic_sum *sums;
	size_t count = marks_topics(p->arena, p->grading, i, &sums);

	for (size_t k = 0; k < count; k++) {
		if (!k)
			galley_heading(p->g, 2,
				WORDS(TEXT(phrase(p->language,
						   PHRASE_MARKS_TOPICS),
					LOOK_BOLD)));
		galley_item(p->g, WORDS(TEXT(STR("•"), 0)), 14,
			WORDS(TEXT(
				FILL(p->arena,
					phrase(p->language, PHRASE_MARKS_TOPIC),
					{"topic", sums[k].name},
					{"got", marks_text(p, sums[k].got)},
					{"most", marks_text(p, sums[k].most)}),
				0)));
	}
}

/* The key in words and the worked solution of what was not right. */
static void set_solutions(const struct printing *p, size_t i)
{
	const struct grading *g = p->grading;
	const struct form *form = &g->exam->forms[g->sheets[i].form];
	struct answering answering = {p->arena, p->language};
	bool first = true;

	for (size_t k = 0; k < form->item_count; k++) {
		const struct item *item = &form->items[k];
		const struct question *q = &g->exam->questions[item->question];
		enum mark_kind kind = g->scores[i].marks[k].kind;

		if (kind == MARK_RIGHT || kind == MARK_CANCELLED)
			continue;
		if (first)
			galley_heading(p->g, 2,
				WORDS(TEXT(phrase(p->language,
						   PHRASE_MARKS_SOLUTIONS),
					LOOK_BOLD)));
		first = false;
		galley_keep_begin(p->g);
		galley_paragraph(p->g,
			WORDS(TEXT(FILL(p->arena,
					   phrase(p->language,
						   PHRASE_MARKS_QUESTION_OF),
					   {"number",
						   item_label(p->arena, g->exam,
							   item)}),
				LOOK_BOLD)),
			ALIGN_LEFT);
		guide_answer(p->g, &answering, q, item);
		galley_keep_end(p->g);
		guide_solution(p->g, &answering, q);
	}
}

void marks_pupil(const struct printing *p, size_t i)
{
	set_head(p, i);
	set_answers(p, i);
	set_topics(p, i);
	if (p->solutions)
		set_solutions(p, i);
}
