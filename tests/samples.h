#ifndef TESTS_SAMPLES_H
#define TESTS_SAMPLES_H

#include <math.h>

#include "base/hash.h"
#include "engine/model/exam.h"
#include "engine/model/sink.h"
#include "tests/check.h"

/* Questions of every type with every field filled, and bare ones with nothing
 * but what the type needs: for tests that run over all types. A new type gets
 * a line in sample_parts and in sample_bare_parts. (tests/all_types.h holds an
 * exam of every type, for what is printed.) */
enum { SAMPLES = 2 * TYPE_COUNT };

#define SAMPLE_TEXT(literal)                                                   \
	{                                                                      \
		"" literal, sizeof(literal) - 1                                \
	}
#define SAMPLE_LIST(question, list, count, values)                             \
	((question)->list = (values),                                          \
		(question)->count = sizeof(values) / sizeof *(values))

static inline const struct media *sample_media(
	struct arena *arena, size_t *count)
{
	struct media *media = NEW_ARRAY(arena, 2, struct media);

	media[0] = (struct media){.name = STR("hình 1.png"),
		.mime = STR("image/png"),
		.bytes = STR("\211PNG\r\n\032\n\0\0\0\015IHDR"
			     "\0\0\0\001\0\0\0\001\010\0\0\0\0\072\176\233\125"
			     "\0\0\0\012IDAT\170\332\143\150\0\0\0\202\0\201"
			     "\332\105\010\073\0\0\0\0IEND\256\102\140\202")};
	media[1] = (struct media){.name = STR("nghe/a.bin"),
		.mime = STR("audio/x-own"),
		.bytes = STR("OggS.")};
	for (size_t i = 0; i < 2; i++)
		media[i].hash = hash_hex(arena, media[i].bytes);
	*count = 2;
	return media;
}

static inline void sample_common(struct arena *arena, struct question *q)
{
	static const struct str tags[] = {SAMPLE_TEXT("thực tế"),
		SAMPLE_TEXT("a, b: [c]"), SAMPLE_TEXT("#1")};
	static const struct str enemies[] = {
		SAMPLE_TEXT("khac-1"), SAMPLE_TEXT("khac.2")};

	q->subject = STR("toan");
	q->grade = 12;
	q->topic = STR("toan12.1");
	q->level = LEVEL_EXTEND;
	q->outcome = STR("toan12.1.a");
	SAMPLE_LIST(q, tags, tag_count, tags);
	q->solution = STR("Vì $x > 0$ nên:\n\n- một\n- hai\n");
	q->feedback = STR("Xem lại §1: \"đạo hàm\".");
	q->partial = STR("right-minus-wrong");
	q->points = 1250;
	q->seconds = 90;
	q->difficulty = 0.375;
	q->irt = (struct irt){true, 1.7, -0.123456789012345, 0.25};
	q->stimulus = STR("doan-1");
	SAMPLE_LIST(q, enemies, enemy_count, enemies);
	q->status = STATUS_REVIEW;
	q->author = STR("Cô Lan");
	q->source = STR("Đề thi: 2025 #3");
	q->license = STR("CC-BY-4.0");
	q->media = sample_media(arena, &q->media_count);
}

static inline void sample_choice(struct question *q)
{
	static const struct option options[] = {
		{.text = SAMPLE_TEXT("$(-1;1)$"),
			.feedback = SAMPLE_TEXT("Dấu của $y'$?")},
		{.text = SAMPLE_TEXT("yes"), .right = true},
		{.text = SAMPLE_TEXT("- 1"), .pinned = true},
		{.text = SAMPLE_TEXT("Tất cả đều sai"), .pinned = true},
	};

	SAMPLE_LIST(q, options, option_count, options);
}

