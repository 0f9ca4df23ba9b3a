#ifndef RENDER_SCREEN_H
#define RENDER_SCREEN_H

#include "base/error.h"
#include "engine/model/figure.h"
#include "render/type/picture.h"

/* Figures for pages on a screen. Fonts are loaded when the first is drawn. */
struct screen;

struct screen *screen_new(struct arena *arena);
void screen_free(struct screen *screen); /* NULL is allowed */

/* As pictures by their names, for struct html. ERROR_INVALID: see figure_draw;
 * ERROR_NOTFOUND: a font is not installed. */
MUST bool screen_figures(struct screen *screen, struct str language,
	const struct figure *figures, size_t count, struct picture_names *out,
	struct error *err);

#endif
