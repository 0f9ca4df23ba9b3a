/* Formulas and their trees, written as tests/math_dump.h says. */
#include <dirent.h>

#include "base/file.h"
#include "base/markup/markup.h"
#include "base/math/commands.h"
#include "base/math/symbols.h"
#include "base/yaml.h"
#include "tests/check.h"
#include "tests/math_dump.h"

struct sample {
	const char *tex, *tree;
};

static const struct math_options plain;
static const struct math_options vietnamese = {.decimal_comma = true};

static void same_trees(const struct sample *samples, size_t count,
	const struct math_options *options)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < count; i++) {
		struct math_faults faults = {.arena = arena};
		const struct math *tree = math_parse(
			arena, str_from(samples[i].tex), options, &faults);

		CHECK_STR(math_dump(arena, tree), samples[i].tree);
		if (!CHECK(faults.count == 0))
			printf("# %s: %.*s\n", samples[i].tex,
				STR_ARG(faults.v[0].text));
	}
	arena_free(arena);
}

#define SAME(samples, options)                                                 \
	same_trees(samples, sizeof samples / sizeof *samples, options)

static void characters(void)
{
	static const struct sample samples[] = {
		{"", "[]"},
		{"x+1", "[x bin:+ 1]"},
		{"-x = +y", "[− x rel:= + y]"},
		{"(-1)-(-2)", "[open:( − 1 close:) bin:− open:( − 2 close:)]"},
		{"\\alpha\\Omega \\epsilon\\varepsilon", "[α Ω ϵ ε]"},
		{"a\\le b\\ne c", "[a rel:≤ b rel:≠ c]"},
		{"\\%\\#\\$\\&\\_\\{\\}", "[% # $ & _ open:{ close:}]"},
		{"a%comment\n b", "[a b]"},
		{"20% of x, y", "[20 % o f x punct:, y]"},
		{"|-x|-1=\\|y\\|", "[open:| − x | bin:− 1 rel:= open:‖ y ‖]"},
		{"P(A|B)", "[P open:( A | B close:)]"},
		{"a~b\\,c\\!d\\quad e\\ f",
			"[a ~250 b ~167 c ~-167 d ~1000 e ~250 f]"},
		{"\\hspace{1cm}\\kern-1em x\\mkern 18mu y",
			"[~2845 ~-1000 x ~1000 y]"},
		{"x≤y×2·3→π°", "[x rel:≤ y bin:× 2 bin:⋅ 3 rel:→ π °]"},
		{"x²+H₂O y⁻¹",
			"[(scripts x ^2) bin:+ (scripts H _2) O "
			"(scripts y ^[− 1])]"},
		{"√2+√{x}", "[(root 2) bin:+ (root x)]"},
		{"\\sin x\\log_2 y", "[\\sin x op:(scripts \\log _2) y]"},
		{"\\sum\\int\\lim", "[op:∑* op:∫ \\lim*]"},
		{"S_{đáy lớn}", "[(scripts S _up/\"đáy lớn\")]"},
		{"diện tích = ab", "[up/\"diện tích\" rel:= a b]"},
	};

	SAME(samples, &plain);
}

static void numbers(void)
{
	static const struct sample comma[] = {
		{"0,5", "[0,5]"},
		{"(1, 2)", "[open:( 1 punct:, 2 close:)]"},
		{"1,2,3", "[1 punct:, 2 punct:, 3]"},
		{"1,2,\\ldots,n", "[1 punct:, 2 punct:, inner:… punct:, n]"},
		{"1,5;2,5", "[1,5 punct:; 2,5]"},
		{"1{,}5", "[1,5]"},
		{"1.000.000,5", "[1.000.000,5]"},
		{"x^12", "[(scripts x ^1) 2]"},
		{"\\frac12", "[(frac 1 2)]"},
		{"12 345 678", "[12 ~167 345 ~167 678]"},
		{"1 2345 67", "[1 2345 67]"},
	};
	static const struct sample point[] = {
		{"0,5", "[0 punct:, 5]"},
		{"0.5", "[0.5]"},
		{".5", "[.5]"},
		{"1.", "[1 .]"},
		{"1{,}5", "[1,5]"},
		{"1{,}234{,}567", "[1,234,567]"},
	};

	SAME(comma, &vietnamese);
	SAME(point, &plain);
}

static void scripts(void)
{
	static const struct sample samples[] = {
		{"x_1^2", "[(scripts x _1 ^2)]"},
		{"x^{a+b}", "[(scripts x ^[a bin:+ b])]"},
		{"f'(x)", "[(scripts f ^′) open:( x close:)]"},
		{"f''^2", "[(scripts f ^[″ 2])]"},
		{"{}_1^2H", "[(scripts [] _1 ^2) H]"},
		{"_1 x", "[(scripts [] _1) x]"},
		{"x^\\circ", "[(scripts x ^∘)]"},
		{"\\sum\\limits_{i=1}^n",
			"[op:(scripts op:∑** _[i rel:= 1] ^n)]"},
		{"\\int\\limits_0", "[op:(scripts op:∫** _0)]"},
		{"\\mathop{\\lim}\\limits_{x\\to 0}",
			"[op:(scripts \\lim** _[x rel:→ 0])]"},
		{"x^\\frac12", "[(scripts x ^(frac 1 2))]"},
	};

	SAME(samples, &plain);
}

