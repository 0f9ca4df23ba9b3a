/* JSON, JSON Lines and trivia: where records are, what becomes of them. */

#include "banks/records.h"
#include "banks/trivia.h"
#include "base/encoding.h"
#include "engine/model/sink.h"
#include "tests/check.h"

static struct arena *arena;
static struct bundle bundle;
static struct report report;
static struct error fault;

static bool read_as(const struct format *format, const char *text,
	const struct field_map *map, size_t map_count)
{
	struct sink sink;

	bundle = (struct bundle){0};
	report = (struct report){.arena = arena};
	fault = (struct error){0};
	sink = bundle_sink(arena, &bundle);
	return map_count ? format->read_mapped(arena, "f", str_from(text), map,
				   map_count, &sink, &report, &fault)
			 : format->read(arena, "f", str_from(text), &sink,
				   &report, &fault);
}

static bool reads(const char *text, size_t count)
{
	bool read = read_as(&format_records, text, NULL, 0);

	if (read && bundle.question_count == count)
		return true;
	printf("# %zu questions, %s\n", bundle.question_count, fault.text);
	return false;
}

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s%.*s", i ? "\n" : "",
			STR_ARG(report_line(arena, &report.entries[i])));
	return buf_str(&out);
}

static void shapes(void)
{
	static const char one[] =
		"{\"question\": \"a \\\"{[\\\" b\", \"answer\": \"x\"}";

	CHECK(reads(str_format(arena, "[%s]", one).ptr, 1));
	CHECK_STR(bundle.questions[0].stem, "a \"{[\" b");
	CHECK(reads(
		str_format(arena,
			"%s\n{\"question\": \"c\", \"answer\": \"y\"}\n", one)
			.ptr,
		2));
	CHECK(bundle.questions[1].line == 2);
	CHECK(reads(str_format(arena,
			    "{\"meta\": [1, 2], \"data\": {\"list\": [\n%s,\n"
			    "{\"question\": \"c\", \"answer\": \"y\"}]}}",
			    one)
			    .ptr,
		2));
	CHECK(bundle.questions[1].line == 3);
	CHECK(reads(one, 1));
	CHECK(format_records.recognise(STR("[{\"question\": \"a\"}]")) > 90);
	CHECK(!format_records.recognise(STR("{a ~b =c}")) &&
		!format_records.recognise(STR("plain {text}")));
}

static void options(void)
{
	CHECK(reads("[{\"question\": \"q\", \"options\": [\"(A)1\", \"(B)2\"], "
		    "\"label\": \"B\"},"
		    "{\"question\": \"r\", \"choices\": {\"A\": \"x\", \"B\": "
		    "\"y\"}, \"answer\": \"A\"},"
		    "{\"question\": \"s\", \"choices\": [\"x\", \"y\"], "
		    "\"answer\": 1},"
		    "{\"question\": \"t\", \"options\": [{\"text\": \"x\", "
		    "\"correct\": true}, {\"text\": \"y\"}]},"
		    "{\"question\": \"u\", \"answer\": 42}]",
		5));
	CHECK(bundle.questions[0].options[1].right &&
		str_is(bundle.questions[0].options[0].text, "1"));
	CHECK(bundle.questions[1].options[0].right);
	CHECK(bundle.questions[2].options[1].right);
	CHECK(bundle.questions[3].options[0].right);
	CHECK(bundle.questions[4].type == TYPE_NUMERIC &&
		bundle.questions[4].numbers[0].value.units == 42);
}

static void maps(void)
{
	static const struct field_map map[] = {{STR("stem"), STR("frage")},
		{STR("options"), STR("auswahl")}, {STR("key"), STR("loesung")}};

	CHECK(read_as(&format_records,
		"{\"frage\": \"q\", \"auswahl\": [\"a\", \"b\"], \"loesung\": "
		"\"b\"}\n{\"frage\": \"r\", \"loesung\": \"7\"}\n",
		map, 3));
	CHECK(bundle.question_count == 2 &&
		bundle.questions[0].options[1].right);
}

static void bad_ones(void)
{
	CHECK(reads("[{\"question\": \"q\", \"answer\": \"x\"},\n"
		    "{\"question\": \"r\" \"answer\"},\n"
		    "{\"answer\": \"x\"},\n"
		    "{\"question\": \"s\", \"answer\": \"x\"}]",
		2));
	CHECK(str_starts(findings(), "f:2:"));
	CHECK(str_find(findings(), "f:3:1: error: the record has no question",
		      0) != SIZE_MAX);
	CHECK(!read_as(&format_records, "[1, 2]", NULL, 0) &&
		fault.code == ERROR_SYNTAX);
	CHECK(!read_as(&format_records, "[{\"question\": \"q\"", NULL, 0) &&
		fault.code == ERROR_SYNTAX);
}

static void trivia(void)
{
	CHECK(read_as(&format_trivia,
		"#Q Which one\nis it?\n^ Two\nA One\nB Two\nC A "
		"longer\nline\n\n"
		"#Q True?\n^ False\nA True\nB False\n\n#Q Bad\n^ x\nA a\nB b\n",
		NULL, 0));
	CHECK(bundle.question_count == 2);
	CHECK_STR(bundle.questions[0].stem, "Which one\\\nis it?");
	CHECK_STR(bundle.questions[0].options[2].text, "A longer line");
	CHECK(bundle.questions[0].options[1].right &&
		bundle.questions[1].type == TYPE_TRUEFALSE &&
		!bundle.questions[1].truth);
	CHECK_STR(findings(),
		"f:14:1: error: the answer 'x' is none of the options");
	CHECK(format_trivia.recognise(STR("\n#Q a\n^ b\nA b\nB c\n")) > 80 &&
		!format_trivia.recognise(STR("# Q\n^\n")));
}

static struct str decoded(const char *bytes, const char *want_found)
{
	struct str out = STR(""), found;

	CHECK(encoding_to_utf8(
		arena, str_from(bytes), STR(""), &out, &found, &fault));
	CHECK_STR(found, want_found);
	return out;
}

/* Of before UTF-8, and of files put together from several. */
static void encodings(void)
{
	CHECK_STR(decoded("c\xa9u h\xe1i \xae\xb9o h\xb5m c\xf1"
			  "a h\xb5m s\xe8",
			  "TCVN3"),
		"câu hỏi đạo hàm của hàm số");
	CHECK_STR(decoded("d\xe9j\xe0 \xabvu\xbb le caf\xe9 20\xb0",
			  "windows-1252"),
		"déjà «vu» le café 20°");
	CHECK_STR(decoded("caf\xc3\xa9\ncaf\xe9\n", "UTF-8 and windows-1252"),
		"café\ncafé\n");
}

int main(void)
{
	arena = arena_new();
	TEST(shapes);
	TEST(options);
	TEST(maps);
	TEST(bad_ones);
	TEST(trivia);
	TEST(encodings);
	arena_free(arena);
	return check_result();
}
