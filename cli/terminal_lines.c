#include "cli/terminal_lines.h"

#include "base/utf8.h"

/* Direction marks, overrides and isolates, and characters that command. */
bool terminal_shows(uint32_t code)
{
	if (code < 0xa0)
		return code >= ' ' && code < 0x7f;
	return code != 0x61c && code != 0x200e && code != 0x200f &&
		!(code >= 0x2028 && code <= 0x202e) &&
		!(code >= 0x2066 && code <= 0x2069) && code != 0xfeff &&
		!(code >= 0xfff9 && code <= 0xfffb) &&
		!(code >= 0xe0000 && code <= 0xe0fff);
}

static bool is_space(uint32_t code)
{
	return code == ' ' || (code >= '\t' && code <= '\r') ||
		code == 0x2028 || code == 0x2029;
}

static void put_glyph(struct arena *arena, struct glyphs *glyphs, unsigned look,
	struct str bytes, char kind)
{
	*PUSH(arena, glyphs->v, glyphs->count,
		glyphs->capacity) = (struct glyph){
		.ptr = bytes.ptr,
		.look = look,
		.len = (uint8_t)bytes.len,
		.width = (uint8_t)(kind == GLYPH_END ? 0 : utf8_width(bytes)),
		.kind = kind,
	};
}

/* A run of white space is one space, and none at a line's beginning. */
static void put_space(struct arena *arena, struct glyphs *glyphs, unsigned look)
{
	if (glyphs->count && glyphs->v[glyphs->count - 1].kind == GLYPH_INK)
		put_glyph(arena, glyphs, look, STR(" "), GLYPH_SPACE);
}

static void put_end(struct arena *arena, struct glyphs *glyphs)
{
	if (glyphs->count && glyphs->v[glyphs->count - 1].kind == GLYPH_SPACE)
		glyphs->count--;
	put_glyph(arena, glyphs, 0, STR(""), GLYPH_END);
}

static void put_tab(struct arena *arena, struct glyphs *glyphs, unsigned look)
{
	unsigned column = 0;

	for (size_t i = glyphs->count; i && glyphs->v[i - 1].kind != GLYPH_END;
		i--)
		column += glyphs->v[i - 1].width;
	do
		put_glyph(arena, glyphs, look, STR(" "), GLYPH_INK);
	while (++column % 8);
}

static void put_code(struct arena *arena, struct glyphs *glyphs, unsigned look,
	struct str bytes, uint32_t code, bool keep)
{
	if (code == '\n')
		put_end(arena, glyphs);
	else if (code == '\t' && keep)
		put_tab(arena, glyphs, look);
	else if (is_space(code) && !(keep && code == ' '))
		put_space(arena, glyphs, look);
	else if (terminal_shows(code))
		put_glyph(arena, glyphs, look, bytes, GLYPH_INK);
}

struct glyphs glyphs_of(
	struct arena *arena, const struct terminal_words *words, bool keep)
{
	struct glyphs glyphs = {0};

	for (size_t i = 0; i < words->count; i++) {
		struct str text = words->spans[i].text;

		for (size_t at = 0; at < text.len;) {
			size_t start = at;
			uint32_t code = utf8_next(text, &at);

			put_code(arena, &glyphs, words->spans[i].look,
				str_sub(text, start, at - start), code, keep);
		}
	}
	while (glyphs.count && glyphs.v[glyphs.count - 1].kind != GLYPH_INK)
		glyphs.count--;
	return glyphs;
}

/* ---- lines ---- */

static void put_line(struct arena *arena, struct lines *lines,
	const struct glyphs *glyphs, size_t start, size_t end)
{
	struct line line = {start, end, 0};

	for (size_t i = start; i < end; i++)
		line.width += glyphs->v[i].width;
	*PUSH(arena, lines->v, lines->count, lines->capacity) = line;
}

