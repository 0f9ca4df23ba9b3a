#ifndef RENDER_PDF_SUBSET_H
#define RENDER_PDF_SUBSET_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "render/pdf/object.h"
#include "render/type/display.h"

/* The part of a font that is embedded: the glyphs shown, and what characters
 * each stands for. First glyphs are added, then the subset is made, once; it
 * can then be put in any number of files. Private to render/pdf. */
struct subset;

struct subset *subset_new(struct arena *arena, const struct face *face);
const struct face *subset_face(const struct subset *subset);

/* The glyph is shown; text: the characters it stands for alone, or empty when
 * it does so only together with others. The first text is the one a reader
 * will see (ToUnicode). */
void subset_add(struct subset *subset, uint32_t glyph, struct str text);

/* Cuts the font down, on the first call. */
MUST bool subset_make(struct subset *subset, struct error *err);

uint32_t subset_glyph(const struct subset *subset, uint32_t glyph); /* new id */
struct str subset_text(const struct subset *subset, uint32_t glyph);
/* In thousandths of the size, as a reader of the file will have it. */
double subset_width(const struct subset *subset, uint32_t glyph);

/* The font object, for a page's resources. */
struct object *subset_embed(
	const struct subset *subset, struct object_file *file);

#endif
