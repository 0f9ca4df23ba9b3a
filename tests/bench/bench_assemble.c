/* bench_assemble FOLDER [SECONDS]: how long it takes to find forms that come
 * near to an aim, to name a smallest conflict and to draw; and what Cbc and
 * lp_solve do with the same model in so many seconds. */

#include "engine/assemble/bound.h"
#include "engine/assemble/conflict.h"
#include "engine/assemble/optimise.h"
#include "tests/bench/assembly.h"
#include "tests/bench/bench.h"

enum { SEEDS = 3 };

/* A bank with the forty rules, compiled. */
struct model {
	struct arena *arena;
	struct random_bank bank;
	struct blueprint blueprint;
	struct plan plan;
	struct limits limits;
	struct program program;
};

static void read_blueprint(struct model *m, struct str text)
{
	struct report report = {.arena = m->arena};

	if (!blueprint_parse(
		    m->arena, "bench", text, NULL, &m->blueprint, &report))
		stop("blueprint", report_line(m->arena, report.entries).ptr);
}

static void model_make(
	struct model *m, size_t count, size_t forms, bool target, uint64_t seed)
{
	*m = (struct model){.arena = arena_new()};
	bank_make(m->arena, count, seed, &m->bank);
	read_blueprint(m,
		bank_blueprint(
			m->arena, forms, bank_aim(m->arena, &m->bank, target)));
	plan_make(m->arena, &m->blueprint, &m->bank.pool,
		(struct plan_options){0}, &m->plan);
	limits_make(m->arena, &m->plan, &m->limits);
	program_make(m->arena, &m->plan, &m->limits, forms, &m->program);
}

static void reach_row(const char *what, const char *unit, double ours,
	double reach, const char *note)
{
	printf("%s\t%s\t%f\t%f\t0\t%g\t%s\n", what, unit, ours, reach,
		reach > 0 ? 1.0 : 0.0, note);
	fflush(stdout);
}

/* ---- aims ---- */

struct task {
	const char *what;
	size_t count, forms;
	bool target;
	double milliseconds, percent; /* to be reached */
};

static const struct task tasks[] = {
	{"A: 10,000 questions, 1 form", 10000, 1, true, 5, 1},
	{"A: 100,000 questions, 1 form", 100000, 1, true, 12, 1},
	{"A: 10,000 questions, 24 forms", 10000, 24, true, 150, 1},
	{"A: 100,000 questions, 999 forms", 100000, 999, true, 15000, 1},
	{"A: 1,000 questions, 16 forms", 1000, 16, true, 2000, 1},
	{"B: 10,000 questions, 1 form", 10000, 1, false, 200, 1},
	{"B: 10,000 questions, 8 forms", 10000, 8, false, 10000, 1},
	{"B: 10,000 questions, 24 forms", 10000, 24, false, 10000, 1},
	{"B: 100,000 questions, 24 forms", 100000, 24, false, 20000, 1.5},
};

/* The greatest gap of all seeds: 100 where no forms were found. */
static void measure_task(const struct task *task)
{
	struct times times = {0};
	double worst = 0;

	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct optimum optimum;
		struct model m;
		struct spent start;

		model_make(&m, task->count, task->forms, task->target, seed);
		start = now();
		if (optimise(m.arena, &m.program, m.blueprint.aims,
			    m.blueprint.aim_count,
			    (struct optimise_options){.seed = seed},
			    &optimum) != OPTIMISE_FOUND)
			worst = 100;
		else
			worst = fmax(worst, optimum.outcomes[0].gap * 100);
		times_add(&times, since(start));
		arena_free(m.arena);
		if (task->forms > 500)
			break;
	}
	reach_row(task->what, "ms", median(times).cpu, task->milliseconds,
		"processor time, to be reached");
	reach_row("  from target or bound, worst", "%", worst, task->percent,
		"to be reached");
}

/* ---- the peers ---- */

