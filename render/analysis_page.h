#ifndef RENDER_ANALYSIS_PAGE_H
#define RENDER_ANALYSIS_PAGE_H

#include "engine/analyse/analysis.h"

/* What an analysis found, as one HTML page for a committee: in words first,
 * then the spread of totals, a table of the items, the information of the test,
 * and a card for each item with how each fifth of the people took its options.
 * In the language of the interface. It asks for nothing and runs nothing. */
struct str analysis_page(struct arena *arena, const struct analysis *analysis,
	struct str title, const char *language);

#endif
