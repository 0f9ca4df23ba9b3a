#include "engine/build.h"

#include <unistd.h>

#include "banks/native.h"
#include "base/base64.h"
#include "base/file.h"
#include "engine/assemble/check.h"
#include "engine/import.h"
#include "engine/store/store_exam.h"
#include "engine/store/store_pool.h"
#include "tests/check.h"
#include "tests/pictures.h"

/* Exams of the shipped banks, from end to end. */
static struct arena *arena;
static struct error err;
static char path[] = "/tmp/dethi-build-XXXXXX";
static struct store *store;

static size_t import_text(const char *file, struct str text)
{
	struct report report = {.arena = arena};
	struct import_counts counts;
	struct import *import;
	struct sink sink;

	if (!CHECK_OK(
		    import_begin(arena, store, &report, 1, &import, &err), err))
		exit(2);
	sink = import_sink(import, file);
	CHECK_OK(native_read(arena, file, text, &sink, &report, &err), err);
	CHECK_OK(import_end(import, false, true, &counts, &err), err);
	CHECK(!report.levels[REPORT_ERROR]);
	return counts.questions[PUT_NEW];
}

static void import_file(const char *file)
{
	struct str text;

	CHECK_OK(file_read(arena, file, FILE_LIMIT, &text, &err), err);
	CHECK(import_text(file, text) >= 60);
}

static void make_bank(void)
{
	int file = mkstemp(path);

	if (file < 0)
		exit(2);
	close(file);
	unlink(path);
	arena = arena_new();
	if (!store_create(path, &store, &err))
		exit(2);
	import_file("banks/data/toan12.yaml");
	import_file("banks/data/tienganh12.yaml");
}

static bool read_preset(void *ctx, struct arena *a, struct str name,
	struct str *text, struct error *error)
{
	(void)ctx;
	return file_read(a,
		str_format(a, "presets/%.*s.yaml", STR_ARG(name)).ptr,
		FILE_LIMIT, text, error);
}

static const struct blueprint *blueprint_read(const char *text)
{
	const struct preset_source source = {NULL, read_preset};
	struct report report = {.arena = arena};
	struct blueprint *blueprint = NEW(arena, struct blueprint);

	if (!blueprint_parse(arena, "test.yaml", str_from(text), &source,
		    blueprint, &report))
		for (size_t i = 0; i < report.count; i++)
			printf("# %s\n",
				report_line(arena, &report.entries[i]).ptr);
	CHECK(!report.levels[REPORT_ERROR]);
	return blueprint;
}

static const struct exam *build(const char *text, uint64_t seed)
{
	static const struct exam none;
	const struct exam *exam;

	if (!CHECK_OK(build_exam(arena, store, blueprint_read(text), NULL, seed,
			      &exam, &err),
		    err))
		return &none;
	return exam;
}

static const char toan[] =
	"title: Giữa kỳ I\n"
	"preset: thpt-2025/toan\n"
	"grade: 12\n"
	"forms: {count: 4, first: 101}\n"
	"parts:\n"
	"  - name: I\n    take:\n"
	"      - {topic: toan12.1, know: 2, understand: 2}\n"
	"      - {topic: toan12.2, any: 2}\n"
	"      - {any: 6}\n"
	"  - {name: II, take: [{topic: toan12.1, any: 1}, {any: 3}]}\n"
	"  - {name: III, take: [{any: 6}]}\n";

/* Everything an item says is true of the question it names. */
static void check_item(const struct exam *exam, const struct item *item)
{
	const struct question *q = &exam->questions[item->question];
	const struct part *part = &exam->blueprint->parts[item->part];
	struct error wrong = {0};

	CHECK(!part->has_type || q->type == part->type);
	CHECK(q->status == STATUS_APPROVED && q->version > 0);
	CHECK_OK(question_check(q, &wrong), wrong);
	CHECK(str_equal(item->key, question_key(arena, q, item->order, "vi")));
	CHECK(exam_topic(exam, q->topic) != NULL);
	CHECK(!q->stimulus.len || exam_stimulus(exam, q->stimulus));
}

