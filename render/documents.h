#ifndef RENDER_DOCUMENTS_H
#define RENDER_DOCUMENTS_H

#include "engine/model/exam.h"
#include "render/press.h"

/* The files that an exam is printed to, with the names they have. A name
 * speaks the exam's language: "de-101.pdf" or "paper-101.pdf". */
enum document {
	DOCUMENT_PAPER,    /* of one form; one for each */
	DOCUMENT_PAPERS,   /* of all forms, one after the other */
	DOCUMENT_KEY,      /* the key table */
	DOCUMENT_KEY_CSV,  /* the same, for spreadsheets */
	DOCUMENT_SOLUTION, /* the marking guide */
	DOCUMENT_FAIRNESS, /* how alike the forms are; of several forms */
	DOCUMENT_KINDS
};

/* Sets of documents, as --what names them: "paper" is both of the first,
 * "key" both of the keys, "solutions" the guide, "fairness" how alike forms
 * are, "all" everything. NULL: there is no such set. */
struct document_set {
	const char *name;
	unsigned kinds; /* bits 1 << enum document */
};
extern const struct document_set document_sets[]; /* ends with a NULL name */
const struct document_set *document_set_find(struct str name);

/* code: of DOCUMENT_PAPER only. */
struct str document_name(struct arena *arena, const struct blueprint *blueprint,
	enum document document, struct str code);

/* How many files these kinds are for the exam. */
size_t documents_count(const struct exam *exam, unsigned kinds);

/* Where documents go, one at a time; what is passed lives until the call
 * returns. False stops, with err filled. */
struct document_sink {
	void *ctx;
	bool (*put)(void *ctx, struct str name, struct str bytes,
		struct error *err);
};

/* Prints documents of these kinds into the sink, always in the same order.
 * code: only that form's paper; "" all. ERROR_NOTFOUND: no form has the code.
 * report gets warnings (once for all documents) and may be NULL. */
MUST bool documents_print(const struct exam *exam, unsigned kinds,
	struct str code, const struct document_sink *sink,
	struct report *report, struct error *err);

#endif
