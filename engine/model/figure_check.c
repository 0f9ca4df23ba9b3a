#include <stdarg.h>
#include <stdio.h>

#include "base/i18n.h"
#include "engine/model/figure_keys.h"

bool figure_fault(struct error *err, const struct figure_value *at,
	const char *format, ...)
{
	char text[600];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof text, format, args);
	va_end(args);
	return fail_at(err, ERROR_INVALID, "", at ? at->line : 0,
		at ? at->column : 0, "%s", text);
}

/* ---- limits ---- */

/* Counts down; lists with nothing in them have no meaning and no kind. */
static bool within(const struct figure_value *value, unsigned depth,
	size_t *left, struct error *err)
{
	if (!*left)
		return fail_at(err, ERROR_DENIED, "", value->line,
			value->column, _("it has more than %d values"),
			FIGURE_VALUES);
	--*left;
	if (depth > FIGURE_DEPTH)
		return fail_at(err, ERROR_DENIED, "", value->line,
			value->column, _("its lists are nested too deeply"));
	if (value->text.len > FIGURE_TEXT || value->name.len > 100)
		return fail_at(err, ERROR_DENIED, "", value->line,
			value->column, _("a text of it is too long"));
	if (value->kind != VALUE_TEXT && !value->count && depth)
		return figure_fault(err, value, _("a list is empty"));
	for (size_t i = 0; i < value->count; i++)
		if (!within(&value->items[i], depth + 1, left, err))
			return false;
	return true;
}

/* ---- by table ---- */

/* To be filled in by a template. */
static bool is_open(struct str text)
{
	return text.len && memchr(text.ptr, '{', text.len);
}

static bool check_text(const struct figure_value *v,
	const struct figure_key *key, struct error *err);
static bool check_map(const struct figure_value *map,
	const struct figure_key *keys, struct error *err);

static bool is_length(struct str text)
{
	double number;

	text = str_trim(text);
	if (str_ends(text, "cm"))
		text.len -= 2;
	else if (str_ends(text, "%"))
		text.len -= 1;
	return figure_number(text, &number) && number > 0 && number <= 100;
}

static bool is_word(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (str_is(text, *words))
			return true;
	return false;
}

static bool wrong_word(const struct figure_value *v,
	const struct figure_key *key, struct error *err)
{
	const char *near = str_nearest(v->text, key->words);

	if (near)
		return figure_fault(err, v,
			_("'%s' cannot be '%.*s': did you mean '%s'?"),
			key->name, STR_ARG(str_sub(v->text, 0, 60)), near);
	return figure_fault(err, v, _("'%s' cannot be '%.*s': try '%s'"),
		key->name, STR_ARG(str_sub(v->text, 0, 60)), *key->words);
}

static bool wanted(const struct figure_value *v, const struct figure_key *key,
	const char *what, struct error *err)
{
	return figure_fault(err, v, _("'%s' must be %s"), key->name, what);
}

static bool check_scalar(const struct figure_value *v,
	const struct figure_key *key, struct error *err)
{
	double number;

	if (is_open(v->text))
		return true;
	switch (key->type) {
	case KEY_NUMBER:
	case KEY_PAIR:
	case KEY_NUMBERS:
		return figure_number(v->text, &number) ||
			figure_fault(err, v, _("'%s': '%.*s' is not a number"),
				key->name, STR_ARG(str_sub(v->text, 0, 60)));
	case KEY_FLAG:
		return str_is(v->text, "true") || str_is(v->text, "false") ||
			wanted(v, key, _("true or false"), err);
	case KEY_WORD:
		return is_word(v->text, key->words) || wrong_word(v, key, err);
	case KEY_LENGTH:
		return is_length(v->text) ||
			wanted(v, key,
				_("centimetres such as 6 or 6cm, or a share "
				  "of the column such as 50%"),
				err);
	default:
		return true;
	}
}

static bool check_list(const struct figure_value *v,
	const struct figure_key *key, struct error *err)
{
	if (v->kind != VALUE_LIST)
		return wanted(v, key, _("a list"), err);
	if (key->type == KEY_PAIR && v->count != 2)
		return wanted(v, key, _("a list of two numbers"), err);
	for (size_t i = 0; i < v->count; i++) {
		if (v->items[i].kind != VALUE_TEXT)
			return wanted(&v->items[i], key,
				_("a list of texts or numbers"), err);
		if (!check_scalar(&v->items[i], key, err))
			return false;
	}
	return true;
}

/* A text, or a pair, that stands for a map with the first key alone. */
static bool check_first(const struct figure_value *v,
	const struct figure_key *key, struct error *err)
{
	return v->kind == VALUE_MAP ? check_map(v, key->sub, err)
				    : check_text(v, key->sub, err);
}

