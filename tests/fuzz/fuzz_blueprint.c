/* A blueprint as a teacher, or someone less kind, writes it: read, checked,
 * drawn and arranged from a small pool. What is checked to be possible must
 * come about, and hold what was asked for. */
#include "tests/fuzz/driver.h"
#include "tests/pools.h"

static struct test_pool p;
static struct question questions[POOL_MOST];
static size_t question_of[POOL_MOST];

static void fill_pool(struct arena *arena)
{
	static const char *const levels[] = {"a", "a.1", "b"};

	pool_begin(&p, arena);
	for (size_t t = 0; t < 3; t++)
		for (int level = LEVEL_NONE; level < LEVEL_COUNT; level++)
			pool_put(&p, 4, (enum question_type)(t * 3), levels[t],
				(enum level)level, t ? "t" : NULL,
				level == LEVEL_APPLY ? levels[t] : NULL);
	p.parents[1] = 0;
	pool_enemies(&p, 3, 9);
	pool_enemies(&p, 20, 21);
	for (size_t i = 0; i < p.pool.count; i++) {
		p.candidates[i].queries = i * 0x9e3779b97f4a7c15u;
		questions[i] = question_empty();
		questions[i].type = TYPE_ESSAY;
		question_of[i] = i;
	}
}

/* No question twice on a form, no enemies together. */
static void judge(const struct draw *draw)
{
	for (size_t f = 0; f < draw->form_count; f++) {
		uint8_t on[POOL_MOST] = {0};

		for (size_t k = 0; k < draw->count; k++) {
			const struct candidate *c =
				&p.candidates[draw->chosen[f][k]];

			if (on[draw->chosen[f][k]])
				abort();
			on[draw->chosen[f][k]] = 1;
			for (uint32_t e = 0; e < c->enemy_count; e++)
				if (on[c->enemies[e]])
					abort();
		}
	}
}

static void assemble(struct arena *arena, const struct blueprint *blueprint)
{
	struct exam exam = {.blueprint = blueprint,
		.seed = 1,
		.questions = questions,
		.question_count = p.pool.count};
	struct check check;
	struct draw draw;

	check_blueprint(arena, blueprint, &p.pool, &check);
	if (!draw_forms(arena, blueprint, &p.pool, 1, &draw, NULL)) {
		if (!check.shortfall_count && !check.warning_count)
			abort();
		return;
	}
	if (check.shortfall_count)
		abort();
	judge(&draw);
	arrange_forms(arena, &exam, &p.pool, &draw, question_of, 0);
	if (exam.form_count != (size_t)blueprint->forms.count ||
		exam.forms->item_count != (size_t)blueprint_count(blueprint))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct report report = {.arena = arena};
	struct str text = {(const char *)data, size};
	struct blueprint blueprint;

	fill_pool(arena);
	if (blueprint_parse(
		    arena, "fuzz.yaml", text, NULL, &blueprint, &report))
		assemble(arena, &blueprint);
	else if (!report.levels[REPORT_ERROR])
		abort();
	arena_free(arena);
	return 0;
}
