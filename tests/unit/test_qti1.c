/* QTI 1.2 as Canvas writes it: what each type becomes, what is told. */

#include "banks/qti1.h"
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
	return format_qti1.read(arena, "f", text, &sink, &report, &fault);
}

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s%.*s", i ? "\n" : "",
			STR_ARG(report_line(arena, &report.entries[i])));
	return buf_str(&out);
}

static struct str item(const char *type, const char *asked, const char *rules)
{
	return str_format(arena,
		"<?xml version=\"1.0\"?><questestinterop "
		"xmlns=\"http://www.imsglobal.org/xsd/ims_qtiasiv1p2\">"
		"<assessment ident=\"a\" title=\"T\"><section ident=\"s\">"
		"<item ident=\"i1\" title=\"Q\"><itemmetadata><qtimetadata>"
		"<qtimetadatafield><fieldlabel>question_type</fieldlabel>"
		"<fieldentry>%s</fieldentry></qtimetadatafield>"
		"<qtimetadatafield><fieldlabel>points_possible</fieldlabel>"
		"<fieldentry>2.5</fieldentry></qtimetadatafield>"
		"</qtimetadata></itemmetadata><presentation><material>"
		"<mattext texttype=\"text/html\">&lt;p&gt;Câu "
		"&lt;b&gt;hỏi&lt;/b&gt; [mau] và [so]&lt;/p&gt;</mattext>"
		"</material>%s</presentation><resprocessing><outcomes>"
		"<decvar maxvalue=\"100\" varname=\"SCORE\"/></outcomes>%s"
		"</resprocessing><itemfeedback ident=\"general_fb\"><flow_mat>"
		"<material><mattext>Chung.</mattext></material></flow_mat>"
		"</itemfeedback><itemfeedback ident=\"2_fb\"><flow_mat>"
		"<material><mattext>Riêng.</mattext></material></flow_mat>"
		"</itemfeedback></item></section></assessment>"
		"</questestinterop>",
		type, asked, rules);
}

static const struct question *one(
	const char *type, const char *asked, const char *rules)
{
	static const struct question none;

	if (CHECK(read_text(item(type, asked, rules)) &&
		    bundle.question_count == 1))
		return bundle.questions;
	printf("# %s\n# %.*s\n", fault.text, STR_ARG(findings()));
	return &none;
}

#define LABEL(id, text)                                                        \
	"<response_label ident=\"" id "\"><material><mattext>" text            \
	"</mattext></material></response_label>"
#define EQUAL(response, key)                                                   \
	"<varequal respident=\"" response "\">" key "</varequal>"
#define SET(tests, score)                                                      \
	"<respcondition continue=\"No\"><conditionvar>" tests                  \
	"</conditionvar><setvar action=\"Set\" varname=\"SCORE\">" score       \
	"</setvar></respcondition>"

