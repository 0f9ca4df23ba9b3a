#include "engine/model/blueprint_edit.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/yaml.h"

/* Bytes of the text that others take the place of. */
struct patch {
	size_t from, to;
	struct str text;
};

struct editor {
	struct arena *arena;
	struct str text;
	const struct yaml_node *root;
	struct patch *patches;
	size_t count, capacity;
};

/* ---- places in the text ---- */

/* The byte where a line begins, or the end. */
static size_t line_start(const struct editor *e, unsigned line)
{
	size_t at = 0;

	for (unsigned n = 1; n < line && at < e->text.len; at++)
		n += e->text.ptr[at] == '\n';
	return at;
}

/* Columns are characters. */
static size_t offset_of(const struct editor *e, unsigned line, unsigned column)
{
	size_t at = line_start(e, line);

	if (line == 1 && str_starts(e->text, "\xef\xbb\xbf"))
		at += 3;
	for (unsigned n = 1; n < column && at < e->text.len; n++) {
		at++;
		while (at < e->text.len &&
			((unsigned char)e->text.ptr[at] & 0xc0) == 0x80)
			at++;
	}
	return at;
}

static size_t start_of(const struct editor *e, const struct yaml_node *node)
{
	return offset_of(e, node->line, node->column);
}

static size_t end_of_quote(const struct editor *e, size_t at)
{
	char quote = e->text.ptr[at++];

	while (at < e->text.len && e->text.ptr[at] != quote)
		at += quote == '"' && e->text.ptr[at] == '\\' ? 2 : 1;
	return at < e->text.len ? at + 1 : e->text.len;
}

/* Of what stands between brackets, with them. */
static size_t end_of_flow(const struct editor *e, size_t at)
{
	int depth = 0;

	while (at < e->text.len) {
		char c = e->text.ptr[at];

		if (c == '"' || c == '\'') {
			at = end_of_quote(e, at);
			continue;
		}
		if (c == '#' && at && strchr(" \t\n", e->text.ptr[at - 1]))
			while (at + 1 < e->text.len &&
				e->text.ptr[at + 1] != '\n')
				at++;
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
		at++;
		if (!depth)
			return at;
	}
	return at;
}

/* The end of a value that stands on one line, or between brackets. */
static size_t end_of(const struct editor *e, size_t at)
{
	size_t end = at;

	if (at >= e->text.len)
		return at;
	if (strchr("{[", e->text.ptr[at]))
		return end_of_flow(e, at);
	if (strchr("\"'", e->text.ptr[at]))
		return end_of_quote(e, at);
	while (end < e->text.len && !strchr(",]}\r\n", e->text.ptr[end]) &&
		!(e->text.ptr[end] == ' ' && end + 1 < e->text.len &&
			e->text.ptr[end + 1] == '#'))
		end++;
	while (end > at && strchr(" \t", e->text.ptr[end - 1]))
		end--;
	return end;
}

static void patch(struct editor *e, size_t from, size_t to, struct str text)
{
	*PUSH(e->arena, e->patches, e->count, e->capacity) =
		(struct patch){from, to, text};
}

static bool replace(
	struct editor *e, const struct yaml_node *node, struct str text)
{
	size_t at;

	if (!node)
		return false;
	at = start_of(e, node);
	if (node->kind == YAML_MAPPING && e->text.ptr[at] != '{')
		return false;
	patch(e, at, end_of(e, at), text);
	return true;
}

/* ---- nodes ---- */

static const struct yaml_node *find_mapping(
	const struct yaml_node *node, struct place at)
{
	const struct yaml_node *found = NULL;

	if (node->kind == YAML_MAPPING && node->line == at.line &&
		node->column == at.column)
		return node;
	for (size_t i = 0; !found && i < node->count; i++)
		found = find_mapping(node->items[i], at);
	return found;
}

/* Levels have several names. */
static const struct yaml_node *count_in(
	const struct yaml_node *row, enum level level)
{
	for (size_t i = 0; i + 1 < row->count; i += 2) {
		enum level named;

		if (level == LEVEL_NONE
				? str_is(row->items[i]->text, "any")
				: level_parse(row->items[i]->text, &named) &&
					named == level)
			return row->items[i + 1];
	}
	return NULL;
}

