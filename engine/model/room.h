#ifndef ENGINE_MODEL_ROOM_H
#define ENGINE_MODEL_ROOM_H

#include <stdint.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

/* The seats of an examination room, as places of a grid. Row 0 is in front. */
enum { ROOM_SIDE_MOST = 100, NO_SEAT = UINT32_MAX };

struct room {
	size_t rows, columns;
	/* seat[row * columns + column]: its number from 0, row by row;
	 * NO_SEAT: an aisle, a missing desk. */
	const uint32_t *seat;
	size_t seat_count;
};

/* Seats everywhere. 1 to ROOM_SIDE_MOST rows and columns. */
struct room room_full(struct arena *arena, size_t rows, size_t columns);

/* A drawing: a line of text for a row, the front first; an x (or X) is a seat,
 * a dot or a space is none. Lines that begin with # are remarks; blank lines at
 * the start and the end are left out. ERROR_SYNTAX with line and column for
 * anything else, when there is no seat, or the room is larger than
 * ROOM_SIDE_MOST either way. */
MUST bool room_parse(struct arena *arena, const char *file, struct str text,
	struct room *out, struct error *err);

#endif