static void constructs(void)
{
	static const struct sample samples[] = {
		{"\\dfrac{a}{b}\\tfrac ab",
			"[(frac display a b) "
			"(frac text a b)]"},
		{"\\binom nk", "[(over ( ) n k)]"},
		{"a\\over b+1", "[(frac a [b bin:+ 1])]"},
		{"{n\\choose k}", "[(over ( ) n [k])]"},
		{"\\genfrac(]{0pt}{2}{a}{b}", "[(over script ( ] a b)]"},
		{"\\sqrt[3]{x}", "[(root x 3)]"},
		{"\\vec a\\vec{AB}\\overrightarrow{AB}",
			"[(accent U+20D7 a) (accent wide U+20D7 [A B]) "
			"(accent wide U+20D7 [A B])]"},
		{"\\vv{AB}", "[(accent wide U+20D7 [A B])]"},
		{"\\overset{\\frown}{AB}\\wideparen{AB}",
			"[(accent wide ⏜ [A B]) (accent wide ⏜ [A B])]"},
		{"\\overline{z}\\underline x", "[(line z) (line below x)]"},
		{"\\underbrace{a+b}_{n}",
			"[op:(stack op:(brace wide below ⏟ [a bin:+ b]) _n)]"},
		{"a\\stackrel{?}{=}b\\underset{x}{\\to}",
			"[a rel:(stack rel:= ^close:?) b "
			"rel:(stack rel:→ _x)]"},
		{"\\xrightarrow[b]{a}\\xlongequal{}",
			"[(arrow → _b ^a) (arrow =)]"},
		{"\\left(\\frac ab\\middle|c\\right]",
			"[(fence ( ] (frac a b) (middle |) c)]"},
		{"\\left\\{x\\right.", "[(fence { . x)]"},
		{"\\bigl(\\Bigg\\|\\big/", "[open:(big1 () (big4 ‖) (big1 /)]"},
		{"a\\not=b\\not\\in c\\not\\perp",
			"[a rel:≠ b rel:∉ c rel:(strike 1 rel:⊥)]"},
		{"\\cancel{x}\\bcancel x\\xcancel x",
			"[(strike 1 x) (strike 2 x) (strike 3 x)]"},
		{"\\phantom{x}\\smash{y}", "[(phantom 3 x) (phantom 5 y)]"},
		{"\\boxed{x}\\fbox{a b}", "[(box x) (box \"a b\")]"},
		{"a\\pmod 5\\bmod b",
			"[a [~444 open:( \\mod ~333 5 close:)] "
			"bin:\\mod b]"},
		{"\\operatorname{tg}x\\operatorname*{arg\\,max}",
			"[\\tg x \\arg max*]"},
		{"x\\mathrel{R}y\\mathbin{+}", "[x rel:[R] y [+]]"},
		{"\\color{red}x+\\textcolor{#00f}{y}",
			"[(color ff0000 x bin:+ (color 0000ff y))]"},
		{"\\displaystyle\\sum x\\textstyle y",
			"[(style display op:∑* x (style text y))]"},
		{"{\\displaystyle x}y", "[(style display x) y]"},
		{"x\\tag{1}\\label{e}", "[x [~2000 open:( \"1\" close:)]]"},
	};

	SAME(samples, &plain);
}

static void alphabets(void)
{
	static const struct sample samples[] = {
		{"\\mathbb R\\mathbb{N}^*", "[bb/R (scripts bb/N ^bin:∗)]"},
		{"\\mathrm{kg}\\mathbf{x1}y", "[[up/k up/g] [bf/x bf/1] y]"},
		{"{\\rm x}y\\bf z", "[up/x y bf/z]"},
		{"\\boldsymbol\\alpha\\mathcal{L}\\mathfrak g",
			"[bi/α cal/L frak/g]"},
		{"\\text{nếu }x", "[\"nếu \" x]"},
		{"\\text{a $x^2$ b \\% \\textbf{c}}",
			"[[\"a \" [(scripts x ^2)] \" b % \" bf/\"c\"]]"},
		{"\\mbox{for  all}\\textit x", "[\"for all\" it/\"x\"]"},
	};

	SAME(samples, &plain);
}

