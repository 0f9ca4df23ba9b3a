#ifndef ENGINE_SCORE_SCORE_H
#define ENGINE_SCORE_SCORE_H

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
 * with ; between. essay: the marks given, 0 to its points. */
enum mark_kind {
	MARK_BLANK,
	MARK_WRONG,
	MARK_PARTLY,
	MARK_RIGHT,
	MARK_ODD,  /* no answer that there is: two letters, an option too far */
	MARK_OPEN, /* somebody must look: an essay, a pattern too hard */
};

struct mark {
	long points; /* thousandths */
	enum mark_kind kind;
};

/* A whole sheet. */
struct score {
	const struct mark *marks; /* by item of its form */
	long points;              /* of the paper, thousandths */
	size_t right, blank;
	bool open; /* something must be looked at */
};

/* Questions that were bad: everyone gets their points. */
struct scoring_options {
	const struct str *bonus; /* ids */
	size_t bonus_count;
};

/* Keys of all forms, made ready. */
struct scorer;
MUST bool scorer_new(struct arena *arena, const struct exam *exam,
	struct scoring_options options, struct scorer **out, struct error *err);

/* Of a part where pupils choose, the best of what they answered; of a part and
 * what is answered instead of it, the better. marks live in the arena. */
struct score score_sheet(
	struct scorer *scorer, struct arena *arena, const struct sheet *sheet);

/* The most a form can give, thousandths. */
long score_most(const struct exam *exam, const struct form *form);

/* points of most on a scale (10 points), rounded half up to a multiple of step;
 * all thousandths. */
long score_scaled(long points, long most, long scale, long step);

#endif
