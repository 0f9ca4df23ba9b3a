#include "base/math/math.h"

#include "tests/check.h"
#include "tests/math_formulas.h"
#include "tests/tools.h"

static struct arena *arena;

static struct str written(struct str tex, bool display, const char *alt)
{
	struct math_options options = {.decimal_comma = true};

	return math_to_mathml(arena, math_parse(arena, tex, &options, NULL),
		display, str_from(alt));
}

/* What stands within <math>. */
static struct str inside(struct str tex)
{
	struct str all = written(tex, false, "");
	size_t from = str_find(all, ">", 0) + 1;

	return str_sub(all, from, all.len - from - strlen("</math>"));
}

static const struct {
	const char *tex, *mathml;
} formulas[] = {
	{"x", "<mi>x</mi>"},
	{"12", "<mn>12</mn>"},
	{"0{,}5", "<mn>0,5</mn>"},
	{"48\\,000", "<mn>48\u2009000</mn>"},
	{"x+1", "<mi>x</mi><mo>+</mo><mn>1</mn>"},
	{"a=b", "<mi>a</mi><mo>=</mo><mi>b</mi>"},
	{"-5", "<mo form=\"prefix\">−</mo><mn>5</mn>"},
	{"2\\cdot(-3)",
		"<mn>2</mn><mo>⋅</mo><mo stretchy=\"false\">(</mo><mo "
		"form=\"prefix\">−</mo><mn>3</mn><mo "
		"stretchy=\"false\">)</mo>"},
	{"f(x)",
		"<mi>f</mi><mo stretchy=\"false\">(</mo><mi>x</mi><mo "
		"stretchy=\"false\">)</mo>"},
	{"f'(x)",
		"<msup><mi>f</mi><mo lspace=\"0\" "
		"rspace=\"0\">′</mo></msup><mo "
		"stretchy=\"false\">(</mo><mi>x</mi><mo "
		"stretchy=\"false\">)</mo>"},
	{"x^2", "<msup><mi>x</mi><mn>2</mn></msup>"},
	{"x_1^2", "<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>"},
	{"x_{i,j}",
		"<msub><mi>x</mi><mrow><mi>i</mi><mo lspace=\"0\" "
		"rspace=\"0\">,</mo><mi>j</mi></mrow></msub>"},
	{"e^{x+1}",
		"<msup><mi>e</mi><mrow><mi>x</mi><mo lspace=\"0\" "
		"rspace=\"0\">+</mo><mn>1</mn></mrow></msup>"},
	{"\\frac{1}{2}", "<mfrac><mn>1</mn><mn>2</mn></mfrac>"},
	{"\\dfrac{a}{b}",
		"<mfrac displaystyle=\"true\" "
		"scriptlevel=\"0\"><mi>a</mi><mi>b</mi></mfrac>"},
	{"\\binom{n}{k}",
		"<mrow><mo>(</mo><mfrac "
		"linethickness=\"0\"><mi>n</mi><mi>k</mi></mfrac><mo>)</mo></"
		"mrow>"},
	{"\\sqrt{2}", "<msqrt><mn>2</mn></msqrt>"},
	{"\\sqrt[3]{x}", "<mroot><mi>x</mi><mn>3</mn></mroot>"},
	{"\\sin x",
		"<mi>sin</mi><mo>\u2061</mo><mspace "
		"width=\"0.167em\"/><mi>x</mi>"},
	{"2\\sin x+1",
		"<mn>2</mn><mspace "
		"width=\"0.167em\"/><mi>sin</mi><mo>\u2061</mo><mspace "
		"width=\"0.167em\"/><mi>x</mi><mo>+</mo><mn>1</mn>"},
	{"\\sin^2 x",
		"<msup><mi>sin</mi><mn>2</mn></msup><mo>\u2061</mo><mspace "
		"width=\"0.167em\"/><mi>x</mi>"},
	{"\\lim_{x\\to 0}x",
		"<munder><mo form=\"prefix\" movablelimits=\"true\" "
		"lspace=\"0\" rspace=\"0\">lim</mo><mrow><mi>x</mi><mo "
		"lspace=\"0\" "
		"rspace=\"0\">→</mo><mn>0</mn></mrow></munder><mo>\u2061</"
		"mo><mspace width=\"0.167em\"/><mi>x</mi>"},
	{"\\sum_{i=1}^n i",
		"<munderover><mo lspace=\"0\" "
		"rspace=\"0\">∑</mo><mrow><mi>i</mi><mo lspace=\"0\" "
		"rspace=\"0\">=</mo><mn>1</mn></mrow><mi>n</mi></"
		"munderover><mspace width=\"0.167em\"/><mi>i</mi>"},
	{"\\sum\\limits_{i=1}^n i",
		"<munderover><mo lspace=\"0\" rspace=\"0\" "
		"movablelimits=\"false\">∑</mo><mrow><mi>i</mi><mo "
		"lspace=\"0\" "
		"rspace=\"0\">=</mo><mn>1</mn></mrow><mi>n</mi></"
		"munderover><mspace width=\"0.167em\"/><mi>i</mi>"},
	{"\\int_0^1 x\\,\\mathrm{d}x",
		"<msubsup><mo lspace=\"0\" "
		"rspace=\"0\">∫</mo><mn>0</mn><mn>1</mn></msubsup><mspace "
		"width=\"0.167em\"/><mi>x</mi><mspace width=\"0.167em\"/><mi "
		"mathvariant=\"normal\">d</mi><mi>x</mi>"},
	{"\\vec{a}",
		"<mover accent=\"true\"><mi>a</mi><mo style=\"box-shadow:0 0 0 "
		"3em transparent\" stretchy=\"true\">\u20d7</mo></mover>"},
	{"\\overrightarrow{AB}",
		"<mover accent=\"true\"><mrow><mi>A</mi><mi>B</mi></mrow><mo "
		"stretchy=\"true\">→</mo></mover>"},
	{"\\hat{x}",
		"<mover accent=\"true\"><mi>x</mi><mo "
		"stretchy=\"false\">ˆ</mo></mover>"},
	{"\\widehat{ABC}",
		"<mover "
		"accent=\"true\"><mrow><mi>A</mi><mi>B</mi><mi>C</mi></"
		"mrow><mo style=\"box-shadow:0 0 0 3em transparent\" "
		"stretchy=\"true\">\u0302</mo></mover>"},
	{"\\overline{AB}",
		"<mrow style=\"border-top:0.06em "
		"solid;padding-top:0.12em\"><mrow><mi>A</mi><mi>B</mi></mrow></"
		"mrow>"},
	{"\\bar{x}",
		"<mover accent=\"true\"><mi>x</mi><mo "
		"stretchy=\"false\">¯</mo></mover>"},
	{"\\underbrace{a+b}_{n}",
		"<munder><munder "
		"accentunder=\"true\"><mrow><mi>a</mi><mo>+</mo><mi>b</mi></"
		"mrow><mo "
		"stretchy=\"true\">⏟</mo></munder><mi>n</mi></munder>"},
	{"\\xrightarrow{t}",
		"<mover><mo stretchy=\"true\" lspace=\"0.2778em\" "
		"rspace=\"0.2778em\">→</mo><mrow style=\"padding:0 "
		"0.5em;min-width:1.5em\"><mi>t</mi></mrow></mover>"},
	{"\\left(\\frac{a}{b}\\right)",
		"<mrow><mo>(</mo><mfrac><mi>a</mi><mi>b</mi></mfrac><mo>)</"
		"mo></mrow>"},
	{"\\left.x\\right|_0",
		"<msub><mrow><mi>x</mi><mo form=\"postfix\" "
		"stretchy=\"false\">|</mo></mrow><mn>0</mn></msub>"},
	{"\\left(a\\middle|b\\right)",
		"<mrow><mo>(</mo><mi>a</mi><mo form=\"infix\" "
		"stretchy=\"true\" symmetric=\"true\" lspace=\"0.1667em\" "
		"rspace=\"0.1667em\">|</mo><mi>b</mi><mo>)</mo></mrow>"},
	{"|x|",
		"<mo form=\"prefix\" stretchy=\"false\">|</mo><mi>x</mi><mo "
		"stretchy=\"false\" lspace=\"0\" rspace=\"0\">|</mo>"},
	{"\\big( x\\big)",
		"<mo form=\"infix\" stretchy=\"true\" symmetric=\"true\" "
		"minsize=\"1.2em\" maxsize=\"1.2em\" lspace=\"0\" "
		"rspace=\"0\">(</mo><mi>x</mi><mo form=\"infix\" "
		"stretchy=\"true\" symmetric=\"true\" minsize=\"1.2em\" "
		"maxsize=\"1.2em\" lspace=\"0\" rspace=\"0\">)</mo>"},
	{"\\mathbb{R}", "<mi>ℝ</mi>"},
	{"\\mathbf{v}", "<mi>𝐯</mi>"},
	{"\\mathrm{m}", "<mi mathvariant=\"normal\">m</mi>"},
	{"\\Delta", "<mi mathvariant=\"normal\">Δ</mi>"},
	{"\\infty", "<mi>∞</mi>"},
	{"\\text{khi } x<0",
		"<mtext>khi\u00a0</mtext><mi>x</mi><mo>&lt;</mo><mn>0</mn>"},
	{"\\textbf{Chọn}", "<mtext style=\"font-weight:bold\">Chọn</mtext>"},
	{"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
		"<mrow><mo>(</mo><mtable displaystyle=\"false\"><mtr><mtd "
		"style=\"padding-left:0;padding-right:0.5em;\"><mn>1</mn></"
		"mtd><mtd "
		"style=\"padding-left:0.5em;padding-right:0;\"><mn>2</mn></"
		"mtd></mtr><mtr><mtd "
		"style=\"padding-left:0;padding-right:0.5em;\"><mn>3</mn></"
		"mtd><mtd "
		"style=\"padding-left:0.5em;padding-right:0;\"><mn>4</mn></"
		"mtd></mtr></mtable><mo>)</mo></mrow>"},
	{"\\begin{aligned}x&=1\\end{aligned}",
		"<mtable displaystyle=\"true\"><mtr><mtd "
		"style=\"text-align:right;text-align:-webkit-right;padding-"
		"left:0;padding-right:0;\"><mi>x</mi></mtd><mtd "
		"style=\"text-align:left;text-align:-webkit-left;padding-left:"
		"0;padding-right:0;\"><mrow></mrow><mo>=</mo><mn>1</mn></mtd></"
		"mtr></mtable>"},
	{"\\begin{array}{|c|}\\hline x\\\\\\hline\\end{array}",
		"<mtable displaystyle=\"false\"><mtr><mtd "
		"style=\"padding-left:0.5em;padding-right:0.5em;border-top:1px "
		"solid;border-bottom:1px solid;border-left:1px "
		"solid;border-right:1px "
		"solid;\"><mi>x</mi></mtd></mtr></mtable>"},
	{"\\boxed{x}", "<mrow class=\"math-box\"><mi>x</mi></mrow>"},
	{"\\cancel{x}", "<mrow class=\"math-strike-up\"><mi>x</mi></mrow>"},
	{"\\color{red}x", "<mrow mathcolor=\"#ff0000\"><mi>x</mi></mrow>"},
	{"\\phantom{x}", "<mpadded><mphantom><mi>x</mi></mphantom></mpadded>"},
	{"\\smash{x}",
		"<mpadded height=\"0\" depth=\"0\"><mi>x</mi></mpadded>"},
	{"x\\quad y", "<mi>x</mi><mspace width=\"1em\"/><mi>y</mi>"},
	{"x\\!y",
		"<mi>x</mi><mspace style=\"margin-left:-0.167em\"/><mi>y</mi>"},
	{"\\displaystyle x",
		"<mrow displaystyle=\"true\" "
		"scriptlevel=\"0\"><mi>x</mi></mrow>"},
	{"a:b",
		"<mi>a</mi><mo lspace=\"0.2778em\" "
		"rspace=\"0.2778em\">:</mo><mi>b</mi>"},
	{"\\ce{H2O}",
		"<mrow><msub><mtext>H</mtext><mn>2</mn></msub><mtext>O</"
		"mtext></mrow>"},
	{"{}^{14}_6\\text{C}",
		"<msubsup><mrow></mrow><mn>6</mn><mn>14</mn></"
		"msubsup><mtext>C</mtext>"},
	{"90^\\circ",
		"<msup><mn>90</mn><mo lspace=\"0\" rspace=\"0\">∘</mo></msup>"},
	{"\\foo<1",
		"<merror><mtext>\\foo</mtext></merror><mo>&lt;</mo><mn>1</mn>"},
	{"\\text{\"&<>\"}", "<mtext>&quot;&amp;&lt;&gt;&quot;</mtext>"},
	{"\\overset{a}{b}", "<mover><mi>b</mi><mi>a</mi></mover>"},
	{"a{=}b", "<mi>a</mi><mo lspace=\"0\" rspace=\"0\">=</mo><mi>b</mi>"},
};

