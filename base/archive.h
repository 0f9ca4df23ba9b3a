#ifndef BASE_ARCHIVE_H
#define BASE_ARCHIVE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* A zip file in memory, libzip behind the door. Files are hostile: refused,
 * with ERROR_DENIED, are more than 10,000 entries, more than 200 MB in all,
 * entries packed more than a hundredfold (above 1 MB), names that lead out
 * ("../",
 * "/x", "a\b", "c:"), names given twice or with a NUL in them, links, entries
 * with a password, that share bytes with another, that are not where the
 * directory says, and whose size is not the one that was told. A zip file in it
 * is bytes as any. Nothing is written anywhere. */
struct archive;

enum { ARCHIVE_ENTRIES = 10000, ARCHIVE_RATIO = 100 };
enum { ARCHIVE_BYTES = 200 * 1024 * 1024 };

bool archive_recognise(struct str bytes); /* "PK" and two more */

/* bytes must outlive it. ERROR_SYNTAX when it is no sound zip file. Closed by
 * archive_close. */
MUST bool archive_open(struct arena *arena, const char *file, struct str bytes,
	struct archive **out, struct error *err);
void archive_close(struct archive *archive); /* NULL is allowed */

size_t archive_count(const struct archive *archive);
struct str archive_name(const struct archive *archive, size_t index);
/* SIZE_MAX when there is none. */
size_t archive_find(const struct archive *archive, struct str name);

/* The bytes of an entry, in the arena. What is read in all is counted. */
MUST bool archive_read(struct archive *archive, struct arena *arena,
	size_t index, struct str *bytes, struct error *err);

#endif