static inline void sample_multiple(struct question *q)
{
	static const struct option options[] = {
		{.text = SAMPLE_TEXT("2"), .right = true, .credit = 334},
		{.text = SAMPLE_TEXT("4"),
			.credit = -500,
			.feedback = SAMPLE_TEXT("Chẵn")},
		{.text = SAMPLE_TEXT("5\n\n7"), .right = true, .credit = 666},
		{.text = SAMPLE_TEXT(" 9 "), .pinned = true, .credit = -1000},
	};

	SAMPLE_LIST(q, options, option_count, options);
	q->fixed = true;
}

static inline void sample_truefalse(struct question *q)
{
	q->truth = true;
}

static inline void sample_statements(struct question *q)
{
	static const struct statement statements[] = {
		{.text = SAMPLE_TEXT("Một: hai"),
			.key = true,
			.level = LEVEL_KNOW,
			.outcome = SAMPLE_TEXT("toan12.1.b"),
			.feedback = SAMPLE_TEXT("# Không")},
		{.text = SAMPLE_TEXT("true")},
		{.text = SAMPLE_TEXT("Ba"), .key = true, .level = LEVEL_APPLY},
	};

	SAMPLE_LIST(q, statements, statement_count, statements);
	q->fixed = true;
}

static inline void sample_short(struct question *q)
{
	static const struct accepted accepted[] = {
		{.text = SAMPLE_TEXT("Hà Nội"), .credit = 1000},
		{.text = SAMPLE_TEXT("/^h[àa]\\s*n[ộo]i$/i"),
			.pattern = true,
			.credit = 1000},
		{.text = SAMPLE_TEXT("Thăng Long"),
			.credit = 250,
			.feedback = SAMPLE_TEXT("Tên cũ")},
		{.text = SAMPLE_TEXT("1945"), .credit = 0},
	};

	SAMPLE_LIST(q, accepted, accepted_count, accepted);
}

static inline void sample_numeric(struct question *q)
{
	static const struct number numbers[] = {
		{.value = {170, 3}, .tolerance = {5, 3}, .credit = 1000},
		{.value = {-25, 1},
			.tolerance = {5, 2},
			.relative = true,
			.credit = 500},
		{.value = {0, 2}, .credit = -250},
	};

	SAMPLE_LIST(q, numbers, number_count, numbers);
	q->unit = STR("m/s²");
}

static inline void sample_match(struct question *q)
{
	static const struct pair pairs[] = {
		{SAMPLE_TEXT("Na"), SAMPLE_TEXT("natri, [kim loại]")},
		{SAMPLE_TEXT("a \"b"), SAMPLE_TEXT("it's {x}")},
		{SAMPLE_TEXT("~"), SAMPLE_TEXT("null")},
	};
	static const struct str distractors[] = {
		SAMPLE_TEXT("sắt"), SAMPLE_TEXT("? đồng")};

	SAMPLE_LIST(q, pairs, pair_count, pairs);
	SAMPLE_LIST(q, distractors, distractor_count, distractors);
	q->fixed = true;
}

static inline void sample_order(struct question *q)
{
	static const struct str items[] = {SAMPLE_TEXT("một"),
		SAMPLE_TEXT("hai: 2"), SAMPLE_TEXT("3"), SAMPLE_TEXT("* bốn")};

	SAMPLE_LIST(q, items, item_count, items);
}

/* All kinds of gaps. */
static inline void sample_cloze(struct question *q)
{
	static const struct option options[] = {
		{.text = SAMPLE_TEXT("8"), .pinned = true},
		{.text = SAMPLE_TEXT("it's } here"), .right = true},
		{.text = SAMPLE_TEXT("a \"b"),
			.feedback = SAMPLE_TEXT("c: {d}"),
			.credit = -250},
	};
	static const struct accepted words[] = {
		{.text = SAMPLE_TEXT("Hà Nội"), .credit = 1000},
		{.text = SAMPLE_TEXT("/^\\d{2}}$/"),
			.pattern = true,
			.credit = 1000},
		{.text = SAMPLE_TEXT("\"Huế\""),
			.credit = 125,
			.feedback = SAMPLE_TEXT("[gần]")},
	};
	static const struct accepted one[] = {
		{.text = SAMPLE_TEXT("10"), .credit = 1000}};
	static const struct gap gaps[] = {
		{.options = options, .option_count = 3, .points = 500},
		{.accepted = words, .accepted_count = 3},
		{.accepted = one, .accepted_count = 1, .points = 750},
	};

	q->stem = STR("Thủ đô có {{1}} quận; $\\frac{ {a} }{b}$, \\{ \\{,\n"
		      "tên là {{2}} {{3}}.");
	SAMPLE_LIST(q, gaps, gap_count, gaps);
}

