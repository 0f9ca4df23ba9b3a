#ifndef BASE_MATH_SYMBOLS_H
#define BASE_MATH_SYMBOLS_H

#include "base/math/math.h"

/* The table made from symbols.txt at build time. */
enum math_symbol_flags { SYMBOL_LARGE = 1, SYMBOL_LIMITS = 2 };

struct math_symbol {
	const char *name; /* without the backslash */
	uint32_t code;    /* 0: a function, shown by its name */
	uint8_t length;   /* of the name */
	uint8_t class;    /* enum math_class */
	uint8_t flags;    /* enum math_symbol_flags bits */
};

/* NULL when there is none. */
const struct math_symbol *math_symbol_named(struct str name);
/* For a character typed as itself. */
const struct math_symbol *math_symbol_coded(uint32_t code);

/* All of them, sorted by name. */
const struct math_symbol *math_symbols(size_t *count);

#endif
