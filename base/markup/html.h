#ifndef BASE_MARKUP_HTML_H
#define BASE_MARKUP_HTML_H

#include "base/arena.h"
#include "base/markup/markup.h"
#include "base/str.h"

/* HTML as other programs keep texts in, from and to our Markdown. libxml2's
 * parser stands behind the door: no network, no entities but HTML's. */

/* What a reader is told while a text is read; both may be NULL. */
struct html_reading {
	void *ctx;
	/* The name under which the text is to show the picture of this
	 * address; "" leaves it out. NULL: the address itself. */
	struct str (*picture)(void *ctx, struct str address);
	/* Something that cannot be kept, in words: "<video>", "a script". */
	void (*loss)(void *ctx, const char *what);
};

/* Paragraphs, lists, tables, headings, quotations, code, line breaks, bold,
 * italic, links, pictures and formulas (TeX between dollars, \(…\) and \[…\]);
 * sub and sup become formulas; underlined text bold; formulas in MathML
 * become TeX (mathml_to_tex). Colours, sizes and the like are dropped without a
 * word; scripts, forms, sounds and films with one. Any bytes may come: what is
 * no HTML is text. Longer than QUESTION_TEXT_LIMIT is cut with a loss. */
struct str markup_from_html(struct arena *arena, struct str html,
	const struct html_reading *reading);

/* Whether a text that may be plain is HTML: it holds an entity or tags, all of
 * them such as texts are written with and closed where they must be. "<div>"
 * and
 * "<owner>" alone are plain text. */
bool html_is_likely(struct str text);

/* How a tree is written. */
struct html_writing {
	void *ctx;
	/* Puts what src says for a picture's name; NULL: the name itself. */
	void (*picture)(void *ctx, struct buf *out, struct str name);
	/* Puts a gap of a cloze question; NULL: "…". */
	void (*gap)(void *ctx, struct buf *out, int number);
	/* Puts a formula; NULL: as \(…\) and \[…\]. */
	void (*formula)(
		void *ctx, struct buf *out, struct str tex, bool display);
};

/* The tree as HTML that is well-formed XML too; everything is escaped. A text
 * of one paragraph comes without <p>. */
void markup_to_html(struct buf *out, const struct markup *tree,
	const struct html_writing *writing);

void html_escape(struct buf *out, struct str text); /* & < > " */

#endif