static void choices(void)
{
	const struct question *q = one("multiple_choice_question",
		"<response_lid ident=\"r\" rcardinality=\"Single\">"
		"<render_choice>" LABEL("1", "một")
			LABEL("2", "hai") "</render_choice></response_lid>",
		"<respcondition><conditionvar>" EQUAL(
			"r", "2") "</conditionvar><displayfeedback "
				  "linkrefid=\"2_fb\"/></respcondition>" SET(
					  EQUAL("r", "1"), "100"));

	CHECK(q->type == TYPE_CHOICE && q->options[0].right &&
		!q->options[1].right && q->points == 2500);
	CHECK_STR(q->stem, "Câu **hỏi** [mau] và [so]");
	CHECK_STR(q->options[1].feedback, "Riêng.");
	CHECK_STR(q->feedback, "Chung.");
	q = one("true_false_question",
		"<response_lid ident=\"r\" rcardinality=\"Single\">"
		"<render_choice>" LABEL("1", "True")
			LABEL("2", "False") "</render_choice></response_lid>",
		SET(EQUAL("r", "2"), "100"));
	CHECK(q->type == TYPE_TRUEFALSE && !q->truth && !q->option_count);
	q = one("multiple_answers_question",
		"<response_lid ident=\"r\" rcardinality=\"Multiple\">"
		"<render_choice>" LABEL("1", "a") LABEL("2", "b")
			LABEL("3", "c") "</render_choice></response_lid>",
		SET("<and>" EQUAL("r", "1") "<not>" EQUAL(
			    "r", "2") "</not>" EQUAL("r", "3") "</and>",
			"100"));
	CHECK(q->type == TYPE_MULTIPLE && q->options[0].right &&
		!q->options[1].right && q->options[2].right &&
		str_is(q->partial, "all-or-nothing"));
	q = one("",
		"<response_lid ident=\"r\" rcardinality=\"Multiple\">"
		"<render_choice>" LABEL("1", "a") LABEL("2", "b")
			LABEL("3", "c") "</render_choice></response_lid>",
		"<respcondition><conditionvar>" EQUAL("r",
			"1") "</conditionvar><setvar action=\"Add\" "
			     "varname=\"SCORE\">75</setvar></respcondition>"
			     "<respcondition><conditionvar>" EQUAL(
				     "r", "2") "</conditionvar><setvar "
					       "action=\"Add\" "
					       "varname=\"SCORE\">25</setvar></"
					       "respcondition>");
	CHECK(q->options[0].credit == 750 && q->options[1].credit == 250 &&
		!q->options[2].right && !q->partial.len);
}

/* Tags as elements, and answers that were left blank in the editor. */
static void blanks(void)
{
	const struct question *q;

	CHECK(read_text(STR(
		      "<questestinterop>"
		      "<item ident=\"m\"><itemmetadata><qtimetadata>"
		      "<qtimetadatafield><fieldlabel>question_type</fieldlabel>"
		      "<fieldentry>multiple_choice_question</fieldentry>"
		      "</qtimetadatafield></qtimetadata></itemmetadata>"
		      "<presentation><material><mattext texttype=\"text/html\">"
		      "<div><strong>Which</strong> one &amp; "
		      "why?</div></mattext>"
		      "</material><response_lid ident=\"r\" "
		      "rcardinality=\"Single\"><render_choice>"
		      "<response_label ident=\"1\"><material><mattext/>"
		      "</material></response_label>"
		      "<response_label ident=\"2\"><material><mattext>a"
		      "</mattext></material></response_label>"
		      "<response_label ident=\"3\"><material>"
		      "<mattext><img src=\"b.png\"/></mattext></material>"
		      "</response_label></render_choice></response_lid>"
		      "</presentation><resprocessing><respcondition>"
		      "<conditionvar><varequal respident=\"r\">2</varequal>"
		      "</conditionvar><setvar action=\"Set\">100</setvar>"
		      "</respcondition></resprocessing></item>"
		      "</questestinterop>")) &&
		bundle.question_count == 1);
	q = bundle.questions;
	CHECK(str_is(q->stem, "**Which** one & why?") && q->option_count == 2 &&
		q->options[0].right &&
		str_is(q->options[1].text, "![](b.png)"));
	CHECK(str_find(findings(), "an answer with nothing in it", 0) !=
		SIZE_MAX);
}

static void written(void)
{
	static const char fib[] =
		"<response_str ident=\"r\" rcardinality=\"Single\">"
		"<render_fib><response_label ident=\"a\"/></render_fib>"
		"</response_str>";
	const struct question *q = one("short_answer_question", fib,
		SET(EQUAL("r", "Huế") EQUAL("r", "Hue"), "100"));

	CHECK(q->type == TYPE_SHORT && q->accepted_count == 2 &&
		str_is(q->accepted[1].text, "Hue"));
	q = one("numerical_question", fib,
		SET("<or>" EQUAL("r",
			    "5") "<and><vargte respident=\"r\">4.5</vargte>"
				 "<varlte "
				 "respident=\"r\">5.5</varlte></and></or>",
			"100"));
	CHECK(q->type == TYPE_NUMERIC && q->number_count == 1 &&
		decimal_value(q->numbers[0].value) == 5 &&
		decimal_value(q->numbers[0].tolerance) == 0.5);
	CHECK(one("essay_question", fib, "")->type == TYPE_ESSAY);
}

