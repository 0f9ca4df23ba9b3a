#include "base/crew.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/errand.h"
#include "tests/check.h"

enum { MANY = 2000 };

static atomic_int busy[CREW_MOST];
static int done[MANY];
static size_t last[CREW_MOST];

/* Each thing once; of one worker one after the other, and growing. */
static void do_one(void *ctx, size_t worker, size_t i)
{
	atomic_int *wrong = ctx;

	if (worker >= CREW_MOST || i >= MANY) {
		atomic_fetch_add(wrong, 1);
		return;
	}
	if (atomic_fetch_add(&busy[worker], 1) || last[worker] > i)
		atomic_fetch_add(wrong, 1);
	last[worker] = i;
	done[i]++;
	atomic_fetch_sub(&busy[worker], 1);
}

static void check_all(const char *threads)
{
	atomic_int wrong = 0;
	int sum = 0;

	if (threads)
		setenv("DETHI_THREADS", threads, 1);
	for (size_t i = 0; i < CREW_MOST; i++)
		last[i] = 0;
	for (size_t i = 0; i < MANY; i++)
		done[i] = 0;
	crew_run(MANY, do_one, &wrong);
	for (size_t i = 0; i < MANY; i++)
		sum += done[i] == 1;
	CHECK(sum == MANY);
	CHECK(!wrong);
	unsetenv("DETHI_THREADS");
}

static void everything_is_done_once(void)
{
	check_all(NULL);
	check_all("1");
	check_all("2");
	check_all("4");
	check_all("999");
	check_all("-3");
	check_all("many");
}

/* What a worker makes is there when crew_run returns. */
static void make_one(void *ctx, size_t worker, size_t i)
{
	struct arena **arenas = ctx;
	struct arena *arena = arenas[i] = arena_new();
	size_t *number = NEW(arena, size_t);

	(void)worker;
	*number = i;
}

static void arenas_of_their_own(void)
{
	struct arena *arenas[100] = {NULL};

	setenv("DETHI_THREADS", "4", 1);
	crew_run(100, make_one, arenas);
	for (size_t i = 0; i < 100; i++) {
		CHECK(arenas[i] != NULL);
		arena_free(arenas[i]);
	}
	unsetenv("DETHI_THREADS");
}

static void never(void *ctx, size_t worker, size_t i)
{
	(void)worker;
	(void)i;
	*(int *)ctx = 1;
}

static void sizes(void)
{
	int called = 0;

	crew_run(0, never, &called);
	CHECK(!called);
	CHECK(crew_size(0) == 1);
	CHECK(crew_size(1) == 1);
	CHECK(crew_size(1000) >= 1 && crew_size(1000) <= CREW_MOST);
	setenv("DETHI_THREADS", "3", 1);
	CHECK(crew_size(1000) == 3);
	CHECK(crew_size(2) == 2);
	setenv("DETHI_THREADS", "0", 1);
	CHECK(crew_size(1000) == 1);
	unsetenv("DETHI_THREADS");
}

/* ---- one thing beside another ---- */

static void set_flag(void *ctx)
{
	atomic_fetch_add((atomic_int *)ctx, 1);
}

static void an_errand(void)
{
	struct arena *arena = arena_new();
	atomic_int runs = 0;

	for (int i = 0; i < 50; i++) {
		struct errand *errand = errand_begin(arena, set_flag, &runs);

		errand_end(errand);
		CHECK(errand_done(errand));
		CHECK(runs == i + 1);
	}
	errand_end(NULL);
	CHECK(errand_done(NULL));
	arena_free(arena);
}

/* With one thread it is runs when errand_begin returns. */
static void an_errand_alone(void)
{
	struct arena *arena = arena_new();
	struct errand *errand;
	atomic_int runs = 0;

	setenv("DETHI_THREADS", "1", 1);
	errand = errand_begin(arena, set_flag, &runs);
	CHECK(runs == 1 && errand_done(errand));
	errand_end(errand);
	unsetenv("DETHI_THREADS");
	arena_free(arena);
}

int main(void)
{
	TEST(everything_is_done_once);
	TEST(arenas_of_their_own);
	TEST(sizes);
	TEST(an_errand);
	TEST(an_errand_alone);
	return check_result();
}
