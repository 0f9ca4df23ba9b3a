#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/arena.h"
#include "base/str.h"

/* Base64 (RFC 4648, §4), on one line. */
struct str base64_encode(struct arena *arena, struct str bytes);

/* White space is passed over; false at any other strange character. Bytes of
 * any kind, in the arena. */
bool base64_decode(struct arena *arena, struct str text, struct str *out);

#endif
