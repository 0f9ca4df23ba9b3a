#ifndef ENGINE_ASSEMBLE_OPTIMISE_H
#define ENGINE_ASSEMBLE_OPTIMISE_H

#include "engine/assemble/anneal.h"

/* Forms that keep a programme's wants and come as near to its aims as can be
 * found, the first aim before the second and so on: each is looked for among
 * forms that keep what the earlier ones came to. What is found is not drawn
 * with equal chances. */
enum optimise_result {
	OPTIMISE_FOUND,
	OPTIMISE_NONE,   /* there are no such forms, for certain */
	OPTIMISE_UNKNOWN /* none were found */
};

struct optimum {
	/* units[form * length + k], unit_counts[form] of each. */
	const uint32_t *units;
	const size_t *unit_counts;
	struct aim_outcome *outcomes;
	size_t outcome_count;
	/* When there is none, the want that was missed by most, and what it
	 * came to. */
	size_t missed;
	long missed_sum;
	size_t moves, nodes; /* work done */
};

struct optimise_options {
	uint64_t seed;
	/* Forms to begin with, as in struct optimum; or NULL. */
	const uint32_t *units;
	const size_t *unit_counts;
	struct deadline deadline; /* else it ends after so much work */
};

/* The programme is changed: what aims came to is added to its wants. Without
 * aims, any forms that keep the wants are looked for. */
enum optimise_result optimise(struct arena *arena, struct program *program,
	const struct aim *aims, size_t aim_count,
	struct optimise_options options, struct optimum *out);

#endif
