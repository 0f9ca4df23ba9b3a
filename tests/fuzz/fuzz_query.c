/* A search as people type it: parsed, then run against a small bank, so that
 * no words can become SQL or FTS5 syntax. */
#include <unistd.h>

#include "engine/store/store_question.h"
#include "engine/store/store_search.h"
#include "tests/fuzz/driver.h"

static struct store *store;
static char folder[] = "/tmp/dethi-fuzz-XXXXXX";
static char path[64];

static void remove_bank(void)
{
	store_close(store);
	unlink(path);
	rmdir(folder);
}

static void fill(void)
{
	struct topic topic = {.id = STR("t")};
	struct question q = question_empty();
	enum put_result result;

	q.id = STR("q");
	q.type = TYPE_ESSAY;
	q.topic = STR("t");
	q.stem = STR("Tính đạo hàm của $x^2$ AND NOT NEAR(a b)");
	if (!store_create(path, &store, NULL) ||
		!store_put_topic(store, &topic, &result, NULL) ||
		!store_put_question(store, &q, 0, &result, NULL))
		abort();
}

static struct store *bank(void)
{
	if (store)
		return store;
	if (!mkdtemp(folder))
		abort();
	snprintf(path, sizeof path, "%s/bank.db", folder);
	atexit(remove_bank);
	fill();
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
