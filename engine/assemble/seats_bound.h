#ifndef ENGINE_ASSEMBLE_SEATS_BOUND_H
#define ENGINE_ASSEMBLE_SEATS_BOUND_H

#include "engine/assemble/seats.h"

/* A sum of what neighbours share that no seating is below. See seats.h. */
long seats_bound(struct arena *arena, const struct likeness *likeness,
	const struct room *room);

#endif
