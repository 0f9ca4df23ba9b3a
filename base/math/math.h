#ifndef BASE_MATH_MATH_H
#define BASE_MATH_MATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/str.h"

/* A formula as one tree, read from TeX math (without its dollars): paper, web,
 * Word and speech are made from it. Nodes are immutable and may be shared. */
enum math_kind {
	MATH_ROW,    /* child…: what stands side by side; Ord, unless \mathrel
			and its kind say otherwise */
	MATH_ATOM,   /* code, class, variant: one character */
	MATH_NUMBER, /* text: digits with a decimal point or comma */
	MATH_TEXT,   /* text: \text{…}; variant; spaces count */
	MATH_OPERATOR, /* text: \sin, \operatorname{…}; upright; limits */
	MATH_FRACTION, /* child: numerator, denominator; bar, style, left,
			  right: delimiters (binomials) */
	MATH_ROOT,     /* child: radicand, index or none */
	MATH_SCRIPTS,  /* base, sub, sup: one of the last two may be NULL; class
			  and limits are the base's; base may be an empty row */
	MATH_ACCENT,   /* base with code above it, or below; stretchy; overline
			  and underline are MATH_LINE */
	MATH_LINE,     /* base with a rule above or below */
	MATH_STACK,    /* base with sup above and sub below in script style:
			  \overset, \stackrel, \underbrace's label */
	MATH_BRACE,    /* base with code stretched above or below: \underbrace;
			  its label makes it the base of a MATH_STACK */
	MATH_ARROW,    /* code stretched over sup and sub: \xrightarrow; either
			  may be NULL */
	MATH_FENCE,    /* left, right: grow with child…, which may hold
			  MATH_MIDDLE; 0: none */
	MATH_MIDDLE,   /* code, in a fence */
	MATH_BIG,      /* code at size 1–4, class: \big( … \Bigg) */
	MATH_TABLE,    /* child: MATH_ROWs of cells, each a MATH_ROW whose size
			  is the number of columns it spans, and align where its
			  content stands; rows may be short */
	MATH_SPACE,    /* width in thousandths of an em; may be negative */
	MATH_STYLE,    /* child… in style: \displaystyle and what follows */
	MATH_BOX,      /* base in a frame: \boxed */
	MATH_STRIKE,   /* base crossed out, strike says how: \cancel, \not */
	MATH_COLOR,    /* child… in color */
	MATH_PHANTOM,  /* base not drawn; phantom says what of it counts */
	MATH_ERROR,    /* text: the source that is not understood; shown */
	MATH_KINDS
};

/* The classes of TeX's atoms (The TeXbook, chapter 17). A Bin that cannot be
 * one where it stands (the sign of "-x") is an Ord already. */
enum math_class {
	CLASS_ORD,
	CLASS_OP,
	CLASS_BIN,
	CLASS_REL,
	CLASS_OPEN,
	CLASS_CLOSE,
	CLASS_PUNCT,
	CLASS_INNER,
	CLASS_COUNT
};

/* How a letter looks. AUTO: Latin and lower-case Greek slanted, the rest
 * upright. */
enum math_variant {
	VARIANT_AUTO,
	VARIANT_UPRIGHT, /* \mathrm */
	VARIANT_ITALIC,
	VARIANT_BOLD,        /* \mathbf */
	VARIANT_BOLD_ITALIC, /* \boldsymbol */
	VARIANT_DOUBLE,      /* \mathbb */
	VARIANT_SCRIPT,      /* \mathcal */
	VARIANT_FRAKTUR,     /* \mathfrak */
	VARIANT_SANS,        /* \mathsf */
	VARIANT_MONO,        /* \mathtt */
	VARIANT_COUNT
};

enum math_style {
	STYLE_AUTO, /* as the place says */
	STYLE_DISPLAY,
	STYLE_TEXT,
	STYLE_SCRIPT,
	STYLE_SCRIPTSCRIPT,
};

/* Where scripts of an operator stand. */
enum math_limits {
	LIMITS_NEVER,   /* at its right: \int, \sin */
	LIMITS_DISPLAY, /* above and below in display style: \sum, \lim */
	LIMITS_ALWAYS,  /* \limits, \underbrace */
};

enum math_strike { STRIKE_UP = 1, STRIKE_DOWN = 2, STRIKE_ACROSS = 4 };
/* What counts of a phantom; DRAWN: is drawn all the same (\smash). */
enum math_phantom { PHANTOM_WIDTH = 1, PHANTOM_HEIGHT = 2, PHANTOM_DRAWN = 4 };
enum math_align { MATH_LEFT, MATH_CENTER, MATH_RIGHT };

/* The code of an accent: U+0302 \hat, U+030C \check, U+0303 \tilde, U+0301
 * \acute, U+0300 \grave, U+0307 \dot, U+0308 \ddot, U+20DB \dddot, U+0306
 * \breve, U+0304 \bar, U+030A \mathring, U+20D7 \vec, U+20D6 \overleftarrow,
 * U+20E1 \overleftrightarrow, U+20D1 \overrightharpoon (U+20D0: left), U+23DC
 * \wideparen and \overset{\frown}; below: U+0330 \utilde, U+20EF
 * \underrightarrow, U+20EE left, U+034D both. Of a brace: U+23DE \overbrace,
 * U+23DF \underbrace, U+23B4 \overbracket, U+23B5 \underbracket, U+23DD
 * \underparen. */

