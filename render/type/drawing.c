#include "render/type/drawing.h"

#include <math.h>

#include "render/type/galley_parts.h"

static const struct ink *ink_in(
	struct galley *g, const struct tag *tag, const struct drawn *d)
{
	struct ink *ink = arena_copy(
		g->work.arena, ink_of(&g->work, tag, d->look, 0), sizeof *ink);

	ink->color = d->color;
	return ink;
}

/* A line's box stands on its lower end. */
static void add_line(
	struct box *group, struct box *box, const struct drawn *d, float top)
{
	float x = d->w < 0 ? d->x + d->w : d->x;
	float low = fmaxf(d->y, d->y + d->h);

	box->kind = BOX_STROKE;
	box->width = fabsf(d->w);
	box->height = fabsf(d->h);
	box->thick = d->thick;
	box->falling = (d->w < 0) != (d->h > 0);
	box_add(group, x, low - top, box);
}

static void add_text(struct galley *g, struct box *group, const struct tag *tag,
	const struct drawn *d, float top)
{
	struct paragraph p = {.work = &g->work, .tag = tag};
	const struct box *box;
	float x = d->x;

	paragraph_text(&p, d->text, ink_in(g, tag, d));
	box = paragraph_pack(&p);
	if (d->align == ALIGN_CENTER)
		x -= box->width / 2;
	else if (d->align == ALIGN_RIGHT)
		x -= box->width;
	box_add(group, x, d->y - top, box);
}

/* Its baseline is its lower edge. */
static const struct box *group_of(
	struct galley *g, const struct drawing *drawing, const struct tag *tag)
{
	struct box *group = box_group(&g->work, drawing->count);

	group->width = drawing->width;
	group->height = drawing->height;
	for (size_t i = 0; i < drawing->count; i++) {
		const struct drawn *d = &drawing->v[i];
		struct box *box;

		if (d->kind == DRAWN_TEXT) {
			add_text(g, group, tag, d, drawing->height);
			continue;
		}
		box = box_new(&g->work, BOX_RULE, ink_in(g, tag, d));
		if (d->kind == DRAWN_LINE) {
			add_line(group, box, d, drawing->height);
			continue;
		}
		box->width = d->w;
		box->height = d->h;
		box_add(group, d->x, d->y + d->h - drawing->height, box);
	}
	return group;
}

void galley_drawing(struct galley *g, const struct drawing *drawing,
	enum markup_align align)
{
	const struct tag *tag =
		tag_new(&g->work, g->tag, TAG_FIGURE, drawing->alt);
	const struct box *box = group_of(g, drawing, tag);
	float room = galley_room(g) - drawing->width;
	struct piece *piece;
	struct slab *slab;

	galley_block_apart(g);
	slab = flow_slab(g->flow, drawing->height);
	slab->baseline = drawing->height;
	piece = slab_piece(&g->work, slab, PIECE_BOX);
	piece->x = g->flow->left +
		(align == ALIGN_CENTER                 ? room / 2
				: align == ALIGN_RIGHT ? room
						       : 0);
	piece->y = drawing->height;
	piece->box = box;
	piece->tag = tag;
}
