#include "banks/records.h"

#include "banks/foreign.h"
#include "banks/table_parts.h"
#include "base/i18n.h"
#include "base/json.h"

struct records {
	struct arena *arena; /* of the record at hand */
	struct table_reader *table;
	const struct field_map *map;
	size_t map_count;
	const char *file;
	struct report *report;
	struct str text;
	size_t at;
	unsigned line;
};

/* ---- where records are ---- */

/* The end of a text in quotes that begins at at; SIZE_MAX. */
static size_t quotes_end(struct str text, size_t at)
{
	for (at++; at < text.len && text.ptr[at] != '"'; at++)
		at += text.ptr[at] == '\\';
	return at < text.len ? at : SIZE_MAX;
}

static void skip_space(struct records *r)
{
	for (; r->at < r->text.len && strchr(" \t\r\n", r->text.ptr[r->at]);
		r->at++)
		r->line += r->text.ptr[r->at] == '\n';
}

/* The object at r->at, to its brace; false when it has none. */
static bool take_object(struct records *r, struct str *out)
{
	size_t from = r->at, depth = 0;

	for (; r->at < r->text.len; r->at++) {
		char c = r->text.ptr[r->at];
		size_t end;

		r->line += c == '\n';
		if (c == '"') {
			end = quotes_end(r->text, r->at);
			if (end == SIZE_MAX)
				return false;
			for (size_t i = r->at; i < end; i++)
				r->line += r->text.ptr[i] == '\n';
			r->at = end;
		}
		depth += c == '{' || c == '[';
		if ((c == '}' || c == ']') && !--depth) {
			*out = str_sub(r->text, from, ++r->at - from);
			return true;
		}
	}
	return false;
}

/* To the first list of objects in the file. */
static bool find_inner(struct records *r)
{
	for (; r->at < r->text.len; r->at++) {
		char c = r->text.ptr[r->at];
		struct records after = *r;

		r->line += c == '\n';
		if (c == '"') {
			r->at = quotes_end(r->text, r->at);
			if (r->at == SIZE_MAX)
				return false;
		}
		after.at = r->at + 1;
		if (c != '[')
			continue;
		skip_space(&after);
		if (after.at < after.text.len &&
			after.text.ptr[after.at] == '{') {
			r->at = after.at;
			r->line = after.line;
			return true;
		}
	}
	return false;
}

/* Lines of objects stand where they are, and so does one alone. */
static bool find_list(struct records *r)
{
	struct records look = *r, inner = *r;
	bool whole;
	struct str first;

	skip_space(&look);
	whole = look.at < look.text.len && look.text.ptr[look.at] == '{' &&
		take_object(&look, &first);
	skip_space(&look);
	if (whole && look.at < look.text.len && look.text.ptr[look.at] == '{')
		return true;
	if (!find_inner(&inner))
		return whole && look.at == look.text.len;
	*r = inner;
	return true;
}

/* ---- a record as a row ---- */

static struct str number_text(struct arena *arena, const struct json *value)
{
	double number = json_number(value, 0);

	return str_format(arena, "%.15g", number);
}

static bool is_text(const struct json *value)
{
	return json_str(value).ptr != NULL;
}

static bool is_number(const struct json *value)
{
	double number = json_number(value, -12345.678);

	return number < -12345.679 || number > -12345.677;
}

/* "(A) text", "A. text": the text. */
static struct str without_letter(struct str text, size_t i)
{
	char letter = (char)('A' + (int)i);

	text = str_trim(text);
	if (text.len > 3 && text.ptr[0] == '(' && text.ptr[1] == letter &&
		text.ptr[2] == ')')
		return str_trim(str_sub(text, 3, text.len));
	if (text.len > 2 && text.ptr[0] == letter && strchr(".):", text.ptr[1]))
		return str_trim(str_sub(text, 2, text.len));
	return text;
}

static struct str value_text(struct arena *arena, const struct json *value)
{
	struct buf out = {.arena = arena};

	if (is_text(value))
		return json_str(value);
	if (is_number(value))
		return number_text(arena, value);
	if (json_is_null(value))
		return STR("");
	if (!json_count(value))
		return json_bool(value, false)   ? STR("true")
			: json_bool(value, true) ? STR("")
						 : STR("false");
	for (const struct json *c = json_first(value); c; c = json_next(c)) {
		if (out.len)
			buf_text(&out, ", ");
		buf_add(&out, value_text(arena, c));
	}
	return buf_str(&out);
}

static void take_options(
	struct records *r, const struct json *value, struct str *cells)
{
	size_t n = 0;

