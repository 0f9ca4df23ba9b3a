#include "engine/store/store.h"

#include <math.h>

#include "base/hash.h"
#include "engine/store/store_event.h"
#include "engine/store/store_search.h"
#include "tests/bank.h"

static size_t total(struct store *store, const char *words)
{
	struct query query;
	struct hits hits = {0};

	CHECK_OK(query_parse(arena, str_from(words), &query, &err), err);
	CHECK_OK(store_search(store, arena, &query, 0, 0, &hits, &err), err);
	return hits.total;
}

static void test_put_and_get(void)
{
	struct store *store = create();
	struct question got, q = question("q1", "Một cộng một?");

	put_topic(store, "toan12.1", "");
	CHECK(put(store, q) == PUT_NEW);
	CHECK(put(store, q) == PUT_SAME);
	q.stem = STR("Một cộng hai?");
	CHECK(put(store, q) == PUT_CHANGED);
	CHECK_OK(store_get_question(store, arena, STR("q1"), 0, &got, &err),
		err);
	CHECK(got.version == 2);
	CHECK_STR(got.stem, "Một cộng hai?");
	CHECK_OK(store_get_question(store, arena, STR("q1"), 1, &got, &err),
		err);
	CHECK(got.version == 1);
	CHECK_STR(got.stem, "Một cộng một?");
	CHECK(got.points == 250 && got.difficulty == 0.25);
	CHECK(got.tag_count == 2 && got.option_count == 2);
	CHECK(isnan(got.facility));
	store_close(store);
}

/* While one process reads, another writes. */
static void test_hold(void)
{
	struct store *store = create(), *other;
	struct question got;

	put_topic(store, "toan12.1", "");
	put(store, question("q1", "trước"));
	other = reopen(STORE_WRITE);
	CHECK_OK(store_hold(store, &err), err);
	CHECK(total(store, "sau") == 0);
	put(other, question("q1", "sau"));
	CHECK_OK(store_get_question(store, arena, STR("q1"), 0, &got, &err),
		err);
	CHECK_STR(got.stem, "trước");
	store_release(store);
	CHECK_OK(store_get_question(store, arena, STR("q1"), 0, &got, &err),
		err);
	CHECK_STR(got.stem, "sau");
	put(store, question("q1", "rồi"));
	store_close(other);
	store_close(store);
}

static void test_nearest_id(void)
{
	struct store *store = create();
	struct question got;

	put_topic(store, "toan12.1", "");
	put(store, question("toan12.1-001", "x"));
	CHECK(!store_get_question(
		store, arena, STR("toan12.1-01"), 0, &got, &err));
	CHECK(err.code == ERROR_NOTFOUND && strstr(err.text, "toan12.1-001"));
	CHECK(!store_get_question(
		store, arena, STR("toan12.1-001"), 9, &got, &err));
	CHECK(err.code == ERROR_NOTFOUND && strstr(err.text, "9"));
	store_close(store);
}

static struct str parent_of(struct store *store, const char *id)
{
	struct topic *topics = NULL;
	size_t count = 0;

	CHECK_OK(store_topics(store, arena, &topics, &count, &err), err);
	for (size_t i = 0; i < count; i++)
		if (str_is(topics[i].id, id))
			return topics[i].parent;
	return STR("none");
}

static void test_topic_tree(void)
{
	struct store *store = create();
	enum put_result result;
	struct topic topic = {.id = STR("a.b.c"), .name = STR("a.b.c")};

	put_topic(store, "a.b.c", "");
	CHECK_STR(parent_of(store, "a.b.c"), "");
	put_topic(store, "a", "");
	CHECK_STR(parent_of(store, "a.b.c"), "a");
	put_topic(store, "a.b", "");
	CHECK_STR(parent_of(store, "a.b.c"), "a.b");
	put_topic(store, "x", "a.b");
	CHECK_STR(parent_of(store, "x"), "a.b");
	/* The parent in force, said aloud, is no change. */
	topic.parent = STR("a.b");
	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
	CHECK(result == PUT_SAME);
	topic.parent = STR("x");
	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
	CHECK(result == PUT_CHANGED);
	CHECK_STR(parent_of(store, "a.b.c"), "x");
	store_close(store);
}

