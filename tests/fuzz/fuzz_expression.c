/* The language of calculated questions: any text is an expression or an error
 * with a column within it; what it is worth is found within the limits, and is
 * written the same way twice. */
#include "base/algebra/expression.h"
#include "base/algebra/show.h"

#include "tests/fuzz/driver.h"

static size_t choose(void *ctx, size_t count)
{
	uint64_t *state = ctx;

	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)(*state >> 33) % count;
}

static double unit(void *ctx)
{
	return (double)choose(ctx, 1000) / 1000;
}

static void work_out(struct arena *arena, const struct expression *e)
{
	uint64_t state = 1;
	struct algebra c = {.arena = arena,
		.choose = choose,
		.unit = unit,
		.ctx = &state,
		.steps = 20000};
	static const struct show forms[] = {{.point = ','},
		{.point = '.', .form = SHOW_FIXED, .digits = 3},
		{.point = '.', .form = SHOW_SIGNIFICANT, .digits = 3},
		{.point = '.', .form = SHOW_SCIENTIFIC, .digits = 2},
		{.point = '.', .form = SHOW_MIXED, .sign = true}};
	const struct value *v = expression_evaluate(&c, e, NULL);

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		struct algebra twice = c;

		if (c.failed)
			return;
		c.steps = twice.steps = 20000;
		if (!str_equal(show_tex(&c, v, &forms[i]),
			    show_tex(&twice, v, &forms[i])))
			abort();
		(void)show_plain(&twice, v, &forms[i]);
		if (c.failed)
			return;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct str text = {(const char *)data, size};
	const struct expression *e;
	struct error err = {0};
	bool known;

	if (expression_parse(arena, text, &e, &err)) {
		known = expression_check(e, NULL, 0, &err);
		if (!known && (!err.column || err.column > size + 1))
			abort();
		work_out(arena, e);
	} else if (!err.column || err.column > size + 1) {
		abort();
	}
	arena_free(arena);
	return 0;
}
