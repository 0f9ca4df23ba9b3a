#ifndef BANKS_REXAMS_PARTS_H
#define BANKS_REXAMS_PARTS_H

#include "banks/foreign.h"

/* Private to banks/rexams*.c. */

enum { REXAMS_ITEMS = 200, REXAMS_FIELDS = 60 };

/* An exercise in pieces; texts are Markdown. */
struct rexams {
	struct foreign *f;
	bool latex;
	struct str question, solution;
	struct str items[REXAMS_ITEMS]; /* of the question's answer list */
	size_t item_count;
	struct str comments[REXAMS_ITEMS]; /* of the solution's */
	size_t comment_count;
	struct rexams_field {
		struct str name, value; /* "extype", "schoice" */
	} fields[REXAMS_FIELDS];
	size_t field_count;
	bool code;    /* a chunk of R that shows nothing was left out */
	bool dynamic; /* R makes what is shown */
};

/* Fills the pieces; what R makes is not looked at any further. */
void rexams_split(struct rexams *x, struct str text);

struct str rexams_field(const struct rexams *x, const char *name);

/* The question of the pieces; false, told, when it is none of ours. */
bool rexams_question(struct rexams *x, struct question *q);

#endif
