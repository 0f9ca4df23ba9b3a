#ifndef RENDER_FIGURE_FIGURE_H
#define RENDER_FIGURE_FIGURE_H

#include "base/arena.h"
#include "base/error.h"
#include "engine/model/figure.h"
#include "render/type/galley.h"
#include "render/type/picture.h"

/* Figures of engine/model/figure.h as drawings, in black and greys so that any
 * printer and copier shows them. */
struct figure_setting {
	struct arena *arena; /* of the drawing; outlives what shows it */
	struct typesetter *setter;
	const struct style *style; /* labels go with its size */
	struct str language;       /* "vi", "en" */
	float column;              /* points: what shares of a width are of */
};

/* ERROR_INVALID: what figure_check refuses, a function that has no value in
 * its range, a character that no font has. */
MUST bool figure_draw(const struct figure_setting *setting,
	const struct figure *figure, struct sketched *out, struct error *err);

/* These figures as pictures, and other pictures after them. */
MUST bool figure_pictures(const struct figure_setting *setting,
	const struct figure *figures, size_t count, struct picture_names others,
	struct picture_names *out, struct error *err);

/* What a figure is, and what it shows, in words, for who has it read aloud.
 * Labels are said as formulas are. */
struct str figure_title(const struct figure *figure, struct str language);
struct str figure_alt(
	struct arena *arena, const struct figure *figure, struct str language);

#endif
