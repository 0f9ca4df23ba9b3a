#ifndef BASE_MATH_MATHML_READ_H
#define BASE_MATH_MATHML_READ_H

#include "base/xml.h"

/* Presentation MathML as TeX that math_parse understands: identifiers, numbers,
 * operators and texts, fractions, roots, scripts, limits, accents, fences,
 * tables (with a brace before them: cases), boxes and strikes. A TeX annotation
 * counts before all else. False when something in it cannot be written, or what
 * comes out is not understood. At most 100 deep. */
bool mathml_to_tex(
	struct arena *arena, const struct xml_node *math, struct str *tex);

#endif
