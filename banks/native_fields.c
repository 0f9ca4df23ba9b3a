#include "banks/native_fields.h"

#include <math.h>

#include "base/i18n.h"
#include "base/utf8.h"

/* ---- findings ---- */

static bool is_digits(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < '0' || s.ptr[i] > '9')
			return false;
	return s.len > 0;
}

/* "2" and "5" of [2,5]: written so close that one number may be meant. */
static bool is_comma_number(
	const struct yaml_node *a, const struct yaml_node *b)
{
	struct str whole = a->text;

	if (a->kind != YAML_SCALAR || b->kind != YAML_SCALAR || !a->plain ||
		!b->plain || a->line != b->line ||
		b->column != a->column + a->text.len + 1)
		return false;
	if (whole.len > 1 && whole.ptr[0] == '-')
		whole = str_sub(whole, 1, whole.len);
	return is_digits(whole) && is_digits(b->text);
}

void warn_of_commas(struct native_reader *r, const struct yaml_node *list)
{
	for (size_t i = 0; list->kind == YAML_SEQUENCE && i + 1 < list->count;
		i++) {
		const struct yaml_node *a = list->items[i];
		const struct yaml_node *b = list->items[i + 1];

		if (!is_comma_number(a, b))
			continue;
		report_add(r->report, FINDING_COMMA_LIST, r->file, a->line,
			a->column, STR_ARG(a->text), STR_ARG(b->text),
			STR_ARG(a->text), STR_ARG(b->text));
		return;
	}
}

void unknown_key(struct native_reader *r, const struct yaml_node *key,
	const char *const *known)
{
	const char *name = str_cstr(r->arena, key->text);
	const char *near = str_nearest(key->text, known);

	if (is_digits(key->text))
		report_add(r->report, FINDING_COMMA_KEY, r->file, key->line,
			key->column, name, name);
	else if (near)
		report_add(r->report, FINDING_UNKNOWN_KEY_NEAR, r->file,
			key->line, key->column, name, near);
	else
		report_add(r->report, FINDING_UNKNOWN_KEY, r->file, key->line,
			key->column, name);
}

void wrong_type(struct native_reader *r, const struct yaml_node *key,
	const char *wanted, const struct yaml_node *got)
{
	report_add(r->report, FINDING_WRONG_TYPE, r->file, got->line,
		got->column, str_cstr(r->arena, key->text), wanted,
		yaml_describe(got));
}

void bad_value(struct native_reader *r, const char *name,
	const struct yaml_node *value, const char *expected)
{
	report_add(r->report, FINDING_BAD_VALUE, r->file, value->line,
		value->column, name, yaml_quote(r->arena, value), expected);
}

void missing(struct native_reader *r, const struct yaml_node *node,
	const char *noun, const char *key)
{
	report_add(r->report, FINDING_MISSING_KEY, r->file, node->line,
		node->column, noun, key);
}

/* ---- mappings by table ---- */

enum { FIELDS_LIMIT = 48 };

static const struct field *find_field(
	const struct field *fields, struct str name)
{
	for (; fields->name; fields++)
		if (str_is(name, fields->name))
			return fields;
	return NULL;
}

static void report_unknown(struct native_reader *r, const struct yaml_node *key,
	const struct field *fields)
{
	const char *names[FIELDS_LIMIT + 1];
	size_t count = 0;

	for (; fields[count].name && count < FIELDS_LIMIT; count++)
		names[count] = fields[count].name;
	names[count] = NULL;
	unknown_key(r, key, names);
}

static bool belongs(struct native_reader *r, const struct field *field,
	const struct yaml_node *key, const void *base)
{
	const struct question *q = base;

	if (!field->types || r->any_type || field->types & 1u << q->type)
		return true;
	report_add(r->report, FINDING_WRONG_FOR_TYPE, r->file, key->line,
		key->column, field->name, question_type_name(q->type));
	return false;
}

static void read_entry(struct native_reader *r, const struct field *fields,
	const struct yaml_node *key, const struct yaml_node *value, void *base)
{
	const struct field *field = find_field(fields, key->text);
	struct slot slot = {r, NULL, key, value, NULL, base};
	size_t faults = r->report->levels[REPORT_ERROR];

	if (!field) {
		report_unknown(r, key, fields);
		return;
	}
	if (yaml_is_null(value) || !belongs(r, field, key, base))
		return;
	slot.name = field->name;
	slot.target = (char *)base + field->offset;
	field->read(&slot);
	if (r->any_type && fields == question_fields &&
		r->report->levels[REPORT_ERROR] > faults)
		r->faulty |= UINT64_C(1) << (field - fields);
}

