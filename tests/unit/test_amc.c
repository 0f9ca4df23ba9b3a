/* AMC-TXT and exercises of R/exams: what becomes of them, what is told. */
#include "banks/amc.h"
#include "banks/rexams.h"
#include "tests/check.h"

static struct arena *arena;
static struct bundle bundle;
static struct report report;

static size_t read_with(const struct format *format, const char *text)
{
	struct sink sink;
	struct error err;

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	sink = bundle_sink(arena, &bundle);
	CHECK(format->read(arena, "f", str_from(text), &sink, &report, &err));
	return bundle.question_count;
}

static bool told(const char *text)
{
	for (size_t i = 0; i < report.count; i++)
		if (str_find(report_line(arena, &report.entries[i]), text, 0) !=
			SIZE_MAX)
			return true;
	return false;
}

static void amc(void)
{
	const struct question *q;
	static const char text[] =
		"# a comment\nTitle: Test\nPaperSize: A4\n\n"
		"* What is [_the_] capital of France?\n"
		"- [O] Lyon\n+ Paris\n- Nice\n  by the sea\n\n"
		"**[id=pairs,ordered,columns=2]{b=2,m=-0.5} Which are "
		"*even*?\n\n"
		"Two of them: [[$x^2$]] and [|a_b|].\n"
		"+ 2\n+ 4\n- 5\n\n"
		"*<lines=4> Explain [*why*].\n-[O]{0} O\n+[R]{1} R\n\n"
		"*([title=Geography,shuffle=false]\nLook at the map.\n\n"
		"* Where? !map.png!\n+ here\n- there\n*)\n"
		"* After\n+ a\n- b\n";

	CHECK(format_amc.recognise(str_from(text)) > 70);
	CHECK(read_with(&format_amc, text) == 5);
	q = bundle.questions;
	CHECK(q[0].type == TYPE_CHOICE && q[0].option_count == 3 &&
		str_is(q[0].stem, "What is *the* capital of France?") &&
		str_is(q[0].options[0].text, "Lyon") && q[0].options[1].right &&
		str_is(q[0].options[2].text, "Nice\nby the sea"));
	CHECK(q[1].type == TYPE_MULTIPLE && str_is(q[1].id, "pairs") &&
		q[1].fixed && q[1].points == 2000 && q[1].options[1].right &&
		str_is(q[1].stem,
			"Which are \\*even\\*?\n\n"
			"Two of them: $x^2$ and `a_b`."));
	CHECK(told("f:11:1: warning: not kept: the scoring m=-0.5"));
	CHECK(q[2].type == TYPE_ESSAY && str_is(q[2].stem, "Explain **why**."));
	CHECK(str_is(q[3].topic, "geography") && q[3].stimulus.len &&
		str_is(q[3].stem, "Where?"));
	CHECK(told("the picture file 'map.png'"));
	CHECK(bundle.stimulus_count == 1 &&
		str_is(bundle.stimuli[0].text, "Look at the map."));
	CHECK(!q[4].topic.len && !q[4].stimulus.len);
	CHECK(!report.levels[REPORT_ERROR]);
	CHECK(read_with(&format_amc, "* x\n+ a\n+ b\n") == 0);
	CHECK(told("f:1:1: error: exactly one answer must have a +"));
	CHECK(!format_amc.recognise(STR("* a list\n* of things\n")));
}

