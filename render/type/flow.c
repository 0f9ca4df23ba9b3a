#include "render/type/flow.h"

#include <math.h>
#include <stdlib.h>

/* Of a page break in a group that no page can hold; and in a soft one, between
 * and inside paragraphs: as much as three, or six, tenths of a page left empty
 * (pagebreak.c). */
enum { INSIDE_GROUP = 300, INSIDE_SOFT = 30, INSIDE_PARAGRAPH = 60 };

struct flow *flow_new(struct work *work, float width)
{
	struct flow *flow = NEW(work->arena, struct flow);

	flow->work = work;
	flow->width = width;
	return flow;
}

struct slab *flow_slab(struct flow *flow, float height)
{
	struct slab *slab = &PUSH(
		flow->work->arena, flow->slabs, flow->count, flow->capacity)[0];

	*slab = (struct slab){.height = height, .marks = flow->marks};
	slab->forced = flow->breaks;
	if (flow->glued)
		slab->penalty = PENALTY_NEVER;
	flow->marks = NULL;
	flow->breaks = flow->glued = false;
	return slab;
}

void flow_gap(struct flow *flow, float height, float slack, bool merge)
{
	struct slab *last = flow->count ? &flow->slabs[flow->count - 1] : NULL;

	if (last && last->gap && merge) {
		last->height = fmaxf(last->height, height);
		last->slack = fmaxf(last->slack, slack);
		return;
	}
	if (last && last->gap) {
		last->height += height;
		return;
	}
	last = &PUSH(
		flow->work->arena, flow->slabs, flow->count, flow->capacity)[0];
	*last = (struct slab){.height = height, .slack = slack, .gap = true};
}

struct piece *slab_piece(
	struct work *work, struct slab *slab, enum piece_kind kind)
{
	struct piece *piece;

	/* Most slabs are a line, perhaps with a label. */
	if (!slab->pieces) {
		slab->piece_capacity = 2;
		slab->pieces = NEW_ARRAY(work->arena, 2, struct piece);
	}
	piece = &PUSH(work->arena, slab->pieces, slab->piece_count,
		slab->piece_capacity)[0];
	*piece = (struct piece){.kind = kind};
	return piece;
}

/* ---- lines ---- */

static void measure_line(const struct paragraph *p, const struct line *line,
	float *height, float *depth)
{
	for (size_t i = line->first; i < line->end; i++) {
		const struct line_item *item = &p->items[i];

		if (item->kind != ITEM_BOX)
			continue;
		*height = fmaxf(*height, item->box->height);
		*depth = fmaxf(*depth, item->box->depth);
	}
}

static float line_offset(
	const struct line *line, float width, enum markup_align align)
{
	float room = line->fill > 0 ? 0 : width - line->natural;

	if (align == ALIGN_CENTER)
		return room / 2;
	return align == ALIGN_RIGHT ? room : 0;
}

/* How far a capital with two accents may stand above the strut of a first
 * line, in ems: paragraphs have some room between them. */
static const float accents = 0.12f;

/* What is taller than the text keeps a hair's breadth away, and a fraction
 * more: it would be read with what touches it. Ems. */
static const float hair = 0.08f, breath = 0.18f, tall = 0.25f;

static float kept_away(float length, float strut, float size)
{
	float over = length - strut;

	if (over <= 0.05f)
		return strut;
	return length + (over > tall * size ? breath : hair) * size;
}

/* *room: what is free above the strut; then, under this line's ink. Lines with
 * tall letters stay evenly spaced where they do not touch, and else give way no
 * more than they must. */
static void push_line(struct flow *flow, const struct paragraph *p,
	const struct line *line, enum markup_align align, const struct ink *ink,
	float *room)
{
	struct work *work = flow->work;
	float strut = strut_height(work, ink->size);
	float under = strut_depth(work, ink->size);
	float height = 0, depth = 0;
	struct piece *piece;
	struct slab *slab;

	measure_line(p, line, &height, &depth);
	height -= *room;
	*room = fmaxf(0, under - depth - 0.02f * ink->size);
	height = kept_away(height, strut, ink->size);
	depth = kept_away(depth, under, ink->size);
	slab = flow_slab(flow, height + depth);
	slab->baseline = height;
	piece = slab_piece(work, slab, PIECE_LINE);
	piece->x =
		flow->left + line_offset(line, flow->width - flow->left, align);
	piece->y = height;
	piece->tag = p->tag;
	piece->items = p->items;
	piece->line = line;
	piece->more = line->end + 1 < p->count;
}

