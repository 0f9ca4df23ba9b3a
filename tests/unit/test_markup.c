#include "base/markup/markup.h"

#include "base/rng.h"
#include "tests/check.h"

static struct arena *arena;

static const char *const names[MARKUP_KINDS] = {
	[MARKUP_DOCUMENT] = "doc",
	[MARKUP_PARAGRAPH] = "p",
	[MARKUP_HEADING] = "h",
	[MARKUP_LIST] = "list",
	[MARKUP_ITEM] = "li",
	[MARKUP_QUOTE] = "quote",
	[MARKUP_CODE_BLOCK] = "pre",
	[MARKUP_RULE] = "rule",
	[MARKUP_TABLE] = "table",
	[MARKUP_ROW] = "row",
	[MARKUP_CELL] = "cell",
	[MARKUP_TEXT] = "",
	[MARKUP_EMPHASIS] = "em",
	[MARKUP_STRONG] = "strong",
	[MARKUP_STRIKE] = "del",
	[MARKUP_UNDERLINE] = "u",
	[MARKUP_CODE] = "code",
	[MARKUP_MATH] = "math",
	[MARKUP_DISPLAY] = "display",
	[MARKUP_LINK] = "a",
	[MARKUP_IMAGE] = "img",
	[MARKUP_BREAK] = "br",
	[MARKUP_GAP] = "gap",
};

static void show_head(struct buf *out, const struct markup *node)
{
	static const char aligns[] = "-<^>";

	if (node->kind != MARKUP_TEXT)
		buf_format(out, "(%s", names[node->kind]);
	if (node->start >= 0)
		buf_format(out, "=%d", node->start);
	if (node->level)
		buf_format(out, "%d", node->level);
	if (node->columns)
		buf_format(out, ":%d", node->columns);
	if (node->align)
		buf_char(out, aligns[node->align]);
	if (node->url.len)
		buf_format(out, "<%.*s>", STR_ARG(node->url));
	if (node->text.len)
		buf_format(out, "'%.*s'", STR_ARG(node->text));
}

/* (p'text'(em'b')(math'x')); numbers that matter stand after the name. */
static void show(struct buf *out, const struct markup *node)
{
	show_head(out, node);
	for (const struct markup *i = node->child; i; i = i->next)
		show(out, i);
	if (node->kind != MARKUP_TEXT)
		buf_char(out, ')');
}

static struct str shown(struct str text)
{
	const struct markup *tree = markup_parse(arena, text);
	struct buf out = {.arena = arena};

	CHECK(tree->kind == MARKUP_DOCUMENT && !tree->next);
	for (const struct markup *i = tree->child; i; i = i->next)
		show(&out, i);
	return buf_str(&out);
}

/* Of one paragraph: what is in it. */
static void line(const char *text, const char *want)
{
	check_str(shown(str_from(text)), str_format(arena, "(p%s)", want).ptr,
		text, 0);
}

static void blocks(const char *text, const char *want)
{
	check_str(shown(str_from(text)), want, text, 0);
}

static void inlines(void)
{
	line("Hà Nội", "'Hà Nội'");
	line("a *b* **c _d_** ~~e~~",
		"'a '(em'b')' '(strong'c '(em'd'))"
		"' '(del'e')");
	line("`a  b` và ``c`d``", "(code'a  b')' và '(code'c`d')");
	line("một\nhai\\\nba  \nbốn", "'một hai'(br)'ba'(br)'bốn'");
	line("\\*a\\* \\$5 \\{{1}}", "'*a* $5 {{1}}'");
	line("&lt;b&gt; &amp;&eacute;&nbsp;&#x1EA1;&#97;&none;&#0;&#10;",
		"'<b> &é\u00a0ạa&none;\ufffd '");
	line("e&#x301;", "'é'");
	line("<b>x</b> <!-- y -->", "'<b>x</b> <!-- y -->'");
	line("\x01\x03\v$\x01"
	     "0\x01$\x7f a",
		"(math'0')' a'");
}

