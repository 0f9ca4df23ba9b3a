#include <math.h>

#include "render/type/formula_parts.h"

/* Matrices, cases, aligned equations and arrays. */

/* LaTeX's struts and skips at 10 pt, as shares of the size: \arraystretch 1
 * on a \baselineskip of 12 pt, 0.7 of it above the baseline. */
static const float strut_above = 0.84f, strut_below = 0.36f;
/* Between rows that are high, ems; and where one has a large fraction, which
 * TeX lets touch the other. */
static const float least_gap = 0.05f, fraction_gap = 0.2f, high = 0.2f;
/* Within scripts: from baseline to baseline, and between what is high, ems of
 * the script (amsmath's smallmatrix). */
static const float small_skip = 0.857f, small_gap = 0.214f;
static const float rule_width = 0.04f;

struct cell {
	const struct box *box;
	size_t span; /* columns */
	enum math_align align;
};

struct grid {
	const struct place *place; /* of the cells */
	const struct math_columns *columns;
	size_t rows, cols;
	const struct cell **cells; /* rows × cols; NULL: none begins there */
	float *widths;
	float *heights, *depths;
	float *baselines; /* from the top, downwards */
	float *x;         /* where each column begins */
	float *edges;     /* where a rule before column i stands; cols + 1 */
	float width, height;
	float above, below; /* the least height and depth of a row */
	float skip, least;  /* of baselines, and between what is high */
	float more;         /* between rows, whatever they are (\jot) */
};

static size_t span_of(const struct math *cell)
{
	return cell->size > 1 ? (size_t)cell->size : 1;
}

static void count_cells(const struct math *node, struct grid *g)
{
	for (const struct math *row = node->child; row; row = row->next) {
		size_t cols = 0;

		for (const struct math *c = row->child; c; c = c->next)
			cols += span_of(c);
		g->cols = cols > g->cols ? cols : g->cols;
		g->rows++;
	}
}

static void set_row(const struct math *row, struct grid *g, size_t r)
{
	struct arena *arena = g->place->f->work->arena;
	size_t c = 0;

	for (const struct math *n = row->child; n; n = n->next) {
		struct cell *cell = NEW(arena, struct cell);

		cell->box = row_box(g->place, n->child);
		cell->span = span_of(n);
		cell->align = n->align;
		g->cells[r * g->cols + c] = cell;
		if (cell->span == 1)
			g->widths[c] = fmaxf(g->widths[c], cell->box->width);
		g->heights[r] = fmaxf(g->heights[r], cell->box->height);
		g->depths[r] = fmaxf(g->depths[r], cell->box->depth);
		c += cell->span;
	}
}

static void set_cells(const struct math *node, struct grid *g)
{
	size_t r = 0;

	for (const struct math *row = node->child; row; row = row->next)
		set_row(row, g, r++);
}

static bool is_small(const struct grid *g)
{
	return place_is_script(g->place);
}

/* What \\[2ex] asks for. */
static float extra_after(const struct grid *g, size_t r)
{
	const struct math_columns *columns = g->columns;

	if (!columns->row_extra || r >= columns->row_count)
		return 0;
	return (float)columns->row_extra[r] / 1000 * g->place->size;
}

/* Of \hline before row r. */
static float lines_height(const struct grid *g, size_t r)
{
	const struct math_columns *columns = g->columns;

	if (!columns->row_lines || r > columns->row_count)
		return 0;
	return (float)columns->row_lines[r] * rule_width * g->place->size;
}

/* Rows of equations in display style are moved apart (\jot); those of cases
 * are taller, the first and the last too (\arraystretch). */
static void set_struts(struct grid *g)
{
	float size = g->place->size;
	float gap = (float)g->columns->row_gap / 1000 * size;

	g->least = least_gap * size;
	if (is_small(g)) {
		g->skip = small_skip * size;
		g->least = small_gap * size;
		return;
	}
	g->above = strut_above * size;
	g->below = strut_below * size;
	g->skip = (strut_above + strut_below) * size + gap;
	if (g->columns->style == STYLE_TEXT) {
		g->above += 0.7f * gap;
		g->below += 0.3f * gap;
	} else {
		g->more = gap;
	}
}

/* From the baseline of the row before to that of row r. */
static float row_distance(const struct grid *g, size_t r)
{
	float depth = g->depths[r - 1], height = g->heights[r];
	float over = high * g->place->size, least = g->least;
	float struts = fmaxf(depth, g->below) + fmaxf(height, g->above);

	if (!is_small(g) && g->more <= 0 &&
		(depth > g->below + over || height > g->above + over))
		least = fraction_gap * g->place->size;
	return fmaxf(g->skip, fmaxf(struts, depth + height + least) + g->more) +
		extra_after(g, r - 1);
}

static void set_rows(struct grid *g)
{
	float y = 0;

	set_struts(g);
	for (size_t r = 0; r < g->rows; r++) {
		y += r ? row_distance(g, r) : fmaxf(g->heights[0], g->above);
		y += lines_height(g, r);
		g->baselines[r] = y;
	}
	g->height = y;
	if (g->rows)
		g->height += fmaxf(g->depths[g->rows - 1], g->below) +
			lines_height(g, g->rows);
}

/* The gap before column c. */
static float gap_before(const struct grid *g, size_t c)
{
	float size = g->place->size;

	if (g->columns->pairs)
		return c % 2 ? 0 : 2 * size;
	return (float)g->columns->gap / 1000 * size;
}

static unsigned lines_before(const struct grid *g, size_t c)
{
	return g->columns->lines && c <= g->columns->count
		? g->columns->lines[c]
		: 0;
}

