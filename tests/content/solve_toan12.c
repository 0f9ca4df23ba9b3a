/* SPDX-License-Identifier: MIT
 * Answers to banks/data/toan12.yaml, computed from the stems alone.
 * cC_NNN, sC_NNN and nC_NNN answer toan12.C-NNN (choice, statements, numeric);
 * fC_NNN is the function that question speaks of. */
#include "tests/content/solve.h"

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

static const double pi = 3.14159265358979323846;
static const double far = 60; /* stands for infinity on the number line */

typedef double function(double x);

/* The letter of the only option that holds; '?' when none or several do. */
static char only(bool a, bool b, bool c, bool d)
{
	if (a + b + c + d != 1)
		return '?';
	return a ? 'A' : b ? 'B' : c ? 'C' : 'D';
}

static unsigned bits(bool a, bool b, bool c, bool d)
{
	return (unsigned)a | (unsigned)b << 1 | (unsigned)c << 2 |
		(unsigned)d << 3;
}

static bool same(double a, double b)
{
	return fabs(a - b) < 1e-6 * (1 + fabs(b));
}

static char equal(double value, double a, double b, double c, double d)
{
	return only(
		same(value, a), same(value, b), same(value, c), same(value, d));
}

static double rounded(double value, int places)
{
	double unit = pow(10, places);

	return round(value * unit) / unit;
}

static double slope(function *f, double x)
{
	double h = 1e-5;

	return (f(x + h) - f(x - h)) / (2 * h);
}

/* Simpson's rule. */
static double integral(function *f, double a, double b)
{
	int n = 600;
	double h = (b - a) / n, sum = f(a) + f(b);

	for (int i = 1; i < n; i++)
		sum += (i % 2 ? 4 : 2) * f(a + i * h);
	return sum * h / 3;
}

/* Is f defined and growing (sign 1) or shrinking (sign -1) inside (a, b)? */
static bool monotone(function *f, double a, double b, int sign)
{
	int n = 5000;
	double last = 0;

	for (int i = 1; i < n; i++) {
		double x = a + (b - a) * i / n;
		double y = sign * f(x);

		if (!isfinite(y) || (i > 1 && y <= last))
			return false;
		last = y;
	}
	return true;
}

static bool rises(function *f, double a, double b)
{
	return monotone(f, a, b, 1);
}

static bool falls(function *f, double a, double b)
{
	return monotone(f, a, b, -1);
}

/* Where f is largest (sign 1) or smallest (sign -1) on [a, b]: a grid finds
 * the neighbourhood, thirds narrow it. */
static double extreme(function *f, double a, double b, int sign)
{
	int n = 4000, best = 0;
	double step = (b - a) / n;
	double low, high;

	for (int i = 1; i <= n; i++)
		if (sign * f(a + i * step) > sign * f(a + best * step))
			best = i;
	low = fmax(a, a + (best - 1) * step);
	high = fmin(b, a + (best + 1) * step);
	for (int i = 0; i < 100; i++) {
		double p = low + (high - low) / 3, q = high - (high - low) / 3;

		if (sign * f(p) < sign * f(q))
			low = p;
		else
			high = q;
	}
	return (low + high) / 2;
}

static double largest(function *f, double a, double b)
{
	return f(extreme(f, a, b, 1));
}

static double smallest(function *f, double a, double b)
{
	return f(extreme(f, a, b, -1));
}

/* How often f passes through the level between a and b. */
static int crossings(function *f, double level, double a, double b)
{
	int n = 40000, count = 0;
	bool above = f(a) > level;

	for (int i = 1; i <= n; i++) {
		bool now = f(a + (b - a) * i / n) > level;

		count += now != above;
		above = now;
	}
	return count;
}

/* The root of f - level between a and b, where it changes sign. */
static double root(function *f, double level, double a, double b)
{
	bool above = f(a) > level;

	for (int i = 0; i < 200; i++) {
		double middle = (a + b) / 2;

		if ((f(middle) > level) == above)
			a = middle;
		else
			b = middle;
	}
	return (a + b) / 2;
}

static bool symmetric(function *f, double x, double y)
{
	for (double h = 0.37; h < 9; h += 0.61)
		if (!same(f(x + h) + f(x - h), 2 * y))
			return false;
	return true;
}

struct vec {
	double x, y, z;
};

static struct vec vec(double x, double y, double z)
{
	return (struct vec){x, y, z};
}

static struct vec plus(struct vec a, double k, struct vec b)
{
	return vec(a.x + k * b.x, a.y + k * b.y, a.z + k * b.z);
}

static struct vec from_to(struct vec a, struct vec b)
{
	return plus(b, -1, a);
}

static double dot(struct vec a, struct vec b)
{
	return a.x * b.x + a.y * b.y + a.z * b.z;
}

static struct vec cross(struct vec a, struct vec b)
{
	return vec(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z,
		a.x * b.y - a.y * b.x);
}

static double norm(struct vec a)
{
	return sqrt(dot(a, a));
}

static bool same_vec(struct vec a, struct vec b)
{
	return norm(from_to(a, b)) < 1e-9;
}

static bool parallel(struct vec a, struct vec b)
{
	return norm(cross(a, b)) < 1e-9;
}

