#include <math.h>

#include "render/type/table_parts.h"

/* A row while it is put: which cell each column belongs to. */
struct band {
	struct grid *grid;
	size_t row;
	const struct spot **owners; /* by column; from rows above too */
};

/* NULL where a row has too few cells. */
static const struct spot *owner(const struct band *band, size_t column)
{
	const struct spot *spot = band->owners[column];

	return spot && band->row < spot->row + spot->rows ? spot : NULL;
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
static void upright(const struct band *band, struct slab *slab)
{
	struct grid *grid = band->grid;

	for (size_t c = 0; c < grid->table->column_count; c++) {
		const struct spot *spot = owner(band, c);

		if (spot && spot->column == c)
			rule(grid, slab, grid->x[c], 0, 0, slab->height);
	}
	rule(grid, slab, grid->total, 0, 0, slab->height);
}

/* Under the cells that end in this row, joined where they touch. */
static void under(const struct band *band, struct slab *slab)
{
	struct grid *grid = band->grid;
	size_t n = grid->table->column_count, start = 0;

	for (size_t c = 0; c <= n; c++) {
		const struct spot *spot = c < n ? owner(band, c) : NULL;

		if (spot && spot->row + spot->rows == band->row + 1)
			continue;
		if (c > start)
			rule(grid, slab, grid->x[start], slab->height,
				grid_sum(grid->width + start, c - start), 0);
		start = c + 1;
	}
}

static bool is_header(const struct grid *grid, size_t row)
{
	return row < grid->table->row_count && grid->table->rows[row].header;
}

static void draw_rules(
	const struct band *band, struct slab *slabs, size_t count)
{
	struct grid *grid = band->grid;
	size_t row = band->row;
	const struct table *table = grid->table;
	bool all = table->rules == RULES_ALL;
	bool head = table->rules == RULES_HEAD;
	bool last = row + 1 == table->row_count;

	if (all)
		for (size_t i = 0; i < count; i++)
			upright(band, &slabs[i]);
	/* A page may begin with any row when no header is repeated. */
	if ((all && (row == 0 || !is_header(grid, 0))) || (head && row == 0))
		rule(grid, &slabs[0], 0, 0, grid->total, 0);
	if (all)
		under(band, &slabs[count - 1]);
	else if (head &&
		(last || (is_header(grid, row) && !is_header(grid, row + 1))))
		rule(grid, &slabs[count - 1], 0, slabs[count - 1].height,
			grid->total, 0);
}

/* How far down the text of a cell over several rows begins: in the middle of
 * a header. */
static float drop(const struct grid *grid, const struct spot *spot)
{
	float room = grid_sum(grid->height + spot->row, spot->rows) +
		grid_sum(grid->extra + spot->row, spot->rows) - 2 * ROW_PAD;

	if (!is_header(grid, spot->row))
		return 0;
	return (room - flow_height(spot->flow, 0, spot->flow->count)) / 2;
}

/* A cell over several rows is drawn with the first. */
static void draw_span(
	struct grid *grid, const struct spot *spot, struct slab *slab)
{
	float y = slab->height + drop(grid, spot);

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

static bool inside_span(const struct band *band)
{
	for (size_t c = 0; c < band->grid->table->column_count; c++) {
		const struct spot *spot = owner(band, c);

		if (spot && spot->row < band->row)
			return true;
	}
	return false;
}

static void put_row(const struct band *band, size_t first, size_t end)
{
	struct grid *grid = band->grid;
	size_t row = band->row;
	struct galley *g = grid->g;
	struct flow *flow = g->flow;
	struct flow **parts =
		NEW_ARRAY(g->work.arena, end - first, struct flow *);
	float *x = NEW_ARRAY(g->work.arena, end - first, float);
	size_t n = 0, start = flow->count;

	if (inside_span(band) || (row && is_header(grid, row - 1)))
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
	draw_rules(band, flow->slabs + start, flow->count - start);
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

static void own(struct band *band, const struct spot *spot)
{
	for (size_t i = 0; i < spot->columns; i++)
		band->owners[spot->column + i] = spot;
}

void grid_put(struct grid *grid)
{
	struct flow *flow = grid->g->flow;
	const struct style *style = &grid->g->work.style;
	float page =
		style->page_height - style->margin_top - style->margin_bottom;
	size_t start = flow->count, body = start, i = 0, first;
	bool head = true;
	struct band band = {.grid = grid};

	band.owners = NEW_ARRAY(grid->g->work.arena, grid->table->column_count,
		const struct spot *);
	/* A small table looks best in one piece. */
	flow_group_begin(flow);
	for (size_t row = 0; row < grid->table->row_count; row++) {
		band.row = row;
		for (first = i; i < grid->count && grid->spots[i].row == row;
			i++)
			own(&band, &grid->spots[i]);
		put_row(&band, first, i);
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
