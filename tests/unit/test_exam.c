#include "engine/model/exam.h"

#include "base/rng.h"
#include "base/utf8.h"
#include "tests/samples.h"

#if defined __SANITIZE_ADDRESS__
enum { STRIDE = 10, RUNS = 50 };
#else
enum { STRIDE = 1, RUNS = 500 };
#endif

static struct arena *arena;
static struct error err;

static const struct exam *read_exam(struct str text)
{
	const struct exam *exam = NULL;

	err = (struct error){0};
	return exam_from_json(arena, "exam.json", text, &exam, &err) ? exam
								     : NULL;
}

/* ---- there and back ---- */

static void check_form(const struct form *a, const struct form *b)
{
	CHECK(str_equal(a->code, b->code));
	CHECK(a->points == b->points && a->seconds == b->seconds);
	CHECK(a->expected == b->expected ||
		(isnan(a->expected) && isnan(b->expected)));
	if (!CHECK(a->item_count == b->item_count))
		return;
	for (size_t i = 0; i < a->item_count; i++) {
		const struct item *x = &a->items[i], *y = &b->items[i];

		CHECK(x->part == y->part && x->number == y->number);
		CHECK(x->question == y->question && x->points == y->points);
		CHECK(str_equal(x->key, y->key));
		CHECK(!x->order == !y->order &&
			x->order_count == y->order_count);
		for (size_t k = 0; k < x->order_count; k++)
			CHECK(x->order[k] == y->order[k]);
	}
}

static void exams_go_round(void)
{
	const struct exam *a = sample_exam(arena);
	struct str text = exam_to_json(arena, a);
	const struct exam *b = read_exam(text);

	if (!CHECK_OK(b != NULL, err))
		return;
	CHECK(str_equal(a->id, b->id) && a->seed == b->seed);
	CHECK(a->question_count == b->question_count &&
		a->stimulus_count == b->stimulus_count &&
		a->topic_count == b->topic_count &&
		a->form_count == b->form_count &&
		a->note_count == b->note_count);
	for (size_t i = 0; i < a->question_count; i++) {
		check_same_question(arena, &a->questions[i], &b->questions[i]);
		CHECK(a->questions[i].version == b->questions[i].version);
	}
	for (size_t i = 0; i < a->form_count; i++)
		check_form(&a->forms[i], &b->forms[i]);
	CHECK(str_equal(stimulus_hash(arena, a->stimuli),
		stimulus_hash(arena, b->stimuli)));
	CHECK_STR(b->topics[1].outcomes[0].text, "Nêu");
	CHECK_STR(b->notes[0], "Cả A và B");
	CHECK_STR(b->blueprint->title, "Đề: số 1");
	CHECK_STR(b->blueprint->subject_name, "Toán");
	CHECK(b->blueprint->parts[1].scoring.step_count == 3);
	CHECK(str_equal(exam_to_json(arena, b), text));
}

static void things_are_found(void)
{
	const struct exam *exam = sample_exam(arena);

	CHECK(exam_stimulus(exam, STR("doan-1")) == exam->stimuli);
	CHECK(!exam_stimulus(exam, STR("")) && !exam_stimulus(exam, STR("d")));
	CHECK(exam_topic(exam, STR("toan12.1")) == exam->topics + 1);
	CHECK(!exam_topic(exam, STR("toan")));
	CHECK(exam_form(exam, STR("0102")) == exam->forms + 1);
	CHECK(!exam_form(exam, STR("102")));
}

/* ---- other files ---- */

static void other_files_are_refused(void)
{
	static const struct {
		const char *text;
		enum error_code code;
	} cases[] = {
		{"", ERROR_SYNTAX},
		{"{", ERROR_SYNTAX},
		{"[]", ERROR_SYNTAX},
		{"null", ERROR_SYNTAX},
		{"{}", ERROR_SYNTAX},
		{"{\"format\": \"dethi\"}", ERROR_SYNTAX},
		{"{\"format\": 1}", ERROR_SYNTAX},
		{"{\"format\": \"dethi-exam\"}", ERROR_INVALID},
		{"{\"format\": \"dethi-exam\", \"version\": 2}", ERROR_DENIED},
		{"{\"format\": \"dethi-exam\", \"version\": 1, "
		 "\"seed\": \"1\"}",
			ERROR_INVALID},
		{"{\"format\": \"dethi-exam\", \"version\": 1, "
		 "\"seed\": \"1x\"}",
			ERROR_INVALID},
		{"{\"format\": \"dethi-exam\", \"version\": 1, "
		 "\"seed\": \"99999999999999999999\"}",
			ERROR_INVALID},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK(!read_exam(str_from(cases[i].text))) ||
			!CHECK(err.code == cases[i].code) ||
			!CHECK(str_is(str_from(err.file), "exam.json")))
			printf("# %s: %s\n", cases[i].text, err.text);
}

