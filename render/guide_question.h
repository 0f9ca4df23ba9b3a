#ifndef RENDER_GUIDE_QUESTION_H
#define RENDER_GUIDE_QUESTION_H

#include "engine/model/exam.h"
#include "render/type/galley.h"

/* What the marking guide says of a question's answer. */
struct answering {
	struct arena *arena;
	struct str language;
};

/* The key, or an essay's rubric. item: the question on the form whose paper is
 * shown above. */
void guide_answer(struct galley *g, const struct answering *answering,
	const struct question *question, const struct item *item);

/* The worked solution, when there is one. */
void guide_solution(struct galley *g, const struct answering *answering,
	const struct question *question);

#endif