static inline void sample_essay(struct question *q)
{
	static const struct criterion rubric[] = {
		{SAMPLE_TEXT("Mở bài"), 250},
		{SAMPLE_TEXT("Thân bài:\n- ý 1\n- ý 2"), 1000},
	};

	SAMPLE_LIST(q, rubric, rubric_count, rubric);
}

static void (*const sample_parts[TYPE_COUNT])(struct question *q) = {
	[TYPE_CHOICE] = sample_choice,
	[TYPE_MULTIPLE] = sample_multiple,
	[TYPE_TRUEFALSE] = sample_truefalse,
	[TYPE_STATEMENTS] = sample_statements,
	[TYPE_SHORT] = sample_short,
	[TYPE_NUMERIC] = sample_numeric,
	[TYPE_MATCH] = sample_match,
	[TYPE_ORDER] = sample_order,
	[TYPE_CLOZE] = sample_cloze,
	[TYPE_ESSAY] = sample_essay,
};

static inline void sample_bare_parts(struct question *q)
{
	static const struct option options[] = {
		{.text = SAMPLE_TEXT("a"), .right = true},
		{.text = SAMPLE_TEXT("b")}};
	static const struct statement statements[] = {
		{.text = SAMPLE_TEXT("a")}, {.text = SAMPLE_TEXT("b")}};
	static const struct accepted accepted[] = {
		{.text = SAMPLE_TEXT("a"), .credit = 1000}};
	static const struct number numbers[] = {
		{.value = {1, 0}, .credit = 1000}};
	static const struct pair pairs[] = {
		{SAMPLE_TEXT("a"), SAMPLE_TEXT("b")},
		{SAMPLE_TEXT("c"), SAMPLE_TEXT("d")}};
	static const struct str items[] = {SAMPLE_TEXT("a"), SAMPLE_TEXT("b")};
	static const struct gap gaps[] = {
		{.accepted = accepted, .accepted_count = 1}};

	if (q->type == TYPE_CHOICE || q->type == TYPE_MULTIPLE)
		SAMPLE_LIST(q, options, option_count, options);
	else if (q->type == TYPE_STATEMENTS)
		SAMPLE_LIST(q, statements, statement_count, statements);
	else if (q->type == TYPE_SHORT)
		SAMPLE_LIST(q, accepted, accepted_count, accepted);
	else if (q->type == TYPE_NUMERIC)
		SAMPLE_LIST(q, numbers, number_count, numbers);
	else if (q->type == TYPE_MATCH)
		SAMPLE_LIST(q, pairs, pair_count, pairs);
	else if (q->type == TYPE_ORDER)
		SAMPLE_LIST(q, items, item_count, items);
	else if (q->type == TYPE_CLOZE)
		SAMPLE_LIST(q, gaps, gap_count, gaps);
}

static inline struct question sample_rich(
	struct arena *arena, enum question_type type)
{
	struct question q = question_empty();

	q.id = str_format(arena, "rich-%s", question_type_name(type));
	q.type = type;
	q.stem = STR("Cho hàm số $y=\\frac{x+1}{x-2}$: \"đúng\" hay 'sai'?\n");
	sample_common(arena, &q);
	sample_parts[type](&q);
	return q;
}

static inline struct question sample_bare(
	struct arena *arena, enum question_type type)
{
	struct question q = question_empty();

