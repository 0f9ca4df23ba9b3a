#include "engine/model/exam.h"

#include <errno.h>
#include <inttypes.h>
#include <math.h>

#include "base/base64.h"
#include "base/hash.h"
#include "base/i18n.h"

static const char *const format_name = "dethi-exam";
enum {
	FORMAT_VERSION = 1,
	COUNT_LIMIT = 100000,
	POINTS_LIMIT = 1000000000, /* thousandths, of a form */
	SECONDS_LIMIT = 100000000
};

size_t exam_question(const struct exam *exam, struct str id)
{
	for (size_t i = 0; i < exam->question_count; i++)
		if (str_equal(exam->questions[i].id, id))
			return i;
	return SIZE_MAX;
}

const struct stimulus *exam_stimulus(const struct exam *exam, struct str id)
{
	for (size_t i = 0; id.len && i < exam->stimulus_count; i++)
		if (str_equal(exam->stimuli[i].id, id))
			return &exam->stimuli[i];
	return NULL;
}

const struct topic *exam_topic(const struct exam *exam, struct str id)
{
	for (size_t i = 0; i < exam->topic_count; i++)
		if (str_equal(exam->topics[i].id, id))
			return &exam->topics[i];
	return NULL;
}

const struct media *exam_media(const struct exam *exam, struct str hash)
{
	for (size_t i = 0; i < exam->media_count; i++)
		if (str_equal(exam->media[i].hash, hash))
			return &exam->media[i];
	return NULL;
}

const struct form *exam_form(const struct exam *exam, struct str code)
{
	for (size_t i = 0; i < exam->form_count; i++)
		if (str_equal(exam->forms[i].code, code))
			return &exam->forms[i];
	return NULL;
}

static struct json *item_to_json(struct arena *arena, const struct item *item)
{
	struct json *object = json_object(arena);
	struct json *order = json_array(arena);

	json_add_long(arena, object, "part", (long)item->part);
	json_add_long(arena, object, "number", item->number);
	json_add_long(arena, object, "question", (long)item->question);
	json_add_long(arena, object, "points", item->points);
	for (size_t i = 0; i < item->order_count; i++)
		json_append_long(arena, order, (long)item->order[i]);
	if (item->order)
		json_add(arena, object, "order", order);
	json_add_str(arena, object, "key", item->key);
	return object;
}

static struct json *form_to_json(struct arena *arena, const struct form *form)
{
	struct json *object = json_object(arena);
	struct json *items = json_array(arena);

	json_add_str(arena, object, "code", form->code);
	json_add_long(arena, object, "points", form->points);
	json_add_long(arena, object, "seconds", form->seconds);
	if (!isnan(form->expected))
		json_add_number(arena, object, "expected", form->expected);
	for (size_t i = 0; i < form->item_count; i++)
		json_append(items, item_to_json(arena, &form->items[i]));
	json_add(arena, object, "items", items);
	return object;
}

static struct json *aim_to_json(
	struct arena *arena, const struct aim_outcome *aim)
{
	struct json *object = json_object(arena);

	json_add_number(arena, object, "value", aim->value);
	if (aim->bounded) {
		json_add_number(arena, object, "bound", aim->bound);
		json_add_number(arena, object, "gap", aim->gap);
	}
	json_add_bool(arena, object, "best", aim->best);
	json_add_bool(arena, object, "enough", aim->enough);
	json_add_bool(arena, object, "late", aim->late);
	return object;
}

struct json *exam_aims_json(struct arena *arena, const struct exam *exam)
{
	struct json *aims = json_array(arena);

	for (size_t i = 0; i < exam->aim_count; i++)
		json_append(aims, aim_to_json(arena, &exam->aims[i]));
	return aims;
}

/* Without its folders, which are of one machine: the same blueprint gives the
 * same exam wherever it lies. */
static struct str file_of(struct str path)
{
	for (size_t i = path.len; i-- > 0;)
		if (path.ptr[i] == '/')
			return str_sub(path, i + 1, path.len);
	return path;
}

static struct json *blueprint_to_json(
	struct arena *arena, const struct blueprint *blueprint)
{
	struct json *object = json_object(arena);

	json_add_str(arena, object, "file", file_of(blueprint->file));
	json_add_str(arena, object, "text", blueprint->text);
	if (blueprint->preset_text.len)
		json_add_str(arena, object, "preset", blueprint->preset_text);
	if (blueprint->theme_text.len)
		json_add_str(arena, object, "theme", blueprint->theme_text);
	return object;
}