static void tables(void)
{
	static const struct sample samples[] = {
		{"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
			"[(fence ( ) (table text cc ([1] [2]) ([3] [4])))]"},
		{"\\begin{cases}x&\\text{nếu }y\\\\0\\end{cases}",
			"[(fence { . (table text ll ([x] [\"nếu \" y]) "
			"([0])))]"},
		{"\\left\\{\\begin{array}{l}x\\\\y\\end{array}\\right.",
			"[(fence { . (table text l ([x]) ([y])))]"},
		{"\\begin{array}{|c|*{2}{r|}}\\hline a&b&c\\\\\\hline"
		 "\\end{array}",
			"[(table text |c|r|r| -- ([a] [b] [c]) --)]"},
		{"\\begin{array}{cc}\\multicolumn{2}{r}{a}\\\\\\cline{2-2}"
		 "b\\end{array}",
			"[(table text cc (2r[a]) -2- ([b]))]"},
		{"\\begin{aligned}a&=b\\\\[1em]&<c\\end{aligned}",
			"[(table display rl ([a] [[] rel:= b])+1000 "
			"([] [[] rel:< c]))]"},
		{"\\begin{alignedat}{2}a&=b\\end{alignedat}",
			"[(table display rl ([a] [[] rel:= b]))]"},
		{"\\heva{&x=1\\\\&y=2}",
			"[(fence { . (table display rl ([] [[] x rel:= 1]) "
			"([] [[] y rel:= 2])))]"},
		{"\\hoac{x&=1}",
			"[(fence [ . (table display rl ([x] "
			"[[] rel:= 1])))]"},
		{"\\sum_{\\substack{a\\\\b}}",
			"[op:(scripts op:∑* _(table script c ([a]) "
			"([b])))]"},
		{"a\\\\b", "[(table display l ([a]) ([b]))]"},
		{"a&=b\\\\&=c",
			"[(table display rl ([a] [[] rel:= b]) "
			"([] [[] rel:= c]))]"},
		{"\\begin{gathered}x\\hfill\\\\\\hfill y\\end{gathered}",
			"[(table display c (1l[x]) (1r[y]))]"},
		{"\\begin{gathered}a\\\\\\end{gathered}",
			"[(table display c ([a]))]"},
		{"\\begin{align*}a\\\\\\intertext{và}b&c\\end{align*}",
			"[(table display rl ([a]) (2l[\"và\"]) ([b] [[] c]))]"},
	};

	SAME(samples, &plain);
}

static void units(void)
{
	static const struct sample samples[] = {
		{"\\SI{9.8}{\\meter\\per\\second\\squared}",
			"[[9,8 ~167 up/\"m\" ~167 "
			"(scripts up/\"s\" ^[− 2])]]"},
		{"\\qty{5}{kg.m/s^2}",
			"[[5 ~167 up/\"kg\" ⋅ up/\"m\" / "
			"(scripts up/\"s\" ^2)]]"},
		{"\\si{\\kilo\\gram}\\unit{\\square\\metre}",
			"[[up/\"kg\"] [(scripts up/\"m\" ^2)]]"},
		{"\\num{-1.5e-3}", "[[− 1,5 bin:× (scripts 10 ^[− 3])]]"},
		{"\\num{1e5}", "[[1 bin:× (scripts 10 ^5)]]"},
		{"\\ang{30;15;20}", "[[30 ° 15 ′ 20 ″]]"},
		{"\\SI{30}{\\degree}\\SI{20}{\\celsius}",
			"[[30 up/\"°\"] [20 ~167 up/\"°C\"]]"},
		{"\\pu{1.2e3 mol/L}",
			"[[1,2 bin:× (scripts 10 ^3) ~167 "
			"up/\"mol\" / up/\"L\"]]"},
		{"\\pu{kJ mol-1}",
			"[[up/\"kJ\" ~167 (scripts up/\"mol\" ^[− 1])]]"},
		{"\\si{m^2^3}", "[[(scripts up/\"m\" ^2) (scripts [] ^3)]]"},
		{"\\num{\\sqrt 2}", "[[[(root 2)]]]"},
	};

	SAME(samples, &vietnamese);
}

