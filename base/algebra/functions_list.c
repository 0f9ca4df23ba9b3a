#include "base/algebra/collection.h"
#include "base/algebra/expression_parts.h"
#include "base/algebra/show.h"

#include "base/i18n.h"
#include "base/utf8.h"

/* Functions of lists, vectors and texts. */

typedef const struct value *const *args_t;

static const struct value *f_len(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	if (v[0]->kind == ALGEBRA_TEXT)
		return value_long(c, (long)utf8_length(v[0]->text));
	return value_long(c, (long)collection_list(c, v[0])->count);
}

/* sum(list) or sum(a, b, …). */
static const struct value *all_of(struct algebra *c, args_t v, size_t n,
	const struct value *(*fold)(
		struct algebra *, const struct value *, const struct value *),
	const struct value *start)
{
	if (n == 1) {
		const struct value *list = collection_list(c, v[0]);

		v = list->items;
		n = list->count;
	}
	for (size_t i = 0; i < n && !c->failed; i++)
		start = start ? fold(c, start, v[i]) : v[i];
	return start ? start : calc_fail(c, _("the list is empty"));
}

static const struct value *smaller(
	struct algebra *c, const struct value *a, const struct value *b)
{
	return value_compare(c, a, b) <= 0 ? a : b;
}

static const struct value *larger(
	struct algebra *c, const struct value *a, const struct value *b)
{
	return value_compare(c, a, b) >= 0 ? a : b;
}

static const struct value *f_sum(struct algebra *c, args_t v, size_t n)
{
	return all_of(c, v, n, value_add, &value_zero);
}

static const struct value *f_product(struct algebra *c, args_t v, size_t n)
{
	return all_of(c, v, n, value_multiply, &value_one);
}

static const struct value *f_min(struct algebra *c, args_t v, size_t n)
{
	return all_of(c, v, n, smaller, NULL);
}

static const struct value *f_max(struct algebra *c, args_t v, size_t n)
{
	return all_of(c, v, n, larger, NULL);
}

static const struct value *f_sort(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);
	const struct value **items;

	(void)n;
	if (c->failed)
		return &value_nothing;
	items = NEW_ARRAY(c->arena, list->count, const struct value *);
	for (size_t i = 0; i < list->count; i++) {
		size_t k = i;

		if (!calc_step(c, 1 + i / 8))
			return &value_nothing;
		for (; k && value_compare(c, items[k - 1], list->items[i]) > 0;
			k--)
			items[k] = items[k - 1];
		items[k] = list->items[i];
	}
	return value_list(c, ALGEBRA_LIST, items, list->count);
}

static const struct value *f_reverse(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);
	const struct value **items =
		NEW_ARRAY(c->arena, list->count, const struct value *);

	(void)n;
	for (size_t i = 0; i < list->count; i++)
		items[i] = list->items[list->count - 1 - i];
	return value_list(c, ALGEBRA_LIST, items, list->count);
}

static const struct value *f_append(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);
	const struct value **items =
		NEW_ARRAY(c->arena, list->count + n - 1, const struct value *);

	for (size_t i = 0; i < list->count; i++)
		items[i] = list->items[i];
	for (size_t i = 1; i < n; i++)
		items[list->count + i - 1] = v[i];
	return value_list(c, ALGEBRA_LIST, items, list->count + n - 1);
}

/* slice(list, from, to), both counted and from 1. */
static const struct value *f_slice(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);
	long from, to = (long)list->count;

	if (!value_to_long(v[1], &from) || (n > 2 && !value_to_long(v[2], &to)))
		return calc_fail(c, _("an entry's number is whole"));
	if (from < 1 || to > (long)list->count || from > to + 1)
		return calc_fail(
			c, _("there are no entries %ld to %ld"), from, to);
	return value_list(c, ALGEBRA_LIST, list->items + from - 1,
		(size_t)(to - from + 1));
}

static const struct value *f_index(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);

	(void)n;
	for (size_t i = 0; i < list->count; i++)
		if (value_equal(c, list->items[i], v[1]))
			return value_long(c, (long)i + 1);
	return &value_zero;
}

static const struct value *f_count(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);
	long count = 0;

	(void)n;
	for (size_t i = 0; i < list->count && !c->failed; i++)
		count += value_equal(c, list->items[i], v[1]);
	return value_long(c, count);
}

static const struct value *f_distinct(struct algebra *c, args_t v, size_t n)
{
	if (n == 1) {
		const struct value *list = collection_list(c, v[0]);

		v = list->items;
		n = list->count;
	}
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i && calc_step(c, 1); k++)
			if (value_equal(c, v[i], v[k]))
				return value_bool(c, false);
	return value_bool(c, true);
}

/* ---- vectors ---- */

static bool vectors(
	struct algebra *c, const struct value *a, const struct value *b)
{
	if (a->kind == ALGEBRA_LIST && b->kind == ALGEBRA_LIST &&
		a->count == b->count && a->count)
		return true;
	calc_fail(c, _("two vectors of the same length belong here"));
	return false;
}

static const struct value *f_dot(struct algebra *c, args_t v, size_t n)
{
	const struct value *sum = &value_zero;

	(void)n;
	if (!vectors(c, v[0], v[1]))
		return &value_nothing;
	for (size_t i = 0; i < v[0]->count; i++)
		sum = value_add(c, sum,
			value_multiply(c, v[0]->items[i], v[1]->items[i]));
	return sum;
}

