#include "render/theme.h"

#include <math.h>
#include <string.h>

#include "base/file.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;

static bool reads(const char *text, struct theme *out)
{
	err = (struct error){0};
	return theme_read(arena, "t.yaml", str_from(text), out, &err);
}

static bool about(float got, double want)
{
	return fabs((double)got - want) < 0.01;
}

/* The family's name may be elsewhere in memory. */
static bool is_usual(struct style style)
{
	struct style usual = style_default();

	if (strcmp(style.family, usual.family) != 0)
		return false;
	style.family = usual.family;
	return !memcmp(&style, &usual, sizeof usual);
}

static void nothing_is_as_usual(void)
{
	const char *const texts[] = {"", "# nothing\n", "size: 12\n", NULL};
	struct theme theme;

	for (int i = 0; texts[i]; i++) {
		CHECK_OK(reads(texts[i], &theme), err);
		CHECK(is_usual(theme.style));
		CHECK(!theme.heading.len);
	}
}

static void everything_is_read(void)
{
	struct theme t;

	CHECK_OK(reads("font: modern\nsize: 10\npaper: a5-landscape\n"
		       "margins: {top: 25.4, left: 12.7}\ncolumns: 2\n"
		       "column-gap: 24\njustify: false\nline-height: 150\n"
		       "letter-space: 5\nword-space: 120\nparagraph-gap: 6\n"
		       "heading: plain\n",
			 &t),
		err);
	CHECK(!strcmp(t.style.family, "modern") && about(t.style.size, 10));
	CHECK(t.style.page_width > t.style.page_height);
	CHECK(about(t.style.margin_top, 72) && about(t.style.margin_left, 36));
	CHECK(about(t.style.margin_right, 51) && t.style.columns == 2);
	CHECK(about(t.style.column_gap, 20) && !t.style.justify);
	CHECK(about(t.style.leading, 1.5) && about(t.style.letter_space, 0.05));
	CHECK(about(t.style.word_space, 1.2));
	CHECK(about(t.style.paragraph_gap, 5));
	CHECK_STR(t.heading, "plain");
}

/* The order of the keys means nothing. */
static void large_and_easy(void)
{
	struct theme t;

	CHECK_OK(reads("large-print: true\nsize: 11\n", &t), err);
	CHECK(about(t.style.size, 18));
	CHECK_OK(reads("size: 24\nlarge-print: true\n", &t), err);
	CHECK(about(t.style.size, 24));
	CHECK_OK(reads("pictures: below\n", &t), err);
	CHECK(!t.style.beside);
	CHECK(!reads("pictures: above\n", &t));
	CHECK_OK(reads("easy-reading: true\njustify: true\n", &t), err);
	CHECK(about(t.style.leading, 1.5) &&
		about(t.style.letter_space, 0.12) && !t.style.justify);
}

static void labels_and_colors(void)
{
	struct theme t;

	CHECK_OK(reads("", &t), err);
	CHECK(t.option.first == 'A' && t.statement.first == 'a');
	CHECK(!t.question.len && !t.own_heading && !t.logo);
	CHECK_OK(reads("labels: {question: 'Bài {n}:', option: '(a)', "
		       "statement: A), part: 'Phần {name}'}\n"
		       "colors: {labels: '#1F3864', lines: '#cccccc'}\n"
		       "heading: {left: ['{school}', '---'], right: []}\n",
			 &t),
		err);
	CHECK_STR(t.question, "Bài {n}:");
	CHECK_STR(t.part, "Phần {name}");
	CHECK_STR(t.option.before, "(");
	CHECK_STR(t.option.after, ")");
	CHECK(t.option.first == 'a' && t.statement.first == 'A');
	CHECK_STR(t.statement.after, ")");
	CHECK(about(t.style.label.b, 100.0 / 255) && about(t.style.ink.r, 0));
	CHECK(t.own_heading && t.left.count == 2 && t.right.count == 0);
	CHECK_STR(t.heading, "official");
}

static void faults_are_told(void)
{
	static const struct {
		const char *text;
		unsigned line, column;
		const char *why;
	} cases[] = {
		{"size: 12\nlarge_print: true\n", 2, 1,
			"did you mean 'large-print'?"},
		{"margins: {tob: 12}\n", 1, 11, "did you mean 'top'?"},
		{"zzzzzzzz: 1\n", 1, 1, "unknown key 'zzzzzzzz'"},
		{"[a]: 1\n", 1, 1, "must be a text"},
		{"size: 99\n", 1, 7, "from 8 to 36"},
		{"size: .nan\n", 1, 7, "from 8 to 36"},
		{"size: [12]\n", 1, 7, "from 8 to 36"},
		{"font: arial\n", 1, 7, "termes, modern or liberation"},
		{"paper: a3\n", 1, 8, "a4, a5 or letter"},
		{"paper: {}\n", 1, 8, "a4, a5 or letter"},
		{"margins: 20\n", 1, 10, "millimetres"},
		{"columns: 4\n", 1, 10, "1, 2 or 3"},
		{"justify: maybe\n", 1, 10, "true or false"},
		{"heading: big\n", 1, 10, "official, plain or"},
		{"heading: {left: a}\n", 1, 17, "at most 8 lines"},
		{"heading: {middle: []}\n", 1, 11, "unknown key"},
		{"labels: {question: Bài}\n", 1, 20, "{n}"},
		{"labels: {part: '{n}'}\n", 1, 16, "{name}"},
		{"labels: {option: AB}\n", 1, 18, "A or a"},
		{"labels: {option: B.}\n", 1, 18, "A or a"},
		{"labels: {option: '1.'}\n", 1, 18, "A or a"},
		{"labels: {option: [A]}\n", 1, 18, "A or a"},
		{"colors: {text: red}\n", 1, 16, "#1f3864"},
		{"colors: {text: '#12345g'}\n", 1, 16, "#1f3864"},
		{"colors: {text: '#999999'}\n", 1, 16, "contrast is 2.8"},
		{"colors: {texd: '#000000'}\n", 1, 10, "'text'"},
		{"logo: {file: ../x.png}\n", 1, 14, "theme's folder"},
		{"logo: {file: /x.png}\n", 1, 14, "theme's folder"},
		{"logo: {height: 100}\n", 1, 16, "from 5 to 60"},
		{"logo-data: '!'\n", 1, 12, "base64"},
		{"logo-data: aGVsbG8=\n", 1, 12, "the logo:"},
		{"- a\n", 1, 1, "keys and values"},
		{"size: 36\npaper: a5\ncolumns: 3\n", 0, 0, "too little room"},
		{"a: [\n", 2, 1, ""},
	};
	struct theme theme;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK(!reads(cases[i].text, &theme));
		CHECK(err.line == cases[i].line &&
			err.column == cases[i].column);
		if (!strstr(err.text, cases[i].why))
			CHECK_STR(str_from(err.text), cases[i].why);
	}
}

static void shipped_ones_are_sound(void)
{
	static const char *const files[] = {
		"themes/official.yaml", "themes/international.yaml"};
	struct theme theme;
	struct str text;

	for (int i = 0; i < 2; i++) {
		CHECK_OK(file_read(arena, files[i], FILE_LIMIT, &text, &err),
			err);
		CHECK_OK(reads(text.ptr, &theme), err);
		CHECK(is_usual(theme.style) == (i == 0));
	}
}

int main(void)
{
	arena = arena_new();
	TEST(nothing_is_as_usual);
	TEST(everything_is_read);
	TEST(large_and_easy);
	TEST(labels_and_colors);
	TEST(faults_are_told);
	TEST(shipped_ones_are_sound);
	arena_free(arena);
	return check_result();
}
