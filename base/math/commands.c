/* The table of commands that are more than a character; delimiters. */
#include "base/math/commands.h"
#include "base/i18n.h"
#include "base/math/symbols.h"
#include "base/utf8.h"

#define PAIR(left, right) ((uint32_t)(left) << 16 | (right))

/* Name, function, code, a, b, text (commands.h). Sorted by bytes;
 * tests/unit/test_math.c looks. */
static const struct tex_command commands[] = {
	{"\\\t", tex_fixed_space, 0, 250, 0, NULL},
	{"\\\n", tex_fixed_space, 0, 250, 0, NULL},
	{"\\ ", tex_fixed_space, 0, 250, 0, NULL},
	{"\\!", tex_fixed_space, 0, -167, 0, NULL},
	{"\\#", tex_sign, '#', CLASS_ORD, 0, NULL},
	{"\\$", tex_sign, '$', CLASS_ORD, 0, NULL},
	{"\\%", tex_sign, '%', CLASS_ORD, 0, NULL},
	{"\\&", tex_sign, '&', CLASS_ORD, 0, NULL},
	{"\\,", tex_fixed_space, 0, 167, 0, NULL},
	{"\\-", tex_ignored, 0, 0, 0, NULL},
	{"\\/", tex_ignored, 0, 0, 0, NULL},
	{"\\:", tex_fixed_space, 0, 222, 0, NULL},
	{"\\;", tex_fixed_space, 0, 278, 0, NULL},
	{"\\>", tex_fixed_space, 0, 222, 0, NULL},
	{"\\Bbb", tex_alphabet, 0, VARIANT_DOUBLE, 0, NULL},
	{"\\Big", tex_big, 0, 2, CLASS_ORD, NULL},
	{"\\Bigg", tex_big, 0, 4, CLASS_ORD, NULL},
	{"\\Biggl", tex_big, 0, 4, CLASS_OPEN, NULL},
	{"\\Biggm", tex_big, 0, 4, CLASS_REL, NULL},
	{"\\Biggr", tex_big, 0, 4, CLASS_CLOSE, NULL},
	{"\\Bigl", tex_big, 0, 2, CLASS_OPEN, NULL},
	{"\\Bigm", tex_big, 0, 2, CLASS_REL, NULL},
	{"\\Bigr", tex_big, 0, 2, CLASS_CLOSE, NULL},
	{"\\Huge", tex_ignored, 0, 0, 0, NULL},
	{"\\LARGE", tex_ignored, 0, 0, 0, NULL},
	{"\\Large", tex_ignored, 0, 0, 0, NULL},
	{"\\SI", tex_quantity, 0, 0, 'q', NULL},
	{"\\Vec", tex_accent, 0x20D7, 1, 0, NULL},
	{"\\_", tex_sign, '_', CLASS_ORD, 0, NULL},
	{"\\acute", tex_accent, 0x301, 0, 0, NULL},
	{"\\allowbreak", tex_ignored, 0, 0, 0, NULL},
	{"\\ang", tex_quantity, 0, 0, 'a', NULL},
	{"\\arc", tex_accent, 0x23DC, 1, 0, NULL},
	{"\\argmax", tex_function, 0, LIMITS_DISPLAY, 0, "arg max"},
	{"\\argmin", tex_function, 0, LIMITS_DISPLAY, 0, "arg min"},
	{"\\atop", tex_infix, 0, 0, 0, NULL},
	{"\\bar", tex_accent, 0x304, 0, 0, NULL},
	{"\\bcancel", tex_strike, 0, STRIKE_DOWN, 0, NULL},
	{"\\begin", tex_begin_environment, 0, 0, 0, NULL},
	{"\\bf", tex_old_font, 0, VARIANT_BOLD, 0, NULL},
	{"\\bfseries", tex_ignored, 0, 0, 0, NULL},
	{"\\big", tex_big, 0, 1, CLASS_ORD, NULL},
	{"\\bigg", tex_big, 0, 3, CLASS_ORD, NULL},
	{"\\biggl", tex_big, 0, 3, CLASS_OPEN, NULL},
	{"\\biggm", tex_big, 0, 3, CLASS_REL, NULL},
	{"\\biggr", tex_big, 0, 3, CLASS_CLOSE, NULL},
	{"\\bigl", tex_big, 0, 1, CLASS_OPEN, NULL},
	{"\\bigm", tex_big, 0, 1, CLASS_REL, NULL},
	{"\\bigr", tex_big, 0, 1, CLASS_CLOSE, NULL},
	{"\\bigskip", tex_ignored, 0, 0, 0, NULL},
	{"\\binom", tex_fraction, PAIR('(', ')'), STYLE_AUTO, 0, NULL},
	{"\\bm", tex_alphabet, 0, VARIANT_BOLD_ITALIC, 0, NULL},
	{"\\bmod", tex_mod, 0, 0, 0, NULL},
	{"\\bold", tex_alphabet, 0, VARIANT_BOLD, 0, NULL},
	{"\\boldsymbol", tex_alphabet, 0, VARIANT_BOLD_ITALIC, 0, NULL},
	{"\\boxed", tex_box, 0, 0, 0, NULL},
	{"\\brace", tex_infix, PAIR('{', '}'), 0, 0, NULL},
	{"\\brack", tex_infix, PAIR('[', ']'), 0, 0, NULL},
	{"\\breve", tex_accent, 0x306, 0, 0, NULL},
	{"\\cal", tex_old_font, 0, VARIANT_SCRIPT, 0, NULL},
	{"\\cancel", tex_strike, 0, STRIKE_UP, 0, NULL},
	{"\\cancelto", tex_cancelto, 0, 0, 0, NULL},
	{"\\cases", tex_braced_table, 0, 0, 0, "cases"},
	{"\\ce", tex_chemistry, 0, 0, 0, NULL},
	{"\\centering", tex_ignored, 0, 0, 0, NULL},
	{"\\cfrac", tex_fraction, 0, STYLE_DISPLAY, 1, NULL},
	{"\\check", tex_accent, 0x30C, 0, 0, NULL},
	{"\\choose", tex_infix, PAIR('(', ')'), 0, 0, NULL},
	{"\\clap", tex_phantom, 0, PHANTOM_HEIGHT | PHANTOM_DRAWN, 0, NULL},
	{"\\cline", tex_misplaced, 0, 0, 0, NULL},
	{"\\color", tex_color, 0, 0, 0, NULL},
	{"\\dbinom", tex_fraction, PAIR('(', ')'), STYLE_DISPLAY, 0, NULL},
	{"\\ddddot", tex_accent, 0x20DC, 0, 0, NULL},
	{"\\dddot", tex_accent, 0x20DB, 0, 0, NULL},
	{"\\ddot", tex_accent, 0x308, 0, 0, NULL},
	{"\\dfrac", tex_fraction, 0, STYLE_DISPLAY, 1, NULL},
	{"\\displaylimits", tex_misplaced, 0, 0, 0, NULL},
	{"\\displaystyle", tex_style, 0, STYLE_DISPLAY, 0, NULL},
	{"\\dot", tex_accent, 0x307, 0, 0, NULL},
	{"\\emph", tex_text_command, 0, VARIANT_ITALIC, 0, NULL},
	{"\\enskip", tex_fixed_space, 0, 500, 0, NULL},
	{"\\enspace", tex_fixed_space, 0, 500, 0, NULL},
	{"\\ensuremath", tex_class, 0, CLASS_ORD, 0, NULL},
	{"\\eqalign", tex_braced_table, 0, 0, 0, "aligned"},
	{"\\fbox", tex_box, 0, 1, 0, NULL},
	{"\\footnotesize", tex_ignored, 0, 0, 0, NULL},
	{"\\frac", tex_fraction, 0, STYLE_AUTO, 1, NULL},
	{"\\frak", tex_alphabet, 0, VARIANT_FRAKTUR, 0, NULL},
	{"\\framebox", tex_box, 0, 1, 0, NULL},
	{"\\genfrac", tex_genfrac, 0, 0, 0, NULL},
	{"\\grave", tex_accent, 0x300, 0, 0, NULL},
	{"\\hat", tex_accent, 0x302, 0, 0, NULL},
	{"\\hbox", tex_text_command, 0, VARIANT_AUTO, 0, NULL},
	{"\\hdashline", tex_misplaced, 0, 0, 0, NULL},
	{"\\heva", tex_braced_table, 0, 0, 0, "heva"},
	{"\\hfil", tex_fill, 0, 1000, 0, NULL},
	{"\\hfill", tex_fill, 0, 1000, 0, NULL},
	{"\\hline", tex_misplaced, 0, 0, 0, NULL},
	{"\\hoac", tex_braced_table, 0, 0, 0, "hoac"},
	{"\\hphantom", tex_phantom, 0, PHANTOM_WIDTH, 0, NULL},
	{"\\hskip", tex_given_space, 0, 0, 0, NULL},
	{"\\hspace", tex_given_space, 0, 1, 0, NULL},
	{"\\huge", tex_ignored, 0, 0, 0, NULL},
	{"\\injlim", tex_function, 0, LIMITS_DISPLAY, 0, "inj lim"},
	{"\\intertext", tex_misplaced, 0, 0, 0, NULL},
	{"\\it", tex_old_font, 0, VARIANT_ITALIC, 0, NULL},
	{"\\kern", tex_given_space, 0, 0, 0, NULL},
	{"\\label", tex_ignored, 0, 1, 0, NULL},
	{"\\large", tex_ignored, 0, 0, 0, NULL},
	{"\\left", tex_fence, 0, 0, 0, NULL},
	{"\\liminf", tex_function, 0, LIMITS_DISPLAY, 0, "lim inf"},
	{"\\limits", tex_misplaced, 0, 0, 0, NULL},
	{"\\limsup", tex_function, 0, LIMITS_DISPLAY, 0, "lim sup"},
	{"\\llap", tex_phantom, 0, PHANTOM_HEIGHT | PHANTOM_DRAWN, 0, NULL},
	{"\\mathbb", tex_alphabet, 0, VARIANT_DOUBLE, 0, NULL},
	{"\\mathbbm", tex_alphabet, 0, VARIANT_DOUBLE, 0, NULL},
	{"\\mathbf", tex_alphabet, 0, VARIANT_BOLD, 0, NULL},
	{"\\mathbfit", tex_alphabet, 0, VARIANT_BOLD_ITALIC, 0, NULL},
	{"\\mathbin", tex_class, 0, CLASS_BIN, 0, NULL},
	{"\\mathcal", tex_alphabet, 0, VARIANT_SCRIPT, 0, NULL},
	{"\\mathclap", tex_phantom, 0, PHANTOM_HEIGHT | PHANTOM_DRAWN, 0, NULL},
	{"\\mathclose", tex_class, 0, CLASS_CLOSE, 0, NULL},
	{"\\mathds", tex_alphabet, 0, VARIANT_DOUBLE, 0, NULL},
	{"\\mathfrak", tex_alphabet, 0, VARIANT_FRAKTUR, 0, NULL},
	{"\\mathinner", tex_class, 0, CLASS_INNER, 0, NULL},
	{"\\mathit", tex_alphabet, 0, VARIANT_ITALIC, 0, NULL},
	{"\\mathllap", tex_phantom, 0, PHANTOM_HEIGHT | PHANTOM_DRAWN, 0, NULL},
	{"\\mathnormal", tex_alphabet, 0, VARIANT_AUTO, 0, NULL},
	{"\\mathop", tex_class, 0, CLASS_OP, 0, NULL},
	{"\\mathopen", tex_class, 0, CLASS_OPEN, 0, NULL},
	{"\\mathord", tex_class, 0, CLASS_ORD, 0, NULL},
	{"\\mathpunct", tex_class, 0, CLASS_PUNCT, 0, NULL},
	{"\\mathrel", tex_class, 0, CLASS_REL, 0, NULL},
	{"\\mathring", tex_accent, 0x30A, 0, 0, NULL},
	{"\\mathrlap", tex_phantom, 0, PHANTOM_HEIGHT | PHANTOM_DRAWN, 0, NULL},
	{"\\mathrm", tex_alphabet, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\mathscr", tex_alphabet, 0, VARIANT_SCRIPT, 0, NULL},
	{"\\mathsf", tex_alphabet, 0, VARIANT_SANS, 0, NULL},
	{"\\mathstrut", tex_ignored, 0, 0, 0, NULL},
	{"\\mathtt", tex_alphabet, 0, VARIANT_MONO, 0, NULL},
	{"\\mathup", tex_alphabet, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\matrix", tex_braced_table, 0, 0, 0, "matrix"},
	{"\\mbox", tex_text_command, 0, VARIANT_AUTO, 0, NULL},
	{"\\mdseries", tex_ignored, 0, 0, 0, NULL},
	{"\\medskip", tex_ignored, 0, 0, 0, NULL},
	{"\\medspace", tex_fixed_space, 0, 222, 0, NULL},
	{"\\middle", tex_middle, 0, 0, 0, NULL},
	{"\\mkern", tex_given_space, 0, 0, 0, NULL},
	{"\\mod", tex_mod, 0, 1, 0, NULL},
	{"\\mskip", tex_given_space, 0, 0, 0, NULL},
	{"\\mspace", tex_given_space, 0, 1, 0, NULL},
	{"\\multicolumn", tex_misplaced, 0, 0, 0, NULL},
	{"\\negmedspace", tex_fixed_space, 0, -222, 0, NULL},
	{"\\negthickspace", tex_fixed_space, 0, -278, 0, NULL},
	{"\\negthinspace", tex_fixed_space, 0, -167, 0, NULL},
	{"\\nicefrac", tex_fraction, 0, STYLE_TEXT, 1, NULL},
	{"\\nobreak", tex_ignored, 0, 0, 0, NULL},
	{"\\nobreakspace", tex_fixed_space, 0, 250, 0, NULL},
	{"\\noindent", tex_ignored, 0, 0, 0, NULL},
	{"\\nolimits", tex_misplaced, 0, 0, 0, NULL},
	{"\\nonumber", tex_ignored, 0, 0, 0, NULL},
	{"\\normalfont", tex_ignored, 0, 0, 0, NULL},
	{"\\normalsize", tex_ignored, 0, 0, 0, NULL},
	{"\\not", tex_not, 0, 0, 0, NULL},
	{"\\notag", tex_ignored, 0, 0, 0, NULL},
	{"\\null", tex_ignored, 0, 0, 0, NULL},
	{"\\num", tex_quantity, 0, 0, 'n', NULL},
	{"\\operatorname", tex_operatorname, 0, 0, 0, NULL},
	{"\\operatornamewithlimits", tex_operatorname, 0, 1, 0, NULL},
	{"\\over", tex_infix, 0, 0, 1, NULL},
	{"\\overarc", tex_accent, 0x23DC, 1, 0, NULL},
	{"\\overbrace", tex_brace, 0x23DE, 0, 0, NULL},
	{"\\overbracket", tex_brace, 0x23B4, 0, 0, NULL},
	{"\\overleftarrow", tex_accent, 0x20D6, 1, 0, NULL},
	{"\\overleftharpoon", tex_accent, 0x20D0, 1, 0, NULL},
	{"\\overleftrightarrow", tex_accent, 0x20E1, 1, 0, NULL},
	{"\\overline", tex_line, 0, 0, 0, NULL},
	{"\\overparen", tex_accent, 0x23DC, 1, 0, NULL},
	{"\\overrightarrow", tex_accent, 0x20D7, 1, 0, NULL},
	{"\\overrightharpoon", tex_accent, 0x20D1, 1, 0, NULL},
	{"\\overset", tex_stack, 0, 1, 0, NULL},
	{"\\par", tex_ignored, 0, 0, 0, NULL},
	{"\\phantom", tex_phantom, 0, PHANTOM_WIDTH | PHANTOM_HEIGHT, 0, NULL},
	{"\\pmatrix", tex_braced_table, 0, 0, 0, "pmatrix"},
	{"\\pmb", tex_alphabet, 0, VARIANT_BOLD_ITALIC, 0, NULL},
	{"\\pmod", tex_mod, 0, 2, 0, NULL},
	{"\\pod", tex_mod, 0, 3, 0, NULL},
	{"\\projlim", tex_function, 0, LIMITS_DISPLAY, 0, "proj lim"},
	{"\\protect", tex_ignored, 0, 0, 0, NULL},
	{"\\pu", tex_quantity, 0, 0, 'p', NULL},
	{"\\qquad", tex_fixed_space, 0, 2000, 0, NULL},
	{"\\qty", tex_quantity, 0, 0, 'q', NULL},
	{"\\quad", tex_fixed_space, 0, 1000, 0, NULL},
	{"\\relax", tex_ignored, 0, 0, 0, NULL},
	{"\\rlap", tex_phantom, 0, PHANTOM_HEIGHT | PHANTOM_DRAWN, 0, NULL},
	{"\\rm", tex_old_font, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\rmfamily", tex_alphabet, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\rule", tex_rule, 0, 0, 0, NULL},
	{"\\scriptscriptstyle", tex_style, 0, STYLE_SCRIPTSCRIPT, 0, NULL},
	{"\\scriptsize", tex_ignored, 0, 0, 0, NULL},
	{"\\scriptstyle", tex_style, 0, STYLE_SCRIPT, 0, NULL},
	{"\\sf", tex_old_font, 0, VARIANT_SANS, 0, NULL},
	{"\\sfrac", tex_fraction, 0, STYLE_TEXT, 1, NULL},
	{"\\si", tex_quantity, 0, 0, 'u', NULL},
	{"\\small", tex_ignored, 0, 0, 0, NULL},
	{"\\smallskip", tex_ignored, 0, 0, 0, NULL},
	{"\\smash", tex_phantom, 0, PHANTOM_WIDTH | PHANTOM_DRAWN, 0, NULL},
	{"\\sout", tex_strike, 0, STRIKE_ACROSS, 0, NULL},
	{"\\space", tex_fixed_space, 0, 250, 0, NULL},
	{"\\sqrt", tex_sqrt, 0, 0, 0, NULL},
	{"\\stackbin", tex_stack, 0, 1, 0, NULL},
	{"\\stackrel", tex_stack, 0, 3, 0, NULL},
	{"\\strut", tex_ignored, 0, 0, 0, NULL},
	{"\\substack", tex_braced_table, 0, 0, 0, "substack"},
	{"\\symbf", tex_alphabet, 0, VARIANT_BOLD, 0, NULL},
	{"\\symit", tex_alphabet, 0, VARIANT_ITALIC, 0, NULL},
	{"\\symup", tex_alphabet, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\tag", tex_tag, 0, 0, 0, NULL},
	{"\\tbinom", tex_fraction, PAIR('(', ')'), STYLE_TEXT, 0, NULL},
	{"\\text", tex_text_command, 0, VARIANT_AUTO, 0, NULL},
	{"\\textbf", tex_text_command, 0, VARIANT_BOLD, 0, NULL},
	{"\\textcolor", tex_color, 0, 1, 0, NULL},
	{"\\textit", tex_text_command, 0, VARIANT_ITALIC, 0, NULL},
	{"\\textmd", tex_text_command, 0, VARIANT_AUTO, 0, NULL},
	{"\\textnormal", tex_text_command, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\textrm", tex_text_command, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\textsc", tex_text_command, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\textsf", tex_text_command, 0, VARIANT_SANS, 0, NULL},
	{"\\textsl", tex_text_command, 0, VARIANT_ITALIC, 0, NULL},
	{"\\textstyle", tex_style, 0, STYLE_TEXT, 0, NULL},
	{"\\texttt", tex_text_command, 0, VARIANT_MONO, 0, NULL},
	{"\\textup", tex_text_command, 0, VARIANT_UPRIGHT, 0, NULL},
	{"\\tfrac", tex_fraction, 0, STYLE_TEXT, 1, NULL},
	{"\\thickspace", tex_fixed_space, 0, 278, 0, NULL},
	{"\\thinspace", tex_fixed_space, 0, 167, 0, NULL},
	{"\\tilde", tex_accent, 0x303, 0, 0, NULL},
	{"\\tiny", tex_ignored, 0, 0, 0, NULL},
	{"\\tt", tex_old_font, 0, VARIANT_MONO, 0, NULL},
	{"\\underbar", tex_line, 0, 0, 1, NULL},
	{"\\underbrace", tex_brace, 0x23DF, 0, 1, NULL},
	{"\\underbracket", tex_brace, 0x23B5, 0, 1, NULL},
	{"\\underleftarrow", tex_accent, 0x20EE, 1, 1, NULL},
	{"\\underleftrightarrow", tex_accent, 0x34D, 1, 1, NULL},
	{"\\underline", tex_line, 0, 0, 1, NULL},
	{"\\underparen", tex_brace, 0x23DD, 0, 1, NULL},
	{"\\underrightarrow", tex_accent, 0x20EF, 1, 1, NULL},
	{"\\underset", tex_stack, 0, 2, 0, NULL},
	{"\\unit", tex_quantity, 0, 0, 'u', NULL},
	{"\\upshape", tex_ignored, 0, 0, 0, NULL},
	{"\\utilde", tex_accent, 0x330, 1, 1, NULL},
	{"\\vec", tex_accent, 0x20D7, 0, 0, NULL},
	{"\\vphantom", tex_phantom, 0, PHANTOM_HEIGHT, 0, NULL},
	{"\\vspace", tex_ignored, 0, 1, 0, NULL},
	{"\\vv", tex_accent, 0x20D7, 1, 0, NULL},
	{"\\widecheck", tex_accent, 0x30C, 1, 0, NULL},
	{"\\widehat", tex_accent, 0x302, 1, 0, NULL},
	{"\\wideparen", tex_accent, 0x23DC, 1, 0, NULL},
	{"\\widetilde", tex_accent, 0x303, 1, 0, NULL},
	{"\\xLeftarrow", tex_arrow, 0x21D0, 0, 0, NULL},
	{"\\xLeftrightarrow", tex_arrow, 0x21D4, 0, 0, NULL},
	{"\\xRightarrow", tex_arrow, 0x21D2, 0, 0, NULL},
	{"\\xcancel", tex_strike, 0, STRIKE_UP | STRIKE_DOWN, 0, NULL},
	{"\\xhookleftarrow", tex_arrow, 0x21A9, 0, 0, NULL},
	{"\\xhookrightarrow", tex_arrow, 0x21AA, 0, 0, NULL},
	{"\\xleftarrow", tex_arrow, 0x2190, 0, 0, NULL},
	{"\\xleftequilibrium", tex_arrow, 0x21CC, 0, 0, NULL},
	{"\\xleftharpoondown", tex_arrow, 0x21BD, 0, 0, NULL},
	{"\\xleftharpoonup", tex_arrow, 0x21BC, 0, 0, NULL},
	{"\\xleftrightarrow", tex_arrow, 0x2194, 0, 0, NULL},
	{"\\xleftrightharpoons", tex_arrow, 0x21CB, 0, 0, NULL},
	{"\\xlongequal", tex_arrow, 0x3D, 0, 0, NULL},
	{"\\xmapsto", tex_arrow, 0x21A6, 0, 0, NULL},
	{"\\xrightarrow", tex_arrow, 0x2192, 0, 0, NULL},
	{"\\xrightequilibrium", tex_arrow, 0x21CC, 0, 0, NULL},
	{"\\xrightharpoondown", tex_arrow, 0x21C1, 0, 0, NULL},
	{"\\xrightharpoonup", tex_arrow, 0x21C0, 0, 0, NULL},
	{"\\xrightleftarrows", tex_arrow, 0x21C4, 0, 0, NULL},
	{"\\xrightleftharpoons", tex_arrow, 0x21CC, 0, 0, NULL},
	{"\\xtofrom", tex_arrow, 0x21C4, 0, 0, NULL},
	{"\\xtwoheadleftarrow", tex_arrow, 0x219E, 0, 0, NULL},
	{"\\xtwoheadrightarrow", tex_arrow, 0x21A0, 0, 0, NULL},
	{"\\{", tex_sign, '{', CLASS_OPEN, 0, NULL},
	{"\\|", tex_sign, 0x2016, CLASS_ORD, 0, NULL},
	{"\\}", tex_sign, '}', CLASS_CLOSE, 0, NULL},
};

enum { COMMANDS = sizeof commands / sizeof *commands };

const struct tex_command *tex_commands(size_t *count)
{
	*count = COMMANDS;
	return commands;
}

static int compare(struct str name, const char *with)
{
	int order = strncmp(name.ptr, with, name.len);

	return order ? order : with[name.len] ? -1 : 0;
}

const struct tex_command *tex_command_named(struct str name)
{
	size_t low = 0, high = COMMANDS;

	if (!name.len)
		return NULL;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare(name, commands[middle].name + 1);

		if (!order)
			return &commands[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

/* ---- a command of the source ---- */

const char *const *tex_names(struct tex_parser *p)
{
	size_t count;
	const struct math_symbol *symbols = math_symbols(&count);
	const char **names =
		NEW_ARRAY(p->arena, count + COMMANDS + 1, const char *);

	for (size_t i = 0; i < count; i++)
		names[i] = symbols[i].name;
	for (size_t i = 0; i < COMMANDS; i++)
		names[count + i] = commands[i].name + 1;
	return names;
}

/* Finding the nearest name takes long; nobody reads so many. */
enum { GUESSES = 4 };

/* Short names are near to many. */
static bool is_likely(struct str name, const char *nearest)
{
	return name.len > 3 || (name.ptr[0] | 32) == (nearest[0] | 32);
}

static struct math *unknown(
	struct tex_parser *p, struct str name, struct str source, size_t offset)
{
	const char *nearest = NULL;

	if (p->faults && name.len > 1 && p->guesses < GUESSES) {
		p->guesses++;
		if (!p->names)
			p->names = tex_names(p);
		nearest = str_nearest(name, p->names);
	}
	if (nearest && is_likely(name, nearest))
		tex_fault(p, offset,
			_("unknown command \\%.*s; did you mean \\%s?"),
			STR_ARG(tex_short(name)), nearest);
	else if (name.len)
		tex_fault(p, offset, _("unknown command \\%.*s"),
			STR_ARG(tex_short(name)));
	else
		tex_fault(p, offset, _("a \\ with nothing after it"));
	return tex_error(p, source);
}

static struct math *symbol_node(
	struct tex_parser *p, const struct math_symbol *symbol)
{
	struct math *node;

	if (symbol->code) {
		node = tex_atom(
			p, symbol->code, (enum math_class)symbol->class);
		node->large = symbol->flags & SYMBOL_LARGE;
	} else {
		node = tex_text(p, MATH_OPERATOR,
			(struct str){symbol->name, symbol->length});
		node->class = CLASS_OP;
		node->variant = VARIANT_UPRIGHT;
	}
	if (symbol->flags & SYMBOL_LIMITS)
		node->limits = LIMITS_DISPLAY;
	return node;
}

struct math *tex_run(struct tex_parser *p)
{
	size_t offset = lex_offset(p);
	struct str rest = lex_rest(p);
	const struct tex_command *command;
	const struct math_symbol *symbol;
	struct str name = lex_name(p);
	struct math *node;

	symbol = math_symbol_named(name);
	if (symbol) {
		lex_command(p);
		return symbol_node(p, symbol);
	}
	command = tex_command_named(name);
	if (command && !tex_deeper(p))
		return tex_node(p, MATH_ROW);
	lex_command(p);
	if (!command)
		return unknown(p, name, str_sub(rest, 0, 1 + name.len), offset);
	p->command = offset;
	p->run = rest;
	node = command->run(p, command);
	tex_higher(p);
	return node;
}

struct math *tex_failed(struct tex_parser *p)
{
	const char *here = p->in->text.ptr + p->in->pos;
	const char *end = p->run.ptr + p->run.len;

	if (p->in->text.ptr + p->in->text.len != end)
		here = end; /* a macro's text was left */
	return tex_error(p, str_sub(p->run, 0, (size_t)(here - p->run.ptr)));
}

/* ---- delimiters ---- */

/* Not of class Open or Close. */
static const uint32_t delimiters[] = {'/', '\\', '|', 0x2016, 0x2191, 0x2193,
	0x2195, 0x21D1, 0x21D3, 0x21D5, 0x2223, 0x2225};

static bool is_delimiter(uint32_t code, enum math_class class)
{
	if (code == '!' || code == '?')
		return false;
	if (class == CLASS_OPEN || class == CLASS_CLOSE)
		return true;
	for (size_t i = 0; i < sizeof delimiters / sizeof *delimiters; i++)
		if (delimiters[i] == code)
			return true;
	return false;
}

static uint32_t wide(uint32_t code)
{
	return code == '<'       ? 0x27E8
		: code == '>'    ? 0x27E9
		: code == 0x2223 ? '|'
		: code == 0x2225 ? 0x2016
				 : code;
}

static uint32_t named_delimiter(struct str name, size_t *len)
{
	const struct math_symbol *symbol = math_symbol_named(name);

	*len = 1 + name.len;
	if (str_is(name, "{") || str_is(name, "}"))
		return (uint32_t)name.ptr[0];
	if (str_is(name, "|"))
		return 0x2016;
	if (symbol && (symbol->code == '<' || symbol->code == '>'))
		return symbol->code;
	return symbol && is_delimiter(symbol->code, symbol->class)
		? symbol->code
		: 0;
}

static uint32_t typed_delimiter(struct tex_parser *p, size_t *len)
{
	struct str rest = lex_rest(p);
	const struct math_symbol *symbol;
	uint32_t code;

	*len = 0;
	code = utf8_next(rest, len);
	if (code < 0x80)
		return memchr("()[]|/<>", (int)code, 8) ? code : 0;
	symbol = math_symbol_coded(code);
	return symbol && is_delimiter(code, symbol->class) ? code : 0;
}

uint32_t tex_delimiter(struct tex_parser *p, const char *of)
{
	int c = lex_look(p);
	uint32_t code = 0;
	size_t len = 0;

	if (c == '.') {
		lex_skip(p, 1);
		return 0;
	}
	if (c == '\\')
		code = named_delimiter(lex_name(p), &len);
	else if (c >= 0)
		code = typed_delimiter(p, &len);
	if (code)
		lex_skip(p, len);
	else
		tex_fault(p, lex_offset(p),
			_("%s wants a bracket, \\{, | or a point after it"),
			of);
	return code ? wide(code) : NO_DELIMITER;
}
