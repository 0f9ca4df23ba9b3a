/* Marks: every type's rule against values worked out by hand, sheets as they
 * come, marks on a scale. */

#include "engine/score/grading.h"
#include "engine/score/judge.h"
#include "tests/check.h"

static struct arena *arena;
static struct report report;

/* ---- one question on one form ---- */

static struct part part;
static struct blueprint blueprint;
static struct question question;
static struct item item;
static struct form form;
static struct exam exam;

static void ask(struct question q, long points)
{
	question = q;
	part = (struct part){.name = STR("I")};
	blueprint = (struct blueprint){
		.parts = &part, .part_count = 1, .language = STR("vi")};
	item = (struct item){.number = 1, .points = points};
	form = (struct form){
		.code = STR("101"), .items = &item, .item_count = 1};
	exam = (struct exam){.blueprint = &blueprint,
		.questions = &question,
		.question_count = 1,
		.forms = &form,
		.form_count = 1};
}

static struct mark give(const char *answer)
{
	struct str answers[] = {str_from(answer)};
	struct sheet sheet = {.answers = answers};
	struct scorer *scorer;
	struct error err;

	if (!CHECK(scorer_new(arena, &exam, NULL, 0, &scorer, &err)))
		return (struct mark){-1, MARK_ODD};
	return score_sheet(scorer, arena, &sheet).marks[0];
}

static bool gives(const char *answer, long points, enum mark_kind kind)
{
	struct mark mark = give(answer);

	if (mark.points == points && mark.kind == kind)
		return true;
	printf("# '%s' gives %d, kind %d\n", answer, mark.points,
		(int)mark.kind);
	return false;
}

static const struct option options[] = {
	{.right = true}, {.right = false}, {.right = true}, {.right = false}};

static void choice(void)
{
	static const struct option one[] = {
		{.right = false}, {.right = true}, {.right = false}};
	static const size_t order[] = {1, 2, 0};

	ask(
		(struct question){
			.type = TYPE_CHOICE, .options = one, .option_count = 3},
		250);
	CHECK(gives("B", 250, MARK_RIGHT));
	CHECK(gives(" b ", 250, MARK_RIGHT));
	CHECK(gives("A", 0, MARK_WRONG));
	CHECK(gives("", 0, MARK_BLANK));
	CHECK(gives("AB", 0, MARK_ODD));
	CHECK(gives("D", 0, MARK_ODD));
	CHECK(gives("7", 0, MARK_ODD));
	item.order = order;
	item.order_count = 3;
	CHECK(gives("A", 250, MARK_RIGHT));
	CHECK(gives("B", 0, MARK_WRONG));
}

static void multiple(void)
{
	static const struct option credits[] = {{.right = true, .credit = 333},
		{.right = true, .credit = 333}, {.right = true, .credit = 333},
		{.credit = -500}};

	ask((struct question){.type = TYPE_MULTIPLE,
		    .options = options,
		    .option_count = 4},
		1000);
	CHECK(gives("AC", 1000, MARK_RIGHT));
	CHECK(gives("C, A", 1000, MARK_RIGHT));
	CHECK(gives("A", 500, MARK_PARTLY));
	CHECK(gives("ABC", 500, MARK_PARTLY));
	CHECK(gives("AB", 0, MARK_WRONG));
	CHECK(gives("BD", 0, MARK_WRONG));
	CHECK(gives("AE", 0, MARK_ODD));
	question.partial = STR("all-or-nothing");
	CHECK(gives("A", 0, MARK_WRONG));
	question.partial = STR("any");
	CHECK(gives("C", 1000, MARK_RIGHT) && gives("BC", 0, MARK_WRONG));
	question.partial = STR("");
	part.scoring.multiple = STR("all-or-nothing");
	CHECK(gives("A", 0, MARK_WRONG));
	part.scoring.multiple = STR("any");
	CHECK(gives("A", 1000, MARK_RIGHT));
	question.options = credits;
	CHECK(gives("ABC", 1000, MARK_RIGHT));
	CHECK(gives("AB", 667, MARK_PARTLY));
	CHECK(gives("ABD", 167, MARK_PARTLY));
	CHECK(gives("AD", 0, MARK_WRONG));
}

