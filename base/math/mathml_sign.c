/* Letters, signs and delimiters of MathML Core. */
#include "base/math/mathml.h"
#include "base/math/xml.h"
#include "base/utf8.h"

/* Signs that browsers space as TeX does by themselves. */
static const uint32_t spaced[] = {'+', '<', '=', '>', 0xB1, 0xD7, 0xF7, 0x2192,
	0x21D2, 0x21D4, 0x2208, 0x2209, 0x2212, 0x2213, 0x2229, 0x222A, 0x223C,
	0x2245, 0x2248, 0x2260, 0x2261, 0x2264, 0x2265, 0x2282, 0x2283, 0x2286,
	0x2287, 0x22C5, 0x2A7D, 0x2A7E};

static bool is_spaced(uint32_t code)
{
	for (size_t i = 0; i < sizeof spaced / sizeof *spaced; i++)
		if (spaced[i] == code)
			return true;
	return false;
}

static void put(struct mathml *m, const char *attributes, uint32_t code)
{
	buf_format(m->out, "<mo%s>", attributes);
	xml_code(m->out, code);
	buf_text(m->out, "</mo>");
}

static void put_binary(struct mathml *m, uint32_t code, const char *room)
{
	char attributes[64];

	if (!m->script && is_spaced(code)) {
		put(m, "", code);
		return;
	}
	snprintf(attributes, sizeof attributes, " lspace=\"%s\" rspace=\"%s\"",
		m->script ? "0" : room, m->script ? "0" : room);
	put(m, attributes, code);
}

/* Letters, and signs that stand as letters do. */
static bool is_identifier(uint32_t code)
{
	return utf8_in_word(code) || code == 0x221E || code == 0x2205 ||
		code == 0x2207 || code == 0x2202 || code == 0x210F ||
		code == 0x2113;
}

static void put_letter(struct mathml *m, const struct math *node)
{
	uint32_t code = math_variant_code(node->code, node->variant);
	bool upright = node->variant == VARIANT_UPRIGHT ||
		(node->variant == VARIANT_AUTO && node->code >= 0x391 &&
			node->code <= 0x3A9);

	/* A single letter is slanted by the browser itself. */
	if (node->variant == VARIANT_AUTO || node->variant == VARIANT_ITALIC)
		code = node->variant == VARIANT_ITALIC && code != node->code &&
				node->code >= 0x391 && node->code <= 0x3A9
			? code
			: node->code;
	buf_text(m->out, upright ? "<mi mathvariant=\"normal\">" : "<mi>");
	xml_code(m->out, code);
	buf_text(m->out, "</mi>");
}

/* What a browser would stretch to the height of its row. */
static bool is_stretched(uint32_t code)
{
	return code == '|' || code == 0x2016 || code == 0x2191 ||
		code == 0x2193 || code == 0x2195;
}

static void put_ordinary(struct mathml *m, const struct math *node)
{
	if (is_identifier(node->code))
		put_letter(m, node);
	else if (node->code == 0x2212 || node->code == '+')
		put(m, " form=\"prefix\"", node->code);
	else
		put(m,
			is_stretched(node->code) ? " stretchy=\"false\" "
						   "lspace=\"0\" rspace=\"0\""
						 : " lspace=\"0\" rspace=\"0\"",
			node->code);
}

static void put_large(struct mathml *m, const struct math *node)
{
	const char *movable =
		node->limits == LIMITS_ALWAYS ? " movablelimits=\"false\"" : "";
	char attributes[80];

	snprintf(attributes, sizeof attributes,
		" lspace=\"0\" rspace=\"0\"%s%s",
		node->large ? "" : " largeop=\"false\"", movable);
	put(m, attributes, node->code);
}

/* A bar is the same on both sides, so it must say which it is. */
static bool is_bar(uint32_t code)
{
	return code == '|' || code == 0x2016;
}

static void put_bracket(struct mathml *m, uint32_t code, const char *form)
{
	char attributes[64];

	snprintf(attributes, sizeof attributes, "%s stretchy=\"false\"",
		is_bar(code) ? form : "");
	put(m, attributes, code);
}

void mathml_atom(
	struct mathml *m, const struct math *node, enum math_class class)
{
	switch (class) {
	case CLASS_OP:
		put_large(m, node);
		break;
	case CLASS_BIN:
		put_binary(m, node->code, "0.2222em");
		break;
	case CLASS_REL:
		put_binary(m, node->code, "0.2778em");
		break;
	case CLASS_OPEN:
		put_bracket(m, node->code, " form=\"prefix\"");
		break;
	case CLASS_CLOSE:
		put_bracket(m, node->code, " form=\"postfix\"");
		break;
	case CLASS_PUNCT:
		put(m,
			m->script ? " lspace=\"0\" rspace=\"0\""
				  : " lspace=\"0\" rspace=\"0.1667em\"",
			node->code);
		break;
	default:
		put_ordinary(m, node);
	}
}

/* What a browser's dictionary stretches, with no room around it. */
static bool is_fence(uint32_t code)
{
	return (code < 0x80 && memchr("()[]{}|", (int)code, 7)) ||
		code == 0x2016 || (code >= 0x2308 && code <= 0x230B) ||
		code == 0x27E8 || code == 0x27E9;
}

