#ifndef RENDER_THEME_H
#define RENDER_THEME_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
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
 *	heading: official       # or plain; else as the blueprint says
 *
 * Every key may be missing. */
struct theme {
	struct style style;
	struct str heading; /* "" not said */
};

/* An empty text is style_default(). ERROR_SYNTAX, INVALID or NOTFOUND with line
 * and column; an unknown key with the nearest known one. */
MUST bool theme_read(struct arena *arena, const char *file, struct str text,
	struct theme *out, struct error *err);

#endif
