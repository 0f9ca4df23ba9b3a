#include "render/type/linebreak.h"

#include <math.h>

#include "base/rng.h"
#include "tests/check.h"

static struct arena *arena;

/* ---- small paragraphs ---- */

struct items {
	struct line_item v[64];
	size_t n;
};

static void box(struct items *i, float width)
{
	i->v[i->n++] = (struct line_item){.kind = ITEM_BOX, .width = width};
}

static void glue(struct items *i, float w, float stretch, float shrink)
{
	i->v[i->n++] = (struct line_item){.kind = ITEM_GLUE,
		.width = w,
		.stretch = stretch,
		.shrink = shrink};
}

static void fill(struct items *i)
{
	i->v[i->n++] = (struct line_item){.kind = ITEM_GLUE, .fill = 1};
}

static void penalty(struct items *i, int p, float width, bool flagged)
{
	i->v[i->n++] = (struct line_item){.kind = ITEM_PENALTY,
		.penalty = p,
		.width = width,
		.flagged = flagged};
}

static void finish(struct items *i)
{
	penalty(i, PENALTY_NEVER, 0, false);
	fill(i);
	penalty(i, PENALTY_ALWAYS, 0, false);
}

/* ---- every way of breaking, tried one by one ---- */

struct brute {
	const struct items *p;
	const struct line_setting *setting;
	bool last_pass;
	double best;
	size_t best_lines;
};

static bool may_break(const struct items *p, size_t i)
{
	const struct line_item *it = &p->v[i];

	if (it->kind == ITEM_GLUE)
		return i && p->v[i - 1].kind == ITEM_BOX;
	return it->kind == ITEM_PENALTY && it->penalty < PENALTY_NEVER;
}

static bool is_dear(const struct line_item *item)
{
	return item->kind == ITEM_PENALTY && item->penalty >= PENALTY_DEAR;
}

/* The ratio of the line of items first … end - 1 of a width. */
static double ratio_of(
	const struct brute *b, size_t first, size_t end, double width)
{
	const struct items *p = b->p;
	double w = 0, y = 0, z = 0, f = 0;
	bool ragged = b->setting->ragged;

	for (size_t i = first; i < end; i++) {
		if (p->v[i].kind == ITEM_PENALTY)
			continue;
		w += p->v[i].width;
		y += ragged ? 0 : p->v[i].stretch;
		z += ragged ? 0 : p->v[i].shrink;
		f += p->v[i].fill;
	}
	if (p->v[end].kind == ITEM_PENALTY)
		w += p->v[end].width;
	if (ragged || b->last_pass)
		y += b->setting->emergency;
	if (fabs(width - w) < 1e-3 || (w < width && f > 0 && !b->setting->even))
		return 0;
	if (w < width)
		return y > 0 ? (width - w) / y : INFINITY;
	return z > 0 ? (width - w) / z : -INFINITY;
}

static void search(struct brute *b, size_t from, size_t line, int fit,
	bool flagged, double demerits)
{
	const struct items *p = b->p;
	const struct line_setting *s = b->setting;
	double width =
		s->widths[line < s->width_count ? line : s->width_count - 1];
	size_t first = from;

	while (line && first < p->n && p->v[first].kind != ITEM_BOX &&
		p->v[first].penalty > PENALTY_ALWAYS)
		first++;
	for (size_t i = first; i < p->n; i++) {
		double r, d;
		bool flag;
		const struct line_item *it = &p->v[i];

		if (!may_break(p, i) || (!b->last_pass && is_dear(it)))
			continue;
		r = ratio_of(b, first, i, width);
		flag = it->kind == ITEM_PENALTY && it->flagged;
		if (r >= -1 &&
			(b->last_pass ||
				100 * fabs(r * r * r) <= s->tolerance)) {
			double bad = 10 + 100 * pow(fmin(fabs(r), 1000), 3);
			double q = it->kind == ITEM_PENALTY ? it->penalty : 0;
			int f = r < -0.5 ? 0 : r <= 0.5 ? 1 : r <= 1 ? 2 : 3;

			d = demerits + bad * bad;
			if (q > PENALTY_ALWAYS)
				d += q >= 0 ? q * q : -q * q;
			if (line && abs(f - fit) > 1)
				d += 10000;
			if (line && flag && flagged)
				d += 10000;
			if (i + 1 == p->n && d < b->best) {
				b->best = d;
				b->best_lines = line + 1;
			} else if (i + 1 < p->n) {
				search(b, it->kind == ITEM_GLUE ? i : i + 1,
					line + 1, f, flag, d);
			}
		}
		if (it->kind == ITEM_PENALTY && it->penalty <= PENALTY_ALWAYS)
			break;
	}
}

