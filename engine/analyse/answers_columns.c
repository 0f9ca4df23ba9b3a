#include <math.h>

#include "base/decimal.h"
#include "base/i18n.h"
#include "base/utf8.h"
#include "engine/analyse/answers_parts.h"

/* Which columns of a bare table are answers. */

enum { ROWS_AHEAD = 1000, SCORE_MOST = 100 };

/* What the rows ahead have in a column. */
struct glance {
	size_t scores, letters, missing, others;
	double last, high; /* of scores */
	bool counts;       /* each score is the one before and one */
	bool sums;         /* is the sum of all other scores */
};

struct finder {
	struct arena *arena;
	const char *group;
	bool digits; /* the key is of digits: so are the answers */
	struct columns c;
	struct glance *glances;
	enum column_kind *kinds;
	size_t rows;
};

/* ---- cells ---- */

bool answer_is_missing(struct str cell)
{
	static const char *const words[] = {"NA", "N/A", "-", ".", "NaN",
		"NULL", "null", "nan", "na", "?", "*", "--", "-9", "-99",
		"-999"};

	if (cell.len == 1 && cell.ptr[0] >= '0')
		return cell.ptr[0] == '?';
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_is(cell, words[i]))
			return true;
	return !cell.len;
}

bool answer_is_letter(struct str cell, bool digits)
{
	char c = cell.len == 1 ? cell.ptr[0] : 0;

	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
		(digits && c >= '1' && c <= '9');
}

bool answer_is_score(struct str cell, double *score)
{
	struct decimal d;

	if (cell.len == 1 && cell.ptr[0] >= '0' && cell.ptr[0] <= '9') {
		*score = cell.ptr[0] - '0';
		return true;
	}
	if (str_is(cell, "TRUE") || str_is(cell, "FALSE")) {
		*score = cell.ptr[0] == 'T';
		return true;
	}
	if (!decimal_parse(cell, &d))
		return false;
	*score = decimal_value(d);
	return fabs(*score) <= SCORE_MOST;
}

static bool is_answer(struct str cell)
{
	double score;

	return answer_is_missing(cell) || answer_is_letter(cell, false) ||
		answer_is_score(cell, &score);
}

/* ---- heads ---- */

static bool is_named(
	struct arena *arena, struct str head, const char *const *names)
{
	struct str folded = utf8_fold(arena, str_trim(head));

	for (size_t i = 0; names[i]; i++)
		if (str_is(folded, names[i]))
			return true;
	return false;
}

static enum column_kind kind_named(const struct finder *f, struct str head)
{
	static const char *const ids[] = {"id", "sbd", "so bao danh", "person",
		"persons", "pid", "student", "student id", "student_id",
		"studentid", "candidate", "respondent", "subject", "case",
		"examinee", "quizattempt", "attempt", "name", "ho", "ten",
		"ho ten", "ho va ten", "ho dem", "ma hoc sinh", "ma hs",
		"ma so", "email", "lop", "class", "stt", "tt", "thu tu", "no",
		"no.", "#", "row", "rownames", "ma de", "code", "form", "",
		NULL};
	static const char *const frequencies[] = {"freq", "frequency", "count",
		"n", "weight", "wt", "obs", "tan so", "so lan", "so nguoi",
		NULL};
	static const char *const others[] = {"total", "total score", "sum",
		"summarks", "sumgrades", "total marks", "score", "scores",
		"raw score", "tong", "tong diem", "diem", "sex", "gender",
		"gioi tinh", "age", "tuoi", "school", "truong", "group", "nhom",
		"grade", "date", "ngay", "time", "thoi gian", "exp", NULL};

	if (f->group && str_is(head, f->group))
		return COLUMN_GROUP;
	if (is_named(f->arena, head, frequencies))
		return COLUMN_FREQUENCY;
	if (is_named(f->arena, head, ids))
		return COLUMN_ID;
	if (is_named(f->arena, head, others))
		return COLUMN_IGNORED;
	return COLUMN_ITEM;
}

/* 1, 2, 3… are heads, not scores. */
static bool are_counted(const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		long number;

		if (!str_to_long(cells[i], &number) || number != (long)i + 1)
			return false;
	}
	return count >= 2;
}

static bool are_letters(const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!answer_is_letter(cells[i], false))
			return false;
	return true;
}

/* Heads may be letters too, over rows that have none. */
static bool has_letters(struct csv ahead, struct arena *scratch)
{
	const struct str *cells;
	struct error err;
	size_t count = 1;

	for (int row = 0; row < ROWS_AHEAD && count; row++) {
		if (!csv_row(&ahead, scratch, &cells, &count, &err))
			return true;
		for (size_t i = 0; i < count; i++)
			if (answer_is_letter(cells[i], false))
				return true;
	}
	return false;
}

