#include "engine/store/event.h"
#include "engine/store/store_question.h"

static bool put_header(struct store *store, const struct bank_header *header,
	enum put_result *result, struct error *err)
{
	sqlite3_stmt *stmt;
	long long known, event;

	if (!sql_use(store, "SELECT count(*) FROM bank", &stmt, err) ||
		!sql_number(store, stmt, 0, &known, err) ||
		!sql_use(store,
			"INSERT INTO bank VALUES (1, ?1, ?2, ?3, ?4, ?5) "
			"ON CONFLICT (row) DO UPDATE SET title = ?1, "
			"language = ?2, license = ?3, author = ?4, "
			"description = ?5 WHERE (title, language, license, "
			"author, description) IS NOT (?1, ?2, ?3, ?4, ?5)",
			&stmt, err))
		return false;
	sql_bind_str(stmt, 1, header->title);
	sql_bind_str(stmt, 2, header->language);
	sql_bind_str(stmt, 3, header->license);
	sql_bind_str(stmt, 4, header->author);
	sql_bind_str(stmt, 5, header->description);
	if (!sql_run(store, stmt, err))
		return false;
	*result = !known                         ? PUT_NEW
		: sqlite3_changes(store->db) > 0 ? PUT_CHANGED
						 : PUT_SAME;
	return *result == PUT_SAME || event_open(store, 0, &event, err);
}

bool store_put_header(struct store *store, const struct bank_header *header,
	enum put_result *result, struct error *err)
{
	struct sql_scope scope;

	return sql_enter(store, &scope, err) &&
		sql_leave(store, scope, put_header(store, header, result, err),
			err);
}

bool store_get_header(struct store *store, struct arena *arena,
	struct bank_header *out, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	*out = (struct bank_header){0};
	if (!sql_use(store,
		    "SELECT title, language, license, author, description "
		    "FROM bank",
		    &stmt, err) ||
		!sql_step(store, stmt, &row, err))
		return false;
	if (row)
		*out = (struct bank_header){
			.title = str_copy(arena, sql_str(stmt, 0)),
			.language = str_copy(arena, sql_str(stmt, 1)),
			.license = str_copy(arena, sql_str(stmt, 2)),
			.author = str_copy(arena, sql_str(stmt, 3)),
			.description = str_copy(arena, sql_str(stmt, 4)),
		};
	sqlite3_reset(stmt);
	return true;
}