static void writes_core(void)
{
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
		CHECK_STR(
			inside(str_from(formulas[i].tex)), formulas[i].mathml);
}

static void has_a_root(void)
{
	CHECK_STR(written(STR("x"), true, "x & \"y\""),
		"<math xmlns=\"http://www.w3.org/1998/Math/MathML\" "
		"display=\"block\" alttext=\"x &amp; &quot;y&quot;\">"
		"<mi>x</mi></math>");
	CHECK_STR(written(STR(""), false, ""),
		"<math xmlns=\"http://www.w3.org/1998/Math/MathML\"></math>");
}

/* Elements and attributes of MathML Core, and no others. */
static const char *const elements[] = {"math", "merror", "mfrac", "mi", "mn",
	"mo", "mover", "mpadded", "mphantom", "mroot", "mrow", "mspace",
	"msqrt", "msub", "msubsup", "msup", "mtable", "mtd", "mtext", "mtr",
	"munder", "munderover", NULL};
static const char *const attributes[] = {"xmlns", "display", "alttext",
	"accent", "accentunder", "class", "columnspan", "depth", "displaystyle",
	"form", "height", "largeop", "linethickness", "lspace", "mathcolor",
	"mathvariant", "maxsize", "minsize", "movablelimits", "rspace",
	"scriptlevel", "stretchy", "style", "symmetric", "width", NULL};

