#ifndef BANKS_QTI_WRITE_PARTS_H
#define BANKS_QTI_WRITE_PARTS_H

#include "banks/foreign.h"
#include "banks/qti_write.h"

/* Private to banks/qti_write*.c. */

struct qti_writer {
	struct arena *arena;
	struct buf out; /* the item */
	bool three;     /* QTI 3.0 */
	bool vietnamese;
	const struct question *q;
	const struct stimulus *stimulus; /* its passage, or NULL */
	struct report *report;
};

/* Elements of QTI 2.1, given as they stand there, with printf arguments; for
 * 3.0 their names and those of their attributes become what 3.0 calls them. */
void qti_put(struct qti_writer *w, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Escaped, for attributes and values. */
struct str qti_escaped(struct qti_writer *w, struct str text);
/* A text as XHTML; of a cloze, gaps are interactions. */
void qti_put_text(struct qti_writer *w, struct str markdown);
/* Options say themselves what each is worth. */
bool qti_own_credits(const struct question *q);
const char *qti_gap_id(struct qti_writer *w, size_t gap); /* "RESPONSE1" */
/* Declarations of what is right; the body's interactions; the rules. */
void qti_put_declarations(struct qti_writer *w);
void qti_put_gap(struct qti_writer *w, size_t gap);
void qti_put_interaction(struct qti_writer *w);
void qti_put_processing(struct qti_writer *w);
/* Tells of what the item cannot hold. */
void qti_tell_lost(struct qti_writer *w);

#endif
