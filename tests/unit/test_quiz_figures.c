/* Moodle's quiz statistics: by hand, and with CORPUS against the figures that
 * Moodle's own tests have. */

#include "engine/analyse/quiz_figures.h"

#include <math.h>

#include "base/csv.h"
#include "base/file.h"
#include "engine/analyse/classical.h"
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

static struct answers read(const char *text, const char *key)
{
	struct answers a = {0};

	if (!CHECK(answers_read(
		    arena, "f", str_from(text), str_from(key), NULL, &a, &err)))
		printf("# %s\n", err.text);
	return a;
}

/* x 1 0 2 1 and rests 1 1 0 2: deviations 0 -1 1 0 and 0 0 -1 1. */
static void by_hand(void)
{
	struct answers a = read("p,q\n1,1\n0,1\n2,0\n1,2\n", "");
	struct test_figures t = classical(arena, &a);
	const struct quiz_figures *f = quiz_figures(arena, &a, t.totals, NULL);

	CHECK(near(f[0].covariance, -1.0 / 3, 1e-12));
	CHECK(near(f[0].discrimination, -50, 1e-12));
	/* In order, -1 0 0 1 and -1 0 0 1. */
	CHECK(near(f[0].covariance_most, 2.0 / 3, 1e-12));
	CHECK(near(f[0].efficiency, -50, 1e-12));
	CHECK(near(f[0].intended, 50, 1e-12) && isnan(f[0].guess));
	/* Of both with the total: 1/3. */
	CHECK(near(f[0].effective, 50, 1e-12));
}

/* One who lowers the total has no weight. */
static void against_the_total(void)
{
	struct answers a = read("p,q,r\n1,0,0\n0,3,1\n1,0,0\n0,4,1\n", "");
	struct test_figures t = classical(arena, &a);
	const struct quiz_figures *f = quiz_figures(arena, &a, t.totals, NULL);

	CHECK(isnan(f[0].effective) && f[1].effective > f[2].effective);
	CHECK(near(f[1].effective + f[2].effective, 100, 1e-9));
	CHECK(near(f[1].intended, 100.0 * 4 / 6, 1e-9));
	CHECK(near(f[0].efficiency, -100, 30) && f[0].efficiency < 0);
}

/* Many different scores go another way, to the same place. */
static void many_values(void)
{
	struct buf text = {.arena = arena};
	struct answers a;
	struct test_figures t;
	const struct quiz_figures *f;

	for (int i = 0; i < 200; i++)
		buf_format(&text, "%d.%d,%d\n", i * 7 % 50, i % 4, i * 3 % 17);
	a = read(buf_str(&text).ptr, "");
	t = classical(arena, &a);
	f = quiz_figures(arena, &a, t.totals, NULL);
	/* The rest of either is the other: the same largest covariance. */
	CHECK(near(f[0].covariance_most, f[1].covariance_most, 1e-9));
	CHECK(near(f[0].efficiency, f[1].efficiency, 1e-9));
	CHECK(near(f[0].discrimination, 100 * t.item[0].rest_r, 1e-9));
}

static void guesses(void)
{
	static const uint8_t counts[] = {4, 2};
	struct answers a = read("A,B\nB,A\nC,B\n", "AB");
	struct test_figures t = classical(arena, &a);

	a.option_counts = counts;
	CHECK(near(quiz_figures(arena, &a, t.totals, NULL)[0].guess, 25, 1e-9));
	CHECK(near(quiz_figures(arena, &a, t.totals, NULL)[1].guess, 50, 1e-9));
}

/* ---- Moodle's own ---- */

enum { ROWS_MOST = 100 };

struct rows {
	const struct str *cells[ROWS_MOST];
	size_t counts[ROWS_MOST];
	size_t count;
};

static struct rows rows_of(const char *folder, const char *name)
{
	struct rows rows = {.count = 0};
	struct str text;
	struct csv csv;

	if (!CHECK_OK(file_read(arena, file_join(arena, folder, name), 100000,
			      &text, &err),
		    err))
		exit(2);
	csv = csv_open(text);
	while (rows.count < ROWS_MOST &&
		csv_row(&csv, arena, &rows.cells[rows.count],
			&rows.counts[rows.count], &err) &&
		rows.counts[rows.count])
		rows.count++;
	return rows;
}