static const struct value *f_norm(struct algebra *c, args_t v, size_t n)
{
	args_t both = (const struct value *const[]){v[0], v[0]};

	return value_sqrt(c, f_dot(c, both, n));
}

static const struct value *minor_of(
	struct algebra *c, args_t v, size_t i, size_t k)
{
	return value_subtract(c,
		value_multiply(c, v[0]->items[i], v[1]->items[k]),
		value_multiply(c, v[0]->items[k], v[1]->items[i]));
}

static const struct value *f_cross(struct algebra *c, args_t v, size_t n)
{
	const struct value **items =
		NEW_ARRAY(c->arena, 3, const struct value *);

	(void)n;
	if (!vectors(c, v[0], v[1]) || v[0]->count != 3)
		return calc_fail(
			c, _("two vectors of three coordinates belong here"));
	items[0] = minor_of(c, v, 1, 2);
	items[1] = minor_of(c, v, 2, 0);
	items[2] = minor_of(c, v, 0, 1);
	return value_list(c, ALGEBRA_LIST, items, 3);
}

static const struct value *f_transpose(struct algebra *c, args_t v, size_t n)
{
	const struct value *m = v[0];
	const struct value **rows;
	size_t columns;

	(void)n;
	if (m->kind != ALGEBRA_LIST || !m->count ||
		m->items[0]->kind != ALGEBRA_LIST)
		return calc_fail(c, _("a matrix belongs here"));
	columns = m->items[0]->count;
	rows = NEW_ARRAY(c->arena, columns, const struct value *);
	for (size_t k = 0; k < columns && !c->failed; k++) {
		const struct value **row =
			NEW_ARRAY(c->arena, m->count, const struct value *);

		for (size_t i = 0; i < m->count; i++) {
			if (m->items[i]->kind != ALGEBRA_LIST ||
				m->items[i]->count != columns)
				return calc_fail(c, _("a matrix belongs here"));
			row[i] = m->items[i]->items[k];
		}
		rows[k] = value_list(c, ALGEBRA_LIST, row, m->count);
	}
	return value_list(c, ALGEBRA_LIST, rows, columns);
}

/* ---- texts ---- */

static bool is_text(struct algebra *c, const struct value *v)
{
	if (v->kind == ALGEBRA_TEXT)
		return true;
	calc_fail(c, _("a text belongs here, not %s"), value_describe(v));
	return false;
}

static const struct value *f_capital(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return is_text(c, v[0])
		? value_text(c, utf8_capital(c->arena, v[0]->text))
		: &value_nothing;
}

static const struct value *f_lower(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return is_text(c, v[0])
		? value_text(c, utf8_lower(c->arena, v[0]->text))
		: &value_nothing;
}

static const struct value *f_join(struct algebra *c, args_t v, size_t n)
{
	const struct value *list = collection_list(c, v[0]);
	static const struct show plain = {.point = '.'};
	struct buf out = {.arena = c->arena};

	if (n > 1 && !is_text(c, v[1]))
		return &value_nothing;
	for (size_t i = 0; i < list->count && !c->failed; i++) {
		if (i && n > 1)
			buf_add(&out, v[1]->text);
		buf_add(&out, show_plain(c, list->items[i], &plain));
	}
	return value_text(c, buf_str(&out));
}

/* plural(3, "apple", "apples") */
static const struct value *f_plural(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	(void)c;
	return value_is(v[0], 1) ? v[1] : v[2];
}

/* chars("word"): its letters. */
static const struct value *f_chars(struct algebra *c, args_t v, size_t n)
{
	const struct value **items;
	size_t count = 0, at = 0;

	(void)n;
	if (!is_text(c, v[0]))
		return &value_nothing;
	items = NEW_ARRAY(c->arena, v[0]->text.len, const struct value *);
	while (at < v[0]->text.len) {
		size_t start = at;

		utf8_next(v[0]->text, &at);
		items[count++] =
			value_text(c, str_sub(v[0]->text, start, at - start));
	}
	return value_list(c, ALGEBRA_LIST, items, count);
}

/* tex("\\vec{a}") is shown as that formula. */
static const struct value *f_tex(struct algebra *c, args_t v, size_t n)
{
	(void)n;
	return is_text(c, v[0]) ? value_formula(c, v[0]->text, v[0]->text)
				: &value_nothing;
}

const struct function functions_list[] = {
	{"len", 1, 1, f_len, false},
	{"sum", 1, -1, f_sum, false},
	{"product", 1, -1, f_product, false},
	{"min", 1, -1, f_min, false},
	{"max", 1, -1, f_max, false},
	{"sort", 1, 1, f_sort, false},
	{"reverse", 1, 1, f_reverse, false},
	{"append", 2, -1, f_append, false},
	{"slice", 2, 3, f_slice, false},
	{"index", 2, 2, f_index, false},
	{"count", 2, 2, f_count, false},
	{"distinct", 1, -1, f_distinct, false},
	{"dot", 2, 2, f_dot, false},
	{"cross", 2, 2, f_cross, false},
	{"norm", 1, 1, f_norm, false},
	{"transpose", 1, 1, f_transpose, false},
	{"capital", 1, 1, f_capital, false},
	{"lower", 1, 1, f_lower, false},
	{"join", 1, 2, f_join, false},
	{"plural", 3, 3, f_plural, false},
	{"chars", 1, 1, f_chars, false},
	{"tex", 1, 1, f_tex, false},
	{NULL, 0, 0, NULL, false},
};
