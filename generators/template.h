#ifndef GENERATORS_TEMPLATE_H
#define GENERATORS_TEMPLATE_H

#include "base/algebra/value.h"
#include "base/error.h"
#include "base/report.h"
#include "engine/model/question.h"
#include "engine/model/variant.h"

/* A template made ready: its expressions read, its texts cut. */
struct template;

/* ERROR_SYNTAX, NOTFOUND or INVALID; the text names the place ("parameter b,
 * column 4: …"), line and column are those of the template in its file. point
 * is the decimal sign of its texts, '.' or ','. The template borrows from
 * q. */
MUST bool template_compile(struct arena *arena, const struct question *q,
	char point, const struct template **out, struct error *err);

/* The variant of a number: the same number gives the same question for ever.
 * Its id is the template's with "~" and the number. Values are drawn again,
 * up to 1,000 times, until the conditions hold and no two options read alike.
 * ERROR_INVALID when they never do, or when an expression fails: the text tells
 * the values that were drawn. */
MUST bool template_variant(struct arena *arena, const struct template *template,
	uint64_t number, struct question *out, struct error *err);

/* What its parameters were in that variant, in the order they are written: for
 * tests that solve the question another way, and for authors. False with
 * ERROR_NOTFOUND for the rare variant that was looked for in order. */
struct drawn {
	const struct str *names;
	const struct value *const *values;
	size_t count;
};
MUST bool template_drawn(struct arena *arena, const struct template *template,
	uint64_t number, struct drawn *out, struct error *err);

/* How many different questions it makes: all ways to draw are gone through, up
 * to limit. *more: there were too many ways, or draws that cannot be counted,
 * and the count is of those seen. An expression that fails on the way is an
 * error. */
MUST bool template_count(struct arena *arena, const struct template *template,
	size_t limit, size_t *count, bool *more, struct error *err);

/* Everything that can be said of a template when it comes in: that it cannot
 * be read, fails on some values, has no variant at all; and what its first
 * variants would be warned of (engine/model/doubts.h, formulas.h). */
void template_check(const struct question *q, char point, const char *file,
	struct report *report);

/* Variants for those who cannot include this (engine/). point as above. */
struct variant_source template_source(char point);

#endif
