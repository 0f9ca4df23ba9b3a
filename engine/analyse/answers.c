#include <math.h>

#include "base/i18n.h"
#include "base/utf8.h"
#include "engine/analyse/answers_parts.h"

struct reader {
	struct arena *arena;
	const char *file;
	struct str key; /* without commas */
	bool digits;    /* options are digits */
	bool sparse;    /* the key has a place for each item, not each letter */
	bool keyed;     /* a row has the key */
	struct columns c;
	float *scores;
	char *marks;
	struct str *ids, *groups;
	size_t people, capacity;
};

static bool has_options(const struct reader *r)
{
	return r->c.letter_items > 0;
}

/* ---- the key ---- */

static struct str bare_key(struct arena *arena, struct str key)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < key.len; i++)
		if (!strchr(" ,;\t", key.ptr[i]))
			buf_char(&out, key.ptr[i]);
	return buf_str(&out);
}

static bool check_shape(struct reader *r, struct error *err)
{
	if (!r->c.items)
		return fail_at(err, ERROR_SYNTAX, r->file, 1, 0,
			_("the table has no column of answers"));
	if (r->c.items > ANSWERS_ITEMS_MOST)
		return fail_at(err, ERROR_DENIED, r->file, 1, 0,
			_("the table has more than %d items"),
			ANSWERS_ITEMS_MOST);
	r->sparse = r->key.len == r->c.items;
	if (has_options(r) && !r->sparse && r->key.len != r->c.letter_items)
		return fail_at(err, ERROR_SYNTAX, r->file, 1, 0,
			_("the table holds letters: --key must have the right "
			  "one of each of the %zu items (it has %zu)"),
			r->c.letter_items, r->key.len);
	return true;
}

/* By item, the right option's letter; 0 for an item that is scored. */
static char *spread_key(const struct reader *r)
{
	char *key = NEW_ARRAY(r->arena, r->c.items, char);
	size_t item = 0, letter = 0;

	for (size_t i = 0; i < r->c.count; i++) {
		if (r->c.kinds[i] != COLUMN_ITEM)
			continue;
		if (r->c.letters[i]) {
			char c = r->key.ptr[r->sparse ? item : letter];

			key[item] = r->digits ? c : (char)(c & ~32);
			letter++;
		}
		item++;
	}
	return key;
}

/* The cells of a row whose person is called "key", one after the other; ""
 * when there is none in the rows ahead. */
static struct str key_row(struct arena *arena, struct csv csv)
{
	static const char *const names[] = {
		"key", "dap an", "answer key", "answerkey", NULL};
	const struct str *cells;
	struct error err;
	size_t count = 1;

	for (int row = 0; row < 1000 && count; row++) {
		struct buf out = {.arena = arena};

		if (!csv_row(&csv, arena, &cells, &count, &err))
			return STR("");
		for (size_t k = 0; count && names[k]; k++) {
			if (!str_is(utf8_fold(arena, cells[0]), names[k]))
				continue;
			for (size_t i = 1; i < count; i++)
				if (answer_is_letter(cells[i], true))
					buf_add(&out, cells[i]);
			return buf_str(&out);
		}
	}
	return STR("");
}

static bool is_key_row(const struct reader *r)
{
	struct str id = r->ids[r->people];

	if (!r->keyed || id.len > 20)
		return false;
	id = utf8_fold(r->arena, id);
	return str_is(id, "key") || str_is(id, "dap an") ||
		str_is(id, "answer key") || str_is(id, "answerkey");
}

/* ---- rows ---- */

