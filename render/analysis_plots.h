#ifndef RENDER_ANALYSIS_PLOTS_H
#define RENDER_ANALYSIS_PLOTS_H

#include "engine/analyse/analysis.h"
#include "render/type/drawing.h"

/* The plots of a printed analysis; points. */

/* How many people have each total. */
struct drawing plot_spread(struct arena *arena, const char *language,
	const struct analysis *s, float width, float height);

/* The test's information by ability; s->fit is there. */
struct drawing plot_information(struct arena *arena, const char *language,
	const struct analysis *s, float width, float height);

/* How each fifth of the people took the item's options (or what they earned),
 * the model's curve among them, and at the right bars of the options' shares.
 * group: of trace_groups(). */
struct drawing plot_item(struct arena *arena, const char *language,
	const struct analysis *s, const size_t *group, size_t item, float width,
	float height);

#endif
