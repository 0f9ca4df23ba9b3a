#include "engine/store/terms.h"

#include <math.h>

#include "base/utf8.h"

static void put_phrase(
	struct buf *out, const struct wanted *wanted, bool marked)
{
	buf_char(out, '"');
	for (size_t i = 0; i < wanted->count; i++) {
		if (i)
			buf_char(out, ' ');
		buf_add(out,
			marked ? wanted->tokens[i].marked
			       : wanted->tokens[i].folded);
	}
	buf_text(out, wanted->prefix ? "\" *" : "\"");
}

static void join(struct buf *out, const char *word)
{
	if (out->len)
		buf_text(out, word);
}

static bool has_marks(const struct wanted *wanted)
{
	for (size_t i = 0; i < wanted->count; i++)
		if (!str_equal(
			    wanted->tokens[i].folded, wanted->tokens[i].marked))
			return true;
	return false;
}

/* A phrase typed with marks refuses itself only; without marks, all that it
 * would find. */
static struct str not_expression(
	struct arena *arena, struct str words, struct str refused)
{
	if (!words.len || !refused.len)
		return words;
	return str_format(
		arena, "(%.*s) NOT (%.*s)", STR_ARG(words), STR_ARG(refused));
}

void terms_make(struct arena *arena, const struct tokenizer *tokenizer,
	const struct query *query, struct terms *out)
{
	struct buf folded = {.arena = arena}, marked = {.arena = arena};
	struct buf refused = {.arena = arena};
	struct wanted *list =
		NEW_ARRAY(arena, query->word_count, struct wanted);

	*out = (struct terms){.wanted = list};
	for (size_t i = 0; i < query->word_count; i++) {
		const struct query_word *word = &query->words[i];
		struct tokens tokens;
		struct wanted wanted;

		tokenizer_split(tokenizer, arena, word->text, &tokens);
		wanted = (struct wanted){tokens.v, tokens.count, word->prefix};
		if (!tokens.count) {
			out->nothing |= !word->not ;
			continue;
		}
		if (word->not ) {
			join(&refused, " OR ");
			put_phrase(&refused, &wanted, has_marks(&wanted));
			continue;
		}
		list[out->wanted_count++] = wanted;
		join(&folded, " AND ");
		put_phrase(&folded, &wanted, false);
		join(&marked, " AND ");
		put_phrase(&marked, &wanted, has_marks(&wanted));
	}
	out->nothing = out->nothing && !out->wanted_count;
	out->refused = buf_str(&refused);
	out->folded = not_expression(arena, buf_str(&folded), out->refused);
	out->marked = not_expression(arena, buf_str(&marked), out->refused);
}

/* %s stands for the values' parameters, ?7, ?8… A question that does not say
 * its subject or grade has its topic's. A topic lies below those above it and
 * below each beginning of its id that ends before a dot: toan12.1 below toan12,
 * which need not be a topic itself; agrees with pool_below(). */
static const char *const conditions[QUERY_FIELDS] = {
	[QUERY_SUBJECT] = "coalesce(nullif(q.subject, ''), (SELECT subject "
			  "FROM topic t WHERE t.row = q.topic)) IN (%s)",
	[QUERY_GRADE] = "CAST(coalesce(nullif(q.grade, 0), (SELECT grade FROM "
			"topic t WHERE t.row = q.topic)) AS TEXT) IN (%s)",
	[QUERY_TOPIC] = "q.topic IN (WITH RECURSIVE dotted (row, id) AS ("
			"SELECT row, id FROM topic UNION SELECT row, "
			"rtrim(rtrim(id, replace(id, '.', '')), '.') "
			"FROM dotted WHERE instr(id, '.')), "
			"below (row) AS (SELECT row "
			"FROM dotted WHERE id IN (%s) UNION SELECT t.row FROM "
			"below JOIN topic t ON t.above = below.row) SELECT row "
			"FROM below)",
	[QUERY_LEVEL] = "q.level IN (%s)",
	[QUERY_TYPE] = "q.type IN (%s)",
	[QUERY_STATUS] = "q.status IN (%s)",
	[QUERY_OUTCOME] = "EXISTS (SELECT 1 FROM outcome o WHERE o.id IN (%s) "
			  "AND (o.row = q.outcome OR EXISTS (SELECT 1 FROM "
			  "statement_outcome so WHERE so.question = q.row AND "
			  "so.outcome = o.row)))",
	[QUERY_STIMULUS] = "q.stimulus IN (SELECT row FROM stimulus WHERE id "
			   "IN (%s))",
};

struct filter_writer {
	struct arena *arena;
	struct buf sql;
	struct str *values;
	size_t count, capacity;
	int first;
};

