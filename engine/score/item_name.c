#include "engine/score/item_name.h"

#include "base/utf8.h"

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

/* Takes "(gk1)", "gk 2", "marker 1", "giam khao 2" off the end. */
static int take_marker(struct str *text)
{
	static const char *const words[] = {"giam khao", "gk", "marker", NULL};
	struct str s = *text;
	int number;

	if (s.len && s.ptr[s.len - 1] == ')')
		s.len--;
	if (s.len < 2 || s.ptr[s.len - 1] < '1' || s.ptr[s.len - 1] > '3')
		return 0;
	number = s.ptr[s.len - 1] - '0';
	s = str_trim(str_sub(s, 0, s.len - 1));
	for (size_t i = 0; words[i]; i++) {
		if (!str_ends(s, words[i]))
			continue;
		s = str_trim(str_sub(s, 0, s.len - strlen(words[i])));
		if (s.len && strchr("(-_.", s.ptr[s.len - 1]))
			s.len--;
		*text = str_trim(s);
		return number;
	}
	return 0;
}

static bool is_word_for_question(struct str word)
{
	static const char *const words[] = {
		"", "cau", "q", "question", "response", "item", "c", NULL};

	for (size_t i = 0; words[i]; i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

/* What stands before the number: a word for question, or a part and a point. */
static bool read_words(
	struct arena *arena, struct str words, struct item_name *out)
{
	if (!words.len || !strchr(".-_:", words.ptr[words.len - 1]))
		return is_word_for_question(words);
	out->part = str_copy(arena, str_trim(str_sub(words, 0, words.len - 1)));
	if (str_starts(out->part, "phan ") || str_starts(out->part, "part "))
		out->part = str_sub(out->part, 5, out->part.len);
	for (size_t i = 0; i < out->part.len; i++)
		if (!is_letter(out->part.ptr[i]) && !is_digit(out->part.ptr[i]))
			return false;
	return out->part.len < 8;
}

bool item_name_read(struct arena *arena, struct str text, struct item_name *out)
{
	struct str folded = str_trim(utf8_fold(arena, text));
	size_t end, start;

	*out = (struct item_name){.letter = -1, .marker = take_marker(&folded)};
	end = folded.len;
	if (end > 1 && folded.ptr[end - 1] >= 'a' &&
		folded.ptr[end - 1] <= 'f' && is_digit(folded.ptr[end - 2])) {
		out->letter = folded.ptr[end - 1] - 'a';
		end--;
	}
	for (start = end; start && is_digit(folded.ptr[start - 1]);)
		start--;
	return start < end && end - start <= 4 &&
		str_to_long(
			str_sub(folded, start, end - start), &out->number) &&
		read_words(arena, str_trim(str_sub(folded, 0, start)), out);
}

/* "ii" and "2" are part II. */
static bool is_part(const struct exam *exam, size_t part, struct str name)
{
	static const char *const romans[] = {
		"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"};
	struct str own = exam->blueprint->parts[part].name;
	char number[24];

	snprintf(number, sizeof number, "%zu", part + 1);
	return str_is(name, number) ||
		(part < 8 && str_is(name, romans[part])) ||
		(name.len == 1 && own.len == 1 &&
			(own.ptr[0] | 32) == name.ptr[0]);
}

size_t item_named(const struct exam *exam, const struct form *form,
	const struct item_name *name)
{
	if (!name->part.len)
		return name->number >= 1 &&
				(size_t)name->number <= form->item_count
			? (size_t)name->number - 1
			: SIZE_MAX;
	for (size_t i = 0; i < form->item_count; i++)
		if (form->items[i].number == name->number &&
			is_part(exam, form->items[i].part, name->part))
			return i;
	return SIZE_MAX;
}

struct str item_label(
	struct arena *arena, const struct exam *exam, const struct item *item)
{
	const struct blueprint *b = exam->blueprint;

	if (b->part_count < 2)
		return str_format(arena, "%ld", item->number);
	return str_format(arena, "%.*s.%ld", STR_ARG(b->parts[item->part].name),
		item->number);
}
