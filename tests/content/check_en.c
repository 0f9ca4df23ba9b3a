#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/content/check.h"

/* banks/data/templates-en.yaml, worked out another way: by search, by trying
 * the answer, by counting. */

#define COUNT(table) (sizeof(table) / sizeof *(table))

static int whole(const struct drawn *d, const char *name)
{
	return (int)lround(drawn_number(d, name));
}

static bool has(struct str text, const char *words)
{
	return str_find(text, words, 0) != SIZE_MAX;
}

/* ---- numbers ---- */

static bool operations(const struct question *q, const struct drawn *d)
{
	int sum = whole(d, "a");

	for (int i = 0; i < whole(d, "b"); i++)
		sum += whole(d, "c");
	return key_is(q, sum - whole(d, "d"));
}

static bool buses(const struct question *q, const struct drawn *d)
{
	int minutes = 1;

	while (minutes % whole(d, "a") || minutes % whole(d, "b"))
		minutes++;
	return key_is(q, minutes);
}

static bool fractions(const struct question *q, const struct drawn *d)
{
	return key_is(q,
		drawn_number(d, "p") / drawn_number(d, "q") +
			drawn_number(d, "r") / drawn_number(d, "s"));
}

static bool sale(const struct question *q, const struct drawn *d)
{
	double price = drawn_number(d, "price");

	return key_is(q, price - price / 100 * drawn_number(d, "off"));
}

/* The key is the only option from which the rise leads to the new amount. */
static bool increase(const struct question *q, const struct drawn *d)
{
	double now = number_after(q->stem, "now €");
	size_t fit = 0;
	bool right = false;

	for (size_t i = 0; i < q->option_count; i++) {
		double old = number_after(q->options[i].text, "€");

		if (fabs(old + old * drawn_number(d, "up") / 100 - now) <
			0.02) {
			fit++;
			right = q->options[i].right;
		}
	}
	return fit == 1 && right;
}

static bool order_of_fractions(const struct question *q, const struct drawn *d)
{
	(void)d;
	for (size_t i = 1; i < q->item_count; i++)
		if (text_number(q->items[i - 1]) >= text_number(q->items[i]))
			return false;
	return q->item_count == 4;
}

static bool prime(const struct question *q, const struct drawn *d)
{
	int n = whole(d, "n"), divisors = 0;

	for (int i = 1; i <= n; i++)
		divisors += n % i == 0;
	return q->truth == (divisors == 2);
}

/* ---- algebra ---- */

static bool linear(const struct question *q, const struct drawn *d)
{
	double x = key_number(q);

	return same_number(drawn_number(d, "a") * x + drawn_number(d, "b"),
		       drawn_number(d, "c") * x + drawn_number(d, "d")) &&
		drawn_number(d, "a") > drawn_number(d, "c");
}

/* b and c of ax^2 + bx + c, read from the stem. */
static bool trinomial(struct str stem, double *b, double *c)
{
	size_t at = str_find(stem, "x^{2}", 0);
	char text[64];
	char *end = text;

	if (at == SIZE_MAX)
		return false;
	snprintf(text, sizeof text, "%.*s", STR_ARG(str_sub(stem, at + 5, 40)));
	for (size_t i = 0; text[i]; i++)
		if (text[i] != ' ')
			*end++ = text[i];
	*end = '\0';
	*b = strtod(text, &end);
	if (end == text)
		*b = *end == '-' ? -1 : 1;
	while (*end && *end != 'x')
		end++;
	*c = *end ? strtod(end + 1, NULL) : 0;
	return true;
}

static bool quadratic(const struct question *q, const struct drawn *d)
{
	double b, c;
	size_t fit = 0;

	(void)d;
	if (!trinomial(q->stem, &b, &c))
		return false;
	for (size_t i = 0; i < q->option_count; i++) {
		struct str text = q->options[i].text;
		double first = number_after(text, "x = ");
		double second = number_after(text, "and $x = ");
		bool solves = same_number(first + second, -b) &&
			same_number(first * second, c);

		if (solves != q->options[i].right)
			return false;
		fit += solves;
	}
	return fit == 1;
}

