/* Item analysis against figures worked out by hand or known, and against what
 * data were made with. With CORPUS, the published LSAT data. */

#include <math.h>

#include "base/file.h"
#include "base/rng.h"
#include "engine/analyse/classical.h"
#include "engine/analyse/dif.h"
#include "engine/analyse/irt.h"
#include "engine/analyse/quantile.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;

static bool near(double got, double want, double apart)
{
	if (fabs(got - want) <= apart)
		return true;
	printf("# got %.9g, want %.9g\n", got, want);
	return false;
}

static struct answers read(const char *text, const char *key, const char *group)
{
	struct answers a = {0};

	if (!CHECK(answers_read(arena, "f", str_from(text), str_from(key),
		    group, &a, &err)))
		printf("# %s\n", err.text);
	return a;
}

static void tables(void)
{
	struct answers a =
		read("id,1,2,3\nx,1,0,\ny,0.5,\"0,25\",NA\n", "", NULL);

	CHECK(a.people == 2 && a.items == 3 && str_is(a.names[1], "2") &&
		str_is(a.ids[1], "y"));
	CHECK(a.scores[0] == 1 && isnan(a.scores[2]) && a.scores[3] == 0.5F &&
		a.scores[4] == 0.25F);
	a = read("1,0\n0,1\n", "", NULL);
	CHECK(a.people == 2 && a.items == 2);
	a = read("SBD;A1;A2;sex\n1;b;C;f\n2;-;c;m\n", "BC", "sex");
	CHECK(a.items == 2 && a.scores[0] == 1 && isnan(a.scores[2]) &&
		a.scores[3] == 1 && a.letters[0] == 'B' &&
		str_is(a.groups[1], "m"));
	a = read("x,y,Freq\n1,0,3\n0,0,0\n0,1,2\n", "", NULL);
	CHECK(a.people == 5 && a.items == 2);
	/* Copies are of the same person and group. */
	a = read("SBD,x,g,tần số\n7,1,f,3\n8,0,m,1\n", "", "g");
	CHECK(a.people == 4 && a.items == 1 && str_is(a.ids[2], "7") &&
		str_is(a.groups[2], "f") && str_is(a.groups[3], "m"));
	/* A blank first row says nothing of the columns. */
	a = read("id,1,2\nx,,\ny,A,C\n", "AB", NULL);
	CHECK(a.people == 2 && a.letters && a.scores[2] == 1);
	/* Numbers of people begin with 1. */
	a = read("STT,c1,c2\n1,1,0\n2,0,1\n", "", NULL);
	CHECK(a.items == 2 && str_is(a.ids[1], "2"));
	a = read("Thứ tự,c1,c2\n1,1,0\n2,0,1\n", "", NULL);
	CHECK(a.items == 2 && str_is(a.names[0], "c1"));
	a = read("1,1,0\n2,0,1\n3,1,1\n", "", NULL);
	CHECK(a.items == 2 && a.people == 3);
}

/* Tables as R, other programs and people write them. */
static void shapes(void)
{
	struct answers a =
		read("\"I1\",\"I2\"\n\"1\",1,0\n\"2\",NA,1\n", "", NULL);

	CHECK(a.people == 2 && a.items == 2 && str_is(a.names[1], "I2") &&
		str_is(a.ids[1], "2") && isnan(a.scores[2]));
	a = read("\"\",\"I1\",\"I2\"\n\"1\",TRUE,FALSE\n\"2\",FALSE,TRUE\n", "",
		NULL);
	CHECK(a.items == 2 && a.scores[0] == 1 && a.scores[2] == 0);
	a = read("I1 I2  I3\n1 1 0 1\n2 0  0 1\n", "", NULL);
	CHECK(a.people == 2 && a.items == 3 && a.scores[2] == 1);
	a = read("0110\n1011\n0001\n", "", NULL);
	CHECK(a.people == 3 && a.items == 4 && a.scores[1] == 1 &&
		a.scores[3] == 0);
	a = read("ABDC\nAB.C\n", "ABDC", NULL);
	CHECK(a.people == 2 && a.items == 4 && a.scores[3] == 1 &&
		isnan(a.scores[6]));
	a = read("A,B,C\n1,0,1\n0,0,1\n", "", NULL);
	CHECK(a.people == 2 && a.items == 3 && str_is(a.names[2], "C"));
	a = read("SBD;c1;c2;Tổng\n7;0,5;2;2,5\n9;1;3,25;4,25\n", "", NULL);
	CHECK(a.items == 2 && a.most[1] == 3.25F && a.most[0] == 1 &&
		a.ignored_count == 1 && str_is(a.ids[1], "9"));
	/* A total whose head does not say so, and what is no answer at all. */
	a = read("p,q,r,s,note\n1,0,2,3,x\n1,1,2,4,yy\n0,0,1,1,zz\n", "", NULL);
	CHECK(a.items == 3 && a.ignored_count == 2 &&
		str_is(a.ignored[0], "s"));
	/* Letters beside scores, without a key, are something else. */
	a = read("x,y,kind\n1,0,F\n0,0,M\n", "", NULL);
	CHECK(a.items == 2 && a.ignored_count == 1);
	/* With one, both count. */
	a = read("q1,q2\nB,2.5\nC,0\n", "B", NULL);
	CHECK(a.items == 2 && a.scores[0] == 1 && a.scores[1] == 2.5F &&
		a.rights[0] == 2 && !a.rights[1]);
}

