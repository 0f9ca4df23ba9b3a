#ifndef ENGINE_STORE_STORE_H
#define ENGINE_STORE_STORE_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* The bank: one SQLite file. Only this folder knows SQL. Opened in defensive
 * mode with trusted_schema off, foreign keys on, WAL, synchronous FULL; a
 * second writer waits up to five seconds. Not for sharing between threads. */
struct store;

enum store_mode { STORE_READ, STORE_WRITE };

/* Makes a new bank; an existing file is refused with ERROR_DENIED. */
MUST bool store_create(const char *path, struct store **out, struct error *err);

/* ERROR_NOTFOUND without a file, ERROR_SYNTAX when it is not a bank of ours,
 * ERROR_DENIED when its schema is newer than this program's. An older schema
 * is migrated (STORE_WRITE) after a copy is made beside it. */
MUST bool store_open(const char *path, enum store_mode mode, struct store **out,
	struct error *err);
void store_close(struct store *store); /* NULL is allowed */

/* Between begin and commit all changes are one; rollback (or close) undoes
 * them. They do not nest. */
MUST bool store_begin(struct store *store, struct error *err);
MUST bool store_commit(struct store *store, struct error *err);
void store_rollback(struct store *store);

/* Between hold and release all that is read is the bank of one moment, whatever
 * others write to it meanwhile. Nothing is written there; not nested. */
MUST bool store_hold(struct store *store, struct error *err);
void store_release(struct store *store);

#endif
