#ifndef RENDER_TYPE_GALLEY_H
#define RENDER_TYPE_GALLEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/markup/markup.h"
#include "base/str.h"
#include "render/type/display.h"
#include "render/type/font.h"
#include "render/type/picture.h"
#include "render/type/style.h"

/* A document is built from top to bottom by calls on a galley, then broken
 * into pages:
 *
 *	struct typesetter *setter = typesetter_new(arena, fonts);
 *	struct galley *g = galley_new(arena, setter, &style, &info);
 *
 *	galley_heading(g, 1, WORDS(TEXT(STR("PHẦN I."), LOOK_BOLD)));
 *	galley_keep_begin(g);
 *	galley_paragraph(g, WORDS(TEXT(STR("Câu 1. "), LOOK_BOLD),
 *		MARKUP(markup_parse(arena, question->stem), 0)), ALIGN_NONE);
 *	galley_options(g, options, 4);
 *	galley_keep_end(g);
 *	if (!galley_finish(g, &display, &notes, err))
 *		return false;
 *
 * The calls between cannot fail: the first fault (a character that no font
 * has) is kept, and galley_finish fails with it. What is passed is used
 * before the call returns, but texts and markup trees are borrowed until
 * galley_finish. Nothing depends on anything but the calls made. */
struct galley;

/* Fonts with the words already shaped. One serves all documents of a set, so
 * that a word is shaped once; its arena must outlive them all. */
struct typesetter;
struct typesetter *typesetter_new(struct arena *arena, struct fonts *fonts);

struct galley_info {
	struct str title;
	struct str author;
	struct str subject;
	struct str language; /* "vi", "en" */
};

struct galley *galley_new(struct arena *arena, struct typesetter *setter,
	const struct style *style, const struct galley_info *info);

/* With more than one column: what came before is set over all of them, what
 * follows in columns. Without this call everything is one column. */
void galley_body(struct galley *g);

/* Names what is being set ("question toan12.1-001"), for error messages. */
void galley_context(struct galley *g, struct str name);

/* What the pictures in the texts to come are called. Names that are not among
 * them are shown as a frame, and counted. Borrowed until others are given. */
void galley_pictures(struct galley *g, struct picture_names names);
/* What its pictures are drawn with. */
struct typesetter *galley_setter(const struct galley *g);
const struct style *galley_style(const struct galley *g);
/* A fault of what was to be set, found outside: galley_finish fails with it,
 * after the context, unless there was one before. */
void galley_fault(struct galley *g, const struct error *why);

/* ---- words ---- */

/* Looks may be combined. */
enum look {
	LOOK_BOLD = 1 << 0,
	LOOK_ITALIC = 1 << 1,
	LOOK_MONO = 1 << 2,
	LOOK_SMALL = 1 << 3,
	LOOK_LARGE = 1 << 4,
	LOOK_MUTED = 1 << 5,
	LOOK_UNDERLINE = 1 << 6,
	LOOK_STRIKE = 1 << 7,
	LOOK_LABEL = 1 << 9, /* in the colour of labels and headings */
	LOOK_BOX = 1 << 8,   /* framed, not divided: "Mã đề 101" */
};

enum span_kind {
	SPAN_TEXT,   /* text as it stands; spaces are where lines may break */
	SPAN_MARKUP, /* its inline content; see galley_paragraph */
	SPAN_DOTS,   /* dotted line: width points, or 0 for its share of the
			rest of the line, as a form to fill in has */
	SPAN_SPACE,  /* white space, likewise */
	SPAN_PAGES,  /* the number of pages, in two digits: "04" */
	SPAN_BREAK,  /* a new line */
};

struct span {
	enum span_kind kind;
	unsigned look;
	struct str text;
	const struct markup *markup;
	float width;
};

/* Passed by value; may be empty. */
struct words {
	const struct span *spans;
	size_t count;
};

/* A space at the end of a TEXT keeps it apart from the next span. */
#define TEXT(string, how)                                                      \
	((struct span){.kind = SPAN_TEXT, .text = (string), .look = (how)})
#define MARKUP(tree, how)                                                      \
	((struct span){.kind = SPAN_MARKUP, .markup = (tree), .look = (how)})
#define DOTS(points) ((struct span){.kind = SPAN_DOTS, .width = (points)})
#define SPACE(points) ((struct span){.kind = SPAN_SPACE, .width = (points)})
#define PAGES(how) ((struct span){.kind = SPAN_PAGES, .look = (how)})
#define BREAK ((struct span){.kind = SPAN_BREAK})

/* Lives as long as the block around it. */
#define WORDS(...)                                                             \
	((struct words){(const struct span[]){__VA_ARGS__},                    \
		sizeof((const struct span[]){__VA_ARGS__}) /                   \
			sizeof(struct span)})
#define NO_WORDS ((struct words){NULL, 0})

/* ---- measuring ---- */

float galley_width(const struct galley *g); /* of a line here */
/* On one line, without stretching; INFINITY when it holds blocks or breaks. */
float galley_measure(struct galley *g, struct words words);
/* Height of a line of body text, baseline to baseline. */
float galley_leading(const struct galley *g);
/* Of a picture on a line of its own; 0 when there is none of that name. */
float galley_picture_width(struct galley *g, const struct markup *image);

