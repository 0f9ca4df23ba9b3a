#include <math.h>

#include "render/type/formula_parts.h"

/* Boxes that formulas are made of: groups, glyphs, rules, and glyphs that
 * grow. */

struct box *group_new(const struct place *place, size_t most)
{
	return box_group(place->f->work, most);
}

void group_put(struct box *group, float x, float y, const struct box *box)
{
	box_add(group, x, -y, box);
	group->height = fmaxf(group->height, box->height + y);
	group->depth = fmaxf(group->depth, box->depth - y);
}

const struct box *rule_box(
	const struct place *place, float width, float thickness)
{
	struct box *box =
		box_new(place->f->work, BOX_RULE, place_ink(place, FACE_MATH));

	box->width = width;
	box->height = thickness;
	return box;
}

const struct box *glyph_box(
	const struct place *place, uint32_t id, uint32_t code)
{
	struct box *box =
		box_new(place->f->work, BOX_RUN, place_ink(place, FACE_MATH));

	box->run = math_font_run(place->f->font, id, code);
	box->width = box->run->width * place->size;
	box->height = box->run->height * place->size;
	box->depth = box->run->depth * place->size;
	return box;
}

const struct box *widened(
	const struct place *place, const struct box *box, float width)
{
	struct box *group = group_new(place, 1);

	group_put(group, 0, 0, box);
	group->width = width;
	return group;
}

const struct box *on_axis(const struct place *place, const struct box *box)
{
	struct box *group = group_new(place, 1);
	float axis = constant(place, FONT_AXIS_HEIGHT);

	group_put(group, 0, axis - (box->height - box->depth) / 2, box);
	group->width = box->width;
	return group;
}

/* Parts one over the other, or side by side. The whole has the text of the
 * character once. */
static const struct box *assembled(const struct place *place,
	const struct math_part *parts, size_t count, uint32_t code,
	bool vertical, float length)
{
	struct box *group = group_new(place, count);
	float width = 0, height = -INFINITY, depth = -INFINITY;

	for (size_t i = 0; i < count; i++) {
		const struct box *part =
			glyph_box(place, parts[i].id, i ? 0 : code);
		float at = parts[i].at * place->size;

		if (vertical)
			group_put(group, 0, at + part->depth, part);
		else
			group_put(group, at, 0, part);
		width = fmaxf(width, part->width);
		height = fmaxf(height, part->height);
		depth = fmaxf(depth, part->depth);
	}
	group->width = vertical ? width : length * place->size;
	/* One of these may be negative: a brace above what it embraces. */
	group->height = vertical ? length * place->size : height;
	group->depth = vertical ? 0 : depth;
	return group;
}

/* What lies above or below something is as wide as it. */
static bool is_unfit(float length, float wanted, bool vertical)
{
	return length < wanted - 0.001f ||
		(!vertical && wanted > 0 && length > 1.02f * wanted);
}

/* text: the character that is copied; 0 none. */
static struct atom grown(const struct place *place, uint32_t code,
	bool vertical, float wanted, uint32_t text)
{
	struct math_font *font = place->f->font;
	float ems = wanted / place->size, length;
	uint32_t id = math_font_variant(font, code, vertical, ems, &length);
	const struct math_glyph *glyph = math_font_glyph(font, id);
	struct math_part *parts;
	size_t count;

	if (id && is_unfit(length, ems, vertical) &&
		math_font_assemble(font, place->f->work->arena, code, vertical,
			ems, &parts, &count, &length) &&
		(vertical || !is_unfit(length, ems, vertical)))
		return (struct atom){.box = assembled(place, parts, count, text,
					     vertical, length)};
	if (id && !vertical && is_unfit(length, ems, vertical)) {
		id = math_font_narrower(font, code, 1.02f * ems);
		glyph = math_font_glyph(font, id);
	}
	if (!id) {
		struct math node = {.kind = MATH_ATOM,
			.code = code,
			.variant = VARIANT_UPRIGHT};

		return symbol_atom(place, &node);
	}
	return (struct atom){
		.box = glyph_box(place, id, text),
		.italic = glyph->italic * place->size,
		.attach = glyph->attach * place->size,
		.left = glyph->left * place->size,
		.single = true,
	};
}

struct atom stretched(
	const struct place *place, uint32_t code, bool vertical, float wanted)
{
	return grown(place, code, vertical, wanted, code);
}

struct atom stretched_mark(
	const struct place *place, uint32_t code, float wanted)
{
	return grown(place, code, false, wanted, 0);
}
