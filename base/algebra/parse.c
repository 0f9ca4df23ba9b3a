#include "base/algebra/expression_parts.h"

#include "base/i18n.h"
#include "base/utf8.h"

/* Reads expressions by recursive descent, one function for each binding
 * strength. */

struct parser {
	struct arena *arena;
	struct str text;
	size_t at;
	int depth;
	struct error *err;
	struct algebra calc; /* makes the numbers */
};

typedef const struct expression node;

static node *parse_or(struct parser *p);
static node *parse_unary(struct parser *p);

/* ---- characters ---- */

static unsigned column_at(const struct parser *p, size_t offset)
{
	unsigned column = 1;

	for (size_t i = 0; i < offset && i < p->text.len; i++)
		column += ((unsigned char)p->text.ptr[i] & 0xc0) != 0x80;
	return column;
}

static node *wrong(struct parser *p, size_t offset, const char *text)
{
	if (p->err && !p->calc.failed)
		fail_at(p->err, ERROR_SYNTAX, NULL, 0, column_at(p, offset),
			"%s", text);
	p->calc.failed = true;
	return NULL;
}

static char peek(struct parser *p)
{
	while (p->at < p->text.len &&
		(p->text.ptr[p->at] == ' ' || p->text.ptr[p->at] == '\t' ||
			p->text.ptr[p->at] == '\n' ||
			p->text.ptr[p->at] == '\r'))
		p->at++;
	return p->at < p->text.len ? p->text.ptr[p->at] : '\0';
}

static bool name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(unsigned char)c >= 0x80;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool name_char(char c)
{
	return name_start(c) || digit(c) || c == '_';
}

static bool take(struct parser *p, const char *sign)
{
	size_t n = strlen(sign);

	peek(p);
	if (p->text.len - p->at < n || memcmp(p->text.ptr + p->at, sign, n))
		return false;
	p->at += n;
	return true;
}

/* A word of the language, not the beginning of a longer name. */
static bool take_word(struct parser *p, const char *word)
{
	size_t n = strlen(word), start;

	peek(p);
	start = p->at;
	if (!take(p, word))
		return false;
	if (p->at < p->text.len && name_char(p->text.ptr[p->at])) {
		p->at = start;
		return false;
	}
	(void)n;
	return true;
}

static bool expect(struct parser *p, const char *sign)
{
	if (take(p, sign))
		return true;
	wrong(p, p->at,
		str_format(p->arena, _("'%s' is missing here"), sign).ptr);
	return false;
}

/* ---- nodes ---- */

static struct expression *make(
	struct parser *p, enum node_kind kind, size_t offset, size_t count)
{
	struct expression *e = NEW(p->arena, struct expression);

	e->kind = kind;
	e->column = column_at(p, offset);
	e->count = count;
	e->items = NEW_ARRAY(p->arena, count, const struct expression *);
	return e;
}

static node *binary(struct parser *p, size_t offset, char op, node *a, node *b)
{
	struct expression *e;

	if (!a || !b)
		return NULL;
	e = make(p, NODE_BINARY, offset, 2);
	e->op = op;
	e->items[0] = a;
	e->items[1] = b;
	return e;
}

static node *pair(
	struct parser *p, enum node_kind kind, size_t offset, node *a, node *b)
{
	struct expression *e;

	if (!a || !b)
		return NULL;
	e = make(p, kind, offset, 2);
	e->items[0] = a;
	e->items[1] = b;
	return e;
}

struct nodes {
	node **list;
	size_t count, capacity;
};

static struct expression *make_list(struct parser *p, enum node_kind kind,
	size_t offset, const struct nodes *nodes)
{
	struct expression *e = make(p, kind, offset, 0);

	e->items = nodes->list;
	e->count = nodes->count;
	return e;
}

/* Items between commas up to the closing sign. */
static bool parse_items(struct parser *p, const char *close, struct nodes *out)
{
	if (take(p, close))
		return true;
	do {
		node *item = parse_or(p);

		if (!item)
			return false;
		*PUSH(p->arena, out->list, out->count, out->capacity) = item;
	} while (take(p, ","));
	return expect(p, close);
}

/* ---- numbers, texts, names ---- */

static node *parse_number(struct parser *p)
{
	size_t start = p->at, end = start;
	bool point = false;
	struct rational number;
	struct expression *e;
	struct str digits;

	while (end < p->text.len && digit(p->text.ptr[end]))
		end++;
	if (end + 1 < p->text.len && p->text.ptr[end] == '.' &&
		digit(p->text.ptr[end + 1])) {
		point = true;
		end++;
		while (end < p->text.len && digit(p->text.ptr[end]))
			end++;
	}
	digits = str_sub(p->text, start, end - start);
	if (digits.len > 1000 || !rational_parse(p->arena, digits, &number))
		return wrong(p, start, _("this is not a number"));
	p->at = end;
	e = make(p, NODE_NUMBER, start, 0);
	e->value = point ? value_decimal(&p->calc, number)
			 : value_number(&p->calc, number);
	return e;
}

