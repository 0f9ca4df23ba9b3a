#include "render/theme.h"

#include <math.h>
#include <stddef.h>

#include "base/base64.h"
#include "base/hash.h"
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
	double logo_height; /* points */
	struct str logo;    /* base64; "" none */
	const struct yaml_node *logo_at;
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

static bool read_mapping(struct reading *r, const struct key *table,
	const struct yaml_node *node);

static bool read_lines(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	struct theme_lines *lines =
		key->offset ? &r->theme->right : &r->theme->left;

	if (value->kind != YAML_SEQUENCE || value->count > THEME_LINES)
		return wrong(r, key, value, _("a list of at most 8 lines"));
	for (size_t i = 0; i < value->count; i++) {
		if (value->items[i]->kind != YAML_SCALAR ||
			value->items[i]->text.len > 200)
			return wrong(r, key, value->items[i],
				_("a text of at most 200 letters"));
		lines->v[lines->count++] =
			str_copy(r->arena, value->items[i]->text);
	}
	return true;
}

static const struct key heading_keys[] = {
	{.name = "left", .read = read_lines, .offset = 0},
	{.name = "right", .read = read_lines, .offset = 1},
	{0},
};

static bool read_heading(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind == YAML_MAPPING) {
		r->theme->own_heading = true;
		r->theme->heading = STR("official");
		return read_mapping(r, heading_keys, value);
	}
	if (value->kind != YAML_SCALAR ||
		(!str_is(value->text, "official") &&
			!str_is(value->text, "plain")))
		return wrong(r, key, value,
			_("official, plain or {left: [...], right: [...]}"));
	r->theme->heading = str_copy(r->arena, value->text);
	return true;
}

/* ---- labels ---- */

enum { LABEL_LONGEST = 40 };

static bool read_phrase(struct reading *r, const struct key *key,
	const struct yaml_node *value, const char *place, struct str *out)
{
	if (value->kind != YAML_SCALAR || value->text.len > LABEL_LONGEST ||
		str_find(value->text, place, 0) == SIZE_MAX)
		return wrong(r, key, value,
			str_format(r->arena,
				_("a short text with %s where the number is"),
				place)
				.ptr);
	*out = str_copy(r->arena, value->text);
	return true;
}

static bool read_question_label(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	return read_phrase(r, key, value, "{n}", &r->theme->question);
}

static bool read_part_label(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	return read_phrase(r, key, value, "{name}", &r->theme->part);
}

static bool is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Exactly one letter, an A. */
static bool read_letter_label(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	struct letter_label *label =
		key->offset ? &r->theme->statement : &r->theme->option;
	struct str text = value->text;
	size_t at = 0, letters = 0;

	for (size_t i = 0; value->kind == YAML_SCALAR && i < text.len; i++)
		if (is_letter(text.ptr[i]) && !letters++)
			at = i;
	if (letters != 1 || text.len > 8 || (text.ptr[at] | 0x20) != 'a')
		return wrong(r, key, value,
			_("A or a with marks around it, such as A. or (a)"));
	label->before = str_copy(r->arena, str_sub(text, 0, at));
	label->after = str_copy(r->arena, str_sub(text, at + 1, text.len));
	label->first = text.ptr[at];
	return true;
}

static const struct key label_keys[] = {
	{.name = "question", .read = read_question_label},
	{.name = "part", .read = read_part_label},
	{.name = "option", .read = read_letter_label, .offset = 0},
	{.name = "statement", .read = read_letter_label, .offset = 1},
	{0},
};

static bool read_labels(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind != YAML_MAPPING)
		return wrong(r, key, value,
			_("{question: …, part: …, option: …, statement: …}"));
	return read_mapping(r, label_keys, value);
}

/* ---- colours ---- */

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool parse_color(struct str text, float rgb[3])
{
	if (text.len != 7 || text.ptr[0] != '#')
		return false;
	for (int i = 0; i < 3; i++) {
		int high = hex_digit(text.ptr[1 + 2 * i]);
		int low = hex_digit(text.ptr[2 + 2 * i]);

		if (high < 0 || low < 0)
			return false;
		rgb[i] = (float)(16 * high + low) / 255;
	}
	return true;
}

/* Relative luminance and contrast with white, 1 to 21 (WCAG 2.2). */
static double contrast(const float rgb[3])
{
	static const double weights[] = {0.2126, 0.7152, 0.0722};
	double luminance = 0;

	for (int i = 0; i < 3; i++) {
		double c = (double)rgb[i];

		luminance += weights[i] *
			(c <= 0.04045 ? c / 12.92
				      : pow((c + 0.055) / 1.055, 2.4));
	}
	return 1.05 / (luminance + 0.05);
}

