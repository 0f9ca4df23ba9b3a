#ifndef ENGINE_STORE_STORE_QUESTION_H
#define ENGINE_STORE_STORE_QUESTION_H

#include "engine/model/query.h"
#include "engine/model/question.h"
#include "engine/store/store.h"

enum put_result { PUT_NEW, PUT_CHANGED, PUT_SAME, PUT_RESULTS };

/* Adds a question, or a new version when its content differs from the current
 * one (versions never change), or nothing. Its topic, outcome and stimulus must
 * be in the bank when the transaction is committed, or the commit fails with
 * ERROR_INVALID: see store_dangling. An enemy may come later. now: seconds
 * since 1970, for the record. */
MUST bool store_put_question(struct store *store, const struct question *q,
	long long now, enum put_result *result, struct error *err);
MUST bool store_put_topic(struct store *store, const struct topic *topic,
	enum put_result *result, struct error *err);
MUST bool store_put_stimulus(struct store *store, const struct stimulus *s,
	enum put_result *result, struct error *err);
MUST bool store_put_header(struct store *store,
	const struct bank_header *header, enum put_result *result,
	struct error *err);

/* References to things the bank does not hold, made since store_begin, the
 * oldest first. */
struct dangling {
	struct str question; /* or topic or stimulus, that refers */
	const char *noun; /* "topic" "outcome" "stimulus" "question" "media" */
	struct str missing;
	size_t number; /* of all that were loose when made, from 0 */
};
MUST bool store_dangling(struct store *store, struct arena *arena,
	struct dangling **out, size_t *count, struct error *err);

/* How many references were loose when they were made, so far in this
 * transaction: a caller sees by it whether a put left something to settle. */
size_t store_loose(const struct store *store);

/* Takes the current version of a question put since store_begin out again
 * (for a reference that turned out to dangle). */
MUST bool store_unput_question(
	struct store *store, struct str id, struct error *err);

/* version 0: the current one. ERROR_NOTFOUND with the nearest id. Media come
 * without their bytes. A question whose content hash does not fit is
 * ERROR_DENIED: the file was changed from outside. */
MUST bool store_get_question(struct store *store, struct arena *arena,
	struct str id, unsigned version, struct question *out,
	struct error *err);
MUST bool store_get_stimulus(struct store *store, struct arena *arena,
	struct str id, struct stimulus *out, struct error *err);
MUST bool store_get_media(struct store *store, struct arena *arena,
	struct str hash, struct str *bytes, struct error *err);
MUST bool store_get_header(struct store *store, struct arena *arena,
	struct bank_header *out, struct error *err);

/* All topics with their outcomes, ordered by collation of the id. */
MUST bool store_topics(struct store *store, struct arena *arena,
	struct topic **out, size_t *count, struct error *err);
/* All stimuli, ordered likewise. */
MUST bool store_stimuli(struct store *store, struct arena *arena,
	struct stimulus **out, size_t *count, struct error *err);

/* How many questions, all statuses. */
MUST bool store_count(struct store *store, size_t *out, struct error *err);

#endif