/* Last, for it is long. An exam without pictures says nothing of them. */
static void add_media(struct arena *arena, struct json *object,
	const struct exam *exam, bool bytes)
{
	struct json *media = json_array(arena);

	if (!exam->media_count)
		return;
	for (size_t i = 0; i < exam->media_count; i++) {
		struct json *m = json_object(arena);

		json_add_str(arena, m, "hash", exam->media[i].hash);
		if (bytes)
			json_add_str(arena, m, "data",
				base64_encode(arena, exam->media[i].bytes));
		json_append(media, m);
	}
	json_add(arena, object, "media", media);
}

/* bytes: those of pictures too, not only their hashes. */
static void add_content(struct arena *arena, struct json *object,
	const struct exam *exam, bool bytes)
{
	struct json *questions = json_array(arena);
	struct json *stimuli = json_array(arena);
	struct json *topics = json_array(arena);
	struct json *forms = json_array(arena);

	json_add_str(arena, object, "seed",
		str_format(arena, "%" PRIu64, exam->seed));
	json_add(arena, object, "blueprint",
		blueprint_to_json(arena, exam->blueprint));
	for (size_t i = 0; i < exam->topic_count; i++)
		json_append(topics, topic_to_json(arena, &exam->topics[i]));
	for (size_t i = 0; i < exam->stimulus_count; i++)
		json_append(
			stimuli, stimulus_to_json(arena, &exam->stimuli[i]));
	for (size_t i = 0; i < exam->question_count; i++) {
		struct json *q = json_object(arena);

		json_add_long(
			arena, q, "version", (long)exam->questions[i].version);
		/* Assembly and the fairness report went by it. */
		if (!isnan(exam->questions[i].facility))
			json_add_number(arena, q, "facility",
				exam->questions[i].facility);
		json_add(arena, q, "content",
			question_to_json(arena, &exam->questions[i]));
		json_append(questions, q);
	}
	for (size_t i = 0; i < exam->form_count; i++)
		json_append(forms, form_to_json(arena, &exam->forms[i]));
	json_add(arena, object, "topics", topics);
	json_add(arena, object, "stimuli", stimuli);
	json_add(arena, object, "questions", questions);
	json_add(arena, object, "forms", forms);
	if (exam->aim_count)
		json_add(arena, object, "aims", exam_aims_json(arena, exam));
	add_media(arena, object, exam, bytes);
}

struct str exam_identity(struct arena *arena, const struct exam *exam)
{
	struct json *object = json_object(arena);
	struct str hash;

	add_content(arena, object, exam, false);
	hash = hash_hex(arena, json_print(arena, object, false));
	return str_format(arena, "e%.12s", hash.ptr);
}

struct str exam_to_json(struct arena *arena, const struct exam *exam)
{
	struct json *object = json_object(arena);
	struct json *notes = json_array(arena);

	json_add_str(arena, object, "format", str_from(format_name));
	json_add_long(arena, object, "version", FORMAT_VERSION);
	json_add_str(arena, object, "id", exam->id);
	add_content(arena, object, exam, true);
	for (size_t i = 0; i < exam->note_count; i++)
		json_append_str(arena, notes, exam->notes[i]);
	json_add(arena, object, "notes", notes);
	return json_print(arena, object, true);
}

/* Reading exam.json, piece by piece into the exam. */
struct reader {
	struct arena *arena;
	const char *name;
	struct exam *exam;
	struct error *err;
};

static bool wrong(const struct reader *r, const char *what)
{
	return fail_at(r->err, ERROR_INVALID, r->name, 0, 0,
		_("this exam file was changed: '%s' is not as it should be"),
		what);
}

static bool preset_from_file(void *ctx, struct arena *arena, struct str name,
	struct str *text, struct error *err)
{
	(void)arena;
	(void)name;
	(void)err;
	*text = *(const struct str *)ctx;
	return true;
}

static bool read_blueprint(const struct reader *r, const struct json *json)
{
	struct report report = {.arena = r->arena};
	struct blueprint *blueprint = NEW(r->arena, struct blueprint);
	struct str preset = json_str(json_get(json, "preset"));
	struct preset_source source = {&preset, preset_from_file};
	const char *file = str_cstr(r->arena, json_str(json_get(json, "file")));

	if (!blueprint_parse(r->arena, file, json_str(json_get(json, "text")),
		    &source, blueprint, &report))
		return wrong(r, "blueprint");
	blueprint->theme_text = json_str(json_get(json, "theme"));
	r->exam->blueprint = blueprint;
	return true;
}

