#ifndef RENDER_XLSX_BOOK_H
#define RENDER_XLSX_BOOK_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* A workbook for spreadsheet programs; libxlsxwriter behind the door. Texts are
 * texts whatever they begin with, never formulas. The same calls give the same
 * bytes. Rows and columns count from 0; what is beyond a sheet's end is left
 * out. */
struct book;

enum { BOOK_ROWS_MOST = 1048576, BOOK_TEXT_MOST = 32767 };

enum book_look {
	BOOK_PLAIN,
	BOOK_HEAD, /* bold */
	BOOK_MARK, /* two decimals */
	BOOK_PERCENT,
	BOOK_LOOKS
};

/* ERROR_IO: no file can be made for it. Closed by book_finish, which also gives
 * up a book that failed. */
MUST bool book_open(struct arena *arena, struct str title, struct book **out,
	struct error *err);

/* What follows goes into a new sheet; its first row stays in view. Characters
 * that a sheet's name cannot have are left out, and it is cut at 31. */
void book_sheet(struct book *book, struct str name);
void book_width(struct book *book, size_t column, double letters);
void book_text(struct book *book, size_t row, size_t column, struct str text,
	enum book_look look);
void book_number(struct book *book, size_t row, size_t column, double number,
	enum book_look look);
/* "=AVERAGE(B2:B9)", with the value it has, for who does not calculate. */
void book_formula(struct book *book, size_t row, size_t column,
	struct str formula, double value, enum book_look look);

MUST bool book_finish(struct book *book, struct str *bytes, struct error *err);

#endif
