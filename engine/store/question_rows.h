#ifndef ENGINE_STORE_QUESTION_ROWS_H
#define ENGINE_STORE_QUESTION_ROWS_H

#include "engine/model/question.h"
#include "engine/store/sql.h"

/* A question's rows outside question_version: columns, outcomes of its
 * statements, tags, enemies, search words. They are those of the current
 * version. */

/* *row 0: a new question; it gets its number. */
MUST bool question_rows_write(struct store *store, const struct question *q,
	unsigned version, long long *row, struct error *err);

/* Takes out what hangs on the row (not the row itself); q as it was put. */
MUST bool question_rows_clear(struct store *store, long long row,
	const struct question *q, struct error *err);

/* From content and hash as stored. ERROR_DENIED, naming the id, when they do
 * not agree. */
MUST bool question_read(struct store *store, struct arena *arena, struct str id,
	struct str content, struct str hash, struct question *out,
	struct error *err);

#endif
