#include <math.h>

#include "render/type/formula_parts.h"

/* Delimiters that grow (Appendix G, rule 19), and frames, strikes and
 * phantoms around things. */

/* Plain TeX: a delimiter is 90.1 % as high as what it encloses, or short of
 * it by 5 pt at 10 pt. */
static const float factor = 0.901f, shortfall = 0.5f, plain = 0.86f;

const struct box *delimiter_box(
	const struct place *place, uint32_t code, float wanted)
{
	if (!code)
		return box_empty(
			place->f->work, NULL, 0.12f * place->f->ink->size);
	return on_axis(place, stretched(place, code, true, wanted).box);
}

/* Enough for a formula that is so high about the axis. OpenType's fonts have
 * more sizes than TeX's: the largest that does not reach over it. The plain
 * one is kept where it nearly does. */
static float fitting(const struct place *place, uint32_t code, float both)
{
	struct math_font *font = place->f->font;
	float ems = both / place->size, length, next;
	float wanted = fmaxf(factor * ems, ems - shortfall);

	if (!code)
		return 0;
	math_font_variant(font, code, true, 0, &length);
	if (length >= plain * ems)
		return 0;
	math_font_variant(font, code, true, wanted, &length);
	if (length < wanted)
		return wanted * place->size;
	for (;;) {
		math_font_variant(font, code, true, length + 0.01f, &next);
		if (next <= length || next > ems)
			return length * place->size;
		length = next;
	}
}

static const struct box *fitting_box(
	const struct place *place, uint32_t code, float both)
{
	return delimiter_box(place, code, fitting(place, code, both));
}

/* Middle delimiters get their size when that is known. */
static void set_middles(const struct place *place, struct row_item *items,
	size_t count, float both)
{
	for (size_t i = 0; i < count; i++)
		if (items[i].middle)
			items[i].atom.box =
				fitting_box(place, items[i].middle, both);
}

struct atom fence_atom(const struct place *place, const struct math *node)
{
	struct row_item *items;
	size_t count = row_items(place, node->child, &items);
	struct box *group = group_new(place, count + 2);
	float axis = constant(place, FONT_AXIS_HEIGHT);
	float height = 0, depth = 0, both, x;
	const struct box *left, *right;

	for (size_t i = 0; i < count; i++) {
		height = fmaxf(height, items[i].atom.box->height);
		depth = fmaxf(depth, items[i].atom.box->depth);
	}
	both = 2 * fmaxf(height - axis, depth + axis);
	set_middles(place, items, count, both);
	left = fitting_box(place, node->left, both);
	right = fitting_box(place, node->right, both);
	group_put(group, 0, 0, left);
	x = left->width + (count ? fmaxf(0, -items[0].atom.left) : 0);
	for (size_t i = 0; i < count; i++) {
		x += items[i].before;
		group_put(group, x, 0, items[i].atom.box);
		x += items[i].atom.box->width +
			(items[i].atom.large ? 0 : items[i].atom.italic);
	}
	group_put(group, x, 0, right);
	group->width = x + right->width;
	return (struct atom){.box = group};
}

/* \big, \Big, \bigg, \Bigg: 12, 18, 24 and 30 pt at 10 pt. */
struct atom big_atom(const struct place *place, const struct math *node)
{
	static const float sizes[] = {1, 1.16f, 1.76f, 2.36f, 2.96f};
	int size = node->size >= 1 && node->size <= 4 ? node->size : 1;

	return (struct atom){.box = delimiter_box(place, node->code,
				     sizes[size] * place->size)};
}

/* ---- around things ---- */

struct atom frame_atom(const struct place *place, const struct math *node)
{
	const struct box *base = clean_box(place, node->base);
	struct box *group = group_new(place, 5);
	float pad = 0.3f * place->size, thick = 0.04f * place->size;
	float width = base->width + 2 * (pad + thick);
	float height = base->height + base->depth + 2 * (pad + thick);
	float bottom = -base->depth - pad - thick;
	const struct box *flat = rule_box(place, width, thick);
	struct box *side = (struct box *)rule_box(place, thick, height);

	group_put(group, pad + thick, 0, base);
	group_put(group, 0, bottom, flat);
	group_put(group, 0, bottom + height - thick, flat);
	group_put(group, 0, bottom, side);
	group_put(group, width - thick, bottom, side);
	group->width = width;
	return (struct atom){.box = group};
}

static const struct box *stroke(const struct place *place,
	const struct box *over, bool falling, float thick)
{
	struct box *line = box_new(
		place->f->work, BOX_STROKE, place_ink(place, FACE_MATH));

	line->width = over->width;
	line->height = over->height;
	line->depth = over->depth;
	line->falling = falling;
	line->thick = thick;
	return line;
}

struct atom strike_atom(const struct place *place, const struct math *node)
{
	const struct box *base = clean_box(place, node->base);
	struct box *group = group_new(place, 4);
	float thick = 0.05f * place->size;

	group_put(group, 0, 0, base);
	if (node->strike & STRIKE_UP)
		group_put(group, 0, 0, stroke(place, base, false, thick));
	if (node->strike & STRIKE_DOWN)
		group_put(group, 0, 0, stroke(place, base, true, thick));
	if (node->strike & STRIKE_ACROSS)
		group_put(group, 0, (base->height - base->depth - thick) / 2,
			rule_box(place, base->width, thick));
	group->width = base->width;
	return (struct atom){.box = group};
}

struct atom phantom_atom(const struct place *place, const struct math *node)
{
	const struct box *base = clean_box(place, node->base);
	struct box *box = group_new(place, 1);

	if (node->phantom & PHANTOM_DRAWN)
		box_add(box, 0, 0, base);

	box->width = node->phantom & PHANTOM_WIDTH ? base->width : 0;
	box->height = node->phantom & PHANTOM_HEIGHT ? base->height : 0;
	box->depth = node->phantom & PHANTOM_HEIGHT ? base->depth : 0;
	return (struct atom){.box = box};
}
