#ifndef ENGINE_ASSEMBLE_STRATUM_H
#define ENGINE_ASSEMBLE_STRATUM_H

#include "base/rng.h"
#include "engine/assemble/plan.h"

/* All the sets of questions that satisfy one row, counted, so that one of
 * them can be drawn. Without passages each set has equal chances. Were it so
 * with them, a passage would hardly ever be drawn beside single questions: ten
 * questions can be chosen from forty in 847,660,528 ways, but five of them and
 * one passage of five only in 658,008. So sets with passages weigh more, by a
 * factor for each: as if, for each single question and each passage, a coin
 * were thrown that falls for it with the share of the questions that is wanted,
 * and again until the row came out right (conditional Poisson sampling: Hájek
 * 1964). Questions then have nearly equal chances, in a passage or not, and
 * sets with passages of the same kinds still have exactly equal ones.
 *
 * Counting is a dynamic programme over passages, with the numbers of questions
 * of each class as its state, times binomials for singles, in doubles made to
 * stay in range: each set's chance is exact to about one part in 10^12. */
struct stratum;

enum stratum_result {
	STRATUM_READY,
	STRATUM_EMPTY, /* no set satisfies the row */
	STRATUM_LARGE, /* too many states to count */
};

/* forced: candidates of the row that every set must hold (a member of a
 * passage brings the whole passage). The row's lists are reordered, and must
 * not change while the stratum is used. */
enum stratum_result stratum_new(struct arena *arena, const struct plan *plan,
	struct plan_row *row, const uint32_t *forced, size_t forced_count,
	struct stratum **out);

/* Writes row->count candidates, in no particular order. */
void stratum_draw(struct stratum *stratum, struct rng *rng, uint32_t *out);

#endif
