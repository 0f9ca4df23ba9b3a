#include "base/algebra/value.h"

#include <math.h>
#include <stdio.h>

#include "base/i18n.h"

const struct value value_nothing = {
	.kind = ALGEBRA_NUMBER, .depth = 1, .number = {0, 1, NULL}};
const struct value value_zero = {
	.kind = ALGEBRA_NUMBER, .depth = 1, .number = {0, 1, NULL}};
const struct value value_one = {
	.kind = ALGEBRA_NUMBER, .depth = 1, .number = {1, 1, NULL}};
const struct value value_minus_one = {
	.kind = ALGEBRA_NUMBER, .depth = 1, .number = {-1, 1, NULL}};
const struct value value_two = {
	.kind = ALGEBRA_NUMBER, .depth = 1, .number = {2, 1, NULL}};

const struct value *calc_fail(struct algebra *c, const char *format, ...)
{
	va_list args;

	if (c->failed)
		return &value_nothing;
	c->failed = true;
	c->error = (struct error){.code = ERROR_INVALID, .column = c->column};
	va_start(args, format);
	vsnprintf(c->error.text, sizeof c->error.text, format, args);
	va_end(args);
	return &value_nothing;
}

bool calc_step(struct algebra *c, size_t steps)
{
	if (c->failed)
		return false;
	if (steps < (size_t)c->steps) {
		c->steps -= (long)steps;
		return true;
	}
	c->steps = 0;
	calc_fail(c, _("this takes too long to work out"));
	return false;
}

static struct value *value_new(struct algebra *c, enum value_kind kind)
{
	struct value *v = NEW(c->arena, struct value);

	calc_step(c, 1);
	v->kind = kind;
	v->depth = 1;
	return v;
}

const struct value *value_number(struct algebra *c, struct rational number)
{
	struct value *v;

	if (rational_is(number, 0))
		return &value_zero;
	if (rational_is(number, 1))
		return &value_one;
	if (rational_is(number, -1))
		return &value_minus_one;
	if (rational_bits(number) > RATIONAL_BITS)
		return calc_fail(c, _("a number here grows too long"));
	v = value_new(c, ALGEBRA_NUMBER);
	v->number = number;
	return v;
}

const struct value *value_decimal(struct algebra *c, struct rational number)
{
	struct value *v;

	if (rational_bits(number) > RATIONAL_BITS)
		return calc_fail(c, _("a number here grows too long"));
	v = value_new(c, ALGEBRA_NUMBER);
	v->number = number;
	v->decimal = true;
	return v;
}

const struct value *value_long(struct algebra *c, long n)
{
	return value_number(c, rational_long(n));
}

const struct value *value_ratio(struct algebra *c, long n, long d)
{
	return value_number(c, rational_ratio(n, d));
}

const struct value *value_real(struct algebra *c, double real)
{
	struct value *v;

	if (!isfinite(real))
		return calc_fail(c, _("a number here is too large"));
	v = value_new(c, ALGEBRA_REAL);
	v->real = real;
	return v;
}

const struct value *value_symbol(struct algebra *c, const char *name)
{
	struct value *v = value_new(c, ALGEBRA_SYMBOL);

	v->text = str_from(name);
	return v;
}

const struct value *value_text(struct algebra *c, struct str text)
{
	struct value *v = value_new(c, ALGEBRA_TEXT);

	if (text.len > 100000)
		return calc_fail(c, _("a text here grows too long"));
	v->text = text;
	return v;
}

const struct value *value_bool(struct algebra *c, bool truth)
{
	struct value *v = value_new(c, ALGEBRA_BOOL);

	v->truth = truth;
	return v;
}

const struct value *value_list(struct algebra *c, enum value_kind kind,
	const struct value *const *items, size_t count)
{
	struct value *v = value_new(c, kind);

	v->items = items;
	v->count = count;
	for (size_t i = 0; i < count; i++)
		if (items[i]->depth >= v->depth)
			v->depth = items[i]->depth + 1;
	if (v->depth > ALGEBRA_DEPTH)
		return calc_fail(c, _("this is nested too deeply"));
	if (count > ALGEBRA_ITEMS)
		return calc_fail(c, _("a list here grows too long"));
	return v;
}

const struct value *value_pair(struct algebra *c, enum value_kind kind,
	const struct value *a, const struct value *b)
{
	const struct value **items =
		NEW_ARRAY(c->arena, 2, const struct value *);

	items[0] = a;
	items[1] = b;
	return value_list(c, kind, items, 2);
}

const struct value *value_call(struct algebra *c, const char *name,
	const struct value *const *items, size_t count)
{
	const struct value *v = value_list(c, ALGEBRA_CALL, items, count);

	if (!c->failed)
		((struct value *)v)->text = str_from(name);
	return v;
}

const struct value *value_relation(struct algebra *c, enum relation op,
	const struct value *left, const struct value *right)
{
	const struct value *v = value_pair(c, ALGEBRA_RELATION, left, right);

	if (!c->failed)
		((struct value *)v)->op = op;
	return v;
}

