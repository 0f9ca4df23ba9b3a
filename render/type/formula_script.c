#include <math.h>

#include "render/type/formula_parts.h"

/* Scripts beside a base (Appendix G, rule 18) and limits above and below it
 * (rule 13a). */

static bool takes_limits(const struct place *place, const struct math *base)
{
	if (!base)
		return false;
	return base->limits == LIMITS_ALWAYS ||
		(base->limits == LIMITS_DISPLAY && base->class == CLASS_OP &&
			place_is_display(place));
}

/* Ems. TeX's fonts leave this above and below limits (ξ13). */
static const float air = 0.1f;

/* Centred over one another; italic: how much the upper end of the base leans
 * to the right. */
static struct atom limits(const struct place *place, struct atom base,
	const struct math *sub, const struct math *sup)
{
	struct place above = place_up(place), below = place_down(place);
	const struct box *up = sup ? clean_box(&above, sup) : NULL;
	const struct box *down = sub ? clean_box(&below, sub) : NULL;
	struct box *group = group_new(place, 3);
	float width = base.box->width, lean = base.italic / 2, y;

	width = fmaxf(width, up ? up->width : 0);
	width = fmaxf(width, down ? down->width : 0);
	group->width = width;
	group_put(group, (width - base.box->width) / 2, 0, base.box);
	if (down) {
		y = fmaxf(constant(place, FONT_LOWER_LIMIT_GAP_MIN) +
				down->height,
			constant(place, FONT_LOWER_LIMIT_DROP_MIN));
		group_put(group, (width - down->width) / 2 - lean,
			-base.box->depth - y, down);
		group->depth += air * place->size;
	}
	if (up) {
		y = fmaxf(constant(place, FONT_UPPER_LIMIT_GAP_MIN) + up->depth,
			constant(place, FONT_UPPER_LIMIT_RISE_MIN));
		group_put(group, (width - up->width) / 2 + lean,
			base.box->height + y, up);
		group->height += air * place->size;
	}
	return (struct atom){.box = group};
}

/* How far the scripts are moved up and down. */
struct shifts {
	float up, down;
};

/* Ems. Fonts know one shift of a subscript, for one below a superscript; TeX's
 * are less deep when they stand alone (σ16), and hang less from the bottom of
 * an integral or a bracket (σ19). */
static const float alone = 0.15f, hang = 0.035f;

/* Rules 18a to 18f. */
static struct shifts shifts_of(const struct place *place,
	const struct atom *base, const struct box *up, const struct box *down)
{
	struct shifts s = {0, 0};

	if (!base->single) {
		s.up = base->box->height -
			constant(place, FONT_SUP_BASELINE_DROP_MAX);
		s.down = base->box->depth +
			fminf(constant(place, FONT_SUB_BASELINE_DROP_MIN),
				hang * place->size);
	}
	if (up) {
		s.up = fmaxf(s.up,
			constant(place,
				place->cramped ? FONT_SUP_SHIFT_UP_CRAMPED
					       : FONT_SUP_SHIFT_UP));
		s.up = fmaxf(
			s.up, up->depth + constant(place, FONT_SUP_BOTTOM_MIN));
	}
	if (down && up)
		s.down = fmaxf(s.down, constant(place, FONT_SUB_SHIFT_DOWN));
	if (down && !up) {
		s.down = fmaxf(s.down,
			fminf(constant(place, FONT_SUB_SHIFT_DOWN),
				alone * place->size));
		s.down = fmaxf(s.down,
			down->height - constant(place, FONT_SUB_TOP_MAX));
	}
	if (up && down) {
		float gap = s.up - up->depth - (down->height - s.down);
		float lack = constant(place, FONT_SUB_SUP_GAP_MIN) - gap;
		float rise = constant(place, FONT_SUP_BOTTOM_MAX_WITH_SUB) -
			(s.up - up->depth);

		if (lack > 0) {
			s.down += lack;
			rise = fminf(rise, lack);
			s.up += fmaxf(rise, 0);
			s.down -= fmaxf(rise, 0);
		}
	}
	return s;
}

/* A prime has white space of its own at both sides, more than it needs. */
static float spare(const struct place *place, const struct math *sup)
{
	const struct math *only = only_child(sup);

	if (!only || only->kind != MATH_ATOM || only->code < 0x2032 ||
		only->code > 0x2034)
		return 0;
	return fmaxf(0, atom_of(place, only).left - 0.03f * place->size);
}

static struct atom beside(const struct place *place, struct atom base,
	const struct math *sub, const struct math *sup)
{
	struct place above = place_up(place), below = place_down(place);
	const struct box *up = sup ? clean_box(&above, sup) : NULL;
	const struct box *down = sub ? clean_box(&below, sub) : NULL;
	struct shifts s = shifts_of(place, &base, up, down);
	struct box *group = group_new(place, 3);
	float space = place->f->ink->size *
		math_font_constant(place->f->font, FONT_SPACE_AFTER_SCRIPT);
	float right = base.box->width, width = right;
	float up_x =
		(base.large ? right : right + base.italic) - spare(&above, sup);
	float down_x = base.large ? right - base.italic : right;

	/* Numbers of a nuclide stand at the element that follows: {}^{14}_6C.
	 */
	if (up && down && !base.box->child_count && right <= 0) {
		up_x += fmaxf(0, down->width - up->width);
		down_x += fmaxf(0, up->width - down->width);
	}
	/* In the order in which they are copied and read. */
	group_put(group, 0, 0, base.box);
	if (down) {
		group_put(group, down_x, -s.down, down);
		width = fmaxf(width, down_x + down->width + space);
	}
	if (up) {
		group_put(group, up_x, s.up, up);
		width = fmaxf(width, up_x + up->width + space);
	}
	group->width = width;
	return (struct atom){.box = group};
}

struct atom scripts_atom(const struct place *place, const struct math *node)
{
	const struct math *base = only_child(node->base);
	struct atom atom = {.box = NULL};

	if (base && base->kind != MATH_ROW)
		atom = atom_of(place, base);
	else
		atom.box = base ? row_box(place, base->child)
				: group_new(place, 0);
	if (takes_limits(place, base))
		return limits(place, atom, node->sub, node->sup);
	return beside(place, atom, node->sub, node->sup);
}

struct atom stack_atom(const struct place *place, const struct math *node)
{
	struct atom base = {.box = clean_box(place, node->base)};

	return limits(place, base, node->sub, node->sup);
}
