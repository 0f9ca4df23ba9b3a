/* \ce{…}: formulas and equations of chemistry as mhchem writes them. */
#include "base/i18n.h"
#include "base/math/parse.h"
#include "base/utf8.h"

/* What came before decides what a digit, a sign or a letter means. */
enum place {
	AT_START,    /* of a word: digits are an amount */
	AFTER_PIECE, /* an element, a bracket: digits are a subscript */
	AFTER_AMOUNT,
	AFTER_SIGN, /* + or an arrow */
};

struct chem {
	struct tex_parser *p;
	struct tex_row row;
	enum place place;
	bool blank;                 /* a blank has just gone by */
	struct math *base;          /* the last piece, which scripts go to */
	struct tex_script sub, sup; /* of it */
};

static bool is_digit(int c)
{
	return c >= '0' && c <= '9';
}

static bool is_upper(int c)
{
	return c >= 'A' && c <= 'Z';
}

static bool is_lower(int c)
{
	return c >= 'a' && c <= 'z';
}

/* The byte i bytes on, 0 at the end of the input. */
static int ahead(const struct chem *x, size_t i)
{
	struct str rest = lex_rest(x->p);

	return i < rest.len ? (unsigned char)rest.ptr[i] : 0;
}

static bool ends_word(int c)
{
	return !c || c == ' ' || c == '\n' || c == '\t' || c == '}' ||
		c == ')' || c == ']' || c == ',' || c == ';' || c == '$' ||
		c == '\\';
}

/* ---- pieces and their scripts ---- */

static void flush(struct chem *x)
{
	struct math *node = x->base;

	if (x->base && (x->sub.node || x->sup.node)) {
		node = tex_node(x->p, MATH_SCRIPTS);
		node->class = x->base->class;
		node->base = x->base;
		node->sub = x->sub.node;
		node->sup = x->sup.node;
	}
	if (node)
		tex_add(&x->row, node);
	x->base = NULL;
	x->sub = x->sup = (struct tex_script){0};
}

/* Room between an amount and what it counts, and between words. */
static void put_room(struct chem *x)
{
	if (x->place == AFTER_AMOUNT)
		tex_add(&x->row, tex_space(x->p, 167));
	else if (x->blank && x->place == AT_START && x->row.node->child)
		tex_add(&x->row, tex_space(x->p, 250));
	x->blank = false;
}

static void put_piece(struct chem *x, struct math *node)
{
	flush(x);
	put_room(x);
	x->base = node;
	x->place = AFTER_PIECE;
}

/* + = and arrows stand for themselves. */
static void put_sign(struct chem *x, struct math *node)
{
	flush(x);
	tex_add(&x->row, node);
	x->place = AFTER_SIGN;
	x->blank = false;
}

static struct math *upright(struct chem *x, struct str s)
{
	struct math *node = tex_text(x->p, MATH_TEXT, s);

	node->variant = VARIANT_UPRIGHT;
	return node;
}

static void put_script(struct chem *x, bool raised, struct math *node)
{
	if (!x->base || x->blank) {
		/* An isotope's numbers stand before its symbol. */
		flush(x);
		put_room(x);
		x->base = tex_node(x->p, MATH_ROW);
	}
	tex_add_script(x->p, raised ? &x->sup : &x->sub, node);
	x->place = x->place == AFTER_PIECE ? AFTER_PIECE : AT_START;
}

/* ---- scripts ---- */

/* How many bytes from i on are alike: digits, capitals, or one character. */
static size_t run_length(struct str s, size_t i)
{
	size_t end = i;

	while (end < s.len && is_digit(s.ptr[end]))
		end++;
	if (end > i)
		return end - i;
	while (end < s.len && is_upper(s.ptr[end]))
		end++;
	return end > i ? end - i : 1;
}

static struct math *script_part(struct chem *x, struct str part)
{
	char c = part.ptr[0];

