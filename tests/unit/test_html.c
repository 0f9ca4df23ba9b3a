/* HTML and plain text as our Markdown, and Markdown as HTML. */

#include "base/markup/escape.h"
#include "base/markup/html.h"
#include "base/rng.h"
#include "tests/check.h"

static struct arena *arena;
static struct buf losses;

static void note_loss(void *ctx, const char *what)
{
	(void)ctx;
	buf_format(&losses, "%s%s", losses.len ? ", " : "", what);
}

static struct str from(const char *html)
{
	const struct html_reading reading = {.loss = note_loss};

	losses = (struct buf){.arena = arena};
	return markup_from_html(arena, str_from(html), &reading);
}

struct text_case {
	const char *html, *markdown;
};

static void texts_and_marks(void)
{
	static const struct text_case cases[] = {
		{"", ""},
		{"plain", "plain"},
		{"<p>One</p><p>two</p>", "One\n\ntwo"},
		{"one<br>two", "one\\\ntwo"},
		{"<p>a</p><br><p>b</p>", "a\n\nb"},
		{"a  \n b&nbsp;c",
			"a b\xc2\xa0"
			"c"},
		{"<b>bold</b> and <i>thin</i>", "**bold** and *thin*"},
		{"<b> white </b>x", "**white** x"},
		{"<b>end.</b>x", "end.x"},
		{"<b></b>x", "x"},
		{"<u>un</u>der", "**un**der"},
		{"H<sub>2</sub>O, x<sup>n</sup>", "H$_{2}$O, x$^{\\text{n}}$"},
		{"1 < 2 & 3", "1 < 2 & 3"},
		{"a*b*c _d_ [e]", "a\\*b\\*c \\_d\\_ [e]"},
		{"\\(x^2\\) and \\[y\\]", "$x^2$ and $$y$$"},
		{"$$x_1$$ costs $5", "$$x_1$$ costs \\$5"},
		{"<p>- no list</p>", "- no list"},
		{"<p>- no list</p><p>1. nor this</p>",
			"\\- no list\n\n1\\. nor this"},
		{"<a href=\"https://x.org/a\">x</a> <a "
		 "href=\"javascript:alert(1)\">y</a>",
			"[x](https://x.org/a) y"},
		{"<table><tr><th style=\"text-align: left\">a</th>"
		 "<th align=\"center\">b</th><th>c</th></tr><tr><td>1</td>"
		 "<td>2</td><td>3</td></tr></table>",
			"| a | b | c |\n|:---|:---:|---|\n| 1 | 2 | 3 |"},
		{"<img class=\"equation_image\" title=\"x\" src=\"/e/1\" "
		 "alt=\"LaTeX: x\" data-equation-content=\"\\frac{1}{2} &lt; "
		 "y\">",
			"$\\frac{1}{2} < y$"},
		{"<img src=\"a b.png\" alt=\"A [x]\">", "![A [x]](<a b.png>)"},
		{"<img class=\"equation_image\" title=\"x^2\" "
		 "src=\"/equation_images/x%5E2\" alt=\"LaTeX: x^2\" "
		 "data-equation-content=\"x&lt;2\">",
			"$x<2$"},
		{"<img class=\"equation_image\" title=\"y_1\" src=\"/e/1\">",
			"$y_1$"},
		{"<img class=\"latex\" src=\"l.php\" alt=\"\\frac12\">",
			"$\\frac12$"},
		{"<img "
		 "src=\"https://latex.codecogs.com/gif.latex?a%5E%7B2%7D\">",
			"$a^{2}$"},
		{"<img class=\"context\" src=\"p.png\" alt=\"a\">",
			"![a](p.png)"},
		{"<code>a*b</code>", "`a*b`"},
		{"____ is it", "____ is it"},
		{"<span style=\"color: red\">red</span>", "red"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK(str_is(from(cases[i].html), cases[i].markdown)))
			printf("# %s: %s\n", cases[i].html,
				from(cases[i].html).ptr);
}

static void blocks_of_text(void)
{
	static const struct text_case cases[] = {
		{"<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
			"- a\n- b\n\n  - c"},
		{"<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"},
		{"<h2>Head</h2>text", "## Head\n\ntext"},
		{"<blockquote><p>a</p><p>b</p></blockquote>", "> a\n> \n> b"},
		{"<pre>\nint a;\n  b\n</pre>", "```\nint a;\n  b\n```"},
		{"<table><tr><th>x</th><th>y</th></tr><tr><td>1</td><td>a|b"
		 "</td></tr></table>",
			"| x | y |\n|---|---|\n| 1 | a\\|b |"},
		{"<table><tbody><tr><td>1</td></tr></tbody></table>",
			"|  |\n|---|\n| 1 |"},
		{"<b><p>a</p></b>b", "a\n\nb"},
		{"a<hr>b", "a\n\n---\n\nb"},
		{"a</div>b", "a\n\nb"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK(str_is(from(cases[i].html), cases[i].markdown)))
			printf("# %s: %s\n", cases[i].html,
				from(cases[i].html).ptr);
}

static void losses_are_told(void)
{
	CHECK(str_is(from("a<script>alert(1)</script>b"), "ab"));
	CHECK(str_is(buf_str(&losses), "a script"));
	CHECK(str_is(from("<style>b{}</style>a<!-- c -->"), "a"));
	CHECK(!losses.len);
	CHECK(str_is(
		from("<video src=x></video>a<iframe src=y></iframe>"), "a"));
	CHECK(str_is(buf_str(&losses), "<video>, <iframe>"));
	CHECK(str_is(from("<math><semantics><mi>x</mi><annotation "
			  "encoding=\"application/x-tex\">x_1</annotation>"
			  "</semantics></math>"),
		"$x_1$"));
	CHECK(str_is(from("<math><semantics><mi>x</mi><annotation "
			  "encoding=\"application/x-tex\">x +\n1\n"
			  "</annotation></semantics></math>"),
		"$x + 1$"));
	CHECK(str_is(from("a <math><msup><mi>x</mi><mn>2</mn></msup></math>"),
		"a $x^{2}$"));
	CHECK(str_is(from("<math display=\"block\"><mfrac><mn>1</mn><mi>x</mi>"
			  "</mfrac></math>"),
		"$$\\frac{1}{x}$$"));
	CHECK(!losses.len);
	CHECK(str_is(from("<math><mi>x</mi><mglyph>1</mglyph></math>"), "x1"));
	CHECK(str_is(
		buf_str(&losses), "a formula in MathML, but for its letters"));
	/* No entity of its own is expanded, no file read. */
	CHECK(str_find(from("<!DOCTYPE x [<!ENTITY e SYSTEM "
			    "\"file:///etc/passwd\">]><p>&e;</p>"),
		      "root:", 0) == SIZE_MAX);
}

static void deep_and_large(void)
{
	struct buf deep = {.arena = arena};

	for (size_t i = 0; i < 100000; i++)
		buf_text(&deep, i % 2 ? "<b>" : "<ul><li>");
	buf_text(&deep, "x");
	CHECK(markup_from_html(arena, buf_str(&deep), NULL).len < 1000000);
	deep.len = 0;
	for (size_t i = 0; i < 200000; i++)
		buf_text(&deep, "<p>a</p>");
	CHECK(markup_from_html(arena, buf_str(&deep), NULL).len > 300000);
}

/* What is escaped is shown as it stood. */
static void escaped_is_shown(void)
{
	static const char marks[] = "ab1 .*_`[]()<>&#$\\~|{}!+-=:;/\"'^%@";
	struct rng rng = rng_stream(1, "escape", 0);

	for (size_t n = 0; n < 20000; n++) {
		struct arena_mark mark = arena_mark(arena);
		size_t len = 1 + (size_t)rng_below(&rng, 24);
		struct buf text = {.arena = arena};
		struct str shown, want;
		const struct markup *tree;

		for (size_t i = 0; i < len; i++)
			buf_char(&text,
				marks[rng_below(&rng, sizeof marks - 1)]);
		want = str_trim(buf_str(&text));
		/* A formula is a formula, and blanks are joined. */
		if (str_find(want, "$", 0) != SIZE_MAX ||
			str_find(want, "\\(", 0) != SIZE_MAX ||
			str_find(want, "\\[", 0) != SIZE_MAX ||
			str_find(want, "  ", 0) != SIZE_MAX)
			continue;
		tree = markup_parse(arena, markup_escape(arena, want, false));
		shown = str_trim(markup_plain(arena, tree));
		if (!CHECK(str_equal(shown, want))) {
			printf("# %s became %s, shown as %s\n", want.ptr,
				markup_escape(arena, want, false).ptr,
				shown.ptr);
			return;
		}
		arena_release(arena, mark);
	}
}

static struct str to_html(const char *markdown)
{
	const struct html_writing writing = {0};
	struct buf out = {.arena = arena};

	markup_to_html(&out, markup_parse(arena, str_from(markdown)), &writing);
	return buf_str(&out);
}

static void markdown_as_html(void)
{
	static const struct text_case cases[] = {
		{"a **b** *c* <script>",
			"a <strong>b</strong> <em>c</em> &lt;script&gt;"},
		{"a\n\nb", "<p>a</p><p>b</p>"},
		{"$x<1$ and\n\n$$y$$", "<p>\\(x&lt;1\\) and</p><p>\\[y\\]</p>"},
		{"- a\n- b", "<ul><li>a</li><li>b</li></ul>"},
		{"3. a\n4. b", "<ol start=\"3\"><li>a</li><li>b</li></ol>"},
		{"![A \"x\"](p.png){width=50%}",
			"<img src=\"p.png\" alt=\"A &quot;x&quot;\" "
			"width=\"50%\"/>"},
		{"|  |\n|---|\n| 1 |", "<table><tr><td>1</td></tr></table>"},
		{"a\\\nb", "a<br/>b"},
		{"[x](https://x.org/?a=1&b=2)",
			"<a href=\"https://x.org/?a=1&amp;b=2\">x</a>"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK(str_is(to_html(cases[i].html), cases[i].markdown)))
			printf("# %s: %s\n", cases[i].html,
				to_html(cases[i].html).ptr);
}

/* What was written reads back as the same tree. */
static void there_and_back(void)
{
	static const char *const texts[] = {"plain", "a **b** *c*",
		"one\n\ntwo", "- a\n- b", "## Head\n\n1. x\n2. y",
		"$x_1$, **$y$**", "| a | b |\n|---|---|\n| 1 | *2* |",
		"> quoted", "```\ncode\n```", "a\\\nb", "50 \\* 3 \\_x\\_",
		"![alt](name.png)", "**Đề** *thi* $\\frac{a}{b}$"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct str html = to_html(texts[i]);
		struct str back = markup_from_html(arena, html, NULL);

		if (!CHECK(str_equal(html, to_html(back.ptr))))
			printf("# %s: %s: %s\n", texts[i], html.ptr, back.ptr);
	}
}

int main(void)
{
	arena = arena_new();
	TEST(texts_and_marks);
	TEST(blocks_of_text);
	TEST(losses_are_told);
	TEST(deep_and_large);
	TEST(escaped_is_shown);
	TEST(markdown_as_html);
	TEST(there_and_back);
	arena_free(arena);
	return check_result();
}
