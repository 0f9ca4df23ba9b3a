#include "render/type/canvas.h"

#include <math.h>
#include <stdlib.h>

#include "render/type/emit.h"
#include "render/type/galley_parts.h"
#include "render/type/paragraph.h"

struct canvas {
	struct work work;
	struct emitter emitter;
	struct tag tag;
	float left, top, right, bottom; /* of what was drawn */
	bool any;
};

const struct pen pen_usual = {0.6f, 0, 0, 0};
const struct pen pen_curve = {0.8f, 0, 0, 0};
const struct pen pen_thick = {1.1f, 0, 0, 0};
const struct pen pen_thin = {0.4f, 0.25f, 0, 0};
const struct pen pen_dashed = {0.6f, 0, 3.2f, 2.2f};
const struct pen pen_dotted = {0.6f, 0.1f, 1, 1.8f};

struct canvas *canvas_new(struct arena *arena, struct typesetter *setter,
	const struct style *style, struct str language)
{
	struct canvas *c = NEW(arena, struct canvas);

	c->work.arena = arena;
	c->work.shaper = setter->shaper;
	c->work.style = *style;
	c->work.language = str_starts(language, "en") ? "en" : "vi";
	c->tag.role = TAG_SPAN;
	c->emitter.work = &c->work;
	return c;
}

struct arena *canvas_arena(const struct canvas *c)
{
	return c->work.arena;
}

const struct style *canvas_style(const struct canvas *c)
{
	return &c->work.style;
}

const char *canvas_language(const struct canvas *c)
{
	return c->work.language;
}

/* ---- what is drawn ---- */

static void cover(struct canvas *c, float x, float y)
{
	c->left = c->any ? fminf(c->left, x) : x;
	c->right = c->any ? fmaxf(c->right, x) : x;
	c->top = c->any ? fminf(c->top, y) : y;
	c->bottom = c->any ? fmaxf(c->bottom, y) : y;
	c->any = true;
}

void canvas_keep(struct canvas *c, struct spot a, struct spot b)
{
	cover(c, a.x, a.y);
	cover(c, b.x, b.y);
}

static struct color grey_of(const struct canvas *c, float grey)
{
	struct color ink = c->work.style.ink;

	return (struct color){ink.r + (1 - ink.r) * grey,
		ink.g + (1 - ink.g) * grey, ink.b + (1 - ink.b) * grey};
}

static void push_path(struct canvas *c, const struct step *steps, size_t count,
	const struct pen *pen, float grey)
{
	struct op *op = emit_op(&c->emitter, OP_PATH);
	float half = 0;

	op->steps = steps;
	op->step_count = count;
	op->filled = !pen;
	op->color = grey_of(c, pen ? pen->grey : grey);
	if (pen) {
		op->width = pen->width;
		op->dash = pen->dash;
		op->gap = pen->gap;
		half = pen->width / 2;
	}
	/* A Bézier curve stays within its control points. */
	for (size_t i = 0; i < count; i++) {
		const struct step *s = &steps[i];

		if (s->kind == STEP_CLOSE)
			continue;
		canvas_keep(c, (struct spot){s->x - half, s->y - half},
			(struct spot){s->x + half, s->y + half});
	}
}

static void trace(struct canvas *c, const struct spot *spots, size_t count,
	bool closed, const struct pen *pen, float grey)
{
	struct step *steps = NEW_ARRAY(c->work.arena, count + 1, struct step);

	if (!count)
		return;
	for (size_t i = 0; i < count; i++)
		steps[i] = (struct step){.kind = i ? STEP_LINE : STEP_MOVE,
			.x = spots[i].x,
			.y = spots[i].y};
	if (closed)
		steps[count++].kind = STEP_CLOSE;
	push_path(c, steps, count, pen, grey);
}

void canvas_line(
	struct canvas *c, struct spot a, struct spot b, const struct pen *pen)
{
	canvas_trace(c, (const struct spot[]){a, b}, 2, false, pen);
}

void canvas_trace(struct canvas *c, const struct spot *spots, size_t count,
	bool closed, const struct pen *pen)
{
	trace(c, spots, count, closed, pen, 0);
}

void canvas_area(
	struct canvas *c, const struct spot *spots, size_t count, float grey)
{
	trace(c, spots, count, true, NULL, grey);
}

/* ---- arcs ---- */

enum { ARC_PIECES = 8 };

static struct spot on_ellipse(
	struct spot center, struct spot radii, double angle)
{
	return (struct spot){center.x + radii.x * (float)cos(angle),
		center.y - radii.y * (float)sin(angle)};
}

/* Pieces of at most an eighth of a turn; each within 10⁻⁵ of its radius
 * (control points at 4/3 tan(θ/4), Riškus 2006). Returns the steps used. */
