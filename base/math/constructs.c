/* Fractions, roots, accents, fences: what is built around arguments. */
#include "base/i18n.h"
#include "base/math/commands.h"

/* ---- fractions ---- */

static struct math *fraction(struct tex_parser *p, uint32_t delimiters)
{
	struct math *node = tex_node(p, MATH_FRACTION);

	node->left = delimiters >> 16;
	node->right = delimiters & 0xffff;
	return node;
}

static void take_halves(
	struct tex_parser *p, const char *name, struct math *node)
{
	struct math *above = tex_arg(p, name);

	above->next = tex_arg(p, name);
	node->child = above;
}

struct math *tex_fraction(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = fraction(p, c->code);
	struct str where;

	node->style = (enum math_style)c->a;
	node->bar = c->b;
	if (str_is(str_from(c->name), "\\cfrac"))
		lex_optional(p, &where);
	take_halves(p, c->name, node);
	return node;
}

/* All of the row so far goes above. */
struct math *tex_infix(struct tex_parser *p, const struct tex_command *c)
{
	struct tex_row *row = p->row;
	struct math *above;

	if (row->over) {
		tex_fault(p, p->command,
			_("%s twice in one group; put "
			  "braces around one of them"),
			c->name);
		return tex_error(p, str_from(c->name));
	}
	row->over = fraction(p, c->code);
	row->over->bar = c->b;
	above = tex_node(p, MATH_ROW);
	above->child = row->node->child;
	row->over->child = tex_single(above);
	row->node->child = NULL;
	row->tail = &row->node->child;
	row->last = row->before = NULL;
	return NULL;
}

/* One delimiter in braces, or none. */
static uint32_t braced_delimiter(struct tex_parser *p, const char *name)
{
	bool braced = lex_look(p) == '{';
	uint32_t code = 0;

	if (braced) {
		lex_skip(p, 1);
		p->braces++;
	}
	if (!braced || lex_look(p) != '}')
		code = tex_delimiter(p, name);
	if (braced)
		tex_close_brace(p);
	return code == NO_DELIMITER ? 0 : code;
}

/* \genfrac{left}{right}{thickness}{style}{above}{below} */
struct math *tex_genfrac(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = fraction(p, 0);
	struct str thickness, style;
	int width = 1;
	long number;

	node->left = braced_delimiter(p, c->name);
	node->right = braced_delimiter(p, c->name);
	if (tex_raw(p, c->name, &thickness))
		tex_length(thickness, &width);
	node->bar = width != 0;
	if (tex_raw(p, c->name, &style) && str_to_long(style, &number) &&
		number >= 0 && number <= 3)
		node->style = (enum math_style)(STYLE_DISPLAY + number);
	take_halves(p, c->name, node);
	return node;
}

struct math *tex_sqrt(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_ROOT);
	struct math *index = tex_bracket(p);
	struct math *radicand = tex_arg(p, c->name);

	radicand->next = index;
	node->child = radicand;
	return node;
}

/* ---- above and below ---- */

static bool is_long(const struct math *base)
{
	return base->kind == MATH_ROW && base->child && base->child->next;
}

struct math *tex_accent(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_ACCENT);

	node->code = c->code;
	node->below = c->b;
	node->base = tex_arg(p, c->name);
	node->stretchy = c->a || (c->code == 0x20D7 && is_long(node->base));
	return node;
}

struct math *tex_line(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_LINE);

	node->below = c->b;
	node->base = tex_arg(p, c->name);
	return node;
}

struct math *tex_brace(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_BRACE);

	node->class = CLASS_OP;
	node->limits = LIMITS_ALWAYS;
	node->code = c->code;
	node->below = c->b;
	node->stretchy = true;
	node->base = tex_arg(p, c->name);
	return node;
}

/* \overset{\frown}{AB} is an accent. */
static const struct {
	uint32_t above, accent;
} stretched[] = {
	{0x2322, 0x23DC}, /* frown */
	{0x2312, 0x23DC}, /* arc */
	{0x23DC, 0x23DC},
	{0x2192, 0x20D7},
	{0x2190, 0x20D6},
	{0x2194, 0x20E1},
	{0x21C0, 0x20D1},
	{0x21BC, 0x20D0},
};

static uint32_t accent_of(const struct math *above, const struct math *base)
{
	if (above->kind != MATH_ATOM || base->class != CLASS_ORD)
		return 0;
	for (size_t i = 0; i < sizeof stretched / sizeof *stretched; i++)
		if (stretched[i].above == above->code)
			return stretched[i].accent;
	return 0;
}

struct math *tex_stack(struct tex_parser *p, const struct tex_command *c)
{
	struct math *script = tex_arg(p, c->name);
	struct math *base = tex_arg(p, c->name);
	struct math *node = tex_node(p, MATH_STACK);

	node->base = base;
	node->class = c->a == 3 ? CLASS_REL : base->class;
	node->limits = base->limits;
	if (c->a == 2) {
		node->sub = script;
	} else if (accent_of(script, base)) {
		node->kind = MATH_ACCENT;
		node->code = accent_of(script, base);
		node->stretchy = true;
	} else {
		node->sup = script;
	}
	return node;
}

