#ifndef BASE_HASH_H
#define BASE_HASH_H

#include "base/str.h"

/* SHA-256 (FIPS 180-4) as 64 lower-case hexadecimal digits. */
struct str hash_hex(struct arena *arena, struct str bytes);

/* The same as 32 bytes. */
void hash_bytes(struct str bytes, unsigned char out[32]);

/* HMAC-SHA-256 (RFC 2104) as 64 hexadecimal digits. */
struct str hash_hmac_hex(
	struct arena *arena, struct str key, struct str message);

#endif
