/* A pattern from a bank on the first line, a student's answer below. */
#include "base/regex.h"

#include "base/utf8.h"
#include "tests/fuzz/driver.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str rest = {(const char *)data, size}, pattern;
	const struct regex *regex;
	struct error err;

	if (utf8_invalid(rest) == SIZE_MAX && str_cut(&rest, '\n', &pattern)) {
		regex_is_pattern(pattern);
		if (regex_compile(arena, pattern, &regex, &err))
			regex_match(regex, rest);
		else if (!err.text[0])
			abort();
	}
	arena_free(arena);
	return 0;
}
