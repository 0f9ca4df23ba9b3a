#ifndef ENGINE_STORE_SCHEMA_H
#define ENGINE_STORE_SCHEMA_H

#include <stddef.h>

#include "base/error.h"

struct sqlite3;

/* What a bank file holds, version by version: step n brings a bank of version
 * n to version n + 1, so the first makes an empty file a bank. A released step
 * is never edited: a change is a new step. */
struct schema {
	const char *const *steps;
	size_t count; /* the version this program writes */
};

extern const struct schema schema;

/* "Dthi": what PRAGMA application_id of a bank says. */
enum { SCHEMA_APPLICATION = 0x44746869 };

/* ERROR_SYNTAX when the database is not a bank; ERROR_DENIED when it is of a
 * newer version, or holds other tables, triggers or views than a bank of its
 * version does. path is for the messages. Reads the list of tables, but no
 * table. */
MUST bool schema_check(struct sqlite3 *db, const char *path,
	const struct schema *of, size_t *version, struct error *err);

/* Runs the steps from version on, all in one transaction, and leaves
 * foreign keys off: a table that others refer to may be made anew. What they
 * refer to must be there at the end. Does nothing when another program was
 * quicker. */
MUST bool schema_upgrade(struct sqlite3 *db, const char *path,
	const struct schema *to, size_t version, struct error *err);

/* Makes a copy beside the bank, "NAME.v3", before an upgrade from version 3.
 * An older copy of that name is kept and another number added. It appears whole
 * or not at all. */
MUST bool schema_backup(struct sqlite3 *db, const char *path, size_t version,
	struct error *err);

#endif
