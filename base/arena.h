#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

/* An arena owns everything allocated from it and frees it at once. One arena
 * serves one operation: a command, a request, a test. When memory runs out
 * the program aborts here, so no caller has an allocation branch; sizes of
 * outside data are capped where it enters. Not for sharing between threads. */
struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena); /* NULL is allowed */

/* size bytes of zeros, aligned for any type; size may be 0. Under sanitizers
 * every allocation is a malloc of its own, so overruns are seen. */
void *arena_alloc(struct arena *arena, size_t size);

/* The same bytes, but of no particular value: for what is written at once. */
void *arena_bytes(struct arena *arena, size_t size);

/* count × size with overflow check. */
void *arena_array(struct arena *arena, size_t count, size_t size);

/* A copy of size bytes, with a NUL after them that does not count. */
void *arena_copy(struct arena *arena, const void *bytes, size_t size);

/* Makes the arena's last allocation larger where it stands; the new bytes are
 * of no particular value. False: it is not the last (of that size), or there is
 * no room behind it. */
bool arena_extend(
	struct arena *arena, const void *bytes, size_t size, size_t larger);

/* A grown array: the old block is extended, or else copied, when used entries
 * equal *capacity (0 at first, then doubled); returns the block to use. */
void *arena_grow(struct arena *arena, void *block, size_t used,
	size_t *capacity, size_t size);

/* arena_mark remembers a point; arena_release frees all that came after, but
 * for one block that the next allocations use. */
struct arena_mark {
	void *block;
	size_t used;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_release(struct arena *arena, struct arena_mark mark);

/* Memory that is freed is kept for the next arenas, up to 64 MiB, rather than
 * given back to the system, which would have to clear it first. Of the whole
 * process, and for programs to say, not for libraries. */
void arena_keep_memory(void);

/* Bytes held from the system, for limits and reports. */
size_t arena_size(const struct arena *arena);

#define NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define NEW_ARRAY(arena, count, type)                                          \
	((type *)arena_array((arena), (count), sizeof(type)))

/* PUSH(arena, array, count, capacity) makes room for one more, counts it and
 * yields it as an lvalue: *PUSH(a, list->v, list->n, list->cap) = item; */
#define PUSH(arena, array, count, capacity)                                    \
	((array) = arena_grow(                                                 \
		 (arena), (array), (count), &(capacity), sizeof *(array)),     \
		&(array)[(count)++])

#endif
