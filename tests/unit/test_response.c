/* What a quiz hands in: read, refused, and its signature. */

#include "engine/score/response_sheet.h"

#include "base/hash.h"
#include "tests/check.h"

static struct arena *arena;
static struct error err;

static const char good[] =
	"{\"dethi\":\"response\",\"version\":1,\"exam\":\"e1\",\"code\":"
	"\"101\","
	"\"person\":\"001\",\"name\":\"Lê An\",\"class\":\"\","
	"\"started\":\"a\",\"finished\":\"b\",\"answers\":[\"A\",\"Đ;S\"],"
	"\"seconds\":[3,4],\"mac\":\"%s\"}";

static struct str with_mac(const char *mac)
{
	return str_format(arena, good, mac);
}

static void reads(void)
{
	struct response r;

	CHECK(response_recognise(with_mac("")));
	CHECK(!response_recognise(STR("SBD,1\n{\"dethi\"")));
	CHECK_OK(response_from_json(arena, "r.json", with_mac(""), &r, &err),
		err);
	CHECK(str_is(r.exam, "e1") && str_is(r.name, "Lê An") &&
		r.answer_count == 2 && str_is(r.answers[1], "Đ;S") &&
		r.seconds[1] == 4);
}

static bool refused(struct str text)
{
	struct response r;

	return !response_from_json(arena, "r.json", text, &r, &err);
}

static struct str without(const char *part, const char *instead)
{
	struct str text = with_mac("");
	size_t at = str_find(text, part, 0);

	CHECK(at != SIZE_MAX);
	return str_format(arena, "%.*s%s%.*s", (int)at, text.ptr, instead,
		STR_ARG(str_sub(text, at + strlen(part), text.len)));
}

static void refuses(void)
{
	char *large = arena_alloc(arena, RESPONSE_LIMIT + 2);

	CHECK(refused(STR("{")) && err.code == ERROR_SYNTAX && err.line == 1);
	CHECK(refused(without("\"version\":1", "\"version\":2")) &&
		err.code == ERROR_INVALID);
	CHECK(refused(without("\"exam\":\"e1\",", "")));
	CHECK(refused(without("[3,4]", "[3]")));
	CHECK(refused(without("[3,4]", "[3,-4]")));
	CHECK(refused(without("[3,4]", "[3,\"4\"]")));
	CHECK(refused(STR("[]")) && refused(STR("7")));
	memset(large, ' ', RESPONSE_LIMIT + 1);
	CHECK(refused((struct str){large, RESPONSE_LIMIT + 1}) &&
		err.code == ERROR_DENIED);
}

/* RFC 4231, test cases 1 and 2. */
static void hmac(void)
{
	char key[20];

	memset(key, 0x0b, sizeof key);
	CHECK(str_is(
		hash_hmac_hex(arena, (struct str){key, 20}, STR("Hi There")),
		"b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32"
		"cff7"));
	CHECK(str_is(hash_hmac_hex(arena, STR("Jefe"),
			     STR("what do ya want for nothing?")),
		"5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec"
		"3843"));
}

static void signatures(void)
{
	static const char message[] =
		"16:dethi response 1,2:e1,3:101,3:001,6:Lê An,0:,1:a,1:b,1:A,"
		"4:Đ;S,1:3,1:4,";
	struct str mac = hash_hmac_hex(arena, STR("K7"), str_from(message));
	struct response r;

	CHECK_OK(response_from_json(
			 arena, "r", with_mac(str_cstr(arena, mac)), &r, &err),
		err);
	CHECK(response_is_signed(arena, &r, STR("K7")));
	CHECK(!response_is_signed(arena, &r, STR("K8")));
	r.answers = (const struct str[]){STR("B"), STR("Đ;S")};
	CHECK(!response_is_signed(arena, &r, STR("K7")));
	CHECK_OK(response_from_json(arena, "r", with_mac(""), &r, &err), err);
	CHECK(!response_is_signed(arena, &r, STR("")));
}

/* ---- among the sheets ---- */

static const struct item items[] = {
	{.number = 1}, {.number = 2, .question = 1}};
static const struct form forms[] = {
	{.code = STR("101"), .items = items, .item_count = 2}};
static const struct question questions[] = {
	{.type = TYPE_CHOICE}, {.type = TYPE_ESSAY}};
static const struct exam exam = {.id = STR("e1"),
	.forms = forms,
	.form_count = 1,
	.questions = questions,
	.question_count = 2};

static struct report report;

static struct str findings(void)
{
	struct buf out = {.arena = arena};

