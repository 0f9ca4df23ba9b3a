/* SPDX-License-Identifier: MIT */
/* Answers the questions of banks/data/toan6.yaml from the data they state. */
#include <math.h>
#include <stddef.h>
#include <string.h>

#include "tests/content/solve.h"

#define PI 3.14159265358979323846
#define EPS 1e-9

/* The letter of the only option that holds; '?' when none or several do. */
static char only(const int holds[4])
{
	char letter = '?';

	for (int i = 0; i < 4; i++) {
		if (!holds[i])
			continue;
		if (letter != '?')
			return '?';
		letter = (char)('A' + i);
	}
	return letter;
}

/* The letter of the only option with the value wanted. */
static char equal(double wanted, const double options[4])
{
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = fabs(options[i] - wanted) < EPS;
	return only(holds);
}

static unsigned bits(int a, int b, int c, int d)
{
	return (a ? 1U : 0U) | (b ? 2U : 0U) | (c ? 4U : 0U) | (d ? 8U : 0U);
}

static int same(double a, double b)
{
	return fabs(a - b) < EPS;
}

static int prime(int n)
{
	int divisors = 0;

	for (int d = 1; d <= n; d++)
		divisors += n % d == 0;
	return divisors == 2;
}

/* By counting down and up, not by Euclid. */
static int common_divisor(int a, int b)
{
	int d = a;

	while (a % d || b % d)
		d--;
	return d;
}

static int common_multiple(int a, int b)
{
	int m = 1;

	while (m % a || m % b)
		m++;
	return m;
}

struct point {
	double x, y;
};

/* Whether the image of p is one of the n points. */
static int among(struct point p, const struct point *all, int n)
{
	for (int i = 0; i < n; i++)
		if (fabs(all[i].x - p.x) < 1e-6 && fabs(all[i].y - p.y) < 1e-6)
			return 1;
	return 0;
}

/* Whether half a turn about c takes the n points to themselves. */
static int centre(struct point c, const struct point *all, int n)
{
	for (int i = 0; i < n; i++) {
		struct point image = {2 * c.x - all[i].x, 2 * c.y - all[i].y};

		if (!among(image, all, n))
			return 0;
	}
	return 1;
}

static struct point mean(const struct point *all, int n)
{
	struct point m = {0, 0};

	for (int i = 0; i < n; i++) {
		m.x += all[i].x / n;
		m.y += all[i].y / n;
	}
	return m;
}

static int mirror(struct point m, double angle, const struct point *all, int n)
{
	double c = cos(2 * angle), s = sin(2 * angle);

	for (int i = 0; i < n; i++) {
		double x = all[i].x - m.x, y = all[i].y - m.y;
		struct point image = {m.x + c * x + s * y, m.y + s * x - c * y};

		if (!among(image, all, n))
			return 0;
	}
	return 1;
}

/* Axes of the n points: each passes through their mean and takes the first
 * point to one of the points, so it bisects the angle between the two. */
static int axes(const struct point *all, int n)
{
	struct point m = mean(all, n);
	double found[64];
	int count = 0;

	for (int j = 0; j < n; j++) {
		double a = atan2(all[0].y - m.y, all[0].x - m.x);
		double b = atan2(all[j].y - m.y, all[j].x - m.x);
		double t = fmod((a + b) / 2 + 2 * PI, PI);
		int known = 0;

		if (!mirror(m, t, all, n))
			continue;
		for (int k = 0; k < count; k++)
			known |= fabs(sin(found[k] - t)) < 1e-6;
		if (!known)
			found[count++] = t;
	}
	return count;
}

static void regular(struct point *all, int n, double first)
{
	for (int i = 0; i < n; i++) {
		all[i].x = cos(first + 2 * PI * i / n);
		all[i].y = sin(first + 2 * PI * i / n);
	}
}

/* By the shoelace formula. */
static double area(const struct point *all, int n)
{
	double sum = 0;

	for (int i = 0; i < n; i++) {
		struct point p = all[i], q = all[(i + 1) % n];

		sum += p.x * q.y - q.x * p.y;
	}
	return fabs(sum) / 2;
}

static double distance(struct point p, struct point q)
{
	return hypot(p.x - q.x, p.y - q.y);
}

static double perimeter(const struct point *all, int n)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += distance(all[i], all[(i + 1) % n]);
	return sum;
}

/* Chapter 1 */

