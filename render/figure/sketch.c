#include "render/figure/sketch.h"

#include <math.h>

const struct figure_value *key_of(const struct sketch *s, const char *name)
{
	return figure_get(s->keys, name);
}

const struct figure_value *first_of(
	const struct figure_value *item, const char *name)
{
	return item->kind == VALUE_MAP ? figure_get(item, name) : item;
}

size_t count_of(const struct figure_value *list)
{
	return list ? list->count : 0;
}

const struct pen *pen_named(struct str word, const struct pen *otherwise)
{
	static const struct {
		const char *name;
		const struct pen *pen;
	} pens[] = {
		{"solid", &pen_usual},
		{"dashed", &pen_dashed},
		{"dotted", &pen_dotted},
		{"thick", &pen_thick},
		{"thin", &pen_thin},
	};

	for (size_t i = 0; i < sizeof pens / sizeof *pens; i++)
		if (str_is(word, pens[i].name))
			return pens[i].pen;
	return otherwise;
}

bool place_named(struct str word, struct spot *out)
{
	static const struct {
		const char *name;
		struct spot direction;
	} places[] = {
		{"above", {0, 1}},
		{"below", {0, -1}},
		{"left", {-1, 0}},
		{"right", {1, 0}},
		{"above left", {-1, 1}},
		{"above right", {1, 1}},
		{"below left", {-1, -1}},
		{"below right", {1, -1}},
		{"center", {0, 0}},
	};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		if (str_is(word, places[i].name)) {
			*out = places[i].direction;
			return true;
		}
	return false;
}

/* The label's rectangle touches a circle of radius gap around the spot: its
 * centre lies in the direction, as far as the rectangle needs. */
void put_beside(struct canvas *c, const struct label *label, struct spot at,
	struct spot direction, float gap, bool cover)
{
	float length = hypotf(direction.x, direction.y);
	float w = label->width / 2, h = (label->height + label->depth) / 2;
	float dx, dy, far;

	if (length <= 0) {
		canvas_place(c, label, at, 0.5f, 0.5f);
		return;
	}
	dx = direction.x / length;
	dy = direction.y / length;
	/* The support of a box with its corners cut off a little. */
	far = fabsf(dx) * w + fabsf(dy) * h;
	far = fminf(far, hypotf(w, h)) + gap;
	/* On the axes this is exact; between them the corner comes near. */
	if (fabsf(dx) > 0.2f && fabsf(dy) > 0.2f)
		far -= 0.15f * fminf(w, h);
	at = (struct spot){at.x + dx * far, at.y - dy * far};
	if (cover)
		canvas_cover(c, label, at, 0.5f, 0.5f);
	else
		canvas_place(c, label, at, 0.5f, 0.5f);
}

static size_t skip(struct str text, size_t at, char low, char high)
{
	while (at < text.len && text.ptr[at] >= low && text.ptr[at] <= high)
		at++;
	return at;
}

static bool is_name(struct str text)
{
	size_t at;

	if (!text.len || (text.ptr[0] | 32) < 'a' || (text.ptr[0] | 32) > 'z')
		return false;
	at = skip(text, 1, '0', '9');
	return skip(text, at, '\'', '\'') == text.len;
}

struct str name_tex(struct arena *arena, struct str name)
{
	size_t end = skip(name, 1, '0', '9');

	if (end == 1)
		return name;
	return str_format(arena, "%.1s_{%.*s}%.*s", name.ptr, (int)end - 1,
		name.ptr + 1, STR_ARG(str_sub(name, end, name.len)));
}

struct label smart_label(struct sketch *s, struct str text)
{
	double number;

	text = str_trim(text);
	if (is_name(text))
		return canvas_formula(s->canvas, name_tex(s->arena, text));
	for (size_t i = 0; i < text.len; i++)
		if (strchr("\\^_=", text.ptr[i]))
			return canvas_formula(s->canvas, text);
	return figure_number(text, &number) ? canvas_formula(s->canvas, text)
					    : canvas_label(s->canvas, text, 0);
}

double nice_step(double length, int parts, int *places)
{
	double rough = length / parts;
	double power = pow(10, floor(log10(rough)));
	double share = rough / power;
	double step = share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10;

	step *= power;
	*places = (int)fmax(0, fmin(6, -floor(log10(step) + 1e-9)));
	return step;
}

int places_of(double value)
{
	for (int places = 0; places < 4; places++) {
		double scaled = value * pow(10, places);

		if (fabs(scaled - round(scaled)) < 1e-6)
			return places;
	}
	return 4;
}
