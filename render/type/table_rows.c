#include <math.h>

#include "render/type/table_parts.h"

/* The spots of a row, and those that reach into it from above. */
static bool touches(const struct spot *spot, size_t row)
{
	return spot->row <= row && row < spot->row + spot->rows;
}

static void rule(struct grid *grid, struct slab *slab, float x, float y,
	float w, float h)
{
	struct piece *piece = slab_piece(&grid->g->work, slab, PIECE_RULE);

	piece->x = grid->left + x;
	piece->y = y;
	piece->w = w;
	piece->h = h;
	piece->thick = grid->g->work.style.rule;
	piece->color = grid->g->work.style.line;
}

/* Upright rules at the left of each cell and the right of the table. */
static void upright(struct grid *grid, size_t row, struct slab *slab)
{
	for (size_t i = 0; i < grid->count; i++)
		if (touches(&grid->spots[i], row))
			rule(grid, slab, grid->x[grid->spots[i].column], 0, 0,
				slab->height);
	rule(grid, slab, grid->total, 0, 0, slab->height);
}

/* Under the cells that end in this row, joined where they touch. */
static void under(struct grid *grid, size_t row, struct slab *slab)
{
	float start = 0, end = 0;

	for (size_t i = 0; i < grid->count; i++) {
		const struct spot *spot = &grid->spots[i];
		float x = grid->x[spot->column];

		if (!touches(spot, row) || spot->row + spot->rows > row + 1)
			continue;
		if (fabsf(x - end) > 0.01f) {
			if (end > start)
				rule(grid, slab, start, slab->height,
					end - start, 0);
			start = x;
		}
		end = x + grid_sum(grid->width + spot->column, spot->columns);
	}
	if (end > start)
		rule(grid, slab, start, slab->height, end - start, 0);
}

static bool is_header(const struct grid *grid, size_t row)
{
	return row < grid->table->row_count && grid->table->rows[row].header;
}

static void draw_rules(
	struct grid *grid, size_t row, struct slab *slabs, size_t count)
{
	const struct table *table = grid->table;
	bool all = table->rules == RULES_ALL;
	bool head = table->rules == RULES_HEAD;
	bool last = row + 1 == table->row_count;

	if (all)
		for (size_t i = 0; i < count; i++)
			upright(grid, row, &slabs[i]);
	/* A page may begin with any row when no header is repeated. */
	if ((all && (row == 0 || !is_header(grid, 0))) || (head && row == 0))
		rule(grid, &slabs[0], 0, 0, grid->total, 0);
	if (all)
		under(grid, row, &slabs[count - 1]);
	else if (head &&
		(last || (is_header(grid, row) && !is_header(grid, row + 1))))
		rule(grid, &slabs[count - 1], 0, slabs[count - 1].height,
			grid->total, 0);
}

/* A cell over several rows is drawn with the first. */
static void draw_span(
	struct grid *grid, const struct spot *spot, struct slab *slab)
{
	float y = slab->height;

	for (size_t i = 0; i < spot->flow->count; i++) {
		const struct slab *from = &spot->flow->slabs[i];

		for (size_t k = 0; k < from->piece_count; k++) {
			struct piece *piece = slab_piece(
				&grid->g->work, slab, from->pieces[k].kind);

			*piece = from->pieces[k];
			piece->x += grid->left + grid->x[spot->column] +
				grid->g->work.style.padding;
			piece->y += y;
		}
		y += from->height;
	}
}

static bool inside_span(const struct grid *grid, size_t row)
{
	for (size_t i = 0; i < grid->count; i++)
		if (grid->spots[i].row < row && touches(&grid->spots[i], row))
			return true;
	return false;
}

static void put_row(struct grid *grid, size_t row, size_t first, size_t end)
{
	struct galley *g = grid->g;
	struct flow *flow = g->flow;
	struct flow **parts =
		NEW_ARRAY(g->work.arena, end - first, struct flow *);
	float *x = NEW_ARRAY(g->work.arena, end - first, float);
	size_t n = 0, start = flow->count;

	if (inside_span(grid, row) || (row && is_header(grid, row - 1)))
		flow->glued = true;
	flow_group_begin(flow);
	flow_slab(flow, ROW_PAD);
	for (size_t i = first; i < end; i++) {
		const struct spot *spot = &grid->spots[i];

		if (spot->rows > 1) {
			draw_span(grid, spot, &flow->slabs[start]);
			continue;
		}
		parts[n] = spot->flow;
		x[n++] = grid->left + grid->x[spot->column] +
			g->work.style.padding;
	}
	flow->glued = true;
	flow_beside(flow, parts, x, n, true);
	flow->glued = true;
	flow_slab(flow, ROW_PAD + grid->extra[row]);
	flow_group_end(flow);
	draw_rules(grid, row, flow->slabs + start, flow->count - start);
}

/* Copies the header's slabs to be repeated above the others. */
static void repeat_header(
	struct grid *grid, size_t start, size_t body, size_t end)
{
	struct flow *flow = grid->g->flow;
	float height = flow_height(flow, start, body);
	struct slab *head;

	if (body == start || body == end)
		return;
	head = arena_copy(grid->g->work.arena, flow->slabs + start,
		(body - start) * sizeof *head);
	for (size_t i = 0; i < body - start; i++)
		head[i].marks = NULL;
	for (size_t i = body; i < end; i++) {
		flow->slabs[i].head = head;
		flow->slabs[i].head_count = body - start;
		flow->slabs[i].repeat = height;
	}
}

void grid_put(struct grid *grid)
{
	struct flow *flow = grid->g->flow;
	const struct style *style = &grid->g->work.style;
	float page =
		style->page_height - style->margin_top - style->margin_bottom;
	size_t start = flow->count, body = start, i = 0, first;
	bool head = true;

	/* A small table looks best in one piece. */
	flow_group_begin(flow);
	for (size_t row = 0; row < grid->table->row_count; row++) {
		for (first = i; i < grid->count && grid->spots[i].row == row;
			i++)
			;
		put_row(grid, row, first, i);
		head &= is_header(grid, row);
		if (head)
			body = flow->count;
	}
	if (flow_height(flow, start, flow->count) <= page / 4)
		flow_group_end(flow);
	else
		flow_group_drop(flow);
	repeat_header(grid, start, body, flow->count);
}
