#include "engine/store/store_statistics.h"

#include <math.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "base/json.h"
#include "engine/store/event.h"
#include "engine/store/question_rows.h"
#include "engine/store/statistics.h"

/* ---- all exams together ---- */

struct pooled {
	long long version, low; /* the current one; the first that asked so */
	double people, facility, discrimination, a, b, c;
};

/* The question as pupils meet it and as it is marked. */
static struct str asked(struct arena *arena, const struct question *q)
{
	struct question bare = *q;

	bare.subject = bare.topic = bare.outcome = STR("");
	bare.solution = bare.feedback = STR("");
	bare.author = bare.source = bare.license = STR("");
	bare.grade = 0;
	bare.level = LEVEL_NONE;
	bare.tag_count = bare.enemy_count = 0;
	bare.points = bare.seconds = 0;
	bare.difficulty = question_empty().difficulty;
	bare.irt = question_empty().irt;
	bare.status = STATUS_DRAFT;
	return question_hash(arena, &bare);
}

/* Back from the current version as long as the same was asked. */
static bool find_low(struct store *store, long long question,
	struct pooled *pooled, struct error *err)
{
	struct arena *arena = store->scratch;
	struct str now = {0};
	sqlite3_stmt *stmt;
	bool row = true;

	if (!sql_use(store,
		    "SELECT v.version, v.content, v.hash, q.id "
		    "FROM question_version v JOIN question q "
		    "ON q.row = v.question WHERE q.row = ?1 "
		    "AND v.version <= q.version ORDER BY v.version DESC",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	for (;;) {
		struct question q;
		struct str this;

		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		if (!question_read(store, arena,
			    str_copy(arena, sql_str(stmt, 3)),
			    str_copy(arena, sql_str(stmt, 1)),
			    str_copy(arena, sql_blob(stmt, 2)), &q, err))
			break;
		this = asked(arena, &q);
		if (!now.len) {
			now = this;
			pooled->version = sqlite3_column_int64(stmt, 0);
		}
		if (!str_equal(now, this)) {
			sqlite3_reset(stmt);
			return true;
		}
		pooled->low = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_reset(stmt);
	return false;
}

static void add_exam(struct pooled *p, sqlite3_stmt *stmt, double *correlated)
{
	double n = sql_double(stmt, 0), r = sql_double(stmt, 2);

	p->people += n;
	p->facility += n * sql_double(stmt, 1);
	if (!isnan(r)) {
		p->discrimination += n * r;
		*correlated += n;
	}
	if (isnan(p->a)) {
		p->a = sql_double(stmt, 3);
		p->b = sql_double(stmt, 4);
		p->c = sql_double(stmt, 5);
	}
}

/* people 0: nothing was measured. */
static bool pool(struct store *store, long long question, struct pooled *pooled,
	struct error *err)
{
	double correlated = 0;
	sqlite3_stmt *stmt;
	bool row = true;

	*pooled = (struct pooled){.a = NAN, .b = NAN, .c = NAN};
	if (!find_low(store, question, pooled, err) ||
		!sql_use(store,
			"SELECT persons, facility, discrimination, a, b, c "
			"FROM statistics WHERE question = ?1 "
			"AND version BETWEEN ?2 AND ?3 AND exam IS NOT NULL "
			"AND facility IS NOT NULL AND persons > 0 "
			"ORDER BY made DESC, row DESC",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	sql_bind_long(stmt, 2, pooled->low);
	sql_bind_long(stmt, 3, pooled->version);
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		add_exam(pooled, stmt, &correlated);
	}
	pooled->facility /= pooled->people;
	pooled->discrimination /= correlated;
	return true;
}

static bool clear_pooled(
	struct store *store, long long question, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "DELETE FROM statistics WHERE question = ?1 "
		    "AND exam IS NULL",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	return sql_run(store, stmt, err);
}

static bool write_pooled(struct store *store, long long question,
	const struct pooled *p, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "INSERT INTO statistics (question, version, exam, made, "
		    "persons, facility, discrimination, a, b, c, content) "
		    "VALUES (?1, ?2, NULL, 0, ?3, ?4, ?5, ?6, ?7, ?8, '{}')",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	sql_bind_long(stmt, 2, p->version);
	sql_bind_long(stmt, 3, (long long)p->people);
	sql_bind_double(stmt, 4, p->facility);
	sql_bind_double(stmt, 5, p->discrimination);
	sql_bind_double(stmt, 6, p->a);
	sql_bind_double(stmt, 7, p->b);
	sql_bind_double(stmt, 8, p->c);
	return sql_run(store, stmt, err);
}

static bool write_question(struct store *store, long long question,
	const struct pooled *p, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "UPDATE question SET facility = ?2, measured_a = ?3, "
		    "measured_b = ?4, measured_c = ?5 WHERE row = ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	sql_bind_double(stmt, 2, p->people > 0 ? p->facility : NAN);
	sql_bind_double(stmt, 3, p->a);
	sql_bind_double(stmt, 4, p->b);
	sql_bind_double(stmt, 5, p->c);
	return sql_run(store, stmt, err);
}

static bool refresh(struct store *store, long long question, struct error *err)
{
	struct pooled pooled;

	return clear_pooled(store, question, err) &&
		pool(store, question, &pooled, err) &&
		(!(pooled.people > 0) ||
			write_pooled(store, question, &pooled, err)) &&
		write_question(store, question, &pooled, err);
}

static bool was_measured(struct store *store, long long question,
	long long *rows, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "SELECT 1 FROM statistics WHERE question = ?1 LIMIT 1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	return sql_number(store, stmt, 0, rows, err);
}

bool statistics_refresh(
	struct store *store, long long question, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	long long rows;
	bool worked = was_measured(store, question, &rows, err) &&
		(!rows || refresh(store, question, err));

	arena_release(store->scratch, mark);
	return worked;
}

/* ---- keeping ---- */

static bool find_exam(
	struct store *store, struct str id, long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store, "SELECT row FROM exam WHERE id = ?1", &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	if (!sql_number(store, stmt, 0, row, err))
		return false;
	return *row ||
		fail(err, ERROR_NOTFOUND, _("this bank has no exam '%.*s'"),
			STR_ARG(id));
}

static bool find_question(
	struct store *store, struct str id, long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store, "SELECT row FROM question WHERE id = ?1", &stmt,
		    err))
		return false;
	sql_bind_str(stmt, 1, id);
	if (!sql_number(store, stmt, 0, row, err))
		return false;
	return *row ||
		fail(err, ERROR_NOTFOUND, _("no question '%.*s' in the bank"),
			STR_ARG(id));
}

static bool forget_exam(struct store *store, long long exam, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store, "DELETE FROM statistics WHERE exam = ?1", &stmt,
		    err))
		return false;
	sql_bind_long(stmt, 1, exam);
	return sql_run(store, stmt, err);
}

