#ifndef RENDER_TYPE_TABLE_PARTS_H
#define RENDER_TYPE_TABLE_PARTS_H

#include "render/type/galley_parts.h"

/* Inside tables: for their own files only. */

/* White space above and below the text of a row. */
#define ROW_PAD 2.0f

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
	float left;    /* of the table, in the flow */
	float *height; /* of rows, as their cells of one row ask */
	float *extra;  /* what a row is given for spans that end in it */
};

/* Sets the columns' widths from their cells' contents, and where each of them
 * and the table begins. */
void grid_widths(struct grid *grid);

/* The rows with their rules, when the cells have been set. */
void grid_put(struct grid *grid);

float grid_sum(const float *values, size_t count);

#endif
