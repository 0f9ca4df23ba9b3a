#ifndef RENDER_TYPE_READING_H
#define RENDER_TYPE_READING_H

#include "base/arena.h"
#include "base/math/math.h"
#include "base/str.h"

/* A formula that is read but not yet set: its tree, and how it is said. */
struct reading {
	const struct math *math;
	struct str speech;
	struct str fault; /* the first thing not understood; "" none */
};

/* The formulas read so far, for the forms of an exam have the same ones. A
 * reading is what read_new makes, kept for as long as the arena; what comes
 * out does not depend on what was asked before. After some thousand formulas
 * no more are kept. */
struct readings;

struct readings *readings_new(struct arena *arena);

/* language: "vi" or "en", a literal; there "0,5" is one number or is not.
 * readings may be NULL: nothing is kept. What is not kept lives in the arena
 * and borrows tex. */
struct reading reading_of(struct readings *readings, struct arena *arena,
	struct str tex, const char *language);

#endif
