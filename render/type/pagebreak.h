#ifndef RENDER_TYPE_PAGEBREAK_H
#define RENDER_TYPE_PAGEBREAK_H

#include <stddef.h>

#include "base/arena.h"
#include "render/type/flow.h"

/* Breaks a flow into columns (a page is one or more of them) so that there are
 * as few as can be, then the cost is least: the penalties of the breaks
 * squared, and what the columns leave empty, except the last and those before
 * a forced break; a column that ends although what comes up to the next place
 * to end (soft ones do not count) would fit costs as much as an empty one.
 * Total fit, as for lines: Plass, "Optimal Pagination Techniques for Automatic
 * Typesetting Systems" (1981). */
struct column {
	size_t first, end; /* slabs, without gaps at either end */
	float used;        /* height, without slack */
	float slack;       /* of the gaps inside */
	bool forced;       /* begins after a forced break */
	bool overfull;
};

/* Column k may be heights[k] points high, the last height goes for the others.
 * A break that is forbidden everywhere is made where it must be; a slab higher
 * than its column gets one to itself. */
const struct column *break_pages(struct arena *arena, const struct slab *slabs,
	size_t count, const float *heights, size_t height_count,
	size_t *column_count);

#endif
