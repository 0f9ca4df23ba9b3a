#ifndef ENGINE_ANALYSE_IRT_PRECISION_H
#define ENGINE_ANALYSE_IRT_PRECISION_H

#include "engine/analyse/irt_parts.h"

/* Standard errors from the sum of outer products of the rows' gradients, rows
 * being handed over so many at a time; for irt_finish.c alone. */
enum { PRECISION_ROWS = 64 };

struct precision *precision_new(struct fit *f);
/* post: [row][IRT_NODES], rows first … first + count - 1 of the fit. */
void precision_add(struct precision *precision, size_t first, size_t count,
	const float *post);
void precision_find(struct precision *precision, struct irt_item *items);

#endif
