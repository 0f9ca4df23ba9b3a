#ifndef RENDER_MARKS_PARTS_H
#define RENDER_MARKS_PARTS_H

#include "engine/score/grading.h"
#include "render/phrases.h"
#include "render/press.h"

/* What the pages of marks share; for render/marks*.c alone. */

struct printing {
	struct galley *g;
	struct arena *arena;
	const struct grading *grading;
	struct str language;
	bool solutions;
};

/* A table being filled, cell by cell. */
struct filling {
	const struct printing *p;
	size_t columns;
	struct table_row *rows;
	size_t count, capacity;
	struct table_cell *cells;
	size_t n;
};
void marks_row(struct filling *f, bool header);
void marks_cell(struct filling *f, struct str text);
void marks_number(struct filling *f, size_t number);
void marks_phrase(struct filling *f, enum phrase phrase);
/* Sets the table; its first columns, so many, are flush left. */
void marks_table(const struct filling *f, size_t left);

struct str marks_text(const struct printing *p, long thousandths);

/* "✓", "✗"… */
const char *marks_sign(enum mark_kind kind);

/* Topics of which sheet i earned less than seven tenths, where most was lost
 * first; how many. */
struct topic_sum {
	struct str name;
	long got, most;
};
size_t marks_topics(struct arena *arena, const struct grading *grading,
	size_t i, struct topic_sum **out);

/* Sheet i: what was answered, the key, the points, what to work on; with
 * solutions also those of the questions that were not right. */
void marks_pupil(const struct printing *p, size_t i);

#endif