static void keys(void)
{
	struct answers a = read("id,1,2,3\nx,1,4,2\ny,3,4,\n", "1, 4, 3", NULL);

	CHECK(a.first == '1' && a.scores[0] == 1 && a.scores[1] == 1 &&
		a.scores[2] == 0 && isnan(a.scores[5]) && a.letters[2] == '2');
	CHECK(a.rights[2] == 4);
	a = read("SBD,1,2\nĐáp án,A,C\n01,A,B\n02,D,C\n", "", NULL);
	CHECK(a.people == 2 && a.scores[0] == 1 && a.scores[1] == 0 &&
		a.scores[3] == 1);
}

static void long_tables(void)
{
	struct answers a = read("person,item,resp\nx,i1,1\nx,i2,0\ny,i2,1\n"
				"y,i1,\nx,i2,1\n",
		"", NULL);

	CHECK(a.people == 2 && a.items == 2 && a.scores[1] == 1 &&
		isnan(a.scores[2]) && a.scores[3] == 1 &&
		str_is(a.ids[1], "y"));
}

static void missing_answers(void)
{
	struct answers a = read("p,q\n1,9\n0,1\n9,0\n1,1\n", "", NULL);
	struct answers wrong = answers_settle(arena, &a, MISSING_WRONG);
	struct answers drop = answers_settle(arena, &a, MISSING_DROP);
	struct test_figures t = classical(arena, &a);

	CHECK(a.nines && isnan(a.scores[1]));
	CHECK(wrong.scores[1] == 0 && wrong.blank[1] && wrong.people == 4);
	CHECK(drop.people == 2 && drop.scores[0] == 0 && drop.scores[3] == 1);
	/* Of the three who have p: 1 0 1, and their q's: 0 1 1. */
	CHECK(near(t.item[0].facility, 2.0 / 3, 1e-12) &&
		near(t.item[0].rest_r, -0.5, 1e-12) && t.item[0].missing == 1);
	a = read("p,q\n1,9\n2,1\n", "", NULL);
	CHECK(!a.nines && a.scores[1] == 9);
}

/* Items of 0 to 2 and 0 to 4; totals 0 3 6 5, deviations by hand. */
static void many_points(void)
{
	struct answers a = read("p,q\n0,0\n1,2\n2,4\n1,4\n", "", NULL);
	struct test_figures t = classical(arena, &a);

	CHECK(near(t.mean, 3.5, 1e-12) && near(t.quartile[0], 2.25, 1e-12) &&
		near(t.quartile[1], 4, 1e-12));
	CHECK(near(t.item[0].mean, 1, 1e-12) &&
		near(t.item[0].facility, 0.5, 1e-12) &&
		near(t.item[1].facility, 2.5 / 4, 1e-12));
	/* Variances 2/3 and 11/3, of totals 7: 2 (1 - (13/3) / 7). */
	CHECK(near(t.alpha, 2 * (1 - 13.0 / 21), 1e-12));
}

