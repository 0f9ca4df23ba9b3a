#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* Text laid out for a terminal: looks, lines broken by display width, hanging
 * indents, tables. Only this layer makes escape codes, and none at all without
 * colour, so nothing may be told by looks alone. Of the texts it is given,
 * characters that command a terminal or turn the writing direction are left
 * out. What was laid out is in out, for cli_write. */
struct terminal {
	struct buf out;
	unsigned width; /* columns */
	bool color;
	unsigned indent;   /* columns free at the left of every line */
	struct buf label;  /* waits for the next line */
	unsigned labelled; /* columns the label takes, with what is before */
	bool blank;        /* an empty line comes before the next */
};

struct terminal terminal_new(struct arena *arena, unsigned width, bool color);

/* Looks, joined by |. */
enum terminal_look {
	TERMINAL_PLAIN = 0,
	TERMINAL_BOLD = 1 << 0,
	TERMINAL_DIM = 1 << 1,
	TERMINAL_ITALIC = 1 << 2,
	TERMINAL_UNDERLINE = 1 << 3,
	TERMINAL_STRIKE = 1 << 4,
	TERMINAL_RIGHT = 1 << 5, /* what is right or well: green */
	TERMINAL_WRONG = 1 << 6, /* what is wrong or wanting: red */
	TERMINAL_MATCH = 1 << 7, /* what was looked for: yellow */
	TERMINAL_MATH = 1 << 8,  /* cyan */
	TERMINAL_CODE = 1 << 9,  /* magenta */
};

/* Texts in a row, each with its look. A line may end at white space, of which
 * any run is one space, and between wide characters; it must end at "\n". A
 * word wider than the line is cut. { .arena = a } is an empty one. */
struct terminal_words {
	struct arena *arena;
	struct terminal_span {
		unsigned look;
		struct str text;
	} * spans;
	size_t count, capacity;
};

void terminal_add(struct terminal_words *words, unsigned look, struct str text);
/* A single text. */
struct terminal_words terminal_word(
	struct arena *arena, unsigned look, struct str text);

/* A paragraph, or at most lines of it, the last then ending in "…". */
void terminal_put(struct terminal *t, const struct terminal_words *words);
void terminal_put_lines(
	struct terminal *t, const struct terminal_words *words, size_t lines);
/* The same of one text. */
void terminal_text(struct terminal *t, unsigned look, struct str text);
/* Lines as they are, spaces kept: code. */
void terminal_code(struct terminal *t, unsigned look, struct str text);
/* An empty line before what comes next; several are one, and the first thing
 * has none before it. */
void terminal_blank(struct terminal *t);
/* A line across, up to the right edge. */
void terminal_rule(struct terminal *t);

/* What comes next stands columns further right, its first line after the
 * label, which may be longer than that. indent goes back by the same. */
void terminal_hang(
	struct terminal *t, unsigned columns, unsigned look, struct str label);
void terminal_unhang(struct terminal *t, unsigned columns);

enum terminal_align { TERMINAL_LEFT, TERMINAL_CENTER, TERMINAL_TO_RIGHT };

/* Cells row by row; their texts are broken where the table would be too wide,
 * in the middle of words only when nothing else helps.
 * One with so many columns that this is no help becomes a list. */
struct terminal_table {
	const struct terminal_words *cells; /* rows × columns */
	size_t rows, columns;
	size_t head;                       /* so many rows are the head */
	const enum terminal_align *aligns; /* of columns; NULL: left */
	bool box; /* lines between cells, else two spaces between columns */
	/* NULL, or for each row a text below it, one line indented by 4. */
	const struct terminal_words *notes;
};
void terminal_table(struct terminal *t, const struct terminal_table *table);

/* ---- for tests and for what cuts texts itself ---- */

/* False for characters that are left out. */
bool terminal_shows(uint32_t code);

#endif
