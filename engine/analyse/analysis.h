#ifndef ENGINE_ANALYSE_ANALYSIS_H
#define ENGINE_ANALYSE_ANALYSIS_H

#include "engine/analyse/classical.h"
#include "engine/analyse/dif.h"
#include "engine/analyse/irt.h"

/* All that was found out about a table of answers. */
struct analysis {
	const struct answers *answers;
	struct test_figures test;
	const struct irt_fit *fit; /* or NULL */
	const struct dif *dif;     /* by item, or NULL */
	struct str first, second;  /* groups of dif */
};

/* What looks wrong with an item, in words; "" nothing. */
struct str item_words(struct arena *arena, const struct item_figures *figures);

/* Trace lines: people in five groups by total, the weakest first, of as many as
 * can be (those with the same total may be in two). shares[g] is the share of
 * the group's answers to the item that are that letter, or letter 0: the mean
 * score; NAN where a group gave none. */
enum { TRACE_GROUPS = 5 };
void item_trace(const struct answers *a, const size_t *group, size_t item,
	char letter, double shares[TRACE_GROUPS]);
/* By person, from 0 to TRACE_GROUPS - 1. */
const size_t *trace_groups(
	struct arena *arena, const struct answers *a, const double *totals);

#endif
