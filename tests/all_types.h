#ifndef TESTS_ALL_TYPES_H
#define TESTS_ALL_TYPES_H

#include <math.h>

#include "engine/model/exam.h"
#include "tests/check.h"

/* An exam of every question type. What no pupil may see has SECRET in it, or
 * is the number 918273. */
#define SECRET "ZQX"

struct all_types {
	const char *language; /* "vi" */
	const char *heading;  /* "official" */
	size_t forms;         /* 1–4; the second has its own orders */
	bool other_keys;      /* what is printed is the same, the keys not */
	long answers;         /* how many of part I are answered; 0 all */
};

/* ---- questions ---- */

static inline struct question all_question(
	const char *id, enum question_type type, const char *stem)
{
	static const struct str tags[] = {{SECRET "tag", 6}};
	struct question q = question_empty();

	q.id = str_from(id);
	q.version = 1;
	q.type = type;
	q.stem = str_from(stem);
	q.topic = STR(SECRET "topic");
	q.level = LEVEL_APPLY;
	q.outcome = STR(SECRET "outcome");
	q.tags = tags;
	q.tag_count = 1;
	q.solution = STR(SECRET "solution: lời giải.\n\nĐoạn *hai*.");
	q.feedback = STR(SECRET "feedback");
	q.partial = STR(SECRET "partial");
	q.author = STR(SECRET "author");
	q.source = STR(SECRET "source");
	q.license = STR(SECRET "license");
	q.status = STATUS_APPROVED;
	return q;
}

static inline const struct option *all_options(struct arena *arena,
	const char *const *texts, size_t count, unsigned right)
{
	struct option *options = NEW_ARRAY(arena, count, struct option);

	for (size_t i = 0; i < count; i++)
		options[i] = (struct option){
			.text = str_from(texts[i]),
			.feedback = STR(SECRET "option"),
			.right = right >> i & 1,
		};
	return options;
}

static inline struct question all_choice(struct arena *arena, bool other)
{
	static const char *const texts[] = {
		"Hà Nội", "Huế", "Đà Nẵng", "Cần Thơ"};
	struct question q = all_question("q-choice", TYPE_CHOICE,
		"Thủ đô của nước ta là thành phố nào?");

	q.options = all_options(arena, texts, 4, other ? 2 : 1);
	q.option_count = 4;
	return q;
}

static inline struct question all_passage(
	struct arena *arena, const char *id, const char *stem, bool other)
{
	static const char *const texts[] = {
		"Một con đường dài chạy qua cả ba miền của đất nước",
		"Hai con đường ngắn nối các tỉnh ven biển với nhau",
		"Ba dòng sông lớn đổ ra biển Đông ở phía mặt trời mọc",
		"Bốn dãy núi đá vôi dựng đứng ngăn cách các thung lũng"};
	struct question q = all_question(id, TYPE_CHOICE, stem);

	q.options = all_options(arena, texts, 4, other ? 8 : 4);
	q.option_count = 4;
	q.stimulus = STR("passage");
	return q;
}

static inline struct question all_multiple(struct arena *arena, bool other)
{
	static const char *const texts[] = {
		"số 2 nguyên tố", "số 4 nguyên tố", "số 5 nguyên tố"};
	struct question q = all_question("q-multiple", TYPE_MULTIPLE,
		"Các khẳng định đúng là $2^2=4$ và");

	q.options = all_options(arena, texts, 3, other ? 3 : 5);
	q.option_count = 3;
	return q;
}

static inline struct question all_truefalse(bool other)
{
	struct question q = all_question(
		"q-truefalse", TYPE_TRUEFALSE, "Số 1 là số nguyên tố.");

	q.truth = other;
	return q;
}

static inline struct question all_statements(struct arena *arena, bool other)
{
	static const char *const texts[] = {"Mặt Trời mọc ở hướng Đông.",
		"Mặt Trăng tự phát sáng.", "Trái Đất quay quanh Mặt Trời.",
		"Một năm có mười ba tháng."};
	struct question q = all_question(
		"q-statements", TYPE_STATEMENTS, "Xét các phát biểu sau.");
	struct statement *statements = NEW_ARRAY(arena, 4, struct statement);

	for (size_t i = 0; i < 4; i++)
		statements[i] = (struct statement){
			.text = str_from(texts[i]),
			.feedback = STR(SECRET "statement"),
			.key = (i % 2 == 0) != other,
		};
	q.statements = statements;
	q.statement_count = 4;
	return q;
}

