#ifndef ENGINE_STORE_TOKENIZER_H
#define ENGINE_STORE_TOKENIZER_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"

struct sqlite3;

/* The words of a text as search sees them, in two forms: folded, in lower case
 * without marks ("dao"), and marked, in lower case with them and the tone in
 * one place ("đạo"). The search index holds both at one place, so a query
 * without marks finds everything and one with marks can ask for itself. */
struct token {
	struct str folded;
	struct str marked; /* equal to folded for a word without marks */
	size_t start, end; /* bytes of the text */
};

struct tokens {
	struct token *v;
	size_t count;
	size_t capacity;
};

/* Makes the tokenizer 'dethi' known to FTS5 in this connection. */
MUST bool tokenizer_register(struct sqlite3 *db, struct error *err);

/* The same words outside of FTS5; they live in the arena. Making a tokenizer
 * costs a fraction of a millisecond: keep it. */
struct tokenizer;
struct tokenizer *tokenizer_new(void);
void tokenizer_free(struct tokenizer *tokenizer); /* NULL is allowed */
void tokenizer_split(const struct tokenizer *tokenizer, struct arena *arena,
	struct str text, struct tokens *out);

#endif
