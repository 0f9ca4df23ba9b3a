#include "base/algebra/polynomial.h"

#include "base/i18n.h"

/* ---- from and to values ---- */

/* The power of x in a factor; false when it is none. */
static bool factor_degree(const struct value *f, const char *x, long *n)
{
	*n = 1;
	if (value_is_symbol(f, x))
		return true;
	return f->kind == ALGEBRA_POWER && value_is_symbol(f->items[0], x) &&
		value_to_long(f->items[1], n) && *n > 0 &&
		*n <= POLYNOMIAL_DEGREE;
}

static bool add_term(struct algebra *c, const struct value *term, const char *x,
	struct polynomial *out)
{
	const struct value *const *factors = &term;
	size_t count = value_terms(term, ALGEBRA_PRODUCT, &factors), kept = 0;
	const struct value **others =
		NEW_ARRAY(c->arena, count, const struct value *);
	size_t degree = 0;

	for (size_t i = 0; i < count; i++) {
		long n;

		if (!value_contains(factors[i], x)) {
			others[kept++] = factors[i];
			continue;
		}
		if (!factor_degree(factors[i], x, &n))
			return false;
		degree += (size_t)n;
	}
	if (degree > POLYNOMIAL_DEGREE)
		return false;
	out->factors[degree] = value_add(
		c, out->factors[degree], value_product(c, others, kept));
	return !c->failed;
}

static void trim(struct polynomial *p)
{
	while (p->degree && value_is(p->factors[p->degree], 0))
		p->degree--;
}

static struct polynomial polynomial_new(struct algebra *c, size_t degree)
{
	struct polynomial p = {
		degree, NEW_ARRAY(c->arena, degree + 1, const struct value *)};

	for (size_t i = 0; i <= degree; i++)
		p.factors[i] = &value_zero;
	return p;
}

bool polynomial_of(struct algebra *c, const struct value *v, const char *x,
	struct polynomial *out)
{
	const struct value *const *terms;
	size_t count;

	if (c->failed || !value_algebraic(v))
		return false;
	v = value_expand(c, v);
	terms = &v;
	count = value_terms(v, ALGEBRA_SUM, &terms);
	*out = polynomial_new(c, POLYNOMIAL_DEGREE);
	for (size_t i = 0; i < count; i++)
		if (!add_term(c, terms[i], x, out))
			return false;
	trim(out);
	return true;
}

const struct value *polynomial_value(
	struct algebra *c, const struct polynomial *p, const char *x)
{
	const struct value **terms =
		NEW_ARRAY(c->arena, p->degree + 1, const struct value *);
	const struct value *symbol = value_symbol(c, x);

	terms[0] = p->factors[0];
	for (size_t i = 1; i <= p->degree; i++)
		terms[i] = value_multiply(c, p->factors[i],
			value_power(c, symbol, value_long(c, (long)i)));
	return value_expand(c, value_sum(c, terms, p->degree + 1));
}

bool polynomial_zero(const struct polynomial *p)
{
	return !p->degree && value_is(p->factors[0], 0);
}

bool polynomial_rational(const struct polynomial *p)
{
	for (size_t i = 0; i <= p->degree; i++)
		if (p->factors[i]->kind != ALGEBRA_NUMBER)
			return false;
	return true;
}

const char *polynomial_symbol(struct algebra *c, const struct value *v)
{
	const char *found = NULL;

	if (value_contains(v, "x"))
		return "x";
	if (v->kind == ALGEBRA_SYMBOL && !value_constant(v) &&
		!str_is(v->text, "oo"))
		return str_cstr(c->arena, v->text);
	for (size_t i = 0; i < v->count && !found; i++) {
		const char *inner = polynomial_symbol(c, v->items[i]);

		if (value_contains(v->items[i], inner))
			found = inner;
	}
	return found ? found : "x";
}

/* ---- division ---- */

void polynomial_divide(struct algebra *c, const struct polynomial *dividend,
	const struct polynomial *divisor, struct polynomial *quotient,
	struct polynomial *rest)
{
	/* The quotient may go where the dividend was. */
	const struct polynomial first = *dividend, second = *divisor;
	const struct polynomial *a = &first, *b = &second;

	*rest = polynomial_new(c, a->degree);
	for (size_t i = 0; i <= a->degree; i++)
		rest->factors[i] = a->factors[i];
	*quotient = polynomial_new(
		c, a->degree >= b->degree ? a->degree - b->degree : 0);
	for (size_t i = a->degree + 1; i-- > b->degree && !c->failed;) {
		const struct value *q = value_divide(
			c, rest->factors[i], b->factors[b->degree]);

		quotient->factors[i - b->degree] = q;
		for (size_t k = 0; k <= b->degree; k++)
			rest->factors[i - b->degree + k] = value_expand(c,
				value_subtract(c,
					rest->factors[i - b->degree + k],
					value_multiply(c, q, b->factors[k])));
	}
	trim(rest);
	trim(quotient);
}

