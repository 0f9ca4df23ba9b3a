#include "base/algebra/collection.h"

#include <stdlib.h>

#include "base/i18n.h"

/* ---- ranges ---- */

size_t collection_range_count(struct algebra *c, const struct value *range)
{
	struct rational span = rational_subtract(
		c->arena, range->items[1]->number, range->items[0]->number);
	long count;

	span = rational_floor(c->arena,
		rational_divide(c->arena, span, range->items[2]->number));
	if (rational_sign(span) < 0)
		return 0;
	if (!rational_to_long(span, &count) || count >= 100000000) {
		calc_fail(c, _("the range has too many numbers"));
		return 0;
	}
	return (size_t)count + 1;
}

const struct value *collection_range_item(
	struct algebra *c, const struct value *range, size_t i)
{
	bool decimal = range->items[0]->decimal || range->items[2]->decimal;
	struct rational n = rational_add(c->arena, range->items[0]->number,
		rational_multiply(c->arena, range->items[2]->number,
			rational_long((int64_t)i)));

	return decimal ? value_decimal(c, n) : value_number(c, n);
}

static const struct value *range_list(
	struct algebra *c, const struct value *range)
{
	size_t count = collection_range_count(c, range), kept = 0;
	const struct value **items;

	if (count > ALGEBRA_ITEMS)
		return calc_fail(c, _("a list here grows too long"));
	items = NEW_ARRAY(c->arena, count, const struct value *);
	for (size_t i = 0; i < count && !c->failed; i++) {
		const struct value *item = collection_range_item(c, range, i);

		if (range->count < 4 ||
			!collection_contains(c, range->items[3], item))
			items[kept++] = item;
	}
	return value_list(c, ALGEBRA_LIST, items, kept);
}

/* ---- lists and sets ---- */

const struct value *collection_list(struct algebra *c, const struct value *v)
{
	if (v->kind == ALGEBRA_RANGE)
		return range_list(c, v);
	if (v->kind == ALGEBRA_LIST || v->kind == ALGEBRA_SET)
		return v;
	return calc_fail(
		c, _("a list belongs here, not %s"), value_describe(v));
}

static bool constant_real(const struct value *v)
{
	double real;

	return value_algebraic(v) && value_constant(v) &&
		value_evaluate(v, NULL, 0, &real);
}

/* Numbers by size before anything else. */
static int by_size(const void *a, const void *b)
{
	const struct value *p = *(const struct value *const *)a;
	const struct value *q = *(const struct value *const *)b;
	double x, y;

	if (constant_real(p) && constant_real(q) &&
		value_evaluate(p, NULL, 0, &x) &&
		value_evaluate(q, NULL, 0, &y) && (x < y || x > y))
		return x < y ? -1 : 1;
	return value_order(p, q);
}

const struct value *collection_set(
	struct algebra *c, const struct value *const *items, size_t count)
{
	const struct value **sorted =
		NEW_ARRAY(c->arena, count, const struct value *);
	size_t kept = 0;

	/* {1..5} is the set of these. */
	if (count == 1 && items[0]->kind == ALGEBRA_RANGE) {
		const struct value *list = range_list(c, items[0]);

		return collection_set(c, list->items, list->count);
	}
	if (!calc_step(c, count))
		return &value_nothing;
	for (size_t i = 0; i < count; i++)
		sorted[i] = items[i];
	if (count > 1)
		qsort(sorted, count, sizeof *sorted, by_size);
	for (size_t i = 0; i < count; i++)
		if (!kept || value_order(sorted[kept - 1], sorted[i]))
			sorted[kept++] = sorted[i];
	return value_list(c, ALGEBRA_SET, sorted, kept);
}

/* ---- intervals ---- */

static bool infinite(const struct value *v)
{
	return value_contains(v, "oo");
}

/* -1, 0, 1; the ends may be infinite. */
static int compare_ends(
	struct algebra *c, const struct value *a, const struct value *b)
{
	int p = infinite(a) ? (a->kind == ALGEBRA_SYMBOL ? 1 : -1) : 0;
	int q = infinite(b) ? (b->kind == ALGEBRA_SYMBOL ? 1 : -1) : 0;

	if (p || q)
		return p - q;
	return value_compare(c, a, b);
}

