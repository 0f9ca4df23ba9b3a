#ifndef ENGINE_STORE_STORE_EVENT_H
#define ENGINE_STORE_STORE_EVENT_H

#include "engine/store/store.h"

/* The bank's log: what was done when, as a chain in which each event's hash
 * covers the one before and every question version it made, so that nothing
 * can be altered in the middle unseen. A transaction that changes something
 * is one event, "change" unless it is named otherwise. */

/* Names the event of the open transaction: "import" or "build", with a line
 * for people. Nothing is logged when the transaction changes nothing else. */
MUST bool store_name_event(struct store *store, const char *kind,
	struct str note, long long now, struct error *err);

struct event {
	long long row;
	long long made; /* seconds since 1970 */
	struct str kind;
	struct str note;
	size_t versions; /* question versions it made */
};
/* Newest first; limit 0: all. */
MUST bool store_events(struct store *store, struct arena *arena, size_t limit,
	struct event **out, size_t *count, struct error *err);

/* Reads every question version and event and follows the chain; then what
 * else is kept with a hash, and what searching and drawing know of the
 * questions. ERROR_DENIED names the first that does not fit: the file was
 * changed from outside, or the disk lost something. */
MUST bool store_verify(struct store *store, struct error *err);

#endif
