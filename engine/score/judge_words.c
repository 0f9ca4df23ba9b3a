#include "base/utf8.h"
#include "engine/score/judge.h"

/* Answers that are the words of what was chosen, as learning platforms give
 * them back, where the letters of the paper were never seen. */

struct str answer_words(struct arena *arena, struct str text)
{
	static const char *const signs[] = {"\\(", "\\)", "\\[", "\\]", NULL};
	struct str lower = utf8_lower(arena, utf8_nfc(arena, text));
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < lower.len; i++) {
		struct str rest = str_sub(lower, i, lower.len);
		size_t k = 0;

		while (signs[k] && !str_starts(rest, signs[k]))
			k++;
		if (signs[k])
			i++;
		else if (str_starts(rest, "\xc2\xa0"))
			i++;
		else if (!strchr(" \t\r\n$*", lower.ptr[i]))
			buf_char(&out, lower.ptr[i]);
	}
	return buf_str(&out);
}

static size_t at_place(const struct judging *j, size_t place)
{
	return j->item->order ? j->item->order[place] : place;
}

/* The printed place of the one option with those words; SIZE_MAX. */
static size_t place_of(const struct judging *j, struct str words)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < j->q->option_count; i++) {
		if (!str_equal(j->keys->options[at_place(j, i)], words))
			continue;
		if (found != SIZE_MAX)
			return SIZE_MAX;
		found = i;
	}
	return found;
}

bool answer_by_words(const struct judging *j, uint32_t *bits)
{
	struct str rest = j->answer, one;
	size_t place = place_of(j, answer_words(j->arena, rest));

	*bits = 0;
	if (place != SIZE_MAX) {
		*bits = UINT32_C(1) << place;
		return true;
	}
	while (str_cut(&rest, ';', &one)) {
		place = place_of(j, answer_words(j->arena, one));
		if (place == SIZE_MAX)
			return false;
		*bits |= UINT32_C(1) << place;
	}
	return true;
}

/* The index of the pair with that left side; SIZE_MAX. */
static size_t left_of(const struct judging *j, struct str words)
{
	for (size_t i = 0; i < j->q->pair_count; i++)
		if (str_equal(
			    answer_words(j->arena, j->q->pairs[i].left), words))
			return i;
	return SIZE_MAX;
}

bool match_by_words(const struct judging *j, struct share *out)
{
	bool *given = NEW_ARRAY(j->arena, j->q->pair_count, bool);
	struct str rest = j->answer, one;
	size_t right = 0;

	while (str_cut(&rest, ';', &one)) {
		size_t arrow = str_find(one, "->", 0), left;

		if (arrow == SIZE_MAX)
			return false;
		left = left_of(
			j, answer_words(j->arena, str_sub(one, 0, arrow)));
		if (left == SIZE_MAX || given[left])
			return false;
		given[left] = true;
		right += str_equal(
			answer_words(j->arena, j->q->pairs[left].right),
			answer_words(
				j->arena, str_sub(one, arrow + 2, one.len)));
	}
	*out = (struct share){(long)right, (long)j->q->pair_count, MARK_WRONG};
	return true;
}
