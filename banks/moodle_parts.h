#ifndef BANKS_MOODLE_PARTS_H
#define BANKS_MOODLE_PARTS_H

#include "banks/foreign.h"
#include "banks/moodle.h"
#include "base/xml.h"

/* What the files of the reader of Moodle XML share, for them only. */

enum { PATH_MOST = 64, MEDIA_MOST = 100, GAPS_MOST = 100, PARTS_MOST = 1000 };

/* Tags that the writer adds for what Moodle has no question for. */
#define STATEMENTS_TAG "dethi:statements"
#define PASSAGE_TAG "dethi-passage:"

struct moodle_reader {
	struct foreign f;
	struct media media[MEDIA_MOST];
	size_t media_count;
	bool statements; /* the question at hand was some, before it was gaps */
};

/* A text of that format ("html", "plain_text", "markdown", else guessed). */
struct str moodle_markdown(
	struct moodle_reader *r, struct str text, struct str format);

/* Tells of an option worth some of the points. */
void moodle_tell_credit(struct moodle_reader *r, long credit, size_t i);
struct accepted moodle_accepted(struct moodle_reader *r, struct str text,
	long credit, struct str feedback);

/* Children of that name. */
size_t moodle_count(const struct xml_node *q, const char *name);
const struct xml_node *moodle_next(const struct xml_node *q,
	const struct xml_node *after, const char *name);

/* "{1:MULTICHOICE:=right~wrong#feedback}" for a gap, to stand in HTML. */
void moodle_put_code(struct arena *arena, struct buf *out,
	const struct gap *gap, long weight);
/* By gap; 1 each when no points are said or they do not suit whole numbers. */
long moodle_weight(const struct question *q, size_t gap);

void moodle_read_cloze(struct moodle_reader *r, const struct xml_node *node,
	struct question *q);
void moodle_read_words(struct moodle_reader *r, const struct xml_node *node,
	struct question *q);

#endif
