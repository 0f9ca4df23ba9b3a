/* Algebra against arithmetic: expressions by chance are simplified, expanded,
 * made one fraction, differentiated, integrated, solved and written, and each
 * time give the number that plain double arithmetic on the same tree gives. */
#include "base/algebra/expression.h"
#include "base/algebra/show.h"

#include <math.h>
#include <stdlib.h>

#include "base/rng.h"
#include "tests/check.h"

enum { TREES = 20000 };

static struct arena *arena;
static struct rng rng;

static long below(long n)
{
	return (long)rng_below(&rng, (uint64_t)n);
}

/* Writes an expression in x and gives its value at x. */
static double leaf(struct buf *out, double x)
{
	long n = below(9) - 4, d;

	switch (below(5)) {
	case 0:
	case 1:
		buf_text(out, "x");
		return x;
	case 2:
		d = 1 + below(6);
		buf_format(out, "(%ld/%ld)", n, d);
		return (double)n / (double)d;
	case 3:
		d = 2 + below(7);
		buf_format(out, "sqrt(%ld)", d);
		return sqrt((double)d);
	default:
		buf_format(out, "(%ld)", n);
		return (double)n;
	}
}

static double tree(struct buf *out, double x, int depth)
{
	double a, b;
	long n;

	if (depth <= 0 || !below(6))
		return leaf(out, x);
	switch (below(8)) {
	case 0:
	case 1:
		buf_char(out, '(');
		a = tree(out, x, depth - 1);
		buf_char(out, '+');
		b = tree(out, x, depth - 1);
		buf_char(out, ')');
		return a + b;
	case 2:
		buf_char(out, '(');
		a = tree(out, x, depth - 1);
		buf_char(out, '-');
		b = tree(out, x, depth - 1);
		buf_char(out, ')');
		return a - b;
	case 3:
	case 4:
		a = tree(out, x, depth - 1);
		buf_char(out, '*');
		b = tree(out, x, depth - 1);
		return a * b;
	case 5:
		buf_char(out, '(');
		a = tree(out, x, depth - 1);
		buf_text(out, ")/(");
		b = tree(out, x, depth - 1);
		buf_char(out, ')');
		return a / b;
	case 6:
		n = below(4) - (below(3) ? 0 : 2);
		buf_char(out, '(');
		a = tree(out, x, depth - 1);
		buf_format(out, ")^(%ld)", n);
		return pow(a, (double)n);
	default:
		buf_text(out, below(2) ? "sin(" : "-sin(-");
		buf_char(out, '(');
		a = tree(out, x, depth - 1);
		buf_text(out, "))");
		return sin(a);
	}
}

static bool near(double got, double want, double scale)
{
	return fabs(got - want) <= 1e-6 * (fabs(want) + scale);
}

/* The value of text at x, worked out by the algebra; false when it refuses. */
static bool worked_out(const char *text, double x, double *out)
{
	struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
	const struct expression *e;
	const struct value *v;
	struct error err = {0};

	if (!CHECK_OK(expression_parse(arena, str_from(text), &e, &err), err)) {
		printf("# %s\n", text);
		return false;
	}
	v = expression_evaluate(&c, e, NULL);
	return !c.failed && !value_has_i(v) && value_evaluate(v, "x", x, out);
}

/* Every way to rewrite it has the same value. */
static void rewritten(void)
{
	static const char *const ways[] = {
		"%s", "expand(%s)", "simplify(%s)", "(%s)*x/x", "-(-(%s))"};
	size_t told = 0;

	for (int i = 0; i < TREES; i++) {
		struct arena_mark start = arena_mark(arena);
		struct buf text = {.arena = arena};
		double x = 0.37 + (double)below(100) / 17, want, got;

		want = tree(&text, x, 4);
		for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
			const char *whole;

			/* Subtractions that cancel leave only rounding. */
			if (!isfinite(want) || fabs(want) > 1e6 ||
				fabs(want) < 1e-4)
				break;
			whole = w == 0   ? buf_str(&text).ptr
				: w == 1 ? str_format(arena, "expand(%s)",
						   buf_str(&text).ptr)
						   .ptr
				: w == 2 ? str_format(arena, "simplify(%s)",
						   buf_str(&text).ptr)
						   .ptr
				: w == 3 ? str_format(arena, "(%s)*x/x",
						   buf_str(&text).ptr)
						   .ptr
					 : str_format(arena, "-(-(%s))",
						   buf_str(&text).ptr)
						   .ptr;
			if (!worked_out(whole, x, &got))
				continue;
			told++;
			if (!CHECK(near(got, want, 1)))
				printf("# %s at x = %.10g: %.12g, not %.12g\n",
					whole, x, got, want);
		}
		arena_release(arena, start);
	}
	CHECK(told > TREES * 2);
}

