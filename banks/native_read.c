#include <math.h>

#include "banks/native.h"
#include "banks/native_fields.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "base/utf8.h"

/* Reads the native bank file: what stands at its root, and the list items one
 * at a time into the sink. The fields themselves are in native_fields.c. */

static const struct field header_fields[] = {
	{"title", field_text, offsetof(struct bank_header, title), 0},
	{"language", field_text, offsetof(struct bank_header, language), 0},
	{"license", field_text, offsetof(struct bank_header, license), 0},
	{"author", field_text, offsetof(struct bank_header, author), 0},
	{"description", field_text, offsetof(struct bank_header, description),
		0},
	{"macros", field_macros, 0, 0},
	{NULL, NULL, 0, 0},
};

static bool read_header(struct native_reader *r, const struct yaml_node *node,
	struct error *err)
{
	struct bank_header header = {0};

	if (yaml_is_null(node))
		return true;
	if (!read_mapping(r, node, header_fields, &header, NULL))
		return true;
	return r->sink->header(r->sink->ctx, &header, err);
}

static void read_topic_grade(struct slot *slot)
{
	field_grade(slot);
}

static const struct field topic_fields[] = {
	{"id", field_id, offsetof(struct topic, id), 0},
	{"name", field_text, offsetof(struct topic, name), 0},
	{"parent", field_id, offsetof(struct topic, parent), 0},
	{"subject", field_id, offsetof(struct topic, subject), 0},
	{"grade", read_topic_grade, offsetof(struct topic, grade), 0},
	{"outcomes", field_outcomes, 0, 0},
	{NULL, NULL, 0, 0},
};

/* Subject and grade of the defaults are the topics' as well. */
static void topic_defaults(struct native_reader *r, struct topic *topic)
{
	const struct yaml_node *subject = sound_default(r, "subject");
	const struct yaml_node *grade = sound_default(r, "grade");
	long value;

	if (!topic->subject.len && subject && subject->kind == YAML_SCALAR)
		topic->subject = subject->text;
	if (!topic->grade && grade && yaml_long(grade, &value) && value > 0 &&
		value <= 12)
		topic->grade = (int)value;
}

static bool read_topic(struct native_reader *r, const struct yaml_node *node,
	struct error *err)
{
	struct topic topic = {.line = node->line, .column = node->column};
	size_t faults = r->report->levels[REPORT_ERROR];

	if (!read_mapping(r, node, topic_fields, &topic, NULL))
		return true;
	if (!topic.id.len)
		missing(r, node, _("the topic"), "id");
	if (!topic.name.len)
		topic.name = topic.id;
	topic_defaults(r, &topic);
	if (r->report->levels[REPORT_ERROR] > faults)
		return true;
	return r->sink->topic(r->sink->ctx, &topic, err);
}

static const struct field stimulus_fields[] = {
	{"id", field_id, offsetof(struct stimulus, id), 0},
	{"title", field_text, offsetof(struct stimulus, title), 0},
	{"text", field_text, offsetof(struct stimulus, text), 0},
	{"source", field_text, offsetof(struct stimulus, source), 0},
	{"print", field_stimulus_print, 0, 0},
	{"numbered", field_line_numbers, offsetof(struct stimulus, numbered),
		0},
	{"media", field_stimulus_media, 0, 0},
	{"figures", field_stimulus_figures, 0, 0},
	{NULL, NULL, 0, 0},
};

static bool read_stimulus(struct native_reader *r, const struct yaml_node *node,
	struct error *err)
{
	struct stimulus stimulus = {.line = node->line, .column = node->column};
	size_t faults = r->report->levels[REPORT_ERROR];

	if (!read_mapping(r, node, stimulus_fields, &stimulus, NULL))
		return true;
	if (!stimulus.id.len)
		missing(r, node, _("the passage"), "id");
	if (!stimulus.text.len)
		missing(r, node, _("the passage"), "text");
	if (r->report->levels[REPORT_ERROR] > faults)
		return true;
	return r->sink->stimulus(r->sink->ctx, &stimulus, err);
}

/* A question without an id is called by its content, so that the same file
 * gives the same id again. */
static void make_id(struct native_reader *r, struct question *q)
{
	struct str hash;

	q->id = STR("q");
	hash = question_hash(r->arena, q);
	q->id = str_format(r->arena, "q-%.12s", hash.ptr);
	report_add(r->report, FINDING_ID_MADE, r->file, q->line, q->column,
		q->id.ptr);
}

