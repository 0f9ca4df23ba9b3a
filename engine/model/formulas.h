#ifndef ENGINE_MODEL_FORMULAS_H
#define ENGINE_MODEL_FORMULAS_H

#include "base/report.h"
#include "engine/model/question.h"

/* Warns of formulas that hold what is not understood (base/math), at most
 * three of a question: they would be printed in red. file: for the findings,
 * which stand where the question or passage begins. */
void question_formulas(
	const struct question *q, const char *file, struct report *report);
void stimulus_formulas(
	const struct stimulus *s, const char *file, struct report *report);

#endif