static void check_form(const struct exam *exam, const struct form *form)
{
	uint8_t *seen = NEW_ARRAY(arena, exam->question_count, uint8_t);

	CHECK(form->item_count == (size_t)blueprint_count(exam->blueprint));
	for (size_t i = 0; i < form->item_count; i++) {
		CHECK(!seen[form->items[i].question]++);
		check_item(exam, &form->items[i]);
		CHECK(!i || form->items[i].part >= form->items[i - 1].part);
	}
}

static void a_mathematics_paper(void)
{
	const struct exam *exam = build(toan, 1);

	CHECK(exam->form_count == 4 && exam->question_count == 22);
	for (size_t f = 0; f < exam->form_count; f++) {
		check_form(exam, &exam->forms[f]);
		CHECK(exam->forms[f].points == 10 * POINT);
	}
	for (size_t i = 0; i < exam->note_count; i++)
		printf("# note: %.*s\n", STR_ARG(exam->notes[i]));
}

static void same_seed_same_exam(void)
{
	const struct exam *a = build(toan, 7), *b = build(toan, 7);
	const struct exam *c = build(toan, 8);

	CHECK(a->id.len == 13 && str_equal(a->id, b->id));
	CHECK(!str_equal(a->id, c->id));
	CHECK(str_equal(exam_to_json(arena, a), exam_to_json(arena, b)));
}

/* Through its own file, and through the bank. */
static void an_exam_comes_back(void)
{
	const struct exam *exam = build(toan, 3), *back;
	struct str json = exam_to_json(arena, exam);

	if (CHECK_OK(
		    exam_from_json(arena, "exam.json", json, &back, &err), err))
		CHECK(str_equal(back->id, exam->id));
	CHECK_OK(store_put_exam(store, exam, NULL, 0, 1, &err), err);
	if (CHECK_OK(store_get_exam(store, arena, exam->id, &back, &err), err))
		CHECK(str_equal(exam_to_json(arena, back), json));
}

/* An English paper with its passages, in forms that share nothing. */
static void passages_on_different_forms(void)
{
	const struct exam *exam =
		build("preset: thpt-2025/ngoai-ngu\n"
		      "subject: tienganh\n"
		      "forms: {count: 2, questions: different}\n"
		      "parts:\n  - name: I\n    take:\n"
		      "      - {any: 10, stimulus: none}\n"
		      "      - {query: 'type:choice', any: 15}\n",
			5);
	uint8_t *seen = NEW_ARRAY(arena, exam->question_count, uint8_t);

	CHECK(exam->form_count == 2 && exam->question_count == 50);
	CHECK(exam->stimulus_count > 0);
	for (size_t f = 0; f < exam->form_count; f++) {
		const struct form *form = &exam->forms[f];

		check_form(exam, form);
		for (size_t i = 0; i < form->item_count; i++) {
			size_t q = form->items[i].question;
			struct str s = exam->questions[q].stimulus;

			CHECK(!seen[q]++);
			/* Once left, a passage does not come again. */
			for (size_t k = i + 2; s.len && k < form->item_count;
				k++)
				CHECK(!str_equal(s,
					      exam->questions[form->items[k]
								      .question]
						      .stimulus) ||
					str_equal(s,
						exam->questions[form->items[k -
									    1]
									.question]
							.stimulus));
		}
	}
}

static void picked_whatever_its_subject(void)
{
	const struct exam *exam = build(
		"subject: toan\nparts:\n"
		"  - {name: I, points: 1, take: [{pick: [tienganh12.1-001]},\n"
		"     {any: 3}]}\n",
		2);

	CHECK(exam->question_count == 4);
	for (size_t i = 0; i < exam->question_count; i++)
		CHECK(str_starts(exam->questions[i].id, "toan12") ||
			str_is(exam->questions[i].id, "tienganh12.1-001"));
}

