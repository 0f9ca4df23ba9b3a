#include "engine/store/store_question.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "engine/store/event.h"
#include "engine/store/media.h"
#include "engine/store/question_rows.h"
#include "engine/store/statistics.h"

/* The current version of a question in the bank; row 0: there is none. */
struct current {
	long long row;
	unsigned version;
	struct str hash, content;
};

static bool find_current(struct store *store, struct arena *arena,
	struct str id, struct current *out, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	*out = (struct current){0};
	if (!sql_use(store,
		    "SELECT q.row, q.version, v.hash, v.content "
		    "FROM question q JOIN question_version v "
		    "ON v.question = q.row AND v.version = q.version "
		    "WHERE q.id = ?1",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	if (!sql_step(store, stmt, &row, err))
		return false;
	if (row) {
		out->row = sqlite3_column_int64(stmt, 0);
		out->version = (unsigned)sqlite3_column_int64(stmt, 1);
		out->hash = str_copy(arena, sql_blob(stmt, 2));
		out->content = str_copy(arena, sql_str(stmt, 3));
		sqlite3_reset(stmt);
	}
	return true;
}

bool question_read(struct store *store, struct arena *arena, struct str id,
	struct str content, struct str hash, struct question *out,
	struct error *err)
{
	unsigned char found[32];
	struct json *json;

	hash_bytes(content, found);
	if (!str_equal(hash, (struct str){(char *)found, 32}))
		return fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: question '%.*s' is "
			  "not what was stored"),
			store->path, STR_ARG(id));
	return json_parse(arena, store->path, content, &json, err) &&
		question_from_json(arena, json, out, err);
}

