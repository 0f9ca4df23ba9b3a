#ifndef ENGINE_STORE_TERMS_H
#define ENGINE_STORE_TERMS_H

#include "engine/model/query.h"
#include "engine/store/excerpt.h"
#include "engine/store/sql.h"

/* A query's words as FTS5 expressions. They are built from our tokens, which
 * hold nothing but letters and digits, each in quotes: what a person types is
 * never syntax. */
struct terms {
	struct str folded;  /* "": no word is wanted */
	struct str marked;  /* as typed; the same when no word has marks */
	struct str refused; /* words that must not occur, when none is wanted */
	bool nothing;       /* words were wanted, but none can be found: "+" */
	const struct wanted *wanted; /* for excerpts */
	size_t wanted_count;
};

void terms_make(struct arena *arena, const struct tokenizer *tokenizer,
	const struct query *query, struct terms *out);

/* A query's filters as SQL on `question q`. */
struct filters {
	struct str sql; /* " AND …" for each, or "" */
	const struct str *values;
	size_t count; /* bound in this order, from parameter ?first on */
};

void filters_make(struct arena *arena, const struct query *query, int first,
	struct filters *out);
void filters_bind(sqlite3_stmt *stmt, const struct filters *filters, int first);

#endif
