#include "engine/analyse/answers.h"

#include <math.h>

#include "base/csv.h"
#include "base/decimal.h"
#include "base/i18n.h"
#include "base/utf8.h"

enum { ROWS_AHEAD = 1000 };

enum column_kind { COLUMN_ITEM, COLUMN_ID, COLUMN_GROUP, COLUMN_FREQUENCY };

struct reader {
	struct arena *arena;
	const char *file;
	struct str key;
	const char *group;
	enum column_kind *kinds;
	struct str *heads;
	bool named; /* the first row has the heads */
	size_t columns, items;
	bool letters;
	float *scores;
	char *marks;
	struct str *ids, *groups;
	size_t people, capacity;
};

static bool is_missing(struct str cell)
{
	return !cell.len || str_is(cell, "NA") || str_is(cell, "-") ||
		str_is(cell, ".") || str_is(cell, "NaN");
}

static bool is_letter(struct str cell)
{
	return cell.len == 1 &&
		((cell.ptr[0] >= 'A' && cell.ptr[0] <= 'Z') ||
			(cell.ptr[0] >= 'a' && cell.ptr[0] <= 'z'));
}

static bool is_score(struct str cell, double *score)
{
	struct decimal d;

	if (cell.len == 1 && (cell.ptr[0] == '0' || cell.ptr[0] == '1')) {
		*score = cell.ptr[0] - '0';
		return true;
	}
	if (!decimal_parse(cell, &d))
		return false;
	*score = decimal_value(d);
	return *score >= 0 && *score <= 1;
}

static bool is_answer(struct str cell)
{
	double score;

	return is_missing(cell) || is_letter(cell) || is_score(cell, &score);
}

/* A first row names columns when any of its cells is no answer. */
static bool is_head(const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!is_answer(cells[i]))
			return true;
	return false;
}

static bool is_named(
	struct arena *arena, struct str head, const char *const *names)
{
	struct str folded = utf8_fold(arena, str_trim(head));

	for (size_t i = 0; names[i]; i++)
		if (str_is(folded, names[i]))
			return true;
	return false;
}

/* Columns that are no answers whatever they hold. */
static bool is_id_name(struct arena *arena, struct str head)
{
	static const char *const names[] = {"id", "sbd", "so bao danh",
		"person", "student", "candidate", "name", "ho", "ten", "ho ten",
		"ho va ten", "ho dem", "ma hoc sinh", "ma hs", "email", "lop",
		"class", "stt", "tt", "no", "no.", "#", "ma de", "code", "form",
		"", NULL};

	return is_named(arena, head, names);
}

static bool is_frequency_name(struct arena *arena, struct str head)
{
	static const char *const names[] = {
		"freq", "frequency", "count", "n", "tan so", "so lan", NULL};

	return is_named(arena, head, names);
}

static void name_columns(
	struct reader *r, const struct str *heads, size_t count)
{
	r->named = heads != NULL;
	r->columns = count;
	r->kinds = NEW_ARRAY(r->arena, count, enum column_kind);
	r->heads = NEW_ARRAY(r->arena, count, struct str);
	for (size_t i = 0; i < count; i++) {
		r->heads[i] = heads ? str_copy(r->arena, heads[i])
				    : str_format(r->arena, "%zu", i + 1);
		if (!heads)
			continue;
		if (r->group && str_is(heads[i], r->group))
			r->kinds[i] = COLUMN_GROUP;
		else if (i + 1 == count &&
			is_frequency_name(r->arena, heads[i]))
			r->kinds[i] = COLUMN_FREQUENCY;
		else if (is_id_name(r->arena, heads[i]))
			r->kinds[i] = COLUMN_ID;
	}
}

/* A head that is one is an item's. */
static bool is_number(struct str head)
{
	long number;

	return str_to_long(head, &number);
}

