#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

#include "tests/check.h"

#ifdef __SANITIZE_ADDRESS__
#define ARENA_IS_MALLOC true
#else
#define ARENA_IS_MALLOC false
#endif

static void gives_zeros_aligned(void)
{
	struct arena *arena = arena_new();

	for (size_t size = 0; size < 300; size += 7) {
		unsigned char *bytes = arena_alloc(arena, size);

		CHECK((uintptr_t)bytes % alignof(max_align_t) == 0);
		for (size_t i = 0; i < size; i++)
			CHECK(bytes[i] == 0);
		memset(bytes, 0xff, size);
	}
	arena_free(arena);
	arena_free(NULL);
}

/* Blocks of all sizes around the arena's own, each keeping its content. */
static void keeps_what_it_gave(void)
{
	struct arena *arena = arena_new();
	unsigned char *blocks[40];

	for (size_t i = 0; i < 40; i++) {
		blocks[i] = arena_alloc(arena, 1 + i * 5000);
		memset(blocks[i], (int)i, 1 + i * 5000);
	}
	for (size_t i = 0; i < 40; i++) {
		CHECK(blocks[i][0] == i);
		CHECK(blocks[i][i * 5000] == i);
	}
	CHECK(arena_size(arena) >= 40 + 5000 * 39 * 20);
	arena_free(arena);
}

static void copies(void)
{
	struct arena *arena = arena_new();
	const char *copy = arena_copy(arena, "abcdef", 3);

	CHECK(!strcmp(copy, "abc"));
	CHECK(!strcmp(arena_copy(arena, NULL, 0), ""));
	arena_free(arena);
}

/* Memory after the mark is used again, and is zero again. */
static void releases_to_a_mark(void)
{
	struct arena *arena = arena_new();
	char *first = arena_copy(arena, "first", 5);
	struct arena_mark mark = arena_mark(arena);
	size_t size = arena_size(arena);

	for (int round = 0; round < 100; round++) {
		char *small = arena_alloc(arena, 100);
		char *large = arena_alloc(arena, 200000);

		CHECK(!small[0] && !small[99] && !large[0]);
		memset(small, 'x', 100);
		memset(large, 'x', 200000);
		arena_release(arena, mark);
		CHECK(arena_size(arena) == size);
	}
	CHECK(!strcmp(first, "first"));
	arena_free(arena);
}

static void releases_all_to_an_early_mark(void)
{
	struct arena *arena = arena_new();
	struct arena_mark mark = arena_mark(arena);

	memset(arena_alloc(arena, 100000), 1, 100000);
	arena_alloc(arena, 10);
	arena_release(arena, mark);
	/* Of what was released one block at most is kept. */
	CHECK(arena_size(arena) < 100000);
	memset(arena_alloc(arena, 100), 1, 100);
	arena_release(arena, mark);
	CHECK(*(char *)arena_alloc(arena, 1) == 0);
	arena_free(arena);
}

static void grows_arrays(void)
{
	struct arena *arena = arena_new();
	size_t *numbers = NULL, count = 0, capacity = 0;

	for (size_t i = 0; i < 10000; i++)
		*PUSH(arena, numbers, count, capacity) = i * i;
	CHECK(count == 10000 && capacity >= count && capacity < 3 * count);
	for (size_t i = 0; i < count; i++)
		CHECK(numbers[i] == i * i);
	arena_free(arena);
}

/* What a grown array gains is zero, also where other bytes stood before. */
static void grows_with_zeros(void)
{
	struct arena *arena = arena_new();
	struct arena_mark mark = arena_mark(arena);
	size_t *numbers = NULL, capacity = 0, count = 0, sum = 0;

	memset(arena_bytes(arena, 4000), 'x', 4000);
	arena_release(arena, mark);
	for (size_t i = 0; i < 40; i++) {
		PUSH(arena, numbers, count, capacity);
		sum += numbers[i];
	}
	CHECK(sum == 0);
	arena_free(arena);
}

/* Only the last one grows where it stands. */
static void extends_the_last(void)
{
	struct arena *arena = arena_new();
	char *first = arena_copy(arena, "first", 5), *last, *next;

	memset(arena_alloc(arena, 5000), 'x', 5000);
	CHECK(!arena_extend(arena, first, 6, 100));
	last = arena_copy(arena, "lastly", 5);
	if (arena_extend(arena, last, 6, 1000)) {
		next = arena_alloc(arena, 100);
		memset(next, 'x', 100);
		CHECK(!strcmp(last, "lastl"));
		CHECK(next >= last + 1000);
		CHECK(!arena_extend(arena, next, 90, 200));
		CHECK(!arena_extend(arena, next, 100, 1000000));
		CHECK(!arena_extend(arena, next, 100, SIZE_MAX - 8));
		CHECK(arena_extend(arena, next, 100, 112));
	} else {
		CHECK(ARENA_IS_MALLOC);
	}
	CHECK(!arena_extend(arena, NULL, 0, 10));
	CHECK(!strcmp(first, "first"));
	arena_free(arena);
}

/* Two arrays that grow in turn do not run into one another. */
static void grows_in_turn(void)
{
	struct arena *arena = arena_new();
	size_t *one = NULL, *other = NULL, counts[2] = {0}, rooms[2] = {0};

	for (size_t i = 0; i < 3000; i++) {
		*PUSH(arena, one, counts[0], rooms[0]) = i;
		if (i % 3)
			*PUSH(arena, other, counts[1], rooms[1]) = ~i;
	}
	for (size_t i = 0, k = 0; i < 3000; i++) {
		CHECK(one[i] == i);
		if (i % 3)
			CHECK(other[k++] == ~i);
	}
	arena_free(arena);
}

int main(void)
{
	TEST(gives_zeros_aligned);
	TEST(keeps_what_it_gave);
	TEST(copies);
	TEST(releases_to_a_mark);
	TEST(releases_all_to_an_early_mark);
	TEST(grows_arrays);
	TEST(grows_with_zeros);
	TEST(extends_the_last);
	TEST(grows_in_turn);
	return check_result();
}