/* ---- changed files ---- */

/* One bare question, so that each byte can be tried. */
static const struct exam *small_exam(void)
{
	struct exam *exam =
		arena_copy(arena, sample_exam(arena), sizeof(struct exam));
	struct blueprint *blueprint = NEW(arena, struct blueprint);
	struct report report = {.arena = arena};
	struct form *form = NEW(arena, struct form);
	struct item *item = NEW(arena, struct item);

	CHECK(blueprint_parse(arena, "b",
		STR("parts: [{name: I, points: 1, take: [{any: 1}]}]"), NULL,
		blueprint, &report));
	exam->blueprint = blueprint;
	exam->questions++;
	exam->question_count = 1;
	exam->stimulus_count = 0;
	exam->topic_count = 1;
	*item = exam->forms[1].items[1];
	item->question = 0;
	*form = (struct form){.code = STR("101"),
		.items = item,
		.item_count = 1,
		.points = 1000,
		.expected = 0.1};
	exam->forms = form;
	exam->form_count = 1;
	exam->id = exam_identity(arena, exam);
	return exam;
}

/* Its text but for the notes, which the id does not cover. */
static struct str without_notes(const struct exam *exam)
{
	struct exam bare = *exam;

	bare.note_count = 0;
	return exam_to_json(arena, &bare);
}

/* Refused, or the same exam; true when refused. */
static bool check_changed(const struct exam *exam, struct str text, size_t at)
{
	struct arena_mark start = arena_mark(arena);
	const struct exam *other = read_exam(text);
	bool refused = !other;

	if (other &&
		!CHECK(str_equal(without_notes(exam), without_notes(other))))
		printf("# changed at %zu\n", at);
	CHECK(other || *err.text);
	arena_release(arena, start);
	return refused;
}

static void every_byte_is_guarded(void)
{
	static const char bytes[] = "0\"9 ,\0}x";
	const struct exam *exam = small_exam();
	struct str text = exam_to_json(arena, exam);
	char *own = arena_copy(arena, text.ptr, text.len);
	size_t refused = 0, tried = 0;

	CHECK(read_exam(text) != NULL);
	for (size_t at = 0; at < text.len; at += STRIDE) {
		own[at] = bytes[at % (sizeof bytes - 1)];
		tried += own[at] != text.ptr[at];
		refused += check_changed(exam, (struct str){own, text.len}, at);
		own[at] = (char)(text.ptr[at] ^ 1);
		refused += check_changed(exam, (struct str){own, text.len}, at);
		own[at] = text.ptr[at];
		tried++;
	}
	/* What passes is white space, the notes and the like. */
	CHECK(refused > tried / 2 && refused < tried);
}

static void any_piece_is_guarded(void)
{
	const struct exam *exam = sample_exam(arena);
	struct str text = exam_to_json(arena, exam);
	size_t refused = 0;

	for (size_t run = 0; run < RUNS; run++) {
		struct arena_mark start = arena_mark(arena);
		struct rng rng = rng_stream(1, "exam", run);
		size_t at = (size_t)rng_below(&rng, text.len);
		size_t from = (size_t)rng_below(&rng, text.len);
		struct buf out = {.arena = arena};

		buf_add(&out, str_sub(text, 0, at));
		buf_add(&out, str_sub(text, from, (size_t)rng_below(&rng, 20)));
		buf_add(&out,
			str_sub(text, at + (size_t)rng_below(&rng, 20),
				text.len));
		refused += check_changed(exam, buf_str(&out), run);
		arena_release(arena, start);
	}
	CHECK(refused > RUNS / 2);
	for (size_t len = 0; len < text.len; len += 997)
		CHECK(!read_exam(str_sub(text, 0, len)));
}

/* ---- forged files, whose id is right ---- */

/* Read after the id was made anew for what it holds. */
static bool passes(struct exam exam)
{
	exam.id = exam_identity(arena, &exam);
	return read_exam(exam_to_json(arena, &exam)) != NULL;
}

