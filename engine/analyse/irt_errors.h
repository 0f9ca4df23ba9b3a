#ifndef ENGINE_ANALYSE_IRT_ERRORS_H
#define ENGINE_ANALYSE_IRT_ERRORS_H

#include "engine/analyse/irt_parts.h"

/* Standard errors from the sum of outer products of the rows' gradients, rows
 * being handed over so many at a time; for irt_finish.c alone. */
enum { ERRORS_ROWS = 64 };

struct errors *errors_new(struct fit *f);
/* post: [row][IRT_NODES], rows first … first + count - 1 of the fit. */
void errors_add(
	struct errors *errors, size_t first, size_t count, const float *post);
void errors_find(struct errors *errors, struct irt_item *items);

#endif