/* The national rule of 2025: 0.1, 0.25, 0.5, 1 for 1 to 4 right ones. */
static void statements(void)
{
	static const struct statement four[] = {
		{.key = true}, {.key = false}, {.key = true}, {.key = false}};
	static const long steps[] = {0, 100, 250, 500, 1000};

	ask((struct question){.type = TYPE_STATEMENTS,
		    .statements = four,
		    .statement_count = 4},
		1000);
	CHECK(gives("ĐSĐS", 1000, MARK_RIGHT));
	CHECK(gives("T F T T", 750, MARK_PARTLY));
	part.scoring = (struct scoring){.steps = steps, .step_count = 5};
	CHECK(gives("ĐSĐS", 1000, MARK_RIGHT));
	CHECK(gives("ĐSĐĐ", 500, MARK_PARTLY));
	CHECK(gives("Đ,S", 250, MARK_PARTLY));
	CHECK(gives("Đ---", 100, MARK_PARTLY));
	CHECK(gives("SĐSĐ", 0, MARK_WRONG));
	CHECK(gives("ĐSĐSĐ", 0, MARK_ODD));
	CHECK(gives("ABCD", 0, MARK_ODD));
}

static void numbers(void)
{
	static const struct number values[] = {
		{.value = {17, 2}, .tolerance = {5, 3}, .credit = 1000},
		{.value = {-200, 0},
			.tolerance = {5, 2},
			.relative = true,
			.credit = 500},
		{.value = {12345, 0}, .credit = 1000}};

	ask((struct question){.type = TYPE_NUMERIC,
		    .numbers = values,
		    .number_count = 3,
		    .unit = STR("m")},
		500);
	CHECK(gives("0,17", 500, MARK_RIGHT));
	CHECK(gives("0.175", 500, MARK_RIGHT) &&
		gives("0.165 m", 500, MARK_RIGHT));
	CHECK(gives("0.1751", 0, MARK_WRONG));
	CHECK(gives("−190", 250, MARK_PARTLY) &&
		gives("-189,9", 0, MARK_WRONG));
	CHECK(gives("12 345", 500, MARK_RIGHT));
	CHECK(gives("x", 0, MARK_ODD));
}

/* What a platform gives back are the options' words. */
static void words(void)
{
	static const struct option cities[] = {
		{.text = STR("**Huế**"), .right = true},
		{.text = STR("Đà Nẵng; Hội An"), .right = false},
		{.text = STR("$x^2 + 1$"), .right = true},
		{.text = STR("AB"), .right = false}};
	static const struct option twins[] = {
		{.text = STR("*x*"), .right = true}, {.text = STR("x")}};
	static const struct pair pairs[] = {
		{STR("$Na$"), STR("natri")}, {STR("K"), STR("kali")}};

	ask((struct question){.type = TYPE_CHOICE,
		    .options = cities,
		    .option_count = 4},
		1000);
	CHECK(gives("huế", 1000, MARK_RIGHT));
	CHECK(gives("Đà Nẵng; Hội An", 0, MARK_WRONG));
	CHECK(gives("\\(x^2+1\\)", 1000, MARK_RIGHT));
	CHECK(gives("Hà Nội", 0, MARK_ODD) && gives("AB", 0, MARK_ODD));
	question.type = TYPE_MULTIPLE;
	CHECK(gives("x^2 + 1; Huế", 1000, MARK_RIGHT));
	CHECK(gives("Huế; nowhere", 0, MARK_ODD));
	question.type = TYPE_CHOICE;
	question.options = twins;
	question.option_count = 2;
	CHECK(gives("x", 0, MARK_ODD));
	ask(
		(struct question){
			.type = TYPE_MATCH, .pairs = pairs, .pair_count = 2},
		1000);
	CHECK(gives("Na -> natri; K -> natri", 500, MARK_PARTLY));
	CHECK(gives("K -> kali; Na -> natri", 1000, MARK_RIGHT));
	CHECK(gives("Fe -> sắt", 0, MARK_ODD));
}

/* A hair beyond the tolerance is beyond it, whatever doubles make of it. */
static void exact_tolerance(void)
{
	static const struct number values[] = {{.value = {1000000000000, 0},
						       .tolerance = {1, 1},
						       .credit = 1000},
		{.value = {3, 1},
			.tolerance = {1, 1},
			.relative = true,
			.credit = 1000}};

	ask((struct question){.type = TYPE_NUMERIC,
		    .numbers = values,
		    .number_count = 2},
		1000);
	CHECK(gives("1000000000000,1", 1000, MARK_RIGHT));
	CHECK(gives("1000000000000,1001", 0, MARK_WRONG));
	CHECK(gives("0.33", 1000, MARK_RIGHT));
	CHECK(gives("0.33000000000000001", 0, MARK_WRONG));
	CHECK(gives("0.27", 1000, MARK_RIGHT));
	CHECK(gives("0.26999999999999999", 0, MARK_WRONG));
}

