#include "engine/store/store_exam.h"

#include <sqlite3.h>
#include <unistd.h>

#include "engine/build.h"
#include "engine/store/store_event.h"
#include "engine/store/store_marks.h"
#include "engine/store/store_question.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;
static char folder[] = "/tmp/dethi-exam-XXXXXX";
static char path[64];
static struct store *store;

static const struct option options[] = {
	{.text = {"hai", 3}, .right = true},
	{.text = {"ba", 2}},
	{.text = {"bốn", 4}},
	{.text = {"năm", 4}},
};

static void put_question(const char *id, const char *stem)
{
	struct question q = question_empty();
	enum put_result result;

	q.id = str_from(id);
	q.type = TYPE_CHOICE;
	q.topic = STR("t");
	q.status = STATUS_APPROVED;
	q.subject = STR("toan");
	q.stem = str_from(stem);
	q.options = options;
	q.option_count = 4;
	CHECK_OK(store_put_question(store, &q, 1, &result, &err), err);
}

static void new_bank(void)
{
	struct topic topic = {.id = STR("t"), .name = STR("Chủ đề")};
	enum put_result result;

	store_close(store);
	unlink(path);
	if (!store_create(path, &store, &err))
		exit(2);
	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
	for (char i = 'a'; i < 'g'; i++)
		put_question((char[]){i, 0}, (char[]){i, '?', 0});
}

static const struct exam *build(uint64_t seed)
{
	static const char text[] = "title: Giữa kỳ\n"
				   "subject: toan\n"
				   "minutes: 45\n"
				   "forms: {count: 2, first: 101}\n"
				   "parts:\n"
				   "  - name: I\n"
				   "    type: choice\n"
				   "    points: 0.5\n"
				   "    take: [{any: 4}]\n";
	struct report report = {.arena = arena};
	struct blueprint *blueprint = NEW(arena, struct blueprint);
	const struct exam *exam = NULL;

	CHECK(blueprint_parse(
		arena, "b.yaml", str_from(text), NULL, blueprint, &report));
	if (!CHECK_OK(build_exam(
			      arena, store, blueprint, NULL, seed, &exam, &err),
		    err))
		exit(2);
	return exam;
}

static size_t event_count(void)
{
	struct event *events;
	size_t count;

	CHECK_OK(store_events(store, arena, 0, &events, &count, &err), err);
	return count;
}

/* The only number of a question to the bank from outside. */
static long long number(const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *stmt;
	long long result = -1;

	if (sqlite3_open(path, &db) == SQLITE_OK &&
		sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK) {
		if (sqlite3_step(stmt) == SQLITE_ROW)
			result = sqlite3_column_int64(stmt, 0);
		sqlite3_finalize(stmt);
	}
	sqlite3_close(db);
	return result;
}

static const char ones[] = "1111111111111111111111111111111111111111111111111"
			   "111111111111111";
static const char twos[] = "2222222222222222222222222222222222222222222222222"
			   "22222222222222f";

static void put(const struct exam *exam, const struct exam_document *documents,
	size_t count, long long now)
{
	CHECK_OK(store_put_exam(store, exam, documents, count, now, &err), err);
}

/* Items whose options are not as the author wrote them. */
static long long count_orders(const struct exam *exam)
{
	long long count = 0;

	for (size_t i = 0; i < exam->form_count; i++)
		for (size_t k = 0; k < exam->forms[i].item_count; k++)
			count += exam->forms[i].items[k].order != NULL;
	return count;
}

static void test_put_and_get(void)
{
	const struct exam *exam, *got = NULL;
	struct event *events;
	size_t count;

	new_bank();
	exam = build(7);
	put(exam, NULL, 0, 1800000000);
	CHECK_OK(store_get_exam(store, arena, exam->id, &got, &err), err);
	CHECK(str_equal(exam_to_json(arena, exam), exam_to_json(arena, got)));
	CHECK_OK(store_events(store, arena, 1, &events, &count, &err), err);
	CHECK_STR(events[0].kind, "build");
	CHECK(str_starts(events[0].note, str_cstr(arena, exam->id)));
	CHECK(events[0].made == 1800000000);
	CHECK_OK(store_verify(store, &err), err);
	CHECK(number("SELECT count(*) FROM exam_question") == 4);
	CHECK(number("SELECT count(*) FROM form") == 2);
	CHECK(number("SELECT count(*) FROM form_item") == 8);
	CHECK(number("SELECT count(*) FROM exposure WHERE used = 1800000000 "
		     "AND class = ''") == 4);
	CHECK(number("SELECT sum(points) FROM form_item") == 4000);
	CHECK(number("SELECT count(*) FROM form_item WHERE option_order IS "
		     "NULL OR json_array_length(option_order) = 4") == 8);
	CHECK(number("SELECT count(option_order) FROM form_item") ==
		count_orders(exam));
}