static void pictures_are_guarded(void)
{
	struct exam exam = *sample_exam(arena);
	size_t count;
	struct media media = sample_media(arena, &count)[0];
	struct str id = exam.id, text;

	exam.media = &media;
	exam.media_count = 1;
	CHECK(passes(exam));
	CHECK(!str_equal(exam_identity(arena, &exam), id));
	media.bytes = STR("another");
	CHECK(!passes(exam));
	media = sample_media(arena, &count)[0];
	exam.id = exam_identity(arena, &exam);
	text = exam_to_json(arena, &exam);
	exam.media_count = 0; /* taken out, under the old name */
	CHECK(read_exam(text) && !read_exam(exam_to_json(arena, &exam)));
}

static struct exam with_order(size_t a, size_t b, size_t count)
{
	struct exam exam = *small_exam();
	struct form *form = arena_copy(arena, exam.forms, sizeof *form);
	struct item *item = arena_copy(arena, form->items, sizeof *item);
	size_t *order = NEW_ARRAY(arena, 100, size_t);

	order[0] = a;
	order[1] = b;
	item->order = order;
	item->order_count = count;
	form->items = item;
	exam.forms = form;
	return exam;
}

static void forged_orders_are_refused(void)
{
	CHECK(passes(with_order(0, 1, 2)) && passes(with_order(1, 0, 2)));
	CHECK(!passes(with_order(0, 0, 2)));
	CHECK(!passes(with_order(1, 2, 2)));
	CHECK(!passes(with_order((size_t)-1, 0, 2)));
	CHECK(!passes(with_order(0, 1, 1)) && !passes(with_order(0, 1, 3)));
	CHECK(!passes(with_order(0, 1, 0)) && !passes(with_order(0, 1, 100)));
}

/* Of the small exam, its form and its item. */
struct forgery {
	struct exam exam;
	struct form form;
	struct item item;
	struct blueprint blueprint;
	struct question question;
};

static struct forgery *forge(void)
{
	struct forgery *f = NEW(arena, struct forgery);

	f->exam = *small_exam();
	f->form = f->exam.forms[0];
	f->item = f->form.items[0];
	f->blueprint = *f->exam.blueprint;
	f->question = f->exam.questions[0];
	f->exam.forms = &f->form;
	f->form.items = &f->item;
	f->exam.blueprint = &f->blueprint;
	f->exam.questions = &f->question;
	return f;
}

/* Each says something impossible. */
static void spoil(struct forgery *f, size_t how)
{
	static const char *const codes[] = {"../101", "", "102", "101/../x"};

	if (how < 4)
		f->form.code = str_from(codes[how]);
	else if (how == 4)
		f->item.part = 1;
	else if (how == 5)
		f->item.question = 1;
	else if (how == 6)
		f->exam.form_count = 0;
	else if (how == 7)
		f->form.item_count = 0;
	else if (how == 8)
		f->question.option_count = 1;
	else if (how == 9)
		f->question.id = STR("");
	else if (how == 10)
		f->blueprint.text = STR("parts: [{name: I, take: []}");
	else if (how == 11)
		f->blueprint.text = STR("");
	else
		f->blueprint.text = STR("preset: x\nparts: [{name: I, take: "
					"[{any: 1}]}]");
}

enum { FORGERIES = 13 };

static void forgeries_are_refused(void)
{
	CHECK(passes(forge()->exam));
	for (size_t how = 0; how < FORGERIES; how++) {
		struct forgery *f = forge();

		spoil(f, how);
		if (!CHECK(!passes(f->exam)) ||
			!CHECK(err.code == ERROR_INVALID))
			printf("# forgery %zu: %s\n", how, err.text);
	}
}

/* More than 100,000 of anything were read into no space at all. */
static void long_lists_are_refused(void)
{
	struct exam exam = *small_exam();
	struct str *notes = NEW_ARRAY(arena, 100001, struct str);

	exam.notes = notes;
	exam.note_count = 100000;
	CHECK(passes(exam));
	exam.note_count = 100001;
	CHECK(!passes(exam) && err.code == ERROR_INVALID);
}

int main(void)
{
	arena = arena_new();
	TEST(exams_go_round);
	TEST(things_are_found);
	TEST(other_files_are_refused);
	TEST(every_byte_is_guarded);
	TEST(any_piece_is_guarded);
	TEST(pictures_are_guarded);
	TEST(forged_orders_are_refused);
	TEST(forgeries_are_refused);
	TEST(long_lists_are_refused);
	arena_free(arena);
	return check_result();
}
