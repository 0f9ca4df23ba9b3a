/* MathML Core from a formula's tree. Every mo says how much room is around it
 * unless the browser's dictionary knows; thin spaces between others are
 * written, so a page looks as TeX sets it. */
#include "base/math/mathml.h"
#include "base/math/xml.h"
#include "base/utf8.h"

static void open(struct mathml *m, const char *tag)
{
	buf_format(m->out, "<%s>", tag);
}

static void close(struct mathml *m, const char *tag)
{
	buf_format(m->out, "</%s>", tag);
}

/* Core's lengths are not negative, but CSS has margins that are. */
static void put_space(struct mathml *m, int width)
{
	buf_text(m->out,
		width < 0 ? "<mspace style=\"margin-left:"
			  : "<mspace width=\"");
	mathml_ems(m->out, width);
	buf_text(m->out, "\"/>");
}

/* ---- words and numbers ---- */

static const char *const text_styles[VARIANT_COUNT] = {
	[VARIANT_ITALIC] = " style=\"font-style:italic\"",
	[VARIANT_BOLD] = " style=\"font-weight:bold\"",
	[VARIANT_BOLD_ITALIC] = " style=\"font-weight:bold;font-style:italic\"",
	[VARIANT_SANS] = " style=\"font-family:sans-serif\"",
	[VARIANT_MONO] = " style=\"font-family:monospace\"",
};

/* A blank at either end would be lost. */
static void put_text(struct mathml *m, const struct math *node)
{
	struct str text = node->text;
	const char *style = text_styles[node->variant];

	buf_format(m->out, "<mtext%s>", style ? style : "");
	for (size_t i = 0; i < text.len;) {
		uint32_t code = utf8_next(text, &i);

		xml_code(m->out, code == ' ' ? 0xA0 : code);
	}
	close(m, "mtext");
}

static void put_digits(struct mathml *m, const struct math *node)
{
	for (size_t i = 0; i < node->text.len;)
		xml_code(m->out,
			math_variant_code(
				utf8_next(node->text, &i), node->variant));
}

/* The number after a thin space that it belongs to: 12 000. */
static const struct math *thousands(const struct math *number)
{
	const struct math *space = number->next;

	if (space && space->kind == MATH_SPACE && space->width > 0 &&
		space->width < 200 && space->next &&
		space->next->kind == MATH_NUMBER && space->next->text.len >= 3)
		return space->next;
	return NULL;
}

/* Gives the last node that is in the number. */
static const struct math *put_number(
	struct mathml *m, const struct math *node, bool alone)
{
	const struct math *more;

	open(m, "mn");
	put_digits(m, node);
	while (!alone && (more = thousands(node))) {
		xml_code(m->out, 0x2009);
		put_digits(m, more);
		node = more;
	}
	close(m, "mn");
	return node;
}

/* ---- operators ---- */

static bool has_limits(const struct math *node)
{
	return node->class == CLASS_OP && node->limits != LIMITS_NEVER;
}

/* A function's name; as a base of limits it must be an mo, whose limits move
 * to its side within a line. */
static void put_name(struct mathml *m, const struct math *node)
{
	struct str name = node->text;

	if (has_limits(node))
		buf_format(m->out,
			"<mo form=\"prefix\" movablelimits=\"%s\" "
			"lspace=\"0\" rspace=\"0\">",
			node->limits == LIMITS_ALWAYS ? "false" : "true");
	else
		open(m,
			utf8_length(name) == 1 ? "mi mathvariant=\"normal\""
					       : "mi");
	for (size_t i = 0; i < name.len;) {
		uint32_t code = utf8_next(name, &i);

		xml_code(m->out, code == ' ' ? 0x2009 : code);
	}
	close(m, has_limits(node) ? "mo" : "mi");
}

/* ---- scripts ---- */

struct corners {
	const char *below, *above, *both;
};

static const struct corners sides = {"msub", "msup", "msubsup"};
static const struct corners limits = {"munder", "mover", "munderover"};

