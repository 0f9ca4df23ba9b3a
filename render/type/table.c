#include <math.h>

#include "render/type/galley_parts.h"

/* White space above and below the text of a row. */
static const float row_pad = 2;

/* A cell at its place in the grid. */
struct spot {
	const struct table_cell *cell;
	size_t row, column, columns, rows;
	struct flow *flow;
};

struct grid {
	struct galley *g;
	const struct table *table;
	struct spot *spots; /* row by row, from left to right */
	size_t count, capacity;
	size_t *covered;  /* rows that a span from above still takes, by column
			   */
	float *width, *x; /* of columns */
	float total;
	float left;   /* of the table, in the flow */
	float *extra; /* height that a row is given for spans that end in it */
};

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

/* ---- widths ---- */

struct extents {
	float *least, *natural; /* of columns, padding included */
};

/* A cell over several columns asks each for an equal share of what they
 * lack. */
static void ask(float *widths, const struct spot *spot, float wanted)
{
	float sum = 0;

	for (size_t i = 0; i < spot->columns; i++)
		sum += widths[spot->column + i];
	for (size_t i = 0; i < spot->columns && sum < wanted; i++)
		widths[spot->column + i] +=
			(wanted - sum) / (float)spot->columns;
}

static void measure(struct grid *grid, struct extents *e)
{
	struct galley *g = grid->g;
	const struct table *table = grid->table;
	float pad = 2 * g->work.style.padding;
	float most = galley_room(g);

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < grid->count; i++) {
			const struct spot *spot = &grid->spots[i];
			float least, natural;

			if ((spot->columns > 1) != pass)
				continue;
			natural = galley_extent(
				g, spot->cell->words, table->look, &least);
			/* Blocks and hard breaks: as wide as may be. */
			natural = fminf(natural, most);
			ask(e->least, spot, least + pad);
			ask(e->natural, spot, natural + pad);
		}
	for (size_t c = 0; c < table->column_count; c++)
		if (table->columns[c].width > 0)
			e->least[c] = e->natural[c] = table->columns[c].width;
}

static float sum(const float *values, size_t count)
{
	float total = 0;

	for (size_t i = 0; i < count; i++)
		total += values[i];
	return total;
}

/* Narrow columns get what they ask for; those that want more than their share
 * of the room divide what is left: the least each needs, and the rest in
 * proportion to what they lack (as CSS 2.1 §17.5.2.2 does for all). */
static void squeeze(struct grid *grid, const struct extents *e, float room)
{
	size_t n = grid->table->column_count, wide = n;
	float least = 0, lack = 0;
	bool changed = true;

	while (changed) {
		float fair = wide ? room / (float)wide : 0;

		changed = false;
		for (size_t c = 0; c < n; c++)
			if (!grid->width[c] && e->natural[c] <= fair) {
				grid->width[c] = e->natural[c];
				room -= e->natural[c];
				wide--;
				changed = true;
			}
	}
	for (size_t c = 0; c < n; c++)
		if (!grid->width[c]) {
			least += e->least[c];
			lack += e->natural[c] - e->least[c];
		}
	for (size_t c = 0; c < n; c++) {
		float more = e->natural[c] - e->least[c];

		if (grid->width[c])
			continue;
		/* Too narrow even for the longest words: all give way. */
		if (least >= room || lack <= 0)
			grid->width[c] = e->least[c] * room / least;
		else
			grid->width[c] =
				e->least[c] + more * (room - least) / lack;
	}
}

/* Natural widths when there is room. */
static void share(struct grid *grid, const struct extents *e, float room)
{
	const struct table *table = grid->table;
	size_t n = table->column_count;
	float natural = sum(e->natural, n), measured = 0;

	if (natural > room) {
		squeeze(grid, e, room);
		return;
	}
	for (size_t c = 0; c < n; c++)
		if (table->columns[c].width <= 0)
			measured += e->natural[c];
	for (size_t c = 0; c < n; c++) {
		grid->width[c] = e->natural[c];
		if (table->wide && table->columns[c].width <= 0)
			grid->width[c] +=
				(room - natural) * e->natural[c] / measured;
	}
}

