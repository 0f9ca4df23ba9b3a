#include "engine/model/figure.h"

#include <assert.h>
#include <math.h>

#include "base/algebra/expression.h"
#include "base/decimal.h"
#include "base/i18n.h"

const char *const figure_kind_names[] = {
	[FIGURE_GRAPH] = "graph",
	[FIGURE_VARIATION] = "variation",
	[FIGURE_SIGNS] = "signs",
	[FIGURE_LINE] = "line",
	[FIGURE_PLANE] = "plane",
	[FIGURE_CIRCUIT] = "circuit",
	[FIGURE_BAR] = "bar",
	[FIGURE_PIE] = "pie",
	[FIGURE_BOX] = "box",
	[FIGURE_HISTOGRAM] = "histogram",
	[FIGURE_KINDS] = NULL,
};

bool figure_kind_parse(struct str s, enum figure_kind *out)
{
	for (int i = 0; i < FIGURE_KINDS; i++)
		if (str_is(s, figure_kind_names[i])) {
			*out = (enum figure_kind)i;
			return true;
		}
	return false;
}

/* ---- reading values ---- */

const struct figure_value *figure_get(
	const struct figure_value *map, const char *name)
{
	if (!map || map->kind != VALUE_MAP)
		return NULL;
	for (size_t i = 0; i < map->count; i++)
		if (str_is(map->items[i].name, name))
			return &map->items[i];
	return NULL;
}

struct str figure_text(const struct figure_value *value)
{
	return value && value->kind == VALUE_TEXT ? value->text : STR("");
}

bool figure_flag(const struct figure_value *value)
{
	return str_is(figure_text(value), "true");
}

enum { NUMBER_LONGEST = 100 };

static bool decimal(struct str text, double *out)
{
	struct decimal d;

	if (!decimal_parse(str_trim(text), &d))
		return false;
	*out = decimal_value(d);
	return true;
}

/* "sqrt(3)/2", "2pi": worked out. */
static bool worked_out(struct str text, double *out)
{
	struct arena *arena;
	const struct value *value;
	bool number;

	if (!text.len || text.len > NUMBER_LONGEST)
		return false;
	arena = arena_new();
	number = expression_value(arena, text, &value, NULL) &&
		value_constant(value) && value_evaluate(value, NULL, 0, out);
	arena_free(arena);
	return number;
}

static bool quotient(struct str text, double *out)
{
	size_t slash = str_find(text, "/", 0);
	double above, below;

	if (slash == SIZE_MAX)
		return decimal(text, out);
	if (!decimal(str_sub(text, 0, slash), &above) ||
		!decimal(str_sub(text, slash + 1, text.len), &below) ||
		below == 0)
		return false;
	*out = above / below;
	return true;
}

bool figure_number(struct str text, double *out)
{
	return quotient(text, out) || worked_out(str_trim(text), out);
}

double figure_number_or(const struct figure_value *value, double otherwise)
{
	double number;

	return figure_number(figure_text(value), &number) ? number : otherwise;
}

bool figure_pair(const struct figure_value *value, double out[2])
{
	return value && value->kind == VALUE_LIST && value->count == 2 &&
		figure_number(figure_text(&value->items[0]), &out[0]) &&
		figure_number(figure_text(&value->items[1]), &out[1]);
}

const struct figure_value *figure_words(
	struct arena *arena, const struct figure_value *value, size_t *count)
{
	struct figure_value *words = NULL;
	struct str rest = figure_text(value), word;
	size_t capacity = 0;

	*count = 0;
	if (value && value->kind == VALUE_LIST) {
		*count = value->count;
		return value->items;
	}
	while (rest.len && str_cut(&rest, ' ', &word)) {
		if (!word.len)
			continue;
		*PUSH(arena, words, *count, capacity) =
			(struct figure_value){.text = word,
				.line = value->line,
				.column = value->column};
	}
	return words;
}

const struct figure *figure_find(
	const struct figure *figures, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(figures[i].name, name))
			return &figures[i];
	return NULL;
}

/* ---- copies ---- */