static bool is_listed(struct str name, const char *const *names)
{
	for (; *names; names++)
		if (str_is(name, *names))
			return true;
	printf("# not of Core: '%.*s'\n", STR_ARG(name));
	return false;
}

/* From a name on, what is before a blank or one of the ends. */
static struct str name_at(struct str s, size_t from)
{
	size_t end = from;

	while (end < s.len && !memchr(" >/=", s.ptr[end], 4))
		end++;
	return str_sub(s, from, end - from);
}

static void check_core(struct str s)
{
	bool quoted = false, tag = false;

	for (size_t i = 0; i < s.len; i++) {
		if (s.ptr[i] == '"')
			quoted = !quoted;
		if (quoted)
			continue;
		if (s.ptr[i] == '<') {
			tag = true;
			i += s.ptr[i + 1] == '/';
			CHECK(is_listed(name_at(s, i + 1), elements));
		} else if (s.ptr[i] == '>') {
			tag = false;
		} else if (tag && s.ptr[i] == ' ') {
			CHECK(is_listed(name_at(s, i + 1), attributes));
		}
	}
}

static void formulas_of_lines(struct formulas *all, const char *path)
{
	struct str text, line;

	if (!CHECK(file_read(arena, path, FILE_LIMIT, &text, NULL)))
		return;
	while (str_cut(&text, '\n', &line))
		formulas_of_text(all, line);
}

