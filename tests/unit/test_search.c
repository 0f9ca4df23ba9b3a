#include "engine/store/store_search.h"

#include <unistd.h>

#include "base/str.h"
#include "engine/store/store_question.h"
#include "engine/store/tokenizer.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;
static char folder[] = "/tmp/dethi-search-XXXXXX";
static char path[64];
static struct store *store;

static const struct str real[] = {{"thực tế", 11}};
static const struct str both[] = {{"thực tế", 11}, {"ôn tập", 9}};

static const struct number zero;

static void put_as(struct question q, const char *subject)
{
	enum put_result result;

	if (q.type == TYPE_NUMERIC) {
		q.numbers = &zero;
		q.number_count = 1;
	} else {
		q.type = TYPE_ESSAY;
	}
	q.subject = str_from(subject);
	CHECK_OK(store_put_question(store, &q, 1, &result, &err), err);
}

static void put(struct question q)
{
	put_as(q, "toan");
}

static struct question question(
	const char *id, const char *topic, enum level level, const char *stem)
{
	struct question q = question_empty();

	q.id = str_from(id);
	q.topic = str_from(topic);
	q.level = level;
	q.stem = str_from(stem);
	return q;
}

static void put_topic(const char *id)
{
	struct topic topic = {.id = str_from(id), .name = str_from(id)};
	enum put_result result;

	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
}

static void put_grade(const char *id, int grade)
{
	struct topic topic = {.id = str_from(id),
		.name = str_from(id),
		.subject = STR("ly"),
		.grade = grade};
	enum put_result result;

	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
}

static void fill(void)
{
	struct question q;

	put_topic("t");
	put_topic("t.1");
	put_topic("t.1.a");
	put_topic("t.2");
	put_grade("t.3", 9);
	q = question("q1", "t.1", LEVEL_KNOW, "Tính đạo hàm của hàm số.");
	q.grade = 12;
	q.tags = real;
	q.tag_count = 1;
	put(q);
	q = question("q2", "t.1.a", LEVEL_APPLY, "Dao ham lam la hay.");
	q.tags = both;
	q.tag_count = 2;
	q.status = STATUS_APPROVED;
	put(q);
	q = question("q10", "t.2", LEVEL_APPLY,
		"Cực trị của hàm $y=\\frac{x+1}{x^2}$ và nghiệm");
	q.type = TYPE_NUMERIC;
	q.grade = 11;
	put(q);
	put(question("q3", "t.2", LEVEL_NONE, "Trị cực, đào hầm; hoà bình"));
}

/* Ids of the hits, in their order. */
static struct str found(const char *text)
{
	struct buf out = {.arena = arena};
	struct query query;
	struct hits hits;

	if (!CHECK_OK(query_parse(arena, str_from(text), &query, &err), err) ||
		!CHECK_OK(store_search(store, arena, &query, 0, 0, &hits, &err),
			err))
		return STR("failed");
	CHECK(hits.total == hits.count);
	for (size_t i = 0; i < hits.count; i++)
		buf_format(
			&out, i ? " %.*s" : "%.*s", STR_ARG(hits.hits[i].id));
	return buf_str(&out);
}

static void test_marks(void)
{
	CHECK_STR(found("đạo hàm"), "q1 q2 q3");
	CHECK_STR(found("ĐẠO HÀM"), "q1 q2 q3");
	CHECK_STR(found("đào"), "q3 q2 q1");
	CHECK_STR(found("\"dao ham\""), "q2 q1 q3");
	CHECK_STR(found("\"đạo hàm\""), "q1 q2 q3");
	CHECK_STR(found("hòa"), "q3");
	CHECK_STR(found("hoa"), "q3");
	CHECK_STR(found("đạo tri"), "q3");
	CHECK_STR(found("dạo"), "q2 q1 q3");
}

static void test_phrases_and_prefixes(void)
{
	CHECK_STR(found("\"cực trị\""), "q10");
	CHECK_STR(found("\"cuc tri\""), "q10");
	CHECK_STR(found("\"trị cực\""), "q3");
	CHECK_STR(found("ngh*"), "q10");
	CHECK_STR(found("nghi*"), "q10");
	CHECK_STR(found("nghiẽ*"), "q10");
	CHECK_STR(found("\"cực tr\"*"), "q10");
	CHECK_STR(found("\"cực tr\""), "");
}

