#include "base/hash.h"

#include <openssl/evp.h>

/* Looked up once: that takes longer than hashing a question. */
static const EVP_MD *sha256(void)
{
	static EVP_MD *found;

	if (!found)
		found = EVP_MD_fetch(NULL, "SHA256", NULL);
	return found ? found : EVP_sha256();
}

void hash_bytes(struct str bytes, unsigned char out[32])
{
	/* Fails only when the library itself is broken. */
	if (!EVP_Digest(bytes.len ? bytes.ptr : "", bytes.len, out, NULL,
		    sha256(), NULL))
		abort();
}

struct str hash_hex(struct arena *arena, struct str bytes)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char hash[32];
	char *hex = arena_alloc(arena, 65);

	hash_bytes(bytes, hash);
	for (int i = 0; i < 32; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	return (struct str){hex, 64};
}