static void set_widths(struct grid *grid)
{
	struct arena *arena = grid->g->work.arena;
	size_t n = grid->table->column_count;
	struct extents e = {
		NEW_ARRAY(arena, n, float), NEW_ARRAY(arena, n, float)};
	float room = galley_room(grid->g);

	measure(grid, &e);
	share(grid, &e, room);
	for (size_t c = 0; c < n; c++) {
		grid->x[c] = grid->total;
		grid->total += grid->width[c];
	}
	grid->left = grid->g->flow->left;
	if (grid->table->align == ALIGN_CENTER)
		grid->left += (room - grid->total) / 2;
	if (grid->table->align == ALIGN_RIGHT)
		grid->left += room - grid->total;
}

/* ---- cells ---- */

static enum markup_align cell_align(
	const struct grid *grid, const struct spot *spot)
{
	enum markup_align align = spot->cell->align;

	if (align == ALIGN_NONE && spot->columns == 1)
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
		sum(grid->width + spot->column, spot->columns) -
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
	size_t rows = grid->table->row_count;
	float *height = NEW_ARRAY(grid->g->work.arena, rows, float);

	for (size_t i = 0; i < grid->count; i++) {
		const struct spot *spot = &grid->spots[i];

		if (spot->rows == 1)
			height[spot->row] = fmaxf(height[spot->row],
				flow_total(spot->flow) + 2 * row_pad);
	}
	for (size_t i = 0; i < grid->count; i++) {
		const struct spot *spot = &grid->spots[i];
		size_t last = spot->row + spot->rows - 1;
		float have = sum(height + spot->row, spot->rows) +
			sum(grid->extra + spot->row, spot->rows);
		float lack = flow_total(spot->flow) + 2 * row_pad - have;

		if (spot->rows > 1 && lack > 0)
			grid->extra[last] += lack;
	}
}

/* ---- rows ---- */

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
		end = x + sum(grid->width + spot->column, spot->columns);
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
	flow_slab(flow, row_pad);
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
	flow_slab(flow, row_pad + grid->extra[row]);
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

static void put_rows(struct grid *grid)
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

void galley_table(struct galley *g, const struct table *table)
{
	struct arena *arena = g->work.arena;
	struct grid grid = {.g = g, .table = table};
	size_t n = table->column_count;

	galley_block(g);
	if (!n || !table->row_count)
		return;
	grid.covered = NEW_ARRAY(arena, n, size_t);
	grid.width = NEW_ARRAY(arena, n, float);
	grid.x = NEW_ARRAY(arena, n, float);
	grid.extra = NEW_ARRAY(arena, table->row_count, float);
	place_cells(&grid);
	set_widths(&grid);
	set_cells(&grid,
		tag_new(&g->work, g->tag, TAG_TABLE, (struct str){NULL, 0}));
	grow_rows(&grid);
	put_rows(&grid);
}

/* ---- markup ---- */

static size_t count_children(const struct markup *node)
{
	size_t count = 0;

	for (node = node->child; node; node = node->next)
		count++;
	return count;
}

static struct table_row markup_row(struct arena *arena,
	const struct markup *row, struct table_column *columns, size_t most,
	unsigned look)
{
	size_t count = count_children(row), i = 0;
	struct table_cell *cells = NEW_ARRAY(arena, count, struct table_cell);

	for (const struct markup *c = row->child; c; c = c->next, i++) {
		struct span *span = NEW(arena, struct span);

		*span = MARKUP(c, look | (row->level ? LOOK_BOLD : 0));
		cells[i].words = (struct words){span, 1};
		cells[i].align = c->align;
		if (i < most && columns[i].align == ALIGN_NONE)
			columns[i].align = c->align;
	}
	return (struct table_row){cells, count, row->level == 1};
}

void galley_markup_table(
	struct galley *g, const struct markup *node, unsigned look)
{
	struct arena *arena = g->work.arena;
	size_t n = count_children(node), i = 0, most = 0;
	struct table_row *rows = NEW_ARRAY(arena, n, struct table_row);
	struct table_column *columns;
	struct table table = {
		.rows = rows, .row_count = n, .align = ALIGN_CENTER};

	for (const struct markup *r = node->child; r; r = r->next)
		if (count_children(r) > most)
			most = count_children(r);
	columns = NEW_ARRAY(arena, most, struct table_column);
	for (const struct markup *r = node->child; r; r = r->next)
		rows[i++] = markup_row(arena, r, columns, most, look);
	table.columns = columns;
	table.column_count = most;
	galley_table(g, &table);
}
