#ifndef RENDER_TYPE_LINEBREAK_H
#define RENDER_TYPE_LINEBREAK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Breaks a paragraph where the sum of demerits over all its lines is least
 * (Knuth and Plass, "Breaking Paragraphs into Lines", Software: Practice and
 * Experience 11, 1981). A paragraph is boxes, glue between them, and penalties
 * for breaking at a place. A line may break at a glue after a box, where the
 * glue vanishes, and at a penalty less than PENALTY_NEVER. Widths may be of
 * any unit. */
enum item_kind { ITEM_BOX, ITEM_GLUE, ITEM_PENALTY };

enum {
	PENALTY_NEVER = 10000,
	PENALTY_DEAR = 5000, /* from here on: only when lines must be loose */
	PENALTY_ALWAYS = -10000
};

struct box; /* of box.h: the breaker does not look */

struct line_item {
	enum item_kind kind;
	int penalty;  /* PENALTY; -10000 … 10000 */
	bool flagged; /* PENALTY: two lines running should not end so */
	float width;  /* of a box, of glue at rest, of what a break adds */
	float stretch, shrink; /* GLUE */
	float fill;            /* GLUE: its part of all that is left over */
	const struct box *box; /* what a BOX shows, or a GLUE is made of */
};

struct line_setting {
	const float *widths; /* of the first lines; the last of the others */
	size_t width_count;  /* at least 1 */
	bool ragged;         /* glue keeps its width */
	bool even;           /* lines of like length: the last counts too */
	float tolerance; /* largest stretch ratio³ × 100 of a first pass */
	float emergency; /* stretch given to each line in the last pass */
};

struct line {
	size_t first, end; /* items; first is never vanished glue */
	float ratio;       /* glue is width + ratio × stretch (or shrink) */
	float fill;        /* points for each unit of fill */
	float natural;     /* width without stretching */
	bool overfull;     /* wider than the line even when shrunk */
};

/* The items must end with a penalty of PENALTY_ALWAYS (finish_items of
 * paragraph.h does that). Returns at least one line when there are items;
 * demerits may be NULL. Time is proportional to items × places to break on a
 * line. */
const struct line *break_lines(struct arena *arena,
	const struct line_item *items, size_t count,
	const struct line_setting *setting, size_t *line_count,
	double *demerits);

/* The parts of the cost, for who wants to compare. fit: 0 tight … 3 very
 * loose. */
double line_badness(double ratio);
int line_fit(double ratio);
double line_demerits(double badness, int penalty);

/* Extra demerits: neighbours of unlike fit; two flagged breaks running. */
enum { DEMERITS_UNLIKE = 10000, DEMERITS_FLAGGED = 10000 };

#endif