/* A pair of enemies, in six letters. */
static const char *pair_name(uint32_t a, uint32_t b, char *out)
{
	uint64_t number =
		a < b ? (uint64_t)a * 100000 + b : (uint64_t)b * 100000 + a;

	for (size_t i = 0; i < 7; i++, number /= 36)
		out[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
	out[7] = 0;
	return out;
}

/* Fixed columns, as the oldest readers want them. */
static void entry(FILE *f, const char *column, const char *row, double value)
{
	fprintf(f, "    %-8s  %-8s  %12.7g\n", column, row, value);
}

static const char *name(char *out, char kind, size_t number)
{
	snprintf(out, 9, "%c%zu", kind, number % 10000000);
	return out;
}

static void write_column(FILE *f, const struct program *p,
	const struct goal *goal, const struct pool *pool, size_t u)
{
	const struct candidate *c = &pool->candidates[p->units[u].members[0]];
	char column[9], row[9];

	name(column, 'x', u);
	for (size_t t = p->begin[u]; t < p->begin[u + 1]; t++)
		entry(f, column, name(row, 'w', p->terms[t].want),
			(double)p->terms[t].amount);
	for (size_t k = 0; k < goal->measures; k++)
		entry(f, column, name(row, 'm', k),
			goal->values[u * goal->measures + k] * goal->scale[k]);
	for (uint32_t e = 0; e < c->enemy_count; e++)
		entry(f, column,
			pair_name((uint32_t)(c - pool->candidates),
				c->enemies[e], row),
			1);
}

static void write_columns(FILE *f, const struct program *p,
	const struct goal *goal, const struct pool *pool)
{
	char row[9];

	fprintf(f,
		"COLUMNS\n    MARKER                 'MARKER'            "
		"     'INTORG'\n");
	for (size_t u = 0; u < p->unit_count; u++)
		write_column(f, p, goal, pool, u);
	fprintf(f,
		"    MARKER                 'MARKER'                 "
		"'INTEND'\n");
	if (goal->sense != GOAL_MOST)
		return;
	entry(f, "z", "cost", -1);
	for (size_t k = 0; k < goal->measures; k++)
		entry(f, "z", name(row, 'm', k), -1);
}

static void write_rows(FILE *f, const struct program *p,
	const struct goal *goal, const struct pool *pool)
{
	char row[9];

	fprintf(f, "NAME          forms\nROWS\n N  cost\n");
	for (size_t w = 0; w < p->want_count; w++)
		fprintf(f, " %c  %s\n",
			p->wants[w].least == p->wants[w].most        ? 'E'
				: p->wants[w].least == WANT_NO_LEAST ? 'L'
								     : 'G',
			name(row, 'w', w));
	for (size_t k = 0; k < goal->measures; k++)
		fprintf(f, " G  %s\n", name(row, 'm', k));
	for (uint32_t c = 0; c < pool->count; c++)
		for (uint32_t e = 0; e < pool->candidates[c].enemy_count; e++)
			if (pool->candidates[c].enemies[e] > c)
				fprintf(f, " L  %s\n",
					pair_name(c,
						pool->candidates[c].enemies[e],
						row));
}

/* A's measures lie within one percent of the mean target. */
static void write_sides(FILE *f, const struct program *p,
	const struct goal *goal, const struct pool *pool)
{
	bool near = goal->sense == GOAL_NEAR;
	char row[9];

	fprintf(f, "RHS\n");
	for (size_t w = 0; w < p->want_count; w++)
		entry(f, "RHS", name(row, 'w', w),
			(double)(p->wants[w].least == WANT_NO_LEAST
					? p->wants[w].most
					: p->wants[w].least));
	for (size_t k = 0; near && k < goal->measures; k++)
		entry(f, "RHS", name(row, 'm', k),
			goal->target[k] * goal->scale[k] - goal->within);
	for (uint32_t c = 0; c < pool->count; c++)
		for (uint32_t e = 0; e < pool->candidates[c].enemy_count; e++)
			if (pool->candidates[c].enemies[e] > c)
				entry(f, "RHS",
					pair_name(c,
						pool->candidates[c].enemies[e],
						row),
					1);
}

static void write_bounds(
	FILE *f, const struct program *p, const struct goal *goal)
{
	bool near = goal->sense == GOAL_NEAR;
	char text[9];

	fprintf(f, "RANGES\n");
	for (size_t w = 0; w < p->want_count; w++)
		if (p->wants[w].least != WANT_NO_LEAST &&
			p->wants[w].most != WANT_NO_MOST &&
			p->wants[w].least != p->wants[w].most)
			entry(f, "RNG", name(text, 'w', w),
				(double)(p->wants[w].most - p->wants[w].least));
	for (size_t k = 0; near && k < goal->measures; k++)
		entry(f, "RNG", name(text, 'm', k), 2 * goal->within);
	fprintf(f, "BOUNDS\n");
	for (size_t u = 0; u < p->unit_count; u++)
		fprintf(f, " UP BND       %-8s  %12d\n", name(text, 'x', u), 1);
	if (!near)
		fprintf(f, " UP BND       %-8s  %12d\n", "z", 1000);
	fprintf(f, "ENDATA\n");
}

static void write_model(const char *path, const struct model *m)
{
	FILE *f = fopen(path, "w");
	struct goal goal;

	if (!f)
		stop(path, "cannot be written");
	goal_make(m->arena, &m->program, m->blueprint.aims, NULL, &goal);
	write_rows(f, &m->program, &goal, &m->bank.pool);
	write_columns(f, &m->program, &goal, &m->bank.pool);
	write_sides(f, &m->program, &goal, &m->bank.pool);
	write_bounds(f, &m->program, &goal);
	if (fclose(f))
		stop(path, "cannot be written");
}

static bool is_there(const char *program)
{
	char command[64];

	snprintf(command, sizeof command, "command -v %s >/dev/null", program);
	return system(command) == 0;
}

/* How long a peer takes; what is cut off at the limit did not get there. */
static void run_peer(const char *what, const char *peer, double ours,
	const char *const *arguments, double seconds)
{
	struct ran ran;
	char note[120];
	bool late;

	if (!is_there(arguments[3])) {
		snprintf(note, sizeof note,
			"skipped: there is no %s here (make deps-bench)", peer);
		printf("%s\tms\t%f\t0\t0\t0\t%s\n", what, ours, note);
		return;
	}
	ran = run_program(arguments);
	late = ran.spent.wall > seconds * 950;
	snprintf(note, sizeof note,
		late ? "%s, cut off at %.0f s: not solved to 1 %%"
		     : "%s, to 1 %%, limit %.0f s",
		peer, seconds);
	printf("%s\tms\t%f\t%f\t%f\t0\t%s\n", what, ours, ran.spent.wall,
		ran.spent.cpu / ours, note);
	fflush(stdout);
}

static void compare(const char *folder, bool target, const char *limit)
{
	char path[4096];
	struct optimum optimum;
	double seconds = strtod(limit, NULL), ours;
	/* lp_solve ends with other codes than 0, too. */
	const char *cbc[] = {"sh", "-c",
		"cbc \"$1\" sec \"$2\" ratio 0.01 solve || true", "cbc", path,
		limit, NULL};
	const char *lp_solve[] = {"sh", "-c",
		"lp_solve -fmps \"$1\" -timeout \"$2\" -gr 0.01 || true",
		"lp_solve", path, limit, NULL};
	struct model m;
	struct spent start;

	model_make(&m, 10000, 1, target, 1);
	snprintf(path, sizeof path, "%s/forms.mps", folder);
	write_model(path, &m);
	start = now();
	if (optimise(m.arena, &m.program, m.blueprint.aims, 1,
		    (struct optimise_options){.seed = 1},
		    &optimum) != OPTIMISE_FOUND)
		stop("optimise", "found no form");
	ours = since(start).wall;
	run_peer(target ? "A: 10,000, 1 form, beside Cbc"
			: "B: 10,000, 1 form, beside Cbc",
		"Cbc", ours, cbc, seconds);
	run_peer(target ? "A: 10,000, 1 form, beside lp_solve"
			: "B: 10,000, 1 form, beside lp_solve",
		"lp_solve", ours, lp_solve, seconds);
	arena_free(m.arena);
}

/* ---- conflicts ---- */

static void measure_conflict(void)
{
	static const char *const extra[] = {
		"  - {count: {topic: t9}, at_least: 4}\n",
		"  - {count: {topic: t0, level: apply}, at_least: 3}\n"
		"  - {count: {topic: t1, level: apply}, at_least: 3}\n"
		"  - {count: {topic: t2, level: apply}, at_least: 3}\n"
		"  - {count: {topic: t3, level: apply}, at_least: 3}\n",
		"  - {sum: points, at_least: 120}\n",
	};
	struct times times = {0};

	for (size_t i = 0; i < sizeof extra / sizeof *extra; i++) {
		struct model m = {.arena = arena_new()};
		struct conflict conflict;
		struct spent start;

		bank_make(m.arena, 100000, i + 1, &m.bank);
		read_blueprint(&m, bank_blueprint(m.arena, 1, extra[i]));
		plan_make(m.arena, &m.blueprint, &m.bank.pool,
			(struct plan_options){0}, &m.plan);
		limits_make(m.arena, &m.plan, &m.limits);
		program_make(m.arena, &m.plan, &m.limits, 1, &m.program);
		start = now();
		conflict_find(m.arena, &m.program, &conflict);
		times_add(&times, since(start));
		if (conflict.count < 2)
			stop("conflict", "none was found");
		arena_free(m.arena);
	}
	reach_row("smallest conflict, 100,000 questions", "ms",
		median(times).cpu, 60, "to be reached");
}

/* ---- drawing ---- */

/* A table of ten topics and three levels, exactly uniform: 40 questions. */
static void measure_draws(void)
{
	enum { DRAWS = 2000 };
	struct model m = {.arena = arena_new()};
	struct buf text = {.arena = m.arena};
	struct spent start, spent;

	bank_make(m.arena, 1000, 1, &m.bank);
	buf_text(&text, "parts:\n  - name: A\n    take:\n");
	for (int t = 0; t < BANK_TOPICS; t++)
		buf_format(&text,
			"    - {topic: t%d, know: 1, understand: 2, apply: "
			"1}\n",
			t);
	read_blueprint(&m, buf_str(&text));
	start = now();
	for (uint64_t seed = 0; seed < DRAWS; seed++) {
		struct arena_mark mark = arena_mark(m.arena);
		struct draw draw;
		struct error err;

		if (!draw_forms(m.arena, &m.blueprint, &m.bank.pool, seed,
			    &draw, &err))
			stop("draw", err.text);
		arena_release(m.arena, mark);
	}
	spent = since(start);
	reach_row("uniform draw of a table, 1,000 questions", "us",
		spent.cpu * 1000 / DRAWS, 0,
		"from blueprint and bank to 40 questions");
	arena_free(m.arena);
}

/* The forty rules without an aim: how long a draw takes, and the share of
 * draws that were not exactly uniform, as their notes say. */
static void measure_rules(size_t count, const char *what)
{
	enum { BANKS = 10, DRAWS = 5 };
	struct times all = {0};
	size_t inexact = 0;

	for (uint64_t seed = 1; seed <= BANKS; seed++) {
		struct model m = {.arena = arena_new()};
		struct times times = {0};

		bank_make(m.arena, count, seed, &m.bank);
		read_blueprint(&m, bank_blueprint(m.arena, 1, ""));
		for (uint64_t n = 0; n < DRAWS; n++) {
			struct arena_mark mark = arena_mark(m.arena);
			struct spent start = now();
			struct draw draw;
			struct error err;

			if (!draw_forms(m.arena, &m.blueprint, &m.bank.pool, n,
				    &draw, &err))
				stop("draw", err.text);
			times_add(&times, since(start));
			inexact += draw.note_count > 0;
			arena_release(m.arena, mark);
		}
		times_add(&all, median(times));
		arena_free(m.arena);
	}
	reach_row(what, "ms", median(all).cpu, 12,
		"from blueprint and bank to a form, to be reached");
	reach_row("  not exactly uniform, of all draws", "%",
		(double)inexact * 100 / (BANKS * DRAWS), 0,
		"none is to be reached");
}

int main(int argc, char **argv)
{
	const char *limit = argc > 2 ? argv[2] : "30";
	struct rusage usage;

	if (argc < 2)
		stop("bench_assemble", "FOLDER");
	for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
		measure_task(&tasks[i]);
	measure_conflict();
	getrusage(RUSAGE_SELF, &usage);
	reach_row("  memory, of all of these", "KiB", (double)usage.ru_maxrss,
		200 * 1024, "the limit, 200 MiB");
	measure_draws();
	measure_rules(10000, "uniform form of forty rules, 10,000 questions");
	compare(argv[1], true, limit);
	compare(argv[1], false, limit);
	return 0;
}