static void chemistry(void)
{
	static const struct sample samples[] = {
		{"\\ce{H2O}", "[[(scripts up/\"H\" _2) up/\"O\"]]"},
		{"\\ce{SO4^2-}", "[[up/\"S\" (scripts up/\"O\" _4 ^[2 −])]]"},
		{"\\ce{Na+ + OH-}",
			"[[(scripts up/\"Na\" ^+) bin:+ up/\"O\" "
			"(scripts up/\"H\" ^−)]]"},
		{"\\ce{[Fe(CN)6]^3-}",
			"[[open:[ up/\"Fe\" open:( up/\"C\" up/\"N\" "
			"close:(scripts close:) _6) "
			"close:(scripts close:] ^[3 −])]]"},
		{"\\ce{2H2 + O2 -> 2H2O}",
			"[[2 ~167 (scripts up/\"H\" _2) bin:+ "
			"(scripts up/\"O\" _2) (arrow →) 2 ~167 "
			"(scripts up/\"H\" _2) up/\"O\"]]"},
		{"\\ce{1/2 O2}",
			"[[(frac text 1 2) ~167 "
			"(scripts up/\"O\" _2)]]"},
		{"\\ce{A <=>[t^o][xt] B}",
			"[[up/\"A\" (arrow ⇌ _[up/\"xt\"] "
			"^[(scripts t ^o)]) up/\"B\"]]"},
		{"\\ce{^{227}_{90}Th+}",
			"[[(scripts [] _90 ^227) "
			"(scripts up/\"Th\" ^+)]]"},
		{"\\ce{CaCO3 v + CO2 ^}",
			"[[up/\"Ca\" up/\"C\" (scripts up/\"O\" _3) ↓ bin:+ "
			"up/\"C\" (scripts up/\"O\" _2) ↑]]"},
		{"\\ce{AgCl (v)}", "[[up/\"Ag\" up/\"Cl\" ↓]]"},
		{"\\ce{NaCl(aq)}",
			"[[up/\"Na\" up/\"Cl\" open:( up/\"aq\" "
			"close:)]]"},
		{"\\ce{I2(s)}",
			"[[(scripts up/\"I\" _2) open:( up/\"s\" "
			"close:)]]"},
		{"\\ce{CuSO4.5H2O}",
			"[[up/\"Cu\" up/\"S\" (scripts up/\"O\" _4) ⋅ 5 ~167 "
			"(scripts up/\"H\" _2) up/\"O\"]]"},
		{"\\ce{CH2=CH-C#N}",
			"[[up/\"C\" (scripts up/\"H\" _2) = up/\"C\" up/\"H\" "
			"− up/\"C\" ≡ up/\"N\"]]"},
		{"\\ce{C_nH_{2n+2}}",
			"[[(scripts up/\"C\" _n) "
			"(scripts up/\"H\" _[2 n + 2])]]"},
		{"\\ce{H+(aq) ->[I-] [Hg]^2-}",
			"[[(scripts up/\"H\" ^+) open:( up/\"aq\" close:) "
			"(arrow → ^[(scripts up/\"I\" ^−)]) open:[ "
			"up/\"Hg\" close:(scripts close:] ^[2 −])]]"},
		{"\\ce{Fe^{III}}", "[[(scripts up/\"Fe\" ^up/\"III\")]]"},
		{"\\ce{n H2O}", "[[n ~167 (scripts up/\"H\" _2) up/\"O\"]]"},
		{"\\ce{A ->[men rượu] B}",
			"[[up/\"A\" (arrow → ^[up/\"men\" ~250 "
			"up/\"rượu\"]) up/\"B\"]]"},
		{"\\ce{A\\bond{...}B}", "[[up/\"A\" ⋯ up/\"B\"]]"},
		{"\\ce{$x$ H2}", "[[[x] ~250 (scripts up/\"H\" _2)]]"},
		{"\\ce{(NH4)2SO4}",
			"[[open:( up/\"N\" (scripts up/\"H\" _4) "
			"close:(scripts close:) _2) up/\"S\" "
			"(scripts up/\"O\" _4)]]"},
	};

	SAME(samples, &plain);
}

/* ---- what is not understood ---- */

static const struct {
	const char *tex, *tree, *fault;
	size_t offset;
} wrong[] = {
	{"x\\alhpa y", "[x !\\alhpa! y]",
		"unknown command \\alhpa; did you mean \\alpha?", 1},
	{"\\foo", "[!\\foo!]", "unknown command \\foo", 0},
	{"\\frac{1}", "[(frac 1 !\\frac!)]", "nothing stands after \\frac", 8},
	{"x^", "[(scripts x ^!^!)]", "nothing stands after ^", 2},
	{"a}b", "[a !}! b]", "a } without its {", 1},
	{"{a", "[a]", "a closing } is missing", 2},
	{"a&b}", "[(table display rl ([a] [[] b !}!]))]", "a } without its {",
		3},
	{"{a&b}", "[[a !&! b]]", "& belongs in a table", 2},
	{"\\left(a", "[(fence ( . a)]", "\\left without \\right", 7},
	{"a\\right)", "[a !\\right! close:)]", "\\right without \\left", 1},
	{"\\left x\\right)", "[(fence . ) !\\left! x)]",
		"\\left wants a bracket, \\{, | or a point after it", 6},
	{"\\left(x\\right y", "[[(fence ( . x) !\\right!] y]",
		"\\right wants a bracket, \\{, | or a point after it", 14},
	{"\\big x", "[!\\big! x]",
		"\\big wants a bracket, \\{, | or a point after it", 5},
	{"\\SI{1}", "[!\\SI{1}!]", "nothing stands after \\SI", 6},
	{"\\begin{foo}a\\end{foo}", "[[!\\begin{foo}! (table text c ([a]))]]",
		"unknown environment 'foo'", 0},
	{"\\begin{matrx}a\\end{matrx}",
		"[[!\\begin{matrx}! (table text c ([a]))]]",
		"unknown environment 'matrx'; did you mean 'matrix'?", 0},
	{"\\begin{matrix}a", "[(table text c ([a]))]",
		"\\begin{matrix} without its \\end", 15},
	{"\\begin{matrix}a\\end{pmatrix}", "[(table text c ([a]))]",
		"\\begin{matrix} ends with \\end{pmatrix}", 28},
	{"\\end{matrix}", "[!\\end! [m a t r i x]]", "\\end without \\begin",
		0},
	{"x^1^2", "[(scripts x ^[1 2])]", "two superscripts; write {} between",
		3},
	{"a\\over b\\over c", "[(frac a [b !\\over! c])]",
		"\\over twice in one group; put braces around one of them", 8},
	{"x\\limits", "[x !\\limits!]", "\\limits belongs after an operator",
		1},
	{"\\color{rde}x", "[!\\color{rde}! x]", "unknown colour 'rde'", 0},
	{"\\hspace{x}", "[!\\hspace{x}!]",
		"'x' is not a length such as 2em or 1cm", 0},
	{"\\SI{1}{\\metr}", "[[1 ~167 !\\metr!]]", "unknown unit \\metr", 13},
	{"\\begin{array}{cq}a\\end{array}", "[(table text c ([a]))]",
		"columns are l, c, r and |, not 'cq'", 17},
	{"a\\", "[a !\\!]", "a \\ with nothing after it", 1},
	{"\\text{a$x}", "[[\"a\" [x]]]", "a closing $ is missing", 9},
	{"\\hline", "[!\\hline!]", "\\hline belongs in a table", 0},
};