/* Space for the array's elements; NULL when there are too many. */
static void *list_for(const struct reader *r, const struct json *array,
	size_t size, size_t *count)
{
	*count = json_count(array);
	return *count > COUNT_LIMIT ? NULL
				    : arena_array(r->arena, *count, size);
}

static bool read_questions(const struct reader *r, const struct json *array)
{
	struct question *q =
		list_for(r, array, sizeof *q, &r->exam->question_count);

	if (!q)
		return wrong(r, "questions");
	r->exam->questions = q;
	for (const struct json *j = json_first(array); j;
		j = json_next(j), q++) {
		if (!question_from_json(
			    r->arena, json_get(j, "content"), q, r->err))
			return wrong(r, "questions");
		q->version = (unsigned)json_long(json_get(j, "version"), 0);
		q->facility = json_number(json_get(j, "facility"), NAN);
	}
	return true;
}

static bool read_stimuli(const struct reader *r, const struct json *array)
{
	struct stimulus *s =
		list_for(r, array, sizeof *s, &r->exam->stimulus_count);

	if (!s)
		return wrong(r, "stimuli");
	r->exam->stimuli = s;
	for (const struct json *j = json_first(array); j; j = json_next(j))
		if (!stimulus_from_json(r->arena, j, s++, r->err))
			return wrong(r, "stimuli");
	return true;
}

static bool read_topics(const struct reader *r, const struct json *array)
{
	struct topic *t = list_for(r, array, sizeof *t, &r->exam->topic_count);

	if (!t)
		return wrong(r, "topics");
	r->exam->topics = t;
	for (const struct json *j = json_first(array); j; j = json_next(j))
		if (!topic_from_json(r->arena, j, t++, r->err))
			return wrong(r, "topics");
	return true;
}

/* A permutation, or nothing. */
static bool read_order(const struct reader *r, const struct json *array,
	struct item *item, size_t places)
{
	bool seen[64] = {false};
	size_t *order, i = 0;

	if (!array)
		return true;
	if (json_count(array) != places || places > 64)
		return false;
	order = NEW_ARRAY(r->arena, places, size_t);
	for (const struct json *j = json_first(array); j; j = json_next(j)) {
		long value = json_long(j, -1);

		if (value < 0 || (size_t)value >= places || seen[value])
			return false;
		seen[value] = true;
		order[i++] = (size_t)value;
	}
	item->order = order;
	item->order_count = places;
	return true;
}

static bool read_item(
	const struct reader *r, const struct json *json, struct item *item)
{
	long part = json_long(json_get(json, "part"), -1);
	long question = json_long(json_get(json, "question"), -1);

	if (part < 0 || (size_t)part >= r->exam->blueprint->part_count ||
		question < 0 || (size_t)question >= r->exam->question_count)
		return false;
	item->part = (size_t)part;
	item->question = (size_t)question;
	item->number = json_long(json_get(json, "number"), 0);
	item->points = json_long(json_get(json, "points"), 0);
	if (item->number < 0 || item->number > COUNT_LIMIT ||
		item->points < 0 || item->points > POINTS_LIMIT)
		return false;
	item->key = json_str(json_get(json, "key"));
	return read_order(r, json_get(json, "order"), item,
		question_places(&r->exam->questions[question]));
}

static bool read_form(
	const struct reader *r, const struct json *json, struct form *form)
{
	const struct json *items = json_get(json, "items");
	struct item *item = list_for(r, items, sizeof *item, &form->item_count);

	if (!item || !form->item_count)
		return wrong(r, "items");
	form->items = item;
	form->code = json_str(json_get(json, "code"));
	form->points = json_long(json_get(json, "points"), 0);
	form->seconds = json_long(json_get(json, "seconds"), 0);
	if (form->points < 0 || form->points > POINTS_LIMIT ||
		form->seconds < 0 || form->seconds > SECONDS_LIMIT)
		return wrong(r, "points");
	form->expected = json_number(json_get(json, "expected"), NAN);
	for (const struct json *j = json_first(items); j; j = json_next(j))
		if (!read_item(r, j, item++))
			return wrong(r, "items");
	return true;
}

/* dethi build --forms may have asked for another number than the blueprint. */
static bool settle_count(const struct reader *r, struct forms *forms)
{
	size_t most =
		forms->codes ? (size_t)forms->count : BLUEPRINT_FORM_LIMIT;

	if (!r->exam->form_count || r->exam->form_count > most)
		return wrong(r, "forms");
	forms->count = (long)r->exam->form_count;
	return true;
}

