#include <dirent.h>

#include "base/file.h"
#include "base/math/math.h"

#include "tests/check.h"
#include "tests/math_formulas.h"
#include "tests/tools.h"

static struct arena *arena;

static struct str written(struct str tex)
{
	struct math_options options = {.decimal_comma = true};

	return math_to_omml(arena, math_parse(arena, tex, &options, NULL));
}

/* Without the prefix "m:" and <oMath>, for reading. */
static struct str inside(struct str tex)
{
	struct str all = written(tex);
	struct buf out = {.arena = arena};

	all = str_sub(all, 9, all.len - 19);
	for (size_t i = 0; i < all.len; i++)
		if (i && str_starts(str_sub(all, i, 2), "m:") &&
			memchr("</ ", all.ptr[i - 1], 3))
			i++;
		else
			buf_char(&out, all.ptr[i]);
	return buf_str(&out);
}

static const struct {
	const char *tex, *omml;
} formulas[] = {
	{"x", "<r><t>x</t></r>"},
	{"x+1=2", "<r><t>x+1=2</t></r>"},
	{"f(x)", "<r><t>f(x)</t></r>"},
	{"x^2",
		"<sSup><e><r><t>x</t></r></e><sup><r><t>2</t></r></sup></"
		"sSup>"},
	{"x_1^2",
		"<sSubSup><e><r><t>x</t></r></e><sub><r><t>1</t></r></"
		"sub><sup><r><t>2</t></r></sup></sSubSup>"},
	{"\\frac{1}{2}",
		"<f><num><r><t>1</t></r></num><den><r><t>2</t></r></den></f>"},
	{"\\binom{n}{k}",
		"<d><e><f><fPr><type "
		"val=\"noBar\"/></fPr><num><r><t>n</t></r></num><den><r><t>k</"
		"t></r></den></f></e></d>"},
	{"\\sqrt{2}",
		"<rad><radPr><degHide "
		"val=\"1\"/></radPr><deg></deg><e><r><t>2</t></r></e></rad>"},
	{"\\sqrt[3]{x}",
		"<rad><deg><r><t>3</t></r></deg><e><r><t>x</t></r></e></rad>"},
	{"\\sin x+1",
		"<func><fName><r><rPr><sty "
		"val=\"p\"/></rPr><t>sin</t></r></fName><e><r><t>x</t></r></"
		"e></func><r><t>+1</t></r>"},
	{"\\sin^2 x",
		"<func><fName><sSup><e><r><rPr><sty "
		"val=\"p\"/></rPr><t>sin</t></r></e><sup><r><t>2</t></r></"
		"sup></sSup></fName><e><r><t>x</t></r></e></func>"},
	{"\\sin", "<r><rPr><sty val=\"p\"/></rPr><t>sin</t></r>"},
	{"\\log_2 x",
		"<func><fName><sSub><e><r><rPr><sty "
		"val=\"p\"/></rPr><t>log</t></r></e><sub><r><t>2</t></r></"
		"sub></sSub></fName><e><r><t>x</t></r></e></func>"},
	{"\\lim_{x\\to 0}\\frac{1}{x}=0",
		"<func><fName><limLow><e><r><rPr><sty "
		"val=\"p\"/></rPr><t>lim</t></r></e><lim><r><t>x→0</t></r></"
		"lim></limLow></fName><e><f><num><r><t>1</t></r></"
		"num><den><r><t>x</t></r></den></f></e></func><r><t>=0</t></"
		"r>"},
	{"\\underset{x\\to 0}{\\lim}x",
		"<func><fName><limLow><e><r><rPr><sty "
		"val=\"p\"/></rPr><t>lim</t></r></e><lim><r><t>x→0</t></r></"
		"lim></limLow></fName><e><r><t>x</t></r></e></func>"},
	{"\\sum_{i=1}^n i+1",
		"<nary><naryPr><chr val=\"∑\"/><limLoc "
		"val=\"undOvr\"/></naryPr><sub><r><t>i=1</t></r></"
		"sub><sup><r><t>n</t></r></sup><e><r><t>i</t></r></e></"
		"nary><r><t>+1</t></r>"},
	{"\\sum",
		"<nary><naryPr><chr val=\"∑\"/><limLoc "
		"val=\"undOvr\"/><subHide val=\"1\"/><supHide "
		"val=\"1\"/></naryPr><sub></sub><sup></sup><e><r><t>\u200b</"
		"t></r></e></nary>"},
	{"\\int_0^1 (x+1)\\,\\mathrm{d}x=2",
		"<nary><naryPr><chr val=\"∫\"/><limLoc "
		"val=\"subSup\"/></naryPr><sub><r><t>0</t></r></"
		"sub><sup><r><t>1</t></r></sup><e><r><t>(x+1)\u2009</t></"
		"r><r><rPr><sty "
		"val=\"p\"/></rPr><t>d</t></r><r><t>x</t></r></e></"
		"nary><r><t>=2</t></r>"},
	{"\\int f",
		"<nary><naryPr><chr val=\"∫\"/><limLoc "
		"val=\"subSup\"/><subHide val=\"1\"/><supHide "
		"val=\"1\"/></naryPr><sub></sub><sup></sup><e><r><t>f</t></r></"
		"e></nary>"},
	{"\\sum_i\\sum_j a",
		"<nary><naryPr><chr val=\"∑\"/><limLoc "
		"val=\"undOvr\"/><supHide "
		"val=\"1\"/></naryPr><sub><r><t>i</t></r></sub><sup></"
		"sup><e><nary><naryPr><chr val=\"∑\"/><limLoc "
		"val=\"undOvr\"/><supHide "
		"val=\"1\"/></naryPr><sub><r><t>j</t></r></sub><sup></"
		"sup><e><r><t>a</t></r></e></nary></e></nary>"},
	{"\\vec{a}",
		"<acc><accPr><chr "
		"val=\"\u20d7\"/></accPr><e><r><t>a</t></r></e></acc>"},
	{"\\overrightarrow{AB}",
		"<acc><accPr><chr "
		"val=\"\u20d7\"/></accPr><e><r><t>AB</t></r></e></acc>"},
	{"\\hat{x}",
		"<acc><accPr><chr "
		"val=\"\u0302\"/></accPr><e><r><t>x</t></r></e></acc>"},
	{"\\bar{x}",
		"<acc><accPr><chr "
		"val=\"\u0305\"/></accPr><e><r><t>x</t></r></e></acc>"},
	{"\\overline{AB}",
		"<bar><barPr><pos "
		"val=\"top\"/></barPr><e><r><t>AB</t></r></e></bar>"},
	{"\\widehat{ABC}",
		"<acc><accPr><chr "
		"val=\"\u0302\"/></accPr><e><r><t>ABC</t></r></e></acc>"},
	{"\\wideparen{AB}",
		"<groupChr><groupChrPr><chr val=\"\u23dc\"/><pos "
		"val=\"top\"/><vertJc "
		"val=\"bot\"/></groupChrPr><e><r><t>AB</t></r></e></groupChr>"},
	{"\\underbrace{a}_{n}",
		"<limLow><e><groupChr><groupChrPr><chr val=\"⏟\"/><pos "
		"val=\"bot\"/><vertJc "
		"val=\"top\"/></groupChrPr><e><r><t>a</t></r></e></groupChr></"
		"e><lim><r><t>n</t></r></lim></limLow>"},
	{"\\overset{a}{b}",
		"<limUpp><e><r><t>b</t></r></e><lim><r><t>a</t></r></lim></"
		"limUpp>"},
	{"\\xrightarrow{t}",
		"<groupChr><groupChrPr><chr val=\"→\"/><pos "
		"val=\"bot\"/><vertJc "
		"val=\"bot\"/></groupChrPr><e><r><t>t</t></r></e></groupChr>"},
	{"\\xrightarrow[s]{t}",
		"<limLow><e><groupChr><groupChrPr><chr val=\"→\"/><pos "
		"val=\"bot\"/><vertJc "
		"val=\"bot\"/></groupChrPr><e><r><t>t</t></r></e></groupChr></"
		"e><lim><r><t>s</t></r></lim></limLow>"},
	{"\\xrightarrow{}", "<r><t>⟶</t></r>"},
	{"\\left(\\frac{a}{b}\\right)",
		"<d><e><f><num><r><t>a</t></r></num><den><r><t>b</t></r></"
		"den></f></e></d>"},
	{"\\left[0;1\\right)",
		"<d><dPr><begChr "
		"val=\"[\"/></dPr><e><r><t>0;1</t></r></e></d>"},
	{"\\left.x\\right|_0",
		"<sSub><e><d><dPr><begChr val=\"\"/><endChr "
		"val=\"|\"/></dPr><e><r><t>x</t></r></e></d></e><sub><r><t>0</"
		"t></r></sub></sSub>"},
	{"\\left(a\\middle|b\\right)",
		"<d><e><r><t>a</t></r></e><e><r><t>b</t></r></e></d>"},
	{"\\mathbb{R}",
		"<r><rPr><scr val=\"double-struck\"/><sty "
		"val=\"p\"/></rPr><t>R</t></r>"},
	{"\\mathbf{v}", "<r><rPr><sty val=\"b\"/></rPr><t>v</t></r>"},
	{"\\boldsymbol{x}", "<r><rPr><sty val=\"bi\"/></rPr><t>x</t></r>"},
	{"\\mathrm{m}", "<r><rPr><sty val=\"p\"/></rPr><t>m</t></r>"},
	{"\\mathcal{L}",
		"<r><rPr><scr val=\"script\"/><sty "
		"val=\"p\"/></rPr><t>L</t></r>"},
	{"\\Delta", "<r><rPr><sty val=\"p\"/></rPr><t>Δ</t></r>"},
	{"\\text{khi } x<0",
		"<r><rPr><nor/></rPr><t xml:space=\"preserve\">khi "
		"</t></r><r><t>x&lt;0</t></r>"},
	{"\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}",
		"<d><e><m><mPr><plcHide val=\"1\"/><mcs><mc><mcPr><count "
		"val=\"1\"/><mcJc val=\"center\"/></mcPr></mc><mc><mcPr><count "
		"val=\"1\"/><mcJc "
		"val=\"center\"/></mcPr></mc></mcs></mPr><mr><e><r><t>1</t></"
		"r></e><e><r><t>2</t></r></e></mr><mr><e><r><t>3</t></r></"
		"e><e><r><t>4</t></r></e></mr></m></e></d>"},
	{"\\begin{aligned}x&=1\\\\y&=2\\end{aligned}",
		"<eqArr><e><r><t>x&amp;=1</t></r></e><e><r><t>y&amp;=2</t></"
		"r></e></eqArr>"},
	{"\\begin{cases}x=1\\\\y=2\\end{cases}",
		"<d><dPr><begChr val=\"{\"/><endChr "
		"val=\"\"/></dPr><e><eqArr><e><r><t>x=1</t></r></"
		"e><e><r><t>y=2</t></r></e></eqArr></e></d>"},
	{"\\begin{cases}x&x>0\\\\-x&x<0\\end{cases}",
		"<d><dPr><begChr val=\"{\"/><endChr "
		"val=\"\"/></dPr><e><m><mPr><plcHide "
		"val=\"1\"/><mcs><mc><mcPr><count val=\"1\"/><mcJc "
		"val=\"left\"/></mcPr></mc><mc><mcPr><count val=\"1\"/><mcJc "
		"val=\"left\"/></mcPr></mc></mcs></mPr><mr><e><r><t>x</t></r></"
		"e><e><r><t>x&gt;0</t></r></e></mr><mr><e><r><t>−x</t></r></"
		"e><e><r><t>x&lt;0</t></r></e></mr></m></e></d>"},
	{"\\boxed{x}", "<borderBox><e><r><t>x</t></r></e></borderBox>"},
	{"\\cancel{x}",
		"<borderBox><borderBoxPr><hideTop val=\"1\"/><hideBot "
		"val=\"1\"/><hideLeft val=\"1\"/><hideRight "
		"val=\"1\"/><strikeBLTR "
		"val=\"1\"/></borderBoxPr><e><r><t>x</t></r></e></borderBox>"},
	{"\\xcancel{x}",
		"<borderBox><borderBoxPr><hideTop val=\"1\"/><hideBot "
		"val=\"1\"/><hideLeft val=\"1\"/><hideRight "
		"val=\"1\"/><strikeBLTR val=\"1\"/><strikeTLBR "
		"val=\"1\"/></borderBoxPr><e><r><t>x</t></r></e></borderBox>"},
	{"\\phantom{x}",
		"<phant><phantPr><show "
		"val=\"0\"/></phantPr><e><r><t>x</t></r></e></phant>"},
	{"\\hphantom{x}",
		"<phant><phantPr><show val=\"0\"/><zeroAsc "
		"val=\"1\"/><zeroDesc "
		"val=\"1\"/></phantPr><e><r><t>x</t></r></e></phant>"},
	{"\\smash{x}",
		"<phant><phantPr><show val=\"1\"/><zeroAsc "
		"val=\"1\"/><zeroDesc "
		"val=\"1\"/></phantPr><e><r><t>x</t></r></e></phant>"},
	{"x\\quad y", "<r><t>x\u2003y</t></r>"},
	{"x\\,y", "<r><t>x\u2009y</t></r>"},
	{"\\displaystyle x", "<r><t>x</t></r>"},
	{"\\color{red}x", "<r><t>x</t></r>"},
	{"\\ce{H2O}",
		"<sSub><e><r><rPr><nor/></rPr><t "
		"xml:space=\"preserve\">H</t></r></e><sub><r><t>2</t></r></"
		"sub></sSub><r><rPr><nor/></rPr><t "
		"xml:space=\"preserve\">O</t></r>"},
	{"{}^{14}_6\\text{C}",
		"<sPre><sub><r><t>6</t></r></sub><sup><r><t>14</t></r></"
		"sup><e><r><rPr><nor/></rPr><t "
		"xml:space=\"preserve\">C</t></r></e></sPre>"},
	{"90^\\circ",
		"<sSup><e><r><t>90</t></r></e><sup><r><t>∘</t></r></sup></"
		"sSup>"},
	{"f'", "<sSup><e><r><t>f</t></r></e><sup><r><t>′</t></r></sup></sSup>"},
	{"\\foo<1",
		"<r><rPr><nor/></rPr><t "
		"xml:space=\"preserve\">\\foo</t></r><r><t>&lt;1</t></r>"},
	{"\\text{\"&<>\"}",
		"<r><rPr><nor/></rPr><t "
		"xml:space=\"preserve\">&quot;&amp;&lt;&gt;&quot;</t></r>"},
};

