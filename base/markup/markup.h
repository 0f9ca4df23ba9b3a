#ifndef BASE_MARKUP_MARKUP_H
#define BASE_MARKUP_MARKUP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* The document tree of a question's text: Markdown (CommonMark with tables
 * and strikethrough, md4c behind the door) and TeX math in $…$ and $$…$$.
 * Raw HTML is text. Every renderer works from this tree. */
enum markup_kind {
	/* blocks */
	MARKUP_DOCUMENT,
	MARKUP_PARAGRAPH,
	MARKUP_HEADING, /* level 1–6 */
	MARKUP_LIST,    /* ordered when start >= 0 */
	MARKUP_ITEM,
	MARKUP_QUOTE,
	MARKUP_CODE_BLOCK, /* text */
	MARKUP_RULE,
	MARKUP_TABLE, /* columns; children are rows */
	MARKUP_ROW,   /* level 1 in the head, else 0 */
	MARKUP_CELL,  /* align */
	/* inlines */
	MARKUP_TEXT, /* text */
	MARKUP_EMPHASIS,
	MARKUP_STRONG,
	MARKUP_STRIKE,
	MARKUP_UNDERLINE, /* __…__ is strong; <u> is not known: from readers */
	MARKUP_CODE,      /* text */
	MARKUP_MATH,      /* text: TeX, inline */
	MARKUP_DISPLAY,   /* text: TeX, on a line of its own */
	MARKUP_LINK,      /* url; only http, https, mailto are kept */
	MARKUP_IMAGE,     /* url, text: the alternative */
	MARKUP_BREAK,     /* a hard line break */
	MARKUP_GAP,       /* a blank of a cloze question; level: its index */
	MARKUP_KINDS
};

enum markup_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct markup {
	enum markup_kind kind;
	int level;
	int start; /* first number of an ordered list; -1 for bullets */
	int columns;
	enum markup_align align;
	struct str text;
	struct str url;
	const struct markup *child;
	const struct markup *next;
};

/* Never fails: any text is some Markdown. Depth is capped at 32; deeper
 * nesting is kept as text. The tree lives in the arena and may borrow text. A
 * soft line break becomes a space. Text outside math is as it will be shown
 * (escapes and entities resolved). */
const struct markup *markup_parse(struct arena *arena, struct str text);

/* The words alone, for search, lists and lint: math as its TeX source. */
struct str markup_plain(struct arena *arena, const struct markup *tree);

/* True when the tree is one paragraph, so it can stand on a line. */
bool markup_is_inline(const struct markup *tree);

#endif
