#include <math.h>

#include "render/type/table_parts.h"

/* ---- places ---- */

static void place_cell(struct grid *grid, size_t row, size_t *column,
	const struct table_cell *cell)
{
	size_t columns = cell->columns ? cell->columns : 1;
	size_t rows = cell->rows ? cell->rows : 1;
	size_t all = grid->table->column_count;

	while (*column < all && grid->covered[*column])
		++*column;
	if (*column >= all)
		return;
	if (columns > all - *column)
		columns = all - *column;
	if (rows > grid->table->row_count - row)
		rows = grid->table->row_count - row;
	*PUSH(grid->g->work.arena, grid->spots, grid->count, grid->capacity) =
		(struct spot){cell, row, *column, columns, rows, NULL};
	for (size_t i = 0; i < columns; i++)
		grid->covered[(*column)++] = rows;
}

static void place_cells(struct grid *grid)
{
	const struct table *table = grid->table;

	for (size_t r = 0; r < table->row_count; r++) {
		size_t column = 0;

		for (size_t i = 0; i < table->rows[r].count; i++)
			place_cell(grid, r, &column, &table->rows[r].cells[i]);
		for (size_t c = 0; c < table->column_count; c++)
			grid->covered[c] -= grid->covered[c] > 0;
	}
}

/* ---- cells ---- */

static enum markup_align cell_align(
	const struct grid *grid, const struct spot *spot)
{
	enum markup_align align = spot->cell->align;

	if (align == ALIGN_NONE)
		align = grid->table->columns[spot->column].align;
	return align == ALIGN_NONE ? ALIGN_LEFT : align;
}

static void set_cell(
	struct grid *grid, struct spot *spot, const struct tag *row)
{
	struct galley *g = grid->g;
	const struct table *table = grid->table;
	const struct tag *outer = g->tag;
	struct flow *flow = g->flow;
	enum markup_align align = g->align;
	bool header = table->rows[spot->row].header;

	spot->flow = flow_new(&g->work,
		grid_sum(grid->width + spot->column, spot->columns) -
			2 * g->work.style.padding);
	g->flow = spot->flow;
	g->tag = tag_new(&g->work, row, header ? TAG_HEADER : TAG_CELL,
		(struct str){NULL, 0});
	g->align = cell_align(grid, spot);
	galley_set(g, spot->cell->words, table->look, ALIGN_NONE, g->tag);
	g->align = align;
	g->flow = flow;
	g->tag = outer;
}

float grid_sum(const float *values, size_t count)
{
	float total = 0;

	for (size_t i = 0; i < count; i++)
		total += values[i];
	return total;
}

static float flow_total(const struct flow *flow)
{
	return flow_height(flow, 0, flow->count);
}

static void set_cells(struct grid *grid, const struct tag *tag)
{
	const struct tag *row = NULL;

	for (size_t i = 0; i < grid->count; i++) {
		struct spot *spot = &grid->spots[i];

		if (!i || spot->row != grid->spots[i - 1].row)
			row = tag_new(&grid->g->work, tag, TAG_ROW,
				(struct str){NULL, 0});
		set_cell(grid, spot, row);
	}
}

/* Rows under a tall span share what it needs beyond them: the last gets it. */
static void grow_rows(struct grid *grid)
{
	float *height = grid->height;

	for (size_t i = 0; i < grid->count; i++) {
		const struct spot *spot = &grid->spots[i];

		if (spot->rows == 1)
			height[spot->row] = fmaxf(height[spot->row],
				flow_total(spot->flow) + 2 * ROW_PAD);
	}
	for (size_t i = 0; i < grid->count; i++) {
		const struct spot *spot = &grid->spots[i];
		size_t last = spot->row + spot->rows - 1;
		float have = grid_sum(height + spot->row, spot->rows) +
			grid_sum(grid->extra + spot->row, spot->rows);
		float lack = flow_total(spot->flow) + 2 * ROW_PAD - have;

		if (spot->rows > 1 && lack > 0)
			grid->extra[last] += lack;
	}
}

void galley_table(struct galley *g, const struct table *table)
{
	struct arena *arena = g->work.arena;
	struct grid grid = {.g = g, .table = table};
	size_t n = table->column_count;

	galley_block_apart(g);
	if (!n || !table->row_count)
		return;
	grid.covered = NEW_ARRAY(arena, n, size_t);
	grid.width = NEW_ARRAY(arena, n, float);
	grid.x = NEW_ARRAY(arena, n, float);
	grid.height = NEW_ARRAY(arena, table->row_count, float);
	grid.extra = NEW_ARRAY(arena, table->row_count, float);
	place_cells(&grid);
	grid_widths(&grid);
	set_cells(&grid,
		tag_new(&g->work, g->tag, TAG_TABLE, (struct str){NULL, 0}));
	grow_rows(&grid);
	grid_put(&grid);
	galley_block_apart(g);
}