	if (is_digit(c))
		return tex_text(x->p, MATH_NUMBER, part);
	if (is_upper(c))
		return upright(x, part);
	return tex_atom(x->p, c == '-' ? 0x2212 : (unsigned char)c, CLASS_ORD);
}

/* "2-", "2n+1", "III": digits and capitals upright, letters are variables.
 * All of it is ASCII. */
static struct math *script_text(struct chem *x, struct str s)
{
	struct tex_row row;
	struct str part;

	tex_begin(x->p, &row);
	for (size_t i = 0; i < s.len; i += part.len) {
		part = str_sub(s, i, run_length(s, i));
		if (part.ptr[0] != ' ')
			tex_add(&row, script_part(x, part));
	}
	return tex_single(tex_end(x->p, &row));
}

static size_t script_length(const struct chem *x)
{
	size_t len = 0;

	while (is_digit(ahead(x, len)))
		len++;
	while (ahead(x, len) == '+' ||
		(ahead(x, len) == '-' && ahead(x, len + 1) != '>'))
		len++;
	if (len || ends_word(ahead(x, 0)))
		return len;
	return 1;
}

static bool is_simple(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.ptr[i]) && !is_upper(s.ptr[i]) &&
			!is_lower(s.ptr[i]) && !memchr("+-. ", s.ptr[i], 4))
			return false;
	return true;
}

/* After ^ or _. */
static struct math *take_script(struct chem *x, bool raised)
{
	struct tex_parser *p = x->p;
	struct str rest = lex_rest(p), inside;
	size_t len, end = str_find(str_sub(rest, 0, 64), "}", 0);

	if (ahead(x, 0) == '{' && end != SIZE_MAX) {
		inside = str_sub(rest, 1, end - 1);
		if (is_simple(inside)) {
			lex_skip(p, end + 1);
			return script_text(x, str_trim(inside));
		}
	}
	if (ahead(x, 0) == '{' || ahead(x, 0) == '\\' || ahead(x, 0) >= 0x80)
		return tex_arg(p, raised ? "^" : "_");
	if (ahead(x, 0) == '$')
		return NULL;
	len = script_length(x);
	lex_skip(p, len);
	return len ? script_text(x, str_sub(rest, 0, len)) : NULL;
}

static void script(struct chem *x, int c)
{
	struct tex_parser *p = x->p;
	bool raised = c == '^';
	bool starts = !x->base || x->blank;
	struct math *node;

	lex_skip(p, 1);
	if (raised && starts && ends_word(ahead(x, 0))) {
		/* A gas goes up. */
		flush(x);
		tex_add(&x->row, tex_atom(p, 0x2191, CLASS_ORD));
		return;
	}
	node = take_script(x, raised);
	if (node) {
		put_script(x, raised, node);
		return;
	}
	tex_fault(p, lex_offset(p), _("nothing stands after %s"),
		raised ? "^" : "_");
	put_sign(x, tex_error(p, raised ? STR("^") : STR("_")));
}

/* ---- letters and digits ---- */

static size_t word_length(const struct chem *x, size_t from, bool lower)
{
	struct str rest = lex_rest(x->p);

	while (from < rest.len) {
		size_t next = from;
		uint32_t code = utf8_next(rest, &next);

		if (!is_lower((int)code) &&
			(code < 0x80 || !lower || !utf8_in_word(code)))
			break;
		from = next;
	}
	return from;
}

static bool is_falling(const struct chem *x)
{
	return x->place != AFTER_PIECE && ahead(x, 0) == 'v' &&
		ends_word(ahead(x, 1)) && x->row.node->child;
}