/* A passage and two questions that show two pictures, one of them twice, and
 * have something to listen to, which no paper can show. */
static void import_pictures(void)
{
	struct picture_setting s = {.width = 20, .height = 10};
	struct str png = base64_encode(arena, picture_png(arena, &s));
	struct str jpeg = base64_encode(arena, picture_jpeg(arena, &s));

	CHECK(import_text("pictures.yaml",
		      str_format(arena,
			      "defaults: {subject: hinh, status: approved}\n"
			      "topics: [{id: hinh1, name: x}]\n"
			      "stimuli:\n  - {id: hinh1-p, text: '![](b)', "
			      "media: [{name: b, data: %s}]}\n"
			      "questions:\n"
			      "  - {id: hinh1-1, topic: hinh1, type: essay, "
			      "points: 1, stem: '![](a)', stimulus: hinh1-p, "
			      "media: [{name: a, data: %s}]}\n"
			      "  - {id: hinh1-2, topic: hinh1, type: essay, "
			      "points: 1, stem: '![](c)', media: [{name: c, "
			      "data: %s}, {name: d, data: T2dnUy4=}, "
			      "{name: e, data: aGk=}]}\n",
			      jpeg.ptr, png.ptr, png.ptr)) == 2);
}

static void pictures_go_with_the_exam(void)
{
	static const char text[] =
		"subject: hinh\nparts: [{name: I, points: 1, take: [{any: 2}]}]"
		"\n";
	const struct exam *exam, *back;
	struct str json;

	import_pictures();
	exam = build(text, 1);
	if (!CHECK(exam->media_count == 2))
		return;
	CHECK(str_equal(exam->media[0].hash, exam->questions[0].media->hash));
	CHECK(exam_media(exam, exam->questions[1].media->hash) == exam->media);
	CHECK(exam_media(exam, exam->stimuli->media->hash) == exam->media + 1);
	CHECK(!exam_media(exam, exam->questions[1].media[1].hash));
	json = exam_to_json(arena, exam);
	CHECK_OK(exam_from_json(arena, "exam.json", json, &back, &err), err);
	CHECK(back->media_count == 2 &&
		str_equal(back->media[1].bytes, exam->media[1].bytes));
	CHECK(str_equal(exam_to_json(arena, back), json));
	CHECK(str_equal(exam_to_json(arena, build(text, 1)), json));
	CHECK_OK(store_put_exam(store, exam, NULL, 0, 1, &err), err);
	CHECK_OK(store_get_exam(store, arena, exam->id, &back, &err), err);
	CHECK(str_equal(exam_to_json(arena, back), json));
}

static void what_cannot_be_is_said(void)
{
	const struct blueprint *b =
		blueprint_read("subject: toan\nparts:\n"
			       "  - name: I\n    take:\n"
			       "      - {topic: toan12.1, extend: 90}\n");
	const struct exam *exam;
	struct check check;
	struct pool pool;

	err = (struct error){0};
	CHECK(!build_exam(arena, store, b, NULL, 1, &exam, &err));
	CHECK(err.code == ERROR_UNSAT && err.line == 5);
	CHECK(strstr(err.text, "90 wanted") != NULL);
	CHECK_OK(store_pool(store, arena, b, &pool, &err), err);
	check_blueprint(arena, b, &pool, &check);
	CHECK(check.shortfall_count == 1 &&
		check.shortfalls[0].relaxation_count > 0);
}

int main(void)
{
	make_bank();
	TEST(a_mathematics_paper);
	TEST(same_seed_same_exam);
	TEST(an_exam_comes_back);
	TEST(passages_on_different_forms);
	TEST(picked_whatever_its_subject);
	TEST(pictures_go_with_the_exam);
	TEST(what_cannot_be_is_said);
	store_close(store);
	unlink(path);
	arena_free(arena);
	return check_result();
}
