#include "engine/model/query.h"

#include "tests/check.h"

static struct arena *arena;
static struct error err;

static struct query parse(const char *text)
{
	struct query query = {0};

	CHECK_OK(query_parse(arena, str_from(text), &query, &err), err);
	return query;
}

/* The query as parsed, for comparing: +word -word "phrase" word* and
 * field=value,value. */
static struct str shown(const char *text)
{
	struct query query = parse(text);
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < query.word_count; i++) {
		const struct query_word *word = &query.words[i];

		buf_format(&out, "%s%s%.*s%s%s ", word->not ? "-" : "+",
			word->phrase ? "\"" : "", STR_ARG(word->text),
			word->phrase ? "\"" : "", word->prefix ? "*" : "");
	}
	for (size_t i = 0; i < query.filter_count; i++) {
		const struct query_filter *filter = &query.filters[i];

		buf_format(&out, "%s%d", filter->not ? "-" : "",
			(int)filter->field);
		for (size_t k = 0; k < filter->count; k++)
			buf_format(&out, "=%.*s", STR_ARG(filter->values[k]));
		buf_char(&out, ' ');
	}
	return str_trim(buf_str(&out));
}

static void test_words(void)
{
	CHECK_STR(shown(""), "");
	CHECK_STR(shown("  \t\n "), "");
	CHECK_STR(shown("đạo hàm"), "+đạo +hàm");
	CHECK_STR(shown("\"cực trị\" hàm* -nghiệm"),
		"+\"cực trị\" +hàm* -nghiệm");
	CHECK_STR(
		shown("-\"một hai\" \"ba bốn\"*"), "-\"một hai\" +\"ba bốn\"*");
	CHECK_STR(shown("a\"b c\"d"), "+a +\"b c\" +d");
	CHECK_STR(shown("“ba bốn”"), "+\"ba bốn\"");
	CHECK_STR(shown("- * \"\" -* **"), "");
	CHECK_STR(shown("x^2-1 a*b"), "+x^2-1 +a*b");
}

static void test_colons_that_are_words(void)
{
	CHECK_STR(shown("12:30"), "+12:30");
	CHECK_STR(shown("https://a.b/c"), "+https://a.b/c");
	CHECK_STR(shown(":x a:"), "+:x +a:");
	CHECK_STR(shown("ví dụ: một"), "+ví +dụ: +một");
}

static void test_filters(void)
{
	CHECK_STR(shown("level:apply,extend"), "3=apply=extend");
	CHECK_STR(shown("level:VD,nb,\"thông hiểu\",4"),
		"3=apply=know=understand=extend");
	CHECK_STR(shown("tag:\"thực tế\",a -tag:b"), "5=thực tế=a -5=b");
	CHECK_STR(shown("topic:toan12.1 type:choice status:draft grade:12"),
		"2=toan12.1 4=choice 6=draft 1=12");
	CHECK_STR(shown("id:toan* subject:toan outcome:o stimulus:s x"),
		"+x 7=toan* 0=toan 8=o 9=s");
}

static void expect(const char *text, enum error_code code, unsigned column,
	const char *part)
{
	struct query query;

	if (!CHECK(!query_parse(arena, str_from(text), &query, &err)))
		return;
	CHECK(err.code == code);
	CHECK(err.column == column);
	if (!CHECK(strstr(err.text, part)))
		printf("# %s\n", err.text);
}

static void test_mistakes(void)
{
	expect("đạo levle:apply", ERROR_NOTFOUND, 5, "level:");
	expect("đạo \"hàm", ERROR_SYNTAX, 5, "quote");
	expect("tag:\"hàm", ERROR_SYNTAX, 5, "quote");
	expect("level:aply", ERROR_INVALID, 7, "apply");
	expect("level:zzz", ERROR_INVALID, 7, "understand");
	expect("type:choice,", ERROR_INVALID, 13, "value");
	expect("type: choice", ERROR_INVALID, 6, "value");
	expect("grade:13", ERROR_INVALID, 7, "12");
	expect("grade:+1", ERROR_INVALID, 7, "12");
	expect("ab\xff", ERROR_SYNTAX, 3, "UTF-8");
}

static void test_limits(void)
{
	struct query query;
	struct buf words = {.arena = arena}, values = {.arena = arena};
	struct buf text = {.arena = arena};

	for (int i = 0; i < 101; i++)
		buf_text(&words, "a ");
	CHECK(!query_parse(arena, buf_str(&words), &query, &err));
	CHECK(err.code == ERROR_DENIED);
	buf_text(&values, "id:a");
	for (int i = 0; i < 200; i++)
		buf_text(&values, ",a");
	CHECK(!query_parse(arena, buf_str(&values), &query, &err));
	CHECK(err.code == ERROR_DENIED);
	for (int i = 0; i < 4097; i++)
		buf_char(&text, 'a');
	CHECK(!query_parse(arena, buf_str(&text), &query, &err));
	CHECK(err.code == ERROR_DENIED);
}

static void test_nfc(void)
{
	/* Typed with a combining mark. */
	CHECK_STR(shown("ha\xcc\x80m"), "+hàm");
}

int main(void)
{
	arena = arena_new();
	TEST(test_words);
	TEST(test_colons_that_are_words);
	TEST(test_filters);
	TEST(test_mistakes);
	TEST(test_limits);
	TEST(test_nfc);
	arena_free(arena);
	return check_result();
}
