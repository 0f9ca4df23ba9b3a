#include "render/theme.h"

#include <math.h>
#include <stddef.h>

#include "base/i18n.h"
#include "base/yaml.h"

/* What is only known when all has been read. */
struct reading {
	struct arena *arena;
	const char *file;
	struct theme *theme;
	struct error *err;
	double size;
	bool large, easy;
};

struct key {
	const char *name;
	bool (*read)(struct reading *r, const struct key *key,
		const struct yaml_node *value);
	size_t offset; /* of a float in struct style */
	double min, max;
	double unit; /* of the value, in the field's */
};

static const double mm = 72 / 25.4;

static bool wrong(struct reading *r, const struct key *key,
	const struct yaml_node *value, const char *wanted)
{
	return fail_at(r->err, ERROR_INVALID, r->file, value->line,
		value->column, _("'%s' cannot be %s: it is %s"), key->name,
		yaml_quote(r->arena, value), wanted);
}

static bool number(struct reading *r, const struct key *key,
	const struct yaml_node *value, double *out)
{
	const char *range;
	char min[I18N_NUMBER], max[I18N_NUMBER];

	if (yaml_double(value, out) && *out >= key->min && *out <= key->max)
		return true;
	i18n_number(key->min, min);
	i18n_number(key->max, max);
	range = str_format(r->arena, _("a number from %s to %s"), min, max).ptr;
	return wrong(r, key, value, range);
}

static bool read_number(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	double got;

	if (!number(r, key, value, &got))
		return false;
	*(float *)(void *)((char *)&r->theme->style + key->offset) =
		(float)(got * key->unit);
	return true;
}

static bool read_size(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	return number(r, key, value, &r->size);
}

static bool read_columns(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	long columns;

	if (!yaml_long(value, &columns) || columns < 1 || columns > 3)
		return wrong(r, key, value, _("1, 2 or 3"));
	r->theme->style.columns = (int)columns;
	return true;
}

static bool read_flag(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	bool *flag = key->offset == 0 ? &r->theme->style.justify
		: key->offset == 1    ? &r->large
				      : &r->easy;

	return yaml_bool(value, flag) ||
		wrong(r, key, value, _("true or false"));
}

static bool read_pictures(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	bool beside =
		value->kind == YAML_SCALAR && str_is(value->text, "beside");

	if (!beside &&
		(value->kind != YAML_SCALAR || !str_is(value->text, "below")))
		return wrong(r, key, value, _("beside or below"));
	r->theme->style.beside = beside;
	return true;
}

static bool read_font(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	for (size_t i = 0; value->kind == YAML_SCALAR && font_families[i]; i++)
		if (str_is(value->text, font_families[i])) {
			r->theme->style.family = font_families[i];
			return true;
		}
	return wrong(r, key, value, _("termes, modern or liberation"));
}

static bool read_paper(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind == YAML_SCALAR &&
		style_set_paper(&r->theme->style, value->text, NULL))
		return true;
	return wrong(r, key, value,
		_("a4, a5 or letter, with -landscape after it to turn it"));
}

static bool read_heading(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind != YAML_SCALAR ||
		(!str_is(value->text, "official") &&
			!str_is(value->text, "plain")))
		return wrong(r, key, value, _("official or plain"));
	r->theme->heading = str_copy(r->arena, value->text);
	return true;
}

static bool read_margins(struct reading *r, const struct key *key,
	const struct yaml_node *value);

#define NUMBER(name_, field_, min_, max_, unit_)                               \
	{                                                                      \
		.name = (name_), .read = read_number,                          \
		.offset = offsetof(struct style, field_), .min = (min_),       \
		.max = (max_), .unit = (unit_)                                 \
	}

static const struct key margin_keys[] = {
	NUMBER("top", margin_top, 8, 80, mm),
	NUMBER("right", margin_right, 8, 80, mm),
	NUMBER("bottom", margin_bottom, 12, 80, mm),
	NUMBER("left", margin_left, 8, 80, mm),
	{0},
};

