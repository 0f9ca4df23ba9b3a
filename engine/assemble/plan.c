#include "engine/assemble/plan.h"

#include "engine/assemble/plan_fixed.h"

/* The row's wishes as numbers of the pool, looked up once, so that 100,000
 * candidates are sifted in a millisecond. Agrees with pool_fits(). */
struct sieve {
	const struct pool *pool;
	const uint8_t *topics; /* by topic: in the wanted subtree; NULL any */
	bool impossible;       /* a name the pool does not know */
	bool has_type;
	enum question_type type;
	uint32_t outcome; /* + 1; 0 any */
	uint32_t tag;     /* + 1; 0 any */
	uint64_t query;   /* its bit; 0 any */
	bool without_stimulus;
};

struct maker {
	struct arena *arena;
	struct plan *plan;
	const struct blueprint *blueprint;
	const struct pool *pool;
	uint8_t *gone;   /* by candidate: picked, or not there */
	uint8_t *barred; /* by candidate: may not meet what is on every form */
	/* Of the row at hand: what fits; by passage: how many, and the end of
	 * those written. */
	uint32_t *fitting;
	size_t *sizes;
	uint32_t **ends;
};

/* 1 + the index of a name in a list, 0 when not there. */
static uint32_t number_of(
	const struct str *names, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_equal(names[i], name))
			return (uint32_t)i + 1;
	return 0;
}

static const uint8_t *subtree(
	struct arena *arena, const struct pool *pool, struct str root)
{
	uint8_t *in = NEW_ARRAY(arena, pool->topic_count, uint8_t);

	for (size_t i = 0; i < pool->topic_count; i++)
		in[i] = pool_below(pool, i, root);
	return in;
}

static struct sieve sieve_for(struct maker *m, const struct part *part,
	const struct cell *cell, unsigned query)
{
	const struct pool *pool = m->pool;
	struct sieve sieve = {
		.pool = pool,
		.has_type = cell->has_type || part->has_type,
		.type = cell->has_type ? cell->type : part->type,
		.query = cell->query_text.len ? (uint64_t)1 << query : 0,
		.without_stimulus = cell->stimulus == STIMULUS_NONE,
	};

	if (cell->topic.len)
		sieve.topics = subtree(m->arena, pool, cell->topic);
	if (cell->tag.len) {
		sieve.tag = number_of(pool->tags, pool->tag_count, cell->tag);
		sieve.impossible |= !sieve.tag;
	}
	if (cell->outcome.len) {
		sieve.outcome = number_of(
			pool->outcomes, pool->outcome_count, cell->outcome);
		sieve.impossible |= !sieve.outcome;
	}
	return sieve;
}

static bool has_tag(const struct candidate *candidate, uint32_t tag)
{
	for (uint32_t i = 0; i < candidate->tag_count; i++)
		if (candidate->tags[i] == tag)
			return true;
	return false;
}

static bool passes(const struct sieve *sieve, const struct candidate *c)
{
	return (!sieve->has_type || c->type == sieve->type) &&
		(!sieve->topics ||
			(c->topic < sieve->pool->topic_count &&
				sieve->topics[c->topic])) &&
		(!sieve->outcome || c->outcome == sieve->outcome) &&
		(!sieve->query || (c->queries & sieve->query)) &&
		(!sieve->without_stimulus || !c->stimulus) &&
		(!sieve->tag || has_tag(c, sieve->tag - 1));
}

/* Named levels first, in order; with any: the rest as one class. */
static void set_classes(struct plan_row *row, const struct cell *cells)
{
	memset(row->class_of, NO_CLASS, sizeof row->class_of);
	for (size_t i = 0; i < row->cell_count; i++) {
		const struct cell *cell = &cells[row->first_cell + i];

		row->count += cell->count;
		if (cell->level == LEVEL_NONE) {
			row->any += cell->count;
			continue;
		}
		row->class_of[cell->level] = (uint8_t)row->class_count;
		row->min[row->class_count++] = cell->count;
	}
	if (!row->any)
		return;
	for (int level = 0; level < LEVEL_COUNT; level++)
		if (row->class_of[level] == NO_CLASS)
			row->class_of[level] = (uint8_t)row->class_count;
	row->class_count++;
}

static size_t sift(
	struct maker *m, const struct sieve *sieve, const struct plan_row *row)
{
	size_t count = 0;

	if (sieve->impossible)
		return 0;
	for (size_t i = 0; i < m->pool->count; i++) {
		const struct candidate *c = &m->pool->candidates[i];

		if (row->class_of[c->level] != NO_CLASS && !m->gone[i] &&
			passes(sieve, c))
			m->fitting[count++] = (uint32_t)i;
	}
	return count;
}

