#ifndef ENGINE_ASSEMBLE_PROGRAM_H
#define ENGINE_ASSEMBLE_PROGRAM_H

#include "engine/assemble/limits.h"

/* A plan and its limits as one 0/1 programme, the same for each of its forms:
 * a unit is on a form or it is not, and every want is a weighted sum of the
 * units of a form that must lie between its bounds. What optimising works on.
 *
 * A unit is a question in a row, or a passage in a row that comes whole. */
struct unit {
	uint32_t row; /* of the plan */
	uint32_t size;
	const uint32_t *members; /* candidates */
	uint32_t kind;   /* units of one kind are alike in row, size and all
			    wants that leave little room */
	uint32_t shared; /* may be on every form (what with: brings): 1 + its
			    number among those, else 0: on one form only */
};

/* amount of a unit in a want. */
struct term {
	uint32_t want;
	long amount;
};

enum want_origin {
	WANT_ROW,   /* how many questions a row has, of all or of one class */
	WANT_WITH,  /* that a question of with: is there */
	WANT_LIMIT, /* a rule, or balance: */
	WANT_AIM,   /* that an earlier aim stays as good as it is */
};

struct want {
	enum want_origin origin;
	struct place at;
	size_t index;     /* the row, with or limit */
	size_t class;     /* of WANT_ROW; CLASS_MAX: all */
	long least, most; /* WANT_NO_LEAST and WANT_NO_MOST: no bound */
	double weight;    /* 1 / what counts as one step outside */
	bool small;       /* amounts are numbers of questions */
};
#define WANT_NO_LEAST (-(1L << 60))
#define WANT_NO_MOST (1L << 60)

struct program {
	const struct plan *plan;
	const struct limits *limits;
	size_t forms;
	size_t length; /* questions of a form, but for picks */
	struct unit *units;
	size_t unit_count;
	size_t *row_begin; /* by row: its first unit; they stand together */
	struct want *wants;
	size_t want_count;
	size_t *begin; /* terms of unit u: begin[u] to begin[u + 1], by want */
	struct term *terms;
	size_t *units_begin; /* by candidate, into unit_of */
	uint32_t *unit_of;
	size_t kind_count;
	size_t shared_count;
	bool crowded; /* some questions fit several units */
};

/* plan and limits must last. forms: how many are to be found, none of which
 * share a unit that is not shared. */
void program_make(struct arena *arena, const struct plan *plan,
	const struct limits *limits, size_t forms, struct program *out);

/* Adds a want, whose amount of unit u is amounts[u] less those of the picks
 * (whose sum is already out of the bounds). */
void program_add_want(struct arena *arena, struct program *program,
	struct want want, const long *amounts);

/* Sorts units into kinds anew: by wants that leave little room or have a price,
 * as bound_find() gives them; NULL: none has. */
void program_sort(
	struct arena *arena, struct program *program, const double *prices);

/* In how many of the forms at most one unit can be. */
static inline size_t unit_most(
	const struct program *program, const struct unit *unit)
{
	return unit->shared ? program->forms : 1;
}

/* True when the two may not be on one form together, also because they hold the
 * same question. */
bool units_conflict(const struct program *program, const struct unit *a,
	const struct unit *b);

#endif
