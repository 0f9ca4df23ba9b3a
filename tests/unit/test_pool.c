#include "engine/store/store_pool.h"

#include <math.h>
#include <unistd.h>

#include "engine/store/store_question.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;
static char folder[] = "/tmp/dethi-pool-XXXXXX";
static char path[64];
static struct store *store;

static const struct str easy[] = {{"dễ", 4}, {"an toàn", 8}};
static const struct str foes[] = {{"q1", 2}, {"nobody", 6}};

static void put_topic(const char *id, const char *outcome, int grade)
{
	struct outcome outcomes[] = {{.id = str_from(outcome)}};
	struct topic topic = {.id = str_from(id),
		.name = str_from(id),
		.subject = STR("toan"),
		.grade = grade,
		.outcomes = outcomes,
		.outcome_count = *outcome != 0};
	enum put_result result;

	CHECK_OK(store_put_topic(store, &topic, &result, &err), err);
}

static struct question question(const char *id, const char *topic)
{
	struct question q = question_empty();

	q.id = str_from(id);
	q.type = TYPE_TRUEFALSE;
	q.level = LEVEL_KNOW;
	q.status = STATUS_APPROVED;
	q.subject = STR("toan");
	q.grade = 12;
	q.topic = str_from(topic);
	q.stem = str_from(id);
	return q;
}

static void put(struct question q)
{
	enum put_result result;

	CHECK_OK(store_put_question(store, &q, 1, &result, &err), err);
}

static void put_rich(void)
{
	struct question q = question("q2", "t.1.a");

	q.type = TYPE_ESSAY;
	q.level = LEVEL_APPLY;
	q.tags = easy;
	q.tag_count = 2;
	q.enemies = foes;
	q.enemy_count = 2;
	q.outcome = STR("o");
	q.points = 500;
	q.seconds = 90;
	q.difficulty = 0.25;
	q.stem = STR("Khảo sát hàm số");
	put(q);
}

/* In an order that is not that of the ids. */
static void put_passage(void)
{
	struct stimulus stimulus = {.id = STR("p"), .text = STR("đoạn văn")};
	static const char *const ids[] = {"s9", "s1", "s5"};
	enum put_result result;

	CHECK_OK(store_put_stimulus(store, &stimulus, &result, &err), err);
	for (size_t i = 0; i < 3; i++) {
		struct question q = question(ids[i], "t.2");

		q.stimulus = STR("p");
		put(q);
	}
}

static void fill(void)
{
	struct question q;

	put_topic("t", "", 12);
	put_topic("t.1", "o", 12);
	put_topic("t.1.a", "", 12);
	put_topic("t.2", "", 12);
	put_topic("eleven", "", 11);
	put(question("q1", "t.1"));
	put_rich();
	put_passage();
	q = question("draft", "t.1");
	q.status = STATUS_DRAFT;
	put(q);
	q = question("physics", "t.1");
	q.subject = STR("ly");
	put(q);
	q = question("grade11", "t.1");
	q.grade = 11;
	put(q);
	/* They do not say; their topics do. */
	q = question("silent12", "t.2");
	q.subject = STR("");
	q.grade = 0;
	put(q);
	q.id = STR("silent11");
	q.topic = STR("eleven");
	put(q);
	q = question("loner", "");
	put(q);
}

static const enum status approved[] = {STATUS_APPROVED};
static const enum status two[] = {STATUS_DRAFT, STATUS_APPROVED};

static struct blueprint blueprint(void)
{
	return (struct blueprint){
		.subject = STR("toan"),
		.grade = 12,
		.status = approved,
		.status_count = 1,
	};
}

static struct pool pool_of(const struct blueprint *b)
{
	struct pool pool = {0};

	CHECK_OK(store_pool(store, arena, b, &pool, &err), err);
	return pool;
}

static struct str ids(const struct pool *pool)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < pool->count; i++)
		buf_format(&out, i ? " %.*s" : "%.*s",
			STR_ARG(pool->candidates[i].id));
	return buf_str(&out);
}

