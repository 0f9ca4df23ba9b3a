#include "engine/assemble/assemble.h"

#include "engine/assemble/mix.h"
#include "tests/ways.h"

/* The draw is compared with all that could be drawn, found by trying every
 * set of questions: each must come about as often as any other that has
 * passages of the same kinds. */
#ifdef __SANITIZE_ADDRESS__
enum { SEEDS = 1000, RANDOM_PLANS = 200, UNIFORM_PLANS = 4 };
#else
enum { SEEDS = 10000, RANDOM_PLANS = 800, UNIFORM_PLANS = 30 };
#endif

static struct arena *once;
static size_t hits[WAYS];
static uint64_t kinds[WAYS]; /* of what passages a way has */

static size_t find_way(const struct draw *draw, size_t form,
	const struct blueprint *b, const struct span *rows, size_t row_count)
{
	struct way way = {0};
	size_t w = 0;

	for (size_t k = 0; k < draw->count; k++)
		for (size_t r = 0; r < row_count; r++)
			if (&b->parts[draw->part[k]] == rows[r].part &&
				draw->cell[k] >= rows[r].first &&
				draw->cell[k] < rows[r].first + rows[r].count)
				way.rows[r] |= UINT32_C(1)
					<< draw->chosen[form][k];
	while (w < way_count && memcmp(&ways[w], &way, sizeof way))
		w++;
	return w;
}

/* The levels of a passage's questions, eight bits each; 0 for a single. */
static uint64_t passage_kind(uint32_t set, uint32_t stimulus)
{
	uint64_t kind = 0;
	long size = 0;

	for (size_t i = 0; i < p.pool.count; i++)
		if (set >> i & 1 && p.candidates[i].stimulus == stimulus) {
			kind += UINT64_C(1) << 8 * p.candidates[i].level;
			size++;
		}
	return size > 1 ? kind : 0;
}

static void name_kinds(const struct span *rows, size_t row_count)
{
	for (size_t w = 0; w < way_count; w++) {
		kinds[w] = 0;
		for (size_t r = 0; r < row_count; r++) {
			const struct cell *cell =
				&rows[r].part->cells[rows[r].first];

			for (uint32_t s = 1;
				!cell->stimulus && s <= p.pool.stimulus_count;
				s++)
				kinds[w] += (r + 1) *
					UINT64_C(0x9e3779b97f4a7c15) *
					passage_kind(ways[w].rows[r], s);
		}
	}
}

static size_t count_kinds(void)
{
	size_t count = 0;

	for (size_t w = 0; w < way_count; w++) {
		size_t i = 0;

		while (kinds[i] != kinds[w])
			i++;
		count += i == w;
	}
	return count;
}

/* Ways of one kind against their own average. */
static void check_hits(void)
{
	double chi = 0, freedom = (double)(way_count - count_kinds());

	for (size_t w = 0; w < way_count; w++) {
		double sum = 0, same = 0, each;

		for (size_t i = 0; i < way_count; i++)
			if (kinds[i] == kinds[w]) {
				sum += (double)hits[i];
				same++;
			}
		each = sum / same;
		if (CHECK(each > 0))
			chi += ((double)hits[w] - each) *
				((double)hits[w] - each) / each;
	}
	if (!CHECK(freedom >= 1 && chi < chi_square_limit(freedom)))
		printf("# %zu ways, chi-square %g, limit %g\n", way_count, chi,
			chi_square_limit(freedom));
}

/* Draws with many seeds; notes: how many a draw should have. */
static void check_uniform(const char *text, size_t form, size_t notes)
{
	const struct blueprint *b = blueprint_read(arena, text);
	struct span rows[ROWS];
	size_t row_count = find_rows(b, rows);
	struct error err = {0};

	memset(hits, 0, sizeof hits);
	list_ways(b, rows, row_count);
	name_kinds(rows, row_count);
	CHECK(way_count > 1);
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct arena_mark mark = arena_mark(once);
		struct draw draw;
		size_t w = WAYS;

		if (draw_forms(once, b, &p.pool, seed, &draw, &err))
			w = find_way(&draw, form, b, rows, row_count);
		if (!CHECK(w < way_count)) {
			printf("# %s\n", err.text);
			return;
		}
		hits[w]++;
		if (!CHECK(draw.note_count == notes))
			return;
		arena_release(once, mark);
	}
	check_hits();
}