static node *parse_text(struct parser *p, char quote)
{
	size_t start = p->at++;
	struct buf out = {.arena = p->arena};
	struct expression *e;

	while (p->at < p->text.len && p->text.ptr[p->at] != quote) {
		if (p->text.ptr[p->at] == '\\' && p->at + 1 < p->text.len &&
			(p->text.ptr[p->at + 1] == quote ||
				p->text.ptr[p->at + 1] == '\\'))
			p->at++;
		buf_char(&out, p->text.ptr[p->at++]);
	}
	if (p->at == p->text.len)
		return wrong(
			p, start, _("the text that begins here never ends"));
	p->at++;
	e = make(p, NODE_TEXT, start, 0);
	e->text = buf_str(&out);
	return e;
}

static node *parse_if(struct parser *p, size_t start, const struct nodes *args)
{
	if (args->count != 3)
		return wrong(p, start,
			_("if() takes three parts: condition, then, else"));
	return make_list(p, NODE_IF, start, args);
}

static node *parse_call(struct parser *p, size_t start, struct str name)
{
	const struct function *function;
	const char *nearest = NULL;
	struct nodes args = {0};
	struct expression *e;

	if (!expect(p, "(") || !parse_items(p, ")", &args))
		return NULL;
	if (str_is(name, "if"))
		return parse_if(p, start, &args);
	function = function_find(name, &nearest);
	if (!function) {
		if (!p->calc.failed && nearest)
			fail_at(p->err, ERROR_NOTFOUND, NULL, 0,
				column_at(p, start),
				_("there is no function '%.*s'; '%s' was "
				  "perhaps meant"),
				STR_ARG(name), nearest);
		else if (!p->calc.failed)
			fail_at(p->err, ERROR_NOTFOUND, NULL, 0,
				column_at(p, start),
				_("there is no function '%.*s'; a product "
				  "needs its *"),
				STR_ARG(name));
		p->calc.failed = true;
		return NULL;
	}
	if ((int)args.count < function->least ||
		(function->most >= 0 && (int)args.count > function->most))
		return wrong(p, start,
			str_format(p->arena,
				_("%s() does not take %zu arguments"),
				function->name, args.count)
				.ptr);
	e = make_list(p, NODE_CALL, start, &args);
	e->function = function;
	e->text = name;
	return e;
}

static struct str take_name(struct parser *p)
{
	size_t start;

	peek(p);
	start = p->at;
	while (p->at < p->text.len && name_char(p->text.ptr[p->at]))
		p->at++;
	return str_sub(p->text, start, p->at - start);
}

static bool reserved(struct str name)
{
	static const char *const words[] = {
		"and", "or", "not", "in", "for", "step", "except"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(name, words[i]))
			return true;
	return false;
}

static node *parse_name(struct parser *p)
{
	size_t start = p->at;
	struct str name = take_name(p);
	struct expression *e;

	if (p->at < p->text.len && p->text.ptr[p->at] == '(')
		return parse_call(p, start, name);
	if (reserved(name))
		return wrong(p, start,
			str_format(p->arena, _("'%.*s' does not belong here"),
				STR_ARG(name))
				.ptr);
	if (str_is(name, "true") || str_is(name, "false")) {
		e = make(p, NODE_NUMBER, start, 0);
		e->value = value_bool(&p->calc, str_is(name, "true"));
		return e;
	}
	e = make(p, NODE_NAME, start, 0);
	e->text = name;
	return e;
}

/* ---- brackets ---- */

/* body for name in list if condition, after the body. */
static node *parse_each(struct parser *p, size_t start, node *body)
{
	struct expression *e = make(p, NODE_EACH, start, 3);

	peek(p);
	e->text = take_name(p);
	if (!e->text.len || !name_start(e->text.ptr[0]) || reserved(e->text))
		return wrong(p, p->at, _("a name belongs after 'for'"));
	if (!take_word(p, "in"))
		return wrong(p, p->at, _("'in' is missing here"));
	e->items[0] = body;
	e->items[1] = parse_or(p);
	if (!e->items[1])
		return NULL;
	if (take_word(p, "if")) {
		e->items[2] = parse_or(p);
		if (!e->items[2])
			return NULL;
	} else {
		e->count = 2;
	}
	return expect(p, "]") ? e : NULL;
}

/* The rest of [a; b], (a; b] and their like, after the first end. */
static node *parse_interval(
	struct parser *p, size_t start, bool open, node *from)
{
	struct expression *e = make(p, NODE_INTERVAL, start, 2);