static double degrees(double radians)
{
	return radians * 180 / pi;
}

static double angle(struct vec a, struct vec b)
{
	return degrees(acos(dot(a, b) / (norm(a) * norm(b))));
}

/* ax + by + cz + d = 0 with n = (a, b, c). */
struct plane {
	struct vec n;
	double d;
};

static double off(struct plane p, struct vec m)
{
	return dot(p.n, m) + p.d;
}

static bool on(struct plane p, struct vec m)
{
	return fabs(off(p, m)) < 1e-9;
}

static struct plane through(struct vec a, struct vec b, struct vec c)
{
	struct vec n = cross(from_to(a, b), from_to(a, c));

	return (struct plane){n, -dot(n, a)};
}

/* The point of the plane nearest to m is a step along the normal away. */
static double distance(struct plane p, struct vec m)
{
	double k = -off(p, m) / dot(p.n, p.n);

	return norm(from_to(m, plus(m, k, p.n)));
}

/* Chapter 1 */

/* A cubic that has the table's extremes: 4 at -2 and -1 at 1. */
static double f1_s1(double x)
{
	double p = x * x * x / 3 + x * x / 2 - 2 * x;

	return -1 + (p + 7.0 / 6) * 10 / 9;
}

static char c1_001(void)
{
	return only(falls(f1_s1, -far, -2), falls(f1_s1, -2, 1),
		falls(f1_s1, -1, 4), falls(f1_s1, 1, far));
}

static char c1_002(void)
{
	return equal(smallest(f1_s1, -1, 3), 1, -2, -1, 4);
}

static char c1_003(void)
{
	return equal(crossings(f1_s1, 1.5, -far, far), 0, 1, 2, 3);
}

static double f1_004(double x)
{
	return -x * x * x + 3 * x * x - 1;
}

static char c1_004(void)
{
	return only(rises(f1_004, 0, 2), rises(f1_004, -far, 0),
		rises(f1_004, 2, far), rises(f1_004, -1, 1));
}

static double f1_005(double x)
{
	return (x * x - 3) / (x - 2);
}

static char c1_005(void)
{
	return only(falls(f1_005, 1, 3), falls(f1_005, 3, far),
		falls(f1_005, 2, 3), falls(f1_005, -far, 1));
}

/* The derivative of the question's function. */
static double f1_006(double x)
{
	return x * (x - 1) * (x - 1) * (x + 2);
}

static char c1_006(void)
{
	return equal(crossings(f1_006, 0, -9.00007, 9), 1, 2, 3, 4);
}

static double f1_007(double x)
{
	return (2 * x - 1) / (x + 3);
}

/* Option A is a vertical line. */
static char c1_007(void)
{
	double right = f1_007(1e9), left = f1_007(-1e9);

	return only(false, same(right, -3) && same(left, -3),
		same(right, -1.0 / 3) && same(left, -1.0 / 3),
		same(right, 2) && same(left, 2));
}

static double f1_008(double x)
{
	return (2 * x * x - 3 * x + 4) / (x - 1);
}

static char c1_008(void)
{
	double x = 1e5;

	return equal(rounded(f1_008(x) - 2 * x, 3), -1, -3, -5, 1);
}

static double f1_009(double x)
{
	return x * x * x - 3 * x + 5;
}

static char c1_009(void)
{
	return equal(smallest(f1_009, 0, 2), 1, 3, 5, 7);
}

static double f1_010(double x)
{
	return (3 * x + 2) / (x - 1);
}

static char c1_010(void)
{
	return only(symmetric(f1_010, 1, 3), symmetric(f1_010, 3, 1),
		symmetric(f1_010, -1, 3), symmetric(f1_010, 1, -2));
}

static double f1_011(double t)
{
	return 12 * t / (t * t + 9);
}

static char c1_011(void)
{
	return equal(rounded(extreme(f1_011, 0, 48, 1), 4), 1.5, 2, 3, 9);
}

static double f1_012(double x)
{
	return (x * x - 2 * x + 4) / (x - 2);
}

static unsigned s1_012(void)
{
	return bits(fabs(f1_012(2 + 1e-9)) > 1e8, falls(f1_012, 0, 4),
		largest(f1_012, -5, 1.9) < smallest(f1_012, 2.1, 9),
		symmetric(f1_012, 2, 0));
}

static double cost(double x)
{
	return x * x + 40 * x + 2500;
}

static unsigned s1_013(void)
{
	bool claimed = true;
	int profitable = 1, cheapest = 1;

	for (int x = 1; x <= 100; x++) {
		double profit = 160 * x - cost(x);

		claimed = claimed && same(profit, -x * x + 200 * x - 2500);
		if (profit > 160 * profitable - cost(profitable))
			profitable = x;
		if (cost(x) / x < cost(cheapest) / cheapest)
			cheapest = x;
	}
	return bits(claimed, profitable == 60, 160 * 25 - cost(25) > 0,
		cheapest == 50);
}

static double f1_014(double x)
{
	return x * x * x - 3 * x * x - 9 * x + 2;
}

