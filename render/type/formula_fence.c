#include <math.h>

#include "render/type/formula_parts.h"

/* Delimiters that grow (Appendix G, rule 19), and frames, strikes and
 * phantoms around things. */

/* Plain TeX: a delimiter is 90.1 % as high as what it encloses, or short of
 * it by 5 pt at 10 pt. */
static const float factor = 0.901f, shortfall = 0.5f;

const struct box *delimiter_box(
	const struct place *place, uint32_t code, float wanted)
{
	if (!code)
		return box_empty(place->f->work, NULL, 0.12f * place->size);
	return on_axis(place, stretched(place, code, true, wanted).box);
}

static float wanted_for(const struct place *place, float height, float depth)
{
	float axis = constant(place, FONT_AXIS_HEIGHT);
	float both = 2 * fmaxf(height - axis, depth + axis);

	return fmaxf(factor * both, both - shortfall * place->size);
}

/* Middle delimiters get their size when that is known. */
static size_t set_middles(const struct place *place, const struct math *first,
	struct row_item *items, size_t count, float wanted)
{
	size_t i = 0;

	for (const struct math *n = first; n && i < count; n = n->next, i++)
		if (n->kind == MATH_MIDDLE)
			items[i].atom.box =
				delimiter_box(place, n->code, wanted);
	return i;
}

static bool is_flat(const struct math *first)
{
	for (const struct math *n = first; n; n = n->next)
		if (n->kind == MATH_STYLE || n->kind == MATH_COLOR)
			return false;
	return true;
}

struct atom fence_atom(const struct place *place, const struct math *node)
{
	struct row_item *items;
	size_t count = row_items(place, node->child, &items);
	struct box *group = group_new(place, count + 2);
	float height = 0, depth = 0, wanted, x;
	const struct box *left, *right;

	for (size_t i = 0; i < count; i++) {
		height = fmaxf(height, items[i].atom.box->height);
		depth = fmaxf(depth, items[i].atom.box->depth);
	}
	wanted = wanted_for(place, height, depth);
	if (is_flat(node->child))
		set_middles(place, node->child, items, count, wanted);
	left = delimiter_box(place, node->left, wanted);
	right = delimiter_box(place, node->right, wanted);
	group_put(group, 0, 0, left);
	x = left->width;
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
	static const float sizes[] = {1, 1.2f, 1.8f, 2.4f, 3};
	int size = node->size >= 1 && node->size <= 4 ? node->size : 1;

	return (struct atom){.box = delimiter_box(place, node->code,
				     factor * sizes[size] * place->size)};
}

/* ---- around things ---- */

struct atom frame_atom(const struct place *place, const struct math *node)
{
	const struct box *base = clean_box(place, node->base);
	struct box *group = group_new(place, 5);
	float pad = 0.3f * place->size, thick = 0.04f * place->size;
	float width = base->width + 2 * pad;
	float height = base->height + base->depth + 2 * pad;
	float bottom = -base->depth - pad;
	const struct box *flat = rule_box(place, width, thick);
	struct box *side = (struct box *)rule_box(place, thick, height);

	group_put(group, pad, 0, base);
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
