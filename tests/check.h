#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <stdbool.h>
#include <stdio.h>

#include "base/str.h"

/* A unit test is a program: main() runs test functions, each prints one line
 * "ok - name" or "not ok - name", and the runner counts those lines. */
static bool check_failed;

/* Records a failure with its place, and goes on. */
#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)
#define CHECK_STR(got, want) check_str((got), (want), __FILE__, __LINE__)
/* A function that fills err: shows the text when it failed. */
#define CHECK_OK(call, err) check_ok((call), (err).text, __FILE__, __LINE__)
#define TEST(function) check_run(#function, function)

static inline bool check_that(
	bool holds, const char *what, const char *file, int line)
{
	if (!holds) {
		printf("# %s:%d: %s\n", file, line, what);
		check_failed = true;
	}
	return holds;
}

static inline bool check_ok(
	bool worked, const char *text, const char *file, int line)
{
	if (!worked) {
		printf("# %s:%d: failed: %s\n", file, line, text);
		check_failed = true;
	}
	return worked;
}

static inline void check_str(
	struct str got, const char *want, const char *file, int line)
{
	if (!str_is(got, want)) {
		printf("# %s:%d: got '%.*s', want '%s'\n", file, line,
			STR_ARG(got), want);
		check_failed = true;
	}
}

static int check_failures;

static inline void check_run(const char *name, void (*function)(void))
{
	check_failed = false;
	function();
	check_failures += check_failed;
	printf("%s - %s\n", check_failed ? "not ok" : "ok", name);
	fflush(stdout);
}

/* main() returns this. */
static inline int check_result(void)
{
	return check_failures ? 1 : 0;
}

#endif
