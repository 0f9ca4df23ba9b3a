#include "engine/model/question.h"

#include "base/rng.h"
#include "base/utf8.h"
#include "tests/samples.h"

#if defined __SANITIZE_ADDRESS__
enum { RUNS = 1000 };
#else
enum { RUNS = 10000 };
#endif

static struct arena *arena;
static struct error err;

/* ---- names ---- */

static void names_go_round(void)
{
	for (int i = 0; i < TYPE_COUNT; i++) {
		enum question_type type = TYPE_COUNT;
		const char *name = question_type_name((enum question_type)i);

		CHECK(question_type_parse(str_from(name), &type) &&
			(int)type == i);
		CHECK(*question_type_label((enum question_type)i));
	}
	for (int i = LEVEL_KNOW; i < LEVEL_COUNT; i++) {
		enum level level = LEVEL_NONE;

		CHECK(level_parse(
			      str_from(level_name((enum level)i)), &level) &&
			(int)level == i);
		CHECK(*level_label((enum level)i));
	}
	for (int i = 0; i < STATUS_COUNT; i++) {
		enum status status = STATUS_COUNT;

		CHECK(status_parse(
			      str_from(status_name((enum status)i)), &status) &&
			(int)status == i);
		CHECK(*status_label((enum status)i));
	}
	CHECK(!*level_name(LEVEL_NONE) && *level_label(LEVEL_NONE));
	CHECK(!question_type_names[TYPE_COUNT] && !status_names[STATUS_COUNT]);
}

static void levels_have_other_names(void)
{
	static const struct {
		const char *text;
		enum level level; /* LEVEL_NONE: no level */
	} cases[] = {
		{"Nhận biết", LEVEL_KNOW},
		{"NHẬN BIẾT", LEVEL_KNOW},
		{"nhan biet", LEVEL_KNOW},
		{"Biết", LEVEL_KNOW},
		{"NB", LEVEL_KNOW},
		{"nb", LEVEL_KNOW},
		{"N", LEVEL_KNOW},
		{"1", LEVEL_KNOW},
		{" NB ", LEVEL_KNOW},
		{"Know", LEVEL_KNOW},
		{"Thông hiểu", LEVEL_UNDERSTAND},
		{"Hiểu", LEVEL_UNDERSTAND},
		{"TH", LEVEL_UNDERSTAND},
		{"H", LEVEL_UNDERSTAND},
		{"2", LEVEL_UNDERSTAND},
		{"Vận dụng", LEVEL_APPLY},
		{"VD", LEVEL_APPLY},
		{"V", LEVEL_APPLY},
		{"3", LEVEL_APPLY},
		{"Vận dụng cao", LEVEL_EXTEND},
		{"VDC", LEVEL_EXTEND},
		{"C", LEVEL_EXTEND},
		{"4", LEVEL_EXTEND},
		{"Va\xcc\xa3\xcc\x82n du\xcc\xa3ng", LEVEL_APPLY},
		{"", LEVEL_NONE},
		{"0", LEVEL_NONE},
		{"5", LEVEL_NONE},
		{"VDCC", LEVEL_NONE},
		{"vận", LEVEL_NONE},
		{"11", LEVEL_NONE},
		{"know how", LEVEL_NONE},
		{"\xff", LEVEL_NONE},
		{"nhận biết nhận biết nhận biết nhận biết nhận biết",
			LEVEL_NONE},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		enum level level = LEVEL_NONE;
		bool known = level_parse(str_from(cases[i].text), &level);

		if (!CHECK(level == cases[i].level &&
			    known == (level != LEVEL_NONE)))
			printf("# '%s'\n", cases[i].text);
	}
}

static void other_names_are_refused(void)
{
	enum question_type type;
	enum status status;

	CHECK(!question_type_parse(STR("Choice"), &type));
	CHECK(!question_type_parse(STR("choices"), &type));
	CHECK(!question_type_parse(STR(""), &type));
	CHECK(!status_parse(STR("APPROVED"), &status));
	CHECK(!status_parse(STR(""), &status));
}

/* ---- what makes a question sound ---- */

static void samples_are_sound(void)
{
	const struct question *all = samples(arena);

	for (size_t i = 0; i < SAMPLES; i++)
		if (!CHECK_OK(question_check(&all[i], &err), err))
			printf("# %.*s\n", STR_ARG(all[i].id));
}

/* A rich question of which everything may be changed. */
static struct question own(enum question_type type)
{
	struct question q = sample_rich(arena, type);

	return question_copy(arena, &q);
}

