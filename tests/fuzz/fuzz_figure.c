/* Figures as anyone may describe them: what is read is drawn, or refused with
 * words; what is drawn is of a size, lies within it, and can be told. */
#include "render/figure/figure.h"

#include <math.h>

#include "banks/native.h"
#include "engine/model/sink.h"
#include "render/html/svg.h"
#include "render/type/display.h"
#include "tests/fuzz/driver.h"

static struct fonts *fonts;

static void check_glyphs(const struct op *op)
{
	for (size_t k = 0; op->kind == OP_GLYPHS && k < op->glyph_count; k++)
		if (!isfinite(op->glyphs[k].x) || !isfinite(op->glyphs[k].y))
			abort();
}

static void check_ops(const struct sketched *d)
{
	if (!(d->width > 0 && d->width < 10000) ||
		!(d->height > 0 && d->height < 10000))
		abort();
	for (size_t i = 0; i < d->op_count; i++)
		check_glyphs(&d->ops[i]);
	for (size_t i = 0; i < d->op_count; i++)
		for (size_t k = 0;
			d->ops[i].kind == OP_PATH && k < d->ops[i].step_count;
			k++) {
			const struct step *s = &d->ops[i].steps[k];

			if (s->kind == STEP_CLOSE)
				continue;
			if (!isfinite(s->x) || !isfinite(s->y) || s->x < -1 ||
				s->y < -1 || s->x > d->width * 1.001f + 1 ||
				s->y > d->height * 1.001f + 1)
				abort();
		}
}

static void draw(struct arena *arena, const struct figure *figure)
{
	struct style style = style_default();
	struct figure_setting setting = {
		arena, typesetter_new(arena, fonts), &style, STR("vi"), 480};
	struct html html = {.language = "vi"};
	struct sketched d;
	struct error err;

	if (!figure_draw(&setting, figure, &d, &err)) {
		if (!err.text[0])
			abort();
		return;
	}
	check_ops(&d);
	if (!d.alt.len || !d.title.len)
		abort();
	html.out.arena = arena;
	svg_sketch(&html, &d, 12, STR(""));
	figure_alt(arena, figure, STR("en"));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena *kept;
	struct arena *arena = arena_new();
	struct bundle bundle;
	struct sink sink = bundle_sink(arena, &bundle);
	struct report report = {.arena = arena};
	struct error err;

	if (!kept) {
		kept = arena_new();
		if (!fonts_open(kept, "termes", &fonts, &err))
			exit(0);
	}
	if (native_read(arena, "f", (struct str){(const char *)data, size},
		    &sink, &report, &err))
		for (size_t i = 0; i < bundle.question_count; i++) {
			const struct question *q = &bundle.questions[i];

			for (size_t k = 0; k < q->figure_count; k++)
				draw(arena, &q->figures[k]);
		}
	arena_free(arena);
	return 0;
}