static void faults_and_errors(void)
{
	struct arena *arena = arena_new();

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct math_faults faults = {.arena = arena};
		const struct math *tree = math_parse(
			arena, str_from(wrong[i].tex), &plain, &faults);

		CHECK_STR(math_dump(arena, tree), wrong[i].tree);
		if (!CHECK(faults.count == 1))
			printf("# %s: %zu\n", wrong[i].tex, faults.count);
		if (!faults.count)
			continue;
		CHECK_STR(faults.v[0].text, wrong[i].fault);
		if (!CHECK(faults.v[0].offset == wrong[i].offset))
			printf("# %s: at %zu\n", wrong[i].tex,
				faults.v[0].offset);
	}
	arena_free(arena);
}

/* ---- macros ---- */

static const struct math_macros *macros_of(
	struct arena *arena, const char *tex, size_t faults_wanted)
{
	struct math_faults faults = {.arena = arena};
	const struct math_macros *macros =
		math_macros_parse(arena, str_from(tex), &faults);

	if (!CHECK(faults.count == faults_wanted) && faults.count)
		printf("# %s: %.*s\n", tex, STR_ARG(faults.v[0].text));
	return macros;
}

static void macros(void)
{
	static const struct sample samples[] = {
		{"\\half", "[(frac 1 2)]"},
		{"\\pair{a}b", "[open:( a punct:; b close:)]"},
		{"\\pi\\deg x", "[π op:(scripts \\deg ^x)]"},
		{"\\opt{x}\\opt[2]{x}", "[(scripts x ^n) (scripts x ^2)]"},
		{"\\sh x", "[\\sh* x]"},
		{"\\opt\\half", "[(scripts (frac 1 2) ^n)]"},
		{"x^\\ab\\frac\\ab c", "[(scripts x ^[a b]) (frac [a b] c)]"},
		{"\\frac\\half x", "[(frac (frac 1 2) x)]"},
		{"\\two a", "[a (scripts [] ^a)]"},
		{"\\turn x", "[π x]"},
		{"\\text{\\word}", "[\"chữ\"]"},
		{"\\ce{\\water}", "[[(scripts up/\"H\" _2) up/\"O\"]]"},
	};
	struct arena *arena = arena_new();
	struct math_options options = {
		.macros = macros_of(arena,
			"\\newcommand{\\half}{\\frac12}\n"
			"\\newcommand\\pair[2]{(#1;#2)} % a pair\n"
			"\\renewcommand{\\deg}[1]{\\operatorname{deg}^#1}"
			"\\newcommand{\\opt}[2][n]{#2^#1}"
			"\\DeclareMathOperator*{\\sh}{sh}"
			"\\def\\two#1{#1{}^{#1}}"
			"\\newcommand{\\turn}[1]{\\pi#1}"
			"\\newcommand\\ab{ab}"
			"\\newcommand{\\word}{chữ}"
			"\\newcommand{\\water}{H2O}",
			0)};

	SAME(samples, &options);
	macros_of(arena, "\\newcommand\\R{x}\\newcommand\\R{y}", 1);
	macros_of(arena, "\\renewcommand{\\nothing}{x}", 1);
	macros_of(arena, "\\newcommand{\\a}[x]{y}", 1);
	macros_of(arena, "x", 1);
	macros_of(arena, "\\newcommand{\\a}", 1);
	arena_free(arena);
}

/* A macro whose arguments are missing stays to be seen. */
static void macro_without_arguments(void)
{
	struct arena *arena = arena_new();
	struct math_options options = {
		.macros = macros_of(
			arena, "\\newcommand{\\pair}[2]{(#1;#2)}", 0)};
	struct math_faults faults = {.arena = arena};
	const struct math *tree =
		math_parse(arena, STR("x\\pair{a}"), &options, &faults);

	CHECK_STR(math_dump(arena, tree), "[x !\\pair! a]");
	CHECK(faults.count == 2);
	arena_free(arena);
}

static size_t count_of(const struct math *node)
{
	const struct math *others[] = {node->base, node->sub, node->sup};
	size_t count = 1;

	for (const struct math *n = node->child; n; n = n->next)
		count += count_of(n);
	for (size_t i = 0; i < 3; i++)
		count += others[i] ? count_of(others[i]) : 0;
	return count;
}

