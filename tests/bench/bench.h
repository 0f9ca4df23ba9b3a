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

/* Milliseconds: as the clock on the wall goes, and of a processor. The second
 * does not know of waiting for the disk, nor of other programs that run. */
struct spent {
	double wall, cpu;
};

static inline double clock_ms(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1e6;
}

/* Since some moment, of this process. */
static inline struct spent now(void)
{
	return (struct spent){
		clock_ms(CLOCK_MONOTONIC), clock_ms(CLOCK_PROCESS_CPUTIME_ID)};
}

static inline struct spent since(struct spent start)
{
	struct spent end = now();

	return (struct spent){end.wall - start.wall, end.cpu - start.cpu};
}

/* At most so many runs of one thing. */
enum { RUNS_MOST = 32 };

struct times {
	double wall[RUNS_MOST], cpu[RUNS_MOST];
	size_t count;
};

static inline void times_add(struct times *times, struct spent spent)
{
	times->wall[times->count] = spent.wall;
	times->cpu[times->count++] = spent.cpu;
}

static inline int compare_numbers(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The upper one of the two in the middle. */
static inline struct spent median(struct times times)
{
	qsort(times.wall, times.count, sizeof(double), compare_numbers);
	qsort(times.cpu, times.count, sizeof(double), compare_numbers);
	return (struct spent){
		times.wall[times.count / 2], times.cpu[times.count / 2]};
}

/* A program run to its end, its output thrown away; when it fails all stops.
 * kilobytes: the most memory it held at once (ru_maxrss). The kernel begins
 * that count with the memory of the caller, so it is only true when the caller
 * is small. */
struct ran {
	struct spent spent;
	long kilobytes;
};

static inline double timeval_ms(struct timeval t)
{
	return (double)t.tv_sec * 1000 + (double)t.tv_usec / 1000;
}

static inline struct ran run_program(const char *const *arguments)
{
	extern char **environ;
	posix_spawn_file_actions_t actions;
	double start = clock_ms(CLOCK_MONOTONIC);
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
	return (struct ran){{clock_ms(CLOCK_MONOTONIC) - start,
				    timeval_ms(usage.ru_utime) +
					    timeval_ms(usage.ru_stime)},
		usage.ru_maxrss};
}

/* A row: what was measured, ours and the peer's (less is better), how many
 * times ours must go into the peer's (0: for information), and what the peer
 * is. The ratio of processor time is said too. */
static inline void row(const char *what, struct times ours, struct times peer,
	double wanted, const char *note)
{
	struct spent mine = median(ours), theirs = median(peer);

	printf("%s\tms\t%f\t%f\t%f\t%g\t%s\n", what, mine.wall, theirs.wall,
		theirs.cpu / mine.cpu, wanted, note);
	fflush(stdout);
}

#endif
