/* \newcommand and its kin, and what they stand for. */
#include "base/i18n.h"
#include "base/math/parse.h"
#include "base/math/symbols.h"

enum {
	MACRO_LIMIT = 500,
	PARAMETERS = 9,
	/* Of all that macros stand for in one formula. */
	EXPANDED_LIMIT = 4 * MATH_LIMIT,
	SLOTS = 1024 /* a power of two, over MACRO_LIMIT */
};

struct macro {
	struct str name; /* empty: a free slot */
	struct str body;
	struct str otherwise; /* of parameter 1 */
	bool optional;        /* parameter 1 stands in brackets */
	unsigned parameters;
};

struct math_macros {
	struct macro slots[SLOTS];
	size_t count;
};

static struct macro *slot(struct math_macros *macros, struct str name)
{
	size_t i = str_hash(name) % SLOTS;

	while (macros->slots[i].name.len &&
		!str_equal(macros->slots[i].name, name))
		i = (i + 1) % SLOTS;
	return &macros->slots[i];
}

/* ---- definitions ---- */

enum define {
	DEFINE_NEW,
	DEFINE_AGAIN,
	DEFINE_EITHER,
	DEFINE_TEX,
	DEFINE_NAME
};

static const struct {
	const char *name;
	enum define how;
} definitions[] = {
	{"newcommand", DEFINE_NEW},
	{"renewcommand", DEFINE_AGAIN},
	{"providecommand", DEFINE_EITHER},
	{"def", DEFINE_TEX},
	{"gdef", DEFINE_TEX},
	{"DeclareMathOperator", DEFINE_NAME},
};

/* \foo or {\foo}. */
static bool take_name(struct tex_parser *p, struct str *name)
{
	struct str s = STR("");

	if (!lex_group(p, &s))
		return false;
	s = str_trim(s);
	*name = str_sub(s, 1, SIZE_MAX);
	return s.len > 1 && s.ptr[0] == '\\';
}

/* [2][default] of \newcommand. */
static bool take_parameters(struct tex_parser *p, struct macro *macro)
{
	struct str s;
	long count;

	if (!lex_optional(p, &s))
		return true;
	if (!str_to_long(str_trim(s), &count) || count < 0 ||
		count > PARAMETERS)
		return false;
	macro->parameters = (unsigned)count;
	macro->optional = count > 0 && lex_optional(p, &macro->otherwise);
	return true;
}

/* #1#2 of \def. */
static bool take_tex_parameters(struct tex_parser *p, struct macro *macro)
{
	while (lex_look(p) == '#') {
		lex_skip(p, 1);
		if (lex_byte(p) != (int)('1' + macro->parameters) ||
			macro->parameters == PARAMETERS)
			return false;
		macro->parameters++;
		lex_skip(p, 1);
	}
	return lex_look(p) == '{';
}

static void store(struct tex_parser *p, struct math_macros *macros,
	const struct macro *macro, enum define how, size_t offset)
{
	struct macro *place = slot(macros, macro->name);
	bool taken = place->name.len > 0;
	bool known = taken || math_symbol_named(macro->name) ||
		tex_command_named(macro->name);

	/* A name of ours may be new to LaTeX: \R, \tg. */
	if (how == DEFINE_NEW && taken)
		tex_fault(p, offset,
			_("\\%.*s is defined already; write \\renewcommand"),
			STR_ARG(macro->name));
	else if (how == DEFINE_AGAIN && !known)
		tex_fault(p, offset,
			_("\\%.*s has no meaning yet; write \\newcommand"),
			STR_ARG(macro->name));
	else if (!taken && macros->count == MACRO_LIMIT)
		tex_stop(p, _("more than %d macros"), MACRO_LIMIT);
	else if (how != DEFINE_EITHER || !known) {
		macros->count += !taken;
		*place = *macro;
	}
}

static void take_operator(struct tex_parser *p, struct macro *macro, bool star)
{
	macro->body = str_format(p->arena, "\\operatorname%s{%.*s}",
		star ? "*" : "", STR_ARG(macro->body));
}

static void define(struct tex_parser *p, struct math_macros *macros,
	enum define how, size_t offset)
{
	struct macro macro = {0};
	bool star = lex_look(p) == '*';

	if (star)
		lex_skip(p, 1);
	if (!take_name(p, &macro.name) ||
		!(how == DEFINE_TEX ? take_tex_parameters(p, &macro)
				: how == DEFINE_NAME
				? true
				: take_parameters(p, &macro)) ||
		!lex_group(p, &macro.body)) {
		tex_stop(p,
			_("a macro's definition looks like this: "
			  "\\newcommand{\\name}[1]{…#1…}"));
		return;
	}
	if (how == DEFINE_NAME)
		take_operator(p, &macro, star);
	store(p, macros, &macro, how, offset);
}

static bool definition(struct tex_parser *p, struct math_macros *macros)
{
	size_t offset = lex_offset(p);
	struct str name;

	if (lex_look(p) != '\\')
		return false;
	name = lex_command(p);
	for (size_t i = 0; i < sizeof definitions / sizeof *definitions; i++)
		if (str_is(name, definitions[i].name)) {
			define(p, macros, definitions[i].how, offset);
			return true;
		}
	return false;
}

