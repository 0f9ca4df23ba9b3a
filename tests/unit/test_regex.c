#include "base/regex.h"

#include "tests/check.h"

static struct arena *arena;

static enum regex_result match(const char *pattern, const char *subject)
{
	const struct regex *regex = NULL;
	struct error err = {0};

	if (!CHECK_OK(
		    regex_compile(arena, str_from(pattern), &regex, &err), err))
		return REGEX_TOO_HARD;
	return regex_match(regex, str_from(subject));
}

static void yes(const char *pattern, const char *subject)
{
	if (!CHECK(match(pattern, subject) == REGEX_YES))
		printf("# %s on %s\n", pattern, subject);
}

static void no(const char *pattern, const char *subject)
{
	if (!CHECK(match(pattern, subject) == REGEX_NO))
		printf("# %s on %s\n", pattern, subject);
}

static void matches(void)
{
	yes("/^ha\\s*noi$/i", "HA  NOI");
	no("/^ha\\s*noi$/", "HA NOI");
	yes("/^hà nội$/i", "HÀ NỘI");
	yes("^\\w+$", "ước");
	yes("/a b/x", "ab");
	no("/a b/", "ab");
	yes("/^a.b$/s", "a\nb");
	no("/^a.b$/", "a\nb");
	yes("/a.b/sxi", "xA\nBx");
	yes("/^.$/", "ậ");
	yes("b", "abc");
	yes("/a/b/", "xa/b");
	yes("a?", "");
	no("^$", "a");
	yes("(*UTF)á", "á");
}

static void recognises_patterns(void)
{
	CHECK(regex_is_pattern(STR("/a/")));
	CHECK(regex_is_pattern(STR("/a/isx")));
	CHECK(regex_is_pattern(STR("/a/b/i")));
	CHECK(!regex_is_pattern(STR("//")));
	CHECK(!regex_is_pattern(STR("/")));
	CHECK(!regex_is_pattern(STR("")));
	CHECK(!regex_is_pattern(STR("/i")));
	CHECK(!regex_is_pattern(STR("/a/g")));
	CHECK(!regex_is_pattern(STR("1/2")));
	CHECK(!regex_is_pattern(STR("/a")));
}

static void bad(const char *pattern, unsigned column, const char *says)
{
	const struct regex *regex;
	struct error err = {0};

	CHECK(!regex_compile(arena, str_from(pattern), &regex, &err));
	CHECK(err.code == ERROR_SYNTAX);
	if (!CHECK(err.column == column) ||
		!CHECK(str_find(str_from(err.text), says, 0) != SIZE_MAX))
		printf("# %s: %u: %s\n", pattern, err.column, err.text);
}

static void says_what_is_wrong(void)
{
	bad("/á(b/", 5, "( without its )");
	bad("áb)", 3, ") without its (");
	bad("/[a/", 4, "[ without");
	bad("/*a/", 2, "nothing stands before");
	bad("/[z-a]/i", 5, "out of order");
	bad("a\\", 3, "backslash");
	bad("a\\Cb", 4, "\\C");
	bad("(?<n>a)(?<n>b)", 13, "cannot be read");
}

static struct str repeated(const char *text, size_t count)
{
	struct buf out = {.arena = arena};

	while (count--)
		buf_text(&out, text);
	return buf_str(&out);
}

static void denied(struct str pattern)
{
	const struct regex *regex;
	struct error err = {0};

	CHECK(!regex_compile(arena, pattern, &regex, &err));
	CHECK(err.code == ERROR_DENIED || err.code == ERROR_SYNTAX);
}

static void limits(void)
{
	const struct regex *regex;
	struct error err = {0};
	struct str as = repeated("a", 30);

	denied(repeated("a", REGEX_PATTERN_LIMIT + 1));
	CHECK(regex_compile(
		arena, repeated("a", REGEX_PATTERN_LIMIT), &regex, &err));
	denied(repeated("(", 60));
	denied(STR("(((a{1000}){1000}){1000}){1000}"));
	CHECK(match("^(a+)+$", str_format(arena, "%sb", as.ptr).ptr) ==
		REGEX_TOO_HARD);
	CHECK(match("(a+)+$", str_format(arena, "%sb", as.ptr).ptr) ==
		REGEX_TOO_HARD);
	CHECK(match("^(a|b|c(?R))*$", repeated("c", 900).ptr) != REGEX_YES);
	CHECK(match("a", repeated("a", REGEX_SUBJECT_LIMIT).ptr) == REGEX_YES);
	CHECK(match("a", repeated("a", REGEX_SUBJECT_LIMIT + 1).ptr) ==
		REGEX_TOO_HARD);
	CHECK(regex_match(regex, STR("\xff")) == REGEX_TOO_HARD);
}

/* Every answer given takes memory that is given back. */
static void matches_many_times(void)
{
	const struct regex *regex = NULL;
	struct error err = {0};
	size_t before;

	CHECK_OK(regex_compile(arena, STR("^(a|b)+$"), &regex, &err), err);
	before = arena_size(arena);
	for (int i = 0; i < 1000; i++)
		CHECK(regex_match(regex, STR("ababab")) == REGEX_YES);
	CHECK(arena_size(arena) == before);
}

int main(void)
{
	arena = arena_new();
	TEST(matches);
	TEST(recognises_patterns);
	TEST(says_what_is_wrong);
	TEST(limits);
	TEST(matches_many_times);
	arena_free(arena);
	return check_result();
}