/* Two forms of other questions: alpha is the mean of the forms'. */
static void other_forms(void)
{
	struct answers a = read("a,b,c,d\n1,1,,\n0,0,,\n1,0,,\n,,1,1\n,,0,0\n"
				",,0,1\n,,1,1\n",
		"", NULL);
	static const size_t forms[] = {0, 0, 0, 1, 1, 1, 1};
	struct answers first = read("1,1\n0,0\n1,0\n", "", NULL);
	struct answers second = read("1,1\n0,0\n0,1\n1,1\n", "", NULL);
	double x = classical(arena, &first).alpha;
	double y = classical(arena, &second).alpha;
	struct test_figures t;

	a.forms = forms;
	a.form_count = 2;
	t = classical(arena, &a);
	CHECK(near(t.alpha, (3 * x + 4 * y) / 7, 1e-12));
	CHECK(isnan(t.alpha_low) && isnan(t.item[0].alpha_without));
	CHECK(near(t.item[0].rest_r, classical(arena, &first).item[0].rest_r,
		1e-12));
}

static void bad_tables(void)
{
	static const struct {
		const char *text, *key;
		unsigned line;
	} cases[] = {{"id,1\nx,1\ny,zz\n", "", 3}, {"A,B\nB,C\n", "A", 1},
		{"id,name\nx,y\n", "", 1}, {"", "", 0},
		{"id,1,2\nx,1,0\ny,1,zz\n", "", 3},
		{"x,Freq\n1,many\n", "", 2}};
	struct answers a;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK(!answers_read(arena, "f", str_from(cases[i].text),
			    str_from(cases[i].key), NULL, &a, &err)) ||
			!CHECK(err.line == cases[i].line))
			printf("# case %zu: %u %s\n", i, err.line, err.text);
}

/* Six people, three items. Totals 3 2 2 1 1 0: mean 1.5, variance 1.1. Item
 * variances 4/15 (facility 4/6), 0.3 (3/6), 4/15 (2/6); alpha is
 * 3/2 (1 - (8/15 + 0.3) / 1.1) = 4/11. */
static void small_by_hand(void)
{
	struct answers a =
		read("1,1,1\n1,1,0\n1,0,1\n1,0,0\n0,1,0\n0,0,0\n", "", NULL);
	struct test_figures t = classical(arena, &a);

	CHECK(near(t.mean, 1.5, 1e-12) && near(t.deviation, sqrt(1.1), 1e-12));
	CHECK(near(t.alpha, 4.0 / 11, 1e-12));
	CHECK(near(t.error, sqrt(1.1) * sqrt(7.0 / 11), 1e-12));
	CHECK(near(t.item[0].facility, 4.0 / 6, 1e-12));
	/* Item 1 and the rest 2 1 1 0 1 0: covariance 2/15, variances 4/15 and
	 * 17/30. */
	CHECK(near(t.item[0].rest_r, (2.0 / 15) / sqrt(4.0 / 15 * 17 / 30),
		1e-12));
	/* Without item 1: 2 (1 - (0.3 + 4/15) / (17/30)) = 0. */
	CHECK(near(t.item[0].alpha_without, 0, 1e-12));
	/* The best two, 1 and 1; the worst two, the last and the fourth. */
	CHECK(near(t.item[0].upper_lower, 1 - 0.5, 1e-12));
	CHECK(near(t.skewness, 0, 1e-12));
}

static void options(void)
{
	struct answers a =
		read("A,B\nA,B\nA,C\nB,B\nB,A\nB,A\nC,\nB,D\n", "BB", NULL);
	struct test_figures t = classical(arena, &a);
	const struct item_figures *item = &t.item[1];

	CHECK(t.item[0].option_count == 4 && t.item[0].options[0].count == 3 &&
		t.item[0].options[1].key);
	CHECK(near(t.item[0].options[1].share, 0.5, 1e-12));
	CHECK(item->answered == 7 && item->missing == 1);
	CHECK(near(item->options[0].share, 2.0 / 7, 1e-12));
	CHECK(t.item[0].flags & FLAG_DEAD_OPTION);
}

static void doubtful_keys(void)
{
	struct buf text = {.arena = arena};
	struct test_figures t;
	struct answers a;

	/* The strong take C at item 1, whose key says A. */
	for (int i = 0; i < 20; i++)
		buf_format(&text, "%c,%c,%c,%c\n", i < 10 ? 'C' : 'A',
			i < 9 ? 'A' : 'B', i < 12 ? 'A' : 'B',
			i < 11 ? 'A' : 'B');
	a = read(buf_str(&text).ptr, "AAAA", NULL);
	t = classical(arena, &a);
	CHECK(t.item[0].flags & FLAG_KEY_DOUBTFUL);
	CHECK(t.item[0].rival == 'C' && t.item[0].flags & FLAG_NEGATIVE);
	CHECK(!(t.item[1].flags & FLAG_KEY_DOUBTFUL));
}