/* Of every formula of the banks: only what Core has, and well-formed. */
static void is_core_and_well_formed(void)
{
	struct formulas all = {.arena = arena};
	struct buf page = {.arena = arena};
	const char *path =
		str_cstr(arena, str_format(arena, "%s/page.xml", tools_folder));
	struct str said;
	int status;

	formulas_of_lines(&all, "banks/data/toan12.yaml");
	formulas_of_lines(&all, "banks/data/vatli12.yaml");
	CHECK(all.count > 1000);
	buf_text(&page, "<page>");
	for (size_t i = 0; i < all.count + sizeof formulas / sizeof *formulas;
		i++) {
		struct str tex = i < all.count
			? all.v[i]
			: str_from(formulas[i - all.count].tex);
		struct str mathml = written(tex, i % 2, "x");

		check_core(mathml);
		buf_add(&page, mathml);
		buf_char(&page, '\n');
	}
	buf_text(&page, "</page>");
	CHECK(file_write(path, buf_str(&page), NULL));
	said = tools_run(arena, &status, "xmllint --noout page.xml");
	CHECK(status == 0);
	if (status)
		printf("# %.*s\n", STR_ARG(str_sub(said, 0, 300)));
}

/* What a browser makes of it: a formula, and what must hold of its elements,
 * in JavaScript: all(NAME) are its elements of that name, box(ELEMENT) is where
 * one stands. What stretches to the side does so in the picture only. */
