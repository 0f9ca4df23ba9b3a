#ifndef ENGINE_STORE_REFER_H
#define ENGINE_STORE_REFER_H

#include "engine/store/sql.h"

/* From the ids questions name to rows, inside a transaction. What a question
 * names may come after it: then a row of that id is made that is not known
 * yet, and the reference is loose until somebody puts the thing. */
enum refer_noun {
	REFER_TOPIC,
	REFER_OUTCOME,
	REFER_STIMULUS,
	REFER_QUESTION, /* enemies: only looked for, no row is made */
	REFER_MEDIA,    /* likewise, by hash */
	REFER_NOUNS
};

/* *row is 0 for an empty id. from: who refers, for store_dangling. Of the
 * first three nouns. */
MUST bool refer_to(struct store *store, enum refer_noun noun, struct str id,
	struct str from, long long *row, struct error *err);

/* Only looks, and remembers the reference when it is loose. */
MUST bool refer_look(struct store *store, enum refer_noun noun, struct str id,
	struct str from, struct error *err);

/* The row for a thing that is being put, made if there is none; *known says
 * whether it had been put before. From now on it is. */
MUST bool refer_put(struct store *store, enum refer_noun noun, struct str id,
	long long *row, bool *known, struct error *err);

/* Before a commit: takes away rows nobody put, and settles which topic is
 * above which. ERROR_INVALID when something still refers to such a row. */
MUST bool refer_settle(struct store *store, struct error *err);

/* Which topic is above which, when topics changed. ERROR_INVALID when one
 * lies below itself. */
MUST bool topic_settle(struct store *store, struct error *err);

#endif
