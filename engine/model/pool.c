#include "engine/model/pool.h"

size_t pool_topic(const struct pool *pool, struct str id)
{
	size_t low = 0, high = pool->topic_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(pool->topics[middle], id);

		if (!order)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return pool->topic_count;
}

const struct candidate *pool_find(const struct pool *pool, struct str id)
{
	size_t low = 0, high = pool->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = str_compare(pool->candidates[middle].id, id);

		if (!order)
			return &pool->candidates[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

static bool begins_with(struct str topic, struct str id)
{
	return topic.len >= id.len &&
		str_equal(str_sub(topic, 0, id.len), id) &&
		(topic.len == id.len || topic.ptr[id.len] == '.');
}

/* The depth is bounded by the list. */
bool pool_below(const struct pool *pool, size_t i, struct str id)
{
	for (size_t k = 0; i < pool->topic_count && k < pool->topic_count;
		k++) {
		if (begins_with(pool->topics[i], id))
			return true;
		if (pool->topic_parent[i] == i)
			return false;
		i = pool->topic_parent[i];
	}
	return false;
}

static bool fits_tag(const struct pool *pool, const struct candidate *candidate,
	struct str tag)
{
	for (uint32_t i = 0; i < candidate->tag_count; i++)
		if (str_equal(pool->tags[candidate->tags[i]], tag))
			return true;
	return false;
}

static bool fits_outcome(const struct pool *pool,
	const struct candidate *candidate, struct str outcome)
{
	return candidate->outcome &&
		str_equal(pool->outcomes[candidate->outcome - 1], outcome);
}

static bool fits_pick(
	const struct candidate *candidate, const struct cell *cell)
{
	for (size_t i = 0; i < cell->pick_count; i++)
		if (str_equal(cell->pick[i], candidate->id))
			return true;
	return false;
}

static bool fits_type(const struct candidate *candidate,
	const struct part *part, const struct cell *cell)
{
	if (cell->has_type)
		return candidate->type == cell->type;
	return !part->has_type || candidate->type == part->type;
}

/* Numbers before texts: assembly asks this of every candidate for every
 * cell. */
bool pool_fits(const struct pool *pool, const struct candidate *candidate,
	const struct part *part, const struct cell *cell, unsigned query_number)
{
	if (cell->pick_count)
		return fits_pick(candidate, cell);
	return fits_type(candidate, part, cell) &&
		(cell->level == LEVEL_NONE ||
			candidate->level == cell->level) &&
		(cell->stimulus != STIMULUS_NONE || !candidate->stimulus) &&
		(!cell->query_text.len ||
			(query_number < 64 &&
				candidate->queries >> query_number & 1)) &&
		(!cell->topic.len ||
			pool_below(pool, candidate->topic, cell->topic)) &&
		(!cell->tag.len || fits_tag(pool, candidate, cell->tag)) &&
		(!cell->outcome.len ||
			fits_outcome(pool, candidate, cell->outcome));
}
