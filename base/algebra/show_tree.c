#include "base/algebra/show_parts.h"

#include <stdlib.h>

#include "base/algebra/radical.h"

/* Sums, products, powers and functions as TeX. */

/* ---- brackets ---- */

static enum tightness tightness(struct writer *w, const struct value *v)
{
	switch (v->kind) {
	case ALGEBRA_NUMBER:
	case ALGEBRA_REAL:
		if (show_negative(w->c, v))
			return LOOSE_SUM;
		return v->kind == ALGEBRA_REAL || v->decimal ||
				rational_integer(v->number)
			? TIGHT
			: LOOSE_PRODUCT;
	case ALGEBRA_SUM:
		return LOOSE_SUM;
	case ALGEBRA_PRODUCT:
		return show_negative(w->c, v) ? LOOSE_SUM : LOOSE_PRODUCT;
	case ALGEBRA_POWER:
		return LOOSE_POWER;
	case ALGEBRA_CALL:
		return value_is_call(v, "abs") || value_is_call(v, "floor") ||
				value_is_call(v, "ceil")
			? TIGHT
			: LOOSE_POWER;
	default:
		return TIGHT;
	}
}

static bool tall(struct str tex)
{
	return str_find(tex, "\\frac", 0) != SIZE_MAX ||
		str_find(tex, "\\sqrt", 0) != SIZE_MAX;
}

static void write_bracketed(struct writer *w, const struct value *v)
{
	size_t start = w->out.len;
	struct str inside;

	write_tight(w, v, LOOSE_SUM);
	inside = str_copy(w->c->arena,
		(struct str){w->out.ptr + start, w->out.len - start});
	w->out.len = start;
	if (tall(inside))
		buf_format(&w->out, "\\left(%.*s\\right)", STR_ARG(inside));
	else
		buf_format(&w->out, "(%.*s)", STR_ARG(inside));
}

/* ---- the order in which people write terms ---- */

struct shown {
	const struct value *term, *rest;
	int place;     /* with variables 0, numbers 1, roots 2, pi 3, i 4 */
	double degree; /* of the whole term */
	double in[4];  /* in x, y, z, t */
};

static void add_degree(struct shown *s, const struct value *v, double power)
{
	static const char *const names[] = {"x", "y", "z", "t"};

	if (v->kind == ALGEBRA_PRODUCT) {
		for (size_t i = 0; i < v->count; i++)
			add_degree(s, v->items[i], power);
	} else if (v->kind == ALGEBRA_POWER) {
		if (v->items[1]->kind == ALGEBRA_NUMBER)
			add_degree(s, v->items[0],
				power * rational_value(v->items[1]->number));
	} else if (v->kind == ALGEBRA_SYMBOL && !value_constant(v)) {
		s->degree += power;
		for (size_t i = 0; i < 4; i++)
			if (str_is(v->text, names[i]))
				s->in[i] += power;
	}
}

static int by_shown(const void *a, const void *b)
{
	const struct shown *p = a, *q = b;

	if (p->place != q->place)
		return p->place - q->place;
	if (p->degree < q->degree || p->degree > q->degree)
		return p->degree > q->degree ? -1 : 1;
	for (size_t i = 0; i < 4; i++)
		if (p->in[i] < q->in[i] || p->in[i] > q->in[i])
			return p->in[i] > q->in[i] ? -1 : 1;
	return value_order(p->rest, q->rest);
}

static struct shown *order_terms(struct algebra *c, const struct value *sum)
{
	struct shown *list = NEW_ARRAY(c->arena, sum->count, struct shown);

	for (size_t i = 0; i < sum->count; i++) {
		struct shown *s = &list[i];

		s->term = sum->items[i];
		(void)value_coefficient(c, s->term, &s->rest);
		if (!value_constant(s->term))
			add_degree(s, s->term, 1);
		else if (value_has_i(s->term))
			s->place = 4;
		else if (value_contains(s->term, "pi"))
			s->place = 3;
		else
			s->place = s->term->kind <= ALGEBRA_REAL ? 1 : 2;
	}
	qsort(list, sum->count, sizeof *list, by_shown);
	return list;
}

/* The denominator that rationals and roots have in common: (1 + √5)/2. 1: none,
 * or something else stands among them. */
static struct rational common_denominator(
	struct algebra *c, const struct value *sum)
{
	struct rational common = rational_long(1);
	bool roots = false;

