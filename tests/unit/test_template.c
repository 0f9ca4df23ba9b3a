#include "generators/template.h"

#include "banks/native.h"
#include "engine/model/sink.h"
#include "generators/pieces.h"
#include "tests/check.h"

static struct arena *arena;

/* The question of a bank file that has only this one. */
static const struct question *question(const char *yaml)
{
	struct report report = {.arena = arena};
	struct bundle *bundle = NEW(arena, struct bundle);
	struct sink sink = bundle_sink(arena, bundle);
	struct error err = {0};
	struct str text = str_format(arena,
		"topics: [{id: t, name: T}]\nquestions:\n  - id: q\n"
		"    topic: t\n    level: know\n%s",
		yaml);

	CHECK_OK(native_read(arena, "t.yaml", text, &sink, &report, &err), err);
	for (size_t i = 0; i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
	if (!CHECK(bundle->question_count == 1))
		exit(1);
	return bundle->questions;
}

static const struct template *compiled(const char *yaml)
{
	const struct template *t;
	struct error err = {0};

	if (!CHECK_OK(template_compile(arena, question(yaml), ',', &t, &err),
		    err))
		exit(1);
	return t;
}

static struct question variant(const struct template *t, uint64_t number)
{
	struct question q = question_empty();
	struct error err = {0};

	CHECK_OK(template_variant(arena, t, number, &q, &err), err);
	return q;
}

/* ---- texts ---- */

/* text with a = -3, n = 12, ten = Lan, f = x^2 - 1. */
static void fills(const char *text, const char *want)
{
	static const struct str names[] = {
		{"a", 1}, {"n", 1}, {"ten", 3}, {"f", 1}};
	const struct value *values[4];
	struct algebra c = {.arena = arena, .steps = ALGEBRA_STEPS};
	struct scope scope = {NULL, names, values, 4};
	struct error err = {0};
	struct pieces pieces;
	struct str got;

	values[0] = value_long(&c, -3);
	values[1] = value_long(&c, 12);
	values[2] = value_text(&c, STR("Lan"));
	if (!CHECK_OK(expression_value(arena, STR("x^2 - 1"), &values[3], &err),
		    err))
		return;
	if (pieces_cut(arena, str_from(text), PIECE_TEXT, ',', names, 4,
		    &pieces, &err)) {
		got = pieces_fill(&c, &pieces, &scope);
		if (c.failed)
			got = str_format(arena, "! %u: %s", c.error.column,
				c.error.text);
	} else {
		got = str_format(arena, "! %u: %s", err.column, err.text);
	}
	if (!CHECK(str_is(got, want)))
		printf("# %s: got '%.*s', want '%s'\n", text, STR_ARG(got),
			want);
}

static void texts(void)
{
	fills("", "");
	fills("no value", "no value");
	fills("{n} kg", "12 kg");
	fills("{a}", "$-3$");
	fills("{ten} and {ten}", "Lan and Lan");
	fills("{n/8}", "$\\frac{3}{2}$");
	fills("{n/8 : dec}", "1,5");
	fills("{f}", "$x^{2} - 1$");
	fills("$y = {f}$", "$y = x^{2} - 1$");
	fills("$x {a:+} = {n}$", "$x -3 = 12$");
	fills("$2 \\cdot {a:()}$", "$2 \\cdot (-3)$");
	fills("$\\frac{{n}}{{a}}$", "$\\frac{12}{-3}$");
	fills("$\\frac{x}{2}$", "$\\frac{x}{2}$");
	fills("$x^{{n}} + x_{1}$", "$x^{12} + x_{1}$");
	fills("$x^{=n}$", "$x^{12}$");
	fills("$\\sqrt{{n}}, \\sqrt[3]{2}$", "$\\sqrt{12}, \\sqrt[3]{2}$");
	fills("$\\text{số của {ten}}$", "$\\text{số của Lan}$");
	fills("$\\begin{cases} x = {n} \\\\ y = f'(x) \\end{cases}$",
		"$\\begin{cases} x = 12 \\\\ y = f'(x) \\end{cases}$");
	fills("$0{,}5$", "$0{,}5$");
	fills("$\\pi {f}$", "$\\pi x^{2} - 1$");
	fills("$\\pi{f}$", "$\\pi x^{2} - 1$");
	fills("$\\{ {n} \\}$ and \\{a\\}", "$\\{ 12 \\}$ and \\{a\\}");
	fills("{{1}} then {{n}}", "{{1}} then $\\{12\\}$");
	fills("`if {n} { }` and `{=n}`", "`if {n} { }` and `12`");
	fills("5$ or {n}$", "5$ or 12$");
	fills("$$\\int_{0}^{{n}} {f} dx$$", "$$\\int_{0}^{12} x^{2} - 1 dx$$");
	fills("{\"a}b\" + n}", "a}b12");
	fills("{if(n > 10, \"nhiều\", \"ít\")}", "nhiều");
	fills("abc {n", "! 5: the brace that opens here never closes");
	fills("abc {n + }", "! 10: something is missing at the end");
	fills("abc {m}",
		"! 6: nothing is called 'm' here; 'a' was perhaps "
		"meant");
	fills("$\\frac{n}{2}$",
		"! 7: these braces are TeX's: the value of n is written {{n}} "
		"here");
	fills("số {1/(n-12)}", "! 4: division by zero");
}

/* ---- variants ---- */

static const char line[] =
	"    type: choice\n"
	"    parameters: {a: 2..5, b: '-3..3 except 0'}\n"
	"    require: a != b\n"
	"    stem: 'Hàm số $y = {a*x + b}$ có hệ số góc là'\n"
	"    options:\n"
	"      - '{a}'\n"
	"      - {text: '{b}', misconception: nhầm với tung độ gốc}\n"
	"      - '{-a}'\n"
	"      - '{a + b}'\n"
	"      - '{a*b}'\n"
	"    choose: 4\n"
	"    key: A\n";

static bool same(const struct question *a, const struct question *b)
{
	return str_equal(question_hash(arena, a), question_hash(arena, b));
}

static void variants(void)
{
	const struct template *t = compiled(line);
	size_t different = 0;

	for (uint64_t i = 1; i <= 200; i++) {
		struct question q = variant(t, i), again = variant(t, i);
		struct question next = variant(t, i + 1);
		struct error err = {0};
		size_t right = 0;

		CHECK_OK(question_check(&q, &err), err);
		CHECK(same(&q, &again));
		CHECK(!question_is_template(&q) && q.variant == (long)i);
		CHECK(str_equal(variant_template(q.id), STR("q")));
		CHECK(q.option_count == 4);
		for (size_t k = 0; k < q.option_count; k++) {
			right += q.options[k].right;
			for (size_t j = 0; j < k; j++)
				CHECK(!str_equal(
					q.options[k].text, q.options[j].text));
		}
		CHECK(right == 1);
		next.id = q.id;
		next.variant = q.variant;
		different += !same(&q, &next);
	}
	CHECK(different > 100);
}

/* Two dice that differ: 30 ways, but their sum is all that is shown. */
static void counts(void)
{
	struct error err = {0};
	size_t count;
	bool more;
	const struct template *t =
		compiled("    type: numeric\n"
			 "    parameters: {a: 1..6, b: 1..6}\n"
			 "    require: a != b\n"
			 "    stem: 'Tổng {a} + {b}?'\n"
			 "    key: '{a + b}'\n");

	CHECK_OK(template_count(arena, t, 1000, &count, &more, &err), err);
	CHECK(count == 30 && !more);
	CHECK_OK(template_count(arena, t, 10, &count, &more, &err), err);
	CHECK(count <= 10 && more);
	t = compiled("    type: numeric\n"
		     "    parameters: {a: 'many(3, 0..1)', s: sum(a)}\n"
		     "    stem: 'Tổng bằng {s}; gấp đôi?'\n"
		     "    key: '{2s}'\n");
	CHECK_OK(template_count(arena, t, 1000, &count, &more, &err), err);
	CHECK(count == 4 && !more);
	t = compiled("    type: numeric\n"
		     "    parameters: {a: 'normal(3, 10, 2, 1)'}\n"
		     "    stem: 'Trung bình của {a}?'\n"
		     "    key: '{mean(a)}'\n"
		     "    tolerance: 0.01\n");
	CHECK_OK(template_count(arena, t, 1000, &count, &more, &err), err);
	CHECK(more);
}

/* One way in ten thousand is found all the same. */
static void rare(void)
{
	struct question q =
		variant(compiled("    type: numeric\n"
				 "    parameters: {a: 1..100, b: 1..100}\n"
				 "    require: [a == 77, b == 88]\n"
				 "    stem: 'Tích {a} và {b}?'\n"
				 "    key: '{a*b}'\n"),
			1);

	CHECK_STR(decimal_format(arena, q.numbers[0].value, '.'), "6776");
}

static void keys(void)
{
	const struct template *t =
		compiled("    type: statements\n"
			 "    parameters: {a: '-5..5 except 0'}\n"
			 "    stem: 'Cho số {a}'\n"
			 "    statements:\n"
			 "      - {text: 'Nó dương.', key: '{a > 0}'}\n"
			 "      - {text: 'Nó âm.', key: '{a < 0}'}\n"
			 "      - {text: 'Nó khác 0.', key: true}\n");
	const struct template *n = compiled("    type: numeric\n"
					    "    parameters: {a: 1..6}\n"
					    "    stem: '{a} chia 7?'\n"
					    "    key: '{a/7}'\n"
					    "    tolerance: '{1/100}'\n");
	bool seen[2] = {false, false};

	for (uint64_t i = 1; i <= 40; i++) {
		struct question q = variant(t, i);
		bool negative = str_find(q.stem, "-", 0) != SIZE_MAX;

		CHECK(q.statements[0].key == !negative);
		CHECK(q.statements[1].key == negative);
		CHECK(q.statements[2].key);
		seen[negative] = true;
	}
	CHECK(seen[0] && seen[1]);
	for (uint64_t i = 1; i <= 20; i++) {
		struct question q = variant(n, i);
		double a = strtod(q.stem.ptr, NULL);

		CHECK(decimal_value(q.numbers[0].tolerance) == 0.01);
		CHECK(decimal_value(q.numbers[0].value) - a / 7 < 1e-12 &&
			decimal_value(q.numbers[0].value) - a / 7 > -1e-12);
	}
}

static void rows(void)
{
	const struct template *t = compiled(
		"    type: short\n"
		"    parameters:\n"
		"      v: [{word: go, past: went}, {word: see, past: saw}]\n"
		"      who: [Lan, Minh]\n"
		"    stem: '{who} ({v.word}) …'\n"
		"    keys: ['{v.past}', '/^{v}$/']\n");

	for (uint64_t i = 1; i <= 10; i++) {
		struct question q = variant(t, i);
		bool goes = str_find(q.stem, "(go)", 0) != SIZE_MAX;

		CHECK_STR(q.accepted[0].text, goes ? "went" : "saw");
		CHECK_STR(q.accepted[1].text, "/^{v}$/");
	}
}

/* Accepted answers are what pupils type, not formulas. */
static void answers(void)
{
	const struct template *t =
		compiled("    type: short\n"
			 "    parameters: {a: '-3..-2', f: 'x^2 + 1/3'}\n"
			 "    stem: '{a} và {a/7}?'\n"
			 "    keys: ['{a}', '{a/7}', '({a};{0.5*a})', '{f}',\n"
			 "           '{a/7 : .2}']\n");
	struct question q = variant(t, 1);
	bool three = str_starts(q.stem, "$-3$");

	CHECK_STR(q.stem,
		three ? "$-3$ và $-\\frac{3}{7}$?"
		      : "$-2$ và $-\\frac{2}{7}$?");
	if (!CHECK(q.accepted_count == 5))
		return;
	CHECK_STR(q.accepted[0].text, three ? "-3" : "-2");
	CHECK_STR(q.accepted[1].text, three ? "-3/7" : "-2/7");
	CHECK_STR(q.accepted[2].text, three ? "(-3;-1,5)" : "(-2;-1)");
	CHECK_STR(q.accepted[3].text, "$x^{2} + \\frac{1}{3}$");
	CHECK_STR(q.accepted[4].text, three ? "-0,43" : "-0,29");
}

/* Figures get numbers and functions as programs read them. */
static void figures(void)
{
	const struct template *t = compiled(
		"    type: short\n"
		"    parameters: {a: '-3..-2', f: 'a*x^2 + x/2'}\n"
		"    stem: 'Đồ thị ![](g) cắt Oy tại'\n"
		"    keys: ['0']\n"
		"    figures:\n"
		"      - {name: g, kind: graph, x: ['{a}', 4], y: [-5, 5],\n"
		"         functions: [{y: '{f}'}]}\n");
	struct question q = variant(t, 1);
	const struct figure_value *x, *functions;
	bool three = false;

	if (!CHECK(q.figure_count == 1))
		return;
	x = figure_get(&q.figures[0].keys, "x");
	functions = figure_get(&q.figures[0].keys, "functions");
	three = str_is(figure_text(&x->items[0]), "-3");
	CHECK(three || str_is(figure_text(&x->items[0]), "-2"));
	CHECK_STR(figure_text(figure_get(&functions->items[0], "y")),
		three ? "(1/2*x)+(-3*((x)^(2)))" : "(1/2*x)+(-2*((x)^(2)))");
}

/* Through JSON, and written as a bank file and read again. */
static void kept(void)
{
	const struct question *q = question(line);
	struct bundle bundle = {.questions = q, .question_count = 1};
	struct bundle back;
	struct sink sink = bundle_sink(arena, &back);
	struct report report = {.arena = arena};
	struct buf out = {.arena = arena};
	struct error err = {0};
	struct question copy;

	CHECK_OK(question_from_json(
			 arena, question_to_json(arena, q), &copy, &err),
		err);
	CHECK(same(q, &copy));
	CHECK_OK(native_write(arena, &bundle, &out, &report, &err), err);
	CHECK_OK(native_read(
			 arena, "b.yaml", buf_str(&out), &sink, &report, &err),
		err);
	if (CHECK(back.question_count == 1) && !CHECK(same(q, back.questions)))
		printf("# %.*s\n", STR_ARG(buf_str(&out)));
}

int main(void)
{
	arena = arena_new();
	TEST(texts);
	TEST(variants);
	TEST(counts);
	TEST(rare);
	TEST(keys);
	TEST(rows);
	TEST(answers);
	TEST(figures);
	TEST(kept);
	arena_free(arena);
	return check_failures != 0;
}
