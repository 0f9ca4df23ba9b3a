#ifndef ENGINE_MODEL_SINK_H
#define ENGINE_MODEL_SINK_H

#include "base/report.h"
#include "engine/model/question.h"

/* Where a reader puts what it finds, one thing at a time and in the order of
 * the file, so that a file of any length needs the memory of one question.
 * What is passed lives until the call returns. A function returns false to
 * stop the reading (the bank failed, not the file), with err filled. */
struct sink {
	void *ctx;
	bool (*header)(
		void *ctx, const struct bank_header *header, struct error *err);
	bool (*topic)(void *ctx, const struct topic *topic, struct error *err);
	bool (*stimulus)(
		void *ctx, const struct stimulus *stimulus, struct error *err);
	bool (*question)(
		void *ctx, const struct question *question, struct error *err);
};

/* Questions of an exam that follow each other under a title. */
struct bundle_part {
	struct str title; /* "Phần I" */
	size_t count;
};

/* Everything a file or a query holds, at once. */
struct bundle {
	struct bank_header header;
	const struct topic *topics;
	size_t topic_count;
	const struct stimulus *stimuli;
	size_t stimulus_count;
	const struct question *questions;
	size_t question_count;
	/* Of an exam, all its questions in their order; none of a bank. */
	const struct bundle_part *parts;
	size_t part_count;
};

/* A sink that keeps deep copies in a new bundle of the arena. */
struct sink bundle_sink(struct arena *arena, struct bundle *bundle);

#endif
