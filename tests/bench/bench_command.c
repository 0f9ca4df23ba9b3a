/* bench_command FILE COMMAND…: runs it and adds to FILE a line of the
 * milliseconds it took, by the wall and of a processor, and the kilobytes of
 * memory it held at most. A program
 * of its own, for the kernel begins that count with the memory of the caller.
 */
#include "tests/bench/bench.h"

int main(int argc, char **argv)
{
	struct ran ran;
	FILE *file;

	if (argc < 3)
		stop("bench_command", "FILE COMMAND…?");
	ran = run_program((const char *const *)(const void *)&argv[2]);
	file = fopen(argv[1], "a");
	if (!file ||
		fprintf(file, "%.3f %.3f %ld\n", ran.spent.wall, ran.spent.cpu,
			ran.kilobytes) < 0 ||
		fclose(file))
		stop(argv[1], "cannot be written");
	return 0;
}