static void put_script(struct mathml *m, const struct math *node)
{
	bool script = m->script;

	m->script = true;
	mathml_element(m, node);
	m->script = script;
}

static void put_corners(struct mathml *m, const struct math *node,
	const struct corners *corners)
{
	const char *tag = node->sub && node->sup ? corners->both
		: node->sub                      ? corners->below
						 : corners->above;

	open(m, tag);
	mathml_element(m, node->base);
	if (node->sub)
		put_script(m, node->sub);
	if (node->sup)
		put_script(m, node->sup);
	close(m, tag);
}

static void put_arrow(struct mathml *m, const struct math *node)
{
	const char *tag = node->sub && node->sup ? "munderover"
		: node->sub                      ? "munder"
						 : "mover";
	const struct math *scripts[] = {node->sub, node->sup};

	open(m, tag);
	buf_text(m->out,
		"<mo stretchy=\"true\" lspace=\"0.2778em\" "
		"rspace=\"0.2778em\">");
	xml_code(m->out, node->code);
	close(m, "mo");
	for (size_t i = 0; i < 2; i++) {
		if (!scripts[i])
			continue;
		/* Room at both ends, and a shortest length. */
		buf_text(m->out,
			"<mrow style=\"padding:0 0.5em;min-width:1.5em\">");
		put_script(m, scripts[i]);
		close(m, "mrow");
	}
	if (!node->sub && !node->sup)
		buf_text(m->out, "<mspace width=\"2.2em\"/>");
	close(m, tag);
}

/* ---- above and below ---- */

static void put_over(struct mathml *m, const struct math *base, uint32_t code,
	bool below, bool stretchy)
{
	const char *tag = below ? "munder" : "mover";

	buf_format(m->out, "<%s accent%s=\"true\">", tag, below ? "under" : "");
	mathml_element(m, base);
	mathml_accent(m, code, stretchy);
	close(m, tag);
}

/* One letter, which needs no stretched accent. */
static bool is_short(const struct math *base)
{
	while (base->kind == MATH_ROW && base->child && !base->child->next)
		base = base->child;
	return base->kind == MATH_ATOM || base->kind == MATH_NUMBER;
}

/* No character stretches to a line with every font. */
static void put_line(struct mathml *m, const struct math *node)
{
	const char *side = node->below ? "bottom" : "top";

	buf_format(m->out,
		"<mrow style=\"border-%s:0.06em solid;padding-%s:0.12em\">",
		side, side);
	mathml_element(m, node->base);
	close(m, "mrow");
}

static void put_strike(struct mathml *m, const struct math *node)
{
	static const struct {
		unsigned strike;
		const char *name;
	} strikes[] = {
		{STRIKE_UP, "math-strike-up"},
		{STRIKE_DOWN, "math-strike-down"},
		{STRIKE_ACROSS, "math-strike-across"},
	};
	size_t count = 0;

	for (size_t i = 0; i < 3; i++)
		if (node->strike & strikes[i].strike) {
			buf_format(
				m->out, "<mrow class=\"%s\">", strikes[i].name);
			count++;
		}
	mathml_element(m, node->base);
	while (count--)
		close(m, "mrow");
}

static void put_phantom(struct mathml *m, const struct math *node)
{
	bool drawn = node->phantom & PHANTOM_DRAWN;

	buf_format(m->out, "<mpadded%s%s>",
		node->phantom & PHANTOM_WIDTH ? "" : " width=\"0\"",
		node->phantom & PHANTOM_HEIGHT ? ""
					       : " height=\"0\" depth=\"0\"");
	if (!drawn)
		open(m, "mphantom");
	mathml_element(m, node->base);
	if (!drawn)
		close(m, "mphantom");
	close(m, "mpadded");
}

/* ---- built around arguments ---- */

static const char *const fraction_styles[] = {
	[STYLE_AUTO] = "",
	[STYLE_DISPLAY] = " displaystyle=\"true\" scriptlevel=\"0\"",
	[STYLE_TEXT] = " displaystyle=\"false\"",
	[STYLE_SCRIPT] = " displaystyle=\"false\" scriptlevel=\"1\"",
	[STYLE_SCRIPTSCRIPT] = " displaystyle=\"false\" scriptlevel=\"2\"",
};