const struct value *value_formula(
	struct algebra *c, struct str tex, struct str plain)
{
	struct value *v = value_new(c, ALGEBRA_FORMULA);

	if (tex.len > 100000)
		return calc_fail(c, _("a text here grows too long"));
	v->text = tex;
	v->plain = plain;
	return v;
}

/* ---- looked at ---- */

bool value_is(const struct value *v, long n)
{
	return v->kind == ALGEBRA_NUMBER && rational_is(v->number, n);
}

bool value_is_symbol(const struct value *v, const char *name)
{
	return v->kind == ALGEBRA_SYMBOL && str_is(v->text, name);
}

bool value_is_call(const struct value *v, const char *name)
{
	return v->kind == ALGEBRA_CALL && str_is(v->text, name);
}

bool value_to_long(const struct value *v, long *out)
{
	return v->kind == ALGEBRA_NUMBER && rational_to_long(v->number, out);
}

bool value_algebraic(const struct value *v)
{
	return v->kind <= ALGEBRA_CALL;
}

bool value_constant(const struct value *v)
{
	if (v->kind == ALGEBRA_SYMBOL)
		return value_is_symbol(v, "pi") || value_is_symbol(v, "e") ||
			value_is_symbol(v, "i");
	if (!value_algebraic(v))
		return false;
	for (size_t i = 0; i < v->count; i++)
		if (!value_constant(v->items[i]))
			return false;
	return true;
}

bool value_contains(const struct value *v, const char *symbol)
{
	if (v->kind == ALGEBRA_SYMBOL)
		return str_is(v->text, symbol);
	for (size_t i = 0; i < v->count; i++)
		if (value_contains(v->items[i], symbol))
			return true;
	return false;
}

bool value_has_i(const struct value *v)
{
	return value_contains(v, "i");
}

static bool evaluate_call(struct str name, double a, double *out)
{
	static const struct {
		const char *name;
		double (*function)(double);
	} known[] = {{"sin", sin}, {"cos", cos}, {"tan", tan}, {"asin", asin},
		{"acos", acos}, {"atan", atan}, {"ln", log}, {"abs", fabs},
		{"floor", floor}, {"ceil", ceil}};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_is(name, known[i].name)) {
			*out = known[i].function(a);
			return true;
		}
	if (str_is(name, "cot")) {
		*out = 1 / tan(a);
		return true;
	}
	return false;
}

/* A negative base has a real power when the exponent's denominator is odd. */
static bool evaluate_power(
	const struct value *exponent, double base, double power, double *out)
{
	bool odd_root = base < 0 && exponent->kind == ALGEBRA_NUMBER &&
		exponent->number.d > 1 && exponent->number.d % 2;

	if (odd_root) {
		*out = pow(-base, power);
		if (exponent->number.n % 2)
			*out = -*out;
	} else {
		*out = pow(base, power);
	}
	return true;
}

static bool evaluate(
	const struct value *v, const char *variable, double x, double *out)
{
	double a, b;

	switch (v->kind) {
	case ALGEBRA_NUMBER:
		*out = rational_value(v->number);
		return true;
	case ALGEBRA_REAL:
		*out = v->real;
		return true;
	case ALGEBRA_SYMBOL:
		if (variable && str_is(v->text, variable))
			*out = x;
		else if (str_is(v->text, "pi"))
			*out = M_PI;
		else if (str_is(v->text, "e"))
			*out = M_E;
		else
			return false;
		return true;
	case ALGEBRA_SUM:
	case ALGEBRA_PRODUCT:
		*out = v->kind == ALGEBRA_PRODUCT;
		for (size_t i = 0; i < v->count; i++) {
			if (!evaluate(v->items[i], variable, x, &a))
				return false;
			*out = v->kind == ALGEBRA_SUM ? *out + a : *out * a;
		}
		return true;
	case ALGEBRA_POWER:
		return evaluate(v->items[0], variable, x, &a) &&
			evaluate(v->items[1], variable, x, &b) &&
			evaluate_power(v->items[1], a, b, out);
	case ALGEBRA_CALL:
		if (!evaluate(v->items[0], variable, x, &a))
			return false;
		if (v->count == 2 && str_is(v->text, "log")) {
			if (!evaluate(v->items[1], variable, x, &b))
				return false;
			*out = log(a) / log(b);
			return true;
		}
		return v->count == 1 && evaluate_call(v->text, a, out);
	default:
		return false;
	}
}

bool value_evaluate(
	const struct value *v, const char *variable, double x, double *out)
{
	return evaluate(v, variable, x, out) && isfinite(*out);
}