	if (is_text(value)) {
		cells[COLUMN_OPTIONS] = json_str(value);
		return;
	}
	for (const struct json *c = json_first(value); c && n < TABLE_OPTIONS;
		c = json_next(c), n++) {
		struct str text = value_text(r->arena, c);

		/* {"text": …, "correct": true} */
		if (json_get(c, "text")) {
			text = value_text(r->arena, json_get(c, "text"));
			if (json_bool(json_get(c, "correct"), false) ||
				json_bool(json_get(c, "isCorrect"), false))
				cells[COLUMN_KEY] = str_format(r->arena,
					"%.*s%c", STR_ARG(cells[COLUMN_KEY]),
					'A' + (int)n);
		}
		cells[COLUMN_OPTION + n] = without_letter(text, n);
	}
}

static struct str mapped(const struct records *r, struct str name)
{
	for (size_t i = 0; i < r->map_count; i++)
		if (str_equal(r->map[i].theirs, name))
			return r->map[i].ours;
	return name;
}

static void take_member(
	struct records *r, const struct json *member, struct str *cells)
{
	struct str name = mapped(r, json_key(member));
	enum column column = column_of(r->arena, name);

	if (column == COLUMN_NONE)
		return;
	if (column == COLUMN_OPTIONS)
		take_options(r, member, cells);
	else if (column == COLUMN_KEY && is_number(member))
		cells[column] = STR("#");
	else if (!cells[column].len)
		cells[column] = value_text(r->arena, member);
}

/* A number as key: an option counted from 0, or the answer itself. */
static void settle_key(
	struct records *r, const struct json *record, struct str *cells)
{
	if (!str_is(cells[COLUMN_KEY], "#"))
		return;
	for (const struct json *m = json_first(record); m; m = json_next(m)) {
		long index;

		if (column_of(r->arena, mapped(r, json_key(m))) != COLUMN_KEY)
			continue;
		index = json_long(m, -1);
		if (cells[COLUMN_OPTION].len && index >= 0 &&
			index < TABLE_OPTIONS)
			cells[COLUMN_KEY] =
				str_format(r->arena, "%c", 'A' + (int)index);
		else
			cells[COLUMN_KEY] = number_text(r->arena, m);
	}
}

static bool read_record(
	struct records *r, struct str text, unsigned line, struct error *err)
{
	struct str *cells = NEW_ARRAY(r->arena, COLUMN_COUNT, struct str);
	struct json *record;

	if (!json_parse(r->arena, r->file, text, &record, err)) {
		err->line += line - (err->line > 0);
		report_error(r->report, FINDING_SYNTAX, err);
		return true;
	}
	for (const struct json *m = json_first(record); m; m = json_next(m))
		take_member(r, m, cells);
	settle_key(r, record, cells);
	return table_reader_put(r->table, line, cells, err);
}

static bool read_all(struct records *r, struct error *err)
{
	while (skip_space(r), r->at < r->text.len) {
		struct arena_mark mark = arena_mark(r->arena);
		unsigned line = r->line;
		struct str one;

		if (r->text.ptr[r->at] == ',') {
			r->at++;
			continue;
		}
		if (r->text.ptr[r->at] != '{')
			return true;
		if (!take_object(r, &one))
			return fail_at(err, ERROR_SYNTAX, r->file, line, 0,
				"%s", _("an object is not closed"));
		if (!read_record(r, one, line, err))
			return false;
		arena_release(r->arena, mark);
	}
	return true;
}

static bool read_mapped(struct arena *arena, const char *file, struct str text,
	const struct field_map *map, size_t map_count, const struct sink *sink,
	struct report *report, struct error *err)
{
	struct records r = {.arena = arena_new(),
		.table = table_reader_new(arena, file, sink, report),
		.map = map,
		.map_count = map_count,
		.file = file,
		.report = report,
		.text = text,
		.line = 1};
	bool worked = find_list(&r)
		? read_all(&r, err)
		: fail_at(err, ERROR_SYNTAX, file, 1, 0, "%s",
			  _("there is no list of objects in this JSON"));

	table_reader_end(r.table);
	arena_free(r.arena);
	return worked;
}

static bool read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err)
{
	return read_mapped(arena, file, text, NULL, 0, sink, report, err);
}

/* The first record is one. */
static bool is_object(struct records r)
{
	struct arena *arena = arena_new();
	struct json *json;
	struct error err;
	struct str one;
	bool sound;

	skip_space(&r);
	sound = take_object(&r, &one) &&
		json_parse(arena, "", one, &json, &err);
	arena_free(arena);
	return sound;
}

static int recognise(struct str text)
{
	struct records r = {.text = text, .line = 1};
	struct str head = str_trim(str_sub(text, 0, 4096));

	if (str_starts(head, "\xef\xbb\xbf"))
		head = str_trim(str_sub(head, 3, head.len));
	if (!str_starts(head, "{") && !str_starts(head, "["))
		return 0;
	if (str_find(head, "\"", 0) == SIZE_MAX)
		return 0;
	return find_list(&r) && is_object(r) ? 97 : 0;
}

static const char *const endings[] = {NULL};

const struct format format_records = {
	.name = "json",
	.label = N_("JSON or JSON Lines of other programs"),
	.endings = endings,
	.recognise = recognise,
	.read = read,
	.read_mapped = read_mapped,
};
