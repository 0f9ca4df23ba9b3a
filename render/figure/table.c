#include <math.h>

#include "render/figure/sketch.h"

/* Bảng biến thiên and bảng xét dấu: a frame, the names of the rows at the
 * left, and columns for the numbers of x. */

enum { NUMBERS_MOST = 12, ROWS_MOST = 8 };

/* At a number of x: how far what stands there reaches to either side. */
struct place {
	float x, left, right;
	struct label number;
};

struct row {
	struct label name;
	float top, height;
	enum figure_sign signs[NUMBERS_MOST], marks[NUMBERS_MOST];
};

/* A value of the function, or two at a gap. */
struct value_at {
	struct label left, right;
	bool two;
	float low, high; /* heights on either side: 0 at the bottom, 1 top */
};

struct grid {
	struct sketch *s;
	struct canvas *c;
	float em;
	float head; /* width of the names */
	float width;
	size_t n;
	struct place places[NUMBERS_MOST];
	struct row rows[ROWS_MOST + 2]; /* that of x first */
	size_t row_count;
};

static float tall(const struct label *label)
{
	return label->height + label->depth;
}

static void widen(struct place *p, float left, float right)
{
	p->left = fmaxf(p->left, left);
	p->right = fmaxf(p->right, right);
}

static float row_height(const struct grid *g, float content)
{
	return fmaxf(content + 0.7f * g->em, 1.75f * g->em);
}

static void read_numbers(struct grid *g, const struct figure_value *x)
{
	float most = 0;

	g->n = x->count;
	for (size_t i = 0; i < g->n; i++) {
		struct label label =
			canvas_formula(g->c, figure_text(&x->items[i]));

		g->places[i].number = label;
		widen(&g->places[i], label.width / 2, label.width / 2);
		most = fmaxf(most, tall(&label));
	}
	g->rows[0].height = row_height(g, most);
	g->row_count = 1;
}

static struct row *add_row(struct grid *g, struct str name)
{
	struct row *row = &g->rows[g->row_count++];

	row->name = canvas_formula(g->c, name);
	row->height = row_height(g, tall(&row->name));
	return row;
}

/* Where columns stand once it is known what is in them: at least so far
 * apart, and over the whole width where one is asked for. */
static void set_columns(struct grid *g, float least)
{
	float pad = 0.6f * g->em, x, more = 0;

	for (size_t r = 0; r < g->row_count; r++)
		g->head = fmaxf(g->head, g->rows[r].name.width);
	g->head += 1.2f * g->em;
	x = g->head + pad + g->places[0].left;
	for (size_t i = 0; i < g->n; i++) {
		if (i)
			x += fmaxf(least,
				g->places[i - 1].right + g->places[i].left +
					1.5f * g->em);
		g->places[i].x = x;
	}
	g->width = x + g->places[g->n - 1].right + pad;
	if (g->s->width > g->width)
		more = (g->s->width - g->width) / (float)(g->n - 1);
	for (size_t i = 0; i < g->n; i++)
		g->places[i].x += more * (float)i;
	g->width += more * (float)(g->n - 1);
}

/* Narrower where the usual distance does not fit the column. */
static void fit_columns(struct grid *g, float least)
{
	float head = g->head;

	set_columns(g, least);
	if (g->width > g->s->column && g->s->column > 0) {
		g->head = head;
		set_columns(g, least / 2);
	}
}

static void set_rows(struct grid *g)
{
	float top = 0;

	for (size_t r = 0; r < g->row_count; r++) {
		g->rows[r].top = top;
		top += g->rows[r].height;
	}
}

static float bottom_of(const struct grid *g)
{
	const struct row *last = &g->rows[g->row_count - 1];

	return last->top + last->height;
}

static void draw_frame(struct grid *g)
{
	float bottom = bottom_of(g);
	struct spot corners[] = {
		{0, 0}, {g->width, 0}, {g->width, bottom}, {0, bottom}};

	canvas_trace(g->c, corners, 4, true, &pen_usual);
	canvas_line(g->c, (struct spot){g->head, 0},
		(struct spot){g->head, bottom}, &pen_usual);
	for (size_t r = 1; r < g->row_count; r++)
		canvas_line(g->c, (struct spot){0, g->rows[r].top},
			(struct spot){g->width, g->rows[r].top}, &pen_usual);
}

static float middle(const struct row *row)
{
	return row->top + row->height / 2;
}

static void draw_names(struct grid *g)
{
	for (size_t r = 0; r < g->row_count; r++)
		canvas_place(g->c, &g->rows[r].name,
			(struct spot){g->head / 2, middle(&g->rows[r])}, 0.5f,
			0.5f);
	for (size_t i = 0; i < g->n; i++)
		canvas_place(g->c, &g->places[i].number,
			(struct spot){g->places[i].x, middle(&g->rows[0])},
			0.5f, 0.5f);
}

