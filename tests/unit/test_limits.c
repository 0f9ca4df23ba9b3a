/* Rules over a whole form, balance and overlap, against all forms there are. */

#include "base/rng.h"
#include "engine/assemble/limits.h"
#include "tests/pools.h"

static struct arena *arena;
static struct test_pool p;

static void begin(void)
{
	if (arena)
		arena_free(arena);
	arena = arena_new();
	pool_begin(&p, arena);
}

/* ---- one row of any: k of n questions, as bits ---- */

enum { FORMS_MOST = 4096 };

static uint32_t forms[FORMS_MOST];
static size_t form_count;

static uint32_t bits_of(const struct draw *draw, size_t form)
{
	uint32_t bits = 0;

	for (size_t k = 0; k < draw->count; k++)
		bits |= 1U << draw->chosen[form][k];
	return bits;
}

static long value_of(uint32_t bits, enum attribute a, long points, long *count)
{
	long total = 0;

	*count = 0;
	for (size_t i = 0; i < p.pool.count; i++) {
		const struct candidate *c = &p.candidates[i];
		double value = a == ATTRIBUTE_SECONDS
			? (double)c->seconds * POINT
			: a == ATTRIBUTE_POINTS ? (double)points
			: a == ATTRIBUTE_DIFFICULTY
			? (double)c->difficulty * POINT
			: (double)points * (double)c->difficulty;

		if (!(bits >> i & 1) || isnan(value) || value <= 0)
			continue;
		total += lround(value);
		++*count;
	}
	return total;
}

static bool keeps_rule(uint32_t bits, const struct rule *rule, long points)
{
	long count, total = value_of(bits, rule->attribute, points, &count);

	if (rule->kind == RULE_COUNT) {
		const struct part any = {0};

		total = 0;
		count = 1;
		for (size_t i = 0; i < p.pool.count; i++)
			total += (bits >> i & 1) &&
				pool_fits(&p.pool, &p.candidates[i], &any,
					&rule->filter, 0);
	}
	if (rule->kind == RULE_SUM)
		count = 1;
	return !count ||
		((rule->at_least == RULE_NO_BOUND ||
			 total >= rule->at_least * count) &&
			(rule->at_most == RULE_NO_BOUND ||
				total <= rule->at_most * count));
}

static bool keeps_all(uint32_t bits, const struct blueprint *b, long points)
{
	for (size_t i = 0; i < b->rule_count; i++)
		if (!keeps_rule(bits, &b->rules[i], points))
			return false;
	return true;
}

static size_t bit_count(uint32_t bits)
{
	size_t n = 0;

	for (; bits; bits &= bits - 1)
		n++;
	return n;
}

/* All sets of so many that keep the rules. */
static void list_forms(const struct blueprint *b, size_t each, long points)
{
	form_count = 0;
	for (uint32_t bits = 0; bits < 1U << p.pool.count; bits++)
		if (bit_count(bits) == each && keeps_all(bits, b, points) &&
			form_count < FORMS_MOST)
			forms[form_count++] = bits;
}

static size_t number_of(uint32_t bits)
{
	size_t i = 0;

	while (i < form_count && forms[i] != bits)
		i++;
	return i;
}

/* ---- uniform ---- */

static void put_varied(struct rng *rng, size_t count)
{
	static const char *const tags[] = {NULL, "x", "y"};

	for (size_t i = 0; i < count; i++) {
		size_t at = pool_put(&p, 1, TYPE_CHOICE, "a",
			(enum level)(1 + rng_below(rng, 4)),
			tags[rng_below(rng, 3)], NULL);

		p.candidates[at].seconds = 30 * (long)rng_below(rng, 5);
		if (rng_below(rng, 5))
			p.candidates[at].difficulty =
				(float)rng_unit(rng) * 0.9F + 0.05F;
	}
}