static void writes_what_word_writes(void)
{
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
		CHECK_STR(inside(str_from(formulas[i].tex)), formulas[i].omml);
}

/* ---- the schema, ECMA-376 Part 1, 22.1.2 ---- */

#define MATH                                                                   \
	"argPr r acc bar box borderBox d eqArr f func groupChr limLow limUpp " \
	"m nary phant rad sPre sSub sSubSup sSup oMath ctrlPr"

/* What may be in what; in this order but for those of MATH. */
static const struct {
	const char *parents, *children;
} schema[] = {
	{"oMath e num den sub sup deg lim fName", MATH},
	{"oMathPara", "oMathParaPr oMath r"},
	{"oMathParaPr", "jc"},
	{"r", "rPr t"},
	{"rPr", "lit nor scr sty brk aln"},
	{"acc", "accPr e"},
	{"accPr", "chr ctrlPr"},
	{"bar", "barPr e"},
	{"barPr", "pos ctrlPr"},
	{"borderBox", "borderBoxPr e"},
	{"borderBoxPr",
		"hideTop hideBot hideLeft hideRight strikeH strikeV strikeBLTR "
		"strikeTLBR ctrlPr"},
	{"d", "dPr e"},
	{"dPr", "begChr sepChr endChr grow shp ctrlPr"},
	{"eqArr", "eqArrPr e"},
	{"eqArrPr", "baseJc maxDist objDist rSpRule rSp ctrlPr"},
	{"f", "fPr num den"},
	{"fPr", "type ctrlPr"},
	{"func", "funcPr fName e"},
	{"groupChr", "groupChrPr e"},
	{"groupChrPr", "chr pos vertJc ctrlPr"},
	{"limLow", "limLowPr e lim"},
	{"limUpp", "limUppPr e lim"},
	{"m", "mPr mr"},
	{"mPr", "baseJc plcHide rSpRule cGpRule rSp cSp cGp mcs ctrlPr"},
	{"mcs", "mc"},
	{"mc", "mcPr"},
	{"mcPr", "count mcJc"},
	{"mr", "e"},
	{"nary", "naryPr sub sup e"},
	{"naryPr", "chr limLoc grow subHide supHide ctrlPr"},
	{"phant", "phantPr e"},
	{"phantPr", "show zeroWid zeroAsc zeroDesc transp ctrlPr"},
	{"rad", "radPr deg e"},
	{"radPr", "degHide ctrlPr"},
	{"sPre", "sPrePr sub sup e"},
	{"sSub", "sSubPr e sub"},
	{"sSup", "sSupPr e sup"},
	{"sSubSup", "sSubSupPr e sub sup"},
	{"funcPr limLowPr limUppPr sPrePr sSubPr sSupPr sSubSupPr",
		"alnScr ctrlPr"},
};

