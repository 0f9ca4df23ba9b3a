#include "cli/terminal.h"

#include "cli/terminal_lines.h"

struct terminal terminal_new(struct arena *arena, unsigned width, bool color)
{
	return (struct terminal){
		.out = {.arena = arena},
		.label = {.arena = arena},
		.width = width,
		.color = color,
	};
}

void terminal_add(struct terminal_words *words, unsigned look, struct str text)
{
	*PUSH(words->arena, words->spans, words->count, words->capacity) =
		(struct terminal_span){look, text};
}

struct terminal_words terminal_word(
	struct arena *arena, unsigned look, struct str text)
{
	struct terminal_words words = {.arena = arena};

	terminal_add(&words, look, text);
	return words;
}

void terminal_spaces(struct buf *out, size_t count)
{
	buf_format(out, "%*s", (int)count, "");
}

unsigned terminal_room(const struct terminal *t)
{
	return t->width > t->indent + 10 ? t->width - t->indent : 10;
}

unsigned terminal_begin_line(struct terminal *t)
{
	unsigned column = t->labelled;

	if (t->blank && t->out.len)
		buf_char(&t->out, '\n');
	t->blank = false;
	buf_add(&t->out, buf_str(&t->label));
	if (column < t->indent) {
		terminal_spaces(&t->out, t->indent - column);
		column = t->indent;
	}
	t->label.len = 0;
	t->labelled = 0;
	return column;
}

/* How many columns the label takes from the first line. */
static unsigned taken(const struct terminal *t)
{
	return t->labelled > t->indent ? t->labelled - t->indent : 0;
}

static void put_glyphs(struct terminal *t, const struct glyphs *glyphs,
	const struct lines *lines, size_t limit)
{
	for (size_t i = 0; i < lines->count && i < limit; i++) {
		/* An empty line in the middle has no blanks at its end. */
		if (lines->v[i].end > lines->v[i].start || t->label.len)
			terminal_begin_line(t);
		line_write(t, &t->out, glyphs, &lines->v[i]);
		if (i + 1 == limit && i + 1 < lines->count)
			buf_text(&t->out, "…");
		buf_char(&t->out, '\n');
	}
}

void terminal_put_lines(
	struct terminal *t, const struct terminal_words *words, size_t limit)
{
	struct arena *arena = t->out.arena;
	struct glyphs glyphs = glyphs_of(arena, words, false);
	unsigned room = terminal_room(t), less = taken(t);
	unsigned first = room > less + 1 ? room - less : 1;
	struct lines lines = lines_of(arena, &glyphs, first, room);

	/* Room for the dots. */
	if (lines.count > limit)
		lines = lines_of(arena, &glyphs, first - (first > 1), room - 1);
	put_glyphs(t, &glyphs, &lines, limit);
}

void terminal_put(struct terminal *t, const struct terminal_words *words)
{
	terminal_put_lines(t, words, SIZE_MAX);
}

void terminal_text(struct terminal *t, unsigned look, struct str text)
{
	struct terminal_words words = terminal_word(t->out.arena, look, text);

	terminal_put(t, &words);
}

void terminal_code(struct terminal *t, unsigned look, struct str text)
{
	struct arena *arena = t->out.arena;
	struct terminal_words words = terminal_word(arena, look, text);
	struct glyphs glyphs = glyphs_of(arena, &words, true);
	unsigned room = terminal_room(t);
	struct lines lines = lines_of(arena, &glyphs, room, room);

	put_glyphs(t, &glyphs, &lines, SIZE_MAX);
}

void terminal_blank(struct terminal *t)
{
	if (!t->label.len)
		t->blank = true;
}

void terminal_rule(struct terminal *t)
{
	unsigned column = terminal_begin_line(t);

	for (; column < t->width; column++)
		buf_text(&t->out, "─");
	buf_char(&t->out, '\n');
}

void terminal_hang(
	struct terminal *t, unsigned columns, unsigned look, struct str label)
{
	struct arena *arena = t->out.arena;
	struct terminal_words words = terminal_word(arena, look, label);
	struct glyphs glyphs = glyphs_of(arena, &words, true);
	struct lines lines = lines_of(arena, &glyphs, t->width, t->width);

	if (lines.v[0].width) {
		if (t->labelled < t->indent) {
			terminal_spaces(&t->label, t->indent - t->labelled);
			t->labelled = t->indent;
		}
		line_write(t, &t->label, &glyphs, &lines.v[0]);
		buf_char(&t->label, ' ');
		t->labelled += lines.v[0].width + 1;
	}
	t->indent += columns;
}

void terminal_unhang(struct terminal *t, unsigned columns)
{
	/* A label that nothing followed stands alone. */
	if (t->label.len) {
		terminal_begin_line(t);
		while (t->out.len && t->out.ptr[t->out.len - 1] == ' ')
			t->out.len--;
		buf_char(&t->out, '\n');
	}
	t->indent -= columns;
}
