#ifndef RENDER_QUIZ_PARTS_H
#define RENDER_QUIZ_PARTS_H

#include "render/html/html.h"
#include "render/phrases.h"
#include "render/quiz.h"
#include "render/shown.h"

/* What the files of quiz_print share, for them only. */

/* A question with its controls: its places as the first form that has it prints
 * them. Answers are set in order by the script. */
void quiz_question(struct html *html, struct str language, size_t index,
	const struct shown *shown);

/* For practice: the key by the same places, and what is accepted. */
struct json *quiz_key(struct arena *arena, const struct question *question,
	const struct item *item);

/* And its feedback, rubric and solution, hidden at first. */
void quiz_explained(struct html *html, size_t index,
	const struct question *question, const struct item *item);

#endif
