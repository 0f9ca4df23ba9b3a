#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

#include "base/file.h"
#include "base/rng.h"
#include "engine/import.h"
#include "engine/store/sql.h"
#include "engine/store/store_event.h"
#include "engine/store/store_search.h"
#include "tests/bank.h"

/* Banks that others broke, disks that fail, programs that die. */

static void expect_refusal(
	const char *sql, enum error_code code, const char *text)
{
	struct store *store = NULL;

	store_close(filled());
	CHECK(outside(sql));
	if (!CHECK(!store_open(path, STORE_WRITE, &store, &err)))
		return;
	CHECK(err.code == code);
	if (!CHECK(strstr(err.text, text)))
		printf("# %s\n", err.text);
}

static void test_strange_schemas(void)
{
	expect_refusal("CREATE TRIGGER t AFTER INSERT ON topic BEGIN "
		       "DELETE FROM question; END",
		ERROR_DENIED, "triggers");
	expect_refusal("CREATE VIEW v AS SELECT 1", ERROR_DENIED, "views");
	expect_refusal("DROP INDEX question_topic", ERROR_DENIED, "other");
	expect_refusal("CREATE TABLE z (a)", ERROR_DENIED, "other");
	expect_refusal("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET "
		       "sql = replace(sql, 'dethi', 'ascii')",
		ERROR_DENIED, "other");
	/* Under a name that is SQLite's own. */
	expect_refusal("PRAGMA writable_schema = ON; INSERT INTO "
		       "sqlite_schema VALUES ('trigger', 'sqlite_stat_x', "
		       "'topic', 0, 'CREATE TRIGGER sqlite_stat_x AFTER "
		       "INSERT ON topic BEGIN DELETE FROM tag; END')",
		ERROR_DENIED, "triggers");
	expect_refusal("PRAGMA writable_schema = ON; INSERT INTO "
		       "sqlite_schema VALUES ('view', 'sqlite_stat1', "
		       "'sqlite_stat1', 0, 'CREATE VIEW sqlite_stat1 AS "
		       "SELECT 1')",
		ERROR_DENIED, "views");
	expect_refusal("PRAGMA user_version = 99", ERROR_DENIED, "newer");
	expect_refusal("PRAGMA application_id = 5", ERROR_SYNTAX, "not a");
	expect_refusal("PRAGMA user_version = -1", ERROR_SYNTAX, "not a");
}

/* What SQLite itself adds on demand is no stranger. */
static void test_analyzed(void)
{
	store_close(filled());
	CHECK(outside("ANALYZE"));
	store_close(reopen(STORE_WRITE));
}

static void write_file(const char *bytes, size_t size)
{
	int file = open(path, O_CREAT | O_TRUNC | O_WRONLY, 0600);

	CHECK(write(file, bytes, size) == (ssize_t)size);
	close(file);
}

static void expect_open(enum error_code code, const char *text)
{
	struct store *store = NULL;

	for (int mode = STORE_READ; mode <= STORE_WRITE; mode++) {
		if (!CHECK(!store_open(
			    path, (enum store_mode)mode, &store, &err)))
			continue;
		CHECK(err.code == code);
		if (!CHECK(strstr(err.text, text)))
			printf("# %s\n", err.text);
	}
}

static void test_not_banks(void)
{
	char noise[8192];

	name("other.db");
	expect_open(ERROR_NOTFOUND, "no bank");
	write_file("", 0);
	expect_open(ERROR_SYNTAX, "empty");
	memset(noise, 'x', sizeof noise);
	write_file(noise, sizeof noise);
	expect_open(ERROR_SYNTAX, "not a Dethi bank");
	unlink(path);
	CHECK(outside("CREATE TABLE t (a)"));
	expect_open(ERROR_SYNTAX, "not a Dethi bank");
	snprintf(path, sizeof path, "%s", folder);
	expect_open(ERROR_SYNTAX, "folder");
}

static void test_truncated(void)
{
	struct store *store = NULL;
	struct stat st;
	bool opened;

	store_close(filled());
	CHECK(!stat(path, &st));
	/* At every cut it opens and then fails, or does not open. */
	for (off_t size = st.st_size - 4096; size > 0; size -= 12288) {
		struct str text;
		struct question got;

		CHECK(!truncate(path, size));
		opened = store_open(path, STORE_READ, &store, &err);
		if (!opened) {
			CHECK(err.code == ERROR_SYNTAX);
			continue;
		}
		text = STR("q2");
		if (!store_get_question(store, arena, text, 0, &got, &err))
			CHECK(err.code == ERROR_SYNTAX ||
				err.code == ERROR_NOTFOUND);
		store_close(store);
	}
}

