#ifndef RENDER_PDF_XOBJECT_H
#define RENDER_PDF_XOBJECT_H

#include "base/arena.h"
#include "render/pdf/object.h"
#include "render/type/display.h"
#include "render/type/picture.h"

/* Pictures as a PDF has them (image XObjects, PDF 1.7 §8.9.5), compressed once
 * for all the files of a writer. Private to render/pdf. */
struct xobject {
	const struct picture *picture;
	struct str entries, bytes; /* without the soft mask's number */
	bool deflated;             /* else a JPEG as it came */
	struct str mask;           /* deflated; "" none */
};

/* A page's picture /I3 is the fourth. */
struct xobject_list {
	struct xobject *objects;
	size_t count, capacity;
};

size_t xobject_index(
	const struct xobject_list *list, const struct picture *picture);

/* Adds it when it is new. */
void xobject_add(struct arena *arena, struct xobject_list *list,
	const struct picture *picture);

/* The object, with its soft mask, for a page's resources. */
struct object *xobject_embed(
	const struct xobject *xobject, struct object_file *file);

/* "q … cm /I3 Do Q" at an OP_IMAGE's place, turned as the picture wants it;
 * height is the page's. */
void xobject_show(
	struct buf *out, size_t index, const struct op *op, double height);

#endif