/* In a list of its own: the factors may be somebody else's. */
static void make_monic(struct algebra *c, struct polynomial *p)
{
	const struct polynomial from = *p;

	*p = polynomial_new(c, from.degree);
	for (size_t i = 0; i <= from.degree; i++)
		p->factors[i] = value_divide(
			c, from.factors[i], from.factors[from.degree]);
}

struct polynomial polynomial_gcd(
	struct algebra *c, struct polynomial a, struct polynomial b)
{
	while (!polynomial_zero(&b) && !c->failed) {
		struct polynomial quotient, rest;

		polynomial_divide(c, &a, &b, &quotient, &rest);
		a = b;
		b = rest;
		if (!polynomial_zero(&b))
			make_monic(c, &b);
	}
	if (!polynomial_zero(&a))
		make_monic(c, &a);
	return a;
}

/* ---- roots ---- */

struct roots {
	const struct value **list;
	size_t count, capacity;
};

static void add_root(
	struct algebra *c, struct roots *roots, const struct value *root)
{
	for (size_t i = 0; i < roots->count; i++)
		if (!value_order(roots->list[i], root))
			return;
	*PUSH(c->arena, roots->list, roots->count, roots->capacity) = root;
}

static const struct value *value_at(
	struct algebra *c, const struct polynomial *p, const struct value *x)
{
	const struct value *sum = p->factors[p->degree];

	for (size_t i = p->degree; i-- > 0;)
		sum = value_add(c, value_multiply(c, sum, x), p->factors[i]);
	return sum;
}

/* Divides (x - root) out once. */
static struct polynomial deflate(
	struct algebra *c, const struct polynomial *p, const struct value *root)
{
	struct polynomial divisor = polynomial_new(c, 1), quotient, rest;

	divisor.factors[1] = &value_one;
	divisor.factors[0] = value_negate(c, root);
	polynomial_divide(c, p, &divisor, &quotient, &rest);
	return quotient;
}

/* Whole coefficients in the same ratio, if they fit. */
static bool whole_factors(
	struct algebra *c, const struct polynomial *p, long *out)
{
	struct rational common = rational_long(1);

	for (size_t i = 0; i <= p->degree; i++) {
		struct rational d =
			rational_denominator(c->arena, p->factors[i]->number);

		common = rational_multiply(c->arena, common,
			rational_divide(c->arena, d,
				rational_gcd(c->arena, common, d)));
	}
	for (size_t i = 0; i <= p->degree; i++)
		if (!rational_to_long(rational_multiply(c->arena, common,
					      p->factors[i]->number),
			    &out[i]))
			return false;
	return true;
}

