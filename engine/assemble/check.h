#ifndef ENGINE_ASSEMBLE_CHECK_H
#define ENGINE_ASSEMBLE_CHECK_H

#include "base/arena.h"
#include "engine/model/blueprint_edit.h"
#include "engine/model/pool.h"

struct cell_check {
	size_t part, cell;
	long wanted;    /* different questions, of all forms together */
	long available; /* candidates that fit it and may stand there */
};

/* A rule that counts, adds up or takes a mean. */
struct rule_check {
	struct place at;
	struct str text;  /* "mean difficulty: 0.55 to 0.65" */
	struct str drawn; /* what a form drawn for a trial has: "0.61"; "" */
};

/* A change that would mend the shortfall, the smallest first. */
struct relaxation {
	struct place at;
	struct str text; /* "lower apply of toan12.3 from 5 to 3" */
	/* Tried on these lines alone: with the other lines as they are, the
	 * whole is not mended yet. */
	bool partial;
	/* How the blueprint's text would change; none: the bank would. */
	const struct edit *edits;
	size_t edit_count;
};

/* A cell of a blueprint: parts[part].cells[cell]. */
struct cell_at {
	size_t part, cell;
};

struct shortfall {
	struct place at;
	struct str text;             /* one sentence a teacher understands */
	const struct cell_at *cells; /* that want more than there is; or none */
	size_t cell_count;
	const struct str *hints; /* where there are more: see check_bank() */
	size_t hint_count;
	const struct relaxation *relaxations;
	size_t relaxation_count;
};

struct check {
	const struct cell_check *cells;
	size_t cell_count;
	const struct shortfall *shortfalls; /* none: it can be met */
	size_t shortfall_count;
	/* Where no single change is enough, one for the whole; or NULL. */
	const struct relaxation *together;
	/* What the rules and balance: want of a form as a whole. */
	const struct rule_check *rules;
	size_t rule_count;
	const struct str *warnings; /* cells drawn whole, preset's counts … */
	size_t warning_count;
};

/* A cell in a few words: "toan12.1 · understand · #thực tế". */
struct str check_cell_text(struct arena *arena, const struct cell *cell);

/* Can it be met? Cells that compete for the same questions are seen together
 * (a maximum flow), as are enemies, passages and disjoint forms. Every change
 * offered was tried, but for those that add questions to the bank: of a single
 * shortfall it mends the whole unless it is partial; of several each mends its
 * own, as though the others were mended. */
void check_blueprint(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, struct check *out);

#endif
