#ifndef RENDER_ANALYSIS_WORDS_H
#define RENDER_ANALYSIS_WORDS_H

#include "engine/analyse/analysis.h"

/* Sentences and figures that the reports of an analysis share, in the language
 * of the interface; language says the decimal mark. */

/* "–" for NAN, "∞". */
struct str analysis_figure(
	struct arena *arena, const char *language, double value, int places);

/* How reliable the test is, of how many items something is to be said, how many
 * came out otherwise than expected. */
struct str analysis_verdict(struct arena *arena, const struct analysis *s);

/* People, items, mean, reliability… */
struct str analysis_summary(
	struct arena *arena, const char *language, const struct analysis *s);

/* All that is to be said of an item; "" nothing. */
struct str analysis_notes(
	struct arena *arena, const struct analysis *s, size_t item);

#endif