static void uniform_plain_cell(void)
{
	begin();
	pool_put(&p, 6, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 2, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, NULL);
	check_uniform(
		"parts:\n  - {name: I, take: [{topic: a, know: 3}]}\n", 0, 0);
}

static void uniform_levels_and_any(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, NULL);
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_EXTEND, NULL, NULL);
	check_uniform("parts:\n"
		      "  - {name: I, take: [{topic: a, know: 1, apply: 1,\n"
		      "      any: 2}]}\n",
		0, 0);
}

/* Neither holds the other: by rejection. */
static void uniform_overlapping_cells(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	pool_put(&p, 2, TYPE_CHOICE, "b", LEVEL_KNOW, "t", NULL);
	check_uniform("parts:\n  - {name: I, take: [{topic: a, know: 2},\n"
		      "     {tag: t, know: 2}]}\n",
		0, 0);
}

/* The same questions for three rows, and all but one of them used: rejection
 * would hardly ever do, counting does. */
static void uniform_nested_cells(void)
{
	begin();
	pool_put(&p, 4, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	check_uniform("parts:\n  - {name: I, take: [{topic: a, know: 2},\n"
		      "     {tag: t, any: 2}, {type: choice, any: 2}]}\n",
		0, 0);
}

/* The larger drawn first would leave the smaller now more, now fewer. */
static void uniform_nested_cells_with_room(void)
{
	begin();
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	check_uniform("parts:\n  - {name: I, take: [{topic: a, know: 3},\n"
		      "     {tag: t, any: 1}]}\n",
		0, 0);
}

/* One chance in 10^16 for rejection. */
static void nested_cells_need_no_luck(void)
{
	const struct blueprint *b;
	struct error err = {0};
	struct draw draw;

	begin();
	pool_put(&p, 60, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	b = blueprint_read(arena,
		"parts:\n  - {name: I, take: [{topic: a, know: 30},\n"
		"     {topic: a, know: 30}]}\n");
	CHECK_OK(draw_forms(arena, b, &p.pool, 1, &draw, &err), err);
	CHECK(draw.note_count == 0);
}

static void uniform_passages(void)
{
	begin();
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "p");
	pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, "p");
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "q");
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, "r");
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, NULL);
	check_uniform(
		"parts:\n  - {name: I, take: [{topic: a, any: 5}]}\n", 0, 0);
	check_uniform("parts:\n"
		      "  - {name: I, take: [{topic: a, know: 4, apply: 1}]}\n",
		0, 0);
	check_uniform("parts:\n"
		      "  - {name: I, take: [{topic: a, any: 3,\n"
		      "      stimulus: any}]}\n",
		0, 0);
}

/* How many of SEEDS papers hold each candidate. */
static size_t often[POOL_MOST];

static void count_drawn(const char *text)
{
	const struct blueprint *b = blueprint_read(arena, text);

	memset(often, 0, sizeof often);
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct arena_mark mark = arena_mark(once);
		struct draw draw;

		if (!CHECK(draw_forms(once, b, &p.pool, seed, &draw, NULL)))
			return;
		for (size_t k = 0; k < draw.count; k++)
			often[draw.chosen[0][k]]++;
		arena_release(once, mark);
	}
}

static void check_as_often(size_t first, size_t second, size_t end)
{
	double a = 0, b = 0;

	for (size_t i = first; i < end; i++)
		*(i < second ? &a : &b) += (double)often[i];
	a /= (double)(second - first);
	b /= (double)(end - second);
	if (!CHECK(a > 0.8 * b && b > 0.8 * a))
		printf("# alone %g, in a passage %g\n", a, b);
}

/* A question stands the same chance in a passage as alone, about. By equal
 * chances of sets, those in passages would get one in fifty of theirs. */
static void passages_are_drawn_as_often(void)
{
	static const char *const names[] = {"p", "q", "r", "s"};

	begin();
	pool_put(&p, 40, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < 4; i++)
		pool_put(&p, 5, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, names[i]);
	count_drawn("parts:\n  - {name: I, take: [{topic: a, any: 10}]}\n");
	check_as_often(0, 40, 60);
}

