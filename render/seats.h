#ifndef RENDER_SEATS_H
#define RENDER_SEATS_H

#include "engine/assemble/seats.h"
#include "render/press.h"

/* Who sits where: the code for each seat of a room, as a plan to hang at the
 * door (PDF, one page where it fits) and for spreadsheets (CSV, RFC 4180 with a
 * byte order mark: a row for each row of the room, empty cells for aisles). */
MUST bool seats_print(const struct exam *exam, const struct room *room,
	const struct seating *seating, struct arena *arena, struct str *out,
	struct error *err);

struct str seats_csv(struct arena *arena, const struct exam *exam,
	const struct room *room, const struct seating *seating);

#endif
