#include "render/type/formula.h"

#include <math.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/rng.h"
#include "base/utf8.h"
#include "tests/math_formulas.h"
#include "tests/setting.h"

/* The layout of formulas: tests/golden/formulas.txt against what is kept in
 * formulas.display (UPDATE=1 writes what comes out now), and what must hold of
 * any formula. Sizes are those of Latin Modern at 10 points, so that
 * tests/house/formula_tex.sh can set them beside TeX's. */

static struct work work;
static const struct ink *ink;

static const struct box *set(struct str tex, bool display)
{
	static const struct math_options options = {.decimal_comma = true};

	return formula_box(
		&work, ink, math_parse(arena, tex, &options, NULL), display);
}

/* ---- golden ---- */

/* Hundredths; -0 is 0. */
static void put_number(struct buf *out, float value)
{
	long n = lroundf(value * 100);

	buf_format(out, " %s%ld.%02ld", n < 0 ? "-" : "", labs(n) / 100,
		labs(n) % 100);
}

static void put_place(struct buf *out, float x, float y)
{
	put_number(out, x);
	put_number(out, y);
}

/* Where each run, rule and stroke stands: y upwards. */
static void put_box(struct buf *out, const struct box *box, float x, float y)
{
	switch (box->kind) {
	case BOX_RUN:
		buf_format(out, " | %.*s", STR_ARG(box->run->text));
		put_place(out, x, y);
		buf_char(out, '/');
		buf_format(out, "%.3g", (double)box->ink->size);
		break;
	case BOX_RULE:
	case BOX_STROKE:
		buf_text(out, box->kind == BOX_RULE ? " | rule" : " | stroke");
		put_place(out, x, y);
		put_place(out, box->width, box->height + box->depth);
		break;
	default:
		break;
	}
	for (size_t i = 0; i < box->child_count; i++)
		put_box(out, box->children[i].box, x + box->children[i].x,
			y - box->children[i].y);
}

static void put_formula(struct buf *out, struct str line)
{
	struct str style, tex = line;
	const struct box *box;

	CHECK(str_cut(&tex, ' ', &style));
	box = set(tex, str_starts(style, "display"));
	buf_format(out, "%.*s\n ", STR_ARG(line));
	put_number(out, box->width);
	put_number(out, box->height);
	put_number(out, box->depth);
	put_box(out, box, 0, 0);
	buf_char(out, '\n');
}

static struct str file(const char *path)
{
	struct error err = {0};
	struct str text = {NULL, 0};

	CHECK_OK(file_read(arena, path, FILE_LIMIT, &text, &err), err);
	return text;
}

static struct str set_file(struct str text, size_t *count)
{
	struct buf out = {.arena = arena};
	struct str line;

	*count = 0;
	while (str_cut(&text, '\n', &line))
		if (line.len && line.ptr[0] != '#') {
			put_formula(&out, line);
			++*count;
		}
	return buf_str(&out);
}

static void show_differences(struct str got, struct str want)
{
	struct str a, b, name = {NULL, 0};
	int most = 20;

	while (str_cut(&got, '\n', &a) && str_cut(&want, '\n', &b) && most) {
		if (a.len && a.ptr[0] != ' ')
			name = a;
		if (str_equal(a, b))
			continue;
		printf("# %.*s\n# got  %.*s\n# want %.*s\n", STR_ARG(name),
			STR_ARG(a), STR_ARG(b));
		most--;
	}
}

static void formulas_are_set_as_before(void)
{
	static const char path[] = "tests/golden/formulas.display";
	size_t count;
	struct str got = set_file(file("tests/golden/formulas.txt"), &count);
	struct error err = {0};
	struct str want;

	CHECK(count >= 220);
	if (getenv("UPDATE")) {
		CHECK_OK(file_write(path, got, &err), err);
		return;
	}
	want = file(path);
	if (!CHECK(str_equal(got, want)))
		show_differences(got, want);
}