/* Thirds, sevenths and the like are what credits round. */
static void exact_credits(void)
{
	static const struct option sevenths[] = {{.right = true, .credit = 143},
		{.right = true, .credit = 143}, {.right = true, .credit = 143},
		{.right = true, .credit = 143}, {.right = true, .credit = 143},
		{.right = true, .credit = 143}, {.right = true, .credit = 143},
		{.credit = -333}};

	CHECK(credit_exact(333) == 231000 && credit_exact(667) == 462000);
	CHECK(credit_exact(-333) == -231000 && credit_exact(1000) == 693000);
	CHECK(credit_exact(350) == 242550 && credit_exact(999) == 692307);
	CHECK(credit_exact(0) == 0);
	ask((struct question){.type = TYPE_MULTIPLE,
		    .options = sevenths,
		    .option_count = 8},
		7000);
	CHECK(gives("ABCDEFG", 7000, MARK_RIGHT));
	CHECK(gives("ABC", 3000, MARK_PARTLY));
	CHECK(gives("ABCH", 667, MARK_PARTLY));
}

/* Two markers near each other: the mean; apart: a third. */
static void markers(void)
{
	ask((struct question){.type = TYPE_ESSAY}, 5000);
	CHECK(gives("3 / 3,5", 3250, MARK_PARTLY));
	CHECK(gives("3/3.25", 3125, MARK_PARTLY));
	CHECK(gives("5 / 5", 5000, MARK_RIGHT));
	CHECK(gives("2 / 3", 0, MARK_OPEN));
	CHECK(gives("2 / 3 / 2.75", 2875, MARK_PARTLY));
	CHECK(gives("2 / 3 / 2.5", 2500, MARK_PARTLY));
	CHECK(gives("4 / 1 / 1.5", 1250, MARK_PARTLY));
	CHECK(gives("2 / 6", 0, MARK_ODD) && gives("2 / x", 0, MARK_OPEN));
	CHECK(gives("1 / 1 / 1 / 1", 0, MARK_OPEN));
	part.scoring.markers = 1000;
	CHECK(gives("2 / 3", 2500, MARK_PARTLY));
}

/* What is wrong costs; what is blank does not; the paper is never below 0. */
static void wrong_answers_cost(void)
{
	static const struct option one[] = {{.right = true}, {.right = false}};
	struct question q = {
		.type = TYPE_CHOICE, .options = one, .option_count = 2};
	struct part parts[] = {{.scoring = {.wrong = -250, .floor = -300}},
		{.name = STR("II")}};
	struct item items[] = {{.points = 1000}, {.points = 1000},
		{.points = 1000}, {.part = 1, .points = 1000}};
	struct form f = {.items = items, .item_count = 4};
	struct blueprint b = {.parts = parts, .part_count = 2};
	struct exam paper = {.blueprint = &b,
		.questions = &q,
		.question_count = 1,
		.forms = &f,
		.form_count = 1};
	struct str answers[] = {STR("A"), STR("B"), STR(""), STR("B")};
	struct sheet sheet = {.answers = answers};
	struct scorer *scorer;
	struct score score;
	struct error err;

	CHECK(scorer_new(arena, &paper, NULL, 0, &scorer, &err));
	score = score_sheet(scorer, arena, &sheet);
	CHECK(score.points == 750 && score.marks[1].points == -250 &&
		score.marks[1].kind == MARK_WRONG &&
		score.marks[3].points == 0);
	answers[0] = answers[2] = STR("B");
	answers[3] = STR("A");
	CHECK(score_sheet(scorer, arena, &sheet).points == 700);
	answers[3] = STR("");
	CHECK(score_sheet(scorer, arena, &sheet).points == 0);
}

