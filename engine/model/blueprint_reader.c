#include "engine/model/blueprint_reader.h"

#include "base/i18n.h"

struct place place_of(const struct yaml_node *node)
{
	return (struct place){node->line, node->column};
}

static const char *text_of(struct reader *r, const struct yaml_node *node)
{
	return yaml_quote(r->arena, node);
}

void blueprint_wrong_type(struct reader *r, const char *name,
	const struct yaml_node *node, const char *wanted)
{
	report_add(r->report, FINDING_WRONG_TYPE, r->file, node->line,
		node->column, name, wanted, yaml_describe(node));
}

void blueprint_bad_value(struct reader *r, const char *name,
	const struct yaml_node *node, const char *expected)
{
	report_add(r->report, FINDING_BAD_VALUE, r->file, node->line,
		node->column, name, text_of(r, node), expected);
}

void out_of_range(struct reader *r, const char *name,
	const struct yaml_node *node, long min, long max)
{
	char low[24], high[24], length[24];

	snprintf(low, sizeof low, "%ld", min);
	snprintf(high, sizeof high, "%ld", max);
	snprintf(length, sizeof length, "%zu", node->count);
	report_add(r->report, FINDING_OUT_OF_RANGE, r->file, node->line,
		node->column, name,
		node->kind == YAML_SEQUENCE ? length : text_of(r, node), low,
		high);
}

const char *any_of(struct arena *arena, const char *const *names)
{
	struct buf buf = {.arena = arena};

	for (size_t i = 0; names[i]; i++) {
		if (!*names[i])
			continue;
		if (buf.len)
			buf_text(&buf, names[i + 1] ? ", " : _(" or "));
		buf_text(&buf, names[i]);
	}
	return buf_str(&buf).ptr;
}

static const struct key *find_key(
	const struct reader *r, const struct key *keys, struct str name)
{
	for (; keys->name; keys++)
		if (str_is(name, keys->name) && !(keys->own && r->preset))
			return keys;
	return keys;
}

static void unknown_key(
	struct reader *r, const struct key *keys, const struct yaml_node *key)
{
	const char **names = NULL, *nearest;
	size_t count = 0, capacity = 0;

	for (; keys->name; keys++)
		if (!(keys->own && r->preset))
			*PUSH(r->arena, names, count, capacity) = keys->name;
	*PUSH(r->arena, names, count, capacity) = NULL;
	nearest = str_nearest(key->text, names);
	report_add(r->report,
		nearest ? FINDING_UNKNOWN_KEY_NEAR : FINDING_UNKNOWN_KEY,
		r->file, key->line, key->column, text_of(r, key), nearest);
}

bool blueprint_mapping(struct reader *r, const char *what,
	const struct yaml_node *node, const struct key *keys, void *into)
{
	if (node->kind != YAML_MAPPING) {
		blueprint_wrong_type(r, what, node, _("a mapping"));
		return false;
	}
	for (size_t i = 0; i + 1 < node->count; i += 2) {
		const struct yaml_node *name = node->items[i];
		const struct yaml_node *value = node->items[i + 1];
		const struct key *key = find_key(r, keys, name->text);

		if (key->name)
			key->read(r, key, value, into);
		else if (!key->other || !key->other(r, name, value, into))
			unknown_key(r, keys, name);
	}
	return true;
}

static void *field(const struct key *key, void *into)
{
	return (char *)into + key->offset;
}

void read_text(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	struct str *text = field(key, into);

	if (value->kind != YAML_SCALAR || yaml_is_null(value))
		blueprint_wrong_type(r, key->name, value, _("a text"));
	else
		*text = value->text;
}

void read_long(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	long number;

	if (!yaml_long(value, &number))
		blueprint_wrong_type(r, key->name, value, _("a whole number"));
	else if (number < key->min || number > key->max)
		out_of_range(r, key->name, value, key->min, key->max);
	else
		*(long *)field(key, into) = number;
}

void read_bool(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	if (!yaml_bool(value, field(key, into)))
		blueprint_wrong_type(r, key->name, value, _("true or false"));
}

void read_name(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	size_t index;

	if (name_of(r, key->name, value, key->names, &index))
		*(struct str *)field(key, into) = str_from(key->names[index]);
}

