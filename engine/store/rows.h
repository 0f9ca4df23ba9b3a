#ifndef ENGINE_STORE_ROWS_H
#define ENGINE_STORE_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"

/* A hash table from names to row numbers. { .arena = a } is an empty one. */
struct rows_entry {
	struct str name;
	long long row; /* 0: the slot is free */
	bool known;    /* for the owner's use */
};

struct rows {
	struct arena *arena;
	struct rows_entry *entries;
	size_t count;
	size_t capacity; /* a power of two, or 0 */
};

/* NULL when the name is not there. Valid until the next rows_add. */
struct rows_entry *rows_find(const struct rows *rows, struct str name);

/* Adds a name that is not there yet; it is copied. row > 0. */
struct rows_entry *rows_add(struct rows *rows, struct str name, long long row);

#endif
