#ifndef RENDER_GUIDE_QUESTION_H
#define RENDER_GUIDE_QUESTION_H

#include "engine/model/exam.h"
#include "render/type/galley.h"

/* What the marking guide says of a question's answer: the key in words, the
 * solution, the rubric. */
struct answering {
	struct arena *arena;
	struct str language;
};

/* item: the question on the form whose paper is shown above. */
void guide_answer(struct galley *g, const struct answering *answering,
	const struct question *question, const struct item *item);

#endif
