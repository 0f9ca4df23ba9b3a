#include "engine/store/question_rows.h"

#include "base/utf8.h"
#include "engine/store/refer.h"
#include "engine/store/search.h"

struct references {
	long long topic, outcome, stimulus;
};

static bool refer_all(struct store *store, const struct question *q,
	struct references *out, struct error *err)
{
	for (size_t i = 0; i < q->enemy_count; i++)
		if (!refer_look(
			    store, REFER_QUESTION, q->enemies[i], q->id, err))
			return false;
	return refer_to(
		       store, REFER_TOPIC, q->topic, q->id, &out->topic, err) &&
		refer_to(store, REFER_OUTCOME, q->outcome, q->id, &out->outcome,
			err) &&
		refer_to(store, REFER_STIMULUS, q->stimulus, q->id,
			&out->stimulus, err);
}

static void bind_columns(sqlite3_stmt *stmt, const struct question *q,
	unsigned version, const struct references *to)
{
	const double unknown = question_empty().difficulty;

	sql_bind_str(stmt, 2, q->id);
	sql_bind_long(stmt, 3, version);
	sql_bind_str(stmt, 4, str_from(question_type_name(q->type)));
	sql_bind_str(stmt, 5, str_from(status_name(q->status)));
	sql_bind_str(stmt, 6, str_from(level_name(q->level)));
	sql_bind_str(stmt, 7, q->subject);
	sql_bind_long(stmt, 8, q->grade);
	sql_bind_row(stmt, 9, to->topic);
	sql_bind_row(stmt, 10, to->outcome);
	sql_bind_row(stmt, 11, to->stimulus);
	sql_bind_long(stmt, 12, q->points);
	sql_bind_long(stmt, 13, q->seconds);
	sql_bind_double(stmt, 14, q->difficulty);
	sql_bind_double(stmt, 15, q->irt.known ? q->irt.a : unknown);
	sql_bind_double(stmt, 16, q->irt.known ? q->irt.b : unknown);
	sql_bind_double(stmt, 17, q->irt.known ? q->irt.c : unknown);
}

static bool write_columns(struct store *store, const struct question *q,
	unsigned version, const struct references *to, long long *row,
	struct error *err)
{
	static const char insert[] =
		"INSERT INTO question (row, id, version, type, status, level, "
		"subject, grade, topic, outcome, stimulus, points, seconds, "
		"difficulty, irt_a, irt_b, irt_c) VALUES (?1, ?2, ?3, ?4, ?5, "
		"?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)";
	static const char update[] =
		"UPDATE question SET id = ?2, version = ?3, type = ?4, "
		"status = ?5, level = ?6, subject = ?7, grade = ?8, "
		"topic = ?9, outcome = ?10, stimulus = ?11, points = ?12, "
		"seconds = ?13, difficulty = ?14, irt_a = ?15, irt_b = ?16, "
		"irt_c = ?17 WHERE row = ?1";
	sqlite3_stmt *stmt;

	if (!sql_use(store, *row ? update : insert, &stmt, err))
		return false;
	sql_bind_row(stmt, 1, *row);
	bind_columns(stmt, q, version, to);
	if (!sql_run(store, stmt, err))
		return false;
	if (!*row)
		*row = sqlite3_last_insert_rowid(store->db);
	return true;
}

/* The row of a tag's name, made if there is none. */
static bool find_tag(
	struct store *store, struct str name, long long *row, struct error *err)
{
	struct rows_entry *entry = rows_find(&store->tags, name);
	sqlite3_stmt *stmt;

	if (entry) {
		*row = entry->row;
		return true;
	}
	if (!sql_use(store, "SELECT row FROM tag WHERE name = ?1", &stmt, err))
		return false;
	sql_bind_str(stmt, 1, name);
	if (!sql_number(store, stmt, 0, row, err))
		return false;
	if (!*row) {
		if (!sql_use(store,
			    "INSERT INTO tag (name, fold) VALUES (?1, ?2)",
			    &stmt, err))
			return false;
		sql_bind_str(stmt, 1, name);
		sql_bind_str(stmt, 2, utf8_fold(store->scratch, name));
		if (!sql_run(store, stmt, err))
			return false;
		*row = sqlite3_last_insert_rowid(store->db);
	}
	rows_add(&store->tags, name, *row);
	return true;
}

static bool write_tags(struct store *store, long long row,
	const struct question *q, struct error *err)
{
	for (size_t i = 0; i < q->tag_count; i++) {
		sqlite3_stmt *stmt;
		long long tag;

		if (!find_tag(store, q->tags[i], &tag, err) ||
			!sql_use(store,
				"INSERT OR IGNORE INTO question_tag "
				"(question, tag) VALUES (?1, ?2)",
				&stmt, err))
			return false;
		sql_bind_long(stmt, 1, row);
		sql_bind_long(stmt, 2, tag);
		if (!sql_run(store, stmt, err))
			return false;
	}
	return true;
}

static bool write_outcomes(struct store *store, long long row,
	const struct question *q, struct error *err)
{
	for (size_t i = 0; i < q->statement_count; i++) {
		sqlite3_stmt *stmt;
		long long outcome;

		if (!refer_to(store, REFER_OUTCOME, q->statements[i].outcome,
			    q->id, &outcome, err))
			return false;
		if (!outcome)
			continue;
		if (!sql_use(store,
			    "INSERT OR IGNORE INTO statement_outcome "
			    "(question, outcome) VALUES (?1, ?2)",
			    &stmt, err))
			return false;
		sql_bind_long(stmt, 1, row);
		sql_bind_long(stmt, 2, outcome);
		if (!sql_run(store, stmt, err))
			return false;
	}
	return true;
}

static bool write_enemies(struct store *store, long long row,
	const struct question *q, struct error *err)
{
	for (size_t i = 0; i < q->enemy_count; i++) {
		sqlite3_stmt *stmt;

		if (!sql_use(store,
			    "INSERT OR IGNORE INTO enemy (question, enemy) "
			    "VALUES (?1, ?2)",
			    &stmt, err))
			return false;
		sql_bind_long(stmt, 1, row);
		sql_bind_str(stmt, 2, q->enemies[i]);
		if (!sql_run(store, stmt, err))
			return false;
	}
	return true;
}

bool question_rows_write(struct store *store, const struct question *q,
	unsigned version, long long *row, struct error *err)
{
	struct references to;

	return refer_all(store, q, &to, err) &&
		write_columns(store, q, version, &to, row, err) &&
		write_outcomes(store, *row, q, err) &&
		write_tags(store, *row, q, err) &&
		write_enemies(store, *row, q, err) &&
		search_add(store, *row, q, err);
}

static bool delete_by_question(
	struct store *store, const char *text, long long row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store, text, &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	return sql_run(store, stmt, err);
}

bool question_rows_clear(struct store *store, long long row,
	const struct question *q, struct error *err)
{
	return delete_by_question(store,
		       "DELETE FROM statement_outcome WHERE question = ?1", row,
		       err) &&
		delete_by_question(store,
			"DELETE FROM question_tag WHERE question = ?1", row,
			err) &&
		delete_by_question(store,
			"DELETE FROM enemy WHERE question = ?1", row, err) &&
		search_remove(store, row, q, err);
}
