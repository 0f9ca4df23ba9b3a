#include "engine/assemble/program.h"

#include <math.h>

/* Wants that leave at most so much room tell units apart. */
enum { LITTLE_ROOM = 2 };

static const double tiny = 1e-9;

struct compiler {
	struct arena *arena;
	struct program *p;
	const struct plan *plan;
	uint8_t *shared; /* by candidate */
	size_t term_count, term_capacity, want_capacity;
	/* By row: its first want, and by class how far from it; NOWHERE. */
	size_t *row_wants;
	size_t limit_wants, with_wants; /* the first of each */
	size_t *mean_wants;             /* by limit: its first want */
};

/* ---- units ---- */

static size_t count_units(const struct plan *plan)
{
	size_t count = 0;

	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];

		count += row->group_count;
		for (size_t k = 0; k < row->class_count; k++)
			count += row->single_count[k];
	}
	return count;
}

static bool is_shared(
	const struct compiler *c, const uint32_t *members, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (c->shared[members[i]])
			return true;
	return false;
}

static void add_unit(
	struct compiler *c, size_t row, const uint32_t *members, size_t size)
{
	struct unit *unit = &c->p->units[c->p->unit_count++];

	*unit = (struct unit){.row = (uint32_t)row,
		.size = (uint32_t)size,
		.members = members};
	if (c->plan->with_count && is_shared(c, members, size))
		unit->shared = (uint32_t)++c->p->shared_count;
}

static void make_units(struct compiler *c)
{
	const struct plan *plan = c->plan;

	c->p->units = NEW_ARRAY(c->arena, count_units(plan), struct unit);
	c->p->row_begin = NEW_ARRAY(c->arena, plan->row_count + 1, size_t);
	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];

		c->p->row_begin[r] = c->p->unit_count;
		c->p->length += (size_t)row->count;
		for (size_t k = 0; k < row->class_count; k++)
			for (size_t i = 0; i < row->single_count[k]; i++)
				add_unit(c, r, &row->singles[k][i], 1);
		for (size_t g = 0; g < row->group_count; g++)
			add_unit(c, r, row->groups[g].members,
				row->groups[g].size);
	}
	c->p->row_begin[plan->row_count] = c->p->unit_count;
}

static void index_candidates(struct compiler *c)
{
	struct program *p = c->p;
	size_t count = c->plan->pool->count, members = 0;
	size_t *next;

	p->units_begin = NEW_ARRAY(c->arena, count + 1, size_t);
	for (size_t u = 0; u < p->unit_count; u++)
		for (size_t i = 0; i < p->units[u].size; i++, members++)
			p->units_begin[p->units[u].members[i] + 1]++;
	for (size_t i = 0; i < count; i++) {
		p->crowded = p->crowded || p->units_begin[i + 1] > 1;
		p->units_begin[i + 1] += p->units_begin[i];
	}
	p->unit_of = NEW_ARRAY(c->arena, members, uint32_t);
	next = arena_copy(c->arena, p->units_begin, (count + 1) * sizeof *next);
	for (size_t u = 0; u < p->unit_count; u++)
		for (size_t i = 0; i < p->units[u].size; i++)
			p->unit_of[next[p->units[u].members[i]]++] =
				(uint32_t)u;
}

/* ---- wants ---- */

static void add_want(struct compiler *c, struct want want)
{
	*PUSH(c->arena, c->p->wants, c->p->want_count, c->want_capacity) = want;
}

/* Of classes where there is no any:, else of the row and of classes at least.
 */
static void want_row(struct compiler *c, size_t r)
{
	const struct plan_row *row = &c->plan->rows[r];
	struct want want = {.at = row->at,
		.index = r,
		.class = CLASS_MAX,
		.least = row->count,
		.most = row->count,
		.weight = 1,
		.small = true};

	c->row_wants[r] = c->p->want_count;
	if (row->any || row->class_count == 1)
		add_want(c, want);
	for (size_t k = 0; row->class_count > 1 && k < row->class_count; k++) {
		want.class = k;
		want.least = row->min[k];
		want.most = row->any ? WANT_NO_MOST : row->min[k];
		add_want(c, want);
	}
}

