#ifndef BASE_IMAGE_H
#define BASE_IMAGE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Pictures that can be printed: PNG and JPEG (libpng and libjpeg behind the
 * doors image_png.c and image_jpeg.c). Files come from outside: sizes are
 * looked at before anything is decoded, and a file that is cut short or
 * damaged anywhere is refused, not shown in part. Gamma and colour profiles are
 * passed over. */
enum image_kind { IMAGE_OTHER, IMAGE_PNG, IMAGE_JPEG };

/* Larger ones are ERROR_DENIED: pixels of a side, all of them, and bytes
 * decoded. */
enum {
	IMAGE_SIDE = 16384,
	IMAGE_PIXELS = 40 * 1000 * 1000,
	IMAGE_BYTES = 64 * 1024 * 1024
};

struct image_info {
	enum image_kind kind;
	unsigned width, height; /* pixels, as it is shown */
	float dpi_x, dpi_y;     /* likewise; 0 when the file does not say */
	/* How the pixels are turned to be shown, as Exif counts: 1 not at all,
	 * 2 mirrored, 3 upside down, 4 that mirrored, 5–8 with the sides
	 * changed: 6 turned clockwise, 8 against the clock. */
	unsigned orientation;
};

struct image {
	struct image_info info;
	unsigned width, height; /* of the pixels, not turned yet */
	unsigned colors;        /* a pixel's: 1 grey, 3 RGB, 4 CMYK */
	struct str pixels;      /* row by row, a byte a colour */
	struct str alpha;       /* a byte a pixel, 255 opaque; empty: all are */
	/* A JPEG that readers of PDF understand is not decoded to pixels, which
	 * is empty then, but made free of everything that is not the picture
	 * (places, names, small copies, what comes after the end). */
	struct str jpeg;
	bool ycc;      /* its colours are YCbCr or YCCK */
	bool inverted; /* 0 is full ink, as Adobe writes CMYK */
};

/* By the first bytes. */
enum image_kind image_kind(struct str bytes);
/* A GIF within these sizes, which only a screen can show: none of these kinds.
 */
bool image_is_gif(struct str bytes);

/* From the head of the file alone. ERROR_INVALID: no picture of these kinds,
 * or its head is damaged; ERROR_DENIED: too large. The error does not name the
 * picture. */
MUST bool image_probe(
	struct str bytes, struct image_info *out, struct error *err);

/* All of it, in the arena; the errors are those of image_probe. */
MUST bool image_decode(struct arena *arena, struct str bytes, struct image *out,
	struct error *err);

#endif