static bool simultaneous(const struct question *q, const struct drawn *d)
{
	double x = gap_number(q, 0), y = gap_number(q, 1);
	size_t line = str_find(q->stem, "\\\\", 0);
	double first = number_after(q->stem, "y = "), second;

	if (line == SIZE_MAX)
		return false;
	second = number_after(str_sub(q->stem, line, q->stem.len), "y = ");
	return same_number(drawn_number(d, "a") * x + drawn_number(d, "b") * y,
		       first) &&
		same_number(drawn_number(d, "c") * x + drawn_number(d, "d") * y,
			second);
}

/* One option is px^2 + qx + r with these numbers: read back by its text. */
static bool brackets(const struct question *q, const struct drawn *d)
{
	int a = whole(d, "a"), b = whole(d, "b"), c = whole(d, "c");
	int e = whole(d, "d"), middle = 0;
	char want[64], times[16] = "";

	for (int i = 0; i < a; i++)
		middle += e;
	for (int i = 0; i < c; i++)
		middle += b;
	if (abs(middle) != 1)
		snprintf(times, sizeof times, "%d", abs(middle));
	snprintf(want, sizeof want, "$%dx^{2} %c %sx %c %d$", a * c,
		middle < 0 ? '-' : '+', times, b * e < 0 ? '-' : '+',
		abs(b * e));
	return key_reads(q, want);
}

/* ---- geometry ---- */

static bool ladder(const struct question *q, const struct drawn *d)
{
	double length = number_after(q->stem, "A ladder ");
	double foot = number_after(q->stem, "ground, ");

	(void)d;
	return same_number(hypot(foot, key_number(q)), length);
}

static bool circle(const struct question *q, const struct drawn *d)
{
	double r = number_after(q->stem, " of ");

	(void)d;
	if (has(q->stem, "diameter"))
		r /= 2;
	return key_is(
		q, has(q->stem, "exact area") ? r * r * M_PI : r * 2 * M_PI);
}

static bool polygon(const struct question *q, const struct drawn *d)
{
	double n = drawn_number(d, "n");

	return key_is(q, (n - 2) * 180 / n);
}

/* ---- functions ---- */

static bool line(const struct question *q, const struct drawn *d)
{
	double m = drawn_number(d, "m"), z = drawn_number(d, "z");
	const struct statement *s = q->statements;
	size_t comma = str_find(s[3].text, ", ", 0);
	unsigned truth = m > 0 ? 4 : 0;
	double x, y;

	if (comma == SIZE_MAX || q->statement_count != 4)
		return false;
	x = number_after(str_sub(s[3].text, 0, comma), "point $(");
	y = number_after(str_sub(s[3].text, comma, s[3].text.len), ", ");
	truth |= same_number(number_after(s[0].text, "$y = "), m * (0 - z));
	if (same_number(number_after(s[1].text, "$x = "), z))
		truth |= 2;
	if (same_number(y, m * (x - z)))
		truth |= 8;
	return statements_are(q, truth);
}

static bool derivative(const struct question *q, const struct drawn *d)
{
	int n = whole(d, "n"), b = 2 * whole(d, "b"), c = whole(d, "c");
	int a = n * whole(d, "a");
	char want[80];

	snprintf(want, sizeof want, "$f'(x) = %dx^{%d} %c %dx %c %d$", a, n - 1,
		b < 0 ? '-' : '+', abs(b), c < 0 ? '-' : '+', abs(c));
	return key_reads(q, want);
}

