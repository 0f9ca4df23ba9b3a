/* Styles, alphabets, names, spaces: the small commands. */
#include "base/i18n.h"
#include "base/math/commands.h"
#include "base/utf8.h"

struct math *tex_style(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_STYLE);

	node->style = (enum math_style)c->a;
	tex_switch(p, node);
	return NULL;
}

struct math *tex_alphabet(struct tex_parser *p, const struct tex_command *c)
{
	enum math_variant variant = p->variant;
	struct math *node;

	p->variant = (enum math_variant)c->a;
	node = tex_arg(p, c->name);
	p->variant = variant;
	return node;
}

struct math *tex_old_font(struct tex_parser *p, const struct tex_command *c)
{
	p->variant = (enum math_variant)c->a;
	return NULL;
}

/* Words in braces, or one character. */
static struct math *words(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node;
	struct str s;

	if (lex_look(p) == '{')
		return tex_words(p, (enum math_variant)c->a);
	if (lex_byte(p) == '\\')
		return tex_arg(p, c->name);
	if (!tex_raw(p, c->name, &s))
		return tex_error(p, str_from(c->name));
	node = tex_text(p, MATH_TEXT, s);
	node->variant = (enum math_variant)c->a;
	return node;
}

struct math *tex_text_command(struct tex_parser *p, const struct tex_command *c)
{
	return words(p, c);
}

struct math *tex_class(struct tex_parser *p, const struct tex_command *c)
{
	struct math *arg = tex_arg(p, c->name), *node = arg;

	if (arg->class == (enum math_class)c->a && c->a != CLASS_ORD)
		return arg;
	if (arg->kind != MATH_ROW || c->a == CLASS_ORD) {
		node = tex_node(p, MATH_ROW);
		node->child = arg;
	}
	node->class = (enum math_class)c->a;
	return node;
}

struct math *tex_box(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_BOX);

	if (c->a)
		node->base = words(p, tex_command_named(STR("text")));
	else
		node->base = tex_arg(p, c->name);
	return node;
}

/* The characters of an operator's name; false when there are others. */
static bool name_of(const struct math *node, struct buf *out)
{
	for (; node; node = node->next)
		switch (node->kind) {
		case MATH_ATOM:
			utf8_put(out,
				node->code == 0x2212           ? '-'
					: node->code == 0x2217 ? '*'
							       : node->code);
			break;
		case MATH_NUMBER:
		case MATH_TEXT:
		case MATH_OPERATOR:
			buf_add(out, node->text);
			break;
		case MATH_SPACE:
			if (node->width > 0)
				buf_char(out, ' ');
			break;
		case MATH_ROW:
			if (!name_of(node->child, out))
				return false;
			break;
		default:
			return false;
		}
	return true;
}

struct math *tex_operatorname(struct tex_parser *p, const struct tex_command *c)
{
	struct buf name = {.arena = p->arena};
	enum math_variant variant = p->variant;
	bool star = lex_look(p) == '*' || c->a;
	struct math *arg, *node;

	if (lex_look(p) == '*')
		lex_skip(p, 1);
	p->variant = VARIANT_UPRIGHT;
	arg = tex_arg(p, c->name);
	p->variant = variant;
	if (name_of(arg, &name)) {
		node = tex_text(p, MATH_OPERATOR, buf_str(&name));
	} else {
		node = tex_node(p, MATH_ROW);
		node->child = arg;
	}
	node->class = CLASS_OP;
	node->limits = star ? LIMITS_DISPLAY : LIMITS_NEVER;
	node->variant = VARIANT_UPRIGHT;
	return node;
}

static struct math *operator(struct tex_parser *p, const char *text)
{
	struct math *node = tex_text(p, MATH_OPERATOR, str_from(text));

	node->class = CLASS_OP;
	node->variant = VARIANT_UPRIGHT;
	return node;
}

struct math *tex_function(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = operator(p, c->text);

	node->limits = (enum math_limits)c->a;
	return node;
}

/* \bmod 0, \mod 1, \pmod 2, \pod 3 */
struct math *tex_mod(struct tex_parser *p, const struct tex_command *c)
{
	struct tex_row row;
	struct math *mod, *arg;