#define OPTION(i) ((struct option *)q->options)[i]
#define STATEMENT(i) ((struct statement *)q->statements)[i]
#define ACCEPTED(i) ((struct accepted *)q->accepted)[i]
#define NUMBER(i) ((struct number *)q->numbers)[i]
#define PAIR(i) ((struct pair *)q->pairs)[i]
#define DISTRACTOR(i) ((struct str *)q->distractors)[i]
#define ITEM(i) ((struct str *)q->items)[i]
#define GAP(i) ((struct gap *)q->gaps)[i]
#define GAP_OPTION(i) ((struct option *)q->gaps[0].options)[i]
#define GAP_ACCEPTED(i) ((struct accepted *)q->gaps[1].accepted)[i]
#define CRITERION(i) ((struct criterion *)q->rubric)[i]
#define MEDIA(i) ((struct media *)q->media)[i]
#define TAG(i) ((struct str *)q->tags)[i]
#define ENEMY(i) ((struct str *)q->enemies)[i]

/* The same first element so often. */
static void *many(const void *first, size_t size, size_t count)
{
	char *list = arena_array(arena, count, size);

	for (size_t i = 0; i < count; i++)
		memcpy(list + i * size, first, size);
	return list;
}

#define MANY(list, list_count, n)                                              \
	(q->list = many(q->list, sizeof *q->list, (n)), q->list_count = (n))

static struct str too_long(void)
{
	char *text = arena_alloc(arena, QUESTION_TEXT_LIMIT + 1);

	memset(text, 'a', QUESTION_TEXT_LIMIT + 1);
	return (struct str){text, QUESTION_TEXT_LIMIT + 1};
}

/* Each case of the switch in break_rule() makes one question unsound. */
static const struct {
	enum question_type type;
	const char *text; /* what is said */
} rules[] = {
	{TYPE_CHOICE, "the stem is empty"},
	{TYPE_CHOICE, "the stem is empty"},
	{TYPE_CHOICE, "a text is longer than 1024 kB"},
	{TYPE_CHOICE, "a text is longer than 1024 kB"},
	{TYPE_CHOICE, "a text is longer than 1024 kB"},
	{TYPE_ESSAY, "points and seconds are never negative"},
	{TYPE_ESSAY, "points and seconds are never negative"},
	{TYPE_ESSAY, "difficulty lies between 0 and 1"},
	{TYPE_ESSAY, "difficulty lies between 0 and 1"},
	{TYPE_ESSAY, "grade lies between 1 and 12"},
	{TYPE_ESSAY, "of irt, a lies above 0 and c from 0 to below 1"},
	{TYPE_ESSAY, "of irt, a lies above 0 and c from 0 to below 1"},
	{TYPE_ESSAY, "of irt, a lies above 0 and c from 0 to below 1"},
	{TYPE_CHOICE, "it has 1 options; between 2 and 26 are needed"},
	{TYPE_CHOICE, "it has 27 options; between 2 and 26 are needed"},
	{TYPE_CHOICE, "option B is empty"},
	{TYPE_CHOICE, "exactly one option must be right"},
	{TYPE_CHOICE, "exactly one option must be right"},
	{TYPE_MULTIPLE, "at least one option must be right"},
	{TYPE_MULTIPLE, "a credit lies between -1 and 1"},
	{TYPE_STATEMENTS, "it has 1 statements; between 2 and 6 are needed"},
	{TYPE_STATEMENTS, "it has 7 statements; between 2 and 6 are needed"},
	{TYPE_STATEMENTS, "statement c) is empty"},
	{TYPE_SHORT,
		"it has 0 accepted answers; between 1 and 1000 are needed"},
	{TYPE_SHORT, "an accepted answer is empty"},
	{TYPE_SHORT, "a credit lies between -1 and 1"},
	{TYPE_NUMERIC,
		"it has 0 accepted numbers; between 1 and 100 are needed"},
	{TYPE_NUMERIC, "the tolerance is negative"},
	{TYPE_NUMERIC, "a credit lies between -1 and 1"},
	{TYPE_MATCH, "it has 1 pairs; between 2 and 26 are needed"},
	{TYPE_MATCH, "it has 27 answers to match; between 2 and 26 are needed"},
	{TYPE_MATCH, "a side of a pair is empty"},
	{TYPE_MATCH, "a side of a pair is empty"},
	{TYPE_MATCH, "a distractor is empty"},
	{TYPE_ORDER, "it has 1 items; between 2 and 26 are needed"},
	{TYPE_ORDER, "an item is empty"},
	{TYPE_CLOZE, "it has 0 gaps; between 1 and 100 are needed"},
	{TYPE_CLOZE, "gap 2 does not stand in the stem once"},
	{TYPE_CLOZE, "gap 1 does not stand in the stem once"},
	{TYPE_CLOZE, "it has 1 options; between 2 and 26 are needed"},
	{TYPE_CLOZE, "exactly one option of a gap must be right"},
	{TYPE_CLOZE, "a gap has options or keys, not both"},
	{TYPE_CLOZE, "option C is empty"},
	{TYPE_CLOZE, "an accepted answer is empty"},
	{TYPE_CLOZE,
		"it has 0 accepted answers; between 1 and 1000 are needed"},
	{TYPE_CLOZE, "points and seconds are never negative"},
	{TYPE_ESSAY, "the rubric gives 2 points, the question 1.25"},
	{TYPE_ESSAY, "a criterion is empty"},
	{TYPE_ESSAY, "points and seconds are never negative"},
	{TYPE_ESSAY, "it has 101 criteria; between 0 and 100 are needed"},
	{TYPE_CLOZE, "the stem has a gap 4, which has no answer"},
	{TYPE_ESSAY, "it has 101 tags; between 0 and 100 are needed"},
	{TYPE_ESSAY, "it has 1001 enemies; between 0 and 1000 are needed"},
	{TYPE_ESSAY, "it has 101 media; between 0 and 100 are needed"},
	{TYPE_ESSAY, "it is its own enemy"},
	{TYPE_ESSAY, "two of its media are called 'hình 1.png'"},
};
enum { RULES = sizeof rules / sizeof *rules };