static size_t arc_steps(struct step *steps, struct spot center,
	struct spot radii, double start, double end)
{
	int pieces = (int)ceil(fabs(end - start) / M_PI * 4 - 1e-9);
	double part = (end - start) / pieces, reach = 4.0 / 3 * tan(part / 4);
	struct spot at = on_ellipse(center, radii, start);
	size_t n = 0;

	for (int i = 0; i < pieces; i++) {
		double a = start + part * i, b = a + part;
		struct spot to = on_ellipse(center, radii, b);
		struct step *s = &steps[n++];

		s->kind = STEP_CURVE;
		s->ax = at.x - radii.x * (float)(reach * sin(a));
		s->ay = at.y - radii.y * (float)(reach * cos(a));
		s->bx = to.x + radii.x * (float)(reach * sin(b));
		s->by = to.y + radii.y * (float)(reach * cos(b));
		s->x = to.x;
		s->y = to.y;
		at = to;
	}
	return n;
}

static struct step move_to(struct spot at)
{
	return (struct step){.kind = STEP_MOVE, .x = at.x, .y = at.y};
}

void canvas_arc(struct canvas *c, struct spot center, struct spot radii,
	double start, double end, const struct pen *pen)
{
	struct step *steps =
		NEW_ARRAY(c->work.arena, ARC_PIECES + 2, struct step);
	size_t n = 1;

	if (fabs(end - start) < 1e-6 || fabs(end - start) > 2 * M_PI + 1e-6)
		return;
	steps[0] = move_to(on_ellipse(center, radii, start));
	n += arc_steps(steps + 1, center, radii, start, end);
	if (fabs(end - start) > 2 * M_PI - 1e-6)
		steps[n++].kind = STEP_CLOSE;
	push_path(c, steps, n, pen, 0);
}

void canvas_disc(
	struct canvas *c, struct spot center, struct spot radii, float grey)
{
	struct step *steps =
		NEW_ARRAY(c->work.arena, ARC_PIECES + 2, struct step);
	size_t n = 1;

	steps[0] = move_to(on_ellipse(center, radii, 0));
	n += arc_steps(steps + 1, center, radii, 0, 2 * M_PI);
	steps[n++].kind = STEP_CLOSE;
	push_path(c, steps, n, NULL, grey);
}

void canvas_sector(struct canvas *c, struct spot center, float radius,
	double start, double end, float grey)
{
	struct spot radii = {radius, radius};
	struct spot from = on_ellipse(center, radii, start);
	struct step *steps =
		NEW_ARRAY(c->work.arena, ARC_PIECES + 4, struct step);
	size_t n = 2;

	steps[0] = move_to(center);
	steps[1] = (struct step){.kind = STEP_LINE, .x = from.x, .y = from.y};
	n += arc_steps(steps + 2, center, radii, start, end);
	steps[n++].kind = STEP_CLOSE;
	push_path(c, steps, n, NULL, grey);
}

/* ---- arrows ---- */

/* Slim, with a notch, as in textbooks. */
void canvas_arrow(struct canvas *c, struct spot from, struct spot tip)
{
	float dx = tip.x - from.x, dy = tip.y - from.y;
	float length = hypotf(dx, dy), size = 5.2f, half = 1.7f, notch = 3.8f;
	struct spot head[4];

	if (length <= 0)
		return;
	dx /= length;
	dy /= length;
	head[0] = tip;
	head[1] = (struct spot){
		tip.x - size * dx - half * dy, tip.y - size * dy + half * dx};
	head[2] = (struct spot){tip.x - notch * dx, tip.y - notch * dy};
	head[3] = (struct spot){
		tip.x - size * dx + half * dy, tip.y - size * dy - half * dx};
	canvas_area(c, head, 4, 0);
}

/* ---- hatching ---- */

enum { CROSSINGS_MOST = 64 };

static int by_value(const void *a, const void *b)
{
	float x = *(const float *)a, y = *(const float *)b;

	return (x > y) - (x < y);
}

/* Where the line y = s·x + level (s: 1 falling, -1 rising, y downwards)
 * crosses the polygon's sides, by x. */
static size_t find_crossings(
	const struct spot *spots, size_t count, float s, float level, float *xs)
{
	size_t n = 0;

	for (size_t i = 0; i < count && n < CROSSINGS_MOST; i++) {
		struct spot a = spots[i], b = spots[(i + 1) % count];
		float fa = a.y - s * a.x - level, fb = b.y - s * b.x - level;

		if ((fa < 0) != (fb < 0))
			xs[n++] = a.x + (b.x - a.x) * fa / (fa - fb);
	}
	qsort(xs, n, sizeof *xs, by_value);
	return n;
}

