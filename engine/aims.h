#ifndef ENGINE_AIMS_H
#define ENGINE_AIMS_H

#include "engine/model/exam.h"

/* How an exam's aims came out, in words: what was reached, and what was proved
 * of it and what was not. */

/* "line 9: mean difficulty: 0.6 at least on every form. Proved: no forms are
 * better." */
struct str aim_sentence(struct arena *arena, const struct aim *aim,
	const struct aim_outcome *outcome);

#endif