static bool map_value(struct arena *arena, const struct figure_value *value,
	const struct figure_mapper *mapper, struct figure_value *out,
	struct error *err)
{
	struct figure_value *items;

	*out = *value;
	out->name = str_copy(arena, value->name);
	if (value->kind == VALUE_TEXT)
		return mapper->text(mapper->ctx, value, &out->text, err);
	items = NEW_ARRAY(arena, value->count, struct figure_value);
	out->items = items;
	for (size_t i = 0; i < value->count; i++)
		if (!map_value(arena, &value->items[i], mapper, &items[i], err))
			return false;
	return true;
}

bool figure_map(struct arena *arena, const struct figure *figure,
	const struct figure_mapper *mapper, struct figure *out,
	struct error *err)
{
	*out = *figure;
	out->name = str_copy(arena, figure->name);
	return map_value(arena, &figure->keys, mapper, &out->keys, err);
}

static bool copy_text(void *ctx, const struct figure_value *value,
	struct str *out, struct error *err)
{
	(void)err;
	*out = str_copy(ctx, value->text);
	return true;
}

struct figure figure_copy(struct arena *arena, const struct figure *figure)
{
	struct figure_mapper mapper = {arena, copy_text};
	struct figure copy;
	struct error err;
	bool done = figure_map(arena, figure, &mapper, &copy, &err);

	assert(done);
	(void)done;
	return copy;
}

/* ---- JSON ---- */

static struct json *value_to_json(
	struct arena *arena, const struct figure_value *value)
{
	struct json *json = value->kind == VALUE_MAP ? json_object(arena)
						     : json_array(arena);

	for (size_t i = 0; i < value->count; i++) {
		const struct figure_value *item = &value->items[i];
		const char *name = str_cstr(arena, item->name);

		if (value->kind == VALUE_MAP && item->kind == VALUE_TEXT)
			json_add_str(arena, json, name, item->text);
		else if (value->kind == VALUE_MAP)
			json_add(arena, json, name, value_to_json(arena, item));
		else if (item->kind == VALUE_TEXT)
			json_append_str(arena, json, item->text);
		else
			json_append(json, value_to_json(arena, item));
	}
	return json;
}

struct json *figure_to_json(struct arena *arena, const struct figure *figure)
{
	struct json *json = json_object(arena);
	struct json *keys = value_to_json(arena, &figure->keys);

	json_add_str(arena, json, "name", figure->name);
	json_add_str(
		arena, json, "kind", str_from(figure_kind_names[figure->kind]));
	json_add(arena, json, "keys", keys);
	return json;
}

/* json_str tells a text by its bytes, which point somewhere even when there
 * are none. */
static bool value_from_json(struct arena *arena, const struct json *json,
	unsigned depth, struct figure_value *out)
{
	struct figure_value *items;
	size_t count = json_count(json), i = 0;

	out->text = json_str(json);
	if (out->text.ptr)
		return true;
	if (depth > FIGURE_DEPTH || json_is_null(json))
		return false;
	out->kind = VALUE_LIST;
	items = NEW_ARRAY(arena, count, struct figure_value);
	for (const struct json *j = json_first(json); j; j = json_next(j)) {
		if (json_key(j).ptr) {
			out->kind = VALUE_MAP;
			items[i].name = json_key(j);
		}
		if (!value_from_json(arena, j, depth + 1, &items[i++]))
			return false;
	}
	out->items = items;
	out->count = count;
	return true;
}

bool figure_from_json(struct arena *arena, const struct json *json,
	struct figure *out, struct error *err)
{
	*out = (struct figure){.name = json_str(json_get(json, "name"))};
	if (!out->name.len ||
		!figure_kind_parse(
			json_str(json_get(json, "kind")), &out->kind) ||
		!value_from_json(arena, json_get(json, "keys"), 0, &out->keys))
		return fail(err, ERROR_INVALID,
			_("member '%s' is not as it should be"), "figures");
	/* An empty object and an empty list look alike. */
	if (!out->keys.count)
		out->keys.kind = VALUE_MAP;
	return true;
}