/* The source form is read back as the same function. */
static void read_back(void)
{
	for (int i = 0; i < TREES / 4; i++) {
		struct arena_mark start = arena_mark(arena);
		struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
		struct buf text = {.arena = arena};
		const struct expression *e;
		const struct value *v;
		double x = 0.37 + (double)below(100) / 17, got, again;

		tree(&text, x, 4);
		if (expression_parse(arena, buf_str(&text), &e, NULL)) {
			v = expression_evaluate(&c, e, NULL);
			if (!c.failed && value_evaluate(v, "x", x, &got) &&
				fabs(got) < 1e6 &&
				worked_out(show_source(&c, v).ptr, x, &again) &&
				!CHECK(near(again, got, 1)))
				printf("# %s -> %s\n", buf_str(&text).ptr,
					show_source(&c, v).ptr);
		}
		arena_release(arena, start);
	}
}

/* f'(x) by the difference of two values, f(x) by the derivative of the
 * integral. */
static void derivatives(void)
{
	const double h = 1e-5;
	size_t told = 0;

	for (int i = 0; i < TREES / 4; i++) {
		struct arena_mark start = arena_mark(arena);
		struct buf text = {.arena = arena};
		double x = 0.37 + (double)below(100) / 17, before, after, got;
		const char *f;

		tree(&text, x, 3);
		f = buf_str(&text).ptr;
		if (worked_out(f, x - h, &before) &&
			worked_out(f, x + h, &after) &&
			worked_out(str_format(arena, "diff(%s)", f).ptr, x,
				&got) &&
			fabs(got) < 1e3 && fabs(before) < 1e3) {
			double want = (after - before) / (2 * h);

			told++;
			if (!CHECK(fabs(got - want) < 1e-2 * (1 + fabs(want))))
				printf("# diff(%s) at %.10g: %g, not %g\n", f,
					x, got, want);
		}
		if (worked_out(str_format(arena, "diff(integral(%s))", f).ptr,
			    x, &got) &&
			worked_out(f, x, &before) && fabs(before) < 1e6 &&
			!CHECK(near(got, before, 1)))
			printf("# integral(%s)\n", f);
		arena_release(arena, start);
	}
	CHECK(told > TREES / 10);
}

/* Polynomials made of known roots give them back, and their factors multiply
 * to them again. */
static void roots(void)
{
	for (int i = 0; i < 3000; i++) {
		struct arena_mark start = arena_mark(arena);
		struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
		struct buf text = {.arena = arena};
		const struct expression *e;
		const struct value *v;
		long count = 1 + below(4), known[4];
		struct error err = {0};

		buf_format(&text, "%ld", 1 + below(5));
		for (long k = 0; k < count; k++) {
			known[k] = below(13) - 6;
			buf_format(&text, "*(x-(%ld))", known[k]);
		}
		if (!CHECK_OK(expression_parse(arena,
				      str_format(arena,
					      "[solve(expand(%s)), "
					      "expand(factor(expand(%s)) - "
					      "(%s))]",
					      buf_str(&text).ptr,
					      buf_str(&text).ptr,
					      buf_str(&text).ptr),
				      &e, &err),
			    err))
			return;
		v = expression_evaluate(&c, e, NULL);
		if (!CHECK(!c.failed) || !CHECK(value_is(v->items[1], 0)))
			printf("# %s: %s\n", buf_str(&text).ptr, c.error.text);
		for (long k = 0; k < count && !c.failed; k++) {
			bool found = false;

			for (size_t j = 0; j < v->items[0]->count; j++)
				found |= value_is(
					v->items[0]->items[j], known[k]);
			if (!CHECK(found))
				printf("# %s lacks %ld\n", buf_str(&text).ptr,
					known[k]);
		}
		arena_release(arena, start);
	}
}

/* Quadratics with surds: each root put in gives 0, and inequalities hold where
 * the numbers say. */
static void quadratics(void)
{
	for (int i = 0; i < 3000; i++) {
		struct arena_mark start = arena_mark(arena);
		struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
		long a = 1 + below(4), b = below(15) - 7, k = below(15) - 7;
		struct str f =
			str_format(arena, "%ld*x^2+(%ld)*x+(%ld)", a, b, k);
		double x = (double)(below(200) - 100) / 13, at;
		const struct expression *e;
		const struct value *v;
		struct error err = {0};

		if (!CHECK_OK(expression_parse(arena,
				      str_format(arena,
					      "[sum([abs(expand(subs(%s, x, "
					      "r))) for r in solve(%s)]), "
					      "if(%.12f in solve(%s > 0), 1, "
					      "0), sum([abs(expand(subs(%s, x, "
					      "r))) for r in csolve(%s)])]",
					      f.ptr, f.ptr, x, f.ptr, f.ptr,
					      f.ptr),
				      &e, &err),
			    err))
			return;
		/* A minus before a number is an operator: it goes inside. */
		v = expression_evaluate(&c, e, NULL);
		at = (double)a * x * x + (double)b * x + (double)k;
		if (!CHECK(!c.failed) || !CHECK(value_is(v->items[0], 0)) ||
			!CHECK(value_is(v->items[1], at > 0)) ||
			!CHECK(value_is(v->items[2], 0)))
			printf("# %s at %.12f: %s\n", f.ptr, x, c.error.text);
		arena_release(arena, start);
	}
}

int main(void)
{
	arena = arena_new();
	rng = rng_stream(2026, "test", 0);
	TEST(rewritten);
	TEST(read_back);
	TEST(derivatives);
	TEST(roots);
	TEST(quadratics);
	arena_free(arena);
	return check_failures != 0;
}