	e->open_left = open;
	e->items[0] = from;
	e->items[1] = parse_or(p);
	if (!e->items[1])
		return NULL;
	e->open_right = take(p, ")");
	return e->open_right || expect(p, "]") ? e : NULL;
}

static node *parse_square(struct parser *p)
{
	size_t start = p->at++;
	struct nodes nodes = {0};
	node *first;

	if (take(p, "]"))
		return make_list(p, NODE_LIST, start, &nodes);
	first = parse_or(p);
	if (!first)
		return NULL;
	if (take(p, ";"))
		return parse_interval(p, start, false, first);
	if (take_word(p, "for"))
		return parse_each(p, start, first);
	*PUSH(p->arena, nodes.list, nodes.count, nodes.capacity) = first;
	if (take(p, ",")) {
		if (!parse_items(p, "]", &nodes))
			return NULL;
	} else if (!expect(p, "]")) {
		return NULL;
	}
	return make_list(p, NODE_LIST, start, &nodes);
}

static node *parse_round(struct parser *p)
{
	size_t start = p->at++;
	node *inner = parse_or(p);

	if (!inner)
		return NULL;
	if (take(p, ";"))
		return parse_interval(p, start, true, inner);
	return expect(p, ")") ? inner : NULL;
}

static node *parse_set(struct parser *p)
{
	size_t start = p->at++;
	struct nodes nodes = {0};

	if (!parse_items(p, "}", &nodes))
		return NULL;
	return make_list(p, NODE_SET, start, &nodes);
}

static node *parse_primary(struct parser *p)
{
	char c = peek(p);

	if (digit(c))
		return parse_number(p);
	if (c == '"' || c == '\'')
		return parse_text(p, c);
	if (c == '(')
		return parse_round(p);
	if (c == '[')
		return parse_square(p);
	if (c == '{')
		return parse_set(p);
	if (name_start(c))
		return parse_name(p);
	if (!c)
		return wrong(p, p->at, _("something is missing at the end"));
	return wrong(p, p->at,
		str_format(p->arena, _("'%c' does not belong here"), c).ptr);
}

/* ---- by binding strength ---- */

static node *parse_postfix(struct parser *p)
{
	node *e = parse_primary(p);

	while (e) {
		char c = peek(p);
		size_t start = p->at;
		struct expression *more;

		if (c == '!' &&
			!(p->at + 1 < p->text.len &&
				p->text.ptr[p->at + 1] == '=')) {
			p->at++;
			more = make(p, NODE_FACTORIAL, start, 1);
			more->items[0] = e;
			e = more;
		} else if (c == '[' && e->kind != NODE_NUMBER) {
			p->at++;
			e = pair(p, NODE_INDEX, start, e, parse_or(p));
			if (!e || !expect(p, "]"))
				return NULL;
		} else if (c == '.' && p->at + 1 < p->text.len &&
			name_start(p->text.ptr[p->at + 1])) {
			p->at++;
			more = make(p, NODE_FIELD, start, 1);
			more->text = take_name(p);
			more->items[0] = e;
			e = more;
		} else {
			return e;
		}
	}
	return NULL;
}

static node *parse_power(struct parser *p)
{
	node *base = parse_postfix(p);
	size_t start = p->at;

	if (!base || !take(p, "^"))
		return base;
	return binary(p, start, '^', base, parse_unary(p));
}

/* 2x, 2(x + 1): a number, and what follows it at once. */
static node *parse_juxtaposed(struct parser *p)
{
	node *e = parse_power(p);
	size_t start = p->at;

	if (!e || e->kind != NODE_NUMBER || e->value->kind == ALGEBRA_BOOL ||
		start >= p->text.len || !digit(p->text.ptr[start - 1]))
		return e;
	if (!name_start(p->text.ptr[start]) && p->text.ptr[start] != '(')
		return e;
	return binary(p, start, '*', e, parse_power(p));
}

static node *parse_unary(struct parser *p)
{
	size_t start;
	struct expression *e;
	node *inner;

	peek(p);
	start = p->at;
	if (++p->depth > EXPRESSION_DEPTH)
		return wrong(p, start, _("this is nested too deeply"));
	if (take(p, "-") || take(p, "\xe2\x88\x92")) {
		inner = parse_unary(p);
		e = inner ? make(p, NODE_NEGATE, start, 1) : NULL;
		if (e)
			e->items[0] = inner;
		p->depth--;
		return e;
	}
	take(p, "+");
	inner = parse_juxtaposed(p);
	p->depth--;
	return inner;
}

