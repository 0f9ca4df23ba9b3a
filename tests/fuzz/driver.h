#ifndef TESTS_FUZZ_DRIVER_H
#define TESTS_FUZZ_DRIVER_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A fuzz program needs no fuzzer: this main runs the function above on every
 * file it is given (of a folder: on those in it), and FUZZ_RUNS times on what
 * comes of changing one of them, or of nothing when there is none. Changes
 * follow from FUZZ_SEED alone, so a failure comes back; FUZZ_KEEP names a file
 * that holds each input while it runs, the last of which is the one that
 * failed. For libFuzzer compile with -DLIBFUZZER -fsanitize=fuzzer. */
#ifndef LIBFUZZER

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/rng.h"

enum {
	FUZZ_RUNS = 500,
	FUZZ_FILES = 1000,
	FUZZ_SIZE = 16 * 1024, /* of a changed input, bytes */
	FUZZ_SECONDS = 20      /* for one input: then it hangs */
};

struct fuzz {
	struct arena *arena;
	struct str inputs[FUZZ_FILES];
	size_t count;
	struct rng rng;
	double slowest; /* seconds */
	size_t runs;
};

static inline long fuzz_setting(const char *name, long otherwise)
{
	long value;

	return str_to_long(str_from(getenv(name)), &value) ? value : otherwise;
}

static inline void fuzz_load(struct fuzz *f, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	struct error err;

	if (!folder) {
		if (f->count < FUZZ_FILES &&
			file_read(f->arena, path, FILE_LIMIT,
				&f->inputs[f->count], &err))
			f->count++;
		else
			printf("# not read: %s\n", path);
		return;
	}
	while ((entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			fuzz_load(f, file_join(f->arena, path, entry->d_name));
	closedir(folder);
}

/* Folders give their files in any order. */
static inline int fuzz_compare(const void *a, const void *b)
{
	return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static inline double fuzz_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static inline void fuzz_run(struct fuzz *f, struct str input)
{
	const char *keep = getenv("FUZZ_KEEP");
	/* In a block of its own size, so that sanitizers see its end. */
	uint8_t *copy = malloc(input.len ? input.len : 1);
	double start = fuzz_clock();

	if (!copy || (keep && !file_write(keep, input, NULL)))
		exit(2);
	if (input.len)
		memcpy(copy, input.ptr, input.len);
	alarm(FUZZ_SECONDS);
	LLVMFuzzerTestOneInput(copy, input.len);
	alarm(0);
	free(copy);
	f->runs++;
	if (fuzz_clock() - start > f->slowest)
		f->slowest = fuzz_clock() - start;
}

static inline size_t fuzz_below(struct fuzz *f, size_t bound)
{
	return bound ? (size_t)rng_below(&f->rng, bound) : 0;
}

static inline struct str fuzz_pick(struct fuzz *f)
{
	return f->count ? f->inputs[fuzz_below(f, f->count)] : STR("");
}

/* A part of an input, mostly short. */
static inline struct str fuzz_part(struct fuzz *f, struct str of)
{
	size_t most = fuzz_below(f, 4) ? 16 : of.len + 1;

	return str_sub(of, fuzz_below(f, of.len + 1), fuzz_below(f, most));
}

/* Bytes that mean something to many parsers. */
static inline char fuzz_byte(struct fuzz *f)
{
	static const char bytes[] =
		"\0\n\r\t \"'\\/$`*_-+#:,.;|!&%@?=~^<>[]{}()"
		"09aAzZ\x7f\x80\xbf\xc3\xe1\xed\xf4\xff";

	return fuzz_below(f, 8) ? bytes[fuzz_below(f, sizeof bytes - 1)]
				: (char)fuzz_below(f, 256);
}

/* One change: the part from `at` gives way to something else. */
static inline struct str fuzz_change(
	struct fuzz *f, struct arena *arena, struct str s)
{
	struct buf out = {.arena = arena};
	size_t at = fuzz_below(f, s.len + 1);
	size_t kind = fuzz_below(f, 6);
	size_t times = kind == 5 ? 1 + fuzz_below(f, 200) : 1;
	size_t gone = kind == 0 ? 1 : kind == 1 ? fuzz_part(f, s).len : 0;
	struct str part = fuzz_part(f, kind == 4 ? fuzz_pick(f) : s);
	char byte = fuzz_byte(f);

	if (kind == 0 || kind == 2)
		part = (struct str){&byte, 1};
	else if (kind == 1)
		part = STR("");
	buf_add(&out, str_sub(s, 0, at));
	while (times-- && out.len < FUZZ_SIZE)
		buf_add(&out, part);
	buf_add(&out, str_sub(s, at + gone, s.len));
	return str_sub(buf_str(&out), 0, FUZZ_SIZE);
}

static inline void fuzz_run_changed(struct fuzz *f, uint64_t seed, long run)
{
	struct arena *arena = arena_new();
	struct str input;
	size_t changes;

	f->rng = rng_stream(seed, "fuzz", (uint64_t)run);
	input = str_sub(fuzz_pick(f), 0, FUZZ_SIZE);
	for (changes = 1 + fuzz_below(f, 8); changes; changes--)
		input = fuzz_change(f, arena, input);
	fuzz_run(f, input);
	arena_free(arena);
}

int main(int argc, char **argv)
{
	static struct fuzz f;
	const char *name = strrchr(argv[0], '/');
	long runs = fuzz_setting("FUZZ_RUNS", FUZZ_RUNS);
	uint64_t seed = (uint64_t)fuzz_setting("FUZZ_SEED", 1);

	f.arena = arena_new();
	for (int i = 1; i < argc; i++)
		fuzz_load(&f, argv[i]);
	qsort(f.inputs, f.count, sizeof *f.inputs, fuzz_compare);
	fuzz_run(&f, STR(""));
	for (size_t i = 0; i < f.count; i++)
		fuzz_run(&f, f.inputs[i]);
	for (long run = 0; run < runs; run++)
		fuzz_run_changed(&f, seed, run);
	arena_free(f.arena);
	printf("# the slowest input took %.3f s\n", f.slowest);
	printf("ok - %s: %zu inputs\n", name ? name + 1 : argv[0], f.runs);
	return 0;
}

#endif
#endif
