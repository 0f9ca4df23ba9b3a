#ifndef ENGINE_ASSEMBLE_LIMITS_H
#define ENGINE_ASSEMBLE_LIMITS_H

#include "engine/assemble/plan.h"

/* What a form must be as a whole, beyond its rows: the rules count, sum and
 * mean, and what balance: makes of them. Sums and means are in thousandths, as
 * in struct rule, information in millionths. Where a part lets pupils choose,
 * its questions count in sums by the share of them that is answered; parts that
 * are answered instead of another count in none. */
struct limit {
	struct place at;
	const struct rule *rule; /* NULL: of balance: */
	enum rule_kind kind;
	enum attribute attribute;
	const uint64_t *fits; /* by candidate, a bit each, of count */
	/* Of information: what each candidate has of it at theta (thousandths),
	 * in millionths, -1 when its parameters are not known. */
	const long *values;
	long theta;
	long at_least, at_most; /* or RULE_NO_BOUND */
	long unit;              /* so far outside is one step too far */
};

struct limits {
	const struct plan *plan;
	struct limit *v;
	size_t count, capacity;
};

/* A form's sum so far by one limit: how many questions count, and what they
 * come to. Of RULE_COUNT, total is their number. */
struct tally {
	long total, count;
};

/* What one answer to a question tells of an ability: Fisher's information of
 * the three-parameter logistic model, a^2 (Q/P) ((P - c) / (1 - c))^2 with
 * P = c + (1 - c) / (1 + exp(-a (theta - b))) (Birnbaum 1968; Lord,
 * Applications of Item Response Theory, 1980, eq. 5-9). NAN when its parameters
 * are not known. */
double candidate_information(const struct candidate *c, double theta);

/* Of the blueprint's rules. Those of no effect on drawing are left out. */
void limits_make(
	struct arena *arena, const struct plan *plan, struct limits *out);

/* Adds one: within, for each form, at_least to at_most of the attribute (sum,
 * of difficulty the mean). */
void limits_add(struct arena *arena, struct limits *limits,
	enum attribute attribute, struct place at, long at_least, long at_most);

/* Adds one without bounds, of what there is at an ability (thousandths). */
void limits_add_information(struct arena *arena, struct limits *limits,
	struct place at, long theta);

/* What a candidate brings in a cell of a part, and in a row; count 0 when it
 * has no such attribute. */
struct tally limit_at(const struct limits *limits, const struct limit *limit,
	size_t part, size_t cell, size_t candidate);
struct tally limit_of(const struct limits *limits, const struct limit *limit,
	const struct plan_row *row, uint32_t candidate);

/* What the picks, which stand on every form, bring. */
struct tally limit_of_picks(
	const struct limits *limits, const struct limit *limit);

/* The number to be held between the bounds; a mean over nothing is -1, and
 * keeps every bound. */
long limit_value(const struct limit *limit, struct tally tally);
/* 0 when it holds, else how many units beyond the bound, at least 1. */
long limit_excess(const struct limit *limit, struct tally tally);

/* tallies[l] of a whole form: rows[r] as the plan's rows have it. */
void limits_tally(const struct limits *limits, uint32_t *const *rows,
	struct tally *tallies);
/* The sum of all excesses: 0 when the form keeps all limits. */
long limits_excess(const struct limits *limits, const struct tally *tallies);

/* The least and the most any form could have, not heeding that rows may want
 * the same questions, that passages come whole, and who may not meet: what
 * lies outside is impossible for certain; a mean's bounds are rounded inwards,
 * since those of rules are whole thousandths too. False when that cannot be
 * said. */
MUST bool limit_reach(struct arena *arena, const struct limits *limits,
	const struct limit *limit, long *least, long *most);

/* Questions that could be drawn and do not have the attribute, of so many. */
size_t limit_without(struct arena *arena, const struct limits *limits,
	const struct limit *limit, size_t *of);

/* "at least 2 questions of #thực tế", "mean difficulty from 0.55 to 0.65". */
struct str limit_text(struct arena *arena, const struct limit *limit);
const char *limit_name(const struct limit *limit); /* "mean difficulty" */
/* "1", "5400", "0.583": a value in words. */
struct str limit_number(
	struct arena *arena, const struct limit *limit, long value);

#endif
