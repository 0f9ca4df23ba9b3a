#include "engine/assemble/assemble.h"
#include "engine/assemble/keys.h"
#include "engine/assemble/permute.h"
#include "tests/pools.h"

static struct arena *arena;
static struct test_pool p;
static struct question questions[POOL_MOST];
static size_t question_of[POOL_MOST];
static struct exam exam;

static void begin(void)
{
	arena_free(arena);
	arena = arena_new();
	pool_begin(&p, arena);
}

/* Four options, of which key is right. */
static struct question choice(const char *const *texts, size_t key)
{
	struct question q = question_empty();
	struct option *options = NEW_ARRAY(arena, 4, struct option);

	q.type = TYPE_CHOICE;
	q.stem = STR("?");
	for (size_t i = 0; i < 4; i++)
		options[i] = (struct option){
			.text = str_from(texts[i]), .right = i == key};
	q.options = options;
	q.option_count = 4;
	return q;
}

static struct question of_type(enum question_type type)
{
	static const char *const plain[] = {"một", "hai", "ba", "bốn"};
	static const struct statement statements[4] = {
		{.text = {"s", 1}, .key = true}, {.text = {"t", 1}}};
	static const struct str items[3] = {{"x", 1}, {"y", 1}, {"z", 1}};
	struct question q = choice(plain, 0);

	q.type = type;
	if (type == TYPE_STATEMENTS) {
		q.statements = statements;
		q.statement_count = 4;
	}
	if (type == TYPE_ORDER) {
		q.items = items;
		q.item_count = 3;
	}
	return q;
}

static void arrange(const char *text, uint64_t seed)
{
	const struct blueprint *b = blueprint_read(arena, text);
	struct error err = {0};
	struct draw draw;

	for (size_t i = 0; i < p.pool.count; i++) {
		question_of[i] = i;
		questions[i].id = p.candidates[i].id;
	}
	exam = (struct exam){.seed = seed,
		.blueprint = b,
		.questions = questions,
		.question_count = p.pool.count};
	CHECK_OK(draw_forms(arena, b, &p.pool, seed, &draw, &err), err);
	arrange_forms(arena, &exam, &p.pool, &draw, question_of, 0);
}

/* count plain choice questions, and what else the test changes afterwards. */
static void plain_pool(size_t count)
{
	begin();
	pool_put(&p, count, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < count; i++)
		questions[i] = of_type(TYPE_CHOICE);
}

static const struct question *asked(const struct item *item)
{
	return &exam.questions[item->question];
}

static size_t at_place(const struct item *item, size_t place)
{
	return item->order ? item->order[place] : place;
}

static size_t key_letter(const struct item *item)
{
	size_t place = 0;

	while (!asked(item)->options[at_place(item, place)].right)
		place++;
	return place;
}

static bool is_permutation(const struct item *item, size_t count)
{
	uint32_t seen = 0;

	for (size_t i = 0; i < count; i++)
		seen |= UINT32_C(1) << at_place(item, i);
	return seen == (UINT32_C(1) << count) - 1 &&
		(!item->order || item->order_count == count);
}

/* Of every form: letters within one, no run of three, keys true. */
static void check_keys(void)
{
	for (size_t f = 0; f < exam.form_count; f++) {
		const struct form *form = &exam.forms[f];
		struct key_slot *slots =
			NEW_ARRAY(arena, form->item_count, struct key_slot);

		for (size_t i = 0; i < form->item_count; i++) {
			size_t letter = key_letter(&form->items[i]);

			slots[i] = (struct key_slot){15, letter};
			CHECK(is_permutation(&form->items[i], 4));
			CHECK(form->items[i].key.len == 1 &&
				form->items[i].key.ptr[0] ==
					option_letter(letter));
		}
		CHECK(keys_spread(slots, form->item_count) <= 1);
		CHECK(!keys_runs(slots, form->item_count));
	}
}