/* What stands before the answers and is none names the person. */
static void look_at_row(struct reader *r, const struct str *cells, size_t count)
{
	bool before = true;

	for (size_t i = 0; i < count && i < r->columns; i++) {
		if (r->kinds[i] != COLUMN_ITEM)
			continue;
		if (before && !is_answer(cells[i]) &&
			!(r->named && is_number(r->heads[i]))) {
			r->kinds[i] = COLUMN_ID;
			continue;
		}
		before = before && is_missing(cells[i]);
		r->letters = r->letters || is_letter(cells[i]);
	}
}

/* Looks at some rows ahead: the first may be blank, and numbers of people begin
 * with 1, which is a score too. */
static bool settle_columns(struct reader *r, struct csv ahead,
	struct arena *scratch, struct error *err)
{
	const struct str *cells;
	size_t count = 1;

	for (int row = 0; row < ROWS_AHEAD && count; row++) {
		if (!csv_row(&ahead, scratch, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", r->file);
			return false;
		}
		look_at_row(r, cells, count);
	}
	for (size_t i = 0; i < r->columns; i++)
		r->items += r->kinds[i] == COLUMN_ITEM;
	return true;
}

static bool check_shape(struct reader *r, struct error *err)
{
	if (!r->items)
		return fail_at(err, ERROR_SYNTAX, r->file, 1, 0,
			_("the table has no column of answers"));
	if (r->items > ANSWERS_ITEMS_MOST)
		return fail_at(err, ERROR_DENIED, r->file, 1, 0,
			_("the table has %zu columns of answers; at most %d "
			  "are taken"),
			r->items, ANSWERS_ITEMS_MOST);
	if (r->letters && r->key.len != r->items)
		return fail_at(err, ERROR_INVALID, r->file, 1, 0,
			_("the answers are letters: --key must have the right "
			  "one of each of the %zu items, and it has %zu"),
			r->items, r->key.len);
	return true;
}

static void grow(struct reader *r)
{
	size_t old = r->people * r->items, room;

	if (r->people < r->capacity)
		return;
	r->capacity = r->capacity ? 2 * r->capacity : 256;
	room = r->capacity * r->items;
	{
		float *scores = NEW_ARRAY(r->arena, room, float);
		char *marks = NEW_ARRAY(r->arena, r->letters ? room : 1, char);
		struct str *ids = NEW_ARRAY(r->arena, r->capacity, struct str);
		struct str *groups =
			NEW_ARRAY(r->arena, r->capacity, struct str);

		if (r->people) {
			memcpy(scores, r->scores, old * sizeof *scores);
			if (r->letters)
				memcpy(marks, r->marks, old);
			memcpy(ids, r->ids, r->people * sizeof *ids);
			memcpy(groups, r->groups, r->people * sizeof *groups);
		}
		r->scores = scores;
		r->marks = marks;
		r->ids = ids;
		r->groups = groups;
	}
}

static bool put_answer(struct reader *r, struct str cell, size_t item,
	unsigned line, size_t column, struct error *err)
{
	size_t at = r->people * r->items + item;
	double score = NAN;

	if (is_missing(cell)) {
		r->scores[at] = NAN;
		return true;
	}
	if (r->letters && is_letter(cell)) {
		char letter = (char)(cell.ptr[0] & ~32);

		r->marks[at] = letter;
		r->scores[at] = letter == (r->key.ptr[item] & ~32);
		return true;
	}
	if (!is_score(cell, &score))
		return fail_at(err, ERROR_SYNTAX, r->file, line, 0,
			_("column %zu: '%.*s' is neither a score from 0 to 1 "
			  "nor a letter"),
			column + 1, STR_ARG(str_sub(cell, 0, 40)));
	r->scores[at] = (float)score;
	return true;
}

static bool too_many(const struct reader *r, unsigned line, struct error *err)
{
	return fail_at(err, ERROR_DENIED, r->file, line, 0,
		_("more than 200 million answers are refused"));
}

/* Copies of the row just read, for a frequency. */
static bool repeat_row(
	struct reader *r, struct str cell, unsigned line, struct error *err)
{
	long times;