/* All forms that keep the rules are equally likely; no others come. */
static void rejection_is_uniform(void)
{
	static size_t hits[FORMS_MOST];
	struct rng rng = rng_stream(5, "test", 0);
	const struct blueprint *b;
	double chi = 0, each;
	enum { DRAWS = 20000 };

	begin();
	put_varied(&rng, 10);
	b = blueprint_read(arena,
		"parts:\n  - {name: I, points: 1, take: [{any: 4}]}\n"
		"rules:\n  - {count: {tag: x}, at_least: 1}\n"
		"  - {mean: difficulty, between: [0.4, 0.6]}\n"
		"  - {sum: seconds, at_most: 270}\n");
	list_forms(b, 4, POINT);
	CHECK(form_count > 10 && form_count < 150);
	memset(hits, 0, sizeof hits);
	for (uint64_t seed = 0; seed < DRAWS; seed++) {
		struct arena_mark mark = arena_mark(arena);
		struct draw draw;
		struct error err;
		size_t at = form_count;

		if (CHECK(draw_forms(arena, b, &p.pool, seed, &draw, &err))) {
			at = number_of(bits_of(&draw, 0));
			CHECK(draw.note_count == 0);
		}
		if (!CHECK(at < form_count))
			return;
		hits[at]++;
		arena_release(arena, mark);
	}
	each = (double)DRAWS / (double)form_count;
	for (size_t i = 0; i < form_count; i++)
		chi += ((double)hits[i] - each) * ((double)hits[i] - each) /
			each;
	CHECK(chi < chi_square_limit((double)form_count - 1));
}

/* ---- found when there is one, and only then ---- */

static struct str random_bounds(struct rng *rng, long low, long high, long unit)
{
	long a = low + (long)rng_below(rng, (uint64_t)(high - low + 1));
	long b = a + (long)rng_below(rng, (uint64_t)(high - a + 1));
	static const char *const shapes[] = {
		"at_least: %g", "at_most: %g", "exactly: %g"};
	size_t shape = (size_t)rng_below(rng, 5);

	if (shape < 3)
		return str_format(
			arena, shapes[shape], (double)a / (double)unit);
	return str_format(arena, "between: [%g, %g]", (double)a / (double)unit,
		(double)b / (double)unit);
}

static void add_rule(struct rng *rng, struct buf *text)
{
	switch (rng_below(rng, 4)) {
	case 0:
		buf_format(text, "  - {count: {tag: x}, %s}\n",
			random_bounds(rng, 0, 4, 1).ptr);
		break;
	case 1:
		buf_format(text, "  - {count: {level: know}, %s}\n",
			random_bounds(rng, 0, 4, 1).ptr);
		break;
	case 2:
		buf_format(text, "  - {sum: seconds, %s}\n",
			random_bounds(rng, 0, 480, 1).ptr);
		break;
	default:
		buf_format(text, "  - {mean: difficulty, %s}\n",
			random_bounds(rng, 20, 80, 100).ptr);
	}
}

static void agrees_with_enumeration(void)
{
	size_t feasible = 0, infeasible = 0;
	enum { CASES = 250 };

	for (uint64_t k = 0; k < CASES; k++) {
		struct rng rng = rng_stream(9, "case", k);
		struct buf text;
		const struct blueprint *b;
		struct draw draw;
		struct error err;
		bool drawn;

		begin();
		text = (struct buf){.arena = arena};
		put_varied(&rng, 11);
		buf_text(&text,
			"parts:\n  - {name: I, points: 1, take: [{any: 4}]}\n"
			"rules:\n");
		for (size_t n = 1 + (size_t)rng_below(&rng, 3); n-- > 0;)
			add_rule(&rng, &text);
		b = blueprint_read(arena, buf_str(&text).ptr);
		list_forms(b, 4, POINT);
		drawn = draw_forms(arena, b, &p.pool, k, &draw, &err);
		if (form_count && !drawn)
			printf("# case %llu: %zu forms\n%.*s\n",
				(unsigned long long)k, form_count,
				STR_ARG(buf_str(&text)));
		if (!CHECK(drawn == (form_count > 0)))
			continue;
		feasible += drawn;
		infeasible += !drawn;
		if (drawn)
			CHECK(number_of(bits_of(&draw, 0)) < form_count);
		else
			CHECK(err.code == ERROR_UNSAT && err.line >= 4);
	}
	CHECK(feasible > 50 && infeasible > 50);
}

/* Hardly any form keeps it: searched for, and said so. */
static void needle_in_a_haystack(void)
{
	struct draw draw;
	struct error err;
	const struct blueprint *b;
	uint32_t seen = 0;

	begin();
	for (size_t i = 0; i < 200; i++) {
		size_t at = pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW,
			i % 50 ? NULL : "rare", NULL);

		p.candidates[at].seconds = 60 + (long)(i * 37 % 100);
	}
	b = blueprint_read(arena,
		"parts:\n  - {name: I, points: 1, take: [{any: 20}]}\n"
		"rules:\n  - {count: {tag: rare}, exactly: 4}\n"
		"  - {sum: seconds, between: [1900, 1920]}\n");
	for (uint64_t seed = 1; seed <= 5; seed++) {
		long seconds = 0;
		size_t rare = 0;

		if (!CHECK(draw_forms(arena, b, &p.pool, seed, &draw, &err)))
			return;
		CHECK(draw.note_count == 1);
		for (size_t i = 0; i < draw.count; i++) {
			const struct candidate *c =
				&p.candidates[draw.chosen[0][i]];

			seconds += c->seconds;
			rare += c->tag_count;
		}
		CHECK(rare == 4 && seconds >= 1900 && seconds <= 1920);
		seen ^= (uint32_t)draw.chosen[0][7] * 2654435761U;
	}
	CHECK(seen);
}