static void bombs(void)
{
	static const char *const bodies[] = {
		"\\def\\x{\\x}",
		"\\def\\x{\\x\\x}",
		"\\def\\x{{\\x}}",
		"\\def\\x{\\y\\y}\\def\\y{\\z\\z}\\def\\z{\\x\\x}",
		"\\def\\x{\\text{\\x}}",
		"\\def\\x{\\ce{\\x}}",
		"\\def\\x{\\hat\\x}",
		"\\def\\x#1#2{\\x\\x\\x\\x\\x\\x\\x\\x\\x\\x\\x}",
		"\\def\\x#1{\\x{#1#1#1#1#1#1#1#1}}",
	};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		struct arena *arena = arena_new();
		struct math_options options = {
			.macros = macros_of(arena, bodies[i], 0)};
		struct math_faults faults = {.arena = arena};

		const struct math *tree = math_parse(
			arena, STR("\\x{abcdefgh}\\x12"), &options, &faults);

		if (!CHECK(faults.count >= 1))
			printf("# %s\n", bodies[i]);
		CHECK(arena_size(arena) < 64 * 1024 * 1024);
		CHECK(count_of(tree) <= MATH_NODES + 10 * MATH_DEPTH);
		arena_free(arena);
	}
}

/* ---- limits ---- */

static const struct {
	const char *open, *middle, *close;
} nests[] = {
	{"{", "x", "}"},
	{"x^{", "x", "}"},
	{"x_", "x", ""},
	{"\\hat", " x", ""},
	{"\\hat{", "x", "}"},
	{"\\sqrt{", "x", "}"},
	{"\\sqrt[", "x", "]"},
	{"\\frac{", "x", "}{}"},
	{"\\frac{}{", "x", "}"},
	{"{a\\over", "x", "}"},
	{"\\left(", "x", "\\right)"},
	{"\\begin{matrix}", "x", "\\end{matrix}"},
	{"\\begin{array}{c}", "x", "\\end{array}"},
	{"\\begin{foo}", "x", "\\end{foo}"},
	{"\\heva{", "x", "}"},
	{"\\substack{", "x", "}"},
	{"\\text{", "x", "}"},
	{"\\text{$", "x", "$}"},
	{"\\text{{", "x", "}}"},
	{"\\mathrm{", "x", "}"},
	{"\\mathop{", "x", "}"},
	{"\\operatorname{", "x", "}"},
	{"\\boxed{", "x", "}"},
	{"\\cancel{", "x", "}"},
	{"\\not", " x", ""},
	{"\\overset{", "x", "}{}"},
	{"\\xrightarrow[", "x", "]{}"},
	{"\\color{red}", "x", ""},
	{"\\textcolor{red}{", "x", "}"},
	{"\\displaystyle", " x", ""},
	{"\\phantom{", "x", "}"},
	{"\\pmod{", "x", "}"},
	{"\\ce{", "x", "}"},
	{"\\ce{{", "x", "}}"},
	{"\\ce{$", "x", "$}"},
	{"\\ce{A->[", "x", "]}"},
	{"\\ce{x^{\\ce{", "x", "}}}"},
	{"\\num{", "\\pi", "}"},
	{"\\SI{", "\\pi", "}{m}"},
	{"\\genfrac{}{}{}{}{", "x", "}{}"},
	{"\\multicolumn{1}{c}{", "x", "}"},
	{"\\begin{matrix}\\multicolumn{1}{c}{", "x", "}\\end{matrix}"},
	{"√", "x", ""},
	{"\\tag{", "x", "}"},
	{"\\left.\\middle", "x", ""},
	{"x'^", "x", ""},
	{"\\limits", "x", ""},
	{"[", "x", "]"},
	{"\\sqrt", "x", ""},
	{"\\\\[", "x", ""},
	{"&", "x", ""},
	{"\\zzzz", "x", ""},
	{"$", "x", ""},
	{"\\begin{", "x", ""},
	{"\\end", "x", ""},
};

static size_t depth_of(const struct math *node)
{
	const struct math *links[] = {
		node->child, node->base, node->sub, node->sup};
	size_t deepest = 0;

	for (size_t i = 0; i < 4; i++)
		for (const struct math *n = links[i]; n; n = n->next) {
			size_t depth = depth_of(n);

			deepest = depth > deepest ? depth : deepest;
			if (i)
				break;
		}
	return deepest + 1;
}

static void nest(struct buf *out, size_t i, size_t count)
{
	for (size_t k = 0; k < count; k++)
		buf_text(out, nests[i].open);
	buf_text(out, nests[i].middle);
	for (size_t k = 0; k < count; k++)
		buf_text(out, nests[i].close);
}

