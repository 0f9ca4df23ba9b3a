/* Aims, against all forms there are of small random banks. */

#include "base/rng.h"
#include "engine/assemble/optimise.h"
#include "engine/assemble/taken.h"
#include "tests/pools.h"

static struct arena *arena;
static struct test_pool p;

#ifdef __SANITIZE_ADDRESS__
enum { CASES = 2000 };
#else
enum { CASES = 10000 };
#endif
enum { BANK = 9, FORMS_MOST = 4000 };

/* ---- random banks and blueprints ---- */

static void put_question(struct rng *rng, size_t i)
{
	static const char *const topics[] = {"a", "b"};
	static const char *const tags[] = {NULL, "x", "y"};
	bool passage = i >= BANK - 3 && rng_below(rng, 3) == 0;
	size_t at =
		pool_put(&p, 1, TYPE_CHOICE, topics[passage || i >= BANK / 2],
			(enum level)(1 + rng_below(rng, 2)),
			tags[rng_below(rng, 3)], passage ? "s" : NULL);
	struct candidate *c = &p.candidates[at];

	c->row = (long long)i + 1;
	c->uses = (uint32_t)rng_below(rng, 4);
	c->seconds = 30 + 10 * (long)rng_below(rng, 6);
	c->difficulty = (float)rng_below(rng, 100) / 100;
	c->irt_a = 0.5F + (float)rng_below(rng, 128) / 64;
	c->irt_b = (float)rng_below(rng, 256) / 64 - 2;
	c->irt_c = (float)rng_below(rng, 16) / 64;
}

static void put_bank(struct rng *rng)
{
	for (size_t i = 0; i < BANK; i++)
		put_question(rng, i);
	if (rng_below(rng, 2))
		pool_enemies(&p, 0, 1 + (uint32_t)rng_below(rng, BANK - 1));
}

static void add_rule(struct rng *rng, struct buf *text)
{
	long a = (long)rng_below(rng, 3);

	switch (rng_below(rng, 5)) {
	case 0:
		buf_format(text, "  - {count: {tag: x}, between: [%ld, %ld]}\n",
			a, a + (long)rng_below(rng, 2));
		break;
	case 1:
		buf_format(
			text, "  - {count: {level: know}, at_least: %ld}\n", a);
		break;
	case 2:
		buf_format(text, "  - {sum: seconds, at_most: %ld}\n",
			130 + 40 * a);
		break;
	case 3:
		buf_format(text, "  - {mean: difficulty, at_least: 0.%ld}\n",
			3 + a);
		break;
	default:
		buf_format(text, "  - {apart: [q00%ld, q00%ld]}\n", a, a + 4);
	}
}

static void add_rows(struct rng *rng, struct buf *text)
{
	static const char *const rows[] = {
		"{any: 3}",
		"{topic: a, any: 2}, {topic: b, any: 2}",
		"{topic: a, know: 1, understand: 1}, {any: 1}",
		"{topic: b, any: 1}, {any: 2, stimulus: any}",
		"{topic: b, know: 1, any: 2}",
		"{pick: [q002]}, {any: 2}",
	};

	buf_format(text,
		"parts:\n  - {name: I, points: 1, take: [%s]}\nrules:\n",
		rows[rng_below(rng, sizeof rows / sizeof *rows)]);
}

static void add_aim(struct rng *rng, struct buf *text)
{
	static const char *const aims[] = {
		"{information: {at: [-1, 0, 1]}, within: 0}",
		"{information: {at: [-1, 1], together: true}, within: 0}",
		"{information: {at: [-1, 1], shape: [1, 2]}, within: 0}",
		"{information: {at: [-1, 0.5], target: [0.8, 1.1]}, within: 0}",
		"{sum: seconds, target: 200, within: 0}",
		"{sum: seconds, want: least, within: 0}",
		"{sum: expected, want: most, within: 0}",
		"{mean: difficulty, target: 0.55, within: 0}",
		"{mean: difficulty, want: most, within: 0}",
		"{prefer: least-used}",
		"{prefer: newest}",
	};

	buf_format(text, "aim: %s\n",
		aims[rng_below(rng, sizeof aims / sizeof *aims)]);
}

static struct str random_blueprint(struct rng *rng, size_t forms)
{
	struct buf text = {.arena = arena};

	buf_format(&text, "forms: {count: %zu, questions: different}\n", forms);
	add_rows(rng, &text);
	if (rng_below(rng, 5) == 0)
		buf_text(&text, "  - {with: q005}\n");
	for (size_t n = 1 + (size_t)rng_below(rng, 2); n-- > 0;)
		add_rule(rng, &text);
	add_aim(rng, &text);
	return buf_str(&text);
}