/* Half of one level is wanted, and little of all others. */
static void passages_of_a_scarce_level(void)
{
	static const char *const names[] = {"p", "q", "r", "s"};

	begin();
	pool_put(&p, 16, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < 4; i++)
		pool_put(&p, 4, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, names[i]);
	pool_put(&p, 200, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, NULL);
	count_drawn("parts:\n"
		    "  - {name: I, take: [{topic: a, know: 16, any: 4}]}\n");
	check_as_often(0, 16, 32);
}

/* One in five questions of a large bank is in a passage: one in five of a
 * paper's too, though C(50000, 500) is far out of a double's range. */
static void passages_of_a_large_bank(void)
{
	enum { MANY = 50000, PAPERS = 20, WANTED = 500 };
	static struct candidate many[MANY];
	static struct str stimuli[MANY / 20];
	const struct blueprint *b;
	size_t together = 0;

	begin();
	pool_put(&p, 1, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < MANY; i++) {
		many[i] = p.candidates[0];
		many[i].id = str_format(arena, "q%06zu", i);
		if (i < MANY / 5)
			many[i].stimulus = (uint32_t)i / 4 + 1;
	}
	p.pool.candidates = many;
	p.pool.count = MANY;
	p.pool.stimuli = stimuli;
	p.pool.stimulus_count = MANY / 20;
	b = blueprint_read(
		arena, "parts:\n  - {name: I, take: [{any: 500}]}\n");
	for (uint64_t seed = 0; seed < PAPERS; seed++) {
		struct draw draw;

		if (!CHECK(draw_forms(arena, b, &p.pool, seed, &draw, NULL)))
			return;
		CHECK(draw.note_count == 0);
		for (size_t k = 0; k < WANTED; k++)
			together += draw.chosen[0][k] < MANY / 5;
	}
	if (!CHECK(together > PAPERS * WANTED * 17 / 100 &&
		    together < PAPERS * WANTED * 23 / 100))
		printf("# %zu of %d\n", together, PAPERS * WANTED);
}

static void uniform_apart_and_enemies(void)
{
	begin();
	pool_put(&p, 5, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 4, TYPE_CHOICE, "b", LEVEL_KNOW, NULL, NULL);
	pool_enemies(&p, 0, 6);
	pool_enemies(&p, 1, 2);
	check_uniform("parts:\n  - {name: I, take: [{topic: a, know: 2},\n"
		      "     {topic: b, know: 2}]}\n"
		      "rules:\n  - {apart: [q003, q007, q008]}\n",
		0, 0);
}

static void uniform_with(void)
{
	begin();
	pool_put(&p, 6, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, "p");
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, NULL);
	check_uniform("parts:\n"
		      "  - {name: I, take: [{topic: a, know: 2, any: 3}]}\n"
		      "rules:\n  - {with: [q001, q007]}\n",
		0, 0);
}

