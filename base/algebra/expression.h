#ifndef BASE_ALGEBRA_EXPRESSION_H
#define BASE_ALGEBRA_EXPRESSION_H

#include "base/algebra/value.h"

/* The language of calculated questions: what an author writes between braces.
 *
 *   2x^2 - 3/4        numbers exact, 0.25 shown as a decimal; 2x is 2*x
 *   x y z t           variables; pi, e, i, oo constants; deg is pi/180
 *   a + b - c * d / e ^ f, n!, -a
 *   = == != < <= > >=   = makes an equation, == asks
 *   and or not, in, if(c, a, b)
 *   [1, 2, 3], v[1], [k^2 for k in 1..5 if k != 3]
 *   {1, 2}, [1; 2), (-oo; 3]     sets and intervals
 *   1..9 step 2 except [3]       what a parameter is drawn from
 *   "text", row.column, name(arguments)
 *
 * Names are letters, digits and _, beginning with a letter. */
struct expression;

enum {
	EXPRESSION_BYTES = 10000,
	EXPRESSION_DEPTH = 100 /* of brackets in brackets */
};

/* Reads one expression, the whole text. ERROR_SYNTAX, or ERROR_NOTFOUND for a
 * function there is not, with the column (in characters) within the text. */
MUST bool expression_parse(struct arena *arena, struct str text,
	const struct expression **out, struct error *err);

/* Names in reach: those declared so far, the later ones first. */
struct scope {
	const struct scope *outer; /* or NULL */
	const struct str *names;
	const struct value *const *values;
	size_t count;
};

/* What it is worth; check c->failed. */
const struct value *expression_evaluate(struct algebra *c,
	const struct expression *expression, const struct scope *scope);

/* A text without chance or parameters, worked out: a number, or a function such
 * as "x^3 - 3x" for value_evaluate(v, "x", …). ERROR_SYNTAX, ERROR_NOTFOUND or
 * ERROR_INVALID with the column. */
MUST bool expression_value(struct arena *arena, struct str text,
	const struct value **out, struct error *err);

/* One of a list, set or range, by chance. */
const struct value *expression_draw(
	struct algebra *c, const struct value *from);

/* Every name it takes from outside must be among known, or a variable or
 * constant; else ERROR_NOTFOUND with the column, and the nearest known. */
MUST bool expression_check(const struct expression *expression,
	const struct str *known, size_t count, struct error *err);

/* Its value depends on chance: a function that draws is called in it. */
bool expression_draws(const struct expression *expression);
/* Uses the name from outside. */
bool expression_uses(const struct expression *expression, struct str name);

#endif