/* Their codes are the blueprint's; codes become file names. */
static bool read_forms(const struct reader *r, const struct json *array)
{
	struct blueprint *blueprint =
		arena_copy(r->arena, r->exam->blueprint, sizeof *blueprint);
	struct forms *wanted = &blueprint->forms;
	struct form *form =
		list_for(r, array, sizeof *form, &r->exam->form_count);
	size_t i = 0;

	if (!form)
		return wrong(r, "forms");
	if (!settle_count(r, wanted))
		return false;
	r->exam->blueprint = blueprint;
	r->exam->forms = form;
	for (const struct json *j = json_first(array); j;
		j = json_next(j), i++) {
		if (!read_form(r, j, &form[i]))
			return false;
		if (!str_equal(
			    form[i].code, blueprint_code(r->arena, wanted, i)))
			return wrong(r, "code");
	}
	return true;
}

static bool read_media(const struct reader *r, const struct json *array)
{
	struct media *media =
		list_for(r, array, sizeof *media, &r->exam->media_count);

	if (!media)
		return wrong(r, "media");
	r->exam->media = media;
	for (const struct json *j = json_first(array); j;
		j = json_next(j), media++) {
		media->hash = json_str(json_get(j, "hash"));
		if (!base64_decode(r->arena, json_str(json_get(j, "data")),
			    &media->bytes) ||
			!str_equal(
				hash_hex(r->arena, media->bytes), media->hash))
			return wrong(r, "media");
	}
	return true;
}

static bool read_aims(const struct reader *r, const struct json *array)
{
	struct aim_outcome *aim =
		list_for(r, array, sizeof *aim, &r->exam->aim_count);

	if (!aim ||
		(r->exam->aim_count &&
			r->exam->aim_count != r->exam->blueprint->aim_count))
		return wrong(r, "aims");
	r->exam->aims = aim;
	for (const struct json *j = json_first(array); j;
		j = json_next(j), aim++)
		*aim = (struct aim_outcome){
			.value = json_number(json_get(j, "value"), 0),
			.bounded = json_get(j, "bound") != NULL,
			.bound = json_number(json_get(j, "bound"), 0),
			.gap = json_number(json_get(j, "gap"), 0),
			.best = json_bool(json_get(j, "best"), false),
			.enough = json_bool(json_get(j, "enough"), false),
			.late = json_bool(json_get(j, "late"), false)};
	return true;
}

static bool read_notes(const struct reader *r, const struct json *array)
{
	struct str *note =
		list_for(r, array, sizeof *note, &r->exam->note_count);

	if (!note)
		return wrong(r, "notes");
	r->exam->notes = note;
	for (const struct json *j = json_first(array); j; j = json_next(j))
		*note++ = json_str(j);
	return true;
}

static bool read_seed(const struct reader *r, struct str text)
{
	char *end;
	const char *seed = str_cstr(r->arena, text);

	errno = 0;
	r->exam->seed = strtoull(seed, &end, 10);
	return (text.len && !*end && !errno) || wrong(r, "seed");
}

/* Order matters: items are checked against parts and questions. */
static bool read_exam(const struct reader *r, const struct json *json)
{
	r->exam->id = json_str(json_get(json, "id"));
	return read_seed(r, json_str(json_get(json, "seed"))) &&
		read_blueprint(r, json_get(json, "blueprint")) &&
		read_topics(r, json_get(json, "topics")) &&
		read_stimuli(r, json_get(json, "stimuli")) &&
		read_questions(r, json_get(json, "questions")) &&
		read_forms(r, json_get(json, "forms")) &&
		read_aims(r, json_get(json, "aims")) &&
		read_media(r, json_get(json, "media")) &&
		read_notes(r, json_get(json, "notes"));
}

bool exam_from_json(struct arena *arena, const char *name, struct str text,
	const struct exam **out, struct error *err)
{
	struct reader reader = {arena, name, NEW(arena, struct exam), err};
	struct json *json;

	if (!json_parse(arena, name, text, &json, err))
		return false;
	if (!str_is(json_str(json_get(json, "format")), format_name))
		return fail_at(err, ERROR_SYNTAX, name, 0, 0,
			_("this is not an exam file of dethi build"));
	if (json_long(json_get(json, "version"), 0) > FORMAT_VERSION)
		return fail_at(err, ERROR_DENIED, name, 0, 0,
			_("this exam file was made by a newer dethi"));
	if (!read_exam(&reader, json))
		return false;
	if (!str_equal(exam_identity(arena, reader.exam), reader.exam->id))
		return fail_at(err, ERROR_DENIED, name, 0, 0,
			_("this exam file was changed after it was made"));
	*out = reader.exam;
	return true;
}