/* ---- what looking at pages showed ---- */

static float width(const char *tex)
{
	return set(str_from(tex), false)->width;
}

static float tall(const char *tex)
{
	const struct box *box = set(str_from(tex), false);

	return box->height + box->depth;
}

static bool same(float a, float b)
{
	return fabsf(a - b) < 0.01f;
}

static void fractions_stand_on_one_line(void)
{
	CHECK(same(tall("\\dfrac{x-1}{x+2}"), tall("\\dfrac{x+1}{x-2}")));
	CHECK(same(width("2\\frac{1}{3}"), width("2") + width("\\frac{1}{3}")));
}

static void numbers_take_scripts_as_letters_do(void)
{
	CHECK(same(set(STR("10^{-3}"), false)->height,
		set(STR("x^{-3}"), false)->height));
}

static void brackets_grow_with_what_they_hold(void)
{
	CHECK(same(tall("\\left(x\\right)"), tall("(x)")));
	CHECK(tall("\\left(\\dfrac{a}{b}\\right)") > tall("\\dfrac{a}{b}"));
	CHECK(tall("\\left(x\\,\\middle|\\,\\textstyle\\color{red}"
		   "\\middle|\\dfrac{a}{b}\\right.") > tall("\\dfrac{a}{b}"));
}

/* Of the child of a box: where it ends. */
static float end_of(const struct box *box, size_t child)
{
	return box->children[child].x + box->children[child].box->width;
}

static void numbers_of_a_nuclide_stand_at_the_right(void)
{
	const struct box *row = set(STR("{}^{235}_{92}U"), false);
	const struct box *scripts = row->children[0].box;

	CHECK(scripts->child_count == 3);
	CHECK(same(end_of(scripts, 1), end_of(scripts, 2)));
}

/* What lies over something is as wide as it, but for the ends of it. */
static void long_marks_are_as_long_as_their_base(void)
{
	static const char *const bases[] = {
		"AB", "a+b+c", "a+b+c+d+e+f+g+h", "x_1+x_2+\\cdots+x_n"};
	static const char *const marks[] = {
		"\\overrightarrow{%s}", "\\overbrace{%s}", "\\underbrace{%s}"};

	for (size_t i = 0; i < 4; i++)
		for (size_t k = 0; k < 3; k++) {
			struct str tex = str_format(arena, marks[k], bases[i]);

			if (!CHECK(set(tex, true)->width < 1.1f *
					    set(str_from(bases[i]), true)
						    ->width))
				printf("# %.*s\n", STR_ARG(tex));
		}
}

/* A reader copies characters, each once and in the order in which they are
 * read; parts of brackets and long arrows are drawn beside them. */