static void test_again(void)
{
	const struct exam_document first[] = {{STR("101.pdf"), str_from(ones)},
		{STR("102.pdf"), str_from(twos)}};
	const struct exam_document second[] = {
		{STR("102.pdf"), str_from(ones)}};
	struct exam_document *documents;
	const struct exam *exam;
	size_t count, events;

	new_bank();
	exam = build(7);
	put(exam, first, 2, 5);
	events = event_count();
	put(exam, first, 2, 6);
	put(exam, NULL, 0, 7);
	CHECK(event_count() == events);
	CHECK(number("SELECT made FROM exam") == 5);
	CHECK_OK(store_exam_documents(
			 store, arena, exam->id, &documents, &count, &err),
		err);
	CHECK(count == 2);
	CHECK_STR(documents[0].name, "101.pdf");
	CHECK_STR(documents[1].hash, twos);
	put(exam, second, 1, 8);
	CHECK(event_count() == events + 1);
	CHECK(number("SELECT count(*) FROM exposure") == 4);
	CHECK_OK(store_exam_documents(
			 store, arena, exam->id, &documents, &count, &err),
		err);
	CHECK(count == 1);
	CHECK_STR(documents[0].hash, ones);
	CHECK_OK(store_verify(store, &err), err);
}

static void test_list(void)
{
	const struct exam *one, *two, *got;
	struct exam_row *rows;
	size_t count;

	new_bank();
	CHECK(!store_get_exam(store, arena, STR("e1"), &got, &err));
	CHECK(err.code == ERROR_NOTFOUND && strstr(err.text, "none yet"));
	one = build(1);
	two = build(UINT64_MAX);
	put(one, NULL, 0, 5);
	put(two, NULL, 0, 6);
	CHECK_OK(store_exams(store, arena, &rows, &count, &err), err);
	CHECK(count == 2 && rows[0].seed == UINT64_MAX && rows[1].seed == 1);
	CHECK(str_equal(rows[0].id, two->id) && str_equal(rows[1].id, one->id));
	CHECK(rows[0].made == 6 && rows[0].forms == 2);
	CHECK_STR(rows[0].title, "Giữa kỳ");
	CHECK(!store_get_exam(store, arena, STR("e1"), &got, &err));
	CHECK(err.code == ERROR_NOTFOUND);
	CHECK(strstr(err.text, str_cstr(arena, one->id)));
	CHECK(strstr(err.text, str_cstr(arena, two->id)));
}

static void test_refusals(void)
{
	const struct exam_document bad = {STR("x"), STR("abc")};
	const struct exam *exam;
	struct exam other;
	struct question *questions;

	new_bank();
	exam = build(7);
	other = *exam;
	other.id = STR("e000000000000");
	CHECK(!store_put_exam(store, &other, NULL, 0, 1, &err));
	CHECK(err.code == ERROR_INVALID);
	questions = arena_copy(arena, exam->questions,
		exam->question_count * sizeof *questions);
	questions[0].version = 9;
	other.questions = questions;
	other.id = exam_identity(arena, &other);
	CHECK(!store_put_exam(store, &other, NULL, 0, 1, &err));
	CHECK(err.code == ERROR_INVALID && strstr(err.text, "version 9"));
	CHECK(!store_put_exam(store, exam, &bad, 1, 1, &err));
	CHECK(err.code == ERROR_INVALID);
	CHECK(number("SELECT count(*) FROM exam") == 0);
	CHECK(number("SELECT count(*) FROM exposure") == 0);
}

/* A question may change; the exam keeps the version it was made with. */
static void test_pinned(void)
{
	const struct exam *exam, *got;

	new_bank();
	exam = build(7);
	put(exam, NULL, 0, 1);
	for (char i = 'a'; i < 'g'; i++)
		put_question((char[]){i, 0}, "mới");
	CHECK_OK(store_get_exam(store, arena, exam->id, &got, &err), err);
	CHECK(got->questions[0].version == 1);
	CHECK(!str_is(got->questions[0].stem, "mới"));
	put(got, NULL, 0, 2);
}

