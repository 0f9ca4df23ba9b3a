/* bench_generate FILE: the generated bank as a native bank file, for the
 * program to import. */
#include "banks/format.h"
#include "base/file.h"
#include "tests/bench/bench.h"
#include "tests/bench/generated.h"

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct report report = {.arena = arena};
	struct bundle bundle = generate(arena);
	struct buf out = {.arena = arena};
	struct error err;

	if (argc != 2 ||
		!format_by_name(STR("native"))
			 ->write(arena, &bundle, &out, &report, &err) ||
		!file_write(argv[1], buf_str(&out), &err))
		stop("bench_generate", argc == 2 ? err.text : "FILE?");
	arena_free(arena);
	return 0;
}