	if (!str_to_long(cell, &times) || times < 0 || times > 10000000)
		return fail_at(err, ERROR_SYNTAX, r->file, line, 0,
			_("'%.*s' is no frequency"), STR_ARG(cell));
	if (!times) {
		r->people--;
		return true;
	}
	if ((r->people + (size_t)times) * r->items > ANSWERS_CELLS_MOST)
		return too_many(r, line, err);
	while (--times > 0) {
		size_t last = r->people - 1;

		grow(r);
		memcpy(r->scores + r->people * r->items,
			r->scores + last * r->items,
			r->items * sizeof *r->scores);
		if (r->letters)
			memcpy(r->marks + r->people * r->items,
				r->marks + last * r->items, r->items);
		r->ids[r->people] = r->ids[last];
		r->groups[r->people] = r->groups[last];
		r->people++;
	}
	return true;
}

static bool put_row(struct reader *r, const struct str *cells, size_t count,
	unsigned line, struct error *err)
{
	struct str frequency = {0};
	size_t item = 0;

	if ((r->people + 1) * r->items > ANSWERS_CELLS_MOST)
		return too_many(r, line, err);
	grow(r);
	for (size_t i = 0; i < r->columns; i++) {
		struct str cell = i < count ? cells[i] : STR("");

		switch (r->kinds[i]) {
		case COLUMN_ITEM:
			if (!put_answer(r, cell, item++, line, i, err))
				return false;
			break;
		case COLUMN_ID:
			if (!r->ids[r->people].len)
				r->ids[r->people] = str_copy(r->arena, cell);
			break;
		case COLUMN_GROUP:
			r->groups[r->people] = str_copy(r->arena, cell);
			break;
		case COLUMN_FREQUENCY:
			frequency = cell;
			break;
		}
	}
	r->people++;
	return !frequency.len || repeat_row(r, frequency, line, err);
}

/* The names of the columns, when the first row has them, and what they hold. */
static bool begin(struct reader *r, struct csv *csv, struct arena *scratch,
	struct error *err)
{
	struct csv ahead = *csv;
	const struct str *cells;
	size_t count;

	if (!csv_row(&ahead, scratch, &cells, &count, err)) {
		snprintf(err->file, sizeof err->file, "%s", r->file);
		return false;
	}
	if (!count)
		return true;
	if (is_head(cells, count) && ahead.at < ahead.text.len) {
		name_columns(r, cells, count);
		*csv = ahead;
	} else {
		name_columns(r, NULL, count);
	}
	return settle_columns(r, *csv, scratch, err) && check_shape(r, err);
}

static bool read_rows(struct reader *r, struct csv *csv, struct arena *scratch,
	struct error *err)
{
	const struct str *cells;
	size_t count = 1;

	if (!begin(r, csv, scratch, err))
		return false;
	while (count) {
		struct arena_mark mark = arena_mark(scratch);

		if (!csv_row(csv, scratch, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", r->file);
			return false;
		}
		if (count && !put_row(r, cells, count, csv->line, err))
			return false;
		arena_release(scratch, mark);
	}
	return true;
}

bool answers_read(struct arena *arena, const char *file, struct str text,
	struct str key, const char *group, struct answers *out,
	struct error *err)
{
	struct reader r = {
		.arena = arena, .file = file, .key = key, .group = group};
	struct arena *scratch = arena_new();
	struct csv csv = csv_open(text);
	bool worked = read_rows(&r, &csv, scratch, err);
	struct str *names;
	size_t n = 0;

	arena_free(scratch);
	if (!worked)
		return false;
	if (!r.people)
		return fail_at(err, ERROR_SYNTAX, file, 0, 0,
			_("the table has no answers"));
	names = NEW_ARRAY(arena, r.items, struct str);
	for (size_t i = 0; i < r.columns; i++)
		if (r.kinds[i] == COLUMN_ITEM)
			names[n++] = r.heads[i];
	*out = (struct answers){.people = r.people,
		.items = r.items,
		.names = names,
		.ids = r.ids,
		.groups = group ? r.groups : NULL,
		.scores = r.scores,
		.letters = r.letters ? r.marks : NULL,
		.key = r.letters ? str_cstr(arena, key) : NULL};
	return true;
}
