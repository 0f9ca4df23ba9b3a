/* \text{…}: words in a formula, with formulas in them. */
#include "base/i18n.h"
#include "base/math/parse.h"
#include "base/utf8.h"

/* Commands of text that take {…}. */
static const struct {
	const char *name;
	enum math_variant variant;
} styles[] = {
	{"text", VARIANT_AUTO},
	{"textrm", VARIANT_UPRIGHT},
	{"textnormal", VARIANT_UPRIGHT},
	{"textup", VARIANT_UPRIGHT},
	{"textbf", VARIANT_BOLD},
	{"textit", VARIANT_ITALIC},
	{"emph", VARIANT_ITALIC},
	{"texttt", VARIANT_MONO},
	{"textsf", VARIANT_SANS},
	{"mbox", VARIANT_AUTO},
	{"mathrm", VARIANT_UPRIGHT},
	{"mathbf", VARIANT_BOLD},
	{"mathit", VARIANT_ITALIC},
	{"underline", VARIANT_AUTO},
};

/* Commands of text that are characters. */
static const struct {
	const char *name;
	const char *text;
} marks[] = {
	{" ", " "},
	{",", "\u2009"},
	{";", " "},
	{":", " "},
	{"!", ""},
	{"quad", "\u2003"},
	{"qquad", "\u2003\u2003"},
	{"%", "%"},
	{"#", "#"},
	{"$", "$"},
	{"&", "&"},
	{"_", "_"},
	{"{", "{"},
	{"}", "}"},
	{"-", ""},
	{"/", ""},
	{"ldots", "…"},
	{"dots", "…"},
	{"textdegree", "°"},
	{"degree", "°"},
	{"bf", ""},
	{"rm", ""},
	{"it", ""},
	{"sf", ""},
	{"tt", ""},
	{"small", ""},
	{"large", ""},
	{"bfseries", ""},
	{"itshape", ""},
	{"normalfont", ""},
	{"\n", " "},
	{"\\", " "},
	{"newline", " "},
};

struct words {
	struct tex_row row;
	struct buf run;
	enum math_variant variant;
};

static void flush(struct tex_parser *p, struct words *w)
{
	struct math *node;

	if (!w->run.len)
		return;
	node = tex_text(p, MATH_TEXT, buf_str(&w->run));
	node->variant = w->variant;
	tex_add(&w->row, node);
	w->run = (struct buf){.arena = p->arena};
}

static void formula(
	struct tex_parser *p, struct words *w, enum tex_closer close)
{
	enum math_variant variant = p->variant;
	struct math *row;

	flush(p, w);
	p->variant = VARIANT_AUTO;
	row = tex_row(p, close);
	p->variant = variant;
	tex_add(&w->row, row);
}

static void dollars(struct tex_parser *p, struct words *w)
{
	lex_skip(p, 1);
	formula(p, w, CLOSE_DOLLAR);
	if (lex_look(p) == '$')
		lex_skip(p, 1);
	else
		tex_fault(p, lex_offset(p), _("a closing $ is missing"));
}

/* \textbf{…}, or {…} when the style is that around it. */
static void nested(
	struct tex_parser *p, struct words *w, enum math_variant variant)
{
	if (lex_look(p) != '{')
		return;
	flush(p, w);
	tex_add(&w->row,
		tex_words(p, variant == VARIANT_AUTO ? w->variant : variant));
}

/* Any other command is one of mathematics: \text{góc \alpha}. */
static void command(struct tex_parser *p, struct words *w)
{
	struct str name = lex_name(p);
	struct math *node;

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (str_is(name, marks[i].name)) {
			lex_command(p);
			buf_text(&w->run, marks[i].text);
			return;
		}
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		if (str_is(name, styles[i].name)) {
			lex_command(p);
			nested(p, w, styles[i].variant);
			return;
		}
	flush(p, w);
	node = tex_nucleus(p);
	if (node)
		tex_add(&w->row, node);
}

static bool is_one_of(char c, const char *set)
{
	return memchr(set, c, strlen(set)) != NULL;
}

/* Copies what is only text; a run of blanks is one. */
static void plain(struct tex_parser *p, struct words *w)
{
	struct tex_input *in = p->in;
	size_t from = in->pos;

	while (in->pos < in->text.len &&
		!is_one_of(in->text.ptr[in->pos], "{}$\\~% \n\t\r"))
		in->pos++;
	buf_add(&w->run, str_sub(in->text, from, in->pos - from));
}

static void blanks(struct tex_parser *p, struct words *w)
{
	struct tex_input *in = p->in;

	while (in->pos < in->text.len &&
		is_one_of(in->text.ptr[in->pos], " \n\t\r"))
		in->pos++;
	buf_char(&w->run, ' ');
}

static void percent(struct tex_parser *p, struct words *w)
{
	if (lex_at_comment(p)) {
		lex_comment(p);
		lex_skip(p, 1);
		return;
	}
	lex_skip(p, 1);
	buf_char(&w->run, '%');
}

static void part(struct tex_parser *p, struct words *w, int c)
{
	switch (c) {
	case '{':
		nested(p, w, VARIANT_AUTO);
		break;
	case '$':
		dollars(p, w);
		break;
	case '\\':
		if (!p->options->macros || !tex_expand(p))
			command(p, w);
		break;
	case '~':
		lex_skip(p, 1);
		buf_text(&w->run, "\u00a0");
		break;
	case '%':
		percent(p, w);
		break;
	case ' ':
	case '\n':
	case '\t':
	case '\r':
		blanks(p, w);
		break;
	default:
		plain(p, w);
	}
}

struct math *tex_words(struct tex_parser *p, enum math_variant variant)
{
	struct words w = {.run = {.arena = p->arena}, .variant = variant};
	int c;

	if (!tex_deeper(p))
		return tex_node(p, MATH_ROW);
	lex_skip(p, 1);
	p->braces++;
	tex_begin(p, &w.row);
	while ((c = lex_byte(p)) >= 0 && c != '}')
		part(p, &w, c);
	flush(p, &w);
	tex_close_brace(p);
	tex_higher(p);
	return tex_single(tex_end(p, &w.row));
}