static bool write_version(struct store *store, long long question,
	unsigned version, struct str content, const unsigned char hash[32],
	long long now, struct error *err)
{
	sqlite3_stmt *stmt;
	long long event;

	if (!event_open(store, now, &event, err) ||
		!sql_use(store,
			"INSERT INTO question_version "
			"(question, version, event, hash, content) "
			"VALUES (?1, ?2, ?3, ?4, ?5)",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	sql_bind_long(stmt, 2, version);
	sql_bind_long(stmt, 3, event);
	sql_bind_blob(stmt, 4, (struct str){(const char *)hash, 32});
	sql_bind_str(stmt, 5, content);
	if (!sql_run(store, stmt, err))
		return false;
	event_version(store, sqlite3_last_insert_rowid(store->db), question,
		version, hash);
	return true;
}

static bool clear_current(struct store *store, struct str id,
	const struct current *current, struct error *err)
{
	struct question q;

	return question_read(store, store->scratch, id, current->content,
		       current->hash, &q, err) &&
		question_rows_clear(store, current->row, &q, err);
}

static bool put_question(struct store *store, const struct question *q,
	long long now, enum put_result *result, struct error *err)
{
	struct arena *arena = store->scratch;
	unsigned char hash[32];
	struct current current;
	struct str content;

	/* What cannot be read back is not stored. */
	if (!question_check(q, err))
		return false;
	content = json_print(arena, question_to_json(arena, q), false);
	hash_bytes(content, hash);
	if (!media_put(store, q->media, q->media_count, q->id, err) ||
		!find_current(store, arena, q->id, &current, err))
		return false;
	*result = !current.row ? PUT_NEW : PUT_CHANGED;
	if (str_equal(current.hash, (struct str){(char *)hash, 32})) {
		*result = PUT_SAME;
		return true;
	}
	return (!current.row || clear_current(store, q->id, &current, err)) &&
		question_rows_write(
			store, q, current.version + 1, &current.row, err) &&
		write_version(store, current.row, current.version + 1, content,
			hash, now, err) &&
		(*result == PUT_NEW ||
			statistics_refresh(store, current.row, err));
}

bool store_put_question(struct store *store, const struct question *q,
	long long now, enum put_result *result, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	struct sql_scope scope;
	bool worked = sql_enter(store, &scope, err) &&
		sql_leave(store, scope,
			put_question(store, q, now, result, err), err);

	arena_release(store->scratch, mark);
	return worked;
}

static bool delete_version(
	struct store *store, const struct current *current, struct error *err)
{
	sqlite3_stmt *stmt;

	store->unput = true;
	if (!sql_use(store,
		    "DELETE FROM statistics WHERE question = ?1 "
		    "AND version = ?2",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, current->row);
	sql_bind_long(stmt, 2, current->version);
	if (!sql_run(store, stmt, err) ||
		!sql_use(store,
			"DELETE FROM question_version "
			"WHERE question = ?1 AND version = ?2",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, current->row);
	sql_bind_long(stmt, 2, current->version);
	return sql_run(store, stmt, err);
}

static bool delete_question(
	struct store *store, long long row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store, "DELETE FROM question WHERE row = ?1", &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	return sql_run(store, stmt, err);
}

/* The version before becomes the current one again. */
static bool restore(struct store *store, struct str id,
	const struct current *current, struct error *err)
{
	unsigned version = current->version - 1;
	long long row = current->row;
	sqlite3_stmt *stmt;
	struct question q;
	bool found;

	if (!sql_use(store,
		    "SELECT content, hash FROM question_version "
		    "WHERE question = ?1 AND version = ?2",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	sql_bind_long(stmt, 2, version);
	if (!sql_step(store, stmt, &found, err))
		return false;
	found = question_read(store, store->scratch, id,
		str_copy(store->scratch, sql_str(stmt, 0)),
		str_copy(store->scratch, sql_blob(stmt, 1)), &q, err);
	sqlite3_reset(stmt);
	return found && question_rows_write(store, &q, version, &row, err) &&
		statistics_refresh(store, row, err);
}

static bool unput(struct store *store, struct str id, struct error *err)
{
	struct current current;

	if (!find_current(store, store->scratch, id, &current, err))
		return false;
	if (!current.row)
		return fail(err, ERROR_NOTFOUND, _("no question '%.*s'"),
			STR_ARG(id));
	if (!clear_current(store, id, &current, err) ||
		!delete_version(store, &current, err))
		return false;
	if (current.version == 1)
		return delete_question(store, current.row, err);
	return restore(store, id, &current, err);
}

bool store_unput_question(struct store *store, struct str id, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	bool worked = unput(store, id, err);

	arena_release(store->scratch, mark);
	return worked;
}

/* The id in the bank nearest to a slip of the hand, or NULL. */
static const char *nearest_id(struct store *store, struct str id)
{
	enum { LOOKED_AT = 20000 };
	struct arena *arena = store->scratch;
	const char **names = NEW_ARRAY(arena, LOOKED_AT + 1, const char *);
	sqlite3_stmt *stmt;
	size_t count = 0;
	bool row = true;

	if (!sql_use(store, "SELECT id FROM question LIMIT 20000", &stmt, NULL))
		return NULL;
	while (count < LOOKED_AT && sql_step(store, stmt, &row, NULL) && row)
		names[count++] = str_cstr(arena, sql_str(stmt, 0));
	sqlite3_reset(stmt);
	return str_nearest(id, names);
}

static bool not_found(
	struct store *store, struct str id, unsigned version, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	const char *near = version ? NULL : nearest_id(store, id);

	if (version)
		fail(err, ERROR_NOTFOUND, _("no version %u of question '%.*s'"),
			version, STR_ARG(id));
	else if (near)
		fail(err, ERROR_NOTFOUND,
			_("no question '%.*s' in the bank; did you mean "
			  "'%s'?"),
			STR_ARG(id), near);
	else
		fail(err, ERROR_NOTFOUND, _("no question '%.*s' in the bank"),
			STR_ARG(id));
	arena_release(store->scratch, mark);
	return false;
}

bool store_get_question(struct store *store, struct arena *arena, struct str id,
	unsigned version, struct question *out, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row, worked;

	if (!sql_use(store,
		    "SELECT v.content, v.hash, v.version, q.facility, "
		    "q.version "
		    "FROM question q JOIN question_version v "
		    "ON v.question = q.row "
		    "AND v.version = coalesce(?2, q.version) WHERE q.id = ?1",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	sql_bind_row(stmt, 2, version);
	if (!sql_step(store, stmt, &row, err))
		return false;
	if (!row)
		return not_found(store, id, version, err);
	worked = question_read(store, arena, id,
		str_copy(arena, sql_str(stmt, 0)), sql_blob(stmt, 1), out, err);
	if (worked) {
		out->version = (unsigned)sqlite3_column_int64(stmt, 2);
		if (out->version == sqlite3_column_int64(stmt, 4))
			out->facility = sql_double(stmt, 3);
	}
	sqlite3_reset(stmt);
	return worked;
}

bool store_count(struct store *store, size_t *out, struct error *err)
{
	sqlite3_stmt *stmt;
	long long count;

	if (!sql_use(store, "SELECT count(*) FROM question", &stmt, err) ||
		!sql_number(store, stmt, 0, &count, err))
		return false;
	*out = (size_t)count;
	return true;
}