size_t plan_class(
	const struct plan *plan, const struct plan_row *row, uint32_t candidate)
{
	return row->class_of[plan->pool->candidates[candidate].level];
}

static void add_single(
	const struct plan *plan, struct plan_row *row, uint32_t candidate)
{
	size_t class = plan_class(plan, row, candidate);

	row->singles[class][row->single_count[class]++] = candidate;
}

static void set_vector(const struct plan *plan, const struct plan_row *row,
	struct group *group)
{
	memset(group->vector, 0, sizeof group->vector);
	for (size_t i = 0; i < group->size; i++)
		group->vector[plan_class(plan, row, group->members[i])]++;
}

/* How many of the passage's questions fit the row; 1 for a single. */
static size_t passage_size(const struct maker *m, uint32_t candidate)
{
	uint32_t s = m->pool->candidates[candidate].stimulus;

	return s ? m->sizes[s] : 1;
}

static void size_passages(struct maker *m, bool whole, size_t count,
	size_t *groups, size_t *members)
{
	memset(m->sizes, 0, (m->pool->stimulus_count + 1) * sizeof *m->sizes);
	*groups = *members = 0;
	for (size_t i = 0; whole && i < count; i++)
		m->sizes[m->pool->candidates[m->fitting[i]].stimulus]++;
	for (size_t s = 1; s <= m->pool->stimulus_count; s++)
		if (m->sizes[s] > 1) {
			*groups += 1;
			*members += m->sizes[s];
		}
}

/* Splits what fits into singles and passages. */
static void split(
	struct maker *m, struct plan_row *row, bool whole, size_t count)
{
	size_t groups, room;
	uint32_t *members;

	size_passages(m, whole, count, &groups, &room);
	members = NEW_ARRAY(m->arena, room, uint32_t);
	row->groups = NEW_ARRAY(m->arena, groups, struct group);
	memset(m->ends, 0, (m->pool->stimulus_count + 1) * sizeof *m->ends);
	for (size_t i = 0; i < count; i++) {
		size_t size = passage_size(m, m->fitting[i]);
		uint32_t **end =
			&m->ends[m->pool->candidates[m->fitting[i]].stimulus];

		if (size < 2) {
			add_single(m->plan, row, m->fitting[i]);
			continue;
		}
		if (!*end) {
			*end = members;
			row->groups[row->group_count++] =
				(struct group){members, size, {0}};
			members += size;
		}
		*(*end)++ = m->fitting[i];
	}
	for (size_t g = 0; g < row->group_count; g++)
		set_vector(m->plan, row, &row->groups[g]);
}

static void remove_singles(struct plan_row *row, const uint8_t *used)
{
	for (size_t k = 0; k < row->class_count; k++) {
		size_t kept = 0;

		for (size_t i = 0; i < row->single_count[k]; i++)
			if (!used[row->singles[k][i]])
				row->singles[k][kept++] = row->singles[k][i];
		row->single_count[k] = kept;
	}
}

/* A passage that cannot come whole does not come. */
static void remove_groups(struct plan_row *row, const uint8_t *used)
{
	size_t kept = 0;

	for (size_t g = 0; g < row->group_count; g++) {
		const struct group *group = &row->groups[g];
		bool whole = true;

		for (size_t i = 0; i < group->size; i++)
			whole = whole && !used[group->members[i]];
		if (whole)
			row->groups[kept++] = *group;
	}
	row->group_count = kept;
}

static void fill_row(struct maker *m, struct plan_row *row, unsigned query)
{
	const struct part *part = &m->blueprint->parts[row->part];
	const struct cell *cell = &part->cells[row->first_cell];
	struct sieve sieve = sieve_for(m, part, cell, query);
	size_t count, classes[CLASS_MAX] = {0};

	set_classes(row, part->cells);
	count = sift(m, &sieve, row);
	for (size_t i = 0; i < count; i++)
		classes[plan_class(m->plan, row, m->fitting[i])]++;
	for (size_t k = 0; k < row->class_count; k++)
		row->singles[k] = NEW_ARRAY(m->arena, classes[k], uint32_t);
	split(m, row, cell->stimulus == STIMULUS_WHOLE, count);
	remove_singles(row, m->barred);
	remove_groups(row, m->barred);
}

/* All rows but picks, of all parts; the queries of cells are numbered through.
 */
