#include "banks/amc_text.h"

#include "banks/latex.h"
#include "base/i18n.h"
#include "base/markup/escape.h"
#include "base/utf8.h"

struct writer {
	const struct amc_text *t;
	struct arena *arena;
	struct buf plain, out;
	/* What a text has no end of, it need not be searched for again. */
	bool no_mark[5], no_latex, no_verbatim;
};

/* Where close stands at or after from, else SIZE_MAX and *never. */
static size_t find_end(
	struct str rest, const char *close, size_t from, bool *never)
{
	size_t end = *never ? SIZE_MAX : str_find(rest, close, from);

	*never = end == SIZE_MAX;
	return end;
}

static void tell_loss(void *ctx, struct str what)
{
	foreign_loss(ctx, _("the command %.*s"), STR_ARG(what));
}

static struct str tell_picture(void *ctx, struct str source)
{
	foreign_loss(ctx, _("the picture file '%.*s'"), STR_ARG(source));
	return STR("");
}

static struct str from_latex(const struct amc_text *t, struct str tex)
{
	const struct latex_reading reading = {
		.ctx = t->f, .picture = tell_picture, .loss = tell_loss};

	return latex_to_markdown(t->f->arena, tex, &reading);
}

static void flush(struct writer *w)
{
	struct str text = buf_str(&w->plain);

	if (w->t->latex)
		buf_add(&w->out, from_latex(w->t, text));
	else
		escape_inline(&w->out, text);
	w->plain.len = 0;
}

/* "[_…_]" and the like: what stands before and behind is what ends it. */
static const struct mark {
	const char *open, *close, *before, *after;
} marks[] = {
	{"[_", "_]", "*", "*"},
	{"[*", "*]", "**", "**"},
	{"[|", "|]", "`", "`"},
	{"[==", "==]", "**", "**"},
	{"[=", "=]", "**", "**"},
};

/* The offset behind the mark at `at`; `at` itself when there is none. */
static size_t take_mark(struct writer *w, struct str text, size_t at)
{
	struct str rest = str_sub(text, at, text.len);

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t open = strlen(marks[i].open), end;
		struct str inside;

		if (!str_starts(rest, marks[i].open))
			continue;
		end = find_end(rest, marks[i].close, open, &w->no_mark[i]);
		if (end == SIZE_MAX)
			continue;
		inside = str_trim(str_sub(rest, open, end - open));
		flush(w);
		buf_text(&w->out, marks[i].before);
		if (marks[i].before[0] == '`')
			buf_add(&w->out, inside);
		else
			escape_inline(&w->out, inside);
		buf_text(&w->out, marks[i].after);
		return at + end + strlen(marks[i].close);
	}
	return at;
}

static size_t take_latex(struct writer *w, struct str text, size_t at)
{
	struct str rest = str_sub(text, at, text.len);
	size_t end = str_starts(rest, "[[")
		? find_end(rest, "]]", 2, &w->no_latex)
		: SIZE_MAX;

	if (end == SIZE_MAX)
		return at;
	flush(w);
	buf_add(&w->out, from_latex(w->t, str_sub(rest, 2, end - 2)));
	return at + end + 2;
}

static size_t take_verbatim(struct writer *w, struct str text, size_t at)
{
	static const char open[] = "[verbatim]", close[] = "[/verbatim]";
	struct str rest = str_sub(text, at, text.len), inside;
	size_t end = str_starts(rest, open)
		? find_end(rest, close, 0, &w->no_verbatim)
		: SIZE_MAX;

	if (end == SIZE_MAX)
		return at;
	inside = str_sub(rest, sizeof open - 1, end - (sizeof open - 1));
	while (str_starts(inside, "\n"))
		inside = str_sub(inside, 1, inside.len);
	while (inside.len && inside.ptr[inside.len - 1] == '\n')
		inside.len--;
	flush(w);
	buf_format(&w->out, "\n\n```\n%.*s\n```\n\n", STR_ARG(inside));
	return at + end + sizeof close - 1;
}

/* "!name.png!", "!center{width=4cm}name.png!": a name with a point in it. */
static size_t take_picture(struct writer *w, struct str text, size_t at)
{
	struct str rest = str_sub(text, at, 200), name;
	size_t end = str_starts(rest, "!") ? str_find(rest, "!", 1) : SIZE_MAX;
	size_t brace;

	if (end == SIZE_MAX)
		return at;
	name = str_sub(rest, 1, end - 1);
	brace = str_find(name, "}", 0);
	if (brace != SIZE_MAX)
		name = str_sub(name, brace + 1, name.len);
	name = str_trim(name);
	if (!name.len || str_find(name, ".", 1) == SIZE_MAX ||
		str_find(name, " ", 0) != SIZE_MAX ||
		name.ptr[name.len - 1] == '.')
		return at;
	(void)tell_picture(w->t->f, name);
	return at + end + 1;
}

struct str amc_markdown(const struct amc_text *t, struct str text)
{
	struct arena *arena = t->f->arena;
	struct writer w = {.t = t,
		.arena = arena,
		.plain = {.arena = arena},
		.out = {.arena = arena}};

	text = utf8_nfc(arena, str_trim(text));
	for (size_t at = 0; at < text.len;) {
		size_t next = at;

		if (text.ptr[at] == '[') {
			next = take_latex(&w, text, at);
			if (next == at)
				next = take_verbatim(&w, text, at);
			if (next == at)
				next = take_mark(&w, text, at);
		} else if (text.ptr[at] == '!') {
			next = take_picture(&w, text, at);
		}
		if (next == at)
			buf_char(&w.plain, text.ptr[at++]);
		else
			at = next;
	}
	flush(&w);
	return str_trim(escape_settle(arena, buf_str(&w.out)));
}
