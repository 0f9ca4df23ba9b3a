#include <math.h>

#include "render/type/formula_parts.h"

/* Fractions (Appendix G, rule 15) and roots (rule 11). */

/* Empty delimiters around a fraction, ems of the text around (plain TeX's
 * \nulldelimiterspace, 1.2 pt at 10 pt). */
static const float around = 0.12f;

struct fraction {
	const struct box *over, *under;
	float up, down; /* shifts */
};

static enum math_style inside(const struct place *place)
{
	switch (place->style) {
	case STYLE_DISPLAY:
		return STYLE_TEXT;
	case STYLE_TEXT:
		return STYLE_SCRIPT;
	default:
		return STYLE_SCRIPTSCRIPT;
	}
}

static float chosen(const struct place *place, enum math_constant display,
	enum math_constant text)
{
	return constant(place, place_is_display(place) ? display : text);
}

/* Rule 15d: each keeps its distance from the bar. */
static void with_bar(const struct place *place, struct fraction *f, float bar)
{
	float axis = constant(place, FONT_AXIS_HEIGHT);
	float over = chosen(place, FONT_FRACTION_NUM_DISPLAY_GAP_MIN,
		FONT_FRACTION_NUM_GAP_MIN);
	float under = chosen(place, FONT_FRACTION_DEN_DISPLAY_GAP_MIN,
		FONT_FRACTION_DEN_GAP_MIN);

	f->up = chosen(place, FONT_FRACTION_NUM_DISPLAY_SHIFT_UP,
		FONT_FRACTION_NUM_SHIFT_UP);
	f->down = chosen(place, FONT_FRACTION_DEN_DISPLAY_SHIFT_DOWN,
		FONT_FRACTION_DEN_SHIFT_DOWN);
	f->up = fmaxf(f->up, axis + bar / 2 + over + f->over->depth);
	f->down = fmaxf(f->down, under + bar / 2 - axis + f->under->height);
}

/* Rule 15c: they keep their distance from each other. */
static void without_bar(const struct place *place, struct fraction *f)
{
	float least =
		chosen(place, FONT_STACK_DISPLAY_GAP_MIN, FONT_STACK_GAP_MIN);
	float gap;

	f->up = chosen(place, FONT_STACK_TOP_DISPLAY_SHIFT_UP,
		FONT_STACK_TOP_SHIFT_UP);
	f->down = chosen(place, FONT_STACK_BOTTOM_DISPLAY_SHIFT_DOWN,
		FONT_STACK_BOTTOM_SHIFT_DOWN);
	gap = f->up - f->over->depth - (f->under->height - f->down);
	if (gap < least) {
		f->up += (least - gap) / 2;
		f->down += (least - gap) / 2;
	}
}

static const struct box *bare_fraction(
	const struct place *place, const struct math *node)
{
	struct place over = place_in(place, inside(place), place->cramped);
	struct place under = place_in(place, inside(place), true);
	const struct math *second = node->child ? node->child->next : NULL;
	struct math first = node->child ? *node->child : (struct math){0};
	struct box *group = group_new(place, 3);
	float bar = constant(place, FONT_FRACTION_RULE);
	float axis = constant(place, FONT_AXIS_HEIGHT), width;
	struct fraction f;

	first.next = NULL;
	f.over = clean_box(&over, &first);
	f.under = clean_box(&under, second);
	width = fmaxf(f.over->width, f.under->width);
	if (node->bar)
		with_bar(place, &f, bar);
	else
		without_bar(place, &f);
	group_put(group, (width - f.over->width) / 2, f.up, f.over);
	group_put(group, (width - f.under->width) / 2, -f.down, f.under);
	if (node->bar)
		group_put(
			group, 0, axis - bar / 2, rule_box(place, width, bar));
	group->width = width;
	return group;
}

/* TeX's delimiters for \atopwithdelims, ems: what its font has for σ20, σ21. */
static float delimiter_size(const struct place *place)
{
	return place->size * (place_is_display(place) ? 2.39f : 1.19f);
}

struct atom fraction_atom(const struct place *place, const struct math *node)
{
	struct place at = place_in(place, node->style, place->cramped);
	const struct box *middle = bare_fraction(&at, node);
	struct box *group = group_new(place, 3);
	float x = around * place->f->ink->size;

	if (node->left || node->right) {
		const struct box *left =
			delimiter_box(&at, node->left, delimiter_size(&at));
		const struct box *right =
			delimiter_box(&at, node->right, delimiter_size(&at));

		group_put(group, 0, 0, left);
		group_put(group, left->width, 0, middle);
		group_put(group, left->width + middle->width, 0, right);
		group->width = left->width + middle->width + right->width;
		return (struct atom){.box = group};
	}
	group_put(group, x, 0, middle);
	group->width = middle->width + 2 * x;
	return (struct atom){.box = group};
}

/* ---- roots ---- */

/* The index to the left of the sign: *x is where the sign then begins. */
static void put_index(const struct place *place, struct box *group,
	const struct math *index, const struct box *sign, float bottom,
	float *x)
{
	struct place small = place_in(place, STYLE_SCRIPTSCRIPT, true);
	const struct box *box = clean_box(&small, index);
	float height = sign->height + sign->depth;
	float raise = height *
		math_font_constant(place->f->font, FONT_RADICAL_DEGREE_RAISE);
	float after = constant(place, FONT_RADICAL_KERN_AFTER_DEGREE);
	float before = constant(place, FONT_RADICAL_KERN_BEFORE_DEGREE);

	*x = fmaxf(before + box->width + after, 0);
	group_put(group, *x - after - box->width, bottom + raise + box->depth,
		box);
}

struct atom root_atom(const struct place *place, const struct math *node)
{
	struct place in = place_in(place, place->style, true);
	struct math radicand = *node->child;
	const struct math *index = node->child->next;
	float bar = constant(place, FONT_RADICAL_RULE);
	float gap = constant(place,
		place_is_display(place) ? FONT_RADICAL_DISPLAY_GAP
					: FONT_RADICAL_GAP);
	struct box *group = group_new(place, 4);
	const struct box *body, *sign;
	float wanted, top, x = 0;

	radicand.next = NULL;
	body = clean_box(&in, &radicand);
	wanted = body->height + body->depth + gap + bar;
	sign = stretched(place, 0x221A, true, wanted).box;
	gap += fmaxf(0, sign->height + sign->depth - wanted) / 2;
	top = body->height + gap + bar;
	if (index)
		put_index(place, group, index, sign,
			top - sign->height - sign->depth, &x);
	group_put(group, x, top - sign->height, sign);
	group_put(group, x + sign->width, top - bar,
		rule_box(place, body->width, bar));
	group_put(group, x + sign->width, 0, body);
	group->width = x + sign->width + body->width;
	group->height += constant(place, FONT_RADICAL_EXTRA);
	return (struct atom){.box = group};
}