/* A default that does not belong to the question's type is passed over; of a
 * faulty one all has been said. */
static void read_default(struct native_reader *r, const struct field *fields,
	const struct yaml_node *key, const struct yaml_node *value, void *base)
{
	const struct field *field = find_field(fields, key->text);
	const struct question *q = base;

	if (!field || (field->types && !(field->types & 1u << q->type)))
		return;
	if (r->faulty >> (field - fields) & 1)
		r->inherits = true;
	else
		read_entry(r, fields, key, value, base);
}

bool read_mapping(struct native_reader *r, const struct yaml_node *node,
	const struct field *fields, void *base,
	const struct yaml_node *defaults)
{
	if (node->kind != YAML_MAPPING) {
		report_add(r->report, FINDING_OTHER, r->file, node->line,
			node->column,
			str_format(r->arena,
				_("a list of 'name: value' belongs here, not "
				  "%s"),
				yaml_describe(node))
				.ptr);
		return false;
	}
	for (size_t i = 0; i + 1 < node->count; i += 2)
		read_entry(r, fields, node->items[i], node->items[i + 1], base);
	for (size_t i = 0; defaults && i + 1 < defaults->count; i += 2)
		if (!yaml_get(
			    node, str_cstr(r->arena, defaults->items[i]->text)))
			read_default(r, fields, defaults->items[i],
				defaults->items[i + 1], base);
	return true;
}

/* ---- kinds of fields ---- */

void field_text(struct slot *slot)
{
	if (slot->value->kind != YAML_SCALAR)
		wrong_type(slot->r, slot->key, _("a text"), slot->value);
	else
		*(struct str *)slot->target = slot->value->text;
}

static void bad_id(struct slot *slot, const struct yaml_node *value)
{
	report_add(slot->r->report, FINDING_BAD_ID, slot->r->file, value->line,
		value->column,
		str_cstr(slot->r->arena, str_sub(value->text, 0, 120)));
}

void field_id(struct slot *slot)
{
	field_text(slot);
	if (slot->value->kind == YAML_SCALAR &&
		!question_id_sound(slot->value->text))
		bad_id(slot, slot->value);
}

static void field_ids(struct slot *slot)
{
	const struct yaml_node *list = slot->value;
	struct question *q = slot->base;
	struct str *ids;

	if (list->kind != YAML_SEQUENCE) {
		wrong_type(slot->r, slot->key, _("a list"), list);
		return;
	}
	ids = NEW_ARRAY(slot->r->arena, list->count, struct str);
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i]->kind != YAML_SCALAR ||
			!question_id_sound(list->items[i]->text))
			bad_id(slot, list->items[i]);
		ids[i] = list->items[i]->text;
	}
	q->enemies = ids;
	q->enemy_count = list->count;
}

static bool read_texts(struct slot *slot, const struct str **out, size_t *count)
{
	const struct yaml_node *list = slot->value;
	struct str *texts;

	if (list->kind != YAML_SEQUENCE) {
		wrong_type(slot->r, slot->key, _("a list"), list);
		return false;
	}
	texts = NEW_ARRAY(slot->r->arena, list->count, struct str);
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i]->kind != YAML_SCALAR) {
			wrong_type(slot->r, slot->key, _("a list of texts"),
				list->items[i]);
			return false;
		}
		texts[i] = list->items[i]->text;
	}
	*out = texts;
	*count = list->count;
	return true;
}

static void field_tags(struct slot *slot)
{
	struct question *q = slot->base;

	read_texts(slot, &q->tags, &q->tag_count);
	for (size_t i = 0; i < q->tag_count; i++)
		if (!str_trim(q->tags[i]).len || q->tags[i].len > 200)
			bad_value(slot->r, slot->name, slot->value->items[i],
				_("a short text"));
}

static void field_distractors(struct slot *slot)
{
	struct question *q = slot->base;

	read_texts(slot, &q->distractors, &q->distractor_count);
}

static void field_items(struct slot *slot)
{
	struct question *q = slot->base;

	read_texts(slot, &q->items, &q->item_count);
}

void field_bool(struct slot *slot)
{
	if (!yaml_bool(slot->value, slot->target))
		bad_value(slot->r, slot->name, slot->value, _("true or false"));
}

