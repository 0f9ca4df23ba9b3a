#include "base/report.h"

#include "base/utf8.h"
#include "tests/check.h"

static struct arena *arena;

static struct str line(const struct report *report, size_t i)
{
	return report_line(arena, &report->entries[i]);
}

static void keeps_findings_in_order(void)
{
	struct report report = {.arena = arena};
	struct error err = {0};

	report_add(&report, FINDING_UNKNOWN_KEY, "b.yaml", 3, 7, "kye");
	report_add(&report, FINDING_SKIPPED, "b.yaml", 9, 0, "q1");
	fail_at(&err, ERROR_IO, "c.yaml", 0, 0, "cannot be read");
	report_error(&report, FINDING_OTHER, &err);
	report_add(&report, FINDING_EMPTY_FILE, NULL, 0, 0);
	CHECK(report.count == 4);
	CHECK_STR(line(&report, 0), "b.yaml:3:7: error: unknown key 'kye'");
	CHECK_STR(
		line(&report, 1), "b.yaml:9: note: question 'q1' is left out");
	CHECK_STR(line(&report, 2), "c.yaml: error: cannot be read");
	CHECK_STR(line(&report, 3), "error: the file is empty");
	CHECK(report.levels[REPORT_ERROR] == 3);
	CHECK(report.levels[REPORT_NOTE] == 1);
	CHECK(report.levels[REPORT_WARNING] == 0);
	CHECK(report.findings[FINDING_UNKNOWN_KEY] == 1);
	CHECK(report.findings[FINDING_OTHER] == 1);
}

static void splices(void)
{
	struct report report = {.arena = arena};
	struct report other = {.arena = arena_new(), .strict = true};

	report_add(&report, FINDING_UNKNOWN_KEY, "b.yaml", 1, 1, "a");
	report_add(&report, FINDING_UNKNOWN_KEY, "b.yaml", 9, 1, "z");
	report_add(&other, FINDING_UNKNOWN_KEY, "b.yaml", 3, 1, "m");
	report_add(&other, FINDING_UNKNOWN_ENEMY, "b.yaml", 4, 1, "n");
	report_splice(&report, 1, &other);
	report_splice(&report, report.count, &other);
	report_forget(&other);
	CHECK(!other.count && !other.levels[REPORT_ERROR] && other.strict);
	arena_free(other.arena);
	CHECK(report.count == 6);
	CHECK_STR(line(&report, 0), "b.yaml:1:1: error: unknown key 'a'");
	CHECK_STR(line(&report, 1), "b.yaml:3:1: error: unknown key 'm'");
	CHECK(report.entries[2].line == 4 && report.entries[3].line == 9);
	CHECK(report.entries[4].line == 3 && report.entries[5].line == 4);
	CHECK(report.levels[REPORT_ERROR] == 6);
	CHECK(report.findings[FINDING_UNKNOWN_ENEMY] == 2);
}

static void strict_makes_warnings_errors(void)
{
	struct report report = {.arena = arena, .strict = true};

	report_add(&report, FINDING_UNKNOWN_ENEMY, "f", 1, 1, "q");
	report_add(&report, FINDING_SKIPPED, "f", 1, 1, "q");
	CHECK(report.entries[0].level == REPORT_ERROR);
	CHECK(report.entries[1].level == REPORT_NOTE);
	CHECK(report.levels[REPORT_WARNING] == 0);
	CHECK(report.levels[REPORT_ERROR] == 1);
}

/* The file's name and the texts are copies. */
static void borrows_nothing(void)
{
	struct report report = {.arena = arena};
	char file[] = "a", key[] = "k";

	report_add(&report, FINDING_UNKNOWN_KEY, file, 1, 1, key);
	file[0] = key[0] = 'x';
	report_add(&report, FINDING_UNKNOWN_KEY, file, 1, 1, key);
	CHECK_STR(line(&report, 0), "a:1:1: error: unknown key 'k'");
	CHECK_STR(line(&report, 1), "x:1:1: error: unknown key 'x'");
}

static void counts_on_when_full(void)
{
	struct report report = {.arena = arena_new()};
	size_t size;

	for (int i = 0; i < 10000; i++)
		report_add(&report, FINDING_OTHER, "f", 1, 1, "x");
	size = arena_size(report.arena);
	for (int i = 0; i < 50000; i++)
		report_add(&report, FINDING_OTHER, "f", 1, 1, "x");
	CHECK(report.count == 10000);
	CHECK(report.levels[REPORT_ERROR] == 60000);
	CHECK(report.findings[FINDING_OTHER] == 60000);
	CHECK(arena_size(report.arena) == size);
	arena_free(report.arena);
}

static void every_finding_has_a_name(void)
{
	for (enum finding i = 0; i < FINDING_COUNT; i++) {
		struct str name = str_from(finding_name(i));

		CHECK(name.len > 0);
		for (size_t k = 0; k < name.len; k++)
			CHECK(strchr(
				"abcdefghijklmnopqrstuvwxyz-", name.ptr[k]));
	}
}

static void errors_show_what_is_known(void)
{
	struct error err = {0};
	char text[64];

	CHECK(!fail(&err, ERROR_NOTFOUND, "no '%s'", "x"));
	CHECK(err.code == ERROR_NOTFOUND && !err.line);
	error_format(&err, text, sizeof text);
	CHECK_STR(str_from(text), "no 'x'");
	CHECK(!fail_at(&err, ERROR_SYNTAX, "f", 2, 0, "%s!", err.text));
	CHECK(error_format(&err, text, sizeof text) == 12);
	CHECK_STR(str_from(text), "f:2: no 'x'!");
	CHECK(!fail_at(&err, ERROR_SYNTAX, err.file, 2, 3, "y"));
	error_format(&err, text, sizeof text);
	CHECK_STR(str_from(text), "f:2:3: y");
	CHECK(!fail(NULL, ERROR_IO, "x"));
}

/* However long the text and wherever it is cut, it stays UTF-8. */
static void errors_keep_whole_characters(void)
{
	struct buf path = {.arena = arena};
	struct error err;

	for (int i = 0; i < 1030; i++)
		buf_text(&path, "ệ");
	for (size_t i = 0; i < 4; i++) {
		fail_at(&err, ERROR_IO, path.ptr + 3 * i, 0, 0, "%.*s%s",
			(int)i, "abc", path.ptr);
		CHECK(utf8_invalid(str_from(err.text)) == SIZE_MAX);
		CHECK(utf8_invalid(str_from(err.file)) == SIZE_MAX);
		CHECK(strlen(err.text) > 1019 && strlen(err.file) > 251);
	}
}

int main(void)
{
	arena = arena_new();
	TEST(keeps_findings_in_order);
	TEST(splices);
	TEST(strict_makes_warnings_errors);
	TEST(borrows_nothing);
	TEST(counts_on_when_full);
	TEST(every_finding_has_a_name);
	TEST(errors_show_what_is_known);
	TEST(errors_keep_whole_characters);
	arena_free(arena);
	return check_result();
}