static unsigned s1_014(void)
{
	bool derivative = true, three = true;

	for (double x = -5; x < 5; x += 0.7)
		derivative = derivative &&
			same(slope(f1_014, x), 3 * x * x - 6 * x - 9);
	for (double m = -40.25; m < 20; m += 0.5)
		three = three &&
			(crossings(f1_014, m, -12, 12) == 3) ==
				(m > -25 && m < 7);
	return bits(derivative, rises(f1_014, -1, 3),
		same(largest(f1_014, -2, 2), 7), three);
}

static double f1_015(double x)
{
	return x * x * x - 6 * x * x + 9 * x - 2;
}

static double n1_015(void)
{
	double top = extreme(f1_015, 0, 2, 1);
	double bottom = extreme(f1_015, 2, 4, -1);

	return rounded(hypot(top - bottom, f1_015(top) - f1_015(bottom)), 1);
}

static double f1_016(double x)
{
	return x * (48 - 2 * x) * (30 - 2 * x);
}

static double n1_016(void)
{
	return rounded(largest(f1_016, 0, 15), 6);
}

static double f1_017(double x)
{
	return 50 * hypot(x, 3) + 30 * (10 - x);
}

static double n1_017(void)
{
	return rounded(smallest(f1_017, 0, 10), 6);
}

/* From the inner corner to each outer wall along one line. */
static double f1_018(double t)
{
	return 1.5 / sin(t) + 2 / cos(t);
}

static double n1_018(void)
{
	return rounded(smallest(f1_018, 0.01, pi / 2 - 0.01), 2);
}

static double f1_019(double t)
{
	return -t * t * t + 12 * t * t + 6 * t;
}

static double speed1_019(double t)
{
	return slope(f1_019, t);
}

static double n1_019(void)
{
	return rounded(largest(speed1_019, 0, 8), 4);
}

static double a1_020(double x)
{
	return x * x * x + 2 * x;
}

static double b1_020(double x)
{
	return x * x * x - 2 * x;
}

static double option_c1_020(double x)
{
	return (x - 1) / (x + 2);
}

static double d1_020(double x)
{
	return 2 * x + sin(x);
}

/* The third falls from +infinity to -infinity at its pole. */
static unsigned s1_020(void)
{
	return bits(rises(a1_020, -far, far), rises(b1_020, -far, far),
		rises(option_c1_020, -far, far), rises(d1_020, -far, far));
}

/* Chapter 2 */

static char c2_001(void)
{
	struct vec a = vec(0.5, -1, 2), ab = vec(3, 0.4, 0.1);
	struct vec ad = vec(0.7, 2, -0.3), up = vec(0.2, 0.6, 4);
	struct vec b = plus(a, 1, ab), d = plus(a, 1, ad);
	struct vec c = plus(b, 1, ad), a1 = plus(a, 1, up);
	struct vec sum = plus(plus(ab, 1, ad), 1, up);

	return only(same_vec(sum, from_to(a, plus(b, 1, up))),
		same_vec(sum, from_to(a1, c)),
		same_vec(sum, from_to(b, plus(d, 1, up))),
		same_vec(sum, from_to(a, plus(c, 1, up))));
}

static char c2_002(void)
{
	struct vec i = vec(1, 0, 0), k = vec(0, 0, 1);
	struct vec a = plus(plus(vec(0, 0, 0), 3, i), -4, k);

	return only(same_vec(a, vec(3, -4, 0)), same_vec(a, vec(3, 0, -4)),
		same_vec(a, vec(0, 3, -4)), same_vec(a, vec(3, 0, 4)));
}

/* The right option carries A to B. */
static char c2_003(void)
{
	struct vec a = vec(1, -2, 3), b = vec(4, 0, -1);

	return only(same_vec(plus(a, 1, vec(3, 2, -4)), b),
		same_vec(plus(a, 1, vec(5, -2, 2)), b),
		same_vec(plus(a, 1, vec(-3, -2, 4)), b),
		same_vec(plus(a, 1, vec(3, -2, -4)), b));
}

static char c2_004(void)
{
	return equal(dot(vec(2, -1, 3), vec(1, 4, -2)), 12, 8, -8, 4);
}

/* At the centroid GA + GB + GC = 0. */
static bool centroid(struct vec g)
{
	struct vec sum =
		plus(from_to(g, vec(1, 2, -1)), 1, from_to(g, vec(3, 0, 4)));

	return same_vec(plus(sum, 1, from_to(g, vec(2, -5, 3))), vec(0, 0, 0));
}

static char c2_005(void)
{
	return only(centroid(vec(6, -3, 6)), centroid(vec(3, -1.5, 3)),
		centroid(vec(2, 1, 2)), centroid(vec(2, -1, 2)));
}

static char c2_006(void)
{
	struct vec ab = vec(4, 0, 0);
	struct vec a1 = vec(0, 0, 4), c1 = vec(4, 4, 4);

	return equal(
		dot(ab, from_to(a1, c1)), 16 * sqrt(2), 16, 32, 8 * sqrt(2));
}

static char c2_007(void)
{
	return equal(angle(vec(1, 1, 0), vec(0, -1, 1)), 30, 60, 120, 150);
}

