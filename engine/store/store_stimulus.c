#include "base/collate.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "engine/store/event.h"
#include "engine/store/media.h"
#include "engine/store/refer.h"
#include "engine/store/store_question.h"

static bool write_stimulus(struct store *store, const struct stimulus *s,
	long long row, bool *changed, struct error *err)
{
	struct str content = json_print(
		store->scratch, stimulus_to_json(store->scratch, s), false);
	unsigned char hash[32];
	sqlite3_stmt *stmt;

	hash_bytes(content, hash);
	if (!sql_use(store,
		    "UPDATE stimulus SET hash = ?2, content = ?3 "
		    "WHERE row = ?1 AND hash <> ?2",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	sql_bind_blob(stmt, 2, (struct str){(char *)hash, 32});
	sql_bind_str(stmt, 3, content);
	if (!sql_run(store, stmt, err))
		return false;
	*changed = sqlite3_changes(store->db) > 0;
	return true;
}

static bool put_stimulus(struct store *store, const struct stimulus *s,
	enum put_result *result, struct error *err)
{
	long long row, event;
	bool known, changed;

	if (!media_put(store, s->media, s->media_count, s->id, err) ||
		!refer_put(store, REFER_STIMULUS, s->id, &row, &known, err) ||
		!write_stimulus(store, s, row, &changed, err))
		return false;
	*result = !known ? PUT_NEW : changed ? PUT_CHANGED : PUT_SAME;
	return *result == PUT_SAME || event_open(store, 0, &event, err);
}

bool store_put_stimulus(struct store *store, const struct stimulus *s,
	enum put_result *result, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	struct sql_scope scope;
	bool worked = sql_enter(store, &scope, err) &&
		sql_leave(
			store, scope, put_stimulus(store, s, result, err), err);

	arena_release(store->scratch, mark);
	return worked;
}

/* From the columns hash, content. */
static bool read_stimulus(struct store *store, struct arena *arena,
	sqlite3_stmt *stmt, struct stimulus *out, struct error *err)
{
	struct str content = sql_str(stmt, 1);
	unsigned char hash[32];
	struct json *json;

	hash_bytes(content, hash);
	if (!str_equal(sql_blob(stmt, 0), (struct str){(char *)hash, 32}))
		return fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: a passage is not "
			  "what was stored"),
			store->path);
	return json_parse(arena, store->path, str_copy(arena, content), &json,
		       err) &&
		stimulus_from_json(arena, json, out, err);
}

bool store_get_stimulus(struct store *store, struct arena *arena, struct str id,
	struct stimulus *out, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row, worked;

	if (!sql_use(store,
		    "SELECT hash, content FROM stimulus "
		    "WHERE id = ?1 AND known = 1",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	if (!sql_step(store, stmt, &row, err))
		return false;
	if (!row)
		return fail(err, ERROR_NOTFOUND,
			_("no passage '%.*s' in the bank"), STR_ARG(id));
	worked = read_stimulus(store, arena, stmt, out, err);
	sqlite3_reset(stmt);
	return worked;
}

static int by_id(const void *a, const void *b)
{
	const struct stimulus *left = a, *right = b;

	return collate(left->id, right->id);
}

bool store_stimuli(struct store *store, struct arena *arena,
	struct stimulus **out, size_t *count, struct error *err)
{
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row;

	*out = NULL;
	*count = 0;
	if (!sql_use(store,
		    "SELECT hash, content FROM stimulus WHERE known = 1", &stmt,
		    err))
		return false;
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		if (!read_stimulus(store, arena, stmt,
			    PUSH(arena, *out, *count, capacity), err)) {
			sqlite3_reset(stmt);
			return false;
		}
	}
	if (*count)
		qsort(*out, *count, sizeof **out, by_id);
	return true;
}
