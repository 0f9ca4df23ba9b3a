/* Matrices and lines under one another. */
#include "base/math/omml.h"

/* Lines that are aligned at &, which are what aligned and cases of one column
 * are; Word writes the & into the text. */
static void put_lines(struct omml *m, const struct math *table)
{
	const struct math *row, *cell;

	omml_open(m, "eqArr");
	for (row = table->child; row; row = row->next) {
		omml_open(m, "e");
		for (cell = row->child; cell; cell = cell->next) {
			omml_list(m, cell->child, NULL);
			if (cell->next)
				omml_code(m, '&', OMML_PLAIN);
		}
		if (!row->child || (!row->child->child && !row->child->next))
			omml_code(m, 0x200B, OMML_PLAIN);
		omml_close(m, "e");
	}
	omml_close(m, "eqArr");
}

static void put_column(struct omml *m, enum math_align align)
{
	static const char *const places[] = {[MATH_LEFT] = "left",
		[MATH_CENTER] = "center",
		[MATH_RIGHT] = "right"};

	omml_open(m, "mc");
	omml_open(m, "mcPr");
	omml_value(m, "count", "1");
	omml_value(m, "mcJc", places[align]);
	omml_close(m, "mcPr");
	omml_close(m, "mc");
}

/* Every row has as many cells as there are columns. */
static void put_row(struct omml *m, const struct math *row, size_t columns)
{
	const struct math *cell = row->child;
	size_t column = 0;

	omml_open(m, "mr");
	while (column < columns) {
		size_t span = cell && cell->size > 1 ? (size_t)cell->size : 1;

		omml_open(m, "e");
		if (cell)
			omml_list(m, cell->child, NULL);
		omml_close(m, "e");
		for (column++; --span && column < columns; column++) {
			omml_open(m, "e");
			omml_close(m, "e");
		}
		cell = cell ? cell->next : NULL;
	}
	omml_close(m, "mr");
}

static void put_matrix(struct omml *m, const struct math *table)
{
	const struct math_columns *c = table->columns;
	const struct math *row;

	omml_open(m, "m");
	omml_open(m, "mPr");
	omml_value(m, "plcHide", "1");
	omml_open(m, "mcs");
	for (size_t i = 0; i < c->count; i++)
		put_column(m, c->align[i]);
	omml_close(m, "mcs");
	omml_close(m, "mPr");
	for (row = table->child; row; row = row->next)
		put_row(m, row, c->count);
	omml_close(m, "m");
}

void omml_table(struct omml *m, const struct math *table)
{
	if (!table->child)
		return;
	if (table->columns->pairs || table->columns->count < 2)
		put_lines(m, table);
	else
		put_matrix(m, table);
}
