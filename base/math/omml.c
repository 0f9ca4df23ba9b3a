/* Office Math as Word writes it. Colours, the rules of tables and the sizes of
 * \big have no place in it; the writer of a document adds run properties. */
#include "base/math/omml.h"
#include "base/math/xml.h"
#include "base/utf8.h"

/* ---- runs ---- */

static const char *const styles[OMML_STYLES] = {
	[VARIANT_AUTO] = "",
	[VARIANT_UPRIGHT] = "<m:sty m:val=\"p\"/>",
	[VARIANT_ITALIC] = "",
	[VARIANT_BOLD] = "<m:sty m:val=\"b\"/>",
	[VARIANT_BOLD_ITALIC] = "<m:sty m:val=\"bi\"/>",
	[VARIANT_DOUBLE] =
		"<m:scr m:val=\"double-struck\"/><m:sty m:val=\"p\"/>",
	[VARIANT_SCRIPT] = "<m:scr m:val=\"script\"/><m:sty m:val=\"p\"/>",
	[VARIANT_FRAKTUR] = "<m:scr m:val=\"fraktur\"/><m:sty m:val=\"p\"/>",
	[VARIANT_SANS] = "<m:scr m:val=\"sans-serif\"/><m:sty m:val=\"p\"/>",
	[VARIANT_MONO] = "<m:scr m:val=\"monospace\"/><m:sty m:val=\"p\"/>",
	[OMML_PLAIN] = "",
	[OMML_NORMAL] = "<m:nor/>",
};

static void end_run(struct omml *m)
{
	if (m->running)
		buf_text(m->out, "</m:t></m:r>");
	m->running = false;
}

/* Signs look alike in every style. */
static bool goes_on(const struct omml *m, enum omml_style style)
{
	return m->running &&
		(styles[m->style] == styles[style] ||
			(!*styles[m->style] && !*styles[style]));
}

void omml_code(struct omml *m, uint32_t code, enum omml_style style)
{
	if (!goes_on(m, style)) {
		end_run(m);
		buf_text(m->out, "<m:r>");
		if (*styles[style])
			buf_format(m->out, "<m:rPr>%s</m:rPr>", styles[style]);
		buf_text(m->out,
			style == OMML_NORMAL ? "<m:t xml:space=\"preserve\">"
					     : "<m:t>");
		m->running = true;
		m->style = style;
	}
	xml_code(m->out, code);
}

void omml_open(struct omml *m, const char *tag)
{
	end_run(m);
	buf_format(m->out, "<m:%s>", tag);
}

void omml_close(struct omml *m, const char *tag)
{
	end_run(m);
	buf_format(m->out, "</m:%s>", tag);
}

void omml_value(struct omml *m, const char *tag, const char *value)
{
	buf_format(m->out, "<m:%s m:val=\"%s\"/>", tag, value);
}

void omml_code_value(struct omml *m, const char *tag, uint32_t code)
{
	buf_format(m->out, "<m:%s m:val=\"", tag);
	if (code)
		xml_code(m->out, code);
	buf_text(m->out, "\"/>");
}

static void put_words(struct omml *m, struct str text, enum omml_style style)
{
	for (size_t i = 0; i < text.len;)
		omml_code(m, utf8_next(text, &i), style);
}

void omml_name(struct omml *m, const struct math *node)
{
	put_words(m, node->text, (enum omml_style)VARIANT_UPRIGHT);
}

/* Word draws a dotted box in what is empty. */
static void put_nothing(struct omml *m)
{
	omml_code(m, 0x200B, OMML_PLAIN);
}

void omml_parts(struct omml *m, const char *tag, const struct math *node,
	const struct math *end)
{
	size_t before;

	omml_open(m, tag);
	before = m->out->len;
	if (node)
		omml_list(m, node, end);
	if (m->out->len == before)
		put_nothing(m);
	omml_close(m, tag);
}

/* A group is its children. */
void omml_part(struct omml *m, const char *tag, const struct math *node)
{
	if (node && node->kind == MATH_ROW)
		omml_parts(m, tag, node->child, NULL);
	else
		omml_parts(m, tag, node, node ? node->next : NULL);
}

/* ---- letters, numbers, room ---- */

/* Capitals of Greek are upright where no style is asked for. */
static enum omml_style letter_style(const struct math *node)
{
	if (!utf8_in_word(node->code))
		return OMML_PLAIN;
	if (node->variant == VARIANT_AUTO && node->code >= 0x391 &&
		node->code <= 0x3A9)
		return (enum omml_style)VARIANT_UPRIGHT;
	return (enum omml_style)node->variant;
}

static void put_number(struct omml *m, const struct math *node)
{
	put_words(m, node->text,
		node->variant == VARIANT_BOLD ? (enum omml_style)VARIANT_BOLD
					      : OMML_PLAIN);
}

