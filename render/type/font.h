#ifndef RENDER_TYPE_FONT_H
#define RENDER_TYPE_FONT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Fonts are loaded by exact path through HarfBuzz; lengths are in points,
 * y grows downwards on pages and upwards in glyph metrics. */
enum face_role {
	FACE_REGULAR,
	FACE_BOLD,
	FACE_ITALIC,
	FACE_BOLD_ITALIC,
	FACE_MONO,
	FACE_MATH,
	FACE_COUNT
};

struct face; /* one font file, with the set of glyphs used so far */

/* A family: a face for each role. "termes" (TeX Gyre Termes), "modern" (Latin
 * Modern), "liberation" (Liberation Serif 2). */
struct fonts;

MUST bool fonts_open(struct arena *arena, const char *family,
	struct fonts **out, struct error *err);
void fonts_close(struct fonts *fonts);    /* NULL is allowed */
extern const char *const font_families[]; /* NULL-terminated */

struct face *fonts_face(const struct fonts *fonts, enum face_role role);

#endif
