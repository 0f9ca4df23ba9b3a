#ifndef ENGINE_ASSEMBLE_GOAL_H
#define ENGINE_ASSEMBLE_GOAL_H

#include "engine/assemble/program.h"

/* An aim over the units of a programme: one or several measures, each a sum
 * over a form's units and what the picks bring, in whole numbers so that sums
 * of doubles are exact. What is made small is the goal's cost:
 * - GOAL_NEAR: the greatest of |measure - target| · scale, over all forms and
 *   measures;
 * - GOAL_MOST: less the smallest of measure · scale, over the same;
 * - GOAL_TOTAL: the sum of the one measure over all forms, · scale. */
enum goal_sense { GOAL_NEAR, GOAL_MOST, GOAL_TOTAL };

enum { MEASURES_MOST = 20 };

struct goal {
	const struct aim *aim;
	enum goal_sense sense;
	size_t measures;
	const double *values; /* values[unit * measures + k] */
	double base[MEASURES_MOST];
	double target[MEASURES_MOST];
	double scale[MEASURES_MOST];
	double within; /* a cost this near the best possible is enough: a
			  share of it, or of GOAL_NEAR the cost itself */
	/* Some questions have no such attribute, and count as the target does:
	 * a mean's bound is no proof then. */
	bool loose;
	/* How what is shown is got from a cost: shown = cost · factor; of a
	 * mean, difficulty 0 to 1. */
	double factor;
};

/* AIM_ALIKE becomes GOAL_NEAR about middle[k], in the units of values; NULL
 * where the aim is another. */
void goal_make(struct arena *arena, const struct program *program,
	const struct aim *aim, const double *middle, struct goal *out);

/* Questions of a form, picks too: a mean is a sum over so many. */
double goal_length(const struct program *program);

/* The cost of forms, each by its measures' sums, base included:
 * sums[form * measures + k]. */
double goal_cost(const struct goal *goal, const double *sums, size_t forms);

/* sums of the forms that units make, as goal_cost() wants them. */
double *goal_sums(struct arena *arena, const struct program *program,
	const struct goal *goal, const uint32_t *units,
	const size_t *unit_counts);

/* Keeps the cost at most so, as wants of the programme that forms of these sums
 * keep. Of GOAL_TOTAL each form is kept to what the worst of them has. */
void goal_hold(struct arena *arena, struct program *program,
	const struct goal *goal, double cost, const double *sums);

/* "information at ability -1, 0, 1", "mean difficulty". */
struct str aim_text(struct arena *arena, const struct aim *aim);

#endif