	for (size_t i = 0; i < sum->count; i++) {
		const struct value *rest;
		const struct value *n =
			value_coefficient(c, sum->items[i], &rest);
		struct rational d;

		if (n->kind != ALGEBRA_NUMBER || n->decimal ||
			!(value_is(rest, 1) || radical_is(rest)))
			return rational_long(1);
		roots = roots || radical_is(rest);
		d = rational_denominator(c->arena, n->number);
		common = rational_multiply(c->arena, common,
			rational_divide(c->arena, d,
				rational_gcd(c->arena, common, d)));
	}
	return roots ? common : rational_long(1);
}

/* √2 - 1 rather than -1 + √2. */
static void positive_first(struct algebra *c, struct shown *list, size_t count)
{
	struct shown first;
	size_t i = 0;

	while (i < count && show_negative(c, list[i].term))
		i++;
	if (!i || i == count)
		return;
	first = list[i];
	memmove(list + 1, list, i * sizeof *list);
	list[0] = first;
}

static void write_sum(struct writer *w, const struct value *v)
{
	struct rational common = common_denominator(w->c, v);
	struct shown *list;

	if (w->tex && !rational_is(common, 1)) {
		buf_text(&w->out, "\\frac{");
		write_value(
			w, value_multiply(w->c, value_number(w->c, common), v));
		buf_format(&w->out, "}{%.*s}",
			STR_ARG(rational_text(w->c->arena, common)));
		return;
	}
	list = order_terms(w->c, v);
	if (value_constant(v) && !value_has_i(v))
		positive_first(w->c, list, v->count);
	for (size_t i = 0; i < v->count && !w->c->failed; i++) {
		const struct value *term = list[i].term;

		if (i && show_negative(w->c, term)) {
			buf_text(&w->out, " - ");
			term = value_negate(w->c, term);
		} else if (i) {
			buf_text(&w->out, " + ");
		}
		write_tight(w, term, LOOSE_SUM);
	}
}

/* ---- products ---- */

static bool negative_power(const struct value *v)
{
	return v->kind == ALGEBRA_POWER &&
		v->items[1]->kind == ALGEBRA_NUMBER &&
		rational_sign(v->items[1]->number) < 0;
}

/* Roots of numbers and pi stand with the number; then i, letters, powers,
 * brackets, functions. */
static int factor_place(const struct value *v)
{
	if (radical_is(v))
		return 0;
	if (value_is_symbol(v, "pi"))
		return 1;
	if (value_is_symbol(v, "i"))
		return 3;
	if (v->kind == ALGEBRA_SYMBOL)
		return 2;
	if (v->kind == ALGEBRA_POWER && v->items[0]->kind == ALGEBRA_SYMBOL &&
		!value_is_symbol(v->items[0], "e"))
		return 2;
	if (v->kind == ALGEBRA_POWER && v->items[0]->kind == ALGEBRA_SUM)
		return 5;
	if (v->kind == ALGEBRA_SUM)
		return value_constant(v) ? 1 : 5;
	return v->kind == ALGEBRA_CALL ? 6 : 4;
}

/* Factors such as (x - 2)(x - 3) in the order of their roots. */
static int by_roots(const struct value *p, const struct value *q)
{
	int order = 0;

	if (p->kind == ALGEBRA_POWER)
		p = p->items[0];
	if (q->kind == ALGEBRA_POWER)
		q = q->items[0];
	for (size_t i = 0; !order && i + 1 < p->count && i + 1 < q->count; i++)
		order = value_order(p->items[i], q->items[i]);
	return order ? order : value_order(q, p);
}

static int by_place(const void *a, const void *b)
{
	const struct value *p = *(const struct value *const *)a;
	const struct value *q = *(const struct value *const *)b;
	int places = factor_place(p) - factor_place(q);

	if (places)
		return places;
	/* Square roots before cube roots. */
	if (factor_place(p) == 0 && value_order(p->items[1], q->items[1]))
		return value_order(q->items[1], p->items[1]);
	if (factor_place(p) == 5)
		return by_roots(p, q);
	/* x before x^2 y would be odd: letters in alphabetical order. */
	if (factor_place(p) == 2) {
		const struct value *x =
			p->kind == ALGEBRA_POWER ? p->items[0] : p;
		const struct value *y =
			q->kind == ALGEBRA_POWER ? q->items[0] : q;

		return str_compare(x->text, y->text);
	}
	return value_order(p, q);
}

/* Part of a product: number × factors. */
struct part {
	struct rational number;
	const struct value *real; /* instead of the number */
	const struct value **list;
	size_t count;
};

static bool begins_with_digit(const struct value *v)
{
	return v->kind <= ALGEBRA_REAL ||
		(v->kind == ALGEBRA_POWER &&
			v->items[0]->kind <= ALGEBRA_REAL && !radical_is(v));
}

