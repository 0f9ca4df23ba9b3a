#include <assert.h>
#include <math.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "engine/model/question.h"

/* One table says how a struct's members stand in JSON, so that writing and
 * reading cannot drift apart. Empty texts and lists, zeros, falses and NANs
 * are left out. */
enum member_kind {
	MEMBER_TEXT,
	MEMBER_LONG,
	MEMBER_INT,
	MEMBER_BOOL,
	MEMBER_DOUBLE,  /* NAN: unknown */
	MEMBER_DECIMAL, /* a text, to stay exact */
	MEMBER_LEVEL,
	MEMBER_TEXTS, /* struct str list */
	MEMBER_LIST,  /* list of structs, by table */
	MEMBER_FIGURES,
};

struct shape;

struct member {
	const char *name;
	enum member_kind kind;
	size_t offset;
	size_t count; /* offset of a list's length */
	const struct shape *shape;
};

struct shape {
	size_t size;
	const struct member *members; /* ends with a NULL name */
};

#define AT(kind, type, name)                                                   \
	{                                                                      \
#name, kind, offsetof(type, name), 0, NULL                     \
	}
#define END                                                                    \
	{                                                                      \
		NULL, MEMBER_TEXT, 0, 0, NULL                                  \
	}
#define LIST(type, name, count, shape)                                         \
	{                                                                      \
#name, MEMBER_LIST, offsetof(type, name),                      \
			offsetof(type, count), shape                           \
	}

static const struct member option_members[] = {
	AT(MEMBER_TEXT, struct option, text),
	AT(MEMBER_BOOL, struct option, right),
	AT(MEMBER_BOOL, struct option, pinned),
	AT(MEMBER_LONG, struct option, credit),
	AT(MEMBER_TEXT, struct option, feedback),
	AT(MEMBER_TEXT, struct option, misconception),
	AT(MEMBER_TEXT, struct option, right_when),
	END,
};
static const struct shape option_shape = {
	sizeof(struct option), option_members};

static const struct member statement_members[] = {
	AT(MEMBER_TEXT, struct statement, text),
	AT(MEMBER_BOOL, struct statement, key),
	AT(MEMBER_LEVEL, struct statement, level),
	AT(MEMBER_TEXT, struct statement, outcome),
	AT(MEMBER_TEXT, struct statement, feedback),
	AT(MEMBER_TEXT, struct statement, key_when),
	END,
};
static const struct shape statement_shape = {
	sizeof(struct statement), statement_members};

static const struct member accepted_members[] = {
	AT(MEMBER_TEXT, struct accepted, text),
	AT(MEMBER_BOOL, struct accepted, pattern),
	AT(MEMBER_LONG, struct accepted, credit),
	AT(MEMBER_TEXT, struct accepted, feedback),
	END,
};
static const struct shape accepted_shape = {
	sizeof(struct accepted), accepted_members};

static const struct member number_members[] = {
	AT(MEMBER_DECIMAL, struct number, value),
	AT(MEMBER_DECIMAL, struct number, tolerance),
	AT(MEMBER_BOOL, struct number, relative),
	AT(MEMBER_LONG, struct number, credit),
	AT(MEMBER_TEXT, struct number, value_formula),
	AT(MEMBER_TEXT, struct number, tolerance_formula),
	END,
};
static const struct shape number_shape = {
	sizeof(struct number), number_members};

static const struct member pair_members[] = {
	AT(MEMBER_TEXT, struct pair, left),
	AT(MEMBER_TEXT, struct pair, right),
	END,
};
static const struct shape pair_shape = {sizeof(struct pair), pair_members};

static const struct member gap_members[] = {
	LIST(struct gap, options, option_count, &option_shape),
	LIST(struct gap, accepted, accepted_count, &accepted_shape),
	AT(MEMBER_LONG, struct gap, points),
	END,
};
static const struct shape gap_shape = {sizeof(struct gap), gap_members};

static const struct member criterion_members[] = {
	AT(MEMBER_TEXT, struct criterion, text),
	AT(MEMBER_LONG, struct criterion, points),
	END,
};
static const struct shape criterion_shape = {
	sizeof(struct criterion), criterion_members};

