#ifndef ENGINE_SCORE_SCORE_H
#define ENGINE_SCORE_SCORE_H

#include "engine/score/correction.h"
#include "engine/score/sheet.h"

/* Points of answers. All points are whole thousandths; a share of an item's
 * points that is none is rounded, half up.
 *
 * choice: the one letter. truefalse: Đ/S, T/F, true/false, 1/0. multiple: by
 * its credits, added up between 0 and all; else by its rule: "all-or-nothing",
 * "any" (one right and no wrong letter), or right ones less wrong ones as a
 * share of all right ones, never below 0 (when nothing is said). statements: by
 * the part's steps (steps[k] for k right ones), else each the same. numeric:
 * the best credit of the numbers whose tolerance holds; comma or point, the
 * unit may follow. short: the best credit of the accepted texts; capitals and
 * blanks do not matter, marks do; patterns by PCRE2. match: each pair the same
 * ("1-c 2-a"). order: all or nothing. cloze: each gap by its points, answers
 * with ; between. essay: the marks given, 0 to its points; of two
 * markers ("1.5 / 2") the mean, unless they lie further apart than the part's
 * scoring allows: then a third is wanted, and the mean of the nearest two
 * counts.
 *
 * A wrong answer gives what the part's scoring says of it, a part no less than
 * its floor, a paper no less than 0. */
enum mark_kind {
	MARK_BLANK,
	MARK_WRONG,
	MARK_PARTLY,
	MARK_RIGHT,
	MARK_ODD,  /* no answer that there is: two letters, an option too far */
	MARK_OPEN, /* somebody must look: an essay, a pattern too hard */
	MARK_CANCELLED, /* the question does not count */
};

struct mark {
	int32_t points; /* thousandths */
	enum mark_kind kind;
};

/* A whole sheet. */
struct score {
	const struct mark *marks; /* by item of its form */
	long points;              /* of the paper, thousandths */
	size_t right, blank;
	bool open; /* something must be looked at */
};

/* Keys of all forms, made ready, with what was corrected since (correction.h);
 * ERROR_NOTFOUND, INVALID when a correction does not fit the exam. */
struct scorer;
MUST bool scorer_new(struct arena *arena, const struct exam *exam,
	const struct correction *corrections, size_t correction_count,
	struct scorer **out, struct error *err);
/* The exam with its keys as corrected. */
const struct exam *scorer_exam(const struct scorer *scorer);

/* Of a part where pupils choose, the best of what they answered; of a part and
 * what is answered instead of it, the better. marks live in the arena. */
struct score score_sheet(
	struct scorer *scorer, struct arena *arena, const struct sheet *sheet);

/* The author's option (index) that an answer to a choice question takes;
 * SIZE_MAX: none, several, or it is no choice. */
size_t score_taken(struct arena *arena, const struct scorer *scorer,
	const struct item *item, struct str answer);

/* The most a form can give, thousandths: all of it as printed (scorer NULL), or
 * without what is cancelled. */
long score_most(const struct scorer *scorer, const struct exam *exam,
	const struct form *form);

/* points of most on a scale (10 points), rounded half up to a multiple of step;
 * all thousandths. */
long score_scaled(long points, long most, long scale, long step);

#endif
