/* Whether it matters which form a pupil gets. */

#include <math.h>

#include "engine/fairness.h"
#include "tests/check.h"

static struct arena *arena;
static struct question questions[6];
static struct topic topics[1] = {{.id = STR("a"), .name = STR("Algebra")}};
static struct part part = {.name = STR("I")};
static struct blueprint blueprint = {
	.language = STR("en"), .parts = &part, .part_count = 1};

/* Six questions of one point, facilities .1 to .6 and two topics. */
static void set_questions(void)
{
	for (size_t i = 0; i < 6; i++)
		questions[i] = (struct question){.type = TYPE_CHOICE,
			.topic = i < 3 ? STR("a") : STR("b"),
			.level = i % 2 ? LEVEL_KNOW : LEVEL_APPLY,
			.facility = NAN,
			.difficulty = 0.1 * (double)(i + 1),
			.irt = {.known = true, .a = 2, .b = 0}};
}

static struct form form_of(const char *code, const size_t *of, size_t count)
{
	struct item *items = NEW_ARRAY(arena, count, struct item);
	struct form form = {.code = str_from(code),
		.items = items,
		.item_count = count,
		.points = (long)count * POINT,
		.seconds = 120};

	for (size_t i = 0; i < count; i++) {
		items[i] = (struct item){.question = of[i],
			.points = POINT,
			.key = i ? STR("B") : STR("D")};
		form.expected += questions[of[i]].difficulty;
	}
	return form;
}

static struct fairness compare(
	const size_t *first, const size_t *second, size_t count)
{
	struct form *forms = NEW_ARRAY(arena, 2, struct form);
	struct exam *exam = NEW(arena, struct exam);

	forms[0] = form_of("101", first, count);
	forms[1] = form_of("102", second, count);
	*exam = (struct exam){.blueprint = &blueprint,
		.questions = questions,
		.question_count = 6,
		.topics = topics,
		.topic_count = 1,
		.forms = forms,
		.form_count = 2};
	return fairness_of(arena, exam);
}

static void numbers_of_a_form(void)
{
	const size_t first[] = {0, 1, 2}, second[] = {5, 4, 3};
	struct fairness f;

	set_questions();
	f = compare(first, second, 3);
	CHECK(f.verdict == FAIRNESS_UNEQUAL);
	CHECK(f.hardest == 0 && f.easiest == 1);
	CHECK(fabs(f.apart - 0.9) < 1e-9);
	CHECK(fabs(f.forms[0].expected - 0.6) < 1e-9);
	CHECK(fabs(f.forms[0].deviation - sqrt(0.09 + 0.16 + 0.21)) < 1e-9);
	CHECK(fabs(f.forms[1].difficulty - 0.5) < 1e-9);
	CHECK(f.letters == 4 && f.forms[0].letters[1] == 2 &&
		f.forms[0].letters[3] == 1);
	/* a^2 / 4 each at b. */
	CHECK(fabs(f.forms[0].information[2] - 3) < 1e-9);
	CHECK(f.shared_least == 0 && f.shared_most == 0);
	CHECK(!f.same_kinds && f.kind_count == 4);
	CHECK(str_is(f.kinds[0].topic, "Algebra") &&
		f.kinds[0].level == LEVEL_KNOW && f.kinds[0].least == 0 &&
		f.kinds[0].most == 1);
	CHECK(str_is(f.kinds[2].topic, "b"));
}

static void verdicts(void)
{
	const size_t all[] = {0, 1, 2, 3, 4, 5}, back[] = {5, 4, 3, 2, 1, 0};
	const size_t low[] = {0, 5}, high[] = {1, 4}, near[] = {2, 3};

	set_questions();
	CHECK(compare(all, back, 6).verdict == FAIRNESS_SAME);
	CHECK(compare(all, back, 6).same_kinds);
	CHECK(compare(low, high, 2).verdict == FAIRNESS_ALIKE);
	questions[4].difficulty = 0.54;
	CHECK(compare(low, high, 2).verdict == FAIRNESS_NEAR);
	questions[4].difficulty = 0.56;
	CHECK(compare(low, high, 2).verdict == FAIRNESS_UNEQUAL);
	questions[4].facility = 0.5;
	questions[3].difficulty = NAN;
	CHECK(compare(low, near, 2).verdict == FAIRNESS_UNKNOWN);
	CHECK(compare(low, near, 2).forms[1].without == 1);
}

static void questions_shared(void)
{
	const size_t first[] = {0, 1, 2}, second[] = {2, 4, 0};
	struct fairness f;

	set_questions();
	f = compare(first, second, 3);
	CHECK(f.shared_least == 2 && f.shared_most == 2);
}

int main(void)
{
	arena = arena_new();
	TEST(numbers_of_a_form);
	TEST(verdicts);
	TEST(questions_shared);
	arena_free(arena);
	return check_result();
}