static const struct member parameter_members[] = {
	AT(MEMBER_TEXT, struct parameter, name),
	AT(MEMBER_TEXT, struct parameter, text),
	{"choices", MEMBER_TEXTS, offsetof(struct parameter, choices),
		offsetof(struct parameter, choice_count), NULL},
	{"columns", MEMBER_TEXTS, offsetof(struct parameter, columns),
		offsetof(struct parameter, column_count), NULL},
	END,
};
static const struct shape parameter_shape = {
	sizeof(struct parameter), parameter_members};

static const struct member media_members[] = {
	AT(MEMBER_TEXT, struct media, name),
	AT(MEMBER_TEXT, struct media, hash),
	AT(MEMBER_TEXT, struct media, mime),
	END,
};
static const struct shape media_shape = {sizeof(struct media), media_members};

/* Type, status and irt stand before these. */
static const struct member question_members[] = {
	AT(MEMBER_TEXT, struct question, id),
	AT(MEMBER_TEXT, struct question, subject),
	AT(MEMBER_INT, struct question, grade),
	AT(MEMBER_TEXT, struct question, topic),
	AT(MEMBER_LEVEL, struct question, level),
	AT(MEMBER_TEXT, struct question, outcome),
	{"tags", MEMBER_TEXTS, offsetof(struct question, tags),
		offsetof(struct question, tag_count), NULL},
	AT(MEMBER_TEXT, struct question, stem),
	LIST(struct question, options, option_count, &option_shape),
	AT(MEMBER_BOOL, struct question, truth),
	AT(MEMBER_TEXT, struct question, truth_when),
	LIST(struct question, statements, statement_count, &statement_shape),
	LIST(struct question, accepted, accepted_count, &accepted_shape),
	LIST(struct question, numbers, number_count, &number_shape),
	AT(MEMBER_TEXT, struct question, unit),
	LIST(struct question, pairs, pair_count, &pair_shape),
	{"distractors", MEMBER_TEXTS, offsetof(struct question, distractors),
		offsetof(struct question, distractor_count), NULL},
	{"items", MEMBER_TEXTS, offsetof(struct question, items),
		offsetof(struct question, item_count), NULL},
	LIST(struct question, gaps, gap_count, &gap_shape),
	LIST(struct question, rubric, rubric_count, &criterion_shape),
	AT(MEMBER_TEXT, struct question, solution),
	AT(MEMBER_TEXT, struct question, feedback),
	AT(MEMBER_BOOL, struct question, fixed),
	AT(MEMBER_TEXT, struct question, partial),
	AT(MEMBER_LONG, struct question, points),
	AT(MEMBER_LONG, struct question, seconds),
	AT(MEMBER_DOUBLE, struct question, difficulty),
	AT(MEMBER_TEXT, struct question, stimulus),
	{"enemies", MEMBER_TEXTS, offsetof(struct question, enemies),
		offsetof(struct question, enemy_count), NULL},
	AT(MEMBER_TEXT, struct question, author),
	AT(MEMBER_TEXT, struct question, source),
	AT(MEMBER_TEXT, struct question, license),
	LIST(struct question, media, media_count, &media_shape),
	{"figures", MEMBER_FIGURES, offsetof(struct question, figures),
		offsetof(struct question, figure_count), NULL},
	LIST(struct question, parameters, parameter_count, &parameter_shape),
	{"require", MEMBER_TEXTS, offsetof(struct question, require),
		offsetof(struct question, require_count), NULL},
	AT(MEMBER_LONG, struct question, choose),
	AT(MEMBER_LONG, struct question, variant),
	END,
};
static const struct shape question_shape = {
	sizeof(struct question), question_members};

static const struct member stimulus_members[] = {
	AT(MEMBER_TEXT, struct stimulus, id),
	AT(MEMBER_TEXT, struct stimulus, title),
	AT(MEMBER_TEXT, struct stimulus, text),
	AT(MEMBER_TEXT, struct stimulus, source),
	AT(MEMBER_BOOL, struct stimulus, print_title),
	AT(MEMBER_BOOL, struct stimulus, print_source),
	AT(MEMBER_LONG, struct stimulus, numbered),
	LIST(struct stimulus, media, media_count, &media_shape),
	{"figures", MEMBER_FIGURES, offsetof(struct stimulus, figures),
		offsetof(struct stimulus, figure_count), NULL},
	END,
};
static const struct shape stimulus_shape = {
	sizeof(struct stimulus), stimulus_members};

