#include "engine/store/schema.h"

#include "engine/store/sql.h"
#include "engine/store/store_event.h"
#include "engine/store/store_search.h"
#include "tests/bank.h"

/* Banks of one version in the hands of a program of another. The next version
 * of these tests makes a table anew that others refer to, as SQLite's manual
 * advises (ALTER TABLE, "Making other kinds of table schema changes"). */
static const char next_step[] =
	"CREATE TABLE fresh (row INTEGER PRIMARY KEY, name TEXT NOT NULL "
	"UNIQUE, fold TEXT NOT NULL, colour TEXT NOT NULL DEFAULT 'red') "
	"STRICT;"
	"INSERT INTO fresh (row, name, fold) SELECT row, name, fold FROM tag;"
	"DROP TABLE tag;"
	"ALTER TABLE fresh RENAME TO tag;"
	"INSERT INTO tag (name, fold) VALUES ('new', 'new')";
static const char *steps[] = {NULL, next_step};
static const struct schema next = {steps, 2};

static const char *beside(const char *ending)
{
	return str_format(arena, "%s%s", path, ending).ptr;
}

static long long number(struct store *store, const char *sql)
{
	sqlite3_stmt *stmt;
	long long out = -1;

	CHECK(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) == SQLITE_OK);
	CHECK_OK(sql_number(store, stmt, -1, &out, &err), err);
	sqlite3_finalize(stmt);
	return out;
}

static size_t found(struct store *store, const char *words)
{
	struct query query;
	struct hits hits = {0};

	CHECK_OK(query_parse(arena, str_from(words), &query, &err), err);
	CHECK_OK(store_search(store, arena, &query, 0, 0, &hits, &err), err);
	return hits.total;
}

static struct store *open_next(void)
{
	struct store *store = NULL;

	if (!CHECK_OK(
		    store_open_as(path, STORE_WRITE, &next, &store, &err), err))
		exit(2);
	return store;
}

static void test_next_version(void)
{
	struct store *store;
	size_t version = 0;

	store_close(filled());
	CHECK(!store_open_as(path, STORE_READ, &next, &store, &err));
	CHECK(err.code == ERROR_DENIED && strstr(err.text, "older"));
	store = open_next();
	CHECK_OK(schema_check(store->db, path, &next, &version, &err), err);
	CHECK(version == 2);
	CHECK(number(store, "PRAGMA foreign_keys") == 1);
	CHECK(number(store, "SELECT count(*) FROM tag") == 3);
	CHECK(found(store, "mot tag:\"hình\"") == 1);
	CHECK(put(store, question("q3", "ba")) == PUT_NEW);
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
	/* An older program leaves it alone. */
	CHECK(!store_open(path, STORE_WRITE, &store, &err));
	CHECK(err.code == ERROR_DENIED && strstr(err.text, "newer"));
	/* The copy is the bank as it was. */
	name("bank.db.v1");
	store = reopen(STORE_READ);
	CHECK(found(store, "id:q1") == 1 && found(store, "id:q3") == 0);
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
	remove_bank();
}

/* Both have seen version 1; the second finds the work done. */
static void test_two_programs(void)
{
	struct store *one = filled(), *two = reopen(STORE_WRITE);

	sqlite3_set_authorizer(one->db, NULL, NULL);
	sqlite3_set_authorizer(two->db, NULL, NULL);
	CHECK_OK(schema_upgrade(one->db, path, &next, 1, &err), err);
	CHECK(sqlite3_exec(one->db, "UPDATE tag SET colour = 'blue'", NULL,
		      NULL, NULL) == SQLITE_OK);
	CHECK_OK(schema_upgrade(two->db, path, &next, 1, &err), err);
	CHECK(number(one, "SELECT count(*) FROM tag WHERE colour = 'blue'") ==
		3);
	store_close(one);
	store_close(two);
}

static void expect_failure(const char *step, const char *text)
{
	const char *const bad_steps[] = {schema.steps[0], step};
	const struct schema bad = {bad_steps, 2};
	struct store *store = NULL;

	store_close(filled());
	if (!CHECK(!store_open_as(path, STORE_WRITE, &bad, &store, &err)))
		return;
	if (!CHECK(strstr(err.text, text)))
		printf("# %s\n", err.text);
	store = reopen(STORE_WRITE);
	CHECK(found(store, "tag:\"hình\"") == 2);
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
	CHECK(!unlink(beside(".v1")));
}

/* A step that fails, or leaves something that refers to nothing, undoes all. */
static void test_bad_steps(void)
{
	expect_failure("DELETE FROM question_tag; "
		       "INSERT INTO nowhere VALUES (1)",
		"nowhere");
	expect_failure("DELETE FROM tag", "damaged");
}

static const char *const two_steps[] = {
	"CREATE TABLE a (b)",
	"ALTER TABLE a ADD COLUMN c; INSERT INTO a VALUES (1, 2)",
};
static const char *const bad_steps[] = {
	"CREATE TABLE a (b)",
	"INSERT INTO a VALUES (1); INSERT INTO nowhere VALUES (1)",
};

static void test_upgrade(void)
{
	const struct schema one = {two_steps, 1}, two = {two_steps, 2},
			    bad = {bad_steps, 2};
	char copy[600];
	sqlite3 *db;
	size_t version = 0;

	name("old.db");
	CHECK(sqlite3_open(path, &db) == SQLITE_OK);
	CHECK_OK(schema_upgrade(db, path, &one, 0, &err), err);
	CHECK_OK(schema_check(db, path, &two, &version, &err), err);
	CHECK(version == 1);
	CHECK(!schema_upgrade(db, path, &bad, 1, &err));
	CHECK_OK(schema_check(db, path, &two, &version, &err), err);
	CHECK(version == 1);
	for (int i = 0; i < 2; i++)
		CHECK_OK(schema_backup(db, path, version, &err), err);
	snprintf(copy, sizeof copy, "%s.v1-2", path);
	CHECK(!access(copy, F_OK));
	CHECK_OK(schema_upgrade(db, path, &two, 1, &err), err);
	CHECK_OK(schema_check(db, path, &two, &version, &err), err);
	CHECK(version == 2);
	CHECK(!schema_check(db, path, &one, &version, &err));
	CHECK(err.code == ERROR_DENIED);
	sqlite3_close(db);
}

int main(void)
{
	bank_begin();
	steps[0] = schema.steps[0];
	TEST(test_upgrade);
	TEST(test_next_version);
	TEST(test_two_programs);
	TEST(test_bad_steps);
	bank_end();
	return check_result();
}
