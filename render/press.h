#ifndef RENDER_PRESS_H
#define RENDER_PRESS_H

#include "base/arena.h"
#include "base/crew.h"
#include "base/error.h"
#include "base/report.h"
#include "base/str.h"
#include "render/album.h"
#include "render/theme.h"
#include "render/type/galley.h"

/* What the documents of a build share: the look, the fonts (loaded once), the
 * words already shaped and the pictures decoded. One press prints any number of
 * documents, one after the other, of any number of exams. */
struct press {
	struct arena *arena;
	struct style style;
	const struct theme *theme; /* what is beyond style; never NULL */
	struct fonts *fonts;
	struct typesetter *setter;
	struct album *album; /* of the exams printed so far; shared */
	struct press *others[CREW_MOST]; /* see press_for */
};

/* One that looks the same, with the same fonts, for that worker of a crew: the
 * press itself for worker 0, else one that is made when it is first asked for
 * and lives as long. */
struct press *press_for(struct press *press, size_t worker);

/* The style says family, paper and size; see style_default. The arena must
 * outlive all that is printed. ERROR_NOTFOUND: no such family, or its files
 * are not installed. */
MUST bool press_open(struct arena *arena, const struct style *style,
	struct press **out, struct error *err);
void press_close(struct press *press); /* NULL is allowed */

/* For the documents' own files: one display as a PDF, its bytes in the arena.
 */
MUST bool press_print(struct arena *arena, const struct display *display,
	struct str *out, struct error *err);

/* Warnings from what the galley noted: of formulas and pictures once in a
 * report, for they are the same in all documents. report may be NULL. */
void press_report(struct report *report, struct str document,
	const struct galley_notes *notes);

#endif
