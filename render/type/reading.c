#include "render/type/reading.h"

/* Slots are a power of two; half of them may be taken. */
enum { SLOTS = 4096, READINGS_MOST = SLOTS / 2 };

struct slot {
	struct str tex;
	const char *language; /* NULL: free */
	struct reading reading;
};

struct readings {
	struct arena *arena;
	struct slot *slots;
	size_t count;
};

struct readings *readings_new(struct arena *arena)
{
	struct readings *readings = NEW(arena, struct readings);

	readings->arena = arena;
	readings->slots = NEW_ARRAY(arena, SLOTS, struct slot);
	return readings;
}

static struct reading read_new(
	struct arena *arena, struct str tex, const char *language)
{
	struct math_options options = {.decimal_comma = *language == 'v'};
	struct math_faults faults = {.arena = arena};
	struct reading reading = {
		.math = math_parse(arena, tex, &options, &faults)};

	reading.speech = math_to_speech(arena, reading.math, language);
	if (faults.count)
		reading.fault = faults.v[0].text;
	return reading;
}

/* The formula's slot, or the free one where it belongs. */
static struct slot *find(
	struct readings *readings, struct str tex, const char *language)
{
	size_t i = (size_t)str_hash(tex);

	for (;; i++) {
		struct slot *slot = &readings->slots[i % SLOTS];

		if (!slot->language ||
			(*slot->language == *language &&
				str_equal(slot->tex, tex)))
			return slot;
	}
}

struct reading reading_of(struct readings *readings, struct arena *arena,
	struct str tex, const char *language)
{
	struct slot *slot = readings ? find(readings, tex, language) : NULL;

	if (slot && slot->language)
		return slot->reading;
	if (!slot || readings->count >= READINGS_MOST)
		return read_new(arena, tex, language);
	readings->count++;
	slot->tex = str_copy(readings->arena, tex);
	slot->language = language;
	slot->reading = read_new(readings->arena, slot->tex, language);
	return slot->reading;
}