	q.id = str_format(arena, "bare-%s", question_type_name(type));
	q.type = type;
	q.stem = type == TYPE_CLOZE ? STR("{{1}}") : STR("x");
	sample_bare_parts(&q);
	return q;
}

static inline const struct question *samples(struct arena *arena)
{
	struct question *all = NEW_ARRAY(arena, SAMPLES, struct question);

	for (int type = 0; type < TYPE_COUNT; type++) {
		all[2 * type] = sample_rich(arena, (enum question_type)type);
		all[2 * type + 1] =
			sample_bare(arena, (enum question_type)type);
	}
	return all;
}

/* ---- comparing, without the help of JSON ---- */

#define SAMPLE_SAME_TEXT(member)                                               \
	if (!str_equal(a->member, b->member))                                  \
	return #member
#define SAMPLE_SAME(member)                                                    \
	if (a->member != b->member)                                            \
	return #member
#define SAMPLE_SAME_DOUBLE(member)                                             \
	if (!(a->member == b->member ||                                        \
		    (isnan(a->member) && isnan(b->member))))                   \
	return #member
#define SAMPLE_SAME_LIST(list, count, compare)                                 \
	SAMPLE_SAME(count);                                                    \
	for (size_t i = 0; i < a->count; i++) {                                \
		const char *what = compare(&a->list[i], &b->list[i]);          \
                                                                               \
		if (what)                                                      \
			return what;                                           \
	}

static inline const char *sample_text_differs(
	const struct str *a, const struct str *b)
{
	return str_equal(*a, *b) ? NULL : "a text of a list";
}

static inline const char *sample_option_differs(
	const struct option *a, const struct option *b)
{
	SAMPLE_SAME_TEXT(text);
	SAMPLE_SAME_TEXT(feedback);
	SAMPLE_SAME(right);
	SAMPLE_SAME(pinned);
	SAMPLE_SAME(credit);
	return NULL;
}

static inline const char *sample_statement_differs(
	const struct statement *a, const struct statement *b)
{
	SAMPLE_SAME_TEXT(text);
	SAMPLE_SAME_TEXT(feedback);
	SAMPLE_SAME_TEXT(outcome);
	SAMPLE_SAME(level);
	SAMPLE_SAME(key);
	return NULL;
}

static inline const char *sample_accepted_differs(
	const struct accepted *a, const struct accepted *b)
{
	SAMPLE_SAME_TEXT(text);
	SAMPLE_SAME_TEXT(feedback);
	SAMPLE_SAME(pattern);
	SAMPLE_SAME(credit);
	return NULL;
}

static inline const char *sample_number_differs(
	const struct number *a, const struct number *b)
{
	SAMPLE_SAME(value.units);
	SAMPLE_SAME(value.places);
	SAMPLE_SAME(tolerance.units);
	SAMPLE_SAME(tolerance.places);
	SAMPLE_SAME(relative);
	SAMPLE_SAME(credit);
	return NULL;
}

static inline const char *sample_pair_differs(
	const struct pair *a, const struct pair *b)
{
	SAMPLE_SAME_TEXT(left);
	SAMPLE_SAME_TEXT(right);
	return NULL;
}

static inline const char *sample_gap_differs(
	const struct gap *a, const struct gap *b)
{
	SAMPLE_SAME(points);
	SAMPLE_SAME_LIST(options, option_count, sample_option_differs);
	SAMPLE_SAME_LIST(accepted, accepted_count, sample_accepted_differs);
	return NULL;
}

static inline const char *sample_criterion_differs(
	const struct criterion *a, const struct criterion *b)
{
	SAMPLE_SAME_TEXT(text);
	SAMPLE_SAME(points);
	return NULL;
}

/* Bytes count only where both were loaded. */
static inline const char *sample_media_differs(
	const struct media *a, const struct media *b)
{
	SAMPLE_SAME_TEXT(name);
	SAMPLE_SAME_TEXT(hash);
	SAMPLE_SAME_TEXT(mime);
	if (a->bytes.len && b->bytes.len)
		SAMPLE_SAME_TEXT(bytes);
	return NULL;
}