static unsigned s2_008(void)
{
	struct vec a = vec(1, 2, 0), b = vec(3, -1, 2), c = vec(-1, 1, 4);
	struct vec d = vec(1, -2, 6), m = vec(1, 0, 3);

	return bits(same_vec(from_to(a, b), vec(2, -3, 2)),
		same_vec(from_to(b, m), from_to(m, c)),
		angle(from_to(a, b), from_to(a, c)) > 90,
		same_vec(from_to(a, b), from_to(d, c)));
}

/* Any three orthogonal directions will do; these are not the axes. */
static unsigned s2_009(void)
{
	struct vec f1 = vec(10, 20, 20), f2 = vec(20, 10, -20);
	struct vec f3 = vec(20, -20, 10);
	struct vec pull = plus(plus(f1, 1, f2), 1, f3);
	struct vec weight = plus(vec(0, 0, 0), -1, pull);

	return bits(same(norm(pull), norm(weight)), same(dot(f1, f2), 0),
		same(norm(plus(f1, 1, f2)), 60), norm(weight) > 50);
}

static double n2_010(void)
{
	struct vec a = vec(4, 0, 0);
	struct vec b = vec(3 * cos(pi / 3), 3 * sin(pi / 3), 0);

	return rounded(norm(plus(plus(a, 1, a), -1, b)), 6);
}

static double n2_011(void)
{
	struct vec k = vec(0, 0, 6);

	return rounded(
		angle(from_to(k, vec(12, 0, 0)), from_to(k, vec(12, 8, 0))), 1);
}

static double path_x;

static double path(double y)
{
	struct vec m = vec(path_x, y, 0);

	return norm(from_to(vec(10, 20, 50), m)) +
		norm(from_to(m, vec(40, 60, 70)));
}

static double shortest(double x)
{
	double low = 0, high = 100;

	path_x = x;
	for (int i = 0; i < 100; i++) {
		double p = low + (high - low) / 3, q = high - (high - low) / 3;

		if (path(p) > path(q))
			low = p;
		else
			high = q;
	}
	return path(low);
}

static double n2_012(void)
{
	return rounded(smallest(shortest, 0, 60), 6);
}

/* Chapter 3 */

struct grouped {
	int count;
	double start, width;
	double size[5];
};

static double total(const struct grouped *g)
{
	double n = 0;

	for (int i = 0; i < g->count; i++)
		n += g->size[i];
	return n;
}

static double range(const struct grouped *g)
{
	int first = 0, last = g->count - 1;

	while (g->size[first] <= 0)
		first++;
	while (g->size[last] <= 0)
		last--;
	return (last - first + 1) * g->width;
}

static double mean(const struct grouped *g)
{
	double sum = 0;

	for (int i = 0; i < g->count; i++)
		sum += g->size[i] * (g->start + (i + 0.5) * g->width);
	return sum / total(g);
}

static double variance(const struct grouped *g)
{
	double sum = 0, m = mean(g);

	for (int i = 0; i < g->count; i++)
		sum += g->size[i] * pow(g->start + (i + 0.5) * g->width - m, 2);
	return sum / total(g);
}

/* Below which the given share of the sample lies. */
static double quantile(const struct grouped *g, double share)
{
	double left = share * total(g);
	int i = 0;

	while (left > g->size[i])
		left -= g->size[i++];
	return g->start + (i + left / g->size[i]) * g->width;
}

static double spread(const struct grouped *g)
{
	return quantile(g, 0.75) - quantile(g, 0.25);
}

static const struct grouped phones = {4, 4, 2, {5, 10, 20, 5}};

static char c3_001(void)
{
	return equal(range(&phones), 8, 6, 15, 12);
}

static char c3_002(void)
{
	return equal(spread(&phones), 9.5, 7, 2, 2.5);
}

static char c3_003(void)
{
	return equal(rounded(variance(&phones), 2), 1.71, 2.94, 8.25, 1.44);
}

/* A measure of spread does not move when the whole sample is shifted. */
static char c3_004(void)
{
	struct grouped g = phones, moved = phones;

	moved.start += 100;
	return only(!same(range(&g), range(&moved)),
		!same(spread(&g), spread(&moved)),
		!same(mean(&g), mean(&moved)),
		!same(variance(&g), variance(&moved)));
}

/* Two samples with the mean and the deviations stated: half of the waits
 * that much longer than the mean, half that much shorter. */
static char c3_005(void)
{
	double one = 1.5, two = 4.2;

	return only(one < two, two < one, 12 + one < 12 - two, same(one, two));
}

static unsigned s3_006(void)
{
	struct grouped a = {4, 0, 10, {0, 18, 14, 8}};
	struct grouped b = {4, 0, 10, {10, 10, 10, 10}};

	return bits(same(range(&a), range(&b)), same(mean(&a), 22.5),
		same(variance(&a), 58.75), variance(&a) > variance(&b));
}

static unsigned s3_007(void)
{
	struct grouped g = {5, 200, 20, {5, 15, 20, 8, 2}};
	double first = quantile(&g, 0.25), third = quantile(&g, 0.75);
	double reach = 1.5 * spread(&g);

	return bits(same(range(&g), 100),
		first >= 240 &&
				first<260, same(spread(&g), 27.5), 295> third +
					reach ||
			295 < first - reach);
}

