/* QTI 2 and 3: what each interaction becomes, what is told, hostile files. */

#include "banks/qti.h"
#include "engine/model/sink.h"
#include "tests/check.h"

static struct arena *arena;
static struct bundle bundle;
static struct report report;
static struct error fault;

static bool read_text(struct str text)
{
	struct sink sink;

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	fault = (struct error){0};
	sink = bundle_sink(arena, &bundle);
	return format_qti.read(arena, "f", text, &sink, &report, &fault);
}

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s%.*s", i ? "\n" : "",
			STR_ARG(report_line(arena, &report.entries[i])));
	return buf_str(&out);
}

/* An item of version 2 with these declarations, body and processing. */
static struct str item2(
	const char *declared, const char *body, const char *processing)
{
	return str_format(arena,
		"<?xml version=\"1.0\"?>\n<assessmentItem "
		"xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" "
		"identifier=\"i1\" title=\"T\" adaptive=\"false\" "
		"timeDependent=\"false\">\n%s<itemBody>%s</itemBody>%s"
		"</assessmentItem>",
		declared, body, processing);
}

#define MATCH                                                                  \
	"<responseProcessing "                                                 \
	"template=\"http://x/rptemplates/match_correct\"/>"
#define MAP                                                                    \
	"<responseProcessing "                                                 \
	"template=\"http://x/rptemplates/map_response\"/>"
#define CORRECT(values)                                                        \
	"<correctResponse>" values "</correctResponse></responseDeclaration>"
#define DECLARE(cardinality, base)                                             \
	"<responseDeclaration identifier=\"R\" cardinality=\"" cardinality     \
	"\" baseType=\"" base "\">"

static const struct question *one(
	const char *declared, const char *body, const char *processing)
{
	static const struct question none;

	if (CHECK(read_text(item2(declared, body, processing)) &&
		    bundle.question_count == 1))
		return bundle.questions;
	printf("# %.*s\n", STR_ARG(findings()));
	return &none;
}

static void choices(void)
{
	static const char body[] =
		"<p>What is <b>2</b>+2?</p><choiceInteraction "
		"responseIdentifier=\"R\" shuffle=\"true\" maxChoices=\"%s\">"
		"<prompt>Choose.</prompt><simpleChoice identifier=\"A\">3"
		"<feedbackInline identifier=\"A\" outcomeIdentifier=\"F\" "
		"showHide=\"show\">no</feedbackInline></simpleChoice>"
		"<simpleChoice identifier=\"B\" fixed=\"true\">4</simpleChoice>"
		"<simpleChoice identifier=\"C\">5</simpleChoice>"
		"</choiceInteraction>";
	const char *single = str_format(arena, body, "1").ptr;
	const char *several = str_format(arena, body, "0").ptr;
	const struct question *q =
		one(DECLARE("single", "identifier") CORRECT("<value>B</value>"),
			single, MATCH);

	CHECK_STR(q->stem, "What is **2**\\+2?\n\nChoose.");
	CHECK(q->type == TYPE_CHOICE && q->option_count == 3 &&
		q->options[1].right && !q->options[0].right &&
		q->options[1].pinned && !q->fixed);
	CHECK_STR(q->options[0].feedback, "no");
	CHECK_STR(q->options[0].text, "3");
	CHECK_STR(q->id, "i1");
	q = one(DECLARE("multiple", "identifier")
			CORRECT("<value>B</value><value>C</value>"),
		several, MATCH);
	CHECK(q->type == TYPE_MULTIPLE && q->options[2].right &&
		str_is(q->partial, "all-or-nothing") && !q->options[1].credit);
	q = one(DECLARE("multiple",
			"identifier") "<correctResponse><value>B"
				      "</value><value>C</value></"
				      "correctResponse><mapping "
				      "defaultValue=\"-1\"><mapEntry "
				      "mapKey=\"B\" "
				      "mappedValue=\"1\"/><mapEntry "
				      "mapKey=\"C\" mappedValue=\"3\"/>"
				      "</mapping></responseDeclaration>",
		several, MAP);
	CHECK(q->type == TYPE_MULTIPLE && q->options[1].credit == 250 &&
		q->options[2].credit == 750 && q->options[0].credit == -250 &&
		!q->partial.len);
}

