#ifndef ENGINE_STORE_SQL_H
#define ENGINE_STORE_SQL_H

/* What the files of engine/store share and nobody else includes: the open
 * bank and its statements. */

#include <sqlite3.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "engine/store/rows.h"
#include "engine/store/store.h"

/* A reference to something the bank did not hold when it was made. */
struct loose {
	struct str from; /* id of the question or topic */
	unsigned noun;   /* enum refer_noun */
	struct str missing;
	struct loose *next;
};

enum { STATEMENTS = 256 };

struct store {
	sqlite3 *db;
	const char *path;
	enum store_mode mode;
	struct arena *arena;   /* as long as the store */
	struct arena *scratch; /* as long as one call: mark and release */
	struct {
		const char *text;
		sqlite3_stmt *stmt;
	} statements[STATEMENTS];
	struct tokenizer *tokenizer; /* made when first searched */
	bool begun;                  /* a transaction is open */
	bool broken; /* the disk failed: nothing more is written */

	/* The rest lives in `transaction`, from begin to commit or rollback.
	 */
	struct arena *transaction;
	struct rows topics, outcomes, stimuli, tags;
	struct loose *loose; /* newest first */
	size_t loose_count;
	bool topics_changed;
	long long event;      /* the row of the open event; 0 none yet */
	long long event_time; /* of its newest change */
	long long versions;   /* it made */
	long long first;      /* row of the first of them */
	bool unput;           /* one was taken out: the digest is stale */
	unsigned char digest[32];
};

/* store_open as a program would that knows another schema. */
struct schema;
MUST bool store_open_as(const char *path, enum store_mode mode,
	const struct schema *of, struct store **out, struct error *err);

/* The statement of a text, prepared once and kept; text must be a literal.
 * It comes reset and without bindings. */
MUST bool sql_use(struct store *store, const char *text, sqlite3_stmt **out,
	struct error *err);
/* Prepares any text; the caller finalizes. */
MUST bool sql_prepare(struct store *store, struct str text, sqlite3_stmt **out,
	struct error *err);

/* One step: *row says whether there is a row; without one the statement is
 * reset. */
MUST bool sql_step(
	struct store *store, sqlite3_stmt *stmt, bool *row, struct error *err);
/* Steps to the end, without rows. */
MUST bool sql_run(struct store *store, sqlite3_stmt *stmt, struct error *err);
/* sql_use and sql_run in one, for a text without parameters. */
MUST bool sql_do(struct store *store, const char *text, struct error *err);
/* The only number of the only row; otherwise when there is none. */
MUST bool sql_number(struct store *store, sqlite3_stmt *stmt,
	long long otherwise, long long *out, struct error *err);

/* Parameters count from 1. Strings must live until the statement is reset. */
void sql_bind_str(sqlite3_stmt *stmt, int parameter, struct str s);
void sql_bind_blob(sqlite3_stmt *stmt, int parameter, struct str s);
void sql_bind_long(sqlite3_stmt *stmt, int parameter, long long value);
void sql_bind_row(
	sqlite3_stmt *stmt, int parameter, long long row); /* 0 NULL */
void sql_bind_double(
	sqlite3_stmt *stmt, int parameter, double v); /* NAN NULL */

/* Columns count from 0; valid until the next step. */
struct str sql_str(sqlite3_stmt *stmt, int column);
struct str sql_blob(sqlite3_stmt *stmt, int column);
double sql_double(sqlite3_stmt *stmt, int column); /* NULL gives NAN */

/* Fills err from what SQLite said last, in words for people. */
bool sql_fail(struct store *store, struct error *err);

/* Begin and commit around one call when the caller has not begun. ended is
 * given the result of the work and returns that of the whole. */
struct sql_scope {
	bool own;
};
MUST bool sql_enter(
	struct store *store, struct sql_scope *scope, struct error *err);
MUST bool sql_leave(struct store *store, struct sql_scope scope, bool worked,
	struct error *err);

/* The same for several readings that must see one state of the bank. */
MUST bool sql_hold(
	struct store *store, struct sql_scope *scope, struct error *err);
MUST bool sql_let_go(struct store *store, struct sql_scope scope, bool worked,
	struct error *err);

#endif