static double n3_008(void)
{
	struct grouped g = {4, 10, 4, {5, 10, 10, 5}};

	return rounded(sqrt(variance(&g)), 2);
}

static double n3_009(void)
{
	for (int m = 0; m <= 14; m++) {
		struct grouped g = {4, 0, 20, {4, m, 12, 14 - m}};

		if (same(mean(&g), 42))
			return rounded(sqrt(variance(&g)), 1);
	}
	return NAN;
}

/* Chapter 4 */

static double f4_001(double x)
{
	return exp(x) + 2 * x;
}

static double a4_001(double x)
{
	return exp(x) + 2 * x * x;
}

static double b4_001(double x)
{
	return exp(x) + 2;
}

static double option_c4_001(double x)
{
	return exp(x) + x * x;
}

static double d4_001(double x)
{
	return exp(x + 1) / (x + 1) + x * x;
}

static double negated_sine(double x)
{
	return -sin(x);
}

/* Is f the derivative of g? */
static bool derives(function *g, function *f)
{
	for (double x = 0.2; x < 3; x += 0.3)
		if (!same(slope(g, x), f(x)))
			return false;
	return true;
}

static char c4_001(void)
{
	return only(derives(a4_001, f4_001), derives(b4_001, f4_001),
		derives(option_c4_001, f4_001), derives(d4_001, f4_001));
}

/* Tried on the pair F = sin, f = cos. */
static char c4_002(void)
{
	bool shifted = same(sin(0.3) - cos(0.3), sin(1.1) - cos(1.1));

	return only(derives(cos, sin), derives(sin, cos), shifted,
		derives(negated_sine, cos));
}

/* Any pair with these integrals: f(x) = x and g(x) = x - 5/2. */
static double f4_003(double x)
{
	return 2 * x - 3 * (x - 2.5);
}

static char c4_003(void)
{
	return equal(integral(f4_003, 1, 3), 3, 5, 9, 11);
}

static double f4_004(double x)
{
	return 1 / (cos(x) * cos(x));
}

static char c4_004(void)
{
	return equal(integral(f4_004, 0, pi / 4), 1, -1, pi / 4, sqrt(2) / 2);
}

static double f4_005(double x)
{
	return fabs(x - 1);
}

static char c4_005(void)
{
	return equal(
		integral(f4_005, 0, 1) + integral(f4_005, 1, 2), 0, 0.5, 2, 1);
}

static double f4_006(double x)
{
	return 3 * x * x - 2 * x;
}

static char c4_006(void)
{
	return equal(5 + integral(f4_006, 1, 2), 4, 8, 9, 13);
}

static double difference(double x)
{
	return x * x - x;
}

static double gap(double x)
{
	return fabs(x * x - x);
}

static double ring(double x)
{
	return pi * fabs(x * x * x * x - x * x);
}

/* Tried on f = x^2, g = x over [0, 2], whose area is counted in cells. */
static char c4_007(void)
{
	int n = 1000, cells = 0;
	double size = 2.0 / n, area, signed_area;

	for (int i = 0; i < n; i++)
		for (int j = 0; j < 2 * n; j++) {
			double x = (i + 0.5) * size, y = (j + 0.5) * size;

			cells += (y > x) != (y > x * x);
		}
	area = rounded(cells * size * size, 2);
	signed_area = integral(difference, 0, 2);
	return only(same(area, rounded(integral(gap, 0, 2), 2)),
		same(area, rounded(signed_area, 2)),
		same(area, rounded(fabs(signed_area), 2)),
		same(area, rounded(integral(ring, 0, 2), 2)));
}

static double f4_008(double x)
{
	return pi * pow(sqrt(x), 2);
}

static char c4_008(void)
{
	return equal(integral(f4_008, 0, 4), 8, 16 * pi / 3, 16 * pi, 8 * pi);
}

static double f4_009(double t)
{
	return 30 - 2 * t;
}

static char c4_009(void)
{
	return equal(integral(f4_009, 0, 6), 180, 144, 108, 18);
}

static double f4_010(double x)
{
	return x * x - 4 * x + 3;
}

static double a4_010(double x)
{
	return x * x * x / 3 - 4 * x * x + 3 * x;
}

static unsigned s4_010(void)
{
	double whole = integral(f4_010, 0, 3);
	double turn = root(f4_010, 0, 0, 2);
	double area = fabs(integral(f4_010, 0, turn)) +
		fabs(integral(f4_010, turn, 3));

	return bits(derives(a4_010, f4_010), same(whole, 0), same(area, whole),
		same(area, 8.0 / 3));
}

static double f4_011(double t)
{
	return t < 30 ? 1.2 * t - 0.02 * t * t : 1.2 * 30 - 0.02 * 900;
}

static unsigned s4_011(void)
{
	double start = integral(f4_011, 0, 30);

	return bits(same(f4_011(30), 18), same(slope(f4_011, 10), 1),
		same(start, 360), same(start + integral(f4_011, 30, 60), 720));
}

static double h4_012(double x)
{
	return 3 * x * x - 4 * x + 1;
}

/* x f(x) vanishes at 0 and has the derivative h. */
static double g4_012(double x)
{
	return integral(h4_012, 0, x);
}