static node *parse_product(struct parser *p)
{
	node *e = parse_unary(p);

	while (e) {
		size_t start;

		peek(p);
		start = p->at;
		if (take(p, "*"))
			e = binary(p, start, '*', e, parse_unary(p));
		else if (take(p, "/"))
			e = binary(p, start, '/', e, parse_unary(p));
		else
			return e;
	}
	return NULL;
}

static node *parse_sum(struct parser *p)
{
	node *e = parse_product(p);

	while (e) {
		size_t start;

		peek(p);
		start = p->at;
		if (take(p, "+"))
			e = binary(p, start, '+', e, parse_product(p));
		else if (take(p, "-") || take(p, "\xe2\x88\x92"))
			e = binary(p, start, '-', e, parse_product(p));
		else
			return e;
	}
	return NULL;
}

static node *parse_range(struct parser *p)
{
	node *from = parse_sum(p);
	struct expression *e;
	size_t start = p->at;

	if (!from || !take(p, ".."))
		return from;
	e = make(p, NODE_RANGE, start, 4);
	e->items[0] = from;
	e->items[1] = parse_sum(p);
	if (!e->items[1])
		return NULL;
	if (take_word(p, "step")) {
		e->items[2] = parse_sum(p);
		if (!e->items[2])
			return NULL;
	}
	if (take_word(p, "except")) {
		e->items[3] = parse_sum(p);
		if (!e->items[3])
			return NULL;
	}
	return e;
}

static node *parse_comparison(struct parser *p)
{
	static const struct {
		const char *sign;
		enum relation relation;
		bool equation;
	} signs[] = {
		{"==", RELATION_EQ, false},
		{"!=", RELATION_NE, false},
		{"<=", RELATION_LE, false},
		{">=", RELATION_GE, false},
		{"<", RELATION_LT, false},
		{">", RELATION_GT, false},
		{"=", RELATION_EQ, true},
	};
	node *a = parse_range(p);
	struct expression *e;
	size_t start;

	if (!a)
		return NULL;
	peek(p);
	start = p->at;
	if (take_word(p, "in"))
		return pair(p, NODE_IN, start, a, parse_range(p));
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		node *b;

		if (!take(p, signs[i].sign))
			continue;
		b = parse_range(p);
		if (!b)
			return NULL;
		e = make(p, NODE_COMPARE, start, 2);
		e->relation = signs[i].relation;
		e->is_equation = signs[i].equation;
		e->items[0] = a;
		e->items[1] = b;
		return e;
	}
	return a;
}

static node *parse_not(struct parser *p)
{
	size_t start;
	struct expression *e;
	node *inner;

	peek(p);
	start = p->at;
	if (!take_word(p, "not"))
		return parse_comparison(p);
	if (++p->depth > EXPRESSION_DEPTH)
		return wrong(p, start, _("this is nested too deeply"));
	inner = parse_not(p);
	p->depth--;
	if (!inner)
		return NULL;
	e = make(p, NODE_NOT, start, 1);
	e->items[0] = inner;
	return e;
}

static node *parse_and(struct parser *p)
{
	node *e = parse_not(p);
	size_t start = p->at;

	while (e && take_word(p, "and"))
		e = pair(p, NODE_AND, start, e, parse_not(p));
	return e;
}

static node *parse_or(struct parser *p)
{
	node *e;
	size_t start = p->at;

	if (++p->depth > EXPRESSION_DEPTH)
		return wrong(p, start, _("this is nested too deeply"));
	e = parse_and(p);
	while (e && take_word(p, "or"))
		e = pair(p, NODE_OR, start, e, parse_and(p));
	p->depth--;
	return e;
}

bool expression_parse(struct arena *arena, struct str text,
	const struct expression **out, struct error *err)
{
	struct parser p = {.arena = arena,
		.text = text,
		.err = err,
		.calc = {.arena = arena, .steps = ALGEBRA_STEPS}};
	node *e;

	if (utf8_invalid(text) != SIZE_MAX)
		return fail_at(err, ERROR_SYNTAX, NULL, 0, 1,
			_("this is not UTF-8 text"));
	if (text.len > EXPRESSION_BYTES)
		return fail_at(err, ERROR_SYNTAX, NULL, 0, 1,
			_("an expression is at most %d bytes long"),
			EXPRESSION_BYTES);
	if (!peek(&p))
		return fail_at(err, ERROR_SYNTAX, NULL, 0, 1,
			_("an expression is missing here"));
	e = parse_or(&p);
	if (e && peek(&p)) {
		size_t next = p.at;

		utf8_next(text, &next);
		e = wrong(&p, p.at,
			str_format(arena, _("'%.*s' does not belong here"),
				(int)(next - p.at), text.ptr + p.at)
				.ptr);
	}
	if (!e || p.calc.failed)
		return false;
	*out = e;
	return true;
}
