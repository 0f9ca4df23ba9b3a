#include <math.h>

#include "engine/analyse/answers.h"

static bool is_whole(const struct answers *a, size_t person)
{
	for (size_t i = 0; i < a->items; i++)
		if (isnan(a->scores[person * a->items + i]))
			return false;
	return true;
}

static void copy_person(const struct answers *a, size_t from, size_t to,
	float *scores, char *letters)
{
	memcpy(scores + to * a->items, a->scores + from * a->items,
		a->items * sizeof *scores);
	if (letters)
		memcpy(letters + to * a->items, a->letters + from * a->items,
			a->items);
}

static struct answers drop(struct arena *arena, const struct answers *a)
{
	float *scores = NEW_ARRAY(arena, a->people * a->items, float);
	char *letters = a->letters
		? NEW_ARRAY(arena, a->people * a->items, char)
		: NULL;
	struct str *ids = NEW_ARRAY(arena, a->people, struct str);
	struct str *groups = NEW_ARRAY(arena, a->people, struct str);
	struct answers out = *a;

	out.people = 0;
	for (size_t p = 0; p < a->people; p++) {
		if (!is_whole(a, p))
			continue;
		copy_person(a, p, out.people, scores, letters);
		ids[out.people] = a->ids[p];
		if (a->groups)
			groups[out.people] = a->groups[p];
		out.people++;
	}
	out.scores = scores;
	out.letters = letters;
	out.ids = ids;
	out.groups = a->groups ? groups : NULL;
	return out;
}

static struct answers mark_wrong(struct arena *arena, const struct answers *a)
{
	size_t cells = a->people * a->items;
	float *scores = NEW_ARRAY(arena, cells, float);
	bool *blank = NEW_ARRAY(arena, cells, bool);
	struct answers out = *a;

	for (size_t at = 0; at < cells; at++) {
		blank[at] = isnan(a->scores[at]);
		scores[at] = blank[at] ? 0 : a->scores[at];
	}
	out.scores = scores;
	out.blank = blank;
	return out;
}

struct answers answers_settle(
	struct arena *arena, const struct answers *a, enum missing missing)
{
	switch (missing) {
	case MISSING_WRONG:
		return mark_wrong(arena, a);
	case MISSING_DROP:
		return drop(arena, a);
	case MISSING_SKIP:
		break;
	}
	return *a;
}