static void break_common(size_t rule, struct question *q)
{
	switch (rule) {
	case 0:
		q->stem = STR("");
		break;
	case 1:
		q->stem = STR(" \n\t");
		break;
	case 2:
		q->stem = too_long();
		break;
	case 3:
		q->solution = too_long();
		break;
	case 4:
		OPTION(0).text = too_long();
		break;
	case 5:
		q->points = -1;
		break;
	case 6:
		q->seconds = -1;
		break;
	case 7:
		q->difficulty = 1.5;
		break;
	case 8:
		q->difficulty = (double)-INFINITY;
		break;
	case 9:
		q->grade = 13;
		break;
	case 10:
		q->irt.a = 0;
		break;
	case 11:
		q->irt.b = NAN;
		break;
	case 12:
		q->irt.c = 1;
		break;
	}
}

static void break_options(size_t rule, struct question *q)
{
	switch (rule) {
	case 13:
		q->option_count = 1;
		break;
	case 14:
		MANY(options, option_count, 27);
		break;
	case 15:
		OPTION(1).text = STR(" ");
		break;
	case 16:
		OPTION(1).right = false;
		break;
	case 17:
		OPTION(2).right = true;
		break;
	case 18:
		OPTION(0).right = OPTION(2).right = false;
		break;
	case 19:
		OPTION(1).credit = 1001;
		break;
	case 20:
		q->statement_count = 1;
		break;
	case 21:
		MANY(statements, statement_count, 7);
		break;
	case 22:
		STATEMENT(2).text = STR("");
		break;
	case 23:
		q->accepted_count = 0;
		break;
	case 24:
		ACCEPTED(3).text = STR("\n");
		break;
	case 25:
		ACCEPTED(2).credit = -1001;
		break;
	case 26:
		q->number_count = 0;
		break;
	case 27:
		NUMBER(0).tolerance.units = -1;
		break;
	case 28:
		NUMBER(1).credit = 2000;
		break;
	case 29:
		q->pair_count = 1;
		break;
	case 30:
		MANY(distractors, distractor_count, 24);
		break;
	case 31:
		PAIR(2).left = STR("");
		break;
	case 32:
		PAIR(0).right = STR(" ");
		break;
	case 33:
		DISTRACTOR(1) = STR("");
		break;
	case 34:
		q->item_count = 1;
		break;
	case 35:
		ITEM(3) = STR("");
		break;
	}
}

static void break_gaps(size_t rule, struct question *q)
{
	switch (rule) {
	case 36:
		q->gap_count = 0;
		break;
	case 37:
		q->stem = STR("{{1}} {{3}}");
		break;
	case 38:
		q->stem = STR("{{1}} {{1}} {{2}} {{3}}");
		break;
	case 39:
		GAP(0).option_count = 1;
		break;
	case 40:
		GAP_OPTION(0).right = true;
		break;
	case 41:
		GAP(0).accepted = GAP(1).accepted;
		GAP(0).accepted_count = 1;
		break;
	case 42:
		GAP_OPTION(2).text = STR("");
		break;
	case 43:
		GAP_ACCEPTED(0).text = STR("");
		break;
	case 44:
		GAP(1).accepted_count = 0;
		break;
	case 45:
		GAP(0).points = -1;
		break;
	case 46:
		CRITERION(1).points = 1750;
		break;
	case 47:
		CRITERION(0).text = STR("");
		break;
	case 48:
		CRITERION(0).points = -1;
		break;
	case 49:
		MANY(rubric, rubric_count, 101);
		break;
	case 50:
		q->stem = STR("{{1}} {{2}} {{3}} {{a}} {{4}}");
		break;
	}
}

