#ifndef ENGINE_ASSEMBLE_PLAN_H
#define ENGINE_ASSEMBLE_PLAN_H

#include "engine/assemble/assemble.h"

/* A blueprint and a pool compiled into numbers: for each row of take: the
 * candidates that fit, by class, with passages as groups. What the draw, the
 * search and the check work on. A later optimiser adds its constraints here.
 *
 * A class of a row is a level it counts; with any:, the levels it does not
 * count are one more class. A set of questions satisfies a row when it holds
 * at least min[k] of each class, count in all, and passages whole. */
enum {
	CLASS_MAX = LEVEL_COUNT,
	NO_CLASS = 255,
	/* What a row wishes: so many of each class, and of any. */
	WISH_ANY = CLASS_MAX,
	WISHES = CLASS_MAX + 1,
};

/* The candidates of one passage that fit the row: together or not at all. */
struct group {
	const uint32_t *members; /* candidates, in pool order */
	size_t size;             /* at least 2 */
	long vector[CLASS_MAX];  /* how many of each class */
};

struct plan_row {
	struct place at;
	size_t part;
	size_t first_cell, cell_count; /* of the part's cells */
	size_t class_count;
	uint8_t class_of[LEVEL_COUNT]; /* NO_CLASS: such a level never fits */
	long min[CLASS_MAX];
	long any;   /* of any class, beyond min */
	long count; /* sum of min, and any */
	uint32_t *singles[CLASS_MAX];
	size_t single_count[CLASS_MAX];
	struct group *groups;
	size_t group_count;
};

/* A pick: its questions stand on every form. */
struct plan_pick {
	struct place at;
	size_t part, cell;
	const uint32_t *candidates;
	size_t count;
};

/* A question that must be on every form, and is in no pick. */
struct plan_with {
	struct place at;
	uint32_t candidate;
};

/* An apart rule: at most one of these on a form. */
struct plan_apart {
	struct place at;
	const uint32_t *candidates;
	size_t count;
};

/* What cannot be met whatever is drawn, in a sentence. */
struct plan_fault {
	struct place at;
	struct str text;
};

struct plan {
	const struct blueprint *blueprint;
	const struct pool *pool;
	size_t forms; /* that are drawn: 1 when all hold the same questions,
			 and when they share some, for the first is drawn alone
		       */
	struct plan_row *rows;
	size_t row_count;
	const struct plan_pick *picks;
	size_t pick_count;
	const struct plan_with *with;
	size_t with_count;
	const struct plan_apart *aparts;
	size_t apart_count;
	/* apart_of[i]: 1 + the first link of candidate i, 0 none. NULL when
	 * there is no apart rule. */
	const uint32_t *apart_of;
	const struct apart_link {
		uint32_t apart, next;
	} * links;
	bool enemies; /* whether they are heeded */
	const struct plan_fault *faults;
	size_t fault_count;
};

struct plan_options {
	bool ignore_enemies;
	const uint8_t *without; /* candidates that are not there; or NULL */
};

void plan_make(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, struct plan_options options, struct plan *out);

/* Takes the candidates marked in used out of the rows, and with them the
 * passages that cannot come whole without. */
void plan_remove(struct plan *plan, const uint8_t *used);

/* The class a candidate has in a row it fits. */
size_t plan_class(const struct plan *plan, const struct plan_row *row,
	uint32_t candidate);

/* The index of the passage a candidate belongs to in a row, or group_count. */
size_t plan_group(const struct plan_row *row, uint32_t candidate);
/* Whether the row holds it, as a single of that class or in a passage. */
bool plan_holds(const struct plan_row *row, size_t class, uint32_t candidate);

/* Marks the questions of with:, and of the passages they bring: they may stand
 * on every form, whatever forms share. */
void plan_mark_shared(const struct plan *plan, uint8_t *shared);

/* True when the two may not stand on one form. */
bool plan_conflict(const struct plan *plan, uint32_t a, uint32_t b);
/* True when any such pair is possible for it. */
bool plan_has_conflicts(const struct plan *plan, uint32_t candidate);

/* True when a question is in the way of another only by being taken: no
 * passages, no conflicts, and nothing that must be on every form. */
bool plan_is_plain(const struct plan *plan);

#endif
