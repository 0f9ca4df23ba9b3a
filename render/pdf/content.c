#include "render/pdf/content.h"

#include <assert.h>
#include <math.h>

/* Positions are hundredths of a point once they are printed: differences of
 * rounded numbers do not add up errors. */
struct content {
	struct buf out;
	const struct subset_list *fonts;
	const struct xobject_list *pictures;
	struct structure *structure;
	double height; /* of the page: PDF's y grows upwards */

	/* Marked content that is open. */
	enum { OUTSIDE, ARTIFACT, ELEMENT } marked;

	/* Graphics state as it is now. */
	struct color fill, stroke;
	double width;
	const struct subset *font;
	double size;

	/* A text object that is open. */
	bool in_text, in_array, in_hex;
	long line_x, line_y; /* of the text line matrix */
	double pen;          /* where the next glyph would come, points */
};

/* White space wider than this many thousandths of the size starts a new piece
 * of text. */
enum { APART = 3000 };

size_t subset_index(const struct subset_list *list, const struct face *face)
{
	size_t i = 0;

	while (i < list->count && subset_face(list->subsets[i]) != face)
		i++;
	return i;
}

static long hundredths(double points)
{
	return lround(points * 100);
}

static void put_pair(struct content *c, double x, double y)
{
	put_number(&c->out, x);
	buf_char(&c->out, ' ');
	put_number(&c->out, y);
	buf_char(&c->out, ' ');
}

/* ---- what is open ---- */

static void close_array(struct content *c)
{
	if (c->in_hex)
		buf_char(&c->out, '>');
	if (c->in_array)
		buf_text(&c->out, "]TJ\n");
	c->in_hex = c->in_array = false;
}

static void close_text(struct content *c)
{
	close_array(c);
	if (c->in_text)
		buf_text(&c->out, "ET\n");
	c->in_text = false;
}

static void open_text(struct content *c)
{
	if (!c->in_text)
		buf_text(&c->out, "BT\n");
	if (!c->in_text)
		c->line_x = c->line_y = 0;
	c->in_text = true;
}

static void close_mark(struct content *c)
{
	close_text(c);
	if (c->marked != OUTSIDE)
		buf_text(&c->out, "EMC\n");
	c->marked = OUTSIDE;
}

/* Only when something is drawn: an element that only holds others, or nothing
 * at all, leaves no trace in the page. */
static void open_mark(struct content *c)
{
	const struct element *e = structure_current(c->structure);

	if (c->marked != OUTSIDE)
		return;
	if (e) {
		buf_char(&c->out, '/');
		buf_text(&c->out, structure_role(c->structure, e));
		buf_add(&c->out, STR("<</MCID "));
		buf_long(&c->out, (long)structure_mark(c->structure));
		buf_add(&c->out, STR(">>BDC\n"));
	} else {
		buf_add(&c->out, STR("/Artifact BMC\n"));
	}
	c->marked = e ? ELEMENT : ARTIFACT;
}

/* ---- colours ---- */

static bool same_color(struct color a, struct color b)
{
	if (a.r == b.r && a.g == b.g && a.b == b.b)
		return true;
	return hundredths(a.r) == hundredths(b.r) &&
		hundredths(a.g) == hundredths(b.g) &&
		hundredths(a.b) == hundredths(b.b);
}

static void put_color(struct content *c, struct color *now, struct color color,
	const char *gray, const char *rgb)
{
	if (same_color(*now, color))
		return;
	close_array(c);
	*now = color;
	put_number(&c->out, color.r);
	if (!same_color(color, (struct color){color.r, color.r, color.r})) {
		buf_char(&c->out, ' ');
		put_pair(c, color.g, color.b);
		gray = rgb;
	}
	buf_char(&c->out, ' ');
	buf_text(&c->out, gray);
	buf_char(&c->out, '\n');
}

static void set_fill(struct content *c, struct color color)
{
	put_color(c, &c->fill, color, "g", "rg");
}

