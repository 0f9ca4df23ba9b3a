#ifndef RENDER_PDF_PDF_H
#define RENDER_PDF_PDF_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "render/type/display.h"

/* Display lists → PDF 1.7, tagged, through libharu's object layer. Fonts are
 * one subset for all the documents of one writer, made when the first document
 * is printed; so add every display before that. The bytes depend on the
 * displays only: no clock, no chance. Glyph usage is taken from the display
 * lists, not kept in the faces. */
struct pdf_writer;

struct pdf_writer *pdf_writer_new(struct arena *arena);
void pdf_writer_free(struct pdf_writer *writer); /* NULL is allowed */

/* Counts the display's glyphs into the subsets, and compresses its pictures. It
 * must stay as it is as long as the writer is used, which prints its pages once
 * for all files. */
void pdf_writer_add(struct pdf_writer *writer, const struct display *display);

/* Cuts the subsets, after the last pdf_writer_add. Not needed when only one
 * thread prints: pdf_print does it then. */
MUST bool pdf_writer_ready(struct pdf_writer *writer, struct error *err);

/* One PDF of one display, or of several one after the other (each a bookmark
 * of its own). The bytes live in the arena given. Different displays may be
 * printed by different threads at once, each into an arena of its own, once
 * the writer is ready. */
MUST bool pdf_print(struct pdf_writer *writer, struct arena *arena,
	const struct display *const *displays, size_t count, struct str title,
	struct str *out, struct error *err);

#endif
