#include "base/markup/escape.h"

#include "base/markup/prepare.h"

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_alnum(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* ---- \( and \[ ---- */

static size_t closing_of(struct str text, size_t at, char mark)
{
	const char close[3] = {'\\', mark == '(' ? ')' : ']', 0};
	size_t end = str_find(text, close, at);
	size_t blank = str_find(text, "\n\n", at);

	return end < blank ? end : SIZE_MAX;
}

/* A dollar inside would end the formula early. */
static bool is_clean(struct str tex)
{
	return str_trim(tex).len && str_find(tex, "$", 0) == SIZE_MAX;
}

static struct str with_dollars(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};
	size_t at = 0;

	if (str_find(text, "\\(", 0) == SIZE_MAX &&
		str_find(text, "\\[", 0) == SIZE_MAX)
		return text;
	while (at < text.len) {
		char mark = at + 1 < text.len ? text.ptr[at + 1] : 0;
		size_t end = SIZE_MAX;
		struct str tex;

		if (text.ptr[at] == '\\' && (mark == '(' || mark == '['))
			end = closing_of(text, at + 2, mark);
		tex = end == SIZE_MAX ? STR("")
				      : str_sub(text, at + 2, end - at - 2);
		if (!is_clean(tex)) {
			buf_char(&out, text.ptr[at++]);
			continue;
		}
		buf_format(&out, mark == '(' ? "$%.*s$" : "$$%.*s$$",
			STR_ARG(str_trim(tex)));
		at = end + 2;
	}
	return buf_str(&out);
}

/* ---- marks ---- */

/* A blank to write on stays one. */
static bool in_long_run(struct str text, size_t at)
{
	size_t first = at, end = at;

	while (first && text.ptr[first - 1] == '_')
		first--;
	while (end < text.len && text.ptr[end] == '_')
		end++;
	return end - first >= 3;
}

static bool needs_escape(struct str text, size_t at)
{
	char c = text.ptr[at], after = at + 1 < text.len ? text.ptr[at + 1] : 0;
	char before = at ? text.ptr[at - 1] : ' ';

	switch (c) {
	case '*':
		return !(is_white(before) && is_white(after));
	case '_':
		return !in_long_run(text, at) &&
			!(is_alnum(before) && is_alnum(after));
	case '\\':
		return !(is_alnum(after) || is_white(after));
	case '`':
	case '$':
	case '|':
		return true;
	case '~':
		return memchr(text.ptr, c, at) ||
			memchr(text.ptr + at + 1, c, text.len - at - 1);
	case ']':
		return after == '(';
	case '<':
		return !is_white(after) &&
			memchr(text.ptr + at, '>', text.len - at) != NULL;
	case '&':
		return is_alnum(after) || after == '#';
	case '{':
		return after == '{' || (at && text.ptr[at - 1] == ')');
	default:
		return false;
	}
}

/* What begins a block at the beginning of a line: the offset of the mark that
 * is to be escaped, or SIZE_MAX. */
static size_t block_mark(struct str text, size_t at)
{
	size_t end = at;

	if (at < text.len && strchr("#>-+=*~", text.ptr[at]))
		return at;
	while (end < text.len && text.ptr[end] >= '0' && text.ptr[end] <= '9' &&
		end - at < 10)
		end++;
	return end > at && end < text.len &&
			(text.ptr[end] == '.' || text.ptr[end] == ')')
		? end
		: SIZE_MAX;
}

static void put_char(struct buf *out, struct str text, size_t at, bool stop)
{
	if (needs_escape(text, at))
		buf_char(out, '\\');
	else if (stop)
		buf_char(out, MARKUP_STOP);
	buf_char(out, text.ptr[at]);
}

/* What only md4c is to see. */
static struct str without_guards(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != GUARD && text.ptr[i] != INDENT)
			buf_char(&out, text.ptr[i]);
	return buf_str(&out);
}

static void put_formula(struct buf *out, struct str source)
{
	for (size_t i = 0; i < source.len; i++)
		buf_char(out, source.ptr[i] == '\n' ? ' ' : source.ptr[i]);
}

/* White space at the ends is kept: what comes before or after may need it. */
static struct str white_of(struct str text, bool end)
{
	struct str bare = str_trim(text);
	size_t before = bare.len ? (size_t)(bare.ptr - text.ptr) : text.len;

	return end ? str_sub(text, before + bare.len, text.len)
		   : str_sub(text, 0, before);
}

/* Letters, digits, blanks and signs that mean nothing to Markdown, on one line:
 * most texts. */
static bool is_harmless(struct str text)
{
	static const bool harmful[256] = {['*'] = true,
		['_'] = true,
		['\\'] = true,
		['`'] = true,
		['$'] = true,
		['|'] = true,
		['~'] = true,
		['['] = true,
		[']'] = true,
		['<'] = true,
		['&'] = true,
		['{'] = true,
		[0x7f] = true};
	bool found = false;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.ptr[i];

		found |= c < ' ' || harmful[c];
	}
	return !found;
}

static void escape_marks(struct buf *out, struct str plain)
{
	struct prepared prepared = markup_prepare(
		out->arena, with_dollars(out->arena, str_trim(plain)));
	struct str text = without_guards(out->arena, prepared.text);
	size_t mark = block_mark(text, 0);

	buf_add(out, white_of(plain, false));
	for (size_t at = 0; at < text.len;) {
		const struct formula *formula =
			markup_ticket(&prepared, text, &at);

		if (formula) {
			put_formula(out, formula->source);
			continue;
		}
		if (at && text.ptr[at - 1] == '\n')
			mark = block_mark(text, at);
		put_char(out, text, at, at == mark);
		at++;
	}
	if (str_trim(plain).len)
		buf_add(out, white_of(plain, true));
}

void escape_inline(struct buf *out, struct str plain)
{
	if (is_harmless(plain) && block_mark(str_trim(plain), 0) == SIZE_MAX)
		buf_add(out, plain);
	else
		escape_marks(out, plain);
}

struct str escape_settle(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};
	bool several = str_find(text, "\n", 0) != SIZE_MAX;

	if (memchr(text.ptr ? text.ptr : "", MARKUP_STOP, text.len) == NULL)
		return text;
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] != MARKUP_STOP)
			buf_char(&out, text.ptr[i]);
		else if (several)
			buf_char(&out, '\\');
	return buf_str(&out);
}

/* Line ends as blank lines or breaks; white at the ends of lines goes. */
static struct str lines_of(struct arena *arena, struct str text, bool breaks)
{
	struct buf out = {.arena = arena};
	struct str line;
	size_t blank = 0;

	text = str_trim(text);
	while (str_cut(&text, '\n', &line)) {
		line = str_trim(line);
		if (!line.len) {
			blank = 1;
			continue;
		}
		if (out.len)
			buf_text(&out, blank ? "\n\n" : breaks ? "\\\n" : "\n");
		buf_add(&out, line);
		blank = 0;
	}
	return buf_str(&out);
}

struct str markup_escape(struct arena *arena, struct str plain, bool breaks)
{
	struct buf out = {.arena = arena};

	escape_inline(&out, markup_without_controls(arena, plain));
	return escape_settle(arena, lines_of(arena, buf_str(&out), breaks));
}