static void grow(struct reader *r)
{
	size_t old = r->people * r->c.items, room;

	if (r->people < r->capacity)
		return;
	r->capacity = r->capacity ? 2 * r->capacity : 256;
	room = r->capacity * r->c.items;
	{
		float *scores = NEW_ARRAY(r->arena, room, float);
		char *marks =
			NEW_ARRAY(r->arena, has_options(r) ? room : 1, char);
		struct str *ids = NEW_ARRAY(r->arena, r->capacity, struct str);
		struct str *groups =
			NEW_ARRAY(r->arena, r->capacity, struct str);

		if (r->people) {
			memcpy(scores, r->scores, old * sizeof *scores);
			if (has_options(r))
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

static bool put_answer(struct reader *r, const char *key, struct str cell,
	size_t item, unsigned line, size_t column, struct error *err)
{
	size_t at = r->people * r->c.items + item;
	double score = NAN;

	if (answer_is_missing(cell)) {
		r->scores[at] = NAN;
		return true;
	}
	if (key && key[item] && answer_is_letter(cell, r->digits)) {
		char letter =
			r->digits ? cell.ptr[0] : (char)(cell.ptr[0] & ~32);

		r->marks[at] = letter;
		r->scores[at] = letter == key[item];
		return true;
	}
	if (!answer_is_score(cell, &score))
		return fail_at(err, ERROR_SYNTAX, r->file, line, 0,
			_("column %zu: '%.*s' is neither a score nor a "
			  "letter"),
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
	if ((r->people + (size_t)times) * r->c.items > ANSWERS_CELLS_MOST)
		return too_many(r, line, err);
	while (--times > 0) {
		size_t last = r->people - 1;

		grow(r);
		memcpy(r->scores + r->people * r->c.items,
			r->scores + last * r->c.items,
			r->c.items * sizeof *r->scores);
		if (has_options(r))
			memcpy(r->marks + r->people * r->c.items,
				r->marks + last * r->c.items, r->c.items);
		r->ids[r->people] = r->ids[last];
		r->groups[r->people] = r->groups[last];
		r->people++;
	}
	return true;
}

static bool put_row(struct reader *r, const char *key, const struct str *cells,
	size_t count, unsigned line, struct error *err)
{
	struct str frequency = {0};
	size_t item = 0;

	if ((r->people + 1) * r->c.items > ANSWERS_CELLS_MOST)
		return too_many(r, line, err);
	grow(r);
	r->ids[r->people] = r->groups[r->people] = STR("");
	for (size_t i = 0; i < r->c.count; i++) {
		struct str cell = i < count ? cells[i] : STR("");

		switch (r->c.kinds[i]) {
		case COLUMN_ITEM:
			if (has_options(r))
				r->marks[r->people * r->c.items + item] = 0;
			if (!put_answer(r, key, cell, item++, line, i, err))
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
		case COLUMN_IGNORED:
			break;
		}
	}
	if (is_key_row(r))
		return true;
	r->people++;
	return !frequency.len || repeat_row(r, frequency, line, err);
}

static bool read_rows(struct reader *r, struct csv *csv, const char *key,
	struct arena *scratch, struct error *err)
{
	const struct str *cells;
	size_t count = 1;

	while (count) {
		struct arena_mark mark = arena_mark(scratch);

		if (!csv_row(csv, scratch, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", r->file);
			return false;
		}
		if (count && !put_row(r, key, cells, count, csv->line, err))
			return false;
		arena_release(scratch, mark);
	}
	return r->people ||
		fail_at(err, ERROR_SYNTAX, r->file, 0, 0,
			_("the table has no answers"));
}

/* ---- what came of it ---- */

/* 9 is how many programs write what is missing. */
static bool drop_nines(struct reader *r)
{
	size_t cells = r->people * r->c.items;
	bool nines = false;

	if (has_options(r))
		return false;
	for (size_t at = 0; at < cells; at++) {
		float x = r->scores[at];

		nines = nines || x == 9;
		if (!isnan(x) && x != 0 && x != 1 && x != 9)
			return false;
	}
	for (size_t at = 0; nines && at < cells; at++)
		if (r->scores[at] == 9)
			r->scores[at] = NAN;
	return nines;
}

static const float *find_most(
	struct arena *arena, const float *scores, size_t people, size_t items)
{
	float *most = NEW_ARRAY(arena, items, float);

	for (size_t i = 0; i < items; i++)
		most[i] = 1;
	for (size_t p = 0; p < people; p++)
		for (size_t i = 0; i < items; i++)
			if (scores[p * items + i] > most[i])
				most[i] = scores[p * items + i];
	return most;
}

static void name_items(struct reader *r, struct answers *out)
{
	struct str *names = NEW_ARRAY(r->arena, r->c.items, struct str);
	struct str *ignored = NEW_ARRAY(r->arena, r->c.count, struct str);
	size_t n = 0;

	for (size_t i = 0; i < r->c.count; i++)
		if (r->c.kinds[i] == COLUMN_ITEM)
			names[n++] = r->c.heads[i];
		else if (r->c.kinds[i] == COLUMN_IGNORED)
			ignored[out->ignored_count++] = r->c.heads[i];
	out->names = names;
	out->ignored = ignored;
}

static void name_options(
	const struct reader *r, const char *key, struct answers *out)
{
	uint32_t *rights = NEW_ARRAY(r->arena, r->c.items, uint32_t);

	out->first = r->digits ? '1' : 'A';
	out->letters = r->marks;
	for (size_t i = 0; i < r->c.items; i++) {
		int place = key[i] - out->first;

		if (key[i])
			/* A key that is no option: nobody is right. */
			rights[i] = place >= 0 && place < 26
				? UINT32_C(1) << place
				: UINT32_C(1) << 31;
	}
	out->rights = rights;
}

static bool is_of_digits(struct str key)
{
	for (size_t i = 0; i < key.len; i++)
		if (key.ptr[i] < '1' || key.ptr[i] > '9')
			return false;
	return key.len > 0;
}

static bool read_table(struct reader *r, struct str text, const char *group,
	struct arena *scratch, struct answers *out, struct error *err)
{
	struct csv csv = csv_open(text);
	const char *key = NULL;

	if (!r->key.len) {
		r->key = key_row(r->arena, csv);
		r->keyed = r->key.len > 0;
	}
	r->digits = is_of_digits(r->key);
	if (!columns_find(r->arena, r->file, &csv, r->key, group, &r->c, err))
		return false;
	if (!csv.text.len)
		return fail_at(err, ERROR_SYNTAX, r->file, 0, 0,
			_("the table has no answers"));
	if (!check_shape(r, err))
		return false;
	if (has_options(r))
		key = spread_key(r);
	if (!read_rows(r, &csv, key, scratch, err))
		return false;
	*out = (struct answers){.people = r->people,
		.items = r->c.items,
		.ids = r->ids,
		.groups = group ? r->groups : NULL,
		.nines = drop_nines(r),
		.scores = r->scores,
		.first = 'A'};
	out->most = find_most(r->arena, r->scores, r->people, r->c.items);
	name_items(r, out);
	if (key)
		name_options(r, key, out);
	return true;
}

bool answers_read(struct arena *arena, const char *file, struct str text,
	struct str key, const char *group, struct answers *out,
	struct error *err)
{
	struct reader r = {
		.arena = arena, .file = file, .key = bare_key(arena, key)};
	struct arena *scratch = arena_new();
	bool worked;

	text = answers_spread(arena, text);
	worked = answers_widen(arena, file, text, &text, err) &&
		read_table(&r, text, group, scratch, out, err);
	arena_free(scratch);
	return worked;
}
