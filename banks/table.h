#ifndef BANKS_TABLE_H
#define BANKS_TABLE_H

#include "banks/format.h"
#include "base/csv.h"

/* Questions as a spreadsheet's rows, saved as CSV or TSV. The first row names
 * the columns, in English or Vietnamese, with or without marks: "Câu hỏi", "A",
 * "B", "Đáp án", "Mức độ"… Without a column of types the type is what options
 * and key say. A table with the columns that are written here ("type", "stem")
 * is in Markdown; another's texts are plain, or HTML when they hold tags. */
extern const struct format format_table;

/* The first sheet of a workbook, read as such a table. Only read. */
extern const struct format format_workbook;

bool table_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err);
bool table_read_mapped(struct arena *arena, const char *file, struct str text,
	const struct field_map *map, size_t map_count, const struct sink *sink,
	struct report *report, struct error *err);
bool table_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err);

enum { TABLE_OPTIONS = 26 };

/* What a column holds; COLUMN_OPTION + i: option i. */
enum column {
	COLUMN_NONE,
	COLUMN_ID,
	COLUMN_TYPE,
	COLUMN_SUBJECT,
	COLUMN_GRADE,
	COLUMN_TOPIC,
	COLUMN_LEVEL,
	COLUMN_OUTCOME,
	COLUMN_POINTS,
	COLUMN_SECONDS,
	COLUMN_DIFFICULTY,
	COLUMN_STEM,
	COLUMN_OPTIONS, /* all of them, a line or a bar between */
	COLUMN_KEY,
	COLUMN_TOLERANCE,
	COLUMN_UNIT,
	COLUMN_TAGS,
	COLUMN_SOLUTION,
	COLUMN_FEEDBACK,
	COLUMN_SOURCE,
	COLUMN_AUTHOR,
	COLUMN_LICENSE,
	COLUMN_STATUS,
	COLUMN_OPTION,
	COLUMN_COUNT = COLUMN_OPTION + TABLE_OPTIONS
};

/* The name that is written, "A" to "Z" for options. */
const char *column_name(enum column column);
enum column column_of(struct arena *arena, struct str head);

#endif
