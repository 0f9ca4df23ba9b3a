#include "engine/store/store_search.h"

#include <assert.h>

#include "engine/store/question_rows.h"
#include "engine/store/refer.h"
#include "engine/store/search.h"
#include "engine/store/terms.h"

static bool change(struct store *store, const char *text, long long row,
	const struct question *q, struct error *err)
{
	struct str plain = question_plain(store->scratch, q);
	sqlite3_stmt *stmt;

	if (!sql_use(store, text, &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	sql_bind_str(stmt, 2, plain);
	return sql_run(store, stmt, err);
}

bool search_add(struct store *store, long long row, const struct question *q,
	struct error *err)
{
	return change(store, "INSERT INTO search (rowid, text) VALUES (?1, ?2)",
		row, q, err);
}

bool search_remove(struct store *store, long long row, const struct question *q,
	struct error *err)
{
	return change(store,
		"INSERT INTO search (search, rowid, text) "
		"VALUES ('delete', ?1, ?2)",
		row, q, err);
}

/* ?1 is the words' expression; filters come after. */
enum { WORDS = 1, FILTERS = 2 };

struct search {
	struct store *store;
	struct arena *arena;
	struct terms terms;
	struct filters filters;
	bool by_id; /* in the order of ids; else the best match first */
};

static bool search_begin(struct search *search, struct store *store,
	struct arena *arena, const struct query *query, struct error *err)
{
	search->store = store;
	search->arena = arena;
	search->by_id = false;
	if (!store->tokenizer)
		store->tokenizer = tokenizer_new();
	terms_make(arena, store->tokenizer, query, &search->terms);
	filters_make(arena, query, FILTERS, &search->filters);
	/* topic: looks at what is above what. */
	return topic_settle(store, err);
}

static bool is_ranked(const struct search *search)
{
	return search->terms.folded.len && !search->by_id;
}

/* What follows SELECT. The row's number is q.row, or search.rowid of ranked
 * ones; without filters those do not look at the table of questions. */
static void put_from(struct buf *sql, const struct search *search)
{
	if (is_ranked(search)) {
		buf_text(sql, " FROM search");
		if (search->filters.count)
			buf_text(sql,
				" CROSS JOIN question q "
				"ON q.row = search.rowid");
		buf_text(sql, " WHERE search MATCH ?1");
	} else {
		buf_text(sql, " FROM question q WHERE 1");
		if (search->terms.folded.len)
			buf_text(sql,
				" AND q.row IN (SELECT rowid FROM search "
				"WHERE search MATCH ?1)");
		else if (search->terms.refused.len)
			buf_text(sql,
				" AND q.row NOT IN (SELECT rowid FROM "
				"search WHERE search MATCH ?1)");
	}
	buf_add(sql, search->filters.sql);
}

static bool prepare(const struct search *search, const char *select,
	struct str expression, const char *rest, sqlite3_stmt **out,
	struct error *err)
{
	struct buf sql = {.arena = search->arena};

	buf_text(&sql, select);
	put_from(&sql, search);
	buf_text(&sql, rest);
	if (!sql_prepare(search->store, buf_str(&sql), out, err))
		return false;
	if (!search->terms.folded.len)
		expression = search->terms.refused;
	if (expression.len)
		sql_bind_str(*out, WORDS, expression);
	filters_bind(*out, &search->filters, FILTERS);
	return true;
}

static const char *select_row(const struct search *search)
{
	return is_ranked(search) ? "SELECT search.rowid" : "SELECT q.row";
}

struct row_list {
	long long *v;
	size_t count, capacity;
};

static bool collect(const struct search *search, sqlite3_stmt *stmt,
	struct row_list *out, struct error *err)
{
	bool row;

	for (;;) {
		if (!sql_step(search->store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		*PUSH(search->arena, out->v, out->count, out->capacity) =
			sqlite3_column_int64(stmt, 0);
	}
}

static bool count_rows(const struct search *search, struct str expression,
	size_t *out, struct error *err)
{
	sqlite3_stmt *stmt;
	long long count;
	bool worked;

	if (!prepare(search, "SELECT count(*)", expression, "", &stmt, err))
		return false;
	worked = sql_number(search->store, stmt, 0, &count, err);
	sqlite3_finalize(stmt);
	*out = (size_t)count;
	return worked;
}

static bool add_page(const struct search *search, struct str expression,
	size_t limit, size_t offset, struct row_list *out, struct error *err)
{
	struct str rest = str_format(search->arena, "%s LIMIT %lld OFFSET %zu",
		is_ranked(search) ? " ORDER BY bm25(search), search.rowid"
				  : " ORDER BY q.id COLLATE dethi",
		limit ? (long long)limit : -1LL, offset);
	sqlite3_stmt *stmt;
	bool worked;

	if (!prepare(search, select_row(search), expression, rest.ptr, &stmt,
		    err))
		return false;
	worked = collect(search, stmt, out, err);
	sqlite3_finalize(stmt);
	return worked;
}

/* How many stand before the page's end is known without counting when the
 * page is not full. */
static bool count_unless_known(const struct search *search,
	struct str expression, size_t limit, size_t offset, size_t on_page,
	size_t *out, struct error *err)
{
	if ((!limit || on_page < limit) && (on_page || !offset)) {
		*out = offset + on_page;
		return true;
	}
	return count_rows(search, expression, out, err);
}

/* First what matches with its marks, then the rest of what matches without. */
static bool add_marked_first(const struct search *search, size_t limit,
	size_t offset, struct row_list *out, size_t *total, struct error *err)
{
	const struct terms *terms = &search->terms;
	struct str rest = str_format(search->arena, "(%.*s) NOT (%.*s)",
		STR_ARG(terms->folded), STR_ARG(terms->marked));
	size_t marked;

	if (!add_page(search, terms->marked, limit, offset, out, err) ||
		!count_rows(search, terms->folded, total, err))
		return false;
	if (limit && out->count == limit)
		return true;
	if (!count_unless_known(search, terms->marked, limit, offset,
		    out->count, &marked, err))
		return false;
	if (marked == *total)
		return true;
	return add_page(search, rest, limit ? limit - out->count : 0,
		offset > marked ? offset - marked : 0, out, err);
}

static bool find_rows(const struct search *search, size_t limit, size_t offset,
	struct row_list *out, size_t *total, struct error *err)
{
	const struct terms *terms = &search->terms;

	*total = 0;
	if (terms->nothing)
		return true;
	if (!str_equal(terms->marked, terms->folded))
		return add_marked_first(search, limit, offset, out, total, err);
	return add_page(search, terms->folded, limit, offset, out, err) &&
		count_unless_known(search, terms->folded, limit, offset,
			out->count, total, err);
}

static bool fill_hit(const struct search *search, sqlite3_stmt *stmt,
	struct hit *hit, struct error *err)
{
	struct store *store = search->store;
	struct question q;

	if (!question_read(store, store->scratch, sql_str(stmt, 3),
		    str_copy(store->scratch, sql_str(stmt, 0)),
		    sql_blob(stmt, 1), &q, err))
		return false;
	*hit = (struct hit){
		.id = str_copy(search->arena, q.id),
		.version = (unsigned)sqlite3_column_int64(stmt, 2),
		.type = q.type,
		.level = q.level,
		.status = q.status,
		.topic = str_copy(search->arena, q.topic),
		.facility = sql_double(stmt, 4),
		.discrimination = sql_double(stmt, 5),
		.people = (size_t)sqlite3_column_int64(stmt, 6),
		.excerpt = str_copy(search->arena,
			excerpt_make(store->scratch, store->tokenizer,
				question_plain(store->scratch, &q),
				search->terms.wanted,
				search->terms.wanted_count)),
	};
	return true;
}

static bool read_hit(const struct search *search, long long row,
	struct hit *hit, struct error *err)
{
	struct arena_mark mark = arena_mark(search->store->scratch);
	sqlite3_stmt *stmt;
	bool found, worked;

	if (!sql_use(search->store,
		    "SELECT v.content, v.hash, v.version, q.id, s.facility, "
		    "s.discrimination, s.persons FROM question q "
		    "JOIN question_version v ON v.question = q.row "
		    "AND v.version = q.version LEFT JOIN statistics s "
		    "ON s.question = q.row AND s.exam IS NULL "
		    "WHERE q.row = ?1",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	if (!sql_step(search->store, stmt, &found, err))
		return false;
	/* The index may name a question that is gone only in a damaged bank. */
	worked = !found || fill_hit(search, stmt, hit, err);
	sqlite3_reset(stmt);
	arena_release(search->store->scratch, mark);
	return worked;
}

static bool find_hits(struct store *store, struct arena *arena,
	const struct query *query, size_t limit, size_t offset,
	struct hits *out, struct error *err)
{
	struct row_list rows = {0};
	struct search search;
	struct hit *hits;

	if (!search_begin(&search, store, arena, query, err) ||
		!find_rows(&search, limit, offset, &rows, &out->total, err))
		return false;
	out->hits = hits = NEW_ARRAY(arena, rows.count, struct hit);
	for (size_t i = 0; i < rows.count; i++) {
		if (!read_hit(&search, rows.v[i], &hits[out->count], err))
			return false;
		out->count += hits[out->count].id.len > 0;
	}
	return true;
}

bool store_search(struct store *store, struct arena *arena,
	const struct query *query, size_t limit, size_t offset,
	struct hits *out, struct error *err)
{
	struct sql_scope scope;

	*out = (struct hits){0};
	return sql_hold(store, &scope, err) &&
		sql_let_go(store, scope,
			find_hits(store, arena, query, limit, offset, out, err),
			err);
}

static bool all_rows(const struct search *search, const char *order,
	struct row_list *out, struct error *err)
{
	sqlite3_stmt *stmt;
	bool worked;

	if (search->terms.nothing)
		return true;
	if (!prepare(search, select_row(search), search->terms.folded, order,
		    &stmt, err))
		return false;
	worked = collect(search, stmt, out, err);
	sqlite3_finalize(stmt);
	return worked;
}

bool store_search_rows(struct store *store, struct arena *arena,
	const struct query *query, long long **rows, size_t *count,
	struct error *err)
{
	struct row_list list = {0};
	struct search search;

	if (!search_begin(&search, store, arena, query, err) ||
		!all_rows(&search, " ORDER BY 1", &list, err))
		return false;
	*rows = list.v;
	*count = list.count;
	return true;
}

static const char *const value_texts[QUERY_FIELDS] = {
	[QUERY_SUBJECT] =
		"SELECT DISTINCT coalesce(nullif(q.subject, ''), t.subject) s "
		"FROM question q LEFT JOIN topic t ON t.row = q.topic "
		"WHERE s <> '' ORDER BY 1",
	[QUERY_GRADE] =
		"SELECT DISTINCT coalesce(nullif(q.grade, 0), t.grade) g "
		"FROM question q LEFT JOIN topic t ON t.row = q.topic "
		"WHERE g <> 0 ORDER BY 1",
	[QUERY_TAG] = "SELECT name FROM tag WHERE row IN "
		      "(SELECT tag FROM question_tag) ORDER BY 1",
	[QUERY_OUTCOME] = "SELECT id FROM outcome WHERE row IN "
			  "(SELECT outcome FROM question UNION "
			  "SELECT outcome FROM statement_outcome) ORDER BY 1",
};

static bool read_values(struct store *store, struct arena *arena,
	const char *text, struct str **out, size_t *count, struct error *err)
{
	struct str *list = NULL;
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row;

	*count = 0;
	if (!sql_use(store, text, &stmt, err))
		return false;
	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		*PUSH(arena, list, *count, capacity) =
			str_copy(arena, sql_str(stmt, 0));
	}
	*out = list;
	return true;
}

bool store_values(struct store *store, struct arena *arena,
	enum query_field field, struct str **out, size_t *count,
	struct error *err)
{
	struct sql_scope scope;

	assert(value_texts[field]);
	return sql_hold(store, &scope, err) &&
		sql_let_go(store, scope,
			read_values(store, arena, value_texts[field], out,
				count, err),
			err);
}

bool search_by_id(struct store *store, struct arena *arena,
	const struct query *query, long long **rows, size_t *count,
	struct error *err)
{
	struct row_list list = {0};
	struct search search;

	if (!search_begin(&search, store, arena, query, err))
		return false;
	search.by_id = true;
	if (!all_rows(&search,
		    " ORDER BY coalesce((SELECT f.id FROM question f WHERE "
		    "f.stimulus = q.stimulus ORDER BY f.row LIMIT 1), q.id) "
		    "COLLATE dethi, q.row",
		    &list, err))
		return false;
	*rows = list.v;
	*count = list.count;
	return true;
}
