#include "engine/assemble/check.h"

#include <dirent.h>

#include "base/file.h"
#include "base/yaml.h"
#include "tests/pools.h"

/* A large bank: every allocation is a real one under sanitizers. */
#ifdef __SANITIZE_ADDRESS__
enum { LARGE = 10000 };
#else
enum { LARGE = 100000 };
#endif

static struct arena *arena;
static struct test_pool p;
static struct check check;

static void begin(void)
{
	arena_free(arena);
	arena = arena_new();
	pool_begin(&p, arena);
}

static void run(const char *text)
{
	check_blueprint(arena, blueprint_read(arena, text), &p.pool, &check);
}

static bool says(struct str text, const char *words)
{
	if (str_find(text, words, 0) != SIZE_MAX)
		return true;
	printf("# '%.*s' does not say '%s'\n", STR_ARG(text), words);
	return false;
}

static bool offers(const char *words)
{
	for (size_t i = 0; i < check.shortfall_count; i++)
		for (size_t k = 0; k < check.shortfalls[i].relaxation_count;
			k++)
			if (str_find(check.shortfalls[i].relaxations[k].text,
				    words, 0) != SIZE_MAX)
				return true;
	for (size_t i = 0; i < check.shortfall_count; i++)
		for (size_t k = 0; k < check.shortfalls[i].relaxation_count;
			k++)
			printf("# offer: %.*s\n",
				STR_ARG(check.shortfalls[i]
						.relaxations[k]
						.text));
	return false;
}

static void enough_is_enough(void)
{
	begin();
	pool_put(&p, 5, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 3, TYPE_CHOICE, "b", LEVEL_APPLY, NULL, NULL);
	run("parts:\n"
	    "  - {name: I, type: choice, take: [{topic: a, know: 4},\n"
	    "     {topic: b, apply: 3}]}\n");
	CHECK(check.shortfall_count == 0);
	CHECK(check.cell_count == 2);
	CHECK(check.cells[0].wanted == 4 && check.cells[0].available == 5);
	CHECK(check.cells[1].wanted == 3 && check.cells[1].available == 3);
	CHECK(check.warning_count == 1);
	CHECK(says(check.warnings[0], "every exam gets the same 3"));
}

static void one_is_one(void)
{
	begin();
	pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts: [{name: I, type: choice, take: [{topic: a, any: 1}]}]\n");
	CHECK(check.warning_count == 1);
	CHECK(says(check.warnings[0], "the same 1 question,"));
}

static void one_cell_short(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, NULL);
	pool_put(&p, 9, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts:\n"
	    "  - name: I\n    type: choice\n    take:\n"
	    "      - {topic: a, know: 2, apply: 5}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(check.shortfalls[0].at.line == 5);
	CHECK(says(check.shortfalls[0].text, "5 wanted"));
	CHECK(says(check.shortfalls[0].text, "only 3"));
	CHECK(offers("ask for 3 instead of 5: a · apply"));
	CHECK(offers("add to the bank 2 more of: a · apply"));
	CHECK(!offers("know"));
}

/* Each of the cells could be filled alone, but not both. */
static void cells_that_compete(void)
{
	begin();
	pool_put(&p, 4, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 9, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, NULL);
	run("parts:\n"
	    "  - name: I\n    type: choice\n    take:\n"
	    "      - {tag: t, any: 3}\n"
	    "      - {topic: a, know: 5}\n"
	    "      - {topic: b, know: 9}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(says(check.shortfalls[0].text, "want 8 together"));
	CHECK(says(check.shortfalls[0].text, "only 6"));
	CHECK(offers("line 5: ask for 1 instead of 3"));
	CHECK(offers("line 6: ask for 3 instead of 5"));
	CHECK(!offers("line 7"));
}

static void two_shortfalls_are_two(void)
{
	begin();
	pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 1, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, NULL);
	run("parts:\n"
	    "  - {name: I, take: [{topic: a, know: 2}, {topic: b, know: "
	    "3}]}\n");
	CHECK(check.shortfall_count == 2);
}

