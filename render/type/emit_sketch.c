#include "render/type/emit.h"

/* A drawing at the box's place, as large as the box. */
struct placing {
	float x, y, scale;
};

static void place_glyphs(struct emitter *e, const struct op *from,
	const struct placing *at, struct op *op)
{
	struct glyph *glyphs = arena_copy(e->work->arena, from->glyphs,
		from->glyph_count * sizeof *from->glyphs);

	for (size_t i = 0; i < from->glyph_count; i++) {
		glyphs[i].x = at->x + glyphs[i].x * at->scale;
		glyphs[i].y = at->y + glyphs[i].y * at->scale;
	}
	op->glyphs = glyphs;
	op->size *= at->scale;
}

static void place_steps(struct emitter *e, const struct op *from,
	const struct placing *at, struct op *op)
{
	struct step *steps = arena_copy(e->work->arena, from->steps,
		from->step_count * sizeof *from->steps);

	for (size_t i = 0; i < from->step_count; i++) {
		float *const v[] = {&steps[i].x, &steps[i].ax, &steps[i].bx};
		float *const w[] = {&steps[i].y, &steps[i].ay, &steps[i].by};

		for (size_t k = 0; k < 3; k++) {
			*v[k] = at->x + *v[k] * at->scale;
			*w[k] = at->y + *w[k] * at->scale;
		}
	}
	op->steps = steps;
	op->dash *= at->scale;
	op->gap *= at->scale;
}

void emit_sketch(struct emitter *e, const struct box *box, float x, float y)
{
	const struct sketched *drawing = box->picture->sketch;
	struct placing at = {x, y - box->height, box->width / drawing->width};
	struct op *op = emit_op(e, OP_AREA);

	op->x = x;
	op->y = at.y;
	op->w = box->width;
	op->h = box->height + box->depth;
	for (size_t i = 0; i < drawing->op_count; i++) {
		const struct op *from = &drawing->ops[i];

		op = emit_op(e, from->kind);
		*op = *from;
		op->x = at.x + from->x * at.scale;
		op->y = at.y + from->y * at.scale;
		op->w *= at.scale;
		op->h *= at.scale;
		op->width *= at.scale;
		if (op->kind == OP_GLYPHS)
			place_glyphs(e, from, &at, op);
		else if (op->kind == OP_PATH)
			place_steps(e, from, &at, op);
	}
}
