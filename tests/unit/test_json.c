#include "base/json.h"

#include <float.h>
#include <math.h>

#include "tests/check.h"

static struct arena *arena;

static struct json *parse(const char *text, struct error *err)
{
	struct json *json = NULL;

	return json_parse(arena, "f.json", str_from(text), &json, err) ? json
								       : NULL;
}

static void check_same(const char *text)
{
	struct error err = {0};
	struct json *json = parse(text, &err);

	CHECK_OK(json, err);
	if (json)
		CHECK_STR(json_print(arena, json, false), text);
}

static void check_refused(
	const char *text, unsigned line, unsigned column, const char *says)
{
	struct error err = {0};
	struct str said;

	CHECK(!parse(text, &err));
	said = str_from(err.text);
	CHECK(err.line == line && err.column == column);
	if (err.line != line || err.column != column ||
		!CHECK(str_find(said, says, 0) != SIZE_MAX))
		printf("# for %.60s: %u:%u: %s\n", text, err.line, err.column,
			err.text);
}

static void reads_and_writes(void)
{
	check_same("{\"a\":[1,2.5,-3e+100,true,false,null],\"b\":{}}");
	check_same("[]");
	check_same("\"Đề thi \\\"\\\\\\n\\u0001\"");
	check_same("[0,-0,0.1,1e-07,123456789012345678,9007199254740993,"
		   "1.7976931348623157e+308,5e-324,0.30000000000000004]");
	check_same("[[[[1]]],{\"\":{\"x\":[{}]}}]");
}

static void reads_values(void)
{
	struct error err = {0};
	const struct json *json = parse("\xef\xbb\xbf {\"s\":\"t\\u1ea1\","
					"\"n\":1.5,\"l\":-7,\"b\":true,"
					"\"z\":null,\"big\":1e300,"
					"\"a\":[1,2,3]}\n",
		&err);
	const struct json *first;

	CHECK_OK(json, err);
	CHECK_STR(json_str(json_get(json, "s")), "tạ");
	CHECK(json_number(json_get(json, "n"), 0) == 1.5);
	CHECK(json_long(json_get(json, "l"), 0) == -7);
	CHECK(json_long(json_get(json, "n"), 9) == 9);
	CHECK(json_long(json_get(json, "big"), 9) == 9);
	CHECK(json_bool(json_get(json, "b"), false));
	CHECK(json_is_null(json_get(json, "z")));
	CHECK(json_is_null(json_get(json, "none")));
	CHECK(json_is_null(json_get(NULL, "none")));
	CHECK(!json_is_null(json_get(json, "b")));
	CHECK(json_count(json_get(json, "a")) == 3);
	CHECK(json_count(json) == 7 && json_count(NULL) == 0);
	first = json_first(json);
	CHECK_STR(json_key(first), "s");
	CHECK_STR(json_key(json_next(first)), "n");
	CHECK(!json_next(NULL) && !json_first(NULL));
	CHECK(json_number(first, 4) == 4 && json_long(first, 4) == 4);
	CHECK(json_bool(first, true));
	CHECK(json_str(json_get(json, "n")).len == 0);
}

static void refuses(void)
{
	check_refused("", 1, 1, "too early");
	check_refused("{\"a\":1,\n \"b\":[1,2}", 2, 10, "missing");
	check_refused("[1,]", 1, 4, "missing");
	check_refused("[1] 2", 1, 5, "missing");
	check_refused("[01]", 1, 2, "number");
	check_refused("[1.]", 1, 2, "number");
	check_refused("[.5]", 1, 2, "character");
	check_refused("[1e999]", 1, 2, "number");
	check_refused("[\"ạ\", +1]", 1, 7, "character");
	check_refused("[NaN]", 1, 2, "character");
	check_refused("[nul]", 1, 2, "missing");
	check_refused("[\"a", 1, 2, "closing quote");
	check_refused("[\"a\\", 1, 2, "closing quote");
	check_refused("[\"a\nb\"]", 1, 4, "control");
	check_refused("[\"\\u0000\"]", 1, 3, "\\u0000");
	check_refused("[\"\\ud800\"]", 1, 3, "missing");
	check_refused("[\"\xff\"]", 1, 3, "UTF-8");
	check_refused("{\"a\":1,\n\"b\":\"a\",\n\"a\":2}", 3, 1,
		"'a' is given twice; first on line 1");
	check_refused(
		"{\"x\":{\"k\":[\"k\",5],\"q\":1,\"k\":0}}", 1, 25, "twice");
	check_refused("/* no */ 1", 1, 1, "character");
}

static void limits_depth(void)
{
	struct error err = {0};
	char deep[4096];

	memset(deep, '[', sizeof deep);
	CHECK(!json_parse(arena, "f", (struct str){deep, sizeof deep},
		&(struct json *){NULL}, &err));
	CHECK(err.code == ERROR_DENIED && err.column == 65);
	memset(deep + 64, ']', 64);
	CHECK(json_parse(arena, "f", (struct str){deep, 128},
		&(struct json *){NULL}, &err));
}

static void limits_tokens(void)
{
	struct error err = {0};
	struct buf text = {.arena = arena};

	buf_char(&text, '[');
	for (int i = 0; i < 5000000; i++)
		buf_text(&text, "\"\",");
	buf_text(&text, "1]");
	CHECK(!json_parse(
		arena, "f", buf_str(&text), &(struct json *){NULL}, &err));
	CHECK(err.code == ERROR_DENIED);
}

static void builds(void)
{
	struct json *object = json_object(arena);
	struct json *array = json_array(arena);

	json_add_str(arena, object, "name", STR("Đạo \"hàm\"\n"));
	json_add_number(arena, object, "half", 0.5);
	json_add_number(arena, object, "nan", NAN);
	json_add_long(arena, object, "seed", 9223372036854775807);
	json_add_bool(arena, object, "yes", true);
	json_append_str(arena, array, STR("x"));
	json_append_long(arena, array, -2);
	json_append(array, json_object(arena));
	json_add(arena, object, "list", array);
	json_add(arena, object, "none", NULL);
	CHECK_STR(json_print(arena, object, false),
		"{\"name\":\"Đạo \\\"hàm\\\"\\n\",\"half\":0.5,\"nan\":null,"
		"\"seed\":9223372036854775807,\"yes\":true,"
		"\"list\":[\"x\",-2,{}],\"none\":null}");
	CHECK(json_long(json_get(object, "seed"), 0) == 9223372036854775807);
	CHECK_STR(json_print(arena, array, true),
		"[\n  \"x\",\n  -2,\n  {}\n]\n");
	CHECK_STR(json_print(arena, NULL, false), "null");
}

static void long_integers_survive(void)
{
	struct error err = {0};
	struct json *json = parse("[9007199254740993,-9223372036854775808,"
				  "9223372036854775808]",
		&err);
	const struct json *first = json_first(json);

	CHECK(json_long(first, 0) == 9007199254740993);
	CHECK(json_long(json_next(first), 0) == -9223372036854775807 - 1);
	CHECK(json_long(json_next(json_next(first)), 5) == 5);
}

int main(void)
{
	arena = arena_new();
	TEST(reads_and_writes);
	TEST(reads_values);
	TEST(refuses);
	TEST(limits_depth);
	TEST(limits_tokens);
	TEST(builds);
	TEST(long_integers_survive);
	arena_free(arena);
	return check_result();
}
