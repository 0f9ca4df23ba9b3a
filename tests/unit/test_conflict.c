/* Wants that break each other: no form keeps them, and each is needed. */

#include "base/rng.h"
#include "engine/assemble/conflict.h"
#include "tests/pools.h"

static struct arena *arena;
static struct test_pool p;

enum { BANK = 11, EACH = 4, CASES = 400 };

static void begin(void)
{
	if (arena)
		arena_free(arena);
	arena = arena_new();
	pool_begin(&p, arena);
}

static void put_bank(struct rng *rng)
{
	static const char *const tags[] = {NULL, "x", "y"};

	for (size_t i = 0; i < BANK; i++) {
		size_t at =
			pool_put(&p, 1, TYPE_CHOICE, i < BANK / 2 ? "a" : "b",
				(enum level)(1 + rng_below(rng, 2)),
				tags[rng_below(rng, 3)], NULL);

		p.candidates[at].seconds = 30 + 30 * (long)rng_below(rng, 4);
		p.candidates[at].difficulty =
			(float)rng_below(rng, 20) / 20 + 0.025F;
	}
}

static struct str random_text(struct rng *rng)
{
	static const char *const rules[] = {
		"{count: {tag: x}, at_least: %d}",
		"{count: {tag: y}, at_least: %d}",
		"{count: {topic: a}, at_most: %d}",
		"{count: {level: know}, exactly: %d}",
		"{sum: seconds, at_most: %d00}",
		"{mean: difficulty, at_least: 0.%d}",
	};
	struct buf out = {.arena = arena};
	static const int most[] = {4, 4, 4, 4, 4, 9};

	buf_text(&out,
		"parts: [{name: I, points: 1, take: [{any: 4}]}]\nrules:\n");
	for (size_t n = 2 + (size_t)rng_below(rng, 4); n-- > 0;) {
		size_t kind = (size_t)rng_below(rng, 6);

		buf_text(&out, "  - ");
		buf_format(&out, rules[kind],
			1 + (int)rng_below(rng, (uint64_t)most[kind]));
		buf_char(&out, '\n');
	}
	return buf_str(&out);
}

/* Of a set of units, as bits. */
static bool keeps(const struct program *program, uint32_t bits, size_t w)
{
	const struct want *want = &program->wants[w];
	long sum = 0;

	for (size_t u = 0; u < program->unit_count; u++)
		for (size_t t = program->begin[u];
			bits >> u & 1 && t < program->begin[u + 1]; t++)
			if (program->terms[t].want == w)
				sum += program->terms[t].amount;
	return sum >= want->least && sum <= want->most;
}

static bool any_keeps_all(
	const struct program *program, const struct conflict *conflict)
{
	for (uint32_t bits = 0; bits < 1U << BANK; bits++) {
		bool all = true;

		for (size_t i = 0; all && i < conflict->count; i++)
			all = keeps(program, bits, conflict->wants[i]);
		if (all)
			return true;
	}
	return false;
}

/* All others out of the way, but for the one that is left out. */
static struct program only(const struct program *program,
	const struct conflict *conflict, size_t without)
{
	struct program out = *program;

	out.wants = NEW_ARRAY(arena, out.want_count, struct want);
	for (size_t w = 0; w < out.want_count; w++) {
		out.wants[w] = program->wants[w];
		out.wants[w].least = WANT_NO_LEAST;
		out.wants[w].most = WANT_NO_MOST;
	}
	for (size_t i = 0; i < conflict->count; i++)
		if (i != without)
			out.wants[conflict->wants[i]] =
				program->wants[conflict->wants[i]];
	return out;
}

