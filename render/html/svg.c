#include "render/html/svg.h"

#include <math.h>
#include <stdlib.h>

#include "render/type/display.h"
#include "render/type/outline.h"

/* Hundredths, without zeros at the end. */
static void put_number(struct html *h, float value)
{
	long n = lround((double)value * 100);
	long whole = labs(n) / 100, rest = labs(n) % 100;

	if (n < 0)
		html_raw(h, "-");
	if (whole || !rest)
		buf_long(&h->out, whole);
	if (rest)
		html_format(h, rest % 10 ? ".%02ld" : ".%ld",
			rest % 10 ? rest : rest / 10);
}

static void put_pair(struct html *h, float x, float y)
{
	put_number(h, x);
	html_raw(h, " ");
	put_number(h, y);
}

static void put_steps(struct html *h, const struct op *op)
{
	html_raw(h, " d=\"");
	for (size_t i = 0; i < op->step_count; i++) {
		const struct step *s = &op->steps[i];

		switch (s->kind) {
		case STEP_MOVE:
			html_raw(h, "M");
			break;
		case STEP_LINE:
			html_raw(h, "L");
			break;
		case STEP_CURVE:
			html_raw(h, "C");
			put_pair(h, s->ax, s->ay);
			html_raw(h, " ");
			put_pair(h, s->bx, s->by);
			html_raw(h, " ");
			break;
		case STEP_CLOSE:
			html_raw(h, "Z");
			continue;
		}
		put_pair(h, s->x, s->y);
	}
	html_raw(h, "\"");
}

/* How black, 0 to 1. */
static float darkness(struct color color)
{
	return 1 - (color.r + color.g + color.b) / 3;
}

static void put_fill(struct html *h, const struct op *op)
{
	float dark = darkness(op->color);

	if (dark < 0.01f) {
		html_raw(h, "<path class=\"paper\" fill=\"#fff\"");
		return;
	}
	html_raw(h, "<path fill=\"currentColor\"");
	if (dark < 0.99f) {
		html_raw(h, " fill-opacity=\"");
		put_number(h, dark);
		html_raw(h, "\"");
	}
}

static void put_stroke(struct html *h, const struct op *op)
{
	float dark = darkness(op->color);

	html_raw(h,
		"<path fill=\"none\" stroke=\"currentColor\" "
		"stroke-linejoin=\"round\" stroke-width=\"");
	put_number(h, op->width);
	html_raw(h, "\"");
	if (dark < 0.99f) {
		html_raw(h, " stroke-opacity=\"");
		put_number(h, dark);
		html_raw(h, "\"");
	}
	if (op->dash > 0) {
		html_raw(h, " stroke-dasharray=\"");
		put_pair(h, op->dash, op->gap);
		html_raw(h, "\"");
	} else {
		html_raw(h, " stroke-linecap=\"round\"");
	}
}

/* Formulas bring rectangles: rules of fractions; and lines. */
static void put_shape(struct html *h, const struct op *op)
{
	struct step steps[5] = {
		{.kind = STEP_MOVE, .x = op->x, .y = op->y},
		{.kind = STEP_LINE, .x = op->x + op->w, .y = op->y},
		{.kind = STEP_LINE, .x = op->x + op->w, .y = op->y + op->h},
		{.kind = STEP_LINE, .x = op->x, .y = op->y + op->h},
		{.kind = STEP_CLOSE},
	};
	struct op path = *op;

	path.steps = steps;
	path.step_count = 5;
	path.dash = path.gap = 0;
	if (op->kind == OP_LINE) {
		steps[1] = steps[2];
		path.step_count = 2;
	}
	if (op->kind == OP_RECT)
		put_fill(h, &path);
	else
		put_stroke(h, &path);
	put_steps(h, &path);
	html_raw(h, "/>");
}

static void put_op(struct html *h, const struct op *op)
{
	struct op path;

	switch (op->kind) {
	case OP_GLYPHS:
		path = outline_of(h->out.arena, op);
		if (!path.step_count)
			break;
		put_fill(h, &path);
		put_steps(h, &path);
		html_raw(h, "/>");
		break;
	case OP_PATH:
		if (op->filled)
			put_fill(h, op);
		else
			put_stroke(h, op);
		put_steps(h, op);
		html_raw(h, "/>");
		break;
	case OP_RECT:
	case OP_STROKE:
	case OP_LINE:
		put_shape(h, op);
		break;
	default:
		break;
	}
}

void svg_sketch(
	struct html *h, const struct sketched *d, float size, struct str alt)
{
	const float margin = 1;

	html_raw(h, "<svg class=\"figure\" role=\"img\" aria-label=\"");
	html_text(h, alt.len ? alt : d->alt);
	html_raw(h, "\" width=\"");
	put_number(h, (d->width + 2 * margin) / size);
	html_raw(h, "em\" viewBox=\"");
	put_pair(h, -margin, -margin);
	html_raw(h, " ");
	put_pair(h, d->width + 2 * margin, d->height + 2 * margin);
	html_raw(h, "\"><title>");
	html_text(h, alt.len ? alt : d->title);
	html_raw(h, "</title><desc>");
	html_text(h, d->alt);
	html_raw(h, "</desc>");
	for (size_t i = 0; i < d->op_count; i++)
		put_op(h, &d->ops[i]);
	html_raw(h, "</svg>");
}
