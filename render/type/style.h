#ifndef RENDER_TYPE_STYLE_H
#define RENDER_TYPE_STYLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "render/type/display.h"

/* How a document looks: everything that a theme may change. Lengths are in
 * points (1/72 inch) unless said otherwise. A plain value: start from
 * style_default(), change fields, pass it to galley_new(). */
struct style {
	const char *family; /* one of font_families */
	float page_width, page_height;
	float margin_top, margin_right, margin_bottom, margin_left;
	int columns; /* of the page, 1 or more, side by side */
	float column_gap;
	float footer_rise; /* from the page's bottom to the footer's baseline */
	float header_drop; /* from the page's top to the header's baseline */

	float size;    /* of body text */
	float small;   /* LOOK_SMALL, as a share of size */
	float large;   /* LOOK_LARGE, likewise */
	float mono;    /* monospaced text, likewise: it looks too large else */
	float leading; /* distance of baselines, as a share of the size */
	float letter_space; /* added after each letter, as a share of size */
	float word_space;   /* the space between words, as a share of its own */
	bool justify;       /* else ragged right */
	bool beside; /* a small picture stands at the right of its question */

	float paragraph_gap;   /* between paragraphs and other blocks */
	float paragraph_slack; /* how much more a full page may give it */
	float indent;          /* of lists, quotes and code */
	float option_gap;      /* least white space between options on a line */
	float rule;            /* thickness of rules and frames */
	float padding;         /* of table cells at the left and right */

	struct color ink;
	struct color label;       /* LOOK_LABEL */
	struct color muted;       /* notes, running lines */
	struct color line;        /* rules and frames */
	struct color source;      /* TeX shown as its source */
	struct color source_tint; /* behind it, and behind code */
};

/* A4, 12 pt TeX Gyre Termes, one justified column. */
struct style style_default(void);

/* Sets the page size by name: "a4", "a5", "letter"; any case; with
 * "-landscape" after it, turned. ERROR_NOTFOUND, naming the known ones. */
MUST bool style_set_paper(
	struct style *style, struct str name, struct error *err);

/* The same look with another body size (18 for large print): what belongs to
 * the text grows with it, the paper and its margins do not. */
void style_set_size(struct style *style, float size);

#endif
