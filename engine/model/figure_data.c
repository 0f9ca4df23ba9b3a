#include "engine/model/figure_data.h"

#include <math.h>
#include <stdlib.h>

static bool is_infinite(struct str text, double *out)
{
	static const char *const names[] = {
		"\\infty", "oo", "\xe2\x88\x9e", "inf", NULL};
	double sign = 1;

	text = str_trim(text);
	if (str_starts(text, "\xe2\x88\x92")) {
		sign = -1;
		text = str_sub(text, 3, text.len);
	} else if (str_starts(text, "-") || str_starts(text, "+")) {
		sign = text.ptr[0] == '-' ? -1 : 1;
		text = str_sub(text, 1, text.len);
	}
	for (size_t i = 0; names[i]; i++)
		if (str_is(str_trim(text), names[i])) {
			*out = sign * INFINITY;
			return true;
		}
	return false;
}

static bool read_end(struct str text, double *out, struct str *shown)
{
	*shown = STR("");
	if (is_infinite(text, out))
		return true;
	*shown = str_trim(text);
	return figure_number(text, out);
}

bool figure_interval(struct str text, struct figure_interval *out)
{
	struct str inside;
	size_t at;

	text = str_trim(text);
	if (text.len < 5 || !strchr("([", text.ptr[0]) ||
		!strchr(")]", text.ptr[text.len - 1]))
		return false;
	inside = str_sub(text, 1, text.len - 2);
	at = str_find(inside, ";", 0);
	if (at == SIZE_MAX)
		at = str_find(inside, ",", 0);
	if (at == SIZE_MAX)
		return false;
	out->low_in = text.ptr[0] == '[';
	out->high_in = text.ptr[text.len - 1] == ']';
	return read_end(str_sub(inside, 0, at), &out->low, &out->low_text) &&
		read_end(str_sub(inside, at + 1, inside.len), &out->high,
			&out->high_text) &&
		out->low < out->high && !(isinf(out->low) && out->low_in) &&
		!(isinf(out->high) && out->high_in);
}

enum figure_sign figure_sign(struct str text)
{
	static const struct {
		const char *text;
		enum figure_sign sign;
	} signs[] = {
		{"", SIGN_NONE},
		{".", SIGN_NONE},
		{"+", SIGN_PLUS},
		{"-", SIGN_MINUS},
		{"\xe2\x88\x92", SIGN_MINUS},
		{"0", SIGN_ZERO},
		{"||", SIGN_DOUBLE},
		{"|", SIGN_BAR},
	};

	text = str_trim(text);
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (str_is(text, signs[i].text))
			return signs[i].sign;
	return SIGN_UNKNOWN;
}

bool figure_sign_row(struct arena *arena, const struct figure_value *row,
	size_t n, enum figure_sign *signs, enum figure_sign *marks)
{
	size_t count;
	const struct figure_value *words = figure_words(arena, row, &count);
	size_t before = count == 2 * n - 1 ? 0 : 1;

	if (count != 2 * n - 3 && before)
		return false;
	marks[0] = marks[n - 1] = SIGN_NONE;
	for (size_t i = 0; i < count; i++) {
		enum figure_sign sign = figure_sign(figure_text(&words[i]));
		size_t at = i + before;

		if (at % 2)
			signs[at / 2] = sign;
		else
			marks[at / 2] = sign;
	}
	return true;
}

const double *figure_numbers(
	struct arena *arena, const struct figure_value *list, size_t *count)
{
	double *numbers;

	*count = list && list->kind == VALUE_LIST ? list->count : 0;
	numbers = NEW_ARRAY(arena, *count + 1, double);
	for (size_t i = 0; i < *count; i++)
		if (!figure_number(figure_text(&list->items[i]), &numbers[i]))
			return NULL;
	return numbers;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double median(const double *sorted, size_t count)
{
	return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
}

static void from_data(double *data, size_t count, double out[5])
{
	size_t half = count / 2;

	qsort(data, count, sizeof *data, by_size);
	out[0] = data[0];
	out[1] = median(data, half);
	out[2] = median(data, count);
	out[3] = median(data + count - half, half);
	out[4] = data[count - 1];
}

bool figure_quartiles(
	struct arena *arena, const struct figure_value *map, double out[5])
{
	const struct figure_value *given = figure_get(map, "values");
	const struct figure_value *data = figure_get(map, "data");
	const double *numbers;
	size_t count;

	numbers = figure_numbers(arena, given ? given : data, &count);
	if (!numbers || (given && (data || count != 5)) || count < 2)
		return false;
	if (!given)
		from_data(arena_copy(arena, numbers, count * sizeof *numbers),
			count, out);
	for (size_t i = 0; given && i < 5; i++)
		out[i] = numbers[i];
	for (size_t i = 0; i < 4; i++)
		if (out[i] > out[i + 1])
			return false;
	return true;
}