int value_sign(struct algebra *c, const struct value *v)
{
	double real;

	if (v->kind == ALGEBRA_NUMBER)
		return rational_sign(v->number);
	if (!value_evaluate(v, NULL, 0, &real)) {
		calc_fail(c, _("%s has no sign: it is not a real number"),
			value_describe(v));
		return 0;
	}
	/* Simplified surds that are 0 are the number 0. */
	return (real > 0) - (real < 0);
}

int value_compare(
	struct algebra *c, const struct value *a, const struct value *b)
{
	double x, y;

	if (a->kind == ALGEBRA_NUMBER && b->kind == ALGEBRA_NUMBER)
		return rational_compare(c->arena, a->number, b->number);
	if (a->kind == ALGEBRA_TEXT && b->kind == ALGEBRA_TEXT)
		return str_compare(a->text, b->text);
	if (value_is_symbol(a, "oo") || value_is_symbol(b, "oo"))
		return value_is_symbol(a, "oo") - value_is_symbol(b, "oo");
	if (!value_evaluate(a, NULL, 0, &x) ||
		!value_evaluate(b, NULL, 0, &y)) {
		calc_fail(c, _("%s and %s cannot be compared by size"),
			value_describe(a), value_describe(b));
		return 0;
	}
	if (a->kind != ALGEBRA_REAL && b->kind != ALGEBRA_REAL &&
		!value_order(a, b))
		return 0;
	return (x > y) - (x < y);
}

static int order_numbers(const struct value *a, const struct value *b)
{
	double x =
		a->kind == ALGEBRA_REAL ? a->real : rational_value(a->number);
	double y =
		b->kind == ALGEBRA_REAL ? b->real : rational_value(b->number);

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->kind == ALGEBRA_NUMBER && rational_equal(a->number, b->number))
		return 0;
	if (x < y || x > y)
		return x < y ? -1 : 1;
	if (a->kind == ALGEBRA_REAL)
		return 0;
	/* Long ones that differ beyond a double's digits. */
	return a->number.d != b->number.d
		? (a->number.d < b->number.d ? -1 : 1)
		: (a->number.n < b->number.n ? -1 : 1);
}

int value_order(const struct value *a, const struct value *b)
{
	int order;

	if (a == b)
		return 0;
	if (a->kind <= ALGEBRA_REAL && b->kind <= ALGEBRA_REAL)
		return order_numbers(a, b);
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->kind == ALGEBRA_BOOL)
		return a->truth - b->truth;
	order = str_compare(a->text, b->text);
	if (order)
		return order;
	for (size_t i = 0; i < a->count && i < b->count; i++) {
		order = value_order(a->items[i], b->items[i]);
		if (order)
			return order;
	}
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	if (a->kind == ALGEBRA_INTERVAL)
		return (a->open_left * 2 + a->open_right) -
			(b->open_left * 2 + b->open_right);
	if (a->kind == ALGEBRA_RELATION)
		return (int)a->op - (int)b->op;
	return 0;
}

bool value_equal(
	struct algebra *c, const struct value *a, const struct value *b)
{
	double x, y;

	if (!value_order(a, b))
		return true;
	if (!value_algebraic(a) || !value_algebraic(b))
		return false;
	/* Reals are equal up to the rounding of their last digits. */
	if (a->kind == ALGEBRA_REAL || b->kind == ALGEBRA_REAL)
		return value_evaluate(a, NULL, 0, &x) &&
			value_evaluate(b, NULL, 0, &y) &&
			fabs(x - y) <= 1e-12 * fmax(fabs(x), fabs(y));
	/* (x+1)^2 and x^2+2x+1. */
	if (a->kind <= ALGEBRA_REAL && b->kind <= ALGEBRA_REAL)
		return false;
	return value_is(value_expand(c, value_subtract(c, a, b)), 0) &&
		!c->failed;
}

const char *value_describe(const struct value *v)
{
	static const char *const names[ALGEBRA_KINDS] = {
		[ALGEBRA_NUMBER] = N_("a number"),
		[ALGEBRA_REAL] = N_("a number"),
		[ALGEBRA_SYMBOL] = N_("a symbol"),
		[ALGEBRA_SUM] = N_("an algebraic expression"),
		[ALGEBRA_PRODUCT] = N_("an algebraic expression"),
		[ALGEBRA_POWER] = N_("an algebraic expression"),
		[ALGEBRA_CALL] = N_("an algebraic expression"),
		[ALGEBRA_TEXT] = N_("a text"),
		[ALGEBRA_BOOL] = N_("true or false"),
		[ALGEBRA_LIST] = N_("a list"),
		[ALGEBRA_RANGE] = N_("a range"),
		[ALGEBRA_SET] = N_("a set"),
		[ALGEBRA_INTERVAL] = N_("an interval"),
		[ALGEBRA_UNION] = N_("a union of intervals"),
		[ALGEBRA_RELATION] = N_("an equation"),
		[ALGEBRA_RECORD] = N_("a row of a table"),
		[ALGEBRA_FORMULA] = N_("a formula to be shown"),
	};

	return _(names[v->kind]);
}
