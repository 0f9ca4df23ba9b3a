#include "base/collate.h"
#include "base/i18n.h"
#include "engine/store/event.h"
#include "engine/store/refer.h"
#include "engine/store/store_question.h"

/* Outcomes that a topic no longer names stay: questions may aim at them, and
 * another file may name them. */
static bool put_outcome(struct store *store, const struct outcome *outcome,
	long long topic, size_t place, bool *changed, struct error *err)
{
	sqlite3_stmt *stmt;
	long long row;
	bool known;

	if (!refer_put(store, REFER_OUTCOME, outcome->id, &row, &known, err) ||
		!sql_use(store,
			"UPDATE outcome SET topic = ?2, place = ?3, "
			"level = ?4, text = ?5 WHERE row = ?1 AND "
			"(topic, place, level, text) IS NOT (?2, ?3, ?4, ?5)",
			&stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	sql_bind_long(stmt, 2, topic);
	sql_bind_long(stmt, 3, (long long)place);
	sql_bind_str(stmt, 4, str_from(level_name(outcome->level)));
	sql_bind_str(stmt, 5, outcome->text);
	if (!sql_run(store, stmt, err))
		return false;
	if (sqlite3_changes(store->db))
		*changed = true;
	return true;
}

/* A parent that is the one in force is no change, named or not. */
static bool put_columns(struct store *store, const struct topic *topic,
	long long row, bool *changed, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!sql_use(store,
		    "UPDATE topic SET name = ?2, parent = ?3, subject = ?4, "
		    "grade = ?5 WHERE row = ?1 AND ((name, subject, grade) "
		    "IS NOT (?2, ?4, ?5) OR (parent <> ?3 AND ?3 IS NOT "
		    "(SELECT id FROM topic up WHERE up.row = topic.above)))",
		    &stmt, err))
		return false;
	sql_bind_long(stmt, 1, row);
	sql_bind_str(stmt, 2, topic->name);
	sql_bind_str(stmt, 3, topic->parent);
	sql_bind_str(stmt, 4, topic->subject);
	sql_bind_long(stmt, 5, topic->grade);
	if (!sql_run(store, stmt, err))
		return false;
	if (sqlite3_changes(store->db))
		*changed = true;
	return true;
}

static bool put_topic(struct store *store, const struct topic *topic,
	enum put_result *result, struct error *err)
{
	bool known, changed = false;
	long long row, event;

	if (!refer_put(store, REFER_TOPIC, topic->id, &row, &known, err) ||
		!put_columns(store, topic, row, &changed, err))
		return false;
	for (size_t i = 0; i < topic->outcome_count; i++)
		if (!put_outcome(
			    store, &topic->outcomes[i], row, i, &changed, err))
			return false;
	*result = !known ? PUT_NEW : changed ? PUT_CHANGED : PUT_SAME;
	if (*result == PUT_SAME)
		return true;
	store->topics_changed = true;
	if (topic->parent.len &&
		!refer_look(store, REFER_TOPIC, topic->parent, topic->id, err))
		return false;
	return event_open(store, 0, &event, err);
}

bool store_put_topic(struct store *store, const struct topic *topic,
	enum put_result *result, struct error *err)
{
	struct sql_scope scope;

	return sql_enter(store, &scope, err) &&
		sql_leave(store, scope, put_topic(store, topic, result, err),
			err);
}

struct node {
	long long row;
	struct str id, parent;
	long long above; /* as stored; 0 none */
	size_t up;       /* index of the node above; itself at the top */
	unsigned visit;
};

struct tree {
	struct node *nodes;
	size_t count, capacity;
	struct rows by_id; /* row: index + 1 */
};

static bool load_tree(struct store *store, struct arena *arena,
	struct tree *tree, struct error *err)
{
	sqlite3_stmt *stmt;
	bool row;

	*tree = (struct tree){.by_id.arena = arena};
	if (!sql_use(store,
		    "SELECT row, id, parent, above FROM topic "
		    "WHERE known = 1",
		    &stmt, err))
		return false;
	for (;;) {
		struct node *node;

		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			return true;
		node = PUSH(arena, tree->nodes, tree->count, tree->capacity);
		*node = (struct node){
			.row = sqlite3_column_int64(stmt, 0),
			.id = str_copy(arena, sql_str(stmt, 1)),
			.parent = str_copy(arena, sql_str(stmt, 2)),
			.above = sqlite3_column_int64(stmt, 3),
		};
		rows_add(&tree->by_id, node->id, (long long)tree->count);
	}
}

/* The named parent, else the longest id that this one continues after a
 * point. */
static size_t find_parent(const struct tree *tree, size_t i)
{
	struct str id = tree->nodes[i].id;
	struct rows_entry *entry =
		rows_find(&tree->by_id, tree->nodes[i].parent);

	while (!entry && id.len) {
		id.len--;
		if (id.ptr[id.len] == '.')
			entry = rows_find(&tree->by_id, id);
	}
	return entry ? (size_t)entry->row - 1 : i;
}

static bool check_circle(struct tree *tree, size_t start, struct error *err)
{
	unsigned visit = (unsigned)start + 1;
	size_t i = start;

	while (!tree->nodes[i].visit) {
		tree->nodes[i].visit = visit;
		if (tree->nodes[i].up == i)
			return true;
		i = tree->nodes[i].up;
	}
	return tree->nodes[i].visit != visit ||
		fail(err, ERROR_INVALID,
			_("topic '%.*s' lies below itself: its parents run in "
			  "a circle"),
			STR_ARG(tree->nodes[i].id));
}

static bool write_above(struct store *store, const struct tree *tree, size_t i,
	struct error *err)
{
	const struct node *node = &tree->nodes[i];
	long long above = node->up == i ? 0 : tree->nodes[node->up].row;
	sqlite3_stmt *stmt;

	if (above == node->above)
		return true;
	if (!sql_use(store, "UPDATE topic SET above = ?2 WHERE row = ?1", &stmt,
		    err))
		return false;
	sql_bind_long(stmt, 1, node->row);
	sql_bind_row(stmt, 2, above);
	return sql_run(store, stmt, err);
}

static bool settle(struct store *store, struct arena *arena, struct error *err)
{
	struct tree tree;

	if (!load_tree(store, arena, &tree, err))
		return false;
	for (size_t i = 0; i < tree.count; i++)
		tree.nodes[i].up = find_parent(&tree, i);
	for (size_t i = 0; i < tree.count; i++)
		if (!check_circle(&tree, i, err) ||
			!write_above(store, &tree, i, err))
			return false;
	return true;
}

bool topic_settle(struct store *store, struct error *err)
{
	struct arena_mark mark = arena_mark(store->scratch);
	bool worked;

	if (!store->topics_changed)
		return true;
	worked = settle(store, store->scratch, err);
	arena_release(store->scratch, mark);
	store->topics_changed = !worked;
	return worked;
}

static int by_id(const void *a, const void *b)
{
	const struct topic *left = a, *right = b;

	return collate(left->id, right->id);
}

static struct topic read_topic(struct arena *arena, sqlite3_stmt *stmt)
{
	return (struct topic){
		.id = str_copy(arena, sql_str(stmt, 0)),
		.name = str_copy(arena, sql_str(stmt, 1)),
		.parent = str_copy(arena, sql_str(stmt, 2)),
		.subject = str_copy(arena, sql_str(stmt, 3)),
		.grade = sqlite3_column_int(stmt, 4),
	};
}

static struct outcome read_outcome(struct arena *arena, sqlite3_stmt *stmt)
{
	struct outcome outcome = {
		.id = str_copy(arena, sql_str(stmt, 5)),
		.text = str_copy(arena, sql_str(stmt, 7)),
	};

	if (!level_parse(sql_str(stmt, 6), &outcome.level))
		outcome.level = LEVEL_NONE;
	return outcome;
}

/* Rows come topic by topic, one for each outcome. */
static bool read_topics(struct store *store, struct arena *arena,
	sqlite3_stmt *stmt, struct topic **out, size_t *count,
	struct error *err)
{
	struct topic *topics = NULL, *topic = NULL;
	size_t n = 0, capacity = 0, outcomes = 0;
	struct outcome *list = NULL;
	bool row;

	for (;;) {
		if (!sql_step(store, stmt, &row, err))
			return false;
		if (!row)
			break;
		if (!topic || !str_equal(topic->id, sql_str(stmt, 0))) {
			topic = PUSH(arena, topics, n, capacity);
			*topic = read_topic(arena, stmt);
			list = NULL;
			outcomes = 0;
		}
		if (!sql_str(stmt, 5).ptr)
			continue;
		*PUSH(arena, list, topic->outcome_count, outcomes) =
			read_outcome(arena, stmt);
		topic->outcomes = list;
	}
	*out = topics;
	*count = n;
	return true;
}

bool store_topics(struct store *store, struct arena *arena, struct topic **out,
	size_t *count, struct error *err)
{
	sqlite3_stmt *stmt;

	if (!topic_settle(store, err) ||
		!sql_use(store,
			"SELECT t.id, t.name, coalesce(up.id, t.parent), "
			"t.subject, t.grade, o.id, o.level, o.text "
			"FROM topic t LEFT JOIN topic up ON up.row = t.above "
			"LEFT JOIN outcome o ON o.topic = t.row "
			"WHERE t.known = 1 ORDER BY t.id, o.place, o.row",
			&stmt, err) ||
		!read_topics(store, arena, stmt, out, count, err))
		return false;
	if (*count)
		qsort(*out, *count, sizeof **out, by_id);
	return true;
}
