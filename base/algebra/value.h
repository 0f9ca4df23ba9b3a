#ifndef BASE_ALGEBRA_VALUE_H
#define BASE_ALGEBRA_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/algebra/rational.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* What an expression is worth: exact numbers, surds and complex numbers,
 * symbols and what is built of them, and lists, sets and texts. Values never
 * change and live in an arena. A surd is a power of a rational number, a
 * complex number a sum with the symbol i: everything that is added, multiplied
 * and raised is one kind of tree, kept in the automatically simplified form of
 * J. S. Cohen, "Computer Algebra and Symbolic Computation: Mathematical
 * Methods" (2003), chapter 3: like terms collected, factors gathered, in one
 * order. So equal values of that form have equal trees. */

enum value_kind {
	ALGEBRA_NUMBER, /* an exact rational */
	ALGEBRA_REAL,   /* a double: what has no exact form */
	ALGEBRA_SYMBOL, /* a variable, or one of the constants pi, e, i, oo */
	ALGEBRA_SUM,
	ALGEBRA_PRODUCT,
	ALGEBRA_POWER, /* items: base, exponent */
	ALGEBRA_CALL,  /* a function of the items, as sin(x) */
	ALGEBRA_TEXT,
	ALGEBRA_BOOL,
	ALGEBRA_LIST,  /* a vector too; a matrix is a list of lists */
	ALGEBRA_RANGE, /* items: from, to, step: what a parameter is drawn from
			*/
	ALGEBRA_SET,   /* in order, without repetitions */
	ALGEBRA_INTERVAL, /* items: ends; ends may be -oo, oo */
	ALGEBRA_UNION, /* of intervals and sets that do not touch, in order */
	ALGEBRA_RELATION, /* items: sides; op */
	ALGEBRA_RECORD,   /* items by names */
	ALGEBRA_FORMULA,  /* only to be shown: text is TeX, plain beside it */
	ALGEBRA_KINDS
};

enum relation {
	RELATION_EQ,
	RELATION_NE,
	RELATION_LT,
	RELATION_LE,
	RELATION_GT,
	RELATION_GE
};

struct value {
	enum value_kind kind;
	bool decimal;               /* number: to be shown as 0.5, not 1/2 */
	bool truth;                 /* bool */
	bool open_left, open_right; /* interval */
	enum relation op;
	unsigned depth; /* of the tree; a leaf's is 1 */
	struct rational number;
	double real;
	struct str text; /* symbol, call: its name; text; formula: TeX */
	struct str plain;
	const struct value *const *items;
	size_t count;
	const struct str *names; /* record */
};

/* One evaluation: its memory, its limits, where chance comes from, and the
 * first thing that went wrong. Functions on values never fail singly: after a
 * failure all of them give `nothing`, and the caller looks at `failed` at the
 * end (and in its loops). */
struct algebra {
	struct arena *arena;
	/* One of 0 … count-1 by chance; NULL: chance is an error here. */
	size_t (*choose)(void *ctx, size_t count);
	/* A real number in [0, 1); NULL: an error. */
	double (*unit)(void *ctx);
	void *ctx;
	long steps;      /* left, about one for each node made */
	unsigned column; /* of what is being evaluated */
	bool failed;
	struct error error; /* its column counts within the expression */
};

enum {
	ALGEBRA_STEPS = 200000,
	ALGEBRA_DEPTH = 200,  /* of a value's tree */
	ALGEBRA_ITEMS = 10000 /* of a list */
};