static const struct {
	int width; /* up to this many thousandths of an em */
	uint32_t code;
} rooms[] = {{190, 0x2009}, {250, 0x205F}, {400, 0x2005}, {750, 0x2002}};

static void put_space(struct omml *m, int width)
{
	if (width <= 0)
		return;
	for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++)
		if (width <= rooms[i].width) {
			omml_code(m, rooms[i].code, OMML_PLAIN);
			return;
		}
	for (int i = 0; i < 4 && width > 0; i++, width -= 1000)
		omml_code(m, 0x2003, OMML_PLAIN);
}

/* ---- delimiters ---- */

/* Parentheses and | need not be said. */
static void put_delimiters(
	struct omml *m, uint32_t left, uint32_t separator, uint32_t right)
{
	if (left == '(' && right == ')' && (!separator || separator == '|'))
		return;
	omml_open(m, "dPr");
	if (left != '(')
		omml_code_value(m, "begChr", left);
	if (separator && separator != '|')
		omml_code_value(m, "sepChr", separator);
	if (right != ')')
		omml_code_value(m, "endChr", right);
	omml_close(m, "dPr");
}

static const struct math *find_middle(const struct math *node)
{
	while (node && node->kind != MATH_MIDDLE)
		node = node->next;
	return node;
}

static void put_fence(struct omml *m, const struct math *node)
{
	const struct math *from = node->child, *middle = find_middle(from);

	omml_open(m, "d");
	put_delimiters(m, node->left, middle ? middle->code : 0, node->right);
	for (; middle; middle = find_middle(from)) {
		omml_parts(m, "e", from == middle ? NULL : from, middle);
		from = middle->next;
	}
	omml_parts(m, "e", from, NULL);
	omml_close(m, "d");
}

/* ---- built around arguments ---- */

static void put_bare_fraction(struct omml *m, const struct math *node)
{
	omml_open(m, "f");
	if (!node->bar) {
		omml_open(m, "fPr");
		omml_value(m, "type", "noBar");
		omml_close(m, "fPr");
	}
	omml_part(m, "num", node->child);
	omml_part(m, "den", node->child->next);
	omml_close(m, "f");
}

static void put_fraction(struct omml *m, const struct math *node)
{
	if (!node->left && !node->right) {
		put_bare_fraction(m, node);
		return;
	}
	omml_open(m, "d");
	put_delimiters(m, node->left, 0, node->right);
	omml_open(m, "e");
	put_bare_fraction(m, node);
	omml_close(m, "e");
	omml_close(m, "d");
}

static void put_root(struct omml *m, const struct math *node)
{
	const struct math *index = node->child->next;

	omml_open(m, "rad");
	if (index) {
		omml_part(m, "deg", index);
	} else {
		omml_open(m, "radPr");
		omml_value(m, "degHide", "1");
		omml_close(m, "radPr");
		omml_open(m, "deg");
		omml_close(m, "deg");
	}
	omml_part(m, "e", node->child);
	omml_close(m, "rad");
}

static void put_group(
	struct omml *m, const struct math *base, uint32_t code, bool below)
{
	omml_open(m, "groupChr");
	omml_open(m, "groupChrPr");
	omml_code_value(m, "chr", code);
	omml_value(m, "pos", below ? "bot" : "top");
	omml_value(m, "vertJc", below ? "top" : "bot");
	omml_close(m, "groupChrPr");
	omml_part(m, "e", base);
	omml_close(m, "groupChr");
}

/* What Word has no accent for. */
static const struct {
	uint32_t accent, code;
} groups[] = {
	{0x23DC, 0x23DC},
	{0x330, '~'},
	{0x34D, 0x2194},
	{0x20EE, 0x2190},
	{0x20EF, 0x2192},
};

static void put_accent(struct omml *m, const struct math *node)
{
	for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
		if (groups[i].accent == node->code) {
			put_group(m, node->base, groups[i].code, node->below);
			return;
		}
	omml_open(m, "acc");
	omml_open(m, "accPr");
	omml_code_value(m, "chr", node->code == 0x304 ? 0x305 : node->code);
	omml_close(m, "accPr");
	omml_part(m, "e", node->base);
	omml_close(m, "acc");
}

static void put_line(struct omml *m, const struct math *node)
{
	omml_open(m, "bar");
	omml_open(m, "barPr");
	omml_value(m, "pos", node->below ? "bot" : "top");
	omml_close(m, "barPr");
	omml_part(m, "e", node->base);
	omml_close(m, "bar");
}

/* The arrow under or over its text is on the base line. */
static void put_bare_arrow(
	struct omml *m, const struct math *node, const struct math *text)
{
	bool under = text && text == node->sup;

