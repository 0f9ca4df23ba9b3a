/* Rows, scripts, groups and arguments. */
#include "base/math/parse.h"
#include "base/i18n.h"
#include "base/utf8.h"

struct math *tex_node(struct tex_parser *p, enum math_kind kind)
{
	struct math *node = NEW(p->arena, struct math);

	node->kind = kind;
	node->offset = (uint32_t)lex_offset(p);
	if (++p->nodes > MATH_NODES)
		tex_stop(p, _("a formula of more than %d pieces"), MATH_NODES);
	return node;
}

struct math *tex_atom(
	struct tex_parser *p, uint32_t code, enum math_class class)
{
	struct math *node = tex_node(p, MATH_ATOM);

	node->code = code;
	node->class = class;
	node->variant = p->variant;
	return node;
}

struct math *tex_space(struct tex_parser *p, int width)
{
	struct math *node = tex_node(p, MATH_SPACE);

	node->width = width;
	return node;
}

struct math *tex_text(struct tex_parser *p, enum math_kind kind, struct str s)
{
	struct math *node = tex_node(p, kind);

	node->text = s;
	return node;
}

/* ---- faults and limits ---- */

static void add_fault(
	struct tex_parser *p, size_t offset, const char *format, va_list args)
{
	struct math_faults *faults = p->faults;
	const struct math_fault *last;
	struct buf text;

	if (!faults)
		return;
	text = (struct buf){.arena = faults->arena};
	buf_vformat(&text, format, args);
	last = faults->count ? &faults->v[faults->count - 1] : NULL;
	/* "\frac" alone lacks both of its arguments at once. */
	if (last && last->offset == offset &&
		str_equal(last->text, buf_str(&text)))
		return;
	*PUSH(faults->arena, faults->v, faults->count, faults->capacity) =
		(struct math_fault){.offset = offset, .text = buf_str(&text)};
}

void tex_fault(struct tex_parser *p, size_t offset, const char *format, ...)
{
	va_list args;

	if (p->stopped)
		return;
	va_start(args, format);
	add_fault(p, offset, format, args);
	va_end(args);
}

void tex_stop(struct tex_parser *p, const char *format, ...)
{
	va_list args;

	if (p->stopped)
		return;
	p->rest = lex_offset(p);
	p->stopped = true;
	va_start(args, format);
	add_fault(p, p->rest, format, args);
	va_end(args);
	p->in = &p->bottom;
	p->bottom.pos = p->bottom.text.len;
}

struct str tex_short(struct str source)
{
	size_t len = 40;

	if (source.len <= len)
		return source;
	while (len && (source.ptr[len] & 0xc0) == 0x80)
		len--;
	return str_sub(source, 0, len);
}

struct math *tex_error(struct tex_parser *p, struct str source)
{
	return tex_text(p, MATH_ERROR, source);
}

bool tex_deeper(struct tex_parser *p)
{
	if (p->depth >= MATH_DEPTH) {
		tex_stop(p, _("nested more than %d deep"), MATH_DEPTH);
		return false;
	}
	p->depth++;
	return true;
}

void tex_higher(struct tex_parser *p)
{
	p->depth--;
}

/* ---- a row ---- */

static void empty_row(struct tex_row *row)
{
	row->tail = &row->node->child;
	row->last = row->before = NULL;
}

void tex_begin(struct tex_parser *p, struct tex_row *row)
{
	*row = (struct tex_row){.node = tex_node(p, MATH_ROW),
		.outer = p->row,
		.variant = p->variant};
	empty_row(row);
	p->row = row;
}

/* Rules 5 and 6 of The TeXbook's Appendix G: a Bin needs something on both
 * sides. */
static void settle_before(struct tex_row *row, enum math_class next)
{
	struct math *before = row->before;

	if (before && before->class == CLASS_BIN &&
		(next == CLASS_REL || next == CLASS_CLOSE ||
			next == CLASS_PUNCT))
		before->class = CLASS_ORD;
}

static bool is_sign(const struct tex_row *row)
{
	enum math_class class;

	if (!row->before)
		return true;
	class = row->before->class;
	return row->before->kind == MATH_MIDDLE || class == CLASS_BIN ||
		class == CLASS_OP || class == CLASS_REL ||
		class == CLASS_OPEN || class == CLASS_PUNCT;
}

/* The first bar of |-x|: where an operand is wanted. */
static bool opens(const struct tex_row *row, const struct math *node)
{
	return node->kind == MATH_ATOM && node->class == CLASS_ORD &&
		(node->code == '|' || node->code == 0x2016) && is_sign(row) &&
		!(row->before && row->before->class == CLASS_OP);
}

