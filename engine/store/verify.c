#include "engine/store/verify.h"

#include <math.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "engine/store/question_rows.h"

/* The one that stmt stands on does not fit. */
typedef bool (*fits_fn)(
	struct store *store, sqlite3_stmt *stmt, struct error *err);

static bool each_row(
	struct store *store, const char *text, fits_fn fits, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row = true, worked = true;

	if (!sql_use(store, text, &stmt, err))
		return false;
	while (worked && row) {
		struct arena_mark mark = arena_mark(store->scratch);

		worked = sql_step(store, stmt, &row, err) &&
			(!row || fits(store, stmt, err));
		arena_release(store->scratch, mark);
	}
	sqlite3_reset(stmt);
	return worked;
}

/* Of "id, content, hash". */
static bool hash_fits(sqlite3_stmt *stmt)
{
	unsigned char hash[32];

	hash_bytes(sql_str(stmt, 1), hash);
	return str_equal(sql_blob(stmt, 2), (struct str){(char *)hash, 32});
}

static bool stimulus_fits(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	return hash_fits(stmt) ||
		fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: a passage is not "
			  "what was stored"),
			store->path);
}

static bool exam_fits(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	return hash_fits(stmt) ||
		fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: exam '%.*s' is not "
			  "what was stored"),
			store->path, STR_ARG(sql_str(stmt, 0)));
}

static bool media_fits(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	return str_equal(hash_hex(store->scratch, sql_blob(stmt, 1)),
		       sql_str(stmt, 0)) ||
		fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: media %.*s is not "
			  "what was stored"),
			store->path, STR_ARG(sql_str(stmt, 0)));
}

static bool same_number(double a, double b)
{
	return isnan(a) ? isnan(b) : a <= b && a >= b;
}

/* The columns against what the content says. */
static bool columns_fit(sqlite3_stmt *stmt, const struct question *q)
{
	const struct {
		int column;
		struct str want;
	} texts[] = {
		{0, q->id},
		{3, str_from(question_type_name(q->type))},
		{4, str_from(status_name(q->status))},
		{5, str_from(level_name(q->level))},
		{6, q->subject},
		{7, q->topic},
		{8, q->outcome},
		{9, q->stimulus},
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		if (!str_equal(sql_str(stmt, texts[i].column), texts[i].want))
			return false;
	return sqlite3_column_int64(stmt, 10) == q->grade &&
		sqlite3_column_int64(stmt, 11) == q->points &&
		sqlite3_column_int64(stmt, 12) == q->seconds &&
		same_number(sql_double(stmt, 13), q->difficulty) &&
		sqlite3_column_int64(stmt, 14) == (long long)q->tag_count;
}

static bool question_changed(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	return fail(err, ERROR_DENIED,
		_("'%s' was changed from outside: question '%.*s' is not what "
		  "was stored"),
		store->path, STR_ARG(sql_str(stmt, 0)));
}

static bool question_fits(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	struct question q;

	if (!sql_str(stmt, 1).ptr)
		return question_changed(store, stmt, err);
	return question_read(store, store->scratch, sql_str(stmt, 0),
		       sql_str(stmt, 1), sql_blob(stmt, 2), &q, err) &&
		(columns_fit(stmt, &q) || question_changed(store, stmt, err));
}

bool verify_contents(struct store *store, struct error *err)
{
	return each_row(store,
		       "SELECT id, content, hash FROM stimulus WHERE known = 1",
		       stimulus_fits, err) &&
		each_row(store, "SELECT id, content, hash FROM exam", exam_fits,
			err) &&
		each_row(store, "SELECT hash, bytes FROM media", media_fits,
			err) &&
		each_row(store,
			"SELECT q.id, v.content, v.hash, q.type, q.status, "
			"q.level, q.subject, t.id, o.id, s.id, q.grade, "
			"q.points, q.seconds, q.difficulty, (SELECT count(*) "
			"FROM question_tag WHERE question = q.row) "
			"FROM question q LEFT JOIN question_version v "
			"ON v.question = q.row AND v.version = q.version "
			"AND NOT EXISTS (SELECT 1 FROM question_version later "
			"WHERE later.question = q.row "
			"AND later.version > q.version) "
			"LEFT JOIN topic t ON t.row = q.topic "
			"LEFT JOIN outcome o ON o.row = q.outcome "
			"LEFT JOIN stimulus s ON s.row = q.stimulus",
			question_fits, err);
}
