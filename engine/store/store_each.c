#include "engine/store/question_rows.h"
#include "engine/store/search.h"
#include "engine/store/store_search.h"

struct reader {
	struct store *store;
	struct arena *arena; /* one question at a time */
	bool (*each)(void *ctx, const struct question *q, struct error *err);
	void *ctx;
};

/* The current version of a row. The statement is let go before the callback,
 * which may use the store. */
static bool load(struct reader *reader, long long row, struct question *q,
	struct error *err)
{
	sqlite3_stmt *stmt;
	bool found, worked;

	if (!sql_use(reader->store,
		    "SELECT v.content, v.hash, v.version, q.facility, q.id "
		    "FROM question q JOIN question_version v "
		    "ON v.question = q.row AND v.version = q.version "
		    "WHERE q.row = ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	if (!sql_step(reader->store, stmt, &found, err))
		return false;
	worked = question_read(reader->store, reader->arena, sql_str(stmt, 4),
		str_copy(reader->arena, sql_str(stmt, 0)), sql_blob(stmt, 1), q,
		err);
	q->version = (unsigned)sqlite3_column_int64(stmt, 2);
	q->facility = sql_double(stmt, 3);
	sqlite3_reset(stmt);
	return worked;
}

static bool read_all(struct reader *reader, const long long *rows, size_t count,
	struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		struct arena_mark mark = arena_mark(reader->arena);
		struct question q;

		if (!load(reader, rows[i], &q, err) ||
			!reader->each(reader->ctx, &q, err))
			return false;
		arena_release(reader->arena, mark);
	}
	return true;
}

bool store_each_question(struct store *store, const struct query *query,
	bool (*each)(void *ctx, const struct question *q, struct error *err),
	void *ctx, struct error *err)
{
	struct arena *rows_arena = arena_new();
	struct reader reader = {store, arena_new(), each, ctx};
	long long *rows;
	size_t count;
	bool worked =
		search_by_id(store, rows_arena, query, &rows, &count, err) &&
		read_all(&reader, rows, count, err);

	arena_free(reader.arena);
	arena_free(rows_arena);
	return worked;
}