static void test_create_refuses(void)
{
	struct store *store = NULL;
	struct stat before, after;

	store_close(filled());
	CHECK(!stat(path, &before));
	CHECK(!store_create(path, &store, &err));
	CHECK(err.code == ERROR_DENIED);
	CHECK(!stat(path, &after) && before.st_size == after.st_size);
	name("missing/bank.db");
	CHECK(!store_create(path, &store, &err));
	CHECK(err.code == ERROR_IO);
}

static void check_read_only(void)
{
	struct store *store = NULL;
	struct question got;

	CHECK(!store_open(path, STORE_WRITE, &store, &err));
	CHECK(err.code == ERROR_IO && strstr(err.text, "read-only"));
	store = reopen(STORE_READ);
	CHECK_OK(store_get_question(store, arena, STR("q1"), 0, &got, &err),
		err);
	store_close(store);
}

/* Nothing is read-only to root, so the checks run as nobody. */
static void as_nobody(void (*check)(void))
{
	pid_t child = fork();
	int status = 1;

	if (!child) {
		check_failed = !geteuid() && setuid(65534);
		check();
		fflush(stdout);
		_exit(check_failed);
	}
	waitpid(child, &status, 0);
	CHECK(!status);
}

static void test_read_only(void)
{
	struct store *store;
	enum put_result result;
	struct question q = question("q3", "ba");

	store_close(filled());
	store = reopen(STORE_READ);
	CHECK(!store_put_question(store, &q, 1, &result, &err));
	CHECK(err.code == ERROR_DENIED);
	store_close(store);
	chmod(path, 0444);
	as_nobody(check_read_only);
	chmod(folder, 0555);
	as_nobody(check_read_only);
	chmod(path, 0666);
	as_nobody(check_read_only);
	chmod(folder, 0755);
}

/* Another program puts a question and dies before it tidies up: what it has
 * committed stands in the log alone. */
static void put_and_die(const char *id)
{
	pid_t child = fork();

	if (!child) {
		put(reopen(STORE_WRITE), question(id, "ba"));
		_exit(check_failed);
	}
	waitpid(child, NULL, 0);
}

static void check_newest(void)
{
	struct store *store = reopen(STORE_READ);
	struct question got;

	CHECK_OK(store_get_question(store, arena, STR("q3"), 0, &got, &err),
		err);
	store_close(store);
}

static void check_refused(void)
{
	struct store *store = NULL;

	if (CHECK(!store_open(path, STORE_READ, &store, &err)))
		CHECK(strstr(err.text, "newest changes"));
}

/* A folder that cannot be written does not hide what is in the log. */
static void test_log_in_fixed_folder(void)
{
	char log[600];

	store_close(filled());
	put_and_die("q3");
	chmod(path, 0444);
	chmod(folder, 0555);
	as_nobody(check_newest);
	chmod(folder, 0755);
	snprintf(log, sizeof log, "%s-shm", path);
	unlink(log);
	chmod(folder, 0555);
	as_nobody(check_refused);
	chmod(folder, 0755);
	chmod(path, 0644);
	check_newest();
}

/* A link in such a folder leads to a bank that can be written. */
static void check_link(void)
{
	struct store *store = NULL;

	if (CHECK_OK(store_open(path, STORE_WRITE, &store, &err), err))
		put(store, question("q3", "ba"));
	store_close(store);
}

static void test_link(void)
{
	char real[512], inner[300];

	store_close(filled());
	snprintf(real, sizeof real, "%s/real", folder);
	CHECK(!mkdir(real, 0777) && !chmod(real, 0777));
	snprintf(inner, sizeof inner, "%s/real/bank.db", folder);
	CHECK(!rename(path, inner) && !chmod(inner, 0666));
	CHECK(!symlink("real/bank.db", path));
	chmod(folder, 0555);
	as_nobody(check_link);
	chmod(folder, 0755);
	check_newest();
	remove_bank();
	snprintf(path, sizeof path, "%s", inner);
	remove_bank();
	CHECK(!rmdir(real));
}

