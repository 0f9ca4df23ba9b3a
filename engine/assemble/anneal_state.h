#ifndef ENGINE_ASSEMBLE_ANNEAL_STATE_H
#define ENGINE_ASSEMBLE_ANNEAL_STATE_H

#include "engine/assemble/anneal.h"

/* What annealing works on, and one change of it. */

enum { CHANGE_MOST = 64, FREE = 0 };

/* Units that leave a form and units that come to it, with what it would come
 * to. */
struct change {
	size_t form;
	uint32_t outs[CHANGE_MOST], ins[CHANGE_MOST];
	size_t out_count, in_count;
	double missed; /* change of what is missed, in steps */
	long broken;   /* of the number of wants that are missed */
	double far;    /* what its goal would miss, squared and weighed */
	double measures[MEASURES_MOST];
};

struct lists {
	uint32_t *units;
	size_t *begin; /* by row or kind, and one more */
};

struct anneal {
	struct arena *arena;
	const struct program *p;
	const struct goal *goal;
	struct rng *rng;
	/* By form. */
	uint32_t *on;     /* on[form * room + i]: its units, row by row */
	size_t room;      /* units of a form at most */
	size_t *row_at;   /* by row: its first place on a form */
	size_t *row_on;   /* row_on[form * rows + r]: how many units */
	long *sums;       /* sums[form * wants + w] */
	double *measures; /* measures[form * measures + k] */
	double *missed, *far;
	long *broken;
	/* By candidate: FREE, or 1 + the form that holds it, or on all. */
	uint32_t *holder;
	uint32_t *place;          /* by unit: 1 + where it is on its form */
	uint8_t *careful;         /* by unit: has enemies, or must be apart */
	uint16_t *aparts;         /* aparts[form * count + a] */
	struct lists rows, kinds; /* units to choose from */
	bool passages;
	/* What is aspired to. */
	double aspired, norm, pull, gain[MEASURES_MOST];
	const double *prices; /* by want, of a step; or NULL */
	double *press;        /* by want: what a whole number missed counts */
	double stress; /* how much more than a step a missed want counts */
	/* Of the change at hand. */
	long *step; /* by want */
	uint32_t *touched;
	size_t touched_count;
	uint8_t *is_touched;
	double *exponentials;
	/* The best. */
	uint32_t *best;
	size_t *best_counts;
	double *best_sums;
	double best_cost, least_missed;
	bool found;
	size_t worst_want;
	long worst_sum;
	size_t moves;
};

enum { ON_ALL = UINT32_MAX };

void anneal_state_make(struct anneal *a);
/* Takes every unit off. */
void anneal_state_clear(struct anneal *a);
/* Puts a unit on a form, heeding nothing. */
void anneal_put(struct anneal *a, size_t form, uint32_t unit);
void anneal_take(struct anneal *a, size_t form, uint32_t unit);
/* Sums, measures and what is missed, from the units that are on. */
void anneal_count(struct anneal *a, size_t form);

/* Keeps the forms there are, if they keep all wants and are the best. */
void anneal_consider(struct anneal *a);

/* Whether the unit's questions are free and may stand on the form. */
bool anneal_fits(const struct anneal *a, size_t form, uint32_t unit);
bool anneal_is_free(const struct anneal *a, uint32_t unit);

void anneal_aspire(struct anneal *a, const struct anneal_effort *effort);

/* Fills in what the change would come to; false when it would certainly add
 * more than room to the energy. */
bool change_weigh(struct anneal *a, struct change *change, double room);
/* What it would add to the energy. */
double change_energy(const struct anneal *a, const struct change *change);
/* Makes it. False, and nothing done, when enemies would meet. */
bool change_make(struct anneal *a, struct change *change);
/* Two at once, of two forms that trade. */
bool change_make_both(
	struct anneal *a, struct change *one, struct change *other);

#endif