static void several(void)
{
	const struct question *q = one("matching_question",
		"<response_lid ident=\"x\"><material><mattext>Na</mattext>"
		"</material><render_choice>" LABEL("1", "natri") LABEL(
			"2", "kali") LABEL("3",
			"sắt") "</render_choice></response_lid>"
			       "<response_lid "
			       "ident=\"y\"><material><mattext>K</mattext>"
			       "</material><render_choice>" LABEL("1",
				       "natri") LABEL("2", "kali") LABEL("3",
				       "sắt") "</render_choice></response_lid>",
		SET(EQUAL("x", "1"), "50") SET(EQUAL("y", "2"), "50"));

	CHECK(q->type == TYPE_MATCH && q->pair_count == 2 &&
		str_is(q->pairs[0].left, "Na") &&
		str_is(q->pairs[1].right, "kali") && q->distractor_count == 1);
	q = one("multiple_dropdowns_question",
		"<response_lid ident=\"response_mau\"><render_choice>" LABEL(
			"1", "đỏ") LABEL("2",
			"xanh") "</render_choice></response_lid>"
				"<response_lid "
				"ident=\"response_so\"><render_choice>" LABEL(
					"3", "ba")
					LABEL("4", "bốn") "</render_choice></"
							  "response_lid>",
		SET(EQUAL("response_mau", "2"), "50")
			SET(EQUAL("response_so", "3"), "50"));
	CHECK_STR(q->stem, "Câu **hỏi** {{1}} và {{2}}");
	CHECK(q->type == TYPE_CLOZE && q->gaps[0].options[1].right &&
		q->gaps[1].options[0].right);
	q = one("fill_in_multiple_blanks_question",
		"<response_lid ident=\"response_mau\"><render_choice>" LABEL(
			"1", "đỏ")
			LABEL("2", "hồng") "</render_choice></response_lid>",
		"");
	CHECK(q->gap_count == 1 && q->gaps[0].accepted_count == 2 &&
		str_is(q->gaps[0].accepted[1].text, "hồng"));
	q = one("",
		"<response_lid ident=\"r\" rcardinality=\"Ordered\">"
		"<render_extension><x><flow_label>" LABEL("1", "a")
			LABEL("2", "b") "</flow_label></x></render_extension>"
					"</response_lid>",
		SET(EQUAL("r", "2") EQUAL("r", "1"), "1"));
	CHECK(q->type == TYPE_ORDER && str_is(q->items[0], "b"));
}

static void told(void)
{
	CHECK(read_text(item("calculated_question", "", "")) &&
		!bundle.question_count &&
		str_find(findings(), "calculated_question", 0) != SIZE_MAX);
	CHECK(read_text(item("text_only_question", "", "")) &&
		!bundle.question_count &&
		str_find(findings(), "a text without a question", 0) !=
			SIZE_MAX);
	CHECK(read_text(item("", "<response_xy ident=\"r\"/>", "")) &&
		str_find(findings(), "response_xy", 0) != SIZE_MAX);
	CHECK(!read_text(STR("<!DOCTYPE questestinterop SYSTEM \"x.dtd\">"
			     "<questestinterop/>")) &&
		fault.code == ERROR_DENIED);
	CHECK(format_qti1.recognise(item("", "", "")) > 90 &&
		!format_qti1.recognise(STR("<quiz/>")));
}

int main(void)
{
	arena = arena_new();
	TEST(choices);
	TEST(blanks);
	TEST(written);
	TEST(several);
	TEST(told);
	arena_free(arena);
	return check_result();
}
