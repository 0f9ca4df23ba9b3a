#ifndef ENGINE_STORE_STORE_STATISTICS_H
#define ENGINE_STORE_STORE_STATISTICS_H

#include "engine/store/store.h"

/* What was measured of question versions, exam by exam; and of each question's
 * current version all exams together, with those of the versions before it that
 * asked the same (the same texts, options and key; tags, status, solution and
 * such may differ): facility and discrimination are means by people, parameters
 * of item response theory those of the exam measured last. */

struct question_statistics {
	struct str question; /* id */
	unsigned version;
	size_t people;
	double facility;       /* 0–1 */
	double discrimination; /* correlation with the rest of the test */
	double a, b, c;        /* item response theory; NAN when not known */
	struct str details;    /* JSON: standard errors, options… */
	/* Read only. */
	struct str exam, title; /* "" all exams together */
	long long made;         /* seconds since 1970 */
	double seconds; /* median time over it; NAN; of all together that of
			   the exam measured last */
};

/* Keeps what an exam's answers said, in place of what was kept of that exam
 * before, so that no answer counts twice; one event, "analyse", whose note ends
 * with a digest of the figures. ERROR_NOTFOUND when the bank does not hold the
 * exam or one of the versions. */
MUST bool store_put_statistics(struct store *store, struct str exam,
	const struct question_statistics *v, size_t count, long long now,
	struct error *err);

/* Of a question version (0: the current one, and those that asked the same):
 * all together first when there are any, then exam by exam, the newest first.
 * Count 0: never measured. */
MUST bool store_get_statistics(struct store *store, struct arena *arena,
	struct str question, unsigned version, struct question_statistics **out,
	size_t *count, struct error *err);

#endif
