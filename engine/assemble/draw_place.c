#include "engine/assemble/drawer.h"

/* Where the questions of a form's rows stand on it. */

/* Where the cells of a row lie among a form's places. */
static size_t place_cell(struct drawer *d, const struct plan_row *row,
	const uint32_t *chosen, bool *gone, const struct cell *cell, size_t *to)
{
	size_t class = cell->level == LEVEL_NONE ? NO_CLASS
						 : row->class_of[cell->level];
	size_t n = 0;

	for (size_t i = 0; n < (size_t)cell->count && i < (size_t)row->count;
		i++) {
		if (gone[i] ||
			(class != NO_CLASS &&
				plan_class(&d->plan, row, chosen[i]) != class))
			continue;
		gone[i] = true;
		to[n++] = chosen[i];
	}
	return n;
}

/* Cells of levels come before any: in a row, so what is left is any:'s. */
static void place_row(
	struct drawer *d, size_t r, const size_t *starts, size_t *places)
{
	const struct plan_row *row = &d->plan.rows[r];
	const struct part *part = &d->blueprint->parts[row->part];
	bool *gone = NEW_ARRAY(d->scratch, (size_t)row->count, bool);

	for (size_t c = 0; c < row->cell_count; c++) {
		size_t cell = row->first_cell + c;

		place_cell(d, row, d->row[r], gone, &part->cells[cell],
			places + starts[cell]);
	}
}

void drawer_layout(struct drawer *d)
{
	size_t **starts =
		NEW_ARRAY(d->arena, d->blueprint->part_count, size_t *);
	size_t *part = NEW_ARRAY(
		d->arena, (size_t)blueprint_count(d->blueprint), size_t);
	size_t *cell = NEW_ARRAY(
		d->arena, (size_t)blueprint_count(d->blueprint), size_t);
	size_t at = 0;

	for (size_t p = 0; p < d->blueprint->part_count; p++) {
		const struct part *here = &d->blueprint->parts[p];

		starts[p] = NEW_ARRAY(d->arena, here->cell_count, size_t);
		for (size_t c = 0; c < here->cell_count; c++) {
			starts[p][c] = at;
			for (long i = 0; i < here->cells[c].count; i++) {
				part[at] = p;
				cell[at++] = c;
			}
		}
	}
	d->out->part = part;
	d->out->cell = cell;
	d->out->count = at;
	d->starts = starts;
}

void drawer_place(struct drawer *d, size_t *places)
{
	for (size_t p = 0; p < d->plan.pick_count; p++) {
		const struct plan_pick *pick = &d->plan.picks[p];

		for (size_t i = 0; i < pick->count; i++)
			places[d->starts[pick->part][pick->cell] + i] =
				pick->candidates[i];
	}
	for (size_t r = 0; r < d->plan.row_count; r++)
		place_row(d, r, d->starts[d->plan.rows[r].part], places);
}
