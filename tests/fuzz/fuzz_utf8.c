/* Text from anywhere: what is found to be UTF-8 has one NFC, one search key and
 * one duplicate key, and its lines have an order. */
#include "base/utf8.h"

#include "base/collate.h"
#include "tests/fuzz/driver.h"

static void same(struct str a, struct str b)
{
	if (!str_equal(a, b))
		abort();
}

static void check_keys(struct arena *arena, struct str text)
{
	struct str nfc = utf8_nfc(arena, text);
	struct str fold = utf8_fold(arena, text);
	struct str key = utf8_same(arena, text);

	if (!utf8_is_nfc(nfc) || utf8_invalid(fold) != SIZE_MAX ||
		utf8_invalid(key) != SIZE_MAX)
		abort();
	same(utf8_nfc(arena, nfc), nfc);
	same(utf8_fold(arena, nfc), fold);
	same(utf8_same(arena, nfc), key);
	same(utf8_same(arena, key), key);
	same(utf8_lower(arena, utf8_lower(arena, text)),
		utf8_lower(arena, text));
	utf8_width(text);
}

static int sign(int order)
{
	return (order > 0) - (order < 0);
}

static void check_order(struct str text)
{
	struct str a, b;

	while (str_cut(&text, '\n', &a)) {
		b = text;
		if (sign(collate(a, b)) != -sign(collate(b, a)) ||
			collate(a, a))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = {(const char *)data, size};
	unsigned line, column;

	utf8_position(text, utf8_invalid(text), &line, &column);
	text = str_sub(text, 0, utf8_invalid(text));
	check_keys(arena, text);
	check_order(text);
	arena_free(arena);
	return 0;
}
