#include "engine/store/store_marks.h"

#include "base/hash.h"
#include "base/i18n.h"
#include "base/json.h"
#include "engine/store/event.h"
#include "engine/store/marks.h"

struct marking {
	struct store *store;
	const struct exam *exam;
	long long now;
	long long exam_row, scoring, event;
	long long *forms; /* rows */
};

/* ---- hashes ---- */

/* Of who answered, which form, and what. */
static void response_hash(struct arena *arena, struct str person,
	struct str name, struct str code, struct str content,
	unsigned char hash[32])
{
	struct buf all = {.arena = arena};

	buf_add(&all, person);
	buf_char(&all, '\0');
	buf_add(&all, name);
	buf_char(&all, '\0');
	buf_add(&all, code);
	buf_char(&all, '\0');
	buf_add(&all, content);
	hash_bytes(buf_str(&all), hash);
}

static void add_bytes(struct buf *out, long long number)
{
	for (int i = 0; i < 8; i++)
		buf_char(out, (char)((unsigned long long)number >> (8 * i)));
}

/* Over the rules and, in their order, the marks with the hashes of what they
 * are of: SHA-256 of the digest so far and the next response's marks. */
static bool marks_digest(struct store *store, long long scoring,
	struct str rules, struct str *hex, struct error *err)
{
	unsigned char digest[32];
	struct buf step = {.arena = store->scratch};
	sqlite3_stmt *stmt;
	bool row = true;

	hash_bytes(rules, digest);
	if (!sql_use(store,
		    "SELECT r.hash, m.item, m.points FROM mark m "
		    "JOIN response r ON r.row = m.response "
		    "WHERE m.scoring = ?1 ORDER BY m.response, m.item",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, scoring);
	while (row) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		step.len = 0;
		buf_add(&step, (struct str){(char *)digest, 32});
		buf_add(&step, sql_blob(stmt, 0));
		add_bytes(&step, sqlite3_column_int64(stmt, 1));
		add_bytes(&step, sqlite3_column_int64(stmt, 2));
		hash_bytes(buf_str(&step), digest);
	}
	*hex = hash_hex(store->scratch, (struct str){(char *)digest, 32});
	return true;
}

/* ---- keeping ---- */

static bool find_exam(struct marking *m, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(
		    m->store, "SELECT row FROM exam WHERE id = ?1", &stmt, err))
		return false;
	sql_bind_str(stmt, 1, m->exam->id);
	if (!sql_number(m->store, stmt, 0, &m->exam_row, err))
		return false;
	return m->exam_row ||
		fail(err, ERROR_NOTFOUND, _("this bank has no exam '%.*s'"),
			STR_ARG(m->exam->id));
}

static bool find_forms(struct marking *m, struct error *err)
{
	m->forms = NEW_ARRAY(m->store->scratch, m->exam->form_count, long long);
	for (size_t f = 0; f < m->exam->form_count; f++) {
		sqlite3_stmt *stmt;

		if (!sql_use(m->store,
			    "SELECT row FROM form WHERE exam = ?1 AND "
			    "code = ?2",
			    &stmt, err))
			return false;
		sql_bind_long(stmt, 1, m->exam_row);
		sql_bind_str(stmt, 2, m->exam->forms[f].code);
		if (!sql_number(m->store, stmt, 0, &m->forms[f], err))
			return false;
	}
	return true;
}

