#ifndef BASE_FILE_SET_H
#define BASE_FILE_SET_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Several files that appear together or not at all. Names are plain file names
 * or "sub/name".
 *
 * A folder that was not there appears whole, in one step. In one that was, the
 * files that are to be replaced are put into "old" aside before the first new
 * one appears, and back when something fails: a kill in that moment may leave
 * some missing, but never old ones beside new ones. The folder itself stays
 * the one it was, for those who stand in it or look at it.
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