void tex_add(struct tex_row *row, struct math *node)
{
	if (node->kind != MATH_SPACE) {
		if (opens(row, node))
			node->class = CLASS_OPEN;
		settle_before(row,
			node->kind == MATH_MIDDLE ? CLASS_CLOSE : node->class);
		if (node->class == CLASS_BIN && is_sign(row))
			node->class = CLASS_ORD;
		row->before = node;
	}
	*row->tail = node;
	row->tail = &node->next;
	row->last = node;
}

void tex_switch(struct tex_parser *p, struct math *node)
{
	struct tex_row *row = p->row;

	if (!tex_deeper(p))
		return;
	row->switches++;
	*row->tail = node;
	row->tail = &node->child;
}

struct math *tex_end(struct tex_parser *p, struct tex_row *row)
{
	struct math *below;

	settle_before(row, CLASS_CLOSE);
	p->depth -= row->switches;
	p->row = row->outer;
	p->variant = row->variant;
	p->filled = row->filled;
	if (row->over) {
		below = tex_node(p, MATH_ROW);
		below->child = row->node->child;
		((struct math *)row->over->child)->next = below;
		row->node->child = row->over;
	}
	return row->node;
}

/* ---- what ends a row, and what stands in one without belonging there ---- */

bool tex_line_end(struct str name)
{
	return str_is(name, "\\") || str_is(name, "cr") ||
		str_is(name, "newline");
}

static bool command_ends(struct tex_parser *p, enum tex_closer closer)
{
	struct str name = lex_name(p);

	if (tex_line_end(name))
		return closer == CLOSE_CELL || closer == CLOSE_BRACED_CELL ||
			closer == CLOSE_END;
	if (str_is(name, "right"))
		return p->fences > 0;
	return str_is(name, "end") && p->tables > 0;
}

static bool row_ends(struct tex_parser *p, enum tex_closer closer, int c)
{
	switch (c) {
	case -1:
		return true;
	case '}':
		return p->braces > 0;
	case ']':
		return closer == CLOSE_BRACKET;
	case '$':
		return closer == CLOSE_DOLLAR;
	case '&':
		return closer == CLOSE_CELL || closer == CLOSE_BRACED_CELL ||
			closer == CLOSE_END;
	case '\\':
		return command_ends(p, closer);
	default:
		return false;
	}
}

static bool is_stray(struct tex_parser *p, int c)
{
	struct str name;

	if (c != '\\')
		return c == '}' || c == '$' || c == '&';
	name = lex_name(p);
	return tex_line_end(name) || str_is(name, "right") ||
		str_is(name, "end");
}

static struct math *stray(struct tex_parser *p, int c)
{
	struct str rest = lex_rest(p);
	size_t offset = lex_offset(p), len = 1;

	if (c == '\\')
		len += lex_name(p).len;
	rest = str_sub(rest, 0, len);
	if (c == '}')
		tex_fault(p, offset, _("a } without its {"));
	else if (c == '$')
		tex_fault(p, offset, _("a $ inside a formula; write \\$"));
	else if (str_is(rest, "\\right"))
		tex_fault(p, offset, _("\\right without \\left"));
	else if (str_is(rest, "\\end"))
		tex_fault(p, offset, _("\\end without \\begin"));
	else
		tex_fault(
			p, offset, _("%.*s belongs in a table"), STR_ARG(rest));
	lex_skip(p, len);
	return tex_error(p, rest);
}

static bool has_scripts(struct tex_parser *p, int c)
{
	size_t offset = p->in->pos;
	uint32_t code, plain;
	bool raised;

	if (c == '^' || c == '_' || c == '\'')
		return true;
	if (c < 0x80)
		return false;
	code = utf8_next(p->in->text, &offset);
	return tex_script_char(code, &plain, &raised);
}

static void element(struct tex_parser *p, int c)
{
	struct tex_row *row = p->row;
	struct math *node;
	bool grouped;

	if (is_stray(p, c))
		node = stray(p, c);
	else if (has_scripts(p, c))
		node = tex_node(p, MATH_ROW);
	else
		node = tex_nucleus(p);
	if (!node)
		return;
	grouped = tex_thousands(p, node);
	if (node->kind != MATH_SPACE && node->kind != MATH_MIDDLE)
		node = tex_scripts(p, node);
	tex_add(row, node);
	if (grouped)
		tex_add(row, tex_space(p, 167));
}