/* ---- blocks ---- */

/* A paragraph. ALIGN_NONE: as the style says. When the last span is markup
 * with blocks (more paragraphs, lists, tables…), its first paragraph goes on
 * from the spans before it and the other blocks follow. */
void galley_paragraph(
	struct galley *g, struct words words, enum markup_align align);

/* level 1 or 2. Stays with what follows. */
void galley_heading(struct galley *g, int level, struct words words);

/* A label hanging at the left and a body indented by indent points, or by the
 * label's width when indent is 0. */
void galley_item(
	struct galley *g, struct words label, float indent, struct words body);

struct labelled {
	struct words label; /* "A. " */
	struct words body;
};

/* How many columns the options fit in: the most, up to 6, for which none needs
 * a second line and all rows are full; of five options and more, the last may
 * be one short. 1 for count 0. */
size_t galley_fit(
	struct galley *g, const struct labelled *options, size_t count);
/* Row by row in that many equal columns, with the widest label's indent. */
void galley_columns(struct galley *g, const struct labelled *options,
	size_t count, size_t columns);
/* Both: as the options of a question are set. */
void galley_options(
	struct galley *g, const struct labelled *options, size_t count);

void galley_space(struct galley *g, float points); /* none at a page's top */
/* A rule of width points (0: the whole line). */
void galley_rule(struct galley *g, float width, enum markup_align align);
/* Dotted lines to write on, spaced for handwriting. */
void galley_answer_lines(struct galley *g, int count);
void galley_page_break(struct galley *g);

/* Blocks between these stay on one page when one page can hold them; may be
 * nested. A longer group is broken where it hurts least. */
void galley_keep_begin(struct galley *g);
void galley_keep_end(struct galley *g);
/* The same, but no more than a third of a page is left empty for it. Ended by
 * galley_keep_end. */
void galley_prefer_begin(struct galley *g);
/* What was set last stays with what follows. */
void galley_stay(struct galley *g);

/* Blocks side by side: begin, blocks of the first, next, blocks of the second,
 * …, end. shares are relative widths. Not broken over pages unless longer
 * than one. May be nested. */
void galley_split_begin(
	struct galley *g, const float *shares, size_t count, float gap);
void galley_split_next(struct galley *g);
void galley_split_end(struct galley *g);

/* A frame around blocks, padding points away from them. */
void galley_frame_begin(struct galley *g, float padding);
void galley_frame_end(struct galley *g);

/* Lines of text between these are numbered at the left: each whose number,
 * from 1, is a multiple of every. The text is indented to make room. Not to be
 * nested; inside, nothing else may be begun that ends outside. */
void galley_number_begin(struct galley *g);
void galley_number_end(struct galley *g, long every);

/* Blocks further to the right. Balance with the negative. */
void galley_indent(struct galley *g, float points);

/* ---- tables ---- */

struct table_column {
	float width; /* points, more for a long word; 0: by its content, as far
			as there is room */
	enum markup_align align;
};

struct table_cell {
	struct words words;
	unsigned columns, rows;  /* it spans; 0 is 1 */
	enum markup_align align; /* ALIGN_NONE: the column's */
};

struct table_row {
	const struct table_cell *cells;
	size_t count; /* without those covered by a span from above */
	bool header;  /* the first rows only: repeated on each page */
};

enum table_rules { RULES_ALL, RULES_HEAD, RULES_NONE };

/* Rows are kept whole when a page can hold them. */
struct table {
	const struct table_column *columns;
	size_t column_count;
	const struct table_row *rows;
	size_t row_count;
	enum table_rules rules;
	enum markup_align align; /* of the table when narrower than the line */
	bool wide;               /* measured columns share the whole line */
	unsigned look;           /* of all cells, such as LOOK_SMALL */
};

void galley_table(struct galley *g, const struct table *table);

/* ---- running lines, structure ---- */

/* "{page}" and "{pages}" are replaced. Empty texts are left out. */
struct running {
	struct str left, center, right;
	unsigned look;
	bool rule;        /* a rule between it and the page's text */
	bool after_first; /* not on the first page */
};

void galley_header(struct galley *g, const struct running *running);
void galley_footer(struct galley *g, const struct running *running);

/* Points at what comes next. */
void galley_bookmark(struct galley *g, int level, struct str title);

/* Structure around blocks: TAG_PART for a part or a question… Paragraphs,
 * headings, lists, tables and formulas tag themselves. */
void galley_tag_begin(struct galley *g, enum tag_role role, struct str alt);
void galley_tag_end(struct galley *g);

/* What the caller may want to warn of. */
struct galley_notes {
	size_t formulas;  /* with something not understood, which is shown in
			     red */
	struct str fault; /* the first of them: where and what; "" none */
	size_t images;    /* missing, so shown as a frame with their name */
	size_t overfull;  /* lines or blocks that stick out */
};

/* Breaks pages. The galley is used up. ERROR_INVALID names a character that
 * no font has, its text and the context. notes may be NULL. */
MUST bool galley_finish(struct galley *g, struct display *out,
	struct galley_notes *notes, struct error *err);

#endif