/* The log of a bank that is gone is no part of a new one. */
static void test_orphaned_log(void)
{
	struct store *store;
	size_t count = 9;

	store_close(filled());
	put_and_die("q3");
	unlink(path);
	CHECK_OK(store_create(path, &store, &err), err);
	CHECK_OK(store_count(store, &count, &err), err);
	CHECK(count == 0);
	put_topic(store, "toan12.1", "");
	CHECK(put(store, question("q1", "một")) == PUT_NEW);
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
}

static void test_two_writers(void)
{
	struct store *one = filled(), *two = reopen(STORE_WRITE);
	struct question got;

	CHECK_OK(store_begin(one, &err), err);
	put(one, question("q3", "ba"));
	/* A reader sees the bank as it was. */
	CHECK(!store_get_question(two, arena, STR("q3"), 0, &got, &err));
	CHECK(err.code == ERROR_NOTFOUND);
	sqlite3_busy_timeout(two->db, 50);
	CHECK(!store_begin(two, &err));
	CHECK(err.code == ERROR_IO && strstr(err.text, "another program"));
	CHECK_OK(store_commit(one, &err), err);
	CHECK_OK(store_begin(two, &err), err);
	CHECK(put(two, question("q3", "ba")) == PUT_SAME);
	CHECK_OK(store_commit(two, &err), err);
	store_close(one);
	store_close(two);
}

/* A child puts questions in one transaction and is killed in the middle. */
static void test_kill(void)
{
	int pipes[2];
	struct store *store;
	size_t count;
	char byte;
	pid_t child;

	store_close(filled());
	CHECK(!pipe(pipes));
	child = fork();
	if (!child) {
		char id[32];

		store = reopen(STORE_WRITE);
		if (!store_begin(store, &err))
			_exit(1);
		for (int i = 0;; i++) {
			snprintf(id, sizeof id, "new%d", i);
			put(store, question(id, "một hai ba bốn năm"));
			if (i == 2000 && write(pipes[1], "x", 1) != 1)
				_exit(1);
		}
	}
	CHECK(read(pipes[0], &byte, 1) == 1);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	close(pipes[0]);
	close(pipes[1]);
	store = reopen(STORE_WRITE);
	CHECK_OK(store_count(store, &count, &err), err);
	CHECK(count == 2);
	CHECK_OK(store_verify(store, &err), err);
	CHECK(put(store, question("q3", "ba")) == PUT_NEW);
	store_close(store);
}

static bool put_many(struct store *store, int count)
{
	char id[32], stem[2000];

	memset(stem, 'x', sizeof stem);
	for (int i = 0; i < count; i++) {
		struct question q;
		enum put_result result;

		snprintf(id, sizeof id, "many%d", i);
		q = question(id, id);
		q.stem = (struct str){stem, sizeof stem};
		if (!store_put_question(store, &q, 1, &result, &err))
			return false;
	}
	return true;
}

static void test_full_disk(void)
{
	struct rlimit limit, old;
	struct store *store = filled();
	struct question got;
	size_t count;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	limit = old;
	limit.rlim_cur = 4 * 1024 * 1024;
	setrlimit(RLIMIT_FSIZE, &limit);
	CHECK_OK(store_begin(store, &err), err);
	CHECK(!put_many(store, 60000) || !store_commit(store, &err));
	CHECK(err.code == ERROR_IO);
	setrlimit(RLIMIT_FSIZE, &old);
	store_rollback(store);
	CHECK_OK(store_count(store, &count, &err), err);
	CHECK(count == 2);
	CHECK(put(store, question("q3", "ba")) == PUT_NEW);
	CHECK_OK(store_get_question(store, arena, STR("q1"), 0, &got, &err),
		err);
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
}

/* A child that writes for a moment is waited for. */
static void test_patience(void)
{
	struct timespec moment = {0, 200 * 1000 * 1000};
	struct store *store;
	int pipes[2];
	char byte;
	pid_t child;

	store_close(filled());
	CHECK(!pipe(pipes));
	child = fork();
	if (!child) {
		store = reopen(STORE_WRITE);
		if (!store_begin(store, &err) || write(pipes[1], "x", 1) != 1)
			_exit(1);
		nanosleep(&moment, NULL);
		put(store, question("theirs", "ba"));
		_exit(!store_commit(store, &err));
	}
	CHECK(read(pipes[0], &byte, 1) == 1);
	store = reopen(STORE_WRITE);
	CHECK_OK(store_begin(store, &err), err);
	CHECK(put(store, question("theirs", "ba")) == PUT_SAME);
	CHECK_OK(store_commit(store, &err), err);
	store_close(store);
	waitpid(child, NULL, 0);
	close(pipes[0]);
	close(pipes[1]);
}

