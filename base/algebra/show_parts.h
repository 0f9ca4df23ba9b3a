#ifndef BASE_ALGEBRA_SHOW_PARTS_H
#define BASE_ALGEBRA_SHOW_PARTS_H

#include "base/algebra/show.h"

/* Private to base/algebra/show*.c. */

struct writer {
	struct algebra *c;
	struct buf out;
	const struct show *show;
	bool tex;
	int depth;
};

/* How tightly what is written holds together. */
enum tightness { LOOSE_SUM, LOOSE_PRODUCT, LOOSE_POWER, TIGHT };

void write_value(struct writer *w, const struct value *v);
/* The same, in brackets when it holds together less than asked. */
void write_tight(struct writer *w, const struct value *v, enum tightness asked);
/* A number >= 0 or < 0, in the form asked for. */
void write_number(struct writer *w, const struct value *v);
/* A double of so many significant digits, as an exact decimal. */
struct rational show_decimal(struct algebra *c, double real, int digits);
bool show_negative(struct algebra *c, const struct value *v);

#endif
