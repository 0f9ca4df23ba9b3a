#ifndef BASE_FILE_PARTS_H
#define BASE_FILE_PARTS_H

#include <sys/stat.h>

#include "base/file.h"

/* What file.c and file_set.c share; not for others. */

/* ERROR_IO, "PATH: WHAT: why", from errno. */
bool file_fail(struct error *err, const char *path, const char *what);
/* "a/b" → "a", "b" → ".". */
const char *file_folder(struct arena *arena, const char *path);
/* So that names in it last. */
MUST bool file_sync_folder(const char *folder, struct error *err);
/* A file that was not there, with the owner and mode of like (or NULL);
 * at_once: on the disk when it returns. */
MUST bool file_write_new(const char *path, const struct stat *like,
	bool at_once, struct str bytes, struct error *err);

#endif