/* Deeper than any formula: as many as fit into the limit, and far more. */
static void deep_nests(void)
{
	for (size_t i = 0; i < sizeof nests / sizeof *nests; i++) {
		struct arena *arena = arena_new();
		struct buf tex = {.arena = arena};
		struct math_faults faults = {.arena = arena};
		size_t fits = MATH_LIMIT /
				(strlen(nests[i].open) +
					strlen(nests[i].close)) -
			1;
		const struct math *tree;

		nest(&tex, i, fits);
		tree = math_parse(arena, buf_str(&tex), &vietnamese, &faults);
		CHECK(depth_of(tree) <= 5 * MATH_DEPTH);
		tex = (struct buf){.arena = arena};
		faults.count = 0;
		nest(&tex, i, 200000);
		tree = math_parse(arena, buf_str(&tex), &plain, &faults);
		CHECK(faults.count == 1);
		CHECK(tree->child && tree->child->kind == MATH_ERROR);
		arena_free(arena);
	}
}

/* What is long but not deep: scripts and powers in a row. */
static void long_rows(void)
{
	static const char *const starts[] = {"\\si{m", "\\ce{O", "x", "\\sum"};
	static const char *const parts[] = {
		"^2", "_2", "\\squared", "\\per", "'", "²", "-", "\\limits"};
	size_t count = sizeof starts / sizeof *starts * 8;

	for (size_t i = 0; i < count; i++) {
		struct arena *arena = arena_new();
		struct buf tex = {.arena = arena};

		buf_text(&tex, starts[i / 8]);
		while (tex.len < 20000)
			buf_text(&tex, parts[i % 8]);
		if (!CHECK(depth_of(math_parse(
				   arena, buf_str(&tex), &plain, NULL)) < 20))
			printf("# %s%s\n", starts[i / 8], parts[i % 8]);
		arena_free(arena);
	}
}

/* Just deep enough is no fault. */
static void depth_allowed(void)
{
	struct arena *arena = arena_new();

	for (int depth = MATH_DEPTH; depth <= MATH_DEPTH + 1; depth++) {
		struct math_faults faults = {.arena = arena};
		struct buf tex = {.arena = arena};

		nest(&tex, 0, (size_t)depth);
		math_parse(arena, buf_str(&tex), &plain, &faults);
		CHECK((faults.count == 0) == (depth == MATH_DEPTH));
	}
	arena_free(arena);
}

/* What is left of the source stands at the end, whole. */
static void limits_show_the_rest(void)
{
	struct arena *arena = arena_new();
	struct math_faults faults = {.arena = arena};
	struct buf tex = {.arena = arena};
	const struct math *tree, *last;

	while (tex.len < 60000)
		buf_text(&tex, "x+");
	tree = math_parse(arena, buf_str(&tex), &plain, &faults);
	CHECK(faults.count == 1);
	CHECK_STR(faults.v[0].text, "a formula of more than 20000 pieces");
	for (last = tree->child; last->next;)
		last = last->next;
	CHECK(last->kind == MATH_ERROR);
	CHECK(last->text.len > 60000 - MATH_NODES - 4);
	arena_free(arena);
}

static void columns_have_a_limit(void)
{
	struct arena *arena = arena_new();
	struct math_faults faults = {.arena = arena};
	const struct math *tree;

	tree = math_parse(arena, STR("\\begin{array}{*{64}{c}}a\\end{array}"),
		&plain, &faults);
	CHECK(faults.count == 0);
	CHECK(tree->child->columns->count == MATH_COLUMNS);
	math_parse(arena, STR("\\begin{array}{*{64}{c}c}a\\end{array}"), &plain,
		&faults);
	CHECK(faults.count == 1);
	arena_free(arena);
}

/* ---- tables of the parser ---- */

static void names_are_sorted(void)
{
	size_t count;
	const struct tex_command *commands = tex_commands(&count);
	const struct math_symbol *symbols;

	for (size_t i = 1; i < count; i++)
		if (!CHECK(strcmp(commands[i - 1].name, commands[i].name) < 0))
			printf("# %s\n", commands[i].name);
	for (size_t i = 0; i < count; i++)
		CHECK(!math_symbol_named(str_from(commands[i].name + 1)));
	symbols = math_symbols(&count);
	CHECK(count > 500);
	for (size_t i = 0; i < count; i++) {
		if (!CHECK(math_symbol_named(str_from(symbols[i].name)) ==
			    &symbols[i]))
			printf("# %s\n", symbols[i].name);
		CHECK(symbols[i].class < CLASS_COUNT);
	}
	CHECK(math_symbol_coded(0x2264)->class == CLASS_REL);
	CHECK(math_symbol_coded(0x22A5)->class == CLASS_REL);
	CHECK(!math_symbol_coded(0x41));
}

