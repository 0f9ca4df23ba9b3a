#ifndef ENGINE_ANALYSE_ANSWERS_PARTS_H
#define ENGINE_ANALYSE_ANSWERS_PARTS_H

#include "base/csv.h"
#include "engine/analyse/answers.h"

/* What the files of answers_read share, for them only. */

enum column_kind {
	COLUMN_ITEM,
	COLUMN_ID,
	COLUMN_GROUP,
	COLUMN_FREQUENCY,
	COLUMN_IGNORED
};

struct columns {
	const struct str *heads;
	const enum column_kind *kinds;
	bool *letters; /* of an item: its cells are options */
	size_t count, items, letter_items;
	bool named; /* the first row has the heads */
};

bool answer_is_missing(struct str cell);
/* One letter, or with digits one digit from 1 to 9. */
bool answer_is_letter(struct str cell, bool digits);
bool answer_is_score(struct str cell, double *score);

/* What stands in which column, by the first row and a look at those after it;
 * csv goes past the heads. key: "" none, else bare (no commas). */
MUST bool columns_find(struct arena *arena, const char *file, struct csv *csv,
	struct str key, const char *group, struct columns *out,
	struct error *err);

/* A text whose cells have tabs between them in place of blanks, or of nothing;
 * the same when it has separators. */
struct str answers_spread(struct arena *arena, struct str text);

/* A long table as a wide one; the same when it is not long. False:
 * ERROR_SYNTAX, ERROR_DENIED. */
MUST bool answers_widen(struct arena *arena, const char *file, struct str text,
	struct str *out, struct error *err);

#endif