static const struct member outcome_members[] = {
	AT(MEMBER_TEXT, struct outcome, id),
	AT(MEMBER_LEVEL, struct outcome, level),
	AT(MEMBER_TEXT, struct outcome, text),
	END,
};
static const struct shape outcome_shape = {
	sizeof(struct outcome), outcome_members};

static const struct member topic_members[] = {
	AT(MEMBER_TEXT, struct topic, id),
	AT(MEMBER_TEXT, struct topic, name),
	AT(MEMBER_TEXT, struct topic, parent),
	AT(MEMBER_TEXT, struct topic, subject),
	AT(MEMBER_INT, struct topic, grade),
	LIST(struct topic, outcomes, outcome_count, &outcome_shape),
	END,
};
static const struct shape topic_shape = {sizeof(struct topic), topic_members};

/* A list member is a pointer and, elsewhere in the struct, a size_t. */
struct list {
	const char *first;
	size_t count;
};

static struct list list_at(const char *base, const struct member *member)
{
	struct list list;

	memcpy(&list.first, base + member->offset, sizeof list.first);
	memcpy(&list.count, base + member->count, sizeof list.count);
	return list;
}

static void list_set(char *base, const struct member *member, const void *first,
	size_t count)
{
	memcpy(base + member->offset, &first, sizeof first);
	memcpy(base + member->count, &count, sizeof count);
}

static void write_members(struct arena *arena, struct json *object,
	const void *value, const struct shape *shape);

static void write_list(struct arena *arena, struct json *object,
	const struct member *member, struct list list)
{
	struct json *array = json_array(arena);

	for (size_t i = 0; i < list.count; i++) {
		struct json *element;

		if (member->kind == MEMBER_FIGURES) {
			const struct figure *figures = (const void *)list.first;

			json_append(array, figure_to_json(arena, &figures[i]));
			continue;
		}
		if (member->kind == MEMBER_TEXTS) {
			json_append_str(arena, array,
				((const struct str *)(const void *)
						list.first)[i]);
			continue;
		}
		element = json_object(arena);
		write_members(arena, element,
			list.first + i * member->shape->size, member->shape);
		json_append(array, element);
	}
	json_add(arena, object, member->name, array);
}

static void write_decimal(struct arena *arena, struct json *object,
	const char *name, struct decimal d)
{
	if (d.units || d.places)
		json_add_str(
			arena, object, name, decimal_format(arena, d, '.'));
}

static void write_member(struct arena *arena, struct json *object,
	const char *base, const struct member *member)
{
	const void *at = base + member->offset;
	struct list list;

	switch (member->kind) {
	case MEMBER_TEXT:
		if (((const struct str *)at)->len)
			json_add_str(arena, object, member->name,
				*(const struct str *)at);
		break;
	case MEMBER_LONG:
		if (*(const long *)at)
			json_add_long(
				arena, object, member->name, *(const long *)at);
		break;
	case MEMBER_INT:
		if (*(const int *)at)
			json_add_long(
				arena, object, member->name, *(const int *)at);
		break;
	case MEMBER_BOOL:
		if (*(const bool *)at)
			json_add_bool(arena, object, member->name, true);
		break;
	case MEMBER_DOUBLE:
		if (!isnan(*(const double *)at))
			json_add_number(arena, object, member->name,
				*(const double *)at);
		break;
	case MEMBER_DECIMAL:
		write_decimal(arena, object, member->name,
			*(const struct decimal *)at);
		break;
	case MEMBER_LEVEL:
		if (*(const enum level *)at)
			json_add_str(arena, object, member->name,
				str_from(level_name(*(const enum level *)at)));
		break;
	case MEMBER_TEXTS:
	case MEMBER_LIST:
	case MEMBER_FIGURES:
		list = list_at(base, member);
		if (list.count)
			write_list(arena, object, member, list);
		break;
	}
}

static void write_members(struct arena *arena, struct json *object,
	const void *value, const struct shape *shape)
{
	for (const struct member *m = shape->members; m->name; m++)
		write_member(arena, object, value, m);
}

static bool wrong(struct error *err, const char *name)
{
	return fail(err, ERROR_INVALID, _("member '%s' is not as it should be"),
		name);
}

static bool read_members(struct arena *arena, const struct json *object,
	void *value, const struct shape *shape, struct error *err);

enum { LIST_LIMIT = 100000 };