static void each_is_needed(void)
{
	size_t conflicts = 0, several = 0;

	for (uint64_t n = 0; n < CASES; n++) {
		struct rng rng = rng_stream(8, "conflict", n);
		const struct blueprint *b;
		struct plan plan;
		struct limits limits;
		struct program program;
		struct conflict conflict;

		begin();
		put_bank(&rng);
		b = blueprint_read(arena, random_text(&rng).ptr);
		plan_make(arena, b, &p.pool, (struct plan_options){0}, &plan);
		limits_make(arena, &plan, &limits);
		program_make(arena, &plan, &limits, 1, &program);
		conflict_find(arena, &program, &conflict);
		if (!conflict.count)
			continue;
		conflicts++;
		several += conflict.count > 2;
		CHECK(!any_keeps_all(&program, &conflict));
		for (size_t i = 0; i < conflict.count; i++) {
			struct program rest = only(&program, &conflict, i);
			struct conflict left;

			conflict_find(arena, &rest, &left);
			CHECK(!left.count);
		}
	}
	CHECK(conflicts > CASES / 4 && several > CASES / 20);
	printf("# %zu conflicts, %zu of more than two\n", conflicts, several);
}

/* What a check says of it: the lines, and changes that mend it. */
static void said_in_words(void)
{
	const struct blueprint *b;
	struct check check;

	begin();
	pool_put(&p, 6, TYPE_CHOICE, "a", LEVEL_KNOW, "x", NULL);
	pool_put(&p, 6, TYPE_CHOICE, "b", LEVEL_KNOW, "y", NULL);
	b = blueprint_read(arena,
		"parts: [{name: I, points: 1, take: [{any: 4}]}]\n"
		"rules:\n"
		"  - {count: {tag: x}, at_least: 3}\n"
		"  - {count: {level: know}, at_least: 1}\n"
		"  - {count: {tag: y}, between: [2, 3]}\n");
	check_blueprint(arena, b, &p.pool, &check);
	if (!CHECK(check.shortfall_count == 1))
		return;
	CHECK(check.shortfalls[0].at.line == 5);
	CHECK(str_find(check.shortfalls[0].text, "line 1, ", 0) != SIZE_MAX);
	CHECK(str_find(check.shortfalls[0].text, "line 3, ", 0) != SIZE_MAX);
	CHECK(str_find(check.shortfalls[0].text, "line 4", 0) == SIZE_MAX);
	CHECK(str_find(check.shortfalls[0].text, "line 5, ", 0) != SIZE_MAX);
	CHECK(check.shortfalls[0].relaxation_count == 3);
	for (size_t i = 0; i < check.shortfalls[0].relaxation_count; i++) {
		const struct relaxation *r =
			&check.shortfalls[0].relaxations[i];
		struct check after;
		struct error err;
		struct str text;

		if (!CHECK_OK(blueprint_edit(arena, b, r->edits, r->edit_count,
				      &text, &err),
			    err))
			continue;
		check_blueprint(arena, blueprint_read(arena, text.ptr), &p.pool,
			&after);
		if (!CHECK(!after.shortfall_count))
			printf("# %.*s\n", STR_ARG(r->text));
	}
}

static bool warns_of(const struct check *check, const char *text)
{
	for (size_t i = 0; i < check->warning_count; i++)
		if (str_find(check->warnings[i], text, 0) != SIZE_MAX)
			return true;
	return false;
}

/* Rules that take all there is, and aims at what questions do not say. */
static void warned_of(void)
{
	struct check check;

	begin();
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, "x", NULL);
	pool_put(&p, 6, TYPE_CHOICE, "a", LEVEL_KNOW, "y", NULL);
	check_blueprint(arena,
		blueprint_read(arena,
			"parts: [{name: I, points: 1, take: [{any: 4}]}]\n"
			"rules:\n"
			"  - {count: {tag: x}, at_least: 2}\n"
			"  - {count: {tag: y}, at_least: 2}\n"
			"aim: {information: {at: [0]}}\n"),
		&p.pool, &check);
	CHECK(!check.shortfall_count);
	CHECK(warns_of(&check, "line 3 leaves nothing to chance"));
	CHECK(!warns_of(&check, "line 4 leaves"));
	CHECK(warns_of(&check, "line 5: 8 of the 8 questions"));
}

int main(void)
{
	TEST(each_is_needed);
	TEST(said_in_words);
	TEST(warned_of);
	arena_free(arena);
	return check_result();
}
