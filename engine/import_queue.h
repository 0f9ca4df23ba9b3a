#ifndef ENGINE_IMPORT_QUEUE_H
#define ENGINE_IMPORT_QUEUE_H

#include "base/report.h"
#include "engine/model/question.h"
#include "engine/store/store_question.h"

/* Questions on their way into the bank. While one batch of them is written,
 * the next is read: reading a file and writing the bank take about as long.
 * What comes out is the same as if each were written when it came, the order of
 * findings too. While a batch is away nobody else may use the store:
 * import_queue_drain first. */
struct import_queue;

/* A question that was written, or could not be. */
struct written {
	struct question q; /* the bytes of its pictures are gone */
	const char *file;
	const struct error *error; /* NULL: it worked */
	enum put_result result;
	size_t first, last; /* store_loose() before and after */
	/* What is doubtful in it, unless it was there already. It goes into
	 * the report where the question was read, with what settle adds. */
	struct report found;
};

/* settle is told of each in the order of reading, by the thread that reads;
 * when it fails the import has failed. */
struct import_queue *import_queue_new(struct arena *arena, struct store *store,
	struct report *report, long long now, void *ctx,
	bool (*settle)(void *ctx, struct written *written, struct error *err));

/* A question that was read; it is copied. */
MUST bool import_queue_add(struct import_queue *queue, const struct question *q,
	const char *file, struct error *err);

/* Writes what is waiting, settles all. */
MUST bool import_queue_drain(struct import_queue *queue, struct error *err);

/* Waits for what is being written, forgets the rest. Safe to call twice. */
void import_queue_end(struct import_queue *queue);

#endif
