#include "base/algebra/expression.h"
#include "base/algebra/show.h"

#include <math.h>

#include "tests/check.h"

static struct arena *arena;

/* The expression worked out and written as TeX, or "! column: message". */
static struct str shown(const char *text, char point, const char *spec)
{
	struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
	struct show show = {.point = point};
	const struct expression *e;
	const struct value *v;
	struct error err = {0};
	struct str tex;

	if (!show_parse(str_from(spec), &show, &err))
		return str_from(err.text);
	if (!expression_parse(arena, str_from(text), &e, &err))
		return str_format(arena, "! %u: %s", err.column, err.text);
	v = expression_evaluate(&c, e, NULL);
	tex = c.failed ? STR("") : show_tex(&c, v, &show);
	if (c.failed)
		return str_format(
			arena, "! %u: %s", c.error.column, c.error.text);
	return tex;
}

static void gives(const char *text, const char *want)
{
	struct str got = shown(text, '.', "");

	if (!CHECK(str_is(got, want)))
		printf("# %s: got '%.*s', want '%s'\n", text, STR_ARG(got),
			want);
}

static void shows(const char *text, const char *spec, const char *want)
{
	struct str got = shown(text, ',', spec);

	if (!CHECK(str_is(got, want)))
		printf("# %s: %s: got '%.*s', want '%s'\n", text, spec,
			STR_ARG(got), want);
}

static void numbers(void)
{
	gives("1+2*3", "7");
	gives("-7/4", "-\\frac{7}{4}");
	gives("2^-3", "\\frac{1}{8}");
	gives("6/3", "2");
	gives("0.1+0.2", "0.3");
	gives("0.5*4", "2");
	gives("1/3+0.5", "0.833333");
	gives("10!", "3628800");
	gives("2^100", "1267650600228229401496703205376");
	gives("30!/28!", "870");
	gives("9007199254740993*9007199254740993/9007199254740993",
		"9007199254740993");
	gives("-9223372036854775807-1", "-9223372036854775808");
	gives("-(-9223372036854775807-1)", "9223372036854775808");
	gives("(1/3)^60*3^60", "1");
	gives("comb(10,3)", "120");
	gives("perm(5,2)", "20");
	gives("comb(60,30)", "118264581564861424");
	gives("gcd(84, 126)", "42");
	gives("lcm(4,6,10)", "60");
	gives("mod(-7,3)", "2");
	gives("div(-7,3)", "-3");
	gives("isprime(97) ", "! 1: true or false cannot be shown");
	gives("if(isprime(97), 1, 2)", "1");
	gives("primefactors(360)", "2, 2, 2, 3, 3, 5");
	gives("factor(360)", "2^{3} \\cdot 3^{2} \\cdot 5");
	gives("divisors(36)", "1, 2, 3, 4, 6, 9, 12, 18, 36");
	gives("floor(-7/2)", "-4");
	gives("ceil(7/2)", "4");
	gives("round(2.675, 2)", "2.68");
	gives("round(-1/3, 2)", "-0.33");
	gives("round(5/2)", "3");
	gives("round(1234, -2)", "1200");
	gives("sig(0.0123456, 3)", "0.0123");
	gives("num(2/3)", "0.666667");
	gives("frac(0.375)", "\\frac{3}{8}");
	gives("1.5e", "1.5e");
}