/* From tables of F: 0.975 with 2 and 10 degrees, 0.95 with 5 and 5, and
 * reciprocals. */
static void quantiles(void)
{
	CHECK(near(f_quantile(0.975, 2, 10), 5.4564, 5e-5));
	CHECK(near(f_quantile(0.95, 5, 5), 5.0503, 5e-5));
	CHECK(near(f_quantile(0.95, 1, 60), 4.0012, 5e-5));
	CHECK(near(f_quantile(0.05, 5, 8) * f_quantile(0.95, 8, 5), 1, 1e-9));
}

/* Two strata. Item 1: odds ratio (8*3/20 + 4*7/20) / (2*7/20 + 6*3/20). */
static void differential(void)
{
	struct buf text = {.arena = arena};
	static const int counts[2][2][2] = {/* stratum, group, right */
		{{2, 8}, {7, 3}}, {{6, 4}, {7, 3}}};
	const struct dif *dif;
	struct answers a;

	buf_text(&text, "i1,i2,g\n");
	for (int g = 0; g < 2; g++)
		for (int right = 0; right < 2; right++)
			for (int i = 0; i < counts[0][g][right]; i++)
				buf_format(&text, "%d,%d,%c\n", right,
					1 - right, "rf"[g]);
	a = read(buf_str(&text).ptr, "", "g");
	dif = mantel_haenszel(arena, &a, STR("r"), STR("f"));
	/* All have total 1: one stratum, odds (8 * 7) / (2 * 3). */
	CHECK(near(dif[0].odds, 56.0 / 6, 1e-12));
	CHECK(near(dif[0].delta, -2.35 * log(56.0 / 6), 1e-12));
	/* |8 - 5.5| - 0.5 = 2, squared over 10*10*11*9/(400*19). */
	CHECK(near(dif[0].chi_square, 4 / (9900.0 / 7600), 1e-12));
	CHECK(dif[0].class == 'A' || dif[0].class == 'C');
	CHECK(near(dif[1].odds, 6.0 / 56, 1e-12));
	/* One stratum: 1/8 + 1/2 + 1/3 + 1/7. */
	CHECK(near(dif[0].error,
		2.35 * sqrt(1 / 8.0 + 1 / 2.0 + 1 / 3.0 + 1 / 7.0), 1e-12));
}

static const struct dif *dif_of_counts(const int counts[2][2])
{
	struct buf text = {.arena = arena};
	struct answers a;

	buf_text(&text, "i1,i2,g,n\n");
	for (int g = 0; g < 2; g++)
		for (int right = 0; right < 2; right++)
			buf_format(&text, "%d,%d,%c,%d\n", right, 1 - right,
				"rf"[g], counts[g][right]);
	a = read(buf_str(&text).ptr, "", "g");
	return mantel_haenszel(arena, &a, STR("r"), STR("f"));
}

/* Large is beyond 1 by a test, not only beyond 1.5 as it came. */
static void dif_classes(void)
{
	static const int some[2][2] = {{50, 50}, {67, 33}};
	static const int many[2][2] = {{5000, 5000}, {6700, 3300}};
	static const int little[2][2] = {{5000, 5000}, {5500, 4500}};
	static const int all[2][2] = {{0, 100}, {60, 40}};
	const struct dif *d = dif_of_counts(some);

	/* delta -1.66, error 0.69: different from 0, not from 1. */
	CHECK(near(d[0].delta, -1.664, 1e-3) && d[0].class == 'B');
	d = dif_of_counts(many);
	CHECK(d[0].class == 'C' && d[1].class == 'C');
	CHECK(dif_of_counts(little)[0].class == 'A');
	d = dif_of_counts(all);
	CHECK(isinf(d[0].odds) && d[0].class == 'C');
}

