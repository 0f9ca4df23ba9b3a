#ifndef ENGINE_STORE_MARKS_H
#define ENGINE_STORE_MARKS_H

#include "engine/store/sql.h"

/* For verification: the responses and the scorings are what was stored. */
MUST bool marks_verify(struct store *store, struct error *err);

#endif
