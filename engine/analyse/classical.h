#ifndef ENGINE_ANALYSE_CLASSICAL_H
#define ENGINE_ANALYSE_CLASSICAL_H

#include "engine/analyse/answers.h"

/* Classical test theory. Sources: Lord and Novick, Statistical Theories of
 * Mental Test Scores (1968); Crocker and Algina, Introduction to Classical and
 * Modern Test Theory (1986). Standard deviations are of samples (n - 1). NAN
 * where a figure cannot be had. Missing answers add nothing to totals, alpha
 * has them as 0, and people without an answer to an item are left out of that
 * item's own figures (answers_settle does otherwise). When people were asked
 * other items (answers->form_count), alpha is the mean of the forms', by
 * people. */

enum { OPTIONS_MOST = 26 };

/* How an option of an item was taken. */
struct option_figures {
	char letter;
	bool key;
	size_t count;
	double share;          /* of those who answered */
	double discrimination; /* correlation of taking it with the rest score
				*/
	double upper, lower;   /* share among the best and worst 27 % */
};

enum item_flag {
	/* More strong people chose another option, and the strong do worse:
	 * beyond what comes by chance (a correlation of 1.96 / sqrt n). */
	FLAG_KEY_DOUBTFUL = 1 << 0,
	FLAG_NEGATIVE = 1 << 1,
	FLAG_WEAK = 1 << 2,        /* item-rest correlation below 0.1 */
	FLAG_HARD = 1 << 3,        /* facility below 0.2 */
	FLAG_EASY = 1 << 4,        /* above 0.95 */
	FLAG_DEAD_OPTION = 1 << 5, /* an option that below 2 % chose */
	FLAG_CONSTANT = 1 << 6,    /* everyone has the same score */
};

struct item_figures {
	size_t answered, missing;
	size_t omitted;  /* asked, not answered and scored 0 */
	double mean;     /* score */
	double facility; /* the mean as a share of the best score */
	double deviation;
	double total_r; /* correlation with the total, and with the rest (the
			   point-biserial) */
	double rest_r;
	double upper_lower; /* facility of the best less the worst 27 % (Kelley
			       1939) */
	double alpha_without; /* alpha of the test without the item */
	const struct option_figures *options;
	size_t option_count;
	char rival; /* of FLAG_KEY_DOUBTFUL */
	unsigned flags;
};

struct test_figures {
	size_t people, items;
	double mean, deviation;
	double skewness, kurtosis; /* g1; g2, 0 of a normal one */
	double least, most;
	double quartile[3]; /* Hyndman and Fan (1996), type 7 */
	/* Cronbach's alpha (1951), KR-20 for scores 0 and 1; its 95 % interval
	 * (Feldt 1965); standard error of measurement, s sqrt(1 - alpha). */
	double alpha, alpha_low, alpha_high, error;
	double split_half, spearman_brown; /* odd against even items */
	const struct item_figures *item;
	const double *totals; /* by person */
};

struct test_figures classical(struct arena *arena, const struct answers *a);

#endif
