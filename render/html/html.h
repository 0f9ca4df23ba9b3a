#ifndef RENDER_HTML_HTML_H
#define RENDER_HTML_HTML_H

#include "base/markup/markup.h"
#include "engine/model/question.h"
#include "render/type/picture.h"

/* Document trees as HTML: nothing but elements named here, every text escaped,
 * formulas as MathML, pictures inside. */
struct html {
	struct buf out;
	const char *language; /* "vi": of formulas, read aloud and written */
	/* Pictures by the names the text uses, with their bytes; one that is
	 * not there is its name in words. */
	const struct media *media;
	size_t media_count;
	struct picture_names figures; /* drawings, by name */
	/* A gap of a cloze; may be NULL: a line to write on. */
	void (*gap)(struct html *html, int number, void *ctx);
	void *ctx;
};

/* & < > " ' as entities. */
void html_text(struct html *html, struct str text);
/* Fixed HTML of ours. */
void html_raw(struct html *html, const char *text);
/* With %s and so on; what goes in is ours or numbers, never a text of a file.
 */
void html_format(struct html *html, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* A Markdown text: blocks; or, for labels and cells, what of it can stand in a
 * line. */
void html_markup(struct html *html, struct str text);
void html_inline(struct html *html, struct str text);

#endif