static bool read_range(struct slot *slot, long least, long most, long *out)
{
	char low[32], high[32];
	long value;

	if (!yaml_long(slot->value, &value)) {
		bad_value(
			slot->r, slot->name, slot->value, _("a whole number"));
		return false;
	}
	if (value >= least && value <= most) {
		*out = value;
		return true;
	}
	snprintf(low, sizeof low, "%ld", least);
	snprintf(high, sizeof high, "%ld", most);
	report_add(slot->r->report, FINDING_OUT_OF_RANGE, slot->r->file,
		slot->value->line, slot->value->column, slot->name,
		str_cstr(slot->r->arena, slot->value->text), low, high);
	return false;
}

void field_grade(struct slot *slot)
{
	long grade;

	if (read_range(slot, 1, 12, &grade))
		*(int *)slot->target = (int)grade;
}

void field_choose(struct slot *slot)
{
	read_range(slot, 2, 26, slot->target);
}

static void field_seconds(struct slot *slot)
{
	read_range(slot, 0, 86400, slot->target);
}

void field_points(struct slot *slot)
{
	struct decimal d;
	long points;

	if (!yaml_decimal(slot->value, &d) || d.places > 3 || d.units < 0) {
		bad_value(slot->r, slot->name, slot->value,
			_("a number with at most three decimals"));
		return;
	}
	for (; d.places < 3 && d.units < 1000000000; d.places++)
		d.units *= 10;
	points = (long)d.units;
	if (d.places < 3 || points > 1000 * POINT)
		bad_value(slot->r, slot->name, slot->value,
			_("at most 1000 points"));
	else
		*(long *)slot->target = points;
}

static void field_share(struct slot *slot)
{
	struct decimal value;
	double number;

	if (yaml_decimal(slot->value, &value))
		number = decimal_value(value);
	else if (!yaml_double(slot->value, &number))
		number = -1;
	if (number < 0 || number > 1)
		bad_value(slot->r, slot->name, slot->value,
			_("a number from 0 to 1"));
	else
		*(double *)slot->target = number;
}

void field_level(struct slot *slot)
{
	if (slot->value->kind != YAML_SCALAR ||
		!level_parse(slot->value->text, slot->target))
		bad_value(slot->r, slot->name, slot->value,
			_("know, understand, apply or extend"));
}

static void field_status(struct slot *slot)
{
	if (slot->value->kind != YAML_SCALAR ||
		!status_parse(slot->value->text, slot->target))
		bad_value(slot->r, slot->name, slot->value,
			_("draft, review, approved or retired"));
}

static void field_type(struct slot *slot)
{
	(void)slot; /* read_type did it */
}

static void field_number(struct slot *slot)
{
	if (!yaml_double(slot->value, slot->target))
		bad_value(slot->r, slot->name, slot->value, _("a number"));
}

static void field_irt(struct slot *slot)
{
	static const struct field fields[] = {
		{"a", field_number, offsetof(struct irt, a), 0},
		{"b", field_number, offsetof(struct irt, b), 0},
		{"c", field_number, offsetof(struct irt, c), 0},
		{NULL, NULL, 0, 0},
	};
	struct irt irt = {true, 1, 0, 0};

	if (!read_mapping(slot->r, slot->value, fields, &irt, NULL))
		return;
	if (irt.a <= 0 || irt.c < 0 || irt.c >= 1)
		bad_value(slot->r, slot->name, slot->value,
			_("a above 0 and c from 0 to below 1"));
	*(struct irt *)slot->target = irt;
}

static void field_key(struct slot *slot)
{
	slot->r->raw.key = slot->value;
}

static void field_keys(struct slot *slot)
{
	slot->r->raw.keys = slot->value;
}

static void field_tolerance(struct slot *slot)
{
	slot->r->raw.tolerance = slot->value;
}

static void field_fixed(struct slot *slot)
{
	slot->r->raw.fixed = slot->value;
}

static void field_feedback(struct slot *slot)
{
	slot->r->raw.feedback = slot->value;
}

/* true, false or, of a template, '{a > b}'. */
static void field_statement_key(struct slot *slot)
{
	struct statement *statement = slot->base;

	if (!braced_formula(slot->value, &statement->key_when))
		field_bool(slot);
}