static bool is_head(const struct str *cells, size_t count, struct csv after,
	struct arena *scratch)
{
	for (size_t i = 0; i < count; i++)
		if (!is_answer(cells[i]))
			return true;
	return are_counted(cells, count) ||
		(are_letters(cells, count) && !has_letters(after, scratch));
}

/* ---- a look at the rows ---- */

static void glance_at(struct finder *f, size_t i, struct str cell)
{
	struct glance *g = &f->glances[i];
	double score;

	if (answer_is_missing(cell)) {
		g->missing++;
	} else if (answer_is_letter(cell, false)) {
		g->letters++;
	} else if (answer_is_score(cell, &score)) {
		g->counts = g->counts &&
			(!g->scores || fabs(score - g->last - 1) < 1e-9);
		g->high = g->scores && g->high > score ? g->high : score;
		g->last = score;
		g->scores++;
	} else {
		g->others++;
	}
}

static double sum_of(
	const struct finder *f, const struct str *cells, size_t count)
{
	double sum = 0, score;

	for (size_t i = 0; i < count; i++)
		if (f->kinds[i] == COLUMN_ITEM &&
			!answer_is_missing(cells[i]) &&
			answer_is_score(cells[i], &score))
			sum += score;
	return sum;
}

static void look_at_row(struct finder *f, const struct str *cells, size_t count)
{
	count = count < f->c.count ? count : f->c.count;
	for (size_t i = 0; i < count; i++)
		glance_at(f, i, cells[i]);
	f->rows++;
}

/* Which columns are the sum of all other scores; what names people is known. */
static void look_for_sum(
	struct finder *f, const struct str *cells, size_t count)
{
	double sum, score;

	count = count < f->c.count ? count : f->c.count;
	sum = sum_of(f, cells, count);
	for (size_t i = 0; i < f->c.count; i++)
		f->glances[i].sums = f->glances[i].sums && i < count &&
			answer_is_score(cells[i], &score) &&
			fabs(sum - 2 * score) < 1e-4;
}

static bool look_ahead(struct finder *f, struct csv ahead,
	void (*look)(struct finder *, const struct str *, size_t),
	struct arena *scratch, const char *file, struct error *err)
{
	const struct str *cells;
	size_t count = 1;

	for (size_t i = 0; i < f->c.count; i++)
		f->glances[i].counts = f->glances[i].sums = true;
	for (int row = 0; row < ROWS_AHEAD && count; row++) {
		if (!csv_row(&ahead, scratch, &cells, &count, err)) {
			snprintf(err->file, sizeof err->file, "%s", file);
			return false;
		}
		if (count)
			look(f, cells, count);
	}
	return true;
}

/* ---- what each column is ---- */

static bool is_number(struct str head)
{
	long number;

	return str_to_long(head, &number);
}

/* The best score in any other column. */
static double high_elsewhere(const struct finder *f, size_t column)
{
	double high = 0;

	for (size_t i = 0; i < f->c.count; i++)
		if (i != column && f->kinds[i] == COLUMN_ITEM &&
			f->glances[i].scores && f->glances[i].high > high)
			high = f->glances[i].high;
	return high;
}

/* Numbers of people, as what stands before the answers. */
static bool numbers_people(const struct finder *f, size_t i)
{
	const struct glance *g = &f->glances[i];
	double elsewhere = high_elsewhere(f, i);

	if (g->scores != f->rows || !g->scores || f->c.count < 2 ||
		(f->c.named && is_number(f->c.heads[i])))
		return false;
	if (g->counts && g->scores > 1 &&
		(g->scores > 3 || g->high > elsewhere))
		return true;
	return g->high > 10 && elsewhere <= 1;
}

static void settle_column(struct finder *f, size_t i, bool before)
{
	const struct glance *g = &f->glances[i];

	if (before && !(f->c.named && is_number(f->c.heads[i])) &&
		(g->others || numbers_people(f, i)))
		f->kinds[i] = COLUMN_ID;
	else if (g->others && !g->scores && !g->letters)
		f->kinds[i] = COLUMN_IGNORED;
}

/* Letters without a key, beside scores, are groups or grades. */
static void settle_letters(struct finder *f, struct str key)
{
	size_t scored = 0;
	bool before = true;

	for (size_t i = 0; i < f->c.count; i++)
		scored += f->kinds[i] == COLUMN_ITEM && f->glances[i].scores &&
			!f->glances[i].letters;
	for (size_t i = 0; i < f->c.count; i++) {
		if (f->kinds[i] != COLUMN_ITEM)
			continue;
		if (!key.len && f->glances[i].letters && scored) {
			f->kinds[i] = before ? COLUMN_ID : COLUMN_IGNORED;
			continue;
		}
		before = false;
		f->c.letters[i] = f->glances[i].letters ||
			(f->digits && f->glances[i].scores);
	}
}

