#include "base/algebra/collection.h"
#include "base/algebra/expression_parts.h"
#include "base/algebra/show_parts.h"

#include <math.h>

#include "base/i18n.h"

/* Functions that draw. All chance comes from the two calls in struct algebra:
 * one among so many, and a real number. */

typedef const struct value *const *args_t;

static size_t choose(struct algebra *c, size_t count)
{
	if (c->failed)
		return 0;
	if (!c->choose) {
		calc_fail(c, _("nothing is drawn here"));
		return 0;
	}
	return c->choose(c->ctx, count);
}

static double unit(struct algebra *c)
{
	if (!c->failed && !c->unit)
		calc_fail(c, _("nothing is drawn here"));
	return c->failed ? 0.5 : c->unit(c->ctx);
}

/* One of a list, set or range; a long range is not written out. */
static const struct value *f_pick(struct algebra *c, args_t v, size_t n)
{
	const struct value *list;
	size_t count;

	(void)n;
	if (v[0]->kind == ALGEBRA_RANGE && v[0]->count < 4) {
		count = collection_range_count(c, v[0]);
		return c->failed
			? &value_nothing
			: collection_range_item(c, v[0], choose(c, count));
	}
	list = collection_list(c, v[0]);
	if (!c->failed && !list->count)
		return calc_fail(c, _("nothing is left to draw from"));
	if (c->failed)
		return &value_nothing;
	count = choose(c, list->count);
	return c->failed ? &value_nothing : list->items[count];
}

const struct value *expression_draw(struct algebra *c, const struct value *from)
{
	return f_pick(c, &from, 1);
}

/* So many different entries, in the order they are drawn. */
static const struct value *draw_some(
	struct algebra *c, const struct value *from, size_t wanted)
{
	const struct value *list = collection_list(c, from);
	const struct value **items;

	if (c->failed)
		return &value_nothing;
	if (wanted > list->count)
		return calc_fail(c, _("%zu cannot be drawn from %zu"), wanted,
			list->count);
	items = NEW_ARRAY(c->arena, list->count, const struct value *);
	for (size_t i = 0; i < list->count; i++)
		items[i] = list->items[i];
	for (size_t i = 0; i < wanted && !c->failed; i++) {
		size_t k = i + choose(c, list->count - i);
		const struct value *swap = items[i];

		items[i] = items[k];
		items[k] = swap;
	}
	return value_list(c, ALGEBRA_LIST, items, wanted);
}

static const struct value *f_sample(struct algebra *c, args_t v, size_t n)
{
	long wanted;

	(void)n;
	if (!value_to_long(v[1], &wanted) || wanted < 0)
		return calc_fail(c, _("how many are drawn is a whole number"));
	return draw_some(c, v[0], (size_t)wanted);
}

static const struct value *f_shuffle(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);

	(void)n;
	return draw_some(c, list, list->count);
}

/* subset of chance: each entry is in or out. */
static const struct value *f_subset(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);
	const struct value **items =
		NEW_ARRAY(c->arena, list->count, const struct value *);
	size_t count = 0;

	(void)n;
	for (size_t i = 0; i < list->count && !c->failed; i++)
		if (choose(c, 2))
			items[count++] = list->items[i];
	return collection_set(c, items, count);
}

/* many(count, range): so many numbers, each drawn from the whole range. */
static const struct value *f_many(struct algebra *c, args_t v, size_t n)
{
	const struct value **items;
	long count;

	(void)n;
	if (!value_to_long(v[0], &count) || count < 0 || count > ALGEBRA_ITEMS)
		return calc_fail(c, _("how many are drawn is a whole number"));
	items = NEW_ARRAY(c->arena, (size_t)count, const struct value *);
	for (long i = 0; i < count && !c->failed; i++)
		items[i] = f_pick(c, v + 1, 1);
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, items, (size_t)count);
}

/* ---- data from distributions, rounded to so many decimals ---- */