static bool read_color(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	char got[I18N_NUMBER];
	float rgb[3];

	if (value->kind != YAML_SCALAR || !parse_color(value->text, rgb))
		return wrong(r, key, value, _("a colour like \"#1f3864\""));
	if (contrast(rgb) < key->min) {
		i18n_number(floor(contrast(rgb) * 10) / 10, got);
		return fail_at(r->err, ERROR_INVALID, r->file, value->line,
			value->column,
			_("'%s' can hardly be read on white paper: its "
			  "contrast is %s, and 4.5 is the least"),
			yaml_quote(r->arena, value), got);
	}
	*(struct color *)(void *)((char *)&r->theme->style + key->offset) =
		(struct color){rgb[0], rgb[1], rgb[2]};
	return true;
}

#define COLOR(name_, field_, min_)                                             \
	{                                                                      \
		.name = (name_), .read = read_color,                           \
		.offset = offsetof(struct style, field_), .min = (min_)        \
	}

static const struct key color_keys[] = {
	COLOR("text", ink, 4.5),
	COLOR("labels", label, 4.5),
	COLOR("notes", muted, 4.5),
	COLOR("lines", line, 1),
	{0},
};

static bool read_colors(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind != YAML_MAPPING)
		return wrong(r, key, value,
			_("{text: …, labels: …, notes: …, lines: …}"));
	return read_mapping(r, color_keys, value);
}

/* ---- the logo ---- */

/* In the theme's own folder or below it. */
static bool stays_inside(struct str file)
{
	return file.len && file.len <= 200 && file.ptr[0] != '/' &&
		str_find(file, "..", 0) == SIZE_MAX &&
		str_find(file, "\\", 0) == SIZE_MAX;
}

static bool read_logo_file(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind != YAML_SCALAR || !stays_inside(value->text))
		return wrong(r, key, value,
			_("a PNG or JPEG file in the theme's folder"));
	r->theme->logo_file = str_copy(r->arena, value->text);
	return true;
}

static bool read_logo_height(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (!number(r, key, value, &r->logo_height))
		return false;
	r->logo_height *= mm;
	return true;
}

static const struct key logo_keys[] = {
	{.name = "file", .read = read_logo_file},
	{.name = "height", .read = read_logo_height, .min = 5, .max = 60},
	{0},
};

static bool read_logo(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind != YAML_MAPPING)
		return wrong(r, key, value, _("{file: logo.png, height: 16}"));
	return read_mapping(r, logo_keys, value);
}

static bool read_logo_data(
	struct reading *r, const struct key *key, const struct yaml_node *value)
{
	if (value->kind != YAML_SCALAR ||
		!base64_decode(r->arena, value->text, &r->logo) ||
		r->logo.len > THEME_LOGO_LIMIT)
		return wrong(r, key, value,
			_("a picture in base64, at most 256 KiB"));
	r->logo_at = value;
	return true;
}

/* As high as was wanted, whatever the file says. */
static bool decode_logo(struct reading *r)
{
	struct picture *picture = NEW(r->arena, struct picture);
	struct image_info *info = &picture->image.info;
	struct error err;

	if (!r->logo.len)
		return true;
	if (!image_decode(r->arena, r->logo, &picture->image, &err))
		return fail_at(r->err, ERROR_INVALID, r->file, r->logo_at->line,
			r->logo_at->column, _("the logo: %s"), err.text);
	picture->hash = hash_hex(r->arena, r->logo);
	info->dpi_x = info->dpi_y = (float)(info->height * 72 / r->logo_height *
		(double)r->theme->style.size / 12);
	r->theme->logo = picture;
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
	{.name = "labels", .read = read_labels},
	{.name = "colors", .read = read_colors},
	{.name = "logo", .read = read_logo},
	{.name = "logo-data", .read = read_logo_data},
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

struct theme theme_default(void)
{
	return (struct theme){.style = style_default(),
		.option = {STR(""), STR("."), 'A'},
		.statement = {STR(""), STR(")"), 'a'}};
}

bool theme_read(struct arena *arena, const char *file, struct str text,
	struct theme *out, struct error *err)
{
	struct reading r = {.arena = arena,
		.file = file,
		.theme = out,
		.err = err,
		.logo_height = 16 * mm};
	const struct yaml_node *root;

	*out = theme_default();
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
	return read_mapping(&r, keys, root) && settle(&r) && decode_logo(&r);
}
