#include "base/math/mathml_read.h"

#include "base/math/math.h"
#include "base/math/symbols.h"
#include "base/utf8.h"

enum { DEPTH_MOST = 100 };

struct writer {
	struct buf out;
	int depth;
	bool lost; /* something could not be written */
};

static void put(struct writer *w, const struct xml_node *node);
static void put_row(struct writer *w, const struct xml_node *first);

static bool is(const struct xml_node *node, const char *name)
{
	return node && !strcmp(node->name, name);
}

/* Pieces of text between elements are white space of the file. */
static const struct xml_node *element(const struct xml_node *node)
{
	while (node && !*node->name)
		node = node->next;
	return node;
}

static const struct xml_node *child_at(const struct xml_node *node, size_t i)
{
	const struct xml_node *c = element(node->child);

	while (c && i--)
		c = element(c->next);
	return c;
}

static struct str words_of(const struct xml_node *node)
{
	return node ? str_trim(node->text) : STR("");
}

/* ---- characters ---- */

/* Signs that would be read as TeX's own. */
static bool put_special(struct writer *w, uint32_t code)
{
	static const struct {
		uint32_t code;
		const char *tex;
	} signs[] = {
		{'{', "\\{"},
		{'}', "\\}"},
		{'%', "\\%"},
		{'#', "\\#"},
		{'&', "\\&"},
		{'$', "\\$"},
		{'_', "\\_"},
		{'\\', "\\backslash "},
		{'~', "\\sim "},
		{'^', "\\hat{}"},
		{0x2212, "-"},
		{0x2009, "\\,"},
		{0xa0, "\\ "},
		{0x2016, "\\|"},
		{0x2061, ""},
		{0x2062, ""},
		{0x2063, ""},
		{0x2064, ""},
		{0x200b, ""},
		{0xfeff, ""},
		{0x2032, "'"},
		{0x2033, "''"},
		{0xb7, "\\cdot "},
		{0xd7, "\\times "},
		{0x22c5, "\\cdot "},
		{0x2026, "\\ldots "},
	};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (signs[i].code == code) {
			buf_text(&w->out, signs[i].tex);
			return true;
		}
	return false;
}

static void put_character(struct writer *w, struct str bytes, uint32_t code)
{
	const struct math_symbol *symbol =
		code > 127 ? math_symbol_coded(code) : NULL;

	if (put_special(w, code))
		return;
	if (symbol)
		buf_format(&w->out, "\\%s ", symbol->name);
	else
		buf_add(&w->out, bytes);
}

static void put_characters(struct writer *w, struct str text)
{
	size_t at = 0;

	while (at < text.len) {
		size_t from = at;
		uint32_t code = utf8_next(text, &at);

		put_character(w, str_sub(text, from, at - from), code);
	}
}

/* ---- tokens ---- */

static bool is_function(struct str name)
{
	const struct math_symbol *symbol = math_symbol_named(name);

	return symbol && !symbol->code;
}

static size_t letters(struct str text)
{
	size_t at = 0, n = 0;

	for (; at < text.len; n++)
		(void)utf8_next(text, &at);
	return n;
}

static void put_identifier(struct writer *w, const struct xml_node *node)
{
	struct str text = words_of(node);
	struct str variant = node_attribute(node, "mathvariant");

	if (is_function(text)) {
		buf_format(&w->out, "\\%.*s ", STR_ARG(text));
		return;
	}
	if (letters(text) < 2 && !variant.len) {
		put_characters(w, text);
		return;
	}
	buf_text(&w->out,
		str_is(variant, "bold")                    ? "\\mathbf{"
			: str_is(variant, "double-struck") ? "\\mathbb{"
			: str_is(variant, "script")        ? "\\mathcal{"
			: str_is(variant, "fraktur")       ? "\\mathfrak{"
			: letters(text) < 2 && !str_is(variant, "normal")
			? "{"
			: "\\mathrm{");
	put_characters(w, text);
	buf_char(&w->out, '}');
}

/* What TeX's text would take for its own is left out of it. */
static void put_words(struct writer *w, const struct xml_node *node)
{
	struct str text = node->text;

	if (!str_trim(text).len) {
		buf_text(&w->out, "\\ ");
		return;
	}
	buf_text(&w->out, "\\text{");
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (strchr("{}%#&$_", c))
			buf_format(&w->out, "\\%c", c);
		else if (!strchr("\\^~\n\r\t", c))
			buf_char(&w->out, c);
		else
			buf_char(&w->out, ' ');
	}
	buf_char(&w->out, '}');
}

