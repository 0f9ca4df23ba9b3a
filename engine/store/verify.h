#ifndef ENGINE_STORE_VERIFY_H
#define ENGINE_STORE_VERIFY_H

#include "engine/store/sql.h"

/* What the log does not cover: that passages, exams and media are what was
 * stored, and that what searching and drawing know of each question is what its
 * newest version says. ERROR_DENIED names the first that does not fit. */
MUST bool verify_contents(struct store *store, struct error *err);

#endif