static bool write_one(struct store *store, long long exam,
	const struct question_statistics *v, long long now, struct error *err)
{
	long long question;
	sqlite3_stmt *stmt;

	if (!find_question(store, v->question, &question, err) ||
		!sql_use(store,
			"INSERT INTO statistics (question, version, exam, "
			"made, persons, facility, discrimination, a, b, c, "
			"content) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
			"?9, ?10, ?11)",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	sql_bind_long(stmt, 2, v->version);
	sql_bind_long(stmt, 3, exam);
	sql_bind_long(stmt, 4, now);
	sql_bind_long(stmt, 5, (long long)v->people);
	sql_bind_double(stmt, 6, v->facility);
	sql_bind_double(stmt, 7, v->discrimination);
	sql_bind_double(stmt, 8, v->a);
	sql_bind_double(stmt, 9, v->b);
	sql_bind_double(stmt, 10, v->c);
	sql_bind_str(stmt, 11, v->details);
	return sql_run(store, stmt, err);
}

/* SHA-256 of the exam's rows in their order, as SQLite writes them; hex. */
static bool digest_exam(struct store *store, long long exam, struct str *hex,
	size_t *count, struct error *err)
{
	struct buf text = {.arena = store->scratch};
	unsigned char digest[32];
	sqlite3_stmt *stmt;
	bool row = true;

	*count = 0;
	if (!sql_use(store,
		    "SELECT question, version, made, persons, facility, "
		    "discrimination, a, b, c, content FROM statistics "
		    "WHERE exam = ?1 ORDER BY row",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, exam);
	for (;; ++*count) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		for (int i = 0; i < 10; i++) {
			buf_add(&text, sql_str(stmt, i));
			buf_char(&text, '\n');
		}
	}
	hash_bytes(buf_str(&text), digest);
	*hex = hash_hex(store->scratch, (struct str){(char *)digest, 32});
	return true;
}

static bool refresh_all(struct store *store,
	const struct question_statistics *v, size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++) {
		long long question;

		if (!find_question(store, v[i].question, &question, err) ||
			!statistics_refresh(store, question, err))
			return false;
	}
	return true;
}

/* Questions that the exam had statistics of before, and now may have none. */
static bool refresh_left(struct store *store, const long long *questions,
	size_t count, struct error *err)
{
	for (size_t i = 0; i < count; i++)
		if (!refresh(store, questions[i], err))
			return false;
	return true;
}

static bool list_before(struct store *store, long long exam,
	long long **questions, size_t *count, struct error *err)
{
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row = true;

	*questions = NULL;
	*count = 0;
	if (!sql_use(store, "SELECT question FROM statistics WHERE exam = ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, exam);
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		*PUSH(store->scratch, *questions, *count, capacity) =
			sqlite3_column_int64(stmt, 0);
	}
}

static bool keep(struct store *store, struct str exam,
	const struct question_statistics *v, size_t count, long long now,
	struct error *err)
{
	long long row, event, *before;
	size_t before_count, kept;
	struct str digest;

	if (!find_exam(store, exam, &row, err) ||
		!event_open(store, now, &event, err) ||
		!list_before(store, row, &before, &before_count, err) ||
		!forget_exam(store, row, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!write_one(store, row, &v[i], now, err))
			return false;
	return refresh_left(store, before, before_count, err) &&
		refresh_all(store, v, count, err) &&
		digest_exam(store, row, &digest, &kept, err) &&
		store_name_event(store, "analyse",
			str_format(store->scratch, "%.*s %zu %.*s",
				STR_ARG(exam), kept, STR_ARG(digest)),
			now, err);
}

bool store_put_statistics(struct store *store, struct str exam,
	const struct question_statistics *v, size_t count, long long now,
	struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	struct sql_scope scope;
	bool worked = sql_enter(store, &scope, err) &&
		sql_leave(store, scope, keep(store, exam, v, count, now, err),
			err);

	arena_release(store->scratch, mark);
	return worked;
}

/* ---- reading ---- */

static bool read_all(struct store *store, struct arena *arena,
	struct str question, unsigned version, struct question_statistics **out,
	size_t *count, struct error *err)
{
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row = true;

	if (!sql_use(store,
		    "SELECT s.version, s.persons, s.facility, "
		    "s.discrimination, s.a, s.b, s.c, s.content, "
		    "coalesce(e.id, ''), coalesce(e.title, ''), s.made "
		    "FROM statistics s JOIN question q ON q.row = s.question "
		    "LEFT JOIN exam e ON e.row = s.exam WHERE q.id = ?1 "
		    "AND (?2 IS NULL OR s.version = ?2) "
		    "ORDER BY s.exam IS NOT NULL, s.made DESC, s.row DESC",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, question);
	sql_bind_row(stmt, 2, version);
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		*PUSH(arena, *out, *count, capacity) =
			(struct question_statistics){.question = question,
				.version =
					(unsigned)sqlite3_column_int64(stmt, 0),
				.people = (size_t)sqlite3_column_int64(stmt, 1),
				.facility = sql_double(stmt, 2),
				.discrimination = sql_double(stmt, 3),
				.a = sql_double(stmt, 4),
				.b = sql_double(stmt, 5),
				.c = sql_double(stmt, 6),
				.details = str_copy(arena, sql_str(stmt, 7)),
				.exam = str_copy(arena, sql_str(stmt, 8)),
				.title = str_copy(arena, sql_str(stmt, 9)),
				.made = sqlite3_column_int64(stmt, 10)};
	}
}

static double seconds_in(struct arena *arena, struct str details)
{
	struct json *json;
	struct error err;

	return json_parse(arena, "statistics", details, &json, &err)
		? json_number(json_get(json, "medianSeconds"), NAN)
		: NAN;
}

/* The exams follow what all of them say together, the newest first. */
static void find_seconds(
	struct arena *arena, struct question_statistics *v, size_t count)
{
	for (size_t i = 0; i < count; i++)
		v[i].seconds = seconds_in(arena, v[i].details);
	for (size_t i = 1; i < count && !v[0].exam.len; i++)
		if (isnan(v[0].seconds))
			v[0].seconds = v[i].seconds;
}

/* Exams of versions that asked something else say nothing of the current one.
 */
static bool drop_others(struct store *store, struct question_statistics *v,
	size_t *count, struct error *err)
{
	struct pooled pooled;
	long long question;
	size_t n = 0;

	if (!*count)
		return true;
	if (!find_question(store, v->question, &question, err) ||
		!find_low(store, question, &pooled, err))
		return false;
	for (size_t i = 0; i < *count; i++)
		if ((long long)v[i].version >= pooled.low)
			v[n++] = v[i];
	*count = n;
	return true;
}

bool store_get_statistics(struct store *store, struct arena *arena,
	struct str question, unsigned version, struct question_statistics **out,
	size_t *count, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	bool worked;

	*out = NULL;
	*count = 0;
	worked = read_all(store, arena, question, version, out, count, err) &&
		(version || drop_others(store, *out, count, err));
	if (worked)
		find_seconds(arena, *out, *count);
	arena_release(store->scratch, mark);
	return worked;
}

/* ---- verifying ---- */

static bool changed(
	const struct store *store, struct str what, struct error *err)
{
	return fail(err, ERROR_DENIED,
		_("'%s' was changed from outside: what was measured of '%.*s' "
		  "is not what was stored"),
		store->path, STR_ARG(what));
}

/* The exam's newest event ends with the digest of its rows. */
static bool verify_exam(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	struct str note = sql_str(stmt, 2), digest;
	size_t count;

	if (!digest_exam(
		    store, sqlite3_column_int64(stmt, 0), &digest, &count, err))
		return false;
	return (!note.len && !count) ||
		str_ends(note, str_cstr(store->scratch, digest)) ||
		changed(store, sql_str(stmt, 1), err);
}

static bool same(sqlite3_stmt *stmt, int column, double value)
{
	double kept = sql_double(stmt, column);

	return (isnan(kept) && isnan(value)) ||
		fabs(kept - value) <= 1e-9 * (1 + fabs(value));
}

/* Of "row, id, facility, measured_a, _b, _c" and the same of its statistics. */
static bool verify_question(
	struct store *store, sqlite3_stmt *stmt, struct error *err)
{
	struct pooled p;

	if (!pool(store, sqlite3_column_int64(stmt, 0), &p, err))
		return false;
	if (!(p.people > 0))
		p.facility = p.discrimination = NAN;
	return (same(stmt, 2, p.facility) && same(stmt, 3, p.a) &&
		       same(stmt, 4, p.b) && same(stmt, 5, p.c) &&
		       same(stmt, 6, p.people > 0 ? p.people : NAN) &&
		       same(stmt, 7, p.facility) &&
		       same(stmt, 8, p.discrimination)) ||
		changed(store, sql_str(stmt, 1), err);
}

static bool verify_each(struct store *store, const char *text,
	bool (*fits)(struct store *, sqlite3_stmt *, struct error *),
	struct error *err)
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

bool statistics_verify(struct store *store, struct error *err)
{
	return verify_each(store,
		       "SELECT e.row, e.id, coalesce((SELECT note FROM event v "
		       "WHERE v.kind = 'analyse' AND "
		       "substr(v.note, 1, length(e.id) + 1) = e.id || ' ' "
		       "ORDER BY v.row DESC LIMIT 1), '') FROM exam e",
		       verify_exam, err) &&
		verify_each(store,
			"SELECT q.row, q.id, q.facility, q.measured_a, "
			"q.measured_b, q.measured_c, s.persons, s.facility, "
			"s.discrimination FROM question q "
			"LEFT JOIN statistics s ON s.question = q.row "
			"AND s.exam IS NULL WHERE q.facility IS NOT NULL "
			"OR q.measured_a IS NOT NULL "
			"OR EXISTS (SELECT 1 FROM statistics x "
			"WHERE x.question = q.row)",
			verify_question, err);
}