/* Questions prefix0 … in one import; false when the bank failed. */
static bool import_many(struct store *store, const char *prefix, int count)
{
	struct report report = {.arena = arena};
	struct import_counts counts;
	struct import *import;
	struct sink sink;
	char id[32];

	if (!import_begin(arena, store, &report, 1, &import, &err))
		return false;
	sink = import_sink(import, "many.yaml");
	for (int i = 0; i < count; i++) {
		struct question q;

		snprintf(id, sizeof id, "%s%d", prefix, i);
		q = question(id, "một hai ba bốn năm sáu bảy tám chín mười");
		q.solution = STR("Vì một cộng một bằng hai.");
		if (!sink.question(sink.ctx, &q, &err)) {
			import_abort(import);
			return false;
		}
	}
	return import_end(import, false, false, &counts, &err);
}

/* The bank is whole, by SQLite's judgement, the index's and ours. */
static void check_whole(struct store *store, size_t count, size_t or_count)
{
	struct query query = {0};
	long long *rows;
	size_t have, found;
	sqlite3_stmt *stmt;

	CHECK_OK(store_verify(store, &err), err);
	CHECK_OK(store_count(store, &have, &err), err);
	if (!CHECK(have == count || have == or_count))
		printf("# %zu questions\n", have);
	CHECK(sqlite3_prepare_v2(store->db, "PRAGMA integrity_check", -1, &stmt,
		      NULL) == SQLITE_OK);
	CHECK(sqlite3_step(stmt) == SQLITE_ROW);
	CHECK_STR(sql_str(stmt, 0), "ok");
	sqlite3_finalize(stmt);
	CHECK(sqlite3_exec(store->db,
		      "INSERT INTO search (search) VALUES "
		      "('integrity-check')",
		      NULL, NULL, NULL) == SQLITE_OK);
	CHECK_OK(query_parse(arena, STR("(một)"), &query, &err), err);
	CHECK_OK(store_search_rows(store, arena, &query, &rows, &found, &err),
		err);
	CHECK(found == have - 1);
}

/* Killed at moments that reach from the first question to after the commit. */
static void test_kill_import(void)
{
	enum { MANY = 1500, KILLS = 8 };
	struct store *store;

	store_close(filled());
	for (int i = 0; i < KILLS; i++) {
		struct timespec moment = {0, (1 + i * i * 3) * 1000 * 1000};
		pid_t child = fork();

		if (!child) {
			store = reopen(STORE_WRITE);
			_exit(!import_many(store, "new", MANY));
		}
		nanosleep(&moment, NULL);
		kill(child, SIGKILL);
		waitpid(child, NULL, 0);
		store = reopen(STORE_WRITE);
		check_whole(store, 2, MANY + 2);
		store_close(store);
	}
	store = reopen(STORE_WRITE);
	CHECK_OK(import_many(store, "new", MANY), err);
	check_whole(store, MANY + 2, MANY + 2);
	store_close(store);
}

/* Two programs import at once: one waits for the other. */
static void test_two_imports(void)
{
	pid_t children[2];
	struct store *store;
	int status;

	store_close(filled());
	for (int i = 0; i < 2; i++) {
		children[i] = fork();
		if (!children[i])
			_exit(!import_many(reopen(STORE_WRITE),
				i ? "first" : "second", 300));
	}
	for (int i = 0; i < 2; i++) {
		waitpid(children[i], &status, 0);
		CHECK(!status);
	}
	store = reopen(STORE_WRITE);
	check_whole(store, 602, 602);
	store_close(store);
}

