#ifndef ENGINE_STORE_STORE_POOL_H
#define ENGINE_STORE_STORE_POOL_H

#include "engine/model/pool.h"
#include "engine/store/store.h"

/* The attributes of every question of the blueprint's subject and grade (when
 * it names them) whose status is one of the blueprint's, and of those named by
 * pick: or with: whatever their subject. */
MUST bool store_pool(struct store *store, struct arena *arena,
	const struct blueprint *blueprint, struct pool *out, struct error *err);

#endif
