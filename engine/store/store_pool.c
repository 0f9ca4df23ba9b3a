#include "engine/store/store_pool.h"

#include "base/i18n.h"
#include "engine/store/refer.h"
#include "engine/store/sql.h"
#include "engine/store/store_search.h"

/* From the bank's row numbers to indexes of one of the pool's lists. */
struct numbering {
	struct number_entry {
		long long row;
		uint32_t index;
	} * v;
	size_t count, capacity;
};

struct maker {
	struct store *store;
	struct arena *arena;   /* the pool's */
	struct arena *scratch; /* until it is made */
	const struct blueprint *blueprint;
	struct pool *pool;
	struct candidate *candidates;
	size_t capacity;
	struct numbering topics, outcomes, stimuli, tags, rows;
};

static int by_row(const void *a, const void *b)
{
	const struct number_entry *left = a, *right = b;

	return (left->row > right->row) - (left->row < right->row);
}

static void sort_numbering(struct numbering *numbering)
{
	if (numbering->count)
		qsort(numbering->v, numbering->count, sizeof *numbering->v,
			by_row);
}

/* The index of a row, or otherwise. */
static uint32_t number_of(
	const struct numbering *numbering, long long row, uint32_t otherwise)
{
	struct number_entry key = {row, 0}, *found;

	if (!row || !numbering->count)
		return otherwise;
	found = bsearch(&key, numbering->v, numbering->count,
		sizeof *numbering->v, by_row);
	return found ? found->index : otherwise;
}

/* A list of names in byte order from "SELECT row, name", with its numbering. */
static bool load_names(struct maker *m, const char *text,
	const struct str **names, size_t *count, struct numbering *numbering,
	struct error *err)
{
	struct str *list = NULL;
	size_t capacity = 0;
	sqlite3_stmt *stmt;
	bool row;

	if (!sql_use(m->store, text, &stmt, err))
		return false;
	for (;;) {
		if (!sql_step(m->store, stmt, &row, err))
			return false;
		if (!row)
			break;
		*PUSH(m->scratch, numbering->v, numbering->count,
			numbering->capacity) = (struct number_entry){
			sqlite3_column_int64(stmt, 0), (uint32_t)*count};
		*PUSH(m->arena, list, *count, capacity) =
			str_copy(m->arena, sql_str(stmt, 1));
	}
	*names = list;
	sort_numbering(numbering);
	return true;
}