static void letters(struct chem *x, int c)
{
	struct tex_parser *p = x->p;
	size_t len = word_length(x, is_upper(c), true);
	struct str s = str_sub(lex_rest(p), 0, len);
	bool variable = len == 1 && is_lower(c) && x->place != AFTER_PIECE;

	if (is_falling(x)) {
		lex_skip(p, 1);
		flush(x);
		tex_add(&x->row, tex_atom(p, 0x2193, CLASS_ORD));
		return;
	}
	lex_skip(p, len);
	if (variable &&
		!(x->row.before && x->row.before->code == '(' &&
			ahead(x, 0) == ')')) {
		put_piece(x, tex_atom(p, (uint32_t)c, CLASS_ORD));
		if (ahead(x, 0) != '_' && ahead(x, 0) != '^')
			x->place = AFTER_AMOUNT;
		return;
	}
	put_piece(x, upright(x, s));
}

static size_t amount_end(const struct chem *x, size_t len)
{
	while (is_digit(ahead(x, len)))
		len++;
	if ((ahead(x, len) == '.' || ahead(x, len) == ',') &&
		is_digit(ahead(x, len + 1)))
		for (len++; is_digit(ahead(x, len));)
			len++;
	return len;
}

static struct math *amount(struct chem *x)
{
	struct tex_parser *p = x->p;
	struct str rest = lex_rest(p);
	size_t len = amount_end(x, 0), end;
	struct math *above = tex_text(p, MATH_NUMBER, str_sub(rest, 0, len));
	struct math *node;

	if (ahead(x, len) != '/' || !is_digit(ahead(x, len + 1))) {
		lex_skip(p, len);
		return above;
	}
	end = amount_end(x, len + 1);
	node = tex_node(p, MATH_FRACTION);
	node->class = CLASS_INNER;
	node->style = STYLE_TEXT;
	node->bar = true;
	above->next =
		tex_text(p, MATH_NUMBER, str_sub(rest, len + 1, end - len - 1));
	node->child = above;
	lex_skip(p, end);
	return node;
}

static void digits(struct chem *x)
{
	struct tex_parser *p = x->p;
	struct str rest = lex_rest(p);
	size_t len = 0;

	if (x->place != AFTER_PIECE || x->blank) {
		flush(x);
		put_room(x);
		tex_add(&x->row, amount(x));
		x->place = AFTER_AMOUNT;
		return;
	}
	while (is_digit(ahead(x, len)))
		len++;
	lex_skip(p, len);
	put_script(x, false, tex_text(p, MATH_NUMBER, str_sub(rest, 0, len)));
}

/* ---- arrows and signs ---- */

static const struct {
	const char *typed;
	uint32_t code;
} arrows[] = {
	{"<=>>", 0x21CC},
	{"<<=>", 0x21CC},
	{"<=>", 0x21CC},
	{"<-->", 0x21C4},
	{"<->", 0x2194},
	{"<-", 0x2190},
	{"-->", 0x2192},
	{"->", 0x2192},
	{"→", 0x2192},
	{"⟶", 0x2192},
	{"←", 0x2190},
	{"↔", 0x2194},
	{"⇌", 0x21CC},
	{"⇄", 0x21C4},
};

static struct math *equation(struct tex_parser *p, char closer);

static struct math *arrow_text(struct chem *x)
{
	struct tex_parser *p = x->p;
	struct math *row;

	if (ahead(x, 0) != '[' || !lex_at_optional(p))
		return NULL;
	lex_skip(p, 1);
	row = equation(p, ']');
	if (lex_byte(p) == ']')
		lex_skip(p, 1);
	return row->kind == MATH_ROW && !row->child ? NULL : row;
}

static bool arrow(struct chem *x)
{
	struct str rest = lex_rest(x->p);
	struct math *node;

	for (size_t i = 0; i < sizeof arrows / sizeof *arrows; i++) {
		if (!str_starts(rest, arrows[i].typed))
			continue;
		lex_skip(x->p, strlen(arrows[i].typed));
		if (ahead(x, 0) == 'T' && ahead(x, 1) == '[')
			lex_skip(x->p, 1);
		node = tex_node(x->p, MATH_ARROW);
		node->class = CLASS_REL;
		node->code = arrows[i].code;
		node->stretchy = true;
		node->sup = arrow_text(x);
		node->sub = arrow_text(x);
		put_sign(x, node);
		return true;
	}
	return false;
}