static void texts(void)
{
	static const struct accepted accepted[] = {
		{.text = STR("Hà Nội"), .credit = 1000},
		{.text = STR("Ha Noi"), .credit = 500},
		{.text = STR("/^thăng\\s+long$/i"),
			.pattern = true,
			.credit = 250}};

	ask((struct question){.type = TYPE_SHORT,
		    .accepted = accepted,
		    .accepted_count = 3},
		1000);
	CHECK(gives("hà  NỘI", 1000, MARK_RIGHT));
	CHECK(gives("Ha\xcc\x80 N\xc3\xb4\xcc\xa3i", 1000, MARK_RIGHT));
	CHECK(gives("ha noi", 500, MARK_PARTLY));
	CHECK(gives("THĂNG LONG", 250, MARK_PARTLY));
	CHECK(gives("Huế", 0, MARK_WRONG));
}

static void other_types(void)
{
	static const struct pair pairs[] = {{STR("1"), STR("a")},
		{STR("2"), STR("b")}, {STR("3"), STR("c")}};
	static const struct str others[] = {STR("d")};
	static const struct str items[] = {STR("x"), STR("y"), STR("z")};
	static const size_t order[] = {2, 0, 3, 1}, turn[] = {1, 2, 0};

	ask((struct question){.type = TYPE_MATCH,
		    .pairs = pairs,
		    .pair_count = 3,
		    .distractors = others,
		    .distractor_count = 1},
		1000);
	item.order = order;
	CHECK(gives("1-b 2-d 3-a", 1000, MARK_RIGHT));
	CHECK(gives("b d a", 1000, MARK_RIGHT));
	CHECK(gives("1-b 2-c 3-a", 667, MARK_PARTLY));
	CHECK(gives("2-d", 333, MARK_PARTLY));
	CHECK(gives("1-e", 0, MARK_ODD));
	/* Right three times over is one pair, said three times. */
	CHECK(gives("1-b 1-b 1-b", 0, MARK_ODD));
	CHECK(gives("4-b", 0, MARK_ODD) && gives("0-b", 0, MARK_ODD));
	ask(
		(struct question){
			.type = TYPE_ORDER, .items = items, .item_count = 3},
		1000);
	item.order = turn;
	CHECK(gives("c a b", 1000, MARK_RIGHT) &&
		gives("cab", 1000, MARK_RIGHT));
	CHECK(gives("abc", 0, MARK_WRONG) && gives("ca", 0, MARK_WRONG));
	ask((struct question){.type = TYPE_TRUEFALSE, .truth = true}, 500);
	CHECK(gives("Đ", 500, MARK_RIGHT) && gives("đúng", 500, MARK_RIGHT) &&
		gives("F", 0, MARK_WRONG) && gives("A", 0, MARK_ODD));
	ask((struct question){.type = TYPE_ESSAY}, 2000);
	CHECK(gives("1,25", 1250, MARK_PARTLY) &&
		gives("2", 2000, MARK_RIGHT) && gives("2.5", 0, MARK_ODD) &&
		gives("", 0, MARK_OPEN) && gives("good", 0, MARK_OPEN));
}

static void cloze(void)
{
	static const struct option choices[] = {
		{.right = false}, {.right = true}};
	static const struct accepted word[] = {
		{.text = STR("mười"), .credit = 1000},
		{.text = STR("10"), .credit = 500}};
	static const struct gap gaps[] = {
		{.options = choices, .option_count = 2, .points = 500},
		{.accepted = word, .accepted_count = 2, .points = 1500}};

	ask((struct question){.type = TYPE_CLOZE, .gaps = gaps, .gap_count = 2},
		1000);
	CHECK(gives("B; mười", 1000, MARK_RIGHT));
	CHECK(gives("A; Mười", 750, MARK_PARTLY));
	CHECK(gives("B; 10", 625, MARK_PARTLY));
	CHECK(gives("b", 250, MARK_PARTLY));
	CHECK(gives("C; 10", 375, MARK_ODD));
}

/* ---- papers ---- */