static void formulas(void)
{
	line("Hàm số $y=x^3-3x$.", "'Hàm số '(math'y=x^3-3x')'.'");
	line("$a_1*b*c_2$ và $[x](y)$",
		"(math'a_1*b*c_2')' và '(math'[x](y)')");
	line("*$x$* **a $\\{y\\}$**",
		"(em(math'x'))' '(strong'a '(math'\\{y\\}'))");
	line("$$\\frac12$$", "(display'\\frac12')");
	line("a\n$$\n x +\ny\n$$\nb", "'a '(display'x +\ny')' b'");
	line("$ x $, $\\$5$ $x\\\\$",
		"(math'x')', '(math'\\$5')' '(math'x\\\\')");
	line("$a\nb$", "(math'a\nb')");
	line("$a$b$c$", "(math'a')'b'(math'c')");
	line("![$x$ *b*](a.png) [$y$](http://a/$b$)",
		"(img<a.png>'x b')' '(a<http://a/$b$>(math'y'))");
	line("`$x$` $`x`$", "(code'$x$')' '(math'`x`')");
	line("`a $x$", "'`a '(math'x')");
	blocks("`a\n\n$x$ `", "(p'`a')(p(math'x')' `')");
	blocks("> $$\n> x\n> y\n> $$", "(quote(p(display'x\ny')))");
	blocks("```\n$x$\n```\n$y$", "(pre'$x$')(p(math'y'))");
	blocks("~~~\n$x$ ```\n~~~\n$y$", "(pre'$x$ ```')(p(math'y'))");
}

static void prices(void)
{
	line("$5 or $10", "'$5 or $10'");
	line("$5-$10", "'$5-$10'");
	line("5 $ and 6 $ more", "'5 $ and 6 $ more'");
	line("$ 5 and $ 6", "'$ 5 and $ 6'");
	line("$", "'$'");
	line("$$", "'$$'");
	line("$ $ $$ $$ $$$x$$$ $$$$", "'$ $ $$ $$ $$$x$$$ $$$$'");
	line("x$", "'x$'");
	blocks("$a\n\nb$", "(p'$a')(p'b$')");
	blocks("$$a\n \nb$$", "(p'$$a')(p'b$$')");
}

static void gaps(void)
{
	line("Thủ đô là {{1}}, {{12}} dân.",
		"'Thủ đô là '(gap1)', '(gap12)' dân.'");
	line("*{{2}}*", "(em(gap2))");
	line("{{0}} {{a}} {{1000}} {{}} {{-1}} {{1} `{{1}}`",
		"'{{0}} {{a}} {{1000}} {{}} {{-1}} {{1} '(code'{{1}}')");
	line("$x_{{1}}$", "(math'x_{{1}}')");
}

/* What an answer may be is no list and no quotation. */
static void answers_of_one_line(void)
{
	static const char *const answers[] = {"-", "+", ">", ">=", "> 5", "#",
		"1945.", "1. a", "- 3", "=", "---", "# a", "```", "~~~",
		"(___)", "[1]: a", "____", "(____) và (____)", "__a", "|",
		NULL};

	for (size_t i = 0; answers[i]; i++)
		line(answers[i], str_format(arena, "'%s'", answers[i]).ptr);
	line("***", "'***'");
	line("  \n - 3 \n", "'- 3'");
	line("a\n____\nb", "'a ____ b'");
	line("a\n[1]: b", "'a [1]: b'");
	line("*(a)*", "(em'(a)')");
	line("___a___", "(em(strong'a'))");
}

static void structures(void)
{
	blocks("", "");
	blocks("a\n\nb", "(p'a')(p'b')");
	blocks("- a\n- b\n  - c\n", "(list(li'a')(li'b'(list(li'c'))))");
	blocks("  - a\n  - b\n", "(list(li'a')(li'b'))");
	blocks("3. a\n\n4. b", "(list=3(li(p'a'))(li(p'b')))");
	blocks("## a\nb\n\n***\n", "(h2'a')(p'b')(rule)");
	blocks("> a\n> b", "(quote(p'a b'))");
	blocks("```c\nint *a;\n\n  b\n```\n", "(pre'int *a;\n\n  b')");
	blocks("a\n\n    b", "(p'a')(p'b')");
	blocks("a\r\n\r\nb\rc", "(p'a')(p'b c')");
	blocks("<div>\n\n*a*\n</div>", "(p'<div>')(p(em'a')' </div>')");
}

