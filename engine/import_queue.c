#include "engine/import_queue.h"

#include "base/errand.h"
#include "engine/model/doubts.h"
#include "engine/model/formulas.h"

/* A batch is written when it has so many questions, or takes so much memory:
 * enough to read on while the index is put in order, which it is now and then.
 */
enum { BATCH_COUNT = 4096, BATCH_BYTES = 16 * 1024 * 1024 };

struct slot {
	struct written written;
	size_t before; /* findings of the reader before it */
	bool judged, tried;
};

struct batch {
	struct arena *arena;
	struct slot *slots;
	size_t count;
	/* for the errand */
	struct store *store;
	long long now;
};

struct import_queue {
	struct report *report;
	void *ctx;
	bool (*settle)(void *ctx, struct written *written, struct error *err);
	struct batch batches[2];
	struct batch *reading, *writing;
	struct errand *errand; /* NULL: nothing is being written */
	size_t spliced;        /* findings put in that the reader had not */
};

static void batch_begin(struct batch *batch)
{
	if (batch->arena)
		arena_free(batch->arena);
	batch->arena = arena_new();
	batch->slots = NEW_ARRAY(batch->arena, BATCH_COUNT, struct slot);
	batch->count = 0;
}

struct import_queue *import_queue_new(struct arena *arena, struct store *store,
	struct report *report, long long now, void *ctx,
	bool (*settle)(void *ctx, struct written *written, struct error *err))
{
	struct import_queue *queue = NEW(arena, struct import_queue);

	queue->report = report;
	queue->ctx = ctx;
	queue->settle = settle;
	queue->reading = &queue->batches[0];
	queue->writing = &queue->batches[1];
	for (size_t i = 0; i < 2; i++) {
		queue->batches[i].store = store;
		queue->batches[i].now = now;
		batch_begin(&queue->batches[i]);
	}
	return queue;
}

/* ---- judging: by the writer, or by the reader when it has to wait ---- */

static void judge(struct slot *slot)
{
	struct written *w = &slot->written;

	/* Of a template that is judged of what it makes. */
	if (!question_is_template(&w->q)) {
		question_doubts(&w->q, w->file, &w->found);
		question_formulas(&w->q, w->file, &w->found);
	}
	slot->judged = true;
}

static void judge_meanwhile(struct import_queue *queue)
{
	const struct batch *batch = queue->reading;

	for (size_t i = 0; i < batch->count && !errand_done(queue->errand); i++)
		if (!batch->slots[i].judged)
			judge(&batch->slots[i]);
}

/* ---- writing ---- */

static bool put(struct batch *batch, struct written *w)
{
	struct error err;

	w->first = store_loose(batch->store);
	if (!store_put_question(
		    batch->store, &w->q, batch->now, &w->result, &err))
		w->error = arena_copy(batch->arena, &err, sizeof err);
	w->last = store_loose(batch->store);
	return !w->error;
}

/* A fault of a question is its own; anything else ends the import. */
static bool write_slot(struct batch *batch, struct slot *slot)
{
	struct written *w = &slot->written;

	slot->tried = true;
	if (!put(batch, w) || w->result == PUT_SAME)
		report_forget(&w->found);
	else if (!slot->judged)
		judge(slot);
	return !w->error || w->error->code == ERROR_INVALID;
}

static void write_batch(void *ctx)
{
	struct batch *batch = ctx;

	for (size_t i = 0; i < batch->count; i++)
		if (!write_slot(batch, &batch->slots[i]))
			return;
}

static void send(struct import_queue *queue)
{
	struct batch *batch = queue->reading;

	queue->reading = queue->writing;
	queue->writing = batch;
	queue->errand = errand_begin(batch->arena, write_batch, batch);
}

/* ---- what became of it ---- */

static void splice(struct import_queue *queue, const struct slot *slot)
{
	size_t before = queue->report->count;

	report_splice(queue->report, slot->before + queue->spliced,
		&slot->written.found);
	queue->spliced += queue->report->count - before;
}

static bool settle_batch(struct import_queue *queue, struct error *err)
{
	struct batch *batch = queue->writing;

	judge_meanwhile(queue);
	errand_end(queue->errand);
	queue->errand = NULL;
	for (size_t i = 0; i < batch->count && batch->slots[i].tried; i++) {
		if (!queue->settle(queue->ctx, &batch->slots[i].written, err))
			return false;
		splice(queue, &batch->slots[i]);
	}
	batch_begin(batch);
	return true;
}

bool import_queue_drain(struct import_queue *queue, struct error *err)
{
	if (!settle_batch(queue, err))
		return false;
	if (!queue->reading->count)
		return true;
	send(queue);
	return settle_batch(queue, err);
}

/* ---- reading ---- */

static bool is_full(const struct batch *batch)
{
	return batch->count == BATCH_COUNT ||
		arena_size(batch->arena) > BATCH_BYTES;
}

bool import_queue_add(struct import_queue *queue, const struct question *q,
	const char *file, struct error *err)
{
	struct batch *batch = queue->reading;
	struct slot *slot = &batch->slots[batch->count++];
	struct written *w = &slot->written;

	slot->before = queue->report->count - queue->spliced;
	w->q = question_copy(batch->arena, q);
	w->file = file;
	w->found = (struct report){
		.arena = batch->arena, .strict = queue->report->strict};
	/* The bytes of pictures are only borrowed. */
	if (q->media_count)
		return import_queue_drain(queue, err);
	if (!is_full(batch))
		return true;
	if (!settle_batch(queue, err))
		return false;
	send(queue);
	return true;
}

void import_queue_end(struct import_queue *queue)
{
	errand_end(queue->errand);
	queue->errand = NULL;
	for (size_t i = 0; i < 2; i++) {
		arena_free(queue->batches[i].arena);
		queue->batches[i].arena = NULL;
	}
}
