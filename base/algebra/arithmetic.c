#include "base/algebra/show.h"
#include "base/algebra/value.h"

#include "base/i18n.h"

/* The operators on any values: fast ways for numbers, entry by entry for
 * lists, joined for texts. */

typedef const struct value *binary(
	struct algebra *c, const struct value *a, const struct value *b);

static bool both_whole(const struct value *a, const struct value *b)
{
	return a->kind == ALGEBRA_NUMBER && b->kind == ALGEBRA_NUMBER &&
		!a->decimal && !b->decimal;
}

static const struct value *refuse(struct algebra *c, const char *sign,
	const struct value *a, const struct value *b)
{
	return calc_fail(c, _("'%s' does not go between %s and %s"), sign,
		value_describe(a), value_describe(b));
}

static const struct value *each_pair(struct algebra *c, const char *sign,
	const struct value *a, const struct value *b, binary *operate)
{
	const struct value **items =
		NEW_ARRAY(c->arena, a->count, const struct value *);

	if (a->kind != ALGEBRA_LIST || b->kind != ALGEBRA_LIST)
		return refuse(c, sign, a, b);
	if (a->count != b->count)
		return calc_fail(c,
			_("lists of %zu and %zu entries do not match"),
			a->count, b->count);
	for (size_t i = 0; i < a->count && !c->failed; i++)
		items[i] = operate(c, a->items[i], b->items[i]);
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, items, a->count);
}

static const struct value *join_texts(
	struct algebra *c, const struct value *a, const struct value *b)
{
	struct buf out = {.arena = c->arena};
	static const struct show plain = {.point = '.'};

	buf_add(&out, show_plain(c, a, &plain));
	buf_add(&out, show_plain(c, b, &plain));
	return value_text(c, buf_str(&out));
}

const struct value *value_add(
	struct algebra *c, const struct value *a, const struct value *b)
{
	const struct value *both[2] = {a, b};

	if (c->failed)
		return &value_nothing;
	if (both_whole(a, b))
		return value_number(
			c, rational_add(c->arena, a->number, b->number));
	if (value_algebraic(a) && value_algebraic(b))
		return value_sum(c, both, 2);
	if (a->kind == ALGEBRA_TEXT || b->kind == ALGEBRA_TEXT)
		return join_texts(c, a, b);
	return each_pair(c, "+", a, b, value_add);
}

const struct value *value_negate(struct algebra *c, const struct value *a)
{
	if (c->failed)
		return &value_nothing;
	if (a->kind == ALGEBRA_NUMBER) {
		struct rational n = rational_negate(c->arena, a->number);

		return a->decimal ? value_decimal(c, n) : value_number(c, n);
	}
	return value_multiply(c, &value_minus_one, a);
}

const struct value *value_subtract(
	struct algebra *c, const struct value *a, const struct value *b)
{
	if (c->failed)
		return &value_nothing;
	if (both_whole(a, b))
		return value_number(
			c, rational_subtract(c->arena, a->number, b->number));
	if (a->kind == ALGEBRA_LIST || b->kind == ALGEBRA_LIST)
		return each_pair(c, "-", a, b, value_subtract);
	if (!value_algebraic(a) || !value_algebraic(b))
		return refuse(c, "-", a, b);
	return value_add(c, a, value_negate(c, b));
}

static const struct value *scale(
	struct algebra *c, const struct value *by, const struct value *list)
{
	const struct value **items =
		NEW_ARRAY(c->arena, list->count, const struct value *);

	for (size_t i = 0; i < list->count && !c->failed; i++)
		items[i] = value_multiply(c, by, list->items[i]);
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, items, list->count);
}

static bool is_matrix(const struct value *v)
{
	if (v->kind != ALGEBRA_LIST || !v->count)
		return false;
	for (size_t i = 0; i < v->count; i++)
		if (v->items[i]->kind != ALGEBRA_LIST ||
			v->items[i]->count != v->items[0]->count)
			return false;
	return true;
}

static const struct value *row_times(struct algebra *c, const struct value *row,
	const struct value *b, size_t column, bool vector)
{
	const struct value **products =
		NEW_ARRAY(c->arena, row->count, const struct value *);

	for (size_t k = 0; k < row->count && !c->failed; k++)
		products[k] = value_multiply(c, row->items[k],
			vector ? b->items[k] : b->items[k]->items[column]);
	return value_sum(c, products, row->count);
}