/* The disk is full wherever the import has got to. */
static void test_full_import(void)
{
	struct store *store = filled();
	char sql[64];

	for (int pages = 60; pages < 260; pages += 40) {
		snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", pages);
		CHECK(sqlite3_exec(store->db, sql, NULL, NULL, NULL) ==
			SQLITE_OK);
		CHECK(!import_many(store, "new", 3000));
		CHECK(err.code == ERROR_IO && strstr(err.text, "no room"));
		check_whole(store, 2, 2);
	}
	CHECK(sqlite3_exec(store->db, "PRAGMA max_page_count = 100000", NULL,
		      NULL, NULL) == SQLITE_OK);
	CHECK_OK(import_many(store, "new", 100), err);
	check_whole(store, 102, 102);
	store_close(store);
}

static struct str bank_bytes(void)
{
	struct str bytes = {0};

	CHECK_OK(file_read(arena, path, FILE_LIMIT, &bytes, &err), err);
	return bytes;
}

static bool note_stem(void *ctx, const struct question *q, struct error *e)
{
	(void)e;
	/* What is given out is what was put in. */
	CHECK(str_is(q->stem, "một") || str_is(q->stem, "hai"));
	++*(size_t *)ctx;
	return true;
}

/* Everything a reader does; what fails says so. */
static void read_garbled(struct store *store)
{
	struct query query = {0};
	struct topic *topics;
	struct event *events;
	struct hits hits;
	size_t count = 0;

	if (!store_each_question(store, &query, note_stem, &count, &err))
		CHECK(err.code != ERROR_NONE && *err.text);
	CHECK_OK(query_parse(arena, STR("mot"), &query, &err), err);
	if (!store_search(store, arena, &query, 0, 0, &hits, &err))
		CHECK(err.code != ERROR_NONE && *err.text);
	if (!store_topics(store, arena, &topics, &count, &err))
		CHECK(err.code != ERROR_NONE && *err.text);
	if (!store_events(store, arena, 0, &events, &count, &err))
		CHECK(err.code != ERROR_NONE && *err.text);
	if (!store_verify(store, &err))
		CHECK(err.code != ERROR_NONE && *err.text);
}

static void write_garbled(struct store *store)
{
	struct question q = question("q3", "một");
	enum put_result result;

	if (!store_put_question(store, &q, 1, &result, &err))
		CHECK(err.code != ERROR_NONE && *err.text);
}

static void test_garbled(void)
{
	struct rng rng = rng_stream(1, "garble", 0);
	struct str whole;
	char *bytes;

	store_close(filled());
	whole = bank_bytes();
	bytes = arena_copy(arena, whole.ptr, whole.len);
	for (int i = 0; i < 150; i++) {
		size_t at = rng_below(&rng, whole.len);
		struct store *store = NULL;

		for (size_t k = at; k < at + 16 && k < whole.len; k++)
			bytes[k] = (char)rng_next(&rng);
		write_file(bytes, whole.len);
		err = (struct error){0};
		if (store_open(path, STORE_WRITE, &store, &err)) {
			read_garbled(store);
			write_garbled(store);
			store_close(store);
		} else {
			CHECK(err.code != ERROR_NONE && *err.text);
		}
		memcpy(bytes + at, whole.ptr + at,
			whole.len - at < 16 ? whole.len - at : 16);
	}
	remove_bank();
	write_file(whole.ptr, whole.len);
	store_close(reopen(STORE_WRITE));
}

/* What a dead program left beside the bank is no part of it. */
static void test_strange_log(void)
{
	char bank[512], noise[40000];
	struct store *store;

	store_close(filled());
	memcpy(bank, path, sizeof bank);
	memset(noise, 'z', sizeof noise);
	name("bank.db-wal");
	write_file(noise, sizeof noise);
	memcpy(path, bank, sizeof path);
	store = reopen(STORE_WRITE);
	check_whole(store, 2, 2);
	store_close(store);
}

int main(void)
{
	bank_begin();
	TEST(test_strange_schemas);
	TEST(test_analyzed);
	TEST(test_not_banks);
	TEST(test_truncated);
	TEST(test_create_refuses);
	TEST(test_read_only);
	TEST(test_kill);
	TEST(test_full_disk);
	TEST(test_log_in_fixed_folder);
	TEST(test_link);
	TEST(test_orphaned_log);
	TEST(test_two_writers);
	TEST(test_patience);
	TEST(test_two_imports);
	TEST(test_kill_import);
	TEST(test_full_import);
	TEST(test_garbled);
	TEST(test_strange_log);
	bank_end();
	return check_result();
}
