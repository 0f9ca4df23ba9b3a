#ifndef ENGINE_ASSEMBLE_CHECK_CONFLICT_H
#define ENGINE_ASSEMBLE_CHECK_CONFLICT_H

#include "engine/assemble/check_limits.h"
#include "engine/assemble/limits.h"

/* Rows and rules that no form can keep together, the fewest of them that are
 * enough for that, as a shortfall; and which of them could give way, and by how
 * much: each was tried. */
void check_conflict(struct limits_check *c, const struct limits *limits);

#endif