	for (size_t i = 0; i < report.count; i++)
		buf_format(&out, "%s%s", i ? " " : "",
			finding_name(report.entries[i].finding));
	return buf_str(&out);
}

static struct response response(const char *person)
{
	static const struct str answers[] = {{"A", 1}, {"9", 1}};
	static const long seconds[] = {0, 0};

	return (struct response){.exam = STR("e1"),
		.code = STR("101"),
		.person = str_from(person),
		.answers = answers,
		.seconds = seconds,
		.answer_count = 2};
}

static void sheets(void)
{
	struct sheets all = {0};
	struct response r = response("1");

	report = (struct report){.arena = arena};
	sheets_add_response(arena, &exam, "1.json", &r, &all, &report);
	/* An essay that is a number is no mark. */
	CHECK(all.count == 1 && str_is(all.v[0].answers[0], "A") &&
		!all.v[0].answers[1].len && !report.count);
	sheets_add_response(arena, &exam, "1.json", &r, &all, &report);
	r = response("2");
	r.exam = STR("e2");
	sheets_add_response(arena, &exam, "2.json", &r, &all, &report);
	r = response("3");
	r.answer_count = 1;
	sheets_add_response(arena, &exam, "3.json", &r, &all, &report);
	r = response("4");
	r.code = STR("102");
	sheets_add_response(arena, &exam, "4.json", &r, &all, &report);
	CHECK(all.count == 1 && all.unmarked_count == 4 && all.rows == 5);
	CHECK(str_is(
		findings(), "person-twice other-exam other-exam no-such-code"));
}

/* Marks of the essays come in a table after the quiz's files. */
static void essays(void)
{
	static const struct blueprint blueprint = {.part_count = 0};
	struct sheets all = {0};
	struct response r = response("001");
	struct exam marked = exam;

	marked.blueprint = &blueprint;
	report = (struct report){.arena = arena};
	sheets_add_response(arena, &marked, "1.json", &r, &all, &report);
	CHECK_OK(sheets_read(arena, &marked, "m.csv",
			 STR("SBD,Câu 2 (GK1),Câu 2 (GK2)\n1,1.5,2\n2,1,1\n"),
			 &all, &report, &err),
		err);
	CHECK(all.count == 2 && !report.count &&
		str_is(all.v[0].answers[0], "A") &&
		str_is(all.v[0].answers[1], "1.5 / 2"));
	/* A second time, or with another answer, it is another sheet. */
	CHECK_OK(sheets_read(arena, &marked, "n.csv", STR("SBD,2\n001,1\n"),
			 &all, &report, &err),
		err);
	CHECK_OK(sheets_read(arena, &marked, "n.csv", STR("SBD,1,2\n001,B,1\n"),
			 &all, &report, &err),
		err);
	CHECK(str_is(findings(), "person-twice person-twice") &&
		str_is(all.v[0].answers[1], "1.5 / 2"));
}

static void tickets(void)
{
	struct sheets all = {0};
	struct response r = response("1");

	report = (struct report){.arena = arena};
	CHECK(!sheets_read_tickets(
		arena, "v.csv", STR("SBD,x\n1,2\n"), &all, &err));
	CHECK_OK(sheets_read_tickets(arena, "v.csv",
			 STR("Họ tên,SBD,Mã vé\nAn,1,k7\n"), &all, &err),
		err);
	/* A spreadsheet dropped the zeros of "001". */
	r.person = STR("001");
	r.mac = hash_hmac_hex(arena, STR("K7"),
		STR("16:dethi response 1,2:e1,3:101,3:001,0:,0:,0:,0:,1:A,1:9,"
		    "1:0,1:0,"));
	sheets_add_response(arena, &exam, "0.json", &r, &all, &report);
	CHECK(all.count == 1 && !report.count);
	r = response("1");
	CHECK(all.ticket_count == 1 && str_is(all.tickets[0].ticket, "K7"));
	sheets_add_response(arena, &exam, "1.json", &r, &all, &report);
	r = response("2");
	sheets_add_response(arena, &exam, "2.json", &r, &all, &report);
	CHECK(all.count == 1 && all.unmarked_count == 2 &&
		all.unmarked[0].why == UNMARKED_TICKET);
	CHECK(str_is(findings(), "not-signed not-signed"));
}

int main(void)
{
	arena = arena_new();
	TEST(reads);
	TEST(refuses);
	TEST(hmac);
	TEST(signatures);
	TEST(sheets);
	TEST(essays);
	TEST(tickets);
	arena_free(arena);
	return check_result();
}
