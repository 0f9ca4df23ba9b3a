#include "banks/native_fields.h"
#include "base/i18n.h"
#include "base/math/math.h"

/* Macros of a bank's header: \newcommand and its kin. Formulas come in with
 * them replaced, so that a question means the same wherever it goes. */

static void report_fault(struct native_reader *r, const struct yaml_node *node,
	const struct math_fault *fault)
{
	report_add(r->report, FINDING_OTHER, r->file, node->line, node->column,
		str_cstr(r->arena, fault->text));
}

void field_macros(struct slot *slot)
{
	struct native_reader *r = slot->r;
	struct math_faults faults = {.arena = r->arena};

	if (slot->value->kind != YAML_SCALAR) {
		wrong_type(r, slot->key, _("a text"), slot->value);
		return;
	}
	r->macros = math_macros_parse(r->arena, slot->value->text, &faults);
	for (size_t i = 0; i < faults.count; i++)
		report_fault(r, slot->value, &faults.v[i]);
}

/* The end of the formula that `dollars` at `at` begin; SIZE_MAX: none. */
static size_t formula_end(struct str text, size_t at, size_t dollars)
{
	for (size_t i = at + dollars; i < text.len; i++) {
		if (text.ptr[i] == '\\')
			i++;
		else if (text.ptr[i] == '$' &&
			(dollars == 1 ||
				(i + 1 < text.len && text.ptr[i + 1] == '$')))
			return i;
	}
	return SIZE_MAX;
}

static struct str expanded(
	struct native_reader *r, const struct yaml_node *node, struct str text)
{
	struct buf out = {.arena = r->arena};
	size_t at = 0;

	while (at < text.len) {
		struct math_faults faults = {.arena = r->arena};
		size_t dollars, end;

		if (text.ptr[at] != '$') {
			size_t step = text.ptr[at] == '\\' ? 2 : 1;

			buf_add(&out, str_sub(text, at, step));
			at += step;
			continue;
		}
		dollars = at + 1 < text.len && text.ptr[at + 1] == '$' ? 2 : 1;
		end = formula_end(text, at, dollars);
		if (end == SIZE_MAX) {
			buf_add(&out, str_sub(text, at, text.len));
			break;
		}
		buf_add(&out, str_sub(text, at, dollars));
		buf_add(&out,
			math_expand(r->arena,
				str_sub(text, at + dollars, end - at - dollars),
				r->macros, &faults));
		buf_add(&out, str_sub(text, end, dollars));
		for (size_t i = 0; i < faults.count; i++)
			report_fault(r, node, &faults.v[i]);
		at = end + dollars;
	}
	return buf_str(&out);
}

void native_expand(struct native_reader *r, const struct yaml_node *node)
{
	/* The reader's own tree, which nobody else has seen. */
	struct yaml_node *own = (void *)(size_t)(const void *)node;

	if (!r->macros)
		return;
	if (node->kind == YAML_SCALAR) {
		if (str_find(node->text, "$", 0) != SIZE_MAX)
			own->text = expanded(r, node, node->text);
		return;
	}
	for (size_t i = 0; i < node->count; i++)
		native_expand(r, node->items[i]);
}