static void variants(void)
{
	CHECK(math_variant_code('x', VARIANT_AUTO) == 0x1D465);
	CHECK(math_variant_code('h', VARIANT_AUTO) == 0x210E);
	CHECK(math_variant_code('x', VARIANT_UPRIGHT) == 'x');
	CHECK(math_variant_code('R', VARIANT_DOUBLE) == 0x211D);
	CHECK(math_variant_code('A', VARIANT_DOUBLE) == 0x1D538);
	CHECK(math_variant_code('1', VARIANT_BOLD) == 0x1D7CF);
	CHECK(math_variant_code('1', VARIANT_AUTO) == '1');
	CHECK(math_variant_code(0x3B1, VARIANT_AUTO) == 0x1D6FC);
	CHECK(math_variant_code(0x393, VARIANT_AUTO) == 0x393);
	CHECK(math_variant_code(0x3D5, VARIANT_AUTO) == 0x1D719);
	CHECK(math_variant_code(0x3C6, VARIANT_AUTO) == 0x1D711);
	CHECK(math_variant_code(0x3F5, VARIANT_BOLD_ITALIC) == 0x1D750);
	CHECK(math_variant_code(0x2202, VARIANT_BOLD) == 0x1D6DB);
	CHECK(math_variant_code('+', VARIANT_BOLD) == '+');
	CHECK(math_variant_code('L', VARIANT_SCRIPT) == 0x2112);
}

/* ---- the shipped banks ---- */

struct bank {
	struct arena *arena;
	const char *name;
	size_t formulas;
};

static void check_formula(struct bank *bank, struct str tex)
{
	struct math_faults faults = {.arena = bank->arena};

	math_parse(bank->arena, tex, &vietnamese, &faults);
	bank->formulas++;
	if (!CHECK(faults.count == 0))
		printf("# %s: %.*s: %.*s\n", bank->name, STR_ARG(tex),
			STR_ARG(faults.v[0].text));
}

static void check_markup(struct bank *bank, const struct markup *node)
{
	for (; node; node = node->next) {
		if (node->kind == MARKUP_MATH || node->kind == MARKUP_DISPLAY)
			check_formula(bank, node->text);
		check_markup(bank, node->child);
	}
}

static void check_yaml(struct bank *bank, const struct yaml_node *node)
{
	if (node->kind == YAML_SCALAR)
		check_markup(bank, markup_parse(bank->arena, node->text));
	for (size_t i = 0; i < node->count; i++)
		check_yaml(bank, node->items[i]);
}

static void check_bank(struct bank *bank, const char *path)
{
	const struct yaml_node *root;
	struct error err;
	struct str text;

	if (CHECK_OK(file_read(bank->arena, path, FILE_LIMIT, &text, &err),
		    err) &&
		CHECK_OK(yaml_parse(bank->arena, path, text, &root, &err),
			err) &&
		root)
		check_yaml(bank, root);
}

static void banks_have_no_fault(void)
{
	struct bank bank = {.arena = arena_new()};
	DIR *folder = opendir("banks/data");
	struct dirent *entry;

	CHECK(folder != NULL);
	while (folder && (entry = readdir(folder)))
		/* Templates are no formulas yet: test_templates.c. */
		if (str_ends(str_from(entry->d_name), ".yaml") &&
			!str_starts(str_from(entry->d_name), "mau-") &&
			!str_starts(str_from(entry->d_name), "templates-")) {
			bank.name = entry->d_name;
			check_bank(&bank,
				file_join(bank.arena, "banks/data",
					entry->d_name));
		}
	if (folder)
		closedir(folder);
	printf("# %zu formulas\n", bank.formulas);
	CHECK(bank.formulas > 100);
	arena_free(bank.arena);
}

/* What a macro stands for, as source. */
static void expands(const char *tex, const char *want)
{
	struct arena *arena = arena_new();
	const struct math_macros *macros = math_macros_parse(arena,
		STR("\\newcommand{\\R}{\\mathbb{R}}"
		    "\\newcommand{\\abs}[1]{\\left|#1\\right|}"
		    "\\newcommand{\\two}[2][p]{#1\\cdot #2}"
		    "\\newcommand{\\loop}{\\loop\\loop}"),
		NULL);
	struct math_faults faults = {.arena = arena};

	CHECK_STR(math_expand(arena, str_from(tex), macros, &faults), want);
	if (str_is(str_from(tex), want) &&
		str_find(str_from(tex), "\\", 0) == 0)
		CHECK(faults.count > 0);
	arena_free(arena);
}

static void expanding(void)
{
	expands("x", "x");
	expands("x \\in \\R", "x \\in \\mathbb{R}");
	expands("\\abs{x+\\abs y}", "\\left|x+\\left|y\\right|\\right|");
	expands("\\two{q}\\two[r]s", "p\\cdot qr\\cdot s");
	expands("\\R\\{ x \\}", "\\mathbb{R}\\{ x \\}");
	expands("\\abs", "\\abs");
	expands("\\loop", "\\loop");
}

int main(void)
{
	TEST(characters);
	TEST(numbers);
	TEST(scripts);
	TEST(constructs);
	TEST(alphabets);
	TEST(tables);
	TEST(units);
	TEST(chemistry);
	TEST(faults_and_errors);
	TEST(macros);
	TEST(macro_without_arguments);
	TEST(bombs);
	TEST(deep_nests);
	TEST(long_rows);
	TEST(depth_allowed);
	TEST(limits_show_the_rest);
	TEST(columns_have_a_limit);
	TEST(names_are_sorted);
	TEST(variants);
	TEST(banks_have_no_fault);
	TEST(expanding);
	return check_result();
}