static bool read_texts(struct arena *arena, const struct json *array,
	char *base, const struct member *member)
{
	size_t count = json_count(array), i = 0;
	struct str *texts = NEW_ARRAY(arena, count, struct str);

	for (const struct json *j = json_first(array); j; j = json_next(j))
		texts[i++] = json_str(j);
	list_set(base, member, texts, count);
	return true;
}

static bool read_list(struct arena *arena, const struct json *array, char *base,
	const struct member *member, struct error *err)
{
	size_t count = json_count(array), size = member->shape->size;
	char *elements;

	if (count > LIST_LIMIT)
		return wrong(err, member->name);
	elements = arena_array(arena, count, size);
	list_set(base, member, elements, count);
	for (const struct json *j = json_first(array); j; j = json_next(j)) {
		if (!read_members(arena, j, elements, member->shape, err))
			return false;
		elements += size;
	}
	return true;
}

static bool read_figures(struct arena *arena, const struct json *array,
	char *base, const struct member *member, struct error *err)
{
	size_t count = json_count(array), i = 0;
	struct figure *figures;

	if (count > FIGURES_MOST)
		return wrong(err, member->name);
	figures = NEW_ARRAY(arena, count, struct figure);
	for (const struct json *j = json_first(array); j; j = json_next(j))
		if (!figure_from_json(arena, j, &figures[i++], err))
			return false;
	list_set(base, member, figures, count);
	return true;
}

static bool read_decimal(const struct json *json, struct decimal *out)
{
	if (!json) {
		*out = (struct decimal){0};
		return true;
	}
	return decimal_parse(json_str(json), out);
}

static bool read_level(const struct json *json, enum level *out)
{
	*out = LEVEL_NONE;
	return !json || level_parse(json_str(json), out);
}

static bool read_member(struct arena *arena, const struct json *json,
	char *base, const struct member *member, struct error *err)
{
	void *at = base + member->offset;

	switch (member->kind) {
	case MEMBER_TEXT:
		*(struct str *)at = json_str(json);
		return true;
	case MEMBER_LONG:
		*(long *)at = json_long(json, 0);
		return true;
	case MEMBER_INT:
		*(int *)at = (int)json_long(json, 0);
		return true;
	case MEMBER_BOOL:
		*(bool *)at = json_bool(json, false);
		return true;
	case MEMBER_DOUBLE:
		*(double *)at = json_number(json, NAN);
		return true;
	case MEMBER_DECIMAL:
		return read_decimal(json, at) || wrong(err, member->name);
	case MEMBER_LEVEL:
		return read_level(json, at) || wrong(err, member->name);
	case MEMBER_TEXTS:
		return read_texts(arena, json, base, member);
	case MEMBER_LIST:
		return read_list(arena, json, base, member, err);
	case MEMBER_FIGURES:
		return read_figures(arena, json, base, member, err);
	}
	return false;
}

static bool read_members(struct arena *arena, const struct json *object,
	void *value, const struct shape *shape, struct error *err)
{
	for (const struct member *m = shape->members; m->name; m++)
		if (!read_member(
			    arena, json_get(object, m->name), value, m, err))
			return false;
	return true;
}

struct json *question_to_json(struct arena *arena, const struct question *q)
{
	struct json *object = json_object(arena);
	struct json *irt;

	json_add_str(
		arena, object, "type", str_from(question_type_name(q->type)));
	json_add_str(arena, object, "status", str_from(status_name(q->status)));
	if (q->irt.known) {
		irt = json_object(arena);
		json_add_number(arena, irt, "a", q->irt.a);
		json_add_number(arena, irt, "b", q->irt.b);
		json_add_number(arena, irt, "c", q->irt.c);
		json_add(arena, object, "irt", irt);
	}
	write_members(arena, object, q, &question_shape);
	return object;
}

/* Reading passes over what it does not know; writing it again shows whether
 * there was any. */
static bool is_whole(struct arena *arena, const struct json *read,
	const struct json *written, struct error *err)
{
	struct arena_mark start = arena_mark(arena);
	bool same = str_equal(json_print(arena, read, false),
		json_print(arena, written, false));

	arena_release(arena, start);
	return same ||
		fail(err, ERROR_INVALID,
			_("it holds what this program would not have "
			  "written"));
}