static void set_stroke(struct content *c, const struct op *op)
{
	put_color(c, &c->stroke, op->color, "G", "RG");
	if (hundredths(c->width) == hundredths(op->width))
		return;
	c->width = op->width;
	put_number(&c->out, op->width);
	buf_text(&c->out, " w\n");
}

/* ---- text ---- */

static void set_font(struct content *c, const struct op *op)
{
	size_t index = subset_index(c->fonts, op->face);
	const struct subset *font;

	assert(index < c->fonts->count); /* pdf_writer_add was forgotten */
	font = c->fonts->subsets[index];
	if (c->font == font && hundredths(c->size) == hundredths(op->size))
		return;
	close_array(c);
	c->font = font;
	c->size = op->size;
	buf_add(&c->out, STR("/F"));
	buf_long(&c->out, (long)index);
	buf_char(&c->out, ' ');
	put_number(&c->out, op->size);
	buf_text(&c->out, " Tf\n");
}

static void move_to(struct content *c, long x, long y)
{
	close_array(c);
	if (x != c->line_x || y != c->line_y) {
		put_pair(c, (double)(x - c->line_x) / 100,
			(double)(y - c->line_y) / 100);
		buf_text(&c->out, "Td\n");
	}
	c->line_x = x;
	c->line_y = y;
	c->pen = (double)x / 100;
}

static void put_glyph(struct content *c, const struct glyph *g)
{
	long y = hundredths(c->height - (double)g->y);
	long gap = lround((c->pen - (double)g->x) * 1000 / c->size);

	if (!c->in_array || y != c->line_y || labs(gap) > APART) {
		move_to(c, hundredths(g->x), y);
		buf_char(&c->out, '[');
		c->in_array = true;
	} else if (gap) {
		if (c->in_hex)
			buf_char(&c->out, '>');
		c->in_hex = false;
		buf_long(&c->out, gap);
		c->pen -= (double)gap * c->size / 1000;
	}
	if (!c->in_hex)
		buf_char(&c->out, '<');
	c->in_hex = true;
	put_hex(&c->out, subset_glyph(c->font, g->id));
	c->pen += subset_width(c->font, g->id) * c->size / 1000;
}

/* Characters shown by several glyphs, or by one that a reader would take for
 * another: the text is said beside them (§14.9.4). */
static void put_cluster(struct content *c, const struct op *op,
	const struct glyph *glyphs, size_t count)
{
	struct str text = str_sub(op->text, glyphs->text, glyphs->len);
	bool plain = count == 1 && text.len &&
		str_equal(text, subset_text(c->font, glyphs->id));

	if (!plain) {
		close_array(c);
		buf_text(&c->out, "/Span<</ActualText");
		put_text(&c->out, text);
		buf_text(&c->out, ">>BDC\n");
	}
	for (size_t i = 0; i < count; i++)
		put_glyph(c, &glyphs[i]);
	if (!plain) {
		close_array(c);
		buf_text(&c->out, "EMC\n");
	}
}

static void print_glyphs(struct content *c, const struct op *op)
{
	open_text(c);
	set_fill(c, op->color);
	set_font(c, op);
	for (size_t i = 0, end; i < op->glyph_count; i = end) {
		for (end = i + 1; end < op->glyph_count; end++)
			if (op->glyphs[end].len)
				break;
		put_cluster(c, op, &op->glyphs[i], end - i);
	}
}

/* ---- lines and areas ---- */

static void print_rectangle(struct content *c, const struct op *op)
{
	double y = c->height - (double)op->y - (double)op->h;

	close_text(c);
	if (op->kind == OP_RECT)
		set_fill(c, op->color);
	else
		set_stroke(c, op);
	put_pair(c, op->x, y);
	put_pair(c, op->w, op->h);
	buf_text(&c->out, op->kind == OP_RECT ? "re f\n" : "re S\n");
}

static void print_line(struct content *c, const struct op *op)
{
	double y = c->height - (double)op->y;

	close_text(c);
	set_stroke(c, op);
	put_pair(c, op->x, y);
	buf_text(&c->out, "m ");
	put_pair(c, op->x + op->w, y - (double)op->h);
	buf_text(&c->out, "l S\n");
}