static double f4_012(double x)
{
	return fabs(x) < 1e-12 ? h4_012(0) : g4_012(x) / x;
}

static double disc4_012(double x)
{
	return pi * f4_012(x) * f4_012(x);
}

/* f meets the x axis at 1 first, so the region ends there. */
static unsigned s4_012(void)
{
	bool ends = fabs(f4_012(1)) < 1e-9 && f4_012(0.99) > 0;

	return bits(derives(g4_012, h4_012), same(f4_012(0), 0),
		same(integral(f4_012, 0, 1), 0.5),
		ends && same(integral(disc4_012, 0, 1), pi / 5));
}

static double f4_013(double x)
{
	return 6 * x * x - 2 / (x * x);
}

static double n4_013(void)
{
	return rounded(integral(f4_013, 1, 2), 6);
}

/* The parabola through (-4, 0), (0, 6) and (4, 0). */
static double f4_014(double x)
{
	return 6 * (x + 4) * (x - 4) / ((0 + 4) * (0 - 4));
}

static double n4_014(void)
{
	return rounded(85 * integral(f4_014, -4, 4), 6);
}

static double f4_015(double x)
{
	return x - (x * x - 2 * x);
}

static double n4_015(void)
{
	double a = root(f4_015, 0, -1, 1), b = root(f4_015, 0, 2, 5);

	return rounded(integral(f4_015, a, b), 6);
}

/* The bowl is 8 cm wide (from the axis) at height 8: x^2 = 64 y / 8. */
static double f4_016(double y)
{
	return pi * 64 * y / 8;
}

static double volume4_016(double h)
{
	return integral(f4_016, 0, h);
}

static double n4_016(void)
{
	return rounded(root(volume4_016, volume4_016(8) / 2, 0, 8), 1);
}

/* Chapter 5 */

static char c5_001(void)
{
	struct vec n = vec(2, -1, 3);

	return only(parallel(n, vec(2, 1, 3)), parallel(n, vec(2, -1, -5)),
		parallel(n, vec(-1, 3, -5)), parallel(n, vec(2, -1, 3)));
}

static bool on5_002(double x, double y, double z)
{
	double t = (x - 1) / 2;

	return same(t, (y + 2) / -1) && same(t, z / 3);
}

static char c5_002(void)
{
	return only(on5_002(1, -2, 0), on5_002(-1, 2, 0), on5_002(2, -1, 3),
		on5_002(3, -3, -3));
}

/* Every point at distance r from the centre must satisfy the equation. */
static bool sphere5_003(struct vec centre, double r)
{
	for (double t = 0; t < 6; t += 0.5) {
		struct vec u = vec(
			cos(t) * sin(2 * t), sin(t) * sin(2 * t), cos(2 * t));
		struct vec m = plus(centre, r, u);
		double left = pow(m.x - 1, 2) + pow(m.y + 3, 2) + m.z * m.z;

		if (!same(left, 16))
			return false;
	}
	return true;
}

static char c5_003(void)
{
	return only(sphere5_003(vec(-1, 3, 0), 4),
		sphere5_003(vec(1, -3, 0), 16), sphere5_003(vec(1, -3, 0), 4),
		sphere5_003(vec(-1, 3, 0), 16));
}

static bool fits5_004(double a, double b, double c, double d)
{
	struct plane p = {vec(a, b, c), d};

	return on(p, vec(1, 0, -2)) && parallel(p.n, vec(3, -1, 2));
}

static char c5_004(void)
{
	return only(fits5_004(3, -1, 2, -1), fits5_004(3, -1, 2, 1),
		fits5_004(3, 1, 2, 1), fits5_004(1, 0, -2, -5));
}

static char c5_005(void)
{
	struct plane p = {vec(2, -2, 1), 9};

	return equal(distance(p, vec(1, 2, -1)), 6, 6.0 / 5, 2, 2.0 / 3);
}

static char c5_006(void)
{
	double a = angle(vec(1, -1, 0), vec(1, 0, 1));

	return equal(fabs(90 - a), 30, 45, 60, 90);
}

/* (x-a)^2 + (y-b)^2 + (z-c)^2 = square touches the plane. */
static bool fits5_007(double a, double b, double c, double square)
{
	struct plane p = {vec(2, 2, -1), -4};
	struct vec centre = vec(a, b, c);

	return same_vec(centre, vec(1, -2, 3)) &&
		same(distance(p, centre), sqrt(square));
}

static char c5_007(void)
{
	return only(fits5_007(1, -2, 3, 3), fits5_007(1, -2, 3, 81),
		fits5_007(-1, 2, -3, 9), fits5_007(1, -2, 3, 9));
}

static unsigned s5_008(void)
{
	struct vec p1 = vec(1, -1, 2), u1 = vec(1, 2, -1);
	struct vec p2 = vec(4, 2, 5), u2 = vec(2, 1, 4), m = vec(1, -1, 2);
	struct plane both = {vec(3, -2, -1), -3};
	double a = angle(u1, u2);
	double triple = dot(cross(u1, u2), from_to(p1, p2));

	return bits(parallel(from_to(p1, m), u1), same(fmin(a, 180 - a), 60),
		fabs(triple) < 1e-9 && !parallel(u1, u2),
		on(both, p1) && on(both, plus(p1, 1, u1)) && on(both, p2) &&
			on(both, plus(p2, 1, u2)));
}