static void surds(void)
{
	gives("sqrt(12)", "2\\sqrt{3}");
	gives("sqrt(2)*sqrt(6)", "2\\sqrt{3}");
	gives("sqrt(1/2)", "\\frac{\\sqrt{2}}{2}");
	gives("sqrt(0.25)", "0.5");
	gives("sqrt(-4)", "2i");
	gives("root(54, 3)", "3\\sqrt[3]{2}");
	gives("root(-8, 3)", "-2");
	gives("8^(2/3)", "4");
	gives("1/(1+sqrt(2))", "\\sqrt{2} - 1");
	gives("1/(sqrt(2)+sqrt(3)+sqrt(6))",
		"\\frac{7\\sqrt{2} - 12 + 5\\sqrt{3} - \\sqrt{6}}{23}");
	gives("(1+sqrt(5))/2", "\\frac{1 + \\sqrt{5}}{2}");
	gives("(1+sqrt(2))*(1-sqrt(2))", "-1");
	gives("(1+sqrt(3))^2", "4 + 2\\sqrt{3}");
	gives("sqrt(3+2*sqrt(2))", "1 + \\sqrt{2}");
	gives("sqrt(7-4*sqrt(3))", "2 - \\sqrt{3}");
	gives("sqrt(2)+sqrt(8)-3*sqrt(2)", "0");
	gives("sqrt(2)*root(2,3)", "\\sqrt{2}\\sqrt[3]{2}");
	gives("sqrt(0.5)", "0.707107");
	gives("sqrt(49)", "7");
	gives("sqrt(2)*x", "\\sqrt{2}x");
	gives("sqrt(3)/2*x", "\\frac{\\sqrt{3}}{2}x");
}

static void complex_numbers(void)
{
	gives("(1+2i)*(3-i)", "5 + 5i");
	gives("(1+2i)/(3-i)", "\\frac{1}{10} + \\frac{7}{10}i");
	gives("i^2", "-1");
	gives("i^7", "-i");
	gives("abs(3+4i)", "5");
	gives("conj(2-3i)", "2 + 3i");
	gives("re((2-3i)^2)", "-5");
	gives("im((2-3i)^2)", "-12");
	gives("1/(1+i)", "\\frac{1}{2} - \\frac{1}{2}i");
	gives("csolve(x^2+2x+5=0)", "-1 - 2i, -1 + 2i");
	gives("csolve(x^2+x+1=0)",
		"-\\frac{1}{2} - \\frac{\\sqrt{3}}{2}i, -\\frac{1}{2} + "
		"\\frac{\\sqrt{3}}{2}i");
}

static void expressions(void)
{
	gives("2x^2 - x + 3", "2x^{2} - x + 3");
	gives("3 - 2x", "-2x + 3");
	gives("1*x + 0*y - 1*z", "x - z");
	gives("x^1", "x");
	gives("x + -3", "x - 3");
	gives("x*x*x", "x^{3}");
	gives("x/x", "1");
	gives("2*(x+1)", "2(x + 1)");
	gives("3 - (x+1)", "-x + 2");
	gives("(x-1)*(x+2)", "(x + 2)(x - 1)");
	gives("expand((x-1)*(x+2))", "x^{2} + x - 2");
	gives("expand((x+y)^3)", "x^{3} + 3x^{2}y + 3xy^{2} + y^{3}");
	gives("(2x+1)/(x-3)", "\\frac{2x + 1}{x - 3}");
	gives("3/(4x)", "\\frac{3}{4x}");
	gives("3x/4", "\\frac{3}{4}x");
	gives("-x^2/2", "-\\frac{1}{2}x^{2}");
	gives("(x-2)^2+(y+3)^2", "(x - 2)^{2} + (y + 3)^{2}");
	gives("x^2 + y^2 = 25", "x^{2} + y^{2} = 25");
	gives("2^x", "2^{x}");
	gives("3*2^x", "3 \\cdot 2^{x}");
	gives("e^(2x)", "e^{2x}");
	gives("sqrt(x+1)", "\\sqrt{x + 1}");
	gives("sqrt(4x)", "2\\sqrt{x}");
	gives("abs(-2x)", "2\\left|x\\right|");
	gives("sin(2x)", "\\sin 2x");
	gives("sin(x+1)", "\\sin(x + 1)");
	gives("sin(x)^2", "\\sin^{2} x");
	gives("sin(-x)", "-\\sin x");
	gives("cos(-x)", "\\cos x");
	gives("x^2*y - 3x*y^2", "x^{2}y - 3xy^{2}");
	gives("x^(1/3)", "\\sqrt[3]{x}");
	gives("x^(-2)", "\\frac{1}{x^{2}}");
	gives("(1+sqrt(2))*x", "\\left(1 + \\sqrt{2}\\right)x");
	gives("0.5x + 1.5", "0.5x + 1.5");
	gives("simplify((x^2-1)/(x-1))", "x + 1");
	gives("simplify(1/x + 1/(x+1))", "\\frac{2x + 1}{x^{2} + x}");
	gives("factor(x^2-5x+6)", "(x - 2)(x - 3)");
	gives("factor(2x^3-2x)", "2x(x + 1)(x - 1)");
	gives("factor(x^2-4x+4)", "(x - 2)^{2}");
	gives("factor(6x^2+x-1)", "(2x + 1)(3x - 1)");
	gives("subs(x^2+1, x, 3)", "10");
	gives("coeff(3x^2-5x+1, 1)", "-5");
	gives("degree((x^2+1)*(x-1))", "3");
	gives("coeffs(x^3-1)", "1, 0, 0, -1");
	gives("poly([1,-2,3])", "x^{2} - 2x + 3");
	gives("quo(x^3-1, x-1)", "x^{2} + x + 1");
	gives("rem(x^3+2, x-1)", "3");
}