static void test_who_is_in(void)
{
	struct blueprint b = blueprint();
	struct pool pool = pool_of(&b);

	CHECK_STR(ids(&pool), "loner q1 q2 s1 s5 s9 silent12");
	b.status = two;
	b.status_count = 2;
	pool = pool_of(&b);
	CHECK_STR(ids(&pool), "draft loner q1 q2 s1 s5 s9 silent12");
	b = blueprint();
	b.grade = 11;
	pool = pool_of(&b);
	CHECK_STR(ids(&pool), "grade11 silent11");
	b.subject = STR("ly");
	b.grade = 0;
	pool = pool_of(&b);
	CHECK_STR(ids(&pool), "physics");
	b.subject = STR("");
	pool = pool_of(&b);
	CHECK(pool.count == 10);
	b.subject = STR("hoa");
	pool = pool_of(&b);
	CHECK(!pool.count && pool.topic_count == 5);
}

/* Named ones come whatever their subject and status, and only once. */
static void test_named(void)
{
	static const struct str picked[] = {
		{"q1", 2}, {"physics", 7}, {"none", 4}};
	static const struct str with[] = {{"draft", 5}, {"physics", 7}};
	struct cell cell = {.pick = picked, .pick_count = 3};
	struct part part = {.cells = &cell, .cell_count = 1};
	struct rule rules[] = {
		{.kind = RULE_WITH, .ids = with, .id_count = 2},
		{.kind = RULE_APART, .ids = &STR("grade11"), .id_count = 1},
	};
	struct blueprint b = blueprint();
	struct pool pool;

	b.parts = &part;
	b.part_count = 1;
	b.rules = rules;
	b.rule_count = 2;
	pool = pool_of(&b);
	CHECK_STR(ids(&pool), "draft loner physics q1 q2 s1 s5 s9 silent12");
}

static void test_fields(void)
{
	struct blueprint b = blueprint();
	struct pool pool = pool_of(&b);
	const struct candidate *c = pool_find(&pool, STR("q2"));
	const struct candidate *q1 = pool_find(&pool, STR("q1"));

	if (!CHECK(c && q1))
		return;
	CHECK(c->type == TYPE_ESSAY && c->level == LEVEL_APPLY);
	CHECK(c->status == STATUS_APPROVED);
	CHECK(c->points == 500 && c->seconds == 90);
	CHECK(c->difficulty == 0.25F && isnan(q1->difficulty));
	CHECK_STR(pool.topics[c->topic], "t.1.a");
	CHECK_STR(pool.topics[pool.topic_parent[c->topic]], "t.1");
	CHECK_STR(pool.outcomes[c->outcome - 1], "o");
	CHECK(!c->stimulus && !q1->outcome && !q1->tag_count);
	if (CHECK(c->tag_count == 2 && c->tags[0] < c->tags[1])) {
		CHECK_STR(pool.tags[c->tags[0]], "an toàn");
		CHECK_STR(pool.tags[c->tags[1]], "dễ");
	}
	/* Enemies are mutual though only one said so. */
	CHECK(c->enemy_count == 1 &&
		c->enemies[0] == (uint32_t)(q1 - pool.candidates));
	CHECK(q1->enemy_count == 1 &&
		q1->enemies[0] == (uint32_t)(c - pool.candidates));
}

static void test_passages(void)
{
	struct blueprint b = blueprint();
	struct pool pool = pool_of(&b);

	CHECK_STR(pool.stimuli[pool_find(&pool, STR("s9"))->stimulus - 1], "p");
	CHECK(pool_find(&pool, STR("s9"))->place == 0);
	CHECK(pool_find(&pool, STR("s1"))->place == 1);
	CHECK(pool_find(&pool, STR("s5"))->place == 2);
	CHECK(pool_find(&pool, STR("q1"))->stimulus == 0);
}

static bool fits(const struct pool *pool, const char *id, struct cell cell)
{
	struct part part = {.has_type = true, .type = TYPE_TRUEFALSE};

	return pool_fits(pool, pool_find(pool, str_from(id)), &part, &cell, 0);
}

