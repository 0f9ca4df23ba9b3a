#ifndef TESTS_BENCH_GENERATED_H
#define TESTS_BENCH_GENERATED_H

#include <stdio.h>

#include "base/rng.h"
#include "engine/model/sink.h"

/* A bank of questions that nobody wrote: choice questions of Vietnamese-like
 * syllables, common ones far more often than rare ones, with here and there a
 * formula and a word to search for. Always the same. */
enum { GENERATED = 100000, SYLLABLES = 600, TOPICS = 60 };

struct generator {
	struct arena *arena;
	char syllables[SYLLABLES][16];
};

static inline void make_syllables(struct generator *generator)
{
	static const char *const first[] = {"b", "c", "ch", "d", "đ", "g", "h",
		"kh", "l", "m", "n", "ng", "nh", "ph", "qu", "s", "t", "th",
		"tr", "v", "x"};
	static const char *const middle[] = {"a", "à", "á", "ạ", "ă", "â", "ấ",
		"e", "ê", "ề", "i", "í", "o", "ô", "ồ", "ơ", "ờ", "u", "ư", "ữ",
		"iế", "ươ", "uâ", "oà"};
	static const char *const last[] = {
		"", "n", "m", "ng", "t", "c", "nh", "i"};
	struct rng rng = rng_stream(1, "syllables", 0);

	for (size_t i = 0; i < SYLLABLES; i++)
		snprintf(generator->syllables[i],
			sizeof generator->syllables[i], "%s%s%s",
			first[rng_below(&rng, 21)], middle[rng_below(&rng, 24)],
			last[rng_below(&rng, 8)]);
}

static inline const char *syllable(
	const struct generator *generator, struct rng *rng)
{
	double u = rng_unit(rng);

	return generator->syllables[(size_t)(u * u * u * SYLLABLES)];
}

static inline struct str sentence(const struct generator *generator,
	struct rng *rng, uint64_t least, uint64_t most)
{
	struct buf out = {.arena = generator->arena};
	uint64_t words = least + rng_below(rng, most - least + 1);

	for (uint64_t i = 0; i < words; i++)
		buf_format(&out, i ? " %s" : "%s", syllable(generator, rng));
	if (!rng_below(rng, 3))
		buf_format(&out, " $y=x^%d-%dx$", (int)rng_below(rng, 9),
			(int)rng_below(rng, 99));
	if (!rng_below(rng, 50))
		buf_text(&out, " đạo hàm của hàm số");
	if (!rng_below(rng, 200))
		buf_text(&out, " cực trị");
	buf_char(&out, '.');
	return buf_str(&out);
}

static inline struct question make_question(
	const struct generator *generator, size_t number)
{
	struct arena *arena = generator->arena;
	struct rng rng = rng_stream(1, "question", number);
	struct option *options = NEW_ARRAY(arena, 4, struct option);
	struct question q = question_empty();

	q.id = str_format(arena, "q%06zu", number);
	q.type = TYPE_CHOICE;
	q.subject = STR("toan");
	q.grade = 12;
	q.topic = str_format(arena, "t.%d", (int)rng_below(&rng, TOPICS));
	q.level = (enum level)(1 + rng_below(&rng, 4));
	q.status = STATUS_APPROVED;
	q.stem = sentence(generator, &rng, 12, 40);
	q.solution = sentence(generator, &rng, 10, 40);
	for (size_t i = 0; i < 4; i++)
		options[i] =
			(struct option){.text = sentence(generator, &rng, 2, 8),
				.right = i == number % 4};
	q.options = options;
	q.option_count = 4;
	return q;
}

static inline const struct topic *make_topics(struct arena *arena)
{
	struct topic *topics = NEW_ARRAY(arena, TOPICS, struct topic);

	for (int i = 0; i < TOPICS; i++)
		topics[i] = (struct topic){.id = str_format(arena, "t.%d", i),
			.name = str_format(arena, "Chủ đề %d", i)};
	return topics;
}

/* Lives in the arena. */
static inline struct bundle generate(struct arena *arena)
{
	struct generator *generator = NEW(arena, struct generator);
	struct question *questions =
		NEW_ARRAY(arena, GENERATED, struct question);

	generator->arena = arena;
	make_syllables(generator);
	for (size_t i = 0; i < GENERATED; i++)
		questions[i] = make_question(generator, i);
	return (struct bundle){.topics = make_topics(arena),
		.topic_count = TOPICS,
		.questions = questions,
		.question_count = GENERATED};
}

#endif