static void test_topic_circle(void)
{
	struct store *store = create();
	struct topic topic = {.id = STR("a"), .parent = STR("b")};
	enum put_result result;

	put_topic(store, "a", "");
	put_topic(store, "b", "a");
	CHECK(!store_put_topic(store, &topic, &result, &err));
	CHECK(err.code == ERROR_INVALID && strstr(err.text, "circle"));
	CHECK_STR(parent_of(store, "a"), "");
	store_close(store);
}

static void test_outcomes(void)
{
	static const struct outcome outcomes[] = {
		{{"t.b", 3}, LEVEL_KNOW, {"Biết", 6}},
		{{"t.a", 3}, LEVEL_APPLY, {"Vận dụng", 12}},
	};
	struct topic topic = {.id = STR("t"),
		.name = STR("T"),
		.outcomes = outcomes,
		.outcome_count = 2};
	struct store *store = create();
	struct topic *topics;
	enum put_result result;
	size_t count;

	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
	CHECK(result == PUT_NEW);
	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
	CHECK(result == PUT_SAME);
	CHECK_OK(store_topics(store, arena, &topics, &count, &err), err);
	CHECK(count == 1 && topics[0].outcome_count == 2);
	CHECK_STR(topics[0].outcomes[0].id, "t.b");
	CHECK(topics[0].outcomes[1].level == LEVEL_APPLY);
	topic.outcome_count = 1;
	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
	CHECK(result == PUT_SAME);
	store_close(store);
}

static void test_stimulus_and_media(void)
{
	struct store *store = create();
	struct media media = {STR("h.png"), hash_hex(arena, STR("bytes")),
		STR("image/png"), STR("bytes")};
	struct stimulus got,
		s = {.id = STR("p1"),
			.text = STR("Đọc ![](h.png)"),
			.media = &media,
			.media_count = 1};
	enum put_result result;
	struct str bytes;

	CHECK_OK(store_put_stimulus(store, &s, &result, &err), err);
	CHECK(result == PUT_NEW);
	CHECK_OK(store_put_stimulus(store, &s, &result, &err), err);
	CHECK(result == PUT_SAME);
	CHECK_OK(store_get_stimulus(store, arena, STR("p1"), &got, &err), err);
	CHECK_STR(got.text, "Đọc ![](h.png)");
	CHECK(got.media_count == 1);
	CHECK_OK(store_get_media(store, arena, media.hash, &bytes, &err), err);
	CHECK_STR(bytes, "bytes");
	media.bytes = STR("other");
	CHECK(!store_put_stimulus(store, &s, &result, &err));
	CHECK(err.code == ERROR_INVALID);
	CHECK(!store_get_stimulus(store, arena, STR("p2"), &got, &err));
	CHECK(err.code == ERROR_NOTFOUND);
	store_close(store);
}

static void test_header(void)
{
	struct store *store = create();
	struct bank_header header = {.title = STR("Toán 12")}, got;
	enum put_result result;

	CHECK_OK(store_get_header(store, arena, &got, &err), err);
	CHECK_STR(got.title, "");
	CHECK_OK(store_put_header(store, &header, &result, &err), err);
	CHECK(result == PUT_NEW);
	CHECK_OK(store_put_header(store, &header, &result, &err), err);
	CHECK(result == PUT_SAME);
	header.license = STR("CC-BY-4.0");
	CHECK_OK(store_put_header(store, &header, &result, &err), err);
	CHECK(result == PUT_CHANGED);
	CHECK_OK(store_get_header(store, arena, &got, &err), err);
	CHECK_STR(got.license, "CC-BY-4.0");
	store_close(store);
}

static void test_rollback_forgets(void)
{
	struct store *store = create();
	size_t count = 9;

	CHECK_OK(store_begin(store, &err), err);
	put_topic(store, "toan12.1", "");
	put(store, question("q1", "x"));
	store_rollback(store);
	CHECK_OK(store_count(store, &count, &err), err);
	CHECK(count == 0);
	/* The tags and topics of the undone question are made again. */
	put_topic(store, "toan12.1", "");
	CHECK(put(store, question("q1", "x")) == PUT_NEW);
	store_close(store);
}

