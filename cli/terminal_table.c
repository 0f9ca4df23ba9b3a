#include "cli/terminal_lines.h"

/* Under so many columns each, cells cannot be read: a list is better. */
enum { NARROWEST = 4 };

struct cell {
	struct glyphs glyphs;
	struct lines lines;
};

struct grid {
	struct terminal *t;
	const struct terminal_table *table;
	struct cell *cells;
	unsigned *widths;
	unsigned *words;  /* widest word of each column; 0 once all is lost */
	unsigned padding; /* blanks on both sides of a border */
};

static struct cell *cell_at(const struct grid *grid, size_t row, size_t column)
{
	return &grid->cells[row * grid->table->columns + column];
}

static unsigned widest(const struct lines *lines)
{
	unsigned width = 0;

	for (size_t i = 0; i < lines->count; i++)
		if (lines->v[i].width > width)
			width = lines->v[i].width;
	return width;
}

/* Breaks every cell at its column's width. */
static void break_cells(struct grid *grid)
{
	struct arena *arena = grid->t->out.arena;

	for (size_t r = 0; r < grid->table->rows; r++)
		for (size_t c = 0; c < grid->table->columns; c++) {
			struct cell *cell = cell_at(grid, r, c);
			unsigned width = grid->widths[c];

			cell->lines =
				lines_of(arena, &cell->glyphs, width, width);
		}
}

static void measure_column(struct grid *grid, size_t column)
{
	unsigned width = 1, word = 1;

	for (size_t r = 0; r < grid->table->rows; r++) {
		const struct cell *cell = cell_at(grid, r, column);
		unsigned own = widest(&cell->lines);
		unsigned own_word = widest_word(&cell->glyphs);

		width = own > width ? own : width;
		word = own_word > word ? own_word : word;
	}
	grid->widths[column] = width;
	grid->words[column] = word;
}

/* What each column would like: its widest line. */
static void measure(struct grid *grid)
{
	for (size_t c = 0; c < grid->table->columns; c++)
		grid->widths[c] = UINT16_MAX;
	break_cells(grid);
	for (size_t c = 0; c < grid->table->columns; c++)
		measure_column(grid, c);
}

/* A column's width when wide ones have to stop at cap; words stay whole. */
static unsigned capped(const struct grid *grid, size_t column, unsigned cap)
{
	unsigned width = grid->widths[column], word = grid->words[column];

	if (cap < word)
		cap = word;
	return width < cap ? width : cap;
}

static unsigned sum_capped(const struct grid *grid, unsigned cap)
{
	unsigned sum = 0;

	for (size_t c = 0; c < grid->table->columns; c++)
		sum += capped(grid, c, cap);
	return sum;
}

/* The greatest cap under which all fit, or 0. */
static unsigned find_cap(const struct grid *grid, unsigned room)
{
	for (unsigned cap = room; cap >= NARROWEST; cap--)
		if (sum_capped(grid, cap) <= room)
			return cap;
	return 0;
}

/* The widest columns give way, all to the same width. False when that would
 * leave too little of them. */
static bool fit(struct grid *grid, unsigned room)
{
	unsigned cap = find_cap(grid, room), spare;

	if (!cap)
		return false;
	spare = room - sum_capped(grid, cap);
	for (size_t c = 0; c < grid->table->columns; c++) {
		unsigned width = capped(grid, c, cap);
		bool more = width < grid->widths[c] && spare;

		grid->widths[c] = width + more;
		spare -= more;
	}
	return true;
}

/* ---- drawing ---- */

static void put_dim(const struct grid *grid, const char *text)
{
	struct terminal *t = grid->t;
	struct terminal_words words =
		terminal_word(t->out.arena, TERMINAL_DIM, str_from(text));
	struct glyphs glyphs = glyphs_of(t->out.arena, &words, true);
	struct line line = {0, glyphs.count, 0};

	line_write(t, &t->out, &glyphs, &line);
}

/* "├──┼──┤" */
static void put_border(const struct grid *grid, const char *left,
	const char *middle, const char *right)
{
	struct buf line = {.arena = grid->t->out.arena};

	buf_text(&line, left);
	for (size_t c = 0; c < grid->table->columns; c++) {
		if (c)
			buf_text(&line, middle);
		for (unsigned i = 0; i < grid->widths[c] + 2 * grid->padding;
			i++)
			buf_text(&line, "─");
	}
	buf_text(&line, right);
	terminal_begin_line(grid->t);
	put_dim(grid, buf_str(&line).ptr);
	buf_char(&grid->t->out, '\n');
}

