#ifndef ENGINE_MODEL_RESPONSE_H
#define ENGINE_MODEL_RESPONSE_H

#include "base/arena.h"
#include "base/error.h"
#include "base/json.h"
#include "base/str.h"

/* What a quiz hands in: one person's answers to a form, in the order of its
 * items and in the letters its paper has (doc/quiz.md). */
struct response {
	struct str exam; /* id */
	struct str code;
	struct str person, name, class;
	struct str started, finished; /* "2026-11-26T08:00:00.000Z" */
	const struct str *answers;
	const long *seconds; /* spent on each; as many as answers */
	size_t answer_count;
	struct str mac; /* "" unsigned */
};

enum {
	RESPONSE_LIMIT = 4 * 1024 * 1024, /* bytes of a file */
	RESPONSE_ANSWERS = 1000,
	RESPONSE_TEXT = 64 * 1024 /* bytes of an answer */
};

/* True of a text that is meant as one: a JSON object that says so. */
bool response_recognise(struct str text);

/* ERROR_SYNTAX with line and column; ERROR_INVALID: not what a quiz writes;
 * ERROR_DENIED: too large. */
MUST bool response_from_json(struct arena *arena, const char *name,
	struct str text, struct response *out, struct error *err);

/* Whether it was signed with that ticket: mac is the HMAC-SHA-256 (RFC 2104, in
 * hexadecimal) with the ticket as key over "dethi response 1", exam, code,
 * person, name, class, started, finished, all answers and all seconds, each as
 * a netstring ("5:abcde,"). */
bool response_is_signed(struct arena *arena, const struct response *response,
	struct str ticket);

#endif