static double brute_force(const struct items *p,
	const struct line_setting *setting, size_t *lines)
{
	struct brute b = {p, setting, false, INFINITY, 0};

	if (!setting->ragged)
		search(&b, 0, 0, 1, false, 0);
	if (b.best == INFINITY) {
		b.last_pass = true;
		search(&b, 0, 0, 1, false, 0);
	}
	*lines = b.best_lines;
	return b.best;
}

static struct items random_paragraph(struct rng *rng)
{
	struct items p = {.n = 0};
	size_t words = 2 + rng_below(rng, 10);

	for (size_t i = 0; i < words; i++) {
		box(&p, (float)rng_below(rng, 30) + 5);
		if (rng_below(rng, 5) == 0) {
			penalty(&p,
				rng_below(rng, 4)
					? (int)rng_below(rng, 400) - 100
					: 6000,
				(float)rng_below(rng, 4),
				rng_below(rng, 2) == 1);
			box(&p, (float)rng_below(rng, 20) + 5);
		}
		if (rng_below(rng, 12) == 0) {
			finish(&p);
			box(&p, 7);
		}
		glue(&p, 4, 2 + (float)rng_below(rng, 3), 1.5f);
	}
	p.n--;
	finish(&p);
	return p;
}

static void as_good_as_brute_force(void)
{
	struct rng rng = rng_stream(1, "linebreak", 0);
	size_t stretched = 0;

	for (int round = 0; round < 1500; round++) {
		struct items p = random_paragraph(&rng);
		float widths[3] = {60, (float)rng_below(&rng, 60) + 60, 90};
		struct line_setting setting = {
			.widths = widths,
			.width_count = 1 + rng_below(&rng, 3),
			.ragged = rng_below(&rng, 3) == 0,
			.even = rng_below(&rng, 4) == 0,
			.tolerance = 200,
			.emergency = 12,
		};
		size_t lines, want_lines;
		double got, want;

		break_lines(arena, p.v, p.n, &setting, &lines, &got);
		want = brute_force(&p, &setting, &want_lines);
		if (want == INFINITY)
			continue; /* a word wider than the line */
		stretched += want_lines > 2;
		CHECK(fabs(got - want) <= 1e-6 * fmax(1, fabs(want)));
		CHECK(lines == want_lines ||
			fabs(got - want) <= 1e-9 * fabs(want));
	}
	CHECK(stretched > 500);
}

/* ---- cases ---- */

static struct line_setting plain_setting(const float *width)
{
	return (struct line_setting){
		.widths = width,
		.width_count = 1,
		.tolerance = 200,
		.emergency = 12,
	};
}

static void one_line_is_not_stretched(void)
{
	struct items p = {.n = 0};
	float width = 100;
	struct line_setting setting = plain_setting(&width);
	const struct line *lines;
	size_t n;

	box(&p, 20);
	glue(&p, 4, 2, 1);
	box(&p, 30);
	finish(&p);
	lines = break_lines(arena, p.v, p.n, &setting, &n, NULL);
	CHECK(n == 1 && lines[0].first == 0 && lines[0].end == p.n - 1);
	CHECK(lines[0].ratio == 0 && lines[0].fill == 46);
	CHECK(lines[0].natural == 54 && !lines[0].overfull);
}

