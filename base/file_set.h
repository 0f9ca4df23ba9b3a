#ifndef BASE_FILE_SET_H
#define BASE_FILE_SET_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Several files that appear together or not at all. Names are plain file names
 * or "sub/name".
 *
 * A folder that was not there appears whole. One that was is exchanged for a
 * copy of itself that holds the new files (Linux's renameat2), so that no kill
 * or power cut leaves some new files among the old. Where that cannot be (it
 * holds folders, is a disk of its own or the folder one works in, or the file
 * system does not know how), the files that are to be replaced are put aside
 * into "old" aside before the first new one appears: a kill then leaves some
 * there, never old ones beside new ones.
 *
 * What is written aside stands in ".NAME.new-XXXXXX" beside the folder or
 * ".new-XXXXXX" in it; what a killed program left there is swept away by the
 * next set for that folder when it is ten minutes old. */
struct file_set;

MUST bool file_set_begin(struct arena *arena, const char *folder,
	struct file_set **out, struct error *err);
MUST bool file_set_add(struct file_set *set, const char *name, struct str bytes,
	struct error *err);
/* What was added reaches the disk, all at once: nothing is certain before.
 * file_set_commit does it too; this is for who wants to know earlier. */
MUST bool file_set_sync(struct file_set *set, struct error *err);
/* Whatever it returns, nothing is left aside. */
MUST bool file_set_commit(struct file_set *set, struct error *err);
void file_set_abort(struct file_set *set); /* NULL is allowed */

#endif