static void put_fraction(struct mathml *m, const struct math *node)
{
	bool fenced = node->left || node->right;

	if (fenced)
		open(m, "mrow");
	mathml_delimiter(m, node->left, "prefix");
	buf_format(m->out, "<mfrac%s%s>",
		node->bar ? "" : " linethickness=\"0\"",
		fraction_styles[node->style]);
	mathml_element(m, node->child);
	mathml_element(m, node->child->next);
	close(m, "mfrac");
	mathml_delimiter(m, node->right, "postfix");
	if (fenced)
		close(m, "mrow");
}

static void put_root(struct mathml *m, const struct math *node)
{
	const struct math *index = node->child->next;

	open(m, index ? "mroot" : "msqrt");
	mathml_element(m, node->child);
	if (index)
		put_script(m, index);
	close(m, index ? "mroot" : "msqrt");
}

/* Nothing in it is higher than a letter with scripts, so that its delimiters
 * need not grow; those that may have grown have more room around them. */
static bool is_low(const struct math *node)
{
	for (; node; node = node->next)
		switch (node->kind) {
		case MATH_ATOM:
			if (node->class == CLASS_OP)
				return false;
			break;
		case MATH_NUMBER:
		case MATH_TEXT:
		case MATH_SPACE:
			break;
		case MATH_ROW:
			if (!is_low(node->child))
				return false;
			break;
		case MATH_SCRIPTS:
			if (!is_low(node->base))
				return false;
			break;
		default:
			return false;
		}
	return true;
}

static void put_low_fence(struct mathml *m, const struct math *node)
{
	struct math left = {.kind = MATH_ATOM, .code = node->left};
	struct math right = {.kind = MATH_ATOM, .code = node->right};

	if (left.code)
		mathml_atom(m, &left, CLASS_OPEN);
	mathml_list(m, node->child);
	if (right.code)
		mathml_atom(m, &right, CLASS_CLOSE);
}

static void put_fence(struct mathml *m, const struct math *node)
{
	if (is_low(node->child)) {
		open(m, "mrow");
		put_low_fence(m, node);
		close(m, "mrow");
		return;
	}
	open(m, "mrow");
	mathml_delimiter(m, node->left, "prefix");
	mathml_list(m, node->child);
	mathml_delimiter(m, node->right, "postfix");
	close(m, "mrow");
}

static const char *const row_styles[] = {
	[STYLE_AUTO] = "",
	[STYLE_DISPLAY] = " displaystyle=\"true\" scriptlevel=\"0\"",
	[STYLE_TEXT] = " displaystyle=\"false\" scriptlevel=\"0\"",
	[STYLE_SCRIPT] = " displaystyle=\"false\" scriptlevel=\"1\"",
	[STYLE_SCRIPTSCRIPT] = " displaystyle=\"false\" scriptlevel=\"2\"",
};

static void put_style(struct mathml *m, const struct math *node)
{
	bool script = m->script;

	m->script = node->style >= STYLE_SCRIPT;
	buf_format(m->out, "<mrow%s>", row_styles[node->style]);
	mathml_list(m, node->child);
	close(m, "mrow");
	m->script = script;
}

static void put_color(struct mathml *m, const struct math *node)
{
	buf_format(
		m->out, "<mrow mathcolor=\"#%06x\">", node->color & 0xffffff);
	mathml_list(m, node->child);
	close(m, "mrow");
}

static void put_box(struct mathml *m, const struct math *node)
{
	open(m, "mrow class=\"math-box\"");
	mathml_element(m, node->base);
	close(m, "mrow");
}

static void put_error(struct mathml *m, struct str text)
{
	open(m, "merror");
	open(m, "mtext");
	xml_text(m->out, text);
	close(m, "mtext");
	close(m, "merror");
}

