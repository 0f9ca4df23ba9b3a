#include "render/figure/figure.h"

#include <math.h>
#include <stdlib.h>

#include "banks/native.h"
#include "base/file.h"
#include "engine/model/figure_plane.h"
#include "render/figure/curve.h"
#include "render/html/svg.h"
#include "tests/samples.h"
#include "tests/setting.h"

/* Figures as they are drawn: tests/golden/figures.yaml as display lists, beside
 * it what they should come to. UPDATE=1 writes what they come to now. */

static struct error err;
static struct style style;

static const struct question *read_all(void)
{
	static struct bundle bundle;
	struct sink sink = bundle_sink(arena, &bundle);
	struct report report = {.arena = arena};
	struct str text;

	if (!CHECK_OK(file_read(arena, "tests/golden/figures.yaml", 1 << 20,
			      &text, &err),
		    err) ||
		!CHECK_OK(native_read(arena, "figures.yaml", text, &sink,
				  &report, &err),
			err))
		return NULL;
	for (size_t i = 0; i < report.count; i++)
		printf("# %s\n", report_line(arena, &report.entries[i]).ptr);
	return CHECK(!report.count && bundle.question_count == 1)
		? bundle.questions
		: NULL;
}

static struct figure_setting setting_in(struct str language)
{
	return (struct figure_setting){arena, setter, &style, language, 480};
}

static struct str dump_of(const struct figure *figure)
{
	struct figure_setting setting = setting_in(STR("vi"));
	struct sketched d;
	struct page page;
	struct display display = {.title = figure->name, .page_count = 1};

	if (!CHECK_OK(figure_draw(&setting, figure, &d, &err), err))
		return STR("");
	page = (struct page){d.width, d.height, d.ops, d.op_count};
	display.pages = &page;
	display.language = STR("vi");
	return str_format(arena, "%.*s%.*s\n",
		STR_ARG(display_dump(arena, &display)), STR_ARG(d.alt));
}

static void test_golden(void)
{
	const char *path = "tests/golden/figures.display";
	const struct question *q = read_all();
	struct buf out = {.arena = arena};
	struct str want = STR("");

	if (!q)
		return;
	for (size_t i = 0; i < q->figure_count; i++)
		buf_add(&out, dump_of(&q->figures[i]));
	if (getenv("UPDATE"))
		CHECK_OK(file_write(path, buf_str(&out), &err), err);
	CHECK_OK(file_read(arena, path, 1 << 22, &want, &err), err);
	CHECK(str_equal(want, buf_str(&out)));
}

static void test_languages(void)
{
	const struct question *q = read_all();
	struct figure_setting setting = setting_in(STR("en"));
	struct sketched d;

	for (size_t i = 0; q && i < q->figure_count; i++) {
		CHECK_OK(figure_draw(&setting, &q->figures[i], &d, &err), err);
		CHECK(d.title.len && str_starts(d.alt, d.title.ptr) &&
			d.alt.len > d.title.len + 8);
		for (size_t k = 0; k < d.alt.len; k++)
			CHECK(d.alt.ptr[k] != '$' && d.alt.ptr[k] != '\\');
	}
}

/* Everything lies within what the drawing says is its size. */
static void test_bounds(void)
{
	const struct question *q = read_all();
	struct figure_setting setting = setting_in(STR("vi"));
	const float slack = 0.6f;

	for (size_t i = 0; q && i < q->figure_count; i++) {
		struct sketched d;

		if (!CHECK_OK(figure_draw(&setting, &q->figures[i], &d, &err),
			    err))
			continue;
		for (size_t k = 0; k < d.op_count; k++)
			for (size_t n = 0; d.ops[k].kind == OP_PATH &&
				n < d.ops[k].step_count;
				n++) {
				const struct step *s = &d.ops[k].steps[n];

				if (s->kind != STEP_CLOSE)
					CHECK(s->x > -slack && s->y > -slack &&
						s->x < d.width + slack &&
						s->y < d.height + slack);
			}
	}
}

static void test_svg(void)
{
	const struct question *q = read_all();
	struct figure_setting setting = setting_in(STR("vi"));
	struct html html = {.language = "vi"};
	struct sketched d;

	html.out.arena = arena;
	if (!q ||
		!CHECK_OK(figure_draw(&setting, &q->figures[0], &d, &err), err))
		return;
	svg_sketch(&html, &d, 12, STR("a < \"b\""));
	CHECK(str_starts(buf_str(&html.out),
		"<svg class=\"figure\" role=\"img\" "
		"aria-label=\"a &lt; &quot;b&quot;\" width=\""));
	CHECK(str_find(buf_str(&html.out), "<text", 0) == SIZE_MAX);
	CHECK(str_find(buf_str(&html.out), "currentColor", 0) != SIZE_MAX);
	CHECK(str_ends(buf_str(&html.out), "</svg>"));
}

/* ---- curves ---- */