/* Parts where pupils choose, and one instead of another. */
static void chosen_parts(void)
{
	static const struct option one[] = {{.right = true}, {.right = false}};
	struct question questions[1] = {{.type = TYPE_CHOICE,
		.id = STR("q"),
		.options = one,
		.option_count = 2}};
	struct part parts[] = {{.name = STR("I"), .answer = 2},
		{.name = STR("II")},
		{.name = STR("III"), .instead_of = STR("II")}};
	struct item items[] = {{.part = 0, .points = 1000},
		{.part = 0, .points = 3000}, {.part = 0, .points = 2000},
		{.part = 1, .points = 4000}, {.part = 2, .points = 5000}};
	struct form one_form = {
		.code = STR("1"), .items = items, .item_count = 5};
	struct blueprint b = {.parts = parts, .part_count = 3};
	struct exam paper = {.blueprint = &b,
		.questions = questions,
		.question_count = 1,
		.forms = &one_form,
		.form_count = 1};
	struct str answers[] = {
		STR("A"), STR("B"), STR("A"), STR("A"), STR("B")};
	struct sheet sheet = {.answers = answers};
	struct correction bonus = {CORRECTION_BONUS, STR("q"), STR("")};
	struct scorer *scorer;
	struct error err;

	CHECK(score_most(NULL, &paper, &one_form) == 3000 + 2000 + 5000);
	CHECK(scorer_new(arena, &paper, NULL, 0, &scorer, &err));
	CHECK(score_sheet(scorer, arena, &sheet).points == 3000 + 4000);
	CHECK(scorer_new(arena, &paper, &bonus, 1, &scorer, &err));
	CHECK(score_sheet(scorer, arena, &sheet).points == 10000);
	bonus.question = STR("other");
	CHECK(!scorer_new(arena, &paper, &bonus, 1, &scorer, &err));
}

/* ---- corrected keys ---- */

static const struct option abcd[] = {
	{.right = true}, {.right = false}, {.right = false}, {.right = false}};

/* Two codes with the options of one question in another order. */
static void set_corrected(void)
{
	static const size_t order[] = {2, 3, 0, 1};
	static struct item first[] = {{.number = 1, .points = 1000}};
	static struct item second[] = {{.number = 1,
		.points = 1000,
		.order = order,
		.order_count = 4}};
	static const struct form forms[] = {
		{.code = STR("101"), .items = first, .item_count = 1},
		{.code = STR("102"), .items = second, .item_count = 1}};

	ask((struct question){.id = STR("q"),
		    .type = TYPE_CHOICE,
		    .options = abcd,
		    .option_count = 4},
		1000);
	exam.forms = forms;
	exam.form_count = 2;
}

static long corrected(const char *text, size_t form_index, const char *answer)
{
	struct str answers[] = {str_from(answer)};
	struct sheet sheet = {.answers = answers, .form = form_index};
	struct correction correction;
	struct scorer *scorer;
	struct error err;

	if (!correction_parse(
		    arena, &exam, str_from(text), &correction, &err) ||
		!scorer_new(arena, &exam, &correction, 1, &scorer, &err))
		return -1;
	return score_sheet(scorer, arena, &sheet).points;
}

static void corrections(void)
{
	set_corrected();
	CHECK(corrected("q=C", 0, "C") == 1000 &&
		corrected("q=C", 0, "A") == 0);
	/* Printed C of 101 is printed A of 102. */
	CHECK(corrected("101:1=C", 1, "A") == 1000);
	CHECK(corrected("102:1=A", 0, "C") == 1000);
	CHECK(corrected("101: Câu 1 = C", 0, "C") == 1000);
	CHECK(corrected("101:1+=C", 0, "A") == 1000 &&
		corrected("101:1+=C", 0, "C") == 1000 &&
		corrected("101:1+=C", 0, "B") == 0);
	CHECK(corrected("101:1=E", 0, "A") == -1);
	CHECK(corrected("1=C", 0, "A") == -1);
	CHECK(corrected("101:2=C", 0, "A") == -1);
	CHECK(corrected("103:1=C", 0, "A") == -1);
	CHECK(corrected("C", 0, "A") == -1 && corrected("q=", 0, "A") == -1);
}

static void corrections_by_type(void)
{
	static const struct statement statements_[] = {
		{.key = true}, {.key = false}};
	static const struct number numbers_[] = {
		{.value = {2, 0}, .tolerance = {1, 1}, .credit = 1000}};
	static const struct accepted words[] = {
		{.text = STR("one"), .credit = 1000}};

	ask((struct question){.id = STR("q"),
		    .type = TYPE_STATEMENTS,
		    .statements = statements_,
		    .statement_count = 2},
		1000);
	CHECK(corrected("1=SĐ", 0, "S Đ") == 1000);
	CHECK(corrected("1=S", 0, "S Đ") == -1);
	CHECK(corrected("1+=SĐ", 0, "S Đ") == -1);
	ask((struct question){.id = STR("q"), .type = TYPE_TRUEFALSE}, 1000);
	CHECK(corrected("q=T", 0, "Đ") == 1000);
	ask((struct question){.id = STR("q"),
		    .type = TYPE_NUMERIC,
		    .numbers = numbers_,
		    .number_count = 1},
		1000);
	CHECK(corrected("1=3|-4,5", 0, "-4.4") == 1000);
	CHECK(corrected("1=3", 0, "2") == 0 &&
		corrected("1+=3", 0, "2") == 1000);
	CHECK(corrected("1=x", 0, "2") == -1);
	ask((struct question){.id = STR("q"),
		    .type = TYPE_SHORT,
		    .accepted = words,
		    .accepted_count = 1},
		1000);
	CHECK(corrected("1+=eins | uno", 0, "UNO") == 1000 &&
		corrected("1+=eins", 0, "one") == 1000 &&
		corrected("1=eins", 0, "one") == 0);
	ask((struct question){.id = STR("q"), .type = TYPE_ESSAY}, 1000);
	CHECK(corrected("1=5", 0, "1") == -1);
}