static void tables(void)
{
	blocks("| a | b |c|d|\n|---|:-:|--:|:--|\n| $\\left|x\\right|$ | *y* |",
		"(table:4(row1(cell'a')(cell^'b')(cell>'c')(cell<'d'))"
		"(row(cell(math'\\left|x\\right|'))(cell^(em'y'))(cell>)"
		"(cell<)))");
}

static void links(void)
{
	line("[a](https://b.vn/c?d=1&amp;e \"t\")",
		"(a<https://b.vn/c?d=1&e>'a')");
	line("<mailto:a@b.vn>", "(a<mailto:a@b.vn>'mailto:a@b.vn')");
	line("[a](JavaScript:b) [*c*](data:d) [e](/f) [g](java&#115;cript:h)",
		"'a '(em'c')' e g'");
	line("[x][y]", "'[x][y]'");
	/* md4c never enters the emphasis it leaves here. */
	line("a [b](c***d) e**f*** g", "'a b ef** g'");
	line("![ảnh](hinh.png)", "(img<hinh.png>'ảnh')");
	line("![a](b){width=50%} c", "(img50<b>'a')' c'");
	line("![a](b){width=100%}{width=7%}", "(img100<b>'a')'{width=7%}'");
	line("![a](b) {width=50%}", "(img<b>'a')' {width=50%}'");
	line("![a](b){width=0%}{width=101%}{width=x%}{width=50",
		"(img<b>'a')'{width=0%}{width=101%}{width=x%}{width=50'");
	line("x{width=50%}![a](b)*c*{width=5%}",
		"'x{width=50%}'(img<b>'a')(em'c')'{width=5%}'");
	line("![a ![b](c) {{1}}](d)", "(img<d>'a b …')");
}

