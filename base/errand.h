#ifndef BASE_ERRAND_H
#define BASE_ERRAND_H

#include "base/arena.h"

/* One thing done beside another: what base/crew.h is for many of one kind.
 *
 *	struct errand *errand = errand_begin(arena, write_all, &batch);
 *	… reads the next batch …
 *	errand_end(errand);
 *
 * Between the two, whatever the work uses is the work's alone. When threads
 * cannot be had, or DETHI_THREADS=1 is in the environment, errand_begin does
 * the work itself. The arena is only used within errand_begin. */
struct errand;

struct errand *errand_begin(
	struct arena *arena, void (*work)(void *ctx), void *ctx);
/* Whether waiting would take no time. NULL: true. */
bool errand_done(const struct errand *errand);
void errand_end(struct errand *errand); /* waits; NULL is allowed */

#endif