static void test_not(void)
{
	CHECK_STR(found("ham -cuc -lam"), "q1");
	CHECK_STR(found("ham -\"cực trị\" -lam"), "q1 q3");
	CHECK_STR(found("-ham"), "");
	CHECK_STR(found("-nghiem"), "q1 q2 q3");
	CHECK_STR(found("-\"đạo hàm\""), "q2 q3 q10");
	CHECK_STR(found("-\"dao ham\""), "q10");
	CHECK_STR(found("-nghiem level:apply"), "q2");
	CHECK_STR(found("-khong*"), "q1 q2 q3 q10");
}

static void test_math(void)
{
	CHECK_STR(found("frac"), "q10");
	CHECK_STR(found("x^2"), "q10");
	CHECK_STR(found("\\frac{x+1}"), "q10");
	CHECK_STR(found("x^3"), "");
}

static void test_filters(void)
{
	struct question q;

	CHECK_STR(found(""), "q1 q2 q3 q10");
	CHECK_STR(found("topic:t"), "q1 q2 q3 q10");
	CHECK_STR(found("topic:t.1"), "q1 q2");
	CHECK_STR(found("-topic:t.1"), "q3 q10");
	CHECK_STR(found("topic:t.1.a,t.2"), "q2 q3 q10");
	CHECK_STR(found("topic:none"), "");
	CHECK_STR(found("level:apply"), "q2 q10");
	CHECK_STR(found("-level:apply"), "q1 q3");
	CHECK_STR(found("type:numeric"), "q10");
	CHECK_STR(found("grade:11,12"), "q1 q10");
	CHECK_STR(found("status:approved"), "q2");
	CHECK_STR(found("id:q1"), "q1");
	CHECK_STR(found("id:q1*"), "q1 q10");
	CHECK_STR(found("tag:\"thực tế\""), "q1 q2");
	CHECK_STR(found("tag:\"Thuc te\""), "q1 q2");
	CHECK_STR(found("tag:\"thực tê\""), "");
	CHECK_STR(found("tag:\"thực tế\" -tag:\"on tap\""), "q1");
	CHECK_STR(found("hàm level:apply,know grade:12"), "q1");
	CHECK_STR(found("subject:toan stimulus:x"), "");
	CHECK_STR(found("-stimulus:x -outcome:y"), "q1 q2 q3 q10");
	/* A question that says neither has them of its topic. */
	CHECK_OK(store_begin(store, &err), err);
	q = question("q7", "t.3", LEVEL_KNOW, "từ trường");
	put_as(q, "");
	CHECK_STR(found("grade:9"), "q7");
	CHECK_STR(found("subject:ly grade:9"), "q7");
	CHECK_STR(found("-subject:ly id:q7"), "");
	CHECK_STR(found("-grade:9 từ"), "");
	store_rollback(store);
}

static void test_words_are_data(void)
{
	static const char *const texts[] = {"AND", "OR", "NOT", "NEAR(a b)",
		"text:ham'", "'; DROP TABLE question; --", "{text} : x", "^ham",
		"ham)", "(ham", "a+b", "\\", "%", "_", "?1", "text\\:", "ham\\",
		"*ham", "''", "tag:\"'\"", "id:%*", "topic:')"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		found(texts[i]);
	CHECK_STR(found("+"), "");
	CHECK_STR(found("+ level:apply"), "");
	CHECK_STR(found("∫ hàm số"), "q1");
	CHECK_STR(found("(ham) 'số'"), "q1");
}

/* As many values as a search may have, in every field that takes them. */
static void test_many_values(void)
{
	static const char *const forms[] = {
		"tag:thuc ", "-tag:x ", "id:q1* ", "level:know ", "topic:t "};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct buf text = {.arena = arena};

		for (int k = 0; k < 200; k++)
			buf_text(&text, forms[i]);
		CHECK(!str_is(found(buf_str(&text).ptr), "failed"));
		text.len = 0;
		buf_text(&text, "tag:x");
		for (int k = 1; k < 200; k++)
			buf_text(&text, ",x*");
		CHECK(!str_is(found(buf_str(&text).ptr), "failed"));
	}
}