static size_t trace(
	const char *text, double from, double to, struct curve **curves)
{
	struct window window = {-5, 5, -5, 5, 20, 20};
	struct figure_value value = {.text = str_from(text)};
	struct figure_function f;

	if (!CHECK_OK(figure_function(arena, &value, &f, &err), err))
		return 0;
	return curve_trace(arena, &window, &f, from, to, curves);
}

static void test_curves(void)
{
	struct curve *c;

	/* A line needs two spots. */
	CHECK(trace("2x + 1", -1, 1, &c) == 1 && c[0].count == 2);
	CHECK(fabsf(c[0].spots[0].x + 20) < 0.01f &&
		fabsf(c[0].spots[0].y - 20) < 0.01f);
	/* A pole inside a step, and one on a sample. */
	CHECK(trace("1/(x-0.123)", -5, 5, &c) == 2);
	CHECK(trace("1/x", -5, 5, &c) == 2);
	CHECK(trace("tan(x)", -5, 5, &c) == 5);
	/* It leaves the window and comes back. */
	CHECK(trace("x^2 - 4", -5, 5, &c) == 1);
	CHECK(trace("x^3 - 12x", -5, 5, &c) == 3);
	/* A root begins where it begins, on the axis. */
	CHECK(trace("sqrt(x - 1/3)", -5, 5, &c) == 1 &&
		fabsf(c[0].spots[0].x - 20.0f / 3) < 0.01f &&
		fabsf(c[0].spots[0].y) < 0.01f);
	/* A jump, up and down to both of its ends. */
	CHECK(trace("(x - 1)/abs(x - 1)", -5, 5, &c) == 2 &&
		fabsf(c[0].spots[c[0].count - 1].x - 20) < 0.01f &&
		fabsf(c[1].spots[0].x - 20) < 0.01f);
	/* Nothing to be seen. */
	CHECK(trace("x + 100", -5, 5, &c) == 0);
	CHECK(trace("ln(x)", -5, -1, &c) == 0);
}

/* ---- constructions ---- */

/* Point P of: A (0,0), B (4,0), C (0,3), and P as said. */
static void check_point(const char *how, double x, double y)
{
	static const char *const names[] = {"A", "B", "C", "O", "D"};
	static const char *const at[][2] = {
		{"0", "0"}, {"4", "0"}, {"0", "3"}, {"1", "1"}, {"1", "2"}};
	struct figure_value pairs[5][2], items[6], list, keys;
	struct plane plane;

	for (size_t i = 0; i < 5; i++) {
		for (size_t k = 0; k < 2; k++)
			pairs[i][k] = (struct figure_value){
				.text = str_from(at[i][k])};
		items[i + 1] = (struct figure_value){.kind = VALUE_LIST,
			.name = str_from(names[i]),
			.items = pairs[i],
			.count = 2};
	}
	items[0] =
		(struct figure_value){.name = STR("P"), .text = str_from(how)};
	list = (struct figure_value){.kind = VALUE_MAP,
		.name = STR("points"),
		.items = items,
		.count = 6};
	keys = (struct figure_value){
		.kind = VALUE_MAP, .items = &list, .count = 1};
	if (!CHECK_OK(figure_plane(arena, &keys, &plane, &err), err))
		return;
	if (!CHECK(fabs(plane.points[0].x - x) < 1e-9 &&
		    fabs(plane.points[0].y - y) < 1e-9))
		printf("# %s: %.6f %.6f\n", how, plane.points[0].x,
			plane.points[0].y);
}

/* The right triangle 3, 4, 5 has its circles and heights where they can be
 * worked out by hand. */
static void test_constructions(void)
{
	check_point("midpoint BC", 2, 1.5);
	check_point("between A B 1/4", 1, 0);
	check_point("between B C -1", 8, -3);
	check_point("centroid ABC", 4.0 / 3, 1);
	check_point("foot A BC", 1.44, 1.92);
	check_point("intersection A B C O", 1.5, 0);
	check_point("bisector A BC", 12.0 / 7, 12.0 / 7);
	check_point("incenter ABC", 1, 1);
	check_point("circumcenter ABC", 2, 1.5);
	check_point("orthocenter ABC", 0, 0);
	check_point("reflection A BC", 2.88, 3.84);
	check_point("reflection A O", 2, 2);
	check_point("translation O A B", 5, 1);
	check_point("rotation B A 90", 0, 4);
	check_point("rotation B A -30", 4 * cos(M_PI / 6), -2);
	check_point("circle A B 60", 2, 4 * sin(M_PI / 3));
	/* The circle about (1,1) through (1,2) touches both axes. */
	check_point("cut A O O D", 1 + M_SQRT1_2, 1 + M_SQRT1_2);
	check_point("tangent A O D", 0, 1);
	check_point("tangent2 A O D", 1, 0);
}

