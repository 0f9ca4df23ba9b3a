#ifndef RENDER_GUIDE_H
#define RENDER_GUIDE_H

#include "engine/model/exam.h"
#include "render/press.h"

/* The marking guide (hướng dẫn chấm): how each part is scored, then every
 * question of the exam once, in the order of the first form that has it: key,
 * worked solution, rubric, and its number and key on every form. For
 * teachers. report gets warnings and may be NULL. */
MUST bool guide_print(struct press *press, const struct exam *exam,
	struct arena *arena, struct report *report, struct str *out,
	struct error *err);

#endif
