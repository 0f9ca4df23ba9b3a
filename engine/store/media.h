#ifndef ENGINE_STORE_MEDIA_H
#define ENGINE_STORE_MEDIA_H

#include "engine/model/question.h"
#include "engine/store/sql.h"

/* Keeps the bytes of a question's or passage's media, each once however many
 * refer to it; those without bytes must be in the bank already, or the
 * reference is loose. ERROR_INVALID when bytes and hash of one do not agree;
 * then nothing was kept: put media before what they belong to. */
MUST bool media_put(struct store *store, const struct media *media,
	size_t count, struct str from, struct error *err);

#endif