/* What does not count makes the others weigh more. */
static void cancelled(void)
{
	struct question questions[] = {{.type = TYPE_CHOICE,
					       .id = STR("q"),
					       .options = abcd,
					       .option_count = 4},
		{.type = TYPE_CHOICE,
			.id = STR("r"),
			.options = abcd,
			.option_count = 4}};
	struct item items[] = {
		{.points = 1000}, {.question = 1, .points = 3000}};
	struct correction c = {CORRECTION_CANCEL, STR("r"), STR("")};
	struct str answers[] = {STR("A"), STR("A")};
	struct sheet sheet = {.answers = answers, .person = STR("1")};
	struct sheets all = {.v = &sheet, .count = 1};
	struct form f = {.items = items, .item_count = 2};
	struct scorer *scorer;
	struct grading g;
	struct error err;

	ask(questions[0], 1000);
	exam.questions = questions;
	exam.question_count = 2;
	exam.forms = &f;
	report = (struct report){.arena = arena};
	CHECK(scorer_new(arena, &exam, &c, 1, &scorer, &err));
	g = grade_sheets(arena, scorer, &all, 0, 10, &report);
	CHECK(g.scale == 4000 && g.most[0] == 1000 && g.marks[0] == 4000 &&
		g.scores[0].marks[1].kind == MARK_CANCELLED);
	CHECK(!grading_items(arena, &g)[1].given);
}

static void corrections_are_kept(void)
{
	struct correction all[] = {{CORRECTION_KEY, STR("a"), STR("C")},
		{CORRECTION_CANCEL, STR("b"), STR("")}};
	struct correction *back;
	struct json *json = corrections_to_json(arena, all, 2);
	struct error err;
	size_t count;

	CHECK(corrections_from_json(arena, json, &back, &count, &err) &&
		count == 2 && back[0].kind == CORRECTION_KEY &&
		str_is(back[0].question, "a") && str_is(back[0].key, "C") &&
		back[1].kind == CORRECTION_CANCEL);
	json = json_array(arena);
	json_append(json, json_object(arena));
	CHECK(!corrections_from_json(arena, json, &back, &count, &err));
}

static void scales(void)
{
	CHECK(score_scaled(8250, 10000, 10000, 100) == 8300);
	CHECK(score_scaled(8249, 10000, 10000, 100) == 8200);
	CHECK(score_scaled(1, 3, 10000, 10) == 3330);
	CHECK(score_scaled(2, 3, 10000, 10) == 6670);
	CHECK(score_scaled(3, 3, 10000, 250) == 10000);
	CHECK(score_scaled(5, 0, 10000, 10) == 0);
	CHECK(score_scaled(6375, 10000, 10000, 250) == 6500);
}

/* ---- sheets ---- */

static struct sheets read_sheets(const char *text)
{
	struct sheets sheets = {0};
	struct error err = {0};

	report = (struct report){.arena = arena};
	if (!sheets_read(arena, &exam, "a.csv", str_from(text), &sheets,
		    &report, &err))
		report_error(&report, FINDING_SYNTAX, &err);
	return sheets;
}

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s%.*s", i ? "\n" : "",
			STR_ARG(report_line(arena, &report.entries[i])));
	return buf_str(&out);
}

/* Two parts, two codes: I.1, I.2 and II.1. */
static void set_paper(void)
{
	static struct part parts[] = {{.name = STR("I")}, {.name = STR("II")}};
	static const struct item items[] = {{.part = 0, .number = 1},
		{.part = 0, .number = 2}, {.part = 1, .number = 1}};
	static const struct form forms[] = {
		{.code = STR("0101"), .items = items, .item_count = 3},
		{.code = STR("0102"), .items = items, .item_count = 3}};

	ask((struct question){.type = TYPE_CHOICE}, 1000);
	blueprint.parts = parts;
	blueprint.part_count = 2;
	exam.forms = forms;
	exam.form_count = 2;
}