static void what_is_copied_is_what_is_read(void)
{
	static const struct {
		const char *tex, *text;
	} cases[] = {
		{"$x^2+1$", "x2+1"},
		{"$x_1^2$", "x12"},
		{"$\\sum_{i=1}^n i$", "∑i=1ni"},
		{"$1,2,\\ldots,n$", "1,2,...,n"},
		{"$\\overrightarrow{AB}+\\vec a$", "AB+a⃗"},
		{"$\\left(\\dfrac{\\dfrac{a}{b}}{\\dfrac{c}{d}}\\right)$",
			"(abcd)"},
		{"$\\underbrace{x+y}_{n}$", "x+yn"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct style style = style_default();
		struct galley *g = setting_galley(&style);
		const struct markup *markup =
			markup_parse(arena, str_from(cases[i].tex));
		struct display display;

		galley_paragraph(g, WORDS(MARKUP(markup, 0)), ALIGN_NONE);
		display = setting_finish(g, NULL);
		CHECK_STR(setting_unspaced(setting_text(&display)),
			cases[i].text);
	}
}

/* ---- what holds of any formula ---- */

struct census {
	size_t drawn;
	bool sound;
};

static bool is_length(float x)
{
	return isfinite(x) && fabsf(x) < 1e6f;
}

static void count_run(struct census *census, const struct run *run)
{
	for (size_t i = 0; i < run->glyph_count; i++)
		census->sound &= run->glyphs[i].id != 0;
	census->drawn += run->glyph_count;
}

static void count_box(struct census *census, const struct box *box)
{
	census->sound &= is_length(box->width) && is_length(box->height) &&
		is_length(box->depth) && box->height + box->depth > -0.001f;
	if (box->kind == BOX_RUN)
		count_run(census, box->run);
	if (box->kind == BOX_RULE)
		census->sound &= box->width >= 0;
	census->drawn += box->kind == BOX_RULE || box->kind == BOX_STROKE;
	for (size_t i = 0; i < box->child_count; i++) {
		census->sound &= is_length(box->children[i].x) &&
			is_length(box->children[i].y);
		count_box(census, box->children[i].box);
	}
}

/* drawn: something of it is to be seen. */
static void holds(struct str tex, bool drawn)
{
	for (int display = 0; display < 2; display++) {
		const struct box *box = set(tex, display);
		struct census census = {.sound = true};

		count_box(&census, box);
		if (CHECK(census.sound) &&
			(!drawn ||
				(CHECK(census.drawn > 0) &&
					CHECK(box->width > 0) &&
					CHECK(box->height + box->depth > 0))))
			continue;
		printf("# %.*s\n", (int)(tex.len > 300 ? 300 : tex.len),
			tex.ptr);
		return;
	}
}

static void what_the_list_has_is_sound(void)
{
	struct str text = file("tests/golden/formulas.txt"), line, style;

	while (str_cut(&text, '\n', &line))
		if (line.len && line.ptr[0] != '#') {
			str_cut(&line, ' ', &style);
			holds(line, false);
		}
}

/* Every construct around others, as chance has it. */
static void grow(struct buf *out, struct rng *rng, int depth)
{
	static const char *const leaves[] = {"x", "f", "12", "+", "=", ",",
		"\\alpha", "\\sum", "\\int", "\\lim", "\\sin", "\\to", "(", ")",
		"|", "\\text{nếu }", "\\mathbb{R}", "'", "\\,", "\\quad",
		"\\ldots"};
	static const char *const around[] = {"{#}", "\\frac{#}{#}", "\\sqrt{#}",
		"\\sqrt[#]{#}", "{#}^{#}", "{#}_{#}", "{#}_{#}^{#}",
		"\\sum_{#}^{#}", "\\lim_{#}", "\\overline{#}", "\\underline{#}",
		"\\hat{#}", "\\widehat{#}", "\\vec{#}", "\\overrightarrow{#}",
		"\\underbrace{#}_{#}", "\\overbrace{#}^{#}", "\\left(#\\right)",
		"\\left.#\\middle|#\\right]", "\\binom{#}{#}",
		"\\begin{pmatrix}#&#\\\\#\\end{pmatrix}",
		"\\begin{cases}#\\\\#&#\\end{cases}",
		"\\begin{aligned}#&#\\\\&#\\end{aligned}",
		"\\begin{array}{|c|r|}\\hline#&#\\\\\\hline\\end{array}",
		"\\boxed{#}", "\\cancel{#}", "\\displaystyle #",
		"\\textstyle #", "\\color{red}{#}", "\\phantom{#}",
		"\\smash{#}", "\\overset{#}{#}", "\\underset{#}{#}",
		"\\xrightarrow[#]{#}", "\\big(#", "\\not #",
		"\\operatorname{#}", "\\mathbf{#}"};
	size_t parts = 1 + rng_below(rng, 3);

	for (size_t i = 0; i < parts; i++) {
		const char *form;

		if (depth <= 0 || !rng_below(rng, 3)) {
			buf_text(out,
				leaves[rng_below(
					rng, sizeof leaves / sizeof *leaves)]);
			buf_char(out, ' ');
			continue;
		}
		form = around[rng_below(rng, sizeof around / sizeof *around)];
		for (; *form; form++)
			if (*form == '#')
				grow(out, rng, depth - 1);
			else
				buf_char(out, *form);
	}
}

static void any_formula_is_sound(void)
{
	struct rng rng = rng_stream(3, "formulas", 0);

	for (int i = 0; i < 3000 && !check_failed; i++) {
		struct buf out = {.arena = arena};

		buf_text(&out, "y");
		grow(&out, &rng, 4);
		holds(buf_str(&out), true);
	}
}

/* No font of ours has Chinese, nor control characters. */
static bool is_ascii(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.ptr[i] < ' ' && s.ptr[i] != '\n')
			return false;
	return true;
}

