#ifndef RENDER_PDF_CONTENT_H
#define RENDER_PDF_CONTENT_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "render/pdf/structure.h"
#include "render/pdf/subset.h"
#include "render/pdf/xobject.h"
#include "render/type/display.h"

/* The fonts of a writer; a page's font /F3 is the fourth. */
struct subset_list {
	struct subset **subsets;
	size_t count, capacity;
};

size_t subset_index(const struct subset_list *list, const struct face *face);

/* A page's operations as a content stream, before compression; elements and
 * marks go to the structure. The subsets are made.
 * Private to render/pdf. */
void content_print(struct arena *arena, const struct page *page,
	const struct subset_list *fonts, const struct xobject_list *pictures,
	struct structure *structure, struct str *out);

/* The same elements and marks for a page whose content is there already. */
void content_again(const struct page *page, struct structure *structure);

#endif