static void functions(void)
{
	gives("sin(pi/6)", "\\frac{1}{2}");
	gives("cos(30*deg)", "\\frac{\\sqrt{3}}{2}");
	gives("tan(pi/3)", "\\sqrt{3}");
	gives("cot(pi/4)", "1");
	gives("sin(pi/12)", "\\frac{\\sqrt{6} - \\sqrt{2}}{4}");
	gives("sin(7pi/6)", "-\\frac{1}{2}");
	gives("asin(1/2)", "\\frac{\\pi}{6}");
	gives("acos(-sqrt(2)/2)", "\\frac{3\\pi}{4}");
	gives("atan(1)", "\\frac{\\pi}{4}");
	gives("log(1000)", "3");
	gives("log(8, 4)", "\\frac{3}{2}");
	gives("log(1/9, 3)", "-2");
	gives("log(5, 2)", "\\log_{2} 5");
	gives("ln(e^3)", "3");
	gives("e^ln(5)", "5");
	gives("ln(0.5)", "-0.693147");
	gives("pi/3 + pi/6", "\\frac{\\pi}{2}");
	gives("2pi + 1", "1 + 2\\pi");
	gives("tan(pi/2)", "! 1: tan is not defined here");
	gives("ln(-1)", "! 1: only positive numbers have a logarithm");
	gives("asin(2)", "! 1: asin is not defined here");
}

static void calculus(void)
{
	gives("diff(x^3-3x+1)", "3x^{2} - 3");
	gives("diff(sin(2x))", "2\\cos 2x");
	gives("diff(x*e^x)", "xe^{x} + e^{x}");
	gives("diff(ln(x))", "\\frac{1}{x}");
	gives("diff((2x+1)^5)", "10(2x + 1)^{4}");
	gives("simplify(diff((x+1)/(x-2)))", "-\\frac{3}{x^{2} - 4x + 4}");
	gives("diff(2^x)", "2^{x}\\ln 2");
	gives("diff(sqrt(x))", "\\frac{1}{2\\sqrt{x}}");
	gives("diff(x^4, x, 2)", "12x^{2}");
	gives("diff(t^2, t)", "2t");
	gives("integral(3x^2-4x+1)", "x^{3} - 2x^{2} + x");
	gives("integral(1/x)", "\\ln\\left|x\\right|");
	gives("integral(e^(2x))", "\\frac{1}{2}e^{2x}");
	gives("integral(cos(3x), x)", "\\frac{1}{3}\\sin 3x");
	gives("integral(x^2, x, 0, 3)", "9");
	gives("integral((2x+1)^3)", "\\frac{1}{8}(2x + 1)^{4}");
	gives("integral(sin(x), x, 0, pi)", "2");
	gives("integral(sqrt(x), x, 0, 4)", "\\frac{16}{3}");
	gives("integral(e^(x^2))",
		"! 1: no integral is known here for this expression");
}