static void settle(struct finder *f, struct str key)
{
	bool before = true;

	for (size_t i = 0; i < f->c.count; i++) {
		if (f->kinds[i] != COLUMN_ITEM)
			continue;
		settle_column(f, i, before);
		before = before &&
			(f->kinds[i] != COLUMN_ITEM ||
				f->glances[i].missing == f->rows);
	}
	settle_letters(f, key);
}

static void settle_sums(struct finder *f)
{
	size_t items = 0;

	for (size_t i = 0; i < f->c.count; i++)
		items += f->kinds[i] == COLUMN_ITEM;
	for (size_t i = 0; i < f->c.count; i++)
		if (f->kinds[i] == COLUMN_ITEM && f->glances[i].sums &&
			items > 2 && f->rows >= 3 && f->glances[i].high > 1)
			f->kinds[i] = COLUMN_IGNORED;
}

static void count_items(struct finder *f)
{
	f->c.items = 0;
	for (size_t i = 0; i < f->c.count; i++) {
		f->c.items += f->kinds[i] == COLUMN_ITEM;
		f->c.letter_items +=
			f->kinds[i] == COLUMN_ITEM && f->c.letters[i];
	}
}

/* R writes no head for the names of rows. */
static size_t lacking_heads(
	const struct csv *after, size_t heads, struct arena *scratch)
{
	struct csv ahead = *after;
	const struct str *cells;
	struct error err;
	size_t count;

	return csv_row(&ahead, scratch, &cells, &count, &err) &&
			count == heads + 1
		? 1
		: 0;
}

static void name_columns(
	struct finder *f, const struct str *heads, size_t count, size_t lacking)
{
	struct str *names = NEW_ARRAY(f->arena, count + lacking, struct str);

	f->c.count = count + lacking;
	f->c.named = heads != NULL;
	f->kinds = NEW_ARRAY(f->arena, f->c.count, enum column_kind);
	f->glances = NEW_ARRAY(f->arena, f->c.count, struct glance);
	f->c.letters = NEW_ARRAY(f->arena, f->c.count, bool);
	for (size_t i = 0; i < f->c.count; i++) {
		if (!heads) {
			names[i] = str_format(f->arena, "%zu", i + 1);
			continue;
		}
		names[i] = i < lacking ? STR("")
				       : str_copy(f->arena, heads[i - lacking]);
		f->kinds[i] = kind_named(f, names[i]);
	}
	f->c.heads = names;
	f->c.kinds = f->kinds;
}

/* Nothing is left for the items when their heads mean something else. */
static void free_names(struct finder *f)
{
	size_t items = 0;

	for (size_t i = 0; i < f->c.count; i++)
		items += f->kinds[i] == COLUMN_ITEM;
	if (items)
		return;
	for (size_t i = 0; i < f->c.count; i++)
		if (f->kinds[i] == COLUMN_IGNORED)
			f->kinds[i] = COLUMN_ITEM;
}

static bool is_of_digits(struct str key)
{
	for (size_t i = 0; i < key.len; i++)
		if (key.ptr[i] < '1' || key.ptr[i] > '9')
			return false;
	return key.len > 0;
}

static bool find(struct finder *f, const char *file, struct csv *csv,
	struct str key, struct arena *scratch, struct error *err)
{
	struct csv ahead = *csv;
	const struct str *cells;
	size_t count;

	if (!csv_row(&ahead, scratch, &cells, &count, err)) {
		snprintf(err->file, sizeof err->file, "%s", file);
		return false;
	}
	if (!count)
		return true;
	if (ahead.at < ahead.text.len &&
		is_head(cells, count, ahead, scratch)) {
		name_columns(
			f, cells, count, lacking_heads(&ahead, count, scratch));
		*csv = ahead;
	} else {
		name_columns(f, NULL, count, 0);
	}
	free_names(f);
	if (!look_ahead(f, *csv, look_at_row, scratch, file, err))
		return false;
	settle(f, key);
	if (!look_ahead(f, *csv, look_for_sum, scratch, file, err))
		return false;
	settle_sums(f);
	count_items(f);
	return true;
}

bool columns_find(struct arena *arena, const char *file, struct csv *csv,
	struct str key, const char *group, struct columns *out,
	struct error *err)
{
	struct finder f = {
		.arena = arena, .group = group, .digits = is_of_digits(key)};
	struct arena *scratch = arena_new();
	bool worked = find(&f, file, csv, key, scratch, err);

	arena_free(scratch);
	*out = f.c;
	return worked;
}