static void test_dangling(void)
{
	struct store *store = create();
	struct question q = question("q1", "x");
	struct dangling *dangling;
	enum put_result result;
	size_t count;

	/* Alone, the reference can never be settled. */
	CHECK(!store_put_question(store, &q, 1, &result, &err));
	CHECK(err.code == ERROR_INVALID && strstr(err.text, "topic"));

	CHECK_OK(store_begin(store, &err), err);
	put(store, q);
	q.id = STR("q2");
	q.stimulus = STR("p9");
	put(store, q);
	CHECK(store_loose(store) == 3);
	put_topic(store, "toan12.1", "");
	CHECK_OK(store_dangling(store, arena, &dangling, &count, &err), err);
	CHECK(count == 1);
	CHECK_STR(dangling[0].question, "q2");
	CHECK(!strcmp(dangling[0].noun, "stimulus"));
	CHECK_STR(dangling[0].missing, "p9");
	CHECK_OK(store_unput_question(store, STR("q2"), &err), err);
	CHECK_OK(store_commit(store, &err), err);
	CHECK_OK(store_count(store, &count, &err), err);
	CHECK(count == 1);
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
}

/* What a statement asks for must be there as well, and is found. */
static void test_outcomes_of_statements(void)
{
	static const struct outcome outcome = {
		{"toan12.1.a", 10}, LEVEL_KNOW, {"Biết", 6}};
	struct statement statements[] = {
		{.text = STR("a"), .outcome = STR("toan12.1.a")},
		{.text = STR("b"), .outcome = STR("toan12.1.a")},
	};
	struct topic topic = {.id = STR("toan12.1"),
		.outcomes = &outcome,
		.outcome_count = 1};
	struct store *store = create();
	struct question q = question("q1", "x");
	enum put_result result;

	q.type = TYPE_STATEMENTS;
	q.statements = statements;
	q.statement_count = 2;
	q.option_count = 0;
	put_topic(store, "toan12.1", "");
	CHECK(!store_put_question(store, &q, 1, &result, &err));
	CHECK(err.code == ERROR_INVALID && strstr(err.text, "outcome"));
	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
	CHECK(put(store, q) == PUT_NEW);
	CHECK(put(store, question("q2", "x")) == PUT_NEW);
	CHECK(total(store, "outcome:toan12.1.a") == 1);
	CHECK(total(store, "-outcome:toan12.1.a") == 1);
	statements[0].outcome = statements[1].outcome = STR("");
	CHECK(put(store, q) == PUT_CHANGED);
	CHECK(total(store, "outcome:toan12.1.a") == 0);
	store_close(store);
}

static void test_unput_restores(void)
{
	struct store *store = create();
	struct question got, q = question("q1", "một");

	put_topic(store, "toan12.1", "");
	put(store, q);
	CHECK_OK(store_begin(store, &err), err);
	q.stem = STR("hai");
	q.tag_count = 1;
	put(store, q);
	CHECK_OK(store_unput_question(store, STR("q1"), &err), err);
	put(store, question("q2", "khác"));
	CHECK_OK(store_commit(store, &err), err);
	CHECK_OK(store_get_question(store, arena, STR("q1"), 0, &got, &err),
		err);
	CHECK(got.version == 1);
	CHECK_STR(got.stem, "một");
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
}

static void test_versions_are_final(void)
{
	store_close(filled());
	CHECK(!outside("UPDATE question_version SET content = '{}'"));
	CHECK(!outside("DELETE FROM question_version"));
	CHECK(!outside("UPDATE event SET note = 'x'"));
	CHECK(!outside("DELETE FROM event"));
}

