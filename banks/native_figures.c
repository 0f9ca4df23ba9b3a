#include "banks/native_fields.h"
#include "base/i18n.h"

/* Figures of the native bank file: name:, kind: and the kind's own keys, kept
 * as they are written. */

static bool to_value(struct native_reader *r, const struct yaml_node *node,
	unsigned depth, struct figure_value *out)
{
	struct figure_value *items;
	size_t step = node->kind == YAML_MAPPING ? 2 : 1;

	out->line = node->line;
	out->column = node->column;
	out->text = node->text;
	if (node->kind == YAML_SCALAR)
		return true;
	if (depth > FIGURE_DEPTH)
		return false;
	out->kind = node->kind == YAML_MAPPING ? VALUE_MAP : VALUE_LIST;
	out->count = node->count / step;
	items = NEW_ARRAY(r->arena, out->count, struct figure_value);
	out->items = items;
	for (size_t i = 0; i < out->count; i++) {
		if (step == 2)
			items[i].name = node->items[2 * i]->text;
		if (!to_value(r, node->items[step * i + step - 1], depth + 1,
			    &items[i]))
			return false;
	}
	return true;
}

static void fault(struct native_reader *r, const struct yaml_node *node,
	const struct error *why)
{
	const struct yaml_node *name = yaml_get(node, "name");
	bool named = name && name->kind == YAML_SCALAR;

	report_add(r->report, FINDING_BAD_FIGURE, r->file,
		why->line ? why->line : node->line,
		why->line ? why->column : node->column,
		named ? str_cstr(r->arena, str_sub(name->text, 0, 100)) : "?",
		why->text);
}

/* Takes name and kind out of the keys. */
static bool settle(struct figure *figure, struct error *err)
{
	const struct figure_value *kind = figure_get(&figure->keys, "kind");
	struct figure_value *items = (void *)figure->keys.items;
	size_t kept = 0;
	const char *near;

	figure->name = figure_text(figure_get(&figure->keys, "name"));
	if (!figure->name.len)
		return fail(err, ERROR_INVALID, _("it has no name"));
	if (!figure_kind_parse(figure_text(kind), &figure->kind)) {
		near = str_nearest(figure_text(kind), figure_kind_names);
		return fail_at(err, ERROR_INVALID, "", kind ? kind->line : 0,
			kind ? kind->column : 0,
			_("its 'kind' is not one of %s"),
			near ? near
			     : "graph, variation, signs, line, plane, "
			       "circuit, bar, pie, box, histogram");
	}
	for (size_t i = 0; i < figure->keys.count; i++)
		if (!str_is(items[i].name, "name") &&
			!str_is(items[i].name, "kind"))
			items[kept++] = items[i];
	figure->keys.count = kept;
	return true;
}

static bool read_figure(struct native_reader *r, const struct yaml_node *node,
	struct figure *out)
{
	struct error why = {.code = ERROR_NONE};

	out->line = node->line;
	out->column = node->column;
	if (node->kind != YAML_MAPPING) {
		wrong_type(r, node, _("a list of 'name: value'"), node);
		return false;
	}
	if (!to_value(r, node, 0, &out->keys))
		fail(&why, ERROR_DENIED, _("its lists are nested too deeply"));
	else if (settle(out, &why) && figure_check(out, &why))
		return true;
	fault(r, node, &why);
	return false;
}

bool read_figures(struct native_reader *r, const struct yaml_node *list,
	const struct figure **out, size_t *count)
{
	struct figure *figures;
	struct error why;

	if (list->kind != YAML_SEQUENCE) {
		bad_value(r, "figures", list, _("a list"));
		return false;
	}
	figures = NEW_ARRAY(r->arena, list->count, struct figure);
	for (size_t i = 0; i < list->count; i++)
		if (!read_figure(r, list->items[i], &figures[i]))
			return false;
	if (!figures_check(figures, list->count, &why)) {
		report_add(r->report, FINDING_OTHER, r->file, list->line,
			list->column, why.text);
		return false;
	}
	*out = figures;
	*count = list->count;
	return true;
}

/* ---- writing ---- */

static void put_value(struct buf *out, const struct figure_value *value)
{
	if (value->kind == VALUE_TEXT) {
		yaml_put_flow(out, value->text);
		return;
	}
	buf_char(out, value->kind == VALUE_MAP ? '{' : '[');
	for (size_t i = 0; i < value->count; i++) {
		const struct figure_value *item = &value->items[i];

		if (i)
			buf_text(out, ", ");
		if (value->kind == VALUE_MAP) {
			yaml_put_flow(out, item->name);
			buf_text(out, ": ");
		}
		put_value(out, item);
	}
	buf_char(out, value->kind == VALUE_MAP ? '}' : ']');
}

/* A long list of lists or names has a line for each. */
static void put_entry(
	struct buf *out, unsigned indent, const struct figure_value *value)
{
	bool tall = value->kind == VALUE_LIST && value->count &&
		value->items[0].kind == VALUE_MAP;

	buf_format(out, "%*s", (int)indent, "");
	yaml_put_flow(out, value->name);
	buf_char(out, ':');
	if (value->kind == VALUE_MAP || tall) {
		buf_char(out, '\n');
		for (size_t i = 0; i < value->count; i++) {
			const struct figure_value *item = &value->items[i];

			buf_format(out, "%*s", (int)indent + 2, "");
			if (tall)
				buf_text(out, "- ");
			else
				yaml_put_flow(out, item->name);
			if (!tall)
				buf_text(out, ": ");
			put_value(out, item);
			buf_char(out, '\n');
		}
		return;
	}
	buf_char(out, ' ');
	put_value(out, value);
	buf_char(out, '\n');
}

void put_figures(struct buf *out, unsigned indent, const struct figure *figures,
	size_t count)
{
	if (count)
		buf_format(out, "%*sfigures:\n", (int)indent, "");
	for (size_t i = 0; i < count; i++) {
		buf_format(out, "%*s- name: ", (int)indent + 2, "");
		yaml_put_flow(out, figures[i].name);
		buf_format(out, "\n%*skind: %s\n", (int)indent + 4, "",
			figure_kind_names[figures[i].kind]);
		for (size_t k = 0; k < figures[i].keys.count; k++)
			put_entry(out, indent + 4, &figures[i].keys.items[k]);
	}
}