static void test_pages(void)
{
	struct query query;
	struct hits hits;
	struct buf all = {.arena = arena};

	CHECK_OK(query_parse(arena, STR("đào"), &query, &err), err);
	for (size_t offset = 0; offset < 4; offset++) {
		CHECK_OK(store_search(
				 store, arena, &query, 1, offset, &hits, &err),
			err);
		CHECK(hits.total == 3);
		CHECK(hits.count == (offset < 3));
		if (hits.count)
			buf_add(&all, hits.hits[0].id);
	}
	CHECK_STR(buf_str(&all), "q3q2q1");
	CHECK_OK(query_parse(arena, STR("level:apply"), &query, &err), err);
	CHECK_OK(store_search(store, arena, &query, 1, 1, &hits, &err), err);
	CHECK(hits.total == 2 && hits.count == 1);
	CHECK_STR(hits.hits[0].id, "q10");
	CHECK_OK(store_search(store, arena, &query, 1, 9, &hits, &err), err);
	CHECK(hits.total == 2 && hits.count == 0);
}

static struct str excerpt(const char *text)
{
	struct query query;
	struct hits hits;

	CHECK_OK(query_parse(arena, str_from(text), &query, &err), err);
	CHECK_OK(store_search(store, arena, &query, 1, 0, &hits, &err), err);
	return hits.count ? hits.hits[0].excerpt : STR("");
}

static void test_excerpts(void)
{
	struct buf stem = {.arena = arena};
	struct str long_one;

	CHECK_STR(excerpt("\"đạo hàm\""), "Tính \2đạo hàm\3 của hàm số.");
	CHECK_STR(excerpt("dao so"), "Tính \2đạo\3 hàm của hàm \2số\3.");
	CHECK_STR(excerpt("id:q3"), "Trị cực, đào hầm; hoà bình");
	for (int i = 0; i < 100; i++)
		buf_format(&stem, "đoạn %d ", i);
	buf_text(&stem, "kim\2 cương\n\nđá quý ");
	for (int i = 0; i < 100; i++)
		buf_format(&stem, "khúc %d ", i);
	put(question("q4", "t", LEVEL_KNOW, buf_str(&stem).ptr));
	long_one = excerpt("kim cuong đá");
	CHECK(long_one.len < 260);
	CHECK(str_starts(long_one, "… "));
	CHECK(str_ends(long_one, " …"));
	CHECK(str_find(long_one, "\2kim\3 \2cương\3 \2đá\3 quý khúc 0", 0) !=
		SIZE_MAX);
}

static void test_hit_fields(void)
{
	struct query query;
	struct hits hits;

	CHECK_OK(query_parse(arena, STR("id:q10"), &query, &err), err);
	CHECK_OK(store_search(store, arena, &query, 1, 0, &hits, &err), err);
	CHECK(hits.count == 1 && hits.hits[0].version == 1);
	CHECK(hits.hits[0].type == TYPE_NUMERIC);
	CHECK(hits.hits[0].level == LEVEL_APPLY);
	CHECK(hits.hits[0].status == STATUS_DRAFT);
	CHECK_STR(hits.hits[0].topic, "t.2");
}

static void test_new_version_is_found(void)
{
	put(question("q5", "t", LEVEL_KNOW, "voi con"));
	CHECK_STR(found("voi"), "q5");
	put(question("q5", "t", LEVEL_KNOW, "hổ con"));
	CHECK_STR(found("voi"), "");
	CHECK_STR(found("hổ"), "q5");
	CHECK_OK(store_begin(store, &err), err);
	put(question("q5", "t", LEVEL_KNOW, "sư tử"));
	CHECK_OK(store_unput_question(store, STR("q5"), &err), err);
	put(question("q6", "t", LEVEL_KNOW, "sư tử"));
	CHECK_OK(store_unput_question(store, STR("q6"), &err), err);
	CHECK_STR(found("hổ"), "q5");
	CHECK_STR(found("tử"), "");
	CHECK_OK(store_commit(store, &err), err);
}

static bool note_id(void *ctx, const struct question *q, struct error *e)
{
	struct buf *out = ctx;

	buf_format(out, "%.*s/%u ", STR_ARG(q->id), q->version);
	if (str_is(q->id, "q4"))
		return fail(e, ERROR_DENIED, "stop");
	return true;
}