/* There, and not merely wrong, which has been said. */
static bool given(const struct native_reader *r, const struct yaml_node *node,
	const char *name)
{
	const struct yaml_node *value = yaml_get(node, name);

	if (!value)
		value = yaml_get(r->defaults, name);
	return value && !yaml_is_null(value) &&
		(value->kind != YAML_SCALAR || value->text.len);
}

static void check_given(struct native_reader *r, const struct yaml_node *node)
{
	static const char *const needed[] = {"type", "stem"};

	for (size_t i = 0; i < 2; i++)
		if (!given(r, node, needed[i]))
			missing(r, node, _("the question"), needed[i]);
}

/* What the fields alone do not show. */
static void check_whole(struct native_reader *r, const struct yaml_node *node,
	struct question *q, size_t faults)
{
	struct error fault;

	native_settle(r, node, q);
	if (r->report->levels[REPORT_ERROR] > faults)
		return;
	if (!question_check(q, &fault))
		report_add(r->report, FINDING_BAD_QUESTION, r->file, q->line,
			q->column, q->id.len ? q->id.ptr : "?", fault.text);
}

/* Its id, for messages. */
static const char *name_of(
	const struct native_reader *r, const struct yaml_node *node)
{
	const struct yaml_node *id = yaml_get(node, "id");

	return id && id->kind == YAML_SCALAR ? str_cstr(r->arena, id->text)
					     : "?";
}

static bool read_question(struct native_reader *r, const struct yaml_node *node,
	struct error *err)
{
	struct question q = question_empty();
	size_t faults = r->report->levels[REPORT_ERROR];
	bool whole, typed;

	q.line = node->line;
	q.column = node->column;
	memset(&r->raw, 0, sizeof r->raw);
	r->inherits = false;
	/* The type first: it decides which other fields belong. */
	typed = read_type(r, node, &q);
	whole = read_mapping(r, node, question_fields, &q, r->defaults);
	if (whole)
		check_given(r, node);
	if (whole && typed && !r->inherits)
		check_whole(r, node, &q, faults);
	if (r->report->levels[REPORT_ERROR] > faults || r->inherits) {
		report_add(r->report, FINDING_SKIPPED, r->file, node->line,
			node->column, name_of(r, node));
		return true;
	}
	if (!q.id.len)
		make_id(r, &q);
	return r->sink->question(r->sink->ctx, &q, err);
}

static const char *const root_keys[] = {
	"bank", "defaults", "topics", "stimuli", "questions", NULL};

static bool is_list(void *ctx, struct str key)
{
	(void)ctx;
	return str_is(key, "questions") || str_is(key, "topics") ||
		str_is(key, "stimuli");
}

static bool list_item(void *ctx, struct str key, const struct yaml_node *item,
	struct error *err)
{
	struct native_reader *r = ctx;

	size_t faults = r->report->levels[REPORT_ERROR];

	native_expand(r, item);
	if (r->report->levels[REPORT_ERROR] > faults) {
		report_add(r->report, FINDING_SKIPPED, r->file, item->line,
			item->column, name_of(r, item));
		return true;
	}
	if (str_is(key, "topics"))
		return read_topic(r, item, err);
	if (str_is(key, "stimuli"))
		return read_stimulus(r, item, err);
	r->questions++;
	return read_question(r, item, err);
}

static void read_defaults(struct native_reader *r, const struct yaml_node *key,
	const struct yaml_node *value)
{
	struct question ignored = question_empty();

	if (r->questions)
		report_add(r->report, FINDING_LATE_DEFAULTS, r->file, key->line,
			key->column);
	if (yaml_is_null(value))
		return;
	/* Faults are found here once, not again at every question. */
	memset(&r->raw, 0, sizeof r->raw);
	r->any_type = true;
	if (read_mapping(r, value, question_fields, &ignored, NULL))
		r->defaults = value;
	r->any_type = false;
}

static bool root_entry(void *ctx, const struct yaml_node *key,
	const struct yaml_node *value, struct error *err)
{
	struct native_reader *r = ctx;

	if (str_is(key->text, "bank"))
		return read_header(r, value, err);
	native_expand(r, value);
	if (str_is(key->text, "defaults"))
		read_defaults(r, key, value);
	else if (!is_list(NULL, key->text))
		unknown_key(r, key, root_keys);
	else if (!yaml_is_null(value))
		wrong_type(r, key, _("a list"), value);
	return true;
}

bool native_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	struct native_reader reader = {
		.arena = arena,
		.file = file,
		.sink = sink,
		.report = report,
	};
	const struct yaml_visitor visitor = {
		&reader, is_list, list_item, root_entry};

	return yaml_visit(arena, file, text, &visitor, report, err);
}