static void formulas_of_others_are_sound(void)
{
	struct formulas f = {.arena = arena};
	size_t count = 0;

	formulas_of_folder(&f, file_join(arena, getenv("CORPUS"), "math500"));
	formulas_of_folder(
		&f, file_join(arena, getenv("CORPUS"), "gaokao-bench"));
	for (size_t i = 0; i < f.count && !check_failed; i++)
		if (is_ascii(f.v[i])) {
			holds(f.v[i], false);
			count++;
		}
	printf("# %zu formulas\n", count);
	CHECK(count > 1000);
}

static struct str repeated(const char *form, const char *middle, size_t bytes)
{
	const char *hole = strchr(form, '#');
	size_t count = bytes / strlen(form);
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < count; i++)
		buf_add(&out, (struct str){form, (size_t)(hole - form)});
	buf_text(&out, middle);
	for (size_t i = 0; i < count; i++)
		buf_text(&out, hole + 1);
	return buf_str(&out);
}

/* As deep as the parser goes, and deeper; as long as it reads, and longer. */
static void size_is_no_danger(void)
{
	static const char *const forms[] = {"{#}", "\\frac{#}{x}", "\\sqrt{#}",
		"\\sqrt[#]{x}", "x^{#}", "x_{#}", "\\left(#\\right)",
		"\\hat{#}", "\\widehat{#}", "\\overline{#}",
		"\\overrightarrow{#}", "\\underbrace{#}", "\\boxed{#}",
		"\\begin{matrix}#&x\\\\x\\end{matrix}", "\\text{#}",
		"\\displaystyle #", "\\color{red}{#}", "\\xrightarrow{#}",
		"\\overset{#}{x}", "\\sum_{#}", "\\mathbf{#}", "x#", "1+#",
		"'#", "\\,#", "\\quad#", "(#", "\\int#", "x&#", "\\\\#"};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		static const size_t sizes[] = {300, 600, 1200, 60000, 200000};

		for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++)
			holds(repeated(forms[i], "a", sizes[k]), true);
	}
}

int main(void)
{
	struct error err = {0};

	arena = arena_new();
	if (!fonts_open(arena, "modern", &fonts, &err)) {
		printf("skip - %s\n", err.text);
		return 0;
	}
	setter = typesetter_new(arena, fonts);
	work = (struct work){.arena = arena,
		.shaper = shaper_new(arena, fonts),
		.style = style_default()};
	style_set_size(&work.style, 10);
	work.style.family = "modern";
	ink = ink_of(&work, NULL, 0, 0);
	TEST(formulas_are_set_as_before);
	TEST(fractions_stand_on_one_line);
	TEST(numbers_take_scripts_as_letters_do);
	TEST(brackets_grow_with_what_they_hold);
	TEST(what_is_copied_is_what_is_read);
	TEST(numbers_of_a_nuclide_stand_at_the_right);
	TEST(long_marks_are_as_long_as_their_base);
	TEST(what_the_list_has_is_sound);
	TEST(any_formula_is_sound);
	TEST(size_is_no_danger);
	if (getenv("CORPUS") && *getenv("CORPUS"))
		TEST(formulas_of_others_are_sound);
	setting_end();
	return check_result();
}