const struct value *collection_interval(struct algebra *c,
	const struct value *from, const struct value *to, bool open_left,
	bool open_right)
{
	const struct value *v;
	int order = compare_ends(c, from, to);

	if (c->failed)
		return &value_nothing;
	if (infinite(from))
		open_left = true;
	if (infinite(to))
		open_right = true;
	if (order > 0 || (!order && (open_left || open_right)))
		return collection_set(c, NULL, 0);
	if (!order)
		return collection_set(c, &from, 1);
	v = value_pair(c, ALGEBRA_INTERVAL, from, to);
	if (!c->failed) {
		((struct value *)v)->open_left = open_left;
		((struct value *)v)->open_right = open_right;
	}
	return v;
}

static bool in_interval(
	struct algebra *c, const struct value *v, const struct value *item)
{
	int left = compare_ends(c, v->items[0], item);
	int right = compare_ends(c, item, v->items[1]);

	return (left < 0 || (!left && !v->open_left)) &&
		(right < 0 || (!right && !v->open_right));
}

bool collection_contains(
	struct algebra *c, const struct value *all, const struct value *item)
{
	if (c->failed)
		return false;
	switch (all->kind) {
	case ALGEBRA_INTERVAL:
		return in_interval(c, all, item);
	case ALGEBRA_UNION:
		for (size_t i = 0; i < all->count; i++)
			if (collection_contains(c, all->items[i], item))
				return true;
		return false;
	case ALGEBRA_RANGE:
		all = range_list(c, all);
		/* fall through */
	case ALGEBRA_LIST:
	case ALGEBRA_SET:
		for (size_t i = 0; i < all->count && !c->failed; i++)
			if (value_equal(c, all->items[i], item))
				return true;
		return false;
	default:
		calc_fail(c, _("nothing is in %s"), value_describe(all));
		return false;
	}
}

/* ---- unions of intervals and points ---- */

/* Every collection of numbers as pieces: points are closed intervals from a
 * number to itself. */
struct piece {
	const struct value *from, *to;
	bool open_left, open_right;
};

struct pieces {
	struct piece *list;
	size_t count, capacity;
};

static void add_pieces(
	struct algebra *c, struct pieces *p, const struct value *v)
{
	if (v->kind == ALGEBRA_INTERVAL) {
		*PUSH(c->arena, p->list, p->count, p->capacity) =
			(struct piece){v->items[0], v->items[1], v->open_left,
				v->open_right};
	} else if (v->kind == ALGEBRA_UNION) {
		for (size_t i = 0; i < v->count; i++)
			add_pieces(c, p, v->items[i]);
	} else {
		v = collection_list(c, v);
		for (size_t i = 0; i < v->count && !c->failed; i++)
			*PUSH(c->arena, p->list, p->count, p->capacity) =
				(struct piece){
					v->items[i], v->items[i], false, false};
	}
}

/* Neither has an interval: plain sets of anything. */
static bool finite(const struct value *v)
{
	return v->kind != ALGEBRA_INTERVAL && v->kind != ALGEBRA_UNION;
}

static int compare_starts(
	struct algebra *c, const struct piece *a, const struct piece *b)
{
	int order = compare_ends(c, a->from, b->from);

	return order ? order : a->open_left - b->open_left;
}

static int compare_stops(
	struct algebra *c, const struct piece *a, const struct piece *b)
{
	int order = compare_ends(c, a->to, b->to);

	return order ? order : b->open_right - a->open_right;
}

static void sort_pieces(struct algebra *c, struct pieces *p)
{
	for (size_t i = 1; i < p->count && calc_step(c, i); i++)
		for (size_t k = i; k &&
			compare_starts(c, &p->list[k], &p->list[k - 1]) < 0;
			k--) {
			struct piece swap = p->list[k];

			p->list[k] = p->list[k - 1];
			p->list[k - 1] = swap;
		}
}