static bool has_answers(const struct sheet *sheet, const char *answers)
{
	struct buf all = {.arena = arena};

	for (size_t i = 0; i < 3; i++)
		buf_format(&all, "%s%.*s", i ? "/" : "",
			STR_ARG(sheet->answers[i]));
	return str_is(buf_str(&all), answers);
}

static void wide_tables(void)
{
	struct sheets s;

	set_paper();
	s = read_sheets("SBD;Họ tên;Lớp;Mã đề;1;2;3\n"
			"001;An;12A;0101;A;;C\n002;Bình;;102;B;D;\n");
	CHECK(s.count == 2 && has_answers(&s.v[0], "A//C") &&
		s.v[0].form == 0 && s.v[1].form == 1 &&
		str_is(s.v[0].name, "An") && str_is(s.v[0].class, "12A") &&
		s.v[1].line == 3);
	s = read_sheets("id,code,I.1,I.2,II.1\n7,0101,A,B,C\n");
	CHECK(has_answers(&s.v[0], "A/B/C"));
	s = read_sheets("id,code,1,2,1a,1b,1c\n7,0101,A,B,Đ,,S\n");
	CHECK(has_answers(&s.v[0], "A/B/d-s"));
	s = read_sheets("id,code,Câu 1,Câu 2,Phần II.1\n7,0101,A,B,C\n");
	CHECK(has_answers(&s.v[0], "A/B/C"));
}

static void tall_tables(void)
{
	struct sheets s;

	set_paper();
	s = read_sheets("student,form,question,answer\n"
			"x,0101,1,A\nx,0101,II.1,C\ny,0102,2,B\nx,0101,9,D\n");
	CHECK(s.count == 2 && has_answers(&s.v[0], "A//C") &&
		has_answers(&s.v[1], "/B/"));
	CHECK(str_is(findings(),
		"a.csv:5: warning: '9' belongs to no question "
		"of the form"));
}

/* Heads of Moodle's download, names in two columns, heads of the teacher's. */
static void other_heads(void)
{
	static const struct column_name map[] = {{STR("SBD"), STR("Mã HV")},
		{STR("2"), STR("Item B")}, {STR("1"), STR("Item A")}};
	struct error err;
	struct sheets s;

	set_paper();
	exam.form_count = 1;
	s = read_sheets("\"Last name\",\"First name\",\"Email address\",State,"
			"\"Grade/10.00\",\"Response 1\",\"Response 2\"\n"
			"Nguyễn,An,a@x.vn,Finished,7.5,A,-\n");
	CHECK(s.count == 1 && has_answers(&s.v[0], "A/-/") &&
		str_is(s.v[0].name, "Nguyễn An") &&
		str_is(s.v[0].person, "a@x.vn") && !report.count);
	s = (struct sheets){.map = map, .map_count = 3};
	CHECK(sheets_read(arena, &exam, "b.csv",
		STR("Mã HV,Item A,Item B\n05,A,B\n"), &s, &report, &err));
	CHECK(s.count == 1 && has_answers(&s.v[0], "A/B/") &&
		str_is(s.v[0].person, "05"));
	CHECK(sheets_find(&s, STR("5"), true) == &s.v[0] &&
		!sheets_find(&s, STR("5"), false) &&
		!sheets_find(&s, STR("50"), true));
}

static void class_lists(void)
{
	struct error err;
	struct sheets s;

	set_paper();
	exam.form_count = 1;
	s = read_sheets("SBD,1\n1,A\n2,B\n");
	CHECK(sheets_read_class(arena, "c.csv",
		STR("STT,Mã học sinh,Họ đệm,Tên,Lớp\n1,001,Lê,An,12A\n"
		    "2,003,Vũ,Chi,12A\n"),
		&s, &report, &err));
	CHECK(str_is(s.v[0].name, "Lê An") && str_is(s.v[0].class, "12A") &&
		!s.v[1].name.len);
	CHECK(s.unmarked_count == 1 && str_is(s.unmarked[0].person, "003") &&
		str_is(s.unmarked[0].name, "Vũ Chi") &&
		s.unmarked[0].why == UNMARKED_NO_SHEET);
	CHECK(str_is(findings(),
		"c.csv:3: warning: '003' of the class list has no sheet"));
}

