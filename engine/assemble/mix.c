#include "engine/assemble/mix.h"

enum {
	STEPS_EACH = 200,
	STEPS_MOST = 2000000,
	PASSAGE_SHARE = 8,
	/* Towards limits, and until they hold again. */
	SEEK_EACH = 4000,
	SEEK_MOST = 400000,
	FAR = 64, /* bits of a random number */
};

struct mixer {
	const struct plan *plan;
	struct taken *taken;
	const uint8_t *elsewhere;
	struct rng *rng;
	uint32_t *const *rows;
	size_t *starts; /* by row: its first place */
	size_t place_count;
	uint32_t *held;    /* by candidate: 1 + its place, 0 none */
	uint8_t *kept;     /* by candidate: must stay */
	uint64_t *singles; /* by row and candidate: is one of its singles */
	long (*counts)[CLASS_MAX]; /* by row */
	bool passages;
	const struct limits *limits; /* or NULL */
	struct tally *now, *next;    /* by limit */
	long excess;
};

static size_t word(const struct mixer *m, size_t row, uint32_t candidate)
{
	return row * (m->plan->pool->count / 64 + 1) + candidate / 64;
}

static bool is_single(const struct mixer *m, size_t row, uint32_t candidate)
{
	return m->singles[word(m, row, candidate)] >> candidate % 64 & 1;
}

