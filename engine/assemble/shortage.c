#include "engine/assemble/shortage.h"

/* Questions that fit the same wishes. While they are sorted a kind is split
 * again and again: what fits one wish more becomes a kind of its own. */
struct kind {
	uint32_t parent, wish; /* fits what the parent fits, and this */
	uint32_t wider;        /* those of it that fit the wish at hand … */
	uint32_t round;        /* … when this is the wish's round */
	size_t count, unused;
	size_t first, edge_count; /* of edges */
	bool seen;
};

/* So many questions of a kind go to a wish. */
struct edge {
	uint32_t kind, wish;
	size_t flow;
};

/* A wish of a row, as r * WISHES + k. */
struct wish {
	size_t *edges; /* indexes */
	size_t edge_count;
	size_t load;
	size_t step; /* on the way being looked for: the edge it would give */
	uint32_t to; /* … and the wish that would get it */
	bool seen;
};

struct flow {
	struct arena *arena;
	const struct plan *plan;
	struct kind *kinds; /* the first fits nothing */
	size_t kind_count, kind_capacity;
	uint32_t *kind_of; /* by candidate */
	uint32_t round;
	struct edge *edges;
	struct wish *wishes;
	size_t wish_count;
	uint32_t *queue;
	long *demand;
};

static void widen(struct flow *f, uint32_t wish, uint32_t candidate)
{
	uint32_t old = f->kind_of[candidate];

	if (f->kinds[old].round != f->round) {
		f->kinds[old].round = f->round;
		f->kinds[old].wider = (uint32_t)f->kind_count;
		*PUSH(f->arena, f->kinds, f->kind_count, f->kind_capacity) =
			(struct kind){.parent = old, .wish = wish};
	}
	f->kind_of[candidate] = f->kinds[old].wider;
}

static void widen_class(
	struct flow *f, uint32_t wish, const struct plan_row *row, size_t class)
{
	for (size_t i = 0; i < row->single_count[class]; i++)
		widen(f, wish, row->singles[class][i]);
	for (size_t g = 0; g < row->group_count; g++)
		for (size_t m = 0; m < row->groups[g].size; m++)
			if (plan_class(f->plan, row,
				    row->groups[g].members[m]) == class)
				widen(f, wish, row->groups[g].members[m]);
}

static void sort_kinds(struct flow *f)
{
	for (uint32_t wish = 0; wish < f->wish_count; wish++) {
		const struct plan_row *row = &f->plan->rows[wish / WISHES];
		size_t class = wish % WISHES;

		f->round++;
		for (size_t k = 0; f->demand[wish] && k < row->class_count; k++)
			if (class == WISH_ANY || class == k)
				widen_class(f, wish, row, k);
	}
}

/* What is on every form is there once for each. */
static void count_kinds(struct flow *f)
{
	uint8_t *shared = NEW_ARRAY(f->arena, f->plan->pool->count, uint8_t);

	plan_mark_shared(f->plan, shared);
	for (size_t i = 0; i < f->plan->pool->count; i++)
		f->kinds[f->kind_of[i]].count += shared[i] ? f->plan->forms : 1;
	f->kinds[0].count = 0;
	for (size_t i = 0; i < f->kind_count; i++)
		f->kinds[i].unused = f->kinds[i].count;
}

static void add_edges(struct flow *f, uint32_t kind, size_t *count)
{
	struct kind *k = &f->kinds[kind];

	k->first = *count;
	for (uint32_t i = kind; k->count && i; i = f->kinds[i].parent)
		f->edges[(*count)++] = (struct edge){kind, f->kinds[i].wish, 0};
	k->edge_count = *count - k->first;
}

static size_t count_edges(const struct flow *f)
{
	size_t count = 0;

	for (uint32_t kind = 0; kind < f->kind_count; kind++)
		for (uint32_t i = kind; f->kinds[kind].count && i;
			i = f->kinds[i].parent)
			count++;
	return count;
}

static void join_kinds(struct flow *f)
{
	size_t count = 0;

	f->edges = NEW_ARRAY(f->arena, count_edges(f), struct edge);
	for (uint32_t kind = 0; kind < f->kind_count; kind++)
		add_edges(f, kind, &count);
	for (size_t e = 0; e < count; e++)
		f->wishes[f->edges[e].wish].edge_count++;
	for (size_t w = 0; w < f->wish_count; w++) {
		f->wishes[w].edges =
			NEW_ARRAY(f->arena, f->wishes[w].edge_count, size_t);
		f->wishes[w].edge_count = 0;
	}
	for (size_t e = 0; e < count; e++) {
		struct wish *wish = &f->wishes[f->edges[e].wish];

		wish->edges[wish->edge_count++] = e;
	}
}