/* ---- marks ---- */

static void draw_double(struct grid *g, float x, float top, float bottom)
{
	for (int side = -1; side <= 1; side += 2) {
		float at = x + 1.1f * (float)side;

		canvas_line(g->c, (struct spot){at, top},
			(struct spot){at, bottom}, &pen_usual);
	}
}

/* Nothing is defined there. */
static void draw_void(struct grid *g, size_t i, float top, float bottom)
{
	float left = g->places[i].x, right = g->places[i + 1].x;
	struct spot area[] = {
		{left, top}, {right, top}, {right, bottom}, {left, bottom}};

	canvas_hatch(g->c, area, 4, 4, false, &pen_thin);
}

static void draw_signs_of(struct grid *g, const struct row *row)
{
	struct label zero = canvas_formula(g->c, STR("0"));
	struct label plus = canvas_formula(g->c, STR("+"));
	struct label minus = canvas_formula(g->c, STR("-"));
	float y = middle(row), bottom = row->top + row->height;

	for (size_t i = 0; i + 1 < g->n; i++) {
		float x = (g->places[i].x + g->places[i + 1].x) / 2;

		if (row->signs[i] == SIGN_NONE)
			draw_void(g, i, row->top, bottom);
		else
			canvas_place(g->c,
				row->signs[i] == SIGN_PLUS ? &plus : &minus,
				(struct spot){x, y}, 0.5f, 0.5f);
	}
	for (size_t i = 0; i < g->n; i++) {
		struct spot at = {g->places[i].x, y};

		if (row->marks[i] == SIGN_ZERO)
			canvas_place(g->c, &zero, at, 0.5f, 0.5f);
		else if (row->marks[i] == SIGN_DOUBLE)
			draw_double(g, at.x, row->top, bottom);
		else if (row->marks[i] == SIGN_BAR)
			canvas_line(g->c, (struct spot){at.x, row->top},
				(struct spot){at.x, bottom}, &pen_thin);
	}
}

bool draw_signs(struct sketch *s)
{
	struct grid *g = NEW(s->arena, struct grid);
	const struct figure_value *rows = key_of(s, "rows");
	struct str variable = figure_text(key_of(s, "variable"));

	g->s = s;
	g->c = s->canvas;
	g->em = s->em;
	read_numbers(g, key_of(s, "x"));
	g->rows[0].name =
		canvas_formula(g->c, variable.len ? variable : STR("x"));
	for (size_t i = 0; i < rows->count && i < ROWS_MOST; i++) {
		struct row *row = add_row(
			g, figure_text(figure_get(&rows->items[i], "name")));

		if (!figure_sign_row(s->arena,
			    figure_get(&rows->items[i], "signs"), g->n,
			    row->signs, row->marks))
			return false;
	}
	fit_columns(g, 3.6f * g->em);
	set_rows(g);
	draw_frame(g);
	draw_names(g);
	for (size_t r = 1; r < g->row_count; r++)
		draw_signs_of(g, &g->rows[r]);
	return true;
}

/* ---- values and arrows ---- */

/* Levels of a stretch without gaps, first … last: up where the function
 * rises. Lowest and highest values stand at the bottom and the top; those
 * between in equal steps. */
static void set_levels(struct value_at *values, const enum figure_sign *signs,
	size_t first, size_t last)
{
	size_t start = first;

	if (first == last)
		values[first].low = values[first].high = 0.5f;
	while (start < last) {
		bool up = signs[start] == SIGN_PLUS;
		size_t end = start + 1;

		while (end < last && (signs[end] == SIGN_PLUS) == up)
			end++;
		for (size_t i = start; i <= end; i++) {
			float share = (float)(i - start) / (float)(end - start);
			float level = up ? share : 1 - share;

			if (i > first)
				values[i].low = level;
			if (i < last)
				values[i].high = level;
		}
		start = end;
	}
	values[last].low = last > first ? values[last].low : 0.5f;
}

static bool parted(const struct row *row, size_t i)
{
	return row->marks[i] == SIGN_DOUBLE;
}

static void read_values(struct grid *g, const struct row *row,
	const struct figure_value *list, struct value_at *values)
{
	float off = 0.35f * g->em;

	for (size_t i = 0; i < g->n; i++) {
		const struct figure_value *v = &list->items[i];
		struct value_at *at = &values[i];
		float half;

		at->two = v->kind == VALUE_LIST;
		at->left = canvas_formula(g->c,
			at->two ? figure_text(&v->items[0]) : figure_text(v));
		at->right = at->two
			? canvas_formula(g->c, figure_text(&v->items[1]))
			: at->left;
		half = at->left.width / 2;
		if (at->two)
			widen(&g->places[i], at->left.width + off,
				at->right.width + off);
		else if (parted(row, i))
			widen(&g->places[i], i ? at->left.width + off : 2,
				i ? 2 : at->right.width + off);
		else
			widen(&g->places[i], half, half);
	}
}

