#ifndef BASE_ENCODING_H
#define BASE_ENCODING_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* Text files from before UTF-8, by the C library's iconv. */

/* The text in UTF-8. name: its encoding as iconv calls it ("TCVN5712-1",
 * "windows-1252"), or "" to find out: what begins with a byte order mark of
 * UTF-16, or has a zero in most pairs of bytes, is that; valid UTF-8 is UTF-8;
 * what is valid GB18030 and mostly Chinese is that; a file with some lines in
 * UTF-8 is read line by line, the others as windows-1252; what has TCVN3's
 * letters within words is that; all else is windows-1252. Control characters
 * but those of lines are in none. found: "" for UTF-8, else
 * what it was read as. ERROR_NOTFOUND: there is no such encoding; ERROR_SYNTAX:
 * the text is not in it. */
MUST bool encoding_to_utf8(struct arena *arena, struct str text,
	struct str name, struct str *out, struct str *found, struct error *err);

#endif