/* ---- all forms there are ---- */

struct enumeration {
	struct plan plan;
	struct limits limits;
	struct taken taken;
	uint32_t *rows[4];
	uint32_t forms[FORMS_MOST]; /* bits of candidates, drawn ones only */
	size_t count;
};

static bool holds(const uint32_t *row, size_t count, uint32_t candidate)
{
	for (size_t i = 0; i < count; i++)
		if (row[i] == candidate)
			return true;
	return false;
}

static bool row_is_right(const struct plan *plan, size_t r, const uint32_t *on)
{
	const struct plan_row *row = &plan->rows[r];
	long counts[CLASS_MAX] = {0};

	for (long i = 0; i < row->count; i++)
		counts[plan_class(plan, row, on[i])]++;
	for (size_t k = 0; k < row->class_count; k++)
		if (counts[k] < row->min[k])
			return false;
	for (size_t g = 0; g < row->group_count; g++) {
		size_t n = 0;

		for (size_t i = 0; i < row->groups[g].size; i++)
			n += holds(on, (size_t)row->count,
				row->groups[g].members[i]);
		if (n && n < row->groups[g].size)
			return false;
	}
	return true;
}

static bool form_is_right(struct enumeration *e, uint32_t bits)
{
	struct tally tallies[16];

	for (size_t r = 0; r < e->plan.row_count; r++)
		if (!row_is_right(&e->plan, r, e->rows[r]))
			return false;
	for (size_t w = 0; w < e->plan.with_count; w++)
		if (!(bits >> e->plan.with[w].candidate & 1))
			return false;
	limits_tally(&e->limits, e->rows, tallies);
	return !limits_excess(&e->limits, tallies);
}

static void keep_form(struct enumeration *e, uint32_t bits)
{
	for (size_t i = 0; i < e->count; i++)
		if (e->forms[i] == bits)
			return;
	if (CHECK(e->count < FORMS_MOST))
		e->forms[e->count++] = bits;
}

/* Fills place after place, those of a row in rising order. */
static void fill(struct enumeration *e, size_t r, size_t at, uint32_t bits)
{
	const struct plan_row *row = &e->plan.rows[r];

	if (r == e->plan.row_count) {
		if (form_is_right(e, bits))
			keep_form(e, bits);
		return;
	}
	if (at == (size_t)row->count) {
		fill(e, r + 1, 0, bits);
		return;
	}
	for (uint32_t c = at ? e->rows[r][at - 1] + 1 : 0; c < p.pool.count;
		c++) {
		size_t class = plan_class(&e->plan, row, c);

		if (class == NO_CLASS || !plan_holds(row, class, c) ||
			!taken_add(&e->taken, c))
			continue;
		e->rows[r][at] = c;
		fill(e, r, at + 1, bits | 1U << c);
		taken_drop(&e->taken, c);
	}
}

static void enumerate(const struct blueprint *b, struct enumeration *e)
{
	memset(e, 0, sizeof *e);
	plan_make(arena, b, &p.pool, (struct plan_options){0}, &e->plan);
	limits_make(arena, &e->plan, &e->limits);
	e->taken = taken_new(arena, &e->plan);
	for (size_t r = 0; r < e->plan.row_count; r++)
		e->rows[r] = NEW_ARRAY(
			arena, (size_t)e->plan.rows[r].count + 1, uint32_t);
	if (!e->plan.fault_count)
		fill(e, 0, 0, 0);
}

/* ---- what they are worth, worked out anew ---- */

static uint32_t picked(const struct plan *plan)
{
	uint32_t bits = 0;

	for (size_t i = 0; i < plan->pick_count; i++)
		for (size_t k = 0; k < plan->picks[i].count; k++)
			bits |= 1U << plan->picks[i].candidates[k];
	return bits;
}

static double worth_of(const struct aim *aim, size_t k, size_t i)
{
	const struct candidate *c = &p.candidates[i];

	switch (aim->what) {
	case AIM_INFORMATION:
		return candidate_information(
			c, (double)aim->points[k].theta / POINT);
	case AIM_SUM:
	case AIM_MEAN:
		break;
	case AIM_LEAST_USED:
		return c->uses;
	case AIM_NEWEST:
		return (double)(BANK - c->row);
	}
	return aim->attribute == ATTRIBUTE_SECONDS ? (double)c->seconds
						   : (double)c->difficulty;
}

/* Rounded as the engine has it: difficulties in thousandths. */
static double total_of(const struct aim *aim, size_t k, uint32_t bits)
{
	double sum = 0, count = 0;

	for (size_t i = 0; i < p.pool.count; i++)
		if (bits >> i & 1) {
			sum += round(worth_of(aim, k, i) * 1e6) / 1e6;
			count++;
		}
	return aim->what == AIM_MEAN ? sum / count : sum;
}