/* How far from the station after s kilometres of flight. */
static double f5_009(double s)
{
	return norm(
		from_to(vec(1, 2, 0), plus(vec(-5, 2, 3), s, vec(1, 0, 0))));
}

static unsigned s5_009(void)
{
	double closest = extreme(f5_009, 0, 40, -1);
	double enter = root(f5_009, 5, 0, closest);
	double leave = root(f5_009, 5, closest, 40);
	struct vec border = plus(vec(1, 2, 0), 5, vec(0.6, 0, 0.8));
	double left = pow(border.x - 1, 2) + pow(border.y - 2, 2) +
		border.z * border.z;

	return bits(same(left, 5),
		norm(from_to(vec(1, 2, 0), vec(4, 5, 1))) < 5,
		same(leave - enter, 6), same(enter / 2, 1));
}

static struct plane roof(void)
{
	return through(vec(0, 0, 3), vec(8, 0, 3), vec(8, 6, 5.5));
}

static double n5_010(void)
{
	double a = angle(roof().n, vec(0, 0, 1));

	return rounded(fmin(a, 180 - a), 1);
}

static double n5_011(void)
{
	return rounded(distance(roof(), vec(4, 3, 2.5)), 2);
}

static double f5_012(double t)
{
	struct vec m = plus(vec(10, 6, 30), t, vec(5, 2, 1));
	struct vec n = plus(vec(96, 30, 82), t, vec(1, 2, -2));

	return norm(from_to(m, n));
}

static double n5_012(void)
{
	return rounded(smallest(f5_012, 0, 40), 6);
}

/* Chapter 6 */

/* The chances of AB, A without B, B without A, neither. */
struct joint {
	double ab, a, b, none;
};

static double of_a(struct joint j)
{
	return j.ab + j.a;
}

static double of_b(struct joint j)
{
	return j.ab + j.b;
}

static double a_if_b(struct joint j)
{
	return j.ab / (j.ab + j.b);
}

static double a_unless_b(struct joint j)
{
	return j.a / (j.a + j.none);
}

static double b_if_a(struct joint j)
{
	return j.ab / (j.ab + j.a);
}

/* From P(A), P(B|A) and P(B|not A). */
static struct joint joint(double a, double if_a, double unless_a)
{
	return (struct joint){a * if_a, a * (1 - if_a), (1 - a) * unless_a,
		(1 - a) * (1 - unless_a)};
}

static const struct joint glasses = {
	72 / 200.0, 28 / 200.0, 48 / 200.0, 52 / 200.0};

static char c6_001(void)
{
	return equal(a_if_b(glasses), 0.72, 0.6, 0.36, 0.5);
}

static char c6_002(void)
{
	return equal(a_unless_b(glasses), 0.28, 0.14, 0.65, 0.35);
}

static char c6_003(void)
{
	double a = of_a(glasses), product = a * of_b(glasses);
	bool independent = same(glasses.ab, product);

	return only(!independent && !same(a_if_b(glasses), a),
		same(glasses.ab, 0) && !same(glasses.ab, product),
		independent && same(a, 1 - a),
		independent && same(glasses.ab, product));
}

/* Tried on events without any symmetry. */
static char c6_004(void)
{
	struct joint j = {0.11, 0.23, 0.37, 0.29};
	double a = of_a(j), b = of_b(j);
	double with = a_if_b(j), without = a_unless_b(j);

	return equal(a, b * b_if_a(j) + (1 - b) * (1 - b_if_a(j)),
		a * with + (1 - a) * without, b * with + (1 - b) * without,
		b * without + (1 - b) * with);
}

static char c6_005(void)
{
	return equal(a_if_b(joint(0.4, 0.5, 0.2)), 0.375, 0.625, 0.32, 0.2);
}

/* Balls 0 to 5 are red; every ordered pair of draws is as likely. */
static unsigned s6_006(void)
{
	double pairs = 0, a = 0, b = 0, ab = 0;

	for (int i = 0; i < 10; i++)
		for (int j = 0; j < 10; j++) {
			if (i == j)
				continue;
			pairs++;
			a += i < 6;
			b += j < 6;
			ab += i < 6 && j < 6;
		}
	return bits(same(a / pairs, 0.4), same(ab / a, 5.0 / 9),
		same(ab / pairs, 1.0 / 3), same(b / pairs, 5.0 / 9));
}

/* A: ill, B: positive. */
static unsigned s6_007(void)
{
	struct joint j = joint(0.02, 0.95, 0.04);

	return bits(same(j.b, 0.0392), same(of_b(j), 0.0582), a_if_b(j) > 0.5,
		a_unless_b(j) > 0.01);
}

/* A lot of 10000: 6000 from the first machine, 4000 from the second. */
static double n6_008(void)
{
	double first = 6000 * 2 / 100.0, second = 4000 * 3.5 / 100.0;

	return rounded(first / (first + second), 2);
}

/* A hundred mornings. */
static double n6_009(void)
{
	double wet = 30, late = wet * 4 / 10 + (100 - wet) * 1 / 10;

	return rounded(late / 100, 6);
}