static bool is_bonded(const struct chem *x)
{
	int next = ahead(x, 1);

	return x->place == AFTER_PIECE && !x->blank && !ends_word(next);
}

static const struct {
	const char *typed;
	uint32_t code;
	const char *text;
} bonds[] = {
	{"-", 0x2212, NULL},
	{"=", '=', NULL},
	{"#", 0x2261, NULL},
	{"1", 0x2212, NULL},
	{"2", '=', NULL},
	{"3", 0x2261, NULL},
	{"~", 0x223C, NULL},
	{"...", 0x22EF, NULL},
	{"....", 0x22EF, NULL},
	{"->", 0x2192, NULL},
	{"<-", 0x2190, NULL},
};

static void put_bond(struct chem *x, uint32_t code)
{
	flush(x);
	tex_add(&x->row, tex_atom(x->p, code, CLASS_ORD));
	x->place = AT_START;
	x->blank = false;
}

/* \bond{=} */
static void bond(struct chem *x)
{
	struct tex_parser *p = x->p;
	struct str kind;

	lex_command(p);
	if (!tex_raw(p, "\\bond", &kind))
		return;
	for (size_t i = 0; i < sizeof bonds / sizeof *bonds; i++)
		if (str_is(str_trim(kind), bonds[i].typed)) {
			put_bond(x, bonds[i].code);
			return;
		}
	tex_fault(p, lex_offset(p), _("unknown bond '%.*s'"),
		STR_ARG(tex_short(kind)));
	put_sign(x,
		tex_error(p,
			str_format(p->arena, "\\bond{%.*s}", STR_ARG(kind))));
}

/* (aq) and the like. */
static bool is_state(const struct chem *x, size_t i)
{
	size_t len = 1;

	if (ahead(x, i) != '(')
		return false;
	while (is_lower(ahead(x, i + len)))
		len++;
	return len > 1 && len < 4 && ahead(x, i + len) == ')';
}

/* + and -: a charge, a bond, or the sign between substances. */
static void plus_minus(struct chem *x, int c)
{
	struct tex_parser *p = x->p;
	uint32_t code = c == '-' ? 0x2212 : '+';
	bool close = x->base && !x->blank;
	bool charge = close &&
		(ends_word(ahead(x, 1)) || ahead(x, 1) == '.' ||
			is_state(x, 1));
	bool bonded = c == '-' && is_bonded(x);

	lex_skip(p, 1);
	if (charge)
		put_script(x, true, tex_atom(p, code, CLASS_ORD));
	else if (bonded)
		put_bond(x, code);
	else
		put_sign(x, tex_atom(p, code, CLASS_BIN));
}

static void equals(struct chem *x, int c)
{
	bool bonded = is_bonded(x);

	lex_skip(x->p, 1);
	if (c == '#')
		put_bond(x, 0x2261);
	else if (bonded)
		put_bond(x, '=');
	else
		put_sign(x, tex_atom(x->p, '=', CLASS_REL));
}

/* The point of CuSO4.5H2O. */
static void point(struct chem *x, int c)
{
	bool adds = c == '*' ||
		(x->base && (is_digit(ahead(x, 1)) || is_upper(ahead(x, 1))));

	lex_skip(x->p, 1);
	put_bond(x, adds ? 0x22C5 : '.');
}

/* ---- brackets ---- */

/* (v) and (^): falls out, goes off. */
static bool falls_or_rises(struct chem *x)
{
	int c = ahead(x, 1);

	if ((c != 'v' && c != '^') || ahead(x, 2) != ')')
		return false;
	lex_skip(x->p, 3);
	flush(x);
	tex_add(&x->row, tex_atom(x->p, c == 'v' ? 0x2193 : 0x2191, CLASS_ORD));
	x->place = AT_START;
	return true;
}