/* ---- what a form comes to ---- */

static struct tally tally_of(
	const struct blueprint *b, enum rule_kind kind, enum attribute a)
{
	struct plan plan;
	struct limits limits;
	struct limit limit = {.kind = kind, .attribute = a};
	struct tally sum;
	uint32_t **rows;
	uint32_t next = 0;

	plan_make(arena, b, &p.pool, (struct plan_options){0}, &plan);
	limits = (struct limits){.plan = &plan, .v = &limit, .count = 1};
	rows = NEW_ARRAY(arena, plan.row_count, uint32_t *);
	for (size_t r = 0; r < plan.row_count; r++) {
		rows[r] =
			NEW_ARRAY(arena, (size_t)plan.rows[r].count, uint32_t);
		for (long i = 0; i < plan.rows[r].count; i++)
			rows[r][i] = next++;
	}
	limits_tally(&limits, rows, &sum);
	return sum;
}

/* Points are the row's, the part's, the question's; of a part where pupils
 * choose, the share that is answered counts, and an alternative part not. */
static void sums(void)
{
	const struct blueprint *b;
	struct tally sum;

	begin();
	pool_put(&p, 8, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < 8; i++) {
		p.candidates[i].points = 2 * POINT;
		p.candidates[i].seconds = 100;
		p.candidates[i].difficulty = i % 2 ? 0.25F : NAN;
	}
	b = blueprint_read(arena,
		"parts:\n"
		"  - {name: I, take: [{any: 1}, {any: 1, points: 0.5}]}\n"
		"  - {name: II, points: 1, answer: 1, take: [{any: 2}]}\n"
		"  - {name: III, instead_of: II, points: 9, take: [{any: 1}]}\n"
		"  - {name: IV, points: 3, take: [{pick: q007}]}\n");
	sum = tally_of(b, RULE_SUM, ATTRIBUTE_POINTS);
	CHECK(sum.total == 2000 + 500 + 500 + 500 + 3000 && sum.count == 5);
	sum = tally_of(b, RULE_SUM, ATTRIBUTE_SECONDS);
	CHECK(sum.total == (100 + 100 + 50 + 50 + 100) * POINT);
	sum = tally_of(b, RULE_MEAN, ATTRIBUTE_DIFFICULTY);
	CHECK(sum.total == 750 && sum.count == 3);
	sum = tally_of(b, RULE_MEAN, ATTRIBUTE_EXPECTED);
	CHECK(sum.total == 125 + 250 + 750 && sum.count == 3);
}

/* At b without guessing a question tells a^2 / 4; else against the definition,
 * P'^2 / (P Q). */
static void informations_are_fishers(void)
{
	struct candidate c = {.irt_a = 1.6F, .irt_b = 0.5F};

	CHECK(fabs(candidate_information(&c, 0.5) - 0.64) < 1e-6);
	for (int k = -30; k <= 30; k++) {
		double theta = k / 10.0, e, p_, slope;

		c.irt_c = (float)(k + 30) / 100;
		e = exp(-(double)c.irt_a * (theta - (double)c.irt_b));
		p_ = (double)c.irt_c + (1 - (double)c.irt_c) / (1 + e);
		slope = (1 - (double)c.irt_c) * (double)c.irt_a * e /
			((1 + e) * (1 + e));
		CHECK(fabs(candidate_information(&c, theta) -
			      slope * slope / (p_ * (1 - p_))) < 1e-9);
	}
	c.irt_a = 0;
	CHECK(isnan(candidate_information(&c, 0)));
}

static double form_information(
	const struct draw *draw, size_t form, double theta)
{
	double sum = 0;

	for (size_t i = 0; i < draw->count; i++)
		sum += candidate_information(
			&p.candidates[draw->chosen[form][i]], theta);
	return sum;
}

