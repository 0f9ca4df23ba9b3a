#ifndef ENGINE_ANALYSE_ANSWERS_H
#define ENGINE_ANALYSE_ANSWERS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* What so many people answered to so many items, scored. */
struct answers {
	size_t people, items;
	const struct str *names;  /* of items */
	const struct str *ids;    /* of people; "" none */
	const struct str *groups; /* of people, or NULL */
	const float *scores; /* [person * items + item]: 0 to 1; NAN missing */
	const char *letters; /* the same, 'A'…; 0 missing; NULL: were scores */
	const char *key;     /* by item; NULL without letters */
};

enum { ANSWERS_ITEMS_MOST = 2000, ANSWERS_CELLS_MOST = 200 * 1000 * 1000 };

/* Reads a bare table (CSV, TSV) of people by items. The first row may name the
 * columns. Cells are scores from 0 to 1 (with point or comma), or letters, for
 * which key has the right one of each item ("ABDC…"); empty, "NA", "-" and "."
 * are missing. Columns called id, SBD, STT, name… and those before the answers
 * that hold something else (in the first 1000 rows) name the people; a column
 * called as group gives their groups (group NULL: none). Frequencies: a last
 * column "Freq", "count", "tần số" counts the row so many times. ERROR_SYNTAX
 * with line and column number; ERROR_DENIED: too large. */
MUST bool answers_read(struct arena *arena, const char *file, struct str text,
	struct str key, const char *group, struct answers *out,
	struct error *err);

#endif