static void break_relations(size_t rule, struct question *q)
{
	switch (rule) {
	case 51:
		MANY(tags, tag_count, 101);
		break;
	case 52:
		MANY(enemies, enemy_count, 1001);
		break;
	case 53:
		MANY(media, media_count, 101);
		break;
	case 54:
		ENEMY(1) = q->id;
		break;
	case 55:
		MEDIA(1).name = MEDIA(0).name;
		break;
	}
}

static void every_rule_is_checked(void)
{
	for (size_t i = 0; i < RULES; i++) {
		struct arena_mark start = arena_mark(arena);
		struct question q = own(rules[i].type);

		CHECK_OK(question_check(&q, &err), err);
		break_common(i, &q);
		break_options(i, &q);
		break_gaps(i, &q);
		break_relations(i, &q);
		err = (struct error){0};
		if (!CHECK(!question_check(&q, &err)))
			printf("# rule %zu\n", i);
		CHECK_STR(str_from(err.text), rules[i].text);
		arena_release(arena, start);
	}
}

/* ---- the hash, JSON ---- */

enum kind {
	AS_TEXT,
	AS_LONG,
	AS_INT,
	AS_BOOL,
	AS_DOUBLE,
	AS_LEVEL,
	AS_COUNT,
	AS_PLACES
};
enum owner {
	OF_QUESTION,
	OF_OPTION,
	OF_STATEMENT,
	OF_ACCEPTED,
	OF_NUMBER,
	OF_PAIR,
	OF_DISTRACTOR,
	OF_ITEM,
	OF_GAP,
	OF_GAP_OPTION,
	OF_GAP_ACCEPTED,
	OF_CRITERION,
	OF_MEDIA,
	OF_TAG,
	OF_ENEMY
};

#define MEMBER(type, owner, struct_, member, kind)                             \
	{                                                                      \
		TYPE_##type, OF_##owner, offsetof(struct struct_, member),     \
			AS_##kind, #owner " " #member                          \
	}

