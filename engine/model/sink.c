#include "engine/model/sink.h"

/* The bundle's arrays are const for readers; while it is filled they are
 * ours, with their capacities here. */
struct collector {
	struct arena *arena;
	struct bundle *bundle;
	struct topic *topics;
	struct stimulus *stimuli;
	struct question *questions;
	size_t topic_capacity, stimulus_capacity, question_capacity;
};

static bool keep_header(
	void *ctx, const struct bank_header *header, struct error *err)
{
	struct collector *c = ctx;

	(void)err;
	c->bundle->header.title = str_copy(c->arena, header->title);
	c->bundle->header.language = str_copy(c->arena, header->language);
	c->bundle->header.license = str_copy(c->arena, header->license);
	c->bundle->header.author = str_copy(c->arena, header->author);
	c->bundle->header.description = str_copy(c->arena, header->description);
	return true;
}

static bool keep_topic(void *ctx, const struct topic *topic, struct error *err)
{
	struct collector *c = ctx;

	(void)err;
	*PUSH(c->arena, c->topics, c->bundle->topic_count, c->topic_capacity) =
		topic_copy(c->arena, topic);
	c->bundle->topics = c->topics;
	return true;
}

static bool keep_stimulus(
	void *ctx, const struct stimulus *stimulus, struct error *err)
{
	struct collector *c = ctx;

	(void)err;
	*PUSH(c->arena, c->stimuli, c->bundle->stimulus_count,
		c->stimulus_capacity) = stimulus_copy(c->arena, stimulus);
	c->bundle->stimuli = c->stimuli;
	return true;
}

static bool keep_question(
	void *ctx, const struct question *question, struct error *err)
{
	struct collector *c = ctx;

	(void)err;
	*PUSH(c->arena, c->questions, c->bundle->question_count,
		c->question_capacity) = question_copy(c->arena, question);
	c->bundle->questions = c->questions;
	return true;
}

struct sink bundle_sink(struct arena *arena, struct bundle *bundle)
{
	struct collector *collector = NEW(arena, struct collector);
	struct sink sink = {collector, keep_header, keep_topic, keep_stimulus,
		keep_question};

	memset(bundle, 0, sizeof *bundle);
	collector->arena = arena;
	collector->bundle = bundle;
	return sink;
}