static void keys_are_even(void)
{
	for (uint64_t seed = 0; seed < 200 && !check_failed; seed++) {
		plain_pool(22);
		arrange("forms: 4\nparts:\n"
			"  - {name: I, take: [{topic: a, any: 22}]}\n",
			seed);
		CHECK(exam.form_count == 4);
		CHECK(exam.note_count == 1); /* that they have no points */
		check_keys();
	}
}

/* A third of the questions may not move at all, some keep a last option. */
static void keys_are_even_around_fixed_ones(void)
{
	static const char *const closing[] = {
		"một", "hai", "ba", "Tất cả đều đúng"};

	for (uint64_t seed = 0; seed < 200 && !check_failed; seed++) {
		plain_pool(24);
		for (size_t i = 0; i < 24; i += 3)
			questions[i].fixed = true;
		for (size_t i = 1; i < 24; i += 6)
			questions[i] = choice(closing, 3);
		arrange("parts:\n  - {name: I, points: 1,\n"
			"     take: [{topic: a, any: 24}]}\n",
			seed);
		for (size_t i = 0; i < 24; i++) {
			const struct item *item = &exam.forms[0].items[i];

			CHECK(!asked(item)->fixed || !item->order);
			if (str_is(asked(item)->options[3].text,
				    "Tất cả đều đúng"))
				CHECK(at_place(item, 3) == 3);
		}
		/* 8 fixed at A of 24: even would be 6 each. */
		CHECK(exam.note_count == 2);
		CHECK(str_find(exam.notes[0], "kept last", 0) != SIZE_MAX);
		CHECK(str_find(exam.notes[1], "even", 0) != SIZE_MAX);
	}
}

/* Chance alone decides where a given question's key stands. */
static void keys_are_uniform(void)
{
	size_t hits[10][4] = {{0}};
	double chi = 0, each = 4000 / 4.0;
	struct key_slot slots[10];

	begin();
	for (uint64_t seed = 0; seed < 4000; seed++) {
		struct rng rng = rng_stream(seed, "keys", 0);
		struct arena_mark mark = arena_mark(arena);

		for (size_t i = 0; i < 10; i++)
			slots[i].letters = 15;
		keys_settle(arena, &rng, slots, 10);
		CHECK(keys_spread(slots, 10) == 1 && !keys_runs(slots, 10));
		for (size_t i = 0; i < 10; i++)
			hits[i][slots[i].letter]++;
		arena_release(arena, mark);
	}
	for (size_t i = 0; i < 10; i++)
		for (size_t k = 0; k < 4; k++)
			chi += ((double)hits[i][k] - each) *
				((double)hits[i][k] - each) / each;
	CHECK(chi < chi_square_limit(30));
}

/* As even as a brute force over all letters finds, whatever may move. */
static size_t least_squares(
	const struct key_slot *slots, size_t count, size_t load[4])
{
	size_t best = SIZE_MAX, sum = 0;

	for (size_t k = 0; k < 4; k++)
		sum += load[k] * load[k];
	if (!count)
		return sum;
	for (size_t k = 0; k < 4; k++) {
		size_t squares;

		if (!(slots->letters >> k & 1))
			continue;
		load[k]++;
		squares = least_squares(slots + 1, count - 1, load);
		load[k]--;
		best = squares < best ? squares : best;
	}
	return best;
}

static void keys_are_as_even_as_can_be(void)
{
	begin();
	for (uint64_t seed = 0; seed < 300; seed++) {
		struct rng rng = rng_stream(seed, "test", 0);
		size_t load[4] = {0}, sum = 0;
		struct key_slot slots[7];

		for (size_t i = 0; i < 7; i++)
			slots[i].letters = 1 + (uint32_t)rng_below(&rng, 15);
		keys_settle(arena, &rng, slots, 7);
		for (size_t i = 0; i < 7; i++) {
			CHECK(slots[i].letters >> slots[i].letter & 1);
			load[slots[i].letter]++;
		}
		for (size_t k = 0; k < 4; k++)
			sum += load[k] * load[k];
		memset(load, 0, sizeof load);
		CHECK(sum == least_squares(slots, 7, load));
	}
}

