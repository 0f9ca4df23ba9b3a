#include "base/yaml.h"

#include "base/i18n.h"
#include "base/utf8.h"
#include "base/yaml_read.h"

static bool is_nothing(const struct yaml_node *node)
{
	return node->kind == YAML_SCALAR && node->plain && !node->text.len;
}

/* Only blank lines and comments follow. */
static bool read_end(struct yaml_reader *r, struct error *err)
{
	if (!yaml_reader_next(r, err)) /* the document's end */
		return false;
	if (!yaml_reader_next(r, err))
		return false;
	return r->event == YAML_AT_END ||
		fail_at(err, ERROR_INVALID, r->name, r->line, r->column,
			_("a second document begins here; only one can stand "
			  "in a file"));
}

static bool read_document(
	struct yaml_reader *r, const struct yaml_node **out, struct error *err)
{
	size_t len, control = yaml_control(r->text, 0, &len);
	unsigned line, column;

	if (control != SIZE_MAX) {
		utf8_position(r->text, control, &line, &column);
		return fail_at(err, ERROR_SYNTAX, r->name, line, column,
			_("a control character stands here; delete it"));
	}
	yaml_reader_start(r, 0, 1, "");
	if (!yaml_reader_next(r, err))
		return false;
	*out = NULL;
	if (r->event == YAML_AT_END)
		return true;
	if (!yaml_reader_node(r, r->arena, 1, out, err))
		return false;
	if (r->fault.code) {
		*err = r->fault;
		return false;
	}
	if (is_nothing(*out))
		*out = NULL;
	return read_end(r, err);
}

bool yaml_parse(struct arena *arena, const char *name, struct str text,
	const struct yaml_node **out, struct error *err)
{
	struct yaml_reader reader;
	struct error unused;
	bool worked;

	if (!err)
		err = &unused;
	worked = yaml_reader_open(&reader, arena, name, text, err) &&
		read_document(&reader, out, err);
	yaml_reader_close(&reader);
	return worked;
}

const struct yaml_node *yaml_get(
	const struct yaml_node *mapping, const char *key)
{
	if (!mapping || mapping->kind != YAML_MAPPING)
		return NULL;
	for (size_t i = 0; i + 1 < mapping->count; i += 2)
		if (str_is(mapping->items[i]->text, key))
			return mapping->items[i + 1];
	return NULL;
}

static bool is_one_of(struct str s, const char *const *names)
{
	for (; *names; names++)
		if (str_is(s, *names))
			return true;
	return false;
}

static bool is_plain(const struct yaml_node *node)
{
	return node && node->kind == YAML_SCALAR && node->plain;
}

bool yaml_is_null(const struct yaml_node *node)
{
	static const char *const nulls[] = {
		"", "~", "null", "Null", "NULL", NULL};

	return !node || (is_plain(node) && is_one_of(node->text, nulls));
}

bool yaml_bool(const struct yaml_node *node, bool *out)
{
	static const char *const yes[] = {"true", "True", "TRUE", NULL};
	static const char *const no[] = {"false", "False", "FALSE", NULL};

	if (!is_plain(node))
		return false;
	*out = is_one_of(node->text, yes);
	return *out || is_one_of(node->text, no);
}

/* 0o17 and 0x1f, up to 15 digits. */
static bool based_long(struct str s, long *out)
{
	bool octal = str_starts(s, "0o");
	long value = 0;

	if ((!octal && !str_starts(s, "0x")) || s.len < 3 || s.len > 17)
		return false;
	for (size_t i = 2; i < s.len; i++) {
		static const char digits[] = "0123456789abcdef";
		char c = s.ptr[i];
		const char *at =
			strchr(digits, c >= 'A' && c <= 'F' ? c + 32 : c);

		if (!at || (octal && at - digits > 7))
			return false;
		value = value * (octal ? 8 : 16) + (at - digits);
	}
	*out = value;
	return true;
}

bool yaml_long(const struct yaml_node *node, long *out)
{
	return is_plain(node) &&
		(str_to_long(node->text, out) || based_long(node->text, out));
}

bool yaml_double(const struct yaml_node *node, double *out)
{
	long value;

	if (!is_plain(node))
		return false;
	if (str_to_double(node->text, out))
		return true;
	if (!based_long(node->text, &value))
		return false;
	*out = (double)value;
	return true;
}

bool yaml_decimal(const struct yaml_node *node, struct decimal *out)
{
	/* With a comma it may have to be quoted, as in [1, '2,5']. */
	return node->kind == YAML_SCALAR && decimal_parse(node->text, out) &&
		(is_plain(node) || str_find(node->text, ",", 0) != SIZE_MAX);
}

const char *yaml_describe(const struct yaml_node *node)
{
	bool truth;
	double number;

	if (yaml_is_null(node))
		return _("nothing");
	if (node->kind == YAML_MAPPING)
		return _("a mapping");
	if (node->kind == YAML_SEQUENCE)
		return _("a list");
	if (yaml_bool(node, &truth))
		return truth ? _("'true'") : _("'false'");
	return yaml_double(node, &number) ? _("a number") : _("a text");
}

const char *yaml_quote(struct arena *arena, const struct yaml_node *node)
{
	struct str text = str_sub(node->text, 0, 60);

	if (node->kind != YAML_SCALAR)
		return yaml_describe(node);
	/* Not cut within a character. */
	while (text.len && utf8_invalid(text) != SIZE_MAX)
		text.len--;
	return str_format(arena, "%.*s%s", STR_ARG(text),
		text.len < node->text.len ? "…" : "")
		.ptr;
}