static void want_with(struct compiler *c)
{
	c->with_wants = c->p->want_count;
	for (size_t w = 0; w < c->plan->with_count; w++)
		add_want(c,
			(struct want){.origin = WANT_WITH,
				.at = c->plan->with[w].at,
				.index = w,
				.least = 1,
				.most = 1,
				.weight = 1,
				.small = true});
}

/* A mean's bound is one on the sum of what is above it and below it, so it
 * takes a want for each of its bounds. */
static void want_limit(struct compiler *c, size_t l)
{
	const struct limit *limit = &c->p->limits->v[l];
	struct tally picks = limit_of_picks(c->p->limits, limit);
	bool mean = limit->kind == RULE_MEAN;
	struct want want = {.origin = WANT_LIMIT,
		.at = limit->at,
		.index = l,
		.least = WANT_NO_LEAST,
		.most = WANT_NO_MOST,
		.weight = 1.0 / (double)limit->unit,
		.small = limit->kind == RULE_COUNT};
	long low = limit->at_least, high = limit->at_most;

	if (mean)
		want.weight /= (double)c->p->length + 1;
	if (low != RULE_NO_BOUND)
		want.least = (mean ? low * picks.count : low) - picks.total;
	if (mean && low != RULE_NO_BOUND) {
		add_want(c, want);
		want.least = WANT_NO_LEAST;
	}
	if (high != RULE_NO_BOUND)
		want.most = (mean ? high * picks.count : high) - picks.total;
	if (!mean || high != RULE_NO_BOUND)
		add_want(c, want);
}

static void make_wants(struct compiler *c)
{
	c->row_wants = NEW_ARRAY(c->arena, c->plan->row_count, size_t);
	c->mean_wants = NEW_ARRAY(c->arena, c->p->limits->count + 1, size_t);
	for (size_t r = 0; r < c->plan->row_count; r++)
		want_row(c, r);
	want_with(c);
	c->limit_wants = c->p->want_count;
	for (size_t l = 0; l < c->p->limits->count; l++) {
		c->mean_wants[l] = c->p->want_count;
		want_limit(c, l);
	}
	c->mean_wants[c->p->limits->count] = c->p->want_count;
}

/* ---- terms ---- */

static void add_term(struct compiler *c, size_t want, long amount)
{
	if (amount)
		*PUSH(c->arena, c->p->terms, c->term_count, c->term_capacity) =
			(struct term){(uint32_t)want, amount};
}

static void row_terms(struct compiler *c, const struct unit *unit)
{
	const struct plan_row *row = &c->plan->rows[unit->row];
	size_t want = c->row_wants[unit->row];
	long counts[CLASS_MAX] = {0};

	if (row->any || row->class_count == 1)
		add_term(c, want++, unit->size);
	if (row->class_count == 1)
		return;
	for (size_t i = 0; i < unit->size; i++)
		counts[plan_class(c->plan, row, unit->members[i])]++;
	for (size_t k = 0; k < row->class_count; k++)
		add_term(c, want + k, counts[k]);
}

static void with_terms(struct compiler *c, const struct unit *unit)
{
	for (size_t w = 0; unit->shared && w < c->plan->with_count; w++)
		for (size_t i = 0; i < unit->size; i++)
			if (unit->members[i] == c->plan->with[w].candidate)
				add_term(c, c->with_wants + w, 1);
}

static struct tally unit_tally(const struct compiler *c,
	const struct unit *unit, const struct limit *limit)
{
	const struct plan_row *row = &c->plan->rows[unit->row];
	struct tally sum = {0};

	for (size_t i = 0; i < unit->size; i++) {
		struct tally one =
			limit_of(c->p->limits, limit, row, unit->members[i]);

		sum.total += one.total;
		sum.count += one.count;
	}
	return sum;
}

static void limit_terms(struct compiler *c, const struct unit *unit)
{
	for (size_t l = 0; l < c->p->limits->count; l++) {
		const struct limit *limit = &c->p->limits->v[l];
		struct tally sum = unit_tally(c, unit, limit);
		size_t want = c->mean_wants[l];

		if (limit->kind != RULE_MEAN) {
			add_term(c, want, sum.total);
			continue;
		}
		if (limit->at_least != RULE_NO_BOUND)
			add_term(c, want++,
				sum.total - limit->at_least * sum.count);
		if (limit->at_most != RULE_NO_BOUND)
			add_term(c, want,
				sum.total - limit->at_most * sum.count);
	}
}