static void written(void)
{
	static const char body[] = "<p>The capital is <textEntryInteraction "
				   "responseIdentifier=\"R\"/>.</p>";
	const struct question *q =
		one(DECLARE("single",
			    "string") "<correctResponse><value>Hà "
				      "Nội</value></correctResponse>"
				      "<mapping defaultValue=\"0\"><mapEntry "
				      "mapKey=\"Hà Nội\" "
				      "mappedValue=\"2\"/><mapEntry "
				      "mapKey=\"Ha Noi\" "
				      "mappedValue=\"1\"/></mapping></"
				      "responseDeclaration>",
			body, MAP);

	CHECK(q->type == TYPE_SHORT && q->accepted_count == 2 &&
		q->accepted[0].credit == 1000 && q->accepted[1].credit == 500);
	CHECK_STR(q->stem, "The capital is  ____ .");
	q = one(DECLARE("single", "float") CORRECT("<value>3.14</value>"), body,
		"<responseProcessing><responseCondition><responseIf><equal "
		"toleranceMode=\"absolute\" tolerance=\"0.01 0.01\"><variable "
		"identifier=\"R\"/><correct identifier=\"R\"/></equal>"
		"</responseIf></responseCondition></responseProcessing>");
	CHECK(q->type == TYPE_NUMERIC && q->numbers[0].value.units == 314 &&
		q->numbers[0].tolerance.units == 1 &&
		q->numbers[0].tolerance.places == 2 && !report.count);
	q = one("<responseDeclaration identifier=\"R\" cardinality=\"single\" "
		"baseType=\"string\"/>",
		"<rubricBlock view=\"scorer\"><p>One point each.</p>"
		"</rubricBlock><rubricBlock view=\"candidate\"><p>Write.</p>"
		"</rubricBlock><extendedTextInteraction "
		"responseIdentifier=\"R\"/>",
		"");
	CHECK(q->type == TYPE_ESSAY);
	CHECK_STR(q->stem, "Write.");
	CHECK_STR(q->solution, "One point each.");
}

static const char table[] =
	"<matchInteraction responseIdentifier=\"R\"><prompt>m</prompt>"
	"<simpleMatchSet><simpleAssociableChoice identifier=\"a\">Na"
	"</simpleAssociableChoice><simpleAssociableChoice identifier=\"b\">K"
	"</simpleAssociableChoice></simpleMatchSet><simpleMatchSet>"
	"<simpleAssociableChoice identifier=\"x\">%s</simpleAssociableChoice>"
	"<simpleAssociableChoice identifier=\"y\">%s</simpleAssociableChoice>"
	"%s</simpleMatchSet></matchInteraction>";

static void matches(void)
{
	const struct question *q =
		one(DECLARE("multiple", "directedPair")
				CORRECT("<value>a y</value><value>b x</value>"),
			str_format(arena, table, "kali", "natri",
				"<simpleAssociableChoice identifier=\"z\">sắt"
				"</simpleAssociableChoice>")
				.ptr,
			MATCH);

	CHECK(q->type == TYPE_MATCH && q->pair_count == 2 &&
		str_is(q->pairs[0].right, "natri") &&
		q->distractor_count == 1 && str_is(q->distractors[0], "sắt"));
	q = one(DECLARE("multiple", "directedPair")
			CORRECT("<value>a x</value><value>b y</value>"),
		str_format(arena, table, "Đúng", "Sai", "").ptr, MATCH);
	CHECK(q->type == TYPE_STATEMENTS && q->statement_count == 2 &&
		q->statements[0].key && !q->statements[1].key);
	q = one(DECLARE("ordered", "identifier")
			CORRECT("<value>b</value><value>a</value>"),
		"<orderInteraction responseIdentifier=\"R\"><prompt>o</prompt>"
		"<simpleChoice identifier=\"a\">hai</simpleChoice>"
		"<simpleChoice identifier=\"b\">một</simpleChoice>"
		"</orderInteraction>",
		MATCH);
	CHECK(q->type == TYPE_ORDER && str_is(q->items[0], "một"));
}

static void gaps(void)
{
	const struct question *q = one(
		"<responseDeclaration identifier=\"R\" cardinality=\"single\" "
		"baseType=\"identifier\"><correctResponse><value>b</value>"
		"</correctResponse></responseDeclaration>"
		"<responseDeclaration identifier=\"S\" cardinality=\"single\" "
		"baseType=\"string\"><correctResponse><value>ba</value>"
		"</correctResponse></responseDeclaration>",
		"<p>A <inlineChoiceInteraction responseIdentifier=\"R\">"
		"<inlineChoice identifier=\"a\">one</inlineChoice>"
		"<inlineChoice identifier=\"b\">two</inlineChoice>"
		"</inlineChoiceInteraction> and <textEntryInteraction "
		"responseIdentifier=\"S\"/>.</p>",
		MATCH);

	CHECK_STR(q->stem, "A {{1}} and {{2}}.");
	CHECK(q->type == TYPE_CLOZE && q->gap_count == 2 &&
		q->gaps[0].options[1].right &&
		str_is(q->gaps[1].accepted[0].text, "ba"));
	q = one(DECLARE("multiple", "directedPair")
			CORRECT("<value>w g1</value><value>s g2</value>"),
		"<gapMatchInteraction responseIdentifier=\"R\"><gapText "
		"identifier=\"w\">winter</gapText><gapText identifier=\"s\">"
		"summer</gapText><p>Now is the <gap identifier=\"g1\"/> made "
		"<gap identifier=\"g2\"/>.</p></gapMatchInteraction>",
		MATCH);
	CHECK_STR(q->stem, "Now is the {{1}} made {{2}}.");
	CHECK(q->type == TYPE_CLOZE && q->gap_count == 2 &&
		q->gaps[1].options[1].right && !q->gaps[1].options[0].right);
}