static void markers_of_tables(void)
{
	static const struct item items[] = {
		{.number = 1, .points = 3000}, {.number = 2, .points = 3000}};
	struct sheets s;

	ask((struct question){.type = TYPE_ESSAY}, 3000);
	form.items = items;
	form.item_count = 2;
	s = read_sheets("SBD,Câu 1 (GK1),Câu 1 (GK2),2 marker 1,2 marker 2\n"
			"1,\"1,5\",2,,3\n");
	CHECK(s.count == 1 && str_is(s.v[0].answers[0], "1,5 / 2") &&
		str_is(s.v[0].answers[1], "3"));
	s = read_sheets("SBD,question,answer\n1,1,2\n1,1,2.5\n");
	CHECK(str_is(s.v[0].answers[0], "2 / 2.5") && !report.count);
	question.type = TYPE_SHORT;
	s = read_sheets("SBD,question,answer\n1,1,x\n1,1,y\n");
	CHECK(str_is(s.v[0].answers[0], "x") &&
		str_is(findings(),
			"a.csv:3: warning: '1', question 1: another answer "
			"came before; the first counts"));
}

static void bad_sheets(void)
{
	struct sheets s;

	set_paper();
	s = read_sheets("SBD,Mã đề,1,2,3,4\n1,0101,A,B,C,\n2,999,A,B,C,\n"
			"1,0102,D,D,D,\n3,0101,A,B,C,D\n");
	CHECK(s.count == 2 && s.rows == 4 && has_answers(&s.v[0], "A/B/C"));
	CHECK(s.unmarked_count == 2 && s.unmarked[0].why == UNMARKED_CODE &&
		str_is(s.unmarked[0].code, "999") &&
		s.unmarked[1].why == UNMARKED_TWICE);
	CHECK(str_is(findings(),
		"a.csv:3: error: no form of the exam has the code '999'; the "
		"sheet is not marked\n"
		"a.csv:4: error: '1' came before; the first sheet counts\n"
		"a.csv:5: warning: 'D' belongs to no question of the form"));
	CHECK(!read_sheets("SBD,Mã đề,x\n1,2,3\n").count);
	CHECK(str_starts(
		findings(), "a.csv:1: error: no column holds answers"));
	CHECK(!read_sheets("SBD,1,2\n1,A,B\n").count);
	CHECK(str_find(findings(), "Mã đề", 0) != SIZE_MAX);
}

static void odd_answers_are_told(void)
{
	static const struct option one[] = {{.right = true}, {.right = false}};
	struct str answers[] = {STR("AB")};
	struct sheet sheet = {.person = STR("7"),
		.answers = answers,
		.file = "a.csv",
		.line = 2};
	struct sheets sheets = {.v = &sheet, .count = 1};
	struct scorer *scorer;
	struct grading grading;
	struct error err;

	ask(
		(struct question){
			.type = TYPE_CHOICE, .options = one, .option_count = 2},
		1000);
	report = (struct report){.arena = arena};
	CHECK(scorer_new(arena, &exam, NULL, 0, &scorer, &err));
	grading = grade_sheets(arena, scorer, &sheets, 0, 10, &report);
	CHECK(grading.scale == 1000 && grading.marks[0] == 0);
	CHECK(str_is(findings(),
		"a.csv:2: warning: '7', question 1: 'AB' is no "
		"answer there is; it counts as wrong"));
	CHECK(grading_items(arena, &grading)[0].odd == 1);
}

int main(void)
{
	arena = arena_new();
	TEST(choice);
	TEST(multiple);
	TEST(statements);
	TEST(numbers);
	TEST(words);
	TEST(exact_tolerance);
	TEST(exact_credits);
	TEST(markers);
	TEST(wrong_answers_cost);
	TEST(texts);
	TEST(other_types);
	TEST(cloze);
	TEST(chosen_parts);
	TEST(corrections);
	TEST(corrections_by_type);
	TEST(cancelled);
	TEST(corrections_are_kept);
	TEST(scales);
	TEST(wide_tables);
	TEST(tall_tables);
	TEST(other_heads);
	TEST(class_lists);
	TEST(markers_of_tables);
	TEST(bad_sheets);
	TEST(odd_answers_are_told);
	arena_free(arena);
	return check_result();
}
