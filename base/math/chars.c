/* Characters, numbers and words typed as themselves. */
#include "base/math/parse.h"
#include "base/math/symbols.h"
#include "base/utf8.h"

/* What TeX makes of ASCII characters; 0: an Ord that shows itself. */
static const struct {
	uint32_t code;
	enum math_class class;
} ascii[128] = {
	['!'] = {'!', CLASS_CLOSE},
	['('] = {'(', CLASS_OPEN},
	[')'] = {')', CLASS_CLOSE},
	['*'] = {0x2217, CLASS_BIN},
	['+'] = {'+', CLASS_BIN},
	[','] = {',', CLASS_PUNCT},
	['-'] = {0x2212, CLASS_BIN},
	[':'] = {':', CLASS_REL},
	[';'] = {';', CLASS_PUNCT},
	['<'] = {'<', CLASS_REL},
	['='] = {'=', CLASS_REL},
	['>'] = {'>', CLASS_REL},
	['?'] = {'?', CLASS_CLOSE},
	['['] = {'[', CLASS_OPEN},
	[']'] = {']', CLASS_CLOSE},
	['`'] = {0x2018, CLASS_ORD},
};

/* Characters that stand for others. */
static const struct {
	uint32_t typed, code;
	enum math_class class;
} others[] = {
	{0xA0, ' ', CLASS_ORD},
	{0xB7, 0x22C5, CLASS_BIN},
	{0x2010, 0x2212, CLASS_BIN},
	{0x2011, 0x2212, CLASS_BIN},
	{0x2012, 0x2212, CLASS_BIN},
	{0x2013, 0x2212, CLASS_BIN},
	{0x2014, 0x2014, CLASS_ORD},
	{0x2206, 0x394, CLASS_ORD},
	{0x2212, 0x2212, CLASS_BIN},
	{0x2215, '/', CLASS_ORD},
	{0x2236, ':', CLASS_REL},
	{0x25B2, 0x25B3, CLASS_ORD},
	{0x3001, 0x3001, CLASS_PUNCT},
	{0xFF08, '(', CLASS_OPEN},
	{0xFF09, ')', CLASS_CLOSE},
	{0xFF0B, '+', CLASS_BIN},
	{0xFF0C, ',', CLASS_PUNCT},
	{0xFF1A, ':', CLASS_REL},
	{0xFF1B, ';', CLASS_PUNCT},
	{0xFF1C, '<', CLASS_REL},
	{0xFF1D, '=', CLASS_REL},
	{0xFF1E, '>', CLASS_REL},
};

static const struct {
	uint32_t typed, plain;
	bool raised;
} script_chars[] = {
	{0xB2, '2', true},
	{0xB3, '3', true},
	{0xB9, '1', true},
	{0x2019, 0x2032, true},
	{0x2032, 0x2032, true},
	{0x2033, 0x2033, true},
	{0x2034, 0x2034, true},
	{0x207A, '+', true},
	{0x207B, 0x2212, true},
	{0x207F, 'n', true},
	{0x208A, '+', false},
	{0x208B, 0x2212, false},
	{0x2099, 'n', false},
};

enum {
	OTHERS = sizeof others / sizeof *others,
	SCRIPT_CHARS = sizeof script_chars / sizeof *script_chars
};

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

bool tex_script_char(uint32_t code, uint32_t *plain, bool *raised)
{
	if (code == 0x2070 || (code >= 0x2074 && code <= 0x2079) ||
		(code >= 0x2080 && code <= 0x2089)) {
		*raised = code < 0x2080;
		*plain = '0' + (code & 15);
		return true;
	}
	for (size_t i = 0; i < SCRIPT_CHARS; i++)
		if (script_chars[i].typed == code) {
			*plain = script_chars[i].plain;
			*raised = script_chars[i].raised;
			return true;
		}
	return false;
}

/* ---- numbers ---- */

