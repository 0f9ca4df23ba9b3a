#include "base/arena.h"

#include <malloc.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/slab.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum {
	KEPT = 64 * 1024 * 1024,
	MAPPED = 4 * 1024 * 1024, /* larger ones go back at once */
	AHEAD = 512 * 1024,
};

struct block {
	struct block *next;
	size_t used;
	size_t size;
	alignas(max_align_t) unsigned char bytes[];
};

/* What a block of the usual size holds. */
#define BLOCK (SLAB_PIECE - sizeof(struct block))

struct arena {
	struct block *top;
	struct block *spare; /* released, kept for the next that is needed */
	size_t total;
};

static void out_of_memory(void)
{
	fputs("dethi: out of memory\n", stderr);
	abort();
}

struct arena *arena_new(void)
{
	struct arena *arena = calloc(1, sizeof *arena);

	if (!arena)
		out_of_memory();
	return arena;
}

static bool is_piece(size_t size)
{
	return !SANITIZED && size == BLOCK;
}

static void free_block(struct block *block)
{
	if (is_piece(block->size))
		slab_give(block);
	else
		free(block);
}

static void drop_top(struct arena *arena)
{
	struct block *block = arena->top;

	arena->top = block->next;
	if (!SANITIZED && block->size == BLOCK && !arena->spare) {
		arena->spare = block;
		return;
	}
	arena->total -= sizeof *block + block->size;
	free_block(block);
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	while (arena->top)
		drop_top(arena);
	if (arena->spare)
		free_block(arena->spare);
	free(arena);
}

static struct block *new_block(struct arena *arena, size_t size)
{
	struct block *block =
		is_piece(size) ? slab_take() : malloc(sizeof *block + size);

	if (!block)
		out_of_memory();
	block->size = size;
	arena->total += sizeof *block + size;
	return block;
}

static struct block *push_block(struct arena *arena, size_t size)
{
	struct block *block = arena->spare;

	if (block && size == BLOCK)
		arena->spare = NULL;
	else
		block = new_block(arena, size);
	block->next = arena->top;
	block->used = 0;
	arena->top = block;
	return block;
}

static size_t round_up(size_t size)
{
	const size_t align = alignof(max_align_t);

	return (size + align - 1) / align * align;
}

static void *alloc_as_it_is(struct arena *arena, size_t size)
{
	struct block *block = arena->top;
	size_t room;
	void *result;

	if (size > SIZE_MAX / 2)
		out_of_memory();
	room = round_up(size);
	if (SANITIZED)
		block = push_block(arena, size);
	else if (!block || block->size - block->used < room)
		block = push_block(arena, room > BLOCK ? room : BLOCK);
	result = block->bytes + block->used;
	block->used += SANITIZED ? size : room;
	return result;
}

bool arena_extend(
	struct arena *arena, const void *bytes, size_t size, size_t larger)
{
	struct block *block = arena->top;
	size_t room = round_up(size), at;

	if (SANITIZED || !block || !size || larger > SIZE_MAX / 2 ||
		block->used < room)
		return false;
	at = block->used - room;
	if (bytes != block->bytes + at || block->size - at < round_up(larger))
		return false;
	block->used = at + round_up(larger);
	return true;
}

void *arena_bytes(struct arena *arena, size_t size)
{
	return alloc_as_it_is(arena, size);
}

void *arena_alloc(struct arena *arena, size_t size)
{
	return memset(alloc_as_it_is(arena, size), 0, size);
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / 2 / size)
		out_of_memory();
	return arena_alloc(arena, count * size);
}

void *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
	char *copy = alloc_as_it_is(arena, size + 1);

	if (size)
		memcpy(copy, bytes, size);
	copy[size] = 0;
	return copy;
}

void *arena_grow(struct arena *arena, void *block, size_t used,
	size_t *capacity, size_t size)
{
	size_t larger;
	void *grown;

	if (used < *capacity)
		return block;
	larger = *capacity ? *capacity * 2 : 8;
	if (larger <= SIZE_MAX / 2 / size &&
		arena_extend(arena, block, *capacity * size, larger * size)) {
		memset((char *)block + *capacity * size, 0,
			(larger - *capacity) * size);
		*capacity = larger;
		return block;
	}
	grown = arena_array(arena, larger, size);
	if (used)
		memcpy(grown, block, used * size);
	*capacity = larger;
	return grown;
}

struct arena_mark arena_mark(const struct arena *arena)
{
	struct arena_mark mark = {
		arena->top, arena->top ? arena->top->used : 0};

	return mark;
}

void arena_release(struct arena *arena, struct arena_mark mark)
{
	while (arena->top && arena->top != mark.block)
		drop_top(arena);
	if (arena->top)
		arena->top->used = mark.used;
}

void arena_keep_memory(void)
{
	mallopt(M_TRIM_THRESHOLD, KEPT);
	mallopt(M_MMAP_THRESHOLD, MAPPED);
	mallopt(M_TOP_PAD, AHEAD);
}

size_t arena_size(const struct arena *arena)
{
	return arena->total;
}
