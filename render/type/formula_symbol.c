#include <math.h>

#include "base/utf8.h"
#include "render/type/formula_parts.h"

/* Single characters, words and numbers. */

/* A character that the math font lacks is set as text is. */
static struct atom text_symbol(const struct place *place, uint32_t code)
{
	struct work *work = place->f->work;
	struct buf text = {.arena = work->arena};

	utf8_put(&text, code);
	return (struct atom){
		.box = box_text(
			work, place_ink(place, FACE_REGULAR), buf_str(&text)),
	};
}

/* Integrals reach over a fraction, as TeX's own do (22 pt at 10 pt), also
 * where the font's constant would be content with less. */
static const float integral = 2;

static float large_height(const struct place *place, uint32_t code)
{
	float least = constant(place, FONT_DISPLAY_OPERATOR_MIN_HEIGHT);

	if (!place_is_display(place))
		return 0;
	return code >= 0x222B && code <= 0x2233
		? fmaxf(least, integral * place->size)
		: least;
}

/* Ems. Large operators are that much less high than their boxes in TeX. */
static const float padding = 0.1f;

static const struct box *padded(
	const struct place *place, const struct box *box)
{
	struct box *group = group_new(place, 1);
	bool tall = box->height + box->depth > integral * place->size;

	group_put(group, 0, 0, box);
	group->width = box->width;
	if (!tall) {
		group->height += padding * place->size;
		group->depth += padding * place->size;
	}
	return group;
}

static struct atom large_symbol(
	const struct place *place, const struct math *node)
{
	struct atom atom = stretched(
		place, node->code, true, large_height(place, node->code));

	atom.box = on_axis(place, atom.box);
	if (place_is_display(place))
		atom.box = padded(place, atom.box);
	atom.single = false;
	atom.large = true;
	return atom;
}

static uint32_t find(const struct place *place, uint32_t code)
{
	int level = place->style == STYLE_SCRIPT     ? 1
		: place->style == STYLE_SCRIPTSCRIPT ? 2
						     : 0;

	return math_font_find(place->f->font, code, level);
}

/* − ± ∓ × ÷ are as high and deep as a plus, so that fractions with one and the
 * other stand on one line; nothing is less high than its baseline. */
static const struct box *sized(const struct place *place,
	const struct math *node, const struct box *box)
{
	struct box *copy;
	const struct math_glyph *plus;

	bool sign = node->code == 0x2212 || node->code == 0xB1 ||
		node->code == 0x2213 || node->code == 0xD7 ||
		node->code == 0xF7;

	if (!sign && box->height >= 0 && box->depth >= 0)
		return box;
	copy = arena_copy(place->f->work->arena, box, sizeof *box);
	copy->height = fmaxf(box->height, 0);
	copy->depth = fmaxf(box->depth, 0);
	if (sign) {
		plus = math_font_glyph(place->f->font, find(place, '+'));
		copy->height = fmaxf(copy->height, plus->height * place->size);
		copy->depth = fmaxf(copy->depth, plus->depth * place->size);
	}
	return copy;
}

/* Three full stops or dots, as far apart as TeX has them: the fonts' own
 * ellipsis is made for text. */
static struct atom dots(const struct place *place, const struct math *node)
{
	uint32_t code = node->code == 0x2026 ? '.' : 0x22C5;
	uint32_t id = find(place, code);
	struct box *group = group_new(place, 3);
	float space = place->size / 6, x = 0;

	for (int i = 0; i < 3; i++) {
		const struct box *dot = glyph_box(place, id, code);

		group_put(group, x, 0, dot);
		x += dot->width + (i < 2 ? space : 0);
	}
	group->width = x;
	return (struct atom){.box = group};
}

struct atom symbol_atom(const struct place *place, const struct math *node)
{
	uint32_t id = find(place, math_variant_code(node->code, node->variant));
	const struct math_glyph *glyph;

	if (node->large && find(place, node->code))
		return large_symbol(place, node);
	if (!id)
		id = find(place, node->code);
	if (!id)
		return text_symbol(place, node->code);
	if ((node->code == 0x2026 || node->code == 0x22EF) &&
		find(place, '.') && find(place, 0x22C5))
		return dots(place, node);
	glyph = math_font_glyph(place->f->font, id);
	return (struct atom){
		.box = sized(place, node, glyph_box(place, id, node->code)),
		.italic = glyph->italic * place->size,
		.attach = glyph->attach * place->size,
		.left = glyph->left * place->size,
		.single = true,
	};
}

static enum face_role role_of(const struct math *node)
{
	if (node->kind == MATH_NUMBER && node->variant == VARIANT_BOLD)
		return FACE_BOLD;
	if (node->kind == MATH_NUMBER || node->kind == MATH_OPERATOR)
		return FACE_MATH;
	if (node->kind == MATH_ERROR)
		return FACE_MONO;
	switch (node->variant) {
	case VARIANT_BOLD:
		return FACE_BOLD;
	case VARIANT_ITALIC:
		return FACE_ITALIC;
	case VARIANT_BOLD_ITALIC:
		return FACE_BOLD_ITALIC;
	case VARIANT_MONO:
		return FACE_MONO;
	default:
		return FACE_REGULAR;
	}
}

/* Digits and names of functions in scripts, where the font has forms of them
 * for small sizes: letter by letter. NULL: it has none, or lacks a letter. */
static const struct box *small_text(const struct place *place, struct str text)
{
	struct box *group;
	size_t offset = 0;
	float x = 0;
	uint32_t code;

	if (find(place, '1') == math_font_find(place->f->font, '1', 0))
		return NULL;
	group = group_new(place, text.len);
	while (offset < text.len) {
		const struct box *letter;
		uint32_t id = find(place, code = utf8_next(text, &offset));

		if (!id)
			return NULL;
		letter = glyph_box(place, id, code);
		group_put(group, x, 0, letter);
		x += letter->width;
	}
	group->width = x;
	return group;
}

struct atom text_atom(const struct place *place, const struct math *node)
{
	struct place at = *place;
	enum face_role role = role_of(node);
	const struct box *box = NULL;

	if (node->kind == MATH_ERROR) {
		at.color = (struct color){0.75f, 0, 0};
		at.size *= place->f->work->style.mono;
	}
	if (role == FACE_MATH && place_is_script(place))
		box = small_text(place, node->text);
	if (!box)
		box = box_text(at.f->work, place_ink(&at, role), node->text);
	return (struct atom){
		.box = box,
		/* The last digit takes the scripts. */
		.single = node->kind == MATH_NUMBER,
	};
}