static void solving(void)
{
	gives("solve(2x-6=0)", "3");
	gives("solve(x^2-5x+6)", "2, 3");
	gives("solve(x^2=2)", "-\\sqrt{2}, \\sqrt{2}");
	gives("solve(x^2+1=0)", "");
	gives("solve(x^2-2x-1=0)", "1 - \\sqrt{2}, 1 + \\sqrt{2}");
	gives("solve(x^3-6x^2+11x-6=0)", "1, 2, 3");
	gives("solve(x^4-5x^2+4=0)", "-2, -1, 1, 2");
	gives("solve(x^4-5x^2+6=0)",
		"-\\sqrt{3}, -\\sqrt{2}, \\sqrt{2}, \\sqrt{3}");
	gives("solve(1/x = 1/4)", "4");
	gives("solve((x^2-1)/(x-1) = 0)", "-1");
	gives("solve([x+y=3, x-y=1], [x,y])", "2, 1");
	gives("solve([2x+y-z=8, -3x-y+2z=-11, -2x+y+2z=-3], [x,y,z])",
		"2, 3, -1");
	gives("solve(x^2-3x+2 < 0)", "(1, 2)");
	gives("solve(x^2-3x+2 >= 0)", "(-\\infty, 1] \\cup [2, +\\infty)");
	gives("solve((x-1)/(x+2) <= 0)", "(-2, 1]");
	gives("solve(x^2+1 > 0)", "(-\\infty, +\\infty)");
	gives("solve(x^5-x-1=0)",
		"! 1: an equation of degree 5 without rational roots cannot be "
		"solved exactly");
	gives("det([[1,2],[3,4]])", "-2");
	gives("inverse([[1,2],[3,4]])",
		"\\begin{pmatrix}-2 & 1 \\\\ \\frac{3}{2} & "
		"-\\frac{1}{2}\\end{pmatrix}");
	gives("[[1,2],[3,4]]*[[0,1],[1,0]]",
		"\\begin{pmatrix}2 & 1 \\\\ 4 & 3\\end{pmatrix}");
}

static void lists(void)
{
	gives("[1,2,3]+[4,5,6]", "5, 7, 9");
	gives("2*[1,x]", "2, 2x");
	gives("dot([1,2,3],[4,5,6])", "32");
	gives("cross([1,0,0],[0,1,0])", "0, 0, 1");
	gives("norm([1,2,2])", "3");
	gives("[k^2 for k in 1..5 if k != 3]", "1, 4, 16, 25");
	gives("sum([k for k in 1..100])", "5050");
	gives("[3,1,2][2]", "1");
	gives("sort([3,1,sqrt(2)])", "1, \\sqrt{2}, 3");
	gives("max(3, 7/2, pi)", "\\frac{7}{2}");
	gives("mean([1,2,4])", "\\frac{7}{3}");
	gives("median([5,1,4,2])", "3");
	gives("sd([2,4,4,4,5,5,7,9])", "2");
	gives("quartile([1,2,3,4,5,6,7], 1)", "2");
	gives("modes([1,2,2,3,3])", "2, 3");
	gives("binomial(3, 1/2, 1)", "\\frac{3}{8}");
	gives("{3,1,2,1}", "\\{1, 2, 3\\}");
	gives("union({1,2},{2,3})", "\\{1, 2, 3\\}");
	gives("intersect([1;5), (3;8])", "(3, 5)");
	gives("minus((-oo;oo), {1})", "(-\\infty, 1) \\cup (1, +\\infty)");
	gives("union([1;2],(2;3))", "[1, 3)");
	gives("union([1;2),(2;3))", "[1, 2) \\cup (2, 3)");
	gives("minus([0;10], (2;3])", "[0, 2] \\cup (3, 10]");
	gives("len(words(\"names\", \"vi\"))", "40");
	gives("if(distinct(words(\"names\", \"en\")), 1, 0)", "1");
	gives("words(\"towns\", \"vi\")",
		"! 1: there are the words names, girls, boys, places, things, "
		"fruits, animals, shops, in \"vi\" and in \"en\"");
	gives("{}", "\\varnothing");
	gives("len(0.1..0.5 step 0.1)", "5");
}

