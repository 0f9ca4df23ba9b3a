#include "engine/store/schema.h"

#include <sqlite3.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/str.h"
#include "engine/store/tokenizer.h"

static const char *const steps[] = {
#include "engine/store/schema.sql.h"
};

const struct schema schema = {steps, sizeof steps / sizeof *steps};

static bool failed(sqlite3 *db, const char *path, struct error *err)
{
	int code = sqlite3_errcode(db);

	if (code == SQLITE_NOTADB)
		return fail(
			err, ERROR_SYNTAX, _("'%s' is not a Dethi bank"), path);
	if (code == SQLITE_CORRUPT)
		return fail(err, ERROR_SYNTAX,
			_("'%s' is damaged: take its last copy"), path);
	return fail(err, ERROR_IO, _("'%s' cannot be read: %s"), path,
		sqlite3_errmsg(db)); /* db may be NULL */
}

static bool pragma(sqlite3 *db, const char *path, const char *sql, long *out,
	struct error *err)
{
	sqlite3_stmt *stmt = NULL;
	bool worked =
		sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
		sqlite3_step(stmt) == SQLITE_ROW;

	if (worked)
		*out = (long)sqlite3_column_int64(stmt, 0);
	else
		failed(db, path, err);
	sqlite3_finalize(stmt);
	return worked;
}

static bool run(
	sqlite3 *db, const char *path, const char *sql, struct error *err)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ||
		failed(db, path, err);
}

/* Everything that makes up version `to` from version `from`. */
static bool run_steps(sqlite3 *db, const char *path, const struct schema *of,
	size_t from, size_t to, struct error *err)
{
	for (size_t i = from; i < to; i++)
		if (!run(db, path, of->steps[i], err))
			return false;
	return true;
}

/* The tables of ANALYZE are SQLite's own and harmless; anything else is not,
 * whatever it calls itself. */
static const char listing[] =
	"SELECT type, name, tbl_name, sql FROM sqlite_schema "
	"WHERE coalesce(sql, '') NOT IN "
	"('CREATE TABLE sqlite_stat1(tbl,idx,stat)', "
	"'CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)') "
	"ORDER BY type, name";

static bool same_column(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
	const char *left = (const char *)sqlite3_column_text(a, column);
	const char *right = (const char *)sqlite3_column_text(b, column);

	return str_equal(str_from(left), str_from(right));
}

static bool same_row(sqlite3_stmt *a, sqlite3_stmt *b)
{
	for (int i = 0; i < 4; i++)
		if (!same_column(a, b, i))
			return false;
	return true;
}

/* A trigger or a view somebody added would run inside our statements. */
static bool compare_listings(
	sqlite3_stmt *found, sqlite3_stmt *wanted, bool *same)
{
	int left = SQLITE_ROW, right = SQLITE_ROW;

	for (*same = true; *same && left == SQLITE_ROW;) {
		left = sqlite3_step(found);
		right = sqlite3_step(wanted);
		if ((left != SQLITE_ROW && left != SQLITE_DONE) ||
			(right != SQLITE_ROW && right != SQLITE_DONE))
			return false;
		*same = left == right &&
			(left == SQLITE_DONE || same_row(found, wanted));
	}
	return true;
}

static bool check_listing(
	sqlite3 *db, const char *path, sqlite3 *model, struct error *err)
{
	sqlite3_stmt *found = NULL, *wanted = NULL;
	bool same = false, read;

	read = sqlite3_prepare_v2(db, listing, -1, &found, NULL) == SQLITE_OK &&
		sqlite3_prepare_v2(model, listing, -1, &wanted, NULL) ==
			SQLITE_OK &&
		compare_listings(found, wanted, &same);
	if (!read)
		failed(db, path, err);
	else if (!same)
		fail(err, ERROR_DENIED,
			_("'%s' holds other tables, triggers or views than a "
			  "bank does; it is not opened"),
			path);
	sqlite3_finalize(found);
	sqlite3_finalize(wanted);
	return read && same;
}

