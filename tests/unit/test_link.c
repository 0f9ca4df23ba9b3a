/* Linking: a known change of scale comes out, and elsewhere what a search for
 * the least of the published loss functions found (Nelder and Mead's, another
 * program's). */

#include "engine/analyse/link.h"

#include <math.h>

#include "tests/check.h"

enum { ITEMS = 6 };

static struct arena *arena;
static struct error err;

static bool near(double got, double want, double apart)
{
	if (fabs(got - want) <= apart)
		return true;
	printf("# got %.9g, want %.9g\n", got, want);
	return false;
}

/* The last item is not common. */
static const double ours[ITEMS][3] = {{1.10, -1.42, .2}, {0.85, -0.31, .15},
	{1.62, 0.20, .25}, {0.70, 0.95, .1}, {1.25, 1.61, .22}, {1, 3, 0}};
static const double theirs[ITEMS][3] = {{0.93, -1.10, .22}, {0.78, 0.22, .12},
	{1.21, 0.58, .25}, {0.66, 1.71, .14}, {0.98, 2.20, .2}, {9, 9, 0}};

static struct irt_item items[ITEMS];
static struct anchor anchors[ITEMS];
static double ability[] = {0, 1}, deviation[] = {0.5, 0.4};
static struct irt_fit fit = {.items = items,
	.used = ITEMS,
	.ability = ability,
	.ability_sd = deviation};

static void set_up(bool guessing)
{
	for (size_t i = 0; i < ITEMS; i++) {
		items[i] = (struct irt_item){.used = true,
			.a = ours[i][0],
			.b = ours[i][1],
			.d = -ours[i][0] * ours[i][1],
			.c = guessing ? ours[i][2] : 0,
			.a_se = 0.1};
		anchors[i] = (struct anchor){.known = i < 5,
			.a = theirs[i][0],
			.b = theirs[i][1],
			.c = guessing ? theirs[i][2] : 0};
	}
}

static struct link found(enum link_method method)
{
	struct link link = {0};

	CHECK_OK(link_find(&fit, ITEMS, anchors, method, &link, &err), err);
	CHECK(link.method == method && link.anchors == 5);
	return link;
}

static void expect(
	enum link_method method, double slope, double intercept, double apart)
{
	struct link link = found(method);

	CHECK(near(link.slope, slope, apart));
	CHECK(near(link.intercept, intercept, apart));
}

static void as_searched(void)
{
	set_up(false);
	expect(LINK_MEAN_SIGMA, 1.114641158, 0.492383921, 1e-8);
	expect(LINK_STOCKING_LORD, 1.13923655, 0.45934917, 1e-6);
	expect(LINK_HAEBARA, 1.11570087, 0.43939429, 1e-6);
	CHECK(near(found(LINK_STOCKING_LORD).loss, sqrt(0.00012258451), 1e-8));
	CHECK(near(found(LINK_HAEBARA).loss, sqrt(0.00440133595 / 5), 1e-8));
	set_up(true);
	expect(LINK_STOCKING_LORD, 1.13744960, 0.46658031, 1e-6);
	expect(LINK_HAEBARA, 1.12281879, 0.45288182, 1e-6);
}

/* The bank's scale is ours times 0.7, less 1.3. */
static void a_known_change(void)
{
	for (enum link_method m = LINK_MEAN_SIGMA; m <= LINK_STOCKING_LORD;
		m++) {
		struct irt_fit linked;
		struct link link;

		set_up(true);
		for (size_t i = 0; i < ITEMS; i++)
			anchors[i] = (struct anchor){i < 5, items[i].a / 0.7,
				0.7 * items[i].b - 1.3, items[i].c};
		expect(m, 0.7, -1.3, 1e-7);
		link = found(m);
		linked = link_apply(arena, &fit, ITEMS, 2, &link);
		CHECK(near(linked.items[0].a, anchors[0].a, 1e-6) &&
			near(linked.items[0].b, anchors[0].b, 1e-6) &&
			near(linked.items[0].a_se, 0.1 / 0.7, 1e-6));
		/* The same chances as before. */
		CHECK(near(linked.items[2].a * linked.ability[1] +
				linked.items[2].d,
			items[2].a * 1 + items[2].d, 1e-9));
		CHECK(near(linked.ability_sd[1], 0.28, 1e-7));
	}
}

/* Rasch: one common item tells the shift, the slopes the rest. */
static void one_slope(void)
{
	struct link link;

	set_up(false);
	for (size_t i = 0; i < ITEMS; i++) {
		items[i].a = 1.2;
		anchors[i] =
			(struct anchor){i == 2, 1, 1.2 * items[i].b + 0.5, 0};
	}
	CHECK_OK(link_find(&fit, ITEMS, anchors, LINK_MEAN_SIGMA, &link, &err),
		err);
	CHECK(near(link.slope, 1.2, 1e-12) && near(link.intercept, 0.5, 1e-12));
	set_up(false);
	for (size_t i = 0; i < ITEMS; i++)
		anchors[i].known = i == 2;
	anchors[2].known = false;
	CHECK(!link_find(&fit, ITEMS, anchors, LINK_MEAN_SIGMA, &link, &err));
	CHECK(err.code == ERROR_INVALID);
}

static void tables(void)
{
	static const struct str names[] = {{"i1", 2}, {"i2", 2}, {"i3", 2}};
	const struct answers answers = {.items = 3, .names = names};
	const struct anchor *read;

	CHECK_OK(anchors_read(arena, "f",
			 STR("item,a,b,c\ni2,1.5,-0.5,0.2\nzz,1,1,0\n"
			     "i3,-1,0,0\n"),
			 &answers, &read, &err),
		err);
	CHECK(!read[0].known && read[1].known && !read[2].known);
	CHECK(read[1].a == 1.5 && read[1].b == -0.5 && read[1].c == 0.2);
	/* As R has them: logit = a1 θ + d. */
	CHECK_OK(anchors_read(arena, "f",
			 STR("\"\",\"a1\",\"d\"\n\"i1\",2,-1\n"), &answers,
			 &read, &err),
		err);
	CHECK(read[0].known && near(read[0].b, 0.5, 1e-12));
	CHECK(!anchors_read(
		arena, "f", STR("item,p\ni1,0.5\n"), &answers, &read, &err));
	CHECK(err.code == ERROR_SYNTAX && err.line == 1);
}

int main(void)
{
	arena = arena_new();
	TEST(as_searched);
	TEST(a_known_change);
	TEST(one_slope);
	TEST(tables);
	arena_free(arena);
	return check_result();
}