/* A command of letters was written last: a letter now would belong to it. */
static bool after_word(const struct writer *w)
{
	size_t i = w->out.len;

	while (i &&
		((w->out.ptr[i - 1] >= 'a' && w->out.ptr[i - 1] <= 'z') ||
			(w->out.ptr[i - 1] >= 'A' && w->out.ptr[i - 1] <= 'Z')))
		i--;
	return i && i < w->out.len && w->out.ptr[i - 1] == '\\';
}

static void write_part(struct writer *w, const struct part *part)
{
	const struct value *number =
		part->real ? part->real : value_number(w->c, part->number);
	bool one = value_is(number, 1);

	if (!one || !part->count)
		write_number(w, number);
	for (size_t i = 0; i < part->count && !w->c->failed; i++) {
		const struct value *f = part->list[i];
		bool after = i || !one;

		if (after && begins_with_digit(f))
			buf_text(&w->out, " \\cdot ");
		else if (after && f->kind != ALGEBRA_SUM && after_word(w))
			buf_char(&w->out, ' ');
		write_tight(w, f,
			part->count == 1 && one ? LOOSE_SUM : LOOSE_PRODUCT);
	}
}

static void write_over(
	struct writer *w, const struct part *top, const struct part *bottom)
{
	buf_text(&w->out, "\\frac{");
	write_part(w, top);
	buf_text(&w->out, "}{");
	write_part(w, bottom);
	buf_text(&w->out, "}");
}

static void write_product(struct writer *w, const struct value *v)
{
	struct algebra *c = w->c;
	const struct value *rest, *number = value_coefficient(c, v, &rest);
	const struct value *const *factors = &rest;
	size_t count = value_terms(rest, ALGEBRA_PRODUCT, &factors);
	struct part top = {.number = rational_long(1)}, bottom = top;
	struct part after = top;
	bool decimal = number->kind == ALGEBRA_REAL || number->decimal;

	if (show_negative(c, v)) {
		buf_text(&w->out, "-");
		number = value_negate(c, number);
	}
	top.list = NEW_ARRAY(c->arena, count, const struct value *);
	bottom.list = NEW_ARRAY(c->arena, count, const struct value *);
	after.list = NEW_ARRAY(c->arena, count, const struct value *);
	for (size_t i = 0; i < count; i++)
		if (negative_power(factors[i]))
			bottom.list[bottom.count++] =
				value_power(c, factors[i], &value_minus_one);
		else
			top.list[top.count++] = factors[i];
	if (decimal) {
		top.real = number;
	} else {
		top.number = rational_numerator(c->arena, number->number);
		bottom.number = rational_denominator(c->arena, number->number);
	}
	qsort(top.list, top.count, sizeof *top.list, by_place);
	qsort(bottom.list, bottom.count, sizeof *bottom.list, by_place);
	/* (√3/2)x, (3/4)x^2: what is no number stands behind the fraction. */
	while (!bottom.count && !rational_is(bottom.number, 1) &&
		after.count < top.count &&
		factor_place(top.list[after.count]) < 2)
		after.count++;
	if (!bottom.count && !rational_is(bottom.number, 1)) {
		size_t stay = after.count;

		after.count = top.count - stay;
		after.list = top.list + stay;
		top.count = stay;
	} else {
		after.count = 0;
	}
	if (bottom.count || !rational_is(bottom.number, 1))
		write_over(w, &top, &bottom);
	else
		write_part(w, &top);
	if (after.count)
		write_part(w, &after);
}

/* ---- powers and functions ---- */

static bool named_function(const struct value *v, const char **name)
{
	static const struct {
		const char *name, *tex;
	} known[] = {{"sin", "\\sin"}, {"cos", "\\cos"}, {"tan", "\\tan"},
		{"cot", "\\cot"}, {"ln", "\\ln"}, {"asin", "\\arcsin"},
		{"acos", "\\arccos"}, {"atan", "\\arctan"}};

	if (v->kind != ALGEBRA_CALL)
		return false;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_is(v->text, known[i].name)) {
			*name = known[i].tex;
			return true;
		}
	return false;
}

/* sin 2x, sin(x + 1). */
static void write_argument(struct writer *w, const struct value *v)
{
	bool bare = tightness(w, v) > LOOSE_SUM &&
		(v->kind != ALGEBRA_CALL || value_is_call(v, "abs"));

	for (size_t i = 0; bare && v->kind == ALGEBRA_PRODUCT && i < v->count;
		i++)
		bare = v->items[i]->kind < ALGEBRA_SUM ||
			v->items[i]->kind == ALGEBRA_POWER;
	if (bare) {
		if (v->kind != ALGEBRA_CALL)
			buf_char(&w->out, ' ');
		write_tight(w, v, LOOSE_SUM);
	} else {
		write_bracketed(w, v);
	}
}