/* Punctuation that must not begin a line. */
static bool closes(const struct glyph *glyph)
{
	static const char *const marks[] = {"、", "。", "，", "．", "：", "；",
		"？", "！", "）", "》", "」", "』", "】", "〉", "”", "’", ")",
		",", ".", ";", ":", "?", "!", NULL};
	struct str text = {glyph->ptr, glyph->len};

	for (size_t i = 0; marks[i]; i++)
		if (str_is(text, marks[i]))
			return true;
	return false;
}

/* May a line end between glyph at - 1 and glyph at? */
static bool may_part(const struct glyphs *glyphs, size_t at)
{
	const struct glyph *before = &glyphs->v[at - 1];
	const struct glyph *after = &glyphs->v[at];

	if (before->kind == GLYPH_SPACE)
		return true;
	return (before->width == 2 || after->width == 2) && after->width &&
		!closes(after);
}

unsigned widest_word(const struct glyphs *glyphs)
{
	unsigned widest = 0, width = 0;

	for (size_t i = 0; i < glyphs->count; i++) {
		if (i &&
			(glyphs->v[i].kind != GLYPH_INK || may_part(glyphs, i)))
			width = 0;
		if (glyphs->v[i].kind == GLYPH_INK)
			width += glyphs->v[i].width;
		if (width > widest)
			widest = width;
	}
	return widest;
}

/* Where the line that begins at start ends: at the last place where it may,
 * else in the middle of a word, but with one glyph at least. */
static size_t line_end_of(
	const struct glyphs *glyphs, size_t start, unsigned width)
{
	unsigned used = 0;
	size_t best = start, i;

	for (i = start; i < glyphs->count; i++) {
		const struct glyph *glyph = &glyphs->v[i];

		if (glyph->kind == GLYPH_END)
			return i;
		if (i > start && may_part(glyphs, i))
			best = i;
		if (used + glyph->width > width && glyph->kind == GLYPH_INK &&
			i > start)
			return best > start ? best : i;
		used += glyph->width;
	}
	return i;
}

struct lines lines_of(struct arena *arena, const struct glyphs *glyphs,
	unsigned first, unsigned rest)
{
	struct lines lines = {0};
	size_t start = 0;

	do {
		size_t end =
			line_end_of(glyphs, start, lines.count ? rest : first);
		size_t ink = end;

		while (ink > start && glyphs->v[ink - 1].kind == GLYPH_SPACE)
			ink--;
		put_line(arena, &lines, glyphs, start, ink);
		start = end;
		if (start < glyphs->count && glyphs->v[start].kind == GLYPH_END)
			start++;
	} while (start < glyphs->count);
	return lines;
}

/* ---- looks ---- */

static void put_look(struct buf *out, unsigned look)
{
	static const struct {
		unsigned look;
		const char *code;
	} codes[] = {
		{TERMINAL_BOLD, ";1"},
		{TERMINAL_DIM, ";2"},
		{TERMINAL_ITALIC, ";3"},
		{TERMINAL_UNDERLINE, ";4"},
		{TERMINAL_STRIKE, ";9"},
		{TERMINAL_RIGHT, ";32"},
		{TERMINAL_WRONG, ";31"},
		{TERMINAL_MATCH, ";33"},
		{TERMINAL_MATH, ";36"},
		{TERMINAL_CODE, ";35"},
	};

	buf_text(out, "\x1b[0");
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (look & codes[i].look)
			buf_text(out, codes[i].code);
	buf_char(out, 'm');
}

void line_write(struct terminal *t, struct buf *out,
	const struct glyphs *glyphs, const struct line *line)
{
	unsigned look = 0;

	for (size_t i = line->start; i < line->end; i++) {
		const struct glyph *glyph = &glyphs->v[i];

		if (t->color && glyph->look != look)
			put_look(out, glyph->look);
		look = glyph->look;
		buf_add(out, (struct str){glyph->ptr, glyph->len});
	}
	if (t->color && look)
		put_look(out, 0);
}
