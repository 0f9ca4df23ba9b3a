#ifndef CLI_TERMINAL_LINES_H
#define CLI_TERMINAL_LINES_H

#include "cli/terminal.h"

/* How words become lines: what terminal.c and terminal_table.c share. */

/* A character as it takes columns; marks that take none follow it. */
struct glyph {
	const char *ptr;
	unsigned look;
	uint8_t len;
	uint8_t width;
	char kind; /* GLYPH_… */
};

enum { GLYPH_INK, GLYPH_SPACE, GLYPH_END };

struct glyphs {
	struct glyph *v;
	size_t count, capacity;
};

/* keep: white space as it is, tabs to every eighth column. */
struct glyphs glyphs_of(
	struct arena *arena, const struct terminal_words *words, bool keep);

struct line {
	size_t start, end; /* glyphs, end not included */
	unsigned width;
};

struct lines {
	struct line *v;
	size_t count, capacity;
};

/* At least one line. The first may have another width than the rest. */
struct lines lines_of(struct arena *arena, const struct glyphs *glyphs,
	unsigned first, unsigned rest);
/* Columns of the widest piece in which no line may end. */
unsigned widest_word(const struct glyphs *glyphs);
/* The line's text with its looks. */
void line_write(struct terminal *t, struct buf *out,
	const struct glyphs *glyphs, const struct line *line);

/* Begins a line of output: an empty one before if asked for, the indent or the
 * label that waits. Returns the column reached. */
unsigned terminal_begin_line(struct terminal *t);
/* Columns that a line has right of the indent; never under 10. */
unsigned terminal_room(const struct terminal *t);
void terminal_spaces(struct buf *out, size_t count);

#endif