/* Everything a question says. */
static const struct {
	enum question_type type;
	enum owner owner;
	size_t offset;
	enum kind kind;
	const char *name;
} members[] = {
	MEMBER(CHOICE, QUESTION, question, id, TEXT),
	MEMBER(CHOICE, QUESTION, question, subject, TEXT),
	MEMBER(CHOICE, QUESTION, question, grade, INT),
	MEMBER(CHOICE, QUESTION, question, topic, TEXT),
	MEMBER(CHOICE, QUESTION, question, level, LEVEL),
	MEMBER(CHOICE, QUESTION, question, outcome, TEXT),
	MEMBER(CHOICE, QUESTION, question, tag_count, COUNT),
	MEMBER(CHOICE, TAG, question, id, TEXT),
	MEMBER(CHOICE, QUESTION, question, stem, TEXT),
	MEMBER(CHOICE, QUESTION, question, solution, TEXT),
	MEMBER(CHOICE, QUESTION, question, feedback, TEXT),
	MEMBER(CHOICE, QUESTION, question, option_count, COUNT),
	MEMBER(CHOICE, OPTION, option, text, TEXT),
	MEMBER(CHOICE, OPTION, option, feedback, TEXT),
	MEMBER(CHOICE, OPTION, option, right, BOOL),
	MEMBER(CHOICE, OPTION, option, pinned, BOOL),
	MEMBER(CHOICE, OPTION, option, credit, LONG),
	MEMBER(TRUEFALSE, QUESTION, question, truth, BOOL),
	MEMBER(STATEMENTS, QUESTION, question, statement_count, COUNT),
	MEMBER(STATEMENTS, STATEMENT, statement, text, TEXT),
	MEMBER(STATEMENTS, STATEMENT, statement, feedback, TEXT),
	MEMBER(STATEMENTS, STATEMENT, statement, outcome, TEXT),
	MEMBER(STATEMENTS, STATEMENT, statement, level, LEVEL),
	MEMBER(STATEMENTS, STATEMENT, statement, key, BOOL),
	MEMBER(SHORT, QUESTION, question, accepted_count, COUNT),
	MEMBER(SHORT, ACCEPTED, accepted, text, TEXT),
	MEMBER(SHORT, ACCEPTED, accepted, feedback, TEXT),
	MEMBER(SHORT, ACCEPTED, accepted, pattern, BOOL),
	MEMBER(SHORT, ACCEPTED, accepted, credit, LONG),
	MEMBER(NUMERIC, QUESTION, question, number_count, COUNT),
	MEMBER(NUMERIC, QUESTION, question, unit, TEXT),
	MEMBER(NUMERIC, NUMBER, number, value.units, LONG),
	MEMBER(NUMERIC, NUMBER, number, value.places, PLACES),
	MEMBER(NUMERIC, NUMBER, number, tolerance.units, LONG),
	MEMBER(NUMERIC, NUMBER, number, tolerance.places, PLACES),
	MEMBER(NUMERIC, NUMBER, number, relative, BOOL),
	MEMBER(NUMERIC, NUMBER, number, credit, LONG),
	MEMBER(MATCH, QUESTION, question, pair_count, COUNT),
	MEMBER(MATCH, PAIR, pair, left, TEXT),
	MEMBER(MATCH, PAIR, pair, right, TEXT),
	MEMBER(MATCH, QUESTION, question, distractor_count, COUNT),
	MEMBER(MATCH, DISTRACTOR, question, id, TEXT),
	MEMBER(ORDER, QUESTION, question, item_count, COUNT),
	MEMBER(ORDER, ITEM, question, id, TEXT),
	MEMBER(CLOZE, QUESTION, question, gap_count, COUNT),
	MEMBER(CLOZE, GAP, gap, option_count, COUNT),
	MEMBER(CLOZE, GAP, gap, points, LONG),
	MEMBER(CLOZE, GAP_OPTION, option, text, TEXT),
	MEMBER(CLOZE, GAP_OPTION, option, right, BOOL),
	MEMBER(CLOZE, GAP_OPTION, option, pinned, BOOL),
	MEMBER(CLOZE, GAP_ACCEPTED, accepted, text, TEXT),
	MEMBER(CLOZE, GAP_ACCEPTED, accepted, credit, LONG),
	MEMBER(ESSAY, QUESTION, question, rubric_count, COUNT),
	MEMBER(ESSAY, CRITERION, criterion, text, TEXT),
	MEMBER(ESSAY, CRITERION, criterion, points, LONG),
	MEMBER(CHOICE, QUESTION, question, fixed, BOOL),
	MEMBER(CHOICE, QUESTION, question, partial, TEXT),
	MEMBER(CHOICE, QUESTION, question, points, LONG),
	MEMBER(CHOICE, QUESTION, question, seconds, LONG),
	MEMBER(CHOICE, QUESTION, question, difficulty, DOUBLE),
	MEMBER(CHOICE, QUESTION, question, irt.known, BOOL),
	MEMBER(CHOICE, QUESTION, question, irt.a, DOUBLE),
	MEMBER(CHOICE, QUESTION, question, irt.b, DOUBLE),
	MEMBER(CHOICE, QUESTION, question, irt.c, DOUBLE),
	MEMBER(CHOICE, QUESTION, question, stimulus, TEXT),
	MEMBER(CHOICE, QUESTION, question, enemy_count, COUNT),
	MEMBER(CHOICE, ENEMY, question, id, TEXT),
	MEMBER(CHOICE, QUESTION, question, author, TEXT),
	MEMBER(CHOICE, QUESTION, question, source, TEXT),
	MEMBER(CHOICE, QUESTION, question, license, TEXT),
	MEMBER(CHOICE, QUESTION, question, media_count, COUNT),
	MEMBER(CHOICE, MEDIA, media, name, TEXT),
	MEMBER(CHOICE, MEDIA, media, hash, TEXT),
	MEMBER(CHOICE, MEDIA, media, mime, TEXT),
};
enum { MEMBERS = sizeof members / sizeof *members };

/* The first of each list. */
static char *owner_of(struct question *q, enum owner owner)
{
	switch (owner) {
	case OF_OPTION:
		return (char *)&OPTION(0);
	case OF_STATEMENT:
		return (char *)&STATEMENT(0);
	case OF_ACCEPTED:
		return (char *)&ACCEPTED(0);
	case OF_NUMBER:
		return (char *)&NUMBER(0);
	case OF_PAIR:
		return (char *)&PAIR(0);
	case OF_DISTRACTOR:
		return (char *)&DISTRACTOR(0);
	case OF_ITEM:
		return (char *)&ITEM(0);
	case OF_GAP:
		return (char *)&GAP(0);
	case OF_GAP_OPTION:
		return (char *)&GAP_OPTION(0);
	case OF_GAP_ACCEPTED:
		return (char *)&GAP_ACCEPTED(0);
	case OF_CRITERION:
		return (char *)&CRITERION(0);
	case OF_MEDIA:
		return (char *)&MEDIA(0);
	case OF_TAG:
		return (char *)&TAG(0);
	case OF_ENEMY:
		return (char *)&ENEMY(0);
	default:
		return (char *)q;
	}
}

