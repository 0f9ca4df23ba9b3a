#ifndef BANKS_QTI1_PARTS_H
#define BANKS_QTI1_PARTS_H

#include "banks/foreign.h"
#include "base/xml.h"

/* What the files of the reader of QTI 1.2 share, for them only. */

enum { QTI1_RESPONSES = 100, QTI1_CONDITIONS = 1000, QTI1_TESTS = 100 };

enum qti1_test_kind { TEST_EQUAL, TEST_LEAST, TEST_MOST };

/* One thing that a condition asks of an answer. */
struct qti1_test {
	struct str response, key;
	enum qti1_test_kind kind;
	bool negated;
	bool sensitive; /* capitals matter */
};

struct qti1_condition {
	struct qti1_test tests[QTI1_TESTS];
	size_t test_count;
	double score; /* that it sets or adds; 0 none */
	bool adds;
	struct str feedback; /* id; "" none */
};

struct qti1_item {
	struct foreign *f;
	const struct xml_node *root;
	struct str type; /* "multiple_choice_question" of Canvas; "" not said */
	const struct xml_node *responses[QTI1_RESPONSES];
	/* Of each, its labels as a list of their own, whatever they stand in.
	 */
	const struct xml_node *labels[QTI1_RESPONSES];
	size_t response_count;
	const struct qti1_condition *conditions;
	size_t condition_count;
};

/* A child of a child…, by names; NULL. */
const struct xml_node *qti1_below(
	const struct xml_node *node, const char *name);
/* Of a field of its metadata, whatever holds it; "". */
struct str qti1_field(const struct xml_node *item, const char *label);

/* All material in a node as Markdown, but not that of responses in it. */
struct str qti1_text(struct foreign *f, const struct xml_node *node);
/* The same with "[name]" of the responses as {{1}}, {{2}}…; how many there
 * were. */
struct str qti1_gaps(struct qti1_item *item, size_t *count, size_t *which);
struct str qti1_plain(struct foreign *f, const struct xml_node *node);

void qti1_read_conditions(struct qti1_item *item);

/* What our own writer of Canvas' packages notes in metadata: fields, the type
 * where Canvas has none for it, a passage. False when the sink stopped. */
bool qti1_is_stimulus(const struct qti1_item *item);
MUST bool qti1_put_stimulus(struct qti1_item *item, struct str text,
	struct str title, struct error *err);
MUST bool qti1_take_fields(
	struct qti1_item *item, struct question *q, struct error *err);

/* The question by its responses; false, told, when it is none of ours. */
bool qti1_question(struct qti1_item *item, struct question *q);

#endif
