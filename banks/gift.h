#ifndef BANKS_GIFT_H
#define BANKS_GIFT_H

#include "banks/format.h"

/* GIFT, the text format of Moodle (docs.moodle.org/en/GIFT_format): questions
 * with a blank line between, answers in braces. All of it is read: categories,
 * titles, text formats, weights, feedback, ranges, ids and tags in comments,
 * the ordering plugin's. What a question has and GIFT has not is written as
 * tags
 * ("level:apply") or told. Statements and cloze questions have no place in it.
 *
 * As in Moodle, a question without the sign "=" among its options has several
 * right ones, which share the mark; text after the braces leaves a blank. */
extern const struct format format_gift;

bool gift_read(struct arena *arena, const char *file, struct str text,
	const struct sink *sink, struct report *report, struct error *err);
bool gift_write(struct arena *arena, const struct bundle *bundle,
	struct buf *out, struct report *report, struct error *err);

#endif
