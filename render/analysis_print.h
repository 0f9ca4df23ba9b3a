#ifndef RENDER_ANALYSIS_PRINT_H
#define RENDER_ANALYSIS_PRINT_H

#include "engine/analyse/analysis.h"
#include "engine/model/blueprint.h"

/* What an analysis found, as a PDF for a committee: what analysis_page() has,
 * drawn through the display list. blueprint: of the exam, for its heading and
 * theme, or NULL. */
MUST bool analysis_print(const struct analysis *analysis,
	const struct blueprint *blueprint, struct str title,
	const char *language, struct arena *arena, struct str *out,
	struct error *err);

#endif
