#ifndef TESTS_MATH_DUMP_H
#define TESTS_MATH_DUMP_H

#include "base/math/math.h"
#include "base/utf8.h"

/* A formula's tree as one line of text: a row is [a b], an atom its character
 * (after its class when that is not Ord, after its variant and a slash),
 * a number its digits, text "…", an operator \name (with * where limits go
 * above), other kinds (name …), what is missing "-", an error !…!. */
static inline void math_dump_node(struct buf *out, const struct math *node);

static inline void math_dump_list(struct buf *out, const struct math *node)
{
	for (; node; node = node->next) {
		math_dump_node(out, node);
		if (node->next)
			buf_char(out, ' ');
	}
}

static inline void math_dump_child(struct buf *out, const struct math *node)
{
	buf_char(out, ' ');
	if (node)
		math_dump_node(out, node);
	else
		buf_char(out, '-');
}

static inline void math_dump_code(struct buf *out, uint32_t code)
{
	buf_char(out, ' ');
	if (!code)
		buf_char(out, '.');
	else if ((code >= 0x300 && code < 0x370) ||
		(code >= 0x20d0 && code < 0x2100))
		buf_format(out, "U+%04X", code);
	else
		utf8_put(out, code);
}

static const char *const math_dump_classes[] = {
	"", "op:", "bin:", "rel:", "open:", "close:", "punct:", "inner:"};
static const char *const math_dump_variants[] = {
	"", "up/", "it/", "bf/", "bi/", "bb/", "cal/", "frak/", "sf/", "tt/"};
static const char *const math_dump_styles[] = {
	"", " display", " text", " script", " scriptscript"};
static const char *const math_dump_limits[] = {"", "*", "**"};

static inline void math_dump_table(struct buf *out, const struct math *node)
{
	const struct math_columns *c = node->columns;
	const struct math *row, *cell;

	buf_format(out, "(table%s", math_dump_styles[c->style]);
	if (c->count)
		buf_char(out, ' ');
	for (size_t i = 0; i <= c->count; i++) {
		for (int n = 0; n < c->lines[i]; n++)
			buf_char(out, '|');
		if (i < c->count)
			buf_char(out, "lcr"[c->align[i]]);
	}
	row = node->child;
	for (size_t i = 0; i <= c->row_count; i++) {
		for (int n = 0; n < c->row_lines[i]; n++)
			buf_text(out, " --");
		if (c->row_parts[i])
			buf_format(out, " -%llx-",
				(unsigned long long)c->row_parts[i]);
		if (i == c->row_count)
			break;
		buf_text(out, " (");
		for (cell = row->child; cell; cell = cell->next) {
			if (cell->size != 1 ||
				(c->count == 1 && cell->align != c->align[0]))
				buf_format(out, "%d%c", cell->size,
					"lcr"[cell->align]);
			math_dump_node(out, cell);
			if (cell->next)
				buf_char(out, ' ');
		}
		buf_char(out, ')');
		if (c->row_extra[i])
			buf_format(out, "+%d", c->row_extra[i]);
		row = row->next;
	}
	buf_char(out, ')');
}

static inline void math_dump_based(
	struct buf *out, const struct math *node, const char *name)
{
	buf_format(out, "(%s%s%s", name, node->stretchy ? " wide" : "",
		node->below ? " below" : "");
	if (node->code)
		math_dump_code(out, node->code);
	math_dump_child(out, node->base);
	buf_char(out, ')');
}

static inline void math_dump_scripts(
	struct buf *out, const struct math *node, const char *name)
{
	buf_format(out, "(%s", name);
	if (node->kind == MATH_ARROW)
		math_dump_code(out, node->code);
	else
		math_dump_child(out, node->base);
	if (node->sub) {
		buf_text(out, " _");
		math_dump_node(out, node->sub);
	}
	if (node->sup) {
		buf_text(out, " ^");
		math_dump_node(out, node->sup);
	}
	buf_char(out, ')');
}

static inline void math_dump_listed(
	struct buf *out, const struct math *node, const char *name)
{
	buf_format(out, "(%s", name);
	if (node->child)
		buf_char(out, ' ');
	math_dump_list(out, node->child);
	buf_char(out, ')');
}

