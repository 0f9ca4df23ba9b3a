#ifndef RENDER_FAIRNESS_H
#define RENDER_FAIRNESS_H

#include "render/fairness_words.h"
#include "render/press.h"

/* The report whether it matters which form a pupil gets, as PDF: a verdict, the
 * forms side by side, topics by levels, the letters of the key, and information
 * where IRT parameters are known. For teachers. */
MUST bool fairness_print(struct press *press, const struct exam *exam,
	struct arena *arena, struct str *out, struct error *err);

#endif