static const struct {
	const char *tex;
	bool display;
	const char *holds;
} layouts[] = {
	{"\\lim_{x\\to 0}y", true,
		"box(all('mrow')[0]).top >= box(all('mo')[0]).bottom - 3"},
	{"\\lim_{x\\to 0}y", false,
		"box(all('mrow')[0]).left >= box(all('mo')[0]).right"},
	{"\\sum\\limits_{i}^{n}y", false,
		"box(all('mi')[0]).top > box(all('mi')[1]).bottom"},
	{"\\left(\\frac{\\frac12}{3}\\right)", true,
		"box(all('mo')[0]).height > 40"},
	{"\\left(x\\right)", true, "box(all('mo')[0]).height < 30"},
	{"\\begin{aligned}x&=1\\\\x+y&=2\\end{aligned}", true,
		"near(box(all('mi')[0]).right, box(all('mi')[2]).right)"},
	{"\\begin{cases}x\\\\x+y\\end{cases}", true,
		"near(box(all('mi')[0]).left, box(all('mi')[1]).left)"},
	{"\\overline{ABC}", true,
		"box(all('mrow')[0]).top < box(all('mi')[0]).top - 1"},
	{"\\sin x", true,
		"box(all('mi')[1]).left - box(all('mi')[0]).right > 2"},
	{"x+y", true, "box(all('mi')[1]).left - box(all('mi')[0]).right > 15"},
	{"e^{x+y}", true,
		"box(all('mi')[2]).left - box(all('mi')[1]).right < 13"},
	{"x\\!y", true, "box(all('mi')[1]).left < box(all('mi')[0]).right - 2"},
	{"\\tfrac12\\dfrac12", true,
		"box(all('mn')[0]).height < box(all('mn')[2]).height"},
};

static const char layout_head[] =
	"<!DOCTYPE html><meta charset=utf-8><style>math{font:20px 'TeX Gyre "
	"Termes Math'}</style><body><script>let here;const all=n=>"
	"here.getElementsByTagName(n),box=e=>e.getBoundingClientRect(),"
	"near=(a,b)=>Math.abs(a-b)<1;let said='';function look(id,f){here="
	"document.getElementById(id);let ok;try{ok=f()}catch(e){ok=e}"
	"said+='<'+id+':'+(ok===true?'holds':'fails')+'>'}</script>\n";

static struct str layout_page(void)
{
	struct buf page = {.arena = arena};
	size_t count = sizeof layouts / sizeof *layouts;

	buf_text(&page, layout_head);
	for (size_t i = 0; i < count; i++) {
		buf_format(&page, "<p id=f%zu>", i);
		buf_add(&page,
			written(str_from(layouts[i].tex), layouts[i].display,
				""));
		buf_text(&page, "</p>\n");
	}
	buf_text(&page, "<script>");
	for (size_t i = 0; i < count; i++)
		buf_format(&page, "look('f%zu',()=>%s);", i, layouts[i].holds);
	buf_text(&page, "document.title=said</script>");
	return buf_str(&page);
}

static void browsers_set_it(void)
{
	const char *path = str_cstr(
		arena, str_format(arena, "%s/page.html", tools_folder));
	struct str dom;
	int status;

	CHECK(file_write(path, layout_page(), NULL));
	dom = tools_run(arena, &status,
		"chromium --headless --no-sandbox --disable-gpu "
		"--disable-background-networking --disable-component-update "
		"--disable-sync --user-data-dir=%s/profile --dump-dom "
		"file://%s 2>/dev/null; rm -rf profile",
		tools_folder, path);
	for (size_t i = 0; i < sizeof layouts / sizeof *layouts; i++) {
		const char *want =
			str_cstr(arena, str_format(arena, "f%zu:holds", i));

		if (!CHECK(str_find(dom, want, 0) != SIZE_MAX))
			printf("# %s: %s\n", layouts[i].tex, layouts[i].holds);
	}
}

static void takes_deep_and_long(void)
{
	struct buf deep = {.arena = arena};

	for (int i = 0; i < 5000; i++)
		buf_text(&deep, i % 2 ? "\\sqrt{" : "\\left(\\frac{1}{");
	CHECK(written(buf_str(&deep), true, "").len > 0);
}

int main(void)
{
	arena = arena_new();
	tools_begin();
	TEST(writes_core);
	TEST(has_a_root);
	if (system("command -v xmllint >/dev/null"))
		puts("skip - no xmllint (libxml2-utils)");
	else
		TEST(is_core_and_well_formed);
	if (system("command -v chromium >/dev/null"))
		puts("skip - no chromium");
	else
		TEST(browsers_set_it);
	TEST(takes_deep_and_long);
	tools_end();
	arena_free(arena);
	return check_result();
}
