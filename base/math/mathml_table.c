/* Tables of MathML Core: what stands where and which rules there are is said
 * by CSS, for Core has no attributes for them. */
#include "base/math/mathml.h"

static const char *const aligns[] = {
	[MATH_LEFT] = "text-align:left;text-align:-webkit-left;",
	[MATH_CENTER] = "",
	[MATH_RIGHT] = "text-align:right;text-align:-webkit-right;"};

struct place {
	const struct math_columns *columns;
	size_t row, column, span;
};

static void put_ems(struct buf *out, const char *property, int thousandths)
{
	buf_format(out, "%s:", property);
	mathml_ems(out, thousandths);
	buf_char(out, ';');
}

static void put_rule(struct buf *out, const char *side, int rules)
{
	if (rules)
		buf_format(out, "border-%s:%s;", side,
			rules > 1 ? "3px double" : "1px solid");
}

/* Half of the gap on each side of a column that has a neighbour. */
static void put_padding(struct buf *out, const struct place *p)
{
	const struct math_columns *c = p->columns;
	size_t last = p->column + p->span;
	int left = p->column ? c->gap / 2 : 0;
	int right = last < c->count ? c->gap / 2 : 0;

	if (c->pairs) {
		left = p->column % 2 ? 0 : p->column ? c->gap : 0;
		right = 0;
	}
	if (c->lines[p->column] && !left)
		left = c->gap / 2;
	if (last <= c->count && c->lines[last] && !right)
		right = c->gap / 2;
	put_ems(out, "padding-left", left);
	put_ems(out, "padding-right", right);
}

static void put_rows(struct buf *out, const struct place *p)
{
	const struct math_columns *c = p->columns;
	int more = p->row < c->row_count ? c->row_extra[p->row] : 0;
	bool part = c->row_parts[p->row] >> p->column & 1;

	more += p->row + 1 < c->row_count ? c->row_gap : 0;
	if (more)
		put_ems(out, "padding-bottom", more < 0 ? 0 : 150 + more);
	put_rule(
		out, "top", c->row_lines[p->row] ? c->row_lines[p->row] : part);
	if (p->row + 1 == c->row_count)
		put_rule(out, "bottom", c->row_lines[c->row_count]);
}

static void put_cell(
	struct mathml *m, const struct math *cell, const struct place *p)
{
	const struct math_columns *c = p->columns;
	struct buf *out = m->out;

	buf_text(out, "<mtd");
	if (p->span > 1)
		buf_format(out, " columnspan=\"%zu\"", p->span);
	buf_format(out, " style=\"%s",
		aligns[cell ? cell->align : c->align[p->column]]);
	put_padding(out, p);
	put_rows(out, p);
	put_rule(out, "left", c->lines[p->column]);
	if (p->column + p->span == c->count)
		put_rule(out, "right", c->lines[c->count]);
	buf_text(out, "\">");
	if (cell)
		mathml_list(m, cell->child);
	buf_text(out, "</mtd>");
}

static void put_row(struct mathml *m, const struct math *row, struct place *p)
{
	const struct math *cell = row->child;

	buf_text(m->out, "<mtr>");
	for (p->column = 0; p->column < p->columns->count;
		p->column += p->span) {
		p->span = cell && cell->size > 1 ? (size_t)cell->size : 1;
		if (p->span > p->columns->count - p->column)
			p->span = p->columns->count - p->column;
		put_cell(m, cell, p);
		cell = cell ? cell->next : NULL;
	}
	buf_text(m->out, "</mtr>");
}

void mathml_table(struct mathml *m, const struct math *table)
{
	static const char *const styles[] = {
		[STYLE_AUTO] = "",
		[STYLE_DISPLAY] = " displaystyle=\"true\"",
		[STYLE_TEXT] = " displaystyle=\"false\"",
		[STYLE_SCRIPT] = " displaystyle=\"false\" scriptlevel=\"1\"",
		[STYLE_SCRIPTSCRIPT] =
			" displaystyle=\"false\" scriptlevel=\"2\"",
	};
	struct place place = {.columns = table->columns};
	bool script = m->script;
	const struct math *row;

	m->script = table->columns->style >= STYLE_SCRIPT;
	buf_format(m->out, "<mtable%s>", styles[table->columns->style]);
	for (row = table->child; row && place.row < table->columns->row_count;
		row = row->next) {
		put_row(m, row, &place);
		place.row++;
	}
	buf_text(m->out, "</mtable>");
	m->script = script;
}
