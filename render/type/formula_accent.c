#include <math.h>

#include "render/type/formula_parts.h"

/* What stands over or under something: accents (Appendix G, rule 12), lines
 * (rules 9 and 10), braces and arrows. */

/* Ems between an arrow, a brace and what it belongs to. */
static const float gap = 0.11f, brace_gap = 0.34f, arrow_rise = 0.06f;

static bool is_arrow(uint32_t code)
{
	return code == 0x20D7 || code == 0x20D6 || code == 0x20E1 ||
		(code >= 0x2190 && code <= 0x21FF);
}

/* An accent of a fixed form, or the widest that is no wider than the base;
 * arrows grow to its width. */
static struct atom accent_mark(
	const struct place *place, const struct math *node, float width)
{
	struct math_font *font = place->f->font;
	const struct math_glyph *glyph;
	uint32_t id;

	if (node->stretchy && is_arrow(node->code))
		return stretched_mark(place, node->code, width);
	id = face_glyph(math_font_face(font), node->code);
	if (id && node->stretchy)
		id = math_font_narrower(
			font, node->code, 1.02f * width / place->size);
	if (!id)
		return stretched(place, node->code, false, 0);
	glyph = math_font_glyph(font, id);
	return (struct atom){
		.box = glyph_box(place, id, node->code),
		.attach = glyph->attach * place->size,
		.single = true,
	};
}

/* The middle of a mark's ink, from its origin. */
static float middle_of(const struct place *place, const struct box *box)
{
	const struct math_glyph *glyph;

	if (box->kind != BOX_RUN || box->run->glyph_count != 1 ||
		box->run->pieces[0].face != math_font_face(place->f->font))
		return box->width / 2;
	glyph = math_font_glyph(place->f->font, box->run->glyphs[0].id);
	return (glyph->left + glyph->right) / 2 * place->size;
}

static struct atom base_of(const struct place *place, const struct math *node)
{
	struct place in = place_in(place, place->style, true);
	const struct math *base = only_child(node->base);

	if (base && base->kind != MATH_ROW && base->kind != MATH_STYLE &&
		base->kind != MATH_COLOR)
		return atom_of(&in, base);
	return (struct atom){.box = clean_box(&in, base)};
}

/* Below, marks keep a distance of their own: fonts have no constant for it. */
static void put_below(const struct place *place, struct box *group,
	const struct atom *base, const struct atom *mark)
{
	float x = base->box->width / 2 - middle_of(place, mark->box);

	group_put(group, x,
		-base->box->depth - gap * place->size - mark->box->height,
		mark->box);
}

static void put_above(const struct place *place, struct box *group,
	const struct math *node, const struct atom *base,
	const struct atom *mark)
{
	float most = constant(place, FONT_ACCENT_BASE_HEIGHT);
	float shift = base->box->height - fminf(base->box->height, most);
	float at = base->single && base->attach > 0 ? base->attach
						    : base->box->width / 2;
	float middle = middle_of(place, mark->box);

	/* Long arrows need more air than a short accent. */
	if (node->stretchy && is_arrow(node->code))
		shift += arrow_rise * place->size;
	if (node->stretchy)
		at = (base->box->width + (base->single ? base->italic : 0)) / 2;
	else if (mark->attach > 0)
		middle = mark->attach;
	group_put(group, at - middle, shift, mark->box);
}

struct atom accent_atom(const struct place *place, const struct math *node)
{
	struct atom base = base_of(place, node);
	float width = base.box->width + (base.single ? base.italic : 0);
	struct atom mark = accent_mark(place, node, width);
	struct box *group = group_new(place, 2);

	group_put(group, 0, 0, base.box);
	if (node->below)
		put_below(place, group, &base, &mark);
	else
		put_above(place, group, node, &base, &mark);
	group->width = base.box->width;
	return (struct atom){
		.box = group,
		.italic = base.italic,
		.attach = base.attach,
		.single = base.single,
	};
}

struct atom line_atom(const struct place *place, const struct math *node)
{
	struct place in = place_in(
		place, place->style, node->below ? place->cramped : true);
	const struct box *base = clean_box(&in, node->base);
	struct box *group = group_new(place, 2);
	float thick = constant(
		place, node->below ? FONT_UNDERBAR_RULE : FONT_OVERBAR_RULE);
	const struct box *rule = rule_box(place, base->width, thick);

	group_put(group, 0, 0, base);
	if (node->below) {
		group_put(group, 0,
			-base->depth - constant(place, FONT_UNDERBAR_GAP) -
				thick,
			rule);
		group->depth += constant(place, FONT_UNDERBAR_EXTRA);
	} else {
		group_put(group, 0,
			base->height + constant(place, FONT_OVERBAR_GAP), rule);
		group->height += constant(place, FONT_OVERBAR_EXTRA);
	}
	group->width = base->width;
	return (struct atom){.box = group};
}

struct atom brace_atom(const struct place *place, const struct math *node)
{
	const struct box *base = clean_box(place, node->base);
	const struct box *brace =
		stretched_mark(place, node->code, base->width).box;
	struct box *group = group_new(place, 2);
	float width = fmaxf(base->width, brace->width);
	float x = width / 2 - middle_of(place, brace);
	float space = brace_gap * place->size;

	group_put(group, (width - base->width) / 2, 0, base);
	if (node->below)
		group_put(
			group, x, -base->depth - space - brace->height, brace);
	else
		group_put(group, x, base->height + space + brace->depth, brace);
	group->width = width;
	return (struct atom){.box = group};
}

struct atom arrow_atom(const struct place *place, const struct math *node)
{
	struct place small = place_up(place), under = place_down(place);
	const struct box *up = node->sup ? clean_box(&small, node->sup) : NULL;
	const struct box *down =
		node->sub ? clean_box(&under, node->sub) : NULL;
	struct box *group = group_new(place, 3);
	float room = 0.8f * place->size, width = 1.5f * place->size;
	float space = gap * place->size;
	const struct box *arrow;

	width = fmaxf(width, up ? up->width + room : 0);
	width = fmaxf(width, down ? down->width + room : 0);
	arrow = stretched(place, node->code, false, width).box;
	width = fmaxf(width, arrow->width);
	group_put(group, (width - arrow->width) / 2, 0, arrow);
	if (up)
		group_put(group, (width - up->width) / 2,
			arrow->height + space + up->depth, up);
	if (down)
		group_put(group, (width - down->width) / 2,
			-arrow->depth - space - down->height, down);
	group->width = width;
	return (struct atom){.box = group};
}