static void read_irt(const struct json *json, struct irt *out)
{
	out->known = json != NULL;
	out->a = json_number(json_get(json, "a"), 1);
	out->b = json_number(json_get(json, "b"), 0);
	out->c = json_number(json_get(json, "c"), 0);
}

bool question_from_json(struct arena *arena, const struct json *json,
	struct question *out, struct error *err)
{
	*out = question_empty();
	if (!question_type_parse(json_str(json_get(json, "type")), &out->type))
		return wrong(err, "type");
	if (!status_parse(json_str(json_get(json, "status")), &out->status))
		return wrong(err, "status");
	if (json_get(json, "irt"))
		read_irt(json_get(json, "irt"), &out->irt);
	return read_members(arena, json, out, &question_shape, err) &&
		(out->id.len || wrong(err, "id")) && question_check(out, err) &&
		is_whole(arena, json, question_to_json(arena, out), err);
}

struct json *stimulus_to_json(struct arena *arena, const struct stimulus *s)
{
	struct json *object = json_object(arena);

	write_members(arena, object, s, &stimulus_shape);
	return object;
}

bool stimulus_from_json(struct arena *arena, const struct json *json,
	struct stimulus *out, struct error *err)
{
	memset(out, 0, sizeof *out);
	return read_members(arena, json, out, &stimulus_shape, err) &&
		(out->id.len || wrong(err, "id")) &&
		figures_check(out->figures, out->figure_count, err) &&
		is_whole(arena, json, stimulus_to_json(arena, out), err);
}

struct json *topic_to_json(struct arena *arena, const struct topic *topic)
{
	struct json *object = json_object(arena);

	write_members(arena, object, topic, &topic_shape);
	return object;
}

bool topic_from_json(struct arena *arena, const struct json *json,
	struct topic *out, struct error *err)
{
	memset(out, 0, sizeof *out);
	return read_members(arena, json, out, &topic_shape, err) &&
		(out->id.len || wrong(err, "id")) &&
		is_whole(arena, json, topic_to_json(arena, out), err);
}

static struct str hash_of(struct arena *arena, const struct json *json)
{
	return hash_hex(arena, json_print(arena, json, false));
}

struct str question_hash(struct arena *arena, const struct question *q)
{
	return hash_of(arena, question_to_json(arena, q));
}

struct str stimulus_hash(struct arena *arena, const struct stimulus *s)
{
	return hash_of(arena, stimulus_to_json(arena, s));
}

static void copy_figures(
	struct arena *arena, char *base, const struct member *member)
{
	struct list list = list_at(base, member);
	const struct figure *old = (const void *)list.first;
	struct figure *figures = NEW_ARRAY(arena, list.count, struct figure);

	for (size_t i = 0; i < list.count; i++)
		figures[i] = figure_copy(arena, &old[i]);
	list_set(base, member, figures, list.count);
}

/* A list of the question in the arena, its texts as well. */
static void copy_members(
	struct arena *arena, char *base, const struct shape *shape)
{
	for (const struct member *m = shape->members; m->name; m++) {
		struct str *text = (void *)(base + m->offset);
		struct list list;
		char *copy;
		size_t size;

		if (m->kind == MEMBER_TEXT)
			*text = str_copy(arena, *text);
		if (m->kind == MEMBER_FIGURES)
			copy_figures(arena, base, m);
		if (m->kind != MEMBER_TEXTS && m->kind != MEMBER_LIST)
			continue;
		list = list_at(base, m);
		size = m->shape ? m->shape->size : sizeof *text;
		copy = arena_copy(arena, list.first, list.count * size);
		list_set(base, m, copy, list.count);
		for (size_t i = 0; i < list.count; i++, copy += size) {
			text = (void *)copy;
			if (m->shape)
				copy_members(arena, copy, m->shape);
			else
				*text = str_copy(arena, *text);
		}
	}
}

struct question question_copy(struct arena *arena, const struct question *q)
{
	struct question copy = *q;

	copy_members(arena, (char *)&copy, &question_shape);
	return copy;
}

struct stimulus stimulus_copy(struct arena *arena, const struct stimulus *s)
{
	struct stimulus copy = *s;

	copy_members(arena, (char *)&copy, &stimulus_shape);
	return copy;
}

struct topic topic_copy(struct arena *arena, const struct topic *topic)
{
	struct topic copy = *topic;

	copy_members(arena, (char *)&copy, &topic_shape);
	return copy;
}