static void field_statements(struct slot *slot)
{
	static const struct field fields[] = {
		{"text", field_text, offsetof(struct statement, text), 0},
		{"key", field_statement_key, offsetof(struct statement, key),
			0},
		{"level", field_level, offsetof(struct statement, level), 0},
		{"outcome", field_id, offsetof(struct statement, outcome), 0},
		{"feedback", field_text, offsetof(struct statement, feedback),
			0},
		{NULL, NULL, 0, 0},
	};
	const struct yaml_node *list = slot->value;
	struct question *q = slot->base;
	struct statement *statements;

	if (list->kind != YAML_SEQUENCE) {
		wrong_type(slot->r, slot->key, _("a list"), list);
		return;
	}
	statements = NEW_ARRAY(slot->r->arena, list->count, struct statement);
	for (size_t i = 0; i < list->count; i++)
		if (read_mapping(slot->r, list->items[i], fields,
			    &statements[i], NULL) &&
			yaml_is_null(yaml_get(list->items[i], "key")))
			missing(slot->r, list->items[i], _("the statement"),
				"key");
	q->statements = statements;
	q->statement_count = list->count;
}

static void field_pairs(struct slot *slot)
{
	const struct yaml_node *list = slot->value;
	struct question *q = slot->base;
	struct pair *pairs;

	if (list->kind != YAML_SEQUENCE) {
		wrong_type(slot->r, slot->key, _("a list"), list);
		return;
	}
	pairs = NEW_ARRAY(slot->r->arena, list->count, struct pair);
	for (size_t i = 0; i < list->count; i++) {
		const struct yaml_node *pair = list->items[i];

		if (pair->kind != YAML_SEQUENCE || pair->count != 2 ||
			pair->items[0]->kind != YAML_SCALAR ||
			pair->items[1]->kind != YAML_SCALAR) {
			wrong_type(slot->r, slot->key,
				_("a list of pairs [left, right]"), pair);
			return;
		}
		pairs[i].left = pair->items[0]->text;
		pairs[i].right = pair->items[1]->text;
	}
	q->pairs = pairs;
	q->pair_count = list->count;
}

static void field_rubric(struct slot *slot)
{
	static const struct field fields[] = {
		{"text", field_text, offsetof(struct criterion, text), 0},
		{"points", field_points, offsetof(struct criterion, points), 0},
		{NULL, NULL, 0, 0},
	};
	const struct yaml_node *list = slot->value;
	struct question *q = slot->base;
	struct criterion *rubric;

	if (list->kind != YAML_SEQUENCE) {
		wrong_type(slot->r, slot->key, _("a list"), list);
		return;
	}
	rubric = NEW_ARRAY(slot->r->arena, list->count, struct criterion);
	for (size_t i = 0; i < list->count; i++)
		read_mapping(slot->r, list->items[i], fields, &rubric[i], NULL);
	q->rubric = rubric;
	q->rubric_count = list->count;
}

void field_outcomes(struct slot *slot)
{
	static const struct field fields[] = {
		{"id", field_id, offsetof(struct outcome, id), 0},
		{"level", field_level, offsetof(struct outcome, level), 0},
		{"text", field_text, offsetof(struct outcome, text), 0},
		{NULL, NULL, 0, 0},
	};
	const struct yaml_node *list = slot->value;
	struct topic *topic = slot->base;
	struct outcome *outcomes;

	if (list->kind != YAML_SEQUENCE) {
		wrong_type(slot->r, slot->key, _("a list"), list);
		return;
	}
	outcomes = NEW_ARRAY(slot->r->arena, list->count, struct outcome);
	for (size_t i = 0; i < list->count; i++)
		if (read_mapping(slot->r, list->items[i], fields, &outcomes[i],
			    NULL) &&
			!outcomes[i].id.len)
			missing(slot->r, list->items[i], _("the outcome"),
				"id");
	topic->outcomes = outcomes;
	topic->outcome_count = list->count;
}

static void field_media(struct slot *slot)
{
	struct question *q = slot->base;

	read_media(slot->r, slot->value, &q->media, &q->media_count);
}

static void field_figures(struct slot *slot)
{
	struct question *q = slot->base;

	read_figures(slot->r, slot->value, &q->figures, &q->figure_count);
}

void field_stimulus_figures(struct slot *slot)
{
	struct stimulus *s = slot->base;

	read_figures(slot->r, slot->value, &s->figures, &s->figure_count);
}

void field_stimulus_media(struct slot *slot)
{
	struct stimulus *s = slot->base;

	read_media(slot->r, slot->value, &s->media, &s->media_count);
}

static bool *printed_member(struct stimulus *s, const struct yaml_node *name)
{
	if (name->kind == YAML_SCALAR && str_is(name->text, "title"))
		return &s->print_title;
	if (name->kind == YAML_SCALAR && str_is(name->text, "source"))
		return &s->print_source;
	return NULL;
}