static void put_number(struct writer *w, const struct xml_node *node)
{
	struct str text = words_of(node);

	/* One number: no blank after its comma. */
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] == ',')
			buf_text(&w->out, "{,}");
		else
			put_characters(w, str_sub(text, i, 1));
}

static void put_operator(struct writer *w, const struct xml_node *node)
{
	struct str text = words_of(node);

	if (is_function(text))
		buf_format(&w->out, "\\%.*s ", STR_ARG(text));
	else if (letters(text) > 1 && text.ptr[0] >= 'A')
		buf_format(&w->out, "\\operatorname{%.*s}", STR_ARG(text));
	else
		put_characters(w, text);
}

static void put_space(struct writer *w, const struct xml_node *node)
{
	double width;
	struct str text = node_attribute(node, "width");

	if (str_ends(text, "em"))
		text.len -= 2;
	if (str_to_double(text, &width) && width >= 0.9)
		buf_text(&w->out, width >= 1.9 ? "\\qquad " : "\\quad ");
	else
		buf_text(&w->out, "\\,");
}

/* ---- built-up ones ---- */

static void put_group(struct writer *w, const struct xml_node *node)
{
	buf_char(&w->out, '{');
	if (node)
		put(w, node);
	buf_char(&w->out, '}');
}

static void put_fraction(struct writer *w, const struct xml_node *node)
{
	struct str line = node_attribute(node, "linethickness");

	if (str_is(line, "0") || str_is(line, "0pt") || str_is(line, "0px")) {
		buf_text(&w->out, "\\begin{matrix}");
		put_group(w, child_at(node, 0));
		buf_text(&w->out, "\\\\");
		put_group(w, child_at(node, 1));
		buf_text(&w->out, "\\end{matrix}");
		return;
	}
	buf_text(&w->out, "\\frac");
	put_group(w, child_at(node, 0));
	put_group(w, child_at(node, 1));
}

static void put_sqrt(struct writer *w, const struct xml_node *node)
{
	buf_text(&w->out, "\\sqrt{");
	put_row(w, node->child);
	if (!node->child)
		put_characters(w, words_of(node));
	buf_char(&w->out, '}');
}

static void put_root(struct writer *w, const struct xml_node *node)
{
	buf_text(&w->out, "\\sqrt[");
	put_group(w, child_at(node, 1));
	buf_char(&w->out, ']');
	put_group(w, child_at(node, 0));
}

/* A base that is one sign needs no braces. */
static void put_base(struct writer *w, const struct xml_node *node)
{
	if (is(node, "mi") || is(node, "mo") || is(node, "mn"))
		put(w, node);
	else
		put_group(w, node);
}

static bool is_primes(struct str text)
{
	return str_is(text, "′") || str_is(text, "″") || str_is(text, "'");
}

static void put_script(struct writer *w, char sign, const struct xml_node *node)
{
	if (!node || is(node, "none"))
		return;
	if (sign == '^' && is(node, "mo") && is_primes(words_of(node))) {
		put(w, node);
		return;
	}
	buf_char(&w->out, sign);
	put_group(w, node);
}

static void put_scripts(struct writer *w, const struct xml_node *node)
{
	bool both = is(node, "msubsup");

	put_base(w, child_at(node, 0));
	if (both || is(node, "msub"))
		put_script(w, '_', child_at(node, 1));
	if (both || is(node, "msup"))
		put_script(w, '^', child_at(node, both ? 2 : 1));
}

/* One after the other: below, above; those before the base come after
 * mprescripts. */
static void put_prescripts(struct writer *w, const struct xml_node *node)
{
	const struct xml_node *c = child_at(node, 0);
	const struct xml_node *before = c;

	while (before && !is(before, "mprescripts"))
		before = element(before->next);
	if (before) {
		const struct xml_node *below = element(before->next);

		buf_text(&w->out, "{}");
		put_script(w, '_', below);
		put_script(w, '^', below ? element(below->next) : NULL);
	}
	put_base(w, c);
	c = c ? element(c->next) : NULL;
	if (c && !is(c, "mprescripts")) {
		put_script(w, '_', c);
		put_script(w, '^', element(c->next));
	}
}

/* ---- over and under ---- */