	if (c->a == 0) {
		mod = operator(p, "mod");
		mod->class = CLASS_BIN;
		return mod;
	}
	arg = tex_arg(p, c->name);
	tex_begin(p, &row);
	tex_add(&row, tex_space(p, 444));
	if (c->a >= 2)
		tex_add(&row, tex_atom(p, '(', CLASS_OPEN));
	if (c->a <= 2) {
		tex_add(&row, operator(p, "mod"));
		tex_add(&row, tex_space(p, 333));
	}
	tex_add(&row, arg);
	if (c->a >= 2)
		tex_add(&row, tex_atom(p, ')', CLASS_CLOSE));
	return tex_end(p, &row);
}

struct math *tex_fixed_space(struct tex_parser *p, const struct tex_command *c)
{
	return tex_space(p, c->a);
}

/* In a cell it says where the rest stands. */
struct math *tex_fill(struct tex_parser *p, const struct tex_command *c)
{
	struct tex_row *row = p->row;

	if (row->closer != CLOSE_CELL && row->closer != CLOSE_BRACED_CELL)
		return tex_space(p, c->a);
	row->filled = row->before ? FILL_AFTER : FILL_BEFORE;
	return NULL;
}

/* The length at the cursor, as \kern takes it. */
static struct str bare_length(struct tex_parser *p)
{
	struct str s;
	size_t len = 0, letters = 0;

	lex_look(p);
	s = lex_rest(p);
	while (len < s.len && memchr("+-.0123456789 ", s.ptr[len], 14))
		len++;
	for (; letters < 2 && len < s.len && s.ptr[len] >= 'a' &&
		s.ptr[len] <= 'z';
		letters++)
		len++;
	lex_skip(p, len);
	return str_sub(s, 0, len);
}

struct math *tex_given_space(struct tex_parser *p, const struct tex_command *c)
{
	size_t offset = p->command;
	struct str length = {0};
	int width;

	if (c->a && lex_look(p) == '*')
		lex_skip(p, 1);
	if (!c->a)
		length = bare_length(p);
	else if (!tex_raw(p, c->name, &length))
		return tex_error(p, str_from(c->name));
	if (tex_length(length, &width))
		return tex_space(p, width);
	tex_fault(p, offset, _("'%.*s' is not a length such as 2em or 1cm"),
		STR_ARG(tex_short(length)));
	return tex_error(
		p, str_format(p->arena, "%s{%.*s}", c->name, STR_ARG(length)));
}

struct math *tex_ignored(struct tex_parser *p, const struct tex_command *c)
{
	struct str s;

	if (c->a)
		(void)tex_raw(p, c->name, &s);
	return NULL;
}

struct math *tex_tag(struct tex_parser *p, const struct tex_command *c)
{
	bool star = lex_look(p) == '*';
	struct tex_row row;

	if (star)
		lex_skip(p, 1);
	tex_begin(p, &row);
	tex_add(&row, tex_space(p, 2000));
	if (!star)
		tex_add(&row, tex_atom(p, '(', CLASS_OPEN));
	tex_add(&row, words(p, c));
	if (!star)
		tex_add(&row, tex_atom(p, ')', CLASS_CLOSE));
	return tex_end(p, &row);
}

/* \rule{3cm}{0.4pt}: a line to write on; without width only a strut. */
struct math *tex_rule(struct tex_parser *p, const struct tex_command *c)
{
	size_t offset = p->command;
	struct str raised, width, height;
	struct math *node;
	int em, high;

	lex_optional(p, &raised);
	if (!tex_raw(p, c->name, &width) || !tex_raw(p, c->name, &height))
		return tex_failed(p);
	if (!tex_length(width, &em) || !tex_length(height, &high)) {
		tex_fault(p, offset, _("%s wants two lengths"), c->name);
		return tex_error(p,
			str_format(p->arena, "%s{%.*s}{%.*s}", c->name,
				STR_ARG(width), STR_ARG(height)));
	}
	if (!em)
		return NULL;
	node = tex_node(p, MATH_LINE);
	node->below = true;
	node->base = tex_space(p, em);
	return node;
}

struct math *tex_sign(struct tex_parser *p, const struct tex_command *c)
{
	return tex_atom(p, c->code, (enum math_class)c->a);
}

struct math *tex_misplaced(struct tex_parser *p, const struct tex_command *c)
{
	if (str_starts(str_from(c->name), "\\limits") ||
		str_starts(str_from(c->name), "\\nolimits") ||
		str_starts(str_from(c->name), "\\displaylimits"))
		tex_fault(p, p->command, _("%s belongs after an operator"),
			c->name);
	else
		tex_fault(p, p->command, _("%s belongs in a table"), c->name);
	return tex_error(p, str_from(c->name));
}