static void keys_may_be_free(void)
{
	size_t runs = 0;

	for (uint64_t seed = 0; seed < 20; seed++) {
		plain_pool(40);
		arrange("shuffle: {keys: free}\nparts:\n"
			"  - {name: I, points: 1,\n"
			"     take: [{topic: a, any: 40}]}\n",
			seed);
		for (size_t i = 2; i < 40; i++) {
			const struct item *item = &exam.forms[0].items[i];

			runs += key_letter(item) == key_letter(item - 1) &&
				key_letter(item) == key_letter(item - 2);
		}
		CHECK(exam.note_count == 0);
	}
	CHECK(runs > 10);
}

static void same_forms(const struct exam *a, const struct exam *b, size_t forms)
{
	for (size_t f = 0; f < forms; f++)
		for (size_t i = 0; i < a->forms[f].item_count; i++) {
			const struct item *x = &a->forms[f].items[i];
			const struct item *y = &b->forms[f].items[i];

			CHECK(x->question == y->question);
			CHECK(str_equal(x->key, y->key));
			CHECK(x->order_count == y->order_count &&
				(!x->order ||
					!memcmp(x->order, y->order,
						x->order_count *
							sizeof *x->order)));
		}
}

static void another_form_changes_none(void)
{
	struct exam few;

	plain_pool(30);
	arrange("forms: 2\nparts:\n"
		"  - {name: I, points: 1, take: [{topic: a, any: 12}]}\n",
		9);
	few = exam;
	arrange("forms: 5\nparts:\n"
		"  - {name: I, points: 1, take: [{topic: a, any: 12}]}\n",
		9);
	CHECK(exam.form_count == 5);
	same_forms(&few, &exam, 2);
	few = exam;
	arrange("forms: 5\nparts:\n"
		"  - {name: I, points: 1, take: [{topic: a, any: 12}]}\n",
		9);
	same_forms(&few, &exam, 5);
	CHECK(exam.forms[0].items[0].question !=
			exam.forms[1].items[0].question ||
		exam.forms[0].items[1].question !=
			exam.forms[1].items[1].question);
}

static void codes_and_numbers(void)
{
	plain_pool(9);
	arrange("forms: {count: 3, first: '0098', step: 2}\nparts:\n"
		"  - {name: I, points: 0.25, take: [{topic: a, any: 3}]}\n"
		"  - {name: II, points: 1, take: [{topic: a, any: 2}]}\n"
		"  - {name: III, points: 2, numbering: continue,\n"
		"     take: [{topic: a, any: 2, points: 0.5}]}\n",
		3);
	CHECK_STR(exam.forms[0].code, "0098");
	CHECK_STR(exam.forms[2].code, "0102");
	for (size_t f = 0; f < 3; f++) {
		static const long numbers[] = {1, 2, 3, 1, 2, 3, 4};

		for (size_t i = 0; i < 7; i++)
			CHECK(exam.forms[f].items[i].number == numbers[i]);
		CHECK(exam.forms[f].points == 3750);
	}
	arrange("forms: {codes: [A, B2]}\nparts:\n"
		"  - {name: I, points: 1, take: [{topic: a, any: 1}]}\n",
		3);
	CHECK(exam.form_count == 2);
	CHECK_STR(exam.forms[1].code, "B2");
}

/* Questions of a passage stand together and in order, among the others. */
static bool is_read(const char *text)
{
	struct report report = {.arena = arena};
	struct blueprint blueprint;

	return blueprint_parse(
		arena, "test.yaml", str_from(text), NULL, &blueprint, &report);
}

/* Answer sheets have room for no more. */
static void codes_of_nine_digits_are_refused(void)
{
	begin();
	CHECK(is_read("forms: {count: 100, first: 99999900}\n"
		      "parts:\n  - {name: I, take: [{any: 1}]}\n"));
	CHECK(!is_read("forms: {count: 101, first: 99999900}\n"
		       "parts:\n  - {name: I, take: [{any: 1}]}\n"));
}

