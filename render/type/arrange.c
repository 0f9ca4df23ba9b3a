#include <math.h>

#include "render/type/galley_parts.h"

/* Blocks side by side and in frames. */

/* ---- options ---- */

enum { COLUMNS = 6 };

/* The widest label. */
static float label_width(
	struct galley *g, const struct labelled *options, size_t count)
{
	float width = 0;

	for (size_t i = 0; i < count; i++)
		width = fmaxf(width, galley_measure(g, options[i].label));
	return width;
}

static float column_of(const struct galley *g, size_t columns)
{
	float gaps = g->work.style.option_gap * (float)(columns - 1);

	return (galley_room(g) - gaps) / (float)columns;
}

/* As many in every row; or, of five and more, one less in the last. */
static bool divides(size_t count, size_t columns)
{
	size_t last = count % columns;

	return !last || (count > 4 && last + 1 == columns);
}

/* Options that are pictures may be shrunk to stand side by side. */
static const float shrink = 0.55f;

static float body_width(struct galley *g, struct words body)
{
	const struct markup *tree =
		body.count == 1 ? body.spans[0].markup : NULL;
	float width = galley_measure(g, body);

	if (tree && tree->kind == MARKUP_DOCUMENT)
		tree = tree->child;
	if (!tree || !markup_is_pictures(tree))
		return width;
	return fminf(width * shrink, galley_room(g) * 0.4f);
}

size_t galley_fit(
	struct galley *g, const struct labelled *options, size_t count)
{
	float label = label_width(g, options, count), body = 0;

	for (size_t i = 0; i < count; i++)
		body = fmaxf(body, body_width(g, options[i].body));
	for (size_t columns = count < COLUMNS ? count : COLUMNS; columns > 1;
		columns--)
		if (divides(count, columns) &&
			label + body <= column_of(g, columns))
			return columns;
	return 1;
}

/* One option in a flow of its own. */
static struct flow *option_flow(struct galley *g, const struct labelled *option,
	float width, float indent)
{
	const struct tag *outer = g->tag, *item, *mark;
	struct flow *flow = g->flow, *own = flow_new(&g->work, width);
	struct str none = {NULL, 0};

	item = tag_new(&g->work, outer, TAG_ITEM, none);
	mark = tag_new(&g->work, item, TAG_LABEL, none);
	g->flow = own;
	g->tag = tag_new(&g->work, item, TAG_BODY, none);
	own->left = indent;
	galley_set(g, option->body, 0, ALIGN_NONE, g->tag);
	galley_label(g, galley_pack(g, option->label, mark), 0, 0, mark);
	g->flow = flow;
	g->tag = outer;
	return own;
}

/* A row may be short but keeps the columns' width. */
static void option_row(struct galley *g, const struct labelled *options,
	size_t count, size_t columns, float indent)
{
	struct flow *parts[COLUMNS];
	float x[COLUMNS], width = column_of(g, columns);

	if (count > columns)
		count = columns;
	for (size_t i = 0; i < count; i++) {
		x[i] = g->flow->left +
			(width + g->work.style.option_gap) * (float)i;
		parts[i] = option_flow(g, &options[i], width, indent);
	}
	flow_group_begin(g->flow);
	flow_beside(g->flow, parts, x, count, true);
	flow_group_end(g->flow);
}

void galley_columns(struct galley *g, const struct labelled *options,
	size_t count, size_t columns)
{
	const struct tag *outer = g->tag;
	float indent = label_width(g, options, count);
	float gap = g->work.style.paragraph_gap / 2;

	if (columns < 1 || columns > COLUMNS)
		columns = 1;
	g->list = NULL;
	g->tag = tag_new(&g->work, outer, TAG_LIST, (struct str){NULL, 0});
	for (size_t i = 0; i < count; i += columns) {
		if (g->flow->count)
			flow_gap(g->flow, gap, 0, true);
		option_row(g, options + i, count - i, columns, indent);
	}
	g->tag = outer;
}

void galley_options(
	struct galley *g, const struct labelled *options, size_t count)
{
	galley_columns(g, options, count, galley_fit(g, options, count));
}

/* ---- side by side ---- */

void galley_split_begin(
	struct galley *g, const float *shares, size_t count, float gap)
{
	struct container *c = NEW(g->work.arena, struct container);
	float sum = 0, x = g->flow->left;
	float room = galley_room(g) - gap * (float)(count - 1);

	galley_block(g);
	for (size_t i = 0; i < count; i++)
		sum += shares[i];
	c->outer = g->container;
	c->flow = g->flow;
	c->count = count;
	c->parts = NEW_ARRAY(g->work.arena, count, struct flow *);
	c->x = NEW_ARRAY(g->work.arena, count, float);
	for (size_t i = 0; i < count; i++) {
		float width = room * shares[i] / sum;

		c->x[i] = x;
		c->parts[i] = flow_new(&g->work, width);
		x += width + gap;
	}
	g->container = c;
	g->flow = c->parts[0];
}

void galley_split_next(struct galley *g)
{
	struct container *c = g->container;

	if (c && c->at + 1 < c->count)
		g->flow = c->parts[++c->at];
	g->list = NULL;
}

void galley_split_end(struct galley *g)
{
	struct container *c = g->container;

	if (!c)
		return;
	g->flow = c->flow;
	g->container = c->outer;
	g->list = NULL;
	flow_group_begin(g->flow);
	flow_beside(g->flow, c->parts, c->x, c->count, true);
	flow_group_end(g->flow);
}

/* ---- frames ---- */

void galley_frame_begin(struct galley *g, float padding)
{
	float share = 1;

	galley_block_apart(g);
	galley_split_begin(g, &share, 1, 0);
	g->container->padding = padding;
	g->container->x[0] += padding;
	g->flow->width -= 2 * padding;
	flow_slab(g->flow, padding);
}

static void side(struct work *work, struct slab *slab, float x, float y,
	float w, float h)
{
	struct piece *piece = slab_piece(work, slab, PIECE_RULE);

	piece->x = x;
	piece->y = y;
	piece->w = w;
	piece->h = h;
	piece->thick = work->style.rule;
	piece->color = work->style.line;
}

/* Slab by slab, so that a frame longer than a page can be divided. */
static void draw_frame(struct flow *flow, float padding)
{
	struct work *work = flow->work;
	float half = work->style.rule / 2;
	float x = -padding, w = flow->width + 2 * padding;

	for (size_t i = 0; i < flow->count; i++) {
		struct slab *slab = &flow->slabs[i];

		slab->gap = false;
		side(work, slab, x, 0, 0, slab->height);
		side(work, slab, x + w, 0, 0, slab->height);
		if (i == 0)
			side(work, slab, x - half, 0, w + 2 * half, 0);
		if (i + 1 == flow->count)
			side(work, slab, x - half, slab->height, w + 2 * half,
				0);
	}
}

void galley_frame_end(struct galley *g)
{
	struct container *c = g->container;
	struct flow *flow = g->flow;
	size_t n = flow->count;

	if (!c)
		return;
	/* What the last block keeps from a next one, the frame does not. */
	if (n && flow->slabs[n - 1].gap)
		flow->slabs[n - 1].height = 0;
	/* The padding stays with the text it keeps away from the frame. */
	flow->glued = true;
	flow_slab(flow, c->padding);
	if (n > 1)
		flow->slabs[1].penalty = PENALTY_NEVER;
	draw_frame(flow, c->padding);
	galley_split_end(g);
	galley_block_apart(g);
}
