#include "base/algebra/collection.h"
#include "base/algebra/expression_parts.h"

#include "base/i18n.h"

/* Functions of sets and intervals. */

typedef const struct value *const *args_t;

static const struct value *f_set(struct algebra *c, args_t v, size_t n)
{
	const struct value *list;

	(void)n;
	list = collection_list(c, v[0]);
	return collection_set(c, list->items, list->count);
}

static const struct value *f_list(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);

	(void)n;
	return value_list(c, ALGEBRA_LIST, list->items, list->count);
}

static const struct value *f_union(struct algebra *c, args_t v, size_t n)
{
	const struct value *all = v[0];

	for (size_t i = 1; i < n; i++)
		all = collection_union(c, all, v[i]);
	return all;
}

static const struct value *f_intersect(struct algebra *c, args_t v, size_t n)
{
	const struct value *all = v[0];

	for (size_t i = 1; i < n; i++)
		all = collection_intersection(c, all, v[i]);
	return all;
}

static const struct value *f_minus(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return collection_difference(c, v[0], v[1]);
}

static const struct value *f_subset(struct algebra *c, args_t v, size_t n)
{
	const struct value *list;

	(void)n;
	if (v[0]->kind == ALGEBRA_INTERVAL || v[0]->kind == ALGEBRA_UNION)
		return value_bool(
			c, collection_difference(c, v[0], v[1])->count == 0);
	list = collection_list(c, v[0]);
	for (size_t i = 0; i < list->count && !c->failed; i++)
		if (!collection_contains(c, v[1], list->items[i]))
			return value_bool(c, false);
	return value_bool(c, true);
}

/* The left end of an interval, the right one. */
static const struct value *f_left(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return v[0]->kind == ALGEBRA_INTERVAL
		? v[0]->items[0]
		: calc_fail(c, _("an interval belongs here"));
}

static const struct value *f_right(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return v[0]->kind == ALGEBRA_INTERVAL
		? v[0]->items[1]
		: calc_fail(c, _("an interval belongs here"));
}

const struct function functions_set[] = {
	{"set", 1, 1, f_set, false},
	{"list", 1, 1, f_list, false},
	{"union", 1, -1, f_union, false},
	{"intersect", 1, -1, f_intersect, false},
	{"minus", 2, 2, f_minus, false},
	{"subset", 2, 2, f_subset, false},
	{"left", 1, 1, f_left, false},
	{"right", 1, 1, f_right, false},
	{NULL, 0, 0, NULL, false},
};