/* Records the first failure, ERROR_INVALID at the column, and gives nothing. */
const struct value *calc_fail(struct algebra *c, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* The value of what failed: the number 0. */
extern const struct value value_nothing;
extern const struct value value_zero, value_one, value_minus_one, value_two;

/* ---- made as they are, without simplification ---- */

const struct value *value_number(struct algebra *c, struct rational number);
const struct value *value_decimal(struct algebra *c, struct rational number);
const struct value *value_long(struct algebra *c, long n);
const struct value *value_ratio(struct algebra *c, long n, long d);
/* Refuses what is not finite. */
const struct value *value_real(struct algebra *c, double real);
const struct value *value_symbol(struct algebra *c, const char *name);
const struct value *value_text(struct algebra *c, struct str text);
const struct value *value_bool(struct algebra *c, bool truth);
/* items are kept, not copied. */
const struct value *value_list(struct algebra *c, enum value_kind kind,
	const struct value *const *items, size_t count);
const struct value *value_pair(struct algebra *c, enum value_kind kind,
	const struct value *a, const struct value *b);
const struct value *value_call(struct algebra *c, const char *name,
	const struct value *const *items, size_t count);
const struct value *value_relation(struct algebra *c, enum relation op,
	const struct value *left, const struct value *right);
const struct value *value_formula(
	struct algebra *c, struct str tex, struct str plain);

/* ---- looked at ---- */

bool value_is(const struct value *v, long n);
bool value_is_symbol(const struct value *v, const char *name);
bool value_is_call(const struct value *v, const char *name);
bool value_to_long(const struct value *v, long *out);
/* A part of sums and products: number, real, symbol, sum, product, power,
 * call. */
bool value_algebraic(const struct value *v);
/* Has no variable in it: only numbers and the constants pi, e and i. */
bool value_constant(const struct value *v);
bool value_contains(const struct value *v, const char *symbol);
bool value_has_i(const struct value *v);
/* The double nearest to a constant, false when it is none, not real or not
 * finite. x is what the symbol named variable stands for; NULL: none. */
bool value_evaluate(
	const struct value *v, const char *variable, double x, double *out);
/* -1, 0 or 1 of a real constant; a failure otherwise. */
int value_sign(struct algebra *c, const struct value *v);
/* By size when both are real constants (exactly, when they are rational);
 * texts by bytes; a failure otherwise. */
int value_compare(
	struct algebra *c, const struct value *a, const struct value *b);
/* The total order of trees behind the simplified form; 0: the same tree. */
int value_order(const struct value *a, const struct value *b);
/* The same tree, or constants, lists… that are equal. */
bool value_equal(
	struct algebra *c, const struct value *a, const struct value *b);
/* "a number", "a list": for messages. */
const char *value_describe(const struct value *v);

/* ---- arithmetic, simplified; entrywise on lists ---- */

const struct value *value_add(
	struct algebra *c, const struct value *a, const struct value *b);
const struct value *value_subtract(
	struct algebra *c, const struct value *a, const struct value *b);
/* Of lists: by a number each entry; of matrices their product. */
const struct value *value_multiply(
	struct algebra *c, const struct value *a, const struct value *b);
const struct value *value_divide(
	struct algebra *c, const struct value *a, const struct value *b);
const struct value *value_negate(struct algebra *c, const struct value *a);
const struct value *value_power(
	struct algebra *c, const struct value *a, const struct value *b);
const struct value *value_sqrt(struct algebra *c, const struct value *a);
const struct value *value_sum(
	struct algebra *c, const struct value *const *items, size_t count);
const struct value *value_product(
	struct algebra *c, const struct value *const *items, size_t count);

/* A function by name, simplified: exact at the arguments schools know. */
const struct value *value_apply(
	struct algebra *c, const char *name, const struct value *a);
/* The logarithm of a to a base. */
const struct value *value_log(
	struct algebra *c, const struct value *a, const struct value *base);

/* Products over sums multiplied out, whole powers of sums too. */
const struct value *value_expand(struct algebra *c, const struct value *v);
/* The value with the symbol replaced, simplified anew. */
const struct value *value_substitute(struct algebra *c, const struct value *v,
	const char *symbol, const struct value *by);

/* A sum's terms, a product's factors: itself when it is none. */
size_t value_terms(const struct value *v, enum value_kind kind,
	const struct value *const **items);
/* v as number × rest, rest without a rational factor. */
const struct value *value_coefficient(
	struct algebra *c, const struct value *v, const struct value **rest);

/* Spends steps; false when they are used up, which is a failure. */
bool calc_step(struct algebra *c, size_t steps);

#endif