/* As little as can be. */
static void change(void *at, enum kind kind)
{
	struct str *text = at;

	switch (kind) {
	case AS_TEXT:
		*text = str_format(arena, "%.*sx", STR_ARG(*text));
		break;
	case AS_LONG:
		++*(long *)at;
		break;
	case AS_INT:
		--*(int *)at;
		break;
	case AS_PLACES:
		++*(int *)at;
		break;
	case AS_BOOL:
		*(bool *)at ^= true;
		break;
	case AS_DOUBLE:
		*(double *)at = nextafter(*(double *)at, 1);
		break;
	case AS_LEVEL:
		--*(enum level *)at;
		break;
	case AS_COUNT:
		--*(size_t *)at;
		break;
	}
}

static void every_member_counts(void)
{
	for (size_t i = 0; i < MEMBERS; i++) {
		struct question q = own(members[i].type);
		struct question before = sample_rich(arena, members[i].type);
		struct str hash = question_hash(arena, &q);

		CHECK(hash.len == 64 &&
			str_equal(hash, question_hash(arena, &before)));
		change(owner_of(&q, members[i].owner) + members[i].offset,
			members[i].kind);
		if (!CHECK(!str_equal(hash, question_hash(arena, &q))) ||
			!CHECK(sample_differs(&before, &q)))
			printf("# %s\n", members[i].name);
	}
	for (int i = 1; i < TYPE_COUNT; i++) {
		struct question a = sample_bare(arena, TYPE_ESSAY), b = a;

		b.type = (enum question_type)(i - 1);
		CHECK(!str_equal(
			question_hash(arena, &a), question_hash(arena, &b)));
		b = a;
		b.status = (enum status)(1 + i % (STATUS_COUNT - 1));
		CHECK(!str_equal(
			question_hash(arena, &a), question_hash(arena, &b)));
	}
}

static void nothing_else_counts(void)
{
	const struct question *all = samples(arena);

	for (size_t i = 0; i < SAMPLES; i++) {
		struct question own_copy = question_copy(arena, &all[i]);
		struct question *q = &own_copy;

		q->version = 7;
		q->line = q->column = 9;
		q->facility = 0.5;
		for (size_t k = 0; k < q->media_count; k++)
			MEDIA(k).bytes = STR("");
		check_same_question(arena, &all[i], q);
	}
}

static void json_goes_round(void)
{
	const struct question *all = samples(arena);

	for (size_t i = 0; i < SAMPLES; i++) {
		struct str text = json_print(
			arena, question_to_json(arena, &all[i]), i % 2);
		struct json *json = NULL;
		struct question back;

		if (CHECK_OK(json_parse(arena, "q", text, &json, &err), err) &&
			CHECK_OK(question_from_json(arena, json, &back, &err),
				err))
			check_same_question(arena, &all[i], &back);
		CHECK(isnan(back.facility) && !back.version);
	}
}

static bool from_text(struct str text, struct question *out, struct json **json)
{
	return json_parse(arena, "q", text, json, &err) &&
		question_from_json(arena, *json, out, &err);
}

static void foreign_json_is_refused(void)
{
	static const char *const bad[] = {"[]", "1", "\"x\"", "null", "{}",
		"{'type':'essay'}", "{'type':'essay','status':'draft'}",
		"{'type':'essay','status':'draft','id':'a'}",
		"{'type':'essay','status':'draft','stem':'x'}",
		"{'type':'essai','status':'draft','id':'a','stem':'x'}",
		"{'type':'essay','status':'new','id':'a','stem':'x'}",
		"{'type':'essay','status':'draft','id':1,'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','stem':['x']}",
		"{'type':'essay','status':'draft','id':'a','stem':'x','y':1}",
		"{'type':'essay','status':'draft','stem':'x','id':'a'}",
		"{'type':'essay','status':'draft','id':'a','grade':'9',"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','grade':9.5,"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','grade':0,"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','grade':4294967305,"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','level':'NB',"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','tags':'a',"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','tags':[1],"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','tags':{'a':'b'},"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','tags':[],"
		"'stem':'x'}",
		"{'type':'essay','status':'draft','id':'a','stem':'x',"
		"'fixed':1}",
		"{'type':'essay','status':'draft','id':'a','stem':'x',"
		"'fixed':false}",
		"{'type':'essay','status':'draft','irt':{'a':1,'b':0},"
		"'id':'a','stem':'x'}",
		"{'type':'essay','status':'draft','irt':[],'id':'a',"
		"'stem':'x'}",
		"{'type':'numeric','status':'draft','id':'a','stem':'x',"
		"'numbers':[{'value':1,'credit':1000}]}",
		"{'type':'numeric','status':'draft','id':'a','stem':'x',"
		"'numbers':[{'value':'1,5','credit':1000}]}",
		"{'type':'numeric','status':'draft','id':'a','stem':'x',"
		"'numbers':[{'value':'x','credit':1000}]}",
		"{'type':'choice','status':'draft','id':'a','stem':'x',"
		"'options':[{'text':'a','right':true},{'text':'b','x':1}]}",
		"{'type':'choice','status':'draft','id':'a','stem':'x',"
		"'options':['a',{'text':'b','right':true}]}"};
	const char *good =
		"{'type':'essay','status':'draft','id':'a','grade':9,"
		"'stem':'x'}";

	for (size_t i = 0; i <= sizeof bad / sizeof *bad; i++) {
		bool is_good = i == sizeof bad / sizeof *bad;
		struct str text =
			str_copy(arena, str_from(is_good ? good : bad[i]));
		struct question q;
		struct json *json;

		for (size_t k = 0; k < text.len; k++)
			if (text.ptr[k] == '\'')
				((char *)text.ptr)[k] = '"';
		err.code = ERROR_NONE;
		if (!CHECK(from_text(text, &q, &json) == is_good) ||
			!CHECK(is_good || err.code == ERROR_INVALID))
			printf("# %.*s\n", STR_ARG(text));
	}
}