void read_points(struct reader *r, const struct key *key,
	const struct yaml_node *value, void *into)
{
	thousandths_of(
		r, key->name, value, key->min, key->max, field(key, into));
}

bool name_of(struct reader *r, const char *name, const struct yaml_node *node,
	const char *const *names, size_t *index)
{
	const char *expected = any_of(r->arena, names);

	if (node->kind != YAML_SCALAR || yaml_is_null(node)) {
		blueprint_wrong_type(r, name, node, expected);
		return false;
	}
	for (*index = 0; names[*index]; ++*index)
		if (str_is(node->text, names[*index]))
			return true;
	blueprint_bad_value(r, name, node, expected);
	return false;
}

void type_of(struct reader *r, const char *name, const struct yaml_node *node,
	bool *has, enum question_type *type)
{
	const char *expected = any_of(r->arena, question_type_names);

	if (node->kind != YAML_SCALAR)
		blueprint_wrong_type(r, name, node, expected);
	else if (!question_type_parse(node->text, type))
		blueprint_bad_value(r, name, node, expected);
	else
		*has = true;
}

/* Multiplies up to three decimals exactly; false when there are more. */
static bool to_thousandths(struct decimal d, long *out)
{
	for (; d.places > 3; d.places--, d.units /= 10)
		if (d.units % 10)
			return false;
	for (; d.places < 3; d.places++, d.units *= 10)
		if (d.units > 1000000000 || d.units < -1000000000)
			return false;
	if (d.units > 1000000000 || d.units < -1000000000)
		return false;
	*out = (long)d.units;
	return true;
}

bool thousandths_of(struct reader *r, const char *name,
	const struct yaml_node *node, long min, long max, long *out)
{
	struct decimal d;
	long value;

	if (!yaml_decimal(node, &d)) {
		blueprint_wrong_type(r, name, node, _("a number"));
		return false;
	}
	if (!to_thousandths(d, &value) || value < min || value > max) {
		blueprint_bad_value(r, name, node,
			str_format(r->arena,
				_("a number from %g to %g with at most three "
				  "decimals"),
				(double)min / POINT, (double)max / POINT)
				.ptr);
		return false;
	}
	*out = value;
	return true;
}

bool list_of(struct reader *r, const char *name, const struct yaml_node *node)
{
	if (node->kind != YAML_SEQUENCE) {
		blueprint_wrong_type(r, name, node, _("a list"));
		return false;
	}
	if (node->count <= BLUEPRINT_LIST_LIMIT)
		return true;
	out_of_range(r, name, node, 0, BLUEPRINT_LIST_LIMIT);
	return false;
}

/* Lists have at most BLUEPRINT_LIST_LIMIT items, so looking back is cheap. */
static bool add_text(struct reader *r, const char *name,
	const struct yaml_node *const *nodes, size_t i, struct str *texts)
{
	if (nodes[i]->kind != YAML_SCALAR) {
		blueprint_wrong_type(r, name, nodes[i], _("a text"));
		return false;
	}
	if (!nodes[i]->text.len) {
		blueprint_bad_value(r, name, nodes[i], _("a text"));
		return false;
	}
	for (size_t k = 0; k < i; k++)
		if (str_equal(texts[k], nodes[i]->text)) {
			report_add(r->report, FINDING_DUPLICATE_ID, r->file,
				nodes[i]->line, nodes[i]->column,
				text_of(r, nodes[i]), nodes[k]->line);
			return false;
		}
	texts[i] = nodes[i]->text;
	return true;
}

bool texts_of(struct reader *r, const char *name, const struct yaml_node *node,
	const struct str **out, size_t *count)
{
	bool one = node->kind == YAML_SCALAR, right = true;
	const struct yaml_node *const *nodes = one ? &node : node->items;
	struct str *texts;

	if (!one && !list_of(r, name, node))
		return false;
	*count = one ? 1 : node->count;
	texts = NEW_ARRAY(r->arena, *count, struct str);
	for (size_t i = 0; i < *count; i++)
		right = add_text(r, name, nodes, i, texts) && right;
	*out = texts;
	return right;
}
