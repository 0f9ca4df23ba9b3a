#ifndef TESTS_BANK_H
#define TESTS_BANK_H

#include <dirent.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/store/store_question.h"
#include "tests/check.h"

/* Small banks in a folder of their own, for tests of the store. */
static struct arena *arena;
static struct error err;
static char folder[256];
static char path[512];

static const char *name(const char *file)
{
	snprintf(path, sizeof path, "%s/%s", folder, file);
	return path;
}

static inline void remove_bank(void)
{
	static const char *const endings[] = {"", "-wal", "-shm"};
	char file[600];

	for (size_t i = 0; i < 3; i++) {
		snprintf(file, sizeof file, "%s%s", path, endings[i]);
		unlink(file);
	}
}

static inline struct store *create(void)
{
	struct store *store = NULL;

	name("bank.db");
	remove_bank();
	if (!CHECK_OK(store_create(path, &store, &err), err))
		exit(2);
	return store;
}

static inline struct store *reopen(enum store_mode mode)
{
	struct store *store = NULL;

	if (!CHECK_OK(store_open(path, mode, &store, &err), err))
		exit(2);
	return store;
}

static const struct option options[] = {
	{.text = {"hai", 3}, .right = true},
	{.text = {"ba", 2}},
};
static const struct str tags[] = {{"hình", 5}, {"dễ", 4}};

static inline struct question question(const char *id, const char *stem)
{
	struct question q = question_empty();

	q.id = str_from(id);
	q.type = TYPE_CHOICE;
	q.topic = STR("toan12.1");
	q.subject = STR("toan");
	q.grade = 12;
	q.level = LEVEL_APPLY;
	q.stem = str_from(stem);
	q.options = options;
	q.option_count = 2;
	q.tags = tags;
	q.tag_count = 2;
	q.difficulty = 0.25;
	q.points = 250;
	return q;
}

static inline void put_topic(
	struct store *store, const char *id, const char *parent)
{
	struct topic topic = {.id = str_from(id),
		.name = str_from(id),
		.parent = str_from(parent)};
	enum put_result result;

	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
}

static inline enum put_result put(struct store *store, struct question q)
{
	enum put_result result = PUT_RESULTS;

	CHECK_OK(store_put_question(store, &q, 1700000000, &result, &err), err);
	return result;
}

static inline bool outside(const char *sql)
{
	sqlite3 *db;
	bool worked = sqlite3_open(path, &db) == SQLITE_OK &&
		sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;

	sqlite3_close(db);
	return worked;
}

static inline struct store *filled(void)
{
	struct store *store = create();

	put_topic(store, "toan12.1", "");
	put(store, question("q1", "một"));
	put(store, question("q2", "hai"));
	return store;
}

static inline void remove_folder(void)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while ((entry = readdir(dir))) {
		name(entry->d_name);
		unlink(path);
	}
	closedir(dir);
	rmdir(folder);
}

static inline void bank_begin(void)
{
	const char *temporary = getenv("TMPDIR");

	arena = arena_new();
	snprintf(folder, sizeof folder, "%s/dethi-bank-XXXXXX",
		temporary ? temporary : "/tmp");
	if (!mkdtemp(folder) || chmod(folder, 0755))
		exit(2);
}

static inline void bank_end(void)
{
	remove_folder();
	arena_free(arena);
}

#endif