/* Digits and groups of them behind points, from pos. */
static size_t digits_end(struct str s, size_t pos)
{
	for (;;) {
		while (pos < s.len && is_digit(s.ptr[pos]))
			pos++;
		if (pos + 1 >= s.len || s.ptr[pos] != '.' ||
			!is_digit(s.ptr[pos + 1]))
			return pos;
		pos++;
	}
}

/* "{,}" or "{.}" before a digit. */
static bool at_braced_point(struct str s, size_t pos)
{
	return pos + 3 < s.len && s.ptr[pos] == '{' &&
		(s.ptr[pos + 1] == ',' || s.ptr[pos + 1] == '.') &&
		s.ptr[pos + 2] == '}' && is_digit(s.ptr[pos + 3]);
}

static bool at_comma(struct str s, size_t pos)
{
	return pos + 1 < s.len && s.ptr[pos] == ',' && is_digit(s.ptr[pos + 1]);
}

/* ",\ldots" and its like, which go on with a list. */
static bool at_dots(struct str s, size_t pos)
{
	static const char *const dots[] = {
		"\\ldots", "\\dots", "\\cdots", "…", "..."};

	if (pos >= s.len || s.ptr[pos] != ',')
		return false;
	s = str_trim(str_sub(s, pos + 1, SIZE_MAX));
	for (size_t i = 0; i < sizeof dots / sizeof *dots; i++)
		if (str_starts(s, dots[i]))
			return true;
	return false;
}

/* The comma in "1,2,3" is one of a list, looked at from any of its numbers, and
 * in "1,2,…". */
static bool in_list(struct str s, size_t from, size_t comma)
{
	size_t end = digits_end(s, comma + 1);

	if (at_comma(s, end) || at_dots(s, end))
		return true;
	return from >= 2 && s.ptr[from - 1] == ',' && is_digit(s.ptr[from - 2]);
}

/* Where a number from pos ends, and whether braces are in it. */
static size_t number_end(
	const struct tex_parser *p, struct str s, size_t pos, bool *braced)
{
	size_t end = digits_end(s, pos);

	*braced = false;
	if (p->options->decimal_comma && at_comma(s, end) &&
		!in_list(s, pos, end))
		return digits_end(s, end + 1);
	while (at_braced_point(s, end)) {
		*braced = true;
		end = digits_end(s, end + 3);
	}
	return end;
}

static struct str without_braces(struct tex_parser *p, struct str s)
{
	struct buf out = {.arena = p->arena};

	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] != '{' && s.ptr[i] != '}')
			buf_char(&out, s.ptr[i]);
	return buf_str(&out);
}

static struct math *number(struct tex_parser *p, bool single)
{
	struct tex_input *in = p->in;
	size_t from = in->pos, end = from + 1;
	bool braced = false;
	struct math *node;
	struct str text;

	if (!single)
		end = number_end(p, in->text, from, &braced);
	in->pos = end;
	text = str_sub(in->text, from, end - from);
	node = tex_text(
		p, MATH_NUMBER, braced ? without_braces(p, text) : text);
	node->variant = p->variant;
	return node;
}

bool tex_thousands(struct tex_parser *p, struct math *number)
{
	struct str s = lex_rest(p);

	if (number->kind != MATH_NUMBER || number->text.len > 3 || s.len < 4 ||
		s.ptr[0] != ' ')
		return false;
	for (size_t i = 1; i < 4; i++)
		if (!is_digit(s.ptr[i]))
			return false;
	return s.len == 4 || !is_digit(s.ptr[4]);
}

/* ---- words ---- */

