#ifndef RENDER_QUIZ_H
#define RENDER_QUIZ_H

#include "engine/model/exam.h"

/* An exam as one HTML file that needs nothing else: no network, no server. Its
 * policy forbids every request but the one to post_to. */
enum quiz_mode {
	QUIZ_PRACTICE, /* with keys, feedback and solutions, and says so */
	QUIZ_EXAM,     /* with nothing of them; made from struct shown alone */
};

struct quiz_options {
	enum quiz_mode mode;
	struct str code;    /* only that form; "" all */
	struct str post_to; /* http(s) URL the answers are sent to; "" a file */
	bool tickets; /* who answers has a ticket (engine/model/response.h) */
	bool one_by_one; /* questions are shown one at a time from the start */
};

/* Bytes in the arena; the same for the same exam and options. ERROR_NOTFOUND:
 * no form has the code; ERROR_INVALID: post_to is no such URL. */
MUST bool quiz_print(struct arena *arena, const struct exam *exam,
	const struct quiz_options *options, struct str *out, struct error *err);

#endif
