#include "engine/model/figure.h"

#include "banks/native.h"
#include "engine/model/figure_data.h"
#include "tests/samples.h"

static struct arena *arena;
static struct error err;
static struct report report;
static struct bundle bundle;

static bool read_text(struct str text)
{
	struct sink sink = bundle_sink(arena, &bundle);

	report = (struct report){.arena = arena};
	return native_read(arena, "f", text, &sink, &report, &err);
}

/* A bank of one question with these figures, each line further in. */
static struct str bank_of(const char *figures)
{
	return str_format(arena,
		"questions:\n- id: a\n  type: essay\n  stem: '![](h)'\n"
		"  figures:\n%s\n",
		figures);
}

static bool read_figures_of(const char *figures)
{
	bool well = CHECK_OK(read_text(bank_of(figures)), err) &&
		CHECK(!report.count && bundle.question_count == 1);

	for (size_t i = 0; !well && i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
	return well;
}

/* The first thing said of the figures. */
static void check_said(const char *figures, const char *want)
{
	CHECK_OK(read_text(bank_of(figures)), err);
	CHECK(report.count);
	if (report.count)
		CHECK_STR(report_line(arena, &report.entries[0]), want);
}

static const char *const sound[] = {
	("  - {name: h, kind: graph, x: [-3, 3], y: [-3, 4], functions:\n"
	 "      [x^2, {y: 'x^3 - 3x', from: -2, to: 2, style: dashed}],\n"
	 "      points: [[1, -2], {at: [-1, 2], label: $A$, guides: true}],\n"
	 "      asymptotes: [x = 1], width: 50%}"),
	("  - name: h\n    kind: variation\n    x: [-\\infty, -1, 1, "
	 "+\\infty]\n    signs: + 0 - || +\n"
	 "    values: [-\\infty, 2, [-\\infty, +\\infty], '']"),
	("  - {name: h, kind: signs, x: [a, '1', b], rows:\n"
	 "      [{name: $x-1$, signs: '- 0 +'}, {name: y, signs: ['-', '|', "
	 ".]}]}"),
	("  - {name: h, kind: line, range: [-5, 5], intervals: ['(-3; 2]',\n"
	 "      '[4; +\\infty)'], points: [{at: '1/2', open: true}, 3]}"),
	("  - {name: h, kind: bar, labels: [A, B], values: [3, '2,5']}"),
	("  - {name: h, kind: pie, labels: [A, B], values: [1, 0]}"),
	("  - {name: h, kind: box, data: [1, 2, 3, 4], width: 8cm}"),
	("  - {name: h, kind: histogram, edges: [0, 5, 10], counts: [3, 4]}"),
};

static void test_round(void)
{
	for (size_t i = 0; i < sizeof sound / sizeof *sound; i++) {
		struct question q, back;
		struct bundle from;
		struct buf out = {.arena = arena};
		struct json *json;

		if (!read_figures_of(sound[i]))
			continue;
		q = bundle.questions[0];
		json = question_to_json(arena, &q);
		CHECK_OK(question_from_json(arena, json, &back, &err), err);
		CHECK(check_same_question(arena, &q, &back));
		back = question_copy(arena, &q);
		CHECK(check_same_question(arena, &q, &back));
		CHECK(back.figures != q.figures);
		from = (struct bundle){.questions = &q, .question_count = 1};
		CHECK_OK(native_write(arena, &from, &out, &report, &err), err);
		CHECK_OK(read_text(buf_str(&out)), err);
		CHECK(!report.count && bundle.question_count == 1 &&
			check_same_question(arena, &q, &bundle.questions[0]));
	}
}

/* The hash of a question without figures is what it was before there were
 * any. */
static void test_hash(void)
{
	struct question q = question_empty();

	q.id = STR("a");
	q.type = TYPE_ESSAY;
	q.stem = STR("x");
	CHECK_STR(json_print(arena, question_to_json(arena, &q), false),
		"{\"type\":\"essay\",\"status\":\"draft\",\"id\":\"a\","
		"\"stem\":\"x\"}");
}

static void test_faults(void)
{
	check_said("  - {name: h, kind: grph}",
		"f:6:21: error: figure 'h': its 'kind' is not one of graph");
	check_said("  - {kind: bar}",
		"f:6:5: error: figure '?': it has no "
		"name");
	check_said("  - {name: h, kind: bar, values: [1], lables: [A]}",
		"f:6:47: error: figure 'h': it has no 'lables': did you mean "
		"'labels'?");
	check_said("  - {name: h, kind: pie, labels: [A]}",
		"f:6:5: error: figure 'h': 'values' is missing");
	check_said("  - {name: h, kind: pie, labels: [A], values: [x]}",
		"f:6:48: error: figure 'h': 'values': 'x' is not a number");
	check_said("  - {name: h, kind: pie, labels: [A], values: [1, 2]}",
		"f:6:47: error: figure 'h': 'values' must have 1 values, not "
		"2");
	check_said("  - {name: h, kind: pie, labels: [A], values: [-1]}",
		"f:6:48: error: figure 'h': a number here cannot be negative");
	check_said("  - {name: h, kind: pie, labels: [A], values: []}",
		"f:6:47: error: figure 'h': a list is empty");
	check_said("  - {name: h, kind: pie, labels: [A], values: [1], width: "
		   "7in}",
		"f:6:59: error: figure 'h': 'width' must be centimetres such "
		"as 6 or 6cm, or a share of the column such as 50%");
	check_said("  - {name: h, kind: pie, labels: [A], values: [1], show: "
		   "precent}",
		"f:6:58: error: figure 'h': 'show' cannot be 'precent': did "
		"you mean 'percent'?");
	check_said("  - {name: h, kind: line, intervals: ['(2; 1)']}",
		"f:6:39: error: figure 'h': '(2; 1)' is no interval such as "
		"(-3; 2] or [1; +\\infty)");
	check_said("  - {name: h, kind: signs, x: [a, b, c], rows: [{name: f, "
		   "signs: + -}]}",
		"f:6:66: error: figure 'h': between 3 numbers of x stand 3 "
		"signs and marks in turn, not 2");
	check_said("  - {name: h, kind: signs, x: [a, b, c], rows: [{name: f, "
		   "signs: + - 0}]}",
		"f:6:66: error: figure 'h': '-' is no mark: they are 0, | "
		"(nothing special), || (not defined) and . (none)");
	check_said("  - {name: h, kind: bar, labels: [A], values: [1]}\n"
		   "  - {name: h, kind: bar, labels: [A], values: [1]}",
		"f:6:3: error: two of its figures are called 'h'");
}

static void test_limits(void)
{
	struct buf text = {.arena = arena};

	buf_text(&text, "  - {name: h, kind: bar, labels: [A], values: [1]");
	for (int i = 0; i < FIGURE_VALUES; i++)
		buf_text(&text, ", 1");
	CHECK_OK(read_text(bank_of(buf_str(&text).ptr)), err);
	CHECK(report.levels[REPORT_ERROR] && !bundle.question_count);
	text.len = 0;
	buf_text(&text, "  - {name: h, kind: circuit, parts: ");
	for (int i = 0; i < 30; i++)
		buf_char(&text, '[');
	for (int i = 0; i < 30; i++)
		buf_char(&text, ']');
	buf_char(&text, '}');
	check_said(buf_str(&text).ptr,
		"f:6:5: error: figure 'h': its lists are nested too deeply");
}

/* Doubled where it is no label. */
static bool twice(void *ctx, const struct figure_value *value, struct str *out,
	struct error *fault)
{
	(void)fault;
	*(size_t *)ctx += 1;
	*out = str_format(
		arena, "%.*s%.*s", STR_ARG(value->text), STR_ARG(value->text));
	return true;
}

/* What a template leaves open is not judged before it is filled in. */
static void test_template(void)
{
	size_t seen = 0;
	struct figure_mapper mapper = {&seen, twice};
	struct figure figure;

	read_figures_of("  - {name: h, kind: pie, labels: [A], values: ['{a}', "
			"'{b}']}");
	read_figures_of("  - {name: h, kind: line, intervals: ['({a}; {b})']}");
	check_said("  - {name: h, kind: pie, labels: [A], value: ['{a}']}",
		"f:6:46: error: figure 'h': it has no 'value': did you mean "
		"'values'?");
	if (!read_figures_of("  - {name: h, kind: pie, labels: [A], values: "
			     "[1]}"))
		return;
	CHECK_OK(figure_map(arena, &bundle.questions[0].figures[0], &mapper,
			 &figure, &err),
		err);
	CHECK(seen == 2);
	CHECK_STR(figure_get(&figure.keys, "values")->items[0].text, "11");
	CHECK_STR(figure_get(&figure.keys, "labels")->items[0].text, "AA");
}

static void test_numbers(void)
{
	double d;

	CHECK(figure_number(STR("-0,5"), &d) && d == -0.5);
	CHECK(figure_number(STR("\xe2\x88\x92"
				"3/4"),
		      &d) &&
		d == -0.75);
	CHECK(!figure_number(STR("1/0"), &d));
	CHECK(figure_number(STR("sqrt(3)/2"), &d) &&
		fabs(d - 0.8660254037844386) < 1e-15);
	CHECK(!figure_number(STR("1/"), &d));
	CHECK(!figure_number(STR("x"), &d));
	CHECK(!figure_number(STR(""), &d));
}

static void check_five(
	const char *key, const double *data, size_t count, const double want[5])
{
	struct figure_value *items =
		NEW_ARRAY(arena, count, struct figure_value);
	struct figure_value list = {.kind = VALUE_LIST,
		.name = str_from(key),
		.items = items,
		.count = count};
	struct figure_value map = {
		.kind = VALUE_MAP, .items = &list, .count = 1};
	double got[5];

	for (size_t i = 0; i < count; i++)
		items[i].text = str_format(arena, "%g", data[i]);
	if (CHECK(figure_quartiles(arena, &map, got)))
		for (size_t i = 0; i < 5; i++)
			CHECK(got[i] == want[i]);
}

/* 11 data: R's quantile type 6 gives the same quartiles, 3 and 9. */
static void test_quartiles(void)
{
	check_five("data", (const double[]){11, 1, 10, 2, 9, 3, 8, 4, 7, 5, 6},
		11, (const double[]){1, 3, 6, 9, 11});
	check_five("data", (const double[]){8, 1, 2, 4}, 4,
		(const double[]){1, 1.5, 3, 6, 8});
	check_five("values", (const double[]){1, 2, 3, 4, 9}, 5,
		(const double[]){1, 2, 3, 4, 9});
}

int main(void)
{
	arena = arena_new();
	TEST(test_round);
	TEST(test_hash);
	TEST(test_faults);
	TEST(test_limits);
	TEST(test_template);
	TEST(test_numbers);
	TEST(test_quartiles);
	arena_free(arena);
	return check_result();
}
