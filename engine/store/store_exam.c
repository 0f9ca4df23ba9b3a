#include "engine/store/store_exam.h"
#include "engine/model/variant.h"

#include <inttypes.h>

#include "base/hash.h"
#include "base/i18n.h"
#include "engine/store/event.h"
#include "engine/store/sql.h"

/* An exam while it is being kept. */
struct keeping {
	struct store *store;
	const struct exam *exam;
	long long now;
	long long row; /* the exam's */
};

static bool find_exam(
	struct store *store, struct str id, long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store, "SELECT row FROM exam WHERE id = ?1", &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	return sql_number(store, stmt, 0, row, err);
}

static bool write_exam(struct keeping *k, struct error *err)
{
	struct store *store = k->store;
	struct str content = exam_to_json(store->scratch, k->exam);
	struct str seed = str_format(store->scratch, "%" PRIu64, k->exam->seed);
	unsigned char hash[32];
	sqlite3_stmt *stmt;
	long long event;

	hash_bytes(content, hash);
	if (!event_open(store, k->now, &event, err) ||
		!sql_use(store,
			"INSERT INTO exam (id, title, seed, made, event, "
			"hash, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
			&stmt, err))
		return false;
	sql_bind_str(stmt, 1, k->exam->id);
	sql_bind_str(stmt, 2, k->exam->blueprint->title);
	sql_bind_str(stmt, 3, seed);
	sql_bind_long(stmt, 4, k->now);
	sql_bind_long(stmt, 5, event);
	sql_bind_blob(stmt, 6, (struct str){(char *)hash, 32});
	sql_bind_str(stmt, 7, content);
	if (!sql_run(store, stmt, err))
		return false;
	k->row = sqlite3_last_insert_rowid(store->db);
	return true;
}

/* The row of a question that the bank holds in that version. */
static bool find_version(struct store *store, const struct question *q,
	long long *row, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "SELECT q.row FROM question q JOIN question_version v "
		    "ON v.question = q.row WHERE q.id = ?1 AND v.version = ?2",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, q->variant ? variant_template(q->id) : q->id);
	sql_bind_long(stmt, 2, q->version);
	if (!sql_number(store, stmt, 0, row, err))
		return false;
	return *row ||
		fail(err, ERROR_INVALID,
			_("the exam has version %u of question '%.*s', which "
			  "this bank does not hold"),
			q->version, STR_ARG(q->id));
}

static bool write_use(const struct keeping *k, long long question,
	struct str class, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(k->store,
		    "INSERT OR IGNORE INTO exposure (question, exam, class, "
		    "used) VALUES (?1, ?2, ?3, ?4)",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, question);
	sql_bind_long(stmt, 2, k->row);
	sql_bind_str(stmt, 3, class);
	sql_bind_long(stmt, 4, k->now);
	return sql_run(k->store, stmt, err);
}

/* In each class that sits it, as far as the blueprint says. */
static bool write_exposure(
	const struct keeping *k, long long question, struct error *err)
{
	const struct exposure *exposure = &k->exam->blueprint->exposure;

	if (!exposure->class_count)
		return write_use(k, question, STR(""), err);
	for (size_t i = 0; i < exposure->class_count; i++)
		if (!write_use(k, question, exposure->classes[i], err))
			return false;
	return true;
}

