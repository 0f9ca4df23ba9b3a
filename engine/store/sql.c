#include "engine/store/sql.h"

#include <math.h>

#include "base/i18n.h"

struct sql_message {
	int code;
	enum error_code error;
	const char *text; /* its one %s is the bank's path */
};

static const struct sql_message messages[] = {
	{SQLITE_BUSY, ERROR_IO,
		N_("'%s' is being changed by another program; try again in a "
		   "moment")},
	{SQLITE_LOCKED, ERROR_IO,
		N_("'%s' is being changed by another program; try again in a "
		   "moment")},
	{SQLITE_FULL, ERROR_IO, N_("no room is left on the disk of '%s'")},
	{SQLITE_READONLY, ERROR_IO,
		N_("'%s' cannot be written: the file or its folder is "
		   "read-only")},
	{SQLITE_CANTOPEN, ERROR_IO, N_("'%s' cannot be opened")},
	{SQLITE_PERM, ERROR_IO, N_("'%s' may not be opened by you")},
	{SQLITE_NOTADB, ERROR_SYNTAX, N_("'%s' is not a Dethi bank")},
	{SQLITE_CORRUPT, ERROR_SYNTAX,
		N_("'%s' is damaged: take its last copy")},
	{SQLITE_TOOBIG, ERROR_DENIED,
		N_("what should be stored in '%s' is too large")},
	{SQLITE_AUTH, ERROR_DENIED,
		N_("'%s' asks for something a bank has no need of")},
};

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
bool sql_fail(struct store *store, struct error *err)
{
	int code = sqlite3_extended_errcode(store->db);

	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
		store->broken = true;
	for (size_t i = 0; i < sizeof messages / sizeof *messages; i++)
		if (messages[i].code == (code & 0xff))
			return fail(err, messages[i].error, _(messages[i].text),
				store->path);
	return fail(err, ERROR_IO, _("'%s' failed: %s"), store->path,
		sqlite3_errmsg(store->db));
}
#pragma GCC diagnostic pop

bool sql_prepare(struct store *store, struct str text, sqlite3_stmt **out,
	struct error *err)
{
	int code = sqlite3_prepare_v3(store->db, text.ptr, (int)text.len,
		SQLITE_PREPARE_PERSISTENT, out, NULL);

	return code == SQLITE_OK || sql_fail(store, err);
}

bool sql_use(struct store *store, const char *text, sqlite3_stmt **out,
	struct error *err)
{
	/* A literal is known by its address. */
	size_t i = ((uintptr_t)text >> 3) % STATEMENTS;

	while (store->statements[i].text && store->statements[i].text != text)
		i = (i + 1) % STATEMENTS;
	if (!store->statements[i].text) {
		if (!sql_prepare(store, str_from(text), out, err))
			return false;
		store->statements[i].text = text;
		store->statements[i].stmt = *out;
	}
	*out = store->statements[i].stmt;
	sqlite3_reset(*out);
	sqlite3_clear_bindings(*out);
	return true;
}

bool sql_step(
	struct store *store, sqlite3_stmt *stmt, bool *row, struct error *err)
{
	int code = sqlite3_step(stmt);

	*row = code == SQLITE_ROW;
	if (*row)
		return true;
	if (code != SQLITE_DONE)
		sql_fail(store, err);
	sqlite3_reset(stmt);
	return code == SQLITE_DONE;
}

bool sql_run(struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	bool row = true;

	while (row)
		if (!sql_step(store, stmt, &row, err))
			return false;
	return true;
}

bool sql_do(struct store *store, const char *text, struct error *err)
{
	sqlite3_stmt *stmt;

	return sql_use(store, text, &stmt, err) && sql_run(store, stmt, err);
}

bool sql_number(struct store *store, sqlite3_stmt *stmt, long long otherwise,
	long long *out, struct error *err)
{
	bool row;

	*out = otherwise;
	if (!sql_step(store, stmt, &row, err))
		return false;
	if (row)
		*out = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

void sql_bind_str(sqlite3_stmt *stmt, int parameter, struct str s)
{
	sqlite3_bind_text64(stmt, parameter, s.ptr ? s.ptr : "", s.len,
		SQLITE_STATIC, SQLITE_UTF8);
}

void sql_bind_blob(sqlite3_stmt *stmt, int parameter, struct str s)
{
	sqlite3_bind_blob64(
		stmt, parameter, s.ptr ? s.ptr : "", s.len, SQLITE_STATIC);
}

void sql_bind_long(sqlite3_stmt *stmt, int parameter, long long value)
{
	sqlite3_bind_int64(stmt, parameter, value);
}

void sql_bind_row(sqlite3_stmt *stmt, int parameter, long long row)
{
	if (row)
		sqlite3_bind_int64(stmt, parameter, row);
	else
		sqlite3_bind_null(stmt, parameter);
}

void sql_bind_double(sqlite3_stmt *stmt, int parameter, double v)
{
	if (isnan(v))
		sqlite3_bind_null(stmt, parameter);
	else
		sqlite3_bind_double(stmt, parameter, v);
}

struct str sql_str(sqlite3_stmt *stmt, int column)
{
	const char *text = (const char *)sqlite3_column_text(stmt, column);

	return (struct str){
		text, text ? (size_t)sqlite3_column_bytes(stmt, column) : 0};
}

struct str sql_blob(sqlite3_stmt *stmt, int column)
{
	const char *bytes = sqlite3_column_blob(stmt, column);

	return (struct str){
		bytes, bytes ? (size_t)sqlite3_column_bytes(stmt, column) : 0};
}

double sql_double(sqlite3_stmt *stmt, int column)
{
	if (sqlite3_column_type(stmt, column) == SQLITE_NULL)
		return (double)NAN;
	return sqlite3_column_double(stmt, column);
}

bool sql_enter(struct store *store, struct sql_scope *scope, struct error *err)
{
	scope->own = !store->begun;
	return !scope->own || store_begin(store, err);
}

bool sql_leave(struct store *store, struct sql_scope scope, bool worked,
	struct error *err)
{
	if (!scope.own)
		return worked;
	if (worked)
		return store_commit(store, err);
	store_rollback(store);
	return false;
}

bool sql_hold(struct store *store, struct sql_scope *scope, struct error *err)
{
	scope->own = sqlite3_get_autocommit(store->db);
	return !scope->own || sql_do(store, "BEGIN", err);
}

/* A failed reading has already filled err. */
bool sql_let_go(struct store *store, struct sql_scope scope, bool worked,
	struct error *err)
{
	if (!scope.own)
		return worked;
	return sql_do(store, "COMMIT", worked ? err : NULL) && worked;
}