/* The point lies on the parabola of the stem, halfway between equal heights. */
static bool vertex(const struct question *q, const struct drawn *d)
{
	double x, y, a = drawn_number(d, "a"), b, c;
	char text[40];

	snprintf(text, sizeof text, "%.*s", STR_ARG(key_text(q)));
	if (sscanf(text, "(%lf, %lf)", &x, &y) != 2 ||
		!trinomial(q->stem, &b, &c))
		return false;
	return has(q->stem, a > 0 ? "lowest" : "highest") &&
		same_number(a * x * x + b * x + c, y) &&
		same_number(a * (x + 1) * (x + 1) + b * (x + 1) + c,
			a * (x - 1) * (x - 1) + b * (x - 1) + c);
}

/* The equation, written out from slope and intercept. */
static bool drawn_line(const struct question *q, const struct drawn *d)
{
	double m = drawn_number(d, "m"), c = drawn_number(d, "c");
	char want[64], slope[24] = "", sign[2] = "";

	if (m < 0)
		sign[0] = '-';
	if (fabs(m) < 1)
		snprintf(slope, sizeof slope, "\\frac{1}{2}");
	else if (fabs(m) > 1)
		snprintf(slope, sizeof slope, "%.0f", fabs(m));
	snprintf(want, sizeof want, "$y = %s%sx %c %.0f$", sign, slope,
		c < 0 ? '-' : '+', fabs(c));
	return q->figure_count == 1 && key_reads(q, want);
}

/* ---- data ---- */

static int smaller(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static bool measures(const struct question *q, const struct drawn *d)
{
	struct str rest = q->stem, piece;
	double v[7], sum = 0;

	(void)d;
	rest = str_sub(rest, str_find(rest, "\n", 0), rest.len);
	rest = str_trim(rest);
	for (size_t i = 0; i < 7; i++) {
		if (!str_cut(&rest, ',', &piece))
			return false;
		v[i] = strtod(piece.ptr, NULL);
		sum += v[i];
	}
	qsort(v, 7, sizeof *v, smaller);
	return q->pair_count == 3 && same_number(pair_number(q, 0), sum / 7) &&
		same_number(pair_number(q, 1), v[3]) &&
		same_number(pair_number(q, 2), v[6] - v[0]);
}

/* All ordered pairs of balls, counted. */
static bool balls(const struct question *q, const struct drawn *d)
{
	int red = whole(d, "r"), n = red + whole(d, "b");
	int all = 0, good = 0;

	for (int i = 0; i < n; i++)
		for (int k = 0; k < n; k++)
			if (i != k) {
				all++;
				good += i < red && k < red;
			}
	return key_is(q, (double)good / all);
}

/* The numbers are read from the figure, the days from the question. */
static bool bars(const struct question *q, const struct drawn *d)
{
	static const char *const days[] = {
		"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"};
	const struct figure_value *values;
	double more = 0;

	(void)d;
	if (q->figure_count != 1)
		return false;
	values = figure_get(&q->figures[0].keys, "values");
	for (size_t i = 0; values && i < 5; i++) {
		char after[16];
		double bar = text_number(figure_text(&values->items[i]));
		size_t than = str_find(q->stem, "than on ", 0);

		snprintf(after, sizeof after, "on %s", days[i]);
		if (str_find(q->stem, after, 0) < than)
			more += bar;
		else if (str_find(q->stem, after, than) != SIZE_MAX)
			more -= bar;
	}
	return key_is(q, more);
}

/* ---- physics and chemistry ---- */

static bool distance(const struct question *q, const struct drawn *d)
{
	double metres_a_minute = drawn_number(d, "who.v") * 1000 / 60;

	return key_is(
		q, round_to(metres_a_minute * drawn_number(d, "t") / 1000, 1));
}

static bool energy(const struct question *q, const struct drawn *d)
{
	double v = drawn_number(d, "v");

	return key_is(q, drawn_number(d, "m") * v * (v / 2));
}

static bool current(const struct question *q, const struct drawn *d)
{
	double amperes = drawn_number(d, "volts") /
		(drawn_number(d, "first") + drawn_number(d, "second"));

	return fabs(key_number(q) / amperes - 1) < 0.005 &&
		fabs(key_number(q) - amperes) <=
		0.0005 * pow(10, 1 + floor(log10(amperes))) * (1 + 1e-9);
}

static bool moles(const struct question *q, const struct drawn *d)
{
	static const struct {
		const char *formula;
		double mass;
	} known[] = {{"{H2O}", 1 + 1 + 16}, {"{CO2}", 12 + 16 + 16},
		{"{NaOH}", 23 + 16 + 1}, {"{CaCO3}", 40 + 12 + 3 * 16},
		{"{CH4}", 12 + 4}, {"{NH3}", 14 + 3}};

	(void)d;
	for (size_t i = 0; i < COUNT(known); i++)
		if (has(q->stem, known[i].formula))
			return key_is(q,
				number_after(q->stem, "there in ") /
					known[i].mass);
	return false;
}

/* ---- words ---- */

struct entry {
	const char *left, *right;
};

static bool pairs_found(
	const struct question *q, const struct entry *words, size_t count)
{
	size_t right = 0;

	for (size_t i = 0; i < q->pair_count; i++)
		for (size_t k = 0; k < count; k++)
			if (str_is(q->pairs[i].left, words[k].left))
				right += pair_reads(q, i, words[k].right);
	return right == 4 && q->pair_count == 4 && q->distractor_count == 1;
}

static bool elements(const struct question *q, const struct drawn *d)
{
	static const struct entry words[] = {{"copper", "Cu"}, {"gold", "Au"},
		{"iron", "Fe"}, {"lead", "Pb"}, {"magnesium", "Mg"},
		{"manganese", "Mn"}, {"mercury", "Hg"}, {"potassium", "K"},
		{"silver", "Ag"}, {"sodium", "Na"}, {"tin", "Sn"},
		{"tungsten", "W"}};

	(void)d;
	return pairs_found(q, words, COUNT(words));
}

static bool plurals(const struct question *q, const struct drawn *d)
{
	static const struct entry words[] = {{"baby", "babies"},
		{"child", "children"}, {"city", "cities"}, {"foot", "feet"},
		{"goose", "geese"}, {"knife", "knives"}, {"leaf", "leaves"},
		{"mouse", "mice"}, {"potato", "potatoes"}, {"tooth", "teeth"},
		{"wolf", "wolves"}, {"woman", "women"}};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_is(drawn_text(d, "w.one"), words[i].left))
			return key_reads(q, words[i].right);
	return false;
}

