#ifndef ENGINE_MODEL_POOL_H
#define ENGINE_MODEL_POOL_H

#include <stdint.h>

#include "engine/model/blueprint.h"
#include "engine/model/question.h"

/* What assembly must know of a question, without its text: 100,000 of them
 * must fit in a few dozen megabytes. Names are numbers into the pool's lists.
 */
struct candidate {
	struct str id;
	long long row;     /* the bank's */
	uint32_t topic;    /* index into pool.topics */
	uint32_t stimulus; /* index into pool.stimuli + 1; 0 none */
	uint32_t place;    /* among its stimulus's questions, as they came */
	uint32_t outcome;  /* index into pool.outcomes + 1; 0 none */
	uint8_t type, level, status;
	long points;      /* thousandths; 0 not said */
	long seconds;     /* 0 not said */
	float difficulty; /* measured facility, else the estimate; NAN */
	uint32_t uses;    /* exams it was in that matter to exposure: */
	float irt_a, irt_b, irt_c; /* as in struct irt; irt_a 0: not known */
	const uint32_t *tags;      /* indexes into pool.tags, ascending */
	uint32_t tag_count;
	const uint32_t *enemies; /* candidate indexes, ascending, symmetric */
	uint32_t enemy_count;
	uint64_t
		queries; /* bit k: fits the blueprint's k-th cell with a query,
			    counted over parts and cells in order; at most 64 */
};

struct pool {
	const struct candidate *candidates; /* by id, in byte order */
	size_t count;
	const struct str *topics; /* ids; topic_parent[i]: index, or i at top */
	const uint32_t *topic_parent;
	size_t topic_count;
	const struct str *stimuli;
	size_t stimulus_count;
	const struct str *outcomes;
	size_t outcome_count;
	const struct str *tags;
	size_t tag_count;
};

/* True when the candidate may be drawn for the cell. query_number counts the
 * blueprint's query cells before this one. */
bool pool_fits(const struct pool *pool, const struct candidate *candidate,
	const struct part *part, const struct cell *cell,
	unsigned query_number);

/* The index of a topic's id, or topic_count. */
size_t pool_topic(const struct pool *pool, struct str id);

/* Whether topic i is this one or lies below it: in the tree, or because its id
 * or one above it begins so ("toan12.1" with "toan12.", also when there is no
 * topic "toan12"). */
bool pool_below(const struct pool *pool, size_t i, struct str id);

/* The candidate with this id, or NULL. Binary search. */
const struct candidate *pool_find(const struct pool *pool, struct str id);

#endif
