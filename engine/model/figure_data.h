#ifndef ENGINE_MODEL_FIGURE_DATA_H
#define ENGINE_MODEL_FIGURE_DATA_H

#include "engine/model/figure.h"

/* What the texts in figures mean, for the check and for drawing. */

/* "(-3; 2]", "[1; +\infty)", "(-oo; 4)": ends are numbers or infinite; the
 * first is below the second. */
struct figure_interval {
	double low, high;               /* -INFINITY, INFINITY */
	bool low_in, high_in;           /* belongs to it */
	struct str low_text, high_text; /* as written; empty where infinite */
};
bool figure_interval(struct str text, struct figure_interval *out);

/* A sign's place in a row: signs stand between the numbers of x, marks at
 * those but the first and last. */
enum figure_sign {
	SIGN_NONE,   /* "." nothing; between: the function is not defined */
	SIGN_PLUS,   /* "+" */
	SIGN_MINUS,  /* "-", "−" */
	SIGN_ZERO,   /* "0" */
	SIGN_DOUBLE, /* "||": not defined there */
	SIGN_BAR,    /* "|": defined, and not zero */
	SIGN_UNKNOWN
};
enum figure_sign figure_sign(struct str text);
/* A row for n numbers of x: n - 1 signs, and n marks, of which the first and
 * last need not be given (SIGN_NONE). signs and marks have room for n. False:
 * there are more or fewer. */
bool figure_sign_row(struct arena *arena, const struct figure_value *row,
	size_t n, enum figure_sign *signs, enum figure_sign *marks);

/* The numbers of a list, in the arena; NULL where one is not a number. */
const double *figure_numbers(
	struct arena *arena, const struct figure_value *list, size_t *count);

/* Least, quartiles and greatest, in out: as given by "values", or found from
 * "data": the median, and the medians of the halves below and above it, which
 * is itself in neither (Moore and McCabe; the way of Vietnam's textbooks).
 * False: there are neither five values in order nor two data. */
bool figure_quartiles(
	struct arena *arena, const struct figure_value *map, double out[5]);

#endif
