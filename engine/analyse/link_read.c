#include <math.h>

#include "base/csv.h"
#include "base/decimal.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "engine/analyse/link.h"

enum column { ITEM, SLOPE, DIFFICULTY, INTERCEPT, GUESSING, COLUMNS };

struct places {
	size_t at[COLUMNS]; /* SIZE_MAX: there is none */
};

static bool find_places(struct arena *arena, const struct str *heads,
	size_t count, struct places *out)
{
	static const char *const names[COLUMNS][4] = {
		[ITEM] = {"item", "id", "cau", NULL},
		[SLOPE] = {"a", "a1", "slope", NULL},
		[DIFFICULTY] = {"b", "difficulty", "b1", NULL},
		[INTERCEPT] = {"d", "intercept", NULL},
		[GUESSING] = {"c", "g", "guessing", NULL}};

	for (size_t k = 0; k < COLUMNS; k++) {
		out->at[k] = SIZE_MAX;
		for (size_t i = 0; i < count && out->at[k] == SIZE_MAX; i++)
			for (size_t n = 0; names[k][n]; n++)
				if (str_is(utf8_fold(arena, heads[i]),
					    names[k][n]))
					out->at[k] = i;
	}
	/* R leaves the head of the first column empty. */
	if (out->at[ITEM] == SIZE_MAX && count && !heads[0].len)
		out->at[ITEM] = 0;
	return out->at[ITEM] != SIZE_MAX && out->at[SLOPE] != SIZE_MAX &&
		(out->at[DIFFICULTY] != SIZE_MAX ||
			out->at[INTERCEPT] != SIZE_MAX);
}

static double number_at(const struct places *p, enum column k,
	const struct str *cells, size_t count)
{
	struct decimal number;

	if (p->at[k] >= count || !decimal_parse(cells[p->at[k]], &number))
		return NAN;
	return decimal_value(number);
}

static struct anchor anchor_of(
	const struct places *p, const struct str *cells, size_t count)
{
	struct anchor anchor = {.a = number_at(p, SLOPE, cells, count),
		.b = number_at(p, DIFFICULTY, cells, count),
		.c = number_at(p, GUESSING, cells, count)};

	if (isnan(anchor.b))
		anchor.b = -number_at(p, INTERCEPT, cells, count) / anchor.a;
	if (isnan(anchor.c))
		anchor.c = 0;
	anchor.known = anchor.a > 0 && isfinite(anchor.b) && anchor.c >= 0 &&
		anchor.c < 1;
	return anchor;
}

static size_t item_called(const struct answers *answers, struct str name)
{
	for (size_t i = 0; i < answers->items; i++)
		if (str_equal(answers->names[i], name))
			return i;
	return SIZE_MAX;
}

static bool read_rows(struct arena *scratch, struct csv *csv,
	const struct answers *answers, struct anchor *anchors,
	struct error *err)
{
	const struct str *cells;
	struct places places;
	size_t count;

	if (!csv_row(csv, scratch, &cells, &count, err))
		return false;
	if (!find_places(scratch, cells, count, &places))
		return fail_at(err, ERROR_SYNTAX, "", csv->line, 0, "%s",
			_("known items are a table with the columns item, a, "
			  "and b or d"));
	for (;;) {
		struct arena_mark mark = arena_mark(scratch);
		size_t i = SIZE_MAX;

		if (!csv_row(csv, scratch, &cells, &count, err))
			return false;
		if (!count)
			return true;
		if (places.at[ITEM] < count)
			i = item_called(answers, cells[places.at[ITEM]]);
		if (i != SIZE_MAX)
			anchors[i] = anchor_of(&places, cells, count);
		arena_release(scratch, mark);
	}
}

bool anchors_read(struct arena *arena, const char *file, struct str text,
	const struct answers *answers, const struct anchor **out,
	struct error *err)
{
	struct anchor *anchors =
		NEW_ARRAY(arena, answers->items, struct anchor);
	struct arena *scratch = arena_new();
	struct csv csv = csv_open(text);
	bool worked = read_rows(scratch, &csv, answers, anchors, err);

	if (!worked)
		snprintf(err->file, sizeof err->file, "%s", file);
	arena_free(scratch);
	*out = anchors;
	return worked;
}
