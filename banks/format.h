#ifndef BANKS_FORMAT_H
#define BANKS_FORMAT_H

#include "base/arena.h"
#include "base/report.h"
#include "base/str.h"
#include "engine/model/sink.h"

/* What a column or member of another program means: "stem" for "prompt". */
struct field_map {
	struct str ours, theirs;
};

/* A question file format: one file in banks/, one line in format.c. */
struct format {
	const char *name;  /* "native", for --format */
	const char *label; /* translated with _(): "Dethi bank file (YAML)" */
	const char *const *endings; /* ".yaml", NULL-terminated; on writing */
	bool binary;                /* no text: read as it is */

	/* 0: certainly not this format; 100: certainly. Looks at content. */
	int (*recognise)(struct str text);

	/* Reads all of text, which is sound UTF-8 but for the native format's
	 * and binary ones, into the sink; faults go to the report and reading
	 * goes on with the next question. False only when the sink stopped it
	 * or the text is not of this format at all, with err. */
	bool (*read)(struct arena *arena, const char *file, struct str text,
		const struct sink *sink, struct report *report,
		struct error *err);

	/* The same with a map of names; NULL where there are none. */
	bool (*read_mapped)(struct arena *arena, const char *file,
		struct str text, const struct field_map *map, size_t map_count,
		const struct sink *sink, struct report *report,
		struct error *err);

	/* What writing keeps: types, a bit 1 << enum question_type each, and
	 * fields by the names of the bank file ("option feedback" for that of
	 * options), NULL-terminated; fields NULL: everything. */
	unsigned types;
	const char *const *fields;

	/* NULL when the format is read only. What it cannot hold is reported.
	 */
	bool (*write)(struct arena *arena, const struct bundle *bundle,
		struct buf *out, struct report *report, struct error *err);
};

/* Fields beyond stem, key and parts that a format may lack. */
extern const char *const format_fields[];
bool format_holds(const struct format *format, const char *field);

extern const struct format *const formats[]; /* NULL-terminated */

const struct format *format_by_name(struct str name);    /* or NULL */
const struct format *format_by_ending(const char *path); /* or NULL */
/* The most certain reader, or NULL when none knows the text. */
const struct format *format_recognise(struct str text);

#endif
