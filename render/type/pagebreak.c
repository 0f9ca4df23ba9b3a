#include "render/type/pagebreak.h"

#include <math.h>

/* What a break costs; columns weigh more than all else that is allowed. */
static const double column_cost = 1e6;
static const double empty_cost = 1e4;
static const double early_cost = 1e4;
static const double never_cost = 1e9;
static const double overfull_cost = 1e12;

/* The best way known to begin a column at a slab, when it is the class-th. */
struct state {
	double cost;
	size_t from;  /* slab where the column before began; SIZE_MAX none */
	size_t class; /* of that column */
	size_t end;   /* where that one ended */
};

struct pager {
	const struct slab *slabs;
	size_t count;
	const float *heights;
	size_t classes;
	struct state *states; /* [slab × classes + class] */
	double *more; /* by slab: what the column must take besides, to end at
			 the next place where it may */
};

static struct state *state(struct pager *p, size_t slab, size_t class)
{
	return &p->states[slab * p->classes + class];
}

static double break_cost(const struct slab *slab)
{
	double penalty = slab->penalty;

	if (slab->forced)
		return 0;
	return penalty >= PENALTY_NEVER ? never_cost : penalty * penalty;
}

static void offer(struct pager *p, size_t next, size_t class, double cost,
	struct state from)
{
	size_t after = class + 1 < p->classes ? class + 1 : class;
	struct state *s = state(p, next, after);

	if (s->from != SIZE_MAX && s->cost <= cost)
		return;
	from.cost = cost;
	*s = from;
}

static size_t past_gaps(const struct pager *p, size_t i)
{
	while (i < p->count && p->slabs[i].gap)
		i++;
	return i;
}

static bool may_end(const struct pager *p, size_t i)
{
	size_t next = past_gaps(p, i + 1);

	return next == p->count || p->slabs[next].forced ||
		(p->slabs[next].penalty < PENALTY_NEVER &&
			!p->slabs[next].soft);
}

static void measure_more(struct pager *p, struct arena *arena)
{
	p->more = NEW_ARRAY(arena, p->count, double);
	for (size_t i = p->count; i-- > 0;) {
		size_t next = past_gaps(p, i + 1);

		if (p->slabs[i].gap || next == p->count)
			continue;
		for (size_t k = i + 1; k <= next; k++)
			p->more[i] += p->slabs[k].height;
		if (!may_end(p, next))
			p->more[i] += p->more[next];
	}
}

/* Of a column that leaves room points empty after slab i, where next would
 * come. */
static double end_cost(const struct pager *p, size_t i, size_t next,
	double room, double height)
{
	const struct slab *slab = &p->slabs[next];
	double cost = break_cost(slab), empty = room / height;

	if (slab->forced)
		return cost;
	if (p->more[i] < room + 0.01)
		cost += early_cost;
	return cost + empty_cost * empty * empty;
}

/* All columns that may begin at slab first, which is no gap. */
static void extend(struct pager *p, size_t first, size_t class)
{
	double start = state(p, first, class)->cost;
	double used = p->slabs[first].repeat, gap = 0;
	struct state from = {.from = first, .class = class};

	for (size_t i = first; i < p->count; i++) {
		const struct slab *slab = &p->slabs[i];
		double room, cost = start + column_cost;
		size_t next;

		if (slab->gap) {
			gap += slab->height;
			continue;
		}
		used += gap + slab->height;
		gap = 0;
		room = p->heights[class] - used;
		if (room < -0.01 && i > first)
			return;
		if (room < -0.01)
			cost += overfull_cost;
		next = past_gaps(p, i + 1);
		from.end = i + 1;
		if (next < p->count)
			cost += end_cost(p, i, next, room, p->heights[class]);
		offer(p, next, class, cost, from);
		if (next < p->count && p->slabs[next].forced)
			return;
	}
}

static struct column fill_column(
	const struct pager *p, size_t first, const struct state *s)
{
	const struct slab *slabs = p->slabs;
	struct column column = {.first = first, .end = s->end};

	column.forced = slabs[first].forced;
	column.used = slabs[first].repeat;
	for (size_t i = first; i < s->end; i++) {
		column.used += slabs[i].height;
		column.slack += slabs[i].slack;
	}
	column.overfull = column.used > p->heights[s->class] + 0.01f;
	return column;
}

static const struct column *trace(struct pager *p, struct arena *arena,
	size_t class, size_t *column_count)
{
	const struct state *s = state(p, p->count, class);
	struct column *columns;
	size_t count = 0;

	for (; s->from != SIZE_MAX; s = state(p, s->from, s->class))
		count++;
	*column_count = count;
	columns = NEW_ARRAY(arena, count, struct column);
	s = state(p, p->count, class);
	for (; s->from != SIZE_MAX; s = state(p, s->from, s->class))
		columns[--count] = fill_column(p, s->from, s);
	return columns;
}

const struct column *break_pages(struct arena *arena, const struct slab *slabs,
	size_t count, const float *heights, size_t height_count,
	size_t *column_count)
{
	struct pager p = {slabs, count, heights, height_count, NULL, NULL};
	size_t first = 0, best = 0;

	*column_count = 0;
	while (first < count && slabs[first].gap)
		first++;
	if (first == count)
		return NULL;
	measure_more(&p, arena);
	p.states = NEW_ARRAY(arena, (count + 1) * p.classes, struct state);
	for (size_t i = 0; i < (count + 1) * p.classes; i++)
		p.states[i] = (struct state){INFINITY, SIZE_MAX, 0, 0};
	state(&p, first, 0)->cost = 0;
	for (size_t i = first; i < count; i++)
		for (size_t c = 0; c < p.classes; c++)
			if (state(&p, i, c)->cost < INFINITY)
				extend(&p, i, c);
	for (size_t c = 1; c < p.classes; c++)
		if (state(&p, count, c)->cost < state(&p, count, best)->cost)
			best = c;
	return trace(&p, arena, best, column_count);
}