	omml_open(m, "groupChr");
	omml_open(m, "groupChrPr");
	omml_code_value(m, "chr", node->code);
	omml_value(m, "pos", under ? "bot" : "top");
	omml_value(m, "vertJc", under ? "bot" : "top");
	omml_close(m, "groupChrPr");
	omml_part(m, "e", text);
	omml_close(m, "groupChr");
}

static void put_arrow(struct omml *m, const struct math *node)
{
	if (!node->sup && !node->sub) {
		omml_code(m, node->code == 0x2192 ? 0x27F6 : node->code,
			OMML_PLAIN);
		return;
	}
	if (!node->sup || !node->sub) {
		put_bare_arrow(m, node, node->sup ? node->sup : node->sub);
		return;
	}
	omml_open(m, "limLow");
	omml_open(m, "e");
	put_bare_arrow(m, node, node->sup);
	omml_close(m, "e");
	omml_part(m, "lim", node->sub);
	omml_close(m, "limLow");
}

static void put_strike(struct omml *m, const struct math *node)
{
	static const char *const sides[] = {
		"hideTop", "hideBot", "hideLeft", "hideRight"};

	omml_open(m, "borderBox");
	omml_open(m, "borderBoxPr");
	for (size_t i = 0; i < 4; i++)
		omml_value(m, sides[i], "1");
	if (node->strike & STRIKE_ACROSS)
		omml_value(m, "strikeH", "1");
	if (node->strike & STRIKE_UP)
		omml_value(m, "strikeBLTR", "1");
	if (node->strike & STRIKE_DOWN)
		omml_value(m, "strikeTLBR", "1");
	omml_close(m, "borderBoxPr");
	omml_part(m, "e", node->base);
	omml_close(m, "borderBox");
}

static void put_box(struct omml *m, const struct math *node)
{
	omml_open(m, "borderBox");
	omml_part(m, "e", node->base);
	omml_close(m, "borderBox");
}

static void put_phantom(struct omml *m, const struct math *node)
{
	omml_open(m, "phant");
	omml_open(m, "phantPr");
	omml_value(m, "show", node->phantom & PHANTOM_DRAWN ? "1" : "0");
	if (!(node->phantom & PHANTOM_WIDTH))
		omml_value(m, "zeroWid", "1");
	if (!(node->phantom & PHANTOM_HEIGHT)) {
		omml_value(m, "zeroAsc", "1");
		omml_value(m, "zeroDesc", "1");
	}
	omml_close(m, "phantPr");
	omml_part(m, "e", node->base);
	omml_close(m, "phant");
}

/* ---- any node ---- */

static void put_node(struct omml *m, const struct math *node)
{
	switch (node->kind) {
	case MATH_ROW:
	case MATH_STYLE:
	case MATH_COLOR:
		omml_list(m, node->child, NULL);
		break;
	case MATH_ATOM:
		omml_code(m, node->code, letter_style(node));
		break;
	case MATH_NUMBER:
		put_number(m, node);
		break;
	case MATH_TEXT:
	case MATH_ERROR:
		put_words(m, node->text, OMML_NORMAL);
		break;
	case MATH_OPERATOR:
		omml_name(m, node);
		break;
	case MATH_FRACTION:
		put_fraction(m, node);
		break;
	case MATH_ROOT:
		put_root(m, node);
		break;
	case MATH_SCRIPTS:
	case MATH_STACK:
		omml_scripts(m, node);
		break;
	case MATH_ACCENT:
		put_accent(m, node);
		break;
	case MATH_LINE:
		put_line(m, node);
		break;
	case MATH_BRACE:
		put_group(m, node->base, node->code, node->below);
		break;
	case MATH_ARROW:
		put_arrow(m, node);
		break;
	case MATH_FENCE:
		put_fence(m, node);
		break;
	case MATH_MIDDLE:
	case MATH_BIG:
		if (node->code)
			omml_code(m, node->code, OMML_PLAIN);
		break;
	case MATH_TABLE:
		omml_table(m, node);
		break;
	case MATH_SPACE:
		put_space(m, node->width);
		break;
	case MATH_BOX:
		put_box(m, node);
		break;
	case MATH_STRIKE:
		put_strike(m, node);
		break;
	case MATH_PHANTOM:
		put_phantom(m, node);
		break;
	case MATH_KINDS:
		break;
	}
}

void omml_list(struct omml *m, const struct math *node, const struct math *end)
{
	const struct math *next;

	while (node && node != end) {
		if (!omml_operator(m, node, end, &next)) {
			put_node(m, node);
			next = node->next;
		}
		node = next;
	}
}

struct str math_to_omml(struct arena *arena, const struct math *math)
{
	struct buf out = {.arena = arena};
	struct omml m = {.out = &out};

	omml_open(&m, "oMath");
	omml_list(&m, math->child, NULL);
	omml_close(&m, "oMath");
	return buf_str(&out);
}
