#ifndef TESTS_CONTENT_DRAWINGS_H
#define TESTS_CONTENT_DRAWINGS_H

#include "base/arena.h"
#include "base/str.h"

/* The pictures of the shipped banks are drawn by this program, from the same
 * numbers that the keys are checked with. A bank holds what it draws, as grey
 * PNG in base64; UPDATE=1 build/tests/unit/test_content prints what it would
 * have to hold. */
struct canvas {
	unsigned width, height; /* pixels */
	unsigned char *grey;    /* 255 is white */
};

struct drawing {
	const char *id; /* of the question */
	void (*draw)(struct canvas *canvas);
	double width, height; /* millimetres */
};

extern const struct drawing drawings[]; /* ends with a NULL id */

struct canvas drawing_canvas(
	struct arena *arena, const struct drawing *drawing);
struct str drawing_png(struct arena *arena, const struct canvas *canvas);

#endif