/* The second form alone is as uniform as the first. */
static void uniform_later_form(void)
{
	begin();
	pool_put(&p, 8, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	check_uniform("forms: {count: 3, questions: different}\n"
		      "parts:\n  - {name: I, take: [{topic: a, know: 2}]}\n",
		1, 0);
}

static const struct draw *draw_once(const char *text, uint64_t seed)
{
	struct draw *draw = NEW(arena, struct draw);
	struct error err = {0};

	CHECK_OK(draw_forms(arena, blueprint_read(arena, text), &p.pool, seed,
			 draw, &err),
		err);
	return draw;
}

static bool same_form(
	const struct draw *a, const struct draw *b, size_t fa, size_t fb)
{
	return a->count == b->count &&
		!memcmp(a->chosen[fa], b->chosen[fb],
			a->count * sizeof **a->chosen);
}

static void big_pool(void)
{
	begin();
	pool_put(&p, 60, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 60, TYPE_CHOICE, "b", LEVEL_APPLY, "t", NULL);
	pool_put(&p, 60, TYPE_CHOICE, "c", LEVEL_APPLY, NULL, NULL);
}

#define BIG                                                                    \
	"parts:\n  - {name: I, take: [{topic: a, know: 4}, {tag: t, any: "     \
	"3},\n"                                                                \
	"     {topic: c, apply: 2}]}\n"

static void same_seed_same_forms(void)
{
	const char *text = "forms: {count: 3, questions: different}\n" BIG;
	const struct draw *a, *b, *c;

	big_pool();
	a = draw_once(text, 7);
	b = draw_once(text, 7);
	c = draw_once(text, 8);
	for (size_t f = 0; f < 3; f++)
		CHECK(same_form(a, b, f, f));
	CHECK(!same_form(a, c, 0, 0));
	CHECK(!same_form(a, a, 0, 1));
}

static void another_form_changes_none(void)
{
	const struct draw *few, *many;

	big_pool();
	few = draw_once("forms: {count: 2, questions: different}\n" BIG, 5);
	many = draw_once("forms: {count: 9, questions: different}\n" BIG, 5);
	CHECK(many->form_count == 9);
	CHECK(same_form(few, many, 0, 0) && same_form(few, many, 1, 1));
}

static void same_questions_on_all(void)
{
	const struct draw *draw;

	big_pool();
	draw = draw_once("forms: 4\n" BIG, 5);
	CHECK(draw->form_count == 4);
	for (size_t f = 1; f < 4; f++)
		CHECK(same_form(draw, draw, 0, f));
}

/* Over many seeds: no question on two forms or twice on one, but those that
 * must be on all. */
static void different_forms_share_nothing(void)
{
	big_pool();
	for (uint64_t seed = 0; seed < 50; seed++) {
		const struct draw *draw =
			draw_once("forms: {count: 6, questions: different}\n"
				  "parts:\n"
				  "  - {name: I, take: [{pick: [q100]},\n"
				  "      {topic: a, know: 9},\n"
				  "      {type: choice, any: 7}]}\n"
				  "rules:\n  - {with: q001}\n",
				seed);
		size_t seen[POOL_MOST] = {0};

		for (size_t f = 0; f < draw->form_count; f++)
			for (size_t k = 0; k < draw->count; k++)
				seen[draw->chosen[f][k]]++;
		CHECK(seen[100] == 6 && seen[1] == 6);
		for (size_t i = 0; i < p.pool.count; i++)
			CHECK(seen[i] <= 1 || i == 100 || i == 1);
		if (check_failed)
			return;
	}
}

/* All must be used up, where drawing one form after another runs dry. */
static void the_last_question_is_found(void)
{
	struct error err = {0};
	const struct draw *draw;
	struct draw none;

	begin();
	pool_put(&p, 8, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	pool_put(&p, 4, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < 8; i += 2)
		pool_enemies(&p, (uint32_t)i, (uint32_t)i + 1);
	for (uint64_t seed = 0; seed < 20; seed++) {
		draw = draw_once("forms: {count: 2, questions: different}\n"
				 "parts:\n  - {name: I, take: [{topic: a, "
				 "know: 2},\n     {tag: t, any: 4}]}\n",
			seed);
		CHECK(draw->form_count == 2);
	}
	CHECK(!draw_forms(arena,
		blueprint_read(arena,
			"parts:\n  - {name: I, take: [{tag: t, any: 5}]}\n"),
		&p.pool, 1, &none, &err));
	CHECK(err.code == ERROR_UNSAT);
	CHECK(strstr(err.text, "enemies"));
}

/* What had to be searched for is said. */
static void searches_are_noted(void)
{
	const struct draw *draw;

	begin();
	pool_put(&p, 60, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	for (size_t i = 0; i < 60; i += 2)
		pool_enemies(&p, (uint32_t)i, (uint32_t)i + 1);
	draw = draw_once(
		"parts:\n  - {name: I, take: [{topic: a, know: 29}]}\n", 1);
	CHECK(draw->note_count == 1);
	CHECK(draw->note_count &&
		str_find(draw->notes[0], "approximately uniform", 0) !=
			SIZE_MAX);
}

/* From one and the same start, the walk gives every way its chance. */
static void mixing_is_uniform(void)
{
	const char *text = "parts:\n  - {name: I, take: [{topic: a, any: 3},\n"
			   "     {tag: t, know: 2}]}\n"
			   "rules:\n  - {apart: [q000, q005]}\n";
	struct span spans[ROWS];
	const struct blueprint *b;
	struct way way = {0};
	double chi = 0, each;
	struct plan plan;

	begin();
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_APPLY, NULL, NULL);
	pool_put(&p, 3, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 2, TYPE_CHOICE, "a", LEVEL_KNOW, "t", NULL);
	pool_put(&p, 2, TYPE_CHOICE, "b", LEVEL_KNOW, "t", NULL);
	pool_enemies(&p, 3, 8);
	b = blueprint_read(arena, text);
	memset(hits, 0, sizeof hits);
	list_ways(b, spans, find_rows(b, spans));
	plan_make(arena, b, &p.pool, (struct plan_options){0}, &plan);
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct arena_mark mark = arena_mark(once);
		struct rng rng = rng_stream(seed, "mix", 0);
		struct taken taken = taken_new(once, &plan);
		uint32_t rows[2][3] = {{2, 3, 4}, {7, 5, 0}};
		uint32_t *const lists[] = {rows[0], rows[1]};
		size_t w = 0;

		for (size_t i = 0; i < 3; i++)
			CHECK(taken_add(&taken, rows[0][i]));
		for (size_t i = 0; i < 2; i++)
			CHECK(taken_add(&taken, rows[1][i]));
		mix_form(once, &plan, &taken, NULL, &rng, lists);
		memset(&way, 0, sizeof way);
		for (size_t i = 0; i < 3; i++)
			way.rows[0] |= UINT32_C(1) << rows[0][i];
		for (size_t i = 0; i < 2; i++)
			way.rows[1] |= UINT32_C(1) << rows[1][i];
		while (w < way_count && memcmp(&ways[w], &way, sizeof way))
			w++;
		if (!CHECK(w < way_count))
			return;
		hits[w]++;
		arena_release(once, mark);
	}
	each = (double)SEEDS / (double)way_count;
	for (size_t w = 0; w < way_count; w++)
		chi += ((double)hits[w] - each) * ((double)hits[w] - each) /
			each;
	if (!CHECK(chi < chi_square_limit((double)way_count - 1)))
		printf("# %zu ways, chi-square %g\n", way_count, chi);
}

/* A few rows that overlap at random, with passages, enemies and rules. */
static const char *random_blueprint(struct rng *rng, size_t forms, size_t *with)
{
	static const char *const filters[] = {
		"topic: a", "topic: b", "tag: t", "type: choice"};
	static const char *const modes[] = {"whole", "any", "none", "whole"};
	struct buf buf = {.arena = arena};
	size_t rows = 1 + (size_t)rng_below(rng, 3);

	buf_format(&buf,
		"forms: {count: %zu, questions: different}\n"
		"parts:\n  - name: I\n    take:\n",
		forms);
	for (size_t r = 0; r < rows; r++)
		buf_format(&buf,
			"      - {%s, know: %d, apply: %d, any: %d, "
			"stimulus: %s}\n",
			filters[rng_below(rng, 4)], (int)rng_below(rng, 3) + 1,
			(int)rng_below(rng, 2), (int)rng_below(rng, 3) / 2 * 2,
			modes[rng_below(rng, 4)]);
	buf_text(&buf, "rules:\n");
	buf_format(&buf, "  - {apart: [q00%d, q00%d]}\n",
		(int)rng_below(rng, 5), 5 + (int)rng_below(rng, 5));
	*with = (size_t)rng_below(rng, 30);
	if (*with < 10 && (forms == 1 || !p.candidates[*with].stimulus))
		buf_format(&buf, "  - {with: q00%zu}\n", *with);
	else
		*with = 31;
	return buf_str(&buf).ptr;
}

static void random_pool(struct rng *rng)
{
	static const char *const names[] = {"p", "r"};

	begin();
	pool_put(&p, 5, TYPE_CHOICE, "a", LEVEL_KNOW, NULL, NULL);
	pool_put(&p, 5, TYPE_CHOICE, "b", LEVEL_KNOW, "t", NULL);
	for (size_t i = 0; i < 10; i++) {
		struct candidate *c = &p.candidates[i];
		size_t s = (size_t)rng_below(rng, 4);

		if (rng_below(rng, 3) == 0)
			c->level = LEVEL_APPLY;
		if (rng_below(rng, 3) == 0) {
			c->tags = p.candidates[5].tags;
			c->tag_count = i < 5;
		}
		if (s < 2)
			c->stimulus = 1 +
				pool_name(p.stimuli, &p.pool.stimulus_count,
					str_from(names[s]));
	}
	if (rng_below(rng, 2))
		pool_enemies(&p, (uint32_t)rng_below(rng, 4), 4);
}

/* Each form is one of the ways, and they share nothing else. */
static void check_forms(
	const struct draw *draw, const struct blueprint *b, uint32_t shared)
{
	struct span rows[ROWS];
	size_t row_count = find_rows(b, rows);
	uint32_t used = 0;

	for (size_t f = 0; f < draw->form_count; f++) {
		size_t w = find_way(draw, f, b, rows, row_count);

		if (!CHECK(w < way_count))
			return;
		CHECK(!(used & used_by(&ways[w]) & ~shared));
		used |= used_by(&ways[w]);
	}
}

/* The check and the draw say yes exactly where trying everything does. */
static void agrees_with_trying_everything(void)
{
	size_t met = 0, runs = RANDOM_PLANS;

	for (uint64_t seed = 0; seed < runs && !check_failed; seed++) {
		struct rng rng = rng_stream(seed, "random", 0);
		size_t forms = 1 + (size_t)rng_below(&rng, 3);
		const char *text;
		const struct blueprint *b;
		struct span rows[ROWS];
		struct check check;
		struct draw draw;
		size_t with;
		bool can, drawn;

		random_pool(&rng);
		text = random_blueprint(&rng, forms, &with);
		b = blueprint_read(arena, text);
		list_ways(b, rows, find_rows(b, rows));
		if (way_count == WAYS)
			continue;
		can = have_forms(forms, 0, 0, UINT32_C(1) << with);
		met += can;
		check_blueprint(arena, b, &p.pool, &check);
		CHECK(can == !check.shortfall_count);
		drawn = draw_forms(arena, b, &p.pool, seed, &draw, NULL);
		CHECK(can == drawn);
		if (drawn)
			check_forms(&draw, b, UINT32_C(1) << with);
		if (check_failed)
			printf("# seed %d: %d\n%s", (int)seed, can, text);
	}
	CHECK(met > runs / 10 && met < runs * 9 / 10);
}

/* Rows that cross, with passages, enemies and rules, whatever comes; but for
 * draws that say they are not uniform. */
static void random_plans_are_uniform(void)
{
	size_t tested = 0;

	for (uint64_t seed = 0; tested < UNIFORM_PLANS && !check_failed;
		seed++) {
		struct rng rng = rng_stream(seed, "uniform", 0);
		const struct blueprint *b;
		struct span rows[ROWS];
		const char *text;
		struct draw draw;
		size_t with;

		random_pool(&rng);
		text = random_blueprint(&rng, 1, &with);
		b = blueprint_read(arena, text);
		list_ways(b, rows, find_rows(b, rows));
		if (way_count < 2 || way_count > SEEDS / 60 ||
			!draw_forms(arena, b, &p.pool, 0, &draw, NULL) ||
			draw.note_count)
			continue;
		name_kinds(rows, find_rows(b, rows));
		if (count_kinds() == way_count)
			continue;
		check_uniform(text, 0, 0);
		tested++;
		if (check_failed)
			printf("# seed %d\n%s", (int)seed, text);
	}
}

int main(void)
{
	once = arena_new();
	TEST(uniform_plain_cell);
	TEST(uniform_levels_and_any);
	TEST(uniform_overlapping_cells);
	TEST(uniform_nested_cells);
	TEST(uniform_nested_cells_with_room);
	TEST(nested_cells_need_no_luck);
	TEST(uniform_passages);
	TEST(passages_are_drawn_as_often);
	TEST(passages_of_a_scarce_level);
	TEST(passages_of_a_large_bank);
	TEST(uniform_apart_and_enemies);
	TEST(uniform_with);
	TEST(uniform_later_form);
	TEST(same_seed_same_forms);
	TEST(another_form_changes_none);
	TEST(same_questions_on_all);
	TEST(different_forms_share_nothing);
	TEST(the_last_question_is_found);
	TEST(searches_are_noted);
	TEST(mixing_is_uniform);
	TEST(agrees_with_trying_everything);
	TEST(random_plans_are_uniform);
	arena_free(once);
	arena_free(arena);
	return check_result();
}
