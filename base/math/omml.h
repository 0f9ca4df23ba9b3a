#ifndef BASE_MATH_OMML_H
#define BASE_MATH_OMML_H

#include "base/math/math.h"

/* What the files of math_to_omml share, for them only. The elements and their
 * order are those of ECMA-376 Part 1, 22.1. */
struct omml {
	struct buf *out;
	bool running; /* a run is open */
	enum omml_style {
		OMML_PLAIN = VARIANT_COUNT, /* signs and digits */
		OMML_NORMAL,                /* words */
		OMML_STYLES
	} style;    /* of it, or an enum math_variant */
	int nested; /* operands within operands */
};

/* A character in a run of its style, which neighbours of the same share. */
void omml_code(struct omml *m, uint32_t code, enum omml_style style);
/* A function's name. */
void omml_name(struct omml *m, const struct math *node);
/* <m:TAG> and its end; no run is open after either. */
void omml_open(struct omml *m, const char *tag);
void omml_close(struct omml *m, const char *tag);
/* <m:TAG m:val="…"/> */
void omml_value(struct omml *m, const char *tag, const char *value);
void omml_code_value(struct omml *m, const char *tag, uint32_t code);
/* A list up to one of its nodes (NULL: to its end). */
void omml_list(struct omml *m, const struct math *node, const struct math *end);
/* One node in <m:TAG>, or something nobody sees, for Word draws a box where
 * there is nothing. node may be NULL. */
void omml_part(struct omml *m, const char *tag, const struct math *node);
/* A list in <m:TAG>, likewise. */
void omml_parts(struct omml *m, const char *tag, const struct math *node,
	const struct math *end);

/* ---- omml_operator.c ---- */

/* A sum, an integral, a function at the head of a list: writes it with what it
 * is taken of and says which node is next; false when node is none of these. */
bool omml_operator(struct omml *m, const struct math *node,
	const struct math *end, const struct math **next);
/* Scripts at the sides, or above and below. */
void omml_scripts(struct omml *m, const struct math *node);

/* ---- omml_table.c ---- */

void omml_table(struct omml *m, const struct math *table);

#endif