static bool opposites(const struct question *q, const struct drawn *d)
{
	static const struct entry words[] = {{"ancient", "modern"},
		{"arrival", "departure"}, {"cheap", "expensive"},
		{"generous", "mean"}, {"guilty", "innocent"},
		{"narrow", "wide"}, {"permanent", "temporary"},
		{"rare", "common"}, {"rough", "smooth"}, {"shallow", "deep"},
		{"sharp", "blunt"}, {"victory", "defeat"}};

	(void)d;
	return pairs_found(q, words, COUNT(words));
}

const struct check_template check_en[] = {
	{"templates-en-001", operations},
	{"templates-en-002", buses},
	{"templates-en-003", fractions},
	{"templates-en-004", sale},
	{"templates-en-005", increase},
	{"templates-en-006", order_of_fractions},
	{"templates-en-007", prime},
	{"templates-en-008", linear},
	{"templates-en-009", quadratic},
	{"templates-en-010", simultaneous},
	{"templates-en-011", brackets},
	{"templates-en-012", ladder},
	{"templates-en-013", circle},
	{"templates-en-014", polygon},
	{"templates-en-015", line},
	{"templates-en-016", derivative},
	{"templates-en-017", vertex},
	{"templates-en-018", measures},
	{"templates-en-019", balls},
	{"templates-en-020", distance},
	{"templates-en-021", energy},
	{"templates-en-022", current},
	{"templates-en-023", moles},
	{"templates-en-024", elements},
	{"templates-en-025", plurals},
	{"templates-en-026", opposites},
	{"templates-en-027", bars},
	{"templates-en-028", drawn_line},
	{NULL, NULL},
};