static const struct yaml_node *key_of(
	const struct yaml_node *mapping, const struct yaml_node *value)
{
	for (size_t i = 0; i + 1 < mapping->count; i += 2)
		if (mapping->items[i + 1] == value)
			return mapping->items[i];
	return NULL;
}

/* ---- edits ---- */

/* A decimal point, whatever the language: it is YAML. */
static struct str number_text(struct arena *arena, const struct edit *edit)
{
	long whole = edit->to / POINT, rest = edit->to % POINT;
	struct str text;

	if (edit->whole || edit->kind == EDIT_COUNT || edit->kind == EDIT_FORMS)
		return str_format(arena, "%ld", edit->to);
	if (!rest)
		return str_format(arena, "%ld", whole);
	text = str_format(arena, "%ld.%03ld", whole, rest);
	while (text.ptr[text.len - 1] == '0')
		text.len--;
	return text;
}

static bool edit_count(struct editor *e, const struct edit *edit)
{
	const struct yaml_node *row = find_mapping(e->root, edit->at);

	return row &&
		replace(e, count_in(row, edit->level),
			number_text(e->arena, edit));
}

static bool edit_stimulus(struct editor *e, const struct edit *edit)
{
	const struct yaml_node *row = find_mapping(e->root, edit->at);
	size_t at;

	if (!row)
		return false;
	if (yaml_get(row, "stimulus"))
		return replace(e, yaml_get(row, "stimulus"), STR("any"));
	at = start_of(e, row);
	if (e->text.ptr[at] == '{')
		patch(e, at + 1, at + 1, STR("stimulus: any, "));
	else
		patch(e, at, at,
			str_format(e->arena, "stimulus: any\n%*s",
				(int)row->column - 1, ""));
	return true;
}

static bool is_blank_or_comment(const struct editor *e, size_t at)
{
	while (at < e->text.len && strchr(" \t\r", e->text.ptr[at]))
		at++;
	return at >= e->text.len || e->text.ptr[at] == '\n' ||
		e->text.ptr[at] == '#';
}

static size_t indent_at(const struct editor *e, size_t at)
{
	size_t from = at;

	while (at < e->text.len && e->text.ptr[at] == ' ')
		at++;
	return at - from;
}

static size_t next_line(const struct editor *e, size_t at)
{
	while (at < e->text.len && e->text.ptr[at] != '\n')
		at++;
	return at < e->text.len ? at + 1 : at;
}

/* The lines of an item of a list in block style become comments. */
static void comment_out(struct editor *e, size_t dash, unsigned line)
{
	size_t start = line_start(e, line), at = start;

	do {
		if (!is_blank_or_comment(e, at))
			patch(e, at + dash, at + dash, STR("# "));
		at = next_line(e, at);
	} while (at < e->text.len &&
		(is_blank_or_comment(e, at) || indent_at(e, at) > dash));
}

static bool drop_in_flow(struct editor *e, size_t at)
{
	size_t end = end_of_flow(e, at);

	while (end < e->text.len && strchr(" \t\r\n", e->text.ptr[end]))
		end++;
	if (e->text.ptr[end] == ',') {
		end++;
		while (e->text.ptr[end] == ' ')
			end++;
	} else {
		end = end_of_flow(e, at);
		while (at && strchr(" \t\r\n", e->text.ptr[at - 1]))
			at--;
		if (at && e->text.ptr[at - 1] == ',')
			at--;
	}
	patch(e, at, end, STR(""));
	return true;
}

/* A list must not be left empty without brackets. */
static bool edit_drop(struct editor *e, const struct edit *edit)
{
	const struct yaml_node *rules = yaml_get(e->root, "rules");
	const struct yaml_node *rule = find_mapping(e->root, edit->at);
	size_t at, dash;

	if (!rules || !rule || rules->kind != YAML_SEQUENCE)
		return false;
	at = start_of(e, rule);
	if (e->text.ptr[start_of(e, rules)] == '[')
		return drop_in_flow(e, at);
	dash = at - line_start(e, rule->line);
	while (dash && e->text.ptr[line_start(e, rule->line) + dash] != '-')
		dash--;
	if (rules->count == 1) {
		const struct yaml_node *key = key_of(e->root, rules);
		size_t begin = start_of(e, key);

		patch(e, begin, begin, STR("# "));
	}
	comment_out(e, dash, rule->line);
	return true;
}