static void markdown_exercises(void)
{
	const struct question *q;
	static const char single[] =
		"```{r, include=FALSE}\nlibrary(exams)\n```\n\n"
		"Question\n========\nWhat is $1+1$?\n\n*Think.*\n\n"
		"Answerlist\n----------\n* 1\n* 2\n* three\n  of them\n\n"
		"Solution\n========\nIt is 2.\n\nAnswerlist\n----------\n"
		"* no\n* yes\n* no\n\n"
		"Meta-information\n================\nexname: sum-1\n"
		"extype: schoice\nexsolution: 010\nexshuffle: FALSE\n"
		"exsection: Arithmetic/Sums\nexpoints: 0.5\nexextra: 7\n";
	static const char cloze[] =
		"Question\n====\nA ##ANSWER2## B\n\nAnswerlist\n----\n* how "
		"many\n"
		"* one\n* two\n\nMeta-information\n====\nextype: cloze\n"
		"exclozetype: num|schoice\nexsolution: 3.5|01\nextol: 0.1\n";

	CHECK(format_rexams.recognise(str_from(single)) > 90);
	CHECK(read_with(&format_rexams, single) == 1);
	q = bundle.questions;
	CHECK(q->type == TYPE_CHOICE && str_is(q->id, "sum-1") && q->fixed &&
		q->points == 500 && q->options[1].right &&
		str_is(q->stem, "What is $1+1$?\n\n*Think.*") &&
		str_is(q->options[2].text, "three\nof them") &&
		str_is(q->options[1].feedback, "yes") &&
		str_is(q->solution, "It is 2.") &&
		str_is(q->topic, "arithmetic.sums"));
	CHECK(told("a chunk of R") && told("not kept: exextra"));
	CHECK(read_with(&format_rexams, cloze) == 1);
	q = bundle.questions;
	CHECK(q->type == TYPE_CLOZE && q->gap_count == 2 &&
		str_is(q->stem, "A {{2}} B\n\na) how many {{1}}") &&
		str_is(q->gaps[0].accepted[0].text, "3.5") &&
		q->gaps[1].options[1].right);
	CHECK(told("the tolerance 0.1"));
	CHECK(read_with(&format_rexams,
		      "Question\n====\nGo\n\nMeta-information\n====\n"
		      "extype: num\nexsolution: -1.5\nextol: 0.01\n") == 1);
	CHECK(bundle.questions[0].numbers[0].value.units == -15 &&
		bundle.questions[0].numbers[0].tolerance.units == 1);
	CHECK(read_with(&format_rexams,
		      "Question\n====\nGo\n\nMeta-information\n====\n"
		      "extype: string\nexsolution: Hà Nội\n") == 1);
	CHECK(bundle.questions[0].type == TYPE_SHORT);
}

static void latex_exercises(void)
{
	const struct question *q;

	CHECK(read_with(&format_rexams,
		      "<<echo=FALSE, results=hide>>=\nlibrary(x)\n@\n"
		      "\\begin{question}\nWhich \\textbf{one}?\n"
		      "\\begin{answerlist}\n  \\item $a$\n  \\item b\n"
		      "\\end{answerlist}\n\\end{question}\n"
		      "\\begin{solution}\nBoth.\n\\end{solution}\n"
		      "\\exname{Two}\n\\extype{mchoice}\n\\exsolution{11}\n") ==
		1);
	q = bundle.questions;
	CHECK(q->type == TYPE_MULTIPLE && q->option_count == 2 &&
		str_is(q->stem, "Which **one**?") &&
		str_is(q->options[0].text, "$a$") && q->options[1].right &&
		str_is(q->id, "Two"));
}

/* R is never run. */
static void made_by_r(void)
{
	static const char *const texts[] = {
		"Question\n====\n`r x`\n\nMeta-information\n====\n"
		"extype: num\nexsolution: 1\n",
		"```{r}\nx <- 1\n```\nQuestion\n====\na\n\nMeta-information\n"
		"====\nextype: num\nexsolution: 1\n",
		"\\begin{question}\\Sexpr{x}\\end{question}\n\\extype{num}"
		"\\exsolution{1}"};

	for (size_t i = 0; i < 3; i++) {
		CHECK(!read_with(&format_rexams, texts[i]));
		CHECK(told("f:1:1: error: R makes this exercise"));
	}
	CHECK(!read_with(&format_rexams, "Question\n===="));
	CHECK(!read_with(&format_rexams,
		"Question\n====\na\n\nMeta-information\n====\n"
		"extype: schoice\nexsolution: 01\n"));
	CHECK(told("exsolution '01' does not suit schoice"));
}

static void hostile(void)
{
	struct buf deep = {.arena = arena};

	for (size_t i = 0; i < 100000; i++)
		buf_text(&deep, "*([title=a]\n");
	buf_text(&deep, "* x\n");
	for (size_t i = 0; i < 100000; i++)
		buf_text(&deep, "+ [_[[[|[verbatim]!{\n");
	CHECK(!read_with(&format_amc, buf_str(&deep).ptr));
	deep.len = 0;
	buf_text(&deep, "Question\n====\nAnswerlist\n----\n");
	for (size_t i = 0; i < 100000; i++)
		buf_text(&deep, "* a\n");
	buf_text(&deep, "Meta-information\n====\nextype: mchoice\n");
	for (size_t i = 0; i < 1000; i++)
		buf_text(&deep, "exsolution: 1|1|1|1|1|1\n");
	CHECK(!read_with(&format_rexams, buf_str(&deep).ptr));
}

int main(void)
{
	arena = arena_new();
	TEST(amc);
	TEST(markdown_exercises);
	TEST(latex_exercises);
	TEST(made_by_r);
	TEST(hostile);
	arena_free(arena);
	return check_result();
}
