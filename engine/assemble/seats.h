#ifndef ENGINE_ASSEMBLE_SEATS_H
#define ENGINE_ASSEMBLE_SEATS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "engine/model/exam.h"
#include "engine/model/room.h"

/* Which form lies on which seat, so that neighbours can copy little. An answer
 * that two forms share is one that is the same at the same place of both: the
 * letter of question 5, what is true of its statement b). Neighbours are the
 * eight seats around; those beside, before and behind count SEATS_NEAR times,
 * those across a corner SEATS_FAR times. */
enum { SEATS_NEAR = 2, SEATS_FAR = 1 };

/* What any two forms share. */
struct likeness {
	size_t forms;
	size_t answers; /* that a form asks for; essays ask for none */
	const long
		*shared; /* [f * forms + g]; of a form with itself: answers */
};

void likeness_find(
	struct arena *arena, const struct exam *exam, struct likeness *out);

/* Two neighbours, by their places row * columns + column. */
struct neighbours {
	size_t a, b;
};

struct seating {
	const uint32_t *form; /* by seat number */
	const size_t *used;   /* seats of each form: equal, or one more */
	/* What neighbours share: the sum over all pairs, each times its
	 * weight; the weights' sum; and a sum below which no seating goes,
	 * whether it spreads the forms evenly or not. */
	long shared, weight, bound;
	long most; /* of one pair; with those farthest in front */
	struct neighbours worst;
	bool pairs; /* false: no seat has a neighbour, the rest is 0 */
};

/* Seats all forms evenly (so that equal piles are printed; with more forms
 * than seats, some not at all). Annealing over exchanges, from several starts;
 * the same seed gives the same seating. The bound is exact by a dynamic
 * programme over the last row when there are few forms and columns, else the
 * sum of the best of each square of four seats (each pair's weight shared
 * between the squares it is in). */
void seats_assign(struct arena *arena, const struct likeness *likeness,
	const struct room *room, uint64_t seed, struct seating *out);

#endif
