/* Formulas of other people, in the folder CORPUS: how many are understood.
 * MATH_LIST=1 prints each that is not. */
#include <time.h>

#include "base/math/math.h"
#include "tests/check.h"
#include "tests/math_formulas.h"

static const char *const sets[] = {"math500", "agieval", "gaokao-bench"};

/* Per mille of formulas without any fault. */
enum { ENOUGH = 995, MESSAGES = 100 };

struct tally {
	struct str texts[MESSAGES];
	struct str example[MESSAGES];
	size_t counts[MESSAGES];
	size_t count;
};

static const struct math_options options = {.decimal_comma = false};

static void note(struct tally *tally, struct str text, struct str formula)
{
	size_t i = 0;

	while (i < tally->count && !str_equal(tally->texts[i], text))
		i++;
	if (i == MESSAGES)
		return;
	if (i == tally->count) {
		tally->texts[tally->count++] = text;
		tally->example[i] = formula;
	}
	tally->counts[i]++;
}

static void print_tally(const struct tally *tally)
{
	for (size_t i = 0; i < tally->count; i++)
		printf("# %zu × %.*s: %.*s\n", tally->counts[i],
			STR_ARG(tally->texts[i]),
			STR_ARG(str_sub(tally->example[i], 0, 100)));
}

static void read_all(const struct formulas *f, const char *name)
{
	struct arena *arena = arena_new();
	struct tally tally = {0};
	size_t good = 0;

	for (size_t i = 0; i < f->count; i++) {
		struct math_faults faults = {.arena = arena};

		math_parse(arena, f->v[i], &options, &faults);
		good += !faults.count;
		if (faults.count)
			note(&tally, faults.v[0].text, f->v[i]);
		if (faults.count && getenv("MATH_LIST"))
			printf("# %.*s\n#    %.*s\n", STR_ARG(f->v[i]),
				STR_ARG(faults.v[0].text));
	}
	printf("# %s: %zu formulas, %.2f %% without a fault\n", name, f->count,
		f->count ? 100.0 * (double)good / (double)f->count : 0);
	print_tally(&tally);
	CHECK(f->count > 0);
	CHECK(good * 1000 >= f->count * ENOUGH);
	arena_free(arena);
}

static void measure(const struct formulas *f)
{
	struct arena *arena = arena_new();
	struct arena_mark mark = arena_mark(arena);
	clock_t start = clock();
	int rounds = 20;

	for (int round = 0; round < rounds; round++)
		for (size_t i = 0; i < f->count; i++) {
			math_parse(arena, f->v[i], &options, NULL);
			arena_release(arena, mark);
		}
	printf("# %.0f ns a formula\n",
		1e9 * (double)(clock() - start) / CLOCKS_PER_SEC / rounds /
			(double)(f->count ? f->count : 1));
	arena_free(arena);
}

static void understood(void)
{
	struct formulas all = {.arena = arena_new()};

	for (size_t i = 0; i < sizeof sets / sizeof *sets; i++) {
		struct formulas f = {.arena = all.arena};

		formulas_of_folder(
			&f, file_join(all.arena, getenv("CORPUS"), sets[i]));
		read_all(&f, sets[i]);
		for (size_t k = 0; k < f.count; k++)
			*PUSH(all.arena, all.v, all.count, all.capacity) =
				f.v[k];
	}
	measure(&all);
	arena_free(all.arena);
}

int main(void)
{
	const char *corpus = getenv("CORPUS");

	if (!corpus || !*corpus) {
		puts("skip - math corpus: make check CORPUS=FOLDER reads other "
		     "people's formulas");
		return 0;
	}
	TEST(understood);
	return check_result();
}
