/* MathML as TeX: every element, and there and back through our own writer. */

#include "base/math/mathml_read.h"

#include "base/math/math.h"
#include "tests/check.h"

static struct arena *arena;

static struct str read_math(struct str mathml)
{
	struct xml *xml = xml_open(arena, "f", mathml);
	const struct xml_node *node;
	struct error err;
	struct str tex = STR("!");

	if (!CHECK(xml_next(xml, arena, "math", &node, &err) && node) ||
		!mathml_to_tex(arena, node, &tex))
		tex = STR("!");
	xml_close(xml);
	return tex;
}

static void reads(const char *inside, const char *want)
{
	struct str tex =
		read_math(str_format(arena, "<math>%s</math>", inside));

	if (!CHECK(str_is(tex, want)))
		printf("# %s: %.*s\n", inside, STR_ARG(tex));
}

static void elements(void)
{
	reads("<mi>x</mi><mo>+</mo><mn>1,5</mn>", "x+1{,}5");
	reads("<mi>sin</mi><mi>α</mi>", "\\sin \\alpha");
	reads("<mi>abc</mi>", "\\mathrm{abc}");
	reads("<mi mathvariant=\"double-struck\">R</mi>", "\\mathbb{R}");
	reads("<mfrac><mn>1</mn><mi>x</mi></mfrac>", "\\frac{1}{x}");
	reads("<msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt>", "\\sqrt{x-1}");
	reads("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[{3}]{x}");
	reads("<msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup>", "x_{1}^{2}");
	reads("<msup><mrow><mo>(</mo><mi>a</mi><mo>)</mo></mrow><mn>2</mn>"
	      "</msup>",
		"{(a)}^{2}");
	reads("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover>",
		"\\sum _{i}^{n}");
	reads("<munder><mo>lim</mo><mrow><mi>x</mi><mo>→</mo><mn>0</mn>"
	      "</mrow></munder>",
		"\\lim _{x\\to 0}");
	reads("<mover><mi>AB</mi><mo>→</mo></mover>",
		"\\overrightarrow{\\mathrm{AB}}");
	reads("<mover><mi>x</mi><mo>¯</mo></mover>", "\\overline{x}");
	reads("<mfenced open=\"[\" close=\")\"><mi>a</mi><mi>b</mi></mfenced>",
		"\\left[ a,b\\right)");
	reads("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr>"
	      "<mtr><mtd><mn>3</mn></mtd><mtd><mn>4</mn></mtd></mtr></mtable>",
		"\\begin{matrix}1 & 2 \\\\ 3 & 4\\end{matrix}");
	reads("<mo>{</mo><mtable><mtr><mtd><mi>x</mi></mtd></mtr><mtr><mtd>"
	      "<mi>y</mi></mtd></mtr></mtable>",
		"\\begin{cases}x \\\\ y\\end{cases}");
	reads("<mtext>nếu 50%</mtext>", "\\text{nếu 50\\%}");
	reads("<mo>{</mo><mn>1</mn><mo>}</mo>", "\\{1\\}");
	reads("<menclose notation=\"box\"><mi>x</mi></menclose>", "\\boxed{x}");
	reads("<mmultiscripts><mi>C</mi><none/><none/><mprescripts/><mn>6</mn>"
	      "<mn>14</mn></mmultiscripts>",
		"{}_{6}^{14}C");
	reads("<semantics><mi>x</mi><annotation encoding=\"application/x-tex\">"
	      "\\beta</annotation></semantics>",
		"\\beta");
}

static void not_all(void)
{
	struct buf deep = {.arena = arena};

	reads("<strange/>", "!");
	reads("", "!");
	buf_text(&deep, "<math>");
	for (int i = 0; i < 95; i++)
		buf_text(&deep, "<mrow>");
	buf_text(&deep, "<mi>x</mi>");
	for (int i = 0; i < 95; i++)
		buf_text(&deep, "</mrow>");
	buf_text(&deep, "</math>");
	CHECK(str_is(read_math(buf_str(&deep)), "x"));
}

/* What our writer makes of formulas is read again, and says the same aloud. */
static void there_and_back(void)
{
	static const char *const formulas[] = {"x^2-3x+2=0",
		"\\frac{a+b}{2}\\geq \\sqrt{ab}", "\\sum_{i=1}^{n} i^2",
		"\\int_0^1 x\\,dx", "\\sqrt[3]{x+1}", "\\alpha+\\beta\\neq\\pi",
		"\\vec{a}\\cdot\\vec{b}", "\\log_2 8=3", "A\\cap B\\subset C",
		"f'(x)=2x", "\\lim_{x\\to 0}\\frac{\\sin x}{x}=1",
		"\\mathbb{R}\\setminus\\{0\\}", "90^\\circ"};
	struct math_options options = {0};

	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++) {
		const struct math *math = math_parse(
			arena, str_from(formulas[i]), &options, NULL);
		struct str back =
			read_math(math_to_mathml(arena, math, false, STR("")));
		const struct math *again =
			math_parse(arena, back, &options, NULL);

		if (!CHECK(str_equal(math_to_speech(arena, math, "en"),
			    math_to_speech(arena, again, "en"))))
			printf("# %s became %.*s\n", formulas[i],
				STR_ARG(back));
	}
}

int main(void)
{
	arena = arena_new();
	TEST(elements);
	TEST(not_all);
	TEST(there_and_back);
	arena_free(arena);
	return check_result();
}
