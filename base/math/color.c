/* \color and \textcolor. */
#include "base/i18n.h"
#include "base/math/commands.h"

/* Those of LaTeX's color and xcolor. */
static const struct {
	const char *name;
	uint32_t color;
} names[] = {
	{"black", 0x000000},
	{"blue", 0x0000ff},
	{"brown", 0xbf8040},
	{"cyan", 0x00aeef},
	{"darkgray", 0x404040},
	{"gray", 0x808080},
	{"green", 0x008000},
	{"grey", 0x808080},
	{"lightgray", 0xbfbfbf},
	{"lime", 0xbfff00},
	{"magenta", 0xec008c},
	{"navy", 0x000080},
	{"olive", 0x808000},
	{"orange", 0xff8000},
	{"pink", 0xffbfbf},
	{"purple", 0xbf0040},
	{"red", 0xff0000},
	{"teal", 0x008080},
	{"violet", 0x800080},
	{"white", 0xffffff},
	{"yellow", 0xffdf00},
};

static int hex_digit(char c)
{
	const char *digits = "0123456789abcdef";
	const char *at;

	if (c >= 'A' && c <= 'F')
		c = (char)(c - 'A' + 'a');
	at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* rrggbb or rgb. */
static bool hex(struct str s, uint32_t *color)
{
	uint32_t value = 0;

	if (s.len != 6 && s.len != 3)
		return false;
	for (size_t i = 0; i < s.len; i++) {
		int digit = hex_digit(s.ptr[i]);

		if (digit < 0)
			return false;
		value = value << 4 | (uint32_t)digit;
		if (s.len == 3)
			value = value << 4 | (uint32_t)digit;
	}
	*color = value;
	return true;
}

/* "1,0.5,0" of [rgb], "255,128,0" of [RGB]. */
static bool triple(struct str s, double scale, uint32_t *color)
{
	struct str part;
	double value;
	int count = 0;

	for (*color = 0; str_cut(&s, ',', &part); count++) {
		if (!str_to_double(str_trim(part), &value) || value < 0 ||
			value * scale > 255.5)
			return false;
		*color = *color << 8 | (uint32_t)(value * scale + 0.5);
	}
	return count == 3;
}

static bool read_color(struct str model, struct str s, uint32_t *color)
{
	s = str_trim(s);
	if (str_is(model, "HTML"))
		return hex(s, color);
	if (str_is(model, "rgb"))
		return triple(s, 255, color);
	if (str_is(model, "RGB"))
		return triple(s, 1, color);
	if (s.len && s.ptr[0] == '#')
		return hex(str_sub(s, 1, SIZE_MAX), color);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_is(s, names[i].name)) {
			*color = names[i].color;
			return true;
		}
	return false;
}

struct math *tex_color(struct tex_parser *p, const struct tex_command *c)
{
	size_t offset = p->command;
	struct str model = {0}, color;
	struct math *node = tex_node(p, MATH_COLOR), *arg;

	lex_optional(p, &model);
	if (!tex_raw(p, c->name, &color))
		return tex_error(p, str_from(c->name));
	if (!read_color(model, color, &node->color)) {
		tex_fault(p, offset, _("unknown colour '%.*s'"),
			STR_ARG(tex_short(color)));
		return tex_error(p,
			str_format(
				p->arena, "%s{%.*s}", c->name, STR_ARG(color)));
	}
	if (!c->a) {
		tex_switch(p, node);
		return NULL;
	}
	arg = tex_arg(p, c->name);
	node->child = arg;
	node->class = arg->class;
	node->limits = arg->limits;
	return node;
}