static inline struct question all_short(struct arena *arena, bool other)
{
	struct question q =
		all_question("q-short", TYPE_SHORT, "Ai viết *Truyện Kiều*?");
	struct accepted *accepted = NEW_ARRAY(arena, 2, struct accepted);

	accepted[0] =
		(struct accepted){.text = other ? STR(SECRET "Nguyễn Trãi")
						: STR(SECRET "Nguyễn Du"),
			.credit = 1000};
	accepted[1] =
		(struct accepted){.text = STR("/^" SECRET "n\\.?\\s*du$/i"),
			.pattern = true,
			.credit = 1000};
	q.accepted = accepted;
	q.accepted_count = 2;
	return q;
}

static inline struct question all_numeric(struct arena *arena, bool other)
{
	struct question q = all_question(
		"q-numeric", TYPE_NUMERIC, "Vật rơi trong bao lâu?");
	struct number *numbers = NEW_ARRAY(arena, 1, struct number);

	numbers[0] = (struct number){.value = {other ? 918273 : -15, 1},
		.tolerance = {5, 2},
		.credit = 1000};
	q.numbers = numbers;
	q.number_count = 1;
	q.unit = STR("giây");
	return q;
}

/* Printed: right sides kali, sắt, natri. */
static inline struct question all_match(struct arena *arena, bool other)
{
	static const struct str iron[] = {{"sắt", 6}};
	struct question q = all_question(
		"q-match", TYPE_MATCH, "Ghép kí hiệu với tên nguyên tố.");
	struct pair *pairs = NEW_ARRAY(arena, 2, struct pair);

	pairs[0] = (struct pair){STR("Na"), STR("natri")};
	pairs[1] = (struct pair){STR("K"), STR("kali")};
	if (other) {
		pairs[0].right = STR("kali");
		pairs[1].right = STR("natri");
	}
	q.pairs = pairs;
	q.pair_count = 2;
	q.distractors = iron;
	q.distractor_count = 1;
	return q;
}

/* Printed: nấu cơm, vo gạo, ăn cơm. */
static inline struct question all_order(bool other)
{
	static const struct str items[][3] = {
		{{"vo gạo", 8}, {"nấu cơm", 10}, {"ăn cơm", 8}},
		{{"ăn cơm", 8}, {"vo gạo", 8}, {"nấu cơm", 10}}};
	struct question q = all_question(
		"q-order", TYPE_ORDER, "Xếp các việc theo thứ tự.");

	q.items = items[other];
	q.item_count = 3;
	return q;
}

static inline struct question all_cloze(struct arena *arena, bool other)
{
	static const char *const texts[] = {"80", "100", "120"};
	struct question q = all_question("q-cloze", TYPE_CLOZE,
		"Nước ta có hơn {{1}} triệu dân; thủ đô là {{2}}.");
	struct gap *gaps = NEW_ARRAY(arena, 2, struct gap);
	struct accepted *accepted = NEW(arena, struct accepted);

	*accepted = (struct accepted){
		.text = other ? STR(SECRET "Huế") : STR(SECRET "Hà Nội"),
		.credit = 1000};
	gaps[0].options = all_options(arena, texts, 3, other ? 1 : 2);
	gaps[0].option_count = 3;
	gaps[1].accepted = accepted;
	gaps[1].accepted_count = 1;
	q.gaps = gaps;
	q.gap_count = 2;
	return q;
}

static inline struct question all_essay(void)
{
	static const struct criterion rubric[] = {{{SECRET "mở bài", 12}, 500},
		{{SECRET "thân bài", 13}, 1000}, {{SECRET "kết bài", 13}, 500}};
	struct question q =
		all_question("q-essay", TYPE_ESSAY, "Tả con đường đến trường.");

	q.rubric = rubric;
	q.rubric_count = 3;
	return q;
}

enum { ALL_QUESTIONS = 12 };

static inline const struct question *all_questions(
	struct arena *arena, bool other)
{
	const struct question questions[ALL_QUESTIONS] = {
		all_choice(arena, other),
		all_passage(arena, "q-p1", "Đoạn văn nói về điều gì?", other),
		all_passage(arena, "q-p2", "Từ nào tả con đường?", other),
		all_statements(arena, other),
		all_short(arena, other),
		all_numeric(arena, other),
		all_multiple(arena, other),
		all_truefalse(other),
		all_match(arena, other),
		all_order(other),
		all_cloze(arena, other),
		all_essay(),
	};

	return arena_copy(arena, questions, sizeof questions);
}

/* ---- the exam ---- */

enum { ALL_PARTS = 4 };

static const size_t all_part_of[ALL_QUESTIONS] = {
	0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 3, 3};
static const long all_points[ALL_QUESTIONS] = {
	250, 250, 250, 1000, 500, 500, 500, 250, 500, 500, 1000, 2000};