static inline void math_dump_node(struct buf *out, const struct math *node)
{
	if (node->kind != MATH_FRACTION && node->kind != MATH_FENCE &&
		node->kind != MATH_ARROW && node->kind != MATH_OPERATOR)
		buf_text(out, math_dump_classes[node->class]);
	switch (node->kind) {
	case MATH_ROW:
		buf_char(out, '[');
		math_dump_list(out, node->child);
		buf_char(out, ']');
		break;
	case MATH_ATOM:
		buf_text(out, math_dump_variants[node->variant]);
		utf8_put(out, node->code);
		buf_text(out, math_dump_limits[node->limits]);
		break;
	case MATH_NUMBER:
		buf_text(out, math_dump_variants[node->variant]);
		buf_add(out, node->text);
		break;
	case MATH_TEXT:
		buf_format(out, "%s\"%.*s\"", math_dump_variants[node->variant],
			STR_ARG(node->text));
		break;
	case MATH_OPERATOR:
		buf_format(out, "%s\\%.*s%s",
			node->class == CLASS_OP
				? ""
				: math_dump_classes[node->class],
			STR_ARG(node->text), math_dump_limits[node->limits]);
		break;
	case MATH_FRACTION:
		buf_format(out, "(%s%s", node->bar ? "frac" : "over",
			math_dump_styles[node->style]);
		if (node->left || node->right) {
			math_dump_code(out, node->left);
			math_dump_code(out, node->right);
		}
		math_dump_child(out, node->child);
		math_dump_child(out, node->child->next);
		buf_char(out, ')');
		break;
	case MATH_ROOT:
		math_dump_listed(out, node, "root");
		break;
	case MATH_SCRIPTS:
		math_dump_scripts(out, node, "scripts");
		break;
	case MATH_ACCENT:
		math_dump_based(out, node, "accent");
		break;
	case MATH_LINE:
		math_dump_based(out, node, "line");
		break;
	case MATH_STACK:
		math_dump_scripts(out, node, "stack");
		break;
	case MATH_BRACE:
		math_dump_based(out, node, "brace");
		break;
	case MATH_ARROW:
		math_dump_scripts(out, node, "arrow");
		break;
	case MATH_FENCE:
		buf_text(out, "(fence");
		math_dump_code(out, node->left);
		math_dump_code(out, node->right);
		buf_char(out, ' ');
		math_dump_list(out, node->child);
		buf_char(out, ')');
		break;
	case MATH_MIDDLE:
		buf_text(out, "(middle");
		math_dump_code(out, node->code);
		buf_char(out, ')');
		break;
	case MATH_BIG:
		buf_format(out, "(big%d", node->size);
		math_dump_code(out, node->code);
		buf_char(out, ')');
		break;
	case MATH_TABLE:
		math_dump_table(out, node);
		break;
	case MATH_SPACE:
		buf_format(out, "~%d", node->width);
		break;
	case MATH_STYLE:
		buf_format(out, "(style%s ", math_dump_styles[node->style]);
		math_dump_list(out, node->child);
		buf_char(out, ')');
		break;
	case MATH_BOX:
		math_dump_based(out, node, "box");
		break;
	case MATH_STRIKE:
		buf_format(out, "(strike %u", node->strike);
		math_dump_child(out, node->base);
		buf_char(out, ')');
		break;
	case MATH_COLOR:
		buf_format(out, "(color %06x ", node->color);
		math_dump_list(out, node->child);
		buf_char(out, ')');
		break;
	case MATH_PHANTOM:
		buf_format(out, "(phantom %u", node->phantom);
		math_dump_child(out, node->base);
		buf_char(out, ')');
		break;
	case MATH_ERROR:
		buf_format(out, "!%.*s!", STR_ARG(node->text));
		break;
	case MATH_KINDS:
		break;
	}
}

static inline struct str math_dump(struct arena *arena, const struct math *node)
{
	struct buf out = {.arena = arena};

	math_dump_node(&out, node);
	return buf_str(&out);
}

#endif
