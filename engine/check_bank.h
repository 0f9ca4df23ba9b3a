#ifndef ENGINE_CHECK_BANK_H
#define ENGINE_CHECK_BANK_H

#include "base/error.h"
#include "engine/assemble/check.h"
#include "engine/store/store.h"

/* check_blueprint with the bank's pool. Where counts are too low, the hints of
 * the shortfall say how many more questions of the bank fit its lines and why
 * they are not drawn: their status; their subject, spelled in another way; and
 * any other subject or grade when the bank has none of the blueprint's. */
MUST bool check_bank(struct arena *arena, struct store *store,
	const struct blueprint *blueprint, struct check *out,
	struct error *err);

#endif
