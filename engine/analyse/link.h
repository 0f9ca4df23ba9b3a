#ifndef ENGINE_ANALYSE_LINK_H
#define ENGINE_ANALYSE_LINK_H

#include "engine/analyse/irt.h"

/* Items known on a bank's scale bring a test's parameters, which have abilities
 * of mean 0 and standard deviation 1, onto that scale: ability θ becomes
 * slope θ + intercept, a becomes a / slope, b slope b + intercept, and c stays
 * (Kolen and Brennan, Test Equating, Scaling, and Linking, 2014, chapter 6). */
enum link_method {
	/* Slope and intercept make mean and standard deviation of the common
	 * items' difficulties the same (Marco 1977); when all have the same
	 * slope a, as in the Rasch model, slope is the ratio of the mean a's
	 * (Loyd and Hoover 1980). */
	LINK_MEAN_SIGMA,
	/* They make the sum over abilities of the squared differences between
	 * the common items' curves least (Haebara 1980)… */
	LINK_HAEBARA,
	/* …or between the sums of the curves (Stocking and Lord 1983).
	 * Abilities are 61 of the bank's scale from -6 to 6, weighted as a
	 * standard normal distribution has them; from mean and sigma on by
	 * Levenberg and Marquardt's steps. */
	LINK_STOCKING_LORD,
};

/* An item on the bank's scale. */
struct anchor {
	bool known;
	double a, b, c;
};

struct link {
	enum link_method method;
	double slope, intercept;
	size_t anchors; /* common items */
	double loss;    /* root of the mean squared difference that is left,
			   of curves or of their sums; NAN of mean and sigma */
};

/* anchors: by item. ERROR_INVALID: fewer than two common items that were
 * estimated (one will do when all a's are the same), or none that tells a
 * slope. */
MUST bool link_find(const struct irt_fit *fit, size_t items,
	const struct anchor *anchors, enum link_method method, struct link *out,
	struct error *err);

/* The fit on the bank's scale. Standard errors of d are NAN there. */
struct irt_fit link_apply(struct arena *arena, const struct irt_fit *fit,
	size_t items, size_t people, const struct link *link);

/* A table of items on a bank's scale: columns item, a (a1), b or d, and c (g)
 * when there is guessing. anchors: by item of the answers, by their names.
 * ERROR_SYNTAX with the line. */
MUST bool anchors_read(struct arena *arena, const char *file, struct str text,
	const struct answers *answers, const struct anchor **out,
	struct error *err);

#endif
