#ifndef RENDER_PDF_STRUCTURE_H
#define RENDER_PDF_STRUCTURE_H

#include "base/arena.h"
#include "render/pdf/object.h"
#include "render/type/display.h"

/* The structure tree of a tagged PDF (PDF 1.7 §14.7–8), grown while the pages
 * are printed. Private to render/pdf. */
struct structure;

/* several: more than one display comes, each a Part of its own. */
struct structure *structure_new(struct object_file *file, bool several);

/* What follows is of this display, or on this page of it. Elements still open
 * are closed. */
void structure_display(struct structure *s, const struct display *display);
void structure_page(struct structure *s, const struct object *page);

void structure_begin(struct structure *s, const struct op *op);
/* The innermost element is a picture of that place on a page so high. */
void structure_place(struct structure *s, const struct op *op, double height);
void structure_end(struct structure *s);

/* What is drawn now: the innermost element, NULL for an artifact. */
const struct element *structure_current(const struct structure *s);
/* A stretch of marked content of that element: its number on the page. */
unsigned structure_mark(struct structure *s);
/* "P". What holds a whole display is "Document" there, so that a page's content
 * is the same in every file. */
const char *structure_role(
	const struct structure *s, const struct element *element);

/* Makes the objects; the root is for the catalog. */
struct object *structure_finish(struct structure *s);

#endif
