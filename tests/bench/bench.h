#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Measuring for the programs of make bench: each does the same work as its
 * peer in turn, several times, and prints the median of both as rows that
 * run.sh makes a table of. */

static inline void stop(const char *what, const char *why)
{
	fprintf(stderr, "bench: %s: %s\n", what, why);
	exit(1);
}

/* Milliseconds from some moment on. */
static inline double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

/* At most so many runs of one thing. */
enum { RUNS_MOST = 32 };

struct times {
	double ms[RUNS_MOST];
	size_t count;
};

static inline void times_add(struct times *times, double ms)
{
	times->ms[times->count++] = ms;
}

static inline int compare_times(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The upper one of the two in the middle. */
static inline double median(struct times times)
{
	qsort(times.ms, times.count, sizeof *times.ms, compare_times);
	return times.ms[times.count / 2];
}

/* A program run to its end, its output thrown away; when it fails all stops.
 * kilobytes: the most memory it held at once (ru_maxrss). The kernel begins
 * that count with the memory of the caller, so it is only true when the caller
 * is small. */
struct ran {
	double ms;
	long kilobytes;
};

static inline struct ran run_program(const char *const *arguments)
{
	extern char **environ;
	posix_spawn_file_actions_t actions;
	double start = now();
	struct rusage usage;
	int status;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(
		&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	posix_spawn_file_actions_addopen(
		&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	if (posix_spawnp(&pid, arguments[0], &actions, NULL,
		    (char *const *)(const void *)arguments, environ) ||
		wait4(pid, &status, 0, &usage) != pid || !WIFEXITED(status) ||
		WEXITSTATUS(status))
		stop(arguments[0], arguments[1] ? arguments[1] : "failed");
	posix_spawn_file_actions_destroy(&actions);
	return (struct ran){now() - start, usage.ru_maxrss};
}

/* A row: what was measured, ours and the peer's in a unit (less is better),
 * how many times ours must go into the peer's (0: for information), and what
 * the peer is. */
static inline void row(const char *what, const char *unit, double ours,
	double peer, double wanted, const char *note)
{
	printf("%s\t%s\t%f\t%f\t%g\t%s\n", what, unit, ours, peer, wanted,
		note);
	fflush(stdout);
}

#endif