static bool check_against_model(sqlite3 *db, const char *path,
	const struct schema *of, size_t version, struct error *err)
{
	sqlite3 *model = NULL;
	bool same = sqlite3_open(":memory:", &model) == SQLITE_OK
		? tokenizer_register(model, err) &&
			run_steps(model, path, of, 0, version, err) &&
			check_listing(db, path, model, err)
		: failed(model, path, err);

	sqlite3_close(model);
	return same;
}

bool schema_check(sqlite3 *db, const char *path, const struct schema *of,
	size_t *version, struct error *err)
{
	long application, found;

	if (!pragma(db, path, "PRAGMA application_id", &application, err) ||
		!pragma(db, path, "PRAGMA user_version", &found, err))
		return false;
	if (application != SCHEMA_APPLICATION || found < 1)
		return fail(
			err, ERROR_SYNTAX, _("'%s' is not a Dethi bank"), path);
	if ((size_t)found > of->count)
		return fail(err, ERROR_DENIED,
			_("'%s' was written by a newer Dethi (bank version "
			  "%ld; this program knows %zu): update the program"),
			path, found, of->count);
	*version = (size_t)found;
	return check_against_model(db, path, of, *version, err);
}

/* Foreign keys were off: nothing may refer to what is not there. */
static bool check_references(sqlite3 *db, const char *path, struct error *err)
{
	sqlite3_stmt *stmt = NULL;
	int code = SQLITE_ERROR;

	if (sqlite3_prepare_v2(db, "PRAGMA foreign_key_check", -1, &stmt,
		    NULL) == SQLITE_OK)
		code = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	if (code == SQLITE_ROW)
		return fail(err, ERROR_SYNTAX,
			_("'%s' is damaged: take its last copy"), path);
	return code == SQLITE_DONE || failed(db, path, err);
}

static bool upgrade(sqlite3 *db, const char *path, const struct schema *to,
	size_t version, struct error *err)
{
	char settings[128];
	long now;

	if (!pragma(db, path, "PRAGMA user_version", &now, err))
		return false;
	if (now > 0 && (size_t)now == to->count)
		return true;
	if (now < 0 || (size_t)now != version)
		return fail(err, ERROR_IO,
			_("'%s' is being changed by another program; try again "
			  "in a moment"),
			path);
	snprintf(settings, sizeof settings,
		"PRAGMA application_id = %d; PRAGMA user_version = %zu",
		SCHEMA_APPLICATION, to->count);
	return run_steps(db, path, to, version, to->count, err) &&
		check_references(db, path, err) && run(db, path, settings, err);
}

bool schema_upgrade(sqlite3 *db, const char *path, const struct schema *to,
	size_t version, struct error *err)
{
	bool worked;

	/* The pragma has no effect inside a transaction. */
	if (!run(db, path, "PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE", err))
		return false;
	worked = upgrade(db, path, to, version, err) &&
		run(db, path, "COMMIT", err);
	if (!worked && !sqlite3_get_autocommit(db))
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
	return worked;
}

static struct str backup_name(
	struct arena *arena, const char *path, size_t version)
{
	struct str name = str_format(arena, "%s.v%zu", path, version);

	for (unsigned n = 2; file_exists(name.ptr); n++)
		name = str_format(arena, "%s.v%zu-%u", path, version, n);
	return name;
}

bool schema_backup(
	sqlite3 *db, const char *path, size_t version, struct error *err)
{
	struct arena *arena = arena_new();
	const char *aside =
		str_format(arena, "%s.%ld.new", path, (long)getpid()).ptr;
	char *sql = sqlite3_mprintf("VACUUM INTO %Q", aside);
	bool worked;

	unlink(aside);
	worked = run(db, path, sql ? sql : "", err) &&
		file_move(aside, backup_name(arena, path, version).ptr, err);
	if (!worked)
		unlink(aside);
	sqlite3_free(sql);
	arena_free(arena);
	return worked;
}