static void print_image(struct content *c, const struct op *op)
{
	size_t index = xobject_index(c->pictures, op->picture);

	assert(index < c->pictures->count); /* pdf_writer_add was forgotten */
	close_text(c);
	xobject_show(&c->out, index, op, c->height);
	structure_place(c->structure, op, c->height);
}

static void put_step(struct content *c, const struct step *step)
{
	static const char *const operators[] = {
		[STEP_MOVE] = "m\n",
		[STEP_LINE] = "l\n",
		[STEP_CURVE] = "c\n",
		[STEP_CLOSE] = "h\n",
	};

	if (step->kind == STEP_CURVE) {
		put_pair(c, step->ax, c->height - (double)step->ay);
		put_pair(c, step->bx, c->height - (double)step->by);
	}
	if (step->kind != STEP_CLOSE)
		put_pair(c, step->x, c->height - (double)step->y);
	buf_text(&c->out, operators[step->kind]);
}

/* Corners are round, and so are the ends of what is not dashed. */
static void print_path(struct content *c, const struct op *op)
{
	close_text(c);
	if (op->filled)
		set_fill(c, op->color);
	else
		set_stroke(c, op);
	if (!op->filled)
		buf_text(&c->out, op->dash > 0 ? "q 1 j " : "q 1 j 1 J\n");
	if (!op->filled && op->dash > 0) {
		buf_char(&c->out, '[');
		put_pair(c, op->dash, op->gap);
		buf_text(&c->out, "]0 d\n");
	}
	for (size_t i = 0; i < op->step_count; i++)
		put_step(c, &op->steps[i]);
	buf_text(&c->out, op->filled ? "f\n" : "S Q\n");
}

static void print_op(struct content *c, const struct op *op)
{
	if (op->kind == OP_TAG_BEGIN || op->kind == OP_TAG_END)
		close_mark(c);
	else if (op->kind != OP_AREA)
		open_mark(c);
	switch (op->kind) {
	case OP_GLYPHS:
		print_glyphs(c, op);
		break;
	case OP_RECT:
	case OP_STROKE:
		print_rectangle(c, op);
		break;
	case OP_LINE:
		print_line(c, op);
		break;
	case OP_PATH:
		print_path(c, op);
		break;
	case OP_AREA:
		structure_place(c->structure, op, c->height);
		break;
	case OP_TAG_BEGIN:
		structure_begin(c->structure, op);
		break;
	case OP_TAG_END:
		structure_end(c->structure);
		break;
	case OP_IMAGE:
		print_image(c, op);
		break;
	}
}

void content_print(struct arena *arena, const struct page *page,
	const struct subset_list *fonts, const struct xobject_list *pictures,
	struct structure *structure, struct str *out)
{
	struct content c = {
		.fonts = fonts,
		.pictures = pictures,
		.structure = structure,
		.height = page->height,
		.width = 1,
	};

	c.out.arena = arena;
	for (size_t i = 0; i < page->op_count; i++)
		print_op(&c, &page->ops[i]);
	close_mark(&c);
	*out = buf_str(&c.out);
}

void content_again(const struct page *page, struct structure *structure)
{
	bool open = false;

	for (size_t i = 0; i < page->op_count; i++) {
		const struct op *op = &page->ops[i];

		if (op->kind == OP_TAG_BEGIN || op->kind == OP_TAG_END)
			open = false;
		else if (op->kind != OP_AREA && !open &&
			structure_current(structure))
			structure_mark(structure);
		if (op->kind == OP_TAG_BEGIN)
			structure_begin(structure, op);
		else if (op->kind == OP_TAG_END)
			structure_end(structure);
		else if (op->kind != OP_AREA)
			open = true;
		if (op->kind == OP_IMAGE || op->kind == OP_AREA)
			structure_place(structure, op, page->height);
	}
}
