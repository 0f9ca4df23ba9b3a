#ifndef RENDER_PDF_OUTLINE_H
#define RENDER_PDF_OUTLINE_H

#include "base/arena.h"
#include "render/pdf/object.h"

/* Bookmarks (PDF 1.7 §12.3.3). Private to render/pdf. */
struct outline;

struct outline *outline_new(struct object_file *file);

/* level 0 at the top; one that skips a level hangs under the nearest. top: how
 * far above the page's lower edge, points. */
void outline_add(struct outline *outline, int level, struct str title,
	const struct object *page, double top);

/* Makes the objects; NULL when there are no bookmarks. */
struct object *outline_finish(struct outline *outline);

#endif
