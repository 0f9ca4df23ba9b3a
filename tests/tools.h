#ifndef TESTS_TOOLS_H
#define TESTS_TOOLS_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"
#include "base/str.h"
#include "tests/check.h"

/* Other people's programs as judges of what we write. A test that needs one
 * says "skip - …" when it is not there. */
static char tools_folder[256];

static inline void tools_begin(void)
{
	const char *temporary = getenv("TMPDIR");

	snprintf(tools_folder, sizeof tools_folder, "%s/dethi-test-XXXXXX",
		temporary ? temporary : "/tmp");
	if (!mkdtemp(tools_folder))
		exit(2);
}

/* printf → sh, in the folder; what it wrote to both outputs; *status is 0 when
 * it was content. */
__attribute__((format(printf, 3, 4))) static inline struct str tools_run(
	struct arena *arena, int *status, const char *format, ...)
{
	struct buf out = {.arena = arena}, command = {.arena = arena};
	char block[4096];
	va_list args;
	size_t got;
	FILE *pipe;

	buf_format(&command, "cd '%s' && { ", tools_folder);
	va_start(args, format);
	buf_vformat(&command, format, args);
	va_end(args);
	buf_text(&command, "; } 2>&1");
	pipe = popen(buf_str(&command).ptr, "r");
	if (!pipe)
		exit(2);
	while ((got = fread(block, 1, sizeof block, pipe)) > 0)
		buf_add(&out, (struct str){block, got});
	*status = pclose(pipe);
	return buf_str(&out);
}

static inline void tools_end(void)
{
	struct arena *arena = arena_new();
	int status;

	tools_run(arena, &status, "rm -f -- *");
	rmdir(tools_folder);
	arena_free(arena);
}

/* Says so when it is missing. */
static inline bool tools_have(struct arena *arena, const char *program)
{
	int status;

	tools_run(arena, &status, "command -v %s", program);
	if (status)
		printf("skip - %s is not installed\n", program);
	return !status;
}

static inline void tools_write(const char *name, struct str bytes)
{
	struct error err = {0};
	char path[512];

	snprintf(path, sizeof path, "%s/%s", tools_folder, name);
	CHECK_OK(file_write(path, bytes, &err), err);
}

#endif