static bool write_question(
	const struct keeping *k, size_t place, struct error *err)
{
	const struct question *q = &k->exam->questions[place];
	sqlite3_stmt *stmt;
	long long row;

	if (!find_version(k->store, q, &row, err) ||
		!sql_use(k->store,
			"INSERT INTO exam_question (exam, place, question, "
			"version) VALUES (?1, ?2, ?3, ?4)",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, k->row);
	sql_bind_long(stmt, 2, (long long)place);
	sql_bind_long(stmt, 3, row);
	sql_bind_long(stmt, 4, q->version);
	return sql_run(k->store, stmt, err) && write_exposure(k, row, err);
}

/* "[2,0,1]" */
static struct str order_text(struct arena *arena, const struct item *item)
{
	struct json *list = json_array(arena);

	for (size_t i = 0; i < item->order_count; i++)
		json_append_long(arena, list, (long)item->order[i]);
	return json_print(arena, list, false);
}

static bool write_item(const struct keeping *k, long long form, size_t place,
	const struct item *item, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(k->store,
		    "INSERT INTO form_item (form, place, part, number, "
		    "question, points, option_order, key) "
		    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, form);
	sql_bind_long(stmt, 2, (long long)place);
	sql_bind_long(stmt, 3, (long long)item->part);
	sql_bind_long(stmt, 4, item->number);
	sql_bind_long(stmt, 5, (long long)item->question);
	sql_bind_long(stmt, 6, item->points);
	if (item->order)
		sql_bind_str(stmt, 7, order_text(k->store->scratch, item));
	sql_bind_str(stmt, 8, item->key);
	return sql_run(k->store, stmt, err);
}

static bool write_form(const struct keeping *k, size_t place, struct error *err)
{
	const struct form *form = &k->exam->forms[place];
	sqlite3_stmt *stmt;
	long long row;

	if (!sql_use(k->store,
		    "INSERT INTO form (exam, place, code, points, seconds, "
		    "expected) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, k->row);
	sql_bind_long(stmt, 2, (long long)place);
	sql_bind_str(stmt, 3, form->code);
	sql_bind_long(stmt, 4, form->points);
	sql_bind_long(stmt, 5, form->seconds);
	sql_bind_double(stmt, 6, form->expected);
	if (!sql_run(k->store, stmt, err))
		return false;
	row = sqlite3_last_insert_rowid(k->store->db);
	for (size_t i = 0; i < form->item_count; i++)
		if (!write_item(k, row, i, &form->items[i], err))
			return false;
	return true;
}

static bool write_all(struct keeping *k, struct error *err)
{
	if (!write_exam(k, err))
		return false;
	for (size_t i = 0; i < k->exam->question_count; i++)
		if (!write_question(k, i, err))
			return false;
	for (size_t i = 0; i < k->exam->form_count; i++)
		if (!write_form(k, i, err))
			return false;
	return true;
}

static int digit(char c)
{
	return c >= '0' && c <= '9'    ? c - '0'
		: c >= 'a' && c <= 'f' ? c - 'a' + 10
				       : -1;
}

static bool hash_from_hex(struct str hex, unsigned char out[32])
{
	if (hex.len != 64)
		return false;
	for (size_t i = 0; i < 32; i++) {
		int high = digit(hex.ptr[2 * i]);
		int low = digit(hex.ptr[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		out[i] = (unsigned char)(high << 4 | low);
	}
	return true;
}

static struct str hash_to_hex(struct arena *arena, struct str hash)
{
	struct buf hex = {.arena = arena};

	for (size_t i = 0; i < hash.len; i++)
		buf_format(&hex, "%02x", (unsigned char)hash.ptr[i]);
	return buf_str(&hex);
}

static bool write_document(const struct keeping *k,
	const struct exam_document *document, bool *changed, struct error *err)
{
	unsigned char hash[32];
	sqlite3_stmt *stmt;

	if (!hash_from_hex(document->hash, hash))
		return fail(err, ERROR_INVALID,
			_("document '%.*s' has no SHA-256 of 64 digits"),
			STR_ARG(document->name));
	if (!sql_use(k->store,
		    "INSERT INTO document (exam, name, hash) "
		    "VALUES (?1, ?2, ?3) ON CONFLICT (exam, name) "
		    "DO UPDATE SET hash = ?3 WHERE hash <> ?3",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, k->row);
	sql_bind_str(stmt, 2, document->name);
	sql_bind_blob(stmt, 3, (struct str){(char *)hash, 32});
	if (!sql_run(k->store, stmt, err))
		return false;
	*changed |= sqlite3_changes(k->store->db) > 0;
	return true;
}

static bool is_named(
	struct str name, const struct exam_document *documents, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(documents[i].name, name))
			return true;
	return false;
}

/* Those of an earlier printing that were not printed again. */
static bool drop_documents(const struct keeping *k,
	const struct exam_document *documents, size_t count, bool *changed,
	struct error *err)
{
	struct store *store = k->store;
	struct exam_document *kept;
	size_t kept_count;
	sqlite3_stmt *stmt;

	if (!store_exam_documents(store, store->scratch, k->exam->id, &kept,
		    &kept_count, err))
		return false;
	for (size_t i = 0; i < kept_count; i++) {
		if (is_named(kept[i].name, documents, count))
			continue;
		if (!sql_use(store,
			    "DELETE FROM document "
			    "WHERE exam = ?1 AND name = ?2",
			    &stmt, err))
			return false;
		sql_bind_long(stmt, 1, k->row);
		sql_bind_str(stmt, 2, kept[i].name);
		if (!sql_run(store, stmt, err))
			return false;
		*changed = true;
	}
	return true;
}

static bool write_documents(const struct keeping *k,
	const struct exam_document *documents, size_t count, struct error *err)
{
	bool changed = false;
	long long event;

	if (!count)
		return true;
	for (size_t i = 0; i < count; i++)
		if (!write_document(k, &documents[i], &changed, err))
			return false;
	return drop_documents(k, documents, count, &changed, err) &&
		(!changed || event_open(k->store, k->now, &event, err));
}

/* The id is a hash of what the exam holds: named in the log, which is a chain,
 * it cannot become another exam's unseen. */
static bool name_event(const struct keeping *k, struct error *err)
{
	struct str note = str_format(k->store->scratch, "%.*s %.*s",
		STR_ARG(k->exam->id), STR_ARG(k->exam->blueprint->title));

	return store_name_event(k->store, "build", note, k->now, err);
}

static bool keep(struct keeping *k, const struct exam_document *documents,
	size_t count, struct error *err)
{
	struct str id = exam_identity(k->store->scratch, k->exam);

	if (!str_equal(id, k->exam->id))
		return fail(err, ERROR_INVALID,
			_("exam '%.*s' does not have the id of what it holds"),
			STR_ARG(k->exam->id));
	return find_exam(k->store, k->exam->id, &k->row, err) &&
		(k->row || write_all(k, err)) &&
		write_documents(k, documents, count, err) && name_event(k, err);
}

bool store_put_exam(struct store *store, const struct exam *exam,
	const struct exam_document *documents, size_t document_count,
	long long now, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	struct keeping keeping = {store, exam, now, 0};
	struct sql_scope scope;
	bool worked = sql_enter(store, &scope, err) &&
		sql_leave(store, scope,
			keep(&keeping, documents, document_count, err), err);

	arena_release(store->scratch, mark);
	return worked;
}

/* "e1, e2 and e3", the newest first; "" when there is none. */
static struct str newest_ids(struct store *store, struct arena *arena)
{
	enum { NAMED = 5 };
	struct buf list = {.arena = arena};
	struct exam_row *rows;
	size_t count;

	if (!store_exams(store, arena, &rows, &count, NULL))
		return STR("");
	for (size_t i = 0; i < count && i < NAMED; i++)
		buf_format(&list, i ? ", %.*s" : "%.*s", STR_ARG(rows[i].id));
	return buf_str(&list);
}

static bool not_found(struct store *store, struct str id, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	struct str newest = newest_ids(store, store->scratch);

	if (newest.len)
		fail(err, ERROR_NOTFOUND,
			_("no exam '%.*s' in the bank; the newest are %.*s"),
			STR_ARG(id), STR_ARG(newest));
	else
		fail(err, ERROR_NOTFOUND,
			_("no exam '%.*s': the bank holds none yet"),
			STR_ARG(id));
	arena_release(store->scratch, mark);
	return false;
}

bool store_get_exam(struct store *store, struct arena *arena, struct str id,
	const struct exam **out, struct error *err)
{
	struct str content, kept;
	unsigned char hash[32];
	sqlite3_stmt *stmt;
	bool row;

	if (!sql_use(store, "SELECT content, hash FROM exam WHERE id = ?1",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	if (!sql_step(store, stmt, &row, err))
		return false;
	if (!row)
		return not_found(store, id, err);
	content = str_copy(arena, sql_str(stmt, 0));
	kept = str_copy(arena, sql_blob(stmt, 1));
	sqlite3_reset(stmt);
	hash_bytes(content, hash);
	if (!str_equal(kept, (struct str){(char *)hash, 32}))
		return fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: exam '%.*s' is not "
			  "what was stored"),
			store->path, STR_ARG(id));
	return exam_from_json(arena, store->path, content, out, err);
}

bool store_exam_documents(struct store *store, struct arena *arena,
	struct str id, struct exam_document **out, size_t *count,
	struct error *err)
{
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row;

	*out = NULL;
	*count = 0;
	if (!sql_use(store,
		    "SELECT d.name, d.hash FROM document d JOIN exam e "
		    "ON e.row = d.exam WHERE e.id = ?1 ORDER BY d.name",
		    &stmt, err))
		return false;
	sql_bind_str(stmt, 1, id);
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		*PUSH(arena, *out, *count, capacity) = (struct exam_document){
			str_copy(arena, sql_str(stmt, 0)),
			hash_to_hex(arena, sql_blob(stmt, 1))};
	}
}

bool store_exams(struct store *store, struct arena *arena,
	struct exam_row **out, size_t *count, struct error *err)
{
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row;

	*out = NULL;
	*count = 0;
	if (!sql_use(store,
		    "SELECT id, title, seed, made, (SELECT count(*) FROM form "
		    "WHERE form.exam = exam.row) FROM exam "
		    "ORDER BY made DESC, row DESC",
		    &stmt, err))
		return false;
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		*PUSH(arena, *out, *count, capacity) = (struct exam_row){
			.id = str_copy(arena, sql_str(stmt, 0)),
			.title = str_copy(arena, sql_str(stmt, 1)),
			.seed = strtoull(
				str_cstr(arena, sql_str(stmt, 2)), NULL, 10),
			.made = sqlite3_column_int64(stmt, 3),
			.forms = (size_t)sqlite3_column_int64(stmt, 4),
		};
	}
}
