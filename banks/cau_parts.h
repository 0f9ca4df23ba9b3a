#ifndef BANKS_CAU_PARTS_H
#define BANKS_CAU_PARTS_H

#include "banks/cau_line.h"
#include "banks/foreign.h"

/* What the reader of typed text gathers (cau.c) before it makes questions of it
 * (cau_make.c): keys may stand at the end of the file. */

/* A question as it is gathered; all are kept until the key table is read. */
struct cau_asked {
	unsigned line;
	long number, points;
	size_t part; /* index of r->parts */
	struct buf stem, solution;
	struct buf options[CAU_OPTIONS];
	size_t count;
	bool statements;
	struct str key;  /* "B", "ĐSĐS", "7"; "" not found yet */
	uint32_t marked; /* options with a star */
	uint32_t pinned; /* options with a # */
	bool in_solution;
	struct ladder code;
	size_t passage; /* index of r->passages, from 1; 0 none */
};

/* What stands before several questions: an instruction, a passage. */
struct cau_passage {
	unsigned line;
	struct str instruction;
	struct buf text;
	struct cau_range range; /* of questions; 0 not said */
	struct str id;          /* once put */
};

struct cau_reader {
	struct foreign f;
	struct cau_asked *asked;
	size_t count, capacity;
	struct cau_heading *parts; /* the first before any heading */
	size_t part_count, part_capacity;
	struct cau_passage *passages;
	size_t passage_count, passage_capacity;
	enum cau_place {
		AT_FURNITURE, /* the paper's head, headings, after the end */
		AT_QUESTION,
		AT_PASSAGE,
		AT_KEYS,
	} at;
	size_t key_part;     /* keys are of this part; SIZE_MAX of any */
	size_t answered;     /* question keyed last, from 1; 0 none */
	bool tabled;         /* a pair came since the heading of the keys */
	struct str *columns; /* numbers of a table's head, for the row below */
	size_t column_count, column_capacity;
	unsigned line, skipped, skipped_line;
};

/* Makes the question and puts it into the sink; one without a key is reported
 * and left out. False when the sink stopped. */
MUST bool cau_put(struct cau_reader *r, struct cau_asked *a, struct error *err);

#endif
