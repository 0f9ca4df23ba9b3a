/* bench_table FOLDER TABLE FILE…: what marking cannot do without. Reads every
 * cell of TABLE, as marking does, and writes the bytes of the FILEs into
 * FOLDER, all of them or none, synced. */
#include "base/csv.h"
#include "base/encoding.h"
#include "base/file.h"
#include "base/file_set.h"
#include "tests/bench/bench.h"

static struct arena *arena;
static struct error err;

static size_t read_table(const char *path)
{
	struct arena *row = arena_new();
	const struct str *cells;
	size_t count = 1, all = 0;
	struct str text, found;
	struct csv csv;

	if (!file_read(arena, path, FILE_LIMIT, &text, &err) ||
		!encoding_to_utf8(arena, text, STR(""), &text, &found, &err))
		stop(path, err.text);
	csv = csv_open(text);
	while (count) {
		struct arena_mark mark = arena_mark(row);

		if (!csv_row(&csv, row, &cells, &count, &err))
			stop(path, err.text);
		all += count;
		arena_release(row, mark);
	}
	arena_free(row);
	return all;
}

static void copy(struct file_set *set, const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str bytes;

	if (!file_read(arena, path, FILE_LIMIT, &bytes, &err) ||
		!file_set_add(set, slash ? slash + 1 : path, bytes, &err))
		stop(path, err.text);
}

int main(int argc, char **argv)
{
	struct file_set *set;

	if (argc < 4)
		stop("bench_table", "FOLDER TABLE FILE…?");
	arena = arena_new();
	printf("%zu cells\n", read_table(argv[2]));
	if (!file_set_begin(arena, argv[1], &set, &err))
		stop(argv[1], err.text);
	for (int i = 3; i < argc; i++)
		copy(set, argv[i]);
	if (!file_set_commit(set, &err))
		stop(argv[1], err.text);
	arena_free(arena);
	return 0;
}