/* The place of a word in a list of them, or -1. */
static int place_of(struct str word, const char *words)
{
	struct str rest = str_from(words), each;
	int place = 0;

	while (str_cut(&rest, ' ', &each)) {
		if (str_equal(each, word))
			return place;
		place++;
	}
	return -1;
}

static const char *children_of(struct str parent)
{
	for (size_t i = 0; i < sizeof schema / sizeof *schema; i++)
		if (place_of(parent, schema[i].parents) >= 0)
			return schema[i].children;
	return "";
}

struct level {
	struct str name;
	int place; /* of the last child */
};

struct walk {
	struct level levels[2000];
	size_t depth;
	size_t elements;
	bool any_order;
};

static bool enter(struct walk *w, struct str name)
{
	struct level *parent = w->depth ? &w->levels[w->depth - 1] : NULL;
	const char *children = parent ? children_of(parent->name) : "";
	int place = parent ? place_of(name, children) : 0;

	w->elements++;
	if (place < 0 || w->depth >= 2000) {
		printf("# <%.*s> in <%.*s>\n", STR_ARG(name),
			STR_ARG(parent->name));
		return false;
	}
	if (parent && !w->any_order && strcmp(children, MATH) != 0 &&
		place < parent->place) {
		printf("# <%.*s> too late in <%.*s>\n", STR_ARG(name),
			STR_ARG(parent->name));
		return false;
	}
	if (parent)
		parent->place = place;
	w->levels[w->depth++] = (struct level){.name = name};
	return true;
}