/* Sorted pieces that touch become one; then a set, an interval or a union. */
static const struct value *close_pieces(struct algebra *c, struct pieces *p)
{
	const struct value **items;
	size_t count = 0, kept = 0;

	sort_pieces(c, p);
	for (size_t i = 0; i < p->count && !c->failed; i++) {
		struct piece *last = kept ? &p->list[kept - 1] : NULL;
		int gap = last ? compare_ends(c, p->list[i].from, last->to) : 1;

		if (gap < 0 ||
			(!gap && !(p->list[i].open_left && last->open_right))) {
			if (compare_stops(c, &p->list[i], last) > 0) {
				last->to = p->list[i].to;
				last->open_right = p->list[i].open_right;
			}
			continue;
		}
		p->list[kept++] = p->list[i];
	}
	items = NEW_ARRAY(c->arena, kept, const struct value *);
	for (size_t i = 0; i < kept && !c->failed; i++)
		items[count++] =
			collection_interval(c, p->list[i].from, p->list[i].to,
				p->list[i].open_left, p->list[i].open_right);
	if (!count)
		return collection_set(c, NULL, 0);
	return count == 1 ? items[0]
			  : value_list(c, ALGEBRA_UNION, items, count);
}

const struct value *collection_union(
	struct algebra *c, const struct value *a, const struct value *b)
{
	struct pieces pieces = {0};
	const struct value **items;

	if (!finite(a) || !finite(b)) {
		add_pieces(c, &pieces, a);
		add_pieces(c, &pieces, b);
		return c->failed ? &value_nothing : close_pieces(c, &pieces);
	}
	a = collection_list(c, a);
	b = collection_list(c, b);
	if (c->failed)
		return &value_nothing;
	items = NEW_ARRAY(c->arena, a->count + b->count, const struct value *);
	for (size_t i = 0; i < a->count; i++)
		items[i] = a->items[i];
	for (size_t i = 0; i < b->count; i++)
		items[a->count + i] = b->items[i];
	return collection_set(c, items, a->count + b->count);
}

static const struct value *filter(struct algebra *c, const struct value *a,
	const struct value *b, bool wanted)
{
	const struct value **items;
	size_t kept = 0;

	a = collection_list(c, a);
	if (c->failed)
		return &value_nothing;
	items = NEW_ARRAY(c->arena, a->count, const struct value *);
	for (size_t i = 0; i < a->count && !c->failed; i++)
		if (collection_contains(c, b, a->items[i]) == wanted)
			items[kept++] = a->items[i];
	return collection_set(c, items, kept);
}

const struct value *collection_intersection(
	struct algebra *c, const struct value *a, const struct value *b)
{
	struct pieces p = {0}, q = {0}, both = {0};

	if (finite(a))
		return filter(c, a, b, true);
	if (finite(b))
		return filter(c, b, a, true);
	add_pieces(c, &p, a);
	add_pieces(c, &q, b);
	for (size_t i = 0; i < p.count && !c->failed; i++)
		for (size_t k = 0; k < q.count && !c->failed; k++) {
			struct piece m = p.list[i];
			const struct piece *n = &q.list[k];
			int order;

			if (compare_starts(c, n, &m) > 0) {
				m.from = n->from;
				m.open_left = n->open_left;
			}
			if (compare_stops(c, n, &m) < 0) {
				m.to = n->to;
				m.open_right = n->open_right;
			}
			order = compare_ends(c, m.from, m.to);
			if (order > 0 ||
				(!order && (m.open_left || m.open_right)))
				continue;
			*PUSH(c->arena, both.list, both.count, both.capacity) =
				m;
		}
	return c->failed ? &value_nothing : close_pieces(c, &both);
}

/* The complement of b's pieces, one gap after the other, met with a. */
const struct value *collection_difference(
	struct algebra *c, const struct value *a, const struct value *b)
{
	struct pieces p = {0}, gaps = {0};
	const struct value *oo = value_symbol(c, "oo");
	struct piece gap = {value_negate(c, oo), oo, true, true};

	if (finite(a))
		return filter(c, a, b, false);
	add_pieces(c, &p, b);
	sort_pieces(c, &p);
	for (size_t i = 0; i < p.count && !c->failed; i++) {
		struct piece before = gap;

		before.to = p.list[i].from;
		before.open_right = !p.list[i].open_left;
		if (compare_ends(c, before.from, before.to) <
			(before.open_left || before.open_right ? 0 : 1))
			*PUSH(c->arena, gaps.list, gaps.count, gaps.capacity) =
				before;
		gap.from = p.list[i].to;
		gap.open_left = !p.list[i].open_right;
	}
	if (compare_ends(c, gap.from, gap.to) < 0)
		*PUSH(c->arena, gaps.list, gaps.count, gaps.capacity) = gap;
	if (c->failed)
		return &value_nothing;
	return collection_intersection(c, a, close_pieces(c, &gaps));
}
