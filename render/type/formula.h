#ifndef RENDER_TYPE_FORMULA_H
#define RENDER_TYPE_FORMULA_H

#include "base/math/math.h"
#include "render/type/math_font.h"
#include "render/type/work.h"

/* Formulas → boxes, after Appendix G of The TeXbook (Knuth, 1986) with the
 * constants of the font's MATH table (Vieth, "OpenType math illuminated",
 * TUGboat 30, 2009). */

/* One formula. ink: that of the text around, whose size, colour and tag it
 * takes. display: in display style. */
const struct box *formula_box(struct work *work, const struct ink *ink,
	const struct math *math, bool display);

/* The same in pieces, for a line that may break: after relations and binary
 * operators, and after commas, on the formula's outermost level. */
struct formula_piece {
	const struct box *box;
	float space; /* after it, which vanishes when the line breaks here */
	int penalty; /* of a break after it, as in linebreak.h */
};
size_t formula_pieces(struct work *work, const struct ink *ink,
	const struct math *math, bool display,
	const struct formula_piece **out);

#endif
