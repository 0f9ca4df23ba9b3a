#ifndef ENGINE_ANALYSE_TIMES_H
#define ENGINE_ANALYSE_TIMES_H

#include "engine/analyse/answers.h"

/* How long people took over each item, in seconds, where their answers came
 * from the screen. */

enum times_flag {
	TIMES_RAPID = 1, /* many answered too fast to have read it */
	TIMES_LONG = 2,  /* half of the people needed far more than planned */
	TIMES_SHORT = 4, /* or far less */
};

struct item_times {
	size_t people; /* whose time is known and above 0 */
	double mean, median, quartile[2];
	/* Answers faster than a tenth of the mean time, at most 10 s: the
	 * normative threshold NT10 of Wise and Ma (2012). rapid is their share
	 * of people; more than a tenth (a response time effort of the item
	 * below 0.9, Wise 2006) is flagged. */
	double threshold, rapid;
	unsigned flags; /* of 5 people or more */
};

/* By item; NULL when no time is known. planned: seconds by item that the author
 * expects, 0 not said; or NULL. Medians half above or below are flagged. */
const struct item_times *item_times(
	struct arena *arena, const struct answers *a, const long *planned);

/* What is to be said of it, in words; "" nothing. planned 0: not known. */
struct str times_words(
	struct arena *arena, const struct item_times *times, long planned);

/* "45 s", "3:20". */
struct str times_clock(struct arena *arena, double seconds);

#endif
