#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/algebra/expression.h"
#include "tests/content/check.h"

/* banks/data/mau-toan.yaml, by plain arithmetic. */

#define NUMBER(name) drawn_number(d, #name)

/* The i-th entry of a drawn list. */
static double entry(const struct drawn *d, const char *name, size_t i)
{
	double number = NAN;

	for (size_t k = 0; k < d->count; k++)
		if (str_is(d->names[k], name) && i < d->values[k]->count)
			(void)value_evaluate(
				d->values[k]->items[i], NULL, 0, &number);
	return number;
}

/* What a formula is at x: read anew, its numbers put in by hand. */
static double formula_at(struct str tex, double x)
{
	double sum = 0, sign = 1, number, power;
	const char *at = tex.ptr, *end = tex.ptr + tex.len;
	char *next;

	while (at < end) {
		if (*at == ' ' || *at == '$') {
			at++;
			continue;
		}
		if (*at == '+' || *at == '-') {
			sign = *at++ == '-' ? -1 : 1;
			continue;
		}
		number = 1;
		if (*at >= '0' && *at <= '9') {
			number = strtod(at, &next);
			at = next;
		}
		power = 0;
		if (at < end && *at == 'x') {
			power = 1;
			at++;
			if (at + 2 < end && *at == '^') {
				power = strtod(at + 2, &next);
				at = next + 1;
			}
		} else if (at < end && *at != ' ' && *at != '$' && *at != '+' &&
			*at != '-') {
			return NAN;
		}
		sum += sign * number * pow(x, power);
		sign = 1;
	}
	return sum;
}

/* The right option is this function (a polynomial written out), no other. */
static bool key_is_function(const struct question *q, struct str before,
	double (*f)(const struct drawn *, double), const struct drawn *d)
{
	size_t found = 0;

	for (size_t i = 0; i < q->option_count; i++) {
		struct str text = q->options[i].text;
		bool same = true;

		if (before.len && str_starts(text, before.ptr))
			text = str_sub(text, before.len, text.len);
		for (double x = -2.3; x < 3; x += 1.1) {
			double got = formula_at(text, x);

			same = same && fabs(got - f(d, x)) < 1e-6;
		}
		if (same != q->options[i].right)
			return false;
		found += same;
	}
	return found == 1;
}

/* ---- 6 ---- */

static bool common_divisor(const struct question *q, const struct drawn *d)
{
	long g = (long)NUMBER(g), a = g * (long)entry(d, "p", 0);
	long b = g * (long)entry(d, "p", 1), best = 0;

	for (long k = 1; k <= a; k++)
		if (a % k == 0 && b % k == 0)
			best = k;
	return key_is(q, (double)best);
}

static bool buses(const struct question *q, const struct drawn *d)
{
	long a = (long)entry(d, "ca", 0), b = (long)entry(d, "ca", 1), t = 1;

	while (t % a || t % b)
		t++;
	return key_is(q, (double)t);
}

static bool integers(const struct question *q, const struct drawn *d)
{
	return key_is(q, NUMBER(b) + NUMBER(c) - NUMBER(a));
}

static bool fractions(const struct question *q, const struct drawn *d)
{
	return key_is(q, NUMBER(a) / NUMBER(m) + NUMBER(b) / NUMBER(n));
}

static bool discount(const struct question *q, const struct drawn *d)
{
	double price = drawn_number(d, "mon.gia");

	return key_is(q, price - price * NUMBER(p) / 100);
}

/* ---- 7 ---- */

static bool ratio(const struct question *q, const struct drawn *d)
{
	double sum = (NUMBER(a) + NUMBER(b)) * NUMBER(k);

	return key_is(q, sum * NUMBER(a) / (NUMBER(a) + NUMBER(b)));
}

static bool workers(const struct question *q, const struct drawn *d)
{
	return key_is(q, NUMBER(n) * NUMBER(t) / NUMBER(m));
}

static double difference_at(const struct drawn *d, double x)
{
	return (NUMBER(a) * x * x + NUMBER(b) * x + NUMBER(c)) -
		(NUMBER(d) * x * x - NUMBER(b) * x + 2);
}