static void glue_vanishes_at_a_break(void)
{
	struct items p = {.n = 0};
	float width = 50;
	struct line_setting setting = plain_setting(&width);
	const struct line *lines;
	size_t n;

	box(&p, 48);
	glue(&p, 4, 2, 1);
	box(&p, 48);
	finish(&p);
	setting.tolerance = 20000;
	lines = break_lines(arena, p.v, p.n, &setting, &n, NULL);
	CHECK(n == 2);
	CHECK(lines[0].end == 1 && lines[1].first == 2);
	CHECK(lines[0].natural == 48 && lines[1].natural == 48);
}

static void a_break_may_add_width(void)
{
	struct items p = {.n = 0};
	float width = 30;
	struct line_setting setting = plain_setting(&width);
	const struct line *lines;
	size_t n;

	box(&p, 26);
	penalty(&p, 50, 4, true);
	box(&p, 20);
	finish(&p);
	lines = break_lines(arena, p.v, p.n, &setting, &n, NULL);
	CHECK(n == 2 && lines[0].natural == 30 && lines[0].ratio == 0);
}

static void too_wide_a_word_sticks_out(void)
{
	struct items p = {.n = 0};
	float width = 50;
	struct line_setting setting = plain_setting(&width);
	const struct line *lines;
	size_t n;

	box(&p, 10);
	glue(&p, 4, 2, 1);
	box(&p, 80);
	glue(&p, 4, 2, 1);
	box(&p, 10);
	finish(&p);
	lines = break_lines(arena, p.v, p.n, &setting, &n, NULL);
	CHECK(n == 3);
	CHECK(!lines[0].overfull && lines[1].overfull && !lines[2].overfull);
}

static void two_fills_share(void)
{
	struct items p = {.n = 0};
	float width = 100;
	struct line_setting setting = plain_setting(&width);
	const struct line *lines;
	size_t n;

	box(&p, 0);
	penalty(&p, PENALTY_NEVER, 0, false);
	fill(&p);
	box(&p, 40);
	finish(&p);
	lines = break_lines(arena, p.v, p.n, &setting, &n, NULL);
	CHECK(n == 1 && lines[0].fill == 30);
}

/* As many lines as needed, and the last is not left with one word. */
static void even_lines_are_of_like_length(void)
{
	struct items p = {.n = 0};
	float width = 100;
	struct line_setting setting = plain_setting(&width);
	const struct line *lines;
	size_t n;

	for (int i = 0; i < 6; i++) {
		if (i)
			glue(&p, 4, 2, 1);
		box(&p, 20);
	}
	finish(&p);
	setting.ragged = setting.even = true;
	setting.emergency = 60;
	lines = break_lines(arena, p.v, p.n, &setting, &n, NULL);
	CHECK(n == 2 && lines[0].natural == 68 && lines[1].natural == 68);
}

static void long_paragraphs_take_little_time(void)
{
	size_t words = 100000, n = 0, count;
	struct line_item *v = NEW_ARRAY(arena, 2 * words + 2, struct line_item);
	float width = 450;
	struct line_setting setting = plain_setting(&width);

	for (size_t i = 0; i < words; i++) {
		v[n++] = (struct line_item){
			.kind = ITEM_BOX, .width = (float)(i * 7 % 40) + 5};
		v[n++] = (struct line_item){.kind = ITEM_GLUE,
			.width = 3,
			.stretch = 1.5f,
			.shrink = 1};
	}
	n--;
	v[n++] = (struct line_item){
		.kind = ITEM_PENALTY, .penalty = PENALTY_NEVER};
	v[n++] = (struct line_item){.kind = ITEM_GLUE, .fill = 1};
	v[n++] = (struct line_item){
		.kind = ITEM_PENALTY, .penalty = PENALTY_ALWAYS};
	break_lines(arena, v, n, &setting, &count, NULL);
	CHECK(count > 5800 && count < 6400);
}

int main(void)
{
	arena = arena_new();
	TEST(one_line_is_not_stretched);
	TEST(glue_vanishes_at_a_break);
	TEST(a_break_may_add_width);
	TEST(too_wide_a_word_sticks_out);
	TEST(two_fills_share);
	TEST(as_good_as_brute_force);
	TEST(even_lines_are_of_like_length);
	TEST(long_paragraphs_take_little_time);
	arena_free(arena);
	return check_result();
}