/* The quiz's first place held one of two questions: a column for each. */
static struct answers random_split(
	const struct rows *marks, const struct rows *steps)
{
	struct buf out = {.arena = arena};

	buf_text(&out, "id,numerical,shortanswer,2,3,4,5,6,7\n");
	for (size_t r = 1; r < marks->count; r++) {
		bool first = str_is(steps->cells[r][3], "numerical");

		buf_format(&out, "%.*s", STR_ARG(marks->cells[r][0]));
		for (size_t i = 1; i <= 7; i++)
			buf_format(&out, ",%s%.*s%s",
				i > 1 || first ? "" : "NA,",
				STR_ARG(marks->cells[r][i]),
				i == 1 && first ? ",NA" : "");
		buf_text(&out, "\n");
	}
	return read(buf_str(&out).ptr, "");
}

static double want(const struct rows *rows, size_t row, size_t column)
{
	return strtod(str_cstr(arena, rows->cells[row][column]), NULL);
}

static void compare_row(const struct rows *stats, size_t row,
	const struct item_figures *item, const struct quiz_figures *f)
{
	CHECK(near((double)item->answered, want(stats, row, 3), 0));
	CHECK(near(item->facility, want(stats, row, 4), 1e-6));
	CHECK(near(item->deviation, want(stats, row, 5), 1e-6));
	CHECK(near(f->discrimination, want(stats, row, 10), 1e-4));
	CHECK(near(f->efficiency, want(stats, row, 12), 1e-4));
	if (!stats->cells[row][7].len)
		return;
	CHECK(near(f->effective, want(stats, row, 6), 1e-5));
	CHECK(near(f->covariance, want(stats, row, 7), 1e-6));
	CHECK(near(f->other_variance, want(stats, row, 9), 1e-6));
	CHECK(near(f->covariance_most, want(stats, row, 11), 1e-6));
}

/* The rows of the places of the quiz. */
static void compare_places(const struct rows *stats, const char *folder)
{
	struct str text;
	struct answers a;
	struct test_figures t;
	const struct quiz_figures *f;
	size_t item = 0;

	if (!CHECK_OK(
		    file_read(arena, file_join(arena, folder, "results00.csv"),
			    100000, &text, &err),
		    err))
		return;
	a = read(str_cstr(arena, text), "");
	t = classical(arena, &a);
	f = quiz_figures(arena, &a, t.totals, NULL);
	CHECK(a.items == 7);
	for (size_t row = 1; row < stats->count && item < a.items; row++)
		if (!stats->cells[row][1].len && !stats->cells[row][2].len) {
			compare_row(stats, row, &t.item[item], &f[item]);
			item++;
		}
	CHECK(item == 7);
}

static void moodles_own(void)
{
	const char *corpus = getenv("CORPUS"), *folder;
	struct rows stats, marks, steps;
	struct answers a;
	struct test_figures t;

	if (!corpus || !*corpus)
		return;
	folder = file_join(arena, corpus,
		"moodle-fixtures/mod/quiz/report/statistics/tests/fixtures");
	stats = rows_of(folder, "qstats00.csv");
	marks = rows_of(folder, "results00.csv");
	steps = rows_of(folder, "steps00.csv");
	compare_places(&stats, folder);
	/* Of a question that some people had, Moodle takes the total with it.
	 */
	a = random_split(&marks, &steps);
	t = classical(arena, &a);
	CHECK(str_is(stats.cells[2][1], "numerical"));
	CHECK(t.item[0].answered == 12 &&
		near(t.item[0].facility, want(&stats, 2, 4), 1e-6) &&
		near(t.item[0].deviation, want(&stats, 2, 5), 1e-6) &&
		near(100 * t.item[0].total_r, want(&stats, 2, 10), 1e-4));
}

int main(void)
{
	arena = arena_new();
	TEST(by_hand);
	TEST(against_the_total);
	TEST(many_values);
	TEST(guesses);
	TEST(moodles_own);
	arena_free(arena);
	return check_result();
}
