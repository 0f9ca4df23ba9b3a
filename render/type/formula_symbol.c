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

static struct atom large_symbol(
	const struct place *place, const struct math *node)
{
	struct atom atom = stretched(
		place, node->code, true, large_height(place, node->code));

	atom.box = on_axis(place, atom.box);
	atom.single = false;
	atom.large = true;
	return atom;
}

static uint32_t find(const struct place *place, uint32_t code)
{
	return math_font_find(place->f->font, code, place_is_script(place));
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
	glyph = math_font_glyph(place->f->font, id);
	return (struct atom){
		.box = glyph_box(place, id, node->code),
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

struct atom text_atom(const struct place *place, const struct math *node)
{
	struct place at = *place;

	if (node->kind == MATH_ERROR) {
		at.color = (struct color){0.75f, 0, 0};
		at.size *= place->f->work->style.mono;
	}
	return (struct atom){
		.box = box_text(
			at.f->work, place_ink(&at, role_of(node)), node->text),
	};
}