/* Of a MATH_TABLE. */
struct math_columns {
	const enum math_align *align; /* for each column */
	size_t count;                 /* at most MATH_COLUMNS */
	const uint8_t *lines;      /* rules before column i, and after the last:
				      count + 1 */
	const uint8_t *row_lines;  /* \hline before row i, and after the last:
				      row_count + 1 */
	const uint64_t *row_parts; /* \cline before row i (likewise): bit c is
				      column c */
	const int *row_extra;      /* \\[2ex] after row i, thousandths of em */
	size_t row_count;
	enum math_style style; /* of the cells: DISPLAY for aligned, SCRIPT for
				  substack, else TEXT */
	bool pairs;  /* aligned: columns go in pairs without a gap within */
	int gap;     /* between columns, thousandths of an em */
	int row_gap; /* more than usual between rows, likewise */
	bool sides;  /* array: half a gap at the left and right too */
};

struct math {
	enum math_kind kind;
	enum math_class class; /* towards its neighbours */
	enum math_variant variant;
	enum math_style style;
	enum math_limits limits;
	uint32_t code;        /* character */
	uint32_t left, right; /* delimiters; 0 none */
	int size; /* MATH_BIG: 1–4; a cell: columns it spans, 1… */
	enum math_align align; /* of a cell */
	int width;             /* MATH_SPACE */
	bool large;            /* \sum: larger in display style */
	bool stretchy;         /* an accent or arrow as wide as its base */
	bool below;            /* of ACCENT, LINE, BRACE */
	bool bar;              /* of a fraction */
	unsigned strike;       /* enum math_strike bits */
	unsigned phantom;      /* enum math_phantom bits: what counts */
	uint32_t color;        /* 0xrrggbb */
	struct str text;
	const struct math *child; /* first of a list */
	const struct math *base, *sub, *sup;
	const struct math_columns *columns;
	const struct math *next; /* in a list */
	uint32_t offset;         /* of its source, bytes */
};

/* What was not understood. */
struct math_fault {
	size_t offset;   /* bytes of the source */
	struct str text; /* "unknown command \foo; did you mean \for?",
			    translated */
};

struct math_faults {
	struct arena *arena;
	struct math_fault *v;
	size_t count, capacity;
};

/* Macros of a bank's header (\newcommand). */
struct math_macros;

struct math_options {
	bool decimal_comma; /* "0,5" is one number; else "," is punctuation */
	const struct math_macros *macros; /* or NULL */
};

/* Source over 64 KiB, nesting over 100, more than 20,000 nodes, 1,000 macro
 * expansions or 64 columns of a table: the rest is one MATH_ERROR and a fault.
 * No path in a tree is longer than 5 × MATH_DEPTH nodes. */
enum {
	MATH_LIMIT = 64 * 1024,
	MATH_DEPTH = 100,
	MATH_NODES = 20000,
	MATH_EXPANSIONS = 1000,
	MATH_COLUMNS = 64
};

/* Never fails: what is not understood stands in the tree as MATH_ERROR and in
 * faults (which may be NULL). tex must be valid UTF-8; the tree borrows it and
 * lives in the arena. The result is a MATH_ROW.
 *
 * Letters written next to each other of which one is not in ASCII (Vietnamese
 * words) are one MATH_TEXT, Greek and the like apart. With decimal_comma "0,5"
 * is a number, "1,2,3" and "1, 2" are lists; "1{,}5" is always one, its text
 * "1,5". "12 000" with one space keeps it as a thin one. */
const struct math *math_parse(struct arena *arena, struct str tex,
	const struct math_options *options, struct math_faults *faults);

/* Reads \newcommand, \renewcommand, \def, \DeclareMathOperator, one after the
 * other; faults name what is wrong. At most 500 macros with at most 9
 * parameters. */
const struct math_macros *math_macros_parse(
	struct arena *arena, struct str tex, struct math_faults *faults);

/* The source with its macros replaced, for those who do not know them. Itself
 * where a macro lacks arguments or a limit is met, which is a fault. */
struct str math_expand(struct arena *arena, struct str tex,
	const struct math_macros *macros, struct math_faults *faults);

/* The character that shows code in a variant: U+1D465 for x in AUTO; itself
 * when there is none. */
uint32_t math_variant_code(uint32_t code, enum math_variant variant);

/* ---- what is made from a tree ---- */

/* MathML Core: <math> with display="block" or inline, alttext=tex-free speech
 * when alt is not empty. Tried in Chromium with OpenType math fonts, which it
 * needs to stretch anything. What Core cannot draw has classes (LINE is
 * "currentColor calc(50% - .03em) calc(50% + .03em)", in a gradient from and to
 * transparent):
 *   .math-box { border: 1px solid; padding: .2em }
 *   .math-strike-up { background: linear-gradient(to top left, LINE) }
 *   .math-strike-down { background: linear-gradient(to top right, LINE) }
 *   .math-strike-across { background: linear-gradient(LINE) }
 * and words want the font of the page: math mtext { font-family: … }. */
struct str math_to_mathml(struct arena *arena, const struct math *math,
	bool display, struct str alt);
/* Office Math: <m:oMath>…, with the namespace prefix m. Colours, the rules of
 * tables, \displaystyle and the sizes of \big have no place in it; the writer
 * of a document adds run properties (w:rPr) and what is around. */
struct str math_to_omml(struct arena *arena, const struct math *math);
/* As a teacher reads it aloud, "vi" or "en" (any other): "x bình phương cộng
 * 1". Whatever is more than one word has an end ("hết căn", "end root"),
 * whatever is one has none. Numbers have the language's decimal mark. Never
 * empty, and no TeX in it; what was not understood is said to be so. */
struct str math_to_speech(
	struct arena *arena, const struct math *math, const char *language);

#endif