static bool load_parents(struct maker *m, struct error *err)
{
	struct pool *pool = m->pool;
	uint32_t *parents = NEW_ARRAY(m->arena, pool->topic_count, uint32_t);
	sqlite3_stmt *stmt;
	bool row;

	for (size_t i = 0; i < pool->topic_count; i++)
		parents[i] = (uint32_t)i;
	pool->topic_parent = parents;
	if (!sql_use(m->store,
		    "SELECT row, above FROM topic "
		    "WHERE known = 1 AND above IS NOT NULL",
		    &stmt, err))
		return false;
	for (;;) {
		uint32_t i;

		if (!sql_step(m->store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		i = number_of(
			&m->topics, sqlite3_column_int64(stmt, 0), UINT32_MAX);
		if (i != UINT32_MAX)
			parents[i] = number_of(
				&m->topics, sqlite3_column_int64(stmt, 1), i);
	}
}

static bool load_lists(struct maker *m, struct error *err)
{
	struct pool *pool = m->pool;

	return load_names(m,
		       "SELECT row, id FROM topic WHERE known = 1 ORDER BY id",
		       &pool->topics, &pool->topic_count, &m->topics, err) &&
		load_names(m,
			"SELECT row, id FROM outcome WHERE known = 1 "
			"ORDER BY id",
			&pool->outcomes, &pool->outcome_count, &m->outcomes,
			err) &&
		load_names(m,
			"SELECT row, id FROM stimulus WHERE known = 1 "
			"ORDER BY id",
			&pool->stimuli, &pool->stimulus_count, &m->stimuli,
			err) &&
		load_names(m, "SELECT row, name FROM tag ORDER BY name",
			&pool->tags, &pool->tag_count, &m->tags, err) &&
		load_parents(m, err);
}

#define COLUMNS                                                                \
	"SELECT q.row, q.id, q.topic, q.stimulus, q.outcome, q.type, "         \
	"q.level, q.status, q.points, q.seconds, "                             \
	"coalesce(q.facility, q.difficulty), coalesce(q.irt_a, 0), "           \
	"coalesce(q.irt_b, 0), coalesce(q.irt_c, 0) FROM question q "

/* What the names of the bank's CHECK constraints come to. */
static bool read_kinds(const struct maker *m, sqlite3_stmt *stmt,
	struct candidate *c, struct error *err)
{
	enum question_type type;
	enum level level = LEVEL_NONE;
	enum status status;

	if (!question_type_parse(sql_str(stmt, 5), &type) ||
		(sql_str(stmt, 6).len &&
			!level_parse(sql_str(stmt, 6), &level)) ||
		!status_parse(sql_str(stmt, 7), &status))
		return fail(err, ERROR_DENIED,
			_("'%s' was changed from outside: question '%.*s' is "
			  "not what was stored"),
			m->store->path, STR_ARG(c->id));
	c->type = (uint8_t)type;
	c->level = (uint8_t)level;
	c->status = (uint8_t)status;
	return true;
}

static bool read_candidate(
	struct maker *m, sqlite3_stmt *stmt, struct error *err)
{
	struct candidate *c =
		PUSH(m->arena, m->candidates, m->pool->count, m->capacity);

	*c = (struct candidate){
		.id = str_copy(m->arena, sql_str(stmt, 1)),
		.row = sqlite3_column_int64(stmt, 0),
		.topic = number_of(&m->topics, sqlite3_column_int64(stmt, 2),
			(uint32_t)m->pool->topic_count),
		.stimulus = number_of(&m->stimuli,
				    sqlite3_column_int64(stmt, 3), UINT32_MAX) +
			1,
		.outcome = number_of(&m->outcomes,
				   sqlite3_column_int64(stmt, 4), UINT32_MAX) +
			1,
		.points = (long)sqlite3_column_int64(stmt, 8),
		.seconds = (long)sqlite3_column_int64(stmt, 9),
		.difficulty = (float)sql_double(stmt, 10),
		.irt_a = (float)sql_double(stmt, 11),
		.irt_b = (float)sql_double(stmt, 12),
		.irt_c = (float)sql_double(stmt, 13),
	};
	return read_kinds(m, stmt, c, err);
}

static bool read_candidates(
	struct maker *m, sqlite3_stmt *stmt, struct error *err)
{
	bool row;

	for (;;) {
		if (!sql_step(m->store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		if (!read_candidate(m, stmt, err)) {
			sqlite3_reset(stmt);
			return false;
		}
	}
}

/* Where a question stands in the ledger, for the classes that matter; ?9 has
 * each on a line, nothing when all do. A use that does not say its class may
 * have been in any. */
#define EXPOSED                                                                \
	"FROM exposure e WHERE e.question = q.row AND (?9 = '' OR "            \
	"e.class = '' OR instr(?9, char(10) || e.class || char(10)) > 0) "

/* A question that does not say its subject or grade has its topic's. */
#define WANTED                                                                 \
	"LEFT JOIN topic t ON t.row = q.topic WHERE (?1 = '' OR "              \
	"coalesce(nullif(q.subject, ''), t.subject) = ?1) AND (?2 = 0 OR "     \
	"coalesce(nullif(q.grade, 0), t.grade) = ?2) "                         \
	"AND q.status IN (?3, ?4, ?5, ?6) "                                    \
	"AND (?7 IS NULL OR NOT EXISTS (SELECT 1 " EXPOSED                     \
	"AND e.used > ?7)) AND (?8 = 0 OR "                                    \
	"(SELECT count(DISTINCT e.exam) " EXPOSED ") < ?8)"

/* Left out: what was used after ?7 (NULL: it does not matter), and what was in
 * ?8 exams already (0: it does not matter). */
static void bind_exposure(const struct maker *m, sqlite3_stmt *stmt)
{
	const struct exposure *exposure = &m->blueprint->exposure;
	struct buf classes = {.arena = m->scratch};

	for (size_t i = 0; i < exposure->class_count; i++)
		buf_format(&classes, "%s%.*s\n", i ? "" : "\n",
			STR_ARG(exposure->classes[i]));
	if (exposure->unused_for)
		sql_bind_long(stmt, 7, exposure->now - exposure->unused_for);
	else if (exposure->at.line && !exposure->max_uses)
		sql_bind_long(stmt, 7, -1);
	sql_bind_long(stmt, 8, exposure->max_uses);
	sql_bind_str(stmt, 9, classes.len ? buf_str(&classes) : STR(""));
}

static void bind_wanted(const struct maker *m, sqlite3_stmt *stmt)
{
	const struct blueprint *b = m->blueprint;

	sql_bind_str(stmt, 1, b->subject);
	sql_bind_long(stmt, 2, b->grade);
	for (size_t i = 0; i < b->status_count && i < STATUS_COUNT; i++)
		sql_bind_str(
			stmt, 3 + (int)i, str_from(status_name(b->status[i])));
	bind_exposure(m, stmt);
}

/* Counted first, so that the array is no larger than it must be. */
static bool load_wanted(struct maker *m, struct error *err)
{
	sqlite3_stmt *stmt;
	long long count;

	if (!sql_use(m->store, "SELECT count(*) FROM question q " WANTED, &stmt,
		    err))
		return false;
	bind_wanted(m, stmt);
	if (!sql_number(m->store, stmt, 0, &count, err) ||
		!sql_use(m->store, COLUMNS WANTED " ORDER BY q.id", &stmt, err))
		return false;
	m->capacity = (size_t)count;
	m->candidates = NEW_ARRAY(m->arena, m->capacity, struct candidate);
	bind_wanted(m, stmt);
	return read_candidates(m, stmt, err);
}

static bool counts_uses(const struct blueprint *blueprint)
{
	for (size_t i = 0; i < blueprint->aim_count; i++)
		if (blueprint->aims[i].what == AIM_LEAST_USED)
			return true;
	return false;
}

/* In how many exams each was, for the classes that matter. */
static bool load_uses(struct maker *m, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	if (!counts_uses(m->blueprint))
		return true;
	if (!sql_use(m->store,
		    "SELECT e.question, count(DISTINCT e.exam) "
		    "FROM exposure e WHERE ?9 = '' OR e.class = '' OR "
		    "instr(?9, char(10) || e.class || char(10)) > 0 "
		    "GROUP BY e.question",
		    &stmt, err))
		return false;
	bind_exposure(m, stmt);
	for (;;) {
		uint32_t i;

		if (!sql_step(m->store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		i = number_of(
			&m->rows, sqlite3_column_int64(stmt, 0), UINT32_MAX);
		if (i != UINT32_MAX)
			m->candidates[i].uses =
				(uint32_t)sqlite3_column_int64(stmt, 1);
	}
}

static bool load_named(
	struct maker *m, const struct str *ids, size_t count, struct error *err)
{
	sqlite3_stmt *stmt;

	for (size_t i = 0; i < count; i++) {
		if (!sql_use(m->store, COLUMNS "WHERE q.id = ?1", &stmt, err))
			return false;
		sql_bind_str(stmt, 1, ids[i]);
		if (!read_candidates(m, stmt, err))
			return false;
	}
	return true;
}

/* Questions named by pick: and with:, which may be there already. */
static bool load_all_named(struct maker *m, struct error *err)
{
	const struct blueprint *b = m->blueprint;

	for (size_t i = 0; i < b->part_count; i++)
		for (size_t k = 0; k < b->parts[i].cell_count; k++) {
			const struct cell *cell = &b->parts[i].cells[k];

			if (!load_named(m, cell->pick, cell->pick_count, err))
				return false;
		}
	for (size_t i = 0; i < b->rule_count; i++)
		if (b->rules[i].kind == RULE_WITH &&
			!load_named(
				m, b->rules[i].ids, b->rules[i].id_count, err))
			return false;
	return true;
}

static int by_id(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	return str_compare(left->id, right->id);
}

/* By id, each once, with a numbering. */
static void settle_order(struct maker *m)
{
	size_t kept = 0;

	if (m->pool->count)
		qsort(m->candidates, m->pool->count, sizeof *m->candidates,
			by_id);
	m->rows.v = NEW_ARRAY(m->scratch, m->pool->count, struct number_entry);
	for (size_t i = 0; i < m->pool->count; i++) {
		if (kept && !by_id(&m->candidates[kept - 1], &m->candidates[i]))
			continue;
		m->candidates[kept] = m->candidates[i];
		m->rows.v[kept] = (struct number_entry){
			m->candidates[i].row, (uint32_t)kept};
		kept++;
	}
	m->pool->candidates = m->candidates;
	m->pool->count = m->rows.count = kept;
	sort_numbering(&m->rows);
}

/* The bank's rows have the order in which a passage's questions came. */
static void settle_places(struct maker *m)
{
	uint32_t *next =
		NEW_ARRAY(m->scratch, m->pool->stimulus_count + 1, uint32_t);

	for (size_t i = 0; i < m->rows.count; i++) {
		struct candidate *c = &m->candidates[m->rows.v[i].index];

		c->place = next[c->stimulus]++;
	}
}

/* Lists of numbers that hang on candidates, as pairs to be sorted. */
struct link {
	uint32_t from, to;
};

struct links {
	struct link *v;
	size_t count, capacity;
};

static int by_link(const void *a, const void *b)
{
	const struct link *left = a, *right = b;

	if (left->from != right->from)
		return left->from < right->from ? -1 : 1;
	return (left->to > right->to) - (left->to < right->to);
}

/* Sorts, and hands each candidate its part of one array. */
static void hang(struct maker *m, struct links *links,
	void (*set)(struct candidate *c, const uint32_t *list, uint32_t count))
{
	uint32_t *list = NEW_ARRAY(m->arena, links->count, uint32_t);
	size_t kept = 0;

	if (links->count)
		qsort(links->v, links->count, sizeof *links->v, by_link);
	for (size_t i = 0; i < links->count;) {
		uint32_t from = links->v[i].from;
		size_t start = kept;

		for (; i < links->count && links->v[i].from == from; i++)
			if (kept == start || list[kept - 1] != links->v[i].to)
				list[kept++] = links->v[i].to;
		set(&m->candidates[from], list + start,
			(uint32_t)(kept - start));
	}
}

static void set_tags(struct candidate *c, const uint32_t *list, uint32_t count)
{
	c->tags = list;
	c->tag_count = count;
}

static void set_enemies(
	struct candidate *c, const uint32_t *list, uint32_t count)
{
	c->enemies = list;
	c->enemy_count = count;
}

static void link_tag(
	struct maker *m, sqlite3_stmt *stmt, uint32_t from, struct links *links)
{
	uint32_t tag =
		number_of(&m->tags, sqlite3_column_int64(stmt, 1), UINT32_MAX);

	if (tag != UINT32_MAX)
		*PUSH(m->scratch, links->v, links->count, links->capacity) =
			(struct link){from, tag};
}

/* One may name the other or both each other. */
static void link_enemy(
	struct maker *m, sqlite3_stmt *stmt, uint32_t from, struct links *links)
{
	const struct candidate *enemy = pool_find(m->pool, sql_str(stmt, 1));
	uint32_t to;

	if (!enemy)
		return;
	to = (uint32_t)(enemy - m->candidates);
	if (to == from)
		return;
	*PUSH(m->scratch, links->v, links->count, links->capacity) =
		(struct link){from, to};
	*PUSH(m->scratch, links->v, links->count, links->capacity) =
		(struct link){to, from};
}

/* text: "SELECT question, …" */
static bool load_links(struct maker *m, const char *text,
	void (*link)(struct maker *m, sqlite3_stmt *stmt, uint32_t from,
		struct links *links),
	struct links *links, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	if (!sql_use(m->store, text, &stmt, err))
		return false;
	for (;;) {
		uint32_t from;

		if (!sql_step(m->store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		from = number_of(
			&m->rows, sqlite3_column_int64(stmt, 0), UINT32_MAX);
		if (from != UINT32_MAX)
			link(m, stmt, from, links);
	}
}

static bool load_all_links(struct maker *m, struct error *err)
{
	struct links tags = {0}, enemies = {0};

	if (!load_links(m, "SELECT question, tag FROM question_tag", link_tag,
		    &tags, err) ||
		!load_links(m, "SELECT question, enemy FROM enemy", link_enemy,
			&enemies, err))
		return false;
	hang(m, &tags, set_tags);
	hang(m, &enemies, set_enemies);
	return true;
}

static bool mark_query(struct maker *m, const struct query *query,
	unsigned number, struct error *err)
{
	long long *rows;
	size_t count;

	if (!store_search_rows(m->store, m->scratch, query, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		uint32_t found = number_of(&m->rows, rows[i], UINT32_MAX);

		if (found != UINT32_MAX)
			m->candidates[found].queries |= UINT64_C(1) << number;
	}
	return true;
}

static bool mark_queries(struct maker *m, struct error *err)
{
	const struct blueprint *b = m->blueprint;
	unsigned number = 0;

	for (size_t i = 0; i < b->part_count; i++)
		for (size_t k = 0; k < b->parts[i].cell_count; k++) {
			const struct cell *cell = &b->parts[i].cells[k];

			if (cell->query_text.len && number < 64 &&
				!mark_query(m, &cell->query, number++, err))
				return false;
		}
	return true;
}

static bool make(struct maker *m, struct error *err)
{
	if (!topic_settle(m->store, err) || !load_lists(m, err) ||
		!load_wanted(m, err) || !load_all_named(m, err))
		return false;
	settle_order(m);
	settle_places(m);
	return load_all_links(m, err) && load_uses(m, err) &&
		mark_queries(m, err);
}

bool store_pool(struct store *store, struct arena *arena,
	const struct blueprint *blueprint, struct pool *out, struct error *err)
{
	struct maker maker = {
		.store = store,
		.arena = arena,
		.scratch = arena_new(),
		.blueprint = blueprint,
		.pool = out,
	};
	struct sql_scope scope;
	bool worked;

	*out = (struct pool){0};
	worked = sql_hold(store, &scope, err) &&
		sql_let_go(store, scope, make(&maker, err), err);
	arena_free(maker.scratch);
	return worked;
}