static size_t depth_of(const struct markup *node)
{
	size_t deepest = 0;

	for (const struct markup *i = node->child; i; i = i->next) {
		size_t depth = depth_of(i) + 1;

		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

static struct str repeated(const char *text, size_t count)
{
	struct buf out = {.arena = arena};

	while (count--)
		buf_text(&out, text);
	return buf_str(&out);
}

static void limits_depth(void)
{
	struct buf text = {.arena = arena};
	const struct markup *tree;

	for (int i = 0; i < 40; i++)
		buf_text(&text, "> ");
	buf_text(&text, "a *b*\n>\n> c");
	tree = markup_parse(arena, buf_str(&text));
	CHECK(depth_of(tree) == 33);
	CHECK(str_find(markup_plain(arena, tree), "a b", 0) != SIZE_MAX);
	CHECK(str_find(markup_plain(arena, tree), "c", 0) != SIZE_MAX);
	CHECK(depth_of(markup_parse(arena, repeated("> ", 20000))) <= 33);
	CHECK(depth_of(markup_parse(arena, repeated("*a ", 20000))) <= 33);
}

static void limits_size(void)
{
	struct str wide = repeated("|a", 65);
	struct buf text = {.arena = arena};
	const struct markup *tree;

	buf_format(&text, "%s|\n", wide.ptr);
	buf_add(&text, repeated("|---", 65));
	buf_text(&text, "|\n|b|");
	tree = markup_parse(arena, buf_str(&text));
	CHECK_STR(tree->child->child->text, buf_str(&text).ptr);
	tree = markup_parse(arena, repeated("a\x01\r\n", MARKUP_LIMIT / 4 + 1));
	CHECK(str_starts(tree->child->child->text, "a\na\n"));
	tree = markup_parse(arena, repeated("a\n\n", MARKUP_LIMIT / 3 + 1));
	CHECK(tree->child->child->text.len > MARKUP_LIMIT);
	tree = markup_parse(arena, repeated("a\n\n", MARKUP_LIMIT / 3));
	CHECK(!tree->child->next); /* too many nodes */
	tree = markup_parse(arena, repeated("[](\n", 2000));
	CHECK(str_starts(tree->child->child->text, "[]( []("));
	tree = markup_parse(arena, repeated("[](\n", 2100));
	CHECK(str_starts(tree->child->child->text, "[](\n[]("));
	tree = markup_parse(arena, repeated("$x$ *b*\n\n", 10000));
	CHECK(tree->child->next);
}

static void plain(const char *text, const char *want)
{
	check_str(markup_plain(arena, markup_parse(arena, str_from(text))),
		want, text, 0);
}

static void plain_words(void)
{
	plain("Hàm *số* $y=x$ `c` ![hình](a.png) {{1}}", "Hàm số y=x c hình …");
	plain("a\n\n- b\n- c\n  - d\n\n> e\\\nf", "a\nb\nc\nd\ne f");
	plain("|a|b|\n|---|---|\n|c||", "a b\nc ");
	plain("", "");
}

static bool on_a_line(const char *text)
{
	return markup_is_inline(markup_parse(arena, str_from(text)));
}

static void stands_on_a_line(void)
{
	CHECK(on_a_line(""));
	CHECK(on_a_line("a $x$ ![b](c)"));
	CHECK(!on_a_line("a\n\nb"));
	CHECK(!on_a_line("$$x$$"));
	CHECK(!on_a_line("- a\n- b"));
}

/* Lines that md4c need not see come out as if it had: with a line end after
 * them, which is trimmed, it does. */
static void bare_lines(void)
{
	static const char *const pieces[] = {"a", "Z", "1", "12.", "3)", "-",
		"+", "=", "#", "##", "đ", "ề", "e\u0301", " ", "  ", ".", ":",
		"http://a.b", "www.a.vn", "a@b.vn", "/", "\"", "'", "(", ")",
		"^", "%", "?", ",", ";", "---", "==="};
	struct rng rng = rng_stream(1, "bare", 0);

	for (int i = 0; i < 3000; i++) {
		struct buf text = {.arena = arena}, bare = {.arena = arena},
			   seen = {.arena = arena};

		for (uint64_t k = 1 + rng_below(&rng, 8); k; k--)
			buf_text(&text, pieces[rng_below(&rng, 32)]);
		show(&bare, markup_parse(arena, str_trim(buf_str(&text))));
		buf_char(&text, '\n');
		show(&seen, markup_parse(arena, buf_str(&text)));
		if (!CHECK(str_equal(buf_str(&bare), buf_str(&seen))))
			printf("# %s %s\n", buf_str(&bare).ptr,
				buf_str(&seen).ptr);
	}
}

/* A line of words and formulas is not shown to md4c; with a paragraph after it
 * it is. */
static void simple_lines(void)
{
	static const char *const pieces[] = {"a", "b ", " ", "1", ".", ",", "!",
		"$", "$x_1$", "$ y $", "$$z$$", "{", "}", "{{2}}", ">", "#",
		"-", "ạ", "e\u0301", "(", "x*y", "`", "$5", "=", "http://a.b"};
	struct rng rng = rng_stream(3, "test", 0);

	for (int round = 0; round < 4000 && !check_failed; round++) {
		struct buf text = {.arena = arena}, two = {.arena = arena};
		struct str want;

		buf_char(&text, 'a');
		for (size_t n = (size_t)rng_below(&rng, 9); n; n--)
			buf_text(&text,
				pieces[rng_below(
					&rng, sizeof pieces / sizeof *pieces)]);
		buf_format(&two, "%.*s\n\nend", STR_ARG(buf_str(&text)));
		want = shown(buf_str(&two));
		want.len -= sizeof "(p'end')" - 1;
		check_str(shown(buf_str(&text)), str_cstr(arena, want),
			text.ptr, 0);
	}
}

int main(void)
{
	arena = arena_new();
	TEST(inlines);
	TEST(bare_lines);
	TEST(simple_lines);
	TEST(formulas);
	TEST(prices);
	TEST(gaps);
	TEST(answers_of_one_line);
	TEST(structures);
	TEST(tables);
	TEST(links);
	TEST(limits_depth);
	TEST(limits_size);
	TEST(plain_words);
	TEST(stands_on_a_line);
	arena_free(arena);
	return check_result();
}