static long gcd_long(long a, long b)
{
	while (b) {
		long rest = a % b;

		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

/* A rational root p/q: p divides the last coefficient, q the first. */
static const struct value *rational_root_of(
	struct algebra *c, const struct polynomial *p)
{
	long whole[POLYNOMIAL_DEGREE + 1], last, lead;

	if (value_is(p->factors[0], 0))
		return &value_zero;
	if (!whole_factors(c, p, whole))
		return NULL;
	last = whole[0] < 0 ? -whole[0] : whole[0];
	lead = whole[p->degree] < 0 ? -whole[p->degree] : whole[p->degree];
	if (last > 1000000 || lead > 10000)
		return NULL;
	for (long q = 1; q <= lead && !c->failed; q++)
		for (long n = 1; !(lead % q) && n <= last; n++) {
			if (last % n || gcd_long(n, q) > 1)
				continue;
			for (int sign = 1; sign >= -1; sign -= 2) {
				const struct value *root =
					value_ratio(c, sign * n, q);

				if (value_is(value_at(c, p, root), 0))
					return root;
			}
		}
	return NULL;
}

static void quadratic(struct algebra *c, const struct polynomial *p,
	bool complex, struct roots *roots)
{
	const struct value *a = p->factors[2], *b = p->factors[1];
	const struct value *square = value_power(c, b, &value_two);
	const struct value *inside = value_subtract(c, square,
		value_multiply(c, value_long(c, 4),
			value_multiply(c, a, p->factors[0])));
	const struct value *bottom = value_multiply(c, &value_two, a);
	const struct value *root;
	double real;

	inside = value_expand(c, inside);
	if (!complex &&
		(!value_constant(inside) ||
			!value_evaluate(inside, NULL, 0, &real))) {
		calc_fail(c, _("the sign of the discriminant is not known"));
		return;
	}
	if (!complex && value_sign(c, inside) < 0)
		return;
	root = value_sqrt(c, inside);
	add_root(c, roots,
		value_expand(c,
			value_divide(c,
				value_subtract(c, value_negate(c, b), root),
				bottom)));
	add_root(c, roots,
		value_expand(c,
			value_divide(c, value_add(c, value_negate(c, b), root),
				bottom)));
}

/* Only powers of x^n: n, else 1. */
static size_t common_power(const struct polynomial *p)
{
	long n = 0;

	for (size_t i = 1; i <= p->degree; i++)
		if (!value_is(p->factors[i], 0))
			n = gcd_long(n, (long)i);
	return n ? (size_t)n : 1;
}

static bool find_roots(struct algebra *c, struct polynomial p, bool complex,
	struct roots *roots);

/* In y = x^n: each root's n-th roots, for n = 2, or real ones of odd n. */
static bool by_power(struct algebra *c, const struct polynomial *p, size_t n,
	bool complex, struct roots *roots)
{
	struct polynomial inner = polynomial_new(c, p->degree / n);
	struct roots powers = {0};

	if (complex && n != 2)
		return false;
	for (size_t i = 0; i <= inner.degree; i++)
		inner.factors[i] = p->factors[i * n];
	if (!find_roots(c, inner, complex, &powers))
		return false;
	for (size_t i = 0; i < powers.count && !c->failed; i++) {
		const struct value *y = powers.list[i], *x;

		if (!complex && n % 2 == 0 && value_sign(c, y) < 0)
			continue;
		x = value_power(c, y, value_ratio(c, 1, (long)n));
		add_root(c, roots, x);
		if (n % 2 == 0)
			add_root(c, roots, value_negate(c, x));
	}
	return true;
}

static bool find_roots(struct algebra *c, struct polynomial p, bool complex,
	struct roots *roots)
{
	while (p.degree > 2 && polynomial_rational(&p) && !c->failed) {
		const struct value *root = rational_root_of(c, &p);

		if (!root)
			break;
		add_root(c, roots, root);
		p = deflate(c, &p, root);
	}
	if (c->failed || !p.degree)
		return !c->failed;
	if (p.degree == 1) {
		add_root(c, roots,
			value_expand(c,
				value_divide(c, value_negate(c, p.factors[0]),
					p.factors[1])));
		return true;
	}
	if (p.degree == 2) {
		quadratic(c, &p, complex, roots);
		return true;
	}
	return common_power(&p) > 1 &&
		by_power(c, &p, common_power(&p), complex, roots);
}

static int by_value(
	struct algebra *c, const struct value *a, const struct value *b)
{
	if (value_has_i(a) || value_has_i(b))
		return value_has_i(a) - value_has_i(b);
	if (!value_constant(a) || !value_constant(b))
		return 0;
	return value_compare(c, a, b);
}

const struct value *polynomial_roots(
	struct algebra *c, const struct polynomial *p, bool complex)
{
	struct roots roots = {0};

	if (polynomial_zero(p))
		return calc_fail(c, _("every number is a solution"));
	if (!find_roots(c, *p, complex, &roots))
		return calc_fail(c,
			_("an equation of degree %zu without rational roots "
			  "cannot be solved exactly"),
			p->degree);
	for (size_t i = 1; i < roots.count && !c->failed; i++)
		for (size_t k = i;
			k && by_value(c, roots.list[k], roots.list[k - 1]) < 0;
			k--) {
			const struct value *swap = roots.list[k];

			roots.list[k] = roots.list[k - 1];
			roots.list[k - 1] = swap;
		}
	return value_list(c, ALGEBRA_LIST, roots.list, roots.count);
}

/* ---- factors ---- */

/* The rational number that makes the coefficients whole and coprime, with the
 * sign of the first. */
static const struct value *content(
	struct algebra *c, const struct polynomial *p)
{
	struct rational all = rational_long(0), over = rational_long(1);

	for (size_t i = 0; i <= p->degree; i++) {
		struct rational n = p->factors[i]->number, d;

		d = rational_denominator(c->arena, n);
		over = rational_multiply(c->arena, over,
			rational_divide(
				c->arena, d, rational_gcd(c->arena, over, d)));
	}
	for (size_t i = 0; i <= p->degree; i++)
		all = rational_gcd(c->arena, all,
			rational_multiply(
				c->arena, p->factors[i]->number, over));
	all = rational_divide(c->arena, all, over);
	if (rational_sign(p->factors[p->degree]->number) < 0)
		all = rational_negate(c->arena, all);
	return value_number(c, all);
}

static struct polynomial primitive(struct algebra *c,
	const struct polynomial *p, const struct value **number)
{
	struct polynomial out = polynomial_new(c, p->degree);
	const struct value *all = content(c, p);

	*number = value_multiply(c, *number, all);
	for (size_t i = 0; i <= p->degree; i++)
		out.factors[i] = value_divide(c, p->factors[i], all);
	return out;
}

const struct value *polynomial_factor(
	struct algebra *c, const struct polynomial *p, const char *x)
{
	const struct value *number = &value_one;
	const struct value **items = NEW_ARRAY(
		c->arena, POLYNOMIAL_DEGREE + 2, const struct value *);
	struct polynomial rest = *p;
	size_t count = 1;

	if (!polynomial_rational(p) || polynomial_zero(p))
		return polynomial_value(c, p, x);
	while (rest.degree > 1 && !c->failed) {
		const struct value *root = rational_root_of(c, &rest);
		struct polynomial linear;

		if (!root)
			break;
		linear = polynomial_new(c, 1);
		linear.factors[0] = value_negate(c, root);
		linear.factors[1] = &value_one;
		rest = deflate(c, &rest, root);
		linear = primitive(c, &linear, &number);
		items[count++] = polynomial_value(c, &linear, x);
	}
	rest = primitive(c, &rest, &number);
	if (rest.degree)
		items[count++] = polynomial_value(c, &rest, x);
	else
		number = value_multiply(c, number, rest.factors[0]);
	items[0] = number;
	return value_product(c, items, count);
}

/* ---- fractions ---- */

static void split(struct algebra *c, const struct value *v,
	const struct value **top, const struct value **bottom)
{
	long n;

	*top = v;
	*bottom = &value_one;
	if (c->failed || !calc_step(c, 1))
		return;
	if (v->kind == ALGEBRA_NUMBER && !v->decimal) {
		*top = value_number(c, rational_numerator(c->arena, v->number));
		*bottom = value_number(
			c, rational_denominator(c->arena, v->number));
	} else if (v->kind == ALGEBRA_POWER && value_to_long(v->items[1], &n)) {
		const struct value *p, *q;
		const struct value *size = value_long(c, n < 0 ? -n : n);

		split(c, v->items[0], &p, &q);
		p = value_power(c, p, size);
		q = value_power(c, q, size);
		*top = n < 0 ? q : p;
		*bottom = n < 0 ? p : q;
	} else if (v->kind == ALGEBRA_PRODUCT || v->kind == ALGEBRA_SUM) {
		*top = v->kind == ALGEBRA_SUM ? &value_zero : &value_one;
		for (size_t i = 0; i < v->count && !c->failed; i++) {
			const struct value *p, *q;

			split(c, v->items[i], &p, &q);
			if (v->kind == ALGEBRA_PRODUCT)
				*top = value_multiply(c, *top, p);
			else if (value_equal(c, *bottom, q)) {
				*top = value_add(c, *top, p);
				continue;
			} else
				*top = value_add(c, value_multiply(c, *top, q),
					value_multiply(c, p, *bottom));
			*bottom = value_multiply(c, *bottom, q);
		}
	}
}

void polynomial_fraction(struct algebra *c, const struct value *v,
	const char *x, const struct value **top, const struct value **bottom)
{
	struct polynomial p, q, common, rest;
	const struct value *number = &value_one, *under = &value_one;

	split(c, v, top, bottom);
	*top = value_expand(c, *top);
	*bottom = value_expand(c, *bottom);
	if (c->failed || value_is(*bottom, 0) ||
		!polynomial_of(c, *top, x, &p) ||
		!polynomial_of(c, *bottom, x, &q) || !polynomial_rational(&p) ||
		!polynomial_rational(&q) || polynomial_zero(&p))
		return;
	common = polynomial_gcd(c, p, q);
	polynomial_divide(c, &p, &common, &p, &rest);
	polynomial_divide(c, &q, &common, &q, &rest);
	if (c->failed)
		return;
	p = primitive(c, &p, &number);
	q = primitive(c, &q, &under);
	number = value_divide(c, number, under);
	split(c, number, &number, &under);
	*top = value_expand(
		c, value_multiply(c, number, polynomial_value(c, &p, x)));
	*bottom = value_expand(
		c, value_multiply(c, under, polynomial_value(c, &q, x)));
}
