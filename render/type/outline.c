#include "render/type/outline.h"

#include <hb.h>

/* Where the glyph stands, and the scale from its font's units. */
struct drawer {
	struct arena *arena;
	struct step *steps;
	size_t count, capacity;
	float x, y, scale;
};

static struct step *add(void *ctx, enum step_kind kind, float x, float y)
{
	struct drawer *d = ctx;
	struct step *step = &PUSH(d->arena, d->steps, d->count, d->capacity)[0];

	*step = (struct step){.kind = kind,
		.x = d->x + x * d->scale,
		.y = d->y - y * d->scale};
	return step;
}

static void move_to(hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state,
	float x, float y, void *user)
{
	(void)funcs, (void)state, (void)user;
	add(ctx, STEP_MOVE, x, y);
}

static void line_to(hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state,
	float x, float y, void *user)
{
	(void)funcs, (void)state, (void)user;
	add(ctx, STEP_LINE, x, y);
}

static void curve_to(hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state,
	float ax, float ay, float bx, float by, float x, float y, void *user)
{
	struct drawer *d = ctx;
	struct step *step = add(ctx, STEP_CURVE, x, y);

	(void)funcs, (void)state, (void)user;
	step->ax = d->x + ax * d->scale;
	step->ay = d->y - ay * d->scale;
	step->bx = d->x + bx * d->scale;
	step->by = d->y - by * d->scale;
}

static void close_path(
	hb_draw_funcs_t *funcs, void *ctx, hb_draw_state_t *state, void *user)
{
	(void)funcs, (void)state, (void)user;
	add(ctx, STEP_CLOSE, 0, 0);
}

/* Quadratic curves (TrueType) come as cubic ones when nothing takes them. */
static hb_draw_funcs_t *make_funcs(void)
{
	hb_draw_funcs_t *funcs = hb_draw_funcs_create();

	hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
	hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
	hb_draw_funcs_set_cubic_to_func(funcs, curve_to, NULL, NULL);
	hb_draw_funcs_set_close_path_func(funcs, close_path, NULL, NULL);
	hb_draw_funcs_make_immutable(funcs);
	return funcs;
}

struct op outline_of(struct arena *arena, const struct op *glyphs)
{
	hb_draw_funcs_t *funcs = make_funcs();
	struct drawer d = {.arena = arena,
		.scale = glyphs->size / (float)glyphs->face->units};
	struct op op = {
		.kind = OP_PATH, .color = glyphs->color, .filled = true};

	for (size_t i = 0; i < glyphs->glyph_count; i++) {
		d.x = glyphs->glyphs[i].x;
		d.y = glyphs->glyphs[i].y;
		hb_font_get_glyph_shape(
			glyphs->face->hb_font, glyphs->glyphs[i].id, funcs, &d);
	}
	hb_draw_funcs_destroy(funcs);
	op.steps = d.steps;
	op.step_count = d.count;
	return op;
}
