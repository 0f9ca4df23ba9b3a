#ifndef TESTS_CONTENT_CHECK_H
#define TESTS_CONTENT_CHECK_H

#include "generators/template.h"

/* How a program, knowing nothing of the template's expressions, tells whether a
 * variant is right: from what was drawn (the parameters that are not worked
 * out from others), by arithmetic of its own in C. One row a template. */
struct check_template {
	const char *id;
	/* The variant's key is right, its distractors are wrong. */
	bool (*right)(const struct question *q, const struct drawn *d);
};

/* A table ends with a row whose id is NULL; the file banks/data/NAME.yaml. */
struct checked_bank {
	const char *name;
	const struct check_template *checks;
};
extern const struct checked_bank checked_banks[]; /* ends with a NULL name */

/* A drawn number; NAN when there is none of that name. */
double drawn_number(const struct drawn *d, const char *name);
/* A drawn text, or a column of a drawn row ("city.name"). */
struct str drawn_text(const struct drawn *d, const char *name);

/* A text as a number: "12", "−0,5", "$\frac{-3}{4}$", "$2\sqrt{3}$", "12 cm",
 * "$\frac{1+\sqrt{5}}{2}$" only by its parts: NAN for what is more than a
 * number times a square root over a number. */
double text_number(struct str text);

/* The number of the right option (choice) or of the key (numeric). */
double key_number(const struct question *q);
/* The text of the right option, or the first accepted answer. */
struct str key_text(const struct question *q);
/* key_number is want (within 1e-9, or the tolerance), and no wrong option is.
 */
bool key_is(const struct question *q, double want);
/* The key's text is want, and no wrong option's. */
bool key_reads(const struct question *q, const char *want);
/* Bit i of truth is statement i's key, for every statement. */
bool statements_are(const struct question *q, unsigned truth);

/* What stands on the right of pair i (from 0). */
double pair_number(const struct question *q, size_t i);
bool pair_reads(const struct question *q, size_t i, const char *want);
/* The first answer accepted in gap i (from 0). */
double gap_number(const struct question *q, size_t i);
bool gap_reads(const struct question *q, size_t i, const char *want);
/* The number that stands in text after words; NAN when they are not there. */
double number_after(struct str text, const char *words);
/* Halves away from zero, also those a double is just short of. */
double round_to(double value, int places);
/* Within 1e-9, absolutely or of b. */
bool same_number(double a, double b);

#endif
