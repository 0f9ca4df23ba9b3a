/* A search as people type it: parsed, then run against a small bank, so that
 * no words can become SQL or FTS5 syntax. */
#include <unistd.h>

#include "engine/store/store_question.h"
#include "engine/store/store_search.h"
#include "tests/fuzz/driver.h"

static struct store *bank(void)
{
	static struct store *store;
	static char path[] = "/tmp/dethi-fuzz-XXXXXX";
	struct topic topic = {.id = STR("t")};
	struct question q = question_empty();
	enum put_result result;
	int file;

	if (store)
		return store;
	file = mkstemp(path);
	if (file < 0)
		abort();
	close(file);
	unlink(path);
	q.id = STR("q");
	q.type = TYPE_ESSAY;
	q.topic = STR("t");
	q.stem = STR("Tính đạo hàm của $x^2$ AND NOT NEAR(a b)");
	if (!store_create(path, &store, NULL) ||
		!store_put_topic(store, &topic, &result, NULL) ||
		!store_put_question(store, &q, 0, &result, NULL))
		abort();
	unlink(path);
	return store;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = {(const char *)data, size};
	struct query query;
	struct hits hits;
	long long *rows;
	size_t count;

	if (query_parse(arena, text, &query, NULL)) {
		struct error err;

		if (!store_search(bank(), arena, &query, 5, 0, &hits, &err) ||
			!store_search_rows(
				bank(), arena, &query, &rows, &count, &err) ||
			hits.total != count)
			abort();
	}
	arena_free(arena);
	return 0;
}
