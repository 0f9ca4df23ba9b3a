#ifndef BASE_IMAGE_PARTS_H
#define BASE_IMAGE_PARTS_H

#include "base/image.h"

/* Inside image: what its files share. */
MUST bool image_limits(unsigned long long width, unsigned long long height,
	unsigned channels, struct error *err);
bool image_damaged(struct error *err, const char *why); /* returns false */
/* What no printer or scanner has is 0: not known. */
float image_dpi(double dpi);

/* image: NULL for the head alone. */
MUST bool image_png(struct arena *arena, struct str bytes,
	struct image_info *info, struct image *image, struct error *err);
MUST bool image_jpeg(struct arena *arena, struct str bytes,
	struct image_info *info, struct image *image, struct error *err);

/* A JPEG with nothing but what its pixels need. False: its parts do not follow
 * one another as they should. */
bool image_jpeg_bare(struct arena *arena, struct str bytes, struct str *out);
/* From an Exif block, "Exif\0\0" and so on; 1 when it does not say. */
unsigned image_exif_orientation(struct str exif);

#endif
