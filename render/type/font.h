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
	FACE_SPARE,   /* for what the family lacks, such as phonetic letters */
	FACE_SYMBOLS, /* boxes, ticks, stars, numbers in circles */
	FACE_COUNT
};

/* One font file. Nothing in it changes after loading. */
struct face {
	const char *name; /* of the file, without folder and ending */
	enum face_role role;
	unsigned units;       /* to the em */
	unsigned glyph_count; /* of the file */
	bool cff;             /* outlines in a CFF table, else in glyf */
	float ascent, descent, x_height, cap_height; /* in ems, all positive */
	struct hb_face_t *hb_face;                   /* of hb.h */
	struct hb_face_t *hb_source; /* what subsets are cut from */
	struct hb_font_t *hb_font;   /* scaled to units */
};

/* A family: a face for each role. "termes" (TeX Gyre Termes), "modern" (Latin
 * Modern), "liberation" (Liberation Serif 2). */
struct fonts;

/* ERROR_NOTFOUND names the missing file and the Debian package that brings
 * it, or the nearest family. The arena holds the struct; fonts_close frees
 * what HarfBuzz holds. */
MUST bool fonts_open(struct arena *arena, const char *family,
	struct fonts **out, struct error *err);
/* The same with the files, under their Debian names, all in one folder. */
MUST bool fonts_open_in(struct arena *arena, const char *family,
	const char *folder, struct fonts **out, struct error *err);
/* Takes about 25 ms once, after which each subset is cut in half the time: for
 * programs that print many exams. What is cut is the same. */
void fonts_prepare(struct fonts *fonts);
void fonts_close(struct fonts *fonts);    /* NULL is allowed */
extern const char *const font_families[]; /* NULL-terminated */

/* Never NULL. Two roles may share a face. */
struct face *fonts_face(const struct fonts *fonts, enum face_role role);

/* The glyph of a character, or 0; no shaping. */
uint32_t face_glyph(const struct face *face, uint32_t code);
/* Advance width in ems. */
float face_advance(const struct face *face, uint32_t glyph);

#endif
