#include "render/figure/chart.h"

#include <math.h>

/* ---- fills ---- */

static const struct pen hatching = {0.35f, 0.2f, 0, 0};

enum { FILLS = 6 };

static const struct {
	float grey;
	bool rising, falling;
} fills[FILLS] = {
	{0.8f, false, false},
	{1, true, false},
	{0.55f, false, false},
	{1, false, false},
	{1, false, true},
	{0.92f, true, true},
};

bool chart_hatched(size_t index)
{
	return fills[index % FILLS].rising || fills[index % FILLS].falling;
}

void chart_fill(
	struct canvas *c, const struct spot *spots, size_t count, size_t index)
{
	size_t i = index % FILLS;

	if (fills[i].grey < 1)
		canvas_area(c, spots, count, fills[i].grey);
	if (fills[i].rising)
		canvas_hatch(c, spots, count, 3, false, &hatching);
	if (fills[i].falling)
		canvas_hatch(c, spots, count, 3, true, &hatching);
	canvas_trace(c, spots, count, true, &pen_usual);
}

float chart_legend(
	struct sketch *s, struct str words, size_t index, struct spot at)
{
	float size = 0.75f * s->em;
	struct label label = canvas_label(s->canvas, words, 0);
	struct spot box[] = {at, {at.x + size, at.y},
		{at.x + size, at.y - size}, {at.x, at.y - size}};

	chart_fill(s->canvas, box, 4, index);
	canvas_put(s->canvas, &label,
		(struct spot){at.x + size + 0.4f * s->em, at.y});
	return size + 0.4f * s->em + label.width;
}

void chart_title(struct sketch *s, float left, float right, float y)
{
	struct str title = figure_text(key_of(s, "title"));
	struct label label;

	if (!title.len)
		return;
	label = canvas_label(s->canvas, title, LOOK_BOLD);
	canvas_place(s->canvas, &label, (struct spot){(left + right) / 2, y},
		0.5f, 1);
}

/* ---- axes ---- */

void chart_scale(struct chart_axis *a, double most)
{
	double top = figure_number_or(key_of(a->s, "top"), NAN);
	double step = figure_number_or(key_of(a->s, "step"), NAN);

	if (!(top > 0))
		top = most > 0 ? most : 1;
	/* No more numbers than can be read. */
	if (!(step > 0) || top / step > 40)
		step = nice_step(top, 6, &a->places);
	if (a->whole && step < 1 && !key_of(a->s, "step"))
		step = 1;
	a->places = places_of(step);
	a->step = step;
	a->top = ceil(top / step - 1e-9) * step;
}

float chart_height(const struct chart_axis *a, double value)
{
	return (float)(value / a->top) * a->height;
}

static const struct pen grid_pen = {0.3f, 0.72f, 0, 0};

void chart_back(struct chart_axis *a)
{
	struct canvas *c = a->s->canvas;

	for (double v = 0; v <= a->top * 1.0001; v += a->step) {
		float y = -chart_height(a, v);
		struct label label = canvas_number(c, v, a->places);

		if (a->grid && v > 0)
			canvas_line(c, (struct spot){0, y},
				(struct spot){a->width, y}, &grid_pen);
		canvas_line(c, (struct spot){-2.5f, y}, (struct spot){0, y},
			&pen_usual);
		canvas_place(
			c, &label, (struct spot){-0.4f * a->s->em, y}, 1, 0.5f);
	}
}

void chart_front(struct chart_axis *a)
{
	struct canvas *c = a->s->canvas;
	const struct figure_value *names = key_of(a->s, "names");
	float over = 1.1f * a->s->em, x = a->width + 1.2f * a->s->em;
	float y = -a->height - over;
	struct label label;

	canvas_line(
		c, (struct spot){0, 0}, (struct spot){0, y + 3}, &pen_usual);
	canvas_arrow(c, (struct spot){0, 0}, (struct spot){0, y});
	canvas_line(
		c, (struct spot){0, 0}, (struct spot){x - 3, 0}, &pen_usual);
	canvas_arrow(c, (struct spot){0, 0}, (struct spot){x, 0});
	if (!names)
		return;
	label = canvas_label(c, figure_text(&names->items[0]), 0);
	canvas_place(c, &label,
		(struct spot){x + 0.3f * a->s->em, 0.25f * a->s->em}, 0, 0.5f);
	label = canvas_label(c, figure_text(&names->items[1]), 0);
	canvas_place(c, &label,
		(struct spot){-0.8f * a->s->em, y - 0.25f * a->s->em}, 0, 1);
}