static const char *accent_of(struct str sign, bool over)
{
	static const struct {
		const char *sign, *over, *under;
	} accents[] = {
		{"¯", "\\overline", "\\underline"},
		{"‾", "\\overline", "\\underline"},
		{"_", "\\overline", "\\underline"},
		{"̲", "\\overline", "\\underline"},
		{"→", "\\overrightarrow", NULL},
		{"⃗", "\\vec", NULL},
		{"←", "\\overleftarrow", NULL},
		{"^", "\\widehat", NULL},
		{"ˆ", "\\widehat", NULL},
		{"~", "\\widetilde", NULL},
		{"˜", "\\widetilde", NULL},
		{"˙", "\\dot", NULL},
		{"¨", "\\ddot", NULL},
		{"⏞", "\\overbrace", NULL},
		{"⏟", NULL, "\\underbrace"},
		{"⌢", "\\overparen", NULL},
		{"⏜", "\\overparen", NULL},
	};

	for (size_t i = 0; i < sizeof accents / sizeof *accents; i++)
		if (str_is(sign, accents[i].sign))
			return over ? accents[i].over : accents[i].under;
	return NULL;
}

static bool has_limits(const struct xml_node *base)
{
	struct str text = words_of(base);
	size_t at = 0;
	const struct math_symbol *symbol;

	if (!text.len || (!is(base, "mo") && !is(base, "mi")))
		return false;
	symbol = is_function(text) ? math_symbol_named(text)
				   : math_symbol_coded(utf8_next(text, &at));
	return symbol && (symbol->flags & (SYMBOL_LIMITS | SYMBOL_LARGE)) != 0;
}

static void put_limits(struct writer *w, const struct xml_node *node)
{
	const struct xml_node *base = child_at(node, 0);
	const struct xml_node *below =
		is(node, "mover") ? NULL : child_at(node, 1);
	const struct xml_node *above = is(node, "munder")
		? NULL
		: child_at(node, is(node, "mover") ? 1 : 2);

	if (has_limits(base)) {
		put(w, base);
		put_script(w, '_', below);
		put_script(w, '^', above);
		return;
	}
	if (above)
		buf_text(&w->out, "\\overset");
	if (above)
		put_group(w, above);
	if (above && below)
		buf_char(&w->out, '{');
	if (below)
		buf_text(&w->out, "\\underset");
	if (below)
		put_group(w, below);
	put_group(w, base);
	if (above && below)
		buf_char(&w->out, '}');
}

static void put_over(struct writer *w, const struct xml_node *node)
{
	bool over = is(node, "mover");
	const struct xml_node *sign = child_at(node, 1);
	const char *accent = is(sign, "mo") || is(sign, "mi")
		? accent_of(words_of(sign), over)
		: NULL;

	if (!accent || is(node, "munderover")) {
		put_limits(w, node);
		return;
	}
	buf_text(&w->out, accent);
	put_group(w, child_at(node, 0));
}

/* ---- fences, tables ---- */

static void put_fence(struct writer *w, const char *side, struct str sign)
{
	buf_text(&w->out, side);
	if (sign.len)
		put_characters(w, sign);
	else
		buf_char(&w->out, '.');
	buf_char(&w->out, ' ');
}

static bool has_attribute(const struct xml_node *node, const char *name)
{
	for (const struct xml_attribute *a = node->attributes; a; a = a->next)
		if (!strcmp(a->name, name))
			return true;
	return false;
}

static void put_fenced(struct writer *w, const struct xml_node *node)
{
	struct str open = has_attribute(node, "open")
		? str_trim(node_attribute(node, "open"))
		: STR("(");
	struct str close = has_attribute(node, "close")
		? str_trim(node_attribute(node, "close"))
		: STR(")");
	struct str between = has_attribute(node, "separators")
		? str_trim(node_attribute(node, "separators"))
		: STR(",");

	put_fence(w, "\\left", open);
	for (const struct xml_node *c = element(node->child); c;
		c = element(c->next)) {
		put(w, c);
		if (element(c->next) && between.len)
			put_characters(w, str_sub(between, 0, 1));
	}
	put_fence(w, "\\right", close);
}

static void put_rows(struct writer *w, const struct xml_node *table)
{
	for (const struct xml_node *row = element(table->child); row;
		row = element(row->next)) {
		for (const struct xml_node *cell = element(row->child); cell;
			cell = element(cell->next)) {
			put_row(w, cell->child);
			if (!cell->child)
				put_characters(w, words_of(cell));
			if (element(cell->next))
				buf_text(&w->out, " & ");
		}
		if (element(row->next))
			buf_text(&w->out, " \\\\ ");
	}
}

static void put_table(struct writer *w, const struct xml_node *node)
{
	buf_text(&w->out, "\\begin{matrix}");
	put_rows(w, node);
	buf_text(&w->out, "\\end{matrix}");
}

