#ifndef ENGINE_STORE_STORE_EXAM_H
#define ENGINE_STORE_STORE_EXAM_H

#include "engine/model/exam.h"
#include "engine/store/store.h"

/* A file an exam was printed to, by name and SHA-256 (64 hexadecimal digits),
 * so that a rebuild can be compared. */
struct exam_document {
	struct str name;
	struct str hash;
};

/* Keeps an exam, its forms, the exposure of its questions, and its documents.
 * Keeping the same exam again changes nothing but its documents: those given
 * replace those before, unless none is given. ERROR_INVALID when the bank does
 * not hold one of the exam's question versions. */
MUST bool store_put_exam(struct store *store, const struct exam *exam,
	const struct exam_document *documents, size_t document_count,
	long long now, struct error *err);

/* ERROR_NOTFOUND names the newest exams. */
MUST bool store_get_exam(struct store *store, struct arena *arena,
	struct str id, const struct exam **out, struct error *err);
MUST bool store_exam_documents(struct store *store, struct arena *arena,
	struct str id, struct exam_document **out, size_t *count,
	struct error *err);

/* Newest first. */
struct exam_row {
	struct str id;
	struct str title;
	uint64_t seed;
	size_t forms;
	long long made; /* seconds since 1970 */
};
MUST bool store_exams(struct store *store, struct arena *arena,
	struct exam_row **out, size_t *count, struct error *err);

#endif
