#ifndef BANKS_TABLE_PARTS_H
#define BANKS_TABLE_PARTS_H

#include "banks/foreign.h"
#include "banks/table.h"

/* Records of other formats, read as rows of a table are. */
struct table_reader;

struct table_reader *table_reader_new(struct arena *keep, const char *file,
	const struct sink *sink, struct report *report);
void table_reader_end(struct table_reader *reader);

/* A question of cells by enum column, COLUMN_COUNT of them. */
MUST bool table_reader_put(struct table_reader *reader, unsigned line,
	const struct str *cells, struct error *err);

#endif