struct math *tex_row_after(
	struct tex_parser *p, enum tex_closer closer, struct math *first)
{
	struct tex_row row;
	int c;

	tex_begin(p, &row);
	row.closer = closer;
	if (first)
		tex_add(&row, first);
	while (!row_ends(p, closer, c = lex_look(p)))
		element(p, c);
	return tex_end(p, &row);
}

struct math *tex_row(struct tex_parser *p, enum tex_closer closer)
{
	return tex_row_after(p, closer, NULL);
}

/* ---- scripts ---- */

struct scripts {
	struct tex_script sub, sup;
	bool primed; /* the last of sup is a prime */
};

void tex_add_script(
	struct tex_parser *p, struct tex_script *script, struct math *node)
{
	struct math *row;

	if (!script->node) {
		script->node = node;
		return;
	}
	if (!script->last) {
		row = tex_node(p, MATH_ROW);
		row->child = script->last = script->node;
		script->node = row;
	}
	script->last->next = node;
	script->last = node;
}

static void add_script(
	struct tex_parser *p, struct scripts *s, bool raised, struct math *node)
{
	tex_add_script(p, raised ? &s->sup : &s->sub, node);
}

static void take_script(struct tex_parser *p, struct scripts *s, int c)
{
	bool raised = c == '^';
	size_t offset = lex_offset(p);

	lex_skip(p, 1);
	if (raised && s->sup.node && !s->primed)
		tex_fault(p, offset, _("two superscripts; write {} between"));
	if (!raised && s->sub.node)
		tex_fault(p, offset, _("two subscripts; write {} between"));
	add_script(p, s, raised, tex_arg(p, raised ? "^" : "_"));
	s->primed = false;
}

static void take_primes(struct tex_parser *p, struct scripts *s)
{
	static const uint32_t codes[] = {0x2032, 0x2033, 0x2034, 0x2057};
	size_t count = 0;

	while (count < 4 && lex_look(p) == '\'') {
		lex_skip(p, 1);
		count++;
	}
	add_script(p, s, true, tex_atom(p, codes[count - 1], CLASS_ORD));
	s->primed = true;
}

/* x² and H₂: all that stand together. */
static void take_characters(struct tex_parser *p, struct scripts *s)
{
	uint32_t code, plain;
	bool raised, first;
	struct buf digits = {.arena = p->arena};
	size_t pos = p->in->pos;

	code = utf8_next(p->in->text, &pos);
	tex_script_char(code, &plain, &first);
	if (plain < '0' || plain > '9') {
		lex_code(p);
		add_script(p, s, first, tex_atom(p, plain, CLASS_ORD));
		s->primed = plain == 0x2032;
		return;
	}
	while (p->in->pos < p->in->text.len) {
		pos = p->in->pos;
		code = utf8_next(p->in->text, &pos);
		if (!tex_script_char(code, &plain, &raised) ||
			raised != first || plain < '0' || plain > '9')
			break;
		buf_char(&digits, (char)plain);
		lex_code(p);
	}
	add_script(p, s, first, tex_text(p, MATH_NUMBER, buf_str(&digits)));
}

static bool take_limits(struct tex_parser *p, struct math *node)
{
	struct str name = lex_name(p);
	bool limits = str_is(name, "limits");

	if (node->class != CLASS_OP ||
		(!limits && !str_is(name, "nolimits") &&
			!str_is(name, "displaylimits")))
		return false;
	lex_command(p);
	node->limits = limits              ? LIMITS_ALWAYS
		: str_is(name, "nolimits") ? LIMITS_NEVER
					   : LIMITS_DISPLAY;
	return true;
}

static bool take_one(struct tex_parser *p, struct math *node, struct scripts *s)
{
	int c = lex_look(p);

	if (c == '\\')
		return take_limits(p, node);
	if (!has_scripts(p, c))
		return false;
	if (c == '\'')
		take_primes(p, s);
	else if (c == '^' || c == '_')
		take_script(p, s, c);
	else
		take_characters(p, s);
	return true;
}

struct math *tex_scripts(struct tex_parser *p, struct math *node)
{
	struct scripts s = {0};
	struct math *result;

	while (take_one(p, node, &s))
		;
	if (!s.sub.node && !s.sup.node)
		return node;
	result = tex_node(
		p, node->kind == MATH_BRACE ? MATH_STACK : MATH_SCRIPTS);
	result->offset = node->offset;
	result->base = node;
	result->sub = s.sub.node;
	result->sup = s.sup.node;
	result->class = node->class;
	result->limits = node->limits;
	return result;
}

/* ---- groups and arguments ---- */