static void test_each(void)
{
	struct buf out = {.arena = arena};
	struct query query;

	CHECK_OK(query_parse(arena, STR("ham"), &query, &err), err);
	CHECK_OK(store_each_question(store, &query, note_id, &out, &err), err);
	CHECK_STR(buf_str(&out), "q1/1 q2/1 q3/1 q10/1 ");
	out.len = 0;
	CHECK_OK(query_parse(arena, STR("-cực"), &query, &err), err);
	CHECK(!store_each_question(store, &query, note_id, &out, &err));
	CHECK(err.code == ERROR_DENIED);
	CHECK_STR(buf_str(&out), "q1/1 q2/1 q4/1 ");
}

static void put_of_passage(const char *id)
{
	struct question q = question(id, "t", LEVEL_KNOW, "hải âu");

	q.stimulus = STR("p");
	put(q);
}

/* A passage's questions stay as they came, where the first would stand. */
static void test_each_of_passage(void)
{
	struct stimulus stimulus = {.id = STR("p"), .text = STR("p")};
	struct buf out = {.arena = arena};
	enum put_result result;
	struct query query;

	CHECK_OK(store_begin(store, &err), err);
	CHECK_OK(store_put_stimulus(store, &stimulus, &result, &err), err);
	put_of_passage("s5");
	put_of_passage("s9");
	put_of_passage("s1");
	put(question("s2", "t", LEVEL_KNOW, "hải âu"));
	put(question("s7", "t", LEVEL_KNOW, "hải âu"));
	CHECK_OK(query_parse(arena, STR("\"hải âu\""), &query, &err), err);
	CHECK_OK(store_each_question(store, &query, note_id, &out, &err), err);
	CHECK_STR(buf_str(&out), "s2/1 s5/1 s9/1 s1/1 s7/1 ");
	store_rollback(store);
}

static void test_rows(void)
{
	struct query query;
	long long *rows;
	size_t count;

	CHECK_OK(query_parse(arena, STR("đạo hàm"), &query, &err), err);
	CHECK_OK(store_search_rows(store, arena, &query, &rows, &count, &err),
		err);
	CHECK(count == 3 && rows[0] < rows[1] && rows[1] < rows[2]);
}

static struct str split(const char *text)
{
	struct tokenizer *tokenizer = tokenizer_new();
	struct buf out = {.arena = arena};
	struct tokens tokens;

	tokenizer_split(tokenizer, arena, str_from(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++)
		buf_format(&out, "%.*s/%.*s ", STR_ARG(tokens.v[i].folded),
			STR_ARG(tokens.v[i].marked));
	tokenizer_free(tokenizer);
	return str_trim(buf_str(&out));
}

static void test_tokenizer(void)
{
	char longest[1000];

	CHECK_STR(split(""), "");
	CHECK_STR(split("Đạo HÀM, số-2"), "dao/đạo ham/hàm so/số 2/2");
	CHECK(str_equal(split("THUÝ"), split("thúy")));
	CHECK_STR(split("Ωμέγα ЙОГ"), "ωμεγα/ωμέγα иог/йог");
	CHECK_STR(split("ha\xcc\x80m"), "ham/ha\xcc\x80m");
	CHECK_STR(split("a×b→c “d” 😀 ∫"), "a/a b/b c/c d/d");
	/* Cut short, not cut apart, and never read past the end. */
	memset(longest, 'a', sizeof longest);
	longest[999] = 0;
	CHECK(split(longest).len < 600);
	CHECK(split("\xf0\x9f\x98").len < 10);
	CHECK(split("a\xe1").len < 20);
}

int main(void)
{
	arena = arena_new();
	if (!mkdtemp(folder))
		return 2;
	snprintf(path, sizeof path, "%s/bank.db", folder);
	if (!store_create(path, &store, &err))
		return 2;
	fill();
	TEST(test_marks);
	TEST(test_phrases_and_prefixes);
	TEST(test_not);
	TEST(test_math);
	TEST(test_filters);
	TEST(test_words_are_data);
	TEST(test_many_values);
	TEST(test_pages);
	TEST(test_hit_fields);
	TEST(test_rows);
	TEST(test_excerpts);
	TEST(test_new_version_is_found);
	TEST(test_each);
	TEST(test_each_of_passage);
	TEST(test_tokenizer);
	store_close(store);
	unlink(path);
	rmdir(folder);
	arena_free(arena);
	return check_result();
}