static bool difference(const struct question *q, const struct drawn *d)
{
	return key_is_function(q, STR(""), difference_at, d);
}

static bool triangle(const struct question *q, const struct drawn *d)
{
	double a = NUMBER(a), b = NUMBER(b), c = NUMBER(c);
	double longest = fmax(a, fmax(b, c));

	return q->truth == (longest < a + b + c - longest);
}

/* ---- 8 ---- */

static double square_at(const struct drawn *d, double x)
{
	double base = NUMBER(a) * x - NUMBER(b);

	return base * base;
}

static bool square(const struct question *q, const struct drawn *d)
{
	return key_is_function(q, STR(""), square_at, d);
}

/* "$(x - 2)(x + 3)$": the two numbers, in any order. */
static bool factors(const struct question *q, const struct drawn *d)
{
	double r = entry(d, "r", 0), s = entry(d, "r", 1);
	size_t found = 0;

	for (size_t i = 0; i < q->option_count; i++) {
		const char *text = q->options[i].text.ptr;
		double signs[2] = {0, 0};
		bool same;

		for (size_t k = 0; k < 2; k++) {
			text = strstr(text, "(x ");
			if (!text)
				return false;
			signs[k] = strtod(text + 5, NULL) *
				(text[3] == '-' ? 1 : -1);
			text++;
		}
		same = (signs[0] == r && signs[1] == s) ||
			(signs[0] == s && signs[1] == r);
		if (same != q->options[i].right)
			return false;
		found += same;
	}
	return found == 1;
}

static bool linear(const struct question *q, const struct drawn *d)
{
	/* Both sides at the key, and at another number. */
	double x = key_number(q), a = NUMBER(a), b = NUMBER(b), c = NUMBER(c);
	double right = (a - c) * NUMBER(n) + b;

	return fabs(a * x + b - (c * x + right)) < 1e-9 && a != c;
}

static bool ladder(const struct question *q, const struct drawn *d)
{
	double k = NUMBER(k);

	return key_is(q, hypot(k * entry(d, "bo", 0), k * entry(d, "bo", 1)));
}

/* ---- 9 ---- */

static bool roots(const struct question *q, const struct drawn *d)
{
	double m = NUMBER(m), a = NUMBER(a), b = NUMBER(b);

	return key_is(q, sqrt(a * a * m) + sqrt(b * b * m));
}

/* Only the right pair makes both equations true. */
static bool system_of_two(const struct question *q, const struct drawn *d)
{
	double a = NUMBER(a), b = NUMBER(b), c = NUMBER(c), e = NUMBER(d);
	double m = a * NUMBER(u) + b * NUMBER(v);
	double n = c * NUMBER(u) + e * NUMBER(v);
	size_t found = 0;

	for (size_t i = 0; i < q->option_count; i++) {
		char *next;
		double x = strtod(q->options[i].text.ptr + 2, &next);
		double y = strtod(next + 1, NULL);
		bool same = fabs(a * x + b * y - m) < 1e-9 &&
			fabs(c * x + e * y - n) < 1e-9;

		if (same != q->options[i].right)
			return false;
		found += same;
	}
	return found == 1;
}

static bool viete(const struct question *q, const struct drawn *d)
{
	double r = entry(d, "r", 0), s = entry(d, "r", 1);

	return key_is(q, r * r + s * s);
}

static bool shadow(const struct question *q, const struct drawn *d)
{
	double h = NUMBER(d) * tan(NUMBER(goc) * M_PI / 180);

	return fabs(key_number(q) - round(h * 10) / 10) < 1e-9;
}

/* ---- 10 ---- */

static bool union_of(const struct question *q, const struct drawn *d)
{
	char want[80];

	snprintf(want, sizeof want, "$[%g; %g)$", NUMBER(a), NUMBER(d));
	return key_reads(q, want);
}

static bool inequality(const struct question *q, const struct drawn *d)
{
	char want[80];

	snprintf(want, sizeof want, "$[%g; %g]$", entry(d, "r", 0),
		entry(d, "r", 1));
	return entry(d, "r", 0) < entry(d, "r", 1) && NUMBER(k) > 0 &&
		key_reads(q, want);
}

