/* Other programs' question files as anyone may write them: GIFT, Aiken, tables.
 * What was read is sound, and can be written. */
#include "tests/fuzz/driver.h"

#include "banks/format.h"
#include "base/encoding.h"

static void try_format(
	struct arena *arena, const struct format *format, struct str text)
{
	struct bundle bundle = {0};
	struct report report = {.arena = arena};
	struct sink sink = bundle_sink(arena, &bundle);
	struct buf out = {.arena = arena};
	struct error err;

	format->recognise(text);
	if (!format->read(arena, "f", text, &sink, &report, &err))
		return;
	for (size_t i = 0; i < bundle.question_count; i++)
		if (!question_check(&bundle.questions[i], &err))
			abort();
	if (format->write &&
		!format->write(arena, &bundle, &out, &report, &err))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size}, found;
	struct arena *arena = arena_new();
	struct error err;
	bool sound =
		encoding_to_utf8(arena, text, STR(""), &text, &found, &err);

	/* As import does: readers get UTF-8, those of binary files bytes. */
	for (size_t i = 0; formats[i]; i++)
		if (formats[i]->binary)
			try_format(arena, formats[i],
				(struct str){(const char *)data, size});
		else if (sound && strcmp(formats[i]->name, "native"))
			try_format(arena, formats[i], text);
	arena_free(arena);
	return 0;
}
