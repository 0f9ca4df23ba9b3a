#include "base/file.h"
#include "base/math/math.h"
#include "render/type/formula.h"
#include "tests/bench/bench.h"

/* bench_formula FORMULAS: how long it takes to read and to set one formula, the
 * mean over those of tests/golden/formulas.txt, as a row of bench.h without a
 * peer. Shapes of words are known by then, as in the second form of an exam.
 */
enum { ROUNDS = 20, PASSES = 10 };

struct list {
	struct arena *arena;
	struct str *v;
	size_t count, capacity;
};

static void read_list(struct list *list, const char *path)
{
	struct error err = {0};
	struct str text, line, style;

	if (!file_read(list->arena, path, FILE_LIMIT, &text, &err))
		stop("bench_formula", err.text);
	while (str_cut(&text, '\n', &line)) {
		if (!line.len || *line.ptr == '#')
			continue;
		str_cut(&line, ' ', &style);
		*PUSH(list->arena, list->v, list->count, list->capacity) = line;
	}
}

static void set_all(struct work *work, const struct list *list)
{
	static const struct math_options options = {.decimal_comma = true};
	const struct ink *ink = ink_of(work, NULL, 0, 0);

	for (size_t i = 0; i < list->count; i++)
		formula_box(work, ink,
			math_parse(work->arena, list->v[i], &options, NULL),
			i % 2);
}

static struct spent pass(struct shaper *shaper, const struct list *list)
{
	struct spent start = now();

	for (int i = 0; i < PASSES; i++) {
		struct work work = {.arena = arena_new(),
			.shaper = shaper,
			.style = style_default()};

		set_all(&work, list);
		arena_free(work.arena);
	}
	return since(start);
}

int main(int argc, char **argv)
{
	struct arena *arena = arena_new();
	struct list list = {.arena = arena};
	struct times times = {.count = 0};
	struct shaper *shaper;
	struct fonts *fonts;
	struct error err = {0};

	if (argc != 2)
		stop("bench_formula", "FORMULAS?");
	read_list(&list, argv[1]);
	if (!fonts_open(arena, "termes", &fonts, &err))
		stop("bench_formula", err.text);
	shaper = shaper_new(arena, fonts);
	pass(shaper, &list);
	for (int i = 0; i < ROUNDS; i++)
		times_add(&times, pass(shaper, &list));
	printf("read and set a formula, of %zu\tus\t%.1f\t20\t0\t1\t"
	       "the limit, 20 us\n",
		list.count,
		median(times).cpu * 1000 / PASSES / (double)list.count);
	fonts_close(fonts);
	arena_free(arena);
	return 0;
}
