#ifndef BASE_PERCENT_H
#define BASE_PERCENT_H

#include "base/arena.h"
#include "base/str.h"

/* Addresses (RFC 3986, 2.1): all but letters, digits and -._~/ as %XX. */
struct str percent_encode(struct arena *arena, struct str text);

/* "%24a%20b" → "$a b"; what is no %XX stays, and so does %00, and all of a
 * text that would not be UTF-8. */
struct str percent_decode(struct arena *arena, struct str text);

#endif
