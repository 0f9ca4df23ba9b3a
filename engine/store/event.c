#include "engine/store/event.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "engine/store/marks.h"
#include "engine/store/statistics.h"
#include "engine/store/verify.h"

bool event_open(
	struct store *store, long long now, long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (now > store->event_time)
		store->event_time = now;
	*row = store->event;
	if (*row)
		return true;
	if (!sql_use(store,
		    "INSERT INTO event (made, kind, note, previous) VALUES "
		    "(0, 'change', '', coalesce((SELECT hash FROM event "
		    "ORDER BY row DESC LIMIT 1), zeroblob(32)))",
		    &stmt, err))
		return false;
	if (!sql_run(store, stmt, err))
		return false;
	*row = store->event = sqlite3_last_insert_rowid(store->db);
	return true;
}

void event_forget(struct store *store)
{
	store->event = store->versions = store->first = 0;
	store->event_time = 0;
	store->unput = false;
	memset(store->digest, 0, sizeof store->digest);
}

bool store_name_event(struct store *store, const char *kind, struct str note,
	long long now, struct error *err)
{
	sqlite3_stmt *stmt;

	if (now > store->event_time)
		store->event_time = now;

	if (!store->event)
		return true;
	if (!sql_use(store,
		    "UPDATE event SET kind = ?2, note = ?3 WHERE row = ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, store->event);
	sql_bind_str(stmt, 2, str_from(kind));
	sql_bind_str(stmt, 3, note);
	return sql_run(store, stmt, err);
}

/* A digest over a list: SHA-256 of the digest so far and the next member. */
static void digest_version(unsigned char digest[32], long long question,
	unsigned version, const unsigned char hash[32])
{
	unsigned char bytes[76];

	memcpy(bytes, digest, 32);
	memcpy(bytes + 32, hash, 32);
	for (int i = 0; i < 8; i++)
		bytes[64 + i] = (unsigned char)(question >> (8 * i));
	for (int i = 0; i < 4; i++)
		bytes[72 + i] = (unsigned char)(version >> (8 * i));
	hash_bytes((struct str){(char *)bytes, sizeof bytes}, digest);
}

void event_version(struct store *store, long long row, long long question,
	unsigned version, const unsigned char hash[32])
{
	if (!store->versions++)
		store->first = row;
	digest_version(store->digest, question, version, hash);
}

/* Reads the versions of one event after the other, in the order they were
 * made. */
struct version_reader {
	sqlite3_stmt *stmt;
	bool more;
};

static bool version_open(struct store *store, long long first,
	struct version_reader *reader, struct error *err)
{
	if (!sql_use(store,
		    "SELECT event, question, version, hash, content "
		    "FROM question_version WHERE row >= ?1 ORDER BY row",
		    &reader->stmt, err))
		return false;
	sql_bind_long(reader->stmt, 1, first);
	return sql_step(store, reader->stmt, &reader->more, err);
}

static bool fits(sqlite3_stmt *stmt)
{
	struct str kept = sql_blob(stmt, 3);
	unsigned char hash[32];

	hash_bytes(sql_str(stmt, 4), hash);
	return str_equal(kept, (struct str){(char *)hash, 32});
}

static bool changed_outside(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	return fail(err, ERROR_DENIED,
		_("'%s' was changed from outside: version %lld of question "
		  "number %lld is not what was stored"),
		store->path, sqlite3_column_int64(stmt, 2),
		sqlite3_column_int64(stmt, 1));
}

/* The digest over the versions of an event, from where the reader stands. */
static bool read_versions(struct store *store, struct version_reader *reader,
	long long event, long long *count, unsigned char digest[32],
	struct error *err)
{
	sqlite3_stmt *stmt = reader->stmt;

	*count = 0;
	memset(digest, 0, 32);
	while (reader->more && sqlite3_column_int64(stmt, 0) == event) {
		if (!fits(stmt))
			return changed_outside(store, stmt, err);
		digest_version(digest, sqlite3_column_int64(stmt, 1),
			(unsigned)sqlite3_column_int64(stmt, 2),
			(const unsigned char *)sql_blob(stmt, 3).ptr);
		++*count;
		if (!sql_step(store, stmt, &reader->more, err))
			return false;
	}
	return true;
}

/* SHA-256 of the columns of "SELECT previous, digest, made, versions, kind,
 * note". */
static void hash_event(
	struct store *store, sqlite3_stmt *stmt, unsigned char hash[32])
{
	struct arena_mark mark = arena_mark(store->scratch);
	struct buf text = {.arena = store->scratch};

	buf_add(&text, sql_blob(stmt, 0));
	buf_add(&text, sql_blob(stmt, 1));
	for (int i = 2; i < 6; i++) {
		buf_add(&text, sql_str(stmt, i));
		buf_char(&text, '\n');
	}
	hash_bytes(buf_str(&text), hash);
	arena_release(store->scratch, mark);
}

/* A version was taken out again: the digest is made anew from what is left. */
static bool refresh(struct store *store, struct error *err)
{
	struct version_reader reader;

	return !store->unput ||
		(version_open(store, store->first, &reader, err) &&
			read_versions(store, &reader, store->event,
				&store->versions, store->digest, err));
}

static bool write_digest(struct store *store, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "UPDATE event SET versions = ?2, digest = ?3, made = ?4 "
		    "WHERE row = ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, store->event);
	sql_bind_long(stmt, 2, store->versions);
	sql_bind_blob(stmt, 3, (struct str){(char *)store->digest, 32});
	sql_bind_long(stmt, 4, store->event_time);
	return sql_run(store, stmt, err);
}

static bool own_hash(
	struct store *store, unsigned char hash[32], struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	if (!sql_use(store,
		    "SELECT previous, digest, made, versions, kind, note "
		    "FROM event WHERE row = ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, store->event);
	if (!sql_step(store, stmt, &row, err))
		return false;
	hash_event(store, stmt, hash);
	sqlite3_reset(stmt);
	return true;
}

bool event_close(struct store *store, struct error *err)
{
	unsigned char hash[32];
	sqlite3_stmt *stmt;

	if (!store->event)
		return true;
	if (!refresh(store, err) || !write_digest(store, err) ||
		!own_hash(store, hash, err) ||
		!sql_use(store, "UPDATE event SET hash = ?2 WHERE row = ?1",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, store->event);
	sql_bind_blob(stmt, 2, (struct str){(char *)hash, 32});
	return sql_run(store, stmt, err);
}

bool store_events(struct store *store, struct arena *arena, size_t limit,
	struct event **out, size_t *count, struct error *err)
{
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row;

	*out = NULL;
	*count = 0;
	if (!sql_use(store,
		    "SELECT row, made, kind, note, versions FROM event "
		    "ORDER BY row DESC LIMIT ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, limit ? (long long)limit : -1);
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		*PUSH(arena, *out, *count, capacity) = (struct event){
			.row = sqlite3_column_int64(stmt, 0),
			.made = sqlite3_column_int64(stmt, 1),
			.kind = str_copy(arena, sql_str(stmt, 2)),
			.note = str_copy(arena, sql_str(stmt, 3)),
			.versions = (size_t)sqlite3_column_int64(stmt, 4),
		};
	}
}

/* The event that stmt stands on, against its versions and the one before. */
static bool verify_event(struct store *store, sqlite3_stmt *stmt,
	struct version_reader *reader, unsigned char chain[32],
	struct error *err)
{
	long long row = sqlite3_column_int64(stmt, 6), count;
	unsigned char digest[32], hash[32];

	if (!read_versions(store, reader, row, &count, digest, err))
		return false;
	hash_event(store, stmt, hash);
	if (!str_equal(sql_blob(stmt, 0), (struct str){(char *)chain, 32}) ||
		!str_equal(
			sql_blob(stmt, 1), (struct str){(char *)digest, 32}) ||
		sqlite3_column_int64(stmt, 3) != count ||
		!str_equal(sql_blob(stmt, 7), (struct str){(char *)hash, 32}))
		return fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: entry %lld of its "
			  "log does not fit"),
			store->path, row);
	memcpy(chain, hash, 32);
	return true;
}

static bool verify_events(struct store *store, sqlite3_stmt *stmt,
	struct version_reader *reader, struct error *err)
{
	unsigned char chain[32] = {0};
	bool row;

	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return !reader->more ||
				changed_outside(store, reader->stmt, err);
		if (!verify_event(store, stmt, reader, chain, err))
			return false;
	}
}

bool store_verify(struct store *store, struct error *err)
{
	struct version_reader reader;
	sqlite3_stmt *stmt;
	bool worked;

	if (!version_open(store, 0, &reader, err) ||
		!sql_use(store,
			"SELECT previous, digest, made, versions, kind, note, "
			"row, hash FROM event ORDER BY row",
			&stmt, err))
		return false;
	worked = verify_events(store, stmt, &reader, err);
	sqlite3_reset(stmt);
	sqlite3_reset(reader.stmt);
	return worked && verify_contents(store, err) &&
		marks_verify(store, err) && statistics_verify(store, err);
}