/* Balls 0 to 4 of the first box and 0 to 3 of the second are white. */
static double n6_010(void)
{
	double white = 0, both = 0;

	for (int i = 0; i < 8; i++)
		for (int j = i + 1; j < 8; j++)
			for (int k = 0; k < 10; k++) {
				bool drawn = k < 4 || (k == 8 && i < 5) ||
					(k == 9 && j < 5);

				white += drawn;
				both += drawn && i < 5 && j < 5;
			}
	return rounded(both / white, 2);
}

/* Changes of sign of x³ − 3x − 1, whose curve is drawn. */
static char c1_021(void)
{
	int roots = 0;

	for (double x = -5; x < 5; x += 0.01) {
		double next = x + 0.01;

		roots += (x * x * x - 3 * x > 1) !=
			(next * next * next - 3 * next > 1);
	}
	return (char)('A' + roots);
}

const struct solve solve_toan12[] = {
	{"toan12.1-001", .letter = c1_001},
	{"toan12.1-002", .letter = c1_002},
	{"toan12.1-003", .letter = c1_003},
	{"toan12.1-004", .letter = c1_004},
	{"toan12.1-005", .letter = c1_005},
	{"toan12.1-006", .letter = c1_006},
	{"toan12.1-007", .letter = c1_007},
	{"toan12.1-008", .letter = c1_008},
	{"toan12.1-009", .letter = c1_009},
	{"toan12.1-010", .letter = c1_010},
	{"toan12.1-011", .letter = c1_011},
	{"toan12.1-012", .truth = s1_012},
	{"toan12.1-013", .truth = s1_013},
	{"toan12.1-014", .truth = s1_014},
	{"toan12.1-015", .number = n1_015},
	{"toan12.1-016", .number = n1_016},
	{"toan12.1-017", .number = n1_017},
	{"toan12.1-018", .number = n1_018},
	{"toan12.1-019", .number = n1_019},
	{"toan12.1-020", .truth = s1_020},
	{"toan12.1-021", .letter = c1_021},
	{"toan12.2-001", .letter = c2_001},
	{"toan12.2-002", .letter = c2_002},
	{"toan12.2-003", .letter = c2_003},
	{"toan12.2-004", .letter = c2_004},
	{"toan12.2-005", .letter = c2_005},
	{"toan12.2-006", .letter = c2_006},
	{"toan12.2-007", .letter = c2_007},
	{"toan12.2-008", .truth = s2_008},
	{"toan12.2-009", .truth = s2_009},
	{"toan12.2-010", .number = n2_010},
	{"toan12.2-011", .number = n2_011},
	{"toan12.2-012", .number = n2_012},
	{"toan12.3-001", .letter = c3_001},
	{"toan12.3-002", .letter = c3_002},
	{"toan12.3-003", .letter = c3_003},
	{"toan12.3-004", .letter = c3_004},
	{"toan12.3-005", .letter = c3_005},
	{"toan12.3-006", .truth = s3_006},
	{"toan12.3-007", .truth = s3_007},
	{"toan12.3-008", .number = n3_008},
	{"toan12.3-009", .number = n3_009},
	{"toan12.4-001", .letter = c4_001},
	{"toan12.4-002", .letter = c4_002},
	{"toan12.4-003", .letter = c4_003},
	{"toan12.4-004", .letter = c4_004},
	{"toan12.4-005", .letter = c4_005},
	{"toan12.4-006", .letter = c4_006},
	{"toan12.4-007", .letter = c4_007},
	{"toan12.4-008", .letter = c4_008},
	{"toan12.4-009", .letter = c4_009},
	{"toan12.4-010", .truth = s4_010},
	{"toan12.4-011", .truth = s4_011},
	{"toan12.4-012", .truth = s4_012},
	{"toan12.4-013", .number = n4_013},
	{"toan12.4-014", .number = n4_014},
	{"toan12.4-015", .number = n4_015},
	{"toan12.4-016", .number = n4_016},
	{"toan12.5-001", .letter = c5_001},
	{"toan12.5-002", .letter = c5_002},
	{"toan12.5-003", .letter = c5_003},
	{"toan12.5-004", .letter = c5_004},
	{"toan12.5-005", .letter = c5_005},
	{"toan12.5-006", .letter = c5_006},
	{"toan12.5-007", .letter = c5_007},
	{"toan12.5-008", .truth = s5_008},
	{"toan12.5-009", .truth = s5_009},
	{"toan12.5-010", .number = n5_010},
	{"toan12.5-011", .number = n5_011},
	{"toan12.5-012", .number = n5_012},
	{"toan12.6-001", .letter = c6_001},
	{"toan12.6-002", .letter = c6_002},
	{"toan12.6-003", .letter = c6_003},
	{"toan12.6-004", .letter = c6_004},
	{"toan12.6-005", .letter = c6_005},
	{"toan12.6-006", .truth = s6_006},
	{"toan12.6-007", .truth = s6_007},
	{"toan12.6-008", .number = n6_008},
	{"toan12.6-009", .number = n6_009},
	{"toan12.6-010", .number = n6_010},
	{NULL, NULL, NULL, NULL},
};
