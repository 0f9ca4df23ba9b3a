#ifndef RENDER_TYPE_PICTURE_H
#define RENDER_TYPE_PICTURE_H

#include <stddef.h>

#include "base/image.h"
#include "base/str.h"

struct op; /* of display.h */

/* A picture as it is printed, however often. Shared like a face: it must live
 * as long as the display lists that show it. */
struct picture {
	struct str hash; /* SHA-256 of its file, hexadecimal */
	struct image image;
	const struct sketched *sketch; /* instead of the image; NULL none */
};

/* A figure that is drawn: operations without tags, the origin at its top left.
 * Its size is that on paper, and its labels are as large as the text it was
 * drawn for. */
struct sketched {
	float width, height;
	const struct op *ops;
	size_t op_count;
	struct str title; /* what it is, in words: "Đồ thị hàm số" */
	struct str alt;   /* and what it shows, where the text does not say */
};

/* What texts call it: ![…](name). */
struct picture_name {
	struct str name;
	const struct picture *picture;
};

/* Passed by value; may be empty. */
struct picture_names {
	const struct picture_name *names;
	size_t count;
};

/* NULL when there is none of that name. */
const struct picture *picture_find(struct picture_names names, struct str name);

/* Its size on paper at a body size of 12 points: what its file says, else 96
 * pixels an inch; of a drawing, its own. */
void picture_size(const struct picture *picture, float *width, float *height);

#endif
