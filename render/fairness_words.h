#ifndef RENDER_FAIRNESS_WORDS_H
#define RENDER_FAIRNESS_WORDS_H

#include "engine/fairness.h"

/* What the fairness report says, in the exam's language, piece by piece: it is
 * set as PDF (fairness.h), as a page and as plain text (fairness_page.h). */
enum fairness_block_kind {
	FAIRNESS_VERDICT,
	FAIRNESS_TEXT,
	FAIRNESS_TITLE, /* a text that stays with the table after it */
	FAIRNESS_NOTE,  /* small print */
	FAIRNESS_HEADING,
	FAIRNESS_TABLE,
};

struct fairness_block {
	enum fairness_block_kind kind;
	struct str text; /* of all but tables */
	/* cells[row * columns + column]; the first row is the head. */
	const struct str *cells;
	size_t columns, rows;
	bool left; /* the first column is of words */
};

struct fairness_words {
	const struct fairness_block *blocks;
	size_t count;
};

struct fairness_words fairness_words(
	struct arena *arena, const struct exam *exam);

/* Its first sentence, in the exam's language. */
struct str fairness_sentence(struct arena *arena, const struct exam *exam,
	const struct fairness *fairness);

#endif
