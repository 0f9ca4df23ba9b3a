/* JSON as exam files and settings hold it: what is read is written, read again
 * and written the same. */
#include "base/json.h"

#include "tests/fuzz/driver.h"

static void walk(const struct json *json)
{
	json_str(json);
	json_long(json, json_number(json, 0) > 0);
	for (json = json_first(json); json; json = json_next(json)) {
		json_key(json);
		walk(json);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = {(const char *)data, size};
	struct json *json, *again;
	struct error err;

	if (json_parse(arena, "f", text, &json, &err)) {
		struct str once = json_print(arena, json, size % 2);

		walk(json);
		if (!json_parse(arena, "f", once, &again, &err) ||
			!str_equal(once, json_print(arena, again, size % 2)))
			abort();
	} else if (!err.code || !err.line || !err.text[0]) {
		abort();
	}
	arena_free(arena);
	return 0;
}