static const struct key keys[] = {
	{.name = "font", .read = read_font},
	{.name = "size", .read = read_size, .min = 8, .max = 36},
	{.name = "large-print", .read = read_flag, .offset = 1},
	{.name = "paper", .read = read_paper},
	{.name = "margins", .read = read_margins},
	{.name = "columns", .read = read_columns},
	NUMBER("column-gap", column_gap, 5, 100, 1),
	{.name = "justify", .read = read_flag, .offset = 0},
	NUMBER("line-height", leading, 100, 250, 0.01),
	NUMBER("letter-space", letter_space, 0, 30, 0.01),
	NUMBER("word-space", word_space, 80, 300, 0.01),
	NUMBER("paragraph-gap", paragraph_gap, 0, 30, 1),
	{.name = "pictures", .read = read_pictures},
	{.name = "easy-reading", .read = read_flag, .offset = 2},
	{.name = "heading", .read = read_heading},
	{0},
};

enum { KEYS = sizeof keys / sizeof *keys };

static bool unknown(struct reading *r, const struct key *table,
	const struct yaml_node *node)
{
	const char *names[KEYS], *near, *got = yaml_quote(r->arena, node);
	size_t count = 0;

	for (; table->name; table++)
		names[count++] = table->name;
	names[count] = NULL;
	near = str_nearest(node->text, names);
	if (!near)
		return fail_at(r->err, ERROR_INVALID, r->file, node->line,
			node->column, _("unknown key '%s'"), got);
	return fail_at(r->err, ERROR_INVALID, r->file, node->line, node->column,
		_("unknown key '%s'; did you mean '%s'?"), got, near);
}

static bool read_mapping(struct reading *r, const struct key *table,
	const struct yaml_node *node)
{
	for (size_t i = 0; i < node->count; i += 2) {
		const struct key *key = table;

		while (key->name &&
			(node->items[i]->kind != YAML_SCALAR ||
				!str_is(node->items[i]->text, key->name)))
			key++;
		if (!key->name)
			return unknown(r, table, node->items[i]);
		if (!key->read(r, key, node->items[i + 1]))
			return false;
	}
	return true;
}

static bool read_margins(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind != YAML_MAPPING)
		return wrong(r, key, value,
			_("{top: …, right: …, bottom: …, left: …}, in "
			  "millimetres"));
	return read_mapping(r, margin_keys, value);
}

/* WCAG 2.2, success criterion 1.4.12: what readers must be able to ask for. */
static void read_easily(struct style *style)
{
	style->letter_space = fmaxf(style->letter_space, 0.12f);
	style->word_space = fmaxf(style->word_space, 1.64f);
	style->leading = fmaxf(style->leading, 1.5f);
	style->justify = false;
}

enum { LARGE = 18, NARROWEST = 10 /* letters, about, on a line */ };

static bool settle(struct reading *r)
{
	struct style *s = &r->theme->style;
	float width = s->page_width - s->margin_left - s->margin_right;
	float height = s->page_height - s->margin_top - s->margin_bottom;

	if (r->easy)
		read_easily(s);
	if (r->large && r->size < LARGE)
		r->size = LARGE;
	if (r->size > 0)
		style_set_size(s, (float)r->size);
	width -= s->column_gap * (float)(s->columns - 1);
	if (width / (float)s->columns < NARROWEST * s->size ||
		height < NARROWEST * s->size)
		return fail_at(r->err, ERROR_INVALID, r->file, 0, 0,
			_("the margins and columns leave too little room for "
			  "letters of that size"));
	return true;
}

bool theme_read(struct arena *arena, const char *file, struct str text,
	struct theme *out, struct error *err)
{
	struct reading r = {
		.arena = arena, .file = file, .theme = out, .err = err};
	const struct yaml_node *root;

	*out = (struct theme){.style = style_default()};
	if (!text.len)
		return true;
	if (!yaml_parse(arena, file, text, &root, err))
		return false;
	if (!root)
		return true;
	if (root->kind != YAML_MAPPING)
		return fail_at(err, ERROR_INVALID, file, root->line,
			root->column,
			_("a theme is a list of keys and values, like "
			  "'size: 12'"));
	return read_mapping(&r, keys, root) && settle(&r);
}