/* Glue stretched so far leaves holes: better a short line. */
static void relax(struct line *line)
{
	if (line->ratio > 5)
		line->ratio = 0;
}

/* The finishing glue would keep a line from being centred. */
static void drop_fill(struct line *line, const struct paragraph *p)
{
	for (size_t i = line->first; i < line->end; i++)
		if (p->items[i].kind == ITEM_GLUE && p->items[i].box &&
			p->items[i].fill > 0)
			return;
	for (size_t i = line->first; i + 1 < line->end; i++)
		if (p->items[i].kind == ITEM_GLUE && p->items[i].fill > 0)
			return;
	line->fill = 0;
}

void flow_lines(struct flow *flow, const struct paragraph *p,
	enum markup_align align, const struct ink *ink)
{
	struct work *work = flow->work;
	float width = flow->width - flow->left;
	struct line_setting setting = {
		.widths = &width,
		.width_count = 1,
		.ragged = align != ALIGN_NONE || !work->style.justify,
		.even = align == ALIGN_CENTER,
		.tolerance = 200,
		.emergency = 3 * ink->size,
	};
	float room = accents * ink->size;
	size_t count, first = flow->count;
	struct line *lines;

	if (setting.ragged)
		setting.emergency = 6 * ink->size;
	lines = (struct line *)break_lines(
		work->arena, p->items, p->count, &setting, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		work->notes.overfull += lines[i].overfull;
		relax(&lines[i]);
		if (align == ALIGN_CENTER || align == ALIGN_RIGHT)
			drop_fill(&lines[i], p);
		push_line(flow, p, &lines[i], align, ink, &room);
	}
	if (count > 1) {
		flow->slabs[first + 1].penalty = PENALTY_NEVER;
		flow->slabs[first + count - 1].penalty = PENALTY_NEVER;
	}
}

/* ---- groups ---- */

void flow_group_begin(struct flow *flow)
{
	*PUSH(flow->work->arena, flow->groups, flow->group_count,
		flow->group_capacity) = (struct group){
		.first = flow->count,
		.outer = flow->open,
	};
	flow->open = flow->group_count;
}

void flow_group_soften(struct flow *flow)
{
	flow->groups[flow->open - 1].soft = true;
}

void flow_group_end(struct flow *flow)
{
	struct group *group;

	if (!flow->open)
		return;
	group = &flow->groups[flow->open - 1];
	group->end = flow->count;
	flow->open = group->outer;
}

void flow_group_drop(struct flow *flow)
{
	struct group *group = &flow->groups[flow->open - 1];

	group->end = group->first;
	flow->open = group->outer;
}

float flow_height(const struct flow *flow, size_t first, size_t end)
{
	double sum = 0;

	for (size_t i = first; i < end; i++)
		sum += flow->slabs[i].height;
	return (float)sum;
}

static void keep_softly(struct flow *flow, size_t first, size_t end)
{
	for (size_t i = first + 1; i < end; i++) {
		struct slab *slab = &flow->slabs[i];
		int penalty = slab[-1].gap ? INSIDE_SOFT : INSIDE_PARAGRAPH;

		if (slab->penalty < penalty) {
			slab->penalty = penalty;
			slab->soft = true;
		}
	}
}

static void keep(struct flow *flow, const struct group *group, float height)
{
	size_t first = group->first, end = group->end;

	while (first < end && flow->slabs[first].gap)
		first++;
	while (end > first && flow->slabs[end - 1].gap)
		end--;
	if (end <= first)
		return;
	if (group->soft) {
		keep_softly(flow, first, end);
		return;
	}
	if (flow_height(flow, first, end) <= height) {
		for (size_t i = first + 1; i < end; i++)
			flow->slabs[i].penalty = PENALTY_NEVER;
		return;
	}
	for (size_t i = first + 1; i < end; i++)
		if (flow->slabs[i].penalty + INSIDE_GROUP < PENALTY_NEVER)
			flow->slabs[i].penalty += INSIDE_GROUP;
}

