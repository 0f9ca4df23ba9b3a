#ifndef ENGINE_STORE_EXCERPT_H
#define ENGINE_STORE_EXCERPT_H

#include "engine/store/tokenizer.h"

/* The words that a query looks for, each one or several tokens in a row. */
struct wanted {
	const struct token *tokens;
	size_t count;
	bool prefix; /* of the last token */
};

/* At most about 160 characters of the text on one line, where it holds the
 * most of what is wanted, each match between \x02 and \x03; "…" where
 * something was cut off. */
struct str excerpt_make(struct arena *arena, struct tokenizer *tokenizer,
	struct str text, const struct wanted *wanted, size_t count);

#endif
