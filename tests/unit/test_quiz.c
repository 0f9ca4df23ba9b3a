/* The quiz as a file: what stands in it and, above all, what does not. The rest
 * is tests/web/. */

#include "render/quiz.h"
#include "tests/all_types.h"

static struct arena *arena;

static struct str quiz(struct all_types all, struct quiz_options options)
{
	struct exam exam = *all_exam(arena, &all);
	struct error err = {0};
	struct str out = STR("");

	exam.id = STR("e123");
	CHECK_OK(quiz_print(arena, &exam, &options, &out, &err), err);
	return out;
}

static bool holds(struct str text, const char *words)
{
	return str_find(text, words, 0) != SIZE_MAX;
}

static const struct all_types four = {
	.language = "vi", .heading = "official", .forms = 4};

static struct str script_data(struct str page)
{
	size_t from = str_find(page, "id=\"data\">", 0);
	size_t to = str_find(page, "</script>", from);

	return str_sub(page, from + 10, to - from - 10);
}

/* Neither their words nor anything that follows from them. */
static void an_exam_holds_no_keys(void)
{
	struct all_types other = four;
	struct quiz_options options = {.mode = QUIZ_EXAM};
	struct str page = quiz(four, options);

	CHECK(!holds(page, SECRET) && !holds(page, "918273"));
	CHECK(!holds(page, "<div class=\"explained\""));
	/* Other keys to the same questions make the same file. */
	other.other_keys = true;
	CHECK(str_equal(page, quiz(other, options)));
	CHECK(!holds(script_data(page), "\"key\""));
}

static void practice_says_what_it_holds(void)
{
	struct str page = quiz(four, (struct quiz_options){0});

	CHECK(holds(page, SECRET "solution") && holds(page, SECRET "option"));
	CHECK(holds(script_data(page), "\"practice\":true"));
	CHECK(holds(script_data(page), "\"key\":{\"right\":["));
	/* What is for teachers alone is in neither. */
	CHECK(!holds(page, SECRET "author") && !holds(page, SECRET "tag") &&
		!holds(page, SECRET "outcome"));
}

static void asks_for_nothing(void)
{
	struct quiz_options options = {
		.mode = QUIZ_EXAM, .post_to = STR("https://x.vn:8443/nop?a=1")};
	struct str page = quiz(four, options);

	CHECK(holds(page, "default-src 'none'"));
	CHECK(holds(page, "; connect-src https://x.vn:8443\">"));
	CHECK(!holds(page, "<link") && !holds(page, "<script src") &&
		!holds(page, "@import") && !holds(page, "url("));
	options.post_to = STR("");
	CHECK(!holds(quiz(four, options), "connect-src"));
}

static bool posts_to(const char *url)
{
	struct all_types all = four;
	struct quiz_options options = {
		.mode = QUIZ_EXAM, .post_to = str_from(url)};
	struct error err = {0};
	struct str out;

	return quiz_print(arena, all_exam(arena, &all), &options, &out, &err);
}

static void addresses(void)
{
	CHECK(posts_to("http://10.0.0.2:8080/") && posts_to("https://a.vn"));
	CHECK(!posts_to("javascript:alert(1)") && !posts_to("ftp://a") &&
		!posts_to("https://") && !posts_to("//a.vn") &&
		!posts_to("https://a.vn/\" onload=\"x") &&
		!posts_to("https://a;b/") && !posts_to("https://u@a/"));
}

static void one_form(void)
{
	struct all_types all = four;
	struct quiz_options options = {
		.mode = QUIZ_EXAM, .code = STR("nothing")};
	const struct exam *exam = all_exam(arena, &all);
	struct error err = {0};
	struct str out;

	CHECK(!quiz_print(arena, exam, &options, &out, &err) &&
		err.code == ERROR_NOTFOUND);
	options.code = exam->forms[1].code;
	CHECK(quiz_print(arena, exam, &options, &out, &err));
	CHECK(!holds(script_data(out),
		str_cstr(arena,
			str_format(arena, "\"code\":\"%.*s\"",
				STR_ARG(exam->forms[0].code)))));
}

/* No text of a file ends its element or begins another. */
static void texts_stay_texts(void)
{
	struct all_types all = four;
	struct exam exam = *all_exam(arena, &all);
	struct question *questions =
		NEW_ARRAY(arena, exam.question_count, struct question);
	struct blueprint blueprint = *exam.blueprint;
	struct quiz_options options = {.mode = QUIZ_PRACTICE};
	struct error err = {0};
	struct str out, data;

	memcpy(questions, exam.questions,
		exam.question_count * sizeof *questions);
	questions[0].stem =
		STR("</div><script>alert(1)</script><img src=x onerror=y> "
		    "[a](javascript:alert(2)) ![\"onerror=z](none)");
	questions[0].solution = STR("</script><!--<script>");
	blueprint.title = STR("</script><script>alert(3)</script>");
	blueprint.school.exam = blueprint.title;
	exam.questions = questions;
	exam.blueprint = &blueprint;
	CHECK(quiz_print(arena, &exam, &options, &out, &err));
	CHECK(!holds(out, "<script>alert") && !holds(out, "<img src=x") &&
		!holds(out, "href=\"javascript") && !holds(out, "<!--"));
	data = script_data(out);
	CHECK(!holds(data, "<") && holds(data, "\\u003c/script>"));
}

static void same_bytes(void)
{
	struct quiz_options options = {.mode = QUIZ_EXAM};

	CHECK(str_equal(quiz(four, options), quiz(four, options)));
	options.mode = QUIZ_PRACTICE;
	CHECK(str_equal(quiz(four, options), quiz(four, options)));
}

/* Without its questions a quiz is no more than 60 KB. */
static void is_light(void)
{
	struct str page = quiz(four, (struct quiz_options){.mode = QUIZ_EXAM});
	size_t from = str_find(page, "<script type=\"text/html\"", 0);
	size_t to = str_find(page, "<script type=\"application", from);

	CHECK(from != SIZE_MAX && to != SIZE_MAX);
	CHECK(page.len - (to - from) < 60 * 1024);
}

int main(void)
{
	arena = arena_new();
	TEST(an_exam_holds_no_keys);
	TEST(practice_says_what_it_holds);
	TEST(asks_for_nothing);
	TEST(addresses);
	TEST(one_form);
	TEST(texts_stay_texts);
	TEST(same_bytes);
	TEST(is_light);
	arena_free(arena);
	return check_result();
}
