#ifndef ENGINE_MODEL_FIGURE_GRAPH_H
#define ENGINE_MODEL_FIGURE_GRAPH_H

#include "engine/model/figure.h"

/* A function of x as it is written: "x^3 - 3x", "y = (x+1)/(x-2)"
 * (base/algebra/expression.h). */
struct figure_function {
	const struct value *value; /* of base/algebra */
};
MUST bool figure_function(struct arena *arena, const struct figure_value *text,
	struct figure_function *out, struct error *err);
/* False where it has no value. */
bool figure_function_at(const struct figure_function *f, double x, double *y);

/* "x = 2" stands upright; else a function: "y = x + 1". */
struct figure_asymptote {
	bool upright;
	double x;
	struct figure_function function;
};
MUST bool figure_asymptote(struct arena *arena, const struct figure_value *text,
	struct figure_asymptote *out, struct error *err);

/* A number as TeX, as it is written: "1/2" → \frac{1}{2}, "sqrt(3)" → \sqrt{3},
 * "0.5" with the point that is asked for. */
struct str figure_number_tex(struct arena *arena, struct str text, char point);

enum { FUNCTIONS_MOST = 12, MARKS_MOST = 40 };

#endif
