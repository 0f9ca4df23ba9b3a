#ifndef RENDER_PART_HEADING_H
#define RENDER_PART_HEADING_H

#include "engine/model/exam.h"

/* Items first … end - 1 of a form are of one part. */
struct part_range {
	size_t first, end;
};

/* The range of the part that item first begins. */
struct part_range part_range_at(const struct form *form, size_t first);

/* What stands above a part, Markdown: what the blueprint says, else what such a
 * part usually says. label: the theme's word for a part, as "Phần {name}"; ""
 * the usual one. "": nothing stands there, for it is the only part and has no
 * name. */
struct str part_heading(struct arena *arena, const struct exam *exam,
	const struct form *form, struct part_range range, struct str label);

#endif
