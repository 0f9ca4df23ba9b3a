#include "render/figure/figure.h"

#include <math.h>

#include "base/i18n.h"
#include "engine/model/figure_keys.h"
#include "render/figure/sketch.h"

static const float centimetre = 72 / 2.54f;

/* Points; 0 where nothing is said. Centimetres are those of a text of 12
 * points, so that figures grow with the text. */
static float width_of(const struct figure *figure, float column, float size)
{
	struct str text =
		str_trim(figure_text(figure_get(&figure->keys, "width")));
	bool share = str_ends(text, "%");
	double value;

	if (share)
		text.len -= 1;
	else if (str_ends(text, "cm"))
		text.len -= 2;
	if (!text.len || !figure_number(text, &value))
		return 0;
	return share ? (float)value / 100 * column
		     : (float)value * centimetre * size / 12;
}

/* Labels are a little smaller than the text around them. */
static const float label_share = 0.92f;

bool figure_draw(const struct figure_setting *setting,
	const struct figure *figure, struct sketched *out, struct error *err)
{
	static const figure_drawer drawers[FIGURE_KINDS] = {
		[FIGURE_GRAPH] = draw_graph,
		[FIGURE_VARIATION] = draw_variation,
		[FIGURE_SIGNS] = draw_signs,
		[FIGURE_LINE] = draw_line,
		[FIGURE_PLANE] = draw_plane,
		[FIGURE_CIRCUIT] = draw_circuit,
		[FIGURE_BAR] = draw_bar,
		[FIGURE_PIE] = draw_pie,
		[FIGURE_BOX] = draw_box,
		[FIGURE_HISTOGRAM] = draw_histogram,
	};
	struct style style = *setting->style;
	struct sketch s = {
		.arena = setting->arena,
		.keys = &figure->keys,
		.width = width_of(figure, setting->column, style.size),
		.column = setting->column,
		.err = err,
	};
	struct str alt = figure_text(figure_get(&figure->keys, "alt"));

	style.size *= label_share;
	s.em = style.size;
	/* Narrower, nothing could be read. */
	if (s.width > 0)
		s.width = fmaxf(s.width, 6 * s.em);
	s.canvas = canvas_new(
		setting->arena, setting->setter, &style, setting->language);
	if (!figure_check(figure, err) || !figure_sound(figure, err) ||
		!drawers[figure->kind](&s) ||
		!canvas_finish(s.canvas, out, err))
		return false;
	out->title = figure_title(figure, setting->language);
	out->alt = alt.len
		? alt
		: figure_alt(setting->arena, figure, setting->language);
	return true;
}

bool figure_pictures(const struct figure_setting *setting,
	const struct figure *figures, size_t count, struct picture_names others,
	struct picture_names *out, struct error *err)
{
	struct picture_name *names = NEW_ARRAY(
		setting->arena, count + others.count, struct picture_name);

	*out = others;
	if (!count)
		return true;
	for (size_t i = 0; i < count; i++) {
		struct sketched *drawing = NEW(setting->arena, struct sketched);
		struct picture *picture = NEW(setting->arena, struct picture);
		struct error why;

		if (!figure_draw(setting, &figures[i], drawing, &why))
			return fail(err, why.code, _("figure '%.*s': %s"),
				STR_ARG(figures[i].name), why.text);
		picture->sketch = drawing;
		names[i] = (struct picture_name){figures[i].name, picture};
	}
	for (size_t i = 0; i < others.count; i++)
		names[count + i] = others.names[i];
	*out = (struct picture_names){names, count + others.count};
	return true;
}