static bool is_latin(uint32_t code)
{
	return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

/* Letters of words, not those of mathematics: Greek, letter-like signs and
 * mathematical alphabets stand alone. */
static bool in_word(uint32_t code)
{
	if (code < 0x80)
		return is_latin(code);
	if ((code >= 0x370 && code < 0x400) ||
		(code >= 0x2070 && code < 0x2c00) || code >= 0x1d400 ||
		code == 0xaa || code == 0xb5 || code == 0xba || code == 0x131 ||
		code == 0x237)
		return false;
	return utf8_in_word(code);
}

/* Letters from pos on; foreign when one is not in ASCII. */
static size_t word_end(struct str s, size_t pos, bool *foreign)
{
	*foreign = false;
	while (pos < s.len) {
		size_t next = pos;
		uint32_t code = utf8_next(s, &next);

		if (!in_word(code))
			break;
		*foreign = *foreign || code >= 0x80;
		pos = next;
	}
	return pos;
}

/* A Vietnamese word, and the words that go on after it. */
static size_t words_end(struct str s, size_t pos)
{
	bool foreign;
	size_t end = word_end(s, pos, &foreign), next, from;

	for (;;) {
		for (from = end; from < s.len && s.ptr[from] == ' ';)
			from++;
		if (from == end)
			return end;
		next = word_end(s, from, &foreign);
		if (!foreign && next - from < 2)
			return end;
		end = next;
	}
}

/* NULL when the letters here are those of mathematics. */
static struct math *word(struct tex_parser *p)
{
	struct tex_input *in = p->in;
	size_t from = in->pos, end;
	bool foreign;
	struct math *node;

	if (from < in->plain)
		return NULL;
	end = word_end(in->text, from, &foreign);
	if (!foreign) {
		in->plain = end;
		return NULL;
	}
	end = words_end(in->text, from);
	in->pos = end;
	node = tex_text(p, MATH_TEXT, str_sub(in->text, from, end - from));
	node->variant =
		p->variant == VARIANT_AUTO ? VARIANT_UPRIGHT : p->variant;
	return node;
}

/* ---- any character ---- */

static struct math *other(struct tex_parser *p, uint32_t code)
{
	const struct math_symbol *symbol;
	struct math *node;

	for (size_t i = 0; i < OTHERS; i++)
		if (others[i].typed == code)
			return others[i].code == ' '
				? tex_space(p, 250)
				: tex_atom(p, others[i].code, others[i].class);
	symbol = math_symbol_coded(code);
	if (!symbol)
		return tex_atom(p, code, CLASS_ORD);
	node = tex_atom(p, code, (enum math_class)symbol->class);
	node->large = symbol->flags & SYMBOL_LARGE;
	if (symbol->flags & SYMBOL_LIMITS)
		node->limits = LIMITS_DISPLAY;
	return node;
}

/* √2, √x, √{…}: without anything to stand over it is a sign. */
static struct math *root(struct tex_parser *p)
{
	int c = lex_look(p);
	struct math *node;

	if (c != '{' && c != '\\' && !is_digit(c) &&
		!(c > 0 && is_latin((uint32_t)c)))
		return tex_atom(p, 0x221A, CLASS_ORD);
	if (!tex_deeper(p))
		return tex_node(p, MATH_ROW);
	node = tex_node(p, MATH_ROOT);
	node->child = is_digit(c) ? number(p, false) : tex_arg(p, "√");
	tex_higher(p);
	return node;
}

struct math *tex_character(struct tex_parser *p, bool single)
{
	int c = lex_byte(p);
	struct str rest = lex_rest(p);
	struct math *node;
	uint32_t code;

	if (is_digit(c) ||
		(c == '.' && !single && rest.len > 1 && is_digit(rest.ptr[1])))
		return number(p, single);
	if (!single && (c >= 0x80 || is_latin((uint32_t)c))) {
		node = word(p);
		if (node)
			return node;
	}
	code = lex_code(p);
	if (code == '~')
		return tex_space(p, 250);
	if (code == 0x221A)
		return root(p);
	if (code >= 0x80)
		return other(p, code);
	return tex_atom(p, ascii[code].code ? ascii[code].code : code,
		ascii[code].class);
}
