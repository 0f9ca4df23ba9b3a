#ifndef BASE_ARCHIVE_WRITE_H
#define BASE_ARCHIVE_WRITE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* A zip file made in memory. The same entries give the same bytes: all bear
 * the first day that zip files know, 1 January 1980. */
struct archive_entry {
	struct str name; /* "items/q1.xml" */
	struct str bytes;
};

/* In their order; ERROR_IO when there is no memory for it. */
MUST bool archive_write(struct arena *arena,
	const struct archive_entry *entries, size_t count, struct str *out,
	struct error *err);

#endif