/* Ten tenths are one, whatever floats make of them. */
static void fractional_totals(void)
{
	struct buf text = {.arena = arena};
	const struct dif *d;
	struct answers a;

	buf_text(&text, "xx,a,b,c,d,e,f,h,i,j,g\n");
	for (int p = 0; p < 40; p++)
		buf_format(&text, "%d,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,%s,%c\n",
			p % 2, "0.2", "rf"[p / 20]);
	a = read(buf_str(&text).ptr, "", "g");
	d = mantel_haenszel(arena, &a, STR("r"), STR("f"));
	/* Totals 1 and 2: two strata, each of one score. */
	CHECK(isnan(d[0].odds));
}

/* ---- item response theory ---- */

static void simulate(struct buf *text, size_t people, size_t items,
	const double *a, const double *d, bool holes)
{
	struct rng rng = rng_stream(8, "simulate", items);

	for (size_t p = 0; p < people; p++) {
		double theta = 0;

		for (int i = 0; i < 12; i++)
			theta += rng_unit(&rng);
		theta -= 6;
		for (size_t k = 0; k < items; k++) {
			double right = 1 / (1 + exp(-(d[k] + a[k] * theta)));
			bool yes = rng_unit(&rng) < right;

			buf_text(text, k ? "," : "");
			if (!holes || rng_below(&rng, 10))
				buf_text(text, yes ? "1" : "0");
		}
		buf_char(text, '\n');
	}
}

static void recovers_what_made_the_data(void)
{
	static const double slopes[] = {
		0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2, 1, 1.5};
	static const double intercepts[] = {
		1, -1, 0, 0.5, -0.5, 2, -2, 0, 1.5, -1.5};
	struct buf text = {.arena = arena};
	struct irt_fit fit;
	struct answers a;

	simulate(&text, 8000, 10, slopes, intercepts, false);
	a = read(buf_str(&text).ptr, "", NULL);
	fit = irt_estimate(arena, &a, IRT_2PL);
	CHECK(fit.converged && fit.used == 10);
	for (size_t k = 0; k < 10; k++) {
		const struct irt_item *item = &fit.items[k];

		/* Within four standard errors, which are of the right size. */
		CHECK(fabs(item->a - slopes[k]) < 4 * item->a_se);
		CHECK(fabs(item->d - intercepts[k]) < 4 * item->d_se);
		CHECK(item->a_se > 0.01 && item->a_se < 0.15);
	}
	text.len = 0;
	simulate(&text, 8000, 10, slopes, intercepts, true);
	a = read(buf_str(&text).ptr, "", NULL);
	fit = irt_estimate(arena, &a, IRT_2PL);
	CHECK(fit.converged);
	for (size_t k = 0; k < 10; k++)
		CHECK(fabs(fit.items[k].a - slopes[k]) < 4 * fit.items[k].a_se);
}

/* The likelihood is stationary: no parameter moved a little does better. */
static void the_top_is_reached(void)
{
	static const double slopes[] = {0.7, 1.1, 1.6};
	static const double intercepts[] = {0.5, -0.5, 1};
	struct buf text = {.arena = arena};
	struct irt_fit two, one;
	struct answers a;

	simulate(&text, 3000, 3, slopes, intercepts, false);
	a = read(buf_str(&text).ptr, "", NULL);
	two = irt_estimate(arena, &a, IRT_2PL);
	one = irt_estimate(arena, &a, IRT_RASCH);
	CHECK(two.log_likelihood >= one.log_likelihood);
	CHECK(one.items[0].a == one.items[2].a);
	/* Abilities: mean 0, and less spread than they have. */
	{
		double mean = 0, square = 0, error = 0;

		for (size_t p = 0; p < a.people; p++) {
			mean += two.ability[p] / (double)a.people;
			square += two.ability[p] * two.ability[p] /
				(double)a.people;
			error += two.ability_sd[p] * two.ability_sd[p] /
				(double)a.people;
		}
		CHECK(near(mean, 0, 0.02) && near(square + error, 1, 0.03));
	}
	/* Information at b of one item alone is a^2 / 4. */
	CHECK(near(irt_information(&two, 1, two.items[0].b),
		two.items[0].a * two.items[0].a / 4, 1e-12));
}

