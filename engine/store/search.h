#ifndef ENGINE_STORE_SEARCH_H
#define ENGINE_STORE_SEARCH_H

#include "engine/model/query.h"
#include "engine/model/question.h"
#include "engine/store/sql.h"

/* The search index, from inside a put. remove must be given the question as
 * it was added. */
MUST bool search_add(struct store *store, long long row,
	const struct question *q, struct error *err);
MUST bool search_remove(struct store *store, long long row,
	const struct question *q, struct error *err);

/* The rows that fit a query, as store_each_question gives them. */
MUST bool search_by_id(struct store *store, struct arena *arena,
	const struct query *query, long long **rows, size_t *count,
	struct error *err);

#endif