static void check_refused(const char *points, const char *want)
{
	struct str text = str_format(arena,
		"questions:\n- id: a\n  type: essay\n  stem: x\n  figures:\n"
		"  - {name: h, kind: plane, points: {A: [0, 0], B: [4, 0], "
		"C: [0, 3], %s}}\n",
		points);
	static struct bundle bundle;
	struct sink sink = bundle_sink(arena, &bundle);
	struct report report = {.arena = arena};

	CHECK_OK(native_read(arena, "f", text, &sink, &report, &err), err);
	if (!CHECK(report.count && report_line(arena, &report.entries[0]).len))
		return;
	if (!CHECK(str_find(report_line(arena, &report.entries[0]), want, 0) !=
		    SIZE_MAX))
		printf("# %s\n", report_line(arena, &report.entries[0]).ptr);
}

static void test_no_such_point(void)
{
	check_refused("P: intersection A B B A",
		"6:73: error: figure 'h': 'P': there is no such point, "
		"'intersection A B B A'");
	check_refused("P: mid AB", "'mid AB' is no construction");
	check_refused("P: midpont AB", "did you mean 'midpoint'?");
	check_refused("P: midpoint AX",
		"'midpoint AX' is no construction of points that there are");
	check_refused("P: midpoint ABC", "is no construction of points");
	check_refused("P: midpoint A Q, Q: midpoint A P",
		"'P' is made from points that are made from it");
	check_refused("P: rotation A B", "is no construction of points");
	check_refused("P: tangent A A B", "there is no such point");
	check_refused(
		"P: [1, 2, 3], Q: foot A B C", "'foot' does not work in space");
	check_refused("'1': [0, 0]", "is no name of a point");
}

static void check_wrong(const char *keys, const char *want)
{
	struct str text = str_format(arena,
		"questions:\n- id: a\n  type: essay\n  stem: x\n  figures:\n"
		"  - {name: h, %s}\n",
		keys);
	static struct bundle bundle;
	struct sink sink = bundle_sink(arena, &bundle);
	struct report report = {.arena = arena};
	struct str line;

	CHECK_OK(native_read(arena, "f", text, &sink, &report, &err), err);
	if (!CHECK(report.count))
		return;
	line = report_line(arena, &report.entries[0]);
	if (!CHECK(str_find(line, want, 0) != SIZE_MAX))
		printf("# %s\n", line.ptr);
}

static void test_wrong(void)
{
	check_wrong("kind: plane, points: {A: [0, 0]}, segments: [AB]",
		"'AB' does not name points that there are, from 2 to 2");
	check_wrong("kind: plane, points: {A: [0, 0]}, circles: [{center: A}]",
		"a circle has 'center' with");
	check_wrong("kind: plane, points: {A: [0, 0]}, places: {A: up}",
		"'places' cannot be 'up'");
	check_wrong("kind: circuit, parts: [{resistr: R}]",
		"a circuit has no 'resistr': did you mean 'resistor'?");
	check_wrong("kind: circuit, parts: [{parallel: [wire]}]",
		"two branches or more");
	check_wrong("kind: circuit, parts: [{resistor: R, lamp: D}]",
		"each part of a circuit is one thing");
	check_wrong("kind: graph, x: [0, 1], y: [0, 1], functions: [2x +]",
		"6:62: error: figure 'h': '2x +': ");
	check_wrong("kind: graph, x: [0, 1], y: [0, 1], functions: [a*x]",
		"'a*x': nothing is called 'a' here");
	check_wrong("kind: graph, x: [0, 1], y: [0, 1], functions: [ln(-x)]",
		"'ln(-x)' has no value for x anywhere in the range");
	check_wrong("kind: graph, x: [0, 1], y: [0, 1], asymptotes: [2]",
		"'2' is no line such as x = 1");
	check_wrong("kind: graph, x: [0, 1], y: [0, 1], points: [[0, 5]]",
		"5 lies outside of 'y'");
	check_wrong("kind: line, range: [0, 1], intervals: ['(0; 1e6)']",
		"1e+06 lies outside of 'range'");
	check_wrong("kind: box, range: [0, 1], data: [0, 1, 2]",
		"2 lies outside of 'range'");
	check_wrong("kind: plane, points: {A: [0, 0]}, ellipses: [{center: A, "
		    "radii: [0, 1]}]",
		"'radii' must be above 0");
	check_wrong("kind: graph, x: [0, 1], y: [1, 0]",
		"'y' must go from less to more");
	check_wrong("kind: graph, x: [0, 1], y: [0, 1], shade: [{from: 0, to: "
		    "1}]",
		"an area is 'under' a function or 'between' two");
	check_wrong("kind: variation, x: [a, b], signs: +, values: [1, [2, "
		    "3]]",
		"a value is a text, or at a || two of them");
}

int main(void)
{
	if (!setting_begin())
		return 0;
	style = style_default();
	TEST(test_golden);
	TEST(test_languages);
	TEST(test_bounds);
	TEST(test_svg);
	TEST(test_curves);
	TEST(test_constructions);
	TEST(test_no_such_point);
	TEST(test_wrong);
	setting_end();
	return check_result();
}