/* The third version writes the same with dashes. */
static void version_three(void)
{
	static const char item[] =
		"<?xml version=\"1.0\"?><qti-assessment-item "
		"xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" "
		"identifier=\"q3\" title=\"q3\"><qti-response-declaration "
		"identifier=\"R\" cardinality=\"single\" "
		"base-type=\"identifier\"><qti-correct-response><qti-value>b"
		"</qti-value></qti-correct-response>"
		"</qti-response-declaration><qti-outcome-declaration "
		"identifier=\"SCORE\" normal-maximum=\"2\"/><qti-item-body>"
		"<p>Bằng <math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>?</p>"
		"<qti-choice-interaction response-identifier=\"R\" "
		"max-choices=\"1\"><qti-simple-choice identifier=\"a\">1"
		"</qti-simple-choice><qti-simple-choice identifier=\"b\">0,5"
		"</qti-simple-choice></qti-choice-interaction></qti-item-body>"
		"<qti-response-processing template=\"https://x/match_correct."
		"xml\"/><qti-modal-feedback identifier=\"f\" "
		"outcome-identifier=\"F\" show-hide=\"show\">Một nửa."
		"</qti-modal-feedback></qti-assessment-item>";

	CHECK(format_qti.recognise(str_from(item)) > 90);
	CHECK(read_text(str_from(item)) && bundle.question_count == 1);
	CHECK_STR(bundle.questions[0].stem, "Bằng $\\frac{1}{2}$?");
	CHECK_STR(bundle.questions[0].feedback, "Một nửa.");
	CHECK(bundle.questions[0].options[1].right &&
		bundle.questions[0].points == 2000 &&
		bundle.questions[0].fixed);
}

static bool refused_by_name(const char *body, const char *name)
{
	return read_text(item2("", body, "")) && !bundle.question_count &&
		str_find(findings(), name, 0) != SIZE_MAX &&
		report.levels[REPORT_ERROR] == 1;
}

static void others_by_name(void)
{
	CHECK(refused_by_name("<hotspotInteraction responseIdentifier=\"R\"/>",
		      "f:2: error: no question of ours asks by "
		      "hotspotInteraction") ||
		str_find(findings(), "hotspotInteraction", 0) != SIZE_MAX);
	CHECK(refused_by_name("<sliderInteraction responseIdentifier=\"R\"/>",
		"sliderInteraction"));
	CHECK(refused_by_name("<p>Only text.</p>", "nothing is asked"));
	CHECK(read_text(item2(DECLARE("single", "identifier")
				      CORRECT("<value>a</value>"),
		      "<choiceInteraction responseIdentifier=\"R\" "
		      "maxChoices=\"1\">"
		      "<prompt>p</prompt><simpleChoice identifier=\"a\">1"
		      "</simpleChoice><simpleChoice identifier=\"b\">2"
		      "</simpleChoice></choiceInteraction>",
		      "<responseProcessing><setOutcomeValue "
		      "identifier=\"SCORE\">"
		      "<baseValue "
		      "baseType=\"float\">1</baseValue></setOutcomeValue>"
		      "</responseProcessing>")) &&
		bundle.question_count == 1);
	CHECK(str_find(findings(), "rules of its own", 0) != SIZE_MAX);
}

static void hostile(void)
{
	struct buf deep = {.arena = arena}, wide = {.arena = arena};

	CHECK(!read_text(STR("<?xml version=\"1.0\"?><!DOCTYPE "
			     "assessmentItem [<!ENTITY a SYSTEM "
			     "\"file:///etc/passwd\">]><assessmentItem "
			     "identifier=\"x\"><itemBody>&a;</itemBody>"
			     "</assessmentItem>")) &&
		fault.code == ERROR_DENIED);
	buf_text(&deep, "<assessmentItem identifier=\"x\"><itemBody>");
	for (int i = 0; i < 100000; i++)
		buf_text(&deep, "<div>");
	CHECK(!read_text(buf_str(&deep)) && fault.code != ERROR_NONE);
	buf_text(&wide,
		"<assessmentItem identifier=\"x\"><itemBody>"
		"<choiceInteraction responseIdentifier=\"R\">");
	for (int i = 0; i < 100000; i++)
		buf_format(&wide,
			"<simpleChoice identifier=\"c%d\">%d</simpleChoice>", i,
			i);
	buf_text(&wide, "</choiceInteraction></itemBody></assessmentItem>");
	CHECK(read_text(buf_str(&wide)) && !bundle.question_count &&
		report.levels[REPORT_ERROR]);
	CHECK(read_text(item2("",
		      "<p>a<script>alert(1)</script></"
		      "p><extendedTextInteraction "
		      "responseIdentifier=\"R\"/>",
		      "")) &&
		str_find(bundle.questions[0].stem, "alert", 0) == SIZE_MAX);
}

int main(void)
{
	arena = arena_new();
	TEST(choices);
	TEST(written);
	TEST(matches);
	TEST(gaps);
	TEST(version_three);
	TEST(others_by_name);
	TEST(hostile);
	arena_free(arena);
	return check_result();
}