/* A class that sat it; the day is not known. */
static bool find_sitting(const struct marking *m, struct str class,
	long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(m->store,
		    "INSERT OR IGNORE INTO sitting (exam, class, held, note) "
		    "VALUES (?1, ?2, 0, '')",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, m->exam_row);
	sql_bind_str(stmt, 2, class);
	if (!sql_run(m->store, stmt, err) ||
		!sql_use(m->store,
			"SELECT row FROM sitting WHERE exam = ?1 AND "
			"class = ?2 AND held = 0",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, m->exam_row);
	sql_bind_str(stmt, 2, class);
	return sql_number(m->store, stmt, 0, row, err);
}

/* A list of the answers; with times an object of two lists. */
static struct str answers_text(
	const struct marking *m, const struct kept_response *response)
{
	struct arena *arena = m->store->scratch;
	struct json *list = json_array(arena), *seconds, *both;
	size_t count = m->exam->forms[response->form].item_count;

	for (size_t i = 0; i < count; i++)
		json_append_str(arena, list, response->answers[i]);
	if (!response->seconds)
		return json_print(arena, list, false);
	seconds = json_array(arena);
	for (size_t i = 0; i < count; i++)
		json_append_long(arena, seconds, response->seconds[i]);
	both = json_object(arena);
	json_add(arena, both, "answers", list);
	json_add(arena, both, "seconds", seconds);
	return json_print(arena, both, false);
}

/* The row of the last one of that person in that sitting, when it has that
 * hash; 0. */
static bool same_response(const struct marking *m, long long sitting,
	struct str person, struct str hash, long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(m->store,
		    "SELECT CASE WHEN hash = ?3 THEN row ELSE 0 END "
		    "FROM response WHERE sitting = ?1 AND person = ?2 "
		    "ORDER BY row DESC LIMIT 1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, sitting);
	sql_bind_str(stmt, 2, person);
	sql_bind_blob(stmt, 3, hash);
	return sql_number(m->store, stmt, 0, row, err);
}

static bool write_response(const struct marking *m,
	const struct kept_response *response, long long *row, struct error *err)
{
	struct str content = answers_text(m, response);
	struct str code = m->exam->forms[response->form].code;
	unsigned char hash[32];
	long long sitting;
	sqlite3_stmt *stmt;

	response_hash(m->store->scratch, response->person, response->name, code,
		content, hash);
	if (!find_sitting(m, response->class, &sitting, err) ||
		!same_response(m, sitting, response->person,
			(struct str){(char *)hash, 32}, row, err))
		return false;
	if (*row)
		return true;
	if (!sql_use(m->store,
		    "INSERT INTO response (sitting, form, person, name, "
		    "received, source, event, hash, content) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, sitting);
	sql_bind_long(stmt, 2, m->forms[response->form]);
	sql_bind_str(stmt, 3, response->person);
	sql_bind_str(stmt, 4, response->name);
	sql_bind_long(stmt, 5, m->now);
	sql_bind_str(stmt, 6, response->source);
	sql_bind_long(stmt, 7, m->event);
	sql_bind_blob(stmt, 8, (struct str){(char *)hash, 32});
	sql_bind_str(stmt, 9, content);
	if (!sql_run(m->store, stmt, err))
		return false;
	*row = sqlite3_last_insert_rowid(m->store->db);
	return true;
}

static bool write_marks(const struct marking *m,
	const struct kept_response *response, struct error *err)
{
	size_t count = m->exam->forms[response->form].item_count;
	sqlite3_stmt *stmt;
	long long row;

	if (!write_response(m, response, &row, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		if (!sql_use(m->store,
			    "INSERT INTO mark (scoring, response, item, "
			    "points) VALUES (?1, ?2, ?3, ?4)",
			    &stmt, err))
			return false;
		sql_bind_long(stmt, 1, m->scoring);
		sql_bind_long(stmt, 2, row);
		sql_bind_long(stmt, 3, (long long)i);
		sql_bind_long(stmt, 4, response->points[i]);
		if (!sql_run(m->store, stmt, err))
			return false;
	}
	return true;
}

static bool write_scoring(
	struct marking *m, struct str rules, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!event_open(m->store, m->now, &m->event, err) ||
		!sql_use(m->store,
			"INSERT INTO scoring (exam, made, event, rules) "
			"VALUES (?1, ?2, ?3, ?4)",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, m->exam_row);
	sql_bind_long(stmt, 2, m->now);
	sql_bind_long(stmt, 3, m->event);
	sql_bind_str(stmt, 4, rules);
	if (!sql_run(m->store, stmt, err))
		return false;
	m->scoring = sqlite3_last_insert_rowid(m->store->db);
	return true;
}

static bool keep(struct marking *m, const struct kept_response *responses,
	size_t count, struct str rules, struct error *err)
{
	struct str digest;

	if (!find_exam(m, err) || !find_forms(m, err) ||
		!write_scoring(m, rules, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct arena_mark mark = arena_mark(m->store->scratch);
		bool worked = write_marks(m, &responses[i], err);

		arena_release(m->store->scratch, mark);
		if (!worked)
			return false;
	}
	return marks_digest(m->store, m->scoring, rules, &digest, err) &&
		store_name_event(m->store, "grade",
			str_format(m->store->scratch, "%.*s %zu %.*s",
				STR_ARG(m->exam->id), count, STR_ARG(digest)),
			m->now, err);
}

bool store_put_marks(struct store *store, const struct exam *exam,
	const struct kept_response *responses, size_t count, struct str rules,
	long long now, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	struct marking m = {.store = store, .exam = exam, .now = now};
	struct sql_scope scope;
	bool worked = sql_enter(store, &scope, err) &&
		sql_leave(store, scope, keep(&m, responses, count, rules, err),
			err);

	arena_release(store->scratch, mark);
	return worked;
}

/* ---- reading ---- */

static size_t form_of(const struct exam *exam, struct str code)
{
	for (size_t f = 0; f < exam->form_count; f++)
		if (str_equal(exam->forms[f].code, code))
			return f;
	return SIZE_MAX;
}

static const long *seconds_of(
	struct arena *arena, const struct json *list, size_t count)
{
	long *seconds = NEW_ARRAY(arena, count, long);
	size_t i = 0;

	for (const struct json *one = json_first(list); one && i < count;
		one = json_next(one))
		seconds[i++] = json_long(one, 0);
	return seconds;
}

static bool read_response(struct store *store, struct arena *arena,
	const struct exam *exam, sqlite3_stmt *stmt, struct kept_response *out,
	struct error *err)
{
	const struct json *one, *kept;
	struct json *list;
	struct str *answers;
	size_t count, i = 0;

	out->person = str_copy(arena, sql_str(stmt, 0));
	out->name = str_copy(arena, sql_str(stmt, 1));
	out->class = str_copy(arena, sql_str(stmt, 2));
	out->source = str_copy(arena, sql_str(stmt, 4));
	out->form = form_of(exam, sql_str(stmt, 3));
	if (out->form == SIZE_MAX)
		return fail(err, ERROR_INVALID,
			_("no form of the exam has the code '%.*s'"),
			STR_ARG(sql_str(stmt, 3)));
	if (!json_parse(arena, store->path, sql_str(stmt, 5), &list, err))
		return false;
	count = exam->forms[out->form].item_count;
	answers = NEW_ARRAY(arena, count, struct str);
	kept = json_get(list, "answers");
	for (one = json_first(kept ? kept : list); one && i < count;
		one = json_next(one))
		answers[i++] = json_str(one);
	out->answers = answers;
	out->seconds = kept
		? seconds_of(arena, json_get(list, "seconds"), count)
		: NULL;
	return true;
}

static bool read_rules(struct store *store, struct arena *arena,
	struct str exam, struct str *rules, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	*rules = STR("");
	if (!sql_use(store,
		    "SELECT s.rules FROM scoring s JOIN exam e "
		    "ON e.row = s.exam WHERE e.id = ?1 "
		    "ORDER BY s.row DESC LIMIT 1",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, exam);
	if (!sql_step(store, stmt, &row, err))
		return false;
	if (row)
		*rules = str_copy(arena, sql_str(stmt, 0));
	sqlite3_reset(stmt);
	return true;
}

static bool read_responses(struct store *store, struct arena *arena,
	const struct exam *exam, struct kept_response **out, size_t *count,
	struct error *err)
{
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row = true;

	*out = NULL;
	*count = 0;
	if (!sql_use(store,
		    "SELECT r.person, r.name, s.class, f.code, r.source, "
		    "r.content FROM response r "
		    "JOIN sitting s ON s.row = r.sitting "
		    "JOIN exam e ON e.row = s.exam "
		    "JOIN form f ON f.row = r.form "
		    "WHERE e.id = ?1 AND NOT EXISTS (SELECT 1 FROM response l "
		    "JOIN sitting ls ON ls.row = l.sitting "
		    "WHERE ls.exam = e.row AND l.person = r.person "
		    "AND l.row > r.row) ORDER BY r.row",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, exam->id);
	while (row) {
		struct kept_response *response;

		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		response = PUSH(arena, *out, *count, capacity);
		*response = (struct kept_response){.form = 0};
		if (!read_response(store, arena, exam, stmt, response, err)) {
			sqlite3_reset(stmt);
			return false;
		}
	}
	return true;
}

bool store_get_marks(struct store *store, struct arena *arena,
	const struct exam *exam, struct kept_response **out, size_t *count,
	struct str *rules, struct error *err)
{
	struct sql_scope scope;

	return sql_hold(store, &scope, err) &&
		sql_let_go(store, scope,
			read_rules(store, arena, exam->id, rules, err) &&
				read_responses(
					store, arena, exam, out, count, err),
			err);
}

/* ---- verifying ---- */

static bool verify_responses(struct store *store, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row = true;

	if (!sql_use(store,
		    "SELECT r.person, r.name, f.code, r.content, r.hash "
		    "FROM response r JOIN form f ON f.row = r.form",
		    &stmt, err))
		return false;
	while (row) {
		struct arena_mark mark = arena_mark(store->scratch);
		unsigned char hash[32];

		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		response_hash(store->scratch, sql_str(stmt, 0),
			sql_str(stmt, 1), sql_str(stmt, 2), sql_str(stmt, 3),
			hash);
		arena_release(store->scratch, mark);
		if (str_equal(
			    sql_blob(stmt, 4), (struct str){(char *)hash, 32}))
			continue;
		(void)fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: the answers of "
			  "'%.*s' are not what was stored"),
			store->path, STR_ARG(sql_str(stmt, 0)));
		sqlite3_reset(stmt);
		return false;
	}
	return true;
}

/* The note of the event ends with the digest of the marks. */
static bool scoring_fits(struct store *store, long long scoring,
	struct str rules, struct str note, struct error *err)
{
	struct str digest;

	if (!marks_digest(store, scoring, rules, &digest, err))
		return false;
	return str_ends(note, str_cstr(store->scratch, digest)) ||
		fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: marks of scoring "
			  "%lld are not what was stored"),
			store->path, scoring);
}

bool marks_verify(struct store *store, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row = true, worked = verify_responses(store, err);

	if (!worked ||
		!sql_use(store,
			"SELECT s.row, s.rules, e.note FROM scoring s "
			"JOIN event e ON e.row = s.event",
			&stmt, err))
		return false;
	while (worked && row) {
		struct arena_mark mark = arena_mark(store->scratch);

		worked = sql_step(store, stmt, &row, err) &&
			(!row ||
				scoring_fits(store,
					sqlite3_column_int64(stmt, 0),
					sql_str(stmt, 1), sql_str(stmt, 2),
					err));
		arena_release(store->scratch, mark);
	}
	sqlite3_reset(stmt);
	return worked;
}
