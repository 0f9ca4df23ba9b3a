#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Reading a whole file reports everything it finds wrong and goes on with the
 * next question. A report collects findings in the order they came. */
enum report_level { REPORT_NOTE, REPORT_WARNING, REPORT_ERROR, REPORT_LEVELS };

/* The catalogue of findings lives in report.c: one line each with its level,
 * short name ("unknown-key") and printf format. Add one there and here. */
enum finding {
#define FINDING(id, level, name, format) id,
#include "base/finding.def"
#undef FINDING
	FINDING_COUNT
};

struct report_entry {
	enum finding finding;
	enum report_level level;
	struct str file;
	unsigned line;   /* from 1; 0 not known */
	unsigned column; /* from 1, in characters; 0 not known */
	struct str text; /* in the language of messages */
};

/* Zero it but for the arena; strict makes every warning an error. */
struct report {
	struct arena *arena;
	struct report_entry *entries;
	size_t count;
	size_t capacity;
	size_t levels[REPORT_LEVELS];   /* how many of each level */
	size_t findings[FINDING_COUNT]; /* how many of each finding */
	size_t lost; /* items of lists that could not be read at all */
	bool strict;
};

/* Arguments after column fill the finding's format; C strings for %s, and
 * "%.*s" takes STR_ARG. At most 10,000 entries are kept; levels[] and
 * findings[] go on counting. */
void report_add(struct report *report, enum finding finding, const char *file,
	unsigned line, unsigned column, ...);
/* An error of a deeper function, kept as it is under finding. */
void report_error(
	struct report *report, enum finding finding, const struct error *err);

void report_forget(struct report *report); /* empties it */

/* Puts copies of another report's findings before entry at (report->count: at
 * the end), as though they had been found then; what it counted is added. */
void report_splice(
	struct report *report, size_t at, const struct report *other);

const char *report_level_name(enum report_level level); /* "warning" */
const char *finding_name(enum finding finding);         /* "unknown-key" */

/* "file:line:col: error: text", without the line end. */
struct str report_line(struct arena *arena, const struct report_entry *entry);

#endif