static void make_rows(struct maker *m)
{
	size_t capacity = 0;
	unsigned query = 0;

	for (size_t p = 0; p < m->blueprint->part_count; p++) {
		const struct part *part = &m->blueprint->parts[p];

		for (size_t c = 0, n; c < part->cell_count; c += n) {
			const struct cell *cell = &part->cells[c];
			struct plan_row row = {
				.at = cell->at, .part = p, .first_cell = c};

			for (n = 0; c + n < part->cell_count &&
				part->cells[c + n].row == cell->row;)
				n++;
			row.cell_count = n;
			if (!cell->pick) {
				fill_row(m, &row, query % 64);
				*PUSH(m->arena, m->plan->rows,
					m->plan->row_count, capacity) = row;
			}
			query += cell->query_text.len ? (unsigned)n : 0;
		}
	}
}

static bool member_of(const struct group *group, uint32_t candidate)
{
	for (size_t i = 0; i < group->size; i++)
		if (group->members[i] == candidate)
			return true;
	return false;
}

size_t plan_group(const struct plan_row *row, uint32_t candidate)
{
	size_t g = 0;

	while (g < row->group_count && !member_of(&row->groups[g], candidate))
		g++;
	return g;
}

bool plan_holds(const struct plan_row *row, size_t class, uint32_t candidate)
{
	if (class == NO_CLASS)
		return false;
	for (size_t i = 0; i < row->single_count[class]; i++)
		if (row->singles[class][i] == candidate)
			return true;
	return plan_group(row, candidate) < row->group_count;
}

void plan_make(struct arena *arena, const struct blueprint *blueprint,
	const struct pool *pool, struct plan_options options, struct plan *out)
{
	struct maker m = {.arena = arena,
		.plan = out,
		.blueprint = blueprint,
		.pool = pool,
		.gone = NEW_ARRAY(arena, pool->count, uint8_t),
		.barred = NEW_ARRAY(arena, pool->count, uint8_t),
		.fitting = NEW_ARRAY(arena, pool->count, uint32_t),
		.sizes = NEW_ARRAY(arena, pool->stimulus_count + 1, size_t),
		.ends = NEW_ARRAY(arena, pool->stimulus_count + 1, uint32_t *)};

	*out = (struct plan){.blueprint = blueprint,
		.pool = pool,
		.forms = blueprint->forms.mode != FORMS_DIFFERENT
			? 1
			: (size_t)blueprint->forms.count,
		.enemies = !options.ignore_enemies};
	if (options.without && pool->count)
		memcpy(m.gone, options.without, pool->count);
	plan_fix(arena, out, m.gone, m.barred);
	make_rows(&m);
	plan_check_with(arena, out);
}

void plan_remove(struct plan *plan, const uint8_t *used)
{
	for (size_t r = 0; r < plan->row_count; r++) {
		remove_singles(&plan->rows[r], used);
		remove_groups(&plan->rows[r], used);
	}
}

void plan_mark_shared(const struct plan *plan, uint8_t *shared)
{
	for (size_t w = 0; w < plan->with_count; w++) {
		uint32_t candidate = plan->with[w].candidate;

		shared[candidate] = 1;
		for (size_t r = 0; r < plan->row_count; r++) {
			const struct plan_row *row = &plan->rows[r];
			size_t g = plan_group(row, candidate);

			for (size_t i = 0;
				g < row->group_count && i < row->groups[g].size;
				i++)
				shared[row->groups[g].members[i]] = 1;
		}
	}
}

bool plan_conflict(const struct plan *plan, uint32_t a, uint32_t b)
{
	const struct candidate *c = &plan->pool->candidates[a];

	for (uint32_t i = 0; plan->enemies && i < c->enemy_count; i++)
		if (c->enemies[i] == b)
			return true;
	if (!plan->apart_of)
		return false;
	for (uint32_t l = plan->apart_of[a]; l; l = plan->links[l - 1].next)
		for (uint32_t k = plan->apart_of[b]; k;
			k = plan->links[k - 1].next)
			if (plan->links[l - 1].apart ==
				plan->links[k - 1].apart)
				return true;
	return false;
}

bool plan_has_conflicts(const struct plan *plan, uint32_t candidate)
{
	return (plan->enemies &&
		       plan->pool->candidates[candidate].enemy_count) ||
		(plan->apart_of && plan->apart_of[candidate]);
}

static bool row_is_plain(const struct plan *plan, const struct plan_row *row)
{
	if (row->group_count)
		return false;
	for (size_t k = 0; k < row->class_count; k++)
		for (size_t i = 0; i < row->single_count[k]; i++)
			if (plan_has_conflicts(plan, row->singles[k][i]))
				return false;
	return true;
}

bool plan_is_plain(const struct plan *plan)
{
	if (plan->with_count)
		return false;
	for (size_t r = 0; r < plan->row_count; r++)
		if (!row_is_plain(plan, &plan->rows[r]))
			return false;
	return true;
}
