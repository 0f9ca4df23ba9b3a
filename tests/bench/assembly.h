#ifndef TESTS_BENCH_ASSEMBLY_H
#define TESTS_BENCH_ASSEMBLY_H

#include <math.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/rng.h"
#include "engine/model/pool.h"

/* Random banks and a blueprint of forty questions and forty rules, as the
 * measurements of assembly want them: topics, levels, types, kinds of thinking
 * and key letters with shares of their own, three-parameter items whose
 * difficulty goes with the level, enemies, and parts of the bank that were used
 * recently. */

enum { BANK_TOPICS = 10, BANK_TAGS = 9, BANK_ENEMY_SHARE = 60 };

struct random_bank {
	struct pool pool;
	double mean_information[5]; /* at -2 … 2, of a question */
};

static const double bank_abilities[5] = {-2, -1, 0, 1, 2};

static inline double bank_normal(struct rng *rng)
{
	double u = rng_unit(rng), v = rng_unit(rng);

	return sqrt(-2 * log(u < 1e-300 ? 1e-300 : u)) *
		cos(6.283185307179586 * v);
}

static inline size_t bank_share(
	struct rng *rng, const double *shares, size_t count)
{
	double u = rng_unit(rng), sum = 0;

	for (size_t i = 0; i + 1 < count; i++) {
		sum += shares[i];
		if (u < sum)
			return i;
	}
	return count - 1;
}

static inline void bank_tag(
	struct arena *arena, struct candidate *c, uint32_t tag)
{
	uint32_t *tags = NEW_ARRAY(arena, c->tag_count + 1, uint32_t);

	for (uint32_t i = 0; i < c->tag_count; i++)
		tags[i] = c->tags[i];
	tags[c->tag_count++] = tag;
	c->tags = tags;
}

static inline void bank_item(
	struct rng *rng, struct candidate *c, size_t type, size_t level)
{
	double guess = type == 0 ? 0.1 + 0.2 * rng_unit(rng)
		: type == 1      ? 0.35 + 0.1 * rng_unit(rng)
				 : 0;

	c->irt_a = (float)exp(0.3 * bank_normal(rng));
	c->irt_b = (float)(bank_normal(rng) + ((double)level - 1) * 0.6);
	c->irt_c = (float)guess;
	c->difficulty = (float)(0.3 + 0.6 * rng_unit(rng));
}

static inline void bank_question(
	struct arena *arena, struct rng *rng, struct candidate *c)
{
	static const double topics[] = {
		.15, .14, .12, .10, .10, .10, .08, .08, .07, .06};
	static const double levels[] = {.35, .43, .22};
	static const double types[] = {.55, .15, .19, .11};
	static const double thinking[] = {.30, .35, .25, .10};
	static const double seconds[] = {60, 40, 150, 400};
	static const enum question_type names[] = {
		TYPE_CHOICE, TYPE_TRUEFALSE, TYPE_SHORT, TYPE_ESSAY};
	size_t type = bank_share(rng, types, 4);
	size_t level = bank_share(rng, levels, 3);

	c->topic = (uint32_t)bank_share(rng, topics, BANK_TOPICS);
	c->type = (uint8_t)names[type];
	c->level = (uint8_t)(LEVEL_KNOW + (int)level);
	c->status = STATUS_APPROVED;
	bank_tag(arena, c, (uint32_t)bank_share(rng, thinking, 4));
	if (type == 0)
		bank_tag(arena, c, 4 + (uint32_t)rng_below(rng, 4));
	if (rng_unit(rng) < 0.25)
		bank_tag(arena, c, 8);
	c->points = 1000 *
		(type < 2                   ? 1
				: type == 2 ? 2 + (long)rng_below(rng, 2)
					    : 4 + (long)rng_below(rng, 3));
	c->seconds = lround(seconds[type] * exp(0.25 * bank_normal(rng)));
	bank_item(rng, c, type, level);
}

/* Sets of two to four that are enemies of each other. */
static inline void bank_enemies(struct arena *arena, struct rng *rng,
	struct candidate *all, size_t count)
{
	for (size_t n = 0; n < count / BANK_ENEMY_SHARE; n++) {
		uint32_t set[4];
		size_t size = 2 + (size_t)rng_below(rng, 3), kept = 0;

		for (size_t k = 0; k < size; k++) {
			uint32_t i = (uint32_t)rng_below(rng, count);

			if (!all[i].enemy_count)
				set[kept++] = i;
			for (size_t j = 0; kept && j + 1 < kept; j++)
				if (set[j] == i) {
					kept--;
					break;
				}
		}
		for (size_t k = 0; kept > 1 && k < kept; k++) {
			uint32_t *enemies =
				NEW_ARRAY(arena, kept - 1, uint32_t);

			for (size_t j = 0, e = 0; j < kept; j++)
				if (j != k)
					enemies[e++] = set[j];
			all[set[k]].enemies = enemies;
			all[set[k]].enemy_count = (uint32_t)kept - 1;
		}
	}
}