static void write_call(
	struct writer *w, const struct value *v, const struct value *exponent)
{
	const char *name;

	if (value_is_call(v, "abs") || value_is_call(v, "floor") ||
		value_is_call(v, "ceil")) {
		bool bars = value_is_call(v, "abs");
		const char *kind = value_is_call(v, "floor") ? "floor" : "ceil";

		buf_text(&w->out, "\\left");
		buf_format(&w->out, bars ? "|" : "\\l%s ", kind);
		write_tight(w, v->items[0], LOOSE_SUM);
		buf_text(&w->out, "\\right");
		buf_format(&w->out, bars ? "|" : "\\r%s", kind);
		return;
	}
	if (named_function(v, &name)) {
		buf_text(&w->out, name);
	} else if (value_is_call(v, "log")) {
		buf_text(&w->out, "\\log");
		if (!value_is(v->items[1], 10)) {
			buf_text(&w->out, "_{");
			write_tight(w, v->items[1], LOOSE_SUM);
			buf_char(&w->out, '}');
		}
	} else {
		buf_format(&w->out, "\\operatorname{%.*s}", STR_ARG(v->text));
	}
	if (exponent) {
		buf_text(&w->out, "^{");
		write_tight(w, exponent, LOOSE_SUM);
		buf_char(&w->out, '}');
	}
	write_argument(w, v->items[0]);
}

static void write_root(
	struct writer *w, const struct value *inside, long degree)
{
	buf_text(&w->out, "\\sqrt");
	if (degree != 2)
		buf_format(&w->out, "[%ld]", degree);
	buf_char(&w->out, '{');
	write_tight(w, inside, LOOSE_SUM);
	buf_char(&w->out, '}');
}

static void write_power(struct writer *w, const struct value *v)
{
	const struct value *base = v->items[0], *exponent = v->items[1];
	const char *name;

	if (negative_power(v)) {
		buf_text(&w->out, "\\frac{1}{");
		write_tight(
			w, value_power(w->c, v, &value_minus_one), LOOSE_SUM);
		buf_char(&w->out, '}');
		return;
	}
	if (exponent->kind == ALGEBRA_NUMBER && exponent->number.n == 1 &&
		exponent->number.d > 1) {
		write_root(w, base, exponent->number.d);
		return;
	}
	if (named_function(base, &name) && exponent->kind == ALGEBRA_NUMBER &&
		rational_integer(exponent->number)) {
		write_call(w, base, exponent);
		return;
	}
	write_tight(w, base, TIGHT);
	buf_text(&w->out, "^{");
	write_tight(w, exponent, LOOSE_SUM);
	buf_char(&w->out, '}');
}

static void write_symbol(struct writer *w, const struct value *v)
{
	static const char *const greek[] = {"pi", "alpha", "beta", "gamma",
		"delta", "theta", "lambda", "mu", "omega", "phi", NULL};

	if (value_is_symbol(v, "oo")) {
		buf_text(&w->out, w->tex ? "+\\infty" : "+∞");
		return;
	}
	for (size_t i = 0; greek[i]; i++)
		if (str_is(v->text, greek[i])) {
			buf_format(&w->out, "\\%s", greek[i]);
			return;
		}
	if (v->text.len > 1 && w->tex)
		buf_format(&w->out, "\\mathit{%.*s}", STR_ARG(v->text));
	else
		buf_add(&w->out, v->text);
}

/* -oo is a product of -1 and oo. */
static bool write_minus_infinity(struct writer *w, const struct value *v)
{
	if (v->kind != ALGEBRA_PRODUCT || v->count != 2 ||
		!value_is(v->items[0], -1) ||
		!value_is_symbol(v->items[1], "oo"))
		return false;
	buf_text(&w->out, w->tex ? "-\\infty" : "−∞");
	return true;
}

void write_tight(struct writer *w, const struct value *v, enum tightness asked)
{
	if (w->c->failed || !calc_step(w->c, 1))
		return;
	if (tightness(w, v) < asked) {
		write_bracketed(w, v);
		return;
	}
	if (write_minus_infinity(w, v))
		return;
	switch (v->kind) {
	case ALGEBRA_NUMBER:
	case ALGEBRA_REAL:
		write_number(w, v);
		break;
	case ALGEBRA_SYMBOL:
		write_symbol(w, v);
		break;
	case ALGEBRA_SUM:
		write_sum(w, v);
		break;
	case ALGEBRA_PRODUCT:
		write_product(w, v);
		break;
	case ALGEBRA_POWER:
		write_power(w, v);
		break;
	case ALGEBRA_CALL:
		write_call(w, v, NULL);
		break;
	default:
		break;
	}
}
