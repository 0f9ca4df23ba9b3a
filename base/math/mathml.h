#ifndef BASE_MATH_MATHML_H
#define BASE_MATH_MATHML_H

#include "base/math/math.h"

/* What the files of math_to_mathml share, for them only. */
struct mathml {
	struct buf *out;
	bool script; /* in a script, where there is no room around signs */
};

/* One node as one element. */
void mathml_element(struct mathml *m, const struct math *node);
/* A list as elements side by side. */
void mathml_list(struct mathml *m, const struct math *node);

/* ---- mathml_sign.c ---- */

/* A letter or a sign towards neighbours of its class. */
void mathml_atom(
	struct mathml *m, const struct math *node, enum math_class class);
/* A delimiter: form "prefix", "infix" or "postfix". */
void mathml_delimiter(struct mathml *m, uint32_t code, const char *form);
/* Of a fixed size, 1 to 4. */
void mathml_big(struct mathml *m, const struct math *node);
/* What stands over or under: an accent of the tree or a brace; wide: over more
 * than a letter, and stretched. */
void mathml_accent(struct mathml *m, uint32_t code, bool wide);
/* A length in thousandths of an em: "1.5em", "0". */
void mathml_ems(struct buf *out, int thousandths);
/* Thin room between two classes that no sign brings by itself. */
bool mathml_needs_thin(enum math_class before, enum math_class after);

/* ---- mathml_table.c ---- */

void mathml_table(struct mathml *m, const struct math *table);

#endif
