/* Variants of a typical template: a choice with a derived function, five
 * options that are worked out and told apart, and a solution. The limit is a
 * million a minute. */
#include "banks/native.h"
#include "base/rng.h"
#include "generators/template.h"
#include "tests/bench/bench.h"

enum { VARIANTS = 10000, ROUNDS = 5 };

static const char source[] =
	"topics: [{id: t, name: T}]\n"
	"questions:\n"
	"  - id: q\n"
	"    type: choice\n"
	"    topic: t\n"
	"    level: know\n"
	"    parameters:\n"
	"      a: 2..9\n"
	"      b: -5..5 except 0\n"
	"      name: [Lan, Minh, Hoa]\n"
	"      f: a*x^2 + b*x + 1\n"
	"    require: a != abs(b)\n"
	"    stem: '{name}: đạo hàm của hàm số $y = {f}$ là'\n"
	"    options:\n"
	"      - '$y = {diff(f)}$'\n"
	"      - '$y = {a*x + b}$'\n"
	"      - '$y = {2a*x}$'\n"
	"      - '$y = {2a*x + b + 1}$'\n"
	"      - '$y = {2a*x - b}$'\n"
	"    choose: 4\n"
	"    key: A\n"
	"    solution: '$2 \\cdot {a}x {b:+} = {diff(f)}$'\n";

static const struct template *compile(struct arena *arena)
{
	struct report report = {.arena = arena};
	struct bundle *bundle = NEW(arena, struct bundle);
	struct sink sink = bundle_sink(arena, bundle);
	const struct template *t;
	struct error err = {0};

	if (!native_read(
		    arena, "q.yaml", str_from(source), &sink, &report, &err) ||
		bundle->question_count != 1 ||
		!template_compile(arena, bundle->questions, ',', &t, &err))
		stop("bench_template", err.text);
	return t;
}

static struct spent make(const struct template *t, uint64_t first)
{
	struct arena *own = arena_new();
	struct spent start = now();

	for (uint64_t i = 0; i < VARIANTS; i++) {
		struct arena_mark mark = arena_mark(own);
		struct question q;
		struct error err = {0};

		if (!template_variant(own, t, first + i, &q, &err))
			stop("bench_template", err.text);
		arena_release(own, mark);
	}
	start = since(start);
	arena_free(own);
	return start;
}

int main(void)
{
	struct arena *arena = arena_new();
	const struct template *t = compile(arena);
	struct times ours = {0}, limit = {0};
	const double most = VARIANTS * 60000.0 / 1000000;

	for (uint64_t i = 0; i < ROUNDS; i++) {
		times_add(&ours, make(t, 1 + i * VARIANTS));
		times_add(&limit, (struct spent){most, most});
	}
	row("10,000 variants of a template", ours, limit, 1,
		"the limit: a million a minute");
	arena_free(arena);
	return 0;
}
