#ifndef ENGINE_STORE_STORE_MARKS_H
#define ENGINE_STORE_STORE_MARKS_H

#include "engine/model/exam.h"
#include "engine/store/store.h"

/* What one person answered on a form, and the points of each item. */
struct kept_response {
	struct str person, name, class;
	size_t form;               /* index into the exam's forms */
	const struct str *answers; /* by item of the form */
	const long *seconds;       /* spent on each; NULL not known */
	struct str source;         /* where it came from: "12A1.csv:5" */
	const long *points;        /* by item, thousandths; NULL when read */
};

/* Keeps what came back and what came of it as a new scoring by those rules (a
 * JSON text), beside the ones before; one event, "grade", whose note ends with
 * a digest of all the marks. An answer that the bank has already is not kept
 * again; another one of the same person comes after it, and counts.
 * ERROR_NOTFOUND when the bank does not hold the exam. */
MUST bool store_put_marks(struct store *store, const struct exam *exam,
	const struct kept_response *responses, size_t count, struct str rules,
	long long now, struct error *err);

/* The last answers of each person, by when they came; the rules of the last
 * scoring. No scoring: count 0 and rules "". */
MUST bool store_get_marks(struct store *store, struct arena *arena,
	const struct exam *exam, struct kept_response **out, size_t *count,
	struct str *rules, struct error *err);

#endif
