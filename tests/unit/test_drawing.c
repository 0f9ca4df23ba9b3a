/* A drawing stands where it was put, whichever way its lines go. */

#include "render/type/drawing.h"

#include <math.h>

#include "tests/setting.h"

static const struct color red = {1, 0, 0};

static const struct op *op_of(
	const struct display *display, enum op_kind kind, size_t which)
{
	const struct page *page = &display->pages[0];

	for (size_t i = 0; i < page->op_count; i++)
		if (page->ops[i].kind == kind && page->ops[i].color.r == 1 &&
			!which--)
			return &page->ops[i];
	return NULL;
}

static bool is_at(const struct op *op, float left, float top, float x, float y,
	float w, float h)
{
	bool same;

	if (!op)
		return false;
	same = fabsf(op->x - left - x) < 0.01f &&
		fabsf(op->y - top - y) < 0.01f && fabsf(op->w - w) < 0.01f &&
		fabsf(op->h - h) < 0.01f;
	if (!same)
		printf("# %g %g %g %g\n", (double)(op->x - left),
			(double)(op->y - top), (double)op->w, (double)op->h);
	return same;
}

static void all_ways(void)
{
	const struct drawn v[] = {{.kind = DRAWN_RECT,
					  .x = 0,
					  .y = 0,
					  .w = 10,
					  .h = 5,
					  .color = red},
		/* Down, up, and both from the right. */
		{.kind = DRAWN_LINE,
			.x = 10,
			.y = 10,
			.w = 20,
			.h = 30,
			.thick = 1,
			.color = red},
		{.kind = DRAWN_LINE,
			.x = 10,
			.y = 40,
			.w = 20,
			.h = -30,
			.thick = 1,
			.color = red},
		{.kind = DRAWN_LINE,
			.x = 30,
			.y = 40,
			.w = -20,
			.h = -30,
			.thick = 1,
			.color = red},
		{.kind = DRAWN_LINE,
			.x = 30,
			.y = 10,
			.w = -20,
			.h = 30,
			.thick = 1,
			.color = red},
		{.kind = DRAWN_TEXT,
			.x = 50,
			.y = 20,
			.text = STR("giữa"),
			.align = ALIGN_CENTER,
			.color = red}};
	const struct drawing drawing = {100, 60, v, 6, STR("hình")};
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	struct display display;
	const struct op *rect;
	float left, top;

	galley_drawing(g, &drawing, ALIGN_LEFT);
	display = setting_finish(g, NULL);
	rect = op_of(&display, OP_RECT, 0);
	if (!CHECK(rect))
		return;
	left = rect->x;
	top = rect->y;
	CHECK(fabsf(left - style.margin_left) < 0.01f);
	CHECK(is_at(rect, left, top, 0, 0, 10, 5));
	CHECK(is_at(op_of(&display, OP_LINE, 0), left, top, 10, 10, 20, 30));
	CHECK(is_at(op_of(&display, OP_LINE, 1), left, top, 10, 40, 20, -30));
	CHECK(is_at(op_of(&display, OP_LINE, 2), left, top, 10, 10, 20, 30));
	CHECK(is_at(op_of(&display, OP_LINE, 3), left, top, 10, 40, 20, -30));
	CHECK(op_of(&display, OP_GLYPHS, 0) &&
		fabsf(op_of(&display, OP_GLYPHS, 0)->glyphs[0].y - top - 20) <
			0.01f &&
		op_of(&display, OP_GLYPHS, 0)->glyphs[0].x < left + 50);
}

/* It is read aloud as a figure, and does not stick out of its page. */
static void kept_whole(void)
{
	struct style style = style_default();
	struct galley *g = setting_galley(&style);
	const struct drawn v[] = {
		{.kind = DRAWN_RECT, .w = 10, .h = 300, .color = red},
		{.kind = DRAWN_TEXT, .y = 50, .text = STR("x"), .color = red}};
	const struct drawing drawing = {100, 300, v, 2, STR("hình")};
	struct display display;
	bool tagged = false;

	for (int i = 0; i < 5; i++)
		galley_drawing(g, &drawing, ALIGN_CENTER);
	display = setting_finish(g, NULL);
	CHECK(display.page_count == 3);
	for (size_t i = 0; i < display.pages[0].op_count; i++)
		tagged = tagged ||
			(display.pages[0].ops[i].kind == OP_TAG_BEGIN &&
				display.pages[0].ops[i].role == TAG_FIGURE &&
				str_is(display.pages[0].ops[i].alt, "hình"));
	CHECK(!op_of(&display, OP_RECT, 2));
	CHECK(tagged);
}

int main(void)
{
	if (setting_begin()) {
		TEST(all_ways);
		TEST(kept_whole);
	}
	setting_end();
	return check_result();
}
