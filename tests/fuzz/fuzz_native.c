/* A bank file as anyone may write it. What was read is sound, and written and
 * read again it is the same. */
#include "tests/fuzz/driver.h"

#include "banks/native.h"
#include "tests/samples.h"

static bool read_bank(struct arena *arena, struct str text,
	struct bundle *bundle, struct report *report)
{
	struct sink sink = bundle_sink(arena, bundle);
	struct error err;

	*report = (struct report){.arena = arena};
	return native_read(arena, "fuzz/f", text, &sink, report, &err);
}

static void compare(
	struct arena *arena, const struct bundle *a, const struct bundle *b)
{
	if (a->question_count != b->question_count ||
		a->topic_count != b->topic_count ||
		a->stimulus_count != b->stimulus_count)
		abort();
	for (size_t i = 0; i < a->question_count; i++)
		if (!check_same_question(
			    arena, &a->questions[i], &b->questions[i]))
			abort();
	for (size_t i = 0; i < a->stimulus_count; i++)
		if (!str_equal(stimulus_hash(arena, &a->stimuli[i]),
			    stimulus_hash(arena, &b->stimuli[i])))
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size};
	struct arena *arena = arena_new();
	struct buf out = {.arena = arena};
	struct bundle first, second;
	struct report report;
	struct error err;

	format_native.recognise(text);
	if (read_bank(arena, text, &first, &report)) {
		for (size_t i = 0; i < first.question_count; i++)
			if (!question_check(&first.questions[i], &err))
				abort();
		if (!native_write(arena, &first, &out, &report, &err) ||
			!read_bank(arena, buf_str(&out), &second, &report) ||
			report.count)
			abort();
		compare(arena, &first, &second);
	}
	arena_free(arena);
	return 0;
}