static void test_changed_outside(void)
{
	const struct exam *exam, *got;

	new_bank();
	exam = build(7);
	put(exam, NULL, 0, 1);
	/* The bank guards its exams; who changes one takes that away first. */
	CHECK(number("UPDATE exam SET title = '' RETURNING 1") == -1);
	number("DROP TRIGGER exam_stays");
	CHECK(number("UPDATE exam SET content = replace(content, '\"key\": "
		     "\"A\"', '\"key\": \"B\"') RETURNING 1") == 1);
	CHECK(!store_get_exam(store, arena, exam->id, &got, &err));
	CHECK(err.code == ERROR_DENIED);
	CHECK(strstr(err.text, "changed from outside"));
	CHECK(!store_verify(store, &err));
	CHECK(strstr(err.text, "changed from outside"));
}

/* ---- marks ---- */

static const struct str all_a[] = {{"A", 1}, {"A", 1}, {"A", 1}, {"A", 1}};
static const struct str all_b[] = {{"B", 1}, {"B", 1}, {"B", 1}, {"B", 1}};
static const long points[] = {500, 0, 500, 0};

static struct kept_response response(
	const char *person, const char *class, const struct str *answers)
{
	return (struct kept_response){.person = str_from(person),
		.class = str_from(class),
		.form = 1,
		.answers = answers,
		.source = STR("a.csv:2"),
		.points = points};
}

/* Answers that come again are kept once; other ones count from then on. */
static void test_marks(void)
{
	struct kept_response put_now[2], *got;
	const struct exam *exam;
	struct str rules;
	size_t count;

	new_bank();
	exam = build(7);
	put_now[0] = response("1", "12A", all_a);
	CHECK(!store_put_marks(store, exam, put_now, 1, STR("{}"), 1, &err) &&
		err.code == ERROR_NOTFOUND);
	put(exam, NULL, 0, 1);
	CHECK_OK(
		store_get_marks(store, arena, exam, &got, &count, &rules, &err),
		err);
	CHECK(!count && !rules.len);
	put_now[1] = response("2", "12B", all_a);
	CHECK_OK(store_put_marks(store, exam, put_now, 2, STR("{}"), 2, &err),
		err);
	CHECK_OK(store_put_marks(
			 store, exam, put_now, 2, STR("{\"n\":2}"), 3, &err),
		err);
	CHECK(number("SELECT count(*) FROM response") == 2);
	CHECK(number("SELECT count(*) FROM scoring") == 2);
	CHECK(number("SELECT count(*) FROM mark") == 16);
	put_now[0] = response("1", "12C", all_b);
	CHECK_OK(store_put_marks(store, exam, put_now, 1, STR("{}"), 4, &err),
		err);
	CHECK_OK(
		store_get_marks(store, arena, exam, &got, &count, &rules, &err),
		err);
	CHECK(count == 2 && str_is(rules, "{}"));
	CHECK_STR(got[0].person, "2");
	CHECK_STR(got[1].person, "1");
	CHECK_STR(got[1].class, "12C");
	CHECK_STR(got[1].answers[3], "B");
	CHECK(got[1].form == 1);
	CHECK_OK(store_verify(store, &err), err);
}

static void test_marks_changed_outside(void)
{
	struct kept_response one = response("1", "", all_a);
	const struct exam *exam;

	new_bank();
	exam = build(7);
	put(exam, NULL, 0, 1);
	CHECK_OK(
		store_put_marks(store, exam, &one, 1, STR("{}"), 2, &err), err);
	CHECK(number("UPDATE mark SET points = 500 WHERE item = 1 "
		     "RETURNING 1") == 1);
	CHECK(!store_verify(store, &err) && strstr(err.text, "marks"));
	CHECK(number("UPDATE mark SET points = 0 WHERE item = 1 "
		     "RETURNING 1") == 1);
	CHECK_OK(store_verify(store, &err), err);
	number("DROP TRIGGER response_stays");
	CHECK(number("UPDATE response SET content = "
		     "replace(content, 'A', 'B') RETURNING 1") == 1);
	CHECK(!store_verify(store, &err) && strstr(err.text, "answers of '1'"));
}

int main(void)
{
	arena = arena_new();
	if (!mkdtemp(folder))
		return 2;
	snprintf(path, sizeof path, "%s/bank.db", folder);
	TEST(test_put_and_get);
	TEST(test_again);
	TEST(test_list);
	TEST(test_refusals);
	TEST(test_pinned);
	TEST(test_changed_outside);
	TEST(test_marks);
	TEST(test_marks_changed_outside);
	store_close(store);
	unlink(path);
	rmdir(folder);
	arena_free(arena);
	return check_result();
}
