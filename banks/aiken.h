#ifndef BANKS_AIKEN_H
#define BANKS_AIKEN_H

#include "banks/format.h"

/* Aiken (docs.moodle.org/en/Aiken_format): a line of question, options "A) …"
 * or "A. …", and "ANSWER: A". Questions of one right option only, in plain
 * text. Reading, a question may have several lines. */
extern const struct format format_aiken;

bool aiken_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err);
bool aiken_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err);

#endif
