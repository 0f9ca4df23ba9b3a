/* A spreadsheet from anywhere: refused, or a table that can be read; and the
 * same bytes as a bare table of answers. */
#include "base/csv.h"
#include "base/sheet.h"
#include "base/utf8.h"
#include "engine/analyse/answers.h"
#include "tests/fuzz/driver.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str bytes = {(const char *)data, size}, text;
	const struct str *cells;
	struct answers answers;
	struct error err;
	size_t count = 1;

	if (sheet_recognise(bytes) &&
		sheet_to_csv(arena, "fuzz.xlsx", bytes, &text, &err)) {
		struct csv csv = csv_open(text);

		while (count)
			if (!csv_row(&csv, arena, &cells, &count, &err))
				abort();
		bytes = text;
	}
	/* Texts are made sound before they come here. */
	if (utf8_invalid(bytes) == SIZE_MAX &&
		answers_read(arena, "fuzz", bytes, STR("ABCD"), "g", &answers,
			&err) &&
		(!answers.people || !answers.items))
		abort();
	arena_free(arena);
	return 0;
}