static bool parabola(const struct question *q, const struct drawn *d)
{
	double a = NUMBER(a), h = NUMBER(h), k = NUMBER(k);
	double b = -2 * a * h, c = a * h * h + k;
	unsigned truth = 0;

	truth |= -b / (2 * a) == h && c - b * b / (4 * a) == k;
	truth |= NUMBER(m) == -b / (2 * a) ? 2 : 0;
	truth |= a > 0 ? 4 : 0;
	truth |= b * b - 4 * a * c > 0 ? 8 : 0;
	return statements_are(q, truth);
}

static bool choosing(const struct question *q, const struct drawn *d)
{
	double ways = 1, n = NUMBER(n), k = NUMBER(k);

	for (double i = 0; i < k; i++)
		ways = ways * (n - i) / (i + 1);
	return key_is(q, round(ways));
}

static bool dot_product(const struct question *q, const struct drawn *d)
{
	return key_is(q, NUMBER(u) * NUMBER(p) + NUMBER(v) * NUMBER(q));
}

/* ---- 11 ---- */

static bool sequence(const struct question *q, const struct drawn *d)
{
	double u = NUMBER(u);

	for (long i = 1; i < (long)NUMBER(n); i++)
		u += NUMBER(d);
	return key_is(q, u);
}

static bool seats(const struct question *q, const struct drawn *d)
{
	double sum = 0, row = NUMBER(a);

	for (long i = 0; i < (long)NUMBER(n); i++, row += NUMBER(d))
		sum += row;
	return key_is(q, sum);
}

/* "$y' = 6(2x + 1)^{2}$": at x = 1, by the difference of two values. */
static bool chain_rule(const struct question *q, const struct drawn *d)
{
	double a = NUMBER(a), b = NUMBER(b), n = NUMBER(n), h = 1e-5;
	double want =
		(pow(a * (1 + h) + b, n) - pow(a * (1 - h) + b, n)) / (2 * h);
	size_t found = 0;

	for (size_t i = 0; i < q->option_count; i++) {
		const char *text = strstr(q->options[i].text.ptr, "= ");
		char *next;
		double front, power = 1;

		if (!text)
			return false;
		front = strtod(text + 2, &next);
		if (next == text + 2)
			front = 1;
		if (strstr(next, ")^{"))
			power = strtod(strstr(next, ")^{") + 3, NULL);
		{
			bool variable = *next == 'x';
			bool same = !variable &&
				fabs(front * pow(a + b, power) - want) <
					1e-4 * (1 + fabs(want)) &&
				power == n - 1 && front == n * a;

			if (same != q->options[i].right)
				return false;
			found += same;
		}
	}
	return found == 1;
}

static bool logarithm(const struct question *q, const struct drawn *d)
{
	double base = pow(NUMBER(b), NUMBER(n)), of = pow(NUMBER(b), NUMBER(m));

	return key_is(q, log(of) / log(base));
}

/* ---- 12 ---- */

static bool falling(const struct question *q, const struct drawn *d)
{
	double r = entry(d, "r", 0), s = entry(d, "r", 1);
	char want[80];

	for (double x = r + 0.25; x < s; x += 0.5)
		if (6 * x * x - 6 * (r + s) * x + 6 * r * s >= 0)
			return false;
	snprintf(want, sizeof want, "$(%g; %g)$", r, s);
	return r < s && key_reads(q, want);
}

static bool asymptote(const struct question *q, const struct drawn *d)
{
	double far = 1e9, a = NUMBER(a), b = NUMBER(b), c = NUMBER(c);
	char want[80];

	snprintf(want, sizeof want, "$y = %g$",
		round((a * far + b) / (far - c)));
	return key_reads(q, want);
}

static bool box(const struct question *q, const struct drawn *d)
{
	double a = NUMBER(a), best = 0;

	for (double x = 0; x < a / 2; x += a / 6000)
		best = fmax(best, x * (a - 2 * x) * (a - 2 * x));
	return fabs(key_number(q) - best) < 1e-3 * (1 + best);
}

static double antiderivative_at(const struct drawn *d, double x)
{
	return NUMBER(a) * x * x * x / 3 + NUMBER(b) * x * x / 2 +
		NUMBER(c) * x;
}