static void put_enclosed(struct writer *w, const struct xml_node *node)
{
	struct str how = node_attribute(node, "notation");
	bool box = str_find(how, "box", 0) != SIZE_MAX;
	bool strike = str_find(how, "strike", 0) != SIZE_MAX;

	buf_text(&w->out, box ? "\\boxed{" : strike ? "\\cancel{" : "{");
	w->lost = w->lost || (!box && !strike);
	put_row(w, node->child);
	buf_char(&w->out, '}');
}

/* ---- all of them ---- */

static void put_phantom(struct writer *w, const struct xml_node *node)
{
	buf_text(&w->out, "\\phantom{");
	put_row(w, node->child);
	buf_char(&w->out, '}');
}

static void put_quoted(struct writer *w, const struct xml_node *node)
{
	buf_format(&w->out, "\\text{“%.*s”}", STR_ARG(words_of(node)));
}

static void put_children(struct writer *w, const struct xml_node *node)
{
	put_row(w, node->child);
}

static void put_first(struct writer *w, const struct xml_node *node)
{
	const struct xml_node *first = child_at(node, 0);

	if (first)
		put(w, first);
}

static void put_nothing(struct writer *w, const struct xml_node *node)
{
	(void)w;
	(void)node;
}

static const struct kind {
	const char *name;
	void (*put)(struct writer *w, const struct xml_node *node);
} kinds[] = {
	{"mi", put_identifier},
	{"mn", put_number},
	{"mo", put_operator},
	{"mtext", put_words},
	{"ms", put_quoted},
	{"mspace", put_space},
	{"mrow", put_children},
	{"mstyle", put_children},
	{"mpadded", put_children},
	{"merror", put_children},
	{"math", put_children},
	{"mfrac", put_fraction},
	{"msqrt", put_sqrt},
	{"mroot", put_root},
	{"msub", put_scripts},
	{"msup", put_scripts},
	{"msubsup", put_scripts},
	{"mmultiscripts", put_prescripts},
	{"munder", put_over},
	{"mover", put_over},
	{"munderover", put_over},
	{"mfenced", put_fenced},
	{"mtable", put_table},
	{"menclose", put_enclosed},
	{"mphantom", put_phantom},
	{"semantics", put_first},
	{"maction", put_first},
	{"none", put_nothing},
	{"mprescripts", put_nothing},
	{"annotation", put_nothing},
	{"annotation-xml", put_nothing},
};

static void put(struct writer *w, const struct xml_node *node)
{
	if (w->depth >= DEPTH_MOST) {
		w->lost = true;
		return;
	}
	w->depth++;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (is(node, kinds[i].name)) {
			kinds[i].put(w, node);
			w->depth--;
			return;
		}
	w->lost = true;
	w->depth--;
}

/* A brace, a table and nothing after it are cases. */
static const struct xml_node *cases_at(const struct xml_node *node)
{
	const struct xml_node *table = element(node->next);

	return is(node, "mo") && str_is(words_of(node), "{") &&
			is(table, "mtable") && !element(table->next)
		? table
		: NULL;
}

static void put_row(struct writer *w, const struct xml_node *first)
{
	for (const struct xml_node *c = element(first); c;
		c = element(c->next)) {
		const struct xml_node *table = cases_at(c);

		if (table) {
			buf_text(&w->out, "\\begin{cases}");
			put_rows(w, table);
			buf_text(&w->out, "\\end{cases}");
			return;
		}
		put(w, c);
	}
}

static const struct xml_node *annotation_of(
	const struct xml_node *node, int depth)
{
	for (const struct xml_node *c = node->child; c && depth < DEPTH_MOST;
		c = c->next) {
		const struct xml_node *found;

		if (is(c, "annotation") &&
			str_find(node_attribute(c, "encoding"), "tex", 0) !=
				SIZE_MAX)
			return c;
		found = annotation_of(c, depth + 1);
		if (found)
			return found;
	}
	return NULL;
}

static bool is_understood(struct arena *arena, struct str tex)
{
	struct math_options options = {0};
	struct math_faults faults = {.arena = arena};

	(void)math_parse(arena, tex, &options, &faults);
	return tex.len > 0 && !faults.count;
}

bool mathml_to_tex(
	struct arena *arena, const struct xml_node *math, struct str *tex)
{
	const struct xml_node *annotation = annotation_of(math, 0);
	struct writer w = {.out.arena = arena};

	if (annotation && words_of(annotation).len) {
		*tex = words_of(annotation);
		return true;
	}
	put_row(&w, math->child);
	*tex = str_trim(buf_str(&w.out));
	return !w.lost && is_understood(arena, *tex);
}