/* One byte or piece is another; false when it came out the same. */
static struct str mutated(struct rng *rng, struct str text)
{
	static const char bytes[] = "0123456789\"{}[]:,-.e truefalsn\\x";
	struct buf out = {.arena = arena};
	size_t at = (size_t)rng_below(rng, text.len);
	size_t from = (size_t)rng_below(rng, text.len);
	size_t len = (size_t)rng_below(rng, 12);

	buf_add(&out, str_sub(text, 0, at));
	if (rng_below(rng, 3))
		buf_char(&out, bytes[rng_below(rng, sizeof bytes - 1)]);
	else
		buf_add(&out, str_sub(text, from, len));
	buf_add(&out, str_sub(text, at + (size_t)rng_below(rng, 3), text.len));
	return buf_str(&out);
}

/* What passes is what would be written. */
static void changed_json_is_refused_or_whole(void)
{
	const struct question *all = samples(arena);
	size_t passed = 0;

	for (size_t run = 0; run < RUNS; run++) {
		struct arena_mark start = arena_mark(arena);
		struct rng rng = rng_stream(3, "json", run);
		struct question q;
		struct json *json;
		struct str text = mutated(&rng,
			json_print(arena,
				question_to_json(arena, &all[run % SAMPLES]),
				false));

		if (utf8_invalid(text) == SIZE_MAX &&
			from_text(text, &q, &json)) {
			passed++;
			CHECK(str_equal(json_print(arena, json, false),
				json_print(arena, question_to_json(arena, &q),
					false)));
			CHECK_OK(question_check(&q, &err), err);
		}
		arena_release(arena, start);
	}
	CHECK(passed > RUNS / 10 && passed < RUNS * 9 / 10);
}

static void copies_share_nothing(void)
{
	struct arena *other = arena_new();
	const struct question *all = samples(arena);
	struct question copies[SAMPLES];

	for (size_t i = 0; i < SAMPLES; i++) {
		struct question far = question_copy(other, &all[i]);

		copies[i] = question_copy(arena, &far);
		CHECK(far.stem.ptr != all[i].stem.ptr);
		CHECK(copies[i].stem.ptr != far.stem.ptr);
	}
	arena_free(other);
	for (size_t i = 0; i < SAMPLES; i++)
		check_same_question(arena, &all[i], &copies[i]);
}

/* ---- keys and words ---- */