static void passages_stay_together(void)
{
	size_t positions[3] = {0};

	for (uint64_t seed = 0; seed < 200 && !check_failed; seed++) {
		const struct form *form;
		size_t first = SIZE_MAX;

		begin();
		pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "s");
		pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
		pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, "s");
		pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
		pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "s");
		for (size_t i = 0; i < 5; i++)
			questions[i] = of_type(TYPE_CHOICE);
		arrange("parts:\n  - {name: I, points: 1, take:\n"
			"     [{topic: a, know: 4}, {topic: a, apply: 1}]}\n"
			"shuffle: {keys: free}\n",
			seed);
		form = &exam.forms[0];
		for (size_t i = 0; i < 5; i++)
			if (form->items[i].question == 0)
				first = i;
		if (!CHECK(first <= 2))
			return;
		CHECK(form->items[first + 1].question == 2);
		CHECK(form->items[first + 2].question == 4);
		positions[first]++;
	}
	for (size_t i = 0; i < 3; i++)
		CHECK(positions[i] > 40);
}

static void order_as_drawn(void)
{
	plain_pool(6);
	arrange("forms: 2\nshuffle: {questions: false, options: "
		"false}\nparts:\n"
		"  - {name: I, points: 1, take: [{pick: [q004, q001, q003]},\n"
		"     {topic: a, any: 1}]}\n",
		3);
	for (size_t f = 0; f < 2; f++) {
		const struct form *form = &exam.forms[f];

		CHECK(form->items[0].question == 4);
		CHECK(form->items[1].question == 1);
		CHECK(form->items[2].question == 3);
		for (size_t i = 0; i < 4; i++)
			CHECK(!form->items[i].order);
	}
}