/* One tag at s, whose name begins at from; those of other prefixes than m are
 * not looked at. */
static bool tag(struct walk *w, struct str s, size_t from)
{
	bool closes = s.ptr[from] == '/';
	size_t end = str_find(s, ">", from);
	struct str name = str_sub(s, from + closes, end - from - closes);

	if (!str_starts(name, "m:"))
		return true;
	if (closes) {
		if (!w->depth)
			return false;
		w->depth--;
		return true;
	}
	for (size_t i = 2; i <= name.len; i++)
		if (i == name.len || memchr(" />", name.ptr[i], 3)) {
			if (!enter(w, str_sub(name, 2, i - 2)))
				return false;
			break;
		}
	if (str_ends(name, "/"))
		w->depth--;
	return true;
}

/* Every m: element of a text stands where the schema has it. */
static bool follows_schema(struct str s, bool any_order, size_t *elements)
{
	struct walk *walk = NEW(arena, struct walk);

	walk->any_order = any_order;
	for (size_t i = str_find(s, "<", 0); i != SIZE_MAX;
		i = str_find(s, "<", i + 1))
		if (!tag(walk, s, i + 1))
			return false;
	*elements += walk->elements;
	return walk->depth == 0;
}

static void formulas_of_lines(struct formulas *all, const char *path)
{
	struct str text, line;

	if (!CHECK(file_read(arena, path, FILE_LIMIT, &text, NULL)))
		return;
	while (str_cut(&text, '\n', &line))
		formulas_of_text(all, line);
}

