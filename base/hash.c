#include "base/hash.h"

#include <limits.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>

/* Looked up once: that takes longer than hashing a question. */
static EVP_MD *found;

static void find(void)
{
	found = EVP_MD_fetch(NULL, "SHA256", NULL);
}

static const EVP_MD *sha256(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, find);
	return found ? found : EVP_sha256();
}

void hash_bytes(struct str bytes, unsigned char out[32])
{
	/* Fails only when the library itself is broken. */
	if (!EVP_Digest(bytes.len ? bytes.ptr : "", bytes.len, out, NULL,
		    sha256(), NULL))
		abort();
}

static struct str to_hex(struct arena *arena, const unsigned char hash[32])
{
	static const char digits[] = "0123456789abcdef";
	char *hex = arena_alloc(arena, 65);

	for (int i = 0; i < 32; i++) {
		hex[2 * i] = digits[hash[i] >> 4];
		hex[2 * i + 1] = digits[hash[i] & 15];
	}
	return (struct str){hex, 64};
}

struct str hash_hex(struct arena *arena, struct str bytes)
{
	unsigned char hash[32];

	hash_bytes(bytes, hash);
	return to_hex(arena, hash);
}

struct str hash_hmac_hex(
	struct arena *arena, struct str key, struct str message)
{
	unsigned char hash[32];

	if (key.len > INT_MAX ||
		!HMAC(sha256(), key.len ? key.ptr : "", (int)key.len,
			(const unsigned char *)(message.len ? message.ptr : ""),
			message.len, hash, NULL))
		abort();
	return to_hex(arena, hash);
}
