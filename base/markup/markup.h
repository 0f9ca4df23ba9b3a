#ifndef BASE_MARKUP_MARKUP_H
#define BASE_MARKUP_MARKUP_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* The document tree of a question's text: Markdown (CommonMark with tables
 * and strikethrough, md4c behind the door) and TeX math in $…$ and $$…$$.
 * Every renderer works from this tree. Unlike CommonMark:
 *
 * - A text of one line is a paragraph and nothing else, for "> 5", "-", "+" and
 *   "1945." are answers.
 * - Raw HTML, indented code and definitions of references are plain text: no
 *   line of a question vanishes. Fenced code is code.
 * - "____", and "___" between blanks or marks, is a line to write on.
 * - Formulas are found before all else but code. One dollar opens before a
 *   character that is not white and closes after one ("$x$"), or both have
 *   white space inside ("$ x $"); no digit follows, so "$5 or $10" are prices.
 *   No blank line stands within; \$ is a dollar in and out of formulas. In a
 *   table a bar within a formula does not end the cell.
 * - "{width=50%}" right after a picture says how wide it is.
 * - "{{1}}" is gap 1 of a cloze question (1 to 999).
 * - Control characters are left out. */
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
	MARKUP_IMAGE,     /* url, text: the alternative; level: its width in
			     percent of the line, 0 its own */
	MARKUP_BREAK,     /* a hard line break */
	MARKUP_GAP, /* a blank of a cloze question; level: its number, from 1 */
	MARKUP_KINDS
};

enum markup_align { ALIGN_NONE, ALIGN_LEFT, ALIGN_CENTER, ALIGN_RIGHT };

struct markup {
	enum markup_kind kind;
	int level;
	int start; /* first number of an ordered list; else -1 */
	int columns;
	enum markup_align align;
	struct str text;
	struct str url;
	const struct markup *child;
	const struct markup *next;
};

/* Longer texts (bytes), texts with more [ times lines, tables of over 64
 * columns and trees of over 100,000 nodes are not looked into: one paragraph of
 * plain text. */
enum { MARKUP_LIMIT = 256 * 1024, MARKUP_LINKS = 4 * 1024 * 1024 };

/* Never fails: any text is some Markdown. Depth is capped at 32; what is
 * nested deeper is kept as text. The tree lives in the arena and may borrow
 * text, which must be valid UTF-8. A soft line break becomes a space; items of
 * a tight list hold inlines without a paragraph. Text outside math is as it
 * will be shown (escapes and entities resolved), in NFC, neighbours joined.
 * Code has no line end at its end. */
const struct markup *markup_parse(struct arena *arena, struct str text);

/* The words alone, for search, lists and lint: math as its TeX source, a gap
 * as "…", blocks on lines of their own. */
struct str markup_plain(struct arena *arena, const struct markup *tree);

/* True when the tree is one paragraph without displayed math, so it can stand
 * on a line. */
bool markup_is_inline(const struct markup *tree);

#endif