struct math *tex_single(struct math *row)
{
	/* Made by us, so it may be changed. */
	struct math *only = (struct math *)row->child;

	return row->kind == MATH_ROW && only && !only->next ? only : row;
}

void tex_close_brace(struct tex_parser *p)
{
	p->braces--;
	if (lex_look(p) == '}')
		lex_skip(p, 1);
	else
		tex_fault(p, lex_offset(p), _("a closing } is missing"));
}

static struct math *group(struct tex_parser *p)
{
	struct math *row;

	if (!tex_deeper(p))
		return tex_node(p, MATH_ROW);
	lex_skip(p, 1);
	p->braces++;
	row = tex_row(p, CLOSE_BRACE);
	tex_close_brace(p);
	tex_higher(p);
	return row;
}

static struct math *piece(struct tex_parser *p, int c)
{
	struct math *row, *only;

	/* A limit may have been met by a macro here. */
	if (c < 0)
		return tex_node(p, MATH_ROW);
	if (c == '\\')
		return tex_run(p);
	if (c != '{')
		return tex_character(p, false);
	row = group(p);
	only = tex_single(row);
	return only->class == CLASS_ORD && only->kind != MATH_SPACE ? only
								    : row;
}

struct math *tex_nucleus(struct tex_parser *p)
{
	int c = lex_look(p);
	size_t offset = lex_offset(p);
	struct math *node = piece(p, c);

	if (node)
		node->offset = (uint32_t)offset;
	return node;
}

static struct math *missing(struct tex_parser *p, const char *of)
{
	tex_fault(p, lex_offset(p), _("nothing stands after %s"), of);
	return tex_error(p, str_from(of));
}

struct math *tex_arg(struct tex_parser *p, const char *of)
{
	struct tex_row row;
	struct math *node;
	int c;

	p->wrapped = true;
	c = lex_look(p);
	p->wrapped = false;
	if (c < 0 || c == '^' || c == '_' || is_stray(p, c))
		return missing(p, of);
	if (c == '{')
		return tex_single(group(p));
	if (c != '\\')
		return tex_character(p, true);
	tex_begin(p, &row);
	node = tex_nucleus(p);
	if (node)
		tex_add(&row, node);
	return tex_single(tex_end(p, &row));
}

bool tex_raw(struct tex_parser *p, const char *of, struct str *out)
{
	*out = STR("");
	if (lex_group(p, out))
		return true;
	tex_fault(p, lex_offset(p), _("nothing stands after %s"), of);
	return false;
}

struct math *tex_bracket(struct tex_parser *p)
{
	struct math *row;

	if (!lex_at_optional(p))
		return NULL;
	lex_skip(p, 1);
	row = tex_row(p, CLOSE_BRACKET);
	if (lex_look(p) == ']')
		lex_skip(p, 1);
	else
		tex_fault(p, lex_offset(p), _("a closing ] is missing"));
	return tex_single(row);
}

struct math *tex_apart(struct tex_parser *p, struct str text)
{
	struct tex_parser saved = *p;
	struct tex_input in = {.text = text, .origin = lex_offset(p)};
	struct math *row;

	if (p->stopped)
		return tex_node(p, MATH_ROW);
	p->in = &in;
	p->braces = p->fences = p->tables = 0;
	row = tex_row(p, CLOSE_BRACE);
	p->braces = saved.braces;
	p->fences = saved.fences;
	p->tables = saved.tables;
	if (!p->stopped)
		p->in = saved.in;
	return row;
}

/* ---- the whole ---- */

static struct math *whole(struct tex_parser *p)
{
	struct math *row = tex_row(p, CLOSE_END);
	const struct math **tail;

	if (lex_look(p) >= 0) {
		struct math *lines = tex_lines(p, row);

		row = tex_node(p, MATH_ROW);
		row->child = lines;
	}
	if (!p->stopped)
		return row;
	for (tail = &row->child; *tail;)
		tail = (const struct math **)&(*tail)->next;
	*tail = tex_error(p, str_sub(p->source, p->rest, SIZE_MAX));
	return row;
}

const struct math *math_parse(struct arena *arena, struct str tex,
	const struct math_options *options, struct math_faults *faults)
{
	struct tex_parser p = {.arena = arena,
		.options = options,
		.faults = faults,
		.source = tex,
		.bottom = {.text = tex}};

	p.in = &p.bottom;
	if (tex.len > MATH_LIMIT)
		tex_stop(&p, _("a formula longer than %d bytes"), MATH_LIMIT);
	return whole(&p);
}
