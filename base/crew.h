#ifndef BASE_CREW_H
#define BASE_CREW_H

#include <stddef.h>

/* Several processors for many things of one kind. What is passed in and out is
 * the caller's; there are no locks, because nothing is shared:
 *
 *	static void print_one(void *ctx, size_t worker, size_t i) …
 *	crew_run(form_count, print_one, &printing);
 *
 * work is called once for each i from 0 to count - 1, and crew_run returns when
 * all is done. Calls with the same worker come one after the other and with
 * growing i; calls with different ones run at the same time. So a call may
 * change only what belongs to its i, or to its worker (an arena, say), and what
 * comes out must not depend on who did it. Worker 0 is the caller itself; when
 * threads cannot be had, it does everything. Not to be nested. */
void crew_run(size_t count, void (*work)(void *ctx, size_t worker, size_t i),
	void *ctx);

/* The workers there may be for so many things, at least 1: as many as there are
 * processors, or as DETHI_THREADS in the environment says; at most CREW_MOST.
 */
enum { CREW_MOST = 4, CREW_STACK = 8 * 1024 * 1024 /* bytes, of each */ };
size_t crew_size(size_t count);

#endif