static bool antiderivative(const struct question *q, const struct drawn *d)
{
	struct question bare = *q;
	struct option options[26];

	for (size_t i = 0; i < q->option_count; i++) {
		size_t end = str_find(q->options[i].text, "$ + C", 0);

		/* "+ C" stands in the same formula or behind it. */
		if (end == SIZE_MAX)
			end = str_find(q->options[i].text, " + C", 0);
		options[i] = q->options[i];
		options[i].text = str_sub(options[i].text, 0, end);
	}
	bare.options = options;
	return key_is_function(&bare, STR(""), antiderivative_at, d);
}

static bool area(const struct question *q, const struct drawn *d)
{
	double m = NUMBER(m), k = NUMBER(k), sum = 0;
	const long steps = 20000;

	for (long i = 0; i < steps; i++) {
		double x = m * ((double)i + 0.5) / (double)steps;

		sum += fabs(k * x * (x - m)) * m / (double)steps;
	}
	return fabs(key_number(q) - sum) < 1e-3 * (1 + sum);
}

static bool distance(const struct question *q, const struct drawn *d)
{
	double top = NUMBER(d), square_sum = 0;

	for (size_t i = 0; i < 3; i++) {
		top += entry(d, "n", i) * entry(d, "p", i);
		square_sum += entry(d, "n", i) * entry(d, "n", i);
	}
	return key_is(q, fabs(top) / sqrt(square_sum));
}

static bool total_probability(const struct question *q, const struct drawn *d)
{
	double rain = NUMBER(a);

	return key_is(q, rain * NUMBER(u) + (1 - rain) * NUMBER(v));
}

/* ---- with figures: what stands in them is what was drawn ---- */

static double figure_number_at(
	const struct question *q, const char *key, size_t i)
{
	const struct figure_value *list = figure_get(&q->figures[0].keys, key);
	double number = NAN;

	if (list && i < list->count)
		(void)figure_number(figure_text(&list->items[i]), &number);
	return number;
}

/* Where the sign turns from minus to plus. */
static bool minimum(const struct question *q, const struct drawn *d)
{
	double at = figure_number_at(q, "x", 2);
	char want[40];

	(void)d;
	snprintf(want, sizeof want, "$x = %g$", at);
	return at > figure_number_at(q, "x", 1) && key_reads(q, want);
}

static double parabola_at(const struct drawn *d, double x)
{
	double from = x - NUMBER(h);

	return NUMBER(a) * from * from + NUMBER(k);
}

static bool drawn_parabola(const struct question *q, const struct drawn *d)
{
	const struct figure_value *list =
		figure_get(&q->figures[0].keys, "functions");
	const struct value *f;
	struct arena *arena = arena_new();
	bool same = list &&
		expression_value(arena,
			figure_text(figure_get(&list->items[0], "y")), &f,
			NULL);

	for (double x = -4; same && x < 4; x += 0.7) {
		double y;

		same = value_evaluate(f, "x", x, &y) &&
			fabs(y - parabola_at(d, x)) < 1e-9;
	}
	arena_free(arena);
	return same && key_is_function(q, STR("$y = "), parabola_at, d);
}

static bool number_line(const struct question *q, const struct drawn *d)
{
	return key_is(q, NUMBER(b) - NUMBER(a)) &&
		figure_number_at(q, "range", 1) -
			figure_number_at(q, "range", 0) ==
		NUMBER(b) - NUMBER(a) + 4;
}

static bool powers(const struct question *q, const struct drawn *d)
{
	char want[40];

	snprintf(want, sizeof want, "$%g^{%g}$", NUMBER(a),
		NUMBER(m) + NUMBER(n));
	return key_reads(q, want);
}

static bool frequency(const struct question *q, const struct drawn *d)
{
	return key_is(q, NUMBER(m) / NUMBER(n));
}

static double line_at(const struct drawn *d, double x)
{
	return NUMBER(a) * x + NUMBER(b);
}

static bool drawn_line(const struct question *q, const struct drawn *d)
{
	return key_is_function(q, STR("$y = "), line_at, d);
}

static bool through_point(const struct question *q, const struct drawn *d)
{
	return key_is(q, NUMBER(a));
}