static void keys_follow_the_order(void)
{
	static const size_t turned[] = {3, 2, 1, 0}, three[] = {2, 0, 1},
			    five[] = {4, 2, 0, 3, 1};
	static const struct {
		enum question_type type;
		const size_t *order;
		const char *vietnamese, *english;
	} cases[] = {
		{TYPE_CHOICE, NULL, "B", "B"},
		{TYPE_CHOICE, turned, "C", "C"},
		{TYPE_MULTIPLE, NULL, "A, C", "A, C"},
		{TYPE_MULTIPLE, turned, "B, D", "B, D"},
		{TYPE_TRUEFALSE, NULL, "Đ", "T"},
		{TYPE_STATEMENTS, NULL, "Đ S Đ", "T F T"},
		{TYPE_STATEMENTS, three, "Đ Đ S", "T T F"},
		{TYPE_SHORT, NULL, "Hà Nội | Thăng Long | 1945",
			"Hà Nội | Thăng Long | 1945"},
		{TYPE_NUMERIC, NULL, "0,170 | -2,5 | 0,00",
			"0.170 | -2.5 | 0.00"},
		{TYPE_MATCH, NULL, "1-a 2-b 3-c", "1-a 2-b 3-c"},
		{TYPE_MATCH, five, "1-c 2-e 3-b", "1-c 2-e 3-b"},
		{TYPE_ORDER, NULL, "a b c d", "a b c d"},
		{TYPE_ORDER, turned, "d c b a", "d c b a"},
		{TYPE_CLOZE, NULL, "(1) B; (2) Hà Nội | \"Huế\"; (3) 10",
			"(1) B; (2) Hà Nội | \"Huế\"; (3) 10"},
		{TYPE_ESSAY, NULL, "–", "–"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct question q = sample_rich(arena, cases[i].type);

		CHECK_STR(question_key(arena, &q, cases[i].order, "vi"),
			cases[i].vietnamese);
		CHECK_STR(question_key(arena, &q, cases[i].order, "en"),
			cases[i].english);
	}
}

/* A question that accepts a pattern alone shows it: there is nothing else. */
static void a_pattern_alone_is_shown(void)
{
	static const struct accepted pattern[] = {
		{.text = SAMPLE_TEXT("/^a+$/"),
			.pattern = true,
			.credit = 1000},
		{.text = SAMPLE_TEXT("/^b+$/"),
			.pattern = true,
			.credit = 1000}};
	struct question q = sample_bare(arena, TYPE_SHORT);

	q.accepted = pattern;
	CHECK_STR(question_key(arena, &q, NULL, "vi"), "/^a+$/");
	q.accepted_count = 2;
	CHECK_STR(question_key(arena, &q, NULL, "vi"), "/^a+$/");
}

static void places_are_what_is_permuted(void)
{
	static const size_t places[TYPE_COUNT] = {[TYPE_CHOICE] = 4,
		[TYPE_MULTIPLE] = 4,
		[TYPE_STATEMENTS] = 3,
		[TYPE_MATCH] = 5,
		[TYPE_ORDER] = 4};

	for (int i = 0; i < TYPE_COUNT; i++) {
		struct question q = sample_rich(arena, (enum question_type)i);

		CHECK(question_places(&q) == places[i]);
	}
	CHECK(option_letter(0) == 'A' && option_letter(25) == 'Z');
}

static void plain_has_all_words(void)
{
	static const char *const words[TYPE_COUNT][4] = {
		[TYPE_CHOICE] = {"(-1;1)", "yes", "Tất cả đều sai"},
		[TYPE_MULTIPLE] = {"2", "4", "7"},
		[TYPE_TRUEFALSE] = {"Cho hàm số"},
		[TYPE_STATEMENTS] = {"Một: hai", "true", "Ba"},
		[TYPE_SHORT] = {"Hà Nội", "Thăng Long"},
		[TYPE_NUMERIC] = {"Cho hàm số"},
		[TYPE_MATCH] = {"natri", "it's {x}", "sắt", "đồng"},
		[TYPE_ORDER] = {"một", "hai: 2", "bốn"},
		[TYPE_CLOZE] = {"Thủ đô", "it's } here", "\"Huế\"", "quận"},
		[TYPE_ESSAY] = {"Cho hàm số"},
	};

	for (int i = 0; i < TYPE_COUNT; i++) {
		struct question q = sample_rich(arena, (enum question_type)i);
		struct str plain = question_plain(arena, &q);

		for (size_t k = 0; k < 4 && words[i][k]; k++)
			if (!CHECK(str_find(plain, words[i][k], 0) != SIZE_MAX))
				printf("# %s in '%.*s'\n", words[i][k],
					STR_ARG(plain));
		CHECK(str_find(plain, "/^", 0) == SIZE_MAX);
		CHECK(str_find(plain, "{{", 0) == SIZE_MAX);
		CHECK(str_find(plain, "Dấu", 0) == SIZE_MAX);
	}
}

int main(void)
{
	arena = arena_new();
	TEST(names_go_round);
	TEST(levels_have_other_names);
	TEST(other_names_are_refused);
	TEST(samples_are_sound);
	TEST(every_rule_is_checked);
	TEST(every_member_counts);
	TEST(nothing_else_counts);
	TEST(json_goes_round);
	TEST(foreign_json_is_refused);
	TEST(changed_json_is_refused_or_whole);
	TEST(copies_share_nothing);
	TEST(keys_follow_the_order);
	TEST(a_pattern_alone_is_shown);
	TEST(places_are_what_is_permuted);
	TEST(plain_has_all_words);
	arena_free(arena);
	return check_result();
}