static void open_bracket(struct chem *x, int c)
{
	if (c == '(' && falls_or_rises(x))
		return;
	flush(x);
	put_room(x);
	lex_skip(x->p, 1);
	tex_add(&x->row, tex_atom(x->p, (uint32_t)c, CLASS_OPEN));
	x->place = AFTER_SIGN;
}

static void group(struct chem *x)
{
	struct tex_parser *p = x->p;
	struct math *row;

	lex_skip(p, 1);
	p->braces++;
	row = equation(p, '}');
	tex_close_brace(p);
	put_piece(x, row);
}

static void formula(struct chem *x)
{
	struct tex_parser *p = x->p;
	struct math *row;

	lex_skip(p, 1);
	row = tex_row(p, CLOSE_DOLLAR);
	if (lex_look(p) == '$')
		lex_skip(p, 1);
	else
		tex_fault(p, lex_offset(p), _("a closing $ is missing"));
	put_piece(x, row);
}

static void command(struct chem *x)
{
	struct tex_parser *p = x->p;
	struct math *node;

	if (p->options->macros && tex_expand(p))
		return;
	if (lex_at(p, "bond")) {
		bond(x);
		return;
	}
	flush(x);
	p->row = &x->row;
	node = tex_nucleus(p);
	if (!node)
		return;
	if (node->class == CLASS_REL || node->class == CLASS_BIN ||
		node->kind == MATH_SPACE)
		put_sign(x, node);
	else
		put_piece(x, node);
}

static void blanks(struct chem *x)
{
	lex_look(x->p);
	x->blank = true;
	if (x->place == AFTER_PIECE)
		x->place = AT_START;
}

static void part(struct chem *x, int c)
{
	struct tex_parser *p = x->p;

	if (c == ' ' || c == '\n' || c == '\t' || c == '\r' ||
		lex_at_comment(p))
		blanks(x);
	else if ((c == '-' || c == '<' || c >= 0x80) && arrow(x))
		return;
	else if (c == '^' || c == '_')
		script(x, c);
	else if (is_upper(c) || is_lower(c))
		letters(x, c);
	else if (is_digit(c))
		digits(x);
	else if (c == '+' || c == '-')
		plus_minus(x, c);
	else if (c == '=' || c == '#')
		equals(x, c);
	else if (c == '.' || c == '*')
		point(x, c);
	else if (c == '(' || c == '[')
		open_bracket(x, c);
	else if (c == '{')
		group(x);
	else if (c == '$')
		formula(x);
	else if (c == '\\')
		command(x);
	else if (c == ')' || c == ']') {
		lex_skip(p, 1);
		x->blank = false;
		put_piece(x, tex_atom(p, (uint32_t)c, CLASS_CLOSE));
	} else {
		put_piece(x, tex_character(p, false));
	}
}

/* Up to the closer, which is not taken. */
static struct math *equation(struct tex_parser *p, char closer)
{
	struct chem x = {.p = p};
	int c;

	if (!tex_deeper(p))
		return tex_node(p, MATH_ROW);
	tex_begin(p, &x.row);
	x.row.closer = CLOSE_BRACE;
	while ((c = lex_byte(p)) >= 0 && c != closer && c != '}')
		part(&x, c);
	flush(&x);
	tex_higher(p);
	return tex_end(p, &x.row);
}

struct math *tex_chemistry(struct tex_parser *p, const struct tex_command *of)
{
	struct math *row;

	if (lex_look(p) != '{') {
		tex_fault(p, lex_offset(p), _("nothing stands after %s"),
			of->name);
		return tex_error(p, str_from(of->name));
	}
	lex_skip(p, 1);
	p->braces++;
	row = equation(p, '}');
	tex_close_brace(p);
	return row;
}