static void find_levels(
	const struct grid *g, const struct row *row, struct value_at *values)
{
	size_t first = 0;

	for (size_t i = 1; i < g->n; i++) {
		bool ends = i + 1 == g->n || parted(row, i) ||
			row->signs[i] == SIGN_NONE;

		if (row->signs[i - 1] == SIGN_NONE)
			first = i;
		else if (ends)
			set_levels(values, row->signs, first, i);
		if (ends && row->signs[i - 1] != SIGN_NONE)
			first = i;
	}
}

/* From the middle of one side of the label there. */
struct end {
	float x, y;
};

static struct end place_value(struct grid *g, const struct row *row,
	const struct value_at *value, size_t i, bool left_side)
{
	const struct label *label = left_side ? &value->left : &value->right;
	float x = g->places[i].x, off = 0.35f * g->em;
	float level = left_side ? value->low : value->high;
	float pad = 0.35f * g->em, room, y;

	room = row->height - 2 * pad - tall(label);
	y = row->top + pad + tall(label) / 2 + room * (1 - level);
	if (value->two || parted(row, i))
		x += left_side ? -off - label->width / 2
			       : off + label->width / 2;
	if (label->width > 0)
		canvas_place(g->c, label, (struct spot){x, y}, 0.5f, 0.5f);
	x += (left_side ? -1 : 1) * (label->width / 2 + 0.3f * g->em);
	return (struct end){x, y};
}

static void draw_values(struct grid *g, const struct row *signs,
	const struct row *row, const struct value_at *values)
{
	struct end from = {0, 0}, to = {0, 0};
	bool have = false;

	for (size_t i = 0; i < g->n; i++) {
		bool both = values[i].two || !parted(signs, i);
		bool left = i && signs->signs[i - 1] != SIGN_NONE;
		bool right = i + 1 < g->n && signs->signs[i] != SIGN_NONE;

		if (parted(signs, i))
			draw_double(g, g->places[i].x, row->top,
				row->top + row->height);
		if (i && !left)
			draw_void(g, i - 1, row->top, row->top + row->height);
		if (left) {
			to = place_value(g, row, &values[i], i, true);
			if (have) {
				canvas_line(g->c, (struct spot){from.x, from.y},
					(struct spot){to.x, to.y}, &pen_usual);
				canvas_arrow(g->c,
					(struct spot){from.x, from.y},
					(struct spot){to.x, to.y});
			}
		}
		have = right;
		if (!right)
			continue;
		if (left && both && !values[i].two) {
			/* The same label serves both sides. */
			from = to;
			from.x = 2 * g->places[i].x - to.x;
		} else {
			from = place_value(g, row, &values[i], i, false);
		}
	}
}

bool draw_variation(struct sketch *s)
{
	static const char *const usual[] = {"x", "f'(x)", "f(x)"};
	struct grid *g = NEW(s->arena, struct grid);
	struct value_at *values =
		NEW_ARRAY(s->arena, NUMBERS_MOST, struct value_at);
	const struct figure_value *names = key_of(s, "names");
	const struct figure_value *shown = key_of(s, "derivative");
	struct row signs = {.top = 0}, *row;
	struct str name[3];
	float most = 0;

	for (size_t i = 0; i < 3; i++)
		name[i] = names ? figure_text(&names->items[i])
				: str_from(usual[i]);
	g->s = s;
	g->c = s->canvas;
	g->em = s->em;
	read_numbers(g, key_of(s, "x"));
	g->rows[0].name = canvas_formula(g->c, name[0]);
	if (!figure_sign_row(s->arena, key_of(s, "signs"), g->n, signs.signs,
		    signs.marks))
		return false;
	if (!shown || figure_flag(shown)) {
		row = add_row(g, name[1]);
		memcpy(row->signs, signs.signs, sizeof row->signs);
		memcpy(row->marks, signs.marks, sizeof row->marks);
	}
	row = add_row(g, name[2]);
	read_values(g, &signs, key_of(s, "values"), values);
	find_levels(g, &signs, values);
	for (size_t i = 0; i < g->n; i++)
		most = fmaxf(most,
			fmaxf(tall(&values[i].left), tall(&values[i].right)));
	row->height = fmaxf(4.4f * g->em, 2 * most + 2 * g->em);
	fit_columns(g, 5.2f * g->em);
	set_rows(g);
	draw_frame(g);
	draw_names(g);
	if (g->row_count > 2)
		draw_signs_of(g, &g->rows[1]);
	draw_values(g, &signs, row, values);
	return true;
}
