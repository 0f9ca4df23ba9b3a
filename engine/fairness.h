#ifndef ENGINE_FAIRNESS_H
#define ENGINE_FAIRNESS_H

#include "engine/model/exam.h"

/* Whether it matters which form of an exam a pupil gets: what is expected of
 * each, side by side. All of it is worked out from the exam alone. */

enum { FAIRNESS_LETTERS = 26, FAIRNESS_ABILITIES = 5 };

/* Abilities at which information is given, on the bank's scale. */
extern const double fairness_abilities[FAIRNESS_ABILITIES]; /* -2 … 2 */

struct fairness_form {
	const struct form *form;
	double expected;   /* points, the mean of a pupil's; NAN not known */
	double deviation;  /* its standard deviation: of answers given
			      independently, sqrt(sum w^2 p (1 - p)) with w
			      points and p the facility; NAN */
	double difficulty; /* mean facility of those that have one; NAN */
	size_t without;    /* questions without it */
	double seconds;    /* NAN: not said for all */
	/* Right options A, B… of questions with one. */
	size_t letters[FAIRNESS_LETTERS];
	/* Fisher's information summed (Birnbaum 1968); NAN when a question
	 * has no IRT parameters. */
	double information[FAIRNESS_ABILITIES];
};

/* How many questions of a topic and level the forms have. */
struct fairness_kind {
	struct str id;    /* the topic's */
	struct str topic; /* its name, else its id */
	enum level level;
	size_t least, most;
};

enum fairness_verdict {
	FAIRNESS_ONE,   /* there is but one form */
	FAIRNESS_SAME,  /* all have the same questions */
	FAIRNESS_ALIKE, /* expected scores at most 1 % of the points apart */
	FAIRNESS_NEAR,  /* at most 2.5 %: a quarter point of ten */
	FAIRNESS_UNEQUAL,
	FAIRNESS_UNKNOWN, /* questions lack a difficulty */
};

struct fairness {
	enum fairness_verdict verdict;
	const struct fairness_form *forms;
	size_t form_count;
	size_t hardest, easiest; /* forms, by expected score */
	double apart;            /* of expected scores; NAN */
	size_t letters;          /* how many are used: 4 for A to D; 0 none */
	const struct fairness_kind *kinds; /* by topic, then level */
	size_t kind_count;
	bool same_kinds;                  /* least is most for all of them */
	size_t shared_least, shared_most; /* questions any two have in common */
};

struct fairness fairness_of(struct arena *arena, const struct exam *exam);

#endif