/* More than 400 parameters: still an error for each, near those of all. */
static void errors_of_many_items(void)
{
	struct buf text = {.arena = arena};
	double slopes[210], intercepts[210];
	struct irt_fit few, many;
	struct answers a, half;
	float *scores;

	for (int i = 0; i < 210; i++) {
		slopes[i] = 1;
		intercepts[i] = (i % 21 - 10) / 10.0;
	}
	simulate(&text, 600, 210, slopes, intercepts, false);
	a = read(buf_str(&text).ptr, "", NULL);
	many = irt_estimate(arena, &a, IRT_2PL);
	scores = NEW_ARRAY(arena, a.people * 100, float);
	for (size_t p = 0; p < a.people; p++)
		memcpy(scores + p * 100, a.scores + p * a.items,
			100 * sizeof *scores);
	half = a;
	half.items = 100;
	half.scores = scores;
	few = irt_estimate(arena, &half, IRT_2PL);
	for (size_t i = 0; i < 100; i++)
		if (few.items[i].used)
			CHECK(many.items[i].d_se > 0.5 * few.items[i].d_se &&
				many.items[i].d_se < 1.5 * few.items[i].d_se);
	many = irt_estimate(arena, &half, IRT_RASCH);
	CHECK(many.items[0].d_se > 0);
}

/* Guessing at four options, found again; the 2PL sees none. */
static void guessing(void)
{
	struct rng rng = rng_stream(3, "guessing", 1);
	struct buf text = {.arena = arena};
	double slopes = 0, guesses = 0, apart = 0;
	struct irt_fit fit, flat;
	struct answers a;

	for (int p = 0; p < 4000; p++) {
		double theta = 0;

		for (int i = 0; i < 12; i++)
			theta += rng_unit(&rng);
		theta -= 6;
		for (int k = 0; k < 30; k++) {
			double b = (k % 15 - 7) / 3.0;
			double right =
				0.25 + 0.75 / (1 + exp(-1.4 * (theta - b)));

			buf_format(&text, "%s%d", k ? "," : "",
				rng_unit(&rng) < right);
		}
		buf_char(&text, '\n');
	}
	a = read(buf_str(&text).ptr, "", NULL);
	fit = irt_estimate(arena, &a, IRT_3PL);
	flat = irt_estimate(arena, &a, IRT_2PL);
	CHECK(fit.converged && fit.used == 30);
	CHECK(fit.log_likelihood > flat.log_likelihood + 20);
	for (int k = 0; k < 30; k++) {
		const struct irt_item *item = &fit.items[k];

		slopes += item->a / 30;
		guesses += item->c / 30;
		apart += fabs(item->b - (k % 15 - 7) / 3.0) / 30;
		CHECK(item->c_se > 0.005 && item->c_se < 0.2);
	}
	CHECK(near(slopes, 1.4, 0.2) && near(guesses, 0.24, 0.04) &&
		apart < 0.2);
	CHECK(flat.items[0].c == 0 && isnan(flat.items[0].c_se));
}

/* What the model made fits it; what it did not, does not. */
static void item_fit(void)
{
	double slopes[20], intercepts[20];
	struct buf text = {.arena = arena};
	struct irt_fit fit;
	struct answers a;
	int bad = 0;

	for (int i = 0; i < 20; i++) {
		slopes[i] = 0.8 + 0.05 * i;
		intercepts[i] = (i - 10) / 6.0;
	}
	simulate(&text, 3000, 20, slopes, intercepts, false);
	a = read(buf_str(&text).ptr, "", NULL);
	fit = irt_estimate(arena, &a, IRT_2PL);
	for (int i = 0; i < 20; i++) {
		CHECK(fit.items[i].fit_df > 5 && fit.items[i].fit_p >= 0 &&
			fit.items[i].fit_p <= 1);
		bad += fit.items[i].fit_p < 0.05;
	}
	CHECK(bad <= 4);
	/* One item is what it should be on one half of people alone. */
	for (size_t p = 0; p < a.people; p++) {
		float total = 0;

		for (size_t i = 0; i < 20; i++)
			total += a.scores[p * 20 + i];
		((float *)a.scores)[p * 20 + 3] =
			total > 7 && total < 13 ? 1 : 0;
	}
	fit = irt_estimate(arena, &a, IRT_2PL);
	CHECK(fit.items[3].fit_p < 1e-6);
	/* Wilson and Hilferty's tables: 3.841 and 18.307. */
	CHECK(near(chi_square_above(3.841459, 1), 0.05, 1e-7) &&
		near(chi_square_above(18.307038, 10), 0.05, 1e-7) &&
		near(chi_square_above(0.5, 4), 0.973501, 1e-6));
}

