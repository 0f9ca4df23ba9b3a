#include "base/base64.h"

#include "tests/check.h"

static struct arena *arena;

/* The examples of RFC 4648, §10. */
static const char *const pairs[][2] = {
	{"", ""},
	{"f", "Zg=="},
	{"fo", "Zm8="},
	{"foo", "Zm9v"},
	{"foob", "Zm9vYg=="},
	{"fooba", "Zm9vYmE="},
	{"foobar", "Zm9vYmFy"},
	{"\xff\xfe\xfb\x3e", "//77Pg=="},
};

static void both_ways(void)
{
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		struct str bytes;

		CHECK_STR(base64_encode(arena, str_from(pairs[i][0])),
			pairs[i][1]);
		CHECK(base64_decode(arena, str_from(pairs[i][1]), &bytes));
		CHECK_STR(bytes, pairs[i][0]);
	}
}

static void all_bytes(void)
{
	char all[256];
	struct str bytes = {all, sizeof all}, back;

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	CHECK(base64_decode(arena, base64_encode(arena, bytes), &back));
	CHECK(str_equal(bytes, back));
}

static void strange_texts(void)
{
	struct str bytes;

	CHECK(base64_decode(arena, STR("Z g\n=\t="), &bytes));
	CHECK_STR(bytes, "f");
	CHECK(!base64_decode(arena, STR("Zg!="), &bytes));
	CHECK(!base64_decode(arena, STR("Zg-_"), &bytes));
}

int main(void)
{
	arena = arena_new();
	TEST(both_ways);
	TEST(all_bytes);
	TEST(strange_texts);
	arena_free(arena);
	return check_result();
}
