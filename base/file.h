#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* No file that is read whole may be larger: 256 MiB. */
enum { FILE_LIMIT = 256 * 1024 * 1024 };

/* Reads a regular file (or "-", standard input) of at most limit bytes whole.
 * Fails with ERROR_IO, or ERROR_DENIED when it is too large; a directory is
 * an error that says so. */
MUST bool file_read(struct arena *arena, const char *path, size_t limit,
	struct str *out, struct error *err);

/* Writes a file that appears whole or not at all: to a new file beside it,
 * fsync, rename, fsync of the folder. An existing file is replaced and lends
 * its mode; a link stays, and what it leads to is replaced. A pipe, a terminal
 * or a device (/dev/null) is written into. */
MUST bool file_write(const char *path, struct str bytes, struct error *err);

/* Gives a finished file its name, in the same file system: fsync, rename, fsync
 * of the folder. An existing file is replaced. */
MUST bool file_move(const char *from, const char *to, struct error *err);

/* Makes a folder and those above it, as mkdir -p. */
MUST bool file_make_folder(const char *path, struct error *err);

bool file_exists(const char *path);
bool file_is_folder(const char *path);
/* True when both exist and path, links followed, is in the folder or in one
 * below it. */
bool file_is_below(const char *folder, const char *path);

/* "folder/name", with one slash between. */
const char *file_join(
	struct arena *arena, const char *folder, const char *name);

#endif