static void information_is_kept(void)
{
	struct rng rng = rng_stream(4, "test", 0);
	const struct blueprint *b;

	begin();
	pool_put(&p, 300, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < 300; i++) {
		p.candidates[i].irt_a = 0.5F + 1.5F * (float)rng_unit(&rng);
		p.candidates[i].irt_b = 4 * (float)rng_unit(&rng) - 2;
		p.candidates[i].irt_c = 0.2F;
	}
	b = blueprint_read(arena,
		"forms: {count: 4, questions: different}\n"
		"parts:\n  - {name: I, points: 1, take: [{any: 30}]}\n"
		"rules:\n  - {information: {at: [-1, 0, 1.5], "
		"at_least: [3.5, 6, 6], at_most: [6, 8, 9]}}\n");
	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct draw draw;
		struct error err;

		if (!CHECK(draw_forms(arena, b, &p.pool, seed, &draw, &err))) {
			printf("# %s\n", err.text);
			return;
		}
		for (size_t f = 0; f < 4; f++) {
			double low = form_information(&draw, f, -1);
			double mid = form_information(&draw, f, 0);
			double high = form_information(&draw, f, 1.5);

			CHECK(low > 3.4999 && low < 6.0001);
			CHECK(mid > 5.9999 && mid < 8.0001);
			CHECK(high > 5.9999 && high < 9.0001);
		}
	}
}

/* ---- forms that are alike ---- */

static void balance_keeps_forms_near(void)
{
	const struct blueprint *b;
	struct rng rng = rng_stream(3, "test", 0);

	begin();
	pool_put(&p, 150, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < 150; i++) {
		p.candidates[i].seconds = 30 + (long)rng_below(&rng, 100);
		p.candidates[i].difficulty =
			0.1F + 0.8F * (float)rng_unit(&rng);
	}
	b = blueprint_read(arena,
		"forms: {count: 8, questions: different}\n"
		"parts:\n  - {name: I, points: 1, take: [{any: 12}]}\n"
		"balance: {difficulty: 0.01, seconds: 20}\n");
	for (uint64_t seed = 1; seed <= 5; seed++) {
		double easy = 1, hard = 0, fast = 1e9, slow = 0;
		struct draw draw;
		struct error err;

		if (!CHECK(draw_forms(arena, b, &p.pool, seed, &draw, &err)))
			return;
		for (size_t f = 0; f < 8; f++) {
			double d = 0, s = 0;

			for (size_t i = 0; i < 12; i++) {
				const struct candidate *c =
					&p.candidates[draw.chosen[f][i]];

				d += (double)c->difficulty / 12;
				s += (double)c->seconds;
			}
			easy = fmin(easy, d);
			hard = fmax(hard, d);
			fast = fmin(fast, s);
			slow = fmax(slow, s);
		}
		/* Difficulties are rounded to thousandths. */
		CHECK(hard - easy <= 0.0111 && slow - fast <= 20);
	}
}

static size_t common(const struct draw *draw, size_t f, size_t g)
{
	size_t n = 0;

	for (size_t i = 0; i < draw->count; i++)
		for (size_t k = 0; k < draw->count; k++)
			n += draw->chosen[f][i] == draw->chosen[g][k];
	return n;
}

static void overlap_is_exact(void)
{
	const struct blueprint *b;

	begin();
	pool_put(&p, 40, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 3, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, "s1");
	pool_put(&p, 3, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, "s2");
	pool_put(&p, 3, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, "s3");
	b = blueprint_read(arena,
		"forms: {count: 3, questions: {overlap: 6}}\n"
		"parts:\n  - name: I\n    take: [{topic: a, any: 10}, "
		"{topic: b, any: 3}, {pick: q000}]\n"
		"rules: [{with: q001}]\n");
	for (uint64_t seed = 1; seed <= 30; seed++) {
		struct draw draw;
		struct error err;

		if (!CHECK(draw_forms(arena, b, &p.pool, seed, &draw, &err)))
			return;
		CHECK(draw.form_count == 3);
		for (size_t f = 0; f < 3; f++)
			for (size_t g = 0; g < f; g++)
				CHECK(common(&draw, f, g) == 6);
	}
}

