/* Changes of a blueprint's text: only what is meant changes. */

#include "base/rng.h"
#include "engine/model/blueprint_edit.h"
#include "tests/pools.h"

static struct arena *arena;

static const struct blueprint *read_text(const char *text)
{
	struct report report = {.arena = arena};
	struct blueprint *b = NEW(arena, struct blueprint);

	CHECK(blueprint_parse(arena, "b", str_from(text), NULL, b, &report));
	return b;
}

/* expected NULL: it must be made by hand. */
struct change {
	const char *text;
	struct edit edit;
	const char *expected;
};

#define P1 "parts:\n- {name: I, take: [{any: 4}]}\n"

static const struct change changes[] = {
	{"parts:\n- name: I # one\n  take:\n  - {topic: đ, know: 3, any: 2} #"
	 " x\n",
		{.kind = EDIT_COUNT,
			.at = {4, 5},
			.level = LEVEL_KNOW,
			.to = 1},
		"parts:\n- name: I # one\n  take:\n  - {topic: đ, know: 1, any:"
		" 2} # x\n"},
	{"parts: [{name: \"đề\", take: [{\"NB\": 3, any: 2}]}]\n",
		{.kind = EDIT_COUNT,
			.at = {1, 29},
			.level = LEVEL_KNOW,
			.to = 10},
		"parts: [{name: \"đề\", take: [{\"NB\": 10, any: 2}]}]\n"},
	{"\xef\xbb\xbfparts: [{name: I, take: [{any: 2}]}]",
		{.kind = EDIT_COUNT, .at = {1, 26}, .to = 1},
		"\xef\xbb\xbfparts: [{name: I, take: [{any: 1}]}]"},
	{"parts:\n- name: I\n  take:\n  - topic: t\n    any: 5  # five\n",
		{.kind = EDIT_COUNT, .at = {4, 5}, .to = 2},
		"parts:\n- name: I\n  take:\n  - topic: t\n    any: 2  # "
		"five\n"},
	{"parts:\n- name: I\n  take:\n  - topic: t\n    any: 5\n",
		{.kind = EDIT_STIMULUS, .at = {4, 5}},
		"parts:\n- name: I\n  take:\n  - stimulus: any\n    topic: t\n "
		"   any: 5\n"},
	{"parts:\n- {name: I, take: [{any: 5, stimulus: whole}]}\n",
		{.kind = EDIT_STIMULUS, .at = {2, 20}},
		"parts:\n- {name: I, take: [{any: 5, stimulus: any}]}\n"},
	{"parts:\n- {name: I, take: [{any: 5}]}\n",
		{.kind = EDIT_STIMULUS, .at = {2, 20}},
		"parts:\n- {name: I, take: [{stimulus: any, any: 5}]}\n"},
	{P1 "rules:\n  - {apart: [a, b]} # why\n  - {with: c}\n",
		{.kind = EDIT_DROP, .at = {4, 5}},
		P1 "rules:\n  # - {apart: [a, b]} # why\n  - {with: c}\n"},
	{P1 "rules:\n  - with:\n    - a\n\n    # note\n    - b\nminutes: 9\n",
		{.kind = EDIT_DROP, .at = {4, 5}},
		P1 "# rules:\n  # - with:\n  #   - a\n\n    # note\n  #   - "
		   "b\nminutes: 9\n"},
	{P1 "rules: [{with: a}, {with: 'b}'}, {with: c}]\n",
		{.kind = EDIT_DROP, .at = {3, 20}},
		P1 "rules: [{with: a}, {with: c}]\n"},
	{P1 "rules: [{with: a}, {with: c}]\n",
		{.kind = EDIT_DROP, .at = {3, 20}}, P1 "rules: [{with: a}]\n"},
	{P1 "rules: [{with: a}]\n", {.kind = EDIT_DROP, .at = {3, 9}},
		P1 "rules: []\n"},
	{P1 "rules:\n- {sum: seconds, between: [10, 20]}\n",
		{.kind = EDIT_MOST, .at = {4, 3}, .to = 25500},
		P1 "rules:\n- {sum: seconds, between: [10, 25.5]}\n"},
	{P1 "rules:\n- {sum: seconds, exactly: 20}\n",
		{.kind = EDIT_LEAST, .at = {4, 3}, .to = 5000},
		P1 "rules:\n- {sum: seconds, between: [5, 20]}\n"},
	{P1 "rules:\n- {count: {tag: x}, at_least: 3}\n",
		{.kind = EDIT_LEAST, .at = {4, 3}, .to = 2, .whole = true},
		P1 "rules:\n- {count: {tag: x}, at_least: 2}\n"},
	{P1 "rules:\n- {information: {at: [0, 1], at_least: [4, 5]}}\n",
		{.kind = EDIT_LEAST, .at = {4, 3}, .to = 1250, .index = 1},
		P1 "rules:\n- {information: {at: [0, 1], at_least: [4, "
		   "1.25]}}\n"},
	{P1 "forms: 4 # codes\n", {.kind = EDIT_FORMS, .to = 2},
		P1 "forms: 2 # codes\n"},
	{P1 "forms: {count: 4, questions: {overlap: 1}}\n", {.kind = EDIT_SAME},
		P1 "forms: {count: 4, questions: same}\n"},
	{P1 "forms: {codes: [A, B]}\n", {.kind = EDIT_FORMS, .to = 1}, NULL},
	{P1 "forms:\n  count: 3\n  questions:\n    overlap: 1\n",
		{.kind = EDIT_SAME}, NULL},
	{P1, {.kind = EDIT_COUNT, .at = {9, 9}, .to = 1}, NULL},
	{P1, {.kind = EDIT_SAME}, NULL},
};