void canvas_hatch(struct canvas *c, const struct spot *spots, size_t count,
	float apart, bool falling, const struct pen *pen)
{
	float s = falling ? 1 : -1, low = INFINITY, high = -INFINITY;
	float step = apart * (float)M_SQRT2, xs[CROSSINGS_MOST];

	for (size_t i = 0; i < count; i++) {
		low = fminf(low, spots[i].y - s * spots[i].x);
		high = fmaxf(high, spots[i].y - s * spots[i].x);
	}
	if (!count || !(high - low < 100000))
		return;
	for (float level = ceilf(low / step) * step; level < high;
		level += step) {
		size_t n = find_crossings(spots, count, s, level, xs);

		for (size_t i = 0; i + 1 < n; i += 2)
			canvas_line(c, (struct spot){xs[i], s * xs[i] + level},
				(struct spot){xs[i + 1], s * xs[i + 1] + level},
				pen);
	}
}

/* ---- labels ---- */

struct label canvas_label(struct canvas *c, struct str text, unsigned look)
{
	struct paragraph p = {.work = &c->work, .tag = &c->tag, .look = look};
	const struct markup *tree =
		markup_parse(c->work.arena, str_copy(c->work.arena, text));

	paragraph_words(&p, WORDS(MARKUP(tree, look)));
	const struct box *box = paragraph_pack(&p);

	return (struct label){box->width, box->height, box->depth, box};
}

struct label canvas_formula(struct canvas *c, struct str text)
{
	if (text.len && !memchr(text.ptr, '$', text.len))
		text = str_format(
			c->work.arena, "$%.*s$", STR_ARG(str_trim(text)));
	return canvas_label(c, text, 0);
}

struct label canvas_number(struct canvas *c, double value, int places)
{
	struct str digits = str_format(c->work.arena, "%.*f", places,
		fabs(value) < 0.5 * pow(10, -places) ? 0 : value);
	char *point = memchr(digits.ptr, '.', digits.len);

	if (point && *c->work.language == 'v')
		*point = ',';
	return canvas_formula(c, digits);
}

void canvas_put(struct canvas *c, const struct label *label, struct spot at)
{
	emit_box(&c->emitter, label->box, at.x, at.y, true);
	c->emitter.open = false;
	canvas_keep(c, (struct spot){at.x, at.y - label->height},
		(struct spot){at.x + label->width, at.y + label->depth});
}

static struct spot corner_of(
	const struct label *label, struct spot at, float x, float y)
{
	return (struct spot){at.x - x * label->width,
		at.y - y * (label->height + label->depth) + label->height};
}

void canvas_place(struct canvas *c, const struct label *label, struct spot at,
	float x, float y)
{
	canvas_put(c, label, corner_of(label, at, x, y));
}

void canvas_cover(struct canvas *c, const struct label *label, struct spot at,
	float x, float y)
{
	struct spot a = corner_of(label, at, x, y);
	const float margin = 1;
	struct spot box[4];

	box[0] = (struct spot){a.x - margin, a.y - label->height - margin};
	box[1] = (struct spot){a.x + label->width + margin, box[0].y};
	box[2] = (struct spot){box[1].x, a.y + label->depth + margin};
	box[3] = (struct spot){box[0].x, box[2].y};
	canvas_area(c, box, 4, 1);
	canvas_put(c, label, a);
}

/* ---- the end ---- */

static void shift(struct op *op, float x, float y)
{
	op->x -= x;
	op->y -= y;
	if (op->kind == OP_GLYPHS)
		for (size_t i = 0; i < op->glyph_count; i++) {
			struct glyph *g = (struct glyph *)&op->glyphs[i];

			g->x -= x;
			g->y -= y;
		}
	if (op->kind != OP_PATH)
		return;
	for (size_t i = 0; i < op->step_count; i++) {
		struct step *s = (struct step *)&op->steps[i];

		s->x -= x;
		s->ax -= x;
		s->bx -= x;
		s->y -= y;
		s->ay -= y;
		s->by -= y;
	}
}

bool canvas_finish(struct canvas *c, struct sketched *out, struct error *err)
{
	struct op *ops = NEW_ARRAY(c->work.arena, c->emitter.count, struct op);
	size_t count = 0;

	if (c->work.failed) {
		*err = c->work.error;
		return false;
	}
	for (size_t i = 0; i < c->emitter.count; i++) {
		struct op *op = &c->emitter.ops[i];

		if (op->kind == OP_TAG_BEGIN || op->kind == OP_TAG_END)
			continue;
		shift(op, c->left, c->top);
		ops[count++] = *op;
	}
	*out = (struct sketched){
		.width = fmaxf(c->right - c->left, 1),
		.height = fmaxf(c->bottom - c->top, 1),
		.ops = ops,
		.op_count = count,
	};
	return true;
}