static void make_terms(struct compiler *c)
{
	struct program *p = c->p;

	p->begin = NEW_ARRAY(c->arena, p->unit_count + 1, size_t);
	c->term_capacity = p->unit_count * 8;
	p->terms = NEW_ARRAY(c->arena, c->term_capacity, struct term);
	for (size_t u = 0; u < p->unit_count; u++) {
		p->begin[u] = c->term_count;
		row_terms(c, &p->units[u]);
		with_terms(c, &p->units[u]);
		limit_terms(c, &p->units[u]);
	}
	p->begin[p->unit_count] = c->term_count;
}

/* ---- kinds ---- */

static uint64_t mingle(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * UINT64_C(0x9e3779b97f4a7c15);
	return hash ^ hash >> 29;
}

/* Wants without room, and those that have a price, tell units apart. */
static bool matters(const struct want *want, double price)
{
	return want->small &&
		(want->most - want->least <= LITTLE_ROOM || fabs(price) > tiny);
}

static uint64_t kind_hash(
	const struct program *p, const double *prices, size_t u)
{
	uint64_t hash = mingle(p->units[u].row, p->units[u].size);

	for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++) {
		const struct want *want = &p->wants[p->terms[t].want];

		if (matters(want, prices ? prices[p->terms[t].want] : 0))
			hash = mingle(hash,
				(uint64_t)p->terms[t].want << 32 |
					(uint64_t)p->terms[t].amount);
	}
	return hash;
}

/* Numbers the kinds, by hashes in a table of twice the room: where two kinds
 * have one hash, they are searched together, and no harm is done. */
void program_sort(struct arena *arena, struct program *p, const double *prices)
{
	size_t room = 16;
	uint64_t *hashes;
	uint32_t *numbers;

	p->kind_count = 0;
	while (room < p->unit_count * 2)
		room *= 2;
	hashes = NEW_ARRAY(arena, room, uint64_t);
	numbers = NEW_ARRAY(arena, room, uint32_t);
	for (size_t u = 0; u < p->unit_count; u++) {
		uint64_t hash = kind_hash(p, prices, u) | 1;
		size_t at = (size_t)(hash >> 20) & (room - 1);

		while (hashes[at] && hashes[at] != hash)
			at = (at + 1) & (room - 1);
		if (!hashes[at]) {
			hashes[at] = hash;
			numbers[at] = (uint32_t)p->kind_count++;
		}
		p->units[u].kind = numbers[at];
	}
}

void program_make(struct arena *arena, const struct plan *plan,
	const struct limits *limits, size_t forms, struct program *out)
{
	struct compiler c = {.arena = arena,
		.p = out,
		.plan = plan,
		.shared = NEW_ARRAY(arena, plan->pool->count, uint8_t)};

	*out = (struct program){.plan = plan, .limits = limits, .forms = forms};
	plan_mark_shared(plan, c.shared);
	make_units(&c);
	index_candidates(&c);
	make_wants(&c);
	make_terms(&c);
	program_sort(arena, out, NULL);
}

void program_add_want(struct arena *arena, struct program *p, struct want want,
	const long *amounts)
{
	size_t old = p->begin[p->unit_count], at = 0;
	struct term *terms = NEW_ARRAY(arena, old + p->unit_count, struct term);
	size_t *begin = NEW_ARRAY(arena, p->unit_count + 1, size_t);
	struct want *wants = NEW_ARRAY(arena, p->want_count + 1, struct want);

	for (size_t u = 0; u < p->unit_count; u++) {
		begin[u] = at;
		for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++)
			terms[at++] = p->terms[t];
		if (amounts[u])
			terms[at++] = (struct term){
				(uint32_t)p->want_count, amounts[u]};
	}
	begin[p->unit_count] = at;
	if (p->want_count)
		memcpy(wants, p->wants, p->want_count * sizeof *wants);
	wants[p->want_count++] = want;
	p->wants = wants;
	p->terms = terms;
	p->begin = begin;
}

bool units_conflict(
	const struct program *p, const struct unit *a, const struct unit *b)
{
	for (size_t i = 0; i < a->size; i++)
		for (size_t k = 0; k < b->size; k++)
			if (a->members[i] == b->members[k] ||
				plan_conflict(
					p->plan, a->members[i], b->members[k]))
				return true;
	return false;
}
