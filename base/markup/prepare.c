#include "base/markup/prepare.h"

#include <stdint.h>

enum { RUNS = 64 };

/* Where a reading of the text stands. */
struct preparation {
	struct buf out;
	struct str text;
	size_t at;
	struct formula *formulas;
	size_t count;
	size_t capacity;
	size_t paragraph; /* where it ends */
	bool alone[RUNS]; /* so many backticks have no partner in it */
};

static char peek(const struct preparation *p, size_t at)
{
	return at < p->text.len ? p->text.ptr[at] : 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool is_space(char c)
{
	return is_blank(c) || c == '\n';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of other scripts are taken for letters. */
static bool is_word(char c)
{
	return is_digit(c) || (c >= 'a' && c <= 'z') ||
		(c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static size_t run_length(struct str s, size_t at)
{
	size_t end = at;

	while (end < s.len && s.ptr[end] == s.ptr[at])
		end++;
	return end - at;
}

static bool has_controls(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' || text.ptr[i] == 0x7f)
			return true;
	return false;
}

struct str markup_without_controls(struct arena *arena, struct str text)
{
	struct buf out = {.arena = arena};

	if (!has_controls(text))
		return text;
	buf_reserve(&out, text.len);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c == '\r' && (i + 1 == text.len || text.ptr[i + 1] != '\n'))
			c = '\n';
		if (c == '\v' || c == '\f')
			c = ' ';
		if ((unsigned char)c >= ' ' ? c != 0x7f : is_space(c))
			buf_char(&out, c);
	}
	return buf_str(&out);
}

/* ---- formulas ---- */

/* The line at `at` is blank, but for quotation marks. */
static bool blank_line(const struct preparation *p, size_t at)
{
	while (is_blank(peek(p, at)) || peek(p, at) == '>')
		at++;
	return at >= p->text.len || p->text.ptr[at] == '\n';
}

/* The next dollars that are not escaped, in this paragraph, or SIZE_MAX. */
static size_t next_dollars(
	const struct preparation *p, size_t at, size_t dollars)
{
	for (; at < p->text.len; at++) {
		char c = p->text.ptr[at];

		if (c == '\\')
			at++;
		else if (c == '\n' && blank_line(p, at + 1))
			break;
		else if (c == '$' && (dollars == 1 || peek(p, at + 1) == '$'))
			return at;
	}
	return SIZE_MAX;
}

/* Whether a single dollar at `open` and one at `close` hold a formula: a price
 * does not. */
static bool holds_formula(
	const struct preparation *p, size_t open, size_t close)
{
	char before = open ? p->text.ptr[open - 1] : ' ';
	char after = peek(p, close + 1);
	bool spaced = is_space(peek(p, open + 1));

	if (spaced != is_space(p->text.ptr[close - 1]) || is_digit(after))
		return false;
	if (!spaced)
		return true;
	if (before == ' ' && open > 1)
		before = p->text.ptr[open - 2];
	if (after == ' ')
		after = peek(p, close + 2);
	return !is_digit(before) && !is_digit(after);
}

/* How many quotation marks the line of `at` begins with. */
static size_t quote_depth(struct str text, size_t at)
{
	size_t start = at, depth = 0;

	while (start > 0 && text.ptr[start - 1] != '\n')
		start--;
	for (; is_blank(text.ptr[start]) || text.ptr[start] == '>'; start++)
		depth += text.ptr[start] == '>';
	return depth;
}

/* In a quotation, the marks of the lines it goes over are not the formula's. */
static struct str unquoted(
	const struct preparation *p, size_t start, struct str tex)
{
	struct buf out = {.arena = p->out.arena};
	struct str line;
	size_t depth, skip = 0;

	if (str_find(tex, "\n", 0) == SIZE_MAX)
		return tex;
	depth = quote_depth(p->text, start);
	if (!depth)
		return tex;
	while (str_cut(&tex, '\n', &line)) {
		for (size_t i = 0; i < skip; i++) {
			line = str_trim(line);
			if (str_starts(line, ">"))
				line = str_trim(str_sub(line, 1, line.len));
		}
		if (skip)
			buf_char(&out, '\n');
		buf_add(&out, line);
		skip = depth;
	}
	return buf_str(&out);
}

static void put_ticket(struct preparation *p, size_t end, size_t dollars)
{
	struct str source = str_sub(p->text, p->at, end - p->at);
	struct str tex = str_sub(source, dollars, source.len - 2 * dollars);
	struct formula *formula =
		PUSH(p->out.arena, p->formulas, p->count, p->capacity);

	formula->source = source;
	formula->tex = str_trim(unquoted(p, p->at, tex));
	formula->display = dollars == 2;
	buf_char(&p->out, '$');
	buf_char(&p->out, TICKET);
	buf_long(&p->out, (long)p->count - 1);
	buf_char(&p->out, TICKET);
	buf_char(&p->out, '$');
	p->at = end;
}

static void copy(struct preparation *p, size_t len)
{
	buf_add(&p->out, str_sub(p->text, p->at, len));
	p->at += len;
}

static void read_dollars(struct preparation *p)
{
	size_t dollars = run_length(p->text, p->at);
	size_t start = p->at + dollars, close;

	if (dollars > 2) {
		copy(p, dollars);
		return;
	}
	close = next_dollars(p, start, dollars);
	if (close == SIZE_MAX ||
		!str_trim(str_sub(p->text, start, close - start)).len ||
		(dollars == 1 && !holds_formula(p, p->at, close)))
		copy(p, dollars);
	else
		put_ticket(p, close + dollars, dollars);
}

/* ---- what is not to be looked into, and what md4c must not see ---- */

/* The next run of the mark at `at`, of at least (or just) `run` marks; the
 * offset after it, or 0. */
static size_t next_run(
	const struct preparation *p, size_t run, size_t limit, bool exact)
{
	const char mark[2] = {p->text.ptr[p->at], 0};
	struct str text = str_sub(p->text, 0, limit);
	size_t at = p->at + run;

	while ((at = str_find(text, mark, at)) != SIZE_MAX) {
		size_t len = run_length(text, at);

		if (exact ? len == run : len >= run)
			return at + len;
		at += len;
	}
	return 0;
}

static bool begins_line(const struct preparation *p)
{
	size_t at = p->at;

	while (at &&
		(is_blank(p->text.ptr[at - 1]) || p->text.ptr[at - 1] == '>'))
		at--;
	return !at || p->text.ptr[at - 1] == '\n';
}

static void find_paragraph(struct preparation *p)
{
	size_t at = p->at;

	while (at < p->text.len &&
		!(p->text.ptr[at] == '\n' && blank_line(p, at + 1)))
		at++;
	p->paragraph = at;
	memset(p->alone, 0, sizeof p->alone);
}

/* The end of the `code` that begins with a run of backticks, or 0. */
static size_t code_end(struct preparation *p, size_t run)
{
	size_t end;

	if (p->at >= p->paragraph)
		find_paragraph(p);
	if (run >= RUNS || p->alone[run])
		return 0;
	end = next_run(p, run, p->paragraph, true);
	p->alone[run] = !end;
	return end;
}

static void read_code(struct preparation *p)
{
	size_t run = run_length(p->text, p->at);
	size_t end = 0;

	if (run >= 3 && begins_line(p)) {
		end = next_run(p, run, p->text.len, false);
		end = end ? end : p->text.len;
	} else if (p->text.ptr[p->at] == '`') {
		end = code_end(p, run);
	}
	copy(p, end ? end - p->at : run);
}

/* "____" is a blank to be filled in; "(___)" too. */
static void read_underscores(struct preparation *p)
{
	size_t run = run_length(p->text, p->at);
	char before = p->at ? p->text.ptr[p->at - 1] : ' ';
	bool guarded = run > 3 ||
		(run == 3 && !is_word(before) &&
			!is_word(peek(p, p->at + run)));

	if (guarded)
		buf_char(&p->out, GUARD);
	copy(p, run);
	if (guarded)
		buf_char(&p->out, GUARD);
}

/* Without definitions of references no line of a question can vanish. */
static void read_bracket(struct preparation *p)
{
	copy(p, 1);
	if (peek(p, p->at) == ':')
		buf_char(&p->out, GUARD);
}

/* Bytes that mean nothing here, up to the next that may. */
static void read_run(struct preparation *p)
{
	static const bool may_mean[256] = {['\\'] = true,
		['$'] = true,
		['`'] = true,
		['~'] = true,
		['_'] = true,
		[']'] = true};
	size_t end = p->at + 1;

	while (end < p->text.len && !may_mean[(unsigned char)p->text.ptr[end]])
		end++;
	copy(p, end - p->at);
}

static void read_one(struct preparation *p)
{
	switch (p->text.ptr[p->at]) {
	case '\\':
		copy(p, 2);
		break;
	case '$':
		read_dollars(p);
		break;
	case '`':
	case '~':
		read_code(p);
		break;
	case '_':
		read_underscores(p);
		break;
	case ']':
		read_bracket(p);
		break;
	default:
		read_run(p);
		break;
	}
}

/* Block marks mean nothing in a text of one line: "> 5", "-" and "1945." are
 * answers, not a quotation and lists. */
static void settle_blocks(struct preparation *p)
{
	struct str trimmed = str_trim(p->text);

	if (str_find(trimmed, "\n", 0) != SIZE_MAX)
		return;
	p->text = trimmed;
	if (trimmed.len)
		buf_char(&p->out, INDENT);
}

struct prepared markup_prepare(struct arena *arena, struct str text)
{
	struct preparation p = {.out = {.arena = arena}};

	p.text = markup_without_controls(arena, text);
	buf_reserve(&p.out, p.text.len);
	settle_blocks(&p);
	while (p.at < p.text.len)
		read_one(&p);
	return (struct prepared){buf_str(&p.out), p.formulas, p.count};
}

const struct formula *markup_ticket(
	const struct prepared *prepared, struct str chunk, size_t *at)
{
	size_t end = *at + 2, number = 0;

	if (chunk.len - *at < 5 || chunk.ptr[*at] != '$' ||
		chunk.ptr[*at + 1] != TICKET)
		return NULL;
	for (; end < chunk.len && is_digit(chunk.ptr[end]); end++)
		number = number * 10 + (size_t)(chunk.ptr[end] - '0');
	if (number >= prepared->count || chunk.len - end < 2)
		return NULL;
	*at = end + 2;
	return &prepared->formulas[number];
}