void field_stimulus_print(struct slot *slot)
{
	const struct yaml_node *list = slot->value;

	if (list->kind != YAML_SEQUENCE) {
		wrong_type(slot->r, slot->key, _("a list"), list);
		return;
	}
	for (size_t i = 0; i < list->count; i++) {
		bool *member = printed_member(slot->base, list->items[i]);

		if (member)
			*member = true;
		else
			bad_value(slot->r, slot->name, list->items[i],
				_("title or source"));
	}
}

void field_line_numbers(struct slot *slot)
{
	read_range(slot, 0, 100, slot->target);
}

void field_options(struct slot *slot)
{
	struct question *q = slot->base;

	read_options(slot->r, slot->name, slot->value, &q->options,
		&q->option_count);
}

const struct yaml_node *sound_default(
	const struct native_reader *r, const char *name)
{
	const struct field *field = find_field(question_fields, str_from(name));

	if (r->faulty >> (field - question_fields) & 1)
		return NULL;
	return yaml_get(r->defaults, name);
}

static void unknown_type(struct native_reader *r, const struct yaml_node *type)
{
	const char *near = str_nearest(type->text, question_type_names);

	bad_value(r, "type", type,
		near ? near
		     : "choice, multiple, truefalse, statements, short, "
		       "numeric, match, order, cloze, essay");
}

bool read_type(struct native_reader *r, const struct yaml_node *node,
	struct question *q)
{
	const struct yaml_node *type = yaml_get(node, "type");

	if (!type)
		type = yaml_get(r->defaults, "type");
	if (!type || yaml_is_null(type))
		return false;
	if (type->kind == YAML_SCALAR &&
		question_type_parse(type->text, &q->type))
		return true;
	if (type->kind == YAML_SCALAR)
		unknown_type(r, type);
	else
		bad_value(r, "type", type, _("a question type"));
	return false;
}

#define BIT(type) (1u << (type))

enum {
	CHOICES = BIT(TYPE_CHOICE) | BIT(TYPE_MULTIPLE),
	KEYED = CHOICES | BIT(TYPE_TRUEFALSE) | BIT(TYPE_NUMERIC),
	SEVERAL = BIT(TYPE_SHORT) | BIT(TYPE_NUMERIC),
	MOVABLE = CHOICES | BIT(TYPE_STATEMENTS) | BIT(TYPE_MATCH),
};

#define AT(name, read)                                                         \
	{                                                                      \
#name, read, offsetof(struct question, name), 0                \
	}
#define FOR(name, read, types)                                                 \
	{                                                                      \
#name, read, offsetof(struct question, name), types            \
	}

const struct field question_fields[] = {
	AT(id, field_id),
	AT(type, field_type),
	AT(subject, field_id),
	AT(grade, field_grade),
	AT(topic, field_id),
	AT(level, field_level),
	AT(outcome, field_id),
	AT(tags, field_tags),
	AT(stem, field_text),
	AT(solution, field_text),
	FOR(options, field_options, CHOICES),
	{"key", field_key, 0, KEYED},
	{"keys", field_keys, 0, SEVERAL},
	{"tolerance", field_tolerance, 0, BIT(TYPE_NUMERIC)},
	FOR(unit, field_text, BIT(TYPE_NUMERIC)),
	FOR(statements, field_statements, BIT(TYPE_STATEMENTS)),
	FOR(pairs, field_pairs, BIT(TYPE_MATCH)),
	FOR(distractors, field_distractors, BIT(TYPE_MATCH)),
	FOR(items, field_items, BIT(TYPE_ORDER)),
	FOR(rubric, field_rubric, BIT(TYPE_ESSAY)),
	{"fixed", field_fixed, 0, MOVABLE},
	{"feedback", field_feedback, 0, 0},
	AT(partial, field_text),
	AT(points, field_points),
	AT(seconds, field_seconds),
	AT(difficulty, field_share),
	AT(irt, field_irt),
	AT(stimulus, field_id),
	AT(enemies, field_ids),
	AT(status, field_status),
	AT(author, field_text),
	AT(source, field_text),
	AT(license, field_text),
	AT(media, field_media),
	AT(figures, field_figures),
	{"parameters", field_parameters, 0, 0},
	{"require", field_require, 0, 0},
	FOR(choose, field_choose, CHOICES),
	{NULL, NULL, 0, 0},
};
