#ifndef RENDER_SHOWN_H
#define RENDER_SHOWN_H

#include "engine/model/exam.h"

/* What a pupil may see of a question, and nothing else, in the order it is
 * printed. Everything a pupil gets is made from this and never from struct
 * question, so that a field added there reaches no paper by itself. */
struct shown_gap {
	const struct str *options; /* none: to be written in */
	size_t option_count;
};

struct shown {
	struct str id; /* for messages; not printed */
	enum question_type type;
	long number;
	long points; /* thousandths */
	struct str stem;
	struct str unit;           /* numeric: that the answer is in */
	const struct str *choices; /* options, statements, items; match: the
				      right sides */
	size_t choice_count;
	const struct str *lefts; /* match */
	size_t left_count;
	const struct shown_gap *gaps; /* cloze */
	size_t gap_count;
	struct str stimulus;       /* id; "" none */
	const struct media *media; /* names and hashes of pictures */
	size_t media_count;
	const struct figure *figures;
	size_t figure_count;
};

struct shown shown_of(
	struct arena *arena, const struct exam *exam, const struct item *item);

#endif