const struct math_macros *math_macros_parse(
	struct arena *arena, struct str tex, struct math_faults *faults)
{
	static const struct math_options none;
	struct math_macros *macros = NEW(arena, struct math_macros);
	struct tex_parser p = {.arena = arena,
		.options = &none,
		.faults = faults,
		.source = tex,
		.bottom = {.text = tex}};

	p.in = &p.bottom;
	if (tex.len > MATH_LIMIT)
		tex_stop(&p, _("macros longer than %d bytes"), MATH_LIMIT);
	while (lex_look(&p) >= 0)
		if (!definition(&p, macros))
			tex_stop(&p,
				_("only \\newcommand, \\renewcommand, "
				  "\\def and \\DeclareMathOperator stand "
				  "here"));
	return macros;
}

/* ---- use ---- */

static bool take_arguments(
	struct tex_parser *p, const struct macro *macro, struct str *arguments)
{
	unsigned i = 0;

	if (macro->optional && !lex_optional(p, &arguments[i++]))
		arguments[0] = macro->otherwise;
	for (; i < macro->parameters; i++)
		if (!lex_argument(p, &arguments[i]))
			return false;
	return true;
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "\pi#1" must not become another command. */
static bool ends_with_word(struct str s)
{
	size_t len = s.len;

	while (len && is_letter(s.ptr[len - 1]))
		len--;
	return len && len < s.len && s.ptr[len - 1] == '\\';
}

static void put(struct buf *out, struct str s)
{
	if (s.len && is_letter(s.ptr[0]) && ends_with_word(buf_str(out)))
		buf_char(out, ' ');
	buf_add(out, s);
}

static struct str replaced(struct tex_parser *p, const struct macro *macro,
	const struct str *arguments)
{
	struct buf out = {.arena = p->arena};
	struct str body = macro->body;
	size_t from = 0;

	for (size_t i = 0; i + 1 < body.len && out.len < EXPANDED_LIMIT; i++) {
		unsigned n = (unsigned)(body.ptr[i + 1] - '1');

		if (body.ptr[i] == '\\') {
			i++;
		} else if (body.ptr[i] == '#' && n < macro->parameters) {
			put(&out, str_sub(body, from, i - from));
			put(&out, arguments[n]);
			from = i + 2;
			i++;
		}
	}
	put(&out, str_sub(body, from, SIZE_MAX));
	return buf_str(&out);
}

/* The command stays, as one that is not known, with what was read. */
static void refuse(struct tex_parser *p, const struct macro *macro,
	const struct str *arguments, size_t offset)
{
	struct buf out = {.arena = p->arena};

	tex_fault(p, offset, _("\\%.*s wants %u arguments"),
		STR_ARG(macro->name), macro->parameters);
	buf_format(&out, "\\%.*s", STR_ARG(macro->name));
	for (unsigned i = 0; i < macro->parameters && arguments[i].ptr; i++)
		buf_format(&out, "{%.*s}", STR_ARG(arguments[i]));
	lex_push(p, buf_str(&out), offset);
	p->in->literal = !p->stopped;
}

static bool expand(struct tex_parser *p, const struct macro *macro)
{
	struct str arguments[PARAMETERS] = {{0}};
	struct str text = macro->body;
	size_t offset = lex_offset(p);

	lex_command(p);
	if (!take_arguments(p, macro, arguments)) {
		refuse(p, macro, arguments, offset);
		return false;
	}
	if (macro->parameters)
		text = replaced(p, macro, arguments);
	if (p->wrapped)
		text = str_format(p->arena, "{%.*s}", STR_ARG(text));
	p->expanded += text.len;
	lex_push(p, text, offset);
	return true;
}

bool tex_expand(struct tex_parser *p)
{
	/* slot() only reads. */
	struct math_macros *macros = (struct math_macros *)p->options->macros;
	struct str name = lex_name(p);
	const struct macro *macro;

	if (!name.len || (p->in->literal && !p->in->pos))
		return false;
	macro = slot(macros, name);
	if (!macro->name.len)
		return false;
	if (++p->expansions > MATH_EXPANSIONS || p->expanded > EXPANDED_LIMIT) {
		tex_stop(p, _("macros replaced more than %d times"),
			MATH_EXPANSIONS);
		return false;
	}
	return expand(p, macro);
}

/* A letter of another input would belong to the command written last. */
static void put_apart(struct buf *out, struct str s, bool moved)
{
	if (moved)
		put(out, s);
	else
		buf_add(out, s);
}

struct str math_expand(struct arena *arena, struct str tex,
	const struct math_macros *macros, struct math_faults *faults)
{
	const struct math_options options = {.macros = macros};
	struct math_faults found = {.arena = arena};
	struct tex_parser p = {.arena = arena,
		.options = &options,
		.faults = faults ? faults : &found,
		.source = tex,
		.bottom = {.text = tex}};
	size_t before = p.faults->count;
	const struct tex_input *last;
	struct buf out = {.arena = arena};

	p.in = &p.bottom;
	last = p.in;
	while (lex_byte(&p) >= 0 && !p.stopped && out.len < EXPANDED_LIMIT) {
		bool command = lex_byte(&p) == '\\', moved = p.in != last;
		size_t length = 1;

		if (command && tex_expand(&p))
			continue;
		if (command)
			length += lex_name(&p).len;
		last = p.in;
		put_apart(&out, str_sub(p.in->text, p.in->pos, length), moved);
		lex_skip(&p, length);
	}
	return p.faults->count > before ? tex : buf_str(&out);
}
