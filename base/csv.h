#ifndef BASE_CSV_H
#define BASE_CSV_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Tables as spreadsheets save them (RFC 4180): cells between quotes may hold
 * the separator, line ends and doubled quotes. Line ends are LF, CR LF or CR; a
 * byte order mark is passed over. */
struct csv {
	struct str text;
	char separator;
	size_t at;
	unsigned line; /* where the row read last begins, from 1 */
	unsigned next_line;
};

enum { CSV_CELLS_MOST = 10000, CSV_CELL_LIMIT = 1024 * 1024 };

/* The separator is the first of tab, semicolon and comma that the first row
 * holds outside quotes, the most of: "a;b,c;d" is semicolons. '\0' is given
 * when there is none: one column. */
struct csv csv_open(struct str text);

/* The next row that is not blank; *count is 0 at the end. Cells live in the
 * arena or in the text, without white space at their ends unless quoted.
 * ERROR_SYNTAX with the line: a quote is not closed, text follows one; ERROR_
 * DENIED: too many cells, or too long a one. */
MUST bool csv_row(struct csv *csv, struct arena *arena,
	const struct str **cells, size_t *count, struct error *err);

/* Puts a cell, quoted where it must be. What a spreadsheet would take for a
 * formula (= + - @ and tab or return before it, but plain numbers) gets an
 * apostrophe before it. */
void csv_put(struct buf *out, struct str cell, char separator);

#endif