/* {=} is no relation any more: an mrow of one mo would still be one. */
static void put_group(struct mathml *m, const struct math *node)
{
	const struct math *only = node->child;

	if (only && !only->next && only->kind == MATH_ATOM &&
		(only->class == CLASS_BIN || only->class == CLASS_REL ||
			only->class == CLASS_PUNCT)) {
		mathml_atom(m, only, node->class);
		return;
	}
	open(m, "mrow");
	mathml_list(m, node->child);
	close(m, "mrow");
}

void mathml_element(struct mathml *m, const struct math *node)
{
	switch (node->kind) {
	case MATH_ROW:
		put_group(m, node);
		break;
	case MATH_ATOM:
		mathml_atom(m, node, node->class);
		break;
	case MATH_NUMBER:
		put_number(m, node, true);
		break;
	case MATH_TEXT:
		put_text(m, node);
		break;
	case MATH_OPERATOR:
		put_name(m, node);
		break;
	case MATH_FRACTION:
		put_fraction(m, node);
		break;
	case MATH_ROOT:
		put_root(m, node);
		break;
	case MATH_SCRIPTS:
		put_corners(m, node, has_limits(node) ? &limits : &sides);
		break;
	case MATH_STACK:
		put_corners(m, node, &limits);
		break;
	case MATH_ACCENT:
		put_over(m, node->base, node->code, node->below,
			node->stretchy && !is_short(node->base));
		break;
	case MATH_LINE:
		put_line(m, node);
		break;
	case MATH_BRACE:
		put_over(m, node->base, node->code, node->below, true);
		break;
	case MATH_ARROW:
		put_arrow(m, node);
		break;
	case MATH_FENCE:
		put_fence(m, node);
		break;
	case MATH_MIDDLE:
		mathml_delimiter(m, node->code, "infix");
		break;
	case MATH_BIG:
		mathml_big(m, node);
		break;
	case MATH_TABLE:
		mathml_table(m, node);
		break;
	case MATH_SPACE:
		put_space(m, node->width);
		break;
	case MATH_STYLE:
		put_style(m, node);
		break;
	case MATH_BOX:
		put_box(m, node);
		break;
	case MATH_STRIKE:
		put_strike(m, node);
		break;
	case MATH_COLOR:
		put_color(m, node);
		break;
	case MATH_PHANTOM:
		put_phantom(m, node);
		break;
	case MATH_ERROR:
		put_error(m, node->text);
		break;
	case MATH_KINDS:
		break;
	}
}

/* ---- rows ---- */

static enum math_class class_of(const struct math *node)
{
	return node->kind == MATH_MIDDLE ? CLASS_REL : node->class;
}

static bool is_function(const struct math *node)
{
	while (node->kind == MATH_SCRIPTS)
		node = node->base;
	return node->kind == MATH_OPERATOR && node->class == CLASS_OP;
}

/* What is between a node and the one after it. */
static void put_between(
	struct mathml *m, const struct math *node, const struct math *next)
{
	if (is_function(node))
		buf_text(m->out, "<mo>\u2061</mo>");
	while (next && next->kind == MATH_SPACE)
		next = next->next;
	if (next && !m->script &&
		mathml_needs_thin(class_of(node), class_of(next)))
		put_space(m, 167);
}

void mathml_list(struct mathml *m, const struct math *node)
{
	for (; node; node = node->next) {
		if (node->kind == MATH_NUMBER)
			node = put_number(m, node, false);
		else
			mathml_element(m, node);
		if (node->kind != MATH_SPACE && node->next)
			put_between(m, node, node->next);
	}
}

struct str math_to_mathml(struct arena *arena, const struct math *math,
	bool display, struct str alt)
{
	struct buf out = {.arena = arena};
	struct mathml m = {.out = &out};

	buf_text(&out, "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"");
	if (display)
		buf_text(&out, " display=\"block\"");
	if (alt.len) {
		buf_text(&out, " alttext=\"");
		xml_text(&out, alt);
		buf_char(&out, '"');
	}
	buf_char(&out, '>');
	mathml_list(&m, math->child);
	buf_text(&out, "</math>");
	return buf_str(&out);
}
