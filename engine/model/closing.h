#ifndef ENGINE_MODEL_CLOSING_H
#define ENGINE_MODEL_CLOSING_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/model/question.h"

/* Options that speak of the other options, in Vietnamese and English: they
 * cannot stand just anywhere. */
enum closing_kind {
	CLOSING_NONE,
	CLOSING_OTHERS, /* of all: "tất cả đều đúng", "none of the above" */
	CLOSING_LETTERS, /* of some, by letter: "cả A và B", "both A and C" */
};

struct closing {
	enum closing_kind kind;
	uint32_t letters; /* bit k: it names option k of the author's order */
	bool alike; /* it says the same of all it names: "cả A và B đều đúng" */
	bool sure; /* a word says so, as "đúng" or "both", not letters alone */
};

/* What a single text looks like. What speaks of all is so as a whole: "tất cả
 * các nước châu Á" is an answer like any other. Letters count also among other
 * words, when one as "đúng", "chỉ", "both" goes with them, but not as the names
 * of things ("vitamin A", "điểm A và B"): when in doubt they are options. */
struct closing closing_of(struct arena *arena, struct str text);

/* out[i] is what option i is. A letter beyond the last means no option. Bare
 * letters ("A và C") count only where they can mean options: none when one text
 * names itself, one that names letters too, or a letter beyond the last (points
 * of a figure, for instance). */
void question_closings(
	struct arena *arena, const struct question *q, struct closing out[]);

#endif
