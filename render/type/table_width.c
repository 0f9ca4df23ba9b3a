#include <math.h>

#include "render/type/table_parts.h"

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
			e->least[c] = e->natural[c] =
				fmaxf(e->least[c], table->columns[c].width);
}

/* Narrow columns get what they ask for; those that want more than their share
 * of the room divide what is left: the least each needs, and the rest in
 * proportion to what they lack (as CSS 2.1 §17.5.2.2 does for all). */
static void squeeze(struct grid *grid, const struct extents *e, float room)
{
	size_t n = grid->table->column_count, wide = n;
	bool *narrow = NEW_ARRAY(grid->g->work.arena, n, bool);
	float least = 0, lack = 0;
	bool changed = true;

	while (changed) {
		float fair = wide ? room / (float)wide : 0;

		changed = false;
		for (size_t c = 0; c < n; c++)
			if (!narrow[c] && e->natural[c] <= fair) {
				grid->width[c] = e->natural[c];
				room -= e->natural[c];
				narrow[c] = changed = true;
				wide--;
			}
	}
	for (size_t c = 0; c < n; c++)
		if (!narrow[c]) {
			least += e->least[c];
			lack += e->natural[c] - e->least[c];
		}
	for (size_t c = 0; c < n; c++) {
		float more = e->natural[c] - e->least[c];

		if (narrow[c])
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
	float natural = grid_sum(e->natural, n), measured = 0;

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

void grid_widths(struct grid *grid)
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
