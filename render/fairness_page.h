#ifndef RENDER_FAIRNESS_PAGE_H
#define RENDER_FAIRNESS_PAGE_H

#include "engine/model/exam.h"

/* The fairness report as one HTML page without scripts, and as plain text with
 * tables in columns, a line of up to 80 characters each where words allow. */
struct str fairness_page(struct arena *arena, const struct exam *exam);
struct str fairness_text(struct arena *arena, const struct exam *exam);

#endif
