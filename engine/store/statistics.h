#ifndef ENGINE_STORE_STATISTICS_H
#define ENGINE_STORE_STATISTICS_H

#include "engine/store/sql.h"

/* What the files of this folder share of statistics. */

/* A question has another current version: what was measured of it is put
 * together anew. Nothing happens when nothing was measured. */
MUST bool statistics_refresh(
	struct store *store, long long question, struct error *err);

/* For verification: the figures are what was stored, and what is known of the
 * questions comes of them. */
MUST bool statistics_verify(struct store *store, struct error *err);

#endif