/* As many of the marks are below it as above. */
static bool middle_mark(const struct question *q, const struct drawn *d)
{
	double key = key_number(q);
	int below = 0, above = 0, equal = 0;

	for (size_t i = 0; i < 7; i++) {
		below += entry(d, "s", i) < key;
		above += entry(d, "s", i) > key;
		equal += entry(d, "s", i) == key;
	}
	return below <= 3 && above <= 3 && equal > 0;
}

static bool geometric(const struct question *q, const struct drawn *d)
{
	double fourth = NUMBER(u) * pow(NUMBER(q), 3);
	bool among = NUMBER(m) == fourth || NUMBER(m) == fourth * NUMBER(q);

	return statements_are(
		q, 1U | (NUMBER(q) > 0 ? 2U : 0) | (among ? 8U : 0));
}

/* The quotient just beside the point. */
static bool limit_at(const struct question *q, const struct drawn *d)
{
	double h = 1e-3, a = NUMBER(a), b = NUMBER(b), beside[2];

	for (int i = 0; i < 2; i++) {
		double x = i ? a + h : a - h;

		beside[i] = (x * x - (a + b) * x + a * b) / (x - a);
	}
	return key_is(q, round((beside[0] + beside[1]) / 2));
}

static bool exponent(const struct question *q, const struct drawn *d)
{
	char want[40];

	snprintf(want, sizeof want, "$x = %g$", NUMBER(c) - NUMBER(b));
	return key_reads(q, want);
}

static bool variation(const struct question *q, const struct drawn *d)
{
	double high = figure_number_at(q, "values", 1), k = NUMBER(k);
	double low = figure_number_at(q, "values", 2);
	bool named = figure_number_at(q, "x", 2) == low;

	return statements_are(q,
		1U | (named ? 2U : 0) | ((k - low) * (high - k) > 0 ? 8U : 0));
}

static bool bayes(const struct question *q, const struct drawn *d)
{
	double first = NUMBER(a) / 100 * NUMBER(u) / 100;
	double second = (1 - NUMBER(a) / 100) * NUMBER(v) / 100;

	return fabs(key_number(q) - first / (first + second)) < 0.00501;
}

const struct check_template check_toan[] = {
	{"mau-toan7-005", powers},
	{"mau-toan8-005", frequency},
	{"mau-toan8-006", drawn_line},
	{"mau-toan9-005", through_point},
	{"mau-toan10-007", middle_mark},
	{"mau-toan11-005", geometric},
	{"mau-toan11-006", limit_at},
	{"mau-toan11-007", exponent},
	{"mau-toan12-009", variation},
	{"mau-toan12-010", bayes},
	{"mau-toan12-008", minimum},
	{"mau-toan10-006", drawn_parabola},
	{"mau-toan6-006", number_line},
	{"mau-toan6-001", common_divisor},
	{"mau-toan6-002", buses},
	{"mau-toan6-003", integers},
	{"mau-toan6-004", fractions},
	{"mau-toan6-005", discount},
	{"mau-toan7-001", ratio},
	{"mau-toan7-002", workers},
	{"mau-toan7-003", difference},
	{"mau-toan7-004", triangle},
	{"mau-toan8-001", square},
	{"mau-toan8-002", factors},
	{"mau-toan8-003", linear},
	{"mau-toan8-004", ladder},
	{"mau-toan9-001", roots},
	{"mau-toan9-002", system_of_two},
	{"mau-toan9-003", viete},
	{"mau-toan9-004", shadow},
	{"mau-toan10-001", union_of},
	{"mau-toan10-002", inequality},
	{"mau-toan10-003", parabola},
	{"mau-toan10-004", choosing},
	{"mau-toan10-005", dot_product},
	{"mau-toan11-001", sequence},
	{"mau-toan11-002", seats},
	{"mau-toan11-003", chain_rule},
	{"mau-toan11-004", logarithm},
	{"mau-toan12-001", falling},
	{"mau-toan12-002", asymptote},
	{"mau-toan12-003", box},
	{"mau-toan12-004", antiderivative},
	{"mau-toan12-005", area},
	{"mau-toan12-006", distance},
	{"mau-toan12-007", total_probability},
	{NULL, NULL},
};
