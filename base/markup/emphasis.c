#include "base/markup/emphasis.h"

static bool is_white_or_end(struct str text, size_t at)
{
	return at >= text.len || strchr(" \n", text.ptr[at]);
}

static bool is_punctuation(struct str text, size_t at)
{
	char c = at < text.len ? text.ptr[at] : ' ';

	return c > ' ' &&
		!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			(c >= 'A' && c <= 'Z'));
}

/* CommonMark's flanking rules, with other scripts taken for letters. */
static bool may_open(struct str text, size_t at)
{
	return !is_white_or_end(text, at + 1) &&
		(!is_punctuation(text, at + 1) || !at ||
			is_white_or_end(text, at - 1) ||
			is_punctuation(text, at - 1));
}

static bool may_close(struct str text, size_t at)
{
	return at && !is_white_or_end(text, at - 1) &&
		(!is_punctuation(text, at - 1) ||
			is_white_or_end(text, at + 1) ||
			is_punctuation(text, at + 1));
}

static size_t partner(struct str text, size_t at)
{
	char open = text.ptr[at], close = (char)(open + 1);
	int depth = 0;

	for (size_t i = at; i < text.len; i++) {
		depth += text.ptr[i] == open;
		depth -= text.ptr[i] == close;
		if (!depth)
			return i;
	}
	return SIZE_MAX;
}

/* Marks that stand within the same marks, or beside others, are dropped: they
 * would be read otherwise. */
static void mark_pairs(struct str text, uint8_t *keep)
{
	for (size_t i = 0; i < text.len; i++) {
		size_t end;

		if (text.ptr[i] != STRONG_OPEN && text.ptr[i] != EM_OPEN)
			continue;
		end = partner(text, i);
		if (end == SIZE_MAX)
			return;
		if (!may_open(text, i) || !may_close(text, end))
			continue;
		keep[i] = keep[end] = 1;
		i = end;
	}
}

struct str emphasis_settle(struct arena *arena, struct str text)
{
	uint8_t *keep = NEW_ARRAY(arena, text.len + 1, uint8_t);
	struct buf out = {.arena = arena};

	mark_pairs(text, keep);
	for (size_t i = 0; i < text.len; i++) {
		char c = text.ptr[i];

		if (c < STRONG_OPEN || c > EM_CLOSE)
			buf_char(&out, c);
		else if (keep[i])
			buf_text(&out, c <= STRONG_CLOSE ? "**" : "*");
	}
	return buf_str(&out);
}