static bool real_of(struct algebra *c, const struct value *v, double *out)
{
	if (!c->failed && value_algebraic(v) && value_evaluate(v, NULL, 0, out))
		return true;
	calc_fail(c, _("a number belongs here, not %s"), value_describe(v));
	return false;
}

static const struct value *rounded(
	struct algebra *c, double real, const struct value *places)
{
	long n = 0;
	struct rational a;

	if (places && (!value_to_long(places, &n) || n < 0 || n > 10))
		return calc_fail(c, _("there are 0 to 10 decimals"));
	if (!isfinite(real) || fabs(real) > 1e15)
		return calc_fail(c, _("a number here is too large"));
	a = rational_round(c->arena, show_decimal(c, real, 15), (int)n);
	return n ? value_decimal(c, a) : value_number(c, a);
}

/* Box and Muller, "A Note on the Generation of Random Normal Deviates", Annals
 * of Mathematical Statistics 29 (1958). */
static double normal(struct algebra *c)
{
	double u = 1 - unit(c), w = unit(c);

	return sqrt(-2 * log(u)) * cos(2 * M_PI * w);
}

/* normal(count, mean, sd, decimals) */
static const struct value *f_normal(struct algebra *c, args_t v, size_t n)
{
	const struct value **items;
	double mean, sd;
	long count;

	if (!value_to_long(v[0], &count) || count < 0 || count > ALGEBRA_ITEMS)
		return calc_fail(c, _("how many are drawn is a whole number"));
	if (!real_of(c, v[1], &mean) || !real_of(c, v[2], &sd))
		return &value_nothing;
	items = NEW_ARRAY(c->arena, (size_t)count, const struct value *);
	for (long i = 0; i < count && !c->failed; i++)
		items[i] =
			rounded(c, mean + sd * normal(c), n > 3 ? v[3] : NULL);
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, items, (size_t)count);
}

/* uniform(count, from, to, decimals) */
static const struct value *f_uniform(struct algebra *c, args_t v, size_t n)
{
	const struct value **items;
	double from, to;
	long count;

	if (!value_to_long(v[0], &count) || count < 0 || count > ALGEBRA_ITEMS)
		return calc_fail(c, _("how many are drawn is a whole number"));
	if (!real_of(c, v[1], &from) || !real_of(c, v[2], &to))
		return &value_nothing;
	items = NEW_ARRAY(c->arena, (size_t)count, const struct value *);
	for (long i = 0; i < count && !c->failed; i++)
		items[i] = rounded(
			c, from + (to - from) * unit(c), n > 3 ? v[3] : NULL);
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, items, (size_t)count);
}

/* exponential(count, mean, decimals), by inversion. */
static const struct value *f_exponential(struct algebra *c, args_t v, size_t n)
{
	const struct value **items;
	double mean;
	long count;

	if (!value_to_long(v[0], &count) || count < 0 || count > ALGEBRA_ITEMS)
		return calc_fail(c, _("how many are drawn is a whole number"));
	if (!real_of(c, v[1], &mean))
		return &value_nothing;
	items = NEW_ARRAY(c->arena, (size_t)count, const struct value *);
	for (long i = 0; i < count && !c->failed; i++)
		items[i] = rounded(
			c, -mean * log(1 - unit(c)), n > 2 ? v[2] : NULL);
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, items, (size_t)count);
}

const struct function functions_chance[] = {
	{"pick", 1, 1, f_pick, true},
	{"sample", 2, 2, f_sample, true},
	{"shuffle", 1, 1, f_shuffle, true},
	{"somesubset", 1, 1, f_subset, true},
	{"many", 2, 2, f_many, true},
	{"normal", 3, 4, f_normal, true},
	{"uniform", 3, 4, f_uniform, true},
	{"exponential", 2, 3, f_exponential, true},
	{NULL, 0, 0, NULL, false},
};
