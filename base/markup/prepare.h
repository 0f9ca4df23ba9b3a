#ifndef BASE_MARKUP_PREPARE_H
#define BASE_MARKUP_PREPARE_H

#include "base/arena.h"
#include "base/str.h"

/* Formulas are cut out before md4c sees the text, for it would find emphasis,
 * links and table bars inside them. Each leaves a ticket in the text, which
 * the walk in markup.c turns back. Part of markup; not for others. */
struct formula {
	struct str source; /* as written, with its dollars */
	struct str tex;
	bool display;
};

/* Bytes that no UTF-8 text holds; md4c takes them for letters. */
#define TICKET '\xfe' /* "$\xfe" number "\xfe$" */
#define GUARD '\xff'  /* keeps md4c from seeing a mark; shown as nothing */
/* White, but no indentation: it guards the beginning of the text. */
#define INDENT '\v'

struct prepared {
	struct str text;
	const struct formula *formulas;
	size_t count;
};

/* Line ends become \n, other control characters nothing. */
struct str markup_without_controls(struct arena *arena, struct str text);

struct prepared markup_prepare(struct arena *arena, struct str text);

/* When *at is at a ticket of chunk, moves past it and gives its formula, else
 * NULL. */
const struct formula *markup_ticket(
	const struct prepared *prepared, struct str chunk, size_t *at);

#endif
