#include "banks/native_fields.h"

#include "base/i18n.h"

/* What makes a question a template: parameters, conditions. The expressions
 * themselves are read by generators/. */

bool braced_formula(const struct yaml_node *value, struct str *out)
{
	struct str text =
		value->kind == YAML_SCALAR ? str_trim(value->text) : STR("");

	if (text.len < 2 || text.ptr[0] != '{' || text.ptr[text.len - 1] != '}')
		return false;
	*out = str_trim(str_sub(text, 1, text.len - 2));
	return out->len > 0;
}

struct str braced(struct arena *arena, struct str formula)
{
	return str_format(arena, "{%.*s}", STR_ARG(formula));
}

static bool sound_name(struct str name)
{
	if (!name.len || name.len > 40 ||
		(name.ptr[0] >= '0' && name.ptr[0] <= '9') ||
		name.ptr[0] == '_')
		return false;
	for (size_t i = 0; i < name.len; i++) {
		unsigned char c = (unsigned char)name.ptr[i];

		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			    (c >= '0' && c <= '9') || c == '_' || c >= 0x80))
			return false;
	}
	return true;
}

static bool read_choices(
	struct slot *slot, const struct yaml_node *list, struct parameter *p)
{
	struct str *choices =
		NEW_ARRAY(slot->r->arena, list->count, struct str);

	warn_of_commas(slot->r, list);
	for (size_t i = 0; i < list->count; i++) {
		if (list->items[i]->kind != YAML_SCALAR) {
			wrong_type(slot->r, slot->key, _("a list of values"),
				list->items[i]);
			return false;
		}
		choices[i] = list->items[i]->text;
	}
	p->choices = choices;
	p->choice_count = list->count;
	return true;
}

/* A row names every column of the first, in any order. */
static bool read_row(struct slot *slot, const struct yaml_node *row,
	const struct parameter *p, struct str *cells)
{
	if (row->kind != YAML_MAPPING || row->count != 2 * p->column_count) {
		wrong_type(slot->r, slot->key,
			_("a list of rows with the same columns"), row);
		return false;
	}
	for (size_t k = 0; k < p->column_count; k++) {
		const struct yaml_node *cell =
			yaml_get(row, str_cstr(slot->r->arena, p->columns[k]));

		if (!cell || cell->kind != YAML_SCALAR) {
			wrong_type(slot->r, slot->key,
				_("a list of rows with the same columns"), row);
			return false;
		}
		cells[k] = cell->text;
	}
	return true;
}

static bool read_table(
	struct slot *slot, const struct yaml_node *list, struct parameter *p)
{
	const struct yaml_node *first = list->items[0];
	size_t columns = first->count / 2;
	struct str *names = NEW_ARRAY(slot->r->arena, columns, struct str);
	struct str *cells =
		NEW_ARRAY(slot->r->arena, columns * list->count, struct str);

	for (size_t k = 0; k < columns; k++) {
		names[k] = first->items[2 * k]->text;
		if (!sound_name(names[k]))
			bad_value(slot->r, slot->name, first->items[2 * k],
				_("a name of letters and digits"));
	}
	p->columns = names;
	p->column_count = columns;
	for (size_t i = 0; i < list->count; i++)
		if (!read_row(slot, list->items[i], p, cells + i * columns))
			return false;
	p->choices = cells;
	p->choice_count = columns * list->count;
	return true;
}

static void read_parameter(struct slot *slot, const struct yaml_node *name,
	const struct yaml_node *value, struct parameter *p)
{
	p->name = name->text;
	p->line = value->line;
	p->column = value->column;
	if (!sound_name(p->name))
		bad_value(slot->r, slot->name, name,
			_("a name of letters and digits"));
	if (value->kind == YAML_SCALAR && str_trim(value->text).len)
		p->text = value->text;
	else if (value->kind != YAML_SEQUENCE || !value->count)
		wrong_type(slot->r, name,
			_("a range, an expression or a list of choices"),
			value);
	else if (value->items[0]->kind == YAML_MAPPING)
		read_table(slot, value, p);
	else
		read_choices(slot, value, p);
}

void field_parameters(struct slot *slot)
{
	const struct yaml_node *map = slot->value;
	struct question *q = slot->base;
	struct parameter *list;

	if (map->kind != YAML_MAPPING) {
		wrong_type(
			slot->r, slot->key, _("a list of 'name: value'"), map);
		return;
	}
	list = NEW_ARRAY(slot->r->arena, map->count / 2, struct parameter);
	for (size_t i = 0; i + 1 < map->count; i += 2)
		read_parameter(
			slot, map->items[i], map->items[i + 1], &list[i / 2]);
	q->parameters = list;
	q->parameter_count = map->count / 2;
}

void field_require(struct slot *slot)
{
	const struct yaml_node *value = slot->value;
	size_t count = value->kind == YAML_SEQUENCE ? value->count : 1;
	struct question *q = slot->base;
	struct str *list = NEW_ARRAY(slot->r->arena, count, struct str);

	for (size_t i = 0; i < count; i++) {
		const struct yaml_node *node =
			value->kind == YAML_SEQUENCE ? value->items[i] : value;

		if (node->kind != YAML_SCALAR) {
			wrong_type(slot->r, slot->key, _("a condition"), node);
			return;
		}
		list[i] = node->text;
	}
	q->require = list;
	q->require_count = count;
}

/* ---- and written ---- */

static void put_row(struct buf *out, const struct parameter *p, size_t row)
{
	buf_char(out, '{');
	for (size_t k = 0; k < p->column_count; k++) {
		buf_text(out, k ? ", " : "");
		yaml_put_flow(out, p->columns[k]);
		buf_text(out, ": ");
		yaml_put_flow(out, p->choices[row * p->column_count + k]);
	}
	buf_char(out, '}');
}

static void put_list(struct buf *out, const struct parameter *p)
{
	buf_char(out, '[');
	for (size_t i = 0; i < p->choice_count; i++) {
		buf_text(out, i ? ", " : "");
		yaml_put_flow(out, p->choices[i]);
	}
	buf_text(out, "]\n");
}

static void put_parameter(
	struct buf *out, unsigned indent, const struct parameter *p)
{
	buf_format(out, "%*s%.*s: ", (int)indent, "", STR_ARG(p->name));
	if (p->text.len) {
		yaml_put_scalar(out, p->text, indent + 2);
		buf_char(out, '\n');
	} else if (!p->column_count) {
		put_list(out, p);
	} else {
		buf_char(out, '\n');
		for (size_t i = 0; i < p->choice_count / p->column_count; i++) {
			buf_format(out, "%*s- ", (int)indent + 2, "");
			put_row(out, p, i);
			buf_char(out, '\n');
		}
	}
}

void native_put_template(
	struct buf *out, unsigned indent, const struct question *q)
{
	if (q->parameter_count)
		buf_format(out, "%*sparameters:\n", (int)indent, "");
	for (size_t i = 0; i < q->parameter_count; i++)
		put_parameter(out, indent + 2, &q->parameters[i]);
	if (q->require_count)
		buf_format(out, "%*srequire:\n", (int)indent, "");
	for (size_t i = 0; i < q->require_count; i++) {
		buf_format(out, "%*s- ", (int)indent + 2, "");
		yaml_put_scalar(out, q->require[i], indent + 4);
		buf_char(out, '\n');
	}
	if (q->choose)
		buf_format(out, "%*schoose: %ld\n", (int)indent, "", q->choose);
}