static inline const char *sample_parts_differ(
	const struct question *a, const struct question *b)
{
	SAMPLE_SAME_LIST(options, option_count, sample_option_differs);
	SAMPLE_SAME(truth);
	SAMPLE_SAME_LIST(statements, statement_count, sample_statement_differs);
	SAMPLE_SAME_LIST(accepted, accepted_count, sample_accepted_differs);
	SAMPLE_SAME_LIST(numbers, number_count, sample_number_differs);
	SAMPLE_SAME_TEXT(unit);
	SAMPLE_SAME_LIST(pairs, pair_count, sample_pair_differs);
	SAMPLE_SAME_LIST(distractors, distractor_count, sample_text_differs);
	SAMPLE_SAME_LIST(items, item_count, sample_text_differs);
	SAMPLE_SAME_LIST(gaps, gap_count, sample_gap_differs);
	SAMPLE_SAME_LIST(rubric, rubric_count, sample_criterion_differs);
	SAMPLE_SAME(fixed);
	return NULL;
}

static inline const char *sample_rest_differs(
	const struct question *a, const struct question *b)
{
	SAMPLE_SAME_TEXT(partial);
	SAMPLE_SAME(points);
	SAMPLE_SAME(seconds);
	SAMPLE_SAME_DOUBLE(difficulty);
	SAMPLE_SAME(irt.known);
	SAMPLE_SAME_DOUBLE(irt.a);
	SAMPLE_SAME_DOUBLE(irt.b);
	SAMPLE_SAME_DOUBLE(irt.c);
	SAMPLE_SAME_TEXT(stimulus);
	SAMPLE_SAME_LIST(enemies, enemy_count, sample_text_differs);
	SAMPLE_SAME(status);
	SAMPLE_SAME_TEXT(author);
	SAMPLE_SAME_TEXT(source);
	SAMPLE_SAME_TEXT(license);
	SAMPLE_SAME_LIST(media, media_count, sample_media_differs);
	return NULL;
}

/* The first field that differs, or NULL. Version, place and what was measured
 * are not compared. */
static inline const char *sample_differs(
	const struct question *a, const struct question *b)
{
	const char *parts = sample_parts_differ(a, b);

	SAMPLE_SAME_TEXT(id);
	SAMPLE_SAME(type);
	SAMPLE_SAME_TEXT(subject);
	SAMPLE_SAME(grade);
	SAMPLE_SAME_TEXT(topic);
	SAMPLE_SAME(level);
	SAMPLE_SAME_TEXT(outcome);
	SAMPLE_SAME_LIST(tags, tag_count, sample_text_differs);
	SAMPLE_SAME_TEXT(stem);
	SAMPLE_SAME_TEXT(solution);
	SAMPLE_SAME_TEXT(feedback);
	return parts ? parts : sample_rest_differs(a, b);
}

/* Records a failure when they differ. */
static inline bool check_same_question(
	struct arena *arena, const struct question *a, const struct question *b)
{
	const char *what = sample_differs(a, b);

	if (!what &&
		!str_equal(question_hash(arena, a), question_hash(arena, b)))
		what = "the hash";
	if (what) {
		printf("# %.*s: %s differs\n", STR_ARG(a->id), what);
		check_failed = true;
	}
	return !what;
}

/* ---- an exam of them ---- */

static inline bool sample_preset(void *ctx, struct arena *arena,
	struct str name, struct str *text, struct error *err)
{
	(void)ctx;
	(void)arena;
	(void)err;
	*text = STR("subject: toan\nsubject_name: Toán\nminutes: 90\n"
		    "parts:\n"
		    "  - {name: I, type: choice, points: 0.25, heading: Một}\n"
		    "  - {name: II, points: 1, scoring: [0, 0.5, 1]}\n");
	return str_is(name, "mau");
}