static inline double bank_information(const struct candidate *c, double theta)
{
	double a = (double)c->irt_a, guess = (double)c->irt_c;
	double share = 1 / (1 + exp(-a * (theta - (double)c->irt_b)));
	double right = guess + (1 - guess) * share;

	return a * a * (1 - right) / right * share * share;
}

static inline void bank_make(struct arena *arena, size_t count, uint64_t seed,
	struct random_bank *out)
{
	struct rng rng = rng_stream(seed, "bank", count);
	struct candidate *all = NEW_ARRAY(arena, count, struct candidate);
	struct str *topics = NEW_ARRAY(arena, BANK_TOPICS, struct str);
	uint32_t *parents = NEW_ARRAY(arena, BANK_TOPICS, uint32_t);
	struct str *tags = NEW_ARRAY(arena, BANK_TAGS, struct str);

	*out = (struct random_bank){0};
	for (uint32_t i = 0; i < BANK_TOPICS; i++) {
		topics[i] = str_format(arena, "t%u", i);
		parents[i] = i;
	}
	for (size_t i = 0; i < BANK_TAGS; i++)
		tags[i] = i < 4 ? str_format(arena, "c%zu", i)
			: i < 8 ? str_format(arena, "k%zu", i - 4)
				: STR("recent");
	for (size_t i = 0; i < count; i++) {
		all[i].id = str_format(arena, "q%06zu", i);
		all[i].row = (long long)i + 1;
		bank_question(arena, &rng, &all[i]);
		for (size_t k = 0; k < 5; k++)
			out->mean_information[k] +=
				bank_information(&all[i], bank_abilities[k]) /
				(double)count;
	}
	bank_enemies(arena, &rng, all, count);
	out->pool = (struct pool){.candidates = all,
		.count = count,
		.topics = topics,
		.topic_parent = parents,
		.topic_count = BANK_TOPICS,
		.tags = tags,
		.tag_count = BANK_TAGS};
}

static inline void bank_counts(struct buf *out, const char *format,
	const char *const *names, const int (*bounds)[2], size_t count)
{
	for (size_t i = 0; i < count; i++) {
		buf_text(out, "  - {count: {");
		buf_format(out, format, names[i]);
		buf_format(out, "}, between: [%d, %d]}\n", bounds[i][0],
			bounds[i][1]);
	}
}

/* The forty rules; information as rows of them say what is aimed at. */
static inline struct str bank_blueprint(
	struct arena *arena, size_t forms, const char *aim)
{
	static const char *const topics[] = {
		"t0", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9"};
	static const char *const levels[] = {"know", "understand", "apply"};
	static const char *const types[] = {
		"choice", "truefalse", "short", "essay"};
	static const char *const tags[] = {
		"c0", "c1", "c2", "c3", "k0", "k1", "k2", "k3"};
	static const int topic[][2] = {{6, 6}, {6, 6}, {5, 5}, {4, 4}, {4, 4},
		{3, 5}, {2, 4}, {2, 4}, {2, 4}, {1, 3}};
	static const int level[][2] = {{12, 16}, {15, 19}, {6, 10}};
	static const int type[][2] = {{20, 24}, {4, 8}, {6, 10}, {3, 5}};
	static const int tag[][2] = {{10, 14}, {12, 16}, {8, 12}, {3, 5},
		{4, 7}, {4, 7}, {4, 7}, {4, 7}};
	struct buf out = {.arena = arena};

	buf_format(&out,
		"forms: {count: %zu, questions: different}\n"
		"parts: [{name: A, take: [{any: 40}]}]\nrules:\n",
		forms);
	bank_counts(&out, "topic: %s", topics, topic, 10);
	bank_counts(&out, "level: %s", levels, level, 3);
	bank_counts(&out, "type: %s", types, type, 4);
	bank_counts(&out, "tag: %s", tags, tag, 8);
	for (int t = 0; t < BANK_TOPICS; t++)
		buf_format(&out,
			"  - {count: {topic: t%d, level: apply}, between: "
			"[%d, %d]}\n",
			t, t < 6, t < 6 ? 2 : 1);
	buf_text(&out,
		"  - {sum: points, between: [60, 66]}\n"
		"  - {sum: seconds, between: [4500, 5100]}\n"
		"  - {count: {tag: recent}, at_most: 9}\n"
		"  - {sum: expected, at_most: 38}\n");
	buf_text(&out, aim);
	return buf_str(&out);
}

/* aim: for A, the curve of a mean form and fifteen percent more; for B as much
 * as can be, where there is least of it beside a mean form. */
static inline const char *bank_aim(
	struct arena *arena, const struct random_bank *bank, bool target)
{
	struct buf out = {.arena = arena};

	buf_format(&out, "aim: {information: {at: [-2, -1, 0, 1, 2], %s: [",
		target ? "target" : "shape");
	for (size_t k = 0; k < 5; k++)
		buf_format(&out, "%s%.3f", k ? ", " : "",
			bank->mean_information[k] * 40 * (target ? 1.15 : 1));
	buf_text(&out, "]}}\n");
	return str_cstr(arena, buf_str(&out));
}

#endif