/* A beginning of an id need be no topic, but must end before a dot. */
static void test_below(void)
{
	static struct str topics[] = {
		{"a", 1}, {"b.1", 3}, {"b.1.x", 5}, {"b2", 2}, {"c", 1}};
	static const uint32_t parents[] = {0, 1, 1, 3, 2};
	const struct pool pool = {
		.topics = topics, .topic_parent = parents, .topic_count = 5};

	CHECK(pool_below(&pool, 0, STR("a")) && !pool_below(&pool, 0, STR("")));
	CHECK(pool_below(&pool, 1, STR("b")) && pool_below(&pool, 2, STR("b")));
	CHECK(!pool_below(&pool, 3, STR("b")));
	/* c lies below b.1.x. */
	CHECK(pool_below(&pool, 4, STR("b")) &&
		pool_below(&pool, 4, STR("b.1")));
	CHECK(!pool_below(&pool, 1, STR("b.1.x")));
	CHECK(!pool_below(&pool, 5, STR("a")));
}

static void test_fits(void)
{
	struct blueprint b = blueprint();
	struct pool pool = pool_of(&b);
	struct cell essay = {.has_type = true, .type = TYPE_ESSAY};

	CHECK(fits(&pool, "q1", (struct cell){0}));
	CHECK(!fits(&pool, "q2", (struct cell){0}));
	CHECK(fits(&pool, "q2", essay));
	essay.topic = STR("t.1");
	CHECK(fits(&pool, "q2", essay));
	essay.topic = STR("t.2");
	CHECK(!fits(&pool, "q2", essay));
	CHECK(!fits(&pool, "loner", (struct cell){.topic = STR("t")}));
	CHECK(fits(&pool, "q1", (struct cell){.level = LEVEL_KNOW}));
	CHECK(!fits(&pool, "q1", (struct cell){.level = LEVEL_APPLY}));
	CHECK(!fits(&pool, "q1", (struct cell){.tag = STR("dễ")}));
	essay.topic = STR("");
	essay.tag = STR("dễ");
	essay.outcome = STR("o");
	CHECK(fits(&pool, "q2", essay));
	essay.outcome = STR("none");
	CHECK(!fits(&pool, "q2", essay));
	CHECK(fits(&pool, "s1", (struct cell){.stimulus = STIMULUS_ANY}));
	CHECK(!fits(&pool, "s1", (struct cell){.stimulus = STIMULUS_NONE}));
	CHECK(fits(&pool, "q2",
		(struct cell){.pick = &STR("q2"), .pick_count = 1}));
	CHECK(!fits(&pool, "q1",
		(struct cell){.pick = &STR("q2"), .pick_count = 1}));
}

static void test_queries(void)
{
	struct cell cells[] = {{.query_text = STR("hàm")}, {0},
		{.query_text = STR("topic:t.2")}};
	struct part part = {.cells = cells, .cell_count = 3};
	struct blueprint b = blueprint();
	struct pool pool;

	CHECK_OK(query_parse(arena, cells[0].query_text, &cells[0].query, &err),
		err);
	CHECK_OK(query_parse(arena, cells[2].query_text, &cells[2].query, &err),
		err);
	b.parts = &part;
	b.part_count = 1;
	pool = pool_of(&b);
	CHECK(pool_find(&pool, STR("q2"))->queries == 1);
	CHECK(pool_find(&pool, STR("s1"))->queries == 2);
	CHECK(pool_find(&pool, STR("q1"))->queries == 0);
	CHECK(pool_fits(
		&pool, pool_find(&pool, STR("s1")), &part, &cells[2], 1));
	CHECK(!pool_fits(
		&pool, pool_find(&pool, STR("s1")), &part, &cells[0], 0));
}

static void test_find(void)
{
	struct blueprint b = blueprint();
	struct pool pool = pool_of(&b);

	CHECK(!pool_find(&pool, STR("")) && !pool_find(&pool, STR("zz")));
	CHECK(!pool_find(&pool, STR("draft")));
	for (size_t i = 0; i < pool.count; i++)
		CHECK(pool_find(&pool, pool.candidates[i].id) ==
			&pool.candidates[i]);
	CHECK(pool_topic(&pool, STR("t.9")) == pool.topic_count);
	for (size_t i = 0; i < pool.topic_count; i++)
		CHECK(pool_topic(&pool, pool.topics[i]) == i);
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
	TEST(test_who_is_in);
	TEST(test_named);
	TEST(test_fields);
	TEST(test_passages);
	TEST(test_below);
	TEST(test_fits);
	TEST(test_queries);
	TEST(test_find);
	store_close(store);
	unlink(path);
	rmdir(folder);
	arena_free(arena);
	return check_result();
}