/* The number of the next value's parameter. */
static size_t add_value(struct filter_writer *w, struct str value)
{
	*PUSH(w->arena, w->values, w->count, w->capacity) = value;
	return (size_t)w->first + w->count - 1;
}

static struct str parameters(
	struct filter_writer *w, const struct query_filter *filter)
{
	struct buf list = {.arena = w->arena};

	for (size_t i = 0; i < filter->count; i++)
		buf_format(&list, i ? ", ?%zu" : "?%zu",
			add_value(w, filter->values[i]));
	return buf_str(&list);
}

static void put_parameter(
	struct filter_writer *w, struct buf *list, struct str value)
{
	buf_format(list, list->len ? ", ?%zu" : "?%zu", add_value(w, value));
}

/* A tag is found by its name, or without marks by what is left of it. */
static void put_tags(struct filter_writer *w, const struct query_filter *filter)
{
	struct buf names = {.arena = w->arena}, folds = {.arena = w->arena};

	for (size_t i = 0; i < filter->count; i++) {
		struct str lower = utf8_lower(w->arena, filter->values[i]);

		put_parameter(w, &names, filter->values[i]);
		if (str_equal(lower, utf8_fold(w->arena, lower)))
			put_parameter(w, &folds, lower);
	}
	buf_format(&w->sql,
		"EXISTS (SELECT 1 FROM question_tag qt WHERE "
		"qt.question = q.row AND qt.tag IN (SELECT row FROM tag "
		"WHERE name IN (%s) OR fold IN (%s)))",
		buf_str(&names).ptr, buf_str(&folds).ptr);
}

/* Ids that begin with one of many beginnings are looked for one after the
 * other; the expression grows wide, not deep. */
static void put_ids(struct filter_writer *w, const struct query_filter *filter)
{
	struct buf whole = {.arena = w->arena}, begun = {.arena = w->arena};

	for (size_t i = 0; i < filter->count; i++) {
		struct str id = filter->values[i];

		if (str_ends(id, "*")) {
			id.len--;
			buf_format(&begun, begun.len ? ", (?%zu)" : "(?%zu)",
				add_value(w, id));
		} else {
			put_parameter(w, &whole, id);
		}
	}
	buf_format(&w->sql, "q.id IN (%s)", buf_str(&whole).ptr);
	if (begun.len)
		buf_format(&w->sql,
			" OR EXISTS (WITH b (id) AS (VALUES %s) SELECT 1 FROM "
			"b WHERE substr(q.id, 1, length(b.id)) = b.id)",
			buf_str(&begun).ptr);
}

static void put_end(struct filter_writer *w, const char *column, bool low,
	double end, bool open)
{
	if (isinf(end))
		return;
	buf_format(&w->sql, " AND %s %c%s CAST(?%zu AS REAL)", column,
		low ? '>' : '<', open ? "" : "=",
		add_value(w, str_format(w->arena, "%.12g", end)));
}

/* What all exams together say of the question. */
static void put_ranges(
	struct filter_writer *w, const struct query_filter *filter)
{
	const char *column = filter->field == QUERY_FACILITY
		? "q.facility"
		: "(SELECT s.discrimination FROM statistics s WHERE "
		  "s.question = q.row AND s.exam IS NULL)";

	for (size_t i = 0; i < filter->count; i++) {
		struct query_range range;

		if (!query_range(filter->values[i], &range))
			continue;
		buf_format(&w->sql, "%s%s IS %sNULL", i ? " OR " : "", column,
			range.none ? "" : "NOT ");
		put_end(w, column, true, range.low, range.open);
		put_end(w, column, false, range.high, range.open);
	}
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void put_filter(
	struct filter_writer *w, const struct query_filter *filter)
{
	buf_text(&w->sql, " AND (");
	if (filter->field == QUERY_TAG)
		put_tags(w, filter);
	else if (filter->field == QUERY_ID)
		put_ids(w, filter);
	else if (filter->field == QUERY_FACILITY ||
		filter->field == QUERY_DISCRIMINATION)
		put_ranges(w, filter);
	else
		buf_format(&w->sql, conditions[filter->field],
			parameters(w, filter).ptr);
	buf_text(&w->sql, filter->not ? ") IS NOT TRUE" : ")");
}
#pragma GCC diagnostic pop

void filters_make(struct arena *arena, const struct query *query, int first,
	struct filters *out)
{
	struct filter_writer w = {
		.arena = arena, .sql.arena = arena, .first = first};

	for (size_t i = 0; i < query->filter_count; i++)
		put_filter(&w, &query->filters[i]);
	*out = (struct filters){buf_str(&w.sql), w.values, w.count};
}

void filters_bind(sqlite3_stmt *stmt, const struct filters *filters, int first)
{
	for (size_t i = 0; i < filters->count; i++)
		sql_bind_str(stmt, first + (int)i, filters->values[i]);
}
