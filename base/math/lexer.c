/* The cursor: bytes, blanks, comments, names, groups. */
#include "base/i18n.h"
#include "base/math/parse.h"
#include "base/utf8.h"

static bool is_letter(int c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_blank(int c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

int lex_byte(struct tex_parser *p)
{
	while (p->in->pos >= p->in->text.len) {
		if (!p->in->below)
			return -1;
		p->in = p->in->below;
	}
	return (unsigned char)p->in->text.ptr[p->in->pos];
}

void lex_skip(struct tex_parser *p, size_t bytes)
{
	p->in->pos += bytes;
}

/* A % in the last line is a sign: a comment would take all that is left, the
 * closing dollar too, in TeX. */
bool lex_at_comment(struct tex_parser *p)
{
	bool percent = lex_byte(p) == '%';
	struct tex_input *in = p->in;

	if (!percent)
		return false;
	if (!in->lines)
		for (in->lines = in->text.len + 1;
			in->lines > 1 && in->text.ptr[in->lines - 2] != '\n';)
			in->lines--;
	return in->pos + 1 < in->lines;
}

void lex_comment(struct tex_parser *p)
{
	struct tex_input *in = p->in;

	while (in->pos < in->text.len && in->text.ptr[in->pos] != '\n')
		in->pos++;
}

static int skip_blanks(struct tex_parser *p)
{
	int c;

	while (is_blank(c = lex_byte(p)) || lex_at_comment(p))
		if (c == '%')
			lex_comment(p);
		else
			p->in->pos++;
	return c;
}

int lex_look(struct tex_parser *p)
{
	int c;

	while ((c = skip_blanks(p)) == '\\' && p->options->macros)
		if (!tex_expand(p))
			return lex_byte(p);
	return c;
}

void lex_back(const struct tex_parser *p, struct tex_input *in, size_t pos)
{
	if (!p->stopped)
		in->pos = pos;
}

uint32_t lex_code(struct tex_parser *p)
{
	return utf8_next(p->in->text, &p->in->pos);
}

struct str lex_rest(const struct tex_parser *p)
{
	return str_sub(p->in->text, p->in->pos, SIZE_MAX);
}

/* Bytes of the name at the start of s, which follows a backslash. */
static size_t name_length(struct str s)
{
	size_t len = 0;

	while (len < s.len && is_letter((unsigned char)s.ptr[len]))
		len++;
	if (!len && s.len)
		utf8_next(s, &len);
	return len;
}

struct str lex_name(struct tex_parser *p)
{
	struct str rest = str_sub(p->in->text, p->in->pos + 1, SIZE_MAX);

	return str_sub(rest, 0, name_length(rest));
}

bool lex_at(struct tex_parser *p, const char *name)
{
	return lex_byte(p) == '\\' && str_is(lex_name(p), name);
}

struct str lex_command(struct tex_parser *p)
{
	struct str name = lex_name(p);
	struct tex_input *in = p->in;

	in->pos += 1 + name.len;
	if (name.len && is_letter((unsigned char)name.ptr[0]))
		while (in->pos < in->text.len &&
			is_blank(in->text.ptr[in->pos]))
			in->pos++;
	return name;
}

/* What stands in brackets is short: looking for their end must not take long
 * where many are open. */
enum { BRACKET_LIMIT = 1000 };

/* Offset of the closing byte of a group that is open at from, or SIZE_MAX. */
static size_t group_end(struct str s, size_t from, char close)
{
	size_t open = 0;

	for (size_t i = from; i < s.len; i++) {
		char c = s.ptr[i];

		if (c == '\\')
			i++;
		else if (c == close && !open)
			return i;
		else if (c == '{')
			open++;
		else if (c == '}' && open)
			open--;
	}
	return SIZE_MAX;
}

static struct str take_group(struct tex_parser *p, char close)
{
	struct tex_input *in = p->in;
	size_t from = in->pos + 1;
	size_t end = group_end(in->text, from, close);

	if (end == SIZE_MAX) {
		tex_fault(p, lex_offset(p), _("a closing } is missing"));
		end = in->text.len;
	}
	in->pos = end < in->text.len ? end + 1 : end;
	return str_sub(in->text, from, end - from);
}

static struct str take_one(struct tex_parser *p)
{
	struct tex_input *in = p->in;
	size_t from = in->pos;

	if (in->text.ptr[from] == '\\')
		in->pos += 1 + lex_name(p).len;
	else
		lex_code(p);
	return str_sub(in->text, from, in->pos - from);
}

static bool take_argument(struct tex_parser *p, int c, struct str *out)
{
	if (c < 0 || c == '}' || c == '&')
		return false;
	*out = c == '{' ? take_group(p, '}') : take_one(p);
	return true;
}

bool lex_group(struct tex_parser *p, struct str *out)
{
	return take_argument(p, lex_look(p), out);
}

bool lex_argument(struct tex_parser *p, struct str *out)
{
	return take_argument(p, skip_blanks(p), out);
}

bool lex_at_optional(struct tex_parser *p)
{
	if (skip_blanks(p) != '[')
		return false;
	return group_end(str_sub(lex_rest(p), 0, BRACKET_LIMIT), 1, ']') !=
		SIZE_MAX;
}

bool lex_optional(struct tex_parser *p, struct str *out)
{
	if (!lex_at_optional(p))
		return false;
	*out = take_group(p, ']');
	return true;
}

size_t lex_offset(const struct tex_parser *p)
{
	if (p->stopped)
		return p->rest;
	return p->in == &p->bottom ? p->in->pos : p->in->origin;
}

void lex_push(struct tex_parser *p, struct str text, size_t origin)
{
	struct tex_input *in;

	if (p->stopped)
		return;
	in = NEW(p->arena, struct tex_input);
	in->text = text;
	in->origin = origin;
	in->below = p->in;
	p->in = in;
}

/* In thousandths of an em at 10 pt. */
static const struct {
	const char *name;
	double em;
} units[] = {
	{"em", 1000},
	{"ex", 430},
	{"mu", 1000 / 18.0},
	{"pt", 100},
	{"bp", 100.375},
	{"pc", 1200},
	{"mm", 284.53},
	{"cm", 2845.3},
	{"in", 7227},
	{"\\textwidth", 30000},
	{"\\linewidth", 30000},
};

bool tex_length(struct str s, int *out)
{
	size_t digits = 0;
	double value;

	s = str_trim(s);
	while (digits < s.len && strchr("+-.0123456789", s.ptr[digits]) &&
		s.ptr[digits])
		digits++;
	if (!digits || !str_to_double(str_sub(s, 0, digits), &value))
		return false;
	s = str_trim(str_sub(s, digits, SIZE_MAX));
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (str_starts(s, units[i].name)) {
			value *= units[i].em;
			if (value > 100000 || value < -100000)
				return false;
			*out = (int)value;
			return true;
		}
	return false;
}
