#ifndef BASE_SHEET_H
#define BASE_SHEET_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Spreadsheets (XLSX) as tables of text. What archive.h and xml.h refuse is
 * refused; formulas count by the values they had when they were saved, macros,
 * links and pictures are passed over. */

enum { SHEET_COLUMNS_MOST = 10000 };
enum { SHEET_BYTES_MOST = 256 * 1024 * 1024 }; /* of the table it becomes */

/* A zip file with a workbook in it. */
bool sheet_recognise(struct str bytes);

/* The first worksheet as CSV, commas between cells, numbers with a point and up
 * to 15 digits, dates as 2026-11-27, truths as 1 and 0; rows without a cell are
 * left out.
 * ERROR_SYNTAX, ERROR_DENIED. */
MUST bool sheet_to_csv(struct arena *arena, const char *file, struct str bytes,
	struct str *csv, struct error *err);

#endif