static inline const struct part *all_parts(
	struct arena *arena, const struct all_types *all)
{
	static const long steps[] = {0, 100, 250, 500, 1000};
	const struct part parts[ALL_PARTS] = {
		{.name = STR("I"),
			.has_type = true,
			.type = TYPE_CHOICE,
			.points = 250,
			.answer = all->answers,
			.renumber = true},
		{.name = STR("II"),
			.has_type = true,
			.type = TYPE_STATEMENTS,
			.points = 1000,
			.scoring = {.steps = steps, .step_count = 5},
			.renumber = true},
		{.name = STR("III"),
			.heading = STR("**PHẦN III. Trả lời ngắn.** Từ câu "
				       "{first} đến câu {last} ({count} câu)."),
			.has_type = true,
			.type = TYPE_SHORT,
			.points = 500,
			.renumber = true},
		{.name = STR("IV")},
	};

	return arena_copy(arena, parts, sizeof parts);
}

static inline const struct blueprint *all_blueprint(
	struct arena *arena, const struct all_types *all)
{
	struct blueprint *b = NEW(arena, struct blueprint);

	b->file = STR("all.yaml");
	b->text = STR(SECRET "text");
	b->title = STR("Đề kiểm tra");
	b->subject = STR("tonghop");
	b->subject_name = STR("Tổng hợp");
	b->grade = 12;
	b->minutes = 45;
	b->language = str_from(all->language);
	b->heading = str_from(all->heading);
	b->school = (struct school){.department = STR("SỞ GDĐT VĨNH LONG"),
		.name = STR("TRƯỜNG THPT NGUYỄN THÔNG"),
		.exam = STR("KIỂM TRA GIỮA KỲ I"),
		.year = STR("2026-2027")};
	b->forms = (struct forms){
		.count = (long)all->forms, .first = STR("101"), .step = 1};
	b->parts = all_parts(arena, all);
	b->part_count = ALL_PARTS;
	return b;
}

/* The second form of four has its options the other way round; match and order
 * are never printed in their own order. */
static inline const size_t *all_order_of(
	struct arena *arena, const struct question *q, size_t form, bool other)
{
	static const size_t match[] = {1, 2, 0}, match_other[] = {0, 2, 1};
	static const size_t order[] = {1, 0, 2}, order_other[] = {2, 1, 0};
	size_t count = question_places(q);
	size_t *turned;

	if (q->type == TYPE_MATCH)
		return other ? match_other : match;
	if (q->type == TYPE_ORDER)
		return other ? order_other : order;
	if (!form || !count || q->type == TYPE_STATEMENTS)
		return NULL;
	turned = NEW_ARRAY(arena, count, size_t);
	for (size_t i = 0; i < count; i++)
		turned[i] = (count - 1 - i + form - 1) % count;
	return turned;
}

/* The forms after the first begin with their passage. */
static inline struct form all_form(struct arena *arena, const struct exam *exam,
	size_t form, const struct all_types *all)
{
	static const size_t turned[] = {1, 2, 0};
	struct item *items = NEW_ARRAY(arena, ALL_QUESTIONS, struct item);
	struct form out = {.items = items, .item_count = ALL_QUESTIONS};
	long number = 0;

	out.code = blueprint_code(arena, &exam->blueprint->forms, form);
	for (size_t i = 0; i < ALL_QUESTIONS; i++) {
		struct item *item = &items[i];
		size_t k = form && i < 3 ? turned[i] : i;
		const struct question *q = &exam->questions[k];

		number = i && all_part_of[i] == all_part_of[i - 1] ? number + 1
								   : 1;
		*item = (struct item){.part = all_part_of[i],
			.number = number,
			.question = k,
			.points = all_points[k]};
		item->order = all_order_of(arena, q, form, all->other_keys);
		item->order_count = item->order ? question_places(q) : 0;
		item->key = question_key(arena, q, item->order, all->language);
		out.points += item->points;
	}
	return out;
}

static inline const struct exam *all_exam(
	struct arena *arena, const struct all_types *all)
{
	struct exam *exam = NEW(arena, struct exam);
	struct form *forms = NEW_ARRAY(arena, all->forms, struct form);
	struct stimulus *stimulus = NEW(arena, struct stimulus);

	*stimulus = (struct stimulus){.id = STR("passage"),
		.title = STR(SECRET "title"),
		.source = STR(SECRET "source"),
		.text = STR("Con đường ấy dài hun hút.\n\nNó đi qua ba miền.")};
	exam->id = STR(SECRET "id");
	exam->blueprint = all_blueprint(arena, all);
	exam->questions = all_questions(arena, all->other_keys);
	exam->question_count = ALL_QUESTIONS;
	exam->stimuli = stimulus;
	exam->stimulus_count = 1;
	exam->forms = forms;
	exam->form_count = all->forms;
	for (size_t i = 0; i < all->forms; i++)
		forms[i] = all_form(arena, exam, i, all);
	return exam;
}

#endif