static inline const struct blueprint *sample_blueprint(struct arena *arena)
{
	static const struct preset_source presets = {NULL, sample_preset};
	struct blueprint *blueprint = NEW(arena, struct blueprint);
	struct report report = {.arena = arena};

	CHECK(blueprint_parse(arena, "đề.yaml",
		STR("title: 'Đề: số 1'\npreset: mau\ngrade: 12\n"
		    "school: {name: 'TRƯỜNG \"A\"'}\n"
		    "forms: {count: 2, first: '0101'}\n"
		    "parts:\n"
		    "  - {name: I, take: [{any: 2}]}\n"
		    "  - {name: II, take: [{any: 18}]}\n"),
		&presets, blueprint, &report));
	return blueprint;
}

/* The second form has everything the other way round. */
static inline struct form sample_form(
	struct arena *arena, const struct exam *exam, size_t form)
{
	struct item *items = NEW_ARRAY(arena, SAMPLES, struct item);
	struct form out = {.items = items,
		.item_count = SAMPLES,
		.seconds = form ? 0 : 900,
		.expected = form ? NAN : 0.1 + 6.2};

	out.code = blueprint_code(arena, &exam->blueprint->forms, form);
	for (size_t i = 0; i < SAMPLES; i++) {
		const struct question *q = &exam->questions[i];
		size_t places = form ? question_places(q) : 0;
		size_t *order = NEW_ARRAY(arena, places, size_t);

		for (size_t k = 0; k < places; k++)
			order[k] = places - 1 - k;
		items[i] = (struct item){.part = i >= 2,
			.number = (long)(i < 2 ? i + 1 : i - 1),
			.question = i,
			.points = i < 2 ? 250 : 1000,
			.order = places ? order : NULL,
			.order_count = places};
		items[i].key = question_key(arena, q, items[i].order, "vi");
		out.points += items[i].points;
	}
	return out;
}

static inline const struct exam *sample_exam(struct arena *arena)
{
	static const struct str notes[] = {SAMPLE_TEXT("Cả A và B")};
	static const struct outcome outcomes[] = {
		{SAMPLE_TEXT("toan12.1.a"), LEVEL_KNOW, SAMPLE_TEXT("Nêu")}};
	static const struct topic topics[] = {
		{.id = SAMPLE_TEXT("toan12"), .name = SAMPLE_TEXT("Toán")},
		{.id = SAMPLE_TEXT("toan12.1"),
			.name = SAMPLE_TEXT("Hàm số"),
			.parent = SAMPLE_TEXT("toan12"),
			.subject = SAMPLE_TEXT("toan"),
			.grade = 12,
			.outcomes = outcomes,
			.outcome_count = 1}};
	struct exam *exam = NEW(arena, struct exam);
	struct form *forms = NEW_ARRAY(arena, 2, struct form);
	struct stimulus *stimulus = NEW(arena, struct stimulus);
	struct question *questions =
		arena_copy(arena, samples(arena), SAMPLES * sizeof *questions);

	for (size_t i = 0; i < SAMPLES; i++)
		questions[i].version = (unsigned)i + 1;
	*stimulus = (struct stimulus){.id = STR("doan-1"),
		.text = STR("Đoạn"),
		.title = STR("Một"),
		.source = STR("Theo báo"),
		.print_title = true,
		.print_source = true,
		.numbered = 5};
	stimulus->media = sample_media(arena, &stimulus->media_count);
	*exam = (struct exam){.seed = UINT64_MAX - 1,
		.blueprint = sample_blueprint(arena),
		.questions = questions,
		.question_count = SAMPLES,
		.stimuli = stimulus,
		.stimulus_count = 1,
		.topics = topics,
		.topic_count = 2,
		.forms = forms,
		.form_count = 2,
		.notes = notes,
		.note_count = 1};
	for (size_t i = 0; i < 2; i++)
		forms[i] = sample_form(arena, exam, i);
	exam->id = exam_identity(arena, exam);
	return exam;
}

#endif
