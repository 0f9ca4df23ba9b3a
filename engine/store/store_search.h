#ifndef ENGINE_STORE_STORE_SEARCH_H
#define ENGINE_STORE_STORE_SEARCH_H

#include "engine/model/query.h"
#include "engine/store/store.h"

struct hit {
	struct str id;
	unsigned version;
	enum question_type type;
	enum level level;
	enum status status;
	struct str topic;
	double facility, discrimination; /* measured; NAN never */
	size_t people;
	struct str excerpt; /* plain text, matches between \x02 and \x03 */
};

struct hits {
	const struct hit *hits;
	size_t count;
	size_t total; /* without the limit */
};

/* Current versions that fit the query: those that match its words with their
 * marks first, then bm25; without words by id in collation order. limit 0: all.
 * The words never reach FTS5 as syntax. */
MUST bool store_search(struct store *store, struct arena *arena,
	const struct query *query, size_t limit, size_t offset,
	struct hits *out, struct error *err);

/* Row numbers only, ascending, for pools. */
MUST bool store_search_rows(struct store *store, struct arena *arena,
	const struct query *query, long long **rows, size_t *count,
	struct error *err);

/* The different values of subject, grade, tag or outcome that questions of the
 * bank have, in byte order, grades by number: what such a filter can find. */
MUST bool store_values(struct store *store, struct arena *arena,
	enum query_field field, struct str **out, size_t *count,
	struct error *err);

/* Each question that fits, in full, in id collation order, but those of one
 * passage together and in the order in which they came into the bank, which
 * is theirs on paper; the callback's question lives until it returns. */
MUST bool store_each_question(struct store *store, const struct query *query,
	bool (*each)(void *ctx, const struct question *q, struct error *err),
	void *ctx, struct error *err);

#endif