static char set_between(void)
{
	const char *const options[4] = {"456789", "5678", "45678", "56789"};
	char members[11] = "";
	int holds[4], n = 0;

	for (int x = 0; x < 10; x++)
		if (x > 4 && x < 9)
			members[n++] = (char)('0' + x);
	for (int i = 0; i < 4; i++)
		holds[i] = strcmp(options[i], members) == 0;
	return only(holds);
}

static char place_value(void)
{
	const double options[4] = {7, 70000, 700000, 7000000};
	long rest = 3705241, place = 1;

	while (rest % 10 != 7) {
		rest /= 10;
		place *= 10;
	}
	return equal((double)(7 * place), options);
}

static char roman(void)
{
	static const struct {
		int value;
		const char *text;
	} digits[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
	const char *const options[4] = {"XXIV", "XXVI", "XIXV", "XXIIII"};
	char text[32] = "";
	size_t len = 0;
	int rest = 24, holds[4];

	for (size_t i = 0; i < sizeof(digits) / sizeof(digits[0]); i++)
		for (; rest >= digits[i].value; rest -= digits[i].value)
			len += (size_t)snprintf(text + len, sizeof text - len,
				"%s", digits[i].text);
	for (int i = 0; i < 4; i++)
		holds[i] = strcmp(options[i], text) == 0;
	return only(holds);
}

static char order_of_operations(void)
{
	const double options[4] = {7, 21, 23, 27};

	return equal(pow(2, 3) * 3 + 18.0 / (9 - 3), options);
}

static char market(void)
{
	const double options[4] = {11, 10, 25, 36};
	int left = 200000 - 3 * 18000 - 2 * 55000, eggs = 0;

	for (; left >= 3500; left -= 3500)
		eggs++;
	return equal(eggs, options);
}

static unsigned even_set(void)
{
	int count = 0, sum = 0, has_twenty = 0, differ = 0;

	for (int x = 0; x <= 100; x++) {
		int in = x % 2 == 0 && x >= 10 && x < 20;
		int in_other = x % 2 == 0 && x > 10 && x < 20;

		count += in;
		sum += in ? x : 0;
		has_twenty |= in && x == 20;
		differ |= in != in_other;
	}
	return bits(count == 5, has_twenty, sum == 70, !differ);
}

static unsigned coaches(void)
{
	int people = 327 + 15, needed = 0, quotient = 0, rest = people;

	while (needed * 45 < people)
		needed++;
	for (; rest >= 45; rest -= 45)
		quotient++;
	return bits(people == 342, quotient == 7 && rest == 27, needed <= 7,
		needed * 3200000L == 25600000L);
}

static double fast_sum(void)
{
	int sum = 0;

	for (int i = 0; i < 37; i++)
		sum += 5 * 5;
	for (int i = 0; i < 63; i++)
		sum += 25;
	return sum;
}

static double pages(void)
{
	int page = 0, digits = 0;

	while (digits < 300) {
		page++;
		for (int rest = page; rest; rest /= 10)
			digits++;
	}
	return digits == 300 ? page : -1;
}

/* Is there, for each natural number, one that comes right before? */
static unsigned predecessors(void)
{
	int all = 1;

	for (int n = 0; n < 100; n++) {
		int found = 0;

		for (int before = 0; before < 100; before++)
			found |= before + 1 == n;
		all = all && found;
	}
	return (unsigned)all;
}

/* Chapter 2 */

static char multiple(void)
{
	const int options[4] = {4, 6, 84, 112};
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = options[i] % 12 == 0;
	return only(holds);
}

static char prime_number(void)
{
	const int options[4] = {51, 59, 57, 91};
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = prime(options[i]);
	return only(holds);
}

static char divisible(void)
{
	const int options[4] = {2340, 1270, 3765, 4560};
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = options[i] % 30 == 0 && options[i] % 9;
	return only(holds);
}

static char factors(void)
{
	static const int options[4][7] = {
		{2, 2, 2, 3, 3, 5},
		{2, 2, 3, 3, 3, 5},
		{2, 2, 2, 5, 9},
		{2, 2, 2, 2, 3, 5},
	};
	int holds[4];

	for (int i = 0; i < 4; i++) {
		int product = 1, all = 1;

		for (const int *f = options[i]; *f; f++) {
			product *= *f;
			all = all && prime(*f);
		}
		holds[i] = all && product == 360;
	}
	return only(holds);
}

static char buses(void)
{
	const double options[4] = {366, 390, 396, 576};
	int minute = 361;

	while ((minute - 360) % 12 || (minute - 360) % 18)
		minute++;
	return equal(minute, options);
}

static unsigned two_numbers(void)
{
	int divisors = 0;

	for (int d = 1; d <= 24; d++)
		divisors += 24 % d == 0 && 60 % d == 0;
	return bits(common_divisor(24, 60) == 12,
		common_multiple(24, 60) == 240, divisors == 5,
		24 * 5 == 60 * 2 && common_divisor(2, 5) == 1);
}

static double notebooks(void)
{
	int left = 137;

	while (left >= 6)
		left -= 6;
	return left;
}

static double rows(void)
{
	int found = -1, count = 0;

	for (int n = 200; n <= 300; n++)
		if (n % 8 == 0 && n % 10 == 0 && n % 12 == 0) {
			found = n;
			count++;
		}
	return count == 1 ? found : -1;
}

static double drill_team(void)
{
	int found = -1, count = 0;

	for (int n = 1; n < 500; n++)
		if (n % 5 == 4 && n % 6 == 4 && n % 8 == 4 && n % 7 == 0) {
			found = n;
			count++;
		}
	return count == 1 ? found : -1;
}

/* Chapter 3 */

static const int temperature[5] = {4, 0, -3, -5, -1};

static char coldest(void)
{
	const int options[4] = {1, 2, 4, 3}; /* days after Monday */
	int holds[4], lowest = 0;

	for (int i = 1; i < 5; i++)
		if (temperature[i] < temperature[lowest])
			lowest = i;
	for (int i = 0; i < 4; i++)
		holds[i] = options[i] == lowest;
	return only(holds);
}

static char colder_by(void)
{
	const double options[4] = {1, 9, 5, 4};

	return equal(temperature[0] - temperature[3], options);
}

static double mean_temperature(void)
{
	double sum = 0;

	for (int i = 0; i < 5; i++)
		sum += temperature[i];
	return sum / 5;
}

static char comparison(void)
{
	const int holds[4] = {-8 < -6, -7 > -3, -9 < -10, 0 < -5};

	return only(holds);
}

static char profit(void)
{
	const double options[4] = {-4, 10, 4, 20};
	const int months[3] = {12, -5, -3};
	int sum = 0;

	for (int i = 0; i < 3; i++)
		sum += months[i];
	return equal(sum, options);
}

static char submarine(void)
{
	const double options[4] = {-43, -27, -83, 27};
	int height = -35;

	for (int i = 0; i < 20; i++)
		height--;
	for (int i = 0; i < 28; i++)
		height++;
	return equal(height, options);
}

static unsigned two_integers(void)
{
	int a = -12, b = 4;

	return bits(a % b == 0, a + b == -16, a * b == -48, -(a - b) == 16);
}

static double brackets(void)
{
	int inner = -18 + 7;

	return -25 - inner + -20;
}

/* Chapter 4 */

static char hexagon_angle(void)
{
	const double options[4] = {60, 90, 108, 120};
	struct point h[6];
	double side, diagonal, cosine;

	regular(h, 6, 0);
	side = distance(h[0], h[1]);
	diagonal = distance(h[0], h[2]);
	cosine = 1 - diagonal * diagonal / (2 * side * side);
	return equal(round(acos(cosine) * 180 / PI * 1e6) / 1e6, options);
}

static char equal_diagonals(void)
{
	static const struct point options[4][4] = {
		{{-2, 0}, {0, -1}, {2, 0}, {0, 1}},
		{{0, 0}, {4, 0}, {5, 2}, {1, 2}},
		{{0, 0}, {6, 0}, {4, 3}, {2, 3}},
		{{0, 0}, {6, 0}, {4, 3}, {0, 3}},
	};
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = same(distance(options[i][0], options[i][2]),
			distance(options[i][1], options[i][3]));
	return only(holds);
}

static char kite(void)
{
	const double options[4] = {1200, 2400, 4800, 280};
	const struct point k[4] = {{-30, 0}, {0, -40}, {30, 0}, {0, 40}};

	return equal(area(k, 4), options);
}

static char tiles(void)
{
	const double options[4] = {30, 120, 300, 480};
	int count = 0;

	for (int x = 0; x < 800; x += 40)
		for (int y = 0; y < 600; y += 40)
			count++;
	return equal(count, options);
}

static char path(void)
{
	const double options[4] = {66, 70, 34, 234};
	int count = 0;

	for (int x = 0; x < 20; x++)
		for (int y = 0; y < 15; y++)
			count += x == 0 || x == 19 || y == 0 || y == 14;
	return equal(count, options);
}

static unsigned field(void)
{
	const struct point t[4] = {{0, 0}, {30, 0}, {25, 12}, {5, 12}};
	double size = area(t, 4), around = perimeter(t, 4);
	int as_stated = same(distance(t[1], t[2]), 13) &&
		same(distance(t[2], t[3]), 20) &&
		same(distance(t[3], t[0]), 13);

	if (!as_stated)
		return ~0U;
	return bits(same(size, 600), same(around, 76),
		same(around * 150000, 11400000), size * 0.6 > 200);
}

static double yard(void)
{
	for (int width = 1; width < 35; width++)
		if (2 * (width + width + 7) == 70)
			return width * (width + 7);
	return -1;
}

static double hexagon_tables(void)
{
	int tables = 1;

	while (6 * tables - 2 * (tables - 1) < 39)
		tables++;
	return tables;
}

/* Chapter 5 */

static char parallelogram_centre(void)
{
	const struct point p[4] = {{0, 0}, {4, 0}, {5, 2}, {1, 2}};
	const struct point options[4] = {
		{2.5, 1}, /* where the diagonals meet */
		{2, 0},   /* middle of a side */
		{0, 0},   /* a vertex */
		{1, 0.4}, /* some point of the diagonal */
	};
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = centre(options[i], p, 4);
	return only(holds);
}

static char letter_centre(void)
{
	static const char *const options[4] = {
		"X...X"
		"X...X"
		"X...X"
		".X.X."
		"..X..",
		"XXXXX"
		"X...."
		"XXXX."
		"X...."
		"XXXXX",
		"X...X"
		"XX..X"
		"X.X.X"
		"X..XX"
		"X...X",
		"XXXXX"
		"..X.."
		"..X.."
		"..X.."
		"..X..",
	};
	int holds[4];

	for (int i = 0; i < 4; i++) {
		holds[i] = 1;
		for (int k = 0; k < 25; k++)
			if (options[i][k] != options[i][24 - k])
				holds[i] = 0;
	}
	return only(holds);
}

/* Of a circle's polygons, the more corners the more axes, without end. */
static char circle_axes(void)
{
	struct point few[20], many[40];
	int a, b;

	regular(few, 20, 0);
	regular(many, 40, 0);
	a = axes(few, 20);
	b = axes(many, 40);
	return only((const int[4]){
		a == 1 && b == 1, a == 2 && b == 2, a == 4 && b == 4, b > a});
}

static char axis_and_centre(void)
{
	const struct point parallelogram[4] = {{0, 0}, {4, 0}, {5, 2}, {1, 2}};
	const struct point trapezium[4] = {{0, 0}, {6, 0}, {4, 3}, {2, 3}};
	struct point hexagon[6], triangle[3];
	int holds[4];

	regular(hexagon, 6, 0);
	regular(triangle, 3, 0);
	holds[0] = axes(parallelogram, 4) &&
		centre(mean(parallelogram, 4), parallelogram, 4);
	holds[1] = axes(hexagon, 6) && centre(mean(hexagon, 6), hexagon, 6);
	holds[2] = axes(triangle, 3) && centre(mean(triangle, 3), triangle, 3);
	holds[3] =
		axes(trapezium, 4) && centre(mean(trapezium, 4), trapezium, 4);
	return only(holds);
}

static unsigned flag(void)
{
	struct point all[9] = {{-3, -2}, {3, -2}, {3, 2}, {-3, 2}};
	const struct point middle = {0, 0};
	int frame, star, whole;

	regular(all + 4, 5, PI / 2);
	frame = axes(all, 4);
	star = axes(all + 4, 5);
	whole = axes(all, 9);
	return bits(frame == 4, star == 5, centre(middle, all, 9), whole == 1);
}

static double axes_in_all(void)
{
	const struct point rhombus[4] = {{-2, 0}, {0, -1}, {2, 0}, {0, 1}};
	struct point square[4], triangle[3];

	regular(square, 4, 0);
	regular(triangle, 3, 0);
	return axes(square, 4) + axes(triangle, 3) + axes(rhombus, 4);
}

/* Chapter 6 */

static char fraction(void)
{
	static const double options[4][2] = {
		{2.5, 4}, {5, 0}, {1, 0.3}, {-3, 7}};
	int holds[4];

	for (int i = 0; i < 4; i++) {
		double a = options[i][0], b = options[i][1];

		holds[i] =
			same(a, round(a)) && same(b, round(b)) && !same(b, 0);
	}
	return only(holds);
}

static char mixed_number(void)
{
	const double options[4] = {6.0 / 5, 13.0 / 5, 11.0 / 5, 23.0 / 5};

	return equal(2 + 0.6, options);
}

static char largest_fraction(void)
{
	const double options[4] = {-2.0 / 3, -3.0 / 4, -1.0 / 2, -5.0 / 6};
	double largest = options[0];

	for (int i = 1; i < 4; i++)
		largest = fmax(largest, options[i]);
	return equal(largest, options);
}

static char fraction_sum(void)
{
	const double options[4] = {1.0 / 12, 1.0 / 5, -1.0 / 12, 19.0 / 12};

	return equal(-3.0 / 4 + 5.0 / 6, options);
}

static char lychees(void)
{
	const double options[4] = {6, 90, 150, 60};
	double left = 240;

	left -= left * 3 / 8;
	left -= left * 3 / 5;
	return equal(left, options);
}

static unsigned one_fraction(void)
{
	double value = -18.0 / 24;

	return bits(same(value, -3.0 / 4) && common_divisor(3, 4) == 1,
		same(value + 3.0 / 4, 0), value < -1, same(value + 0.25, -1));
}

static unsigned to_school(void)
{
	int walk = 40 * 3 / 8, bus = 40 / 4, cycle = 40 - walk - bus;

	return bits(walk == 5, 3 * bus == 2 * walk, 8 * cycle == 3 * 40,
		cycle + 5 == 2 * (walk - 5));
}

static double equal_fractions(void)
{
	for (int x = -100; x <= 100; x++)
		if (x * 5 == 15 * -2)
			return x;
	return 0;
}

static double fraction_quotient(void)
{
	return (2.0 / 3 - 1.0 / 6) / (-1.0 / 5);
}

static double pages_of_book(void)
{
	for (int n = 7; n < 1000; n += 7)
		if (n / 7 * 3 == 72)
			return n;
	return -1;
}

/* Chapter 7 */

static char decimal(void)
{
	const double options[4] = {-3.7, -0.037, -0.37, 0.37};

	return equal(-37.0 / 100, options);
}

static char opposite(void)
{
	const double options[4] = {-7.04, 4.07, 4.7, 7.04};
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = same(options[i] + -4.07, 0);
	return only(holds);
}

static char rounded(void)
{
	const double options[4] = {47.3, 47.36, 47, 47.4};

	return equal(round(47.363 * 10) / 10, options);
}

static const double orange = 35000, tomato = 22000, chicken = 90000;

static char fruit(void)
{
	const double options[4] = {70100, 57000, 74500, 52600};

	return equal(1.5 * orange + 0.8 * tomato, options);
}

static double weight(void)
{
	int grams = 0;

	while (grams * chicken / 1000 < 126000)
		grams++;
	return grams / 1000.0;
}

static unsigned evening_prices(void)
{
	double o = orange - orange / 5, t = tomato - tomato / 5;

	return bits(same(o, 15000), same(tomato - t, 17600),
		same(2.5 * o, 70000), same(2 * o + 2.5 * t, 100000));
}

static char schoolbag(void)
{
	const double options[4] = {305000, 272000, 48000, 368000};

	return equal(320000 - 320000 / 100 * 15, options);
}

static double water(double m3)
{
	double sum = 6000 * fmin(m3, 10);

	sum += 7000 * fmin(fmax(m3 - 10, 0), 10);
	return sum + 8000 * fmax(m3 - 20, 0);
}

static unsigned water_bill(void)
{
	return bits(same(water(10), 60000), same(water(18.5), 129500),
		fabs(water(18.5) * 1.05 - 125475) < 1e-6,
		fabs(water(21.25) * 1.05 - 147000) < 1e-6);
}

static double coat(void)
{
	for (int price = 1; price < 1000; price++)
		if (100 * price - 20 * price == 180 * 100)
			return price;
	return -1;
}

/* Chapter 8 */

/* Lines through (1, 2) turned by half degrees: those through (4, 6), too. */
static char lines_of_two(void)
{
	const double options[4] = {0, 1, 2, 1e9};
	int count = 0;

	for (int i = 0; i < 360; i++) {
		double turn = atan2(4, 3) + PI * i / 360;

		count += fabs(cos(turn) * 4 - sin(turn) * 3) < 1e-9;
	}
	return equal(count, options);
}

static char clock_angle(void)
{
	double hour = 360.0 / 12 * 4, minute = 0;
	double angle = hour - minute;
	const int holds[4] = {angle > 0 &&
			angle<90, same(angle, 90), angle> 90 && angle < 180,
		same(angle, 180)};

	return only(holds);
}

static char segment(void)
{
	const double options[4] = {12.5, 4.5, 6.5, 5.5};
	double left = 3.5, right = 0;

	while (left + right < 9)
		right += 0.5;
	return equal(right, options);
}

static char midpoint(void)
{
	const double options[4] = {7, 3, 5, 6};
	double a = 4, b = 10;

	return equal((a + b) / 2, options);
}

static unsigned three_points(void)
{
	const double p[3] = {1, 2, 4};
	int segments = 0;

	for (int i = 0; i < 3; i++)
		for (int j = i + 1; j < 3; j++)
			segments++;
	return bits((p[1] - p[0]) * (p[2] - p[1]) > 0,
		(p[0] - p[1]) * (p[2] - p[1]) < 0,
		(p[1] - p[0]) * (p[2] - p[0]) > 0, segments == 2);
}

static double bridge(void)
{
	double low = 0, high = 13;

	for (int i = 0; i < 60; i++) {
		double m = (low + high) / 2;

		if (m < 13 - m)
			low = m;
		else
			high = m;
	}
	return low;
}

/* Six points of a parabola, no three in line; counts distinct lines. */
static double lines(void)
{
	struct {
		int slope, start;
	} found[36];
	int count = 0;

	for (int a = 0; a < 6; a++)
		for (int b = 0; b < 6; b++) {
			int slope = a + b, start = -a * b, known = a == b;

			for (int k = 0; k < count; k++)
				known |= found[k].slope == slope &&
					found[k].start == start;
			if (known)
				continue;
			found[count].slope = slope;
			found[count++].start = start;
		}
	return count;
}

/* Chapter 9 */

static char birthday(void)
{
	static const int days[13] = {
		0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	static const int options[4][2] = {{31, 7}, {30, 2}, {31, 8}, {30, 11}};
	int holds[4];

	for (int i = 0; i < 4; i++)
		holds[i] = options[i][0] > days[options[i][1]];
	return only(holds);
}

static const int stories[4] = {45, 38, 50, 42}, manuals[4] = {25, 34, 18, 33};

static unsigned books(void)
{
	int most = 0, all_stories = 0, all = 0;

	for (int i = 0; i < 4; i++) {
		if (stories[i] > stories[most])
			most = i;
		all_stories += stories[i];
		all += stories[i] + manuals[i];
	}
	return bits(most == 3, all_stories == 175,
		stories[3] + manuals[3] - stories[0] - manuals[0] == 8,
		all < 280);
}

static char most_and_least(void)
{
	const double options[4] = {5, 12, 16, 7};
	int most = 0, least = 1000;

	for (int i = 0; i < 4; i++) {
		int sum = stories[i] + manuals[i];

		most = sum > most ? sum : most;
		least = sum < least ? sum : least;
	}
	return equal(most - least, options);
}

static char die(void)
{
	const double options[4] = {4.0 / 25, 1.0 / 6, 4.0 / 21, 3.0 / 25};

	return equal(8.0 / 50, options);
}

static char balls(void)
{
	const double options[4] = {6, 7, 8, 12};
	int yellow = 80 - 36 - 20, more = 0;

	while (more < 20 && (yellow + more) * 100 < 32 * 100)
		more++;
	return equal(more, options);
}

static double coin(void)
{
	int found = -1, count = 0;

	for (int n = 1; n < 5000; n++)
		for (int heads = 0; heads <= n; heads++)
			if (10 * heads == 4 * n && 2 * (heads + 10) == n + 10) {
				found = n;
				count++;
			}
	return count == 1 ? found : -1;
}

/* As wide as it is drawn. */
static char angle_drawn(void)
{
	double degrees = 120;

	if (degrees < 90)
		return 'A';
	return degrees > 90 && degrees < 180 ? 'C' : degrees < 180 ? 'B' : 'D';
}

const struct solve solve_toan6[] = {
	{.id = "toan6.8-008", .letter = angle_drawn},
	{.id = "toan6.1-001", .letter = set_between},
	{.id = "toan6.1-002", .letter = place_value},
	{.id = "toan6.1-003", .letter = roman},
	{.id = "toan6.1-004", .letter = order_of_operations},
	{.id = "toan6.1-005", .letter = market},
	{.id = "toan6.1-006", .truth = even_set},
	{.id = "toan6.1-007", .truth = coaches},
	{.id = "toan6.1-008", .number = fast_sum},
	{.id = "toan6.1-009", .number = pages},
	{.id = "toan6.1-010", .truth = predecessors},
	{.id = "toan6.2-001", .letter = multiple},
	{.id = "toan6.2-002", .letter = prime_number},
	{.id = "toan6.2-003", .letter = divisible},
	{.id = "toan6.2-004", .letter = factors},
	{.id = "toan6.2-005", .letter = buses},
	{.id = "toan6.2-006", .truth = two_numbers},
	{.id = "toan6.2-007", .number = notebooks},
	{.id = "toan6.2-008", .number = rows},
	{.id = "toan6.2-009", .number = drill_team},
	{.id = "toan6.3-001", .letter = coldest},
	{.id = "toan6.3-002", .letter = colder_by},
	{.id = "toan6.3-003", .number = mean_temperature},
	{.id = "toan6.3-004", .letter = comparison},
	{.id = "toan6.3-005", .letter = profit},
	{.id = "toan6.3-006", .letter = submarine},
	{.id = "toan6.3-007", .truth = two_integers},
	{.id = "toan6.3-008", .number = brackets},
	{.id = "toan6.4-001", .letter = hexagon_angle},
	{.id = "toan6.4-002", .letter = equal_diagonals},
	{.id = "toan6.4-003", .letter = kite},
	{.id = "toan6.4-004", .letter = tiles},
	{.id = "toan6.4-005", .letter = path},
	{.id = "toan6.4-007", .truth = field},
	{.id = "toan6.4-008", .number = yard},
	{.id = "toan6.4-009", .number = hexagon_tables},
	{.id = "toan6.5-001", .letter = parallelogram_centre},
	{.id = "toan6.5-002", .letter = letter_centre},
	{.id = "toan6.5-003", .letter = circle_axes},
	{.id = "toan6.5-004", .letter = axis_and_centre},
	{.id = "toan6.5-005", .truth = flag},
	{.id = "toan6.5-006", .number = axes_in_all},
	{.id = "toan6.6-001", .letter = fraction},
	{.id = "toan6.6-002", .letter = mixed_number},
	{.id = "toan6.6-003", .letter = largest_fraction},
	{.id = "toan6.6-004", .letter = fraction_sum},
	{.id = "toan6.6-005", .letter = lychees},
	{.id = "toan6.6-006", .truth = one_fraction},
	{.id = "toan6.6-007", .truth = to_school},
	{.id = "toan6.6-008", .number = equal_fractions},
	{.id = "toan6.6-009", .number = fraction_quotient},
	{.id = "toan6.6-010", .number = pages_of_book},
	{.id = "toan6.7-001", .letter = decimal},
	{.id = "toan6.7-002", .letter = opposite},
	{.id = "toan6.7-003", .letter = rounded},
	{.id = "toan6.7-004", .letter = fruit},
	{.id = "toan6.7-005", .number = weight},
	{.id = "toan6.7-006", .truth = evening_prices},
	{.id = "toan6.7-007", .letter = schoolbag},
	{.id = "toan6.7-008", .truth = water_bill},
	{.id = "toan6.7-009", .number = coat},
	{.id = "toan6.8-001", .letter = lines_of_two},
	{.id = "toan6.8-002", .letter = clock_angle},
	{.id = "toan6.8-003", .letter = segment},
	{.id = "toan6.8-004", .letter = midpoint},
	{.id = "toan6.8-005", .truth = three_points},
	{.id = "toan6.8-006", .number = bridge},
	{.id = "toan6.8-007", .number = lines},
	{.id = "toan6.9-001", .letter = birthday},
	{.id = "toan6.9-002", .truth = books},
	{.id = "toan6.9-003", .letter = most_and_least},
	{.id = "toan6.9-004", .letter = die},
	{.id = "toan6.9-005", .letter = balls},
	{.id = "toan6.9-006", .number = coin},
	{.id = NULL},
};