/* Blanks at a line's end are not written, but between borders they are. */
static void put_cell(const struct grid *grid, const struct cell *cell,
	size_t column, size_t number)
{
	struct terminal *t = grid->t;
	bool last = column + 1 == grid->table->columns && !grid->table->box;
	enum terminal_align align = grid->table->aligns
		? grid->table->aligns[column]
		: TERMINAL_LEFT;
	struct line line = {0};
	unsigned left, spare;

	if (number < cell->lines.count)
		line = cell->lines.v[number];
	spare = grid->widths[column] - line.width;
	left = align == TERMINAL_LEFT      ? 0
		: align == TERMINAL_CENTER ? spare / 2
					   : spare;
	terminal_spaces(&t->out, left);
	line_write(t, &t->out, &cell->glyphs, &line);
	if (!last)
		terminal_spaces(&t->out, spare - left);
}

/* The border before a column, or after the last. */
static void put_bar(const struct grid *grid, size_t column)
{
	struct buf *out = &grid->t->out;

	if (!grid->table->box) {
		terminal_spaces(out, column ? 2 : 0);
		return;
	}
	terminal_spaces(out, column ? grid->padding : 0);
	put_dim(grid, "│");
	if (column < grid->table->columns)
		terminal_spaces(out, grid->padding);
}

static void put_row_line(const struct grid *grid, size_t row, size_t number)
{
	struct buf *out = &grid->t->out;

	terminal_begin_line(grid->t);
	for (size_t c = 0; c < grid->table->columns; c++) {
		put_bar(grid, c);
		put_cell(grid, cell_at(grid, row, c), c, number);
	}
	if (grid->table->box)
		put_bar(grid, grid->table->columns);
	while (out->ptr[out->len - 1] == ' ')
		out->len--;
	buf_char(out, '\n');
}

static void put_row(const struct grid *grid, size_t row)
{
	size_t lines = 1;

	for (size_t c = 0; c < grid->table->columns; c++)
		if (cell_at(grid, row, c)->lines.count > lines)
			lines = cell_at(grid, row, c)->lines.count;
	for (size_t i = 0; i < lines; i++)
		put_row_line(grid, row, i);
}

/* Rows whose texts go over several lines are told apart by lines. */
static bool is_tall(const struct grid *grid)
{
	for (size_t r = grid->table->head; r < grid->table->rows; r++)
		for (size_t c = 0; c < grid->table->columns; c++)
			if (cell_at(grid, r, c)->lines.count > 1)
				return true;
	return false;
}

static void put_note(
	struct terminal *t, const struct terminal_table *table, size_t row)
{
	if (!table->notes)
		return;
	t->indent += 4;
	terminal_put_lines(t, &table->notes[row], 1);
	t->indent -= 4;
}

static void draw(const struct grid *grid)
{
	bool box = grid->table->box, tall = is_tall(grid);

	if (box)
		put_border(grid, "┌", "┬", "┐");
	for (size_t r = 0; r < grid->table->rows; r++) {
		if (box && r && (r == grid->table->head || tall))
			put_border(grid, "├", "┼", "┤");
		put_row(grid, r);
		put_note(grid->t, grid->table, r);
	}
	if (box)
		put_border(grid, "└", "┴", "┘");
}

/* A paragraph for each row, its cells parted by bars. */
static void draw_list(struct terminal *t, const struct terminal_table *table)
{
	for (size_t r = 0; r < table->rows; r++) {
		struct terminal_words row = {.arena = t->out.arena};

		for (size_t c = 0; c < table->columns; c++) {
			const struct terminal_words *cell =
				&table->cells[r * table->columns + c];

			if (c)
				terminal_add(&row, TERMINAL_DIM, STR(" │ "));
			for (size_t i = 0; i < cell->count; i++)
				terminal_add(&row, cell->spans[i].look,
					cell->spans[i].text);
		}
		terminal_put(t, &row);
		put_note(t, table, r);
	}
}

/* Columns that borders and blanks take. */
static unsigned between(const struct grid *grid)
{
	unsigned columns = (unsigned)grid->table->columns;

	if (!grid->table->box)
		return 2 * (columns - 1);
	return columns + 1 + 2 * grid->padding * columns;
}

static bool fit_between(struct grid *grid)
{
	unsigned room = terminal_room(grid->t), lines = between(grid);

	return room > lines && fit(grid, room - lines);
}

/* Words are cut only when giving up the blanks around them is no help. */
static bool fit_somehow(struct grid *grid)
{
	grid->padding = 1;
	if (fit_between(grid))
		return true;
	grid->padding = 0;
	if (fit_between(grid))
		return true;
	memset(grid->words, 0, grid->table->columns * sizeof *grid->words);
	return fit_between(grid);
}

void terminal_table(struct terminal *t, const struct terminal_table *table)
{
	struct arena *arena = t->out.arena;
	size_t count = table->rows * table->columns;
	struct grid grid = {t, table, NEW_ARRAY(arena, count, struct cell),
		NEW_ARRAY(arena, table->columns, unsigned),
		NEW_ARRAY(arena, table->columns, unsigned), 1};

	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		grid.cells[i].glyphs =
			glyphs_of(arena, &table->cells[i], false);
	measure(&grid);
	if (!fit_somehow(&grid)) {
		draw_list(t, table);
		return;
	}
	break_cells(&grid);
	draw(&grid);
}
