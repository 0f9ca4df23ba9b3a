#ifndef ENGINE_ANALYSE_QUIZ_FIGURES_H
#define ENGINE_ANALYSE_QUIZ_FIGURES_H

#include "engine/analyse/answers.h"

/* The statistics that Moodle's quiz report has, under its names ("Quiz
 * statistics calculations", Moodle developer documentation; the report's
 * facility index is item_figures.facility, its standard deviation deviation).
 * x is a person's score of the item, T the total, y = T - x; sums are over
 * those who were given the item, with n - 1 in variances and covariances.
 * Percent as there; NAN where there is none. */
struct quiz_figures {
	double guess;    /* 100 × the expected share of who takes an option at
			    random; NAN: not a question to guess at */
	double intended; /* 100 × the best score / the sum of all best ones */
	/* 100 sqrt(cov(x, T)) / the sum of that over the items where cov(x, T)
	 * is not below 0; NAN where it is. */
	double effective;
	double discrimination; /* 100 cov(x, y) / sqrt(var(x) var(y)) */
	/* 100 cov(x, y) / the covariance of both in ascending order, the
	 * largest that these scores can have. */
	double efficiency;
	double covariance, other_variance, covariance_most;
};

/* By item; guesses: shares by item, NAN not known, or NULL: by the options. */
const struct quiz_figures *quiz_figures(struct arena *arena,
	const struct answers *a, const double *totals, const double *guesses);

#endif