static void statements_keep_their_order(void)
{
	bool moved = false;

	for (uint64_t seed = 0; seed < 20; seed++) {
		begin();
		pool_put(&p, 1, TYPE_STATEMENTS, "a", LEVEL_KNOW, NULL, NULL);
		questions[0] = of_type(TYPE_STATEMENTS);
		arrange("parts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		CHECK(!exam.forms[0].items[0].order);
		CHECK_STR(exam.forms[0].items[0].key, "Đ S S S");
		arrange("shuffle: {statements: true}\nparts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		moved = moved || exam.forms[0].items[0].order;
	}
	CHECK(moved);
}

/* As written they would be the answer. */
static void items_to_order_always_move(void)
{
	for (uint64_t seed = 0; seed < 40; seed++) {
		begin();
		pool_put(&p, 1, TYPE_ORDER, "a", LEVEL_KNOW, NULL, NULL);
		questions[0] = of_type(TYPE_ORDER);
		arrange("forms: 2\nshuffle: {options: false}\nparts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		CHECK(exam.forms[0].items[0].order);
		CHECK(str_equal(exam.forms[0].items[0].key,
			exam.forms[1].items[0].key));
	}
}

static void pinned_options_stay(void)
{
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct option *options = NEW_ARRAY(arena, 4, struct option);
		const struct item *item;

		plain_pool(1);
		options = NEW_ARRAY(arena, 4, struct option);
		memcpy(options, questions[0].options, 4 * sizeof *options);
		options[1].pinned = true;
		questions[0].options = options;
		arrange("parts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		item = &exam.forms[0].items[0];
		CHECK(at_place(item, 1) == 1 && is_permutation(item, 4));
	}
}

static void named_letters_stay_true(void)
{
	static const char *const texts[] = {
		"một", "hai", "ba", "Cả A và B đều đúng"};
	bool swapped = false;

	for (uint64_t seed = 0; seed < 40; seed++) {
		const struct item *item;

		plain_pool(1);
		questions[0] = choice(texts, 3);
		arrange("parts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		item = &exam.forms[0].items[0];
		CHECK(at_place(item, 2) == 2 && at_place(item, 3) == 3);
		swapped = swapped || at_place(item, 0) == 1;
		CHECK(exam.note_count == 1);
	}
	CHECK(swapped);
}

/* A sentence about the letters before it; those of a group may trade places,
 * for it says the same of them. */
static const struct sentence {
	const char *text, *groups[2];
} sentences[] = {
	{"A đúng, B sai", {"A", "B"}},
	{"Chỉ A đúng, B và C sai", {"A", "BC"}},
	{"A và B đúng, C sai", {"AB", "C"}},
	{"A đúng, còn B và C sai", {"A", "BC"}},
	{"Đáp án A đúng nhưng B sai", {"A", "B"}},
	{"A but not B", {"A", "B"}},
	{"Cả A và B", {"AB"}},
	{"Cả a và b", {"AB"}},
	{"Cả (a) và (b)", {"AB"}},
	{"Both (a) and (c)", {"AC"}},
	{"Cả a, b, c đều đúng", {"ABC"}},
	{"Chỉ A và C đúng", {"AC"}},
	{"Phương án A và B", {"AB"}},
	{"Câu A, B đúng", {"AB"}},
	{"Only A is true", {"A"}},
	{"A và B đều sai", {"AB"}},
	{"Không phải B", {"B"}},
	{"A đúng là do B", {"A", "B"}},
};

static bool speaks_of(const struct sentence *s, char letter)
{
	return strchr(s->groups[0], letter) ||
		(s->groups[1] && strchr(s->groups[1], letter));
}

static bool holds(const struct sentence *s, const struct item *item)
{
	for (size_t g = 0; g < 2 && s->groups[g]; g++)
		for (const char *l = s->groups[g]; *l; l++) {
			size_t option = at_place(item, (size_t)(*l - 'A'));

			if (option > 25 ||
				!strchr(s->groups[g], 'A' + (int)option))
				return false;
		}
	return true;
}

/* Each question has one or two such sentences, and a key anywhere. */
static void sentences_about_letters_stay_true(void)
{
	enum { QUESTIONS = 24 };
	const size_t count = sizeof sentences / sizeof *sentences;
	static const char *const plain[] = {"mèo", "chó", "vịt"};
	const struct sentence *said[QUESTIONS][2];
	for (uint64_t seed = 0; seed < 150 && !check_failed; seed++) {
		struct rng rng = rng_stream(seed, "sentences", 0);

		plain_pool(QUESTIONS);
		for (size_t i = 0; i < QUESTIONS; i++) {
			const char *texts[] = {
				plain[0], plain[1], plain[2], NULL};
			size_t k = rng_below(&rng, count);

			said[i][0] = &sentences[k];
			said[i][1] = said[i][0];
			texts[3] = said[i][0]->text;
			if (rng_below(&rng, 2) && !speaks_of(said[i][0], 'C')) {
				said[i][1] = &sentences[0];
				texts[2] = said[i][1]->text;
			}
			questions[i] = choice(texts, rng_below(&rng, 4));
		}
		arrange("forms: 2\nparts:\n  - {name: I, points: 1, "
			"take: [{topic: a, any: 24}]}\n",
			seed);
		for (size_t f = 0; f < 2; f++)
			for (size_t i = 0; i < QUESTIONS; i++) {
				const struct item *item =
					&exam.forms[f].items[i];

				CHECK(holds(said[item->question][0], item) &&
					holds(said[item->question][1], item));
				CHECK(at_place(item, 3) == 3);
			}
	}
}

/* It stood second, and comes last; the others keep their chances. */
static void closings_come_last(void)
{
	static const char *const texts[] = {
		"one", "None of the above", "two", "three"};
	size_t firsts[4] = {0};

	for (uint64_t seed = 0; seed < 300; seed++) {
		plain_pool(1);
		questions[0] = choice(texts, 0);
		arrange("shuffle: {keys: free}\nparts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		CHECK(at_place(&exam.forms[0].items[0], 3) == 1);
		firsts[at_place(&exam.forms[0].items[0], 0)]++;
	}
	CHECK(firsts[0] > 60 && firsts[2] > 60 && firsts[3] > 60);
}

static void numbers_sorted_by_switch(void)
{
	static const char *const texts[] = {"$2{,}5$", "10", "$−3$", "2,4"};
	static const size_t ascending[] = {2, 3, 0, 1};
	bool other = false;

	for (uint64_t seed = 0; seed < 20; seed++) {
		plain_pool(1);
		questions[0] = choice(texts, 1);
		arrange("shuffle: {numbers: sorted}\nparts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		for (size_t i = 0; i < 4; i++)
			CHECK(at_place(&exam.forms[0].items[0], i) ==
				ascending[i]);
		CHECK_STR(exam.forms[0].items[0].key, "D");
		arrange("parts:\n"
			"  - {name: I, points: 1, take: [{topic: a, any: "
			"1}]}\n",
			seed);
		other = other || at_place(&exam.forms[0].items[0], 0) != 2;
	}
	CHECK(other);
}

/* The last option speaks of the others, which are numbers. */
static void numbers_are_sorted_before_closings(void)
{
	static const char *const texts[] = {
		"Kết quả khác", "10", "$-3$", "2,4"};
	static const size_t ascending[] = {2, 3, 1, 0};

	plain_pool(1);
	questions[0] = choice(texts, 1);
	arrange("shuffle: {numbers: sorted}\nparts:\n"
		"  - {name: I, points: 1, take: [{topic: a, any: 1}]}\n",
		1);
	for (size_t i = 0; i < 4; i++)
		CHECK(at_place(&exam.forms[0].items[0], i) == ascending[i]);
	CHECK_STR(exam.forms[0].items[0].key, "C");
}

static size_t times(struct str text, const char *word)
{
	size_t n = 0, at = 0;

	while ((at = str_find(text, word, at)) != SIZE_MAX) {
		at += strlen(word);
		n++;
	}
	return n;
}

/* As much as a blueprint can ask, of questions that all have one key: once
 * this took half an hour. */
static void what_cannot_be_even_takes_no_time(void)
{
	plain_pool(300);
	for (size_t i = 0; i < 300; i++)
		questions[i].fixed = true;
	arrange("forms: 999\nparts:\n"
		"  - {name: I, points: 1, take: [{topic: a, any: 300}]}\n",
		1);
	CHECK(exam.form_count == 999);
	CHECK_STR(exam.forms[998].code, "1099");
	CHECK(exam.note_count == 1);
	CHECK(times(exam.notes[0], "I (108)") == 1);
	CHECK(times(exam.notes[0], "…") == 1);
}

static void keys_that_must_run(void)
{
	struct key_slot slots[8];

	for (size_t i = 0; i < 8; i++)
		slots[i].letters = i < 6 ? 1 : 15;
	CHECK(!keys_must_run(slots, 8)); /* AAxAAxAA */
	slots[6].letters = 1;
	CHECK(keys_must_run(slots, 8));
}

/* Any three of the five give ten points. */
static void shares_of_what_is_answered(void)
{
	long most[2] = {0};

	plain_pool(5);
	arrange("parts:\n  - {name: I, total: 10, answer: 3,\n"
		"     take: [{topic: a, any: 5}]}\n",
		3);
	CHECK(exam.forms[0].points == 10000);
	for (size_t i = 0; i < 5; i++) {
		const struct item *item = &exam.forms[0].items[i];

		CHECK(item->points == 3333 || item->points == 3334);
		most[item->points - 3333]++;
	}
	CHECK(most[0] == 4 && most[1] == 1);
	CHECK(exam.note_count == 0);
}

/* Also of those that stand on a later form only. */
static void without_points_on_any_form(void)
{
	plain_pool(6);
	arrange("forms: {count: 3, questions: different}\n"
		"parts:\n  - {name: I, take: [{topic: a, any: 2}]}\n",
		3);
	CHECK(exam.note_count == 1);
	for (size_t i = 0; i < 6; i++)
		CHECK(times(exam.notes[0], str_cstr(arena, questions[i].id)) ==
			1);
}

/* Questions with points of their own, where the blueprint says others. */
static void points_that_do_not_add_up_are_said(void)
{
	plain_pool(4);
	for (size_t i = 0; i < 4; i++)
		questions[i].points = 250;
	arrange("forms: 2\nparts:\n"
		"  - {name: I, total: 1, take: [{topic: a, any: 4}]}\n",
		3);
	CHECK(exam.note_count == 0);
	arrange("forms: 2\nparts:\n"
		"  - {name: I, total: 10, take: [{topic: a, any: 4}]}\n",
		3);
	CHECK(exam.note_count == 1);
	CHECK(times(exam.notes[0], "I (101), I (102)") == 1);
	questions[0].points = 500;
	arrange("forms: {count: 4, questions: different}\nparts:\n"
		"  - {name: I, take: [{topic: a, any: 1}]}\n",
		3);
	CHECK(exam.note_count == 1);
	CHECK(times(exam.notes[0], "other points than the first") == 1);
}

static void points_from_everywhere(void)
{
	static const struct criterion rubric[] = {
		{.text = {"a", 1}, .points = 700},
		{.text = {"b", 1}, .points = 800}};

	plain_pool(4);
	questions[0].points = 1000;
	questions[1] = of_type(TYPE_ESSAY);
	questions[1].rubric = rubric;
	questions[1].rubric_count = 2;
	arrange("parts:\n  - {name: I, total: 4, take: [{topic: a, any: 4}]}\n",
		3);
	CHECK(exam.forms[0].points == 4000);
	for (size_t i = 0; i < 4; i++) {
		static const long points[] = {1000, 1500, 750, 750};
		const struct item *item = &exam.forms[0].items[i];

		CHECK(item->points == points[item->question]);
	}
}

/* Two parts of which one is answered, and a part of which some is. */
static void sums_of_choices(void)
{
	plain_pool(9);
	for (size_t i = 0; i < 9; i++) {
		questions[i].seconds = 60;
		questions[i].difficulty = 0.5;
	}
	arrange("parts:\n"
		"  - {name: I, points: 1, answer: 2,\n"
		"     take: [{topic: a, any: 4}]}\n"
		"  - {name: A, points: 2, take: [{topic: a, any: 2}]}\n"
		"  - {name: B, points: 2, instead_of: A,\n"
		"     take: [{topic: a, any: 2}]}\n",
		3);
	CHECK(exam.forms[0].points == 6000);
	CHECK(exam.forms[0].seconds == 240);
	CHECK(fabs(exam.forms[0].expected - 3) < 1e-9);
}

int main(void)
{
	TEST(keys_are_even);
	TEST(keys_are_even_around_fixed_ones);
	TEST(keys_are_uniform);
	TEST(keys_are_as_even_as_can_be);
	TEST(keys_may_be_free);
	TEST(another_form_changes_none);
	TEST(codes_and_numbers);
	TEST(codes_of_nine_digits_are_refused);
	TEST(passages_stay_together);
	TEST(order_as_drawn);
	TEST(statements_keep_their_order);
	TEST(items_to_order_always_move);
	TEST(pinned_options_stay);
	TEST(named_letters_stay_true);
	TEST(sentences_about_letters_stay_true);
	TEST(closings_come_last);
	TEST(numbers_sorted_by_switch);
	TEST(numbers_are_sorted_before_closings);
	TEST(what_cannot_be_even_takes_no_time);
	TEST(keys_that_must_run);
	TEST(shares_of_what_is_answered);
	TEST(without_points_on_any_form);
	TEST(points_that_do_not_add_up_are_said);
	TEST(points_from_everywhere);
	TEST(sums_of_choices);
	arena_free(arena);
	return check_result();
}