/* Of every formula of the banks: in the schema, and well-formed. */
static void keeps_the_schema(void)
{
	struct formulas all = {.arena = arena};
	struct buf page = {.arena = arena};
	const char *path =
		str_cstr(arena, str_format(arena, "%s/page.xml", tools_folder));
	size_t elements = 0;
	int status;

	formulas_of_lines(&all, "banks/data/toan12.yaml");
	formulas_of_lines(&all, "banks/data/vatli12.yaml");
	for (size_t i = 0; i < sizeof formulas / sizeof *formulas; i++)
		*PUSH(arena, all.v, all.count, all.capacity) =
			str_from(formulas[i].tex);
	CHECK(all.count > 1000);
	buf_text(&page, "<page xmlns:m=\"urn:m\">");
	for (size_t i = 0; i < all.count; i++) {
		struct str omml = written(all.v[i]);

		if (!CHECK(follows_schema(omml, false, &elements)))
			printf("# %.*s\n", STR_ARG(all.v[i]));
		buf_add(&page, omml);
	}
	CHECK(elements > 10000);
	buf_text(&page, "</page>");
	if (system("command -v xmllint >/dev/null"))
		return;
	CHECK(file_write(path, buf_str(&page), NULL));
	tools_run(arena, &status, "xmllint --noout page.xml");
	CHECK(status == 0);
}

