#include "engine/store/store_search.h"

#include "engine/store/search.h"

static bool change(struct store *store, const char *text, long long row,
	const struct question *q, struct error *err)
{
	struct str plain = question_plain(store->scratch, q);
	sqlite3_stmt *stmt;

	if (!sql_use(store, text, &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	sql_bind_str(stmt, 2, plain);
	return sql_run(store, stmt, err);
}

bool search_add(struct store *store, long long row, const struct question *q,
	struct error *err)
{
	return change(store, "INSERT INTO search (rowid, text) VALUES (?1, ?2)",
		row, q, err);
}

bool search_remove(struct store *store, long long row, const struct question *q,
	struct error *err)
{
	return change(store,
		"INSERT INTO search (search, rowid, text) "
		"VALUES ('delete', ?1, ?2)",
		row, q, err);
}