static void different_forms(void)
{
	begin();
	pool_put(&p, 7, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("forms: {count: 4, questions: different}\n"
	    "parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(check.cells[0].wanted == 8);
	CHECK(says(check.shortfalls[0].text, "want 8"));
	CHECK(offers("make 3 forms instead of 4"));
	CHECK(offers("ask for 1 instead of 2"));
	CHECK(offers("questions: same"));
	CHECK(offers("add to the bank 1 more"));
	run("forms: {count: 3, questions: different}\n"
	    "parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n");
	CHECK(check.shortfall_count == 0);
}

/* Passages of 2 and 4 give no 3. */
static void passages_are_whole(void)
{
	begin();
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "p");
	pool_put(&p, 4, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "q");
	run("parts:\n  - {name: I, take: [{topic: a, know: 3}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(says(check.shortfalls[0].text, "passage"));
	CHECK(offers("ask for 2 instead of 3"));
	CHECK(offers("ask for 4 instead of 3"));
	CHECK(offers("stimulus: any"));
	run("parts:\n  - {name: I, take: [{topic: a, know: 6}]}\n");
	CHECK(check.shortfall_count == 0);
	run("parts:\n"
	    "  - {name: I, take: [{topic: a, know: 3, stimulus: any}]}\n");
	CHECK(check.shortfall_count == 0);
}

static void enemies_stand_in_the_way(void)
{
	begin();
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_enemies(&p, 0, 1);
	run("parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(says(check.shortfalls[0].text, "enemies"));
	CHECK(offers("ask for 1 instead of 2"));
}

static void rules_apart(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, take: [{topic: a, know: 3}]}\n"
	    "rules:\n  - {apart: [q000, q002]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(check.shortfalls[0].at.line == 4);
	CHECK(says(check.shortfalls[0].text, "apart"));
	CHECK(offers("take out the rule on line 4"));
	CHECK(offers("ask for 2 instead of 3"));
}

static void with_must_fit(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 1, TYPE_ESSAY, "b", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n"
	    "rules:\n  - {with: q003}\n  - {with: nobody}\n");
	CHECK(check.shortfall_count == 2);
	CHECK(says(check.shortfalls[0].text, "nobody") ||
		says(check.shortfalls[1].text, "nobody"));
	CHECK(offers("take out the rule on line 4"));
	run("parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n"
	    "rules:\n  - {with: [q000, q001, q002]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(offers("ask for 3 instead of 2"));
}

static void with_twice_is_with(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n"
	    "rules:\n  - {with: q001}\n  - {with: [q002, q001]}\n");
	CHECK(check.shortfall_count == 0);
}

static void with_enemies_of_each_other(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_enemies(&p, 0, 1);
	run("parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n"
	    "rules:\n  - {with: q000}\n  - {with: q001}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(says(check.shortfalls[0].text, "'q000' and 'q001'"));
	CHECK(offers("take out the rule on line 5"));
}

/* A question of with: is there once for each form. */
static void with_counts_on_each_form(void)
{
	begin();
	pool_put(&p, 4, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("forms: {count: 4, questions: different}\n"
	    "parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n"
	    "rules:\n  - {with: q001}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(check.cells[0].wanted == 5 && check.cells[0].available == 4);
	CHECK(says(check.shortfalls[0].text, "want 5, but"));
	CHECK(says(check.shortfalls[0].text, "only 4"));
	CHECK(offers("make 3 forms instead of 4"));
	CHECK(offers("add to the bank 1 more"));
	run("forms: {count: 3, questions: different}\n"
	    "parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n"
	    "rules:\n  - {with: q001}\n");
	CHECK(check.shortfall_count == 0);
	CHECK(check.cells[0].wanted == 4 && check.cells[0].available == 4);
}

/* Each of two shortfalls can be mended alone, though a question of with: has
 * its place in the other. */
static void with_of_another_shortfall(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 3, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, NULL);
	run("forms: {count: 4, questions: different}\n"
	    "parts:\n  - name: I\n    take:\n"
	    "      - {topic: a, know: 2}\n      - {topic: b, know: 1}\n"
	    "rules:\n  - {with: q001}\n");
	CHECK(check.shortfall_count == 2);
	CHECK(offers("make 2 forms instead of 4"));
	CHECK(offers("make 3 forms instead of 4"));
	CHECK(offers("line 6: ask for none of: b"));
}

/* Two of the three would be counted right, but they are enemies. */
static void offers_mend_the_whole(void)
{
	begin();
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_enemies(&p, 0, 1);
	run("parts:\n  - {name: I, take: [{topic: a, know: 3}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(offers("ask for 1 instead of 3"));
	CHECK(!offers("ask for 2 instead of 3"));
}

/* One line has too few, the other a passage of three: both are said at once,
 * and neither way out is said to be enough. */
static void what_stands_behind_a_shortfall(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "p");
	pool_put(&p, 1, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - name: I\n    take:\n"
	    "      - {topic: a, any: 2}\n      - {topic: b, any: 2}\n");
	CHECK(check.shortfall_count == 2);
	CHECK(offers("line 5: ask for 1 instead of 2: b"));
	CHECK(offers("line 4: ask for 3 instead of 2: a"));
	CHECK(check.shortfalls[0].relaxations[0].partial);
}

/* Each line's passage is of two: only both changes help. */
static void passages_of_several_lines(void)
{
	begin();
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "p");
	pool_put(&p, 2, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, "q");
	run("parts:\n  - name: I\n    take:\n"
	    "      - {topic: a, know: 1}\n      - {topic: b, know: 1}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(offers("lines 4, 5: let questions with a passage"));
}

static void the_smallest_is_offered_once(void)
{
	begin();
	pool_put(&p, 9, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, take: [{topic: a, know: 1}]}\n"
	    "rules:\n  - {with: [q001, q002]}\n");
	CHECK(offers("ask for 2 instead of 1"));
	CHECK(!offers("ask for 3 instead of 1"));
}

static void rivals_of_several_forms(void)
{
	begin();
	pool_put(&p, 7, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	run("forms: {count: 4, questions: different}\n"
	    "parts:\n  - name: I\n    take:\n"
	    "      - {topic: a, know: 1}\n      - {tag: t, know: 1}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(says(check.shortfalls[0].text, "4 forms with different"));
	CHECK(says(check.shortfalls[0].text, "want 8 together"));
	CHECK(says(check.shortfalls[0].text, "line 5, a"));
}

/* As much as a blueprint can ask: of 100,000 questions this once took hours. */
static void large_banks_are_checked_at_once(void)
{
	static struct candidate many[LARGE];
	const char *parts = "parts:\n  - {name: I, take: [{any: 300}, "
			    "{tag: t, any: 200}]}\n";

	begin();
	pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	for (size_t i = 0; i < LARGE; i++) {
		many[i] = p.candidates[0];
		many[i].tag_count = i % 2;
		many[i].id = str_format(arena, "q%06zu", i);
	}
	p.pool.candidates = many;
	p.pool.count = LARGE;
	run(str_format(
		arena, "forms: {count: 999, questions: different}\n%s", parts)
			.ptr);
	CHECK(check.shortfall_count == 1);
	CHECK(offers(
		str_format(arena, "make %d forms instead of 999", LARGE / 500)
			.ptr));
	run(str_format(arena, "forms: {count: %d, questions: different}\n%s",
		LARGE / 500, parts)
			.ptr);
	CHECK(check.shortfall_count == 0);
}

static void picks_are_counted(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, take: [{pick: [q000, q009]},\n"
	    "     {topic: a, know: 2}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(says(check.shortfalls[0].text, "q009"));
	CHECK(check.cells[0].wanted == 2 && check.cells[0].available == 1);
	CHECK(check.cells[1].available == 2);
}

static void unknown_names(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "toan12.1", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, take: [{topic: toan12.2, know: 1}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(check.warning_count == 1 &&
		says(check.warnings[0], "did you mean 'toan12.1'"));
}

static void several_lines_at_once(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, take: [{topic: a, know: 2},\n"
	    "     {topic: a, any: 2}, {type: choice, any: 2}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(offers("several lines"));
}

/* Four of the six are answered: no more points than the part has. */
static void points_of_what_is_answered(void)
{
	begin();
	pool_put(&p, 9, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	run("parts:\n  - {name: I, points: 1, total: 4, answer: 4,\n"
	    "     take: [{any: 6}]}\n");
	CHECK(check.shortfall_count == 0 && check.warning_count == 0);
	run("parts:\n  - {name: I, points: 1, total: 6, answer: 4,\n"
	    "     take: [{any: 6}]}\n");
	CHECK(check.warning_count == 1);
}

static void nothing_at_all(void)
{
	begin();
	run("parts:\n  - {name: I, take: [{topic: a, know: 1}]}\n");
	CHECK(check.shortfall_count == 1);
	CHECK(check.cells[0].available == 0);
}

static bool read_preset(void *ctx, struct arena *a, struct str name,
	struct str *text, struct error *err)
{
	(void)ctx;
	return file_read(a,
		str_format(a, "presets/%.*s.yaml", STR_ARG(name)).ptr,
		FILE_LIMIT, text, err);
}

/* Every part of the preset, with as many questions as it says, of a bank that
 * has a few more. */
static const char *preset_blueprint(const char *name, struct str preset)
{
	struct buf buf = {.arena = arena};
	const struct yaml_node *node, *parts;
	struct error err = {0};

	buf_format(&buf, "preset: %s\nparts:\n", name);
	if (!CHECK_OK(yaml_parse(arena, name, preset, &node, &err), err))
		return "";
	parts = yaml_get(node, "parts");
	for (size_t i = 0; i < parts->count; i++) {
		const struct yaml_node *part = parts->items[i];
		struct str count = yaml_get(part, "count")->text;
		enum question_type type = TYPE_COUNT;
		long number = 0;

		CHECK(str_to_long(count, &number));
		CHECK(question_type_parse(yaml_get(part, "type")->text, &type));
		pool_put(&p, (size_t)number + 2, type, "a", LEVEL_KNOW, NULL,
			NULL);
		buf_format(&buf, "  - {name: %.*s, take: [{any: %ld}]}\n",
			STR_ARG(yaml_get(part, "name")->text), number);
	}
	return buf_str(&buf).ptr;
}

/* All the 2025 formats give ten points, and can be met. */
static void check_preset(const char *name)
{
	static struct question questions[POOL_MOST];
	size_t question_of[POOL_MOST];
	const struct preset_source source = {NULL, read_preset};
	struct report report = {.arena = NULL};
	struct blueprint blueprint;
	struct error err = {0};
	struct draw draw;
	struct exam exam;
	struct str text;

	begin();
	report.arena = arena;
	if (!CHECK_OK(
		    read_preset(NULL, arena, str_from(name), &text, &err), err))
		return;
	text = str_from(preset_blueprint(name, text));
	CHECK(blueprint_parse(arena, name, text, &source, &blueprint, &report));
	CHECK(report.count == 0);
	check_blueprint(arena, &blueprint, &p.pool, &check);
	CHECK(check.shortfall_count == 0 && check.warning_count == 0);
	CHECK(check.cell_count == blueprint.part_count);
	if (!CHECK_OK(draw_forms(arena, &blueprint, &p.pool, 1, &draw, &err),
		    err))
		return;
	for (size_t i = 0; i < p.pool.count; i++) {
		question_of[i] = i;
		questions[i] = question_empty();
		questions[i].type = TYPE_ESSAY;
	}
	exam = (struct exam){.blueprint = &blueprint,
		.questions = questions,
		.question_count = p.pool.count};
	arrange_forms(arena, &exam, &p.pool, &draw, question_of, 0);
	CHECK(exam.forms[0].points == 10 * POINT);
	CHECK(exam.note_count == 0);
	if (check_failed)
		printf("# preset %s\n", name);
}

static size_t check_presets_in(const char *folder)
{
	char path[300], name[300];
	struct dirent *entry;
	size_t count = 0;
	DIR *dir;

	snprintf(path, sizeof path, "presets/%s", folder);
	dir = opendir(path);
	if (!CHECK(dir != NULL))
		return 0;
	while ((entry = readdir(dir))) {
		char *end = strstr(entry->d_name, ".yaml");

		if (!end)
			continue;
		snprintf(name, sizeof name, "%s/%.*s", folder,
			(int)(end - entry->d_name), entry->d_name);
		check_preset(name);
		count++;
	}
	closedir(dir);
	return count;
}

static void every_preset_can_be_met(void)
{
	CHECK(check_presets_in("plain") >= 1);
	CHECK(check_presets_in("thpt-2025") >= 11);
}

int main(void)
{
	TEST(enough_is_enough);
	TEST(one_is_one);
	TEST(one_cell_short);
	TEST(cells_that_compete);
	TEST(two_shortfalls_are_two);
	TEST(different_forms);
	TEST(passages_are_whole);
	TEST(enemies_stand_in_the_way);
	TEST(rules_apart);
	TEST(with_must_fit);
	TEST(with_twice_is_with);
	TEST(with_enemies_of_each_other);
	TEST(with_counts_on_each_form);
	TEST(with_of_another_shortfall);
	TEST(offers_mend_the_whole);
	TEST(what_stands_behind_a_shortfall);
	TEST(passages_of_several_lines);
	TEST(the_smallest_is_offered_once);
	TEST(rivals_of_several_forms);
	TEST(large_banks_are_checked_at_once);
	TEST(picks_are_counted);
	TEST(unknown_names);
	TEST(several_lines_at_once);
	TEST(points_of_what_is_answered);
	TEST(nothing_at_all);
	TEST(every_preset_can_be_met);
	arena_free(arena);
	return check_result();
}