/* The slope of the likelihood is 0 where it is largest. */
static void most_likely_abilities(void)
{
	struct answers a = read("1,1,0,0\n1,0,1,0\n1,1,1,1\n0,0,0,0\n"
				"0,1,0,1\n1,1,0,1\n0,0,1,0\nNA,,,\n",
		"", NULL);
	struct irt_fit fit = irt_estimate(arena, &a, IRT_RASCH);
	const double *likely = irt_most_likely(arena, &a, &fit);
	double slope = 0;

	CHECK(likely[2] == 6 && likely[3] == -6 && isnan(likely[7]));
	for (size_t i = 0; i < 4; i++)
		slope += (double)a.scores[i] -
			1 /
				(1 +
					exp(-(fit.items[i].d +
						fit.items[i].a * likely[0])));
	CHECK(near(slope, 0, 1e-6));
	/* Rasch: the same total, the same ability. */
	CHECK(near(likely[0], likely[1], 1e-6));
}

static void useless_items(void)
{
	struct answers a =
		read("1,0.5,1,0\n0,1,1,1\n1,0,1,1\n0,1,1,0\n", "", NULL);
	struct irt_fit fit = irt_estimate(arena, &a, IRT_2PL);
	struct test_figures t = classical(arena, &a);

	CHECK(fit.used == 2 && !fit.items[1].used && !fit.items[2].used);
	CHECK(t.item[2].flags & FLAG_CONSTANT);
	a = read("1,1\n", "", NULL);
	t = classical(arena, &a);
	CHECK(isnan(t.alpha) && isnan(t.item[0].rest_r));
	fit = irt_estimate(arena, &a, IRT_RASCH);
	CHECK(!fit.used);
}

/* ---- the published data ---- */

struct published {
	const char *file;
	double alpha, two, one;
	double a[5], d[5];
};

static void compare_published(const char *corpus, const struct published *p)
{
	const char *path =
		str_format(arena, "%s/responses/%s/scored.csv", corpus, p->file)
			.ptr;
	struct answers a;
	struct irt_fit fit;
	struct str text;

	if (!CHECK(file_read(arena, path, FILE_LIMIT, &text, &err)) ||
		!CHECK(answers_read(
			arena, path, text, STR(""), NULL, &a, &err)))
		return;
	CHECK(a.people == 1000 && a.items == 5);
	if (p->alpha > 0)
		CHECK(near(classical(arena, &a).alpha, p->alpha, 5e-5));
	fit = irt_estimate(arena, &a, IRT_2PL);
	CHECK(near(fit.log_likelihood, p->two, 5e-5));
	for (size_t k = 0; k < 5; k++)
		CHECK(near(fit.items[k].a, p->a[k], 5e-4) &&
			near(fit.items[k].d, p->d[k], 5e-4));
	CHECK(near(irt_estimate(arena, &a, IRT_RASCH).log_likelihood, p->one,
		5e-5));
}

static void published_data(void)
{
	static const struct published sets[] = {
		{"lsat6", 0.294997, -2466.65338, -2466.93760,
			{.82566, .72274, .89087, .68837, .65686},
			{2.77323, .99020, .24915, 1.28476, 2.05327}},
		{"lsat7", 0, -2658.80511, -2664.90089,
			{.98755, 1.08084, 1.70748, .76499, .73567},
			{1.85586, .80797, 1.80521, .48600, 1.85446}}};
	const char *corpus = getenv("CORPUS");

	if (!corpus || !*corpus)
		return;
	for (size_t i = 0; i < 2; i++)
		compare_published(corpus, &sets[i]);
}

int main(void)
{
	arena = arena_new();
	TEST(tables);
	TEST(shapes);
	TEST(keys);
	TEST(long_tables);
	TEST(missing_answers);
	TEST(many_points);
	TEST(other_forms);
	TEST(bad_tables);
	TEST(small_by_hand);
	TEST(options);
	TEST(doubtful_keys);
	TEST(quantiles);
	TEST(differential);
	TEST(dif_classes);
	TEST(fractional_totals);
	TEST(recovers_what_made_the_data);
	TEST(the_top_is_reached);
	TEST(errors_of_many_items);
	TEST(guessing);
	TEST(item_fit);
	TEST(most_likely_abilities);
	TEST(useless_items);
	TEST(published_data);
	arena_free(arena);
	return check_result();
}
