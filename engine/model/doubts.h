#ifndef ENGINE_MODEL_DOUBTS_H
#define ENGINE_MODEL_DOUBTS_H

#include "base/report.h"
#include "engine/model/question.h"

/* Warns of what a sound question hardly means: options, statements, items or
 * sides of a match of which two read the same, and pictures that its texts
 * show but its media do not name. file: for the findings, which stand where
 * the question or passage begins. */
void question_doubts(
	const struct question *q, const char *file, struct report *report);
void stimulus_doubts(
	const struct stimulus *s, const char *file, struct report *report);

#endif