static size_t row_of(const struct mixer *m, size_t place)
{
	size_t low = 0, high = m->plan->row_count - 1;

	while (low < high) {
		size_t middle = low + (high - low + 1) / 2;

		if (m->starts[middle] <= place)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

static uint32_t *at_place(const struct mixer *m, size_t row, size_t place)
{
	return &m->rows[row][place - m->starts[row]];
}

static void begin_row(struct mixer *m, size_t r)
{
	const struct plan_row *row = &m->plan->rows[r];

	m->passages = m->passages || row->group_count > 1;
	m->starts[r] = m->place_count;
	for (size_t i = 0; i < (size_t)row->count; i++) {
		m->held[m->rows[r][i]] = (uint32_t)++m->place_count;
		m->counts[r][plan_class(m->plan, row, m->rows[r][i])]++;
	}
	for (size_t k = 0; k < row->class_count; k++)
		for (size_t i = 0; i < row->single_count[k]; i++)
			m->singles[word(m, r, row->singles[k][i])] |=
				UINT64_C(1) << row->singles[k][i] % 64;
}

/* Any single of the row; false when it has none. */
static bool random_single(
	struct mixer *m, const struct plan_row *row, uint32_t *out)
{
	size_t total = 0, i;

	for (size_t k = 0; k < row->class_count; k++)
		total += row->single_count[k];
	if (!total)
		return false;
	i = (size_t)rng_below(m->rng, total);
	for (size_t k = 0; k < row->class_count; k++) {
		if (i < row->single_count[k]) {
			*out = row->singles[k][i];
			return true;
		}
		i -= row->single_count[k];
	}
	return false;
}

/* Whether a row may have one fewer of a class and one more of another. */
static bool may_trade(const struct mixer *m, size_t r, size_t less, size_t more)
{
	return less == more || m->counts[r][less] > m->plan->rows[r].min[less];
}

static void put(struct mixer *m, size_t r, size_t place, uint32_t candidate)
{
	const struct plan_row *row = &m->plan->rows[r];
	uint32_t *here = at_place(m, r, place);

	m->counts[r][plan_class(m->plan, row, *here)]--;
	m->counts[r][plan_class(m->plan, row, candidate)]++;
	*here = candidate;
	m->held[candidate] = (uint32_t)place + 1;
}

/* ---- limits ---- */

/* What the form would come to with one question for another in a row; several
 * such changes add up in next, from begin_change() on. */
static void begin_change(struct mixer *m)
{
	if (m->limits && m->limits->count)
		memcpy(m->next, m->now, m->limits->count * sizeof *m->next);
}

static void change(struct mixer *m, size_t r, uint32_t less, uint32_t more)
{
	const struct plan_row *row = &m->plan->rows[r];

	for (size_t l = 0; m->limits && l < m->limits->count; l++) {
		const struct limit *limit = &m->limits->v[l];
		struct tally out = limit_of(m->limits, limit, row, less);
		struct tally in = limit_of(m->limits, limit, row, more);

		m->next[l].total += in.total - out.total;
		m->next[l].count += in.count - out.count;
	}
}

static long leading_zeros(uint64_t bits)
{
	long n = 0;

	while (n < FAR && !(bits >> (FAR - 1 - n) & 1))
		n++;
	return n;
}

/* Metropolis: k steps further from the limits with chance 2^-k. */
static bool accept(struct mixer *m)
{
	struct tally *old = m->now;
	long excess;

	if (!m->limits)
		return true;
	excess = limits_excess(m->limits, m->next);
	if (excess > m->excess &&
		leading_zeros(rng_next(m->rng)) < excess - m->excess)
		return false;
	m->excess = excess;
	m->now = m->next;
	m->next = old;
	return true;
}

static void replace(struct mixer *m, size_t r, size_t place, uint32_t with)
{
	uint32_t old = *at_place(m, r, place);

	if (m->elsewhere && m->elsewhere[with])
		return;
	begin_change(m);
	change(m, r, old, with);
	taken_drop(m->taken, old);
	if (!taken_add(m->taken, with)) {
		(void)taken_add(m->taken, old);
		return;
	}
	if (!accept(m)) {
		taken_drop(m->taken, with);
		(void)taken_add(m->taken, old);
		return;
	}
	m->held[old] = 0;
	put(m, r, place, with);
}

/* Two questions of the form change places. */
static void trade(
	struct mixer *m, size_t r, size_t place, size_t r2, size_t place2)
{
	uint32_t a = *at_place(m, r, place), b = *at_place(m, r2, place2);
	const struct plan_row *other = &m->plan->rows[r2];

	if (r == r2 || !is_single(m, r2, a) || !is_single(m, r2, b) ||
		!may_trade(m, r2, plan_class(m->plan, other, b),
			plan_class(m->plan, other, a)))
		return;
	begin_change(m);
	change(m, r, a, b);
	change(m, r2, b, a);
	if (!accept(m))
		return;
	put(m, r, place, b);
	put(m, r2, place2, a);
}

static void move_single(struct mixer *m)
{
	size_t place = (size_t)rng_below(m->rng, m->place_count);
	size_t r = row_of(m, place), place2;
	const struct plan_row *row = &m->plan->rows[r];
	uint32_t a = *at_place(m, r, place), b;

	if (!random_single(m, row, &b) || a == b || m->kept[a] || m->kept[b] ||
		!is_single(m, r, a) ||
		!may_trade(m, r, plan_class(m->plan, row, a),
			plan_class(m->plan, row, b)))
		return;
	if (!m->held[b]) {
		replace(m, r, place, b);
		return;
	}
	place2 = m->held[b] - 1;
	trade(m, r, place, row_of(m, place2), place2);
}

static bool all_held_by(
	const struct mixer *m, const struct group *group, size_t r)
{
	for (size_t i = 0; i < group->size; i++) {
		uint32_t held = m->held[group->members[i]];

		if (!held || row_of(m, held - 1) != r ||
			m->kept[group->members[i]])
			return false;
	}
	return true;
}

static bool all_free(const struct mixer *m, const struct group *group)
{
	for (size_t i = 0; i < group->size; i++)
		if (m->held[group->members[i]] ||
			(m->elsewhere && m->elsewhere[group->members[i]]))
			return false;
	return true;
}

/* Takes one passage for the other on the form; all or nothing. */
static bool take_instead(
	struct mixer *m, const struct group *old, const struct group *new)
{
	size_t n = 0;

	for (size_t i = 0; i < old->size; i++)
		taken_drop(m->taken, old->members[i]);
	while (n < new->size && taken_add(m->taken, new->members[n]))
		n++;
	if (n == new->size)
		return true;
	while (n-- > 0)
		taken_drop(m->taken, new->members[n]);
	for (size_t i = 0; i < old->size; i++)
		(void)taken_add(m->taken, old->members[i]);
	return false;
}

static void move_passage(struct mixer *m)
{
	size_t r = (size_t)rng_below(m->rng, m->plan->row_count);
	const struct plan_row *row = &m->plan->rows[r];
	const struct group *a, *b;

	if (row->group_count < 2)
		return;
	a = &row->groups[rng_below(m->rng, row->group_count)];
	b = &row->groups[rng_below(m->rng, row->group_count)];
	if (a->size != b->size || !all_held_by(m, a, r) || !all_free(m, b))
		return;
	for (size_t k = 0; k < row->class_count; k++)
		if (m->counts[r][k] - a->vector[k] + b->vector[k] < row->min[k])
			return;
	if (!take_instead(m, a, b))
		return;
	begin_change(m);
	for (size_t i = 0; i < a->size; i++)
		change(m, r, a->members[i], b->members[i]);
	if (!accept(m)) {
		(void)take_instead(m, b, a);
		return;
	}
	for (size_t i = 0; i < a->size; i++) {
		size_t place = m->held[a->members[i]] - 1;

		m->held[a->members[i]] = 0;
		put(m, r, place, b->members[i]);
	}
}

static void step(struct mixer *m)
{
	if (m->passages && rng_below(m->rng, PASSAGE_SHARE) == 0)
		move_passage(m);
	else
		move_single(m);
}

static struct mixer mixer_for(struct arena *arena, const struct plan *plan,
	struct taken *taken, const uint8_t *elsewhere, struct rng *rng,
	uint32_t *const *rows)
{
	struct mixer m = {.plan = plan,
		.taken = taken,
		.elsewhere = elsewhere,
		.rng = rng,
		.rows = rows,
		.starts = NEW_ARRAY(arena, plan->row_count, size_t),
		.held = NEW_ARRAY(arena, plan->pool->count, uint32_t),
		.kept = NEW_ARRAY(arena, plan->pool->count, uint8_t),
		.singles = NEW_ARRAY(arena,
			plan->row_count * (plan->pool->count / 64 + 1),
			uint64_t),
		.counts = arena_array(
			arena, plan->row_count, sizeof(long[CLASS_MAX]))};

	plan_mark_shared(plan, m.kept);
	for (size_t r = 0; r < plan->row_count; r++)
		begin_row(&m, r);
	return m;
}

static size_t steps_of(const struct mixer *m, size_t each, size_t most)
{
	size_t steps = m->place_count * each;

	return steps < most ? steps : most;
}

void mix_form(struct arena *arena, const struct plan *plan, struct taken *taken,
	const uint8_t *elsewhere, struct rng *rng, uint32_t *const *rows)
{
	struct mixer m = mixer_for(arena, plan, taken, elsewhere, rng, rows);
	size_t steps = steps_of(&m, STEPS_EACH, STEPS_MOST);

	for (size_t n = 0; n < steps; n++)
		step(&m);
}

/* Until the limits hold; nearest keeps the best seen. */
static bool seek(struct mixer *m, struct tally *nearest, long *least)
{
	size_t steps = steps_of(m, SEEK_EACH, SEEK_MOST);

	for (size_t n = 0; n < steps && m->excess; n++) {
		step(m);
		if (m->excess >= *least)
			continue;
		*least = m->excess;
		memcpy(nearest, m->now, m->limits->count * sizeof *nearest);
	}
	return !m->excess;
}

bool mix_within(struct arena *arena, const struct limits *limits,
	struct taken *taken, const uint8_t *elsewhere, struct rng *rng,
	uint32_t *const *rows, struct tally *tallies)
{
	struct mixer m =
		mixer_for(arena, limits->plan, taken, elsewhere, rng, rows);
	size_t steps = steps_of(&m, STEPS_EACH, SEEK_MOST);
	long least;

	m.limits = limits;
	m.now = NEW_ARRAY(arena, limits->count, struct tally);
	m.next = NEW_ARRAY(arena, limits->count, struct tally);
	limits_tally(limits, rows, m.now);
	memcpy(tallies, m.now, limits->count * sizeof *tallies);
	least = m.excess = limits_excess(limits, m.now);
	if (!m.place_count || !seek(&m, tallies, &least))
		return !m.excess;
	for (size_t n = 0; n < steps; n++)
		step(&m);
	return seek(&m, tallies, &least);
}