struct math *tex_arrow(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_ARROW);

	node->class = CLASS_REL;
	node->code = c->code;
	node->stretchy = true;
	node->sub = tex_bracket(p);
	node->sup = tex_arg(p, c->name);
	if (node->sup->kind == MATH_ROW && !node->sup->child)
		node->sup = NULL;
	return node;
}

/* ---- fences ---- */

static struct math *without_right(struct tex_parser *p, struct math *fence)
{
	struct math *row = tex_node(p, MATH_ROW);

	fence->right = 0;
	fence->next = tex_error(p, STR("\\right"));
	row->child = fence;
	return row;
}

struct math *tex_fence(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_FENCE), *error = NULL;

	node->class = CLASS_INNER;
	node->left = tex_delimiter(p, c->name);
	if (node->left == NO_DELIMITER) {
		node->left = 0;
		error = tex_error(p, str_from(c->name));
	}
	p->fences++;
	node->child = tex_row_after(p, CLOSE_RIGHT, error)->child;
	p->fences--;
	lex_look(p);
	if (lex_at(p, "right")) {
		lex_command(p);
		node->right = tex_delimiter(p, "\\right");
		if (node->right == NO_DELIMITER)
			return without_right(p, node);
	} else {
		tex_fault(p, lex_offset(p), _("\\left without \\right"));
	}
	return node;
}

struct math *tex_middle(struct tex_parser *p, const struct tex_command *c)
{
	size_t offset = p->command;
	struct math *node = tex_node(p, MATH_MIDDLE);

	node->code = tex_delimiter(p, c->name);
	if (node->code == NO_DELIMITER)
		return tex_error(p, str_from(c->name));
	if (p->row->closer != CLOSE_RIGHT) {
		tex_fault(p, offset,
			_("\\middle not between \\left and "
			  "\\right"));
		node->kind = MATH_BIG;
		node->size = 1;
	}
	return node;
}

struct math *tex_big(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_BIG);

	node->size = c->a;
	node->class = (enum math_class)c->b;
	node->code = tex_delimiter(p, c->name);
	if (node->code == NO_DELIMITER)
		return tex_error(p, str_from(c->name));
	return node;
}

/* ---- crossed out, not there ---- */

static const struct {
	uint32_t code, negated;
} negations[] = {
	{'<', 0x226E},
	{'=', 0x2260},
	{'>', 0x226F},
	{0x2190, 0x219A},
	{0x2192, 0x219B},
	{0x2194, 0x21AE},
	{0x21D0, 0x21CD},
	{0x21D2, 0x21CF},
	{0x21D4, 0x21CE},
	{0x2203, 0x2204},
	{0x2208, 0x2209},
	{0x220B, 0x220C},
	{0x2223, 0x2224},
	{0x2225, 0x2226},
	{0x223C, 0x2241},
	{0x2243, 0x2244},
	{0x2245, 0x2247},
	{0x2248, 0x2249},
	{0x2261, 0x2262},
	{0x2264, 0x2270},
	{0x2265, 0x2271},
	{0x227A, 0x2280},
	{0x227B, 0x2281},
	{0x2282, 0x2284},
	{0x2283, 0x2285},
	{0x2286, 0x2288},
	{0x2287, 0x2289},
	{0x22A2, 0x22AC},
	{0x22A8, 0x22AD},
	{0x2A7D, 0x2270},
	{0x2A7E, 0x2271},
};

static struct math *strike(
	struct tex_parser *p, struct math *base, unsigned how)
{
	struct math *node = tex_node(p, MATH_STRIKE);

	node->base = base;
	node->strike = how;
	return node;
}

struct math *tex_not(struct tex_parser *p, const struct tex_command *c)
{
	struct math *base = tex_arg(p, c->name), *node;
	enum math_class class = base->class;

	for (size_t i = 0; i < sizeof negations / sizeof *negations; i++)
		if (base->kind == MATH_ATOM &&
			base->code == negations[i].code) {
			base->code = negations[i].negated;
			return base;
		}
	node = strike(p, base, STRIKE_UP);
	node->class = class;
	return node;
}

struct math *tex_strike(struct tex_parser *p, const struct tex_command *c)
{
	return strike(p, tex_arg(p, c->name), (unsigned)c->a);
}

struct math *tex_cancelto(struct tex_parser *p, const struct tex_command *c)
{
	struct math *value = tex_arg(p, c->name);
	struct math *node = tex_node(p, MATH_SCRIPTS);

	node->base = strike(p, tex_arg(p, c->name), STRIKE_UP);
	node->sup = value;
	return node;
}

struct math *tex_phantom(struct tex_parser *p, const struct tex_command *c)
{
	struct math *node = tex_node(p, MATH_PHANTOM);
	struct str part;

	if (str_is(str_from(c->name), "\\smash"))
		lex_optional(p, &part);
	node->phantom = (unsigned)c->a;
	node->base = tex_arg(p, c->name);
	node->class = node->base->class;
	return node;
}
