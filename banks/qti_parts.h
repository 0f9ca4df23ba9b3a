#ifndef BANKS_QTI_PARTS_H
#define BANKS_QTI_PARTS_H

#include "banks/foreign.h"
#include "base/xml.h"

/* What the files of the QTI reader share, for them only. */

enum {
	QTI_DECLARATIONS = 200,
	QTI_INTERACTIONS = 100,
	QTI_VALUES = 1000,
	QTI_EQUALS = 100
};

/* Names in camel case stand for both ways of writing them. */
bool qti_is(const struct xml_node *node, const char *name);
struct str qti_attribute(const struct xml_node *node, const char *name);
const struct xml_node *qti_child(const struct xml_node *node, const char *name);
/* The next one after, or the first. */
const struct xml_node *qti_next(const struct xml_node *node,
	const struct xml_node *after, const char *name);
/* The first below, at any depth. */
const struct xml_node *qti_below(const struct xml_node *node, const char *name);
/* All text in it, one after the other. */
struct str qti_words(struct arena *arena, const struct xml_node *node);

/* ---- what is right ---- */

struct qti_value {
	struct str key;
	long credit;    /* thousandths of a point; of correct ones POINT */
	bool sensitive; /* capitals matter */
};

struct qti_declaration {
	struct str id, cardinality, base;
	const struct qti_value *correct;
	size_t correct_count;
	const struct qti_value *mapped; /* empty without a mapping */
	size_t mapped_count;
	long fallback; /* credit of what the mapping does not name */
};

/* A number that a rule compares an answer with, and what it gives. */
struct qti_equal {
	struct str response;
	struct number number; /* its credit is the rule's score, thousandths */
};

enum qti_rule {
	QTI_RIGHT,  /* all or nothing, by what is correct */
	QTI_MAPPED, /* by the mapping */
	QTI_OWN,    /* by rules that are not understood */
};

struct qti_item {
	struct foreign *f;
	const struct xml_node *root;
	struct qti_declaration declarations[QTI_DECLARATIONS];
	size_t declaration_count;
	/* Interactions of the body in their order. */
	const struct xml_node *interactions[QTI_INTERACTIONS];
	size_t interaction_count;
	bool inlined; /* gaps stand in the body as {{1}} */
	size_t gaps;  /* in the body so far */
	const struct xml_node *gap_nodes[QTI_INTERACTIONS]; /* of a gap match */
	struct buf solution; /* for who marks, HTML */
	enum qti_rule rule;
	struct number tolerance; /* of numbers that are said to be correct */
	struct qti_equal equals[QTI_EQUALS];
	size_t equal_count;
	const struct xml_node *fields;   /* our own rubric, or NULL */
	const struct xml_node *passage;  /* that our writer put, or NULL */
	const struct xml_node *feedback; /* of an option: read already */
};

/* ---- what our writer noted ---- */

const struct xml_node *qti_fields_in(const struct xml_node *node);
/* The passage in the body of an item of ours. */
const struct xml_node *qti_passage_in(const struct xml_node *body);
/* "" when there is none of that name. */
struct str qti_field(const struct qti_item *item, const char *name);
/* Into a question that has been read; the topic goes to the sink. */
MUST bool qti_take_fields(
	struct qti_item *item, struct question *q, struct error *err);

void qti_read_declarations(struct qti_item *item);
void qti_read_rule(struct qti_item *item);
const struct qti_declaration *qti_declared(
	const struct qti_item *item, const struct xml_node *interaction);

/* ---- texts ---- */

/* What is in a node as Markdown; interactions in it are noted. */
struct str qti_text(struct qti_item *item, const struct xml_node *node);
/* The same on one line, for what is no Markdown. */
struct str qti_plain(struct qti_item *item, const struct xml_node *node);

/* ---- questions ---- */

/* The question by its interactions; false, told by name, when it is none of
 * ours. */
bool qti_question(struct qti_item *item, struct question *q);

#endif