/* Common questions are drawn fairly: any of the form may be. */
static void overlap_is_fair(void)
{
	size_t hits[30] = {0};
	double chi = 0;
	const struct blueprint *b;
	enum { DRAWS = 6000 };

	begin();
	pool_put(&p, 30, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	b = blueprint_read(arena,
		"forms: {count: 2, questions: {overlap: 3}}\n"
		"parts:\n  - {name: I, take: [{any: 10}]}\n");
	for (uint64_t seed = 0; seed < DRAWS; seed++) {
		struct arena_mark mark = arena_mark(arena);
		struct draw draw;
		struct error err;

		if (!CHECK(draw_forms(arena, b, &p.pool, seed, &draw, &err)))
			return;
		for (size_t i = 0; i < 10; i++)
			for (size_t k = 0; k < 10; k++)
				if (draw.chosen[0][i] == draw.chosen[1][k])
					hits[draw.chosen[0][i]]++;
		arena_release(arena, mark);
	}
	for (size_t i = 0; i < 30; i++)
		chi += ((double)hits[i] - DRAWS / 10.0) *
			((double)hits[i] - DRAWS / 10.0) / (DRAWS / 10.0);
	CHECK(chi < chi_square_limit(29));
}

static void overlap_that_cannot_be(void)
{
	struct draw draw;
	struct error err;

	begin();
	pool_put(&p, 12, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	CHECK(!draw_forms(arena,
		blueprint_read(arena,
			"forms: {count: 3, questions: {overlap: 2}}\n"
			"parts:\n  - {name: I, take: [{any: 6}]}\n"),
		&p.pool, 1, &draw, &err));
	CHECK(err.code == ERROR_UNSAT && strstr(err.text, "exactly 2"));
	CHECK(!draw_forms(arena,
		blueprint_read(arena,
			"forms: {count: 2, questions: {overlap: 1}}\n"
			"parts:\n  - {name: I, take: [{pick: [q000, q001]}, "
			"{any: 3}]}\n"),
		&p.pool, 1, &draw, &err));
	CHECK(strstr(err.text, "already put 2"));
}

/* ---- what check says ---- */

static void impossible_bounds_are_explained(void)
{
	struct check check;

	begin();
	pool_put(&p, 6, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, "x", NULL);
	for (size_t i = 0; i < 8; i++)
		p.candidates[i].difficulty = 0.5F;
	check_blueprint(arena,
		blueprint_read(arena,
			"parts:\n  - {name: I, take: [{any: 4}]}\n"
			"rules:\n  - {count: {tag: x}, at_least: 3}\n"
			"  - {mean: difficulty, at_most: 0.4}\n"
			"  - {count: {tag: z}, at_least: 0}\n"
			"  - {sum: seconds, at_most: 100}\n"),
		&p.pool, &check);
	CHECK(check.rule_count == 4 && check.shortfall_count == 2);
	CHECK(check.shortfalls[0].at.line == 4);
	CHECK(str_is(check.shortfalls[0].text,
		"line 4: questions of any topic · #x: at least 3; but whatever "
		"is drawn, it is 2 at most"));
	CHECK(str_is(check.shortfalls[0].relaxations[0].text,
		"lower the least of line 4 to 2"));
	CHECK(str_is(check.shortfalls[1].relaxations[0].text,
		"raise the most of line 5 to 0.5"));
	CHECK(check.warning_count == 2);
	CHECK(str_is(check.warnings[0],
		"line 6: no question of the bank has the tag 'z'; did you mean "
		"'x'?"));
	CHECK(str_is(check.warnings[1],
		"line 7: 8 of the 8 questions that may be drawn do not say "
		"their seconds, and count as 0"));
}

static void trial_is_shown(void)
{
	struct check check;

	begin();
	pool_put(&p, 6, TYPE_CHOICE, "a", LEVEL_KNOW, "x", NULL);
	check_blueprint(arena,
		blueprint_read(arena,
			"parts:\n  - {name: I, take: [{any: 4}]}\n"
			"rules:\n  - {count: {tag: x}, at_least: 3}\n"),
		&p.pool, &check);
	CHECK(!check.shortfall_count && check.rule_count == 1);
	CHECK(str_is(check.rules[0].drawn, "4"));
}

int main(void)
{
	TEST(rejection_is_uniform);
	TEST(agrees_with_enumeration);
	TEST(needle_in_a_haystack);
	TEST(sums);
	TEST(informations_are_fishers);
	TEST(information_is_kept);
	TEST(balance_keeps_forms_near);
	TEST(overlap_is_exact);
	TEST(overlap_is_fair);
	TEST(overlap_that_cannot_be);
	TEST(impossible_bounds_are_explained);
	TEST(trial_is_shown);
	arena_free(arena);
	return check_result();
}
