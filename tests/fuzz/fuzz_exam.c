/* An exam.json that somebody had in hands. What is read is what its id says,
 * and written and read again it is the same. */
#include "tests/fuzz/driver.h"

#include "engine/model/exam.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = {(const char *)data, size}, again;
	struct arena *arena = arena_new();
	const struct exam *exam, *second;
	struct error err;

	if (exam_from_json(arena, "fuzz", text, &exam, &err)) {
		again = exam_to_json(arena, exam);
		if (!exam->form_count || !exam->blueprint ||
			!exam_from_json(arena, "again", again, &second, &err) ||
			!str_equal(exam->id, second->id) ||
			!str_equal(again, exam_to_json(arena, second)))
			abort();
	}
	arena_free(arena);
	return 0;
}
