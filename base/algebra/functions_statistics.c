#include "base/algebra/collection.h"
#include "base/algebra/expression_parts.h"

#include "base/i18n.h"

/* Statistics of lists of numbers, exact where the numbers are. */

typedef const struct value *const *args_t;

static const struct value *sorted(struct algebra *c, const struct value *v)
{
	const struct function *sort = function_find(STR("sort"), NULL);
	const struct value *list = sort->call(c, &v, 1);

	if (!c->failed && !list->count)
		calc_fail(c, _("the list is empty"));
	return list;
}

static const struct value *f_mean(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);

	(void)n;
	if (!list->count)
		return calc_fail(c, _("the list is empty"));
	return value_divide(c, value_sum(c, list->items, list->count),
		value_long(c, (long)list->count));
}

static const struct value *middle(
	struct algebra *c, const struct value *const *items, size_t count)
{
	if (count % 2)
		return items[count / 2];
	return value_multiply(c, value_ratio(c, 1, 2),
		value_add(c, items[count / 2 - 1], items[count / 2]));
}

static const struct value *f_median(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = sorted(c, v[0]);

	(void)n;
	return c->failed ? &value_nothing : middle(c, list->items, list->count);
}

/* quartile(list, 1 or 3) as Vietnamese schools define it: the median of the
 * lower or the upper half, the middle one of an odd number left out. */
static const struct value *f_quartile(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = sorted(c, v[0]);
	size_t half = list->count / 2;
	long which;

	(void)n;
	if (!value_to_long(v[1], &which) || which < 1 || which > 3)
		return calc_fail(c, _("there are quartiles 1, 2 and 3"));
	if (c->failed || which == 2 || !half)
		return f_median(c, v, 1);
	return middle(c,
		which == 1 ? list->items : list->items + list->count - half,
		half);
}

/* The mean square of the distances from the mean, over count - less. */
static const struct value *spread(
	struct algebra *c, const struct value *v, size_t less)
{
	const struct value *list = collection_list(c, v);
	const struct value *mean = f_mean(c, &v, 1), *sum = &value_zero;

	if (list->count <= less)
		return calc_fail(c, _("the list is too short"));
	for (size_t i = 0; i < list->count && !c->failed; i++)
		sum = value_add(c, sum,
			value_power(c, value_subtract(c, list->items[i], mean),
				&value_two));
	return value_divide(c, sum, value_long(c, (long)(list->count - less)));
}

static const struct value *f_variance(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return spread(c, v[0], 0);
}

static const struct value *f_svariance(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return spread(c, v[0], 1);
}

static const struct value *f_sd(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_sqrt(c, spread(c, v[0], 0));
}

static const struct value *f_ssd(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return value_sqrt(c, spread(c, v[0], 1));
}

/* The values that come most often, in rising order. */
static const struct value *f_modes(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = sorted(c, v[0]);
	const struct value **modes =
		NEW_ARRAY(c->arena, list->count, const struct value *);
	size_t best = 0, count = 0;

	(void)n;
	for (size_t i = 0; i < list->count && !c->failed;) {
		size_t run = 1;

		while (i + run < list->count &&
			!value_order(list->items[i], list->items[i + run]))
			run++;
		if (run > best)
			count = 0;
		if (run >= best) {
			best = run;
			modes[count++] = list->items[i];
		}
		i += run;
	}
	return value_list(c, ALGEBRA_LIST, modes, count);
}

/* Pearson's: the covariance over the product of the deviations. */
static const struct value *f_correlation(struct algebra *c, args_t v, size_t n)
{
	const struct value *a = collection_list(c, v[0]);
	const struct value *b = collection_list(c, v[1]);
	const struct value *p = f_mean(c, &a, 1), *q = f_mean(c, &b, 1);
	const struct value *sum = &value_zero, *bottom;

	(void)n;
	if (a->count != b->count)
		return calc_fail(c, _("the lists differ in length"));
	for (size_t i = 0; i < a->count && !c->failed; i++)
		sum = value_add(c, sum,
			value_multiply(c, value_subtract(c, a->items[i], p),
				value_subtract(c, b->items[i], q)));
	sum = value_divide(c, sum, value_long(c, (long)a->count));
	bottom = value_sqrt(
		c, value_multiply(c, spread(c, a, 0), spread(c, b, 0)));
	return value_divide(c, sum, bottom);
}

/* The probability of k successes in n trials of probability p. */
static const struct value *f_binomial(struct algebra *c, args_t v, size_t n)
{
	const struct function *comb = function_find(STR("comb"), NULL);
	const struct value *pair[2] = {v[0], v[2]}, *fail, *power;
	const struct value *ways = comb->call(c, pair, 2);

	(void)n;
	if (c->failed || value_is(ways, 0))
		return ways;
	fail = value_subtract(c, &value_one, v[1]);
	power = value_subtract(c, v[0], v[2]);
	pair[0] = value_is(v[2], 0) ? &value_one : value_power(c, v[1], v[2]);
	pair[1] = value_is(power, 0) ? &value_one : value_power(c, fail, power);
	return value_multiply(c, ways, value_multiply(c, pair[0], pair[1]));
}

const struct function functions_statistics[] = {
	{"mean", 1, 1, f_mean, false},
	{"median", 1, 1, f_median, false},
	{"quartile", 2, 2, f_quartile, false},
	{"variance", 1, 1, f_variance, false},
	{"sd", 1, 1, f_sd, false},
	{"svariance", 1, 1, f_svariance, false},
	{"ssd", 1, 1, f_ssd, false},
	{"modes", 1, 1, f_modes, false},
	{"correlation", 2, 2, f_correlation, false},
	{"binomial", 3, 3, f_binomial, false},
	{NULL, 0, 0, NULL, false},
};