static bool check_maps(const struct figure_value *v,
	const struct figure_key *key, struct error *err)
{
	if (v->kind != VALUE_LIST)
		return wanted(v, key, _("a list"), err);
	for (size_t i = 0; i < v->count; i++)
		if (!check_first(&v->items[i], key, err))
			return false;
	return true;
}

static bool check_text(const struct figure_value *v,
	const struct figure_key *key, struct error *err)
{
	switch (key->type) {
	case KEY_PAIR:
	case KEY_NUMBERS:
	case KEY_TEXTS:
	case KEY_FORMS:
		return check_list(v, key, err);
	case KEY_WORDS:
		return v->kind == VALUE_TEXT || check_list(v, key, err);
	case KEY_MAP:
		return v->kind == VALUE_MAP
			? check_map(v, key->sub, err)
			: wanted(v, key, _("a list of 'name: value'"), err);
	case KEY_MAPS:
		return check_maps(v, key, err);
	case KEY_ANY:
	case KEY_POINTS:
		return true;
	default:
		return v->kind == VALUE_TEXT
			? check_scalar(v, key, err)
			: wanted(v, key, _("a text or a number"), err);
	}
}

static bool unknown(const struct figure_value *v, const struct figure_key *keys,
	struct error *err)
{
	const char *names[32];
	const char *near;
	size_t count = 0;

	for (; keys[count].name && count < 31; count++)
		names[count] = keys[count].name;
	names[count] = NULL;
	near = str_nearest(v->name, names);
	if (near)
		return figure_fault(err, v,
			_("it has no '%.*s': did you mean '%s'?"),
			STR_ARG(v->name), near);
	return figure_fault(err, v, _("it has no '%.*s'"), STR_ARG(v->name));
}

static bool check_map(const struct figure_value *map,
	const struct figure_key *keys, struct error *err)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct figure_value *v = &map->items[i];
		const struct figure_key *key = keys;

		while (key->name && !str_is(v->name, key->name))
			key++;
		if (!key->name)
			return unknown(v, keys, err);
		if (!check_text(v, key, err))
			return false;
	}
	for (; keys->name; keys++)
		if (keys->needed && !figure_get(map, keys->name))
			return figure_fault(
				err, map, _("'%s' is missing"), keys->name);
	return true;
}

static bool any_open(const struct figure_value *v)
{
	if (v->kind == VALUE_TEXT)
		return is_open(v->text);
	for (size_t i = 0; i < v->count; i++)
		if (any_open(&v->items[i]))
			return true;
	return false;
}

/* Whether a value that is no label waits for a template. Labels hold TeX, so
 * braces there say nothing. */
static bool waits(const struct figure_value *v, const struct figure_key *key);

static bool map_waits(
	const struct figure_value *map, const struct figure_key *keys)
{
	for (; keys->name; keys++) {
		const struct figure_value *v = figure_get(map, keys->name);

		if (v && waits(v, keys))
			return true;
	}
	return false;
}

static bool waits(const struct figure_value *v, const struct figure_key *key)
{
	switch (key->type) {
	case KEY_TEXT:
	case KEY_TEXTS:
	case KEY_ANY:
		return false;
	case KEY_MAP:
		return map_waits(v, key->sub);
	case KEY_MAPS:
		for (size_t i = 0; i < v->count; i++)
			if (v->items[i].kind == VALUE_MAP
					? map_waits(&v->items[i], key->sub)
					: waits(&v->items[i], key->sub))
				return true;
		return false;
	default:
		return any_open(v);
	}
}

bool figure_check(const struct figure *figure, struct error *err)
{
	size_t left = FIGURE_VALUES;

	if (figure->keys.kind != VALUE_MAP)
		return figure_fault(err, &figure->keys,
			_("it must be a list of 'name: value'"));
	return within(&figure->keys, 0, &left, err) &&
		check_map(&figure->keys, figure_keys[figure->kind], err) &&
		(map_waits(&figure->keys, figure_keys[figure->kind]) ||
			figure_sound(figure, err));
}

bool figures_check(
	const struct figure *figures, size_t count, struct error *err)
{
	struct error why;

	if (count > FIGURES_MOST)
		return fail(err, ERROR_DENIED, _("it has more than %d figures"),
			FIGURES_MOST);
	for (size_t i = 0; i < count; i++) {
		if (!figures[i].name.len || figures[i].name.len > 100)
			return fail(err, ERROR_INVALID,
				_("a figure needs a name of at most 100 "
				  "bytes"));
		if (figure_find(figures, i, figures[i].name))
			return fail(err, ERROR_INVALID,
				_("two of its figures are called '%.*s'"),
				STR_ARG(figures[i].name));
		if (!figure_check(&figures[i], &why))
			return fail_at(err, why.code, "", why.line, why.column,
				_("figure '%.*s': %s"),
				STR_ARG(figures[i].name), why.text);
	}
	return true;
}