static void forget_way(struct flow *f)
{
	for (size_t i = 0; i < f->kind_count; i++)
		f->kinds[i].seen = false;
	for (size_t i = 0; i < f->wish_count; i++)
		f->wishes[i].seen = false;
}

/* Queues the wishes that hold questions of the kind: they could give some. */
static size_t queue_holders(
	struct flow *f, struct kind *kind, uint32_t to, size_t tail)
{
	kind->seen = true;
	for (size_t e = kind->first; e < kind->first + kind->edge_count; e++) {
		struct wish *wish = &f->wishes[f->edges[e].wish];

		if (!f->edges[e].flow || wish->seen)
			continue;
		wish->seen = true;
		wish->step = e;
		wish->to = to;
		f->queue[tail++] = f->edges[e].wish;
	}
	return tail;
}

/* The edge by which a wish can have more of that kind. */
static struct edge *edge_to(
	struct flow *f, const struct kind *kind, uint32_t wish)
{
	size_t e = kind->first;

	while (f->edges[e].wish != wish)
		e++;
	return &f->edges[e];
}

/* Moves as many as can be along the way from an unused kind to the wish it
 * began at. */
static void shift(struct flow *f, struct edge *edge, uint32_t start)
{
	struct kind *source = &f->kinds[edge->kind];
	size_t amount = (size_t)f->demand[start] - f->wishes[start].load;

	if (source->unused < amount)
		amount = source->unused;
	for (uint32_t w = edge->wish; w != start; w = f->wishes[w].to)
		if (f->edges[f->wishes[w].step].flow < amount)
			amount = f->edges[f->wishes[w].step].flow;
	source->unused -= amount;
	edge->flow += amount;
	for (uint32_t w = edge->wish; w != start; w = f->wishes[w].to) {
		struct edge *given = &f->edges[f->wishes[w].step];

		given->flow -= amount;
		edge_to(f, &f->kinds[given->kind], f->wishes[w].to)->flow +=
			amount;
	}
	f->wishes[start].load += amount;
}

/* More questions for the wish: unused ones, or such as another wish can spare
 * that finds others for itself, and so on. False, with all wishes that compete
 * with it seen, when there are none. */
static bool augment(struct flow *f, uint32_t start)
{
	size_t head = 0, tail = 0;

	forget_way(f);
	f->wishes[start].seen = true;
	f->queue[tail++] = start;
	while (head < tail) {
		uint32_t at = f->queue[head++];
		const struct wish *wish = &f->wishes[at];

		for (size_t i = 0; i < wish->edge_count; i++) {
			struct edge *edge = &f->edges[wish->edges[i]];
			struct kind *kind = &f->kinds[edge->kind];

			if (kind->unused) {
				shift(f, edge, start);
				return true;
			}
			if (!kind->seen)
				tail = queue_holders(f, kind, at, tail);
		}
	}
	return false;
}

/* Wishes that compete are joined under one number. */
static void join(struct flow *f, uint32_t *tight, uint32_t number)
{
	for (size_t w = 0; w < f->wish_count; w++) {
		uint32_t old = tight[w];

		if (!f->wishes[w].seen || old == number)
			continue;
		for (size_t i = 0; old && i < f->wish_count; i++)
			if (tight[i] == old)
				tight[i] = number;
		tight[w] = number;
	}
}

/* Numbers without gaps, by first occurrence; and what each group lacks. */
static void settle_groups(struct flow *f, struct shortage *out)
{
	uint32_t *number = NEW_ARRAY(f->arena, f->wish_count + 1, uint32_t);

	out->lacking = NEW_ARRAY(f->arena, f->wish_count, size_t);
	out->available = NEW_ARRAY(f->arena, f->wish_count, size_t);
	for (size_t w = 0; w < f->wish_count; w++) {
		uint32_t old = out->tight[w], group;

		if (!old)
			continue;
		if (!number[old])
			number[old] = (uint32_t)++out->group_count;
		group = out->tight[w] = number[old];
		out->lacking[group - 1] +=
			(size_t)f->demand[w] - f->wishes[w].load;
		out->available[group - 1] += f->wishes[w].load;
	}
}