void mathml_delimiter(struct mathml *m, uint32_t code, const char *form)
{
	bool middle = strcmp(form, "infix") == 0;
	const char *room = middle ? "0.1667em" : "0";
	char attributes[112];

	if (!code)
		return;
	if (is_fence(code) && !middle)
		snprintf(attributes, sizeof attributes, "%s%s%s",
			is_bar(code) ? " form=\"" : "",
			is_bar(code) ? form : "", is_bar(code) ? "\"" : "");
	else
		snprintf(attributes, sizeof attributes,
			" form=\"%s\" stretchy=\"true\" symmetric=\"true\" "
			"lspace=\"%s\" rspace=\"%s\"",
			form, room, room);
	put(m, attributes, code);
}

void mathml_big(struct mathml *m, const struct math *node)
{
	static const char *const sizes[] = {
		"1em", "1.2em", "1.8em", "2.4em", "3em"};
	const char *form = node->class == CLASS_OPEN ? "prefix"
		: node->class == CLASS_CLOSE         ? "postfix"
						     : "infix";
	const char *room = node->class == CLASS_REL ? "0.2778em" : "0";
	const char *size =
		sizes[node->size >= 1 && node->size <= 4 ? node->size : 0];

	if (!node->code)
		return;
	buf_format(m->out,
		"<mo form=\"%s\" stretchy=\"true\" symmetric=\"true\" "
		"minsize=\"%s\" maxsize=\"%s\" lspace=\"%s\" rspace=\"%s\">",
		form, size, size, room, room);
	xml_code(m->out, node->code);
	buf_text(m->out, "</mo>");
}

/* Which character looks right unstretched over a letter, and which browsers
 * stretch over more, was tried in Chromium with Latin Modern Math, TeX Gyre
 * Termes Math and DejaVu Math. The combining arrow stretches to a letter. */
static const struct {
	uint32_t accent, narrow, wide;
} accents[] = {
	{0x300, 0x2CB, 0x2CB},
	{0x301, 0xB4, 0xB4},
	{0x302, 0x2C6, 0x302},
	{0x303, 0x2DC, 0x303},
	{0x304, 0xAF, 0xAF},
	{0x306, 0x2D8, 0x2D8},
	{0x307, 0x2D9, 0x2D9},
	{0x308, 0xA8, 0xA8},
	{0x30A, 0x2DA, 0x2DA},
	{0x30C, 0x2C7, 0x30C},
	{0x330, 0x2DC, 0x303},
	{0x34D, 0x2194, 0x2194},
	{0x20D0, 0x21BC, 0x21BC},
	{0x20D1, 0x21C0, 0x21C0},
	{0x20D6, 0x2190, 0x2190},
	{0x20D7, 0x20D7, 0x2192},
	{0x20E1, 0x2194, 0x2194},
	{0x20EE, 0x2190, 0x2190},
	{0x20EF, 0x2192, 0x2192},
};

/* A combining character has no width, and Chromium does not draw what it
 * believes to have none; a shadow nobody sees gives it some. */
#define SEEN " style=\"box-shadow:0 0 0 3em transparent\""

static bool is_combining(uint32_t code)
{
	return (code >= 0x300 && code < 0x370) ||
		(code >= 0x20D0 && code < 0x2100);
}

void mathml_accent(struct mathml *m, uint32_t code, bool wide)
{
	bool stretchy = wide || code == 0x20D7;

	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (accents[i].accent == code) {
			code = wide ? accents[i].wide : accents[i].narrow;
			break;
		}
	put(m,
		!stretchy                    ? " stretchy=\"false\""
			: is_combining(code) ? SEEN " stretchy=\"true\""
					     : " stretchy=\"true\"",
		code);
}

/* Without the zeros that say nothing. */
void mathml_ems(struct buf *out, int thousandths)
{
	int rest = abs(thousandths) % 1000, digits = 3;

	buf_format(out, "%s%d", thousandths < 0 ? "-" : "",
		abs(thousandths) / 1000);
	while (rest && rest % 10 == 0) {
		rest /= 10;
		digits--;
	}
	if (rest)
		buf_format(out, ".%0*d", digits, rest);
	if (thousandths)
		buf_text(out, "em");
}

/* The thin spaces of The TeXbook's table of page 170; the medium and thick
 * ones are those of the signs. */
bool mathml_needs_thin(enum math_class before, enum math_class after)
{
	static const unsigned char thin[CLASS_COUNT] = {
		[CLASS_ORD] = 1 << CLASS_OP | 1 << CLASS_INNER,
		[CLASS_OP] = 1 << CLASS_ORD | 1 << CLASS_OP | 1 << CLASS_INNER,
		[CLASS_CLOSE] = 1 << CLASS_OP | 1 << CLASS_INNER,
		[CLASS_INNER] = 1 << CLASS_ORD | 1 << CLASS_OP |
			1 << CLASS_OPEN | 1 << CLASS_INNER,
	};

	return thin[before] >> after & 1;
}