/* What a cell over several columns needs more than they have is given to the
 * last of them. */
static void widen(struct grid *g, size_t c, const struct cell *cell)
{
	size_t last = c + cell->span - 1;
	float room = 0;

	for (size_t i = c; i <= last; i++)
		room += g->widths[i] + (i > c ? gap_before(g, i) : 0);
	if (room < cell->box->width)
		g->widths[last] += cell->box->width - room;
}

static void set_spans(struct grid *g)
{
	for (size_t i = 0; i < g->rows * g->cols; i++)
		if (g->cells[i] && g->cells[i]->span > 1)
			widen(g, i % g->cols, g->cells[i]);
}

/* Rules stand in the middle of a gap; at the ends they get half of one. */
static void set_columns(struct grid *g)
{
	float half = (float)g->columns->gap / 2000 * g->place->size, x = 0;

	for (size_t c = 0; c < g->cols; c++) {
		float gap = c ? gap_before(g, c) : 0;

		if (!c && (g->columns->sides || lines_before(g, 0)))
			gap = half;
		g->edges[c] = c ? x + gap / 2 : x;
		x += gap;
		g->x[c] = x;
		x += g->widths[c];
	}
	if (g->columns->sides || lines_before(g, g->cols))
		x += half;
	g->edges[g->cols] = x;
	g->width = x;
}

static float indent_of(const struct grid *g, size_t c, const struct cell *cell)
{
	size_t last = c + cell->span - 1;
	float room = g->x[last] + g->widths[last] - g->x[c] - cell->box->width;

	switch (cell->align) {
	case MATH_LEFT:
		return 0;
	case MATH_RIGHT:
		return room;
	default:
		return room / 2;
	}
}

static void put_column_rules(const struct grid *g, struct box *group, float top)
{
	float thick = rule_width * g->place->size;
	struct box *rule;

	for (size_t c = 0; c <= g->cols; c++)
		for (unsigned k = 0; k < lines_before(g, c) && k < 2; k++) {
			rule = (struct box *)rule_box(
				g->place, thick, g->height);
			group_put(group,
				g->edges[c] - thick / 2 + (float)k * 3 * thick,
				top - g->height, rule);
		}
}

/* Between the depths of one row and the heights of the next. */
static float row_edge(const struct grid *g, size_t r)
{
	float below, above;

	if (!r)
		return lines_height(g, r) / 2;
	if (r == g->rows)
		return g->height - lines_height(g, r) / 2;
	below = g->baselines[r - 1] + fmaxf(g->depths[r - 1], g->below);
	above = g->baselines[r] - fmaxf(g->heights[r], g->above);
	return (below + above) / 2;
}

static void put_rule(
	const struct grid *g, struct box *group, float x, float width, float y)
{
	float thick = rule_width * g->place->size;

	group_put(group, x, y - thick / 2, rule_box(g->place, width, thick));
}

/* \hline before row r, and \cline under some columns. */
static void put_row_rules(const struct grid *g, struct box *group, float top)
{
	const struct math_columns *columns = g->columns;

	for (size_t r = 0; r <= g->rows && r <= columns->row_count; r++) {
		float y = top - row_edge(g, r);

		if (columns->row_lines && columns->row_lines[r])
			put_rule(g, group, 0, g->width, y);
		for (size_t c = 0;
			columns->row_parts && c < g->cols && c < MATH_COLUMNS;
			c++)
			if (columns->row_parts[r] >> c & 1)
				put_rule(g, group, g->edges[c],
					g->edges[c + 1] - g->edges[c], y);
	}
}

static struct box *draw(const struct grid *g, const struct place *place)
{
	size_t most = g->rows * g->cols + 2 * (g->cols + 1) +
		(g->rows + 1) * (g->cols + 1);
	struct box *group = group_new(place, most);
	float top = g->height / 2 + constant(place, FONT_AXIS_HEIGHT);

	for (size_t r = 0; r < g->rows; r++)
		for (size_t c = 0; c < g->cols; c++) {
			const struct cell *cell = g->cells[r * g->cols + c];

			if (cell)
				group_put(group,
					g->x[c] + indent_of(g, c, cell),
					top - g->baselines[r], cell->box);
		}
	put_column_rules(g, group, top);
	put_row_rules(g, group, top);
	group->width = g->width;
	group->height = top;
	group->depth = g->height - top;
	return group;
}

struct atom table_atom(const struct place *place, const struct math *node)
{
	static const struct math_columns none;
	struct arena *arena = place->f->work->arena;
	struct grid g = {.columns = node->columns ? node->columns : &none};
	enum math_style style = g.columns->style;
	struct place in =
		place_in(place, style ? style : STYLE_TEXT, place->cramped);

	/* Within scripts a matrix is small, whatever it asks for. */
	if (place_is_script(place) && in.style < place->style)
		in = *place;
	g.place = &in;
	count_cells(node, &g);
	g.cells = NEW_ARRAY(arena, g.rows * g.cols, const struct cell *);
	g.widths = NEW_ARRAY(arena, g.cols, float);
	g.x = NEW_ARRAY(arena, g.cols, float);
	g.edges = NEW_ARRAY(arena, g.cols + 1, float);
	g.heights = NEW_ARRAY(arena, g.rows, float);
	g.depths = NEW_ARRAY(arena, g.rows, float);
	g.baselines = NEW_ARRAY(arena, g.rows, float);
	set_cells(node, &g);
	set_rows(&g);
	set_spans(&g);
	set_columns(&g);
	return (struct atom){.box = draw(&g, place)};
}