static void set_demand(struct flow *f)
{
	const struct plan *plan = f->plan;

	for (size_t r = 0; r < plan->row_count; r++) {
		const struct plan_row *row = &plan->rows[r];
		long *demand = f->demand + r * WISHES;

		for (size_t k = 0; k < row->class_count; k++)
			demand[k] = row->min[k] * (long)plan->forms;
		demand[WISH_ANY] = row->any * (long)plan->forms;
	}
}

static void fill(struct flow *f, struct shortage *out)
{
	out->tight = NEW_ARRAY(f->arena, f->wish_count, uint32_t);
	for (uint32_t w = 0; w < f->wish_count; w++)
		while (f->wishes[w].load < (size_t)f->demand[w] &&
			augment(f, w))
			;
	for (uint32_t w = 0; w < f->wish_count; w++) {
		out->wanted += (size_t)f->demand[w];
		out->filled += f->wishes[w].load;
		if (f->wishes[w].load == (size_t)f->demand[w])
			continue;
		(void)augment(f, w);
		join(f, out->tight, w + 1);
	}
}

static struct flow flow_new(struct arena *arena, const struct plan *plan)
{
	size_t wishes = plan->row_count * WISHES;
	struct flow f = {.arena = arena,
		.plan = plan,
		.kind_of = NEW_ARRAY(arena, plan->pool->count, uint32_t),
		.wishes = NEW_ARRAY(arena, wishes, struct wish),
		.wish_count = wishes,
		.queue = NEW_ARRAY(arena, wishes, uint32_t),
		.demand = NEW_ARRAY(arena, wishes, long)};

	*PUSH(arena, f.kinds, f.kind_count, f.kind_capacity) = (struct kind){0};
	set_demand(&f);
	sort_kinds(&f);
	count_kinds(&f);
	join_kinds(&f);
	return f;
}

void shortage_find(
	struct arena *arena, const struct plan *plan, struct shortage *out)
{
	struct flow f = flow_new(arena, plan);

	*out = (struct shortage){.demand = f.demand};
	fill(&f, out);
	settle_groups(&f, out);
}

static void shuffle(struct rng *rng, uint32_t *values, size_t count)
{
	for (size_t i = count; rng && i > 1; i--) {
		size_t j = (size_t)rng_below(rng, i);
		uint32_t swap = values[i - 1];

		values[i - 1] = values[j];
		values[j] = swap;
	}
}

/* The questions of each kind. */
static uint32_t **list_kinds(struct flow *f)
{
	uint32_t **lists = NEW_ARRAY(f->arena, f->kind_count, uint32_t *);
	size_t *counts = NEW_ARRAY(f->arena, f->kind_count, size_t);

	for (size_t k = 1; k < f->kind_count; k++)
		lists[k] = NEW_ARRAY(f->arena, f->kinds[k].count, uint32_t);
	for (uint32_t i = 0; i < f->plan->pool->count; i++)
		if (f->kind_of[i])
			lists[f->kind_of[i]][counts[f->kind_of[i]]++] = i;
	return lists;
}

/* What each wish got, in one array, wish after wish. */
static void deal_kinds(struct flow *f, struct rng *rng, uint32_t **dealt)
{
	uint32_t **lists = list_kinds(f);

	for (size_t k = 1; k < f->kind_count; k++)
		shuffle(rng, lists[k], f->kinds[k].count);
	for (size_t w = 0; w < f->wish_count; w++) {
		const struct wish *wish = &f->wishes[w];
		size_t n = 0;

		dealt[w] = NEW_ARRAY(f->arena, wish->load, uint32_t);
		for (size_t i = 0; i < wish->edge_count; i++) {
			const struct edge *edge = &f->edges[wish->edges[i]];

			for (size_t k = 0; k < edge->flow; k++)
				dealt[w][n++] = *lists[edge->kind]++;
		}
		shuffle(rng, dealt[w], n);
	}
}

bool shortage_deal(struct arena *arena, const struct plan *plan,
	struct rng *rng, uint32_t *const *places)
{
	struct flow f = flow_new(arena, plan);
	struct shortage shortage = {.demand = f.demand};
	uint32_t **dealt = NEW_ARRAY(arena, f.wish_count, uint32_t *);

	fill(&f, &shortage);
	if (shortage.filled < shortage.wanted)
		return false;
	deal_kinds(&f, rng, dealt);
	for (size_t form = 0; form < plan->forms; form++)
		for (size_t w = 0, at = 0; w < f.wish_count; w++) {
			size_t each = f.wishes[w].load / plan->forms;

			for (size_t i = 0; i < each; i++)
				places[form][at++] = *dealt[w]++;
		}
	return true;
}
