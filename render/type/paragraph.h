#ifndef RENDER_TYPE_PARAGRAPH_H
#define RENDER_TYPE_PARAGRAPH_H

#include <stdbool.h>
#include <stddef.h>

#include "render/type/linebreak.h"
#include "render/type/work.h"

/* Words → items for the line breaker. */
struct paragraph {
	struct work *work;
	const struct tag *tag;
	unsigned look; /* added to all its words */
	struct line_item *items;
	size_t count, capacity;
	unsigned any, all; /* looks that some, that all of its words have */
	bool filled; /* the line so far has glue that takes all the rest */
	size_t line; /* the item after the last forced break */
};

/* Adds to the paragraph. Blocks inside markup are passed over: the caller
 * sets them, see blocks.h. */
void paragraph_words(struct paragraph *p, struct words words);
void paragraph_markup(
	struct paragraph *p, const struct markup *inlines, unsigned look);
/* Text; spaces are glue, and lines may break after hyphens and slashes between
 * words. */
void paragraph_text(
	struct paragraph *p, struct str text, const struct ink *ink);
void paragraph_box(struct paragraph *p, const struct box *box);
/* A place where a line may break, see linebreak.h. */
void paragraph_penalty(struct paragraph *p, int penalty, bool flagged);
/* The space between words; one after another is no wider. */
void paragraph_space(struct paragraph *p, const struct ink *ink);
/* A space of a width of its own, which vanishes at a line's end. */
void paragraph_fixed(struct paragraph *p, const struct box *box);
/* Takes its share of the rest of the line; box: what it is made of, or
 * NULL. */
void paragraph_fill(struct paragraph *p, const struct box *box);
void paragraph_break(struct paragraph *p); /* a new line */

/* Ends the last line; the items are then ready for break_lines. A word wider
 * than width points may be broken anywhere. */
void paragraph_finish(struct paragraph *p, float width);

bool paragraph_is_empty(const struct paragraph *p);

/* The width on one line; INFINITY with a forced break inside. *narrowest: of
 * the widest part that cannot be broken. Before paragraph_finish. */
float paragraph_measure(const struct paragraph *p, float *narrowest);

/* The items on one line as one box, which cannot be broken. */
const struct box *paragraph_pack(const struct paragraph *p);

/* Inside a paragraph: what counts as a space, and the longest part of a word
 * that is shaped at once; what is longer is cut into such parts. */
bool paragraph_is_space(char c);
enum { PARAGRAPH_WORD = 192 };

bool markup_is_block(const struct markup *node);

/* TeX shown as its source until there is something better; counted. display:
 * on a line of its own. */
void paragraph_formula(
	struct paragraph *p, struct str tex, unsigned look, bool display);

/* A superscript or subscript character (U+2070–U+209C, such as the ⁺ of an
 * ion) that no font has, as its plain form, smaller and higher or lower; NULL
 * when text begins with anything else. *len: of its bytes. */
const struct box *box_script(
	struct work *work, const struct ink *ink, struct str text, size_t *len);

/* A frame with the name of a picture that is missing, and what it shows;
 * counted. */
const struct box *box_missing(struct work *work, const struct tag *parent,
	struct str name, struct str alt);

/* A picture among words: a high one stands on a line of its own. alone: there
 * are no words, so it hangs from the top of the line. */
void paragraph_picture(struct paragraph *p, const struct markup *image,
	unsigned look, bool alone);
/* How wide a picture is set; 0: there is none of that name. */
float picture_width(struct work *work, const struct markup *image);
/* A paragraph of pictures and nothing else; false when it is not. */
bool markup_is_pictures(const struct markup *paragraph);
bool paragraph_pictures(
	struct paragraph *p, const struct markup *paragraph, unsigned look);
/* The same picture, narrower. */
const struct box *box_shrunk(
	struct work *work, const struct box *box, float width);

#endif