/* Less is better. */
static double form_cost(const struct aim *aim, uint32_t bits)
{
	double cost = -INFINITY, sum = 0;
	size_t points = aim->what == AIM_INFORMATION ? aim->point_count : 1;

	for (size_t k = 0; k < points; k++) {
		double value = total_of(aim, k, bits), one = value;
		double share = aim->what == AIM_INFORMATION
			? (double)aim->points[k].target / POINT
			: (double)aim->target / POINT;

		sum += value;
		if (aim->want == AIM_TARGET)
			one = fabs(value - share);
		else if (aim->want == AIM_MOST)
			one = -value /
				(aim->what == AIM_INFORMATION ? share : 1);
		cost = fmax(cost, one);
	}
	return aim->together ? -sum : cost;
}

static double best_cost(
	const struct enumeration *e, const struct aim *aim, size_t forms)
{
	uint32_t always = picked(&e->plan), shared = 0;
	bool total = aim->what == AIM_LEAST_USED || aim->what == AIM_NEWEST;
	uint8_t *marks = NEW_ARRAY(arena, p.pool.count, uint8_t);
	double best = INFINITY;

	plan_mark_shared(&e->plan, marks);
	for (size_t i = 0; i < p.pool.count; i++)
		shared |= (uint32_t)marks[i] << i;
	for (size_t i = 0; i < e->count; i++) {
		double one = form_cost(
			aim, total ? e->forms[i] : e->forms[i] | always);

		if (forms == 1)
			best = fmin(best, one);
		for (size_t k = 0; forms == 2 && k < i; k++) {
			double two = form_cost(aim,
				total ? e->forms[k] : e->forms[k] | always);

			if (!(e->forms[i] & e->forms[k] & ~shared))
				best = fmin(best,
					total ? one + two : fmax(one, two));
		}
	}
	/* Both may be the very same, when nothing is drawn. */
	return best;
}

/* ---- the comparison ---- */

static double cost_of(const struct aim *aim, double value)
{
	return aim->want == AIM_MOST ? -value : value;
}

struct count {
	size_t found, none, unknown, proved;
};

static void compare(uint64_t number, struct count *count)
{
	static struct enumeration e;
	struct rng rng = rng_stream(4, "optimise", number);
	size_t forms = 1 + (size_t)rng_below(&rng, 2);
	const struct blueprint *b;
	struct program program;
	struct optimum optimum;
	enum optimise_result result;
	struct str text;
	double best;

	put_bank(&rng);
	text = random_blueprint(&rng, forms);
	b = blueprint_read(arena, text.ptr);
	enumerate(b, &e);
	if (e.plan.fault_count)
		return;
	best = best_cost(&e, b->aims, forms);
	program_make(arena, &e.plan, &e.limits, forms, &program);
	result = optimise(arena, &program, b->aims, b->aim_count,
		(struct optimise_options){.seed = number}, &optimum);
	if (best < INFINITY) {
		const struct aim_outcome *o = optimum.outcomes;
		double gap;

		if (!CHECK(result == OPTIMISE_FOUND)) {
			printf("# case %d\n%.*s\n", (int)number, STR_ARG(text));
			return;
		}
		gap = cost_of(b->aims, o->value) - best;
		if (!CHECK(fabs(gap) < 1e-5))
			printf("# case %d: %g, best %g\n%.*s\n", (int)number,
				cost_of(b->aims, o->value), best,
				STR_ARG(text));
		count->proved += o->best;
	}
	CHECK(best < INFINITY || result != OPTIMISE_FOUND);
	count->found += result == OPTIMISE_FOUND;
	count->none += result == OPTIMISE_NONE;
	count->unknown += result == OPTIMISE_UNKNOWN;
}

static void begin(void)
{
	if (arena)
		arena_free(arena);
	arena = arena_new();
	pool_begin(&p, arena);
}

/* The same best and the same verdict, and nearly always with a proof. */
static void agrees_with_enumeration(void)
{
	struct count count = {0};

	for (uint64_t number = 0; number < CASES; number++) {
		begin();
		compare(number, &count);
	}
	printf("# found %zu, proved best %zu, none %zu, unknown %zu\n",
		count.found, count.proved, count.none, count.unknown);
	CHECK(count.found > CASES / 3 && count.none > CASES / 10);
	CHECK(count.proved > count.found * 95 / 100);
	CHECK(count.unknown < CASES / 50);
}

int main(void)
{
	TEST(agrees_with_enumeration);
	arena_free(arena);
	return check_result();
}