static void one_by_one(void)
{
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		const struct change *c = &changes[i];
		const struct blueprint *b = read_text(c->text);
		struct error err;
		struct str out = STR("");
		bool made = blueprint_edit(arena, b, &c->edit, 1, &out, &err);

		if (!CHECK(made == (c->expected != NULL)))
			printf("# %s\n", c->text);
		if (!made) {
			CHECK(err.code == ERROR_DENIED);
			continue;
		}
		CHECK_STR(out, c->expected);
		(void)read_text(out.ptr);
	}
}

/* ---- whatever is offered, and not said to be partial, mends it ---- */

static struct test_pool p;

static void put_bank(struct rng *rng)
{
	static const char *const topics[] = {"a", "b", "c"};

	pool_begin(&p, arena);
	for (size_t t = 0; t < 3; t++)
		for (size_t i = 0; i < 6; i++)
			pool_put(&p, 1, TYPE_CHOICE, topics[t],
				(enum level)(1 + rng_below(rng, 3)), NULL,
				i > 2 && rng_below(rng, 3) == 0 ? topics[t]
								: NULL);
	pool_enemies(&p, (uint32_t)rng_below(rng, 6),
		6 + (uint32_t)rng_below(rng, 6));
}

static struct str random_text(struct rng *rng)
{
	struct buf out = {.arena = arena};

	buf_format(&out,
		"# đề\nforms: {count: %d, questions: different}\n"
		"parts:\n  - name: I\n    points: 1\n    take:\n",
		1 + (int)rng_below(rng, 2));
	for (size_t n = 1 + (size_t)rng_below(rng, 3); n-- > 0;)
		buf_format(&out, "      - {topic: %c, know: %d, any: %d} # r\n",
			(int)('a' + (int)rng_below(rng, 3)),
			(int)rng_below(rng, 4), 1 + (int)rng_below(rng, 4));
	if (rng_below(rng, 2))
		buf_format(&out,
			"rules:\n  - {with: [q00%d, q01%d]} # w\n"
			"  - {apart: [q00%d, q00%d]}\n",
			(int)rng_below(rng, 9), (int)rng_below(rng, 8),
			(int)rng_below(rng, 4), 4 + (int)rng_below(rng, 5));
	return buf_str(&out);
}

static size_t try_change(const struct blueprint *b, const struct check *check,
	const struct relaxation *r)
{
	const struct blueprint *copy;
	struct check after;
	struct error err;
	struct str out;

	if (!r->edit_count)
		return 0;
	if (!CHECK_OK(blueprint_edit(
			      arena, b, r->edits, r->edit_count, &out, &err),
		    err))
		return 0;
	CHECK(str_find(out, "# đề\n", 0) == 0);
	copy = read_text(out.ptr);
	if (check->shortfall_count > 1 || r->partial)
		return 0;
	check_blueprint(arena, copy, &p.pool, &after);
	if (!CHECK(!after.shortfall_count))
		printf("# %.*s\n%.*s\n", STR_ARG(r->text), STR_ARG(out));
	return 1;
}

static void offers_mend(void)
{
	size_t mended = 0, together = 0;
	enum { CASES = 300 };

	for (uint64_t n = 0; n < CASES; n++) {
		struct rng rng = rng_stream(3, "offers", n);
		const struct blueprint *b;
		struct check check;

		put_bank(&rng);
		b = read_text(random_text(&rng).ptr);
		check_blueprint(arena, b, &p.pool, &check);
		for (size_t i = 0; i < check.shortfall_count; i++)
			for (size_t k = 0;
				k < check.shortfalls[i].relaxation_count; k++)
				mended += try_change(b, &check,
					&check.shortfalls[i].relaxations[k]);
		if (!check.together)
			continue;
		check.shortfall_count = 1;
		together += try_change(b, &check, check.together);
	}
	CHECK(mended > CASES / 4);
	CHECK(together > 5);
	printf("# %zu changes, %zu for all of it\n", mended, together);
}

int main(void)
{
	arena = arena_new();
	TEST(one_by_one);
	TEST(offers_mend);
	arena_free(arena);
	return check_result();
}
