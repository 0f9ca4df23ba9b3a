#ifndef ENGINE_STORE_EVENT_H
#define ENGINE_STORE_EVENT_H

#include "engine/store/sql.h"
#include "engine/store/store_event.h"

/* The log, from inside a transaction: one event for all it changes. */

/* The row of the transaction's event, made at the first change. */
MUST bool event_open(
	struct store *store, long long now, long long *row, struct error *err);

/* Counts a version in; row is question_version's. */
void event_version(struct store *store, long long row, long long question,
	unsigned version, const unsigned char hash[32]);

/* Before a commit: closes the event, if there is one. */
MUST bool event_close(struct store *store, struct error *err);
/* After commit or rollback. */
void event_forget(struct store *store);

#endif