/* The key changes with its value. */
static void edit_exactly(struct editor *e, const struct edit *edit,
	const struct yaml_node *rule, const struct yaml_node *value)
{
	struct str now = value->text, to = number_text(e->arena, edit);
	struct str least = edit->kind == EDIT_LEAST ? to : now;
	struct str most = edit->kind == EDIT_LEAST ? now : to;

	patch(e, start_of(e, key_of(rule, value)),
		end_of(e, start_of(e, value)),
		str_format(e->arena, "between: [%.*s, %.*s]", STR_ARG(least),
			STR_ARG(most)));
}

static bool edit_bound(struct editor *e, const struct edit *edit)
{
	const struct yaml_node *rule = find_mapping(e->root, edit->at);
	const char *name = edit->kind == EDIT_LEAST ? "at_least" : "at_most";
	const struct yaml_node *value, *between;
	struct str to = number_text(e->arena, edit);

	if (!rule)
		return false;
	if (yaml_get(rule, "information")) {
		value = yaml_get(yaml_get(rule, "information"), name);
		return value && edit->index < value->count &&
			replace(e, value->items[edit->index], to);
	}
	value = yaml_get(rule, name);
	if (value)
		return replace(e, value, to);
	between = yaml_get(rule, "between");
	if (between && between->count == 2)
		return replace(e, between->items[edit->kind == EDIT_MOST], to);
	value = yaml_get(rule, "exactly");
	if (value)
		edit_exactly(e, edit, rule, value);
	return value != NULL;
}

static bool edit_forms(struct editor *e, const struct edit *edit)
{
	const struct yaml_node *forms = yaml_get(e->root, "forms");
	struct str to = number_text(e->arena, edit);

	if (!forms || yaml_get(forms, "codes"))
		return false;
	return replace(e,
		forms->kind == YAML_SCALAR ? forms : yaml_get(forms, "count"),
		to);
}

static bool edit_same(struct editor *e, const struct edit *edit)
{
	const struct yaml_node *forms = yaml_get(e->root, "forms");

	(void)edit;
	return forms && forms->kind == YAML_MAPPING &&
		replace(e, yaml_get(forms, "questions"), STR("same"));
}

static bool (*const editors[])(struct editor *e, const struct edit *edit) = {
	[EDIT_COUNT] = edit_count,
	[EDIT_STIMULUS] = edit_stimulus,
	[EDIT_DROP] = edit_drop,
	[EDIT_LEAST] = edit_bound,
	[EDIT_MOST] = edit_bound,
	[EDIT_FORMS] = edit_forms,
	[EDIT_SAME] = edit_same,
};

/* ---- the whole ---- */

static int by_place(const void *a, const void *b)
{
	const struct patch *x = a, *y = b;

	return x->from < y->from ? -1 : x->from > y->from;
}

static struct str put_together(struct editor *e)
{
	struct buf out = {.arena = e->arena};
	size_t at = 0;

	if (e->count)
		qsort(e->patches, e->count, sizeof *e->patches, by_place);
	for (size_t i = 0; i < e->count; i++) {
		const struct patch *p = &e->patches[i];

		if (p->from < at)
			continue;
		buf_add(&out, str_sub(e->text, at, p->from - at));
		buf_add(&out, p->text);
		at = p->to;
	}
	buf_add(&out, str_sub(e->text, at, e->text.len - at));
	return buf_str(&out);
}

bool blueprint_edit(struct arena *arena, const struct blueprint *blueprint,
	const struct edit *edits, size_t count, struct str *out,
	struct error *err)
{
	const char *file = str_cstr(arena, blueprint->file);
	struct editor e = {.arena = arena, .text = blueprint->text};

	if (!yaml_parse(arena, file, e.text, &e.root, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!e.root || !editors[edits[i].kind](&e, &edits[i]))
			return fail_at(err, ERROR_DENIED, file,
				edits[i].at.line, edits[i].at.column,
				_("this change must be made by hand: what it "
				  "changes stands in a preset, or is written "
				  "in an unusual way"));
	*out = put_together(&e);
	return true;
}
