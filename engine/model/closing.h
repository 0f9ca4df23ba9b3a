#ifndef ENGINE_MODEL_CLOSING_H
#define ENGINE_MODEL_CLOSING_H

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
};

/* What a single text looks like. Whole texts only: "tất cả các nước châu Á"
 * is an answer like any other. */
struct closing closing_of(struct arena *arena, struct str text);

/* out[i] is what option i is. Letters count only where they can mean options:
 * none when one of them names itself, one that names letters too, or a letter
 * beyond the last (points of a figure, for instance). */
void question_closings(
	struct arena *arena, const struct question *q, struct closing out[]);

#endif
