#include "base/hash.h"

#include "tests/check.h"

static struct arena *arena;

/* The examples of FIPS 180-2, appendix B, and of the NIST test vectors. */
static void is_sha256(void)
{
	struct buf million = {.arena = arena};

	CHECK_STR(hash_hex(arena, STR("abc")),
		"ba7816bf8f01cfea414140de5dae2223"
		"b00361a396177a9cb410ff61f20015ad");
	CHECK_STR(hash_hex(arena, (struct str){NULL, 0}),
		"e3b0c44298fc1c149afbf4c8996fb924"
		"27ae41e4649b934ca495991b7852b855");
	CHECK_STR(hash_hex(arena,
			  STR("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmno"
			      "mnopnopq")),
		"248d6a61d20638b8e5c026930c3e6039"
		"a33ce45964ff2167f6ecedd419db06c1");
	for (int i = 0; i < 1000000; i++)
		buf_char(&million, 'a');
	CHECK_STR(hash_hex(arena, buf_str(&million)),
		"cdc76e5c9914fb9281a1c7e284d73e67"
		"f1809a48a497200e046d39ccc7112cd0");
}

static void gives_bytes(void)
{
	unsigned char bytes[32];

	hash_bytes(STR("abc"), bytes);
	CHECK(bytes[0] == 0xba && bytes[1] == 0x78 && bytes[31] == 0xad);
	hash_bytes(STR("ab\0c"), bytes);
	CHECK(bytes[0] != 0xba);
}

int main(void)
{
	arena = arena_new();
	TEST(is_sha256);
	TEST(gives_bytes);
	arena_free(arena);
	return check_result();
}