void flow_keep_groups(struct flow *flow, float height)
{
	while (flow->open)
		flow_group_end(flow);
	for (size_t i = 0; i < flow->group_count; i++)
		keep(flow, &flow->groups[i], height);
}

/* ---- side by side ---- */

/* A slab of one of the flows, where it comes to stand. */
struct placed {
	float top, bottom, x;
	size_t part; /* which flow */
	const struct slab *slab;
};

/* By the top; then flow by flow, so that the order is one only. */
static int by_top(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;

	if (a->top != b->top)
		return a->top < b->top ? -1 : 1;
	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	return a->slab < b->slab ? -1 : a->slab > b->slab;
}

static float first_baseline(const struct flow *flow)
{
	for (size_t i = 0; i < flow->count; i++)
		if (!flow->slabs[i].gap)
			return flow->slabs[i].baseline;
	return 0;
}

/* All slabs of the flows, in the order of their tops. */
static struct placed *place_all(struct work *work, struct flow *const *parts,
	const float *x, size_t count, bool baseline, size_t *placed_count)
{
	struct placed *placed;
	size_t total = 0, n = 0;
	float base = 0;

	for (size_t i = 0; i < count; i++) {
		total += parts[i]->count;
		base = fmaxf(base, first_baseline(parts[i]));
	}
	placed = NEW_ARRAY(work->arena, total, struct placed);
	for (size_t i = 0; i < count; i++) {
		float y = baseline ? base - first_baseline(parts[i]) : 0;

		for (size_t k = 0; k < parts[i]->count; k++) {
			const struct slab *slab = &parts[i]->slabs[k];

			if (!slab->gap)
				placed[n++] = (struct placed){
					y, y + slab->height, x[i], i, slab};
			y += slab->height;
		}
	}
	qsort(placed, n, sizeof *placed, by_top);
	*placed_count = n;
	return placed;
}

static void add_marks(struct slab *slab, struct mark *marks)
{
	struct mark **end = &slab->marks;

	while (*end)
		end = &(*end)->next;
	*end = marks;
}

/* Flow by flow: a reader reads the left one first. */
static int by_part(const void *left, const void *right)
{
	const struct placed *a = left, *b = right;

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	return a->slab < b->slab ? -1 : a->slab > b->slab;
}

/* One slab from placed slabs that overlap. */
static void merge(struct flow *flow, struct placed *placed, size_t count,
	float top, float bottom)
{
	struct slab *out = flow_slab(flow, bottom - top);

	qsort(placed, count, sizeof *placed, by_part);
	for (size_t i = 0; i < count; i++) {
		const struct slab *slab = placed[i].slab;
		float down = placed[i].top - top;

		if (slab->baseline > 0 && out->baseline <= 0)
			out->baseline = down + slab->baseline;
		if (slab->penalty > out->penalty)
			out->penalty = slab->penalty;
		add_marks(out, slab->marks);
		for (size_t k = 0; k < slab->piece_count; k++) {
			struct piece *piece = slab_piece(
				flow->work, out, slab->pieces[k].kind);

			*piece = slab->pieces[k];
			piece->x += placed[i].x;
			piece->y += down;
		}
	}
}

size_t flow_beside(struct flow *flow, struct flow *const *parts, const float *x,
	size_t count, bool baseline)
{
	const struct style *style = &flow->work->style;
	size_t n, first, start = flow->count;
	struct placed *placed;

	for (size_t i = 0; i < count; i++)
		flow_keep_groups(parts[i],
			style->page_height - style->margin_top -
				style->margin_bottom);
	placed = place_all(flow->work, parts, x, count, baseline, &n);
	for (size_t i = 0; i < n;) {
		float top = i ? placed[i].top : 0, bottom = placed[i].bottom;

		for (first = i++; i < n && placed[i].top < bottom - 0.01f; i++)
			bottom = fmaxf(bottom, placed[i].bottom);
		if (i < n)
			bottom = placed[i].top;
		merge(flow, placed + first, i - first, top, bottom);
	}
	return start;
}