struct count {
	size_t files, wrong, elements;
};

static void count_folder(struct count *count, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;
	struct str text, name;

	while (folder && (entry = readdir(folder))) {
		const char *file = file_join(arena, path, entry->d_name);

		name = str_from(entry->d_name);
		if (str_starts(name, "."))
			continue;
		if (!str_ends(name, ".omml") && !str_ends(name, ".xml")) {
			count_folder(count, file);
			continue;
		}
		if (!file_read(arena, file, FILE_LIMIT, &text, NULL))
			continue;
		count->files++;
		count->wrong += !follows_schema(text, true, &count->elements);
	}
	if (folder)
		closedir(folder);
}

/* What stands in what above is what other people's files have, but for one in
 * fifty; programs that are not Word mind the order less. */
static void others_keep_it_too(void)
{
	const char *corpus = getenv("CORPUS");
	struct count count = {0};

	count_folder(&count, file_join(arena, corpus, "omml-dwml"));
	count_folder(&count, file_join(arena, corpus, "omml-plurimath"));
	printf("# %zu files, %zu elements, %zu otherwise\n", count.files,
		count.elements, count.wrong);
	CHECK(count.files > 100 && count.elements > 3000);
	CHECK(count.wrong * 50 <= count.files);
}

/* Sums within sums are not nested without end. */
static void takes_deep_and_long(void)
{
	struct buf deep = {.arena = arena}, wide = {.arena = arena};
	size_t elements = 0;

	for (int i = 0; i < 5000; i++)
		buf_text(&deep, i % 2 ? "\\sqrt{" : "\\frac{1}{");
	CHECK(written(buf_str(&deep)).len > 0);
	for (int i = 0; i < 5000; i++)
		buf_text(&wide, i % 2 ? "\\sum" : "\\ln");
	CHECK(follows_schema(written(buf_str(&wide)), false, &elements));
	CHECK(elements > 10000);
}

int main(void)
{
	const char *corpus = getenv("CORPUS");

	arena = arena_new();
	tools_begin();
	TEST(writes_what_word_writes);
	TEST(keeps_the_schema);
	if (corpus && *corpus)
		TEST(others_keep_it_too);
	else
		puts("skip - others_keep_it_too: no CORPUS");
	TEST(takes_deep_and_long);
	tools_end();
	arena_free(arena);
	return check_result();
}
