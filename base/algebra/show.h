#ifndef BASE_ALGEBRA_SHOW_H
#define BASE_ALGEBRA_SHOW_H

#include "base/algebra/value.h"

/* How values are written for people: 2x^2 - x + 3, never 1x, + -3 or x^1. */

enum show_form {
	SHOW_AUTO,
	SHOW_FIXED,       /* .2: so many decimals */
	SHOW_SIGNIFICANT, /* s3: so many significant digits */
	SHOW_SCIENTIFIC,  /* e2: a × 10^n with so many decimals */
	SHOW_DECIMAL,     /* dec: 3/4 as 0.75, up to ten decimals */
	SHOW_FRACTION,    /* frac: 0.75 as 3/4 */
	SHOW_MIXED,       /* mixed: 7/4 as 1 3/4 */
	SHOW_PERCENT      /* %, %1: times 100, with the sign */
};

struct show {
	char point; /* '.' or ','; with ',' lists have ';' between entries */
	enum show_form form;
	int digits;
	bool sign;    /* +: a sign before what is not negative too */
	bool bracket; /* (): round brackets round what is negative or a sum */
};

/* Reads what stands after the colon: any of the above, apart by spaces. The
 * point is left as it is. */
MUST bool show_parse(struct str spec, struct show *out, struct error *err);

/* TeX, for a formula. Conditions and rows of tables cannot be shown: a
 * failure. */
struct str show_tex(
	struct algebra *c, const struct value *v, const struct show *show);
/* It can stand in running text as it is: texts, whole numbers, decimals, lists
 * of these. Others want a formula. */
bool show_is_plain(const struct value *v, const struct show *show);
/* Without TeX where it is plain, else TeX. */
struct str show_plain(
	struct algebra *c, const struct value *v, const struct show *show);

/* As expression_parse reads it: "3/4", "2*x^2+(-1)*x". Texts as they are, lists
 * with commas between. */
struct str show_source(struct algebra *c, const struct value *v);

#endif
