#ifndef RENDER_TYPE_SHAPE_H
#define RENDER_TYPE_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"
#include "render/type/font.h"

/* Shaping: characters → placed glyphs, through HarfBuzz. Lengths are in ems of
 * the size asked for later, so a word is shaped once for all sizes. x grows to
 * the right from the run's start, y downwards from the baseline. Text is set
 * from left to right; a character that the face lacks is taken from the
 * regular face, else from the math face, the spare one, or that of
 * symbols. */
struct run_glyph {
	uint32_t id;
	float x, y;
	uint32_t text; /* offset of its characters in the run's text … */
	uint16_t len;  /* … and their bytes; 0: part of the glyph before */
};

/* Consecutive glyphs of one face. */
struct run_piece {
	struct face *face;
	size_t first, count;
};

struct run {
	struct str text;
	float width;
	float height, depth; /* of the ink, above and below the baseline */
	size_t letters;      /* clusters: places for letter space */
	const struct run_glyph *glyphs;
	size_t glyph_count;
	const struct run_piece *pieces;
	size_t piece_count;
	uint32_t missing; /* the first character that no face has; 0 none */
};

/* The runs already shaped, by face and text. They live in the arena. */
struct shaper;

struct shaper *shaper_new(struct arena *arena, struct fonts *fonts);
struct fonts *shaper_fonts(const struct shaper *shaper);
/* What the math face's MATH table says; made when first asked for. */
struct math_font;
struct math_font *shaper_math(struct shaper *shaper);

/* Text is copied when it is new; it must be valid UTF-8 of less than 4 GiB.
 * loose: without ligatures, for letter-spaced text. */
const struct run *shape(struct shaper *shaper, enum face_role role,
	struct str text, bool loose);

/* How many runs are kept, and how often one was asked for. */
struct shaper_count {
	size_t runs, asked;
};
struct shaper_count shaper_count(const struct shaper *shaper);

#endif
