#include "engine/store/excerpt.h"

enum {
	WINDOW = 200,         /* bytes */
	LEAD = 40,            /* bytes shown before the first match */
	LOOKED_AT = 64 * 1024 /* bytes of a long text */
};

struct match {
	size_t start, end;
};

struct matches {
	struct match *v;
	size_t count, capacity;
};

static bool fits(
	const struct tokens *tokens, size_t at, const struct wanted *wanted)
{
	if (wanted->count > tokens->count - at)
		return false;
	for (size_t i = 0; i < wanted->count; i++) {
		struct str have = tokens->v[at + i].folded;
		struct str want = wanted->tokens[i].folded;

		if (wanted->prefix && i + 1 == wanted->count)
			have = str_sub(have, 0, want.len);
		if (!str_equal(have, want))
			return false;
	}
	return true;
}

/* In the order of the text; those that overlap are one. */
static struct matches find_matches(struct arena *arena,
	const struct tokens *tokens, const struct wanted *wanted, size_t count)
{
	struct matches matches = {0};

	for (size_t i = 0; i < tokens->count; i++) {
		struct match match = {tokens->v[i].start, 0}, *last;

		for (size_t w = 0; w < count; w++)
			if (fits(tokens, i, &wanted[w]) &&
				tokens->v[i + wanted[w].count - 1].end >
					match.end)
				match.end =
					tokens->v[i + wanted[w].count - 1].end;
		last = matches.count ? &matches.v[matches.count - 1] : NULL;
		if (!match.end)
			continue;
		if (last && last->end > match.start)
			last->end =
				last->end > match.end ? last->end : match.end;
		else
			*PUSH(arena, matches.v, matches.count,
				matches.capacity) = match;
	}
	return matches;
}

/* Index of the match from which a window holds the most. */
static size_t best_match(const struct matches *matches)
{
	size_t best = 0, most = 0, end = 0;

	for (size_t i = 0; i < matches->count; i++) {
		while (end < matches->count &&
			matches->v[end].end <
				matches->v[i].start + WINDOW - LEAD)
			end++;
		if (end - i > most) {
			most = end - i;
			best = i;
		}
	}
	return best;
}

/* The window's bytes, cut between words. */
static struct match choose_window(const struct tokens *tokens,
	const struct matches *matches, struct str text)
{
	size_t from = 0, i;
	struct match window = {0, text.len};

	if (text.len <= WINDOW)
		return window;
	if (matches->count)
		from = matches->v[best_match(matches)].start;
	from = from > LEAD ? from - LEAD : 0;
	for (i = 0; i < tokens->count && tokens->v[i].start < from; i++)
		;
	window.start = from && i < tokens->count ? tokens->v[i].start : 0;
	window.end = window.start;
	for (; i < tokens->count && tokens->v[i].end <= window.start + WINDOW;
		i++)
		window.end = tokens->v[i].end;
	if (i == tokens->count && text.len <= window.start + WINDOW)
		window.end = text.len;
	return window;
}

/* White space of every kind is one space; other control characters, which
 * could be taken for marks, are left out. */
static void put_text(struct buf *out, struct str text, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++) {
		char c = text.ptr[i];

		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			if (out->len && out->ptr[out->len - 1] != ' ')
				buf_char(out, ' ');
		} else if ((unsigned char)c >= ' ' && c != 0x7f) {
			buf_char(out, c);
		}
	}
}

static struct str put_window(struct arena *arena, struct str text,
	struct match window, const struct matches *matches)
{
	struct buf out = {.arena = arena};
	size_t at = window.start;

	if (window.start)
		buf_text(&out, "… ");
	for (size_t i = 0; i < matches->count; i++) {
		struct match match = matches->v[i];

		if (match.start < window.start || match.end > window.end)
			continue;
		put_text(&out, text, at, match.start);
		buf_char(&out, 2);
		put_text(&out, text, match.start, match.end);
		buf_char(&out, 3);
		at = match.end;
	}
	put_text(&out, text, at, window.end);
	if (window.end < text.len)
		buf_text(&out, " …");
	return str_trim(buf_str(&out));
}

struct str excerpt_make(struct arena *arena, struct tokenizer *tokenizer,
	struct str text, const struct wanted *wanted, size_t count)
{
	struct tokens tokens;
	struct matches matches;

	tokenizer_split(tokenizer, arena, str_sub(text, 0, LOOKED_AT), &tokens);
	matches = find_matches(arena, &tokens, wanted, count);
	return put_window(
		arena, text, choose_window(&tokens, &matches, text), &matches);
}
