#ifndef TESTS_POOLS_H
#define TESTS_POOLS_H

#include <math.h>

#include "engine/assemble/assemble.h"
#include "engine/assemble/check.h"
#include "tests/check.h"

/* Pools and blueprints for the tests of assembly, in one line each. */

enum { POOL_MOST = 400, POOL_NAMES = 40 };

struct test_pool {
	struct arena *arena;
	struct pool pool;
	struct candidate candidates[POOL_MOST];
	struct str topics[POOL_NAMES], tags[POOL_NAMES], stimuli[POOL_NAMES];
	uint32_t parents[POOL_NAMES];
	uint32_t members[POOL_NAMES];
};

static inline uint32_t pool_name(
	struct str *names, size_t *count, struct str name)
{
	for (size_t i = 0; i < *count; i++)
		if (str_equal(names[i], name))
			return (uint32_t)i;
	names[*count] = name;
	return (uint32_t)(*count)++;
}

static inline void pool_begin(struct test_pool *p, struct arena *arena)
{
	memset(p, 0, sizeof *p);
	p->arena = arena;
	p->pool.candidates = p->candidates;
	p->pool.topics = p->topics;
	p->pool.topic_parent = p->parents;
	p->pool.stimuli = p->stimuli;
	p->pool.tags = p->tags;
}

/* count questions of a topic and level, with ids topic-001…, a tag and a
 * passage when named. Topics must come in byte order. Returns the first. */
static inline size_t pool_put(struct test_pool *p, size_t count,
	enum question_type type, const char *topic, enum level level,
	const char *tag, const char *stimulus)
{
	size_t first = p->pool.count, topics = p->pool.topic_count;
	uint32_t t = pool_name(p->topics, &topics, str_from(topic));

	p->pool.topic_count = topics;
	p->parents[t] = t;
	for (size_t i = 0; i < count; i++) {
		struct candidate *c = &p->candidates[p->pool.count];

		*c = (struct candidate){.topic = t,
			.type = (uint8_t)type,
			.level = (uint8_t)level,
			.status = STATUS_APPROVED,
			.difficulty = NAN};
		c->id = str_format(p->arena, "q%03zu", p->pool.count++);
		if (tag) {
			uint32_t *tags = NEW(p->arena, uint32_t);

			*tags = pool_name(
				p->tags, &p->pool.tag_count, str_from(tag));
			c->tags = tags;
			c->tag_count = 1;
		}
		if (stimulus) {
			uint32_t s = pool_name(p->stimuli,
				&p->pool.stimulus_count, str_from(stimulus));

			c->stimulus = s + 1;
			c->place = p->members[s]++;
		}
	}
	return first;
}

static inline void pool_enemies(struct test_pool *p, uint32_t a, uint32_t b)
{
	uint32_t *ea = NEW(p->arena, uint32_t), *eb = NEW(p->arena, uint32_t);

	*ea = b;
	*eb = a;
	p->candidates[a].enemies = ea;
	p->candidates[b].enemies = eb;
	p->candidates[a].enemy_count = p->candidates[b].enemy_count = 1;
}

static inline const struct blueprint *blueprint_read(
	struct arena *arena, const char *text)
{
	struct report report = {.arena = arena};
	struct blueprint *blueprint = NEW(arena, struct blueprint);

	if (!blueprint_parse(arena, "test.yaml", str_from(text), NULL,
		    blueprint, &report))
		for (size_t i = 0; i < report.count; i++)
			printf("# %s\n",
				report_line(arena, &report.entries[i]).ptr);
	CHECK(!report.levels[REPORT_ERROR]);
	return blueprint;
}

/* Upper 0.1 % point of chi-square (Wilson and Hilferty 1931). A fixed seed
 * makes the outcome the same every time. */
static inline double chi_square_limit(double freedom)
{
	double a = 2.0 / (9.0 * freedom);
	double root = 1 - a + 3.090 * sqrt(a);

	return freedom * root * root * root;
}

#endif