static void forms(void)
{
	shows("1234.5", "", "1234,5");
	shows("2/3", ".2", "0,67");
	shows("5/2", ".2", "2,50");
	shows("sqrt(2)", ".3", "1,414");
	shows("0.000012345", "s3", "0,0000123");
	shows("12345", "s3", "12300");
	shows("999.96", "s4", "1000");
	shows("299792458", "e2", "3,00 \\cdot 10^{8}");
	shows("0.00052", "e1", "5,2 \\cdot 10^{-4}");
	shows("3/8", "dec", "0,375");
	shows("0.75", "frac", "\\frac{3}{4}");
	shows("7/4", "mixed", "1\\frac{3}{4}");
	shows("1/8", "%", "12,5\\%");
	shows("3", "+", "+3");
	shows("-3", "+", "-3");
	shows("-3", "()", "(-3)");
	shows("x+1", "()", "(x + 1)");
	shows("[1,2]", "", "1; 2");
	shows("1", "bold",
		"'bold' is no way to show a value; there are .2 s3 e2 % dec "
		"frac mixed + ()");
}

static void faults(void)
{
	gives("", "! 1: an expression is missing here");
	gives("1/0", "! 2: division by zero");
	gives("2*(3", "! 5: ')' is missing here");
	gives("1 +", "! 4: something is missing at the end");
	gives("a+1", "! 1: nothing is called 'a' here");
	gives("sinn(x)",
		"! 1: there is no function 'sinn'; 'sin' was perhaps meant");
	gives("gcd()", "! 1: gcd() does not take 0 arguments");
	gives("[1,2]+[1]", "! 6: lists of 2 and 1 entries do not match");
	gives("[1,2][3]", "! 6: there is no entry 3: the list has 2");
	gives("5..1", "! 2: the range is empty");
	gives("2^100000", "! 2: a number here grows too long");
	gives("((2^1000)^1000)", "! 10: a number here grows too long");
	gives("expand((x+y+z+t)^150)", "! 1: this takes too long to work out");
	gives("0^0", "! 2: 0^0 has no value");
	gives("1 2", "! 3: '2' does not belong here");
	gives("\"abc", "! 1: the text that begins here never ends");
	gives("pick([1,2])", "! 1: nothing is drawn here");
	gives("sqrt(2) < i",
		"! 9: an algebraic expression and a symbol cannot "
		"be compared by size");
}

/* Nothing recurses without a limit. */
static void deep(void)
{
	static const char *const opens[] = {
		"(", "[", "{", "-", "not ", "sin(", "2^"};

	for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
		struct buf text = {.arena = arena};
		const struct expression *e;
		struct error err;

		for (int k = 0; k < 2000; k++)
			buf_text(&text, opens[i]);
		CHECK(!expression_parse(arena, buf_str(&text), &e, &err));
	}
	{
		struct buf text = {.arena = arena};

		for (int k = 0; k < 4999; k++)
			buf_text(&text, "1+");
		buf_text(&text, "1");
		CHECK_STR(shown(buf_str(&text).ptr, '.', ""), "5000");
	}
}

/* Arithmetic of rationals against 128 bits done by hand. */
static void rationals(void)
{
	struct rational a = rational_ratio(-6, 4), b = rational_long(0);

	CHECK_STR(rational_text(arena, a), "-3/2");
	CHECK(rational_is(rational_floor(arena, a), -2));
	CHECK(rational_equal(rational_round(arena, rational_ratio(1, 8), 2),
		rational_ratio(13, 100)));
	for (long k = 1; k <= 60; k++)
		b = rational_add(arena, b,
			rational_ratio(1, k)); /* leaves 64 bits on the way */
	for (long k = 1; k <= 60; k++)
		b = rational_subtract(arena, b, rational_ratio(1, k));
	CHECK(rational_is(b, 0));
	CHECK(rational_places(arena, rational_ratio(1, 40)) == 3);
	CHECK(rational_places(arena, rational_ratio(1, 3)) == -1);
	CHECK_STR(rational_fixed(arena, rational_ratio(-1, 200), 3, ','),
		"-0,005");
	CHECK_STR(rational_fixed(arena, rational_ratio(-1, 3000), 2, '.'),
		"0.00");
}

int main(void)
{
	arena = arena_new();
	TEST(rationals);
	TEST(numbers);
	TEST(surds);
	TEST(complex_numbers);
	TEST(expressions);
	TEST(functions);
	TEST(calculus);
	TEST(solving);
	TEST(lists);
	TEST(forms);
	TEST(faults);
	TEST(deep);
	arena_free(arena);
	return check_failures != 0;
}