static void test_change_from_outside(void)
{
	struct store *store;
	struct question got;

	store_close(filled());
	CHECK(outside("DROP TRIGGER question_version_stays;"
		      "UPDATE question_version SET content = "
		      "replace(content, 'hai', 'tam') WHERE question = 2;"
		      "CREATE TRIGGER question_version_stays BEFORE UPDATE "
		      "ON question_version\nBEGIN\n"
		      "\tSELECT RAISE(ABORT, 'a question version is never "
		      "changed');\nEND"));
	store = reopen(STORE_READ);
	CHECK(!store_get_question(store, arena, STR("q2"), 0, &got, &err));
	CHECK(err.code == ERROR_DENIED && strstr(err.text, "outside"));
	CHECK_OK(store_get_question(store, arena, STR("q1"), 0, &got, &err),
		err);
	CHECK(!store_verify(store, &err));
	CHECK(err.code == ERROR_DENIED);
	store_close(store);
}

/* The columns that questions are drawn by are no secret door. */
static void test_columns_from_outside(void)
{
	static const char *const changes[] = {
		"UPDATE question SET status = 'approved' WHERE id = 'q2'",
		"UPDATE question SET difficulty = 1 WHERE id = 'q2'",
		"UPDATE question SET topic = NULL WHERE id = 'q2'",
		"UPDATE question SET version = 1 WHERE id = 'q2'",
		"UPDATE question SET id = 'q9' WHERE id = 'q2'",
		"DELETE FROM question_tag WHERE question = 2",
		"UPDATE stimulus SET content = replace(content, 'x', 'y')",
		"UPDATE media SET bytes = x'00'",
	};
	struct media media = {STR("h.png"), hash_hex(arena, STR("bytes")),
		STR("image/png"), STR("bytes")};
	struct stimulus s = {.id = STR("p1"),
		.text = STR("x"),
		.media = &media,
		.media_count = 1};
	enum put_result result;

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		struct store *store = filled();

		put(store, question("q2", "ba"));
		CHECK_OK(store_put_stimulus(store, &s, &result, &err), err);
		CHECK_OK(store_verify(store, &err), err);
		store_close(store);
		CHECK(outside(changes[i]));
		store = reopen(STORE_READ);
		if (!CHECK(!store_verify(store, &err)))
			printf("# %s\n", changes[i]);
		CHECK(err.code == ERROR_DENIED && strstr(err.text, "outside"));
		store_close(store);
	}
}

static void test_log(void)
{
	struct store *store = filled();
	struct event *events;
	size_t count;

	CHECK_OK(store_begin(store, &err), err);
	put(store, question("q3", "ba"));
	CHECK_OK(store_name_event(store, "import", STR("toan.yaml"), 7, &err),
		err);
	CHECK_OK(store_commit(store, &err), err);
	CHECK(put(store, question("q3", "ba")) == PUT_SAME);
	CHECK_OK(store_events(store, arena, 0, &events, &count, &err), err);
	CHECK(count == 4);
	CHECK_STR(events[0].kind, "import");
	CHECK_STR(events[0].note, "toan.yaml");
	CHECK(events[0].versions == 1 && events[0].made == 1700000000);
	CHECK_OK(store_verify(store, &err), err);
	store_close(store);
	CHECK(outside("DROP TRIGGER event_stays;"
		      "UPDATE event SET note = 'x' WHERE row = 2"));
}

static void test_odd_names(void)
{
	static const char *const names[] = {"a?b#c%41.db", "đề thi.db", "'.db"};
	struct store *store;

	for (size_t i = 0; i < 3; i++) {
		name(names[i]);
		CHECK_OK(store_create(path, &store, &err), err);
		store_close(store);
		CHECK(!access(path, F_OK));
		store_close(reopen(STORE_READ));
	}
}

int main(void)
{
	bank_begin();
	TEST(test_put_and_get);
	TEST(test_hold);
	TEST(test_nearest_id);
	TEST(test_topic_tree);
	TEST(test_topic_circle);
	TEST(test_outcomes);
	TEST(test_stimulus_and_media);
	TEST(test_header);
	TEST(test_rollback_forgets);
	TEST(test_dangling);
	TEST(test_outcomes_of_statements);
	TEST(test_unput_restores);
	TEST(test_versions_are_final);
	TEST(test_change_from_outside);
	TEST(test_columns_from_outside);
	TEST(test_log);
	TEST(test_odd_names);
	bank_end();
	return check_result();
}