static const struct value *matrix_product(
	struct algebra *c, const struct value *a, const struct value *b)
{
	bool vector = !is_matrix(b);
	size_t columns = vector ? 1 : b->items[0]->count;
	const struct value **rows =
		NEW_ARRAY(c->arena, a->count, const struct value *);

	if (a->items[0]->count != b->count)
		return calc_fail(c,
			_("a matrix of %zu columns cannot be multiplied by one "
			  "of %zu rows"),
			a->items[0]->count, b->count);
	if (!calc_step(c, a->count * b->count * columns))
		return &value_nothing;
	for (size_t i = 0; i < a->count && !c->failed; i++) {
		const struct value **row =
			NEW_ARRAY(c->arena, columns, const struct value *);

		for (size_t k = 0; k < columns && !c->failed; k++)
			row[k] = row_times(c, a->items[i], b, k, vector);
		rows[i] = vector ? row[0]
				 : value_list(c, ALGEBRA_LIST, row, columns);
	}
	return c->failed ? &value_nothing
			 : value_list(c, ALGEBRA_LIST, rows, a->count);
}

const struct value *value_multiply(
	struct algebra *c, const struct value *a, const struct value *b)
{
	const struct value *both[2] = {a, b};

	if (c->failed)
		return &value_nothing;
	if (both_whole(a, b))
		return value_number(
			c, rational_multiply(c->arena, a->number, b->number));
	if (value_algebraic(a) && value_algebraic(b))
		return value_product(c, both, 2);
	if (value_algebraic(a) && b->kind == ALGEBRA_LIST)
		return scale(c, a, b);
	if (value_algebraic(b) && a->kind == ALGEBRA_LIST)
		return scale(c, b, a);
	if (is_matrix(a) && b->kind == ALGEBRA_LIST)
		return matrix_product(c, a, b);
	if (a->kind == ALGEBRA_LIST && b->kind == ALGEBRA_LIST)
		return calc_fail(c,
			_("vectors are multiplied by dot(a, b) or cross(a, "
			  "b)"));
	return refuse(c, "*", a, b);
}

const struct value *value_divide(
	struct algebra *c, const struct value *a, const struct value *b)
{
	if (c->failed)
		return &value_nothing;
	if (!value_algebraic(b))
		return refuse(c, "/", a, b);
	if ((b->kind == ALGEBRA_NUMBER && !rational_sign(b->number)) ||
		(b->kind == ALGEBRA_REAL && !(b->real < 0 || b->real > 0)))
		return calc_fail(c, _("division by zero"));
	if (both_whole(a, b))
		return value_number(
			c, rational_divide(c->arena, a->number, b->number));
	if (b->kind == ALGEBRA_NUMBER) {
		struct rational n =
			rational_divide(c->arena, rational_long(1), b->number);

		return value_multiply(c, a,
			b->decimal ? value_decimal(c, n) : value_number(c, n));
	}
	return value_multiply(c, a, value_power(c, b, &value_minus_one));
}

const struct value *value_sqrt(struct algebra *c, const struct value *a)
{
	return value_power(c, a, value_ratio(c, 1, 2));
}

const struct value *value_substitute(struct algebra *c, const struct value *v,
	const char *symbol, const struct value *by)
{
	const struct value **items;

	if (c->failed || !calc_step(c, 1))
		return &value_nothing;
	if (v->kind == ALGEBRA_SYMBOL)
		return str_is(v->text, symbol) ? by : v;
	if (!v->count)
		return v;
	items = NEW_ARRAY(c->arena, v->count, const struct value *);
	for (size_t i = 0; i < v->count && !c->failed; i++)
		items[i] = value_substitute(c, v->items[i], symbol, by);
	if (c->failed)
		return &value_nothing;
	switch (v->kind) {
	case ALGEBRA_SUM:
		return value_sum(c, items, v->count);
	case ALGEBRA_PRODUCT:
		return value_product(c, items, v->count);
	case ALGEBRA_POWER:
		return value_power(c, items[0], items[1]);
	case ALGEBRA_CALL:
		if (v->count == 1)
			return value_apply(
				c, str_cstr(c->arena, v->text), items[0]);
		return value_log(c, items[0], items[1]);
	case ALGEBRA_RELATION:
		return value_relation(c, v->op, items[0], items[1]);
	case ALGEBRA_LIST:
		return value_list(c, v->kind, items, v->count);
	default:
		return calc_fail(
			c, _("nothing can be put into %s"), value_describe(v));
	}
}
