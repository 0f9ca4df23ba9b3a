#ifndef RENDER_THEME_H
#define RENDER_THEME_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "render/type/picture.h"
#include "render/type/style.h"

/* A theme is a YAML file that says how documents look:
 *
 *	font: termes            # or modern, liberation
 *	size: 12                # points; large-print: true is 18
 *	paper: a4               # a5, letter; with -landscape after it
 *	margins: {top: 16, right: 18, bottom: 19, left: 18}     # millimetres
 *	columns: 1              # and column-gap, points
 *	justify: true
 *	line-height: 126        # percent of the size, as are …
 *	letter-space: 0
 *	word-space: 100         # … but this: of its own width
 *	paragraph-gap: 3        # points
 *	pictures: beside        # the question when small; or always below
 *	easy-reading: false     # true: the spaces of WCAG 2.2, 1.4.12, ragged
 *	heading: official       # or plain; else as the blueprint says; or
 *	                        # {left: [lines], right: [lines]}: see below
 *	labels: {question: "Câu {n}.", part: "PHẦN {name}", option: "A.",
 *	         statement: "a)"}
 *	colors: {text: "#000000", labels: "#000000", notes: "#555555",
 *	         lines: "#000000"}
 *	logo: {file: logo.png, height: 16}      # millimetres
 *	logo-data: …            # what the file holds, base64
 *
 * Every key may be missing. A line of the heading is a text with {department}
 * {school} {exam} {subject} {grade} {minutes} {year} {date} {code} {points}
 * {pages}; **bold** or *italic* as a whole, "---" a rule; it is left out when
 * what it names is not said. */
enum { THEME_LINES = 8, THEME_LOGO_LIMIT = 256 * 1024 };

/* "(A)": a letter with what stands around it. */
struct letter_label {
	struct str before, after;
	char first; /* 'A' or 'a' */
};

struct theme_lines {
	struct str v[THEME_LINES];
	size_t count;
};

struct theme {
	struct style style;
	struct str heading; /* "" not said */
	bool own_heading;   /* left and right are */
	struct theme_lines left, right;
	struct str question; /* with {n}; "" as usual in the language */
	struct str part;     /* with {name}; likewise */
	struct letter_label option, statement;
	struct str logo_file;       /* named, but its data not there yet */
	const struct picture *logo; /* NULL: none */
};

/* What a document looks like when nothing is said. */
struct theme theme_default(void);

/* An empty text is theme_default(). ERROR_SYNTAX, INVALID or NOTFOUND with line
 * and column; an unknown key with the nearest known one; a colour that can
 * hardly be read on white (contrast under 4.5: WCAG 2.2, 1.4.3). */
MUST bool theme_read(struct arena *arena, const char *file, struct str text,
	struct theme *out, struct error *err);

#endif
