#ifndef BANKS_MOODLE_H
#define BANKS_MOODLE_H

#include "banks/format.h"

/* Moodle XML (docs.moodle.org/en/Moodle_XML_format), as Moodle's question bank
 * writes it: categories, multichoice, truefalse, shortanswer, numerical,
 * matching, essay, cloze, ordering, gapselect and ddwtos, with feedback, tags,
 * weights and embedded files. Types of other plugins are named and left out.
 * Written so that Moodle takes it. */
extern const struct format format_moodle;

bool moodle_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err);
bool moodle_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err);

#endif
