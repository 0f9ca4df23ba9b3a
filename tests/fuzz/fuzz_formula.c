/* Formulas as boxes: whatever the source, every length is a number, no rule is
 * drawn backwards, and every glyph is one of its font. */
#include "render/type/formula.h"

#include <math.h>

#include "base/utf8.h"
#include "tests/fuzz/driver.h"

static void check_length(float x)
{
	if (!isfinite(x) || fabsf(x) > 1e7f)
		abort();
}

static void check_run(const struct run *run)
{
	for (size_t i = 0; i < run->piece_count; i++) {
		const struct run_piece *piece = &run->pieces[i];

		if (piece->first + piece->count > run->glyph_count)
			abort();
		for (size_t k = 0; k < piece->count; k++)
			if (run->glyphs[piece->first + k].id >=
				piece->face->glyph_count)
				abort();
	}
}

static void check_box(const struct box *box)
{
	check_length(box->width);
	check_length(box->height);
	check_length(box->depth);
	if (box->kind == BOX_RUN)
		check_run(box->run);
	if (box->kind == BOX_RULE && box->width < 0)
		abort();
	for (size_t i = 0; i < box->child_count; i++) {
		check_length(box->children[i].x);
		check_length(box->children[i].y);
		check_box(box->children[i].box);
	}
}

static void check_pieces(
	struct work *work, const struct ink *ink, const struct math *math)
{
	const struct formula_piece *pieces;
	size_t count = formula_pieces(work, ink, math, false, &pieces);

	for (size_t i = 0; i < count; i++) {
		check_length(pieces[i].space);
		check_box(pieces[i].box);
	}
}

/* The families in turn; none where they are not installed. What is shaped lives
 * as long as its arena: a new one from time to time. */
static struct shaper *shaper(size_t run)
{
	static struct arena *arena;
	static struct shaper *shaper;
	static struct fonts *fonts;
	struct error err;

	if (run % 1000)
		return shaper;
	if (arena) {
		fonts_close(fonts);
		arena_free(arena);
	}
	arena = arena_new();
	shaper = NULL;
	fonts = NULL;
	if (fonts_open(
		    arena, run / 1000 % 2 ? "modern" : "termes", &fonts, &err))
		shaper = shaper_new(arena, fonts);
	return shaper;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static size_t runs;
	struct str text = {(const char *)data, size};
	struct math_options options = {.decimal_comma = size % 2};
	struct work work = {.shaper = shaper(runs++), .style = style_default()};
	const struct math *math;
	const struct ink *ink;

	if (!work.shaper || utf8_invalid(text) != SIZE_MAX)
		return 0;
	work.arena = arena_new();
	ink = ink_of(&work, NULL, 0, 0);
	math = math_parse(work.arena, text, &options, NULL);
	check_box(formula_box(&work, ink, math, size % 3));
	check_pieces(&work, ink, math);
	arena_free(work.arena);
	return 0;
}
